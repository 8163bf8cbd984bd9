//! What is known of a folder for letters: its ledger as it was found, with what a killed run left.
//!
//! That a letter was mailed is noted in the ledger, in the register beside it, and in each print run. **A mailed letter stays mailed**:
//! a row that says so wins over one that does not, wherever either comes from ([`add_rows`]).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::ops::Bound;
use std::path::{Path, PathBuf};

use super::digest::Digest;
use super::findings;
use super::journal::{JOURNAL, Journal};
use super::ledger::{LEDGER, REGISTER, Rows, read_rows};
use super::names::{MANIFEST, RUNS, RunName};
use super::proof::rows_of_manifest;
use super::read::{LEDGER_LIMIT, read_if_there, read_if_there_up_to};
use super::row::Row;
use crate::diag::Finding;
use crate::letter::{Edition, FileType, LetterKey};
use crate::record::CaseNumber;

/// What stands in the folder under a letter's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnDisk {
    pub markdown: Option<Digest>,
    pub pdf: Option<Digest>,
}

impl OnDisk {
    pub fn is(&self, row: &Row) -> bool {
        self.markdown == Some(row.markdown_sha256) && self.pdf == Some(row.pdf_sha256)
    }

    pub fn sha256(&self, file: FileType) -> Option<Digest> {
        match file {
            FileType::Markdown => self.markdown,
            FileType::Pdf => self.pdf,
        }
    }
}

/// The ledger of a folder as it was found.
#[derive(Debug)]
pub struct Known {
    pub folder: PathBuf,
    pub rows: Rows,
    /// Digests of files that rows, old or not finished, say are the program's own, by letter.
    own: BTreeMap<LetterKey, BTreeSet<Digest>>,
    /// Why the ledger, or the register of what was mailed, was not believed.
    pub lost: Vec<Finding>,
    /// What a killed run left.
    pub(super) journal: Journal,
    /// Whether a run is writing, or was killed.
    pub unfinished: bool,
    /// Whether the ledger lacks rows that its register, or a print run, has.
    pub(super) is_behind: bool,
}

