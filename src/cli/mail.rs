//! `imr mail`: the print run of a day.

use super::args::MailArgs;
use super::exit::Exit;
use super::terminal::{Terminal, count};
use super::{load_kit, records};
use crate::diag::Sink;
use crate::project::{Folders, Outputs, mail, shown};

pub fn run(args: &MailArgs, folders: &Folders, terminal: &Terminal) -> Exit {
    let records = match records(&args.records, &folders.data) {
        Ok(records) => records,
        Err(finding) => return terminal.give_up(finding),
    };
    let assets = match load_kit(folders, terminal) {
        Ok(assets) => assets,
        Err(exit) => return exit,
    };
    let outputs = match Outputs::open(&folders.out) {
        Ok(outputs) => outputs,
        Err(finding) => return terminal.give_up(finding),
    };
    let mut sink = Sink::new();
    let named = !args.records.is_empty();
    let made = mail(&records, named, args.date, folders, &assets, &outputs, &mut sink);
    terminal.report(sink.findings());
    let mut exit = Exit::after(sink.findings());
    if let Err(finding) = outputs.close() {
        exit = exit.max(terminal.give_up(finding));
    }
    if let Ok(run) = made {
        let ticket = &run.ticket;
        terminal.summary(&format!(
            "{}, {}, {} in `{}`; the letters are frozen",
            count(ticket.letters, "case"),
            count(ticket.envelopes, "envelope"),
            count(ticket.sheets, "sheet"),
            shown(&run.folder)
        ));
    }
    exit
}
