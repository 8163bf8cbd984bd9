//! The ledger: which letter was made from what, one line a letter.
//!
//! `out/ledger.jsonl` is JSON, a line each, in the order of the letters. The first line says the format and
//! how many rows follow, the last holds the SHA-256 of all lines before it, so that a ledger which was cut
//! short or edited is never believed. It names no place of the machine and no time. `out/mailed.jsonl` has the same
//! form and repeats the rows of letters that were mailed; so does `mailed.jsonl` of each print run.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::digest::Digest;
use super::row::Row;
use crate::letter::LetterKey;

/// Below the folder for letters.
pub const LEDGER: &str = "ledger.jsonl";
/// Below the folder for letters, and in a print run.
pub const REGISTER: &str = "mailed.jsonl";

/// Changes when rows change their meaning.
const FORMAT: u32 = 1;

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
pub type Rows = BTreeMap<LetterKey, Row>;

/// The ledger as its file holds it.
pub fn write_rows<'a>(rows: impl Iterator<Item = &'a Row> + Clone) -> String {
    let mut text = line(&Head { imr_ledger: FORMAT, rows: rows.clone().count() });
    for row in rows {
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

/// Reads a ledger; what is wrong with it where it cannot be trusted.
///
/// # Errors
/// Another format, rows that are missing or changed, a row that names no letter.
pub fn read_rows(bytes: &[u8]) -> Result<Rows, String> {
    let text = str::from_utf8(bytes).map_err(|_| "it is not text")?;
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
