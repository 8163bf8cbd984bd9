//! Files of runs that were killed or failed, which nobody else cleans up.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::findings;
use super::kept_names::MADE_WITH;
use super::names::RUNS;
use super::write::UNFINISHED;
use crate::diag::Finding;
use crate::letter::Edition;

/// What was left and is removed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Removed {
    /// Folders with files in them: letters and print runs that were staged.
    pub staged: bool,
    /// Files alone that hold something: a ledger or an index that was half written, and what older programs left.
    pub files: bool,
}

/// Removes what was left. Letters are staged right in the folder for letters, an index beside the one before it; older
/// programs left files in the folders of cases as well.
///
/// # Errors
/// Where it cannot be listed or removed.
pub(super) fn remove_leftovers(folder: &Path) -> Result<Removed, Finding> {
    let left = leftovers(folder)?;
    let mut gone = Removed::default();
    for path in &left {
        let there = path.symlink_metadata();
        let removed = if there.as_ref().is_ok_and(fs::Metadata::is_dir) {
            gone.staged |= holds_a_file(path);
            fs::remove_dir_all(path)
        } else {
            gone.files |= there.is_ok_and(|there| there.len() > 0);
            fs::remove_file(path)
        };
        removed.map_err(|error| findings::cannot_write(path, &error))?;
    }
    Ok(gone)
}

/// Whether a folder, or one in it, holds a file.
fn holds_a_file(folder: &Path) -> bool {
    let inside = fs::read_dir(folder).into_iter().flatten().flatten();
    inside
        .into_iter()
        .any(|entry| entry.file_type().is_ok_and(|kind| !kind.is_dir()) || holds_a_file(&entry.path()))
}

/// What was left in the folder for letters.
///
/// # Errors
/// Where a folder cannot be listed.
fn leftovers(folder: &Path) -> Result<Vec<PathBuf>, Finding> {
    let mut left = Vec::new();
    let mut inside = Vec::new();
    collect(folder, &mut left, &mut Vec::new())?;
    let editions = Edition::ALL.into_iter().filter_map(Edition::folder);
    for name in editions.chain([RUNS, MADE_WITH]) {
        collect(&folder.join(name), &mut left, &mut inside)?;
    }
    for folder in inside {
        collect(&folder, &mut left, &mut Vec::new())?;
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
