//! Bytes → characters: what the bytes prove comes before what they suggest.
//!
//! Order: byte order mark, the zero bytes of UTF-16, valid UTF-8, a stated encoding, nearly valid UTF-8, a guess. A few
//! damaged bytes in UTF-8 must not turn the whole text into Windows-1252.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::NotText;
use super::binary;
use crate::document::{Encoding, Warning};

/// Bytes shown to the guesser, from the first that is not ASCII; more do not change its mind.
const SAMPLE: usize = 256 * 1024;
/// Bytes at the start of a page in which it may state its encoding (as in the HTML standard).
const STATED_WITHIN: usize = 1024;

/// Text and how it was read.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: Encoding,
    pub(super) warnings: Vec<Warning>,
}

/// Reads bytes as text. `whole` is false when they are only the beginning of a file, so that a character cut at their
/// end is no damage.
pub(super) fn decode(bytes: &[u8], whole: bool) -> Result<Decoded<'_>, NotText> {
    if bytes.is_empty() {
        return Err(NotText::Empty);
    }
    if let Some(decoded) = marked(bytes) {
        return Ok(decoded);
    }
    if let Some(kind) = binary::kind(bytes) {
        return Err(NotText::Binary(kind));
    }
    if let Some(encoding) = zero_bytes(bytes) {
        return Ok(with(encoding, bytes, true));
    }
    let valid = match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) if !whole && error.error_len().is_none() => {
            bytes.get(..error.valid_up_to()).and_then(|kept| std::str::from_utf8(kept).ok())
        }
        Err(_) => None,
    };
    if binary::has_too_many_controls(bytes, valid.is_some()) {
        return Err(NotText::Binary("a binary file"));
    }
    if let Some(text) = valid {
        if is_iso_2022_jp(bytes) {
            return Ok(with(ISO_2022_JP, bytes, true));
        }
        return Ok(Decoded { text: Cow::Borrowed(text), encoding: Encoding::default(), warnings: Vec::new() });
    }
    if let Some(encoding) = stated(bytes) {
        return Ok(with(encoding, bytes, false));
    }
    if is_nearly_utf8(bytes) {
        return Ok(with(UTF_8, bytes, false));
    }
    let guess = guess(bytes);
    // A handful of odd bytes in plain ASCII are no evidence for Cyrillic or Thai: better to show that they are damaged.
    let odd = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let guess = if guess != WINDOWS_1252 && odd * 50 < bytes.len() { UTF_8 } else { guess };
    Ok(with(guess, bytes, true))
}

/// Text that says itself what it is by a byte order mark.
fn marked(bytes: &[u8]) -> Option<Decoded<'_>> {
    match bytes {
        [0xFF, 0xFE, 0, 0, rest @ ..] => Some(utf32(rest, "utf-32le", u32::from_le_bytes)),
        [0, 0, 0xFE, 0xFF, rest @ ..] => Some(utf32(rest, "utf-32be", u32::from_be_bytes)),
        [0xEF, 0xBB, 0xBF, rest @ ..] => Some(with(UTF_8, rest, false)),
        [0xFF, 0xFE, rest @ ..] => Some(with(UTF_16LE, rest, false)),
        [0xFE, 0xFF, rest @ ..] => Some(with(UTF_16BE, rest, false)),
        _ => None,
    }
}

fn utf32<'a>(bytes: &[u8], name: &'static str, read: fn([u8; 4]) -> u32) -> Decoded<'a> {
    let mut text = String::with_capacity(bytes.len() / 4);
    let mut bad = u64::from(!bytes.len().is_multiple_of(4));
    for four in bytes.as_chunks::<4>().0 {
        let c = char::from_u32(read(*four));
        bad += u64::from(c.is_none());
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    let warnings = if bad > 0 { vec![Warning::Undecodable(bad)] } else { Vec::new() };
    Decoded { text: Cow::Owned(text), encoding: Encoding { name, guessed: false }, warnings }
}

fn with<'a>(encoding: &'static encoding_rs::Encoding, bytes: &'a [u8], guessed: bool) -> Decoded<'a> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let name = name(encoding);
    let mut warnings = Vec::new();
    if guessed {
        warnings.push(Warning::EncodingGuessed(name));
    }
    if had_errors {
        let bad = text.matches(char::REPLACEMENT_CHARACTER).count();
        warnings.push(Warning::Undecodable(u64::try_from(bad).unwrap_or(u64::MAX).max(1)));
    }
    Decoded { text, encoding: Encoding { name, guessed }, warnings }
}

