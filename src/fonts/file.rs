//! One font file: which glyph a character has, how wide it is, and what a font descriptor says of it.

use std::ops::Range;
use std::sync::OnceLock;

use read_fonts::model::{Blob, Font};
use read_fonts::tables::head::MacStyle;
use read_fonts::types::NameId;
use read_fonts::{FontRef, ReadError, TableProvider};

use crate::units::Em;

/// Characters below this have their glyph in a table: Latin with its extensions, nearly all of a letter.
const LOW: usize = 0x250;

/// How a font file draws its glyphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlines {
    TrueType,
    Cff,
}

/// What a font descriptor says of a face (ISO 32000-1, 9.8.1); lengths in thousandths of the size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metrics {
    pub ascent: i32,
    /// Below the baseline, so negative.
    pub descent: i32,
    pub cap_height: i32,
    /// Left, bottom, right, top of the box around all glyphs.
    pub bounds: [i32; 4],
    /// Thousandths of a degree from upright; negative where the face leans to the right.
    pub italic_angle: i32,
    /// 400 is regular, 700 bold.
    pub weight: i32,
    pub italic: bool,
    pub fixed_pitch: bool,
    pub serif: bool,
}

/// A character's glyph and how wide it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// 0 where the face has none.
    pub glyph: u16,
    pub advance: Em,
}

/// One parsed font file, or one face of a collection.
///
/// Parsing checks the tables that measuring needs and stops there: a run of the program loads all faces
/// and seldom uses more than four.
pub struct FontFile {
    bytes: Blob,
    /// Its place in a collection; 0 in a file of one face.
    index: u32,
    outlines: Outlines,
    units_per_em: i32,
    glyphs: u16,
    /// Where the `hmtx` table stands, and how many of its entries hold an advance.
    advances: Range<usize>,
    long_metrics: u16,
    low: OnceLock<Box<[Measured]>>,
    shaping: OnceLock<Option<Font>>,
}

impl FontFile {
    /// # Errors
    /// What is wrong with the file, in words that follow its name.
    pub(super) fn parse(bytes: Blob, index: u32) -> Result<FontFile, String> {
        let font =
            FontRef::from_index(&bytes, index).map_err(|why| format!("it is not a font file: {why}"))?;
        let head = font.head().map_err(|why| unread("head", why))?;
        let units_per_em = i32::from(head.units_per_em());
        if !(16..=16384).contains(&units_per_em) {
            return Err(format!("its em has {units_per_em} units, and must have 16 to 16384"));
        }
        let glyphs = font.maxp().map_err(|why| unread("maxp", why))?.num_glyphs();
        if glyphs < 2 {
            return Err("it has no glyphs".into());
        }
        let long_metrics = font.hhea().map_err(|why| unread("hhea", why))?.number_of_h_metrics();
        if long_metrics == 0 || long_metrics > glyphs {
            return Err(format!("it gives {long_metrics} advances for {glyphs} glyphs"));
        }
        let hmtx = font.table_data(tag(b"hmtx")).ok_or("it has no `hmtx` table")?;
        // The table's place is kept, not the table: a face owns its bytes and cannot borrow from itself.
        let start = hmtx.as_bytes().as_ptr() as usize - bytes.as_ptr() as usize;
        let advances = start..start + hmtx.len();
        if hmtx.len() < usize::from(long_metrics) * 4 + usize::from(glyphs - long_metrics) * 2 {
            return Err("its `hmtx` table is too short".into());
        }
        let cmap = font.cmap().map_err(|why| unread("cmap", why))?;
        if cmap.best_subtable().is_none() {
            return Err("it maps no characters to glyphs".into());
        }
        let outlines = match (font.table_data(tag(b"glyf")), font.table_data(tag(b"CFF "))) {
            (Some(_), _) => Outlines::TrueType,
            (None, Some(_)) => Outlines::Cff,
            (None, None) => return Err("it has neither TrueType nor CFF outlines".into()),
        };
        let (low, shaping) = (OnceLock::new(), OnceLock::new());
        let file =
            FontFile { bytes, index, outlines, units_per_em, glyphs, advances, long_metrics, low, shaping };
        let letters: Vec<char> = ('0'..='9').chain('A'..='Z').chain('a'..='z').collect();
        let mut glyphs = file.mapped(&letters).into_iter().zip(&letters);
        match glyphs.find(|(glyph, _)| *glyph != 0 && file.is_empty(*glyph)) {
            Some((_, letter)) => Err(format!("its letter `{letter}` is empty: it would print nothing")),
            None => Ok(file),
        }
    }

    /// Whether a glyph draws nothing; known of TrueType outlines only.
    fn is_empty(&self, glyph: u16) -> bool {
        let Some(loca) = self.font().and_then(|font| font.loca(None).ok()) else { return false };
        let at = usize::from(glyph);
        matches!((loca.get_raw(at), loca.get_raw(at + 1)), (Some(start), Some(end)) if start == end)
    }

    /// The whole file, and the face's place in it if it is a collection.
    pub(super) fn file(&self) -> (&[u8], u32) {
        (&self.bytes, self.index)
    }

    /// The face as the shaper reads it; made when first asked for, as most letters shape nothing.
    pub(super) fn for_shaping(&self) -> Option<&Font> {
        self.shaping.get_or_init(|| Font::new(self.bytes.clone(), self.index)).as_ref()
    }

    pub fn outlines(&self) -> Outlines {
        self.outlines
    }

    /// How many glyphs the face has; their ids are below this.
    pub fn glyph_count(&self) -> u16 {
        self.glyphs
    }

