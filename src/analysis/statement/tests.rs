//! Short texts of our own with what is said in them, by whom and how sure that is.
//!
//! In a case, `# said: KIND | GRADE | SPEAKER | TEXT` lines are what has to be found, in order (`-` for nobody), and
//! nothing else may be found of the kinds `direct` and `answer`. `# reported:` lines need only be among what is found.

use proptest::prelude::*;

use super::super::testing::document;
use super::super::{Analysis, Grade, Statement, analyse};
use crate::document::Document;

const CASES: &[(&str, &str)] = &[
    ("en-news-bridge", include_str!("cases/en-news-bridge.txt")),
    ("en-news-pronouns", include_str!("cases/en-news-pronouns.txt")),
    ("en-news-single", include_str!("cases/en-news-single.txt")),
    ("en-news-papers", include_str!("cases/en-news-papers.txt")),
    ("en-news-terms", include_str!("cases/en-news-terms.txt")),
    ("en-news-continued", include_str!("cases/en-news-continued.txt")),
    ("en-release-seeds", include_str!("cases/en-release-seeds.txt")),
    ("en-interview-baker", include_str!("cases/en-interview-baker.txt")),
    ("en-interview-labels", include_str!("cases/en-interview-labels.txt")),
    ("en-report-quarry", include_str!("cases/en-report-quarry.txt")),
    ("en-news-two-voices", include_str!("cases/en-news-two-voices.txt")),
    ("en-news-set-apart", include_str!("cases/en-news-set-apart.txt")),
    ("es-noticia-puerto", include_str!("cases/es-noticia-puerto.txt")),
    ("es-noticia-escuela", include_str!("cases/es-noticia-escuela.txt")),
    ("es-comunicado-agua", include_str!("cases/es-comunicado-agua.txt")),
    ("es-entrevista-relojero", include_str!("cases/es-entrevista-relojero.txt")),
    ("en-news-stadium", include_str!("cases/en-news-stadium.txt")),
    ("es-noticia-vivienda", include_str!("cases/es-noticia-vivienda.txt")),
    ("en-news-actress", include_str!("cases/en-news-actress.txt")),
    ("es-noticia-filtro", include_str!("cases/es-noticia-filtro.txt")),
    ("en-minutes-parish", include_str!("cases/en-minutes-parish.txt")),
    ("en-news-unknown", include_str!("cases/en-news-unknown.txt")),
    ("es-noticia-hidrica", include_str!("cases/es-noticia-hidrica.txt")),
    ("es-cronica-dialogo", include_str!("cases/es-cronica-dialogo.txt")),
    ("en-news-rivals", include_str!("cases/en-news-rivals.txt")),
    ("en-interview-keeper", include_str!("cases/en-interview-keeper.txt")),
    ("es-informe-bosques", include_str!("cases/es-informe-bosques.txt")),
    ("es-entrevista-faroles", include_str!("cases/es-entrevista-faroles.txt")),
    ("en-interview-ferry", include_str!("cases/en-interview-ferry.txt")),
    ("en-minutes-lists", include_str!("cases/en-minutes-lists.txt")),
    ("en-interview-binder", include_str!("cases/en-interview-binder.txt")),
    ("en-interview-doorstop", include_str!("cases/en-interview-doorstop.txt")),
    ("en-interview-two-ministers", include_str!("cases/en-interview-two-ministers.txt")),
    ("en-interview-panel", include_str!("cases/en-interview-panel.txt")),
];

/// Texts with the speaker of every quotation in them.
const TABLES: [&str; 8] = [
    include_str!("cases/said-en.txt"),
    include_str!("cases/said-es.txt"),
    include_str!("cases/wide-en.txt"),
    include_str!("cases/wide-es.txt"),
    include_str!("cases/press-en.txt"),
    include_str!("cases/press-es.txt"),
    include_str!("cases/press-more-en.txt"),
    include_str!("cases/press-more-es.txt"),
];

