//! Codes of folders and files.

mod mail;

use crate::diag::Ground::Reason;
use crate::diag::{Class, Code, Severity};

pub(super) use mail::CODES as MAIL_CODES;
pub use mail::{
    BOUNCE, CONTRADICTS, MAIL_RUN, NO_POSTAL_DAY, NOT_IN_THE_RUN, OFFICE, OTHER_PROGRAM, VERSIONS,
};

pub(super) static CODES: &[&Code] = &[
    &NO_DATA_FOLDER,
    &NO_RECORDS,
    &NO_SUCH_FILE,
    &NOT_A_FILE,
    &NOT_A_FOLDER,
    &OTHER_KIND,
    &TOO_LARGE,
    &CANNOT_READ,
    &CANNOT_WRITE,
    &IN_THE_WAY,
    &EXISTS,
    &SAME_CASE_NUMBER,
    &PARTS_DIFFER,
    &FILE_NAME,
    &BUSY,
    &LEDGER,
    &EDITED,
    &UNKNOWN_FILE,
    &ORPHANS,
    &NOT_IN_THE_REPORT,
    &UNFINISHED,
    &UNVERIFIED,
    &CHANGING,
    &PUT_ASIDE,
    &RECOVERED,
    &MAILED,
    &NOT_BUILT,
    &PUBLISHED,
    &STILL_PUBLISHED,
    &NO_MAILING_DATE,
    &NOT_AS_BUILT,
    &GONE,
    &ALTERED,
    &LINK_LEADS_OUT,
    &NAME_NOT_UTF8,
    &NO_SUCH_TEMPLATE,
];

pub static NO_DATA_FOLDER: Code = Code {
    name: "project/no-data-folder",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "The folder of records exists.",
    why: &[Reason("There is nothing to read otherwise.")],
    bad: "imr build --data nowhere",
    good: "imr build --data data",
};

pub static NO_RECORDS: Code = Code {
    name: "project/no-records",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "The folder of records holds at least one record.",
    why: &[Reason("A run with nothing to do is more likely a mistake than intended.")],
    bad: "a folder without `.yaml` files",
    good: "data/CM14-0012345.yaml",
};

pub static NO_SUCH_FILE: Code = Code {
    name: "project/no-such-file",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "A file that is named exists.",
    why: &[Reason("The program does not guess which one was meant.")],
    bad: "imr build data/CM14-001234.yaml",
    good: "imr build data/CM14-0012345.yaml",
};

pub static NOT_A_FILE: Code = Code {
    name: "project/not-a-file",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A record, a template and a letter are ordinary files.",
    why: &[Reason("A folder or device cannot be read as one text.")],
    bad: "imr pdf data",
    good: "imr pdf edited.md",
};

pub static NOT_A_FOLDER: Code = Code {
    name: "project/not-a-folder",
    severity: Severity::Error,
    class: Class::System,
    rule: "The folders of the project are folders.",
    why: &[Reason("Letters cannot be put into a file.")],
    bad: "out (a file)",
    good: "out (a folder)",
};

pub static OTHER_KIND: Code = Code {
    name: "project/other-kind",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "`imr build` and its like take records, `imr pdf` a letter's Markdown.",
    why: &[Reason("What is wrong with the one read as the other helps nobody.")],
    bad: "imr pdf data/CM14-0012345.yaml",
    good: "imr build data/CM14-0012345.yaml",
};

pub static TOO_LARGE: Code = Code {
    name: "project/too-large",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A file is of a size that a letter can have.",
    why: &[Reason("Something else was named by mistake.")],
    bad: "a record of 100 MB",
    good: "a record of 10 kB",
};

pub static CANNOT_READ: Code = Code {
    name: "project/cannot-read",
    severity: Severity::Error,
    class: Class::System,
    rule: "The system permits the file to be read.",
    why: &[Reason("A letter is not made from half a file.")],
    bad: "a file without read permission",
    good: "chmod +r FILE",
};

pub static CANNOT_WRITE: Code = Code {
    name: "project/cannot-write",
    severity: Severity::Error,
    class: Class::System,
    rule: "The system permits the file to be written.",
    why: &[Reason("A file is written whole or not at all.")],
    bad: "a full disk",
    good: "a disk with room",
};

pub static IN_THE_WAY: Code = Code {
    name: "project/in-the-way",
    severity: Severity::Error,
    class: Class::System,
    rule: "The name of a letter's file belongs to an ordinary file or to nothing.",
    why: &[Reason("A folder or device is not overwritten.")],
    bad: "out/CM14-0012345.pdf (a folder)",
    good: "out/CM14-0012345.pdf (a file)",
};

