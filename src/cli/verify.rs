//! `imr verify`: every letter against the ledger.

use super::args::VerifyArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::terminal::count;
use crate::diag::{Severity, Sink};
use crate::project::{Known, find_records, verify, verify_rebuilt};

pub fn run(args: &VerifyArgs, context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let known = Known::read(&folders.out)?;
    let mut sink = Sink::new();
    known.lost.iter().for_each(|lost| sink.report(lost.clone()));
    verify(&known, &mut sink);
    let mut findings = sink.into_findings();
    if args.rebuild {
        let assets = context.assets()?;
        let records = find_records(&folders.data)?;
        findings.extend(records.iter().flat_map(|record| verify_rebuilt(record, &assets, &known)));
    }
    terminal.report(&findings);
    // A ledger that cannot be believed verifies nothing.
    let exit = if known.lost.is_empty() { Exit::Done } else { Exit::Letters };
    let errors = findings.iter().filter(|f| f.severity() == Severity::Error).count();
    terminal.summary(&format!("{} verified: {}", count(known.rows.len(), "letter"), count(errors, "error")));
    Ok(exit.max(Exit::after(&findings)))
}
