//! `imr build` and `imr public`: records to letters in the folder for them.

use std::sync::atomic::Ordering;

use super::args::MakeArgs;
use super::exit::Exit;
use super::progress::Progress;
use super::stop::on_signal;
use super::terminal::{Terminal, count};
use super::{load_kit, records};
use crate::diag::{Finding, Severity, codes};
use crate::letter::Edition;
use crate::project::{self, Folders, Letter, Outputs, Task, make_letters, shown};

pub fn run(args: &MakeArgs, edition: Edition, folders: &Folders, terminal: &Terminal) -> Exit {
    let mut records = match records(&args.records, &folders.data) {
        Ok(records) => records,
        Err(finding) => return terminal.give_up(finding),
    };
    if let Some(shard) = args.shard {
        match shard.part() {
            Ok((part, of)) => records.retain(|record| project::part_of(record, of) == part),
            Err(why) => {
                return terminal.give_up(Finding::new(&codes::cli::SHARD, why).hint("write --shard K/N"));
            }
        }
    }
    let assets = match load_kit(folders, terminal) {
        Ok(assets) => assets,
        Err(exit) => return exit,
    };
    let outputs = match Outputs::open(&folders.out) {
        Ok(outputs) => outputs,
        Err(finding) => return terminal.give_up(finding),
    };
    terminal.report(&outputs.known.lost);
    let mut exit = Exit::Done;
    let (mut built, mut unchanged, mut failed, mut warnings, mut pages) = (0, 0, 0, 0, 0);
    let mut progress = Progress::new(records.len(), terminal);
    let stop = on_signal();
    let task = Task::Build { outputs: &outputs, force: args.force };
    make_letters(&records, &folders.data, &assets, edition, task, stop, |outcome| {
        progress.step(terminal, &outcome.findings);
        exit = exit.max(Exit::after(&outcome.findings));
        warnings += outcome.findings.iter().filter(|f| f.severity() == Severity::Warning).count();
        match outcome.letter {
            Letter::Built(of_letter) => {
                built += 1;
                pages += of_letter;
            }
            Letter::Unchanged(of_letter) => {
                unchanged += 1;
                pages += of_letter;
            }
            Letter::NotMade => failed += 1,
        }
    });
    let seconds = progress.end();
    if let Err(finding) = outputs.close() {
        exit = exit.max(terminal.give_up(finding));
    }
    terminal.summary(&format!(
        "{} built, {unchanged} unchanged, {failed} failed, {}: {} in `{}`, {seconds:.1} s",
        count(built, "letter"),
        count(warnings, "warning"),
        count(pages, "page"),
        shown(&edition.folder().map_or(folders.out.clone(), |inside| folders.out.join(inside)))
    ));
    let left = records.len() - built - unchanged - failed;
    if stop.load(Ordering::Relaxed) {
        terminal.summary(&format!("stopped; {} left", count(left, "letter")));
        exit = Exit::Stopped;
    }
    exit
}
