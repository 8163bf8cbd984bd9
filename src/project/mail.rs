//! The print run of a day: every addressed copy in one file, what to print and whom it goes to, and the
//! letters frozen. All of it, or nothing.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use super::Folders;
use super::barcodes::{Serials, SheetMarks};
use super::build::{is_same, remove_former};
use super::digest::Digest;
use super::due::{Case, CasePaper, Copy, Listed, LookedAt, Selection};
use super::email::{self, Emailed};
use super::known::{Known, runs_in};
use super::ledger::{REGISTER, write_rows};
use super::made_with::MadeWith;
use super::mail_findings;
use super::manifest::{self, RunCopy};
use super::names::{MANIFEST, RUNS, RunName, SUMS};
use super::outputs::{Outputs, Prepared};
use super::parallel::in_order;
use super::placement::{Placement, place};
use super::print_file::PrintFile;
use super::record_file::RecordHead;
use super::records::DataFolder;
use super::returned::waiting;
use super::row::InPrintRun;
use super::same_case::shared_among;
use super::write::make_inside;
use crate::assets::Assets;
use crate::barcode::MailPiece;
use crate::diag::{Finding, Reported, Sink};
use crate::layout::bind;
use crate::letter::{Edition, Envelope, Ticket};
use crate::pdf::{About, write_pdf};
use crate::record::no_mailing_on;
use crate::render;
use crate::style::PdfVersion;
use crate::units::Date;

/// What a run came to.
#[derive(Debug)]
pub struct PrintRun {
    pub folder: PathBuf,
    pub ticket: Ticket,
}

/// Makes a print run of a mailing date from the records that give it as their `mailed_date` and were not mailed yet;
/// where records were `named`, of just those, which must all give it. Copies whose e-mail came back go out with them, on
/// paper. A day has as many runs as it takes.
///
/// # Errors
/// An office that is made up, a letter with an error, one that was named and mailed before: then nothing is written.
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
        sink.report(mail_findings::office_is_made_up(why));
    }
    if let Some(why) = no_mailing_on(date) {
        sink.report(mail_findings::no_postal_day(date, &why));
    }
    let before = runs_in(&outputs.known.folder).map_err(|finding| sink.error(finding))?;
    // A number that the ledger knows stays taken where the folder of its run is gone.
    let noted = outputs.known.rows.values().filter_map(|row| Some(row.print_run?.name));
    let of_the_day = before.into_iter().chain(noted).filter(|run| run.date == date).map(|run| run.number);
    let number = of_the_day.max().unwrap_or(0).checked_add(1);
    let number = number.ok_or_else(|| sink.error(mail_findings::no_run_number(date)))?;
    let name = RunName { date, number };
    let data = DataFolder::new(&folders.data);
    let heads = RecordHead::read_all(records);
    let shared = shared_among(records, heads.iter().map(|head| head.case.as_ref()));
    let mut waiting = waiting(&outputs.known, date);
    let listed: Vec<Listed<'_>> = (0..)
        .zip(records.iter().zip(heads))
        .map(|(index, (path, head))| {
            let came_back = head.case.as_ref().and_then(|case| waiting.remove(case));
            Listed { path, day: head.mailed_date, came_back, shared: shared.get(&index) }
        })
        .collect();
    let selection = Selection { named, date, data: &data, assets, known: &outputs.known };
    let (mut another_day, mut cases, mut in_run_already) = (Vec::new(), Vec::new(), 0);
    let look = |index, listed: &Listed<'_>| {
        let mut own = Sink::new();
        (index, selection.look_at(listed, &mut own), own)
    };
    in_order(&listed, &AtomicBool::new(false), look, |(index, looked_at, own)| {
        for finding in own.into_findings() {
            if !sink.findings()[mark..].iter().any(|known| is_same(known, &finding)) {
                sink.report(finding);
            }
        }
        match looked_at {
            LookedAt::InTheRun(case) => cases.push(*case),
            LookedAt::InARunAlready => in_run_already += 1,
            LookedAt::AnotherDay(day) => another_day.push((records[index].as_path(), day)),
            LookedAt::LeftOut => {}
        }
    });
    if !named {
        waiting.keys().for_each(|case| sink.report(mail_findings::came_back_without_record(case)));
    }
    sink.unless_errors(mark, ())?;
    if !another_day.is_empty() {
        sink.report(mail_findings::mailed_another_day(&another_day, date));
    }
    if cases.is_empty() {
        return Err(sink.error(mail_findings::nothing_to_mail(date, in_run_already)));
    }
    let run = Run::bind(cases, name, assets, &outputs.known, sink)?;
    run.write(outputs, sink)?;
    let folder = folders.out.join(RUNS).join(name.to_string());
    Ok(PrintRun { folder, ticket: run.ticket })
}

