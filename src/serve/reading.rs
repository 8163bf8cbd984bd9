//! A letter's text as HTML, for reading.

use maud::{Markup, html};

use super::html::letter_text;
use crate::document::{Block, BlockKind, Cell, Document, Inline, Script, Table, TableKind};

/// The letter; its headings stand below the two of the page around it.
pub fn reading(letter: &Document) -> Markup {
    html! { @for block in &letter.blocks { (in_block(block)) } }
}

fn in_block(block: &Block) -> Markup {
    match &block.kind {
        BlockKind::Heading { level: 1, inlines } => html! { h3 { (in_line(inlines)) } },
        BlockKind::Heading { level: 2, inlines } => html! { h4 { (in_line(inlines)) } },
        BlockKind::Heading { level: 3, inlines } => html! { h5 { (in_line(inlines)) } },
        BlockKind::Heading { inlines, .. } => html! { h6 { (in_line(inlines)) } },
        BlockKind::Paragraph(inlines) => html! { p { (in_line(inlines)) } },
        BlockKind::AtRight(inlines) => html! { p class="at-right" { (in_line(inlines)) } },
        BlockKind::Address(inlines) => html! { blockquote { (in_line(inlines)) } },
        BlockKind::Picture { alternative_text, .. } => {
            html! { p { "[" (letter_text(alternative_text)) "]" } }
        }
        BlockKind::PageBreak => html! { hr; },
        BlockKind::Table(table) => in_table(table),
        BlockKind::List { start: Some(start), items } => html! { ol start=(start) { (in_items(items)) } },
        BlockKind::List { start: None, items } => html! { ul { (in_items(items)) } },
    }
}

fn in_items(items: &[Vec<Block>]) -> Markup {
    html! { @for item in items { li { @for block in item { (in_block(block)) } } } }
}

fn in_table(table: &Table) -> Markup {
    html! {
        table {
            @for row in &table.rows { tr { @for cell in row { (in_cell(cell, table.kind)) } } }
        }
    }
}

fn in_cell(cell: &Cell, kind: TableKind) -> Markup {
    let inside = in_line(&cell.inlines);
    let at_right = cell.at_right.then_some("at-right");
    match (cell.header, kind) {
        (true, TableKind::Labels) => html! { th scope="row" class=[at_right] { (inside) } },
        (true, TableKind::Columns) => html! { th scope="col" class=[at_right] { (inside) } },
        (false, _) => html! { td class=[at_right] { (inside) } },
    }
}

fn in_line(inlines: &[Inline]) -> Markup {
    let inside = |inline: &Inline| match inline {
        Inline::Break => html! { br; },
        Inline::Text { text, strong, emphasis, script, .. } => {
            let text = match script {
                Script::Normal => letter_text(text),
                Script::Superscript => html! { sup { (letter_text(text)) } },
                Script::Subscript => html! { sub { (letter_text(text)) } },
            };
            match (strong, emphasis) {
                (false, false) => text,
                (true, false) => html! { strong { (text) } },
                (false, true) => html! { em { (text) } },
                (true, true) => html! { strong { em { (text) } } },
            }
        }
    };
    html! { @for inline in inlines { (inside(inline)) } }
}
