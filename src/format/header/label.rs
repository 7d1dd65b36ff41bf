//! Lines above a text that are neither its title nor its body: labels, sections, embargoes.

use crate::document::find_dates;
use crate::format::words::Phrases;

use super::large::is_large;

/// Labels that stand above a title.
const LABELS: Phrases = Phrases::new(
    "news article|news|article|press release|news release|media release|for immediate release|immediate release\
    |press statement|media advisory|media statement|statement|breaking news|breaking|exclusive|live|interview|opinion\
    |analysis|feature|features|blog|home|menu|advertisement|print|share|top stories|latest news|comunicado\
    |comunicado de prensa|nota de prensa|nota informativa|boletín|boletín de prensa|noticia|noticias|artículo\
    |entrevista|opinión|análisis|exclusiva|última hora|publicidad|inicio|portada|para publicación inmediata\
    |para difusión inmediata|para su difusión inmediata|para su publicación inmediata|comunicado oficial\
    |nota informativa de prensa|aviso de prensa|boletín informativo|you are here|está en|estás en|media alert|news advisory\
    |press advisory|press notice|news|media information|press information|public notice|notice|official statement|fact sheet\
    |factsheet|newsletter|convocatoria a medios|convocatoria a los medios|convocatoria de prensa|aviso|aviso a medios\
    |aviso público|nota a los medios|gacetilla|briefing note|briefing paper|memo|memorandum|memorándum|news from|background|backgrounder|gacetilla de prensa|parte de prensa|información de prensa|declaración pública\
    |comunicado público|ficha informativa|skip to content|skip to main content|saltar al contenido|ir al contenido|guidance|policy paper|research and analysis|news story|world news story|speech|consultation|official statistics|authored article\
    |joint statement|joint press release|joint news release|comunicado conjunto|declaración conjunta|nota conjunta|nota de prensa conjunta\
    |for use by the media|for media use|for the media|for use by the press|para uso de los medios|para los medios|written statement|written statement to parliament|oral statement|oral statement to parliament|case study|correspondence|transparency data|decision|guía|discurso|search\
    |buscar|from our own reporter|from our own correspondent|from our correspondent|from our reporter|de nuestra redacción|de nuestro corresponsal|de nuestra corresponsal|sign in|log in|iniciar sesión|suscríbete|subscribe|comments|comentarios|compartir|imprimir|escuchar|listen",
);

/// Labels that with a number are the title of what they head.
const RECORDS: Phrases = Phrases::new("minutes|agenda|transcript|acta|minuta|orden del día|transcripción");

/// Labels that only stand above the title of a release, never below it.
const RELEASES: Phrases = Phrases::new(
    "press release|news release|media release|for immediate release|immediate release|press statement|media advisory\
    |media statement|comunicado|comunicado de prensa|nota de prensa|nota informativa|boletín de prensa|boletín informativo\
    |para publicación inmediata|para difusión inmediata|para su difusión inmediata|para su publicación inmediata\
    |comunicado oficial|nota informativa de prensa|aviso de prensa|convocatoria a medios|convocatoria de prensa",
);

/// Words before the number of a label: "No. 45", "N.º 041-2019".
const NUMBER_WORDS: Phrases =
    Phrases::new("n|n.|no|no.|nº|n.º|n°|n.°|núm|núm.|num|num.|nro|nro.|número|number|ref|ref.");

/// How lines begin that say when a text may be published.
const EMBARGOES: Phrases = Phrases::new(
    "embargoed until|embargoed for|embargoed to|embargo until|embargo:|embargoed:|under embargo until|strictly embargoed\
    |strict embargo|not for release before|not for release until|not for publication before|not for publication until\
    |not for publication or|for release:|for release on|for release at|for release after|for publication on|hold for release\
    |release date:|embargado hasta|embargada hasta|embargo hasta|embargado:|bajo embargo hasta|no difundir antes\
    |no publicar antes|no publicar hasta",
);

/// Whether the line is a label such as "News Article".
pub(in crate::format) fn is_label(line: &str) -> bool {
    const PATH: usize = 200;
    if line.len() > 60 {
        return line.len() <= PATH && is_path(line);
    }
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    LABELS.has(bare)
        || is_button(line)
        || is_desk(line) && line.contains(' ')
        || is_addressee(line)
        || RECORDS.has(bare)
        || LABELS.rests(bare).any(|(_, rest)| is_number(rest))
        || is_path(line)
        || is_reference(bare)
        || is_at_once(bare)
}

