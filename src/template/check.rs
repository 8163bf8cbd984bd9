//! A template and all that it takes in, walked through before any letter is filled: every name is one that letters
//! have, in whatever branch it stands; every field that all records have is printed; loops and parts come to an end.
//!
//! Tera notices an unknown name only where it prints it; in `{% if %}` it takes it for false.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::arguments;
use super::budget::Budget;
use super::expression::{has_filter, is_name, over};
use super::extended_parts::end_of_block;
use super::names::{FieldKind, Names, Shape};
use super::source::Template;
use super::tags::{Kind, Tag, Token, tags};
use super::whole::ADDRESSED;
use crate::diag::{Finding, Place, Sink, Source, Span, codes};

/// Paths of the fields that a template prints, or decides by where they are choices.
#[derive(Default)]
pub(super) struct Printed {
    /// In every edition.
    pub always: BTreeSet<String>,
    /// In one of them at least.
    pub ever: BTreeSet<String>,
}

/// A name in a template, and the keys that lead to what it stands for in a letter, a full stop between them.
#[derive(Clone, Debug)]
pub struct NameUse {
    pub place: Place,
    pub path: String,
    /// Whether it stands in the letter's text, and is not only asked for.
    pub is_printed: bool,
}

/// Checks the template of that name and all that it takes in; says which fields it prints.
pub(super) fn check(name: &str, templates: &[Template], names: &Names, sink: &mut Sink) -> Printed {
    walked(name, templates, names, sink).0
}

/// The names that the template and all that it takes in ask for.
pub(super) fn names_used(name: &str, templates: &[Template], names: &Names) -> Vec<NameUse> {
    walked(name, templates, names, &mut Sink::new()).1
}

fn walked(name: &str, templates: &[Template], names: &Names, sink: &mut Sink) -> (Printed, Vec<NameUse>) {
    let mut check = Check {
        templates,
        open: Vec::new(),
        scopes: vec![names.0.clone()],
        said: BTreeSet::new(),
        printed: Printed::default(),
        used: Vec::new(),
        addressed: Vec::new(),
        printing: false,
        budget: Budget::new(),
        exhausted: false,
        sink,
    };
    check.template(name);
    (check.printed, check.used)
}

pub(super) struct Check<'a> {
    pub(super) templates: &'a [Template],
    /// Names of the templates that are being walked through, the outermost first.
    pub(super) open: Vec<String>,
    /// Names that hold here, the innermost last.
    pub(super) scopes: Vec<BTreeMap<String, Shape>>,
    pub(super) said: BTreeSet<(String, usize)>,
    printed: Printed,
    used: Vec<NameUse>,
    /// Of every `{% if %}` and `{% for %}` around, whether what stands there is for addressed copies only, or not for them.
    addressed: Vec<bool>,
    /// Whether what is looked up is printed, and not only asked for.
    printing: bool,
    budget: Budget,
    /// Whether the walk was given up.
    exhausted: bool,
    pub(super) sink: &'a mut Sink,
}

/// The tags of a template and of those that it extends, the most derived first.
type Chain<'a> = Vec<(&'a Arc<Source>, Vec<Tag<'a>>)>;

