//! Holds an outline to the shape of its contract: which keys there are, which are needed, what each value is.

use std::borrow::Cow;
use std::collections::HashSet;

use super::node::{Kind, Node, Scalar, ScalarStyle};
use super::offsets::with_block_header;
use super::outline::Outline;
use super::shape::{Field, Map, Number, Shape, Text, TextKind};
use super::words::{american_spelling, brief, nearest, only_meant};
use crate::diag::{Code, Finding, Fix, Place, Sink, Span};

/// More findings than this about one file's values help nobody.
const MAX_FINDINGS: usize = 100;

/// What a check notes of the values.
#[derive(Default)]
pub(super) struct Misfits {
    /// Values that do not fit.
    pub refused: HashSet<Span>,
    /// Values that do, in their order, with their texts as they are meant where YAML alone does not tell.
    pub spelled_out: Vec<(Span, String)>,
}

/// The codes of what a check finds.
#[derive(Debug)]
pub struct Codes {
    pub unknown: &'static Code,
    pub missing: &'static Code,
    pub empty: &'static Code,
    pub wrong_type: &'static Code,
    pub bad_value: &'static Code,
}

/// How a check says what it finds.
pub(super) struct Words {
    /// What the file is called.
    pub name: &'static str,
    pub codes: Codes,
    /// A finding of its own for an unknown key, by the path of the map and the key.
    pub refused: fn(&str, &str) -> Option<Finding>,
    /// Whether `center` may be spelled `centre`, and so on.
    pub either_spelling: bool,
}

/// How a text takes part in the value that is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    /// It is read alone.
    Alone,
    /// Another may change it.
    Under,
    /// It holds only what differs from another: nothing is missing but in the items of its lists, which replace others
    /// whole.
    Over,
}

/// Reports every unknown, missing, empty and misshapen value.
pub(super) fn check(
    outline: &Outline,
    shape: &Shape,
    words: &Words,
    layer: Layer,
    sink: &mut Sink,
) -> Misfits {
    let root = outline.root();
    let first = root.entries().first().map_or(root.span, |entry| entry.key_span);
    let mark = sink.mark();
    let partly = layer == Layer::Over;
    let untyped = layer != Layer::Alone;
    let misfits = Misfits::default();
    let mut check = Check { words, outline, sink, mark, misfits, partly, untyped };
    check.node(root, shape, words.name, first);
    check.misfits
}

struct Check<'a> {
    words: &'a Words,
    outline: &'a Outline,
    sink: &'a mut Sink,
    mark: usize,
    misfits: Misfits,
    /// Whether what is missing here stands elsewhere.
    partly: bool,
    /// Whether values are read before their types are known.
    untyped: bool,
}

