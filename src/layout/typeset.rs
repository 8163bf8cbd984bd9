//! Text -> pieces of one face, each glyph with its advance: what line breaking measures.

use crate::diag::{Finding, Place, Reported, Sink, Span};
use crate::document::{Document, Inline};
use crate::fonts::{FaceId, Fonts};
use crate::style::Family;
use crate::units::Pt;

use super::pages::{ElementId, Glyph};

/// The four faces of a family, and those asked for what they lack.
pub(super) struct Faces {
    regular: FaceId,
    bold: FaceId,
    italic: FaceId,
    bold_italic: FaceId,
    fallback: Vec<FaceId>,
}

impl Faces {
    /// The faces of a family that the style names.
    ///
    /// # Errors
    /// A font file that is not there.
    pub fn of(
        family: &Family,
        fallback: &[String],
        fonts: &Fonts,
        sink: &mut Sink,
    ) -> Result<Faces, Reported> {
        let mut find = |file: &String| {
            fonts.by_file(file).ok_or_else(|| {
                sink.error(
                    Finding::error(
                        "layout/font",
                        format!("the style names the font file `{file}`, which is not there"),
                    )
                    .hint(format!("put `{file}` into `templates/fonts/`, or name another file in the style")),
                )
            })
        };
        let (regular, bold) = (find(&family.regular)?, find(&family.bold)?);
        let (italic, bold_italic) = (find(&family.italic)?, find(&family.bold_italic)?);
        let fallback = fallback.iter().map(find).collect::<Result<_, _>>()?;
        Ok(Faces { regular, bold, italic, bold_italic, fallback })
    }

    fn face(&self, strong: bool, emphasis: bool) -> FaceId {
        match (strong, emphasis) {
            (false, false) => self.regular,
            (true, false) => self.bold,
            (false, true) => self.italic,
            (true, true) => self.bold_italic,
        }
    }
}

/// One glyph of a paragraph and what line breaking has to know of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster {
    pub glyph: Glyph,
    pub character: char,
    pub advance: Pt,
    pub face: FaceId,
    pub element: ElementId,
}

/// A paragraph ready for breaking: clusters up to each line end that the text asks for.
pub(super) type Typeset = Vec<Vec<Cluster>>;

pub(super) struct Typesetter<'a> {
    pub document: &'a Document,
    pub fonts: &'a Fonts,
    pub faces: &'a Faces,
    pub size: Pt,
}

impl Typesetter<'_> {
    /// Typesets inlines; `element_of` says whose each is, and `bold` makes all of it strong.
    pub fn typeset(
        &self,
        inlines: &[Inline],
        bold: bool,
        mut element_of: impl FnMut(usize) -> ElementId,
        sink: &mut Sink,
    ) -> Typeset {
        let mut lines = vec![Vec::with_capacity(128)];
        for (number, inline) in inlines.iter().enumerate() {
            match inline {
                Inline::Break => lines.push(Vec::new()),
                Inline::Text { text, strong, emphasis, span } => {
                    let face = self.faces.face(*strong || bold, *emphasis);
                    let line = lines.last_mut().expect("there is always a line");
                    self.text(text, face, element_of(number), *span, line, sink);
                }
            }
        }
        lines
    }

    /// Adds the glyphs of `text`, each from the wanted face or the first fallback that has it.
    fn text(
        &self,
        text: &str,
        wanted: FaceId,
        element: ElementId,
        span: Span,
        to: &mut Vec<Cluster>,
        sink: &mut Sink,
    ) {
        let face = self.fonts.face(wanted);
        to.reserve(text.len());
        for character in text.chars() {
            let (id, from, in_face) = match face.glyph(character) {
                Some(id) => (id, wanted, face),
                None => match self.fallback(character) {
                    Some((id, other)) => (id, other, self.fonts.face(other)),
                    None => {
                        self.missing(character, span, sink);
                        continue;
                    }
                },
            };
            let advance = self.size.per_mille(in_face.advance(id));
            let glyph = Glyph { id, text_len: character.len_utf8() as u8, extra: 0, shift: (0, 0) };
            to.push(Cluster { glyph, character, advance, face: from, element });
        }
    }

    fn fallback(&self, character: char) -> Option<(u16, FaceId)> {
        self.faces.fallback.iter().find_map(|&id| Some((self.fonts.face(id).glyph(character)?, id)))
    }

    fn missing(&self, character: char, span: Span, sink: &mut Sink) {
        let markdown = &self.document.source;
        let inside = markdown.text()[span.range()].find(character).map_or(span, |at| {
            let start = span.start as usize + at;
            Span::new(start..start + character.len_utf8())
        });
        sink.report(
            Finding::error(
                MISSING_GLYPH,
                format!("no font has the character `{character}` (U+{:04X})", u32::from(character)),
            )
            .at(Place::new(markdown, inside))
            .hint("add a font that has it to `templates/fonts/` and name its file under `fallback:` in the style"),
        );
    }
}

/// The code of the finding that names a character which cannot be printed.
pub const MISSING_GLYPH: &str = "layout/missing-glyph";
