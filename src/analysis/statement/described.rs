//! What words that describe somebody say: an age, a man or a woman, a stranger, a firm.

use std::collections::HashMap;

use super::super::Language;
use super::super::lexicon::Class;
use super::super::token::Shape;
use super::line::Line;
use super::naming::{is_determiner, is_indefinite};
use super::verb::{Gender, Lists, Noun};
use super::{kin, role};

/// Ages that a word for somebody stands for: "the 34-year-old", "the teenager".
pub(super) fn ages(key: &str) -> Option<std::ops::RangeInclusive<u8>> {
    if key.ends_with("-old") {
        let age = key.split('-').next()?.parse().ok()?;
        return Some(age..=age);
    }
    Some(match key {
        "teenager" | "teen" | "adolescente" | "quinceanera" => 11..=19,
        "sexagenarian" | "sexagenario" | "sexagenaria" => 60..=69,
        "septuagenarian" | "septuagenario" | "septuagenaria" => 70..=79,
        "octogenarian" | "octogenario" | "octogenaria" => 80..=89,
        "nonagenarian" | "nonagenario" | "nonagenaria" => 90..=99,
        "centenarian" | "centenario" | "centenaria" => 100..=125,
        "pensioner" | "anciano" | "anciana" => 60..=125,
        _ => return None,
    })
}

/// The age stated behind a name: ", 34,", "(34)", ", aged 34,", ", de 71 años".
fn age_behind(line: &Line<'_>, end: usize) -> Option<u8> {
    if !line.is_mark(end, &[",", "("]) {
        return None;
    }
    let is_led = matches!(line.key(end + 1), "aged" | "de");
    let number = if is_led { end + 2 } else { end + 1 };
    let age: u8 = line.str(number).parse().ok().filter(|age| (1..=125).contains(age))?;
    let behind = line.key(number + 1);
    let is_age = match line.key(end + 1) {
        "de" => behind == "anos",
        _ => !line.is_word(number + 1) || matches!(behind, "and" | "who" | "from" | "of" | "anos"),
    };
    is_age.then_some(age)
}

/// Notes the age stated behind a name.
pub(super) fn note_age(ages: &mut HashMap<u32, u8>, line: &Line<'_>, person: u32, end: usize) {
    if let Some(age) = age_behind(line, end) {
        ages.entry(person).or_insert(age);
    }
}

/// "The man", "la mujer": a word that says no more than that.
pub(super) fn is_human(key: &str) -> bool {
    human_gender(key).is_some() || matches!(key, "joven" | "youngster")
}

pub(super) fn human_gender(key: &str) -> Option<Gender> {
    match key {
        "man" | "hombre" | "boy" | "muchacho" | "senor" => Some(Gender::Man),
        "woman" | "mujer" | "girl" | "muchacha" | "senora" => Some(Gender::Woman),
        _ => None,
    }
}

/// "El lonco Lientur Cayupán": two unknown words with capitals behind a noun, whom nobody took for a person, and "a man".
pub(super) fn is_stranger(line: &Line<'_>, at: usize) -> bool {
    let is_unknown = |at: usize| {
        line.shape(at) == Shape::Capital
            && !line.is_name(at)
            && !line.class(at).is(Class::IMPERSONAL
                | Class::ORGANISATION
                | Class::PLACE
                | Class::TIME
                | Class::FUNCTION)
    };
    let is_noun = |at: usize| line.shape(at) == Shape::Lower && !line.class(at).is(Class::FUNCTION | Class::IMPERSONAL);
    at >= 2 && is_unknown(at) && is_unknown(at + 1) && is_noun(at - 1) && is_determiner(line, at - 2)
        || at > 0 && is_human(line.key(at)) && line.shape(at) == Shape::Lower && is_indefinite(line.key(at - 1))
}

/// Words for a firm that goes by its name elsewhere.
pub(super) fn is_firm(key: &str) -> bool {
    matches!(
        key,
        "company"
            | "firm"
            | "business"
            | "group"
            | "compania"
            | "empresa"
            | "firma"
            | "multinacional"
            | "startup"
            | "start-up"
    )
}

/// Whether the noun is somebody: by the lists, or by an ending that people’s names for what one does have.
pub(super) fn is_somebody(line: &Line<'_>, at: usize) -> bool {
    let key = line.key(at);
    matches!(line.noun(at), Some(Noun::People | Noun::Generic))
        || line.class(at).is(Class::ROLE)
        || is_human(key)
        || kin::is_kin(key)
        || key.ends_with("-in-law")
        || Lists::get().is_person(key, line.page.piece.language == Some(Language::English))
}

/// Whether a noun is a woman’s or a man’s by itself.
pub(super) fn noun_gender(key: &str) -> Option<Gender> {
    let known = human_gender(key).or_else(|| role::gender(key));
    known.or_else(|| {
        if key.ends_with("woman") || key.ends_with("ress") || key.starts_with("mother") {
            Some(Gender::Woman)
        } else if key.len() > 3 && key.ends_with("man") || key.starts_with("father") {
            Some(Gender::Man)
        } else {
            None
        }
    })
}
