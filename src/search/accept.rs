//! Whether a document is what a query asks for: the truth that an index has to agree with.

use super::content::{Content, Stream};
use super::fold::{Case, folded};
use super::query::{Mark, Node, Query, Term, Thing};
use super::spelling::Measure;
use super::stem::Tongue;

/// What is known of a document beside its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct EntryFacts<'a> {
    /// Its path as shown.
    pub(crate) path: &'a str,
    /// When it was first seen, in seconds since 1970.
    pub(crate) added: Option<i64>,
    /// The user's marks on it.
    pub(crate) marks: Flags,
}

/// The user's marks on a document, as far as they can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
pub(crate) struct Flags {
    /// It was read.
    pub(crate) is_read: bool,
    /// It is bookmarked.
    pub(crate) is_bookmarked: bool,
    /// It has a note.
    pub(crate) is_noted: bool,
    /// It has a tag.
    pub(crate) is_tagged: bool,
}

impl Flags {
    /// Whether the marks are as asked for.
    pub(crate) const fn has(self, mark: Mark) -> bool {
        match mark {
            Mark::Unread => !self.is_read,
            Mark::Read => self.is_read,
            Mark::Bookmarked => self.is_bookmarked,
            Mark::Noted => self.is_noted,
            Mark::Tagged => self.is_tagged,
        }
    }
}

/// How a document is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// With other forms of the words.
    Stems,
    /// With the words as they were asked for.
    Exact,
}

/// Whether other forms of a word count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Forms {
    /// They do.
    Counted,
    /// Only the word itself.
    Left,
}

impl Query {
    /// How a document is found, if it is.
    pub(crate) fn fit(&self, content: &Content, entry: &EntryFacts<'_>) -> Option<Fit> {
        if self.is_empty() || !self.node().accepts(content, entry) {
            return None;
        }
        let is_exact = self.node().holds(content, entry, Forms::Left);
        Some(if is_exact { Fit::Exact } else { Fit::Stems })
    }
}

impl Node {
    /// Whether a document is what is asked for. What asks for nothing accepts everything: ask [`Query::fit`] instead.
    pub(crate) fn accepts(&self, content: &Content, entry: &EntryFacts<'_>) -> bool {
        self.holds(content, entry, Forms::Counted)
    }

    fn holds(&self, content: &Content, entry: &EntryFacts<'_>, forms: Forms) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(content, entry, forms)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(content, entry, forms)),
            Self::Not(part) => !part.holds(content, entry, forms),
            Self::Text(term) => count(content, Stream::Text, term, forms, 1) > 0,
            Self::In(field, term) => count(content, Stream::Of(*field), term, forms, 1) > 0,
            Self::Language(tongue) => content.tongue == *tongue,
            Self::Date(span) => content.days.is_some_and(|days| span.holds(days)),
            Self::Added(since) => since.holds(entry.added),
            Self::Is(mark) => entry.marks.has(*mark),
            Self::Has(Thing::Figures) => content.has_figures,
            Self::Has(Thing::Quotes) => content.has_quotes,
            Self::Path(part) => folded(entry.path, Case::Folded).contains(part.as_str()),
        }
    }
}

/// How often a term occurs in a stream; counting may end at `most`.
pub(crate) fn count(content: &Content, stream: Stream, term: &Term, forms: Forms, most: usize) -> usize {
    match term {
        Term::Word(word) => {
            let exact = content.number(word);
            let stem = content.tongue.filter(|_| forms == Forms::Counted && stream.has_stems());
            let stem = stem.and_then(|tongue: Tongue| tongue.stem(word));
            match (exact, stem) {
                (None, None) => 0,
                (Some(exact), None) => occurrences(content, stream, most, |number| number == exact),
                (exact, Some(stem)) => {
                    let wanted = numbers(content, |spelled| spelled.stem.as_deref() == Some(&*stem));
                    occurrences(content, stream, most, |number| Some(number) == exact || has(&wanted, number))
                }
            }
        }
        Term::Prefix(word) => {
            let wanted = numbers(content, |spelled| spelled.text.starts_with(word.as_str()));
            occurrences(content, stream, most, |number| has(&wanted, number))
        }
        Term::Near { word, edits } => {
            let mut measure = Measure::new(word);
            let wanted = numbers(content, |spelled| measure.to(&spelled.text, *edits).is_some());
            occurrences(content, stream, most, |number| has(&wanted, number))
        }
        Term::Phrase(words) => phrases(content, stream, words, None, most),
        Term::PhrasePrefix(words) => match words.split_last() {
            Some((last, words)) => phrases(content, stream, words, Some(last), most),
            None => 0,
        },
    }
}

