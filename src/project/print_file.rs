//! One of the files that a run is printed from: the copies that go into one kind of envelope.

use super::barcodes::SheetMarks;
use super::manifest::RunCopy;
use crate::diag::Finding;
use crate::fonts::Fonts;
use crate::layout::Pages;
use crate::letter::Envelope;

/// Its copies so far, each with its bookmark. Pages, sheets and marks are numbered without a gap.
pub(super) struct PrintFile<'a> {
    pub envelope: Envelope,
    pub copies: Vec<(String, Pages)>,
    marks: SheetMarks<'a>,
    next_envelope: usize,
    next_page: usize,
}

impl PrintFile<'_> {
    /// `first_envelope` is the number of its first copy in the run, from 1.
    pub fn new(envelope: Envelope, marks: SheetMarks<'_>, first_envelope: usize) -> PrintFile<'_> {
        PrintFile { envelope, copies: Vec::new(), marks, next_envelope: first_envelope, next_page: 1 }
    }

    /// Adds a copy with the marks of its sheets, and says in its line of the manifest where it is.
    ///
    /// # Errors
    /// As [`SheetMarks::draw`].
    pub fn add(&mut self, mut pages: Pages, listing: &mut RunCopy, fonts: &Fonts) -> Result<(), Finding> {
        listing.marks = self.marks.draw(&mut pages, self.next_envelope, fonts)?;
        listing.envelope = Some(self.envelope);
        listing.first_page = Some(self.next_page);
        self.next_envelope += 1;
        self.next_page += pages.sheets() * 2;
        self.copies.push((bookmark(listing), pages));
        Ok(())
    }
}

/// What a copy is called in the file: the case and whose copy it is.
fn bookmark(listing: &RunCopy) -> String {
    let kind = listing.recipient.kind.replace('_', " ");
    let name = listing.recipient.envelope.first().map_or("", String::as_str);
    format!("{}, {kind}: {name}", listing.letter.case())
}
