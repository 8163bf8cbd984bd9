//! `imr diff`: what a build would change, word by word.

use super::args::DiffArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::terminal::{Terminal, count};
use crate::diag::{Finding, Sink};
use crate::project::words::{Piece, compare};
use crate::project::{self, Known};
use crate::render::{self, Made};

/// Words shown on either side of a change.
const AROUND: usize = 8;

pub fn run(args: &DiffArgs, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let edition = args.edition.into();
    let records = context.records(&args.records)?;
    let assets = context.assets()?;
    let known = Known::read(&context.folders.out)?;
    let (mut exit, mut letters, mut differ) = (Exit::Done, 0, 0);
    let mut shown = String::new();
    for record in &records {
        if let Ok(Some(same)) = project::up_to_date(record, edition, &known, &assets) {
            letters += same;
            continue;
        }
        let mut sink = Sink::new();
        let made = project::read_source(record, &mut sink)
            .and_then(|source| render::letters(&source, edition, &assets, &mut sink));
        terminal.report(sink.findings());
        exit = exit.max(Exit::after(sink.findings()));
        for made in made.into_iter().flatten() {
            letters += 1;
            if let Some(difference) = difference(&made, &known, terminal)? {
                differ += 1;
                shown.push_str(&difference);
            }
        }
    }
    terminal.print(shown.as_bytes())?;
    terminal.summary(&format!("{} of {} would change", differ, count(letters, "letter")));
    Ok(if differ > 0 { exit.max(Exit::Letters) } else { exit })
}

/// How a letter differs from the one that is there; none where it does not.
fn difference(made: &Made, known: &Known, terminal: &Terminal) -> Result<Option<String>, Finding> {
    if known.holds(&made.name, made.markdown.text().as_bytes(), &made.pdf)? {
        return Ok(None);
    }
    let (name, pages) = (&made.name, count(made.pages, "page"));
    let Some(old) = project::letter_text(&known.folder, name)? else {
        return Ok(Some(format!("{name}: {pages}, new\n")));
    };
    let before = known.rows.get(name).map(|row| format!(", {} before", row.pages)).unwrap_or_default();
    let pieces = compare(&old, made.markdown.text());
    Ok(Some(if pieces.iter().all(|piece| matches!(piece, Piece::Same(_))) {
        format!("{name}: {pages}{before}\n  the text is the same, the printed pages are not\n")
    } else {
        format!("{name}: {pages}{before}\n{}", changes(&pieces, terminal.styles_output()))
    }))
}

/// The changed words with some of what stands around them; an ellipsis where more is the same.
fn changes(pieces: &[Piece], styled: bool) -> String {
    let (red, green, plain) = if styled { ("\x1b[31;9m", "\x1b[32m", "\x1b[0m") } else { ("[-", "{+", "") };
    let (removed_end, added_end) = if styled { (plain, plain) } else { ("-]", "+}") };
    let mut shown = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Removed(text) => shown.push_str(&marked(text, red, removed_end)),
            Piece::Added(text) => shown.push_str(&marked(text, green, added_end)),
            Piece::Same(text) => {
                let words: Vec<&str> = text.split_inclusive(' ').collect();
                let before = if at == 0 { 0 } else { AROUND };
                let behind = if at + 1 == pieces.len() { 0 } else { AROUND };
                if words.len() <= before + behind {
                    shown.push_str(text);
                } else {
                    words[..before].iter().for_each(|word| shown.push_str(word));
                    shown.push_str(if at == 0 || behind == 0 { "…" } else { "…\n…" });
                    words[words.len() - behind..].iter().for_each(|word| shown.push_str(word));
                }
            }
        }
    }
    shown.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("  {}\n", line.trim())).collect()
}

/// A change keeps its marks on every line it goes over.
fn marked(text: &str, start: &str, end: &str) -> String {
    let lines = text
        .split('\n')
        .map(|line| if line.trim().is_empty() { line.to_owned() } else { format!("{start}{line}{end}") });
    lines.collect::<Vec<_>>().join("\n")
}
