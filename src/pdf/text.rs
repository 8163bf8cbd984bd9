//! Runs of glyphs -> printpdf's text operations.

use std::collections::BTreeMap;

use printpdf::text::Codepoint;
use printpdf::{DictItem, FontId, Op, PdfFontHandle, TextItem};

use crate::layout::{Glyph, GlyphRun};
use crate::units::{Em, Point, Pt};

use super::cluster::{Cluster, clusters};
use super::font::{Codes, Embedded, by_number};

/// What the content stream has set: the text object that is open, and its font.
pub(super) struct TextState<'a> {
    faces: &'a [Embedded],
    /// Inside a text object: where its last line began, in the page's own coordinates.
    from: Option<Point>,
    font: Option<(usize, Codes, Pt)>,
}

impl<'a> TextState<'a> {
    pub fn new(faces: &'a [Embedded]) -> TextState<'a> {
        TextState { faces, from: None, font: None }
    }

    /// Ends the text object that is open, if one is.
    pub fn end(&mut self, ops: &mut Vec<Op>) {
        if self.from.take().is_some() {
            ops.push(Op::EndTextSection);
        }
    }

    /// Shows a run from `at` on, where the page's origin is its lower left corner.
    pub fn run(&mut self, run: &GlyphRun, at: Point, ops: &mut Vec<Op>) {
        let Some(index) = self.faces.iter().position(|embedded| embedded.face == run.face) else { return };
        let from = self.from.unwrap_or_else(|| {
            ops.push(Op::StartTextSection);
            Point::default()
        });
        // Lines are placed from one another; in whole thousandths of a point, nothing adds up over them.
        let at = Point { x: Pt::milli(at.x.to_milli()), y: Pt::milli(at.y.to_milli()) };
        self.from = Some(at);
        let [x, y] = [at.x - from.x, at.y - from.y].map(points);
        let plain = self.faces[index].shows_plainly(run);
        let mut line = Line::new(self, index, run, ops);
        line.ops.push(Op::SetTextCursor { pos: printpdf::Point { x, y } });
        if plain {
            line.show(Codes::Latin, vec![TextItem::Text(run.text.clone())]);
            return;
        }
        let clusters = clusters(run).unwrap_or_default();
        if run.right_to_left {
            line.reversed(&clusters, run);
        } else {
            for cluster in &clusters {
                line.cluster(cluster, run, false);
            }
        }
        line.rise_to(0);
        line.flush();
    }
}

/// A length for printpdf, to the nearest thousandth of a point.
pub(super) fn points(length: Pt) -> printpdf::Pt {
    printpdf::Pt(length.to_milli() as f32 / 1000.0)
}

/// Glyphs of one line on their way into one operation.
struct Line<'l, 'a> {
    state: &'l mut TextState<'a>,
    ops: &'l mut Vec<Op>,
    face: &'a Embedded,
    index: usize,
    size: Pt,
    by_number: bool,
    /// What is not shown yet, and by which codes.
    items: Vec<TextItem>,
    codes: Codes,
    /// A move to the right before the next glyph.
    ahead: Em,
    /// From the run's left edge to the end of the last glyph.
    pen: Em,
    rise: i16,
}

impl<'l, 'a> Line<'l, 'a> {
    fn new(state: &'l mut TextState<'a>, index: usize, run: &GlyphRun, ops: &'l mut Vec<Op>) -> Line<'l, 'a> {
        let face = &state.faces[index];
        let (size, by_number) = (run.size, by_number(run));
        let (items, codes) = (Vec::new(), Codes::Latin);
        Line {
            state,
            ops,
            face,
            index,
            size,
            by_number,
            items,
            codes,
            ahead: Em::ZERO,
            pen: Em::ZERO,
            rise: 0,
        }
    }

    fn show(&mut self, codes: Codes, items: Vec<TextItem>) {
        let font = (self.index, codes, self.size);
        if self.state.font != Some(font) {
            self.state.font = Some(font);
            let id = FontId(self.face.resource(codes).to_owned());
            let size = points(self.size);
            self.ops.push(Op::SetFont { font: PdfFontHandle::External(id), size });
        }
        self.ops.push(Op::ShowText { items });
    }

    /// Shows what is held; a move that is still ahead stays so.
    fn flush(&mut self) {
        if !self.items.is_empty() {
            let items = std::mem::take(&mut self.items);
            self.show(self.codes, items);
        }
    }

