//! Blocks -> boxes, in reading order, each with what is drawn on it and whose it is.

use std::ops::Range;
use std::sync::Arc;

use super::boxes::{Content, LineBox, Position, TopPicture};
use super::faces::{Faces, Typesetter};
use super::pages::{Element, ElementId, Role};
use super::raised::script_rise;
use crate::diag::{Finding, Place, Reported, Sink, Span, codes};
use crate::document::{Document, Inline, Script};
use crate::fonts::Fonts;
use crate::picture::Picture;
use crate::style::{Style, Window};
use crate::units::{Pt, Size};

/// What stood last, as far as the distance to the next block depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
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
    pub(super) style: &'a Style,
    pub(super) fonts: &'a Fonts,
    /// Whether the next line box opens a page.
    pub(super) opens: bool,
    /// The language of what comes next, where it is not the letter's.
    pub(super) language: Option<&'a str>,
    /// How many line boxes stand on pages in another language than the letter's; they come first.
    pub in_other_language: usize,
    pub(super) text: Faces,
    pub(super) table: Faces,
    pub boxes: Vec<LineBox>,
    pub content: Vec<Content>,
    pub elements: Vec<Element>,
    pub(super) last: Last,
    /// Headings of sections so far.
    pub(super) sections: usize,
    /// The picture that a letter may name.
    pub logo: Option<Arc<Picture>>,
    /// Pictures at the top of pages, in reading order.
    pub(super) pictures: Vec<TopPicture>,
    /// The line boxes of blocks that stay together, and where those stand in the Markdown.
    together: Vec<(Range<usize>, Span)>,
}

impl<'a> Flow<'a> {
    pub fn new(
        document: &'a Document,
        style: &'a Style,
        fonts: &'a Fonts,
        sink: &mut Sink,
    ) -> Result<Flow<'a>, Reported> {
        let text = Faces::of(("text/family", &style.text.family), style, fonts, sink)?;
        let table = Faces::of(("table/family", &style.table.family), style, fonts, sink)?;
        let mut flow = Flow {
            document,
            style,
            fonts,
            opens: false,
            language: None,
            in_other_language: 0,
            text,
            table,
            boxes: Vec::new(),
            content: Vec::new(),
            elements: Vec::new(),
            last: Last::Nothing,
            sections: 0,
            logo: None,
            pictures: Vec::new(),
            together: Vec::new(),
        };
        flow.element(Role::Document, None, Span::default(), String::new());
        Ok(flow)
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
            uri: None,
        });
        id
    }

    /// Whose each inline is: their owner's, but for links, superscripts and subscripts, and on a page in another language, where what is emphasized is in the
    /// letter's own, as names of institutions are. The text is of a size.
    pub(super) fn inline_owners(&mut self, inlines: &[Inline], owner: ElementId, size: Pt) -> Vec<ElementId> {
        let emphasized = |inline: &Inline| matches!(inline, Inline::Text { emphasis: true, .. });
        let apart = |inline: &Inline| {
            matches!(inline, Inline::Text { link: Some(_), .. })
                || matches!(inline, Inline::Text { script, .. } if *script != Script::Normal)
        };
        if !inlines.iter().any(apart) && (self.language.is_none() || !inlines.iter().any(emphasized)) {
            return vec![owner; inlines.len()];
        }
        let mut owners: Vec<ElementId> = Vec::with_capacity(inlines.len());
        for inline in inlines {
            owners.push(match inline {
                Inline::Break => owners.last().copied().unwrap_or(owner),
                Inline::Text { link: Some(uri), span, .. } => {
                    // A link goes on in bold text and over line ends.
                    let last = owners.last().map(|last| (*last, &self.elements[last.0 as usize]));
                    match last.filter(|(_, last)| last.uri.as_deref() == Some(uri)) {
                        Some((last, _)) => last,
                        None => {
                            let link = self.element(Role::Link, Some(owner), *span, String::new());
                            self.elements[link.0 as usize].uri = Some(uri.to_string());
                            link
                        }
                    }
                }
                Inline::Text { script, span, .. } => {
                    let role = match script {
                        Script::Normal => Role::Text,
                        _ => Role::Raised(script_rise(*script, size)),
                    };
                    let text = self.element(role, Some(owner), *span, String::new());
                    if emphasized(inline) && self.language.is_some() {
                        let language = self.document.about.language.to_string();
                        self.elements[text.0 as usize].language = Some(language);
                    }
                    text
                }
            });
        }
        owners
    }

    pub(super) fn push(&mut self, advance: Pt, with_next: bool, content: Content) {
        let (top, depth) = match &content {
            Content::Text { .. } => (self.style.page.first_baseline, Pt::ZERO),
            Content::Row(row) => {
                let head = row.head.as_ref().map_or(Pt::ZERO, |head| head.height);
                (self.style.table.first_baseline - self.style.table.ascent + head, row.height)
            }
            Content::Address(_) => (Pt::ZERO, Pt::ZERO),
        };
        let opens = std::mem::take(&mut self.opens);
        self.boxes.push(LineBox { advance, top, depth, with_next, opens, fixed: None });
        self.content.push(content);
    }

    /// What stands at a height of its own; text goes on below it.
    pub(super) fn push_at(&mut self, y: Pt, content: Content) {
        self.push(Pt::ZERO, false, content);
        if let Some(line_box) = self.boxes.last_mut() {
            line_box.fixed = Some(y);
        }
        self.last = Last::Address;
    }

    /// Keeps line boxes on one page, those of blocks that stand there in the Markdown.
    pub(super) fn keep_together(&mut self, boxes: Range<usize>, span: Span) {
        if let Some((_, others)) = self.boxes[boxes.clone()].split_last_mut() {
            others.iter_mut().for_each(|line_box| line_box.with_next = true);
        }
        self.together.push((boxes, span));
    }

    /// Reports blocks that must stay together and are higher than a page.
    pub(super) fn check_together(&self, positions: &[Position], sink: &mut Sink) {
        for (boxes, span) in &self.together {
            let pages = positions[boxes.clone()].iter().map(|position| position.page);
            if pages.clone().min() != pages.max() {
                sink.report(
                    Finding::new(&codes::layout::TOGETHER, "what must stay together does not fit on a page")
                        .at(Place::new(&self.document.source, *span))
                        .hint("close the block further up, or shorten what stands in it"),
                );
            }
        }
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

    /// From the line box that stands last to the first baseline of a text.
    pub(super) fn advance_to_text(&self) -> Pt {
        match self.last {
            Last::Nothing => Pt::ZERO,
            Last::Text | Last::ListItem => self.style.text.leading + self.style.text.paragraph_gap,
            Last::Heading => self.style.heading.below,
            Last::Table(row) => row + self.style.table.below,
            Last::Address => self.style.text.leading,
        }
    }

    pub(super) fn text_setter(&self) -> Typesetter<'_> {
        Typesetter {
            document: self.document,
            fonts: self.fonts,
            faces: &self.text,
            size: self.style.text.size,
            setting: None,
        }
    }

    pub(super) fn measure(&self) -> Pt {
        self.style.measure()
    }
}
