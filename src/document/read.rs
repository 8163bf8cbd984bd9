use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};

use super::front_matter::read_front_matter;
use super::{Block, BlockKind, Cell, Document, Inline, Table, TableKind};
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
    let front_matter = read_front_matter(markdown, sink);
    let body = front_matter.as_ref().map_or(0, |(_, body)| *body);
    let events = Parser::new_ext(&markdown.text()[body..], markdown_options()).into_offset_iter();
    let mut reader = Reader { markdown, body, events, sink, heading: 0, depth: 0 };
    let blocks = reader.blocks(None);
    check_breaks(&blocks, markdown, reader.sink);
    if blocks.is_empty() && sink.errors_since(mark).is_none() {
        sink.report(
            Finding::new(&codes::document::EMPTY, "the letter has no text")
                .at(Place::new(markdown, Span::new(body..body)))
                .hint("write the letter's text below the front matter"),
        );
    }
    let (about, _) = front_matter?;
    sink.unless_errors(mark, Document { source: Arc::clone(markdown), about, blocks })
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

struct Reader<'a> {
    markdown: &'a Arc<Source>,
    /// Where the text below the front matter starts.
    body: usize,
    events: OffsetIter<'a>,
    sink: &'a mut Sink,
    /// Level of the last heading.
    heading: u8,
    /// Lists around what is being read.
    depth: usize,
}

