//! `imr freeze`: what was mailed does not change any more.

use super::args::FreezeArgs;
use super::exit::Exit;
use super::load_kit;
use super::terminal::Terminal;
use crate::diag::Sink;
use crate::project::{Folders, Outputs, freeze};

pub fn run(args: &FreezeArgs, folders: &Folders, terminal: &Terminal) -> Exit {
    let assets = match load_kit(folders, terminal) {
        Ok(assets) => assets,
        Err(exit) => return exit,
    };
    let outputs = match Outputs::open(&folders.out) {
        Ok(outputs) => outputs,
        Err(finding) => return terminal.give_up(finding),
    };
    terminal.report(&outputs.known.lost);
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
    match outputs.close() {
        Ok(()) => exit,
        Err(finding) => exit.max(terminal.give_up(finding)),
    }
}
