//! The folder for letters while it is written to: one run at a time, by changes that happen or do not (`journal`).

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::digest::Digest;
use super::findings;
use super::index::write_index;
use super::journal::{Change, JOURNAL, Move};
use super::known::{Known, add_rows, forget_rows};
use super::ledger::{LEDGER, REGISTER, Rows, line, write_rows};
use super::leftovers::remove_leftovers;
use super::read::{LEDGER_LIMIT, read_if_there_up_to};
use super::row::Row;
use super::write::{Staged, Staging, folder_of, make_inside, sync_folder, write_whole};
use crate::diag::Finding;
use crate::letter::{FileType, LetterKey};

/// A change whose files are staged.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    change: Change,
    /// In the order of the change's moves.
    staged: Vec<Staged>,
}

impl Prepared {
    /// Adds a row that the ledger gets.
    pub fn note(&mut self, row: Row) {
        self.change.rows.push(row);
    }

    /// Adds a letter of which the ledger has no row any more, and whose files go.
    pub fn remove(&mut self, letter: &LetterKey) {
        self.change.removes.extend(FileType::ALL.map(|file| letter.file(file)));
        self.change.forgets.push(letter.clone());
    }
}

/// The folder while it is written to; nobody else writes to it meanwhile.
#[derive(Debug)]
pub struct Outputs {
    pub known: Known,
    /// What became of the changes of a killed run.
    pub recovered: Option<Finding>,
    staging: Staging,
    rows: Mutex<Rows>,
    /// Folders in which names were put.
    touched: Mutex<BTreeSet<PathBuf>>,
    /// Locked as long as this lives; where the program dies, the system releases it.
    journal: Mutex<File>,
    /// A change could not be completed: the journal is left for the next run.
    failed: AtomicBool,
}

