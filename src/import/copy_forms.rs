//! How the addressed copies of a wording read: the blocks of its own template for copies, each with whether the
//! determination has it as well.

use super::stand_in::{Choices, Item, Recipients, Served, copy_stand_in};
use super::wording::{Alternative, Block, Grammar, Part, blocks_of_letter};
use crate::assets::Assets;
use crate::diag::{Sink, Source};
use crate::letter::{Edition, Letter, Paper, compose, parties};
use crate::record::{CaseRecord, Outcome, parse_record_of};

/// A block of a wording: its parts, and whether it starts bold.
pub(super) type Parts = (Vec<Part>, bool);

/// How the addressed copies of a wording read.
#[derive(Debug)]
pub(super) struct Copies {
    /// The ways in which they read: for every recipient, outcome, language and way of service.
    pub forms: Vec<CopyForm>,
    /// The blocks of all these ways, in the order of the template.
    pub merged: CopyForm,
}

/// One way in which the copies of a wording read.
#[derive(Debug)]
pub(super) struct CopyForm {
    /// Every block in the one way in which it reads here.
    pub grammar: Grammar,
    /// Of every block, whether the determination has it.
    pub shared: Vec<bool>,
}

impl CopyForm {
    fn of(blocks: Vec<(Parts, bool)>) -> CopyForm {
        let shared = blocks.iter().map(|(_, shared)| *shared).collect();
        let one_way = |((parts, bold), _): (Parts, bool)| {
            let alternative = Alternative { parts, bold, items: Vec::new(), expedited: Vec::new() };
            Block { item: None, alternatives: vec![alternative] }
        };
        CopyForm { grammar: Grammar { blocks: blocks.into_iter().map(one_way).collect() }, shared }
    }

    /// The blocks that the determination does not have, in order.
    pub fn around(&self) -> impl Iterator<Item = &Alternative> {
        let blocks = self.grammar.blocks.iter().zip(&self.shared).filter(|(_, shared)| !**shared);
        blocks.flat_map(|(block, _)| &block.alternatives)
    }
}

/// Fills a wording for copies of every kind.
pub(super) fn copies_of(wording: &str, assets: &Assets) -> Copies {
    let upheld = Item { outcome: Outcome::Upheld, partial: None };
    let overturned = Item { outcome: Outcome::Overturned, partial: None };
    let kinds =
        |items: &[Item], corrects: bool| Choices { items: items.to_vec(), expedited: false, corrects };
    let to = |many: bool, served: Served| Recipients { many, served, language: None };
    let mut asked = vec![
        (kinds(&[upheld, overturned], false), to(true, Served::Mail)),
        (kinds(&[upheld, overturned], true), to(false, Served::Mail)),
        (kinds(&[upheld], false), to(false, Served::Mail)),
        (kinds(&[overturned], false), to(false, Served::Mail)),
        (kinds(&[upheld, overturned], false), to(true, Served::Both)),
        (kinds(&[upheld], false), to(false, Served::Email)),
    ];
    for language in assets.summaries(wording) {
        let recipients = Recipients { language: Some(language), ..to(false, Served::Both) };
        for (items, corrects) in
            [(&[upheld, overturned][..], true), (&[upheld], false), (&[overturned], false)]
        {
            asked.push((kinds(items, corrects), recipients));
        }
    }
    let mut forms: Vec<Vec<(Parts, bool)>> = Vec::new();
    for (choices, recipients) in asked {
        let source = Source::new("stand-in.yaml", copy_stand_in(wording, &choices, recipients));
        let contract = assets.contracts().of(&source);
        // A wording may need what no stand-in has: its copies are then not told as such, and are refused.
        let Ok(record) = parse_record_of(contract, &source, &mut Sink::new()) else { continue };
        forms.extend(forms_of(wording, &record, assets));
    }
    let merged = forms.iter().fold(Vec::new(), |merged, form| merged_with(merged, form));
    Copies { merged: CopyForm::of(merged), forms: forms.into_iter().map(CopyForm::of).collect() }
}

/// The blocks of every copy of a record, each with whether the determination has it.
fn forms_of(wording: &str, record: &CaseRecord, assets: &Assets) -> Vec<Vec<(Parts, bool)>> {
    let filled =
        |paper: &Paper| -> Letter { compose(record, paper, &assets.office, assets.summaries(wording)) };
    let determination = Paper::all_of(record, Edition::Determination).into_iter().next();
    let Some(plain) = determination.and_then(|paper| blocks_of_letter(wording, &filled(&paper), assets))
    else {
        return Vec::new();
    };
    let mut papers = Paper::all_of(record, Edition::Mailed);
    if let Some(day) = record.mailed_date {
        let parties = parties(record);
        let is_emailed =
            |part| parties.iter().any(|(_, of, party)| *of == part && party.emailed_to().is_some());
        papers.extend(Paper::mailed_again(record, is_emailed, day.0));
    }
    let copies = papers.iter().filter(|paper| paper.template.is_none());
    let copies = copies.filter_map(|paper| blocks_of_letter(wording, &filled(paper), assets));
    copies.map(|blocks| with_shared(blocks, &plain)).collect()
}

/// The blocks of a copy, each with whether it is one of the determination.
fn with_shared(blocks: Vec<Parts>, plain: &[Parts]) -> Vec<(Parts, bool)> {
    let mut shared = vec![false; blocks.len()];
    for (number, _) in in_both(&blocks, plain) {
        shared[number] = true;
    }
    blocks.into_iter().zip(shared).collect()
}

/// Blocks in their order, with those of another form between them.
fn merged_with<T: Clone + PartialEq>(blocks: Vec<T>, other: &[T]) -> Vec<T> {
    let mut merged = Vec::new();
    let (mut from, mut of_other) = (0, 0);
    for (number, same) in in_both(&blocks, other) {
        merged.extend_from_slice(&blocks[from..number]);
        merged.extend_from_slice(&other[of_other..=same]);
        (from, of_other) = (number + 1, same + 1);
    }
    merged.extend_from_slice(&blocks[from..]);
    merged.extend_from_slice(&other[of_other..]);
    merged
}

/// The places of the longest run of blocks that both have, in order.
fn in_both<T: PartialEq>(blocks: &[T], others: &[T]) -> Vec<(usize, usize)> {
    let width = others.len() + 1;
    let mut best = vec![0usize; (blocks.len() + 1) * width];
    for (number, block) in blocks.iter().enumerate() {
        for (other, of_other) in others.iter().enumerate() {
            let longest = if block == of_other {
                best[number * width + other] + 1
            } else {
                best[number * width + other + 1].max(best[(number + 1) * width + other])
            };
            best[(number + 1) * width + other + 1] = longest;
        }
    }
    let mut pairs = Vec::new();
    let (mut number, mut other) = (blocks.len(), others.len());
    while number > 0 && other > 0 {
        if blocks[number - 1] == others[other - 1] {
            (number, other) = (number - 1, other - 1);
            pairs.push((number, other));
        } else if best[number * width + other - 1] >= best[(number - 1) * width + other] {
            other -= 1;
        } else {
            number -= 1;
        }
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use super::merged_with;

    #[test]
    fn forms_are_merged_in_their_order() {
        let merged = |one: &str, other: &str| {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            merged_with(letters(one), &letters(other)).into_iter().collect::<String>()
        };
        assert_eq!(merged("acdf", "abdg"), "acbdfg");
        assert_eq!(merged("", "ab"), "ab");
        assert_eq!(merged("aab", "ab"), "aab");
    }
}
