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

use super::printed::plain;
use crate::assets::Assets;

/// A glyph that is seen.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// What it stands for; empty where the glyph before it says that.
    pub text: String,
    pub x: f64,
    /// Where the next glyph would stand.
    pub end: f64,
    /// From the top of the page.
    pub y: f64,
    pub size: f64,
    /// None where the font does not tell.
    pub bold: Option<bool>,
    /// Whether the file calls it no part of the text: a header or a footer.
    pub artifact: bool,
}

/// A page's size and glyphs, in the order in which they are drawn.
#[derive(Debug)]
pub(super) struct GlyphPage {
    pub height: f64,
    pub glyphs: Vec<Glyph>,
    /// How many glyphs are seen that stand for nothing known.
    pub unknown: usize,
    /// How many letters are in the file and not seen, such as those recognized under a scan.
    pub unseen: usize,
}

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
    for page in pdf.pages().iter() {
        let media = page.media_box();
        let everything = Rect::new(-1e6, -1e6, 1e6, 1e6);
        let settings = settings();
        let mut context = Context::new(Affine::IDENTITY, everything, &cache, pdf.xref(), settings);
        let mut reader = Reader { top: media.y1, drawn, ..Reader::default() };
        interpret_page(page, &mut context, &mut reader);
        drawn = reader.drawn;
        pages.push(GlyphPage {
            height: media.height(),
            glyphs: reader.glyphs,
            unknown: reader.unknown,
            unseen: reader.unseen,
        });
    }
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
}

struct Marked {
    artifact: bool,
    /// What its glyphs stand for together, until the first of them said so.
    stands_for: Option<Option<String>>,
}

impl Reader {
    fn count(&mut self, things: usize) {
        self.drawn += things;
        if self.drawn > MAX_DRAWN {
            resume_unwind(Box::new(TooMuch));
        }
    }

    /// What a glyph stands for: itself, or its part of a marked content that says what it is.
    fn text_of(&mut self, glyph: &Drawn<'_>) -> Option<String> {
        if let Some(marked) = self.marked.iter_mut().rev().find(|marked| marked.stands_for.is_some()) {
            return marked.stands_for.as_mut().map(|text| text.take().unwrap_or_default());
        }
        match glyph.as_unicode()? {
            BfString::Char(c) => Some(c.to_string()),
            BfString::String(text) => Some(text),
        }
    }
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
            let text = match self.text_of(glyph) {
                Some(text) => text.chars().flat_map(plain).collect(),
                None => {
                    self.unknown += 1;
                    continue;
                }
            };
            self.glyphs.push(Glyph {
                text,
                x: at.x,
                end: end.x,
                y: self.top - at.y,
                size: c.hypot(d) * 1000.0,
                bold,
                artifact,
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
        self.marked.push(Marked {
            artifact: tag == b"Artifact",
            stands_for: stands_for.map(|text| Some(text_string(text.as_bytes()))),
        });
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

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 behind its mark, else Latin letters.
fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, utf16 @ ..] => {
            let units = utf16.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        [0xEF, 0xBB, 0xBF, utf8 @ ..] => String::from_utf8_lossy(utf8).into_owned(),
        latin => latin.iter().map(|&byte| char::from(byte)).collect(),
    }
}