impl Check<'_> {
    /// `path` is the field's name for people, `head` what to mark where the value itself is too long.
    fn node(&mut self, node: &Node, shape: &Shape, path: &str, head: Span) {
        if self.full() {
            return;
        }
        if is_blank(node) {
            let marked = if node.span.start == node.span.end { head } else { node.span };
            self.misfits.refused.insert(node.span);
            return self.report(
                Finding::new(self.words.codes.empty, format!("`{path}` is empty"))
                    .at(self.place(marked))
                    .labelled("a value is needed here")
                    .hint("give it a value; a field that does not apply is left out with its name"),
            );
        }
        match (shape, &node.kind) {
            (Shape::Text(text), Kind::Scalar(scalar)) => self.text(node, scalar, text, path, self.untyped),
            (Shape::TextOrMap(text, _), Kind::Scalar(scalar)) => self.text(node, scalar, text, path, true),
            (Shape::Number(number), Kind::Scalar(scalar)) => self.number(node, scalar, number, path),
            (Shape::YesNo, Kind::Scalar(scalar)) => {
                if scalar.style != ScalarStyle::Plain || !matches!(scalar.text.as_str(), "true" | "false") {
                    self.refuse(node, self.not(path, "`true` or `false`", &scalar.text));
                }
            }
            (Shape::List { most: Some(most), .. }, Kind::List(items)) if items.len() > *most => {
                let message = format!("`{path}` lists {}, and at most {most} are taken", items.len());
                let finding = Finding::new(self.words.codes.bad_value, message)
                    .at(self.place(items[*most].span))
                    .labelled("one too many");
                self.misfits.refused.insert(node.span);
                self.report(finding.hint("leave the others out, or look whether something was pasted twice"));
            }
            (Shape::List { of, one_needed, .. }, Kind::List(items)) => {
                if items.is_empty() && *one_needed {
                    self.report(
                        Finding::new(self.words.codes.empty, format!("`{path}` lists nothing"))
                            .at(self.place(node.span))
                            .labelled("at least one is needed"),
                    );
                }
                let partly = std::mem::replace(&mut self.partly, false);
                for (at, item) in items.iter().enumerate() {
                    let head = item.entries().first().map_or(item.span, |entry| entry.key_span);
                    self.node(item, of, &format!("{path}[{}]", at + 1), head);
                }
                self.partly = partly;
            }
            (Shape::Map(map) | Shape::TextOrMap(_, map), Kind::Map(_)) => {
                let untyped = self.untyped;
                self.untyped |= map.untyped;
                self.map(node, map, path, head);
                self.untyped = untyped;
            }
            (meant, _) => {
                self.misfits.refused.insert(node.span);
                self.report(self.misshapen(node, meant, path, head));
            }
        }
    }

    /// `or_map`: a reader cannot tell before it looks whether a text or a map stands here.
    fn text(&mut self, node: &Node, scalar: &Scalar, text: &Text, path: &str, or_map: bool) {
        let name = path.rsplit('.').next().unwrap_or(path);
        let american;
        let typed = match scalar.text.trim() {
            typed if self.words.either_spelling && !text.choices.is_empty() => {
                american = american_spelling(typed);
                &*american
            }
            typed => typed,
        };
        let fits = match text.form {
            Some(form) => form(name, typed, &text.example),
            None if text.choices.is_empty() || text.choices.iter().any(|choice| choice == typed) => Ok(()),
            None => Err(self.no_choice(name, typed, text)),
        };
        if let Err(finding) = fits {
            return self.refuse(node, finding);
        }
        let meant = match text.kind {
            TextKind::Value => Cow::Borrowed(typed),
            TextKind::Line | TextKind::Paragraphs => scalar.with_blank_lines(),
        };
        if *meant != scalar.text || (or_map && scalar.style == ScalarStyle::Plain) {
            let span = match scalar.style {
                ScalarStyle::Plain | ScalarStyle::Quoted => node.span,
                ScalarStyle::Literal | ScalarStyle::Folded => {
                    with_block_header(self.outline.source().text(), node.span)
                }
            };
            self.misfits.spelled_out.push((span, meant.into_owned()));
        }
    }

    fn no_choice(&self, name: &str, typed: &str, text: &Text) -> Finding {
        let all = text.choices.iter().map(|choice| format!("`{choice}`")).collect::<Vec<_>>().join(" or ");
        let message = format!("`{name}` must be {all}, not `{}`", brief(typed));
        let finding = Finding::new(self.words.codes.bad_value, message).labelled(format!("expected {all}"));
        if let Some(hint) = text.meant.get(&typed.to_lowercase()) {
            return finding.hint(hint);
        }
        let choices = || text.choices.iter().map(String::as_str);
        let finding = match nearest(typed, choices()) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding,
        };
        match only_meant(typed, choices()) {
            Some(only) => finding.fix(only),
            None => finding,
        }
    }

    fn number(&mut self, node: &Node, scalar: &Scalar, number: &Number, path: &str) {
        let typed = scalar.text.as_str();
        let meant = if number.whole { "a whole number" } else { "a number" };
        let value = typed.parse::<f64>().ok().filter(|value| value.is_finite());
        let value = value.filter(|_| !number.whole || typed.bytes().all(|b| b.is_ascii_digit() || b == b'-'));
        match value {
            Some(_) if scalar.style != ScalarStyle::Plain => {
                let finding = self.not(path, meant, typed).hint("take the quotes away").fix(typed);
                self.refuse(node, finding);
            }
            Some(value) if value < number.low || value > number.high => {
                let meant = match (number.low, number.high) {
                    (low, f64::MAX) => format!("{meant}, {low} or more"),
                    (f64::MIN, high) => format!("{meant}, {high} or less"),
                    (low, high) => format!("{meant} from {low} to {high}"),
                };
                self.refuse(node, self.not(path, &meant, typed));
            }
            Some(_) => {}
            None => self.refuse(node, self.not(path, meant, typed)),
        }
    }

    fn not(&self, path: &str, meant: &str, typed: &str) -> Finding {
        let message = format!("`{path}` must be {meant}, not `{}`", brief(typed));
        Finding::new(self.words.codes.bad_value, message).labelled(format!("expected {meant}"))
    }

    fn map(&mut self, node: &Node, map: &Map, path: &str, head: Span) {
        let fields = map.fields.as_slice();
        let top = path == self.words.name;
        let inside = |name: &str| if top { name.to_owned() } else { format!("{path}.{name}") };
        let all = fields.iter().map(|field| field.name.as_str());
        let missing: Vec<&str> = all.filter(|name| node.get(name).is_none()).collect();
        let mut meant = Vec::new();
        for entry in node.entries() {
            if self.full() {
                return;
            }
            let either = map.choice.as_ref().filter(|either| either.not_beside.contains(&entry.key));
            if let Some((either, other)) = either.and_then(|either| Some((either, node.get(&either.key)?))) {
                let message = format!("`{}` does not stand beside `{}`", inside(&entry.key), either.key);
                self.report(
                    Finding::new(self.words.codes.unknown, message)
                        .at(self.place(entry.key_span))
                        .labelled("not used here")
                        .related(self.place(other.span), format!("since `{}` is given here", either.key))
                        .hint(format!("remove `{}` or `{}`", entry.key, either.key)),
                );
                continue;
            }
            if let Some(field) = fields.iter().find(|field| field.name == entry.key) {
                if self.outline.source().text().get(entry.key_span.range()) != Some(&*entry.key)
                    && self.words.either_spelling
                {
                    self.misfits.spelled_out.push((entry.key_span, entry.key.clone()));
                }
                self.node(&entry.value, &field.shape, &inside(&field.name), entry.key_span);
                continue;
            }
            if let Some(finding) = (self.words.refused)(path, &entry.key) {
                self.report(finding.at(self.place(entry.key_span)));
                continue;
            }
            let near = nearest(&entry.key, missing.iter().copied())
                .or_else(|| nearest(&entry.key, fields.iter().map(|field| field.name.as_str())));
            let message = format!("`{}` is not a field of {path}", brief(&entry.key));
            let finding = Finding::new(self.words.codes.unknown, message)
                .at(self.place(entry.key_span))
                .labelled("not known here");
            let finding = match near {
                Some(near) => {
                    meant.push(near.to_owned());
                    let finding = finding.hint(format!("did you mean `{near}`?"));
                    let only = only_meant(&entry.key, fields.iter().map(|field| field.name.as_str()));
                    let plain = self.outline.source().text().get(entry.key_span.range()) == Some(&entry.key);
                    let certain = plain && self.only_one_like(node, near);
                    match only.filter(|only| certain && *only == near && node.get(near).is_none()) {
                        Some(only) => finding.fix(only),
                        None => finding,
                    }
                }
                None => finding.hint(format!("known here: {}", names(fields))),
            };
            self.report(finding);
        }
        let either = map.choice.as_ref().filter(|either| node.get(&either.key).is_none());
        for field in fields.iter().filter(|field| missing.contains(&field.name.as_str())) {
            let needed =
                field.needed || either.is_some_and(|either| either.else_needed.contains(&field.name));
            if self.partly || !needed || meant.contains(&field.name) {
                continue;
            }
            let finding =
                Finding::new(self.words.codes.missing, format!("`{}` is missing", inside(&field.name)))
                    .at(self.place(head))
                    .labelled(format!("{path} needs `{}`", field.name));
            self.report(if field.meaning.is_empty() { finding } else { finding.hint(&field.meaning) });
        }
    }

    /// Whether a single key of a map is like a name: of two, one is not meant.
    fn only_one_like(&self, node: &Node, name: &str) -> bool {
        node.entries().iter().filter(|entry| only_meant(&entry.key, [name]).is_some()).count() == 1
    }

    fn misshapen(&self, node: &Node, meant: &Shape, path: &str, head: Span) -> Finding {
        let finding = Finding::new(
            self.words.codes.wrong_type,
            format!("`{path}` must be {}, but this is {}", meant.meant(), node.what()),
        )
        .at(self.place(if matches!(node.kind, Kind::Scalar(_)) { node.span } else { head }))
        .labelled(format!("expected {}", meant.meant()));
        match (meant, &node.kind) {
            (Shape::List { .. }, _) => finding
                .hint("write each on a line of its own after `- `, or all of them in brackets: `[a, b]`"),
            (Shape::Map(map), _) => finding.hint(format!("its fields are: {}", names(&map.fields))),
            (_, Kind::Map(_)) => finding.hint("a text that holds `: ` needs quotes, or a block after `|`"),
            (_, _) => finding.hint("a text that starts with `[` or `- ` needs quotes, or a block after `|`"),
        }
    }

    /// Reports what is wrong with a value, at its place. A fix replaces what was typed, not a comment after it.
    fn refuse(&mut self, node: &Node, mut finding: Finding) {
        self.misfits.refused.insert(node.span);
        finding.fix = finding.fix.and_then(|fix| {
            let span = written(node, self.outline.source().text())?;
            Some(Fix { span: Some(span), ..fix })
        });
        self.report(finding.at(self.place(node.span)));
    }

    fn report(&mut self, finding: Finding) {
        if !self.full() {
            self.sink.report(finding);
        }
    }

    fn full(&self) -> bool {
        self.sink.mark() - self.mark >= MAX_FINDINGS
    }

    fn place(&self, span: Span) -> Place {
        Place::new(self.outline.source(), span)
    }
}

fn is_blank(node: &Node) -> bool {
    node.is_null() || matches!(&node.kind, Kind::Scalar(scalar) if scalar.text.trim().is_empty())
}

fn names(fields: &[Field]) -> String {
    fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// The bytes of a value on one line, with its quotes; none where they are not those of its text.
fn written(node: &Node, text: &str) -> Option<Span> {
    let scalar = node.scalar()?;
    let start = node.span.start as usize;
    let typed = match scalar.style {
        ScalarStyle::Plain => scalar.text.clone(),
        ScalarStyle::Quoted => {
            let quote = text[start..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
            format!("{quote}{}{quote}", scalar.text)
        }
        ScalarStyle::Literal | ScalarStyle::Folded => return None,
    };
    text[start..].starts_with(&typed).then(|| Span::new(start..start + typed.len()))
}
