//! Tables -> line boxes: where cells and texts of every row position, from its top edge.

use std::rc::Rc;

use super::boxes::{Content, Row, RowCell};
use super::faces::Typesetter;
use super::flow::{Flow, Last, no_room};
use super::lines::break_lines;
use super::pages::{Element, ElementId, Role, Scope};
use crate::diag::{Finding, Place, Sink, Span, codes};
use crate::document::{Cell, Table, TableKind};
use crate::style::TableStyle;
use crate::units::Pt;

impl Flow<'_> {
    pub(super) fn table(&mut self, table: &Table, span: Span, sink: &mut Sink) {
        let style = &self.style.table;
        let count = table.rows[0].len();
        let Some(edges) = style.columns.iter().find(|edges| edges.len() == count + 1) else {
            sink.report(
                Finding::new(
                    &codes::layout::TABLE_COLUMNS,
                    format!("the style has no widths for a table of {count} columns"),
                )
                .at(Place::new(&self.document.source, span))
                .hint("add a list of its column edges under `table: columns:` in the style"),
            );
            return;
        };
        if edges.windows(2).any(|pair| pair[1] - pair[0] <= style.padding * 2) {
            sink.report(no_room(format!("the style leaves no room for text in a table of {count} columns")));
            return;
        }
        let element = self.element(Role::Table, Some(ElementId(0)), span, String::new());
        let mut advance = match self.last {
            Last::Nothing => Pt::ZERO,
            Last::Table(row) => row + style.above,
            Last::Text | Last::ListItem | Last::Heading | Last::Address => style.above,
        };
        let scope = match table.kind {
            TableKind::Labels => Scope::Row,
            TableKind::Columns => Scope::Column,
        };
        let mut elements = std::mem::take(&mut self.elements);
        let setter =
            Typesetter { document: self.document, fonts: self.fonts, faces: &self.table, size: style.size };
        let made = rows(table, edges, style, &setter, (element, scope), &mut elements, sink);
        self.elements = elements;
        let lowest = self.style.page.lowest_baseline;
        let last = made.len() - 1;
        for (number, row) in made.into_iter().enumerate() {
            let height = row.height;
            let head = row.head.as_ref().map_or(Pt::ZERO, |head| head.height);
            if style.first_baseline - style.ascent + head + height > lowest {
                sink.report(
                    Finding::new(&codes::layout::ROW_TOO_HIGH, "a row of this table does not fit on a page")
                        .at(Place::new(&self.document.source, span))
                        .hint("shorten the text in its cells"),
                );
            }
            // The head of a column does not stand alone at a page footer.
            let head = scope == Scope::Column && number == 0 && number != last;
            self.push(advance, head, Content::Row(row));
            advance = height;
        }
        self.last = Last::Table(advance);
    }
}

/// The rows of a table, and their elements below `parent`. Empty cells at the end of a row of a label table
/// are one gray cell.
pub(super) fn rows(
    table: &Table,
    edges: &[Pt],
    style: &TableStyle,
    setter: &Typesetter<'_>,
    (parent, scope): (ElementId, Scope),
    elements: &mut Vec<Element>,
    sink: &mut Sink,
) -> Vec<Row> {
    let mut rows = Vec::with_capacity(table.rows.len());
    for (number, cells) in table.rows.iter().enumerate() {
        let span = cells[0].span;
        let mut element = |role, parent, columns| {
            let id = ElementId(elements.len() as u32);
            elements.push(Element {
                role,
                parent: Some(parent),
                span,
                title: String::new(),
                at: (0, Pt::ZERO),
                columns,
                language: None,
            });
            id
        };
        let row = element(Role::Row, parent, 1);
        let filled = match table.kind {
            TableKind::Labels => {
                cells.len() - cells.iter().rev().take_while(|c| c.inlines.is_empty()).count()
            }
            TableKind::Columns => cells.len(),
        };
        let mut content = Vec::with_capacity(cells.len());
        for (column, Cell { inlines, header, .. }) in cells[..filled].iter().enumerate() {
            let role = if *header { Role::HeaderCell(scope) } else { Role::Cell };
            let id = element(role, row, 1);
            let measure = edges[column + 1] - edges[column] - style.padding * 2;
            let lines = break_lines(&setter.typeset(inlines, *header, |_| id, sink), measure);
            content.push(RowCell { left: edges[column], right: edges[column + 1], gray: *header, lines });
        }
        if filled < cells.len() {
            element(Role::Cell, row, (cells.len() - filled) as u8);
            content.push(RowCell {
                left: edges[filled],
                right: edges[cells.len()],
                gray: true,
                lines: Vec::new(),
            });
        }
        let lines = content.iter().map(|cell| cell.lines.len()).max().unwrap_or(0).max(1);
        let height = style.leading * lines as i32 + style.row_gap;
        rows.push(Row { height, cells: content, first: number == 0, head: None });
    }
    if let (TableKind::Columns, [head, body @ ..]) = (table.kind, rows.as_mut_slice()) {
        let head = Rc::new(head.clone());
        body.iter_mut().for_each(|row| row.head = Some(Rc::clone(&head)));
    }
    rows
}
