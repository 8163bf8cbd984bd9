//! `imr preview`: the letter of a record for reading, styled on a terminal.

use super::args::PreviewArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::pager;
use super::printed::printed;
use super::styled::styled;
use super::terminal::Terminal;
use crate::assets::Assets;
use crate::diag::{Finding, Reported, Sink};
use crate::document::read_markdown;
use crate::project::{self, Changes, RecordFile};
use crate::render;

pub fn run(args: &PreviewArgs, context: &Context) -> Result<Exit, Failure> {
    let args = &PreviewArgs { record: context.record(&args.record)?, ..*args };
    if args.watch { watch(args, context) } else { once(args, context) }
}

fn once(args: &PreviewArgs, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let assets = context.assets()?;
    let mut sink = Sink::new();
    let Ok(letter) = shown(args, &assets, terminal, &mut sink) else { return Err(sink.into()) };
    let exit = Exit::after(sink.findings());
    // In a pager the findings stand above the letter, where its reader sees them.
    if let Some(rows) = terminal.rows() {
        let whole = terminal.findings(sink.findings()) + &letter;
        if whole.lines().count() >= rows && pager::page(&whole) {
            return Ok(exit);
        }
    }
    terminal.report(sink.findings());
    terminal.print(letter.as_bytes())?;
    Ok(exit)
}

fn shown(
    args: &PreviewArgs,
    assets: &Assets,
    terminal: &Terminal,
    sink: &mut Sink,
) -> Result<String, Reported> {
    let file = RecordFile::read(&args.record, sink)?;
    let record = render::read_record(&file.source, assets, sink)?;
    if args.pages {
        let letters = render::stages(&record, args.edition, assets, sink)?;
        let styled = terminal.styles_output();
        return Ok(letters.iter().map(|letter| printed(&letter.pages, &assets.fonts, styled)).collect());
    }
    let letters = render::letters_markdown(&record, args.edition, assets, sink)?;
    if args.raw || !terminal.styles_output() {
        return Ok(letters.iter().map(|markdown| markdown.text()).collect::<Vec<_>>().join("\n"));
    }
    let shown = letters.iter().map(|markdown| Ok(styled(&read_markdown(markdown, sink)?, terminal.width())));
    shown.collect()
}

/// Shows the letter again after every save. A record that is broken keeps the last good letter below its
/// findings.
fn watch(args: &PreviewArgs, context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let folder = args.record.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut watched = vec![folder.unwrap_or(std::path::Path::new("."))];
    watched.extend(folders.templates.as_deref());
    let mut changes = Changes::of(&watched)?;
    let mut good: Option<String> = None;
    let mut at = 0;
    loop {
        terminal.begin_again();
        let mut sink = Sink::new();
        let assets = project::read_assets(folders, &mut sink);
        let new = assets.and_then(|assets| shown(args, &assets, terminal, &mut sink));
        match new {
            Ok(letter) => {
                at = good.as_deref().map_or(0, |before| first_difference(before, &letter));
                show(sink.findings(), &letter, at, false, terminal)?;
                good = Some(letter);
            }
            Err(_) => show(sink.findings(), good.as_deref().unwrap_or_default(), at, true, terminal)?,
        }
        while !changes.next(None)?.is_some_and(|changed| concerns(&changed, args)) {}
    }
}

fn concerns(changed: &project::Changed, args: &PreviewArgs) -> bool {
    let the_record = |(of, file): &(usize, std::path::PathBuf)| {
        *of == 0 && file.as_os_str() == args.record.file_name().unwrap_or_default()
    };
    changed.touches(1) || changed.folders.contains(&0) || changed.files.iter().any(the_record)
}

/// On a terminal as much as the screen holds, from a little above the line that changed; elsewhere all.
fn show(
    findings: &[Finding],
    letter: &str,
    changed: usize,
    stale: bool,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let Some(rows) = terminal.rows() else {
        terminal.report(findings);
        return if stale { Ok(()) } else { terminal.print(letter.as_bytes()) };
    };
    let above = terminal.findings(findings);
    let room = rows.saturating_sub(above.lines().count() + 2).max(5);
    let total = letter.lines().count();
    let first = changed.saturating_sub(3).min(total.saturating_sub(room));
    let mut screen = format!("\x1b[2J\x1b[H{above}");
    for line in letter.lines().skip(first).take(room) {
        screen.push_str(&if stale { dimmed(line) } else { format!("{line}\n") });
    }
    let last = (first + room).min(total);
    let part =
        if total > room { format!("lines {} to {last} of {total}; ", first + 1) } else { String::new() };
    let what = if stale { "the last good letter; " } else { "" };
    screen.push_str(&format!("\x1b[2m{what}{part}watching, Ctrl-C ends\x1b[0m\n"));
    terminal.print(screen.as_bytes())
}

/// A line in its styles, all of them dim.
fn dimmed(line: &str) -> String {
    format!("\x1b[2m{}\x1b[0m\n", line.replace("\x1b[0m", "\x1b[0;2m"))
}

/// The first line, from 0, in which two texts differ.
fn first_difference(before: &str, after: &str) -> usize {
    before.lines().zip(after.lines()).take_while(|(a, b)| a == b).count()
}
