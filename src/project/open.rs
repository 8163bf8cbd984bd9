//! Files as an editor has them open: their texts count instead of those on disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::build::findings_in;
use super::known::Known;
use super::overrides::{is_paper, read_overrides};
use super::record_file::{RecordFile, case_number_of};
use super::records::{find_records, is_left_behind};
use super::{Folders, findings, shown};
use crate::assets::{Assets, Override};
use crate::diag::{Finding, Place, Reported, Sink};

/// The texts of open files by their paths.
pub type OpenFiles = BTreeMap<PathBuf, Arc<str>>;

/// The folders of the project that a file is of: those below the nearest folder around it that has one for records or
/// templates, or else below `root`.
pub fn folders_around(file: &Path, named: &Folders, root: &Path) -> Folders {
    let templates = named.templates.clone().unwrap_or_else(|| PathBuf::from("templates"));
    let is_project = |folder: &&Path| folder.join(&named.data).is_dir() || folder.join(&templates).is_dir();
    let root = file.ancestors().skip(1).find(is_project).unwrap_or(root);
    Folders {
        data: root.join(&named.data),
        templates: Some(root.join(templates)),
        out: root.join(&named.out),
    }
}

/// The templates, style and fonts of a project, with the texts of open files.
///
/// # Errors
/// As [`read_assets`](super::read_assets).
pub fn read_open_assets(folders: &Folders, open: &OpenFiles, sink: &mut Sink) -> Result<Assets, Reported> {
    let Some(templates) = &folders.templates else { return Assets::assemble(Vec::new(), sink) };
    let mut overrides = if templates.is_dir() { read_overrides(templates, sink)? } else { Vec::new() };
    for (path, text) in open {
        let Ok(below) = path.strip_prefix(templates) else { continue };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_left_behind(path) || is_paper(&name) {
            continue;
        }
        let below = below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        let bytes = text.as_bytes().to_vec();
        match overrides.iter_mut().find(|file| file.path == below) {
            Some(file) => file.bytes = bytes,
            None => overrides.push(Override { path: below, shown: shown(path), bytes }),
        }
    }
    Assets::assemble(overrides, sink)
}

/// What is found in a record as it is typed, in every edition that it is ready for: all that `imr check` finds.
pub fn check_open_record(path: &Path, text: &str, folders: &Folders, assets: &Assets) -> Vec<Finding> {
    let mut sink = Sink::new();
    let Ok(file) = RecordFile::of(path, &shown(path), text.as_bytes(), &mut sink) else {
        return sink.into_findings();
    };
    let known = match Known::read(&folders.out) {
        Ok(known) => known,
        Err(finding) => return vec![finding],
    };
    let mut findings = findings_in(&file, &folders.data, assets, &known);
    findings.extend(same_case(&file, &folders.data));
    findings
}

/// Other records of the same case.
fn same_case(file: &RecordFile, data: &Path) -> Option<Finding> {
    let (number, place) = (file.case_number()?, file.place()?);
    let records = find_records(data).ok()?;
    let others = records.iter().filter(|record| **record != file.path);
    let sharers = others.filter(|record| case_number_of(record).as_ref() == Some(&number));
    let places: Vec<Place> =
        sharers.filter_map(|record| RecordFile::read(record, &mut Sink::new()).ok()?.place()).collect();
    (!places.is_empty()).then(|| findings::same_case_number(&number, place, places))
}
