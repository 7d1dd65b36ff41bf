//! What a line of the head shows by the shape of its words: a number under which something is kept, the sort of a document,
//! the mark of a wire.

use crate::document::find_dates;
use crate::format::words::Phrases;

/// Whether the last word of a line, before its number, is that of a sort of documents: "Regular Meeting Minutes", "Situation
/// Report No. 8".
pub(super) fn has_document_noun(text: &str) -> bool {
    const NOUNS: Phrases = Phrases::new(
        "report|minutes|bulletin|newsletter|statement|agenda|transcript|proceedings|circular|notice|advisory|memorandum|resolution|ordinance|judgment\
        |sentencia|declaración|remarks|address|speech|testimony|factsheet|guidelines|guidance|plan|strategy|briefing|shareholding|results|pública|boletín|informe|acta",
    );
    let is_number =
        |word: &&str| is_code(word) || ["no", "no.", "n.º", "nº", "number", "#"].contains(&&*word.to_lowercase());
    let mut words = text.split_whitespace().rev().skip_while(|word| is_number(word) || is_year(word));
    text.split_whitespace().count() > 1 && words.next().is_some_and(|word| NOUNS.has(word))
}

/// Whether a line is the mark under which a wire sends a text: "BC-Tanker Aground, 4th Ld-Writethru", "BANK-RESULTS/ (UPDATE 2)".
pub(super) fn is_slug(text: &str) -> bool {
    const MARKS: [&str; 6] = ["writethru", "(update", "(wrapup", "(corrected", "ld-", "1st-ld"];
    let first = text.split(' ').next().unwrap_or_default();
    let is_coded = first.split_once('-').is_some_and(|(code, rest)| {
        (1..=3).contains(&code.len())
            && code.bytes().all(|byte| byte.is_ascii_uppercase())
            && rest.starts_with(char::is_uppercase)
    });
    // "LABORAL HUELGA (Ampliación)"
    let is_marked = || {
        text.split_once(" (").is_some_and(|(words, mark)| {
            let is_word = mark.strip_suffix(')').is_some_and(|mark| mark.chars().all(char::is_alphabetic));
            is_word && mark.contains(char::is_lowercase) && !words.contains(char::is_lowercase) && words.contains(' ')
        })
    };
    let lower = text.to_lowercase();
    text.len() <= 80 && (is_coded || is_marked() || MARKS.iter().any(|mark| lower.contains(mark)))
}

/// Whether a line says when it was met: "Committee meeting held Tuesday 14 May 2024".
pub(super) fn is_held(text: &str) -> bool {
    const HELD: Phrases =
        Phrases::new("held|celebrada|celebrado|adopted|approved|aprobada|aprobado|presented|printed|ordered");
    text.split_whitespace().any(|word| HELD.has(word)) && !find_dates(text).is_empty()
}

/// Whether a line is a year alone, which a title can be.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word is a number under which something is kept, and no year.
pub(super) fn is_code(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_year = bare.len() == 4 && bare.bytes().all(|byte| byte.is_ascii_digit()) && bare.starts_with(['1', '2']);
    let is_share =
        word.contains(['%', '$', '€', '£']) || bare.contains(['.', ',']) && !bare.contains(char::is_alphabetic);
    bare.contains(|c: char| c.is_ascii_digit()) && !is_year && !is_share && !bare.contains(char::is_lowercase)
}

/// Whether a line has a number that says so: "No. 9", "n.º 14/2024", "Ref 118".
pub(super) fn has_number(text: &str) -> bool {
    const SIGNS: Phrases = Phrases::new(
        "no|no.|nº|n.º|n°|n.°|nro.|núm.|num.|número|number|number:|ref|ref.|ref:|#|vol.|issue|case|no:|nos.|file|expediente|exp.",
    );
    let words: Vec<&str> = text.split_whitespace().filter(|word| *word != ":").collect();
    words.windows(2).any(|pair| matches!(pair, [sign, number] if SIGNS.has(sign) && is_code(number) || SIGNS.has(sign) && number.starts_with(|c: char| c.is_ascii_digit())))
        || words.iter().any(|word| word.starts_with('#') && is_code(word))
}
