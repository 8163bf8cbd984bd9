use std::sync::Arc;

use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::front_matter::read_front_matter;
use super::marks::{self, Fault};
use super::reader::{DEEPEST_NESTING, Line, NESTED, Reader, unsupported};
use super::{Block, BlockKind, Document, Inline};
use crate::diag::{Finding, Place, Reported, Sink, Source, Span, codes};

/// How deep lists may stand in lists; a letter has no use for more.
const DEEPEST: usize = 8;

/// The extensions of Markdown that letters are written and read with.
pub fn markdown_options() -> Options {
    Options::ENABLE_TABLES
}

/// Reads the Markdown of a letter.
///
/// # Errors
/// Front matter that is missing or wrong, and whatever a letter has no use for, all of it at once.
pub fn read_markdown(markdown: &Arc<Source>, sink: &mut Sink) -> Result<Document, Reported> {
    let mark = sink.mark();
    let (front_matter, body) = read_front_matter(markdown, sink);
    let events = Parser::new_ext(&markdown.text()[body..], markdown_options()).into_offset_iter();
    let mut reader = Reader {
        markdown,
        body,
        events,
        sink,
        heading: 0,
        lists: 0,
        nesting: 0,
        in_address: false,
        links: true,
        line: Line::First,
        script: None,
        open_group: None,
        together: Vec::new(),
    };
    let blocks = reader.blocks(None);
    reader.check_definitions();
    reader.check_groups(&blocks);
    let together = reader.together.into_iter().map(|group| group.blocks).collect();
    check_breaks(&blocks, markdown, sink);
    if blocks.is_empty() && sink.errors_since(mark).is_none() {
        sink.report(
            Finding::new(&codes::document::EMPTY, "the letter has no text")
                .at(Place::new(markdown, Span::new(body..body)))
                .hint("write the letter's text below the front matter"),
        );
    }
    let about = front_matter?;
    sink.unless_errors(mark, Document { source: Arc::clone(markdown), about, blocks, together })
}

/// A page break parts two pages that hold something.
fn check_breaks(blocks: &[Block], markdown: &Arc<Source>, sink: &mut Sink) {
    let is_break = |block: Option<&Block>| block.is_none_or(|block| block.kind == BlockKind::PageBreak);
    for (number, block) in blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::PageBreak) {
        if is_break(number.checked_sub(1).and_then(|before| blocks.get(before)))
            || is_break(blocks.get(number + 1))
        {
            sink.report(
                Finding::new(&codes::document::EMPTY_PAGE, "this page break leaves an empty page")
                    .at(Place::new(markdown, block.span))
                    .hint("write `---` between two pages only"),
            );
        }
    }
}

