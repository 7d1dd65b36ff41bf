//! Where sentences begin and end.

use std::ops::Range;

use super::lexicon::Class;
use super::piece::Piece;
use super::token::Shape;
use super::vocabulary::Vocabulary;

/// Tokens of a dateline, at most ("MEXICO CITY, Nov. 5 (Agency) —").
const DATELINE_TOKENS: usize = 20;

/// The sentences of a block as ranges of tokens. A dateline belongs to none.
pub(super) fn split(piece: &Piece<'_>, vocabulary: &Vocabulary) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = dateline(piece);
    let mut at = start;
    while at < piece.tokens.len() {
        if let Some(end) = end(piece, vocabulary, at) {
            sentences.push(start..end);
            start = end;
            at = end;
        } else {
            at += 1;
        }
    }
    if start < piece.tokens.len() {
        sentences.push(start..piece.tokens.len());
    }
    sentences
}

/// One past the last token of the sentence, if it ends with the token at `at`.
fn end(piece: &Piece<'_>, vocabulary: &Vocabulary, at: usize) -> Option<usize> {
    let token = piece.tokens.get(at)?;
    let text = piece.str(at);
    let is_stop = token.shape == Shape::Mark && text.starts_with(['.', '!', '?', '…', '。', '؟']);
    let may_stop = token.shape.is_word() && text.ends_with('.');
    if !is_stop && !may_stop {
        return None;
    }
    let mut end = at + 1;
    while closes(piece, end) {
        end += 1;
    }
    if end >= piece.tokens.len() {
        return Some(end);
    }
    // Something like "Yahoo!, the company" or "etc., and" goes on.
    let next = piece.tokens.get(end)?;
    let blank = piece.tokens.get(end.checked_sub(1)?).is_some_and(|last| last.end < next.start);
    let next_text = piece.str(end);
    let opens = match next.shape {
        Shape::Capital | Shape::Upper | Shape::Initial | Shape::Other => blank || next.shape == Shape::Capital,
        Shape::Number | Shape::Address => blank,
        Shape::Mark => {
            next_text.starts_with(['"', '“', '«', '‘', '¿', '¡', '(', '[', '—', '–', '\'', '„', '•']) && blank
        }
        Shape::Lower => blank && next_text.chars().next().is_some_and(char::is_uppercase),
        Shape::Possessive => false,
    };
    if !opens {
        return None;
    }
    if may_stop {
        let class = vocabulary.class(token);
        if class.is(Class::HONORIFIC) {
            return None;
        }
        // "the U.S. The", "plan B. However": only a frequent opening word tells the end from a name that goes on.
        let after = if next.shape == Shape::Mark { end + 1 } else { end };
        let follows = piece.tokens.get(after)?;
        return (follows.shape == Shape::Capital && vocabulary.class(follows).is(Class::FUNCTION)).then_some(end);
    }
    // "..." in the middle of a sentence is followed by lower case, which was ruled out above.
    Some(end)
}

/// Whether the token closes a quotation or bracket that belongs to the sentence before it.
fn closes(piece: &Piece<'_>, at: usize) -> bool {
    let text = piece.str(at);
    if matches!(text, "”" | "’" | "»" | ")" | "]" | "…") {
        return true;
    }
    // A straight mark closes when it stands directly behind the stop.
    matches!(text, "\"" | "'")
        && at
            .checked_sub(1)
            .and_then(|before| piece.tokens.get(before))
            .zip(piece.tokens.get(at))
            .is_some_and(|(a, b)| a.end == b.start)
}

