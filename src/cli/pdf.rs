//! `imr pdf`: a Markdown letter to its PDF.

use std::io;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::PdfArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use crate::diag::{Finding, Sink, codes};
use crate::project::{self, shown};
use crate::render;

pub fn run(args: &PdfArgs, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let target = target(args)?;
    let assets = context.assets()?;
    let mut sink = Sink::new();
    let markdown = if is_dash(&args.letter) {
        project::source_from_reader("<standard input>", io::stdin().lock(), &mut sink)
    } else {
        project::read_source(&args.letter, &mut sink)
    };
    let pdf = markdown.and_then(|markdown| match project::record_for_letter(&markdown) {
        Some(finding) => Err(sink.error(finding)),
        None => render::pdf_of_markdown(&markdown, &assets, &mut sink),
    });
    let Ok(pdf) = pdf else { return Err(sink.into()) };
    terminal.report(sink.findings());
    if is_dash(&target) {
        terminal.print_bytes(&pdf)?;
        return Ok(Exit::Done);
    }
    project::may_be_written(&target)?;
    project::write_whole(&target, &pdf)?;
    terminal.result(json!({ "file": shown(&target) }));
    terminal.summary(&format!("wrote `{}`", shown(&target)));
    Ok(Exit::Done)
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
