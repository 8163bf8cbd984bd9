//! What this room can find, one function a finding, so that wording lives in one file.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::shown;
use crate::diag::{Finding, Place, Source, Span, codes};
use crate::letter::{FileType, LetterKey};
use crate::record::CaseNumber;
use crate::units::Date;

pub(super) fn no_data_folder(folder: &Path) -> Finding {
    Finding::new(
        &codes::project::NO_DATA_FOLDER,
        format!("there is no folder `{}` to read records from", shown(folder)),
    )
    .hint("run `imr` in the folder that holds `data`, or name the folder with `--data FOLDER`")
    .hint(
        "`imr init` makes a project with a sample record; `imr new CASE_NUMBER` starts a record of your own",
    )
}

pub(super) fn no_records(folder: &Path) -> Finding {
    Finding::new(&codes::project::NO_RECORDS, format!("`{}` holds no record", shown(folder)))
        .hint("a record is a file whose name ends in `.yaml`; `imr new CASE_NUMBER` starts one")
}

pub(super) fn no_such_file(path: &Path) -> Finding {
    let finding =
        Finding::new(&codes::project::NO_SUCH_FILE, format!("there is no file or folder `{}`", shown(path)));
    if path.extension().is_none() {
        return finding.hint("name a case number such as CM14-0067214, a record's file, or a folder");
    }
    finding
}

pub(super) fn not_a_file(path: &Path) -> Finding {
    Finding::new(&codes::project::NOT_A_FILE, format!("`{}` is not a file that can be read", shown(path)))
        .hint("a record, a template and a letter are ordinary files, not folders or devices")
}

pub(super) fn too_large(path: &Path, limit: u64) -> Finding {
    Finding::new(
        &codes::project::TOO_LARGE,
        format!("`{}` is larger than {} MB, more than any file of a letter", shown(path), limit >> 20),
    )
    .of_file(shown(path))
    .hint("is this the file that was meant?")
}

pub(super) fn cannot_read(path: &Path, error: &io::Error) -> Finding {
    if error.kind() == io::ErrorKind::NotFound {
        return no_such_file(path);
    }
    Finding::new(&codes::project::CANNOT_READ, format!("cannot read `{}`: {error}", shown(path)))
        .of_file(shown(path))
}

pub(super) fn cannot_watch(folder: &Path, why: &str) -> Finding {
    Finding::new(&codes::project::CANNOT_READ, format!("cannot watch `{}` for changes: {why}", shown(folder)))
}

pub(super) fn not_a_folder(path: &Path) -> Finding {
    Finding::new(&codes::project::NOT_A_FOLDER, format!("`{}` is not a folder", shown(path)))
        .hint("move it away, or name another folder with `--out`, `--data` or `--templates`")
}

pub(super) fn cannot_write(path: &Path, error: &io::Error) -> Finding {
    Finding::new(&codes::project::CANNOT_WRITE, format!("cannot write `{}`: {error}", shown(path)))
        .hint("what was there before is untouched")
}

pub(super) fn in_the_way(path: &Path) -> Finding {
    Finding::new(
        &codes::project::IN_THE_WAY,
        format!("`{}` is a folder or a device; a file is to be written under that name", shown(path)),
    )
    .of_file(shown(path))
    .hint("move it away, or write somewhere else")
}

pub(super) fn link_in_the_way(path: &Path) -> Finding {
    Finding::new(
        &codes::project::IN_THE_WAY,
        format!("`{}` is a link; letters are not written to where it leads", shown(path)),
    )
    .hint("move it away; to write somewhere else, name the folder with `--out`")
}

pub(super) fn no_such_template(named: &str, near: Option<&str>) -> Finding {
    let finding = Finding::new(
        &codes::project::NO_SUCH_TEMPLATE,
        format!("there is no template, style or font `{named}`"),
    );
    match near {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None => finding.hint("`imr templates` lists them"),
    }
}

pub(super) fn template_not_copied(path: &str) -> Finding {
    Finding::new(
        &codes::project::NO_SUCH_TEMPLATE,
        format!("`{path}` is the built-in one: there is no file of yours to compare"),
    )
    .hint(format!("`imr templates copy {path}` gives you one to change"))
}

