//! The faces that a letter uses, as the file's fonts: Type 0, by glyph, embedded, with a Unicode map.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::fonts::{Face, FaceId, Fonts, Metrics, Outlines, Subset};
use crate::layout::{Glyph, ItemKind, Pages};
use crate::units::Pt;

use super::cluster::clusters;
use super::file::{File, Id};
use super::object::{Entry, Value};
use super::unicode_map::unicode_map;
use crate::deflate::Effort;

/// The glyphs of a face that a letter uses, each in the order it is met in.
#[derive(Default)]
pub(super) struct Used {
    glyphs: Vec<u16>,
    /// What those stand for that do not stand alone for their character of ASCII.
    texts: Vec<(u16, String)>,
}

/// A face in the file.
pub(super) struct Embedded {
    pub face: FaceId,
    pub subset: Arc<Subset>,
    /// What the content stream calls it.
    pub name: String,
    /// By code: what the Unicode map says beside ASCII.
    texts: BTreeMap<u16, String>,
}

/// Faces are the same where their part of the file is.
impl PartialEq for Embedded {
    fn eq(&self, other: &Embedded) -> bool {
        let same = self.face == other.face && Arc::ptr_eq(&self.subset, &other.subset);
        same && self.name == other.name && self.texts == other.texts
    }
}

impl Embedded {
    /// The glyph's code in the content stream; 0 for what [`super::check`] refuses.
    pub fn code(&self, glyph: u16) -> u16 {
        self.subset.glyph(glyph).unwrap_or(0)
    }

    /// The glyph's width in the file, in thousandths of the size.
    pub fn width(&self, glyph: u16) -> i64 {
        self.subset
            .widths
            .get(usize::from(self.code(glyph)))
            .map_or(0, |width| width.to_per_mille().round() as i64)
    }

    /// The character of ASCII that the glyph is.
    pub fn ascii(&self, glyph: u16) -> Option<char> {
        self.subset.ascii.get(usize::from(self.code(glyph))).copied().flatten()
    }

    /// What is left of a text that begins with what the file's Unicode map says of the glyph.
    pub fn after<'a>(&self, glyph: u16, text: &'a str) -> Option<&'a str> {
        let code = self.code(glyph);
        match self.subset.ascii.get(usize::from(code)) {
            Some(Some(character)) => text.strip_prefix(*character),
            _ => text.strip_prefix(self.texts.get(&code).filter(|text| !text.is_empty())?.as_str()),
        }
    }

    /// By code, what the Unicode map says.
    fn by_code(&self) -> Vec<String> {
        let of_ascii = self.subset.ascii.iter().map(|ascii| ascii.map_or_else(String::new, String::from));
        let mut by_code: Vec<String> = of_ascii.collect();
        for (&code, text) in &self.texts {
            by_code[usize::from(code)].clone_from(text);
        }
        by_code
    }

    /// Whether a viewer gets `text` from the codes of glyphs in reading order.
    pub fn reads_as(&self, mut glyphs: impl Iterator<Item = u16>, text: &str) -> bool {
        glyphs.try_fold(text, |rest, glyph| self.after(glyph, rest)) == Some("")
    }
}

/// The faces of the letter and what is used of them.
pub(super) fn used(pages: &Pages, fonts: &Fonts) -> BTreeMap<FaceId, Used> {
    let mut faces: BTreeMap<FaceId, (Used, Vec<bool>)> = BTreeMap::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let ItemKind::Glyphs(run) = &item.kind else { continue };
        let face = fonts.face(run.face);
        let none = || (Used::default(), vec![false; usize::from(face.glyph_count())]);
        let (used, seen) = faces.entry(run.face).or_insert_with(none);
        // Nearly every run shows only glyphs that were seen before.
        if run.glyphs.iter().all(|glyph| seen[usize::from(glyph.id)]) {
            continue;
        }
        for cluster in clusters(run).unwrap_or_default() {
            let glyphs = &run.glyphs[cluster.glyphs];
            for glyph in glyphs {
                if std::mem::replace(&mut seen[usize::from(glyph.id)], true) {
                    continue;
                }
                used.glyphs.push(glyph.id);
                let mut characters = cluster.text.chars();
                let alone = characters.next().filter(|c| c.is_ascii() && characters.next().is_none());
                if glyphs.len() > 1 || alone.and_then(|character| face.glyph(character)) != Some(glyph.id) {
                    used.texts.push((glyph.id, part_of(cluster.text, glyph.id, glyphs, face)));
                }
            }
        }
    }
    faces
        .into_iter()
        .map(|(face, (used, _))| (face, used))
        .filter(|(_, used)| !used.glyphs.is_empty())
        .collect()
}

/// What one of a cluster's glyphs is taken for: the character whose own glyph it is, else the characters that are
/// no other glyph's, else all.
fn part_of(text: &str, glyph: u16, glyphs: &[Glyph], face: &Face) -> String {
    if glyphs.len() == 1 {
        return text.into();
    }
    let own = |character: char, id: u16| face.glyph(character) == Some(id);
    if let Some(character) = text.chars().find(|&character| own(character, glyph)) {
        return character.into();
    }
    let left: String = text.chars().filter(|&c| !glyphs.iter().any(|other| own(c, other.id))).collect();
    if left.is_empty() { text.into() } else { left }
}

