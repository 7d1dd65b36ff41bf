//! Which line above a text is its title: every line of the head is weighed against the others.
//!
//! No sign decides alone. A line is what it is by its words, by the lines around it and by the text below, and the line
//! with the most weight is the title, if it weighs more than the chance that the text has none.

use crate::document::Document;

use super::head::{Gap, Head, Kind, Line};
use super::weights::{ANY, weight};

/// What speaks for a line or against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    // Its length in words.
    One,
    Two,
    Three,
    Few,
    Some,
    Many,
    TooMany,
    // Its letters and signs.
    Heading,
    TopHeading,
    Shouted,
    Capitals,
    Small,
    Stop,
    Colon,
    Comma,
    Asks,
    Quoted,
    Quotes,
    HasColon,
    Bracketed,
    Parted,
    Dated,
    Coded,
    Net,
    // What its words are.
    Label,
    Section,
    House,
    HouseOffice,
    Series,
    Document,
    Numbered,
    Person,
    Place,
    Unfinished,
    Verb,
    OpensTitle,
    OpensTeaser,
    Follows,
    // The lines around it.
    First,
    FirstPlain,
    BelowPlain,
    BelowSentence,
    BelowHouse,
    BelowSection,
    BelowLabel,
    BelowRelease,
    BelowDate,
    BelowByline,
    BelowNumber,
    NextByline,
    NextDate,
    NextPerson,
    NextText,
    NextHouse,
    NextLabel,
    NextPlain,
    NextTeaser,
    NextList,
    LaterRelease,
    LongerBelow,
    ShortAboveLonger,
    CapitalsAboveSmall,
    ShoutedAboveMixed,
    MixedBelowShouted,
    DocumentElsewhere,
    Longest,
    // The text below.
    SharesNone,
    SharesOne,
    SharesTwo,
    SharesMore,
    SharesMost,
    SharesLess,
    LeadShares,
    Named,
    NamedHouse,
    Alone,
    GroupTop,
    GroupRest,
    SectionWord,
    Enclosed,
    DateFirst,
    FieldLike,
    FieldNext,
    OnlyLabel,
    Titled,
    BylineSoon,
    InnerHeading,
    Occasion,
    Headline,
    NamePhrase,
    Sentence,
    Repeated,
    TitleOfTwo,
    CodeLast,
    NumberWord,
    Dashed,
    LongText,
    LongColon,
    PersonNamed,
    Life,
    GenreLine,
}

/// The block that is the title of a text.
pub(super) fn title_line(document: &Document, gaps: &[bool]) -> Option<usize> {
    let head = Head::of(document, gaps);
    let mut best: Option<(i32, usize)> = None;
    let dump = std::env::var_os("HEADDUMP").is_some();
    for (at, line) in head.lines.iter().enumerate() {
        if !line.can_be_title {
            continue;
        }
        let signs = signs(&head, at);
        let weight: i32 = ANY + signs.iter().map(|sign| weight(*sign)).sum::<i32>();
        if dump {
            println!("CAND\t{}\t{}\t{:?}\t{}", line.number, weight, signs, line.text);
        }
        if weight > 0 && best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, line.number));
        }
    }
    best.map(|(_, number)| number)
}

