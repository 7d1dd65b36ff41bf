//! Whether a single word may be a person by what the recogniser says: places and things stand alone as well.

use super::super::lexicon::Class;
use super::super::token::Shape;
use super::super::words::Words;
use super::noun::kin;
use super::role::Around;

/// Whether a single word may be a person by what the recogniser says: no other word of the lists, and no part of a longer
/// name.
pub(super) fn reads_alone(around: &Around<'_>) -> bool {
    let (start, end) = (around.name.start, around.name.end);
    let is_capital = |at: usize| matches!(around.shape(at), Shape::Capital | Shape::Upper | Shape::Initial);
    let is_other = around.class(start).is(Class::AMBIGUOUS | Class::ROLE | Class::HONORIFIC);
    let is_part = is_capital(end)
        || around.before().is_some_and(is_capital)
        // "Baker & McKenzie", "Hudson's Bay"
        || around.before().is_some_and(|at| around.str(at) == "&")
        || around.shape(end) == Shape::Possessive
            && around.class(end + 1).is(Class::IMPERSONAL)
            && around.shape(end + 1) == Shape::Capital;
    // "to Ávila and Salamanca"
    let is_town = |at: usize| around.class(at).is(Class::PLACE) && !around.class(at).is(Class::GIVEN);
    let among_places = matches!(around.str(end), "and" | "y" | "e" | ",") && is_town(end + 1)
        || around
            .before()
            .is_some_and(|at| matches!(around.str(at), "and" | "y" | "e" | ",") && at > 0 && is_town(at - 1));
    let of_thing = |before: usize| {
        let word = around.str(before);
        is_locating(word) || PLACING.contains(&word) || is_thing_before(around, before)
    };
    // "Miles de personas"
    let counts = start == around.sentence.start && matches!(around.str(end), "de" | "of" | "del");
    // "Un plan que se llama Ciudad que Fluye"
    let in_title = around
        .before()
        .is_some_and(|at| matches!(around.str(at), "que" | "that") && at > around.sentence.start && is_capital(at - 1));
    // "Lisa Donnelly (Group Manager Infrastructure)"
    let is_field = around.str(end) == ")" && around.before().is_some_and(|at| around.class(at).is(Class::ROLE));
    // “Shade is a public service”: the first word of what is said has a capital anyway.
    let opens = around.before().is_none_or(|at| around.shape(at) == Shape::Mark);
    let is_defined = opens
        && !around.class(start).is(Class::GIVEN)
        && matches!(around.str(end), "is" | "was" | "es" | "era")
        && matches!(around.str(end + 1), "a" | "an" | "the" | "un" | "una" | "el" | "la")
        // “Pongan que nunca me faltó”
        || opens && !around.class(start).is(Class::GIVEN) && matches!(around.str(end), "que" | "that");
    let refused = is_defined
        || in_title
        || is_field
        || is_other
        || is_part
        || among_places
        || counts
        || is_quoted(around)
        || around.before().is_some_and(of_thing);
    !refused
        && !is_elder(around)
        && !is_event(around)
        && around.shape(start) == Shape::Capital
        && is_surname_like_word(around)
}

/// "I asked Nana": what children call somebody.
fn is_elder(around: &Around<'_>) -> bool {
    const ELDERS: &str = "Nana Nan Gran Granny Grandma Grandpa Grandad Mum Mom Mama Mamma Dad Daddy Mummy Papa Papá Mamá Tata Abuela \
        Abuelo Abuelita Tía Tío Auntie Aunty";
    ELDERS.split_whitespace().any(|elder| elder == around.str(around.name.start))
}

/// "The Kobe earthquake": what happened at a place.
fn is_event(around: &Around<'_>) -> bool {
    const EVENTS: &str = "earthquake quake tsunami flood floods marathon bombing bombings blast derby massacre riots siege \
        airport harbour port bay festival";
    let led = around.before().is_some_and(|at| matches!(around.str(at), "the" | "The" | "a"));
    led && EVENTS.split_whitespace().any(|event| event == around.str(around.name.end))
}

