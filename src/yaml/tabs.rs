//! Tabs before the first text of a line, which YAML does not allow: parsers say so in puzzling ways.

use std::sync::Arc;

use super::plain::plain_value;
use crate::diag::{Finding, Place, Sink, Source, Span, codes, replaced};

/// More findings than this about one file help nobody.
const MAX_FINDINGS: usize = 30;
/// How many spaces editors show a tab as.
const WIDTHS: [usize; 3] = [2, 4, 8];

/// Reports every line that is indented with a tab, the whole indentation as its fix where a tab can only mean one thing.
pub(super) fn refuse(source: &Arc<Source>, sink: &mut Sink) {
    let text = source.text();
    let indents: Vec<Span> = indents(text).collect();
    if indents.is_empty() {
        return;
    }
    let width = only_width(text);
    for (at, &indent) in indents.iter().take(MAX_FINDINGS).enumerate() {
        let typed = &text[indent.range()];
        let tab = indent.start as usize + typed.find('\t').unwrap_or(0);
        let finding = Finding::new(&codes::yaml::TAB, "a line is indented with a tab")
            .at(Place::new(source, Span::new(tab..tab + 1)))
            .labelled("a tab")
            .hint("indent with spaces: YAML allows no tabs here");
        // Only all lines together are one right answer, so the last finding has the fix of those that are not listed.
        let last = if at + 1 == MAX_FINDINGS { indents.len() } else { at + 1 };
        sink.error(match width {
            Some(width) => {
                let lines = Span { start: indent.start, end: indents[last - 1].end };
                finding.fix_at(lines, with_spaces(text, lines, width))
            }
            None => finding,
        });
    }
}

/// The indentation of every line that has a tab in it and text after it.
fn indents(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let at = start;
        start += line.len();
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let blank = line[indent..].trim_end_matches(['\r', '\n']).is_empty();
        (!blank && line[..indent].contains('\t')).then(|| Span::new(at..at + indent))
    })
}

/// The width of a tab with which the text can be read, where it says the same with every width with which it can be.
fn only_width(text: &str) -> Option<usize> {
    let whole = Span::new(0..text.len());
    let mut readings =
        WIDTHS.iter().filter_map(|&width| Some((width, plain_value(&with_spaces(text, whole, width))?)));
    let (width, first) = readings.next()?;
    readings.all(|(_, other)| other == first).then_some(width)
}

/// The lines with spaces in place of the tabs that indent them.
fn with_spaces(text: &str, lines: Span, width: usize) -> String {
    let spaces = " ".repeat(width);
    let inside = indents(text).filter(|span| lines.start <= span.start && span.end <= lines.end);
    let new: Vec<(Span, String)> = inside
        .map(|span| {
            let there = Span { start: span.start - lines.start, end: span.end - lines.start };
            (there, text[span.range()].replace('\t', &spaces))
        })
        .collect();
    replaced(&text[lines.range()], new.iter().map(|(span, new)| (*span, new.as_str())))
}
