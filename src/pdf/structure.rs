//! The logical structure: elements, what each holds on which page, and the way back (ISO 32000-1, 14.7). In PDF 2.0 the types
//! of elements are those of a namespace (ISO 32000-2, 14.7.4).

use std::collections::BTreeMap;

use pdf_writer::types::{LayoutTextPosition, ListNumbering, Placement, TableHeaderScope, TextAlign};
use pdf_writer::writers::{
    LayoutAttributes, ListAttributes, Namespace, StructElement, StructTreeRoot, TableAttributes,
};
use pdf_writer::{Name, Rect, Ref, Str, TextStr};

use crate::layout::{Element, ElementId, ItemKind, Pages, Role, Scope, Tag};
use crate::style::PdfVersion;
use crate::units::Pt;

use super::file::File;
use super::link::LinkArea;
use super::role::structure_type;
use super::tree::add_tree;

/// What an element holds: a piece of a page, or another element.
#[derive(Clone, Copy, Debug)]
enum Kid {
    Marked { page: usize, mcid: usize },
    Annotation { page: usize, annotation: Ref },
    Element(usize),
}

/// The namespace of PDF 2.0's structure types (ISO 32000-2, 14.8.6); pdf-writer's own name for it is another.
const PDF_2: TextStr<'_> = TextStr("http://iso.org/pdf2/ssn");

/// The structure in the file.
pub(super) struct Structure {
    pub root: Ref,
    /// By layout's element.
    pub elements: Vec<Ref>,
}

