//! What the tokens of a tag mean.

use super::tags::{Kind, Token};

/// What a `for` goes through: the tokens after `in`, to the end of a comprehension.
pub(super) fn over<'a, 'b>(tokens: &'b [Token<'a>]) -> &'b [Token<'a>] {
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

/// What `loop` has inside a `for`.
pub(super) const LOOP: [&str; 5] = ["index", "index0", "first", "last", "length"];

/// Words of the template language that look like names.
const WORDS: [&str; 15] = [
    "and", "or", "not", "is", "in", "if", "else", "for", "true", "True", "false", "False", "none", "None",
    "null",
];

/// Whether the token names a value, and not a filter, a test, a function or an argument.
pub(super) fn is_name(tokens: &[Token<'_>], at: usize) -> bool {
    let Kind::Name(name) = tokens[at].kind else { return false };
    let kind = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|token| token.kind);
    let before = kind(at.checked_sub(1));
    let is_test = before == Some(Kind::Name("is"))
        || (before == Some(Kind::Name("not")) && kind(at.checked_sub(2)) == Some(Kind::Name("is")));
    let argument = kind(Some(at + 1)) == Some(Kind::Sign('=')) && kind(Some(at + 2)) != Some(Kind::Sign('='));
    let function_or_key = matches!(kind(Some(at + 1)), Some(Kind::Sign('(' | ':')));
    let filter = before == Some(Kind::Sign('|'));
    !(WORDS.contains(&name) || is_test || argument || function_or_key || filter)
}

/// Whether a filter of that name stands in an expression.
pub(super) fn has_filter(tokens: &[Token<'_>], name: &str) -> bool {
    tokens.windows(2).any(|pair| pair[0].kind == Kind::Sign('|') && pair[1].kind == Kind::Name(name))
}
