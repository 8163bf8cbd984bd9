//! What a print run comes to, for those who run it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::units::Date;

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
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Copies {
    /// As the record calls them.
    pub kind: &'static str,
    pub envelopes: usize,
    pub sheets: usize,
}

impl Ticket {
    /// Counts one copy.
    pub fn add(&mut self, kind: &'static str, pages: usize) {
        let sheets = pages.div_ceil(2);
        self.envelopes += 1;
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
    }
}
