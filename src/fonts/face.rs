//! A face: a font file with the subsets of it that letters show.

use std::ops::Deref;
use std::sync::Arc;

use read_fonts::model::Blob;

use super::file::FontFile;
use super::subset::{Subset, SubsetCache};

/// A font file, or one face of a collection, with the subsets made of it.
pub struct Face {
    file: FontFile,
    subsets: SubsetCache,
}

impl Face {
    /// # Errors
    /// What is wrong with the file, in words that follow its name.
    pub(super) fn parse(bytes: Blob, index: u32) -> Result<Face, String> {
        Ok(Face { file: FontFile::parse(bytes, index)?, subsets: SubsetCache::default() })
    }

    /// The whole file, with all faces of a collection.
    pub(super) fn bytes(&self) -> &[u8] {
        self.file.file().0
    }

    /// The face with the glyphs `used` and those that usually come with them: a pure function of the face and
    /// `used`, made once and shared.
    ///
    /// # Errors
    /// What the outlines of the file are wrong in.
    pub fn subset<'a>(&self, used: impl IntoIterator<Item = &'a u16>) -> Result<Arc<Subset>, String> {
        self.subsets.get(&self.file, used)
    }
}

impl Deref for Face {
    type Target = FontFile;

    fn deref(&self) -> &FontFile {
        &self.file
    }
}
