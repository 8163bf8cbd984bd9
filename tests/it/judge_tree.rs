//! The judge of trees: of pages, and of what is found by a number or a name.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::judge::{follow, text};

/// More than this in a node is a list, not a tree.
const MOST: usize = 100;

/// The leaves of a number tree (`Nums`) or a name tree (`Names`), in their order.
pub fn leaves(
    document: &Document,
    root: Option<&Object>,
    key: &[u8],
    complaints: &mut Vec<String>,
) -> Vec<(Object, Object)> {
    let mut found = Vec::new();
    if let Some(root) = follow(document, root).and_then(|root| root.as_dict().ok()) {
        if root.has(b"Limits") {
            complaints.push("the root of a tree has limits".into());
        }
        read(document, root, key, &mut found, complaints);
    }
    if !found.is_sorted_by(|(one, _), (next, _)| sorted(one, next)) {
        complaints.push("the keys of a tree are out of order".into());
    }
    found
}

fn sorted(one: &Object, next: &Object) -> bool {
    match (one, next) {
        (Object::Integer(one), Object::Integer(next)) => one < next,
        (Object::String(one, _), Object::String(next, _)) => one < next,
        _ => false,
    }
}

fn read(
    document: &Document,
    node: &Dictionary,
    key: &[u8],
    found: &mut Vec<(Object, Object)>,
    complaints: &mut Vec<String>,
) {
    let list = |key: &[u8]| node.get(key).ok().and_then(|list| list.as_array().ok());
    let first = found.len();
    match (list(key), list(b"Kids")) {
        (Some(pairs), None) => {
            found.extend(pairs.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())));
            if pairs.len() / 2 > MOST {
                complaints.push("a node of a tree holds too much".into());
            }
        }
        (None, Some(kids)) => {
            if kids.len() > MOST {
                complaints.push("a node of a tree holds too much".into());
            }
            for kid in kids {
                match follow(document, Some(kid)).and_then(|kid| kid.as_dict().ok()) {
                    Some(kid) if kid.has(b"Limits") => read(document, kid, key, found, complaints),
                    _ => complaints.push("a node of a tree has no limits".into()),
                }
            }
        }
        _ => complaints.push("a node of a tree holds nothing".into()),
    }
    let ends = found.get(first).zip(found.last()).map(|((first, _), (last, _))| [first, last]);
    if let (Some(limits), Some(ends)) = (list(b"Limits"), ends)
        && !limits.iter().eq(ends)
    {
        complaints.push("the limits of a tree are not its keys".into());
    }
}

/// Every page has a label, and no two the same.
pub fn judge_labels(document: &Document, catalog: &Dictionary, complaints: &mut Vec<String>) {
    let labels = leaves(document, catalog.get(b"PageLabels").ok(), b"Nums", complaints);
    if labels.first().is_none_or(|(page, _)| page.as_i64().ok() != Some(0)) {
        complaints.push("pages have no labels".into());
    }
    let entry = |label: &Object| follow(document, Some(label))?.as_dict().ok().cloned();
    let prefixes: BTreeSet<Option<String>> =
        labels.iter().map(|(_, label)| entry(label).and_then(|label| text(label.get(b"P").ok()))).collect();
    if prefixes.len() != labels.len() {
        complaints.push("pages have the same label".into());
    }
}

/// Every page is where its count and its parent say.
pub fn judge_page_tree(document: &Document, catalog: &Dictionary, complaints: &mut Vec<String>) {
    let Some(root) = catalog.get(b"Pages").and_then(Object::as_reference).ok() else {
        return complaints.push("there is no tree of pages".into());
    };
    count(document, root, None, complaints);
}

fn count(document: &Document, id: ObjectId, above: Option<ObjectId>, complaints: &mut Vec<String>) -> i64 {
    let Ok(node) = document.get_dictionary(id) else {
        complaints.push("a page is missing".into());
        return 0;
    };
    if node.get(b"Parent").and_then(Object::as_reference).ok() != above {
        complaints.push("a page does not lead to its parent".into());
    }
    let Ok(kids) = node.get(b"Kids").and_then(Object::as_array) else { return 1 };
    if kids.len() > MOST {
        complaints.push("a node of the tree of pages holds too much".into());
    }
    let kids = kids.iter().filter_map(|kid| kid.as_reference().ok());
    let counted = kids.map(|kid| count(document, kid, Some(id), complaints)).sum();
    if node.get(b"Count").and_then(Object::as_i64).ok() != Some(counted) {
        complaints.push("the tree of pages counts them wrongly".into());
    }
    counted
}
