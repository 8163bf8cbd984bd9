//! Ctrl-C, and the signal by which job arrays end a job: the letters in hand are finished, the ledger is written, and
//! the run ends.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// The sign that a run should end; from now on the signals set it and do nothing else.
pub fn on_signal() -> &'static AtomicBool {
    static STOP: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| {
        let stop = Arc::default();
        for signal in [SIGINT, SIGTERM] {
            // Where there is no handler, the signal ends the program at once, which files and ledger survive.
            let _ = flag::register(signal, Arc::clone(&stop));
        }
        stop
    });
    &STOP
}