/// Whether the word alone stands in quotation marks: it is what something is called, "read “Emma” on Friday".
fn is_quoted(around: &Around<'_>) -> bool {
    let is_mark = |at: usize| matches!(around.str(at), "\"" | "“" | "”" | "„" | "«" | "»" | "‘" | "’" | "'");
    around.before().is_some_and(is_mark) && is_mark(around.name.end)
}

/// Whether a single word is the name of somebody whom everybody knows, and no part of a longer name or of a thing that is
/// called so: "Putin said", not "the Darwin Award", "in Lincoln".
pub(super) fn is_widely_known(around: &Around<'_>) -> bool {
    let (start, end) = (around.name.start, around.name.end);
    let is_capital = |at: usize| matches!(around.shape(at), Shape::Capital | Shape::Upper | Shape::Initial);
    let is_part = is_capital(end) && !around.class(end).is(Class::FUNCTION)
        || around
            .before()
            .is_some_and(|at| is_capital(at) && !around.class(at).is(Class::FUNCTION | Class::ROLE | Class::MODIFIER));
    // "vecina de Lorca", "the mayor of Lincoln"
    let of_role = |at: usize| {
        matches!(around.str(at), "of" | "de" | "del")
            && at.checked_sub(1).is_some_and(|role| around.class(role).is(Class::ROLE))
    };
    let in_place = |at: usize| {
        of_role(at)
            || matches!(around.str(at), "in" | "In" | "en" | "En" | "at" | "near" | "desde" | "hacia" | "hasta")
            || is_thing_before(around, at)
    };
    around.class(start).is(Class::FAMOUS)
        && !around.class(start).is(Class::PLACE | Class::BRAND | Class::FUNCTION)
        && matches!(around.shape(start), Shape::Capital)
        && is_surname_like_word(around)
        && !is_part
        && !is_event(around)
        && !around.before().is_some_and(in_place)
        && !(around.class(end).is(Class::IMPERSONAL) && around.shape(end) == Shape::Capital)
}

/// "Hi Ian, …", "Querida Nerea:": a given name that is greeted.
pub(super) fn is_greeted(around: &Around<'_>) -> bool {
    let greets = |at: usize| is_greeting(around.str(at));
    // "and thank you, Rosamund, for": between marks.
    let thanks = |at: usize| {
        let word = around.str(at).to_lowercase();
        matches!(&*word, "thanks" | "gracias")
            || word == "you" && at > 0 && around.str(at - 1).eq_ignore_ascii_case("thank")
    };
    let thanked = |at: usize| around.str(at) == "," && at > around.sentence.start && thanks(at - 1);
    let closes = matches!(around.str(around.name.end), "," | "." | "!" | ":" | "");
    // Between marks an unknown word is a name as well.
    let unknown =
        || around.class(around.name.start) == Class::default() && around.shape(around.name.start) == Shape::Capital;
    closes
        && around
            .before()
            .is_some_and(|at| (is_given(around) && greets(at)) || (is_given(around) || unknown()) && thanked(at))
}

/// "Hi", "Querida".
pub(super) fn is_greeting(word: &str) -> bool {
    let greetings = ["Hi", "Hello", "Hey", "Dear", "Hola", "Querido", "Querida", "Estimado", "Estimada"];
    greetings.contains(&word)
}

/// "Zara’s half sister", "Nerea’s lawyer": who has a relative or an office of their own is a person, if the word is a given
/// name.
pub(super) fn has_kin(around: &Around<'_>) -> bool {
    let end = around.name.end;
    let related = |at: usize| around.shape(at) == Shape::Lower && kin(around.str(at)).is_some();
    // "Norma, mi mujer, lo anotaba"
    let is_owner = matches!(around.str(end + 1), "mi" | "su" | "tu" | "my" | "his" | "her" | "our");
    let explained = around.str(end) == "," && is_owner && (related(end + 2) || around.str(end + 2) == "mujer");
    is_given(around) && (around.shape(end) == Shape::Possessive && (related(end + 1) || related(end + 2)) || explained)
}

