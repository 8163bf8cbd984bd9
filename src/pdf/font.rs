//! The faces that a letter uses, as the file's fonts: composite (Type 0), embedded, with Unicode maps.
//!
//! Each face is one CIDFont under two fonts. Nearly all text is shown by Latin-1 bytes, which is how printpdf writes
//! text and half as long; what has no Latin-1 character is shown by the number of its glyph. One font with codes of
//! one and two bytes would do, but MuPDF loses text in it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use pdf_writer::types::{CidFontType, FontFlags, UnicodeCmap};
use pdf_writer::writers::{CidFont, FontDescriptor, Type0Font};
use pdf_writer::{Filter, Name, Rect, Ref};

use crate::deflate::Effort;
use crate::fonts::{Face, FaceId, Fonts, Metrics, Outlines, Subset};
use crate::layout::{Glyph, GlyphRun, ItemKind, Pages};
use crate::units::Em;

use super::cluster::clusters;
use super::file::File;
use super::latin_cmap::{self, CIDS_ARE_GLYPHS};
use super::pictures;
use crate::picture::Picture;

/// Characters of Latin-1 that a byte of their own code stands for.
const LATIN: [std::ops::RangeInclusive<char>; 2] = [' '..='~', '\u{A0}'..='\u{FF}'];

/// How the strings of a content stream say which glyph is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Codes {
    /// One byte, a character of Latin-1.
    Latin,
    /// Two bytes, the number of the glyph.
    Glyphs,
}

/// Whether all glyphs of a run are shown by number: one string then holds a word, which is read backward or whose
/// accents stand over its letters, and viewers do not take it apart.
pub(super) fn by_number(run: &GlyphRun) -> bool {
    run.right_to_left || run.glyphs.iter().any(|glyph| glyph.text_len == 0 || glyph.shift != (0, 0))
}

/// The glyphs of a face that a letter uses, each in the order it is met in.
#[derive(Default)]
pub(super) struct Used {
    glyphs: Vec<u16>,
    /// What those stand for that do not stand alone for their character of ASCII.
    texts: Vec<(u16, String)>,
    /// Whether a run shows all its glyphs by number.
    by_number: bool,
}

/// A face in the file.
pub(super) struct Embedded {
    pub face: FaceId,
    subset: Arc<Subset>,
    /// What the content stream calls its two fonts.
    resources: [String; 2],
    /// By glyph of the subset, the character of Latin-1 that stands for it.
    latin: Vec<Option<char>>,
    /// What the glyphs stand for that are shown by their number.
    texts: BTreeMap<u16, String>,
}

/// Faces are the same where their part of the file is.
impl PartialEq for Embedded {
    fn eq(&self, other: &Embedded) -> bool {
        let same = self.face == other.face && Arc::ptr_eq(&self.subset, &other.subset);
        same && self.resources == other.resources && self.latin == other.latin && self.texts == other.texts
    }
}

impl Embedded {
    fn new(index: usize, face: FaceId, subset: Arc<Subset>, used: Used) -> Embedded {
        let mut latin = subset.ascii.clone();
        let mut texts = BTreeMap::new();
        for (glyph, text) in &used.texts {
            let Some(code) = subset.glyph(*glyph) else { continue };
            let mut characters = text.chars();
            let alone = characters.next().filter(|_| characters.next().is_none());
            let place = &mut latin[usize::from(code)];
            match alone.filter(|character| LATIN.iter().any(|range| range.contains(character))) {
                // All of ASCII is in the subset and reads as itself, so that nearly all letters have one map.
                _ if place.is_some() => {}
                Some(character) => *place = Some(character),
                None => drop(texts.insert(code, text.clone())),
            }
        }
        // A byte leads to one glyph: the first.
        let mut seen = BTreeSet::new();
        for (code, place) in (0..).zip(&mut latin) {
            if let Some(character) = *place
                && !seen.insert(character)
            {
                texts.insert(code, character.into());
                *place = None;
            }
        }
        if used.by_number {
            let latin = (0..).zip(&latin).filter_map(|(code, latin)| Some((code, String::from((*latin)?))));
            texts.extend(latin);
        }
        let resources = [format!("F{index}"), format!("G{index}")];
        Embedded { face, subset, resources, latin, texts }
    }

    /// What the content stream calls the font with these codes.
    pub fn resource(&self, codes: Codes) -> &str {
        &self.resources[codes as usize]
    }

