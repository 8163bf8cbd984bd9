//! What `imr verify` checks: the whole folder for letters.

use std::fs;
use std::sync::LazyLock;

use crate::project::{Project, copy_folder, real_office};

const CASE: &str = "CM14-0067214";

/// A case that was built, published and mailed: made once, and copied for each test.
fn mailed() -> Project {
    static MAILED: LazyLock<Project> = LazyLock::new(mail);
    let project = Project::empty();
    copy_folder(&MAILED.path(""), &project.path(""));
    project
}

fn mail() -> Project {
    let project = Project::empty();
    project.write(&format!("data/{CASE}.yaml"), include_str!("../../data/CM14-0067214.yaml"));
    project.write("templates/office.yaml", &real_office());
    assert_eq!(project.imr(&["build"]).code, 0);
    assert_eq!(project.imr(&["public"]).code, 0);
    let run = project.imr(&["mail", "--date", "2014-08-06"]);
    assert_eq!(run.code, 0, "{run:?}");
    project
}

/// Checks that `imr verify` finds exactly what one change of the folder did.
fn check(change: impl Fn(&Project), expected: &[(&str, &str)]) {
    let project = mailed();
    let run = project.imr(&["verify"]);
    assert!(run.code == 0 && run.stderr.contains(": 0 errors"), "{run:?}");
    change(&project);
    let run = project.imr(&["verify", "--message-format", "json"]);
    assert_eq!(run.code, 1, "{run:?}");
    let findings = run.stderr.lines().filter(|line| line.starts_with('{')).map(|line| {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        (finding["code"].as_str().unwrap().to_owned(), finding["file"].as_str().unwrap_or("none").to_owned())
    });
    let findings: Vec<(String, String)> = findings.filter(|(code, _)| code != "project/ledger").collect();
    let expected: Vec<(String, String)> =
        expected.iter().map(|(code, file)| ((*code).to_owned(), (*file).to_owned())).collect();
    assert_eq!(findings, expected, "{run:?}");
}

fn append(project: &Project, file: &str) {
    let mut bytes = fs::read(project.path(file)).unwrap();
    bytes.push(b'\n');
    fs::write(project.path(file), bytes).unwrap();
}

fn remove(project: &Project, file: &str) {
    fs::remove_file(project.path(file)).unwrap();
}

#[test]
fn every_file_of_a_print_run_is_vouched_for() {
    let folder = "out/mail/2014-08-06";
    for name in ["run.pdf", "ticket.pdf", "ticket.md", "manifest.csv", "manifest.json", "SHA256SUMS"] {
        let file = format!("{folder}/{name}");
        check(|project| append(project, &file), &[("project/altered", &file)]);
        let gone = if name == "SHA256SUMS" {
            // What nobody lists is known by nobody.
            continue;
        } else {
            [("project/gone", file.as_str())]
        };
        check(|project| remove(project, &file), &gone);
    }
    let register = format!("{folder}/mailed.jsonl");
    check(|project| append(project, &register), &[("project/altered", &register)]);
    check(|project| fs::remove_dir_all(project.path(folder)).unwrap(), &[("project/gone", folder)]);
}

/// Whoever forges a file of a run and the list of its files meets the rows of the letters.
#[test]
fn a_forged_list_of_a_run_is_found() {
    let sums = "out/mail/2014-08-06/SHA256SUMS";
    let forge = |project: &Project| {
        append(project, "out/mail/2014-08-06/run.pdf");
        let output = project
            .command("sh")
            .args(["-c", "cd out/mail/2014-08-06 && sha256sum manifest.csv manifest.json run.pdf ticket.md ticket.pdf > S && mv S SHA256SUMS"])
            .output();
        assert!(output.unwrap().status.success());
    };
    check(forge, &[("project/altered", sums)]);
}

#[test]
fn register_and_index_say_what_the_ledger_says() {
    check(|project| append(project, "out/public/index.csv"), &[("project/altered", "out/public/index.csv")]);
    check(|project| remove(project, "out/public/index.json"), &[("project/gone", "out/public/index.json")]);
    check(|project| remove(project, "out/mailed.jsonl"), &[("project/unverified", "out")]);
    check(|project| append(project, "out/mailed.jsonl"), &[("project/unverified", "out")]);
}

#[test]
fn what_nobody_knows_is_an_error_hidden_or_not() {
    for file in [
        "out/notes.txt",
        "out/.hidden",
        "out/public/CM14-0067214.docx",
        "out/mail/notes.txt",
        "out/mail/2014-08-06/run (copy).pdf",
        "out/mailed/CM14-0067214/copy-1.pdf",
        "out/made-with/letter.yaml",
    ] {
        check(|project| project.write(file, "x\n"), &[("project/unknown-file", file)]);
    }
    let left = "out/mailed/CM14-0067214/.imr-a1b2";
    check(|project| project.write(left, "Jamie Example\n"), &[("project/unfinished", left)]);
    let journal = "out/.journal.jsonl";
    check(|project| project.write(journal, "{\"rows\":["), &[("project/unfinished", journal)]);
}

