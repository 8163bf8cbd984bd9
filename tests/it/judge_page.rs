//! The judge of pages and fonts: what is shown, in which element, and with what widths and texts.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use crate::judge::{follow, text};

/// What a page shows under each MCID.
#[derive(Default)]
pub struct Shown {
    pub texts: BTreeMap<i64, String>,
    /// The MCIDs as they were drawn.
    pub order: Vec<i64>,
}

impl Shown {
    fn add(&mut self, mcid: Option<i64>, text: &str) {
        if let Some(mcid) = mcid {
            self.texts.entry(mcid).or_default().push_str(text);
        }
    }
}

/// A font as the content stream uses it.
struct Font {
    /// Bytes of a code.
    length: usize,
    /// By code, the glyph.
    glyphs: BTreeMap<u16, u16>,
    texts: BTreeMap<u16, String>,
}

pub fn judge_page(document: &Document, index: usize, page: ObjectId, complaints: &mut Vec<String>) -> Shown {
    let number = index + 1;
    let mut complain = |what: String| complaints.push(format!("page {number}: {what}"));
    let Ok(entry) = document.get_dictionary(page) else { return Shown::default() };
    if entry.get(b"StructParents").and_then(Object::as_i64).ok() != Some(index as i64) {
        complain("StructParents does not lead to its content".into());
    }
    if entry.get(b"Tabs").and_then(Object::as_name).ok() != Some(b"S") {
        complain("the tab order does not follow the structure".into());
    }
    let mut fonts = BTreeMap::new();
    let resources = follow(document, entry.get(b"Resources").ok()).and_then(|entry| entry.as_dict().ok());
    let list = resources.and_then(|entry| follow(document, entry.get(b"Font").ok())?.as_dict().ok());
    for (name, font) in list.into_iter().flatten() {
        match follow(document, Some(font)).and_then(|font| font.as_dict().ok()) {
            Some(font) => drop(fonts.insert(name.clone(), judge_font(document, font, &mut complain))),
            None => complain("a font is missing".into()),
        }
    }
    let content = document.get_page_content(page);
    let Ok(content) = Content::decode(&content) else {
        complain("its content cannot be read".into());
        return Shown::default();
    };
    show(&content.operations, &fonts, &mut complain)
}

/// Where the content stream stands: in marked content with or without an MCID, or in an artifact.
enum Mark {
    Content {
        mcid: i64,
        /// Whether another text is read in its place.
        replaced: bool,
    },
    Artifact,
    ActualText,
    /// Each string reads from its last glyph to its first.
    Reversed,
}

fn show(
    operations: &[Operation],
    fonts: &BTreeMap<Vec<u8>, Font>,
    complain: &mut dyn FnMut(String),
) -> Shown {
    let mut shown = Shown::default();
    let (mut marks, mut font): (Vec<Mark>, Option<&Font>) = (Vec::new(), None);
    for Operation { operator, operands } in operations {
        let properties = operands.get(1).and_then(|entry| entry.as_dict().ok());
        let property = |key: &[u8]| properties.and_then(|entry| entry.get(key).ok());
        let mcid = marks.iter().find_map(|mark| match mark {
            Mark::Content { mcid, .. } => Some(*mcid),
            _ => None,
        });
        let artifact = marks.iter().any(|mark| matches!(mark, Mark::Artifact));
        match operator.as_str() {
            "BDC" | "BMC" => {
                let tag = operands.first().and_then(|tag| tag.as_name().ok());
                if let Some(id) = property(b"MCID").and_then(|id| id.as_i64().ok()) {
                    if mcid.is_some() || artifact {
                        complain("marked contents stand in each other".into());
                    }
                    if shown.texts.insert(id, String::new()).is_some() {
                        complain(format!("MCID {id} is there twice"));
                    }
                    shown.order.push(id);
                    let replaced = text(property(b"ActualText"));
                    shown.add(Some(id), replaced.as_deref().unwrap_or_default());
                    marks.push(Mark::Content { mcid: id, replaced: replaced.is_some() });
                } else if tag == Some(b"Artifact") {
                    if mcid.is_some() {
                        complain("an artifact stands in an element".into());
                    }
                    marks.push(Mark::Artifact);
                } else if tag == Some(b"ReversedChars") {
                    marks.push(Mark::Reversed);
                } else {
                    shown.add(mcid, &text(property(b"ActualText")).unwrap_or_default());
                    marks.push(Mark::ActualText);
                }
            }
            "EMC" => drop(marks.pop()),
            "Tf" => font = operands.first().and_then(|name| fonts.get(name.as_name().ok()?)),
            "Tj" | "TJ" | "f" | "S" | "B" | "Do" | "sh" if mcid.is_none() && !artifact => {
                complain("something is neither in an element nor an artifact".into());
            }
            _ => {}
        }
        if !matches!(operator.as_str(), "Tj" | "TJ") {
            continue;
        }
        let Some(font) = font else {
            complain("text is shown in no font".into());
            continue;
        };
        let actual =
            marks.iter().any(|mark| matches!(mark, Mark::ActualText | Mark::Content { replaced: true, .. }));
        let mut codes = codes(operands, font.length);
        if marks.iter().any(|mark| matches!(mark, Mark::Reversed)) {
            codes.reverse();
        }
        for code in codes {
            match font.glyphs.get(&code) {
                None => complain(format!("code {code} is shown and leads to no glyph")),
                Some(0) => complain("glyph 0 is shown".into()),
                Some(_) => {}
            }
            match font.texts.get(&code) {
                _ if actual => {}
                Some(text) => shown.add(mcid, text),
                None => complain(format!("code {code} has no text")),
            }
        }
    }
    shown
}

