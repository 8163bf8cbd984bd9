//! Clusters: the smallest pieces of a text that has its glyphs, each with its advance.

use std::ops::Range;

use unicode_bidi::Level;

use super::pages::{ElementId, Glyph};
use crate::diag::Span;
use crate::document::Script;
use crate::fonts::FaceId;
use crate::units::Pt;

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
    pub script: Script,
    pub element: ElementId,
    /// Even from left to right, odd from right to left (UAX 9).
    pub level: Level,
    /// Whether a line may end before it though no space stands there (UAX 14).
    pub may_start_line: bool,
    /// Whether it stands on the line of the cluster before it in any case.
    pub held: bool,
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
    pub fn plain(&mut self, character: char, id: u16, advance: Pt, of: &StyledText<'_>, level: Level) {
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
        of: &StyledText<'_>,
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
            script: of.script,
            element: of.element,
            level,
            may_start_line: false,
            held: false,
        });
    }

    /// Holds every mention of a phrase on one line.
    pub fn hold(&mut self, phrase: &str) {
        for (start, _) in self.text.match_indices(phrase).filter(|_| !phrase.is_empty()) {
            let first = self.clusters.partition_point(|cluster| cluster.text().start <= start);
            let inside = self.clusters[first..].iter_mut();
            inside
                .take_while(|cluster| cluster.text().start < start + phrase.len())
                .for_each(|c| c.held = true);
        }
    }

    pub fn truncate(&mut self, clusters: usize) {
        if let Some(first) = self.clusters.get(clusters) {
            self.text.truncate(first.text().start);
            self.glyphs.truncate(first.glyphs().start);
            self.clusters.truncate(clusters);
        }
    }
}

/// Text of one look that belongs to one element.
#[derive(Clone, Copy)]
pub(super) struct StyledText<'a> {
    pub text: &'a str,
    /// The face that the text asks for.
    pub face: FaceId,
    pub script: Script,
    pub element: ElementId,
    pub span: Span,
}

/// Whether a line may end after a character that is not drawn there: a space, unless it is one that holds what stands
/// on either side together (UAX 14, GL).
pub(super) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{205F}' | '\u{3000}')
}