/// Adds the structure; `marked` gives the element of every marked content by page and MCID.
pub(super) fn add(
    pages: &Pages,
    marked: &[Vec<ElementId>],
    links: &[LinkArea],
    page_ids: &[Ref],
    version: PdfVersion,
    file: &mut File,
) -> Structure {
    let root = file.reserve();
    let namespace = (version == PdfVersion::V2_0).then(|| {
        let id = file.reserve();
        file.object(id).start::<Namespace<'_>>().ns(PDF_2);
        id
    });
    let ids: Vec<Ref> = pages.elements.iter().map(|_| file.reserve()).collect();
    let mut kids = kids(pages, marked);
    for link in links {
        let annotation = Kid::Annotation { page: link.page, annotation: link.annotation };
        kids[link.element.0 as usize].push(annotation);
    }
    let headers = headers(&pages.elements);
    let numbering = numbering(pages);
    for (index, element) in pages.elements.iter().enumerate() {
        let mut entry = file.object(ids[index]).start::<StructElement<'_>>();
        entry.kind(structure_type(element.role));
        if let Some(namespace) = namespace {
            entry.namespace(namespace);
        }
        entry.parent(element.parent.map_or(root, |parent| ids[parent.0 as usize]));
        if let Some(language) = &element.language {
            entry.lang(TextStr(language));
        }
        if element.role == Role::Part {
            entry.title(TextStr(&element.title));
        }
        if element.role == Role::Figure {
            // ISO 14289-1, 7.3: what is said of a figure in its place.
            entry.alt(TextStr(&element.title));
        }
        write_attributes(&mut entry, index, pages, version, (&headers, &numbering));
        if matches!(element.role, Role::HeaderCell(_)) {
            entry.id(Str(header_name(index, pages.elements.len()).as_bytes()));
        }
        // Programs that look for a table on a page ask the table itself where it is.
        let first_page = (element.role == Role::Table).then(|| first_page(index, &kids)).flatten();
        write_kids(&mut entry, &kids[index], first_page, &ids, page_ids);
    }
    let owners = (0..).zip(marked).map(|(page, owners)| {
        let id = file.reserve();
        file.object(id).array().items(owners.iter().map(|owner| ids[owner.0 as usize]));
        (page, id)
    });
    let of_links = links.iter().map(|link| (link.key, ids[link.element.0 as usize]));
    let owners: Vec<(i32, Ref)> = owners.collect::<Vec<_>>().into_iter().chain(of_links).collect();
    let parents = add_tree(b"Nums", &owners, file);
    let is_header = |(_, element): &(usize, &Element)| matches!(element.role, Role::HeaderCell(_));
    let header_cells: Vec<(String, Ref)> = pages
        .elements
        .iter()
        .enumerate()
        .filter(is_header)
        .map(|(index, _)| (header_name(index, pages.elements.len()), ids[index]))
        .collect();
    let names: Vec<(Str<'_>, Ref)> =
        header_cells.iter().map(|(name, id)| (Str(name.as_bytes()), *id)).collect();
    let by_name = (!names.is_empty()).then(|| add_tree(b"Names", &names, file));
    let mut tree = file.object(root).start::<StructTreeRoot<'_>>();
    tree.child(ids[0]);
    tree.pair(Name(b"ParentTree"), parents);
    tree.parent_tree_next_key((marked.len() + links.len()) as i32);
    if let Some(by_name) = by_name {
        tree.pair(Name(b"IDTree"), by_name);
    }
    if let Some(namespace) = namespace {
        tree.namespaces().item(namespace);
    }
    drop(tree);
    Structure { root, elements: ids }
}

/// What each element holds, in reading order: as its parts come first on the pages. An element that shows
/// nothing (an empty cell) stands where the order of the elements puts it.
fn kids(pages: &Pages, marked: &[Vec<ElementId>]) -> Vec<Vec<Kid>> {
    let mut kids: Vec<Vec<Kid>> = vec![Vec::new(); pages.elements.len()];
    let mut placed = vec![false; pages.elements.len()];
    for (page, owners) in marked.iter().enumerate() {
        for (mcid, owner) in owners.iter().enumerate() {
            let mut child = owner.0 as usize;
            kids[child].push(Kid::Marked { page, mcid });
            while let Some(parent) = pages.elements[child].parent
                && !std::mem::replace(&mut placed[child], true)
            {
                kids[parent.0 as usize].push(Kid::Element(child));
                child = parent.0 as usize;
            }
        }
    }
    for (child, element) in pages.elements.iter().enumerate() {
        let (Some(parent), false) = (element.parent, placed[child]) else { continue };
        let siblings = &mut kids[parent.0 as usize];
        let later = |kid: &Kid| matches!(*kid, Kid::Element(sibling) if sibling > child);
        let at = siblings.iter().position(later).unwrap_or(siblings.len());
        siblings.insert(at, Kid::Element(child));
    }
    kids
}

/// The page on which an element, or what stands in it, first shows something.
fn first_page(element: usize, kids: &[Vec<Kid>]) -> Option<usize> {
    kids[element].iter().find_map(|kid| match *kid {
        Kid::Marked { page, .. } | Kid::Annotation { page, .. } => Some(page),
        Kid::Element(child) => first_page(child, kids),
    })
}

fn write_kids(
    entry: &mut StructElement<'_>,
    kids: &[Kid],
    first_page: Option<usize>,
    ids: &[Ref],
    page_ids: &[Ref],
) {
    let marked = |kid: &Kid| match *kid {
        Kid::Marked { page, .. } => Some(page),
        Kid::Annotation { .. } | Kid::Element(_) => None,
    };
    let home = kids.iter().find_map(marked);
    if let Some(page) = home.or(first_page) {
        entry.page(page_ids[page]);
    }
    if kids.is_empty() {
        return;
    }
    let mut children = entry.children();
    for kid in kids {
        match *kid {
            Kid::Element(child) => {
                children.struct_element(ids[child]);
            }
            Kid::Annotation { page, annotation } => {
                children.object_ref().page(page_ids[page]).object(annotation);
            }
            Kid::Marked { page, mcid } if Some(page) == home => {
                children.marked_content_id(mcid as i32);
            }
            // Content on another page than the element's own says which.
            Kid::Marked { page, mcid } => {
                children.marked_content_ref().page(page_ids[page]).marked_content_id(mcid as i32);
            }
        }
    }
}

/// What the structure type alone does not say: of cells, what they are headed by; of lists, how they count; of text, where it
/// stands.
fn write_attributes(
    entry: &mut StructElement<'_>,
    index: usize,
    pages: &Pages,
    version: PdfVersion,
    (headers, numbering): (&BTreeMap<usize, Vec<usize>>, &BTreeMap<usize, ListNumbering>),
) {
    let element = &pages.elements[index];
    let none = Vec::new();
    match element.role {
        Role::HeaderCell(_) | Role::Cell => {
            let headers = headers.get(&index).unwrap_or(&none);
            let is_header = matches!(element.role, Role::HeaderCell(_));
            if !is_header && headers.is_empty() && element.columns < 2 {
                return;
            }
            let mut attributes = entry.insert(Name(b"A")).start::<TableAttributes<'_>>();
            if let Role::HeaderCell(scope) = element.role {
                // ISO 14289-1, 7.5: a header cell says what it is the header of.
                attributes.scope(match scope {
                    Scope::Row => TableHeaderScope::Row,
                    Scope::Column => TableHeaderScope::Column,
                });
            }
            if !headers.is_empty() {
                let mut list = attributes.insert(Name(b"Headers")).array();
                for &of in headers {
                    list.item(Str(header_name(of, pages.elements.len()).as_bytes()));
                }
            }
            if element.columns > 1 {
                attributes.col_span(element.columns.into());
            }
        }
        Role::List => {
            if let Some(&numbering) = numbering.get(&index) {
                entry.insert(Name(b"A")).start::<ListAttributes<'_>>().list_numbering(numbering);
            }
        }
        Role::Figure => {
            // ISO 32000-1, 14.8.5.4.3: where it is, on one page.
            let rect = pages.pages[element.at.0].items.iter().find_map(|item| match &item.kind {
                ItemKind::Picture { rect, .. } if item.tag == Tag::Element(ElementId(index as u32)) => {
                    Some(*rect)
                }
                _ => None,
            });
            if let Some(rect) = rect {
                let (left, top) = (rect.at.x, pages.size.height - rect.at.y);
                let [left, bottom, right, top] =
                    [left, top - rect.size.height, left + rect.size.width, top].map(Pt::to_f32);
                let mut attributes = entry.insert(Name(b"A")).start::<LayoutAttributes<'_>>();
                attributes.placement(Placement::Block).bbox(Rect::new(left, bottom, right, top));
            }
        }
        Role::AtRight => {
            entry.insert(Name(b"A")).start::<LayoutAttributes<'_>>().text_align(TextAlign::End);
        }
        // PDF 2.0 has a word for it (ISO 32000-2, table 379), PDF 1.7 only the shift (ISO 32000-1, table 344).
        Role::Raised(by) => {
            let mut attributes = entry.insert(Name(b"A")).start::<LayoutAttributes<'_>>();
            match version {
                PdfVersion::V1_7 => attributes.baseline_shift(by.to_f32()),
                PdfVersion::V2_0 if by > Pt::ZERO => {
                    attributes.text_position(LayoutTextPosition::Superscript)
                }
                PdfVersion::V2_0 => attributes.text_position(LayoutTextPosition::Subscript),
            };
        }
        _ => {}
    }
}

/// A header cell's identifier; as many digits for each of `count` elements keep the tree of identifiers in order.
fn header_name(index: usize, count: usize) -> String {
    let digits = count.to_string().len();
    format!("{index:0digits$}")
}

/// The headers of every cell: the label before it in its row, and the head of its column.
fn headers(elements: &[Element]) -> BTreeMap<usize, Vec<usize>> {
    let mut headers = BTreeMap::new();
    let mut columns: BTreeMap<usize, usize> = BTreeMap::new();
    let (mut column, mut label) = (0, None);
    for (index, element) in elements.iter().enumerate() {
        match element.role {
            Role::Table => columns.clear(),
            Role::Row => (column, label) = (0, None),
            Role::HeaderCell(Scope::Row) => label = Some(index),
            Role::HeaderCell(Scope::Column) => {
                columns.extend((column..column + usize::from(element.columns.max(1))).map(|at| (at, index)));
            }
            Role::Cell => {
                let of: Vec<usize> = columns.get(&column).copied().into_iter().chain(label).collect();
                if !of.is_empty() {
                    headers.insert(index, of);
                }
            }
            _ => {}
        }
        if matches!(element.role, Role::HeaderCell(_) | Role::Cell) {
            column += usize::from(element.columns.max(1));
        }
    }
    headers
}

/// How each list counts, from its first label (ISO 32000-1, table 347).
fn numbering(pages: &Pages) -> BTreeMap<usize, ListNumbering> {
    let mut numbering = BTreeMap::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let (Tag::Element(id), ItemKind::Glyphs(run)) = (item.tag, &item.kind) else { continue };
        let element = &pages.elements[id.0 as usize];
        let parent = |of: &Element| of.parent.map(|parent| parent.0 as usize);
        if element.role == Role::ListLabel
            && let Some(list) = parent(element).and_then(|item| parent(&pages.elements[item]))
        {
            numbering.entry(list).or_insert_with(|| match run.text.trim_start().chars().next() {
                Some('0'..='9') => ListNumbering::Decimal,
                Some('a'..='z') => ListNumbering::LowerAlpha,
                Some('A'..='Z') => ListNumbering::UpperAlpha,
                _ => ListNumbering::Disc,
            });
        }
    }
    numbering
}
