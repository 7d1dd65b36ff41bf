//! What is typed into a search: what asks for nothing, what has a fault, and Enter before there is an answer.

use super::searching::{body, ports};
use super::{Setting, Stage};
use crate::app::{Msg, Timer};
use crate::search::Answer;

#[test]
fn a_line_without_a_word_is_no_search_that_goes_on_for_ever() {
    let mut stage = ports();
    for line in ["-", "()", "~~", "*", "\"", "person:"] {
        stage.press(&format!("g/ {}", line.replace('~', "~ ").replace("()", "( )")));
        stage.wake(Timer::Search);
        assert!(!stage.line(23).contains("searching"), "{line}: {}", stage.line(23));
        assert!(body(&stage).contains("both words, in any order"), "{line}: {}", body(&stage));
        stage.press("<enter> q");
    }
    stage.press("g/ harbour <enter> q q g/ <ctrl-r>");
    assert!(stage.line(23).starts_with("search: harbour"), "{}", stage.line(23));
    stage.press("<ctrl-r>");
    assert!(stage.line(23).starts_with("search: harbour"), "what asks for nothing is not kept: {}", stage.line(23));
}

#[test]
fn what_must_not_be_there_finds_all_the_others() {
    let mut stage = ports();
    stage.press("g/ -harbour <space>");
    assert!(stage.line(23).contains("2 documents"), "{}", stage.line(23));
    assert!(body(&stage).contains("Sea news") && body(&stage).contains("Other news"), "{}", body(&stage));
}

#[test]
fn a_fault_is_told_in_full_at_every_size() {
    let sentence = "\"date:2024-13\" is no date (2024, 2024-10, 2024-10..2024-11, >2024-06): taken as words";
    for (columns, rows) in [(80, 24), (120, 40), (40, 10)] {
        for keys in ["", "<esc>"] {
            let mut stage =
                Stage::with(columns, rows, Setting { texts: super::searching::PORTS.to_vec(), ..Setting::default() });
            stage.press("g/ harbour <space> OR <space> date:2024-13 <space>").press(keys);
            let shown = stage.text().split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(shown.contains(sentence), "{columns}x{rows}: {shown}");
            assert!(shown.contains("Port news"), "{columns}x{rows}: {shown}");
        }
    }
}

#[test]
fn enter_does_not_open_what_was_found_for_other_words() {
    let mut stage = ports();
    stage.press("g/ harbour");
    stage.is_deaf = true;
    stage.press("<space> thoughts <enter>");
    assert!(!stage.state.is_reading_found(), "{}", stage.text());
    let rows = stage.state.search().unwrap().rows().iter().skip(1).take(1).copied().collect();
    let answer = Answer { text: "harbour thoughts".to_owned(), rows, searched: 4, done: true, ..Answer::default() };
    stage.send(Msg::Answered(Answer { done: false, ..answer.clone() }));
    assert!(!stage.state.is_reading_found(), "what comes late does not open by itself: {}", stage.text());
    stage.press("/ x <backspace> <enter>");
    stage.send(Msg::Answered(answer.clone()));
    assert!(stage.state.is_reading_found(), "{}", stage.text());
    stage.press("<esc> / x <backspace> <enter> k");
    stage.send(Msg::Answered(answer));
    assert!(!stage.state.is_reading_found(), "a key was pressed since: {}", stage.text());
}

#[test]
fn only_what_is_understood_is_a_filter_in_force() {
    let mut stage = ports();
    stage.press("g/ date:2024-13 <space> lang:en <space>");
    let shown = body(&stage);
    let filters = shown.lines().find(|line| line.contains("filters")).unwrap_or_default();
    assert!(filters.contains("lang:en") && !filters.contains("date:"), "{shown}");
}

#[test]
fn a_sentence_is_cut_behind_a_whole_word() {
    let long = "The harbour of the old town by the sea ";
    for more in 0..12 {
        let tail = "is closed to every ship that does not carry a letter of the harbour master in it.";
        let text = format!("News\n\n{long}{} {tail}\n", "x".repeat(more + 1));
        let text: &'static str = Box::leak(text.into_boxed_str());
        let mut stage = Stage::of(80, 24, &[("a.txt", text)]);
        stage.press("g/ harbour <space>");
        let shown = body(&stage);
        let line = shown.lines().find(|line| line.contains("The harbour")).unwrap_or_default();
        let words = line.trim().trim_end_matches('…');
        assert!(words.len() < line.trim().len(), "{shown}");
        assert!(text.contains(&format!("{words} ")), "{more}: {words}");
    }
}

