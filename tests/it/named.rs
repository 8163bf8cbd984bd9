//! Records named by case number, file or folder, at every command; completions that know the case numbers.

use crate::project::{Project, Run, SEED};

const OTHER: &str = "CM14-0067214";

#[test]
fn a_case_number_a_file_and_a_folder_name_the_same_record() {
    let file = format!("data/{OTHER}.yaml");
    for typed in [OTHER, &OTHER.to_lowercase(), &file, "data/of-2014"] {
        let project = Project::with_samples();
        if typed == "data/of-2014" {
            std::fs::create_dir(project.path(typed)).unwrap();
            std::fs::rename(project.path(&file), project.path(&format!("{typed}/record.yml"))).unwrap();
        }
        let run = project.imr(&["build", typed]);
        assert_eq!(run.code, 0, "{typed}: {}", run.stderr);
        assert_eq!(project.names("out"), [format!("{OTHER}.md"), format!("{OTHER}.pdf")], "{typed}");
        let commands: [&[&str]; 5] =
            [&["check"], &["diff"], &["preview"], &["status"], &["preview", "--pages"]];
        for command in commands {
            let run = project.imr(&[command, &[typed]].concat());
            assert_eq!(run.code, 0, "{command:?} {typed}: {}", run.stderr);
        }
        assert!(project.imr(&["status", typed]).stdout.starts_with(OTHER));
        let explained = project.imr(&["explain", typed]);
        assert!(typed.ends_with("2014") || explained.stdout.starts_with(OTHER), "{explained:?}");
        let frozen = project.imr(&["freeze", typed]);
        assert!(frozen.stderr.contains(&format!("{OTHER} is frozen")), "{typed}: {frozen:?}");
    }
}

#[test]
fn the_record_says_its_case_number_not_its_file() {
    let project = Project::with_samples();
    let (one, other) =
        (project.path(&format!("data/{SEED}.yaml")), project.path(&format!("data/{OTHER}.yaml")));
    let aside = project.path("aside");
    std::fs::rename(&one, &aside).unwrap();
    std::fs::rename(&other, &one).unwrap();
    std::fs::rename(&aside, &other).unwrap();
    let run = project.imr(&["preview", SEED]);
    assert!(run.stdout.contains(&format!("case_number: \"{SEED}\"")), "{run:?}");
}

#[test]
fn a_case_number_of_no_record_does_nothing_and_suggests_one() {
    let project = Project::with_samples();
    let run = project.imr(&["build", SEED, "CM14-0067241"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("no-such-case") && run.stderr.contains(&format!("did you mean {OTHER}?")),
        "{}",
        run.stderr
    );
    assert!(!project.path("out").exists());
}

#[test]
fn several_records_are_not_taken_for_one() {
    let project = Project::with_samples();
    for command in ["preview", "serve"] {
        let run = project.imr(&[command, "data"]);
        assert!(run.code == 2 && run.stderr.contains("cli/one-record"), "{command}: {}", run.stderr);
    }
}

#[test]
fn a_letter_for_a_record_and_a_record_for_a_letter_are_told_apart() {
    let project = Project::with_samples();
    assert_eq!(project.imr(&["build"]).code, 0);
    let before = project.names("out");
    let (record, letter) = (format!("data/{SEED}.yaml"), format!("out/{SEED}.md"));
    let pdf = format!("out/{SEED}.pdf");
    for (args, said) in [
        (&["build", &letter][..], "is a letter, not a record"),
        (&["check", &letter], "is a letter, not a record"),
        (&["preview", &letter], "is a letter, not a record"),
        (&["preview", "--pages", &letter], "is a letter, not a record"),
        (&["build", &pdf], "is a PDF, not a record"),
        (&["pdf", &record, "-o", "new.pdf"], "is a record, not a letter"),
    ] {
        let run = project.imr(args);
        assert!(
            run.code != 0
                && run.stderr.contains(&format!(
                    "error[project/other-kind]: `{}` {said}",
                    args.iter().rfind(|arg| arg.contains(SEED)).unwrap()
                )),
            "{run:?}"
        );
    }
    let record = project.imr_with_input(&["build", "-"], &project.read(&letter));
    assert!(record.stderr.contains("`<standard input>` is a letter, not a record"), "{record:?}");
    assert_eq!(project.names("out"), before);
    assert!(!project.path("new.pdf").exists());
    // A letter whose front matter lost a line is still a letter.
    project.replace(&letter, "style: letter\n", "");
    let run = project.imr(&["pdf", &letter, "-o", "new.pdf"]);
    assert_eq!(run.stderr.matches("error[").count(), 1, "{run:?}");
    assert!(run.stderr.contains("error[yaml/missing-key]: `style` is missing"), "{run:?}");
}

#[test]
fn letters_without_a_record_have_their_status_by_case_number() {
    let project = Project::with_samples();
    assert_eq!(project.imr(&["build"]).code, 0);
    std::fs::remove_file(project.path(&format!("data/{OTHER}.yaml"))).unwrap();
    let run = project.imr(&["status", OTHER]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "CM14-0067214  orphan\n"), "{}", run.stderr);
    assert_eq!(project.imr(&["status", "CM99-0000000"]).code, 2);
}

