//! All letters of a project, as they are now.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Bound::{Excluded, Unbounded};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::address::{Address, RESERVED};
use super::events::{Event, Events};
use super::pictures::Pictures;
use super::preview::{Preview, Rendered};
use crate::assets::Assets;
use crate::diag::{Finding, Severity, Sink};
use crate::letter::{Edition, LetterKey, LetterOutcome};
use crate::project::{self, Changed, Folders, LedgerReader, LetterState, shown};
use crate::report::{Range, Report};

/// Whole letters are kept for the last few that were looked at; of all others only their row.
const KEPT: usize = 12;
/// The folders in the order in which they are watched.
pub const DATA: usize = 0;
pub const OUT: usize = 1;
pub const TEMPLATES: usize = 2;

/// A letter in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedLetter {
    /// None where the record does not say it in a way that can be read.
    pub case_number: Option<String>,
    pub outcome: Option<LetterOutcome>,
    /// None until it was looked at.
    pub state: Option<LetterState>,
    /// When the letter was mailed that this one corrects.
    pub replaces: Option<String>,
    pub errors: usize,
    pub warnings: usize,
    pub pages: usize,
}

/// The letters of a project, and the previews that were asked for last.
pub struct Letters {
    pub folders: Folders,
    pub events: Events,
    pub pictures: Pictures,
    ledger: LedgerReader,
    assets: Mutex<Arc<CurrentAssets>>,
    list: Mutex<List>,
    /// Some row may be out of date.
    work: Condvar,
    previews: Mutex<VecDeque<Kept>>,
}

struct CurrentAssets {
    version: u64,
    assets: Result<Assets, Vec<Finding>>,
}

#[derive(Default)]
struct List {
    /// By their names in addresses.
    known: BTreeMap<String, Entry>,
    /// The letters of every case number, which are to be one.
    by_number: BTreeMap<String, BTreeSet<String>>,
    /// Why there is no list.
    problem: Option<Finding>,
}

impl List {
    /// The letter that is called so, or has this case number.
    fn find(&self, called: &str) -> Option<&str> {
        let name = self.known.get_key_value(called).map(|(name, _)| name);
        name.or_else(|| self.by_number.get(called)?.first()).map(String::as_str)
    }

    fn row(&self, name: &str) -> Option<ListedLetter> {
        let mut row = self.known.get(name)?.row.clone();
        row.errors += usize::from(self.same_number(name).is_some());
        Some(row)
    }

    fn same_number(&self, name: &str) -> Option<&Path> {
        let number = self.known.get(name)?.row.case_number.as_ref()?;
        let names = self.by_number.get(number)?;
        let other = names.iter().find(|other| *other != name)?;
        Some(&self.known.get(other)?.path)
    }

    /// Takes a row over, and whose case number it has.
    fn set(&mut self, name: &str, mut row: ListedLetter) {
        let Some(known) = self.known.get_mut(name) else { return };
        let before = known.row.case_number.take();
        row.case_number = row.case_number.or_else(|| before.clone());
        if before != row.case_number {
            if let Some(before) = before {
                self.forget(&before, name);
            }
            if let Some(number) = &row.case_number {
                self.by_number.entry(number.clone()).or_default().insert(name.to_owned());
            }
        }
        if let Some(known) = self.known.get_mut(name) {
            known.row = row;
        }
    }

    fn forget(&mut self, number: &str, name: &str) {
        if let Some(names) = self.by_number.get_mut(number) {
            names.remove(name);
            if names.is_empty() {
                self.by_number.remove(number);
            }
        }
    }
}

struct Entry {
    path: PathBuf,
    row: ListedLetter,
    stale: bool,
}

struct Kept {
    name: String,
    edition: Edition,
    preview: Arc<Preview>,
    assets_version: u64,
}

impl Letters {
    pub fn open(folders: Folders) -> Letters {
        let assets = Mutex::new(Arc::new(CurrentAssets { version: 0, assets: read_assets(&folders) }));
        let letters = Letters {
            ledger: LedgerReader::of(&folders.out),
            folders,
            events: Events::default(),
            pictures: Pictures::default(),
            assets,
            list: Mutex::default(),
            work: Condvar::new(),
            previews: Mutex::default(),
        };
        letters.list_records();
        letters
    }

    /// Every letter's name and row, in their order, or why there is none.
    pub fn rows(&self) -> Result<Vec<(String, ListedLetter)>, Finding> {
        let list = lock(&self.list);
        match &list.problem {
            Some(finding) => Err(finding.clone()),
            None => Ok(list.known.keys().filter_map(|name| Some((name.clone(), list.row(name)?))).collect()),
        }
    }

