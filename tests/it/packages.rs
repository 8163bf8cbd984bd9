//! What other tools take from the project: the hook of pre-commit and the action of GitHub, run as they would run it.

use std::path::Path;
use std::process::Command;

use serde_yaml::Value;

use crate::project::{Project, Run, SEED, repository};

fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&std::fs::read_to_string(repository(path)).expect(path)).expect(path)
}

/// The folder of the built program in front of the others.
fn path_with_imr() -> std::ffi::OsString {
    let program = Path::new(env!("CARGO_BIN_EXE_imr")).parent().expect("a folder").to_owned();
    let others = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths([program].into_iter().chain(std::env::split_paths(&others))).expect("a path")
}

#[test]
fn the_hook_of_pre_commit_checks_the_files_it_is_given() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hook = &hooks[0];
    let words: Vec<&str> = hook["entry"].as_str().expect("an entry").split(' ').collect();
    let project = Project::with_seed();
    let record = format!("data/{SEED}.yaml");
    assert!(record.starts_with(hook["files"].as_str().expect("files").trim_start_matches('^')));
    let hooked = || {
        let mut command = project.command(words[0]);
        Run::of(
            command.env("PATH", path_with_imr()).args(&words[1..]).arg(&record).output().expect("imr runs"),
        )
    };
    let run = hooked();
    assert_eq!(run.code, 0, "{run:?}");
    project.replace(&record, "outcome: upheld", "outcome: uphelt");
    let run = hooked();
    assert!(run.code == 1 && run.stderr.contains("error[record/bad-value]"), "{run:?}");
}

#[test]
fn the_action_makes_an_annotation_of_every_finding() {
    let action = yaml(".github/actions/check/action.yml");
    let steps = action["runs"]["steps"].as_sequence().expect("steps");
    let scripts: Vec<&str> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    let [install, check] = scripts[..] else { panic!("{scripts:?}") };
    let project = Project::with_seed();
    let bash = |script: &str| {
        let mut command: Command = project.command("bash");
        command.args(["-e", "-c", script]).env("PATH", path_with_imr());
        command.env("GITHUB_ACTION_PATH", repository(".github/actions/check"));
        Run::of(
            command
                .env("IMR_DATA", "data")
                .env("IMR_ARGUMENTS", "--deny warnings")
                .output()
                .expect("bash runs"),
        )
    };
    assert_eq!(bash(install).code, 0, "an installed program is taken");
    let run = bash(check);
    assert!(run.code == 0 && !run.stdout.contains("::"), "{run:?}");
    project.replace(&format!("data/{SEED}.yaml"), "outcome: upheld", "outcome: uphelt");
    let run = bash(check);
    let annotation = format!("::error file=data/{SEED}.yaml,line=");
    assert!(run.code == 1 && run.stdout.contains(&annotation), "{run:?}");
    assert!(run.stdout.contains("title=record/bad-value::"), "{run:?}");
}
