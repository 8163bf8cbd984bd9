//! Files written whole or not at all: a temporary file on the same disk, synced, then renamed.
//!
//! Renaming puts the new file where a link stood and never writes through it, so a link in `out` cannot
//! lead a letter elsewhere.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{NamedTempFile, TempDir, TempPath};

use super::findings;
use crate::diag::Finding;

/// Where files are made before they get their names: folders inside the one for letters, which go with this.
///
/// A folder takes new files one at a time, so threads that made them in the same one would wait for each other.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    /// The folder as temporary files name it: their paths are absolute.
    absolute: PathBuf,
    folders: Mutex<StagingFolders>,
}

#[derive(Debug)]
struct StagingFolders {
    /// Those in which no thread is making files.
    idle: Vec<TempDir>,
    /// The folder that they stand in, which goes after them.
    above: Option<TempDir>,
}

/// A file or folder that is complete, but not yet under its name.
#[derive(Debug)]
pub(super) struct Staged {
    temporary: TempPath,
    /// A folder is synced when it is staged.
    is_folder: bool,
}

impl Staging {
    /// Makes the folder for letters where it is absent, else tries it out, so that a folder that cannot be written to is
    /// one finding and not one for every letter.
    ///
    /// # Errors
    /// Where it cannot be made or written to.
    pub fn open(folder: &Path) -> Result<Staging, Finding> {
        let there = folder.is_dir();
        make_folder(folder)?;
        if there {
            temporary_in(folder).map_err(|error| findings::cannot_write(folder, &error))?;
        }
        let folders = Mutex::new(StagingFolders { idle: Vec::new(), above: None });
        let absolute = std::path::absolute(folder).map_err(|error| findings::cannot_write(folder, &error))?;
        Ok(Staging { folder: folder.to_owned(), absolute, folders })
    }

    /// Writes a file that is to stand at a path; what stands there is not touched yet.
    ///
    /// # Errors
    /// Where it cannot be written, or a folder or a device is in the way.
    pub fn file(&self, to: &Path, bytes: &[u8]) -> Result<Staged, Finding> {
        nothing_in_the_way(to)?;
        let cannot = |error| findings::cannot_write(to, &error);
        let folder = self.idle_folder().map_err(cannot)?;
        let written = temporary_in(folder.path()).and_then(|mut temporary| {
            temporary.write_all(bytes)?;
            Ok(Staged { temporary: temporary.into_temp_path(), is_folder: false })
        });
        self.lock().idle.push(folder);
        written.map_err(cannot)
    }

