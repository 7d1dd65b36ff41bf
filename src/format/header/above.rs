//! What a line above a text is by its neighbours: the house, series or section above a title.

use std::collections::HashSet;

use crate::document::{Block, BlockKind, Document, FoundDate, find_dates};
use crate::format::words::{Phrases, is_words};

use super::BODY;
use super::byline::byline;
use super::contact::is_contact;
use super::field::field;
use super::given::is_given_name;
use super::house::{has_verb, is_house_name, is_large, is_office, is_paper};
use super::label::{is_document, is_embargo, is_kicker, is_label, is_numbered, is_release, is_sections};
use super::line::{date_line, is_written_from};
use super::names::{is_personal, is_plain_name};
use super::signed::is_spoken_of;

/// Lines below a line of the head that are looked at for a title.
const NEAR: usize = 8;
/// Words of the longest line that is only a section or a series.
const SHORT: usize = 4;
/// Blocks of the text in which words come back.
const FAR: usize = 400;

/// Whether a line is the house, the series or the section above a title: "CHESS", "FEATURE | The Monthly", "MINISTERIO DE
/// SALUD" with its office below. Another line that can be the title has to follow before any text.
pub(super) fn stands_above_title(document: &Document, number: usize, is_below_house: bool) -> bool {
    let Some(block) = document.blocks.get(number).filter(|block| block.text.len() <= super::TITLE / 3) else {
        return false;
    };
    let text = &*block.text;
    let head = Head::below(document, number);
    let longest = head.titles().map(count).max().unwrap_or(0);
    if longest == 0 {
        return false;
    }
    if is_kicker(text) || is_numbered(text) {
        return longest >= 3;
    }
    let is_shouted = !text.chars().any(char::is_lowercase);
    let is_mixed = |line: &str| line.chars().any(char::is_lowercase);
    // "AVISO A LA POBLACIÓN" above "Aviso de corte de tránsito"
    if is_document(text) {
        let is_same = |line: &str| is_document(line) || shared(document, number, line, 1) >= 2 && !is_field_like(line);
        return is_shouted
            && count(text) <= SHORT
            && head.titles().any(|line| is_same(line) && is_mixed(line) && count(line) > count(text));
    }
    if is_series(text) {
        return longest >= 3;
    }
    let has_document = head.titles().any(|line| is_document(line) && count(line) > 1);
    if dated_line(text).is_some()
        || is_place_line(text)
        || is_stub(text)
        || is_address(text)
        || is_writer(document, number, text)
    {
        return longest >= SHORT || has_document;
    }
    // "Guardia Civil" above its office.
    let has_office = head.lines.first().is_some_and(|next| is_house_name(&next.text));
    let is_house = is_house_name(text)
        || is_below_house && is_office(text)
        || is_paper(text)
        || has_office && is_large(text) && count(text) <= SHORT;
    if is_house || is_unfinished(text) {
        // "Bank of Mum and Dad" over its teaser: the text does not name it as it names houses.
        let is_title =
            !is_shouted && head.titles().next().is_some_and(begins_as_teaser) && !is_named(document, number, text);
        return !is_title && (longest >= 3 || has_document);
    }
    // "Corvane", "FOR IMMEDIATE RELEASE": labels of releases stand above a title.
    if head.has_release_label && is_large(text) && !has_verb(text) && count(text) <= 6 && longest >= 4 {
        return true;
    }
    if has_document && is_large(text) {
        return true;
    }
    let Some(next) = head.titles().next() else { return false };
    let is_mixed = is_mixed(next);
    if is_shouted && is_mixed && count(next) > count(text).max(3) && (count(text) < SHORT || is_below_house) {
        return true;
    }
    // A quotation is the title of what stands in a series.
    let is_quoted = next.starts_with(['"', '“', '«', '‘', '\'']) && next.ends_with(['"', '”', '»', '’', '\'']);
    if is_quoted && count(next) >= SHORT && count(text) <= SHORT && !is_personal(text) {
        return is_shouted || shared(document, number, text, FAR) == 0;
    }
    // A title's words come back in the text below; those of a house's motto, its address or a section do not.
    let of_next = shared(document, number, next, 1);
    if is_shouted && is_mixed {
        return count(next) >= SHORT && of_next >= 2 + shared(document, number, text, 1);
    }
    // A region or a subject alone.
    let is_word = count(text) == 1 && count(next) > SHORT;
    let is_section = if is_word {
        true
    } else if is_large(text) {
        let is_apart = head.is_dated && !has_verb(text) && of_next > 0;
        (is_below_house || is_apart) && count(next) >= SHORT || count(next) > SHORT && !is_large(next) && of_next >= 2
    } else {
        count(text) < SHORT && count(next) > SHORT && of_next >= 3
    };
    is_section
        && !begins_as_teaser(next)
        && count(text) <= SHORT
        && !begins_as_title(text)
        && shared(document, number, text, FAR) == 0
}

/// Whether a line begins with a word and a colon: "Present: A. Coker (chair)".
fn is_field_like(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, _)| count(name) <= 2)
}

