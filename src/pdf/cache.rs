//! What the files of letters have in common, made once. It changes how long a file takes and nothing else.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use pdf_writer::Ref;

use super::file::{File, Start};
use super::font::{self, Embedded};
use super::metadata;
use crate::deflate::Deflater;
use crate::picture::Picture;
use crate::style::PdfVersion;

/// Openings kept; letters need few, and a batch of any length must not grow without end.
const KEPT: usize = 64;

/// The cache of [`write_pdf`](super::write_pdf), for any number of files on any number of threads.
#[derive(Default)]
pub struct PdfCache {
    openings: RwLock<Vec<Arc<Opening>>>,
    /// Compressors that no file has in hand.
    deflaters: Mutex<Vec<Deflater>>,
}

/// How files begin that show the same faces: two thirds of a letter's file.
pub(super) struct Opening {
    version: PdfVersion,
    pub start: Start,
    pub faces: Vec<Embedded>,
    pub pictures: Vec<Arc<Picture>>,
    /// The resources of every page.
    pub resources: Ref,
    /// The meaning of the file's colors.
    pub profile: Ref,
}

impl PdfCache {
    pub(super) fn deflater(&self) -> Deflater {
        let idle = self.deflaters.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.unwrap_or_default()
    }

    pub(super) fn give_back(&self, deflater: Deflater) {
        self.deflaters.lock().unwrap_or_else(PoisonError::into_inner).push(deflater);
    }

    /// How a file of a version with these faces begins.
    pub(super) fn opening(
        &self,
        version: PdfVersion,
        faces: Vec<Embedded>,
        pictures: Vec<Arc<Picture>>,
    ) -> Arc<Opening> {
        let same = |opening: &&Arc<Opening>| {
            opening.version == version && opening.faces == faces && opening.pictures == pictures
        };
        if let Some(opening) = self.openings.read().unwrap_or_else(PoisonError::into_inner).iter().find(same)
        {
            return Arc::clone(opening);
        }
        let mut file = File::new(version, self.deflater());
        let resources = font::add(&faces, &pictures, &mut file);
        let profile = metadata::add_profile(&mut file);
        let (start, deflater) = file.into_start();
        self.give_back(deflater);
        let opening = Arc::new(Opening { version, start, faces, pictures, resources, profile });
        let mut openings = self.openings.write().unwrap_or_else(PoisonError::into_inner);
        if openings.len() >= KEPT {
            openings.clear();
        }
        openings.push(Arc::clone(&opening));
        opening
    }
}
