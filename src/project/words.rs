//! What changed in a letter's text, word by word.

use std::path::Path;

use similar::{ChangeTag, TextDiff};

use super::read::read_if_there;
use crate::diag::Finding;
use crate::letter::{FileType, LetterKey};

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
pub fn letter_text(folder: &Path, letter: &LetterKey) -> Result<Option<String>, Finding> {
    let bytes = read_if_there(&folder.join(letter.file(FileType::Markdown)))?;
    Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

/// The first changes between two texts, short enough for a finding; none where they are the same.
pub(super) fn difference(old: &str, new: &str) -> Option<String> {
    const SHOWN: usize = 6;
    let changed = compare(old, new).into_iter().filter_map(|piece| match piece {
        Piece::Same(_) => None,
        Piece::Removed(text) => Some(format!("[-{}-]", text.trim())),
        Piece::Added(text) => Some(format!("{{+{}+}}", text.trim())),
    });
    let changed: Vec<String> = changed.collect();
    match changed.len() {
        0 => None,
        more if more > SHOWN => Some(format!("{} and {} more", changed[..SHOWN].join(" "), more - SHOWN)),
        _ => Some(changed.join(" ")),
    }
}
