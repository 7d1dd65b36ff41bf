//! Who goes by a wider word than the role that the text states: "the officer" for a constable, "the 34-year-old" for the one
//! whose age was given, "el hombre" for the only one named.

use std::collections::HashMap;

use super::line::Line;
use super::naming::Phrase;
use super::verb::Gender;
use super::words::is_in;

/// Wider words, each line with the roles that they stand for, folded.
const WIDER: &[(&str, &str)] = &[
    (
        "officer detective policeman policewoman oficial policia uniformado uniformada agente",
        "constable sergeant inspector superintendent commissioner captain lieutenant major colonel commander detective \
         coronel capitan capitana comisario comisaria sargento teniente comandante inspector inspectora suboficial",
    ),
    (
        "politician lawmaker legislator parliamentarian politico politica parlamentario parlamentaria legislador legisladora",
        "mp senator deputy representative congressman congresswoman councillor senador senadora diputado diputada \
         congresista concejal concejala edil",
    ),
    (
        "academic scholar lecturer academico academica docente catedratico catedratica",
        "professor profesor profesora catedratico catedratica lecturer",
    ),
    (
        "clergyman cleric priest religioso sacerdote cura clerigo",
        "vicar rector reverend bishop priest parroco obispo presbitero padre",
    ),
    (
        "attorney lawyer solicitor barrister letrado letrada jurista",
        "lawyer attorney barrister solicitor abogado abogada counsel",
    ),
    (
        "medic physician doctor medico medica facultativo facultativa",
        "surgeon paediatrician pediatrician cardiologist physician cirujano cirujana pediatra",
    ),
    ("boss chief executive", "ceo chief president director"),
    ("jerarca titular", "ministro ministra"),
];

/// The roles that a wider word stands for, among others.
pub(super) fn roles_of(line: &Line<'_>, phrase: &Phrase, key: &str) -> impl Iterator<Item = &'static str> {
    // «…», afirmó la secretaria de Estado: the minister.
    let of_state =
        matches!(key, "secretaria" | "secretario") && line.key(phrase.items.end.saturating_sub(1)) == "estado";
    let minister = if of_state { "ministra ministro" } else { "" };
    let key = key.to_owned();
    let wider = WIDER.iter().filter(move |(wide, _)| is_in(wide, &key)).flat_map(|(_, roles)| roles.split_whitespace());
    minister.split_whitespace().chain(wider)
}

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
pub(super) fn human(key: &str) -> Option<Option<Gender>> {
    Some(match key {
        "man" | "hombre" | "boy" | "muchacho" | "senor" => Some(Gender::Man),
        "woman" | "mujer" | "girl" | "muchacha" | "senora" => Some(Gender::Woman),
        "joven" | "youngster" => None,
        _ => return None,
    })
}
