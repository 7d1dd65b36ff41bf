//! The language of searches: words that must all occur, `"exact words"`, `-not`, `OR`, brackets, `begin*`, `near~`,
//! fields and filters.
//!
//! Any text is a query. Whatever is not understood is taken literally, and a sentence says so.

mod explain;
mod node;
mod parse;
mod span;
mod value;

pub(crate) use node::{Mark, Node, Term, Thing};

use super::day::Today;
use super::stem::Tongue;
use crate::document::Clean;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query {
    node: Node,
    faults: Vec<Clean>,
}

/// Whether a name before a colon narrows a search.
pub(crate) fn is_filter(name: &str) -> bool {
    value::filter(name).is_some()
}

impl Query {
    /// Reads a query.
    pub(crate) fn parse(text: &str, today: Today) -> Self {
        Self::of(parse::parse(text, today, false))
    }

    /// Reads a query that is being typed: a last word without a blank behind it may go on.
    pub(crate) fn typing(text: &str, today: Today) -> Self {
        Self::of(parse::parse(text, today, true))
    }

    /// Reads a query that is being typed or not.
    pub(crate) fn read(text: &str, today: Today, is_typing: bool) -> Self {
        if is_typing { Self::typing(text, today) } else { Self::parse(text, today) }
    }

    fn of(parsed: parse::Parsed) -> Self {
        Self { node: parsed.node, faults: parsed.faults }
    }

    /// A query of parts that are known.
    pub(super) const fn of_node(node: Node) -> Self {
        Self { node, faults: Vec::new() }
    }

    /// What is asked for.
    pub(crate) const fn node(&self) -> &Node {
        &self.node
    }

    /// What was not understood, one sentence each.
    pub(crate) fn faults(&self) -> &[Clean] {
        &self.faults
    }

    /// Whether it asks for nothing. What only says what must not be there asks for all the others.
    pub(crate) fn is_empty(&self) -> bool {
        self.node.is_nothing()
    }

    /// The query in plain words, in short lines.
    pub(crate) fn explain(&self) -> Vec<Clean> {
        explain::lines(&self.node)
    }

    /// The query as text that is read as the same query.
    pub(crate) fn canonical(&self) -> String {
        explain::canonical(&self.node)
    }

    /// Whether a document has to be analysed to tell whether it is found.
    pub(crate) fn needs_analysis(&self) -> bool {
        self.has_leaf(|leaf| match leaf {
            Node::In(field, _) => field.needs_analysis(),
            Node::Has(_) => true,
            _ => false,
        })
    }

    /// Whether the user's corrections of people have to be known to tell whether a document is found.
    pub(crate) fn asks_people(&self) -> bool {
        self.has_leaf(|leaf| matches!(leaf, Node::In(field, _) if field.needs_analysis()))
    }

    /// Whether the user's marks have to be known to tell whether a document is found.
    pub(crate) fn asks_marks(&self) -> bool {
        self.has_leaf(|leaf| matches!(leaf, Node::Is(_)))
    }

    /// Whether other forms of a word count, which are those of the language of a document.
    pub(crate) fn has_forms(&self) -> bool {
        self.has_leaf(|leaf| matches!(leaf, Node::Text(Term::Word(_)) | Node::In(_, Term::Word(_))))
    }

    /// Whether it has to be known when a document was first seen.
    pub(crate) fn asks_time(&self) -> bool {
        self.has_leaf(|leaf| matches!(leaf, Node::Added(_)))
    }

    /// The text of the query with other leaves where `change` gives some.
    pub(super) fn changed(&self, change: &mut dyn FnMut(&Node) -> Option<Node>) -> String {
        explain::canonical(&self.node.changed(change))
    }

