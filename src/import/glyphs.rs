//! The glyphs of a PDF's pages, each with what it stands for and its place, as hayro's interpreter draws them.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use hayro_svg::hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_svg::hayro_interpret::hayro_cmap::BfString;
use hayro_svg::hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_svg::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use hayro_svg::hayro_syntax::object::{Dict, String as PdfString};
use hayro_svg::hayro_syntax::{LoadPdfError, Pdf};

use super::elements::Elements;
use super::glyph::{Glyph, GlyphPage};
use super::printed::plain;
use super::replaced::{Replaced, replace};
use super::symbols::{SymbolFont, is_private, sign_in_all};
use super::unpacked::{is_too_much, is_uncounted};
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
/// A page of which pictures cover so much, and that has no text, is a scan.
const PICTURED: f64 = 0.3;
/// The bytes at the end of a file in which its end is marked.
const TAIL: usize = 4096;

/// Reads the glyphs of all pages.
pub(super) fn read_glyphs(bytes: &[u8]) -> Result<Vec<GlyphPage>, PdfTrouble> {
    // What stands behind the end is often nothing but blanks, where a file was padded.
    let padded = bytes.iter().rev().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0).count();
    let tail = &bytes[..bytes.len() - padded];
    let tail = &tail[tail.len().saturating_sub(TAIL)..];
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
    if is_too_much(bytes) {
        return Err(PdfTrouble::TooMuch);
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PdfTrouble::Encrypted,
        LoadPdfError::Invalid => PdfTrouble::Damaged,
    })?;
    if pdf.pages().len() > MAX_PAGES || is_uncounted(&pdf, bytes.len()) {
        return Err(PdfTrouble::TooMuch);
    }
    let cache = InterpreterCache::new();
    let elements = Elements::of(&pdf);
    let mut drawn = 0;
    let mut pages = Vec::new();
    let mut replaced = Vec::new();
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let sheet = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        // As it is seen: turned, cut to its edges, from the top.
        let seen = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(seen, sheet, &cache, pdf.xref(), settings());
        let elements = elements.of_page(page);
        let symbol_fonts = SymbolFont::of_page(page);
        let mut reader = Reader { sheet, drawn, elements, symbol_fonts, ..Reader::default() };
        interpret_page(page, &mut context, &mut reader);
        drawn = reader.drawn;
        replaced.extend(reader.replaced.into_iter().map(|one| Replaced { page: pages.len(), ..one }));
        pages.push(GlyphPage {
            height: sheet.height(),
            glyphs: reader.glyphs,
            pictured: reader.pictured > sheet.area() * PICTURED,
            unknown: reader.unknown,
            private: reader.private,
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
    /// The page as it is seen.
    sheet: Rect,
    /// The element of every marked content, by its number.
    elements: HashMap<i32, u32>,
    /// The symbol fonts that the page names.
    symbol_fonts: Vec<SymbolFont>,
    glyphs: Vec<Glyph>,
    /// The area of its pictures, in square points.
    pictured: f64,
    unknown: usize,
    private: Option<(char, usize)>,
    unseen: usize,
    drawn: usize,
    /// The marked contents that are open.
    marked: Vec<Marked>,
    /// The marked contents that say what they stand for.
    replaced: Vec<Replaced>,
}

struct Marked {
    artifact: bool,
    element: Option<u32>,
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

/// What a glyph stands for by its font; none where that is no character that is printed, with the sign where it is one of
/// its font's own.
fn text_of(glyph: &Drawn<'_>, of_page: &[SymbolFont]) -> Result<String, Option<char>> {
    let text = match glyph.as_unicode().ok_or(None)? {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    };
    let named = match glyph {
        Drawn::Outline(outline) => outline.font_data().map(|font| font.postscript_name),
        Drawn::Type3(_) => None,
    };
    let font = named.iter().flatten().find_map(|name| SymbolFont::named(name));
    let sign = |c: char| match font {
        Some(font) => font.sign(c),
        None if !is_private(c) => Some(c),
        // A font that is not in the file, or of another kind, does not tell its name: the page does.
        None if named.is_none() => sign_in_all(of_page, c),
        None => None,
    };
    let signs: Result<String, Option<char>> = text.chars().map(|c| sign(c).ok_or(Some(c))).collect();
    let text: String = signs?.chars().flat_map(plain).collect();
    let nothing = |c: char| c == '\u{FFFD}' || (c.is_control() && !c.is_whitespace());
    if text.contains(nothing) { Err(None) } else { Ok(text) }
}

/// How wide a glyph is and how large its font, in points on the page.
fn extent(glyph: &Drawn<'_>, transform: &Affine) -> (f64, f64) {
    let [a, _, c, d, ..] = transform.as_coeffs();
    let (advance, stretched) = match glyph {
        // A font that is not in the file is stretched to the widths that the file tells.
        Drawn::Outline(outline) => (outline.advance_width(), outline.font_data().is_none()),
        Drawn::Type3(glyph) => (glyph.advance_width(), false),
    };
    let scale = if stretched { c.hypot(d).copysign(a) } else { a };
    (f64::from(advance.unwrap_or(500.0)) * scale, c.hypot(d) * 1000.0)
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
        let element = self.marked.iter().rev().find_map(|marked| marked.element);
        for glyph in run.glyphs() {
            let transform = props.transform * glyph.transform();
            let at = transform * Point::ZERO;
            let on_page = self.sheet.contains(at);
            if matches!(mode, DrawMode::Invisible) || !on_page {
                self.unseen += 1;
                continue;
            }
            let (width, height) = extent(glyph, &transform);
            let (number, text) = (self.glyphs.len(), text_of(glyph, &self.symbol_fonts));
            match self.replaced() {
                Some(replaced) => replaced.glyphs.push(number),
                None => {
                    if let Err(sign) = text {
                        self.unknown += 1;
                        self.private = self.private.or(sign.map(|sign| (sign, number)));
                        continue;
                    }
                }
            }
            self.glyphs.push(Glyph {
                text: text.unwrap_or_default(),
                x: at.x,
                end: at.x + width,
                y: at.y,
                size: height,
                bold,
                artifact,
                element,
                goes_on: false,
            });
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.count(1);
        let pixels = f64::from(image.width()) * f64::from(image.height());
        self.pictured += props.transform.determinant().abs() * pixels;
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
        let number = properties.and_then(|properties| properties.get::<i32>("MCID"));
        let element = number.and_then(|number| self.elements.get(&number)).copied();
        self.marked.push(Marked { artifact: tag == b"Artifact", element, replaced });
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
