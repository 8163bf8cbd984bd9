//! Whether a print run is what was handed to the mail room.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::digest::Digest;
use super::findings;
use super::known::{Known, rows_of_run};
use super::ledger::{REGISTER, read_rows};
use super::names::{EMAIL, RUNS, RunName, SUMS};
use super::read::{LEDGER_LIMIT, read_if_there_up_to};
use super::row::Row;
use super::verify_findings;
use crate::diag::{Finding, Sink};

/// Holds a print run to the rows of its letters: they hold the digest of the list of its files, the list for each of them.
pub(super) fn verify_run(known: &Known, run: RunName, sink: &mut Sink) {
    let folder = known.folder.join(RUNS).join(run.to_string());
    if !folder.symlink_metadata().is_ok_and(|there| there.is_dir()) {
        return sink.report(findings::gone(&folder, Some(run.date)));
    }
    if let Err(finding) = files(known, run, &folder, sink).and_then(|()| letters(known, run, &folder, sink)) {
        sink.report(finding);
    }
}

fn files(known: &Known, run: RunName, folder: &Path, sink: &mut Sink) -> Result<(), Finding> {
    let read = |name: &str| read_if_there_up_to(&folder.join(name), LEDGER_LIMIT);
    let noted: Vec<Digest> = noted(known, run).filter_map(|row| Some(row.print_run?.sha256)).collect();
    let sums = read(SUMS)?;
    match &sums {
        None => sink.report(findings::gone(&folder.join(SUMS), Some(run.date))),
        Some(bytes) if noted.is_empty() || noted.iter().any(|noted| *noted != Digest::of(bytes)) => {
            sink.report(findings::altered(&folder.join(SUMS), Some(run.date)));
        }
        Some(_) => {}
    }
    let listed = String::from_utf8(sums.unwrap_or_default()).unwrap_or_default();
    let listed: Vec<(&str, &str)> = listed.lines().filter_map(|line| line.split_once("  ")).collect();
    for name in names_in(folder)? {
        let path = folder.join(&name);
        match listed.iter().find(|(_, listed)| *listed == name) {
            Some((digest, _)) => match read(&name)? {
                Some(bytes) if Digest::of(&bytes).to_string() == *digest => {}
                _ => sink.report(findings::altered(&path, Some(run.date))),
            },
            None if [SUMS, REGISTER].contains(&&*name) => {}
            None => sink.report(verify_findings::unknown_file(&path)),
        }
    }
    for (_, name) in &listed {
        let path = folder.join(name);
        if path.symlink_metadata().is_err() {
            sink.report(findings::gone(&path, Some(run.date)));
        }
    }
    Ok(())
}

/// The files of a run, those of its folder of e-mailed copies among them.
fn names_in(folder: &Path) -> Result<Vec<String>, Finding> {
    let mut names = Vec::new();
    for prefix in [String::new(), format!("{EMAIL}/")] {
        let inside = folder.join(&prefix);
        let entries = match fs::read_dir(&inside) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound && !prefix.is_empty() => continue,
            Err(error) => return Err(findings::cannot_read(&inside, &error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| findings::cannot_read(&inside, &error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if !(prefix.is_empty() && name == EMAIL && is_folder) {
                names.push(format!("{prefix}{name}"));
            }
        }
    }
    Ok(names)
}

/// The letters that the ledger says went out in a run.
fn noted(known: &Known, run: RunName) -> impl Iterator<Item = &Row> {
    known.rows.values().filter(move |row| row.print_run.is_some_and(|print_run| print_run.name == run))
}

/// Its register has the very letters that the ledger has.
fn letters(known: &Known, run: RunName, folder: &Path, sink: &mut Sink) -> Result<(), Finding> {
    let path = folder.join(REGISTER);
    match read_if_there_up_to(&path, LEDGER_LIMIT)?.map(|bytes| read_rows(&bytes)) {
        None => return Err(findings::gone(&path, Some(run.date))),
        Some(Err(_)) => return Err(findings::altered(&path, Some(run.date))),
        Some(Ok(_)) => {}
    }
    let is_same = |proved: &Row, row: &Row| {
        row.mailed == Some(run.date)
            && row.letter.current() == proved.letter.current()
            && (row.markdown_sha256, row.pdf_sha256) == (proved.markdown_sha256, proved.pdf_sha256)
    };
    // The register was read above, so it proves its rows.
    let Some(proved) = rows_of_run(&known.folder, run)? else { return Ok(()) };
    let in_ledger =
        proved.iter().all(|proved| known.rows_of_case(proved.letter.case()).any(|row| is_same(proved, row)));
    // A year of runs has too many rows for each to be compared with each.
    let what_is = |row: &Row| (row.letter.current(), row.markdown_sha256, row.pdf_sha256);
    let of_run: BTreeSet<_> = proved.iter().map(what_is).collect();
    let in_run = noted(known, run).all(|row| row.mailed == Some(run.date) && of_run.contains(&what_is(row)));
    if !in_ledger || !in_run {
        sink.report(verify_findings::differs_from_ledger(&path));
    }
    Ok(())
}
