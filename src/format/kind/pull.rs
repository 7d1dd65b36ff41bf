//! Pull quotes: lines that repeat a sentence of the body as decoration.

use std::collections::{HashMap, HashSet};

use crate::document::{Block, BlockKind};

/// Words of a pull quote.
const WORDS: std::ops::RangeInclusive<usize> = 6..=80;
/// Pull quotes looked for in one document, and blocks they are looked for in.
const MOST: (usize, usize) = (200, 20_000);
/// Candidates with the same pair of words; more lines alike are a list and no decoration.
const OWNERS: usize = 16;

/// Marks the blocks that repeat nine tenths of their words from one other paragraph.
pub(super) fn mark(blocks: &mut [Block]) {
    let candidates: Vec<(usize, Vec<u64>)> = blocks
        .iter()
        .enumerate()
        .take(MOST.1)
        .filter(|(_, block)| is_candidate(block))
        .map(|(number, block)| (number, pairs(&block.text)))
        .filter(|(_, pairs)| WORDS.contains(&(pairs.len() + 1)))
        .take(MOST.0)
        .collect();
    if candidates.is_empty() {
        return;
    }
    let mut owners: HashMap<u64, Vec<usize>> = HashMap::new();
    for (index, (_, pairs)) in candidates.iter().enumerate() {
        for pair in pairs.iter().collect::<HashSet<_>>() {
            let owners = owners.entry(*pair).or_default();
            if owners.len() < OWNERS {
                owners.push(index);
            }
        }
    }
    let mut repeated = Vec::new();
    for (number, block) in blocks.iter().enumerate().take(MOST.1) {
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
            continue;
        }
        let words = pairs(&block.text);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for pair in words.iter().collect::<HashSet<_>>() {
            for index in owners.get(pair).into_iter().flatten() {
                *shared.entry(*index).or_default() += 1;
            }
        }
        for (index, count) in shared {
            let Some((candidate, pairs)) = candidates.get(index) else { continue };
            let own = pairs.iter().collect::<HashSet<_>>().len();
            // The sentence stands in a longer paragraph, or in one that is no candidate itself.
            let longer = words.len() > pairs.len() + 2;
            if *candidate != number && longer && count * 20 >= own * 17 {
                repeated.push(*candidate);
            }
        }
    }
    for number in repeated {
        if let Some(block) = blocks.get_mut(number) {
            (block.kind, block.depth) = (BlockKind::PullQuote, 0);
        }
    }
}

/// A line that does not end as body text does, or is quoted as a whole.
fn is_candidate(block: &Block) -> bool {
    let text = &*block.text;
    let quoted = text.starts_with(['"', '“', '«', '‘']) && text.ends_with(['"', '”', '»', '’']);
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading | BlockKind::BlockQuote)
        && text.len() <= 800
        && (quoted || block.kind == BlockKind::BlockQuote || !text.ends_with(['.', '!', '?', ':', '…']))
}

/// Hashes of neighbouring words, case and signs apart.
fn pairs(text: &str) -> Vec<u64> {
    let hashes: Vec<u64> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(hash).collect();
    hashes
        .windows(2)
        .filter_map(|pair| if let [a, b] = pair { Some(a.rotate_left(7) ^ b.wrapping_mul(31)) } else { None })
        .collect()
}

/// FNV-1a over the lower-case letters.
fn hash(word: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    if word.is_ascii() {
        return word.bytes().map(|byte| byte.to_ascii_lowercase()).fold(0xCBF2_9CE4_8422_2325, step);
    }
    let mut bytes = [0; 4];
    word.chars()
        .flat_map(char::to_lowercase)
        .fold(0xCBF2_9CE4_8422_2325, |hash, c| c.encode_utf8(&mut bytes).bytes().fold(hash, step))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Clean;

    #[test]
    fn a_line_that_repeats_the_body_is_decoration() {
        let texts = [
            "The ties between the harbour and the town have to be strong, at all levels",
            "In this regard, the ties between the harbour and the town have to be extremely strong, at all levels. Beside that, we build.",
            "A line of its own that nobody repeats anywhere else in the text",
        ];
        let mut blocks: Vec<Block> =
            texts.iter().map(|text| Block::new(BlockKind::Paragraph, Clean::line(text))).collect();
        mark(&mut blocks);
        assert_eq!(
            blocks.iter().map(|block| block.kind.name()).collect::<Vec<_>>(),
            ["pull_quote", "paragraph", "paragraph"]
        );
    }
}
