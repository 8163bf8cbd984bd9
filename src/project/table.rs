//! Records from a table, a case in a row: what cannot become a record is put into a table of its own, with the reason.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};

use super::record_file::case_number_of;
use super::records::find_records;
use super::write::{Staging, sync_folder, write_new, write_whole};
use super::{findings, read, shown};
use crate::assets::Assets;
use crate::diag::{Finding, Place, Reported, Severity, Sink, Source, Span};
use crate::record::{Column, RecordContract, SCHEMA_FILE, parse_record_of, record_from_cells};

/// The column of a table of rejects that says why; it is ignored where such a table is imported.
const REASON: &str = "rejected_because";
const CASE_NUMBER: &str = "case_number";

/// What became of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedTable {
    pub written: usize,
    /// Rows whose record was there already, saying the same.
    pub unchanged: usize,
    pub rejected: usize,
    /// The table of the rows that were rejected.
    pub rejects: Option<PathBuf>,
}

struct Row {
    cells: StringRecord,
    /// Where it starts.
    place: Place,
    reasons: Vec<String>,
    /// What is written of it.
    record: Option<(String, String)>,
}

/// Makes a record in the data folder of every row of a table. Nothing is overwritten; a row that is rejected is reported.
///
/// # Errors
/// Where the table cannot be read, or has columns that no record has; then nothing is written.
pub fn import_table(
    table: &Path,
    data: &Path,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<ImportedTable, Reported> {
    let bytes = read::read_bytes(table).map_err(|finding| sink.error(finding))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let good =
            String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).into_owned();
        let source = Source::new(shown(table), good);
        let end = source.text().len();
        sink.error(findings::table_not_text(Place::new(&source, Span::new(end..end))))
    })?;
    let source = Source::new(shown(table), text.strip_prefix('\u{feff}').unwrap_or(&text));
    let (names, mut rows) = read_rows(&source, sink)?;
    let columns = columns(&names, assets.contracts().usual(), &source, sink)?;
    let records = find_records(data).unwrap_or_default();
    let mut claimed: BTreeMap<String, PathBuf> = BTreeMap::new();
    for record in records {
        claimed.extend(case_number_of(&record).map(|number| (number.to_string(), record)));
    }
    let number_at = names.iter().position(|name| name == CASE_NUMBER).unwrap_or_default();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for row in &rows {
        *times.entry(row.cells.get(number_at).unwrap_or_default().trim().to_owned()).or_default() += 1;
    }
    let mut imported = ImportedTable::default();
    let mut ready: Vec<(usize, PathBuf, String)> = Vec::new();
    for (at, row) in rows.iter_mut().enumerate() {
        let number = row.cells.get(number_at).unwrap_or_default().trim().to_owned();
        if times.get(&number).is_some_and(|times| *times > 1) && !number.is_empty() {
            row.reasons.push(format!("more than one row is of case {number}"));
        }
        make_record(row, &columns, assets);
        let Some((number, text)) = row.record.take().filter(|_| row.reasons.is_empty()) else { continue };
        let path = data.join(format!("{number}.yaml"));
        if read::read_bytes(&path).is_ok_and(|there| there == text.as_bytes()) {
            imported.unchanged += 1;
            continue;
        }
        if let Some(other) = claimed.get(&number) {
            row.reasons.push(format!("`{}` is of this case already, and is not overwritten", shown(other)));
            continue;
        }
        ready.push((at, path, text));
    }
    imported.written = write_records(data, ready, &mut rows).map_err(|finding| sink.error(finding))?;
    if imported.written > 0 {
        let schema = format!("{:#}\n", assets.contracts().schema());
        write_whole(&data.join(SCHEMA_FILE), schema.as_bytes()).map_err(|finding| sink.error(finding))?;
    }
    let rejected: Vec<&Row> = rows.iter().filter(|row| !row.reasons.is_empty()).collect();
    imported.rejected = rejected.len();
    if !rejected.is_empty() {
        let path = rejects_beside(table);
        write_new(&path, rejects(&names, &rejected).as_bytes()).map_err(|finding| sink.error(finding))?;
        imported.rejects = Some(path);
    }
    for row in rejected {
        sink.report(findings::row_rejected(&row.reasons, row.place.clone()));
    }
    Ok(imported)
}

/// Writes records whose names are free, and syncs them together: each by itself would take a minute for a few thousand. A row
/// whose name is taken says so.
///
/// # Errors
/// Where the folder cannot be written to; then no record is there.
fn write_records(
    data: &Path,
    records: Vec<(usize, PathBuf, String)>,
    rows: &mut [Row],
) -> Result<usize, Finding> {
    if records.is_empty() {
        return Ok(0);
    }
    let staging = Staging::open(data)?;
    let mut staged = Vec::with_capacity(records.len());
    for (row, path, text) in records {
        staged.push((row, staging.file(&path, text.as_bytes())?, path));
    }
    staging.sync(staged.iter().map(|(_, file, _)| file))?;
    let mut written = 0;
    for (row, file, path) in staged {
        match file.put_new(&path) {
            Ok(()) => written += 1,
            Err(finding) => rows[row].reasons.push(finding.message),
        }
    }
    sync_folder(data)?;
    Ok(written)
}