#[test]
fn every_quotation_has_its_speaker_or_none() {
    let mut wrong = Vec::new();
    let rows = TABLES.iter().flat_map(|table| table.lines()).filter(|line| !line.starts_with('#') && !line.is_empty());
    for row in rows {
        let (text, expected) = row.split_once(" =>").unwrap();
        let document = document(&text.replace("\\n", "\n"));
        let analysis = check(&document);
        let found: Vec<&str> = (analysis.statements.iter())
            .filter(|statement| statement.kind != super::super::StatementKind::Reported)
            .map(|statement| who(&document, &analysis, statement).unwrap_or("?"))
            .collect();
        if found.join(" | ") != expected.trim() {
            wrong.push(format!("{row}\n    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

fn who<'a>(document: &'a Document, analysis: &'a Analysis, statement: &Statement) -> Option<&'a str> {
    let speaker = statement.speaker?;
    let person = speaker.person.map(|person| &*analysis.people[person as usize].name);
    Some(person.unwrap_or_else(|| document.text(speaker.at).unwrap()))
}

fn body(text: &str) -> Document {
    document(&text.lines().filter(|line| !line.starts_with("# ")).collect::<Vec<_>>().join("\n"))
}

fn shown(document: &Document, analysis: &Analysis) -> Vec<String> {
    let row = |statement: &Statement| {
        let speaker = who(document, analysis, statement).unwrap_or("-");
        let (kind, grade) = (statement.kind.name(), statement.grade.name());
        format!("{kind} | {grade} | {speaker} | {}", document.text(statement.at).unwrap())
    };
    analysis.statements.iter().map(row).collect()
}

fn check(document: &Document) -> Analysis {
    let analysis = analyse(document, &|| false);
    for statement in &analysis.statements {
        let speaker = statement.speaker.map(|speaker| speaker.at);
        for at in [Some(statement.at), speaker, statement.evidence, statement.verb].into_iter().flatten() {
            assert!(document.text(at).is_some_and(|text| !text.is_empty()), "{at:?}");
        }
        assert_eq!(statement.speaker.is_none(), statement.grade == Grade::Unattributed);
        let person = statement.speaker.and_then(|speaker| speaker.person);
        assert!(person.is_none_or(|person| (person as usize) < analysis.people.len()));
    }
    analysis
}

#[test]
fn every_statement_is_found_with_its_speaker_and_grade_and_nothing_else() {
    let mut wrong = Vec::new();
    for (name, text) in CASES {
        let document = body(text);
        let found = shown(&document, &check(&document));
        let said: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("# said: ")).collect();
        let (reported, quoted): (Vec<&str>, Vec<&str>) =
            found.iter().map(String::as_str).partition(|row| row.starts_with("reported"));
        if said != quoted {
            wrong.push(format!(
                "{name}\n  expected\n    {}\n  found\n    {}",
                said.join("\n    "),
                quoted.join("\n    ")
            ));
        }
        for row in text.lines().filter_map(|line| line.strip_prefix("# reported: ")) {
            let row = format!("reported | {row}");
            if !reported.contains(&&*row) {
                wrong.push(format!("{name}\n  missing {row}\n  found\n    {}", reported.join("\n    ")));
            }
        }
        for never in text.lines().filter_map(|line| line.strip_prefix("# never: ")) {
            if found.iter().any(|row| row.contains(never)) {
                wrong.push(format!("{name}\n  {never} in\n    {}", found.join("\n    ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_words_that_tell_the_speaker_and_the_verb_are_kept() {
    let document = document("title: Bridge\n\n“The bridge is safe to use,” said Ana Ruiz, the mayor.");
    let analysis = check(&document);
    let statement = &analysis.statements[0];
    assert_eq!(document.text(statement.evidence.unwrap()), Some("said Ana Ruiz"));
    assert_eq!(document.text(statement.verb.unwrap()), Some("said"));
    assert_eq!(document.text(statement.speaker.unwrap().at), Some("Ana Ruiz"));
    assert_eq!(statement.why, "named beside the verb of saying");
}

const WORDS: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "«",
    "»",
    "„",
    "said",
    "dijo",
    "Ana",
    "Ruiz",
    ",",
    ".",
    ":",
    "the",
    "minister",
    "he",
    "she",
    "that",
    "que",
    "according",
    "to",
    "según",
    "We",
    "go",
    "on",
    "and",
    "on",
    "—",
    "(",
    ")",
    "who",
    "IMSS",
    "report",
    "Mexico",
    "’s",
    "?",
    "!",
    "says",
    "\n\n",
    "question: What is it?",
    "Ministry",
    "of",
    "Health",
    "explicó",
    "as",
    "by",
    "Bob Hale",
    "…",
    ";",
    "adding",
    "y",
    "told",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn no_order_of_words_makes_a_bad_address(words in proptest::collection::vec(0_usize..WORDS.len(), 0..80)) {
        let text: Vec<&str> = words.iter().map(|&word| WORDS[word]).collect();
        check(&document(&text.join(" ")));
    }

    #[test]
    fn no_text_makes_a_bad_address(text in "\\PC{0,80}") {
        check(&document(&text));
        check(&document(&format!("“{text} said Ana Ruiz. “{text}”\n\n{text}")));
    }
}

#[test]
fn one_paragraph_full_of_marks_and_verbs_is_read() {
    let one = |number: u32| format!("“We go on for {number} days,” said Ana Ruiz, “he said, that she said: ");
    let text: String = (0..1000).map(one).collect();
    let document = document(&text.chars().take(60_000).collect::<String>());
    assert!(check(&document).statements.len() > 100);
}
