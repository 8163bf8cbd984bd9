//! The page with all letters.

use super::desk::{Desk, Row, State};
use super::html::{Html, step};
use crate::letter::LetterOutcome;
use crate::project::LetterState;

/// What is before and after the contents of every page. `seen` is how much news there was before them.
pub fn page(title: &str, kind: &'static str, seen: u64, contents: &Html) -> String {
    let mut html = Html::new();
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<title>").text(title);
    html.raw("</title>\n<link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\">\n");
    html.raw("<link rel=\"stylesheet\" href=\"/page.css\">\n<script src=\"/page.js\" defer></script>\n");
    html.raw("</head>\n<body class=\"").raw(kind).raw("\" data-seen=\"").number(seen).raw("\">\n");
    html.part(contents).raw("\n</body>\n</html>\n");
    html.into_text()
}

/// What a state is called, and how it is marked.
pub fn state_words(state: State) -> (&'static str, &'static str) {
    match state {
        State::Unknown => ("Looking …", "unknown"),
        State::Broken => ("Has errors", "broken"),
        State::Made(LetterState::UpToDate) => ("Up to date", "up-to-date"),
        State::Made(LetterState::Changed) => ("Changed", "changed"),
        State::Made(LetterState::NeverBuilt) => ("Never built", "never-built"),
        State::Made(LetterState::Edited) => ("Edited by hand", "edited"),
        State::Made(LetterState::Mailed) => ("Mailed", "mailed"),
    }
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

pub fn put_badge((words, kind): (&'static str, &'static str), html: &mut Html) {
    html.raw("<span class=\"badge ").raw(kind).raw("\">").raw(words).raw("</span>");
}

/// The list.
pub fn list_page(desk: &Desk) -> String {
    let seen = desk.news.count();
    let mut html = Html::new();
    html.raw("<header class=\"bar\"><h1>Letters</h1><p id=\"status\" role=\"status\"></p></header>\n");
    html.raw("<main>\n<div id=\"trouble\" data-part>");
    let rows = desk.rows().unwrap_or_else(|finding| {
        html.raw("<p><strong>").message(&finding.message).raw("</strong></p>");
        for hint in &finding.hints {
            html.raw("<p class=\"empty\">").message(hint).raw("</p>");
        }
        Vec::new()
    });
    html.raw("</div>\n");
    put_search(&mut html);
    put_rows(&rows, &mut html);
    html.raw("</main>");
    page("Letters", "list", seen, &html)
}

fn put_search(html: &mut Html) {
    html.raw(
        "<form id=\"search\" role=\"search\" class=\"filters\">\
         <label>Case number <input id=\"number\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" autofocus></label>\
         <label>State <select id=\"state\"><option value=\"\">any</option>\
         <option value=\"broken\">has errors</option><option value=\"changed\">changed</option>\
         <option value=\"edited\">edited by hand</option><option value=\"mailed\">mailed</option>\
         <option value=\"never-built\">never built</option><option value=\"up-to-date\">up to date</option></select></label>\
         <label>Outcome <select id=\"outcome\"><option value=\"\">any</option>\
         <option value=\"upheld\">upheld</option><option value=\"overturned\">overturned</option>\
         <option value=\"partly-overturned\">partly overturned</option></select></label>\
         <output id=\"shown\" for=\"number state outcome\"></output></form>\n",
    );
}

fn put_rows(rows: &[(String, Row)], html: &mut Html) {
    html.raw("<table class=\"letters\"><thead><tr><th scope=\"col\">Case number</th>");
    html.raw("<th scope=\"col\">Outcome</th><th scope=\"col\">State</th><th scope=\"col\">Findings</th>");
    html.raw("<th scope=\"col\" class=\"figure\">Pages</th></tr></thead>\n<tbody id=\"letters\" data-part>");
    for (name, row) in rows {
        put_row(name, row, html);
    }
    html.raw("</tbody></table>\n");
}

fn put_row(name: &str, row: &Row, html: &mut Html) {
    let (state, outcome) = (state_words(row.state), outcome_words(row.outcome));
    let number = row.case_number.as_deref().unwrap_or(name);
    html.raw("<tr data-number=\"").text(number).raw(" ").text(name);
    html.raw("\" data-state=\"").raw(state.1).raw("\" data-outcome=\"").raw(outcome.1);
    html.raw("\"><th scope=\"row\"><a href=\"/letter/").text(step(name)).raw("\">").text(number).raw("</a>");
    if number != name {
        html.raw(" <small>").text(name).raw("</small>");
    }
    html.raw("</th><td>").raw(outcome.0).raw("</td><td>");
    put_badge(state, html);
    html.raw("</td><td>");
    put_counts(row.errors, row.warnings, html);
    html.raw("</td><td class=\"figure\">");
    if row.pages > 0 {
        html.number(row.pages as u64);
    }
    html.raw("</td></tr>\n");
}

/// `1 error, 2 warnings`
pub fn put_counts(errors: usize, warnings: usize, html: &mut Html) {
    for (count, one, many) in [(errors, " error", " errors"), (warnings, " warning", " warnings")] {
        if count > 0 {
            html.raw("<span class=\"count\">").number(count as u64);
            html.raw(if count == 1 { one } else { many }).raw("</span> ");
        }
    }
}
