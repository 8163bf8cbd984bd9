//! `imr verify`: every letter against the ledger.

use std::sync::atomic::Ordering;

use serde_json::json;

use super::args::VerifyArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::stop::on_signal;
use super::terminal::count;
use crate::diag::{Severity, Sink};
use crate::project::{
    Archive, Rebuilt, find_records, in_order, letters_in, public_to_check, verify, verify_rebuilt,
};

pub fn run(args: &VerifyArgs, context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let known = letters_in(&folders.out)?;
    let mut sink = Sink::new();
    verify(&known, &mut sink);
    let mut findings = sink.into_findings();
    if args.rebuild {
        let assets = context.assets()?;
        let records = find_records(&folders.data)?;
        let (archive, mut rebuilt) = (Archive::default(), Rebuilt::default());
        in_order(
            &records,
            on_signal(),
            |_, record| verify_rebuilt(record, &assets, &known, &archive),
            |of_record| rebuilt.add(of_record),
        );
        findings.extend(rebuilt.into_findings());
    }
    // A public edition is looked at where its record was changed since.
    let changed = public_to_check(&known, &folders.data);
    if !changed.is_empty() {
        let assets = context.assets()?;
        findings.extend(changed.iter().filter_map(|letter| letter.leak(&assets)));
    }
    terminal.report(&findings);
    let of = |severity| findings.iter().filter(|finding| finding.severity() == severity).count();
    let warnings = match of(Severity::Warning) {
        0 => String::new(),
        some => format!(", {}", count(some, "warning")),
    };
    let errors = count(of(Severity::Error), "error");
    let line = format!("{} verified: {errors}{warnings}", count(known.rows.len(), "letter"));
    terminal.summary_of(&line, json!({ "verified": known.rows.len() }));
    if args.rebuild && on_signal().load(Ordering::Relaxed) {
        return Ok(Exit::Stopped);
    }
    Ok(Exit::after(&findings))
}
