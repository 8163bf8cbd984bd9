//! `imr completions`: what a shell needs to complete commands and flags.

use clap::CommandFactory;

use super::args::{Args, CompletionsArgs};
use super::exit::{Exit, Failure};
use super::terminal::Terminal;

pub fn run(args: &CompletionsArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "imr", &mut script);
    terminal.print(&script)?;
    Ok(Exit::Done)
}
