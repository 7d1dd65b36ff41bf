//! The names a document has, one behind the other: who published it, who wrote it, and who is in it. A hundred thousand times
//! some of them come at each start, and are checked and moved as one text.

/// Names as they are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Naming {
    /// Numbers of seven bits a byte, all but the last of a number with the eighth set (LEB128): bytes of the source and one
    /// more, or 0 without a source; how many authors there are; the bytes of each author, then of each of the people.
    pub(crate) lengths: Vec<u8>,
    /// The names.
    pub(crate) text: String,
}

/// Names where they lie.
#[derive(Debug, Clone)]
pub(crate) struct Names<'a> {
    /// Who published it.
    pub(crate) source: Option<&'a str>,
    /// Who wrote it.
    pub(crate) authors: Texts<'a>,
    /// Who is in it.
    pub(crate) people: Texts<'a>,
    /// Source and authors as one text.
    pub(crate) before_people: &'a str,
}

/// Texts one behind the other.
#[derive(Debug, Clone)]
pub(crate) struct Texts<'a> {
    lengths: &'a [u8],
    /// So many of them are left at most.
    count: usize,
    text: &'a str,
}

impl Naming {
    /// Of these names.
    pub(crate) fn of<'a>(
        source: Option<&str>,
        authors: impl ExactSizeIterator<Item = &'a str>,
        people: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut naming = Self::default();
        naming.text.push_str(source.unwrap_or_default());
        write(&mut naming.lengths, source.map_or(0, |source| source.len() + 1));
        write(&mut naming.lengths, authors.len());
        for name in authors.chain(people) {
            naming.text.push_str(name);
            write(&mut naming.lengths, name.len());
        }
        naming
    }
}

impl<'a> Names<'a> {
    /// Reads names; what is wrong with them makes them fewer.
    pub(crate) fn read(mut lengths: &'a [u8], text: &'a str) -> Self {
        let source = read(&mut lengths).unwrap_or_default().checked_sub(1);
        let (source, rest) = match source.and_then(|length| text.split_at_checked(length)) {
            Some((source, rest)) => (Some(source), rest),
            None => (None, text),
        };
        let count = read(&mut lengths).unwrap_or_default();
        let authors = Texts { lengths, count, text: rest };
        let mut people = authors.clone();
        people.by_ref().for_each(drop);
        people.count = usize::MAX;
        let before = text.len() - people.text.len();
        Self { source, authors, people, before_people: text.get(..before).unwrap_or_default() }
    }
}

impl<'a> Texts<'a> {
    /// All that are left, as one text.
    pub(crate) const fn text(&self) -> &'a str {
        self.text
    }
}

impl<'a> Iterator for Texts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.count = self.count.checked_sub(1)?;
        let mut lengths = self.lengths;
        let (text, left) = self.text.split_at_checked(read(&mut lengths)?)?;
        (self.text, self.lengths) = (left, lengths);
        Some(text)
    }
}

/// Adds a number.
pub(super) fn write(out: &mut Vec<u8>, mut number: usize) {
    while let Some(seven) = u8::try_from(number & 0x7f).ok().filter(|_| number > 0x7f) {
        out.push(seven | 0x80);
        number >>= 7;
    }
    out.extend(u8::try_from(number));
}

/// Takes a number of at most 35 bits from the front.
pub(super) fn read(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for shift in (0..35).step_by(7) {
        let (byte, left) = bytes.split_first()?;
        *bytes = left;
        number |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn names_are_read_as_they_were_written(
            source: Option<String>,
            authors in prop::collection::vec(".{0,200}", 0..5),
            people: Vec<String>,
        ) {
            let naming = Naming::of(source.as_deref(), authors.iter().map(String::as_str), people.iter().map(String::as_str));
            let names = Names::read(&naming.lengths, &naming.text);
            prop_assert_eq!(names.source, source.as_deref());
            prop_assert_eq!(names.authors.collect::<Vec<_>>(), authors.iter().map(String::as_str).collect::<Vec<_>>());
            prop_assert_eq!(names.people.text(), people.concat());
            prop_assert_eq!(names.people.collect::<Vec<_>>(), people.iter().map(String::as_str).collect::<Vec<_>>());
            prop_assert_eq!(names.before_people, source.unwrap_or_default() + &authors.concat());
        }

        #[test]
        fn whatever_is_read_ends(lengths: Vec<u8>, text: String) {
            let names = Names::read(&lengths, &text);
            prop_assert!(names.authors.chain(names.people).map(str::len).sum::<usize>() <= text.len());
        }

        #[test]
        fn a_number_is_read_as_it_was_written(number in 0usize..1 << 35, shift in 0u32..35) {
            let mut bytes = Vec::new();
            write(&mut bytes, number >> shift);
            let mut left = &*bytes;
            prop_assert_eq!(read(&mut left), Some(number >> shift));
            prop_assert!(left.is_empty());
        }
    }
}
