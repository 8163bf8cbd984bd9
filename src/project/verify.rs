//! Whether every file is still what the ledger says, and what building it now gives, byte by byte.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::findings;
use super::known::Known;
use super::ledger::{LEDGER, REGISTER};
use super::read::read_if_there;
use super::record_file::RecordFile;
use crate::assets::Assets;
use crate::diag::{Finding, Sink};
use crate::letter::{Edition, FileType};
use crate::render;

/// Compares every file that the ledger knows with its row, on the disk as it is.
pub fn verify(known: &Known, sink: &mut Sink) {
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
            Err(finding) => sink.report(finding),
        }
    }
    let named = known.rows.keys().flat_map(|letter| FileType::ALL.map(|file| letter.file(file)));
    let mut unknown = Vec::new();
    files_below(&known.folder, "", &named.collect(), &mut unknown, sink);
    unknown.sort();
    unknown.iter().for_each(|name| sink.report(findings::unknown_file(&known.folder.join(name))));
}

/// Files and folders that the program makes beside letters, below the folder for letters.
const BESIDE: [&str; 5] = ["README.md", LEDGER, REGISTER, "public/index.csv", "public/index.json"];
/// Print runs, whose letters stand elsewhere.
const RUNS: &str = "mail";

/// Adds the files below a folder that are not `named`.
fn files_below(
    folder: &Path,
    prefix: &str,
    named: &BTreeSet<String>,
    unknown: &mut Vec<String>,
    sink: &mut Sink,
) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        // Where there is no folder there are no files.
        Err(error) if error.kind() == ErrorKind::NotFound => return,
        Err(error) => return sink.report(findings::cannot_read(folder, &error)),
    };
    for entry in entries {
        let path = match entry {
            Ok(entry) => entry.path(),
            Err(error) => return sink.report(findings::cannot_read(folder, &error)),
        };
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if name.starts_with('.') || name == RUNS || BESIDE.contains(&name.as_str()) || named.contains(&name) {
            continue;
        }
        // A link is a file that the program did not make, wherever it leads.
        if path.symlink_metadata().is_ok_and(|there| there.is_dir()) {
            files_below(&path, &format!("{name}/"), named, unknown, sink);
        } else {
            unknown.push(name);
        }
    }
}

/// What building a record now gives, in every edition that was built, against what is in the folder.
pub fn verify_rebuilt(record: &Path, assets: &Assets, known: &Known) -> Vec<Finding> {
    let mut sink = Sink::new();
    let read = RecordFile::read(record, &mut sink)
        .and_then(|file| Ok((render::read_record(&file.source, assets, &mut sink)?, file)));
    let Ok((record, _)) = read else { return sink.into_findings() };
    let built = |edition: &Edition| known.rows_of(*edition, &record.case_number).next().is_some();
    let mut editions: Vec<Edition> = Edition::ALL.into_iter().filter(built).collect();
    if editions.is_empty() {
        editions.push(Edition::Determination);
    }
    for edition in editions {
        let made = render::letters(&record, edition, assets, &mut sink).unwrap_or_default();
        let files = made.iter().flat_map(|made| {
            [
                (FileType::Markdown, &made.key, made.markdown.text().as_bytes()),
                (FileType::Pdf, &made.key, &made.pdf[..]),
            ]
        });
        for (file, letter, bytes) in files {
            let path: PathBuf = known.folder.join(letter.file(file));
            match read_if_there(&path) {
                Ok(Some(there)) if there == bytes => {}
                Ok(Some(_)) => sink.report(findings::not_as_noted(&path)),
                Ok(None) => sink.report(findings::gone(&path, None)),
                Err(finding) => sink.report(finding),
            }
        }
    }
    sink.into_findings()
}
