//! What people see: findings and summaries on standard error, results on standard output.

use std::env;
use std::io::{self, ErrorKind, IsTerminal, Write};

use terminal_size::{Height, Width, terminal_size, terminal_size_of};

use super::args::{Color, MessageFormat};
use super::exit::Failure;
use super::pager;
use crate::diag::{Finding, codes, render};

/// Columns where the terminal does not say.
const USUAL_WIDTH: usize = 100;

#[derive(Clone)]
pub struct Terminal {
    format: MessageFormat,
    color: Color,
    quiet: bool,
}

impl Terminal {
    pub fn new(format: MessageFormat, color: Color, quiet: bool) -> Terminal {
        Terminal { format, color, quiet }
    }

    /// Whether people want to hear more than findings.
    pub fn talks(&self) -> bool {
        !self.quiet && self.format != MessageFormat::Json
    }

    pub fn width(&self) -> usize {
        let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let of_terminal = || terminal_size().map(|(Width(columns), _)| usize::from(columns));
        columns.or_else(of_terminal).filter(|columns| (20..=1000).contains(columns)).unwrap_or(USUAL_WIDTH)
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

    /// Shows findings in the form that was asked for.
    pub fn report(&self, findings: &[Finding]) {
        if !findings.is_empty() {
            to_stderr(&self.findings_in(findings, self.in_color(io::stderr().is_terminal())));
        }
    }

    /// Findings in the form that was asked for, to be shown with a letter on standard output.
    pub fn findings(&self, findings: &[Finding]) -> String {
        self.findings_in(findings, self.styles_output())
    }

    fn findings_in(&self, findings: &[Finding], color: bool) -> String {
        match self.format {
            MessageFormat::Human => render::human(findings, color, self.width()),
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

    /// A result, through the pager where it is longer than the screen.
    pub fn page_or_print(&self, text: &str) -> Result<(), Failure> {
        let long = self.rows().is_some_and(|rows| text.lines().count() >= rows);
        if long && pager::page(text) { Ok(()) } else { self.print(text.as_bytes()) }
    }

    /// A result, on standard output. A reader that closed the pipe has seen enough.
    pub fn print(&self, bytes: &[u8]) -> Result<(), Failure> {
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

/// `1 letter`, `2 letters`
pub fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
