//! How well a document fits: BM25 over the fields that count, the same for documents of the index and for those that were
//! read (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009).
#![expect(
    clippy::cast_precision_loss,
    reason = "counts of documents and words; a rank needs no more than seven digits"
)]

use tantivy::fieldnorm::FieldNormReader;

use crate::search::{Content, Field, Forms, Node, Query, Stream, Term, count};

/// How soon more of the same says nothing more.
const K1: f32 = 1.2;
/// How much the length of a field counts.
const B: f32 = 0.75;

/// One way in which a document can have what is looked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way<'a> {
    /// What is looked for.
    pub(super) term: &'a Term,
    /// Where.
    pub(super) stream: Stream,
    /// Whether other forms of the word count, and nothing else.
    pub(super) is_stem: bool,
    weight: f32,
}

/// What a document has of one way: how often, among how many words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Share {
    pub(super) often: u32,
    /// As the index remembers it: one byte.
    pub(super) among: u8,
}

/// What all documents together have.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Total {
    /// Documents.
    pub(super) documents: u64,
    /// Documents with each way.
    pub(super) with: Vec<u64>,
    /// Words of the stream of each way.
    pub(super) words: Vec<u64>,
}

/// The ways in which a document can have what a query looks for.
pub(super) fn ways(query: &Query) -> Vec<Way<'_>> {
    let mut all = Vec::new();
    query.node().each_leaf(&mut |leaf, is_wanted| match leaf {
        Node::Text(term) if is_wanted => {
            for stream in [Stream::Of(Field::Title), Stream::Of(Field::Person), Stream::Text] {
                all.push(Way { term, stream, is_stem: false, weight: weight(stream) });
            }
            stem(&mut all, term, Stream::Text);
        }
        Node::In(field, term) if is_wanted => {
            let stream = Stream::Of(*field);
            all.push(Way { term, stream, is_stem: false, weight: weight(stream) });
            stem(&mut all, term, stream);
        }
        _ => {}
    });
    all
}

fn stem<'a>(all: &mut Vec<Way<'a>>, term: &'a Term, stream: Stream) {
    if matches!(term, Term::Word(_)) && stream.has_stems() {
        all.push(Way { term, stream, is_stem: true, weight: 0.3 });
    }
}

const fn weight(stream: Stream) -> f32 {
    match stream {
        Stream::Of(Field::Title) => 3.0,
        Stream::Of(Field::Person) => 2.0,
        Stream::Text | Stream::Of(Field::Speaker | Field::Role | Field::Author | Field::Source) => 1.0,
    }
}

impl Way<'_> {
    /// What a document that was read has of it.
    pub(super) fn share(&self, content: &Content) -> Share {
        let often = |forms| count(content, self.stream, self.term, forms, usize::MAX);
        let exact = often(Forms::Left);
        let often = if self.is_stem { often(Forms::Counted) - exact } else { exact };
        Share {
            often: u32::try_from(often).unwrap_or(u32::MAX),
            among: FieldNormReader::fieldnorm_to_id(self.length(content)),
        }
    }

    /// Words of its stream in a document that was read.
    pub(super) fn length(&self, content: &Content) -> u32 {
        u32::try_from(content.tokens(self.stream).len()).unwrap_or(u32::MAX)
    }
}

impl Total {
    /// Of no documents.
    pub(super) fn new(ways: usize) -> Self {
        Self { documents: 0, with: vec![0; ways], words: vec![0; ways] }
    }

    /// Counts a document that was read.
    pub(super) fn add(&mut self, ways: &[Way<'_>], shares: &[Share], content: &Content) {
        self.documents += 1;
        let totals = self.with.iter_mut().zip(&mut self.words);
        for ((with, words), (way, share)) in totals.zip(ways.iter().zip(shares)) {
            *with += u64::from(share.often > 0);
            *words += u64::from(way.length(content));
        }
    }

    /// What each way adds.
    pub(super) fn rates(&self, ways: &[Way<'_>]) -> Vec<Rate> {
        let counts = self.with.iter().zip(&self.words);
        ways.iter().zip(counts).map(|(way, (with, words))| self.rate(way, *with, *words)).collect()
    }

    fn rate(&self, way: &Way<'_>, with: u64, words: u64) -> Rate {
        let (documents, with) = (self.documents as f32, with.min(self.documents) as f32);
        let rarity = (1.0 + (documents - with + 0.5) / (with + 0.5)).ln();
        let usual = (words as f32 / documents.max(1.0)).max(1.0);
        let lengths = std::array::from_fn(|id| {
            let among = FieldNormReader::id_to_fieldnorm(u8::try_from(id).unwrap_or(u8::MAX));
            K1 * (1.0 - B + B * among as f32 / usual)
        });
        Rate { weight: way.weight * rarity * (K1 + 1.0), lengths }
    }
}

/// What one way adds to the score of a document.
#[derive(Debug, Clone)]
pub(super) struct Rate {
    weight: f32,
    /// What each length that the index can remember counts against it.
    lengths: [f32; 256],
}

impl Rate {
    /// What it adds.
    #[inline]
    pub(super) fn score(&self, share: Share) -> f32 {
        let often = share.often as f32;
        let against = self.lengths.get(usize::from(share.among)).copied().unwrap_or_default();
        self.weight * often / (often + against)
    }
}

/// How well a document fits by what it has of each way.
pub(super) fn score(rates: &[Rate], shares: &[Share]) -> f32 {
    let each = rates.iter().zip(shares).filter(|(_, share)| share.often > 0);
    let sum: f32 = each.map(|(rate, share)| rate.score(*share)).sum();
    // The sum of nothing is less than nothing.
    sum + 0.0
}
