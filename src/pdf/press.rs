//! What the files of letters have in common, made once. It changes how long a file takes and nothing else.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::deflate::{Deflater, Effort};
use crate::fonts::Subset;

use super::unicode_map::unicode_map;

/// The sRGB colour space; its licence is beside it.
const SRGB: &[u8] = include_bytes!("srgb.icc");

/// Unicode maps kept; letters need few, and a batch of any length must not grow without end.
const KEPT: usize = 64;

/// What [`write_pdf`](super::write_pdf) works with, for any number of files on any number of threads.
pub struct Press {
    /// The meaning of the file's colours, in zlib form.
    pub(super) srgb: Vec<u8>,
    maps: RwLock<Vec<Map>>,
    /// Compressors that no file has in hand.
    deflaters: Mutex<Vec<Deflater>>,
}

/// A Unicode map, and what it is made of.
struct Map {
    ascii: Vec<Option<char>>,
    texts: BTreeMap<u16, String>,
    deflated: Arc<Vec<u8>>,
}

impl Default for Press {
    fn default() -> Press {
        let mut deflater = Deflater::default();
        let srgb = deflater.deflate(SRGB, Effort::Best);
        Press { srgb, maps: RwLock::default(), deflaters: Mutex::new(vec![deflater]) }
    }
}

impl Press {
    pub(super) fn deflater(&self) -> Deflater {
        let idle = self.deflaters.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.unwrap_or_default()
    }

    pub(super) fn give_back(&self, deflater: Deflater) {
        self.deflaters.lock().unwrap_or_else(PoisonError::into_inner).push(deflater);
    }

    /// The subset's Unicode map in zlib form; `texts` are by code what it says beside ASCII.
    pub(super) fn unicode_map(
        &self,
        subset: &Subset,
        texts: &BTreeMap<u16, String>,
        deflater: &mut Deflater,
    ) -> Arc<Vec<u8>> {
        let same = |map: &&Map| map.ascii == subset.ascii && map.texts == *texts;
        if let Some(map) = self.maps.read().unwrap_or_else(PoisonError::into_inner).iter().find(same) {
            return Arc::clone(&map.deflated);
        }
        let of_ascii = subset.ascii.iter().map(|ascii| ascii.map_or_else(String::new, String::from));
        let mut by_code: Vec<String> = of_ascii.collect();
        for (&code, text) in texts {
            by_code[usize::from(code)].clone_from(text);
        }
        let deflated = Arc::new(deflater.deflate(unicode_map(&by_code).as_bytes(), Effort::Best));
        let mut maps = self.maps.write().unwrap_or_else(PoisonError::into_inner);
        if maps.len() >= KEPT {
            maps.clear();
        }
        let (ascii, texts) = (subset.ascii.clone(), texts.clone());
        maps.push(Map { ascii, texts, deflated: Arc::clone(&deflated) });
        deflated
    }
}
