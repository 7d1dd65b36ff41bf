//! Paths as text without loss, for marks: a path is bytes, saved state is text.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// A path as text without loss: bytes that are not UTF-8, control characters and `%` are written as `%` and two
/// hexadecimal digits. [`path_from_text`] gives the same bytes back.
pub(crate) fn path_text(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_bytes().utf8_chunks() {
        for letter in chunk.valid().chars() {
            if letter.is_control() || letter == '%' {
                let mut bytes = [0; 4];
                letter.encode_utf8(&mut bytes).bytes().for_each(|byte| push_escaped(&mut text, byte));
            } else {
                text.push(letter);
            }
        }
        chunk.invalid().iter().for_each(|&byte| push_escaped(&mut text, byte));
    }
    text
}

fn push_escaped(text: &mut String, byte: u8) {
    text.push('%');
    for digit in [byte >> 4, byte & 15] {
        text.extend(char::from_digit(u32::from(digit), 16));
    }
}

/// The path a text of [`path_text`] stands for. A `%` without two digits stands for itself.
pub(crate) fn path_from_text(text: &str) -> PathBuf {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let escaped = after.get(..2).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        if let Some(byte) = escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(b'%');
            rest = after;
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    PathBuf::from(OsString::from_vec(bytes))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_path_survives_being_written_as_text(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let path = PathBuf::from(OsString::from_vec(bytes));
            let text = path_text(&path);
            prop_assert!(!text.chars().any(char::is_control));
            prop_assert_eq!(path_from_text(&text), path);
        }

        #[test]
        fn different_paths_have_different_texts(one in ".{0,12}", other in ".{0,12}") {
            prop_assert_eq!(path_text(Path::new(&one)) == path_text(Path::new(&other)), one == other);
        }
    }

    #[test]
    fn a_common_path_is_written_as_it_is() {
        assert_eq!(path_text(Path::new("/home/ana/textos/señal 100.txt")), "/home/ana/textos/señal 100.txt");
        assert_eq!(path_text(Path::new("/a\n%")), "/a%0a%25");
    }
}