impl Known {
    /// Reads the ledger and what a killed run left; an absent ledger has no rows.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub fn read(folder: &Path) -> Result<Known, Finding> {
        let journal = read_if_there_up_to(&folder.join(JOURNAL), LEDGER_LIMIT)?.unwrap_or_default();
        let unfinished = !journal.is_empty();
        let mut known = Known {
            folder: folder.to_owned(),
            rows: Rows::new(),
            own: BTreeMap::new(),
            lost: Vec::new(),
            journal: Journal::read(&journal, folder)?,
            unfinished,
            is_behind: false,
        };
        let damaged = known.journal.damaged.iter();
        known.lost = damaged.map(|&line| findings::journal_damaged(&folder.join(JOURNAL), line)).collect();
        known.read_ledger()?;
        known.read_register()?;
        for row in known.rows.values() {
            add_own(&mut known.own, row);
        }
        for change in &known.journal.complete {
            change.rows.iter().for_each(|row| add_own(&mut known.own, row));
            add_rows(&mut known.rows, change.rows.iter().cloned());
            forget_rows(&mut known.rows, &change.forgets);
        }
        for row in known.journal.taken_back.iter().flat_map(|change| &change.rows) {
            add_own(&mut known.own, row);
        }
        Ok(known)
    }

    fn read_ledger(&mut self) -> Result<(), Finding> {
        let path = self.folder.join(LEDGER);
        match read_if_there_up_to(&path, LEDGER_LIMIT)?.map(|bytes| read_rows(&bytes)) {
            Some(Ok(rows)) => self.rows = rows,
            Some(Err(why)) => self.lost.push(findings::ledger_damaged(&path, &why)),
            // A first build that was killed has no ledger yet.
            None if !self.unfinished && holds_letters(&self.folder)? => {
                self.lost.push(findings::ledger_gone(&path))
            }
            None => {}
        }
        Ok(())
    }

    fn read_register(&mut self) -> Result<(), Finding> {
        let path = self.folder.join(REGISTER);
        match read_if_there_up_to(&path, LEDGER_LIMIT)?.map(|bytes| read_rows(&bytes)) {
            Some(Ok(rows)) => {
                let mailed = rows.into_values().filter(|row| row.mailed.is_some());
                self.is_behind |= add_rows(&mut self.rows, mailed);
                return Ok(());
            }
            Some(Err(why)) => self.lost.push(findings::register_damaged(&path, &why)),
            None if self.rows.values().any(|row| row.mailed.is_some()) => {
                self.lost.push(findings::register_gone(&path));
            }
            None => {}
        }
        // Print runs prove what they mailed.
        for run in runs_in(&self.folder)? {
            match rows_of_run(&self.folder, run)? {
                Some(rows) => self.is_behind |= add_rows(&mut self.rows, rows.into_iter()),
                None => {
                    let place = self.folder.join(RUNS).join(run.to_string());
                    self.lost.push(findings::run_proves_nothing(&place));
                }
            }
        }
        Ok(())
    }

    /// The rows of a case in all editions.
    pub fn rows_of_case(&self, case: &CaseNumber) -> impl Iterator<Item = &Row> {
        let rows = self.rows.range(LetterKey::first_of(case.clone())..);
        rows.map(|(_, row)| row).take_while(move |row| row.letter.case() == case)
    }

    /// The rows that follow a letter's, in the order of the ledger.
    pub(super) fn rows_after(&self, letter: &LetterKey) -> impl Iterator<Item = &Row> {
        self.rows.range((Bound::Excluded(letter), Bound::Unbounded)).map(|(_, row)| row)
    }

    /// The rows of a case's papers of an edition; a mailed letter that was corrected since is none of them.
    pub fn rows_of(&self, edition: Edition, case: &CaseNumber) -> impl Iterator<Item = &Row> {
        let current = move |row: &&Row| row.letter.edition() == edition && row.letter.is_current();
        self.rows_of_case(case).filter(current)
    }

    /// Whether the letter's files are these.
    ///
    /// # Errors
    /// Where one is there and cannot be read.
    pub fn holds(&self, letter: &LetterKey, markdown: &[u8], pdf: &[u8]) -> Result<bool, Finding> {
        let made = OnDisk { markdown: Some(Digest::of(markdown)), pdf: Some(Digest::of(pdf)) };
        Ok(self.on_disk(letter)? == made)
    }

    /// What stands under the letter's name.
    ///
    /// # Errors
    /// Where a file is there and cannot be read.
    pub fn on_disk(&self, letter: &LetterKey) -> Result<OnDisk, Finding> {
        let digest = |file: FileType| {
            let bytes = read_if_there(&self.folder.join(letter.file(file)))?;
            Ok(bytes.map(|bytes| Digest::of(&bytes)))
        };
        Ok(OnDisk { markdown: digest(FileType::Markdown)?, pdf: digest(FileType::Pdf)? })
    }

    /// The files of the letter that the program did not write.
    pub fn edited(&self, letter: &LetterKey, on_disk: &OnDisk) -> Vec<FileType> {
        let own = self.own.get(letter);
        let foreign = |file: &FileType| {
            on_disk.sha256(*file).is_some_and(|digest| own.is_none_or(|own| !own.contains(&digest)))
        };
        FileType::ALL.into_iter().filter(foreign).collect()
    }
}

fn add_own(own: &mut BTreeMap<LetterKey, BTreeSet<Digest>>, row: &Row) {
    own.entry(row.letter.clone()).or_default().extend([row.markdown_sha256, row.pdf_sha256]);
}

