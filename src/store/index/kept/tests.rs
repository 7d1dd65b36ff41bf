//! What is kept comes out as it was, damage does no harm, and the form does not change by itself.

use proptest::prelude::*;

use super::super::super::load::{Amount, load};
use super::super::super::seeds::SEEDS;
use super::super::schema::FORM;
use super::*;
use crate::analysis::{
    DateMention, Figure, Form, Grade, Person, PersonKind, Reason, Speaker, SpeakerKind, SpokenDate, Statement,
    StatementKind, Unit, UnitKind, analyse,
};
use crate::document::{Block, BlockKind, Clean};
use crate::library::Origin;
use crate::mutants;

/// The documents that ship with the program, and how many bytes they have.
fn seeds() -> Vec<(Document, usize)> {
    let read = |(name, bytes): &(&'static str, &'static [u8])| {
        (load(&Origin::Embedded { name, bytes }, Amount::Whole).unwrap().document, bytes.len())
    };
    SEEDS.iter().map(read).collect()
}

fn document(texts: &[&str]) -> Document {
    let blocks = texts.iter().map(|text| Block::new(BlockKind::Paragraph, Clean::line(text)));
    Document { blocks: blocks.collect(), ..Document::default() }
}

/// A document that has everything once.
fn sample() -> (Document, Analysis) {
    let document = document(&[
        "Harbour opens",
        "On 3 May 2025 “we counted about 1,200 to 1.400 boats,” said the mayor, Dr Ana Ruiz. Ruiz left at 5 per cent.",
        "Report: it cost $3.5 million",
    ]);
    let at = |text: &str| place(&document, text);
    let analysis = Analysis {
        language: Some(Language::Spanish),
        genre: Genre::Release,
        summary: vec![
            Pick { at: at("Harbour opens"), why: "opens the text, gives a figure".to_owned() },
            Pick { at: at("Ruiz left at 5 per cent."), why: "for a reason of another day, says when".to_owned() },
        ],
        sentences: 4,
        people: people(&at),
        statements: statements(&at),
        figures: figures(&at),
        dates: dates(&at),
        blocks_left_out: 7,
    };
    (document, analysis)
}

fn place(document: &Document, text: &str) -> Anchor {
    let mut blocks = document.blocks.iter().enumerate();
    let (block, start) = blocks.find_map(|(number, block)| Some((number, block.text.find(text)?))).unwrap();
    let number = |value| u32::try_from(value).unwrap();
    Anchor { block: number(block), start: number(start), end: number(start + text.len()) }
}

fn people(at: &impl Fn(&str) -> Anchor) -> Vec<Person> {
    let form = |text: &str, count| Form { text: Clean::line(text), count };
    let person = Person {
        name: Clean::line("Ana Ruiz"),
        kind: PersonKind::Key,
        forms: vec![form("Ana Ruiz", 1), form("Ruiz", 1)],
        roles: vec![at("the mayor")],
        mentions: vec![at("Ana Ruiz"), at("Ruiz left")],
        inferred: vec![at("Ruiz left")],
        why: vec![
            Reason { rule: "role before the name".into(), at: at("the mayor, Dr Ana Ruiz") },
            Reason { rule: "a rule of another day".into(), at: at("Dr Ana") },
        ],
    };
    let author = Person {
        name: Clean::line("Somebody who is not there"),
        kind: PersonKind::Author,
        forms: Vec::new(),
        roles: Vec::new(),
        mentions: Vec::new(),
        inferred: Vec::new(),
        why: Vec::new(),
    };
    vec![person, author]
}

fn statements(at: &impl Fn(&str) -> Anchor) -> Vec<Statement> {
    vec![
        Statement {
            kind: StatementKind::Direct,
            at: at("we counted about 1,200 to 1.400 boats,"),
            grade: Grade::Cue,
            speaker: Some(Speaker { kind: SpeakerKind::Person, person: Some(0), at: at("Ana Ruiz") }),
            evidence: Some(at("said the mayor, Dr Ana Ruiz")),
            verb: Some(at("said")),
            why: "named beside the verb of saying".into(),
        },
        Statement {
            kind: StatementKind::Reported,
            at: at("it cost $3.5 million"),
            grade: Grade::Inferred,
            speaker: Some(Speaker { kind: SpeakerKind::Document, person: None, at: at("Report") }),
            evidence: None,
            verb: None,
            why: "named before the colon".into(),
        },
        Statement {
            kind: StatementKind::Answer,
            at: Anchor { block: 1, start: 3, end: 3 },
            grade: Grade::Unattributed,
            speaker: None,
            evidence: None,
            verb: None,
            why: "a reason of another day".into(),
        },
    ]
}

