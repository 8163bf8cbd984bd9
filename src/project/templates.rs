//! The files that letters are made with, as their author sees them: the program's own, those that replace them, and
//! what the program's own were when they were copied.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use similar::TextDiff;

use super::overrides::read_overrides;
use super::write::{write_new, write_whole};
use super::{Folders, findings, read, shown};
use crate::assets::{Assets, Override};
use crate::diag::{Finding, Reported, Sink, visible_lines};
use crate::yaml::{first_value, nearest};

/// Where copies are kept of built-in files as they were when the author took them: what a newer program changed can
/// be told from what the author did. Hidden, so that it is none of the templates.
const ORIGINALS: &str = ".built-in";

/// Lines shown around a change.
const AROUND: usize = 2;

/// How a file under `templates/` stands to those the program carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    BuiltIn,
    /// A file of the author's that is the built-in one, byte for byte.
    Same,
    /// It replaces the built-in one.
    Replaces,
    /// It replaces a built-in file that a newer program has changed since it was copied.
    Behind,
    /// There is no built-in file of its path.
    Added,
}

/// A file that letters are made with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFile {
    /// Its path below the folder of templates.
    pub path: String,
    pub origin: Origin,
    /// Records whose letters depend on it.
    pub records: usize,
}

/// What differs between two texts of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateChange {
    pub path: String,
    /// Whose changes these are.
    pub by: ChangedBy,
    /// As a unified diff, what cannot be seen made visible.
    pub diff: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangedBy {
    /// The author, since the file was copied from the program; or where that is not known, against the program's now.
    Author,
    /// The program, since the file was copied.
    Program,
}

/// All files that letters are made with, by path.
///
/// # Errors
/// Where a file of the author's cannot be read, or a record that is to be counted cannot.
pub fn template_files(
    folders: &Folders,
    records: &[PathBuf],
    assets: &Assets,
    sink: &mut Sink,
) -> Result<Vec<TemplateFile>, Reported> {
    let own = own_files(folders, sink)?;
    let mut wordings: BTreeMap<String, usize> = BTreeMap::new();
    for record in records {
        let bytes = read::read_bytes(record).map_err(|finding| sink.error(finding))?;
        let text = String::from_utf8_lossy(&bytes);
        if let Some((wording, _)) = first_value(&text, "template") {
            *wordings.entry(wording).or_default() += 1;
        }
    }
    let mut files: BTreeMap<String, TemplateFile> = BTreeMap::new();
    let built_in = Assets::embedded_files().iter().map(|(path, _)| ((*path).to_owned(), Origin::BuiltIn));
    let own = own.iter().map(|file| (file.path.clone(), origin(folders, file)));
    for (path, origin) in built_in.chain(own) {
        files.insert(path.clone(), TemplateFile { path, origin, records: 0 });
    }
    for (wording, count) in wordings {
        let uses = assets.uses(&wording, true);
        files.values_mut().filter(|file| uses(&file.path)).for_each(|file| file.records += count);
    }
    Ok(files.into_values().collect())
}

fn origin(folders: &Folders, file: &Override) -> Origin {
    match Assets::embedded(&file.path) {
        None => Origin::Added,
        Some(built_in) if built_in == file.bytes => Origin::Same,
        Some(built_in) => match original(folders, &file.path) {
            Some(original) if original != built_in => Origin::Behind,
            _ => Origin::Replaces,
        },
    }
}

/// The bytes of a file as letters are made with it: the author's, or else the built-in one.
///
/// # Errors
/// Where there is no such file, or it cannot be read.
pub fn template_bytes(folders: &Folders, named: &str) -> Result<Cow<'static, [u8]>, Finding> {
    let folder = templates_folder(folders);
    let path = path_in(&folder, named);
    let file = folder.join(&path);
    let inside = Path::new(&path).components().all(|part| matches!(part, Component::Normal(_)));
    if folders.templates.is_some() && inside && file.symlink_metadata().is_ok() {
        return read::read_bytes(&file).map(Cow::Owned);
    }
    Assets::embedded(&path).map(Cow::Borrowed).ok_or_else(|| no_such_template(named))
}

