//! What mailed letters were made with, kept beside them: each template, style, office and font of the project's own once,
//! by its digest, so that a letter can be built again after the project's own files were changed.
//!
//! `out/made-with/parts/cover.DIGEST.md` is `templates/parts/cover.md` as it was. A list `out/made-with/DIGEST.txt` names
//! the files of a wording, as `sha256sum --check` reads it. The row of a mailed letter has the digest of its list: it
//! holds the digest of the list, the list those of the files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::digest::Digest;
use super::findings;
use super::kept_names::{digest_in, file_name, list_name, name_in_list, path_in_list};
use super::known::Known;
use super::outputs::{Outputs, Prepared};
use super::read::read_if_there;
use super::shown;
use super::write::{folder_of, no_link_inside};
use crate::assets::{Assets, Override};
use crate::diag::{Finding, Reported, Sink, codes};
use crate::units::Date;

/// A list and the files that it names.
#[derive(Debug)]
pub(super) struct MadeWith {
    pub digest: Digest,
    list: String,
    files: Vec<File>,
}

#[derive(Debug)]
struct File {
    /// Below the folder of templates.
    path: String,
    digest: Digest,
    bytes: Vec<u8>,
}

impl MadeWith {
    /// What letters of a wording are made with.
    pub fn of(assets: &Assets, wording: &str) -> MadeWith {
        let files = assets.made_with(wording).into_iter();
        let files =
            files.map(|(path, bytes)| File { path, digest: Digest::of(&bytes), bytes: bytes.into_owned() });
        let files: Vec<File> = files.collect();
        let line = |file: &File| format!("{}  {}\n", file.digest, name_in_list(&file.path, file.digest));
        let list: String = files.iter().map(line).collect();
        MadeWith { digest: Digest::of(list.as_bytes()), list, files }
    }

    /// Reads what is kept in a folder for letters under the digest of a list.
    ///
    /// # Errors
    /// Where a file of it is gone, is not what was kept, or cannot be read.
    pub fn read(folder: &Path, digest: Digest, mailed: Option<Date>) -> Result<MadeWith, Finding> {
        let list = read_kept(folder, &list_name(digest), digest, mailed)?;
        let mut files = Vec::new();
        for (path, digest) in listed(&list) {
            let bytes = read_kept(folder, &file_name(&path, digest), digest, mailed)?;
            files.push(File { path, digest, bytes });
        }
        // It was read as text, or its lines would not have been those of a list.
        Ok(MadeWith { digest, list: String::from_utf8_lossy(&list).into_owned(), files })
    }

    /// Adds to a change all that is not in the folder for letters yet; before the letters, so that no letter is there
    /// without it.
    ///
    /// # Errors
    /// Where a file cannot be read or written.
    pub fn stage(&self, outputs: &Outputs, change: &mut Prepared) -> Result<(), Finding> {
        let list = (list_name(self.digest), self.digest, self.list.as_bytes());
        let files = self.files.iter();
        let files = files.map(|file| (file_name(&file.path, file.digest), file.digest, &file.bytes[..]));
        for (name, digest, bytes) in files.chain([list]) {
            let there = read_if_there(&outputs.known.folder.join(&name))?;
            if there.is_none_or(|there| Digest::of(&there) != digest) {
                outputs.stage(change, name, bytes)?;
            }
        }
        Ok(())
    }

    /// The templates, style, office and fonts, put together again.
    ///
    /// # Errors
    /// Where one cannot be read as what it is.
    fn assets(self, folder: &Path, sink: &mut Sink) -> Result<Assets, Reported> {
        let files = self.files.into_iter();
        let files = files.map(|File { path, digest, bytes }| Override {
            shown: shown(&folder.join(file_name(&path, digest))),
            path,
            bytes,
        });
        Assets::of_made_with(files.collect(), sink)
    }
}

/// What a list came to, or why it cannot be known any more.
type Again = Arc<Result<Assets, Vec<Finding>>>;

/// What mailed letters of a folder were made with, each list read once.
#[derive(Default)]
pub struct Archive {
    read: Mutex<BTreeMap<Digest, Again>>,
}

impl Archive {
    /// What a letter was made with.
    pub(super) fn assets(&self, folder: &Path, digest: Digest, mailed: Option<Date>) -> Again {
        // Whoever asks for the same list waits, and for others as well: there are few.
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let assets = read.entry(digest).or_insert_with(|| {
            let mut sink = Sink::new();
            let kept = MadeWith::read(folder, digest, mailed).map_err(|finding| sink.error(finding));
            let assets = kept.and_then(|kept| kept.assets(folder, &mut sink));
            Arc::new(assets.map_err(|_| sink.into_findings()))
        });
        Arc::clone(assets)
    }
}

/// Holds what is kept to the rows of mailed letters, and gives the names of its files.
pub(super) fn verify_made_with(known: &Known, sink: &mut Sink) -> Kept {
    let mut lists: BTreeMap<Digest, Option<Date>> = BTreeMap::new();
    for row in known.rows.values() {
        if let Some(digest) = row.made_with {
            lists.entry(digest).or_insert(row.mailed);
        }
    }
    let mut kept = Kept::default();
    for (digest, mailed) in lists {
        let name = list_name(digest);
        let list = read_kept(&known.folder, &name, digest, mailed);
        kept.names.insert(name);
        match list {
            Ok(list) => {
                for (path, digest) in listed(&list) {
                    let name = file_name(&path, digest);
                    // Most lists name most files.
                    if !kept.names.insert(name.clone()) {
                        continue;
                    }
                    report(read_kept(&known.folder, &name, digest, mailed), sink);
                }
            }
            Err(finding) => {
                kept.lost_lists = true;
                report(Err(finding), sink);
            }
        }
    }
    kept
}

/// What is no ordinary file is said to be one that nobody knows.
fn report(kept: Result<Vec<u8>, Finding>, sink: &mut Sink) {
    match kept {
        Err(finding) if finding.code != &codes::project::IN_THE_WAY => sink.report(finding),
        _ => {}
    }
}

/// The files of what mailed letters were made with.
#[derive(Debug, Default)]
pub(super) struct Kept {
    names: BTreeSet<String>,
    /// Whether a list is gone or was changed, so that nobody can tell which files it named.
    lost_lists: bool,
}

impl Kept {
    /// Whether a file, named from the folder for letters, is one that is kept.
    pub fn has(&self, folder: &Path, name: &str) -> bool {
        let is_own = |digest| {
            read_if_there(&folder.join(name))
                .is_ok_and(|there| there.is_some_and(|there| Digest::of(&there) == digest))
        };
        self.names.contains(name) || (self.lost_lists && digest_in(name).is_some_and(is_own))
    }
}

/// The files that a list names: the path of each below the folder of templates, and its digest.
fn listed(list: &[u8]) -> Vec<(String, Digest)> {
    let list = String::from_utf8_lossy(list);
    list.lines().filter_map(|line| path_in_list(line.split_once("  ")?.1)).collect()
}

/// The bytes of a kept file, which are those of its digest.
///
/// # Errors
/// Where it is gone, was changed, or cannot be read.
fn read_kept(folder: &Path, name: &str, digest: Digest, mailed: Option<Date>) -> Result<Vec<u8>, Finding> {
    let path = folder.join(name);
    no_link_inside(folder, folder_of(&path))?;
    match read_if_there(&path)? {
        Some(bytes) if Digest::of(&bytes) == digest => Ok(bytes),
        Some(_) => Err(findings::altered(&path, mailed)),
        None => Err(findings::gone(&path, mailed)),
    }
}
