//! What a query asks for, as a tree.

use super::super::content::Field;
use super::super::day::{Day, Span};
use super::super::stem::Tongue;

/// A part of a query. Trees are flat: no `All` stands directly in an `All`, no `Any` in an `Any`, no `Not` in a `Not`, and
/// none of them has fewer than two parts or the same part twice.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    /// Every part holds. Without parts, as the whole of a query, it asks for nothing.
    All(Vec<Node>),
    /// One part holds, or more.
    Any(Vec<Node>),
    /// The part does not hold. Words in it are phrases: no document is left out for the stem of a word.
    Not(Box<Node>),
    /// Words in the title, the by-line or the text.
    Text(Term),
    /// Words in one field.
    In(Field, Term),
    /// The language of the document; nothing for one that is not known.
    Language(Option<Tongue>),
    /// The date of the document lies within.
    Date(Span),
    /// The document was first seen within.
    Added(Since),
    /// The user's marks.
    Is(Mark),
    /// What the document has.
    Has(Thing),
    /// The path as shown has this in it, folded.
    Path(String),
}

/// Words that are looked for, folded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Term {
    /// A word or, ranking lower, another form of it.
    Word(String),
    /// Words as they stand, beside each other; often one.
    Phrase(Vec<String>),
    /// Words that begin so.
    Prefix(String),
    /// Words beside each other, the last of which may go on; at least two.
    PhrasePrefix(Vec<String>),
    /// Words that differ in a few letters at most: left out, put in, changed, or two neighbours in the wrong order.
    Near {
        /// The word.
        word: String,
        /// The most edits.
        edits: u8,
    },
}

/// When a document was first seen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Since {
    /// The first second since 1970 that counts.
    pub(crate) from: Option<i64>,
    /// The first second since 1970 that does not count any more.
    pub(crate) until: Option<i64>,
    /// As it was written: a time back from now has no other lasting form.
    pub(crate) written: String,
}

/// The user's marks, as far as they can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Mark {
    /// Not read.
    Unread,
    /// Read.
    Read,
    /// Bookmarked.
    Bookmarked,
    /// With a note.
    Noted,
    /// With a tag.
    Tagged,
}

/// What a document can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Thing {
    /// Numbers with what they count or measure.
    Figures,
    /// Words that somebody says.
    Quotes,
}

impl Mark {
    /// All of them.
    pub(crate) const ALL: [Self; 5] = [Self::Unread, Self::Read, Self::Bookmarked, Self::Noted, Self::Tagged];

    /// Its name in queries.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Read => "read",
            Self::Bookmarked => "bookmarked",
            Self::Noted => "noted",
            Self::Tagged => "tagged",
        }
    }
}

impl Thing {
    /// All of them.
    pub(crate) const ALL: [Self; 2] = [Self::Figures, Self::Quotes];

    /// Its name in queries.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Quotes => "quotes",
        }
    }
}

impl Since {
    /// Whether a time in seconds since 1970 lies within. What is not known does not.
    pub(crate) fn holds(&self, added: Option<i64>) -> bool {
        added.is_some_and(|added| {
            self.from.is_none_or(|from| from <= added) && self.until.is_none_or(|until| added < until)
        })
    }

    /// The times of some days.
    pub(super) fn of(span: Span, written: &str) -> Self {
        Self {
            from: span.from.map(Day::seconds),
            until: span.until.map(|last| last.plus(1).seconds()),
            written: written.to_owned(),
        }
    }
}

impl Term {
    /// How many edits count as the same word: one under eight letters, two from there.
    pub(crate) fn edits(word: &str) -> u8 {
        if word.chars().count() < 8 { 1 } else { 2 }
    }

    /// The same without other forms of a word.
    fn exactly(self) -> Self {
        match self {
            Self::Word(word) => Self::Phrase(vec![word]),
            Self::Phrase(_) | Self::Prefix(_) | Self::PhrasePrefix(_) | Self::Near { .. } => self,
        }
    }
}

impl Node {
    /// What asks for nothing.
    pub(crate) const NOTHING: Self = Self::All(Vec::new());

    /// Whether it asks for nothing.
    pub(crate) fn is_nothing(&self) -> bool {
        matches!(self, Self::All(parts) if parts.is_empty())
    }

    /// All of some parts.
    pub(in crate::search) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Self::All(inner) => inner.into_iter().for_each(|part| push(&mut flat, part)),
                part => push(&mut flat, part),
            }
        }
        if flat.len() == 1 { flat.pop().unwrap_or(Self::NOTHING) } else { Self::All(flat) }
    }

    /// One of some parts. Parts that ask for nothing are left out.
    pub(super) fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Self::Any(inner) => inner.into_iter().for_each(|part| push(&mut flat, part)),
                part if part.is_nothing() => {}
                part => push(&mut flat, part),
            }
        }
        match flat.len() {
            0 => Self::NOTHING,
            1 => flat.pop().unwrap_or(Self::NOTHING),
            _ => Self::Any(flat),
        }
    }

    /// What does not hold.
    pub(super) fn not(part: Self) -> Self {
        match part.exactly() {
            part if part.is_nothing() => part,
            Self::Not(inner) => *inner,
            part => Self::Not(Box::new(part)),
        }
    }

    fn exactly(self) -> Self {
        match self {
            Self::All(parts) => Self::all(parts.into_iter().map(Self::exactly)),
            Self::Any(parts) => Self::any(parts.into_iter().map(Self::exactly)),
            Self::Not(part) => Self::not(*part),
            Self::Text(term) => Self::Text(term.exactly()),
            Self::In(field, term) => Self::In(field, term.exactly()),
            part => part,
        }
    }

    /// The tree with other leaves where `change` gives some.
    pub(super) fn changed(&self, change: &mut dyn FnMut(&Self) -> Option<Self>) -> Self {
        match self {
            Self::All(parts) => Self::all(parts.iter().map(|part| part.changed(change)).collect::<Vec<_>>()),
            Self::Any(parts) => Self::any(parts.iter().map(|part| part.changed(change)).collect::<Vec<_>>()),
            Self::Not(part) => Self::not(part.changed(change)),
            leaf => change(leaf).unwrap_or_else(|| leaf.clone()),
        }
    }

    /// Whether anything in it has to be there.
    pub(crate) fn is_positive(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::is_positive),
            Self::Not(_) => false,
            _ => true,
        }
    }

    /// Goes through its leaves; the flag says whether a leaf has to hold (or, in a `Not`, must not).
    pub(crate) fn each_leaf<'a>(&'a self, each: &mut impl FnMut(&'a Self, bool)) {
        self.leaves(true, each);
    }

    fn leaves<'a>(&'a self, is_wanted: bool, each: &mut impl FnMut(&'a Self, bool)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.leaves(is_wanted, each)),
            Self::Not(part) => part.leaves(!is_wanted, each),
            leaf => each(leaf, is_wanted),
        }
    }
}

fn push(parts: &mut Vec<Node>, part: Node) {
    if !parts.contains(&part) {
        parts.push(part);
    }
}
