//! All letters of a project, as they are now.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Bound::{Excluded, Unbounded};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::look::Look;
use super::news::{Change, News};
use super::pictures::Pictures;
use crate::assets::Assets;
use crate::diag::{Finding, Severity, Sink};
use crate::letter::LetterOutcome;
use crate::project::{self, Changed, Folders, LedgerReader, LetterState};

/// Whole letters are kept for the last few that were looked at; of all others only their row.
const KEPT: usize = 12;
/// The folders in the order in which they are watched.
pub const DATA: usize = 0;
pub const OUT: usize = 1;
pub const TEMPLATES: usize = 2;

/// A letter in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// None where the record does not say it in a way that can be read.
    pub case_number: Option<String>,
    pub outcome: Option<LetterOutcome>,
    pub state: State,
    pub errors: usize,
    pub warnings: usize,
    pub pages: usize,
}

/// What a letter needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Not looked at yet.
    #[default]
    Unknown,
    /// Its record has errors.
    Broken,
    Made(LetterState),
}

pub struct Desk {
    pub folders: Folders,
    pub news: News,
    pub pictures: Pictures,
    ledger: LedgerReader,
    assets: Mutex<Arc<KitNow>>,
    letters: Mutex<Letters>,
    /// Some row has to be looked at.
    work: Condvar,
    looks: Mutex<VecDeque<(String, Kept)>>,
}

struct KitNow {
    version: u64,
    assets: Result<Assets, Vec<Finding>>,
}

#[derive(Default)]
struct Letters {
    /// By their names in addresses.
    known: BTreeMap<String, Known>,
    /// The letters of every case number, which are to be one.
    by_number: BTreeMap<String, BTreeSet<String>>,
    /// Why there is no list.
    trouble: Option<Finding>,
}

impl Letters {
    fn row(&self, name: &str) -> Option<Row> {
        let mut row = self.known.get(name)?.row.clone();
        if matches!(row.state, State::Made(_)) && self.sharer(name).is_some() {
            row.state = State::Broken;
            row.errors += 1;
        }
        Some(row)
    }

    fn sharer(&self, name: &str) -> Option<&Path> {
        let number = self.known.get(name)?.row.case_number.as_ref()?;
        let sharers = self.by_number.get(number)?;
        let other = sharers.iter().find(|other| *other != name)?;
        Some(&self.known.get(other)?.path)
    }

    /// Takes a row over, and whose case number it has.
    fn set(&mut self, name: &str, mut row: Row) {
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
        if let Some(sharers) = self.by_number.get_mut(number) {
            sharers.remove(name);
            if sharers.is_empty() {
                self.by_number.remove(number);
            }
        }
    }
}

struct Known {
    path: PathBuf,
    row: Row,
    stale: bool,
}

#[derive(Clone)]
struct Kept {
    look: Arc<Look>,
    kit_version: u64,
}

impl Desk {
    pub fn open(folders: Folders) -> Desk {
        let assets = Mutex::new(Arc::new(KitNow { version: 0, assets: read_assets(&folders) }));
        let desk = Desk {
            ledger: LedgerReader::of(&folders.out),
            folders,
            news: News::default(),
            pictures: Pictures::default(),
            assets,
            letters: Mutex::default(),
            work: Condvar::new(),
            looks: Mutex::default(),
        };
        desk.list();
        desk
    }

    /// Every letter's name and row, in their order, or why there is none.
    pub fn rows(&self) -> Result<Vec<(String, Row)>, Finding> {
        let letters = held(&self.letters);
        match &letters.trouble {
            Some(finding) => Err(finding.clone()),
            None => {
                Ok(letters.known.keys().filter_map(|name| Some((name.clone(), letters.row(name)?))).collect())
            }
        }
    }

    /// Another record with the case number of this one; then neither letter is written.
    pub fn sharer(&self, name: &str) -> Option<PathBuf> {
        held(&self.letters).sharer(name).map(Path::to_owned)
    }

