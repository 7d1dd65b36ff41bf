//! Numbers in words, as the screen tells them.

/// A number with its thousands set apart.
pub(crate) fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// The same of a number of things in hand.
pub(crate) fn grouped_len(count: usize) -> String {
    grouped(u32::try_from(count).unwrap_or(u32::MAX))
}

/// So many documents.
pub(crate) fn documents(count: usize) -> String {
    match count {
        0 => "no documents".to_owned(),
        1 => "1 document".to_owned(),
        _ => format!("{} documents", grouped_len(count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(41_200), "41,200");
        assert_eq!(grouped(1_000_000), "1,000,000");
        assert_eq!(documents(1), "1 document");
    }
}