fn figures(at: &impl Fn(&str) -> Anchor) -> Vec<Figure> {
    let boats = Figure {
        at: at("about 1,200 to 1.400 boats"),
        hedge: Some(at("about")),
        number: at("1,200 to 1.400"),
        value: Some(1200.0),
        high: Some(1400.0),
        unit: None,
        of: Some(at("boats")),
        sentence: at("On 3 May 2025 “we counted about 1,200 to 1.400 boats,” said the mayor, Dr Ana Ruiz."),
    };
    let unit = |kind, text| Some(Unit { kind, at: at(text) });
    let share = Figure {
        at: at("5 per cent"),
        hedge: None,
        number: at("5 per"),
        value: None,
        high: None,
        unit: unit(UnitKind::Percent, "per cent"),
        of: None,
        ..boats
    };
    let cost = Figure {
        number: at("3.5 million"),
        value: Some(3.5e6),
        high: Some(0.1 + 0.2),
        unit: unit(UnitKind::Currency, "$"),
        at: at("$3.5 million"),
        ..share
    };
    vec![boats, share, cost]
}

fn dates(at: &impl Fn(&str) -> Anchor) -> Vec<DateMention> {
    let day = SpokenDate { year: Some(2025), month: Some(5), day: Some(3) };
    let date = DateMention { at: at("3 May 2025"), value: Some(day), until: None, is_computed: false, certain: true };
    let until = Some(SpokenDate { year: None, month: Some(6), day: None });
    vec![date, DateMention { value: None, until, is_computed: true, certain: false, ..date }]
}

#[test]
fn an_analysis_comes_out_as_it_was() {
    let (document, analysis) = sample();
    assert_eq!(read(&write(&analysis, &document).unwrap(), &document), Some(analysis));
    for (document, _) in seeds() {
        let analysis = analyse(&document, &|| false);
        assert!(!analysis.people.is_empty() && !analysis.figures.is_empty() && !analysis.summary.is_empty());
        assert_eq!(read(&write(&analysis, &document).unwrap(), &document), Some(analysis));
    }
}

#[test]
fn what_is_kept_of_a_text_is_not_that_of_another_with_the_same_words() {
    let (document, analysis) = sample();
    let kept = write(&analysis, &document).unwrap();
    let mut other = document.clone();
    other.blocks[0].kind = BlockKind::Heading;
    assert_eq!(read(&kept, &other), None);
    let mut other = document;
    other.blocks[1].depth += 1;
    assert_eq!(read(&kept, &other), None);
}

#[test]
fn another_form_has_another_number() {
    let (document, analysis) = sample();
    let kept = write(&analysis, &document).unwrap();
    let lists = [reasons::PEOPLE, reasons::STATEMENTS, reasons::SUMMARY].concat().join("\n");
    let hash = |bytes: &[u8]| blake3::hash(bytes).to_hex()[..16].to_owned();
    let found = (FORM, hash(&kept), hash(lists.as_bytes()));
    let expected = (3, "76cbd1b1eccbe31a", "6b84dd581fc848a1");
    assert_eq!(found, (expected.0, expected.1.to_owned(), expected.2.to_owned()), "count FORM in `schema` up");
}

#[test]
fn it_takes_little_space_and_the_usual_reasons_are_known() {
    let (mut kept, mut text) = (0, 0);
    let mut reasons = [0, 0];
    let mut count = |list: &[&str], reason: &str| reasons[usize::from(list.contains(&reason))] += 1;
    for (document, bytes) in seeds() {
        let analysis = analyse(&document, &|| false);
        kept += write(&analysis, &document).unwrap().len();
        text += bytes;
        for person in &analysis.people {
            person.why.iter().for_each(|reason| count(reasons::PEOPLE, &reason.rule));
        }
        analysis.statements.iter().for_each(|statement| count(reasons::STATEMENTS, &statement.why));
        let parts = analysis.summary.iter().flat_map(|pick| pick.why.split(reasons::BETWEEN));
        parts.for_each(|reason| count(reasons::SUMMARY, reason));
    }
    assert!(kept < text / 8, "{kept} of {text}");
    let [unknown, known] = reasons;
    assert!(known > 20 * unknown, "{known} and {unknown}: the new ones belong at the end of their list");
}

