//! What this room can find, one function a finding, so that wording lives in one file.

use std::io;
use std::path::Path;

use super::shown;
use crate::diag::{Finding, Place};

/// Who can mend what a finding says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blame {
    /// The text of a record, a template or a letter.
    Text,
    /// The command: it names what is not there.
    Command,
    /// The machine: it would not read or write.
    Machine,
}

/// Who can mend a finding of this code.
pub fn blame(code: &str) -> Blame {
    match code {
        "project/no-data-folder" | "project/no-records" | "project/no-such-file" | "project/exists" => {
            Blame::Command
        }
        "project/cannot-read"
        | "project/cannot-write"
        | "project/in-the-way"
        | "project/not-a-folder"
        | "serve/cannot-serve" => Blame::Machine,
        _ => Blame::Text,
    }
}

pub(super) fn no_data_folder(folder: &Path) -> Finding {
    Finding::error(
        "project/no-data-folder",
        format!("there is no folder `{}` to read records from", shown(folder)),
    )
    .hint("run `imr` in the folder that holds `data`, or name the folder with `--data FOLDER`")
    .hint("`imr new CASE_NUMBER` starts a first record")
}

pub(super) fn no_records(folder: &Path) -> Finding {
    Finding::error("project/no-records", format!("`{}` holds no record", shown(folder)))
        .hint("a record is a file whose name ends in `.yaml`; `imr new CASE_NUMBER` starts one")
}

pub(super) fn no_such_file(path: &Path) -> Finding {
    let finding =
        Finding::error("project/no-such-file", format!("there is no file or folder `{}`", shown(path)));
    if path.extension().is_none() {
        return finding.hint(format!("records are named as files: `data/{}.yaml`", shown(path)));
    }
    finding
}

pub(super) fn not_a_file(path: &Path) -> Finding {
    Finding::error("project/not-a-file", format!("`{}` is not a file that can be read", shown(path)))
        .hint("a record, a template and a letter are ordinary files, not folders or devices")
}

pub(super) fn too_large(path: &Path, limit: u64) -> Finding {
    Finding::error(
        "project/too-large",
        format!("`{}` is larger than {} MB, more than any file of a letter", shown(path), limit >> 20),
    )
    .hint("is this the file that was meant?")
}

pub(super) fn cannot_read(path: &Path, error: &io::Error) -> Finding {
    if error.kind() == io::ErrorKind::NotFound {
        return no_such_file(path);
    }
    Finding::error("project/cannot-read", format!("cannot read `{}`: {error}", shown(path)))
}

pub(super) fn cannot_watch(folder: &Path, why: &str) -> Finding {
    Finding::error("project/cannot-read", format!("cannot watch `{}` for changes: {why}", shown(folder)))
}

pub(super) fn not_a_folder(path: &Path) -> Finding {
    Finding::error("project/not-a-folder", format!("`{}` is not a folder", shown(path)))
        .hint("move it away, or name another folder with `--out`, `--data` or `--templates`")
}

pub(super) fn cannot_write(path: &Path, error: &io::Error) -> Finding {
    Finding::error("project/cannot-write", format!("cannot write `{}`: {error}", shown(path)))
        .hint("what was there before is untouched")
}

pub(super) fn in_the_way(path: &Path) -> Finding {
    Finding::error(
        "project/in-the-way",
        format!("`{}` is a folder or a device; a file is to be written under that name", shown(path)),
    )
    .hint("move it away, or write somewhere else")
}

pub(super) fn exists(path: &Path) -> Finding {
    Finding::error("project/exists", format!("`{}` is there already and is not overwritten", shown(path)))
        .hint("edit it, or move it away first")
}

pub(super) fn same_case_number(number: &str, here: Place, others: Vec<Place>) -> Finding {
    let finding = Finding::error(
        "project/same-case-number",
        format!("case number {number} is used by more than one record; neither letter is written"),
    )
    .at(here)
    .labelled("used here")
    .hint("a case number names the letter's files: each record needs its own");
    others.into_iter().fold(finding, |finding, other| finding.related(other, "and here"))
}

pub(super) fn case_number_taken(number: &str, record: &Path, first: &Path) -> Finding {
    Finding::error(
        "project/same-case-number",
        format!(
            "case number {number} of `{}` is that of `{}` as well; the letter is not written twice",
            shown(record),
            shown(first)
        ),
    )
    .hint("a case number names the letter's files: each record needs its own")
}

pub(super) fn link_leads_out(path: &Path, folder: &Path) -> Finding {
    Finding::error(
        "project/link-leads-out",
        format!("`{}` is a link to a folder or to something outside `{}`", shown(path), shown(folder)),
    )
    .hint("links are followed only to files of the same folder; put a copy there instead")
}

pub(super) fn name_is_not_text(path: &Path) -> Finding {
    Finding::error("project/name-not-utf8", format!("the name `{}` is not valid UTF-8", shown(path)))
        .hint("files under `templates` are named by templates, so their names must be text")
}
