//! Parts that extend parts, brought to what tera takes in.
//!
//! Tera prints nothing of a template that extends another where it is taken in. So a part that does becomes the text of the
//! part that it extends, in which each block that it changes takes in a piece of its own file. A piece is that file with
//! comments in place of all but the block's body, so every byte of it keeps its place.

use std::ops::Range;

use tera::ErrorKind;

use super::engine::engine;
use super::extending::{BUILT_IN, PARTS, extends};
use super::source::Template;
use super::tags::{Kind, Tag, tags};
use crate::diag::{Finding, Place, Sink, Source, Span, codes};
use crate::yaml::nearest;

/// What a block held before, where its new body asks for it by `super()`: as long as that is, for places to stay.
const HELD_BEFORE: &str = "super_ ";

/// Brings every part that extends a part to what tera takes in; says which cannot be.
pub(super) fn brought_together(mut templates: Vec<Template>, sink: &mut Sink) -> Vec<Template> {
    loop {
        let open =
            |template: &Template| template.name.starts_with(PARTS) && extends(template.text()).is_some();
        let next = templates.iter().enumerate().filter(|(_, part)| open(part)).find_map(|(at, part)| {
            let (name, _) = extends(part.text())?;
            let base = templates.iter().find(|base| base.name == name && !open(base))?;
            (is_sound(part) && is_sound(base)).then(|| (at, together(part, base, sink)))
        });
        let Some((at, (whole, pieces))) = next else { break };
        templates[at] = whole;
        templates.extend(pieces);
    }
    // A part that is left extends itself, or what there is not; tera says so of what it cannot read.
    for template in &templates {
        let Some((name, range)) = extends(template.text()).filter(|_| is_sound(template)) else { continue };
        let there = templates.iter().any(|base| base.name == name);
        let is_part = |name: &str| name.starts_with(PARTS);
        if there && !is_part(&template.name) {
            check_blocks(template, &name, &templates, sink);
            continue;
        }
        let alike = templates.iter().map(|other| other.name.as_str());
        let alike = alike.filter(|name| is_part(name) == is_part(&template.name));
        let plain = name.trim_start_matches(BUILT_IN);
        let (message, hint) = match (there, nearest(plain, alike)) {
            (true, _) => {
                ("this part extends itself".to_owned(), format!("extend `{BUILT_IN}{}`", template.name))
            }
            (false, Some(near)) => {
                let before = &name[..name.len() - plain.len()];
                (format!("there is no `{name}`"), format!("did you mean `{before}{near}`?"))
            }
            (false, None) => {
                (format!("there is no `{name}`"), "`imr templates` lists the files that there are".to_owned())
            }
        };
        sink.report(
            Finding::new(&codes::template::SYNTAX, message)
                .at(Place::new(&template.source, Span::new(range)))
                .hint(hint),
        );
    }
    templates
}

/// Reports the blocks of a wording that none of those which it extends has.
fn check_blocks(wording: &Template, extended: &str, templates: &[Template], sink: &mut Sink) {
    let mut known: Vec<String> = Vec::new();
    let mut next = Some(extended.to_owned());
    // A wording that extends itself is tera's to refuse.
    for _ in templates {
        let base = next.as_ref().and_then(|name| templates.iter().find(|base| base.name == *name));
        let Some(base) = base else { break };
        let (tags, mut of_base) = (tags(base.text()), Vec::new());
        blocks(&tags, &mut of_base, true);
        known.extend(of_base.iter().map(|block| block.name.to_owned()));
        next = extends(base.text()).map(|(name, _)| name);
    }
    let (tags, mut own) = (tags(wording.text()), Vec::new());
    blocks(&tags, &mut own, true);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    for block in own.iter().filter(|block| !known.contains(&block.name)) {
        sink.report(no_such_block(wording, extended, block, &known));
    }
}

/// Whether tera can read a template by itself.
fn is_sound(template: &Template) -> bool {
    let read = engine().add_raw_template(&template.name, template.text());
    !read.is_err_and(|error| matches!(error.kind(), ErrorKind::SyntaxError(_)))
}

/// A block of a template.
struct Block<'a> {
    name: &'a str,
    opens: Range<usize>,
    closes: Range<usize>,
    /// The tags of its body.
    tags: &'a [Tag<'a>],
}

/// The outermost blocks among tags.
fn blocks<'a>(tags: &'a [Tag<'a>], within: &mut Vec<Block<'a>>, inner_too: bool) {
    let mut at = 0;
    while at < tags.len() {
        let end = end_of_block(tags, at);
        if let (Some(name), Some(close)) = (block_name(&tags[at]), tags.get(end)) {
            let body = &tags[at + 1..end];
            let (opens, closes) = (tags[at].range.clone(), close.range.clone());
            within.push(Block { name, opens, closes, tags: body });
            if inner_too {
                blocks(body, within, true);
            }
            at = end;
        }
        at += 1;
    }
}

