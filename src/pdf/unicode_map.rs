//! What the codes of a font stand for, for readers of the file.

use std::fmt::Write;

/// The map from codes to Unicode (ISO 32000-1, 9.10.3); codes in a row whose characters are in a row too
/// share an entry. The texts are by code; those without one are empty.
pub(super) fn unicode_map(texts: &[String]) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    // An entry takes at most 100 lines of one kind.
    for ranges in ranges(texts).chunks(100) {
        let _ = writeln!(map, "{} beginbfrange", ranges.len());
        for &(first, last) in ranges {
            let _ = write!(map, "<{first:04X}> <{last:04X}> <");
            for unit in texts[first].encode_utf16() {
                let _ = write!(map, "{unit:04X}");
            }
            map.push_str(">\n");
        }
        map.push_str("endbfrange\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}

/// First and last codes of rows whose texts follow each other in their last byte and nothing else.
fn ranges(texts: &[String]) -> Vec<(usize, usize)> {
    let unit = |text: &str| {
        let mut units = text.encode_utf16();
        units.next().filter(|_| units.next().is_none())
    };
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (code, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        let follows = |last: usize| {
            let (before, here) = (unit(&texts[last])?, unit(text)?);
            let same_block = code >> 8 == last >> 8 && here >> 8 == before >> 8;
            (code == last + 1 && here == before + 1 && same_block).then_some(())
        };
        match ranges.last_mut() {
            Some((_, last)) if follows(*last).is_some() => *last = code,
            _ => ranges.push((code, code)),
        }
    }
    ranges
}
