//! What mailed letters were made with is kept, vouched for, and used to build them again.

use std::fs;

use sha2::{Digest, Sha256};

use crate::project::{Project, by_another_program, real_office, repository};

const CASES: [&str; 3] = ["CM14-0067214", "CM14-0067215", "CM14-0067216"];

/// Cases with parties and a wording, styles and a font of the project's own.
fn project(cases: &[&str]) -> Project {
    let project = Project::empty();
    project.write("templates/office.yaml", &real_office());
    project.write("templates/large_print.yaml", "footer:\n  size: 17\n");
    project.write("templates/letter.yaml", "text:\n  family:\n    bold: Own.ttf\n");
    let font = repository("templates/fonts/LiberationSerif-Bold.ttf");
    fs::create_dir_all(project.path("templates/fonts")).unwrap();
    fs::copy(font, project.path("templates/fonts/Own.ttf")).unwrap();
    project.write(
        "templates/imr-own.md",
        "{% extends \"builtin/imr-2014.md\" %}\n{% block summary %}# CLINICAL SUMMARY\n\n{{ clinical_summary }}\n{% endblock %}\n",
    );
    for (case, day) in cases.iter().zip(["2014-08-06", "2014-08-07", "2014-08-08"]) {
        let record = include_str!("../../data/CM14-0067214.yaml").replace(CASES[0], case);
        let record = record.replace("mailed_date: 2014-08-06", &format!("mailed_date: {day}"));
        project.write(&format!("data/{case}.yaml"), &record.replace("imr-2014", "imr-own"));
    }
    project
}

fn mailed(cases: &[&str]) -> Project {
    let project = project(cases);
    let run = project.imr(&["mail", "--date", "2014-08-06"]);
    assert_eq!(run.code, 0, "{run:?}");
    project
}

/// The files that are kept, from the folder for them.
fn kept(project: &Project) -> Vec<String> {
    let folders = ["", "builtin/", "fonts/", "papers/", "parts/"];
    let names = folders.iter().flat_map(|folder| {
        let names = project.names(&format!("out/made-with/{folder}")).into_iter();
        names.filter(|name| name.contains('.')).map(move |name| format!("{folder}{name}"))
    });
    names.collect()
}

fn change_the_cover(project: &Project) {
    let cover = include_str!("../../templates/parts/cover.md");
    project.write("templates/parts/cover.md", &format!("{cover}\nAnother sentence.\n"));
}

fn verified(project: &Project, args: &[&str], code: i32, says: &str) {
    let run = project.imr(args);
    assert!(run.code == code && run.stderr.contains(says), "{args:?}: {run:?}");
}

#[test]
fn everything_is_kept_once_as_it_was() {
    let project = mailed(&CASES);
    let first = kept(&project);
    for path in [
        "imr-own.md",
        "builtin/imr-2014.md",
        "parts/cover.md",
        "parts/proof-of-service-text.md",
        "papers/proof-of-service.md",
        "letter.yaml",
        "builtin/letter.yaml",
        "large_print.yaml",
        "builtin/large_print.yaml",
        "office.yaml",
        "fonts/Own.ttf",
        "builtin/office.yaml",
    ] {
        let (stem, ending) = path.rsplit_once('.').unwrap();
        let is_it = |name: &&String| name.starts_with(&format!("{stem}.")) && name.ends_with(ending);
        let name = first.iter().find(is_it).unwrap_or_else(|| panic!("{path} is not among {first:?}"));
        let there = fs::read(project.path(&format!("out/made-with/{name}"))).unwrap();
        let own = project.path(&format!("templates/{path}"));
        let own = if own.is_file() {
            own
        } else {
            repository(&format!("templates/{}", path.trim_start_matches("builtin/")))
        };
        assert!(there == fs::read(own).unwrap(), "{path}");
        let digest: String = Sha256::digest(&there).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(*name, format!("{stem}.{digest}.{ending}"));
    }
    // Neither other wordings nor the program's fonts.
    assert!(!first.iter().any(|name| name.contains("imr-2016") || name.contains("Liberation")), "{first:?}");
    let lists = |names: &[String]| names.iter().filter(|name| name.ends_with(".txt")).count();
    assert_eq!(lists(&first), 1);
    let ledger = project.read("out/ledger.jsonl");
    assert!(!ledger.contains(&*project.path("").to_string_lossy()), "{ledger}");
    // The next day nothing is new, and after a change what was changed.
    assert_eq!(project.imr(&["mail", "--date", "2014-08-07"]).code, 0);
    assert_eq!(kept(&project), first);
    project.replace("templates/office.yaml", "fictional: false", "fictional: false # since August");
    assert_eq!(project.imr(&["mail", "--date", "2014-08-08"]).code, 0);
    let last = kept(&project);
    let new: Vec<&String> = last.iter().filter(|name| !first.contains(name)).collect();
    assert!(last.len() == first.len() + 2 && lists(&last) == 2, "{new:?}");
    assert!(new.iter().any(|name| name.starts_with("office.")), "{new:?}");
    // Nothing of a case.
    for name in &last {
        let text = fs::read(project.path(&format!("out/made-with/{name}"))).unwrap();
        let text = String::from_utf8_lossy(&text);
        assert!(!text.contains("CM14-00672") && !text.contains("Jamie"), "{name}");
    }
    verified(&project, &["verify", "--rebuild"], 0, ": 0 errors");
}

