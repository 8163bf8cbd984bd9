//! What no forged file, no second record and no lost file can do to letters.

use std::fs;
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use crate::project::{Project, SEED, mailed_samples, real_office};

const CASE: &str = "CM14-0067214";

/// Rows as a ledger of theirs, whole and sound.
fn sealed(rows: &[String]) -> String {
    let mut text = format!("{{\"imr_ledger\":1,\"rows\":{}}}\n", rows.len());
    rows.iter().for_each(|row| text.push_str(&format!("{row}\n")));
    let hash: String = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{text}{{\"sha256\":\"{hash}\"}}\n")
}

fn rows(project: &Project, ledger: &str) -> Vec<String> {
    let text = project.read(ledger);
    text.lines().filter(|line| line.contains("\"letter\"")).map(str::to_owned).collect()
}

#[test]
fn a_row_that_names_no_letter_makes_the_ledger_a_damaged_one() {
    let project = Project::with_seed();
    assert_eq!(project.imr(&["build"]).code, 0);
    let good = rows(&project, "out/ledger.jsonl").remove(0);
    for ending in ["md", "pdf"] {
        project.write(&format!("x.{ending}"), "not a letter");
    }
    let absolute = project.path("x").to_string_lossy().into_owned();
    for name in [
        "../x",
        &absolute,
        "./CM14-0012345",
        "mailed/../CM14-0012345",
        "CM14-0012345.md",
        "mailed/x",
        "public/CM14-0012345/employee",
    ] {
        let forged =
            sealed(&[good.replace(&format!("\"letter\":\"{SEED}\""), &format!("\"letter\":\"{name}\""))]);
        project.write("out/ledger.jsonl", &forged);
        let run = project.imr(&["status", "--all"]);
        assert!(
            run.stderr.contains("`out/ledger.jsonl` cannot be trusted: a row is wrong"),
            "{name}: {run:?}"
        );
        let run = project.imr(&["verify"]);
        assert!(run.code == 1 && run.stderr.contains("error[project/unverified]"), "{name}: {run:?}");
        let run = project.imr(&["--out", "all", "merge", "out"]);
        assert!(run.code == 1 && run.stderr.contains("0 letters taken"), "{name}: {run:?}");
        assert_eq!(project.imr(&["clean", "--orphans"]).code, 0, "{name}");
        for ending in ["md", "pdf"] {
            assert_eq!(project.read(&format!("x.{ending}")), "not a letter", "{name}");
        }
    }
}

#[test]
fn merge_compares_both_files_and_follows_no_link() {
    let project = Project::with_samples();
    let record = format!("data/{CASE}.yaml");
    assert_eq!(project.imr(&["--out", "part", "build", &record]).code, 0);
    assert_eq!(project.imr(&["--out", "part", "build", "--edition", "mailed", &record]).code, 0);
    for ending in ["md", "pdf"] {
        let file = format!("part/{CASE}.{ending}");
        let good = fs::read(project.path(&file)).unwrap();
        fs::write(project.path(&file), [&good[..], b"\n"].concat()).unwrap();
        let run = project.imr(&["merge", "part"]);
        assert!(run.code == 1 && run.stderr.contains("error[project/altered]"), "{ending}: {run:?}");
        assert!(!project.path(&format!("out/{CASE}.pdf")).exists(), "{ending}");
        fs::write(project.path(&file), good).unwrap();
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        fs::rename(project.path("part/mailed"), project.path("elsewhere")).unwrap();
        symlink("../elsewhere", project.path("part/mailed")).unwrap();
        let run = project.imr(&["--out", "all", "merge", "part"]);
        assert!(run.code != 0 && run.stderr.contains("`part/mailed` is a link"), "{run:?}");
        assert!(!project.path("all/mailed").exists());
        // Nor does whoever removes letters.
        fs::remove_dir_all(project.path("out/mailed")).unwrap();
        symlink("../elsewhere", project.path("out/mailed")).unwrap();
        project.write("out/ledger.jsonl", &project.read("part/ledger.jsonl"));
        fs::remove_file(project.path(&record)).unwrap();
        let names = project.names(&format!("elsewhere/{CASE}"));
        let run = project.imr(&["clean", "--orphans"]);
        assert!(run.code != 0, "{run:?}");
        assert_eq!(project.names(&format!("elsewhere/{CASE}")), names);
    }
}

#[test]
fn the_same_input_gives_the_same_letters_and_the_same_exit_code() {
    let project = Project::with_seed();
    let record = project.read(&format!("data/{SEED}.yaml"));
    // Of two records of one case no letter is written, however the key is typed.
    project.write(
        "data/other.yaml",
        &record.replace("case_number:", "\"case_number\":").replace("outcome: upheld", "outcome: overturned"),
    );
    for _ in 0..4 {
        let run = project.imr(&["build"]);
        assert!(run.code == 1 && run.stderr.contains("error[project/same-case-number]"), "{run:?}");
        assert_eq!(project.names("out"), Vec::<String>::new());
    }
    // Nor over the letter of a record that is there.
    assert_eq!(project.imr(&["build", &format!("data/{SEED}.yaml")]).code, 0);
    let letter = fs::read(project.path(&format!("out/{SEED}.pdf"))).unwrap();
    for args in [
        &["build", "data/other.yaml"][..],
        &["build", "--force", "data/other.yaml"],
        &["check", "data/other.yaml"],
    ] {
        let run = project.imr(args);
        assert!(run.code == 1 && run.stderr.contains("error[project/same-case-number]"), "{args:?}: {run:?}");
        assert_eq!(fs::read(project.path(&format!("out/{SEED}.pdf"))).unwrap(), letter);
    }
    fs::remove_file(project.path(&format!("data/{SEED}.yaml"))).unwrap();
    let run = project.imr(&["build", "data/other.yaml"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_ne!(fs::read(project.path(&format!("out/{SEED}.pdf"))).unwrap(), letter);
}

/// A print run takes the road that a build takes.
#[cfg(unix)]
#[test]
fn a_link_to_a_record_is_mailed_once() {
    let project = Project::empty();
    project.write("templates/office.yaml", &real_office());
    project.write(&format!("data/{CASE}.yaml"), include_str!("../../data/CM14-0067214.yaml"));
    std::os::unix::fs::symlink(format!("{CASE}.yaml"), project.path("data/link.yaml")).unwrap();
    let run = project.imr(&["mail", "--date", "2014-08-06"]);
    assert!(run.code == 0 && run.stderr.contains("1 case, 3 envelopes"), "{run:?}");
}

#[test]
fn no_letter_whose_record_exists_is_an_orphan() {
    let project = Project::with_samples();
    let record = |name: &str| project.read(&format!("data/{name}.yaml"));
    project.write("data/2014/deep/a.yaml", &record(SEED));
    project.write("data/b.yaml", &record("CM16-0104418").replace("case_number:", "'case_number':"));
    for name in [SEED, "CM16-0104418"] {
        fs::remove_file(project.path(&format!("data/{name}.yaml"))).unwrap();
    }
    let run = project.imr(&["build"]);
    assert!(run.code == 0 && run.stderr.contains("5 letters built"), "{run:?}");
    assert_eq!(project.imr(&["public"]).code, 0);
    let run = project.imr(&["clean", "--orphans"]);
    assert!(run.code == 0 && run.stdout.is_empty(), "{run:?}");
    // Orphans of the public edition go with their rows in the index.
    fs::remove_file(project.path("data/b.yaml")).unwrap();
    for index in ["out/public/index.csv", "out/public/index.json"] {
        assert!(project.read(index).contains("CM16-0104418"));
    }
    let run = project.imr(&["clean", "--orphans"]);
    assert_eq!((run.code, &*run.stdout), (0, "CM16-0104418\npublic/CM16-0104418\n"), "{run:?}");
    for index in ["out/public/index.csv", "out/public/index.json"] {
        assert!(!project.read(index).contains("CM16-0104418"), "{index}");
    }
    assert!(!project.path("out/public/CM16-0104418.pdf").exists());
    assert_eq!(project.imr(&["verify"]).code, 0);
}

/// Whatever a run left, killed or failed, goes with the next command that writes, and `verify` names it before.
#[test]
fn what_a_run_left_goes_wherever_it_lies() {
    let project = mailed_samples();
    for command in [&["build"][..], &["public"], &["clean", "--orphans"]] {
        let left = [
            ".imr-a/.imr-b",
            "public/.imr-c",
            "mailed/.imr-d",
            "mailed/CM14-0067214/.imr-e",
            "mail/.imr-f",
            "mail/2014-08-06/.imr-g",
            "made-with/parts/.imr-h",
        ];
        for name in left {
            project.write(&format!("out/{name}"), "Jamie Example");
        }
        let run = project.imr(&["verify"]);
        for name in left {
            let name = name.split("/.imr-b").next().unwrap();
            assert!(run.code == 1 && run.stderr.contains(&format!("`out/{name}`")), "{name}: {run:?}");
        }
        assert_eq!(project.imr(command).code, 0, "{command:?}");
        for name in left {
            assert!(!project.path(&format!("out/{name}")).exists(), "{command:?}: {name}");
        }
        assert_eq!(project.imr(&["verify"]).code, 0, "{command:?}");
    }
}

/// A file of many gigabytes or a folder is said at once; so is a pipe (`verify.rs`).
#[test]
fn only_ordinary_files_of_a_size_are_read() {
    let project = mailed_samples();
    for (file, is_huge) in [
        ("out/ledger.jsonl", true),
        ("out/mailed.jsonl", false),
        ("out/.journal.jsonl", true),
        ("out/CM14-0012345.pdf", true),
        ("out/CM14-0012345.md", false),
        ("out/mail/2014-08-06/manifest.json", true),
        ("out/mail/2014-08-06/run.pdf", false),
    ] {
        fs::rename(project.path(file), project.path("aside")).unwrap();
        if is_huge {
            fs::File::create(project.path(file)).unwrap().set_len(5 << 30).unwrap();
        } else {
            fs::create_dir(project.path(file)).unwrap();
        }
        let begun = Instant::now();
        let run = project.imr(&["verify"]);
        assert!(run.code != 0 && run.stderr.contains("error["), "{file}: {run:?}");
        let run = project.imr(&["build"]);
        // What a print run holds is looked at where the register is lost only.
        assert_eq!(run.code != 0, !file.contains("/mail/"), "{file}: {run:?}");
        assert!(begun.elapsed() < Duration::from_secs(60), "{file}");
        if is_huge {
            fs::remove_file(project.path(file)).unwrap();
        } else {
            fs::remove_dir(project.path(file)).unwrap();
        }
        fs::rename(project.path("aside"), project.path(file)).unwrap();
    }
    assert_eq!(project.imr(&["verify"]).code, 0);
}

#[test]
fn status_tells_the_truth() {
    let project = Project::with_samples();
    let run = project.imr(&["freeze", SEED]);
    assert!(run.code == 1 && !project.path("out").exists(), "{run:?}");
    assert_eq!(project.imr(&["build"]).code, 0);
    let run = project.imr(&["status", &format!("data/{SEED}.yaml")]);
    assert_eq!(run.stdout, format!("{SEED}  up to date\n"));
    // No letter is edited because a ledger is lost; what nobody can know is said.
    fs::remove_file(project.path("out/ledger.jsonl")).unwrap();
    project.replace(&format!("data/{SEED}.yaml"), "outcome: upheld", "outcome: overturned");
    let run = project.imr(&["status", "--all"]);
    assert!(run.stdout.contains(&format!("{SEED}  changed: ledger (lost)\n")), "{run:?}");
    assert!(run.stdout.contains("CM14-0067214  up to date\n") && !run.stdout.contains("edited"), "{run:?}");
    // A correction is mailed after what it replaces.
    let project = mailed_samples();
    project.replace(
        &format!("data/{CASE}.yaml"),
        "mailed_date: 2014-08-06",
        "mailed_date: 2014-08-06\nreplaces:\n  mailed_date: 2014-08-06\n  reason: A date was wrong.",
    );
    for args in [&["check"][..], &["build"], &["mail", "--date", "2014-08-06"]] {
        let run = project.imr(args);
        assert!(run.code == 1 && run.stderr.contains("error["), "{args:?}: {run:?}");
    }
}

/// An address may change for a new mailing, which says what it replaces.
#[test]
fn a_new_address_takes_a_new_mailing() {
    let project = mailed_samples();
    let record = format!("data/{CASE}.yaml");
    let copy = fs::read(project.path(&format!("out/mailed/{CASE}/employee.pdf"))).unwrap();
    project.replace(&record, "250 Sample St, APT 12", "9 Other Rd");
    for args in
        [&["check"][..], &["build", "--edition", "mailed"], &["public"], &["mail", "--date", "2014-08-06"]]
    {
        let run = project.imr(args);
        assert!(run.code == 1 && run.stderr.contains("error[project/mailed]"), "{args:?}: {run:?}");
    }
    project.replace(
        &record,
        "mailed_date: 2014-08-06",
        "mailed_date: 2014-08-20\nreplaces:\n  mailed_date: 2014-08-06\n  reason: It went to an old address.",
    );
    // A correction that was built is up to date beside what it replaces.
    let run = project.imr(&["build", "--edition", "mailed", CASE]);
    assert_eq!(run.code, 0, "{run:?}");
    let run = project.imr(&["status", "--all"]);
    assert!(run.stdout.contains("employee  up to date\n"), "{run:?}");
    let run = project.imr(&["mail", "--date", "2014-08-20"]);
    assert_eq!(run.code, 0, "{run:?}");
    let kept = project.path(&format!("out/mailed/{CASE}/employee.mailed-2014-08-06.pdf"));
    assert!(fs::read(kept).unwrap() == copy);
    assert!(project.read(&format!("out/mailed/{CASE}/employee.md")).contains("9 OTHER RD"));
    // What was published from the record before says what was mailed last.
    assert!(project.read(&format!("out/public/{CASE}.md")).contains("corrects and replaces"));
    let run = project.imr(&["verify", "--rebuild"]);
    assert!(run.code == 0 && run.stderr.contains(": 0 errors\n"), "{run:?}");
}

/// Papers of a case that were made from different versions of its record are named, whatever made them.
#[test]
fn papers_that_contradict_each_other_are_named() {
    let project = Project::with_samples();
    project.write("templates/office.yaml", &real_office());
    let record = format!("data/{CASE}.yaml");
    for args in [&["build"][..], &["public"]] {
        assert_eq!(project.imr(args).code, 0);
    }
    project.replace(&record, "twisted her left knee", "twisted her right knee");
    assert_eq!(project.imr(&["build"]).code, 0);
    let run = project.imr(&["verify"]);
    assert!(run.code == 0 && run.stderr.contains("warning[project/versions]"), "{run:?}");
    assert!(run.stderr.contains(": 0 errors, 1 warning\n"), "{run:?}");
    // What is frozen is contradicted by nothing that is published.
    let run = project.imr(&["freeze", CASE]);
    assert!(run.code == 1 && run.stderr.contains("error[project/contradicts]"), "{run:?}");
    // A print run makes the public edition anew.
    assert_eq!(project.imr(&["mail", "--date", "2014-08-06"]).code, 0);
    assert!(project.read(&format!("out/public/{CASE}.md")).contains("right knee"));
    let run = project.imr(&["verify"]);
    assert!(run.code == 0 && run.stderr.contains(": 0 errors\n"), "{run:?}");
}
