//! What the ledger says of one letter.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::digest::Digest;
use super::names::RunName;
use super::record_file::RecordFile;
use super::records::DataFolder;
use crate::assets::Assets;
use crate::letter::{FileType, LetterKey, Listing, parties};
use crate::render::Made;
use crate::units::Date;

/// What one letter was made from, and what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub letter: LetterKey,
    /// The record's path from the data folder.
    pub record: String,
    pub record_sha256: Digest,
    /// Of what the record says, of papers of a case that was mailed; absent in rows of an older program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement_sha256: Option<Digest>,
    /// The wording that the record asks for.
    pub template: String,
    /// The program and a digest of its sources.
    pub program: String,
    /// The user's own templates, style and fonts that the letter depends on.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub replaced: BTreeMap<String, Digest>,
    pub markdown_sha256: Digest,
    pub pdf_sha256: Digest,
    pub pages: usize,
    /// Warnings and notes that the record deserves: they are shown at every build.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub findings: usize,
    /// The date on which the letter was mailed: from then on its files do not change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mailed: Option<Date>,
    /// When the letter was mailed that it corrects; absent once it was mailed itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<Date>,
    /// Of the list of what a mailed letter was made with; absent in rows of an older program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_with: Option<Digest>,
    /// The print run that it went out in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub print_run: Option<InPrintRun>,
    /// The address that the copy is e-mailed to; absent of what goes out on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Whether the message came back that brought it: the copy is mailed on paper then.
    #[serde(default, skip_serializing_if = "is_false")]
    pub came_back: bool,
    /// Of a copy that is mailed on paper because its e-mail came back, and of the proof that goes with it: the day of the
    /// e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emailed: Option<Date>,
    /// The digits of its Intelligent Mail barcode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intelligent_mail: Option<String>,
    /// What the index says of it; only of the public edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing: Option<Listing>,
}

/// A print run as a row names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InPrintRun {
    pub name: RunName,
    /// Of the list of the run's files and their digests.
    pub sha256: Digest,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// The program as rows name it.
pub const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("IMR_SOURCES"));

/// What is said of a letter that another program made.
pub const BY_PROGRAM: &str = "program";

impl Row {
    /// The row of a letter that was just made; `findings` is how many warnings and notes its record deserves.
    pub fn of(made: &Made, file: &RecordFile, data: &DataFolder, assets: &Assets, findings: usize) -> Row {
        Row {
            letter: made.key.clone(),
            record: data.name_of(&file.path),
            record_sha256: file.digest,
            statement_sha256: None,
            template: made.record.template.to_string(),
            program: PROGRAM.to_owned(),
            replaced: replaced(assets, &made.record.template, &made.key),
            markdown_sha256: Digest::of(made.markdown.text().as_bytes()),
            pdf_sha256: Digest::of(&made.pdf),
            pages: made.pages,
            findings,
            mailed: None,
            corrects: None,
            made_with: None,
            print_run: None,
            email: emailed_to(made),
            came_back: false,
            emailed: None,
            intelligent_mail: None,
            listing: made.listing.clone(),
        }
    }

    /// Whether it notes of a letter that was mailed that its e-mail came back, and else says of it what is known.
    pub fn notes_return_of(&self, there: &Row) -> bool {
        self.came_back
            && !there.came_back
            && (self.mailed, &self.email) == (there.mailed, &there.email)
            && FileType::ALL.into_iter().all(|file| self.sha256(file) == there.sha256(file))
    }

    /// The digest of one of its files.
    pub fn sha256(&self, file: FileType) -> Digest {
        match file {
            FileType::Markdown => self.markdown_sha256,
            FileType::Pdf => self.pdf_sha256,
        }
    }

    /// What was changed since the row was written, in the words of `imr status`; nothing where a build would
    /// make the same letter.
    pub fn changes(&self, record: Digest, assets: &Assets) -> Vec<String> {
        let mut changes = Vec::new();
        if self.record_sha256 != record {
            changes.push("record".to_owned());
        }
        changes.extend(self.wording_changes(assets));
        if self.program != PROGRAM {
            changes.push(BY_PROGRAM.to_owned());
        }
        changes
    }

    /// The user's templates, style, fonts and office that were changed since the row was written.
    pub fn wording_changes(&self, assets: &Assets) -> Vec<String> {
        let now = replaced(assets, &self.template, &self.letter);
        let changed = now.iter().filter(|(path, digest)| self.replaced.get(*path) != Some(digest));
        let gone = self.replaced.keys().filter(|path| !now.contains_key(*path));
        changed
            .map(|(path, _)| format!("templates/{path}"))
            .chain(gone.map(|path| format!("templates/{path} (gone)")))
            .collect()
    }
}

fn emailed_to(made: &Made) -> Option<String> {
    if !made.key.edition().has_copies() || made.key.mailed_again().is_some() {
        return None;
    }
    let (_, _, party) = parties(&made.record).into_iter().find(|(_, part, _)| *part == made.key.part())?;
    party.emailed_to().map(ToString::to_string)
}

/// The user's own files that a letter depends on.
fn replaced(assets: &Assets, wording: &str, letter: &LetterKey) -> BTreeMap<String, Digest> {
    let replaced = assets.replaced(wording, letter.edition().has_copies());
    replaced.into_iter().map(|(path, sha)| (path.to_owned(), Digest(sha))).collect()
}
