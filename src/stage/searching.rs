//! Searching, by keys: one line, three scopes, the way to a hit and back.

use proptest::prelude::*;

use super::{Setting, Stage};
use crate::app::{Msg, Scope, Timer};
use crate::document::Clean;
use crate::library::{Batch, Skipped};
use crate::search::{Near, NearKind};
use crate::settings::{ReadOn, Settings};

/// The lines of the results, without header, rule and footer.
pub(super) fn body(stage: &Stage) -> String {
    let text = stage.text();
    let count = text.lines().count();
    text.lines().skip(2).take(count - 4).collect::<Vec<_>>().join("\n")
}

fn scopes(stage: &Stage) -> String {
    stage.line(22)
}

/// A document with a word a number of times, each in a paragraph of its own.
pub(super) const PORTS: &[(&str, &str)] = &[
    (
        "one.txt",
        "Port news\n\nThe harbour is shut. Nobody works.\n\nThe harbour opens again.\n\nThe harbour is full.\n",
    ),
    ("two.txt", "Town news\n\nNothing of ships here, but a harbour of thoughts.\n\nThe end of it.\n"),
    ("three.txt", "Sea news\n\nMany harbours are shut. Ships wait.\n\nThe end of that.\n"),
    ("four.txt", "Other news\n\nRain fell on the hills all day.\n"),
];

pub(super) fn ports() -> Stage {
    let settings = Settings { read_on: ReadOn::Never, ..Settings::default() };
    Stage::with(80, 24, Setting { settings, texts: PORTS.to_vec(), ..Setting::default() })
}

#[test]
fn one_line_looks_in_three_scopes_and_keeps_what_is_typed() {
    let mut stage = ports();
    stage.press("/ harb");
    assert!(scopes(&stage).starts_with("── here [list] everything"), "{}", scopes(&stage));
    stage.press("<tab>");
    assert!(scopes(&stage).contains(" list [everything]"), "{}", scopes(&stage));
    assert!(stage.line(23).starts_with("search: harb") && stage.line(23).contains("3 documents"), "{}", stage.line(23));
    stage.press("<tab>");
    assert!(scopes(&stage).contains("[here] list "), "{}", scopes(&stage));
    assert!(stage.line(23).starts_with("find: harb"), "{}", stage.line(23));
    stage.press("<shift-tab> o u");
    assert!(stage.line(23).starts_with("search: harbou"), "{}", stage.line(23));
}

#[test]
fn the_key_opens_the_scope_that_fits_where_it_is_pressed() {
    for (keys, scope) in [("/", Scope::List), ("<enter> /", Scope::Here), ("g/", Scope::Everything)] {
        let mut stage = ports();
        assert_eq!(stage.press(keys).state.shown_scope(), Some(scope), "{keys}");
    }
}

#[test]
fn a_row_has_its_sentence_and_enter_opens_it_there() {
    let mut stage = ports();
    stage.press("g/ harbour");
    let shown = body(&stage);
    assert!(shown.contains("Port news") && shown.contains("3 hits"), "{shown}");
    assert!(shown.contains("The harbour is shut."), "{shown}");
    stage.press("<enter>");
    assert!(stage.line(23).starts_with("hit 1/3, document 1 of 3"), "{}", stage.line(23));
    assert!(stage.text().contains("Nobody works"), "{}", stage.text());
}

#[test]
fn hits_are_gone_through_across_documents_and_the_ends_are_told() {
    let mut stage = ports();
    stage.press("g/ harbour <space> <enter>");
    let mut told = vec![stage.line(23)];
    for _ in 0..5 {
        stage.press("n");
        told.push(stage.line(23));
    }
    let told: Vec<&str> = told.iter().map(|line| line.split("  ").next().unwrap()).collect();
    let expected = [
        "hit 1/3, document 1 of 3",
        "hit 2/3, document 1 of 3",
        "hit 3/3, document 1 of 3",
        "hit 1/1, document 2 of 3",
        "hit 1/1, document 3 of 3",
        "this was the last hit",
    ];
    assert_eq!(told, expected);
    stage.press("N N");
    assert!(stage.line(23).starts_with("hit 3/3, document 1 of 3"), "{}", stage.line(23));
    stage.press("N N N");
    assert!(stage.line(23).starts_with("this was the first hit"), "{}", stage.line(23));
}

