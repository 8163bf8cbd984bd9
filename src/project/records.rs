//! Which files are records, and how the ledger names them.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::digest::Digest;
use super::findings;
use crate::diag::Finding;

/// The records of a folder and of the folders in it, by name, each once: every `.yaml`, `.yml` or `.json`, without hidden
/// files and what editors leave behind. A link to a folder is not followed.
///
/// # Errors
/// Where there is no such folder, or no record in it.
pub fn find_records(data: &Path) -> Result<Vec<PathBuf>, Finding> {
    match records_there(data)? {
        None => Err(findings::no_data_folder(data)),
        Some(records) if records.is_empty() => Err(findings::no_records(data)),
        Some(records) => Ok(records),
    }
}

/// As [`find_records`]; none where there is no such folder.
///
/// # Errors
/// Where it is no folder or cannot be read.
pub(super) fn records_there(data: &Path) -> Result<Option<Vec<PathBuf>>, Finding> {
    let mut found = Found::default();
    match found.collect(data) {
        Ok(()) => {}
        Err((folder, error)) if error.kind() == ErrorKind::NotFound && folder == data => return Ok(None),
        Err((folder, error)) if error.kind() == ErrorKind::NotADirectory => {
            return Err(findings::not_a_folder(&folder));
        }
        Err((folder, error)) => return Err(findings::cannot_read(&folder, &error)),
    }
    found.records.sort();
    // Without a link no file is there twice, and none has to be resolved to know it.
    Ok(Some(if found.has_links { each_once(found.records) } else { found.records }))
}

#[derive(Default)]
struct Found {
    records: Vec<PathBuf>,
    has_links: bool,
}

impl Found {
    fn collect(&mut self, folder: &Path) -> Result<(), (PathBuf, std::io::Error)> {
        let failed = |error| (folder.to_owned(), error);
        for entry in fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = entry.path();
            if is_left_behind(&path) {
                continue;
            }
            let kind = entry.file_type().map_err(failed)?;
            if is_record_file(&path) {
                self.has_links |= kind.is_symlink();
                self.records.push(path);
            } else if kind.is_dir() {
                self.collect(&path)?;
            }
        }
        Ok(())
    }
}

/// Each file once, however often and by whatever name it is in the list; of several names a file's own counts, not
/// that of a link to it.
pub fn each_once(records: Vec<PathBuf>) -> Vec<PathBuf> {
    if records.len() < 2 {
        return records;
    }
    let mut places: BTreeMap<PathBuf, usize> = BTreeMap::new();
    let mut once: Vec<PathBuf> = Vec::with_capacity(records.len());
    for record in records {
        // What cannot be resolved is reported when it is read.
        let place = record.canonicalize().unwrap_or_else(|_| record.clone());
        match places.get(&place) {
            Some(&at) if once[at].is_symlink() && !record.is_symlink() => once[at] = record,
            Some(_) => {}
            None => {
                places.insert(place, once.len());
                once.push(record);
            }
        }
    }
    once
}

/// Which of so many parts a record belongs to, from 0: by its file's name without the ending, so that every machine splits
/// the same files the same way and reads none of another part. Records of one case are in different parts where their
/// files' names say different cases; `imr merge` finds them.
pub fn part_of(record: &Path, parts: usize) -> usize {
    let name = record.file_stem().unwrap_or_default().to_string_lossy();
    let digest = Digest::of(name.as_bytes());
    let first = digest.0.first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    (first % parts.max(1) as u64) as usize
}

/// The data folder, from which the ledger names records.
#[derive(Debug)]
pub struct DataFolder {
    folder: PathBuf,
    canonical: PathBuf,
}

impl DataFolder {
    pub fn new(folder: &Path) -> DataFolder {
        let canonical = folder.canonicalize().or_else(|_| std::path::absolute(folder));
        DataFolder { folder: folder.to_owned(), canonical: canonical.unwrap_or_else(|_| folder.to_owned()) }
    }

    /// The path of a record from the data folder, `/` between the names; `..` leads out of it. The ledger names no
    /// place of the machine where the records lie beside the project.
    pub fn name_of(&self, record: &Path) -> String {
        if let Ok(inside) = record.strip_prefix(&self.folder)
            && inside.components().all(|step| matches!(step, Component::Normal(_)))
        {
            return joined(inside.components());
        }
        let (Some(folder), Some(file)) = (record.parent(), record.file_name()) else {
            return record.to_string_lossy().into_owned();
        };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let place = folder.canonicalize().unwrap_or_else(|_| folder.to_owned()).join(file);
        let shared = place.components().zip(self.canonical.components()).take_while(|(a, b)| a == b).count();
        let up = self.canonical.components().skip(shared).map(|_| Component::ParentDir);
        joined(up.chain(place.components().skip(shared)))
    }

    /// The file of a record that the ledger names.
    pub fn path_of(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

fn joined<'a>(steps: impl Iterator<Item = Component<'a>>) -> String {
    let steps: Vec<_> = steps.map(|step| step.as_os_str().to_string_lossy()).collect();
    steps.join("/")
}

/// Whether a file is a record by its name. JSON is YAML as well, and what other programs write.
pub fn is_record_file(path: &Path) -> bool {
    let is = |end: &str| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(end));
    is("yaml") || is("yml") || is("json")
}

/// Hidden files, backups and locks of editors: `.X.yaml.swp`, `X.yaml~`, `#X.yaml#`, `~$X.docx`; what systems keep of
/// folders: `Thumbs.db`, `desktop.ini`.
pub(super) fn is_left_behind(path: &Path) -> bool {
    path.file_name().is_some_and(|name| {
        let name = name.as_encoded_bytes();
        let of_system = |known: &[u8]| name.eq_ignore_ascii_case(known);
        name.starts_with(b".")
            || name.starts_with(b"#")
            || name.starts_with(b"~$")
            || name.ends_with(b"~")
            || of_system(b"Thumbs.db")
            || of_system(b"desktop.ini")
    })
}
