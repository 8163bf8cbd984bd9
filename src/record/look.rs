//! Places of an imported record that a person should look at, marked by comments until they are removed.

use crate::diag::{Finding, Place, Sink, Span, codes};
use crate::yaml::{Kind, Node, Outline};

/// How such a comment starts.
pub const LOOK: &str = "# LOOK:";

/// Notes every such comment; what looks like one in a text is the text's.
pub(super) fn check(outline: &Outline, sink: &mut Sink) {
    let source = outline.source();
    if !source.text().contains(LOOK) {
        return;
    }
    let mut texts = Vec::new();
    spans(outline.root(), &mut texts);
    let mut start = 0;
    for line in source.text().split_inclusive('\n') {
        let comment = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        start += line.len();
        let Some(what) = comment.strip_prefix(LOOK) else { continue };
        if texts.iter().any(|text| text.range().contains(&at)) {
            continue;
        }
        sink.report(
            Finding::new(&codes::record::LOOK, format!("to look at: {}", what.trim()))
                .at(Place::new(source, Span::new(at..at + comment.len())))
                .labelled("marked when the letter was imported")
                .hint("compare with the letter, correct the text, then remove the comment"),
        );
    }
}

/// The bytes of every text.
fn spans(node: &Node, to: &mut Vec<Span>) {
    match &node.kind {
        Kind::Scalar(_) => to.push(node.span),
        Kind::List(items) => items.iter().for_each(|item| spans(item, to)),
        Kind::Map(entries) => entries.iter().for_each(|entry| spans(&entry.value, to)),
    }
}
