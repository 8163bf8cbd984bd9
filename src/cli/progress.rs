//! How far a run is: a bar on a terminal, a line every few seconds in a pipe.

use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::terminal::Terminal;
use crate::diag::Finding;

/// Between two lines in a pipe.
const EVERY: Duration = Duration::from_secs(5);

pub struct Progress {
    bar: ProgressBar,
    /// In a pipe, when the last line was printed.
    lines: Option<Instant>,
    began: Instant,
    done: u64,
    all: u64,
}

impl Progress {
    pub fn new(letters: usize, terminal: &Terminal) -> Progress {
        let on_terminal = io::stderr().is_terminal();
        let target = if terminal.talks() && on_terminal {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(letters as u64), target);
        let shape = "{bar:30} {pos} of {len} letters, {rate} a second, {eta} left";
        let style = ProgressStyle::with_template(shape).expect("the shape is sound");
        bar.set_style(style.with_key("rate", |state: &ProgressState, to: &mut dyn Write| {
            // Where the bar cannot be drawn, nothing can.
            let _ = write!(to, "{:.0}", state.per_sec());
        }));
        let began = Instant::now();
        let lines = (terminal.talks() && !on_terminal).then_some(began);
        Progress { bar, lines, began, done: 0, all: letters as u64 }
    }

    /// One letter more is done, and this is to be said of it.
    pub fn step(&mut self, terminal: &Terminal, findings: &[Finding]) {
        if !findings.is_empty() {
            self.bar.suspend(|| terminal.report(findings));
        }
        self.bar.inc(1);
        self.done += 1;
        if self.lines.is_some_and(|last| last.elapsed() >= EVERY) && self.done < self.all {
            self.lines = Some(Instant::now());
            let seconds = self.began.elapsed().as_secs_f64();
            let rate = self.done as f64 / seconds;
            let left = (self.all - self.done) as f64 / rate;
            terminal.summary(&format!(
                "{} of {} letters, {rate:.0} a second, {left:.0} s left",
                self.done, self.all
            ));
        }
    }

    /// Seconds since the run began; the bar is gone after this.
    pub fn end(self) -> f64 {
        self.bar.finish_and_clear();
        self.began.elapsed().as_secs_f64()
    }
}
