//! The events of pulldown-cmark with their places, and where findings about them go.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, OffsetIter, Tag, TagEnd};

use super::Script;
use super::marks::{self, Fault};
use crate::diag::{Finding, Place, Sink, Source, Span, codes};

/// How deep blocks and emphasis may stand in each other, lists in lists among them.
pub(super) const DEEPEST_NESTING: usize = 24;

pub(super) struct Reader<'a> {
    pub(super) markdown: &'a Arc<Source>,
    /// Where the text below the front matter starts.
    pub(super) body: usize,
    pub(super) events: OffsetIter<'a>,
    pub(super) sink: &'a mut Sink,
    /// Level of the last heading.
    pub(super) heading: u8,
    /// Lists around what is being read.
    pub(super) lists: usize,
    /// Blocks and emphasis around it.
    pub(super) nesting: usize,
    pub(super) in_address: bool,
    /// Whether a link may stand here: in a paragraph or the item of a list.
    pub(super) links: bool,
    /// What the next text starts.
    pub(super) line: Line,
    /// The superscript or subscript that is open.
    pub(super) script: Option<Open>,
    /// The block that stays together that is open, and those that were closed.
    pub(super) open_group: Option<Group>,
    pub(super) together: Vec<Group>,
}

/// A superscript or subscript that is open.
#[derive(Clone, Copy)]
pub(super) struct Open {
    pub script: Script,
    /// Where its mark stands in the file.
    pub at: usize,
}

/// Blocks that stay together, by their places among all.
pub(super) struct Group {
    pub blocks: Range<usize>,
    /// The line that opens it.
    pub opening: Span,
}

/// Where in a paragraph a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// It starts the paragraph's first line.
    First,
    /// It starts another line.
    Next,
    /// It goes on in its line.
    Inside,
}

impl<'a> Reader<'a> {
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(range.start + self.body..range.end + self.body)
    }

    pub(super) fn next(&mut self) -> Option<(Event<'a>, Span)> {
        let (event, range) = self.events.next()?;
        let span = self.span(range);
        Some((event, span))
    }

    /// The text of a span, without what Markdown takes for white space around it: a no-break space is text.
    pub(super) fn written(&self, span: Span) -> &str {
        self.markdown.text()[span.range()].trim_ascii()
    }

    pub(super) fn refuse(&mut self, what: &str, instead: &str, span: Span) {
        self.sink.report(
            Finding::new(&codes::document::NO_USE, format!("a letter has no use for {what}"))
                .at(Place::new(self.markdown, span))
                .hint(instead),
        );
    }

    /// Looks at how the line after a line end starts.
    pub(super) fn next_line(&mut self, end: Span) {
        self.line = Line::Next;
        let text = self.markdown.text();
        let end = end.range().start;
        let start = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
        if self.in_address || self.lists > 0 {
            self.check(marks::at_next_line(text, start, self.in_address));
        }
    }

    /// A definition of a link's address is no text: it would be gone.
    pub(super) fn check_definitions(&mut self) {
        let mut spans: Vec<Range<usize>> = self
            .events
            .reference_definitions()
            .iter()
            .map(|(_, definition)| definition.span.clone())
            .collect();
        spans.sort_by_key(|span| span.start);
        for span in spans {
            self.report_mark(Fault {
                at: self.span(span).range(),
                message: "a line like this defines a link, and would not be printed".to_owned(),
                hint: "write `\\[` for a bracket that is to be printed",
            });
        }
    }

    pub(super) fn check(&mut self, fault: Option<Fault>) {
        if let Some(fault) = fault {
            self.report_mark(fault);
        }
    }

    pub(super) fn report_mark(&mut self, fault: Fault) {
        self.sink.report(
            Finding::new(&codes::document::MARKS, fault.message)
                .at(Place::new(self.markdown, Span::new(fault.at)))
                .hint(fault.hint),
        );
    }

    pub(super) fn skip(&mut self, end: TagEnd) {
        let mut depth = 1;
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(tag) if tag.to_end() == end => depth += 1,
                Event::End(tag) if tag == end => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }
}

/// The cure for text nested too deep.
pub(super) const NESTED: &str = "write it with fewer marks around it";

pub(super) fn unsupported(tag: &Tag<'_>) -> (&'static str, &'static str) {
    match tag {
        Tag::CodeBlock(_) => ("a code block", "start the line without back-ticks and without four spaces"),
        Tag::HtmlBlock => ("HTML", "write `\\<` for a less-than sign"),
        Tag::BlockQuote(_) => ("a quotation block", "write `\\>` for a greater-than sign"),
        Tag::Image { .. } => {
            ("an image here", "write the logo in a paragraph of its own, as `![what it shows](logo)`")
        }
        Tag::Link { .. } => ("a link here", "put it into a paragraph or a list"),
        _ => ("this", "write it as a paragraph, a heading, a table or a list"),
    }
}
