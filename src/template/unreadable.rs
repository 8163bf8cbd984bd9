//! All errors of syntax in a template. Tera ends at the first, so a tag that it cannot read is taken out of the way, and the rest
//! is read again.

use tera::ErrorKind;

use super::advice::advised;
use super::engine::engine;
use super::source::Template;
use super::tags::{Tag, tags};
use crate::diag::{Finding, Place, Span, codes};

/// More errors of one template than this help nobody.
const MOST: usize = 20;

/// What tera cannot read in a template, each with what its author should do.
pub(super) fn syntax_errors(template: &Template) -> Vec<Finding> {
    let mut text = template.text().to_owned();
    let mut findings = Vec::new();
    let mut last = None;
    while findings.len() < MOST {
        let Err(error) = engine().add_raw_template(&template.name, &text) else { break };
        let ErrorKind::SyntaxError(report) = error.kind() else { break };
        let range = report.span().range.clone();
        // What is still wrong there follows from what was taken out.
        if last.replace(range.start) == Some(range.start) {
            break;
        }
        let at = range.start;
        let place = Place::new(&template.source, Span::new(range));
        let finding = Finding::new(&codes::template::SYNTAX, report.message()).at(place);
        findings.push(advised(finding, &template.source));
        let Some(rest) = without_tag(&text, at) else { break };
        text = rest;
    }
    findings
}

/// A text in which the tag at a place is one that can be read and does as little, every other byte where it was; none where what
/// follows would be read otherwise without that tag.
fn without_tag(text: &str, at: usize) -> Option<String> {
    let tags = tags(text);
    let tag = tags.iter().find(|tag| tag.range.contains(&at))?;
    let is_closed = text[tag.range.clone()].ends_with(if tag.statement { "%}" } else { "}}" });
    let (opens, closes) = match tag.keyword() {
        _ if !is_closed => return None,
        "if" => ("{% if 1", "%}"),
        "elif" => ("{% elif 1", "%}"),
        "for" => ("{% for a in b", "%}"),
        keyword if keeps_a_place(keyword, tag) => return None,
        _ => ("", ""),
    };
    let between = tag.range.len().checked_sub(opens.len() + closes.len())?;
    let (before, after) = (&text[..tag.range.start], &text[tag.range.end..]);
    Some(format!("{before}{opens}{}{closes}{after}", " ".repeat(between)))
}

/// Whether something else in the template closes a tag, or is closed by it.
fn keeps_a_place(keyword: &str, tag: &Tag<'_>) -> bool {
    let captures = keyword == "set" && tag.inside().len() < 3;
    captures || keyword.starts_with("end") || ["block", "filter", "component", "extends"].contains(&keyword)
}
