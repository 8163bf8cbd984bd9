//! The page of one letter: the record beside what comes from it.

use maud::{Markup, html};

use super::address::Address;
use super::frame::{badges, counts, frame, outcome_words};
use super::html::{count, step, text};
use super::letters::{Letters, ListedLetter};
use super::preview::{Preview, Rendered};
use super::reading::reading;
use super::{page_view, record_view};
use crate::diag::Sink;
use crate::letter::Edition;
use crate::project::{Compared, LetterState, Piece, compare, letter_text, shared_case_number, shown};
use crate::yaml::Outline;

/// The page; none where there is no such letter.
pub fn letter_page(letters: &Letters, address: &Address) -> Option<String> {
    let seen = letters.events.count();
    let preview = letters.preview(address)?;
    let name = letters.find(&address.name)?;
    let (before, row, after) = letters.row(&name)?;
    let number = row.case_number.as_deref().unwrap_or(&name);
    let path = letters.path(&name)?;
    let mut findings = preview.findings.clone();
    findings.extend(letters.same_number(&name).map(|other| shared_case_number(number, &path, &other)));
    let paper = preview.paper(address.paper.as_deref());
    let contents = html! {
        (header(number, &row, before.as_deref(), after.as_deref()))
        main.sides data-letter=(step(&name)) {
            section.side aria-labelledby="record-title" {
                div.side-bar { h2 #record-title { "Record" } code { (text(&shown(&path))) } }
                div #findings data-part { (record_view::findings(&findings, preview.record.as_deref())) }
                div.scroll #record-scroll tabindex="0" role="region" aria-label="Record line by line" {
                    ol.lines #record data-part {
                        @if let Some(record) = &preview.record { (record_view::lines(record, &findings)) }
                    }
                }
            }
            section.side.letter aria-labelledby="letter-title" {
                h2.unseen #letter-title { "Letter" }
                (editions(address, &preview, paper))
                (tabs())
                div #stale data-part { (stale(&preview)) }
                (pages(address, &preview, paper))
                (panel("reading", "Letter for reading", &preview, html! {
                    @if let Some(paper) = paper { (reading(&paper.stages.document)) }
                }))
                (panel("markdown", "Markdown", &preview, html! {
                    @if let Some(paper) = paper { pre { (super::html::letter_text(paper.stages.markdown.text())) } }
                }))
                (panel("changes", "Changes since the last build", &preview, html! {
                    @if let Some(paper) = paper { (changes(letters, paper)) }
                }))
            }
        }
        (keyboard_help())
    };
    Some(frame(number, "letter", seen, &contents))
}

/// What stands where a record was.
pub fn missing_page(letters: &Letters, name: &str) -> String {
    let contents = html! {
        header.bar { nav aria-label="Letters" { a href="/" { "All letters" } } h1 { (text(name)) } p #status role="status" {} }
        main.explanation {
            p { "There is no record " code { (text(name)) } " in " code { (text(&shown(&letters.folders.data))) } ". It was deleted or renamed, or never existed." }
        }
    };
    frame(name, "explain", letters.events.count(), &contents)
}

fn header(number: &str, row: &ListedLetter, before: Option<&str>, after: Option<&str>) -> Markup {
    html! {
        header.bar {
            nav aria-label="Letters" {
                a href="/" { "All letters" }
                @for (letter, words, rel) in [(before, "Previous", "prev"), (after, "Next", "next")] {
                    @if let Some(letter) = letter { a rel=(rel) href=(Address::of(letter).path()) { (words) } }
                }
            }
            h1 { (text(number)) }
            div #facts.facts data-part {
                @if row.outcome.is_some() { span { (outcome_words(row.outcome).0) } }
                (badges(row))
                (counts(row))
            }
            p #status role="status" {}
        }
    }
}

/// The editions of the letter, and the copies of the one that has several.
fn editions(address: &Address, preview: &Preview, paper: Option<&Rendered>) -> Markup {
    let file = paper.map(Rendered::file);
    html! {
        nav.editions #editions data-part aria-label="Editions" {
            @for edition in Edition::ALL {
                @let current = (edition == address.edition).then_some("page");
                a href=(address.in_edition(edition).path()) aria-current=[current] { (edition.name()) }
            }
            @if preview.papers.len() > 1 {
                span.gap {}
                @for other in &*preview.papers {
                    @let current = (Some(other.file()) == file).then_some("page");
                    a href=(address.with_paper(&other.file()).path()) aria-current=[current] {
                        (other.file().replace(['_', '-'], " "))
                    }
                }
            }
        }
    }
}

fn tabs() -> Markup {
    let tabs = [("pages", "Pages"), ("reading", "Reading"), ("markdown", "Markdown"), ("changes", "Changes")];
    html! {
        div.side-bar {
            div role="tablist" aria-label="Views of the letter" {
                @for (number, (panel, words)) in tabs.into_iter().enumerate() {
                    button role="tab" id={ "tab-" (panel) } aria-controls={ "panel-" (panel) }
                        aria-selected=(number == 0) tabindex=[(number > 0).then_some("-1")] { (words) }
                }
            }
            button.keys #keys type="button" aria-haspopup="dialog" { "Keyboard" }
        }
    }
}

