//! Which letters of shards are those of the records: each shard reads its own part of these, so what only all of them tell
//! is found where the shards come together.

use std::collections::BTreeMap;
use std::path::Path;

use super::findings;
use super::known::Known;
use super::record_file::{RecordFile, case_numbers_of};
use super::records::{DataFolder, records_there};
use super::row::Row;
use super::same_case::shared_among;
use super::shown;
use crate::diag::{Finding, Sink, codes};
use crate::letter::{FileType, LetterKey};
use crate::record::CaseNumber;

/// A row, and which of the shards has it.
type Shard<'a> = (usize, &'a Row);

/// The rows of each shard that are taken over, every letter once. Left out, with findings, are letters of a case that several
/// records claim, and letters of which shards have different versions and the record does not tell which is its own; letters
/// that were mailed do not go by their record. Where there are no records, a warning says what was not looked at.
///
/// # Errors
/// Where the data folder is there and cannot be read.
pub(super) fn rows_to_take<'a>(
    shards: &[&'a Known],
    data: &Path,
    sink: &mut Sink,
) -> Result<Vec<Vec<&'a Row>>, Finding> {
    let records = records_there(data)?.unwrap_or_default();
    if records.is_empty() {
        sink.report(without_records(data));
    }
    let numbers = case_numbers_of(&records);
    let shared = shared_among(&records, numbers.iter().map(Option::as_ref));
    let mut claims: BTreeMap<&CaseNumber, Vec<&Finding>> = BTreeMap::new();
    for (index, number) in numbers.iter().enumerate() {
        if let (Some(number), Some(finding)) = (number, shared.get(&index)) {
            claims.entry(number).or_default().push(finding);
        }
    }
    let mut cases: BTreeMap<&CaseNumber, BTreeMap<&LetterKey, Vec<Shard<'a>>>> = BTreeMap::new();
    for (number, shard) in shards.iter().enumerate() {
        for row in shard.rows.values() {
            cases.entry(row.letter.case()).or_default().entry(&row.letter).or_default().push((number, row));
        }
    }
    let (data, mut taken) = (DataFolder::new(data), vec![Vec::new(); shards.len()]);
    for (case, letters) in cases {
        let claimed_twice = claims.get(case).map(Vec::as_slice).unwrap_or_default();
        if letters.values().flatten().any(|(_, row)| row.mailed.is_none()) {
            claimed_twice.iter().for_each(|finding| sink.report((*finding).clone()));
        }
        for versions in letters.into_values() {
            match one_of(&versions, &data) {
                Ok((_, row)) if row.mailed.is_none() && !claimed_twice.is_empty() => {}
                Ok((shard, row)) => taken[shard].push(row),
                Err(other) => sink.report(told_apart_by_nothing(&versions, other, shards)),
            }
        }
    }
    Ok(taken)
}

/// The one version of a letter that counts: the one that was mailed, else the one that was built from its record as it is.
///
/// # Errors
/// A version that says something else than the first, where more than one or none counts.
fn one_of<'a>(versions: &[Shard<'a>], data: &DataFolder) -> Result<Shard<'a>, Shard<'a>> {
    let first = versions[0];
    let differs = |one: &Shard<'a>, other: &Shard<'a>| {
        FileType::ALL.into_iter().any(|file| one.1.sha256(file) != other.1.sha256(file))
    };
    let mailed = versions.iter().find(|(_, row)| row.mailed.is_some());
    let Some(&other) = versions.iter().find(|version| differs(version, &first)) else {
        return Ok(mailed.copied().unwrap_or(first));
    };
    if mailed.is_some() {
        return Err(other);
    }
    let current: Vec<&Shard<'a>> = versions.iter().filter(|(_, row)| is_of_its_record(row, data)).collect();
    match current[..] {
        [one, ..] if !current.iter().any(|version| differs(version, one)) => Ok(*one),
        _ => Err(other),
    }
}

/// Whether a letter was built from its record as that is now.
fn is_of_its_record(row: &Row, data: &DataFolder) -> bool {
    RecordFile::read(&data.path_of(&row.record), &mut Sink::new()).is_ok_and(|file| {
        file.digest == row.record_sha256 && file.case_number().as_ref() == Some(row.letter.case())
    })
}

fn without_records(data: &Path) -> Finding {
    let message = format!(
        "`{}` holds no record, so nothing tells whether two records claim the case of a letter that is merged",
        shown(data)
    );
    Finding::new(&codes::project::NO_RECORDS, message)
        .as_warning()
        .hint("run `imr merge` in the folder that holds the records, or name theirs with `--data FOLDER`")
}

fn told_apart_by_nothing(versions: &[Shard<'_>], other: Shard<'_>, shards: &[&Known]) -> Finding {
    let (first, letter) = (versions[0], &other.1.letter);
    let mailed = versions.iter().find_map(|&(shard, row)| Some((shard, row.mailed?)));
    if let Some((shard, mailed)) = mailed {
        let elsewhere = if shard == other.0 { first.0 } else { other.0 };
        return findings::mailed_elsewhere(letter, mailed, &shards[elsewhere].folder);
    }
    let folder = |(shard, _): Shard<'_>| shown(&shards[shard].folder);
    let message = format!("{letter} is not the same in `{}` and `{}`", folder(first), folder(other));
    Finding::new(&codes::project::PARTS_DIFFER, message)
        .hint("build both again from the records as they are, or leave out the one that is older")
}