pub(super) fn table(message: &str) -> Finding {
    Finding::new(&codes::import::TABLE, message)
}

pub(super) fn table_not_text(place: Place) -> Finding {
    Finding::new(&codes::import::NOT_TEXT, "this table is not UTF-8 from here on")
        .at(place)
        .hint("save it as CSV in UTF-8; spreadsheets offer that as a kind of file")
}

pub(super) fn row_rejected(reasons: &[String], place: Place) -> Finding {
    Finding::new(
        &codes::import::ROW_REJECTED,
        format!("no record is made of this row: {}", reasons.join("; ")),
    )
    .at(place)
}

pub(super) fn exists(path: &Path) -> Finding {
    Finding::new(
        &codes::project::EXISTS,
        format!("`{}` is there already and is not overwritten", shown(path)),
    )
    .hint("edit it, or move it away first")
}

pub(super) fn same_case_number(number: &CaseNumber, here: Place, others: Vec<Place>) -> Finding {
    let finding = Finding::new(
        &codes::project::SAME_CASE_NUMBER,
        format!("case number {number} is used by more than one record; neither letter is written"),
    )
    .at(here)
    .labelled("used here")
    .hint("a case number names the letter's files: each record needs its own");
    others.into_iter().fold(finding, |finding, other| finding.related(other, "and here"))
}

pub(super) fn file_name_differs(number: &CaseNumber, record: &Path, here: Place) -> Finding {
    let wanted = record.with_file_name(format!("{number}.yaml"));
    Finding::new(&codes::project::FILE_NAME, format!("`{}` holds the record of {number}", shown(record)))
        .at(here)
        .labelled("not the file's name")
        .hint(format!("rename the file to `{}`, or correct the case number", shown(&wanted)))
}

pub(super) fn busy(folder: &Path) -> Finding {
    Finding::new(&codes::project::BUSY, format!("another run is writing to `{}`", shown(folder)))
        .hint("wait for it to end; a run that was killed holds nothing")
}

pub(super) fn ledger_damaged(ledger: &Path, why: &str) -> Finding {
    Finding::new(&codes::project::LEDGER, format!("`{}` cannot be trusted: {why}", shown(ledger)))
        .hint("every letter is made again and compared with what is there, and the ledger written again")
        .hint("which letters were mailed is taken from `mailed.jsonl` beside it")
}

pub(super) fn ledger_gone(ledger: &Path) -> Finding {
    Finding::new(&codes::project::LEDGER, format!("`{}` is gone, though letters are there", shown(ledger)))
        .hint("every letter is made again and compared with what is there, and the ledger written again")
        .hint("which letters were mailed is taken from `mailed.jsonl` beside it")
}

pub(super) fn register_gone(register: &Path) -> Finding {
    Finding::new(
        &codes::project::LEDGER,
        format!("`{}` is gone, though letters were mailed", shown(register)),
    )
    .hint("which letters were mailed is taken from `ledger.jsonl` beside it, and this file written again")
}

pub(super) fn register_damaged(register: &Path, why: &str) -> Finding {
    Finding::new(&codes::project::LEDGER, format!("`{}` cannot be trusted: {why}", shown(register)))
        .hint("which letters were mailed is taken from `ledger.jsonl` beside it, and this file written again")
}

pub(super) fn run_proves_nothing(run: &Path) -> Finding {
    Finding::new(
        &codes::project::LEDGER,
        format!("`{}` does not say which letters were mailed in it", shown(run)),
    )
    .of_file(shown(run))
    .hint("bring its `mailed.jsonl` or `manifest.json` back from a copy before anything is built")
}

pub(super) fn journal_damaged(journal: &Path, line: usize) -> Finding {
    Finding::new(
        &codes::project::LEDGER,
        format!("line {line} of `{}` cannot be trusted: it is not a change of letters", shown(journal)),
    )
    .hint("every letter is built again and compared with what is there, and the ledger written again")
    .hint("which letters were mailed is taken from `mailed.jsonl` beside it and from the print runs")
}

