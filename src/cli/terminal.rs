//! What people see: findings and summaries on standard error, results on standard output.

use std::cell::RefCell;
use std::env;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::rc::Rc;

use serde_json::{Value, json};

use terminal_size::{Height, Width, terminal_size, terminal_size_of};

use super::args::{Color, MessageFormat};
use super::exit::{Exit, Failure};
use super::pager;
pub use super::told::count;
use super::told::{Counts, Told};
use crate::diag::{Code, Finding, codes, render, visible_lines};

#[derive(Clone)]
pub struct Terminal {
    format: MessageFormat,
    color: Color,
    quiet: bool,
    /// Codes of warnings and notes that are not told.
    allowed: Vec<&'static Code>,
    told: Rc<RefCell<Told>>,
}

impl Terminal {
    pub fn new(format: MessageFormat, color: Color, quiet: bool, allowed: Vec<&'static Code>) -> Terminal {
        Terminal { format, color, quiet, allowed, told: Rc::default() }
    }

    /// Whether people want to hear more than findings.
    pub fn talks(&self) -> bool {
        !self.quiet && self.format != MessageFormat::Json
    }

    pub fn width(&self) -> usize {
        columns_of(terminal_size()).unwrap_or(render::USUAL_WIDTH)
    }

    /// Rows of the terminal that standard output is; none where it is none.
    pub fn rows(&self) -> Option<usize> {
        let (_, Height(rows)) = terminal_size_of(io::stdout())?;
        Some(usize::from(rows))
    }

    /// Whether standard output is to be styled.
    pub fn styles_output(&self) -> bool {
        self.in_color(io::stdout().is_terminal())
    }

    fn in_color(&self, on_terminal: bool) -> bool {
        let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => on_terminal && !set("NO_COLOR") && env::var_os("TERM").is_none_or(|t| t != "dumb"),
        }
    }

    /// Shows findings in the form that was asked for: each once a run, and of those with one cause the first ones for
    /// people; [`Terminal::summary_of`] tells how many more there are.
    pub fn report(&self, findings: &[Finding]) {
        let new = self.news(findings);
        if !new.is_empty() {
            let columns = columns_of(terminal_size_of(io::stderr()));
            to_stderr(&self.findings_in(&new, self.in_color(io::stderr().is_terminal()), columns));
        }
    }

    /// Those that are to be shown now.
    fn news(&self, findings: &[Finding]) -> Vec<Finding> {
        let mut told = self.told.borrow_mut();
        let mut new: Vec<Finding> =
            findings.iter().filter(|finding| !self.allowed.contains(&finding.code)).cloned().collect();
        new.retain(|finding| told.is_new(finding));
        if self.format == MessageFormat::Human {
            new.retain(|finding| told.is_shown_whole(finding));
        }
        new
    }

    /// How many findings were told in this run.
    pub fn counts(&self) -> Counts {
        self.told.borrow().counts
    }

    /// What was told is told again in the next run.
    pub fn begin_again(&self) {
        self.told.borrow_mut().begin_again();
    }

    /// Findings in the form that was asked for, to be shown with a letter on standard output.
    pub fn findings(&self, findings: &[Finding]) -> String {
        self.findings_in(
            &self.news(findings),
            self.styles_output(),
            columns_of(terminal_size_of(io::stdout())),
        )
    }

    fn findings_in(&self, findings: &[Finding], color: bool, columns: Option<usize>) -> String {
        match self.format {
            MessageFormat::Human => render::human(findings, color, columns),
            MessageFormat::Short => render::short(findings),
            MessageFormat::Json => render::json(findings),
        }
    }

    /// A line for people; tools that read JSON get none.
    pub fn summary(&self, line: &str) {
        if self.talks() {
            to_stderr(&format!("{line}\n"));
        }
    }

    /// How many findings of one cause were not shown.
    fn tell_the_rest(&self) {
        let rest = self.told.borrow_mut().rest();
        if !rest.is_empty() {
            to_stderr(&format!("{}`--message-format short` shows each\n\n", visible_lines(&rest)));
        }
    }

    /// What a run came to: a line for people, and for tools the same as the fields of an object.
    pub fn summary_of(&self, line: &str, object: Value) {
        self.tell_the_rest();
        self.summary(line);
        if let Value::Object(fields) = object {
            self.told.borrow_mut().summary.extend(fields);
        }
    }

    /// The end of a run: for tools, an object with what it came to, on standard output unless that holds a file.
    pub fn end(&self, command: &str, exit: Exit) {
        self.tell_the_rest();
        if self.format != MessageFormat::Json || self.quiet {
            return;
        }
        let counts = self.counts();
        let mut object = json!({
            "kind": "summary",
            "command": command,
            "exit_code": exit as u8,
            "errors": counts.errors,
            "warnings": counts.warnings,
            "notes": counts.notes,
        });
        if let Value::Object(object) = &mut object {
            object.extend(std::mem::take(&mut self.told.borrow_mut().summary));
        }
        if self.told.borrow().gave_bytes {
            return to_stderr(&format!("{object}\n"));
        }
        // Whoever closed the pipe has seen enough.
        let _ = writeln!(io::stdout().lock(), "{object}");
    }

    /// A result for tools, one object a line; people get none.
    pub fn result(&self, mut object: Value) {
        if self.format == MessageFormat::Json {
            object["kind"] = "result".into();
            let _ = writeln!(io::stdout().lock(), "{object}");
        }
    }

    /// Whether results are objects for tools.
    pub fn is_for_tools(&self) -> bool {
        self.format == MessageFormat::Json
    }

    /// A result, through the pager where it is longer than the screen.
    pub fn page_or_print(&self, text: &str) -> Result<(), Failure> {
        let long = self.rows().is_some_and(|rows| text.lines().count() >= rows);
        if long && pager::page(text) { Ok(()) } else { self.print(text.as_bytes()) }
    }

    /// A text as a result: as it is, and for tools as an object.
    pub fn print(&self, bytes: &[u8]) -> Result<(), Failure> {
        match str::from_utf8(bytes) {
            Ok(text) if self.is_for_tools() => {
                self.result(json!({ "text": text }));
                Ok(())
            }
            _ => self.print_bytes(bytes),
        }
    }

    /// Bytes on standard output. A reader that closed the pipe has seen enough.
    pub fn print_bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        self.told.borrow_mut().gave_bytes = true;
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                let message = format!("cannot write to standard output: {error}");
                Err(Finding::new(&codes::project::CANNOT_WRITE, message).into())
            }
            _ => Ok(()),
        }
    }
}

/// Where standard error is closed there is nobody left to tell.
fn to_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// The columns that were asked for, or those of a terminal.
fn columns_of(terminal: Option<(Width, Height)>) -> Option<usize> {
    let asked = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let columns = asked.or(terminal.map(|(Width(columns), _)| usize::from(columns)));
    columns.filter(|columns| (20..=1000).contains(columns))
}
