//! Hostile texts on every road into the program: each command ends, within limits of memory and of processor time, with
//! findings or with letters; and four times the text takes no more than about four times the work.

use std::process::Command;

use serde_json::json;

use crate::editor::Editor;
use crate::markdown_marks::FRONT;
use crate::project::{Project, Run};
use crate::served::Served;

const GOOD: &str = include_str!("../findings/good.yaml");

/// What a text of a record may be, of about so many characters.
const TEXTS: [fn(usize) -> String; 24] = [
    |many| ">".repeat(many),
    |many| "*".repeat(many),
    |many| "`".repeat(many),
    |many| "[(".repeat(many / 2),
    |many| "a".repeat(many),
    |many| "word ".repeat(many / 5),
    |many| format!("a{}b", " ".repeat(many)),
    |many| "a-".repeat(many / 2),
    |many| "a\u{ad}".repeat(many / 2),
    |many| "a\u{a0}".repeat(many / 2),
    |many| "1-2-2014 ".repeat(many / 9),
    |many| "Dr. Alex Rivera ".repeat(many / 16),
    |many| "漢".repeat(many),
    |many| (0..many as u32).filter_map(|at| char::from_u32(0x4E00 + at % 20_000)).collect(),
    |many| format!("a{}", "\u{301}".repeat(many)),
    |many| "q\u{301}".repeat(many / 2),
    |many| "שלום ".repeat(many / 5),
    |many| "ש".repeat(many),
    |many| "a ש 1 ".repeat(many / 6),
    |many| "क्".repeat(many / 2),
    |many| "👩\u{200d}".repeat(many / 2),
    |many| "a.\n".repeat(many / 3),
    |many| "a.\n\n".repeat(many / 4),
    |many| "- entry\n".repeat(many / 8),
];

/// What is no text of a letter, and is refused soon.
const REFUSED: [fn(usize) -> String; 6] = [
    |many| record(0, &"| a | b |\n".repeat(many / 10), "MRI"),
    |many| record(0, &"Day      Pain     Dose\n".repeat(many / 23), "MRI"),
    |many| (0..many / 100).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect(),
    |many| "[".repeat(many),
    |many| "&a ".repeat(many / 3),
    |many| (0..many / 10).map(|at| format!("key{at}: 1\n")).collect(),
];

/// What a template or an edited letter may hold.
const MARKDOWN: [fn(usize) -> String; 12] = [
    |many| ">".repeat(many),
    |many| "*".repeat(many),
    |many| "`".repeat(many),
    |many| format!("{}x{}", "[".repeat(many / 5), "](a)".repeat(many / 5)),
    |many| "- ".repeat(many / 2),
    |many| "- entry\n".repeat(many / 8),
    |many| format!("| a | b |\n| --- | --- |\n{}", "| 1 | 2 |\n".repeat(many / 10)),
    |many| format!("{0}|\n{1}|\n{0}|\n", "| a ".repeat(many / 12), "| - ".repeat(many / 12)),
    |many| "a  \n".repeat(many / 4),
    |many| format!("a{}", "\u{301}".repeat(many)),
    |many| "שלום ".repeat(many / 5),
    |many| "::: together\n\na\n\n:::\n\n".repeat(many / 24),
];

/// A record in which nobody is a party, so that two editions of it are made.
fn record(number: usize, text: &str, treatment: &str) -> String {
    let (all, parties) = GOOD.split_once("claim_number:").expect("parties");
    let (_, replaces) = parties.split_once("replaces:").expect("what it replaces");
    let text = text.trim_end().replace('\n', "\n  ");
    let treatment = format!("treatment: {}\n    outcome: upheld", json!(treatment));
    format!("{all}parties: none\nreplaces:{replaces}")
        .replace("CM14-0012345", &format!("CM14-{number:07}"))
        .replace("  The patient is a 54", &format!("  {text}\n\n  The patient is a 54"))
        .replace(
            "treatment: Physical Therapy 2 x Week x 5 Weeks Lumbar Spine\n    outcome: upheld",
            &treatment,
        )
}

