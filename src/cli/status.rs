//! `imr status`: how every letter stands.

use std::collections::BTreeMap;

use super::args::StatusArgs;
use super::exit::Exit;
use super::terminal::Terminal;
use super::{load_kit, records};
use crate::assets::Assets;
use crate::diag::Finding;
use crate::project::{Folders, Known, Standing, standings};

pub fn run(args: &StatusArgs, folders: &Folders, terminal: &Terminal) -> Exit {
    let assets = match load_kit(folders, terminal) {
        Ok(assets) => assets,
        Err(exit) => return exit,
    };
    let mut standings = match read(args, folders, &assets, terminal) {
        Ok(standings) => standings,
        Err(finding) => return terminal.give_up(finding),
    };
    if !args.records.is_empty() {
        let named: Vec<_> = args.records.iter().filter_map(|record| record.file_name()).collect();
        standings
            .retain(|standing| named.iter().any(|name| standing.record.ends_with(&*name.to_string_lossy())));
    }
    if args.json {
        let json = serde_json::to_string_pretty(&standings).unwrap_or_default();
        return terminal.print(format!("{json}\n").as_bytes());
    }
    let mut shown = String::new();
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for standing in &standings {
        *counts.entry(standing.state).or_default() += 1;
        shown.push_str(&line(standing));
    }
    let counts: Vec<_> = counts.iter().map(|(state, count)| format!("{count} {}", state.words())).collect();
    let exit = terminal.print(shown.as_bytes());
    terminal.summary(&counts.join(", "));
    exit
}

fn read(
    args: &StatusArgs,
    folders: &Folders,
    assets: &Assets,
    terminal: &Terminal,
) -> Result<Vec<Standing>, Finding> {
    let known = Known::read(&folders.out)?;
    terminal.report(&known.lost);
    // Where all records are gone, what they left is still worth saying.
    let records = match records(&args.records, &folders.data) {
        Err(finding) if known.rows.is_empty() => return Err(finding),
        records => records.unwrap_or_default(),
    };
    standings(&records, &folders.data, &known, assets)
}

fn line(standing: &Standing) -> String {
    let Standing { letter, state, what, mailed, .. } = standing;
    let state = match mailed {
        Some(date) => format!("mailed {date}"),
        None => state.words().to_owned(),
    };
    match (what.is_empty(), mailed) {
        (true, _) => format!("{letter}  {state}\n"),
        (false, None) => format!("{letter}  {state}: {}\n", what.join(", ")),
        (false, Some(_)) => format!("{letter}  {state}; changed since: {}\n", what.join(", ")),
    }
}
