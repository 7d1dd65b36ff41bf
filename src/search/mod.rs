//! Fuzzy ranking of short names, finding in one text, and searching all texts. Pure: documents in, addresses out.
//!
//! Everything compares folded text (see `fold`): case, accents, kinds of quotation marks and hyphens do not matter, and
//! every hit is an address in the text as it is shown.
//!
//! A search of all texts: `query` reads what was typed, `content` makes of a document what can be searched, `accept` says
//! whether it is found, `matching` and `hits` where, `near` what else may have been meant, `loosen` what is left when it asks for less; `answer` holds the whole
//! question and the whole answer.

mod accept;
mod answer;
#[cfg(test)]
#[path = "../../fuzz/rooms/asked.rs"]
mod asked;
mod content;
mod day;
mod find;
mod fold;
mod fuzzy;
mod glance;
mod here;
mod hits;
mod letters;
mod loosen;
mod matching;
mod names;
mod near;
mod phrase;
mod pick;
mod query;
mod rank;
mod score;
mod snippet;
mod spelling;
mod stem;
mod token;
mod work;

pub(crate) use accept::{EntryFacts, Fit, Flags, Forms, count};
pub(crate) use answer::{Answer, Found, Marked, Near, NearKind, Order, Request};
pub(crate) use content::{Content, Facts, Field, Named, Stream};
pub(crate) use day::{Day, Days, Today};
pub(crate) use fuzzy::{Candidate, Fuzzy};
pub(crate) use here::{find_here, words as words_here};
pub(crate) use hits::Hit;
pub(crate) use loosen::{Looser, told};
pub(crate) use near::{Vocabulary, spellings};
pub(crate) use query::{Node, Query, Term, Thing, is_filter};
pub(crate) use rank::{Ask, Ranked, Ranker, rank_here, rank_now};
pub(crate) use spelling::Measure;
pub(crate) use stem::Tongue;
pub(crate) use work::Means;