#[cfg(unix)]
#[test]
fn a_pipe_or_a_link_is_an_error_at_once() {
    let pipe = |project: &Project| {
        remove(project, &format!("out/{CASE}.pdf"));
        let made = project.command("mkfifo").arg(format!("out/{CASE}.pdf")).status();
        assert!(made.unwrap().success());
    };
    check(pipe, &[("project/unknown-file", "out/CM14-0067214.pdf")]);
    let link = |project: &Project| {
        remove(project, &format!("out/{CASE}.pdf"));
        std::os::unix::fs::symlink("/etc/hostname", project.path(&format!("out/{CASE}.pdf"))).unwrap();
    };
    check(
        link,
        &[("project/gone", "out/CM14-0067214.pdf"), ("project/unknown-file", "out/CM14-0067214.pdf")],
    );
    for file in ["out/ledger.jsonl", "out/mailed.jsonl", "out/.journal.jsonl"] {
        let project = mailed();
        remove(&project, file);
        assert!(project.command("mkfifo").arg(file).status().unwrap().success());
        for command in [&["verify"][..], &["build"], &["status"]] {
            let run = project.imr(command);
            assert!(run.code != 0 && run.stderr.contains("error[project/in-the-way]"), "{file}: {run:?}");
        }
    }
}

#[test]
fn a_folder_that_is_not_there_is_bad_usage() {
    let project = Project::with_seed();
    let run = project.imr(&["--out", "nowhere", "verify"]);
    assert!(run.code == 2 && run.stderr.contains("there is no folder `nowhere`"), "{run:?}");
    assert!(!project.path("nowhere").exists());
}

/// Once any paper of a case was mailed, no edition says anything else, whichever command is asked.
#[test]
fn a_case_is_frozen_as_a_whole() {
    let project = mailed();
    let record = format!("data/{CASE}.yaml");
    let good = project.read(&record);
    let before: Vec<(String, Vec<u8>)> =
        ["out/CM14-0067214.pdf", "out/public/CM14-0067214.pdf", "out/mailed/CM14-0067214/employee.pdf"]
            .map(|file| (file.to_owned(), fs::read(project.path(file)).unwrap()))
            .to_vec();
    let changed = good.replacen("outcome: upheld", "outcome: overturned", 1);
    assert_ne!(changed, good);
    project.write(&record, &changed);
    for command in [
        &["check"][..],
        &["check", "--edition", "public"],
        &["check", "--edition", "mailed"],
        &["build"],
        &["build", "--force"],
        &["build", "--edition", "mailed"],
        &["public"],
        &["mail", "--date", "2014-08-06", &record],
        &["mail", "--date", "2014-08-06"],
    ] {
        let run = project.imr(command);
        assert!(run.code == 1 && run.stderr.contains("error[project/mailed]"), "{command:?}: {run:?}");
    }
    let run = project.imr_with_input(&["build", "-"], &changed);
    assert!(
        run.code == 1 && run.stderr.contains("error[project/mailed]") && run.stdout.is_empty(),
        "{run:?}"
    );
    let run = project.imr_with_input(&["build", "-"], &good);
    assert!(run.code == 0 && run.stdout.starts_with("%PDF-"), "{run:?}");
    for (file, bytes) in &before {
        assert!(fs::read(project.path(file)).unwrap() == *bytes, "{file}");
    }
    assert_eq!(project.imr(&["verify"]).code, 0);
    // What a person finds later may still be redacted: only the public edition is built again.
    project
        .write(&record, &good.replace("redact: [Dr. Morgan Sample]", "redact: [Dr. Morgan Sample, Norco]"));
    for command in [&["check"][..], &["build"], &["build", "--edition", "mailed"]] {
        let run = project.imr(command);
        assert_eq!(run.code, 0, "{command:?}: {run:?}");
    }
    let run = project.imr(&["public"]);
    assert!(run.code == 0, "{run:?}");
    for (file, bytes) in &before {
        let same = fs::read(project.path(file)).unwrap() == *bytes;
        assert!(same || file.contains("public"), "{file}");
    }
    assert_eq!(project.imr(&["verify"]).code, 0);
}

/// Wordings, styles and offices live on: what was mailed is left as it is.
#[test]
fn a_template_changed_since_leaves_mailed_letters_alone() {
    let project = mailed();
    let pdf = fs::read(project.path("out/CM14-0067214.pdf")).unwrap();
    let part = include_str!("../../templates/parts/summary.md");
    project.write("templates/parts/summary.md", &part.replace("SUMMARY", "SUMMARY OF THE CASE"));
    project.replace("templates/office.yaml", "fictional: false", "fictional: false # since 2014");
    for edition in ["determination", "mailed"] {
        let run = project.imr(&["build", "--edition", edition]);
        assert!(run.code == 0 && run.stderr.contains("1 mailed, left as they are"), "{run:?}");
    }
    assert!(fs::read(project.path("out/CM14-0067214.pdf")).unwrap() == pdf);
    let run = project.imr(&["status"]);
    assert!(run.stdout.contains("mailed 2014-08-06; wording changed since"), "{run:?}");
    assert_eq!(project.imr(&["verify"]).code, 0);
    assert_eq!(project.imr(&["check"]).code, 0);
}

/// Where ledger and register are gone, a print run proves what it mailed; one that cannot is said and forgets nothing.
#[test]
fn a_print_run_is_believed_where_ledger_and_register_are_gone() {
    let project = mailed();
    for file in ["out/ledger.jsonl", "out/mailed.jsonl", "out/mail/2014-08-06/mailed.jsonl"] {
        remove(&project, file);
    }
    let status = project.imr(&["status", "--all"]);
    assert!(status.stdout.contains(&format!("mailed/{CASE}/employee  mailed 2014-08-06")), "{status:?}");
    for manifest in ["[", "[{\"file\":\"../x.pdf\",\"pages\":1,\"sha256\":\"00\"}]", "{}"] {
        project.write("out/mail/2014-08-06/manifest.json", manifest);
        let run = project.imr(&["status"]);
        assert!(run.stderr.contains("does not say which letters were mailed in it"), "{manifest}: {run:?}");
    }
}
