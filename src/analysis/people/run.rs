//! Runs of capitalised words that may be the name of a person.

use std::ops::Range;

use super::super::Language;
use super::super::lexicon::Class;
use super::super::reading::{Case, Piece, Reading};
use super::super::token::Shape;
use super::alone::is_greeting;
use super::clause::{is_connector, is_finite};
use super::doubt::is_firm_form;
use super::headline::is_announced;
use super::name::is_double_given;
use super::noun::is_agent;
use super::rank::{is_emeritus, without_letters};
use super::several::is_title_of_several;
use super::view::View;

/// Words of a name, at most, particles included; longer runs are headlines or lists.
const MAX_TOKENS: usize = 9;
/// How far before a run a role is looked for that its first words may belong to ("Secretary of State NAME").
const COMPLEMENT_TOKENS: usize = 9;

/// A run of words in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// Its block, by place in `Reading::pieces`.
    pub(super) piece: usize,
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// The tokens of its sentence.
    pub(super) sentence: Range<usize>,
}

/// The runs of a piece: in running text every run of name-like words, in headlines only pairs of known names.
pub(super) fn find(reading: &Reading<'_>, number: usize, piece: &Piece<'_>, runs: &mut Vec<Run>) {
    for sentence in &piece.sentences {
        let view = View { reading, piece, sentence: sentence.clone() };
        let mut at = sentence.start;
        while at < sentence.end {
            let (found, next) = match piece.case {
                Case::Running => view.running(at),
                Case::Headline => view.headline(at),
            };
            if let Some(tokens) = found {
                runs.push(Run { piece: number, tokens, sentence: sentence.clone() });
            }
            at = next.max(at + 1);
        }
    }
}

/// Months that are given names as well.
fn is_month(word: &str) -> bool {
    matches!(word, "June" | "April" | "May" | "August" | "Abril" | "Julio")
}

/// Words before a month.
fn is_dating(word: &str) -> bool {
    matches!(word, "In" | "in" | "since" | "Since" | "By" | "by" | "until" | "Until" | "last" | "From" | "from")
}

/// "From June Ruiz will run a school": the name without the month.
pub(super) fn without_month(piece: &Piece<'_>, tokens: Range<usize>) -> Range<usize> {
    let is_dated = tokens.start > 0 && is_dating(piece.str(tokens.start - 1)) && is_month(piece.str(tokens.start));
    if is_dated && tokens.len() > 1 { tokens.start + 1..tokens.end } else { tokens }
}

/// The runs of a line that is not split in sentences: a by-line or contact.
pub(super) fn in_line(reading: &Reading<'_>, number: usize, piece: &Piece<'_>) -> Vec<Run> {
    let sentence = 0..piece.tokens.len();
    let view = View { reading, piece, sentence: sentence.clone() };
    let mut runs = Vec::new();
    let mut at = 0;
    while at < sentence.end {
        let (found, next) = view.running(at);
        if let Some(tokens) = found {
            runs.push(Run { piece: number, tokens, sentence: sentence.clone() });
        }
        at = next.max(at + 1);
    }
    runs
}

