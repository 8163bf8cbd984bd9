//! Letters that exist, as files to be read into records.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::ledger::{LEDGER, REGISTER};
use super::read::read_bytes;
use super::records::is_left_behind;
use super::{findings, letter_findings, write_new};
use crate::diag::{Finding, Reported, Sink};
use crate::import::{Imported, Importer};
use crate::letter::{LetterKey, Part};
use crate::record::CaseNumber;

/// The endings of letters' files; of files of one name the first counts, since it tells most.
const ENDINGS: [&str; 3] = ["md", "pdf", "txt"];

/// The letters that were found, and what is to be said of files beside them.
pub struct FoundLetters {
    pub letters: Vec<PathBuf>,
    /// Where files were skipped.
    pub notes: Vec<Finding>,
}

/// The letters among files and folders that were named: a file as it is, of a folder and those in it every PDF,
/// Markdown and text file, one of each name. Of what this program wrote only letters count, not what it writes beside them.
///
/// # Errors
/// Where there is no such file, or a folder holds none.
pub fn find_letters(named: &[PathBuf]) -> Result<FoundLetters, Finding> {
    let mut letters = Vec::new();
    let (mut same_name, mut beside) = (Vec::new(), Vec::new());
    for path in named {
        if !path.is_dir() {
            letters.push(path.clone());
            continue;
        }
        let mut found = Vec::new();
        collect(path, &mut found, &mut beside)?;
        found.sort_by_key(|(stem, ending, _)| (stem.clone(), *ending));
        found.dedup_by(|later, first| {
            let has_its_name = later.0 == first.0;
            if has_its_name {
                same_name.push((later.2.clone(), first.2.clone()));
            }
            has_its_name
        });
        if found.is_empty() {
            return Err(letter_findings::no_letters(path));
        }
        letters.extend(found.into_iter().map(|(_, _, path)| path));
    }
    let same_name =
        same_name.first().map(|(one, read)| letter_findings::same_name(same_name.len(), one, read));
    let beside = beside.first().map(|one| letter_findings::beside_letters(beside.len(), one));
    Ok(FoundLetters { letters, notes: same_name.into_iter().chain(beside).collect() })
}

/// A file that may be a letter: its path without ending, which ending it has, its path.
type Found = (PathBuf, usize, PathBuf);

/// Every letter of a folder; `beside` gets what is none of those that this program wrote there.
fn collect(folder: &Path, found: &mut Vec<Found>, beside: &mut Vec<PathBuf>) -> Result<(), Finding> {
    let cannot = |error| findings::cannot_read(folder, &error);
    let mut here = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let entry = entry.map_err(cannot)?;
        let path = entry.path();
        if is_left_behind(&path) {
            continue;
        }
        if entry.file_type().map_err(cannot)?.is_dir() {
            collect(&path, &mut here, beside)?;
            continue;
        }
        let ending = path
            .extension()
            .and_then(|ending| ENDINGS.iter().position(|known| ending.eq_ignore_ascii_case(known)));
        if let Some(ending) = ending {
            here.push((path.with_extension(""), ending, path));
        }
    }
    if folder.join(LEDGER).is_file() || folder.join(REGISTER).is_file() {
        keep_letters(folder, &mut here, beside);
    }
    found.append(&mut here);
    Ok(())
}

/// Keeps of the files in a folder for letters, as the program writes it, those that tell a record: determinations and addressed
/// copies that nothing corrects, and a public edition where it is all that there is of its case.
fn keep_letters(folder: &Path, files: &mut Vec<Found>, beside: &mut Vec<PathBuf>) {
    let key = |(stem, ..): &Found| -> Option<LetterKey> {
        let steps: Option<Vec<&str>> =
            stem.strip_prefix(folder).ok()?.iter().map(|step| step.to_str()).collect();
        steps?.join("/").parse().ok()
    };
    let tells = |key: &LetterKey| {
        !key.edition().is_published() && !key.is_corrected() && key.part() != Part::ProofOfService
    };
    let told: BTreeSet<CaseNumber> =
        files.iter().filter_map(key).filter(tells).map(|key| key.case().clone()).collect();
    files.retain(|file| {
        let is_read = key(file).is_some_and(|key| tells(&key) || !told.contains(key.case()));
        if !is_read {
            beside.push(file.2.clone());
        }
        is_read
    });
}

/// Reads one letter into its record.
///
/// # Errors
/// Where the file cannot be read, or is no letter that a record can be made of.
pub fn import_letter(path: &Path, importer: &Importer<'_>, sink: &mut Sink) -> Result<Imported, Reported> {
    let bytes = read_bytes(path).map_err(|finding| sink.error(finding))?;
    importer.import(&super::shown(path), &bytes, sink)
}

/// Writes the record of a letter into the folder of records, where none of its name is; under its case number, or the
/// name of the letter's file where it does not tell one.
///
/// # Errors
/// Where something of that name is there, or it cannot be written.
pub fn write_record(data: &Path, letter: &Path, imported: &Imported) -> Result<PathBuf, Finding> {
    let name = match &imported.case_number {
        Some(number) => number.to_string(),
        None => letter.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
    };
    let path = data.join(format!("{name}.yaml"));
    if path.symlink_metadata().is_ok() {
        return Err(letter_findings::record_exists(&path, letter));
    }
    write_new(&path, imported.record.as_bytes())?;
    Ok(path)
}
