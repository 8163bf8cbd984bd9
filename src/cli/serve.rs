//! `imr serve`: all letters in the browser.

use std::process::{Command, Stdio};

use serde_json::json;

use super::args::ServeArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::stop::end_on_signal;
use crate::serve::Server;

pub fn run(args: &ServeArgs, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    end_on_signal();
    let mut server = Server::open(context.folders.clone(), args.port)?;
    if let Some(record) = &args.record {
        server = server.at(&context.record(record)?);
    }
    terminal.result(json!({ "address": server.url() }));
    if !terminal.is_for_tools() {
        terminal.print(format!("{}\n", server.url()).as_bytes())?;
    }
    terminal.summary("open this address in the browser; Ctrl-C ends");
    if args.open && !open(&server.url_for_one_visit()?) {
        terminal.summary("the browser could not be started");
    }
    server.run()?;
    Ok(Exit::Done)
}

/// Hands an address to whatever opens addresses here.
fn open(url: &str) -> bool {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else {
        Command::new("xdg-open")
    };
    command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_ok()
}
