//! `imr completions`, and what the script that it prints asks for at every Tab: commands, options, case numbers.

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;

use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter};
use clap_complete::env::Shells;
use clap_complete::{CompleteEnv, Shell};

use super::args::CompletionsArgs;
use super::commands::command;
use super::exit::{Exit, Failure};
use super::terminal::Terminal;
use crate::diag::{Finding, codes};
use crate::project::case_numbers;

/// Set by the script of a shell where it asks for completions.
const ASKS: &str = "IMR_COMPLETE";

pub fn run(args: &CompletionsArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let shells = Shells::builtins();
    let mut script = Vec::new();
    let written = match shells.completer(shell_name(args.shell)) {
        Some(shell) => shell.write_registration(ASKS, "imr", "imr", "imr", &mut script),
        None => Err(std::io::Error::other("the shell is not known")),
    };
    written.map_err(|error| {
        let message = format!("cannot make the completions: {error}");
        Finding::new(&codes::cli::NO_MANUAL_PAGE, message)
    })?;
    terminal.print(&script)?;
    Ok(Exit::Done)
}

/// Answers a shell's script and ends the process, where it is one that asks.
pub fn answer() {
    CompleteEnv::with_factory(|| command().mut_subcommands(completed)).var(ASKS).complete();
}

/// A command whose records complete by their case numbers.
fn completed(command: clap::Command) -> clap::Command {
    command.mut_args(|arg| {
        let names = arg.get_value_names().unwrap_or_default();
        if names.iter().any(|name| name.split('|').any(|name| name == "RECORD")) {
            arg.add(ArgValueCompleter::new(records))
        } else {
            arg
        }
    })
}

/// The case numbers that begin as what was typed, or else paths.
fn records(typed: &OsStr) -> Vec<CompletionCandidate> {
    let start = typed.to_string_lossy().to_ascii_uppercase();
    let numbers = case_numbers(&data_folder());
    let mut candidates: Vec<CompletionCandidate> = numbers
        .into_iter()
        .filter(|number| number.starts_with(&start))
        .map(CompletionCandidate::new)
        .collect();
    if candidates.is_empty() || start.is_empty() {
        candidates.extend(PathCompleter::any().complete(typed));
    }
    candidates
}

/// The data folder of the line that is being typed.
fn data_folder() -> PathBuf {
    let words: Vec<_> = env::args().collect();
    let after = words.windows(2).find(|pair| pair[0] == "--data").map(|pair| pair[1].as_str());
    let joined = words.iter().find_map(|word| word.strip_prefix("--data="));
    PathBuf::from(after.or(joined).unwrap_or("data"))
}

fn shell_name(shell: Shell) -> &'static str {
    match shell {
        Shell::Elvish => "elvish",
        Shell::Fish => "fish",
        Shell::PowerShell => "powershell",
        Shell::Zsh => "zsh",
        _ => "bash",
    }
}
