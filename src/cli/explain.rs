//! `imr explain`: what a finding means.

use super::args::ExplainArgs;
use super::exit::{Exit, Failure};
use super::terminal::Terminal;
use crate::diag::{Finding, codes};

pub fn run(args: &ExplainArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let code = codes::find(&args.code).ok_or_else(|| {
        let message = format!("there is no finding with the code `{}`", args.code.escape_debug());
        Finding::new(&codes::cli::NO_SUCH_CODE, message)
            .hint("the code stands in brackets after `error` or `warning`")
    })?;
    terminal.print(code.explain().as_bytes())?;
    Ok(Exit::Done)
}
