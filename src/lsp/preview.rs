//! The way from a record to its letter in the browser: a line above the record, and the local page behind it.

use std::thread;

use serde_json::{Value, json};

use super::documents::{Document, Kind};
use super::positions::Range;
use crate::diag::{Finding, Span};
use crate::project::Folders;
use crate::serve::{Addresses, Server};
use crate::yaml::first_value;

/// The command that opens a letter.
pub const PREVIEW: &str = "imr.preview";

/// The line to click, at a record's case number.
pub fn lens(document: &Document, address: &str) -> Value {
    if document.kind != Kind::Record {
        return json!([]);
    }
    let at = first_value(&document.text, "case_number").map_or(Span::default(), |(_, span)| span);
    let command = json!({ "title": "Preview the letter", "command": PREVIEW, "arguments": [address] });
    json!([{ "range": Range::of(&document.text, at), "command": command }])
}

/// The pages that are served, one a project, from when a letter was first asked for until the session ends.
#[derive(Default)]
pub struct Pages(Vec<(Folders, Addresses)>);

impl Pages {
    /// The address of a record's letter as it was saved last, good for one visit.
    ///
    /// # Errors
    /// Where the page cannot be served.
    pub fn address_of(&mut self, document: &Document) -> Result<String, Finding> {
        let at = match self.0.iter().position(|(folders, _)| *folders == document.folders) {
            Some(at) => at,
            None => {
                let server = Server::open(document.folders.clone(), None)?;
                self.0.push((document.folders.clone(), server.addresses()));
                // It ends with the process.
                thread::spawn(move || server.run());
                self.0.len() - 1
            }
        };
        self.0[at].1.for_one_visit(&document.path)
    }
}
