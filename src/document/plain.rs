//! A letter's words alone, as its reader meets them.

use super::{Block, BlockKind, Document, Inline};

/// The text of a letter: a line for every heading, paragraph, row of a table and item of a list, and none for what
/// only lays it out.
pub fn plain_lines(letter: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    letter.blocks.iter().for_each(|block| put_block(block, &mut lines));
    lines
}

fn put_block(block: &Block, lines: &mut Vec<String>) {
    match &block.kind {
        BlockKind::Heading { inlines, .. }
        | BlockKind::Paragraph(inlines)
        | BlockKind::AtRight(inlines)
        | BlockKind::Address(inlines) => lines.push(words(inlines)),
        BlockKind::PageBreak => {}
        BlockKind::Picture { alternative_text, .. } => lines.push(alternative_text.clone()),
        BlockKind::Table(table) => {
            for row in &table.rows {
                let cells: Vec<String> = row.iter().map(|cell| words(&cell.inlines)).collect();
                lines.push(cells.join("  ").trim_end().to_owned());
            }
        }
        BlockKind::List { items, .. } => items.iter().flatten().for_each(|block| put_block(block, lines)),
    }
}

fn words(inlines: &[Inline]) -> String {
    let pieces = inlines.iter().flat_map(|inline| match inline {
        Inline::Text { text, script, .. } => [script.mark(), text, script.mark()],
        Inline::Break => ["", " ", ""],
    });
    pieces.collect()
}