/// A record for every text: as the summary and, where it is one line, as a treatment; one that is mailed, with all of them.
fn records(many: usize) -> Vec<String> {
    let texts: Vec<String> = TEXTS.iter().map(|text| text(many)).collect();
    let mut records: Vec<String> =
        texts.iter().enumerate().map(|(number, text)| record(number, text, "MRI")).collect();
    for text in texts.iter().filter(|text| !text.contains('\n')) {
        records.push(record(records.len(), "Seen.", text.trim()));
    }
    let all =
        texts.iter().map(|text| text.trim_end().replace('\n', "\n  ")).collect::<Vec<_>>().join("\n\n  ");
    records.push(GOOD.replace("  The patient is a 54", &format!("  {all}\n\n  The patient is a 54")));
    let words = |before: &str| -> String { (0..many / 10).map(|at| format!("{before}word{at}\n")).collect() };
    records.push(record(records.len(), &words(""), "MRI") + "redact:\n" + &words("  - "));
    let seen = record(records.len(), "Seen.", "MRI");
    records.push(seen.replace("documents_reviewed:\n", &format!("documents_reviewed:\n{}", words("  - "))));
    let seen = record(records.len(), "Seen.", "MRI");
    let specialties = words("").trim_end().replace('\n', ", ");
    records.push(seen.replace("[Family Medicine]", &format!("[{specialties}]")));
    records.extend(REFUSED.iter().map(|text| text(many)));
    records
}

fn name(number: usize) -> String {
    format!("data/{number}.yaml")
}

/// A project of the hostile records, and how many they are.
fn hostile(many: usize) -> (Project, Vec<String>) {
    let (project, records) = (Project::empty(), records(many));
    for (number, record) in records.iter().enumerate() {
        project.write(&name(number), record);
    }
    (project, records)
}

/// The program under limits: 2 GB of memory, a minute of processor time.
fn limited(project: &Project) -> Command {
    let mut command = project.command("bash");
    command.args(["-c", "ulimit -v 2097152 -t 60; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_imr")]);
    command
}