impl<'a> Reader<'a> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(range.start + self.body..range.end + self.body)
    }

    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        let (event, range) = self.events.next()?;
        let span = self.span(range);
        Some((event, span))
    }

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
                Event::Start(tag) => blocks.extend(self.block(tag, span)),
                Event::Rule if end.is_none() && self.written(span) == "---" => {
                    blocks.push(Block { kind: BlockKind::PageBreak, span });
                }
                Event::Rule => self.no_use("a rule", "write `---` for a new page, else nothing", span),
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
        let kind = match tag {
            Tag::Paragraph => BlockKind::Paragraph(self.inlines(TagEnd::Paragraph)),
            Tag::Heading { level, .. } => self.heading(level, span),
            Tag::Table(_) => BlockKind::Table(self.table(span)?),
            Tag::List(start) => {
                let items = self.list(TagEnd::List(start.is_some()), span);
                BlockKind::List { start, items }
            }
            Tag::BlockQuote(_) if self.depth == 0 => self.address(span)?,
            other => {
                let (what, instead) = useless_block(&other);
                self.no_use(what, instead, span);
                self.skip(other.to_end());
                return None;
            }
        };
        Some(Block { kind, span })
    }

    /// The text of a span, without white space around it.
    fn written(&self, span: Span) -> &str {
        self.markdown.text()[span.range()].trim()
    }

    /// One paragraph behind `>`.
    fn address(&mut self, span: Span) -> Option<BlockKind> {
        let mut blocks = self.blocks(Some(TagEnd::BlockQuote(None)));
        match (blocks.pop(), blocks.is_empty()) {
            (Some(Block { kind: BlockKind::Paragraph(lines), .. }), true) => Some(BlockKind::Address(lines)),
            _ => {
                self.no_use(
                    "anything but the lines of an address behind `>`",
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
        let inlines = self.inlines(TagEnd::Heading(level));
        if inlines.is_empty() {
            self.sink.report(
                Finding::new(&codes::document::EMPTY_HEADING, "this heading has no text")
                    .at(Place::new(self.markdown, span))
                    .hint("give it a text, or remove the line"),
            );
        }
        BlockKind::Heading { level: number, inlines }
    }

    fn list(&mut self, end: TagEnd, span: Span) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        self.depth += 1;
        if self.depth > DEEPEST {
            self.no_use("a list so deep in other lists", "bring it further out", span);
            self.skip(end);
        } else {
            while let Some((event, _)) = self.next() {
                match event {
                    Event::Start(Tag::Item) => items.push(self.blocks(Some(TagEnd::Item))),
                    Event::End(tag) if tag == end => break,
                    _ => {}
                }
            }
        }
        self.depth -= 1;
        items
    }

    fn table(&mut self, span: Span) -> Option<Table> {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        while let Some((event, span)) = self.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let inlines = self.inlines(TagEnd::TableCell);
                    rows.last_mut()?.push(Cell { inlines, header: false, span });
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let head = rows.first()?;
        let labels =
            head.iter().any(is_label) && !head.iter().all(|cell| is_label(cell) || cell.inlines.is_empty());
        let kind = if labels { TableKind::Labels } else { TableKind::Columns };
        for (number, row) in rows.iter_mut().enumerate() {
            for cell in row {
                cell.header = if labels { is_label(cell) } else { number == 0 };
            }
        }
        if !labels && rows[0].iter().any(|cell| cell.inlines.is_empty()) {
            self.sink.report(
                Finding::new(&codes::document::TABLE_HEAD, "a column of this table has no header")
                    .at(Place::new(self.markdown, span))
                    .hint("give every cell of the table's first row a text, so that it can be read aloud"),
            );
        }
        Some(Table { kind, rows })
    }

    fn inlines(&mut self, end: TagEnd) -> Vec<Inline> {
        self.styled(end, false, false)
    }

    fn styled(&mut self, end: TagEnd, strong: bool, emphasis: bool) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, span)) = self.next() {
            if matches!(&event, Event::End(tag) if *tag == end) {
                break;
            }
            self.inline(event, span, strong, emphasis, &mut inlines);
        }
        inlines
    }

    fn inline(&mut self, event: Event<'a>, span: Span, strong: bool, emphasis: bool, to: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => push_text(to, &text, strong, emphasis, span),
            Event::SoftBreak => push_text(to, " ", strong, emphasis, span),
            Event::HardBreak => to.push(Inline::Break),
            Event::Start(Tag::Strong) => {
                for inline in self.styled(TagEnd::Strong, true, emphasis) {
                    join(to, inline);
                }
            }
            Event::Start(Tag::Emphasis) => {
                for inline in self.styled(TagEnd::Emphasis, strong, true) {
                    join(to, inline);
                }
            }
            Event::Start(tag) => {
                let (what, instead) = useless_block(&tag);
                self.no_use(what, instead, span);
                self.skip(tag.to_end());
            }
            Event::Code(_) => self.no_use("code", "write the text without back-ticks", span),
            Event::InlineHtml(_) => self.no_use("HTML", "write `\\<` where a less-than sign is meant", span),
            _ => {}
        }
    }

    fn no_use(&mut self, what: &str, instead: &str, span: Span) {
        self.sink.report(
            Finding::new(&codes::document::NO_USE, format!("a letter has no use for {what}"))
                .at(Place::new(self.markdown, span))
                .hint(instead),
        );
    }

    fn skip(&mut self, end: TagEnd) {
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

fn useless_block(tag: &Tag<'_>) -> (&'static str, &'static str) {
    match tag {
        Tag::CodeBlock(_) => ("a code block", "start the line without back-ticks and without four spaces"),
        Tag::HtmlBlock => ("HTML", "write `\\<` where a less-than sign is meant"),
        Tag::BlockQuote(_) => ("a quotation block", "write `\\>` where a greater-than sign is meant"),
        Tag::Image { .. } => ("an image", "remove it; a letter is text"),
        Tag::Link { .. } => ("a link", "write the address as text: paper cannot be clicked"),
        _ => ("this", "write it as a paragraph, a heading, a table or a list"),
    }
}

/// A cell that is strong from end to end.
fn is_label(cell: &Cell) -> bool {
    !cell.inlines.is_empty()
        && cell
            .inlines
            .iter()
            .all(|inline| matches!(inline, Inline::Text { strong: true, .. } | Inline::Break))
}

fn push_text(to: &mut Vec<Inline>, text: &str, strong: bool, emphasis: bool, span: Span) {
    join(to, Inline::Text { text: text.to_owned(), strong, emphasis, span });
}

/// Adds an inline; text that goes on in the same type joins what stands before it.
fn join(to: &mut Vec<Inline>, inline: Inline) {
    if let (
        Some(Inline::Text { text, strong, emphasis, span }),
        Inline::Text { text: more, strong: more_strong, emphasis: more_emphasis, span: more_span },
    ) = (to.last_mut(), &inline)
        && strong == more_strong
        && emphasis == more_emphasis
    {
        text.push_str(more);
        span.end = more_span.end;
        return;
    }
    to.push(inline);
}
