//! A page's items -> printpdf's operations, each piece marked as part of an element or as an artifact.

use std::collections::BTreeMap;
use std::sync::Arc;

use printpdf::{Color, DictItem, Greyscale, Op, PaintMode};

use crate::layout::{Artifact, ElementId, Item, ItemKind, Page, Pages, Tag};
use crate::picture::Picture;
use crate::units::{Point, Pt, Rect};

use super::font::Embedded;
use super::pictures;
use super::role::structure_type;
use super::text::{TextState, points, text_string};

/// Operations of the page, and the element of each marked content by its MCID.
///
/// Items that follow each other and belong to the same element make one marked content; a piece of a word that a line
/// end cuts is one by itself, with its replacement text.
pub(super) fn content(
    page: &Page,
    pages: &Pages,
    faces: &[Embedded],
    drawn: &[Arc<Picture>],
) -> (Vec<Op>, Vec<ElementId>) {
    let height = pages.size.height;
    let (mut ops, mut marked) = (Vec::with_capacity(5 * page.items.len()), Vec::new());
    let mut text = TextState::new(faces);
    let mut gray = 0;
    for items in
        page.items.chunk_by(|one, next| one.tag == next.tag && read_as(one).or(read_as(next)).is_none())
    {
        ops.push(match items[0].tag {
            Tag::Element(id) => {
                let mcid = DictItem::Int(marked.len() as i64);
                marked.push(id);
                let role = structure_type(pages.elements[id.0 as usize].role);
                let role = String::from_utf8_lossy(role.to_name().0).into_owned();
                match read_as(&items[0]) {
                    Some(text) => begin(&role, [("MCID", mcid), ("ActualText", text_string(text))]),
                    None => begin(&role, [("MCID", mcid)]),
                }
            }
            Tag::Artifact(Artifact::Layout) => begin("Artifact", [("Type", name("Layout"))]),
            Tag::Artifact(Artifact::Page) => begin("Artifact", [("Type", name("Page"))]),
            Tag::Artifact(Artifact::Pagination) => {
                let subtype = if is_header(&items[0], height) { "Header" } else { "Footer" };
                begin("Artifact", [("Type", name("Pagination")), ("Subtype", name(subtype))])
            }
        });
        for item in items {
            match &item.kind {
                ItemKind::Glyphs(run) => {
                    set_gray(&mut gray, 0, &mut ops);
                    // The page's origin is its lower left corner.
                    text.run(run, Point { x: run.at.x, y: height - run.at.y }, &mut ops);
                }
                ItemKind::Picture { rect, picture } => {
                    text.end(&mut ops);
                    ops.extend(pictures::draw(*rect, picture, height, drawn));
                }
                ItemKind::Fill { rect, gray: shade } => {
                    text.end(&mut ops);
                    set_gray(&mut gray, *shade, &mut ops);
                    ops.push(Op::DrawRectangle { rectangle: filled(*rect, height) });
                }
            }
        }
        text.end(&mut ops);
        ops.push(Op::EndMarkedContent);
    }
    (ops, marked)
}

/// What is read in place of an item. The tag of the marked content is not `Span`: poppler places the replacement text of
/// a `Span` as if it were printed, and lines would not be read as they stand.
fn read_as(item: &Item) -> Option<&str> {
    match &item.kind {
        ItemKind::Glyphs(run) => run.read_as.as_deref(),
        ItemKind::Fill { .. } | ItemKind::Picture { .. } => None,
    }
}

fn begin<const N: usize>(tag: &str, properties: [(&str, DictItem); N]) -> Op {
    let map = BTreeMap::from(properties.map(|(key, value)| (key.to_owned(), value)));
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } }
}

fn name(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}

/// Sets the gray of what follows, in thousandths from black to white.
fn set_gray(now: &mut u16, gray: u16, ops: &mut Vec<Op>) {
    if *now != gray {
        *now = gray;
        let gray = Greyscale::new(f32::from(gray.min(1000)) / 1000.0, None);
        ops.push(Op::SetFillColor { col: Color::Greyscale(gray) });
    }
}

fn filled(rect: Rect, height: Pt) -> printpdf::Rect {
    let bottom = height - rect.at.y - rect.size.height;
    let [x, y, width, height] = [rect.at.x, bottom, rect.size.width, rect.size.height].map(points);
    printpdf::Rect { x, y, width, height, mode: Some(PaintMode::Fill), winding_order: None }
}

fn is_header(item: &Item, height: Pt) -> bool {
    let at = match &item.kind {
        ItemKind::Glyphs(run) => run.at,
        ItemKind::Fill { rect, .. } | ItemKind::Picture { rect, .. } => rect.at,
    };
    at.y < height / 2
}
