//! Folders, disk, whole-file writes: the outside world. Knows nothing of how a letter looks.
//!
//! This room alone reads and writes files, so the bans of `clippy.toml` are lifted here.
#![allow(clippy::disallowed_methods, reason = "this room is the one that reads and writes files")]

mod barcodes;
mod batches;
mod build;
mod case_state;
mod changes;
mod claims;
mod clean;
mod contradictions;
mod csv_table;
mod digest;
mod due;
mod email;
mod findings;
mod fix;
mod freeze;
mod freeze_findings;
mod index;
mod init;
mod journal;
mod kept_names;
mod known;
mod ledger;
mod leftovers;
mod letter_files;
mod letter_findings;
mod letter_state;
mod made_with;
mod mail;
mod mail_findings;
mod manifest;
mod merge;
mod named;
mod names;
mod open;
mod outcome;
mod outputs;
mod overrides;
mod parallel;
mod placement;
mod plan;
mod print_file;
mod proof;
mod published;
mod read;
mod rebuilt;
mod record_file;
mod records;
mod report;
mod returned;
mod row;
mod same_case;
mod standing;
mod state;
mod table;
mod templates;
mod verify;
mod verify_findings;
mod verify_run;
mod words;
mod write;

use std::path::{Path, PathBuf};

use crate::diag::visible;

pub use build::{make_letters, up_to_date};
pub use case_state::agrees_with_mailed;
pub use changes::{Changed, Changes};
pub use clean::remove_letters;
pub use findings::orphans;
pub use fix::FixedRecord;
pub use freeze::{freeze, letters_to_freeze, may_be_written};
pub use init::{Begun, init};
pub use known::Known;
pub use letter_files::{FoundLetters, find_letters, import_letter, write_record};
pub use letter_findings::{contradicting_letters, corrected_letter};
pub use letter_state::LetterState;
pub use made_with::Archive;
pub use mail::{PrintRun, mail};
pub use merge::merge;
pub use named::{case_numbers, named_cases, named_records, typed_case_number};
pub use open::{OpenFiles, check_open_record, folders_around, read_open_assets};
pub use outcome::{BuildResult, RecordOutcome, Task};
pub use outputs::Outputs;
pub use overrides::{read_assets, read_overrides};
pub use parallel::in_order;
pub use plan::{Planned, PlannedState, hindrances, plan};
pub use published::{Published, public_to_check};
pub use read::{read_source, source_from_reader};
pub use rebuilt::{Rebuilt, verify_rebuilt};
pub use record_file::{RecordFile, record_for_letter};
pub use records::{DataFolder, each_once, find_records, is_record_file, part_of};
pub use report::{report, report_csv};
pub use returned::{emailed_copy, note_bounce};
pub use same_case::shared_case_number;
pub use standing::{Standing, count_orphans, standings, without_record};
pub use state::LedgerReader;
pub use table::{ImportedTable, import_table};
pub use templates::{
    ChangedBy, Origin, TemplateChange, TemplateFile, copy_template, template_bytes, template_changes,
    template_files,
};
pub use verify::{letters_in, verify};
pub use words::{Compared, Piece, compare, letter_text};
pub use write::{write_new, write_whole};

/// Where a project keeps its records, its overrides and what is made of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    pub data: PathBuf,
    /// None where the user named no folder and the usual one is absent.
    pub templates: Option<PathBuf>,
    pub out: PathBuf,
}

/// A path as findings and summaries show it.
pub fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}
