//! `imr report`: the same numbers as a table, CSV, JSON and a page; and the category of an item, which only it reads.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::project::{Project, mailed_samples};
use crate::served::Served;

const CATEGORIES: [&str; 11] = [
    "medication",
    "rehabilitation",
    "diagnostic_testing",
    "injection",
    "equipment",
    "surgery",
    "evaluation",
    "mental_health",
    "program",
    "home_health",
    "other",
];

/// Gives the items of a sample their categories, in turn.
fn categorize(record: &str, categories: &[&str]) -> String {
    let mut categories = categories.iter().cycle();
    let lines = record.lines().map(|line| match line.strip_prefix("    outcome:") {
        Some(_) => format!("    category: {}\n{line}\n", categories.next().expect("one of them")),
        None => format!("{line}\n"),
    });
    lines.collect()
}

#[test]
fn a_category_is_printed_nowhere_and_changes_nothing_that_was_mailed() {
    let project = mailed_samples();
    let letters = ["out/CM14-0067214.md", "out/mailed/CM14-0067214/employee.md", "out/public/index.csv"];
    let before = letters.map(|letter| project.read(letter));
    let record = categorize(&project.read("data/CM14-0067214.yaml"), &CATEGORIES);
    assert!(record.contains("category: medication"));
    project.write("data/CM14-0067214.yaml", &record);
    for args in [&["check"][..], &["build"], &["build", "--edition", "mailed", "CM14-0067214"], &["public"]] {
        let run = project.imr(args);
        assert_eq!(run.code, 0, "{run:?}");
    }
    assert_eq!(letters.map(|letter| project.read(letter)), before);
    let run = project.imr(&["verify", "--rebuild"]);
    assert_eq!(run.code, 0, "{run:?}");
    // What is printed still counts.
    project.write("data/CM14-0067214.yaml", &record.replacen("outcome: upheld", "outcome: overturned", 1));
    let run = project.imr(&["build", "CM14-0067214"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("project/mailed"), "{run:?}");
}

/// What a report says, by table, row and column.
type Numbers = BTreeMap<(String, String, String), String>;

fn of_csv(csv: &str) -> Numbers {
    let mut lines = csv.lines().map(|line| {
        // No name of these tests has a quote in it.
        let mut cells = vec![String::new()];
        let mut quoted = false;
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                c => cells.last_mut().expect("a cell").push(c),
            }
        }
        cells
    });
    let heading = lines.next().expect("a heading");
    let mut numbers = Numbers::new();
    for line in lines {
        assert_eq!(line.len(), heading.len(), "{line:?}");
        for (column, cell) in heading.iter().zip(&line).skip(2).filter(|(_, cell)| !cell.is_empty()) {
            let name = line[1].trim_start_matches('\'');
            numbers.insert((line[0].clone(), name.to_owned(), column.clone()), cell.clone());
        }
    }
    numbers
}

fn of_json(json: &Value) -> Numbers {
    let mut numbers = Numbers::new();
    for (table, rows) in json.as_object().expect("an object") {
        for row in rows.as_array().into_iter().flatten() {
            let mut fields = row.as_object().expect("a row").iter();
            let (_, name) = fields.next().expect("what the row is named by");
            for (column, value) in fields.filter(|(_, value)| !value.is_null()) {
                // A mean of 20 is 20.0 in every form.
                let shown = if value.is_f64() {
                    format!("{:.1}", value.as_f64().unwrap())
                } else {
                    value.to_string()
                };
                numbers.insert((table.clone(), name.as_str().unwrap().to_owned(), column.clone()), shown);
            }
        }
    }
    numbers
}

