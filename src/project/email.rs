//! The copies of a run that are e-mailed: a folder of their PDFs with a list of what goes to which address.

use serde::Serialize;

use super::csv_table::csv_table;
use super::digest::Digest;
use super::names::EMAIL;
use crate::letter::LetterKey;

/// A copy that is e-mailed, as the list has it.
#[derive(Debug, Serialize)]
pub(super) struct Emailed<'a> {
    case_number: String,
    /// The copy's key, as in the manifest.
    copy: String,
    address: String,
    subject: String,
    /// Beside the list.
    file: String,
    sha256: Digest,
    #[serde(skip)]
    pdf: &'a [u8],
}

impl Emailed<'_> {
    /// `subject` is what the PDF is called.
    pub fn new<'a>(
        key: &LetterKey,
        address: &str,
        subject: String,
        sha256: Digest,
        pdf: &'a [u8],
    ) -> Emailed<'a> {
        Emailed {
            case_number: key.case().to_string(),
            copy: key.part().to_string(),
            address: address.to_owned(),
            subject,
            file: format!("{}-{}.pdf", key.case(), key.part()),
            sha256,
            pdf,
        }
    }
}

/// Name and bytes of every file of the folder, the list as JSON and as CSV (RFC 4180, with a heading); none where nothing is
/// e-mailed.
pub(super) fn files(emailed: Vec<Emailed<'_>>) -> Vec<(String, Vec<u8>)> {
    if emailed.is_empty() {
        return Vec::new();
    }
    let mut json = serde_json::to_string_pretty(&emailed).expect("a list of texts");
    json.push('\n');
    let rows = emailed.iter().map(|copy| {
        let digest = copy.sha256.to_string();
        [&copy.case_number, &copy.copy, &copy.address, &copy.subject, &copy.file, &digest].map(String::clone)
    });
    let csv = csv_table(["case_number", "copy", "address", "subject", "file", "sha256"], rows);
    let mut files = vec![
        (format!("{EMAIL}/list.csv"), csv.into_bytes()),
        (format!("{EMAIL}/list.json"), json.into_bytes()),
    ];
    files.extend(emailed.iter().map(|copy| (format!("{EMAIL}/{}", copy.file), copy.pdf.to_vec())));
    files
}
