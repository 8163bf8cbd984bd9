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
    // Only all lines together are one right answer.
    let width = if indents.len() <= MAX_FINDINGS { only_width(text) } else { None };
    for indent in indents.into_iter().take(MAX_FINDINGS) {
        let typed = &text[indent.range()];
        let tab = indent.start as usize + typed.find('\t').unwrap_or(0);
        let finding = Finding::new(&codes::yaml::TAB, "a line is indented with a tab")
            .at(Place::new(source, Span::new(tab..tab + 1)))
            .labelled("a tab")
            .hint("indent with spaces: YAML allows no tabs here");
        sink.error(match width {
            Some(width) => finding.fix_at(indent, typed.replace('\t', &" ".repeat(width))),
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
    let expanded = |width: usize| {
        let spaces = " ".repeat(width);
        let indents: Vec<(Span, String)> =
            indents(text).map(|span| (span, text[span.range()].replace('\t', &spaces))).collect();
        replaced(text, indents.iter().map(|(span, new)| (*span, new.as_str())))
    };
    let mut readings = WIDTHS.iter().filter_map(|&width| Some((width, plain_value(&expanded(width))?)));
    let (width, first) = readings.next()?;
    readings.all(|(_, other)| other == first).then_some(width)
}
