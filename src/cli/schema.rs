//! `imr schema`: the JSON Schema of a record.

use super::exit::Exit;
use super::terminal::Terminal;
use crate::record;

pub fn run(terminal: &Terminal) -> Exit {
    terminal.print(record::schema().to_string().as_bytes())
}
