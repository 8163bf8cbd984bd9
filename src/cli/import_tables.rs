//! `imr import` of tables: a record from each row.

use std::path::PathBuf;

use super::context::Context;
use super::exit::{Exit, Failure};
use super::terminal::count;
use crate::diag::Sink;
use crate::project::{self, shown};

pub fn run(files: &[PathBuf], context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let assets = context.assets()?;
    let mut exit = Exit::Done;
    for file in files {
        let mut sink = Sink::new();
        let imported = project::import_table(file, &folders.data, &assets, &mut sink);
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
