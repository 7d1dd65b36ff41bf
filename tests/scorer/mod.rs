//! Compares what `briefing show --json` says of texts with what a person noted about them in `gold.json`: people, their
//! canonical names, how often they are mentioned, their roles, and who comes first.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// Key people that are compared.
const KEY: usize = 5;

/// Counts over all texts.
#[derive(Debug, Default)]
pub(crate) struct Score {
    people_right: u32,
    people_missed: u32,
    people_wrong: u32,
    names_exact: u32,
    mentions_exact: u32,
    roles_found: u32,
    roles_stated: u32,
    key_shared: u32,
    key_all: u32,
    first_right: u32,
    texts: u32,
    /// What differs, a line each.
    pub(crate) differences: Vec<String>,
}

fn share(part: u32, all: u32) -> f64 {
    f64::from(part) / f64::from(all.max(1))
}

impl Score {
    /// People found that are people.
    pub(crate) fn precision(&self) -> f64 {
        share(self.people_right, self.people_right + self.people_wrong)
    }

    /// People of the texts that are found.
    pub(crate) fn recall(&self) -> f64 {
        share(self.people_right, self.people_right + self.people_missed)
    }

    /// The harmonic mean of both.
    pub(crate) fn f1(&self) -> f64 {
        2.0 * self.precision() * self.recall() / (self.precision() + self.recall()).max(f64::EPSILON)
    }

    /// People found under the longest form of their name.
    pub(crate) fn canonical(&self) -> f64 {
        share(self.names_exact, self.people_right)
    }

    /// People found with the right number of mentions.
    pub(crate) fn mentions(&self) -> f64 {
        share(self.mentions_exact, self.people_right)
    }

    /// Roles stated that are found.
    pub(crate) fn roles(&self) -> f64 {
        share(self.roles_found, self.roles_stated)
    }

    /// Key people among the first as many.
    pub(crate) fn key(&self) -> f64 {
        share(self.key_shared, self.key_all)
    }

    /// Texts whose first person is the right one.
    pub(crate) fn first(&self) -> f64 {
        share(self.first_right, self.texts)
    }

    /// Adds one text: what was noted and what was found.
    pub(crate) fn add(&mut self, gold: &Value, found: &Value) {
        let id = gold["id"].as_str().unwrap_or_default();
        let mut left = people(found);
        let expected = people(gold);
        for person in &expected {
            let name = text(&person["name"]);
            let exact = left.iter().position(|other| other["name"] == person["name"]);
            let Some(at) = exact.or_else(|| left.iter().position(|other| is_form(&text(&other["name"]), &name))) else {
                self.people_missed += 1;
                self.roles_stated += count(list(person, "roles").len());
                self.differences.push(format!("{id}: {name} is missed"));
                continue;
            };
            let other = left.remove(at);
            self.people_right += 1;
            self.compare(id, person, other);
        }
        for person in &left {
            self.people_wrong += 1;
            self.differences.push(format!("{id}: {} is nobody", text(&person["name"])));
        }
        self.order(gold, found);
    }

    fn compare(&mut self, id: &str, person: &Value, other: &Value) {
        let (name, found) = (text(&person["name"]), text(&other["name"]));
        self.names_exact += u32::from(name == found);
        if name != found {
            self.differences.push(format!("{id}: {name} is called {found}"));
        }
        self.mentions_exact += u32::from(person["mentions"] == other["mentions"]);
        if person["mentions"] != other["mentions"] {
            self.differences.push(format!("{id}: {name} {} times, found {}", person["mentions"], other["mentions"]));
        }
        let roles: Vec<String> = list(other, "roles").iter().map(|role| text(&role["text"]).to_lowercase()).collect();
        for role in list(person, "roles").into_iter().map(text) {
            self.roles_stated += 1;
            if roles.iter().any(|known| known.contains(&role.to_lowercase())) {
                self.roles_found += 1;
            } else {
                self.differences.push(format!("{id}: {name} is {role:?}, found {roles:?}"));
            }
        }
    }

    fn order(&mut self, gold: &Value, found: &Value) {
        let names = |value: &Value| list(value, "key_people").into_iter().map(text).collect::<Vec<_>>();
        let expected = names(gold);
        let of_kind = |person: &&Value| person["kind"] == "key";
        let found: Vec<String> = people(found)
            .into_iter()
            .filter(of_kind)
            .map(|person| text(&person["name"]))
            .take(expected.len())
            .collect();
        let shared = found.iter().collect::<BTreeSet<_>>().intersection(&expected.iter().take(KEY).collect()).count();
        self.texts += 1;
        self.key_all += count(expected.len().min(KEY));
        self.key_shared += count(shared);
        self.first_right += u32::from(found.first() == expected.first());
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "people         P {:.3}  R {:.3}  F1 {:.3}", self.precision(), self.recall(), self.f1())?;
        writeln!(f, "canonical name {:.3}", self.canonical())?;
        writeln!(f, "mention count  {:.3}", self.mentions())?;
        writeln!(f, "roles          {:.3} of {}", self.roles(), self.roles_stated)?;
        writeln!(f, "key people     {:.3}, first {:.3}", self.key(), self.first())?;
        write!(f, "texts          {}", self.texts)
    }
}

/// Compares all texts of a folder; `show` gives what the program says of a file.
pub(crate) fn score(folder: &Path, mut show: impl FnMut(&Path) -> Value) -> Score {
    let gold = fs::read_to_string(folder.join("gold.json")).unwrap_or_default();
    let gold: Value = serde_json::from_str(&gold).unwrap_or_default();
    let mut score = Score::default();
    for text in gold.as_array().into_iter().flatten() {
        let found = show(&folder.join(text["file"].as_str().unwrap_or_default()));
        score.add(text, &found);
    }
    score
}

/// The people of a text but its authors.
fn people(value: &Value) -> Vec<&Value> {
    let is_author = |person: &Value| person["kind"] == "author" || person["author"] == true;
    list(value, "people").into_iter().filter(|person| !is_author(person)).collect()
}

fn list<'a>(value: &'a Value, field: &str) -> Vec<&'a Value> {
    match &value[field] {
        Value::Array(items) => items.iter().collect(),
        // `role` of a single role is a list of one, too.
        Value::Null if field == "roles" => value.get("role").into_iter().filter(|role| role.is_string()).collect(),
        _ => Vec::new(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Whether all words of one name stand in the other.
fn is_form(one: &str, other: &str) -> bool {
    let words = |name: &str| name.split(' ').map(str::to_lowercase).collect::<BTreeSet<_>>();
    let (one, other) = (words(one), words(other));
    one.is_subset(&other) || other.is_subset(&one)
}
