//! `Document` → what the panels show. Every result is an address in the text, never a copy of it.

#[cfg(test)]
mod cases;
mod dates;
mod figure;
mod genre;
mod hash;
mod language;
mod lexicon;
mod names;
mod people;
mod piece;
mod reading;
#[cfg(test)]
mod robust;
mod sentence;
mod statement;
mod summary;
#[cfg(test)]
mod testing;
mod token;
mod vocabulary;
mod words;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::document::{Anchor, Block, Clean, Document};

pub use people::train_people;

/// What the program found in a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Analysis {
    /// The language of most of the text.
    pub(crate) language: Option<Language>,
    /// What sort of text it is.
    pub(crate) genre: Genre,
    /// Sentences that stand for the document, in text order.
    pub(crate) summary: Vec<Pick>,
    /// Sentences in the body, whatever was chosen.
    pub(crate) sentences: u32,
    /// People, key people first in display order (mentions, then position), then authors, then contacts.
    pub(crate) people: Vec<Person>,
    /// What is said in the text and by whom, in text order.
    pub(crate) statements: Vec<Statement>,
    /// Numbers with what they count or measure, in text order.
    pub(crate) figures: Vec<Figure>,
    /// Dates that the text speaks of, in text order; the date of publication is none of them.
    pub(crate) dates: Vec<DateMention>,
    /// How many blocks at the end were left out because the text is very long; 0 means that all of it was read.
    pub(crate) blocks_left_out: u32,
}

/// A sentence of the summary.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pick {
    /// The sentence.
    pub(crate) at: Anchor,
    /// Why it was chosen, in a few words ("opens the text, gives a figure").
    pub(crate) why: String,
}

/// A language the program has rules for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// ISO 639-1 code.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }
}

/// What sort of text a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Genre {
    /// A news article, and everything not known better.
    #[default]
    News,
    /// A press release.
    Release,
    /// Questions and answers.
    Interview,
    /// A report with sections.
    Report,
}

/// Someone named in a document, their forms merged.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Person {
    /// The longest form in the text, without honorifics.
    pub(crate) name: Clean,
    /// Whether the text is about them, by them, or gives them as a contact.
    pub(crate) kind: PersonKind,
    /// The forms that occur, longest first, with their counts.
    pub(crate) forms: Vec<Form>,
    /// Roles as stated, in text order, without repetitions.
    pub(crate) roles: Vec<Anchor>,
    /// Every mention in title and body, in text order.
    pub(crate) mentions: Vec<Anchor>,
    /// Those of them that may be somebody else's: a bare surname that several people share, given to the one named last.
    pub(crate) inferred: Vec<Anchor>,
    /// Why the program takes this for a person; at least one reason.
    pub(crate) why: Vec<Reason>,
}

/// In what part someone appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PersonKind {
    /// Named in the text.
    Key,
    /// Named in the by-line.
    Author,
    /// Named in a contact block only.
    Contact,
}

/// One way a person's name is written in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    /// The form.
    pub(crate) text: Clean,
    /// How often it occurs.
    pub(crate) count: u32,
}

/// A reason for taking a run of words for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reason {
    /// The rule, in the reader's words ("title before the name").
    pub(crate) rule: Cow<'static, str>,
    /// The words that made it fire.
    pub(crate) at: Anchor,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rule)
    }
}

/// Something that somebody says in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Statement {
    /// How the text gives it.
    pub(crate) kind: StatementKind,
    /// What is said: what stands between the marks, the reported clause, the answer.
    pub(crate) at: Anchor,
    /// How sure it is who said it.
    pub(crate) grade: Grade,
    /// Who said it; nobody exactly when the grade is `Unattributed`.
    pub(crate) speaker: Option<Speaker>,
    /// The words that tell who said it.
    pub(crate) evidence: Option<Anchor>,
    /// The verb of saying, if there is one.
    pub(crate) verb: Option<Anchor>,
    /// Why the program takes this speaker, in the reader's words.
    pub(crate) why: Cow<'static, str>,
}

