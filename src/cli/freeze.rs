//! `imr freeze`: what was mailed does not change any more.

use super::args::FreezeArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use crate::diag::Sink;
use crate::project::freeze;

pub fn run(args: &FreezeArgs, context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let assets = context.assets()?;
    let outputs = context.outputs()?;
    let mut exit = Exit::Done;
    for letter in &args.letters {
        let mut sink = Sink::new();
        let frozen = freeze(letter, &folders.data, &outputs, &assets, &mut sink);
        terminal.report(sink.findings());
        exit = exit.max(Exit::after(sink.findings()));
        if let Ok(date) = frozen {
            terminal.summary(&format!("{letter} is frozen as mailed on {date}"));
        }
    }
    outputs.close()?;
    Ok(exit)
}
