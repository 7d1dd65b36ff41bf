//! A sentence as this room reads it: its words, with every quotation as a single item.

use std::ops::Range;

use super::super::Language;
use super::super::lexicon::Class;
use super::super::reading::{Piece, Reading};
use super::super::token::Shape;
use super::super::vocabulary::Word;
use super::governed;
use super::marks::Quoted;
use super::verb::{Form, Lists, Noun, Verb};
use crate::document::Anchor;

/// A word or a whole quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// The token with this number.
    Word(usize),
    /// The quotation with this number in the block.
    Quote(usize),
}

/// A block with its quotations and with who is mentioned in it.
#[derive(Debug)]
pub(super) struct Page<'a> {
    /// The document.
    pub(super) reading: &'a Reading<'a>,
    /// The block.
    pub(super) piece: &'a Piece<'a>,
    /// Its quotations.
    pub(super) quotes: Vec<Quoted>,
    /// Mentions of people in it, in order.
    pub(super) mentions: &'a [(Anchor, u32)],
    /// The mention each token is a part of.
    owner: Vec<Option<u32>>,
    /// What each token is as a form of a Spanish verb; empty in English.
    forms: Vec<Option<(Verb, Form)>>,
    /// Its sentences; no border lies within a quotation.
    pub(super) lines: Vec<Vec<Item>>,
}

impl<'a> Page<'a> {
    /// Cuts a block up.
    pub(super) fn new(
        reading: &'a Reading<'a>,
        piece: &'a Piece<'a>,
        quotes: Vec<Quoted>,
        mentions: &'a [(Anchor, u32)],
    ) -> Self {
        // Ana “Nita” Ruiz: nothing is quoted in a name.
        let mut quotes = quotes;
        quotes.retain(|quoted| {
            let after = mentions.partition_point(|(at, _)| (at.start as usize) < quoted.outer.start);
            let before = after.checked_sub(1).and_then(|before| mentions.get(before));
            before.is_none_or(|(at, _)| (at.end as usize) < quoted.outer.end)
        });
        let owner = owners(piece, mentions);
        let lines = lines(piece, &quotes);
        let forms = forms(reading, piece);
        Self { reading, piece, quotes, mentions, owner, forms, lines }
    }

    /// The sentence with this number.
    pub(super) fn line(&self, number: usize) -> Line<'_> {
        Line { page: self, items: self.lines.get(number).map(Vec::as_slice).unwrap_or_default() }
    }
}

/// The forms of Spanish verbs in a block that is not in English.
fn forms(reading: &Reading<'_>, piece: &Piece<'_>) -> Vec<Option<(Verb, Form)>> {
    if piece.language == Some(Language::English) {
        return Vec::new();
    }
    let form = |token: &super::super::token::Token| {
        let key = reading.vocabulary.get(token.word).filter(|_| token.shape == Shape::Lower)?;
        Lists::get().form(key.plain())
    };
    piece.tokens.iter().map(form).collect()
}

/// Which mention each token belongs to.
fn owners(piece: &Piece<'_>, mentions: &[(Anchor, u32)]) -> Vec<Option<u32>> {
    let mut owner = vec![None; piece.tokens.len()];
    let mut number = 0;
    for (token, slot) in piece.tokens.iter().zip(&mut owner) {
        while mentions.get(number).is_some_and(|(at, _)| at.end <= token.start) {
            number += 1;
        }
        if mentions.get(number).is_some_and(|(at, _)| at.start <= token.start && token.end <= at.end) {
            *slot = u32::try_from(number).ok();
        }
    }
    owner
}

