//! Before compiling: a digest of all that decides what letters look like, so that letters made by another
//! build of the same version are made again.

#![allow(clippy::disallowed_macros, clippy::disallowed_methods, reason = "a build script reads the sources")]

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

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
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the sources can be listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if !(folder.starts_with("src") && path.extension().is_some_and(|end| end == "md")) {
            files.push(path); // Notes on the sources change no letter.
        }
    }
}