/// One past the dateline's dash or the label of an answer, or 0.
fn dateline(piece: &Piece<'_>) -> usize {
    // "A: We began in 1998."
    if matches!(piece.str(0), "A" | "Q" | "P" | "R") && piece.str(1) == ":" {
        return 2;
    }
    let mut is_open = false;
    for at in 1..piece.tokens.len().min(DATELINE_TOKENS) {
        let text = piece.str(at);
        // "Ana Ruiz (1919 - 1985) was": the dash between two years ends no dateline.
        is_open = text == "(" || is_open && text != ")";
        let shape = piece.shape(at);
        let dash = matches!(text, "–" | "—" | "--")
            || (text == "-"
                && piece.tokens.get(at - 1).zip(piece.tokens.get(at)).is_some_and(|(a, b)| a.end <= b.start));
        if dash && is_open {
            return 0;
        }
        if dash && shape == Shape::Mark {
            // The place is capitalised, and a date, an agency or capitals tell it from "Anna – who came late – said".
            let tells = (0..at).any(|before| matches!(piece.shape(before), Shape::Number))
                || piece.shape(0) == Shape::Upper
                || piece.str(at - 1) == ")"
                || piece.str(at - 1) == ".";
            return if tells { at + 1 } else { 0 };
        }
        let place = match shape {
            Shape::Capital | Shape::Upper | Shape::Initial | Shape::Number => true,
            Shape::Lower => matches!(text, "de" | "del" | "of" | "la" | "el" | "y" | "and") || is_month(text),
            Shape::Mark => matches!(text, "," | "." | "(" | ")" | "/"),
            Shape::Address | Shape::Possessive | Shape::Other => false,
        };
        if !place {
            return 0;
        }
    }
    0
}

fn is_month(text: &str) -> bool {
    matches!(
        text,
        "enero"
            | "febrero"
            | "marzo"
            | "abril"
            | "mayo"
            | "junio"
            | "julio"
            | "agosto"
            | "septiembre"
            | "octubre"
            | "noviembre"
            | "diciembre"
    )
}

#[cfg(test)]
mod tests {
    use super::super::reading::Reading;
    use super::super::testing::document;

    fn sentences(text: &str) -> Vec<String> {
        let document = document(text);
        let reading = Reading::of(&document, &|| false).unwrap();
        let mut found = Vec::new();
        for piece in &reading.pieces {
            for sentence in &piece.sentences {
                found.push(document.text(piece.anchor(sentence.clone())).unwrap().to_owned());
            }
        }
        found
    }

    #[test]
    fn a_stop_before_a_capital_ends_a_sentence_and_takes_its_closing_marks() {
        assert_eq!(
            sentences("“It works.” She left. (He too.) Was it late? 20 people came."),
            ["“It works.”", "She left.", "(He too.)", "Was it late?", "20 people came."]
        );
    }

    #[test]
    fn abbreviations_initials_and_initialisms_do_not_end_a_sentence() {
        for one in [
            "Dr. Ana Ruiz met Gen. Lee of the U.S. Army at 9 a.m. on Jan. 5.",
            "La Dra. Ruiz y el Sr. Gómez viven en EE.UU. desde 2001.",
            "J. R. Tolman paid 3.5 million to Acme Inc. in March.",
            "She lost... everything in Yahoo! shares.",
        ] {
            assert_eq!(sentences(one), [one]);
        }
        assert_eq!(sentences("He moved to the U.S. The army followed.").len(), 2);
        assert_eq!(sentences("They said no. No. 5 was late.").len(), 2);
    }

    #[test]
    fn spanish_opening_marks_open_a_sentence() {
        assert_eq!(sentences("Llegó tarde. ¿Por qué? ¡Nadie lo sabe!").len(), 3);
    }

    #[test]
    fn a_dateline_belongs_to_no_sentence() {
        assert_eq!(sentences("MEXICO CITY, Nov. 5 (Agency) — The plan is new."), ["The plan is new."]);
        assert_eq!(sentences("Madrid, 3 de mayo de 2024.- El plan es nuevo."), ["El plan es nuevo."]);
        let long =
            "Tuxtla Gutiérrez, Chis., 3 de febrero de 2021 (Agencia Sureste).- Al menos cinco escuelas cerraron.";
        assert_eq!(sentences(long), ["Al menos cinco escuelas cerraron."]);
        assert_eq!(sentences("A: We began in 1998."), ["We began in 1998."]);
        assert_eq!(sentences("Anna – who came late – said so.").len(), 1);
    }
}
