//! The program as people and scripts meet it.

use crate::golden::assert_golden;
use crate::project::{Project, SEED};

fn out_names(case_numbers: &[&str]) -> Vec<String> {
    case_numbers.iter().flat_map(|case| [format!("{case}.md"), format!("{case}.pdf")]).collect()
}

#[test]
fn build_writes_a_pair_for_every_record() {
    let project = Project::with_samples();
    let run = project.imr(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let cases = ["CM14-0012345", "CM14-0067214", "CM16-0104418", "CM16-0187730", "CM16-0215096"];
    assert_eq!(project.names("out"), out_names(&cases));
    assert_eq!(run.stdout, "");
    assert!(
        run.stderr.starts_with("5 letters built, 0 unchanged, 0 failed, 0 warnings: 15 pages in `out`, "),
        "{}",
        run.stderr
    );
}

#[test]
fn build_makes_only_the_records_that_are_named_each_once() {
    let project = Project::with_samples();
    let record = format!("data/{SEED}.yaml");
    let run = project.imr(&["build", &record, &record]);
    assert_eq!((run.code, project.names("out")), (0, out_names(&[SEED])), "{}", run.stderr);
}

#[test]
fn folders_can_be_named() {
    let project = Project::with_seed();
    std::fs::rename(project.path("data"), project.path("records")).expect("renamed");
    let run = project.imr(&["build", "--data", "records", "--out", "made/letters"]);
    assert_eq!((run.code, project.names("made/letters")), (0, out_names(&[SEED])), "{}", run.stderr);
}

#[test]
fn an_error_keeps_the_old_letter_and_the_others_go_on() {
    let project = Project::with_samples();
    assert_eq!(project.imr(&["build"]).code, 0);
    let (markdown, pdf) = (format!("out/{SEED}.md"), format!("out/{SEED}.pdf"));
    project.write(&markdown, "old");
    project.write(&pdf, "old");
    std::fs::remove_file(project.path("out/CM16-0104418.md")).unwrap();
    project.replace(&format!("data/{SEED}.yaml"), "outcome: upheld", "outcome: uphelt");
    let run = project.imr(&["build", "--message-format", "short"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("uphelt"), "{}", run.stderr);
    assert!(run.stderr.contains("1 letter built, 3 unchanged, 1 failed"), "{}", run.stderr);
    assert_eq!((project.read(&markdown), project.read(&pdf)), ("old".to_owned(), "old".to_owned()));
    assert!(project.path("out/CM16-0104418.md").exists());
}

#[test]
fn check_finds_what_build_finds_and_writes_nothing() {
    let project = Project::with_samples();
    let run = project.imr(&["check", "--deny", "warnings"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    project.replace(&format!("data/{SEED}.yaml"), "outcome: upheld", "outcome: uphelt");
    let run = project.imr(&["check"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(project.names("out"), Vec::<String>::new());
    assert!(!project.path("out").exists());
}

#[test]
fn two_records_with_one_case_number_are_both_errors() {
    let project = Project::with_samples();
    project.write("data/copy.yml", &project.read(&format!("data/{SEED}.yaml")));
    let run = project.imr(&["build", "--message-format", "short"]);
    assert_eq!(run.code, 1);
    for place in [format!("data/{SEED}.yaml:7:"), "data/copy.yml:7:".to_owned()] {
        let found =
            run.stderr.lines().any(|line| line.starts_with(&place) && line.contains("same-case-number"));
        assert!(found, "{place}\n{}", run.stderr);
    }
    assert_eq!(project.names("out").len(), 8);
}

#[test]
fn hidden_files_and_backups_are_no_records() {
    let project = Project::with_seed();
    for name in ["data/.hidden.yaml", "data/X.yaml~", "data/#X.yaml#", "data/.X.yaml.swp", "data/notes.txt"] {
        project.write(name, "not: [a record");
    }
    let run = project.imr(&["build"]);
    assert_eq!((run.code, project.names("out")), (0, out_names(&[SEED])), "{}", run.stderr);
}

#[test]
fn nothing_to_build_says_what_to_do() {
    let project = Project::empty();
    let run = project.imr(&["build"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no-data-folder") && run.stderr.contains("data"), "{}", run.stderr);
    project.write("data/readme.txt", "");
    let run = project.imr(&["check"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("project/no-records"), "{}", run.stderr);
    assert!(!project.path("out").exists());
}

#[test]
fn bad_usage_ends_with_two() {
    let project = Project::with_seed();
    let wrong: [&[&str]; 9] = [
        &[],
        &["bild"],
        &["build", "--no-such-flag"],
        &["build", "data/CM99-9999999.yaml"],
        &["preview"],
        &["preview", "data/CM99-9999999.yaml"],
        &["pdf", "-"],
        &["check", "--deny", "notes"],
        &["explain", "no/such-code"],
    ];
    for args in wrong {
        let run = project.imr(args);
        assert_eq!(run.code, 2, "{args:?}\n{}", run.stderr);
        assert_ne!(run.stderr, "", "{args:?}");
    }
}

#[test]
fn a_piped_preview_is_raw_markdown() {
    let project = Project::with_seed();
    let record = format!("data/{SEED}.yaml");
    let run = project.imr(&["preview", &record]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!run.stdout.contains('\x1b'));
    assert_eq!(project.imr(&["build"]).code, 0);
    assert_eq!(run.stdout, project.read(&format!("out/{SEED}.md")));
    let styled = project.imr(&["preview", "--color", "always", &record]);
    assert!(styled.stdout.contains("\x1b["), "{}", styled.stderr);
    let raw = project.imr(&["preview", "--color", "always", "--raw", &record]);
    assert_eq!(raw.stdout, run.stdout);
}

#[test]
fn a_markdown_letter_is_printed_beside_itself_or_where_asked() {
    let project = Project::with_seed();
    assert_eq!(project.imr(&["build"]).code, 0);
    let letter = format!("out/{SEED}.md");
    project.write("edited.md", &project.read(&letter));
    assert_eq!(project.imr(&["pdf", "edited.md"]).code, 0);
    assert_eq!(project.read("edited.pdf"), project.read(&format!("out/{SEED}.pdf")));
    assert_eq!(project.imr(&["pdf", "edited.md", "-o", "other.pdf"]).code, 0);
    assert_eq!(project.read("other.pdf"), project.read("edited.pdf"));
    let run = project.imr(&["pdf", "edited.md", "-o", "-"]);
    assert!(run.stdout.starts_with("%PDF-"), "{}", run.stderr);
    project.write("-dash.md", &project.read(&letter));
    assert_eq!(project.imr(&["pdf", "--", "-dash.md"]).code, 0);
    assert!(project.path("-dash.pdf").exists());
    assert_eq!(project.imr(&["pdf", "edited.md", "-o", "edited.md"]).code, 2);
}

#[test]
fn findings_as_json_are_one_object_a_line_and_nothing_else() {
    let project = Project::with_samples();
    project.replace(&format!("data/{SEED}.yaml"), "outcome: upheld", "outcome: uphelt");
    let run = project.imr(&["build", "--message-format", "json"]);
    assert_ne!(run.stderr, "");
    for line in run.stderr.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).expect(line);
        assert!(finding["code"].is_string(), "{line}");
    }
}

#[test]
fn new_starts_a_record_and_never_overwrites_one() {
    let project = Project::empty();
    let run = project.imr(&["new", "CM16-0300001"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let skeleton = project.read("data/CM16-0300001.yaml");
    assert!(skeleton.contains("case_number: CM16-0300001"));
    project.write("data/CM16-0300001.yaml", "mine");
    assert_eq!(project.imr(&["new", "CM16-0300001"]).code, 2);
    assert_eq!(project.read("data/CM16-0300001.yaml"), "mine");
    assert_eq!(project.imr(&["new", "../CM16-0300002"]).code, 2);
    assert_eq!(project.names("data"), [".case-record.schema.json", "CM16-0300001.yaml"]);
}

#[test]
fn a_wording_that_is_not_there_is_an_error_at_its_line() {
    let project = Project::empty();
    let seed =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/CM14-0012345.yaml")).unwrap();
    project.write("data/CM14-0012345.yaml", &seed.replace("template: imr-2014", "template: imr-2015"));
    let run = project.imr(&["build", "--message-format", "short"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("data/CM14-0012345.yaml:8:11: error[template/unknown-wording]"),
        "{}",
        run.stderr
    );
    project.write(
        "templates/imr-2015.md",
        "{% set document_title = \"Review\" %}{% include \"parts/front-matter.md\" %}\n\n{% include \"parts/case-table.md\" %}\n\nCertified in \
         {{ reviewer.specialties | join(sep=\", \") }}, licensed in {{ reviewer.licensed_in | join(sep=\", \") }}.\n\n\
         {% include \"parts/summary.md\" %}\n\n{% set before_outcome = \" \" -%}\n{% include \"parts/decisions.md\" %}\n",
    );
    assert_eq!(project.imr(&["build"]).code, 0);
}

#[test]
fn a_new_record_is_a_draft_and_fails_nothing() {
    let project = Project::with_samples();
    assert_eq!(project.imr(&["new", "CM16-0300001", "--template", "imr-2014"]).code, 0);
    let skeleton = project.read("data/CM16-0300001.yaml");
    let blanks: Vec<usize> =
        (1..).zip(skeleton.lines()).filter(|(_, line)| line.contains("# BLANK")).map(|(n, _)| n).collect();
    assert!(blanks.len() > 10);
    let run = project.imr(&["check", "--message-format", "short"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let note = format!("note[record/draft]: draft: {} blanks", blanks.len());
    assert!(run.stderr.contains(&note), "{}", run.stderr);
    assert!(run.stderr.contains("6 records checked: 1 draft, 0 errors"), "{}", run.stderr);
    let whole = project.imr(&["check"]).stderr;
    for line in &blanks {
        assert!(whole.contains(&format!("(line {line})")), "{line}: {whole}");
    }
    let run = project.imr(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("5 letters built, 0 unchanged, 0 failed, 1 draft"), "{}", run.stderr);
    let status = project.imr(&["status"]);
    let apart = format!("Drafts, with blanks to fill in:\nCM16-0300001  draft: {} blanks\n", blanks.len());
    assert_eq!((status.code, &status.stdout), (0, &apart), "{}", status.stderr);
    assert_eq!(status.stderr, "5 up to date, 1 draft\n");
    project.replace("data/CM14-0012345.yaml", "date_assigned: 2014-01-21", "date_assigned: 2014-01-22");
    let status = project.imr(&["status"]);
    assert_eq!(status.stdout, format!("CM14-0012345  changed: record\n\n{apart}"));
    project.replace("data/CM14-0012345.yaml", "date_assigned: 2014-01-22", "date_assigned: 2014-01-21");
    // What is wrong besides is an error as ever.
    project.write("data/CM16-0300001.yaml", &skeleton.replace("priority: standard", "priority: soon"));
    let run = project.imr(&["check", "--message-format", "short"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains(&note) && run.stderr.contains("error[record/bad-value]"), "{}", run.stderr);
}

#[test]
fn the_schema_beside_the_records_is_the_programs() {
    let project = Project::empty();
    let run = project.imr(&["schema"]);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/data/.case-record.schema.json");
    if crate::golden::accepting() {
        std::fs::write(file, &run.stdout).unwrap();
    }
    assert_eq!(run.stdout, std::fs::read_to_string(file).unwrap(), "IMR_ACCEPT=1 accepts");
}

#[test]
fn shells_and_manuals_get_what_they_need() {
    let project = Project::empty();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = project.imr(&["completions", shell]);
        assert!(run.code == 0 && run.stdout.contains("IMR_COMPLETE"), "{shell}");
    }
    assert!(project.imr(&["man"]).stdout.contains(".TH imr"));
    assert!(project.imr(&["man", "build"]).stdout.contains(".TH imr"));
    assert_eq!(project.imr(&["man", "bild"]).code, 2);
}

#[test]
fn every_command_has_the_help_that_is_kept() {
    let project = Project::empty();
    let help = |args: &[&str]| {
        let run = project.imr(args);
        assert_eq!(run.code, 0, "{args:?}");
        run.stdout
    };
    assert_golden("help/imr.txt", &help(&["--help"]));
    assert_eq!(help(&["help"]), help(&["--help"]));
    assert_eq!(help(&["help", "build"]), help(&["build", "--help"]));
    let listed = help(&["--help"]);
    let commands: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split("  ").next())
        .filter(|name| is_name(name))
        .collect();
    assert!(commands.len() >= 20 && commands[..2] == ["init", "new"], "{listed}");
    for command in commands {
        assert_golden(&format!("help/{command}.txt"), &help(&[command, "--help"]));
        let page = project.imr(&["man", command]).stdout;
        for section in ["FILES", "EXIT STATUS", "EXAMPLES", "VERSION"] {
            assert!(
                page.contains(&format!(".SH {section}\n")) || page.contains(&format!(".SH \"{section}\"\n")),
                "{command}: {section}\n{page}"
            );
        }
    }
}

fn is_name(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase())
}
