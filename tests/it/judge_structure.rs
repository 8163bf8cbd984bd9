//! The judge of the structure: elements, their order and parents, tables, bookmarks.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::judge::{follow, text};
use crate::judge_links::judge_links;
use crate::judge_page::Shown;
use crate::judge_tree::leaves;

/// An element of the structure with the content that is its own.
pub struct Node {
    pub id: ObjectId,
    pub kind: String,
    pub parent: Option<usize>,
    pub entry: Dictionary,
    pub marked: Vec<(ObjectId, i64)>,
}

/// The elements in reading order.
pub fn nodes(document: &Document, catalog: &Dictionary, complaints: &mut Vec<String>) -> Vec<Node> {
    let mut nodes = Vec::new();
    let Some(Object::Reference(root)) = catalog.get(b"StructTreeRoot").ok() else { return nodes };
    let Ok(tree) = document.get_dictionary(*root) else { return nodes };
    let mut open: Vec<(ObjectId, ObjectId, Option<usize>)> = Vec::new();
    let kids = match tree.get(b"K").ok() {
        Some(Object::Array(kids)) => kids.clone(),
        Some(kid) => vec![kid.clone()],
        None => Vec::new(),
    };
    open.extend(kids.iter().rev().filter_map(|kid| Some((kid.as_reference().ok()?, *root, None))));
    while let Some((id, above, parent)) = open.pop() {
        let Ok(entry) = document.get_dictionary(id) else {
            complaints.push("an element is missing".into());
            continue;
        };
        if entry.get(b"P").and_then(Object::as_reference).ok() != Some(above) {
            complaints.push("an element does not lead to its parent".into());
        }
        let kind = entry.get(b"S").and_then(Object::as_name).unwrap_or_default();
        let page = entry.get(b"Pg").and_then(Object::as_reference).ok();
        let kids = match entry.get(b"K").ok() {
            Some(Object::Array(kids)) => kids.clone(),
            Some(kid) => vec![kid.clone()],
            None => Vec::new(),
        };
        let (mut marked, mut below) = (Vec::new(), Vec::new());
        for kid in &kids {
            match kid {
                Object::Integer(mcid) => marked.extend(page.map(|page| (page, *mcid))),
                Object::Reference(child) => below.push((*child, id, Some(nodes.len()))),
                Object::Dictionary(reference) => {
                    let page = reference.get(b"Pg").and_then(Object::as_reference);
                    let mcid = reference.get(b"MCID").and_then(Object::as_i64);
                    marked.extend(page.ok().zip(mcid.ok()));
                }
                _ => complaints.push("an element holds something else".into()),
            }
        }
        open.extend(below.into_iter().rev());
        let kind = String::from_utf8_lossy(kind).into_owned();
        nodes.push(Node { id, kind, parent, entry: entry.clone(), marked });
    }
    nodes
}

pub fn judge_structure(
    document: &Document,
    catalog: &Dictionary,
    is_2: bool,
    shown: &[Shown],
    complaints: &mut Vec<String>,
) {
    let nodes = nodes(document, catalog, complaints);
    judge_namespaces(document, catalog, is_2, &nodes, complaints);
    if nodes.first().is_none_or(|node| node.kind != "Document" || node.parent.is_some()) {
        complaints.push("the structure has no document at its root".into());
    }
    judge_parents(document, catalog, &nodes, shown, complaints);
    judge_kinds(&nodes, complaints);
    judge_links(document, catalog, &nodes, complaints);
    judge_tables(&nodes, complaints);
    judge_outline(document, catalog, is_2, &nodes, complaints);
}

/// In PDF 2.0 every element is of that version's namespace, which the root lists (ISO 14289-2, 8.2.4); before there are none.
fn judge_namespaces(
    document: &Document,
    catalog: &Dictionary,
    is_2: bool,
    nodes: &[Node],
    complaints: &mut Vec<String>,
) {
    let root = follow(document, catalog.get(b"StructTreeRoot").ok()).and_then(|root| root.as_dict().ok());
    let listed = root.and_then(|root| root.get(b"Namespaces").ok()?.as_array().ok());
    let is_listed = |id: ObjectId| {
        let reads =
            |entry: &Dictionary| text(entry.get(b"NS").ok()).as_deref() == Some("http://iso.org/pdf2/ssn");
        document.get_dictionary(id).is_ok_and(reads)
            && listed.is_some_and(|listed| listed.contains(&Object::Reference(id)))
    };
    for node in nodes {
        let namespace = node.entry.get(b"NS").and_then(Object::as_reference).ok();
        if is_2 != namespace.is_some() || namespace.is_some_and(|id| !is_listed(id)) {
            complaints.push(format!("{} is not of the namespace of its PDF", node.kind));
        }
    }
    if is_2 && nodes.iter().filter(|node| node.parent.is_none()).count() != 1 {
        complaints.push("the structure has not one root".into());
    }
}

