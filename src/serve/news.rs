//! What changed, for every page that is open.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Pages that were away for longer than this many changes are told to look at everything.
const KEPT: usize = 64;

/// What pages have to ask for again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// One letter, by its name in addresses.
    Letter(String),
    /// The list of letters.
    List,
    /// All of it: templates, style or fonts.
    Everything,
}

#[derive(Default)]
pub struct News {
    told: Mutex<Told>,
    more: Condvar,
}

#[derive(Default)]
struct Told {
    count: u64,
    last: VecDeque<Change>,
}

impl News {
    pub fn tell(&self, changes: impl IntoIterator<Item = Change>) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        for change in changes {
            told.count += 1;
            told.last.push_back(change);
            if told.last.len() > KEPT {
                told.last.pop_front();
            }
        }
        self.more.notify_all();
    }

    /// How much was told so far.
    pub fn count(&self) -> u64 {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).count
    }

    /// What was told since `seen`, and how much was told then; nothing where `patience` ends first.
    pub fn since(&self, seen: u64, patience: Duration) -> (u64, Vec<Change>) {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let (told, _) = self
            .more
            .wait_timeout_while(told, patience, |told| told.count <= seen)
            .unwrap_or_else(PoisonError::into_inner);
        let new = told.count.saturating_sub(seen) as usize;
        if new > told.last.len() {
            return (told.count, vec![Change::Everything]);
        }
        (told.count, told.last.iter().skip(told.last.len() - new).cloned().collect())
    }
}
