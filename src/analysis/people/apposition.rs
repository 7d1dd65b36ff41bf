//! What stands behind a name and says what somebody is: "NAME, ROLE of PLACE,", "NAME, 43, a NOUN at PLACE.".
//!
//! The noun need not be in a list. What tells an apposition from a clause is that it is closed: a mark or a relative
//! pronoun stands behind it, and no verb before that.

use crate::document::BlockKind;

use super::super::lexicon::Class;
use super::super::token::Shape;
use super::clause::{is_clause, is_connector, is_finite, is_introducing, is_subordinating};
use super::phrase::{Leader, Noun, Phrase};
use super::rank::is_honour;
use super::role::Around;

impl Around<'_> {
    /// The role behind the name: "NAME, ROLE of PLACE," or in a headline "NAME - ROLE".
    pub(super) fn behind(&self) -> Option<Phrase> {
        self.behind_at(self.after_name())
    }

    /// A second one behind the first: "NAME, the boy’s father, a lorry driver who".
    pub(super) fn behind_again(&self, first: &Phrase) -> Option<Phrase> {
        let end = first.tokens.end;
        let led = self.str(end) == "," && self.is_article(end + 1);
        self.behind_at(end).filter(|_| led)
    }

    fn behind_at(&self, name: usize) -> Option<Phrase> {
        let sign = self.str(name);
        let opens = matches!(sign, "," | "–" | "—" | "-" | "|" | ":" | "--");
        if !opens || sign == ":" && self.sentence.start != self.name.start {
            return None;
        }
        let aged = self.after_age(name);
        let mut at = if aged > name { aged } else { name + 1 };
        let mut named_as = false;
        if matches!(self.str(at), "as" | "como" | "en") && self.shape(at) == Shape::Lower {
            // "NAME, as chair of the panel,", "NAME, en su calidad de alcalde,"
            at = self.behind_as(at)?;
            named_as = true;
        }
        let phrase = self.phrase(at)?;
        let end = phrase.tokens.end;
        let is_said = match phrase.noun {
            Noun::Listed => true,
            _ if named_as => false,
            Noun::Agent => true,
            Noun::Human => false,
            Noun::Any => match phrase.leader {
                Leader::Indefinite => true,
                Leader::Definite => false,
                // "The harbour master, NAME, receives us", "el club, que preside NAME, estudia": behind a name that is an
                // apposition itself or the end of a clause the sentence goes on.
                Leader::Nothing => {
                    phrase.is_complete && !self.before().is_some_and(|at| self.str(at) == "," || self.ends_clause(at))
                }
            },
        };
        if !is_said || !self.is_closed(end) || self.is_introduced() && self.str(end) != "," {
            return None;
        }
        Some(Phrase { tokens: phrase.tokens.start..self.with_house(end), ..phrase })
    }

    /// Whether a relative pronoun stands a few words before, with no mark between.
    fn ends_clause(&self, at: usize) -> bool {
        let near = (at.saturating_sub(4).max(self.sentence.start)..=at).rev();
        near.take_while(|&at| self.shape(at) != Shape::Mark).any(|at| matches!(self.str(at), "que" | "quien" | "which"))
    }

    /// Behind "as", "in her role as", "en su calidad de".
    fn behind_as(&self, at: usize) -> Option<usize> {
        match self.str(at) {
            "as" | "como" => Some(at + 1),
            _ => (self.str(at + 2) == "calidad" && self.str(at + 3) == "de").then_some(at + 4),
        }
    }

    /// "Chief Scientist, Met Office;": the house behind the role, in lists.
    fn with_house(&self, end: usize) -> usize {
        if self.str(end) != "," {
            return end;
        }
        let is_capital = |at: usize| matches!(self.shape(at), Shape::Capital | Shape::Upper);
        let belongs = |at: usize| is_capital(at) || is_connector(self.str(at)) && is_capital(at + 1) && at > end + 1;
        let count = (end + 1..end + 9).take_while(|&at| belongs(at)).count();
        let to = end + 1 + count;
        let is_house = (end + 1..to).any(|at| self.class(at).is(Class::ORGANISATION));
        let closed = self.str(to).is_empty() || matches!(self.str(to), ";" | ")");
        if is_house && closed && count > 1 { to } else { end }
    }

    /// Whether the name belongs to what leads a clause in ("According to NAME, the driver left"): then what follows the
    /// comma is rather the clause.
    fn is_introduced(&self) -> bool {
        // "By NAME, correspondent" is no clause.
        if matches!(self.piece.kind, BlockKind::Byline | BlockKind::Boilerplate | BlockKind::Contact) {
            return false;
        }
        let mut first = self.sentence.start;
        while self.shape(first) == Shape::Mark && first < self.name.start {
            first += 1;
        }
        let word = self.str(first).to_lowercase();
        let between = first + 1..self.name.start;
        if between.clone().any(|at| self.shape(at) == Shape::Mark && !matches!(self.str(at), "-" | "&")) {
            return false;
        }
        let is_verb = |at: usize| {
            self.shape(at) == Shape::Lower
                && (self.class(at).is(Class::REPORTING) || is_finite(self.str(at)) || self.str(at).ends_with("ed"))
        };
        is_subordinating(&word) || is_introducing(&word, self.language()) && !between.clone().any(is_verb)
    }

    /// Whether a mark or a relative pronoun stands at `end`, or something that a clause cannot go on with.
    fn is_closed(&self, end: usize) -> bool {
        let text = self.str(end);
        match self.shape(end) {
            Shape::Mark => true,
            Shape::Lower => is_clause(text) || matches!(text, "and" | "y" | "e" | "or") || self.is_dated(end),
            _ => false,
        }
    }

    /// The place behind the name and a parenthesis that belongs to it.
    pub(super) fn after_name(&self) -> usize {
        let mut at = self.name.end;
        if self.class(at).is(Class::SUFFIX) {
            at += 1;
        }
        // "NAME, PhD, professor": degrees stand behind a comma, too.
        while self.str(at) == "," && self.str(at + 2) == "," && is_honour(self.str(at + 1)) {
            at += 2;
        }
        if self.str(at) == "("
            && let Some(close) = (at + 1..at + 7).find(|&end| self.str(end) == ")")
        {
            at = close + 1;
        }
        at
    }

    /// Behind an age between commas: "NAME, 43, is", "NAME, de 43 años, es".
    pub(super) fn after_age(&self, at: usize) -> usize {
        let number = if self.str(at + 1) == "de" { at + 2 } else { at + 1 };
        if self.str(at) != "," || self.shape(number) != Shape::Number {
            return at;
        }
        let years = if self.str(number + 1) == "años" { number + 2 } else { number + 1 };
        if self.str(years) == "," { years + 1 } else { at }
    }
}
