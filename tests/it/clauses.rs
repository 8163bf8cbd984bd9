//! The clause ledger `src/pdf/clauses.md` names tests and places that are there, and leaves no condition out.

use std::fs;

use crate::project::repository;

/// Conditions of each of the 31 checkpoints of the Matterhorn Protocol 1.1; 23 and 27 have a row that says
/// that there are none.
const CONDITIONS: [usize; 31] =
    [7, 4, 3, 1, 3, 4, 2, 2, 8, 1, 7, 1, 8, 7, 5, 3, 3, 2, 4, 3, 1, 1, 1, 1, 1, 2, 1, 18, 1, 2, 30];

const HOW: [&str; 4] = ["kept", "checked", "a person", "not applicable"];

fn rows() -> Vec<[String; 4]> {
    let ledger = fs::read_to_string(repository("src/pdf/clauses.md")).unwrap();
    let rows = ledger.lines().filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit());
    rows.map(|row| {
        let cells: Vec<String> = row.trim_matches('|').split(" | ").map(|cell| cell.trim().into()).collect();
        cells.try_into().unwrap_or_else(|cells| panic!("{cells:?}"))
    })
    .collect()
}

#[test]
fn no_condition_is_left_out() {
    let numbers: Vec<String> = rows().into_iter().map(|[number, ..]| number).collect();
    let conditions = CONDITIONS.iter().enumerate().flat_map(|(checkpoint, &count)| {
        (1..=count).map(move |condition| format!("{:02}-{condition:03}", checkpoint + 1))
    });
    assert!(numbers.iter().take(CONDITIONS.iter().sum()).cloned().eq(conditions), "{numbers:?}");
    // Clause 6 of ISO 19005-2, its requirements.
    let clauses = &numbers[CONDITIONS.iter().sum::<usize>()..];
    for section in 1..=11 {
        let start = format!("6.{section}");
        assert!(clauses.iter().any(|clause| clause.contains(&start)), "no row of {start}");
    }
}

/// What a cell names of tests, files and codes that is not there, and how much it names. `file.rs` comes before the
/// functions of it that are named.
fn missing(place: &str) -> (Vec<&str>, usize) {
    let (mut file, mut missing, mut named) = (String::new(), Vec::new(), 0);
    for (index, part) in place.split('`').enumerate() {
        let name = part.split([' ', ';']).rfind(|word| word.ends_with(".rs") && !word.contains('/'));
        if let Some(name) = name {
            file = fs::read_to_string(repository("tests/it").join(name)).unwrap_or_default();
        }
        if index % 2 == 0 {
            continue;
        }
        named += 1;
        let there = if part.starts_with("src/") || part.starts_with("templates/") {
            repository(part).exists()
        } else if part.contains('/') {
            imr_letters::diag::codes::all().any(|code| code.name == part)
        } else {
            file.contains(&format!("fn {part}("))
        };
        if !there {
            missing.push(part);
        }
    }
    (missing, named)
}

#[test]
fn what_the_rows_name_is_there() {
    let mut wrong = Vec::new();
    for [number, _, how, place] in rows() {
        if !HOW.contains(&how.as_str()) {
            wrong.push(format!("{number}: {how}"));
        }
        let (missing, named) = missing(&place);
        wrong.extend(missing.iter().map(|part| format!("{number}: `{part}` is not there")));
        if how == "checked" && named == 0 && !place.starts_with("As ") {
            wrong.push(format!("{number}: checked by nothing"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_holds_of_pages_has_its_tests() {
    let readme = fs::read_to_string(repository("tests/README.md")).unwrap();
    let table = readme.split("| of the page | held by |\n| --- | --- |\n").nth(1).expect("the table");
    let rows: Vec<&str> = table.lines().take_while(|line| line.starts_with('|')).collect();
    assert!(rows.len() > 20, "{}", rows.len());
    for row in rows {
        let (_, tests) = row.trim_matches('|').split_once(" | ").expect("two cells");
        let (missing, named) = missing(tests);
        assert!(missing.is_empty() && named > 0, "{row}: {missing:?}");
    }
}
