//! The lines above a text, each with what it looks like: one look at every line, which its neighbours are weighed by too.

use std::collections::HashSet;

use crate::document::{Block, BlockKind, Document, find_dates};
use crate::format::kind::is_legend;
use crate::format::words::{Phrases, is_words};

use super::above::{begins_as_teaser, begins_as_title, dated_line, is_address, is_place_line, is_series, is_stub};
use super::byline::byline;
use super::contact::contact_lines;
use super::field::field;
use super::given::is_given_name;
use super::house::{has_verb, is_house_name, is_issue, is_paper};
use super::label::{
    has_section_word, is_document, is_embargo, is_kicker, is_label, is_numbered, is_release, is_release_line,
    is_sections,
};
use super::large::is_large;
use super::line::{date_line, is_day_alone, is_written_from, occasion};
use super::names::{is_personal, plain_names, without_asides};
use super::shape::{has_document_noun, has_number, is_code, is_held, is_slug, is_year};
use super::stems::{Wanted, stem};
use super::titled::bare_start;
use super::{BODY, TITLE, TOP};

/// How notes to those who print a text begin.
const NOTES: Phrases = Phrases::new(
    "eds:|eds.:|editors:|editor's note:|editors' note:|note to editors:|notes to editors:|nota del editor:|nota a los editores:|nota de la redacción:|n. de la r.:",
);

/// Headings within texts, and what stands above the lists of those who met.
pub(super) const INNER: Phrases = Phrases::new(
    "synopsis|sinopsis|chapter one|chapter 1|chapter i|prologue|capítulo primero|capítulo uno|capítulo 1|capítulo i|part one|primera parte|summary|abstract|introduction|background|executive summary|foreword|preface|contents|table of contents|key points|key messages|key facts|highlights|overview|purpose|findings|conclusions\
            |resumen|resumen ejecutivo|presentación|introducción|antecedentes|prólogo|prefacio|índice|contenido|sumario|puntos clave|objeto|judgment|order|antecedentes de hecho|present|in attendance|apologies|members present|members absent|others present|attendance|absent|host|hosts|guest|guests|asistentes|asisten|presentes|ausentes|faltan con aviso|orden del día",
);

/// What a line of the head is by its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Contact,
    Embargo,
    Caption,
    Field,
    Byline,
    Date,
    Label,
    Section,
    House,
    Numbered,
    Document,
    Person,
    List,
    Sentence,
    Plain,
}

/// The blank lines around a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing is known of them, or the head has none.
    Unknown,
    /// Above and below.
    Alone,
    /// The first of several lines.
    First,
    /// Another of several lines.
    Later,
}

/// A line of the head.
#[expect(clippy::struct_excessive_bools, reason = "what a line shows is many things that hold or do not")]
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Its block.
    pub(super) number: usize,
    pub(super) text: &'a str,
    pub(super) kind: Kind,
    pub(super) words: usize,
    pub(super) can_be_title: bool,
    /// A label or a day and a colon lead to it.
    pub(super) is_led: bool,
    pub(super) is_heading: bool,
    pub(super) is_top_heading: bool,
    pub(super) is_shouted: bool,
    pub(super) is_large: bool,
    pub(super) is_dated: bool,
    pub(super) is_coded: bool,
    pub(super) is_net: bool,
    pub(super) is_series: bool,
    pub(super) is_place: bool,
    pub(super) is_release: bool,
    pub(super) has_verb: bool,
    pub(super) opens_title: bool,
    pub(super) opens_teaser: bool,
    /// It holds a small word that ties sentences together and names hardly.
    pub(super) follows: bool,
    /// Its words that come back in the text below, and in its first paragraph.
    pub(super) shared: usize,
    pub(super) lead: usize,
    /// The text below holds it as it stands.
    pub(super) is_named: bool,
    pub(super) gap: Gap,
    pub(super) has_section_word: bool,
    pub(super) is_field_like: bool,
    pub(super) is_titled: bool,
    pub(super) is_inner: bool,
    pub(super) is_occasion: bool,
    pub(super) is_person: bool,
    pub(super) ends_coded: bool,
    pub(super) has_number_word: bool,
    pub(super) has_document_noun: bool,
    /// It is the mark under which a wire sends a text.
    pub(super) is_slug: bool,
}

