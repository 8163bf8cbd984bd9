//! Superscripts `^…^` and subscripts `~…~`: a few characters without a space.

use super::inlines::join;
use super::marks::{Fault, escaped, stands_alone};
use super::reader::{Open, Reader};
use super::{Inline, Script};
use crate::diag::Span;

impl Reader<'_> {
    /// Adds a text as it is written, whose marks open and close scripts.
    pub(super) fn push_scripts(
        &mut self,
        to: &mut Vec<Inline>,
        text: &str,
        strong: bool,
        emphasis: bool,
        span: Span,
    ) {
        let has_marks = text.bytes().any(|byte| matches!(byte, b'^' | b'~'));
        // What stands for another character, such as `&amp;`, has no marks.
        if (self.script.is_none() && !has_marks) || self.markdown.text()[span.range()] != *text {
            return self.push_text(to, text, strong, emphasis, span);
        }
        let start = span.range().start;
        let mut from = 0;
        for (at, mark) in text.char_indices() {
            let file = self.markdown.text();
            let script = match mark {
                '^' => Script::Superscript,
                '~' => Script::Subscript,
                _ => {
                    if mark.is_whitespace() {
                        self.close_script();
                    }
                    continue;
                }
            };
            let doubled = file[..start + at].ends_with(mark) || file[start + at + 1..].starts_with(mark);
            // A script follows what it belongs to; `~50` is what people write for about 50.
            let after_nothing = file[..start + at].chars().next_back().is_none_or(char::is_whitespace);
            if doubled
                || after_nothing
                || escaped(file, start + at)
                || stands_alone(file, start + at..start + at + 1)
            {
                continue;
            }
            let before = Span::new(start + from..start + at);
            if at > from {
                self.push_text(to, &text[from..at], strong, emphasis, before);
            }
            from = at + 1;
            match self.script {
                Some(open) if open.script == script && open.at + 1 < start + at => self.script = None,
                _ => {
                    self.close_script();
                    self.script = Some(Open { script, at: start + at });
                }
            }
        }
        if text.len() > from {
            self.push_text(to, &text[from..], strong, emphasis, Span::new(start + from..span.range().end));
        }
    }

    pub(super) fn push_text(
        &self,
        to: &mut Vec<Inline>,
        text: &str,
        strong: bool,
        emphasis: bool,
        span: Span,
    ) {
        let script = self.script.map_or(Script::Normal, |open| open.script);
        join(to, Inline::Text { text: text.to_owned(), strong, emphasis, script, link: None, span });
    }

    /// Reports a script that is still open where it cannot go on.
    pub(super) fn close_script(&mut self) {
        let Some(Open { script, at }) = self.script.take() else { return };
        let (mark, hint) = match script {
            Script::Subscript => {
                ("~", "write `H~2~O` for a subscript, without spaces in it, and `\\~` for a tilde")
            }
            _ => ("^", "write `10^6^` for a superscript, without spaces in it, and `\\^` for a caret"),
        };
        let message = format!("this `{mark}` has no partner and would be printed");
        self.report_mark(Fault { at: at..at + 1, message, hint });
    }
}
