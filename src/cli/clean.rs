//! `imr clean`: letters whose record is gone.

use serde_json::json;

use super::args::CleanArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::terminal::count;
use crate::diag::Sink;
use crate::letter::LetterKey;
use crate::project::{DataFolder, Known, LetterState, find_records, remove_letters, without_record};

pub fn run(args: &CleanArgs, context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    // An empty or misnamed data folder must not make orphans of all letters.
    let records = find_records(&folders.data)?;
    let orphans = |known: &Known| -> Vec<LetterKey> {
        let without_record = without_record(&records, &DataFolder::new(&folders.data), known);
        let orphans = without_record.into_iter().filter(|standing| standing.state == LetterState::Orphan);
        orphans.filter_map(|standing| standing.key).collect()
    };
    let list = |letters: &[LetterKey]| {
        letters.iter().for_each(|letter| terminal.result(json!({ "letter": letter.to_string() })));
        let names: String = letters.iter().map(|letter| format!("{letter}\n")).collect();
        if terminal.is_for_tools() { Ok(()) } else { terminal.print(names.as_bytes()) }
    };
    if args.dry_run {
        let orphans = orphans(&context.known()?);
        list(&orphans)?;
        terminal.summary(&format!("{} would be removed", count(orphans.len(), "letter")));
        return Ok(Exit::Done);
    }
    let outputs = context.outputs()?;
    let mut sink = Sink::new();
    let removed = remove_letters(&orphans(&outputs.known), &outputs, &mut sink);
    terminal.report(sink.findings());
    // What was removed is noted even where the next could not be.
    outputs.close()?;
    let removed = removed?;
    list(&removed)?;
    terminal.summary(&format!("{} removed", count(removed.len(), "letter")));
    Ok(Exit::after(sink.findings()))
}
