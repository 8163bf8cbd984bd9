//! What was mailed, noted a second time: where the ledger is lost, letters that were mailed are still known as such.
//!
//! `out/mailed.jsonl` has the form of the ledger, and of its rows those of letters that were mailed.

use std::path::Path;

use super::findings;
use super::ledger::{Rows, read_rows, write_rows};
use super::outputs::read_if_there;
use super::write::write_whole;
use crate::diag::Finding;

pub const REGISTER: &str = "mailed.jsonl";

/// The rows of letters that were mailed, or why the register is not believed.
///
/// # Errors
/// Where it cannot be read.
pub(super) fn read_register(folder: &Path) -> Result<Result<Rows, Finding>, Finding> {
    let path = folder.join(REGISTER);
    let Some(bytes) = read_if_there(&path)? else { return Ok(Ok(Rows::new())) };
    let rows = str::from_utf8(&bytes).map_err(|_| "it is not text".to_owned()).and_then(read_rows);
    Ok(rows.map_err(|why| findings::register_damaged(&path, &why)))
}

/// Writes the register where it would change.
///
/// # Errors
/// Where it cannot be written.
pub(super) fn write_register(folder: &Path, rows: &Rows) -> Result<(), Finding> {
    let path = folder.join(REGISTER);
    let mailed: Rows = rows
        .iter()
        .filter(|(_, row)| row.mailed.is_some())
        .map(|(letter, row)| (letter.clone(), row.clone()))
        .collect();
    let there = read_if_there(&path)?;
    if mailed.is_empty() && there.is_none() {
        return Ok(());
    }
    let text = write_rows(&mailed);
    if there.as_deref() == Some(text.as_bytes()) { Ok(()) } else { write_whole(&path, text.as_bytes()) }
}