/// Every piece of content belongs to one element, and both ways agree.
fn judge_parents(
    document: &Document,
    catalog: &Dictionary,
    nodes: &[Node],
    shown: &[Shown],
    complaints: &mut Vec<String>,
) {
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let mut owners: BTreeMap<(usize, i64), ObjectId> = BTreeMap::new();
    for node in nodes {
        let mut last = None;
        for (page, mcid) in &node.marked {
            let Some(page) = pages.iter().position(|id| id == page) else {
                complaints.push("an element is on a page that is not there".into());
                continue;
            };
            if owners.insert((page, *mcid), node.id).is_some() {
                complaints.push(format!("MCID {mcid} of page {} is in two elements", page + 1));
            }
            if last.replace((page, *mcid)) > Some((page, *mcid)) {
                complaints.push(format!("an element of page {} is out of order", page + 1));
            }
        }
    }
    let root = catalog.get(b"StructTreeRoot").ok();
    let tree = follow(document, root).and_then(|root| root.as_dict().ok());
    let parents = tree.and_then(|root| root.get(b"ParentTree").ok());
    let mut listed: BTreeMap<(usize, i64), ObjectId> = BTreeMap::new();
    for (page, list) in leaves(document, parents, b"Nums", complaints) {
        let list = follow(document, Some(&list)).and_then(|list| list.as_array().ok());
        for (mcid, owner) in list.into_iter().flatten().enumerate() {
            let page = page.as_i64().unwrap_or(-1) as usize;
            listed.extend(owner.as_reference().map(|owner| ((page, mcid as i64), owner)));
        }
    }
    judge_names(document, tree.and_then(|root| root.get(b"IDTree").ok()), nodes, complaints);
    for (page, shown) in shown.iter().enumerate() {
        for mcid in shown.texts.keys() {
            let key = (page, *mcid);
            if !owners.contains_key(&key) {
                complaints.push(format!("MCID {mcid} of page {} is in no element", page + 1));
            }
            if listed.get(&key) != owners.get(&key) {
                complaints.push(format!("MCID {mcid} of page {} is not in the ParentTree", page + 1));
            }
        }
    }
    let there = |key: &(usize, i64)| shown.get(key.0).is_some_and(|shown| shown.texts.contains_key(&key.1));
    if !owners.keys().chain(listed.keys()).all(there) {
        complaints.push("an element holds content that is not there".into());
    }
    // Reading order is drawing order: read through, the structure goes over each page as it was drawn.
    let order = in_reading_order(document, nodes);
    for (page, shown) in pages.iter().zip(shown) {
        let read = order.iter().filter(|(of, _)| of == page).map(|(_, mcid)| mcid);
        if !read.eq(&shown.order) {
            complaints.push("the structure is not in the order of the pages".into());
        }
    }
}

/// The tree of identifiers leads to every header cell.
fn judge_names(document: &Document, tree: Option<&Object>, nodes: &[Node], complaints: &mut Vec<String>) {
    let named: BTreeSet<(Vec<u8>, ObjectId)> = leaves(document, tree, b"Names", complaints)
        .into_iter()
        .filter_map(|(name, id)| Some((name.as_str().ok()?.to_vec(), id.as_reference().ok()?)))
        .collect();
    let own =
        nodes.iter().filter_map(|node| Some((node.entry.get(b"ID").ok()?.as_str().ok()?.to_vec(), node.id)));
    if own.collect::<BTreeSet<_>>() != named {
        complaints.push("the identifiers of elements are not those of the tree".into());
    }
}