impl Check<'_> {
    fn template(&mut self, name: &str) {
        if self.exhausted || self.open.iter().any(|open| open == name) {
            return;
        }
        let templates = self.templates;
        let mut chain: Chain<'_> = Vec::new();
        let mut next = Some(name.to_owned());
        while let Some(template) =
            next.take().and_then(|name| templates.iter().find(|template| template.name == name))
        {
            if chain.iter().any(|(source, _)| Arc::ptr_eq(source, &template.source)) {
                return;
            }
            let tags = tags(template.text());
            next = tags.iter().find(|tag| tag.keyword() == "extends").and_then(named);
            chain.push((&template.source, tags));
        }
        let Some((source, tags)) = chain.last() else { return };
        self.open.push(name.to_owned());
        let depth = self.scopes.len();
        self.scopes.push(BTreeMap::new());
        self.walk(tags, source, &chain);
        self.scopes.truncate(depth);
        self.open.pop();
    }

    /// Walks through tags of a template of the chain.
    fn walk(&mut self, tags: &[Tag<'_>], source: &Arc<Source>, chain: &Chain<'_>) {
        let mut at = 0;
        while at < tags.len() && !self.exhausted {
            let tag = &tags[at];
            if !self.budget.step() {
                return self.give_up(tag, source, "this template's loops and parts come to too many steps");
            }
            if tag.keyword() == "block" {
                let end = end_of_block(tags, at);
                self.block(tag, chain);
                at = end + 1;
                continue;
            }
            self.tag(tag, source);
            at += 1;
        }
    }

    /// Walks through a block as the most derived template has it, and as those before have it where it asks for them.
    fn block(&mut self, tag: &Tag<'_>, chain: &Chain<'_>) {
        let Some(Kind::Name(name)) = tag.inside().get(1).map(|token| token.kind) else { return };
        for (source, tags) in chain {
            let is_it = |tag: &Tag<'_>| {
                tag.keyword() == "block"
                    && tag.inside().get(1).is_some_and(|token| token.kind == Kind::Name(name))
            };
            let Some(start) = tags.iter().position(is_it) else { continue };
            let body = &tags[start + 1..end_of_block(tags, start)];
            self.walk(body, source, chain);
            let asks =
                body.iter().any(|tag| tag.inside().iter().any(|token| token.kind == Kind::Name("super")));
            if !asks {
                return;
            }
        }
    }

    fn tag(&mut self, tag: &Tag<'_>, source: &Arc<Source>) {
        let tokens = tag.inside();
        if tag.statement && !matches!(tokens.first().map(|token| token.kind), Some(Kind::Name(_))) {
            return;
        }
        arguments::check(tokens, source, &mut self.said, self.sink);
        match (tag.keyword(), tokens) {
            ("", tokens) => {
                self.printing = !has_filter(tokens, "yaml");
                self.expression(tokens, source);
                self.printing = false;
                self.budget.print(tokens);
                self.whole_list(tokens, source);
            }
            ("if" | "elif", [_, rest @ ..]) => {
                if tag.keyword() == "elif" {
                    self.addressed.pop();
                }
                self.addressed.push(rest.iter().any(|token| token.kind == Kind::Name(ADDRESSED)));
                self.expression(rest, source);
            }
            ("else", _) => {
                self.addressed.pop();
                self.addressed.push(false);
            }
            ("endif", _) => {
                self.addressed.pop();
            }
            ("filter", [_, _, rest @ ..]) => self.expression(rest, source),
            ("for", [_, rest @ ..]) => {
                self.expression(over(rest), source);
                let is_list = matches!(self.shape(over(rest)), Shape::List(_));
                self.budget.enter(rest, is_list);
                self.addressed.push(false);
                let scope = self.looping(rest);
                self.scopes.push(scope);
            }
            ("set" | "set_global", [_, name, rest @ ..]) => {
                let Kind::Name(name) = name.kind else { return };
                let shape = match rest {
                    [_, value @ ..] if rest[0].kind == Kind::Sign('=') => {
                        self.printing = true;
                        self.expression(value, source);
                        self.printing = false;
                        if !self.budget.set(name, value) {
                            return self.give_up(tag, source, "this text could grow without end");
                        }
                        self.shape(value)
                    }
                    _ => {
                        self.budget.capture(name);
                        Shape::Any
                    }
                };
                let depth = if tag.keyword() == "set" { self.scopes.len() - 1 } else { 1 };
                self.scopes[depth].insert(name.to_owned(), shape);
            }
            ("component", [_, rest @ ..]) => {
                let names = rest.iter().filter_map(|token| match token.kind {
                    Kind::Name(name) => Some((name.to_owned(), Shape::Any)),
                    _ => None,
                });
                self.scopes.push(names.chain([("body".to_owned(), Shape::Any)]).collect());
            }
            ("endset", _) if !self.budget.captured() => {
                self.give_up(tag, source, "this text could grow without end");
            }
            ("endfor" | "endcomponent", _) if self.scopes.len() > 2 => {
                if tag.keyword() == "endfor" {
                    self.budget.leave();
                    self.addressed.pop();
                }
                self.scopes.pop();
            }
            ("include", _) => {
                if let Some(name) = named(tag) {
                    self.template(&name);
                }
            }
            _ => {}
        }
    }

    /// Looks up every name of an expression.
    fn expression(&mut self, tokens: &[Token<'_>], source: &Arc<Source>) {
        if tokens.first().is_some_and(|token| token.kind == Kind::Sign('<')) {
            // A component: what it is given is checked as it is filled, and taken to be printed.
            for at in (0..tokens.len()).filter(|&at| is_name(tokens, at)) {
                let (shape, _) = self.path(tokens, at, None);
                let mut fields = Vec::new();
                shape.fields(&mut fields);
                fields.iter().for_each(|field| self.print(&field.path));
            }
            return;
        }
        let comprehension = tokens.iter().position(|token| token.kind == Kind::Name("for"));
        if let Some(at) = comprehension {
            let scope = self.looping(&tokens[at + 1..]);
            self.scopes.push(scope);
        }
        let mut at = 0;
        while at < tokens.len() {
            if is_name(tokens, at) {
                let (shape, next) = self.path(tokens, at, Some(source));
                if let Some(path) = shape.common_path() {
                    let span = Span::new(tokens[at].range.start..tokens[next - 1].range.end);
                    self.used.push(NameUse {
                        place: Place::new(source, span),
                        path,
                        is_printed: self.printing,
                    });
                }
                self.note(&shape, tokens.get(next));
                at = next;
            } else {
                at += 1;
            }
        }
        if comprehension.is_some() {
            self.scopes.pop();
        }
    }

    /// Notes the field that was looked up, and of a list of texts that goes through a filter the texts.
    fn note(&mut self, shape: &Shape, behind: Option<&Token<'_>>) {
        let field = match shape {
            Shape::Text(field) => field,
            Shape::List(element) if behind.is_some_and(|token| token.kind == Kind::Sign('|')) => {
                match &**element {
                    Shape::Text(field) => field,
                    _ => return,
                }
            }
            _ => return,
        };
        if self.printing || field.kind == FieldKind::Choice {
            self.print(&field.path);
        }
    }

    fn print(&mut self, path: &str) {
        if !self.addressed.contains(&true) {
            self.printed.always.insert(path.to_owned());
        }
        self.printed.ever.insert(path.to_owned());
        // A copy's list is that of the record.
        if path.starts_with("documents_reviewed") {
            self.printed.ever.insert(format!("{ADDRESSED}.{path}"));
        }
    }

    /// A list or a map that is printed whole would stand in the letter as a program writes it.
    fn whole_list(&mut self, tokens: &[Token<'_>], source: &Arc<Source>) {
        for at in (0..tokens.len()).filter(|&at| is_name(tokens, at)) {
            let Some((what, end)) = self.printed_whole(tokens, at) else { continue };
            let start = tokens[at].range.start;
            if self.said.insert((source.name().to_owned(), start)) {
                let message = format!("this prints {what}, with brackets and quotes");
                self.sink.report(
                    Finding::new(&codes::template::WHOLE_LIST, message)
                        .at(Place::new(source, Span::new(start..tokens[end - 1].range.end)))
                        .hint("name the value that is meant, go through a list with `{% for … in … %}`, or put a list of texts through `join`"),
                );
            }
        }
    }

    fn give_up(&mut self, tag: &Tag<'_>, source: &Arc<Source>, message: &str) {
        self.exhausted = true;
        self.sink.report(
            Finding::new(&codes::template::BUDGET, message)
                .at(Place::new(source, Span::new(tag.range.clone())))
                .hint("include each part once, and nest fewer loops"),
        );
    }
}

/// The template that a tag takes in or extends.
fn named(tag: &Tag<'_>) -> Option<String> {
    match tag.inside().get(1)?.kind {
        Kind::Text(name) => Some(name.to_owned()),
        _ => None,
    }
}
