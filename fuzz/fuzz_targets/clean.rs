//! Raw text → clean text.
#![no_main]
#![allow(dead_code, unused_imports, reason = "a target uses a part of the rooms")]

#[path = "../../src/document/mod.rs"]
mod document;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|raw: &str| {
    let (text, line) = (document::Clean::text(raw), document::Clean::line(raw));
    assert!(!text.chars().any(|c| c.is_control() && c != '\n') && !line.contains(char::is_control));
    assert_eq!(document::Clean::text(&text), text);
    assert_eq!(document::Clean::line(&line), line);
    // In pieces it is the same, but for what joins over their borders.
    let mut cleaner = document::Cleaner::line();
    for piece in raw.split_inclusive(' ') {
        cleaner.push(piece);
    }
    assert_eq!(cleaner.finish().0, line);
});
