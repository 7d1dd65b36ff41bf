//! What speaks against a run of words being a person: things that are named after people, credits, companies.

use super::super::Language;
use super::super::lexicon::{Class, fold};
use super::super::token::Shape;
use super::super::words::Words;
use super::noun::is_time;
use super::role::Around;

/// What the surroundings say against a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// "the David Bowie exhibition".
    Article,
    /// "calle Benito Juárez", "Universidad de Juan Ruiz".
    NamedAfter,
    /// "Benito Juárez airport", "Smith & Sons".
    NamesThing,
    /// A company that is named like a person.
    Branded,
    /// "Ana Ruiz Housewares, Inc.", "Thomas Gray & Sons".
    Firm,
    /// "Ana Ruiz, known as Bra Nita".
    Nicknamed,
    /// "Photo: Ana Ruiz".
    Credit,
    /// "held in Florencio Varela".
    Located,
}

/// What is held or written over somebody.
const HELD: [&str; 10] =
    ["inquest", "trial", "retrial", "hearing", "case", "murder", "murders", "funeral", "inquiry", "verdict"];

/// What the surroundings of a name say against a person; `is_strong` when something else is enough for one.
pub(super) fn doubts(around: &Around<'_>, is_strong: bool) -> Vec<Doubt> {
    let (start, end) = (around.name.start, around.name.end);
    let given = around.class(start).is(Class::GIVEN);
    let before = around.before();
    // "For a year Ana Ruiz went on": a unit of time heads no name.
    let is_when = |at: usize| around.shape(at) == Shape::Lower && is_time(around.str(at));
    let is_thing =
        |at: usize| around.class(at).is(Class::IMPERSONAL) && !around.class(at).is(Class::FUNCTION) && !is_when(at);
    let article =
        |at: usize| matches!(around.str(at), "the" | "The" | "el" | "la" | "El" | "La" | "los" | "las" | "Los" | "Las");
    let described = |at: usize| {
        around.shape(at) == Shape::Lower && around.language() == Language::Spanish && is_adjective(around.str(at))
    };
    let headed = |at: usize| {
        // "El estadio departamental Ana Ruiz"
        let at = if described(at) { at.saturating_sub(1) } else { at };
        let of_thing = || at.checked_sub(1).is_some_and(|head| is_thing(head) && around.shape(head) == Shape::Capital);
        // "dijo a este diario NAME"
        let shown = at.checked_sub(1).is_some_and(|before| matches!(around.str(before), "este" | "esta" | "this"));
        is_thing(at) && around.shape(at).is_word() && !shown
            || matches!(around.str(at), "de" | "of" | "del") && of_thing()
    };
    let english = || around.language() == Language::English;
    let joined = around.str(end) == "&" || before.is_some_and(|before| around.str(before) == "&");
    // "A goal from Ana Ruiz 90 seconds from the end": when, and no number of hers.
    let counted = around.shape(end) == Shape::Number
        && !matches!(around.str(end + 1), "," | "." | "")
        && !is_time(around.str(end + 1));
    // "Ana Ruiz talks", "Ana Ruiz falls": a small word in -s behind a name is its verb.
    let is_verb = |at: usize| {
        around.shape(at) == Shape::Lower
            && around.str(at).ends_with('s')
            && !around.str(at).ends_with("ss")
            && english()
    };
    let followed = is_thing(end) && matches!(around.shape(end), Shape::Lower | Shape::Capital) && !is_verb(end);
    // "the Ana Ruiz inquest": what is held over somebody is not called after them.
    let is_held = around.shape(end) == Shape::Lower && HELD.contains(&around.str(end));
    // "Source: Ana Ruiz to leave": a credit ends with the name.
    let goes_on = around.shape(end) == Shape::Lower;
    let all = [
        (Doubt::Article, before.is_some_and(article) && !is_held),
        (Doubt::NamedAfter, !is_strong && (before.is_some_and(headed) || is_named_body(around) || is_body_of(around))),
        (Doubt::NamedAfter, is_house(around)),
        (Doubt::Nicknamed, is_nickname(around)),
        (Doubt::NamesThing, followed && !is_held || joined && !given || counted),
        (Doubt::Credit, !goes_on && before.is_some_and(|before| is_credit(around, before))),
        (Doubt::Located, !is_strong && is_located(around)),
        (Doubt::Firm, is_firm(around)),
        (Doubt::Branded, (start..end).any(|at| around.class(at).is(Class::BRAND))),
    ];
    all.into_iter().filter_map(|(doubt, holds)| holds.then_some(doubt)).collect()
}

