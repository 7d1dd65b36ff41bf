//! What speaks for a run of words being a person, each rule with a reason the reader can be shown.

use crate::document::Anchor;

use super::super::Reason;
use super::super::lexicon::Class;
use super::super::reading::{Case, Reading};
use super::super::token::Shape;
use super::role::Around;
use super::run::Run;

/// What one occurrence says.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// The rules that fired.
    pub(super) reasons: Vec<Reason>,
    /// Whether one of them is enough.
    pub(super) is_strong: bool,
    /// Rules of which two are needed.
    pub(super) weak: u32,
    /// Whether the surroundings speak against a person.
    pub(super) is_doubtful: bool,
}

impl Evidence {
    fn strong(&mut self, rule: &'static str, at: Anchor) {
        self.reasons.push(Reason { rule, at });
        self.is_strong = true;
    }

    fn weak(&mut self, rule: &'static str, at: Anchor) {
        self.reasons.push(Reason { rule, at });
        self.weak += 1;
    }
}

/// The reason of a surname that stands alone elsewhere as only people's do.
pub(super) const LATER: &str = "called by the last name alone elsewhere";

/// Weighs what speaks for the run.
pub(super) fn weigh(reading: &Reading<'_>, run: &Run) -> Evidence {
    let mut evidence = Evidence::default();
    let Some(piece) = reading.pieces.get(run.piece) else { return evidence };
    let (start, end) = (run.tokens.start, run.tokens.end);
    let around = Around { reading, piece, sentence: run.sentence.clone(), name: run.tokens.clone() };
    let class = |at: usize| if run.sentence.contains(&at) { reading.class(piece, at) } else { Class::default() };
    let shape = |at: usize| if run.sentence.contains(&at) { piece.shape(at) } else { Shape::Mark };
    let text = |at: usize| if run.sentence.contains(&at) { piece.str(at) } else { "" };
    let name = piece.anchor(run.tokens.clone());
    let lone = end - start == 1;
    let before = start.checked_sub(1).filter(|&before| before >= run.sentence.start);

    let first = class(start);
    let last = class(end - 1);
    let is_placed = (start..end).any(|at| class(at).is(Class::PLACE) && !class(at).is(Class::NAME));
    let is_branded = (start..end).any(|at| class(at).is(Class::BRAND));

    // "United States, who", "the DR Congo": nothing but places is no person.
    if (start..end).all(|at| class(at).is(Class::PLACE | Class::NATION) && !class(at).is(Class::NAME))
        || lone && shape(start) == Shape::Initial
    {
        return evidence;
    }
    let team = first.is(Class::PLACE) && !first.is(Class::NAME);
    if let Some(before) = before {
        if class(before).is(Class::HONORIFIC) && piece.str(before) != "D" {
            let is_own = !(shape(before) == Shape::Lower
                && matches!(text(before), "general" | "maestro" | "maestra" | "padre" | "lord" | "miss" | "sol"));
            if is_own {
                evidence.strong("form of address before the name", piece.anchor(before..end));
            }
        }
        let stays = lone
            && (goes_on(shape(end), class(end)) || !class(before).is(Class::TITLE) || !is_surname_like(reading, run));
        if !stays
            && !team
            && let Some(role) = around.adjacent()
        {
            evidence.strong("role before the name", piece.anchor(role));
        } else if !lone
            && !team
            && let Some(role) = around.with_complement()
        {
            evidence.strong("role before the name", piece.anchor(role));
        }
    }
    if lone {
        return evidence;
    }

    // Doubts: "the David Bowie exhibition", "calle Benito Juárez", "Benito Juárez airport".
    let article = before.is_some_and(|before| {
        matches!(text(before), "the" | "The" | "el" | "la" | "El" | "La" | "los" | "las" | "Los" | "Las")
    });
    let named_after = !evidence.is_strong
        && before.is_some_and(|before| {
            class(before).is(Class::IMPERSONAL) && !class(before).is(Class::FUNCTION) && shape(before).is_word()
                || matches!(text(before), "de" | "of" | "del")
                    && before.checked_sub(1).is_some_and(|earlier| {
                        class(earlier).is(Class::IMPERSONAL) && matches!(shape(earlier), Shape::Capital)
                    })
        });
    let names_thing = class(end).is(Class::IMPERSONAL)
        && !class(end).is(Class::FUNCTION)
        && matches!(shape(end), Shape::Lower | Shape::Capital)
        || text(end) == "&" && !first.is(Class::GIVEN)
        || before.is_some_and(|before| text(before) == "&") && !first.is(Class::GIVEN)
        || shape(end) == Shape::Number && !matches!(text(end + 1), "," | "." | "");
    evidence.is_doubtful = article || named_after || names_thing || is_branded;

    let given = first.is(Class::GIVEN);
    let clear = given && !first.is(Class::AMBIGUOUS | Class::ROLE);
    let surname = last.is(Class::SURNAME);
    let ending = has_surname_ending(reading, run);
    let initial = initial(&shape, &text, start, end);
    let located = before.is_some_and(|before| matches!(text(before), "in" | "at" | "near" | "en" | "In" | "En" | "At"));

    if let Some(role) = around.behind() {
        if !is_branded {
            evidence.strong("role behind the name", piece.anchor(role));
        }
    }
    if is_age(text(end), shape(end + 1), text(end + 1), text(end + 2)) {
        evidence.strong("age behind the name", piece.anchor(start..end + 2));
    }
    if matches!(text(end), "who" | "quien")
        || text(end) == "," && matches!(text(end + 1), "who" | "quien" | "whose" | "whom")
    {
        evidence.strong("“who” behind the name", piece.anchor(start..end + 2));
    }
    if !evidence.is_doubtful && !is_placed && !last.is(Class::NATION) {
        match initial {
            Initial::Inside => evidence.strong("initial in the name", name),
            Initial::First => evidence.weak("initial in the name", name),
            Initial::None => {}
        }
    }
    if evidence.is_doubtful || is_placed {
        // Only what was said so far counts; names of known people are kept when nothing else names a thing.
        if !(article || named_after || names_thing)
            && is_placed
            && clear
            && last.is(Class::PLACE)
            && end - start == 2
            && !located
            && !is_branded
        {
            evidence.weak("common given name", name);
        } else {
            evidence.is_strong &= !named_after && !is_branded;
            return evidence;
        }
    }
    if given && surname && (clear || !located) {
        evidence.strong("common given name and surname", name);
    } else if clear && !located && !has_common_word(reading, run) {
        evidence.strong("common given name", name);
    } else if given {
        evidence.weak("common given name", name);
    }
    if surname && !given {
        evidence.weak("common surname", name);
    } else if ending && !surname {
        evidence.weak("ending of a surname", name);
    }
    if is_romanised(reading, run) {
        evidence.strong("family name first, as in Chinese and Korean", name);
    }
    let speaks_before =
        before.is_some_and(|before| class(before).is(Class::REPORTING) && shape(before) == Shape::Lower);
    let speaks_behind = class(end).is(Class::REPORTING) && shape(end) == Shape::Lower;
    if speaks_before {
        evidence.weak("verb of saying before the name", piece.anchor(start - 1..end));
    } else if speaks_behind {
        evidence.weak("verb of saying behind the name", piece.anchor(start..end + 1));
    }
    // In headlines only runs that stand apart or are known names are looked at, see `run`.
    if piece.case == Case::Headline && !given {
        evidence.is_strong = false;
    }
    evidence
}