/// What the keys do, by where the focus is: none of them means anything elsewhere.
fn keyboard_help() -> Markup {
    let keys: [(&[&str], &str); 6] = [
        (&["Tab"], "to the next link, view or part"),
        (&["←", "→", "Home", "End"], "from view to view, on their names"),
        (&["+", "−", "0"], "larger, smaller, fit the width, in the pages"),
        (&["Enter"], "on a paragraph of a page: to its lines in the record"),
        (&["Enter"], "in the search of the list: open the first letter found"),
        (&["Esc"], "close this help"),
    ];
    html! {
        dialog #keyboard-help aria-labelledby="keyboard-title" {
            h2 #keyboard-title { "Keyboard" }
            dl {
                @for (keys, what) in keys {
                    dt { @for key in keys { kbd { (key) } " " } }
                    dd { (what) }
                }
            }
            form method="dialog" { button { "Close" } }
        }
    }
}

fn stale(preview: &Preview) -> Markup {
    html! {
        @if !preview.fresh {
            p.stale-note {
                @if preview.is_draft() { "The record has blanks to fill in: there is no letter yet." }
                @else if preview.papers.is_empty() { "The record has errors: there is no letter yet." }
                @else { "The record has errors: this is the last letter without any." }
            }
        }
    }
}

fn dimmed(preview: &Preview) -> &'static str {
    if preview.fresh { "" } else { "stale" }
}

fn panel(panel: &str, label: &str, preview: &Preview, contents: Markup) -> Markup {
    html! {
        div role="tabpanel" id={ "panel-" (panel) } aria-labelledby={ "tab-" (panel) } {
            div.scroll tabindex="0" role="region" aria-label=(label) {
                div id=(panel) data-part class={ (panel) " " (dimmed(preview)) } { (contents) }
            }
        }
    }
}

fn pages(address: &Address, preview: &Preview, paper: Option<&Rendered>) -> Markup {
    html! {
        div #panel-pages role="tabpanel" aria-labelledby="tab-pages" {
            div.tools role="group" aria-label="Pages" {
                button #page-before aria-label="Previous page" { "‹" }
                span #page-now {}
                button #page-after aria-label="Next page" { "›" }
                span.gap {}
                button #zoom-out aria-label="Smaller" { "−" }
                button #zoom-fit aria-label="Fit the width" { "100 %" }
                button #zoom-in aria-label="Larger" { "+" }
                span.gap {}
                span #pdf data-part {
                    @if paper.is_some() {
                        a href={ (address.path()) "/letter.pdf" } target="_blank" rel="noopener" { "PDF" }
                    }
                }
            }
            div.scroll #pages-scroll tabindex="0" role="region" aria-label="Printed pages" {
                div #pages data-part class={ "pages " (dimmed(preview)) } {
                    @if let Some(paper) = paper {
                        // Also of a record with errors the lines are those of the file as it is now.
                        @let now = preview.record.as_ref().map(|record| Outline::read(record, &mut Sink::new()));
                        @let outline = match &now {
                            Some(now) => now.as_ref().ok(),
                            None => Some(&paper.stages.record.outline),
                        };
                        (page_view::pages(address, paper, outline))
                    }
                }
            }
        }
    }
}

/// What a build would change of the letter that is in the folder.
fn changes(letters: &Letters, paper: &Rendered) -> Markup {
    let folder = shown(&letters.folders.out);
    let before = letter_text(&letters.folders.out, &paper.stages.paper.key).ok().flatten();
    let Some(before) = before else {
        return html! {
            p.empty {
                "Nothing to compare: " code { (text(&folder)) } " has no such letter. "
                code { "imr build" } " writes it."
            }
        };
    };
    let compared = compare(&before, paper.stages.markdown.text());
    let changed = compared.iter().filter(|part| matches!(part, Compared::Changed(_))).count();
    html! {
        p.empty {
            @if changed > 0 {
                (count(changed, "paragraph")) @if changed == 1 { " differs" } @else { " differ" }
                " from the letter in " code { (text(&folder)) } "."
            } @else if letters.state(paper) == LetterState::Changed {
                "The words are the same as in " code { (text(&folder)) }
                "; the pages differ, or the PDF is missing."
            } @else {
                "The same as the letter in " code { (text(&folder)) } "."
            }
        }
        @for part in &compared {
            @match part {
                Compared::Same(number) => { p.same { (count(*number, "paragraph")) " the same" } }
                Compared::Changed(pieces) => {
                    p.change {
                        @for piece in pieces {
                            @match piece {
                                Piece::Same(words) => { (text(words)) }
                                Piece::Removed(words) => { del { (text(words)) } }
                                Piece::Added(words) => { ins { (text(words)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
