//! A set of the documents of one piece of the index, as bits.

/// The set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
    /// Documents there are.
    length: u32,
}

impl Bits {
    /// None of so many documents.
    pub(super) fn none(length: u32) -> Self {
        Self { words: vec![0; (length as usize).div_ceil(64)], length }
    }

    /// All of them.
    pub(super) fn all(length: u32) -> Self {
        let mut bits = Self::none(length);
        bits.flip();
        bits
    }

    /// Adds a document.
    #[inline]
    pub(super) fn insert(&mut self, document: u32) {
        if document < self.length
            && let Some(word) = self.words.get_mut(document as usize / 64)
        {
            *word |= 1 << (document % 64);
        }
    }

    /// Whether a document is in it.
    #[inline]
    pub(super) fn contains(&self, document: u32) -> bool {
        self.words.get(document as usize / 64).is_some_and(|word| word & (1 << (document % 64)) != 0)
    }

    /// Leaves what is in the other as well.
    pub(super) fn and(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Adds what is in the other.
    pub(super) fn or(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Adds those of another set whose first document is that one here: the first of a word.
    pub(super) fn put(&mut self, first: u32, other: &Self) {
        let words = self.words.iter_mut().skip(first as usize / 64);
        words.zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// How many documents are in it.
    pub(super) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Turns it into all that were not in it.
    pub(super) fn flip(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        let beyond = self.length % 64;
        if beyond > 0
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << beyond) - 1;
        }
    }

    /// The documents in it, in order.
    #[cfg(test)]
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        (0_u32..).step_by(64).zip(&self.words).flat_map(|(first, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros();
                    rest &= rest - 1;
                    first + bit
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bits(documents: &[bool]) -> Bits {
        let mut bits = Bits::none(u32::try_from(documents.len()).unwrap());
        (0..).zip(documents).filter(|(_, is_in)| **is_in).for_each(|(document, _)| bits.insert(document));
        bits
    }

    proptest! {
        #[test]
        fn sets_are_what_they_are_document_by_document(
            pairs in proptest::collection::vec((any::<bool>(), any::<bool>()), 0..200),
        ) {
            let (one, other): (Vec<bool>, Vec<bool>) = pairs.iter().copied().unzip();
            let each = |of: &dyn Fn(bool, bool) -> bool| bits(&pairs.iter().map(|&(a, b)| of(a, b)).collect::<Vec<_>>());
            let [mut both, mut either, mut not] = [bits(&one), bits(&one), bits(&one)];
            both.and(&bits(&other));
            either.or(&bits(&other));
            not.flip();
            prop_assert_eq!(&both, &each(&|a, b| a && b));
            prop_assert_eq!(&either, &each(&|a, b| a || b));
            prop_assert_eq!(&not, &each(&|a, _| !a));
            prop_assert_eq!(both.count(), both.iter().count());
            let mut placed = Bits::none(400);
            placed.put(192, &bits(&one));
            prop_assert!(placed.iter().eq(bits(&one).iter().map(|document| document + 192)));
            let members: Vec<usize> = both.iter().map(|document| document as usize).collect();
            let expected: Vec<usize> = (0..pairs.len()).filter(|&at| one[at] && other[at]).collect();
            prop_assert_eq!(members, expected);
            prop_assert!((0..).zip(&one).all(|(document, is_in)| bits(&one).contains(document) == *is_in));
            prop_assert_eq!(Bits::all(u32::try_from(one.len()).unwrap()).iter().count(), one.len());
        }
    }
}
