//! What speaks for a run of words being a person, each rule with a reason the reader can be shown.

use crate::document::Anchor;

use super::super::lexicon::Class;
use super::super::reading::{Case, Reading};
use super::super::token::Shape;
use super::super::{Language, Reason};
use super::alone::{
    has_kin, is_attending, is_given, is_greeted, is_locating, is_officer, is_on_ship, is_widely_known, reads_alone,
    speaks,
};
use super::doubt::{Doubt, doubts};
use super::headline::is_announced;
use super::life::{has_dates, is_age};
use super::name::is_double_given;
use super::noun::{heads_thing, is_agent};
use super::phrase::Noun;
use super::relative::is_relative;
use super::role::Around;
use super::run::Run;
use super::several::title_of_several;
use super::spelling::{Initial, has_surname_ending, initial, is_romanised};

/// What one occurrence says.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// The rules that fired.
    pub(super) reasons: Vec<Reason>,
    /// Whether one of them is enough.
    pub(super) is_strong: bool,
    /// Rules of which two are needed.
    pub(super) weak: u32,
    /// Whether the surroundings speak against a person.
    pub(super) is_doubtful: bool,
}

impl Evidence {
    fn strong(&mut self, rule: &'static str, at: Anchor) {
        self.reasons.push(Reason { rule: rule.into(), at });
        self.is_strong = true;
    }

    fn weak(&mut self, rule: &'static str, at: Anchor) {
        self.reasons.push(Reason { rule: rule.into(), at });
        self.weak += 1;
    }
}

/// The reason of a surname that stands alone elsewhere as only people's do.
pub(super) const LATER: &str = "called by the last name alone elsewhere";

/// The reason of the recogniser.
pub(super) const CONTEXT: &str = "reads like a name in its context";
/// The reason of a single name that everybody knows.
pub(super) const KNOWN: &str = "a name by which somebody widely known is called";
/// By how much a name has to be likelier than none to count as one of two reasons, as a reason alone, and as a reason alone
/// for a single word.
const LIKELY: f32 = 6.0;
const CLEAR: f32 = 14.0;
const PLAIN: f32 = 18.0;
/// The same for one that says something.
const SPOKEN: f32 = 10.0;
/// The same for a pair whose second word is a place or thing, too ("John Denver", "Darrell Royal").
const SURE: f32 = 45.0;