/// The titles and columns that people see, and the names that programs read: a table under its title, cells apart by at
/// least two spaces.
fn of_text(text: &str, json: &Value) -> Numbers {
    let mut numbers = Numbers::new();
    let tables = json.as_object().expect("an object").iter().filter(|(_, rows)| rows.is_array());
    let blocks: Vec<&str> = text.split("\n\n").collect();
    for ((table, rows), block) in tables.zip(&blocks) {
        let lines: Vec<Vec<&str>> = block
            .lines()
            .skip(2)
            .map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect())
            .collect();
        assert_eq!(lines.len(), rows.as_array().unwrap().len(), "{block}");
        for (cells, row) in lines.iter().zip(rows.as_array().unwrap()) {
            let columns = row.as_object().unwrap().keys().skip(1);
            for (column, cell) in columns.zip(&cells[1..]).filter(|(_, cell)| **cell != "-") {
                numbers.insert((table.clone(), cells[0].to_owned(), column.clone()), (*cell).to_owned());
            }
        }
    }
    numbers
}

fn of_page(page: &str, json: &Value) -> Numbers {
    let mut numbers = Numbers::new();
    let plain =
        |cell: &str| cell.rsplit('>').next().unwrap_or_default().replace("&lt;", "<").replace("&gt;", ">");
    for section in page.split("<section aria-labelledby=\"").skip(1) {
        let table = section.split('"').next().unwrap();
        let body = section.split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap();
        for (html, row) in body.split("<tr>").skip(1).zip(json[table].as_array().unwrap()) {
            let cells: Vec<String> = html.split("</t").map(plain).collect();
            for (column, cell) in row.as_object().unwrap().keys().skip(1).zip(&cells[1..]) {
                if !cell.is_empty() {
                    numbers.insert((table.to_owned(), cells[0].clone(), column.clone()), cell.clone());
                }
            }
        }
    }
    numbers
}

/// All forms of a report, which must say the same.
fn numbers(project: &Project, range: &[&str]) -> Numbers {
    let run = |form: &[&str]| {
        let args = [&["report"][..], range, form].concat();
        let run = project.imr(&args);
        assert_eq!(project.imr(&args).stdout, run.stdout, "the same input, the same bytes");
        run.stdout
    };
    let json: Value = serde_json::from_str(&run(&["--json"])).expect("JSON");
    let numbers = of_json(&json);
    assert_eq!(of_csv(&run(&["--csv"])), numbers);
    assert_eq!(of_text(&run(&[]), &json), numbers);
    let object: Value =
        serde_json::from_str(run(&["--message-format", "json"]).lines().next().unwrap()).unwrap();
    assert_eq!(of_json(&object), numbers);
    let query: Vec<String> =
        range.chunks(2).map(|pair| format!("{}={}", pair[0].trim_start_matches('-'), pair[1])).collect();
    let page = Served::start(project).get(&format!("/report?{}", query.join("&")));
    assert_eq!(page.status(), "200");
    assert_eq!(of_page(&page.body, &json), numbers);
    numbers
}

fn number<'a>(numbers: &'a Numbers, table: &str, row: &str, column: &str) -> &'a str {
    numbers.get(&(table.to_owned(), row.to_owned(), column.to_owned())).map_or("", String::as_str)
}

fn record(number: &str, changes: &[(&str, &str)]) -> String {
    let mut text = include_str!("../../data/CM14-0012345.yaml").replace("CM14-0012345", number);
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    text
}