#[test]
fn other_forms_of_a_word_come_last_and_are_marked_without_colour() {
    let mut stage = ports();
    stage.press("g/ harbour <space>");
    let shown = body(&stage);
    let rows: Vec<&str> = shown.lines().collect();
    let marked: Vec<&&str> = rows.iter().filter(|row| row.trim_start().starts_with('~')).collect();
    assert_eq!(marked.len(), 1, "{shown}");
    assert!(marked[0].contains("Many harbours are shut"), "{shown}");
}

#[test]
fn escape_and_q_lead_back_to_the_same_row_and_then_out_of_the_search() {
    for back in ["<esc>", "q"] {
        let mut stage = ports();
        stage.press("j j");
        let before = stage.text();
        stage.press("g/ harbour <down>");
        let results = body(&stage);
        stage.press("<enter> G").press(back);
        assert_eq!(body(&stage), results, "{back}");
        stage.press(back);
        assert_eq!(stage.text(), before, "{back}");
    }
}

#[test]
fn the_cursor_is_on_the_document_that_was_read_last() {
    let mut stage = ports();
    stage.press("g/ harbour <enter> n n n <esc>");
    assert!(body(&stage).lines().any(|line| line.starts_with(">N") && line.contains("Town news")), "{}", body(&stage));
}

#[test]
fn what_was_found_stays_until_there_is_an_answer() {
    let mut stage = ports();
    stage.press("g/ harbour");
    let before = body(&stage);
    stage.is_deaf = true;
    stage.press("<space> shut");
    assert_eq!(body(&stage), before);
    assert!(stage.line(23).contains("3 documents"), "a count does not flicker: {}", stage.line(23));
    stage.wake(Timer::Search);
    assert!(stage.line(23).contains("searching"), "{}", stage.line(23));
    stage.is_deaf = false;
    stage.press("<space>");
    assert!(stage.line(23).contains("2 documents"), "{}", stage.line(23));
}

#[test]
fn sentences_are_asked_for_rows_on_the_screen_only() {
    let texts: Vec<(&'static str, &'static str)> = (0..60)
        .map(|number| {
            let name: &'static str = Box::leak(format!("{number:02}.txt").into_boxed_str());
            (name, "Harbour report\n\nThe harbour is shut.\n")
        })
        .collect();
    let mut stage = Stage::of(80, 24, &texts);
    stage.press("g/ harbour <space>");
    stage.snipped.clear();
    stage.press("x");
    stage.press("<backspace>");
    assert!(stage.snipped.len() <= 10, "{}", stage.snipped.len());
    stage.press("<esc> G");
    assert!(stage.snipped.len() <= 20, "{}", stage.snipped.len());
}

#[test]
fn a_fault_is_told_in_the_line_and_the_rest_is_searched() {
    let mut stage = ports();
    stage.press("g/ harbour <space> date:soon <space>");
    assert!(body(&stage).contains("\"date:soon\" is no date"), "{}", body(&stage));
    stage.press("?");
    assert!(stage.text().contains("What is searched for"), "{}", stage.text());
    stage.press("<esc>");
    assert!(stage.line(23).starts_with("search: harbour date:soon"), "{}", stage.line(23));
}

#[test]
fn a_question_mark_is_typed_where_words_are_taken_as_they_are() {
    let mut stage = ports();
    stage.press("<enter> /why?");
    assert!(stage.line(23).starts_with("find: why?"), "{}", stage.line(23));
}

#[test]
fn nothing_found_explains_itself_and_offers_what_helps() {
    let mut stage = ports();
    let found = Clean::line("harbour");
    let query = "harbour lang:en".to_owned();
    stage.near = vec![Near { found, documents: 3, kind: NearKind::Spelling, query }];
    stage.press("g/ habour <space> lang:en <space>");
    let shown = body(&stage);
    assert!(shown.contains("nothing found") && shown.contains("everything: 4 documents"), "{shown}");
    assert!(shown.contains("filters") && shown.contains("lang:en"), "{shown}");
    assert!(shown.contains("1  harbour  3 documents, spelt nearly so"), "{shown}");
    assert!(shown.contains("2  without habour  4 documents"), "{shown}");
    assert!(!shown.contains("without lang:en"), "that finds nothing either: {shown}");
    assert!(stage.line(23).starts_with("search: habour lang:en"), "nothing is applied unasked");
    stage.press("<esc> 1");
    assert!(stage.line(1).contains("harbour lang:en"), "{}", stage.line(1));
}

