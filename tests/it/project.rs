//! A project in a temporary folder, and the built program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use sha2::{Digest, Sha256};

pub const SEED: &str = "CM14-0012345";

pub struct Project {
    folder: tempfile::TempDir,
}

/// What one run said and how it ended.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    pub fn empty() -> Project {
        Project { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// With the sample records, and nothing else.
    pub fn with_samples() -> Project {
        let project = Project::empty();
        copy_folder(&repository("data"), &project.path("data"));
        project
    }

    /// With one of the sample records.
    pub fn with_seed() -> Project {
        let project = Project::empty();
        let record = format!("data/{SEED}.yaml");
        project.write(&record, &fs::read_to_string(repository(&record)).expect("the seed's record"));
        project
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, text).expect("the file is written");
    }

    pub fn read(&self, name: &str) -> String {
        String::from_utf8_lossy(&fs::read(self.path(name)).expect(name)).into_owned()
    }

    /// Changes a file, which must hold `from`.
    pub fn replace(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} does not hold {from:?}");
        self.write(name, &text.replace(from, to));
    }

    /// Names in a folder, sorted, without what the program keeps for itself; none where there is no folder.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).into_iter().flatten();
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| ![".journal.jsonl", "ledger.jsonl"].contains(&name.as_str()))
            .collect();
        names.sort();
        names
    }

    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        command.env_remove("NO_COLOR").env_remove("COLUMNS");
        command
    }

    /// Runs the program, piped.
    pub fn imr(&self, args: &[&str]) -> Run {
        Run::of(self.command(env!("CARGO_BIN_EXE_imr")).args(args).output().expect("imr runs"))
    }

    /// Runs the program with a text on its standard input.
    pub fn imr_with_input(&self, args: &[&str], input: &str) -> Run {
        self.write("input", input);
        let input = fs::File::open(self.path("input")).expect("what was just written");
        let mut command = self.command(env!("CARGO_BIN_EXE_imr"));
        Run::of(command.args(args).stdin(input).output().expect("imr runs"))
    }
}

impl Run {
    pub fn of(output: Output) -> Run {
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder is made");
    for entry in fs::read_dir(from).expect("the folder is there") {
        let entry = entry.expect("an entry").path();
        let target = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy_folder(&entry, &target);
        } else {
            fs::copy(&entry, &target).expect("the file is copied");
        }
    }
}

/// The sample's office with facts of its own, so that it is made up no more.
pub fn real_office() -> String {
    let sample = include_str!("../../templates/office.yaml");
    sample.replace("fictional: true", "fictional: false").replace("Example", "Sierra").replace("000", "415")
}

/// The samples, built, published and one of them mailed, by an office of their own.
pub fn mailed_samples() -> Project {
    let project = Project::with_samples();
    project.write("templates/office.yaml", &real_office());
    for args in [&["build"][..], &["public"], &["mail", "--date", "2014-08-06"]] {
        let run = project.imr(args);
        assert_eq!(run.code, 0, "{run:?}");
    }
    project
}

/// The ledger and the register as another program of the same kind would have written them.
pub fn by_another_program(project: &Project) {
    for name in ["out/ledger.jsonl", "out/mailed.jsonl"] {
        let text = project.read(name);
        let (body, _) = text.trim_end().rsplit_once('\n').unwrap();
        let program = body.split("\"program\":\"").nth(1).unwrap().split('"').next().unwrap();
        let body = format!("{}\n", body.replace(program, "0.0.9 0123456789ab"));
        let hash: String = Sha256::digest(&body).iter().map(|byte| format!("{byte:02x}")).collect();
        project.write(name, &format!("{body}{{\"sha256\":\"{hash}\"}}\n"));
    }
}
