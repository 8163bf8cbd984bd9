//! Copies whose e-mail came back: that is noted, and the next run has them on paper (8 CCR 10625: service is made again by
//! another method). That they were e-mailed stays noted.

use std::collections::BTreeMap;
use std::path::Path;

use super::known::Known;
use super::mail_findings;
use super::named::named_records;
use super::outputs::{Outputs, Prepared};
use super::record_file::RecordFile;
use super::records::DataFolder;
use super::row::Row;
use crate::diag::{Finding, Place, Reported, Sink};
use crate::letter::{Edition, Part};
use crate::record::CaseNumber;
use crate::units::Date;
use crate::yaml::Outline;

/// The row of a copy whose e-mail may come back: `party` is its key, as in a manifest.
///
/// # Errors
/// Where no such copy was e-mailed, or it is noted already that it came back.
pub fn emailed_copy<'a>(
    case_number: &str,
    party: &str,
    data: &Path,
    known: &'a Known,
) -> Result<&'a Row, Finding> {
    let case = CaseNumber::new(case_number).ok();
    let rows: Vec<&Row> = case.iter().flat_map(|case| known.rows_of(Edition::Mailed, case)).collect();
    let mailed: Vec<&Row> = rows.into_iter().filter(|row| row.mailed.is_some()).collect();
    let of_case = |finding: Finding| match case.as_ref().and_then(|case| place_of_case(case, data)) {
        Some(place) => finding.at(place),
        None => finding,
    };
    if mailed.is_empty() {
        return Err(of_case(mail_findings::nothing_mailed(case_number)));
    }
    let copies = || mailed.iter().filter(|row| row.letter.part() != Part::ProofOfService);
    let Some(row) = copies().find(|row| row.letter.part().to_string() == party) else {
        let keys: Vec<String> = copies().map(|row| row.letter.part().to_string()).collect();
        return Err(of_case(mail_findings::no_such_copy(case_number, party, &keys)));
    };
    let refused = match row.email {
        None => Some(mail_findings::not_emailed(row)),
        Some(_) if row.came_back => Some(mail_findings::came_back_already(row)),
        Some(_) => None,
    };
    let Some(finding) = refused else { return Ok(row) };
    Err(match place(row, data) {
        Some(place) => finding.at(place),
        None => finding,
    })
}

/// Where the record of a case says its number.
fn place_of_case(case: &CaseNumber, data: &Path) -> Option<Place> {
    let records = named_records(Path::new(case.as_str()), data).ok()?;
    RecordFile::read(records.first()?, &mut Sink::new()).ok()?.place()
}

/// Where the record has the party of a copy.
fn place(row: &Row, data: &Path) -> Option<Place> {
    let file = RecordFile::read(&DataFolder::new(data).path_of(&row.record), &mut Sink::new()).ok()?;
    let path = match row.letter.part() {
        Part::Copy(number) => format!("copies/{}", number - 1),
        named => named.to_string(),
    };
    Some(Outline::read(&file.source, &mut Sink::new()).ok()?.place(&path))
}

/// Notes that the e-mail of a copy came back; the row of the copy.
///
/// # Errors
/// As [`emailed_copy`], or where the folder cannot be written to; then nothing is noted.
pub fn note_bounce(
    case_number: &str,
    party: &str,
    data: &Path,
    outputs: &Outputs,
    sink: &mut Sink,
) -> Result<Row, Reported> {
    let row =
        emailed_copy(case_number, party, data, &outputs.known).map_err(|finding| sink.error(finding))?;
    let row = Row { came_back: true, ..row.clone() };
    let mut change = Prepared::default();
    change.note(row.clone());
    for became in outputs.make(vec![change]) {
        became.map_err(|finding| sink.error(finding))?;
    }
    Ok(row)
}

/// The copies that came back until a day and were not mailed on paper yet, by case.
pub(super) fn waiting(known: &Known, until: Date) -> BTreeMap<CaseNumber, Vec<Part>> {
    let mut waiting: BTreeMap<CaseNumber, Vec<Part>> = BTreeMap::new();
    let came_back = known.rows.values().filter(|row| row.came_back && row.letter.is_current());
    for row in came_back {
        let Some(emailed) = row.mailed.filter(|day| *day <= until) else { continue };
        let is_in_its_place = |other: &Row| {
            other.letter.mailed_again().is_some()
                && other.letter.part() == row.letter.part()
                // What only a manifest proves does not know the day of the e-mail.
                && other.emailed.is_none_or(|day| day == emailed)
        };
        if !known.rows_of_case(row.letter.case()).any(is_in_its_place) {
            waiting.entry(row.letter.case().clone()).or_default().push(row.letter.part());
        }
    }
    waiting
}
