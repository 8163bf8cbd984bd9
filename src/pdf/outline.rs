//! Bookmarks: the headings, nested by level (ISO 32000-1, 12.3.3).

use crate::layout::{Pages, Role};
use crate::units::Pt;

use super::file::{File, Id};
use super::object::Value;

/// Room that a bookmark leaves above the baseline it leads to.
const ABOVE: Pt = Pt::whole(24);

struct Entry<'a> {
    id: Id,
    level: u8,
    title: &'a str,
    at: (usize, Pt),
    /// Entries under this one, at every depth.
    below: usize,
}

/// Adds the bookmarks, all unfolded; none where there are no headings.
pub(super) fn add(pages: &Pages, page_ids: &[Id], file: &mut File) -> Option<Id> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for element in &pages.elements {
        if let Role::Heading(level) = element.role {
            let id = file.reserve();
            entries.push(Entry { id, level, title: &element.title, at: element.at, below: 0 });
        }
    }
    let count = entries.len();
    for index in 0..count {
        let level = entries[index].level;
        entries[index].below = entries[index + 1..].iter().take_while(|entry| entry.level > level).count();
    }
    let root = file.reserve();
    // Entries of one level between two places: each next one stands behind all that is below the one before.
    let children = |mut at: usize, end: usize| {
        let mut siblings = Vec::new();
        while at < end {
            siblings.push(at);
            at += 1 + entries[at].below;
        }
        siblings
    };
    let top = children(0, count);
    let (first, last) = (*top.first()?, *top.last()?);
    let mut levels = vec![(root, top)];
    while let Some((parent, siblings)) = levels.pop() {
        for (place, &index) in siblings.iter().enumerate() {
            let entry = &entries[index];
            let height = pages.size.height;
            let y = (height - entry.at.1 + ABOVE).min(height);
            let target = [
                page_ids[entry.at.0].into(),
                Value::Name("XYZ"),
                Value::Integer(0),
                Value::Number(y),
                Value::Null,
            ];
            let mut bookmark = vec![
                ("Title", Value::Text(entry.title)),
                ("Parent", parent.into()),
                ("Dest", Value::Array(&target)),
            ];
            if let Some(before) = place.checked_sub(1) {
                bookmark.push(("Prev", entries[siblings[before]].id.into()));
            }
            if let Some(&after) = siblings.get(place + 1) {
                bookmark.push(("Next", entries[after].id.into()));
            }
            let below = children(index + 1, index + 1 + entry.below);
            if let (Some(&first), Some(&last)) = (below.first(), below.last()) {
                bookmark.push(("First", entries[first].id.into()));
                bookmark.push(("Last", entries[last].id.into()));
                bookmark.push(("Count", Value::Integer(entry.below as i64)));
                levels.push((entry.id, below));
            }
            file.set(entry.id, &bookmark);
        }
    }
    let outline = [
        ("Type", Value::Name("Outlines")),
        ("First", entries[first].id.into()),
        ("Last", entries[last].id.into()),
        ("Count", Value::Integer(count as i64)),
    ];
    file.set(root, &outline);
    Some(root)
}
