//! The arguments of filters: tera ignores one that it does not know, and a letter would be printed without what it asks for.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::tags::{Kind, Token};
use crate::diag::{Finding, Place, Sink, Source, Span, codes};
use crate::yaml::nearest;

/// Every filter with the arguments that it needs, and with those that it may have.
const FILTERS: [(&str, &[&str], &[&str]); 44] = [
    ("abs", &[], &[]),
    ("add_days", &["days"], &[]),
    ("capitalize", &[], &[]),
    ("default", &["value"], &["boolean"]),
    ("escape", &[], &[]),
    ("escape_html", &[], &[]),
    ("escape_xml", &[], &[]),
    ("first", &[], &[]),
    ("float", &[], &[]),
    ("get", &["key"], &["default"]),
    ("group_by", &["attribute"], &[]),
    ("indent", &[], &["width", "indentation", "first", "blank"]),
    ("int", &[], &["base"]),
    ("join", &[], &["sep"]),
    ("keys", &[], &[]),
    ("last", &[], &[]),
    ("length", &[], &[]),
    ("list_and", &[], &[]),
    ("long_date", &[], &["language"]),
    ("lower", &[], &[]),
    ("newlines_to_br", &[], &[]),
    ("nth", &["n"], &[]),
    ("ordinal", &[], &[]),
    ("pairs", &[], &[]),
    ("pluralize", &[], &["singular", "plural"]),
    ("replace", &["from", "to"], &[]),
    ("reverse", &[], &[]),
    ("round", &[], &["method", "precision"]),
    ("short_date", &[], &[]),
    ("sort", &[], &["attribute"]),
    ("split", &["pat"], &[]),
    ("str", &[], &[]),
    ("title", &[], &[]),
    ("trim", &[], &["pat"]),
    ("trim_end", &[], &["pat"]),
    ("trim_start", &[], &["pat"]),
    ("truncate", &["length"], &["end"]),
    ("unique", &[], &[]),
    ("upper", &[], &[]),
    ("us_date", &[], &[]),
    ("values", &[], &[]),
    ("weekday", &[], &["language"]),
    ("wordcount", &[], &[]),
    ("yaml", &[], &[]),
];

/// The names of all filters.
pub fn filter_names<'a>() -> impl Iterator<Item = &'a str> {
    FILTERS.into_iter().map(|(name, ..)| name)
}

/// Reports each argument that its filter does not have, and each that it needs and does not get.
pub(super) fn check(
    tokens: &[Token<'_>],
    source: &Arc<Source>,
    said: &mut BTreeSet<(String, usize)>,
    sink: &mut Sink,
) {
    for at in 1..tokens.len() {
        let opens =
            tokens[at - 1].kind == Kind::Sign('|') || (at == 1 && tokens[0].kind == Kind::Name("filter"));
        let Kind::Name(name) = tokens[at].kind else { continue };
        let Some((_, needed, others)) = FILTERS.iter().find(|(known, ..)| opens && *known == name) else {
            continue;
        };
        let given = arguments(&tokens[at + 1..]);
        let mut say = |span: Span, message: String, hint: String| {
            if said.insert((source.name().to_owned(), span.range().start)) {
                let finding = Finding::new(&codes::template::SYNTAX, message);
                sink.report(finding.at(Place::new(source, span)).hint(hint));
            }
        };
        let known = || needed.iter().chain(*others).copied();
        for (argument, token) in &given {
            if known().any(|known| known == *argument) {
                continue;
            }
            let names: Vec<String> = known().map(|known| format!("`{known}`")).collect();
            let hint = match (nearest(argument, known()), names.is_empty()) {
                (Some(near), _) => format!("did you mean `{near}`?"),
                (None, true) => format!("`{name}` takes no argument: take it out"),
                (None, false) => format!("`{name}` takes {}", names.join(", ")),
            };
            let span = Span::new(token.range.clone());
            say(span, format!("`{name}` has no argument `{argument}`"), hint);
        }
        for needed in needed.iter().filter(|needed| !given.iter().any(|(given, _)| given == *needed)) {
            let span = Span::new(tokens[at].range.clone());
            say(span, format!("`{name}` needs `{needed}`"), format!("write it as `{name}({needed}=…)`"));
        }
    }
}

/// The names of the arguments between the brackets that tokens begin with.
fn arguments<'a, 'b>(tokens: &'b [Token<'a>]) -> Vec<(&'a str, &'b Token<'a>)> {
    let mut depth = 0;
    let mut names = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Sign('(' | '[' | '{') => depth += 1,
            Kind::Sign(')' | ']' | '}') => depth -= 1,
            Kind::Name(name) if depth == 1 && is_given(&tokens[at + 1..]) => names.push((name, token)),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// Whether what follows a name gives it a value, and compares it with none.
fn is_given(tokens: &[Token<'_>]) -> bool {
    let sign = |at: usize| tokens.get(at).map(|token| token.kind) == Some(Kind::Sign('='));
    sign(0) && !sign(1)
}

#[cfg(test)]
mod tests {
    use super::super::engine::engine;
    use super::*;

    #[test]
    fn every_filter_that_there_is_has_its_arguments_here() {
        for (name, needed, others) in FILTERS {
            let given: Vec<String> = needed.iter().chain(others).map(|name| format!("{name}=1")).collect();
            let template = format!("{{{{ x | {name}({}) }}}}", given.join(", "));
            let read = engine().add_raw_template("x.md", &template);
            assert!(read.is_ok(), "{name}: {read:?}");
        }
    }
}