impl<'a> Reader<'a> {
    /// Blocks up to `end`, or to the end of the text.
    fn blocks(&mut self, end: Option<TagEnd>) -> Vec<Block> {
        let mut blocks = Vec::new();
        // A tight list item holds its text without a paragraph around it.
        let mut loose: Vec<Inline> = Vec::new();
        let mut loose_span = Span::default();
        while let Some((event, span)) = self.next() {
            let inline = matches!(
                event,
                Event::Text(_)
                    | Event::SoftBreak
                    | Event::HardBreak
                    | Event::Start(Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. })
                    | Event::Code(_)
                    | Event::InlineHtml(_)
            );
            if inline {
                if loose.is_empty() {
                    loose_span = span;
                    self.line = Line::First;
                }
                loose_span.end = span.end;
                self.inline(event, span, false, false, &mut loose);
                continue;
            }
            if !loose.is_empty() {
                blocks
                    .push(Block { kind: BlockKind::Paragraph(std::mem::take(&mut loose)), span: loose_span });
            }
            match event {
                Event::End(tag) if Some(tag) == end => return blocks,
                Event::Start(Tag::Paragraph) if end.is_none() && self.group_line(span, blocks.len()) => {}
                Event::Start(tag) => blocks.extend(self.block(tag, span)),
                Event::Rule if end.is_none() && self.written(span) == "---" => {
                    blocks.push(Block { kind: BlockKind::PageBreak, span });
                }
                Event::Rule => self.refuse("a rule", "write `---` for a new page, else nothing", span),
                // HTML blocks arrive as `Start`; what is left has no text of its own.
                _ => {}
            }
        }
        if !loose.is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph(loose), span: loose_span });
        }
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, span: Span) -> Option<Block> {
        if self.nesting >= DEEPEST_NESTING {
            self.refuse("text nested so deep", NESTED, span);
            self.skip(tag.to_end());
            return None;
        }
        self.nesting += 1;
        let block = self.block_inside(tag, span);
        self.nesting -= 1;
        block
    }

    fn block_inside(&mut self, tag: Tag<'a>, span: Span) -> Option<Block> {
        self.line = Line::First;
        let kind = match tag {
            Tag::Paragraph if self.is_picture(span) => self.picture(span),
            Tag::Paragraph if self.is_at_right(span) => self.at_right(),
            Tag::Paragraph => BlockKind::Paragraph(self.inlines(TagEnd::Paragraph)),
            Tag::Heading { level, .. } => self.without_links(|reader| reader.heading(level, span)),
            Tag::Table(alignments) => {
                if alignments.iter().any(|alignment| matches!(alignment, Alignment::Left | Alignment::Center))
                {
                    self.report_mark(Fault {
                        at: self.second_line(span),
                        message: "a column stands at the left, or at the right by `---:`: these colons would mean nothing"
                            .to_owned(),
                        hint: "write `---` for a column of words, `---:` for one of numbers",
                    });
                }
                BlockKind::Table(self.without_links(|reader| reader.table(&alignments, span))?)
            }
            Tag::List(start) => {
                let items = self.list(start, span);
                BlockKind::List { start, items }
            }
            Tag::BlockQuote(_) if self.lists == 0 && !self.in_address => {
                self.in_address = true;
                let address = self.without_links(|reader| reader.address(span));
                self.in_address = false;
                address?
            }
            other => {
                let (what, instead) = unsupported(&other);
                self.refuse(what, instead, span);
                self.skip(other.to_end());
                return None;
            }
        };
        Some(Block { kind, span })
    }

    fn without_links<T>(&mut self, read: impl FnOnce(&mut Reader<'a>) -> T) -> T {
        let links = std::mem::replace(&mut self.links, false);
        let read = read(self);
        self.links = links;
        read
    }

    /// Whether text follows `->` and one space on its line; an arrow that stands otherwise is a mistake.
    fn is_at_right(&self, span: Span) -> bool {
        let text = self.written(span).strip_prefix(marks::AT_RIGHT).map(|text| text.trim_start_matches('\\'));
        self.lists == 0 && !self.in_address && text.is_some_and(|text| !text.starts_with(char::is_whitespace))
    }

    /// A paragraph after `->`.
    fn at_right(&mut self) -> BlockKind {
        self.line = Line::Inside;
        let mut inlines = self.inlines(TagEnd::Paragraph);
        if let Some(Inline::Text { text, span, .. }) = inlines.first_mut() {
            text.drain(..marks::AT_RIGHT.len());
            span.start += marks::AT_RIGHT.len() as u32;
        }
        BlockKind::AtRight(inlines)
    }

    /// One paragraph after `>`.
    fn address(&mut self, span: Span) -> Option<BlockKind> {
        let mut blocks = self.blocks(Some(TagEnd::BlockQuote(None)));
        match (blocks.pop(), blocks.is_empty()) {
            (Some(Block { kind: BlockKind::Paragraph(lines), .. }), true) => Some(BlockKind::Address(lines)),
            _ => {
                self.refuse(
                    "anything but the lines of an address after `>`",
                    "end each line but the last with `\\`",
                    span,
                );
                None
            }
        }
    }

    fn heading(&mut self, level: HeadingLevel, span: Span) -> BlockKind {
        let number = level as u8;
        if number > self.heading + 1 {
            let message = if self.heading == 0 {
                format!("the first heading is of level {number}, not 1")
            } else {
                format!("a heading of level {number} stands below one of level {}", self.heading)
            };
            self.sink.report(
                Finding::new(&codes::document::HEADING_LEVEL, message)
                    .at(Place::new(self.markdown, span))
                    .hint(format!("write it with {}", "#".repeat(usize::from(self.heading) + 1))),
            );
        }
        self.heading = number;
        self.line = Line::Inside;
        let inlines = self.inlines(TagEnd::Heading(level));
        let text_end = inlines.iter().rev().find_map(|inline| match inline {
            Inline::Text { span, .. } => Some(span.range().end),
            Inline::Break => None,
        });
        self.check(marks::at_heading(self.markdown.text(), span.range(), text_end));
        if inlines.is_empty() {
            self.sink.report(
                Finding::new(&codes::document::EMPTY_HEADING, "this heading has no text")
                    .at(Place::new(self.markdown, span))
                    .hint("give it a text, or remove the line"),
            );
        }
        BlockKind::Heading { level: number, inlines }
    }

    fn list(&mut self, start: Option<u64>, span: Span) -> Vec<Vec<Block>> {
        let end = TagEnd::List(start.is_some());
        let mut items = Vec::new();
        self.lists += 1;
        if self.lists > DEEPEST {
            self.refuse("a list so deep in other lists", "bring it further out", span);
            self.skip(end);
        } else {
            while let Some((event, span)) = self.next() {
                match event {
                    Event::Start(Tag::Item) => {
                        let number = start.map(|start| start + items.len() as u64);
                        self.check(marks::at_entry(self.markdown.text(), span.range(), number));
                        items.push(self.blocks(Some(TagEnd::Item)));
                    }
                    Event::End(tag) if tag == end => break,
                    _ => {}
                }
            }
        }
        self.lists -= 1;
        items
    }
}
