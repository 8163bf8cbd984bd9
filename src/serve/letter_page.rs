//! The page of one letter: the record beside what it makes.

use super::compare::{Compared, Words, compare};
use super::desk::{Desk, Row, State};
use super::html::{Html, step};
use super::list_page::{outcome_words, page, put_badge, put_counts, state_words};
use super::look::{Good, Look};
use super::reading::reading;
use super::{page_view, record_view};
use crate::diag::{Finding, Sink};
use crate::project::{LetterState, built_markdown, shared_case_number, shown};
use crate::yaml::Outline;

/// The page; none where there is no such letter.
pub fn letter_page(desk: &Desk, name: &str) -> Option<String> {
    let seen = desk.news.count();
    let look = desk.look(name)?;
    let (before, row, after) = desk.row(name)?;
    let number = row.case_number.as_deref().unwrap_or(name);
    let mut html = Html::new();
    put_header(number, &row, before.as_deref(), after.as_deref(), &mut html);
    html.raw("<main class=\"sides\" data-letter=\"").text(name).raw("\">\n");
    let path = desk.path(name)?;
    let mut findings = look.findings.clone();
    findings.extend(desk.sharer(name).map(|other| shared_case_number(number, &path, &other)));
    put_record(&look, &findings, &shown(&path), &mut html);
    put_letter(desk, name, number, &row, &look, &mut html);
    html.raw("</main>");
    Some(page(number, "letter", seen, &html))
}

fn put_header(number: &str, row: &Row, before: Option<&str>, after: Option<&str>, html: &mut Html) {
    html.raw("<header class=\"bar\"><nav aria-label=\"Letters\"><a href=\"/\">All letters</a>");
    for (letter, text, rel) in [(before, "Previous", "prev"), (after, "Next", "next")] {
        if let Some(letter) = letter {
            html.raw("<a rel=\"")
                .raw(rel)
                .raw("\" href=\"/letter/")
                .text(step(letter))
                .raw("\">")
                .raw(text)
                .raw("</a>");
        }
    }
    html.raw("</nav><h1>").text(number).raw("</h1>\n<div id=\"facts\" class=\"facts\" data-part>");
    if row.outcome.is_some() {
        html.raw("<span>").raw(outcome_words(row.outcome).0).raw("</span>");
    }
    put_badge(state_words(row.state), html);
    put_counts(row.errors, row.warnings, html);
    html.raw("</div>\n<p id=\"status\" role=\"status\"></p></header>\n");
}

fn put_record(look: &Look, findings: &[Finding], path: &str, html: &mut Html) {
    html.raw("<section class=\"side\" aria-labelledby=\"record-title\">\n<div class=\"side-bar\">");
    html.raw("<h2 id=\"record-title\">Record</h2><code>").text(path).raw("</code></div>\n");
    html.raw("<div id=\"findings\" data-part>");
    html.part(&record_view::findings(findings, look.record.as_deref())).raw("</div>\n");
    html.raw("<div class=\"scroll\" id=\"record-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Record line by line\">\n");
    html.raw("<ol id=\"record\" class=\"lines\" data-part>");
    if let Some(record) = &look.record {
        html.part(&record_view::lines(record, findings));
    }
    html.raw("</ol></div></section>\n");
}