/// Which words of the vocabulary are wanted, by their number; nothing when none is.
fn numbers(content: &Content, mut is_wanted: impl FnMut(&super::content::Spelled) -> bool) -> Vec<bool> {
    let mut wanted = Vec::new();
    for (number, spelled) in content.words().iter().enumerate() {
        if is_wanted(spelled) {
            wanted.resize(number, false);
            wanted.push(true);
        }
    }
    wanted
}

fn has(wanted: &[bool], number: u32) -> bool {
    wanted.get(number as usize).copied().unwrap_or(false)
}

fn occurrences(content: &Content, stream: Stream, most: usize, mut is_wanted: impl FnMut(u32) -> bool) -> usize {
    content.tokens(stream).iter().filter(|token| is_wanted(token.word)).take(most).count()
}

/// How often words stand beside each other, the last of them followed by one that begins with `open`, if that is given.
fn phrases(content: &Content, stream: Stream, words: &[String], open: Option<&str>, most: usize) -> usize {
    let Some(wanted) = words.iter().map(|word| content.number(word)).collect::<Option<Vec<u32>>>() else { return 0 };
    let ends = open.map(|open| numbers(content, |spelled| spelled.text.starts_with(open)));
    let tokens = content.tokens(stream);
    let mut search = super::phrase::Search::new(&wanted);
    let mut found = 0;
    let mut last = None;
    for (at, token) in tokens.iter().enumerate() {
        // A gap ends every phrase.
        if last.is_some_and(|last: u32| token.position != last.saturating_add(1)) {
            search.restart();
        }
        last = Some(token.position);
        if !search.step(&token.word) {
            continue;
        }
        let goes_on = ends.as_ref().is_none_or(|ends| {
            tokens
                .get(at + 1)
                .is_some_and(|next| next.position == token.position.saturating_add(1) && has(ends, next.word))
        });
        found += usize::from(goes_on);
        if found >= most {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::content::{Facts, Named};
    use super::super::day::Today;
    use super::*;
    use crate::document::{Block, BlockKind, CalendarDate, Clean, DateOrigin, Document, DocumentDate, Meta};

    /// 22 November 2026, noon.
    const NOW: Today = Today::at(1_795_348_800);

    fn content(texts: &[&str], facts: &Facts) -> Content {
        let blocks = texts.iter().map(|text| Block::new(BlockKind::Paragraph, Clean::line(text))).collect();
        Content::of(&Document { blocks, ..Document::default() }, facts)
    }

    fn english() -> Facts {
        Facts { tongue: Some(Tongue::English), ..Facts::default() }
    }

    fn fit(query: &str, content: &Content) -> Option<Fit> {
        Query::parse(query, NOW).fit(content, &EntryFacts::default())
    }

    #[test]
    fn words_are_whole_and_all_of_them_have_to_be_there() {
        let content = content(&["The port strike at IMSS–Bienestar", "goes on in Peña"], &Facts::default());
        for found in [
            "strike port",
            "pena",
            "\"port strike\"",
            "imss-bienestar",
            "strik*",
            "\"the por*\"",
            "stirke~",
            "x OR port",
            "-zebra",
        ] {
            assert_eq!(fit(found, &content), Some(Fit::Exact), "{found}");
        }
        for missing in [
            "strik",
            "port zebra",
            "\"strike port\"",
            "\"bienestar goes\"",
            "\"the port s\"",
            "-port",
            "port -pena",
            "",
        ] {
            assert_eq!(fit(missing, &content), None, "{missing}");
        }
        assert_eq!(fit("port -zebra", &content), Some(Fit::Exact));
        assert_eq!(fit("zebra OR -goats", &content), Some(Fit::Exact));
    }

    #[test]
    fn other_forms_count_in_a_language_that_is_known_and_never_against_a_document() {
        let content = content(&["The strikes go on"], &english());
        assert_eq!(fit("strike", &content), Some(Fit::Stems));
        assert_eq!(fit("strikes", &content), Some(Fit::Exact));
        assert_eq!(fit("strikes striking", &content), Some(Fit::Stems));
        assert_eq!(fit("\"strike\"", &content), None);
        assert_eq!(fit("strikes -strike", &content), Some(Fit::Exact));
        assert_eq!(fit("strike", &self::content(&["The strikes go on"], &Facts::default())), None);
    }

    #[test]
    fn names_are_looked_for_as_they_are_written_in_their_own_field() {
        let named =
            |forms: &[&str]| Named { forms: forms.iter().map(|form| Clean::line(form)).collect(), ..Named::default() };
        let facts = Facts {
            people: vec![named(&["Claudia Sheinbaum", "Sheinbaum"]), named(&["Ana Ports"])],
            speakers: vec![named(&["Ana Ports"])],
            roles: vec![named(&["health ministers"])],
            has_quotes: true,
            ..english()
        };
        let content = content(&["Claudia Sheinbaum met Ana Ports, and Peter left"], &facts);
        for found in [
            "person:sheinbaum",
            "person:\"claudia sheinbaum\"",
            "speaker:ana",
            "role:minister",
            "person:shein*",
            "has:quotes",
        ] {
            assert!(fit(found, &content).is_some(), "{found}");
        }
        for missing in [
            "person:peter",
            "speaker:sheinbaum",
            "person:port",
            "person:\"sheinbaum ana\"",
            "person:\"sheinbaum sheinbaum\"",
            "has:figures",
        ] {
            assert_eq!(fit(missing, &content), None, "{missing}");
        }
    }

    #[test]
    fn dates_paths_times_and_marks_are_asked_of_what_is_known() {
        let value = CalendarDate::of(2024, None, None).unwrap();
        let date = DocumentDate { value, origin: DateOrigin::Header, certain: true, at: None };
        let meta = Meta { date: Some(date), title: Some(Clean::line("Port")), ..Meta::default() };
        let content = Content::of(&Document { meta, ..Document::default() }, &Facts::default());
        let marks = Flags { is_read: true, is_noted: true, ..Flags::default() };
        let entry = EntryFacts { path: "Inbox/Señal.txt", added: Some(NOW.seconds - 3600), marks };
        let fits = |query: &str| Query::parse(query, NOW).fit(&content, &entry).is_some();
        for found in [
            "date:2024",
            "date:>2023",
            "path:inbox/senal",
            "added:24h",
            "added:today",
            "is:read",
            "is:noted",
            "port -is:unread",
            "-is:tagged",
            "lang:none",
        ] {
            assert!(fits(found), "{found}");
        }
        for missing in [
            "date:2024-10",
            "date:>2024-06",
            "path:outbox",
            "added:<2026",
            "is:unread",
            "is:tagged",
            "lang:en",
            "-is:noted",
        ] {
            assert!(!fits(missing), "{missing}");
        }
        assert!(Query::parse("added:24h", NOW).fit(&content, &EntryFacts::default()).is_none());
    }

    proptest! {
        #[test]
        fn a_phrase_is_found_where_its_words_stand_beside_each_other(
            texts in prop::collection::vec("[ab ]{0,12}", 0..4), phrase in "[ab]( [ab]){0,3}", is_open: bool
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let words: Vec<&str> = phrase.split(' ').collect();
            let stands = |text: &&str| {
                let all: Vec<&str> = text.split_whitespace().collect();
                all.windows(words.len()).any(|window| {
                    let (last, open) = (words.len() - 1, window[words.len() - 1].starts_with(words[words.len() - 1]));
                    window[..last] == words[..last] && if is_open { open } else { window[last] == words[last] }
                })
            };
            let query = format!("\"{phrase}{}\"", if is_open { "*" } else { "" });
            prop_assert_eq!(fit(&query, &content(&texts, &Facts::default())).is_some(), texts.iter().any(stands));
        }

        #[test]
        fn what_is_found_by_words_has_hits_and_nothing_else_has(
            texts in prop::collection::vec("(strike|strikes|striking|port|ports|stirke|pena|Peña|-|部长| ){0,6}", 0..3),
            query in "(strike|strikes~|por\\*|\"port strike\"|pena|部|\"peña p\\*\")",
        ) {
            let blocks = texts.iter().map(|text| Block::new(BlockKind::Paragraph, Clean::line(text))).collect();
            let document = Document { blocks, ..Document::default() };
            let query = Query::parse(&query, NOW);
            let fit = query.fit(&Content::of(&document, &english()), &EntryFacts::default());
            let hits = query.hits(&document, &english(), 100);
            prop_assert_eq!(fit.is_some(), hits.iter().any(|hit| !hit.matches.is_empty()));
            prop_assert_eq!(fit == Some(Fit::Exact), hits.iter().any(|hit| hit.is_exact && !hit.matches.is_empty()));
        }
    }
}
