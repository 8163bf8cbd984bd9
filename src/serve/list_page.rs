//! The page with all letters.

use maud::{Markup, html};

use super::address::Address;
use super::frame::{badges, counts, frame, outcome_words, state_names};
use super::html::{message, text};
use super::letters::{Letters, ListedLetter};

/// The list.
pub fn list_page(letters: &Letters) -> String {
    let seen = letters.events.count();
    let rows = letters.rows();
    let contents = html! {
        header.bar {
            h1 { "Letters" }
            nav aria-label="Numbers" { a href="/report" { "Report" } }
            p #status role="status" {}
        }
        main {
            div #problem data-part {
                @if let Err(finding) = &rows {
                    p { strong { (message(&finding.message)) } }
                    @for hint in &finding.hints { p.empty { (message(hint)) } }
                }
            }
            (search())
            (table(rows.as_deref().unwrap_or_default()))
        }
    };
    frame("Letters", "list", seen, &contents)
}

fn search() -> Markup {
    let states = [
        ("invalid", "has errors"),
        ("changed", "changed"),
        ("edited", "edited by hand"),
        ("mailed", "mailed"),
        ("correction", "correction"),
        ("draft", "draft"),
        ("never-built", "never built"),
        ("up-to-date", "up to date"),
    ];
    let outcomes =
        [("upheld", "upheld"), ("overturned", "overturned"), ("partly-overturned", "partly overturned")];
    html! {
        form #search.filters role="search" {
            label { "Case number " input #number type="search" autocomplete="off" spellcheck="false" autofocus; }
            label { "State " (select("state", &states)) }
            label { "Outcome " (select("outcome", &outcomes)) }
            output #shown for="number state outcome" {}
        }
    }
}

fn select(id: &str, options: &[(&str, &str)]) -> Markup {
    html! {
        select id=(id) {
            option value="" { "any" }
            @for (value, words) in options { option value=(value) { (words) } }
        }
    }
}

fn table(rows: &[(String, ListedLetter)]) -> Markup {
    html! {
        table.letters {
            thead {
                tr {
                    @for heading in ["Case number", "Outcome", "State", "Findings"] {
                        th scope="col" { (heading) }
                    }
                    th.figure scope="col" { "Pages" }
                }
            }
            tbody #letters data-part { @for (name, row) in rows { (table_row(name, row)) } }
        }
    }
}

fn table_row(name: &str, row: &ListedLetter) -> Markup {
    let outcome = outcome_words(row.outcome);
    let number = row.case_number.as_deref().unwrap_or(name);
    html! {
        tr data-number={ (text(number)) " " (text(name)) } data-state=(state_names(row))
            data-outcome=(outcome.1) {
            th scope="row" {
                a href=(Address::of(name).path()) { (text(number)) }
                @if number != name { " " small { (text(name)) } }
            }
            td { (outcome.0) }
            td { (badges(row)) }
            td { (counts(row)) }
            td.figure { @if row.pages > 0 { (row.pages) } }
        }
        "\n"
    }
}
