//! Letters and words that stand beside a name and are none of it: ranks before it, honours behind it.

use std::ops::Range;

use super::super::reading::Piece;
use super::super::token::Shape;

/// Ranks that are written as letters before a name ("DS Ruiz", "DSP Ana Ruiz"): of police and armies in many countries.
const RANKS: [&str; 43] = [
    "SP", "DS", "DI", "DC", "DCI", "DCS", "DSI", "PC", "WPC", "PS", "TDC", "SSgt", "MSgt", "DSP", "ASP", "CSP", "SSP",
    "DCP", "ACP", "DIG", "AIG", "IGP", "DIGP", "ADGP", "DGP", "DySP", "ASI", "PSI", "SHO", "SDPO", "PCSO", "PFC",
    "SFC", "TSgt", "LCpl", "CWO", "AVM", "WPO", "PO1", "PO2", "PO3", "PSSg", "PSMS",
];
/// Forms of address of Nigeria and the Philippines that are surnames elsewhere.
const COURTESIES: [&str; 6] = ["Barr", "Engr", "Arc", "Pharm", "Mang", "Aling"];
/// Honours and degrees behind a name ("Ana Ruiz KC").
const HONOURS: [&str; 22] = [
    "KC", "QC", "SC", "MP", "MSP", "MEP", "MLA", "TD", "JP", "MBE", "OBE", "CBE", "KBE", "DBE", "FRS", "FRSE", "MD",
    "PhD", "RN", "CPA", "DVM", "MSc",
];

/// Whether the word is a rank that is written as letters.
pub(super) fn is_rank(word: &str) -> bool {
    RANKS.contains(&word)
}

/// Whether the word is a form of address of few countries that is a surname elsewhere.
pub(super) fn is_courtesy(word: &str) -> bool {
    COURTESIES.contains(&word)
}

/// Whether the word is an honour or degree that is written as letters.
pub(super) fn is_honour(word: &str) -> bool {
    HONOURS.contains(&word)
}

/// The words of a name without rank and honours.
pub(super) fn without_letters(piece: &Piece<'_>, run: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = run;
    while end - start > 2 && HONOURS.contains(&piece.str(end - 1)) {
        end -= 1;
    }
    // Before two more words it is no name: "Barr Ana Ruiz".
    if end - start > 2 && COURTESIES.contains(&piece.str(start)) {
        start += 1;
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
