//! Files that are no text, told by their first bytes or by their share of control characters.

/// The first bytes of a kind of file, and what to call it.
const MAGIC: [(&[u8], &str); 22] = [
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"SQLite format 3\0", "a SQLite database"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"OggS\0", "an Ogg recording"),
    (b"fLaC\0", "a FLAC recording"),
    (b"ID3\x02", "an MP3 recording"),
    (b"ID3\x03", "an MP3 recording"),
    (b"ID3\x04", "an MP3 recording"),
];
/// Bytes looked at for control characters.
const SAMPLE: usize = 64 * 1024;
/// Bytes of an archive in which the names of its first members stand.
const MEMBERS: usize = 4096;

/// The kind of a file that is known by its first bytes.
pub(super) fn kind(bytes: &[u8]) -> Option<&'static str> {
    let at = |start: usize, magic: &[u8]| bytes.get(start..).is_some_and(|rest| rest.starts_with(magic));
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(kind);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(archive(bytes));
    }
    if bytes.starts_with(b"RIFF") && at(8, b"WEBP") {
        return Some("a WebP image");
    }
    if bytes.starts_with(b"RIFF") && (at(8, b"WAVE") || at(8, b"AVI ")) {
        return Some("a recording");
    }
    if at(4, b"ftyp") {
        return Some("an MP4 recording");
    }
    if at(257, b"ustar") {
        return Some("a tar archive");
    }
    // Two or three letters are no proof: a text may begin with them.
    let zeros = bytes.iter().take(512).any(|byte| *byte == 0);
    match bytes {
        [b'M', b'Z', ..] if zeros => Some("a Windows program"),
        [b'B', b'M', ..] if zeros => Some("a BMP image"),
        [b'B', b'Z', b'h', b'1'..=b'9', b'1', b'A', b'Y', ..] => Some("a bzip2 archive"),
        _ => None,
    }
}

/// What a zip archive holds.
fn archive(bytes: &[u8]) -> &'static str {
    let head = bytes.get(..bytes.len().min(MEMBERS)).unwrap_or(bytes);
    let has = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
    if has(b"application/epub+zip") {
        "an EPUB book"
    } else if has(b"application/vnd.oasis.opendocument") {
        "an OpenDocument file"
    } else if has(b"word/") {
        "a Word document"
    } else if has(b"xl/") {
        "an Excel workbook"
    } else if has(b"ppt/") {
        "a PowerPoint file"
    } else if has(b"[Content_Types].xml") {
        "an Office document"
    } else {
        "a zip archive"
    }
}

/// Whether there are more control characters than a text has, terminal escapes and backspaces apart. Valid UTF-8 may
/// have three in ten (a damaged text with zero bytes is still one); in other bytes one in twenty is too many.
pub(super) fn has_too_many_controls(bytes: &[u8], valid: bool) -> bool {
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or(bytes);
    let controls = sample.iter().filter(|byte| matches!(byte, 0..=7 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)).count();
    controls * if valid { 10 } else { 20 } > sample.len() * if valid { 3 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_files_are_called_by_their_name() {
        for (bytes, name) in [
            (&b"%PDF-1.7\n%\xe2"[..], "a PDF file"),
            (b"PK\x03\x04\x14\0\x06\0[Content_Types].xml ... word/document.xml", "a Word document"),
            (b"PK\x03\x04\n\0\0mimetypeapplication/epub+zip", "an EPUB book"),
            (b"PK\x03\x04 something", "a zip archive"),
            (b"\x7fELF\x02\x01", "a program"),
            (b"\x1f\x8b\x08", "a gzip archive"),
            (b"\xff\xd8\xff\xe0", "a JPEG image"),
            (b"\0\0\0 ftypisom", "an MP4 recording"),
        ] {
            assert_eq!(kind(bytes), Some(name));
        }
    }

    #[test]
    fn words_that_begin_like_a_file_are_words() {
        for text in ["MZ stands for", "BMW said", "ID3 tags", "PK is a unit", "OggSomething", "RIFF off"] {
            assert_eq!(kind(text.as_bytes()), None, "{text}");
        }
    }
}
