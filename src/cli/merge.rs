//! `imr merge`: what shards built in folders of their own.

use serde_json::json;

use super::args::MergeArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::terminal::count;
use crate::diag::Sink;
use crate::project::{Known, merge, shown};

pub fn run(args: &MergeArgs, context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let shards = args.folders.iter().map(|folder| Known::read(folder)).collect::<Result<Vec<_>, _>>()?;
    let outputs = context.outputs()?;
    let mut sink = Sink::new();
    let merged = merge(&shards, &folders.data, &outputs, &mut sink);
    terminal.report(sink.findings());
    let taken = merged?;
    outputs.close()?;
    let line = format!("{} taken into `{}`", count(taken, "letter"), shown(&folders.out));
    terminal.summary_of(&line, json!({ "taken": taken, "folder": shown(&folders.out) }));
    Ok(Exit::after(sink.findings()))
}
