//! Events for every page that is open: what it has to ask for again.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Pages that were away for longer than this many events are told to ask for everything.
const KEPT: usize = 64;

/// What pages have to ask for again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// One letter, by its name in addresses.
    Letter(String),
    /// The list of letters.
    List,
    /// All of it: templates, style or fonts.
    Everything,
}

#[derive(Default)]
pub struct Events {
    sent: Mutex<Sent>,
    more: Condvar,
}

#[derive(Default)]
struct Sent {
    count: u64,
    last: VecDeque<Event>,
}

impl Events {
    pub fn send(&self, events: impl IntoIterator<Item = Event>) {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        for event in events {
            sent.count += 1;
            sent.last.push_back(event);
            if sent.last.len() > KEPT {
                sent.last.pop_front();
            }
        }
        self.more.notify_all();
    }

    /// How many were sent so far.
    pub fn count(&self) -> u64 {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).count
    }

    /// What was sent since `seen`, and how many were sent by then; nothing where `patience` ends first.
    pub fn since(&self, seen: u64, patience: Duration) -> (u64, Vec<Event>) {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        let (sent, _) = self
            .more
            .wait_timeout_while(sent, patience, |sent| sent.count <= seen)
            .unwrap_or_else(PoisonError::into_inner);
        let new = sent.count.saturating_sub(seen) as usize;
        if new > sent.last.len() {
            return (sent.count, vec![Event::Everything]);
        }
        (sent.count, sent.last.iter().skip(sent.last.len() - new).cloned().collect())
    }
}