    fn glyph(&mut self, glyph: &Glyph) {
        let (right, up) = glyph.shift;
        self.rise_to(up);
        let latin = self.face.latin(glyph.id).filter(|_| !self.by_number);
        let codes = if latin.is_some() { Codes::Latin } else { Codes::Glyphs };
        if self.codes != codes {
            self.flush();
            self.codes = codes;
        }
        self.ahead = self.ahead + Em::per_mille(right);
        self.pen = self.pen + self.ahead + self.face.width(glyph.id);
        if self.ahead != Em::ZERO {
            // A positive number moves to the left (ISO 32000-1, 9.4.3).
            self.items.push(TextItem::Offset(-std::mem::take(&mut self.ahead).to_per_mille()));
        }
        match (latin, self.items.last_mut()) {
            (Some(character), Some(TextItem::Text(text))) => text.push(character),
            (Some(character), _) => self.items.push(TextItem::Text(character.into())),
            (None, last) => {
                let code = Codepoint::new(self.face.code(glyph.id), 0.0);
                match last {
                    Some(TextItem::GlyphIds(codes)) => codes.push(code),
                    _ => self.items.push(TextItem::GlyphIds(vec![code])),
                }
            }
        }
        self.ahead = Em::per_mille(glyph.extra) - Em::per_mille(right);
    }

    /// Shows the next glyph at a distance from the run's left edge.
    fn move_to(&mut self, x: Em) {
        self.ahead = x - self.pen;
    }

    fn rise_to(&mut self, up: i16) {
        if self.rise != up {
            self.flush();
            self.rise = up;
            let multiplier = points(self.size.per_mille(up.into())).0;
            self.ops.push(Op::SetLineOffset { multiplier });
        }
    }

    /// Right-to-left text: each string is shown from left to right and said to be reversed, and the strings follow
    /// each other as they are read (ISO 32000-1, 14.8.2.3.3).
    fn reversed(&mut self, clusters: &[Cluster<'_>], run: &GlyphRun) {
        let mut left = Em::ZERO;
        let lefts: Vec<Em> = clusters
            .iter()
            .map(|cluster| {
                let glyphs = &run.glyphs[cluster.glyphs.clone()];
                let width: Em = glyphs.iter().map(|glyph| self.advance(glyph)).sum();
                left = left + width;
                left - width
            })
            .collect();
        self.ops.push(Op::BeginMarkedContent { tag: "ReversedChars".to_owned() });
        let raised =
            |at: usize| run.glyphs[clusters[at].glyphs.clone()].iter().any(|glyph| glyph.shift.1 != 0);
        let mut end = clusters.len();
        while end > 0 {
            let together = |at: &usize| !raised(*at) && reads_as_shown(&clusters[*at], run, self.face);
            let start = end - (0..end).rev().take_while(together).count().max(1);
            self.flush();
            self.move_to(lefts[start]);
            // A glyph at another height ends a string, so that here each glyph is a string of its own.
            let apart = raised(start);
            for cluster in &clusters[start..end] {
                self.cluster(cluster, run, apart);
            }
            end = start;
        }
        self.flush();
        self.ops.push(Op::EndMarkedContent);
    }

    /// Shows a cluster; its glyphs from left to right, or each apart from right to left.
    fn cluster(&mut self, cluster: &Cluster<'_>, run: &GlyphRun, apart: bool) {
        // What is replaced as a whole needs no replacement inside.
        let plain = run.read_as.is_some() || reads_as_shown(cluster, run, self.face);
        if !plain {
            self.flush();
            self.ops.push(actual_text(cluster.text));
        }
        let glyphs = &run.glyphs[cluster.glyphs.clone()];
        if apart {
            let mut right =
                self.pen + self.ahead + glyphs.iter().map(|glyph| self.advance(glyph)).sum::<Em>();
            for glyph in glyphs.iter().rev() {
                right = right - self.advance(glyph);
                self.flush();
                self.move_to(right);
                self.glyph(glyph);
            }
        } else {
            for glyph in glyphs {
                self.glyph(glyph);
            }
        }
        if !plain {
            self.flush();
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn advance(&self, glyph: &Glyph) -> Em {
        self.face.width(glyph.id) + Em::per_mille(glyph.extra)
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

/// Begins content that stands for a text.
fn actual_text(text: &str) -> Op {
    let map = BTreeMap::from([("ActualText".to_owned(), text_string(text))]);
    Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties: DictItem::Dict { map } }
}

/// A text string: UTF-16 with a byte order mark (ISO 32000-1, 7.9.2.2).
pub(super) fn text_string(text: &str) -> DictItem {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    DictItem::Bytes(units.flat_map(u16::to_be_bytes).collect())
}
