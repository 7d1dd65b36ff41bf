//! The form of the people of an analysis.

use std::collections::BTreeMap;

use super::archive::{Archive, Near, Said, nearest};
use super::odds::{Number, Odds, Pass, Signed};
use super::reasons::{self, Sentence};
use crate::analysis::{Form, Person, PersonKind, Reason};
use crate::document::{Anchor, Clean};

const KINDS: [PersonKind; 3] = [PersonKind::Key, PersonKind::Author, PersonKind::Contact];

/// Odds of addresses in a row.
#[derive(Debug, Clone, Default)]
struct Row {
    more: Odds,
    near: Near,
}

/// Odds of people.
#[derive(Debug, Clone, Default)]
struct People {
    kind: [Odds; 3],
    first: Row,
    others: Row,
    roles: Row,
    inferred: Row,
    more_reasons: Odds,
    rule: Sentence,
    mention: Signed,
    /// By the number of the rule.
    beside: BTreeMap<u32, Near>,
    are_counted: Odds,
    more_forms: Odds,
    form: Said,
    count: Number,
    is_longest: Odds,
    name: Said,
}

impl<P: Pass> Archive<'_, P> {
    /// All people.
    pub(super) fn people(&mut self, people: &[Person]) -> Vec<Person> {
        let mut odds = People::default();
        let blank = Person {
            name: Clean::default(),
            kind: PersonKind::Key,
            forms: Vec::new(),
            roles: Vec::new(),
            mentions: Vec::new(),
            inferred: Vec::new(),
            why: Vec::new(),
        };
        let mut first = Anchor::default();
        self.list(&mut Odds::default(), people, &blank, |archive, person| {
            let passed = archive.person(&mut odds, first, person);
            first = passed.mentions.first().copied().unwrap_or(first);
            passed
        })
    }

    fn person(&mut self, odds: &mut People, before: Anchor, person: &Person) -> Person {
        let Person { name, kind, forms, roles, mentions, inferred, why } = person;
        let kind = self.choice(&mut odds.kind, &KINDS, *kind);
        let mentions = self.mentions(odds, before, mentions);
        let first = mentions.first().copied().unwrap_or(before);
        let roles = self.row(&mut odds.roles, first, roles);
        let inferred = self.row(&mut odds.inferred, first, inferred);
        let why = self.reasons(odds, &mentions, first, why);
        let places: Vec<Anchor> = mentions.iter().copied().chain(why.iter().map(|reason| reason.at)).collect();
        let forms = self.forms(odds, &mentions, &places, forms);
        let longest = forms.first().map(|form| &form.text);
        let name = match longest.filter(|longest| self.bit(&mut odds.is_longest, *longest == name)) {
            Some(longest) => longest.clone(),
            None => self.said(&mut odds.name, &places, name),
        };
        Person { name, kind, forms, roles, mentions, inferred, why }
    }

    /// Addresses of which each is told from the one before.
    fn row(&mut self, odds: &mut Row, mut last: Anchor, row: &[Anchor]) -> Vec<Anchor> {
        let near = &mut odds.near;
        self.list(&mut odds.more, row, &Anchor::default(), |archive, at| {
            last = archive.near(near, last, *at);
            last
        })
    }

    /// The first is told from the first of the person before, and the others each from the one before.
    fn mentions(&mut self, odds: &mut People, before: Anchor, mentions: &[Anchor]) -> Vec<Anchor> {
        let (first, others) = mentions.split_at(mentions.len().min(1));
        let mut passed = self.row(&mut odds.first, before, first);
        if let Some(first) = passed.first() {
            passed.extend(self.row(&mut odds.others, *first, others));
        }
        passed
    }

    /// A reason is told from the mention that is nearest before it.
    fn reasons(&mut self, odds: &mut People, mentions: &[Anchor], first: Anchor, why: &[Reason]) -> Vec<Reason> {
        let blank = Reason { rule: "".into(), at: Anchor::default() };
        let mut last = 0_i64;
        let People { more_reasons, rule, mention, beside, .. } = odds;
        self.list(more_reasons, why, &blank, |archive, Reason { rule: words, at }| {
            let (number, words) = archive.sentence(rule, reasons::PEOPLE, words);
            let nearest = i64::try_from(nearest(mentions, *at)).unwrap_or_default();
            last = last.wrapping_add(mention.pass(&mut archive.pass, nearest.wrapping_sub(last)));
            let from = usize::try_from(last).ok().and_then(|place| mentions.get(place));
            let from = from.copied().unwrap_or(first);
            Reason { rule: words, at: archive.near(beside.entry(number).or_default(), from, *at) }
        })
    }

    /// Forms are the texts of the mentions, most often.
    fn forms(&mut self, odds: &mut People, mentions: &[Anchor], places: &[Anchor], forms: &[Form]) -> Vec<Form> {
        let counted = self.counted(mentions);
        if self.bit(&mut odds.are_counted, counted == forms) {
            return counted;
        }
        let blank = Form { text: Clean::default(), count: 0 };
        let People { more_forms, form, count, .. } = odds;
        self.list(more_forms, forms, &blank, |archive, Form { text, count: number }| Form {
            text: archive.said(form, places, text),
            count: archive.number(count, *number),
        })
    }

    /// What stands at some places, longest first, and how often.
    fn counted(&self, mentions: &[Anchor]) -> Vec<Form> {
        let mut forms: Vec<Form> = Vec::new();
        for text in mentions.iter().filter_map(|at| self.clean(*at)) {
            match forms.iter_mut().find(|form| form.text == text) {
                Some(form) => form.count += 1,
                None => forms.push(Form { text, count: 1 }),
            }
        }
        forms.sort_by_key(|form| std::cmp::Reverse(form.text.chars().count()));
        forms
    }
}
