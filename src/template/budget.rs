//! How much work a template can make, counted before it is filled: tera stops at nothing by itself.

use std::collections::BTreeMap;

use super::expression::{has_filter, is_name, over};
use super::tags::{Kind, Token};

/// Tags that may be gone through for one letter, as far as can be told before.
const STEPS: f64 = 300_000.0;
/// How many times a text may hold others, through what is set from what was set.
const GROWTH: f64 = 10_000.0;
/// How many entries a list of a letter is taken to have.
const ENTRIES: f64 = 50.0;
/// How many rounds are taken for a loop over what is computed.
const ROUNDS: f64 = 1_000.0;

/// The work so far.
#[derive(Debug)]
pub(super) struct Budget {
    steps: f64,
    /// Rounds of the loops around, the outermost first.
    loops: Vec<f64>,
    /// How many texts a name that was set can hold.
    sizes: BTreeMap<String, f64>,
    /// Blocks that are being captured: name, size, rounds of the loops around it.
    captures: Vec<(String, f64, f64)>,
}

impl Budget {
    pub(super) fn new() -> Budget {
        Budget { steps: 0.0, loops: Vec::new(), sizes: BTreeMap::new(), captures: Vec::new() }
    }

    fn rounds(&self) -> f64 {
        self.loops.iter().product()
    }

    /// Counts a tag; false where that is too much.
    pub(super) fn step(&mut self) -> bool {
        self.steps += self.rounds();
        self.steps <= STEPS
    }

    /// Goes into a loop, whose tokens after `for` these are; `is_list` where it goes through a list of the letter.
    pub(super) fn enter(&mut self, tokens: &[Token<'_>], is_list: bool) {
        let over = over(tokens);
        let number = |token: &Token<'_>| matches!(token.kind, Kind::Number);
        self.loops.push(match over.first().map(|token| token.kind) {
            _ if is_list => ENTRIES,
            Some(Kind::Sign('[')) => over.len() as f64,
            Some(Kind::Name("range")) if !over.iter().any(number) => f64::INFINITY,
            _ => ROUNDS,
        });
    }

    pub(super) fn leave(&mut self) {
        self.loops.pop();
    }

    /// Notes what a name is set to; false where a text could grow without end.
    pub(super) fn set(&mut self, name: &str, value: &[Token<'_>]) -> bool {
        let own = value
            .iter()
            .enumerate()
            .filter(|&(at, token)| token.kind == Kind::Name(name) && is_name(value, at));
        let (own, size) = (own.count() as f64, self.size(value));
        let grown = if own == 0.0 {
            size
        } else if own == 1.0 {
            // Once a round, what stands beside it is added.
            size * self.rounds()
        } else {
            size.max(2.0).powf(self.rounds())
        };
        self.sizes.insert(name.to_owned(), grown);
        grown <= GROWTH
    }

    /// Starts to capture what is printed under a name.
    pub(super) fn capture(&mut self, name: &str) {
        self.captures.push((name.to_owned(), 0.0, self.rounds()));
    }

    /// Ends the capture; false where it can hold too much.
    pub(super) fn captured(&mut self) -> bool {
        let Some((name, size, _)) = self.captures.pop() else { return true };
        self.sizes.insert(name, size.max(1.0));
        size <= GROWTH
    }

    /// Counts what is printed.
    pub(super) fn print(&mut self, tokens: &[Token<'_>]) {
        let (size, rounds) = (self.size(tokens), self.rounds());
        for (_, captured, outside) in &mut self.captures {
            *captured += size * rounds / *outside;
        }
    }

    /// How many texts an expression can hold.
    fn size(&self, tokens: &[Token<'_>]) -> f64 {
        let names = tokens.iter().enumerate().filter(|&(at, _)| is_name(tokens, at));
        let sizes = names.map(|(_, token)| match token.kind {
            Kind::Name(name) => self.sizes.get(name).copied().unwrap_or(1.0),
            _ => 1.0,
        });
        if has_filter(tokens, "replace") || has_filter(tokens, "join") || has_filter(tokens, "indent") {
            sizes.product::<f64>().max(2.0)
        } else {
            sizes.sum::<f64>().max(1.0)
        }
    }
}
