//! Findings that have one right answer, as changes that an editor makes: what `imr check --fix` would write.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};

use super::diagnostic::diagnostic;
use super::documents::{Document, Documents, Kind};
use super::positions::Range;
use crate::assets::Assets;
use crate::diag::{Finding, Sink, Source, Span};
use crate::record::{fixed, is_fixed_by, parse_record_of, standard};

/// What of an editor's question is used.
#[derive(Deserialize)]
pub struct Context {
    only: Option<Vec<String>>,
}

const QUICK_FIX: &str = "quickfix";
const FIX_ALL: &str = "source.fixAll.imr";
pub const KINDS: [&str; 2] = [QUICK_FIX, FIX_ALL];

/// The fixes of findings in a range, and all fixes of the record at once.
pub fn actions(
    document: &Document,
    address: &str,
    within: Range,
    context: &Context,
    documents: &Documents,
    assets: Option<&Assets>,
) -> Value {
    if document.kind != Kind::Record {
        return json!([]);
    }
    let source = Source::new(document.name(), &*document.text);
    let contract = &assets.map_or_else(standard, |assets| Arc::clone(assets.contracts().of(&source)));
    let wanted = |kind: &str| {
        let within = |only: &String| kind == only || kind.starts_with(&format!("{only}."));
        context.only.as_ref().is_none_or(|only| only.iter().any(within))
    };
    let edit =
        |range: Range, text: &str| json!({ "changes": { address: [{ "range": range, "newText": text }] } });
    let mut actions = Vec::new();
    if wanted(QUICK_FIX) {
        let mut sink = Sink::new();
        // What could not be read is among the findings.
        let _ = parse_record_of(contract, &source, &mut sink);
        for finding in sink.findings() {
            let Some((span, text)) = finding.edit() else { continue };
            let range = Range::of(source.text(), span);
            let marked = finding.place.as_ref().map_or(range, super::diagnostic::range);
            if (within.touches(range) || within.touches(marked)) && is_fixed_by(contract, &source, finding) {
                actions.push(json!({
                    "title": title(finding, text),
                    "kind": QUICK_FIX,
                    "isPreferred": true,
                    "diagnostics": [diagnostic(finding, documents)],
                    "edit": edit(range, text),
                }));
            }
        }
    }
    if wanted(FIX_ALL) {
        let whole = fixed(contract, &source);
        if let Some((span, text)) = difference(source.text(), &whole.text) {
            let count = whole.answered.len();
            let findings = if count == 1 { "the finding that has" } else { "all findings that have" };
            actions.push(json!({
                "title": format!("Fix {findings} exactly one right answer ({count})"),
                "kind": FIX_ALL,
                "edit": edit(Range::of(source.text(), span), text),
            }));
        }
    }
    actions.into()
}

fn title(finding: &Finding, text: &str) -> String {
    if !text.trim().is_empty() && text.len() <= 40 && !text.contains('\n') {
        return format!("Change to `{}`", text.trim());
    }
    let message: String = finding.message.chars().take(80).collect();
    format!("Fix: {message}")
}

/// The bytes in which two texts differ, and what the second has for them; none where they are the same.
fn difference<'a>(old: &str, new: &'a str) -> Option<(Span, &'a str)> {
    if old == new {
        return None;
    }
    let same = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(old, new)| old == new).map(|(c, _)| c.len_utf8()).sum()
    };
    let start = same(&mut old.chars().zip(new.chars()));
    let end = same(&mut old[start..].chars().rev().zip(new[start..].chars().rev()));
    Some((Span::new(start..old.len() - end), &new[start..new.len() - end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_replaced() {
        for (old, new) in
            [("abc", "axc"), ("aa", "aaa"), ("äö", "äü"), ("x", ""), ("", "y"), ("a\nb\n", "a\n")]
        {
            let (span, text) = difference(old, new).unwrap();
            let mut changed = old.to_owned();
            changed.replace_range(span.range(), text);
            assert_eq!(changed, new);
        }
        assert_eq!(difference("a", "a"), None);
    }
}