/// Every piece of content as the structure reads it: what an element holds itself stands among its children.
fn in_reading_order(document: &Document, nodes: &[Node]) -> Vec<(ObjectId, i64)> {
    fn read(document: &Document, kid: &Object, page: Option<ObjectId>, order: &mut Vec<(ObjectId, i64)>) {
        let own = |entry: &Dictionary| entry.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        match kid {
            Object::Integer(mcid) => order.extend(page.map(|page| (page, *mcid))),
            Object::Array(kids) => kids.iter().for_each(|kid| read(document, kid, page, order)),
            Object::Dictionary(entry) => {
                let mcid = entry.get(b"MCID").and_then(Object::as_i64).ok();
                order.extend(own(entry).zip(mcid));
            }
            Object::Reference(id) => {
                if let Ok(entry) = document.get_dictionary(*id)
                    && let Ok(kids) = entry.get(b"K")
                {
                    read(document, kids, own(entry), order);
                }
            }
            _ => {}
        }
    }
    let mut order = Vec::new();
    if let Some(root) = nodes.first() {
        read(document, &Object::Reference(root.id), None, &mut order);
    }
    order
}

fn judge_kinds(nodes: &[Node], complaints: &mut Vec<String>) {
    let mut level = 0;
    for node in nodes {
        let above = node.parent.map_or("", |parent| nodes[parent].kind.as_str());
        let fits = match node.kind.as_str() {
            "Document" => above.is_empty(),
            "P" | "L" | "Table" | "Span" | "Part" | "Link" | "Figure" => !above.is_empty(),
            "TR" => above == "Table",
            "TH" | "TD" => above == "TR",
            "LI" => above == "L",
            "Lbl" | "LBody" => above == "LI",
            heading => match heading.strip_prefix('H').and_then(|level| level.parse::<u8>().ok()) {
                Some(next) => {
                    if next > level + 1 {
                        complaints.push(format!("H{next} comes after H{level}"));
                    }
                    level = next;
                    true
                }
                None => false,
            },
        };
        if !fits {
            complaints.push(format!("{} stands in {above}", node.kind));
        }
        let attributes = node.entry.get(b"A").and_then(Object::as_dict).ok();
        let attribute = |key: &[u8]| attributes.and_then(|entry| entry.get(key).ok()?.as_name().ok());
        // ISO 14289-1, 7.3: a figure has a text in its place; ISO 32000-1, table 345: and says where it is.
        let alternative = text(node.entry.get(b"Alt").ok()).unwrap_or_default();
        let bbox = attributes.and_then(|entry| entry.get(b"BBox").ok()?.as_array().ok());
        if node.kind == "Figure" && (alternative.trim().is_empty() || bbox.is_none_or(|bbox| bbox.len() != 4))
        {
            complaints.push("a figure has no text in its place, or does not say where it is".into());
        }
        if node.kind == "L" && attribute(b"ListNumbering").is_none() {
            complaints.push("a list does not say how it counts".into());
        }
        if node.kind == "TH" && !matches!(attribute(b"Scope"), Some(b"Row" | b"Column")) {
            complaints.push("a header cell does not say what it heads".into());
        }
    }
}

/// Rows are equally long, and every cell that shows something has a header that is there.
fn judge_tables(nodes: &[Node], complaints: &mut Vec<String>) {
    let attribute = |node: &Node, key: &[u8]| {
        node.entry.get(b"A").and_then(Object::as_dict).ok().and_then(|entry| entry.get(key).ok().cloned())
    };
    let ids: BTreeSet<Vec<u8>> = nodes
        .iter()
        .filter(|node| node.kind == "TH")
        .filter_map(|node| node.entry.get(b"ID").ok()?.as_str().ok().map(<[u8]>::to_vec))
        .collect();
    let mut widths: BTreeMap<usize, BTreeSet<i64>> = BTreeMap::new();
    for (row, node) in nodes.iter().enumerate().filter(|(_, node)| node.kind == "TR") {
        let cells = nodes.iter().filter(|cell| cell.parent == Some(row));
        let span = |cell: &Node| attribute(cell, b"ColSpan").and_then(|span| span.as_i64().ok()).unwrap_or(1);
        widths.entry(node.parent.unwrap_or_default()).or_default().insert(cells.map(span).sum());
    }
    if widths.values().any(|widths| widths.len() != 1) {
        complaints.push("the rows of a table are not equally long".into());
    }
    for cell in nodes.iter().filter(|node| node.kind == "TD" && !node.marked.is_empty()) {
        let headers = attribute(cell, b"Headers");
        let headers = headers.as_ref().and_then(|headers| headers.as_array().ok());
        let known = |header: &Object| header.as_str().is_ok_and(|id| ids.contains(id));
        if headers.is_none_or(|headers| headers.is_empty() || !headers.iter().all(known)) {
            complaints.push("a cell has no header".into());
        }
    }
}

