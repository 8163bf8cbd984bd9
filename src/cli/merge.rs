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
    let outputs = context.outputs()?;
    let (mut taken, mut exit) = (0, Exit::Done);
    for folder in &args.folders {
        let mut sink = Sink::new();
        let from = Known::read(folder)?;
        from.lost.iter().for_each(|lost| sink.report(lost.clone()));
        let merged = merge(&from, &outputs, &mut sink);
        terminal.report(sink.findings());
        exit = exit.max(Exit::after(sink.findings()));
        taken += merged?;
    }
    outputs.close()?;
    let line = format!("{} taken into `{}`", count(taken, "letter"), shown(&folders.out));
    terminal.summary_of(&line, json!({ "taken": taken, "folder": shown(&folders.out) }));
    Ok(exit)
}
