//! Texts of our own with gaps for names.
//!
//! Texts are separated by a blank line, a paragraph is a line. `{a}` is the full name of somebody, `{a.l}` the surname,
//! `{a.s}` how the person is called later, `{a.g}` the given name; `[Name]` is a name as it stands; `<place>` is a place.

use super::super::super::lexicon::PLACES;
use super::chance::Chance;
use super::names::{Drawn, Names};
use super::sample::{Labelled, Sample};

/// A text with gaps.
#[derive(Debug)]
pub(super) struct Template {
    lines: Vec<String>,
    custom: &'static str,
}

/// The texts of a file. A Spanish one has `es-` at the start of its name.
pub(super) fn templates(name: &str, text: &str) -> Vec<Template> {
    let custom = if name.starts_with("es") { "spanish" } else { "english" };
    let text: String = text.lines().filter(|line| !line.starts_with('#')).flat_map(|line| [line, "\n"]).collect();
    let texts =
        text.split("\n\n").map(|text| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect());
    texts.filter(|lines: &Vec<String>| !lines.is_empty()).map(|lines| Template { lines, custom }).collect()
}

impl Template {
    /// The text with names in its gaps.
    pub(super) fn fill(&self, names: &Names, chance: &mut Chance) -> Sample {
        let mut people: Vec<(char, Drawn)> = Vec::new();
        let paragraphs = self.lines.iter().map(|line| {
            let mut filled = Labelled::default();
            let mut rest = line.as_str();
            while let Some(at) = rest.find(['{', '[', '<']) {
                filled.push(rest.get(..at).unwrap_or_default());
                let gap = rest.get(at..).unwrap_or_default();
                let Some(end) = gap.find(['}', ']', '>']) else { break };
                let inside = gap.get(1..end).unwrap_or_default();
                if gap.starts_with('[') {
                    filled.push_name(inside);
                } else if gap.starts_with('<') {
                    filled.push(place(chance));
                } else {
                    filled.push_name(&self.name(inside, names, &mut people, chance));
                }
                rest = gap.get(end + 1..).unwrap_or_default();
            }
            filled.push(rest);
            filled
        });
        Sample {
            origin: format!("own, {}", self.custom),
            paragraphs: paragraphs.collect(),
            weight: 1.0,
            is_measured: true,
        }
    }

    fn name(&self, gap: &str, names: &Names, people: &mut Vec<(char, Drawn)>, chance: &mut Chance) -> String {
        let who = gap.chars().next().unwrap_or_default();
        let known = people.iter().find(|(known, _)| *known == who).map(|(_, drawn)| drawn.clone());
        let drawn = known.unwrap_or_else(|| {
            let drawn = names.draw(self.custom, chance);
            people.push((who, drawn.clone()));
            drawn
        });
        match gap.get(1..) {
            Some(".l") => drawn.family,
            Some(".s") => drawn.short,
            Some(".g") => drawn.given,
            _ => drawn.full,
        }
    }
}

fn place(chance: &mut Chance) -> &'static str {
    let lines: Vec<&str> = PLACES.lines().filter(|line| !line.starts_with('#')).collect();
    let line = lines.get(chance.below(lines.len())).copied().unwrap_or_default();
    let places: Vec<&str> = line.split(',').map(str::trim).filter(|place| !place.is_empty()).collect();
    places.get(chance.below(places.len())).copied().unwrap_or_default()
}