/// A run in memory.
struct Run {
    name: RunName,
    ticket: Ticket,
    /// Name and bytes of every file of the run.
    files: Vec<(String, Vec<u8>)>,
    cases: Vec<Case>,
    /// By wording.
    made_with: BTreeMap<String, MadeWith>,
}

impl Run {
    fn bind(
        mut cases: Vec<Case>,
        name: RunName,
        assets: &Assets,
        known: &Known,
        sink: &mut Sink,
    ) -> Result<Run, Reported> {
        let date = name.date;
        let style = assets.run_style();
        let mut serials =
            assets.office.intelligent_mail.as_ref().map(|mailer| Serials::new(mailer, date, known));
        let mut ticket =
            Ticket { mailed_date: date, run: name.number, letters: cases.len(), ..Ticket::default() };
        let (mut listed, mut emailed) = (Vec::new(), Vec::new());
        let mut made_with: BTreeMap<String, MadeWith> = BTreeMap::new();
        let copies = cases.iter().flat_map(|case| &case.papers).filter_map(|paper| paper.copy.as_ref());
        let folded = copies.filter(|copy| copy.recipient.email.is_none() && !copy.pages.unfolded).count();
        let mut print_files = [
            PrintFile::new(Envelope::Number10, SheetMarks::new(style, name), 1),
            // No two envelopes of a run have one number.
            PrintFile::new(Envelope::Flat, SheetMarks::new(style, name), folded + 1),
        ];
        for CasePaper { copy, made, row } in cases.iter_mut().flat_map(Case::mailed) {
            row.mailed = Some(date);
            let wording = &row.template;
            let kept = made_with.entry(wording.clone()).or_insert_with(|| MadeWith::of(assets, wording));
            row.made_with = Some(kept.digest);
            let Some(Copy { recipient, mut pages, title }) = copy.take() else { continue };
            let count = pages.pages.len();
            let mut listing = RunCopy {
                run: name.to_string(),
                letter: made.key.clone(),
                recipient,
                pages: count,
                envelope: None,
                first_page: None,
                intelligent_mail: None,
                marks: Vec::new(),
                sha256: row.pdf_sha256,
            };
            if let Some(address) = &listing.recipient.email {
                ticket.emails += 1;
                emailed.push(Emailed::new(&made.key, address, title, row.pdf_sha256, &made.pdf));
                listed.push(listing);
                continue;
            }
            let print_file = &mut print_files[usize::from(pages.unfolded)];
            ticket.add(listing.recipient.kind, print_file.envelope, count);
            let piece = serials.as_mut().map(|serials| serials.piece(&listing.recipient.routing)).transpose();
            let office =
                |finding| Finding { place: assets.office_file.place_of("intelligent_mail"), ..finding };
            let piece = piece.map_err(|finding| sink.error(office(finding)))?.flatten();
            row.intelligent_mail = piece.as_ref().map(MailPiece::digits);
            listing.intelligent_mail.clone_from(&row.intelligent_mail);
            if let Some(piece) = piece {
                pages.draw_bars(&piece.bars());
            }
            print_file.add(pages, &mut listing, &assets.fonts).map_err(|finding| sink.error(finding))?;
            listed.push(listing);
        }
        let about = About {
            title: format!("Print run {name}"),
            language: "en-US".to_owned(),
            date: date.to_string(),
            // It is printed and not archived.
            version: PdfVersion::V1_7,
        };
        let mut files: Vec<(String, Vec<u8>)> = vec![
            ("manifest.csv".to_owned(), manifest::csv(&listed).into_bytes()),
            (MANIFEST.to_owned(), manifest::json(&listed).into_bytes()),
        ];
        for PrintFile { envelope, copies, .. } in print_files {
            let Some(pages) = bind(copies) else { continue };
            let pdf = write_pdf(&pages, &assets.fonts, &assets.pdf_cache, &about, sink)?;
            ticket.printed(envelope, Digest::of(&pdf).to_string());
            files.push((envelope.print_file().to_owned(), pdf));
        }
        let markdown = assets.templates.fill_ticket(&ticket, sink)?;
        let ticket_pdf = render::pdf_of_markdown(&markdown, assets, sink)?;
        files.push(("ticket.md".to_owned(), markdown.text().as_bytes().to_vec()));
        files.push(("ticket.pdf".to_owned(), ticket_pdf));
        files.extend(email::files(emailed));
        let sums: String =
            files.iter().map(|(name, bytes)| format!("{}  {name}\n", Digest::of(bytes))).collect();
        // The rows hold the digest of the list, the list those of the files.
        let print_run = InPrintRun { name, sha256: Digest::of(sums.as_bytes()) };
        files.push((SUMS.to_owned(), sums.into_bytes()));
        for paper in cases.iter_mut().flat_map(Case::mailed) {
            paper.row.print_run = Some(print_run);
        }
        let rows = cases.iter().flat_map(|case| &case.papers).map(|paper| &paper.row);
        let rows = rows.filter(|row| row.mailed.is_some());
        files.push((REGISTER.to_owned(), write_rows(rows).into_bytes()));
        Ok(Run { name, ticket, files, cases, made_with })
    }

