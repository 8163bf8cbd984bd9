//! A template's tags as tokens with their places. Tera has read the template before, so what is not
//! understood here is skipped.

use std::ops::Range;

/// What stands between `{{` and `}}` or `{%` and `%}`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// `{%` and not `{{`.
    pub statement: bool,
    pub tokens: Vec<Token<'a>>,
    /// From its first brace to its last.
    pub range: Range<usize>,
}

impl<'a> Tag<'a> {
    /// The tokens without the minus signs that trim white space.
    pub fn inside(&self) -> &[Token<'a>] {
        let sign = |token: Option<&Token<'_>>| token.is_some_and(|token| token.kind == Kind::Sign('-'));
        let tokens = &self.tokens[usize::from(sign(self.tokens.first()))..];
        &tokens[..tokens.len() - usize::from(sign(tokens.last()))]
    }

    /// The word that a statement starts with; nothing for what prints.
    pub fn keyword(&self) -> &'a str {
        match self.inside().first().map(|token| token.kind) {
            Some(Kind::Name(keyword)) if self.statement => keyword,
            _ => "",
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub kind: Kind<'a>,
    pub range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    Name(&'a str),
    /// Between quotes.
    Text(&'a str),
    Number,
    Sign(char),
}

/// The tags of a template in their order, without comments and raw passages.
pub(super) fn tags(template: &str) -> Vec<Tag<'_>> {
    tags_and_braces(template).0
}

/// Where braces stand that open neither tags nor comments nor raw passages, and are in none.
pub(super) fn braces_outside(template: &str) -> Vec<usize> {
    tags_and_braces(template).1
}

fn tags_and_braces(template: &str) -> (Vec<Tag<'_>>, Vec<usize>) {
    let (mut tags, mut braces) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(found) = template[at..].find(['{']) {
        let start = at + found;
        at = match template[start..].get(..2) {
            Some("{#") => end_of(template, start, "#}"),
            Some(open @ ("{{" | "{%")) => {
                let close = if open == "{{" { "}}" } else { "%}" };
                let (tokens, end) = tokens(template, start + 2, close);
                let raw = open == "{%" && tokens.len() == 1 && tokens[0].kind == Kind::Name("raw");
                if raw {
                    end_of_raw(template, end)
                } else {
                    tags.push(Tag { statement: open == "{%", tokens, range: start..end });
                    end
                }
            }
            _ => {
                braces.push(start);
                start + 1
            }
        };
    }
    (tags, braces)
}

/// Names of the templates that a template includes or extends.
pub(super) fn taken_in(template: &str) -> Vec<String> {
    let tags = tags(template);
    let names = tags.iter().filter(|tag| tag.statement).filter_map(|tag| {
        let at =
            tag.tokens.iter().position(|token| matches!(token.kind, Kind::Name("include" | "extends")))?;
        match tag.tokens.get(at + 1)?.kind {
            Kind::Text(name) => Some(name.to_owned()),
            _ => None,
        }
    });
    names.collect()
}

fn end_of(template: &str, from: usize, mark: &str) -> usize {
    template[from..].find(mark).map_or(template.len(), |at| from + at + mark.len())
}

fn end_of_raw(template: &str, from: usize) -> usize {
    template[from..].find("endraw").map_or(template.len(), |at| end_of(template, from + at, "%}"))
}

fn tokens<'a>(template: &'a str, start: usize, close: &str) -> (Vec<Token<'a>>, usize) {
    let mut tokens = Vec::new();
    let mut at = start;
    let mut braces = 0usize;
    while let Some(c) = template[at..].chars().next() {
        let rest = &template[at..];
        if braces == 0 && rest.starts_with(close) {
            return (tokens, at + close.len());
        }
        let (kind, length) = match c {
            '"' | '\'' | '`' => {
                let length = quoted(rest, c);
                (Some(Kind::Text(rest[1..length].trim_end_matches(c))), length)
            }
            _ if c.is_alphabetic() || c == '_' => {
                let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                (Some(Kind::Name(&rest[..length])), length)
            }
            _ if c.is_ascii_digit() => {
                let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                (Some(Kind::Number), length)
            }
            _ if c.is_whitespace() => (None, c.len_utf8()),
            _ => {
                match c {
                    '{' => braces += 1,
                    '}' => braces = braces.saturating_sub(1),
                    _ => {}
                }
                (Some(Kind::Sign(c)), c.len_utf8())
            }
        };
        tokens.extend(kind.map(|kind| Token { kind, range: at..at + length }));
        at += length;
    }
    (tokens, at)
}

/// Bytes of the quoted text that `rest` starts with, both quotes included.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}
