//! Shards: each reads its own records alone, and what only all records tell is found by `imr merge`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::project::{Project, SEED, real_office};

const CASE: &str = "CM14-0067214";

/// Builds every part in a folder of its own, whatever is wrong with some records; the names of the folders, and what was said.
fn array(project: &Project, parts: usize) -> (Vec<String>, String) {
    let build = |part| {
        let folder = format!("part-{part}");
        let run = project.imr(&["--out", &folder, "build", "--shard", &format!("{part}/{parts}")]);
        assert!([0, 1].contains(&run.code), "{run:?}");
        (folder, run.stderr)
    };
    (1..=parts).map(build).unzip()
}

/// Every file of a folder, by its path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = entry.file_name().unwrap().to_string_lossy().into_owned();
        match entry.is_dir() {
            true => files.extend(
                self::files(&entry).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)),
            ),
            false => {
                files.insert(name, fs::read(&entry).unwrap());
            }
        }
    }
    files
}

/// Holds what an array of so many parts comes to, merged, to what one build makes; what the tasks said, and the merging.
fn merges_to_one_build(project: &Project, parts: usize) -> [String; 2] {
    for folder in ["out", "whole"].map(|name| project.path(name)) {
        let _ = fs::remove_dir_all(folder);
    }
    let (folders, said) = array(project, parts);
    let arguments: Vec<&str> = ["merge"].into_iter().chain(folders.iter().map(String::as_str)).collect();
    let run = project.imr(&arguments);
    assert_eq!(run.code, i32::from(run.stderr.contains("error[")), "{parts} parts: {run:?}");
    project.imr(&["--out", "whole", "build"]);
    assert_eq!(files(&project.path("out")), files(&project.path("whole")), "{parts} parts: {run:?}");
    for folder in folders {
        fs::remove_dir_all(project.path(&folder)).unwrap();
    }
    [said, run.stderr]
}

/// A second record of a case, in a file whose name says another, is found where the parts come together: where it can be read
/// and where it cannot.
#[test]
fn a_second_record_of_a_case_is_refused_whatever_part_it_is_in() {
    for second in ["", "decision_date: never\n", "reviewer: [\n"] {
        let mut found_by_merging = 0;
        let project = Project::with_samples();
        let record = project.read(&format!("data/{SEED}.yaml"));
        project.write("data/CM99-0000001.yaml", &format!("{record}{second}"));
        for parts in [2, 3, 7] {
            // A task that has both says it, else the merging does.
            let said = merges_to_one_build(&project, parts).map(|said| {
                let said = said.matches("error[project/same-case-number]").count();
                assert!([0, 2].contains(&said), "{second}: {said}");
                said
            });
            assert_eq!(said[0] + said[1], 2, "{second}: {said:?}");
            found_by_merging += said[1];
            assert!(!project.path(&format!("out/{SEED}.pdf")).exists(), "{second}");
        }
        assert!(found_by_merging > 0);
        // Each folder by itself, and each into what the others left.
        for part in array(&project, 7).0 {
            let run = project.imr(&["--out", "all", "merge", &part]);
            assert!([0, 1].contains(&run.code), "{run:?}");
        }
        assert!(!project.path(&format!("all/{SEED}.pdf")).exists(), "{second}");
    }
}

/// Records of any name, in folders of folders, as JSON, by links: each is in one part.
#[test]
fn records_of_any_name_are_each_in_one_part() {
    let project = Project::with_samples();
    fs::create_dir_all(project.path("data/2014/july")).unwrap();
    fs::rename(project.path(&format!("data/{SEED}.yaml")), project.path("data/2014/july/Ärztin.yml"))
        .unwrap();
    let json = "{\"case_number\": \"CM14-0000009\"}";
    project.write("data/2014/CM14-0000009.json", json);
    #[cfg(unix)]
    std::os::unix::fs::symlink("2014/july/Ärztin.yml", project.path("data/link.yaml")).unwrap();
    for parts in [1, 2, 5] {
        let said = merges_to_one_build(&project, parts);
        assert!(!said[1].contains("error["), "{said:?}");
        assert!(project.path(&format!("out/{SEED}.pdf")).exists());
    }
}

