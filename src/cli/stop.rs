//! Ctrl-C, the signal by which job arrays end a job, and the end of a terminal: the letters in hand are finished, the
//! ledger is written, and the run ends.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::exit::Exit;

/// The sign that a run should end; from now on the signals set it and do nothing else.
pub fn on_signal() -> &'static AtomicBool {
    static STOP: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| {
        let stop = Arc::default();
        for signal in signals() {
            // Where there is no handler, the signal ends the program at once, which files and ledger survive.
            let _ = flag::register(signal, Arc::clone(&stop));
        }
        stop
    });
    &STOP
}

/// From now on the signals end the program at once, as one that was stopped: nothing is in hand.
pub fn end_on_signal() {
    for signal in signals() {
        let _ = flag::register_conditional_shutdown(signal, Exit::Stopped as i32, Arc::new(true.into()));
    }
}

#[cfg(not(unix))]
fn signals() -> Vec<i32> {
    vec![SIGINT, SIGTERM]
}

#[cfg(unix)]
fn signals() -> Vec<i32> {
    let mut signals = vec![SIGINT, SIGTERM];
    if !is_hangup_ignored() {
        signals.push(signal_hook::consts::SIGHUP);
    }
    signals
}

/// Whether whoever started the program wants it to outlive its terminal, as `nohup` does. Systems without this file
/// end it with the terminal.
#[cfg(unix)]
#[expect(
    clippy::disallowed_methods,
    reason = "what the system says of this process, not a file of the project"
)]
fn is_hangup_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    // The mask counts signals from 1.
    ignored & (1 << (signal_hook::consts::SIGHUP - 1)) != 0
}
