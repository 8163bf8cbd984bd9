//! The print run of a day: every addressed copy in one file, what to print and whom it goes to, and the
//! letters frozen. All of it, or nothing.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::digest::Digest;
use super::index::no_formula;
use super::inputs::replaced;
use super::ledger::{PROGRAM, Row, record_name};
use super::outputs::Outputs;
use super::settle::settle;
use super::write::{folder_of, make_inside, sync_folder, write_new};
use super::{Folders, findings, read, shown};
use crate::assets::Assets;
use crate::diag::{Finding, Reported, Severity, Sink};
use crate::layout::{Pages, bind};
use crate::letter::{Edition, Ticket};
use crate::pdf::{About, write_pdf};
use crate::record::{no_mailing_on, parse_record};
use crate::render::{self, Made, Stages};
use crate::units::Date;

/// One envelope of the run, as the manifest lists it.
#[derive(Debug, Serialize)]
struct Envelope {
    case_number: String,
    recipient: &'static str,
    /// The lines of the envelope.
    address: Vec<String>,
    pages: usize,
    sheets: usize,
    /// The page of the run on which the copy starts, from 1.
    first_page: usize,
    /// The copy by itself, below the folder for letters.
    file: String,
    sha256: Digest,
}

/// What a run came to.
#[derive(Debug)]
pub struct PrintRun {
    pub folder: PathBuf,
    pub ticket: Ticket,
}

/// Makes the print run of a mailing date from the records that give it as their `mailed_date`; where records
/// were `named`, of just those, which must all give it.
///
/// # Errors
/// An office that is made up, a letter with an error, one that was mailed, a run that is there: then nothing
/// is written.
pub fn mail(
    records: &[PathBuf],
    named: bool,
    date: Date,
    folders: &Folders,
    assets: &Assets,
    outputs: &Outputs,
    sink: &mut Sink,
) -> Result<PrintRun, Reported> {
    let mark = sink.mark();
    if let Some(why) = assets.made_up_office() {
        sink.report(findings::office_is_made_up(why));
    }
    if let Some(why) = no_mailing_on(date) {
        sink.report(findings::no_postal_day(date, &why));
    }
    let folder = folders.out.join("mail").join(date.to_string());
    if folder.symlink_metadata().is_ok() {
        sink.report(findings::run_is_there(&folder));
    }
    let mut letters = Vec::new();
    for record in records {
        if let Ok(Some(letter)) = due(record, named, date, folders, assets, outputs, sink) {
            letters.push(letter);
        }
    }
    sink.unless_errors(mark, ())?;
    if letters.is_empty() {
        return Err(sink.error(findings::nothing_to_mail(date)));
    }
    let run = Run::bind(letters, date, assets, sink)?;
    run.write(&folder, outputs, sink)?;
    Ok(PrintRun { folder, ticket: run.ticket })
}

/// A case of the run: its papers, and the rows that the ledger gets.
struct Case {
    papers: Vec<(Stages, Row)>,
}

/// The papers of a record, if it is mailed on that date.
fn due(
    record: &Path,
    named: bool,
    date: Date,
    folders: &Folders,
    assets: &Assets,
    outputs: &Outputs,
    sink: &mut Sink,
) -> Result<Option<Case>, Reported> {
    let bytes = read::read_bytes(record).map_err(|finding| sink.error(finding))?;
    let source = read::source_of(record, &bytes, sink)?;
    let read = parse_record(&source, &mut Sink::new()).ok();
    let mailed = read.as_ref().and_then(|read| read.mailed_date.as_ref());
    match (&read, mailed) {
        (Some(_), Some(mailed)) if mailed.0 == date => {}
        // A record that cannot be read may be due as well, and says so itself below.
        (None, _) => {}
        (Some(read), _) if named => return Err(sink.error(findings::mailed_another_day(read, date))),
        _ => return Ok(None),
    }
    let made = render::stages(&source, Edition::Mailed, assets, sink)?;
    let mut papers = Vec::new();
    for stages in made {
        let row = Row {
            letter: stages.paper.name.clone(),
            record: record_name(record, &folders.data),
            record_sha256: Digest::of(&bytes),
            template: stages.record.template.to_string(),
            program: PROGRAM.to_owned(),
            replaced: replaced(assets, &stages.record.template, true),
            markdown_sha256: Digest::of(stages.markdown.text().as_bytes()),
            pdf_sha256: Digest::of(&stages.pdf),
            pages: stages.pages.pages.len(),
            findings: sink.findings().iter().filter(|f| f.severity() != Severity::Error).count(),
            mailed: None,
            listing: None,
        };
        let before = outputs.known.rows.get(&row.letter);
        if before.is_some_and(|before| before.mailed.as_deref() == Some(&*date.to_string())) {
            return Err(sink.error(findings::mailed_already(&row.letter, date)));
        }
        papers.push((stages, row));
    }
    Ok(Some(Case { papers }))
}

