//! Tables -> line boxes: where cells and texts of every row stand, from its top edge.

use std::rc::Rc;

use super::boxes::{Content, Row, RowCell};
use super::faces::Typesetter;
use super::flow::{Flow, Last};
use super::lines::break_lines;
use super::pages::{ElementId, Role, Scope};
use crate::diag::{Finding, Place, Sink, Span, codes};
use crate::document::{Cell, Table, TableKind};
use crate::style::TableStyle;
use crate::units::Pt;

impl Flow<'_> {
    pub(super) fn table(&mut self, table: &Table, span: Span, sink: &mut Sink) {
        let style = &self.style.table;
        let count = table.rows[0].len();
        let Some(edges) = edges(&self.style.table, table.kind, count) else {
            let message = format!("the style has no widths for a table of {count} columns");
            sink.report(
                Finding::new(&codes::layout::TABLE_COLUMNS, message)
                    .at(Place::new(&self.document.source, span))
                    .hint("add a list of its column edges under `table: columns:` in the style"),
            );
            return;
        };
        let element = self.element(Role::Table, Some(ElementId(0)), span, String::new());
        let mut advance = match self.last {
            Last::Nothing => Pt::ZERO,
            Last::Table(row) => row + style.above,
            Last::Text | Last::ListItem | Last::Heading | Last::Address => style.above,
        };
        let mut head: Option<Rc<Row>> = None;
        for (number, cells) in table.rows.iter().enumerate() {
            let mut rows = self.rows(table.kind, cells, edges, element, sink);
            let last = rows.len().saturating_sub(1);
            for (part, row) in rows.iter_mut().enumerate() {
                row.first = number == 0 && part == 0;
                row.head = head.clone();
            }
            let column_heads = table.kind == TableKind::Columns && number == 0;
            if column_heads {
                head = rows.first().cloned().map(Rc::new);
            }
            for (part, row) in rows.into_iter().enumerate() {
                let height = row.height;
                let above = row.head.as_ref().map_or(Pt::ZERO, |head| head.height);
                if style.first_baseline - style.ascent + above + height > self.style.page.lowest_baseline {
                    let message = "a row of this table does not fit on a page";
                    sink.report(
                        Finding::new(&codes::layout::ROW_TOO_HIGH, message)
                            .at(Place::new(&self.document.source, span))
                            .hint("shorten the text in its cells"),
                    );
                }
                // Column heads do not stand alone at the foot of a page, nor a part of a row without the rest.
                let with_next = part < last || column_heads && table.rows.len() > 1;
                self.push(advance, with_next, Content::Row(row));
                advance = height;
            }
        }
        self.last = Last::Table(advance);
    }

    /// A row of a table as the rows that it is drawn in, and its elements below `table`. In a table of labels the value
    /// before empty cells at the end of a row spans them; they are one gray cell.
    fn rows(
        &mut self,
        kind: TableKind,
        cells: &[Cell],
        edges: &[Pt],
        table: ElementId,
        sink: &mut Sink,
    ) -> Vec<Row> {
        let (columns, scope) = match kind {
            TableKind::Labels => (edges.len() - 1, Scope::Row),
            TableKind::Columns => (cells.len(), Scope::Column),
        };
        let filled = match kind {
            TableKind::Labels => {
                cells.len() - cells.iter().rev().take_while(|c| c.inlines.is_empty()).count()
            }
            TableKind::Columns => cells.len(),
        };
        let tr = self.element(Role::Row, Some(table), cells[0].span, String::new());
        let mut rows = Vec::with_capacity(1);
        for (part, chunk) in cells[..filled].chunks(columns).enumerate() {
            let mut content = Vec::with_capacity(columns);
            for (column, cell) in chunk.iter().enumerate() {
                let number = part * columns + column;
                let spanned = if number + 1 == filled { cells.len() - number } else { 1 };
                if cell.inlines.is_empty() || (cell.header && spanned > 1) {
                    sink.report(self.empty_cell(cell));
                }
                let role = if cell.header { Role::HeaderCell(scope) } else { Role::Cell };
                let id = self.element(role, Some(tr), cell.span, String::new());
                self.elements[id.0 as usize].columns = u8::try_from(spanned).unwrap_or(u8::MAX);
                let owners = self.inline_owners(&cell.inlines, id, self.style.table.size);
                let style = &self.style.table;
                let setter = Typesetter {
                    document: self.document,
                    fonts: self.fonts,
                    faces: &self.table,
                    size: style.size,
                    setting: None,
                };
                let measure = edges[column + 1] - edges[column] - style.padding * 2;
                let typeset = setter.typeset(&cell.inlines, cell.header, |inline| owners[inline], sink);
                let lines = break_lines(&typeset, measure);
                let (left, right) = (edges[column], edges[column + 1]);
                content.push(RowCell { left, right, gray: cell.header, at_right: cell.at_right, lines });
            }
            if chunk.len() < columns {
                let (left, right) = (edges[chunk.len()], edges[columns]);
                content.push(RowCell { left, right, gray: true, at_right: false, lines: Vec::new() });
            }
            let lines = content.iter().map(|cell| cell.lines.len()).max().unwrap_or(0).max(1);
            let height = self.style.table.leading * lines as i32 + self.style.table.row_gap;
            rows.push(Row { height, cells: content, first: false, head: None });
        }
        if rows.is_empty() {
            sink.report(self.empty_cell(&cells[0]));
        }
        rows
    }

    fn empty_cell(&self, cell: &Cell) -> Finding {
        let message = if cell.header { "this label has no value beside it" } else { "this cell is empty" };
        Finding::new(&codes::layout::EMPTY_CELL, message)
            .at(Place::new(&self.document.source, cell.span))
            .hint("write what belongs there, or `none`")
    }
}

/// The edges of the columns of a table of so many. A table of labels for which the style has no widths is set in
/// pairs of a label and its value, one below the other, in two columns.
fn edges(style: &TableStyle, kind: TableKind, count: usize) -> Option<&[Pt]> {
    let of = |count: usize| style.columns.iter().find(|edges| edges.len() == count + 1);
    let pairs = || of(2).filter(|_| kind == TableKind::Labels && count > 2 && count.is_multiple_of(2));
    of(count).or_else(pairs).map(Vec::as_slice)
}
