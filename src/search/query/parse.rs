//! Reading a query. Every text is one: a part with a fault is taken literally, and the fault is told in one sentence.

use super::super::content::Field;
use super::super::day::Today;
use super::super::token::words;
use super::node::{Node, Term};
use super::value::{self, Filter};
use crate::document::Clean;

/// Words of a query that are looked for; more are no question any more.
const MOST_WORDS: usize = 256;
/// Brackets within each other that are understood.
const DEEPEST: usize = 24;
/// Faults that are told; more help nobody.
const MOST_FAULTS: usize = 8;
/// Characters of the query that a fault repeats.
const REPEATED: usize = 40;

/// What was read.
#[derive(Debug)]
pub(super) struct Parsed {
    /// The tree.
    pub(super) node: Node,
    /// Faults as sentences, each once, in the order of the text.
    pub(super) faults: Vec<Clean>,
}

/// Reads a query. While it `is_typing`, its end may be unfinished: the last word may go on, and a quotation, a bracket or
/// an `OR` may wait for what follows.
pub(super) fn parse(text: &str, today: Today, is_typing: bool) -> Parsed {
    let mut parser = Parser {
        rest: text,
        today,
        is_typing,
        is_unwanted: false,
        words: 0,
        depth: 0,
        faults: Vec::new(),
        field: None,
    };
    let mut parts = vec![parser.any()];
    // A bracket that closes nothing ends the reading of what stands before it; the rest belongs to the query as well.
    while let Some(rest) = parser.rest.strip_prefix(')') {
        parser.fault("the bracket \")\" closes nothing: it is left out");
        parser.rest = rest;
        parts.push(parser.any());
    }
    Parsed { node: Node::all(parts), faults: parser.faults }
}

struct Parser<'a> {
    rest: &'a str,
    today: Today,
    is_typing: bool,
    /// Whether a minus stands before what is read.
    is_unwanted: bool,
    /// Words and filters read so far.
    words: usize,
    /// Brackets that are open.
    depth: usize,
    faults: Vec<Clean>,
    /// The field whose bracket is open: `title:(a OR b)`.
    field: Option<Field>,
}

/// How a piece of text is to be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// As a word, or as a phrase when it is more than one.
    Plain,
    /// As it stands.
    Exact,
    /// As what words begin with.
    Prefix,
    /// With typing errors.
    Near,
    /// As a word or the beginning of one.
    Typing,
    /// As it stands, up to its last word, which may go on.
    Open,
}

impl<'a> Parser<'a> {
    /// Parts joined by `OR`, up to the end or a closing bracket.
    fn any(&mut self) -> Node {
        let mut sides = vec![self.all()];
        while let Some(rest) = after_word(self.rest, "OR") {
            self.rest = rest;
            sides.push(self.all());
        }
        Node::any(sides)
    }

