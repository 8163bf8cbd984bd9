//! What all findings of one kind have in common: a code with its severity, exit class and explanation.

/// How serious a finding is. Only an error keeps a letter from being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Note,
    Warning,
    Error,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

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

/// Why a rule exists. What the law says and what was only observed are never mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The law, with its section.
    Law(&'static str),
    /// What was found in published letters.
    Observation(&'static str),
    /// Anything else: what would go wrong.
    Reason(&'static str),
}

impl Ground {
    pub fn text(self) -> &'static str {
        match self {
            Ground::Law(text) | Ground::Observation(text) | Ground::Reason(text) => text,
        }
    }

    pub fn heading(self) -> &'static str {
        match self {
            Ground::Law(_) => "Law",
            Ground::Observation(_) => "Observed",
            Ground::Reason(_) => "Why",
        }
    }
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
    /// Why it exists, the most serious ground first.
    pub why: &'static [Ground],
    /// What breaks it.
    pub bad: &'static str,
    /// What does not.
    pub good: &'static str,
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
        let grounds = self.why.iter().map(|ground| format!("{}: {}\n", ground.heading(), ground.text()));
        format!(
            "{} ({})\n\n{}\n\n{}\nWrong:\n\n{}\nRight:\n\n{}",
            self.name,
            self.severity.name(),
            self.rule,
            grounds.collect::<String>(),
            example(self.bad),
            example(self.good)
        )
    }
}