    /// The name of the letter that an address means; none where there is no such letter.
    pub fn find(&self, called: &str) -> Option<String> {
        lock(&self.list).find(called).map(str::to_owned)
    }

    /// The address of a record's letter; of one that is not among the records, of no letter.
    pub fn address_of(&self, record: &Path) -> Address {
        let list = lock(&self.list);
        let name = list.known.iter().find(|(_, entry)| entry.path == record).map(|(name, _)| name.clone());
        Address::of(&name.unwrap_or_else(|| shown(record)))
    }

    /// Another record with the case number of this one; then neither letter is written.
    pub fn same_number(&self, name: &str) -> Option<PathBuf> {
        lock(&self.list).same_number(name).map(Path::to_owned)
    }

    /// The file of a record; none where there is no such letter.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        Some(lock(&self.list).known.get(name)?.path.clone())
    }

    /// The letters before and after one, and the row between them; none where there is no such letter.
    pub fn row(&self, name: &str) -> Option<(Option<String>, ListedLetter, Option<String>)> {
        let list = lock(&self.list);
        let row = list.row(name)?;
        let before =
            list.known.range::<str, _>((Unbounded, Excluded(name))).next_back().map(|(name, _)| name.clone());
        let after =
            list.known.range::<str, _>((Excluded(name), Unbounded)).next().map(|(name, _)| name.clone());
        Some((before, row, after))
    }

    /// A letter as it is now; none where there is no such letter. Built again where its record or the assets
    /// changed.
    pub fn preview(&self, address: &Address) -> Option<Arc<Preview>> {
        let (name, edition) = (self.find(&address.name)?, address.edition);
        let path = self.path(&name)?;
        let assets = Arc::clone(&lock(&self.assets));
        let kept = {
            let previews = lock(&self.previews);
            let kept = previews.iter().find(|kept| kept.name == name && kept.edition == edition);
            kept.map(|kept| (Arc::clone(&kept.preview), kept.assets_version == assets.version))
        };
        let preview = match kept {
            Some((preview, true)) if is_current(&preview, &path) => preview,
            Some((before, same_assets)) => Arc::new(Preview::of(
                &path,
                edition,
                &assets.assets,
                Some(&before),
                same_assets,
                &self.ledger,
            )),
            None => Arc::new(Preview::of(&path, edition, &assets.assets, None, false, &self.ledger)),
        };
        let mut previews = lock(&self.previews);
        previews.retain(|kept| kept.name != name || kept.edition != edition);
        let kept = Kept {
            name: name.clone(),
            edition,
            preview: Arc::clone(&preview),
            assets_version: assets.version,
        };
        previews.push_back(kept);
        while previews.len() > KEPT {
            previews.pop_front();
        }
        drop(previews);
        if edition == Edition::Determination {
            self.note(&name, &preview);
        }
        Some(preview)
    }

    /// How a paper that was built now stands to what is in the folder for letters.
    pub fn state(&self, paper: &Rendered) -> LetterState {
        let stages = &paper.stages;
        self.ledger.state(&stages.paper.key, Some((stages.markdown.text(), &stages.pdf)))
    }

    /// The numbers of the letters that were decided in a range, with what is to be said of those that are not counted.
    ///
    /// # Errors
    /// Where records, templates or the ledger cannot be read.
    pub fn report(&self, range: Range) -> Result<(Report, Vec<Finding>), Vec<Finding>> {
        let assets = Arc::clone(&lock(&self.assets));
        let assets = assets.assets.as_ref().map_err(Clone::clone)?;
        let records = project::find_records(&self.folders.data).map_err(|finding| vec![finding])?;
        let known = project::Known::read(&self.folders.out).map_err(|finding| vec![finding])?;
        let (report, findings) = project::report(&records, range, assets, &known, &AtomicBool::new(false));
        Ok((report, [known.lost, findings].concat()))
    }

    /// Takes in what was saved, and tells the open pages.
    pub fn apply(&self, changed: &Changed) {
        if changed.touches(TEMPLATES) {
            let assets = read_assets(&self.folders);
            let mut now = lock(&self.assets);
            *now = Arc::new(CurrentAssets { version: now.version + 1, assets });
        }
        if changed.touches(DATA) {
            self.list_records();
        }
        let everything = changed.touches(TEMPLATES) || !changed.folders.is_empty();
        let mut events = Vec::new();
        let mut list = lock(&self.list);
        for (name, entry) in &mut list.known {
            let record = (DATA, entry.path.file_name().map(PathBuf::from).unwrap_or_default());
            let number = entry.row.case_number.as_deref().unwrap_or(name);
            let built = |(of, file): &(usize, PathBuf)| {
                *of == OUT
                    && [file.file_stem(), file.parent().and_then(Path::file_name)]
                        .contains(&Some(number.as_ref()))
            };
            let touched = changed.files.contains(&record) || changed.files.iter().any(built);
            if everything || touched {
                entry.stale = true;
                if !everything {
                    events.push(Event::Letter(name.clone()));
                }
            }
        }
        drop(list);
        self.work.notify_all();
        events.push(if everything { Event::Everything } else { Event::List });
        self.events.send(events);
    }

    /// Looks at every letter whose row may be out of date, for ever.
    pub fn refresh_rows(&self) {
        let mut done = 0;
        loop {
            let (name, path) = {
                let mut list = lock(&self.list);
                loop {
                    let stale = list.known.iter_mut().find(|(_, entry)| entry.stale);
                    if let Some((name, entry)) = stale {
                        entry.stale = false;
                        break (name.clone(), entry.path.clone());
                    }
                    if done > 0 {
                        done = 0;
                        self.events.send([Event::List]);
                    }
                    list = self.work.wait(list).unwrap_or_else(PoisonError::into_inner);
                }
            };
            let assets = Arc::clone(&lock(&self.assets));
            self.note(
                &name,
                &Preview::of(&path, Edition::Determination, &assets.assets, None, false, &self.ledger),
            );
            done += 1;
            // The list fills up while it is looked at, in steps that an eye can follow.
            if done % 100 == 0 {
                self.events.send([Event::List]);
            }
        }
    }

    /// Lists the records again; rows of those that were known stay.
    fn list_records(&self) {
        let found = project::find_records(&self.folders.data);
        let mut list = lock(&self.list);
        let mut before = std::mem::take(&mut list.known);
        list.problem = None;
        match found {
            Err(finding) => list.problem = Some(finding),
            Ok(paths) => {
                for path in paths {
                    let name = name_for(&path, &list.known);
                    let entry = before.remove(&name).filter(|entry| entry.path == path).unwrap_or(Entry {
                        path,
                        row: ListedLetter::default(),
                        stale: true,
                    });
                    list.known.insert(name, entry);
                }
            }
        }
        let mut events = Vec::new();
        for (name, gone) in before {
            if let Some(number) = &gone.row.case_number {
                list.forget(number, &name);
            }
            events.push(Event::Letter(name));
        }
        drop(list);
        // A page that is open on a record that is gone says so.
        self.events.send(events);
        self.work.notify_all();
    }

    fn note(&self, name: &str, preview: &Preview) {
        let mut row = ListedLetter {
            errors: preview.count(Severity::Error),
            warnings: preview.count(Severity::Warning),
            ..ListedLetter::default()
        };
        match preview.papers.first().filter(|_| preview.fresh) {
            Some(paper) => {
                let stages = &paper.stages;
                row.case_number = Some(stages.letter.record.case_number.to_string());
                row.outcome = Some(stages.letter.outcome);
                row.pages = stages.pages.pages.len();
                row.replaces =
                    stages.record.replaces.as_ref().map(|replaces| replaces.mailed_date.to_string());
                row.state = Some(self.state(paper));
            }
            // Of a record with errors, what is in the folder for letters is said all the same.
            None => {
                let number = lock(&self.list).known.get(name).and_then(|entry| entry.row.case_number.clone());
                let letter: Option<LetterKey> = number.as_deref().unwrap_or(name).parse().ok();
                row.state = letter.map(|letter| self.ledger.state(&letter, None));
                if preview.is_draft() && row.state.is_none_or(|state| state == LetterState::NeverBuilt) {
                    row.state = Some(LetterState::Draft);
                }
            }
        }
        lock(&self.list).set(name, row);
    }
}

fn read_assets(folders: &Folders) -> Result<Assets, Vec<Finding>> {
    let mut sink = Sink::new();
    project::read_assets(folders, &mut sink).map_err(|_| sink.into_findings())
}

fn is_current(preview: &Preview, path: &Path) -> bool {
    let now = project::read_source(path, &mut Sink::new()).ok();
    match (&preview.record, &now) {
        (Some(before), Some(now)) => before.text() == now.text(),
        _ => false,
    }
}

/// The name of a record in addresses: its file's, without the ending where that is clear.
fn name_for(path: &Path, taken: &BTreeMap<String, Entry>) -> String {
    let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let mut name = text(path.file_stem());
    if taken.contains_key(&name) {
        name = text(path.file_name());
    }
    while taken.contains_key(&name) || RESERVED.contains(&name.as_str()) {
        name.push('~');
    }
    name
}

/// What a thread that broke off left behind is whole: every change to it is one assignment.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
