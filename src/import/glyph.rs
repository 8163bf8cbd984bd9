//! Glyphs with their places, as they were found on a page.

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
    /// The element of the file's structure that it belongs to, where the file is tagged.
    pub element: Option<u32>,
    /// Whether the file says that it goes on with the word before it, which a line end cut.
    pub goes_on: bool,
}

/// A glyph and its number in the order of drawing.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub order: usize,
    pub glyph: Glyph,
}

/// A page's size and glyphs, in the order in which they are drawn.
#[derive(Debug)]
pub(super) struct GlyphPage {
    pub height: f64,
    pub glyphs: Vec<Glyph>,
    /// Whether a picture covers most of it.
    pub pictured: bool,
    /// How many glyphs are seen that stand for nothing known.
    pub unknown: usize,
    /// The first of them that is a sign of its font's own, and how many glyphs stand before it.
    pub private: Option<(char, usize)>,
    /// How many letters are in the file and not seen, such as those recognized under a scan.
    pub unseen: usize,
}
