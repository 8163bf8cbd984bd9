//! A wording as a grammar: the blocks of its own template, filled with signs, as fixed words and fields.

use crate::assets::Assets;
use crate::diag::{Sink, Source};
use crate::document::read_markdown;
use crate::letter::{Edition, Letter, Paper, compose};
use crate::record::parse_record;
use crate::template::{FieldForm, PatternPiece};

use super::markdown::read_document;
use super::stand_in::{Choices, Item, stand_in};

/// A wording, for letters with so many items.
#[derive(Debug)]
pub(super) struct Grammar {
    pub blocks: Vec<Block>,
}

/// A block of the letter and how it may read, by what was chosen.
#[derive(Debug)]
pub(super) struct Block {
    /// The item that it is of.
    pub item: Option<usize>,
    pub alternatives: Vec<Alternative>,
}

#[derive(Debug, PartialEq)]
pub(super) struct Alternative {
    pub parts: Vec<Part>,
    /// Whether the block starts with bold words.
    pub bold: bool,
    /// The kinds of item with which it reads so, by their place in [`Item::ALL`].
    pub items: Vec<usize>,
    /// The priorities with which it reads so.
    pub expedited: Vec<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Words as they stand, single spaces between them and at an end that parts words.
    Fixed(String),
    /// Paths of the record; several are the entries of a list, with what stands between two of them.
    Field { path: String, separator: Option<String>, form: FieldForm },
}

impl Grammar {
    /// The grammar of a wording; none where its template cannot be filled.
    pub fn of(wording: &str, items: usize, corrects: bool, assets: &Assets) -> Option<Grammar> {
        let mut grammar: Option<Grammar> = None;
        let mut fills: Vec<(usize, bool)> = (0..Item::ALL.len()).map(|kind| (kind, false)).collect();
        fills.push((0, true));
        for (kind, expedited) in fills {
            let choices = Choices { items: vec![Item::ALL[kind]; items], expedited, corrects };
            let blocks = blocks_of(wording, &choices, assets)?;
            match &mut grammar {
                None => grammar = Some(Grammar::first(blocks, kind, expedited)),
                Some(grammar) => grammar.add(blocks, kind, expedited),
            }
        }
        grammar
    }

    fn first(blocks: Vec<(Vec<Part>, bool)>, kind: usize, expedited: bool) -> Grammar {
        let mut item = None;
        let blocks = blocks.into_iter().map(|(parts, bold)| {
            // What an item says between its fields is of the item.
            item = parts.iter().find_map(Part::item).or(item);
            let (items, expedited) = (vec![kind], vec![expedited]);
            Block { item, alternatives: vec![Alternative { parts, bold, items, expedited }] }
        });
        Grammar { blocks: blocks.collect() }
    }

    /// Adds how the blocks read with another choice; those that say something of the same fields are the same.
    fn add(&mut self, blocks: Vec<(Vec<Part>, bool)>, kind: usize, expedited: bool) {
        let known: Vec<Vec<String>> =
            self.blocks.iter().map(|block| fields_of(&block.alternatives[0].parts)).collect();
        let mut at = 0;
        for (parts, bold) in blocks {
            let fields = fields_of(&parts);
            let same = |number: &usize| {
                known[*number] == fields || fields_differ_in_choice(&known[*number], &fields)
            };
            let Some(number) = (at..known.len()).find(same) else { continue };
            self.blocks[number].add(parts, bold, kind, expedited);
            at = number + 1;
        }
    }
}

/// The paths of the fields that parts have.
fn fields_of(parts: &[Part]) -> Vec<String> {
    let paths = parts.iter().filter_map(|part| match part {
        Part::Field { path, .. } => Some(path.clone()),
        Part::Fixed(_) => None,
    });
    paths.collect()
}

/// Whether one has the fields of the other and those of a choice beside them.
fn fields_differ_in_choice(a: &[String], b: &[String]) -> bool {
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    !few.is_empty() && few.iter().all(|field| many.contains(field))
}

impl Part {
    /// The item whose field it is.
    fn item(&self) -> Option<usize> {
        match self {
            Part::Field { path, .. } => path.strip_prefix("decisions/")?.split('/').next()?.parse().ok(),
            Part::Fixed(_) => None,
        }
    }
}

impl Block {
    fn add(&mut self, parts: Vec<Part>, bold: bool, kind: usize, expedited: bool) {
        match self.alternatives.iter_mut().find(|known| known.parts == parts) {
            Some(known) => {
                if !known.items.contains(&kind) {
                    known.items.push(kind);
                }
                if !known.expedited.contains(&expedited) {
                    known.expedited.push(expedited);
                }
            }
            None => self.alternatives.push(Alternative {
                parts,
                bold,
                items: vec![kind],
                expedited: vec![expedited],
            }),
        }
    }

    /// Whether every way to read it starts with words of the wording.
    pub fn is_anchored(&self) -> bool {
        self.alternatives.iter().all(|alternative| matches!(alternative.parts.first(), Some(Part::Fixed(_))))
    }
}

/// The parts of every block of a wording, and whether each starts bold.
fn blocks_of(wording: &str, choices: &Choices, assets: &Assets) -> Option<Vec<(Vec<Part>, bool)>> {
    blocks_of_letter(wording, &letter_of(wording, choices, assets)?, assets)
}

/// The same of a letter's facts.
pub(super) fn blocks_of_letter(
    wording: &str,
    letter: &Letter,
    assets: &Assets,
) -> Option<Vec<(Vec<Part>, bool)>> {
    let pattern = assets.templates.pattern(wording, letter)?;
    let document = read_markdown(&pattern.markdown, &mut Sink::new()).ok()?;
    let lines = read_document(&document);
    let mut blocks = Vec::new();
    for line in lines {
        let bold = line.words.first().is_some_and(|word| word.bold);
        let words: Vec<&str> = line.words.iter().map(|word| word.text.as_str()).collect();
        blocks.push((with_lists(pattern.pieces(&words.join(" "))), bold));
    }
    Some(blocks)
}

/// The facts of a letter with these choices.
pub(super) fn letter_of(wording: &str, choices: &Choices, assets: &Assets) -> Option<Letter> {
    let source = Source::new("stand-in.yaml", stand_in(wording, choices));
    let record = parse_record(&source, &mut Sink::new()).ok()?;
    let paper = Paper::all_of(&record, Edition::Determination).into_iter().next()?;
    Some(compose(&record, &paper, &assets.office, assets.summaries(wording)))
}

/// The pieces with the entries of a list as one field.
fn with_lists(pieces: Vec<PatternPiece>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for piece in pieces {
        let part = match piece {
            PatternPiece::Fixed(text) => Part::Fixed(text),
            PatternPiece::Field { path, form } => Part::Field { path, separator: None, form },
        };
        parts.push(part);
        let [.., Part::Field { path: first, .. }, Part::Fixed(between), Part::Field { path: second, .. }] =
            &parts[..]
        else {
            continue;
        };
        if let (Some(list), Some(same)) = (first.strip_suffix("/0"), second.strip_suffix("/1"))
            && list == same
        {
            let (path, separator) = (list.to_owned(), Some(between.clone()));
            let field = Part::Field { path, separator, form: FieldForm::Line };
            parts.truncate(parts.len() - 3);
            parts.push(field);
        }
    }
    parts
}
