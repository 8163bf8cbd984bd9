//! The ledger: which letter was made from what, one line a letter.
//!
//! `out/ledger.jsonl` is JSON, a line each, in the order of the letters. The first line says the format and
//! how many rows follow, the last holds the SHA-256 of all lines before it, so that a ledger which was cut
//! short or edited is never believed. It names no place of the machine and no time.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::digest::Digest;
use crate::letter::Listing;

/// Changes when rows change their meaning.
const FORMAT: u32 = 1;

/// What one letter was made from, and what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Its files below the folder for letters, without their endings.
    pub letter: String,
    /// The record's path, below the data folder where it is in there.
    pub record: String,
    pub record_sha256: Digest,
    /// The wording that the record asks for.
    pub template: String,
    /// The program and a digest of its sources.
    pub program: String,
    /// The user's own templates, style and fonts that the letter depends on.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub replaced: BTreeMap<String, Digest>,
    pub markdown_sha256: Digest,
    pub pdf_sha256: Digest,
    pub pages: usize,
    /// Warnings and notes that the record deserves: they are shown at every build.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub findings: usize,
    /// The date on which the letter was mailed: from then on its files do not change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mailed: Option<String>,
    /// What the index says of it; only of the public edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing: Option<Listing>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// The program as rows name it.
pub const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("IMR_SOURCES"));

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    imr_ledger: u32,
    rows: usize,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Foot {
    sha256: Digest,
}

/// Rows by letter.
pub type Rows = BTreeMap<String, Row>;

/// The ledger as its file holds it.
pub fn write_rows(rows: &Rows) -> String {
    let mut text = line(&Head { imr_ledger: FORMAT, rows: rows.len() });
    for row in rows.values() {
        text.push_str(&line(row));
    }
    let foot = Foot { sha256: Digest::of(text.as_bytes()) };
    text.push_str(&line(&foot));
    text
}

/// A value as a line of JSON.
pub fn line(value: &impl Serialize) -> String {
    let mut line = serde_json::to_string(value).expect("rows are plain data");
    line.push('\n');
    line
}

/// Reads a ledger; what is wrong with it where it cannot be believed.
///
/// # Errors
/// Another format, rows that are missing or changed.
pub fn read_rows(text: &str) -> Result<Rows, String> {
    let cut = "it was cut short";
    let end = text.strip_suffix('\n').and_then(|text| text.rfind('\n')).ok_or(cut)? + 1;
    let (body, foot) = text.split_at(end);
    let foot: Foot = serde_json::from_str(foot).map_err(|_| cut)?;
    if Digest::of(body.as_bytes()) != foot.sha256 {
        return Err("its lines were changed after it was written".into());
    }
    let mut lines = body.lines();
    let head = lines.next().unwrap_or_default();
    let head: Head = serde_json::from_str(head).map_err(|_| "its first line is not that of a ledger")?;
    if head.imr_ledger != FORMAT {
        return Err(format!("its format is {}, and this program writes {FORMAT}", head.imr_ledger));
    }
    let mut rows = Rows::new();
    for line in lines {
        let row: Row = serde_json::from_str(line).map_err(|error| format!("a row is wrong: {error}"))?;
        rows.insert(row.letter.clone(), row);
    }
    if rows.len() == head.rows { Ok(rows) } else { Err("rows are missing".into()) }
}

/// The record's path as rows name it: below the data folder, with `/` between the names.
pub fn record_name(record: &Path, data: &Path) -> String {
    let inside = record.strip_prefix(data).unwrap_or(record);
    inside.to_string_lossy().replace('\\', "/")
}