    /// Writes a folder of files that is to stand at a path, each synced; nothing may be there yet.
    ///
    /// # Errors
    /// Where it cannot be written, or something is there.
    pub fn folder(&self, to: &Path, files: &[(&str, &[u8])]) -> Result<Staged, Finding> {
        if to.symlink_metadata().is_ok() {
            return Err(findings::exists(to));
        }
        let cannot = |error| findings::cannot_write(to, &error);
        let idle = self.idle_folder().map_err(cannot)?;
        let written = unfinished().tempdir_in(idle.path()).and_then(|folder| {
            let mut inner = BTreeSet::new();
            for (name, bytes) in files {
                let path = folder.path().join(name);
                let inside = folder_of(&path);
                if inside != folder.path() && inner.insert(inside.to_owned()) {
                    fs::create_dir(inside)?;
                }
                let mut file = temporary_in(inside)?;
                file.write_all(bytes)?;
                file.as_file().sync_all()?;
                file.persist_noclobber(&path)?;
            }
            inner.iter().try_for_each(|inside| File::open(inside)?.sync_all())?;
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt;
                // A temporary folder is for its owner only; this one is for the mail room.
                fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))?;
            }
            File::open(folder.path())?.sync_all()?;
            // Where it does not get its name, it goes with the folder that it stands in.
            TempPath::try_from_path(folder.keep())
        });
        self.lock().idle.push(idle);
        Ok(Staged { temporary: written.map_err(cannot)?, is_folder: true })
    }

    fn lock(&self) -> MutexGuard<'_, StagingFolders> {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A folder in which no other thread makes files.
    fn idle_folder(&self) -> io::Result<TempDir> {
        let mut folders = self.lock();
        if let Some(idle) = folders.idle.pop() {
            return Ok(idle);
        }
        let above = match folders.above.take() {
            Some(above) => above,
            None => folder_of_folders(&self.folder)?,
        };
        let made = unfinished().tempdir_in(above.path());
        folders.above = Some(above);
        made
    }

    /// The path of a staged file from the folder for letters, `/` between the names.
    ///
    /// # Errors
    /// Where the path is no text, or leads elsewhere: the journal could not name it.
    pub fn name_of(&self, staged: &Staged) -> Result<String, Finding> {
        let inside = staged.temporary.strip_prefix(&self.absolute).ok();
        let steps: Option<Vec<&str>> =
            inside.and_then(|inside| inside.iter().map(|step| step.to_str()).collect());
        Ok(steps.ok_or_else(|| findings::staged_elsewhere(&staged.temporary, &self.folder))?.join("/"))
    }

    /// Brings what was staged to the disk.
    ///
    /// # Errors
    /// Where the disk does not take it.
    pub fn sync<'a>(&self, files: impl Iterator<Item = &'a Staged> + Clone) -> Result<(), Finding> {
        let cannot = |error| findings::cannot_write(&self.folder, &error);
        // One sync of the whole disk takes a third of the time of one for every file, because each of those ends a
        // transaction of the file system; but it also waits for what other programs have written.
        #[cfg(target_os = "linux")]
        if files.clone().count() >= MANY {
            let synced = File::open(&self.folder).and_then(|folder| Ok(rustix::fs::syncfs(folder)?));
            return synced.map_err(cannot);
        }
        files.clone().try_for_each(|file| file.sync()).map_err(cannot)
    }

    /// Leaves what was staged on the disk when this goes: the journal still needs it.
    pub fn leave(&self) {
        let mut folders = self.lock();
        let StagingFolders { idle, above } = &mut *folders;
        for folder in idle.drain(..).chain(above.take()) {
            let _ = folder.keep();
        }
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // The folders inside go before the one they stand in.
        self.lock().idle.clear();
    }
}

impl Staged {
    fn sync(&self) -> io::Result<()> {
        if self.is_folder {
            return Ok(());
        }
        File::options().write(true).open(&self.temporary)?.sync_all()
    }

    /// Puts it under its name, over what was there.
    ///
    /// # Errors
    /// Where it cannot be.
    pub fn put(self, to: &Path) -> Result<(), Finding> {
        self.temporary.persist(to).map_err(|failed| findings::cannot_write(to, &failed.error))
    }

    /// Puts it under its name, where nothing is.
    ///
    /// # Errors
    /// Where something is, or it cannot be put there.
    pub fn put_new(self, to: &Path) -> Result<(), Finding> {
        self.temporary.persist_noclobber(to).map_err(|failed| not_new(to, &failed.error))
    }

    /// Leaves it on the disk when this goes: the journal still needs it.
    pub fn leave(self) {
        // Where even that fails, the file goes, and the next run takes the change back.
        let _ = self.temporary.keep();
    }
}

/// Makes a folder somewhere inside the one for letters.
///
/// # Errors
/// Where it cannot be made, or a link in its place, or above it, would lead letters elsewhere.
pub(super) fn make_inside(out: &Path, folder: &Path) -> Result<(), Finding> {
    no_link_inside(out, folder)?;
    make_folder(folder)
}

/// Makes sure that nothing below the folder for letters, down to this path, leads elsewhere.
///
/// # Errors
/// Where a link is among the folders above it, or it is one.
pub(super) fn no_link_inside(out: &Path, path: &Path) -> Result<(), Finding> {
    let inside = path.ancestors().take_while(|&above| above != out);
    match inside.filter(|above| above.is_symlink()).last() {
        Some(link) => Err(findings::link_in_the_way(link)),
        None => Ok(()),
    }
}