/// "Its chairman, Suharyadi, said", "a man called Lenny": an office that somebody or something has, between marks, and what
/// a person is called.
pub(super) fn is_officer(around: &Around<'_>) -> bool {
    // Firms and teams are these as well.
    static FIRMS: Words = Words::new(
        "owner operator maker partner rival sponsor publisher developer supplier champion host producer \
        contractor insurer lender buyer competitor investor shareholder neighbour neighbor parent seller tenant landlord \
        distributor provider customer client opponent",
    );
    let Some(before) = around.before() else { return false };
    let noun = before.checked_sub(1).filter(|at| around.sentence.contains(at) && around.shape(*at) == Shape::Lower);
    let Some(noun) = noun.filter(|_| around.shape(around.name.start) == Shape::Capital) else { return false };
    if around.class(around.name.start).is(Class::IMPERSONAL | Class::PLACE | Class::NATION | Class::BRAND | Class::TIME)
    {
        return false;
    }
    // "His name is Athanase."
    if matches!((around.str(noun), around.str(before)), ("name", "is" | "was") | ("nombre", "es" | "era")) {
        let owner = noun.checked_sub(1).map_or("", |at| around.str(at));
        return matches!(owner, "His" | "Her" | "his" | "her" | "my" | "My" | "Su" | "su" | "mi" | "Mi");
    }
    if matches!(around.str(before), "called" | "named" | "llamado" | "llamada") {
        return matches!(
            around.str(noun),
            "man"
                | "woman"
                | "boy"
                | "girl"
                | "teenager"
                | "hombre"
                | "mujer"
                | "muchacho"
                | "muchacha"
                | "chico"
                | "chica"
        );
    }
    let is_owner = |at: usize| {
        around.shape(at) == Shape::Possessive
            || matches!(around.str(at), "its" | "Its" | "their" | "Their" | "su" | "Su")
    };
    let closed = matches!(around.str(around.name.end), "," | "." | ";");
    // "I have an assistant, Chucho, who"
    let is_told = matches!(around.str(around.name.end + 1), "who" | "que" | "quien")
        && noun.checked_sub(1).is_some_and(|at| matches!(around.str(at), "a" | "an" | "un" | "una"));
    around.str(before) == ","
        && closed
        && around.is_role_noun(noun)
        && !around.class(noun).is(Class::ORGANISATION)
        && !FIRMS.has(around.str(noun))
        && (is_told || (noun.saturating_sub(3).max(around.sentence.start)..noun).any(is_owner))
}

/// A given name that is nothing else, and no part of a longer name.
pub(super) fn is_given(around: &Around<'_>) -> bool {
    let class = around.class(around.name.start);
    let before = around.before().is_some_and(|at| at > around.sentence.start && around.shape(at) == Shape::Capital);
    let word = around.piece.tokens.get(around.name.start).and_then(|token| around.reading.vocabulary.get(token.word));
    let listed = word.and_then(|word| word.listed).is_some_and(|listed| listed.given);
    (class.is(Class::GIVEN) || listed) && !class.is(Class::AMBIGUOUS | Class::ROLE | Class::HONORIFIC) && !before
}

/// Where people are named by one word: before or behind a verb of saying, as the label of what is said ("Ruiz: we won"), and
/// behind it ("We won: Ruiz").
pub(super) fn speaks(around: &Around<'_>) -> bool {
    let (start, end) = (around.name.start, around.name.end);
    let says = |at: usize| around.shape(at) == Shape::Lower && around.class(at).is(Class::REPORTING);
    let labels = start == around.sentence.start && around.str(end) == ":";
    let labelled = matches!(around.str(end), "" | ".") && around.before().is_some_and(|at| around.str(at) == ":");
    says(end) || around.before().is_some_and(says) || labels || labelled
}

