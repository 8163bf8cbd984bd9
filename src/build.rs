//! Before compiling: a digest of all that decides what letters look like, so that letters made by another
//! build of the same version are made again.

#![allow(clippy::disallowed_macros, clippy::disallowed_methods, reason = "a build script reads the sources")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use sha2::{Digest, Sha256};

/// Git writes the commit into this file where it makes an archive (`.gitattributes`).
const COMMIT: &str = "src/commit.txt";

fn main() {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    for folder in ["src", "templates"] {
        println!("cargo::rerun-if-changed={folder}");
        collect(Path::new(folder), &mut files);
    }
    println!("cargo::rerun-if-changed=Cargo.lock");
    files.sort();
    let mut digest = Sha256::new();
    for file in &files {
        let bytes = fs::read(file).expect("the sources can be read");
        digest.update(file.to_string_lossy().replace('\\', "/").as_bytes());
        digest.update((bytes.len() as u64).to_le_bytes());
        digest.update(&bytes);
    }
    let digest: String = digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    println!("cargo::rustc-env=IMR_SOURCES={digest}");
    println!("cargo::rustc-env=IMR_COMMIT={}", commit().unwrap_or_else(|| "unknown".to_owned()));
}

/// The commit that the sources are of, `+` after it where they were changed since; the file `src/commit.txt` says it in
/// an archive that git made, git itself in a checkout. None elsewhere.
fn commit() -> Option<String> {
    let archived = fs::read_to_string(COMMIT).ok()?;
    let archived = archived.trim();
    if archived.bytes().all(|byte| byte.is_ascii_hexdigit()) && archived.len() >= 12 {
        return Some(archived[..12].to_owned());
    }
    let folder = env::var("CARGO_MANIFEST_DIR").ok()?;
    // Of another project's checkout in which these sources lie, the commit says nothing about them.
    let top = git(&["rev-parse", "--show-toplevel"])?;
    if Path::new(&top).canonicalize().ok()? != Path::new(&folder).canonicalize().ok()? {
        return None;
    }
    let commit = git(&["rev-parse", "HEAD"])?;
    // A development build is not repeated for a commit that changes no source; what is given away is.
    if env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        for name in ["HEAD", "logs/HEAD"] {
            let path = git(&["rev-parse", "--git-path", name]).filter(|path| Path::new(path).exists());
            path.iter().for_each(|path| println!("cargo::rerun-if-changed={path}"));
        }
    }
    let changed = git(&[
        "--no-optional-locks",
        "status",
        "--porcelain",
        "--",
        "src",
        "templates",
        "data",
        "Cargo.toml",
        "Cargo.lock",
    ])?;
    Some(format!("{}{}", commit.get(..12)?, if changed.is_empty() { "" } else { "+" }))
}

/// What git says; none where there is no git, or it will not say.
fn git(args: &[&str]) -> Option<String> {
    let output = Command::new("git").args(args).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the sources can be listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path != Path::new(COMMIT)
            && !(folder.starts_with("src") && path.extension().is_some_and(|end| end == "md"))
        {
            files.push(path); // Notes on the sources change no letter.
        }
    }
}
