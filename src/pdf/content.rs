//! A page's items -> what is drawn, each piece marked as part of an element or as an artifact.

use printpdf::Op;

use crate::layout::{Artifact, ElementId, Glyph, GlyphRun, Item, ItemKind, Page, Pages, Tag};
use crate::units::{Point, Pt, Rect};

use super::cluster::{Cluster, clusters};
use super::font::Embedded;
use super::object::text_bytes;
use super::{structure, syntax};

/// Operations of the page, and the element of each marked content by its MCID.
///
/// Items that follow each other and belong to the same element make one marked content, which is one operation of
/// printpdf's: an operation for each operator takes longer to make than the letter takes to lay out.
pub(super) fn content(page: &Page, pages: &Pages, faces: &[Embedded]) -> (Vec<Op>, Vec<ElementId>) {
    let height = pages.size.height;
    let mut drawing = Drawing { out: String::new(), height, faces, text_from: None, font: None, grey: 0 };
    let (mut ops, mut marked) = (Vec::new(), Vec::new());
    for items in page.items.chunk_by(|one, next| one.tag == next.tag) {
        drawing.out.reserve(items.iter().map(room).sum());
        match items[0].tag {
            Tag::Element(id) => {
                drawing.begin_element(&structure::type_of(pages.elements[id.0 as usize].role), marked.len());
                marked.push(id);
            }
            Tag::Artifact(Artifact::Layout) => drawing.out.push_str("/Artifact <</Type/Layout>> BDC\n"),
            Tag::Artifact(Artifact::Pagination) => drawing.out.push_str(match is_head(&items[0], height) {
                true => "/Artifact <</Type/Pagination/Subtype/Header>> BDC\n",
                false => "/Artifact <</Type/Pagination/Subtype/Footer>> BDC\n",
            }),
        }
        for item in items {
            match &item.kind {
                ItemKind::Glyphs(run) => drawing.run(run),
                ItemKind::Fill { rect, gray } => drawing.fill(*rect, *gray),
            }
        }
        drawing.end_text();
        drawing.out.push_str("EMC");
        ops.push(Op::Unknown { key: std::mem::take(&mut drawing.out), value: Vec::new() });
    }
    (ops, marked)
}

/// Bytes that an item is likely to take.
fn room(item: &Item) -> usize {
    match &item.kind {
        ItemKind::Glyphs(run) => 48 + 2 * run.glyphs.len(),
        ItemKind::Fill { .. } => 48,
    }
}

fn is_head(item: &Item, height: Pt) -> bool {
    let at = match &item.kind {
        ItemKind::Glyphs(run) => run.at,
        ItemKind::Fill { rect, .. } => rect.at,
    };
    at.y < height / 2
}

struct Drawing<'a> {
    /// The operators of the marked content.
    out: String,
    height: Pt,
    faces: &'a [Embedded],
    /// Inside a text object: where its last line began, in the page's own coordinates.
    text_from: Option<Point>,
    font: Option<(usize, Pt)>,
    grey: u16,
}