    /// The file of a record; none where there is no such letter.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        Some(held(&self.letters).known.get(name)?.path.clone())
    }

    /// The letters before and after one, and the row between them; none where there is no such letter.
    pub fn row(&self, name: &str) -> Option<(Option<String>, Row, Option<String>)> {
        let letters = held(&self.letters);
        let row = letters.row(name)?;
        let before = letters
            .known
            .range::<str, _>((Unbounded, Excluded(name)))
            .next_back()
            .map(|(name, _)| name.clone());
        let after =
            letters.known.range::<str, _>((Excluded(name), Unbounded)).next().map(|(name, _)| name.clone());
        Some((before, row, after))
    }

    /// A letter as it is now; none where there is no such letter. Made anew where its record or the assets
    /// changed.
    pub fn look(&self, name: &str) -> Option<Arc<Look>> {
        let path = self.path(name)?;
        let assets = Arc::clone(&held(&self.assets));
        let kept = held(&self.looks).iter().find(|(of, _)| of == name).map(|(_, kept)| kept.clone());
        let look = match kept {
            Some(Kept { look, kit_version }) if kit_version == assets.version && is_current(&look, &path) => {
                look
            }
            Some(Kept { look, kit_version }) => {
                Arc::new(Look::of(&path, &assets.assets, Some(&look), kit_version == assets.version))
            }
            None => Arc::new(Look::of(&path, &assets.assets, None, false)),
        };
        let mut looks = held(&self.looks);
        looks.retain(|(of, _)| of != name);
        looks.push_back((name.to_owned(), Kept { look: Arc::clone(&look), kit_version: assets.version }));
        while looks.len() > KEPT {
            looks.pop_front();
        }
        drop(looks);
        self.note(name, &look);
        Some(look)
    }

    /// Takes in what was saved, and tells the open pages.
    pub fn take_in(&self, changed: &Changed) {
        if changed.touches(TEMPLATES) {
            let assets = read_assets(&self.folders);
            let mut now = held(&self.assets);
            *now = Arc::new(KitNow { version: now.version + 1, assets });
        }
        if changed.touches(DATA) {
            self.list();
        }
        let everything = changed.touches(TEMPLATES) || !changed.folders.is_empty();
        let mut news = Vec::new();
        let mut letters = held(&self.letters);
        for (name, known) in &mut letters.known {
            let record = (DATA, known.path.file_name().map(PathBuf::from).unwrap_or_default());
            let number = known.row.case_number.as_deref().unwrap_or(name);
            let built = ["md", "pdf"].map(|ending| (OUT, PathBuf::from(format!("{number}.{ending}"))));
            let touched =
                changed.files.contains(&record) || built.iter().any(|file| changed.files.contains(file));
            if everything || touched {
                known.stale = true;
                if !everything {
                    news.push(Change::Letter(name.clone()));
                }
            }
        }
        drop(letters);
        self.work.notify_all();
        news.push(if everything { Change::Everything } else { Change::List });
        self.news.tell(news);
    }

    /// Looks at every letter whose row may be out of date, for ever.
    pub fn keep_rows(&self) {
        let mut done = 0;
        loop {
            let (name, path) = {
                let mut letters = held(&self.letters);
                loop {
                    let stale = letters.known.iter_mut().find(|(_, known)| known.stale);
                    if let Some((name, known)) = stale {
                        known.stale = false;
                        break (name.clone(), known.path.clone());
                    }
                    if done > 0 {
                        done = 0;
                        self.news.tell([Change::List]);
                    }
                    letters = self.work.wait(letters).unwrap_or_else(PoisonError::into_inner);
                }
            };
            let assets = Arc::clone(&held(&self.assets));
            self.note(&name, &Look::of(&path, &assets.assets, None, false));
            done += 1;
            // The list fills up while it is looked at, in steps that an eye can follow.
            if done % 100 == 0 {
                self.news.tell([Change::List]);
            }
        }
    }

    /// Lists the records anew; rows of those that were known stay.
    fn list(&self) {
        let found = project::find_records(&self.folders.data);
        let mut letters = held(&self.letters);
        let mut before = std::mem::take(&mut letters.known);
        letters.trouble = None;
        match found {
            Err(finding) => letters.trouble = Some(finding),
            Ok(paths) => {
                for path in paths {
                    let name = name_for(&path, &letters.known);
                    let known = before.remove(&name).filter(|known| known.path == path).unwrap_or(Known {
                        path,
                        row: Row::default(),
                        stale: true,
                    });
                    letters.known.insert(name, known);
                }
            }
        }
        for (name, gone) in before {
            if let Some(number) = &gone.row.case_number {
                letters.forget(number, &name);
            }
        }
        self.work.notify_all();
    }

    fn note(&self, name: &str, look: &Look) {
        let good = look.good.as_ref().filter(|_| look.fresh);
        let mut row = Row {
            case_number: None,
            outcome: None,
            state: State::Broken,
            errors: look.count(Severity::Error),
            warnings: look.count(Severity::Warning),
            pages: 0,
        };
        if let Some(good) = good {
            let stages = &good.stages;
            let number = stages.letter.record.case_number.as_str();
            row.case_number = Some(number.to_owned());
            row.outcome = Some(stages.letter.outcome);
            row.pages = stages.pages.pages.len();
            let markdown = stages.markdown.text();
            row.state = State::Made(self.ledger.state(number, markdown, &stages.pdf));
        }
        held(&self.letters).set(name, row);
    }
}

fn read_assets(folders: &Folders) -> Result<Assets, Vec<Finding>> {
    let mut sink = Sink::new();
    project::read_assets(folders, &mut sink).map_err(|_| sink.into_findings())
}

fn is_current(look: &Look, path: &Path) -> bool {
    let now = project::read_source(path, &mut Sink::new()).ok();
    match (&look.record, &now) {
        (Some(before), Some(now)) => before.text() == now.text(),
        _ => false,
    }
}

/// The name of a record in addresses: its file's, without the ending where that is clear.
fn name_for(path: &Path, taken: &BTreeMap<String, Known>) -> String {
    let text = |part: Option<&std::ffi::OsStr>| project::shown(Path::new(part.unwrap_or_default()));
    let mut name = text(path.file_stem());
    if taken.contains_key(&name) {
        name = text(path.file_name());
    }
    while taken.contains_key(&name) {
        name.push('~');
    }
    name
}

/// What a thread that broke off left behind is whole: every change to it is one assignment.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