/// Whether a line says to whom a letter goes: "A la atención del Ayuntamiento de Olmos".
fn is_addressee(line: &str) -> bool {
    const OPENINGS: Phrases =
        Phrases::new("a la atención de|a la atención del|for the attention of|attention:|attn:|attn.:|a/a:");
    OPENINGS.rests(line).any(|(_, rest)| rest.starts_with(' ')) && !line.ends_with('.')
}

/// Whether a line holds nothing but what pages offer to do with a text, or how long it takes to read: "Share Facebook X Email",
/// "Comments (48)", "4 min read", "Leave a comment".
pub(super) fn is_button(line: &str) -> bool {
    const DOES: Phrases = Phrases::new(
        "share|shares|facebook|twitter|x|whatsapp|linkedin|telegram|email|e-mail|mail|copy|print|save|listen|follow|subscribe|comments|comment|gift|link|bookmark\
        |compartir|comparte|copiar|imprimir|guardar|escuchar|seguir|suscribirse|suscríbete|comentarios|comentario|enlace|correo|regalar|enviar|read|lectura",
    );
    const BESIDE: Phrases = Phrases::new(
        "sign|in|log|later|this|article|story|on|via|by|to|a|the|us|and|min|mins|minute|minutes|time|reading|leave|add|full|view|all|en|por|la|el|de|esta|nota|noticia|este|artículo\
        |minuto|minutos|tiempo|leer|y|los|ver|un|deja|dejar",
    );
    const WORDS: usize = 8;
    let words = || line.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
    let is_number = |word: &str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_one = |word: &str| DOES.has(word) || BESIDE.has(word) || is_number(word);
    let begins = || words().next().is_some_and(|word| DOES.has(word) || is_number(word) || BESIDE.has(word));
    // "4", the number of those who answered
    words().count() <= WORDS
        && !line.ends_with(['.', '?', '!', ','])
        && begins()
        && words().all(is_one)
        && (words().any(|word| DOES.has(word)) || line.len() < 4 && line.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether the line says in whatever words that a text may be used at once: "Para divulgación inmediata".
fn is_at_once(bare: &str) -> bool {
    const OPENINGS: Phrases = Phrases::new("for immediate |para |de ");
    const WORDS: usize = 5;
    let is_english = bare.get(..4).is_some_and(|first| first.eq_ignore_ascii_case("for "));
    let last = bare.rsplit(' ').next().unwrap_or_default().to_lowercase();
    OPENINGS.starts(bare)
        && bare.split(' ').count() <= WORDS
        && (is_english || last == "inmediata" || last == "inmediato")
}

/// Whether the line is a label that stands above the title of a release, with its number or a date beside it.
pub(super) fn is_release(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    line.len() <= 120 && (RELEASES.has(bare) || RELEASES.rests(bare).any(|(_, rest)| is_number(rest)))
}

/// Where the title begins in a line that has the label of a release before it: "FOR IMMEDIATE RELEASE: The river rises".
pub(super) fn behind_release(line: &str) -> Option<usize> {
    const WORDS: usize = 3;
    // "Media advisory: the minister visits the depot" is a title as it stands.
    let is_part = |label: &str| {
        ["release", "inmediata", "nota de prensa", "comunicado de prensa"].iter().any(|end| label.ends_with(end))
    };
    RELEASES.rests(line).filter(|(label, _)| is_part(label)).find_map(|(_, rest)| {
        let title = rest.strip_prefix(':')?.trim_start();
        (title.split(' ').count() >= WORDS && !is_number(rest)).then(|| line.len() - title.len())
    })
}

/// Whether the line is nothing but a number under which the text is kept: "Ref: 2024/118", "Volume 12, Number 2".
fn is_reference(bare: &str) -> bool {
    const NAMES: Phrases = Phrases::new(
        "ref|ref.|reference|reference number|our ref|reference no|document no|case no|issue|issue no|expediente|exp.|referencia\
        |n.º|nº|n°|núm.|núm|no.|nro.|número|expte.|oficio|folio|release number|release no|volume|vol.|vol|año|época|edición",
    );
    let is_code = |word: &str| word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic()) || NUMBER_WORDS.has(word);
    NAMES.rests(bare).any(|(_, rest)| {
        let is_apart = rest.starts_with(|c: char| !c.is_alphanumeric());
        let rest = rest.trim_start_matches([':', '.', ' ']);
        is_apart
            && rest.contains(|c: char| c.is_ascii_digit())
            && rest.split_whitespace().count() <= 4
            && rest.split([' ', ',']).all(is_code)
    })
}

/// Whether a text behind a label is its number: "No. 45", "12/2024", "N.º 041-2019-MINAG".
fn is_number(text: &str) -> bool {
    let is_part = |word: &str| {
        let is_code = word.len() <= 5 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-');
        word.contains(|c: char| c.is_ascii_digit())
            || is_code
            || NUMBER_WORDS.has(word.trim_end_matches(':'))
            || !word.contains(char::is_alphanumeric)
    };
    text.starts_with(|c: char| !c.is_alphanumeric())
        && find_dates(text).is_empty()
        && text.contains(|c: char| c.is_ascii_digit())
        && text.split_whitespace().all(is_part)
}

/// Whether the line is the path of a page on its site: "News > Local", "Inicio » Noticias » Economía".
fn is_path(line: &str) -> bool {
    let mut parts = line.split(['>', '»', '›', '→']).map(str::trim).filter(|part| !part.is_empty()).peekable();
    let Some(first) = parts.next().filter(|_| parts.peek().is_some()) else { return false };
    let first = first.rsplit(':').next().unwrap_or(first).trim();
    let is_known = |part: &str| SECTIONS.has(part) || LABELS.has(part);
    // "The Holm Gazette › News › Local Government"; what stands between « and » is quoted.
    let is_behind_paper = || !line.contains('«') && is_large(line) && parts.clone().next().is_some_and(is_known);
    line.contains([' ', '\u{a0}'])
        && (is_known(first) || is_behind_paper())
        && (parts.clone().count() > 1 || parts.all(|part| part.split_whitespace().count() <= 3))
}

/// Whether the line says until when a text must be kept back.
pub(super) fn is_embargo(line: &str) -> bool {
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    line.len() <= 160 && EMBARGOES.starts(bare)
}

/// Sections of newspapers, which stand alone above a title.
const SECTIONS: Phrases = Phrases::new(
    "letters to the editor|readers' letters|cartas al director|cartas a la directora|cartas de los lectores|cartas de lectores|correo del lector|what's on|notices|family notices|classifieds|announcements|events|listings|puzzles|crosswords|horoscopes|recipes|shopping|drink|entertainment\
    |celebrity|trends|videos|photos|pictures|agenda|cartelera|horóscopo|pasatiempos|recetas|vídeos|fotos|galerías|news|breaking news|local news|world news|uk news|us news|asia|africa|europe|americas|latin america|middle east|column|columns\
    |columnist|guest column|op-ed|viewpoint|perspective|perspectives|voices|ideas|features|spotlight|people|places|in depth|in-depth\
    |explainer|explained|fact check|factcheck|podcast|interviews|conversation|in conversation|style|fashion|property|housing\
    |transport|motoring|gardening|agriculture|farming|energy|media|law|justice|defence|defense|immigration|wellbeing|family\
    |history|nature|wildlife|space|industry|markets|finance|banking|jobs|work|retail|sport|sports|chess|football|cricket|rugby|tennis|golf|cycling|athletics|boxing|business|money|economy|politics|world\
    |international|national|local|region|culture|arts|books|film|music|theatre|science|technology|tech|health|education\
    |environment|climate|travel|food|lifestyle|society|obituary|obituaries|letters|comment|editorial|profile|report|reportage\
    |special report|long read|the long read|investigation|essay|review|reviews|q&a|weather|crime|courts|community|deportes\
    |fútbol|ciclismo|ajedrez|boxeo|economía|política|mundo|internacional|nacional|local|cultura|libros|cine|música|teatro\
    |ciencia|tecnología|salud|educación|medio ambiente|clima|viajes|gastronomía|sociedad|obituario|cartas|perfil|reportaje\
    |crónica|investigación|ensayo|reseña|sucesos|tribunales|agencias|agencia\
    |columna|columnas|columna invitada|tribuna|tribuna abierta|firma invitada|voces|ideas|gente|entrevistas|noticias|actualidad\
    |regiones|provincias|ciudad|ciudades|país|estados|américa|américa latina|latinoamérica|europa|áfrica|medio oriente|oriente medio\
    |vivienda|transporte|agricultura|campo|energía|medios|justicia|defensa|migración|mujer|historia|naturaleza|empresas|empleo\
    |finanzas|mercados|motor|moda|estilo|religión|policial|policiales|judiciales|espectáculos|vida|estilo de vida|especiales\
    |reportajes|verificación|contexto|explicativo",
);

/// Nouns with which the titles of documents begin.
const DOCUMENTS: Phrases = Phrases::new(
    "newsletter|doorstop|doorstop interview|radio interview|television interview|minutes|draft minutes|meeting of|annual general meeting|reunión de|asamblea|transcript|remarks|speech|address by|press conference|letter|fact sheet|factsheet|public notice\
    |notice of|frequently asked|q&a|terms of reference|policy|guidance|discurso|palabras|intervención|carta|orden|decreto\
    |edicto|anuncio|bando|convocatoria|circular|aviso|ley|real decreto|acuerdo|minuta|transcripción|ficha|guía|preguntas frecuentes\
    |rueda de prensa|conferencia de prensa|versión estenográfica|entrevista a|entrevista con|interview with|report|annual report|review of|annual review|statement|strategy|plan for|agenda|proceedings|summary of\
    |informe|memoria|acta|balance|resolución|convenio|plan de|resumen|comunicado|declaración|dictamen|estudio",
);

/// Desks and agencies that sign texts.
const DESKS: Phrases = Phrases::new(
    "reuters|afp|ap|efe|dpa|ansa|notimex|xinhua|bloomberg|agencies|agencias|redacción|redaccion|staff|editorial\
    |editors|la redacción|europa press",
);

/// Whether a text is the name of a desk or an agency.
pub(super) fn is_desk(text: &str) -> bool {
    const AND: [&str; 4] = [" y ", " and ", " / ", ", "];
    let text = text.trim();
    DESKS.has(text)
        || AND
            .iter()
            .find_map(|link| text.split_once(link))
            .is_some_and(|(one, other)| DESKS.has(one) && DESKS.has(other))
}

/// Whether the line is a section, alone or with the name of the paper: "CHESS", "FEATURE | Timber & Trade Monthly".
pub(super) fn is_kicker(line: &str) -> bool {
    let mut parts = line.split(BARS).filter(|part| !part.trim().is_empty());
    line.len() <= 80 && (parts.any(is_section) || is_sections(line)) || line.len() <= 120 && is_status(line)
}

/// What parts the sections and labels of a line.
const BARS: [char; 6] = ['|', '/', '·', '•', '—', '–'];

fn is_section(part: &str) -> bool {
    let part = part.trim();
    SECTIONS.has(part) || is_label(part) || is_desk(part)
}

/// Whether a line holds nothing but sections: "CULTURA / TRIBUNALES", "Crime & Courts", the sections of a site in a row.
pub(super) fn is_sections(line: &str) -> bool {
    /// Sections without a sign between them that are no title.
    const ROW: usize = 3;
    let line = line.replace('’', "'");
    let mut parts = line.split(BARS).filter(|part| !part.trim().is_empty());
    if parts.all(is_section) {
        return true;
    }
    // "Science and Religion" is a title, "ARTS AND BOOKS" and "Arts & Books" are sections.
    let is_shouted = !line.chars().any(char::is_lowercase);
    let links: &[&str] = if is_shouted { &[" & ", " AND ", " Y ", " E "] } else { &[" & "] };
    let pair = links.iter().find_map(|link| line.split_once(link));
    if pair.is_some_and(|(first, second)| is_section(first) && is_section(second)) {
        return true;
    }
    // "Columna de opinión", "Arte y Cultura"
    let words: Vec<&str> = line.split(' ').collect();
    let is_linked = |word: &str| ["de", "del", "of"].contains(&&*word.to_lowercase());
    if let [first, link, last] = words.as_slice()
        && is_linked(link)
        && is_section(first)
        && is_section(last)
    {
        return true;
    }
    let mut sections = 0;
    let mut rest = &*line;
    while !rest.is_empty() {
        let known = SECTIONS.rests(rest).chain(LABELS.rests(rest)).map(|(_, rest)| rest);
        let longest = known.filter(|rest| rest.is_empty() || rest.starts_with(' ')).min_by_key(|rest| rest.len());
        let Some(after) = longest else { return false };
        rest = after.trim_start();
        sections += 1;
    }
    sections >= ROW
}

/// Whether a line in capitals begins as the labels of releases do: "FOR IMMEDIATE RELEASE   CONTACT: Ana Beck".
pub(super) fn is_release_line(line: &str) -> bool {
    let is_shouted = |rest: &str| !rest.split(' ').take(2).any(|word| word.contains(char::is_lowercase));
    line.len() <= 80
        && RELEASES.rests(line).any(|(_, rest)| !rest.starts_with(char::is_alphanumeric) && is_shouted(rest))
        && line.split(' ').take(2).all(|word| !word.contains(char::is_lowercase))
}

/// Whether the first or the last word of a line is a section or a label: "Columna de opinión", "Good News".
pub(super) fn has_section_word(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_known = |word: &str| SECTIONS.has(word) || LABELS.has(word);
    words.next().is_some_and(is_known) || words.next_back().is_some_and(is_known)
}

/// Whether a line says only how far a document has come: "DRAFT – subject to approval".
fn is_status(line: &str) -> bool {
    const STATUS: Phrases = Phrases::new(
        "e&oe|e & oe|proof only|proof|draft|draft copy|draft minutes|final draft|first draft|working draft|unapproved|unconfirmed|provisional|preliminary|uncorrected\
        |unedited|uncorrected proof|advance copy|confidential|privileged and confidential|privileged & confidential|private and confidential|strictly confidential|restricted|for approval|for information|for discussion|for comment\
        |check against delivery|borrador|versión preliminar|versión provisional|provisional|confidencial|reservado|documento de trabajo\
        |sin aprobar|pendiente de aprobación|para aprobación|para información|uso interno|for internal use|not for circulation",
    );
    const MORE: Phrases = Phrases::new(
        "subject to |pending |until |not yet |to be |not for |sujeto a |sujeta a |pendiente |a falta de |hasta ",
    );
    let mut parts = line
        .split(|c: char| BARS.contains(&c) || matches!(c, '(' | ')' | '[' | ']' | ',' | '*'))
        .map(str::trim)
        .filter(|part| !part.is_empty());
    // In capitals, with the reason in brackets.
    let is_shouted = |first: &str| !first.contains(char::is_lowercase) && line.ends_with([')', ']']);
    let Some(first) = parts.next().filter(|first| STATUS.has(first)) else { return false };
    is_shouted(first) || parts.all(|part| STATUS.has(part) || MORE.starts(part))
}

/// Whether a line is the kind of a document and its number, and nothing else: "Report 25-03", "Informe n.º 7/2025".
pub(super) fn is_numbered(line: &str) -> bool {
    const KINDS: Phrases = Phrases::new(
        "report|audit report|annual report|technical report|research report|special report|inspection report|working paper|paper\
        |discussion paper|policy brief|brief|technical note|study|bulletin|resolution|informe|informe de auditoría|informe técnico\
        |informe especial|documento|documento de trabajo|nota técnica|estudio|dictamen|resolución|expediente|memoria",
    );
    // "Informe 2024" is of a year.
    let is_year =
        |rest: &str| rest.len() == 5 && rest.ends_with(|c: char| c.is_ascii_digit()) && rest.trim().len() == 4;
    // "POLICY BRIEF No. 9 | JUNE 2021"
    if let Some((number, beside)) = line.split_once(['|', '·'])
        && !beside.trim().is_empty()
        && is_month(beside)
    {
        return is_numbered(number.trim_end());
    }
    line.len() <= 60 && KINDS.rests(line).any(|(_, rest)| is_number(rest) && !is_year(rest))
}

/// Whether a text is a month or a day and nothing else.
fn is_month(text: &str) -> bool {
    let text = text.trim();
    find_dates(text).first().is_some_and(|date| date.range == (0..text.len()))
}

/// Whether the line begins as the title of a report or of minutes does.
pub(super) fn is_document(line: &str) -> bool {
    DOCUMENTS.rests(line).any(|(_, rest)| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_in_a_row_states_and_numbers_of_documents_are_told() {
        for line in [
            "Crime & Courts",
            "CULTURA / TRIBUNALES",
            "News Sport What’s On Notices",
            "Home News Sport Jobs",
            "CIENCIA Y SALUD",
        ] {
            assert!(is_sections(line), "{line}");
        }
        for line in
            ["News Sport", "Crime & Punishment", "Science and Religion", "Books That Sell", "World Music Festival News"]
        {
            assert!(!is_sections(line), "{line}");
        }
        for line in ["DRAFT – subject to approval", "Draft (not for circulation)", "BORRADOR", "Confidential"] {
            assert!(is_status(line), "{line}");
        }
        for line in ["Draft law on rents", "Draft – and other beers", "Confidential: what the mayor knew"] {
            assert!(!is_status(line), "{line}");
        }
        assert!(["Report 25-03", "Informe 7/2025", "Working Paper No. 12"].into_iter().all(is_numbered));
        assert!(!["Report 2025", "Report on 25 schools", "Informe de 2024"].into_iter().any(is_numbered));
        assert!(!["Reporting from Olmos", "Leyenda", "Minutemen"].into_iter().any(is_document));
    }

    #[test]
    fn labels_are_told_whatever_stands_around_them() {
        assert!(
            [
                "News Article",
                "FOR IMMEDIATE RELEASE",
                "[Comunicado de prensa]",
                "Press release:",
                "Boletín No. 45",
                "COMUNICADO 12/2024"
            ]
            .into_iter()
            .all(is_label)
        );
        assert!(!["News from Quito", "Statement of the mayor"].into_iter().any(is_label));
    }
}
