//! Where everything in a YAML text stands, by the keys and numbers that lead to it: `decisions/0/rationale`.

use std::ops::Range;
use std::sync::Arc;

use super::locate::locate_part;
use super::node::{Kind, Node};
use super::tree::read_tree;
use crate::diag::{Place, Reported, Sink, Source, Span};

/// A YAML text and the bytes of every value in it.
#[derive(Clone, Debug)]
pub struct Outline {
    source: Arc<Source>,
    root: Node,
}

impl Outline {
    /// Reads the outline of one YAML document.
    ///
    /// # Errors
    /// What is not YAML, and what of YAML has no use here: anchors, aliases, tags, merge keys, keys given twice,
    /// several documents. All that can be told before the text makes no more sense, each at its place.
    pub fn read(source: &Arc<Source>, sink: &mut Sink) -> Result<Outline, Reported> {
        Ok(Outline { source: Arc::clone(source), root: read_tree(source, sink)? })
    }

    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The value at a path; the empty path is the whole document.
    pub fn get(&self, path: &str) -> Option<&Node> {
        self.root.at(path)
    }

    /// Where the value at a path stands; where there is none, the nearest value around it.
    pub fn place(&self, path: &str) -> Place {
        Place::new(&self.source, self.nearest(path).span)
    }

    /// Where bytes of a text were typed that was read from a path; the whole value where that cannot be told.
    pub fn part(&self, path: &str, text: &str, part: &Range<usize>) -> Place {
        let whole = self.nearest(path).span;
        let span = locate_part(self.source.text(), whole, text, part);
        Place::new(&self.source, span)
    }

    /// The value at the longest part of a path that there is.
    fn nearest(&self, path: &str) -> &Node {
        let mut node = &self.root;
        for step in path.split('/') {
            match node.step(step) {
                Some(next) => node = next,
                None => break,
            }
        }
        node
    }
}

impl Default for Outline {
    /// The outline of nothing.
    fn default() -> Outline {
        Outline {
            source: Source::new("", ""),
            root: Node { span: Span::default(), kind: Kind::Map(Vec::new()) },
        }
    }
}
