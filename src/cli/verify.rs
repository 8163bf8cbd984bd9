//! `imr verify`: every letter against the ledger.

use super::args::VerifyArgs;
use super::exit::Exit;
use super::load_kit;
use super::terminal::{Terminal, count};
use crate::diag::Sink;
use crate::project::{Folders, Known, find_records, verify, verify_rebuilt};

pub fn run(args: &VerifyArgs, folders: &Folders, terminal: &Terminal) -> Exit {
    let known = match Known::read(&folders.out) {
        Ok(known) => known,
        Err(finding) => return terminal.give_up(finding),
    };
    let mut sink = Sink::new();
    known.lost.iter().for_each(|lost| sink.report(lost.clone()));
    verify(&known, &mut sink);
    let mut findings = sink.into_findings();
    if args.rebuild {
        let assets = match load_kit(folders, terminal) {
            Ok(assets) => assets,
            Err(exit) => return exit,
        };
        match find_records(&folders.data) {
            Ok(records) => {
                findings.extend(records.iter().flat_map(|record| verify_rebuilt(record, &assets, &known)));
            }
            Err(finding) => return terminal.give_up(finding),
        }
    }
    terminal.report(&findings);
    // A ledger that cannot be believed verifies nothing.
    let exit = if known.lost.is_empty() { Exit::Done } else { Exit::Letters };
    let errors = findings.iter().filter(|f| f.severity() == crate::diag::Severity::Error).count();
    terminal.summary(&format!("{} verified: {}", count(known.rows.len(), "letter"), count(errors, "error")));
    exit.max(Exit::after(&findings))
}
