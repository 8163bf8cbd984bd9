//! Which records a person means: by a case number, a record's file or a folder.

use std::path::{Path, PathBuf};

use super::record_file::case_number_of;
use super::records::find_records;
use super::shown;
use crate::diag::{Finding, codes};
use crate::record::CaseNumber;
use crate::yaml::nearest;

/// The records that a word of the command line names: those of a case number, the ones in a folder, or the file itself.
/// A file is not opened here, and whether it is there is said when it is read. What looks like a case number is one;
/// `./CM14-0067214` is a path.
///
/// # Errors
/// A case number of which the data folder has no record, or a folder without records.
pub fn named_records(typed: &Path, data: &Path) -> Result<Vec<PathBuf>, Finding> {
    match typed_case_number(typed) {
        Some(number) => records_of(&number, data),
        None if typed.is_dir() => find_records(typed),
        None => Ok(vec![typed.to_owned()]),
    }
}

/// The case numbers that a word of the command line names: one as typed, or those of the records in a file or folder. What
/// is none of these is handed back, to be looked for among the letters.
///
/// # Errors
/// A folder without records.
pub fn named_cases(typed: &str, data: &Path) -> Result<Vec<String>, Finding> {
    let path = Path::new(typed);
    if let Some(number) = typed_case_number(path) {
        return Ok(vec![number.as_str().to_owned()]);
    }
    if !path.exists() {
        return Ok(vec![typed.to_owned()]);
    }
    let case = |record: &PathBuf| case_number_of(record).map(|number| number.as_str().to_owned());
    let records = named_records(path, data)?;
    Ok(records.iter().map(|record| case(record).unwrap_or_else(|| shown(record))).collect())
}

/// The case numbers of the records in a folder, for completions: by the names of files, and read where a name is none.
pub fn case_numbers(data: &Path) -> Vec<String> {
    let records = find_records(data).unwrap_or_default();
    let mut numbers: Vec<String> = records
        .iter()
        .filter_map(|record| number_of_name(record).or_else(|| case_number_of(record)))
        .map(|number| number.as_str().to_owned())
        .collect();
    numbers.sort();
    numbers.dedup();
    numbers
}

/// The case number that was typed, in capitals or not. A word that may be the number of another form is one where nothing
/// has it for a name.
pub fn typed_case_number(typed: &Path) -> Option<CaseNumber> {
    let number = CaseNumber::new(&typed.to_str()?.to_ascii_uppercase()).ok()?;
    (number.is_usual() || typed.symlink_metadata().is_err()).then_some(number)
}

fn number_of_name(record: &Path) -> Option<CaseNumber> {
    CaseNumber::new(record.file_stem()?.to_str()?).ok()
}

/// All records that claim the number. A record's own text decides, not its file's name; that is only where to look first.
fn records_of(number: &CaseNumber, data: &Path) -> Result<Vec<PathBuf>, Finding> {
    let claims = |record: &PathBuf| case_number_of(record).as_ref() == Some(number);
    let usual = data.join(format!("{}.yaml", number.as_str()));
    if usual.is_file() && claims(&usual) {
        return Ok(vec![usual]);
    }
    let all = find_records(data)?;
    let claiming: Vec<PathBuf> = all.iter().filter(|record| claims(record)).cloned().collect();
    if !claiming.is_empty() {
        return Ok(claiming);
    }
    // A record that cannot be read as far as its number is still the one of its name.
    let unread = |record: &&PathBuf| {
        number_of_name(record).as_ref() == Some(number) && case_number_of(record).is_none()
    };
    if let Some(unread) = all.iter().find(unread) {
        return Ok(vec![unread.clone()]);
    }
    let known = case_numbers(data);
    let near = nearest(number.as_str(), known.iter().map(String::as_str));
    Err(no_such_case(number, data, near))
}

fn no_such_case(number: &CaseNumber, data: &Path, near: Option<&str>) -> Finding {
    let message = format!("no record in `{}` has the case number {}", shown(data), number.as_str());
    let finding = Finding::new(&codes::cli::NO_SUCH_CASE, message);
    match near {
        Some(near) => finding.hint(format!("did you mean {near}?")),
        None => finding.hint(format!("`imr new {}` starts a record", number.as_str())),
    }
}
