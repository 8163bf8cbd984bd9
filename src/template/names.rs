//! Every name that a template uses is one that a letter has, in whatever branch it stands.
//!
//! Tera notices an unknown name only where it prints it; in `{% if %}` it takes it for false.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;

use super::source::Template;
use super::tags::{Kind, Tag, Token, tags};
use crate::diag::{Finding, Place, Sink, Source, Span, codes};
use crate::yaml::nearest;

/// What may be asked of a value.
#[derive(Clone, Debug)]
enum Shape {
    Text,
    /// One of a few words.
    Choice,
    Record(BTreeMap<String, Shape>),
    List(Box<Shape>),
    /// Computed in the template: only filling can tell.
    Any,
}

/// The names that a template of a kind may use.
pub(super) struct Names(BTreeMap<String, Shape>);

impl Names {
    /// Those of facts with a schema.
    pub(super) fn of(schema: &Value) -> Names {
        match Shape::of(schema, schema) {
            Shape::Record(names) => Names(names),
            _ => unreachable!("facts have names"),
        }
    }

    /// Names of the fields that hold one of a few words.
    pub(super) fn choices(&self) -> BTreeSet<String> {
        let mut choices = BTreeSet::new();
        let mut open: Vec<(&String, &Shape)> = self.0.iter().collect();
        while let Some((name, shape)) = open.pop() {
            match shape {
                Shape::Choice => {
                    choices.insert(name.clone());
                }
                Shape::Record(fields) => open.extend(fields),
                Shape::List(element) => open.push((name, element)),
                Shape::Text | Shape::Any => {}
            }
        }
        choices
    }
}

impl Shape {
    /// What a schema says of a value; `root` has the definitions that it refers to.
    fn of(schema: &Value, root: &Value) -> Shape {
        if let Some(reference) = schema["$ref"].as_str().and_then(|to| to.strip_prefix('#')) {
            return root.pointer(reference).map_or(Shape::Any, |schema| Shape::of(schema, root));
        }
        if let Some(properties) = schema["properties"].as_object() {
            let names = properties.iter().map(|(name, schema)| (name.clone(), Shape::of(schema, root)));
            return Shape::Record(names.collect());
        }
        if let Some(items) = schema.get("items") {
            return Shape::List(Box::new(Shape::of(items, root)));
        }
        if schema.get("enum").is_some() || schema["oneOf"].is_array() {
            return Shape::Choice;
        }
        // Of a value that can be absent, what it is when it is there.
        let there = schema["anyOf"].as_array().into_iter().flatten().find(|schema| schema["type"] != "null");
        there.map_or(Shape::Text, |schema| Shape::of(schema, root))
    }

    fn element(&self) -> Shape {
        match self {
            Shape::List(element) => (**element).clone(),
            _ => Shape::Any,
        }
    }
}

/// Checks the template of that name and all that it takes in.
pub(super) fn check_names(name: &str, templates: &[Template], names: &Names, sink: &mut Sink) {
    let mut check =
        Check { templates, open: Vec::new(), scopes: vec![names.0.clone()], said: BTreeSet::new(), sink };
    check.template(name);
}

struct Check<'a> {
    templates: &'a [Template],
    /// Names of the templates that are being walked through, the outermost first.
    open: Vec<String>,
    /// Names that hold here, the innermost last.
    scopes: Vec<BTreeMap<String, Shape>>,
    said: BTreeSet<(String, usize)>,
    sink: &'a mut Sink,
}

