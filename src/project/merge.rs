//! Taking over what shards built in folders of their own.

use std::collections::BTreeSet;
use std::path::Path;

use super::claims::rows_to_take;
use super::contradictions::nothing_published_otherwise;
use super::digest::Digest;
use super::findings;
use super::known::Known;
use super::ledger::LEDGER;
use super::made_with::MadeWith;
use super::outputs::{Outputs, Prepared};
use super::read::read_if_there;
use super::row::Row;
use super::verify_findings;
use super::write::{folder_of, no_link_inside};
use crate::diag::{Finding, Sink};
use crate::letter::FileType;
use crate::units::Date;

/// Takes over the letters of other folders, such as shards', files and rows; how many. A folder whose ledger is not believed
/// is left out.
///
/// # Errors
/// Where a file of them cannot be read, or one cannot be written.
pub fn merge(shards: &[Known], data: &Path, outputs: &Outputs, sink: &mut Sink) -> Result<usize, Finding> {
    let mut believed = Vec::new();
    for shard in shards {
        let ledger = shard.folder.join(LEDGER);
        if !ledger.is_file() {
            return Err(findings::no_such_file(&ledger));
        }
        shard.lost.iter().for_each(|lost| sink.report(lost.clone()));
        match shard.lost.is_empty() {
            true => believed.push(shard),
            false => sink.report(verify_findings::unverified(&shard.folder)),
        }
    }
    let rows = rows_to_take(&believed, data, sink)?;
    let mut taken = 0;
    for (from, rows) in believed.into_iter().zip(rows) {
        let mut changes = Vec::new();
        // One call makes all changes in their order, so that what the first of them keeps is there for all.
        let mut kept = BTreeSet::new();
        for row in rows {
            match take(from, row, outputs, &mut kept)? {
                Ok(Some(change)) => changes.push(change),
                Ok(None) => {}
                Err(refused) => sink.report(refused),
            }
        }
        taken += changes.len();
        outputs.make(changes).into_iter().collect::<Result<(), _>>()?;
    }
    Ok(taken)
}

/// The change that takes over a letter, none where it is there, or why it is not taken.
fn take(
    from: &Known,
    row: &Row,
    outputs: &Outputs,
    kept: &mut BTreeSet<Digest>,
) -> Result<Result<Option<Prepared>, Finding>, Finding> {
    let known = &outputs.known;
    let there = known.rows.get(&row.letter);
    let on_disk = known.on_disk(&row.letter)?;
    if there == Some(row) && on_disk.is(row) {
        return Ok(Ok(None));
    }
    no_link_inside(&from.folder, folder_of(&from.folder.join(row.letter.file(FileType::Pdf))))?;
    if !from.on_disk(&row.letter)?.is(row) {
        return Ok(Err(findings::altered(&from.folder.join(row.letter.to_string()), row.mailed)));
    }
    let mut taken = row.clone();
    if let Some((there, mailed)) = there.and_then(|there| Some((there, there.mailed?))) {
        if FileType::ALL.into_iter().any(|file| there.sha256(file) != row.sha256(file)) {
            return Ok(Err(findings::mailed_elsewhere(&row.letter, mailed, &from.folder)));
        }
        taken = there.clone();
    } else if let Some((other, mailed)) = contradicts(known, row) {
        return Ok(Err(findings::mailed_elsewhere(&other.letter, mailed, &from.folder)));
    } else if row.mailed.is_some()
        && let Err(refused) = nothing_published_otherwise(known, row)
    {
        return Ok(Err(refused));
    }
    let edited = known.edited(&row.letter, &on_disk);
    if !on_disk.is(row) && !edited.is_empty() {
        return Ok(Err(findings::edited_by_hand(&known.folder, &row.letter, &edited, false)));
    }
    let mut change = Prepared::default();
    if let Some(digest) = row.made_with
        && there.is_none_or(|there| there.mailed.is_none())
        && !kept.contains(&digest)
    {
        match MadeWith::read(&from.folder, digest, row.mailed) {
            Ok(made_with) => made_with.stage(outputs, &mut change)?,
            Err(refused) => return Ok(Err(refused)),
        }
        kept.insert(digest);
    }
    for file in FileType::ALL {
        let path = from.folder.join(row.letter.file(file));
        let Some(bytes) = read_if_there(&path)? else { return Ok(Err(findings::gone(&path, row.mailed))) };
        outputs.stage(&mut change, row.letter.file(file), &bytes)?;
    }
    change.note(taken);
    Ok(Ok(Some(change)))
}

/// A letter of the case that was mailed here, of another version of the record, and when.
fn contradicts<'a>(known: &'a Known, row: &Row) -> Option<(&'a Row, Date)> {
    let mailed = known.rows_of_case(row.letter.case()).filter_map(|row| Some((row, row.mailed?)));
    let mailed: Vec<(&Row, Date)> = mailed.collect();
    let agrees = |(other, _): &(&Row, Date)| {
        other.record_sha256 == row.record_sha256
            || (other.statement_sha256.is_some() && other.statement_sha256 == row.statement_sha256)
    };
    if mailed.is_empty() || !row.letter.is_current() || mailed.iter().any(agrees) {
        None
    } else {
        mailed.last().copied()
    }
}