/// The encoding's name in lower case.
fn name(encoding: &'static encoding_rs::Encoding) -> &'static str {
    match encoding.name() {
        "UTF-8" => "utf-8",
        "UTF-16LE" => "utf-16le",
        "UTF-16BE" => "utf-16be",
        "ISO-2022-JP" => "iso-2022-jp",
        "ISO-8859-2" => "iso-8859-2",
        "ISO-8859-4" => "iso-8859-4",
        "ISO-8859-5" => "iso-8859-5",
        "ISO-8859-6" => "iso-8859-6",
        "ISO-8859-7" => "iso-8859-7",
        "ISO-8859-8" => "iso-8859-8",
        "ISO-8859-15" => "iso-8859-15",
        "KOI8-R" => "koi8-r",
        "KOI8-U" => "koi8-u",
        "Big5" => "big5",
        "EUC-JP" => "euc-jp",
        "EUC-KR" => "euc-kr",
        "GBK" => "gbk",
        "IBM866" => "ibm866",
        "Shift_JIS" => "shift_jis",
        // The rest is `windows-125x`, written so in the standard, and rarities that keep their capitals.
        other => other,
    }
}

/// UTF-16 without a mark: in text of Latin letters every other byte is zero.
fn zero_bytes(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let sample = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let pairs = sample.as_chunks::<2>().0;
    if pairs.len() < 4 {
        return None;
    }
    let zeros = |pick: fn(&[u8; 2]) -> u8| pairs.iter().filter(|pair| pick(pair) == 0).count();
    let (first, second) = (zeros(|[a, _]| *a), zeros(|[_, b]| *b));
    let (many, few) = (pairs.len() * 7 / 10, pairs.len() / 20);
    if second >= many && first <= few {
        Some(UTF_16LE)
    } else if first >= many && second <= few {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Pure ASCII that switches to a Japanese character set and back.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let switches = |window: &[u8]| matches!(window, [0x1B, b'$', b'B' | b'@']);
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or(bytes);
    sample.is_ascii() && sample.windows(3).any(switches)
}

/// The encoding that a web page states for itself.
fn stated(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = bytes.get(..bytes.len().min(STATED_WITHIN))?.to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let (_, after) = head.split_once("charset=").filter(|(before, _)| before.contains("<meta"))?;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    // A page that says it is UTF-8 and is not is judged by its bytes.
    encoding_rs::Encoding::for_label(label.as_bytes())
        .filter(|encoding| encoding.is_ascii_compatible() && *encoding != UTF_8)
}

/// Whether nine of ten characters beyond ASCII are good UTF-8.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        // Each character beyond ASCII has one byte that begins it.
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad.saturating_mul(9) && good > 0
}

fn guess(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let start = first.saturating_sub(64);
    let sample = bytes.get(start..bytes.len().min(start + SAMPLE)).unwrap_or(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPANISH: &str = "Título\n\nLa sesión se aplazó; ¿quién pagará el año que viene? «Nadie», dijo la alcaldesa.";

    fn read(bytes: &[u8]) -> (String, &'static str, bool, Vec<Warning>) {
        let decoded = decode(bytes, true).unwrap();
        (decoded.text.into_owned(), decoded.encoding.name, decoded.encoding.guessed, decoded.warnings)
    }

    #[test]
    fn a_byte_order_mark_decides() {
        let utf16 = |order: fn(u16) -> [u8; 2]| "\u{feff}é".encode_utf16().flat_map(order).collect::<Vec<_>>();
        let utf32 =
            |order: fn(u32) -> [u8; 4]| "\u{feff}é".chars().flat_map(|c| order(u32::from(c))).collect::<Vec<_>>();
        for (bytes, name) in [
            ("\u{feff}é".as_bytes().to_vec(), "utf-8"),
            (utf16(u16::to_le_bytes), "utf-16le"),
            (utf16(u16::to_be_bytes), "utf-16be"),
            (utf32(u32::to_le_bytes), "utf-32le"),
            (utf32(u32::to_be_bytes), "utf-32be"),
        ] {
            assert_eq!(read(&bytes), ("é".to_owned(), name, false, Vec::new()));
        }
    }

    #[test]
    fn utf_16_without_a_mark_is_seen_by_its_zeros() {
        let bytes: Vec<u8> = SPANISH.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&bytes), (SPANISH.to_owned(), "utf-16le", true, vec![Warning::EncodingGuessed("utf-16le")]));
    }

    #[test]
    fn latin_text_is_guessed_and_the_guess_is_told() {
        let (bytes, _, _) = WINDOWS_1252.encode(SPANISH);
        assert_eq!(
            read(&bytes),
            (SPANISH.to_owned(), "windows-1252", true, vec![Warning::EncodingGuessed("windows-1252")])
        );
    }

    #[test]
    fn a_few_bad_bytes_do_not_make_utf_8_something_else() {
        let mut bytes = SPANISH.repeat(4).into_bytes();
        bytes.extend(b"bad \xff byte");
        let (text, name, guessed, warnings) = read(&bytes);
        assert!(text.ends_with("bad \u{fffd} byte"));
        assert_eq!((name, guessed, warnings), ("utf-8", false, vec![Warning::Undecodable(1)]));
    }

    #[test]
    fn a_few_odd_bytes_in_ascii_are_damage_and_no_foreign_script() {
        let mut bytes = "The council voted on the plan. ".repeat(12).into_bytes();
        bytes.extend(b"\xff\xfe\xfa bad");
        let (text, name, guessed, warnings) = read(&bytes);
        assert!(text.ends_with("\u{fffd}\u{fffd}\u{fffd} bad"));
        assert_eq!((name, guessed), ("utf-8", true));
        assert!(warnings.contains(&Warning::Undecodable(3)));
    }

    #[test]
    fn a_page_may_state_its_encoding() {
        let mut bytes = b"<html><meta charset=\"windows-1251\"><p>".to_vec();
        bytes.extend([0xcf, 0xf0, 0xe8]);
        assert_eq!(read(&bytes).1, "windows-1251");
        assert!(read(&bytes).0.ends_with("При"));
    }

    #[test]
    fn a_character_cut_at_the_end_of_a_beginning_is_no_damage() {
        let bytes = &"abc é".as_bytes()[..5];
        let decoded = decode(bytes, false).unwrap();
        assert_eq!((&*decoded.text, decoded.warnings.len()), ("abc ", 0));
    }

    #[test]
    fn zero_bytes_within_text_are_text_and_a_run_of_them_is_not() {
        assert!(decode(b"before\0after\nline\0\0\0two\n", true).is_ok());
        let mut sparse = b"The start.\n".to_vec();
        sparse.resize(5000, 0);
        assert_eq!(decode(&sparse, true).unwrap_err(), NotText::Binary("a binary file"));
    }

    #[test]
    fn nothing_is_empty() {
        assert_eq!(decode(b"", true).unwrap_err(), NotText::Empty);
    }
}
