//! Every code has an entry in the table, a row in the ledger and a fixture.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use imr_letters::diag::{Code, Ground, codes};

use crate::golden::accepting;
use crate::record_findings::fixtures;

/// Codes whose proof stands elsewhere: in `cli` the first, in `record_hostile` the second, in `yaml_typed` the others.
const PROVEN_ELSEWHERE: [&str; 5] =
    ["record/draft", "yaml/too-large", "yaml/unknown-key", "yaml/missing-key", "yaml/wrong-type"];

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
        let grounds = code.why.iter().map(|ground| ground.text());
        assert!(!code.why.is_empty(), "{} has no ground", code.name);
        for part in grounds.chain([code.rule, code.bad, code.good]) {
            assert!(!part.is_empty(), "{} says too little", code.name);
        }
        assert!(code.explain().starts_with(code.name));
    }
}

/// The ledger's row of a code: law and observation in columns of their own.
fn row(code: &Code, checked: &str) -> String {
    let of = |wanted: fn(&Ground) -> bool| {
        let texts = code.why.iter().filter(|ground| wanted(ground)).map(|ground| ground.text());
        texts.collect::<Vec<_>>().join(" ")
    };
    let law = of(|ground| matches!(ground, Ground::Law(_)));
    let observation = of(|ground| matches!(ground, Ground::Observation(_)));
    let reason = of(|ground| matches!(ground, Ground::Reason(_)));
    let severity = code.severity.name();
    let name = code.name;
    format!("| `{name}` | {severity} | {checked} | {} | {law} | {observation} | {reason} |", code.rule)
}

/// The rows are written from the codes (`IMR_ACCEPT=1`), all but the column that says when a rule is checked.
#[test]
fn the_ledger_has_a_row_for_every_code_of_a_record() {
    let path = root().join("src/record/rules.md");
    let ledger = std::fs::read_to_string(&path).unwrap();
    let is_row = |line: &&str| {
        line.starts_with("| `")
            && line.split('`').nth(1).is_some_and(|name| name.contains('/') && !name.contains('.'))
    };
    let checked = |name: &str| {
        let old = ledger.lines().find(|line| line.starts_with(&format!("| `{name}` |")));
        old.and_then(|row| row.split(" | ").nth(2)).unwrap_or("yes").to_owned()
    };
    let of_records =
        |name: &str| ["rule/", "record/", "yaml/"].iter().position(|room| name.starts_with(room));
    let mut codes: Vec<_> = codes::all().filter(|code| of_records(code.name).is_some()).collect();
    codes.sort_by_key(|code| of_records(code.name));
    let rows: Vec<String> = codes.iter().map(|code| row(code, &checked(code.name))).collect();
    if accepting() {
        let mut lines = Vec::new();
        let mut old = ledger.lines().peekable();
        while let Some(line) = old.next_if(|line| !is_row(line)) {
            lines.push(line.to_owned());
        }
        lines.extend(rows);
        lines.extend(old.filter(|line| !is_row(line)).map(str::to_owned));
        std::fs::write(&path, lines.join("\n") + "\n").unwrap();
        return;
    }
    let old: Vec<&str> = ledger.lines().filter(is_row).collect();
    assert_eq!(old, rows, "src/record/rules.md differs from the codes; IMR_ACCEPT=1 writes it anew");
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
