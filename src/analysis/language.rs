//! The language of a text, by the share of its function words.

use crate::document::{Block, Document};

use super::Language;
use super::lexicon::{Class, Lexicon, fold};
use super::words::Words;

/// Words that are looked at; more do not change the answer.
const WORDS: usize = 2_000;
/// Words of one block that are looked at, so that one long quotation does not decide alone.
const WORDS_OF_BLOCK: usize = 200;
/// Frequent words of related languages that share many function words with English or Spanish.
static FOREIGN: Words = Words::new(
    "não há uma são pelo pela ao les est dans une pour avec du qui che gli della sono und nicht \
     der amb els també il di het een och att som",
);

/// Small words from which a block has a language of its own.
const LEAST: u32 = 8;

/// The language of most of the text.
pub(super) fn of(document: &Document) -> Option<Language> {
    let mut counts = Counts::default();
    for block in document.blocks.iter().filter(|block| block.kind.is_read()) {
        counts.add(block, WORDS.saturating_sub(counts.all as usize).min(WORDS_OF_BLOCK));
        if counts.all as usize >= WORDS {
            break;
        }
    }
    counts.language()
}

/// The language of a block that is long enough to show it.
pub(super) fn of_block(block: &Block) -> Option<Language> {
    let mut counts = Counts::default();
    counts.add(block, WORDS_OF_BLOCK);
    counts.language().filter(|_| counts.all >= LEAST)
}

/// Words, and the function words among them.
#[derive(Debug, Default)]
struct Counts {
    all: u32,
    english: u32,
    spanish: u32,
    foreign: u32,
}

impl Counts {
    fn add(&mut self, block: &Block, most: usize) {
        let lexicon = Lexicon::get();
        for word in words(block).take(most) {
            self.all += 1;
            self.foreign += u32::from(FOREIGN.has(word));
            let class = lexicon.listed(&fold(word));
            match (class.is(Class::ENGLISH), class.is(Class::SPANISH)) {
                (true, false) => self.english += 1,
                (false, true) => self.spanish += 1,
                _ => {}
            }
        }
    }

    fn language(&self) -> Option<Language> {
        let &Self { all, english, spanish, foreign } = self;
        // Running text has four to five function words in ten; other languages share a few with these two.
        let (language, count, other) = if english >= spanish {
            (Language::English, english, spanish)
        } else {
            (Language::Spanish, spanish, english)
        };
        (count >= 2 && count * 10 >= all * 3 && count > other * 2 && count > foreign * 5).then_some(language)
    }
}

/// Words that are not capitalised: a page of names has a language, too.
fn words(block: &Block) -> impl Iterator<Item = &str> {
    block
        .text
        .split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’' | '-'))
        .filter(|word| word.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::document;
    use super::*;

    #[test]
    fn english_and_spanish_are_told_from_each_other_and_from_the_rest() {
        let language = |text: &str| of(&document(text));
        assert_eq!(language("The minister of health said that the plan is now in force."), Some(Language::English));
        assert_eq!(language("La ministra de Salud dijo que el plan está ya en marcha."), Some(Language::Spanish));
        assert_eq!(language("Der Minister hat gesagt, dass der Plan heute in Kraft tritt."), None);
        assert_eq!(language("Le ministre a dit que le plan est entré en vigueur hier matin."), None);
        assert_eq!(language("O ministro disse que não há dinheiro para os hospitais da cidade."), None);
        assert_eq!(language("部长说计划已经生效"), None);
        assert_eq!(language(""), None);
    }
}
