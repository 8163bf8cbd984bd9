//! `imr check`: all that `imr build` does, except writing.

use super::args::{CheckArgs, Deny};
use super::exit::Exit;
use super::stop::on_signal;
use super::terminal::{Terminal, count};
use super::{load_kit, records};
use crate::diag::Severity;
use crate::project::{Folders, Task, make_letters};

pub fn run(args: &CheckArgs, folders: &Folders, terminal: &Terminal) -> Exit {
    let records = match records(&args.records, &folders.data) {
        Ok(records) => records,
        Err(finding) => return terminal.give_up(finding),
    };
    let assets = match load_kit(folders, terminal) {
        Ok(assets) => assets,
        Err(exit) => return exit,
    };
    let mut exit = Exit::Done;
    let (mut errors, mut warnings) = (0, 0);
    make_letters(
        &records,
        &folders.data,
        &assets,
        args.edition.into(),
        Task::Check,
        on_signal(),
        |outcome| {
            terminal.report(&outcome.findings);
            exit = exit.max(Exit::after(&outcome.findings));
            for finding in &outcome.findings {
                match finding.severity() {
                    Severity::Error => errors += 1,
                    Severity::Warning => warnings += 1,
                    Severity::Note => {}
                }
            }
        },
    );
    let denied = warnings > 0 && args.deny == Some(Deny::Warnings);
    if denied {
        exit = exit.max(Exit::Letters);
    }
    terminal.summary(&format!(
        "{} checked: {}, {}{}",
        count(records.len(), "record"),
        count(errors, "error"),
        count(warnings, "warning"),
        if denied { ", and warnings are denied" } else { "" }
    ));
    exit
}
