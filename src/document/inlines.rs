//! The text of a block: its pieces, and the marks around them.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Inline;
use super::links::Written;
use super::marks::{self, Fault};
use super::reader::{DEEPEST_NESTING, Line, NESTED, Reader, unsupported};
use crate::diag::Span;

impl<'a> Reader<'a> {
    pub(super) fn inlines(&mut self, end: TagEnd) -> Vec<Inline> {
        let inlines = self.styled(end, false, false);
        self.close_script();
        inlines
    }

    pub(super) fn styled(&mut self, end: TagEnd, strong: bool, emphasis: bool) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, span)) = self.next() {
            if matches!(&event, Event::End(tag) if *tag == end) {
                break;
            }
            self.inline(event, span, strong, emphasis, &mut inlines);
        }
        inlines
    }

    pub(super) fn inline(
        &mut self,
        event: Event<'a>,
        span: Span,
        strong: bool,
        emphasis: bool,
        to: &mut Vec<Inline>,
    ) {
        match event {
            Event::Text(text) => {
                self.check_text(span);
                self.push_scripts(to, &text, strong, emphasis, span);
            }
            Event::SoftBreak => {
                self.close_script();
                self.next_line(span);
                self.push_text(to, " ", strong, emphasis, span);
            }
            Event::HardBreak => {
                self.close_script();
                if self.markdown.text().as_bytes()[span.range().start] == b' ' {
                    self.report_mark(Fault {
                        at: span.range(),
                        message: "spaces at the end of a line, which nobody sees, would start a new one"
                            .to_owned(),
                        hint: "remove them, or write a backslash for a new line",
                    });
                }
                self.next_line(span);
                to.push(Inline::Break);
            }
            Event::Start(tag) if self.nesting >= DEEPEST_NESTING => {
                self.refuse("text nested so deep", NESTED, span);
                self.skip(tag.to_end());
            }
            Event::Start(tag @ (Tag::Strong | Tag::Emphasis)) => {
                self.close_script();
                self.line = Line::Inside;
                self.nesting += 1;
                let is_strong = tag == Tag::Strong;
                for inline in self.styled(tag.to_end(), strong || is_strong, emphasis || !is_strong) {
                    join(to, inline);
                }
                self.close_script();
                self.nesting -= 1;
            }
            Event::Start(Tag::Link { link_type: kind, dest_url, title, .. }) if self.links => {
                self.close_script();
                self.line = Line::Inside;
                let link = Written { kind, address: &dest_url, title: &title, span };
                self.link(&link, strong, emphasis).into_iter().for_each(|inline| join(to, inline));
                self.close_script();
            }
            Event::Start(tag) => {
                let (what, instead) = unsupported(&tag);
                self.refuse(what, instead, span);
                self.skip(tag.to_end());
            }
            Event::Code(_) => self.refuse("code", "write the text without back-ticks", span),
            Event::InlineHtml(_) => self.refuse("HTML", "write `\\<` for a less-than sign", span),
            _ => {}
        }
    }

    /// Looks at a text that is printed as it stands.
    pub(super) fn check_text(&mut self, span: Span) {
        let text = self.markdown.text();
        if self.line != Line::Inside {
            self.check(marks::at_line_start(text, span.range().start, self.line == Line::First));
        }
        self.line = Line::Inside;
        self.check(marks::in_printed(text, span.range()));
    }
}

/// Adds an inline; text that goes on in the same type joins what stands before it.
pub(super) fn join(to: &mut Vec<Inline>, inline: Inline) {
    if let (
        Some(Inline::Text { text, strong, emphasis, script, link, span }),
        Inline::Text {
            text: more,
            strong: more_strong,
            emphasis: more_emphasis,
            script: more_script,
            link: more_link,
            span: more_span,
        },
    ) = (to.last_mut(), &inline)
        && strong == more_strong
        && emphasis == more_emphasis
        && script == more_script
        && link == more_link
    {
        text.push_str(more);
        span.end = more_span.end;
        return;
    }
    to.push(inline);
}