impl Check<'_> {
    fn template(&mut self, name: &str) {
        if self.open.iter().any(|open| open == name) {
            return;
        }
        let Some(template) = self.templates.iter().find(|template| template.name == name) else { return };
        let source = Arc::clone(&template.source);
        self.open.push(name.to_owned());
        let depth = self.scopes.len();
        self.scopes.push(BTreeMap::new());
        for tag in tags(source.text()) {
            self.tag(&tag, &source);
        }
        self.scopes.truncate(depth);
        self.open.pop();
    }

    fn tag(&mut self, tag: &Tag<'_>, source: &Arc<Source>) {
        // The minus signs that trim white space belong to the tag.
        let sign = |token: Option<&Token<'_>>| token.is_some_and(|token| token.kind == Kind::Sign('-'));
        let mut tokens = &tag.tokens[usize::from(sign(tag.tokens.first()))..];
        tokens = &tokens[..tokens.len() - usize::from(sign(tokens.last()))];
        let keyword = match tokens.first().map(|token| token.kind) {
            _ if !tag.statement => "",
            Some(Kind::Name(keyword)) => keyword,
            _ => return,
        };
        match (keyword, tokens) {
            ("", tokens) => self.expression(tokens, source),
            ("if" | "elif", [_, rest @ ..]) | ("filter", [_, _, rest @ ..]) => self.expression(rest, source),
            ("for", [_, rest @ ..]) => {
                self.expression(over(rest), source);
                let scope = self.looping(rest);
                self.scopes.push(scope);
            }
            ("set" | "set_global", [_, name, rest @ ..]) => {
                let Kind::Name(name) = name.kind else { return };
                let shape = match rest {
                    [_, value @ ..] if rest[0].kind == Kind::Sign('=') => {
                        self.expression(value, source);
                        self.shape(value)
                    }
                    _ => Shape::Any,
                };
                let depth = if keyword == "set" { self.scopes.len() - 1 } else { 1 };
                self.scopes[depth].insert(name.to_owned(), shape);
            }
            ("component", [_, rest @ ..]) => {
                let names = rest.iter().filter_map(|token| match token.kind {
                    Kind::Name(name) => Some((name.to_owned(), Shape::Any)),
                    _ => None,
                });
                self.scopes.push(names.chain([("body".to_owned(), Shape::Any)]).collect());
            }
            ("endfor" | "endcomponent", _) if self.scopes.len() > 2 => {
                self.scopes.pop();
            }
            ("include" | "extends", [_, name, ..]) => {
                if let Kind::Text(name) = name.kind {
                    self.template(name);
                }
            }
            _ => {}
        }
    }

    /// What `a in list` or `key, value in map` makes known.
    fn looping(&mut self, tokens: &[Token<'_>]) -> BTreeMap<String, Shape> {
        let names: Vec<_> = tokens
            .iter()
            .map_while(|token| match token.kind {
                Kind::Name("in") => None,
                Kind::Name(name) => Some(Some(name.to_owned())),
                _ => Some(None),
            })
            .flatten()
            .collect();
        let element = if names.len() == 1 { self.shape(over(tokens)).element() } else { Shape::Any };
        let counts = LOOP.iter().map(|&name| (name.to_owned(), Shape::Text)).collect();
        let mut scope: BTreeMap<_, _> = names.into_iter().map(|name| (name, element.clone())).collect();
        scope.insert("loop".to_owned(), Shape::Record(counts));
        scope
    }

    /// Looks up every name of an expression.
    fn expression(&mut self, tokens: &[Token<'_>], source: &Arc<Source>) {
        if tokens.first().is_some_and(|token| token.kind == Kind::Sign('<')) {
            return; // A component: what it is given is checked as it is filled.
        }
        let comprehension = tokens.iter().position(|token| token.kind == Kind::Name("for"));
        if let Some(at) = comprehension {
            let scope = self.looping(&tokens[at + 1..]);
            self.scopes.push(scope);
        }
        let mut at = 0;
        while at < tokens.len() {
            at = if is_name(tokens, at) { self.path(tokens, at, Some(source)).1 } else { at + 1 };
        }
        if comprehension.is_some() {
            self.scopes.pop();
        }
    }

    /// The shape of an expression: a name's own, through the filters that keep it.
    fn shape(&mut self, tokens: &[Token<'_>]) -> Shape {
        if tokens.is_empty() || !is_name(tokens, 0) {
            return Shape::Any;
        }
        let (mut shape, mut at) = self.path(tokens, 0, None);
        while let [bar, filter, ..] = &tokens[at..] {
            match (bar.kind, filter.kind) {
                (Kind::Sign('|'), Kind::Name("reverse")) => {}
                (Kind::Sign('|'), Kind::Name("first" | "last")) => shape = shape.element(),
                _ => return Shape::Any,
            }
            at += 2;
        }
        if at == tokens.len() { shape } else { Shape::Any }
    }

    /// Follows `name.field[0]["key"]` from `at`: what it is, and the token behind it. Says what there is not,
    /// where a source is given.
    fn path(&mut self, tokens: &[Token<'_>], at: usize, say: Option<&Arc<Source>>) -> (Shape, usize) {
        let Kind::Name(name) = tokens[at].kind else { return (Shape::Any, at + 1) };
        let known = self.scopes.iter().rev().find_map(|scope| scope.get(name)).cloned();
        let mut shape = known.unwrap_or_else(|| {
            let known: Vec<_> = self.scopes.iter().flat_map(BTreeMap::keys).cloned().collect();
            self.unknown(&tokens[at], name, format!("no record has `{name}`"), &known, say);
            Shape::Any
        });
        let mut path = name.to_owned();
        let mut next = at + 1;
        loop {
            let rest = &tokens[next..];
            let optional = usize::from(rest.first().is_some_and(|token| token.kind == Kind::Sign('?')));
            let (field, token, used) = match &rest[optional.min(rest.len())..] {
                [dot, token, ..] if dot.kind == Kind::Sign('.') => match token.kind {
                    Kind::Name(field) => (Some(field), token, 2),
                    _ => (None, token, 2),
                },
                [open, token, close, ..] if open.kind == Kind::Sign('[') && close.kind == Kind::Sign(']') => {
                    match token.kind {
                        Kind::Text(field) => (Some(field), token, 3),
                        _ => (None, token, 3),
                    }
                }
                _ => return (shape, next),
            };
            shape = match (&shape, field) {
                (Shape::Record(fields), Some(field)) => fields.get(field).cloned().unwrap_or_else(|| {
                    let known: Vec<_> = fields.keys().cloned().collect();
                    self.unknown(token, field, format!("`{path}` has no `{field}`"), &known, say);
                    Shape::Any
                }),
                (Shape::Text | Shape::Choice, Some(field)) => {
                    let message = format!("`{path}` is a text and has no `{field}`");
                    self.unknown(token, field, message, &[], say);
                    Shape::Any
                }
                (Shape::List(_), Some(field)) => {
                    let message = format!(
                        "`{path}` is a list: go through it with `{{% for … in {path} %}}` to reach `{field}`"
                    );
                    self.unknown(token, field, message, &[], say);
                    Shape::Any
                }
                (shape, None) => shape.element(),
                (Shape::Any, _) => Shape::Any,
            };
            if let Some(field) = field {
                path = format!("{path}.{field}");
            }
            next += optional + used;
        }
    }

    fn unknown(
        &mut self,
        token: &Token<'_>,
        name: &str,
        message: String,
        known: &[String],
        say: Option<&Arc<Source>>,
    ) {
        let Some(source) = say else { return };
        if !self.said.insert((source.name().to_owned(), token.range.start)) {
            return;
        }
        let finding = Finding::new(&codes::template::UNKNOWN_NAME, message)
            .at(Place::new(source, Span::new(token.range.clone())));
        let names: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
        self.sink.report(match nearest(name, known.iter().map(String::as_str)) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None if names.is_empty() => finding,
            None if names.len() > MANY => finding.hint("`templates/README.md` lists every name"),
            None => finding.hint(format!("there are {}", names.join(", "))),
        });
    }
}

/// What a `for` goes through: the tokens behind `in`, to the end of a comprehension.
fn over<'a, 'b>(tokens: &'b [Token<'a>]) -> &'b [Token<'a>] {
    let start = tokens.iter().position(|token| token.kind == Kind::Name("in"));
    let over = start.map_or(&[][..], |start| &tokens[start + 1..]);
    let mut depth = 0;
    let end = over.iter().position(|token| {
        match token.kind {
            Kind::Sign('[') => depth += 1,
            Kind::Sign(']') => depth -= 1,
            _ => {}
        }
        depth < 0 || token.kind == Kind::Name("if")
    });
    &over[..end.unwrap_or(over.len())]
}

