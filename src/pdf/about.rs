//! What a file says of itself beside its pages.

use crate::style::PdfVersion;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    pub title: String,
    /// BCP 47 language tag.
    pub language: String,
    /// ISO 8601 date (`2016-12-09`) that the file carries as made and changed: the letter's, never the
    /// clock's.
    pub date: String,
    pub version: PdfVersion,
}
