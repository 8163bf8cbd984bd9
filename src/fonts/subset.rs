//! The glyphs of a face that a letter uses, as a font program for the file.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::{Arc, PoisonError, RwLock};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::face::{Face, Outlines};
use super::program;

/// Subsets kept for each face; letters need few, and a batch of any length must not grow without end.
const KEPT: usize = 64;

/// The glyphs of a face that a letter uses, renumbered from 0 without gaps.
pub struct Subset {
    /// Six letters from the program's content and the face's name: `ABCDEF+LiberationSerif`
    /// (ISO 32000-1, 9.6.4).
    pub name: String,
    pub outlines: Outlines,
    /// Advances by new glyph id, in thousandths of the size.
    pub widths: Vec<i32>,
    /// The font program: TrueType tables without instructions, or the CFF table alone.
    pub program: Vec<u8>,
    /// The program in zlib form.
    pub deflated: Vec<u8>,
    /// New id by old; 0 where the glyph is not in the subset.
    ids: Vec<u16>,
}

impl Subset {
    /// The glyph's id in the font program.
    pub fn glyph(&self, of_face: u16) -> Option<u16> {
        self.ids.get(usize::from(of_face)).copied().filter(|&id| id != 0)
    }

    /// `glyphs` become 1, 2 and so on; parts of composite glyphs follow them.
    fn make(face: &Face, glyphs: &[u16]) -> Result<Subset, String> {
        let remapper = GlyphRemapper::new_from_glyphs(glyphs);
        let font = subsetter::subset(face.bytes(), 0, &remapper)
            .map_err(|why| format!("its glyphs cannot be taken out: {why}"))?;
        let program = match face.outlines() {
            Outlines::TrueType => program::without_hints(&font),
            Outlines::Cff => program::table(&font, b"CFF ").map(<[u8]>::to_vec),
        };
        let program = program.ok_or("its outlines are broken")?;
        let mut ids = vec![0; usize::from(face.glyph_count())];
        let mut widths = vec![0; usize::from(remapper.num_gids())];
        for (new, old) in remapper.remapped_gids().enumerate() {
            widths[new] = face.advance(old);
            if let Some(id) = ids.get_mut(usize::from(old)) {
                *id = new as u16;
            }
        }
        let mut deflater = ZlibEncoder::new(Vec::new(), Compression::new(9));
        let deflated = deflater.write_all(&program).and_then(|()| deflater.finish());
        let deflated = deflated.map_err(|why| format!("its glyphs cannot be compressed: {why}"))?;
        let hash = Sha256::digest(&program);
        let tag: String = hash.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
        let name = format!("{tag}+{}", face.postscript_name());
        Ok(Subset { name, outlines: face.outlines(), widths, program, deflated, ids })
    }
}

/// Subsets already made, by the glyphs they hold beyond those that all hold.
#[derive(Default)]
pub(super) struct SubsetCache {
    made: RwLock<BTreeMap<Vec<u16>, Arc<Subset>>>,
}

impl SubsetCache {
    /// The subset of `core` and `used`. What is in the cache changes how long this takes and nothing else.
    pub(super) fn get(&self, face: &Face, core: &[u16], used: &BTreeSet<u16>) -> Result<Arc<Subset>, String> {
        let extra: Vec<u16> =
            used.iter().copied().filter(|glyph| *glyph != 0 && !core.contains(glyph)).collect();
        if let Some(subset) = self.made.read().unwrap_or_else(PoisonError::into_inner).get(&extra) {
            return Ok(Arc::clone(subset));
        }
        if let Some(beyond) = extra.iter().find(|&&glyph| glyph >= face.glyph_count()) {
            return Err(format!("it has no glyph {beyond}"));
        }
        let subset = Arc::new(Subset::make(face, &[core, &extra].concat())?);
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        // One subset serves most letters and is never dropped: the one without extra glyphs.
        if made.len() >= KEPT {
            made.retain(|extra, _| extra.is_empty());
        }
        made.insert(extra, Arc::clone(&subset));
        Ok(subset)
    }
}
