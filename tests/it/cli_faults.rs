//! What is in the way on the machine: said clearly, never written through, never half done.
#![cfg(unix)]

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Command, Stdio};

use crate::project::{Project, Run, SEED, real_office};

#[test]
fn out_is_a_file() {
    let project = Project::with_seed();
    project.write("out", "mine");
    let run = project.imr(&["build"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("project/not-a-folder"), "{}", run.stderr);
    assert_eq!(project.read("out"), "mine");
}

#[test]
fn a_folder_has_the_letters_name() {
    let project = Project::with_samples();
    project.write(&format!("out/{SEED}.pdf/kept"), "mine");
    let run = project.imr(&["build"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("project/in-the-way"), "{}", run.stderr);
    assert_eq!(project.read(&format!("out/{SEED}.pdf/kept")), "mine");
    // Neither half of the pair, and no temporary file; the four others whole.
    assert!(!project.path(&format!("out/{SEED}.md")).exists());
    assert_eq!(project.names("out").len(), 1 + 4 * 2);
}

#[test]
fn a_folder_that_may_not_be_written_to_is_one_finding() {
    let project = Project::with_samples();
    fs::create_dir(project.path("out")).expect("out is made");
    fs::set_permissions(project.path("out"), fs::Permissions::from_mode(0o555)).expect("permissions");
    if fs::write(project.path("out/probe"), "").is_ok() {
        eprintln!("skipped: this user may write everywhere");
        return;
    }
    let run = project.imr(&["build", "--message-format", "short"]);
    assert_eq!(run.code, 3);
    assert_eq!(run.stderr.matches("project/cannot-write").count(), 1, "{}", run.stderr);
    fs::set_permissions(project.path("out"), fs::Permissions::from_mode(0o755)).expect("permissions");
}

#[test]
fn a_link_in_out_is_replaced_and_not_written_through() {
    let project = Project::with_seed();
    project.write("elsewhere.md", "mine");
    fs::create_dir(project.path("out")).expect("out is made");
    symlink("../elsewhere.md", project.path(&format!("out/{SEED}.md"))).expect("a link");
    let run = project.imr(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(project.read("elsewhere.md"), "mine");
    assert!(project.path(&format!("out/{SEED}.md")).symlink_metadata().expect("a file").is_file());
}

#[test]
fn a_link_in_the_place_of_a_folder_in_out_is_not_followed() {
    let project = Project::with_samples();
    let record = "data/CM14-0067214.yaml";
    project.write("templates/office.yaml", &real_office());
    for (folder, args) in [
        ("mailed", &["build", "--edition", "mailed", record][..]),
        ("public", &["public", record]),
        ("mail", &["mail", "--date", "2014-08-06"]),
    ] {
        fs::create_dir_all(project.path("elsewhere")).expect("a folder");
        fs::create_dir_all(project.path("out")).expect("out is made");
        symlink("../elsewhere", project.path(&format!("out/{folder}"))).expect("a link");
        let run = project.imr(args);
        assert!(run.code == 3 && run.stderr.contains(&format!("`out/{folder}` is a link")), "{run:?}");
        assert_eq!(project.names("elsewhere").len(), 0, "{folder}");
        // All of a print run or nothing: no copy either.
        assert_eq!(project.names("out"), [folder], "{folder}");
        fs::remove_dir_all(project.path("out")).expect("removed");
    }
}

#[test]
fn a_device_is_not_replaced_by_a_letter() {
    let project = Project::with_seed();
    assert_eq!(project.imr(&["build"]).code, 0);
    let run = project.imr(&["pdf", &format!("out/{SEED}.md"), "-o", "/dev/null"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("project/in-the-way"), "{}", run.stderr);
}

#[test]
fn letters_have_the_permissions_of_ordinary_files() {
    let project = Project::with_seed();
    let shell = format!("umask 027; exec {} build", env!("CARGO_BIN_EXE_imr"));
    assert!(project.command("sh").args(["-c", &shell]).status().expect("the shell runs").success());
    let mode = project.path(&format!("out/{SEED}.pdf")).metadata().expect("a PDF").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn an_unknown_override_is_an_error_and_papers_beside_overrides_are_none() {
    let project = Project::with_seed();
    project.write("templates/README.md", "how we change letters");
    project.write("templates/.letter.yaml.swp", "an editor's");
    assert_eq!(project.imr(&["build"]).code, 0);
    project.write("templates/lettre.yaml", "text");
    let run = project.imr(&["build"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("lettre.yaml"), "{}", run.stderr);
}

#[test]
fn a_named_folder_of_overrides_must_be_there() {
    let project = Project::with_seed();
    assert_eq!(project.imr(&["build", "--templates", "tempaltes"]).code, 2);
    project.write("tempaltes", "a file");
    assert_eq!(project.imr(&["build", "--templates", "tempaltes"]).code, 3);
}

#[test]
fn a_link_among_overrides_is_not_followed_out() {
    let project = Project::with_seed();
    project.write("secret.yaml", "mine");
    fs::create_dir(project.path("templates")).expect("templates is made");
    symlink("../secret.yaml", project.path("templates/letter.yaml")).expect("a link");
    symlink("..", project.path("templates/parts")).expect("a link");
    let run = project.imr(&["build", "--message-format", "short"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stderr.matches("project/link-leads-out").count(), 2, "{}", run.stderr);
}

#[test]
fn a_record_that_is_a_folder_or_a_pipe_is_said_to_be_none() {
    let project = Project::with_seed();
    fs::create_dir(project.path("data/CM14-0000001.yaml")).expect("a folder");
    let made = Command::new("mkfifo").arg(project.path("data/CM14-0000002.yaml")).status();
    assert!(made.expect("mkfifo runs").success());
    let run = project.imr(&["build", "--message-format", "short"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stderr.matches("project/not-a-file").count(), 2, "{}", run.stderr);
    assert_eq!(project.names("out").len(), 2);
}

#[test]
fn names_that_are_not_text_are_names_all_the_same() {
    let project = Project::with_seed();
    let odd = project.path("data").join(std::ffi::OsStr::from_bytes(b"odd-\xff\x1b.yaml"));
    fs::rename(project.path(&format!("data/{SEED}.yaml")), &odd).expect("renamed");
    let mut command = project.command(env!("CARGO_BIN_EXE_imr"));
    let run = Run::of(command.arg("build").arg(&odd).output().expect("imr runs"));
    assert_eq!((run.code, project.names("out").len()), (0, 2), "{}", run.stderr);
    assert!(!run.stderr.contains('\x1b'));
}

#[test]
fn a_reader_that_closed_the_pipe_is_no_failure() {
    let project = Project::with_seed();
    let shell = format!(
        "{} completions zsh | true; {} man | head -1",
        env!("CARGO_BIN_EXE_imr"),
        env!("CARGO_BIN_EXE_imr")
    );
    let output = project.command("sh").args(["-c", &shell]).stderr(Stdio::piped()).output().expect("runs");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