pub(super) fn staged_elsewhere(staged: &Path, folder: &Path) -> Finding {
    Finding::new(
        &codes::project::CANNOT_WRITE,
        format!("`{}` is not inside `{}`, where letters are prepared", shown(staged), shown(folder)),
    )
    .hint("name the folder for letters by its absolute path")
}

pub(super) fn edited_by_hand(folder: &Path, letter: &LetterKey, files: &[FileType], lost: bool) -> Finding {
    let files: Vec<_> =
        files.iter().map(|&file| format!("`{}`", shown(&folder.join(letter.file(file))))).collect();
    let message = if lost {
        format!("{} may have been edited by hand: it is not what would be written", files.join(" and "))
    } else {
        format!("{} is not what the program wrote: it is not written over", files.join(" and "))
    };
    Finding::new(&codes::project::EDITED, message)
        .hint("to print the edited letter, `imr pdf` and its Markdown file")
        .hint("to make it from its record again, `imr build --force`: what is there is kept beside it")
}

pub(super) fn put_aside(folder: &Path, name: &str, kept: &str) -> Finding {
    Finding::new(
        &codes::project::PUT_ASIDE,
        format!("`{}` was edited and is now `{}`", shown(&folder.join(name)), shown(&folder.join(kept))),
    )
}

pub(super) fn mailed_differs(letter: &str, mailed: Date, difference: Option<&str>) -> Finding {
    let differs = match difference {
        Some(difference) => format!("what its record says now differs: {difference}"),
        None => "its record was changed since".to_owned(),
    };
    Finding::new(&codes::project::MAILED, format!("{letter} was mailed on {mailed}, and {differs}"))
        .hint("to correct a mailed letter, add to its record: `replaces:` with `mailed_date` and `reason`")
        .hint("otherwise change the record back to what was mailed; only `redact:` may change")
}

pub(super) fn corrected_too_early(case: &CaseNumber, mailed: Date, new: Date) -> Finding {
    Finding::new(
        &codes::project::MAILED,
        format!("{case} was mailed on {mailed}; a letter that corrects it cannot be mailed on {new}"),
    )
    .hint(format!("write a `mailed_date` after {mailed}"))
}

pub(super) fn mailed_altered(folder: &Path, letter: &LetterKey, mailed: Date) -> Finding {
    Finding::new(
        &codes::project::MAILED,
        format!("the files of {letter} in `{}` are not those that were mailed on {mailed}", shown(folder)),
    )
    .hint("bring them back from a copy: what was mailed is kept before it is corrected")
}

pub(super) fn mailed_elsewhere(letter: &LetterKey, mailed: Date, from: &Path) -> Finding {
    Finding::new(
        &codes::project::MAILED,
        format!("{letter} was mailed on {mailed}, and `{}` holds something else of this case", shown(from)),
    )
    .hint("what was mailed stays; build the other folder from the record as it was mailed, or leave it out")
}

pub(super) fn recovered(folder: &Path, letters: usize, runs: usize, taken_back: bool) -> Finding {
    let letters = match letters {
        1 => "1 letter".to_owned(),
        many => format!("{many} letters"),
    };
    let completed = match runs {
        0 => format!("what it was writing is complete ({letters})"),
        _ => format!("its print run is complete ({letters})"),
    };
    let message = match (letters.starts_with("0 "), taken_back) {
        (false, false) => completed,
        (false, true) => format!("{completed}, and what it had only begun was taken back"),
        (true, _) => "what it had only begun was taken back".to_owned(),
    };
    Finding::new(
        &codes::project::RECOVERED,
        format!("the last run that wrote to `{}` was killed: {message}", shown(folder)),
    )
}

pub(super) fn not_built(letter: &str, folder: &Path) -> Finding {
    Finding::new(&codes::project::NOT_BUILT, format!("there is no letter {letter} in `{}`", shown(folder)))
        .hint("a letter is named by its case number; `imr build` makes it")
}

pub(super) fn published(letter: &str) -> Finding {
    Finding::new(
        &codes::project::PUBLISHED,
        format!("`{letter}` is of the public edition, which is not mailed"),
    )
    .hint("give the case number alone")
}

