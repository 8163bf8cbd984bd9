//! The words that people read: plain American English in messages, help, guides and comments.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::str::FromStr;

use proc_macro2::{TokenStream, TokenTree};

use crate::house_source::root;

/// Words that have to be decoded, or are old, and what says the same.
const DECODED: &[(&str, &str)] = &[
    ("mend mends mended mending", "fix"),
    ("bemoan bemoans bemoaned bemoaning", "report"),
    ("unput", "removed"),
    ("settle settles settled", "permit, decide"),
    ("vouch vouches vouched vouching", "verify, check"),
    ("thaw thaws thawed", "change"),
    ("grave graver gravest", "serious"),
    ("heed heeds heeded", "use, read"),
    ("anew", "again"),
    (
        "bereft whence hither thither naught aught henceforth thereof whereof withal whilst amongst",
        "a word of today",
    ),
];

/// British spellings, each with the American one.
const BRITISH: &[(&str, &str)] = &[
    ("analyse", "analyze"),
    ("artefact", "artifact"),
    ("behaviour", "behavior"),
    ("cancelled", "canceled"),
    ("catalogue", "catalog"),
    ("centre", "center"),
    ("colour", "color"),
    ("favour", "favor"),
    ("fulfil", "fulfill"),
    ("grey", "gray"),
    ("honour", "honor"),
    ("judgement", "judgment"),
    ("labelled", "labeled"),
    ("learnt", "learned"),
    ("licence", "license"),
    ("neighbour", "neighbor"),
    ("organisation", "organization"),
    ("organise", "organize"),
    ("programme", "program"),
    ("recognise", "recognize"),
    ("spelt", "spelled"),
    ("towards", "toward"),
    ("travelled", "traveled"),
];

/// Phrases that are word for word from another language, and how it is said.
const PHRASES: &[(&str, &str)] = &[
    ("in silence", "silently, unnoticed"),
    ("passed over", "ignored, skipped"),
    ("comment of html", "HTML comment"),
];

/// Where a word stands that is read, not said: spellings that files may have, words of records, titles that are quoted.
const READ: &[(&str, &str)] = &[
    ("src/yaml/words.rs", "centre colour grey"),
    ("src/yaml/check.rs", "centre"),
    ("src/privacy/values.rs", "grey"),
    ("src/privacy/organizations.rs", "centre"),
    ("src/privacy/identifier_forms.rs", "licence"),
    // The name of a test.
    ("src/privacy/safe_harbor.md", "mends"),
    ("templates/README.md", "centre colour grey"),
    ("CHANGELOG.md", "centre grey"),
    ("README.md", "licenced"),
    // The titles of the Matterhorn Protocol.
    ("src/pdf/clauses.md", "colour recognised"),
];

#[test]
fn what_people_read_is_plain_american_english() {
    let mut wrong = Vec::new();
    for file in files() {
        let shown = file.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&file).unwrap();
        let read = if shown.ends_with(".rs") { said_in(&text) } else { vec![text] };
        let excused = READ.iter().filter(|(of, _)| *of == shown).flat_map(|(_, words)| words.split(' '));
        let excused: BTreeSet<&str> = excused.collect();
        for text in read {
            let lower = text.to_lowercase();
            let words: BTreeSet<&str> =
                lower.split(|c: char| !c.is_alphabetic()).filter(|word| !excused.contains(word)).collect();
            for (banned, better) in DECODED {
                for word in banned.split(' ').filter(|word| words.contains(word)) {
                    wrong.push(format!("{shown}: `{word}`: write {better}: {}", text.trim()));
                }
            }
            for (british, american) in BRITISH {
                if words.iter().any(|word| word.starts_with(british)) && !american.starts_with(british) {
                    wrong.push(format!("{shown}: `{british}`: write {american}: {}", text.trim()));
                }
            }
            for (phrase, better) in PHRASES.iter().filter(|(phrase, _)| lower.contains(phrase)) {
                wrong.push(format!("{shown}: `{phrase}`: write {better}: {}", text.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A word that is read and no more there is taken off the list.
#[test]
fn what_is_excused_is_there() {
    for (file, words) in READ {
        let text = fs::read_to_string(root().join(file)).unwrap().to_lowercase();
        for word in words.split(' ') {
            assert!(text.contains(word), "{file} has no `{word}` any more");
        }
    }
}

/// Sources, templates, the page and the papers; a test's own words are its own.
fn files() -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for folder in ["src", "templates"] {
        collect(&root().join(folder), &mut files);
    }
    files.extend(
        ["README.md", "CHANGELOG.md", "tests/README.md", "out/README.md"].map(|name| root().join(name)),
    );
    files
}

fn collect(folder: &Path, to: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_read =
            path.extension().is_some_and(|end| ["rs", "md", "js", "css", "yaml"].iter().any(|of| end == *of));
        if path.is_dir() {
            collect(&path, to);
        } else if is_read {
            to.push(path);
        }
    }
}

/// The texts and comments of a source.
fn said_in(source: &str) -> Vec<String> {
    let mut said = Vec::new();
    texts(TokenStream::from_str(source).unwrap(), &mut said);
    let comments = source.lines().filter_map(|line| line.trim_start().strip_prefix("//"));
    said.extend(comments.map(str::to_owned));
    said
}

fn texts(tokens: TokenStream, to: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => texts(group.stream(), to),
            TokenTree::Literal(literal) => {
                let literal = literal.to_string();
                if literal.contains('"') {
                    to.push(literal);
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

#[test]
fn texts_and_comments_are_found_and_names_are_not() {
    let source = "/// A colour.\nfn labelled() { say(\"grey\", r#\"whence\"#); } // not\n    // anew\n";
    let said = said_in(source).join(" ");
    for word in ["colour", "grey", "whence", "anew"] {
        assert!(said.contains(word), "{said}");
    }
    assert!(!said.contains("labelled"));
}
