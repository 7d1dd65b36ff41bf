//! Lines of a head that cannot be its title, by what stands around them.

use crate::document::Document;

use super::TITLE;
use super::head::{Gap, Head, INNER, Kind, Line};
use super::letter::is_greeting;

impl Head<'_> {
    /// A sentence can be a title when what follows is clearly something else; what leads to what follows is none.
    pub(super) fn rule_out_sentences(&mut self) {
        /// Words of the longest line that ends in a colon and is no opening of a text.
        const OPENS: usize = 8;
        /// Bytes of a line that with a sentence within it is no title.
        const LONG: usize = 130;
        // "Your fond brother", below the sentences of a letter.
        let greeting = self.lines.iter().position(|line| is_greeting(line.text));
        let is_closing = |at: usize| {
            let letter = greeting.and_then(|greeting| self.lines.get(greeting..at)).unwrap_or_default();
            letter.iter().any(|line| line.kind == Kind::Sentence)
        };
        let stands = |at: usize, line: &Line<'_>| {
            let next = self.lines.get(at + 1).map(|next| next.kind);
            let is_one = line.text.len() <= TITLE / 2 && !line.text.contains(". ");
            let is_first = || self.lines.iter().take(at).all(|line| !matches!(line.kind, Kind::Plain | Kind::Document));
            let is_apart = matches!(next, Some(Kind::Byline | Kind::Date));
            // "Dear readers,", "Estimadas familias:", "… the board declares:"
            let leads = line.text.ends_with([',', ';'])
                || ["; and", "; or", "; y", "; o"].iter().any(|link| line.text.ends_with(link))
                || line.text.ends_with(':')
                    && (line.words > OPENS || matches!(next, None | Some(Kind::Sentence | Kind::List)));
            // "In the matter between:"
            let leads = leads
                || line.text.ends_with(':')
                    && !line.is_large
                    && line.gap != Gap::Unknown
                    && self.lines.get(at + 1).is_some_and(|next| next.gap != Gap::Later)
                || is_greeting(line.text)
                || is_closing(at);
            let is_aside = line.text.starts_with(['(', '[']) && line.text.ends_with([')', ']']);
            let goes_on = line.text.len() > LONG && [". ", "? ", "! "].iter().any(|end| line.text.contains(end));
            let is_list = line.text.split_once(':').is_some_and(|(name, value)| !value.is_empty() && INNER.has(name));
            (line.kind != Kind::Sentence || is_one && is_apart && is_first())
                && !(leads || is_aside || goes_on || is_list)
        };
        let stand: Vec<bool> = self.lines.iter().enumerate().map(|(at, line)| stands(at, line)).collect();
        for (line, stands) in self.lines.iter_mut().zip(stand) {
            line.can_be_title &= stands;
        }
    }

    /// The heading of a summary is a title only where nothing else is.
    pub(super) fn rule_out_inner(&mut self) {
        if self.lines.iter().any(|line| line.can_be_title && !line.is_inner) {
            self.lines.iter_mut().filter(|line| line.is_inner).for_each(|line| line.can_be_title = false);
        }
    }

    /// What somebody says in a record of what was said is no title: "JOURNALIST: Minister, why the delay?", above others.
    pub(super) fn rule_out_turns(&mut self, document: &Document) {
        const FAR: usize = 24;
        const LEAST: usize = 2;
        let turns = document.blocks.iter().take(FAR).filter(|block| is_turn(&block.text)).take(LEAST).count();
        if turns == LEAST {
            self.lines.iter_mut().filter(|line| is_turn(line.text)).for_each(|line| line.can_be_title = false);
        }
    }
}

/// Whether a line is a speaker in capitals and a sentence.
fn is_turn(text: &str) -> bool {
    const NAME: usize = 4;
    text.split_once(": ").is_some_and(|(name, said)| {
        let letters = name.chars().filter(|c| c.is_alphabetic());
        let small = letters.clone().filter(|c| c.is_lowercase()).count();
        // "McALLISTER"
        let is_shouted = small <= 2 && letters.count() > small * 3;
        is_shouted && name.split(' ').count() <= NAME && said.ends_with(['.', '?', '!', '…', '"', '”', '»', ')'])
    })
}
