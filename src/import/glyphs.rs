//! The glyphs of a PDF's pages, each with what it stands for and its place, as hayro's interpreter draws them.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use hayro_svg::hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_svg::hayro_interpret::hayro_cmap::BfString;
use hayro_svg::hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_svg::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use hayro_svg::hayro_syntax::object::{Dict, String as PdfString};
use hayro_svg::hayro_syntax::{LoadPdfError, Pdf};

use super::glyph::{Glyph, GlyphPage};
use super::printed::plain;
use super::replaced::{Replaced, replace};
use crate::assets::Assets;

/// Why a PDF cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PdfTrouble {
    Encrypted,
    /// The end of the file is not there.
    Truncated,
    Damaged,
    /// More pages, glyphs or drawing than any letter has.
    TooMuch,
}

/// No letter has more pages.
const MAX_PAGES: usize = 200;
/// No letter has more glyphs, lines and other things drawn.
const MAX_DRAWN: usize = 200_000;
/// The bytes at the end of a file in which its end is marked.
const TAIL: usize = 4096;

/// Reads the glyphs of all pages.
pub(super) fn read_glyphs(bytes: &[u8]) -> Result<Vec<GlyphPage>, PdfTrouble> {
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    let ends = tail.windows(5).any(|window| window == b"%%EOF");
    let read = catch_unwind(AssertUnwindSafe(|| read_pages(bytes)));
    match read {
        Ok(Err(PdfTrouble::Encrypted)) => Err(PdfTrouble::Encrypted),
        _ if !ends => Err(PdfTrouble::Truncated),
        Ok(pages) => pages,
        Err(payload) if payload.is::<TooMuch>() => Err(PdfTrouble::TooMuch),
        Err(_) => Err(PdfTrouble::Damaged),
    }
}

fn read_pages(bytes: &[u8]) -> Result<Vec<GlyphPage>, PdfTrouble> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PdfTrouble::Encrypted,
        LoadPdfError::Invalid => PdfTrouble::Damaged,
    })?;
    if pdf.pages().len() > MAX_PAGES {
        return Err(PdfTrouble::TooMuch);
    }
    let cache = InterpreterCache::new();
    let mut drawn = 0;
    let mut pages = Vec::new();
    let mut replaced = Vec::new();
    for page in pdf.pages().iter() {
        let media = page.media_box();
        let everything = Rect::new(-1e6, -1e6, 1e6, 1e6);
        let settings = settings();
        let mut context = Context::new(Affine::IDENTITY, everything, &cache, pdf.xref(), settings);
        let mut reader = Reader { top: media.y1, drawn, ..Reader::default() };
        interpret_page(page, &mut context, &mut reader);
        drawn = reader.drawn;
        replaced.extend(reader.replaced.into_iter().map(|one| Replaced { page: pages.len(), ..one }));
        pages.push(GlyphPage {
            height: media.height(),
            glyphs: reader.glyphs,
            unknown: reader.unknown,
            unseen: reader.unseen,
        });
    }
    replace(&mut pages, &replaced);
    Ok(pages)
}

/// A font that is not in the file is drawn with one of ours, as long as it is drawn: what its glyphs stand for and how
/// wide they are, the file says.
const STAND_IN_FONT: &str = "fonts/LiberationSerif-Regular.ttf";

fn settings() -> InterpreterSettings {
    InterpreterSettings {
        font_resolver: Arc::new(|_| Some((Arc::new(Assets::embedded(STAND_IN_FONT)?), 0))),
        ..InterpreterSettings::default()
    }
}

/// Thrown out of the interpreter, which has no other end before that of the file.
struct TooMuch;

#[derive(Default)]
struct Reader {
    top: f64,
    glyphs: Vec<Glyph>,
    unknown: usize,
    unseen: usize,
    drawn: usize,
    /// The marked contents that are open.
    marked: Vec<Marked>,
    /// The marked contents that say what they stand for.
    replaced: Vec<Replaced>,
}

struct Marked {
    artifact: bool,
    /// Its number among those that say what they stand for.
    replaced: Option<usize>,
}

impl Reader {
    fn count(&mut self, things: usize) {
        self.drawn += things;
        if self.drawn > MAX_DRAWN {
            resume_unwind(Box::new(TooMuch));
        }
    }

    /// The marked content that says what the next glyph stands for.
    fn replaced(&mut self) -> Option<&mut Replaced> {
        let number = self.marked.iter().rev().find_map(|marked| marked.replaced)?;
        self.replaced.get_mut(number)
    }
}

/// What a glyph stands for by its font.
fn text_of(glyph: &Drawn<'_>) -> Option<String> {
    let text = match glyph.as_unicode()? {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    };
    Some(text.chars().flat_map(plain).collect())
}

impl<'a> Device<'a> for Reader {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.count(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count(1);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count(1);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.count(run.glyphs().len() + 1);
        let bold = run.glyphs().first().and_then(|glyph| boldness(glyph));
        let artifact = self.marked.iter().any(|marked| marked.artifact);
        for glyph in run.glyphs() {
            if matches!(mode, DrawMode::Invisible) {
                self.unseen += 1;
                continue;
            }
            let transform = props.transform * glyph.transform();
            let advance = match &**glyph {
                Drawn::Outline(outline) => outline.advance_width(),
                Drawn::Type3(glyph) => glyph.advance_width(),
            };
            let (at, end) =
                (transform * Point::ZERO, transform * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0));
            let [_, _, c, d, ..] = transform.as_coeffs();
            let (number, text) = (self.glyphs.len(), text_of(glyph));
            match self.replaced() {
                Some(replaced) => replaced.glyphs.push(number),
                None if text.is_none() => {
                    self.unknown += 1;
                    continue;
                }
                None => {}
            }
            self.glyphs.push(Glyph {
                text: text.unwrap_or_default(),
                x: at.x,
                end: end.x,
                y: self.top - at.y,
                size: c.hypot(d) * 1000.0,
                bold,
                artifact,
                goes_on: false,
            });
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.count(1);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.count(1);
        let stands_for = properties.and_then(|properties| properties.get::<PdfString<'_>>("ActualText"));
        let replaced = stands_for.map(|text| {
            self.replaced.push(Replaced::by(text.as_bytes()));
            self.replaced.len() - 1
        });
        self.marked.push(Marked { artifact: tag == b"Artifact", replaced });
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }
}

/// Whether the font of a glyph is a bold one; none where it does not tell.
fn boldness(glyph: &Drawn<'_>) -> Option<bool> {
    let Drawn::Outline(outline) = glyph else { return None };
    let font = outline.font_data()?;
    let named = font.postscript_name.map(|name| name.to_ascii_lowercase());
    let named = named.map(|name| ["bold", "black", "heavy"].iter().any(|weight| name.contains(weight)));
    let heavy = font.weight.map(|weight| weight >= 600);
    match (named, heavy) {
        (None, None) => None,
        (named, heavy) => Some(named == Some(true) || heavy == Some(true)),
    }
}
