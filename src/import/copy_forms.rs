//! How the addressed copies of a wording read: the blocks of its own template for copies, each with whether the
//! determination has it as well.

use super::stand_in::{Choices, Item, Served, copy_stand_in};
use super::wording::{Alternative, Block, Grammar, Part, blocks_of_letter};
use crate::assets::Assets;
use crate::diag::{Sink, Source};
use crate::letter::{Edition, Letter, Paper, compose, parties};
use crate::record::{CaseRecord, Outcome, parse_record_of};

/// A block of a wording: its parts, and whether it starts bold.
pub(super) type Parts = (Vec<Part>, bool);

/// One way in which the copies of a wording read.
#[derive(Debug)]
pub(super) struct CopyForm {
    /// Every block in the one way in which it reads here.
    pub grammar: Grammar,
    /// Of every block, whether the determination has it.
    pub shared: Vec<bool>,
}

impl CopyForm {
    /// The blocks that the determination does not have, in order.
    pub fn around(&self) -> impl Iterator<Item = &Alternative> {
        let blocks = self.grammar.blocks.iter().zip(&self.shared).filter(|(_, shared)| !**shared);
        blocks.flat_map(|(block, _)| &block.alternatives)
    }
}

/// The ways in which copies of a wording read: for every recipient, outcome, language and way of service.
pub(super) fn copy_forms(wording: &str, assets: &Assets) -> Vec<CopyForm> {
    let upheld = Item { outcome: Outcome::Upheld, partial: None };
    let overturned = Item { outcome: Outcome::Overturned, partial: None };
    let mut asked: Vec<(Vec<Item>, bool, bool, Served, Option<&str>)> = vec![
        (vec![upheld, overturned], false, true, Served::Mail, None),
        (vec![upheld, overturned], true, false, Served::Mail, None),
        (vec![upheld], false, false, Served::Mail, None),
        (vec![overturned], false, false, Served::Mail, None),
        (vec![upheld, overturned], false, true, Served::Both, None),
        (vec![upheld], false, false, Served::Email, None),
    ];
    for language in assets.summaries(wording) {
        asked.push((vec![upheld, overturned], true, false, Served::Both, Some(language)));
    }
    let mut forms = Vec::new();
    for (items, corrects, many, served, language) in asked {
        let choices = Choices { items, expedited: false, corrects };
        let source = Source::new("stand-in.yaml", copy_stand_in(wording, &choices, many, served, language));
        let contract = assets.contracts().of(&source);
        let Ok(record) = parse_record_of(contract, &source, &mut Sink::new()) else { continue };
        forms.extend(forms_of(wording, &record, assets));
    }
    forms
}

fn forms_of(wording: &str, record: &CaseRecord, assets: &Assets) -> Vec<CopyForm> {
    let filled = |paper: &Paper| -> Letter { compose(record, paper, &assets.office, assets.summaries(wording)) };
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
    copies.map(|blocks| form_of(blocks, &plain)).collect()
}

fn form_of(blocks: Vec<Parts>, plain: &[Parts]) -> CopyForm {
    let shared = in_both(&blocks, plain);
    let one_way = |(parts, bold): Parts| {
        let alternative = Alternative { parts, bold, items: Vec::new(), expedited: Vec::new() };
        Block { item: None, alternatives: vec![alternative] }
    };
    CopyForm { grammar: Grammar { blocks: blocks.into_iter().map(one_way).collect() }, shared }
}

/// Which blocks of a copy are those of the determination: the longest run that both have, in order.
fn in_both(copy: &[Parts], plain: &[Parts]) -> Vec<bool> {
    let width = plain.len() + 1;
    let mut best = vec![0usize; (copy.len() + 1) * width];
    for (number, block) in copy.iter().enumerate() {
        for (other, of_plain) in plain.iter().enumerate() {
            let longest = if block == of_plain {
                best[number * width + other] + 1
            } else {
                best[number * width + other + 1].max(best[(number + 1) * width + other])
            };
            best[(number + 1) * width + other + 1] = longest;
        }
    }
    let mut shared = vec![false; copy.len()];
    let (mut number, mut other) = (copy.len(), plain.len());
    while number > 0 && other > 0 {
        if copy[number - 1] == plain[other - 1] {
            shared[number - 1] = true;
            (number, other) = (number - 1, other - 1);
        } else if best[number * width + other - 1] >= best[(number - 1) * width + other] {
            other -= 1;
        } else {
            number -= 1;
        }
    }
    shared
}
