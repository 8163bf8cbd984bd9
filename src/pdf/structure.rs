//! The logical structure: elements, what each holds on which page, and the way back (ISO 32000-1, 14.7).

use std::collections::BTreeMap;

use crate::layout::{Element, ElementId, ItemKind, Pages, Role, Scope, Tag};

use super::file::{File, Id};
use super::object::Value;
use super::syntax;

/// What an element holds: a piece of a page, or another element.
#[derive(Clone, Copy, Debug)]
enum Kid {
    Marked { page: usize, mcid: usize },
    Element(usize),
}

/// The standard structure type of a role (ISO 32000-1, 14.8.4).
pub(super) fn type_of(role: Role) -> std::borrow::Cow<'static, str> {
    match role {
        Role::Document => "Document",
        Role::Part => "Part",
        Role::Heading(level) => return format!("H{level}").into(),
        Role::Paragraph => "P",
        Role::Label | Role::Text => "Span",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::HeaderCell(_) => "TH",
        Role::Cell => "TD",
        Role::List => "L",
        Role::ListItem => "LI",
        Role::ListLabel => "Lbl",
        Role::ListBody => "LBody",
    }
    .into()
}

/// Adds the structure; `marked` gives the element of every marked content by page and MCID.
pub(super) fn add(pages: &Pages, marked: &[Vec<ElementId>], page_ids: &[Id], file: &mut File) -> Id {
    let root = file.reserve();
    let ids: Vec<Id> = pages.elements.iter().map(|_| file.reserve()).collect();
    let kids = kids(pages, marked);
    let headers = headers(&pages.elements);
    let numbering = numbering(pages);
    for (index, element) in pages.elements.iter().enumerate() {
        // Programs that look for a table on a page ask the table itself where it is.
        let first_page = (element.role == Role::Table).then(|| first_page(index, &kids)).flatten();
        let parent = element.parent.map_or(root, |parent| ids[parent.0 as usize]);
        file.write(ids[index], |out| {
            out.push_str("<</S");
            syntax::name(out, type_of(element.role).as_bytes());
            out.push_str("/P ");
            parent.write(out);
            if let Some(language) = &element.language {
                syntax::entries(out, &[("Lang", Value::Text(language))]);
            }
            write_attributes(out, index, pages, &headers, &numbering);
            if matches!(element.role, Role::HeaderCell(_)) {
                let id = header_name(index, pages.elements.len());
                syntax::entries(out, &[("ID", Value::Text(&id))]);
            }
            write_kids(out, &kids[index], first_page, &ids, page_ids);
            out.push_str(">>");
        });
    }
    let parents = file.reserve();
    file.write(parents, |out| {
        out.push_str("<</Nums[");
        for (page, owners) in marked.iter().enumerate() {
            syntax::integer(out, page as i64);
            out.push('[');
            owners.iter().for_each(|owner| spaced(out, ids[owner.0 as usize]));
            out.push(']');
        }
        out.push_str("]>>");
    });
    let heads = (0..).zip(&pages.elements).filter(|(_, element)| matches!(element.role, Role::HeaderCell(_)));
    let names: Vec<(String, Id)> =
        heads.map(|(index, _)| (header_name(index, pages.elements.len()), ids[index])).collect();
    let names: Vec<Value<'_>> =
        names.iter().flat_map(|(name, id)| [Value::Text(name), Value::Id(*id)]).collect();
    let by_name = [("Names", Value::Array(&names))];
    let document = [ids[0].into()];
    let mut tree = vec![
        ("Type", Value::Name("StructTreeRoot")),
        ("K", Value::Array(&document)),
        ("ParentTree", parents.into()),
        ("ParentTreeNextKey", Value::Integer(marked.len() as i64)),
    ];
    if !names.is_empty() {
        tree.push(("IDTree", Value::Dictionary(&by_name)));
    }
    file.set(root, &tree);
    root
}

fn spaced(out: &mut String, id: Id) {
    id.write(out);
    out.push(' ');
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
        Kid::Marked { page, .. } => Some(page),
        Kid::Element(child) => first_page(child, kids),
    })
}

fn write_kids(out: &mut String, kids: &[Kid], first_page: Option<usize>, ids: &[Id], page_ids: &[Id]) {
    let marked = |kid: &Kid| match *kid {
        Kid::Marked { page, .. } => Some(page),
        Kid::Element(_) => None,
    };
    let home = kids.iter().find_map(marked);
    if let Some(page) = home.or(first_page) {
        out.push_str("/Pg ");
        page_ids[page].write(out);
    }
    if kids.is_empty() {
        return;
    }
    let (open, close) = if kids.len() == 1 { ("/K ", "") } else { ("/K[", "]") };
    out.push_str(open);
    for kid in kids {
        match *kid {
            Kid::Element(child) => spaced(out, ids[child]),
            Kid::Marked { page, mcid } if Some(page) == home => {
                syntax::integer(out, mcid as i64);
                out.push(' ');
            }
            // Content on another page than the element's own says which.
            Kid::Marked { page, mcid } => {
                out.push_str("<</Type/MCR/Pg ");
                page_ids[page].write(out);
                out.push_str("/MCID ");
                syntax::integer(out, mcid as i64);
                out.push_str(">>");
            }
        }
    }
    out.push_str(close);
}

/// What the structure type alone does not say: of cells, what they are headed by; of lists, how they count.
fn write_attributes(
    out: &mut String,
    index: usize,
    pages: &Pages,
    headers: &BTreeMap<usize, Vec<usize>>,
    numbering: &BTreeMap<usize, &'static str>,
) {
    let element = &pages.elements[index];
    let owner = match element.role {
        Role::HeaderCell(_) | Role::Cell => "Table",
        Role::List => "List",
        _ => return,
    };
    let mut entries = vec![("O", Value::Name(owner))];
    if let Role::HeaderCell(scope) = element.role {
        // ISO 14289-1, 7.5: a header cell says what it is the header of.
        entries.push(("Scope", Value::Name(if scope == Scope::Row { "Row" } else { "Column" })));
    }
    let headers = headers.get(&index).map_or(&[][..], Vec::as_slice);
    let names: Vec<String> = headers.iter().map(|&of| header_name(of, pages.elements.len())).collect();
    let names: Vec<Value<'_>> = names.iter().map(|name| Value::Text(name)).collect();
    if !names.is_empty() {
        entries.push(("Headers", Value::Array(&names)));
    }
    if element.columns > 1 {
        entries.push(("ColSpan", Value::Integer(element.columns.into())));
    }
    if let Some(numbering) = numbering.get(&index) {
        entries.push(("ListNumbering", Value::Name(numbering)));
    }
    if entries.len() > 1 {
        syntax::entries(out, &[("A", Value::Dictionary(&entries))]);
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
fn numbering(pages: &Pages) -> BTreeMap<usize, &'static str> {
    let mut numbering = BTreeMap::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let (Tag::Element(id), ItemKind::Glyphs(run)) = (item.tag, &item.kind) else { continue };
        let element = &pages.elements[id.0 as usize];
        let parent = |of: &Element| of.parent.map(|parent| parent.0 as usize);
        if element.role == Role::ListLabel
            && let Some(list) = parent(element).and_then(|item| parent(&pages.elements[item]))
        {
            numbering.entry(list).or_insert_with(|| match run.text.trim_start().chars().next() {
                Some('0'..='9') => "Decimal",
                Some('a'..='z') => "LowerAlpha",
                Some('A'..='Z') => "UpperAlpha",
                _ => "Disc",
            });
        }
    }
    numbering
}