/// "Inc.", "Ltd", "S.A.": what firms have behind their names.
pub(super) fn is_firm_form(word: &str) -> bool {
    const FORMS: [&str; 36] = [
        "Oyj",
        "Oy",
        "AB",
        "ASA",
        "A/S",
        "N.V.",
        "B.V.",
        "Bhd",
        "Berhad",
        "Hermanos",
        "Hnos",
        "Hnos.",
        "Inc",
        "Inc.",
        "Ltd",
        "Ltd.",
        "LLC",
        "LLP",
        "plc",
        "PLC",
        "Plc",
        "Corp",
        "Corp.",
        "GmbH",
        "AG",
        "S.A.",
        "SA",
        "S.L.",
        "SL",
        "S.A.S.",
        "S.R.L.",
        "SpA",
        "Pty",
        "Limited",
        "Incorporated",
        "C.V.",
    ];
    FORMS.contains(&word)
}

/// "NAME Inc.", "NAME, Ltd", "NAME & Sons", "NAME e Hijos".
pub(super) fn is_firm(around: &Around<'_>) -> bool {
    const HOUSES: [&str; 12] = [
        "Sons",
        "Co",
        "Co.",
        "Company",
        "Daughters",
        "Hijos",
        "Cía",
        "Cía.",
        "Hnos",
        "Hermanos",
        "Associates",
        "Partners",
    ];
    let end = around.name.end;
    let at = if around.str(end) == "," { end + 1 } else { end };
    let is_joint = matches!(around.str(end), "&" | "and" | "y" | "e");
    is_firm_form(around.str(at)) || is_joint && HOUSES.contains(&around.str(end + 1))
}

/// "Held in NAME": a place, unless it is trust that is put in somebody.
fn is_located(around: &Around<'_>) -> bool {
    const TRUSTING: [&str; 16] = [
        "trust",
        "faith",
        "confiden",
        "belie",
        "interest",
        "invest",
        "disappoint",
        "role",
        "hope",
        "confi",
        "cree",
        "creí",
        "pens",
        "fe",
        "inspir",
        "bas",
    ];
    let Some(before) = around.before() else { return false };
    let places = matches!(around.str(before), "in" | "In" | "en" | "En" | "near" | "Near");
    let earliest = before.saturating_sub(4).max(around.sentence.start);
    let is_trust = |at: usize| TRUSTING.iter().any(|start| around.str(at).starts_with(start));
    // "in Ana Ruiz’s kitchen"
    let owns = around.shape(around.name.end) == Shape::Possessive;
    places && !owns && !(earliest..before).any(is_trust)
        || is_street(around, before)
        || is_landform(around)
        || is_governed(around, before)
        || is_one_of(around, before)
}

/// "Los puertos, el de Salina Ruiz y": the one that is there, unless it may be that of somebody.
fn is_one_of(around: &Around<'_>, before: usize) -> bool {
    let article = before.checked_sub(1).filter(|at| around.sentence.contains(at));
    around.str(before) == "de"
        && article.is_some_and(|at| matches!(around.str(at), "el" | "la" | "los" | "las"))
        && !around.class(around.name.start).is(Class::GIVEN)
}

/// "El alcalde de Francisco Madero", "the town of Robert Lee": what has a mayor or inhabitants is a place.
fn is_governed(around: &Around<'_>, before: usize) -> bool {
    let Some(head) = before.checked_sub(1).filter(|_| matches!(around.str(before), "de" | "of")) else { return false };
    matches!(
        fold(around.str(head)).as_ref(),
        "mayor"
            | "mayoress"
            | "inhabitants"
            | "town"
            | "village"
            | "city"
            | "municipality"
            | "municipalities"
            | "alcalde"
            | "alcaldesa"
            | "intendente"
            | "intendenta"
            | "ayuntamiento"
            | "municipio"
            | "municipios"
            | "municipalidad"
            | "ciudad"
            | "pueblo"
            | "pueblos"
            | "localidad"
            | "localidades"
            | "comuna"
            | "comunas"
            | "distrito"
            | "distritos"
            | "habitantes"
            | "pobladores"
    )
}

