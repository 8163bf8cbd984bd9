//! Whether the folder for letters holds what the ledger says and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::contradictions::verify_cases;
use super::findings;
use super::index::index_of;
use super::journal::JOURNAL;
use super::known::{Known, runs_in};
use super::ledger::{LEDGER, REGISTER, Rows, read_rows};
use super::made_with::{Kept, verify_made_with};
use super::names::{Name, RunName};
use super::read::{LEDGER_LIMIT, read_if_there, read_if_there_up_to};
use super::verify_findings;
use super::verify_run::verify_run;
use super::write::UNFINISHED;
use crate::diag::{Finding, Sink, codes};
use crate::letter::{Edition, FileType};

/// What is known of a folder for letters that is to be there.
///
/// # Errors
/// Where there is no such folder, or a file of it cannot be read.
pub fn letters_in(folder: &Path) -> Result<Known, Finding> {
    if folder.is_dir() { Known::read(folder) } else { Err(verify_findings::no_letters_folder(folder)) }
}

/// Verifies a folder of letters: every letter against its row, the register against the ledger, every print run, what
/// mailed letters were made with, the public index; a file that nobody knows, or that a killed run left, is an error.
pub fn verify(known: &Known, sink: &mut Sink) {
    for lost in &known.lost {
        sink.report(lost.clone());
    }
    if !known.lost.is_empty() {
        sink.report(verify_findings::unverified(&known.folder));
    }
    verify_letters(known, sink);
    verify_cases(known, sink);
    verify_register(known, sink);
    for run in runs(known, sink) {
        verify_run(known, run, sink);
    }
    let kept = verify_made_with(known, sink);
    verify_index(known, sink);
    let mut walk = Walk {
        known,
        kept,
        named: known.rows.keys().flat_map(|letter| FileType::ALL.map(|file| letter.file(file))).collect(),
        found: Vec::new(),
    };
    walk.folder(&known.folder, "");
    walk.found.sort_by(|a, b| a.file.cmp(&b.file));
    walk.found.into_iter().for_each(|finding| sink.report(finding));
}

fn verify_letters(known: &Known, sink: &mut Sink) {
    for row in known.rows.values() {
        match known.on_disk(&row.letter) {
            Ok(on_disk) => {
                for file in FileType::ALL {
                    let path = known.folder.join(row.letter.file(file));
                    match on_disk.sha256(file) {
                        None => sink.report(findings::gone(&path, row.mailed)),
                        Some(there) if there != row.sha256(file) => {
                            sink.report(findings::altered(&path, row.mailed));
                        }
                        Some(_) => {}
                    }
                }
            }
            // What is no ordinary file is one that nobody knows.
            Err(finding) if finding.code == &codes::project::IN_THE_WAY => {}
            Err(finding) => sink.report(finding),
        }
    }
}

/// The register repeats the rows of all letters that were mailed, and no others.
fn verify_register(known: &Known, sink: &mut Sink) {
    let path = known.folder.join(REGISTER);
    let mailed = known.rows.iter().filter(|(_, row)| row.mailed.is_some());
    let mailed: Rows = mailed.map(|(letter, row)| (letter.clone(), row.clone())).collect();
    let register = match read_if_there_up_to(&path, LEDGER_LIMIT) {
        Ok(register) => register.map(|bytes| read_rows(&bytes)),
        Err(finding) => return sink.report(finding),
    };
    if known.is_behind && known.lost.is_empty() {
        sink.report(verify_findings::differs_from_ledger(&path));
        return;
    }
    // What is lost or damaged was said; what a killed run announced is not in it yet.
    if let Some(Ok(rows)) = register
        && rows != mailed
        && !known.unfinished
    {
        sink.report(verify_findings::differs_from_ledger(&path));
    }
}

/// The print runs that are there, and those that letters went out in.
fn runs(known: &Known, sink: &mut Sink) -> BTreeSet<RunName> {
    let mut runs: BTreeSet<RunName> =
        known.rows.values().filter_map(|row| Some(row.print_run?.name)).collect();
    match runs_in(&known.folder) {
        Ok(there) => runs.extend(there),
        Err(finding) => sink.report(finding),
    }
    runs
}

fn verify_index(known: &Known, sink: &mut Sink) {
    let Some(folder) = Edition::Public.folder() else { return };
    let listed = known.rows.values().any(|row| row.listing.is_some());
    for (name, text) in index_of(&known.rows) {
        let path = known.folder.join(folder).join(name);
        match read_if_there(&path) {
            Ok(Some(there)) if there == text.as_bytes() => {}
            Ok(Some(_)) => sink.report(verify_findings::differs_from_ledger(&path)),
            Ok(None) if listed => sink.report(findings::gone(&path, None)),
            Ok(None) => {}
            Err(finding) => sink.report(finding),
        }
    }
}

/// Files that the program makes beside letters, below the folder for letters.
const BESIDE: [&str; 5] = ["README.md", LEDGER, REGISTER, "public/index.csv", "public/index.json"];

/// What stands in the folder, held against what may.
struct Walk<'a> {
    known: &'a Known,
    kept: Kept,
    /// The files of letters.
    named: BTreeSet<String>,
    found: Vec<Finding>,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, prefix: &str) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.found.push(findings::cannot_read(folder, &error)),
        };
        for entry in entries {
            match entry {
                Ok(entry) => {
                    let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
                    self.entry(&entry.path(), &name);
                }
                Err(error) => return self.found.push(findings::cannot_read(folder, &error)),
            }
        }
    }

    fn entry(&mut self, path: &Path, name: &str) {
        let last = name.rsplit('/').next().unwrap_or_default();
        // A link is a file that the program did not make, wherever it leads.
        let kind = path.symlink_metadata().map(|there| there.file_type());
        let is_folder = kind.as_ref().is_ok_and(fs::FileType::is_dir);
        let is_file = kind.as_ref().is_ok_and(fs::FileType::is_file);
        if last.starts_with(UNFINISHED) || (name == JOURNAL && is_file && self.known.unfinished) {
            self.found.push(verify_findings::unfinished(path));
        } else if is_folder && !last.starts_with('.') && !self.is_known(name) {
            // Each print run is looked at by itself.
            if !matches!(Name::of(name), Some(Name::Run(_))) {
                self.folder(path, &format!("{name}/"));
            }
        } else if !is_file || !self.is_known(name) {
            self.found.push(verify_findings::unknown_file(path));
        }
    }

    fn is_known(&self, name: &str) -> bool {
        name == JOURNAL
            || BESIDE.contains(&name)
            || self.named.contains(name)
            || self.kept.has(&self.known.folder, name)
            || matches!(Name::of(name), Some(Name::Edited(_)))
    }
}
