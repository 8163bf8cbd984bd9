//! What the user has under `templates/`: files that replace built-in ones.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::records::is_left_behind;
use super::{Folders, findings, read, shown};
use crate::assets::{Assets, Override};
use crate::diag::{Finding, Reported, Sink};

/// The templates, style and fonts that a project's letters are made with.
///
/// # Errors
/// Where a file of the user's cannot be read, or cannot be what its name says.
pub fn read_assets(folders: &Folders, sink: &mut Sink) -> Result<Assets, Reported> {
    let overrides = match &folders.templates {
        Some(templates) => read_overrides(templates, sink)?,
        None => Vec::new(),
    };
    Assets::assemble(overrides, sink)
}

/// Every file below the folder, by its path from there with `/` between the names, sorted. Hidden files,
/// what editors leave behind and the papers that go with a folder (README, LICENSE) are none.
///
/// # Errors
/// Where the folder or one of its files cannot be read, all of it at once.
pub fn read_overrides(templates: &Path, sink: &mut Sink) -> Result<Vec<Override>, Reported> {
    let mark = sink.mark();
    let mut files = Vec::new();
    collect(templates, templates, "", &mut files, sink);
    files.sort();
    let mut overrides = Vec::new();
    for (name, path) in files {
        match read::read_bytes(&path) {
            Ok(bytes) => overrides.push(Override { path: name, shown: shown(&path), bytes }),
            Err(finding) => sink.report(finding),
        }
    }
    sink.unless_errors(mark, overrides)
}

fn collect(root: &Path, folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>, sink: &mut Sink) {
    let entries = match fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
        Ok(entries) => entries,
        Err(error) => {
            return sink.report(match error.kind() {
                ErrorKind::NotADirectory => findings::not_a_folder(folder),
                _ => findings::cannot_read(folder, &error),
            });
        }
    };
    for entry in entries {
        let path = entry.path();
        if is_left_behind(&path) {
            continue;
        }
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            sink.report(findings::name_is_not_text(&path));
            continue;
        };
        match what_is(root, &path) {
            Ok(Entry::Folder) if is_named_like_a_file(name) => sink.report(findings::not_a_file(&path)),
            Ok(Entry::Folder) => collect(root, &path, &format!("{prefix}{name}/"), files, sink),
            Ok(Entry::File) if is_paper(name) => {}
            Ok(Entry::File) => files.push((format!("{prefix}{name}"), path)),
            Err(finding) => sink.report(finding),
        }
    }
}

enum Entry {
    File,
    Folder,
}

/// A link counts as the file it leads to, if that stands in the same folder tree. Links to folders could
/// lead round in a circle.
fn what_is(root: &Path, path: &Path) -> Result<Entry, Finding> {
    let unreadable = |error| findings::cannot_read(path, &error);
    let kind = path.symlink_metadata().map_err(unreadable)?.file_type();
    if kind.is_symlink() {
        let end = path.canonicalize().map_err(|error| match error.kind() {
            ErrorKind::NotFound => findings::link_leads_nowhere(path),
            _ => unreadable(error),
        })?;
        let inside = end.starts_with(root.canonicalize().map_err(unreadable)?);
        return if inside && end.is_file() {
            Ok(Entry::File)
        } else {
            Err(findings::link_leads_out(path, root))
        };
    }
    Ok(if kind.is_dir() { Entry::Folder } else { Entry::File })
}

/// Whether a folder would be taken for the file that replaces one of the program's.
fn is_named_like_a_file(name: &str) -> bool {
    [".md", ".yaml", ".png", ".svg"].iter().any(|ending| name.ends_with(ending))
}

pub(super) fn is_paper(name: &str) -> bool {
    name.starts_with("README") || name.starts_with("LICENSE")
}
