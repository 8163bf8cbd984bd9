//! A page's items -> what is drawn, each piece marked as part of an element or as an artifact.

use std::collections::BTreeMap;

use printpdf::{Color, DictItem, FontId, Greyscale, Op, PdfFontHandle};

use crate::layout::{Artifact, ElementId, Glyph, GlyphRun, Item, ItemKind, Page, Pages, Tag};
use crate::units::{Point, Pt, Rect};

use super::cluster::{Cluster, clusters};
use super::font::Embedded;
use super::object::text_bytes;
use super::{points, structure};

/// Operations of the page, and the element of each marked content by its MCID.
///
/// Items that follow each other and belong to the same element make one marked content.
pub(super) fn content(page: &Page, pages: &Pages, faces: &[Embedded]) -> (Vec<Op>, Vec<ElementId>) {
    let mut drawing = Drawing {
        ops: Vec::with_capacity(page.items.len() * 4),
        height: pages.size.height,
        faces,
        text_from: None,
        font: None,
        grey: 0,
    };
    let mut marked = Vec::new();
    for items in page.items.chunk_by(|one, next| one.tag == next.tag) {
        match items[0].tag {
            Tag::Element(id) => {
                let tag = structure::type_of(pages.elements[id.0 as usize].role);
                drawing.begin(&tag, [("MCID", DictItem::Int(marked.len() as i64))]);
                marked.push(id);
            }
            Tag::Artifact(Artifact::Layout) => drawing.begin("Artifact", [("Type", name("Layout"))]),
            Tag::Artifact(Artifact::Pagination) => {
                let place = if is_head(&items[0], pages.size.height) { "Header" } else { "Footer" };
                drawing.begin("Artifact", [("Type", name("Pagination")), ("Subtype", name(place))]);
            }
        }
        for item in items {
            match &item.kind {
                ItemKind::Glyphs(run) => drawing.run(run),
                ItemKind::Fill { rect, grey } => drawing.fill(*rect, *grey),
            }
        }
        drawing.end();
    }
    (drawing.ops, marked)
}

fn is_head(item: &Item, height: Pt) -> bool {
    let at = match &item.kind {
        ItemKind::Glyphs(run) => run.at,
        ItemKind::Fill { rect, .. } => rect.at,
    };
    at.y < height / 2
}

struct Drawing<'a> {
    ops: Vec<Op>,
    height: Pt,
    faces: &'a [Embedded],
    /// Inside a text object: where its last line began, in the page's own coordinates.
    text_from: Option<Point>,
    font: Option<(usize, Pt)>,
    grey: u16,
}