/// A run in memory.
struct Run {
    ticket: Ticket,
    envelopes: Vec<Envelope>,
    /// Name and bytes of every file of the run.
    files: Vec<(&'static str, Vec<u8>)>,
    papers: Vec<(Made, Row)>,
    date: Date,
}

impl Run {
    fn bind(cases: Vec<Case>, date: Date, assets: &Assets, sink: &mut Sink) -> Result<Run, Reported> {
        let mut ticket = Ticket { mailed_date: date, letters: cases.len(), ..Ticket::default() };
        let (mut envelopes, mut papers, mut copies): (Vec<Envelope>, Vec<_>, Vec<Pages>) = Default::default();
        let mut next_page = 1;
        for (stages, row) in cases.into_iter().flat_map(|case| case.papers) {
            // The proof of service stays in the file of the case.
            if stages.paper.template.is_none()
                && let Some(mailed) = &stages.letter.mailed
            {
                let pages = stages.pages.pages.len();
                ticket.add(mailed.recipient.kind, pages);
                envelopes.push(Envelope {
                    case_number: stages.letter.record.case_number.to_string(),
                    recipient: mailed.recipient.kind,
                    address: mailed.recipient.envelope.clone(),
                    pages,
                    sheets: pages.div_ceil(2),
                    first_page: next_page,
                    file: format!("{}.pdf", stages.paper.name),
                    sha256: row.pdf_sha256,
                });
                next_page += pages.div_ceil(2) * 2;
                copies.push(stages.pages.clone());
            }
            papers.push((Made::of(stages), row));
        }
        let about = About {
            title: format!("Print run {date}"),
            language: "en-US".to_owned(),
            date: date.to_string(),
        };
        let run = match bind(copies) {
            Some(pages) => write_pdf(&pages, &assets.fonts, &assets.pdf_cache, &about, sink)?,
            None => return Err(sink.error(findings::nothing_to_mail(date))),
        };
        let markdown = assets.templates.fill_ticket(&ticket, sink)?;
        let ticket_pdf = render::pdf_of_markdown(&markdown, assets, sink)?;
        let files = vec![
            ("run.pdf", run),
            ("ticket.md", markdown.text().as_bytes().to_vec()),
            ("ticket.pdf", ticket_pdf),
            ("manifest.csv", csv(&envelopes).into_bytes()),
            ("manifest.json", json(&envelopes).into_bytes()),
        ];
        Ok(Run { ticket, envelopes, files, papers, date })
    }

    /// Writes the copies, then the run as one folder, then notes the letters as mailed.
    fn write(&self, folder: &Path, outputs: &Outputs, sink: &mut Sink) -> Result<(), Reported> {
        debug_assert_eq!(self.envelopes.len(), self.ticket.envelopes);
        // What is in the way of the run is found before a copy is written.
        make_inside(&outputs.known.folder, folder_of(folder)).map_err(|finding| sink.error(finding))?;
        let mut prepared = Vec::new();
        for (made, row) in &self.papers {
            prepared.extend(settle(outputs, row.clone(), made, false, sink)?);
        }
        for put in outputs.put(prepared) {
            put.map_err(|finding| sink.error(finding))?;
        }
        self.write_folder(folder).map_err(|finding| sink.error(finding))?;
        let mailed = |row: &Row| Row { mailed: Some(self.date.to_string()), ..row.clone() };
        let rows: Vec<Row> = self.papers.iter().map(|(_, row)| mailed(row)).collect();
        outputs.announce(rows.iter()).map_err(|finding| sink.error(finding))?;
        rows.into_iter().for_each(|row| outputs.note(row));
        Ok(())
    }

    /// The folder appears under its name with all its files or not at all.
    fn write_folder(&self, folder: &Path) -> Result<(), Finding> {
        let above = folder_of(folder);
        let cannot = |error: std::io::Error| findings::cannot_write(folder, &error);
        let unfinished = tempfile::Builder::new().prefix(super::write::UNFINISHED).tempdir_in(above);
        let unfinished = unfinished.map_err(cannot)?;
        for (name, bytes) in &self.files {
            write_new(&unfinished.path().join(name), bytes)?;
        }
        let whole = unfinished.keep();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // A temporary folder is for its owner only; this one is for the mail room.
            fs::set_permissions(&whole, fs::Permissions::from_mode(0o755)).map_err(cannot)?;
        }
        fs::rename(&whole, folder).map_err(|error| {
            // Best effort: what failed is said, and an unfinished folder is no run.
            let _ = fs::remove_dir_all(&whole);
            findings::cannot_write(&PathBuf::from(shown(folder)), &error)
        })?;
        sync_folder(above)
    }
}

fn json(envelopes: &[Envelope]) -> String {
    let mut text = serde_json::to_string_pretty(envelopes).expect("envelopes are plain data");
    text.push('\n');
    text
}

/// RFC 4180 with a heading; the lines of an address stand between ` | `.
fn csv(envelopes: &[Envelope]) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let written = "a Vec takes all that is written";
    let heading =
        ["case_number", "recipient", "name", "address", "pages", "sheets", "first_page", "file", "sha256"];
    writer.write_record(heading).expect(written);
    for envelope in envelopes {
        let (name, address) = envelope.address.split_first().expect("an address has a name");
        let cells = [
            envelope.case_number.clone(),
            envelope.recipient.to_owned(),
            name.clone(),
            address.join(" | "),
            envelope.pages.to_string(),
            envelope.sheets.to_string(),
            envelope.first_page.to_string(),
            envelope.file.clone(),
            envelope.sha256.to_string(),
        ];
        writer.write_record(cells.map(no_formula)).expect(written);
    }
    String::from_utf8(writer.into_inner().expect(written)).expect("text makes text")
}
