//! `imr mail --plan`: what could be mailed on each day.

use std::collections::BTreeMap;

use serde_json::json;

use super::args::MailArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::stop::on_signal;
use super::terminal::{Terminal, count};
use crate::project::{Planned, PlannedState, hindrances, plan, shown};
use crate::units::Date;

pub fn run(args: &MailArgs, context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let records = context.records(&args.records)?;
    let assets = context.assets()?;
    let known = context.known()?;
    // What has no day yet comes last.
    let mut days: BTreeMap<(bool, Option<Date>), Vec<Planned>> = BTreeMap::new();
    plan(&records, args.date, folders, &assets, &known, on_signal(), |planned| {
        days.entry((planned.day.is_none(), planned.day)).or_default().push(planned);
    });
    let open = days
        .iter()
        .filter(|(_, cases)| cases.iter().any(|case| !matches!(case.state, PlannedState::Mailed { .. })));
    let found = hindrances(open.filter_map(|((_, day), _)| *day), &assets);
    terminal.report(&found);
    let mut text = String::new();
    let (mut ready, mut lacking, mut mailed) = (0, 0, 0);
    for ((_, day), cases) in &days {
        let of_day = Counts::of(cases);
        let day = day.map_or("no mailing date".to_owned(), |day| day.to_string());
        text.push_str(&format!("{day}: {}\n", of_day.words()));
        for case in cases {
            text.push_str(&line(case));
            tell(case, terminal);
        }
        ready += of_day.ready;
        lacking += of_day.lacking;
        mailed += of_day.mailed;
    }
    if !terminal.is_for_tools() {
        terminal.page_or_print(&text)?;
    }
    let line = format!("{ready} ready, {lacking} not ready, {mailed} mailed; nothing was written");
    terminal.summary_of(&line, json!({ "ready": ready, "not_ready": lacking, "mailed": mailed }));
    Ok(Exit::after(&found))
}

#[derive(Default)]
struct Counts {
    ready: usize,
    lacking: usize,
    mailed: usize,
    envelopes: usize,
    flats: usize,
    sheets: usize,
    emails: usize,
}

impl Counts {
    fn of(cases: &[Planned]) -> Counts {
        let mut counts = Counts::default();
        for case in cases {
            match case.state {
                PlannedState::Ready { envelopes, flats, sheets, emails } => {
                    counts.ready += 1;
                    counts.flats += flats;
                    counts.envelopes += envelopes;
                    counts.sheets += sheets;
                    counts.emails += emails;
                }
                PlannedState::Lacks { .. } => counts.lacking += 1,
                PlannedState::Mailed { .. } => counts.mailed += 1,
            }
        }
        counts
    }

    fn words(&self) -> String {
        let mut words = Vec::new();
        if self.ready > 0 {
            let copies = copies(self.envelopes, self.flats, self.sheets, self.emails);
            words.push(format!("{} ready ({copies})", count(self.ready, "case")));
        }
        if self.lacking > 0 {
            words.push(format!("{} not ready", self.lacking));
        }
        if self.mailed > 0 {
            words.push(format!("{} mailed", self.mailed));
        }
        words.join(", ")
    }
}

/// How many go out, and how; flats and e-mails are named where there are any.
pub(super) fn copies(envelopes: usize, flats: usize, sheets: usize, emails: usize) -> String {
    let mut words = Vec::new();
    if emails == 0 || envelopes > 0 {
        words.push(count(envelopes, "envelope"));
        match flats {
            0 => {}
            1 => words.push("1 of them a flat".to_owned()),
            many => words.push(format!("{many} of them flats")),
        }
        words.push(count(sheets, "sheet"));
    }
    if emails > 0 {
        words.push(count(emails, "e-mail"));
    }
    words.join(", ")
}

fn line(planned: &Planned) -> String {
    let name = planned.case.clone().unwrap_or_else(|| shown(&planned.record));
    let state = match &planned.state {
        PlannedState::Ready { envelopes, flats, sheets, emails } => {
            format!("ready, {}", copies(*envelopes, *flats, *sheets, *emails))
        }
        PlannedState::Lacks { what, more: 0 } => format!("not ready: {what}"),
        PlannedState::Lacks { what, more } => format!("not ready: {what} (and {more} more)"),
        PlannedState::Mailed { came_back: 0 } => "mailed".to_owned(),
        PlannedState::Mailed { came_back } => {
            format!("mailed; {} came back, for the next run", count(*came_back, "e-mail"))
        }
    };
    format!("  {name}  {state}\n")
}

fn tell(planned: &Planned, terminal: &Terminal) {
    let mut object = json!({
        "case_number": planned.case, "record": shown(&planned.record),
        "mailed_date": planned.day.map(|day| day.to_string()),
    });
    match &planned.state {
        PlannedState::Ready { envelopes, flats, sheets, emails } => {
            object["flats"] = (*flats).into();
            object["emails"] = (*emails).into();
            object["state"] = "ready".into();
            object["envelopes"] = (*envelopes).into();
            object["sheets"] = (*sheets).into();
        }
        PlannedState::Lacks { what, .. } => {
            object["state"] = "not-ready".into();
            object["lacks"] = what.as_str().into();
        }
        PlannedState::Mailed { came_back } => {
            object["state"] = "mailed".into();
            object["came_back"] = (*came_back).into();
        }
    }
    terminal.result(object);
}
