//! What a section is to the text it stands in, told by its heading: some sum the text up, some stand beside it.

use crate::document::BlockKind;

use super::super::lexicon::fold;
use super::super::reading::Piece;

/// Words of the longest heading that is read for this.
const LONGEST: usize = 7;
/// Bytes of the longest numbered line that is a heading.
const NUMBERED: usize = 80;

/// What a section is to its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Part of the matter.
    Matter,
    /// It sums the text up, or says what follows from it.
    SumsUp,
    /// What was before, how it was done, who the house is.
    Aside,
}

/// Words in headings of sections that sum up.
const SUMS_UP: &[&str] = &[
    "summary",
    "findings",
    "conclusion",
    "conclusions",
    "recommendation",
    "recommendations",
    "highlights",
    "decisions",
    "resolutions",
    "glance",
    "resumen",
    "hallazgos",
    "conclusion",
    "conclusiones",
    "recomendacion",
    "recomendaciones",
    "decisiones",
    "acuerdos",
    "propuestas",
];

/// Words in headings of sections beside the matter.
const ASIDE: &[&str] = &[
    "background",
    "introduction",
    "method",
    "methods",
    "methodology",
    "notes",
    "acknowledgements",
    "acknowledgments",
    "apologies",
    "attendance",
    "contact",
    "contacts",
    "antecedentes",
    "introduccion",
    "metodo",
    "metodologia",
    "notas",
    "agradecimientos",
    "asistencia",
    "contacto",
    "varios",
];

/// How headings begin that tell of the house, or of the meeting before.
const ASIDE_STARTS: &[&str] = &[
    "about ",
    "sobre ",
    "acerca ",
    "quienes somos",
    "approval of ",
    "minutes of ",
    "public comment",
    "any other business",
    "lectura del acta",
    "lectura y aprobacion",
    "acta anterior",
];

impl Part {
    /// What the section under a heading is.
    pub(super) fn under(heading: &str) -> Self {
        let heading = fold(heading);
        let heading = heading.trim_matches(|letter: char| !letter.is_alphabetic());
        let words = || heading.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        if words().count() > LONGEST {
            return Self::Matter;
        }
        if ASIDE_STARTS.iter().any(|start| heading.starts_with(start)) || words().any(|word| ASIDE.contains(&word)) {
            Self::Aside
        } else if words().any(|word| SUMS_UP.contains(&word)) {
            Self::SumsUp
        } else {
            Self::Matter
        }
    }
}

/// Whether a section begins with this piece: a heading, a question, or "3. Rent" on a line of its own.
pub(super) fn begins(piece: &Piece<'_>) -> bool {
    let text = piece.text;
    let is_numbered = || {
        text.len() < NUMBERED
            && text.starts_with(|letter: char| letter.is_ascii_digit())
            && !text.ends_with(['.', ';', ',', ':', '!', '?', ')'])
    };
    match piece.kind {
        BlockKind::Heading | BlockKind::Question => true,
        BlockKind::ListItem => is_numbered(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_tell_what_their_sections_are() {
        for (heading, expected) in [
            ("Key findings", Part::SumsUp),
            ("5. Recommendations", Part::SumsUp),
            ("RESUMEN EJECUTIVO", Part::SumsUp),
            ("About Harbour Lines", Part::Aside),
            ("Notes to editors", Part::Aside),
            ("1. Lectura del acta anterior", Part::Aside),
            ("What we know about the harbour", Part::Matter),
            ("Roof and windows", Part::Matter),
            ("The summary of the story of a long summer is told by many people", Part::Matter),
        ] {
            assert_eq!(Part::under(heading), expected, "{heading}");
        }
    }
}
