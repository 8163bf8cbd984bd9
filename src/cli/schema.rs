//! `imr schema`: the JSON Schema of a record.

use super::exit::Exit;
use super::terminal::Terminal;
use crate::record;

pub fn run(terminal: &Terminal) -> Exit {
    terminal.print(format!("{:#}\n", record::schema()).as_bytes())
}