/// Where a run has an initial.
enum Initial {
    /// Between two words, or two of them before the last word: only people's names do.
    Inside,
    /// One before the last word.
    First,
    /// Nowhere.
    None,
}

fn initial<'a>(shape: &dyn Fn(usize) -> Shape, text: &dyn Fn(usize) -> &'a str, start: usize, end: usize) -> Initial {
    let last = end.saturating_sub(1);
    if !matches!(shape(last), Shape::Capital | Shape::Upper) {
        return Initial::None;
    }
    let count = (start..last).filter(|&at| shape(at) == Shape::Initial && text(at).ends_with('.')).count();
    let letters: usize =
        (start..last).filter(|&at| shape(at) == Shape::Initial).map(|at| text(at).matches('.').count()).sum();
    let is_state = text(start) == "U." || text(start) == "U";
    match count {
        0 => Initial::None,
        _ if shape(start) != Shape::Initial || letters >= 2 && !is_state => Initial::Inside,
        _ if is_state => Initial::None,
        _ => Initial::First,
    }
}

/// Whether a capitalised word or a role follows a lone word ("Chief Risk Officer").
fn goes_on(shape: Shape, class: Class) -> bool {
    matches!(shape, Shape::Capital | Shape::Upper) && !class.is(Class::FUNCTION)
        || shape == Shape::Lower && class.is(Class::IMPERSONAL)
}

