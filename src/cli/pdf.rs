//! `imr pdf`: a Markdown letter to its PDF.

use std::io;
use std::path::{Path, PathBuf};

use super::args::PdfArgs;
use super::exit::Exit;
use super::load_kit;
use super::terminal::Terminal;
use crate::diag::{Finding, Sink, codes};
use crate::project::{self, Folders, shown};
use crate::render;

pub fn run(args: &PdfArgs, folders: &Folders, terminal: &Terminal) -> Exit {
    let target = match target(args) {
        Ok(target) => target,
        Err(finding) => {
            terminal.give_up(finding);
            return Exit::Usage;
        }
    };
    let assets = match load_kit(folders, terminal) {
        Ok(assets) => assets,
        Err(exit) => return exit,
    };
    let mut sink = Sink::new();
    let markdown = if is_dash(&args.letter) {
        project::source_from_reader("<standard input>", io::stdin().lock(), &mut sink)
    } else {
        project::read_source(&args.letter, &mut sink)
    };
    let pdf = markdown.and_then(|markdown| render::pdf_of_markdown(&markdown, &assets, &mut sink));
    terminal.report(sink.findings());
    let Ok(pdf) = pdf else { return Exit::after(sink.findings()) };
    if is_dash(&target) {
        return terminal.print(&pdf);
    }
    match project::not_mailed(&target, &folders.out).and_then(|()| project::write_whole(&target, &pdf)) {
        Ok(()) => {
            terminal.summary(&format!("wrote `{}`", shown(&target)));
            Exit::Done
        }
        Err(finding) => terminal.give_up(finding),
    }
}

fn is_dash(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn target(args: &PdfArgs) -> Result<PathBuf, Finding> {
    let target = match &args.output {
        Some(output) => output.clone(),
        None if is_dash(&args.letter) => {
            let message = "a letter from standard input has no place beside it to write to";
            return Err(Finding::new(&codes::cli::NO_OUTPUT, message).hint("say where to write: `-o FILE`"));
        }
        None => args.letter.with_extension("pdf"),
    };
    if target == args.letter && !is_dash(&target) {
        let message = format!("`{}` is the letter itself; its PDF would replace it", shown(&target));
        return Err(Finding::new(&codes::cli::OUTPUT_IS_INPUT, message).hint("say where to write: `-o FILE`"));
    }
    Ok(target)
}
