//! Papers of a case that contradict each other: what stands beside a mailed letter says what that says, or corrects it.

use super::case_state::last_mailed;
use super::freeze_findings;
use super::known::Known;
use super::row::Row;
use super::verify_findings;
use crate::diag::{Finding, Sink};
use crate::letter::{Edition, FileType, LetterKey};
use crate::record::CaseNumber;

/// Reports, case by case, the papers that say something else than what was mailed, and those that were made from
/// different versions of a record.
pub(super) fn verify_cases(known: &Known, sink: &mut Sink) {
    let mut next = known.rows.keys().next().map(LetterKey::case);
    while let Some(case) = next {
        verify_case(known, case, sink);
        let last = known.rows_of_case(case).last().map(|row| &row.letter);
        next = last.and_then(|last| Some(known.rows_after(last).next()?.letter.case()));
    }
}

fn verify_case(known: &Known, case: &CaseNumber, sink: &mut Sink) {
    let mailed = last_mailed(known, case);
    let date = mailed.first().and_then(|row| row.mailed);
    let papers = known.rows_of_case(case).filter(|row| row.letter.is_current());
    // What says what was mailed is one version, and what corrects it may be another.
    let (mut open, mut stale) = (Vec::new(), Vec::new());
    for row in papers.filter(|row| row.mailed.is_none() || row.mailed != date) {
        match date {
            Some(date) if row.corrects != Some(date) => {
                if !says_the_same(row, &mailed) {
                    stale.push((row, date));
                }
            }
            _ => open.push(row),
        }
    }
    for (row, date) in stale {
        let path = known.folder.join(row.letter.file(FileType::Pdf));
        sink.report(verify_findings::contradicts(&path, case, date));
    }
    if let Some(first) = open.first()
        && let Some(other) = open.iter().find(|row| !is_one_version(row, first))
    {
        let file = |row: &Row| known.folder.join(row.letter.file(FileType::Pdf));
        sink.report(verify_findings::other_versions(case, &file(first), &file(other)));
    }
}

/// Whether two papers were made from one version of a record.
fn is_one_version(one: &Row, other: &Row) -> bool {
    one.record_sha256 == other.record_sha256
        || (one.statement_sha256.is_some() && one.statement_sha256 == other.statement_sha256)
}

/// Whether a paper was made from what was mailed; nobody can tell of rows that only a manifest proves.
fn says_the_same(row: &Row, mailed: &[&Row]) -> bool {
    mailed.iter().any(|mailed| {
        is_one_version(row, mailed)
            || mailed.record.is_empty()
            || (mailed.statement_sha256.is_none() && row.mailed.is_some())
    })
}

/// Makes sure that nothing published contradicts what is about to be noted as mailed.
///
/// # Errors
/// Where a paper of the public edition was made from a record that says something else.
pub(super) fn nothing_published_otherwise(known: &Known, mailed: &Row) -> Result<(), Finding> {
    let case = mailed.letter.case();
    match known.rows_of(Edition::Public, case).find(|row| !says_the_same(row, &[mailed])) {
        Some(row) => Err(freeze_findings::published_otherwise(&known.folder, case, &row.letter)),
        None => Ok(()),
    }
}
