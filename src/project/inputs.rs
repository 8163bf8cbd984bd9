//! What a letter is made from now, and what of it differs from what it was made from.

use std::collections::BTreeMap;

use super::digest::Digest;
use super::ledger::{PROGRAM, Row};
use crate::kit::Kit;
use crate::letter::Edition;

/// The user's own files that letters of a wording depend on.
pub fn replaced(kit: &Kit, wording: &str, addressed: bool) -> BTreeMap<String, Digest> {
    kit.replaced(wording, addressed).into_iter().map(|(path, sha)| (path.to_owned(), Digest(sha))).collect()
}

/// What was changed since the row was written, in the words of `imr status`; nothing where a build would
/// make the same letter.
pub fn changes(row: &Row, record: Digest, kit: &Kit) -> Vec<String> {
    let mut changes = Vec::new();
    if row.record_sha256 != record {
        changes.push("record".to_owned());
    }
    let addressed = Edition::Mailed.folder().is_some_and(|folder| row.letter.starts_with(folder));
    let now = replaced(kit, &row.template, addressed);
    for (path, digest) in &now {
        match row.replaced.get(path) {
            Some(then) if then == digest => {}
            _ => changes.push(format!("templates/{path}")),
        }
    }
    let gone = row.replaced.keys().filter(|path| !now.contains_key(*path));
    changes.extend(gone.map(|path| format!("templates/{path} (gone)")));
    if row.program != PROGRAM {
        changes.push("program".to_owned());
    }
    changes
}
