//! What a print run comes to, for those who run it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::units::Date;

/// What sheets are put into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Envelope {
    /// Sheets folded in three.
    #[serde(rename = "number_10")]
    Number10,
    /// Sheets as they are, in an envelope of 9 by 12 inches.
    Flat,
}

impl Envelope {
    /// The file of a print run with the copies that go into it.
    pub fn print_file(self) -> &'static str {
        match self {
            Envelope::Number10 => "run.pdf",
            Envelope::Flat => "flats.pdf",
        }
    }
}

/// The counts of a print run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Ticket {
    #[schemars(with = "String")]
    pub mailed_date: Date,
    /// Which run of that day, from 1.
    pub run: usize,
    /// Cases.
    pub letters: usize,
    /// One a copy that is mailed on paper.
    pub envelopes: usize,
    /// Those of them that are flats.
    pub flats: usize,
    /// Copies that are e-mailed.
    pub emails: usize,
    /// Printed pages, blank backs left out.
    pub pages: usize,
    /// Sheets of paper, printed on both sides.
    pub sheets: usize,
    /// Blank backs, added so that every copy starts on a front.
    pub blank_backs: usize,
    /// Copies by the kind of party, in the order of the contract.
    pub copies: Vec<Copies>,
    /// What is printed: a file for each kind of envelope that there is.
    pub files: Vec<PrintFile>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Copies {
    /// As the record calls them.
    pub kind: &'static str,
    pub envelopes: usize,
    pub sheets: usize,
}

/// A file to print, and what its sheets are put into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PrintFile {
    pub name: &'static str,
    pub envelope: Envelope,
    /// Of the file, in hexadecimal digits.
    pub sha256: String,
    pub envelopes: usize,
    pub sheets: usize,
    /// Copies by how many sheets they have, the fewest first.
    pub groups: Vec<Group>,
}

/// The copies of a print file that have as many sheets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Group {
    /// Of each copy.
    pub sheets_each: usize,
    pub envelopes: usize,
    /// Of all of them.
    pub sheets: usize,
}

impl Ticket {
    /// Counts one copy.
    pub fn add(&mut self, kind: &'static str, envelope: Envelope, pages: usize) {
        let sheets = pages.div_ceil(2);
        self.envelopes += 1;
        self.flats += usize::from(envelope == Envelope::Flat);
        self.pages += pages;
        self.sheets += sheets;
        self.blank_backs += sheets * 2 - pages;
        match self.copies.iter_mut().find(|copies| copies.kind == kind) {
            Some(copies) => {
                copies.envelopes += 1;
                copies.sheets += sheets;
            }
            None => self.copies.push(Copies { kind, envelopes: 1, sheets }),
        }
        self.file(envelope).add(sheets);
    }

    /// Notes the digest of a print file.
    pub fn printed(&mut self, envelope: Envelope, sha256: String) {
        self.file(envelope).sha256 = sha256;
    }

    fn file(&mut self, envelope: Envelope) -> &mut PrintFile {
        let place = self.files.binary_search_by_key(&envelope, |file| file.envelope);
        let place = place.unwrap_or_else(|place| {
            let (name, sha256) = (envelope.print_file(), String::new());
            let file = PrintFile { name, envelope, sha256, envelopes: 0, sheets: 0, groups: Vec::new() };
            self.files.insert(place, file);
            place
        });
        &mut self.files[place]
    }
}

impl PrintFile {
    fn add(&mut self, sheets: usize) {
        self.envelopes += 1;
        self.sheets += sheets;
        let place = self.groups.binary_search_by_key(&sheets, |group| group.sheets_each);
        let place = place.unwrap_or_else(|place| {
            self.groups.insert(place, Group { sheets_each: sheets, envelopes: 0, sheets: 0 });
            place
        });
        self.groups[place].envelopes += 1;
        self.groups[place].sheets += sheets;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Envelope, Ticket};

    proptest! {
        /// Whatever goes out: each total is the sum of its parts, and no sheet is counted twice.
        #[test]
        fn counts_add_up(copies in proptest::collection::vec((0..5_usize, any::<bool>(), 1..60_usize), 0..80)) {
            const KINDS: [&str; 5] = ["employee", "representative", "requesting_physician", "claims_administrator", "copy"];
            let mut ticket = Ticket::default();
            for &(kind, is_flat, pages) in &copies {
                ticket.add(KINDS[kind], if is_flat { Envelope::Flat } else { Envelope::Number10 }, pages);
            }
            prop_assert_eq!(ticket.envelopes, copies.len());
            prop_assert_eq!(ticket.pages, copies.iter().map(|copy| copy.2).sum::<usize>());
            prop_assert_eq!(ticket.pages + ticket.blank_backs, ticket.sheets * 2);
            let sums = |of: Vec<(usize, usize)>| of.into_iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
            let all = (ticket.envelopes, ticket.sheets);
            prop_assert_eq!(sums(ticket.copies.iter().map(|copies| (copies.envelopes, copies.sheets)).collect()), all);
            prop_assert_eq!(sums(ticket.files.iter().map(|file| (file.envelopes, file.sheets)).collect()), all);
            for file in &ticket.files {
                let groups = file.groups.iter();
                prop_assert_eq!(
                    sums(groups.clone().map(|group| (group.envelopes, group.sheets)).collect()),
                    (file.envelopes, file.sheets)
                );
                prop_assert!(groups.clone().all(|group| group.sheets == group.sheets_each * group.envelopes));
                prop_assert!(file.groups.windows(2).all(|pair| pair[0].sheets_each < pair[1].sheets_each));
                let of_file = copies.iter().filter(|copy| copy.1 == (file.envelope == Envelope::Flat));
                prop_assert_eq!(of_file.count(), file.envelopes);
            }
            prop_assert!(ticket.files.windows(2).all(|pair| pair[0].envelope < pair[1].envelope));
            prop_assert_eq!(ticket.flats, copies.iter().filter(|copy| copy.1).count());
        }
    }
}
