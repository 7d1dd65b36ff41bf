//! The names of houses that publish: ministries, companies, papers. Told by their nouns and by having no verb.

use crate::format::words::Phrases;

use super::label::is_document;
use super::large::is_large;

/// Nouns of English houses: at the end of the name, or before a small word.
const NOUNS: Phrases = Phrases::new(
    "institute|ministry|department|inspectorate|office|agency|authority|society|association|federation|foundation|club|union\
    |council|committee|commission|commissioner|university|trust|bank|bureau|board|company|cooperative|court|works|group|ltd\
    |limited|inc|inc.|corp|corp.|corporation|llc|plc|s.a|s.a.|s.l.|s.l|government|governor|mayor|presidency|secretariat|secretary\
    |parliament|senate|assembly|congress|tribunal|ombudsman|treasury|service|services|network|alliance|coalition|partnership\
    |forum|observatory|laboratory|laboratories|constabulary|police|academy|college|museum|library|embassy|directorate|division\
    |registry|archives|organisation|organization|charity|holdings|industries|partners|centre|center|hospital|press|trustees\
    |mission|delegation|consulate|appeal|appeals|diocese|archdiocese|commons|lords|co|co.|systems|technologies|statistics|corps",
);

/// Nouns of Spanish houses: they come first.
const FIRST_NOUNS: Phrases = Phrases::new(
    "instituto|academia|división|obispado|arzobispado|ministerio|departamento|inspección|oficina|agencia|autoridad|sociedad|asociación|federación|fundación\
    |sindicato|consejo|concejo|ayuntamiento|municipalidad|comité|comisión|universidad|banco|junta|empresa|cooperativa|tribunal\
    |secretaría|subsecretaría|viceministerio|vicepresidencia|dirección|gobierno|gobernación|grupo|observatorio|defensoría\
    |fiscalía|superintendencia|presidencia|consejería|conselleria|delegación|subdelegación|alcaldía|intendencia|prefectura\
    |municipio|diputación|cabildo|parlamento|senado|asamblea|congreso|procuraduría|contraloría|corte|audiencia|juzgado\
    |mancomunidad|confederación|colectivo|plataforma|coordinadora|alianza|cámara|colegio|consorcio|servicio|rectorado\
    |facultad|gabinete|jefatura|unidad|sala|embajada|rectoría|caja|museo|hospital|hospitales|área|concejalía|regidoría|gerencia|sistema|poder|tesorería|registro|archivo|corporación|compañía\
    |coordinación|subdirección|vicerrectorado|vicerrectoría|decanato|patronato|liga|mesa|frente|partido|unión|central|dirección|guardia|policía|cruz|aguas|ferrocarriles|ies|ceip",
);

/// Nouns of houses that are so only before "of": "City of Holm", "Estado de Olmos".
const PLACES: Phrases = Phrases::new(
    "friends|sons|daughters|amigos|amigas|city|county|state|republic|town|village|borough|district|parish|province|house|bank|kingdom|diocese|port|chamber|school\
    |ciudad|estado|república|provincia|región|comunidad|comarca|villa|puerto|red|centro|escuela|diócesis|reino|boletín|diario",
);

/// Plurals in English names; other words in -s at their place are the verbs of headlines.
const PLURALS: Phrases = Phrases::new(
    "services|affairs|nations|works|statistics|trustees|states|sciences|arts|sports|schools|hospitals|museums|railways|airlines\
    |industries|holdings|partners|brothers|sons|resources|systems|technologies|communications|materials|foods|farms|mines|ports\
    |waters|forests|lands|homes|women|men|rights|relations|operations|studies|products|rovers|rangers|veterans|standards|taxes\
    |customs|prisons|roads|highways|fisheries|archives|records|elections|parks|gardens|islands|lakes|hills|analytics|logistics\
    |pharmaceuticals|solutions|motors|airways|energies|utilities|investments|journalists|workers|teachers|nurses|doctors|farmers\
    |students|employers|engineers|architects|consumers|tenants|friends|citizens|artists|writers|laboratories|united|press|business\
    |payments|pensions|accounts|appeals|buildings|sales|claims|permits|complaints|patents|benefits|grants|loans|funds|securities\
    |crops|animals|plants|drugs|medicines|weights|measures|visitors|passengers|communities|families|minorities|charities|languages\
    |wales|texas|kansas|illinois|arkansas|massachusetts|congress|illness|access|progress|games|skills|minerals|metals|plains|aires",
);

