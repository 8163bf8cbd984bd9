//! The folder for letters with its ledger: one build at a time, and what it wrote is known even where it was
//! killed half-way.
//!
//! Before a letter's files are put under their names, its row goes into a journal. A build that is killed
//! leaves the journal; the next one believes a row of it where both files are what it says, and knows for its
//! own a file that any row names, so that half a letter is never taken for one edited by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::digest::Digest;
use super::findings;
use super::index::write_index;
use super::ledger::{Row, Rows, line, read_rows, write_rows};
use super::register::{read_register, write_register};
use super::write::{Output, UNFINISHED, Whole, folder_of, sync_folder, write_new};
use crate::diag::Finding;
use crate::letter::Edition;

pub const LEDGER: &str = "ledger.jsonl";
/// Empty while nobody writes to the folder, and locked while somebody does.
const JOURNAL: &str = ".journal.jsonl";

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
}

/// Files that rows, old or not finished, say are the program's own, by letter.
#[derive(Debug, Default)]
struct Own(BTreeMap<String, BTreeSet<Digest>>);

impl Own {
    fn add(&mut self, row: &Row) {
        let own = self.0.entry(row.letter.clone()).or_default();
        own.extend([row.markdown_sha256, row.pdf_sha256]);
    }
}

/// The ledger of a folder as it was found.
#[derive(Debug)]
pub struct Known {
    pub folder: PathBuf,
    pub rows: Rows,
    own: Own,
    /// Why the ledger, or the register of what was mailed, was not believed.
    pub lost: Vec<Finding>,
}

impl Known {
    /// Reads the ledger and what a killed build left; an absent ledger has no rows.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub fn read(folder: &Path) -> Result<Known, Finding> {
        let mut known =
            Known { folder: folder.to_owned(), rows: Rows::new(), own: Own::default(), lost: Vec::new() };
        let path = folder.join(LEDGER);
        let journal = read_if_there(&folder.join(JOURNAL))?.unwrap_or_default();
        match read_if_there(&path)? {
            Some(bytes) => {
                match str::from_utf8(&bytes).map_err(|_| "it is not text".to_owned()).and_then(read_rows) {
                    Ok(rows) => known.rows = rows,
                    Err(why) => known.lost.push(findings::ledger_damaged(&path, &why)),
                }
            }
            // A first build that was killed has no ledger yet.
            None if journal.is_empty() && holds_letters(folder)? => {
                known.lost.push(findings::ledger_gone(&path))
            }
            None => {}
        }
        match read_register(folder)? {
            Ok(mailed) => known.rows.extend(mailed),
            Err(finding) => known.lost.push(finding),
        }
        for row in known.rows.values() {
            known.own.add(row);
        }
        // The last line may be half written; a row is whole or no JSON.
        for row in
            String::from_utf8_lossy(&journal).lines().filter_map(|line| serde_json::from_str(line).ok())
        {
            let row: Row = row;
            known.own.add(&row);
            if known.on_disk(&row.letter)?.is(&row) {
                known.rows.insert(row.letter.clone(), row);
            }
        }
        Ok(known)
    }

    /// The rows of a case's papers of an edition. A former letter that was corrected after it was mailed is
    /// none of them.
    pub fn rows_of(&self, edition: Edition, case_number: &str) -> impl Iterator<Item = &Row> {
        let rows = self.rows.range(edition.letter(case_number)..);
        let near = edition.letter(case_number);
        rows.map(|(_, row)| row)
            .take_while(move |row| row.letter.starts_with(&near))
            .filter(move |row| edition.has(case_number, &row.letter) && !row.letter.contains(".mailed-"))
    }

    /// Whether the letter's files are these.
    ///
    /// # Errors
    /// Where one is there and cannot be read.
    pub fn holds(&self, letter: &str, markdown: &[u8], pdf: &[u8]) -> Result<bool, Finding> {
        let made = OnDisk { markdown: Some(Digest::of(markdown)), pdf: Some(Digest::of(pdf)) };
        Ok(self.on_disk(letter)? == made)
    }

    /// What stands under the letter's name.
    ///
    /// # Errors
    /// Where a file is there and cannot be read.
    pub fn on_disk(&self, letter: &str) -> Result<OnDisk, Finding> {
        let digest = |ending: &str| {
            let bytes = read_if_there(&self.folder.join(format!("{letter}.{ending}")))?;
            Ok(bytes.map(|bytes| Digest::of(&bytes)))
        };
        Ok(OnDisk { markdown: digest("md")?, pdf: digest("pdf")? })
    }

    /// The endings of the letter's files that the program did not write.
    pub fn edited(&self, letter: &str, on_disk: &OnDisk) -> Vec<&'static str> {
        let own = self.own.0.get(letter);
        let foreign = |digest: Option<Digest>| {
            digest.is_some_and(|digest| own.is_none_or(|own| !own.contains(&digest)))
        };
        let of = [("md", on_disk.markdown), ("pdf", on_disk.pdf)];
        of.into_iter().filter(|&(_, digest)| foreign(digest)).map(|(ending, _)| ending).collect()
    }
}

