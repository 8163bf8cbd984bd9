//! An addressed copy, parted into its determination and what stands around it: cover pages, documents, proof of service.

use super::anchors::found_blocks;
use super::copy_forms::{Copies, CopyForm};
use super::printed::{Printed, RawLine, Start};

/// So many blocks of what stands around a determination make a letter an addressed copy.
const MIN_AROUND: usize = 4;

/// Of pages that stand around a determination, their own sentences are one part in so many at least: another letter may have
/// bullets and labels in common with them.
const MIN_SHARE: usize = 6;

/// A copy's lines.
#[derive(Debug, Default)]
pub(super) struct Copy {
    pub determination: Vec<RawLine>,
    /// What stands before, within and after it.
    pub around: Vec<Vec<RawLine>>,
}

impl Copy {
    /// The words of each part around the determination.
    pub fn words_around(&self) -> Vec<Vec<String>> {
        let words = |lines: &Vec<RawLine>| {
            Printed::of(lines).text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        };
        self.around.iter().map(words).collect()
    }
}

/// What of an addressed copy stands by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alone {
    Cover,
    ProofOfService,
}

/// Which part of an addressed copy lines are, without its determination; none where they are something else.
pub(super) fn alone(copies: &Copies, lines: &[RawLine]) -> Option<Alone> {
    let CopyForm { grammar, shared } = &copies.merged;
    let letter = Printed::of(lines);
    let (found, weight) = found_blocks(grammar, &letter);
    let is_of_copies = found.len() >= MIN_AROUND && weight * MIN_SHARE >= letter.text.len();
    let (first, _) = *found.first().filter(|_| is_of_copies)?;
    if found.iter().any(|(block, _)| shared[*block]) {
        return None;
    }
    let is_behind = shared.iter().rposition(|shared| *shared).is_some_and(|last| first > last);
    Some(if is_behind { Alone::ProofOfService } else { Alone::Cover })
}

/// Parts a letter by the words of a wording's copies, and says how many bytes these are; none where it is no addressed
/// copy.
pub(super) fn parted(copies: &Copies, lines: &[RawLine]) -> Option<(Copy, usize)> {
    let letter = Printed::of(lines);
    let form = &copies.merged;
    let (found, weight) = found_blocks(&form.grammar, &letter);
    let around = found.iter().filter(|(block, _)| !form.shared[*block]).count();
    let starts_with_cover = found.first().is_some_and(|(block, _)| !form.shared[*block]);
    if around < MIN_AROUND || !starts_with_cover || around == found.len() {
        return None;
    }
    let mut copy = Copy { around: vec![Vec::new()], ..Copy::default() };
    let mut in_determination = false;
    let mut found = found.into_iter().peekable();
    let mut word = letter.words.iter().peekable();
    for (number, line) in lines.iter().enumerate() {
        let mut turns = false;
        while let Some(first) = word.next_if(|word| word.line <= number) {
            if let Some((block, _)) = found.next_if(|(_, place)| *place <= first.at.start) {
                turns = form.shared[block] != in_determination;
                in_determination = form.shared[block];
            }
        }
        let mut line = line.clone();
        if turns {
            line.start = Start::Block;
            if !in_determination {
                copy.around.push(Vec::new());
            }
        }
        match copy.around.last_mut().filter(|_| !in_determination) {
            Some(part) => part.push(line),
            None => copy.determination.push(line),
        }
    }
    Some((copy, weight))
}
