//! Findings as text: for people, one line each, and for tools. A hostile record cannot drive the
//! terminal through them: what cannot be seen is shown.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::{Finding, Place, Severity, Source, Span, visible};

/// A line that goes on for longer than this before the marked part is not shown.
const LONGEST_START: usize = 20_000;
/// What is shown of a line after the marked part.
const LONGEST_REST: usize = 400;

/// Columns where no terminal says.
pub const USUAL_WIDTH: usize = 100;

/// Findings as the compiler shows its own: source lines with the part marked, in color on a terminal. On one of so many columns
/// messages and hints are broken at spaces; elsewhere each is one line, to be searched.
pub fn human(findings: &[Finding], color: bool, columns: Option<usize>) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(columns.unwrap_or(USUAL_WIDTH));
    let mut out = String::new();
    for finding in findings {
        out.push_str(&renderer.render(&[group(finding, columns)]));
        out.push_str("\n\n");
    }
    out
}

/// `file:line:column: error[code]: message`, a finding a line.
pub fn short(findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        if let Some(place) = &finding.place {
            out.push_str(&safe(&place.to_string()));
            out.push_str(": ");
        }
        let (severity, code) = (finding.severity().name(), finding.code.name);
        // Writing into a text cannot fail.
        let _ = writeln!(out, "{severity}[{code}]: {}", safe(&finding.message));
    }
    out
}

/// One JSON object a line: code, severity, message, label, hints; the place's file, line, column, end
/// and bytes; the related places with their labels; where there is one right answer, the bytes it replaces and its text.
pub fn json(findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        let mut object = match &finding.place {
            Some(place) => place_json(place),
            None => finding.file.as_ref().map_or(json!({}), |file| json!({ "file": file })),
        };
        object["code"] = finding.code.name.into();
        object["severity"] = finding.severity().name().into();
        object["message"] = finding.message.as_str().into();
        object["label"] = finding.label.as_str().into();
        object["hints"] = json!(finding.hints);
        if let (Some((span, text)), Some(place)) = (finding.edit(), &finding.place) {
            let mut fix = place_json(&Place::new(&place.source, span));
            fix["text"] = text.into();
            object["fix"] = fix;
        }
        let related = finding.related.iter().map(|(place, label)| {
            let mut object = place_json(place);
            object["label"] = label.as_str().into();
            object
        });
        object["related"] = related.collect();
        out.push_str(&object.to_string());
        out.push('\n');
    }
    out
}

fn place_json(place: &Place) -> Value {
    let (line, column) = place.line_column();
    let (end_line, end_column) = place.source.line_column(place.span.end as usize);
    json!({
        "file": place.source.name(),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "start": place.span.start,
        "end": place.span.end,
    })
}

/// A text as lines of so many columns, less those that stand before it; a longer word stands over, and so does what is to be
/// typed as it is, between backquotes.
fn in_lines(text: &str, columns: Option<usize>, before: usize) -> String {
    let text = safe(text);
    let Some(columns) = columns else { return text };
    let pieces = text.split('`').enumerate();
    let held: Vec<_> = pieces
        .map(|(at, piece)| if at % 2 == 1 { piece.replace(' ', HELD_SPACE) } else { piece.to_owned() })
        .collect();
    let lines = wrapped(&held.join("`"), columns.saturating_sub(before).max(LEAST_COLUMNS), 0);
    lines.join("\n").replace(HELD_SPACE, " ")
}

/// A space at which no line is broken, and which looks like one where a text has it of its own.
const HELD_SPACE: &str = "\u{a0}";

/// Narrower lines are no help, however narrow the terminal.
const LEAST_COLUMNS: usize = 20;

/// Lines of `width` columns, broken at spaces, every one but the first indented; a longer word stands over. Styles take no
/// columns.
pub fn wrapped(text: &str, width: usize, indent: usize) -> Vec<String> {
    let indent = " ".repeat(indent);
    let options = Options::new(width)
        .subsequent_indent(&indent)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options).into_iter().map(String::from).collect()
}