    /// Writes the copies, the run as one folder, and the letters as mailed: one change.
    fn write(&self, outputs: &Outputs, sink: &mut Sink) -> Result<(), Reported> {
        // What is in the way of the run is found before a copy is staged.
        let runs = outputs.known.folder.join(RUNS);
        make_inside(&outputs.known.folder, &runs).map_err(|finding| sink.error(finding))?;
        let mark = sink.mark();
        let mut change = Prepared::default();
        for kept in self.made_with.values() {
            kept.stage(outputs, &mut change).map_err(|finding| sink.error(finding))?;
        }
        for case in &self.cases {
            for CasePaper { made, row, .. } in &case.papers {
                let placed = place(&outputs.known, row.clone(), made, case.state, false);
                match placed.map_err(|finding| sink.error(finding))? {
                    Placement::Write(write) => write.stage(made, outputs, &mut change, sink)?,
                    Placement::Same(row) => change.note(*row),
                    Placement::AsMailed => {}
                }
            }
            // Whoever is no party any more has no copy of the correction.
            let made = case.papers.iter().map(|paper| &paper.made.key).collect();
            for edition in Edition::ALL.into_iter().filter(|edition| edition.is_mailed() && !case.again) {
                remove_former(outputs, edition, &case.case, &made, case.state, &mut change, sink)?;
            }
        }
        // A copy that was edited by hand, of somebody who is no party any more.
        sink.unless_errors(mark, ())?;
        let files: Vec<(&str, &[u8])> =
            self.files.iter().map(|(name, bytes)| (&name[..], &bytes[..])).collect();
        let folder = format!("{RUNS}/{}", self.name);
        outputs.stage_folder(&mut change, folder, &files).map_err(|finding| sink.error(finding))?;
        for became in outputs.make(vec![change]) {
            became.map_err(|finding| sink.error(finding))?;
        }
        Ok(())
    }
}
