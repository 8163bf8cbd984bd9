//! The judge of links: every annotation is one, tagged, and says where it leads (ISO 14289-1, 7.18.5; ISO 32000-1, 14.7.4.3).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::judge::{follow, text};
use crate::judge_structure::Node;
use crate::judge_tree::leaves;

pub fn judge_links(document: &Document, catalog: &Dictionary, nodes: &[Node], complaints: &mut Vec<String>) {
    let root = follow(document, catalog.get(b"StructTreeRoot").ok()).and_then(|root| root.as_dict().ok());
    let parents = root.and_then(|root| root.get(b"ParentTree").ok());
    let parents: BTreeMap<i64, ObjectId> = leaves(document, parents, b"Nums", complaints)
        .into_iter()
        .filter_map(|(key, owner)| Some((key.as_i64().ok()?, owner.as_reference().ok()?)))
        .collect();
    let mut tagged = Vec::new();
    for node in nodes {
        let areas: Vec<(ObjectId, Option<ObjectId>)> = match node.entry.get(b"K") {
            Ok(Object::Array(kids)) => kids.iter().filter_map(of_annotation).collect(),
            _ => Vec::new(),
        };
        if (node.kind == "Link") == areas.is_empty() {
            complaints.push(format!("{} has {} annotations", node.kind, areas.len()));
        }
        for (id, page) in areas {
            tagged.push((id, page));
            let Ok(annotation) = document.get_dictionary(id) else {
                complaints.push("an annotation is missing".into());
                continue;
            };
            let key = annotation.get(b"StructParent").and_then(Object::as_i64).unwrap_or(-1);
            if parents.get(&key) != Some(&node.id) {
                complaints.push("an annotation does not lead to its element".into());
            }
            let printed = annotation.get(b"F").and_then(Object::as_i64).unwrap_or_default() & 4;
            let said = text(annotation.get(b"Contents").ok()).unwrap_or_default();
            let action = annotation.get(b"A").and_then(Object::as_dict);
            let uri = action.ok().and_then(|action| text(action.get(b"URI").ok())).unwrap_or_default();
            if printed == 0 || said.is_empty() || uri.is_empty() || !uri.is_ascii() {
                complaints.push("an annotation is not printed, or does not say where it leads".into());
            }
        }
    }
    for page in document.page_iter() {
        let entry = document.get_dictionary(page).ok();
        let listed = entry.and_then(|entry| follow(document, entry.get(b"Annots").ok())?.as_array().ok());
        for annotation in listed.into_iter().flatten().filter_map(|id| id.as_reference().ok()) {
            if tagged.iter().filter(|tagged| **tagged == (annotation, Some(page))).count() != 1 {
                complaints.push("an annotation of a page is in no element, or in two".into());
            }
        }
    }
}

fn of_annotation(kid: &Object) -> Option<(ObjectId, Option<ObjectId>)> {
    let entry = kid.as_dict().ok()?;
    let id = entry.get(b"Obj").and_then(Object::as_reference).ok()?;
    Some((id, entry.get(b"Pg").and_then(Object::as_reference).ok()))
}
