//! Lines of a plain text: every kind of line break, and where pages begin.

/// A line that holds something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// The text without the blanks at its end.
    pub(super) text: &'a str,
    /// Columns of blanks before it.
    pub(super) indent: u8,
    /// A blank line stands before it.
    pub(super) apart: bool,
    /// How many of them.
    pub(super) blanks: u8,
    /// A page begins with it.
    pub(super) new_page: bool,
}

impl Line<'_> {
    /// Characters of the text.
    pub(super) fn width(&self) -> usize {
        if self.text.is_ascii() { self.text.len() } else { self.text.chars().count() }
    }

    /// The column in which it ends.
    pub(super) fn end(&self) -> usize {
        usize::from(self.indent) + self.width()
    }
}

/// The lines of a text that hold something, one after the other: a text of 200 MB has millions, too many to keep.
#[derive(Debug, Clone)]
pub(super) struct Lines<'a> {
    /// What follows the line feed after `now`.
    rest: &'a str,
    /// What is left of the text before the next line feed.
    now: Option<&'a str>,
    /// There may be other breaks than line feeds in `now`.
    is_mixed: bool,
    apart: bool,
    blanks: u8,
    new_page: bool,
}

/// The lines of a text that hold something.
pub(super) fn lines(text: &str) -> Lines<'_> {
    Lines { rest: text, now: None, is_mixed: false, apart: true, blanks: 0, new_page: false }
}

impl<'a> Lines<'a> {
    /// The next line as it stands, and whether a form feed ended it.
    fn raw(&mut self) -> Option<(&'a str, bool)> {
        let now = match self.now.take() {
            Some(now) => now,
            None if self.rest.is_empty() => return None,
            None => {
                // Looking for one byte is several times faster than looking for one of five; the others are rare.
                let end = self.rest.find('\n');
                let (line, rest) = end.map_or((self.rest, ""), |end| {
                    (self.rest.get(..end).unwrap_or_default(), self.rest.get(end + 1..).unwrap_or_default())
                });
                self.rest = rest;
                let line = line.strip_suffix('\r').filter(|_| end.is_some()).unwrap_or(line);
                self.is_mixed = line.bytes().fold(false, |found, byte| found | may_break(byte));
                line
            }
        };
        let (line, page, after) = if self.is_mixed { first_part(now) } else { (now, false, None) };
        self.now = after;
        Some((line, page))
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        loop {
            let (line, page) = self.raw()?;
            let trimmed = line.trim_start();
            let found = if trimmed.is_empty() {
                self.apart = true;
                self.blanks = self.blanks.saturating_add(1);
                None
            } else {
                let blanks = line.as_bytes().iter().take(line.len() - trimmed.len());
                let indent: usize = blanks.map(|byte| if *byte == b'\t' { 4 } else { 1 }).sum();
                let indent = u8::try_from(indent).unwrap_or(u8::MAX);
                let (apart, blanks, new_page) = (self.apart, self.blanks, self.new_page);
                let line = Line { text: trimmed.trim_end(), indent, apart, blanks, new_page };
                (self.apart, self.blanks, self.new_page) = (false, 0, false);
                Some(line)
            };
            if page {
                (self.apart, self.new_page) = (true, true);
            }
            if found.is_some() {
                return found;
            }
        }
    }
}

/// Whether a byte is or begins a line break other than a line feed.
fn may_break(byte: u8) -> bool {
    matches!(byte, b'\r' | 0x0C | 0xC2 | 0xE2)
}

/// The text up to the first break other than a line feed, whether that is a form feed, and what follows it, if there is
/// one.
fn first_part(text: &str) -> (&str, bool, Option<&str>) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = bytes.iter().skip(from).position(|byte| may_break(*byte)) {
        let at = from + at;
        let tail = bytes.get(at..).unwrap_or_default();
        let length = match tail {
            [b'\r' | 0x0C, ..] => 1,
            [0xC2, 0x85, ..] => 2,
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
            _ => 0,
        };
        if length > 0 {
            let page = tail.first() == Some(&0x0C);
            return (text.get(..at).unwrap_or_default(), page, text.get(at + length..));
        }
        from = at + 1;
    }
    (text, false, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_break_ends_a_line() {
        let text = "one\u{2028}two\u{2029}three\u{85}four\r\nfive\rsix\u{c}seven é…\n\rnine\r\r\n";
        let kept: Vec<&str> = lines(text).map(|line| line.text).collect();
        assert_eq!(kept, ["one", "two", "three", "four", "five", "six", "seven é…", "nine"]);
    }

    #[test]
    fn blank_lines_and_pages_are_known_to_the_line_after_them() {
        let text = "one\r\ntwo\r\n \t\r\nthree\u{c}four\n\u{c}five\n\tsix";
        let shown: Vec<_> = lines(text).map(|line| (line.text, line.apart, line.new_page, line.indent)).collect();
        assert_eq!(
            shown,
            [
                ("one", true, false, 0),
                ("two", false, false, 0),
                ("three", true, false, 0),
                ("four", true, true, 0),
                ("five", true, true, 0),
                ("six", false, false, 4)
            ]
        );
    }
}
