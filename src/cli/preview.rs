//! `imr preview`: the letter of a record as Markdown, styled on a terminal.

use super::args::PreviewArgs;
use super::exit::Exit;
use super::load_kit;
use super::styled::styled;
use super::terminal::Terminal;
use crate::diag::Sink;
use crate::document::read_markdown;
use crate::project::{self, Folders};
use crate::render;

pub fn run(args: &PreviewArgs, folders: &Folders, terminal: &Terminal) -> Exit {
    let kit = match load_kit(folders, terminal) {
        Ok(kit) => kit,
        Err(exit) => return exit,
    };
    let mut sink = Sink::new();
    let shown = project::read_source(&args.record, &mut sink).and_then(|record| {
        let (_, markdown) = render::letter_markdown(&record, args.edition.into(), &kit, &mut sink)?;
        if args.raw || !terminal.styles_output() {
            return Ok(markdown.text().to_owned());
        }
        Ok(styled(&read_markdown(&markdown, &mut sink)?, terminal.width()))
    });
    terminal.report(sink.findings());
    match shown {
        Ok(shown) => terminal.print(shown.as_bytes()).max(Exit::after(sink.findings())),
        Err(_) => Exit::after(sink.findings()),
    }
}
