//! What was mailed, and whether every file is still what the ledger says.

use std::path::Path;

use super::codes;
use super::digest::Digest;
use super::inputs::changes;
use super::ledger::Row;
use super::outputs::{Known, LEDGER, Outputs};
use super::read;
use crate::diag::{Finding, Reported, Sink};
use crate::kit::Kit;
use crate::letter::Edition;
use crate::record::parse_record;

/// Notes that a letter was mailed, on the date in its record: from then on its files do not change.
///
/// # Errors
/// A letter that was not built, is not what its record says now, or has no mailing date.
pub fn freeze(
    letter: &str,
    data: &Path,
    outputs: &Outputs,
    kit: &Kit,
    sink: &mut Sink,
) -> Result<String, Reported> {
    if Edition::of(letter) == Edition::Public {
        return Err(sink.error(codes::published(letter)));
    }
    let Some(row) = outputs.known.rows.get(letter) else {
        return Err(sink.error(codes::not_built(letter, &outputs.known.folder)));
    };
    let record = data.join(&row.record);
    let bytes = read::read_bytes(&record).map_err(|finding| sink.error(finding))?;
    let source = read::source_of(&record, &bytes, sink)?;
    let read = parse_record(&source, sink)?;
    let Some(mailed) = &read.mailed_date else {
        return Err(sink.error(codes::no_mailed_date(letter, &source)));
    };
    let date = mailed.value.to_string();
    let on_disk = outputs.known.on_disk(letter).map_err(|finding| sink.error(finding))?;
    let changed = changes(row, Digest::of(&bytes), kit);
    if row.mailed.as_ref() == Some(&date) && on_disk.is(row) {
        return Ok(date);
    }
    if row.mailed.is_some() || !changed.is_empty() || !on_disk.is(row) {
        return Err(sink.error(codes::not_as_built(letter, &changed, row.mailed.as_deref())));
    }
    outputs.note(Row { mailed: Some(date.clone()), ..row.clone() });
    Ok(date)
}

/// Compares every file that the ledger knows with its row, on the disk as it is.
pub fn verify(known: &Known, sink: &mut Sink) {
    for row in known.rows.values() {
        match known.on_disk(&row.letter) {
            Ok(on_disk) => {
                let of =
                    [("md", on_disk.markdown, row.markdown_sha256), ("pdf", on_disk.pdf, row.pdf_sha256)];
                for (ending, there, noted) in of {
                    let name = format!("{}.{ending}", row.letter);
                    match there {
                        None => sink.report(codes::gone(&known.folder.join(name), row.mailed.as_deref())),
                        Some(there) if there != noted => {
                            sink.report(codes::altered(&known.folder.join(name), row.mailed.as_deref()));
                        }
                        Some(_) => {}
                    }
                }
            }
            Err(finding) => sink.report(finding),
        }
    }
}

/// Removes the letters whose record is gone, and gives their names; what was mailed or edited stays.
///
/// # Errors
/// Where a file cannot be removed.
pub fn clean_orphans(orphans: &[String], outputs: &Outputs, sink: &mut Sink) -> Result<Vec<String>, Finding> {
    let mut removed = Vec::new();
    for letter in orphans {
        let on_disk = outputs.known.on_disk(letter)?;
        let edited = outputs.known.edited(letter, &on_disk);
        if !edited.is_empty() {
            sink.report(codes::edited_by_hand(&outputs.known.folder, letter, &edited, false));
            continue;
        }
        for ending in ["md", "pdf"] {
            outputs.remove(&format!("{letter}.{ending}"))?;
        }
        outputs.forget(letter);
        removed.push(letter.clone());
    }
    Ok(removed)
}

/// Takes over the letters of another folder, such as a shard's, files and rows.
///
/// # Errors
/// Where a file of it is not what its ledger says, or cannot be written.
pub fn merge(from: &Known, outputs: &Outputs, sink: &mut Sink) -> Result<usize, Finding> {
    let ledger = from.folder.join(LEDGER);
    if !ledger.exists() {
        return Err(codes::no_such_file(&ledger));
    }
    let mut prepared = Vec::new();
    for row in from.rows.values() {
        if outputs.known.rows.get(&row.letter) == Some(row) && outputs.known.on_disk(&row.letter)?.is(row) {
            continue;
        }
        if !from.on_disk(&row.letter)?.is(row) {
            sink.report(codes::altered(&from.folder.join(&row.letter), row.mailed.as_deref()));
            continue;
        }
        let there = outputs.known.rows.get(&row.letter);
        if there.is_some_and(|there| there.mailed.is_some() && there.pdf_sha256 != row.pdf_sha256) {
            let mailed = there.and_then(|there| there.mailed.as_deref()).unwrap_or_default();
            sink.report(codes::mailed_differs(&row.letter, mailed, "it comes from another folder"));
            continue;
        }
        let on_disk = outputs.known.on_disk(&row.letter)?;
        let edited = outputs.known.edited(&row.letter, &on_disk);
        if !on_disk.is(row) && !edited.is_empty() {
            sink.report(codes::edited_by_hand(&outputs.known.folder, &row.letter, &edited, false));
            continue;
        }
        let markdown = read::read_bytes(&from.folder.join(format!("{}.md", row.letter)))?;
        let pdf = read::read_bytes(&from.folder.join(format!("{}.pdf", row.letter)))?;
        let kept = there.and_then(|there| there.mailed.clone()).or_else(|| row.mailed.clone());
        prepared.push(outputs.prepare(Row { mailed: kept, ..row.clone() }, &markdown, &pdf)?);
    }
    let taken = prepared.len();
    outputs.put(prepared).into_iter().collect::<Result<(), _>>()?;
    Ok(taken)
}
