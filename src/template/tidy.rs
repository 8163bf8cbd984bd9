//! The empty lines that a filled template leaves, brought to one between blocks.

use std::ops::Range;

use crate::diag::Span;

/// A Markdown text with one empty line between blocks, and one line end at the end.
pub(super) struct Tidy {
    pub text: String,
    /// Of every line that is left: where it stood, where it stands.
    lines: Vec<(usize, usize)>,
}

impl Tidy {
    pub(super) fn of(markdown: &str) -> Tidy {
        let mut text = String::with_capacity(markdown.len());
        let mut lines = Vec::new();
        let mut empty = 0;
        let mut at = 0;
        for whole in markdown.split_inclusive('\n') {
            let line = whole.trim_end_matches(['\n', '\r', ' ', '\t']);
            let start = at;
            at += whole.len();
            if line.is_empty() {
                empty += 1;
                continue;
            }
            if empty > 0 && !text.is_empty() {
                text.push('\n');
            }
            empty = 0;
            lines.push((start, text.len()));
            text.push_str(line);
            text.push('\n');
        }
        Tidy { text, lines }
    }

    /// Where a byte of the text as it is now stood before.
    pub(super) fn before(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(_, now)| *now <= at).saturating_sub(1);
        let (before, now) = self.lines.get(line).copied().unwrap_or_default();
        before + at.saturating_sub(now)
    }

    /// Where bytes of one line of the text before stand now.
    pub(super) fn moved(&self, at: &Range<usize>) -> Span {
        let line = self.lines.partition_point(|(before, _)| *before <= at.start).saturating_sub(1);
        let (before, now) = self.lines.get(line).copied().unwrap_or_default();
        let end = self.text[now..].find('\n').map_or(self.text.len(), |length| now + length);
        Span::new((at.start - before + now).min(end)..(at.end - before + now).min(end))
    }
}
