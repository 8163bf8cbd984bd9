//! Every code a finding can have, with its severity, its exit class and what `imr explain` says of it. One file
//! a room: a new code is a new static of its room, listed in the room's table, and named wherever it is found.

pub mod assets;
pub mod cli;
pub mod document;
pub mod layout;
pub mod pdf;
pub mod project;
pub mod record;
pub mod rule;
pub mod serve;
pub mod template;
pub mod yaml;

use super::Severity;

/// Who can fix what a finding says; decides the exit code of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// The text of a record, a template or a letter.
    Input,
    /// The command: it names what is not there.
    Usage,
    /// The system: it could not read or write.
    System,
}

/// A code and what it means.
#[derive(Debug)]
pub struct Code {
    /// `room/what`
    pub name: &'static str,
    pub severity: Severity,
    pub class: Class,
    /// The rule in plain words.
    pub rule: &'static str,
    /// Why it exists: its source.
    pub why: &'static str,
    /// What breaks it.
    pub bad: &'static str,
    /// What does not.
    pub good: &'static str,
}

/// A table for each room that makes findings.
static TABLES: &[&[&Code]] = &[
    yaml::CODES,
    record::CODES,
    rule::CODES,
    template::CODES,
    document::CODES,
    layout::CODES,
    pdf::CODES,
    assets::CODES,
    project::CODES,
    serve::CODES,
    cli::CODES,
];

/// Every code, room by room.
pub fn all() -> impl Iterator<Item = &'static Code> {
    TABLES.iter().copied().flatten().copied()
}

/// The code of a name.
pub fn find(name: &str) -> Option<&'static Code> {
    all().find(|code| code.name == name)
}

impl PartialEq for Code {
    fn eq(&self, other: &Code) -> bool {
        self.name == other.name
    }
}

impl Eq for Code {}

impl Code {
    /// What `imr explain` prints.
    pub fn explain(&self) -> String {
        let example = |text: &str| text.lines().map(|line| format!("    {line}\n")).collect::<String>();
        format!(
            "{} ({})\n\n{}\n\nWhy: {}\n\nBreaks it:\n\n{}\nDoes not:\n\n{}",
            self.name,
            self.severity.name(),
            self.rule,
            self.why,
            example(self.bad),
            example(self.good)
        )
    }
}