/// As many bookmarks as headings, nested as they are, each leading to a page.
fn judge_outline(
    document: &Document,
    catalog: &Dictionary,
    is_2: bool,
    nodes: &[Node],
    complaints: &mut Vec<String>,
) {
    // Each letter of several is a bookmark above those of its headings.
    let parts = usize::from(nodes.iter().any(|node| node.kind == "Part"));
    let level = |node: &Node| match node.kind.as_str() {
        "Part" => Some(1),
        kind => kind.strip_prefix('H')?.parse::<usize>().ok().map(|level| level + parts),
    };
    let headings: Vec<usize> = nodes.iter().filter_map(level).collect();
    let pages: BTreeSet<ObjectId> = document.page_iter().collect();
    let mut bookmarks = Vec::new();
    let outline = follow(document, catalog.get(b"Outlines").ok()).and_then(|outline| outline.as_dict().ok());
    let mut open: Vec<(Option<Object>, usize)> =
        outline.map(|outline| (outline.get(b"First").ok().cloned(), 1)).into_iter().collect();
    while let Some((entry, depth)) = open.pop() {
        let Some(entry) = follow(document, entry.as_ref()).and_then(|entry| entry.as_dict().ok()) else {
            continue;
        };
        bookmarks.push(depth);
        let action = entry.get(b"A").and_then(Object::as_dict).ok();
        let destination = match action {
            Some(action) => action.get(b"D"),
            None => entry.get(b"Dest"),
        };
        let target = destination.and_then(Object::as_array).ok();
        // ISO 14289-2, 8.8: a destination is an element.
        let element = action.and_then(|action| {
            let go = action.get(b"S").and_then(Object::as_name).is_ok_and(|kind| kind == b"GoTo");
            action.get(b"SD").ok().filter(|_| go)?.as_array().ok()?.first()?.as_reference().ok()
        });
        let leads_to = element.and_then(|id| nodes.iter().find(|node| node.id == id));
        if is_2 != leads_to.and_then(&level).is_some() {
            complaints.push("a bookmark does not lead to its heading".into());
        }
        let page = target.and_then(|target| target.first()?.as_reference().ok());
        if page.is_none_or(|page| !pages.contains(&page)) || text(entry.get(b"Title").ok()).is_none() {
            complaints.push("a bookmark leads nowhere".into());
        }
        open.push((entry.get(b"Next").ok().cloned(), depth));
        open.push((entry.get(b"First").ok().cloned(), depth + 1));
    }
    if bookmarks != headings {
        complaints.push("the bookmarks are not the headings".into());
    }
    if let Some(outline) = outline {
        judge_folds(document, outline, parts == 0, complaints);
    }
}

/// Bookmarks count those shown below them, in the negative where they are folded: the letters of several, and nothing
/// else. Returns how many are shown below a bookmark that is unfolded.
fn judge_folds(document: &Document, entry: &Dictionary, unfolded: bool, complaints: &mut Vec<String>) -> i64 {
    let mut shown = 0;
    let mut next = entry.get(b"First").ok().cloned();
    while let Some(child) = follow(document, next.as_ref()).and_then(|child| child.as_dict().ok()) {
        let below = judge_folds(document, child, true, complaints);
        shown += 1 + if unfolded { below } else { 0 };
        let count = child.get(b"Count").and_then(Object::as_i64).unwrap_or(0);
        if count != if unfolded { below } else { -below } {
            complaints.push("a bookmark is folded or counts wrongly".into());
        }
        next = child.get(b"Next").ok().cloned();
    }
    let is_root = !entry.has(b"Title");
    if is_root && entry.get(b"Count").and_then(Object::as_i64).ok() != Some(shown) {
        complaints.push("the bookmarks are counted wrongly".into());
    }
    shown
}
