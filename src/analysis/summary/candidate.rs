//! Sentences that may stand for the text: running text of the body, complete, not a question, not a notice.

use std::ops::Range;

use crate::document::{Anchor, BlockKind};

use super::super::Genre;
use super::super::lexicon::{Class, fold};
use super::super::reading::{Case, Piece, Reading};
use super::super::token::Shape;
use super::notice::is_notice;
use super::part::{self, Part};

/// Words of a sentence below which it says too little.
const MIN_WORDS: usize = 5;
/// Tokens at the start of a sentence within which a pronoun stands for someone named before.
const PRONOUN_REACH: usize = 6;

/// What a sentence needs to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaning {
    /// Nothing.
    Alone,
    /// The sentence before it, which is the candidate before it.
    OnBefore,
    /// A sentence before it that cannot be chosen.
    Lost,
}

/// A sentence that may be chosen.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Its block, by place in `Reading::pieces`.
    pub(super) piece: usize,
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Its address.
    pub(super) at: Anchor,
    /// Its place among the sentences of the body.
    pub(super) ordinal: usize,
    /// Headings and questions before it.
    pub(super) section: usize,
    /// What its section is to the text.
    pub(super) part: Part,
    /// Its words.
    pub(super) words: usize,
    /// Whether part of it is a quotation.
    pub(super) quotes: bool,
    /// Whether it is the first of its paragraph.
    pub(super) opens: bool,
    /// Whether it leans on the one before.
    pub(super) leaning: Leaning,
}

impl Candidate {
    /// Whether the address lies in the sentence.
    pub(super) fn holds(&self, at: Anchor) -> bool {
        self.at.block == at.block && self.at.start <= at.start && at.end <= self.at.end
    }
}

/// All candidates in text order, and how many sentences the body has.
pub(super) fn all(reading: &Reading<'_>, genre: Genre) -> (Vec<Candidate>, u32) {
    let strict = collect(reading, genre, true);
    // A text without a single full stop is still summed up by what it has.
    if strict.0.is_empty() { collect(reading, genre, false) } else { strict }
}

fn collect(reading: &Reading<'_>, genre: Genre, strict: bool) -> (Vec<Candidate>, u32) {
    let mut found: Vec<Candidate> = Vec::new();
    let mut ordinal = 0;
    let mut section = 0;
    let mut part = Part::Matter;
    let asker = asker(reading);
    for (number, piece) in reading.pieces.iter().enumerate() {
        if part::begins(piece) {
            section += 1;
            part = Part::under(piece.text);
        }
        if !piece.kind.is_body() || asker.is_some_and(|asker| label(piece.text) == Some(asker)) {
            continue;
        }
        let quoted = quoted(piece);
        for (place, sentence) in piece.sentences.iter().enumerate() {
            let sentence = &without_bullet(piece, sentence);
            let has_text = match piece.kind {
                BlockKind::Paragraph | BlockKind::BlockQuote => true,
                // Reports and minutes say in items what they found and decided.
                BlockKind::ListItem => genre == Genre::Report,
                _ => false,
            };
            if has_text && is_usable(reading, piece, sentence, strict) {
                let leans = leans(reading, piece, sentence);
                let follows = found.last().is_some_and(|last| last.ordinal + 1 == ordinal);
                found.push(Candidate {
                    piece: number,
                    tokens: sentence.clone(),
                    at: piece.anchor(sentence.clone()),
                    ordinal,
                    section,
                    part,
                    words: words(piece, sentence),
                    quotes: quotes(piece, sentence, &quoted),
                    opens: place == 0,
                    leaning: match (leans, follows) {
                        (false, _) => Leaning::Alone,
                        (true, true) => Leaning::OnBefore,
                        (true, false) => Leaning::Lost,
                    },
                });
            }
            ordinal += 1;
        }
    }
    (found, u32::try_from(ordinal).unwrap_or(u32::MAX))
}

/// What an interviewer's questions are labelled with ("Harbour Lines: …"): what they say without asking is theirs too.
fn asker<'a>(reading: &Reading<'a>) -> Option<&'a str> {
    reading.pieces.iter().filter(|piece| piece.kind == BlockKind::Question).find_map(|piece| label(piece.text))
}

