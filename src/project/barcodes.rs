//! What machines read on the sheets of a print run: serial numbers that the Postal Service has not seen for 45 days, and
//! what the mark of each sheet says.

use std::collections::BTreeSet;

use super::known::Known;
use super::names::RunName;
use crate::barcode::{MailPiece, data_matrix};
use crate::diag::{Finding, codes};
use crate::fonts::Fonts;
use crate::layout::{Pages, SheetMark};
use crate::letter::{Mailer, Routing};
use crate::style::{Mark, MarkLine, Style};
use crate::units::{Date, days_after};

/// How long no other piece of a mailer has the same serial number (USPS-B-3200, 2.2.4).
const DAYS: i64 = 45;

/// The serial numbers of a mailer, one for each piece of a run.
pub(super) struct Serials<'a> {
    mailer: &'a Mailer,
    used: BTreeSet<u32>,
    next: u32,
}

impl Serials<'_> {
    /// Goes on after the highest number of the last 45 days.
    pub fn new<'a>(mailer: &'a Mailer, date: Date, known: &Known) -> Serials<'a> {
        let near = days_after(date, -DAYS)..=days_after(date, DAYS);
        let mailed = known.rows.values().filter(|row| row.mailed.is_some_and(|day| near.contains(&day)));
        let pieces = mailed.filter_map(|row| row.intelligent_mail.as_deref());
        let used: BTreeSet<u32> = pieces.filter_map(|piece| mailer.serial_of(piece)).collect();
        let next = used.last().map_or(0, |&last| (last + 1) % mailer.serial_numbers());
        Serials { mailer, used, next }
    }

    /// The piece that goes to an address; none to another country.
    ///
    /// # Errors
    /// Where each number was used.
    pub fn piece(&mut self, routing: &Routing) -> Result<Option<MailPiece>, Finding> {
        let Routing::Code(routing) = routing else { return Ok(None) };
        let numbers = self.mailer.serial_numbers();
        if self.used.len() >= numbers as usize {
            let message = format!("each of the {numbers} serial numbers was mailed within {DAYS} days");
            return Err(Finding::new(&codes::barcode::SERIAL, message)
                .hint("ask the Postal Service for a mailer identifier of 6 digits, or mail without `intelligent_mail:`"));
        }
        while self.used.contains(&self.next) {
            self.next = (self.next + 1) % numbers;
        }
        self.used.insert(self.next);
        Ok(self.mailer.piece(self.next, routing))
    }
}

/// Numbers the sheets of a run, and makes the mark of each.
pub(super) struct SheetMarks<'a> {
    style: &'a Style,
    run: RunName,
    /// Sheets so far.
    sheets: usize,
}

impl SheetMarks<'_> {
    pub fn new(style: &Style, run: RunName) -> SheetMarks<'_> {
        SheetMarks { style, run, sheets: 0 }
    }

    /// Draws the marks of a copy, whose number in the run is given, from 1; what each sheet's says, as the manifest has it.
    ///
    /// # Errors
    /// A number that has more digits than the mark has for it; something in the way of a mark.
    pub fn draw(
        &mut self,
        pages: &mut Pages,
        envelope: usize,
        fonts: &Fonts,
    ) -> Result<Vec<String>, Finding> {
        let sheets = pages.pages.len().div_ceil(2);
        let first = self.sheets;
        self.sheets += sheets;
        let Some(style) = self.style.marks.as_ref().filter(|style| style.print != Mark::None) else {
            return Ok(Vec::new());
        };
        let marks = (1..=sheets).map(|sheet| match style.print {
            Mark::DataMatrix => self.data_matrix(envelope, sheet, sheets),
            Mark::Omr | Mark::None => Ok(lines(&style.lines, first + sheet - 1, sheet == sheets)),
        });
        let marks: Vec<(String, SheetMark)> = marks.collect::<Result<_, Finding>>()?;
        let (contents, marks): (Vec<String>, Vec<SheetMark>) = marks.into_iter().unzip();
        pages.mark_sheets(&marks, style, fonts).map_err(|page| {
            let message = format!(
                "something stands in the way of the mark on page {} of envelope {envelope}",
                page + 1
            );
            Finding::new(&codes::barcode::MARK_PLACE, message)
                .at(self.style.place("marks"))
                .hint("change `left:` and `top:`; white is needed around it as well")
        })?;
        Ok(contents)
    }

    /// Of fixed width, so that every symbol is of one size: day and run, envelope, sheet and how many.
    fn data_matrix(
        &self,
        envelope: usize,
        sheet: usize,
        sheets: usize,
    ) -> Result<(String, SheetMark), Finding> {
        let RunName { date, number } = self.run;
        for (what, number, most) in [
            ("the run", number, 99),
            ("the envelope", envelope, 999_999),
            ("the copy's last sheet", sheets, 99),
        ] {
            if number > most {
                let message =
                    format!("{what} has the number {number}, and the mark of a sheet holds {most} at most");
                return Err(Finding::new(&codes::barcode::MARK_FIELD, message)
                    .at(self.style.place("marks"))
                    .hint("mail fewer in one run, or the letter by hand and `imr freeze` it"));
            }
        }
        let day = format!("{:04}{:02}{:02}", date.year(), date.month(), date.day());
        let text = format!("{day}{number:02}{envelope:06}{sheet:02}{sheets:02}");
        let symbol = data_matrix(&text).expect("a symbol holds twenty digits");
        Ok((text, SheetMark::DataMatrix(symbol)))
    }
}

/// The lines of a table that hold of a sheet, by its number in the run, from 0.
fn lines(table: &[MarkLine], number: usize, is_last: bool) -> (String, SheetMark) {
    let says = |line: &MarkLine| match line {
        MarkLine::Start => true,
        MarkLine::EndOfSet => is_last,
        MarkLine::Sequence1 => number & 1 != 0,
        MarkLine::Sequence2 => number & 2 != 0,
        MarkLine::Sequence4 => number & 4 != 0,
        MarkLine::Parity => false,
    };
    let is_odd = table.iter().filter(|line| says(line)).count() % 2 == 1;
    let printed = |line: &MarkLine| says(line) || (*line == MarkLine::Parity && is_odd);
    let names: Vec<&str> = table.iter().filter(|line| printed(line)).map(|line| line.name()).collect();
    (names.join(" "), SheetMark::Lines(table.iter().map(printed).collect()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Serials;
    use crate::letter::{Mailer, Routing};

    #[test]
    fn serial_numbers_are_used_up_once() {
        let mailer: Mailer =
            serde_json::from_str(r#"{ "mailer_identifier": "987654321", "service_type": "300" }"#).unwrap();
        let used: BTreeSet<u32> = (0..1_000_000).filter(|number| *number != 7).collect();
        let mut serials = Serials { mailer: &mailer, used, next: 999_999 };
        let to = Routing::Code("958140000".to_owned());
        let piece = serials.piece(&to).unwrap().unwrap();
        assert_eq!(piece.digits(), "00300987654321000007958140000");
        assert_eq!(mailer.serial_of(&piece.digits()), Some(7));
        assert_eq!(serials.piece(&to).unwrap_err().code.name, "barcode/serial");
        assert_eq!(serials.piece(&Routing::Abroad).unwrap(), None);
    }
}
