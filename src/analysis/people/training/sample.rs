//! A labelled text.

use std::ops::Range;

use crate::document::{Anchor, Block, BlockKind, Clean, Document};

use super::super::super::token::offset;
use super::chance::Chance;
use super::names::Names;

/// A paragraph with the places of its names, in bytes.
#[derive(Debug, Clone, Default)]
pub(super) struct Labelled {
    /// The text.
    pub(super) text: String,
    /// The names.
    pub(super) names: Vec<Range<usize>>,
}

impl Labelled {
    /// Puts text at the end.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Puts a name at the end.
    pub(super) fn push_name(&mut self, name: &str) {
        let start = self.text.len();
        self.text.push_str(name);
        self.names.push(start..self.text.len());
    }
}

/// A text that is learned from or measured with.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    /// Where it comes from.
    pub(super) origin: String,
    /// Its paragraphs.
    pub(super) paragraphs: Vec<Labelled>,
    /// How much it counts.
    pub(super) weight: f32,
    /// Whether it is like enough to briefings to measure with.
    pub(super) is_measured: bool,
}

impl Sample {
    /// The text as the analysis gets it, and the addresses of the names.
    pub(super) fn document(&self) -> (Document, Vec<Anchor>) {
        let mut document = Document::default();
        let mut names = Vec::new();
        for (block, paragraph) in (0_u32..).zip(&self.paragraphs) {
            names.extend(paragraph.names.iter().map(|name| Anchor {
                block,
                start: offset(name.start),
                end: offset(name.end),
            }));
            document.blocks.push(Block::new(BlockKind::Paragraph, Clean::line(&paragraph.text)));
        }
        (document, names)
    }

    /// The same text with some of its full names replaced by others.
    pub(super) fn with_other_names(&self, names: &Names, chance: &mut Chance) -> Self {
        const PERCENT: usize = 35;
        let paragraphs = self.paragraphs.iter().map(|paragraph| {
            let mut new = Labelled::default();
            let mut from = 0;
            for place in &paragraph.names {
                new.push(paragraph.text.get(from..place.start).unwrap_or_default());
                let name = paragraph.text.get(place.clone()).unwrap_or_default();
                let is_full = name.contains(' ') && name.chars().any(char::is_lowercase);
                if is_full && chance.is(PERCENT) {
                    new.push_name(&names.draw("", chance).full);
                } else {
                    new.push_name(name);
                }
                from = place.end;
            }
            new.push(paragraph.text.get(from..).unwrap_or_default());
            new
        });
        Self { paragraphs: paragraphs.collect(), ..self.clone() }
    }
}
