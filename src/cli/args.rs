//! What may be typed, and the help for it.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args as ArgGroup, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use super::author_args::{InitArgs, TemplatesArgs, TestArgs};
use super::report_args::ReportArgs;
use super::shard::ShardArg;
use super::told::allowed;
use crate::diag::Code;
use crate::letter::Edition;
use crate::units::Date;

/// How `imr check --templates` is told from the option of the same name that takes a folder.
const TEMPLATES_ALONE: &str = "templates-alone";

/// The arguments as typed, where `check --templates` without a folder is an option of its own.
pub fn as_meant(typed: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut typed = typed.peekable();
    let (mut meant, mut checks) = (Vec::new(), false);
    while let Some(arg) = typed.next() {
        checks |= arg == "check";
        let alone = typed.peek().is_none_or(|next| next.as_encoded_bytes().starts_with(b"-"));
        let is_it = checks && alone && arg == "--templates";
        meant.push(if is_it { format!("--{TEMPLATES_ALONE}").into() } else { arg });
    }
    meant
}

/// Turn YAML case records into Final Determination letters, as Markdown and PDF.
///
/// Reads records from `data`, the user's own templates from `templates` where there are any, and writes
/// letters to `out`. A letter with an error is not written, and what was there before stays.
#[derive(Debug, Parser)]
#[command(name = "imr", version, max_term_width = 100, disable_help_subcommand = true)]
pub struct Args {
    #[command(flatten)]
    pub folders: FolderArgs,
    /// How findings are shown
    #[arg(long, global = true, display_order = 103, value_enum, value_name = "FORMAT", default_value_t = MessageFormat::Human)]
    pub message_format: MessageFormat,
    /// Show findings only: no progress and no summary
    #[arg(short, long, global = true, display_order = 104)]
    pub quiet: bool,
    /// Do not report warnings or notes of this code; may be given several times
    #[arg(long, global = true, display_order = 105, value_name = "CODE", value_parser = allowed)]
    pub allow: Vec<&'static Code>,
    /// When to use color
    #[arg(long, global = true, display_order = 106, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, ArgGroup)]
pub struct FolderArgs {
    /// Folder of the records
    #[arg(long, global = true, display_order = 100, value_name = "FOLDER", default_value = "data", value_hint = ValueHint::DirPath)]
    pub data: PathBuf,
    /// Folder of files that replace built-in templates, style and fonts [default: templates]
    #[arg(long, global = true, display_order = 101, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub templates: Option<PathBuf>,
    /// Folder for the letters
    #[arg(long, global = true, display_order = 102, value_name = "FOLDER", default_value = "out", value_hint = ValueHint::DirPath)]
    pub out: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// With the line it is about, and how to fix it
    Human,
    /// One line each: `file:line:column: error[code]: message`
    Short,
    /// One JSON object a line
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

impl ValueEnum for Edition {
    fn value_variants<'a>() -> &'a [Edition] {
        &Edition::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.holds()))
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build letters: of all records, or of those that are named
    Build(BuildArgs),
    /// Find what is wrong in records, without writing anything
    ///
    /// `imr check --templates`, with no folder given, checks the templates: it fills every wording and edition with
    /// invented letters that take every branch, and reports at the lines of templates.
    Check(CheckArgs),
    /// Build the public edition and its index
    ///
    /// No party stands in it, and what a record lists under `redact:` is taken out. The same as `build --edition public`.
    Public(MakeArgs),
    /// Build the PDF of a Markdown letter, such as one edited by hand
    Pdf(PdfArgs),
    /// Show a letter for reading, before it is built
    ///
    /// On a terminal it is styled, with its findings above it; in a pipe it is Markdown.
    Preview(PreviewArgs),
    /// Say how letters stand: up to date, changed, edited, mailed
    Status(StatusArgs),
    /// Show what a build would change, word by word
    ///
    /// The exit code is 1 where anything differs.
    Diff(DiffArgs),
    /// Build again after every save, until interrupted
    ///
    /// What is broken is reported, and the last good letters stay.
    Watch(WatchArgs),
    /// Record that letters were mailed: they do not change any more
    Freeze(FreezeArgs),
    /// Build the print run of a day, and freeze its letters
    ///
    /// One PDF with all addressed copies, a job ticket and a manifest, in `out/mail/`.
    Mail(MailArgs),
    /// Compare every letter with the ledger
    Verify(VerifyArgs),
    /// Remove letters whose record is gone
    Clean(CleanArgs),
    /// Take over the letters that parts of a job array built
    Merge(MergeArgs),
    /// Show all letters in the browser, and again after every save
    Serve(ServeArgs),
    /// Count letters, items and outcomes, days, pages and sheets
    ///
    /// Letters and items by outcome, by treatment category (`category` of an item) and by the reviewer's specialty; days from
    /// assignment to decision; pages and sheets. The dates are decision dates, the first and the last included.
    ///
    /// Each record without errors is one letter, whether it was built or mailed or not: a row says how many are in which
    /// state. What was mailed counts as its record says it. A letter that was corrected counts once, as its correction says;
    /// the copies of both mailings count as paper. Drafts and records with errors are not counted, and the report says how
    /// many there are; the exit code is 1 where a record has errors. A range without a letter gives zeros.
    Report(ReportArgs),
    /// Explain a finding, what the law says, or a last day to appeal
    Explain(ExplainArgs),
    /// Print the JSON Schema of a record, for editors
    Schema,
    /// Start a record in the data folder, with its blanks marked
    New(NewArgs),
    /// Make records from letters (PDF, Markdown, text) and from tables
    ///
    /// Finds which wording a letter is in, writes `data/<case number>.yaml`, builds that record's letter in memory and
    /// compares it with the one it came from, word by word and line by line. What a person should look at is marked
    /// `# LOOK` in the record, what the letter does not say `# BLANK`. No record is ever overwritten.
    ///
    /// The first row of a table (CSV) names fields, as `decision_date` and `decisions.1.treatment`; each other row becomes a
    /// record. Rows that cannot are put into a table beside it, with the reasons.
    Import(ImportArgs),
    /// Start a project: a sample record, the office, editor settings
    Init(InitArgs),
    /// List, show, copy and compare the files letters are built from
    Templates(TemplatesArgs),
    /// Compare sample records with the letters expected of them
    ///
    /// The samples stand in `samples`, the letters that are expected of them in `expected`. Each edition that a sample asks for
    /// is compared. The exit code is 1 where anything differs.
    Test(TestArgs),
    /// Serve an editor: findings while you type (LSP)
    ///
    /// An editor starts it and talks to it over standard input and output; the README says how to set one up. It tells what
    /// `imr check` and `imr check --templates` find in the documents that are open, saved or not, with the fixes of
    /// `--fix`, what fields mean, completions, the way between a template's name and the record's field, and previews.
    Lsp(LspArgs),
    /// Print the completions of a shell
    Completions(CompletionsArgs),
    /// Print the manual page of imr or of one of its commands
    Man(ManArgs),
    /// Print the help of a command, or with `templates` the guide
    Help(HelpArgs),
}

#[derive(Debug, ArgGroup)]
pub struct BuildArgs {
    #[command(flatten)]
    pub make: MakeArgs,
    /// Which edition to build
    #[arg(long, value_enum, value_name = "EDITION", default_value_t = Edition::Determination)]
    pub edition: Edition,
}

#[derive(Debug, ArgGroup)]
pub struct MakeArgs {
    /// Case numbers, records or folders to build; without any, all of the data folder
    #[arg(value_name = "RECORD", value_hint = ValueHint::FilePath)]
    pub records: Vec<PathBuf>,
    /// Write over letters that were edited by hand; what is there is kept beside the new one
    #[arg(long)]
    pub force: bool,
    /// Build only the part K of N of the letters; `auto/N` takes K from the index of a job array
    #[arg(long, value_name = "K/N")]
    pub shard: Option<ShardArg>,
}

#[derive(Debug, ArgGroup)]
pub struct CheckArgs {
    /// Case numbers, records or folders to check; without any, all of the data folder
    #[arg(value_name = "RECORD", value_hint = ValueHint::FilePath)]
    pub records: Vec<PathBuf>,
    /// What to count as an error
    #[arg(long, value_enum, value_name = "WHAT")]
    pub deny: Option<Deny>,
    /// Fix what has exactly one right answer, show the changes, and check what is left
    #[arg(long, conflicts_with = "templates_alone")]
    pub fix: bool,
    /// Show what `--fix` would change, and write nothing; the exit code is 1 where that is anything
    #[arg(long, conflicts_with_all = ["templates_alone", "fix"])]
    pub diff: bool,
    /// Check the templates themselves; typed as `--templates` without a folder
    #[arg(long = TEMPLATES_ALONE, hide = true, conflicts_with = "records")]
    pub templates_alone: bool,
    /// Which edition to check [default: each that the record is ready for]
    #[arg(long, value_enum, value_name = "EDITION")]
    pub edition: Option<Edition>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// A warning ends the run with exit code 1
    Warnings,
}

#[derive(Debug, ArgGroup)]
pub struct PdfArgs {
    /// The Markdown letter; `-` reads it from standard input
    #[arg(value_name = "LETTER.md", value_hint = ValueHint::FilePath)]
    pub letter: PathBuf,
    /// Where to write; `-` writes to standard output [default: beside the letter, as .pdf]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
}

#[derive(Debug, ArgGroup)]
pub struct PreviewArgs {
    /// The case number or the record
    #[arg(value_name = "RECORD", value_hint = ValueHint::FilePath)]
    pub record: PathBuf,
    /// Print the Markdown as it is, also on a terminal
    #[arg(long)]
    pub raw: bool,
    /// Print the lines as the pages have them, with page ends marked
    #[arg(long, conflicts_with = "raw")]
    pub pages: bool,
    /// Show it again whenever the record, a template or the style is saved, until interrupted
    #[arg(long)]
    pub watch: bool,
    /// Which edition to print
    #[arg(long, value_enum, value_name = "EDITION", default_value_t = Edition::Determination)]
    pub edition: Edition,
}

#[derive(Debug, ArgGroup)]
pub struct ServeArgs {
    /// The case number or record whose letter is opened first; without one, the list of all
    #[arg(value_name = "RECORD", value_hint = ValueHint::FilePath)]
    pub record: Option<PathBuf>,
    /// Open the page in the browser
    #[arg(long)]
    pub open: bool,
    /// The port, on this machine only [default: a free one]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub port: Option<u16>,
}

#[derive(Debug, ArgGroup)]
pub struct LspArgs {
    /// Some editors add it; there is no other way to talk
    #[arg(long, hide = true)]
    pub stdio: bool,
}

#[derive(Debug, ArgGroup)]
pub struct StatusArgs {
    /// Case numbers, records or folders; without any, all of the data folder
    #[arg(value_name = "RECORD", value_hint = ValueHint::FilePath)]
    pub records: Vec<PathBuf>,
    /// Print the letters too that need no work: those that are up to date, or mailed and as they were
    #[arg(long)]
    pub all: bool,
    /// Print JSON, one list of letters
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, ArgGroup)]
pub struct DiffArgs {
    /// List the changes of every letter, those that are the same in many as well
    #[arg(long)]
    pub each: bool,
    /// Case numbers, records or folders; without any, all of the data folder
    #[arg(value_name = "RECORD", value_hint = ValueHint::FilePath)]
    pub records: Vec<PathBuf>,
    /// Which edition to compare
    #[arg(long, value_enum, value_name = "EDITION", default_value_t = Edition::Determination)]
    pub edition: Edition,
}

