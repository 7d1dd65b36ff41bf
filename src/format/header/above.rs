//! What a line above a text is by its neighbours: the house, series or section above a title.

use crate::document::{Document, FoundDate, find_dates};
use crate::format::words::Phrases;

use super::given::is_given_name;
use super::house::is_paper;
use super::job::is_job;
use super::label::is_kicker;
use super::large::is_large;
use super::line::{date_line, only_day};
use super::names::is_plain_name;
use super::signed::is_spoken_of;

/// Words of the longest line that is only a section or a series.
const SHORT: usize = 4;
/// Whether a line is the name of a series of texts: "Sunday Conversation", "The Thursday Interview".
pub(super) fn is_series(text: &str) -> bool {
    const LAST: Phrases = Phrases::new(
        "conversation|interview|diary|notebook|column|profile|essay|dispatch|sketch|series|postcard|questionnaire|debate|podcast\
        |talk|talks|big read|long read|entrevista|columna|diario|cuaderno|tribuna|perfil|serie|cuestionario",
    );
    const FIRST: Phrases = Phrases::new(
        "columna de|la columna de|el rincón de|letter from|a letter from|the view from|a view from|my favourite|my best|crónicas de|historias de|cuadernos de|apuntes de|cartas de|letters from|stories from|tales of|tales from|notes from|diary of\
        |five minutes with|lunch with|a day in|meet the|voices of|voces de",
    );
    let is_last = |word: &str| LAST.has(word.trim_end_matches(':'));
    if FIRST.starts(text) {
        return count(text) <= SHORT;
    }
    count(text) <= SHORT && is_large(text) && text.split_whitespace().next_back().is_some_and(is_last)
}

/// Whether a line in large letters begins as titles do and the names of sections do not.
pub(super) fn begins_as_title(text: &str) -> bool {
    const WORDS: Phrases =
        Phrases::new("the |a |an |how |why |what |when |where |who |el |la |los |las |un |una |cómo |por qué |qué ");
    WORDS.starts(text)
}

/// Whether a line begins as teasers below a title do.
pub(super) fn begins_as_teaser(line: &str) -> bool {
    const WORDS: Phrases = Phrases::new(
        "a |an |how |why |it |its |they |she |he |we |can |is |are |does |should |inside |meet |un |una |unos |crónica |historia ",
    );
    WORDS.starts(line)
}

/// Whether a line is a dateline without its text: "Madrid, 16 abr. (Agencia) -".
pub(super) fn is_stub(text: &str) -> bool {
    text.ends_with(['-', '–', '—']) && text.contains(|c: char| c.is_ascii_digit()) && count(text) <= 2 * SHORT
}

/// Whether a line is the name of the writer, above the title: the text does not speak of it.
pub(super) fn is_writer(document: &Document, number: usize, text: &str) -> bool {
    const COLUMNS: Phrases = Phrases::new(
        "comment|opinion|opinión|column|columna|columna de opinión|tribuna|op-ed|analysis|análisis|viewpoint|perspective|blog|guest column",
    );
    const OFFICES: Phrases = Phrases::new(
        "president|minister|deputy|prime|secretary|ambassador|governor|mayor|senator|chancellor|commissioner|councillor|judge|justice|presidente|presidenta\
        |ministro|ministra|secretario|secretaria|gobernador|gobernadora|alcalde|alcaldesa|senador|senadora|diputado|diputada|intendente|rector|rectora",
    );
    let above = number.checked_sub(1).and_then(|above| document.blocks.get(above));
    // Columns are signed above their title, by whoever it is.
    let is_column = above.is_some_and(|above| COLUMNS.has(above.text.trim())) && text.split(' ').count() <= 4;
    // "Governor Ana Beck" is who speaks.
    if text.split(' ').next().is_some_and(|first| OFFICES.has(first)) {
        return false;
    }
    let is_given = is_column || text.split(' ').next().is_some_and(is_given_name);
    is_given && is_plain_name(text) && !is_paper(text) && !is_spoken_of(document, number, text)
}

/// Whether a name above the title stands where writers do: below a section or a day, or directly above the title or the day.
pub(super) fn is_signed_place(document: &Document, number: usize, title: usize) -> bool {
    let above = number.checked_sub(1).and_then(|above| document.blocks.get(above));
    let is_dated = |text: &str| date_line(text).is_some() || only_day(text).is_some();
    let is_below = above.is_some_and(|above| is_kicker(&above.text) || is_dated(&above.text));
    let next = document.blocks.get(number + 1);
    is_below || number + 1 == title || next.is_some_and(|next| is_dated(&next.text) || is_job(&next.text))
}

/// Whether a line is the street of an address.
pub(super) fn is_address(text: &str) -> bool {
    const STREETS: Phrases = Phrases::new(
        "street|road|avenue|lane|square|drive|boulevard|st|rd|ave|calle|avenida|av|avda|plaza|paseo|carrera",
    );
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    text.contains(|c: char| c.is_ascii_digit())
        && is_large(text)
        && count(text) <= SHORT + 2
        && words.any(|word| STREETS.has(word))
}

/// The day of a line with a few words on one side of it: "Incident update - 27 June 2023", "28 marzo 2024 | Paz y seguridad".
pub(super) fn dated_line(text: &str) -> Option<FoundDate> {
    const SIGNS: [char; 6] = ['-', '–', '—', '|', ':', '·'];
    let date = find_dates(text).pop().filter(|date| date.value.day.is_some())?;
    let (before, after) = (text.get(..date.range.start)?.trim(), text.get(date.range.end..)?.trim());
    let ends = after.is_empty() && before.ends_with(SIGNS);
    let begins = before.is_empty() && after.starts_with(['|', '·', '/']);
    ((ends || begins) && count(before) + count(after) <= SHORT + 1).then_some(date)
}

/// Whether a line is a town and its country: "Rotterdam, the Netherlands".
pub(super) fn is_place_line(text: &str) -> bool {
    let is_place = |part: &str| {
        (1..=3).contains(&count(part)) && is_large(part) && part.chars().all(|c| c.is_alphabetic() || c == ' ')
    };
    text.split_once(", ").is_some_and(|(town, country)| is_place(town) && is_place(country) && count(text) <= SHORT)
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether a text ends as sentences do.
pub(super) fn is_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '»', '\'', ')']).ends_with(['.', '…', ';', ','])
}
