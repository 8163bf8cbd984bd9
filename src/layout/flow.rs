//! Blocks -> strips, in reading order, each with what is drawn on it and whose it is.

use super::address::Address;
use super::fill::{Strip, keeps};
use super::lines::{Line, break_lines, one_line};
use super::pages::{Element, ElementId, Role, Scope};
use super::table::{Row, rows};
use super::typeset::{Faces, Typesetter};
use crate::diag::{Finding, Place, Reported, Sink, Span, codes};
use crate::document::{Block, BlockKind, Document, Inline, Table, TableKind};
use crate::fonts::Fonts;
use crate::style::{Align, Style, Window};
use crate::units::{Pt, Size};

/// What is drawn on one strip.
pub(super) enum Drawn {
    /// Lines of text at one height, each from its left edge: a list's label may stand beside its text.
    Text {
        size: Pt,
        lines: Vec<(Pt, Line)>,
    },
    Row(Row),
    Address(Address),
}

/// What stood last, as far as the distance to the next block depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Text,
    ListItem,
    Heading,
    /// A table, with the height of its last row.
    Table(Pt),
    Address,
}

pub(super) struct Flow<'a> {
    pub(super) document: &'a Document,
    style: &'a Style,
    pub(super) fonts: &'a Fonts,
    /// Whether the next strip opens a page.
    opens: bool,
    /// The language of what comes next, where it is not the letter's.
    language: Option<&'a str>,
    text: Faces,
    table: Faces,
    pub strips: Vec<Strip>,
    pub drawn: Vec<Drawn>,
    pub elements: Vec<Element>,
    last: Last,
}