/// Folders that an array of another size left, or one that was built before a record or the wording changed.
#[test]
fn an_older_part_does_not_win() {
    let project = Project::with_seed();
    let record = format!("data/{SEED}.yaml");
    assert_eq!(project.imr(&["--out", "old", "build"]).code, 0);
    project.replace(&record, "date_assigned: 2014-01-21", "date_assigned: 2014-01-22");
    assert_eq!(project.imr(&["--out", "new", "build"]).code, 0);
    let new = fs::read(project.path(&format!("new/{SEED}.pdf"))).unwrap();
    for order in [["old", "new"], ["new", "old"]] {
        let run = project.imr(&["merge", order[0], order[1]]);
        assert!(run.code == 0 && run.stderr == "1 letter taken into `out`\n", "{run:?}");
        assert_eq!(fs::read(project.path(&format!("out/{SEED}.pdf"))).unwrap(), new);
        fs::remove_dir_all(project.path("out")).unwrap();
    }
    // Of one record and two wordings nothing tells which is meant.
    let style = include_str!("../../templates/letter.yaml");
    project
        .write("templates/letter.yaml", &style.replace("Page {page} of {pages}", "Sheet {page} of {pages}"));
    let built = project.imr(&["--out", "other", "build"]);
    assert_eq!(built.code, 0, "{built:?}");
    for order in [["other", "new"], ["new", "other"]] {
        let run = project.imr(&["merge", order[0], order[1]]);
        assert!(run.code == 1 && run.stderr.contains("error[project/parts-differ]"), "{run:?}");
        assert!(run.stderr.contains("0 letters taken"), "{run:?}");
    }
    // One that is not there keeps all from being taken.
    let run = project.imr(&["merge", "new", "gone"]);
    assert!(run.code == 2 && !project.path(&format!("out/{SEED}.pdf")).exists(), "{run:?}");
}

/// What was mailed in one part is not hidden, or written over, by another.
#[test]
fn a_part_does_not_hide_what_another_mailed() {
    let project = Project::empty();
    project.write("templates/office.yaml", &real_office());
    project.write(&format!("data/{CASE}.yaml"), include_str!("../../data/CM14-0067214.yaml"));
    assert_eq!(project.imr(&["--out", "mailed", "mail", "--date", "2014-08-06"]).code, 0);
    assert_eq!(project.imr(&["--out", "built", "build"]).code, 0);
    for order in [["mailed", "built"], ["built", "mailed"]] {
        let run = project.imr(&["merge", order[0], order[1]]);
        assert_eq!(run.code, 0, "{run:?}");
        let verified = project.imr(&["verify"]);
        assert!(!verified.stderr.contains("project/altered"), "{verified:?}");
        assert!(project.read("out/mailed.jsonl").contains(&format!("\"letter\":\"{CASE}\"")));
        fs::remove_dir_all(project.path("out")).unwrap();
    }
    project.replace(&format!("data/{CASE}.yaml"), "date_of_injury: 2012-08-20", "date_of_injury: 2012-08-21");
    assert_eq!(project.imr(&["--out", "other", "build"]).code, 0);
    for order in [["mailed", "other"], ["other", "mailed"]] {
        let run = project.imr(&["merge", order[0], order[1]]);
        assert!(
            run.code == 1 && run.stderr.contains("error[project/mailed]: CM14-0067214 was mailed"),
            "{run:?}"
        );
        assert!(run.stderr.contains("`other` holds something else"), "{run:?}");
        assert!(!project.path(&format!("out/{CASE}.pdf")).exists());
        fs::remove_dir_all(project.path("out")).unwrap();
    }
}

/// Without its records a second one of a case is not found; then merging says so.
#[test]
fn merging_where_no_records_are_says_what_is_not_looked_at() {
    let project = Project::with_seed();
    let (folders, _) = array(&project, 1);
    assert!(!project.imr(&["merge", &folders[0]]).stderr.contains("project/"));
    fs::rename(project.path("data"), project.path("elsewhere")).unwrap();
    let run = project.imr(&["--out", "all", "merge", &folders[0]]);
    assert!(run.code == 0 && run.stderr.contains("warning[project/no-records]"), "{run:?}");
    assert!(run.stderr.contains("`--data FOLDER`") && run.stderr.contains("1 letter taken"), "{run:?}");
    let run = project.imr(&["--data", "elsewhere", "--out", "again", "merge", &folders[0]]);
    assert!(run.code == 0 && !run.stderr.contains("project/"), "{run:?}");
}

fn records(project: &Project) -> Vec<String> {
    project.names("data").into_iter().filter(|name| name.ends_with(".yaml")).collect()
}

/// Which records a task opens, by the system's own account.
#[test]
fn a_task_opens_no_record_of_another_part() {
    if !crate::oracles::asked() {
        println!("skipped: set IMR_ORACLES=1 to follow a task by strace");
        return;
    }
    let project = Project::with_samples();
    let opened = |part: usize| {
        let mut command = project.command("strace");
        command.args(["-f", "-e", "trace=open,openat,openat2", "-o", "calls", env!("CARGO_BIN_EXE_imr")]);
        command.args(["--out", &format!("part-{part}"), "build", "--quiet", "--shard", &format!("{part}/3")]);
        assert!(command.status().expect("strace runs").success());
        let calls = project.read("calls");
        records(&project)
            .into_iter()
            .filter(|name| calls.contains(&format!("data/{name}\"")))
            .collect::<Vec<_>>()
    };
    let mut all: Vec<String> = Vec::new();
    for part in 1..=3 {
        let opened = opened(part);
        let built = project.names(&format!("part-{part}"));
        assert_eq!(opened.len(), built.iter().filter(|name| name.ends_with(".pdf")).count(), "{opened:?}");
        all.extend(opened);
    }
    all.sort();
    assert_eq!(all, records(&project));
}
