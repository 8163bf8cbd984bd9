//! Text of one script and direction -> the glyphs of a face, each at its place.

use harfrust::{
    Buffer, BufferFlags, ClusterLevel, Direction, Feature, Script, ShapeOptions, ShaperFont, Tag, shape,
};

use super::file::FontFile;

/// How a text is shaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shaping {
    /// ISO 15924 code: `Arab`.
    pub script: [u8; 4],
    pub right_to_left: bool,
    /// Whether letters are moved together and joined as the face advises; marks are placed either way.
    pub kerning_and_ligatures: bool,
}

/// A glyph where shaping put it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shaped {
    pub glyph: u16,
    /// Byte of the text at which what this glyph belongs to begins.
    pub at: usize,
    /// What is added to the face's own advance, in thousandths of the size.
    pub extra: i16,
    /// Right and up from where it would stand, in thousandths of the size.
    pub shift: (i16, i16),
}

/// Features that a face has on by itself and that move or join letters (OpenType, registered features).
const OPTIONAL: [&[u8; 4]; 4] = [b"calt", b"clig", b"kern", b"liga"];

impl FontFile {
    /// The glyphs of a text from left to right; none where the face moves one too far to be written.
    ///
    /// Characters that only steer shaping, such as joiners, have no glyph of their own.
    pub fn shape(&self, text: &str, how: Shaping) -> Option<Vec<Shaped>> {
        let font = ShaperFont::new(self.for_shaping()?);
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.set_script(Script::from_iso15924_tag(Tag::new(&how.script)));
        buffer.set_direction(match how.right_to_left {
            true => Direction::RightToLeft,
            false => Direction::LeftToRight,
        });
        buffer.set_cluster_level(ClusterLevel::MonotoneGraphemes);
        // A circle that stands for a missing letter would be a character that nobody typed.
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES | BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE);
        let off = OPTIONAL.map(|tag| Feature::new(Tag::new(tag), 0, ..));
        let features = if how.kerning_and_ligatures { &[][..] } else { &off };
        shape(&font, &mut buffer, ShapeOptions::new().features(features)).ok()?;
        let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
        let shaped = glyphs.map(|(info, position)| {
            let glyph = u16::try_from(info.glyph_id).ok()?;
            let thousandths = |units: i32| -> Option<i32> {
                // Beyond this the product that scaling makes would overflow.
                (units.abs() < 1 << 19).then(|| self.per_mille(units))
            };
            Some(Shaped {
                glyph,
                at: info.cluster as usize,
                extra: i16::try_from(thousandths(position.x_advance - self.units(glyph))?).ok()?,
                shift: (
                    i16::try_from(thousandths(position.x_offset)?).ok()?,
                    i16::try_from(thousandths(position.y_offset)?).ok()?,
                ),
            })
        });
        shaped.collect()
    }
}
