//! A record's file: read once, with all that says which case it is of.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::digest::Digest;
use super::parallel::in_order;
use super::{findings, read};
use crate::diag::{Finding, Place, Reported, Sink, Source, Span, codes};
use crate::record::CaseNumber;
use crate::units::Date;
use crate::yaml::{self, Plain, first_value, plain_value, text_of_bytes};

/// A record as its file holds it.
#[derive(Clone, Debug)]
pub struct RecordFile {
    pub path: PathBuf,
    /// Of its bytes.
    pub digest: Digest,
    pub source: Arc<Source>,
    /// The case number as it is typed, and where; none where the file says none that can be read.
    typed: Option<(String, Span)>,
}

impl RecordFile {
    /// Reads a record's file.
    ///
    /// # Errors
    /// Where it cannot be read or is not text.
    pub fn read(path: &Path, sink: &mut Sink) -> Result<RecordFile, Reported> {
        let bytes = read::read_bytes(path).map_err(|finding| sink.error(finding))?;
        RecordFile::of(path, &super::shown(path), &bytes, sink)
    }

    /// Reads a record that something else than a file gives, such as standard input.
    ///
    /// # Errors
    /// Where it cannot be read or is not text.
    pub fn from_reader(name: &str, from: impl Read, sink: &mut Sink) -> Result<RecordFile, Reported> {
        let path = Path::new(name);
        let bytes = read::read_all(path, from).map_err(|finding| sink.error(finding))?;
        RecordFile::of(path, name, &bytes, sink)
    }

    /// The record that a file of that path and name holds as these bytes.
    ///
    /// # Errors
    /// Where they are not text.
    pub(super) fn of(path: &Path, name: &str, bytes: &[u8], sink: &mut Sink) -> Result<RecordFile, Reported> {
        if bytes.starts_with(b"%PDF-") {
            let hint =
                "name the record that it was built from; `imr import` makes one of a letter that has none";
            return Err(sink.error(is_no_record(name, "a PDF").hint(hint)));
        }
        let source = yaml::source_from_bytes(name, bytes, sink)?;
        if is_letter(source.text()) {
            let hint =
                "name the record that it was built from; `imr pdf` makes the PDF of a letter that was edited";
            return Err(sink.error(is_no_record(name, "a letter").hint(hint)));
        }
        let typed = first_value(source.text(), "case_number").filter(|(number, _)| !number.is_empty());
        Ok(RecordFile { path: path.to_owned(), digest: Digest::of(bytes), source, typed })
    }

    /// The case number, if the file says one.
    pub fn case_number(&self) -> Option<CaseNumber> {
        CaseNumber::new(&self.typed.as_ref()?.0).ok()
    }

    /// The case number as it is typed, whether it has the form of one or not.
    pub fn typed_number(&self) -> Option<&str> {
        Some(&self.typed.as_ref()?.0)
    }

    /// A digest of all that the record says but `redact`, which only the public edition uses, and the items' `category`,
    /// which no letter prints. How it is typed does not count; none where it cannot be read.
    pub fn statement(&self) -> Option<Digest> {
        let mut said = plain_value(self.source.text())?;
        if let Plain::Map(fields) = &mut said {
            fields.remove("redact");
            if let Some(Plain::List(items)) = fields.get_mut("decisions") {
                for item in items {
                    if let Plain::Map(item) = item {
                        item.remove("category");
                    }
                }
            }
        }
        let text = serde_json::to_string(&said).expect("texts, lists and maps are plain data");
        Some(Digest::of(text.as_bytes()))
    }

    /// Where the case number stands.
    pub fn place(&self) -> Option<Place> {
        Some(Place::new(&self.source, self.typed.as_ref()?.1))
    }

    /// A warning where the file is not named by the case number in it.
    pub fn differing_name(&self) -> Option<Finding> {
        let (number, place) = (self.case_number()?, self.place()?);
        let named = self.path.file_stem().is_some_and(|stem| stem == number.as_str());
        (!named).then(|| findings::file_name_differs(&number, &self.path, place))
    }
}

fn is_no_record(name: &str, what: &str) -> Finding {
    Finding::new(&codes::project::OTHER_KIND, format!("`{name}` is {what}, not a record"))
}

/// Whether a text is the Markdown of a letter, by its front matter.
fn is_letter(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    lines.next() == Some("---")
        && lines.take_while(|&line| line != "---").any(|line| line.starts_with("style:"))
}

/// A finding where what should be a letter's Markdown is a record.
pub fn record_for_letter(source: &Arc<Source>) -> Option<Finding> {
    let says = |field| first_value(source.text(), field).is_some();
    let is_record = !is_letter(source.text()) && says("case_number") && says("template");
    is_record.then(|| {
        let message = format!("`{}` is a record, not a letter", source.name());
        Finding::new(&codes::project::OTHER_KIND, message)
            .hint("`imr build` makes the letters of a record; `imr build -` reads it from standard input")
    })
}

/// What a record's file says of its case and of the day on which it is mailed, read without all the rest: thousands are
/// looked through for the few that a command is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RecordHead {
    /// None where the file cannot be read or says none.
    pub case: Option<CaseNumber>,
    /// None where the file cannot be read, or says no day that is one.
    pub mailed_date: Option<Date>,
}

impl RecordHead {
    /// Reads the heads of records on all cores; those of the records, in their order.
    pub fn read_all(records: &[PathBuf]) -> Vec<RecordHead> {
        let mut heads = Vec::with_capacity(records.len());
        in_order(
            records,
            &AtomicBool::new(false),
            |_, record| RecordHead::read(record),
            |head| heads.push(head),
        );
        heads
    }

    fn read(path: &Path) -> RecordHead {
        let bytes = read::read_bytes(path).unwrap_or_default();
        let Some(text) = text_of_bytes(&bytes) else { return RecordHead::default() };
        let typed_day = first_value(text, "mailed_date");
        RecordHead {
            case: case_number_in(text),
            mailed_date: typed_day.and_then(|(day, _)| day.parse().ok()),
        }
    }
}

/// The case numbers that files claim, in their order, as [`case_number_of`], read on all cores.
pub(super) fn case_numbers_of(records: &[PathBuf]) -> Vec<Option<CaseNumber>> {
    let mut numbers = Vec::with_capacity(records.len());
    in_order(
        records,
        &AtomicBool::new(false),
        |_, record| case_number_of(record),
        |number| numbers.push(number),
    );
    numbers
}

/// The case number that a file claims; none where it cannot be read or says none.
pub(super) fn case_number_of(path: &Path) -> Option<CaseNumber> {
    case_number_in(text_of_bytes(&read::read_bytes(path).ok()?)?)
}

fn case_number_in(text: &str) -> Option<CaseNumber> {
    CaseNumber::new(&first_value(text, "case_number")?.0).ok()
}
