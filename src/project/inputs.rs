//! What a letter is made from now, and what of it differs from what it was made from.

use std::collections::BTreeMap;
use std::path::Path;

use super::digest::Digest;
use super::ledger::{PROGRAM, Row};
use super::outputs::Known;
use super::read;
use super::same_case::claim_in;
use crate::assets::Assets;
use crate::diag::Finding;
use crate::letter::Edition;

/// The user's own files that letters of a wording depend on.
pub fn replaced(assets: &Assets, wording: &str, addressed: bool) -> BTreeMap<String, Digest> {
    assets
        .replaced(wording, addressed)
        .into_iter()
        .map(|(path, sha)| (path.to_owned(), Digest(sha)))
        .collect()
}

/// What is said of a letter that another program made.
const BY_PROGRAM: &str = "program";

/// What was changed since the row was written, in the words of `imr status`; nothing where a build would
/// make the same letter.
pub fn changes(row: &Row, record: Digest, assets: &Assets) -> Vec<String> {
    let mut changes = Vec::new();
    if row.record_sha256 != record {
        changes.push("record".to_owned());
    }
    let addressed = Edition::Mailed.folder().is_some_and(|folder| row.letter.starts_with(folder));
    let now = replaced(assets, &row.template, addressed);
    for (path, digest) in &now {
        match row.replaced.get(path) {
            Some(then) if then == digest => {}
            _ => changes.push(format!("templates/{path}")),
        }
    }
    let gone = row.replaced.keys().filter(|path| !now.contains_key(*path));
    changes.extend(gone.map(|path| format!("templates/{path} (gone)")));
    if row.program != PROGRAM {
        changes.push(BY_PROGRAM.to_owned());
    }
    changes
}

/// The rows of an edition's letters of a record, where all of them are there, made from all that they would be made
/// from now.
///
/// # Errors
/// Where a letter is there and cannot be read.
pub(super) fn unchanged<'a>(
    record: &str,
    digest: Digest,
    edition: Edition,
    known: &'a Known,
    assets: &Assets,
) -> Result<Option<Vec<&'a Row>>, Finding> {
    let Some(number) = claim_in(record) else { return Ok(None) };
    let rows: Vec<&Row> = known.rows_of(edition, number).collect();
    for row in &rows {
        let changes = changes(row, digest, assets);
        // A newer program may print a letter otherwise; that is no reason to touch, or to bemoan, what was mailed.
        let same = changes.is_empty() || (row.mailed.is_some() && changes == [BY_PROGRAM]);
        if !same || !known.on_disk(&row.letter)?.is(row) {
            return Ok(None);
        }
    }
    Ok((!rows.is_empty()).then_some(rows))
}

/// How many letters of an edition a record has, where a build would make none of them again.
///
/// # Errors
/// Where the record or a letter cannot be read.
pub fn up_to_date(
    record: &Path,
    edition: Edition,
    known: &Known,
    assets: &Assets,
) -> Result<Option<usize>, Finding> {
    let bytes = read::read_bytes(record)?;
    let Ok(text) = str::from_utf8(&bytes) else { return Ok(None) };
    let rows = unchanged(text, Digest::of(&bytes), edition, known, assets)?;
    Ok(rows.map(|rows| rows.len()))
}