impl<'a> Flow<'a> {
    pub fn new(
        document: &'a Document,
        style: &'a Style,
        fonts: &'a Fonts,
        sink: &mut Sink,
    ) -> Result<Flow<'a>, Reported> {
        let text = Faces::of(&style.text.family, style, fonts, sink)?;
        let table = Faces::of(&style.table.family, style, fonts, sink)?;
        let page = &style.page;
        if page.width - page.margin_left - page.margin_right <= style.list.indent * 9
            || page.lowest_baseline < page.first_baseline
        {
            return Err(sink.error(no_room("the style leaves no room for text on the page".into())));
        }
        let mut flow = Flow {
            document,
            style,
            fonts,
            opens: false,
            language: document.about.first_language.as_deref(),
            text,
            table,
            strips: Vec::new(),
            drawn: Vec::new(),
            elements: Vec::new(),
            last: Last::Nothing,
        };
        flow.element(Role::Document, None, Span::default(), String::new());
        Ok(flow)
    }

    pub fn blocks(&mut self, blocks: &[Block], sink: &mut Sink) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { level: 1, inlines } => self.section_heading(inlines, block.span, sink),
                BlockKind::Heading { level, inlines } => self.item_line(*level, inlines, block.span, sink),
                BlockKind::Paragraph(inlines) => {
                    let parent = ElementId(0);
                    let element = self.element(Role::Paragraph, Some(parent), block.span, String::new());
                    self.paragraph(inlines, element, Pt::ZERO, None, sink);
                }
                BlockKind::Table(table) => self.table(table, block.span, sink),
                BlockKind::Address(lines) => self.address(lines, block.span, sink),
                BlockKind::PageBreak => {
                    self.opens = true;
                    self.language = None;
                    self.last = Last::Nothing;
                }
                BlockKind::List { start, items } => {
                    self.list(*start, items, block.span, ElementId(0), Pt::ZERO, sink);
                }
            }
        }
    }

    pub(super) fn element(
        &mut self,
        role: Role,
        parent: Option<ElementId>,
        span: Span,
        title: String,
    ) -> ElementId {
        let id = ElementId(self.elements.len() as u32);
        self.elements.push(Element {
            role,
            parent,
            span,
            title,
            at: (0, Pt::ZERO),
            columns: 1,
            // Said once, by what stands in the document itself; what is in there follows.
            language: self.language.filter(|_| parent == Some(ElementId(0))).map(str::to_owned),
        });
        id
    }

    fn push(&mut self, advance: Pt, with_next: bool, drawn: Drawn) {
        let (top, depth) = match &drawn {
            Drawn::Text { .. } => (self.style.page.first_baseline, Pt::ZERO),
            Drawn::Row(row) => (self.style.table.first_baseline - self.style.table.rise, row.height),
            Drawn::Address(_) => (Pt::ZERO, Pt::ZERO),
        };
        let opens = std::mem::take(&mut self.opens);
        self.strips.push(Strip { advance, top, depth, with_next, opens, fixed: None });
        self.drawn.push(drawn);
    }

    /// What stands at a height of its own; text goes on below it.
    pub(super) fn push_at(&mut self, y: Pt, drawn: Drawn) {
        self.push(Pt::ZERO, false, drawn);
        if let Some(strip) = self.strips.last_mut() {
            strip.fixed = Some(y);
        }
        self.last = Last::Address;
    }

    pub(super) fn window(&self) -> &'a Window {
        &self.style.window
    }

    pub(super) fn page_size(&self) -> Size {
        Size { width: self.style.page.width, height: self.style.page.height }
    }

    pub(super) fn table_faces(&self) -> &Faces {
        &self.table
    }

    pub(super) fn text_size(&self) -> Pt {
        self.style.text.size
    }

    /// From the strip that stands last to the first baseline of a text.
    fn advance_to_text(&self) -> Pt {
        match self.last {
            Last::Nothing => Pt::ZERO,
            Last::Text | Last::ListItem => self.style.text.pitch + self.style.text.paragraph_gap,
            Last::Heading => self.style.heading.below,
            Last::Table(row) => row + self.style.table.below,
            Last::Address => self.style.text.pitch,
        }
    }

    fn section_heading(&mut self, inlines: &[Inline], span: Span, sink: &mut Sink) {
        let heading = &self.style.heading;
        let element = self.element(Role::Heading(1), Some(ElementId(0)), span, plain(inlines));
        let setter =
            Typesetter { document: self.document, fonts: self.fonts, faces: &self.text, size: heading.size };
        let lines = break_lines(&setter.typeset(inlines, true, |_| element, sink), self.measure());
        let above = match self.last {
            Last::Nothing => Pt::ZERO,
            Last::Table(row) => row + self.style.table.below,
            Last::Text | Last::ListItem | Last::Heading | Last::Address => heading.above,
        };
        for (number, line) in lines.into_iter().enumerate() {
            let spare = match heading.align {
                Align::Left => Pt::ZERO,
                Align::Centre => (self.measure() - line.width) / 2,
            };
            let x = self.style.page.margin_left + spare;
            let advance = if number == 0 { above } else { self.style.text.pitch };
            self.push(advance, true, Drawn::Text { size: heading.size, lines: vec![(x, line)] });
        }
        self.last = Last::Heading;
    }

    /// A heading below a section's: the line that names an item and its outcome.
    fn item_line(&mut self, level: u8, inlines: &[Inline], span: Span, sink: &mut Sink) {
        let element = self.element(Role::Heading(level), Some(ElementId(0)), span, plain(inlines));
        let setter = self.text_setter();
        let lines = break_lines(&setter.typeset(inlines, false, |_| element, sink), self.measure());
        self.text_lines(lines, true, Pt::ZERO, None);
        self.last = Last::Text;
    }

    /// A paragraph, `indent` from the margin, with a label beside its first line where it opens a list item.
    fn paragraph(
        &mut self,
        inlines: &[Inline],
        element: ElementId,
        indent: Pt,
        beside: Option<(Pt, Line)>,
        sink: &mut Sink,
    ) {
        let (label, text) = match inlines {
            [Inline::Text { text, strong: true, span: label, .. }, rest @ ..]
                if text.trim_end().ends_with(':') =>
            {
                let spans = rest.iter().filter_map(|inline| match inline {
                    Inline::Text { span, .. } => Some(*span),
                    Inline::Break => None,
                });
                let behind = spans.reduce(|first, last| Span { start: first.start, end: last.end });
                let label = self.element(Role::Label, Some(element), *label, String::new());
                // Beside the label's element the text has one of its own, so that a reader which takes an
                // element's own content first still reads it second.
                let text = behind.map(|span| self.element(Role::Text, Some(element), span, String::new()));
                (label, text.unwrap_or(element))
            }
            _ => (element, element),
        };
        let setter = self.text_setter();
        let whose = |inline| if inline == 0 { label } else { text };
        let lines = break_lines(&setter.typeset(inlines, false, whose, sink), self.measure() - indent);
        // A paragraph that ends in a colon introduces what follows.
        let introduces =
            matches!(inlines.last(), Some(Inline::Text { text, .. }) if text.trim_end().ends_with(':'));
        self.text_lines(lines, introduces, indent, beside);
        self.last = Last::Text;
    }

    fn text_setter(&self) -> Typesetter<'_> {
        Typesetter {
            document: self.document,
            fonts: self.fonts,
            faces: &self.text,
            size: self.style.text.size,
        }
    }

    fn text_lines(&mut self, lines: Vec<Line>, with_next: bool, indent: Pt, mut beside: Option<(Pt, Line)>) {
        let text = &self.style.text;
        let (pitch, size) = (text.pitch, text.size);
        let together = usize::from(text.lines_together);
        let mut advance = self.advance_to_text();
        if beside.is_some() && self.last == Last::ListItem {
            advance = pitch;
        }
        let x = self.style.page.margin_left + indent;
        for (kept, line) in keeps(lines.len(), together, with_next).collect::<Vec<_>>().into_iter().zip(lines)
        {
            let lines = beside.take().into_iter().chain([(x, line)]).collect();
            self.push(advance, kept, Drawn::Text { size, lines });
            advance = pitch;
        }
    }

    fn list(
        &mut self,
        start: Option<u64>,
        items: &[Vec<Block>],
        span: Span,
        parent: ElementId,
        outer: Pt,
        sink: &mut Sink,
    ) {
        let list = self.element(Role::List, Some(parent), span, String::new());
        let indent = outer + self.style.list.indent;
        for (number, blocks) in items.iter().enumerate() {
            let item = self.element(Role::ListItem, Some(list), span, String::new());
            let mark = match start {
                Some(first) => format!("{}.", first.saturating_add(number as u64)),
                None => self.style.list.bullet.clone(),
            };
            let label = self.element(Role::ListLabel, Some(item), span, String::new());
            let mark = Inline::Text { text: mark, strong: false, emphasis: false, span };
            let mark = one_line(&self.text_setter().typeset(&[mark], false, |_| label, sink));
            let mut beside = Some((self.style.page.margin_left + outer, mark));
            let body = self.element(Role::ListBody, Some(item), span, String::new());
            for block in blocks {
                match &block.kind {
                    BlockKind::Paragraph(inlines) => {
                        let element = self.element(Role::Paragraph, Some(body), block.span, String::new());
                        self.paragraph(inlines, element, indent, beside.take(), sink);
                        self.last = Last::ListItem;
                    }
                    BlockKind::List { start, items } if beside.is_none() => {
                        self.list(*start, items, block.span, body, indent, sink);
                    }
                    _ => {
                        sink.report(
                            Finding::new(
                                &codes::layout::LIST_ITEM,
                                "a list item may hold paragraphs and, below them, lists",
                            )
                            .at(Place::new(&self.document.source, block.span))
                            .hint("bring it out of the list"),
                        );
                    }
                }
            }
            if beside.is_some() {
                sink.report(
                    Finding::new(&codes::layout::LIST_ITEM, "this list has an item without text")
                        .at(Place::new(&self.document.source, span))
                        .hint("give the item a text, or remove it"),
                );
            }
        }
    }

    fn table(&mut self, table: &Table, span: Span, sink: &mut Sink) {
        let style = &self.style.table;
        let count = table.rows[0].len();
        let Some(edges) = style.columns.iter().find(|edges| edges.len() == count + 1) else {
            sink.report(
                Finding::new(
                    &codes::layout::TABLE_COLUMNS,
                    format!("the style has no widths for a table of {count} columns"),
                )
                .at(Place::new(&self.document.source, span))
                .hint("add a list of its column edges under `table: columns:` in the style"),
            );
            return;
        };
        if edges.windows(2).any(|pair| pair[1] - pair[0] <= style.padding * 2) {
            sink.report(no_room(format!("the style leaves no room for text in a table of {count} columns")));
            return;
        }
        let element = self.element(Role::Table, Some(ElementId(0)), span, String::new());
        let mut advance = match self.last {
            Last::Nothing => Pt::ZERO,
            Last::Table(row) => row + style.above,
            Last::Text | Last::ListItem | Last::Heading | Last::Address => style.above,
        };
        let scope = match table.kind {
            TableKind::Labels => Scope::Row,
            TableKind::Columns => Scope::Column,
        };
        let mut elements = std::mem::take(&mut self.elements);
        let setter =
            Typesetter { document: self.document, fonts: self.fonts, faces: &self.table, size: style.size };
        let made = rows(table, edges, style, &setter, (element, scope), &mut elements, sink);
        self.elements = elements;
        let lowest = self.style.page.lowest_baseline;
        let last = made.len() - 1;
        for (number, row) in made.into_iter().enumerate() {
            let height = row.height;
            if style.first_baseline - style.rise + height > lowest {
                sink.report(
                    Finding::new(&codes::layout::ROW_TOO_HIGH, "a row of this table does not fit on a page")
                        .at(Place::new(&self.document.source, span))
                        .hint("shorten the text in its cells"),
                );
            }
            // The head of a column does not stand alone at a page foot.
            let head = scope == Scope::Column && number == 0 && number != last;
            self.push(advance, head, Drawn::Row(row));
            advance = height;
        }
        self.last = Last::Table(advance);
    }

    fn measure(&self) -> Pt {
        let page = &self.style.page;
        page.width - page.margin_left - page.margin_right
    }
}

fn no_room(message: String) -> Finding {
    Finding::new(&codes::layout::NO_ROOM, message)
        .hint("look at the margins, column edges and paddings in the style")
}

/// The text of inlines, for bookmarks.
fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text { text: part, .. } => text.push_str(part),
            Inline::Break => text.push(' '),
        }
    }
    text
}
