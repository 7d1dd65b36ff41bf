//! What paragraphs are to the reader, told by their words: captions, contacts, boilerplate, questions, pull quotes.
//!
//! Works on the blocks of every format, after the header has been read.

mod pull;

use super::header::is_label;
use super::words::Phrases;
use crate::document::{Block, BlockKind, Document, Mark, Span};

/// Words beside a telephone number, and the digits of a short one.
const TELEPHONE: Phrases = Phrases::new("tel|telephone|phone|mobile|fax|teléfono|tfno|móvil|celular|whatsapp");
const DIGITS: usize = 7;
/// Words of the longest line that is only a contact.
const CONTACT: usize = 40;
/// Questions that make an interview, and the share of blocks they have at least (one in …).
const INTERVIEW: (usize, usize) = (2, 14);

const BOILERPLATE: Phrases = Phrases::new(
    "advertisement|publicidad|related|related articles|related stories|related news|related content\
    |more on this topic|read more|see also|most read|most popular|share|share this|share this article|follow us\
    |subscribe|subscribe now|sign up|sources|back to top|all rights reserved|ends|end|fin|30\
    |noticias relacionadas|relacionado|relacionados|le puede interesar|te puede interesar|leer más|ver más\
    |comparte|compartir|síguenos|suscríbete|lo más leído",
);
const BOILERPLATE_STARTS: Phrases = Phrases::new(
    "categories:|category:|tags:|tag:|related:|read more:|see also:|filed under|categorías:|etiquetas:|leer más:\
    |lea también:|lee también:|photo gallery:|copyright |© ",
);
const CAPTION_STARTS: Phrases = Phrases::new(
    "image:|images:|file image|photo:|photos:|photo by|photograph:|photograph by|picture:|picture by|credit:\
    |photo credit|image credit|image source,|image caption,|pie de imagen|caption:|figure:|video:|foto:|fotos:|fotografía:|imagen:|crédito:|foto de archivo\
    |file photo|pie de foto",
);
/// What stands before the name of whoever took the pictures, when nothing but a name follows.
const CREDIT_STARTS: Phrases = Phrases::new(
    "photographs:|photography:|photographs by|photography by|photos by|pictures by|pictures:|illustrations by|illustration by|illustration:\
    |illustrations:|fotografías:|fotografía de|fotografías de|fotos de|ilustración:|ilustración de|ilustraciones:|ilustraciones de",
);
/// What credits a picture in the brackets behind its legend.
const CREDITED: Phrases = Phrases::new(
    "supplied|supplied:|photo:|photos:|photo by|photograph:|photograph by|picture:|picture by|image:|image by|credit:|file photo|file picture\
    |file image|courtesy of|foto:|fotos:|foto de|fotografía:|imagen:|crédito:|cortesía|archivo|foto de archivo",
);
/// Words that a question begins with, or that are put to the one who answers.
const ASKING: Phrases = Phrases::new(
    "how|what|why|when|where|which|who|whose|do|does|did|is|are|was|were|can|could|will|would|should|have|has|had\
    |may|might|in|and|but|so|you|your|tell|given|cómo|qué|cuál|cuáles|quién|quiénes|cuándo|dónde|cuánto|cuánta\
    |cuántos|cuántas|por|es|son|está|están|hay|puede|podría|tiene|cree|considera|usted|ustedes|su|sus|y|pero",
);

/// Words for the one who is asked.
const ADDRESSED: Phrases = Phrases::new("you|your|usted|ustedes");
/// What stands before a question.
const ASKED: Phrases = Phrases::new("q:|q.|p:|p.|pregunta:|question:");

/// Tells the paragraphs of a document apart.
pub(super) fn refine(document: &mut Document) {
    for block in &mut document.blocks {
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading)
            && let Some(kind) = plain_kind(&block.text)
        {
            (block.kind, block.depth) = (kind, 0);
        }
    }
    mark_questions(&mut document.blocks);
    pull::mark(&mut document.blocks);
}

fn plain_kind(text: &str) -> Option<BlockKind> {
    if text.len() > 600 {
        return None;
    }
    if is_boilerplate(text) {
        Some(BlockKind::Boilerplate)
    } else if text.len() <= 400 && is_labelled_caption(text) || is_legend(text) {
        Some(BlockKind::Caption)
    } else if is_contact(text) {
        Some(BlockKind::Contact)
    } else {
        None
    }
}

/// Whether it is worth looking for a label at the start: a colon, or one of the letters that those without one have.
/// Millions of lines pass here.
fn may_be_labelled(text: &str) -> bool {
    text.bytes().take(24).any(|byte| byte == b':')
        || text.starts_with(['f', 'F', 'p', 'P', 'i', 'I', 'c', 'C', '©', '(', '['])
}

fn is_labelled_caption(text: &str) -> bool {
    may_be_labelled(text) && CAPTION_STARTS.starts(text.trim_start_matches(['(', '[']))
}