/// Weighs what speaks for the run; `vote` is by how much it reads like a name.
pub(super) fn weigh(reading: &Reading<'_>, run: &Run, vote: f32) -> Evidence {
    let mut evidence = Evidence::default();
    let Some(piece) = reading.pieces.get(run.piece) else { return evidence };
    let around = Around { reading, piece, sentence: run.sentence.clone(), name: run.tokens.clone() };
    // "United States, who", "the DR Congo": nothing but places is no person.
    let is_place = |at: usize| around.class(at).is(Class::PLACE | Class::NATION) && !around.class(at).is(Class::NAME);
    let lone = run.tokens.len() == 1;
    if run.tokens.clone().all(is_place) || lone && around.shape(run.tokens.start) == Shape::Initial {
        return evidence;
    }
    // "La Virgen de la Puerta": who is prayed to is nobody whom a text speaks of. "Marc TTD": letters are no surname.
    let is_short = |at: usize| {
        around.shape(at) == Shape::Upper
            && around.str(at).len() <= 4
            && !around.class(at).is(Class::NAME | Class::SUFFIX)
    };
    let is_lettered =
        run.tokens.len() == 2 && around.shape(run.tokens.start) == Shape::Capital && is_short(run.tokens.start + 1);
    if around.str(run.tokens.start) == "Virgen" || is_lettered || lone && is_office_addressed(&around) {
        return evidence;
    }
    // "Finalmente, Seminario": a word that is a thing may still be the surname of somebody who has another name elsewhere.
    if lone && around.class(run.tokens.start).is(Class::IMPERSONAL) && !around.class(run.tokens.start).is(Class::NAME) {
        return evidence;
    }
    by_what_stands_before(&around, run, &mut evidence);
    if lone {
        // The first word of a sentence has a capital anyway.
        let opens =
            run.tokens.start == run.sentence.start || around.before().is_some_and(|at| around.shape(at) == Shape::Mark);
        let least = if opens { PLAIN + PLAIN * 0.8 } else { PLAIN };
        let (behind, number) = (run.tokens.end, run.tokens.end + 1);
        let is_spanish = around.str(behind) == ","
            && around.str(number) == "de"
            && around.shape(number + 1) == Shape::Number
            && around.str(number + 2) == "años";
        let is_aged =
            is_spanish || is_age(around.str(behind), around.shape(number), around.str(number), around.str(number + 1));
        if is_aged && is_given(&around) && is_surname_like(reading, run) {
            evidence.strong("age behind the name", piece.anchor(run.tokens.start..number + 1));
        }
        let is_met = is_greeted(&around) || has_kin(&around) || is_officer(&around) || around.names_self().is_some();
        let least = if speaks(&around) { least.min(SPOKEN) } else { least };
        if is_met && is_surname_like(reading, run) {
            evidence.strong("greeted, or somebody’s relative or officer", piece.anchor(run.tokens.clone()));
        } else if vote >= least && reads_alone(&around) {
            evidence.strong(CONTEXT, piece.anchor(run.tokens.clone()));
        } else if is_widely_known(&around) {
            evidence.strong(KNOWN, piece.anchor(run.tokens.clone()));
        }
        return evidence;
    }
    let doubts = doubts(&around, evidence.is_strong);
    evidence.is_doubtful = !doubts.is_empty();
    if doubts.contains(&Doubt::Firm) {
        return Evidence { is_doubtful: true, ..Evidence::default() };
    }
    by_what_follows(&around, &doubts, &mut evidence);
    by_its_words(&around, run, &doubts, &mut evidence);
    let first = around.class(run.tokens.start);
    let refused = run.tokens.clone().any(|at| {
        let class = around.class(at);
        class.is(Class::PLACE | Class::NATION | Class::IMPERSONAL | Class::BRAND) && !class.is(Class::NAME)
    }) || is_several(&around)
        || first == Class::default() && heads_thing(around.str(run.tokens.start));
    if doubts.is_empty() && !refused && is_attending(&around) {
        evidence.strong("named in the list of those present", piece.anchor(run.tokens.clone()));
    }
    let named = first.is(Class::GIVEN) && !first.is(Class::AMBIGUOUS | Class::ROLE) && !is_several(&around);
    let located = around.before().is_some_and(|at| is_locating(around.str(at)));
    if doubts.is_empty() && (!refused || named && !located && vote >= SURE) {
        if vote >= CLEAR {
            evidence.strong(CONTEXT, piece.anchor(run.tokens.clone()));
        } else if vote >= LIKELY {
            evidence.weak(CONTEXT, piece.anchor(run.tokens.clone()));
        }
    }
    evidence
}

/// "Madam Speaker, I yield": whoever has the chair is called by it.
fn is_office_addressed(around: &Around<'_>) -> bool {
    let before = around.before().map_or("", |at| around.str(at));
    matches!(before.trim_end_matches('.'), "Mr" | "Mister" | "Madam" | "Madame" | "Señor" | "Señora")
        && matches!(
            around.str(around.name.start),
            "Speaker" | "Chair" | "Clerk" | "Moderator" | "Convener" | "Leader" | "Provost" | "Foreman" | "Foreperson"
        )
}