/// How a text gives what was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum StatementKind {
    /// In quotation marks, or set apart as a quotation.
    Direct,
    /// In the words of the text.
    Reported,
    /// As the answer in an interview.
    Answer,
}

impl StatementKind {
    /// The stable name in JSON.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Reported => "reported",
            Self::Answer => "answer",
        }
    }
}

/// How sure it is who said something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grade {
    /// The text names the speaker beside what is said.
    Cue,
    /// The text goes back to somebody it named: by a pronoun, a title, or a quotation that goes on.
    Carried,
    /// Only the place of the quotation speaks for the speaker.
    Inferred,
    /// The text does not tell.
    Unattributed,
}

impl Grade {
    /// The stable name in JSON, and in the reader's words.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Cue => "cue",
            Self::Carried => "carried",
            Self::Inferred => "inferred",
            Self::Unattributed => "unattributed",
        }
    }
}

/// Who says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Speaker {
    /// Who or what that is.
    pub(crate) kind: SpeakerKind,
    /// The place in [`Analysis::people`], when it is one of them.
    pub(crate) person: Option<u32>,
    /// The words that name the speaker.
    pub(crate) at: Anchor,
}

/// What can say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SpeakerKind {
    /// A person the text names.
    Person,
    /// A ministry, a company, a country.
    Organisation,
    /// A report, a plan, a law.
    Document,
    /// Somebody whom the text does not name, several people together, or a name that is not told apart.
    Other,
}

impl SpeakerKind {
    /// The stable name in JSON.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Document => "document",
            Self::Other => "other",
        }
    }
}

/// A number with what it counts or measures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Figure {
    /// All its words: hedge, number, scale, unit, what is counted.
    pub(crate) at: Anchor,
    /// "About", "more than".
    pub(crate) hedge: Option<Anchor>,
    /// The number with its scale.
    pub(crate) number: Anchor,
    /// The number; of a range the lower end. Nothing when `1.234` can be read in two ways.
    pub(crate) value: Option<f64>,
    /// The upper end of a range.
    pub(crate) high: Option<f64>,
    /// What it is measured in.
    pub(crate) unit: Option<Unit>,
    /// What is counted.
    pub(crate) of: Option<Anchor>,
    /// The sentence it stands in.
    pub(crate) sentence: Anchor,
}

/// What a figure is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unit {
    /// What sort of unit.
    pub(crate) kind: UnitKind,
    /// Its words or sign.
    pub(crate) at: Anchor,
}

/// A sort of unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnitKind {
    /// Hundredths.
    Percent,
    /// Money.
    Currency,
    /// Length, weight, time and the like.
    Measure,
}

impl UnitKind {
    /// The stable name in JSON.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Currency => "currency",
            Self::Measure => "measure",
        }
    }
}

/// A date that the text speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DateMention {
    /// Its words.
    pub(crate) at: Anchor,
    /// The date; of a range the first day. Nothing when it cannot be told which date is meant.
    pub(crate) value: Option<SpokenDate>,
    /// The last day of a range.
    pub(crate) until: Option<SpokenDate>,
    /// Whether the text states it or it was counted from the date of publication.
    pub(crate) is_computed: bool,
    /// Whether it can be read in one way only.
    pub(crate) certain: bool,
}

/// A date as far as a text states it: a year alone, a day without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SpokenDate {
    /// The year.
    pub(crate) year: Option<u16>,
    /// The month, 1 to 12.
    pub(crate) month: Option<u8>,
    /// The day, 1 to 31; never without a month.
    pub(crate) day: Option<u8>,
}

