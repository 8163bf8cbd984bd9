//! The glyphs of a face that a letter uses, as a font program for the file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::file::{FontFile, Metrics, Outlines};
use super::program;
use crate::deflate::{Deflater, Effort};
use crate::units::Em;

/// Subsets kept for each face; letters need few, and a batch of any length must not grow without end.
const KEPT: usize = 64;

/// Characters that come together: where a letter uses one of a block, its subset has the outlines of all.
///
/// So most letters have the same subsets, which are made once, and yet a face that shows a few dates or labels
/// does not carry the shapes of all of ASCII. Rare characters stand last, on their own.
const BLOCKS: [&str; 8] = [
    "/-0123456789M",
    "CSadnrt",
    " .,:bcefghilmopsuwy",
    "ADINPRU",
    "BEFHLOT",
    "GJKQVWXYZ",
    "jkqvxz",
    "()\"'%&;",
];

/// The glyphs of a face that a letter uses, renumbered from 0 without gaps. Those of ASCII have their places
/// and widths in every subset, so that one table of codes serves all faces.
pub struct Subset {
    /// Six letters from the program's content and the face's name: `ABCDEF+LiberationSerif`
    /// (ISO 32000-1, 9.6.4).
    pub name: String,
    pub outlines: Outlines,
    /// Advances by new glyph id.
    pub widths: Vec<Em>,
    /// By new glyph id, whether the glyph has its outline and may be shown.
    pub shown: Vec<bool>,
    /// The font program: TrueType tables without instructions, or the CFF table alone.
    pub program: Vec<u8>,
    /// The program in zlib form, once a file asked for it.
    deflated: OnceLock<Vec<u8>>,
    /// By new glyph id, the character of ASCII that the glyph is; the same in every subset of the face.
    pub ascii: Vec<Option<char>>,
    pub metrics: Metrics,
    /// New id by old; 0 where the glyph is not in the subset.
    ids: Vec<u16>,
}

impl Subset {
    /// The glyph's id in the font program.
    pub fn glyph(&self, of_face: u16) -> Option<u16> {
        self.ids.get(usize::from(of_face)).copied().filter(|&id| id != 0)
    }

    /// The program in zlib form.
    pub fn deflated(&self, deflater: &mut Deflater) -> &[u8] {
        self.deflated.get_or_init(|| deflater.deflate(&self.program, Effort::Best))
    }

    /// `glyphs` become 1, 2 and so on; parts of composite glyphs follow them. Only `shown` have outlines.
    fn make(face: &FontFile, glyphs: &[u16], shown: &BTreeSet<u16>) -> Result<Subset, String> {
        let remapper = GlyphRemapper::new_from_glyphs(glyphs);
        let (file, index) = face.file();
        let font = subsetter::subset(file, index, &remapper)
            .map_err(|why| format!("its glyphs cannot be taken out: {why}"))?;
        let with_outline: Vec<bool> =
            remapper.remapped_gids().map(|glyph| glyph == 0 || shown.contains(&glyph)).collect();
        let program = match face.outlines() {
            Outlines::TrueType => program::bare(&font, &with_outline),
            Outlines::Cff => program::table(&font, b"CFF ").map(<[u8]>::to_vec),
        };
        let program = program.ok_or("its outlines are broken")?;
        let mut ids = vec![0; usize::from(face.glyph_count())];
        let mut widths = vec![Em::ZERO; usize::from(remapper.num_gids())];
        for (new, old) in remapper.remapped_gids().enumerate() {
            widths[new] = face.advance(old);
            if let Some(id) = ids.get_mut(usize::from(old)) {
                *id = new as u16;
            }
        }
        let mut ascii = vec![None; widths.len()];
        for character in ' '..='~' {
            let glyph = face.glyph(character).and_then(|glyph| ids.get(usize::from(glyph)));
            if let Some(&id) = glyph.filter(|&&id| id != 0) {
                ascii[usize::from(id)] = Some(character);
            }
        }
        let hash = Sha256::digest(&program);
        let tag: String = hash.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
        let name = format!("{tag}+{}", face.postscript_name());
        let (outlines, metrics) = (face.outlines(), face.metrics());
        Ok(Subset {
            name,
            outlines,
            widths,
            shown: with_outline,
            program,
            deflated: OnceLock::new(),
            ascii,
            metrics,
            ids,
        })
    }
}

/// What makes two subsets the same: the blocks that are touched, one bit for each, and other glyphs.
type Key = (u8, Vec<u16>);

/// Subsets already made.
#[derive(Default)]
pub(super) struct SubsetCache {
    made: RwLock<BTreeMap<Key, Arc<Subset>>>,
    /// By glyph, the blocks it belongs to.
    blocks: OnceLock<Vec<u8>>,
}

impl SubsetCache {
    /// The subset that shows `used`. What is in the cache changes how long this takes and nothing else.
    pub(super) fn get<'a>(
        &self,
        face: &FontFile,
        used: impl IntoIterator<Item = &'a u16>,
    ) -> Result<Arc<Subset>, String> {
        let blocks = self.blocks.get_or_init(|| blocks_of(face));
        let (mut touched, mut others) = (0, Vec::new());
        for &glyph in used {
            match blocks.get(usize::from(glyph)) {
                None => return Err(format!("it has no glyph {glyph}")),
                Some(0) => others.push(glyph),
                Some(blocks) => touched |= blocks,
            }
        }
        others.sort_unstable();
        others.dedup();
        let key = (touched, others);
        if let Some(subset) = self.made.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(subset));
        }
        let of_blocks = blocks.iter().zip(0..).filter(|(of, _)| *of & touched != 0).map(|(_, glyph)| glyph);
        let shown: BTreeSet<u16> = of_blocks.chain(key.1.iter().copied()).collect();
        let mut glyphs: Vec<u16> = (' '..='~').filter_map(|character| face.glyph(character)).collect();
        glyphs.extend(shown.iter().filter(|&&glyph| glyph != 0));
        let subset = Arc::new(Subset::make(face, &glyphs, &shown)?);
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        if made.len() >= KEPT {
            made.clear();
        }
        made.insert(key, Arc::clone(&subset));
        Ok(subset)
    }
}

fn blocks_of(face: &FontFile) -> Vec<u8> {
    let mut blocks = vec![0; usize::from(face.glyph_count())];
    for (bit, block) in BLOCKS.iter().enumerate() {
        for glyph in block.chars().filter_map(|character| face.glyph(character)) {
            if let Some(of) = blocks.get_mut(usize::from(glyph)) {
                *of |= 1 << bit;
            }
        }
    }
    blocks
}
