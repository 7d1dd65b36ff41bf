//! Folding: the form of a text in which case, accents and typography no longer matter, with the way back to the original.
//!
//! Lower case, accents off, curly quotation marks and all dashes to their ASCII forms, every run of blanks to one space.

use std::ops::Range;

use unicode_normalization::char::decompose_canonical;

/// Whether upper and lower case are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// They are the same.
    Folded,
    /// They differ.
    Kept,
}

/// The folded form of a text.
pub(super) fn folded(text: &str, case: Case) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, case, &mut out);
    out
}

/// Appends the folded form of a text. ASCII text takes a short way: this runs over whole libraries.
pub(super) fn fold_into(text: &str, case: Case, out: &mut String) {
    if text.is_ascii() && !has_odd_blanks(text.as_bytes()) {
        let start = out.len();
        out.push_str(text);
        if case == Case::Folded
            && let Some(added) = out.get_mut(start..)
        {
            added.make_ascii_lowercase();
        }
        return;
    }
    if case == Case::Kept || has_odd_blanks(text.as_bytes()) {
        fold_pieces(text, case, out, |_, _| ());
    } else {
        fold_letters(text, out);
    }
}

/// Folds a text whose ASCII blanks are single spaces; letters of western Europe take a short way.
fn fold_letters(text: &str, out: &mut String) {
    let begin = out.len();
    let push = |plain: &str, out: &mut String| {
        let start = out.len();
        out.push_str(plain);
        out.get_mut(start..).into_iter().for_each(str::make_ascii_lowercase);
    };
    let mut rest = text;
    while let Some((plain, others)) =
        rest.bytes().position(|byte| !byte.is_ascii()).and_then(|at| rest.split_at_checked(at))
    {
        push(plain, out);
        let mut others = others.chars();
        match others.next().unwrap_or_default() {
            'à'..='å' | 'À'..='Å' => out.push('a'),
            'è'..='ë' | 'È'..='Ë' => out.push('e'),
            'ì'..='ï' | 'Ì'..='Ï' => out.push('i'),
            'ò'..='ö' | 'Ò'..='Ö' => out.push('o'),
            'ù'..='ü' | 'Ù'..='Ü' => out.push('u'),
            'ñ' | 'Ñ' => out.push('n'),
            'ç' | 'Ç' => out.push('c'),
            c if c.is_whitespace() => {
                if !out.get(begin..).is_some_and(|folded| folded.ends_with(' ')) {
                    out.push(' ');
                }
                rest = others.as_str().trim_start();
                continue;
            }
            c => fold_char(c, Case::Folded, out),
        }
        rest = others.as_str();
    }
    push(rest, out);
}

/// The folded form of a text with the map back.
pub(super) fn fold_mapped(text: &str, case: Case) -> (String, Map) {
    let mut out = String::with_capacity(text.len());
    let mut pieces: Vec<Piece> = Vec::new();
    fold_pieces(text, case, &mut out, |folded, original| {
        if folded.is_empty() {
            if let Some(last) = pieces.last_mut() {
                last.end = original.end;
            }
        } else {
            pieces.push(Piece { folded: folded.start, start: original.start, end: original.end });
        }
    });
    (out, Map { pieces })
}

/// The way from folded text back to the original.
#[derive(Debug, Default)]
pub(super) struct Map {
    pieces: Vec<Piece>,
}

/// A character of the original (or a run of blanks) and where its folded form begins.
#[derive(Debug)]
struct Piece {
    folded: usize,
    start: usize,
    end: usize,
}

impl Map {
    /// The bytes of the original that a range of folded bytes came from: whole characters, their accents included.
    pub(super) fn original(&self, folded: &Range<usize>) -> Option<Range<usize>> {
        let first = self.piece(folded.start)?;
        let last = self.piece(folded.end.checked_sub(1)?)?;
        Some(first.start..last.end)
    }

    fn piece(&self, folded: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.folded <= folded);
        self.pieces.get(after.checked_sub(1)?)
    }
}

