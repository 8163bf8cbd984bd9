//! What the file says of itself, between two lines of three hyphens at its start.

use std::sync::{Arc, LazyLock};

use schemars::JsonSchema;
use serde::Deserialize;

use super::FrontMatter;
use crate::diag::{Finding, Place, Reported, Sink, Source, Span, codes};
use crate::units::{Date, LanguageTag};
use crate::yaml::{Contract, FormCheck, Outline};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Typed {
    #[schemars(extend("x-form" = "one-line"))]
    title: String,
    language: LanguageTag,
    #[schemars(extend("x-form" = "date"))]
    date: String,
    #[schemars(extend("x-form" = "one-line"))]
    case_number: String,
    #[schemars(extend("x-form" = "one-line"))]
    style: String,
    first_language: Option<LanguageTag>,
    #[serde(default)]
    unbroken: Vec<String>,
}

static CONTRACT: LazyLock<Contract<Typed>> = LazyLock::new(|| Contract::new("the front matter", FORMS));

const FORMS: &[(&str, FormCheck)] = &[("language-tag", language), ("date", date), ("one-line", one_line)];

/// The front matter, and where the text below it starts.
pub(super) fn read_front_matter(
    markdown: &Arc<Source>,
    sink: &mut Sink,
) -> (Result<FrontMatter, Reported>, usize) {
    let text = markdown.text();
    let Some((yaml_end, body)) = bounds(text) else {
        let first_line = markdown.line_range(1);
        let reported = sink.error(
            Finding::new(&codes::document::FRONT_MATTER, "the letter does not start with its front matter")
                .at(Place::new(markdown, Span::new(first_line)))
                .hint("start the file with a line `---`, then `title:`, `language:`, `date:`, `case_number:` and `style:`, then a line `---`"),
        );
        return (Err(reported), 0);
    };
    // The first line, `---`, is YAML as well, so places in this text are places in the file.
    let front = Source::new(markdown.name(), &text[..yaml_end]);
    (read_fields(&front, sink), body)
}

fn read_fields(front: &Arc<Source>, sink: &mut Sink) -> Result<FrontMatter, Reported> {
    let outline = Outline::read(front, sink)?;
    let Typed { title, language, date, case_number, style, first_language, unbroken } =
        CONTRACT.check(&outline, sink).value(sink)?;
    let style_span = outline.place("style").span;
    Ok(FrontMatter { title, language, date, case_number, style, first_language, unbroken, style_span })
}

fn language(_: &str, typed: &str, _: &str) -> Result<(), Finding> {
    typed.parse::<LanguageTag>().map(drop).map_err(|_| {
        Finding::new(&codes::document::LANGUAGE, format!("`{typed}` is not a language tag"))
            .hint("write a tag such as `en-US` or `es`")
    })
}

fn date(_: &str, typed: &str, _: &str) -> Result<(), Finding> {
    if typed.len() == 10 && typed.parse::<Date>().is_ok() {
        return Ok(());
    }
    Err(Finding::new(&codes::document::DATE, format!("`{typed}` is not a date"))
        .hint("write the letter's date as YYYY-MM-DD"))
}

fn one_line(field: &str, typed: &str, _: &str) -> Result<(), Finding> {
    if typed.chars().any(char::is_control) {
        let message = format!("`{field}` must be one line of text");
        return Err(Finding::new(&codes::document::FRONT_MATTER, message));
    }
    Ok(())
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
