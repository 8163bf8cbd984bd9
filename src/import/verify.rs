//! The letter of an imported record against the letter that it came from, word by word and line by line.

use std::ops::Range;
use std::sync::Arc;

use super::markdown::read_document;
use super::matching::{Capture, Explained};
use super::printed::{Printed, RawLine, words_of};
use super::record_text::entries;
use super::stand_in::{Item, stand_in_of};
use super::wording::{Grammar, Part};
use crate::assets::Assets;
use crate::diag::{Reported, Sink, Source};
use crate::document::read_markdown;
use crate::layout::{GlyphRun, Pages};
use crate::letter::Edition;
use crate::render::{letters_markdown, pages_of_markdown, read_record};
use crate::units::Pt;

/// How the letter of a record compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It has the same words.
    Same {
        /// Whether they stand on the same lines; none where the letter has no lines.
        lines: Option<bool>,
    },
    /// The first words in which it differs.
    Differs(Difference),
}

/// The first words in which two letters differ, with some of what is the same before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub same: String,
    pub letter: String,
    pub rebuilt: String,
}

/// How many words of a difference are shown.
const SHOWN: usize = 12;

/// Makes the letter of a record and compares it with the one it came from.
///
/// # Errors
/// Where no letter can be made of the record.
pub(super) fn verify(
    record: &Arc<Source>,
    expected: &[String],
    lines: Option<&[String]>,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<Verdict, Reported> {
    let record = read_record(record, assets, sink)?;
    let mut rebuilt = letters_markdown(&record, Edition::Determination, assets, sink)?;
    let markdown = rebuilt.remove(0);
    let document = read_markdown(&markdown, sink)?;
    let words: Vec<String> = read_document(&document).into_iter().flat_map(words_of_line).collect();
    if let Some(difference) = difference(expected, &words) {
        return Ok(Verdict::Differs(difference));
    }
    let Some(lines) = lines else { return Ok(Verdict::Same { lines: None }) };
    let (_, pages) = pages_of_markdown(&markdown, assets, sink)?;
    // What the letter does not tell stands before what it does.
    let (ours, theirs) = (without_spaces(&page_lines(&pages, assets)), without_spaces(lines));
    Ok(Verdict::Same { lines: Some(ours.ends_with(&theirs)) })
}

/// Of words that are the same, spaces tell nothing: `California,Texas` is printed with one.
pub(super) fn without_spaces(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| line.split_whitespace().collect()).collect()
}

fn words_of_line(line: RawLine) -> impl Iterator<Item = String> {
    line.words.into_iter().map(|word| word.text)
}

/// The words that the letter of the record must have: those of the letter, and what stands for blanks. A letter may start
/// behind its case table; what it leaves out after its start is a difference.
pub(super) fn expected_words(letter: &Printed, explained: &Explained, grammar: &Grammar) -> Vec<String> {
    let mut text = String::new();
    let first = explained.blocks.iter().position(Option::is_some).unwrap_or(0);
    for (number, block) in explained.blocks.iter().enumerate() {
        match block {
            Some(bytes) => present(letter, explained, bytes, &mut text),
            None if number < first => absent(explained, grammar, number, &mut text),
            None => {}
        }
        text.push(' ');
    }
    text.split_whitespace().map(str::to_owned).collect()
}

fn present(letter: &Printed, explained: &Explained, bytes: &Range<usize>, text: &mut String) {
    let mut at = bytes.start;
    let inside = |capture: &&Capture| bytes.start <= capture.at.start && capture.at.end <= bytes.end;
    for capture in explained.captures.iter().filter(inside) {
        text.push_str(&letter.said(&(at..capture.at.start)));
        let said = &letter.text[capture.at.clone()];
        if said.is_empty() {
            text.push(' ');
            text.push_str(stand_in_of(&capture.path));
        } else if let Some(separator) = &capture.separator {
            text.push_str(&entries(said, Some(separator)).join(separator));
        } else {
            text.push_str(said);
        }
        at = capture.at.end.max(at);
    }
    text.push_str(&letter.said(&(at..bytes.end)));
}

fn absent(explained: &Explained, grammar: &Grammar, number: usize, text: &mut String) {
    let block = &grammar.blocks[number];
    let plain = Item::ALL.len() - 2;
    let kind = block.item.and_then(|item| *explained.items.get(item)?).unwrap_or(plain);
    let expedited = explained.expedited.unwrap_or(false);
    let of_kind =
        || block.alternatives.iter().filter(|way| way.items.contains(&kind) || block.item.is_none());
    let reads = of_kind().find(|way| way.expedited.contains(&expedited)).or_else(|| of_kind().next());
    for part in reads.into_iter().flat_map(|way| &way.parts) {
        match part {
            Part::Fixed(fixed) => text.push_str(fixed),
            Part::Field { path, .. } => text.push_str(&blank_as_printed(path)),
        }
    }
}

/// What a wording is taken to print for a blank.
fn blank_as_printed(path: &str) -> String {
    let said = stand_in_of(path);
    match said.split('-').collect::<Vec<_>>()[..] {
        [year, month, day] if year.len() == 4 => format!("{month}/{day}/{year}"),
        _ => said.to_owned(),
    }
}

/// Where words first differ; none where they do not.
pub(super) fn difference(letter: &[String], rebuilt: &[String]) -> Option<Difference> {
    let same = letter.iter().zip(rebuilt).take_while(|(a, b)| a == b).count();
    if same == letter.len() && same == rebuilt.len() {
        return None;
    }
    let (left, right) = (&letter[same..], &rebuilt[same..]);
    let alike = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    let shown = |words: &[String]| {
        let words = &words[..words.len() - alike];
        let more = if words.len() > SHOWN { " …" } else { "" };
        format!("{}{more}", words[..words.len().min(SHOWN)].join(" "))
    };
    Some(Difference {
        same: letter[same.saturating_sub(4)..same].join(" "),
        letter: shown(left),
        rebuilt: shown(right),
    })
}

/// The lines of pages, without what is no text of the letter.
pub(super) fn page_lines(pages: &Pages, assets: &Assets) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for page in &pages.pages {
        let mut runs: Vec<_> = page.text_runs().collect();
        runs.sort_by_key(|run| (run.at.y, run.at.x));
        let mut last: Option<&GlyphRun> = None;
        for run in runs {
            match (lines.last_mut(), last) {
                (Some(line), Some(last)) if last.at.y == run.at.y => {
                    // Cells of a table stand apart.
                    let touches = last.at.x + last.width(&assets.fonts) + Pt::whole(1) > run.at.x;
                    line.push_str(if touches { "" } else { " " });
                    line.push_str(&run.text);
                }
                _ => lines.push(run.text.clone()),
            }
            last = Some(run);
        }
    }
    lines.iter().map(|line| as_read(line)).filter(|line| !line.is_empty()).collect()
}

/// A line as readers of files have it.
pub(super) fn as_read(line: &str) -> String {
    words_of(line, false).into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
}