impl fmt::Display for SpokenDate {
    /// ISO 8601; without a year as `--11-05`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("-")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// Analyses a document in time linear in its length, up to a bound it reports. Deterministic.
///
/// Asks `stale` between blocks and returns early, with whatever it has, when the result is no longer wanted.
pub(crate) fn analyse(document: &Document, stale: &dyn Fn() -> bool) -> Analysis {
    let mut analysis = Analysis { language: language(document), genre: genre::of(document), ..Analysis::default() };
    let Some(mut reading) = reading::Reading::of_language(document, analysis.language, stale) else { return analysis };
    analysis.blocks_left_out = reading.left_out;
    let Some(people) = people::find(&mut reading, stale) else { return analysis };
    let read_as = genre::read_as(document, analysis.genre);
    let statements = statement::find(&reading, &people, read_as, stale);
    analysis.people = people;
    analysis.statements = statements.unwrap_or_default();
    analysis.dates = dates::find(&reading, stale).unwrap_or_default();
    analysis.figures = figure::find(&reading, &analysis.dates, stale).unwrap_or_default();
    (analysis.summary, analysis.sentences) = summary::choose(&reading, read_as, &analysis.figures, &analysis.dates);
    analysis
}

/// The people of a document as [`analyse`] finds them, and nothing else: less than half the work.
pub(crate) fn people(document: &Document) -> Vec<Person> {
    let reading = reading::Reading::of(document, &|| false);
    reading.and_then(|mut reading| people::find(&mut reading, &|| false)).unwrap_or_default()
}

/// The language of most of the text, by the share of stop words; nothing when neither language reaches a plain majority.
pub(crate) fn language(document: &Document) -> Option<Language> {
    language::of(document)
}

/// Whether every word that is wanted begins a word of a name, whatever case and accents.
pub(crate) fn is_called(name: &str, wanted: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(|word| lexicon::fold(word).into_owned()).collect()
    };
    let (name, wanted) = (words(name), words(wanted));
    !wanted.is_empty() && wanted.iter().all(|wanted| name.iter().any(|word| word.starts_with(wanted.as_str())))
}

/// The sentence around a byte of a block's text, as a range of bytes; the whole text when it has no sentences.
pub(crate) fn sentence_at(block: &Block, byte: usize) -> Range<usize> {
    let document = Document { blocks: vec![block.clone()], ..Document::default() };
    let reading = reading::Reading::of(&document, &|| false);
    let found = reading.as_ref().and_then(|reading| reading.pieces.first()).and_then(|piece| {
        let sentences = piece.sentences.iter().map(|sentence| piece.anchor(sentence.clone()));
        // The blanks behind a sentence are part of none; what stands there belongs to the next.
        sentences.into_iter().find(|at| byte < at.end as usize)
    });
    found.map_or(0..block.text.len(), |at| at.start as usize..at.end as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;

    #[test]
    fn people_alone_are_the_same() {
        let text = "title: Harbour opens\n\nHALDEN, 3 May 2025 — “We counted 1,200 boats,” said Ana Ruiz, the mayor, on Monday. \
                    It cost $3.5 million. Ruiz thanked the Ministry of Ports.";
        let document = testing::document(text);
        let analysis = analyse(&document, &|| false);
        assert!(!analysis.people.is_empty() && !analysis.statements.is_empty() && !analysis.figures.is_empty());
        assert!(!analysis.dates.is_empty() && !analysis.summary.is_empty());
        assert_eq!(people(&document), analysis.people);
    }

    #[test]
    fn a_name_is_asked_for_by_the_beginnings_of_its_words() {
        assert!(is_called("Claudia Sheinbaum Pardo", "shein"));
        assert!(is_called("Sofía Garduño", "SOFIA gard"));
        assert!(!is_called("Claudia Sheinbaum", "claudia ruiz"));
        assert!(!is_called("Claudia Sheinbaum", " "));
    }

    #[test]
    fn the_sentence_around_a_byte_is_found() {
        let text = Clean::line("Dr. Ana Ruiz spoke first. “It rained,” she said. Nobody left.");
        let block = Block::new(BlockKind::Paragraph, text);
        let at = |byte| block.text.get(sentence_at(&block, byte)).unwrap_or_default();
        assert_eq!(at(5), "Dr. Ana Ruiz spoke first.");
        assert_eq!(at(30), "“It rained,” she said.");
        assert_eq!(at(block.text.len() - 1), "Nobody left.");
    }
}
