//! How every letter stands: what a build would do, and why.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use serde::Serialize;

use super::case_state::{as_mailed, last_mailed};
use super::digest::Digest;
use super::known::{Known, OnDisk};
use super::letter_state::LetterState;
use super::parallel::in_order;
use super::record_file::{RecordFile, case_number_of};
use super::records::DataFolder;
use super::row::Row;
use crate::assets::Assets;
use crate::diag::{Finding, Sink};
use crate::letter::{Edition, FileType, LetterKey, Part};
use crate::record::blanks_of_draft;
use crate::render;
use crate::units::Date;

/// One letter and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    pub letter: String,
    #[serde(skip)]
    pub key: Option<LetterKey>,
    pub record: String,
    pub state: LetterState,
    /// What was changed since it was built, or which files were edited.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub what: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mailed: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
}

/// How the letters of all records stand, in the order of their names.
///
/// # Errors
/// Where a file cannot be read.
pub fn standings(
    records: &[PathBuf],
    data: &DataFolder,
    known: &Known,
    assets: &Assets,
) -> Result<Vec<Standing>, Finding> {
    let mut standings = Vec::new();
    let mut first_error = None;
    let of_this = |_, record: &PathBuf| of_record(record, data, known, assets);
    in_order(records, &AtomicBool::new(false), of_this, |found| match found {
        Ok(found) => standings.extend(found),
        Err(finding) => first_error = first_error.take().or(Some(finding)),
    });
    match first_error {
        Some(finding) => Err(finding),
        None => Ok(sorted(standings)),
    }
}

fn of_record(
    record: &Path,
    data: &DataFolder,
    known: &Known,
    assets: &Assets,
) -> Result<Vec<Standing>, Finding> {
    let mut sink = Sink::new();
    let name = data.name_of(record);
    let file = RecordFile::read(record, &mut sink).ok();
    let Some((file, case)) = file.as_ref().and_then(|file| Some((file, file.case_number()?))) else {
        let letter = record.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let blanks = file.as_ref().and_then(|file| {
            let source = &file.source;
            blanks_of_draft(assets.contracts().of(source), source)
        });
        let state = if blanks.is_some() { LetterState::Draft } else { LetterState::NeverBuilt };
        let (key, what) = (None, blanks.into_iter().collect());
        return Ok(vec![Standing { letter, key, record: name, state, what, mailed: None, pages: None }]);
    };
    let built = Edition::ALL.into_iter().flat_map(|edition| known.rows_of(edition, &case));
    let mut letters: BTreeSet<LetterKey> = built.map(|row| row.letter.clone()).collect();
    // Of a record that was never built, the determination is what a build makes.
    letters.insert(LetterKey::new(case, Edition::Determination, Part::Whole));
    letters.into_iter().map(|letter| standing(letter, &name, file, known, assets)).collect()
}

/// The letters of which no record is among these: corrected ones, which have none of their own, and orphans.
pub fn without_record(records: &[PathBuf], data: &DataFolder, known: &Known) -> Vec<Standing> {
    let cases: BTreeSet<_> = records.iter().filter_map(|record| case_number_of(record)).collect();
    let gone = |row: &Row| {
        let record = data.path_of(&row.record);
        // A record that cannot be read may be that of the letter.
        let said = RecordFile::read(&record, &mut Sink::new()).map(|file| file.case_number());
        !record.is_file() || said.is_ok_and(|case| case.is_some_and(|case| case != *row.letter.case()))
    };
    let rows = known.rows.values();
    let rows =
        rows.filter(|row| !row.letter.is_current() || (!cases.contains(row.letter.case()) && gone(row)));
    let standings = rows.map(|row| Standing {
        letter: row.letter.to_string(),
        key: Some(row.letter.clone()),
        record: row.record.clone(),
        state: if row.mailed.is_some() { LetterState::Mailed } else { LetterState::Orphan },
        what: Vec::new(),
        mailed: row.mailed,
        pages: Some(row.pages),
    });
    sorted(standings.collect())
}