impl Drawing<'_> {
    fn begin_element(&mut self, tag: &str, mcid: usize) {
        syntax::name(&mut self.out, tag.as_bytes());
        self.out.push_str(" <</MCID ");
        syntax::integer(&mut self.out, mcid as i64);
        self.out.push_str(">> BDC\n");
    }

    fn end_text(&mut self) {
        if self.text_from.take().is_some() {
            self.out.push_str("ET\n");
        }
    }

    fn fill(&mut self, rect: Rect, grey: u16) {
        self.end_text();
        self.set_grey(grey);
        // The page's origin is its lower left corner.
        let bottom = self.height - rect.at.y - rect.size.height;
        for length in [rect.at.x, bottom, rect.size.width, rect.size.height] {
            syntax::length(&mut self.out, length);
            self.out.push(' ');
        }
        self.out.push_str("re\nf\n");
    }

    /// A grey in thousandths, from black to white.
    fn set_grey(&mut self, grey: u16) {
        if self.grey != grey {
            self.grey = grey;
            syntax::length(&mut self.out, Pt::milli(grey.min(1000).into()));
            self.out.push_str(" g\n");
        }
    }

    fn run(&mut self, run: &GlyphRun) {
        let Some(index) = self.faces.iter().position(|embedded| embedded.face == run.face) else { return };
        let face = &self.faces[index];
        self.set_grey(0);
        let at = Point { x: run.at.x, y: self.height - run.at.y };
        let from = self.text_from.unwrap_or_else(|| {
            self.out.push_str("BT\n");
            Point::default()
        });
        if self.font != Some((index, run.size)) {
            self.font = Some((index, run.size));
            syntax::name(&mut self.out, face.name.as_bytes());
            self.out.push(' ');
            syntax::length(&mut self.out, run.size);
            self.out.push_str(" Tf\n");
        }
        syntax::length(&mut self.out, at.x - from.x);
        self.out.push(' ');
        syntax::length(&mut self.out, at.y - from.y);
        self.out.push_str(" Td\n");
        self.text_from = Some(at);
        if self.plain(run, face) {
            return;
        }
        let mut line = Line { size: run.size, ..Line::default() };
        let clusters = clusters(run).unwrap_or_default();
        if run.right_to_left {
            self.reversed(&clusters, run, face, &mut line);
        } else {
            for cluster in &clusters {
                self.cluster(cluster, run, face, false, &mut line);
            }
        }
        line.rise_to(0, &mut self.out);
        line.flush(&mut self.out);
    }

    /// Shows a run of ASCII whose glyphs stand where their widths put them, as nearly all do; false where it is
    /// none.
    fn plain(&mut self, run: &GlyphRun, face: &Embedded) -> bool {
        let reads = |(glyph, byte): (&Glyph, u8)| {
            glyph.extra == 0 && glyph.shift == (0, 0) && face.ascii(glyph.id) == Some(char::from(byte))
        };
        let plain = !run.right_to_left
            && run.glyphs.len() == run.text.len()
            && run.glyphs.iter().zip(run.text.bytes()).all(reads);
        if plain {
            self.out.push('(');
            for glyph in &run.glyphs {
                syntax::code_of_string(&mut self.out, face.code(glyph.id));
            }
            self.out.push_str(") Tj\n");
        }
        plain
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
        self.out.push_str("/ReversedChars BMC\n");
        let raised =
            |at: usize| run.glyphs[clusters[at].glyphs.clone()].iter().any(|glyph| glyph.shift.1 != 0);
        let mut end = clusters.len();
        while end > 0 {
            let together = |at: &usize| !raised(*at) && reads_as_shown(&clusters[*at], run, face);
            let start = end - (0..end).rev().take_while(together).count().max(1);
            line.flush(&mut self.out);
            line.move_to(lefts[start]);
            // A glyph at another height ends a string, so that here each glyph is a string of its own.
            let apart = raised(start);
            for cluster in &clusters[start..end] {
                self.cluster(cluster, run, face, apart, line);
            }
            end = start;
        }
        line.flush(&mut self.out);
        self.out.push_str("EMC\n");
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
            line.flush(&mut self.out);
            self.out.push_str("/Span <</ActualText");
            syntax::string(&mut self.out, &text_bytes(cluster.text));
            self.out.push_str(">> BDC\n");
        }
        let glyphs = &run.glyphs[cluster.glyphs.clone()];
        if apart {
            let width = |glyph: &Glyph| face.width(glyph.id) + i64::from(glyph.extra);
            let mut right = line.pen + line.ahead + glyphs.iter().map(width).sum::<i64>();
            for glyph in glyphs.iter().rev() {
                right -= width(glyph);
                line.flush(&mut self.out);
                line.move_to(right);
                line.glyph(glyph, face, &mut self.out);
            }
        } else {
            for glyph in glyphs {
                line.glyph(glyph, face, &mut self.out);
            }
        }
        if !plain {
            line.flush(&mut self.out);
            self.out.push_str("EMC\n");
        }
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
    /// Strings, and moves in thousandths of the size; the last string may be open.
    parts: String,
    in_string: bool,
    moved: bool,
    /// A move to the right before the next glyph.
    ahead: i64,
    /// From the run's left edge to the end of the last glyph, in thousandths of the size.
    pen: i64,
    rise: i16,
}

impl Line {
    fn glyph(&mut self, glyph: &Glyph, face: &Embedded, out: &mut String) {
        let (right, up) = glyph.shift;
        self.rise_to(up, out);
        self.ahead += i64::from(right);
        self.pen += self.ahead + face.width(glyph.id);
        if self.ahead != 0 {
            self.close_string();
            if !self.parts.is_empty() && !self.parts.ends_with(')') {
                self.parts.push(' ');
            }
            // A positive number moves to the left (ISO 32000-1, 9.4.3).
            syntax::integer(&mut self.parts, -std::mem::take(&mut self.ahead));
            self.moved = true;
        }
        if !std::mem::replace(&mut self.in_string, true) {
            self.parts.push('(');
        }
        syntax::code_of_string(&mut self.parts, face.code(glyph.id));
        self.ahead = i64::from(glyph.extra) - i64::from(right);
    }

    /// Shows the next glyph at a distance from the run's left edge.
    fn move_to(&mut self, x: i64) {
        self.ahead = x - self.pen;
    }

    fn rise_to(&mut self, up: i16, out: &mut String) {
        if self.rise != up {
            self.flush(out);
            self.rise = up;
            syntax::length(out, self.size.per_mille(up.into()));
            out.push_str(" Ts\n");
        }
    }

    fn close_string(&mut self) {
        if std::mem::take(&mut self.in_string) {
            self.parts.push(')');
        }
    }

    /// Shows what is held; a move that is still ahead stays so.
    fn flush(&mut self, out: &mut String) {
        self.close_string();
        if self.parts.is_empty() {
            return;
        }
        let (before, after) = if std::mem::take(&mut self.moved) { ("[", "] TJ\n") } else { ("", " Tj\n") };
        for part in [before, &self.parts, after] {
            out.push_str(part);
        }
        self.parts.clear();
    }
}
