//! Pages of a PDF -> pictures, from the very bytes that are written and mailed.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use hayro_svg::hayro_interpret::InterpreterSettings;
use hayro_svg::hayro_syntax::Pdf;
use hayro_svg::{RenderCache, SvgRenderSettings, convert};

/// Pictures are kept up to so many bytes.
const KEPT: usize = 32 << 20;

/// The pictures that were looked at last.
#[derive(Default)]
pub struct Pictures {
    /// The latest at the end.
    kept: Mutex<VecDeque<Kept>>,
    /// Pictures are drawn one at a time, however many are asked for at once.
    drawing: Mutex<()>,
}

struct Kept {
    name: String,
    picture: Arc<String>,
}

impl Pictures {
    /// The picture of a page (from 0) as SVG; none where the file has no such page. A name stands for one
    /// picture.
    pub fn page(&self, name: &str, pdf: &[u8], page: usize) -> Option<Arc<String>> {
        if let Some(picture) = self.find(name) {
            return Some(picture);
        }
        let _one = self.drawing.lock().unwrap_or_else(PoisonError::into_inner);
        // Another connection may have asked for it in the meantime.
        if let Some(picture) = self.find(name) {
            return Some(picture);
        }
        let picture = Arc::new(draw(pdf, page)?);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back(Kept { name: name.to_owned(), picture: Arc::clone(&picture) });
        let mut bytes: usize = kept.iter().map(|kept| kept.picture.len()).sum();
        while bytes > KEPT
            && kept.len() > 1
            && let Some(oldest) = kept.pop_front()
        {
            bytes -= oldest.picture.len();
        }
        Some(picture)
    }

    fn find(&self, name: &str) -> Option<Arc<String>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|kept| kept.name == name)?;
        let found = kept.remove(at)?;
        let picture = Arc::clone(&found.picture);
        kept.push_back(found);
        Some(picture)
    }
}

fn draw(pdf: &[u8], page: usize) -> Option<String> {
    let pdf = Pdf::new(pdf.to_vec()).ok()?;
    let page = pdf.pages().get(page)?;
    let settings = SvgRenderSettings { bg_color: [255, 255, 255, 255] };
    Some(convert(page, &RenderCache::new(), &InterpreterSettings::default(), &settings))
}
