//! Blocks that stay on one page, between a line `::: together` and a line `:::`.

use pulldown_cmark::TagEnd;

use super::marks::Fault;
use super::reader::{Group, Reader};
use super::{Block, BlockKind};
use crate::diag::Span;

impl Reader<'_> {
    /// Reads a paragraph that is a line `::: together` or `:::`, after so many blocks; false where it is none.
    pub(super) fn group_line(&mut self, span: Span, blocks: usize) -> bool {
        let opens = match self.written(span) {
            "::: together" => true,
            ":::" => false,
            _ => return false,
        };
        self.skip(TagEnd::Paragraph);
        match (opens, self.open_group.take()) {
            (true, None) => self.open_group = Some(Group { blocks: blocks..blocks, opening: span }),
            (false, Some(open)) => {
                let group = Group { blocks: open.blocks.start..blocks, ..open };
                if group.blocks.is_empty() {
                    self.group_fault(span, "nothing stands between `::: together` and this line");
                }
                self.together.push(group);
            }
            (true, Some(open)) => {
                self.group_fault(span, "a block that stays together stands in another");
                self.open_group = Some(open);
            }
            (false, None) => self.group_fault(span, "this `:::` closes nothing"),
        }
        true
    }

    /// Looks at the blocks that stay together when all are read.
    pub(super) fn check_groups(&mut self, blocks: &[Block]) {
        if let Some(open) = self.open_group.take() {
            self.group_fault(open.opening, "no line `:::` closes this block");
        }
        let inside = self.together.iter().flat_map(|group| &blocks[group.blocks.clone()]);
        let elsewhere = |block: &&Block| {
            matches!(block.kind, BlockKind::PageBreak | BlockKind::Picture { .. } | BlockKind::Address(_))
        };
        for span in inside.filter(elsewhere).map(|block| block.span).collect::<Vec<_>>() {
            self.group_fault(
                span,
                "a new page, a picture or an address stands in a block that stays together",
            );
        }
    }

    fn group_fault(&mut self, span: Span, message: &str) {
        self.report_mark(Fault {
            at: span.range(),
            message: message.to_owned(),
            hint: "a line `::: together` and, after what stays together, a line `:::` stand between empty lines",
        });
    }
}
