//! What pages must keep so that the file keeps its promises; a letter without errors keeps it.

use crate::diag::{Finding, Sink, codes};
use crate::fonts::Fonts;
use crate::layout::{Element, GlyphRun, ItemKind, Pages, Role, Tag};

use super::about::About;
use super::cluster::has_clusters;

/// Reports all that keeps the file from being written.
pub(super) fn check(pages: &Pages, fonts: &Fonts, about: &About, sink: &mut Sink) {
    check_about(about, sink);
    if pages.pages.is_empty() {
        sink.error(Finding::new(&codes::pdf::NO_PAGES, "the letter has no pages"));
    }
    check_elements(pages, sink);
    for (index, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            if let Tag::Element(id) = item.tag
                && id.0 as usize >= pages.elements.len()
            {
                let message = format!("page {} has an item of an element that is not there", index + 1);
                sink.error(Finding::new(&codes::pdf::STRUCTURE, message));
            }
            if let ItemKind::Glyphs(run) = &item.kind {
                check_run(run, index + 1, fonts, sink);
            }
        }
    }
}

fn check_about(about: &About, sink: &mut Sink) {
    if about.title.trim().is_empty() {
        // ISO 14289-1, 7.1: the file has a title and viewers show it.
        let finding = Finding::new(&codes::pdf::NO_TITLE, "the letter has no title");
        sink.error(finding.hint("give it a `title` in the front matter"));
    }
    let tag = &about.language;
    let subtag =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let primary = tag.split('-').next().unwrap_or_default();
    if !tag.split('-').all(subtag) || primary.len() < 2 || !primary.bytes().all(|b| b.is_ascii_alphabetic()) {
        let finding = Finding::new(&codes::pdf::LANGUAGE, format!("`{tag}` is not a language tag"));
        sink.error(finding.hint("a language tag is of the form `en-US` (BCP 47)"));
    }
    if !is_date(&about.date) {
        let finding = Finding::new(&codes::pdf::DATE, format!("`{}` is not a date", about.date));
        sink.error(finding.hint("a date is of the form `2016-12-09`"));
    }
}

fn is_date(date: &str) -> bool {
    let part = |range: std::ops::Range<usize>| {
        date.get(range).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()
    };
    let dashes = date.len() == 10 && date.get(4..5) == Some("-") && date.get(7..8) == Some("-");
    dashes
        && part(0..4).is_some_and(|year: u16| year > 0)
        && part(5..7).is_some_and(|month| (1..=12).contains(&month))
        && part(8..10).is_some_and(|day| (1..=31).contains(&day))
}

fn check_elements(pages: &Pages, sink: &mut Sink) {
    let mut level = 0;
    for (index, element) in pages.elements.iter().enumerate() {
        if let Some(why) = misplaced(index, element, pages) {
            sink.error(Finding::new(&codes::pdf::STRUCTURE, why));
        }
        if let Role::Heading(next) = element.role {
            // ISO 14289-1, 7.4.2: the first heading is of level 1, and none is deeper than the one before
            // it by more than 1.
            if next == 0 || next > level + 1 || next > 6 {
                let message =
                    format!("the heading `{}` is of level {next} after level {level}", element.title);
                let hint = "headings begin with `#`, and go deeper by one `#` at a time";
                sink.error(Finding::new(&codes::pdf::HEADING_LEVEL, message).hint(hint));
            }
            level = next;
        }
    }
    if !matches!(pages.elements.first(), Some(Element { role: Role::Document, .. })) {
        sink.error(Finding::new(&codes::pdf::STRUCTURE, "the first element is not the document"));
    }
}

fn misplaced(index: usize, element: &Element, pages: &Pages) -> Option<String> {
    let at_root = element.parent.is_none();
    if at_root != (index == 0) || element.parent.is_some_and(|parent| parent.0 as usize >= index) {
        return Some(format!("element {index} ({:?}) does not follow its parent", element.role));
    }
    let above = element.parent.map(|parent| pages.elements[parent.0 as usize].role);
    let fits = match element.role {
        Role::Row => above == Some(Role::Table),
        Role::HeaderCell(_) | Role::Cell => above == Some(Role::Row),
        Role::ListItem => above == Some(Role::List),
        Role::ListLabel | Role::ListBody => above == Some(Role::ListItem),
        _ => !matches!(above, Some(Role::Table | Role::Row)),
    };
    if !fits {
        return Some(format!("element {index} ({:?}) stands in {above:?}", element.role));
    }
    (element.at.0 >= pages.pages.len()).then(|| format!("element {index} begins on a page that is not there"))
}

fn check_run(run: &GlyphRun, page: usize, fonts: &Fonts, sink: &mut Sink) {
    let Some(face) = fonts.get(run.face) else {
        let message = format!("page {page}: `{}` is set in a face that is not there", run.text);
        sink.error(Finding::new(&codes::pdf::FONT, message));
        return;
    };
    // ISO 19005-2, 6.2.11.8: no reference to .notdef.
    if run.glyphs.iter().any(|glyph| glyph.id == 0 || glyph.id >= face.glyph_count()) {
        let message = format!("page {page}: a character of `{}` has no glyph in its face", run.text);
        sink.error(Finding::new(&codes::pdf::NO_GLYPH, message));
    }
    if !has_clusters(run) {
        let message = format!("page {page}: the glyphs of `{}` do not stand for its text", run.text);
        sink.error(Finding::new(&codes::pdf::TEXT, message));
    }
}
