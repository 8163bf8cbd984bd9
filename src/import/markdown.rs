//! The Markdown of a letter -> its lines: one for every paragraph, heading, row and item.

use super::printed::{RawLine, RawWord, Start, words_of};
use crate::document::{Block, BlockKind, Document, Inline};

/// The lines of a letter as its Markdown has them.
pub(super) fn read_document(letter: &Document) -> Vec<RawLine> {
    let mut lines = Vec::new();
    letter.blocks.iter().for_each(|block| put_block(block, &mut lines));
    lines
}

fn put_block(block: &Block, lines: &mut Vec<RawLine>) {
    match &block.kind {
        BlockKind::Heading { inlines, .. }
        | BlockKind::Paragraph(inlines)
        | BlockKind::AtRight(inlines)
        | BlockKind::Address(inlines) => put_inlines(inlines, lines),
        BlockKind::PageBreak | BlockKind::Picture { .. } => {}
        BlockKind::Table(table) => {
            for row in &table.rows {
                let mut words = Vec::new();
                for cell in row {
                    words.extend(words_in(&cell.inlines).into_iter().flatten());
                }
                put_line(words, Start::Block, lines);
            }
        }
        BlockKind::List { start, items } => {
            for (number, item) in items.iter().enumerate() {
                let first = lines.len();
                item.iter().for_each(|block| put_block(block, lines));
                let Some(line) = lines.get_mut(first) else { continue };
                let text = match start {
                    Some(start) => format!("{}.", start + number as u64),
                    None => "•".to_owned(),
                };
                line.words.insert(0, RawWord { text, spaces: 0, bold: false, turned: false });
                line.item = true;
            }
        }
    }
}

fn put_inlines(inlines: &[Inline], lines: &mut Vec<RawLine>) {
    for (number, words) in words_in(inlines).into_iter().enumerate() {
        put_line(words, if number == 0 { Start::Block } else { Start::Line }, lines);
    }
}

fn put_line(words: Vec<RawWord>, start: Start, lines: &mut Vec<RawLine>) {
    if !words.is_empty() {
        lines.push(RawLine { page: 1, start, item: false, words, closed: false });
    }
}

/// The words of every line that the text asks for.
fn words_in(inlines: &[Inline]) -> Vec<Vec<RawWord>> {
    let mut lines = vec![Vec::<RawWord>::new()];
    let mut open = false;
    let mut spaces = 0;
    for inline in inlines {
        let Inline::Text { text, strong, .. } = inline else {
            lines.push(Vec::new());
            (open, spaces) = (false, 0);
            continue;
        };
        let mut words = words_of(text, *strong);
        let starts_word = text.chars().next().is_some_and(|c| !c.is_whitespace());
        let Some(line) = lines.last_mut() else { continue };
        // What changes within a word is no end of it.
        if let (true, true, Some(last)) = (open, starts_word, line.last_mut())
            && !words.is_empty()
        {
            last.text.push_str(&words.remove(0).text);
        } else if let Some(first) = words.first_mut() {
            first.spaces += spaces;
        }
        let behind = text.chars().rev().take_while(|c| c.is_whitespace()).count();
        open = behind == 0 && !text.is_empty();
        spaces = behind;
        line.extend(words);
    }
    lines
}