/// A letter whose files are complete, but not yet under their names.
#[derive(Debug)]
pub struct Prepared {
    row: Row,
    files: [Whole; 2],
}

/// The folder while it is written to; nobody else writes to it meanwhile.
#[derive(Debug)]
pub struct Outputs {
    pub known: Known,
    output: Output,
    rows: Mutex<Rows>,
    /// Folders in which names were put.
    touched: Mutex<BTreeSet<PathBuf>>,
    /// Locked as long as this lives; where the program dies, the machine releases it.
    journal: Mutex<File>,
}

impl Outputs {
    /// Takes the folder, which is made where it is absent.
    ///
    /// # Errors
    /// Where it cannot be written to, or another build has it.
    pub fn open(folder: &Path) -> Result<Outputs, Finding> {
        let output = Output::open(folder)?;
        let path = folder.join(JOURNAL);
        let cannot = |error: &std::io::Error| findings::cannot_write(&path, error);
        let mut journal = open(&path, OpenOptions::new().create(true).append(true))?;
        match journal.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(findings::busy(folder)),
            Err(TryLockError::Error(error)) => return Err(cannot(&error)),
        }
        let known = Known::read(folder)?;
        if journal.metadata().map_err(|error| cannot(&error))?.len() > 0 {
            // A build was killed: what it had not finished is nobody's.
            remove_unfinished(folder)?;
            for inside in Edition::ALL.into_iter().filter_map(Edition::folder) {
                let inside = folder.join(inside);
                if inside.symlink_metadata().is_ok_and(|there| there.is_dir()) {
                    remove_unfinished(&inside)?;
                }
            }
        }
        journal.write_all(b"\n").map_err(|error| cannot(&error))?;
        let rows = Mutex::new(known.rows.clone());
        let (journal, touched) = (Mutex::new(journal), Mutex::default());
        Ok(Outputs { known, output, rows, touched, journal })
    }

    /// Writes a letter's files, which are not under their names yet.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn prepare(&self, row: Row, markdown: &[u8], pdf: &[u8]) -> Result<Prepared, Finding> {
        let files = self.output.prepare(&row.letter, markdown, pdf)?;
        Ok(Prepared { row, files })
    }

    /// Puts letters under their names and notes them; what became of each.
    pub fn put(&self, letters: Vec<Prepared>) -> Vec<Result<(), Finding>> {
        if letters.is_empty() {
            return Vec::new();
        }
        // A name that is there before its content would be half a letter after a power cut.
        let files: Vec<&Whole> = letters.iter().flat_map(|letter| &letter.files).collect();
        let ready = self.output.sync(&files).and_then(|()| self.announce(letters.iter().map(|l| &l.row)));
        if let Err(finding) = ready {
            return letters.iter().map(|_| Err(finding.clone())).collect();
        }
        letters.into_iter().map(|letter| self.put_one(letter)).collect()
    }

    fn put_one(&self, letter: Prepared) -> Result<(), Finding> {
        let folder = folder_of(&self.known.folder.join(&letter.row.letter)).to_owned();
        self.touched.lock().unwrap_or_else(PoisonError::into_inner).insert(folder);
        for file in letter.files {
            file.put()?;
        }
        self.note(letter.row);
        Ok(())
    }

    /// Puts rows into the journal, before their files are put under their names.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn announce<'a>(&self, rows: impl Iterator<Item = &'a Row>) -> Result<(), Finding> {
        let lines: String = rows.map(line).collect();
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        let path = self.known.folder.join(JOURNAL);
        journal.write_all(lines.as_bytes()).map_err(|error| findings::cannot_write(&path, &error))
    }

    /// Notes a letter whose files are what they should be.
    pub fn note(&self, row: Row) {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner).insert(row.letter.clone(), row);
    }

    pub fn forget(&self, letter: &str) {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner).remove(letter);
    }

    /// Keeps a copy of a letter's file under another name, which must be free or hold just that copy.
    ///
    /// # Errors
    /// Where the name is taken, or the copy cannot be written.
    pub fn keep_as(&self, name: &str, kept: &str) -> Result<(), Finding> {
        let (from, to) = (self.known.folder.join(name), self.known.folder.join(kept));
        let Some(bytes) = read_if_there(&from)? else { return Ok(()) };
        match read_if_there(&to)? {
            Some(there) if there == bytes => Ok(()),
            Some(_) => Err(findings::exists(&to)),
            None => write_new(&to, &bytes),
        }
    }

    /// Removes a file of a letter; one that is absent is no error.
    ///
    /// # Errors
    /// Where it cannot be removed.
    pub fn remove(&self, name: &str) -> Result<(), Finding> {
        let path = self.known.folder.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(findings::cannot_write(&path, &error)),
            _ => Ok(()),
        }
    }

    /// Writes the ledger and the index whole and ends the journal.
    ///
    /// # Errors
    /// Where it cannot be written; the journal then stays.
    pub fn close(self) -> Result<(), Finding> {
        let rows = self.rows.into_inner().unwrap_or_else(PoisonError::into_inner);
        let path = self.known.folder.join(LEDGER);
        let mut touched = self.touched.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Before the ledger: what was mailed must not be forgotten in between.
        write_register(&self.known.folder, &rows)?;
        if rows != self.known.rows || !self.known.lost.is_empty() || read_if_there(&path)?.is_none() {
            self.output.write(LEDGER, write_rows(&rows).as_bytes())?;
            // The letters' names came to the disk with the ledger's.
            touched.remove(&self.known.folder);
        }
        touched.iter().try_for_each(|folder| sync_folder(folder))?;
        write_index(&self.known.folder, &self.known.rows, &rows)?;
        let journal = self.journal.into_inner().unwrap_or_else(PoisonError::into_inner);
        journal.set_len(0).map_err(|error| findings::cannot_write(&self.known.folder.join(JOURNAL), &error))
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

fn remove_unfinished(folder: &Path) -> Result<(), Finding> {
    let cannot = |error: std::io::Error| findings::cannot_write(folder, &error);
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        if path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(UNFINISHED.as_bytes())) {
            match path.symlink_metadata().is_ok_and(|there| there.is_dir()) {
                true => fs::remove_dir_all(&path),
                false => fs::remove_file(&path),
            }
            .map_err(cannot)?;
        }
    }
    Ok(())
}

fn open(path: &Path, options: &OpenOptions) -> Result<File, Finding> {
    if path.symlink_metadata().is_ok_and(|there| !there.is_file()) {
        return Err(findings::in_the_way(path));
    }
    options.open(path).map_err(|error| findings::cannot_write(path, &error))
}

/// The bytes of a file; none where there is no such file. A link is no letter: it is not followed, and
/// writing puts a file in its place.
pub(super) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, Finding> {
    match path.symlink_metadata() {
        Ok(there) if there.is_symlink() => Ok(None),
        Ok(there) if there.is_dir() => Err(findings::in_the_way(path)),
        Ok(_) => fs::read(path).map(Some).map_err(|error| findings::cannot_read(path, &error)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(findings::cannot_read(path, &error)),
    }
}
