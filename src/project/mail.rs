//! The print run of a day: every addressed copy in one file, what to print and whom it goes to, and the
//! letters frozen. All of it, or nothing.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Folders;
use super::case_state::{CaseState, case_state};
use super::digest::Digest;
use super::findings;
use super::index::no_formula;
use super::ledger::{REGISTER, write_rows};
use super::names::{RUNS, RunName};
use super::outputs::{Outputs, Prepared};
use super::placement::{Placement, place};
use super::record_file::RecordFile;
use super::records::DataFolder;
use super::row::Row;
use super::write::make_inside;
use crate::assets::Assets;
use crate::diag::{Reported, Severity, Sink};
use crate::layout::{Pages, bind};
use crate::letter::{Edition, FileType, LetterKey, Part, Recipient, Ticket};
use crate::pdf::{About, write_pdf};
use crate::record::{no_mailing_on, parse_record};
use crate::render::{self, Made};
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
    let name = RunName { date, number: 1 };
    let folder = folders.out.join(RUNS).join(name.to_string());
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
    let run = Run::bind(letters, name, assets, sink)?;
    run.write(outputs, sink)?;
    Ok(PrintRun { folder, ticket: run.ticket })
}

/// A case of the run.
struct Case {
    papers: Vec<CasePaper>,
    state: CaseState,
}

/// One paper of a case, and the row that the ledger gets.
struct CasePaper {
    /// Whose copy it is, and its pages; none of the proof of service, which stays in the file of the case.
    copy: Option<(Recipient, Pages)>,
    made: Made,
    row: Row,
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
    let file = RecordFile::read(record, sink)?;
    let read = parse_record(&file.source, &mut Sink::new()).ok();
    let mailed = read.as_ref().and_then(|read| read.mailed_date.as_ref());
    match (&read, mailed) {
        (Some(_), Some(mailed)) if mailed.0 == date => {}
        // A record that cannot be read may be due as well, and says so itself below.
        (None, _) => {}
        (Some(read), _) if named => return Err(sink.error(findings::mailed_another_day(read, date))),
        _ => return Ok(None),
    }
    let mark = sink.mark();
    let read = render::read_record(&file.source, assets, sink)?;
    let known = &outputs.known;
    let state = case_state(known, &read, &file, assets).map_err(|finding| sink.error(finding))?;
    if state == CaseState::AsMailed(date) {
        let letter = LetterKey::new(read.case_number.clone(), Edition::Mailed, Part::Employee);
        return Err(sink.error(findings::mailed_already(&letter, date)));
    }
    let made = render::stages(&read, Edition::Mailed, assets, sink)?;
    let found = sink.findings()[mark..].iter().filter(|f| f.severity() != Severity::Error).count();
    let data = DataFolder::new(&folders.data);
    let mut papers = Vec::new();
    for stages in made {
        let (letter, envelope) = (stages.letter.mailed.clone(), stages.paper.template.is_none());
        let pages = stages.pages.clone();
        let made = Made::of(stages);
        let mut row = Row::of(&made, &file, &data, assets, found);
        row.statement_sha256 = file.statement();
        let copy = letter.filter(|_| envelope).map(|mailed| (mailed.recipient, pages));
        papers.push(CasePaper { copy, made, row });
    }
    Ok(Some(Case { papers, state }))
}

/// A run in memory.
struct Run {
    name: RunName,
    ticket: Ticket,
    /// Name and bytes of every file of the run.
    files: Vec<(&'static str, Vec<u8>)>,
    cases: Vec<Case>,
}

impl Run {
    fn bind(mut cases: Vec<Case>, name: RunName, assets: &Assets, sink: &mut Sink) -> Result<Run, Reported> {
        let date = name.date;
        let mut ticket = Ticket { mailed_date: date, letters: cases.len(), ..Ticket::default() };
        let (mut envelopes, mut copies): (Vec<Envelope>, Vec<Pages>) = Default::default();
        let mut next_page = 1;
        for CasePaper { copy, made, row } in cases.iter_mut().flat_map(|case| &mut case.papers) {
            row.mailed = Some(date);
            let Some((recipient, pages)) = copy.take() else { continue };
            let count = pages.pages.len();
            ticket.add(recipient.kind, count);
            envelopes.push(Envelope {
                case_number: made.key.case().to_string(),
                recipient: recipient.kind,
                address: recipient.envelope.clone(),
                pages: count,
                sheets: count.div_ceil(2),
                first_page: next_page,
                file: made.key.file(FileType::Pdf),
                sha256: row.pdf_sha256,
            });
            next_page += count.div_ceil(2) * 2;
            copies.push(pages);
        }
        debug_assert_eq!(envelopes.len(), ticket.envelopes);
        let about = About {
            title: format!("Print run {name}"),
            language: "en-US".to_owned(),
            date: date.to_string(),
        };
        let run = match bind(copies) {
            Some(pages) => write_pdf(&pages, &assets.fonts, &assets.pdf_cache, &about, sink)?,
            None => return Err(sink.error(findings::nothing_to_mail(date))),
        };
        let markdown = assets.templates.fill_ticket(&ticket, sink)?;
        let ticket_pdf = render::pdf_of_markdown(&markdown, assets, sink)?;
        let rows = cases.iter().flat_map(|case| &case.papers).map(|paper| &paper.row);
        let files = vec![
            ("run.pdf", run),
            ("ticket.md", markdown.text().as_bytes().to_vec()),
            ("ticket.pdf", ticket_pdf),
            ("manifest.csv", csv(&envelopes).into_bytes()),
            ("manifest.json", json(&envelopes).into_bytes()),
            (REGISTER, write_rows(rows).into_bytes()),
        ];
        Ok(Run { name, ticket, files, cases })
    }

    /// Writes the copies, the run as one folder, and the letters as mailed: one change.
    fn write(&self, outputs: &Outputs, sink: &mut Sink) -> Result<(), Reported> {
        // What is in the way of the run is found before a copy is staged.
        let runs = outputs.known.folder.join(RUNS);
        make_inside(&outputs.known.folder, &runs).map_err(|finding| sink.error(finding))?;
        let mut change = Prepared::default();
        for case in &self.cases {
            for CasePaper { made, row, .. } in &case.papers {
                let placed = place(&outputs.known, row.clone(), made, case.state, false);
                match placed.map_err(|finding| sink.error(finding))? {
                    Placement::Write(write) => write.stage(made, outputs, &mut change, sink)?,
                    Placement::Same(row) => change.note(*row),
                    Placement::AsMailed => {}
                }
            }
        }
        let files: Vec<(&str, &[u8])> = self.files.iter().map(|(name, bytes)| (*name, &bytes[..])).collect();
        let folder = format!("{RUNS}/{}", self.name);
        outputs.stage_folder(&mut change, folder, &files).map_err(|finding| sink.error(finding))?;
        for became in outputs.make(vec![change]) {
            became.map_err(|finding| sink.error(finding))?;
        }
        Ok(())
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
