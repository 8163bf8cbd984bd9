//! Blocks -> line boxes, in reading order.

use super::flow::{Flow, Last};
use super::pages::{ElementId, Role};
use crate::diag::{Sink, Span};
use crate::document::{Block, BlockKind};
use crate::units::Pt;

impl Flow<'_> {
    pub fn blocks(&mut self, blocks: &[Block], sink: &mut Sink) {
        let other = self.document.about.first_language.as_deref();
        let first =
            blocks.iter().position(|block| block.kind == BlockKind::PageBreak).unwrap_or(blocks.len());
        // The letterhead and the address are names, in the letter's own language.
        let address = blocks[..first].iter().rposition(|block| matches!(block.kind, BlockKind::Address(_)));
        let translated = address.map_or(0, |address| address + 1)..first;
        let mut starts = Vec::with_capacity(blocks.len() + 1);
        for (number, block) in blocks.iter().enumerate() {
            starts.push(self.boxes.len());
            self.language = other.filter(|_| translated.contains(&number));
            match &block.kind {
                BlockKind::Heading { level: 1, inlines } => self.section_heading(inlines, block.span, sink),
                BlockKind::Heading { level, inlines } => self.item_heading(*level, inlines, block.span, sink),
                BlockKind::Paragraph(inlines) => {
                    let parent = ElementId(0);
                    let element = self.element(Role::Paragraph, Some(parent), block.span, String::new());
                    self.paragraph(inlines, element, Pt::ZERO, None, sink);
                }
                BlockKind::AtRight(inlines) => self.at_right(inlines, block.span, sink),
                BlockKind::Table(table) => self.table(table, block.span, sink),
                BlockKind::Address(lines) => self.address(lines, block.span, sink),
                BlockKind::Picture { name, alternative_text } => {
                    self.picture(name, alternative_text, block.span, sink);
                }
                BlockKind::PageBreak => {
                    self.opens = true;
                    self.last = Last::Nothing;
                }
                BlockKind::List { start, items } => {
                    self.list(*start, items, block.span, ElementId(0), Pt::ZERO, sink);
                }
            }
            if number < first && other.is_some() {
                self.in_other_language = self.boxes.len();
            }
        }
        starts.push(self.boxes.len());
        for group in &self.document.together {
            let (first, last) = (blocks[group.start].span, blocks[group.end - 1].span);
            let span = Span { start: first.start, end: last.end };
            self.keep_together(starts[group.start]..starts[group.end], span);
        }
    }
}
