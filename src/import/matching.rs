//! The grammar of a wording against a letter: which words are of the wording, and which are a field's.

use std::cell::Cell;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use super::anchors::{fixed_end, found_blocks};
use super::printed::{Printed, Start};
use super::stand_in::Item;
use super::wording::{Block, Grammar, Part};
use crate::template::{FieldForm, printed_date};

/// What a field of the record is in the letter.
#[derive(Clone, Debug)]
pub(super) struct Capture {
    pub path: String,
    /// What stands between the entries of a list.
    pub separator: Option<String>,
    pub at: Range<usize>,
}

/// A letter, explained by a wording.
#[derive(Debug, Default)]
pub(super) struct Explained {
    pub captures: Vec<Capture>,
    /// The kind of every item, by its place in [`Item::ALL`]; none where the letter does not tell.
    pub items: Vec<Option<usize>>,
    pub expedited: Option<bool>,
    /// The bytes that each block of the grammar is in the letter; none where it is absent.
    pub blocks: Vec<Option<Range<usize>>>,
    /// The way in which each block reads.
    pub read_as: Vec<usize>,
    /// What no block explains.
    pub unclaimed: Vec<Range<usize>>,
    /// Bytes of the wording's own words that were found.
    pub weight: usize,
}

impl Explained {
    /// How many blocks are absent that letters with such items have.
    pub fn absent(&self, grammar: &Grammar) -> usize {
        let due = |block: &Block| {
            let kind = block.item.and_then(|item| *self.items.get(item)?);
            kind.is_none_or(|kind| block.alternatives.iter().any(|way| way.items.contains(&kind)))
        };
        let absent = grammar.blocks.iter().zip(&self.blocks).filter(|(_, found)| found.is_none());
        absent.filter(|(block, _)| due(block)).count()
    }
}

/// Explains a letter by a grammar for so many items.
pub(super) fn explain(grammar: &Grammar, items: usize, letter: &Printed) -> Explained {
    let (found, weight) = found_blocks(grammar, letter);
    let mut explained = Explained {
        items: vec![None; items],
        blocks: vec![None; grammar.blocks.len()],
        read_as: vec![0; grammar.blocks.len()],
        weight,
        ..Explained::default()
    };
    let end = letter.text.len();
    let first = found.first().map_or((grammar.blocks.len(), end), |&first| first);
    let mut segments = vec![(0..first.0, 0..first.1, None)];
    for (number, &(block, at)) in found.iter().enumerate() {
        let next = found.get(number + 1).map_or((grammar.blocks.len(), end), |&next| next);
        segments.push((block + 1..next.0, at..next.1, Some(block)));
    }
    let budget = Cell::new(MAX_READ);
    let mut chosen = Vec::new();
    for (blocks, bytes, anchor) in segments {
        let loose = blocks.filter(|&block| !grammar.blocks[block].is_anchored());
        let mut blocks: Vec<usize> = anchor.into_iter().chain(loose).collect();
        let bytes = trimmed(&letter.text, bytes);
        loop {
            if blocks.is_empty() && bytes.is_empty() {
                break;
            }
            let mut search = Search::new(grammar, letter, &blocks, bytes.clone(), &budget);
            if !blocks.is_empty() && search.run() {
                chosen.extend(search.chosen());
                break;
            }
            // A block may be absent where the one before it cannot have swallowed its words.
            let before = blocks.len().checked_sub(2).map(|before| blocks[before]);
            let swallows = before.is_none_or(|before| ends_in_field(grammar, before));
            if swallows && !(bytes.is_empty() && anchor.is_none()) {
                let left = trimmed(&letter.text, search.reached..bytes.end);
                explained.unclaimed.push(if left.is_empty() { bytes } else { left });
                break;
            }
            blocks.pop();
        }
    }
    explained.take(grammar, chosen);
    explained
}

fn ends_in_field(grammar: &Grammar, block: usize) -> bool {
    grammar.blocks[block].alternatives.iter().any(|way| matches!(way.parts.last(), Some(Part::Field { .. })))
}

