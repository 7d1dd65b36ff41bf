//! Makes the weights of the recogniser from labelled text. Pure and deterministic: the same files in the same order give
//! the same bytes. Only `examples/train_people.rs` comes here; reading and writing files is its business.

mod bare;
mod chance;
mod columns;
mod measure;
mod names;
mod perceptron;
mod sample;
mod template;

use super::recogniser::{Recogniser, Weights};
use chance::Chance;
use measure::Table;
use names::Names;
use perceptron::Model;
use sample::Sample;
use template::Template;

/// Passes over the text.
const PASSES: u32 = 10;
/// Trainings whose weights are averaged. They differ in their order and in the names filled in; what one run learned by chance
/// goes away.
const RUNS: u16 = 5;
/// How often a text of our own is filled with names in one pass.
const FILLINGS: u32 = 3;
/// Any number; another one gives other weights of the same worth.
const SEED: u64 = 20_260_101;

/// Parts of the text that are kept for measuring in turn.
const PARTS: usize = 5;

/// Everything there is to learn from.
#[derive(Debug, Default)]
struct Stock {
    names: Names,
    templates: Vec<Template>,
    samples: Vec<Sample>,
}

/// Trains on files, each a name and its text: `CoNLL` columns (`*.conll*`), a stock of names (`names*.txt`), texts with gaps
/// for names (any other `*.txt`). Gives the weights as they are stored, learned from all of the text, and a table of what
/// was found in each fifth of it by weights that were learned from the other four.
pub fn train_people(files: &[(String, String)]) -> (Vec<u8>, String) {
    let mut stock = Stock::default();
    for (name, text) in files {
        let name = name.to_lowercase();
        if name.contains("conll") {
            stock.samples.extend(columns::samples(&name, text));
        } else if name.starts_with("names") {
            stock.names.add(text);
        } else {
            stock.templates.extend(template::templates(&name, text));
        }
    }
    let mut table = Table::default();
    for part in 0..PARTS {
        stock.measure(part, &mut table);
    }
    (stock.weights(None), table.rows())
}

impl Stock {
    /// Weights learned from everything but one part, the mean of several runs.
    fn weights(&self, left_out: Option<usize>) -> Vec<u8> {
        let mut mean: Vec<[f32; 2]> = Vec::new();
        for run in 0..RUNS {
            let pairs = self.run(left_out, SEED + u64::from(run));
            mean.resize(pairs.len(), [0.0; 2]);
            for (sum, pair) in mean.iter_mut().flatten().zip(pairs.iter().flatten()) {
                *sum += pair;
            }
        }
        for weight in mean.iter_mut().flatten() {
            *weight /= f32::from(RUNS);
        }
        Weights::write(&mean)
    }

    /// The weights of one training.
    fn run(&self, left_out: Option<usize>, seed: u64) -> Vec<[f32; 2]> {
        let mut chance = Chance::new(seed);
        let mut model = Model::default();
        let is_kept = |number: usize| left_out.is_none_or(|part| number % PARTS != part);
        for _ in 0..PASSES {
            let mut pass: Vec<Sample> = Vec::new();
            for (number, sample) in self.samples.iter().enumerate() {
                if !sample.is_measured || is_kept(number) {
                    pass.push(sample.with_other_names(&self.names, &mut chance));
                }
            }
            for _ in 0..FILLINGS {
                let kept = self.templates.iter().enumerate().filter(|(number, _)| is_kept(*number));
                pass.extend(kept.map(|(_, template)| template.fill(&self.names, &mut chance)));
            }
            chance.shuffle(&mut pass);
            for sample in &pass {
                model.learn(sample, &mut chance);
            }
        }
        model.pairs()
    }

    /// What is found in one part by weights that were learned from the others.
    fn measure(&self, part: usize, table: &mut Table) {
        let weights = self.weights(Some(part));
        let recogniser = Recogniser::new(Weights::read(&weights));
        let mut chance = Chance::new(SEED);
        for sample in self.samples.iter().skip(part).step_by(PARTS).filter(|sample| sample.is_measured) {
            table.add(sample, recogniser);
        }
        for template in self.templates.iter().skip(part).step_by(PARTS) {
            table.add(&template.fill(&self.names, &mut chance), recogniser);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_give_the_same_weights_and_these_read_names() {
        let names = "x: G S: Ruma, Tolvo, Ketti, Bralo, Sefa: Dornick, Wesp, Alvatrin, Quost, Mirrel";
        let text = "{a}, the mayor, said that {b} was late. The Harbour Trust met {a.s} on Monday.\n\n".repeat(8);
        let files = [("names.txt".to_owned(), names.to_owned()), ("en.txt".to_owned(), text)];
        let (weights, report) = train_people(&files);
        assert_eq!((&weights, &report), (&train_people(&files).0, &train_people(&files).1));
        let row = report.lines().find(|line| line.starts_with("own, english")).unwrap();
        assert!(row.contains("| 1.000 / 1.000 / 1.000 |"), "{row}");
    }
}
