//! A record line by line, with what was found marked where it stands.

use std::collections::BTreeMap;
use std::ops::Range;

use super::html::Html;
use crate::diag::{Finding, Place, Severity, Source};

/// A mark on a line: where on it, and how grave; none for a place that only matters beside another.
struct Mark {
    on_line: Range<usize>,
    severity: Option<Severity>,
}

/// The findings as a list, each with a link to its line.
pub fn findings(findings: &[Finding], record: Option<&Source>) -> Html {
    let mut html = Html::new();
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity()));
    if sorted.is_empty() {
        return html;
    }
    html.raw("<ul class=\"findings\">");
    for finding in sorted {
        html.raw("<li class=\"finding ").raw(finding.severity().name()).raw("\"><p>");
        match &finding.place {
            Some(place) if is_in(place, record) => {
                let (line, _) = place.line_column();
                html.raw("<a href=\"#line-").number(line as u64).raw("\" data-lines=\"").number(line as u64);
                html.raw("\">Line ").number(line as u64).raw("</a> ");
            }
            Some(place) => {
                html.raw("<code>").text(place.to_string()).raw("</code> ");
            }
            None => {}
        }
        html.raw("<strong>").raw(finding.severity().name()).raw(":</strong> ").message(&finding.message);
        html.raw(" <code class=\"code\">").raw(finding.code.name).raw("</code></p>");
        if let Some(place) = finding.place.as_ref().filter(|place| !is_in(place, record)) {
            let (line, _) = place.line_column();
            html.raw("<pre>").text(&place.source.text()[place.source.line_range(line)]).raw("</pre>");
        }
        for hint in &finding.hints {
            html.raw("<p class=\"hint\">").message(hint).raw("</p>");
        }
        html.raw("</li>");
    }
    html.raw("</ul>");
    html
}

/// The lines of a record, numbered.
pub fn lines(record: &Source, findings: &[Finding]) -> Html {
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
    let mut html = Html::new();
    let count = record.line_column(record.text().len()).0;
    for line in 1..=count {
        let text = &record.text()[record.line_range(line)];
        if line == count && text.is_empty() {
            break;
        }
        html.raw("<li id=\"line-").number(line as u64).raw("\" data-n=\"").number(line as u64);
        html.raw(indent_class(text)).raw("><code>");
        put_marked(text, marks.get(&line).map_or(&[], Vec::as_slice), &mut html);
        html.raw("</code>");
        for (kind, note) in notes.get(&line).into_iter().flatten().filter(|(_, note)| !note.is_empty()) {
            html.raw("<span class=\"remark ").raw(kind).raw("\">").message(note).raw("</span>");
        }
        html.raw("</li>\n");
    }
    html
}

/// How far in a line starts, for the look of lines that do not fit.
fn indent_class(text: &str) -> &'static str {
    match text.len() - text.trim_start_matches([' ', '-']).len() {
        0..=1 => "\"",
        2..=3 => "\" class=\"in-2\"",
        4..=5 => "\" class=\"in-4\"",
        6..=7 => "\" class=\"in-6\"",
        _ => "\" class=\"in-8\"",
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

/// A line in pieces, each in the gravest of its marks.
fn put_marked(text: &str, marks: &[Mark], html: &mut Html) {
    let mut cuts: Vec<usize> = vec![0, text.len()];
    cuts.extend(marks.iter().flat_map(|mark| [mark.on_line.start, mark.on_line.end]));
    cuts.retain(|&cut| text.is_char_boundary(cut));
    cuts.sort_unstable();
    cuts.dedup();
    for piece in cuts.windows(2) {
        let covering =
            marks.iter().filter(|mark| mark.on_line.start <= piece[0] && piece[1] <= mark.on_line.end);
        let shown = &text[piece[0]..piece[1]];
        match covering.map(|mark| mark.severity).max() {
            Some(severity) => {
                let kind = severity.map_or("related", Severity::name);
                html.raw("<mark class=\"").raw(kind).raw("\">").text(shown).raw("</mark>");
            }
            None => {
                html.text(shown);
            }
        }
    }
}
