//! Files written whole or not at all: a temporary file beside the place, synced, then renamed.
//!
//! Renaming puts the new file where a link stood and never writes through it, so a link in `out` cannot
//! lead a letter elsewhere.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::codes;
use crate::diag::Finding;

/// The folder that letters are written to.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
}

impl Output {
    /// Makes the folder where it is absent and tries it out, so that a folder that cannot be written to is
    /// one finding and not one for every letter.
    ///
    /// # Errors
    /// Where it cannot be made or written to.
    pub fn open(folder: &Path) -> Result<Output, Finding> {
        fs::create_dir_all(folder).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => codes::not_a_folder(folder),
            _ => codes::cannot_write(folder, &error),
        })?;
        temporary_in(folder).map_err(|error| codes::cannot_write(folder, &error))?;
        Ok(Output { folder: folder.to_owned() })
    }

    /// Writes a letter as `<name>.md` and `<name>.pdf`; the name may be inside a folder. Neither is touched before both are safely on disk.
    ///
    /// # Errors
    /// Where one of them cannot be written.
    pub fn write_letter(&self, name: &str, markdown: &[u8], pdf: &[u8]) -> Result<(), Finding> {
        let path = self.folder.join(format!("{name}.md"));
        let folder = folder_of(&path).to_owned();
        // A link in the place of a folder of ours would lead letters elsewhere.
        if folder != self.folder && folder.is_symlink() {
            return Err(codes::in_the_way(&folder));
        }
        fs::create_dir_all(&folder).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => codes::not_a_folder(&folder),
            _ => codes::cannot_write(&folder, &error),
        })?;
        let markdown = Whole::prepare(path, markdown)?;
        let pdf = Whole::prepare(self.folder.join(format!("{name}.pdf")), pdf)?;
        markdown.put()?;
        pdf.put()?;
        sync_folder(&folder)
    }
}

/// Writes one file, over what was there.
///
/// # Errors
/// Where it cannot be written, or a folder or a device is in the way.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Finding> {
    Whole::prepare(path.to_owned(), bytes)?.put()?;
    sync_folder(folder_of(path))
}

/// Writes one file that must not be there yet, and the folder for it.
///
/// # Errors
/// Where something of that name is there, or it cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Finding> {
    if path.symlink_metadata().is_ok() {
        return Err(codes::exists(path));
    }
    let folder = folder_of(path);
    fs::create_dir_all(folder).map_err(|error| codes::cannot_write(folder, &error))?;
    let whole = Whole::prepare(path.to_owned(), bytes)?;
    whole.temporary.persist_noclobber(path).map_err(|failed| match failed.error.kind() {
        ErrorKind::AlreadyExists => codes::exists(path),
        _ => codes::cannot_write(path, &failed.error),
    })?;
    sync_folder(folder)
}

/// A file that is complete on disk, but not yet under its name.
struct Whole {
    path: PathBuf,
    temporary: NamedTempFile,
}

impl Whole {
    fn prepare(path: PathBuf, bytes: &[u8]) -> Result<Whole, Finding> {
        // A link is replaced, not followed; but a device such as /dev/null would be replaced as well.
        if path.symlink_metadata().is_ok_and(|there| !there.is_file() && !there.is_symlink()) {
            return Err(codes::in_the_way(&path));
        }
        let written = temporary_in(folder_of(&path)).and_then(|mut temporary| {
            temporary.write_all(bytes)?;
            temporary.as_file().sync_all()?;
            Ok(temporary)
        });
        match written {
            Ok(temporary) => Ok(Whole { path, temporary }),
            Err(error) => Err(codes::cannot_write(&path, &error)),
        }
    }

    fn put(self) -> Result<(), Finding> {
        let Whole { path, temporary } = self;
        temporary.persist(&path).map(drop).map_err(|failed| codes::cannot_write(&path, &failed.error))
    }
}

/// How the names of files begin that are not finished.
pub(super) const UNFINISHED: &str = ".imr-";

/// A temporary file is for its owner only unless told otherwise; a letter is an ordinary file, whose
/// permissions the user's mask decides.
fn temporary_in(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A new name is on disk only when its folder is.
pub(super) fn sync_folder(folder: &Path) -> Result<(), Finding> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| codes::cannot_write(folder, &error))
}
