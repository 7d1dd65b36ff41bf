//! Given names, for lines that by their look may as well be a place: names in capitals.

const GIVEN: &str = include_str!("../../../config/words/given.txt");

/// Whether a word is a frequent given name, in whatever letters.
pub(super) fn is_given_name(word: &str) -> bool {
    let names = GIVEN.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(','));
    let word = word.to_lowercase();
    names.map(str::trim).any(|name| name.len() == word.len() && name.to_lowercase() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_any_letters() {
        assert!(is_given_name("LETICIA") && is_given_name("Kirsty"));
        assert!(!is_given_name("Port") && !is_given_name(""));
    }
}
