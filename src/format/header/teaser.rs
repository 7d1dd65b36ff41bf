//! Writers whom the teaser below a title names: "She tells Ana Beck why".

use crate::document::{Block, BlockKind, Clean, Document};
use crate::format::words::Phrases;

use super::TOP;
use super::names::is_plain_name;
use super::signed::is_spoken_of;

/// The writer whom the teaser of an interview or a feature names: "She tells Ana Beck why", "Ana Beck meets the last of them".
pub(super) fn read_signed_teaser(document: &mut Document) {
    const NEAR: usize = 3;
    let Some(title) = document.blocks.iter().take(TOP).position(|block| block.kind == BlockKind::Title) else { return };
    let near = title + 1..(title + 1 + NEAR).min(document.blocks.len());
    let named = near.clone().filter(|&number| is_teaser(document, number));
    let name = named.clone().find_map(|number| named_writer(document, number));
    let name = name.or_else(|| near.clone().find_map(|number| named_for_paper(document, number)));
    document.meta.authors.extend(name.map(|name| Clean::line(&name)));
}

/// Whether a line below the title is its teaser: no sentence, or the head goes on below it, or questions do.
fn is_teaser(document: &Document, number: usize) -> bool {
    const LONGEST: usize = 300;
    const FAR: usize = 12;
    let is_text = |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading);
    let Some(block) = document.blocks.get(number).filter(is_text).filter(|block| block.text.len() <= LONGEST) else {
        return false;
    };
    let head_goes_on = || {
        let next = document.blocks.get(number + 1);
        next.is_some_and(|next| matches!(next.kind, BlockKind::Date | BlockKind::Byline | BlockKind::Boilerplate))
    };
    let asks = || {
        let below = document.blocks.iter().skip(number + 1).take(FAR);
        below.filter(|block| block.text.len() <= LONGEST && block.text.ends_with('?')).count() >= 2
    };
    !block.text.ends_with(['.', '”', '"', '»']) || head_goes_on() || asks()
}

/// The writer whom a teaser names. Whom the text itself goes on to speak of is none.
fn named_writer(document: &Document, number: usize) -> Option<String> {
    const TELLS: [&str; 14] = [
        " tells ",
        " told ",
        " talks to ",
        " talked to ",
        " speaks to ",
        " spoke to ",
        " speaks with ",
        " talks with ",
        " in conversation with ",
        " interviewed by ",
        " le cuenta a ",
        " cuenta a ",
        " habla con ",
        " conversa con ",
    ];
    // What writers do and those of whom they write hardly: "Ana Beck saddles up".
    const WRITES: Phrases = Phrases::new(
        " meets| reports| visits| talks to| speaks to| investigates| travels| spends| finds out| explores| asks| joins| examines\
        | saddles| sets out| sets off| heads to| goes to| goes in search| takes a look| looks at| follows the| retraces| tries| spent| went\
        | met| spoke to| talked to| travelled| traveled| visited| joined| investigated| reported| conversa con| habla con| viaja| visita\
        | recorre| investiga| entrevista| charla con| conversó con| habló con| viajó| visitó| recorrió",
    );
    let text = &*document.blocks.get(number)?.text;
    let told = TELLS.iter().filter_map(|verb| text.split_once(verb)).filter_map(|(_, after)| first_name(after));
    let written = text.split_inclusive(['.', '?', '!', ':']).filter_map(|sentence| {
        let sentence = sentence.trim_start();
        let name = first_name(sentence)?;
        WRITES.starts(sentence.get(name.len()..)?).then_some(name)
    });
    let name = told.chain(written).find(|name| !is_spoken_of(document, number, name))?;
    Some(name.to_owned())
}

/// The writer whom an introduction names with the paper: "He spoke with the Holm Gazette’s Ana Beck".
fn named_for_paper(document: &Document, number: usize) -> Option<String> {
    const LONGEST: usize = 600;
    const WORDS: usize = 5;
    const TALKS: [&str; 8] = [
        " spoke with ",
        " spoke to ",
        " talked with ",
        " talked to ",
        " speaks with ",
        " speaks to ",
        " sat down with ",
        " was interviewed by ",
    ];
    let block = document.blocks.get(number)?;
    if block.kind != BlockKind::Paragraph || block.text.len() > LONGEST {
        return None;
    }
    let mut asked = TALKS.iter().filter_map(|verb| block.text.split_once(verb)).map(|(_, asked)| asked);
    asked.find_map(|asked| {
        let (paper, asked) = ["'s ", "’s ", "s' ", "s’ "]
            .iter()
            .filter_map(|sign| asked.split_once(sign))
            .min_by_key(|(paper, _)| paper.len())?;
        let is_paper = paper.starts_with("the ")
            && paper.split(' ').count() <= WORDS
            && paper.split(' ').skip(1).all(|word| word.starts_with(char::is_uppercase));
        let name = first_name(asked).filter(|_| is_paper)?;
        (!is_spoken_of(document, number, name)).then(|| name.to_owned())
    })
}

/// The name of two or three words with which a text begins.
pub(super) fn first_name(text: &str) -> Option<&str> {
    let ends = text.char_indices().filter(|(_, c)| !c.is_alphabetic() && !matches!(c, '-' | '\'' | '’'));
    let ends: Vec<usize> = ends.map(|(at, _)| at).chain([text.len()]).take(3).collect();
    let candidates = ends.iter().skip(1).rev().filter_map(|&end| text.get(..end));
    let ends_large = |name: &str| name.split(' ').next_back().is_some_and(|word| word.starts_with(char::is_uppercase));
    candidates.into_iter().find(|name| is_plain_name(name) && ends_large(name) && !name.contains(['.', ',']))
}
