//! What was mailed, what has no record any more, and what shards built.

use std::path::Path;

use super::digest::Digest;
use super::findings;
use super::inputs::changes;
use super::ledger::Row;
use super::outputs::{Known, LEDGER, Outputs};
use super::read;
use super::write::folder_of;
use crate::assets::Assets;
use crate::diag::{Finding, Reported, Sink};
use crate::letter::Edition;
use crate::record::parse_record;

/// Notes that a case's letter was mailed, on the date in its record: from then on its files do not change, those of
/// the addressed copies that were built neither.
///
/// # Errors
/// A letter that was not built, is not what its record says now, or has no mailing date; then nothing is noted.
pub fn freeze(
    case_number: &str,
    data: &Path,
    outputs: &Outputs,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<String, Reported> {
    if Edition::of(case_number) == Edition::Public {
        return Err(sink.error(findings::published(case_number)));
    }
    let known = &outputs.known;
    let rows: Vec<&Row> = [Edition::Determination, Edition::Mailed]
        .into_iter()
        .flat_map(|edition| known.rows_of(edition, case_number))
        .collect();
    let Some(first) = rows.first() else {
        return Err(sink.error(findings::not_built(case_number, &known.folder)));
    };
    let record = data.join(&first.record);
    let bytes = read::read_bytes(&record).map_err(|finding| sink.error(finding))?;
    let source = read::source_of(&record, &bytes, sink)?;
    let read = parse_record(&source, sink)?;
    let Some(mailed) = &read.mailed_date else {
        return Err(sink.error(findings::no_mailed_date(case_number, &source)));
    };
    let date = mailed.to_string();
    let mark = sink.mark();
    let mut frozen = Vec::new();
    for row in rows {
        let on_disk = known.on_disk(&row.letter).map_err(|finding| sink.error(finding))?;
        let changed = changes(row, Digest::of(&bytes), assets);
        if row.mailed.as_ref() == Some(&date) && on_disk.is(row) {
            continue;
        }
        if row.mailed.is_some() || !changed.is_empty() || !on_disk.is(row) {
            sink.report(findings::not_as_built(&row.letter, &changed, row.mailed.as_deref()));
        }
        frozen.push(Row { mailed: Some(date.clone()), ..row.clone() });
    }
    sink.unless_errors(mark, ())?;
    frozen.into_iter().for_each(|row| outputs.note(row));
    Ok(date)
}

/// Makes sure that a file to be written is none of those that were mailed.
///
/// # Errors
/// Where it is, or the ledger cannot be read.
pub fn not_mailed(file: &Path, out: &Path) -> Result<(), Finding> {
    let place = |path: &Path| Some(folder_of(path).canonicalize().ok()?.join(path.file_name()?));
    let (Some(place), Ok(folder)) = (place(file), out.canonicalize()) else { return Ok(()) };
    let Ok(inside) = place.strip_prefix(&folder) else { return Ok(()) };
    let known = Known::read(out)?;
    let mailed = known.rows.values().filter_map(|row| Some((&row.letter, row.mailed.as_ref()?)));
    for (letter, date) in mailed {
        if ["md", "pdf"].iter().any(|ending| inside == Path::new(&format!("{letter}.{ending}"))) {
            return Err(findings::mailed_file(file, letter, date));
        }
    }
    Ok(())
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
            sink.report(findings::edited_by_hand(&outputs.known.folder, letter, &edited, false));
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
        return Err(findings::no_such_file(&ledger));
    }
    let mut prepared = Vec::new();
    for row in from.rows.values() {
        if outputs.known.rows.get(&row.letter) == Some(row) && outputs.known.on_disk(&row.letter)?.is(row) {
            continue;
        }
        if !from.on_disk(&row.letter)?.is(row) {
            sink.report(findings::altered(&from.folder.join(&row.letter), row.mailed.as_deref()));
            continue;
        }
        let there = outputs.known.rows.get(&row.letter);
        if there.is_some_and(|there| there.mailed.is_some() && there.pdf_sha256 != row.pdf_sha256) {
            let mailed = there.and_then(|there| there.mailed.as_deref()).unwrap_or_default();
            sink.report(findings::mailed_differs(&row.letter, mailed, "it comes from another folder"));
            continue;
        }
        let on_disk = outputs.known.on_disk(&row.letter)?;
        let edited = outputs.known.edited(&row.letter, &on_disk);
        if !on_disk.is(row) && !edited.is_empty() {
            sink.report(findings::edited_by_hand(&outputs.known.folder, &row.letter, &edited, false));
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
