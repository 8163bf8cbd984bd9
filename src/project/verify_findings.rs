//! What is said of a folder for letters that is vouched for.

use std::path::Path;

use super::shown;
use crate::diag::{Finding, codes};

pub(super) fn unknown_file(path: &Path) -> Finding {
    Finding::new(&codes::project::UNKNOWN_FILE, format!("the ledger says nothing of `{}`", shown(path)))
        .of_file(shown(path))
        .hint("move it elsewhere: only what the program writes belongs into the folder for letters")
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