fn codes(operands: &[Object], length: usize) -> Vec<u16> {
    let mut codes = Vec::new();
    for operand in operands {
        match operand {
            Object::String(bytes, _) => {
                let code = |bytes: &[u8]| bytes.iter().fold(0, |code, &byte| code << 8 | u16::from(byte));
                codes.extend(bytes.chunks(length).map(code));
            }
            Object::Array(parts) => codes.extend(self::codes(parts, length)),
            _ => {}
        }
    }
    codes
}

fn judge_font(document: &Document, font: &Dictionary, complain: &mut dyn FnMut(String)) -> Font {
    let entry =
        |of: &'_ Dictionary, key: &[u8]| -> Option<Object> { follow(document, of.get(key).ok()).cloned() };
    let name = font.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
    let name = String::from_utf8_lossy(name).into_owned();
    let tagged = name.split_once('+').is_some_and(|(tag, rest)| {
        tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()) && !rest.is_empty()
    });
    if !tagged {
        complain(format!("the font {name} has no subset tag"));
    }
    let map = entry(font, b"ToUnicode").and_then(|map| map.as_stream().ok()?.decompressed_content().ok());
    let texts = map.map(|map| unicode_map(&String::from_utf8_lossy(&map))).unwrap_or_default();
    if texts.is_empty() {
        complain(format!("the font {name} has no Unicode map"));
    }
    let inner = entry(font, b"DescendantFonts")
        .and_then(|list| follow(document, list.as_array().ok()?.first())?.as_dict().ok().cloned());
    let descriptor =
        inner.as_ref().and_then(|inner| entry(inner, b"FontDescriptor")?.as_dict().ok().cloned());
    let truetype =
        inner.as_ref().is_some_and(|inner| inner.get(b"Subtype").ok() == Some(&Object::from("CIDFontType2")));
    let key: &[u8] = if truetype { b"FontFile2" } else { b"FontFile3" };
    let file = descriptor.and_then(|descriptor| entry(&descriptor, key));
    let program = file.and_then(|file| file.as_stream().ok()?.decompressed_content().ok());
    let Some((inner, program)) = inner.zip(program) else {
        complain(format!("the font {name} is not embedded"));
        return Font { length: 2, glyphs: BTreeMap::new(), texts };
    };
    if truetype && inner.get(b"CIDToGIDMap").and_then(Object::as_name).ok() != Some(b"Identity") {
        complain(format!("the font {name} does not say which code is which glyph"));
    }
    let widths = entry(&inner, b"W").map(|widths| widths_of(&widths)).unwrap_or_default();
    let advances = advances(&program).unwrap_or_default();
    // Parts of composite glyphs come last, are never shown and need no width.
    let right = |(glyph, width): (&u16, &f32)| {
        advances.get(usize::from(*glyph)).is_some_and(|advance| (width - advance).abs() <= 0.001)
    };
    if widths.is_empty() || !widths.iter().all(right) {
        complain(format!("the widths of {name} are not those of its glyphs"));
    }
    let encoding = entry(font, b"Encoding");
    let by_number = encoding.as_ref().and_then(|name| name.as_name().ok()) == Some(b"Identity-H");
    let cmap = encoding.as_ref().and_then(|cmap| cmap.as_stream().ok());
    let glyphs = match cmap {
        _ if by_number => widths.keys().map(|&glyph| (glyph, glyph)).collect(),
        None => BTreeMap::new(),
        Some(cmap) => judge_cmap(cmap, &inner, &widths, &name, complain),
    };
    if glyphs.is_empty() {
        complain(format!("the font {name} does not say which code is which glyph"));
    }
    Font { length: if by_number { 2 } else { 1 }, glyphs, texts }
}