    /// The glyph's number in the font program; 0 for what [`super::check`] refuses.
    pub fn code(&self, glyph: u16) -> u16 {
        self.subset.glyph(glyph).unwrap_or(0)
    }

    /// The glyph's width in the file.
    pub fn width(&self, glyph: u16) -> Em {
        self.subset.widths.get(usize::from(self.code(glyph))).copied().unwrap_or_default()
    }

    /// The character of Latin-1 by which the glyph is shown.
    pub fn latin(&self, glyph: u16) -> Option<char> {
        self.latin.get(usize::from(self.code(glyph))).copied().flatten()
    }

    /// Whether a run is Latin-1 whose glyphs stand where their widths put them, as nearly all are.
    pub fn shows_plainly(&self, run: &GlyphRun) -> bool {
        let mut characters = run.text.chars();
        let plain = |glyph: &Glyph| {
            glyph.extra == 0 && glyph.shift == (0, 0) && self.latin(glyph.id) == characters.next()
        };
        !run.right_to_left
            && run.glyphs.iter().all(plain)
            && characters.next().is_none()
            && !run.glyphs.is_empty()
    }

    /// What is left of a text that begins with what the file's Unicode maps say of the glyph.
    fn after<'t>(&self, glyph: u16, text: &'t str) -> Option<&'t str> {
        match self.latin(glyph) {
            Some(character) => text.strip_prefix(character),
            None => {
                text.strip_prefix(self.texts.get(&self.code(glyph)).filter(|text| !text.is_empty())?.as_str())
            }
        }
    }

    /// Whether a viewer gets `text` from the codes of glyphs in reading order.
    pub fn reads_as(&self, mut glyphs: impl Iterator<Item = u16>, text: &str) -> bool {
        glyphs.try_fold(text, |rest, glyph| self.after(glyph, rest)) == Some("")
    }

    /// Whether a glyph that may be shown has a character of Latin-1.
    fn shows_latin(&self) -> bool {
        self.subset.shown.iter().zip(&self.latin).any(|(shown, latin)| *shown && latin.is_some())
    }

    /// The characters of Latin-1 in their order, each with its glyph.
    fn by_character(&self) -> BTreeMap<char, u16> {
        (0..).zip(&self.latin).filter_map(|(code, latin)| Some(((*latin)?, code))).collect()
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
        used.by_number |= by_number(run);
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
        Ok(Embedded::new(index, id, subset, used))
    };
    used.into_iter().enumerate().map(embed).collect()
}

/// Adds the fonts; the resources of every page.
pub(super) fn add(faces: &[Embedded], pictures: &[Arc<Picture>], file: &mut File) -> Ref {
    // The same maps serve every face with the same characters.
    let mut maps: BTreeMap<BTreeMap<char, u16>, [Ref; 2]> = BTreeMap::new();
    let mut fonts: Vec<(&str, Ref)> = Vec::new();
    for face in faces {
        let cid_font = add_cid_font(&face.subset, file);
        if face.shows_latin() {
            let [encoding, unicode] = *maps
                .entry(face.by_character())
                .or_insert_with_key(|by_character| latin_cmap::add(by_character, file));
            let id = file.reserve();
            let mut font = file.object(id).start::<Type0Font<'_>>();
            font.base_font(Name(face.subset.name.as_bytes())).encoding_cmap(encoding);
            font.descendant_font(cid_font).to_unicode(unicode);
            drop(font);
            fonts.push((face.resource(Codes::Latin), id));
        }
        if !face.texts.is_empty() {
            fonts.push((face.resource(Codes::Glyphs), add_font_by_glyph(face, cid_font, file)));
        }
    }
    let pictures: Vec<(String, Ref)> = pictures
        .iter()
        .enumerate()
        .map(|(number, picture)| (pictures::resource(number), pictures::add(picture, file)))
        .collect();
    let resources = file.reserve();
    let mut entries = file.object(resources).dict();
    entries.insert(Name(b"Font")).dict().pairs(fonts.iter().map(|&(name, id)| (Name(name.as_bytes()), id)));
    if !pictures.is_empty() {
        let pictures = pictures.iter().map(|(name, id)| (Name(name.as_bytes()), *id));
        entries.insert(Name(b"XObject")).dict().pairs(pictures);
    }
    drop(entries);
    resources
}

