//! Tables, and the faults of their rows.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::reader::{Line, Reader};
use super::{Cell, Inline, Table, TableKind, marks};
use crate::diag::{Finding, Place, Span, codes};

impl Reader<'_> {
    pub(super) fn table(&mut self, alignments: &[Alignment], span: Span) -> Option<Table> {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut row_span = span;
        while let Some((event, span)) = self.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    rows.push(Vec::new());
                    row_span = span;
                }
                Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                    let columns = rows.first().map_or(0, Vec::len);
                    self.check(marks::at_row(self.markdown.text(), row_span.range(), columns));
                }
                Event::Start(Tag::TableCell) => {
                    self.line = Line::Inside;
                    let inlines = self.inlines(TagEnd::TableCell);
                    let row = rows.last_mut()?;
                    let at_right = alignments.get(row.len()) == Some(&Alignment::Right);
                    row.push(Cell { inlines, header: false, at_right, span });
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let head = rows.first()?;
        let labels =
            head.iter().any(is_label) && !head.iter().all(|cell| is_label(cell) || cell.inlines.is_empty());
        let kind = if labels { TableKind::Labels } else { TableKind::Columns };
        for (number, row) in rows.iter_mut().enumerate() {
            for cell in row {
                cell.header = if labels { is_label(cell) } else { number == 0 };
            }
        }
        if !labels && rows[0].iter().any(|cell| cell.inlines.is_empty()) {
            self.sink.report(
                Finding::new(&codes::document::TABLE_HEAD, "a column of this table has no header")
                    .at(Place::new(self.markdown, span))
                    .hint("give every cell of the table's first row a text, so that it can be read aloud"),
            );
        }
        Some(Table { kind, rows })
    }

    /// The line with the hyphens of a table.
    pub(super) fn second_line(&self, table: Span) -> Range<usize> {
        let text = self.markdown.text();
        let table = table.range();
        let start = text[table.clone()].find('\n').map_or(table.end, |at| table.start + at + 1);
        start..start + text[start..].lines().next().unwrap_or_default().len()
    }
}

/// A cell that is strong from end to end.
fn is_label(cell: &Cell) -> bool {
    !cell.inlines.is_empty()
        && cell
            .inlines
            .iter()
            .all(|inline| matches!(inline, Inline::Text { strong: true, .. } | Inline::Break))
}