/// Forms of address and roles in front of the name.
fn by_what_stands_before(around: &Around<'_>, run: &Run, evidence: &mut Evidence) {
    let (start, end) = (run.tokens.start, run.tokens.end);
    let Some(before) = around.before() else { return };
    let first = around.class(start);
    let lone = end - start == 1;
    // Words that are forms of address only with a capital or a stop.
    let is_word = around.shape(before) == Shape::Lower
        && matches!(around.str(before), "general" | "maestro" | "maestra" | "padre" | "lord" | "miss" | "sol")
        // "del general Ubico"
        && !before.checked_sub(1).is_some_and(|at| matches!(around.str(at), "el" | "del" | "al" | "la"));
    let on_ship = lone && is_on_ship(around, before);
    // "Mr Justice Ruiz": a judge in Britain.
    let is_judge = around.str(before) == "Justice"
        && before.checked_sub(1).is_some_and(|at| around.class(at).is(Class::HONORIFIC));
    if (around.class(before).is(Class::HONORIFIC) || is_judge) && around.str(before) != "D" && !is_word && !on_ship {
        evidence.strong("form of address before the name", around.piece.anchor(before..end));
    }
    // "I’m sorry, Uncle Jone"
    let is_kin = around.shape(before) == Shape::Capital
        && matches!(
            around.str(before),
            "Uncle"
                | "Aunt"
                | "Auntie"
                | "Aunty"
                | "Grandma"
                | "Grandpa"
                | "Granny"
                | "Mama"
                | "Nana"
                | "Tío"
                | "Tía"
                | "Abuela"
                | "Abuelo"
        );
    if is_kin && is_surname_like(around.reading, run) && !goes_on(around.shape(end), around.class(end)) {
        evidence.strong("form of address before the name", around.piece.anchor(before..end));
    }
    // "La ciclista Nairobi Chaparro": behind a small word for what one person is, a place and an unknown word are no team.
    let is_unknown = |at: usize| around.class(at) == Class::default() || around.class(at).is(Class::SURNAME);
    let is_one = around.shape(before) == Shape::Lower
        && around.is_role_noun(before)
        && end - start == 2
        && is_unknown(start + 1)
        && before.checked_sub(1).is_some_and(|at| matches!(around.str(at), "el" | "la" | "El" | "La" | "al" | "del"));
    let team = first.is(Class::PLACE) && !first.is(Class::NAME) && !is_one;
    if is_relative(around) && is_surname_like(around.reading, run) && !goes_on(around.shape(end), around.class(end)) {
        evidence.strong("relation before the name", around.piece.anchor(before..end));
    }
    let is_refused = lone
        // "Lisa Donnelly (Group Manager Infrastructure)": what the office is for.
        && (around.str(end) == ")" || goes_on(around.shape(end), around.class(end))
            || !around.class(before).is(Class::TITLE)
            || !is_surname_like(around.reading, run));
    let adjacent = if is_refused || team { None } else { around.adjacent() };
    // "al eritreo NAME": in Spanish a small word for who comes from where, behind an article, is a noun for a person.
    let article =
        before.checked_sub(1).is_some_and(|at| matches!(around.str(at), "el" | "la" | "al" | "del" | "un" | "una"));
    if article && !lone && around.shape(before) == Shape::Lower && around.class(before).is(Class::NATION) {
        evidence.weak("nationality before the name", around.piece.anchor(before..end));
    }
    // "La timbalista NAME": a noun by its ending; firms and machines have others ("la constructora", "la lavadora").
    let agent = before.checked_sub(1).is_some_and(|at| {
        matches!(around.str(at), "el" | "la" | "al" | "del" | "El" | "La" | "Al")
            && ["ista", "logo", "loga", "grafo", "grafa", "nauta", "iatra", "ero", "era"]
                .iter()
                .any(|end| around.str(before).ends_with(end))
    });
    if agent && !lone && around.shape(before) == Shape::Lower && is_agent(around.str(before), Language::Spanish) {
        evidence.weak("a noun for what somebody does before the name", around.piece.anchor(before..end));
    }
    let complement = || if lone || team { None } else { around.with_complement() };
    if let Some(role) = adjacent.or_else(complement) {
        evidence.strong("role before the name", around.piece.anchor(role));
    } else if !lone
        && !team
        && let Some(title) = title_of_several(around)
    {
        evidence.strong("named behind what several people are", around.piece.anchor(title..end));
    }
}

/// "Velvet Quarry have signed": the verb says that it is a team or a band, when nobody else is named before it.
fn is_several(around: &Around<'_>) -> bool {
    let plural = matches!(around.str(around.name.end), "have" | "are" | "were" | "han" | "son" | "fueron");
    let joined = |at: usize| matches!(around.str(at), "and" | "y" | "e" | "," | "or" | "&" | "nor");
    plural && !around.before().is_some_and(joined)
}

