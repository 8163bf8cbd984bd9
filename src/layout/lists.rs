//! Lists -> line boxes: a label beside the first line of each item.

use super::faces::Typesetter;
use super::flow::{Flow, Last};
use super::lines::{Line, one_line};
use super::pages::{ElementId, Role};
use crate::diag::{Finding, Place, Sink, Span, codes};
use crate::document::{Block, BlockKind, Inline, Script};
use crate::units::Pt;

impl Flow<'_> {
    pub(super) fn list(
        &mut self,
        start: Option<u64>,
        items: &[Vec<Block>],
        span: Span,
        parent: ElementId,
        outer: Pt,
        sink: &mut Sink,
    ) {
        let list = self.element(Role::List, Some(parent), span, String::new());
        // A label never runs into its text: the longest, which is the last, decides, with a space after it. What
        // it lacks is reported where it is set, below.
        let last = start.map(|first| first.saturating_add(items.len().saturating_sub(1) as u64));
        let widest = self.list_label(last, span, list, &mut Sink::new()).width;
        let indent = outer + self.style.list.indent.max(widest + self.style.text.size / 4);
        for (number, blocks) in items.iter().enumerate() {
            let item = self.element(Role::ListItem, Some(list), span, String::new());
            let label = self.element(Role::ListLabel, Some(item), span, String::new());
            let number = start.map(|first| first.saturating_add(number as u64));
            let mark = self.list_label(number, span, label, sink);
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

    /// A number with its period, or the style's bullet.
    fn list_label(&self, number: Option<u64>, span: Span, label: ElementId, sink: &mut Sink) -> Line {
        let (text, setting) = match number {
            Some(number) => (format!("{number}."), None),
            None => (self.style.list.bullet.clone(), Some((self.style, "list/bullet"))),
        };
        let text =
            Inline::Text { text, strong: false, emphasis: false, script: Script::Normal, link: None, span };
        let setter = Typesetter { setting, ..self.text_setter() };
        one_line(&setter.typeset(&[text], false, |_| label, sink))
    }
}
