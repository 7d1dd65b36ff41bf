//! The index finds what `Query::fit` accepts, document by document, whatever is asked.

use proptest::prelude::*;

use super::super::agreed::{self, Known, check_found, check_looser, index, today, without};
use crate::document::{Block, BlockKind, CalendarDate, Clean, DateOrigin, Document, DocumentDate, Meta};
use crate::mutants;
use crate::search::{Facts, Flags, Named, Query, Tongue};
use crate::store::scratch::Scratch;

/// Words that share stems with each other, begin alike, or differ in a few letters; some are their own stem.
const WORDS: &[&str] = &[
    "strike",
    "strikes",
    "striking",
    "stroke",
    "run",
    "runs",
    "running",
    "election",
    "elections",
    "eleccion",
    "elecciones",
    "declaracion",
    "declaraciones",
    "huelga",
    "huelgas",
    "harbour",
    "harbor",
    "IMSS-Bienestar",
    "O’Connell",
    "Peña",
    "pena",
    "2024",
    "20",
    "a",
    "an",
    "部长",
    "ß",
    "skies",
    "sky",
    "water",
    "waters",
    "wtaer",
    "die",
    "dying",
];

fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 0..most).prop_map(|words| words.join(" "))
}

fn named() -> impl Strategy<Value = Vec<Named>> {
    let one = (prop::collection::vec(words(3), 1..3), any::<bool>()).prop_map(|(forms, is_author)| {
        let forms = forms.iter().map(|form| Clean::line(form)).collect();
        Named { forms, places: Vec::new(), is_author }
    });
    prop::collection::vec(one, 0..3)
}

fn date() -> impl Strategy<Value = Option<DocumentDate>> {
    let value = (2023_u32..2026, proptest::option::of((1_u32..13, proptest::option::of(1_u32..29))));
    proptest::option::of(value).prop_map(|found| {
        let (year, rest) = found?;
        let value = CalendarDate::of(year, rest.map(|(month, _)| month), rest.and_then(|(_, day)| day))?;
        Some(DocumentDate { value, origin: DateOrigin::Header, certain: true, at: None })
    })
}

fn document() -> impl Strategy<Value = Document> {
    let kind =
        prop::sample::select(vec![BlockKind::Paragraph, BlockKind::Title, BlockKind::Boilerplate, BlockKind::Rule]);
    let blocks = prop::collection::vec((kind, words(8)), 0..4);
    let meta =
        (proptest::option::of(words(4)), prop::collection::vec(words(3), 0..2), proptest::option::of(words(2)), date());
    (meta, blocks).prop_map(|((title, authors, source, date), blocks)| {
        let line = |text: &String| Clean::line(text);
        let (title, source) = (title.as_ref().map(line), source.as_ref().map(line));
        let authors = authors.iter().map(line).collect();
        let meta = Meta { title, authors, date, source, ..Meta::default() };
        let blocks = blocks.iter().map(|(kind, text)| Block::new(*kind, Clean::line(text))).collect();
        Document { meta, blocks, ..Document::default() }
    })
}

fn known() -> impl Strategy<Value = Known> {
    let tongue = prop::sample::select(vec![None, Some(Tongue::English), Some(Tongue::Spanish)]);
    let facts = (tongue, named(), named(), named(), any::<bool>(), any::<bool>());
    let facts = facts.prop_map(|(tongue, people, speakers, roles, has_figures, has_quotes)| Facts {
        tongue,
        people,
        speakers,
        roles,
        has_figures,
        has_quotes,
    });
    let path = prop::sample::select(vec!["inbox/a.txt", "inbox/b.md", "Archive/Peña.html", "c"]);
    let added = proptest::option::of(1_729_000_000_i64..1_730_000_000);
    let marks = any::<[bool; 4]>().prop_map(|[is_read, is_bookmarked, is_noted, is_tagged]| Flags {
        is_read,
        is_bookmarked,
        is_noted,
        is_tagged,
    });
    (document(), facts, path, added, marks).prop_map(|(document, facts, path, added, marks)| Known {
        document,
        facts,
        path: path.to_owned(),
        added,
        marks,
    })
}

fn query() -> impl Strategy<Value = String> {
    let word = || prop::sample::select(WORDS);
    let term = prop_oneof![
        4 => word().prop_map(str::to_owned),
        2 => (word(), word()).prop_map(|(one, other)| format!("\"{one} {other}\"")),
        1 => (word(), word(), word()).prop_map(|(one, two, three)| format!("\"{one} {two} {three}\"")),
        2 => (word(), 1_usize..3).prop_map(|(word, cut)| format!("{}*", word.chars().take(cut).collect::<String>())),
        1 => (word(), word()).prop_map(|(one, other)| format!("\"{one} {}*\"", other.chars().next().unwrap())),
        2 => word().prop_map(|word| format!("{word}~")),
    ];
    let field = prop::sample::select(vec!["", "", "", "title:", "person:", "speaker:", "role:", "author:", "source:"]);
    let filter = prop::sample::select(vec![
        "lang:en",
        "lang:es",
        "lang:none",
        "date:2024",
        "date:2024-06..2025-02",
        "date:>2024-06",
        "date:<2024",
        "added:3d",
        "is:unread",
        "is:read",
        "is:bookmarked",
        "is:noted",
        "is:tagged",
        "has:figures",
        "has:quotes",
        "path:inbox",
        "path:peña",
    ]);
    let leaf = prop_oneof![
        3 => (field, term).prop_map(|(field, term)| format!("{field}{term}")),
        1 => filter.prop_map(str::to_owned),
    ];
    leaf.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| format!("({})", parts.join(" "))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" OR "))),
            inner.prop_map(|part| format!("-{part}")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_what_reading_finds_and_ranks_it_the_same(
        documents in prop::collection::vec(known(), 1..24),
        taken_out in prop::collection::vec(0_usize..24, 1..3),
        queries in prop::collection::vec((query(), any::<bool>()), 80),
    ) {
        let scratch = Scratch::new();
        let queries: Vec<Query> = queries.iter().map(|(text, is_typing)| {
            if *is_typing { Query::typing(text, today()) } else { Query::parse(text, today()) }
        }).collect();
        let mut covered = index(&documents, &scratch);
        for query in &queries {
            check_found(&mut covered, &documents, &[], query);
            check_looser(&mut covered, &documents, &[], query);
        }
        let mut covered = without(&taken_out, &scratch);
        for query in &queries {
            check_found(&mut covered, &documents, &taken_out, query);
            check_looser(&mut covered, &documents, &taken_out, query);
        }
    }
}