impl Drawing<'_> {
    fn begin<const N: usize>(&mut self, tag: &str, properties: [(&str, DictItem); N]) {
        let map = BTreeMap::from(properties.map(|(key, value)| (key.to_string(), value)));
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.into(), properties });
    }

    fn end(&mut self) {
        self.end_text();
        self.ops.push(Op::EndMarkedContent);
    }

    fn end_text(&mut self) {
        if self.text_from.take().is_some() {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn fill(&mut self, rect: Rect, grey: u16) {
        self.end_text();
        self.set_grey(grey);
        // The page's origin is its lower left corner.
        let bottom = self.height - rect.at.y - rect.size.height;
        let corners = [rect.at.x, bottom, rect.size.width, rect.size.height];
        self.push("re", corners.map(number).into());
        self.push("f", Vec::new());
    }

    fn set_grey(&mut self, grey: u16) {
        if self.grey != grey {
            self.grey = grey;
            let percent = f32::from(grey.min(1000)) / 1000.0;
            self.ops
                .push(Op::SetFillColor { col: Color::Greyscale(Greyscale { percent, icc_profile: None }) });
        }
    }

    fn run(&mut self, run: &GlyphRun) {
        let Some(index) = self.faces.iter().position(|embedded| embedded.face == run.face) else { return };
        let face = &self.faces[index];
        self.set_grey(0);
        let at = Point { x: run.at.x, y: self.height - run.at.y };
        let from = self.text_from.unwrap_or_else(|| {
            self.ops.push(Op::StartTextSection);
            Point::default()
        });
        if self.font != Some((index, run.size)) {
            self.font = Some((index, run.size));
            let font = PdfFontHandle::External(FontId(face.name.clone()));
            self.ops.push(Op::SetFont { font, size: points(run.size) });
        }
        let step = printpdf::Point { x: points(at.x - from.x), y: points(at.y - from.y) };
        self.ops.push(Op::SetTextCursor { pos: step });
        self.text_from = Some(at);
        let mut line = Line { size: run.size, ..Line::default() };
        let clusters = clusters(run).unwrap_or_default();
        if run.right_to_left {
            self.reversed(&clusters, run, face, &mut line);
        } else {
            for cluster in &clusters {
                self.cluster(cluster, run, face, false, &mut line);
            }
        }
        line.rise_to(0, &mut self.ops);
        line.flush(&mut self.ops);
    }

    /// Right-to-left text: each string is shown from left to right and said to be reversed, and the strings follow
    /// each other as they are read (ISO 32000-1, 14.8.2.3.3).
    fn reversed(&mut self, clusters: &[Cluster<'_>], run: &GlyphRun, face: &Embedded, line: &mut Line) {
        let mut left = 0;
        let lefts: Vec<i64> = clusters
            .iter()
            .map(|cluster| {
                let glyphs = &run.glyphs[cluster.glyphs.clone()];
                let width: i64 = glyphs.iter().map(|g| face.width(g.id) + i64::from(g.extra)).sum();
                left += width;
                left - width
            })
            .collect();
        self.ops.push(Op::BeginMarkedContent { tag: "ReversedChars".into() });
        let raised =
            |at: usize| run.glyphs[clusters[at].glyphs.clone()].iter().any(|glyph| glyph.shift.1 != 0);
        let mut end = clusters.len();
        while end > 0 {
            let together = |at: &usize| !raised(*at) && reads_as_shown(&clusters[*at], run, face);
            let start = end - (0..end).rev().take_while(together).count().max(1);
            line.flush(&mut self.ops);
            line.move_to(lefts[start]);
            // A glyph at another height ends a string, so that here each glyph is a string of its own.
            let apart = raised(start);
            for cluster in &clusters[start..end] {
                self.cluster(cluster, run, face, apart, line);
            }
            end = start;
        }
        line.flush(&mut self.ops);
        self.ops.push(Op::EndMarkedContent);
    }

    /// Shows a cluster; its glyphs from left to right, or each apart from right to left.
    fn cluster(
        &mut self,
        cluster: &Cluster<'_>,
        run: &GlyphRun,
        face: &Embedded,
        apart: bool,
        line: &mut Line,
    ) {
        let plain = reads_as_shown(cluster, run, face);
        if !plain {
            line.flush(&mut self.ops);
            let data = text_bytes(cluster.text);
            self.begin("Span", [("ActualText", DictItem::String { data, literal: true })]);
        }
        let glyphs = &run.glyphs[cluster.glyphs.clone()];
        let width = |glyph: &Glyph| face.width(glyph.id);
        if apart {
            let mut right = line.pen + line.ahead;
            right += glyphs.iter().map(|glyph| width(glyph) + i64::from(glyph.extra)).sum::<i64>();
            for glyph in glyphs.iter().rev() {
                right -= width(glyph) + i64::from(glyph.extra);
                line.flush(&mut self.ops);
                line.move_to(right);
                line.glyph(glyph, face.code(glyph.id), width(glyph), &mut self.ops);
            }
        } else {
            for glyph in glyphs {
                line.glyph(glyph, face.code(glyph.id), width(glyph), &mut self.ops);
            }
        }
        if !plain {
            line.flush(&mut self.ops);
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn push(&mut self, operator: &str, operands: Vec<DictItem>) {
        self.ops.push(Op::Unknown { key: operator.into(), value: operands });
    }
}

/// Whether the glyphs' own map gives the text; where it does not, the text is written beside them
/// (ISO 32000-1, 14.9.4).
fn reads_as_shown(cluster: &Cluster<'_>, run: &GlyphRun, face: &Embedded) -> bool {
    let ids = run.glyphs[cluster.glyphs.clone()].iter().map(|glyph| glyph.id);
    match run.right_to_left {
        true => face.reads_as(ids.rev(), cluster.text),
        false => face.reads_as(ids, cluster.text),
    }
}

/// Glyphs on their way into one operator.
#[derive(Default)]
struct Line {
    size: Pt,
    /// What stands before `codes`: strings, and moves in thousandths of the size.
    parts: Vec<DictItem>,
    codes: Vec<u8>,
    /// A move to the right before the next glyph.
    ahead: i64,
    /// From the run's left edge to the end of the last glyph, in thousandths of the size.
    pen: i64,
    rise: i16,
}

impl Line {
    fn glyph(&mut self, glyph: &Glyph, code: u16, width: i64, ops: &mut Vec<Op>) {
        let (right, up) = glyph.shift;
        self.rise_to(up, ops);
        self.ahead += i64::from(right);
        self.pen += self.ahead + width;
        if self.ahead != 0 {
            self.close_string();
            // A positive number moves to the left (ISO 32000-1, 9.4.3).
            self.parts.push(DictItem::Int(-std::mem::take(&mut self.ahead)));
        }
        self.codes.extend(code.to_be_bytes());
        self.ahead = i64::from(glyph.extra) - i64::from(right);
    }

    /// Shows the next glyph at a distance from the run's left edge.
    fn move_to(&mut self, x: i64) {
        self.ahead = x - self.pen;
    }

    fn rise_to(&mut self, up: i16, ops: &mut Vec<Op>) {
        if self.rise != up {
            self.flush(ops);
            self.rise = up;
            let rise = number(self.size.per_mille(up.into()));
            ops.push(Op::Unknown { key: "Ts".into(), value: vec![rise] });
        }
    }

    fn close_string(&mut self) {
        if !self.codes.is_empty() {
            let data = std::mem::take(&mut self.codes);
            self.parts.push(DictItem::String { data, literal: true });
        }
    }

    /// Shows what is held; a move that is still ahead stays so.
    fn flush(&mut self, ops: &mut Vec<Op>) {
        self.close_string();
        let mut parts = std::mem::take(&mut self.parts);
        let op = match parts.as_mut_slice() {
            [] => return,
            [DictItem::String { .. }] => Op::Unknown { key: "Tj".into(), value: parts },
            _ => Op::Unknown { key: "TJ".into(), value: vec![DictItem::Array(parts)] },
        };
        ops.push(op);
    }
}

fn name(name: &str) -> DictItem {
    DictItem::Name(name.into())
}

/// A length in points, without a fraction where it has none.
fn number(length: Pt) -> DictItem {
    match length.to_milli() {
        milli if milli % 1000 == 0 => DictItem::Int((milli / 1000).into()),
        _ => DictItem::Real(length.to_f32()),
    }
}
