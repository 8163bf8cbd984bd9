//! A subset font file -> the TrueType program that a PDF needs and nothing else.
//!
//! Instructions move outlines to the pixels of old screens; they are about half of a Liberation subset, and
//! viewers of PDF draw without them. ISO 32000-1, 9.9 names the tables: `glyf`, `head`, `hhea`, `hmtx`,
//! `loca`, `maxp`, and the three instruction tables only where glyphs have instructions.

/// The tables of a TrueType program in a PDF, in the order of their tags.
const TABLES: [&[u8; 4]; 6] = [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];

/// Bit of a component of a composite glyph (OpenType, `glyf`).
mod component {
    pub const WORDS: u16 = 0x0001;
    pub const SCALE: u16 = 0x0008;
    pub const MORE: u16 = 0x0020;
    pub const SCALE_X_Y: u16 = 0x0040;
    pub const SCALE_2_BY_2: u16 = 0x0080;
    pub const INSTRUCTIONS: u16 = 0x0100;
}

/// A table of a font file.
pub(super) fn table<'a>(font: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let count = usize::from(word(font, 4)?);
    let record = (0..count).map(|i| 12 + 16 * i).find(|&at| font.get(at..at + 4) == Some(tag))?;
    let (offset, length) = (long(font, record + 8)?, long(font, record + 12)?);
    font.get(offset..offset.checked_add(length)?)
}

/// The font without instructions and without tables that a PDF does not need; none where it is broken.
pub(super) fn without_hints(font: &[u8]) -> Option<Vec<u8>> {
    let (glyf, loca) = bare_glyphs(font)?;
    let tables = TABLES.map(|tag| table(font, tag).map(<[u8]>::to_vec));
    let [_, head, hhea, hmtx, _, maxp] = tables;
    let (mut head, mut maxp) = (head?, maxp?);
    // Checksum of the file, set below; flags 2 to 4, which say that instructions are to be obeyed; and the
    // long form of `loca`, so that a glyph may start at any byte.
    head.get_mut(8..12)?.fill(0);
    *head.get_mut(17)? &= !0b0001_1100;
    head.get_mut(50..52)?.copy_from_slice(&[0, 1]);
    // From the count of zones to the size of instructions: one zone, and nothing of the rest.
    maxp.get_mut(14..28)?.copy_from_slice(&[0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    Some(assemble([glyf, head, hhea?, hmtx?, loca, maxp]))
}

/// The `glyf` and (long) `loca` tables without instructions.
fn bare_glyphs(font: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let (glyf, loca) = (table(font, b"glyf")?, table(font, b"loca")?);
    let long_offsets = word(table(font, b"head")?, 50)? == 1;
    let glyphs = usize::from(word(table(font, b"maxp")?, 4)?);
    let offset = |glyph: usize| {
        if long_offsets {
            long(loca, glyph * 4)
        } else {
            word(loca, glyph * 2).map(|half| usize::from(half) * 2)
        }
    };
    let (mut bare, mut offsets) = (Vec::with_capacity(glyf.len()), Vec::with_capacity(glyphs * 4 + 4));
    for glyph in 0..glyphs {
        offsets.extend((bare.len() as u32).to_be_bytes());
        let data = glyf.get(offset(glyph)?..offset(glyph + 1)?)?;
        if !data.is_empty() {
            append_bare_glyph(data, &mut bare)?;
        }
    }
    offsets.extend((bare.len() as u32).to_be_bytes());
    Some((bare, offsets))
}

fn append_bare_glyph(data: &[u8], bare: &mut Vec<u8>) -> Option<()> {
    let contours = word(data, 0)?;
    if contours < 0x8000 {
        let ends = 10 + 2 * usize::from(contours);
        let instructions = usize::from(word(data, ends)?);
        bare.extend(data.get(..ends)?);
        bare.extend([0, 0]);
        bare.extend(data.get(ends + 2 + instructions..)?);
        return Some(());
    }
    bare.extend(data.get(..10)?);
    let mut at = 10;
    loop {
        let flags = word(data, at)?;
        let arguments = if flags & component::WORDS != 0 { 4 } else { 2 };
        let scale = match flags {
            _ if flags & component::SCALE != 0 => 2,
            _ if flags & component::SCALE_X_Y != 0 => 4,
            _ if flags & component::SCALE_2_BY_2 != 0 => 8,
            _ => 0,
        };
        bare.extend((flags & !component::INSTRUCTIONS).to_be_bytes());
        let next = at + 4 + arguments + scale;
        bare.extend(data.get(at + 2..next)?);
        at = next;
        if flags & component::MORE == 0 {
            return Some(());
        }
    }
}

/// A font file of the six tables, with its checksums (OpenType, "Organization of an OpenType font").
fn assemble(tables: [Vec<u8>; 6]) -> Vec<u8> {
    let mut font = Vec::with_capacity(12 + tables.iter().map(|table| table.len() + 19).sum::<usize>());
    // TrueType, six tables, and three numbers that help a binary search among six.
    font.extend([0, 1, 0, 0, 0, 6, 0, 64, 0, 2, 0, 32]);
    let mut offset = 12 + 16 * tables.len();
    let mut head = 0;
    for (tag, table) in TABLES.into_iter().zip(&tables) {
        if tag == b"head" {
            head = offset;
        }
        font.extend(tag);
        font.extend(checksum(table).to_be_bytes());
        font.extend((offset as u32).to_be_bytes());
        font.extend((table.len() as u32).to_be_bytes());
        offset += table.len().next_multiple_of(4);
    }
    for table in &tables {
        font.extend(table);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    let whole = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&font));
    font[head + 8..head + 12].copy_from_slice(&whole.to_be_bytes());
    font
}

/// The sum of a table's longs, zeros after its end.
fn checksum(table: &[u8]) -> u32 {
    table.chunks(4).fold(0, |sum, chunk| {
        let mut bytes = [0; 4];
        bytes[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(bytes))
    })
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn long(data: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?) as usize)
}
