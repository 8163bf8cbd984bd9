//! How a run ends, as scripts see it.

use std::process::ExitCode;

use crate::diag::{Class, Finding, Severity, Sink};

/// The exit codes and what they mean, as help and manual pages say it.
pub const EXIT_CODES: [(&str, &str); 5] = [
    ("0", "done"),
    ("1", "some letter has errors; the others were built"),
    ("2", "bad usage: an argument is wrong, or names what is not there"),
    ("3", "system error: a disk is full, or a file may not be read or written"),
    ("130", "stopped by Ctrl-C, SIGTERM or SIGHUP; the letters built so far are complete and recorded"),
];

/// The most serious one wins.
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

/// Why a command ended early: findings that were not shown yet, and the exit code they give.
#[derive(Debug)]
pub struct Failure {
    pub findings: Vec<Finding>,
    pub exit: Exit,
}

impl Failure {
    /// Findings about an argument as it was typed.
    pub fn usage(sink: Sink) -> Failure {
        Failure { findings: sink.into_findings(), exit: Exit::Usage }
    }
}

impl From<Sink> for Failure {
    fn from(sink: Sink) -> Failure {
        Failure { exit: Exit::after(sink.findings()), findings: sink.into_findings() }
    }
}

impl From<Finding> for Failure {
    fn from(finding: Finding) -> Failure {
        let findings = vec![finding];
        Failure { exit: Exit::after(&findings), findings }
    }
}
