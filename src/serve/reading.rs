//! A letter's text as HTML, for reading.

use super::html::Html;
use crate::document::{Block, BlockKind, Cell, Document, Inline, Table, TableKind};

/// The letter; its headings stand below the two of the page around it.
pub fn reading(letter: &Document) -> Html {
    let mut html = Html::new();
    for block in &letter.blocks {
        put_block(block, &mut html);
    }
    html
}

fn put_block(block: &Block, html: &mut Html) {
    match &block.kind {
        BlockKind::Heading { level, inlines } => {
            let (open, close) = match level {
                1 => ("<h3>", "</h3>"),
                2 => ("<h4>", "</h4>"),
                3 => ("<h5>", "</h5>"),
                _ => ("<h6>", "</h6>"),
            };
            html.raw(open);
            put_inlines(inlines, html);
            html.raw(close);
        }
        BlockKind::Paragraph(inlines) => {
            html.raw("<p>");
            put_inlines(inlines, html);
            html.raw("</p>");
        }
        BlockKind::Address(inlines) => {
            html.raw("<blockquote>");
            put_inlines(inlines, html);
            html.raw("</blockquote>");
        }
        BlockKind::PageBreak => drop(html.raw("<hr>")),
        BlockKind::Table(table) => put_table(table, html),
        BlockKind::List { start, items } => {
            match start {
                Some(start) => html.raw("<ol start=\"").number(*start).raw("\">"),
                None => html.raw("<ul>"),
            };
            for item in items {
                html.raw("<li>");
                item.iter().for_each(|block| put_block(block, html));
                html.raw("</li>");
            }
            html.raw(if start.is_some() { "</ol>" } else { "</ul>" });
        }
    }
}

fn put_table(table: &Table, html: &mut Html) {
    html.raw("<table>");
    for row in &table.rows {
        html.raw("<tr>");
        for cell in row {
            put_cell(cell, table.kind, html);
        }
        html.raw("</tr>");
    }
    html.raw("</table>");
}

fn put_cell(cell: &Cell, kind: TableKind, html: &mut Html) {
    let (open, close) = match (cell.header, kind) {
        (true, TableKind::Labels) => ("<th scope=\"row\">", "</th>"),
        (true, TableKind::Columns) => ("<th scope=\"col\">", "</th>"),
        (false, _) => ("<td>", "</td>"),
    };
    html.raw(open);
    put_inlines(&cell.inlines, html);
    html.raw(close);
}

fn put_inlines(inlines: &[Inline], html: &mut Html) {
    for inline in inlines {
        let Inline::Text { text, strong, emphasis, .. } = inline else {
            html.raw("<br>");
            continue;
        };
        html.raw(if *strong { "<strong>" } else { "" }).raw(if *emphasis { "<em>" } else { "" });
        html.text(text);
        html.raw(if *emphasis { "</em>" } else { "" }).raw(if *strong { "</strong>" } else { "" });
    }
}
