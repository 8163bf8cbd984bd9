//! Links: where on the pages they can be clicked (ISO 32000-1, 12.5.6.5; ISO 14289-1, 7.18.5).

use pdf_writer::types::{ActionType, AnnotationFlags, AnnotationType};
use pdf_writer::writers::Annotation;
use pdf_writer::{Rect, Ref, Str, TextStr};

use super::file::File;
use crate::fonts::Fonts;
use crate::layout::{ElementId, ItemKind, Pages, Role, Tag};
use crate::units::Pt;

/// A line of a link.
pub(super) struct LinkArea {
    pub page: usize,
    pub element: ElementId,
    pub annotation: Ref,
    /// The key by which the structure finds the element.
    pub key: i32,
    left: Pt,
    right: Pt,
    baseline: Pt,
    size: Pt,
}

/// The lines of links, in the order of the pages.
pub(super) fn link_areas(pages: &Pages, fonts: &Fonts, file: &mut File) -> Vec<LinkArea> {
    let mut areas: Vec<LinkArea> = Vec::new();
    for (page, of_page) in pages.pages.iter().enumerate() {
        for item in &of_page.items {
            let (Tag::Element(element), ItemKind::Glyphs(run)) = (item.tag, &item.kind) else { continue };
            if pages.elements[element.0 as usize].role != Role::Link {
                continue;
            }
            let (left, right) = (run.at.x, run.at.x + run.width(fonts));
            match areas.last_mut() {
                Some(last) if (last.page, last.element, last.baseline) == (page, element, run.at.y) => {
                    last.left = last.left.min(left);
                    last.right = last.right.max(right);
                }
                _ => {
                    let (annotation, key) = (file.reserve(), (pages.pages.len() + areas.len()) as i32);
                    let (baseline, size) = (run.at.y, run.size);
                    areas.push(LinkArea { page, element, annotation, key, left, right, baseline, size });
                }
            }
        }
    }
    areas
}

/// Writes the annotations.
pub(super) fn add(areas: &[LinkArea], pages: &Pages, file: &mut File) {
    for area in areas {
        let uri = pages.elements[area.element.0 as usize].uri.as_deref().unwrap_or_default();
        let baseline = pages.size.height - area.baseline;
        let (bottom, top) = (baseline - area.size / 4, baseline + area.size);
        let [left, bottom, right, top] = [area.left, bottom, area.right, top].map(Pt::to_f32);
        let mut annotation = file.object(area.annotation).start::<Annotation<'_>>();
        annotation.subtype(AnnotationType::Link).rect(Rect::new(left, bottom, right, top));
        annotation.border(0.0, 0.0, 0.0, None);
        // ISO 19005-2, 6.3.2: it is printed; ISO 14289-1, 7.18.5: it says where it leads.
        annotation.flags(AnnotationFlags::PRINT).contents(TextStr(uri)).struct_parent(area.key);
        annotation.action().action_type(ActionType::Uri).uri(Str(uri.as_bytes()));
    }
}
