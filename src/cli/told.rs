//! What a run has said so far: how much of each severity, what was said before, and what is left for the end.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

use serde_json::{Map, Value};

use crate::diag::{Code, Finding, Severity};

/// Findings of one cause that are shown whole; of more, only the places are told.
const WHOLE: usize = 3;
/// How many of those places are named.
const NAMED: usize = 5;

/// What the findings of a run come to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl Counts {
    /// `1 error, 2 warnings, 1 note`; notes are named where there are any.
    pub fn words(self) -> String {
        format!("{}, {}", count(self.errors, "error"), self.below_errors())
    }

    /// `2 warnings, 1 note`
    pub fn below_errors(self) -> String {
        let notes = if self.notes > 0 { format!(", {}", count(self.notes, "note")) } else { String::new() };
        format!("{}{notes}", count(self.warnings, "warning"))
    }
}

#[derive(Default)]
pub struct Told {
    pub counts: Counts,
    /// What the command says of the whole run, for tools.
    pub summary: Map<String, Value>,
    /// Whether a file's bytes went to standard output, where an object would break it.
    pub gave_bytes: bool,
    /// Findings that were told, by a hash.
    seen: HashSet<u64>,
    /// By code, and by message or by the line of a template.
    causes: HashMap<(&'static str, String), Cause>,
}

/// Findings with one code that have one message, or stand at one place of a template, which many letters share.
#[derive(Default)]
struct Cause {
    message: String,
    found: usize,
    /// The first of those places that were not shown.
    places: Vec<String>,
    severity: Option<Severity>,
}

impl Told {
    /// Whether a finding is new: the same at the same place is told once a run, however many letters it keeps back.
    pub fn is_new(&mut self, finding: &Finding) -> bool {
        let mut hasher = DefaultHasher::new();
        (finding.code.name, &finding.message).hash(&mut hasher);
        if let Some(place) = &finding.place {
            (place.source.name(), place.span.start, place.span.end).hash(&mut hasher);
        }
        let new = self.seen.insert(hasher.finish());
        if new {
            match finding.severity() {
                Severity::Error => self.counts.errors += 1,
                Severity::Warning => self.counts.warnings += 1,
                Severity::Note => self.counts.notes += 1,
            }
        }
        new
    }

    /// Whether a finding is shown whole: the first ones of its cause are, of the others the place is kept for the end.
    pub fn is_shown_whole(&mut self, finding: &Finding) -> bool {
        let by = match &finding.place {
            Some(place) if place.source.name().ends_with(".md") => place.to_string(),
            _ => finding.message.clone(),
        };
        let cause = self.causes.entry((finding.code.name, by)).or_default();
        cause.found += 1;
        if cause.found == 1 {
            cause.message.clone_from(&finding.message);
        }
        cause.severity = Some(finding.severity());
        if cause.found > WHOLE && cause.places.len() < NAMED {
            let place = finding.place.as_ref().map(ToString::to_string);
            cause.places.extend(place.filter(|place| !cause.places.contains(place)));
        }
        cause.found <= WHOLE
    }

    /// What was not shown, a line for each cause; nothing is left after it.
    pub fn rest(&mut self) -> String {
        let mut causes: Vec<_> = self.causes.drain().filter(|(_, cause)| cause.found > WHOLE).collect();
        causes.sort_by(|((a, one), _), ((b, other), _)| (a, one).cmp(&(b, other)));
        let lines = causes.into_iter().map(|((code, _), cause)| {
            let message = &cause.message;
            let more = cause.found - WHOLE;
            let severity = cause.severity.map(Severity::name).unwrap_or_default();
            let others = if more > cause.places.len() { ", …" } else { "" };
            let places = match cause.places.as_slice() {
                [] => String::new(),
                places => format!(": {}{others}", places.join(", ")),
            };
            format!("{severity}[{code}]: {message}: {more} more{places}\n")
        });
        lines.collect()
    }

    /// Forgets what was told: the next run says it again.
    pub fn begin_again(&mut self) {
        *self = Told::default();
    }
}

/// The code of a warning or a note, as typed after `--allow`.
///
/// # Errors
/// No such code, or that of an error.
pub fn allowed(typed: &str) -> Result<&'static Code, String> {
    let Some(code) = crate::diag::codes::find(typed) else {
        let known = crate::diag::codes::all().map(|code| code.name);
        return Err(match crate::yaml::nearest(typed, known) {
            Some(near) => format!("no finding has this code; did you mean `{near}`?"),
            None => "no finding has this code; `imr explain` lists all".to_owned(),
        });
    };
    match code.severity {
        Severity::Error => {
            Err("an error keeps a letter from being written, and cannot be allowed".to_owned())
        }
        _ => Ok(code),
    }
}

/// `1 letter`, `2 letters`
pub fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
