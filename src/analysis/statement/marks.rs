//! Which quotation marks belong together, in one block.
//!
//! Newsrooms mix curly and straight marks, forget one, and use the apostrophe for both; the surroundings of a mark say
//! more than its form.

use std::ops::Range;

/// Marks that open and close the same quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// `"…"`, `“…”`, `„…“`, and mixtures of them.
    Double,
    /// `«…»`.
    Angle,
    /// `‘…’`, `'…'`.
    Single,
    /// `—… —said somebody—. …`, the paragraph of a dialogue.
    Dash,
}

/// A quotation that stands in no other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quoted {
    /// Bytes with the marks.
    pub(super) outer: Range<usize>,
    /// Bytes between the marks, blanks trimmed.
    pub(super) inner: Range<usize>,
    /// Its marks.
    pub(super) family: Family,
    /// Whether its opening mark stands in this block.
    pub(super) is_opened: bool,
    /// Whether its closing mark stands in this block.
    pub(super) is_closed: bool,
}

/// A mark that was opened.
#[derive(Debug)]
struct Open {
    family: Family,
    start: usize,
    content: usize,
    /// `„` is closed by `“`.
    is_low: bool,
    is_straight: bool,
    /// How many quotations were complete when it was opened.
    before: usize,
}

/// What stands around a mark.
#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    sign: char,
    before: Option<char>,
    after: Option<char>,
}

impl Mark {
    fn opens(self) -> bool {
        let free = |c: char| {
            c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '¿' | '¡') || is_mark(c)
        };
        self.before.is_none_or(free)
            && self.after.is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | ';' | ':' | '!' | '?' | ')' | ']'))
    }

    fn closes(self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace()) && self.after.is_none_or(|c| !c.is_alphanumeric())
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '\'' | '‹' | '›' | '＂')
}

/// Words that begin with an apostrophe.
const ELISIONS: &[&str] =
    &["tis", "twas", "em", "til", "cause", "n", "round", "bout", "s", "t", "re", "ve", "ll", "d", "m"];

/// What is said in a paragraph that a dash opens, as Spanish prints dialogues: a dash with a blank before it and none behind
/// it leads to the words of the writer, the next one back.
fn dialogue(text: &str) -> Vec<Quoted> {
    let mut found = Vec::new();
    let mut said = true;
    let mut start = 0;
    let mut cut = |start: usize, end: usize, close: usize| {
        let inside = text.get(start..end).unwrap_or_default();
        // "—dice Ana—. Yo también": the stop is the writer's.
        let trimmed =
            inside.trim_start_matches(|c: char| c.is_whitespace() || DASHES.contains(&c) || ".,;:".contains(c));
        let first = start + (inside.len() - trimmed.len());
        let trimmed = trimmed.trim_end();
        if trimmed.chars().any(char::is_alphanumeric) {
            let inner = first..first + trimmed.len();
            found.push(Quoted { outer: start..close, inner, family: Family::Dash, is_opened: true, is_closed: true });
        }
    };
    for (at, dash) in text.match_indices(DASHES).skip(1) {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + dash.len()..).unwrap_or_default());
        let leaves = before.ends_with(char::is_whitespace) && !after.starts_with(char::is_whitespace);
        let comes_back = !before.ends_with(char::is_whitespace);
        if said && leaves {
            cut(start, at, at + dash.len());
            said = false;
        } else if !said && comes_back {
            start = at;
            said = true;
        }
    }
    if said {
        cut(start, text.len(), text.len());
    }
    found
}

/// The dashes of dialogues.
const DASHES: [char; 2] = ['—', '―'];

/// Whether the text is a paragraph of a dialogue: a dash and a word without a blank between them.
pub(super) fn is_dialogue(text: &str) -> bool {
    text.strip_prefix(DASHES)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || "¿¡«“\"…".contains(c)))
}

/// The quotations of a text in order. `carried`: the marks that the block before left open.
pub(super) fn pair(text: &str, carried: Option<Family>) -> Vec<Quoted> {
    if is_dialogue(text) {
        return dialogue(text);
    }
    in_marks(text, carried)
}

/// The quotations in marks, whatever dash the text begins with.
pub(super) fn in_marks(text: &str, carried: Option<Family>) -> Vec<Quoted> {
    let marks = marks(text);
    if marks.is_empty() {
        return Vec::new();
    }
    let mut pairing = Pairing { text, stack: Vec::new(), found: Vec::new() };
    let mut carried = carried;
    for (number, &mark) in marks.iter().enumerate() {
        let is_taken = pairing.take(mark, marks.get(number + 1..).unwrap_or_default());
        // A closing mark without an opening one ends what the block before began.
        if let Some(family) = carried.filter(|_| !is_taken && mark.closes())
            && pairing.found.is_empty()
            && pairing.stack.is_empty()
            && family == family_of(mark.sign)
        {
            pairing.add(0, 0, mark.at, mark.at + mark.sign.len_utf8(), family);
            if let Some(last) = pairing.found.last_mut() {
                last.is_opened = false;
            }
        }
        carried = carried.filter(|_| pairing.stack.is_empty() && pairing.found.is_empty());
    }
    pairing.finish()
}

