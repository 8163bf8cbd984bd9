//! What an addressed copy says of its mailing: its fields where the wording's own words announce them, its lists between the
//! sentences of the wording before and after them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::anchors::fixed_end;
use super::copy::Copy;
use super::copy_forms::CopyForm;
use super::parties::{Announced, PartyText, parties_of};
use super::printed::{Printed, RawLine, Start};
use super::wording::{Alternative, Part};
use crate::template::{FieldForm, printed_date};

/// What a copy tells beside its determination.
#[derive(Clone, Debug, Default)]
pub(super) struct Mailing {
    /// As a record has it. Of a copy whose e-mail came back, the day of the e-mail.
    pub mailed_date: Option<String>,
    /// The day of the mailing of a copy whose e-mail came back.
    pub mailed_again: Option<String>,
    pub claim_number: Option<String>,
    pub documents: Vec<DocumentText>,
    /// Everybody who gets a copy, in the order of the record.
    pub parties: Vec<PartyText>,
    /// Whose copies were read, by their places among the parties.
    pub own: BTreeSet<usize>,
    /// The day of the letter that is corrected, and the reason.
    pub replaces: Option<(String, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DocumentText {
    pub title: String,
    pub dates: Option<String>,
    /// What a person should look at.
    pub look: Option<String>,
}

impl Mailing {
    /// Whether a copy is mailed because its e-mail came back.
    pub fn came_back(&self) -> bool {
        self.mailed_again.is_some()
    }
}

/// Reads what a copy says of its mailing.
pub(super) fn mailing_of(forms: &[CopyForm], copy: &Copy) -> Mailing {
    let lines: Vec<RawLine> = copy
        .around
        .iter()
        .flat_map(|part| {
            part.iter().enumerate().map(|(number, line)| {
                let start = if number == 0 { Start::Block } else { line.start };
                RawLine { start, ..line.clone() }
            })
        })
        .collect();
    let reading = Reading::of(forms, Printed::of(&lines));
    let told = reading.fields();
    let said = |path: &str| told.get(path).cloned();
    let (again, mailed) = (said("mailed/emailed_date"), said("mailed/mailed_date"));
    let announced = Announced {
        entries: reading.copies_to(),
        envelopes: reading.paragraphs(List::Envelopes),
        emailed: reading.paragraphs(List::Emailed),
        own: said("mailed/recipient/email").zip(reading.paragraphs(List::OwnEnvelope).into_iter().next()),
        employee: said("mailed/employee/name"),
        requesting_physician: said("mailed/requesting_physician/name"),
        came_back: again.is_some(),
    };
    Mailing {
        mailed_again: again.is_some().then(|| mailed.clone()).flatten(),
        mailed_date: again.or(mailed),
        claim_number: said("mailed/claim_number"),
        documents: reading.documents(),
        parties: parties_of(&announced),
        own: BTreeSet::new(),
        replaces: said("replaces/mailed_date").zip(said("replaces/reason")),
    }
}

/// The lists of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    CopiesTo,
    Documents,
    /// The lines of the envelopes, in the proof of service.
    Envelopes,
    /// Who is served by e-mail, in the proof of service.
    Emailed,
    /// The envelope of a copy that is sent by e-mail.
    OwnEnvelope,
}

/// The list whose entry a field is.
fn list_of(path: &str) -> Option<List> {
    match path.split('/').collect::<Vec<_>>()[..] {
        ["mailed", "copies_to", ..] => Some(List::CopiesTo),
        ["mailed", "documents_reviewed", ..] => Some(List::Documents),
        ["mailed", "recipient", "envelope", ..] => Some(List::OwnEnvelope),
        ["mailed", "recipients", _, "envelope", ..] => Some(List::Envelopes),
        ["mailed", "recipients", _, ..] => Some(List::Emailed),
        _ => None,
    }
}

fn lists_in(parts: &[Part]) -> impl Iterator<Item = List> {
    parts.iter().filter_map(|part| match part {
        Part::Field { path, .. } => list_of(path),
        Part::Fixed(_) => None,
    })
}

/// A copy's text around its determination, and the wording's blocks that may stand in it.
struct Reading<'a> {
    letter: Printed,
    /// Blocks that start with words of the wording and hold no list.
    sentences: Vec<&'a Alternative>,
    /// Each list with the block before it, once for each way in which that reads.
    lists: Vec<(List, &'a Alternative)>,
    /// Blocks that hold a list after words of their own.
    inline: Vec<&'a Alternative>,
}

/// A field and the bytes of the letter that it is.
type Fields<'a> = Vec<(&'a str, FieldForm, Range<usize>)>;

