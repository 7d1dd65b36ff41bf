//! How the words of a line are written.

/// Whether all words of a line but the smallest begin large.
pub(super) fn is_large(line: &str) -> bool {
    let small = [
        "of", "for", "the", "and", "on", "in", "al", "a", "de", "del", "la", "las", "los", "el", "para", "y", "e", "&",
        "da", "do", "dos", "das", "di", "du", "en",
    ];
    line.split_whitespace().all(|word| !word.starts_with(char::is_lowercase) || small.contains(&word))
}