fn family_of(sign: char) -> Family {
    match sign {
        '«' | '»' | '‹' | '›' => Family::Angle,
        '‘' | '’' | '\'' | '‚' => Family::Single,
        _ => Family::Double,
    }
}

/// The marks of a text with their neighbours; apostrophes inside words are none.
fn marks(text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut before = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, sign)) = letters.next() {
        if is_mark(sign) {
            let after = letters.peek().map(|&(_, next)| next);
            let inside = matches!(sign, '’' | '\'')
                && before.is_some_and(char::is_alphanumeric)
                && after.is_some_and(char::is_alphanumeric);
            if !inside {
                found.push(Mark { at, sign, before, after });
            }
        }
        before = Some(sign);
    }
    found
}

struct Pairing<'a> {
    text: &'a str,
    stack: Vec<Open>,
    /// Complete quotations; those inside another are dropped when it is closed.
    found: Vec<Quoted>,
}

impl Pairing<'_> {
    /// Opens or closes a quotation with the mark; false when it does neither.
    fn take(&mut self, mark: Mark, rest: &[Mark]) -> bool {
        match mark.sign {
            '„' => self.open(mark, Family::Double),
            '“' | '‟' => {
                let low = self.innermost(Family::Double).is_some_and(|open| open.is_low);
                if low && mark.closes() || !mark.opens() && mark.closes() && self.innermost(Family::Double).is_some() {
                    self.close(mark, Family::Double)
                } else {
                    self.open(mark, Family::Double)
                }
            }
            '”' => self.close(mark, Family::Double) || mark.opens() && self.open(mark, Family::Double),
            '"' | '＂' => self.straight(mark),
            '«' | '‹' => self.open(mark, Family::Angle),
            '»' | '›' => self.close(mark, Family::Angle),
            '‘' | '‚' => {
                mark.opens() && !mark.after.is_some_and(char::is_numeric) && self.open(mark, Family::Single)
            }
            _ => self.apostrophe(mark, rest),
        }
    }

    fn straight(&mut self, mark: Mark) -> bool {
        let Some(open) = self.innermost(Family::Double) else {
            return mark.opens() && self.open(mark, Family::Double);
        };
        let was_straight = open.is_straight;
        if mark.closes() || !mark.opens() {
            return self.close(mark, Family::Double);
        }
        // A second opening mark: the first was never closed, unless it is of the other form and this one is nested.
        if was_straight {
            self.drop_innermost(Family::Double);
        }
        self.open(mark, Family::Double)
    }

    fn apostrophe(&mut self, mark: Mark, rest: &[Mark]) -> bool {
        if self.innermost(Family::Single).is_some() && mark.closes() {
            // "the students’ rights": the mark after it closes.
            let possessive = mark.before == Some('s') && mark.after == Some(' ');
            let later = rest.iter().find(|next| family_of(next.sign) == Family::Single);
            let goes_on = possessive && later.is_some_and(|next| next.sign != '‘' && next.closes() && !next.opens());
            return !goes_on && self.close(mark, Family::Single);
        }
        let word: &str = self.text.get(mark.at + mark.sign.len_utf8()..).unwrap_or_default();
        let word = word.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let opens = mark.sign == '\''
            && mark.opens()
            && mark.after.is_some_and(|c| c.is_alphabetic() || matches!(c, '¿' | '¡' | '“' | '"' | '[' | '.' | '…'))
            && !ELISIONS.contains(&word);
        opens && self.open(mark, Family::Single)
    }

    fn innermost(&self, family: Family) -> Option<&Open> {
        self.stack.iter().rev().find(|open| open.family == family)
    }

    fn drop_innermost(&mut self, family: Family) {
        if let Some(at) = self.stack.iter().rposition(|open| open.family == family) {
            self.stack.remove(at);
        }
    }

    fn open(&mut self, mark: Mark, family: Family) -> bool {
        // Deep nesting is no writing; the bound keeps a line of marks cheap.
        if self.stack.len() >= 8 {
            self.stack.remove(0);
        }
        self.stack.push(Open {
            family,
            start: mark.at,
            content: mark.at + mark.sign.len_utf8(),
            is_low: mark.sign == '„',
            is_straight: matches!(mark.sign, '"' | '\'' | '＂'),
            before: self.found.len(),
        });
        true
    }

    fn close(&mut self, mark: Mark, family: Family) -> bool {
        let Some(at) = self.stack.iter().rposition(|open| open.family == family) else { return false };
        let Some(open) = self.stack.drain(at..).next() else { return false };
        self.found.truncate(open.before);
        self.add(open.start, open.content, mark.at, mark.at + mark.sign.len_utf8(), family);
        true
    }

    fn add(&mut self, start: usize, content: usize, content_end: usize, end: usize, family: Family) {
        let inside = self.text.get(content..content_end).unwrap_or_default();
        let left = inside.len() - inside.trim_start().len();
        let trimmed = inside.trim();
        let first = content + left;
        self.found.push(Quoted {
            outer: start..end,
            inner: first..first + trimmed.len(),
            family,
            is_opened: true,
            is_closed: true,
        });
    }

    /// What is left open runs to the end of the block, unless quotations within it are complete: then the opening mark
    /// was a slip.
    fn finish(mut self) -> Vec<Quoted> {
        let last = self.stack.iter().find(|open| open.family != Family::Single || !open.is_straight);
        if let Some((start, content, family)) =
            last.filter(|open| open.before == self.found.len()).map(|open| (open.start, open.content, open.family))
        {
            let end = self.text.len();
            self.add(start, content, end, end, family);
            if let Some(last) = self.found.last_mut() {
                last.is_closed = false;
            }
        }
        self.found.retain(|quoted| !quoted.inner.is_empty());
        self.found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        pair(text, None).into_iter().map(|quoted| &text[quoted.inner]).collect()
    }

    #[test]
    fn marks_of_every_style_are_paired() {
        for text in [
            "He said: “It works well.” Then he left.",
            "He said: \"It works well.\" Then he left.",
            "He said: \"It works well.” Then he left.",
            "He said: “It works well.\" Then he left.",
            "Dijo: «It works well.» Y se fue.",
            "Er sagte: „It works well.“ Dann ging er.",
            "Hän sanoi: ”It works well.” Sitten.",
            "'It works well.' he said.",
            "‘It works well.’ he said.",
        ] {
            assert_eq!(quoted(text), ["It works well."], "{text}");
        }
    }

    #[test]
    fn nested_marks_belong_to_the_quotation_around_them() {
        assert_eq!(quoted("“She said ‘no’ twice,” he said."), ["She said ‘no’ twice,"]);
        assert_eq!(quoted("\"She said 'no' twice,\" he said."), ["She said 'no' twice,"]);
        assert_eq!(quoted("«Dijo “no” dos veces», añadió."), ["Dijo “no” dos veces"]);
        assert_eq!(quoted("“Ella dijo “no” dos veces”, añadió."), ["Ella dijo “no” dos veces"]);
    }

    #[test]
    fn a_dash_opens_a_dialogue_and_leads_to_the_writer_and_back() {
        assert_eq!(
            quoted("—El teléfono avisa a quien lo mira —dice Barriuso—. Yo aviso también."),
            ["El teléfono avisa a quien lo mira", "Yo aviso también."]
        );
        assert_eq!(quoted("—¿Y usted? —preguntó Ana."), ["¿Y usted?"]);
        assert_eq!(
            quoted("—Se hace saber que mañana viene. Y que se corta."),
            ["Se hace saber que mañana viene. Y que se corta."]
        );
        assert_eq!(quoted("— Ana Ruiz, alcaldesa"), [""; 0]);
        assert_eq!(quoted("El agua —dice Ana— llegó tarde."), [""; 0]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(quoted("The Smiths' dog and James’ cat don't like '90s rock 'n' roll."), [""; 0]);
        assert_eq!(quoted("‘The students’ rights count,’ he said."), ["The students’ rights count,"]);
        assert_eq!(quoted("'It isn't ours,' he said. 'It's theirs.'"), ["It isn't ours,", "It's theirs."]);
        assert_eq!(quoted("A 5\" pipe and a 6'2\" man."), [""; 0]);
    }

    #[test]
    fn a_quotation_without_a_closing_mark_runs_to_the_end_of_the_block() {
        let text = "“We go on and on.";
        let found = pair(text, None);
        assert_eq!(quoted(text), ["We go on and on."]);
        assert!(!found[0].is_closed);
        let text = "and here it ends,” she said.";
        let found = pair(text, Some(Family::Double));
        assert_eq!(&text[found[0].inner.clone()], "and here it ends,");
        assert!(!found[0].is_opened);
        assert!(pair(text, None).is_empty());
    }

    #[test]
    fn an_opening_mark_that_was_forgotten_to_close_does_not_swallow_the_next_quotation() {
        assert_eq!(quoted("\"We won, said Ana. \"It was hard,\" she added."), ["It was hard,"]);
    }

    proptest! {
        #[test]
        fn quotations_lie_in_the_text_in_order(text in "([a-zé .,!?’]|\"|“|”|„|«|»|'|‘| ){0,60}") {
            let mut last = 0;
            for quoted in pair(&text, Some(Family::Double)) {
                prop_assert!(text.get(quoted.outer.clone()).is_some() && text.get(quoted.inner.clone()).is_some());
                prop_assert!(quoted.outer.start >= last && quoted.inner.end <= quoted.outer.end);
                last = quoted.outer.end;
            }
        }
    }
}
