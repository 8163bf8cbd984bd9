//! The structure of a tagged PDF (ISO 32000-1, 14.7): which paragraph each marked content belongs to.

use std::collections::HashMap;

use hayro_svg::hayro_syntax::Pdf;
use hayro_svg::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier};
use hayro_svg::hayro_syntax::page::Page;

/// The elements that own the marked contents of every page.
pub(super) struct Elements {
    /// By the number of the page in the parent tree, by that of the content on the page.
    of_content: HashMap<i32, HashMap<i32, u32>>,
}

/// More levels than this no structure of a letter has.
const MAX_DEPTH: usize = 32;
/// More contents than this no letter has.
const MAX_CONTENTS: usize = 100_000;
/// Elements within a paragraph (ISO 32000-1, 14.8.4.4).
const INLINE: [&str; 10] =
    ["Span", "Link", "Reference", "Quote", "Note", "Em", "Strong", "Sub", "Annot", "NonStruct"];

impl Elements {
    pub fn of(pdf: &Pdf) -> Elements {
        let mut elements = Elements { of_content: HashMap::new() };
        let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
        let tree =
            root.and_then(|root| root.get::<Dict<'_>>("StructTreeRoot")?.get::<Dict<'_>>("ParentTree"));
        if let Some(tree) = tree {
            elements.add(&tree, 0, &mut 0);
        }
        elements
    }

    /// The elements of a page's contents, by their numbers.
    pub fn of_page(&self, page: &Page<'_>) -> HashMap<i32, u32> {
        let number = page.raw().get::<i32>("StructParents");
        number.and_then(|number| self.of_content.get(&number)).cloned().unwrap_or_default()
    }

    /// Adds a node of the number tree.
    fn add(&mut self, node: &Dict<'_>, depth: usize, contents: &mut usize) {
        if depth > MAX_DEPTH {
            return;
        }
        if let Some(kids) = node.get::<Array<'_>>("Kids") {
            for kid in kids.iter::<Dict<'_>>() {
                *contents += 1;
                if *contents > MAX_CONTENTS {
                    return;
                }
                self.add(&kid, depth + 1, contents);
            }
        }
        let Some(numbers) = node.get::<Array<'_>>("Nums") else { return };
        let mut numbers = numbers.flex_iter();
        while let Some(page) = numbers.next::<i32>() {
            let Some(owners) = numbers.next::<Object<'_>>() else { return };
            // An annotation has its element alone.
            let Some(owners) = owners.into_array() else { continue };
            let mut of_page = HashMap::new();
            let mut owners = owners.flex_iter();
            let mut content = 0;
            while *contents <= MAX_CONTENTS
                && let Some(owner) = owners.next::<Object<'_>>()
            {
                if let Some(element) = owner.into_dict().and_then(paragraph_of) {
                    of_page.insert(content, element.obj_number);
                }
                content += 1;
                *contents += 1;
            }
            self.of_content.insert(page, of_page);
        }
    }
}

/// The paragraph, cell or heading that an element is, or is within.
fn paragraph_of(mut element: Dict<'_>) -> Option<ObjectIdentifier> {
    for _ in 0..MAX_DEPTH {
        let kind = element.get::<Name<'_>>("S")?;
        if !INLINE.contains(&kind.as_str()) {
            return element.obj_id();
        }
        element = element.get::<Dict<'_>>("P")?;
    }
    None
}
