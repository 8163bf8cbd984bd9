//! One pass over the events of a YAML text into a tree whose every node knows its bytes.

use std::collections::HashMap;
use std::sync::Arc;

use saphyr_parser::{Event, Marker, Parser};

use super::bytes::{MAX_BYTES, too_large};
use super::node::{Entry, Kind, Node, Scalar, ScalarStyle};
use super::offsets::{Offsets, first_line, flow_end, ordered, trimmed};
use super::syntax::{Slip, slip};
use super::tabs;
use super::words::brief;
use crate::diag::{Finding, Place, Reported, Sink, Source, Span, codes};

/// How deep lists and maps may stand in each other; a record needs five.
const MAX_DEPTH: usize = 64;
/// How many findings one text is worth before reading stops.
const MAX_FINDINGS: usize = 30;

/// Reads one YAML document. Anchors, aliases, tags and merge keys have no use here and are refused, as
/// are keys given twice.
///
/// # Errors
/// All that can be told before the text makes no more sense, each at its place.
pub fn read_tree(source: &Arc<Source>, sink: &mut Sink) -> Result<Node, Reported> {
    if source.text().len() > MAX_BYTES {
        return Err(too_large(source, source.text().len(), sink));
    }
    let mark = sink.mark();
    tabs::refuse(source, sink);
    if let Some(reported) = sink.errors_since(mark) {
        return Err(reported);
    }
    let mut build = Build {
        source,
        offsets: Offsets::new(source.text()),
        sink,
        mark,
        open: Vec::new(),
        root: None,
        anchors: HashMap::new(),
        documents: 0,
    };
    let mut parser = Parser::new_from_str(source.text());
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, at)) => {
                let span = build.offsets.span(at.start, at.end);
                build.event(event, span)?;
            }
            Err(error) => return Err(build.scan_error(error.marker(), error.info())),
        }
    }
    let root = build.root.take();
    if let Some(reported) = sink.errors_since(mark) {
        return Err(reported);
    }
    match root {
        Some(root) if !root.is_null() => Ok(root),
        _ => Err(sink.error(
            Finding::new(&codes::yaml::EMPTY, "the file holds nothing but white space and comments")
                .at(Place::new(source, Span::default()))
                .hint("fill it in, or delete it: `imr new CASE_NUMBER` writes a record, `imr templates copy PATH` a file of `templates/`"),
        )),
    }
}

/// A list or map whose end was not seen yet.
enum Open {
    List { start: u32, items: Vec<Node> },
    Map { start: u32, entries: Vec<Entry>, seen: HashMap<String, Span>, key: Option<(String, Span)> },
}

struct Build<'a> {
    source: &'a Arc<Source>,
    offsets: Offsets<'a>,
    sink: &'a mut Sink,
    mark: usize,
    open: Vec<Open>,
    root: Option<Node>,
    anchors: HashMap<usize, Span>,
    documents: usize,
}

