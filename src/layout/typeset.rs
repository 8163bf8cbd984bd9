//! Text -> clusters, each with its advance: what line breaking measures.
//!
//! A letter of the text's own face that needs no shaping is one glyph, and nearly all letters are. A line of text
//! with anything else in it goes through [`super::shaping`].

use std::ops::Range;

use unicode_bidi::Level;

use crate::diag::{Finding, Reported, Sink, Span, codes};
use crate::document::{Document, Inline};
use crate::fonts::{FaceId, Fonts};
use crate::style::{Family, Style};
use crate::units::Pt;

use super::pages::{ElementId, Glyph};
use super::scripts::is_plain;

/// The four faces of a family, those asked for what they lack, and how they are set.
pub(super) struct Faces {
    regular: FaceId,
    bold: FaceId,
    italic: FaceId,
    bold_italic: FaceId,
    pub fallback: Vec<FaceId>,
    pub kerning_and_ligatures: bool,
}

impl Faces {
    /// The faces of a family that the style names.
    ///
    /// # Errors
    /// A font file that is not there.
    pub fn of(family: &Family, style: &Style, fonts: &Fonts, sink: &mut Sink) -> Result<Faces, Reported> {
        let mut find = |file: &String| {
            fonts.by_file(file).ok_or_else(|| {
                sink.error(
                    Finding::new(
                        &codes::layout::FONT,
                        format!("the style names the font file `{file}`, which is not there"),
                    )
                    .hint(format!("put `{file}` into `templates/fonts/`, or name another file in the style")),
                )
            })
        };
        let (regular, bold) = (find(&family.regular)?, find(&family.bold)?);
        let (italic, bold_italic) = (find(&family.italic)?, find(&family.bold_italic)?);
        let fallback = style.fallback.iter().map(find).collect::<Result<_, _>>()?;
        let kerning_and_ligatures = style.text.kerning_and_ligatures;
        Ok(Faces { regular, bold, italic, bold_italic, fallback, kerning_and_ligatures })
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

/// What a line may not be broken inside: a letter with its marks, a ligature, a syllable. Nearly every letter of
/// a text is one, so it is kept small.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster {
    text_start: u32,
    text_end: u32,
    glyphs_start: u32,
    glyphs_end: u32,
    /// The first of its characters.
    pub character: char,
    pub advance: Pt,
    pub face: FaceId,
    pub element: ElementId,
    /// Even from left to right, odd from right to left (UAX 9).
    pub level: Level,
    /// Whether a line may end before it though no space stands there (UAX 14).
    pub may_start_line: bool,
}

impl Cluster {
    /// Its bytes of the paragraph's text.
    pub fn text(&self) -> Range<usize> {
        self.text_start as usize..self.text_end as usize
    }

    /// Its glyphs among the paragraph's, from left to right.
    pub fn glyphs(&self) -> Range<usize> {
        self.glyphs_start as usize..self.glyphs_end as usize
    }
}

/// A paragraph ready for breaking.
#[derive(Default)]
pub(super) struct Typeset {
    pub text: String,
    pub glyphs: Vec<Glyph>,
    pub clusters: Vec<Cluster>,
    /// How many clusters stand before each line end that the text asks for; the last is the paragraph's.
    pub line_ends: Vec<usize>,
}

impl Typeset {
    /// Adds one glyph that stands for one character.
    #[inline]
    pub fn plain(&mut self, character: char, id: u16, advance: Pt, of: &Piece<'_>, level: Level) {
        let text_len = character.len_utf8() as u8;
        let mut utf8 = [0; 4];
        self.cluster(
            character.encode_utf8(&mut utf8),
            [Glyph { id, text_len, extra: 0, shift: (0, 0) }],
            advance,
            of,
            level,
        );
    }

    /// Adds glyphs, from left to right, that together stand for a text.
    #[inline]
    pub fn cluster(
        &mut self,
        text: &str,
        glyphs: impl IntoIterator<Item = Glyph>,
        advance: Pt,
        of: &Piece<'_>,
        level: Level,
    ) {
        let (text_start, glyphs_start) = (self.text.len() as u32, self.glyphs.len() as u32);
        self.text.push_str(text);
        self.glyphs.extend(glyphs);
        self.clusters.push(Cluster {
            text_start,
            text_end: self.text.len() as u32,
            glyphs_start,
            glyphs_end: self.glyphs.len() as u32,
            character: text.chars().next().unwrap_or_default(),
            advance,
            face: of.face,
            element: of.element,
            level,
            may_start_line: false,
        });
    }

    fn truncate(&mut self, clusters: usize) {
        if let Some(first) = self.clusters.get(clusters) {
            self.text.truncate(first.text().start);
            self.glyphs.truncate(first.glyphs().start);
            self.clusters.truncate(clusters);
        }
    }
}

/// Text of one look that belongs to one element.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    pub text: &'a str,
    /// The face that the text asks for.
    pub face: FaceId,
    pub element: ElementId,
    pub span: Span,
}

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
        let mut typeset = Typeset::default();
        let mut line = Vec::with_capacity(4);
        for (number, inline) in inlines.iter().enumerate() {
            let element = element_of(number);
            match inline {
                Inline::Break => {
                    // Read aloud or copied, the words on either side of the line end stay two words.
                    let face = self.faces.face(bold, false);
                    line.push(Piece { text: " ", face, element, span: Span::default() });
                    self.line(&line, &mut typeset, sink);
                    line.clear();
                }
                Inline::Text { text, strong, emphasis, span } => {
                    let face = self.faces.face(*strong || bold, *emphasis);
                    line.push(Piece { text, face, element, span: *span });
                }
            }
        }
        self.line(&line, &mut typeset, sink);
        typeset
    }

    /// Adds what stands between two line ends that the text asks for.
    fn line(&self, pieces: &[Piece<'_>], to: &mut Typeset, sink: &mut Sink) {
        let before = to.clusters.len();
        let plain = !self.faces.kerning_and_ligatures && pieces.iter().all(|piece| self.plain(piece, to));
        if !plain {
            to.truncate(before);
            self.shape(pieces, to, sink);
        }
        to.line_ends.push(to.clusters.len());
    }

    /// Adds a text that needs no shaping; false where it does.
    fn plain(&self, piece: &Piece<'_>, to: &mut Typeset) -> bool {
        let face = self.fonts.face(piece.face);
        to.clusters.reserve(piece.text.len());
        to.glyphs.reserve(piece.text.len());
        to.text.reserve(piece.text.len());
        for character in piece.text.chars() {
            let Some(measured) = face.measured(character).filter(|_| is_plain(character)) else {
                return false;
            };
            let advance = self.size.per_mille(measured.advance);
            to.plain(character, measured.glyph, advance, piece, Level::ltr());
        }
        true
    }
}