/// The sentences as items: a border inside a quotation is none.
fn lines(piece: &Piece<'_>, quotes: &[Quoted]) -> Vec<Vec<Item>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    let mut borders = piece.sentences.iter().map(|sentence| sentence.start).filter(|&start| start > 0).peekable();
    let mut quotes = quotes.iter().enumerate().peekable();
    let mut inside: Option<&Quoted> = None;
    for (number, token) in piece.tokens.iter().enumerate() {
        let start = token.start as usize;
        if inside.is_some_and(|quoted| start >= quoted.outer.end) {
            inside = None;
        }
        let mut is_border = false;
        while borders.next_if(|&border| border <= number).is_some() {
            is_border = true;
        }
        if is_border && inside.is_none() && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        if inside.is_some() {
            continue;
        }
        while let Some((which, quoted)) = quotes.next_if(|(_, quoted)| start >= quoted.outer.start) {
            if start < quoted.outer.end {
                inside = Some(quoted);
                line.push(Item::Quote(which));
            }
        }
        if inside.is_none() {
            line.push(Item::Word(number));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A sentence of a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'p> {
    /// The block.
    pub(super) page: &'p Page<'p>,
    /// Its items.
    pub(super) items: &'p [Item],
}

impl<'p> Line<'p> {
    /// How many items there are.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    fn token(&self, at: usize) -> Option<usize> {
        match self.items.get(at) {
            Some(&Item::Word(token)) => Some(token),
            Some(Item::Quote(_)) | None => None,
        }
    }

    /// The quotation at `at`.
    pub(super) fn quote(&self, at: usize) -> Option<usize> {
        match self.items.get(at) {
            Some(&Item::Quote(quote)) => Some(quote),
            Some(Item::Word(_)) | None => None,
        }
    }

    /// The text of the word at `at`; empty for a quotation.
    pub(super) fn str(&self, at: usize) -> &'p str {
        self.token(at).map_or("", |token| self.page.piece.str(token))
    }

    /// The folded word at `at`; empty for marks and quotations.
    pub(super) fn key(&self, at: usize) -> &'p str {
        let token = self.token(at).and_then(|token| self.page.piece.tokens.get(token));
        let Some(token) = token.filter(|token| token.shape != Shape::Mark) else { return "" };
        self.page.reading.vocabulary.get(token.word).map_or("", Word::plain)
    }

    /// What the word at `at` looks like; a mark for a quotation.
    pub(super) fn shape(&self, at: usize) -> Shape {
        self.token(at).map_or(Shape::Mark, |token| self.page.piece.shape(token))
    }

    /// What the word at `at` is by the lists.
    pub(super) fn class(&self, at: usize) -> Class {
        self.token(at).map_or(Class::default(), |token| self.page.reading.class(self.page.piece, token))
    }

    /// Whether it is a word of letters.
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.shape(at).is_word()
    }

    /// Whether the mark at `at` is one of these.
    pub(super) fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        self.token(at).is_some() && self.shape(at) == Shape::Mark && marks.contains(&self.str(at))
    }

    /// Whether the word is a capitalised one, an acronym or an initial.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        matches!(self.shape(at), Shape::Capital | Shape::Upper | Shape::Initial)
    }

    /// What the word at `at` is as a verb of saying. Verbs are written in lower case, but Spanish sentences may begin
    /// with one ("Explicó que …").
    pub(super) fn verb(&self, at: usize) -> Option<Verb> {
        let opens = at == 0 && self.shape(at) == Shape::Capital && self.str(at).ends_with(['ó', 'n']);
        if self.shape(at) != Shape::Lower && !opens {
            return None;
        }
        // "informe" and "cuenta" are nouns; the accent makes the verb, so the word itself counts where it has one.
        let text = self.str(at);
        if matches!(text, "nota" | "hablo" | "cuento") || self.owner(at).is_some() {
            return None;
        }
        let key = self.key(at);
        let listed = Lists::get().verb(key).filter(|_| Lists::get().has_accent(text, key));
        listed.or_else(|| {
            let (verb, form) = self.derived(at)?;
            governed::is_verb(|at| self.key(at), at, form).then_some(verb)
        })
    }

    /// What the word at `at` is as a form of a Spanish verb of saying that the lists leave out.
    fn derived(&self, at: usize) -> Option<(Verb, Form)> {
        self.page.forms.get(self.token(at)?).copied().flatten()
    }

    /// Which form of a Spanish verb the word is.
    pub(super) fn form(&self, at: usize) -> Option<Form> {
        self.derived(at).map(|(_, form)| form)
    }

    /// What the word at `at` is as a speaker.
    pub(super) fn noun(&self, at: usize) -> Option<Noun> {
        Lists::get().noun(self.key(at))
    }

    /// The number of the mention the word at `at` is a part of.
    fn owner(&self, at: usize) -> Option<u32> {
        self.page.owner.get(self.token(at)?).copied().flatten()
    }

    /// Whether the word at `at` is a part of a person's name.
    pub(super) fn is_name(&self, at: usize) -> bool {
        self.owner(at).is_some()
    }

    fn person(&self, mention: u32) -> Option<u32> {
        self.page.mentions.get(mention as usize).map(|&(_, person)| person)
    }

    /// The person whose mention starts at `at`, and the item after it.
    pub(super) fn mention_from(&self, at: usize) -> Option<(u32, usize)> {
        let mention = self.owner(at)?;
        if at.checked_sub(1).is_some_and(|before| self.owner(before) == Some(mention)) {
            return None;
        }
        let mut end = at + 1;
        while self.owner(end) == Some(mention) {
            end += 1;
        }
        Some((self.person(mention)?, end))
    }

    /// The person whose mention ends with `at`, and its first item.
    pub(super) fn mention_to(&self, at: usize) -> Option<(u32, usize)> {
        let mention = self.owner(at)?;
        if self.owner(at + 1) == Some(mention) {
            return None;
        }
        let mut start = at;
        while start.checked_sub(1).is_some_and(|before| self.owner(before) == Some(mention)) {
            start -= 1;
        }
        Some((self.person(mention)?, start))
    }

    /// The address of a range of items.
    pub(super) fn anchor(&self, range: Range<usize>) -> Anchor {
        let bytes = |at: usize| match self.items.get(at) {
            Some(&Item::Word(token)) => {
                self.page.piece.tokens.get(token).map(|token| token.start as usize..token.end as usize)
            }
            Some(&Item::Quote(quote)) => self.page.quotes.get(quote).map(|quoted| quoted.outer.clone()),
            None => None,
        };
        let start = bytes(range.start).map_or(0, |bytes| bytes.start);
        let end = range.end.checked_sub(1).and_then(bytes).map_or(start, |bytes| bytes.end).max(start);
        let offset = super::super::token::offset;
        Anchor { block: self.page.piece.block, start: offset(start), end: offset(end) }
    }
}