pub static EXISTS: Code = Code {
    name: "project/exists",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "A new record, or a PDF that is asked for, replaces nothing that the program did not write.",
    why: &[Reason("Work would be lost.")],
    bad: "imr new CM14-0012345 (twice)",
    good: "imr new CM14-0012346",
};

pub static SAME_CASE_NUMBER: Code = Code {
    name: "project/same-case-number",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A case number is used by one record.",
    why: &[Reason("It names the letter's files: one would replace the other.")],
    bad: "two records with `case_number: CM14-0012345`",
    good: "each record with its own case number",
};

pub static PARTS_DIFFER: Code = Code {
    name: "project/parts-differ",
    severity: Severity::Error,
    class: Class::Input,
    rule: "The folders that are merged hold one version of each letter.",
    why: &[Reason("One of them is older, and nothing would tell that it was taken.")],
    bad: "imr merge part-1 old-part-1, each with CM14-0012345, built with different templates",
    good: "imr merge part-*, of folders that one array of jobs built",
};

pub static FILE_NAME: Code = Code {
    name: "project/file-name",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A record's file is named by its case number.",
    why: &[Reason("A copied record whose case number was not changed would make another worker's letter.")],
    bad: "data/CM14-0012346.yaml with `case_number: CM14-0012345`",
    good: "data/CM14-0012345.yaml with `case_number: CM14-0012345`",
};

pub static BUSY: Code = Code {
    name: "project/busy",
    severity: Severity::Error,
    class: Class::System,
    rule: "One run at a time writes to a folder of letters.",
    why: &[Reason("Two would write over each other's letters and ledger.")],
    bad: "imr build & imr build",
    good: "imr build && imr build",
};

pub static LEDGER: Code = Code {
    name: "project/ledger",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "The ledger is what the program wrote.",
    why: &[Reason("It decides what is built again and what was mailed, so a damaged one is not trusted.")],
    bad: "out/ledger.jsonl with a line removed",
    good: "out/ledger.jsonl as it was written",
};

pub static EDITED: Code = Code {
    name: "project/edited",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A letter that was edited by hand is not written over.",
    why: &[Reason("Somebody's work would be lost.")],
    bad: "out/CM14-0012345.md edited, then `imr build`",
    good: "out/CM14-0012345.md edited, then `imr pdf out/CM14-0012345.md`",
};

pub static UNKNOWN_FILE: Code = Code {
    name: "project/unknown-file",
    severity: Severity::Error,
    class: Class::Input,
    rule: "The ledger knows every file among the letters.",
    why: &[Reason("A file that is not in the ledger cannot be verified, and could be mailed by mistake.")],
    bad: "out/by-hand.pdf",
    good: "out/CM14-0012345.pdf as `imr build` made it",
};

pub static ORPHANS: Code = Code {
    name: "project/orphans",
    severity: Severity::Note,
    class: Class::Input,
    rule: "Every letter has a record.",
    why: &[Reason("Someone who finds the letter of a removed case may mail it by mistake.")],
    bad: "out/CM14-0012345.pdf, with no record of this case",
    good: "imr clean --orphans",
};

pub static NOT_IN_THE_REPORT: Code = Code {
    name: "project/not-in-the-report",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A report counts every letter that was mailed.",
    why: &[Reason(
        "Outcome, category and days of a letter stand in its record; without it they are not known.",
    )],
    bad: "imr report, where data/CM14-0067214.yaml was removed after its letter was mailed",
    good: "keep the records of mailed letters in the data folder",
};

pub static UNFINISHED: Code = Code {
    name: "project/unfinished",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A folder that is verified holds nothing that an interrupted run left behind.",
    why: &[Reason(
        "An unfinished change may still be completed or undone, and its files hold the text of letters.",
    )],
    bad: "out/.imr-a1b2c3/",
    good: "imr build, which completes it or undoes it",
};

pub static UNVERIFIED: Code = Code {
    name: "project/unverified",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Letters are verified against a complete ledger and register.",
    why: &[Reason("Without them nobody can tell a letter that was changed from one that was not.")],
    bad: "imr verify, with `out/ledger.jsonl` cut short",
    good: "imr verify, after the ledger was brought back",
};

