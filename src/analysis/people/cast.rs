//! Everyone in a text: names that may be one person's become one person, and every mention goes to somebody.
//!
//! Two full names with different given names are never merged; a bare surname that fits several people goes to the one
//! named last before it.

use std::collections::{HashMap, HashSet};

use crate::document::{Anchor, Clean};

use super::super::Reason;
use super::super::lexicon::Lexicon;
use super::super::reading::Vocabulary;
use super::name::{Kind, Part, is_form};

/// People with one surname that are compared, at most, so that no text makes this quadratic.
const MAX_NAMESAKES: usize = 64;

/// Somebody, while the text is being read.
#[derive(Debug)]
pub(super) struct Member {
    /// The words of the longest form.
    pub(super) parts: Vec<Part>,
    /// Why this is a person.
    pub(super) why: Vec<Reason>,
    /// Mentions in title and body, each with its form.
    pub(super) mentions: Vec<(Anchor, Clean)>,
    /// Those of them that fit another person as well.
    pub(super) inferred: Vec<Anchor>,
    /// Those of them that only say who speaks ("Ruiz: We began early.").
    pub(super) labels: Vec<Anchor>,
    /// Roles as stated.
    pub(super) roles: Vec<Anchor>,
    /// Mentions in by-lines and biographies.
    pub(super) bylines: Vec<(Anchor, Clean)>,
    /// Mentions in contact blocks.
    pub(super) contacts: Vec<(Anchor, Clean)>,
    /// A woman or a man, if a form of address or a relation tells.
    pub(super) gender: Option<Gender>,
}

/// A woman or a man.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    /// "Mrs".
    Woman,
    /// "Mr".
    Man,
}

/// The people of a text.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// Everyone.
    pub(super) members: Vec<Member>,
    /// Who has a word in the name.
    by_word: HashMap<u32, Vec<usize>>,
    /// Who was last mentioned with a surname.
    latest: HashMap<u32, usize>,
    /// Which name is whose.
    by_name: HashMap<Vec<Part>, usize>,
    /// Words that are the whole name of a firm in the text: "Ruiz plc".
    pub(super) firms: HashSet<u32>,
    /// Blocks that name whom to ask, and tell nothing of anybody.
    pub(super) margins: HashSet<usize>,
    /// The latest mention.
    pub(super) last: Option<Anchor>,
}

impl Cast {
    /// Adds a full name: to the person it is a form of, or as a new person. Longer names have to come first.
    pub(super) fn add(&mut self, parts: Vec<Part>, why: Vec<Reason>, vocabulary: &Vocabulary) -> usize {
        if let Some(&known) = self.by_name.get(&parts) {
            return known;
        }
        let found = self.namesakes(&parts).find(|&at| {
            self.members.get(at).is_some_and(|member| {
                is_form(&parts, &member.parts, vocabulary) || is_form(&member.parts, &parts, vocabulary)
            })
        });
        let at = found.unwrap_or_else(|| {
            let member = Member {
                parts: parts.clone(),
                why: Vec::new(),
                mentions: Vec::new(),
                inferred: Vec::new(),
                labels: Vec::new(),
                roles: Vec::new(),
                bylines: Vec::new(),
                contacts: Vec::new(),
                gender: None,
            };
            self.members.push(member);
            let at = self.members.len() - 1;
            for part in &parts {
                self.by_word.entry(part.word).or_default().push(at);
            }
            at
        });
        if let Some(member) = self.members.get_mut(at) {
            for reason in why {
                if !member.why.iter().any(|known| known.rule == reason.rule) {
                    member.why.push(reason);
                }
            }
        }
        self.by_name.insert(parts, at);
        at
    }

    /// Whether somebody has the word in the name.
    pub(super) fn has_word(&self, word: u32) -> bool {
        self.by_word.contains_key(&word)
    }

