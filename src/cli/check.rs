//! `imr check`: all that `imr build` does, except writing.

use super::args::{CheckArgs, Deny};
use super::check_templates;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::stop::on_signal;
use super::terminal::count;
use crate::diag::Severity;
use crate::project::{BuildResult, Task, make_letters};

pub fn run(args: &CheckArgs, context: &Context) -> Result<Exit, Failure> {
    if args.templates_alone {
        return check_templates::run(args, context);
    }
    let Context { folders, terminal } = context;
    let records = context.records(&args.records)?;
    let assets = context.assets()?;
    let known = context.known()?;
    let mut exit = Exit::Done;
    let (mut errors, mut warnings, mut drafts) = (0, 0, 0);
    make_letters(
        &records,
        &folders.data,
        &assets,
        args.edition,
        Task::Check { known: &known },
        on_signal(),
        |outcome| {
            terminal.report(&outcome.findings);
            drafts += usize::from(outcome.result == BuildResult::Draft);
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
        "{} checked: {}{}, {}{}",
        count(records.len(), "record"),
        if drafts > 0 { format!("{}, ", count(drafts, "draft")) } else { String::new() },
        count(errors, "error"),
        count(warnings, "warning"),
        if denied { ", and warnings are denied" } else { "" }
    ));
    Ok(exit)
}