/// Verbs of headlines without an -s, and the Spanish ones.
const VERBS: Phrases = Phrases::new(
    "is|are|was|were|has|have|to|will|can|may|must|says|said|es|son|será|anuncia|inaugura|presenta|aprueba|firma|entrega|lanza\
    |abre|inicia|invierte|recibe|destina|celebra|alerta|advierte|pide|exige|rechaza|convoca|publica|refuerza|impulsa|pone|amplía\
    |reduce|sube|baja|cierra|crea|gana|logra|realiza|fortalece|reconoce|participa|promueve|supera|reafirma|informa|denuncia\
    |acuerda|adjudica|investiga|detiene|confirma|niega|busca|suspende|mantiene|prevé|suma|estrena|renueva|apoya|defiende|ofrece\
    |distribuye|licita|da|hace|vuelve|llega|llama|retira|multa|ordena|premia|instala|prepara|reabre|extiende|dedica",
);

/// Whether a line is the name of a house by its look: all of its words are large, one of them says what it is, and none is
/// a verb.
pub(super) fn is_house_name(line: &str) -> bool {
    is_one_house(line) || are_houses(line) || is_company(line) && is_large(line)
}

/// Whether a line ends in the letters of a company.
pub(super) fn is_company(line: &str) -> bool {
    const FORMS: Phrases = Phrases::new(
        "inc|inc.|ltd|ltd.|limited|plc|llc|llp|corp|corp.|gmbh|ag|s.a|s.a.|s.l|s.l.|s.a.s|s.a.s.|s. a.|co.|a.c.|a.c|s.c.|n.v.|b.v.|oyj|oy|asa|ab|aps|spa|s.p.a.|s.p.a|nv|bv|kgaa|holdings",
    );
    line.split_once(' ').is_some() && line.split_whitespace().next_back().is_some_and(|last| FORMS.has(last))
}