#[test]
fn words_that_are_never_together_are_offered_without_each_other() {
    let mut stage = ports();
    stage.press("g/ harbour <space> rain <space> is:unread <space>");
    let shown = body(&stage);
    assert!(shown.contains("1  without harbour  1 document\n"), "{shown}");
    assert!(shown.contains("2  without rain  3 documents"), "{shown}");
    assert!(!shown.contains("without is:unread") && !shown.contains("only"), "{shown}");
    stage.press("<esc> 2");
    assert!(stage.line(1).contains("harbour is:unread") && stage.line(0).contains("3 documents"), "{}", stage.text());
    stage.press("<esc> g/ harbour <space> works <space> rain <space> <esc>");
    assert!(body(&stage).contains("1  without rain  1 document"), "{}", body(&stage));
    stage.press("q g/ \"shut <space> harbour\" <space> <esc>");
    assert!(body(&stage).contains("1  \"shut harbour\", its words apart  2 documents"), "{}", body(&stage));
}

#[test]
fn files_that_cannot_be_read_are_in_the_explanation() {
    let mut stage = Stage::of(80, 24, &[("a.txt", "Port\n\nWords.\n"), ("b.pdf", "%PDF-1.7\n\u{1}\u{2}"), ("c", "")]);
    stage.press("g/ zebra");
    assert!(body(&stage).contains("skipped   2 files: "), "{}", body(&stage));
    assert!(!body(&stage).contains("left out"), "{}", body(&stage));
    let skipped = Skipped { hidden: 1, links: 2, beyond: 3, ..Skipped::default() };
    stage.send(Msg::Scanned(Batch { skipped, done: true, ..Batch::default() }));
    let left_out = "left out  1 hidden, 2 links to folders, 3 too deep in folders or too many";
    assert!(body(&stage).contains(left_out), "{}", body(&stage));
    stage.press("<esc> 2");
    assert!(stage.text().contains("[not readable]"), "{}", stage.text());
}

#[test]
fn what_was_found_stays_in_the_list_as_a_filter_until_one_key_clears_it() {
    let mut stage = ports();
    stage.press("g/ harbour <esc> L");
    assert!(stage.line(0).contains("[search: harbour*]"), "{}", stage.line(0));
    assert_eq!(stage.state.list.len(), 3);
    stage.press("gg n n n n");
    assert!(!stage.state.current().unwrap().1.name().starts_with("four"), "next unread obeys it");
    stage.press("<esc>");
    assert_eq!(stage.state.list.len(), 4);
}

#[test]
fn the_order_turns_and_the_facets_narrow_the_search_and_widen_it_again() {
    let mut stage = Stage::new(120, 40);
    stage.press("g/ health <space> <esc> S");
    let dates: Vec<String> = body(&stage).lines().filter_map(|line| line.get(5..15).map(str::to_owned)).collect();
    let dates: Vec<&String> = dates.iter().filter(|date| date.starts_with("20")).collect();
    assert!(dates.is_sorted_by(|one, other| one >= other), "{dates:?}");
    stage.press("f G <enter>");
    assert!(stage.line(1).contains("health lang:en"), "{}", stage.line(1));
    stage.press("gg <enter>");
    assert!(!stage.line(1).contains("lang:"), "{}", stage.line(1));
    stage.press("q q");
    assert!(stage.state.search().is_none());
}

#[test]
fn the_number_beside_what_can_be_chosen_is_what_choosing_it_finds() {
    let narrowed = |lines: usize| {
        let mut stage = Stage::new(160, 50);
        stage.press("g/ health <esc> f gg");
        stage.press(&"j ".repeat(lines));
        stage
    };
    let lines = narrowed(0).state.facet_lines();
    let choices: Vec<_> = lines.into_iter().filter(|line| line.query.is_some()).collect();
    assert!(choices.iter().any(|line| line.label.contains(' ')), "people are among them: {choices:?}");
    for (place, line) in choices.into_iter().enumerate() {
        let mut stage = narrowed(place);
        stage.press("<enter>");
        let search = stage.state.search().unwrap();
        assert_eq!(Some(search.text.clone()), line.query);
        assert_eq!(Some(u32::try_from(search.rows().len()).unwrap()), line.count, "{line:?}");
    }
}

