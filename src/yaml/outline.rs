//! Where everything in a YAML text stands, by the keys and numbers that lead to it: `decisions/0/rationale`.

use std::ops::Range;
use std::sync::Arc;

use super::locate::{locate_part, locate_parts};
use super::node::{Kind, Node};
use super::tree::read_tree;
use super::words::american_spelling;
use crate::diag::{Finding, Place, Reported, Sink, Source, Span, codes};

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

    /// The same with every key in its American spelling.
    ///
    /// # Errors
    /// A key that is given in both spellings.
    pub(super) fn in_american(mut self, sink: &mut Sink) -> Result<Outline, Reported> {
        let mark = sink.mark();
        respell(&mut self.root, &self.source, sink);
        sink.unless_errors(mark, self)
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

    /// The same of several parts of a text, which stand in this order, in one pass.
    pub fn parts(&self, path: &str, text: &str, parts: &[Range<usize>]) -> Vec<Place> {
        let whole = self.nearest(path).span;
        let spans = locate_parts(self.source.text(), whole, text, parts);
        spans.into_iter().map(|span| Place::new(&self.source, span)).collect()
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

fn respell(node: &mut Node, source: &Arc<Source>, sink: &mut Sink) {
    match &mut node.kind {
        Kind::Scalar(_) => {}
        Kind::List(items) => items.iter_mut().for_each(|item| respell(item, source, sink)),
        Kind::Map(entries) => {
            for at in 0..entries.len() {
                let (before, rest) = entries.split_at_mut(at);
                let entry = &mut rest[0];
                entry.key = american_spelling(&entry.key).into_owned();
                if let Some(first) = before.iter().find(|other| other.key == entry.key) {
                    sink.report(
                        Finding::new(&codes::yaml::DUPLICATE_KEY, format!("`{}` is given twice", entry.key))
                            .at(Place::new(source, entry.key_span))
                            .labelled("given again here, in another spelling")
                            .related(Place::new(source, first.key_span), "first given here")
                            .hint("keep one of the two"),
                    );
                }
                respell(&mut entry.value, source, sink);
            }
        }
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
