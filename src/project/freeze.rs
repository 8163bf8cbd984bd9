//! Noting that letters were mailed.

use std::path::Path;

use super::contradictions::nothing_published_otherwise;
use super::known::{Known, runs_in};
use super::ledger::{LEDGER, REGISTER};
use super::made_with::MadeWith;
use super::names::RUNS;
use super::outputs::{Outputs, Prepared};
use super::read::read_if_there;
use super::record_file::RecordFile;
use super::records::DataFolder;
use super::row::Row;
use super::write::folder_of;
use super::{findings, freeze_findings};
use crate::assets::Assets;
use crate::diag::{Finding, Reported, Sink};
use crate::letter::{Edition, FileType, LetterKey};
use crate::pdf::is_own_pdf;
use crate::record::{CaseNumber, parse_record_of};
use crate::units::Date;

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
) -> Result<Date, Reported> {
    let known = &outputs.known;
    let rows = letters_to_freeze(case_number, known).map_err(|finding| sink.error(finding))?;
    let file = RecordFile::read(&DataFolder::new(data).path_of(&rows[0].record), sink)?;
    let read = parse_record_of(assets.contracts().of(&file.source), &file.source, sink)?;
    let Some(mailed) = &read.mailed_date else {
        return Err(sink.error(findings::no_mailed_date(case_number, &file.source)));
    };
    let date = mailed.0;
    let mark = sink.mark();
    let mut rows_to_note = Vec::new();
    let kept = MadeWith::of(assets, &read.template);
    for row in rows {
        let on_disk = known.on_disk(&row.letter).map_err(|finding| sink.error(finding))?;
        let changed = row.changes(file.digest, assets);
        if row.mailed == Some(date) && on_disk.is(row) {
            continue;
        }
        if row.mailed.is_some() || !changed.is_empty() || !on_disk.is(row) {
            sink.report(findings::not_as_built(&row.letter, &changed, row.mailed));
        }
        rows_to_note.push(Row {
            mailed: Some(date),
            statement_sha256: file.statement(),
            made_with: Some(kept.digest),
            corrects: None,
            ..row.clone()
        });
    }
    if let Some(row) = rows_to_note.first()
        && let Err(finding) = nothing_published_otherwise(known, row)
    {
        sink.report(finding);
    }
    sink.unless_errors(mark, ())?;
    let mut change = Prepared::default();
    if !rows_to_note.is_empty() {
        kept.stage(outputs, &mut change).map_err(|finding| sink.error(finding))?;
    }
    rows_to_note.into_iter().for_each(|row| change.note(row));
    for became in outputs.make(vec![change]) {
        became.map_err(|finding| sink.error(finding))?;
    }
    Ok(date)
}

/// The rows of a case's letters that can be mailed.
///
/// # Errors
/// Where there are none, or the name is that of a letter that is not mailed.
pub fn letters_to_freeze<'a>(case_number: &str, known: &'a Known) -> Result<Vec<&'a Row>, Finding> {
    if case_number.parse::<LetterKey>().is_ok_and(|letter| !letter.edition().is_mailed()) {
        return Err(findings::published(case_number));
    }
    let not_built = || findings::not_built(case_number, &known.folder);
    let case = CaseNumber::new(case_number).map_err(|_| not_built())?;
    let editions = Edition::ALL.into_iter().filter(|edition| edition.is_mailed());
    let rows: Vec<&Row> = editions.flat_map(|edition| known.rows_of(edition, &case)).collect();
    if rows.is_empty() { Err(not_built()) } else { Ok(rows) }
}

/// Makes sure that a PDF may be written to a file: nothing is there, or a PDF of the program's own that was not mailed,
/// whatever folder for letters it is in.
///
/// # Errors
/// Where something else is there, or the ledger of such a folder cannot be read.
pub fn may_be_written(file: &Path) -> Result<(), Finding> {
    let place = folder_of(file).canonicalize().ok().zip(file.file_name());
    let Some(place) = place.map(|(folder, name)| folder.join(name)) else { return Ok(()) };
    // A letter stands up to two folders below the one for letters, a print run's file up to three.
    for folder in place.ancestors().skip(1).take(4) {
        if [LEDGER, REGISTER, RUNS].iter().all(|name| folder.join(name).symlink_metadata().is_err()) {
            continue;
        }
        let known = Known::read(folder)?;
        let inside = place.strip_prefix(folder).unwrap_or(&place);
        let mailed = known.rows.values().filter_map(|row| Some((&row.letter, row.mailed?)));
        for (letter, date) in mailed {
            if FileType::ALL.into_iter().any(|of| inside == Path::new(&letter.file(of))) {
                return Err(freeze_findings::mailed_file(file, letter, date));
            }
        }
        let mut runs = runs_in(folder)?.into_iter();
        if let Some(run) = runs.find(|run| inside.starts_with(Path::new(RUNS).join(run.to_string()))) {
            return Err(freeze_findings::mailed_run(file, run));
        }
    }
    match read_if_there(file)? {
        Some(bytes) if !is_own_pdf(&bytes) => Err(freeze_findings::not_a_letters_pdf(file)),
        _ => Ok(()),
    }
}