/// The lines above a text.
#[derive(Debug)]
pub(super) struct Head<'a> {
    pub(super) lines: Vec<Line<'a>>,
}

impl<'a> Head<'a> {
    pub(super) fn of(document: &'a Document, gaps: &[bool]) -> Self {
        /// Short sentences between the lines of a head: a teaser, a note above it.
        const SENTENCES: usize = 2;
        let mut lines: Vec<Line<'a>> = Vec::new();
        let mut sentences = 0;
        let mut contacts = 0;
        let mut below = document.blocks.len().min(TOP);
        for (number, block) in document.blocks.iter().enumerate().take(TOP) {
            if field(&block.text).is_none() {
                contacts = contacts.max(number + contact_lines(document, number));
            }
            let kind = if contacts > number { Kind::Contact } else { kind(block, bare(block)) };
            let is_line = matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::ListItem);
            if !is_line || kind == Kind::Sentence && block.text.len() >= BODY || block.text.len() > TITLE {
                below = number;
                break;
            }
            sentences += usize::from(kind == Kind::Sentence);
            lines.push(Line::new(number, block, kind));
            if sentences > SENTENCES {
                below = number;
                break;
            }
        }
        let mut head = Self { lines };
        head.rule_out_turns(document);
        head.part(gaps);
        head.rule_out_sentences();
        head.rule_out_inner();
        head.compare(document, below);
        head
    }

    /// Which lines stand together between blank lines.
    fn part(&mut self, gaps: &[bool]) {
        let is_apart = |number: usize| gaps.get(number).copied().unwrap_or(true) || number == 0;
        let has_blank = (1..=self.lines.len()).any(|number| gaps.get(number).copied().unwrap_or(false));
        if !has_blank {
            return;
        }
        for line in &mut self.lines {
            line.gap = match (is_apart(line.number), is_apart(line.number + 1)) {
                (true, true) => Gap::Alone,
                (true, false) => Gap::First,
                (false, _) => Gap::Later,
            };
        }
    }

    /// Which words of the lines come back below.
    fn compare(&mut self, document: &Document, below: usize) {
        const FAR: usize = 400;
        const WORDS: usize = 4_000;
        const BYTES: usize = 64 * 1024;
        const NAME: usize = 5;
        let text = || document.blocks.iter().skip(below).take(FAR).filter(|block| block.kind != BlockKind::Heading);
        // Of the text only those of its words matter that the lines have, which are few.
        let own = |line: &Line<'_>| line.text.split(not_of_word).filter(|word| is_meaning(word)).map(stem).collect();
        let owned: Vec<Vec<String>> =
            self.lines.iter().map(|line| if line.can_be_title { own(line) } else { Vec::new() }).collect();
        let wanted = Wanted::of(owned.iter().flatten());
        let stems = |blocks: usize| -> HashSet<&str> {
            let words = text().take(blocks).flat_map(|block| block.text.split(not_of_word));
            words.take(WORDS).filter_map(|word| wanted.stem(word).filter(|_| is_meaning(word))).collect()
        };
        let (all, lead) = (stems(FAR), stems(1));
        for (line, words) in self.lines.iter_mut().zip(&owned) {
            if !line.can_be_title {
                continue;
            }
            line.shared = words.iter().filter(|word| all.contains(word.as_str())).count();
            line.lead = words.iter().filter(|word| lead.contains(word.as_str())).count();
            // Only names are looked for, and not in all of a long text.
            let near = || {
                text().scan(0, |bytes, block| {
                    *bytes += block.text.len();
                    (*bytes <= BYTES).then_some(&block.text)
                })
            };
            line.is_named = line.is_large && line.words <= NAME && near().any(|body| body.contains(line.text));
        }
    }
}

