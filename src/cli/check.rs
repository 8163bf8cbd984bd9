//! `imr check`: all that `imr build` does, except writing; with `--fix`, the record's own findings are answered first
//! where there is one right answer.

use std::path::PathBuf;

use serde_json::json;

use super::args::{CheckArgs, Deny};
use super::check_templates;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::stop::on_signal;
use super::terminal::{Terminal, count};
use crate::assets::Assets;
use crate::diag::Sink;
use crate::project::{BuildResult, FixedRecord, Task, make_letters, shown};

pub fn run(args: &CheckArgs, context: &Context) -> Result<Exit, Failure> {
    if args.templates_alone {
        return check_templates::run(args, context);
    }
    let Context { folders, terminal } = context;
    let records = context.records(&args.records)?;
    let assets = context.assets()?;
    if args.fix || args.diff {
        let exit = fix(&records, args.fix, &assets, terminal)?;
        if args.diff || exit != Exit::Done {
            return Ok(exit);
        }
    }
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

/// Shows what has one right answer in each record, and with `write` answers it. A record that cannot be read is left to
/// the check, where there is one.
fn fix(records: &[PathBuf], write: bool, assets: &Assets, terminal: &Terminal) -> Result<Exit, Failure> {
    let mut exit = Exit::Done;
    let (mut answers, mut changed) = (0, 0);
    for record in records {
        let mut sink = Sink::new();
        let fixed = FixedRecord::read(record, assets, &mut sink);
        if let Ok(Some(fixed)) = &fixed {
            terminal.print(fixed.diff.as_bytes())?;
            if write && let Err(finding) = fixed.write(record) {
                sink.report(finding);
                exit = exit.max(Exit::after(sink.findings()));
                terminal.report(sink.findings());
                continue;
            }
            answers += fixed.answered.len();
            changed += 1;
        }
        if !write {
            exit = exit.max(Exit::after(sink.findings()));
            terminal.report(sink.findings());
        }
    }
    let done = if write { "fixed" } else { "can be fixed" };
    if changed > 0 || !write {
        terminal.summary(&format!("{} {done} in {}", count(answers, "finding"), count(changed, "record")));
    }
    Ok(if changed > 0 && !write { exit.max(Exit::Letters) } else { exit })
}