pub static CHANGING: Code = Code {
    name: "project/changing",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A record stays the same while it is read or fixed.",
    why: &[Reason("A letter would be made of half of one version and half of another.")],
    bad: "a program writing data/CM14-0012345.yaml over and over",
    good: "imr build, when it is saved",
};

pub static PUT_ASIDE: Code = Code {
    name: "project/put-aside",
    severity: Severity::Note,
    class: Class::Input,
    rule: "`imr build --force` keeps an edited letter beside the new one.",
    why: &[Reason("Somebody's work would be lost.")],
    bad: "(nothing to fix)",
    good: "out/CM14-0012345.edited-1.md",
};

pub static RECOVERED: Code = Code {
    name: "project/recovered",
    severity: Severity::Note,
    class: Class::Input,
    rule: "A change that an interrupted run had recorded is completed; one that it had only begun is undone.",
    why: &[Reason("Half a print run, or a letter without its row, would mislead whoever relies on it.")],
    bad: "kill -9 while `imr mail` runs",
    good: "imr verify, after the next run that writes",
};

pub static MAILED: Code = Code {
    name: "project/mailed",
    severity: Severity::Error,
    class: Class::Input,
    rule: "What was mailed does not change; a correction is a letter of its own that says so.",
    why: &[Reason("Parties hold the mailed letter: the file must be the same for as long as anybody asks.")],
    bad: "a mailed letter's record edited, then `imr build`",
    good: "replaces:\n  mailed_date: 2014-02-05\n  reason: The date of injury was misstated.",
};

pub static NOT_BUILT: Code = Code {
    name: "project/not-built",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Only a letter that was built can be frozen or looked up.",
    why: &[Reason("There is nothing to keep otherwise.")],
    bad: "imr freeze CM14-9999999",
    good: "imr build && imr freeze CM14-0012345",
};

pub static PUBLISHED: Code = Code {
    name: "project/published",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Letters that are mailed are frozen; the public edition is not mailed.",
    why: &[Reason("A phrase to redact may be found later, and then it must be built again.")],
    bad: "imr freeze public/CM14-0012345",
    good: "imr freeze CM14-0012345",
};

pub static STILL_PUBLISHED: Code = Code {
    name: "project/still-published",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A public edition that is published could still be built from its record.",
    why: &[Reason("Something that must not be published was published, and someone has to withdraw it.")],
    bad: "the employee's name added to a record after `imr public`",
    good: "redact: [Jamie Example], then `imr public`",
};

pub static NO_MAILING_DATE: Code = Code {
    name: "project/no-mailing-date",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A letter that is frozen says when it was mailed.",
    why: &[Reason("The date is what a correction refers to.")],
    bad: "imr freeze CM14-0012345 (no `mailed_date` in its record)",
    good: "mailed_date: 2014-02-13",
};

pub static NOT_AS_BUILT: Code = Code {
    name: "project/not-as-built",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A letter is frozen as it was built from its current record.",
    why: &[Reason("The ledger would confirm a letter other than the one mailed.")],
    bad: "a record edited after `imr build`, then `imr freeze`",
    good: "imr build && imr freeze CM14-0012345",
};

pub static GONE: Code = Code {
    name: "project/gone",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Every file of the ledger is there.",
    why: &[Reason("A letter that cannot be found cannot be shown.")],
    bad: "rm out/CM14-0012345.pdf && imr verify",
    good: "imr build && imr verify",
};

pub static ALTERED: Code = Code {
    name: "project/altered",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Every file of the ledger is what the program wrote.",
    why: &[Reason("A mailed letter must never change unnoticed.")],
    bad: "a byte of out/CM14-0012345.pdf changed, then `imr verify`",
    good: "imr build && imr verify",
};

pub static LINK_LEADS_OUT: Code = Code {
    name: "project/link-leads-out",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Files are not written through links that lead out of the folder.",
    why: &[Reason("Something else would be overwritten.")],
    bad: "out/CM14-0012345.pdf -> ../elsewhere.pdf",
    good: "out/CM14-0012345.pdf",
};

pub static NAME_NOT_UTF8: Code = Code {
    name: "project/name-not-utf8",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Names of files under `templates/` are text.",
    why: &[Reason("Templates name them.")],
    bad: "a name that is not valid text",
    good: "parts/summary.md",
};

pub static NO_SUCH_TEMPLATE: Code = Code {
    name: "project/no-such-template",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "`imr templates` is given files that exist.",
    why: &[Reason("A copy under a misspelled name would replace nothing.")],
    bad: "imr templates copy parts/covr.md",
    good: "imr templates copy parts/cover.md",
};