/// How many letters have no record among these any more, told by the names that the ledger has for their records: a note
/// at the end of a build, for which no record is read again.
pub fn count_orphans(records: &[PathBuf], data: &DataFolder, known: &Known) -> usize {
    let names: BTreeSet<String> = records.iter().map(|record| data.name_of(record)).collect();
    let open = known.rows.values().filter(|row| row.mailed.is_none() && !row.letter.is_corrected());
    open.filter(|row| !names.contains(&row.record) && !data.path_of(&row.record).is_file()).count()
}

fn sorted(mut standings: Vec<Standing>) -> Vec<Standing> {
    standings.sort_by(|a, b| a.letter.cmp(&b.letter));
    standings
}

fn standing(
    letter: LetterKey,
    record: &str,
    file: &RecordFile,
    known: &Known,
    assets: &Assets,
) -> Result<Standing, Finding> {
    let on_disk = known.on_disk(&letter)?;
    let row = known.rows.get(&letter);
    let mut what = row.map(|row| row.changes(file.digest, assets)).unwrap_or_default();
    let edited = known.edited(&letter, &on_disk);
    let mailed = row.and_then(|row| row.mailed);
    let missing = FileType::ALL.into_iter().filter(|of| on_disk.sha256(*of).is_none());
    let missing = missing.map(|of| format!("{} (gone)", letter.file(of)));
    let state = if row.is_none() && !edited.is_empty() && !known.lost.is_empty() {
        // Nobody noted what was written; what a build would write is not edited.
        if is_as_built(&letter, file, &on_disk, assets) {
            LetterState::UpToDate
        } else {
            what.push("ledger (lost)".to_owned());
            LetterState::Changed
        }
    } else if mailed.is_some() {
        what.extend(row.filter(|row| row.came_back).map(|_| "e-mail (came back)".to_owned()));
        what.extend(missing);
        what.extend(edited.iter().map(|&of| format!("{} (altered)", letter.file(of))));
        LetterState::Mailed
    } else if !edited.is_empty() {
        what = edited.iter().map(|&of| letter.file(of)).collect();
        LetterState::Edited
    } else if let Some(row) = row {
        what.extend(missing);
        if what.is_empty() && !on_disk.is(row) {
            what.push("not finished".to_owned());
        }
        // Beside what was mailed, what says something else is up to date only where it corrects that.
        if let Some(last) = last_mailed(known, letter.case()).first()
            && row.corrects != last.mailed
            && as_mailed(known, letter.case(), file).is_none()
            && what.is_empty()
        {
            what.push("record".to_owned());
        }
        if what.is_empty() { LetterState::UpToDate } else { LetterState::Changed }
    } else if let Some(blanks) = blanks_of_draft(assets.contracts().of(&file.source), &file.source) {
        what = vec![blanks];
        LetterState::Draft
    } else {
        LetterState::NeverBuilt
    };
    let pages = row.map(|row| row.pages);
    let (letter, key) = (letter.to_string(), Some(letter));
    Ok(Standing { letter, key, record: record.to_owned(), state, what, mailed, pages })
}

/// Whether the files of a letter are those that a build would write.
fn is_as_built(letter: &LetterKey, file: &RecordFile, on_disk: &OnDisk, assets: &Assets) -> bool {
    let mut sink = Sink::new();
    let made = render::read_record(&file.source, assets, &mut sink)
        .and_then(|record| render::letters(&record, letter.edition(), assets, &mut sink));
    made.is_ok_and(|made| {
        let is_it = |made: &render::Made| {
            let markdown = Digest::of(made.markdown.text().as_bytes());
            on_disk.markdown == Some(markdown) && on_disk.pdf == Some(Digest::of(&made.pdf))
        };
        made.iter().any(|made| made.key == *letter && is_it(made))
    })
}