/// Whether a line is the name of a series of texts: "Sunday Conversation", "The Thursday Interview".
fn is_series(text: &str) -> bool {
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
fn begins_as_title(text: &str) -> bool {
    const WORDS: Phrases =
        Phrases::new("the |a |an |how |why |what |when |where |who |el |la |los |las |un |una |cómo |por qué |qué ");
    WORDS.starts(text)
}

/// Whether the text below a line holds it as it stands.
fn is_named(document: &Document, number: usize, name: &str) -> bool {
    document.blocks.iter().skip(number + 1).take(FAR).any(|block| block.text.contains(name))
}

/// Whether a line begins as teasers below a title do.
fn begins_as_teaser(line: &str) -> bool {
    const WORDS: Phrases = Phrases::new("a |an |how |why |it |they |she |he |we |un |una ");
    WORDS.starts(line)
}

/// Whether a line is a dateline without its text: "Madrid, 16 abr. (Agencia) -".
fn is_stub(text: &str) -> bool {
    text.ends_with(['-', '–', '—']) && text.contains(|c: char| c.is_ascii_digit()) && count(text) <= 2 * SHORT
}

/// Whether a line is the name of the writer, above the title: the text does not speak of it.
pub(super) fn is_writer(document: &Document, number: usize, text: &str) -> bool {
    let is_given = text.split(' ').next().is_some_and(is_given_name);
    is_given && is_plain_name(text) && !is_paper(text) && !is_spoken_of(document, number, text)
}

/// Whether a line is the street of an address.
fn is_address(text: &str) -> bool {
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
fn is_place_line(text: &str) -> bool {
    let is_place = |part: &str| {
        (1..=3).contains(&count(part)) && is_large(part) && part.chars().all(|c| c.is_alphabetic() || c == ' ')
    };
    text.split_once(", ").is_some_and(|(town, country)| is_place(town) && is_place(country) && count(text) <= SHORT)
}

/// The lines between a line and the text below it.
struct Head<'a> {
    lines: Vec<&'a Block>,
    has_release_label: bool,
    /// A date stands directly below.
    is_dated: bool,
}

impl<'a> Head<'a> {
    fn below(document: &'a Document, number: usize) -> Self {
        let next = document.blocks.get(number + 1).map(|block| &*block.text).unwrap_or_default();
        let is_dated = date_line(next).is_some();
        let mut head = Self { lines: Vec::new(), has_release_label: false, is_dated };
        for block in document.blocks.iter().skip(number + 1).take(NEAR) {
            let text = &*block.text;
            let is_line = matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::Title)
                && text.len() <= super::TITLE;
            if !is_line || is_sentence(text) && !is_beside_title(text) {
                break;
            }
            head.has_release_label |= is_release(text);
            if !is_beside_title(text) && !is_stub(text) && is_words(text) {
                head.lines.push(block);
            }
        }
        head
    }

    /// The lines that can be the title, the next one first.
    fn titles(&self) -> impl Iterator<Item = &'a str> + use<'a, '_> {
        self.lines.iter().map(|block| &*block.text).filter(|line| !is_house_name(line) && !is_sections(line))
    }
}

/// Whether a line of the head is none that can be a title.
fn is_beside_title(text: &str) -> bool {
    is_label(text)
        || is_contact(text)
        || is_embargo(text)
        || field(text).is_some()
        || byline(text).is_some()
        || date_line(text).is_some()
        || is_written_from(text)
}

/// Whether a line breaks off before its last noun, as the names of series do: "Five minutes with".
fn is_unfinished(text: &str) -> bool {
    let last = text.trim_end_matches(['.', '…', ' ']).split_whitespace().next_back().unwrap_or_default().to_lowercase();
    count(text) <= SHORT + 1
        && ["with", "of", "from", "for", "to", "by", "con", "de", "para", "desde", "por"].contains(&last.as_str())
}

/// How many words of a line that mean something come back in so many paragraphs of the text below.
fn shared(document: &Document, number: usize, line: &str, most: usize) -> usize {
    const LEAST: usize = 4;
    const WORDS: usize = 4_000;
    const SMALL: Phrases = Phrases::new(
        "with|from|that|this|they|them|their|have|will|been|were|after|over|into|than|more|most|what|when|where|which|while|about\
        |before|last|first|years|year|says|said|goes|para|como|sobre|entre|desde|hasta|tras|este|esta|estos|estas|pero|cuando|donde\
        |también|años|ante|contra|según|sin|todo|toda|todos|todas|quien|porque|primera|primer",
    );
    let stem = |word: &str| -> String { word.to_lowercase().chars().take(5).collect() };
    let is_word = |word: &&str| word.chars().count() >= LEAST && !SMALL.has(word);
    let below = document.blocks.iter().skip(number + 1).filter(|block| {
        !matches!(block.kind, BlockKind::Heading) && (block.text.len() >= BODY || is_sentence(&block.text))
    });
    let words = below.take(most).flat_map(|block| block.text.split(|c: char| !c.is_alphanumeric()));
    let stems: HashSet<String> = words.take(WORDS).filter(is_word).map(stem).collect();
    line.split(|c: char| !c.is_alphanumeric()).filter(is_word).filter(|word| stems.contains(&stem(word))).count()
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether a text ends as sentences do.
fn is_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '»', '\'', ')']).ends_with(['.', '…', ';', ','])
}