/// More names than this are not listed in a hint.
const MANY: usize = 8;

/// What `loop` has inside a `for`.
const LOOP: [&str; 5] = ["index", "index0", "first", "last", "length"];

/// Words of the template language that look like names.
const WORDS: [&str; 15] = [
    "and", "or", "not", "is", "in", "if", "else", "for", "true", "True", "false", "False", "none", "None",
    "null",
];

/// Whether the token names a value, and not a filter, a test, a function or an argument.
fn is_name(tokens: &[Token<'_>], at: usize) -> bool {
    let Kind::Name(name) = tokens[at].kind else { return false };
    let kind = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|token| token.kind);
    let before = kind(at.checked_sub(1));
    let is_test = before == Some(Kind::Name("is"))
        || (before == Some(Kind::Name("not")) && kind(at.checked_sub(2)) == Some(Kind::Name("is")));
    let argument = kind(Some(at + 1)) == Some(Kind::Sign('=')) && kind(Some(at + 2)) != Some(Kind::Sign('='));
    let function_or_key = matches!(kind(Some(at + 1)), Some(Kind::Sign('(' | ':')));
    let filter = before == Some(Kind::Sign('|'));
    !(WORDS.contains(&name) || name.starts_with("__tera") || is_test || argument || function_or_key || filter)
}
