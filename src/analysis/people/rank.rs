//! Letters and words that stand beside a name and are none of it: ranks before it, honours behind it.

use std::ops::Range;

use super::super::reading::Piece;
use super::super::token::Shape;

/// Ranks that are written as letters before a surname ("DS Ruiz").
const RANKS: [&str; 12] = ["DS", "DI", "DC", "DCI", "DCS", "DSI", "PC", "WPC", "PS", "TDC", "SSgt", "MSgt"];
/// Honours and degrees behind a name ("Ana Ruiz KC").
const HONOURS: [&str; 22] = [
    "KC", "QC", "SC", "MP", "MSP", "MEP", "MLA", "TD", "JP", "MBE", "OBE", "CBE", "KBE", "DBE", "FRS", "FRSE", "MD",
    "PhD", "RN", "CPA", "DVM", "MSc",
];

/// The words of a name without rank and honours.
pub(super) fn without_letters(piece: &Piece<'_>, run: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = run;
    while end - start > 2 && HONOURS.contains(&piece.str(end - 1)) {
        end -= 1;
    }
    if end - start > 1 && RANKS.contains(&piece.str(start)) && piece.shape(start + 1) == Shape::Capital {
        start += 1;
    }
    start..end
}

/// "Professor Emeritus Ana Ruiz": the name begins behind it.
pub(super) fn is_emeritus(word: &str) -> bool {
    matches!(word, "Emeritus" | "Emerita" | "Emérito" | "Emérita")
}
