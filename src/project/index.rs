//! The index of the public editions: `public/index.csv` and `public/index.json`, one entry a letter, built again
//! from the ledger whenever it changed.
//!
//! In a cell of the CSV several values stand between ` | `, and formulas are defused; the JSON has every text as it is.

use std::path::Path;

use serde::Serialize;

use super::csv_table::csv_table;
use super::ledger::Rows;
use super::read::read_if_there;
use super::row::Row;
use super::write::{make_inside, write_whole};
use crate::diag::Finding;
use crate::letter::{Edition, FileType, Listing};
use crate::record::as_typed;
use crate::units::Date;

/// One letter of the JSON index.
#[derive(Serialize)]
struct Entry<'a> {
    /// Its PDF, beside the index.
    file: String,
    #[serde(flatten)]
    listing: &'a Listing,
}

/// Writes the index of a folder's public letters where it would change; `before` are the rows as they were found.
///
/// # Errors
/// Where it cannot be written.
pub(super) fn write_index(out: &Path, before: &Rows, rows: &Rows) -> Result<(), Finding> {
    let Some(inside) = Edition::Public.folder() else { return Ok(()) };
    let folder = out.join(inside);
    // A ledger that was lost says nothing of public letters: their index stays until they are built again.
    if listed(rows).is_empty() && before.values().all(|row| row.listing.is_none()) {
        return Ok(());
    }
    for (name, text) in index_of(rows) {
        let path = folder.join(name);
        if read_if_there(&path)?.as_deref() == Some(text.as_bytes()) {
            continue;
        }
        make_inside(out, &folder)?;
        write_whole(&path, text.as_bytes())?;
    }
    Ok(())
}

fn listed(rows: &Rows) -> Vec<(&Row, &Listing)> {
    rows.values().filter_map(|row| Some((row, row.listing.as_ref()?))).collect()
}

/// The files of the index, each with its name and what it is to say.
pub(super) fn index_of(rows: &Rows) -> [(&'static str, String); 2] {
    let listed = listed(rows);
    [("index.csv", csv(&listed)), ("index.json", json(&listed))]
}

fn file(row: &Row) -> String {
    format!("{}.{}", row.letter.case(), FileType::Pdf.ending())
}

fn json(listed: &[(&Row, &Listing)]) -> String {
    let entries: Vec<_> = listed.iter().map(|(row, listing)| Entry { file: file(row), listing }).collect();
    let mut text = serde_json::to_string_pretty(&entries).expect("entries are plain data");
    text.push('\n');
    text
}

const HEADING: [&str; 15] = [
    "case_number",
    "file",
    "template",
    "priority",
    "date_of_injury",
    "ur_denial_date",
    "application_received",
    "date_assigned",
    "decision_date",
    "outcome",
    "specialties",
    "licensed_in",
    "treatments",
    "outcomes",
    "guidelines",
];

fn csv(listed: &[(&Row, &Listing)]) -> String {
    let rows = listed.iter().map(|(row, listing)| {
        let each = |of: fn(&crate::letter::ListedItem) -> String| {
            listing.decisions.iter().map(of).collect::<Vec<_>>().join(" | ")
        };
        [
            listing.case_number.clone(),
            file(row),
            listing.template.clone(),
            listing.priority.map(as_typed).unwrap_or_default(),
            day(listing.date_of_injury),
            day(listing.ur_denial_date),
            day(listing.application_received),
            day(listing.date_assigned),
            as_typed(listing.decision_date),
            as_typed(listing.outcome),
            listing.specialties.join(" | "),
            listing.licensed_in.join(" | "),
            each(|item| item.treatment.clone()),
            each(|item| as_typed(item.outcome)),
            each(|item| item.guidelines.join(", ")),
        ]
    });
    csv_table(HEADING, rows)
}

/// A date as a record has it, and nothing where it has none.
fn day(date: Option<Date>) -> String {
    date.map(as_typed).unwrap_or_default()
}