/// The name of the block that a tag opens.
fn block_name<'a>(tag: &Tag<'a>) -> Option<&'a str> {
    match (tag.keyword(), tag.inside().get(1)?.kind) {
        ("block", Kind::Name(name)) => Some(name),
        _ => None,
    }
}

/// The position of the tag that ends the block which starts at one.
pub(super) fn end_of_block(tags: &[Tag<'_>], start: usize) -> usize {
    let mut depth = 0;
    let end = tags[start..].iter().position(|tag| {
        match tag.keyword() {
            "block" => depth += 1,
            "endblock" => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    end.map_or(tags.len(), |length| start + length)
}

/// A part with the text of the one that it extends, and the pieces of its file that this takes in.
fn together(part: &Template, base: &Template, sink: &mut Sink) -> (Template, Vec<Template>) {
    let (own_tags, base_tags) = (tags(part.text()), tags(base.text()));
    let (mut own, mut known) = (Vec::new(), Vec::new());
    blocks(&own_tags, &mut own, false);
    blocks(&base_tags, &mut known, true);
    let mut pieces = Vec::new();
    // By the block of the base: the name of the piece that takes its place, and whether that asks for what was there.
    let mut changed: Vec<(&Block<'_>, String, bool)> = Vec::new();
    for block in &own {
        let Some(of_base) = known.iter().find(|of_base| of_base.name == block.name) else {
            let known: Vec<&str> = known.iter().map(|block| block.name).collect();
            sink.report(no_such_block(part, &base.name, block, &known));
            continue;
        };
        let piece = format!("{}:{}.md", part.name.trim_end_matches(".md"), block.name);
        let (text, asks) = piece_text(part.text(), &own_tags, block);
        changed.push((of_base, piece.clone(), asks));
        pieces.push(Template { text: Some(text), ..Template::new(piece, part.source.clone()) });
    }
    changed.sort_by_key(|(block, _, _)| block.opens.start);
    let (mut text, mut from) = (String::new(), 0);
    for (block, piece, asks) in changed {
        // A block in one that is changed is gone with it.
        if block.opens.start < from {
            continue;
        }
        let body = &base.text()[block.opens.end..block.closes.start];
        text.push_str(&base.text()[from..block.opens.end]);
        if asks {
            text.push_str(&format!(
                "{{% set {HELD_BEFORE}%}}{body}{{% endset %}}{{% include \"{piece}\" %}}"
            ));
        } else {
            // Lines keep their numbers.
            let lines = "\n".repeat(body.matches('\n').count());
            text.push_str(&format!("{{% include \"{piece}\" %}}{{#{lines}#}}"));
        }
        from = block.closes.start;
    }
    text.push_str(&base.text()[from..]);
    let whole = Template {
        extends: Some(base.name.clone()),
        ..Template::new(part.name.clone(), Source::new(base.source.name(), text))
    };
    (whole, pieces)
}

/// A file of these tags with comments in place of all but a block's body, and whether the body asks for what the block held
/// before.
fn piece_text(text: &str, tags: &[Tag<'_>], block: &Block<'_>) -> (String, bool) {
    let open = &text[block.opens.clone()];
    let close = &text[block.closes.clone()];
    // From the file's first tag to its last, the block's own among them.
    let start = tags.iter().map(|tag| tag.range.start).fold(block.opens.start, usize::min);
    let end = tags.iter().map(|tag| tag.range.end).fold(block.closes.end, usize::max);
    let blank = |text: &str| text.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect::<String>();
    let before = &text[start + 3..block.opens.end - 3];
    let after = &text[block.closes.start + 3..end - 3];
    let trims_start = if open.ends_with("-%}") { "-#}" } else { " #}" };
    let trims_end = if close.starts_with("{%-") { "{#-" } else { "{# " };
    let mut body = text[block.opens.end..block.closes.start].to_owned();
    let mut asks = false;
    for tokens in block.tags.iter().flat_map(|tag| tag.tokens.windows(3)) {
        if let [Kind::Name("super"), Kind::Sign('('), Kind::Sign(')')] =
            [tokens[0].kind, tokens[1].kind, tokens[2].kind]
        {
            let at = tokens[0].range.start - block.opens.end..tokens[2].range.end - block.opens.end;
            let name = format!("{:width$}", HELD_BEFORE.trim_end(), width = at.len());
            body.replace_range(at, &name);
            asks = true;
        }
    }
    let piece = format!(
        "{}{{#-{}{trims_start}{body}{trims_end}{}-#}}{}",
        &text[..start],
        blank(before),
        blank(after),
        &text[end..]
    );
    (piece, asks)
}

fn no_such_block(template: &Template, base: &str, block: &Block<'_>, known: &[&str]) -> Finding {
    let finding = Finding::new(&codes::template::SYNTAX, format!("`{base}` has no block `{}`", block.name))
        .at(Place::new(&template.source, Span::new(block.opens.clone())));
    match nearest(block.name, known.iter().copied()) {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None if known.is_empty() => finding.hint("write the whole file: that one has no blocks"),
        None => finding.hint(format!(
            "there are {}",
            known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        )),
    }
}