    /// The glyph of a character, if the face has one.
    pub fn glyph(&self, character: char) -> Option<u16> {
        self.measured(character).map(|measured| measured.glyph)
    }

    /// The glyph of a character with its advance, if the face has one.
    pub fn measured(&self, character: char) -> Option<Measured> {
        let code = character as usize;
        let measured = match code {
            0..LOW => self.low.get_or_init(|| self.low_measured())[code],
            _ => {
                let glyph = self.mapped(&[character]).first().copied().unwrap_or(0);
                // A letter that draws nothing is not there.
                let glyph = if character.is_alphanumeric() && self.is_empty(glyph) { 0 } else { glyph };
                Measured { glyph, advance: self.advance(glyph) }
            }
        };
        (measured.glyph != 0).then_some(measured)
    }

    fn low_measured(&self) -> Box<[Measured]> {
        let characters: Vec<char> = (0..LOW as u32).filter_map(char::from_u32).collect();
        let mut glyphs = self.mapped(&characters);
        glyphs.resize(LOW, 0);
        glyphs.into_iter().map(|glyph| Measured { glyph, advance: self.advance(glyph) }).collect()
    }

    /// The glyphs of characters, 0 where the face has none; empty where the file has no map.
    fn mapped(&self, characters: &[char]) -> Vec<u16> {
        let Some(map) = self.font().and_then(|font| font.cmap().ok()?.best_subtable()) else {
            return Vec::new();
        };
        let glyph = |&character: &char| {
            let glyph = map.2.map_codepoint(character).and_then(|id| u16::try_from(id.to_u32()).ok());
            glyph.filter(|&id| id < self.glyphs).unwrap_or(0)
        };
        characters.iter().map(glyph).collect()
    }

    /// The advance of a glyph, unrounded, as the file's width table gives it, so that what is measured is what a
    /// viewer draws. Zero for a glyph that the face does not have.
    pub fn advance(&self, glyph: u16) -> Em {
        self.em(self.units(glyph))
    }

    /// The advance of a glyph in the units of the file.
    pub(super) fn units(&self, glyph: u16) -> i32 {
        if glyph >= self.glyphs {
            return 0;
        }
        let at = self.advances.start + usize::from(glyph.min(self.long_metrics - 1)) * 4;
        i32::from(u16::from_be_bytes([self.bytes[at], self.bytes[at + 1]]))
    }

    /// Font units as a part of the size.
    fn em(&self, units: i32) -> Em {
        // At most 65,535 units of an em of at least 16 make no more than 4,096 em.
        Em::of_units(units, self.units_per_em).unwrap_or_default()
    }

    /// What the face calls itself in PostScript, with nothing but letters, digits and hyphens.
    pub fn postscript_name(&self) -> String {
        let read = || {
            let name = self.font()?.name().ok()?;
            let mut records = name.name_record().iter();
            let record =
                records.find(|record| record.name_id() == NameId::POSTSCRIPT_NAME && record.is_unicode())?;
            Some(record.string(name.string_data()).ok()?.chars().collect::<String>())
        };
        let name: String = read()
            .unwrap_or_default()
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .take(60)
            .collect();
        if name.is_empty() { "Unnamed".into() } else { name }
    }

    /// What a font descriptor says of the face; what the file leaves out is guessed from what it has.
    pub fn metrics(&self) -> Metrics {
        let font = self.font();
        let head = font.as_ref().and_then(|font| font.head().ok());
        let hhea = font.as_ref().and_then(|font| font.hhea().ok());
        let os2 = font.as_ref().and_then(|font| font.os2().ok());
        let post = font.as_ref().and_then(|font| font.post().ok());
        let ascent = hhea.as_ref().map_or(800, |hhea| self.per_mille(hhea.ascender().to_i16().into()));
        let cap_height = os2.as_ref().and_then(|os2| os2.s_cap_height()).filter(|&height| height > 0);
        // PANOSE family kind 2 (Latin text), serif style 2 to 10: a face with serifs.
        let serif = |panose: &[u8]| panose.first() == Some(&2) && matches!(panose.get(1), Some(2..=10));
        Metrics {
            ascent,
            descent: hhea.as_ref().map_or(-200, |hhea| self.per_mille(hhea.descender().to_i16().into())),
            cap_height: cap_height.map_or(ascent, |height| self.per_mille(height.into())),
            bounds: head.as_ref().map_or([0, -200, 1000, 800], |head| {
                [head.x_min(), head.y_min(), head.x_max(), head.y_max()]
                    .map(|units| self.per_mille(units.into()))
            }),
            italic_angle: post
                .as_ref()
                .map_or(0, |post| (post.italic_angle().to_f64() * 1000.0).round() as i32),
            weight: os2.as_ref().map_or(400, |os2| os2.us_weight_class().into()),
            italic: head.as_ref().is_some_and(|head| head.mac_style().contains(MacStyle::ITALIC)),
            fixed_pitch: post.as_ref().is_some_and(|post| post.is_fixed_pitch() != 0),
            serif: os2.as_ref().is_some_and(|os2| serif(os2.panose_10())),
        }
    }

    fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.bytes, self.index).ok()
    }

    /// Font units as thousandths of the size, to the nearest, halves away from zero.
    pub(super) fn per_mille(&self, units: i32) -> i32 {
        let half = if units < 0 { -self.units_per_em } else { self.units_per_em };
        (units * 2000 + half) / (2 * self.units_per_em)
    }
}

fn unread(table: &str, why: ReadError) -> String {
    format!("its `{table}` table cannot be read: {why}")
}

fn tag(name: &[u8; 4]) -> read_fonts::types::Tag {
    read_fonts::types::Tag::new(name)
}
