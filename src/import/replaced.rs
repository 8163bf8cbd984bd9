//! Marked content that says what its glyphs stand for (ActualText; ISO 32000-1, 14.9.4).
//!
//! Of a word that a line end cuts, the first piece stands for the whole word and the second for what is after it.

use super::glyph::GlyphPage;
use super::printed::plain;

/// A marked content with its replacement text.
pub(super) struct Replaced {
    /// What it stands for.
    pub text: String,
    /// From 0.
    pub page: usize,
    /// The numbers of its glyphs on the page.
    pub glyphs: Vec<usize>,
}

impl Replaced {
    pub fn by(text: &[u8]) -> Replaced {
        let text = text_string(text).chars().flat_map(plain).collect();
        Replaced { text, page: 0, glyphs: Vec::new() }
    }

    /// What its glyphs say by their fonts.
    fn printed(&self, pages: &[GlyphPage]) -> String {
        self.glyphs.iter().map(|&number| pages[self.page].glyphs[number].text.as_str()).collect()
    }
}

/// Gives the glyphs of marked contents, in the order of the file, the texts that they stand for. What is printed stays
/// where it is the same text: there it tells more, which line each part of a word stands on.
pub(super) fn replace(pages: &mut [GlyphPage], replaced: &[Replaced]) {
    let replaced: Vec<&Replaced> = replaced.iter().filter(|one| !one.glyphs.is_empty()).collect();
    let mut number = 0;
    while let Some(&one) = replaced.get(number) {
        number += 1;
        let printed = one.printed(pages);
        if printed == one.text {
            goes_on_at_line_starts(pages, one);
            continue;
        }
        if let Some(&next) = replaced.get(number)
            && !printed.is_empty()
            && one.text.starts_with(&printed)
            && format!("{printed}{}", next.printed(pages)) == format!("{}{}", one.text, next.text)
        {
            pages[next.page].glyphs[next.glyphs[0]].goes_on = true;
            number += 1;
            continue;
        }
        put(pages, one);
        if printed == "-" && one.text.is_empty() {
            // A hyphen that is no part of the word.
            let behind = one.glyphs[0] + 1;
            let next = pages[one.page..].iter_mut().flat_map(|page| &mut page.glyphs).nth(behind);
            next.into_iter().for_each(|glyph| glyph.goes_on = true);
        }
    }
}

/// A word that is marked as a whole goes on where its next glyph stands on another line.
fn goes_on_at_line_starts(pages: &mut [GlyphPage], one: &Replaced) {
    let glyphs = &mut pages[one.page].glyphs;
    for pair in one.glyphs.windows(2) {
        let (before, behind) = (&glyphs[pair[0]], &glyphs[pair[1]]);
        let ends = before.text.ends_with(' ') || behind.text.starts_with(' ');
        if behind.y - before.y > behind.size / 2.0 && !ends {
            glyphs[pair[1]].goes_on = true;
        }
    }
}

/// The first glyph stands for all of them, as wide as they are on its line.
fn put(pages: &mut [GlyphPage], one: &Replaced) {
    let glyphs = &mut pages[one.page].glyphs;
    let first = one.glyphs[0];
    let (y, size) = (glyphs[first].y, glyphs[first].size);
    let on_line =
        one.glyphs.iter().map(|&number| &glyphs[number]).filter(|glyph| (glyph.y - y).abs() < size / 2.0);
    let (left, right) =
        on_line.fold((f64::MAX, f64::MIN), |(left, right), glyph| (left.min(glyph.x), right.max(glyph.end)));
    one.glyphs.iter().for_each(|&number| glyphs[number].text.clear());
    let glyph = &mut glyphs[first];
    (glyph.x, glyph.end) = (left, right);
    glyph.text.clone_from(&one.text);
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 after its mark, else Latin letters.
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
