//! Bookmarks: the headings, nested by level (ISO 32000-1, 12.3.3).

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

/// Adds the bookmarks, all unfolded; none where there are no headings.
pub(super) fn add(pages: &Pages, page_ids: &[Ref], file: &mut File) -> Option<Ref> {
    let mut bookmarks: Vec<Bookmark<'_>> = Vec::new();
    for element in &pages.elements {
        if let Role::Heading(level) = element.role {
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
                item.first(bookmarks[first].id).last(bookmarks[last].id).count(bookmark.below as i32);
                levels.push((bookmark.id, below));
            }
        }
    }
    let mut outline = file.object(root).start::<Outline<'_>>();
    outline.first(bookmarks[first].id).last(bookmarks[last].id).count(count as i32);
    drop(outline);
    Some(root)
}
