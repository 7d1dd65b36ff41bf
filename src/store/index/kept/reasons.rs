//! Sentences that stand in many analyses and are kept as their numbers, so that where one stands is part of the form. The
//! commonest stand first. What is not among them is kept letter by letter, which only takes more space.

use std::borrow::Cow;

use super::archive::Archive;
use super::odds::{Number, Odds, Pass};

/// Why somebody is taken for a person.
pub(super) const PEOPLE: &[&str] = &[
    "reads like a name in its context",
    "role before the name",
    "common given name and surname",
    "called by the last name alone elsewhere",
    "common given name",
    "verb of saying behind the name",
    "role behind the name",
    "named in the by-line",
    "form of address before the name",
    "verb of saying before the name",
    "common surname",
    "ending of a surname",
    "“who” behind the name",
    "named in the list of those present",
    "relation before the name",
    "a name by which somebody widely known is called",
    "age behind the name",
    "a noun for what somebody does before the name",
    "greeted, or somebody’s relative or officer",
    "announced as the speaker",
    "inferred: others here have this surname too, and this one was named last",
    "stands before an address or number",
    "named as a contact",
    "nationality before the name",
    "family name first, as in Chinese and Korean",
    "another name behind the name",
    "initial in the name",
    "named as the author",
    "named in a note on the author",
    "said to be a person",
    "said to be what people are",
    "named behind what several people are",
    "dates of a life behind the name",
];

/// Why somebody is taken for who said something.
pub(super) const STATEMENTS: &[&str] = &[
    "named beside the verb of saying",
    "the paragraph goes on with the same speaker",
    "named as the source",
    "an answer in an interview with this person",
    "the pronoun goes back to the one named before",
    "the one who has this role in the text",
    "the text does not say who",
    "the verb has no subject: the one who spoke before",
    "the label before the colon stands for the name",
    "the label before the colon says who speaks",
    "the label before the colon says who answers",
    "the name stands below the quotation",
    "the name stands behind the quotation",
    "the next sentence goes on with the same speaker",
    "the quotation goes on from the paragraph before",
    "the one who spoke in the paragraph before",
    "the only person in the paragraph",
    "the only person in the paragraph before",
    "the words go back to the one named before",
    "the words go back to the name written out before",
    "the words go back to the organisation named before",
    "the words go back to the firm named before",
    "the words go back to the one without a name who spoke before",
    "the words go back to the ones who were the subject before",
    "the words go back to the only one named in the paragraph",
    "the pronoun goes back to what was named before",
    "the pronoun before the colon goes back to the one named before",
    "the subject of the sentence before",
    "the subject of the sentence before the colon",
    "the paper is that of the one named before",
    "named before the colon",
    "named as the writer",
    "said by the one who answers the questions",
    "the one who was asked answers",
    "the answer begins with the name",
    "the text does not say who answers",
    "the head of the text names who holds the office of the label",
    "the only one whom the text has named",
    "the only one who has this role in the text",
    "the one who has this relation in the text",
    "the only one near whose role the word stands for",
    "the one of this age in the text",
    "the next paragraph tells who said it",
    "the subject of the sentence",
    "the paper that is the subject of the sentence",
    "the one whom the author talks to",
    "the verb has no subject: the one named before",
    "the verb has no subject: the only one named before",
];

/// Why a sentence is in the summary: one of them, or several parted by [`BETWEEN`].
pub(super) const SUMMARY: &[&str] = &[
    "says when",
    "gives a figure",
    "opens its paragraph",
    "close to what the whole text is about",
    "comes to the point after the opening",
    "stands near the top",
    "opens the text",
    "says what was decided",
    "stands for its section",
    "says what is to come",
    "shares words with the title",
    "stands where the text sums up",
    "leads into the sentence after it",
    "shares a word with the title",
    "the best of the sentences that are left",
];

/// What parts them.
pub(super) const BETWEEN: &str = ", ";

/// Odds of a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Sentence {
    number: Number,
    more: Odds,
}

/// Odds of several sentences.
#[derive(Debug, Clone, Default)]
pub(super) struct Sentences {
    is_known: Odds,
    more: Odds,
    sentence: Sentence,
}

impl<P: Pass> Archive<'_, P> {
    /// A sentence, with its number in the list: one more than its place, nought for others.
    pub(super) fn sentence(
        &mut self,
        odds: &mut Sentence,
        list: &[&'static str],
        text: &str,
    ) -> (u32, Cow<'static, str>) {
        let place = list.iter().position(|known| *known == text).map_or(0, |place| place + 1);
        let number = self.number(&mut odds.number, u32::try_from(place).unwrap_or_default());
        let known = number.checked_sub(1).and_then(|place| list.get(place as usize));
        (number, known.map_or_else(|| self.literal(&mut odds.more, text).into(), |known| Cow::Borrowed(*known)))
    }

    /// Several sentences in one text.
    pub(super) fn sentences(&mut self, odds: &mut Sentences, list: &[&'static str], text: &str) -> String {
        let parts: Vec<&str> = text.split(BETWEEN).collect();
        let is_known = parts.iter().all(|part| list.contains(part));
        if !self.bit(&mut odds.is_known, is_known) {
            return self.literal(&mut odds.more, text);
        }
        let mut passed = String::new();
        let mut number = 0;
        while self.bit(&mut odds.more, number < parts.len()) {
            let part = parts.get(number).copied().unwrap_or_default();
            number += 1;
            passed.push_str(if passed.is_empty() { "" } else { BETWEEN });
            passed.push_str(&self.sentence(&mut odds.sentence, list, part).1);
        }
        passed
    }
}