/// Whether there are blanks that folding would change: anything but single spaces inside the text.
pub(super) fn has_odd_blanks(text: &[u8]) -> bool {
    // Without a way out on the way: many bytes are compared at once.
    let is_second =
        text.iter().zip(text.iter().skip(1)).map(|(&one, &other)| u8::from(one == b' ') & u8::from(other == b' '));
    let is_odd = text.iter().map(|byte| u8::from(matches!(byte, b'\t'..=b'\r')));
    is_second.fold(0, |any, is| any | is) | is_odd.fold(0, |any, is| any | is) != 0
}

/// Folds character by character and tells `note` which folded bytes came from which original bytes. A character that
/// leaves nothing behind (an accent) is told with an empty folded range.
fn fold_pieces(text: &str, case: Case, out: &mut String, mut note: impl FnMut(Range<usize>, Range<usize>)) {
    let mut in_blanks = false;
    for (at, c) in text.char_indices() {
        let from = out.len();
        if c.is_whitespace() {
            if !in_blanks {
                out.push(' ');
            }
            in_blanks = true;
        } else {
            in_blanks = false;
            fold_char(c, case, out);
        }
        note(from..out.len(), at..at + c.len_utf8());
    }
}

/// Appends the folded form of a character; an accent leaves nothing.
pub(super) fn fold_char(c: char, case: Case, out: &mut String) {
    if c.is_ascii() {
        out.push(if case == Case::Folded { c.to_ascii_lowercase() } else { c });
    } else if case == Case::Folded {
        c.to_lowercase().for_each(|lower| fold_marks(lower, out));
    } else {
        fold_marks(c, out);
    }
}

fn fold_marks(c: char, out: &mut String) {
    decompose_canonical(c, |part| {
        if let Some(plain) = typography(part) {
            out.push_str(plain);
        } else if !is_accent(part) {
            out.push(part);
        }
    });
}

/// Combining accents of European scripts. Vowel signs of other scripts are letters and stay.
const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Plain forms of letters that have no decomposition, and of typographic characters.
const fn typography(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | '´' | '`' => "'",
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "-",
        '…' => "...",
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' => "d",
        'Đ' => "D",
        'ħ' => "h",
        'Ħ' => "H",
        'ı' => "i",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ß' => "ss",
        'ẞ' => "SS",
        'ς' => "σ",
        'ſ' => "s",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_accents_quotes_dashes_and_blanks_do_not_matter() {
        assert_eq!(folded("Peña  Nieto’s\u{a0}“IMSS–Bienestar”", Case::Folded), "pena nieto's \"imss-bienestar\"");
        assert_eq!(folded("ŁÓDŹ Straße Ærø İstanbul", Case::Folded), "lodz strasse aero istanbul");
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same() {
        assert_eq!(folded("Sofi\u{301}a", Case::Folded), folded("Sofía", Case::Folded));
    }

    #[test]
    fn case_can_be_kept() {
        assert_eq!(folded("Peña ÓSCAR", Case::Kept), "Pena OSCAR");
    }

    #[test]
    fn the_map_leads_back_to_whole_characters_with_their_accents() {
        let text = "so\u{301} ß  x";
        let (plain, map) = fold_mapped(text, Case::Folded);
        assert_eq!(plain, "so ss x");
        assert_eq!(map.original(&(1..2)).map(|at| &text[at]), Some("o\u{301}"));
        assert_eq!(map.original(&(4..5)).map(|at| &text[at]), Some("ß"));
        assert_eq!(map.original(&(5..7)).map(|at| &text[at]), Some("  x"));
    }

    proptest! {
        #[test]
        fn both_ways_of_folding_agree(text in "(\\PC|[ \\n\u{301}\u{a0}ßﬁéÉàÀÅîöÜñÑç-])*") {
            for case in [Case::Folded, Case::Kept] {
                prop_assert_eq!(folded(&text, case), fold_mapped(&text, case).0);
            }
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*") {
            let once = folded(&text, Case::Folded);
            prop_assert_eq!(folded(&once, Case::Folded), once);
        }

        #[test]
        fn every_folded_character_leads_back_to_the_character_it_came_from(text in "(\\PC|[ \\n\u{301}ßﬁéÉ])*") {
            let (plain, map) = fold_mapped(&text, Case::Folded);
            for (at, c) in plain.char_indices() {
                let original = map.original(&(at..at + c.len_utf8())).unwrap();
                let part = text.get(original).unwrap();
                prop_assert!(folded(part, Case::Folded).contains(c));
            }
        }
    }
}