    /// Parts beside each other, up to an `OR` between two of them, the end or a closing bracket.
    fn all(&mut self) -> Node {
        let mut parts = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || self.rest.starts_with(')') {
                return Node::all(parts);
            }
            let operator = ["OR", "AND"].into_iter().find_map(|name| Some((name, after_word(self.rest, name)?)));
            let Some((name, after)) = operator else {
                parts.extend(self.part());
                continue;
            };
            let next = after.trim_start();
            let is_between = !parts.is_empty() && !next.is_empty() && !next.starts_with(')');
            if is_between && after_word(next, "OR").is_none() {
                if name == "OR" {
                    return Node::all(parts);
                }
                self.rest = after;
            } else if self.is_typing && next.is_empty() && !parts.is_empty() {
                self.rest = next;
            } else {
                self.fault(&format!("{name} does not stand between two words: taken as a word"));
                self.rest = after;
                parts.extend(self.term(name, Way::Plain, self.field));
            }
        }
    }

    /// One part, wanted or not.
    fn part(&mut self) -> Option<Node> {
        let unwanted = self
            .rest
            .strip_prefix('-')
            .filter(|body| body.starts_with(|c: char| !c.is_whitespace() && c != '-' && c != ')'));
        let Some(body) = unwanted else { return self.positive() };
        self.rest = body;
        let outer = std::mem::replace(&mut self.is_unwanted, true);
        let part = self.positive();
        self.is_unwanted = outer;
        part.map(Node::not)
    }

    fn positive(&mut self) -> Option<Node> {
        if self.rest.starts_with('(') {
            return self.group(self.field);
        }
        if let Some(body) = self.rest.strip_prefix(is_quote) {
            return self.quoted(body, self.field);
        }
        let word = self.word();
        let Some((name, value)) = word.split_once(':') else { return self.plain(word, self.field) };
        if let Some(filter) = value::filter(name) {
            self.rest = self.rest.get(name.len() + 1..).unwrap_or_default();
            return self.filtered(filter, name);
        }
        // Not the beginning of an address, nor a time of day.
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        if is_name && !value.is_empty() && !value.starts_with("//") {
            let known = value::meant(name).map_or_else(String::new, |known| format!(" (but \"{known}:\")"));
            self.fault(&format!("there is no \"{}:\"{known}: taken as words", shown(name)));
        }
        self.plain(word, self.field)
    }

    /// What stands in brackets.
    fn group(&mut self, field: Option<Field>) -> Option<Node> {
        self.rest = self.rest.strip_prefix('(').unwrap_or(self.rest);
        // The word that is being typed may come out as two in brackets.
        if self.depth == DEEPEST + usize::from(!self.is_typing) {
            self.fault("there are too many brackets within each other: the inner ones are left out");
            return None;
        }
        self.depth += 1;
        let outer = std::mem::replace(&mut self.field, field);
        let inner = self.any();
        self.field = outer;
        self.depth -= 1;
        match self.rest.strip_prefix(')') {
            Some(rest) => self.rest = rest,
            None if self.is_typing => {}
            None => self.fault("the bracket \"(\" is not closed: it reaches to the end"),
        }
        (!inner.is_nothing()).then_some(inner)
    }

    /// What follows a quotation mark.
    fn quoted(&mut self, body: &'a str, field: Option<Field>) -> Option<Node> {
        let Some((inside, after)) = body.split_once(is_quote) else {
            if self.is_typing {
                self.rest = "";
                let (body, way) = match body.strip_suffix('*') {
                    Some(begun) => (begun, Way::Prefix),
                    None if self.is_unwanted || body.ends_with(char::is_whitespace) => (body, Way::Exact),
                    None => (body, Way::Open),
                };
                return self.term(body, way, field);
            }
            self.fault("the quotation mark has no second one: taken as a letter");
            self.rest = body;
            return None;
        };
        let (inside, after) = match (inside.strip_suffix('*'), after.strip_prefix('*')) {
            (None, None) => {
                self.rest = after;
                return self.term(inside, Way::Exact, field);
            }
            (open, behind) => (open.unwrap_or(inside), behind.unwrap_or(after)),
        };
        self.rest = after;
        self.term(inside, Way::Prefix, field)
    }

    /// The characters up to a blank, or to the bracket that closes the open one.
    fn word(&self) -> &'a str {
        let is_end = |c: char| c.is_whitespace() || (c == ')' && self.depth > 0);
        self.rest.split(is_end).next().unwrap_or_default()
    }

    /// A bare word.
    fn plain(&mut self, word: &'a str, field: Option<Field>) -> Option<Node> {
        self.rest = self.rest.get(word.len()..).unwrap_or_default();
        // A sign with no letter before it is told as it was typed.
        let before = |sign| word.strip_suffix(sign).filter(|text| !words(text).is_empty());
        if let Some(stem) = before('*') {
            return self.term(stem, Way::Prefix, field);
        }
        if let Some(near) = before('~') {
            return self.term(near, Way::Near, field);
        }
        let is_last = self.is_typing && self.rest.is_empty() && !self.is_unwanted;
        self.term(word, if is_last { Way::Typing } else { Way::Plain }, field)
    }

    /// What follows `name:`.
    fn filtered(&mut self, filter: Filter, name: &'a str) -> Option<Node> {
        let body = self.rest;
        if let (Filter::Field(field), true) = (filter, body.starts_with('(')) {
            return self.group(Some(field));
        }
        let quoted = body.strip_prefix(is_quote);
        if let (Filter::Field(field), Some(quoted)) = (filter, quoted) {
            return self.quoted(quoted, Some(field));
        }
        let (text, after) = quoted.and_then(|body| body.split_once(is_quote)).unwrap_or_else(|| {
            let word = self.word();
            (word, body.get(word.len()..).unwrap_or_default())
        });
        if text.is_empty() {
            if self.is_typing && after.is_empty() {
                self.rest = after;
                return None;
            }
            self.fault(&format!("nothing stands behind \"{name}:\": taken as a word"));
            return self.term(name, Way::Plain, self.field);
        }
        if let Filter::Field(field) = filter {
            return self.plain(text, Some(field));
        }
        self.rest = after;
        match value::read(filter, text, self.today) {
            Ok(node) => self.counted(1).then_some(node),
            Err(why) => {
                if !(self.is_typing && after.is_empty()) {
                    self.fault(&format!("\"{}:{}\" {why}: taken as words", shown(name), shown(text)));
                }
                self.term(&format!("{name} {text}"), Way::Plain, self.field)
            }
        }
    }

    /// Text to be looked for; nothing when there is no word in it.
    fn term(&mut self, text: &str, way: Way, field: Option<Field>) -> Option<Node> {
        let mut words = words(text);
        if words.is_empty() {
            if !(self.is_typing && self.rest.is_empty()) {
                self.fault(&format!("\"{}\" has no letter or digit: left out", shown(text)));
            }
            return None;
        }
        if text.contains('*') {
            self.fault("a star counts only at the end of a word");
        }
        let left = (MOST_WORDS + usize::from(!self.is_typing)).saturating_sub(self.words);
        if !self.counted(words.len()) {
            words.truncate(left);
        }
        let mut way = way;
        if matches!(way, Way::Typing | Way::Open) && words.len() > 1 && words.last().is_some_and(|last| is_letter(last))
        {
            // It narrows nothing down yet, and looking for everything it can become takes longer than the next letter.
            words.pop();
            way = Way::Exact;
        }
        let only = if words.len() == 1 { words.pop() } else { None };
        let leaf = |term: Term| match field {
            None => Node::Text(term),
            Some(field) => Node::In(field, term),
        };
        Some(match (way, only) {
            (_, None) if words.is_empty() => return None,
            (Way::Plain, Some(word)) => leaf(Term::Word(word)),
            (Way::Exact, Some(word)) => leaf(Term::Phrase(vec![word])),
            (Way::Prefix | Way::Open, Some(word)) => leaf(Term::Prefix(word)),
            (Way::Near, Some(word)) => leaf(Term::Near { edits: Term::edits(&word), word }),
            (Way::Typing, Some(word)) => Node::any([leaf(Term::Word(word.clone())), leaf(Term::Prefix(word))]),
            (Way::Prefix | Way::Typing | Way::Open, None) => leaf(Term::PhrasePrefix(words)),
            (Way::Near, None) => {
                self.fault("the sign ~ goes with one word only: left out");
                leaf(Term::Phrase(words))
            }
            (Way::Plain | Way::Exact, None) => leaf(Term::Phrase(words)),
        })
    }

    /// Counts words and filters. Whether there was room for all of them; when there was not, the rest is not read.
    fn counted(&mut self, count: usize) -> bool {
        self.words += count;
        // The word that is being typed is looked for in two ways.
        let has_room = self.words <= MOST_WORDS + usize::from(!self.is_typing);
        if !has_room {
            self.fault(&format!("only the first {MOST_WORDS} words are looked for"));
            self.rest = "";
        }
        has_room
    }

    fn fault(&mut self, sentence: &str) {
        let fault = Clean::line(sentence);
        if self.faults.len() < MOST_FAULTS && !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }
}

/// The rest behind an operator, when it stands here as a word of its own.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?;
    (rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '(' || c == ')')).then_some(rest)
}

/// Whether a word is one letter so far.
fn is_letter(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

/// The beginning of a text, for a fault.
fn shown(text: &str) -> Clean {
    let end = text.char_indices().nth(REPEATED).map_or(text.len(), |(at, _)| at);
    Clean::line(text.get(..end).unwrap_or_default())
}
