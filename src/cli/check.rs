//! `imr check`: all that `imr build` does, except writing.

use serde_json::json;

use super::args::{CheckArgs, Deny};
use super::check_templates;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::stop::on_signal;
use super::terminal::count;
use crate::project::{BuildResult, Task, make_letters, shown};

pub fn run(args: &CheckArgs, context: &Context) -> Result<Exit, Failure> {
    if args.templates_alone {
        return check_templates::run(args, context);
    }
    let Context { folders, terminal } = context;
    let records = context.records(&args.records)?;
    let assets = context.assets()?;
    let known = context.known()?;
    let mut exit = Exit::Done;
    let mut drafts = 0;
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
            let result = match outcome.result {
                BuildResult::NotMade => "failed",
                BuildResult::Draft => "draft",
                _ => "sound",
            };
            terminal.result(json!({ "record": shown(&outcome.record), "result": result }));
        },
    );
    let counts = terminal.counts();
    let denied = counts.warnings > 0 && args.deny == Some(Deny::Warnings);
    if denied {
        exit = exit.max(Exit::Letters);
    }
    let line = format!(
        "{} checked: {}{}{}",
        count(records.len(), "record"),
        if drafts > 0 { format!("{}, ", count(drafts, "draft")) } else { String::new() },
        counts.words(),
        if denied { ", and warnings are denied" } else { "" }
    );
    terminal.summary_of(&line, json!({ "checked": records.len(), "drafts": drafts }));
    Ok(exit)
}
