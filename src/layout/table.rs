//! A table's rows: where its cells, rules and texts stand, from the top edge of each row.

use super::lines::{Line, break_lines};
use super::pages::{Element, ElementId, Role, Scope};
use super::typeset::Typesetter;
use crate::diag::Sink;
use crate::document::{Cell, Table, TableKind};
use crate::style::TableStyle;
use crate::units::Pt;

/// A row, ready to be drawn at any height.
pub(super) struct Row {
    pub height: Pt,
    pub cells: Vec<DrawnCell>,
    /// Whether it is the table's first row, which has a rule above it.
    pub first: bool,
}

pub(super) struct DrawnCell {
    pub left: Pt,
    pub right: Pt,
    pub grey: bool,
    pub lines: Vec<Line>,
}

/// The rows of a table, and their elements below `parent`. Empty cells at the end of a row of a label table
/// are one grey cell.
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
        let mut drawn = Vec::with_capacity(cells.len());
        for (column, Cell { inlines, header, .. }) in cells[..filled].iter().enumerate() {
            let role = if *header { Role::HeaderCell(scope) } else { Role::Cell };
            let id = element(role, row, 1);
            let measure = edges[column + 1] - edges[column] - style.padding * 2;
            let lines = break_lines(&setter.typeset(inlines, *header, |_| id, sink), measure);
            drawn.push(DrawnCell { left: edges[column], right: edges[column + 1], grey: *header, lines });
        }
        if filled < cells.len() {
            element(Role::Cell, row, (cells.len() - filled) as u8);
            drawn.push(DrawnCell {
                left: edges[filled],
                right: edges[cells.len()],
                grey: true,
                lines: Vec::new(),
            });
        }
        let lines = drawn.iter().map(|cell| cell.lines.len()).max().unwrap_or(0).max(1);
        let height = style.pitch * lines as i32 + style.row_gap;
        rows.push(Row { height, cells: drawn, first: number == 0 });
    }
    rows
}
