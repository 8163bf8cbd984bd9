//! `imr man`: the manual page, made from the same text as `--help`.

use clap::CommandFactory;

use super::args::{Args, ManArgs};
use super::exit::{Exit, Failure};
use super::terminal::Terminal;
use crate::diag::{Finding, codes, visible};

pub fn run(args: &ManArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let mut imr = Args::command();
    imr.build();
    let page_of = match &args.command {
        None => imr,
        Some(name) => imr.find_subcommand(name).cloned().ok_or_else(|| {
            let message = format!("imr has no command `{}`", visible(name));
            Finding::new(&codes::cli::NO_SUCH_COMMAND, message).hint("`imr --help` lists them")
        })?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(page_of).render(&mut page).map_err(|error| {
        let message = format!("cannot make the manual page: {error}");
        Finding::new(&codes::cli::NO_MANUAL_PAGE, message)
    })?;
    terminal.print(&page)?;
    Ok(Exit::Done)
}