impl Build<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Reported> {
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            Event::DocumentStart(_) => self.document(span),
            Event::Alias(id) => {
                self.alias(id, span)?;
                let text = String::new();
                self.add(Node { span, kind: Kind::Scalar(Scalar { text, style: ScalarStyle::Quoted }) })
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.decorations(anchor, tag.map(|tag| tag.to_string()), span)?;
                let style = match style {
                    saphyr_parser::ScalarStyle::Plain => ScalarStyle::Plain,
                    saphyr_parser::ScalarStyle::Literal => ScalarStyle::Literal,
                    saphyr_parser::ScalarStyle::Folded => ScalarStyle::Folded,
                    _ => ScalarStyle::Quoted,
                };
                let span = trimmed(self.source.text(), span);
                self.add(Node { span, kind: Kind::Scalar(Scalar { text: text.into_owned(), style }) })
            }
            Event::SequenceStart(anchor, tag) => {
                self.decorations(anchor, tag.map(|tag| tag.to_string()), span)?;
                self.start(Open::List { start: span.start, items: Vec::new() }, span)
            }
            Event::MappingStart(anchor, tag) => {
                self.decorations(anchor, tag.map(|tag| tag.to_string()), span)?;
                let open =
                    Open::Map { start: span.start, entries: Vec::new(), seen: HashMap::new(), key: None };
                self.start(open, span)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let node = match self.open.pop() {
                    Some(Open::List { start, items }) => {
                        let end = items.last().map_or(span.end, |last| last.span.end);
                        Node {
                            span: ordered(start, end.max(flow_end(self.source, span))),
                            kind: Kind::List(items),
                        }
                    }
                    Some(Open::Map { start, entries, .. }) => {
                        let end = entries.last().map_or(span.end, |last| last.value.span.end);
                        let start = entries.first().map_or(start, |first| start.min(first.key_span.start));
                        Node {
                            span: ordered(start, end.max(flow_end(self.source, span))),
                            kind: Kind::Map(entries),
                        }
                    }
                    None => return Ok(()),
                };
                self.add(node)
            }
        }
    }

    fn document(&mut self, span: Span) -> Result<(), Reported> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let first = self.root.as_ref().map_or(Span::default(), |root| root.span);
        let first = Span { start: first.start, end: first.start };
        Err(self.sink.error(
            Finding::new(&codes::yaml::MANY_DOCUMENTS, "the file holds several YAML documents, expected one")
                .at(self.place(span))
                .labelled("another document starts here")
                .related(self.place(first), "the first document starts here")
                .hint("put each record into a file of its own, and remove the line `---`"),
        ))
    }

    fn start(&mut self, open: Open, span: Span) -> Result<(), Reported> {
        if let Some(Open::Map { key: None, .. }) = self.open.last() {
            return Err(self.sink.error(
                Finding::new(
                    &codes::yaml::KEY_NOT_TEXT,
                    "a field's name must be a text, not a list or a map",
                )
                .at(self.place(span))
                .labelled("expected a field's name here")
                .hint("put the value into quotes if it starts with `[`, `{` or `?`"),
            ));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(self.sink.error(
                Finding::new(
                    &codes::yaml::TOO_DEEP,
                    format!("lists and maps are nested more than {MAX_DEPTH} deep"),
                )
                .at(self.place(span))
                .labelled("too deep from here on")
                .hint("put the value into quotes if its brackets are text"),
            ));
        }
        self.open.push(open);
        Ok(())
    }

    fn add(&mut self, node: Node) -> Result<(), Reported> {
        match self.open.last_mut() {
            None => self.root = self.root.take().or(Some(node)),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, key: key @ Some(_), .. }) => {
                if let Some((key, key_span)) = key.take() {
                    entries.push(Entry { key, key_span, value: node });
                }
            }
            Some(Open::Map { seen, key, .. }) => {
                let (text, plain) = match node.kind {
                    Kind::Scalar(scalar) => {
                        let plain = scalar.style == ScalarStyle::Plain;
                        (scalar.text, plain)
                    }
                    _ => (String::new(), false),
                };
                let first = seen.insert(text.clone(), node.span);
                *key = Some((text.clone(), node.span));
                self.key(&text, plain, node.span, first)?;
            }
        }
        Ok(())
    }

    /// What can be wrong with a field's name: nothing, a merge key, one that was given before.
    fn key(&mut self, text: &str, plain: bool, span: Span, first: Option<Span>) -> Result<(), Reported> {
        if text == "<<" && plain {
            return self.report(
                Finding::new(&codes::yaml::MERGE_KEY, "merge keys (`<<`) are not read")
                    .at(self.place(span))
                    .labelled("a merge key")
                    .hint("write the fields out"),
            );
        }
        if text.is_empty() {
            return self.report(
                Finding::new(&codes::yaml::KEY_NOT_TEXT, "a field has no name")
                    .at(self.place(span))
                    .labelled("expected a name before the colon")
                    .hint("write the field's name before the colon, or put the text into quotes"),
            );
        }
        match first {
            None => Ok(()),
            Some(first) => self.report(
                Finding::new(&codes::yaml::DUPLICATE_KEY, format!("`{}` is given twice", brief(text)))
                    .at(self.place(span))
                    .labelled("given again here")
                    .related(self.place(first), "first given here")
                    .hint("keep one of the two"),
            ),
        }
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<(), Reported> {
        let mut finding = Finding::new(&codes::yaml::ALIAS, "aliases (`*name`) are not read")
            .at(self.place(span))
            .labelled("stands for a value from elsewhere")
            .hint("write the value out; a text that starts with `*` needs quotes");
        if let Some(&anchor) = self.anchors.get(&id) {
            finding = finding.related(self.place(anchor), "the value it stands for");
        }
        self.report(finding)
    }

    fn decorations(&mut self, anchor: usize, tag: Option<String>, span: Span) -> Result<(), Reported> {
        if anchor > 0 {
            self.anchors.insert(anchor, first_line(self.source.text(), span));
            self.report(
                Finding::new(&codes::yaml::ANCHOR, "anchors (`&name`) are not read")
                    .at(self.place(first_line(self.source.text(), span)))
                    .labelled("this value has an anchor")
                    .hint("remove the anchor; a text that starts with `&` needs quotes"),
            )?;
        }
        if let Some(tag) = tag {
            self.report(
                Finding::new(&codes::yaml::TAG, format!("tags (`{}`) are not read", brief(&tag)))
                    .at(self.place(first_line(self.source.text(), span)))
                    .labelled("this value has a tag")
                    .hint("remove the tag; a text that starts with `!` needs quotes"),
            )?;
        }
        Ok(())
    }

    fn scan_error(&mut self, marker: &Marker, info: &str) -> Reported {
        let Slip { span, message, label, hint } =
            slip(self.source.text(), self.offsets.byte(marker.index()), info);
        self.sink.error(
            Finding::new(&codes::yaml::SYNTAX, format!("this is not YAML: {message}"))
                .at(self.place(Span::new(span)))
                .labelled(label)
                .hint(hint),
        )
    }

    fn report(&mut self, finding: Finding) -> Result<(), Reported> {
        let reported = self.sink.error(finding);
        if self.sink.mark() - self.mark >= MAX_FINDINGS { Err(reported) } else { Ok(()) }
    }

    fn place(&self, span: Span) -> Place {
        Place::new(self.source, span)
    }
}
