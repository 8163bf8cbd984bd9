//! The page with the numbers of an office: the tables of `imr report`, with bars beside those that compare.

use maud::{Markup, html};

use super::frame::frame;
use super::html::{count, message, name_of, text};
use super::letters::Letters;
use crate::diag::Finding;
use crate::report::{Column, Range, Report, Row, Table};
use crate::units::Date;

/// The page for the range that the address asks for.
pub fn report_page(letters: &Letters, query: &str) -> String {
    let asked = Asked::of(query);
    let counted = asked.range().map(|range| letters.report(range));
    let contents = html! {
        header.bar {
            nav aria-label="Letters" { a href="/" { "All letters" } }
            h1 { "Report" }
            p #status role="status" {}
        }
        main {
            (form(&asked))
            @match &counted {
                None => p role="alert" { "The days are written as in 2014-01-31, the first one before the last." },
                Some(Err(findings)) => { (told(findings)) },
                Some(Ok((report, findings))) => { (told(findings)) (numbers(report)) },
            }
        }
    };
    frame("Report", "report", letters.events.count(), &contents)
}

/// The days as they stand in the address.
struct Asked {
    from: String,
    to: String,
}

impl Asked {
    fn of(query: &str) -> Asked {
        let field = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let value = pairs
                .find(|(key, _)| *key == name)
                .map(|(_, value)| name_of(value).unwrap_or_else(|| value.to_owned()));
            value.unwrap_or_default()
        };
        Asked { from: field("from"), to: field("to") }
    }

    /// None where a day is none, or the last is before the first.
    fn range(&self) -> Option<Range> {
        let day = |typed: &str| match typed {
            "" => Some(None),
            typed => typed.parse::<Date>().ok().map(Some),
        };
        let range = Range { from: day(&self.from)?, to: day(&self.to)? };
        (!range.is_reversed()).then_some(range)
    }
}

fn form(asked: &Asked) -> Markup {
    html! {
        form.filters action="/report" {
            label { "Decided on or after " input name="from" type="date" value=(text(&asked.from)); }
            label { "Decided on or before " input name="to" type="date" value=(text(&asked.to)); }
            button { "Count" }
        }
    }
}

fn told(findings: &[Finding]) -> Markup {
    html! {
        @if !findings.is_empty() {
            ul.findings aria-label="Not counted, or not read" {
                @for finding in findings {
                    li class={ "finding " (finding.severity().name()) } {
                        p { strong { (finding.severity().name()) } " " (message(&finding.message)) }
                        @for hint in &finding.hints { p.hint { (message(hint)) } }
                    }
                }
            }
        }
    }
}

fn numbers(report: &Report) -> Markup {
    let range = report.range.words();
    html! {
        p { strong { (count(report.letters(), "letter")) } " " (range) ", counted when this page was loaded." }
        @for table in report.tables() {
            section aria-labelledby=(table.name) {
                h2 id=(table.name) { (table.title) }
                @if !table.note.is_empty() { p.empty { (message(table.note)) } }
                @if let Some(parts) = compared(&table) { (bars(&table, parts)) }
                (table_of(&table))
            }
        }
    }
}

/// What the bars of a table are made of, if it has any.
fn compared(table: &Table) -> Option<&'static [Column]> {
    let parts: &[Column] = match table.name {
        "categories" | "specialties" => &[Column::Upheld, Column::Overturned],
        "days_spread" => &[Column::Letters],
        _ => return None,
    };
    (!table.rows.is_empty()).then_some(parts)
}

/// Heights of a row and of its bar, in pixels: widths are shares of the picture's, so that words keep their size on a
/// narrow screen.
const ROW: usize = 38;
const BAR: usize = 14;

/// A bar for each row, from the same numbers as the table below. What it shows is said in words above each bar.
fn bars(table: &Table, parts: &[Column]) -> Markup {
    let number =
        |row: &Row, part: Column| table.value(row, part).and_then(|value| value.count()).unwrap_or(0);
    let whole = |row: &Row| parts.iter().map(|part| number(row, *part)).sum::<usize>();
    let longest = table.rows.iter().map(whole).max().unwrap_or(0).max(1);
    let share = |letters: usize| format!("{:.2}%", letters as f64 * 100.0 / longest as f64);
    let part_words = |row: &Row, part: Column| match part {
        Column::Letters => count(number(row, part), "letter"),
        part => format!("{} {}", number(row, part), part.title().to_lowercase()),
    };
    let words = |row: &Row| {
        let named: Vec<String> = parts.iter().map(|part| part_words(row, *part)).collect();
        format!("{}: {}", row.name, named.join(", "))
    };
    let height = ROW * table.rows.len();
    let (title, described) = (format!("{}-chart", table.name), format!("{}-chart-words", table.name));
    html! {
        svg.bars role="img" height=(height) aria-labelledby=(title) aria-describedby=(described) {
            title id=(title) { (table.title) ", as bars" }
            desc id=(described) { (text(&table.rows.iter().map(words).collect::<Vec<_>>().join("; "))) }
            @for (at, row) in table.rows.iter().enumerate() {
                text x="0" y=(ROW * at + 14) { (text(&words(row))) }
                @for (before, part) in parts.iter().enumerate() {
                    @let start = parts[..before].iter().map(|part| number(row, *part)).sum::<usize>();
                    rect class={ "part-" (part.name()) } x=(share(start)) y=(ROW * at + 20) width=(share(number(row, *part))) height=(BAR) {}
                }
            }
        }
    }
}

fn table_of(table: &Table) -> Markup {
    html! {
        div.wide tabindex="0" role="group" aria-label={ (table.title) ", as a table" } {
            table.numbers {
                thead {
                    tr {
                        th scope="col" { (table.key) }
                        @for column in table.columns { th.figure scope="col" { (column.title()) } }
                    }
                }
                tbody {
                    @for row in &table.rows {
                        tr {
                            th scope="row" { (text(&row.name)) }
                            @for value in &row.values { td.figure { (value.to_string()) } }
                        }
                    }
                }
            }
        }
    }
}
