//! Letters one after the other in one file, each starting on a front side.

use super::pages::{Element, ElementId, Item, Page, Pages, Role, Tag};
use crate::diag::Span;
use crate::units::Pt;

/// Puts letters, each with what it is called, together for printing on both sides: a letter of an odd number of pages
/// gets a blank back. Every letter is a part of the one document.
///
/// None where there are no letters.
pub fn bind(letters: Vec<(String, Pages)>) -> Option<Pages> {
    let size = letters.first()?.1.size;
    let root = Element {
        role: Role::Document,
        parent: None,
        span: Span::default(),
        title: String::new(),
        at: (0, Pt::ZERO),
        columns: 1,
        language: None,
        uri: None,
    };
    let mut bound =
        Pages { size, pages: Vec::new(), elements: vec![root], below_address: None, unfolded: false };
    for (title, letter) in letters {
        let (first_page, first_element) = (bound.pages.len(), bound.elements.len() as u32);
        let moved = |id: ElementId| ElementId(id.0 + first_element);
        for element in letter.elements {
            let (role, title) = match element.role {
                Role::Document => (Role::Part, title.clone()),
                role => (role, element.title),
            };
            let parent = element.parent.map_or(ElementId(0), moved);
            let at = (element.at.0 + first_page, element.at.1);
            bound.elements.push(Element { role, title, parent: Some(parent), at, ..element });
        }
        for page in letter.pages {
            let items = page.items.into_iter().map(|item: Item| Item {
                tag: match item.tag {
                    Tag::Element(id) => Tag::Element(moved(id)),
                    artifact => artifact,
                },
                kind: item.kind,
            });
            bound.pages.push(Page { items: items.collect() });
        }
        if bound.pages.len() % 2 == 1 {
            bound.pages.push(Page::default());
        }
    }
    Some(bound)
}
