//! Every code a finding can have, with what `imr explain` says of it. One table a room: a new code is a
//! new entry in its room's table, and tests hold the tables to the code they describe.

mod cli;
mod document;
mod kit;
mod layout;
mod pdf;
mod project;
mod record;
mod rule;
mod serve;
mod template;
mod yaml;

use super::Severity;

/// A code and what it means.
#[derive(Debug)]
pub struct Code {
    /// `room/what`
    pub name: &'static str,
    pub severity: Severity,
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
const TABLES: &[&[Code]] = &[
    yaml::CODES,
    record::CODES,
    rule::CODES,
    template::CODES,
    document::CODES,
    layout::CODES,
    pdf::CODES,
    kit::CODES,
    project::CODES,
    serve::CODES,
    cli::CODES,
];

/// Every code, room by room.
pub fn all() -> impl Iterator<Item = &'static Code> {
    TABLES.iter().copied().flatten()
}

/// The code of a name.
pub fn find(name: &str) -> Option<&'static Code> {
    all().find(|code| code.name == name)
}

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
