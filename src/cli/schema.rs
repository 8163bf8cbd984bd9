//! `imr schema`: the JSON Schema of a record.

use super::context::Context;
use super::exit::{Exit, Failure};

pub fn run(context: &Context) -> Result<Exit, Failure> {
    context.terminal.print(format!("{:#}\n", context.assets()?.contracts().schema()).as_bytes())?;
    Ok(Exit::Done)
}
