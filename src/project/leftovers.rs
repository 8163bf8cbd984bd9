//! Files of runs that were killed or failed, which nobody else cleans up.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::findings;
use super::names::RUNS;
use super::write::UNFINISHED;
use crate::diag::Finding;
use crate::letter::Edition;

/// Removes what was left, and says whether there was anything. Every run stages its files right in the folder for
/// letters; older programs left some inside the folders of editions and cases, which `thorough` looks into.
///
/// # Errors
/// Where it cannot be listed or removed.
pub(super) fn remove_leftovers(folder: &Path, thorough: bool) -> Result<bool, Finding> {
    let left = leftovers(folder, thorough)?;
    for path in &left {
        let removed = match path.symlink_metadata().is_ok_and(|there| there.is_dir()) {
            true => fs::remove_dir_all(path),
            false => fs::remove_file(path),
        };
        removed.map_err(|error| findings::cannot_write(path, &error))?;
    }
    Ok(!left.is_empty())
}

/// What was left in the folder for letters.
///
/// # Errors
/// Where a folder cannot be listed.
pub(super) fn leftovers(folder: &Path, thorough: bool) -> Result<Vec<PathBuf>, Finding> {
    let mut left = Vec::new();
    let mut inside = Vec::new();
    collect(folder, &mut left, &mut Vec::new())?;
    if thorough {
        let editions = Edition::ALL.into_iter().filter_map(Edition::folder);
        for name in editions.chain([RUNS]) {
            collect(&folder.join(name), &mut left, &mut inside)?;
        }
        for folder in inside {
            collect(&folder, &mut left, &mut Vec::new())?;
        }
    }
    left.sort();
    Ok(left)
}

fn collect(folder: &Path, left: &mut Vec<PathBuf>, inside: &mut Vec<PathBuf>) -> Result<(), Finding> {
    let cannot = |error: std::io::Error| findings::cannot_read(folder, &error);
    if folder.is_symlink() {
        return Ok(());
    }
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(()),
        Err(error) => return Err(cannot(error)),
    };
    for entry in entries {
        let entry = entry.map_err(cannot)?;
        if entry.file_name().as_encoded_bytes().starts_with(UNFINISHED.as_bytes()) {
            left.push(entry.path());
        } else if entry.file_type().map_err(cannot)?.is_dir() {
            inside.push(entry.path());
        }
    }
    Ok(())
}
