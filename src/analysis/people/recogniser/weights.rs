//! The weights of the recogniser: two small numbers a feature, in a table that is read where it lies.
//!
//! The file is `BRPW`, a scale as four bytes of a float, then for each of the slots one signed byte for "first word of a
//! name" and one for "inside a name", both against "no name". Nothing is unpacked at the start.

use super::Tag;

/// Slots of the table; they fill what the program may weigh. Features that share a slot share a weight; training takes that into account.
pub(in super::super) const SLOTS: usize = 3 << 16;
/// The first bytes of the file, then four of the scale.
const MAGIC: &[u8; 4] = b"BRPW";
const HEADER: usize = 8;

/// Weights in the form of the file.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Weights<'a> {
    pairs: &'a [[u8; 2]],
    /// What one step of a stored number is worth.
    scale: f32,
}

impl<'a> Weights<'a> {
    /// Weights as they are stored. A file of another form says nothing about any word.
    pub(in super::super) fn read(file: &'a [u8]) -> Self {
        let nothing = Self { pairs: &[], scale: 0.0 };
        let Some((header, table)) = file.split_at_checked(HEADER) else { return nothing };
        let (pairs, rest) = table.as_chunks::<2>();
        match header {
            [b'B', b'R', b'P', b'W', a, b, c, d] if pairs.len() == SLOTS && rest.is_empty() => {
                Self { pairs, scale: f32::from_le_bytes([*a, *b, *c, *d]) }
            }
            _ => nothing,
        }
    }

    /// The file for these weights of "first" and "inside", one pair a slot. The largest tenth of a percent is cut off, so
    /// that the many small ones keep their differences.
    pub(in super::super) fn write(pairs: &[[f32; 2]]) -> Vec<u8> {
        let mut sizes: Vec<f32> =
            pairs.iter().flatten().map(|weight| weight.abs()).filter(|&size| size > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        let top = sizes.get(sizes.len() - sizes.len().min(1 + sizes.len() / 1000)).copied().unwrap_or(1.0);
        let scale = top / 127.0;
        let mut file = MAGIC.to_vec();
        file.extend(scale.to_le_bytes());
        #[expect(clippy::cast_possible_truncation, reason = "rounded and within the range of a byte")]
        file.extend(
            pairs
                .iter()
                .flatten()
                .flat_map(|weight| ((weight / scale).round().clamp(-127.0, 127.0) as i8).to_le_bytes()),
        );
        file
    }

    /// The likeliest tag of a word with features in these slots, and by how much a name is likelier than none.
    pub(super) fn choose(self, slots: &[u32], before: Tag) -> (Tag, f32) {
        let (mut first, mut inside) = (0_i32, 0_i32);
        for &slot in slots {
            if let Some(&[a, b]) = self.pairs.get(slot as usize) {
                first += i32::from(i8::from_le_bytes([a]));
                inside += i32::from(i8::from_le_bytes([b]));
            }
        }
        let (tag, score) = pick(first, inside, before);
        #[expect(clippy::cast_precision_loss, reason = "far below the range in which a float is exact")]
        let margin = score as f32 * self.scale;
        (tag, margin)
    }
}

/// The tag with the highest score, where "no name" has 0 and a name has to begin before it goes on.
pub(in super::super) fn pick<T: PartialOrd + Default + Copy>(first: T, inside: T, before: Tag) -> (Tag, T) {
    let none = T::default();
    if before != Tag::Outside && inside > none && inside >= first {
        (Tag::Inside, inside)
    } else if first > none {
        (Tag::First, first)
    } else {
        (Tag::Outside, none)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut pairs = vec![[0.0, 0.0]; SLOTS];
        for (slot, pair) in pairs.iter_mut().enumerate().take(4000) {
            *pair = if slot % 2 == 0 { [1.0, -0.5] } else { [-2.0, 2.0] };
        }
        let file = Weights::write(&pairs);
        assert_eq!(file.len(), HEADER + 2 * SLOTS);
        let weights = Weights::read(&file);
        let (tag, margin) = weights.choose(&[0, 2], Tag::Outside);
        assert_eq!(tag, Tag::First);
        assert!((margin - 2.0).abs() < 0.05, "{margin}");
        assert_eq!(weights.choose(&[0, 1], Tag::Outside).0, Tag::Outside);
        assert_eq!(weights.choose(&[0, 1], Tag::First).0, Tag::Inside);
    }

    #[test]
    fn a_file_of_another_form_says_nothing() {
        for file in [&b""[..], b"BRPW", b"BRPW\0\0\x80\x3f\x01", &[1; 64]] {
            assert_eq!(Weights::read(file).choose(&[0, 1, 2], Tag::First), (Tag::Outside, 0.0));
        }
    }
}