/// Whether a line is the legend of a picture by what it ends in, or a credit.
pub(super) fn is_legend(text: &str) -> bool {
    text.len() <= 400 && (is_credit(text) || is_credited(text))
}

/// Whether a line names who took the pictures and says nothing else: "Photographs by Ana Beck".
fn is_credit(text: &str) -> bool {
    const WORDS: usize = 6;
    const LINKS: [&str; 6] = ["de", "del", "la", "and", "y", "&"];
    let is_name = |name: &str| {
        let is_part = |word: &str| word.starts_with(char::is_uppercase) || LINKS.contains(&word);
        name.starts_with(' ')
            && name.split_whitespace().count() <= WORDS
            && name.split_whitespace().all(is_part)
            && !name.ends_with(['.', ':', '?', '!'])
    };
    may_be_labelled(text) && CREDIT_STARTS.rests(text).any(|(_, name)| is_name(name))
}

/// Whether a line ends in brackets that say whose picture it is the legend of: "The wall at low tide. (Supplied: Ana Beck)".
fn is_credited(text: &str) -> bool {
    const LONGEST: usize = 80;
    let inside = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map(|(_, inside)| inside);
    // A credit is nothing, or names and houses, behind its word.
    let is_rest = |rest: &str| rest.is_empty() || rest.trim_start().starts_with(|c: char| c.is_uppercase() || c == '/');
    inside.is_some_and(|inside| {
        inside.len() <= LONGEST && CREDITED.rests(inside).any(|(_, rest)| is_rest(rest)) && !inside.contains('?')
    })
}

fn is_boilerplate(text: &str) -> bool {
    if text.len() <= 300 && may_be_labelled(text) && BOILERPLATE_STARTS.starts(text) {
        return true;
    }
    if text.len() > 120 {
        return false;
    }
    // "[Featured_in]", "[See more interviews](#)"
    if text.starts_with('[')
        && text.find(']').is_some_and(|end| end + 1 == text.len() || text.get(end + 1..).is_some_and(is_target))
    {
        return true;
    }
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let phrase = bare.len() <= 40 && BOILERPLATE.has(bare) && (bare != "30" || text.starts_with('-'));
    // A label within the text is one only in capitals.
    let label = || text.contains(' ') && !text.contains(char::is_lowercase) && is_label(text);
    phrase || (text.len() <= 40 && text.starts_with("###")) || label()
}

fn is_target(text: &str) -> bool {
    text.starts_with('(') && text.ends_with(')') && !text.contains(' ')
}

/// A line with an address or a telephone number that says little else.
fn is_contact(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if !text.contains('@') && digits < DIGITS {
        return false;
    }
    let words = text.split_whitespace().count();
    let is_address = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
    };
    let telephone = || {
        let mut parts = text.split(|c: char| !c.is_alphanumeric());
        digits >= DIGITS && words <= CONTACT / 2 && parts.any(|word| TELEPHONE.has(word))
    };
    words <= CONTACT && (text.split_whitespace().any(is_address) || telephone())
}

/// Marks the questions of an interview: paragraphs that end in a question. A few that are plainly put to somebody make
/// the text an interview; the others need only end as they do.
fn mark_questions(blocks: &mut [Block]) {
    let paragraph = |block: &Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading);
    let read = blocks.iter().filter(|block| block.kind.is_read()).count();
    let asked = blocks.iter().filter(|block| paragraph(block) && is_question(&block.text)).count();
    if asked < INTERVIEW.0 || asked * INTERVIEW.1 < read {
        return;
    }
    let bold = || blocks.iter().enumerate().filter(|(_, block)| is_bold(block) && is_question(&block.text));
    // Where questions are set in bold letters, "Tell me about it." is one of them, and an answer may end in a question.
    let first = bold().map(|(number, _)| number).next().filter(|_| bold().count() > 1 && bold().count() * 2 > asked);
    let is_asked = |number: usize, block: &Block| match first {
        Some(first) => number >= first && is_bold(block),
        None => ends_in_question(&block.text).is_some(),
    };
    for (number, block) in blocks.iter_mut().enumerate() {
        if paragraph(block) && is_asked(number, block) {
            (block.kind, block.depth) = (BlockKind::Question, 0);
        }
    }
}

/// Whether all of a paragraph is bold.
fn is_bold(block: &Block) -> bool {
    let is_whole = |span: &Span| span.mark == Mark::Strong && span.start == 0 && span.end as usize == block.text.len();
    block.kind == BlockKind::Paragraph && block.spans.iter().any(is_whole)
}

/// The text, when it ends in a question and is no quotation; what ends in the question of a quotation tells what somebody else
/// asked.
fn ends_in_question(text: &str) -> Option<&str> {
    let bare = text.trim_end();
    let quoted = text.starts_with(['"', '“', '«']);
    (bare.ends_with('?') && !quoted && text.len() <= 1500).then_some(bare)
}

