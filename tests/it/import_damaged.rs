//! Letters that were damaged, by chance or on purpose: read or refused for a reason, never a panic.

use std::fs;
use std::sync::LazyLock;

use imr_letters::diag::{Severity, render};
use proptest::prelude::*;

use crate::import::{as_text, import, letter_of};
use crate::import_foreign::as_other_programs_write;
use crate::layout::assets;
use crate::project::{SEED, repository};

/// The seed as this program and others write it, and as Markdown and text.
static LETTERS: LazyLock<[(&str, Vec<u8>); 4]> = LazyLock::new(|| {
    let letter = letter_of(&fs::read_to_string(repository(&format!("data/{SEED}.yaml"))).unwrap(), assets());
    [
        ("a.pdf", letter.pdf.clone()),
        ("b.pdf", as_other_programs_write(&letter.pages)),
        ("c.md", letter.markdown.text().as_bytes().to_vec()),
        ("d.txt", as_text(&letter.pages).into_bytes()),
    ]
});

/// What means something in one of these kinds of file.
const TOKENS: [&str; 24] = [
    " TJ ",
    " Td ",
    " Tm ",
    " cm ",
    " BT ",
    " Q ",
    " q ",
    "<<",
    ">>",
    "[",
    "stream\n",
    "endstream",
    "3 0 R",
    "/Kids [2 0 R]",
    "/Filter /FlateDecode",
    "99999999999",
    "-1e38",
    "\u{C}",
    "\n\n",
    "**",
    "|",
    "\u{5D0}",
    "Decision rationale:",
    " is: Upheld\n",
];

#[derive(Clone, Debug)]
enum Damage {
    Change(u8),
    Take(usize),
    Twice(usize),
    Put(usize),
}

fn damage() -> impl Strategy<Value = (prop::sample::Index, Damage)> {
    let damage = prop_oneof![
        any::<u8>().prop_map(Damage::Change),
        (1..2_000usize).prop_map(Damage::Take),
        (1..2_000usize).prop_map(Damage::Twice),
        (0..TOKENS.len()).prop_map(Damage::Put),
    ];
    (any::<prop::sample::Index>(), damage)
}

fn damaged(letter: &[u8], damages: &[(prop::sample::Index, Damage)]) -> Vec<u8> {
    let mut bytes = letter.to_vec();
    for (place, damage) in damages {
        if bytes.is_empty() {
            break;
        }
        let at = place.index(bytes.len());
        let end = |length: &usize| (at + length).min(bytes.len());
        match damage {
            Damage::Change(byte) => bytes[at] = *byte,
            Damage::Take(length) => drop(bytes.drain(at..end(length))),
            Damage::Twice(length) => {
                let part = bytes[at..end(length)].to_vec();
                bytes.splice(at..at, part);
            }
            Damage::Put(token) => drop(bytes.splice(at..at, TOKENS[*token].bytes())),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 60, ..ProptestConfig::with_cases(crate::oracles::or_more(24)) })]

    #[test]
    fn damaged_letters_are_read_or_refused(
        kind in 0..4usize,
        damages in proptest::collection::vec(damage(), 1..6),
    ) {
        let (name, letter) = &LETTERS[kind];
        match import(name, &damaged(letter, &damages)) {
            Ok(imported) => prop_assert!(imported.record.contains("decisions:"), "{}", imported.record),
            Err(found) => {
                let errors = found.iter().filter(|finding| finding.severity() == Severity::Error);
                prop_assert!(errors.count() > 0, "nothing says why");
                prop_assert!(!render::human(&found, false, Some(100)).is_empty());
            }
        }
    }
}
