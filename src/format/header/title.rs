//! Which line above a text is its title: every line of the head is weighed against the others.
//!
//! No sign decides alone. A line is what it is by its words, by the lines around it and by the text below, and the line
//! with the most weight is the title, if it weighs more than the chance that the text has none.

use crate::document::Document;
use crate::format::words::Phrases;

use super::head::{Gap, Head, Kind, Line};
use super::same_words;
use super::sign::{ANY, Sign};
use super::titled::without_site;

/// The block that is the title of a text.
pub(super) fn title_line(document: &Document, gaps: &[bool]) -> Option<usize> {
    /// Words of a title behind a label or a day.
    const LED: usize = 5;
    let head = Head::of(document, gaps);
    let mut best: Option<(i32, usize)> = None;
    for (at, line) in head.lines.iter().enumerate().filter(|(_, line)| line.can_be_title) {
        let weight = weight(&head, at, line);
        if weight > 0 && best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, line.number));
        }
    }
    // Nothing but titles has a label or a day and a colon before it: the only such line is the title.
    let mut led = head.lines.iter().filter(|line| line.is_led && line.can_be_title && line.kind != Kind::Sentence);
    let number = match (led.next(), led.next()) {
        (Some(line), None) if line.words >= LED => line.number,
        _ => best?.1,
    };
    // "The river rises | Holm Gazette" above or below "The river rises" is the title with the name of the site.
    let chosen = head.lines.iter().find(|line| line.number == number)?;
    let bare = without_site(chosen.text);
    let again = head.lines.iter().find(|line| bare.is_some_and(|bare| same_words(line.text, bare)));
    Some(again.map_or(number, |line| line.number))
}

/// What a line weighs as a title.
fn weight(head: &Head<'_>, at: usize, line: &Line<'_>) -> i32 {
    let seen = Seen::of(head, at, line);
    let signs =
        [seen.length(), seen.letters(), seen.sort(), seen.neighbours(), seen.contrast(), seen.rank(), seen.text()];
    ANY + signs.iter().flatten().map(|sign| sign.weight()).sum::<i32>()
}

/// A line with what its neighbours are.
struct Seen<'a> {
    head: &'a Head<'a>,
    at: usize,
    line: &'a Line<'a>,
    before: Option<&'a Line<'a>>,
    next: Option<&'a Line<'a>>,
    /// A longer line that can be the title stands below.
    longer: bool,
    /// A line that looks like a title stands above.
    has_plain: bool,
    /// Another line of the head looks like a title.
    has_other: bool,
}

/// The signs that hold.
fn those(signs: &[(bool, Sign)]) -> Vec<Sign> {
    signs.iter().filter(|(holds, _)| *holds).map(|(_, sign)| *sign).collect()
}

/// Whether a line by its look is of no other sort than titles are.
fn is_title_like(line: &Line<'_>) -> bool {
    matches!(line.kind, Kind::Plain | Kind::Document) && line.words >= 3
}

fn is(line: Option<&Line<'_>>, kind: Kind) -> bool {
    line.is_some_and(|line| line.kind == kind)
}

impl<'a> Seen<'a> {
    fn of(head: &'a Head<'a>, at: usize, line: &'a Line<'a>) -> Self {
        let before = at.checked_sub(1).and_then(|before| head.lines.get(before));
        let next = head.lines.get(at + 1);
        let mut seen = Self { head, at, line, before, next, longer: false, has_plain: false, has_other: false };
        let is_longer = |other: &&Line<'_>| other.words > line.words.max(3) && is_title_like(other);
        seen.longer = seen.below().any(|other| is_longer(&other));
        seen.has_plain = seen.above().any(is_title_like);
        seen.has_other = seen.others().any(|other| is_title_like(other) && !other.is_field_like);
        seen
    }