#[test]
fn choosing_what_is_being_counted_shows_what_it_finds() {
    let mut stage = Stage::new(160, 50);
    stage.press("g/ health");
    stage.is_deaf = true;
    stage.press("<esc> f gg");
    let search = stage.state.search().unwrap();
    assert!(search.facets.iter().any(|facet| facet.count.is_none()), "it is being counted: {:?}", search.facets);
    stage.is_deaf = false;
    stage.press("<enter>");
    let search = stage.state.search().unwrap();
    assert!(search.text.contains("person:"), "{}", search.text);
    assert_eq!(search.answer.as_ref().map(|answer| &answer.text), Some(&search.text));
    let lines = stage.state.facet_lines();
    let mut others = lines.iter().filter(|line| line.query.is_some() && !line.is_chosen);
    assert!(others.all(|line| line.count.is_some()), "{lines:?}");
}

#[test]
fn a_document_of_the_results_leads_to_the_next_of_them() {
    let mut stage = ports();
    stage.press("g/ harbour <enter> J");
    assert!(stage.text().contains("Town news"), "{}", stage.text());
    stage.press("J J");
    assert!(stage.line(23).contains("last document"), "{}", stage.line(23));
}

#[test]
fn earlier_searches_come_back() {
    let mut stage = ports();
    stage.press("g/ shut <enter> q q g/ full <enter> q q g/ <ctrl-r>");
    assert!(stage.line(23).starts_with("search: full"), "{}", stage.line(23));
    stage.press("<ctrl-r>");
    assert!(stage.line(23).starts_with("search: shut"), "{}", stage.line(23));
}

#[test]
fn a_long_line_shows_where_it_is_typed() {
    let mut stage = ports();
    stage.press("g/");
    stage.send(Msg::Paste("word ".repeat(40)));
    stage.press("end");
    let (_, cursor) = stage.draw();
    assert!(stage.line(23).contains("wordend"), "{}", stage.line(23));
    assert!(cursor.unwrap().x < 80);
}

/// Steps of a search that change nothing but what is on the screen.
fn step() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "h",
        "a",
        "o",
        "<space>",
        "-",
        "\"",
        "e",
        "i",
        "<tab>",
        "<tab>",
        "<shift-tab>",
        "<enter>",
        "<enter>",
        "<down>",
        "<up>",
        "<esc>",
        "n",
        "n",
        "N",
        "J",
        "K",
        "f",
        "S",
        "q",
        "<pgdn>",
        "<ctrl-u>",
        "<ctrl-o>",
        "<ctrl-f>",
        "1",
        "w",
        "/",
        "g/",
        "?",
        "p",
        "z",
        "G",
        "gg",
        "<backspace>",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn escape_brings_back_exactly_what_was_there_whatever_a_search_did(
        start in proptest::sample::select(vec!["", "j", "j j", "<enter>", "j <enter> G", "/ o <enter>", "Fu j", "<enter> / the <enter>", "s"]),
        opener in proptest::sample::select(vec!["/", "g/"]),
        steps in proptest::collection::vec(step(), 0..25),
        size in proptest::sample::select(vec![(80, 24), (120, 40), (40, 10)]),
    ) {
        let settings = Settings { read_on: ReadOn::Never, ..Settings::default() };
        let mut stage = Stage::with(size.0, size.1, Setting { settings, texts: PORTS.to_vec(), ..Setting::default() });
        stage.press(start).press("<shift-f12>");
        let shown = |stage: &Stage| {
            let text = stage.text();
            let rows = text.lines().count();
            text.lines().take(rows - 1).collect::<Vec<_>>().join("\n")
        };
        let before = shown(&stage);
        let depth = stage.state.searches_in_hand();
        stage.press(opener);
        for step in steps {
            if stage.state.searches_in_hand() == depth {
                break;
            }
            // What is accepted is meant to stay, and what leads elsewhere is not a search any more.
            let typed = stage.state.shown_scope().filter(|scope| *scope != Scope::Everything);
            if step == "<enter>" && typed.is_some() {
                continue;
            }
            stage.press(step);
        }
        for _ in 0..40 {
            if stage.state.searches_in_hand() > depth || stage.state.overlay.is_some() {
                stage.press("<esc>");
            }
        }
        prop_assert_eq!(stage.state.searches_in_hand(), depth);
        prop_assert_eq!(shown(&stage), before);
    }
}