fn not_of_word(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Whether a word means something by itself.
fn is_meaning(word: &str) -> bool {
    const LEAST: usize = 4;
    const SMALL: Phrases = Phrases::new(
        "with|from|that|this|they|them|their|have|will|been|were|after|over|into|than|more|most|what|when|where|which|while|about\
        |before|last|first|years|year|says|said|goes|para|como|sobre|entre|desde|hasta|tras|este|esta|estos|estas|pero|cuando|donde\
        |también|años|ante|contra|según|sin|todo|toda|todos|todas|quien|porque|primera|primer",
    );
    word.chars().count() >= LEAST && !SMALL.has(word)
}

/// The words of a line without a label or a day before a title.
fn bare(block: &Block) -> &str {
    block.text.get(bare_start(&block.text)..).unwrap_or(&block.text)
}

/// What a line is by its look alone.
fn kind(block: &Block, text: &str) -> Kind {
    const PUBLISHED: Phrases = Phrases::new(
        "publicado en |published in |first published in |originally published in |publicado originalmente en |this article first appeared in |aparecido en ",
    );
    if block.kind == BlockKind::ListItem {
        return Kind::List;
    }
    if is_embargo(text) {
        return Kind::Embargo;
    }
    if is_legend(text) {
        return Kind::Caption;
    }
    if is_label(text) || is_release_line(text) || NOTES.starts(text) {
        return Kind::Label;
    }
    if field(text).is_some() {
        return Kind::Field;
    }
    if byline(text).is_some() || is_written_from(text) {
        return Kind::Byline;
    }
    if date_line(text).is_some() || is_day_alone(text) {
        return Kind::Date;
    }
    let bare = text.trim_end_matches(['"', '”', '»', '\'', '’', ')']);
    // "The rupee rose.", but not "Unión de Artesanas, A.C."
    let ends_small = || {
        text.split_once(' ').is_some()
            && text.split_whitespace().next_back().is_some_and(|last| last.starts_with(char::is_lowercase))
    };
    let is_long = || text.split_whitespace().count() > 4;
    // "Drones Are Here. They Are Loud."
    let is_headline = || is_large(text) && text.len() < BODY && !ends_small() && !text.contains(',');
    if bare.ends_with('.') && block.kind != BlockKind::Heading && (is_long() || ends_small()) && !is_headline() {
        return Kind::Sentence;
    }
    if is_numbered(text) {
        return Kind::Numbered;
    }
    if is_sections(text) || is_kicker(text) {
        return Kind::Section;
    }
    if is_document(text) {
        return Kind::Document;
    }
    // "Publicado en El Correo de Olmos"
    if PUBLISHED.rests(text).any(|(_, house)| is_large(house)) {
        return Kind::House;
    }
    // "Revista del Río, marzo de 2022"
    let before_date = || find_dates(text).pop().and_then(|date| text.get(..date.range.start)).unwrap_or_default();
    let house = || before_date().trim_end_matches([' ', ',', '|', '·', '–', '—', '-', '(']);
    // "The Holm Courier / Weekend"
    let is_page = || {
        let page = text.split_once([' ', '\u{a0}']).and_then(|_| text.split_once(['/', '|', '·', '›']));
        page.is_some_and(|(paper, page)| {
            is_paper(paper.trim()) && is_large(page) && page.split_whitespace().count() <= 2 && !has_verb(page)
        })
    };
    if is_house_name(text) || is_paper(text) || is_paper(house()) || is_issue(text) || is_page() {
        return Kind::House;
    }
    if plain_names(text).len() > 1 || text.ends_with(')') && plain_names(&without_asides(text)).len() > 1 {
        return Kind::Person;
    }
    if is_personal(text) && text.split(' ').next().is_some_and(is_given_name) {
        return Kind::Person;
    }
    Kind::Plain
}

impl<'a> Line<'a> {
    /// Whether a line by its look is rather a house, a section, a number, a name or a place than a title.
    pub(super) fn is_weak(&self) -> bool {
        matches!(self.kind, Kind::House | Kind::Section | Kind::Label | Kind::Numbered | Kind::Person)
            || self.is_place
            || self.is_slug
            || self.is_series
            || self.is_occasion && self.kind == Kind::Plain
            || self.is_titled && self.is_large && !self.has_verb && self.words <= 6
            || self.is_dated && self.words <= 8 && self.text.starts_with(|c: char| c.is_ascii_digit())
            || self.is_net
            || self.text.contains(['|', '·', '•'])
            || self.is_field_like && self.words <= 5
            || self.has_section_word && !self.follows
            || self.ends_coded && self.kind != Kind::Document && !self.has_document_noun && self.words <= 6
            || self.has_number_word && self.kind != Kind::Document && !self.has_document_noun
    }

    fn new(number: usize, block: &'a Block, kind: Kind) -> Self {
        const TITLED: Phrases = Phrases::new(
            "dr |dr. |dra. |dra |hon. |the hon|the rt hon|rt hon|sir |mr |mr. |mrs |mrs. |ms |ms. |prof. |professor |cllr |councillor |judge |justice |lord |captain |commodore            |president |minister |deputy minister |prime minister |secretary |ambassador |governor |mayor |senator |chancellor |d. |d.ª |don |doña |sr. |sra. |lic. |ing. |doctora |doctor |ministro |ministra |presidente |presidenta |alcalde |alcaldesa",
        );
        const TIES: Phrases = Phrases::new(
            "in|at|as|after|over|with|from|by|its|his|her|their|that|who|than|but|not|no|se|su|sus|con|por|en|tras|que|no|más|lo|al|sin|un|una|an",
        );
        let text = bare(block);
        let words = text.split_whitespace().count();
        let is_fixed = matches!(
            kind,
            Kind::Contact | Kind::Embargo | Kind::Caption | Kind::Field | Kind::Byline | Kind::Date | Kind::List
        );
        let is_net = text.contains('@')
            || text.contains("www.")
            || text.contains("://")
            || !text.contains(' ') && text.contains('.');
        let is_coded = text.split_whitespace().any(|word| {
            let digits = word.bytes().filter(u8::is_ascii_digit).count();
            digits > 0 && word.contains(['/', '-', '.', '[']) || digits >= 5
        });
        Self {
            number,
            text,
            kind,
            words,
            can_be_title: !is_fixed && (is_words(text) || is_year(text)),
            is_led: text.len() < block.text.len(),
            is_heading: block.kind == BlockKind::Heading,
            is_top_heading: block.kind == BlockKind::Heading && block.depth == 1,
            is_shouted: !text.chars().any(char::is_lowercase),
            is_large: is_large(text),
            is_dated: dated_line(text).is_some() || find_dates(text).iter().any(|date| date.value.day.is_some()),
            is_coded,
            is_net,
            is_series: is_series(text),
            is_place: is_place_line(text) || is_address(text) || is_stub(text),
            is_release: is_release(text),
            has_verb: has_verb(text),
            opens_title: begins_as_title(text),
            opens_teaser: begins_as_teaser(text),
            follows: text.split_whitespace().skip(1).any(|word| TIES.has(word)),
            shared: 0,
            lead: 0,
            is_named: false,
            gap: Gap::Unknown,
            has_section_word: words <= 5 && has_section_word(text) && kind != Kind::Section,
            is_field_like: text
                .split_once(':')
                .is_some_and(|(name, value)| name.split_whitespace().count() <= 3 && value.starts_with(' ')),
            is_titled: TITLED.starts(text),
            is_inner: INNER.has(
                text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ').trim_end_matches(':'),
            ),
            is_occasion: occasion(text).is_some() || kind == Kind::Plain && is_held(text),
            is_person: is_personal(text),
            ends_coded: text.split_whitespace().next_back().is_some_and(is_code),
            has_number_word: has_number(text),
            has_document_noun: has_document_noun(text),
            is_slug: is_slug(text),
        }
    }
}