/// "On Nelson Lane": a street, though its last word is a surname, too.
fn is_street(around: &Around<'_>, before: usize) -> bool {
    const STREETS: [&str; 14] = [
        "Lane", "Street", "Road", "Avenue", "Drive", "Row", "Close", "Court", "Hill", "Terrace", "Crescent", "Square",
        "Park", "Way",
    ];
    matches!(around.str(before), "on" | "On" | "along" | "Along" | "down" | "off")
        && around.name.len() > 1
        && around.name.end.checked_sub(1).is_some_and(|last| STREETS.contains(&around.str(last)))
}

/// "Punta Roncuda", "Cabo Corvo": what lies in a landscape.
fn is_landform(around: &Around<'_>) -> bool {
    const FORMS: [&str; 15] = [
        "Caleta", "Punta", "Cabo", "Playa", "Cerro", "Isla", "Ría", "Laguna", "Arroyo", "Cala", "Peña", "Barranco",
        "Ensenada", "Bahía", "Monte",
    ];
    around.name.len() > 1 && FORMS.contains(&around.str(around.name.start)) && around.language() == Language::Spanish
}

/// "Ana Ruiz, an organiser known as Bra Nita": what somebody goes by who was named in the sentence.
fn is_nickname(around: &Around<'_>) -> bool {
    let Some(before) = around.before().filter(|&before| before > around.sentence.start) else { return false };
    let called = around.str(before - 1);
    let led = match around.str(before) {
        "as" => matches!(called, "known" | "nicknamed"),
        "como" => matches!(called, "conocido" | "conocida"),
        "alias" | "apodado" | "apodada" | "nicknamed" => true,
        _ => false,
    };
    let is_name = |at: usize| {
        around.shape(at) == Shape::Capital && around.class(at) == Class::default() || around.class(at).is(Class::NAME)
    };
    led && (around.sentence.start..before)
        .any(|at| around.shape(at) == Shape::Capital && around.shape(at + 1) == Shape::Capital && is_name(at + 1))
}

/// Firms, groups, ships and villages in lower case, whose name follows.
static BODIES: Words = Words::new(
    "company firm band charity startup brand label boat ship ferry trawler vessel yacht village hamlet \
    suburb platform plataforma productora empresa compania constructora promotora editorial discografica banda orquesta \
    barco buque lancha velero barrio aldea pueblo poblado localidad municipio caserio vereda corregimiento comunidad \
    cooperativa aerolinea naviera ong startup farmaceutica brokerage consultancy insurer lender laboratorio consultora \
    aseguradora gestora inmobiliaria glaciar glacier hogar hogares albergues colegios escuelas hospitales \
    parque reserva",
);

fn is_body(around: &Around<'_>, at: usize) -> bool {
    let key = fold(around.str(at));
    around.shape(at) == Shape::Lower && BODIES.has(&key)
}

/// "The platform Save Ruiz Wood", "a company called Ruiz Marsh", "the producer, Ruiz Marsh,": what a firm or place is called.
fn is_named_body(around: &Around<'_>) -> bool {
    let Some(before) = around.before() else { return false };
    let is_body = |at: usize| is_body(around, at);
    let led = matches!(around.str(before), "called" | "named" | "llamada" | "llamado" | "denominada" | "denominado");
    let apart = around.str(before) == "," && around.str(around.name.end) == ",";
    let head = if led || apart { before.checked_sub(1) } else { Some(before) };
    // "El laboratorio danés Nordhavn Ruiz"
    let described = |at: &usize| {
        around.shape(*at) == Shape::Lower
            && (around.class(*at).is(Class::NATION | Class::MODIFIER) || is_adjective(around.str(*at)))
            && around.language() == Language::Spanish
            && !is_body(*at)
    };
    let head = head.map(|head| if described(&head) { head.saturating_sub(1) } else { head });
    head.is_some_and(|head| around.sentence.contains(&head) && is_body(head))
}

/// "La cooperativa Almendrera del Segura": what a body is called that nobody can be.
pub(super) fn is_called_body(around: &Around<'_>) -> bool {
    let is_head = |before: usize| is_body(around, before);
    around.before().is_some_and(is_head) && !around.class(around.name.start).is(Class::GIVEN)
}

