//! Text that was pasted after `|` without its indentation, which ends the block where the paste begins.

use std::sync::Arc;

use super::record_contract::RecordContract;
use crate::diag::{Sink, Source, Span, codes};
use crate::yaml::Shape;

/// Adds to the error with which reading YAML ended the indentation of such a text, where it can be told which lines are
/// meant: all of them stand at one indentation, and a field of the contract or the end of the file follows.
pub(super) fn offer(contract: &RecordContract, source: &Arc<Source>, sink: &mut Sink) {
    let Some(last) = sink.findings().last().filter(|last| last.code == &codes::yaml::SYNTAX) else { return };
    let Some(at) = last.place.as_ref().map(|place| place.line_column().0) else { return };
    if let Some((span, text)) = indented(contract, source.text(), at) {
        sink.fix_last(span, text);
    }
}

/// A line with where it starts.
struct Line<'a> {
    start: usize,
    text: &'a str,
}

impl Line<'_> {
    fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The lines of the block before line `stopped` (from 1) as they are meant, with what they replace.
fn indented(contract: &RecordContract, text: &str, stopped: usize) -> Option<(Span, String)> {
    let mut start = 0;
    let lines: Vec<Line<'_>> = text
        .split_inclusive('\n')
        .map(|text| {
            start += text.len();
            Line { start: start - text.len(), text }
        })
        .collect();
    let mut names = Vec::new();
    names_of(contract.contract().shape(), &mut names);
    let is_field = |line: &Line<'_>| {
        let item = line.text.trim_start().trim_start_matches("- ");
        item.split_once(':').is_some_and(|(key, rest)| {
            names.contains(&key) && (rest.trim_end().is_empty() || rest.starts_with(' '))
        })
    };
    let stopped = (stopped - 1).min(lines.len().checked_sub(1)?);
    let header = (0..=stopped).rev().find(|&at| is_field(&lines[at]))?;
    let value = lines[header].text.split_once(':')?.1.trim();
    let body = header + 1;
    if !matches!(value, "|" | ">" | "|-" | ">-") || body >= lines.len() {
        return None;
    }
    let key = lines[header].text.find(|c: char| c != ' ' && c != '-')?;
    let end = (body..lines.len()).find(|&at| is_field(&lines[at])).unwrap_or(lines.len());
    let filled = |from: usize| (from..end).filter(|&at| !lines[at].is_blank());
    let pasted = filled(body).find(|&at| lines[at].indent() <= key)?;
    let typed = filled(body).next().map(|at| lines[at].indent()).filter(|&indent| indent > key);
    let indent = lines[pasted].indent();
    // A comment would become text, and another indentation may be a list or the next lines of a field.
    if filled(pasted).any(|at| lines[at].indent() != indent || lines[at].text.trim_start().starts_with('#')) {
        return None;
    }
    let more = " ".repeat(typed.unwrap_or(key + 2) - indent);
    let last = filled(pasted).next_back()?;
    let mut new = String::new();
    for line in &lines[pasted..=last] {
        if !line.is_blank() {
            new.push_str(&more);
        }
        new.push_str(line.text);
    }
    let bytes = lines[pasted].start..lines[last].start + lines[last].text.len();
    Some((Span::new(bytes), new))
}

/// The names of all fields of the contract.
fn names_of<'a>(shape: &'a Shape, names: &mut Vec<&'a str>) {
    match shape {
        Shape::List { of, .. } => names_of(of, names),
        Shape::Map(map) | Shape::TextOrMap(_, map) => {
            for field in &map.fields {
                names.push(&field.name);
                names_of(&field.shape, names);
            }
        }
        Shape::Text(_) | Shape::Number(_) | Shape::YesNo => {}
    }
}
