//! `imr merge`: what shards built in folders of their own.

use super::args::MergeArgs;
use super::exit::Exit;
use super::terminal::{Terminal, count};
use crate::diag::{Finding, Sink};
use crate::project::{Folders, Known, Outputs, merge, shown};

pub fn run(args: &MergeArgs, folders: &Folders, terminal: &Terminal) -> Exit {
    let mut sink = Sink::new();
    let taken = take(args, folders, &mut sink);
    terminal.report(sink.findings());
    match taken {
        Ok(taken) => {
            terminal.summary(&format!("{} taken into `{}`", count(taken, "letter"), shown(&folders.out)));
            Exit::after(sink.findings())
        }
        Err(finding) => terminal.give_up(finding),
    }
}

fn take(args: &MergeArgs, folders: &Folders, sink: &mut Sink) -> Result<usize, Finding> {
    let outputs = Outputs::open(&folders.out)?;
    let mut taken = 0;
    for folder in &args.folders {
        let from = Known::read(folder)?;
        from.lost.iter().for_each(|lost| sink.report(lost.clone()));
        taken += merge(&from, &outputs, sink)?;
    }
    outputs.close()?;
    Ok(taken)
}