fn group(finding: &Finding, columns: Option<usize>) -> Group<'_> {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    // `error[record/bad-value]: `
    let heading = finding.severity().name().len() + finding.code.name.len() + "[]: ".len();
    let title = in_lines(&finding.message, columns, heading);
    let mut group = Group::with_title(level.primary_title(title).id(finding.code.name));
    let mut marks: Vec<Mark<'_>> = Vec::new();
    if let Some(place) = &finding.place {
        marks.push(Mark { place, label: &finding.label, primary: true });
    }
    marks.extend(finding.related.iter().map(|(place, label)| Mark { place, label, primary: false }));
    while let Some(first) = marks.first() {
        let source = Arc::clone(&first.place.source);
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            marks.into_iter().partition(|mark| Arc::ptr_eq(&mark.place.source, &source));
        group = match excerpt(&source, &here) {
            Some(snippet) => group.element(snippet),
            None => {
                let (line, column) = here[0].place.line_column();
                group.element(Origin::path(safe(source.name())).line(line).char_column(column))
            }
        };
        marks = elsewhere;
    }
    // `   = help: `, behind the numbers of lines.
    let margin =
        finding.place.as_ref().map_or(1, |place| place.line_column().0.to_string().len()) + " = help: ".len();
    group.elements(finding.hints.iter().map(|hint| Level::HELP.message(in_lines(hint, columns, margin))))
}

struct Mark<'a> {
    place: &'a Place,
    label: &'a str,
    primary: bool,
}

/// The marked lines of one source; lines between them are left blank, which the renderer folds. None
/// where a line is too long to be shown.
fn excerpt<'a>(source: &Source, marks: &[Mark<'_>]) -> Option<Snippet<'a, Annotation<'a>>> {
    let mut lines: BTreeMap<usize, usize> = BTreeMap::new();
    for mark in marks {
        let (line, _) = mark.place.line_column();
        let (_, end) = on_first_line(source, line, mark.place.span);
        let needed = lines.entry(line).or_default();
        *needed = end.max(*needed);
    }
    let first = *lines.keys().next()?;
    let mut before = first;
    let mut text = String::new();
    let mut starts: BTreeMap<usize, usize> = BTreeMap::new();
    for (&line, &end) in &lines {
        text.extend(std::iter::repeat_n('\n', line - before));
        before = line;
        starts.insert(line, text.len());
        let range = source.line_range(line);
        if end - range.start > LONGEST_START {
            return None;
        }
        let shown = source.text()[range.clone()].trim_end_matches('\r');
        let cut = floor_char(shown, end - range.start + LONGEST_REST);
        text.push_str(&safe_line(&shown[..cut]));
        if cut < shown.len() {
            text.push('…');
        }
    }
    // A span may take in the line end, which is not shown.
    let len = text.len();
    let mut snippet = Snippet::source(text).line_start(first).path(safe(source.name()));
    for mark in marks {
        let (line, _) = mark.place.line_column();
        let range = source.line_range(line);
        let (start, end) = on_first_line(source, line, mark.place.span);
        let shown = |to: usize| starts[&line] + safe_line(&source.text()[range.start..to]).len();
        let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(shown(start).min(len)..shown(end).min(len));
        snippet = snippet.annotation(match mark.label {
            "" => annotation,
            label => annotation.label(safe(label)),
        });
    }
    Some(snippet)
}

/// The part of a span on its first line, on whole characters.
fn on_first_line(source: &Source, line: usize, span: Span) -> (usize, usize) {
    let range = source.line_range(line);
    let start = floor_char(source.text(), (span.start as usize).clamp(range.start, range.end));
    let end = floor_char(source.text(), (span.end as usize).clamp(start, range.end));
    (start, end)
}

fn floor_char(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// A text as one line.
fn safe(text: &str) -> String {
    visible(&text.replace(['\n', '\t'], " ")).into_owned()
}

/// The same for a source line, whose tabs the renderer lays out.
fn safe_line(text: &str) -> String {
    text.split('\t').map(visible).collect::<Vec<_>>().join("\t")
}
