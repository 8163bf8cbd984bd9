//! `imr mail`: the print run of a day.

use serde_json::json;

use super::args::MailArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::plan;
use super::terminal::count;
use crate::diag::Sink;
use crate::project::{emailed_copy, mail, note_bounce, shown};

pub fn run(args: &MailArgs, context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    if let Some([case, party]) = args.bounced.as_deref() {
        return bounced(case, party, context);
    }
    let Some(date) = args.date.filter(|_| !args.plan) else { return plan::run(args, context) };
    let records = context.records(&args.records)?;
    let assets = context.assets()?;
    let outputs = context.outputs()?;
    let mut sink = Sink::new();
    let named = !args.records.is_empty();
    let made = mail(&records, named, date, folders, &assets, &outputs, &mut sink);
    terminal.report(sink.findings());
    let closed = outputs.close();
    if let Ok(run) = made {
        let ticket = &run.ticket;
        let line = format!(
            "{}, {} in `{}`; the letters are frozen",
            count(ticket.letters, "case"),
            plan::copies(ticket.envelopes, ticket.flats, ticket.sheets, ticket.emails),
            shown(&run.folder)
        );
        let object = json!({
            "folder": shown(&run.folder), "cases": ticket.letters, "envelopes": ticket.envelopes,
            "flats": ticket.flats, "sheets": ticket.sheets, "emails": ticket.emails,
        });
        terminal.summary_of(&line, object);
    }
    closed?;
    Ok(Exit::after(sink.findings()))
}

/// Notes that an e-mail came back.
fn bounced(case: &str, party: &str, context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    // Where nothing was e-mailed, nothing is made.
    emailed_copy(case, party, &folders.data, &context.known()?)?;
    let outputs = context.outputs()?;
    let mut sink = Sink::new();
    let noted = note_bounce(case, party, &folders.data, &outputs, &mut sink);
    terminal.report(sink.findings());
    outputs.close()?;
    if let Ok(row) = noted {
        let line = format!(
            "noted: the e-mail of {case} to `{party}` came back; the next print run has the copy on paper"
        );
        let object = json!({ "case_number": case, "copy": party, "email": row.email, "came_back": true });
        terminal.summary_of(&line, object);
    }
    Ok(Exit::after(sink.findings()))
}
