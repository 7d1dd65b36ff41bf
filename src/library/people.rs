//! The people of a text as the user sees them: what the program found, with the user's corrections.

use std::collections::{BTreeMap, HashMap};

use super::mark::{Marks, PersonEdit};
use crate::analysis::{Form, Person, PersonKind, Reason};
use crate::document::{Anchor, Clean, DocId, Document};

/// Corrections of the people in one document, by the name or form they were found under.
pub(crate) type PersonEdits = BTreeMap<Clean, PersonEdit>;

/// Somebody named in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Named {
    /// What is known of them.
    pub(crate) person: Person,
    /// The name the program found them under; corrections are kept by it.
    pub(crate) found_as: Clean,
    /// The names of all whom the program found and the user takes for this one, or for a part of whom.
    pub(crate) found_in: Vec<Clean>,
    /// What the user said about them, in words; nothing when it is all the program's.
    pub(crate) yours: Option<String>,
}

/// The corrections of people in all documents that have some.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Corrections(HashMap<DocId, PersonEdits>);

impl Corrections {
    /// Takes them out of the marks.
    pub(crate) fn of(marks: &Marks) -> Self {
        let corrected = marks.iter().filter(|(_, marks)| !marks.people.is_empty());
        Self(corrected.map(|(doc, marks)| (doc, marks.people.clone())).collect())
    }

    /// Whether nobody was corrected anywhere.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those of a document, if it has some.
    pub(crate) fn get(&self, doc: DocId) -> Option<&PersonEdits> {
        self.0.get(&doc)
    }

    /// The people found in a document, as the user sees them.
    pub(crate) fn apply(&self, doc: DocId, document: &Document, found: &[Person]) -> Vec<Named> {
        corrected(found, self.get(doc).unwrap_or(&PersonEdits::new()), document)
    }

    /// The documents that have some, with theirs.
    pub(super) fn iter(&self) -> impl Iterator<Item = (DocId, &PersonEdits)> {
        self.0.iter().map(|(&doc, edits)| (doc, edits))
    }
}

/// Who speaks, of the people of a text: whom the user takes for the person who was found, by the words that name them.
pub(crate) fn speaker<'a>(people: &'a [Named], found: &Person, words: Anchor) -> Option<&'a Named> {
    let is_theirs = |named: &&Named| named.found_in.contains(&found.name);
    let is_here = |named: &&Named| {
        named.person.mentions.iter().any(|at| at.block == words.block && words.start <= at.start && at.end <= words.end)
    };
    let mut those = people.iter().filter(is_theirs);
    // One form of a name may have been set apart from the others.
    those.clone().find(is_here).or_else(|| those.find(|named| named.found_in.contains(&named.found_as)))
}

/// How the speaker is called whom the program found: as the user calls them.
pub(crate) fn speaker_name<'a>(people: &'a [Named], found: &'a Person, words: Anchor) -> &'a Clean {
    speaker(people, found, words).map_or(&found.name, |named| &named.person.name)
}

/// What the program found, with the user's corrections.
pub(crate) fn corrected(found: &[Person], edits: &PersonEdits, document: &Document) -> Vec<Named> {
    let named = |person: &Person| Named {
        person: person.clone(),
        found_as: person.name.clone(),
        found_in: vec![person.name.clone()],
        yours: None,
    };
    let mut people: Vec<Named> = found.iter().map(named).collect();
    for (form, _) in edits.iter().filter(|(_, edit)| **edit == PersonEdit::Apart) {
        set_apart(&mut people, form, document);
    }
    for (name, edit) in edits {
        if let PersonEdit::Same(other) = edit {
            join(&mut people, name, other);
        }
    }
    for (name, edit) in edits {
        if let (PersonEdit::Name(new), Some(known)) = (edit, people.iter_mut().find(|known| known.found_as == *name)) {
            known.yours = Some(format!("named by you; the text has {}", known.person.name));
            known.person.name = new.clone();
        }
    }
    people.retain(|known| edits.get(&known.found_as) != Some(&PersonEdit::Hidden));
    people.sort_by_key(|known| {
        let Person { kind, mentions, .. } = &known.person;
        let kind = match kind {
            PersonKind::Key => 0,
            PersonKind::Author => 1,
            PersonKind::Contact => 2,
        };
        (kind, std::cmp::Reverse(mentions.len()), mentions.first().copied())
    });
    people
}

/// Makes a form of a name somebody of their own.
fn set_apart(people: &mut Vec<Named>, form: &Clean, document: &Document) {
    let has_form =
        |known: &&mut Named| known.person.forms.len() > 1 && known.person.forms.iter().any(|own| own.text == *form);
    let Some(from) = people.iter_mut().find(has_form) else { return };
    let is_form = |at: &Anchor| document.text(*at).is_some_and(|words| *words == **form);
    let (mentions, kept): (Vec<Anchor>, Vec<Anchor>) = from.person.mentions.iter().partition(|at| is_form(at));
    let Some(&first) = mentions.first() else { return };
    from.person.mentions = kept;
    from.person.forms.retain(|own| own.text != *form);
    let count = u32::try_from(mentions.len()).unwrap_or(u32::MAX);
    let person = Person {
        name: form.clone(),
        kind: from.person.kind,
        forms: vec![Form { text: form.clone(), count }],
        roles: Vec::new(),
        mentions,
        inferred: Vec::new(),
        why: vec![Reason { rule: "set apart by you".into(), at: first }],
    };
    let yours = Some(format!("set apart by you from {}", from.person.name));
    let found_in = from.found_in.clone();
    people.push(Named { person, found_as: form.clone(), found_in, yours });
}

