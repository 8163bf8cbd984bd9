//! Blocks -> line boxes, in reading order.

use super::flow::{Flow, Last};
use super::pages::{ElementId, Role};
use crate::diag::Sink;
use crate::document::{Block, BlockKind};
use crate::units::Pt;

impl Flow<'_> {
    pub fn blocks(&mut self, blocks: &[Block], sink: &mut Sink) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { level: 1, inlines } => self.section_heading(inlines, block.span, sink),
                BlockKind::Heading { level, inlines } => self.item_heading(*level, inlines, block.span, sink),
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
}