impl Explained {
    fn take(&mut self, grammar: &Grammar, chosen: Vec<Chosen>) {
        let mut kinds: Vec<BTreeSet<usize>> =
            vec![(0..Item::ALL.len()).collect::<BTreeSet<_>>(); self.items.len()];
        let mut told = vec![false; self.items.len()];
        for Chosen { block, way, at, captures } in chosen {
            self.blocks[block] = Some(at);
            self.read_as[block] = way;
            let alternatives = &grammar.blocks[block].alternatives;
            if let [only] = &alternatives[way].expedited[..]
                && alternatives.iter().any(|other| !other.expedited.contains(only))
            {
                self.expedited = Some(*only);
            }
            if let Some(item) = grammar.blocks[block].item.filter(|&item| item < kinds.len()) {
                let all = kinds[item].len();
                kinds[item].retain(|kind| alternatives[way].items.contains(kind));
                told[item] |= kinds[item].len() < all;
            }
            self.captures.extend(captures);
        }
        // What stands with some kinds of item only, and is absent, tells that the item is of another.
        for (block, _) in grammar.blocks.iter().zip(&self.blocks).filter(|(_, found)| found.is_none()) {
            let Some(kinds) = block.item.and_then(|item| kinds.get_mut(item)) else { continue };
            let without = |kind: &usize| block.alternatives.iter().all(|way| !way.items.contains(kind));
            if kinds.iter().any(without) {
                kinds.retain(without);
            }
        }
        self.captures.sort_by_key(|capture| capture.at.start);
        for ((item, kinds), told) in self.items.iter_mut().zip(&kinds).zip(told) {
            *item = kinds.first().copied().filter(|_| told);
        }
    }
}

/// A block with its words.
struct Chosen {
    block: usize,
    way: usize,
    at: Range<usize>,
    captures: Vec<Capture>,
}

/// Blocks that follow each other, and the words that are theirs.
struct Search<'a> {
    grammar: &'a Grammar,
    letter: &'a Printed,
    blocks: &'a [usize],
    end: usize,
    start: usize,
    /// What was tried without success: block, way, part, byte.
    failed: HashSet<(usize, usize, usize, usize)>,
    /// The way and the start of every block so far.
    ways: Vec<(usize, usize)>,
    fields: Vec<(usize, Capture)>,
    /// Up to where blocks were found.
    reached: usize,
    /// How many bytes may still be read, over all searches in a letter.
    budget: &'a Cell<usize>,
}

/// So many bytes are read, again and again, to explain a letter. A letter needs some hundred thousand.
const MAX_READ: usize = 100_000_000;

