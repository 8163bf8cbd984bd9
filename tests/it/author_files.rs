//! `imr init` and `imr templates`: the files of whoever sets up a project and changes its letters.

use crate::project::{Project, real_office};

fn list(project: &Project) -> String {
    let run = project.imr(&["templates"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout
}

fn row<'a>(list: &'a str, path: &str) -> Vec<&'a str> {
    let row = list.lines().find_map(|line| line.strip_prefix(&format!("{path} "))).expect(path);
    row.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

#[test]
fn init_makes_a_project_that_builds() {
    let project = Project::empty();
    let run = project.imr(&["init", "letters"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("cd letters\n  imr build"), "{}", run.stderr);
    let names = [".gitignore", ".vscode", "data", "templates"];
    assert_eq!(project.names("letters"), names);
    let folders = ["--data", "letters/data", "--templates", "letters/templates", "--out", "letters/out"];
    let run = project.imr(&[&folders[..], &["build", "--edition", "mailed"]].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("1 letter built"), "{}", run.stderr);
    assert!(project.read("letters/.gitignore").contains("/out/*\n!/out/mailed.jsonl\n"));
    let settings: serde_json::Value =
        serde_json::from_str(&project.read("letters/.vscode/settings.json")).unwrap();
    assert_eq!(settings["yaml.schemas"]["data/.case-record.schema.json"], "data/*.yaml");
}

#[test]
fn init_leaves_what_is_there_as_it_is() {
    let project = Project::with_seed();
    project.write(".gitignore", "mine\n");
    let run = project.imr(&["init"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.starts_with("wrote `data/.case-record"), "{}", run.stderr);
    assert!(run.stderr.contains("`.gitignore` is there already"), "{}", run.stderr);
    assert_eq!(project.read(".gitignore"), "mine\n");
    assert_eq!(project.names("data"), [".case-record.schema.json", "CM14-0012345.yaml"]);
    let office = project.read("templates/office.yaml");
    assert_eq!(project.imr(&["init"]).code, 0);
    assert_eq!(project.read("templates/office.yaml"), office);
    project.write("file", "");
    assert_eq!(project.imr(&["init", "file"]).code, 3);
}

#[test]
fn nothing_in_the_folder_points_at_init() {
    let project = Project::empty();
    for args in [&[][..], &["build"]] {
        let run = project.imr(args);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("`imr init`"), "{}", run.stderr);
    }
    let project = Project::with_seed();
    assert!(!project.imr(&[]).stderr.contains("no project"));
}

#[test]
fn every_file_is_listed_with_the_records_that_use_it() {
    let project = Project::with_samples();
    let files = list(&project);
    assert_eq!(files.lines().count(), imr_letters::assets::Assets::embedded_files().len());
    assert_eq!(row(&files, "imr-2014.md"), ["2 records", "built-in"]);
    assert_eq!(row(&files, "imr-2016.md"), ["3 records", "built-in"]);
    assert_eq!(row(&files, "parts/cover.md"), ["5 records", "built-in"]);
    project.write("templates/parts/summary.md", "# MINE\n\n{{ clinical_summary }}\n");
    project.write("templates/mine.md", &project.imr(&["templates", "show", "imr-2016"]).stdout);
    assert_eq!(project.imr(&["templates", "copy", "parts/cover.md"]).code, 0);
    let files = list(&project);
    assert_eq!(row(&files, "parts/summary.md"), ["5 records", "yours"]);
    assert_eq!(row(&files, "parts/cover.md"), ["5 records", "yours, same as built-in"]);
    assert_eq!(row(&files, "mine.md"), ["0 records", "yours, new"]);
}

#[test]
fn a_file_is_shown_as_letters_are_made_with_it() {
    let project = Project::with_seed();
    let built_in = include_str!("../../templates/parts/summary.md");
    let show = |name| project.imr(&["templates", "show", name]);
    for name in ["parts/summary.md", "templates/parts/summary.md"] {
        assert_eq!(show(name).stdout, built_in);
    }
    project.write("templates/parts/summary.md", "mine");
    assert_eq!(show("parts/summary.md").stdout, "mine");
    for name in ["parts/sumary.md", "../data/CM14-0012345.yaml", "/etc/hostname"] {
        let run = show(name);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{name}");
    }
    assert!(show("parts/sumary.md").stderr.contains("did you mean `parts/summary.md`?"));
}

#[test]
fn copies_change_no_letter_and_write_over_nothing() {
    let project = Project::with_seed();
    assert_eq!(project.imr(&["build"]).code, 0);
    project.write("templates/office.yaml", &real_office());
    let run = project.imr(&["templates", "copy", "parts/cover.md", "office.yaml"]);
    assert_eq!(run.code, 2);
    assert_eq!(project.read("templates/office.yaml"), real_office());
    let run = project.imr(&["templates", "copy", "--all"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("; 2 were there already and stay"), "{}", run.stderr);
    for (path, bytes) in imr_letters::assets::Assets::embedded_files() {
        if *path != "office.yaml" {
            assert_eq!(&std::fs::read(project.path(&format!("templates/{path}"))).unwrap(), bytes, "{path}");
        }
    }
    let run = project.imr(&["build"]);
    assert!(run.stderr.starts_with("0 letters built, 1 unchanged"), "{}", run.stderr);
}

#[test]
fn changes_of_the_author_and_of_the_program_are_told_apart() {
    let project = Project::with_seed();
    let diff = |project: &Project| project.imr(&["templates", "diff"]);
    assert_eq!(diff(&project).code, 0);
    assert_eq!(project.imr(&["templates", "copy", "parts/cover.md", "parts/summary.md"]).code, 0);
    let run = diff(&project);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    project.replace("templates/parts/cover.md", "# WHAT WE DECIDED", "# OUR DECISION\u{202e}");
    let run = diff(&project);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let added = "\n-# WHAT WE DECIDED\n+# OUR DECISION<U+202E>\n";
    assert!(
        run.stdout.starts_with("parts/cover.md: what you changed\n") && run.stdout.contains(added),
        "{}",
        run.stdout
    );
    project.replace("templates/parts/cover.md", "DECISION\u{202e}", "DECISION");
    let added = "\n-# WHAT WE DECIDED\n+# OUR DECISION\n";
    // As if a newer program had another built-in file than the one that was copied.
    project.replace("templates/.built-in/parts/cover.md", "**This decision is final.** ", "");
    project.replace("templates/parts/cover.md", "**This decision is final.** ", "");
    assert!(list(&project).contains("yours; the built-in one has changed since you copied it"));
    let run = diff(&project);
    let (mine, theirs) =
        run.stdout.split_once("what this version of imr changed since you copied it").unwrap();
    assert!(mine.contains(added) && !mine.contains("is final"), "{mine}");
    assert!(
        theirs.contains(
            "\n+{% block final %}The pages that follow give the reasons. **This decision is final.**"
        ),
        "{theirs}"
    );
    assert_eq!(project.imr(&["templates", "diff", "parts/summary.md"]).code, 0);
    let run = project.imr(&["templates", "diff", "parts/title.md"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`imr templates copy parts/title.md`"), "{}", run.stderr);
}

#[test]
fn the_guide_is_the_help_on_templates() {
    let project = Project::empty();
    assert_eq!(project.imr(&["help", "templates"]).stdout, include_str!("../../templates/README.md"));
}