/// The few words before a colon that a paragraph starts with.
fn label(text: &str) -> Option<&str> {
    let (label, _) = text.split_once(": ")?;
    (label.len() <= 40 && label.starts_with(char::is_uppercase) && label.split(' ').count() <= 4).then_some(label)
}

fn words(piece: &Piece<'_>, sentence: &Range<usize>) -> usize {
    sentence.clone().filter(|&at| piece.shape(at).is_word() || piece.shape(at) == Shape::Number).count()
}

/// Words in quotation marks from which they are a quotation: fewer are a term or a title.
const QUOTATION: usize = 4;

/// Whether part of the sentence is a quotation, or it begins as one in straight single marks does.
fn quotes(piece: &Piece<'_>, sentence: &Range<usize>, quoted: &[bool]) -> bool {
    let is_quoted = |at: &usize| quoted.get(*at).copied().unwrap_or(false) && piece.shape(*at).is_word();
    sentence.clone().filter(is_quoted).count() >= QUOTATION || piece.str(sentence.start).starts_with('\'')
}

/// Which tokens of a paragraph stand between quotation marks; a quotation may hold several sentences.
fn quoted(piece: &Piece<'_>) -> Vec<bool> {
    let mut open = None;
    (0..piece.tokens.len())
        .map(|at| {
            if piece.shape(at) == Shape::Mark {
                for mark in piece.str(at).chars() {
                    open = match (open, mark) {
                        (None, '“' | '«' | '„' | '"' | '‘') => Some(mark),
                        // Not the apostrophe of "don’t".
                        (Some('‘'), '’') if !(piece.is_joined(at + 1) && piece.shape(at + 1).is_word()) => None,
                        (Some('“'), '”') | (Some('«'), '»') | (Some('„'), '“' | '”') | (Some('"'), '"') => {
                            None
                        }
                        (open, _) => open,
                    };
                }
            }
            open.is_some()
        })
        .collect()
}

fn is_usable(reading: &Reading<'_>, piece: &Piece<'_>, sentence: &Range<usize>, strict: bool) -> bool {
    if words(piece, sentence) < MIN_WORDS
        || sentence.clone().any(|at| piece.shape(at) == Shape::Address)
        || is_notice(reading, piece, sentence)
        || is_aside(piece, sentence)
        || is_note(reading, piece, sentence)
    {
        return false;
    }
    let last = (sentence.start..sentence.end).rev().find(|&at| !is_closing(piece.str(at)));
    let last = last.map_or("", |at| piece.str(at));
    if last.ends_with('?') || piece.str(sentence.start).starts_with('¿') {
        return false;
    }
    if is_bullet(piece.str(sentence.start)) {
        return false;
    }
    if !strict {
        return true;
    }
    let first = sentence.clone().find(|&at| piece.shape(at) != Shape::Mark);
    let opens = first.is_some_and(|at| {
        piece.shape(at) != Shape::Lower || piece.str(at).chars().next().is_some_and(char::is_uppercase)
    });
    piece.case == Case::Running && opens && (last.ends_with(['.', '!', '…', '。', '؟']))
}

/// "1 Minutes of the board, page 4.": a note at the foot of a page. A day opens with its month: "3 May was warm."
fn is_note(reading: &Reading<'_>, piece: &Piece<'_>, sentence: &Range<usize>) -> bool {
    let digits = piece.str(0);
    let is_mark = digits.starts_with(['¹', '²', '³', '†', '‡']);
    let is_number = digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit()) && piece.tokens.len() > 1;
    let names = || piece.shape(1) == Shape::Capital && !reading.class(piece, 1).is(Class::TIME);
    piece.kind == BlockKind::Paragraph && sentence.start == 0 && (is_mark || is_number && names())
}

/// "(The figures are those of last year.)"
fn is_aside(piece: &Piece<'_>, sentence: &Range<usize>) -> bool {
    piece.str(sentence.start) == "(" && sentence.end.checked_sub(1).is_some_and(|last| piece.str(last) == ")")
}

