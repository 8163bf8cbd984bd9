//! What changed in a letter's text, word by word.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use similar::{ChangeTag, TextDiff};

use super::findings;
use crate::diag::Finding;

/// Words of one kind that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Same(String),
    Removed(String),
    Added(String),
}

/// The new text against the old, word by word.
pub fn compare(old: &str, new: &str) -> Vec<Piece> {
    let difference = TextDiff::from_unicode_words(old, new);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in difference.iter_all_changes() {
        let text = change.value();
        match (change.tag(), pieces.last_mut()) {
            (ChangeTag::Equal, Some(Piece::Same(to)))
            | (ChangeTag::Delete, Some(Piece::Removed(to)))
            | (ChangeTag::Insert, Some(Piece::Added(to))) => to.push_str(text),
            (ChangeTag::Equal, _) => pieces.push(Piece::Same(text.to_owned())),
            (ChangeTag::Delete, _) => pieces.push(Piece::Removed(text.to_owned())),
            (ChangeTag::Insert, _) => pieces.push(Piece::Added(text.to_owned())),
        }
    }
    pieces
}

/// The Markdown of a letter that is in the folder; none where there is no such letter.
///
/// # Errors
/// Where it is there and cannot be read.
pub fn letter_text(folder: &Path, letter: &str) -> Result<Option<String>, Finding> {
    let path = folder.join(format!("{letter}.md"));
    match fs::read(&path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(findings::cannot_read(&path, &error)),
    }
}

/// The first changes between the letter that is there and a new text, short enough for a finding.
pub(super) fn difference(folder: &Path, letter: &str, new: &str) -> String {
    const SHOWN: usize = 3;
    let old = letter_text(folder, letter).ok().flatten().unwrap_or_default();
    let pieces = compare(&old, new);
    let changed = pieces.iter().filter_map(|piece| match piece {
        Piece::Same(_) => None,
        Piece::Removed(text) => Some(format!("[-{}-]", text.trim())),
        Piece::Added(text) => Some(format!("{{+{}+}}", text.trim())),
    });
    let changed: Vec<String> = changed.collect();
    match changed.len() {
        0 => "the text is the same, but not the pages".to_owned(),
        more if more > SHOWN * 2 => {
            format!("{} and {} more", changed[..SHOWN * 2].join(" "), more - SHOWN * 2)
        }
        _ => changed.join(" "),
    }
}
