//! Lines above a text that name what they state: "Title: …", "Fecha: …".

use crate::document::Document;
use crate::format::words::Phrases;

use super::names::{is_plain_name, without_address};

/// A field that a line above a text may state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::format) enum Field {
    Title,
    Date,
    Source,
    /// A line of a mail's head that says nothing of the text.
    Other,
}

/// The field that a line states ("Title: …", "Fuente: …"), and where its value starts.
pub(in crate::format) fn field(line: &str) -> Option<(Field, usize)> {
    let (name, _) = line.split_once(':').filter(|(name, value)| name.len() < 24 && value.trim().len() < 300)?;
    let field = match name.trim().to_lowercase().as_str() {
        "title" | "headline" | "subject" | "re" | "título" | "titulo" | "titular" | "asunto" => Field::Title,
        "date"
        | "published"
        | "publication date"
        | "date published"
        | "issued"
        | "date issued"
        | "issue date"
        | "date of issue"
        | "release date"
        | "posted"
        | "date of meeting"
        | "meeting date"
        | "date and time"
        | "date & time"
        | "sent"
        | "dated"
        | "delivered on"
        | "first published"
        | "fecha"
        | "publicado"
        | "publicado el"
        | "publicada"
        | "fecha de publicación"
        | "fecha de emisión"
        | "fecha y hora"
        | "fecha y lugar"
        | "lugar y fecha"
        | "fecha de la sesión"
        | "fecha de la reunión"
        | "enviado"
        | "enviado el"
        | "emitido" => Field::Date,
        "from"
        | "to"
        | "cc"
        | "bcc"
        | "reply-to"
        | "message-id"
        | "mime-version"
        | "content-type"
        | "content-transfer-encoding"
        | "de"
        | "para"
        | "attachments"
        | "importance"
        | "adjuntos"
        | "importancia"
        | "distr."
        | "distribution"
        | "original"
        | "original language"
        | "next release"
        | "próxima publicación"
        | "responder a"
        | "cco"
        | "place"
        | "location"
        | "venue"
        | "lugar"
        | "time"
        | "hora"
        | "subjects"
        | "topics"
        | "temas" => Field::Other,
        "source" | "publisher" | "fuente" | "medio" => Field::Source,
        name if name.starts_with("date of ") || name.starts_with("fecha de ") => Field::Date,
        _ => return None,
    };
    let after = name.len() + 1;
    let value = line.get(after..)?;
    let value = value.trim_start();
    let start = line.len() - value.len();
    (start < line.len()).then_some((field, start))
}

/// The person from whom a mail or a memo comes: "FROM: Ana Beck, Head of Highways". Who only sends on what others wrote is none.
pub(super) fn sender(document: &Document, number: usize) -> Option<String> {
    const NEAR: usize = 8;
    const FROM: Phrases = Phrases::new("from:|de:");
    const FORWARDS: Phrases =
        Phrases::new("subject: fw|subject: rv|asunto: rv|asunto: fw|re: fw|subject: re:|asunto: re:");
    let text = &*document.blocks.get(number)?.text;
    let (_, value) = FROM.rests(text).next()?;
    let near = || document.blocks.iter().take(NEAR);
    let fields = near().filter(|block| field(&block.text).is_some_and(|(field, _)| field != Field::Source)).count();
    if fields < 2 || near().any(|block| FORWARDS.starts(&block.text)) {
        return None;
    }
    let name = value.split(['<', '[', '(', ',', '|']).next()?.trim().trim_matches('"');
    let name = without_address(name);
    is_plain_name(name).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_name_themselves() {
        assert_eq!(field("Fuente: El Río"), Some((Field::Source, 8)));
        assert_eq!(field("Note: nothing"), None);
    }
}