/// A font whose codes are the numbers of the glyphs, for those without a Latin-1 character.
fn add_font_by_glyph(face: &Embedded, cid_font: Ref, file: &mut File) -> Ref {
    let mut unicode = UnicodeCmap::<u16>::new(Name(b"Unicode"), CIDS_ARE_GLYPHS);
    for (&code, text) in &face.texts {
        unicode.pair_with_multiple(code, text.chars());
    }
    let unicode = file.add_stream(&unicode.finish(), Effort::Best, |_| {});
    let id = file.reserve();
    let mut font = file.object(id).start::<Type0Font<'_>>();
    font.base_font(Name(face.subset.name.as_bytes())).encoding_predefined(Name(b"Identity-H"));
    font.descendant_font(cid_font).to_unicode(unicode);
    id
}

/// The font program with its widths and its descriptor (ISO 32000-1, 9.7.4).
fn add_cid_font(subset: &Subset, file: &mut File) -> Ref {
    let program = add_program(subset, file);
    let descriptor = add_descriptor(subset, &subset.metrics, program, file);
    let truetype = subset.outlines == Outlines::TrueType;
    let id = file.reserve();
    let mut font = file.object(id).start::<CidFont<'_>>();
    font.subtype(if truetype { CidFontType::Type2 } else { CidFontType::Type0 });
    font.base_font(Name(subset.name.as_bytes())).system_info(CIDS_ARE_GLYPHS).font_descriptor(descriptor);
    let mut widths = font.widths();
    for group in shown_together(&subset.shown) {
        widths
            .consecutive(group.start as u16, subset.widths[group].iter().map(|width| width_in_file(*width)));
    }
    drop(widths);
    if truetype {
        // ISO 19005-2, 6.2.11.3.2: an embedded CIDFontType2 says how codes become glyphs.
        font.cid_to_gid_map_predefined(Name(b"Identity"));
    }
    drop(font);
    id
}

/// The glyphs that may be shown, as stretches whose gaps take less than the start of another.
fn shown_together(shown: &[bool]) -> Vec<Range<usize>> {
    const GAP: usize = 1;
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (glyph, _) in shown.iter().enumerate().filter(|(_, shown)| **shown) {
        match groups.last_mut() {
            Some(group) if group.end + GAP >= glyph => group.end = glyph + 1,
            _ => groups.push(glyph..glyph + 1),
        }
    }
    groups
}

/// In thousandths of the size, to the nearest thousandth of one: a line of a hundred glyphs is then out by less than a
/// thousandth of a point.
fn width_in_file(width: Em) -> f32 {
    (width.to_per_mille() * 1000.0).round() / 1000.0
}

fn add_program(subset: &Subset, file: &mut File) -> Ref {
    let program = subset.deflated(&mut file.deflater);
    file.add_stored_stream(program, |stream| {
        stream.filter(Filter::FlateDecode);
        match subset.outlines {
            Outlines::TrueType => stream.pair(Name(b"Length1"), subset.program.len() as i32),
            Outlines::Cff => stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C")),
        };
    })
}

fn add_descriptor(subset: &Subset, metrics: &Metrics, program: Ref, file: &mut File) -> Ref {
    // A subset by glyph is always symbolic (ISO 32000-1, table 123).
    let mut flags = FontFlags::SYMBOLIC;
    flags.set(FontFlags::FIXED_PITCH, metrics.fixed_pitch);
    flags.set(FontFlags::SERIF, metrics.serif);
    flags.set(FontFlags::ITALIC, metrics.italic);
    let [left, bottom, right, top] = metrics.bounds.map(|of| of as f32);
    let id = file.reserve();
    let mut descriptor = file.object(id).start::<FontDescriptor<'_>>();
    descriptor.name(Name(subset.name.as_bytes())).flags(flags).bbox(Rect::new(left, bottom, right, top));
    // In degrees, of which it is thousandths.
    descriptor.italic_angle(metrics.italic_angle as f32 / 1000.0);
    descriptor.ascent(metrics.ascent as f32).descent(metrics.descent as f32);
    descriptor.cap_height(metrics.cap_height as f32);
    // Fonts do not say how thick their stems are; this is what weights usually mean.
    descriptor.stem_v((10 + 220 * (metrics.weight - 50) / 900) as f32);
    match subset.outlines {
        Outlines::TrueType => descriptor.font_file2(program),
        Outlines::Cff => descriptor.font_file3(program),
    };
    drop(descriptor);
    id
}
