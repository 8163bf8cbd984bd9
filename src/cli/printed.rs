//! The pages of a letter as lines of text: what stands at one height is one line.

use super::styled::{DIM, columns, in_style};
use crate::diag::visible_letter;
use crate::fonts::Fonts;
use crate::layout::{GlyphRun, ItemKind, Page, Pages};
use crate::units::Pt;

/// Columns over the width of the page: as many as let a full line of the letter's own type stand in place.
const COLUMNS: i64 = 110;
/// Lines further apart than this have an empty one between them.
const GAP: Pt = Pt::whole(20);

/// Every printed line in its place, and a mark where each page ends.
pub fn printed(pages: &Pages, fonts: &Fonts, styled: bool) -> String {
    let mut out = String::new();
    let count = pages.pages.len();
    for (number, page) in (1..).zip(&pages.pages) {
        put_page(page, pages.size.width, fonts, &mut out);
        let mark = format!("──────── end of page {number} of {count} ────────");
        out.push_str(&format!("{}\n", if styled { in_style(&mark, DIM) } else { mark }));
    }
    out
}

fn put_page(page: &Page, width: Pt, fonts: &Fonts, out: &mut String) {
    let mut runs: Vec<&GlyphRun> = page
        .items
        .iter()
        .filter_map(|item| match &item.kind {
            ItemKind::Glyphs(run) => Some(run),
            ItemKind::Fill { .. } | ItemKind::Picture { .. } => None,
        })
        .collect();
    runs.sort_by_key(|run| (run.at.y, run.at.x));
    let mut above: Option<Pt> = None;
    for line in runs.chunk_by(|a, b| a.at.y == b.at.y) {
        let y = line[0].at.y;
        if above.is_some_and(|above| y - above > GAP) {
            out.push('\n');
        }
        above = Some(y);
        let mut shown = String::new();
        let mut taken = 0;
        let mut end = Pt::ZERO;
        for run in line {
            // What does not go on where the last run ended stands in its own place, one column off at least.
            if run.at.x > end {
                let column = i64::from(run.at.x.to_milli()) * COLUMNS / i64::from(width.to_milli());
                let column = (column as usize).max(if taken == 0 { 0 } else { taken + 1 });
                shown.extend(std::iter::repeat_n(' ', column - taken));
                taken = column;
            }
            end = run.at.x + run.width(fonts);
            let text = visible_letter(&run.text);
            taken += columns(&text);
            shown.push_str(&text);
        }
        out.push_str(shown.trim_end());
        out.push('\n');
    }
}