fn signs(head: &Head<'_>, at: usize) -> Vec<Sign> {
    let Some(line) = head.lines.get(at) else { return Vec::new() };
    let mut signs = Vec::new();
    let mut add = |is: bool, sign: Sign| {
        if is {
            signs.push(sign);
        }
    };
    add(line.words == 1, Sign::One);
    add(line.words == 2, Sign::Two);
    add(line.words == 3, Sign::Three);
    add((4..=5).contains(&line.words), Sign::Few);
    add((6..=14).contains(&line.words), Sign::Some);
    add((15..=22).contains(&line.words), Sign::Many);
    add(line.words > 22, Sign::TooMany);
    add(line.is_heading, Sign::Heading);
    add(line.is_top_heading, Sign::TopHeading);
    add(line.is_shouted, Sign::Shouted);
    add(line.is_large && !line.is_shouted, Sign::Capitals);
    let text = line.text;
    add(text.starts_with(char::is_lowercase), Sign::Small);
    let bare = text.trim_end_matches(['"', '”', '»', '\'', '’', ')']);
    add(bare.ends_with(['.', ';', '…']), Sign::Stop);
    add(bare.ends_with(':'), Sign::Colon);
    add(bare.ends_with([',', '-', '–', '—']), Sign::Comma);
    add(bare.ends_with(['?', '!']), Sign::Asks);
    let is_opened = text.starts_with(['"', '“', '«', '‘', '\'']);
    add(is_opened && text.ends_with(['"', '”', '»', '’', '\'']), Sign::Quoted);
    add(text.contains(['"', '“', '«', '‘']), Sign::Quotes);
    add(text.contains(": "), Sign::HasColon);
    add(text.starts_with(['(', '[', '*']), Sign::Bracketed);
    add(text.contains(['|', '·', '•', '>', '»', '/']), Sign::Parted);
    add(line.is_dated, Sign::Dated);
    add(line.is_coded, Sign::Coded);
    add(line.is_net, Sign::Net);
    add(line.kind == Kind::Label, Sign::Label);
    add(line.kind == Kind::Section, Sign::Section);
    add(line.kind == Kind::House, Sign::House);
    let before = at.checked_sub(1).and_then(|before| head.lines.get(before));
    let next = head.lines.get(at + 1);
    let is = |line: Option<&Line<'_>>, kind: Kind| line.is_some_and(|line| line.kind == kind);
    let above = || head.lines.iter().take(at);
    let below = || head.lines.iter().skip(at + 1).filter(|line| line.can_be_title);
    let is_title_like = |line: &Line<'_>| matches!(line.kind, Kind::Plain | Kind::Document) && line.words >= 3;
    add(line.is_office && is(before, Kind::House), Sign::HouseOffice);
    add(line.is_series, Sign::Series);
    add(line.kind == Kind::Document, Sign::Document);
    add(line.kind == Kind::Numbered, Sign::Numbered);
    add(line.kind == Kind::Person, Sign::Person);
    add(line.is_place, Sign::Place);
    add(line.is_unfinished, Sign::Unfinished);
    add(line.has_verb, Sign::Verb);
    add(line.opens_title, Sign::OpensTitle);
    add(line.opens_teaser, Sign::OpensTeaser);
    add(line.follows, Sign::Follows);
    add(above().all(|line| !line.can_be_title), Sign::First);
    let has_plain = above().any(is_title_like);
    add(is_title_like(line) && !has_plain, Sign::FirstPlain);
    add(has_plain, Sign::BelowPlain);
    add(above().any(|line| line.kind == Kind::Sentence), Sign::BelowSentence);
    add(is(before, Kind::House), Sign::BelowHouse);
    add(is(before, Kind::Section), Sign::BelowSection);
    add(is(before, Kind::Label), Sign::BelowLabel);
    add(above().any(|line| line.is_release), Sign::BelowRelease);
    add(is(before, Kind::Date), Sign::BelowDate);
    add(above().any(|line| line.kind == Kind::Byline), Sign::BelowByline);
    add(is(before, Kind::Numbered), Sign::BelowNumber);
    add(is(next, Kind::Byline), Sign::NextByline);
    add(is(next, Kind::Date), Sign::NextDate);
    add(is(next, Kind::Person), Sign::NextPerson);
    add(is(next, Kind::Sentence) || next.is_none(), Sign::NextText);
    add(is(next, Kind::House), Sign::NextHouse);
    add(is(next, Kind::Label), Sign::NextLabel);
    add(is(next, Kind::Plain) || is(next, Kind::Document), Sign::NextPlain);
    add(next.is_some_and(|next| next.opens_teaser), Sign::NextTeaser);
    add(is(next, Kind::List), Sign::NextList);
    add(head.lines.iter().skip(at + 1).any(|line| line.is_release), Sign::LaterRelease);
    let longer = below().any(|other| other.words > line.words && is_title_like(other) && other.words >= 4);
    add(longer, Sign::LongerBelow);
    add(longer && line.words < 4, Sign::ShortAboveLonger);
    add(line.is_large && below().any(|other| !other.is_large && other.words >= 4), Sign::CapitalsAboveSmall);
    add(line.is_shouted && below().any(|other| !other.is_shouted && other.words >= 4), Sign::ShoutedAboveMixed);
    let mut shouted = above().filter(|line| line.can_be_title).peekable();
    add(!line.is_shouted && shouted.peek().is_some() && shouted.all(|line| line.is_shouted), Sign::MixedBelowShouted);
    let documents = head.lines.iter().enumerate().any(|(n, line)| n != at && line.kind == Kind::Document);
    add(line.kind != Kind::Document && documents, Sign::DocumentElsewhere);
    let most = head.lines.iter().filter(|line| line.can_be_title).map(|line| line.words).max().unwrap_or(0);
    add(line.words == most, Sign::Longest);
    add(line.shared == 0, Sign::SharesNone);
    add(line.shared == 1, Sign::SharesOne);
    add(line.shared == 2, Sign::SharesTwo);
    add(line.shared > 2, Sign::SharesMore);
    let most = |lead: bool| {
        let others = head.lines.iter().enumerate().filter(|(n, line)| *n != at && line.can_be_title);
        others.map(|(_, line)| if lead { line.lead } else { line.shared }).max().unwrap_or(0)
    };
    add(line.lead > most(true), Sign::SharesMost);
    add(line.lead < most(true), Sign::SharesLess);
    add(line.lead >= 2, Sign::LeadShares);
    add(line.is_named, Sign::Named);
    add(line.is_named && line.is_large && line.words <= 5, Sign::NamedHouse);
    add(line.gap == Gap::Alone, Sign::Alone);
    add(line.gap == Gap::First, Sign::GroupTop);
    add(line.gap == Gap::Later, Sign::GroupRest);
    add(line.has_section_word, Sign::SectionWord);
    add(text.starts_with(['(', '[']) && text.ends_with([')', ']']), Sign::Enclosed);
    add(text.starts_with(|c: char| c.is_ascii_digit()) && line.is_dated, Sign::DateFirst);
    add(line.is_field_like, Sign::FieldLike);
    add(line.is_field_like && next.is_some_and(|next| next.is_field_like), Sign::FieldNext);
    let others = head.lines.iter().enumerate().filter(|(n, other)| *n != at && other.can_be_title);
    let any_title = others.clone().any(|(_, other)| is_title_like(other) && other.words >= 4 && !other.is_field_like);
    add(matches!(line.kind, Kind::Label | Kind::Document) && !any_title, Sign::OnlyLabel);
    add(line.is_titled, Sign::Titled);
    let soon = head.lines.iter().skip(at + 2).take(2);
    add(soon.into_iter().any(|line| line.kind == Kind::Byline), Sign::BylineSoon);
    add(line.is_inner, Sign::InnerHeading);
    add(line.is_occasion, Sign::Occasion);
    let is_headline = !line.is_large && !line.is_shouted && line.words >= 5 && line.kind == Kind::Plain;
    add(is_headline && !has_plain, Sign::Headline);
    add(line.is_large && !line.has_verb && line.words <= 6 && longer && line.lead == 0, Sign::NamePhrase);
    add(line.kind == Kind::Sentence, Sign::Sentence);
    add(others.clone().any(|(_, other)| other.text != text && other.text.contains(text)), Sign::Repeated);
    let is_two = next.is_some_and(|next| next.can_be_title && next.opens_teaser && !next.is_large)
        && above().all(|line| !line.can_be_title || matches!(line.kind, Kind::Label | Kind::Section | Kind::House))
        && head.lines.get(at + 2).is_none_or(|after| {
            !after.can_be_title || after.is_person || matches!(after.kind, Kind::Sentence | Kind::Person)
        });
    let is_own = matches!(line.kind, Kind::Plain | Kind::Person | Kind::House)
        && !line.has_section_word
        && !line.is_shouted
        && !line.is_place
        && !line.is_dated;
    add(is_two && is_own && !line.opens_teaser, Sign::TitleOfTwo);
    add(line.ends_coded && line.words <= 6, Sign::CodeLast);
    add(line.has_number_word, Sign::NumberWord);
    let is_dashed = |line: &Line<'_>| [" – ", " — ", " - "].iter().any(|sign| line.text.contains(sign));
    add(is_dashed(line) && line.words <= 6, Sign::Dashed);
    add(text.len() > 180, Sign::LongText);
    add(line.words > 10 && bare.ends_with(':'), Sign::LongColon);
    add(line.is_person && line.lead + line.shared > 0, Sign::PersonNamed);
    let is_genre = matches!(line.kind, Kind::Document | Kind::Numbered | Kind::Label) || line.has_section_word;
    let is_mixed = |other: &Line<'_>| !other.is_shouted && other.words >= 3 && other.kind == Kind::Plain;
    add(is_genre && line.is_shouted && line.words <= 5 && below().any(is_mixed), Sign::GenreLine);
    add(line.is_person && is(before, Kind::Section) && line.shared > 0, Sign::Life);
    signs
}
