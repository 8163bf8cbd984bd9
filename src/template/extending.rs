//! A template that extends another: what would not be printed in it is an error.

use super::source::Template;
use super::tags::{Kind, tags};
use crate::diag::{Finding, Place, Sink, Span, codes};

/// What stands before the path of a file that the program carries, where it is meant even though the user has another.
pub const BUILT_IN: &str = "builtin/";

/// What the names of parts begin with.
pub const PARTS: &str = "parts/";

/// Whether a name is that of a part, the user's or the program's own.
fn is_part(name: &str) -> bool {
    name.strip_prefix(BUILT_IN).unwrap_or(name).starts_with(PARTS)
}

/// Whether a template is printed only where others take it in or extend it.
pub(super) fn is_shared(name: &str) -> bool {
    name.starts_with(PARTS) || name.starts_with(BUILT_IN)
}

/// The name of the template that a text extends, and where it says so.
pub(super) fn extends(text: &str) -> Option<(String, std::ops::Range<usize>)> {
    let tag = tags(text).into_iter().find(|tag| tag.keyword() == "extends")?;
    match tag.inside().get(1)?.kind {
        Kind::Text(name) => Some((name.to_owned(), tag.range.clone())),
        _ => None,
    }
}

/// Reports what stands outside the blocks of a template that extends another, which tera passes over, and a part that
/// extends what is no part.
pub(super) fn check(template: &Template, sink: &mut Sink) {
    let source = &template.source;
    let tags = tags(source.text());
    let Some(extends) = tags.iter().position(|tag| tag.keyword() == "extends") else { return };
    let place = |range: std::ops::Range<usize>| Place::new(source, Span::new(range));
    if let Some((extended, range)) = self::extends(source.text())
        && template.name.starts_with(PARTS)
        && !is_part(&extended)
    {
        sink.report(
            Finding::new(
                &codes::template::SYNTAX,
                format!("a part extends a part, and `{extended}` is none"),
            )
            .at(place(range))
            .hint(format!("extend `builtin/{}`, or write the whole part", template.name)),
        );
    }
    let (mut depth, mut end) = (0_usize, tags[extends].range.end);
    let mut outside = Vec::new();
    for tag in &tags[extends + 1..] {
        if depth == 0 {
            outside.push(end..tag.range.start);
        }
        match tag.keyword() {
            "block" => depth += 1,
            "endblock" => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(tag.range.clone()),
            _ => {}
        }
        end = tag.range.end;
    }
    outside.push(end..source.text().len());
    for range in outside {
        if let Some(at) = printed_from(&source.text()[range.clone()]) {
            let message = "this is in no block, and a template that extends another prints blocks only";
            sink.report(
                Finding::new(&codes::template::SYNTAX, message)
                    .at(place(range.start + at..range.end))
                    .hint("put it into a block of the template that is extended, or take it out"),
            );
        }
    }
}

/// The first byte that is neither white space nor in a comment.
fn printed_from(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        match text.get(at..)? {
            "" => return None,
            rest if rest.starts_with("{#") => at += rest.find("#}").map_or(rest.len(), |end| end + 2),
            _ => return Some(at),
        }
    }
}