impl<'a> Reading<'a> {
    fn of(forms: &'a [CopyForm], letter: Printed) -> Reading<'a> {
        let mut reading = Reading { letter, sentences: Vec::new(), lists: Vec::new(), inline: Vec::new() };
        for form in forms {
            let mut before: Option<&Alternative> = None;
            for block in form.around() {
                let list = lists_in(&block.parts).next();
                let announces = starts_with_words(block);
                match list {
                    None if announces => push_new(&mut reading.sentences, block),
                    // An item of a list starts with its bullet.
                    Some(List::CopiesTo) if announces => push_new(&mut reading.inline, block),
                    _ => {}
                }
                if let (Some(list), Some(before)) = (list, before.filter(|before| starts_with_words(before)))
                {
                    let known = |(of, other): &(List, &Alternative)| *of == list && *other == before;
                    // One entry follows another.
                    if !lists_in(&before.parts).any(|of| of == list) && !reading.lists.iter().any(known) {
                        reading.lists.push((list, before));
                    }
                }
                before = Some(block);
            }
        }
        reading
    }

    /// The bytes at which lines start.
    fn line_starts(&self, from: usize) -> impl Iterator<Item = usize> {
        let starts = self.letter.words.iter().filter(|word| word.starts_line());
        starts.map(|word| word.at.start).skip_while(move |at| *at < from)
    }

    /// Where what starts at a byte ends at the latest: before the next paragraph, or the next sentence of the wording.
    fn limit(&self, at: usize) -> usize {
        let words = self.letter.words_in(&(at + 1..self.letter.text.len()));
        let mut starts = self.letter.words[words].iter().filter(|word| word.starts_line());
        let next = starts.find(|word| word.start == Start::Block || self.is_sentence(word.at.start));
        next.map_or(self.letter.text.len(), |word| word.at.start)
    }

    /// Whether a sentence of the wording starts at a byte: all its words are there, in order, on this side of the next
    /// paragraph.
    fn is_sentence(&self, at: usize) -> bool {
        let words = self.letter.words_in(&(at + 1..self.letter.text.len()));
        let next = self.letter.words[words].iter().find(|word| word.start == Start::Block);
        let end = next.map_or(self.letter.text.len(), |word| word.at.start);
        let blocks = self.sentences.iter().chain(&self.inline);
        blocks.into_iter().any(|block| self.fields_at(block, at, end).is_some())
    }

    /// The fields of a block that starts at a byte, and where it ends; none where it does not stand there.
    fn fields_at<'b>(&self, block: &'b Alternative, at: usize, limit: usize) -> Option<(Fields<'b>, usize)> {
        let text = &self.letter.text[..limit];
        let mut fields = Fields::new();
        let mut here = at;
        for (number, part) in block.parts.iter().enumerate() {
            let last = number + 1 == block.parts.len();
            match part {
                Part::Fixed(fixed) => {
                    let fixed = fixed.trim_start();
                    here += usize::from(text.get(here..)?.starts_with(' '));
                    here = fixed_end(text, here, fixed, last)?;
                }
                Part::Field { path, form, .. } => {
                    let rest = text.get(here..)?;
                    let end = match block.parts.get(number + 1) {
                        Some(Part::Fixed(next)) => here + rest.find(next.trim_end())?,
                        Some(Part::Field { .. }) => return None,
                        // An address has no space; its envelope stands on the lines below.
                        None if path.ends_with("/email") => {
                            let rest = &text[here..];
                            let left = rest.trim_start();
                            here + rest.len() - left.trim_start_matches(|c: char| !c.is_whitespace()).len()
                        }
                        // Below a date of a table's row the next row may follow.
                        None if *form == FieldForm::Date => {
                            let says_date = |end: &usize| printed_date(text[here..*end].trim()).is_some();
                            let ends = self.line_starts(here + 1).take_while(|end| *end < limit);
                            ends.chain([limit]).find(says_date)?
                        }
                        None => limit,
                    };
                    let said = text[here..end].trim();
                    let start = here + text[here..end].len() - text[here..end].trim_start().len();
                    if *form == FieldForm::Date {
                        printed_date(said)?;
                    }
                    fields.push((path, *form, start..start + said.len()));
                    here = end;
                }
            }
        }
        Some((fields, here))
    }