pub(super) fn no_mailed_date(letter: &str, record: &Arc<Source>) -> Finding {
    Finding::new(
        &codes::project::NO_MAILING_DATE,
        format!("the record of {letter} does not say when it was mailed"),
    )
    .at(Place::new(record, Span::new(record.line_range(1))))
    .hint("add `mailed_date: YYYY-MM-DD`, build, and freeze again")
}

pub(super) fn not_as_built(letter: &LetterKey, changed: &[String], mailed: Option<Date>) -> Finding {
    let why = match (mailed, changed) {
        (Some(date), _) => format!("it was frozen as mailed on {date}"),
        (None, []) => "its files are not what was built".to_owned(),
        (None, changed) => format!("changed since it was built: {}", changed.join(", ")),
    };
    Finding::new(&codes::project::NOT_AS_BUILT, format!("{letter} cannot be frozen: {why}"))
        .hint("only what was mailed is frozen: build it, look at it, mail it, then freeze it")
}

pub(super) fn gone(path: &Path, mailed: Option<Date>) -> Finding {
    let finding =
        Finding::new(&codes::project::GONE, format!("`{}` is gone", shown(path))).of_file(shown(path));
    match mailed {
        Some(date) => {
            finding.hint(format!("it was mailed on {date}: bring it back from a copy, or build it again"))
        }
        None => finding.hint("`imr build` makes it again"),
    }
}

pub(super) fn altered(path: &Path, mailed: Option<Date>) -> Finding {
    let finding =
        Finding::new(&codes::project::ALTERED, format!("`{}` is not what the program wrote", shown(path)))
            .of_file(shown(path));
    match mailed {
        Some(date) => finding.hint(format!("it was mailed on {date}: bring it back from a copy")),
        None => {
            finding.hint("`imr diff` shows what differs from its record, `imr build --force` makes it again")
        }
    }
}

/// A note that letters have no record any more.
pub fn orphans(count: usize) -> Finding {
    let message = match count {
        1 => "1 letter has no record any more".to_owned(),
        count => format!("{count} letters have no record any more"),
    };
    Finding::new(&codes::project::ORPHANS, message)
        .hint("`imr clean --orphans --dry-run` lists them, `imr clean --orphans` removes them")
}

pub(super) fn changes_while_read(path: &Path) -> Finding {
    Finding::new(&codes::project::CHANGING, format!("`{}` changes while it is read", shown(path)))
        .hint("wait until whatever writes it is done, and build again")
}

pub(super) fn changed_meanwhile(path: &Path) -> Finding {
    Finding::new(&codes::project::CHANGING, format!("`{}` was changed while it was fixed", shown(path)))
        .of_file(shown(path))
        .hint("nothing was written; fix it again when whatever writes it is done")
}

pub(super) fn case_number_taken(number: &str, record: &Path, first: &Path) -> Finding {
    Finding::new(
        &codes::project::SAME_CASE_NUMBER,
        format!(
            "case number {number} of `{}` is that of `{}` as well; the letter is not written twice",
            shown(record),
            shown(first)
        ),
    )
    .hint("a case number names the letter's files: each record needs its own")
}

pub(super) fn link_leads_out(path: &Path, folder: &Path) -> Finding {
    Finding::new(
        &codes::project::LINK_LEADS_OUT,
        format!("`{}` is a link to a folder or to something outside `{}`", shown(path), shown(folder)),
    )
    .hint("links are followed only to files of the same folder; put a copy there instead")
}

pub(super) fn link_leads_nowhere(path: &Path) -> Finding {
    Finding::new(&codes::project::LINK_LEADS_OUT, format!("`{}` is a link to nothing", shown(path)))
        .hint("remove it, or put the file there that it is to lead to")
}

pub(super) fn name_is_not_text(path: &Path) -> Finding {
    Finding::new(&codes::project::NAME_NOT_UTF8, format!("the name `{}` is not valid UTF-8", shown(path)))
        .hint("files under `templates` are named by templates, so their names must be text")
}