#[test]
fn every_form_says_what_the_records_say() {
    let project = Project::empty();
    let on = |day: &'static str| ("decision_date: 2014-02-11", day);
    project.write("data/1.yaml", &record("CM14-0000001", &[on("decision_date: 2014-01-31")]));
    let hostile = ("specialties: [Family Medicine]", "specialties: [\"=1+1\", \"<script>x</script>\"]");
    let medication = ("    outcome: upheld", "    category: medication\n    outcome: overturned");
    let expedited = ("priority: standard", "priority: expedited");
    project.write(
        "data/2.yaml",
        &record("CM14-0000002", &[on("decision_date: 2014-02-24"), hostile, medication]),
    );
    project.write("data/3.yaml", &record("CM14-0000003", &[on("decision_date: 2014-01-22"), expedited]));
    let all = numbers(&project, &[]);
    for (table, row, column, expected) in [
        ("letters", "all", "letters", "3"),
        ("letters", "not built", "letters", "3"),
        ("letters", "all", "uphold", "2"),
        ("letters", "all", "overturn", "1"),
        ("letters", "all", "partial_overturn", "0"),
        ("letters", "all", "overturned_percent", "33.3"),
        ("categories", "medication", "overturned", "1"),
        ("categories", "no category", "items", "2"),
        ("specialties", "Family Medicine", "upheld", "2"),
        ("specialties", "=1+1", "letters", "1"),
        ("specialties", "<script>x</script>", "overturned_percent", "100.0"),
        ("days", "all", "shortest", "1"),
        ("days", "all", "median", "10.0"),
        ("days", "all", "mean", "15.0"),
        ("days", "standard", "longest", "34"),
        ("days", "expedited", "letters", "1"),
        ("days_spread", "0 to 3", "letters", "1"),
        ("days_spread", "31 to 45", "letters", "1"),
        ("paper", "determinations built", "pages", "0"),
        ("not_counted", "with errors", "records", "0"),
    ] {
        assert_eq!(number(&all, table, row, column), expected, "{table} {row} {column}");
    }
    assert!(project.imr(&["report", "--csv"]).stdout.contains(",'=1+1,"), "no cell is a formula");
    // The first day and the last belong to the range.
    for (range, letters) in [
        (&["--from", "2014-01-31"][..], "2"),
        (&["--to", "2014-01-31"], "2"),
        (&["--from", "2014-01-31", "--to", "2014-01-31"], "1"),
        (&["--from", "2014-02-25"], "0"),
    ] {
        let counted = numbers(&project, range);
        assert_eq!(number(&counted, "letters", "all", "letters"), letters, "{range:?}");
    }
    let none = project.imr(&["report", "--from", "2014-02-25"]);
    assert_eq!((none.code, none.stderr.as_str()), (0, "0 letters decided on or after 2014-02-25\n"));
}