impl<'a> Search<'a> {
    fn new(
        grammar: &'a Grammar,
        letter: &'a Printed,
        blocks: &'a [usize],
        bytes: Range<usize>,
        budget: &'a Cell<usize>,
    ) -> Search<'a> {
        let (start, end) = (bytes.start, bytes.end);
        Search {
            grammar,
            letter,
            blocks,
            start,
            end,
            failed: HashSet::new(),
            ways: Vec::new(),
            fields: Vec::new(),
            reached: start,
            budget,
        }
    }

    fn run(&mut self) -> bool {
        self.block(0, self.start)
    }

    /// Matches the blocks from number `number` on, at a byte.
    fn block(&mut self, number: usize, at: usize) -> bool {
        self.reached = self.reached.max(at.min(self.end));
        let Some(&block) = self.blocks.get(number) else { return at >= self.end };
        let grammar = self.grammar;
        for (way, alternative) in grammar.blocks[block].alternatives.iter().enumerate() {
            let bold = self.letter.word_at(at).is_none_or(|word| self.letter.words[word].bold);
            if alternative.bold && self.letter.tells_bold && !bold {
                continue;
            }
            self.ways.push((way, at));
            if self.parts(number, way, 0, at) {
                return true;
            }
            self.ways.pop();
        }
        false
    }

    /// Matches the parts of a block from number `part` on, and the blocks after it.
    fn parts(&mut self, number: usize, way: usize, part: usize, at: usize) -> bool {
        if !self.failed.insert((number, way, part, at)) {
            return false;
        }
        let grammar = self.grammar;
        let parts = &grammar.blocks[self.blocks[number]].alternatives[way].parts;
        let text = &self.letter.text[..self.end];
        let at = if text[at.min(self.end)..].starts_with(' ') { at + 1 } else { at };
        let Some(here) = parts.get(part) else {
            let line = self.letter.word_at(at).is_some_and(|word| self.letter.words[word].starts_line());
            return (at >= self.end || line) && self.block(number + 1, at);
        };
        match here {
            Part::Fixed(fixed) => {
                let end = fixed_end(text, at, fixed.trim_start(), part + 1 == parts.len());
                end.is_some_and(|end| self.parts(number, way, part + 1, end))
            }
            Part::Field { path, separator, form } => {
                let Some(left) = self.budget.get().checked_sub(self.end.saturating_sub(at) + 1) else {
                    return false;
                };
                self.budget.set(left);
                for end in self.ends(number, parts.get(part + 1), at, *form) {
                    let bytes = trimmed(text, at..end);
                    let capture = Capture { path: path.clone(), separator: separator.clone(), at: bytes };
                    self.fields.push((number, capture));
                    if self.parts(number, way, part + 1, end) {
                        return true;
                    }
                    self.fields.pop();
                }
                false
            }
        }
    }

    /// Where a field of a form that starts at a byte may end, the likeliest first.
    fn ends(&self, number: usize, next: Option<&Part>, at: usize, form: FieldForm) -> Vec<usize> {
        let mut limit = self.end;
        if form != FieldForm::Paragraphs {
            let words = self.letter.words_in(&(at + 1..self.end));
            let behind = self.letter.words[words].iter().find(|word| word.start == Start::Block);
            limit = behind.map_or(limit, |word| word.at.start);
        }
        let mut ends = self.ends_before(limit, number, next, at);
        if form == FieldForm::Date {
            let says_date = |end: &usize| {
                self.letter.text.get(at..*end).is_some_and(|text| printed_date(text.trim()).is_some())
            };
            if ends.iter().any(says_date) {
                ends.retain(says_date);
            } else if next.is_none() {
                // What is no date has its line.
                let words = self.letter.words_in(&(at + 1..limit));
                let line = self.letter.words[words].iter().find(|word| word.starts_line());
                ends = vec![line.map_or(limit, |word| word.at.start)];
            }
        }
        ends
    }

    fn ends_before(&self, limit: usize, number: usize, next: Option<&Part>, at: usize) -> Vec<usize> {
        let text = &self.letter.text[..limit];
        match next {
            Some(Part::Fixed(fixed)) => {
                let words = fixed.trim_end();
                text.get(at..)
                    .into_iter()
                    .flat_map(|rest| rest.match_indices(words))
                    .map(|(n, _)| at + n)
                    .collect()
            }
            Some(Part::Field { .. }) => Vec::new(),
            None if number + 1 == self.blocks.len() => vec![limit],
            None => {
                let words = self.letter.words_in(&(at + 1..limit));
                let mut ends = if limit < self.end { vec![limit] } else { Vec::new() };
                for likely in [&[Start::Block, Start::Doubt][..], &[Start::Line]] {
                    let starts = self.letter.words[words.clone()].iter().rev();
                    let starts = starts.filter(|word| likely.contains(&word.start));
                    ends.extend(starts.map(|word| word.at.start));
                }
                ends
            }
        }
    }

    /// The blocks as they were matched.
    fn chosen(self) -> Vec<Chosen> {
        let mut chosen = Vec::new();
        for (number, &(way, start)) in self.ways.iter().enumerate() {
            let end = self.ways.get(number + 1).map_or(self.end, |&(_, next)| next);
            let fields = self.fields.iter().filter(|(of, _)| *of == number);
            chosen.push(Chosen {
                block: self.blocks[number],
                way,
                at: trimmed(&self.letter.text, start..end),
                captures: fields.map(|(_, capture)| capture.clone()).collect(),
            });
        }
        chosen
    }
}

/// The bytes without spaces at their ends.
fn trimmed(text: &str, bytes: Range<usize>) -> Range<usize> {
    let Some(part) = text.get(bytes.clone()) else { return bytes.start..bytes.start };
    let start = bytes.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}