/// Copies a built-in file to the author's folder, and notes what it was.
///
/// # Errors
/// Where there is no such file, the author has one of its path already, or it cannot be written.
pub fn copy_template(folders: &Folders, named: &str) -> Result<PathBuf, Finding> {
    let folder = templates_folder(folders);
    let path = path_in(&folder, named);
    let bytes = Assets::embedded(&path).ok_or_else(|| no_such_template(named))?;
    let file = folder.join(&path);
    write_new(&file, bytes)?;
    let original = folder.join(ORIGINALS).join(&path);
    // What was noted of a copy that was removed since is no longer what this one was copied from.
    if original.symlink_metadata().is_ok() {
        write_whole(&original, bytes)?;
    } else {
        write_new(&original, bytes)?;
    }
    Ok(file)
}

/// What the author changed in the files that replace built-in ones, and what a newer program changed in those since
/// they were copied; of the files that are named, or of all.
///
/// # Errors
/// Where a file that is named is none of the author's, or one cannot be read.
pub fn template_changes(
    folders: &Folders,
    named: &[String],
    sink: &mut Sink,
) -> Result<Vec<TemplateChange>, Reported> {
    let folder = templates_folder(folders);
    let own = own_files(folders, sink)?;
    let mark = sink.mark();
    let mut wanted = BTreeSet::new();
    for name in named {
        let path = path_in(&folder, name);
        if own.iter().any(|file| file.path == path) {
            wanted.insert(path);
        } else if Assets::embedded(&path).is_some() {
            sink.report(findings::template_not_copied(&path));
        } else {
            sink.report(no_such_template(name));
        }
    }
    sink.unless_errors(mark, ())?;
    let mut changes = Vec::new();
    for file in own.iter().filter(|file| named.is_empty() || wanted.contains(&file.path)) {
        let Some(built_in) = Assets::embedded(&file.path) else { continue };
        let original = original(folders, &file.path).unwrap_or_else(|| built_in.to_owned());
        let mut change = |by, old: &[u8], new: &[u8], names: [&str; 2]| {
            if old != new {
                changes.push(TemplateChange { path: file.path.clone(), by, diff: unified(old, new, names) });
            }
        };
        let was = format!("built-in {}", file.path);
        change(ChangedBy::Author, &original, &file.bytes, [&was, &file.shown]);
        let now = format!("{was}, of this version");
        change(ChangedBy::Program, &original, built_in, [&format!("{was}, as it was copied"), &now]);
    }
    Ok(changes)
}

fn unified(old: &[u8], new: &[u8], [old_name, new_name]: [&str; 2]) -> String {
    let (Ok(old), Ok(new)) = (str::from_utf8(old), str::from_utf8(new)) else {
        return format!("--- {old_name}\n+++ {new_name}\nthese files are not text, and they differ\n");
    };
    let diff = TextDiff::from_lines(old, new);
    let mut unified = diff.unified_diff();
    let text = unified.context_radius(AROUND).header(old_name, new_name).to_string();
    visible_lines(&text.replace("\r\n", "<U+000D>\n")).into_owned()
}

fn own_files(folders: &Folders, sink: &mut Sink) -> Result<Vec<Override>, Reported> {
    folders.templates.as_deref().map_or(Ok(Vec::new()), |folder| read_overrides(folder, sink))
}

/// What a built-in file was when it was copied.
fn original(folders: &Folders, path: &str) -> Option<Vec<u8>> {
    read::read_bytes(&folders.templates.as_deref()?.join(ORIGINALS).join(path)).ok()
}

/// The folder of the author's files, there or not.
fn templates_folder(folders: &Folders) -> PathBuf {
    folders.templates.clone().unwrap_or_else(|| PathBuf::from("templates"))
}

/// The path below the folder of templates that is meant: people also type it with the folder, or a wording as records
/// name it.
fn path_in(folder: &Path, named: &str) -> String {
    let below = Path::new(named);
    let below = below.strip_prefix(folder).or_else(|_| below.strip_prefix("templates")).unwrap_or(below);
    let path =
        below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
    let wording = format!("{path}.md");
    if Assets::embedded(&path).is_none() && Assets::embedded(&wording).is_some() { wording } else { path }
}

fn no_such_template(named: &str) -> Finding {
    let known = Assets::embedded_files().iter().map(|(path, _)| *path);
    findings::no_such_template(&shown(Path::new(named)), nearest(named, known))
}
