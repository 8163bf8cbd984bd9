//! What stands on the pages, as lines of text with their places.

use std::fmt::Write;

use imr_letters::fonts::Fonts;
use imr_letters::layout::{GlyphRun, ItemKind, Pages};
use imr_letters::units::Pt;

/// A printed line: its baseline, its left edge, its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub y: Pt,
    pub x: Pt,
    pub text: String,
}

fn runs(page: &imr_letters::layout::Page) -> impl Iterator<Item = &GlyphRun> {
    page.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) => Some(run),
        ItemKind::Fill { .. } | ItemKind::Picture { .. } => None,
    })
}

/// The lines of every page from top to bottom; what stands at one height is one line, runs of spaces are one.
pub fn lines(pages: &Pages) -> Vec<Vec<Line>> {
    pages
        .pages
        .iter()
        .map(|page| {
            let mut lines: Vec<Line> = Vec::new();
            let mut sorted: Vec<_> = runs(page).collect();
            sorted.sort_by_key(|run| (run.at.y, run.at.x));
            for run in sorted {
                match lines.last_mut() {
                    Some(line) if line.y == run.at.y => line.text.push_str(&run.text),
                    _ => lines.push(Line { y: run.at.y, x: run.at.x, text: run.text.clone() }),
                }
            }
            for line in &mut lines {
                line.text = one_space(&line.text);
            }
            lines.retain(|line| !line.text.is_empty());
            lines
        })
        .collect()
}

pub fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The golden form: a line for every run and fill, with page, places, face and size.
pub fn golden(pages: &Pages, fonts: &Fonts) -> String {
    let mut text = String::new();
    for (number, page) in pages.pages.iter().enumerate() {
        writeln!(text, "page {}", number + 1).unwrap();
        for item in &page.items {
            match &item.kind {
                ItemKind::Glyphs(run) => {
                    let face = fonts.face(run.face).postscript_name();
                    let (y, x, size) = (run.at.y.to_string(), run.at.x.to_string(), run.size.to_string());
                    writeln!(text, "{y:>8} {x:>8} {face} {size} {:?}", run.text).unwrap();
                }
                ItemKind::Picture { rect, .. } => writeln!(text, "picture {rect:?}").unwrap(),
                ItemKind::Fill { rect, gray } => {
                    let (y, x) = (rect.at.y.to_string(), rect.at.x.to_string());
                    writeln!(text, "{y:>8} {x:>8} {} x {} grey {gray}", rect.size.width, rect.size.height)
                        .unwrap();
                }
            }
        }
    }
    text
}
