//! Text -> clusters, each with its advance: what line breaking measures.
//!
//! A letter of the text's own face that needs no shaping is one glyph, and nearly all letters are. A line of text
//! with anything else in it goes through [`super::shaping`].

use unicode_bidi::Level;

use super::clusters::{StyledText, Typeset};
use super::faces::Typesetter;
use super::pages::ElementId;
use super::raised::script_size;
use super::scripts::is_plain;
use crate::diag::{Sink, Span};
use crate::document::{Inline, Script};

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
                    line.push(StyledText {
                        text: " ",
                        face,
                        script: Script::Normal,
                        element,
                        span: Span::default(),
                    });
                    self.line(&line, &mut typeset, sink);
                    line.clear();
                }
                Inline::Text { text, strong, emphasis, script, span, .. } => {
                    let face = self.faces.face(*strong || bold, *emphasis);
                    line.push(StyledText { text, face, script: *script, element, span: *span });
                }
            }
        }
        self.line(&line, &mut typeset, sink);
        self.document.about.unbroken.iter().for_each(|phrase| typeset.hold(phrase));
        typeset
    }

    /// Adds what stands between two line ends that the text asks for.
    fn line(&self, pieces: &[StyledText<'_>], to: &mut Typeset, sink: &mut Sink) {
        let before = to.clusters.len();
        let plain = !self.faces.kerning_and_ligatures && pieces.iter().all(|piece| self.plain(piece, to));
        if !plain {
            to.truncate(before);
            self.shape(pieces, to, sink);
        }
        to.line_ends.push(to.clusters.len());
    }

    /// Adds a text that needs no shaping; false where it does.
    fn plain(&self, piece: &StyledText<'_>, to: &mut Typeset) -> bool {
        let face = self.fonts.face(piece.face);
        let size = script_size(piece.script, self.size);
        to.clusters.reserve(piece.text.len());
        to.glyphs.reserve(piece.text.len());
        to.text.reserve(piece.text.len());
        for character in piece.text.chars() {
            let Some(measured) = face.measured(character).filter(|_| is_plain(character)) else {
                return false;
            };
            let advance = size.of_em(measured.advance);
            to.plain(character, measured.glyph, advance, piece, Level::ltr());
        }
        true
    }
}