/// The processor time of a process that still runs, in seconds, as Linux tells it; nothing elsewhere.
fn seconds(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let ticks = status.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Runs a command to its end and says what processor time it took.
fn ran(project: &Project, args: &[&str]) -> f64 {
    let mut command = project.command("bash");
    let timed = "ulimit -v 2097152 -t 60; TIMEFORMAT=%U; time \"$0\" \"$@\"";
    let run = Run::of(
        command.args(["-c", timed, env!("CARGO_BIN_EXE_imr")]).args(args).output().expect("bash runs"),
    );
    assert!(
        matches!(run.code, 0 | 1) && !run.stderr.contains("panicked"),
        "{args:?}: {} {}",
        run.code,
        run.stderr
    );
    run.stderr.trim_end().rsplit('\n').next().and_then(|last| last.parse().ok()).expect("a time")
}

/// Four times the text is about four times the work; what is done once for any text is in both.
fn grows_in_proportion(road: &str, work: impl Fn(usize) -> f64) {
    let many = crate::oracles::cases(2_000) as usize;
    let (small, large) = (work(many / 4), work(many));
    assert!(large < small * 10.0 + 2.0, "{road}: {small} s, and {large} s for four times the text");
}

#[test]
fn records_on_the_roads_of_commands() {
    for args in [
        &["check", "--quiet"][..],
        &["build", "--quiet"],
        &["public", "--quiet"],
        &["status"],
        &["diff"],
        &["preview", "CM14-0012345"],
        &["build", "--edition", "mailed", "--quiet"],
        &["check", "--fix", "--quiet"],
    ] {
        grows_in_proportion(&args.join(" "), |many| ran(&hostile(many).0, args));
    }
}

#[test]
fn records_on_the_roads_of_import() {
    grows_in_proportion("import", |many| {
        let (project, _) = hostile(many);
        ran(&project, &["build", "--quiet"]);
        std::fs::create_dir(project.path("letters")).expect("a folder");
        for name in project.names("out").iter().filter(|name| name.ends_with(".pdf") || name.ends_with(".md"))
        {
            // Each in both forms, which have different cases.
            std::fs::copy(
                project.path(&format!("out/{name}")),
                project.path(&format!("letters/{}-{name}", name.len())),
            )
            .expect("copied");
        }
        ran(&project, &["import", "letters", "--data", "again"])
    });
}

#[test]
fn records_on_the_page_and_in_an_editor() {
    grows_in_proportion("serve", |many| {
        let (project, records) = hostile(many);
        let served = Served::of(limited(&project).arg("serve"));
        for number in 0..records.len() {
            for page in ["", "/public"] {
                let answer = served.get(&format!("/{number}{page}"));
                assert_eq!(answer.status(), "200", "{number}{page}: {}", answer.head);
            }
            // A record with errors has neither.
            for file in ["/letter.pdf", "/page/1.svg"] {
                let answer = served.get(&format!("/{number}{file}"));
                assert!(["200", "404"].contains(&answer.status()), "{number}{file}: {}", answer.head);
            }
        }
        seconds(served.process())
    });
    grows_in_proportion("lsp", |many| {
        let (project, records) = hostile(many);
        let mut editor = Editor::of(&project, limited(&project)).initialized();
        for (number, text) in records.iter().enumerate() {
            let name = name(number);
            editor.did_open(&name, text);
            editor.diagnostics(&name, 1);
            editor.did_change(&name, 2, &format!("{text}\n# changed\n"));
            editor.diagnostics(&name, 2);
            let place = json!({ "textDocument": { "uri": editor.uri(&name) }, "position": { "line": 13, "character": 9 } });
            for method in ["hover", "completion", "definition"] {
                editor.ask(&format!("textDocument/{method}"), place.clone());
            }
        }
        seconds(editor.process())
    });
}

/// Every entry is a link to its line of the record.
#[test]
fn a_list_of_very_many_entries_has_its_page() {
    let project = Project::empty();
    project.write(&name(1), &record(1, &"- entry\n".repeat(20_000), "MRI"));
    let served = Served::of(limited(&project).arg("serve"));
    let answer = served.get("/1");
    assert_eq!(answer.status(), "200", "{}", answer.head);
    assert!(answer.body.matches("data-lines=").count() > 20_000, "{}", &answer.body[..4_000]);
}

/// Each copy lists who gets one, so what they take grows faster than the record.
#[test]
fn more_copies_than_anybody_sends_are_refused() {
    let copy =
        "  - name: Jo Grant\n    address: { street: [4 Example St], city: Oakland, state: CA, zip: 94601 }\n";
    for (many, taken) in [(99, true), (100, false), (5_000, false)] {
        let project = Project::empty();
        project.write(&name(1), &GOOD.replace("copies:\n", &format!("copies:\n{}", copy.repeat(many))));
        let run = project.imr(&["check", "--message-format", "short"]);
        let said = format!("`copies` lists {}, and at most 100 are taken", many + 1);
        assert_eq!(!run.stderr.contains(&said), taken, "{many}: {run:?}");
        let line = GOOD[..GOOD.find("copies:\n").unwrap()].lines().count() + 1 + 201;
        assert!(taken || run.stderr.contains(&format!("{}:{line}:", name(1))), "{line}: {run:?}");
    }
}

#[test]
fn letters_and_templates() {
    for (number, text) in MARKDOWN.iter().enumerate() {
        grows_in_proportion(&format!("pdf of text {number}"), |many| {
            let project = Project::empty();
            project.write("letter.md", &format!("{FRONT}{}\n", text(many * 4)));
            ran(&project, &["pdf", "letter.md", "--output", "letter.pdf"])
        });
    }
    grows_in_proportion("import of Markdown", |many| {
        let project = Project::empty();
        for (number, text) in MARKDOWN.iter().enumerate() {
            project.write(&format!("letters/{number}.md"), &format!("{FRONT}{}\n", text(many)));
            project.write(&format!("letters/{number}.txt"), &text(many));
        }
        ran(&project, &["import", "letters"])
    });
    for args in [&["check", "--templates", "--quiet"][..], &["build", "--quiet"]] {
        grows_in_proportion(&args.join(" "), |many| {
            let project = Project::with_seed();
            let all: Vec<String> = MARKDOWN.iter().map(|text| text(many)).collect();
            project.write("templates/parts/summary.md", &all.join("\n\n"));
            ran(&project, args)
        });
    }
}
