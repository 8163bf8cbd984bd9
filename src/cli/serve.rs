//! `imr serve`: all letters in the browser.

use std::process::{Command, Stdio};

use super::args::ServeArgs;
use super::exit::Exit;
use super::terminal::Terminal;
use crate::project::Folders;
use crate::serve::Server;

pub fn run(args: &ServeArgs, folders: &Folders, terminal: &Terminal) -> Exit {
    let server = match Server::open(folders.clone(), args.port) {
        Ok(server) => server,
        Err(finding) => return terminal.give_up(finding),
    };
    let exit = terminal.print(format!("{}\n", server.url()).as_bytes());
    if exit != Exit::Done {
        return exit;
    }
    terminal.summary("open this address in the browser; Ctrl-C ends");
    if args.open {
        match server.url_for_one_visit() {
            Ok(url) if open(&url) => {}
            Ok(_) => terminal.summary("the browser could not be started"),
            Err(finding) => return terminal.give_up(finding),
        }
    }
    match server.run() {
        Ok(()) => Exit::Done,
        Err(finding) => terminal.give_up(finding),
    }
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
