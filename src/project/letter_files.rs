//! Letters that exist, as files to be read into records.

use std::fs;
use std::path::{Path, PathBuf};

use super::read::read_bytes;
use super::records::is_left_behind;
use super::{findings, write_new};
use crate::diag::{Finding, Reported, Sink};
use crate::import::{Imported, Importer};

/// The endings of letters' files; of files of one name the first counts, since it tells most.
const ENDINGS: [&str; 3] = ["md", "pdf", "txt"];

/// The letters that were found, and what is to be said of files beside them.
pub struct FoundLetters {
    pub letters: Vec<PathBuf>,
    /// A note where files were skipped.
    pub note: Option<Finding>,
}

/// The letters among files and folders that were named: a file as it is, of a folder and those in it every PDF,
/// Markdown and text file, one of each name.
///
/// # Errors
/// Where there is no such file, or a folder holds none.
pub fn find_letters(named: &[PathBuf]) -> Result<FoundLetters, Finding> {
    let mut letters = Vec::new();
    let mut passed_over = Vec::new();
    for path in named {
        if !path.is_dir() {
            letters.push(path.clone());
            continue;
        }
        let mut found = Vec::new();
        collect(path, &mut found)?;
        found.sort_by_key(|(stem, ending, _)| (stem.clone(), *ending));
        found.dedup_by(|later, first| {
            let has_its_name = later.0 == first.0;
            if has_its_name {
                passed_over.push((later.2.clone(), first.2.clone()));
            }
            has_its_name
        });
        if found.is_empty() {
            return Err(findings::no_letters(path));
        }
        letters.extend(found.into_iter().map(|(_, _, path)| path));
    }
    let note = passed_over.first().map(|(one, read)| findings::same_name(passed_over.len(), one, read));
    Ok(FoundLetters { letters, note })
}

/// Every letter: its path without ending, which ending it has, its path.
fn collect(folder: &Path, found: &mut Vec<(PathBuf, usize, PathBuf)>) -> Result<(), Finding> {
    let cannot = |error| findings::cannot_read(folder, &error);
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let entry = entry.map_err(cannot)?;
        let path = entry.path();
        if is_left_behind(&path) {
            continue;
        }
        if entry.file_type().map_err(cannot)?.is_dir() {
            collect(&path, found)?;
            continue;
        }
        let ending = path
            .extension()
            .and_then(|ending| ENDINGS.iter().position(|known| ending.eq_ignore_ascii_case(known)));
        if let Some(ending) = ending {
            found.push((path.with_extension(""), ending, path));
        }
    }
    Ok(())
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
        return Err(findings::record_exists(&path, letter));
    }
    write_new(&path, imported.record.as_bytes())?;
    Ok(path)
}