#[derive(Debug, ArgGroup)]
pub struct WatchArgs {
    /// Case numbers, records or folders to build; without any, all of the data folder
    #[arg(value_name = "RECORD", value_hint = ValueHint::FilePath)]
    pub records: Vec<PathBuf>,
    /// Which edition to build
    #[arg(long, value_enum, value_name = "EDITION", default_value_t = Edition::Determination)]
    pub edition: Edition,
}

#[derive(Debug, ArgGroup)]
pub struct FreezeArgs {
    /// Case numbers, records or folders whose letters were mailed; the date is `mailed_date` of each record
    #[arg(value_name = "RECORD", required = true, value_hint = ValueHint::FilePath)]
    pub letters: Vec<String>,
}

#[derive(Debug, ArgGroup)]
pub struct MailArgs {
    /// Case numbers, records or folders to mail; without any, all whose `mailed_date` is the date
    #[arg(value_name = "RECORD", value_hint = ValueHint::FilePath)]
    pub records: Vec<PathBuf>,
    /// The day of mailing
    #[arg(long, value_name = "YYYY-MM-DD", required_unless_present_any = ["plan", "bounced"])]
    pub date: Option<Date>,
    /// Only list what is ready for each day, what it lacks, and what was mailed; nothing is written
    #[arg(long)]
    pub plan: bool,
    /// Note that the e-mail to a party came back: the next print run has the copy on paper
    #[arg(long, num_args = 2, value_names = ["CASE", "PARTY"], conflicts_with_all = ["records", "date", "plan"])]
    pub bounced: Option<Vec<String>>,
}