/// The names of the columns, and the rows below them that are not empty.
fn read_rows(source: &Arc<Source>, sink: &mut Sink) -> Result<(Vec<String>, Vec<Row>), Reported> {
    let text = source.text();
    let head = text.lines().next().unwrap_or_default();
    // Names of fields hold none of the signs that stand between cells.
    let delimiter =
        [b',', b';', b'\t'].into_iter().find(|sign| head.as_bytes().contains(sign)).unwrap_or(b',');
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows: Vec<Row> = Vec::new();
    let mut starts = Vec::new();
    let mut cells = StringRecord::new();
    loop {
        let start = reader.position().byte() as usize;
        match reader.read_record(&mut cells) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                let place = Place::new(source, Span::new(start..start));
                return Err(
                    sink.error(findings::table(&format!("this table cannot be read: {error}")).at(place))
                );
            }
        }
        // Empty lines before a row are none of it.
        let start = cells.position().map_or(start, |at| at.byte() as usize);
        let start = start + text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len();
        let line = source.line_range(source.line_column(start).0);
        starts.push(start);
        let place = Place::new(source, Span::new(start..line.end.max(start)));
        rows.push(Row { cells: cells.clone(), place, reasons: Vec::new(), record: None });
    }
    if rows.is_empty() {
        return Err(sink.error(
            findings::table("this table is empty")
                .at(Place::new(source, Span::new(0..0)))
                .hint("write the names of fields into its first row, and a row for each case below"),
        ));
    }
    starts.push(text.len());
    for (row, bounds) in rows.iter_mut().zip(starts.windows(2)) {
        let typed = &text[bounds[0]..bounds[1]];
        if typed.matches('"').count() % 2 == 1 {
            row.reasons.push(
                "its quotes are not in pairs, so where its cells end is not sure: put the cell into quotes, and write a quote in it twice".to_owned(),
            );
        }
    }
    let head = rows.remove(0);
    let names: Vec<String> = head.cells.iter().map(|name| name.trim().to_owned()).collect();
    rows.retain(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
    for row in &mut rows {
        if row.cells.len() != names.len() {
            row.reasons.push(format!(
                "it has {} cells, and the table {} columns",
                row.cells.len(),
                names.len()
            ));
        }
    }
    Ok((names, rows))
}

/// The fields of the columns; none of that for reasons.
fn columns(
    names: &[String],
    contract: &RecordContract,
    source: &Arc<Source>,
    sink: &mut Sink,
) -> Result<Vec<Option<Column>>, Reported> {
    let mark = sink.mark();
    let place = || Place::new(source, Span::new(source.line_range(1)));
    let mut columns: Vec<Option<Column>> = Vec::new();
    for (number, name) in (1..).zip(names) {
        let column = match name.as_str() {
            REASON => None,
            "" => {
                sink.report(
                    findings::table(&format!("column {number} has no name"))
                        .at(place())
                        .hint("write the name of a field above it, or take the column out"),
                );
                None
            }
            name => Column::of(contract, name)
                .map_err(|(message, hint)| {
                    let finding = findings::table(&format!("column {number}: {message}")).at(place());
                    sink.report(hint.into_iter().fold(finding, Finding::hint));
                })
                .ok(),
        };
        if let Some(column) = &column
            && let Some(other) = columns.iter().flatten().find(|other| other.overlaps(column))
        {
            let message = format!("columns `{}` and `{}` are of the same field", other.name, column.name);
            sink.report(findings::table(&message).at(place()).hint("take one of them out"));
        }
        columns.push(column);
    }
    if !names.iter().any(|name| name == CASE_NUMBER) {
        let finding = findings::table("this table has no column `case_number`").at(place());
        sink.report(
            finding.hint("write the names of fields into its first row, such as `decisions.1.treatment`"),
        );
    }
    sink.unless_errors(mark, columns)
}

fn make_record(row: &mut Row, columns: &[Option<Column>], assets: &Assets) {
    if !row.reasons.is_empty() {
        return;
    }
    let cells = columns.iter().zip(&row.cells).filter_map(|(column, cell)| Some((column.as_ref()?, cell)));
    let text = match record_from_cells(cells) {
        Ok(text) => text,
        Err(reason) => return row.reasons.push(reason),
    };
    let mut sink = Sink::new();
    let source = Source::new("record", text.as_str());
    let record = parse_record_of(assets.contracts().of(&source), &source, &mut sink);
    let errors = sink.findings().iter().filter(|finding| finding.severity() == Severity::Error);
    let reasons: BTreeSet<String> = errors.map(|finding| finding.message.clone()).collect();
    row.reasons.extend(reasons);
    row.record = record.ok().map(|record| (record.case_number.to_string(), text));
}

/// The rows that were rejected, each with its reasons, as a table that can be imported once they are corrected.
fn rejects(names: &[String], rows: &[&Row]) -> String {
    let mut writer = WriterBuilder::new().flexible(true).terminator(Terminator::CRLF).from_writer(Vec::new());
    let kept = |at: usize| names.get(at).is_none_or(|name| name != REASON);
    let write = |writer: &mut csv::Writer<Vec<u8>>, cells: Vec<&str>, reason: &str| {
        let cells = cells.into_iter().enumerate().filter(|(at, _)| kept(*at)).map(|(_, cell)| cell);
        writer.write_record(std::iter::once(reason).chain(cells)).expect("memory takes all");
    };
    write(&mut writer, names.iter().map(String::as_str).collect(), REASON);
    for row in rows {
        write(&mut writer, row.cells.iter().collect(), &row.reasons.join("; "));
    }
    String::from_utf8(writer.into_inner().expect("memory takes all")).expect("texts stay text")
}

/// A name beside the table that nothing has yet.
fn rejects_beside(table: &Path) -> PathBuf {
    let stem = table.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = stem.split(".rejects").next().unwrap_or_default().to_owned();
    let named = |number: usize| match number {
        1 => table.with_file_name(format!("{stem}.rejects.csv")),
        _ => table.with_file_name(format!("{stem}.rejects-{number}.csv")),
    };
    (1..).map(named).find(|path| path.symlink_metadata().is_err()).expect("some name is free")
}
