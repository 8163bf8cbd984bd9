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

/// The font without instructions, without tables that a PDF does not need, and without the outlines of glyphs
/// that are not `shown` by their id (nor parts of those that are); none where it is broken.
pub(super) fn bare(font: &[u8], shown: &[bool]) -> Option<Vec<u8>> {
    let (glyf, loca) = bare_glyphs(font, shown)?;
    let tables = TABLES.map(|tag| table(font, tag).map(<[u8]>::to_vec));
    let [_, head, hhea, hmtx, _, maxp] = tables;
    let (mut head, mut maxp) = (head?, maxp?);
    // Checksum of the file, set below; flags 2 to 4, which say that instructions are to be obeyed; and the
    // form of `loca`.
    head.get_mut(8..12)?.fill(0);
    *head.get_mut(17)? &= !0b0001_1100;
    head.get_mut(50..52)?.copy_from_slice(&[0, u8::from(glyf.len() > SHORT)]);
    // From the count of zones to the size of instructions: one zone, and nothing of the rest.
    maxp.get_mut(14..28)?.copy_from_slice(&[0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    Some(assemble([glyf, head, hhea?, hmtx?, loca, maxp]))
}

/// Longest `glyf` table whose places `loca` can give in words, as halves.
const SHORT: usize = 2 * u16::MAX as usize;

/// The `glyf` and `loca` tables without instructions.
fn bare_glyphs(font: &[u8], shown: &[bool]) -> Option<(Vec<u8>, Vec<u8>)> {
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
    let data = |glyph: usize| glyf.get(offset(glyph)?..offset(glyph + 1)?);
    let mut kept: Vec<bool> = (0..glyphs).map(|glyph| shown.get(glyph) == Some(&true)).collect();
    let mut open: Vec<usize> = (0..glyphs).filter(|&glyph| kept[glyph]).collect();
    while let Some(glyph) = open.pop() {
        for part in parts(data(glyph)?)? {
            if !std::mem::replace(kept.get_mut(part)?, true) {
                open.push(part);
            }
        }
    }
    let (mut bare, mut offsets) = (Vec::with_capacity(glyf.len()), Vec::with_capacity(glyphs + 1));
    for (glyph, kept) in kept.into_iter().enumerate() {
        offsets.push(bare.len());
        if kept && !data(glyph)?.is_empty() {
            append_bare_glyph(data(glyph)?, &mut bare)?;
            bare.resize(bare.len().next_multiple_of(2), 0);
        }
    }
    offsets.push(bare.len());
    let loca = match bare.len() {
        0..=SHORT => offsets.iter().flat_map(|at| ((at / 2) as u16).to_be_bytes()).collect(),
        _ => offsets.iter().flat_map(|at| (*at as u32).to_be_bytes()).collect(),
    };
    Some((bare, loca))
}

/// The glyphs that a composite glyph is made of.
fn parts(data: &[u8]) -> Option<Vec<usize>> {
    let mut parts = Vec::new();
    if data.is_empty() || word(data, 0)? < 0x8000 {
        return Some(parts);
    }
    let mut at = 10;
    loop {
        parts.push(usize::from(word(data, at + 2)?));
        let flags = word(data, at)?;
        at += component_length(flags);
        if flags & component::MORE == 0 {
            return Some(parts);
        }
    }
}

/// Bytes of a component record with these flags.
fn component_length(flags: u16) -> usize {
    let arguments = if flags & component::WORDS != 0 { 4 } else { 2 };
    let scale = match flags {
        _ if flags & component::SCALE != 0 => 2,
        _ if flags & component::SCALE_X_Y != 0 => 4,
        _ if flags & component::SCALE_2_BY_2 != 0 => 8,
        _ => 0,
    };
    4 + arguments + scale
}

fn append_bare_glyph(data: &[u8], bare: &mut Vec<u8>) -> Option<()> {
    let contours = word(data, 0)?;
    if contours < 0x8000 {
        let ends = 10 + 2 * usize::from(contours);
        let points = if contours == 0 { 0 } else { usize::from(word(data, ends - 2)?) + 1 };
        let flags = ends + 2 + usize::from(word(data, ends)?);
        bare.extend(data.get(..ends)?);
        bare.extend([0, 0]);
        bare.extend(data.get(flags..end_of_points(data, flags, points)?)?);
        return Some(());
    }
    bare.extend(data.get(..10)?);
    let mut at = 10;
    loop {
        let flags = word(data, at)?;
        bare.extend((flags & !component::INSTRUCTIONS).to_be_bytes());
        let next = at + component_length(flags);
        bare.extend(data.get(at + 2..next)?);
        at = next;
        if flags & component::MORE == 0 {
            return Some(());
        }
    }
}

/// Where the coordinates of a simple glyph end whose flags begin at `at`; fonts fill up what follows.
fn end_of_points(data: &[u8], mut at: usize, points: usize) -> Option<usize> {
    let (mut seen, mut coordinates) = (0, 0);
    while seen < points {
        let flag = *data.get(at)?;
        // Bit 3: the next byte says how often the flag comes again.
        let times = if flag & 8 == 0 { 1 } else { 1 + usize::from(*data.get(at + 1)?) };
        at += if flag & 8 == 0 { 1 } else { 2 };
        // A coordinate takes one byte (bits 1 and 2), none where it is as before (bits 4 and 5), or two.
        let length = |short: u8, same: u8| match flag {
            _ if flag & short != 0 => 1,
            _ if flag & same != 0 => 0,
            _ => 2,
        };
        coordinates += times * (length(2, 16) + length(4, 32));
        seen += times;
    }
    Some(at + coordinates)
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