/// Adds rows, but none that would hide or change what was mailed, or that an e-mail came back: in the place of a mailed letter stands another only
/// where a correction kept the mailed one under its date. Whether any row is new or another now.
pub(super) fn add_rows(rows: &mut Rows, new: impl Iterator<Item = Row>) -> bool {
    let mut changed = false;
    let (kept, others): (Vec<Row>, Vec<Row>) = new.partition(|row| row.letter.is_corrected());
    for row in kept.into_iter().chain(others) {
        let changes_mailed =
            rows.get(&row.letter).is_some_and(|there| there.mailed.is_some() && !is_kept(rows, there));
        // That an e-mail came back is added to what was noted of it, and never taken away.
        if let Some(there) = rows.get_mut(&row.letter).filter(|there| row.notes_return_of(there)) {
            there.came_back = true;
            changed = true;
            continue;
        }
        // Of a correction, the row from before it may come last.
        if !changes_mailed && !is_kept(rows, &row) {
            changed |= rows.get(&row.letter) != Some(&row);
            rows.insert(row.letter.clone(), row);
        }
    }
    changed
}

/// Drops rows, but of no letter that was mailed, unless it is kept under its date.
pub(super) fn forget_rows(rows: &mut Rows, letters: &[LetterKey]) {
    for letter in letters {
        if rows.get(letter).is_some_and(|row| row.mailed.is_none() || is_kept(rows, row)) {
            rows.remove(letter);
        }
    }
}

/// Whether a letter that was mailed is kept under its date, because a correction took its place.
fn is_kept(rows: &Rows, row: &Row) -> bool {
    let Some(mailed) = row.mailed.filter(|_| row.letter.is_current()) else { return false };
    rows.get(&row.letter.corrected(mailed)).is_some_and(|kept| {
        kept.mailed == Some(mailed)
            && FileType::ALL.into_iter().all(|file| kept.sha256(file) == row.sha256(file))
    })
}

/// The print runs of a folder for letters, in their order.
///
/// # Errors
/// Where the folder of print runs cannot be read.
pub(super) fn runs_in(folder: &Path) -> Result<Vec<RunName>, Finding> {
    let runs = folder.join(RUNS);
    let absent =
        |error: &std::io::Error| matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
    let entries = match fs::read_dir(&runs) {
        Ok(entries) => entries,
        Err(error) if absent(&error) => return Ok(Vec::new()),
        Err(error) => return Err(findings::cannot_read(&runs, &error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| findings::cannot_read(&runs, &error))?;
        names.extend(entry.file_name().to_str().and_then(|name| name.parse::<RunName>().ok()));
    }
    names.sort();
    Ok(names)
}

/// The rows that a print run proves: those of its own register, else what its manifest says; none where neither can be
/// believed.
///
/// # Errors
/// Where a file of it cannot be read.
pub(super) fn rows_of_run(folder: &Path, run: RunName) -> Result<Option<Vec<Row>>, Finding> {
    let place = folder.join(RUNS).join(run.to_string());
    let register = read_if_there_up_to(&place.join(REGISTER), LEDGER_LIMIT)?;
    if let Some(rows) = register.and_then(|bytes| read_rows(&bytes).ok()) {
        return Ok(Some(rows.into_values().filter(|row| row.mailed == Some(run.date)).collect()));
    }
    match read_if_there_up_to(&place.join(MANIFEST), LEDGER_LIMIT)? {
        Some(bytes) => rows_of_manifest(&bytes, run.date, folder),
        None => Ok(None),
    }
}

/// Whether a letter is there, both files of it.
fn holds_letters(folder: &Path) -> Result<bool, Finding> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        // Where there is no folder, whoever writes to it makes it, or says what is in its place.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(false);
        }
        Err(error) => return Err(findings::cannot_read(folder, &error)),
    };
    for entry in entries {
        let path = entry.map_err(|error| findings::cannot_read(folder, &error))?.path();
        if path.extension().is_some_and(|ending| ending == "pdf") && path.with_extension("md").is_file() {
            return Ok(true);
        }
    }
    Ok(false)
}
