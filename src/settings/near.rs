//! The name somebody probably meant.

/// The nearest of the known names, if it is near enough to be a slip of the fingers: at most one edit in three letters.
///
/// Case, `-` and `_` do not count; the first of equally near names wins.
pub(crate) fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = folded(name);
    let allowed = (wanted.len() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (distance(&wanted, &folded(candidate)), candidate))
        .filter(|&(edits, _)| edits <= allowed)
        .min_by_key(|&(edits, _)| edits)
        .map(|(_, candidate)| candidate)
}

/// Names are short; what is longer than this is compared by its beginning only.
const LONGEST: usize = 64;

fn folded(name: &str) -> Vec<char> {
    name.chars().take(LONGEST).map(|letter| if letter == '_' { '-' } else { letter.to_ascii_lowercase() }).collect()
}

/// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    let mut last = None;
    for (row, &letter) in from.iter().enumerate() {
        let mut current = Vec::with_capacity(above.len());
        let mut left = row + 1;
        current.push(left);
        let mut left_letter = None;
        for (column, (&other, pair)) in to.iter().zip(above.windows(2)).enumerate() {
            let &[diagonal, up] = pair else { continue };
            let mut best = (diagonal + usize::from(letter != other)).min(up + 1).min(left + 1);
            let is_swap = last == Some(other) && left_letter == Some(letter);
            if let Some(&swapped) = column.checked_sub(1).and_then(|at| before.get(at)).filter(|_| is_swap) {
                best = best.min(swapped + 1);
            }
            current.push(best);
            left = best;
            left_letter = Some(other);
        }
        last = Some(letter);
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().unwrap_or(from.len())
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    const KNOWN: [&str; 4] = ["theme", "text-width", "read-on", "sort"];

    #[test]
    fn a_slip_of_the_fingers_is_recognised() {
        assert_eq!(did_you_mean("tehme", KNOWN), Some("theme"));
        assert_eq!(did_you_mean("Theme", KNOWN), Some("theme"));
        assert_eq!(did_you_mean("text_width", KNOWN), Some("text-width"));
        assert_eq!(did_you_mean("textwidth", KNOWN), Some("text-width"));
        assert_eq!(did_you_mean("sorts", KNOWN), Some("sort"));
        assert_eq!(did_you_mean("sotr", KNOWN), Some("sort"));
    }

    #[test]
    fn a_different_word_is_not() {
        assert_eq!(did_you_mean("colour", KNOWN), None);
        assert_eq!(did_you_mean("", KNOWN), None);
        assert_eq!(did_you_mean("x", KNOWN), None);
    }

    #[test]
    fn a_very_long_name_is_compared_by_its_beginning() {
        assert_eq!(did_you_mean(&"t".repeat(1_000_000), KNOWN), None);
    }
}
