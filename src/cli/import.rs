//! `imr import`: records from what others keep.

use super::author_args::ImportArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::terminal::count;
use crate::diag::{Finding, Sink, codes};
use crate::project::{self, shown};

pub fn run(args: &ImportArgs, context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let mut exit = Exit::Done;
    for file in &args.files {
        if !file.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv")) {
            let message = format!("`{}` is no table: its name does not end in `.csv`", shown(file));
            return Err(Finding::new(&codes::cli::NOT_IMPORTED, message)
                .hint("save the table as CSV, with the names of fields in its first row")
                .into());
        }
        let mut sink = Sink::new();
        let imported = project::import_table(file, &folders.data, &mut sink);
        terminal.report(sink.findings());
        exit = exit.max(Exit::after(sink.findings()));
        let Ok(imported) = imported else { continue };
        let rejects = imported.rejects.map(|path| format!(": see `{}`", shown(&path))).unwrap_or_default();
        terminal.summary(&format!(
            "{} written to `{}`, {} there already, {} rejected{rejects}",
            count(imported.written, "record"),
            shown(&folders.data),
            imported.unchanged,
            imported.rejected
        ));
    }
    Ok(exit)
}