#[test]
fn the_header_says_in_which_order_a_filter_stands() {
    let mut stage = ports();
    assert!(stage.line(0).contains("newest first"), "{}", stage.line(0));
    stage.press("/ sea <enter>");
    assert!(stage.line(0).contains("best first"), "{}", stage.line(0));
    stage.press("<esc>");
    assert!(stage.line(0).contains("newest first"), "{}", stage.line(0));
}

#[test]
fn why_a_file_cannot_be_read_is_seen_beside_a_long_name() {
    let name = "2024/12/2024-12-08-a-very-long-name-of-a-file-that-nobody-can-read-000552.txt";
    for (columns, rows) in [(80, 24), (120, 40), (40, 10)] {
        let mut stage = Stage::of(columns, rows, &[("a.txt", "News\n\nWords.\n"), (name, "")]);
        stage.press("Fx");
        assert!(stage.text().contains(": it is empty"), "{columns}: {}", stage.text());
    }
}

#[test]
fn what_the_results_can_be_narrowed_by_is_counted_when_typing_rests() {
    let mut stage = Stage::new(120, 40);
    let uncounted = |stage: &Stage| {
        stage.state.facet_lines().iter().filter(|line| line.query.is_some() && line.count.is_none()).count()
    };
    stage.press("g/ health");
    assert!(uncounted(&stage) > 0, "what is typed comes first: {:?}", stage.state.facet_lines());
    stage.wake(Timer::Search);
    assert_eq!(uncounted(&stage), 0, "{:?}", stage.state.facet_lines());
    assert!(stage.line(39).starts_with("search: health"), "{}", stage.line(39));
}

#[test]
fn the_line_of_a_search_of_all_texts_finds_its_words_in_one() {
    let mut stage = ports();
    stage.press("g/ harbour <space> works <tab>");
    assert!(stage.line(22).contains("[here]"), "{}", stage.line(22));
    stage.press("<esc> G k");
    stage.open("one.txt").press("/ works <space> full");
    assert!(stage.line(23).contains("1/2"), "{}", stage.line(23));
    stage.press("<space> zebra");
    assert!(stage.line(23).contains("not found"), "{}", stage.line(23));
}

#[test]
fn files_with_the_same_text_are_told_apart_beside_a_long_title() {
    let text =
        "A title that is so long that no list on any screen of this world has room for all of it\n\nThe harbour.\n";
    for (columns, rows) in [(80, 24), (120, 40), (40, 10)] {
        let mut stage = Stage::of(columns, rows, &[("in/one.txt", text), ("archive/of/old/things/two.txt", text)]);
        for keys in ["", "g/ harbour <esc>"] {
            stage.press(keys);
            let shown = stage.text();
            assert_eq!(shown.matches("=2 ").count(), 2, "{columns}: {shown}");
            assert!(shown.contains("one.txt") && shown.contains("two.txt"), "{columns}: {shown}");
        }
    }
}

#[test]
fn what_is_found_for_other_reasons_than_its_words_has_no_hit() {
    let mut stage = ports();
    stage.press("g/ is:unread <space>");
    let shown = body(&stage);
    assert!(!shown.contains("hit"), "{shown}");
    assert_eq!(shown.matches("Port news").count(), 1, "{shown}");
}

#[test]
fn a_query_that_is_typed_over_the_list_says_where_it_is_one() {
    let mut stage = ports();
    for (line, is_query) in [
        ("port strike", false),
        ("IMSS-Bienestar 10:30", false),
        ("is:unread", true),
        ("-port", true),
        ("a OR b", true),
    ] {
        stage.press(&format!("/ {}", line.replace(' ', " <space> ")));
        assert_eq!(stage.line(22).contains("letters only here"), is_query, "{line}: {}", stage.line(22));
        stage.press("<esc>");
    }
}

#[test]
fn a_saved_search_has_one_name_and_its_letter() {
    let mut stage = ports();
    stage.press("g/ harbour <esc> s Ports <enter> m h gs");
    let shown = stage.text();
    assert!(shown.contains("@h  Ports: harbour*") && shown.contains("saved and earlier · 1 "), "{shown}");
    stage.press("q q g/ rain <esc> s <enter>");
    assert!(stage.line(23).starts_with("saved: rain*"), "{}", stage.line(23));
}
