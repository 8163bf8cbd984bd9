//! Bookmarks: the headings, nested by level, of each letter of several under its own (ISO 32000-1, 12.3.3).

use pdf_writer::types::ActionType;
use pdf_writer::writers::{Action, Outline, OutlineItem};
use pdf_writer::{Name, Null, Ref, TextStr};

use crate::layout::{Pages, Role};
use crate::style::PdfVersion;
use crate::units::Pt;

use super::file::File;

/// Room that a bookmark leaves above the baseline it leads to.
const ABOVE: Pt = Pt::whole(24);

/// Where bookmarks may lead.
pub(super) struct Targets<'a> {
    pub pages: &'a [Ref],
    /// By layout's element.
    pub elements: &'a [Ref],
    pub version: PdfVersion,
}

impl Targets<'_> {
    /// Writes where a bookmark leads: a height of a page, and in PDF 2.0 also the element itself (ISO 14289-2, 8.8), which
    /// viewers that know only pages pass over.
    fn write(&self, bookmark: &Bookmark<'_>, top: Pt, item: &mut OutlineItem<'_>) {
        let (page, top) = (self.pages[bookmark.at.0], top.to_f32());
        match self.version {
            PdfVersion::V1_7 => {
                item.dest().page(page).xyz(0.0, top, None);
            }
            PdfVersion::V2_0 => {
                let mut action = item.insert(Name(b"A")).start::<Action<'_>>();
                action.action_type(ActionType::GoTo).destination().page(page).xyz(0.0, top, None);
                let mut target = action.insert(Name(b"SD")).array();
                target.item(self.elements[bookmark.element]).item(Name(b"XYZ"));
                target.item(0.0).item(top).item(Null);
            }
        }
    }
}

struct Bookmark<'a> {
    id: Ref,
    element: usize,
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
pub(super) fn add(pages: &Pages, targets: &Targets<'_>, file: &mut File) -> Option<Ref> {
    let mut bookmarks: Vec<Bookmark<'_>> = Vec::new();
    for (number, element) in pages.elements.iter().enumerate() {
        let level = match element.role {
            Role::Part => Some(PART),
            Role::Heading(level) => Some(level),
            _ => None,
        };
        if let Some(level) = level {
            let id = file.reserve();
            bookmarks.push(Bookmark {
                id,
                element: number,
                level,
                title: &element.title,
                at: element.at,
                below: 0,
            });
        }
    }
    let count = bookmarks.len();
    for index in 0..count {
        let level = bookmarks[index].level;
        bookmarks[index].below =
            bookmarks[index + 1..].iter().take_while(|bookmark| bookmark.level > level).count();
    }
    let root = file.reserve();
    // Bookmarks of one level between two places: each next one stands after all that is below the one before.
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
            targets.write(bookmark, top, &mut item);
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