impl Outputs {
    /// Takes the folder, which is made where it is absent, and completes or takes back what a killed run left.
    ///
    /// # Errors
    /// Where it cannot be written to, or another run has it.
    pub fn open(folder: &Path) -> Result<Outputs, Finding> {
        let staging = Staging::open(folder)?;
        let path = folder.join(JOURNAL);
        let cannot = |error: &std::io::Error| findings::cannot_write(&path, error);
        let journal = open(&path, OpenOptions::new().create(true).append(true))?;
        match journal.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(findings::busy(folder)),
            Err(TryLockError::Error(error)) => return Err(cannot(&error)),
        }
        let known = Known::read(folder)?;
        let mut outputs = Outputs {
            rows: Mutex::new(known.rows.clone()),
            known,
            recovered: None,
            staging,
            touched: Mutex::default(),
            journal: Mutex::new(journal),
            failed: AtomicBool::new(false),
        };
        outputs.recover()?;
        outputs.held_journal().write_all(b"\n").map_err(|error| cannot(&error))?;
        Ok(outputs)
    }

    /// Ends what a killed run began, before anything else is written.
    fn recover(&mut self) -> Result<(), Finding> {
        let folder = self.known.folder.clone();
        let (mut letters, mut runs) = (0, 0);
        for change in &self.known.journal.complete {
            match change.complete(&folder) {
                Ok(()) => {}
                // A letter that was not mailed is made again.
                Err(_) if !change.mails() => continue,
                Err(finding) => return Err(finding),
            }
            letters += change.rows.len();
            runs += change.moves.iter().filter(|each| each.sha256.is_none()).count();
            let folders = change.moves.iter().map(|each| folder_of(&folder.join(&each.to)).to_owned());
            self.touched.lock().unwrap_or_else(PoisonError::into_inner).extend(folders);
        }
        let left = remove_leftovers(&folder)?;
        // After a change that was completed, a file alone is a ledger that was half written: nothing was lost with it.
        let taken_back = left.staged
            || !self.known.journal.taken_back.is_empty()
            || (left.files && self.known.journal.complete.is_empty());
        if letters + runs > 0 || taken_back {
            self.recovered = Some(findings::recovered(&folder, letters, runs, taken_back));
        }
        if self.known.unfinished {
            let rows = self.rows.get_mut().unwrap_or_else(PoisonError::into_inner).clone();
            self.write_all(&rows)?;
            self.end_journal()?;
        }
        Ok(())
    }

    /// Adds a file to a change: it gets its name, one that the program gives, when the change is made.
    ///
    /// # Errors
    /// Where it cannot be written, or something is in the way.
    pub(super) fn stage(&self, prepared: &mut Prepared, name: String, bytes: &[u8]) -> Result<(), Finding> {
        self.stage_of(prepared, name, bytes, Digest::of(bytes))
    }

    /// As [`Outputs::stage`], of bytes whose digest is known.
    ///
    /// # Errors
    /// The same.
    pub(super) fn stage_of(
        &self,
        prepared: &mut Prepared,
        name: String,
        bytes: &[u8],
        sha256: Digest,
    ) -> Result<(), Finding> {
        let path = self.known.folder.join(&name);
        let folder = folder_of(&path);
        if folder != self.known.folder {
            make_inside(&self.known.folder, folder)?;
        }
        let staged = self.staging.file(&path, bytes)?;
        let from = self.staging.name_of(&staged)?;
        prepared.change.moves.push(Move { from, to: name, sha256: Some(sha256) });
        prepared.staged.push(staged);
        Ok(())
    }

    /// Adds a folder of files to a change, such as a print run. It comes last, so that all else is there when it is
    /// seen.
    ///
    /// # Errors
    /// Where it cannot be written, or something is there.
    pub(super) fn stage_folder(
        &self,
        prepared: &mut Prepared,
        name: String,
        files: &[(&str, &[u8])],
    ) -> Result<(), Finding> {
        let path = self.known.folder.join(&name);
        make_inside(&self.known.folder, folder_of(&path))?;
        let staged = self.staging.folder(&path, files)?;
        let from = self.staging.name_of(&staged)?;
        prepared.change.moves.push(Move { from, to: name, sha256: None });
        prepared.staged.push(staged);
        Ok(())
    }

    /// Makes changes, each wholly or not at all; what became of each.
    pub(super) fn make(&self, changes: Vec<Prepared>) -> Vec<Result<(), Finding>> {
        if changes.iter().all(|prepared| {
            prepared.change.moves.is_empty()
                && prepared.change.removes.is_empty()
                && prepared.change.rows.is_empty()
        }) {
            return changes.iter().map(|_| Ok(())).collect();
        }
        if let Err(finding) = self.announce(&changes) {
            return changes.iter().map(|_| Err(finding.clone())).collect();
        }
        changes.into_iter().map(|prepared| self.complete(prepared)).collect()
    }

    /// Brings the staged files to the disk, and what is about to happen into the journal.
    fn announce(&self, changes: &[Prepared]) -> Result<(), Finding> {
        let path = self.known.folder.join(JOURNAL);
        let cannot = |error: std::io::Error| findings::cannot_write(&path, &error);
        // A name that is there before its content would be half a letter after a power cut.
        self.staging.sync(changes.iter().flat_map(|prepared| &prepared.staged))?;
        let lines: String = changes.iter().map(|prepared| line(&prepared.change)).collect();
        let mut journal = self.held_journal();
        journal.write_all(lines.as_bytes()).map_err(cannot)?;
        // Letters that were not mailed can be made again.
        if changes.iter().any(|prepared| prepared.change.mails()) {
            journal.sync_data().map_err(cannot)?;
        }
        Ok(())
    }

    fn complete(&self, prepared: Prepared) -> Result<(), Finding> {
        let Prepared { change, staged } = prepared;
        let folder = &self.known.folder;
        let mut staged = staged.into_iter();
        let mut done = Ok(());
        for each in &change.moves {
            let Some(file) = staged.next() else { break };
            let to = folder.join(&each.to);
            self.touched.lock().unwrap_or_else(PoisonError::into_inner).insert(folder_of(&to).to_owned());
            done = file.put(&to);
            if done.is_err() {
                break;
            }
        }
        if let Err(finding) = done.and_then(|()| change.remove(folder)) {
            self.failed.store(true, Ordering::Relaxed);
            if change.mails() {
                // It was announced and can only be completed: by the next run, with these files.
                staged.for_each(Staged::leave);
                self.staging.leave();
            }
            return Err(finding);
        }
        let mut rows = self.held_rows();
        add_rows(&mut rows, change.rows.into_iter());
        forget_rows(&mut rows, &change.forgets);
        Ok(())
    }

    /// Notes a letter whose files are what they should be.
    pub(super) fn note(&self, row: Row) {
        add_rows(&mut self.held_rows(), [row].into_iter());
    }

    fn held_rows(&self) -> MutexGuard<'_, Rows> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn held_journal(&self) -> MutexGuard<'_, File> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes register, ledger and index whole and ends the journal.
    ///
    /// # Errors
    /// Where one cannot be written; the journal then stays.
    pub fn close(self) -> Result<(), Finding> {
        let rows = self.held_rows().clone();
        self.write_all(&rows)?;
        // A change that could not be completed is for the next run.
        if self.failed.load(Ordering::Relaxed) { Ok(()) } else { self.end_journal() }
    }

    fn write_all(&self, rows: &Rows) -> Result<(), Finding> {
        let folder = &self.known.folder;
        // Before the ledger: what was mailed must not be forgotten in between.
        let mailed = rows.values().filter(|row| row.mailed.is_some());
        if mailed.clone().next().is_some() || folder.join(REGISTER).symlink_metadata().is_ok() {
            write_where_changed(&folder.join(REGISTER), &write_rows(mailed))?;
        }
        let mut touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        let ledger = folder.join(LEDGER);
        if (*rows != self.known.rows
            || self.known.unfinished
            || !self.known.lost.is_empty()
            || self.known.is_behind
            || !ledger.is_file())
            && write_where_changed(&ledger, &write_rows(rows.values()))?
        {
            // The letters' names came to the disk with the ledger's.
            touched.remove(folder);
        }
        touched.iter().try_for_each(|folder| sync_folder(folder))?;
        touched.clear();
        write_index(folder, &self.known.rows, rows)
    }

    fn end_journal(&self) -> Result<(), Finding> {
        let path = self.known.folder.join(JOURNAL);
        self.held_journal().set_len(0).map_err(|error| findings::cannot_write(&path, &error))
    }
}

/// Whether it was written.
fn write_where_changed(path: &Path, text: &str) -> Result<bool, Finding> {
    if read_if_there_up_to(path, LEDGER_LIMIT)?.as_deref() == Some(text.as_bytes()) {
        return Ok(false);
    }
    write_whole(path, text.as_bytes())?;
    Ok(true)
}

fn open(path: &Path, options: &OpenOptions) -> Result<File, Finding> {
    if path.symlink_metadata().is_ok_and(|there| !there.is_file()) {
        return Err(findings::in_the_way(path));
    }
    options.open(path).map_err(|error| findings::cannot_write(path, &error))
}