#[derive(Debug, ArgGroup)]
pub struct VerifyArgs {
    /// Make every letter again in memory and compare byte by byte
    #[arg(long)]
    pub rebuild: bool,
}

#[derive(Debug, ArgGroup)]
pub struct CleanArgs {
    /// The letters whose record is gone
    #[arg(long, required = true)]
    pub orphans: bool,
    /// Only list what would be removed
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, ArgGroup)]
pub struct MergeArgs {
    /// Folders that shards built into, each with its ledger
    #[arg(value_name = "FOLDER", required = true, value_hint = ValueHint::DirPath)]
    pub folders: Vec<PathBuf>,
}

#[derive(Debug, ArgGroup)]
pub struct ExplainArgs {
    /// The code of a finding, such as record/unknown-field; a fact of the law, such as days_to_appeal; or a case number
    /// or record, to see how each party's last day to appeal was computed; without any, the codes and facts there are
    #[arg(value_name = "CODE|FACT|RECORD")]
    pub what: Option<String>,
}

#[derive(Debug, ArgGroup)]
pub struct ImportArgs {
    /// Tables (.csv), letters, or folders of letters: of a folder every .pdf, .md and .txt, one of each name
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::AnyPath)]
    pub files: Vec<PathBuf>,
    /// The wording that the letters are in; without it, that which explains a letter
    #[arg(long, value_name = "NAME")]
    pub template: Option<String>,
}

#[derive(Debug, ArgGroup)]
pub struct NewArgs {
    /// The case number, CMyy-nnnnnnn
    #[arg(value_name = "CASE_NUMBER")]
    pub case_number: String,
    /// The wording
    #[arg(long, value_name = "NAME", default_value = "imr-2016")]
    pub template: String,
}

#[derive(Debug, ArgGroup)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

#[derive(Debug, ArgGroup)]
pub struct ManArgs {
    /// A command of imr
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

#[derive(Debug, ArgGroup)]
pub struct HelpArgs {
    /// The command
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
}
