//! `imr diff`: what a build would change, word by word.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use anstyle::{AnsiColor, Style};

use super::args::DiffArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::stop::on_signal;
use super::terminal::{Terminal, count};
use crate::assets::Assets;
use crate::diag::{Finding, Sink, visible, visible_letter};
use crate::letter::Edition;
use crate::project::{self, Compared, Known, Piece, RecordFile, compare, in_order};
use crate::render::{self, Made};

/// Words shown on either side of a change.
const AROUND: usize = 8;

pub fn run(args: &DiffArgs, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let edition = args.edition;
    let records = context.records(&args.records)?;
    let assets = context.assets()?;
    let known = Known::read(&context.folders.out)?;
    let (mut exit, mut letters, mut differ) = (Exit::Done, 0, 0);
    let mut shown = String::new();
    let mut failed = None;
    let one = |_, record: &PathBuf| of_record(record, edition, &known, &assets, terminal);
    in_order(&records, on_signal(), one, |of_record| match of_record {
        Ok(found) => {
            terminal.report(&found.findings);
            exit = exit.max(Exit::after(&found.findings));
            letters += found.letters;
            differ += found.differences.len();
            shown.extend(found.differences);
        }
        Err(finding) => failed = failed.take().or(Some(finding)),
    });
    if let Some(finding) = failed {
        return Err(finding.into());
    }
    terminal.print(shown.as_bytes())?;
    terminal.summary(&format!("{} of {} would change", differ, count(letters, "letter")));
    if on_signal().load(Ordering::Relaxed) {
        return Ok(Exit::Stopped);
    }
    Ok(if differ > 0 { exit.max(Exit::Letters) } else { exit })
}

/// What a build of one record would change.
#[derive(Default)]
struct OfRecord {
    findings: Vec<Finding>,
    letters: usize,
    differences: Vec<String>,
}

fn of_record(
    record: &Path,
    edition: Edition,
    known: &Known,
    assets: &Assets,
    terminal: &Terminal,
) -> Result<OfRecord, Finding> {
    let mut sink = Sink::new();
    let file = RecordFile::read(record, &mut sink);
    if let Ok(file) = &file
        && let Some(letters) = project::up_to_date(file, edition, known, assets)?
    {
        return Ok(OfRecord { letters, ..OfRecord::default() });
    }
    let made = file
        .and_then(|file| render::read_record(&file.source, assets, &mut sink))
        .and_then(|record| render::letters(&record, edition, assets, &mut sink))
        .unwrap_or_default();
    let differences = made.iter().map(|made| difference(made, known, terminal));
    let differences: Vec<Option<String>> = differences.collect::<Result<_, _>>()?;
    Ok(OfRecord {
        findings: sink.into_findings(),
        letters: made.len(),
        differences: differences.into_iter().flatten().collect(),
    })
}

/// How a letter differs from the one that is there; none where it does not.
fn difference(made: &Made, known: &Known, terminal: &Terminal) -> Result<Option<String>, Finding> {
    if known.holds(&made.key, made.markdown.text().as_bytes(), &made.pdf)? {
        return Ok(None);
    }
    let (name, pages) = (&made.key, count(made.pages, "page"));
    let Some(old) = project::letter_text(&known.folder, name)? else {
        return Ok(Some(format!("{name}: {pages}, new\n")));
    };
    let before = known.rows.get(name).map(|row| format!(", {} before", row.pages)).unwrap_or_default();
    let compared = compare(&old, made.markdown.text());
    let changed: Vec<&[Piece]> = compared
        .iter()
        .filter_map(|part| match part {
            Compared::Same(_) => None,
            Compared::Changed(pieces) => Some(pieces.as_slice()),
        })
        .collect();
    let mut shown = format!("{name}: {pages}{before}\n");
    if changed.is_empty() {
        shown.push_str("  the text is the same, the printed pages are not\n");
    }
    for pieces in changed {
        shown.push_str(&format!("  {}\n", changed_words(pieces, terminal.styles_output())));
    }
    Ok(Some(shown))
}

/// The changed words of a paragraph with some of what stands around them; an ellipsis where more is the same.
fn changed_words(pieces: &[Piece], styled: bool) -> String {
    const REMOVED: Style = AnsiColor::Red.on_default().strikethrough();
    const ADDED: Style = AnsiColor::Green.on_default();
    let mut shown = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Removed(text) if styled => {
                shown.push_str(&format!("{REMOVED}{}{REMOVED:#}", visible(text)))
            }
            Piece::Added(text) if styled => shown.push_str(&format!("{ADDED}{}{ADDED:#}", visible(text))),
            Piece::Removed(text) => shown.push_str(&format!("[-{}-]", visible(text))),
            Piece::Added(text) => shown.push_str(&format!("{{+{}+}}", visible(text))),
            Piece::Same(text) => {
                let words: Vec<&str> = text.split_inclusive(' ').collect();
                let before = if at == 0 { 0 } else { AROUND };
                let after = if at + 1 == pieces.len() { 0 } else { AROUND };
                if words.len() <= before + after {
                    shown.push_str(&visible_letter(text));
                } else {
                    words[..before].iter().for_each(|word| shown.push_str(&visible_letter(word)));
                    shown.push_str(if before == 0 || after == 0 { "… " } else { "… … " });
                    words[words.len() - after..]
                        .iter()
                        .for_each(|word| shown.push_str(&visible_letter(word)));
                }
            }
        }
    }
    shown.trim_end().to_owned()
}
