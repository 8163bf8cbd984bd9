//! `imr clean`: letters whose record is gone.

use super::context::Context;
use super::exit::{Exit, Failure};
use super::terminal::count;
use crate::diag::Sink;
use crate::project::{Outputs, State, clean_orphans, find_records, standings};

pub fn run(context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let assets = context.assets()?;
    // An empty or misnamed data folder must not make orphans of all letters.
    let records = find_records(&folders.data)?;
    let outputs = Outputs::open(&folders.out)?;
    let standings = standings(&records, &folders.data, &outputs.known, &assets)?;
    let orphans: Vec<String> = standings
        .into_iter()
        .filter(|standing| standing.state == State::Orphan)
        .map(|standing| standing.letter)
        .collect();
    let mut sink = Sink::new();
    let removed = clean_orphans(&orphans, &outputs, &mut sink);
    terminal.report(sink.findings());
    // What was removed is noted even where the next could not be.
    outputs.close()?;
    terminal.summary(&format!("{} removed", count(removed?.len(), "letter")));
    Ok(Exit::after(sink.findings()))
}