/// Whether a line names several houses, as joint statements do: "Well & Hearth International · The Holm Foundation".
fn are_houses(line: &str) -> bool {
    let parts: Vec<&str> = line.split(['|', '·', '•', '/']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_short = |part: &str| part.split_whitespace().count() <= 2;
    let is_name =
        |part: &&str| is_large(part) && !part.ends_with(['.', ':', '?', '!']) && (is_short(part) || !has_verb(part));
    parts.len() > 1 && parts.iter().all(is_name) && parts.iter().any(|part| is_one_house(part))
}

fn is_one_house(line: &str) -> bool {
    // "Department of Prisons (Press Release)"
    let line = line.split_once(" (").map_or(line, |(name, _)| name).trim_end_matches([':', '.']);
    // "Permanent Mission of Sabel to the United Nations", "Holm with Easter Parish Council"
    let line = &line.replace(" to the ", " of the ").replace(" with ", " and ");
    // "IN THE CROWN COURT AT HOLM"
    let line = ["In the ", "IN THE ", "In The "].iter().find_map(|opening| line.strip_prefix(opening)).unwrap_or(line);
    let line = [" at ", " AT "].iter().find_map(|link| line.split_once(link)).map_or(line, |(name, _)| name);
    line.len() <= super::TITLE / 3
        && is_large(line)
        && !line.contains([':', '?', '!', '“', '"', '«'])
        && !is_document(line)
        && has_noun(line)
        && !has_verb(line)
}

fn has_noun(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().map(bare).collect();
    let links = ["of", "for", "on", "de", "del", "in", "and"];
    let first =
        words.first().filter(|first| !["el", "la", "ilustre", "excmo"].contains(&first.to_lowercase().as_str()));
    let is_spanish = first.or_else(|| words.get(1)).is_some_and(|first| FIRST_NOUNS.has(first)) && words.len() > 1;
    is_spanish
        || words.iter().enumerate().any(|(at, word)| {
            let is_last = at + 1 == words.len();
            let is_led = words.get(at + 1).is_some_and(|next| links.contains(&next.to_lowercase().as_str()));
            (is_last && at > 0 || is_led) && NOUNS.has(word) || is_led && PLACES.has(word)
        })
}

/// Whether a line in large letters has a verb of headlines in it: its first word is none, nor what follows "of".
pub(super) fn has_verb(line: &str) -> bool {
    let words: Vec<String> = line.split_whitespace().map(|word| bare(word).to_lowercase()).collect();
    let is_small = |word: &str| {
        ["of", "for", "the", "and", "on", "&", "de", "del", "la", "las", "los", "el", "y", "para"].contains(&word)
    };
    // Spanish plurals stand behind small Spanish words.
    let is_spanish = words.iter().any(|word| ["de", "del", "la", "las", "los", "el", "y", "para"].contains(&&**word));
    // What "of" leads to goes to the end: "Council of the Southern Isles".
    let is_led = words.iter().rev().skip(1).take(3).any(|word| ["of", "for"].contains(&&**word));
    let pairs = if is_led { words.len().saturating_sub(1) } else { words.len() };
    words.get(..pairs).unwrap_or_default().windows(2).any(|pair| {
        let [before, word] = pair else { return false };
        let is_plural = word.ends_with('s') && !["ss", "us", "is", "’s", "'s"].iter().any(|end| word.ends_with(end));
        let is_verb = is_plural && !is_spanish && !PLURALS.has(word) && !NOUNS.has(word) && word.len() > 3;
        VERBS.has(word) || is_verb && !is_small(before)
    })
}

fn bare(word: &str) -> &str {
    word.trim_matches([',', '(', ')', '-', '–', '—', '|'])
}

/// Whether a line is a journal of a field: "Eastern Journal of Rural Health".
fn is_journal(line: &str) -> bool {
    const OF_FIELDS: [&str; 3] = [" Journal of ", " Annals of ", " Quarterly of "];
    // What reviews are that are reports: "Independent Review of Prisons".
    const REPORTS: Phrases = Phrases::new(
        "a|an|the|our|this|independent|annual|strategic|comprehensive|external|internal|first|second|third|final|interim|rapid|joint|urgent|full|brief\
        |national|judicial|systematic|critical|statutory|periodic|performance|safety|policy|literature|case|practice|government|progress|value|technical\
        |mid-term|five-year|peer|public|quality|service|spending|follow-up|scoping|thematic|critical|general|special",
    );
    let is_review =
        line.split_once(" Review of ").is_some_and(|(name, _)| !name.split(' ').any(|word| REPORTS.has(word)));
    is_large(line) && (is_review || OF_FIELDS.iter().any(|noun| line.contains(noun)))
}

/// Whether a line is a periodical with the numbers of its volume and part: "Bulletin of the Archives Society, vol. 8, no. 3".
pub(super) fn is_issue(line: &str) -> bool {
    const SIGNS: Phrases = Phrases::new("vol|volume|no|nº|n.º|issue|part|núm|num|número|tomo|año|época");
    let words: Vec<&str> = line.split([' ', ',', '(', ')', '·', '|']).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = words
        .windows(2)
        .filter(|pair| matches!(pair, [sign, number] if SIGNS.has(sign.trim_end_matches('.')) && is_number(number)));
    words.len() > 4 && numbers.count() >= 2
}

/// Whether a line is the name of a paper: "The Holm Gazette", "Diario de Olmos".
pub(super) fn is_paper(line: &str) -> bool {
    const LAST: Phrases = Phrases::new(
        "gazette|times|herald|courier|tribune|observer|chronicle|telegraph|examiner|review|journal|magazine|weekly|monthly\
        |quarterly|post|echo|star|mirror|standard|sentinel|argus|digest|bulletin|newsletter|dispatch|advertiser|mercury|globe\
        |ledger|register|record|press|independent|guardian|inquirer|enquirer|mail|express|news|sun|voice|gaceta|heraldo|mercurio|digital|noticias",
    );
    const FIRST: Phrases =
        Phrases::new("diario|periódico|semanario|revista|radio|canal|gaceta|agencia|boletín|heraldo|newsletter");
    // "La Voz de Olmos", but not "La Voz de los Olvidados": one word follows.
    const VOICES: Phrases = Phrases::new("voz|eco|correo|heraldo|gaceta|tribuna|mercurio|noticiero|imparcial");
    if let [article, first, of, _] = line.split_whitespace().collect::<Vec<_>>().as_slice() {
        let is_voice = ["el", "la"].contains(&&*article.to_lowercase()) && VOICES.has(first);
        let is_of = ["de", "del"].contains(&&*of.to_lowercase());
        if is_voice && is_of && is_large(line) {
            return true;
        }
    }
    // "Revista «Puente y Lengua»"
    let line = &line.replace(['«', '»', '“', '”', '"'], "");
    if is_journal(line) {
        return true;
    }
    // "El Heraldo de la Vega"
    let is_led = || {
        let name = ["El ", "La ", "EL ", "LA "].iter().find_map(|article| line.strip_prefix(article));
        let mut words = name.unwrap_or_default().split(' ');
        let is_paper = words.next().is_some_and(|word| {
            ["diario", "periódico", "semanario", "heraldo", "noticiero"].contains(&&*word.to_lowercase())
        });
        is_paper && words.next().is_some_and(|of| ["de", "del"].contains(&&*of.to_lowercase()))
    };
    let mut words = line.split_whitespace();
    is_large(line)
        && (2..=5).contains(&line.split_whitespace().count())
        && (words.next().is_some_and(|word| FIRST.has(word))
            || is_led()
            || words.next_back().is_some_and(|word| LAST.has(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_told_by_their_last_word_or_as_a_voice_of_a_place() {
        assert!(["The Holm Gazette", "LA VOZ DE LEVANTE", "El Eco de Olmos"].into_iter().all(is_paper));
        assert!(!["LA VOZ DE LOS OLVIDADOS", "La voz de Olmos", "El Faro de Olmos"].into_iter().any(is_paper));
    }

    #[test]
    fn journals_of_a_field_are_no_reviews_of_something() {
        assert!(["Holm Review of Law", "Eastern Journal of Rural Health"].into_iter().all(is_journal));
        for report in
            ["Independent Review of Prisons", "Second Independent Review of Prisons", "The Holm Review of Law"]
        {
            assert!(!is_journal(report), "{report}");
        }
    }

    #[test]
    fn periodicals_with_volume_and_part_are_told_by_both() {
        assert!(is_issue("Bulletin of the Sound Archives Society, vol. 8, no. 3 (September 2019)"));
        assert!(!["Report No. 3 of the Holm Archives", "Issue 9 of the paper is late"].into_iter().any(is_issue));
    }

    #[test]
    fn houses_have_a_noun_and_no_verb() {
        for house in [
            "Department for Skills",
            "OFFICE OF THE GOVERNOR",
            "State of San Marcial",
            "Reserve Bank of the Lakes",
            "HALVORSEN TIMBER PLC",
            "Holm Parish Council",
            "Consejería de Agricultura, Agua y Medio Rural",
            "Presidencia de la República",
            "BOLETÍN OFICIAL DE LA PROVINCIA DE OLMOS",
            "National Office of Statistics",
            "Association of Northern Councils",
            "Permanent Mission of Sabel to the United Nations",
            "Department of Corrections (Press Release)",
            "Hearth & Home International · Caritas Ondu · The Margit Dahl Foundation",
        ] {
            assert!(is_house_name(house), "{house}");
        }
        for other in [
            "Council Approves Plan For Library",
            "Hope Hospital Opens Training Centre",
            "Ministerio de Salud Inaugura Hospital en Olmos",
            "The council of the lakes",
            "Water For All",
            "Bank to Open on Sundays",
            "City Lights",
            "Council Approves Plan For Library | Holm Library",
            "TRANSCRIPCIÓN DE LA RUEDA DE PRENSA POSTERIOR AL CONSEJO DE MINISTROS",
        ] {
            assert!(!is_house_name(other), "{other}");
        }
    }
}