/// Makes one of two people.
fn join(people: &mut Vec<Named>, name: &Clean, other: &Clean) {
    let place = |name: &Clean| people.iter().position(|known| known.found_as == *name);
    let (Some(from), Some(_)) = (place(name), place(other)) else { return };
    if name == other {
        return;
    }
    let Named { person: gone, found_in, .. } = people.remove(from);
    let Some(into) = people.iter_mut().find(|known| known.found_as == *other) else { return };
    into.found_in.extend(found_in);
    into.yours = Some(format!("joined by you with {}", gone.name));
    into.person.mentions.extend(gone.mentions);
    into.person.mentions.sort_unstable();
    into.person.inferred.extend(gone.inferred);
    into.person.inferred.sort_unstable();
    into.person.forms.extend(gone.forms);
    into.person.roles.extend(gone.roles);
    into.person.why.extend(gone.why);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind};

    fn document() -> Document {
        let text = "Thomas Berg and Maria Berg met Ana Ruiz. Berg left.";
        Document { blocks: vec![Block::new(BlockKind::Paragraph, Clean::line(text))], ..Document::default() }
    }

    fn person(document: &Document, name: &str, forms: &[&str]) -> Person {
        let text = &document.blocks[0].text;
        let at = |form: &str| {
            let start = text.rfind(form).unwrap();
            Anchor { block: 0, start: u32::try_from(start).unwrap(), end: u32::try_from(start + form.len()).unwrap() }
        };
        Person {
            name: Clean::line(name),
            kind: PersonKind::Key,
            forms: forms.iter().map(|form| Form { text: Clean::line(form), count: 1 }).collect(),
            roles: Vec::new(),
            mentions: forms.iter().map(|form| at(form)).collect(),
            inferred: Vec::new(),
            why: Vec::new(),
        }
    }

    fn names(edits: &[(&str, PersonEdit)]) -> Vec<String> {
        let document = document();
        let found =
            [person(&document, "Thomas Berg", &["Thomas Berg", "Berg"]), person(&document, "Ana Ruiz", &["Ana Ruiz"])];
        let edits = edits.iter().map(|(name, edit)| (Clean::line(name), edit.clone())).collect();
        let shown = corrected(&found, &edits, &document);
        shown.iter().map(|named| format!("{} {}", named.person.name, named.person.mentions.len())).collect()
    }

    #[test]
    fn the_users_corrections_are_shown_and_nothing_else_changes() {
        assert_eq!(names(&[]), ["Thomas Berg 2", "Ana Ruiz 1"]);
        assert_eq!(names(&[("Ana Ruiz", PersonEdit::Hidden)]), ["Thomas Berg 2"]);
        assert_eq!(
            names(&[("Ana Ruiz", PersonEdit::Name(Clean::line("Ana Ruiz Gil")))]),
            ["Thomas Berg 2", "Ana Ruiz Gil 1"]
        );
        assert_eq!(names(&[("Ana Ruiz", PersonEdit::Same(Clean::line("Thomas Berg")))]), ["Thomas Berg 3"]);
        assert_eq!(names(&[("Berg", PersonEdit::Apart)]), ["Thomas Berg 1", "Ana Ruiz 1", "Berg 1"]);
    }

    #[test]
    fn who_speaks_is_whom_the_user_takes_them_for() {
        let document = document();
        let found =
            [person(&document, "Thomas Berg", &["Thomas Berg", "Berg"]), person(&document, "Ana Ruiz", &["Ana Ruiz"])];
        let speaks = |edits: &[(&str, PersonEdit)], who: usize, mention: usize| {
            let edits = edits.iter().map(|(name, edit)| (Clean::line(name), edit.clone())).collect();
            let people = corrected(&found, &edits, &document);
            let speaker = speaker(&people, &found[who], found[who].mentions[mention]);
            speaker.map_or_else(|| "-".to_owned(), |named| named.person.name.to_string())
        };
        assert_eq!(speaks(&[], 0, 1), "Thomas Berg");
        assert_eq!(speaks(&[("Ana Ruiz", PersonEdit::Hidden)], 1, 0), "-");
        assert_eq!(speaks(&[("Ana Ruiz", PersonEdit::Name(Clean::line("Ana")))], 1, 0), "Ana");
        assert_eq!(speaks(&[("Ana Ruiz", PersonEdit::Same(Clean::line("Thomas Berg")))], 1, 0), "Thomas Berg");
        let apart = [("Berg", PersonEdit::Apart)];
        assert_eq!([0, 1].map(|mention| speaks(&apart, 0, mention)), ["Thomas Berg", "Berg"]);
    }

    #[test]
    fn corrections_of_people_who_are_not_there_change_nothing() {
        let nobody = || Clean::line("Nobody");
        assert_eq!(names(&[("Nobody", PersonEdit::Hidden)]), names(&[]));
        assert_eq!(names(&[("Ana Ruiz", PersonEdit::Same(nobody()))]), names(&[]));
        assert_eq!(names(&[("Ana Ruiz", PersonEdit::Same(Clean::line("Ana Ruiz")))]), names(&[]));
        assert_eq!(names(&[("Nobody", PersonEdit::Apart)]), names(&[]));
    }
}
