//! A stock of names by the custom they follow, for texts with gaps.
//!
//! A line is `CUSTOM: PATTERN / PATTERN: given, given …: surname, surname …`; in a pattern `G` is a given name, `S` a
//! surname and `I` an initial, a hyphen joins, anything else stands as it is.

use super::chance::Chance;

/// A name, drawn.
#[derive(Debug, Clone, Default)]
pub(super) struct Drawn {
    /// All of it.
    pub(super) full: String,
    /// How the person is called later.
    pub(super) short: String,
    /// The given name alone.
    pub(super) given: String,
    /// The surname, or both.
    pub(super) family: String,
}

#[derive(Debug)]
struct Custom {
    label: String,
    patterns: Vec<String>,
    given: Vec<String>,
    family: Vec<String>,
}

/// The stock.
#[derive(Debug, Default)]
pub(super) struct Names(Vec<Custom>);

impl Names {
    /// Adds the names of a file.
    pub(super) fn add(&mut self, text: &str) {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let [label, patterns, given, family] = line.split(':').collect::<Vec<_>>()[..] else { continue };
            let list = |text: &str, sign: char| text.split(sign).map(|part| part.trim().to_owned()).collect::<Vec<_>>();
            self.0.push(Custom {
                label: label.trim().to_owned(),
                patterns: list(patterns, '/'),
                given: list(given, ','),
                family: list(family, ','),
            });
        }
    }

    /// A name; in six of ten cases by the custom `label`, if there is one.
    pub(super) fn draw(&self, label: &str, chance: &mut Chance) -> Drawn {
        let wanted = self.0.iter().find(|custom| custom.label == label).filter(|_| chance.is(60));
        let any = self.0.get(chance.below(self.0.len()));
        wanted.or(any).map(|custom| custom.draw(chance)).unwrap_or_default()
    }
}

impl Custom {
    fn draw(&self, chance: &mut Chance) -> Drawn {
        let mut given: Vec<String> = Vec::new();
        let mut family: Vec<String> = Vec::new();
        let mut full: Vec<String> = Vec::new();
        for part in chance.one(&self.patterns).split(' ') {
            let mut draw = |sign: &str, chance: &mut Chance| match sign {
                "G" => {
                    given.push(chance.one(&self.given).to_owned());
                    given.last().cloned().unwrap_or_default()
                }
                "S" => chance.one(&self.family).to_owned(),
                "I" => chance.one(&self.given).chars().next().map(|letter| format!("{letter}.")).unwrap_or_default(),
                other => other.to_owned(),
            };
            let word = part.split('-').map(|sign| draw(sign, chance)).collect::<Vec<_>>().join("-");
            if part.contains('S') {
                family.push(word.clone());
            }
            full.push(word);
        }
        let given = given.first().cloned().unwrap_or_default();
        let both = if family.is_empty() { full.join(" ") } else { family.join(" ") };
        let first = family.first().cloned().unwrap_or_else(|| both.clone());
        let short = if chance.is(30) { both.clone() } else { first };
        Drawn { full: full.join(" "), short, given, family: both }
    }
}