#[test]
fn the_analysis_of_another_document_is_none() {
    let (document, analysis) = sample();
    let kept = write(&analysis, &document).unwrap();
    let mut other = document.clone();
    other.blocks.swap(0, 2);
    assert_eq!(read(&kept, &other), None);
    let stray = Pick { at: Anchor { block: 9, start: 0, end: 1 }, why: String::new() };
    let analysis = Analysis { summary: vec![stray], ..Analysis::default() };
    assert_eq!(read(&write(&analysis, &document).unwrap(), &document), Some(analysis));
}

#[test]
fn what_was_cut_or_added_to_is_not_read() {
    let (document, analysis) = sample();
    let mut kept = write(&analysis, &document).unwrap();
    for end in 0..kept.len() {
        assert_eq!(read(&kept[..end], &document), None, "{end}");
    }
    kept.push(0);
    assert_eq!(read(&kept, &document), None);
}

proptest! {
    #[test]
    fn damage_does_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>(), byte: u8) {
        let (document, analysis) = sample();
        let mut kept = write(&analysis, &document).unwrap();
        let _ = unpacked(&bytes, &document);
        let at = at.index(kept.len());
        kept[at] = kept[at].wrapping_add(byte).wrapping_add(1);
        let _ = unpacked(&kept[4..], &document);
        prop_assert_eq!(read(&kept, &document), (byte == u8::MAX).then_some(analysis));
    }

    #[test]
    fn any_place_is_told_from_any_other(
        texts in prop::collection::vec("[ab é“.]{0,12}", 1..5), places in prop::collection::vec((0_u32..6, 0_u32..20, 0_u32..20), 0..12),
    ) {
        let document = document(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let pick = |(block, start, end): &(u32, u32, u32)| {
            let at = Anchor { block: *block, start: *start, end: *end };
            Pick { at, why: String::new() }
        };
        let analysis = Analysis { summary: places.iter().map(pick).collect(), ..Analysis::default() };
        prop_assert_eq!(read(&write(&analysis, &document).unwrap(), &document), Some(analysis));
    }

    #[test]
    fn numbers_come_out_as_they_went_in(numbers in prop::collection::vec(prop_oneof![0_u64..40, any::<u64>()], 0..40), signed: Vec<i32>) {
        let mut writer = Writer::default();
        let (mut number, mut other) = (Number::default(), odds::Signed::default());
        for value in &numbers {
            number.pass(&mut writer, *value);
        }
        for value in &signed {
            other.pass(&mut writer, (*value).into());
        }
        let bytes = writer.finish();
        let mut reader = Reader::new(&bytes);
        let (mut number, mut other) = (Number::default(), odds::Signed::default());
        for value in numbers {
            prop_assert!(number.pass(&mut reader, 0) == value || value == u64::MAX);
        }
        for value in signed {
            prop_assert_eq!(other.pass(&mut reader, 0), i64::from(value));
        }
        prop_assert!(reader.is_whole());
    }
}

#[test]
fn whatever_comes_the_form_keeps_its_promises() {
    let (document, analysis) = sample();
    let mut bytes: Vec<u8> = Vec::new();
    document.blocks.iter().for_each(|block| bytes.extend([block.text.as_bytes(), b"\n"].concat()));
    bytes.push(0);
    bytes.extend_from_slice(&write(&analysis, &document).unwrap()[4..]);
    promise::check(&bytes);
    let pieces: [&[u8]; 6] = [b"\n", b"\0", b"\xff\xff\xff", "“ñ”".as_bytes(), b"5 May 2024", b"said Ana Ruiz"];
    mutants::of(&bytes, &pieces).for_each(|mutant| promise::check(&mutant));
    mutants::tell("kept analyses", 1);
}

#[test]
fn what_was_foreseen_takes_hardly_any_space() {
    let mut writer = Writer::default();
    let mut odds = Odds::default();
    for _ in 0..10_000 {
        writer.bit(&mut odds, true);
    }
    assert!(writer.finish().len() < 40);
}
