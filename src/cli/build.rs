//! `imr build`: records to letters in the folder for them.

use super::args::BuildArgs;
use super::exit::Exit;
use super::terminal::{Terminal, count};
use super::{load_kit, records};
use crate::project::{Folders, Output, Writing, make_letters, shown};

pub fn run(args: &BuildArgs, folders: &Folders, terminal: &Terminal) -> Exit {
    let records = match records(&args.records, &folders.data) {
        Ok(records) => records,
        Err(finding) => return terminal.give_up(finding),
    };
    let kit = match load_kit(folders, terminal) {
        Ok(kit) => kit,
        Err(exit) => return exit,
    };
    let writing = match Output::open(&folders.out) {
        Ok(output) => Writing::To(output),
        Err(finding) => return terminal.give_up(finding),
    };
    let mut exit = Exit::Done;
    let (mut letters, mut pages, mut failed) = (0, 0, 0);
    make_letters(&records, &kit, &writing, |outcome| {
        terminal.report(&outcome.findings);
        exit = exit.max(Exit::after(&outcome.findings));
        match outcome.pages {
            Some(of_letter) => {
                letters += 1;
                pages += of_letter;
            }
            None => failed += 1,
        }
    });
    let mut line =
        format!("{}, {}, in `{}`", count(letters, "letter"), count(pages, "page"), shown(&folders.out));
    if failed > 0 {
        line.push_str(&format!("; {} not made", count(failed, "letter")));
    }
    terminal.summary(&line);
    exit
}
