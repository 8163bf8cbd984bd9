//! The one right answer to a finding, as bytes to be replaced.

use super::Span;

/// What to write in place of some bytes of the source that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// None: the bytes that the finding marks.
    pub span: Option<Span>,
    pub text: String,
}

/// A text with bytes replaced. The replacements stand in their order and do not overlap.
pub fn replaced<'a>(text: &str, edits: impl IntoIterator<Item = (Span, &'a str)>) -> String {
    let mut whole = String::with_capacity(text.len() + 16);
    let mut end = 0;
    for (span, new) in edits {
        let bytes = span.range();
        whole.push_str(&text[end..bytes.start]);
        whole.push_str(new);
        end = bytes.end;
    }
    whole.push_str(&text[end..]);
    whole
}
