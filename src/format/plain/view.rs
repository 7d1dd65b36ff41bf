//! Marks that a whole text carries at its lines and that say nothing about it: a blank line behind every line, the `>` of a
//! forwarded mail, the numbers of the lines.

use super::line::Line;
use super::look::ends_sentence;

/// Lines that show how a text was typed.
const SAMPLE: usize = 2000;
/// Lines that are needed to tell.
const ENOUGH: usize = 6;
/// Digits of the longest line number.
const DIGITS: usize = 4;

/// What to look through.
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct View {
    /// A blank line stands behind every line, two behind a paragraph.
    spaced: bool,
    /// The text is quoted as a whole.
    quoted: bool,
    /// Lines begin with their numbers, each, or every fifth.
    numbered: bool,
    /// There is hardly a blank line: nothing else stands apart either.
    dense: bool,
}

impl View {
    /// Looks at the first lines of a text.
    pub(super) fn of<'a>(lines: &(impl Iterator<Item = Line<'a>> + Clone)) -> Self {
        let first = || lines.clone().take(SAMPLE);
        let (all, quoted) =
            first().fold((0, 0), |(all, quoted), line| (all + 1, quoted + usize::from(line.text.starts_with('>'))));
        if all < ENOUGH {
            return Self::default();
        }
        let quoted = quoted * 10 >= all * 8;
        let numbered = is_numbered(first().filter_map(|line| number(line.text).map(|(number, _)| number)), all);
        let view = Self { spaced: false, quoted, numbered, dense: false };
        let apart = view.through(first()).filter(|line| line.blanks > 0).count();
        Self { spaced: is_spaced(view.through(first())), dense: apart * 20 <= all, ..view }
    }

    /// Whether the text has hardly a blank line.
    pub(super) const fn is_dense(self) -> bool {
        self.dense
    }

    /// The lines without those marks.
    pub(super) fn through<'a, I: Iterator<Item = Line<'a>>>(self, lines: I) -> Viewed<I> {
        Viewed { lines, view: self, apart: false }
    }
}

/// Lines without the marks that all of them carry.
#[derive(Debug, Clone)]
pub(super) struct Viewed<I> {
    lines: I,
    view: View,
    /// A line had nothing but its mark.
    apart: bool,
}

impl<'a, I: Iterator<Item = Line<'a>>> Iterator for Viewed<I> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let mut line = self.lines.next()?;
        if !(self.view.spaced || self.view.quoted || self.view.numbered) {
            return Some(line);
        }
        line.apart &= !self.view.spaced || line.blanks != 1 || line.new_page;
        loop {
            if self.view.quoted
                && let Some(rest) = line.text.strip_prefix('>')
            {
                line = line.behind(rest.strip_prefix(' ').unwrap_or(rest), 0);
            }
            if self.view.numbered
                && let Some((_, rest)) = number(line.text)
            {
                line = line.behind(rest, line.indent);
            }
            line.apart |= std::mem::take(&mut self.apart);
            if !line.text.is_empty() {
                return Some(line);
            }
            self.apart = true;
            let new_page = line.new_page;
            line = self.lines.next()?;
            line.new_page |= new_page;
        }
    }
}

impl<'a> Line<'a> {
    /// The same line without what stands before `rest`, which begins in column `from` or further.
    fn behind(self, rest: &'a str, from: u8) -> Self {
        let text = rest.trim_start();
        let blanks = if from == 0 { rest.len() - text.len() } else { self.text.len() - text.len() };
        let indent = from.saturating_add(u8::try_from(blanks).unwrap_or(u8::MAX));
        Self { text, indent, ..self }
    }
}

/// The number that a line begins with, well apart from its text or alone, and the text.
fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits).filter(|_| (1..=DIGITS).contains(&digits))?;
    (rest.is_empty() || rest.starts_with("  ") || rest.starts_with('\t')).then_some((number.parse().ok()?, rest))
}

/// Whether the numbers count the lines: one more each time, or five, and all the way.
fn is_numbered(numbers: impl Iterator<Item = u32>, lines: usize) -> bool {
    let numbers: Vec<u32> = numbers.collect();
    let steps = |step: u32| {
        // They may begin again on every page.
        numbers.windows(2).filter(|pair| matches!(pair, [one, next] if one + step == *next || *next == step)).count()
    };
    [1, 5, 10].into_iter().any(|step| {
        let share = lines / usize::try_from(step).unwrap_or(1);
        // Five, ten, fifteen are rarely anything else.
        let least = if step == 1 { ENOUGH } else { ENOUGH / 2 };
        let begins = step == 1 || numbers.first() == Some(&step);
        numbers.len() >= least && begins && steps(step) * 10 >= (numbers.len() - 1) * 9 && numbers.len() * 2 >= share
    })
}

/// Whether blank lines stand within sentences, again and again.
fn is_spaced<'a>(lines: impl Iterator<Item = Line<'a>>) -> bool {
    let (mut all, mut apart, mut within) = (0_usize, 0_usize, 0_usize);
    let mut before: Option<Line<'a>> = None;
    for line in lines {
        if let Some(before) = before.filter(|_| !line.new_page) {
            all += 1;
            apart += usize::from(line.apart);
            within +=
                usize::from(line.apart && !ends_sentence(before.text) && line.text.starts_with(char::is_lowercase));
        }
        before = Some(line);
    }
    all >= ENOUGH && apart * 10 >= all * 9 && within * 4 >= all
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    const TEXT: &str = "The council of the town\nvoted to mend the wall\nand the mayor of it said\nthat she was glad.\n\n\
                        Nobody in the whole hall\nsaid a word to that, and\nthe clerk wrote it down.";

    fn seen(text: &str) -> Vec<(String, bool)> {
        let view = View::of(&lines(text));
        view.through(lines(text)).map(|line| (line.text.to_owned(), line.apart)).collect()
    }

    #[test]
    fn what_all_lines_carry_is_looked_through() {
        let plain = seen(TEXT);
        let spaced = TEXT.replace('\n', "\n\n");
        let quoted = format!("> {}", TEXT.replace('\n', "\n> "));
        let numbered: Vec<String> =
            (1..).zip(TEXT.lines()).map(|(number, line)| format!("{number:4}  {line}")).collect();
        for marked in [spaced, quoted, numbered.join("\n")] {
            assert_eq!(seen(&marked), plain, "{marked}");
        }
    }

    #[test]
    fn every_fifth_line_may_have_its_number() {
        let lines: Vec<String> = (0..60).map(|at| format!("line {at} of the law")).collect();
        let numbered: Vec<String> = (1..)
            .zip(&lines)
            .map(|(at, line)| if at % 5 == 0 { format!("{at:3}   {line}") } else { format!("      {line}") })
            .collect();
        assert_eq!(seen(&numbered.join("\n")).into_iter().map(|(line, _)| line).collect::<Vec<_>>(), lines);
    }

    #[test]
    fn a_text_with_some_of_it_stays_as_it_is() {
        for text in [
            "One\n\nTwo\n\nThree\n\nFour\n\nFive\n\nSix\n\nSeven\n\nEight",
            "> quoted\n> twice\n\nOne\ntwo\nthree\nfour\nfive\nsix",
            "12  March\n3  May\n40  people\n7  dwarfs\n9  lives\n10  men\n1  dog",
        ] {
            let lines: Vec<_> = lines(text).map(|line| (line.text.to_owned(), line.apart)).collect();
            assert_eq!(seen(text), lines);
        }
    }
}
