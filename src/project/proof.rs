//! What the manifest of a print run proves where ledger and register are lost.

use std::path::Path;

use serde::Deserialize;

use super::digest::Digest;
use super::read::read_if_there;
use super::row::Row;
use crate::diag::Finding;
use crate::letter::{FileType, LetterKey};
use crate::units::Date;

/// What is read of an envelope.
#[derive(Deserialize)]
struct Envelope {
    pages: usize,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    intelligent_mail: Option<String>,
    file: String,
    sha256: Digest,
}

/// The rows of the letters that a manifest lists. It knows the PDF of each; the Markdown is believed as it stands. What
/// a letter was made from it does not say, so that the next build makes it again to compare.
///
/// None where it is no manifest, or lists what no edition has.
///
/// # Errors
/// Where a letter cannot be read.
pub(super) fn rows_of_manifest(
    manifest: &[u8],
    mailed: Date,
    folder: &Path,
) -> Result<Option<Vec<Row>>, Finding> {
    let unknown = Digest::of(b"");
    let mut rows = Vec::new();
    let Ok(envelopes) = serde_json::from_slice::<Vec<Envelope>>(manifest) else { return Ok(None) };
    for envelope in envelopes {
        let letter = envelope.file.strip_suffix(".pdf").and_then(|name| name.parse::<LetterKey>().ok());
        let Some(letter) = letter else { return Ok(None) };
        let markdown = read_if_there(&folder.join(letter.file(FileType::Markdown)))?.unwrap_or_default();
        rows.push(Row {
            letter,
            record: String::new(),
            record_sha256: unknown,
            statement_sha256: None,
            template: String::new(),
            program: String::new(),
            replaced: std::collections::BTreeMap::new(),
            markdown_sha256: Digest::of(&markdown),
            pdf_sha256: envelope.sha256,
            pages: envelope.pages,
            findings: 0,
            mailed: Some(mailed),
            corrects: None,
            made_with: None,
            print_run: None,
            email: envelope.email,
            came_back: false,
            emailed: None,
            intelligent_mail: envelope.intelligent_mail,
            listing: None,
        });
    }
    Ok(Some(rows))
}
