//! Findings about a folder of letters that is verified.

use std::path::Path;

use super::row::PROGRAM;
use super::shown;
use crate::diag::{Finding, codes};
use crate::record::CaseNumber;
use crate::units::Date;

pub(super) fn unknown_file(path: &Path) -> Finding {
    Finding::new(&codes::project::UNKNOWN_FILE, format!("the ledger says nothing of `{}`", shown(path)))
        .of_file(shown(path))
        .hint("move it elsewhere: only what the program writes belongs into the folder for letters")
}

pub(super) fn never_built(path: &Path) -> Finding {
    let message = format!("`{}` is not there: the letter of this record was never built", shown(path));
    Finding::new(&codes::project::GONE, message).of_file(shown(path)).hint("`imr build` makes it")
}

pub(super) fn unfinished(path: &Path) -> Finding {
    Finding::new(&codes::project::UNFINISHED, format!("`{}` was left by a run that was killed", shown(path)))
        .of_file(shown(path))
        .hint("`imr build`, or any command that writes, completes what it had announced and removes the rest")
}

pub(super) fn differs_from_ledger(path: &Path) -> Finding {
    Finding::new(&codes::project::ALTERED, format!("`{}` does not say what `ledger.jsonl` says", shown(path)))
        .of_file(shown(path))
        .hint("bring both back from a copy of the same day; `imr build` writes an index again")
}

pub(super) fn unverified(folder: &Path) -> Finding {
    Finding::new(
        &codes::project::UNVERIFIED,
        format!("letters in `{}` cannot be verified against what was lost", shown(folder)),
    )
    .of_file(shown(folder))
    .hint("bring it back from a copy; `imr build` writes it again from the records and from what was mailed")
}

pub(super) fn no_letters_folder(folder: &Path) -> Finding {
    Finding::new(&codes::project::NO_SUCH_FILE, format!("there is no folder `{}`", shown(folder)))
        .of_file(shown(folder))
        .hint("name the folder for letters: `--out FOLDER`")
}

pub(super) fn not_as_noted(path: &Path) -> Finding {
    Finding::new(&codes::project::ALTERED, format!("`{}` is not what building it now gives", shown(path)))
        .of_file(shown(path))
        .hint("`imr status` says what was changed since it was built")
}

pub(super) fn other_words(path: &Path, difference: &str) -> Finding {
    let message = format!("`{}` does not say what its record says now: {difference}", shown(path));
    Finding::new(&codes::project::ALTERED, message).of_file(shown(path)).hint(
        "it is built with the templates that it was mailed with; `imr status` says what was changed since",
    )
}

pub(super) fn compared_by_words(letters: usize, program: &str) -> Finding {
    let letters = if letters == 1 { "1 letter was".to_owned() } else { format!("{letters} letters were") };
    Finding::new(
        &codes::project::OTHER_PROGRAM,
        format!("{letters} mailed by the program `{program}`, and this one is `{PROGRAM}`"),
    )
    .hint("their words are compared, not their bytes: another program may print the same words otherwise")
}

pub(super) fn contradicts(path: &Path, case: &CaseNumber, mailed: Date) -> Finding {
    let message = format!("`{}` does not say what was mailed of {case} on {mailed}", shown(path));
    Finding::new(&codes::project::CONTRADICTS, message)
        .of_file(shown(path))
        .hint("build it again from the record as it was mailed: `imr public` makes the public edition")
}

pub(super) fn other_versions(case: &CaseNumber, first: &Path, other: &Path) -> Finding {
    let message = format!(
        "`{}` and `{}` were made from different versions of the record of {case}",
        shown(first),
        shown(other)
    );
    Finding::new(&codes::project::VERSIONS, message)
        .of_file(shown(other))
        .hint("`imr status` says what was changed since; build the older of them again")
}