/// The width of each glyph that has one: the first of some in a row, and theirs.
fn widths_of(widths: &Object) -> BTreeMap<u16, f32> {
    let mut found = BTreeMap::new();
    for group in widths.as_array().map(Vec::as_slice).unwrap_or_default().chunks_exact(2) {
        let (Ok(first), Ok(list)) = (group[0].as_i64(), group[1].as_array()) else { continue };
        found.extend((first as u16..).zip(list.iter().filter_map(|width| width.as_float().ok())));
    }
    found
}

/// The glyph of each byte of an embedded CMap of one-byte codes; dictionary, map and font agree.
fn judge_cmap(
    cmap: &Stream,
    font: &Dictionary,
    widths: &BTreeMap<u16, f32>,
    name: &str,
    complain: &mut dyn FnMut(String),
) -> BTreeMap<u16, u16> {
    let content = cmap.decompressed_content().unwrap_or_default();
    let content = String::from_utf8_lossy(&content).into_owned();
    let system = |of: &Dictionary| of.get(b"CIDSystemInfo").ok().cloned();
    let registered = ["/Registry (Adobe)", "/Ordering (Identity)", "/Supplement 0"];
    if system(&cmap.dict).is_none()
        || system(&cmap.dict) != system(font)
        || !registered.iter().all(|entry| content.contains(entry))
    {
        complain(format!("the character collections of {name} and its CMap differ"));
    }
    let mode = cmap.dict.get(b"WMode").and_then(Object::as_i64).unwrap_or(0);
    if !content.contains(&format!("/WMode {mode} def")) {
        complain(format!("the writing modes of the CMap of {name} differ"));
    }
    if cmap.dict.has(b"UseCMap") || content.contains("usecmap") {
        complain(format!("the CMap of {name} uses another"));
    }
    if !content.contains("<00> <FF>") {
        complain(format!("the codes of {name} are not of one byte"));
    }
    let mut glyphs = BTreeMap::new();
    for line in content.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [first, last, glyph] = fields[..] else { continue };
        let byte = |field: &str| u16::from_str_radix(field.strip_prefix('<')?.strip_suffix('>')?, 16).ok();
        let (Some(first), Some(last), Ok(glyph)) = (byte(first), byte(last), glyph.parse::<u16>()) else {
            continue;
        };
        glyphs.extend((first..=last).map(|code| (code, glyph + code - first)));
    }
    glyphs.retain(|_, glyph| widths.contains_key(glyph));
    glyphs
}

/// The advances of a font program, TrueType or CFF alone, in thousandths of its em.
fn advances(program: &[u8]) -> Option<Vec<f32>> {
    let font = read_fonts::model::Font::new(program.to_vec(), 0)?;
    let (em, metrics) = (f64::from(font.units_per_em()), font.glyph_metrics());
    let advance = |glyph: u32| (f64::from(metrics.h_advance(glyph.into())) * 1000.0 / em) as f32;
    Some((0..font.num_glyphs()).map(advance).collect())
}

/// A map of the kind our writer makes: a code and its text, or the first and last of codes in a row.
fn unicode_map(map: &str) -> BTreeMap<u16, String> {
    let mut texts = BTreeMap::new();
    let mut entry = "";
    for line in map.lines() {
        let mut fields: Vec<&str> = line.split_whitespace().collect();
        if let Some(operator) = fields.last().and_then(|last| last.strip_prefix("begin")) {
            entry = operator;
            continue;
        }
        if entry == "bfchar" {
            fields.insert(0, fields[0]);
        } else if entry != "bfrange" {
            continue;
        }
        let fields: Vec<&str> = fields.iter().map(|field| field.trim_matches(['<', '>'])).collect();
        let [first, last, text] = fields[..] else { continue };
        let (Ok(first), Ok(last)) = (u16::from_str_radix(first, 16), u16::from_str_radix(last, 16)) else {
            continue;
        };
        let digits = text.as_bytes().chunks(4).map(|unit| std::str::from_utf8(unit).unwrap_or_default());
        let units: Vec<u16> = digits.filter_map(|unit| u16::from_str_radix(unit, 16).ok()).collect();
        for code in first..=last {
            let mut units = units.clone();
            *units.last_mut().unwrap() += code - first;
            texts.insert(code, String::from_utf16_lossy(&units));
        }
    }
    texts
}
