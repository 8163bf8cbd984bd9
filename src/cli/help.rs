//! `imr help`: the help of a command, or the guide to changing letters.

use std::path::Path;

use super::args::{Color, HelpArgs, MessageFormat};
use super::commands::command;
use super::exit::{Exit, Failure};
use super::terminal::Terminal;
use crate::assets::GUIDE;
use crate::diag::{Finding, codes, visible};

pub fn run(args: &HelpArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let text = if args.command == ["templates"] { GUIDE.to_owned() } else { help_of(args, terminal)? };
    terminal.page_or_print(&text)?;
    Ok(Exit::Done)
}

fn help_of(args: &HelpArgs, terminal: &Terminal) -> Result<String, Failure> {
    let mut imr = command();
    imr.build();
    let mut of = &mut imr;
    for name in &args.command {
        of = of.find_subcommand_mut(name).ok_or_else(|| {
            let message = format!("imr has no command `{}`", visible(name));
            Finding::new(&codes::cli::NO_SUCH_COMMAND, message).hint("`imr --help` lists them")
        })?;
    }
    let help = of.render_long_help();
    Ok(if terminal.styles_output() { help.ansi().to_string() } else { help.to_string() })
}

/// To whoever typed no command in a folder that holds nothing of ours.
pub fn say_how_to_begin() {
    if !Path::new("data").exists() {
        let terminal = Terminal::new(MessageFormat::Human, Color::Auto, false, Vec::new());
        terminal
            .summary("\nThere is no project in this folder yet: `imr init` makes one, with a sample record.");
    }
}
