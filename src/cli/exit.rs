//! How a run ends, as scripts see it. `args` says the same in `--help`.

use std::process::ExitCode;

use crate::diag::{Class, Finding, Severity};

/// The gravest wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    Done = 0,
    /// Some letter has errors.
    Letters = 1,
    /// Bad usage.
    Usage = 2,
    /// A system error: a disk is full, a file may not be read or written.
    System = 3,
    /// Ctrl-C, as shells say it: 128 and the number of the signal.
    Stopped = 130,
}

impl Exit {
    /// How a run ends that found this.
    pub fn after(findings: &[Finding]) -> Exit {
        let errors = findings.iter().filter(|finding| finding.severity() == Severity::Error);
        let exits = errors.map(|finding| match finding.code.class {
            Class::Input => Exit::Letters,
            Class::Usage => Exit::Usage,
            Class::System => Exit::System,
        });
        exits.max().unwrap_or(Exit::Done)
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}
