//! A stream of what was saved: which files of some folders changed, as soon as they are quiet.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::findings;
use super::records::is_left_behind;
use crate::diag::Finding;

/// An editor writes a file in several steps; after this much quiet it is done.
const QUIET: Duration = Duration::from_millis(15);
/// What never becomes quiet is handed over after this long.
const LONGEST: Duration = Duration::from_millis(80);
/// How often a folder that is not there yet is looked for.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Watches folders, those in them included.
#[derive(Debug)]
pub struct Changes {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    folders: Vec<Watched>,
}

#[derive(Debug)]
struct Watched {
    folder: PathBuf,
    /// How the machine names the folder in what it reports.
    names: [PathBuf; 2],
    there: bool,
}

/// What changed since the last time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The files: the number of their folder, as it was given, and their path from there.
    pub files: BTreeSet<(usize, PathBuf)>,
    /// Folders that appeared, went, or changed in more places than the machine could report.
    pub folders: BTreeSet<usize>,
}

impl Changed {
    fn is_empty(&self) -> bool {
        self.files.is_empty() && self.folders.is_empty()
    }

    /// Whether anything of a folder changed.
    pub fn touches(&self, folder: usize) -> bool {
        self.folders.contains(&folder) || self.files.iter().any(|(of, _)| *of == folder)
    }
}

impl Changes {
    /// Starts to watch. A folder that is not there is watched from when it appears.
    ///
    /// # Errors
    /// Where the machine cannot watch.
    pub fn of(folders: &[&Path]) -> Result<Changes, Finding> {
        let (send, events) = channel();
        let first = folders.first().copied().unwrap_or(Path::new("."));
        let watcher = notify::recommended_watcher(send)
            .map_err(|error| findings::cannot_watch(first, &error.to_string()))?;
        let folders = folders.iter().map(|&folder| Watched {
            folder: folder.to_owned(),
            names: [folder.to_owned(), folder.to_owned()],
            there: false,
        });
        let mut changes = Changes { watcher, events, folders: folders.collect() };
        for number in 0..changes.folders.len() {
            changes.look_for(number)?;
        }
        Ok(changes)
    }

    /// Waits for the next change, or as long as `patience` where it is given; then there is none.
    ///
    /// # Errors
    /// Where the machine no longer watches.
    pub fn next(&mut self, patience: Option<Duration>) -> Result<Option<Changed>, Finding> {
        let until = patience.map(|patience| Instant::now() + patience);
        let mut changed = Changed::default();
        loop {
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            let event = self.wait(left.map_or(LOOK_AGAIN, |left| left.min(LOOK_AGAIN)))?;
            match event {
                Some(event) => self.note(event, &mut changed),
                None if left == Some(Duration::ZERO) => return Ok(None),
                None => {}
            }
            for number in 0..self.folders.len() {
                if !self.folders[number].there && self.look_for(number)? {
                    changed.folders.insert(number);
                }
            }
            if !changed.is_empty() {
                break;
            }
        }
        let longest = Instant::now() + LONGEST;
        while Instant::now() < longest
            && let Some(event) = self.wait(QUIET)?
        {
            self.note(event, &mut changed);
        }
        Ok(Some(changed))
    }

    fn wait(&self, patience: Duration) -> Result<Option<notify::Result<Event>>, Finding> {
        match self.events.recv_timeout(patience) {
            Ok(event) => Ok(Some(event)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => {
                Err(findings::cannot_watch(&self.folders[0].folder, "the machine stopped reporting"))
            }
        }
    }

    /// Watches a folder if it is there now.
    fn look_for(&mut self, number: usize) -> Result<bool, Finding> {
        let watched = &mut self.folders[number];
        if !watched.folder.is_dir() {
            return Ok(false);
        }
        match self.watcher.watch(&watched.folder, RecursiveMode::Recursive) {
            Ok(()) => {}
            // Gone between the two looks.
            Err(_) if !watched.folder.is_dir() => return Ok(false),
            Err(error) => return Err(findings::cannot_watch(&watched.folder, &error.to_string())),
        }
        let absolute = std::path::absolute(&watched.folder).unwrap_or_else(|_| watched.folder.clone());
        let canonical = watched.folder.canonicalize().unwrap_or_else(|_| absolute.clone());
        watched.names = [absolute, canonical];
        watched.there = true;
        Ok(true)
    }

    fn note(&mut self, event: notify::Result<Event>, changed: &mut Changed) {
        let all = 0..self.folders.len();
        let Ok(event) = event else { return changed.folders.extend(all) };
        if event.need_rescan() {
            return changed.folders.extend(all);
        }
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        for path in &event.paths {
            for (number, watched) in self.folders.iter_mut().enumerate() {
                let inside = watched.names.iter().find_map(|name| path.strip_prefix(name).ok());
                match inside {
                    Some(inside) if inside.as_os_str().is_empty() => {
                        // The folder itself: it went, or another took its name.
                        if !watched.folder.is_dir() || matches!(event.kind, EventKind::Remove(_)) {
                            watched.there = false;
                        }
                        changed.folders.insert(number);
                    }
                    Some(inside) if !is_left_behind(inside) => {
                        changed.files.insert((number, inside.to_owned()));
                    }
                    _ => {}
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const PATIENCE: Option<Duration> = Some(Duration::from_secs(20));

    fn wait_for(changes: &mut Changes, file: (usize, &str)) {
        loop {
            let changed = changes.next(PATIENCE).expect("it watches").expect("something changed");
            assert!(!changed.files.iter().any(|(_, file)| is_left_behind(file)), "{changed:?}");
            if changed.files.contains(&(file.0, PathBuf::from(file.1))) {
                return;
            }
        }
    }

    #[test]
    fn what_is_saved_is_reported_by_its_folder() {
        let project = tempfile::tempdir().expect("a folder");
        let (data, templates) = (project.path().join("data"), project.path().join("templates"));
        fs::create_dir_all(&data).expect("data");
        let mut changes = Changes::of(&[&data, &templates]).expect("it watches");
        fs::write(data.join("a.yaml"), "x").expect("written");
        wait_for(&mut changes, (0, "a.yaml"));
        fs::write(data.join(".a.swp"), "x").expect("written");
        fs::write(data.join("new"), "y").expect("written");
        fs::rename(data.join("new"), data.join("a.yaml")).expect("renamed");
        wait_for(&mut changes, (0, "a.yaml"));
    }

    #[test]
    fn a_folder_that_appears_is_watched() {
        let project = tempfile::tempdir().expect("a folder");
        let templates = project.path().join("templates");
        let mut changes = Changes::of(&[&templates]).expect("it watches");
        fs::create_dir_all(templates.join("parts")).expect("templates");
        let changed = changes.next(PATIENCE).expect("it watches").expect("something changed");
        assert!(changed.touches(0));
        fs::write(templates.join("parts/summary.md"), "x").expect("written");
        wait_for(&mut changes, (0, "parts/summary.md"));
    }
}