/// "Departamental", "deportivo": an adjective by its ending.
fn is_adjective(word: &str) -> bool {
    ["ental", "onal", "ipal", "ivo", "iva", "ico", "ica"].iter().any(|end| word.ends_with(end))
}

/// "Ana Ruiz of Caritas Ondu", "who chairs Pedal Hollin", "PT Halmera Logam": whom somebody works for, what has a chair, and
/// what has the letters of a company before it.
fn is_body_of(around: &Around<'_>) -> bool {
    let Some(before) = around.before() else { return false };
    let is_name = |at: usize| {
        around.sentence.contains(&at)
            && around.shape(at) == Shape::Capital
            && !around.class(at).is(Class::IMPERSONAL | Class::ROLE)
    };
    let of_person = around.str(before) == "of" && before >= 2 && is_name(before - 1) && is_name(before - 2);
    let listed = matches!(around.str(before), "·" | "|")
        && around
            .sentence
            .clone()
            .any(|at| around.shape(at) == Shape::Capital && around.class(at).is(Class::ORGANISATION));
    of_person || listed || matches!(around.str(before), "chairs" | "PT" | "PJSC" | "CV" | "NV")
}

/// "Hospital Doctora Ana Ruiz", "el Instituto de Virología Ana Ruiz", "Premio Nacional Ana Ruiz", "the Sir Ana Ruiz statue":
/// what stands for somebody, whatever form of address the name has in it.
fn is_house(around: &Around<'_>) -> bool {
    let is_monument =
        matches!(around.str(around.name.end), "statue" | "bust" | "memorial" | "monument" | "plaque" | "scholarship");
    let Some(before) = around.before() else { return is_monument };
    let is_capital = |at: usize| around.sentence.contains(&at) && around.shape(at) == Shape::Capital;
    let is_thing = |at: usize| {
        is_capital(at) && around.class(at).is(Class::IMPERSONAL) && !around.class(at).is(Class::ROLE | Class::NAME)
    };
    if is_monument || around.language() != Language::Spanish || !is_capital(before) || before < 2 {
        return is_monument;
    }
    let class = around.class(before);
    // "La cooperativa General Ana Ruiz", "el parque nacional Doctora Ana Ruiz"
    let is_bodily = is_body(around, before - 1)
        || around.shape(before - 1) == Shape::Lower
            && around.sentence.contains(&(before - 2))
            && is_body(around, before - 2);
    let is_titled = class.is(Class::HONORIFIC | Class::ROLE) && is_bodily;
    // "El auditorio Doctora Ana Ruiz"
    let of_site = |at: usize| {
        around.shape(at) == Shape::Lower && around.class(at).is(Class::IMPERSONAL) && !around.class(at).is(Class::ROLE)
    };
    let is_site = class.is(Class::HONORIFIC)
        && (of_site(before - 1) || around.shape(before - 1) == Shape::Lower && before >= 2 && of_site(before - 2));
    let is_part = class.is(Class::HONORIFIC | Class::MODIFIER | Class::NATION) && is_thing(before - 1);
    // "El director del Instituto de Virología Ana Ruiz": behind an office it is the name of who has it.
    let of_office = |head: usize| {
        (head.saturating_sub(6).max(around.sentence.start)..head)
            .rev()
            .take_while(|&at| around.shape(at) != Shape::Mark)
            .any(|at| around.class(at).is(Class::ROLE))
    };
    let is_field = around.str(before - 1) == "de" && is_thing(before - 2) && !class.is(Class::ROLE | Class::HONORIFIC);
    is_titled || is_site || is_part && !of_office(before - 1) || is_field && !of_office(before - 2)
}

/// Whether a picture or source credit ends with the token at `at`.
fn is_credit(around: &Around<'_>, at: usize) -> bool {
    let label = if around.str(at) == ":" { at.checked_sub(1) } else { Some(at) };
    let is_label = |text: &str| {
        matches!(
            text,
            "Photo"
                | "Photos"
                | "Photograph"
                | "Image"
                | "Picture"
                | "Credit"
                | "Foto"
                | "Fotos"
                | "Fotografía"
                | "Imagen"
                | "Crédito"
                | "Source"
                | "Fuente"
        )
    };
    let by = matches!(around.str(at), "by" | "de" | "por")
        && at.checked_sub(1).is_some_and(|label| is_label(around.str(label)));
    by || around.str(at) == ":" && label.is_some_and(|label| is_label(around.str(label)))
}
