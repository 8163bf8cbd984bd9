//! `imr freeze`: what was mailed does not change any more.

use serde_json::json;

use super::args::FreezeArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use crate::diag::Sink;
use crate::project::{Known, freeze, letters_to_freeze, named_cases};

pub fn run(args: &FreezeArgs, context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let assets = context.assets()?;
    let mut letters = Vec::new();
    for typed in &args.letters {
        letters.extend(named_cases(typed, &folders.data)?);
    }
    letters.dedup();
    // Where nothing was built, nothing is made.
    let known = Known::read(&folders.out)?;
    if known.rows.is_empty() {
        letters.iter().try_for_each(|letter| letters_to_freeze(letter, &known).map(drop))?;
    }
    let outputs = context.outputs()?;
    let mut exit = Exit::Done;
    for letter in &letters {
        let mut sink = Sink::new();
        let frozen = freeze(letter, &folders.data, &outputs, &assets, &mut sink);
        terminal.report(sink.findings());
        exit = exit.max(Exit::after(sink.findings()));
        if let Ok(date) = frozen {
            terminal.result(json!({ "case_number": letter, "mailed": date.to_string() }));
            terminal.summary(&format!("{letter} is frozen as mailed on {date}"));
        }
    }
    outputs.close()?;
    Ok(exit)
}