impl View<'_> {
    /// Whether the token can be part of a name; `before` is the token before it in the run.
    pub(super) fn is_nameable(&self, at: usize, before: Option<usize>) -> bool {
        let class = self.class(at);
        match self.shape(at) {
            // "Cr Ruiz": a councillor in New Zealand and Australia.
            Shape::Capital if self.piece.str(at) == "Cr" => return false,
            Shape::Capital => {}
            // "D. Luis Ruiz", "D.ª Ana Ruiz": forms of address in Spanish.
            Shape::Initial if before.is_none() && self.is_address(at) => return false,
            // "A man": the article is no initial.
            Shape::Initial => return !class.is(Class::PLACE) && (!class.is(Class::FUNCTION) || before.is_some()),
            Shape::Upper => {
                let after_given = before.is_some_and(|before| self.class(before).is(Class::GIVEN));
                let long = self.piece.str(at).len() >= 4;
                if !(class.is(Class::NAME) || after_given && long && !class.is(Class::IMPERSONAL)) {
                    return false;
                }
            }
            Shape::Lower | Shape::Number | Shape::Address | Shape::Possessive | Shape::Other | Shape::Mark => {
                return false;
            }
        }
        let is_name = class.is(Class::NAME);
        let next_is_surname = self.is_capital(at + 1) && self.class(at + 1).is(Class::SURNAME);
        if class.is(Class::FUNCTION) {
            // "His brother, Con Ruiz": a small word of the other language.
            let is_foreign = self.piece.language == Some(Language::English)
                && !class.is(Class::ENGLISH | Class::PARTICLE)
                && before.is_none()
                && at > self.sentence.start
                && self.is_capital(at + 1);
            return is_foreign
                || is_name
                    && (before.is_some()
                        || at != self.sentence.start && !class.is(Class::OPENER)
                        || next_is_surname && !class.is(Class::OPENER));
        }
        if class.is(Class::HONORIFIC) {
            // "Sen" is a surname, "Sen." is none; "Don Lemon" is a name, "Don Melquiades Pacheco" has an address before it.
            let alone = !self.class(at + 1).is(Class::GIVEN) && self.is_capital(at + 1) && !self.is_capital(at + 2);
            // "Don Demetrio murió": nobody is called so in Spanish.
            let is_don = self.piece.language == Some(Language::Spanish) && matches!(self.piece.str(at), "Don" | "Doña");
            // "Salim Haji", "Ali Imam": behind a given name, and with no name behind it.
            let is_last = before.is_some_and(|before| before + 1 == at && self.is_given(before))
                && !self.is_capital(at + 1)
                && self.shape(at) == Shape::Capital;
            return (is_name || is_last)
                && !is_don
                && !self.piece.str(at).ends_with('.')
                && (before.is_some() || alone);
        }
        // "In May Ana Ruiz left"
        let dated = || is_dating(self.piece.str(at.saturating_sub(1)));
        if (class.is(Class::TIME) || is_month(self.piece.str(at)))
            && before.is_none()
            && at > self.sentence.start
            && dated()
        {
            return false;
        }
        if class.is(Class::TIME) || class.is(Class::ROLE) {
            let after_name = before
                .is_some_and(|before| self.class(before).is(Class::GIVEN) || self.shape(before) == Shape::Initial);
            if class.is(Class::ROLE) && before.is_some_and(|before| self.is_surname_too(at, before))
                || before.is_some_and(|before| self.is_listed_surname(at, before))
            {
                return true;
            }
            return is_name && (after_name || class.is(Class::GIVEN) && next_is_surname);
        }
        if class.is(Class::NATION | Class::BRAND | Class::SUFFIX) {
            // "Ivonne Catalán Reyes": between a given name and a surname.
            let inside = before.is_some_and(|before| before + 1 == at && self.is_given(before));
            return is_name || class.is(Class::NATION) && inside && next_is_surname && self.shape(at) == Shape::Capital;
        }
        true
    }

    /// A given name by the short or the long list.
    pub(super) fn is_given(&self, at: usize) -> bool {
        let word = self.piece.tokens.get(at).and_then(|token| self.reading.vocabulary.get(token.word));
        word.is_some_and(|word| word.class.is(Class::GIVEN) || word.listed.is_some_and(|listed| listed.given))
    }

    /// A form of address that looks like an initial.
    fn is_address(&self, at: usize) -> bool {
        let word = self.piece.str(at);
        let listed = self.is_given(at + 1) && self.is_capital(at + 2) && self.piece.language != Some(Language::English);
        let spanish = (listed || self.piece.language == Some(Language::Spanish)) && word == "D.";
        self.is_capital(at + 1) && (spanish || word.ends_with('ª'))
    }

    /// The run of running text that starts at `at`, and where to look next.
    fn running(&self, at: usize) -> (Option<Range<usize>>, usize) {
        // Small words of the other language are none here: "Te Aroha Winitana" in an English text.
        let own = if self.piece.language == Some(Language::English) { Class::ENGLISH } else { Class::FUNCTION };
        let is_led = matches!(self.piece.str(at), "El" | "La" | "Los" | "Las" | "Y" | "Al" | "Del" | "De");
        let class = self.class(at);
        let is_small = class.is(Class::PARTICLE) && !class.is(own | Class::SURNAME);
        let opens_name = is_small && !(is_led && class.is(Class::FUNCTION));
        let is_particle = opens_name && self.is_capital(at) && self.is_capital(at + 1);
        // "Professor Emeritus Ana ter Horst": the name begins behind it.
        if is_emeritus(self.piece.str(at)) || !is_particle && !self.is_nameable(at, None) {
            return (None, at + 1);
        }
        let mut end = at + 1;
        let mut last = at;
        loop {
            if self.is_nameable(end, Some(last)) {
                last = end;
                end += 1;
            } else if let Some(next) = self.over_particles(at, last, end) {
                last = next;
                end = next + 1;
            } else if let Some(next) = self.over_nickname(at, last, end) {
                last = next;
                end = next + 1;
            } else {
                break;
            }
        }
        if end - at == 1 && self.class(end).is(Class::SUFFIX) && is_numeral(self.piece.str(end)) {
            end += 1;
        }
        (self.trim(at..end), end)
    }

    /// The name word behind particles ("de la Fuente", "van Dyke"), if they join it to the run.
    fn over_particles(&self, start: usize, last: usize, end: usize) -> Option<usize> {
        let mut at = end;
        while at < end + 3
            && self.class(at).is(Class::PARTICLE)
            && matches!(self.shape(at), Shape::Lower | Shape::Capital)
        {
            at += 1;
        }
        if at == end || !self.is_nameable(at, Some(last)) {
            return None;
        }
        let particle = self.piece.str(end);
        let class = self.class(at);
        if particle == "y" && self.is_second_surname(start, last, end) {
            return Some(end + 1);
        }
        if matches!(particle, "y" | "la" | "las" | "los" | "el") {
            return None;
        }
        if !self.class(start).is(Class::GIVEN) && !is_double_given(self.piece.str(start)) {
            return None;
        }
        // "Puig i Mas": as a small letter it stands nowhere else between two capitals.
        if particle == "i" {
            return (at == end + 1 && last > start && !class.is(Class::IMPERSONAL | Class::ROLE)).then_some(at);
        }
        let foreign = !matches!(particle, "de" | "del" | "da" | "do" | "das" | "dos" | "De" | "Del");
        if class.is(Class::IMPERSONAL) && !class.is(Class::SURNAME) {
            return None;
        }
        let complete = last > start;
        let known = class.is(Class::NAME) || at > end + 1;
        if foreign || !class.is(Class::PLACE) && (!complete || known) || class.is(Class::SURNAME) {
            Some(at)
        } else {
            None
        }
    }

    /// "Mercedes de la Riva y Osorio firmó": a second surname, not somebody else. The verb says that it is one person, or the
    /// first surname has its own particles.
    fn is_second_surname(&self, start: usize, last: usize, joint: usize) -> bool {
        let at = joint + 1;
        let class = self.class(at);
        let has_particles =
            (start..last).any(|at| self.class(at).is(Class::PARTICLE) && self.shape(at) == Shape::Lower);
        let is_alone =
            self.shape(at) == Shape::Capital && !self.is_capital(at + 1) && !self.class(at + 1).is(Class::PARTICLE);
        let is_surname = !self.is_given(at) && !class.is(Class::AMBIGUOUS | Class::ROLE | Class::HONORIFIC);
        let next = self.piece.str(at + 1);
        let is_lower = self.shape(at + 1) == Shape::Lower;
        let is_many = is_lower && next.ends_with('n');
        // "Ana Ruiz y Osorio preside"
        let is_one =
            is_lower && last > start && next.ends_with(['ó', 'a', 'e']) && !self.class(at + 1).is(Class::FUNCTION);
        let is_spanish = self.piece.language == Some(Language::Spanish);
        (has_particles || is_one && is_spanish) && is_alone && is_surname && !is_many
    }

    /// Takes from a run what does not belong to a name; nothing when what is left cannot be a person.
    fn trim(&self, run: Range<usize>) -> Option<Range<usize>> {
        let Range { mut start, mut end } = without_letters(self.piece, run);
        if self.follows_role_complement(start) {
            let is_complement = |at: usize| {
                let class = self.class(at);
                // "suboficial de Carabineros Ana Ruiz"
                let unknown = class == Class::default() && !self.is_given(at) && self.class(at + 1).is(Class::GIVEN);
                !class.is(Class::GIVEN)
                    && (unknown && at + 2 < end
                        || class.is(Class::IMPERSONAL | Class::PLACE | Class::MODIFIER | Class::NATION))
            };
            while start + 1 < end && is_complement(start) {
                start += 1;
            }
        }
        // "Yesterday Ana", "Hoy Ana": an opening word that the text also has in lower case.
        let first = self.piece.tokens.get(start)?;
        let opens = start == self.sentence.start
            && end - start > 1
            && !self.class(start).is(Class::NAME)
            && self.reading.vocabulary.get(first.word).is_some_and(|word| word.lower > 0);
        if opens {
            start += 1;
        }
        // "Justice Ana Ruiz", "Glassblower Ana Ruiz": an office, and a noun for who does something that is nobody’s name.
        let is_listed = |at: usize| {
            let word = self.piece.tokens.get(at).and_then(|token| self.reading.vocabulary.get(token.word));
            word.is_none_or(|word| word.listed.is_some() || word.class != Class::default())
        };
        let is_agent = start == self.sentence.start
            && !is_listed(start)
            && is_agent(self.piece.str(start), self.piece.language.unwrap_or(Language::English));
        if end - start > 2 && (self.piece.str(start) == "Justice" && self.is_given(start + 1) || is_agent) {
            start += 1;
        }
        // "Councillors Ana Ruiz and Bo Li"
        if end - start > 1 && is_title_of_several(self.piece.str(start)) {
            start += 1;
        }
        // "Hi Ian,"
        if end - start > 1 && start == self.sentence.start && is_greeting(self.piece.str(start)) {
            start += 1;
        }
        // "Said Ana Ruiz:": a verb before a name.
        let says = start == self.sentence.start
            && end - start > 2
            && self.class(start).is(Class::REPORTING)
            && self.class(start + 1).is(Class::GIVEN);
        if says {
            start += 1;
        }
        // "Ask Ana Ruiz what it costs": a call to the reader.
        let calls = start == self.sentence.start
            && end - start > 2
            && matches!(self.piece.str(start), "Ask" | "Meet" | "Call" | "Tell" | "Picture");
        if calls {
            start += 1;
        }
        start = self.without_lead(start..end).start;
        // "Will Ana Ruiz win?"
        let asks = start == self.sentence.start
            && end - start > 1
            && matches!(self.piece.str(start), "Will" | "May" | "Can")
            && self.class(start + 1).is(Class::NAME)
            && self.asks();
        if asks {
            start += 1;
        }
        // "Harper Lane Ltd": what follows says what the words before it name.
        while end > start + 1 && is_firm_form(self.piece.str(end - 1)) {
            end -= 1;
        }
        if start >= end || end - start > MAX_TOKENS {
            return None;
        }
        start = self.after_unknown_role(start, end);
        // "P. E. I.": letters alone name nobody.
        if (start..end).all(|at| self.shape(at) == Shape::Initial) {
            return None;
        }
        let clear_given = self.class(start).is(Class::GIVEN);
        // "Dr. Fernando Seminario Agurto": between a given name and a surname behind a form of address.
        let is_addressed = start > self.sentence.start && self.class(start - 1).is(Class::HONORIFIC);
        let mut is_nickname = false;
        for at in start..end {
            is_nickname ^= self.is_quote(at);
            let class = self.class(at);
            let is_surname =
                class.is(Class::SURNAME) && (clear_given || end - start == 1) && at + 1 >= end.saturating_sub(1);
            if self.shape(at) != Shape::Lower
                && class.is(Class::IMPERSONAL)
                && !is_surname
                && !is_nickname
                && !(at == start && (class.is(Class::GIVEN) || end - start == 1))
                && !(is_addressed && clear_given && start < at && at + 1 < end)
            {
                return None;
            }
        }
        Some(start..end)
    }

    /// "Tocó Schubert", "la corte de San Miguel Ana Ruiz": the name without a verb that no name ends like, and without the
    /// place of an office.
    pub(super) fn without_lead(&self, tokens: Range<usize>) -> Range<usize> {
        let Range { mut start, end } = tokens;
        let acts = start == self.sentence.start
            && end - start > 1
            && self.piece.language == Some(Language::Spanish)
            && self.piece.str(start).ends_with('ó')
            && !self.is_given(start);
        if acts {
            start += 1;
        }
        let is_saint = |at: usize| at > 0 && matches!(self.piece.str(at), "San" | "Santa" | "Santo");
        let saint = if is_saint(start) { start } else { start.saturating_sub(1) };
        let is_place = is_saint(saint) && self.piece.str(saint - 1) == "de" && self.is_given(saint + 1);
        if is_place && end > saint + 3 {
            start = saint + 2;
        }
        start..end
    }

    /// Whether the sentence is a question.
    fn asks(&self) -> bool {
        let earliest = self.sentence.end.saturating_sub(3).max(self.sentence.start);
        (earliest..self.sentence.end).any(|at| self.piece.str(at) == "?")
    }

    /// "County Coroner William McLaughlin": the given name of a known pair of names, when the words before it are not
    /// those of an organisation or place.
    fn after_unknown_role(&self, start: usize, end: usize) -> usize {
        const AGENTS: &[&str] = &["er", "or", "ist", "man", "woman", "ero", "era", "ora", "ista", "ico", "ica"];
        let known = |at: usize| {
            let class = self.class(at);
            class.is(Class::GIVEN) && !class.is(Class::AMBIGUOUS | Class::SURNAME)
        };
        if self.class(start).is(Class::NAME) || self.shape(start) == Shape::Initial || end - start < 3 {
            return start;
        }
        let Some(given) = (start + 1..end - 1).find(|&at| known(at)) else { return start };
        let impersonal = (start..given).any(|at| self.class(at).is(Class::IMPERSONAL | Class::BRAND));
        let agent = AGENTS.iter().any(|ending| self.piece.str(given - 1).ends_with(ending))
            && !self.class(given - 1).is(Class::IMPERSONAL);
        // One unknown word is rather a given name ("Mirtha Susana Ledesma"), unless it ends an office ("de Economía y").
        let linked = start > self.sentence.start && is_connector(self.piece.str(start - 1));
        // "Asistieron Carmen Ortega y"
        let verb = start == self.sentence.start && is_finite(&self.piece.str(start).to_lowercase());
        let agent = agent || verb && given - start == 1;
        let unknown = !impersonal && self.class(given - 1) == Class::default() && (given - start > 1 || linked);
        if self.class(end - 1).is(Class::SURNAME) && (agent || unknown) { given } else { start }
    }

    /// Whether the words before `at` read "ROLE of" ("Minister of", "secretario de", "presidenta del").
    fn follows_role_complement(&self, at: usize) -> bool {
        let earliest = at.saturating_sub(COMPLEMENT_TOKENS).max(self.sentence.start);
        let mut connected = false;
        for before in (earliest..at).rev() {
            if self.shape(before) == Shape::Mark {
                return false;
            }
            if matches!(self.piece.str(before), "of" | "for" | "de" | "del") {
                connected = true;
            } else if self.class(before).is(Class::ROLE) {
                return connected;
            }
        }
        false
    }

    /// In a headline: a known given name with a known surname, or what stands between a form of address and a mark.
    fn headline(&self, at: usize) -> (Option<Range<usize>>, usize) {
        let is_letters = |at: usize| matches!(self.shape(at), Shape::Capital | Shape::Upper);
        let class = self.class(at);
        if is_announced(self.piece, &self.sentence, at)
            && let Some(end) = self.announced(at)
        {
            return (Some(at..end), end);
        }
        let addressed = at > self.sentence.start && self.class(at - 1).is(Class::HONORIFIC);
        if !is_letters(at) || !(class.is(Class::GIVEN) && !class.is(Class::AMBIGUOUS) || addressed) {
            return (None, at + 1);
        }
        if let Some(end) = self.apart(at) {
            return (Some(at..end), end);
        }
        let mut end = at + 1;
        let mut surname = false;
        while end < at + MAX_TOKENS {
            let class = self.class(end);
            let particles = (end..end + 3)
                .take_while(|&at| self.class(at).is(Class::PARTICLE) && !self.class(at).is(Class::SURNAME))
                .count();
            let initial = self.shape(end) == Shape::Initial && !class.is(Class::FUNCTION);
            let given = class.is(Class::GIVEN) && !surname;
            if is_letters(end) && !class.is(Class::FUNCTION | Class::IMPERSONAL) && (class.is(Class::SURNAME) || given)
                || initial
            {
                surname |= class.is(Class::SURNAME);
                end += 1;
            } else if particles > 0 && is_letters(end + particles) && self.class(end + particles).is(Class::SURNAME) {
                surname = true;
                end += particles + 1;
            } else {
                break;
            }
        }
        let goes_on = is_letters(end) && self.class(end).is(Class::IMPERSONAL);
        if surname && !goes_on && end - at > 1 { (Some(at..end), end) } else { (None, at + 1) }
    }
}

fn is_numeral(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'))
}