#[test]
fn what_is_not_counted_is_said() {
    let project = mailed_samples();
    let before = numbers(&project, &[]);
    assert_eq!(number(&before, "letters", "mailed", "letters"), "1");
    assert_eq!(number(&before, "letters", "built", "letters"), "4");
    assert_eq!(number(&before, "paper", "determinations built", "pages"), "15");
    // The sheets of the run, as its manifest has them.
    let manifest: Value = serde_json::from_str(&project.read("out/mail/2014-08-06/manifest.json")).unwrap();
    let envelopes = manifest["envelopes"].as_array().or(manifest.as_array()).expect("envelopes");
    for column in ["pages", "sheets"] {
        let sum: u64 = envelopes.iter().map(|envelope| envelope[column].as_u64().unwrap()).sum();
        assert_eq!(number(&before, "paper", "copies mailed", column), sum.to_string());
    }
    assert_eq!(number(&before, "paper", "copies mailed", "copies"), envelopes.len().to_string());

    // A draft, a record with an error and one of another time.
    assert_eq!(project.imr(&["new", "CM16-0300001"]).code, 0);
    project.replace("data/CM16-0104418.yaml", "outcome: upheld", "outcome: uphelt");
    let run = project.imr(&["report"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("error[record/bad-value]"), "{run:?}");
    assert!(run.stderr.ends_with("4 letters of all decision dates; 2 records not counted\n"), "{run:?}");
    let counted = numbers(&project, &[]);
    assert_eq!(number(&counted, "not_counted", "drafts", "records"), "1");
    assert_eq!(number(&counted, "not_counted", "with errors", "records"), "1");
    let run = project.imr(&["report", "--to", "2014-12-31"]);
    assert_eq!(run.code, 0, "an error of a record of another time is not in the way: {run:?}");

    // Two records of one case: neither is its letter.
    project.write("data/second.yaml", &project.read("data/CM14-0012345.yaml"));
    let run = project.imr(&["report", "--to", "2014-12-31", "--message-format", "short"]);
    assert!(run.code == 1 && run.stderr.matches("project/same-case-number").count() == 2, "{run:?}");
    assert!(
        run.stderr.ends_with("1 letter decided on or before 2014-12-31; 3 records not counted\n"),
        "{run:?}"
    );
    fs::remove_file(project.path("data/second.yaml")).unwrap();

    // What says something else than what was mailed is not what was mailed.
    let mailed = project.read("data/CM14-0067214.yaml");
    project.replace("data/CM14-0067214.yaml", "outcome: upheld", "outcome: overturned");
    let run = project.imr(&["report", "--to", "2014-12-31"]);
    assert!(run.code == 1 && run.stderr.contains("error[project/mailed]"), "{run:?}");
    // A correction counts as it says, and what was mailed before as paper.
    project.write(
        "data/CM14-0067214.yaml",
        &format!(
            "{}\nreplaces: {{mailed_date: 2014-08-06, reason: An item was misstated.}}\n",
            project.read("data/CM14-0067214.yaml")
        )
        .replace("\nmailed_date: 2014-08-06\n", "\nmailed_date: 2014-08-07\n"),
    );
    let counted = numbers(&project, &["--to", "2014-12-31"]);
    assert_eq!(number(&counted, "letters", "correction not mailed", "letters"), "1");
    assert_eq!(number(&counted, "paper", "copies mailed", "copies"), envelopes.len().to_string());
    let run = project.imr(&["mail", "--date", "2014-08-07"]);
    assert_eq!(run.code, 0, "{run:?}");
    let counted = numbers(&project, &["--to", "2014-12-31"]);
    assert_eq!(number(&counted, "letters", "mailed", "letters"), "1");
    assert_eq!(number(&counted, "paper", "copies mailed", "copies"), (2 * envelopes.len()).to_string());

    // Where the record of what was mailed is gone, nobody knows what it came to.
    fs::remove_file(project.path("data/CM14-0067214.yaml")).unwrap();
    let run = project.imr(&["report", "--from", "2014-08-01", "--to", "2014-12-31"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.stderr.contains("warning[project/not-in-the-report]: CM14-0067214 is not counted"),
        "{run:?}"
    );
    let counted = numbers(&project, &[]);
    assert_eq!(number(&counted, "not_counted", "mailed, without a record", "records"), "1");
    // It was mailed before these days, and so decided before them.
    let run = project.imr(&["report", "--from", "2014-08-08", "--to", "2014-12-31"]);
    assert!(!run.stderr.contains("not-in-the-report"), "{run:?}");
    project.write("data/CM14-0067214.yaml", &mailed);
}

#[test]
fn a_page_asked_for_no_range_says_so() {
    let project = Project::with_seed();
    let served = Served::start(&project);
    for query in [
        "from=yesterday",
        "from=2014-02-30",
        "from=2014-12-31&to=2014-01-01",
        "to=%ff%22%3E%3Cscript%3E",
        "from=%3Cb%3E",
    ] {
        let page = served.get(&format!("/report?{query}"));
        assert!(page.status() == "200" && page.body.contains("role=\"alert\""), "{query}: {}", page.body);
        assert!(!page.body.contains("<script>") && !page.body.contains("<b>"), "{query}: {}", page.body);
        assert!(!page.body.contains("<section"), "{query}");
    }
    for query in ["", "from=&to=", "other=1", "from=2014-02-11&to=2014-02-11"] {
        let page = served.get(&format!("/report?{query}"));
        assert!(page.body.contains("<strong>1 letter</strong>"), "{query}: {}", page.body);
    }
    assert_eq!(served.ask("/report", &[]).status(), "403");
    assert!(served.get("/").body.contains("href=\"/report\""));
    project.write("templates/imr-2014.md", "{{ ");
    let page = Served::start(&project).get("/report");
    assert!(page.body.contains("finding error") && !page.body.contains("<section"), "{}", page.body);
}
