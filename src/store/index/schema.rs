//! What the index keeps of a document, and in which form.
//!
//! Text lies in it as words, not as text: what was read can be read again. Beside the words lies what was found in the
//! document by analysis, so that neither has to be done twice.

use tantivy::schema::{BytesOptions, Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions};

use super::words;
use crate::search::{self, Stream};

/// Changes when the same document would be kept in another form: tokens, stems, fields, or the form of an analysis.
pub(super) const FORM: u32 = 3;

/// Fields of the index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// The first and last eight bytes of the identity. Numbers take a fifth of the space of sixteen bytes in a dictionary.
    pub(super) first: Field,
    /// See `first`.
    pub(super) last: Field,
    /// Words of the title the file states.
    pub(super) title: Field,
    /// Words of everything else that plain words are looked for in.
    pub(super) text: Field,
    /// Stems that differ from their words; see `document`.
    pub(super) stems: Field,
    /// Names of people and the forms of their names.
    pub(super) people: Field,
    /// Who says something.
    pub(super) speakers: Field,
    /// Roles of people.
    pub(super) roles: Field,
    /// Authors.
    pub(super) authors: Field,
    /// Who published it.
    pub(super) source: Field,
    /// The first day the date may mean, as a number.
    pub(super) from: Field,
    /// The last day it may mean.
    pub(super) to: Field,
    /// Language and what the document has, in one number.
    pub(super) flags: Field,
    /// The analysis, as [`super::kept`] writes it.
    pub(super) analysis: Field,
}

impl Fields {
    /// The field of a stream.
    pub(super) const fn of(&self, stream: Stream) -> Field {
        match stream {
            Stream::Text => self.text,
            Stream::Of(search::Field::Title) => self.title,
            Stream::Of(search::Field::Person) => self.people,
            Stream::Of(search::Field::Speaker) => self.speakers,
            Stream::Of(search::Field::Role) => self.roles,
            Stream::Of(search::Field::Author) => self.authors,
            Stream::Of(search::Field::Source) => self.source,
        }
    }
}

/// The schema, with a field nobody fills whose name tells versions apart: an index of another version has another schema.
pub(super) fn schema(findings: &str) -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let phrases = text(IndexRecordOption::WithFreqsAndPositions, true);
    let number = NumericOptions::default().set_fast();
    let fields = Fields {
        first: schema.add_u64_field("first", number.clone().set_indexed()),
        last: schema.add_u64_field("last", number.clone()),
        title: schema.add_text_field("title", phrases.clone()),
        text: schema.add_text_field("text", phrases.clone()),
        stems: schema.add_text_field("stems", text(IndexRecordOption::WithFreqs, false)),
        people: schema.add_text_field("people", phrases.clone()),
        speakers: schema.add_text_field("speakers", phrases.clone()),
        roles: schema.add_text_field("roles", phrases.clone()),
        authors: schema.add_text_field("authors", phrases.clone()),
        source: schema.add_text_field("source", phrases),
        from: schema.add_i64_field("from", number.clone()),
        to: schema.add_i64_field("to", number.clone()),
        flags: schema.add_u64_field("flags", number),
        analysis: schema.add_bytes_field("analysis", BytesOptions::default().set_stored()),
    };
    schema.add_u64_field(&format!("form {FORM}.{findings}"), NumericOptions::default());
    (schema.build(), fields)
}

/// Options of a field of words; `has_lengths`: how many words a document has there counts in the rank.
fn text(record: IndexRecordOption, has_lengths: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(words::NAME).set_index_option(record);
    TextOptions::default().set_indexing_options(indexing.set_fieldnorms(has_lengths))
}