/// Roles, ages and "who" behind the name.
fn by_what_follows(around: &Around<'_>, doubts: &[Doubt], evidence: &mut Evidence) {
    let (start, end) = (around.name.start, around.name.end);
    let piece = around.piece;
    if !doubts.contains(&Doubt::Branded)
        && let Some(role) = around.behind().filter(|role| role.noun == Noun::Listed)
    {
        evidence.strong("role behind the name", piece.anchor(role.tokens));
    }
    let of = usize::from(around.str(end + 1) == "de" && around.str(end + 3) == "años");
    let years = end + 1 + of;
    if is_age(around.str(end), around.shape(years), around.str(years), around.str(years + 1)) {
        // "on Sandymount Strand, 27": a number makes no person of words that are no names.
        let known =
            (start..end).any(|at| around.class(at).is(Class::GIVEN)) || around.class(end - 1).is(Class::SURNAME);
        let site = around.class(end - 1).is(Class::IMPERSONAL | Class::PLACE);
        // "NAME, de 88 años": nothing but who lives has so many, where no article stands before it.
        let is_spanish = around.str(end + 1) == "de" && doubts.is_empty();
        if (known || is_spanish) && !site {
            evidence.strong("age behind the name", piece.anchor(start..end + 2));
        } else if !site {
            evidence.weak("age behind the name", piece.anchor(start..end + 2));
        }
    }
    match around.is_said_to_be().filter(|_| doubts.is_empty()) {
        Some(Noun::Human) => evidence.strong("said to be a person", piece.anchor(start..end + 1)),
        Some(_) => evidence.weak("said to be what people are", piece.anchor(start..end + 1)),
        None => {}
    }
    // "NAME, the 15-year-old from"
    let aged = |at: usize| around.str(at).ends_with("-year-old");
    if around.str(end) == "," && (end + 1..end + 4).any(aged) {
        evidence.strong("age behind the name", piece.anchor(start..end + 1));
    }
    // "NAME of Kazakhstan, who"
    let from = if matches!(around.str(end), "of" | "from" | "de") && around.class(end + 1).is(Class::PLACE) {
        end + 2
    } else {
        end
    };
    if from > end && around.str(from) == "," && matches!(around.str(from + 1), "who" | "whose" | "whom" | "quien") {
        evidence.strong("“who” behind the name", piece.anchor(start..from + 2));
    }
    // "Ana Ruiz, alias “La Nita”"
    let (next, second) = (around.str(end + 1), around.str(end + 2));
    let is_called = matches!(next, "alias" | "aka" | "a.k.a." | "apodado" | "apodada" | "nicknamed")
        || matches!((next, second), ("known", "as") | ("conocido" | "conocida", "como"));
    if doubts.is_empty() && around.str(end) == "," && matches!(next, "alias" | "aka" | "a.k.a." | "apodado" | "apodada")
    {
        evidence.strong("another name behind the name", piece.anchor(start..end + 2));
    } else if doubts.is_empty() && around.str(end) == "," && is_called {
        evidence.weak("another name behind the name", piece.anchor(start..end + 2));
    }
    // "NAME is 16 and she", "NAME is 16 years old"
    let is_stated = match around.str(end + 2) {
        "years" => around.str(end + 3) == "old",
        "and" | "," => matches!(around.str(end + 3), "he" | "she"),
        _ => false,
    };
    let is_aged = is_stated && around.str(end) == "is" && around.shape(end + 1) == Shape::Number;
    if is_aged && doubts.is_empty() && end - start > 1 {
        evidence.strong("age behind the name", piece.anchor(start..end + 2));
    }
    if has_dates(around) {
        evidence.strong("dates of a life behind the name", piece.anchor(start..end + 1));
    }
    // "The Brisbane Steelers, who beat them": several.
    let last = around.class(end - 1);
    let are_many = doubts.contains(&Doubt::Article) && around.str(end - 1).ends_with('s') && !last.is(Class::SURNAME);
    // "A mother of four from Cala Roja, who walked": who comes from there.
    let is_origin = around.before().is_some_and(|at| matches!(around.str(at), "from" | "in" | "near"))
        && !around.class(start).is(Class::GIVEN);
    let who = |at: usize| !are_many && !is_origin && matches!(around.str(at), "who" | "quien");
    if who(end) || around.str(end) == "," && (who(end + 1) || matches!(around.str(end + 1), "whose" | "whom")) {
        evidence.strong("“who” behind the name", piece.anchor(start..end + 1));
    }
}

