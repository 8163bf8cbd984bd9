//! What keeps a file from being written over or published, one function a finding.

use std::path::Path;

use super::names::RunName;
use super::shown;
use crate::diag::{Finding, codes};
use crate::letter::{FileType, LetterKey};
use crate::record::CaseNumber;
use crate::units::Date;

pub(super) fn mailed_file(path: &Path, letter: &LetterKey, mailed: Date) -> Finding {
    Finding::new(
        &codes::project::MAILED,
        format!("`{}` is {letter} as it was mailed on {mailed}: it is not written over", shown(path)),
    )
    .hint("say where to write: `-o FILE`")
}

pub(super) fn published_though(pdf: &Path, why: &Finding) -> Finding {
    let finding = Finding::new(
        &codes::project::STILL_PUBLISHED,
        format!(
            "`{}` stands, though its record cannot be published as it is now: {}",
            shown(pdf),
            why.message
        ),
    )
    .hint("fix the record and run `imr public`, or remove the letter from where it was published");
    match &why.place {
        Some(place) => finding.at(place.clone()),
        None => finding.of_file(shown(pdf)),
    }
}

pub(super) fn not_a_letters_pdf(path: &Path) -> Finding {
    Finding::new(
        &codes::project::EXISTS,
        format!("`{}` is there already and is no PDF of a letter: it is not written over", shown(path)),
    )
    .of_file(shown(path))
    .hint("write somewhere else, or move it away first")
}

pub(super) fn mailed_run(path: &Path, run: RunName) -> Finding {
    Finding::new(
        &codes::project::MAILED,
        format!("`{}` is of the print run {run}: it is not written over", shown(path)),
    )
    .hint("say where to write: `-o FILE`")
}

pub(super) fn published_otherwise(folder: &Path, case: &CaseNumber, letter: &LetterKey) -> Finding {
    let path = folder.join(letter.file(FileType::Pdf));
    let message = format!("`{}` was made from another version of the record of {case}", shown(&path));
    Finding::new(&codes::project::CONTRADICTS, message)
        .of_file(shown(&path))
        .hint(format!("build it again first: `imr public {case}`"))
}
