//! Which files are records.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::codes;
use crate::diag::Finding;

/// The records of a folder by name: every `.yaml` or `.yml`, without hidden files and what editors leave
/// behind.
///
/// # Errors
/// Where there is no such folder, or no record in it.
pub fn find_records(data: &Path) -> Result<Vec<PathBuf>, Finding> {
    let entries = fs::read_dir(data).map_err(|error| match error.kind() {
        ErrorKind::NotFound => codes::no_data_folder(data),
        ErrorKind::NotADirectory => codes::not_a_folder(data),
        _ => codes::cannot_read(data, &error),
    })?;
    let mut records = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| codes::cannot_read(data, &error))?.path();
        if !is_left_behind(&path) && is_yaml(&path) {
            records.push(path);
        }
    }
    records.sort();
    if records.is_empty() { Err(codes::no_records(data)) } else { Ok(records) }
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
