//! Reading one file, whole, with bounds on what is taken for one.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, SystemTime};

use super::{findings, shown};
use crate::diag::{Finding, Reported, Sink, Source};
use crate::yaml;

/// No file of a letter is larger; what is larger was named by mistake and would only fill the memory.
const LIMIT: u64 = 64 << 20;
/// No ledger of a folder of letters is larger: a row has less than 1 kB.
pub(super) const LEDGER_LIMIT: u64 = 1 << 30;

/// How often a file is read that changes meanwhile.
const READINGS: usize = 3;
/// A program that writes a file in several steps seldom rests longer between two of them.
const REST: Duration = Duration::from_millis(15);

/// The bytes of an ordinary file, as they were at one time.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, Finding> {
    let unreadable = |error| findings::cannot_read(path, &error);
    // Asked before opening: a pipe without a writer would never open.
    let there = path.metadata().map_err(unreadable)?;
    if !there.is_file() {
        return Err(findings::not_a_file(path));
    }
    for _ in 0..READINGS {
        let file = File::open(path).map_err(unreadable)?;
        let before = Version::of(&file).map_err(unreadable)?;
        let bytes = bounded(path, &file, before.length, LIMIT)?;
        if before.is_young() {
            thread::sleep(REST);
        }
        if bytes.len() as u64 == before.length && before == Version::of(&file).map_err(unreadable)? {
            return Ok(bytes);
        }
    }
    Err(findings::changes_while_read(path))
}

/// What tells that a file was written to.
#[derive(PartialEq, Eq)]
struct Version {
    length: u64,
    written: Option<SystemTime>,
}

impl Version {
    fn of(file: &File) -> io::Result<Version> {
        let file = file.metadata()?;
        Ok(Version { length: file.len(), written: file.modified().ok() })
    }

    /// Whether it was written just now, and may be written on.
    fn is_young(&self) -> bool {
        self.written.is_some_and(|written| written.elapsed().is_ok_and(|age| age < REST))
    }
}

/// The bytes of a file of the folder for letters; none where there is no such file. A link is no file of the program's:
/// it is not followed, and writing puts a file in its place.
///
/// # Errors
/// Where something else than an ordinary file, or one that is too large, has its name, or it cannot be read.
pub(super) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, Finding> {
    read_if_there_up_to(path, LIMIT)
}

/// As [`read_if_there`], with another limit.
///
/// # Errors
/// As there.
pub(super) fn read_if_there_up_to(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, Finding> {
    let absent = |error: &io::Error| matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
    match path.symlink_metadata() {
        Ok(there) if there.is_symlink() => Ok(None),
        // Asked before opening: a pipe without a writer would never open.
        Ok(there) if !there.is_file() => Err(findings::in_the_way(path)),
        Ok(there) if there.len() > limit => Err(findings::too_large(path, limit)),
        Ok(there) => {
            let file = File::open(path).map_err(|error| findings::cannot_read(path, &error))?;
            bounded(path, file, there.len(), limit).map(Some)
        }
        Err(error) if absent(&error) => Ok(None),
        Err(error) => Err(findings::cannot_read(path, &error)),
    }
}

/// `expected` bytes are made room for; it may be wrong.
fn bounded(path: &Path, from: impl Read, expected: u64, limit: u64) -> Result<Vec<u8>, Finding> {
    // One more, so that the end is seen without making more room.
    let mut bytes = Vec::with_capacity(expected.min(limit) as usize + 1);
    from.take(limit + 1).read_to_end(&mut bytes).map_err(|error| findings::cannot_read(path, &error))?;
    if bytes.len() as u64 > limit {
        return Err(findings::too_large(path, limit));
    }
    Ok(bytes)
}

/// The text of a file, under its path as its name.
///
/// # Errors
/// Where the file cannot be read or is not text.
pub fn read_source(path: &Path, sink: &mut Sink) -> Result<Arc<Source>, Reported> {
    let bytes = read_bytes(path).map_err(|finding| sink.error(finding))?;
    source_of(path, &bytes, sink)
}

/// The text of a file whose bytes were read.
pub(super) fn source_of(path: &Path, bytes: &[u8], sink: &mut Sink) -> Result<Arc<Source>, Reported> {
    yaml::source_from_bytes(&shown(path), bytes, sink)
}

/// The text that something else than a file gives, such as standard input.
///
/// # Errors
/// Where it cannot be read or is not text.
pub fn source_from_reader(name: &str, from: impl Read, sink: &mut Sink) -> Result<Arc<Source>, Reported> {
    let bytes = read_all(Path::new(name), from).map_err(|finding| sink.error(finding))?;
    yaml::source_from_bytes(name, &bytes, sink)
}

/// All bytes that something else than a file gives.
pub(super) fn read_all(name: &Path, from: impl Read) -> Result<Vec<u8>, Finding> {
    bounded(name, from, 0, LIMIT)
}
