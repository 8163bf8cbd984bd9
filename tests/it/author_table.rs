//! `imr import` of tables, and records that come another way than as YAML files.

use crate::project::{Project, SEED};

const HEAD: &str = "case_number,template,priority,date_of_injury,ur_denial_date,application_received,date_assigned,decision_date,reviewer.specialties.1,reviewer.licensed_in.1,clinical_summary,decisions.1.treatment,decisions.1.outcome,decisions.1.claims_administrator_guideline,decisions.1.maximus_guideline,decisions.1.rationale,decisions.2.treatment,decisions.2.outcome,decisions.2.claims_administrator_guideline,decisions.2.maximus_guideline,decisions.2.rationale";

fn row(number: &str, decided: &str, summary: &str, second: &str) -> String {
    format!(
        "{number},imr-2014,standard,2008-09-01,2013-12-12,2014-01-06,2014-01-21,{decided},Family Medicine,California,\"{summary}\",\"Therapy, 2 x week\",upheld,MTUS 1,MTUS 2,\"The request is not \"\"medically necessary\"\".\",{second}\n"
    )
}

const NONE: &str = ",,,,";

#[test]
fn a_row_becomes_a_record_whose_letter_builds() {
    let project = Project::empty();
    let second = "MRI of the knee,overturned,MTUS 3,MTUS 4,The request is medically necessary.";
    let table = format!(
        "\u{feff}{HEAD}\n{}{}\n,,,,\n",
        row("CM14-0000001", "2014-02-11", "Hurt: at work #1.\n\n- rest\n- * care", second),
        row("CM14-0000002", "2014-02-11", "yes", NONE)
    );
    project.write("cases.csv", &table.replace('\n', "\r\n"));
    let run = project.imr(&["import", "cases.csv"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (0, "2 records written to `data`, 0 there already, 0 rejected\n")
    );
    let run = project.imr(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let letter = project.read("out/CM14-0000001.md");
    for text in [
        "Hurt: at work #1.",
        "\n- rest\n",
        "## **Therapy, 2 x week:**  Upheld",
        "not \"medically necessary\".",
        "MRI of the knee:**  Overturned",
    ] {
        assert!(letter.contains(text), "{text}\n{letter}");
    }
    // Again: what is there says the same.
    let run = project.imr(&["import", "cases.csv"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (0, "0 records written to `data`, 2 there already, 0 rejected\n")
    );
}

#[test]
fn what_cannot_become_a_record_is_kept_with_its_reasons() {
    let project = Project::with_seed();
    let seed = project.read(&format!("data/{SEED}.yaml"));
    let rows = [
        row("CM14-0000001", "2014-02-11", "Hurt.", NONE),
        row("CM14-0000002", "02/11/2014", "Hurt.", NONE),
        row("CM14-0000003", "2014-02-11", "Hurt.", "MRI,,,,"),
        row("CM14-0000004", "2014-02-11", "Hurt.", NONE),
        row("CM14-0000004", "2014-02-11", "Hurt again.", NONE),
        row(SEED, "2014-02-11", "Hurt.", NONE),
        row("../../CM14-0000005", "2014-02-11", "Hurt.", NONE),
        "CM14-0000006,imr-2014\n".to_owned(),
    ];
    project.write("cases.csv", &format!("{HEAD}\n{}", rows.concat()));
    let run = project.imr(&["import", "cases.csv", "--message-format", "short"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr
            .ends_with("1 record written to `data`, 0 there already, 7 rejected: see `cases.rejects.csv`\n"),
        "{}",
        run.stderr
    );
    assert_eq!(project.names("data"), [".case-record.schema.json", "CM14-0000001.yaml", "CM14-0012345.yaml"]);
    assert_eq!(project.read(&format!("data/{SEED}.yaml")), seed);
    for (line, reason) in [
        (3, "02/11/2014"),
        (4, "outcome"),
        (5, "more than one row is of case CM14-0000004"),
        (6, "more than one row"),
        (7, "`data/CM14-0012345.yaml` is of this case already"),
        (8, "is not a case number"),
        (9, "it has 2 cells, and the table 21 columns"),
    ] {
        let found = run
            .stderr
            .lines()
            .find(|found| found.starts_with(&format!("cases.csv:{line}:1: error[import/row-rejected]")));
        assert!(found.is_some_and(|found| found.contains(reason)), "{line} {reason}\n{}", run.stderr);
    }
    let rejects = project.read("cases.rejects.csv");
    assert!(rejects.starts_with(&format!("rejected_because,{HEAD}\r\n")), "{rejects}");
    assert_eq!(rejects.lines().count(), 8, "{rejects}");
    // Once fixed, the rejects are imported as they are; nothing that was there is written over.
    project.replace("cases.rejects.csv", "02/11/2014", "2014-02-11");
    let run = project.imr(&["import", "cases.rejects.csv"]);
    assert!(
        run.stderr
            .contains("1 record written to `data`, 0 there already, 6 rejected: see `cases.rejects-2.csv`"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_table_that_is_none_writes_nothing() {
    let project = Project::empty();
    let good = row("CM14-0000001", "2014-02-11", "Hurt.", NONE);
    for (table, message) in [
        (String::new(), "this table is empty"),
        (format!("{}\n{good}", HEAD.replace("case_number", "number")), "has no column `case_number`"),
        (format!("{}\n{good}", HEAD.replace("priority", "priorty")), "did you mean `priority`?"),
        (
            format!("{}\n{good}", HEAD.replace("decisions.2.treatment", "decisions.2.tretment")),
            "did you mean `decisions.2.treatment`?",
        ),
        (
            format!("{}\n{good}", HEAD.replace("reviewer.licensed_in.1", "reviewer.licensed_in")),
            "name what is meant: `reviewer.licensed_in.1`",
        ),
        (
            format!("{}\n{good}", HEAD.replace("decisions.2.treatment", "decisions.1.treatment")),
            "are of the same field",
        ),
        (format!("{}\n{good}", HEAD.replace("decisions.2.treatment", "")), "column 17 has no name"),
    ] {
        project.write("cases.csv", &table);
        let run = project.imr(&["import", "cases.csv"]);
        assert_eq!(run.code, 1, "{table}");
        assert!(
            run.stderr.contains(message) && run.stderr.contains("[import/table]"),
            "{message}\n{}",
            run.stderr
        );
        assert_eq!(project.names("."), ["cases.csv"]);
    }
    std::fs::write(project.path("cases.csv"), b"case_number\nCM\xff").unwrap();
    let run = project.imr(&["import", "cases.csv", "--message-format", "short"]);
    assert!(run.stderr.starts_with("cases.csv:2:3: error[import/not-text]"), "{}", run.stderr);
    assert_eq!(project.imr(&["import", "none.csv"]).code, 2);
    assert_eq!(project.imr(&["import", "cases.xlsx"]).code, 2);
}

#[test]
fn a_quote_that_is_not_closed_takes_no_row_along_unseen() {
    let project = Project::empty();
    let next = row("CM14-0000002", "2014-02-11", "Hurt.", NONE);
    // Closed by a later quote of its row: the row alone is rejected. In its last cell: the next row is in it.
    let inside = row("CM14-0000001", "2014-02-11", "Hurt.", NONE).replace("\"Hurt.\"", "\"Hurt.");
    let last = row("CM14-0000001", "2014-02-11", "Hurt.", ",,,,\"and on");
    for (open, written) in [(inside, &["CM14-0000002.yaml"][..]), (last, &[])] {
        project.write("cases.csv", &format!("{HEAD}\n{open}{next}"));
        let run = project.imr(&["import", "cases.csv", "--quiet"]);
        assert_eq!(run.code, 1);
        assert!(run.stderr.contains("quotes are not in pairs"), "{}", run.stderr);
        let records = project.names("data").into_iter().filter(|name| !name.starts_with('.'));
        assert_eq!(records.collect::<Vec<_>>(), written);
        let _ = std::fs::remove_dir_all(project.path("data"));
    }
    // Of semicolons and tabs as well.
    let good = row("CM14-0000002", "2014-02-11", "Hurt.", NONE).replace("Therapy, 2", "Therapy 2");
    for sign in [";", "\t"] {
        project.write("cases.csv", &format!("{HEAD}\n{good}").replace(',', sign));
        let run = project.imr(&["import", "cases.csv"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
}

fn piped(project: &Project, args: &[&str], input: &str) -> std::process::Output {
    use std::io::Write;
    let mut command = project.command(env!("CARGO_BIN_EXE_imr"));
    command.args(args).stdin(std::process::Stdio::piped());
    let mut child =
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn records_and_letters_go_through_pipes() {
    let project = Project::with_seed();
    assert_eq!(project.imr(&["build"]).code, 0);
    let record = project.read(&format!("data/{SEED}.yaml"));
    let built = piped(&project, &["build", "-"], &record);
    assert_eq!(built.stdout, std::fs::read(project.path(&format!("out/{SEED}.pdf"))).unwrap());
    let letter = project.read(&format!("out/{SEED}.md"));
    assert_eq!(piped(&project, &["pdf", "-", "-o", "-"], &letter).stdout, built.stdout);
    let empty = Project::empty();
    assert_eq!(piped(&empty, &["build", "-"], &record).stdout, built.stdout);
    assert_eq!(empty.names("."), Vec::<String>::new());
    let wrong = piped(&empty, &["build", "-"], &record.replace("outcome: upheld", "outcome: uphelt"));
    assert_eq!((wrong.status.code(), wrong.stdout.len()), (Some(1), 0));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("--> <standard input>:"));
    let several = include_str!("../../data/CM14-0067214.yaml");
    let wrong = piped(&empty, &["build", "-", "--edition", "mailed", "--message-format", "short"], several);
    assert_eq!((wrong.status.code(), wrong.stdout.len()), (Some(2), 0));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("error[cli/one-output]"));
}

#[test]
fn a_record_may_be_json() {
    let project = Project::with_seed();
    assert_eq!(project.imr(&["build"]).code, 0);
    let letter = project.read(&format!("out/{SEED}.md"));
    let record = project.read(&format!("data/{SEED}.yaml"));
    let mut value: serde_json::Value = serde_yaml::from_str(&record).expect("YAML");
    // Where a block of YAML goes on in its next line, JSON has no line end.
    let join = |text: &mut serde_json::Value| {
        *text = text.as_str().expect("a text").trim().replace('\n', " ").into()
    };
    join(&mut value["clinical_summary"]);
    ["claims_administrator_guideline", "maximus_guideline", "rationale"]
        .iter()
        .for_each(|key| join(&mut value["decisions"][0][*key]));
    std::fs::remove_file(project.path(&format!("data/{SEED}.yaml"))).unwrap();
    for text in [format!("{value:#}"), value.to_string()] {
        project.write(&format!("data/{SEED}.json"), &text);
        let run = project.imr(&["build", "--force"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(project.read(&format!("out/{SEED}.md")), letter);
    }
}
