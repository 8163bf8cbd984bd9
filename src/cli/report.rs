//! `imr report`: the numbers of an office, as tables for people, CSV or JSON.

use std::fmt::Write;

use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::context::Context;
use super::exit::{Exit, Failure};
use super::report_args::ReportArgs;
use super::stop::on_signal;
use super::terminal::count;
use crate::diag::{Finding, codes, visible};
use crate::project::{report, report_csv};
use crate::report::{Range, Report, Table};

pub fn run(args: &ReportArgs, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let range = Range { from: args.from, to: args.to };
    if range.is_reversed() {
        let message = "`--to` is before `--from`, so that no decision date can be between them";
        return Err(Finding::new(&codes::cli::RANGE, message).hint("write the first day as `--from`").into());
    }
    let records = context.records(&[])?;
    let assets = context.assets()?;
    let known = context.known()?;
    let stop = on_signal();
    let (report, findings) = report(&records, range, &assets, &known, stop);
    if stop.load(std::sync::atomic::Ordering::Relaxed) {
        // Numbers of a part of the records would look like those of all.
        return Ok(Exit::Stopped);
    }
    terminal.report(&findings);
    if args.csv {
        terminal.print_bytes(report_csv(&report).as_bytes())?;
    } else if args.json {
        let json = serde_json::to_string_pretty(&report.to_json()).expect("a report is plain data");
        terminal.print_bytes(format!("{json}\n").as_bytes())?;
    } else if terminal.is_for_tools() {
        terminal.result(report.to_json());
    } else {
        terminal.page_or_print(&text(&report))?;
    }
    let (letters, left_out) = (report.letters(), report.left_out());
    let line = match left_out {
        0 => format!("{} {}", count(letters, "letter"), range.words()),
        _ => format!(
            "{} {}; {} not counted",
            count(letters, "letter"),
            range.words(),
            count(left_out, "record")
        ),
    };
    terminal.summary_of(&line, json!({ "letters": letters, "not_counted": left_out }));
    Ok(Exit::after(&findings))
}

fn text(report: &Report) -> String {
    let tables: Vec<String> = report.tables().iter().map(table_text).collect();
    tables.join("\n")
}

/// A title, and columns of numbers to the right of the names.
fn table_text(table: &Table) -> String {
    let mut text = format!("{}\n", table.title);
    let mut lines = vec![(table.key.to_owned(), titles(table))];
    for row in &table.rows {
        let shown = row.values.iter().map(|value| match value.to_string() {
            none if none.is_empty() => "-".to_owned(),
            number => number,
        });
        lines.push((visible(&row.name).into_owned(), shown.collect()));
    }
    let width = |texts: &mut dyn Iterator<Item = &String>| texts.map(|text| text.width()).max().unwrap_or(0);
    let name = width(&mut lines.iter().map(|(name, _)| name));
    let widths: Vec<usize> =
        (0..table.columns.len()).map(|at| width(&mut lines.iter().map(|(_, cells)| &cells[at]))).collect();
    for (row, cells) in lines {
        let _ = write!(text, "  {row}{:1$}", "", name - row.width());
        for (cell, width) in cells.iter().zip(&widths) {
            let _ = write!(text, "  {cell:>width$}");
        }
        text.push('\n');
    }
    text
}

fn titles(table: &Table) -> Vec<String> {
    table.columns.iter().map(|column| column.title().to_lowercase()).collect()
}
