//! Whether every file is still what the ledger says, and what building it now gives, byte by byte.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::outputs::{Known, LEDGER, read_if_there};
use super::register::REGISTER;
use super::same_case::claim_in;
use super::{findings, read};
use crate::assets::Assets;
use crate::diag::{Finding, Sink};
use crate::letter::Edition;
use crate::render;

/// Compares every file that the ledger knows with its row, on the disk as it is.
pub fn verify(known: &Known, sink: &mut Sink) {
    for row in known.rows.values() {
        match known.on_disk(&row.letter) {
            Ok(on_disk) => {
                let of =
                    [("md", on_disk.markdown, row.markdown_sha256), ("pdf", on_disk.pdf, row.pdf_sha256)];
                for (ending, there, noted) in of {
                    let name = format!("{}.{ending}", row.letter);
                    match there {
                        None => sink.report(findings::gone(&known.folder.join(name), row.mailed.as_deref())),
                        Some(there) if there != noted => {
                            sink.report(findings::altered(&known.folder.join(name), row.mailed.as_deref()));
                        }
                        Some(_) => {}
                    }
                }
            }
            Err(finding) => sink.report(finding),
        }
    }
    let named = known.rows.keys().flat_map(|letter| [format!("{letter}.md"), format!("{letter}.pdf")]);
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
    let Ok(source) = read::read_source(record, &mut sink) else { return sink.into_findings() };
    let built = |edition: &Edition| {
        claim_in(source.text()).is_some_and(|number| known.rows_of(*edition, number).next().is_some())
    };
    let mut editions: Vec<Edition> = Edition::ALL.into_iter().filter(built).collect();
    if editions.is_empty() {
        editions.push(Edition::Determination);
    }
    for edition in editions {
        let made = render::letters(&source, edition, assets, &mut sink).unwrap_or_default();
        let files = made.iter().flat_map(|made| {
            [("md", &made.name, made.markdown.text().as_bytes()), ("pdf", &made.name, &made.pdf[..])]
        });
        for (ending, name, bytes) in files {
            let path: PathBuf = known.folder.join(format!("{name}.{ending}"));
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
