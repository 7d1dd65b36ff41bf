//! Keys as tests write them.

use crate::app::{Chord, Key};

/// `"j <enter> /budget <ctrl-d>"`: blanks only separate.
pub(super) fn parse(typed: &str) -> Vec<Chord> {
    let mut chords = Vec::new();
    for word in typed.split_whitespace() {
        let mut rest = word;
        while !rest.is_empty() {
            let named = rest.strip_prefix('<').and_then(|tail| tail.split_once('>')).filter(|(name, _)| name.len() > 1);
            let (chord, tail) = if let Some((name, tail)) = named {
                (Chord::parse(&format!("<{name}>")).unwrap(), tail)
            } else {
                let letter = rest.chars().next().unwrap();
                (Chord::plain(Key::Char(letter)), &rest[letter.len_utf8()..])
            };
            chords.push(chord);
            rest = tail;
        }
    }
    chords
}
