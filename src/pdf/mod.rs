//! [`Pages`] + [`Fonts`] + [`About`] -> the bytes of the file. The one room that knows printpdf and lopdf.

use crate::diag::{Reported, Sink};
use crate::fonts::Fonts;
use crate::layout::Pages;

/// What the file says of itself beside its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    pub title: String,
    /// BCP 47 language tag.
    pub language: String,
    /// ISO 8601 date that the file carries as made and changed: the letter's, never the clock's.
    pub date: String,
}

/// Writes the file.
///
/// # Errors
/// What the writer of the file refuses; none is known for pages that layout made.
pub fn write_pdf(_pages: &Pages, _fonts: &Fonts, _about: &About, _sink: &mut Sink) -> Result<Vec<u8>, Reported> {
    todo!()
}
