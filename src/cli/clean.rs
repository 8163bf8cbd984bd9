//! `imr clean`: letters whose record is gone.

use super::args::CleanArgs;
use super::exit::Exit;
use super::load_kit;
use super::terminal::{Terminal, count};
use crate::assets::Assets;
use crate::diag::{Finding, Sink};
use crate::project::{Folders, Outputs, State, clean_orphans, find_records, standings};

pub fn run(_: &CleanArgs, folders: &Folders, terminal: &Terminal) -> Exit {
    let assets = match load_kit(folders, terminal) {
        Ok(assets) => assets,
        Err(exit) => return exit,
    };
    let mut sink = Sink::new();
    let removed = clean(folders, &assets, &mut sink);
    terminal.report(sink.findings());
    match removed {
        Ok(removed) => {
            terminal.summary(&format!("{} removed", count(removed.len(), "letter")));
            Exit::after(sink.findings())
        }
        Err(finding) => terminal.give_up(finding),
    }
}

fn clean(folders: &Folders, assets: &Assets, sink: &mut Sink) -> Result<Vec<String>, Finding> {
    // An empty or misnamed data folder must not make orphans of all letters.
    let records = find_records(&folders.data)?;
    let outputs = Outputs::open(&folders.out)?;
    let standings = standings(&records, &folders.data, &outputs.known, assets)?;
    let orphans: Vec<String> = standings
        .into_iter()
        .filter(|standing| standing.state == State::Orphan)
        .map(|standing| standing.letter)
        .collect();
    let removed = clean_orphans(&orphans, &outputs, sink);
    outputs.close()?;
    removed
}