fn is_question(text: &str) -> bool {
    let Some(bare) = ends_in_question(text) else { return false };
    let bare = behind_speaker(bare);
    let start =
        bare.char_indices().rev().skip(1).find(|(_, c)| matches!(c, '.' | '?' | '!')).map_or(0, |(at, _)| at + 1);
    let last = bare.get(start..).unwrap_or_default();
    let mut words = last.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    ASKED.starts(text)
        || words.clone().next().is_some_and(|word| ASKING.has(word))
        || words.any(|word| ADDRESSED.has(word))
}

/// What stands behind a speaker in capitals: "EL ALTIPLANO: ¿Cuándo supo que se moría?".
fn behind_speaker(text: &str) -> &str {
    const NAME: usize = 4;
    text.split_once(": ")
        .filter(|(name, _)| {
            name.split(' ').count() <= NAME
                && name.contains(char::is_uppercase)
                && !name.contains(|c: char| c.is_lowercase() || matches!(c, '.' | '?' | '!' | ','))
        })
        .map_or(text, |(_, said)| said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Clean;

    fn kinds(texts: &[&str]) -> Vec<&'static str> {
        let blocks = texts.iter().map(|text| Block::new(BlockKind::Paragraph, Clean::line(text))).collect();
        let mut document = Document { blocks, ..Document::default() };
        refine(&mut document);
        document.blocks.iter().map(|block| block.kind.name()).collect()
    }

    #[test]
    fn lines_that_are_not_text_are_told_by_their_words() {
        for (text, kind) in [
            ("[Featured_in]", "boilerplate"),
            ("[See more interviews](#)", "boilerplate"),
            ("Categories: Health, Water", "boilerplate"),
            ("Sources", "boilerplate"),
            ("-30-", "boilerplate"),
            ("Image: the harbour at night", "caption"),
            ("File image of the harbour", "caption"),
            ("(Foto: Ana Beck)", "caption"),
            ("Photographs by Ana Beck", "caption"),
            ("Fotografías de Luis Vega y Ana Beck", "caption"),
            ("The wall at low tide, seen from the north. (Supplied: Ana Beck)", "caption"),
            ("El muro con la marea baja (Foto: Luis Vega / La Gaceta)", "caption"),
            ("The wall in 1950. (File photo)", "caption"),
            ("Photographs by Ana Beck showed five ships", "paragraph"),
            ("Photographs by the police of the harbour", "paragraph"),
            ("The boats were new (supplied by the navy)", "paragraph"),
            ("The wall is old (image: a tired giant).", "paragraph"),
            ("Counsellor Ana Beck ab@example.org, The Embassy in Quito.", "contact"),
            ("Tel. +593 2 555 0100", "contact"),
            ("The sources of the river are high in the hills.", "paragraph"),
            ("[sic] is what the letter says", "paragraph"),
            ("The photograph showed 5 ships.", "paragraph"),
        ] {
            assert_eq!(kinds(&[text]), [kind], "{text}");
        }
    }

    #[test]
    fn where_questions_are_bold_nothing_else_is_one() {
        let said = |text: &str, is_bold: bool| {
            let mut block = Block::new(BlockKind::Paragraph, Clean::line(text));
            let end = u32::try_from(block.text.len()).unwrap();
            block.spans.extend(is_bold.then_some(Span { start: 0, end, mark: Mark::Strong }));
            block
        };
        let mut blocks = vec![
            said("She has run the mill for years.", true),
            said("How did you begin?", true),
            said("With my aunt. Who else would have me?", false),
            said("Tell me about the first cloth you sold.", true),
            said("It shrank.", false),
            said("What did you do?", true),
            said("I washed it.", false),
        ];
        mark_questions(&mut blocks);
        let kinds: Vec<&str> = blocks.iter().map(|block| block.kind.name()).collect();
        assert_eq!(kinds, ["paragraph", "question", "paragraph", "question", "paragraph", "question", "paragraph"]);
    }

    #[test]
    fn an_interview_has_questions_and_a_report_with_one_has_none() {
        let interview = [
            "You were the mayor for years. How will you mend the wall?",
            "We will.",
            "¿Cuánto costará el muro?",
            "Mucho.",
        ];
        assert_eq!(kinds(&interview), ["question", "paragraph", "question", "paragraph"]);
        assert_eq!(
            kinds(&["Para mucha gente es tarde: ¿quién pagará?", "Nadie.", "How did it happen?"]),
            ["paragraph"; 3]
        );
        let named = [
            "EL RÍO: ¿Cuándo lo supo?",
            "VEGA: El primer día.",
            "EL RÍO: ¿Y qué hizo?",
            "VEGA: Nada. ¿Qué iba a hacer?",
        ];
        assert_eq!(kinds(&named), ["question", "paragraph", "question", "question"]);
        assert_eq!(
            kinds(&[
                "She asked what the whole town has been asking. “And where,” she said, “do you think I should go?”",
                "Nobody knows.",
                "He puts the same to all of them. “Do you smoke, and what is on your ledge?”",
            ]),
            ["paragraph"; 3]
        );
    }
}
