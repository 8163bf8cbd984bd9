//! What all pages have in common: the frame around their contents, and how states are shown.

use maud::{DOCTYPE, Markup, html};

use super::letters::ListedLetter;
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
fn state_words(state: Option<LetterState>) -> (String, &'static str) {
    let Some(state) = state else { return ("Loading …".to_owned(), "pending") };
    let (first, rest) = state.words().split_at(1);
    (first.to_uppercase() + rest, state.name())
}

/// What a row is found by: a word for each of its badges.
pub fn state_names(row: &ListedLetter) -> String {
    let names = badges_of(row).into_iter().map(|(_, kind)| kind);
    names.collect::<Vec<_>>().join(" ")
}

fn badges_of(row: &ListedLetter) -> Vec<(String, &'static str)> {
    let mut badges = Vec::new();
    if row.errors > 0 {
        badges.push(("Has errors".to_owned(), "invalid"));
    }
    let (words, kind) = state_words(row.state);
    badges.push((words, kind));
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

pub fn badges(row: &ListedLetter) -> Markup {
    html! { @for (words, kind) in badges_of(row) { span class={ "badge " (kind) } { (words) } " " } }
}

/// `1 error 2 warnings`
pub fn counts(row: &ListedLetter) -> Markup {
    html! {
        @for (number, what) in [(row.errors, "error"), (row.warnings, "warning")] {
            @if number > 0 { span.count { (super::html::count(number, what)) } " " }
        }
    }
}