#[test]
fn every_kind_of_question_finds_something_and_not_everything() {
    let scratch = Scratch::new();
    let line = Clean::line;
    let plain = |text: &str| Known {
        document: Document {
            blocks: text.split('|').map(|text| Block::new(BlockKind::Paragraph, line(text))).collect(),
            ..Document::default()
        },
        facts: Facts { tongue: Some(Tongue::English), ..Facts::default() },
        path: "inbox/plain.txt".to_owned(),
        added: None,
        marks: Flags::default(),
    };
    let named = |form: &str| vec![Named { forms: vec![line(form)], places: Vec::new(), is_author: true }];
    let mut rich = plain("The dockers were striking at the harbour.|Nobody spoke of IMSS-Bienestar.");
    rich.document.meta = Meta {
        title: Some(line("Two harbours")),
        source: Some(line("Harbour News")),
        date: Some(DocumentDate {
            value: CalendarDate::of(2024, Some(6), None).unwrap(),
            origin: DateOrigin::Header,
            certain: true,
            at: None,
        }),
        ..Meta::default()
    };
    rich.facts.people = named("Dawn O’Connell");
    rich.facts.speakers = named("Ana Peña");
    rich.facts.roles = named("harbour master");
    (rich.facts.has_figures, rich.facts.has_quotes) = (true, true);
    let spanish = Known {
        facts: Facts { tongue: Some(Tongue::Spanish), ..Facts::default() },
        path: "Peña/x".to_owned(),
        added: Some(1_729_999_000),
        marks: Flags { is_read: true, is_bookmarked: true, is_noted: true, is_tagged: true },
        ..plain("Las declaraciones del harbour y la huelga")
    };
    let documents = [rich, spanish, plain("A strike in the|harbour is a strike.")];
    let mut covered = index(&documents, &scratch);
    for (text, expected) in [
        ("strike", &[0, 2][..]),
        ("strikes", &[0, 2]),
        ("harbours", &[0, 2]),
        ("declaracion", &[1]),
        ("\"strike\"", &[2]),
        ("\"the harbour\"", &[0]),
        ("imss-bienestar", &[0]),
        ("\"the har*\"", &[0]),
        ("dock*", &[0]),
        ("strkie~", &[2]),
        ("striek~ OR dockesr~", &[0, 2]),
        ("title:harbour", &[0]),
        ("title:\"two harbours\"", &[0]),
        ("person:connell", &[0]),
        ("speaker:\"ana pena\"", &[0]),
        ("role:masters", &[0]),
        ("author:dawn", &[0]),
        ("source:news", &[0]),
        ("lang:es", &[1]),
        ("date:2024", &[0]),
        ("date:<2024-06-15", &[]),
        ("has:figures", &[0]),
        ("has:quotes", &[0]),
        ("harbour -has:quotes", &[1, 2]),
        ("harbour -strike", &[0, 1]),
        ("path:peña", &[1]),
        ("path:inbox harbour -title:two", &[2]),
        ("is:read", &[1]),
        ("is:unread strike", &[0, 2]),
        ("added:1d", &[1]),
        ("(is:tagged OR dockers) (harbour -path:zebra)", &[0, 1]),
        ("-(is:tagged strike) harbour", &[0, 1, 2]),
    ] {
        let query = Query::parse(text, today());
        check_found(&mut covered, &documents, &[], &query);
        let found: Vec<usize> = (0..documents.len())
            .filter(|number| query.fit(&documents[*number].content(), &documents[*number].entry()).is_some())
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn damaged_documents_and_queries_change_nothing_of_that() {
    let sample = "strikes OR (harbour* -\"two harbours\") person:peña~\0\u{1ff}T:Two harbours\nP:Ana Peña\nThe dockers were \
        striking at the harbour.\nB:strikes\0\u{2}S:Peña\nF:Archive/b.md\nD:..\nLa huelga del harbour, IMSS-Bienestar\0a";
    let pieces: Vec<&[u8]> =
        ["\0", "\"", "~", "*", "-", "(", "\nT:", "\nR:", "is:read", "date:2024", "title:", "é", "ss"]
            .iter()
            .map(|piece| piece.as_bytes())
            .collect();
    mutants::of(sample.as_bytes(), &pieces).take(40).for_each(|mutant| agreed::check(&mutant));
}
