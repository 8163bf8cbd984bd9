//! What the file says of itself, between two lines of three hyphens at its start.

use std::sync::Arc;

use serde::Deserialize;

use super::FrontMatter;
use crate::diag::{Finding, Place, Reported, Sink, Source, Span, codes};
use crate::units::Date;
use crate::yaml;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    title: String,
    language: String,
    date: String,
    case_number: String,
    style: String,
    first_language: Option<String>,
}

/// The front matter, and where the text below it starts.
pub(super) fn read_front_matter(
    markdown: &Arc<Source>,
    sink: &mut Sink,
) -> Result<(FrontMatter, usize), Reported> {
    let text = markdown.text();
    let Some((yaml_end, body)) = bounds(text) else {
        let first_line = markdown.line_range(1);
        return Err(sink.error(
            Finding::new(&codes::document::FRONT_MATTER, "the letter does not start with its front matter")
                .at(Place::new(markdown, Span::new(first_line)))
                .hint("start the file with a line `---`, then `title:`, `language:`, `date:`, `case_number:` and `style:`, then a line `---`"),
        ));
    };
    // The first line, `---`, is YAML as well, so places in this text are places in the file.
    let front = Source::new(markdown.name(), &text[..yaml_end]);
    let typed: Typed = yaml::read(&front, sink)?;
    let mark = sink.mark();
    let value = |key: &str| value_of(key, &text[..yaml_end]).unwrap_or(Span::new(0..yaml_end));
    let place = |key: &str| Place::new(markdown, value(key));
    if !is_language_tag(&typed.language) {
        sink.report(
            Finding::new(&codes::document::LANGUAGE, format!("`{}` is not a language tag", typed.language))
                .at(place("language"))
                .hint("write a tag such as `en-US` or `es`"),
        );
    }
    if let Some(tag) = typed.first_language.as_ref().filter(|tag| !is_language_tag(tag)) {
        sink.report(
            Finding::new(&codes::document::LANGUAGE, format!("`{tag}` is not a language tag"))
                .at(place("first_language"))
                .hint("write a tag such as `en-US` or `es`"),
        );
    }
    if typed.date.parse::<Date>().is_err() || typed.date.len() != 10 {
        sink.report(
            Finding::new(&codes::document::DATE, format!("`{}` is not a date", typed.date))
                .at(place("date"))
                .hint("write the letter's date as YYYY-MM-DD"),
        );
    }
    for (key, value) in
        [("title", &typed.title), ("case_number", &typed.case_number), ("style", &typed.style)]
    {
        if value.trim().is_empty() || value.chars().any(char::is_control) {
            sink.report(
                Finding::new(&codes::document::FRONT_MATTER, format!("`{key}` must be one line of text"))
                    .at(place(key)),
            );
        }
    }
    let Typed { title, language, date, case_number, style, first_language } = typed;
    let style_span = value("style");
    let front_matter = FrontMatter { title, language, date, case_number, style, first_language, style_span };
    sink.unless_errors(mark, (front_matter, body))
}

/// Where the value of a key stands that has a line of its own.
fn value_of(key: &str, front: &str) -> Option<Span> {
    let mut at = 0;
    for line in front.split_inclusive('\n') {
        if let Some(value) = line.strip_prefix(key).and_then(|rest| rest.strip_prefix(':')) {
            let start = at + line.len() - value.trim_start().len();
            return Some(Span::new(start..start + value.trim().len()));
        }
        at += line.len();
    }
    None
}

/// Where the YAML ends and where the text below starts.
fn bounds(text: &str) -> Option<(usize, usize)> {
    let first = text.split_inclusive('\n').next().filter(|line| line.trim_end() == "---")?;
    let mut at = first.len();
    for line in text[at..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// The form of BCP 47: letters, then subtags of letters and digits.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
