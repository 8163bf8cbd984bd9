//! `imr clean`: letters whose record is gone.

use super::context::Context;
use super::exit::{Exit, Failure};
use super::terminal::count;
use crate::diag::Sink;
use crate::letter::LetterKey;
use crate::project::{DataFolder, State, find_records, remove_letters, without_record};

pub fn run(context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    // An empty or misnamed data folder must not make orphans of all letters.
    let records = find_records(&folders.data)?;
    let outputs = context.outputs()?;
    let without_record = without_record(&records, &DataFolder::new(&folders.data), &outputs.known);
    let orphans = without_record.into_iter().filter(|standing| standing.state == State::Orphan);
    let orphans: Vec<LetterKey> = orphans.filter_map(|standing| standing.key).collect();
    let mut sink = Sink::new();
    let removed = remove_letters(&orphans, &outputs, &mut sink);
    terminal.report(sink.findings());
    // What was removed is noted even where the next could not be.
    outputs.close()?;
    terminal.summary(&format!("{} removed", count(removed?.len(), "letter")));
    Ok(Exit::after(sink.findings()))
}
