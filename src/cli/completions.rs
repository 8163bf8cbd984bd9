//! `imr completions`: what a shell needs to complete commands and flags.

use super::args::CompletionsArgs;
use super::commands::command;
use super::exit::{Exit, Failure};
use super::terminal::Terminal;

pub fn run(args: &CompletionsArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "imr", &mut script);
    terminal.print(&script)?;
    Ok(Exit::Done)
}
