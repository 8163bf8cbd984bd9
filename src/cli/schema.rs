//! `imr schema`: the JSON Schema of a record.

use super::exit::{Exit, Failure};
use super::terminal::Terminal;
use crate::record;

pub fn run(terminal: &Terminal) -> Result<Exit, Failure> {
    terminal.print(format!("{:#}\n", record::schema()).as_bytes())?;
    Ok(Exit::Done)
}