/// What the script of bash asks where Tab is typed after these words.
fn completed(project: &Project, words: &[&str]) -> Vec<String> {
    let mut command = project.command(env!("CARGO_BIN_EXE_imr"));
    command
        .env("IMR_COMPLETE", "bash")
        .env("_CLAP_IFS", "\n")
        .env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string());
    command.env("_CLAP_COMPLETE_COMP_TYPE", "9").env("_CLAP_COMPLETE_SPACE", "true");
    let run = Run::of(command.arg("--").args(words).output().unwrap());
    assert_eq!(run.code, 0, "{words:?}: {}", run.stderr);
    run.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn tab_completes_case_numbers_commands_and_paths() {
    let project = Project::with_samples();
    assert_eq!(completed(&project, &["imr", "preview", "cm14-00672"]), [OTHER]);
    assert_eq!(completed(&project, &["imr", "build", SEED, "CM14-006"]), [OTHER]);
    assert_eq!(completed(&project, &["imr", "freeze", "CM14"]), [SEED, OTHER]);
    assert_eq!(completed(&project, &["imr", "publ"]), ["public"]);
    assert_eq!(completed(&project, &["imr", "build", "data/CM14-001"]), [format!("data/{SEED}.yaml")]);
    std::fs::rename(project.path("data"), project.path("records")).unwrap();
    assert_eq!(completed(&project, &["imr", "--data", "records", "diff", "CM14-006"]), [OTHER]);
}

#[test]
fn the_version_tells_the_commit_and_the_wordings() {
    let project = Project::empty();
    let short = project.imr(&["-V"]).stdout;
    let long = project.imr(&["--version"]).stdout;
    let lines: Vec<&str> = long.lines().collect();
    let [program, commit, wordings] = lines[..] else { panic!("{long}") };
    assert_eq!(program, concat!("imr ", env!("CARGO_PKG_VERSION")));
    let commit = commit.strip_prefix("commit ").unwrap();
    assert_eq!(short, format!("{program} ({commit})\n"));
    let hash = commit.trim_end_matches('+');
    assert!(
        commit == "unknown" || (hash.len() == 12 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())),
        "{commit}"
    );
    assert_eq!(wordings, "wordings imr-2014, imr-2016");
}

#[test]
fn explain_lists_the_codes_and_finds_a_near_one() {
    let project = Project::empty();
    let listed = project.imr(&["explain"]).stdout;
    for code in imr_letters::diag::codes::all() {
        assert!(listed.contains(code.name), "{}", code.name);
    }
    assert!(listed.contains("days_to_appeal"));
    for (typed, meant) in [
        ("record/unknown-feild", "record/unknown-field"),
        ("unknown-field", "record/unknown-field"),
        ("rule/date_order", "rule/date-order"),
        ("days_to_apeal", "days_to_appeal"),
    ] {
        let run = project.imr(&["explain", typed]);
        assert!(
            run.code == 2 && run.stderr.contains(&format!("did you mean `{meant}`?")),
            "{typed}: {}",
            run.stderr
        );
    }
    assert!(project.imr(&["explain", "[rule/date-order]"]).stdout.starts_with("rule/date-order"));
}
