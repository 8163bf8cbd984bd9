//! Bookmarks: the headings, nested by level, of each letter of several under its own (ISO 32000-1, 12.3.3).

use pdf_writer::writers::{Outline, OutlineItem};
use pdf_writer::{Ref, TextStr};

use crate::layout::{Pages, Role};
use crate::units::Pt;

use super::file::File;

/// Room that a bookmark leaves above the baseline it leads to.
const ABOVE: Pt = Pt::whole(24);

struct Bookmark<'a> {
    id: Ref,
    level: u8,
    title: &'a str,
    at: (usize, Pt),
    /// Bookmarks under this one, at every depth.
    below: usize,
}

/// The level of a letter of several, above that of its first heading.
const PART: u8 = 0;

/// Adds the bookmarks; none where there are no headings. Those of one letter are all unfolded; of several letters only
/// the names are shown.
pub(super) fn add(pages: &Pages, page_ids: &[Ref], file: &mut File) -> Option<Ref> {
    let mut bookmarks: Vec<Bookmark<'_>> = Vec::new();
    for element in &pages.elements {
        let level = match element.role {
            Role::Part => Some(PART),
            Role::Heading(level) => Some(level),
            _ => None,
        };
        if let Some(level) = level {
            let id = file.reserve();
            bookmarks.push(Bookmark { id, level, title: &element.title, at: element.at, below: 0 });
        }
    }
    let count = bookmarks.len();
    for index in 0..count {
        let level = bookmarks[index].level;
        bookmarks[index].below =
            bookmarks[index + 1..].iter().take_while(|bookmark| bookmark.level > level).count();
    }
    let root = file.reserve();
    // Bookmarks of one level between two places: each next one stands behind all that is below the one before.
    let children = |mut at: usize, end: usize| {
        let mut siblings = Vec::new();
        while at < end {
            siblings.push(at);
            at += 1 + bookmarks[at].below;
        }
        siblings
    };
    let top = children(0, count);
    let (first, last) = (*top.first()?, *top.last()?);
    let shown = if bookmarks[first].level == PART { top.len() } else { count };
    let mut levels = vec![(root, top)];
    while let Some((parent, siblings)) = levels.pop() {
        for (place, &index) in siblings.iter().enumerate() {
            let bookmark = &bookmarks[index];
            let height = pages.size.height;
            let top = (height - bookmark.at.1 + ABOVE).min(height);
            let mut item = file.object(bookmark.id).start::<OutlineItem<'_>>();
            item.title(TextStr(bookmark.title)).parent(parent);
            item.dest().page(page_ids[bookmark.at.0]).xyz(0.0, top.to_f32(), None);
            if let Some(before) = place.checked_sub(1) {
                item.prev(bookmarks[siblings[before]].id);
            }
            if let Some(&after) = siblings.get(place + 1) {
                item.next(bookmarks[after].id);
            }
            let below = children(index + 1, index + 1 + bookmark.below);
            if let (Some(&first), Some(&last)) = (below.first(), below.last()) {
                // A negative count says that it is folded.
                let below_it = bookmark.below as i32;
                let count = if bookmark.level == PART { -below_it } else { below_it };
                item.first(bookmarks[first].id).last(bookmarks[last].id).count(count);
                levels.push((bookmark.id, below));
            }
        }
    }
    let mut outline = file.object(root).start::<Outline<'_>>();
    outline.first(bookmarks[first].id).last(bookmarks[last].id).count(shown as i32);
    drop(outline);
    Some(root)
}
