//! `imr status`: how every letter stands.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::args::StatusArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::terminal::count;
use crate::project::{
    DataFolder, Known, LetterState, Standing, named_records, orphans as orphans_note, public_to_check,
    standings, typed_case_number, without_record,
};

pub fn run(args: &StatusArgs, context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let assets = context.assets()?;
    let known = context.known()?;
    let data = DataFolder::new(&folders.data);
    // A case may have letters and no record any more.
    let (left, named): (Vec<&PathBuf>, Vec<&PathBuf>) =
        args.records.iter().partition(|typed| is_left(typed, &known, context));
    let records = match named.as_slice() {
        [] if !left.is_empty() => Vec::new(),
        // Where all records are gone, what they left is still worth saying.
        [] => match context.records(&[]) {
            Err(failure) if known.rows.is_empty() => return Err(failure),
            records => records.unwrap_or_default(),
        },
        named => context.records(&named.iter().copied().cloned().collect::<Vec<_>>())?,
    };
    let mut standings = standings(&records, &data, &known, &assets)?;
    let left: Vec<_> = left.iter().filter_map(|typed| typed_case_number(typed)).collect();
    standings.extend(without_record(&records, &data, &known).into_iter().filter(|standing| {
        args.records.is_empty() || standing.key.as_ref().is_some_and(|key| left.contains(key.case()))
    }));
    standings.sort_by(|a, b| a.letter.cmp(&b.letter));
    let leaks: Vec<_> = public_to_check(&known, &folders.data)
        .iter()
        .filter(|letter| args.records.is_empty() || standings.iter().any(|one| letter.is(one)))
        .filter_map(|letter| letter.leak(&assets))
        .collect();
    terminal.report(&leaks);
    let exit = Exit::after(&leaks);
    if args.json {
        let json = serde_json::to_string_pretty(&standings).unwrap_or_default();
        terminal.print_bytes(format!("{json}\n").as_bytes())?;
        return Ok(exit);
    }
    let (mut shown, mut drafts) = (String::new(), String::new());
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for standing in &standings {
        *counts.entry(standing.state).or_default() += 1;
        terminal.result(serde_json::to_value(standing).unwrap_or_default());
        if standing.state == LetterState::Draft {
            drafts.push_str(&line(standing));
        } else if args.all || !args.records.is_empty() || needs_work(standing) {
            shown.push_str(&line(standing));
        }
    }
    // Nothing is due of them, so they stand apart.
    if !drafts.is_empty() {
        let gap = if shown.is_empty() { "" } else { "\n" };
        shown.push_str(&format!("{gap}Drafts, with blanks to fill in:\n{drafts}"));
    }
    let words: Vec<_> = counts.iter().map(|(state, number)| of_state(*state, *number)).collect();
    if !terminal.is_for_tools() {
        terminal.page_or_print(&shown)?;
    }
    let counts = counts.into_iter().map(|(state, count)| (state.words().replace(' ', "_"), count.into()));
    terminal.summary_of(&words.join(", "), Value::Object(counts.collect()));
    let orphans = standings.iter().filter(|standing| standing.state == LetterState::Orphan).count();
    if orphans > 0 {
        terminal.report(&[orphans_note(orphans)]);
    }
    Ok(exit)
}

/// Whether a case number is that of letters alone.
fn is_left(typed: &Path, known: &Known, context: &Context) -> bool {
    typed_case_number(typed).is_some_and(|case| {
        known.rows_of_case(&case).next().is_some() && named_records(typed, &context.folders.data).is_err()
    })
}

/// `3 up to date`, `2 drafts`
fn of_state(state: LetterState, number: usize) -> String {
    match state {
        LetterState::Draft => count(number, "draft"),
        _ => format!("{number} {}", state.words()),
    }
}

/// What is as it should be needs none.
fn needs_work(standing: &Standing) -> bool {
    match standing.state {
        LetterState::UpToDate => false,
        LetterState::Mailed => !standing.what.is_empty(),
        _ => true,
    }
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
        (false, Some(_)) => format!("{letter}  {state}; {}\n", since(what)),
    }
}

/// What changed since a letter was mailed, which it does not follow.
fn since(what: &[String]) -> String {
    let (wording, others): (Vec<&str>, Vec<&str>) =
        what.iter().map(String::as_str).partition(|what| what.starts_with("templates/"));
    // Of its own files and its e-mail a letter says what is wrong with them, not when.
    let (files, changed): (Vec<&str>, Vec<&str>) = others.into_iter().partition(|what| what.ends_with(')'));
    let mut said: Vec<String> = changed.iter().map(|what| format!("{what} changed since")).collect();
    if !wording.is_empty() {
        said.push(format!("wording changed since: {}", wording.join(", ")));
    }
    said.extend(files.iter().map(|&file| file.to_owned()));
    said.join("; ")
}
