//! Balanced trees: of pages, and of what is found by a number or a name. A letter's have one node each; a print run of
//! thousands of pages is opened at any page without reading all.

use pdf_writer::writers::Pages;
use pdf_writer::{Name, Primitive, Ref};

use super::file::File;

/// The most that a node holds.
const MOST: usize = 64;

/// Adds a number tree or a name tree (ISO 32000-1, 7.9.6 and 7.9.7) of entries in the order of their keys; `leaves`
/// is `Nums` or `Names`.
pub(super) fn add_tree<K: Primitive + Copy>(leaves: &[u8], entries: &[(K, Ref)], file: &mut File) -> Ref {
    let root = file.reserve();
    if entries.len() <= MOST {
        add_leaf(root, leaves, entries, false, file);
        return root;
    }
    let mut level: Vec<(K, K, Ref)> = Vec::new();
    for entries in entries.chunks(MOST) {
        let id = file.reserve();
        add_leaf(id, leaves, entries, true, file);
        level.push((entries[0].0, entries[entries.len() - 1].0, id));
    }
    while level.len() > MOST {
        let mut above = Vec::new();
        for nodes in level.chunks(MOST) {
            let (first, last) = (nodes[0].0, nodes[nodes.len() - 1].1);
            let id = file.reserve();
            let mut node = file.object(id).dict();
            node.insert(Name(b"Limits")).array().items([first, last]);
            node.insert(Name(b"Kids")).array().items(nodes.iter().map(|(.., id)| *id));
            above.push((first, last, id));
        }
        level = above;
    }
    file.object(root).dict().insert(Name(b"Kids")).array().items(level.iter().map(|(.., id)| *id));
    root
}

fn add_leaf<K: Primitive + Copy>(
    id: Ref,
    leaves: &[u8],
    entries: &[(K, Ref)],
    limited: bool,
    file: &mut File,
) {
    let mut node = file.object(id).dict();
    if let (true, Some((first, _)), Some((last, _))) = (limited, entries.first(), entries.last()) {
        node.insert(Name(b"Limits")).array().items([*first, *last]);
    }
    let mut pairs = node.insert(Name(leaves)).array();
    for &(key, value) in entries {
        pairs.item(key).item(value);
    }
}

/// Adds the tree of pages (ISO 32000-1, 7.7.3); its root, and the parent of each page.
pub(super) fn add_page_tree(page_ids: &[Ref], file: &mut File) -> (Ref, Vec<Ref>) {
    let root = file.reserve();
    let mut parents = Vec::with_capacity(page_ids.len());
    let mut open = vec![(root, None, page_ids)];
    while let Some((id, parent, pages)) = open.pop() {
        // Pages below each of its nodes.
        let mut share = 1;
        while pages.len() > share * MOST {
            share *= MOST;
        }
        let kids: Vec<Ref> = match share {
            1 => pages.to_vec(),
            _ => pages.chunks(share).map(|_| file.reserve()).collect(),
        };
        let mut node = file.object(id).start::<Pages<'_>>();
        if let Some(parent) = parent {
            node.parent(parent);
        }
        node.kids(kids.iter().copied()).count(pages.len() as i32);
        drop(node);
        if share == 1 {
            parents.extend(pages.iter().map(|_| id));
        } else {
            open.extend(
                kids.iter().zip(pages.chunks(share)).rev().map(|(&kid, pages)| (kid, Some(id), pages)),
            );
        }
    }
    (root, parents)
}
