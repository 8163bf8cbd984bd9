//! Which files are records.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::digest::Digest;
use super::findings;
use super::same_case::claim_of;
use crate::diag::Finding;

/// The records of a folder by name: every `.yaml` or `.yml`, without hidden files and what editors leave
/// behind.
///
/// # Errors
/// Where there is no such folder, or no record in it.
pub fn find_records(data: &Path) -> Result<Vec<PathBuf>, Finding> {
    let entries = fs::read_dir(data).map_err(|error| match error.kind() {
        ErrorKind::NotFound => findings::no_data_folder(data),
        ErrorKind::NotADirectory => findings::not_a_folder(data),
        _ => findings::cannot_read(data, &error),
    })?;
    let mut records = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| findings::cannot_read(data, &error))?.path();
        if !is_left_behind(&path) && is_yaml(&path) {
            records.push(path);
        }
    }
    records.sort();
    if records.is_empty() { Err(findings::no_records(data)) } else { Ok(records) }
}

/// Which of so many parts a record belongs to, from 0: by the case number that it claims, else by its file's
/// name, so that every machine splits the same records the same way.
pub fn part_of(record: &Path, parts: usize) -> usize {
    let number = claim_of(record).unwrap_or_else(|| {
        record.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    });
    let digest = Digest::of(number.as_bytes());
    let first = digest.0.first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    (first % parts.max(1) as u64) as usize
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml"))
}

/// Hidden files, backups and locks of editors: `.X.yaml.swp`, `X.yaml~`, `#X.yaml#`.
pub(super) fn is_left_behind(path: &Path) -> bool {
    path.file_name().is_some_and(|name| {
        let name = name.as_encoded_bytes();
        name.starts_with(b".") || name.starts_with(b"#") || name.ends_with(b"~")
    })
}
