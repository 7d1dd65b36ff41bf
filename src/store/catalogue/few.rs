//! A few texts where they lie: a record has two such lists, and for most of them no memory has to be made.

use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// So many need no memory of their own: few enough that moving them costs less than it saves.
const FIRST: usize = 5;

/// Texts, written as a `Vec` of them is.
#[derive(Debug, Clone, Default)]
pub(super) struct Few<'a> {
    first: [&'a str; FIRST],
    count: usize,
    rest: Vec<&'a str>,
}

impl<'a> Few<'a> {
    /// The texts in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'a str> {
        self.first.iter().take(self.count).chain(&self.rest).copied()
    }

    fn push(&mut self, text: &'a str) {
        match self.first.get_mut(self.count) {
            Some(slot) => {
                *slot = text;
                self.count += 1;
            }
            None => self.rest.push(text),
        }
    }
}

impl<'a> FromIterator<&'a str> for Few<'a> {
    fn from_iter<T: IntoIterator<Item = &'a str>>(texts: T) -> Self {
        let mut few = Self::default();
        texts.into_iter().for_each(|text| few.push(text));
        few
    }
}

impl Serialize for Few<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().collect::<Vec<_>>())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Few<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Texts;

        impl<'de> Visitor<'de> for Texts {
            type Value = Few<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("texts")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut texts: A) -> Result<Few<'de>, A::Error> {
                let mut few = Few::default();
                while let Some(text) = texts.next_element()? {
                    few.push(text);
                }
                Ok(few)
            }
        }

        deserializer.deserialize_seq(Texts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_are_written_and_read_as_a_vec_is() {
        let texts: Vec<String> = (0..3 * FIRST).map(|number| number.to_string()).collect();
        for count in [0, 1, FIRST, FIRST + 1, 3 * FIRST] {
            let texts: Vec<&str> = texts.iter().take(count).map(String::as_str).collect();
            let few: Few<'_> = texts.iter().copied().collect();
            let written = postcard::to_allocvec(&texts).unwrap();
            assert_eq!(postcard::to_allocvec(&few).unwrap(), written);
            let read: Few<'_> = postcard::from_bytes(&written).unwrap();
            assert_eq!(read.iter().collect::<Vec<_>>(), texts);
        }
    }
}