    fn above(&self) -> impl Iterator<Item = &'a Line<'a>> + use<'a> {
        self.head.lines.iter().take(self.at)
    }

    /// The lines below that can be the title.
    fn below(&self) -> impl Iterator<Item = &'a Line<'a>> + use<'a> {
        self.head.lines.iter().skip(self.at + 1).filter(|line| line.can_be_title)
    }

    /// The other lines that can be the title.
    fn others(&self) -> impl Iterator<Item = &'a Line<'a>> + use<'a> {
        self.above().filter(|line| line.can_be_title).chain(self.below())
    }

    fn length(&self) -> Vec<Sign> {
        let words = self.line.words;
        those(&[
            (words == 2, Sign::Two),
            (words == 3, Sign::Three),
            ((4..=5).contains(&words), Sign::Few),
            ((6..=14).contains(&words), Sign::Some),
            ((15..=22).contains(&words), Sign::Many),
            (self.others().all(|other| other.words <= words), Sign::Longest),
            (self.longer, Sign::LongerBelow),
        ])
    }

    fn letters(&self) -> Vec<Sign> {
        let (line, text) = (self.line, self.line.text);
        let bare = text.trim_end_matches(['"', '”', '»', '\'', '’', ')']);
        let is_opened = text.starts_with(['"', '“', '«', '‘', '\'']);
        let value = text.split_once(": ").map_or("", |(_, value)| value);
        let is_list = value.matches(", ").count() > 1 || value.contains(|c: char| c.is_ascii_digit());
        let is_dashed = [" – ", " — ", " - "].iter().any(|sign| text.contains(sign));
        let is_document = line.kind == Kind::Document || line.has_document_noun;
        those(&[
            (line.is_heading, Sign::Heading),
            (line.is_top_heading, Sign::TopHeading),
            (line.is_shouted, Sign::Shouted),
            (line.is_large && !line.is_shouted, Sign::Capitals),
            (bare.ends_with(['.', ';', '…']), Sign::Stop),
            (bare.ends_with(':'), Sign::Colon),
            (bare.ends_with([',', '-', '–', '—']), Sign::Comma),
            (bare.ends_with(['?', '!']), Sign::Asks),
            (is_opened && text.ends_with(['"', '”', '»', '’', '\'']), Sign::Quoted),
            (text.contains(['"', '“', '«', '‘']), Sign::Quotes),
            (text.contains(": "), Sign::HasColon),
            (text.contains(['|', '·', '•', '>', '»', '/']), Sign::Parted),
            (line.is_coded, Sign::Coded),
            (is_dashed && line.words <= 6, Sign::Dashed),
            (text.starts_with(|c: char| c.is_ascii_digit()) && line.is_dated, Sign::DateFirst),
            (line.ends_coded && line.words <= 6 && !is_document, Sign::CodeLast),
            (line.has_number_word, Sign::NumberWord),
            (line.is_field_like, Sign::FieldLike),
            (line.is_field_like && self.next.is_some_and(|next| next.is_field_like), Sign::FieldNext),
            (line.is_field_like && is_list, Sign::FieldList),
        ])
    }

    fn sort(&self) -> Vec<Sign> {
        let line = self.line;
        let is_headline = !line.is_large && !line.is_shouted && line.words >= 5 && line.kind == Kind::Plain;
        let is_phrase = line.is_large && !line.has_verb && line.words <= 6 && line.lead == 0;
        let is_genre = matches!(line.kind, Kind::Document | Kind::Numbered | Kind::Label) || line.has_section_word;
        let is_mixed = |other: &Line<'_>| !other.is_shouted && other.words >= 3 && other.kind == Kind::Plain;
        those(&[
            (line.kind == Kind::Label, Sign::Label),
            (line.kind == Kind::Section, Sign::Section),
            (line.kind == Kind::House, Sign::House),
            (line.is_series, Sign::Series),
            (line.kind == Kind::Document, Sign::Document),
            (line.has_document_noun && line.kind != Kind::Document, Sign::DocumentNoun),
            (line.kind == Kind::Person, Sign::Person),
            (line.is_titled, Sign::Titled),
            (line.is_place, Sign::Place),
            (line.has_verb, Sign::Verb),
            (line.opens_title, Sign::OpensTitle),
            (line.opens_teaser, Sign::OpensTeaser),
            (line.follows, Sign::Follows),
            (line.is_inner, Sign::InnerHeading),
            (line.is_occasion, Sign::Occasion),
            (is_headline && !self.has_plain, Sign::Headline),
            (is_phrase && self.longer, Sign::NamePhrase),
            (is_genre && line.is_shouted && line.words <= 5 && self.below().any(is_mixed), Sign::GenreLine),
        ])
    }

    fn neighbours(&self) -> Vec<Sign> {
        let (line, before, next) = (self.line, self.before, self.next);
        // "How a Fee Becomes a Fine" below the name of a journal is a title.
        let is_below_house = |next: &Line<'_>| line.kind == Kind::House && next.is_large && next.words >= 4;
        let soon = || self.head.lines.iter().skip(self.at + 2).take(2);
        those(&[
            (self.above().all(|line| !line.can_be_title), Sign::First),
            (is_title_like(line) && !self.has_plain, Sign::FirstPlain),
            (self.above().any(|line| line.kind == Kind::Sentence), Sign::BelowSentence),
            (is(before, Kind::House), Sign::BelowHouse),
            (is(before, Kind::Section), Sign::BelowSection),
            (is(before, Kind::Label), Sign::BelowLabel),
            (self.above().any(|line| line.is_release), Sign::BelowRelease),
            (is(before, Kind::Date), Sign::BelowDate),
            (self.above().any(|line| line.kind == Kind::Byline), Sign::BelowByline),
            (is(before, Kind::Numbered), Sign::BelowNumber),
            (is(next, Kind::Date), Sign::NextDate),
            (is(next, Kind::Person), Sign::NextPerson),
            (is(next, Kind::Sentence) || next.is_none(), Sign::NextText),
            (is(next, Kind::Label), Sign::NextLabel),
            (is(next, Kind::Plain) || is(next, Kind::Document), Sign::NextPlain),
            (next.is_some_and(|next| next.opens_teaser && !is_below_house(next)), Sign::NextTeaser),
            (is(next, Kind::List), Sign::NextList),
            (soon().any(|line| line.kind == Kind::Byline), Sign::BylineSoon),
            (line.gap == Gap::Alone, Sign::Alone),
            (line.gap == Gap::First, Sign::GroupTop),
            (line.gap == Gap::Later, Sign::GroupRest),
        ])
    }

    /// How a line differs from the others.
    fn contrast(&self) -> Vec<Sign> {
        /// Words of the longest house or section in capitals; longer lines in them are headlines.
        const HOUSE: usize = 7;
        let line = self.line;
        let mut candidates = self.above().filter(|line| line.can_be_title).peekable();
        let is_below_shouted =
            candidates.peek().is_some() && candidates.all(|line| line.is_shouted && line.words <= HOUSE);
        let documents = self.above().chain(self.head.lines.iter().skip(self.at + 1));
        let has_document = documents.into_iter().any(|line| line.kind == Kind::Document);
        // "Bitter Water" above "Conflicts over the irrigation of oil palms", with no blank line between them.
        let is_short = matches!(line.kind, Kind::Plain | Kind::Document)
            && line.words <= 4
            && self.next.is_some_and(|next| {
                next.gap == Gap::Later && is_title_like(next) && next.words > line.words && !next.is_shouted
            });
        let has_inner = self.head.lines.iter().skip(self.at + 2).any(|line| line.is_inner);
        those(&[
            (line.is_large && self.below().any(|other| !other.is_large && other.words >= 4), Sign::CapitalsAboveSmall),
            (
                line.is_shouted
                    && line.words <= HOUSE
                    && self.below().any(|other| !other.is_shouted && other.words >= 4),
                Sign::ShoutedAboveMixed,
            ),
            (!line.is_shouted && is_below_shouted, Sign::MixedBelowShouted),
            (line.kind != Kind::Document && has_document, Sign::DocumentElsewhere),
            (self.is_over_teaser(), Sign::TitleOfTwo),
            (is_short, Sign::ShortOverLong),
            (is_short && has_inner, Sign::ShortOfReport),
            (self.is_above_issue(), Sign::AboveIssue),
            (self.others().next().is_none(), Sign::OnlyLine),
            (matches!(line.kind, Kind::Label | Kind::Document) && !self.has_other, Sign::OnlyLabel),
            (line.kind == Kind::House && !self.has_other, Sign::OnlyHouses),
        ])
    }

    /// Whether the next line says which number of a letter to readers this is, or that it is one: "Boletín semanal · número 88".
    fn is_above_issue(&self) -> bool {
        const LETTERS: Phrases = Phrases::new(
            "newsletter|briefing|bulletin|weekly|daily|digest|boletín|semanal|diario|quincenal|número|issue|núm|vol",
        );
        let words = |line: &Line<'_>| line.text.split(|c: char| !c.is_alphanumeric()).any(|word| LETTERS.has(word));
        self.next.is_some_and(|next| next.words <= 10 && words(next) && next.kind != Kind::Sentence)
    }

    /// Whether a line and the teaser below it are all that the head has: "Night Shift", "A novelist goes underground".
    fn is_over_teaser(&self) -> bool {
        let line = self.line;
        let is_end = |after: &Line<'_>| {
            !after.can_be_title || after.is_person || matches!(after.kind, Kind::Sentence | Kind::Person)
        };
        let is_beside =
            |line: &Line<'_>| !line.can_be_title || matches!(line.kind, Kind::Label | Kind::Section | Kind::House);
        let is_own = matches!(line.kind, Kind::Plain | Kind::Person | Kind::House) && !line.has_section_word;
        self.next.is_some_and(|next| next.can_be_title && next.opens_teaser && !next.is_large)
            && self.above().all(is_beside)
            && self.head.lines.get(self.at + 2).is_none_or(is_end)
            && is_own
            && !(line.is_shouted || line.is_place || line.is_dated || line.opens_teaser)
    }

    /// Where a line stands among those that are rather houses, sections, numbers and names, and those that are not.
    fn rank(&self) -> Vec<Sign> {
        let is_weak = self.line.is_weak();
        let is_strong = |line: &Line<'_>| line.can_be_title && line.words > 2 && !line.is_weak();
        let (above, below) = (self.above().any(is_strong), self.below().any(is_strong));
        let strong = is_strong(self.line);
        those(&[
            (is_weak, Sign::Weak),
            (is_weak && below, Sign::WeakAboveStrong),
            (is_weak && above, Sign::WeakBelowStrong),
            (!is_weak && !above && !below, Sign::OnlyStrong),
            (strong && !above, Sign::FirstStrong),
            (strong && above, Sign::LaterStrong),
        ])
    }

    /// What the text below says of a line.
    fn text(&self) -> Vec<Sign> {
        let line = self.line;
        let most = self.others().map(|other| other.lead).max().unwrap_or(0);
        those(&[
            (line.shared == 0, Sign::SharesNone),
            (line.shared > 2, Sign::SharesMore),
            (line.lead > most, Sign::SharesMost),
            (line.lead < most, Sign::SharesLess),
            (line.lead >= 2, Sign::LeadShares),
            (line.is_named, Sign::NamedHouse),
            (line.is_person && line.lead + line.shared > 0, Sign::PersonNamed),
            (line.is_person && is(self.before, Kind::Section) && line.shared > 0, Sign::Life),
        ])
    }
}
