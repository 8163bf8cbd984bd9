//! Files written whole or not at all: a temporary file beside the place, synced, then renamed.
//!
//! Renaming puts the new file where a link stood and never writes through it, so a link in `out` cannot
//! lead a letter elsewhere.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{NamedTempFile, TempDir, TempPath};

use super::findings;
use crate::diag::Finding;

/// The folder that letters are written to.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    workshops: Mutex<Workshops>,
}

/// Folders in which files are made before they get their names. A folder takes new files one at a time, so that threads
/// which make them in the same one wait for each other.
#[derive(Debug)]
struct Workshops {
    /// Those in which no thread is making files.
    idle: Vec<TempDir>,
    /// The folder that they stand in, which goes after them.
    above: Option<TempDir>,
}

impl Output {
    /// Makes the folder where it is absent, else tries it out, so that a folder that cannot be written to is
    /// one finding and not one for every letter.
    ///
    /// # Errors
    /// Where it cannot be made or written to.
    pub fn open(folder: &Path) -> Result<Output, Finding> {
        let there = folder.is_dir();
        make_folder(folder)?;
        if there {
            temporary_in(folder).map_err(|error| findings::cannot_write(folder, &error))?;
        }
        Ok(Output {
            folder: folder.to_owned(),
            workshops: Mutex::new(Workshops { idle: Vec::new(), above: None }),
        })
    }

    /// Writes a letter's files beside `<name>.md` and `<name>.pdf`, which are not touched yet; the name may be inside
    /// a folder.
    ///
    /// # Errors
    /// Where one of them cannot be written.
    pub fn prepare(&self, name: &str, markdown: &[u8], pdf: &[u8]) -> Result<[Whole; 2], Finding> {
        let pair = [("md", markdown), ("pdf", pdf)]
            .map(|(ending, bytes)| (self.folder.join(format!("{name}.{ending}")), bytes));
        let folder = folder_of(&pair[0].0);
        let both = |workshop: &Path| {
            let [(markdown, text), (pdf, bytes)] = &pair;
            let pdf = Whole::prepare(pdf.clone(), workshop, bytes, Sync::WithOthers)?;
            Ok([Whole::prepare(markdown.clone(), workshop, text, Sync::WithOthers)?, pdf])
        };
        if folder != self.folder {
            make_inside(&self.folder, folder)?;
            return both(folder);
        }
        self.in_workshop(both)
    }

    /// Writes a file of the folder's own, over what was there.
    ///
    /// # Errors
    /// Where it cannot be written, or a folder or a device is in the way.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Finding> {
        let path = self.folder.join(name);
        self.in_workshop(|workshop| Whole::prepare(path.clone(), workshop, bytes, Sync::Now))?.put()?;
        sync_folder(&self.folder)
    }

    fn in_workshop<T>(&self, make: impl FnOnce(&Path) -> Result<T, Finding>) -> Result<T, Finding> {
        let workshop = self.workshop().map_err(|error| findings::cannot_write(&self.folder, &error))?;
        let made = make(workshop.path());
        self.lock().idle.push(workshop);
        made
    }

    fn lock(&self) -> MutexGuard<'_, Workshops> {
        self.workshops.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A folder in which no other thread makes files.
    fn workshop(&self) -> io::Result<TempDir> {
        let mut workshops = self.lock();
        if let Some(idle) = workshops.idle.pop() {
            return Ok(idle);
        }
        let above = match workshops.above.take() {
            Some(above) => above,
            None => folder_of_folders(&self.folder)?,
        };
        let made = unfinished().tempdir_in(above.path());
        workshops.above = Some(above);
        made
    }

    /// Brings what was prepared to the disk.
    ///
    /// # Errors
    /// Where the disk does not take it.
    pub fn sync(&self, files: &[&Whole]) -> Result<(), Finding> {
        // One sync of the whole disk takes a third of the time of one for every file, because each of those ends a
        // transaction of the file system; but it also waits for what other programs have written.
        #[cfg(target_os = "linux")]
        if files.len() >= MANY {
            let synced = File::open(&self.folder).and_then(|folder| Ok(rustix::fs::syncfs(folder)?));
            return synced.map_err(|error| findings::cannot_write(&self.folder, &error));
        }
        files
            .iter()
            .try_for_each(|file| file.sync().map_err(|error| findings::cannot_write(&file.path, &error)))
    }
}

/// Makes a folder somewhere inside the one for letters.
///
/// # Errors
/// Where it cannot be made, or a link in its place, or above it, would lead letters elsewhere.
pub(super) fn make_inside(out: &Path, folder: &Path) -> Result<(), Finding> {
    let inside = folder.ancestors().take_while(|&above| above != out);
    if let Some(link) = inside.filter(|above| above.is_symlink()).last() {
        return Err(findings::link_in_the_way(link));
    }
    make_folder(folder)
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
    Whole::prepare(path.to_owned(), folder_of(path), bytes, Sync::Now)?.put()?;
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
    let whole = Whole::prepare(path.to_owned(), folder, bytes, Sync::Now)?;
    whole.temporary.persist_noclobber(path).map_err(|failed| match failed.error.kind() {
        ErrorKind::AlreadyExists => findings::exists(path),
        _ => findings::cannot_write(path, &failed.error),
    })?;
    sync_folder(folder)
}

/// When a file is brought to the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sync {
    Now,
    /// With [`Output::sync`].
    WithOthers,
}

/// A file that is complete, but not yet under its name.
#[derive(Debug)]
pub(super) struct Whole {
    path: PathBuf,
    temporary: TempPath,
}

impl Whole {
    /// Writes it in a folder of the same disk.
    fn prepare(path: PathBuf, workshop: &Path, bytes: &[u8], sync: Sync) -> Result<Whole, Finding> {
        // A link is replaced, not followed; but a device such as /dev/null would be replaced as well.
        if path.symlink_metadata().is_ok_and(|there| !there.is_file() && !there.is_symlink()) {
            return Err(findings::in_the_way(&path));
        }
        let written = temporary_in(workshop).and_then(|mut temporary| {
            temporary.write_all(bytes)?;
            if sync == Sync::Now {
                temporary.as_file().sync_all()?;
            }
            Ok(temporary.into_temp_path())
        });
        match written {
            Ok(temporary) => Ok(Whole { path, temporary }),
            Err(error) => Err(findings::cannot_write(&path, &error)),
        }
    }

    fn sync(&self) -> std::io::Result<()> {
        File::options().write(true).open(&self.temporary)?.sync_all()
    }

    /// Puts the file under its name, over what was there.
    ///
    /// # Errors
    /// Where it cannot be.
    pub fn put(self) -> Result<(), Finding> {
        let Whole { path, temporary } = self;
        temporary.persist(&path).map_err(|failed| findings::cannot_write(&path, &failed.error))
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
