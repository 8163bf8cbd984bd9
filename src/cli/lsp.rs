//! `imr lsp`: the findings of records and templates in an editor, while they are typed.

use std::io::{self, IsTerminal};

use super::context::Context;
use super::exit::{Exit, Failure};
use crate::diag::{Finding, codes};
use crate::lsp::{Ended, serve};

pub fn run(context: &Context) -> Result<Exit, Failure> {
    if io::stdin().is_terminal() {
        context.terminal.summary("an editor starts this command and talks to it; Ctrl-C ends");
    }
    let root = std::env::current_dir().map_err(|error| {
        Finding::new(&codes::project::CANNOT_READ, format!("cannot tell the folder this is run in: {error}"))
    })?;
    match serve(io::stdin(), io::stdout(), context.folders.clone(), root)? {
        Ended::Properly => Ok(Exit::Done),
        // What the protocol wants of a session that ends without `shutdown`.
        Ended::Abruptly => Ok(Exit::Letters),
    }
}
