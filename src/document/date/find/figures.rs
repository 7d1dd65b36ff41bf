//! Dates in figures alone, and what they show of the order of day and month.

use super::{Form, FoundDate, Scan, day_spoken_of};

impl FoundDate {
    /// Whether the day stands before the month, of a date in figures with strokes that can be read in one way: "31/10/2024".
    /// Other forms say nothing of the order.
    pub(crate) fn is_day_first(&self, line: &str) -> Option<bool> {
        let text = line.get(self.range.clone())?;
        let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        let first: Option<u8> = numbers.next()?.parse().ok();
        let is_told = self.other.is_none() && text.contains('/') && self.value.day != self.value.month;
        let is_day = first == self.value.day;
        (is_told && (is_day || first == self.value.month)).then_some(is_day)
    }
}

impl Scan<'_> {
    /// `2024-10-31`, `10/31/2024`, `31.10.2016`.
    pub(super) fn numeric(&self, first: usize) -> Option<Form> {
        let (a, b, c) = (self.get(first)?, self.get(first + 2)?, self.get(first + 4)?);
        let sign = self.get(first + 1)?;
        let same = self.get(first + 3)?.kind == sign.kind && sign.is_sign(&['-', '/', '.', '–', '‑', '·']);
        let joined = sign.joined && self.get(first + 3)?.joined && b.joined && c.joined;
        let lone = !(a.joined
            && first.checked_sub(1).and_then(|at| self.get(at)).is_some_and(|before| before.kind == sign.kind));
        let goes_on = self.get(first + 5).is_some_and(|after| after.joined && after.kind == sign.kind)
            && self.get(first + 6).is_some_and(|after| after.joined && after.digits() > 0);
        if !same || !joined || !lone || goes_on {
            return None;
        }
        let mut numbers = (a.number()?, b.number()?, c.number()?);
        let next = first + 5;
        let is_short = self.is_head && c.digits() == 2 && a.digits() <= 2 && sign.is_sign(&['/', '.', '·']);
        if is_short {
            numbers.2 += 2000;
        }
        if a.digits() == 4 && b.digits() <= 2 && c.digits() <= 2 {
            let value = day_spoken_of(numbers.0, numbers.1, numbers.2)?;
            return Some(Form { value, other: None, next });
        }
        if a.digits() > 2 || b.digits() > 2 || c.digits() != 4 && !is_short {
            return None;
        }
        let day_first = day_spoken_of(numbers.2, numbers.1, numbers.0);
        // With stops the day comes first wherever this form is written.
        let month_first = if sign.is_sign(&['.', '·']) && day_first.is_some() {
            None
        } else {
            day_spoken_of(numbers.2, numbers.0, numbers.1)
        };
        match (month_first, day_first) {
            (Some(value), Some(other)) if value != other => Some(Form { value, other: Some(other), next }),
            (Some(value), _) | (None, Some(value)) => Some(Form { value, other: None, next }),
            (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{find_dates, find_head_dates};

    #[test]
    fn only_figures_with_strokes_tell_the_order_of_a_text() {
        let order = |line: &str| find_dates(line).first().and_then(|date| date.is_day_first(line));
        assert_eq!((order("on 31/10/2024"), order("on 10/31/2024")), (Some(true), Some(false)));
        for line in ["09/08/2021", "08/08/2021", "31.10.2024", "31 October 2024", "2024/10/31"] {
            assert_eq!(order(line), None, "{line}");
        }
    }

    #[test]
    fn a_year_of_two_digits_is_one_only_on_a_line_of_its_own() {
        let head = |line: &str| find_head_dates(line).first().map(|date| date.value.to_string());
        assert_eq!(head("18.09.24 | 13:27").as_deref(), Some("2024-09-18"));
        assert_eq!(head("11·05·23").as_deref(), Some("2023-05-11"));
        assert_eq!((head("1.10.124"), head("24-10-31")), (None, None));
    }
}