fn is_closing(text: &str) -> bool {
    matches!(text, "”" | "’" | "»" | ")" | "]" | "\"" | "'" | "“")
}

/// The sentence without the sign that makes an item of it.
fn without_bullet(piece: &Piece<'_>, sentence: &Range<usize>) -> Range<usize> {
    let is_marked = piece.kind == BlockKind::ListItem && is_bullet(piece.str(sentence.start));
    sentence.start + usize::from(is_marked && sentence.start == 0)..sentence.end
}

fn is_bullet(text: &str) -> bool {
    matches!(text, "-" | "*" | "•" | "–" | "—" | "·" | "[" | "#" | "|")
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "at"
            | "by"
            | "for"
            | "of"
            | "on"
            | "to"
            | "with"
            | "from"
            | "after"
            | "before"
            | "among"
            | "during"
            | "since"
            | "under"
            | "until"
            | "besides"
            | "en"
            | "de"
            | "a"
            | "con"
            | "desde"
            | "tras"
            | "por"
            | "para"
            | "ante"
            | "entre"
            | "hasta"
            | "segun"
            | "sobre"
    )
}

/// Whether the sentence opens with a word that leans on the one before it, or with "he" before anyone is named.
fn leans(reading: &Reading<'_>, piece: &Piece<'_>, sentence: &Range<usize>) -> bool {
    let mut words = sentence.clone().filter(|&at| piece.shape(at).is_word()).take(PRONOUN_REACH);
    let Some(first) = words.next() else { return true };
    let class = reading.class(piece, first);
    // "It was agreed that …" stands for nobody named before.
    if matches!(piece.str(first), "It" | "it") && words.clone().any(|at| piece.str(at) == "that") {
        return false;
    }
    // "Él" is "el" without its accent, so the list cannot hold it.
    if class.is(Class::OPENER) || piece.str(first) == "Él" {
        return true;
    }
    let second = sentence.clone().find(|&at| at > first && piece.shape(at).is_word());
    let key = |at: Option<usize>| at.map(|at| fold(piece.str(at)).into_owned()).unwrap_or_default();
    let (one, two) = (key(Some(first)), key(second));
    // "In that period", "ante ello", "of these"
    let points = is_preposition(&one)
        && matches!(
            &*two,
            "this"
                | "that"
                | "these"
                | "those"
                | "them"
                | "este"
                | "esta"
                | "estos"
                | "estas"
                | "ese"
                | "esa"
                | "esos"
                | "esas"
                | "esto"
                | "eso"
                | "ello"
                | "ellos"
                | "ellas"
        );
    let is_phrase = matches!(
        (&*one, &*two),
        ("sin", "embargo")
            | ("no", "obstante")
            | ("por", "tanto" | "lo" | "ejemplo")
            | ("de", "hecho")
            | ("a", "su")
            | ("en", "cambio" | "su")
            | ("al", "respecto")
            | ("ademas", "de")
            | ("las" | "los", "dos")
            | ("the", "latter" | "former")
            | ("in", "addition" | "turn" | "response")
            | ("as", "such")
            | ("for", "example" | "instance")
    );
    if points || is_phrase {
        return true;
    }
    // "Añadió que …": Spanish leaves the subject to the sentence before.
    if class.is(Class::REPORTING) && second.is_some_and(|at| matches!(piece.str(at), "que" | "además" | "también")) {
        return true;
    }
    // "Trained as a baker in Lyon, she …"
    let comma = sentence.clone().find(|&at| piece.str(at) == ",").map_or("", |comma| piece.str(comma + 1));
    if (one.ends_with("ed") || one.ends_with("ing") || one == "born") && matches!(comma, "he" | "she" | "it" | "they") {
        return true;
    }
    for at in words {
        if matches!(piece.str(at), "he" | "she" | "they" | "ella" | "ellos") {
            return true;
        }
        if matches!(piece.shape(at), Shape::Capital) {
            return false;
        }
    }
    false
}
