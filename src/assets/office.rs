//! Where the office's facts were typed.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Place, Sink, Source};
use crate::yaml::{Kind, Node, Outline};

/// The file that the office's facts are from.
pub struct OfficeFile(pub Arc<Source>);

impl OfficeFile {
    /// Where bytes of a fact were typed, by the keys that lead to it: `server/name`.
    pub fn place(&self, path: &str, fact: &str, part: &Range<usize>) -> Option<Place> {
        Some(self.outline()?.part(path, fact, part))
    }

    /// Where a fact stands.
    pub fn place_of(&self, path: &str) -> Option<Place> {
        Some(self.outline()?.place(path))
    }

    /// Where a character was typed first in a fact.
    pub fn place_of_char(&self, wanted: char) -> Option<Place> {
        let outline = self.outline()?;
        let (path, fact, at) = find(outline.root(), wanted)?;
        Some(outline.part(&path, fact, &(at..at + wanted.len_utf8())))
    }

    fn outline(&self) -> Option<Outline> {
        Outline::read(&self.0, &mut Sink::new()).ok()
    }
}

/// The first scalar with a character, after the keys and numbers that lead to it, and where it has it.
fn find(node: &Node, wanted: char) -> Option<(String, &str, usize)> {
    let below = |step: String, node| {
        let (path, fact, at) = find(node, wanted)?;
        Some((if path.is_empty() { step } else { format!("{step}/{path}") }, fact, at))
    };
    match &node.kind {
        Kind::Scalar(scalar) => Some((String::new(), &scalar.text, scalar.text.find(wanted)?)),
        Kind::List(items) => {
            items.iter().enumerate().find_map(|(number, item)| below(number.to_string(), item))
        }
        Kind::Map(entries) => entries.iter().find_map(|entry| below(entry.key.clone(), &entry.value)),
    }
}
