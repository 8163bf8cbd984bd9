//! Labels of a table's cells that stand on two lines, the value beside the first: `Application 11/03/2016`, and
//! `Received:` below.

use super::printed::RawLine;
use super::wording::{Grammar, Part};

/// The words of a label that stand below its others.
const MAX_BELOW: usize = 3;

/// Puts such labels together, where the wording has them.
pub(super) fn join_labels(lines: &mut Vec<RawLine>, grammar: &Grammar) {
    for block in &grammar.blocks {
        let parts = block.alternatives.iter().flat_map(|alternative| &alternative.parts);
        for part in parts {
            let Part::Fixed(text) = part else { continue };
            let words: Vec<&str> = text.split_whitespace().collect();
            if words.last().is_some_and(|last| last.ends_with(':')) && words.len() > 1 {
                join(lines, &words);
            }
        }
    }
}

fn join(lines: &mut Vec<RawLine>, label: &[&str]) {
    for below in 1..=MAX_BELOW.min(label.len() - 1) {
        let (above, rest) = label.split_at(label.len() - below);
        let above = &above[above.len().saturating_sub(MAX_BELOW)..];
        let is_rest = |line: &RawLine| {
            line.words.len() == rest.len()
                && line.words.iter().zip(rest).all(|(word, rest)| word.text == *rest)
        };
        for number in 1..lines.len() {
            if !is_rest(&lines[number]) || lines[number].page != lines[number - 1].page {
                continue;
            }
            let words = &lines[number - 1].words;
            let at = words
                .windows(above.len())
                .position(|words| words.iter().zip(above).all(|(word, above)| word.text == *above));
            // The value stands after the first words.
            let Some(at) = at.map(|at| at + above.len()).filter(|&at| at < words.len()) else { continue };
            let mut rest = lines.remove(number).words;
            rest.iter_mut().for_each(|word| word.spaces = word.spaces.max(1));
            lines[number - 1].words.splice(at..at, rest);
            break;
        }
    }
}
