//! What may have been meant when nothing is found: words of the index and of the documents that were read, and people of
//! the library.

use std::collections::HashMap;

use tantivy::index::{InvertedIndexReader, SegmentReader};
use tantivy::postings::TermInfo;

use super::lists::Lists;
use super::reader::Reader;
use crate::document::Clean;
use crate::library::Library;
use crate::search::{Content, Measure, Near, Query, Request, Stream, Term, Vocabulary, spellings};

/// Words of documents that were read which are remembered. A library of 100,000 documents has a few hundred thousand.
const MOST_WORDS: usize = 1_000_000;

/// The words of some streams, with the number of documents that were read and have them there.
#[derive(Debug, Default)]
pub(super) struct Words(Vec<(Stream, HashMap<Box<str>, u32>)>);

impl Words {
    /// No words yet of these streams.
    pub(super) fn of(streams: Vec<Stream>) -> Self {
        Self(streams.into_iter().map(|stream| (stream, HashMap::new())).collect())
    }

    /// Takes in the words of a document.
    pub(super) fn add(&mut self, content: &Content) {
        for (stream, known) in &mut self.0 {
            let mut room = MOST_WORDS.saturating_sub(known.len());
            let mut numbers: Vec<u32> = content.tokens(*stream).iter().map(|token| token.word).collect();
            numbers.sort_unstable();
            numbers.dedup();
            for word in numbers.into_iter().filter_map(|number| content.words().get(number as usize)) {
                if let Some(documents) = known.get_mut(&word.text) {
                    *documents += 1;
                } else if room > 0 {
                    known.insert(word.text.clone(), 1);
                    room -= 1;
                }
            }
        }
    }

    fn in_stream(&self, stream: Stream) -> Option<&HashMap<Box<str>, u32>> {
        self.0.iter().find(|(known, _)| *known == stream).map(|(_, words)| words)
    }
}

/// What may have been meant by a request that finds nothing.
pub(super) fn near(request: &Request, words: &Words, reader: Option<&Reader>) -> Vec<Near> {
    // What is being typed is read as finished: the end of a word is not what was wrong.
    Query::parse(&request.text, request.today).near(&mut Known { words, reader, library: &request.library })
}

/// Where spellings are known from.
struct Known<'a> {
    words: &'a Words,
    reader: Option<&'a Reader>,
    library: &'a Library,
}

impl Known<'_> {
    /// Looks at the words of a stream in each piece of the index. What cannot be read proposes nothing.
    fn each_piece(
        &self,
        stream: Stream,
        mut look: impl FnMut(&Lists<'_>, &InvertedIndexReader) -> tantivy::Result<()>,
    ) {
        let Some(reader) = self.reader else { return };
        let field = reader.fields.of(stream);
        let mut look_in = |piece: &SegmentReader| -> tantivy::Result<()> {
            let inverted = piece.inverted_index(field)?;
            look(&Lists { inverted: &inverted, field, documents: piece.max_doc(), stale: &|| false }, &inverted)
        };
        for piece in reader.searcher.segment_readers() {
            let _ = look_in(piece);
        }
    }
}

impl Vocabulary for Known<'_> {
    fn has(&mut self, stream: Stream, word: &str) -> bool {
        let mut is_there = self.words.in_stream(stream).is_some_and(|words| words.contains_key(word));
        self.each_piece(stream, |_, inverted| {
            is_there |= inverted.terms().get(word)?.is_some();
            Ok(())
        });
        is_there
    }

    fn spellings(&mut self, stream: Stream, word: &str) -> Vec<(String, u32)> {
        let edits = Term::edits(word);
        let mut measure = Measure::new(word);
        let read = self.words.in_stream(stream).into_iter().flatten();
        let read = read.filter(|(other, _)| measure.to(other, edits).is_some());
        let mut found: HashMap<String, u32> = read.map(|(other, documents)| (other.to_string(), *documents)).collect();
        self.each_piece(stream, |lists, _| {
            for (other, TermInfo { doc_freq, .. }) in lists.alike(word, edits, &|_| true)? {
                *found.entry(other).or_default() += doc_freq;
            }
            Ok(())
        });
        spellings(word, found.iter().map(|(other, documents)| (other.as_str(), *documents)))
    }

    fn people(&mut self) -> Vec<(Clean, u32)> {
        let all = self.library.people().chain(self.library.found_people());
        all.map(|(name, documents)| (Clean::line(self.library.text(name)), documents)).collect()
    }
}
