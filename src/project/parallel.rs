//! Work on many things on all cores, handed over in their order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// How many threads so many things are worth.
pub fn workers(things: usize) -> usize {
    match things {
        0 | 1 => 1,
        many => thread::available_parallelism().map_or(1, usize::from).min(many),
    }
}

/// Works on each thing, on all cores, and hands over what came of each in the order of the things. Once `stop` is set,
/// the things in hand are finished and no more begun.
pub fn in_order<T: Sync, R: Send>(
    things: &[T],
    stop: &AtomicBool,
    work: impl Fn(usize, &T) -> R + Sync,
    each: impl FnMut(R),
) {
    if let [thing] = things {
        // One alone is done sooner than threads for it.
        if !stop.load(Ordering::Relaxed) {
            let mut each = each;
            each(work(0, thing));
        }
        return;
    }
    let (send, receive) = mpsc::channel();
    thread::scope(|scope| {
        spawn_workers(scope, things, stop, &work, &send);
        drop(send);
        hand_over(receive.into_iter(), each);
    });
}

/// Starts threads that work on the things and send what came of each with its number.
pub(super) fn spawn_workers<'scope, T: Sync, R: Send + 'scope>(
    scope: &'scope thread::Scope<'scope, '_>,
    things: &'scope [T],
    stop: &'scope AtomicBool,
    work: &'scope (impl Fn(usize, &T) -> R + Sync),
    send: &(impl Send + Clone + SendTo<R> + 'scope),
) {
    let next = std::sync::Arc::new(AtomicUsize::new(0));
    for _ in 0..workers(things.len()) {
        let (send, next) = (send.clone(), std::sync::Arc::clone(&next));
        scope.spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(thing) = things.get(index) else { break };
                if !send.send_to((index, work(index, thing))) {
                    break;
                }
            }
        });
    }
}

/// The two kinds of senders.
pub(super) trait SendTo<R> {
    /// Whether anybody still takes it.
    fn send_to(&self, result: (usize, R)) -> bool;
}

impl<R> SendTo<R> for mpsc::Sender<(usize, R)> {
    fn send_to(&self, result: (usize, R)) -> bool {
        self.send(result).is_ok()
    }
}

impl<R> SendTo<R> for mpsc::SyncSender<(usize, R)> {
    fn send_to(&self, result: (usize, R)) -> bool {
        self.send(result).is_ok()
    }
}

/// Hands over numbered results in the order of their numbers; after a stop, also those after one that was not begun.
pub(super) fn hand_over<R>(results: impl Iterator<Item = (usize, R)>, mut each: impl FnMut(R)) {
    let mut waiting = BTreeMap::new();
    let mut due = 0;
    for (index, result) in results {
        waiting.insert(index, result);
        while let Some(result) = waiting.remove(&due) {
            each(result);
            due += 1;
        }
    }
    waiting.into_values().for_each(each);
}