/// What the words of the name are, and verbs of saying beside it.
fn by_its_words(around: &Around<'_>, run: &Run, doubts: &[Doubt], evidence: &mut Evidence) {
    let (start, end) = (around.name.start, around.name.end);
    let piece = around.piece;
    let name = piece.anchor(around.name.clone());
    let (first, last) = (around.class(start), around.class(end - 1));
    let is_double = is_double_given(around.str(start));
    let given = first.is(Class::GIVEN) || is_double;
    let clear = given && !first.is(Class::AMBIGUOUS | Class::ROLE);
    let surname = last.is(Class::SURNAME);
    let located = around
        .before()
        .is_some_and(|before| matches!(around.str(before), "in" | "at" | "near" | "en" | "In" | "En" | "At"));
    let placed = (start..end).any(|at| around.class(at).is(Class::PLACE) && !around.class(at).is(Class::NAME));
    if !doubts.is_empty() || placed {
        // "Jack London", "Carlos Madrid": a clear given name makes a place a surname, with something else to say so.
        if !doubts.is_empty() || !clear || !last.is(Class::PLACE) || end - start > 2 || located {
            evidence.is_strong &=
                ![Doubt::NamedAfter, Doubt::Branded, Doubt::Credit].iter().any(|doubt| doubts.contains(doubt));
            return;
        }
        evidence.weak("common given name", name);
    } else if !last.is(Class::NATION) {
        match initial(around) {
            Initial::Inside => evidence.strong("initial in the name", name),
            Initial::First => evidence.weak("initial in the name", name),
            Initial::None => {}
        }
    }
    if given && surname && (clear || !located) {
        evidence.strong("common given name and surname", name);
    } else if clear && !placed && !located && !has_common_word(around.reading, run) {
        evidence.strong("common given name", name);
    } else if given && !placed {
        evidence.weak("common given name", name);
    }
    if surname && !given {
        evidence.weak("common surname", name);
    } else if !surname && has_surname_ending(around.reading, run) {
        evidence.weak("ending of a surname", name);
    }
    if is_romanised(around.reading, run) {
        evidence.strong("family name first, as in Chinese and Korean", name);
    }
    let says = |at: usize| around.class(at).is(Class::REPORTING) && around.shape(at) == Shape::Lower;
    if around.before().is_some_and(says) {
        evidence.weak("verb of saying before the name", piece.anchor(start - 1..end));
    } else if says(end) {
        evidence.weak("verb of saying behind the name", piece.anchor(start..end + 1));
    }
    // In headlines only runs that stand apart or are known names are looked at, see `run`.
    if piece.case == Case::Headline {
        if is_announced(piece, &around.sentence, start) {
            evidence.strong("announced as the speaker", name);
        } else if !given {
            evidence.is_strong = false;
        }
    }
}

/// Whether a capitalised word or a role follows a lone word ("Chief Risk Officer").
fn goes_on(shape: Shape, class: Class) -> bool {
    matches!(shape, Shape::Capital | Shape::Upper) && !class.is(Class::FUNCTION)
        || shape == Shape::Lower && class.is(Class::IMPERSONAL)
}

/// Whether a lone capitalised word may be a surname: no other word, and not met in lower case.
fn is_surname_like(reading: &Reading<'_>, run: &Run) -> bool {
    let Some(piece) = reading.pieces.get(run.piece) else { return false };
    let class = reading.class(piece, run.tokens.start);
    let lower = piece
        .tokens
        .get(run.tokens.start)
        .and_then(|token| reading.vocabulary.get(token.word))
        .map_or(0, |word| word.lower);
    let other = class.is(Class::AMBIGUOUS | Class::MODIFIER | Class::ROLE) && !class.is(Class::NAME);
    !other && lower == 0 && piece.case == Case::Running
}

/// Whether a word of the run, the first aside, stands in lower case somewhere in the text.
fn has_common_word(reading: &Reading<'_>, run: &Run) -> bool {
    let Some(piece) = reading.pieces.get(run.piece) else { return true };
    (run.tokens.start + 1..run.tokens.end).any(|at| {
        let class = reading.class(piece, at);
        let lower =
            piece.tokens.get(at).and_then(|token| reading.vocabulary.get(token.word)).map_or(0, |word| word.lower);
        // The marks around a nickname are no words.
        piece.shape(at) != Shape::Mark
            && !class.is(Class::NAME | Class::PARTICLE)
            && (lower > 0 || class.is(Class::MODIFIER))
    })
}
