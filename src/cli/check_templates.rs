//! `imr check --templates`: the templates themselves, before a record meets them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use serde_json::json;

use super::args::{CheckArgs, Deny};
use super::context::Context;
use super::exit::{Exit, Failure};
use super::terminal::count;
use crate::proof::{Proof, invented_records, prove};

pub fn run(args: &CheckArgs, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let assets = context.assets()?;
    let records = invented_records(&assets);
    let whole = Mutex::new(Proof::default());
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(record) = records.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let proof = prove(record, &assets);
                    whole.lock().unwrap_or_else(PoisonError::into_inner).add(proof);
                }
            });
        }
    });
    let whole = whole.into_inner().unwrap_or_else(PoisonError::into_inner);
    let letters = whole.letters;
    let findings = whole.into_findings(&assets);
    terminal.report(&findings);
    let counts = terminal.counts();
    let denied = counts.warnings > 0 && args.deny == Some(Deny::Warnings);
    let wordings = assets.templates.wordings().count();
    let line = format!(
        "{} checked with {}: {}{}",
        count(wordings, "wording"),
        count(letters, "invented letter"),
        counts.words(),
        if denied { ", and warnings are denied" } else { "" }
    );
    terminal.summary_of(&line, json!({ "wordings": wordings, "letters": letters }));
    Ok(if denied { Exit::Letters } else { Exit::after(&findings) })
}