/// Words before a single name that make a place of it more often than a person: "the mayor of Riomar".
const PLACING: [&str; 8] = ["of", "from", "to", "into", "outside", "de", "del", "hasta"];

/// "telescopio Virgilio", "ferry Marjorie": a common noun before the word that is no role.
fn is_thing_before(around: &Around<'_>, before: usize) -> bool {
    let person = Class::FUNCTION | Class::ROLE | Class::REPORTING | Class::HONORIFIC | Class::MODIFIER | Class::OPENER;
    let article = |at: usize| matches!(around.str(at), "the" | "The" | "a" | "el" | "la" | "El" | "La" | "del" | "al");
    around.shape(before) == Shape::Lower
        && !around.class(before).is(person)
        && before.checked_sub(1).is_some_and(|at| article(at) || around.class(before).is(Class::IMPERSONAL))
}

/// Whether a place follows rather than a person.
pub(super) fn is_locating(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "The"
            | "el"
            | "la"
            | "los"
            | "las"
            | "in"
            | "In"
            | "at"
            | "At"
            | "near"
            | "en"
            | "En"
            | "desde"
            | "hacia"
            | "into"
            | "outside"
            | "across"
    )
}

/// Whether the word stands nowhere in lower case.
fn is_surname_like_word(around: &Around<'_>) -> bool {
    let word = around.piece.tokens.get(around.name.start).and_then(|token| around.reading.vocabulary.get(token.word));
    word.is_some_and(|word| word.lower == 0)
}

/// "Present: Ana Ruiz (chair), Luis Benítez. Apologies: Hugh Marsh.": what stands between marks in such a list.
pub(super) fn is_attending(around: &Around<'_>) -> bool {
    const LABELS: [&str; 15] = [
        "Present",
        "present",
        "Attendance",
        "attendance",
        "Attending",
        "Apologies",
        "Absent",
        "Attendees",
        "Asistentes",
        "Presentes",
        "Ausentes",
        "Asisten",
        "Excusas",
        "Excusan",
        "Invitados",
    ];
    let start = around.sentence.start;
    let is_label = |at: &usize| around.str(*at + 1) == ":" && LABELS.contains(&around.str(*at));
    let is_listed = (start..start + 3).find(is_label).is_some_and(|label| label + 1 < around.name.start);
    let leads = |at: usize| {
        around.shape(at) == Shape::Mark
            || around.class(at).is(Class::HONORIFIC | Class::TITLE)
            || matches!(around.str(at), "and" | "y" | "e")
    };
    let end = around.name.end;
    let ends = end >= around.sentence.end || matches!(around.str(end), "(" | "," | ";" | "." | "and" | "y" | "e");
    is_listed && ends && around.before().is_some_and(leads)
}

/// "the Lady Marjorie", "ferry Lady Marjorie": English forms of address have no article before them, ships do.
pub(super) fn is_on_ship(around: &Around<'_>, address: usize) -> bool {
    let is_lady = matches!(
        around.str(address),
        "Lady" | "Lord" | "Miss" | "Sir" | "Captain" | "Brother" | "Sister" | "Doña" | "Don"
    );
    let before = address.checked_sub(1).filter(|at| around.sentence.contains(at));
    let of_ship = |at: usize| {
        matches!(
            around.str(at),
            "the"
                | "The"
                | "ferry"
                | "ship"
                | "boat"
                | "vessel"
                | "trawler"
                | "yacht"
                | "tanker"
                | "freighter"
                | "lancha"
                | "barco"
                | "buque"
                | "bote"
                | "velero"
                | "goleta"
                | "pesquero"
                | "nave"
                | "fragata"
        )
    };
    is_lady && before.is_some_and(of_ship)
}
