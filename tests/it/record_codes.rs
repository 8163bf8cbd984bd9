//! Every code has an entry in the table, a row in the ledger and a fixture.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use imr_letters::diag::codes;

use crate::record_findings::fixtures;

/// Codes whose proof stands elsewhere: in `record_hostile` the first, in `yaml_typed` the others.
const PROVEN_ELSEWHERE: [&str; 4] =
    ["yaml/too-large", "yaml/unknown-key", "yaml/missing-key", "yaml/wrong-type"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The statics that the sources name as `codes::room::WHAT`, the code tables aside, as `room/what`.
fn codes_in_use() -> BTreeSet<String> {
    let mut files = Vec::new();
    rust_files(&root().join("src"), &mut files);
    let mut used = BTreeSet::new();
    for file in files.iter().filter(|file| !file.to_string_lossy().contains("diag/codes")) {
        let text = std::fs::read_to_string(file).unwrap();
        for named in text.split("&codes::").skip(1) {
            let mut parts = named
                .splitn(3, |c: char| !c.is_ascii_alphanumeric() && c != '_')
                .filter(|part| !part.is_empty());
            let (Some(room), Some(rest)) = (parts.next(), named.split("::").nth(1)) else { continue };
            let what: String = rest
                .chars()
                .take_while(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || *c == '_')
                .collect();
            used.insert(format!("{room}/{}", what.to_lowercase().replace('_', "-")));
        }
    }
    used
}

#[test]
fn every_code_is_used() {
    let plain = |name: &str| name.replace('-', "");
    let used: BTreeSet<String> = codes_in_use().iter().map(|name| plain(name)).collect();
    for code in codes::all() {
        assert!(used.contains(&plain(code.name)), "{} is found nowhere", code.name);
    }
}

#[test]
fn every_code_explains_itself() {
    let mut names = BTreeSet::new();
    for code in codes::all() {
        assert!(names.insert(code.name), "{} is in the table twice", code.name);
        for part in [code.rule, code.why, code.bad, code.good] {
            assert!(!part.is_empty(), "{} says too little", code.name);
        }
        assert!(code.explain().starts_with(code.name));
    }
}

#[test]
fn the_ledger_has_a_row_for_every_code_of_a_record() {
    let ledger = std::fs::read_to_string(root().join("src/record/rules.md")).unwrap();
    let rows: Vec<&str> = ledger.lines().filter(|line| line.starts_with("| `")).collect();
    let of_records = |name: &str| ["record/", "rule/", "yaml/"].iter().any(|room| name.starts_with(room));
    let codes: Vec<_> = codes::all().filter(|code| of_records(code.name)).collect();
    for code in &codes {
        let start = format!("| `{}` | {} |", code.name, code.severity.name());
        assert!(rows.iter().any(|row| row.starts_with(&start)), "no row {start}");
        assert!(
            rows.iter().any(|row| row.contains(code.rule) && row.contains(code.why)),
            "{} differs",
            code.name
        );
    }
    assert_eq!(rows.len(), codes.len(), "the ledger has rows of no code");
}

#[test]
fn every_code_of_a_record_has_a_fixture() {
    let all: String = fixtures()
        .iter()
        .map(|path| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned())
        .collect();
    for code in codes::all()
        .filter(|code| ["record/", "rule/", "yaml/"].iter().any(|room| code.name.starts_with(room)))
    {
        let here =
            all.lines().any(|line| line.starts_with("#! ") && line.split(' ').nth(2) == Some(code.name));
        assert!(here != PROVEN_ELSEWHERE.contains(&code.name), "{}", code.name);
    }
}
