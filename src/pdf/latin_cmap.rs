//! The maps of a font whose codes are Latin-1: from its bytes to glyphs, and from its bytes to Unicode.
//!
//! pdf-writer's map to Unicode has a line for each character; as ranges, the letter is 500 bytes smaller.

use std::collections::BTreeMap;
use std::fmt::Write;

use pdf_writer::types::SystemInfo;
use pdf_writer::{Name, Ref, Str};

use super::file::File;
use crate::deflate::Effort;

/// CIDs are the numbers of the glyphs in the font program.
pub(super) const CIDS_ARE_GLYPHS: SystemInfo<'static> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// Adds the map from bytes to glyphs (ISO 32000-1, 9.7.5.3) and the map from bytes to Unicode (9.10.3).
pub(super) fn add(glyphs: &BTreeMap<char, u16>, file: &mut File) -> [Ref; 2] {
    let by_glyph = ranges(glyphs.iter().map(|(&character, &glyph)| (u32::from(character), u32::from(glyph))));
    let by_glyph = lines(&by_glyph, "cidrange", |glyph| glyph.to_string());
    let encoding = file.add_stream(cmap("Latin1", 1, &by_glyph).as_bytes(), Effort::Best, |stream| {
        stream.pair(Name(b"Type"), Name(b"CMap")).pair(Name(b"CMapName"), Name(b"Latin1"));
        let mut system = stream.insert(Name(b"CIDSystemInfo")).dict();
        system.pair(Name(b"Registry"), CIDS_ARE_GLYPHS.registry);
        system.pair(Name(b"Ordering"), CIDS_ARE_GLYPHS.ordering);
        system.pair(Name(b"Supplement"), CIDS_ARE_GLYPHS.supplement);
    });
    let unicode = ranges(glyphs.keys().map(|&character| (u32::from(character), u32::from(character))));
    let unicode = lines(&unicode, "bfrange", |character| format!("<{character:04X}>"));
    [encoding, file.add_stream(cmap("Unicode", 2, &unicode).as_bytes(), Effort::Best, |_| {})]
}

/// First and last code, and what the first leads to; what follows leads to what follows.
type Range = (u32, u32, u32);

fn ranges(pairs: impl Iterator<Item = (u32, u32)>) -> Vec<Range> {
    let mut ranges: Vec<Range> = Vec::new();
    for (code, target) in pairs {
        match ranges.last_mut() {
            Some((first, last, start)) if *last + 1 == code && *start + code - *first == target => {
                *last = code
            }
            _ => ranges.push((code, code, target)),
        }
    }
    ranges
}

/// Ranges as a CMap has them; an entry takes at most 100.
fn lines(ranges: &[Range], operator: &str, target: impl Fn(u32) -> String) -> String {
    let mut lines = String::new();
    for ranges in ranges.chunks(100) {
        let _ = writeln!(lines, "{} begin{operator}", ranges.len());
        for &(first, last, start) in ranges {
            let _ = writeln!(lines, "<{first:02X}> <{last:02X}> {}", target(start));
        }
        let _ = writeln!(lines, "end{operator}");
    }
    lines
}

fn cmap(name: &str, kind: u8, lines: &str) -> String {
    format!(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo 3 dict dup begin\n/Registry (Adobe) def\n/Ordering (Identity) def\n/Supplement 0 def\n\
         end def\n/CMapName /{name} def\n/CMapType {kind} def\n/WMode 0 def\n\
         1 begincodespacerange\n<00> <FF>\nendcodespacerange\n\
         {lines}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
}
