//! A case is frozen as a whole: once any paper of it was mailed, every edition says what was mailed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::digest::Digest;
use super::findings;
use super::known::Known;
use super::record_file::RecordFile;
use super::row::Row;
use super::words;
use crate::assets::Assets;
use crate::diag::{Finding, Sink};
use crate::letter::Paper;
use crate::record::{CaseNumber, CaseRecord};
use crate::render;
use crate::units::Date;

/// How a record stands to what was mailed of its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CaseState {
    /// Nothing was mailed.
    Open,
    /// It says what was mailed last, on this day.
    AsMailed(Date),
    /// It corrects what was mailed last, on this day.
    Correction(Date),
}

/// The letters of a case that were mailed last, copies left out that were mailed again because their e-mail came back: they
/// say what those said.
pub(super) fn last_mailed<'a>(known: &'a Known, case: &CaseNumber) -> Vec<&'a Row> {
    let rows = known.rows_of_case(case).filter(|row| row.letter.mailed_again().is_none());
    let mailed = rows.filter_map(|row| Some((row.mailed?, row)));
    let mailed: Vec<(Date, &Row)> = mailed.collect();
    let last = mailed.iter().map(|(date, _)| *date).max();
    mailed.into_iter().filter(|(date, _)| Some(*date) == last).map(|(_, row)| row).collect()
}

/// The day on which a case was mailed last, where that is what the file says, told without reading the record: it is of the
/// very same bytes.
pub(super) fn as_mailed(known: &Known, case: &CaseNumber, file: &RecordFile) -> Option<Date> {
    last_mailed(known, case).into_iter().find(|row| row.record_sha256 == file.digest)?.mailed
}

/// Whether anything of a case was mailed.
pub(super) fn is_mailed(known: &Known, case: &CaseNumber) -> bool {
    known.rows_of_case(case).any(|row| row.mailed.is_some())
}

/// How a record stands to what was mailed of its case.
///
/// # Errors
/// Where it says something else and does not correct what was mailed last, or corrects it before it was mailed.
pub(super) fn case_state(
    known: &Known,
    record: &Arc<CaseRecord>,
    file: &RecordFile,
    assets: &Assets,
) -> Result<CaseState, Finding> {
    let last = last_mailed(known, &record.case_number);
    let Some((first, mailed)) = last.first().and_then(|row| Some((*row, row.mailed?))) else {
        return Ok(CaseState::Open);
    };
    let statement = file.statement();
    if last.iter().any(|row| row.record_sha256 == file.digest)
        || last.iter().any(|row| row.statement_sha256.is_some() && row.statement_sha256 == statement)
    {
        return Ok(CaseState::AsMailed(mailed));
    }
    if let Some(replaces) = &record.replaces
        && *replaces.mailed_date == mailed
    {
        return match &record.mailed_date {
            Some(new) if **new <= mailed => {
                Err(findings::corrected_too_early(&record.case_number, mailed, **new)
                    .at(record.place_of("mailed_date")))
            }
            _ => Ok(CaseState::Correction(mailed)),
        };
    }
    // Rows of an older program, and those that only a manifest proves, do not know what the record said.
    if last.iter().all(|row| row.statement_sha256.is_none()) && makes_the_same(&last, record, assets) {
        return Ok(CaseState::AsMailed(mailed));
    }
    let difference = difference(known, first, record, assets);
    Err(findings::mailed_differs(&first.letter.to_string(), mailed, difference.as_deref())
        .at(record.place_of("case_number")))
}

/// Makes sure that a record says nothing else than what was mailed of its case, or corrects it.
///
/// # Errors
/// Where it does.
pub fn agrees_with_mailed(
    known: &Known,
    record: &Arc<CaseRecord>,
    file: &RecordFile,
    assets: &Assets,
) -> Result<(), Finding> {
    case_state(known, record, file, assets).map(|_| ())
}

/// Whether the record makes the very files that were mailed.
fn makes_the_same(mailed: &[&Row], record: &Arc<CaseRecord>, assets: &Assets) -> bool {
    let mut made = BTreeMap::new();
    mailed.iter().all(|row| {
        let edition = row.letter.edition();
        let letters = made.entry(edition).or_insert_with(|| {
            render::letters(record, edition, assets, &mut Sink::new()).unwrap_or_default()
        });
        let current = row.letter.current();
        letters.iter().any(|made| made.key == current && Digest::of(&made.pdf) == row.pdf_sha256)
    })
}

/// The words in which a mailed letter differs from what its record would make of it now.
fn difference(known: &Known, mailed: &Row, record: &CaseRecord, assets: &Assets) -> Option<String> {
    let edition = mailed.letter.edition();
    let papers = Paper::all_of(record, edition);
    let at = papers.iter().position(|paper| paper.key.part() == mailed.letter.part())?;
    let new = render::letters_markdown(record, edition, assets, &mut Sink::new()).ok()?;
    let old = words::letter_text(&known.folder, &mailed.letter).ok()??;
    words::difference(&old, new.get(at)?.text())
}