fn put_letter(desk: &Desk, name: &str, number: &str, row: &Row, look: &Look, html: &mut Html) {
    let good = look.good.as_deref();
    html.raw(
        "<section class=\"side letter\" aria-labelledby=\"letter-title\">\
         <h2 id=\"letter-title\" class=\"unseen\">Letter</h2>\n<div class=\"side-bar\">\
         <div role=\"tablist\" aria-label=\"Ways to see the letter\">\
         <button role=\"tab\" id=\"tab-pages\" aria-controls=\"panel-pages\" aria-selected=\"true\">Pages</button>\
         <button role=\"tab\" id=\"tab-reading\" aria-controls=\"panel-reading\" aria-selected=\"false\" tabindex=\"-1\">Reading</button>\
         <button role=\"tab\" id=\"tab-markdown\" aria-controls=\"panel-markdown\" aria-selected=\"false\" tabindex=\"-1\">Markdown</button>\
         <button role=\"tab\" id=\"tab-changes\" aria-controls=\"panel-changes\" aria-selected=\"false\" tabindex=\"-1\">Changes</button>\
         </div></div>\n",
    );
    html.raw("<div id=\"stale\" data-part>");
    if !look.fresh {
        html.raw("<p class=\"stale-note\">").raw(if good.is_some() {
            "The record has errors: this is the last good letter."
        } else {
            "The record has errors: there is no letter yet."
        });
        html.raw("</p>");
    }
    html.raw("</div>\n");
    let dim = if look.fresh { "" } else { "stale" };
    put_pages(name, good, look, dim, html);
    let mut panel = |panel: &'static str, label: &'static str, contents: &Html| {
        html.raw("<div role=\"tabpanel\" id=\"panel-").raw(panel).raw("\" aria-labelledby=\"tab-").raw(panel);
        html.raw("\"><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
            .raw(label)
            .raw("\"><div id=\"");
        html.raw(panel).raw("\" data-part class=\"").raw(panel).raw(" ").raw(dim).raw("\">");
        html.part(contents).raw("</div></div></div>\n");
    };
    panel(
        "reading",
        "Letter for reading",
        &good.map(|good| reading(&good.stages.document)).unwrap_or_default(),
    );
    let mut source = Html::new();
    if let Some(good) = good {
        source.raw("<pre>").text(good.stages.markdown.text()).raw("</pre>");
    }
    panel("markdown", "Markdown", &source);
    panel("changes", "Changes since the last build", &changes(desk, number, row, good));
    html.raw("</section>\n");
}

fn put_pages(name: &str, good: Option<&Good>, look: &Look, dim: &'static str, html: &mut Html) {
    html.raw("<div role=\"tabpanel\" id=\"panel-pages\" aria-labelledby=\"tab-pages\">\n");
    html.raw(
        "<div class=\"tools\" role=\"group\" aria-label=\"Pages\">\
         <button id=\"page-before\" aria-label=\"Previous page\">‹</button>\
         <span id=\"page-now\"></span>\
         <button id=\"page-after\" aria-label=\"Next page\">›</button>\
         <span class=\"gap\"></span>\
         <button id=\"zoom-out\" aria-label=\"Smaller\">−</button>\
         <button id=\"zoom-fit\" aria-label=\"Fit the width\">100 %</button>\
         <button id=\"zoom-in\" aria-label=\"Larger\">+</button>\
         <span class=\"gap\"></span>",
    );
    html.raw("<span id=\"pdf\" data-part>");
    if good.is_some() {
        html.raw("<a href=\"/letter/")
            .text(step(name))
            .raw("/letter.pdf\" target=\"_blank\" rel=\"noopener\">PDF</a>");
    }
    html.raw("</span></div>\n<div class=\"scroll\" id=\"pages-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Printed pages\">");
    html.raw("<div id=\"pages\" data-part class=\"pages ").raw(dim).raw("\">");
    if let Some(good) = good {
        // Also of a broken record the lines are those of the file as it is now.
        let now = look.record.as_ref().map(|record| Outline::read(record, &mut Sink::new()));
        let outline = match &now {
            Some(now) => now.as_ref().ok(),
            None => Some(&good.stages.record.outline),
        };
        html.part(&page_view::pages(name, good, outline));
    }
    html.raw("</div></div></div>\n");
}

/// What a build would change of the letter that is in the folder.
fn changes(desk: &Desk, number: &str, row: &Row, good: Option<&Good>) -> Html {
    let mut html = Html::new();
    let Some(good) = good else { return html };
    let folder = shown(&desk.folders.out);
    let Some(built) = built_markdown(number, &desk.folders.out) else {
        html.raw("<p class=\"empty\">Nothing to compare: <code>").text(&folder);
        html.raw("</code> holds no letter of this case. <code>imr build</code> writes it.</p>");
        return html;
    };
    let compared = compare(&built, good.stages.markdown.text());
    let changed = compared.iter().filter(|line| matches!(line, Compared::Changed(_))).count();
    html.raw("<p class=\"empty\">");
    if changed > 0 {
        html.number(changed as u64).raw(if changed == 1 {
            " paragraph differs"
        } else {
            " paragraphs differ"
        });
        html.raw(" from the letter in <code>").text(&folder).raw("</code>.</p>");
    } else if row.state == State::Made(LetterState::Changed) {
        html.raw("The words are those of the letter in <code>").text(&folder);
        html.raw("</code>; the pages differ, or the PDF is not there.</p>");
    } else {
        html.raw("The same as the letter in <code>").text(&folder).raw("</code>.</p>");
    }
    for line in &compared {
        match line {
            Compared::Same(count) => {
                html.raw("<p class=\"same\">").number(*count as u64);
                html.raw(if *count == 1 { " paragraph the same</p>" } else { " paragraphs the same</p>" });
            }
            Compared::Changed(words) => put_words(words, &mut html),
        }
    }
    html
}

fn put_words(words: &[Words], html: &mut Html) {
    html.raw("<p class=\"change\">");
    for words in words {
        match words {
            Words::Kept(text) => html.text(text),
            Words::Gone(text) => html.raw("<del>").text(text).raw("</del>"),
            Words::New(text) => html.raw("<ins>").text(text).raw("</ins>"),
        };
    }
    html.raw("</p>");
}
