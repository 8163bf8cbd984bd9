//! `imr explain`: what a finding means.

use super::args::ExplainArgs;
use super::exit::Exit;
use super::terminal::Terminal;
use crate::diag::{Finding, codes};

pub fn run(args: &ExplainArgs, terminal: &Terminal) -> Exit {
    match codes::find(&args.code) {
        Some(code) => terminal.print(code.explain().as_bytes()),
        None => {
            let message = format!("there is no finding with the code `{}`", args.code.escape_debug());
            let finding = Finding::new(&codes::cli::NO_SUCH_CODE, message)
                .hint("the code stands in brackets after `error` or `warning`");
            terminal.give_up(finding);
            Exit::Usage
        }
    }
}
