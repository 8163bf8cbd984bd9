//! Font files -> faces: glyphs, advances, coverage, subsets. The machine's own fonts are never looked up.

mod face;
mod file;
mod program;
mod shape;
mod subset;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use face::Face;
pub use file::{FontFile, Metrics, Outlines};
use read_fonts::FileRef;
use read_fonts::model::Blob;
pub use shape::{Shaped, Shaping};
pub use subset::Subset;

/// Place of a face in [`Fonts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u8);

/// The faces that the style names, parsed once and shared by all letters.
pub struct Fonts {
    faces: Vec<Face>,
    by_file: BTreeMap<String, FaceId>,
}

impl Fonts {
    /// Parses font files given as (file name, bytes); ids follow their order. A collection gives its first face
    /// under the file's name and each later one under `name#number`, counted from 0.
    ///
    /// # Errors
    /// The name of a file that is no font this program can use, and why.
    pub fn load(files: Vec<(String, Cow<'static, [u8]>)>) -> Result<Fonts, (String, String)> {
        let mut fonts = Fonts { faces: Vec::new(), by_file: BTreeMap::new() };
        for (name, bytes) in files {
            let bytes = match bytes {
                Cow::Borrowed(bytes) => Blob::from(bytes),
                Cow::Owned(bytes) => Blob::from(bytes),
            };
            let count = match FileRef::new(&bytes) {
                Ok(FileRef::Collection(collection)) => collection.len(),
                _ => 1,
            };
            for index in 0..count {
                if fonts.faces.len() > usize::from(u8::MAX) {
                    return Err((name, "there are more than 256 faces in the font files".into()));
                }
                let face = Face::parse(bytes.clone(), index).map_err(|why| (name.clone(), why))?;
                let name = if index == 0 { name.clone() } else { format!("{name}#{index}") };
                fonts.by_file.insert(name, FaceId(fonts.faces.len() as u8));
                fonts.faces.push(face);
            }
        }
        Ok(fonts)
    }

    /// The face of a font file.
    pub fn by_file(&self, name: &str) -> Option<FaceId> {
        self.by_file.get(name).copied()
    }

    /// The bytes of a font file.
    pub fn file(&self, name: &str) -> Option<&[u8]> {
        Some(self.face(self.by_file(name)?).bytes())
    }

    /// # Panics
    /// Where the id comes from other fonts than these.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// The face, if these fonts have one of this id.
    pub fn get(&self, id: FaceId) -> Option<&Face> {
        self.faces.get(usize::from(id.0))
    }

    /// How many faces there are; their ids are below this.
    pub fn len(&self) -> usize {
        self.faces.len()
    }

    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }
}
