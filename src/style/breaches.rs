//! What is wrong with the measures of a style, and which setting is at fault where several do not go together.

use std::collections::BTreeSet;

use super::settings::Style;
use crate::diag::{Code, Finding, Sink, codes};

/// Of what a setting does not go with, so many are named.
const NAMED: usize = 3;

/// A rule that settings break.
pub(super) struct Breach {
    pub code: &'static Code,
    /// What breaks it, as a sentence starts: `` `page: width` ``.
    pub subject: String,
    /// How the sentence goes on: `is 12 points, and must be …`.
    pub why: String,
    pub hint: String,
    /// The setting that is out of bounds, then those that its bounds come from.
    pub settings: Vec<String>,
}

impl Breach {
    pub fn of(setting: &str, why: String, hint: impl Into<String>, bounds_of: &[&str]) -> Breach {
        let settings = [&[setting], bounds_of].concat().into_iter().map(str::to_owned).collect();
        Breach { code: &codes::style::VALUE, subject: shown(setting), why, hint: hint.into(), settings }
    }

    /// Whether its sentence says what is wrong with a setting: it is about that one, or about several of its section
    /// together.
    fn is_of(&self, setting: &str) -> bool {
        let section = |setting: &str| setting.split('/').next().map(str::to_owned);
        let first = &self.settings[0];
        first == setting || (self.subject != shown(first) && section(first) == section(setting))
    }
}

/// A setting as it is called in messages.
pub(super) fn shown(setting: &str) -> String {
    format!("`{}`", setting.replace('/', ": "))
}

/// Reports each breach at the setting that is at fault: one finding for all that one setting breaks, and none for what
/// depends on a setting that is wrong by itself.
pub(super) fn report(breaches: Vec<Breach>, style: &Style, sink: &mut Sink) {
    let wrong: BTreeSet<String> =
        breaches.iter().filter(|one| one.settings.len() == 1).map(|one| one.settings[0].clone()).collect();
    let mut by_setting: Vec<(String, Vec<Breach>)> = Vec::new();
    for breach in breaches {
        if breach.settings.len() > 1 && breach.settings.iter().any(|setting| wrong.contains(setting)) {
            continue;
        }
        let settings: Vec<&str> = breach.settings.iter().map(String::as_str).collect();
        let at_fault = style.at_fault(&settings).to_owned();
        match by_setting.iter_mut().find(|(setting, _)| *setting == at_fault) {
            Some((_, all)) => all.push(breach),
            None => by_setting.push((at_fault, vec![breach])),
        }
    }
    for (setting, breaches) in by_setting {
        // What is wrong with the setting by its own bounds explains the rest.
        let (mut own, mut others): (Vec<Breach>, Vec<Breach>) =
            breaches.into_iter().partition(|breach| breach.is_of(&setting));
        if own.is_empty() {
            own.push(others.remove(0));
        }
        for breach in own {
            sink.report(finding(breach, &others, &setting, style));
        }
    }
}

fn finding(breach: Breach, others: &[Breach], setting: &str, style: &Style) -> Finding {
    let (is_own, at_fault) = (breach.is_of(setting), shown(setting));
    let Breach { code, subject, why, hint, .. } = breach;
    let finding = if is_own {
        Finding::new(code, format!("{subject} {why}")).hint(hint)
    } else {
        let mut message = format!("with this {at_fault}, {subject} {why}");
        let named: Vec<&str> = others.iter().take(NAMED).map(|other| &*other.subject).collect();
        if !named.is_empty() {
            message += &format!("; nor does {at_fault} go with {}", named.join(", "));
        }
        if others.len() > NAMED {
            message += &format!(" and {} more", others.len() - NAMED);
        }
        Finding::new(code, message).hint(format!("change {at_fault} back, or change {subject} as well"))
    };
    finding.at(style.place(setting))
}
