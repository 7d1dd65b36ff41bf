//! The screens, at the four sizes: keys → picture. Looked at and approved, then held.

use std::fmt::Write;

use super::picture::picture;
use super::{Setting, Stage};
use crate::app::Timer;
use crate::settings::{DateFormat, Settings};

const SIZES: [(u16, u16); 4] = [(80, 24), (120, 40), (200, 60), (40, 10)];

/// Holds the picture of a view at the four sizes.
fn hold(name: &str, keys: &str) {
    hold_in(None, name, keys);
}

/// The same with a briefing opened first.
fn hold_in(document: Option<&str>, name: &str, keys: &str) {
    for (columns, rows) in SIZES {
        let mut stage = Stage::new(columns, rows);
        if let Some(document) = document {
            stage.open(document);
        }
        stage.press(keys);
        let (buffer, cursor) = stage.draw();
        insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), picture(&buffer, cursor));
    }
}

#[test]
fn the_list() {
    hold("list", "j");
}

#[test]
fn the_text() {
    hold("text", "<enter> <space>");
}

#[test]
fn the_interview_with_its_questions() {
    hold_in(Some("narro-robles-interview.txt"), "interview", "}");
}

#[test]
fn the_summary() {
    hold("summary", "s j");
}

#[test]
fn the_people_and_a_mention_in_the_text() {
    hold("people", "<enter> p <enter> <enter>");
}

#[test]
fn a_find_with_its_hits() {
    hold("find", "<enter> /health <enter> n");
}

#[test]
fn the_filter_while_it_is_typed() {
    hold("filter", "/shein");
}

#[test]
fn the_help() {
    hold("help", "?");
}

#[test]
fn the_commands() {
    hold("commands", ": th");
}

#[test]
fn quick_open() {
    hold("quick-open", "o imss");
}

#[test]
fn the_search_of_all_texts() {
    hold("search-all", "g/ vaccin");
}

#[test]
fn an_empty_search_says_what_can_be_typed() {
    hold("search-empty", "g/");
}

#[test]
fn what_was_found() {
    hold("search-results", "g/ health <space> plan <esc> j");
}

#[test]
fn what_the_results_can_be_narrowed_by() {
    hold("search-facets", "g/ health <space> lang:en <space> <esc> f j j");
}

#[test]
fn what_a_search_means() {
    hold("search-explained", "g/ vaccine <space> -flu <space> (plan <space> OR <space> date:soon) ?");
}

#[test]
fn a_search_that_finds_nothing_explains_itself() {
    hold("search-zero", "g/ vaccine <space> zebra <space> lang:en <space>");
}

#[test]
fn the_saved_searches() {
    hold("saved-searches", "g/ vaccin <esc> ma s <ctrl-u> health <space> of <space> children <enter> q gs");
}

#[test]
fn a_hit_in_its_text() {
    hold("search-hit", "g/ vaccin <enter> n");
}

#[test]
fn the_bookmarks() {
    hold("bookmarks", "* <enter> <space> ma q gb");
}

#[test]
fn about_the_document() {
    hold("info", "i");
}

#[test]
fn why_a_sentence_was_chosen() {
    hold("why-summary", "s j w");
}

#[test]
fn a_persons_card() {
    hold("card", "p w");
}

#[test]
fn what_is_said_and_by_whom() {
    hold_in(Some("imss-access-to-health.html"), "statements", "\" j <enter>");
}

#[test]
fn figures_and_dates_with_their_sentences() {
    hold_in(Some("narro-robles-interview.txt"), "figures", "# j <enter>");
}

#[test]
fn why_this_speaker() {
    hold_in(Some("imss-access-to-health.html"), "why-speaker", "\" j w");
}

#[test]
fn a_skim_follows_what_counts() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let mut stage = Stage::new(columns, rows);
        stage.open("imss-access-to-health.html").press("c P P");
        let (buffer, cursor) = stage.draw();
        insta::assert_snapshot!(format!("skim-{columns}x{rows}"), picture(&buffer, cursor));
    }
}

#[test]
fn the_notes_of_a_document() {
    hold("notes", "t urgent <enter> <enter> ma a");
}

#[test]
fn a_selection_in_the_list() {
    hold("selection", "x x V j V");
}

#[test]
fn the_menu_of_keys_that_may_follow() {
    for (columns, rows) in SIZES {
        let mut stage = Stage::new(columns, rows);
        stage.press("g");
        assert!(!stage.text().contains("bookmarks and marked"), "the menu waits");
        stage.wake(Timer::WhichKey);
        let (buffer, cursor) = stage.draw();
        insta::assert_snapshot!(format!("menu-{columns}x{rows}"), picture(&buffer, cursor));
    }
}

#[test]
fn the_first_frame_before_anything_is_read() {
    let stage = Stage::unread(80, 24);
    let (buffer, cursor) = stage.draw();
    insta::assert_snapshot!("first-frame", picture(&buffer, cursor));
}

#[test]
fn files_that_cannot_be_read_are_rows_with_a_reason() {
    let mut stage = Stage::of(
        80,
        24,
        &[("a.txt", "A plain text\n\nWith a paragraph of words."), ("b.pdf", "%PDF-1.7\n\u{1}\u{2}"), ("empty", "")],
    );
    let (buffer, cursor) = stage.press("jj <enter>").draw();
    insta::assert_snapshot!("unreadable", picture(&buffer, cursor));
}

