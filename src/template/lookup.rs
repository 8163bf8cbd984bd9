//! What a name of a template stands for, by the scopes around it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::check::Check;
use super::expression::{LOOP, is_name, over};
use super::names::Shape;
use super::tags::{Kind, Tag, Token, tags};
use crate::diag::{Finding, Place, Source, Span, codes};
use crate::record::EXTRA;
use crate::yaml::nearest;

/// More names than this are not listed in a hint.
const MANY: usize = 8;

impl Check<'_> {
    /// What `a in list` or `key, value in map` makes known.
    pub(super) fn looping(&mut self, tokens: &[Token<'_>]) -> BTreeMap<String, Shape> {
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
        let counts = LOOP.iter().map(|&name| (name.to_owned(), Shape::Any)).collect();
        let mut scope: BTreeMap<_, _> = names.into_iter().map(|name| (name, element.clone())).collect();
        scope.insert("loop".to_owned(), Shape::Record(counts));
        scope
    }

    /// The shape of an expression: a name's own, through the filters that keep it.
    pub(super) fn shape(&mut self, tokens: &[Token<'_>]) -> Shape {
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

    /// What is printed as a program writes it where a name stands in what prints, and the token after it: the name's own value
    /// or, through filters, a list's elements.
    pub(super) fn printed_whole(&mut self, tokens: &[Token<'_>], at: usize) -> Option<(&'static str, usize)> {
        let kind = |at: usize| tokens.get(at).map(|token| token.kind);
        let (mut shape, mut next) = self.path(tokens, at, None);
        while let (Some(Kind::Sign('|')), Some(Kind::Name(filter))) = (kind(next), kind(next + 1)) {
            shape = match (filter, shape) {
                ("reverse", shape) => shape,
                ("first" | "last", shape) => shape.element(),
                // Each element is printed, which a text may be.
                ("join" | "list_and", Shape::List(element)) => *element,
                ("str", shape) => shape,
                _ => return None,
            };
            next += 2;
            if kind(next) == Some(Kind::Sign('(')) {
                let close = tokens[next..].iter().position(|token| token.kind == Kind::Sign(')'))?;
                next += close + 1;
            }
        }
        let is_whole = at == 0 && next == tokens.len();
        let before = at.checked_sub(1).and_then(kind);
        let is_joined = [before, kind(next)].contains(&Some(Kind::Sign('~')));
        let is_chosen = kind(next) == Some(Kind::Name("if")) || before == Some(Kind::Name("else"));
        let is_gone_through = before == Some(Kind::Name("in"));
        match shape {
            _ if is_gone_through || !(is_whole || is_joined || is_chosen) => None,
            Shape::List(_) => Some(("a list", next)),
            Shape::Record(_) => Some(("several values under one name", next)),
            _ => None,
        }
    }

    /// Follows `name.field[0]["key"]` from `at`: what it is, and the token after it. Says what there is not,
    /// where a source is given.
    pub(super) fn path(
        &mut self,
        tokens: &[Token<'_>],
        at: usize,
        say: Option<&Arc<Source>>,
    ) -> (Shape, usize) {
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
                (Shape::Text(_), Some(field)) => {
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

    /// Whether some template sets a name, for a part that it takes in.
    fn is_set_somewhere(&self, name: &str) -> bool {
        let sets = |tag: &Tag<'_>| {
            tag.keyword() == "set" && tag.inside().get(1).is_some_and(|token| token.kind == Kind::Name(name))
        };
        self.templates.iter().any(|template| tags(template.text()).iter().any(sets))
    }

    pub(super) fn unknown(
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
        if name == EXTRA {
            let hint =
                "declare fields of your own in `templates/contract.yaml`; `imr help templates` says how";
            return self.sink.report(finding.hint(hint));
        }
        if self.is_set_somewhere(name)
            && let [wording, _, ..] = &self.open[..]
        {
            let hint =
                format!("write `{{% set {name} = … %}}` into `{wording}`, above where it takes this part in");
            return self.sink.report(finding.hint(hint));
        }
        let names: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
        self.sink.report(match nearest(name, known.iter().map(String::as_str)) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None if names.is_empty() => finding,
            None if names.len() > MANY => {
                finding.hint("`imr templates names imr-2014` lists every name, and any other wording's")
            }
            None => finding.hint(format!("there are {}", names.join(", "))),
        });
    }
}