/// Whether a lone capitalised word may be a surname: no other word, and not met in lower case.
fn is_surname_like(reading: &Reading<'_>, run: &Run) -> bool {
    let Some(piece) = reading.pieces.get(run.piece) else { return false };
    let class = reading.class(piece, run.tokens.start);
    let lower = piece
        .tokens
        .get(run.tokens.start)
        .and_then(|token| reading.vocabulary.get(token.word))
        .map_or(0, |word| word.lower);
    let other = class.is(Class::AMBIGUOUS | Class::MODIFIER | Class::ROLE) && !class.is(Class::NAME);
    !other && lower == 0 && piece.case == Case::Running
}

/// Whether a word of the run, the first aside, stands in lower case somewhere in the text.
fn has_common_word(reading: &Reading<'_>, run: &Run) -> bool {
    let Some(piece) = reading.pieces.get(run.piece) else { return true };
    (run.tokens.start + 1..run.tokens.end).any(|at| {
        let class = reading.class(piece, at);
        let lower =
            piece.tokens.get(at).and_then(|token| reading.vocabulary.get(token.word)).map_or(0, |word| word.lower);
        !class.is(Class::NAME | Class::PARTICLE) && (lower > 0 || class.is(Class::MODIFIER))
    })
}

fn is_age(comma: &str, shape: Shape, number: &str, close: &str) -> bool {
    let years = number.parse::<u8>().is_ok_and(|years| (5..=112).contains(&years));
    shape == Shape::Number
        && years
        && (comma == "," && (matches!(close, "," | "." | "años") || close.starts_with("year"))
            || comma == "(" && close == ")")
}

/// Endings that mark surnames in many languages.
const SURNAME_ENDINGS: &[&str] = &[
    "ez", "sson", "sen", "son", "ski", "sky", "ska", "skaya", "wicz", "vich", "ovic", "evic", "ov", "ova", "ev", "eva",
    "enko", "chuk", "yan", "dze", "shvili", "oglu", "berg", "stein", "mann", "nen", "akis", "poulos", "idis", "escu",
    "quist", "strom", "gaard", "swamy", "murthy", "moto", "yama", "mura", "zawa", "naka", "kawa", "elli", "etti",
    "ucci", "oux", "eault", "bauer", "meyer",
];

fn has_surname_ending(reading: &Reading<'_>, run: &Run) -> bool {
    let Some(piece) = reading.pieces.get(run.piece) else { return false };
    let Some(token) = run.tokens.end.checked_sub(1).and_then(|last| piece.tokens.get(last)) else { return false };
    reading.vocabulary.get(token.word).is_some_and(|word| {
        word.class == Class::default()
            && word.lower == 0
            && word.key.len() >= 5
            && SURNAME_ENDINGS.iter().any(|end| word.key.ends_with(end))
    })
}

/// "Kim Jong-un", "Tsai Ing-wen": a short surname and a given name of two syllables with a hyphen.
fn is_romanised(reading: &Reading<'_>, run: &Run) -> bool {
    let Some(piece) = reading.pieces.get(run.piece) else { return false };
    if run.tokens.len() != 2 {
        return false;
    }
    let class = reading.class(piece, run.tokens.start);
    let given = piece.str(run.tokens.start + 1);
    let hyphened = given.split_once('-').is_some_and(|(one, other)| {
        one.len() <= 6 && other.len() <= 6 && !other.is_empty() && other.chars().all(char::is_lowercase)
    });
    let second = reading.class(piece, run.tokens.start + 1);
    let known = second.is(Class::GIVEN) && !second.is(Class::AMBIGUOUS);
    class.is(Class::SURNAME) && !class.is(Class::GIVEN) && piece.str(run.tokens.start).len() <= 6 && (hyphened || known)
}
