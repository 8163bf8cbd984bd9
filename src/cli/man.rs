//! `imr man`: the manual page, made from the same text as `--help`.

use clap::CommandFactory;

use super::args::{Args, ManArgs};
use super::exit::Exit;
use super::terminal::Terminal;
use crate::diag::{Finding, codes};

pub fn run(args: &ManArgs, terminal: &Terminal) -> Exit {
    let mut imr = Args::command();
    imr.build();
    let page_of = match &args.command {
        None => imr,
        Some(name) => match imr.find_subcommand(name) {
            Some(command) => command.clone(),
            None => {
                let message = format!("imr has no command `{}`", name.escape_debug());
                terminal.give_up(
                    Finding::new(&codes::cli::NO_SUCH_COMMAND, message).hint("`imr --help` lists them"),
                );
                return Exit::Usage;
            }
        },
    };
    let mut page = Vec::new();
    match clap_mangen::Man::new(page_of).render(&mut page) {
        Ok(()) => terminal.print(&page),
        Err(error) => {
            let message = format!("cannot make the manual page: {error}");
            terminal.give_up(Finding::new(&codes::cli::NO_MANUAL_PAGE, message));
            Exit::System
        }
    }
}
