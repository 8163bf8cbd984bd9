//! Ctrl-C: the letters in hand are finished, the ledger is written, and the run ends.

use std::sync::atomic::AtomicBool;

/// Set by Ctrl-C.
static STOP: AtomicBool = AtomicBool::new(false);

/// The sign that a run should end; from now on Ctrl-C sets it and does nothing else.
pub fn on_ctrl_c() -> &'static AtomicBool {
    // Where there is no handler, Ctrl-C ends the program at once, which files and ledger survive.
    let _ = ctrlc::set_handler(|| STOP.store(true, std::sync::atomic::Ordering::Relaxed));
    &STOP
}