    /// Who shares a word that may be a surname with the name, the latest first.
    fn namesakes(&self, parts: &[Part]) -> impl Iterator<Item = usize> {
        let words = parts.iter().filter(|part| part.kind == Kind::Family).map(|part| part.word);
        words
            .flat_map(|word| self.by_word.get(&word).into_iter().flatten().rev().take(MAX_NAMESAKES).copied())
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// Who is meant by a full or short name at this point of the text.
    pub(super) fn meant(&self, parts: &[Part], vocabulary: &Vocabulary) -> Option<usize> {
        if let Some(&known) = self.by_name.get(parts) {
            return Some(known);
        }
        let last = parts.last()?;
        let fits = |at: usize| self.members.get(at).is_some_and(|member| is_form(parts, &member.parts, vocabulary));
        if let Some(&latest) = self.latest.get(&last.word)
            && fits(latest)
        {
            return Some(latest);
        }
        let mut candidates: Vec<usize> = self
            .by_word
            .get(&last.word)
            .into_iter()
            .flatten()
            .take(MAX_NAMESAKES)
            .copied()
            .filter(|&at| fits(at))
            .collect();
        candidates.sort_unstable();
        candidates.first().copied()
    }

    /// The only one of several people with a surname who has what is asked for.
    pub(super) fn meant_with(
        &self,
        parts: &[Part],
        vocabulary: &Vocabulary,
        has: impl Fn(&Member) -> bool,
    ) -> Option<usize> {
        let last = parts.last()?;
        let namesakes = self.by_word.get(&last.word).into_iter().flatten().take(MAX_NAMESAKES).copied();
        let is_meant = |member: &Member| is_form(parts, &member.parts, vocabulary) && has(member);
        let mut found = namesakes.filter(|&at| self.members.get(at).is_some_and(is_meant));
        found.next().filter(|_| found.next().is_none())
    }

    /// Who of several people with a surname is meant by "Mrs NAME": the one who is known to be a woman, or else not to be a
    /// man.
    pub(super) fn meant_as(&self, parts: &[Part], gender: Gender, vocabulary: &Vocabulary) -> Option<usize> {
        let last = parts.last()?;
        let fits = |at: &usize| self.members.get(*at).is_some_and(|member| is_form(parts, &member.parts, vocabulary));
        let known = |at: &usize| self.members.get(*at).and_then(|member| member.gender);
        let fitting = || self.by_word.get(&last.word).into_iter().flatten().take(MAX_NAMESAKES).copied().filter(fits);
        let only = |mut found: Box<dyn Iterator<Item = usize> + '_>| found.next().filter(|_| found.next().is_none());
        only(Box::new(fitting().filter(|at| known(at) == Some(gender))))
            .or_else(|| only(Box::new(fitting().filter(|at| known(at).is_none_or(|known| known == gender)))))
    }

    /// Who is meant by a given name alone: somebody named before, if only one person has it.
    /// `is_early` when the surname follows ("Rosie and Sam Patel"), so that nobody need be named before.
    pub(super) fn by_given_name(&self, word: u32, is_early: bool, vocabulary: &Vocabulary) -> Option<usize> {
        let has_given = |member: &Member| member.parts.iter().any(|part| part.kind == Kind::Given);
        let is_named =
            |member: &Member| has_given(member) && member.parts.len() > 1 && (is_early || !member.mentions.is_empty());
        if let Some(known) = self.by_word.get(&word) {
            let [at] = known.as_slice() else { return None };
            let member = self.members.get(*at)?;
            // "Hai" for "Nguyen Thanh Hai"
            let is_first = match (member.parts.first(), member.parts.last()) {
                (Some(first), Some(last)) if first.kind == Kind::Family => last.word == word,
                (first, _) => first.is_some_and(|part| part.word == word),
            };
            return (is_first && is_named(member)).then_some(*at);
        }
        // "Stan" for "Stanley", among few people.
        let key = &vocabulary.get(word)?.key;
        // "Puri" of "Purificación": no list has all of them.
        let is_cut = |given: &str| key.len() >= 4 && given.len() >= key.len() + 3 && given.starts_with(&**key);
        let is_short = |member: &Member| {
            let given = member.parts.first().and_then(|part| vocabulary.get(part.word));
            given.is_some_and(|given| Lexicon::get().are_nicknames(key, &given.key) || is_cut(&given.key))
        };
        let few = self.members.get(..self.members.len().min(MAX_NAMESAKES))?;
        let mut fitting = few.iter().enumerate().filter(|(_, member)| is_named(member) && is_short(member));
        fitting.next().map(|(at, _)| at).filter(|_| fitting.next().is_none())
    }

    /// The pope or king who has the word as the only name, with a number behind it ("León XIV").
    pub(super) fn numbered(&self, word: u32, vocabulary: &Vocabulary) -> Option<usize> {
        let is_number = |part: &Part| {
            vocabulary.get(part.word).is_some_and(|word| word.key.chars().all(|letter| "ivx".contains(letter)))
        };
        self.by_word.get(&word)?.iter().copied().find(|&at| {
            let parts = self.members.get(at).map(|member| member.parts.as_slice());
            matches!(parts, Some([first, second]) if first.word == word && is_number(second))
        })
    }

    /// Whether the word is a short form of the given name of somebody, of the few who are looked at.
    pub(super) fn has_nickname(&self, word: u32, vocabulary: &Vocabulary) -> bool {
        let Some(key) = vocabulary.get(word).map(|word| &word.key) else { return false };
        self.members.iter().take(MAX_NAMESAKES).filter(|member| member.parts.len() > 1).any(|member| {
            let given = member.parts.first().and_then(|part| vocabulary.get(part.word));
            given.is_some_and(|given| Lexicon::get().are_nicknames(key, &given.key))
        })
    }

    /// The one person whose surname is the word but for a slip of the pen.
    pub(super) fn misspelt(&self, word: u32, vocabulary: &Vocabulary) -> Option<usize> {
        let key = &vocabulary.get(word)?.key;
        if key.len() < 6 || self.members.len() > MAX_NAMESAKES {
            return None;
        }
        let allowed = if key.len() >= 8 { 2 } else { 1 };
        let is_near = |member: &Member| {
            member.parts.len() > 1
                && member.parts.iter().any(|part| {
                    part.kind == Kind::Family
                        && vocabulary.get(part.word).is_some_and(|other| distance(key, &other.key, allowed) <= allowed)
                })
        };
        let mut near = self.members.iter().enumerate().filter(|(_, member)| is_near(member)).map(|(at, _)| at);
        near.next().filter(|_| near.next().is_none())
    }

    /// "Lázaro" of "Eusebio Lázaro Celma": a first surname that is a given name, too. Of one person alone.
    pub(super) fn by_middle_name(&self, word: u32) -> Option<usize> {
        let mut having = self.by_word.get(&word)?.iter().take(MAX_NAMESAKES).copied();
        let only = having.next().filter(|_| having.next().is_none())?;
        let parts = &self.members.get(only)?.parts;
        (parts.len() > 2 && parts.get(1).is_some_and(|part| part.word == word)).then_some(only)
    }

    /// Whether a name without a given name is that of several people.
    pub(super) fn is_shared(&self, parts: &[Part], vocabulary: &Vocabulary) -> bool {
        let Some(last) = parts.last().filter(|_| parts.iter().all(|part| part.kind == Kind::Family)) else {
            return false;
        };
        let namesakes = self.by_word.get(&last.word).into_iter().flatten().take(MAX_NAMESAKES);
        let fits = |at: &&usize| self.members.get(**at).is_some_and(|member| is_form(parts, &member.parts, vocabulary));
        namesakes.filter(fits).nth(1).is_some()
    }

    /// Notes a mention in title or body; `in_passing` that of somebody who is named as another’s relative, to whom the bare
    /// surname does not go from now on.
    pub(super) fn mention(&mut self, at: usize, anchor: Anchor, form: Clean, in_passing: bool) {
        let Some(member) = self.members.get_mut(at) else { return };
        self.last = Some(anchor);
        member.mentions.push((anchor, form));
        for part in member.parts.iter().filter(|part| part.kind == Kind::Family) {
            if in_passing {
                self.latest.entry(part.word).or_insert(at);
            } else {
                self.latest.insert(part.word, at);
            }
        }
    }
}

/// The edit distance of two words, or more than `limit` when it is larger.
fn distance(one: &str, other: &str, limit: usize) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().take(40).collect(), other.chars().take(40).collect());
    if one.len().abs_diff(other.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (b, &above) in other.iter().zip(row.iter().skip(1)) {
            left = (diagonal + usize::from(a != b)).min(above + 1).min(left + 1);
            diagonal = above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn the_distance_counts_changed_missing_and_added_letters() {
        assert_eq!(distance("kershenobich", "kershenobich", 2), 0);
        assert_eq!(distance("kershenobich", "kershenovich", 2), 1);
        assert_eq!(distance("kershenobich", "kersenobich", 2), 1);
        assert_eq!(distance("abc", "cab", 2), 2);
        assert_eq!(distance("short", "muchlonger", 2), 3);
    }
}
