//! What to do about a template that Tera cannot read, in the words of whoever writes it.

use std::sync::Arc;

use super::tags::{Kind, Tag, tags};
use crate::diag::{Finding, Place, Source, Span};

/// Tags that something closes, and what closes them.
const PAIRS: [(&str, &str); 5] = [
    ("if", "endif"),
    ("for", "endfor"),
    ("block", "endblock"),
    ("filter", "endfilter"),
    ("component", "endcomponent"),
];

/// A finding of Tera's about a template's text, with what its author should do.
pub(super) fn advised(mut finding: Finding, source: &Arc<Source>) -> Finding {
    let Some(place) = finding.place.clone() else { return finding };
    let text = source.text();
    let at = place.span.range().start;
    let tags = tags(text);
    let at_end = finding.message.starts_with("Unexpected end of input");
    let ends = |close: &str| text.trim_end().ends_with(close);
    if let Some(tag) = tags.last().filter(|tag| at_end && tag.range.end == text.len())
        && !ends(if tag.statement { "%}" } else { "}}" })
    {
        let (opens, closes) = if tag.statement { ("{%", "%}") } else { ("{{", "}}") };
        finding.message = format!("`{opens}` is opened here and closed nowhere");
        let start = tag.range.start;
        return finding
            .at(Place::new(source, Span::new(start..start + opens.len())))
            .hint(format!("write `{closes}` where it ends"));
    }
    let open = open_at(&tags, if at_end { text.len() } else { at });
    let found = text[at..].split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    if at_end && let Some(tag) = open.last() {
        let close =
            PAIRS.iter().find(|(keyword, _)| *keyword == tag.keyword()).map_or("", |(_, close)| close);
        finding.message = format!("`{{% {} %}}` is opened here and closed nowhere", tag.keyword());
        return finding
            .at(Place::new(source, Span::new(tag.range.clone())))
            .hint(format!("write `{{% {close} %}}` where it ends"));
    }
    if finding.message.starts_with("Unknown tag") {
        return unknown_tag(finding, found, open.last().copied(), source);
    }
    let before = text[..at].trim_end();
    let hint = if text[at..].starts_with('=') && before.ends_with(|c: char| c.is_alphanumeric() || c == '"') {
        finding.message = "one `=` compares nothing".to_owned();
        "to compare, write `==`"
    } else if finding.message.contains("but expected identifier") && before.ends_with(['(', ',']) {
        finding.message = "this argument has no name".to_owned();
        "name the argument of a filter, as in `long_date(language=\"es\")` or `join(sep=\", \")`"
    } else if finding.message.starts_with("String opened with") {
        "end the text with the quotation mark that it begins with"
    } else if text[at..].starts_with(['“', '”', '„', '‘', '’', '«', '»']) {
        finding.message = "this quotation mark is of a printed text".to_owned();
        "write a straight one: `\"`"
    } else if before.ends_with(" is") || before.ends_with(" is not") {
        "`is` asks what something is, as `is defined`; to compare, write `==` or `!=`"
    } else if text[at..].starts_with('}') && finding.message.contains("expected }}") {
        finding.message = "this tag is closed with one brace".to_owned();
        "what prints is written `{{ name }}`, with two braces at each end"
    } else if finding.message.contains("expected string") && before.ends_with("include") {
        "put the name of the part into quotes: `{% include \"parts/summary.md\" %}`"
    } else if finding.message.contains("integer but expected identifier") {
        "an entry of a list is named by its number in brackets, from 0: `decisions[0]`"
    } else if text[at..].starts_with(['&', '|', '!']) {
        "write `and`, `or`, `not`"
    } else {
        return finding;
    };
    finding.hint(hint)
}

/// What a filter was given and cannot take, in the words of whoever writes letters: tera names types of its own.
pub(super) fn in_plain_words(mut finding: Finding, source: &Source, span: &Span) -> Finding {
    let parts: Vec<&str> = finding.message.split('`').collect();
    let ["Invalid type for the value, expected ", wanted, " but got ", given, ""] = parts[..] else {
        return finding;
    };
    let (wanted, given) = (in_words(wanted), in_words(given));
    let rest = source.text()[span.range().end..].trim_start().strip_prefix('|').map(str::trim_start);
    let filter = rest.and_then(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next());
    finding.message = match filter.filter(|name| !name.is_empty()) {
        Some(name) => format!("`{name}` takes {wanted} here, and this is {given}"),
        None => format!("this takes {wanted} here, and was given {given}"),
    };
    finding.hint(
        "look at what stands before the filter, and at its arguments; `imr help templates` shows each filter",
    )
}

/// A type of tera's or Rust's.
fn in_words(kind: &str) -> &str {
    match kind {
        "&str" | "str" | "string" | "String" | "StringInput" => "a text",
        "bool" => "true or false",
        "map" | "Map" => "several values under one name",
        "none" | "undefined" => "nothing",
        "array" => "a list",
        _ if kind.starts_with("Vec") || kind.starts_with("&[") => "a list",
        "f64" | "f32" | "Number" => "a number",
        _ if kind.trim_start_matches(['i', 'u']).parse::<u8>().is_ok() || kind.ends_with("size") => {
            "a whole number"
        }
        _ => kind,
    }
}

/// The tags that are open at a place, the innermost last.
fn open_at<'a, 'b>(tags: &'b [Tag<'a>], at: usize) -> Vec<&'b Tag<'a>> {
    let mut open: Vec<&Tag<'_>> = Vec::new();
    for tag in tags.iter().filter(|tag| tag.range.end <= at) {
        let keyword = tag.keyword();
        let keeps = |tag: &Tag<'_>| !tag.inside().iter().any(|token| token.kind == Kind::Sign('='));
        if PAIRS.iter().any(|(opens, _)| *opens == keyword) || (keyword == "set" && keeps(tag)) {
            open.push(tag);
        } else if keyword.starts_with("end") {
            open.pop();
        }
    }
    open
}

fn unknown_tag(mut finding: Finding, found: &str, open: Option<&Tag<'_>>, source: &Arc<Source>) -> Finding {
    let opens = PAIRS.iter().find(|(_, close)| *close == found).map(|(opens, _)| *opens);
    match (found, opens, open) {
        (_, Some(opens), Some(tag)) => {
            let keyword = tag.keyword();
            finding.message =
                format!("`{{% {found} %}}` would close `{{% {opens} %}}`, but `{{% {keyword} %}}` is open");
            finding
                .related(Place::new(source, Span::new(tag.range.clone())), "opened here")
                .hint(format!("close `{{% {keyword} %}}` first, or take out what is too much"))
        }
        (_, Some(opens), None) => {
            finding.message = format!("`{{% {found} %}}` closes nothing: no `{{% {opens} %}}` is open here");
            finding.hint("take it out, or write the tag that it is to close above it")
        }
        ("else", ..) => finding.hint("for a further condition write `{% elif … %}`, inside of `{% if … %}`"),
        ("elif", ..) => finding.hint("it stands between `{% if … %}` and `{% endif %}`"),
        _ => finding.hint("there are `if`, `for`, `set`, `include`, `block`, `extends` and `filter`"),
    }
}
