//! Names with a place, a town or an office beside them, on the lines that sign a text.

use super::house::is_company;
use super::large::is_large;
use super::names::{is_known_name, is_plain_name, plain_names};

/// The names of a part of a line, in capitals too.
pub(super) fn names_beside_date(part: &str) -> Vec<String> {
    let name = without_place(part);
    if is_company(name) {
        return Vec::new();
    }
    let names = plain_names(name);
    if names.is_empty() && is_known_name(name) { vec![name.to_owned()] } else { names }
}

/// "Ana Beck Madrid": the name without the town of its bearer, when at least two words are left.
pub(super) fn without_capital(name: &str) -> &str {
    const TOWNS: [&str; 44] = [
        "Madrid",
        "Barcelona",
        "Sevilla",
        "Valencia",
        "Bilbao",
        "Zaragoza",
        "Málaga",
        "Lisboa",
        "Londres",
        "París",
        "Roma",
        "Berlín",
        "Bruselas",
        "Moscú",
        "Kiev",
        "Washington",
        "Nueva York",
        "México",
        "Ciudad de México",
        "Bogotá",
        "Lima",
        "Quito",
        "Caracas",
        "Santiago",
        "Buenos Aires",
        "Montevideo",
        "Asunción",
        "La Paz",
        "La Habana",
        "Managua",
        "Guatemala",
        "Tegucigalpa",
        "Pekín",
        "Jerusalén",
        "London",
        "Paris",
        "Rome",
        "Berlin",
        "Brussels",
        "Moscow",
        "New York",
        "Beijing",
        "Jerusalem",
        "Delhi",
    ];
    let cut = TOWNS.iter().find_map(|town| name.strip_suffix(town)?.strip_suffix(' '));
    cut.filter(|name| name.contains(' ')).unwrap_or(name)
}

/// "Ana Beck in Quito": the name.
fn without_place(part: &str) -> &str {
    [" in ", " en "].iter().find_map(|link| part.split_once(link)).map_or(part, |(name, _)| name).trim()
}

/// "the Chief Inspector, Ana Beck": the name behind an office.
pub(super) fn named_after_office(text: &str) -> Option<&str> {
    let (office, name) = text.split_once(", ")?;
    let office = ["the ", "our ", "el ", "la "].iter().find_map(|article| office.strip_prefix(article))?;
    let small = ["of", "for", "and", "de", "del", "la", "y", "the"];
    let is_titled = office.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || small.contains(&word));
    let name = name.trim();
    (is_titled && office.split_whitespace().count() <= 6 && is_plain_name(name)).then_some(name)
}

/// What follows the place of one of several writers: " in Quito and Luis Vega in Lima".
pub(super) fn beyond_place(after: &str) -> Option<&str> {
    const WORDS: usize = 3;
    let place = [" in ", " en ", " desde "].iter().find_map(|link| after.strip_prefix(link))?;
    let (at, link) = [" and ", " y ", " & ", ", "].iter().filter_map(|link| Some((place.find(link)?, *link))).min()?;
    let (place, next) = (place.get(..at)?, place.get(at + link.len()..)?);
    (is_large(place) && place.split(' ').count() <= WORDS).then_some(next)
}
