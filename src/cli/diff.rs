//! `imr diff`: what a build would change, word by word; what is the same in many letters is shown once.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use serde_json::json;

use super::args::DiffArgs;
use super::changes::{Changes, Difference, hunks};
use super::context::Context;
use super::exit::{Exit, Failure};
use super::stop::on_signal;
use super::terminal::count;
use crate::assets::Assets;
use crate::diag::{Finding, Sink};
use crate::letter::Edition;
use crate::project::{self, Compared, Known, RecordFile, compare};
use crate::render::{self, Made};

/// What was found of one record.
#[derive(Default)]
struct Found {
    findings: Vec<Finding>,
    letters: usize,
    differences: Vec<Difference>,
}

/// How the letters of records differ from those that are there.
pub struct ComparedLetters {
    pub changes: Changes,
    /// How many letters there are.
    pub letters: usize,
    pub exit: Exit,
}

pub fn run(args: &DiffArgs, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let records = context.records(&args.records)?;
    let compared = compare_letters(&records, Some(args.edition), context)?;
    let differ = compared.changes.letters();
    terminal.print(compared.changes.shown(args.each, terminal.styles_output()).as_bytes())?;
    let line = format!("{differ} of {} would change", count(compared.letters, "letter"));
    terminal.summary_of(&line, json!({ "letters": compared.letters, "differ": differ }));
    if on_signal().load(Ordering::Relaxed) {
        return Ok(Exit::Stopped);
    }
    Ok(if differ > 0 { compared.exit.max(Exit::Letters) } else { compared.exit })
}

/// Makes the letters of an edition, or of every edition that a record asks for, on all cores, and compares them with those
/// that are there.
///
/// # Errors
/// Where what is there cannot be read.
pub fn compare_letters(
    records: &[PathBuf],
    edition: Option<Edition>,
    context: &Context,
) -> Result<ComparedLetters, Failure> {
    let assets = context.assets()?;
    let known = context.known()?;
    let mut compared = ComparedLetters { changes: Changes::default(), letters: 0, exit: Exit::Done };
    let mut failed = None;
    project::in_order(
        records,
        on_signal(),
        |_, record| of_record(record, edition, &known, &assets),
        |found| match found {
            Ok(found) => {
                context.terminal.report(&found.findings);
                compared.exit = compared.exit.max(Exit::after(&found.findings));
                compared.letters += found.letters;
                found.differences.into_iter().for_each(|difference| compared.changes.add(difference));
            }
            Err(finding) => failed = Some(finding),
        },
    );
    failed.map_or(Ok(compared), |finding| Err(finding.into()))
}

fn of_record(
    record: &Path,
    edition: Option<Edition>,
    known: &Known,
    assets: &Assets,
) -> Result<Found, Finding> {
    let mut sink = Sink::new();
    let mut found = Found::default();
    let Ok(file) = RecordFile::read(record, &mut sink) else {
        found.findings = sink.into_findings();
        return Ok(found);
    };
    let mut read = None;
    let editions = match edition {
        Some(edition) => vec![edition],
        None => {
            read = render::read_record(&file.source, assets, &mut sink).ok();
            let asked = |edition: &Edition| read.as_ref().is_some_and(|record| edition.is_asked_for(record));
            Edition::ALL.into_iter().filter(asked).collect()
        }
    };
    for edition in editions {
        if let Some(letters) = project::up_to_date(&file, edition, known, assets)? {
            found.letters += letters;
            continue;
        }
        let record = match &read {
            Some(record) => Ok(Arc::clone(record)),
            None => render::read_record(&file.source, assets, &mut sink),
        };
        let made = record.and_then(|record| render::letters(&record, edition, assets, &mut sink));
        for made in made.into_iter().flatten() {
            found.letters += 1;
            found.differences.extend(difference(made, known)?);
        }
    }
    found.findings = sink.into_findings();
    Ok(found)
}

/// How a letter differs from the one that is there; none where it does not.
fn difference(made: Made, known: &Known) -> Result<Option<Difference>, Finding> {
    let now = made.markdown.text();
    if known.holds(&made.key, now.as_bytes(), &made.pdf)? {
        return Ok(None);
    }
    let before = known.rows.get(&made.key).map(|row| row.pages);
    let changed = project::letter_text(&known.folder, &made.key)?.map(|old| {
        let compared = compare(&old, now).into_iter();
        let changed = compared.filter_map(|part| match part {
            Compared::Same(_) => None,
            Compared::Changed(pieces) => Some(hunks(&pieces)),
        });
        changed.flatten().collect()
    });
    Ok(Some(Difference { letter: made.key, pages: made.pages, before, changed }))
}
