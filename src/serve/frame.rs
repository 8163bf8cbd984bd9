//! What all pages have in common: the frame around their contents, and how states are shown.

use maud::{DOCTYPE, Markup, html};

use super::letters::Row;
use crate::letter::LetterOutcome;
use crate::project::LetterState;

/// A whole page. `seen` is how many events there were before it was made.
pub fn frame(title: &str, kind: &str, seen: u64, contents: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="icon" href="/icon.svg" type="image/svg+xml";
                link rel="stylesheet" href="/page.css";
                script src="/page.js" defer {}
            }
            body class=(kind) data-seen=(seen) { (contents) }
        }
    };
    page.into_string()
}

/// What a state is called, and how it is marked.
fn state_words(state: Option<LetterState>) -> (&'static str, &'static str) {
    match state {
        None => ("Loading …", "pending"),
        Some(LetterState::UpToDate) => ("Up to date", "up-to-date"),
        Some(LetterState::Changed) => ("Changed", "changed"),
        Some(LetterState::NeverBuilt) => ("Never built", "never-built"),
        Some(LetterState::Edited) => ("Edited by hand", "edited"),
        Some(LetterState::Mailed) => ("Mailed", "mailed"),
    }
}

/// What a row is found by: a word for each of its badges.
pub fn state_names(row: &Row) -> String {
    let names = badges_of(row).into_iter().map(|(_, kind)| kind);
    names.collect::<Vec<_>>().join(" ")
}

fn badges_of(row: &Row) -> Vec<(String, &'static str)> {
    let mut badges = Vec::new();
    if row.errors > 0 {
        badges.push(("Has errors".to_owned(), "invalid"));
    }
    let (words, kind) = state_words(row.state);
    badges.push((words.to_owned(), kind));
    if let Some(mailed) = &row.replaces {
        badges.push((format!("Corrects the letter of {mailed}"), "correction"));
    }
    badges
}

/// What the outcome of a letter is called.
pub fn outcome_words(outcome: Option<LetterOutcome>) -> (&'static str, &'static str) {
    match outcome {
        Some(LetterOutcome::Uphold) => ("Upheld", "upheld"),
        Some(LetterOutcome::Overturn) => ("Overturned", "overturned"),
        Some(LetterOutcome::PartialOverturn) => ("Partly overturned", "partly-overturned"),
        None => ("–", "none"),
    }
}

pub fn badges(row: &Row) -> Markup {
    html! { @for (words, kind) in badges_of(row) { span class={ "badge " (kind) } { (words) } " " } }
}

/// `1 error 2 warnings`
pub fn counts(row: &Row) -> Markup {
    html! {
        @for (number, what) in [(row.errors, "error"), (row.warnings, "warning")] {
            @if number > 0 { span.count { (super::html::count(number, what)) } " " }
        }
    }
}
