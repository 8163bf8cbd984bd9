//! `imr new`: a record to fill in, and beside it the schema that editors complete it from.

use super::args::NewArgs;
use super::exit::Exit;
use super::terminal::Terminal;
use crate::diag::Sink;
use crate::project::{self, Folders, shown};
use crate::record;

pub fn run(args: &NewArgs, folders: &Folders, terminal: &Terminal) -> Exit {
    let mut sink = Sink::new();
    let Ok(skeleton) = record::skeleton(&args.case_number, &args.template, &mut sink) else {
        terminal.report(sink.findings());
        return Exit::Usage;
    };
    let path = folders.data.join(format!("{}.yaml", args.case_number));
    let schema = format!("{:#}\n", record::schema());
    let written = project::write_new(&path, skeleton.as_bytes())
        .and_then(|()| project::write_whole(&folders.data.join(record::SCHEMA_FILE), schema.as_bytes()));
    match written {
        Ok(()) => {
            terminal.summary(&format!("wrote `{}`; fill in its blanks, then `imr check`", shown(&path)));
            Exit::Done
        }
        Err(finding) => terminal.give_up(finding),
    }
}