fn make_folder(folder: &Path) -> Result<(), Finding> {
    fs::create_dir_all(folder).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => findings::not_a_folder(folder),
        _ => findings::cannot_write(folder, &error),
    })
}

/// Files for which the whole disk is synced.
#[cfg(target_os = "linux")]
const MANY: usize = 32;

/// Writes one file, over what was there.
///
/// # Errors
/// Where it cannot be written, or a folder or a device is in the way.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Finding> {
    nothing_in_the_way(path)?;
    let written = written_beside(path, bytes)?;
    written.persist(path).map_err(|failed| findings::cannot_write(path, &failed.error))?;
    sync_folder(folder_of(path))
}

/// Writes one file over an ordinary one, which may be read and written by whom it was before.
///
/// # Errors
/// As [`write_whole`].
pub(super) fn write_over(path: &Path, bytes: &[u8]) -> Result<(), Finding> {
    nothing_in_the_way(path)?;
    let written = written_beside(path, bytes)?;
    let allowed = fs::metadata(path).and_then(|there| fs::set_permissions(&written, there.permissions()));
    allowed.map_err(|error| findings::cannot_write(path, &error))?;
    written.persist(path).map_err(|failed| findings::cannot_write(path, &failed.error))?;
    sync_folder(folder_of(path))
}

/// Writes one file that must not be there yet, and the folder for it.
///
/// # Errors
/// Where something of that name is there, or it cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Finding> {
    if path.symlink_metadata().is_ok() {
        return Err(findings::exists(path));
    }
    let folder = folder_of(path);
    fs::create_dir_all(folder).map_err(|error| findings::cannot_write(folder, &error))?;
    written_beside(path, bytes)?.persist_noclobber(path).map_err(|failed| not_new(path, &failed.error))?;
    sync_folder(folder)
}

/// Why a file did not get a name that nothing was to have.
fn not_new(path: &Path, error: &io::Error) -> Finding {
    match error.kind() {
        ErrorKind::AlreadyExists => findings::exists(path),
        _ => findings::cannot_write(path, error),
    }
}

/// A synced temporary file in the folder of a path.
fn written_beside(path: &Path, bytes: &[u8]) -> Result<TempPath, Finding> {
    let written = temporary_in(folder_of(path)).and_then(|mut temporary| {
        temporary.write_all(bytes)?;
        temporary.as_file().sync_all()?;
        Ok(temporary.into_temp_path())
    });
    written.map_err(|error| findings::cannot_write(path, &error))
}

/// A link is replaced, not followed; but a device such as /dev/null would be replaced as well.
fn nothing_in_the_way(path: &Path) -> Result<(), Finding> {
    match path.symlink_metadata() {
        Ok(there) if !there.is_file() && !there.is_symlink() => Err(findings::in_the_way(path)),
        _ => Ok(()),
    }
}

/// How the names of files begin that are not finished, and of the folders they stand in.
pub(super) const UNFINISHED: &str = ".imr-";

fn unfinished() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    builder
}

/// A folder whose folders have little to do with each other. A file system that listens to that (ext4) puts each where
/// few files are; right beside thousands that were just removed, ext4 without a journal takes ten times as long for a new
/// one.
fn folder_of_folders(folder: &Path) -> io::Result<TempDir> {
    let made = unfinished().tempdir_in(folder)?;
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{IFlags, ioctl_getflags, ioctl_setflags};
        // Only a hint: other file systems refuse it.
        let opened = File::open(made.path())?;
        let _ = ioctl_getflags(&opened).and_then(|flags| ioctl_setflags(&opened, flags | IFlags::TOPDIR));
    }
    Ok(made)
}

/// A temporary file is for its owner only unless told otherwise; a letter is an ordinary file, whose
/// permissions the user's mask decides.
fn temporary_in(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = unfinished();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A new name is on disk only when its folder is.
pub(super) fn sync_folder(folder: &Path) -> Result<(), Finding> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| findings::cannot_write(folder, &error))
}