    fn has_leaf(&self, is_one: impl Fn(&Node) -> bool) -> bool {
        let mut found = false;
        self.node.each_leaf(&mut |leaf, _| found |= is_one(leaf));
        found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::asked;
    use super::*;
    use crate::mutants;

    /// 22 November 2026, noon.
    const NOW: Today = Today::at(1_795_348_800);

    fn read(text: &str) -> String {
        Query::parse(text, NOW).canonical()
    }

    fn faults(text: &str) -> Vec<String> {
        Query::parse(text, NOW).faults().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_whole_language_is_read() {
        for (text, expected) in [
            ("Peña health", "pena health"),
            ("plan plan  plan", "plan"),
            ("\"Good  plan\"", "\"good plan\""),
            ("“good plan”", "\"good plan\""),
            ("IMSS–Bienestar O'Connell", "\"imss bienestar\" \"o connell\""),
            ("a -b", "a -\"b\""),
            ("a -\"b c\" -d*", "a -\"b c\" -d*"),
            ("(a b) OR c", "a b OR c"),
            ("a (b OR c) OR d", "a (b OR c) OR d"),
            ("a (b OR c)", "a (b OR c)"),
            ("a AND b", "a b"),
            ("((a))", "a"),
            ("(a b) c", "a b c"),
            ("-(a OR b) c", "-(\"a\" OR \"b\") c"),
            ("c -(a -b)", "c -(\"a\" -\"b\")"),
            ("elec*", "elec*"),
            ("\"public hea*\"", "\"public hea*\""),
            ("\"public hea\"*", "\"public hea*\""),
            ("o'conn*", "\"o conn*\""),
            ("Garduno~", "garduno~"),
            ("person:Sheinbaum speaker:\"Ana Ruiz\"", "person:sheinbaum speaker:\"ana ruiz\""),
            ("title:(port OR strike) role:minist*", "(title:port OR title:strike) role:minist*"),
            ("lang:Español lang:en lang:none", "lang:es lang:en lang:none"),
            ("date:2024-10..2024-11 added:7d", "date:2024-10-01..2024-11-30 added:7d"),
            ("is:unread has:quotes path:inbox/*", "is:unread has:quotes path:\"inbox/\""),
            ("path:\"My Files\"", "path:\"my files\""),
            ("10:30 http://a.b", "\"10 30\" \"http a b\""),
            ("部长", "\"部 长\""),
        ] {
            assert_eq!(read(text), expected, "{text}");
            assert_eq!(faults(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_fault_is_taken_literally_and_told_in_one_sentence() {
        for (text, expected, fault) in [
            ("\"good grief", "good grief", "the quotation mark has no second one: taken as a letter"),
            ("- good", "good", "\"-\" has no letter or digit: left out"),
            ("(a OR b", "a OR b", "the bracket \"(\" is not closed: it reaches to the end"),
            ("(a)) b", "a b", "the bracket \")\" closes nothing: it is left out"),
            ("OR a", "or a", "OR does not stand between two words: taken as a word"),
            ("a OR", "a or", "OR does not stand between two words: taken as a word"),
            ("(a AND) b", "a and b", "AND does not stand between two words: taken as a word"),
            ("is:red", "\"is red\"", "\"is:red\" is none of unread, read, bookmarked, noted, tagged: taken as words"),
            (
                "date:soon",
                "\"date soon\"",
                "\"date:soon\" is no date (2024, 2024-10, 2024-10..2024-11, >2024-06): taken as words",
            ),
            ("person: ana", "person ana", "nothing stands behind \"person:\": taken as a word"),
            ("speeker:ana", "\"speeker ana\"", "there is no \"speeker:\" (but \"speaker:\"): taken as words"),
            ("tag:port", "\"tag port\"", "there is no \"tag:\": taken as words"),
            ("a*b", "\"a b\"", "a star counts only at the end of a word"),
            ("o'connel~", "\"o connel\"", "the sign ~ goes with one word only: left out"),
            ("*", "", "\"*\" has no letter or digit: left out"),
            ("a ~~", "a", "\"~~\" has no letter or digit: left out"),
        ] {
            assert_eq!(read(text), expected, "{text}");
            assert_eq!(faults(text), [fault], "{text}");
        }
    }

    #[test]
    fn while_typing_the_end_may_be_unfinished() {
        let read = |text| Query::typing(text, NOW);
        for (text, expected) in [
            ("port str", "port (str OR str*)"),
            ("port str ", "port str"),
            ("\"port str", "\"port str*\""),
            ("\"port ", "\"port\""),
            ("\"por", "por*"),
            ("\"the old p", "\"the old\""),
            ("\"the p", "\"the\""),
            ("\"the p*", "\"the p*\""),
            ("(a OR", "a"),
            ("a OR ", "a"),
            ("a -str", "a -\"str\""),
            ("o'conn", "\"o conn*\""),
            ("title:po", "title:po OR title:po*"),
            ("a person:", "a"),
            ("a -", "a"),
            ("date:2024 a*", "date:2024 a*"),
        ] {
            assert_eq!(read(text).canonical(), expected, "{text}");
            assert_eq!(read(text).faults(), [], "{text}");
        }
    }

    #[test]
    fn only_a_query_without_a_word_is_empty() {
        for text in ["", "-", "()", "*", "~~", "\""] {
            assert!(Query::parse(text, NOW).is_empty(), "{text}");
        }
        for text in ["a", "-a", "-lang:en", "-a -is:read"] {
            assert!(!Query::parse(text, NOW).is_empty(), "{text}");
            assert_eq!(faults(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_query_knows_what_it_needs() {
        assert!(Query::parse("a -has:figures", NOW).needs_analysis());
        assert!(!Query::parse("a title:b lang:en", NOW).needs_analysis());
        assert!(Query::parse("(a OR is:read)", NOW).asks_marks());
        assert!(Query::parse("-(a speaker:b)", NOW).asks_people());
        assert!(!Query::parse("a has:quotes title:b", NOW).asks_people());
    }

    #[test]
    fn it_explains_itself_line_by_line() {
        let lines = Query::parse("election -\"by election\" (person:ruiz OR date:>2024) near~", NOW).explain();
        let lines: Vec<&str> = lines.iter().map(|line| &**line).collect();
        assert_eq!(
            lines,
            [
                "the word \"election\" or a form of it",
                "not:",
                "  exactly \"by election\"",
                "one of:",
                "  a person named by: the word \"ruiz\"",
                "  dated 2025-01-01 or later",
                "a word like \"near\", one letter may differ",
            ]
        );
    }

    #[test]
    fn brackets_without_end_and_words_without_end_are_read_in_no_time() {
        for text in
            ["(".repeat(100_000), "-(".repeat(50_000), "a ".repeat(100_000), "\"".repeat(99_999), ")".repeat(50_000)]
        {
            let query = Query::parse(&text, NOW);
            assert!(!query.faults().is_empty() || query.canonical() == "a");
            assert_eq!(read(&query.canonical()), query.canonical());
        }
        let many: Vec<String> = (0..10_000).map(|number| format!("w{number}")).collect();
        assert_eq!(faults(&many.join(" ")), ["only the first 256 words are looked for"]);
    }

    /// Texts that are mostly queries.
    fn texts() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            6 => prop::sample::select(vec![
                "a", "bé", "部长", "O'C", "OR", "AND", "(", ")", "-", "\"", "”", "*", "~", ":", " ", " ", " ", "person:", "title:(",
                "is:read", "is:", "date:2024", "date:>2024-06", "date:..", "added:7d", "has:quotes", "path:", "lang:es", "..",
            ]).prop_map(str::to_owned),
            1 => "\\PC{0,4}",
        ];
        prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
    }

    #[test]
    fn every_damaged_query_is_a_query() {
        let sample = "port -(strike OR \"rail tunnel\") person:(ana OR luis) date:2024-10..2024-11 added:7d is:unread \
                      has:quotes lang:es path:\"my files\" gardu* sheinbam~ title:\"the mayor*\" O’Connell 部长";
        let pieces: [&[u8]; 12] =
            [b"\"", b"(", b")", b" OR ", b"-", b"*", b"~", b":", b"date:", b"person:(", b"\xff", "é\u{301}".as_bytes()];
        mutants::of(sample.as_bytes(), &pieces).for_each(|mutant| asked::check(&mutant));
        mutants::tell("queries", 1);
    }

    proptest! {
        #[test]
        fn what_is_explained_is_read_as_the_same_query(text in texts()) {
            for query in [Query::parse(&text, NOW), Query::typing(&text, NOW)] {
                let again = Query::parse(&query.canonical(), NOW);
                prop_assert_eq!(query.node(), again.node(), "{:?}", query.canonical());
                prop_assert!(again.faults().is_empty(), "{:?}", again.faults());
                prop_assert!(!query.explain().is_empty());
            }
        }

        #[test]
        fn any_text_is_a_query(text in "\\PC{0,80}") {
            let query = Query::typing(&text, NOW);
            prop_assert!(query.faults().len() <= 8);
        }
    }
}