/// The faces as the file will hold them.
///
/// # Errors
/// The face whose glyphs cannot be taken out, and why.
pub(super) fn embed(used: BTreeMap<FaceId, Used>, fonts: &Fonts) -> Result<Vec<Embedded>, String> {
    let embed = |(index, (id, used)): (usize, (FaceId, Used))| {
        let face = fonts.face(id);
        let subset = face.subset(&used.glyphs);
        let subset = subset.map_err(|why| format!("the face {}: {why}", face.postscript_name()))?;
        // All of ASCII is in the subset and reads as itself, so that nearly all letters have one map.
        let code = |glyph| subset.glyph(glyph).filter(|&code| subset.ascii[usize::from(code)].is_none());
        let texts = used.texts.into_iter().filter_map(|(glyph, text)| Some((code(glyph)?, text))).collect();
        Ok(Embedded { face: id, subset, name: format!("F{index}"), texts })
    };
    used.into_iter().enumerate().map(embed).collect()
}

/// Adds the fonts; the resources of every page.
pub(super) fn add(faces: &[Embedded], file: &mut File) -> Id {
    let mut maps: BTreeMap<Vec<String>, Id> = BTreeMap::new();
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for embedded in faces {
        // The same map serves every face with the same characters.
        let map = *maps.entry(embedded.by_code()).or_insert_with_key(|by_code| {
            file.add_stream(&[], unicode_map(by_code).as_bytes(), Effort::Best)
        });
        entries.push((&embedded.name, add_face(embedded, map, file).into()));
    }
    let fonts = file.add(&entries);
    file.add(&[("Font", fonts.into())])
}

/// A Type 0 font with its descendant, descriptor and program (ISO 32000-1, 9.7).
fn add_face(embedded: &Embedded, map: Id, file: &mut File) -> Id {
    let subset = &embedded.subset;
    let program = add_program(subset, file);
    let descriptor = add_descriptor(subset, &subset.metrics, program, file);
    let truetype = subset.outlines == Outlines::TrueType;
    let system = [
        ("Registry", Value::Text("Adobe")),
        ("Ordering", Value::Text("Identity")),
        ("Supplement", Value::Integer(0)),
    ];
    let widths: Vec<Value<'_>> = subset
        .widths
        .iter()
        .map(|&width| Value::Number(Pt::milli((width.to_per_mille() * 1000.0).round() as i32)))
        .collect();
    let mut cid_font = vec![
        ("Type", Value::Name("Font")),
        ("Subtype", Value::Name(if truetype { "CIDFontType2" } else { "CIDFontType0" })),
        ("BaseFont", Value::Name(&subset.name)),
        ("CIDSystemInfo", Value::Dictionary(&system)),
        ("FontDescriptor", descriptor.into()),
    ];
    let widths = [Value::Integer(0), Value::Array(&widths)];
    cid_font.push(("W", Value::Array(&widths)));
    if truetype {
        // ISO 19005-2, 6.2.11.3.2: an embedded CIDFontType2 says how codes become glyphs.
        cid_font.push(("CIDToGIDMap", Value::Name("Identity")));
    }
    let cid_font = file.add(&cid_font);
    file.add(&[
        ("Type", Value::Name("Font")),
        ("Subtype", Value::Name("Type0")),
        ("BaseFont", Value::Name(&subset.name)),
        ("Encoding", Value::Name("Identity-H")),
        ("DescendantFonts", Value::Array(&[cid_font.into()])),
        ("ToUnicode", map.into()),
    ])
}

fn add_program(subset: &Subset, file: &mut File) -> Id {
    let kind = match subset.outlines {
        Outlines::TrueType => ("Length1", Value::Integer(subset.program.len() as i64)),
        Outlines::Cff => ("Subtype", Value::Name("CIDFontType0C")),
    };
    let program = subset.deflated(&mut file.deflater);
    file.add_raw_stream(&[("Filter", Value::Name("FlateDecode")), kind], program)
}

fn add_descriptor(subset: &Subset, metrics: &Metrics, program: Id, file: &mut File) -> Id {
    let of = |value: i32| Value::Integer(value.into());
    // Bits of ISO 32000-1, table 123; a subset by glyph is always symbolic (bit 3).
    let flags = [(metrics.fixed_pitch, 1), (metrics.serif, 2), (true, 4), (metrics.italic, 64)];
    let flags = flags.into_iter().filter(|(set, _)| *set).map(|(_, bit)| bit).sum();
    // Fonts do not say how thick their stems are; this is what weights usually mean.
    let stem = 10 + 220 * (metrics.weight - 50) / 900;
    file.add(&[
        ("Type", Value::Name("FontDescriptor")),
        ("FontName", Value::Name(&subset.name)),
        ("Flags", of(flags)),
        ("FontBBox", Value::Array(&metrics.bounds.map(of))),
        // In degrees, of which it is thousandths.
        ("ItalicAngle", Value::Number(Pt::milli(metrics.italic_angle))),
        ("Ascent", of(metrics.ascent)),
        ("Descent", of(metrics.descent)),
        ("CapHeight", of(metrics.cap_height)),
        ("StemV", of(stem)),
        (if subset.outlines == Outlines::TrueType { "FontFile2" } else { "FontFile3" }, program.into()),
    ])
}
