//! Characters that a face draws with the glyph of another: where the two are the same character, or differ only in
//! where a line may end or in how wide a space is.

use unicode_normalization::UnicodeNormalization;

use crate::fonts::Face;
use crate::units::Em;

/// A glyph for a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Drawn {
    pub glyph: u16,
    /// What is added to the glyph's advance, in thousandths of the size.
    pub extra: i16,
}

/// The glyph that draws a character: the face's own, else one that looks and means the same.
pub(super) fn drawn(face: &Face, character: char) -> Option<Drawn> {
    let own = |character: char| Some(Drawn { glyph: face.glyph(character)?, extra: 0 });
    own(character).or_else(|| match character {
        // A hyphen that holds what stands on either side together.
        '\u{2011}' => own('\u{2010}').or_else(|| own('-')),
        _ => space(face, character).or_else(|| own(same(character)?)),
    })
}

/// A space of a width of its own, as the face's space made wider or narrower (The Unicode Standard, table 6-2).
fn space(face: &Face, character: char) -> Option<Drawn> {
    let em = |thousandths| Some(Em::per_mille(thousandths));
    let width = match character {
        '\u{A0}' => Some(face.measured(' ')?.advance),
        '\u{2000}' | '\u{2002}' => em(500),
        '\u{2001}' | '\u{2003}' | '\u{3000}' => em(1000),
        '\u{2004}' => em(333),
        '\u{2005}' => em(250),
        '\u{2006}' => em(167),
        '\u{2007}' => Some(face.measured('0')?.advance),
        '\u{2008}' => Some(face.measured('.')?.advance),
        '\u{2009}' | '\u{202F}' => em(200),
        '\u{200A}' => em(100),
        '\u{205F}' => em(222),
        _ => None,
    }?;
    let space = face.measured(' ')?;
    let extra = (width - space.advance).to_per_mille().round();
    Some(Drawn { glyph: space.glyph, extra: extra as i16 })
}

/// The character that another is equivalent to by Unicode's own rule: the Kelvin sign is a K (UAX 15, singletons).
fn same(character: char) -> Option<char> {
    let mut composed = std::iter::once(character).nfc();
    composed.next().filter(|&same| same != character && composed.next().is_none())
}