#[test]
fn a_hostile_text_is_told_and_shown() {
    let text = "Price list\n\nThe total is \u{202e}000,1\u{202c} euros and\u{200b} not more.\u{1b}[31m Really.\n";
    let mut stage = Stage::of(80, 24, &[("offer\u{1b}]0;x\u{7}.txt", text)]);
    let (buffer, cursor) = stage.press("<enter> gh").draw();
    insta::assert_snapshot!("hostile", picture(&buffer, cursor));
}

#[test]
fn ascii_for_terminals_that_have_no_more() {
    let setting = Setting { ascii: true, utf8: false, plain: true, ..Setting::default() };
    let mut stage = Stage::with(120, 40, setting);
    stage.press("j");
    let (buffer, cursor) = stage.draw();
    let shown = picture(&buffer, cursor);
    assert!(shown.is_ascii());
    insta::assert_snapshot!("ascii", shown);
}

#[test]
fn without_rules_between_panes() {
    let settings = Settings { borders: false, date_format: DateFormat::Short, ..Settings::default() };
    let stage = Stage::with(120, 40, Setting { settings, ..Setting::default() });
    let (buffer, cursor) = stage.draw();
    insta::assert_snapshot!("borderless", picture(&buffer, cursor));
}

#[test]
fn faults_in_the_configuration_are_told_one_by_one() {
    let notices = vec!["config.toml:2: no setting is called \"tehme\"", "config.toml:4: sort"];
    let mut stage = Stage::with(80, 24, Setting { notices, ..Setting::default() });
    assert!(stage.line(23).contains("config.toml:2"));
    stage.press("j");
    assert!(stage.line(23).contains("config.toml:4"));
    stage.press("j");
    assert!(stage.line(23).starts_with("Enter read"));
}

#[test]
fn a_notice_longer_than_the_last_line_takes_those_above_until_a_key() {
    let long = "the list cannot be kept for the next start: no space left on device";
    let mut stage = Stage::with(40, 10, Setting { notices: vec![long], ..Setting::default() });
    assert_eq!(
        [stage.line(8), stage.line(9)],
        ["the list cannot be kept for the next", "start: no space left on device"]
    );
    stage.press("j");
    assert!(stage.line(9).contains("help"), "{}", stage.text());
    // As many as are given room; the rest is cut, and says so.
    let endless: &str = "word ".repeat(60).leak();
    let stage = Stage::with(40, 10, Setting { notices: vec![endless], ..Setting::default() });
    assert!(stage.line(7).starts_with("word") && stage.line(9).ends_with('…'), "{}", stage.text());
    assert!(!stage.line(6).contains("word"), "{}", stage.text());
}

#[test]
fn a_question_is_asked_whole_on_a_small_screen_and_only_where_there_is_something_to_ask() {
    let keymap = "[list]\n\"R\" = \"read-all\"\n\"E\" = \"toggle-read\"\n".to_owned();
    let mut stage = Stage::with(40, 10, Setting { keymap, ..Setting::default() });
    stage.press("R");
    let asked = [stage.line(8), stage.line(9)].join(" ");
    assert!(asked.ends_with(" shown documents read? y: yes, any other key: no"), "{asked}");
    assert_eq!(stage.draw().1, Some((u16::try_from(stage.line(9).len()).unwrap(), 9).into()));
    stage.press("y R");
    assert!(stage.line(9).starts_with("all that are shown are read "), "{}", stage.text());
    stage.press("E R");
    assert_eq!(stage.line(8), "Mark 1 shown document read? y: yes, any");
    stage.press("n");
    assert!(stage.line(9).contains("help"), "{}", stage.text());
}

#[test]
fn a_terminal_that_is_too_small_says_so_and_recovers() {
    let mut stage = Stage::new(80, 24);
    stage.resize(10, 3);
    assert_eq!(stage.line(0), "10x3: at…");
    stage.press("*");
    assert_eq!(stage.saved, Vec::new(), "nothing is changed unseen");
    stage.resize(80, 24);
    assert!(stage.line(0).starts_with("briefing"));
    stage.resize(5, 1);
    stage.press("q");
    assert!(stage.is_over);
}

/// The table between the marks in the README; `INSTA_UPDATE=always` writes it anew.
#[test]
#[expect(clippy::disallowed_methods, reason = "compares with a file of the repository")]
fn the_keys_in_the_readme_are_those_of_the_keymap() {
    let mut table = String::from("<!-- keys -->\n");
    let mut section = String::new();
    for (context, keys, _, description) in crate::app::keymap_table("") {
        if context != section {
            let _ = write!(table, "\n**{context}**\n\n| keys | what they do |\n|---|---|\n");
            section = context;
        }
        let keys: Vec<String> = keys.split("  ").map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
        let _ = writeln!(table, "| {} | {description} |", keys.join(" "));
    }
    table.push_str("\n<!-- /keys -->");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (before, rest) = readme.split_once("<!-- keys -->").unwrap();
    let (_, after) = rest.split_once("<!-- /keys -->").unwrap();
    let wanted = format!("{before}{table}{after}");
    if std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") {
        std::fs::write(path, &wanted).unwrap();
    }
    assert!(
        std::fs::read_to_string(path).unwrap() == wanted,
        "README.md lists other keys: run with INSTA_UPDATE=always"
    );
}
