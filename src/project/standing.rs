//! How every letter stands: what a build would do, and why.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::digest::Digest;
use super::inputs::changes;
use super::ledger::record_name;
use super::outputs::Known;
use super::read;
use super::same_case::claim_in;
use crate::assets::Assets;
use crate::diag::Finding;
use crate::letter::Edition;

/// How a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    UpToDate,
    /// A build would make it again.
    Changed,
    NeverBuilt,
    /// The Markdown or the PDF is not what the program wrote.
    Edited,
    /// Mailed: its files do not change any more.
    Mailed,
    /// Its record is gone.
    Orphan,
}

impl State {
    /// In the words of `imr status`.
    pub fn words(self) -> &'static str {
        match self {
            State::UpToDate => "up to date",
            State::Changed => "changed",
            State::NeverBuilt => "never built",
            State::Edited => "edited by hand",
            State::Mailed => "mailed",
            State::Orphan => "orphan",
        }
    }
}

/// One letter and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    pub letter: String,
    pub record: String,
    pub state: State,
    /// What was changed since it was built, or which files were edited.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub what: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mailed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
}

/// How the letters of all records stand, and those whose record is gone, in the order of their names.
///
/// # Errors
/// Where a file cannot be read.
pub fn standings(
    records: &[PathBuf],
    data: &Path,
    known: &Known,
    assets: &Assets,
) -> Result<Vec<Standing>, Finding> {
    let mut standings = Vec::new();
    let mut met = BTreeSet::new();
    for record in records {
        let bytes = read::read_bytes(record)?;
        let text = String::from_utf8_lossy(&bytes);
        let stem = || record.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let letter = claim_in(&text).map_or_else(stem, str::to_owned);
        let (name, digest) = (record_name(record, data), Digest::of(&bytes));
        let built = Edition::ALL.into_iter().flat_map(|edition| known.rows_of(edition, &letter));
        let mut letters: Vec<String> = built.map(|row| row.letter.clone()).collect();
        // Of a record that was never built, the determination is what a build makes.
        if !letters.contains(&letter) {
            letters.push(letter);
        }
        for letter in letters {
            standings.push(standing(&letter, &name, digest, known, assets)?);
            met.insert(letter);
        }
    }
    for row in known.rows.values().filter(|row| !met.contains(&row.letter)) {
        // What was corrected after it was mailed has no record of its own.
        let kept = row.mailed.is_some();
        standings.push(Standing {
            letter: row.letter.clone(),
            record: row.record.clone(),
            state: if kept { State::Mailed } else { State::Orphan },
            what: Vec::new(),
            mailed: row.mailed.clone(),
            pages: Some(row.pages),
        });
    }
    standings.sort_by(|a, b| a.letter.cmp(&b.letter));
    Ok(standings)
}

fn standing(
    letter: &str,
    record: &str,
    digest: Digest,
    known: &Known,
    assets: &Assets,
) -> Result<Standing, Finding> {
    let on_disk = known.on_disk(letter)?;
    let row = known.rows.get(letter);
    let mut what = row.map(|row| changes(row, digest, assets)).unwrap_or_default();
    let edited = known.edited(letter, &on_disk);
    let mailed = row.and_then(|row| row.mailed.clone());
    let missing = [("md", on_disk.markdown), ("pdf", on_disk.pdf)];
    let missing = missing
        .iter()
        .filter(|(_, digest)| digest.is_none())
        .map(|(ending, _)| format!("{letter}.{ending} (gone)"));
    let state = if mailed.is_some() {
        what.extend(missing);
        what.extend(edited.iter().map(|ending| format!("{letter}.{ending} (altered)")));
        State::Mailed
    } else if !edited.is_empty() {
        what = edited.iter().map(|ending| format!("{letter}.{ending}")).collect();
        State::Edited
    } else if let Some(row) = row {
        what.extend(missing);
        if what.is_empty() && !on_disk.is(row) {
            what.push("not finished".to_owned());
        }
        if what.is_empty() { State::UpToDate } else { State::Changed }
    } else {
        State::NeverBuilt
    };
    let pages = row.map(|row| row.pages);
    Ok(Standing { letter: letter.to_owned(), record: record.to_owned(), state, what, mailed, pages })
}
