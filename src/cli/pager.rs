//! What is longer than the screen goes through the user's pager.

use std::env;
use std::io::Write;
use std::process::{Command, Stdio};

/// Hands a text to `$PAGER`, or to `less` where none is named. False where there is none, or it would not
/// start: then nothing was shown.
pub fn page(text: &str) -> bool {
    let named = env::var("PAGER").ok().filter(|pager| !pager.trim().is_empty());
    if named.as_deref() == Some("cat") {
        return false;
    }
    let mut command = match &named {
        // The user's own words, options and all, which the shell reads as it does for other programs.
        Some(pager) if cfg!(unix) => {
            let mut shell = Command::new("sh");
            shell.args(["-c", pager]);
            shell
        }
        Some(pager) => Command::new(pager),
        None => Command::new("less"),
    };
    if env::var_os("LESS").is_none() {
        // Colors as colors, and no question at the end.
        command.env("LESS", "-R");
    }
    let Ok(mut pager) = command.stdin(Stdio::piped()).spawn() else { return false };
    if let Some(mut to) = pager.stdin.take() {
        // A reader who quits early has seen enough.
        let _ = to.write_all(text.as_bytes());
    }
    // 127 is how the shell says that there is no such program.
    pager.wait().is_ok_and(|status| status.code() != Some(127))
}