    /// Every field that stands alone, as a record has it. The first that tells one says it.
    fn fields(&self) -> BTreeMap<&'a str, String> {
        let mut told = BTreeMap::new();
        for at in self.line_starts(0) {
            let limit = self.limit(at);
            for &block in &self.sentences {
                for (path, form, bytes) in self.fields_at(block, at, limit).into_iter().flat_map(|(it, _)| it)
                {
                    let said = &self.letter.text[bytes];
                    let said = match form {
                        FieldForm::Date => printed_date(said).map(|date| date.to_string()),
                        FieldForm::Line | FieldForm::Paragraphs => Some(said.to_owned()),
                    };
                    if let Some(said) = said.filter(|said| !said.is_empty()) {
                        told.entry(path).or_insert(said);
                    }
                }
            }
        }
        told
    }

    /// The paragraphs of a list, each as its lines: what stands between the sentence before it and the next one.
    fn paragraphs(&self, list: List) -> Vec<Vec<String>> {
        for at in self.line_starts(0) {
            for (_, before) in self.lists.iter().filter(|(of, _)| *of == list) {
                let Some((_, start)) = self.fields_at(before, at, self.limit(at)) else { continue };
                let next = self.line_starts(start).find(|&at| self.is_sentence(at));
                let paragraphs = self.lines_of(start..next.unwrap_or(self.letter.text.len()));
                if !paragraphs.is_empty() {
                    return paragraphs;
                }
            }
        }
        Vec::new()
    }

    /// The lines of the paragraphs in bytes of the text.
    fn lines_of(&self, bytes: Range<usize>) -> Vec<Vec<String>> {
        let mut paragraphs: Vec<Vec<String>> = Vec::new();
        for word in &self.letter.words[self.letter.words_in(&bytes)] {
            let text = &self.letter.text[word.at.clone()];
            if word.start == Start::Block || paragraphs.is_empty() {
                paragraphs.push(vec![String::new()]);
            } else if let Some(lines) = paragraphs.last_mut().filter(|_| word.starts_line() && !word.joined) {
                lines.push(String::new());
            }
            if let Some(line) = paragraphs.last_mut().and_then(|lines| lines.last_mut()) {
                line.push_str(if line.is_empty() || word.joined { "" } else { " " });
                line.push_str(text);
            }
        }
        paragraphs
    }

    /// The entries of a list of items, without what stands before each.
    fn items(&self, list: List) -> Vec<String> {
        let items = self.paragraphs(list).into_iter().map(|lines| lines.join(" "));
        items.map(|item| item.strip_prefix("• ").map_or(item.clone(), str::to_owned)).collect()
    }

    /// Who gets a copy: name, and organization behind a comma.
    fn copies_to(&self) -> Vec<String> {
        for at in self.line_starts(0) {
            for block in &self.inline {
                let Some(Part::Fixed(before)) = block.parts.first() else { continue };
                let Some(start) = fixed_end(&self.letter.text, at, before, false) else { continue };
                let said = self.letter.text[start..self.limit(at)].trim();
                if let (Some(separator), false) = (separator(block), said.is_empty()) {
                    return said.split(separator).map(|entry| entry.trim().to_owned()).collect();
                }
            }
        }
        self.items(List::CopiesTo)
    }

    fn documents(&self) -> Vec<DocumentText> {
        self.items(List::Documents).iter().map(|item| document(item)).collect()
    }
}

/// Whether a block starts with words of the wording, which a bullet is not.
fn starts_with_words(block: &Alternative) -> bool {
    matches!(block.parts.first(), Some(Part::Fixed(text)) if text.contains(char::is_alphabetic))
}

fn push_new<'a>(blocks: &mut Vec<&'a Alternative>, block: &'a Alternative) {
    if !blocks.contains(&block) {
        blocks.push(block);
    }
}

/// What stands between two entries of a list on one line: what is before the second name.
fn separator(block: &Alternative) -> Option<&str> {
    let is_second = |part: &Part| matches!(part, Part::Field { path, .. } if path.contains("/1/"));
    let at = block.parts.iter().position(is_second)?;
    match block.parts.get(at.checked_sub(1)?)? {
        Part::Fixed(between) => Some(between.trim_end()).filter(|between| !between.is_empty()),
        Part::Field { .. } => None,
    }
}

/// A document as copies print it: its title and who it is from, then its days.
fn document(said: &str) -> DocumentText {
    let day = |text: &str| printed_date(text).map(|day| day.to_string());
    let dated = said.rsplit_once(", ").and_then(|(title, days)| {
        let dates = match days.split_once(" to ") {
            Some((first, last)) => format!("{} to {}", day(first)?, day(last)?),
            None => day(days)?,
        };
        Some((title, dates))
    });
    let (title, dates) = dated.map_or((said, None), |(title, dates)| (title, Some(dates)));
    let look = title
        .contains(", ")
        .then(|| format!("\"{title}\" may be a title and, behind a comma, whom the document is from"));
    DocumentText { title: title.to_owned(), dates, look }
}

#[cfg(test)]
mod tests {
    use super::{DocumentText, document};

    #[test]
    fn a_document_has_its_days_at_its_end() {
        let read = |said: &str| {
            let DocumentText { title, dates, look } = document(said);
            (title, dates.unwrap_or_default(), look.is_some())
        };
        for (said, title, dates, look) in [
            ("Application", "Application", "", false),
            ("Reports, 04/24/2014", "Reports", "2014-04-24", false),
            ("Reports, A, 09/04/2012 to 04/09/2014", "Reports, A", "2012-09-04 to 2014-04-09", true),
            ("Reports, of 2014", "Reports, of 2014", "", true),
        ] {
            assert_eq!(read(said), (title.to_owned(), dates.to_owned(), look));
        }
    }
}
