//! Arguments as typed, then as meant; one file a command.
//!
//! People are here: what they typed, their terminal, their environment.
#![allow(clippy::disallowed_methods, reason = "this room is the one that reads the environment")]

mod args;
mod build;
mod check;
mod clean;
mod completions;
mod diff;
mod exit;
mod explain;
mod freeze;
mod mail;
mod man;
mod merge;
mod new;
mod pager;
mod pdf;
mod preview;
mod printed;
mod progress;
mod schema;
mod serve;
mod shard;
mod status;
mod stop;
mod styled;
mod terminal;
mod verify;
mod watch;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use self::args::{Args, Command, FolderArgs};
use self::exit::Exit;
use self::terminal::Terminal;
use crate::assets::Assets;
use crate::diag::{Finding, Sink};
use crate::letter::Edition;
use crate::project::{self, Folders};

/// Runs the program on the arguments of this process.
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Done };
            // Where even help cannot be printed, nothing else can be said either.
            let _ = error.print();
            return exit.into();
        }
    };
    let terminal = Terminal::new(args.message_format, args.color, args.quiet);
    let folders = folders(&args.folders);
    let exit = match &args.command {
        Command::Build(args) => build::run(&args.make, args.edition.into(), &folders, &terminal),
        Command::Public(args) => build::run(args, Edition::Public, &folders, &terminal),
        Command::Check(args) => check::run(args, &folders, &terminal),
        Command::Pdf(args) => pdf::run(args, &folders, &terminal),
        Command::Preview(args) => preview::run(args, &folders, &terminal),
        Command::Status(args) => status::run(args, &folders, &terminal),
        Command::Diff(args) => diff::run(args, &folders, &terminal),
        Command::Watch(args) => watch::run(args, &folders, &terminal),
        Command::Freeze(args) => freeze::run(args, &folders, &terminal),
        Command::Mail(args) => mail::run(args, &folders, &terminal),
        Command::Verify(args) => verify::run(args, &folders, &terminal),
        Command::Clean(args) => clean::run(args, &folders, &terminal),
        Command::Merge(args) => merge::run(args, &folders, &terminal),
        Command::Serve(args) => serve::run(args, &folders, &terminal),
        Command::Explain(args) => explain::run(args, &terminal),
        Command::Schema => schema::run(&terminal),
        Command::New(args) => new::run(args, &folders, &terminal),
        Command::Completions(args) => completions::run(args, &terminal),
        Command::Man(args) => man::run(args, &terminal),
    };
    exit.into()
}

fn folders(typed: &FolderArgs) -> Folders {
    let usual = PathBuf::from("templates");
    let templates = match &typed.templates {
        Some(named) => Some(named.clone()),
        // The built-in templates serve a project that has none of its own.
        None => usual.symlink_metadata().is_ok().then_some(usual),
    };
    Folders { data: typed.data.clone(), templates, out: typed.out.clone() }
}

/// The templates, style and fonts that letters are made with.
fn load_kit(folders: &Folders, terminal: &Terminal) -> Result<Assets, Exit> {
    let mut sink = Sink::new();
    let assets = project::read_assets(folders, &mut sink);
    terminal.report(sink.findings());
    assets.map_err(|_| Exit::after(sink.findings()))
}

/// The records that were named, each once; all of the data folder where none was.
fn records(named: &[PathBuf], data: &Path) -> Result<Vec<PathBuf>, Finding> {
    if named.is_empty() {
        return project::find_records(data);
    }
    let mut records: Vec<PathBuf> = Vec::with_capacity(named.len());
    for record in named {
        if !records.contains(record) {
            records.push(record.clone());
        }
    }
    Ok(records)
}
