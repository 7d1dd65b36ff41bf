//! Lists that the query before has looked up. The next key mostly asks for the same words and a letter more.

use std::collections::HashMap;
use std::sync::Arc;

use super::lists::List;
use crate::search::{Stream, Term};

/// Documents in all lists that are kept, at most; each takes eight bytes.
const MOST: usize = 1 << 19;

/// What a list is of, in one piece of the index.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// The number of the piece.
    pub(super) piece: usize,
    pub(super) stream: Stream,
    pub(super) term: Term,
    pub(super) forms: Of,
}

/// Which forms of a word a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Of {
    /// The word, or whatever else is looked for.
    Itself,
    /// All words with its stem.
    Stem,
    /// The others with its stem.
    Others,
}

/// The lists of one query, and those of the one before.
#[derive(Debug, Default)]
pub(super) struct Recent {
    now: HashMap<Key, Arc<List>>,
    before: HashMap<Key, Arc<List>>,
}

impl Recent {
    /// Another query begins.
    pub(super) fn begin(&mut self) {
        self.before = std::mem::take(&mut self.now);
        if self.before.values().map(|list| list.len()).sum::<usize>() > MOST {
            self.before.clear();
        }
    }

    /// The query is over: what it did not ask for is let go of.
    pub(super) fn end(&mut self) {
        self.before = HashMap::new();
    }

    /// A list, if it was looked up.
    pub(super) fn get(&mut self, key: &Key) -> Option<Arc<List>> {
        if let Some((key, list)) = self.before.remove_entry(key) {
            self.now.insert(key, list);
        }
        self.now.get(key).map(Arc::clone)
    }

    /// Keeps a list.
    pub(super) fn put(&mut self, key: Key, list: List) -> Arc<List> {
        let list = Arc::new(list);
        self.now.insert(key, Arc::clone(&list));
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Field;

    fn key(word: &str) -> Key {
        let stream = Stream::Of(Field::Title);
        Key { piece: 0, stream, term: Term::Word(word.to_owned()), forms: Of::Itself }
    }

    #[test]
    fn what_the_next_query_does_not_ask_for_is_let_go_of() {
        let mut recent = Recent::default();
        recent.begin();
        recent.put(key("port"), vec![(1, 1)]);
        recent.put(key("st"), vec![(2, 2)]);
        recent.end();
        recent.begin();
        assert_eq!(recent.get(&key("port")).as_deref(), Some(&vec![(1, 1)]));
        recent.end();
        assert_eq!(recent.get(&key("st")), None);
        recent.begin();
        assert_eq!(recent.get(&key("port")).as_deref(), Some(&vec![(1, 1)]));
    }

    #[test]
    fn very_long_lists_are_not_kept() {
        let mut recent = Recent::default();
        recent.put(key("the"), vec![(1, 1); MOST + 1]);
        recent.begin();
        assert_eq!(recent.get(&key("the")), None);
    }
}
