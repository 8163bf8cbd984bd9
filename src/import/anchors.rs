//! Where the fixed words of a wording start lines of a letter, and which of these places are which block.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::printed::Printed;
use super::wording::{Alternative, Block, Grammar, Part};

/// More starts of blocks than this no letter has.
const MAX_STARTS: usize = 4000;

/// The blocks that were found and the byte at which each starts, both in order, and how much text of the wording that
/// explains.
pub(super) fn found_blocks(grammar: &Grammar, letter: &Printed) -> (Vec<(usize, usize)>, usize) {
    let mut known: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
    let mut hits: Vec<BTreeMap<usize, usize>> = Vec::new();
    for block in &grammar.blocks {
        let mut of_block = BTreeMap::new();
        for alternative in block.alternatives.iter().filter(|_| block.is_anchored()) {
            let Some(Part::Fixed(text)) = alternative.parts.first() else { continue };
            let places = known
                .entry((text.as_str(), alternative.bold))
                .or_insert_with(|| starts_of(alternative, text, letter));
            for &place in places.iter() {
                let weight = of_block.entry(place).or_insert(0);
                *weight = text.len().max(*weight);
            }
        }
        hits.push(of_block);
    }
    let places: Vec<usize> =
        hits.iter().flat_map(|hits| hits.keys().copied()).collect::<BTreeSet<_>>().into_iter().collect();
    if places.len() > MAX_STARTS {
        return (Vec::new(), 0);
    }
    in_order(&hits, &places)
}

/// The longest run of hits in the order of blocks and of places, the earliest of equal ones.
fn in_order(hits: &[BTreeMap<usize, usize>], places: &[usize]) -> (Vec<(usize, usize)>, usize) {
    let width = places.len() + 1;
    let mut best = vec![0usize; (hits.len() + 1) * width];
    for block in (0..hits.len()).rev() {
        for place in (0..places.len()).rev() {
            let skipped = best[(block + 1) * width + place].max(best[block * width + place + 1]);
            let taken = hits[block]
                .get(&places[place])
                .map_or(0, |weight| weight + best[(block + 1) * width + place + 1]);
            best[block * width + place] = skipped.max(taken);
        }
    }
    let mut found = Vec::new();
    let (mut block, mut place) = (0, 0);
    while block < hits.len() && place < places.len() {
        let here = best[block * width + place];
        let taken =
            hits[block].get(&places[place]).map(|weight| weight + best[(block + 1) * width + place + 1]);
        if here > 0 && taken == Some(here) {
            found.push((block, places[place]));
            (block, place) = (block + 1, place + 1);
        } else if here == best[(block + 1) * width + place] {
            block += 1;
        } else {
            place += 1;
        }
    }
    (found, best[0])
}

/// The bytes at which a line starts with these words, bold ones where bold is told.
fn starts_of(alternative: &Alternative, text: &str, letter: &Printed) -> Vec<usize> {
    let whole = alternative.parts.len() == 1;
    let starts = letter.words.iter().filter(|word| word.starts_line());
    let bold = starts.filter(|word| word.bold || !alternative.bold || !letter.tells_bold);
    bold.map(|word| word.at.start).filter(|&at| fixed_end(&letter.text, at, text, whole).is_some()).collect()
}

/// The byte after fixed words that stand at a byte; none where they do not. `ends` says that nothing of the wording
/// follows in its block.
pub(super) fn fixed_end(text: &str, at: usize, fixed: &str, ends: bool) -> Option<usize> {
    let words = fixed.trim_end();
    let end = at + words.len();
    let parted = ends || words.len() < fixed.len();
    let behind = text.get(at..)?.strip_prefix(words)?;
    (!parted || behind.is_empty() || behind.starts_with(' ')).then_some(end)
}

/// How many items a letter has, by how often labels of items start a line: what most labels say. `one` and `two` are
/// the grammars of letters with one and two items.
pub(super) fn count_items(one: &Grammar, two: &Grammar, letter: &Printed) -> usize {
    let labels = |grammar: &Grammar| {
        let mut labels: BTreeMap<(String, bool), usize> = BTreeMap::new();
        for block in grammar.blocks.iter().filter(|block| block.is_anchored()) {
            if let Some(label) = label(block) {
                *labels.entry(label).or_insert(0) += 1;
            }
        }
        labels
    };
    let (of_one, of_two) = (labels(one), labels(two));
    let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
    for ((text, bold), in_two) in &of_two {
        let in_one = of_one.get(&(text.clone(), *bold)).copied().unwrap_or(0);
        if *in_two > in_one {
            let alternative = Alternative {
                parts: vec![Part::Fixed(text.clone()), Part::Fixed(String::new())],
                bold: *bold,
                items: Vec::new(),
                expedited: Vec::new(),
            };
            let count = starts_of(&alternative, text, letter).len() / (in_two - in_one);
            *votes.entry(count).or_insert(0) += 1;
        }
    }
    votes.into_iter().max_by_key(|&(count, votes)| (votes, count)).map_or(0, |(count, _)| count)
}

/// So many sentences tell how many letters a file holds.
const MIN_SENTENCES: usize = 3;

/// How many letters stand one behind the other: as often as some of the sentences are there that a letter has once and without a
/// field.
pub(super) fn count_letters(one: &Grammar, letter: &Printed) -> usize {
    let whole = one.blocks.iter().filter_map(|block| match &block.alternatives[..] {
        [way] => match &way.parts[..] {
            [Part::Fixed(text)] => Some(starts_of(way, text, letter).len()),
            _ => None,
        },
        _ => None,
    });
    let mut counts: Vec<usize> = whole.collect();
    counts.sort_by_key(|count| Reverse(*count));
    counts.get(MIN_SENTENCES - 1).copied().unwrap_or(0)
}

/// The words that a block starts with, where it has one way to read.
fn label(block: &Block) -> Option<(String, bool)> {
    match &block.alternatives[..] {
        [Alternative { parts, bold, .. }] => match parts.first() {
            Some(Part::Fixed(text)) => Some((text.clone(), *bold)),
            _ => None,
        },
        _ => None,
    }
}
