//! Whether a text is a speech: the name below its title is of who spoke and no by-line.

use crate::document::Document;
use crate::format::words::Phrases;

/// What only the records of speeches say of themselves.
const LABELS: Phrases = Phrases::new(
    "check against delivery|as delivered|as prepared for delivery|speech|full speech|versión estenográfica|discurso|alocución\
    |discurso íntegro|texto del discurso|cotéjese con la alocución",
);
/// How the titles of speeches begin, and of other texts now and then.
const TITLES: Phrases = Phrases::new(
    "speech |address to |address at |address by |opening address|keynote|commencement address|remarks |opening remarks|eulogy \
    |homily|sermon|congressional record|hansard|parliamentary debates|diario de sesiones|diario de los debates|discurso |palabras |intervención |alocución |homilía",
);
/// How speakers begin.
const GREETINGS: Phrases = Phrases::new(
    "good morning|good afternoon|good evening|thank you|ladies and|mr |mr. |madam |dear |friends|fellow |colleagues|your excellenc\
    |excellenc|distinguished |honourable |señor|queridas |queridos |buenos días|buenas |muy buen|muchas gracias|gracias|compañer\
    |amigas|amigos|estimad|distinguid|autoridades|excelen",
);

/// Whether the lines above a line are those of a speech. "Discurso de odio" becomes one only by a greeting below it.
pub(super) fn is_speech(document: &Document, number: usize) -> bool {
    const NEAR: usize = 4;
    let head = || document.blocks.iter().take(number).filter(|block| block.text.len() <= super::TITLE);
    let parts = |phrases: &'static Phrases, whole: bool| {
        head().any(|block| {
            let mut parts = block.text.split(['|', '–', '—', '·', ':']).map(str::trim);
            parts.any(|part| if whole { phrases.has(part) } else { phrases.starts(part) })
        })
    };
    let below = document.blocks.iter().skip(number + 1).take(NEAR);
    let greets = |text: &str| {
        GREETINGS.starts(text) || text.len() <= super::TITLE && text.ends_with(':') || text.contains(": good ")
    };
    parts(&LABELS, true) || parts(&TITLES, false) && below.into_iter().any(|block| greets(&block.text))
}