#[test]
fn what_is_kept_is_vouched_for() {
    let project = mailed(&CASES[..1]);
    verified(&project, &["verify"], 0, ": 0 errors");
    let is_tried = |name: &String| {
        ["fonts/", "parts/cover", "builtin/letter"].iter().any(|one| name.starts_with(one))
            || name.ends_with(".txt")
    };
    let tried: Vec<String> = kept(&project).into_iter().filter(is_tried).collect();
    assert_eq!(tried.len(), 4, "{tried:?}");
    for name in tried {
        let file = format!("out/made-with/{name}");
        let bytes = fs::read(project.path(&file)).unwrap();
        fs::write(project.path(&file), [&bytes[..], b"\n"].concat()).unwrap();
        verified(&project, &["verify"], 1, &format!("error[project/altered]: `{file}`"));
        fs::remove_file(project.path(&file)).unwrap();
        verified(&project, &["verify"], 1, &format!("error[project/gone]: `{file}` is gone"));
        let run = project.imr(&["verify"]);
        assert!(run.stderr.contains(": 1 error"), "{file}: {run:?}");
        fs::write(project.path(&file), bytes).unwrap();
    }
    let digest = "ab".repeat(32);
    for unknown in ["notes.md".to_owned(), format!("{digest}.txt"), format!("parts/cover.{digest}.md")] {
        let file = format!("out/made-with/{unknown}");
        project.write(&file, "x\n");
        verified(
            &project,
            &["verify"],
            1,
            &format!("error[project/unknown-file]: the ledger says nothing of `{file}`"),
        );
        fs::remove_file(project.path(&file)).unwrap();
    }
    verified(&project, &["verify"], 0, ": 0 errors");
}

/// Whatever becomes of the project's own templates: a mailed letter is built from its record and what is kept.
#[test]
fn mailed_letters_are_built_again_with_what_they_were_mailed_with() {
    let project = mailed(&CASES[..1]);
    let list = |project: &Project| kept(project).into_iter().find(|name| name.ends_with(".txt")).unwrap();
    change_the_cover(&project);
    project.write("templates/letter.yaml", "footer:\n  size: 11\n");
    project.replace("templates/office.yaml", "name: ", "name: New ");
    fs::remove_file(project.path("templates/fonts/Own.ttf")).unwrap();
    project.write("templates/imr-own.md", "{% extends \"builtin/imr-2016.md\" %}\n");
    verified(&project, &["verify", "--rebuild"], 0, ": 0 errors");
    let run = project.imr(&["status"]);
    assert!(run.stdout.contains("mailed 2014-08-06; wording changed since"), "{run:?}");
    // Even where there are none any more.
    fs::remove_dir_all(project.path("templates")).unwrap();
    verified(&project, &["verify", "--rebuild"], 0, ": 0 errors");
    for edition in ["determination", "mailed"] {
        let run = project.imr(&["build", "--edition", edition]);
        assert!(run.code == 0 && run.stderr.contains("1 mailed, left as they are"), "{run:?}");
    }
    // Without what is kept nobody could tell.
    let record = format!("data/{}.yaml", CASES[0]);
    let good = project.read(&record);
    project.write(&record, &good.replacen("outcome: upheld", "outcome: overturned", 1));
    verified(&project, &["verify", "--rebuild"], 1, "is not what building it now gives");
    project.write(&record, &good);
    fs::remove_file(project.path(&format!("out/made-with/{}", list(&project)))).unwrap();
    verified(&project, &["verify", "--rebuild"], 1, "error[project/gone]");
}

#[test]
fn another_program_says_so_and_compares_the_words() {
    let project = mailed(&CASES[..1]);
    by_another_program(&project);
    change_the_cover(&project);
    let note = "mailed by the program `0.0.9 0123456789ab`, and this one is";
    verified(&project, &["verify", "--rebuild"], 0, note);
    let run = project.imr(&["verify", "--rebuild"]);
    assert!(run.stderr.contains(": 0 errors") && run.stderr.matches(note).count() == 1, "{run:?}");
    assert!(run.stderr.contains("note[project/other-program]: 5 letters were mailed"), "{run:?}");
    project.replace("data/CM14-0067214.yaml", "date_of_injury: 2012-08-20", "date_of_injury: 2012-08-21");
    verified(&project, &["verify", "--rebuild"], 1, "does not say what its record says now: [-");
}

#[test]
fn freeze_and_merge_keep_what_letters_were_made_with() {
    let project = project(&CASES[..1]);
    assert_eq!(project.imr(&["build"]).code, 0);
    assert_eq!(project.imr(&["freeze", CASES[0]]).code, 0);
    let frozen = kept(&project);
    assert!(frozen.iter().any(|name| name.starts_with("imr-own.")), "{frozen:?}");
    verified(&project, &["verify"], 0, ": 0 errors");
    // Nothing is taken that cannot be built again.
    let cover = frozen.iter().find(|name| name.starts_with("parts/cover.")).unwrap();
    let file = format!("out/made-with/{cover}");
    let good = project.read(&file);
    project.write(&file, "forged\n");
    verified(&project, &["--out", "all", "merge", "out"], 1, &format!("error[project/altered]: `{file}`"));
    assert!(!project.path("all/CM14-0067214.pdf").exists());
    project.write(&file, &good);
    verified(&project, &["--out", "all", "merge", "out"], 0, "1 letter taken");
    fs::rename(project.path("out"), project.path("old")).unwrap();
    fs::rename(project.path("all"), project.path("out")).unwrap();
    assert_eq!(kept(&project), frozen);
    fs::remove_dir_all(project.path("templates")).unwrap();
    verified(&project, &["verify", "--rebuild"], 0, ": 0 errors");
    // Not even as a PDF that is asked for is anything of it written over.
    verified(&project, &["pdf", "out/CM14-0067214.md", "-o", &file], 2, "error[project/exists]");
}
