//! A record line by line, with what was found marked where it stands.

use std::collections::BTreeMap;
use std::ops::Range;

use maud::{Markup, html};

use super::html::{message, text};
use crate::diag::{Finding, Place, Severity, Source};

/// A mark on a line: where on it, and how serious; none for a place that only matters beside another.
struct Mark {
    on_line: Range<usize>,
    severity: Option<Severity>,
}

/// The findings as a list, each with a link to its line.
pub fn findings(findings: &[Finding], record: Option<&Source>) -> Markup {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity()));
    html! {
        @if !sorted.is_empty() {
            ul.findings { @for finding in sorted { (in_list(finding, record)) } }
        }
    }
}

fn in_list(finding: &Finding, record: Option<&Source>) -> Markup {
    let severity = finding.severity().name();
    let elsewhere = finding.place.as_ref().filter(|place| !is_in(place, record));
    html! {
        li class={ "finding " (severity) } {
            p {
                @match &finding.place {
                    Some(place) if is_in(place, record) => {
                        @let line = place.line_column().0;
                        a href={ "#line-" (line) } data-lines=(line) { "Line " (line) } " "
                    }
                    Some(place) => { code { (text(&place.to_string())) } " " }
                    None => {}
                }
                strong { (severity) ":" } " " (message(&finding.message)) " "
                a.code href={ "/explain/" (finding.code.name) } { (finding.code.name) }
            }
            @if let Some(place) = elsewhere {
                pre { (text(&place.source.text()[place.source.line_range(place.line_column().0)])) }
            }
            @for hint in &finding.hints { p.hint { (message(hint)) } }
        }
    }
}

/// The lines of a record, numbered.
pub fn lines(record: &Source, findings: &[Finding]) -> Markup {
    let mut marks: BTreeMap<usize, Vec<Mark>> = BTreeMap::new();
    let mut notes: BTreeMap<usize, Vec<(&'static str, &str)>> = BTreeMap::new();
    for finding in findings {
        if let Some(place) = finding.place.as_ref().filter(|place| is_in(place, Some(record))) {
            mark(place, Some(finding.severity()), record, &mut marks);
            let note = if finding.label.is_empty() { &finding.message } else { &finding.label };
            notes.entry(place.line_column().0).or_default().push((finding.severity().name(), note));
        }
        for (place, label) in finding.related.iter().filter(|(place, _)| is_in(place, Some(record))) {
            mark(place, None, record, &mut marks);
            notes.entry(place.line_column().0).or_default().push(("related", label));
        }
    }
    let mut count = record.line_column(record.text().len()).0;
    if record.text()[record.line_range(count)].is_empty() {
        count -= 1;
    }
    let notes_of = |line: usize| notes.get(&line).into_iter().flatten().filter(|(_, note)| !note.is_empty());
    html! {
        @for line in 1..=count {
            @let shown = &record.text()[record.line_range(line)];
            li id={ "line-" (line) } data-n=(line) class=[indent_class(shown)] {
                code { (marked(shown, marks.get(&line).map_or(&[], Vec::as_slice))) }
                @for (kind, note) in notes_of(line) { span class={ "remark " (kind) } { (message(note)) } }
            }
            "\n"
        }
    }
}

/// How far in a line starts, for the look of lines that do not fit.
fn indent_class(text: &str) -> Option<&'static str> {
    match text.len() - text.trim_start_matches([' ', '-']).len() {
        0..=1 => None,
        2..=3 => Some("in-2"),
        4..=5 => Some("in-4"),
        6..=7 => Some("in-6"),
        _ => Some("in-8"),
    }
}

fn is_in(place: &Place, record: Option<&Source>) -> bool {
    record.is_some_and(|record| place.source.name() == record.name())
}

/// Marks every line that a place has a part of.
fn mark(place: &Place, severity: Option<Severity>, record: &Source, marks: &mut BTreeMap<usize, Vec<Mark>>) {
    let bytes = place.span.range();
    let (first, _) = record.line_column(bytes.start);
    let (last, _) = record.line_column(bytes.end.max(bytes.start));
    for line in first..=last {
        let range = record.line_range(line);
        let start = bytes.start.clamp(range.start, range.end) - range.start;
        let end = bytes.end.clamp(range.start, range.end) - range.start;
        marks.entry(line).or_default().push(Mark { on_line: start..end, severity });
    }
}

/// A line in pieces, each in the most serious of its marks.
fn marked(line: &str, marks: &[Mark]) -> Markup {
    let mut cuts: Vec<usize> = vec![0, line.len()];
    cuts.extend(marks.iter().flat_map(|mark| [mark.on_line.start, mark.on_line.end]));
    cuts.retain(|&cut| line.is_char_boundary(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let severity = |piece: &[usize]| {
        let covering =
            marks.iter().filter(|mark| mark.on_line.start <= piece[0] && piece[1] <= mark.on_line.end);
        covering.map(|mark| mark.severity).max()
    };
    html! {
        @for piece in cuts.windows(2) {
            @let shown = text(&line[piece[0]..piece[1]]);
            @match severity(piece) {
                Some(severity) => mark class=(severity.map_or("related", Severity::name)) { (shown) },
                None => (shown),
            }
        }
    }
}
