//! `imr import` of letters: into the records that they would come from, each compared with its letter.

use std::path::PathBuf;
use std::sync::atomic::Ordering;

use super::context::Context;
use super::exit::{Exit, Failure};
use super::progress::Progress;
use super::stop::on_signal;
use super::terminal::count;
use crate::diag::{Finding, Sink};
use crate::import::{Imported, Importer, Verdict};
use crate::project::{self, FoundLetters, find_letters, import_letter, in_order, write_record};
use crate::record;

/// What became of the letters so far.
#[derive(Default)]
struct Tally {
    imported: usize,
    same: usize,
    same_lines: usize,
    differ: usize,
    failed: usize,
    looks: usize,
    drafts: usize,
}

pub fn run(files: &[PathBuf], template: Option<&str>, context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let FoundLetters { letters, note } = find_letters(files)?;
    let assets = context.assets()?;
    let mut sink = Sink::new();
    let Ok(importer) = Importer::new(&assets, template, &mut sink) else {
        return Err(Failure::usage(sink));
    };
    let mut tally = Tally::default();
    let mut exit = Exit::Done;
    terminal.report(note.as_slice());
    let mut progress = Progress::new(letters.len(), terminal);
    let stop = on_signal();
    in_order(
        &letters,
        stop,
        |number, letter| {
            let mut sink = Sink::new();
            let imported = import_letter(letter, &importer, &mut sink).ok();
            (number, imported, sink.into_findings())
        },
        |(number, imported, mut findings): (usize, Option<Imported>, Vec<Finding>)| {
            let written = imported.map(|imported| {
                let written = write_record(&folders.data, &letters[number], &imported);
                (imported, written)
            });
            match written {
                Some((imported, Ok(_))) => tally.add(&imported),
                Some((_, Err(finding))) => {
                    tally.failed += 1;
                    findings.push(finding);
                }
                None => tally.failed += 1,
            }
            exit = exit.max(Exit::after(&findings));
            progress.step(terminal, &findings);
        },
    );
    progress.end();
    if tally.imported > 0 {
        let schema = format!("{:#}\n", assets.contracts().schema());
        project::write_whole(&folders.data.join(record::SCHEMA_FILE), schema.as_bytes())?;
    }
    terminal.summary(&tally.summary());
    if stop.load(Ordering::Relaxed) {
        let left = letters.len() - tally.imported - tally.failed;
        terminal.summary(&format!("stopped; {} left", count(left, "letter")));
        exit = Exit::Stopped;
    }
    Ok(exit)
}

impl Tally {
    fn add(&mut self, imported: &Imported) {
        self.imported += 1;
        self.looks += imported.looks;
        self.drafts += usize::from(imported.blanks > 0);
        match imported.verdict {
            Some(Verdict::Same { lines }) => {
                self.same += 1;
                self.same_lines += usize::from(lines == Some(true));
            }
            Some(Verdict::Differs(_)) | None => self.differ += 1,
        }
    }

    fn summary(&self) -> String {
        let Tally { imported, same, same_lines, differ, failed, looks, drafts } = self;
        let drafts =
            if *drafts > 0 { format!(", {} to fill in", count(*drafts, "draft")) } else { String::new() };
        let failed = if *failed > 0 { format!(", {failed} not imported") } else { String::new() };
        format!(
            "{imported} imported: {same} word for word ({same_lines} line for line), {differ} differ, {} to look at{drafts}{failed}",
            count(*looks, "place")
        )
    }
}
