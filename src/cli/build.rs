//! `imr build` and `imr public`: records to letters in the folder for them.

use std::io;
use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use super::args::MakeArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::progress::Progress;
use super::stop::on_signal;
use super::terminal::count;
use crate::diag::{Finding, Sink, codes, visible};
use crate::letter::Edition;
use crate::project::{
    self, BuildResult, DataFolder, RecordFile, RecordOutcome, Task, agrees_with_mailed, count_orphans,
    make_letters, shown,
};
use crate::render;

pub fn run(args: &MakeArgs, edition: Edition, context: &Context) -> Result<Exit, Failure> {
    if args.records.iter().any(|record| record.as_os_str() == "-") {
        return to_output(args, edition, context);
    }
    build(args, edition, context, |_| String::new())
}

/// Builds letters; `names` says what stands before the summary, of the records whose letters were built.
pub fn build(
    args: &MakeArgs,
    edition: Edition,
    context: &Context,
    names: impl Fn(&[String]) -> String,
) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let mut records = context.records(&args.records)?;
    if let Some(shard) = args.shard {
        let shard = shard.part();
        let (part, of) =
            shard.map_err(|why| Finding::new(&codes::cli::SHARD, why).hint("write --shard K/N"))?;
        records.retain(|record| project::part_of(record, of) == part);
    }
    let assets = context.assets()?;
    let outputs = context.outputs()?;
    let mut exit = Exit::Done;
    let (mut built, mut unchanged, mut mailed, mut failed, mut drafts) = (0, 0, 0, 0, 0);
    let (mut pages, mut built_records) = (0, Vec::new());
    let mut progress = Progress::new(records.len(), terminal);
    let stop = on_signal();
    let task = Task::Build { outputs: &outputs, force: args.force };
    make_letters(&records, &folders.data, &assets, Some(edition), task, stop, |outcome| {
        progress.step(terminal, &outcome.findings);
        exit = exit.max(Exit::after(&outcome.findings));
        terminal.result(result_of(&outcome));
        match outcome.result {
            BuildResult::Built(of_letter) => {
                built += 1;
                let name = outcome.record.file_stem().unwrap_or(outcome.record.as_os_str());
                built_records.push(visible(&name.to_string_lossy()).into_owned());
                pages += of_letter;
            }
            BuildResult::Unchanged(of_letter) => {
                unchanged += 1;
                pages += of_letter;
            }
            BuildResult::Mailed(of_letter) => {
                unchanged += 1;
                mailed += 1;
                pages += of_letter;
            }
            BuildResult::NotMade => failed += 1,
            BuildResult::Draft => drafts += 1,
        }
    });
    let seconds = progress.end();
    // Of a part of the records nobody can tell.
    let orphans = match (&args.records[..], args.shard) {
        ([], None) => count_orphans(&records, &DataFolder::new(&folders.data), &outputs.known),
        _ => 0,
    };
    let closed = outputs.close();
    if orphans > 0 {
        terminal.report(&[project::orphans(orphans)]);
    }
    let counts = terminal.counts();
    let folder = shown(&edition.folder().map_or(folders.out.clone(), |inside| folders.out.join(inside)));
    let line = format!(
        "{}{} built, {unchanged} unchanged, {failed} failed, {}{}: {} in `{folder}`, {seconds:.1} s{}",
        names(&built_records),
        count(built, "letter"),
        if drafts > 0 { format!("{}, ", count(drafts, "draft")) } else { String::new() },
        counts.below_errors(),
        count(pages, "page"),
        if mailed > 0 { format!(", {mailed} mailed, left as they are") } else { String::new() }
    );
    let object = json!({
        "built": built, "unchanged": unchanged, "mailed": mailed, "failed": failed, "drafts": drafts,
        "pages": pages, "folder": folder, "seconds": seconds,
    });
    terminal.summary_of(&line, object);
    let left = records.len() - built - unchanged - failed - drafts;
    if stop.load(Ordering::Relaxed) {
        terminal.summary(&format!("stopped; {} left", count(left, "letter")));
        exit = Exit::Stopped;
    }
    closed?;
    Ok(exit)
}

/// Makes the letter of a record from standard input, and gives its PDF to standard output; nothing is kept of it.
fn to_output(args: &MakeArgs, edition: Edition, context: &Context) -> Result<Exit, Failure> {
    let one = |message: &str| Finding::new(&codes::cli::ONE_OUTPUT, message);
    if args.records.len() > 1 {
        return Err(one("a record from standard input is built alone").into());
    }
    let assets = context.assets()?;
    let mut sink = Sink::new();
    let known = context.known()?;
    let made = RecordFile::from_reader("<standard input>", io::stdin().lock(), &mut sink).and_then(|file| {
        let record = render::read_record(&file.source, &assets, &mut sink)?;
        // Also what nobody keeps may be mailed.
        agrees_with_mailed(&known, &record, &file, &assets).map_err(|finding| sink.error(finding))?;
        render::letters(&record, edition, &assets, &mut sink)
    });
    let Ok(made) = made else { return Err(sink.into()) };
    context.terminal.report(sink.findings());
    let [letter] = &made[..] else {
        return Err(one("this edition has several papers, and standard output takes one")
            .hint("build it from a file: `imr build --edition mailed data/X.yaml`")
            .into());
    };
    context.terminal.print_bytes(&letter.pdf)?;
    Ok(Exit::after(sink.findings()))
}

/// What became of a record, for tools.
pub fn result_of(outcome: &RecordOutcome) -> Value {
    let (result, pages) = match outcome.result {
        BuildResult::Built(pages) => ("built", pages),
        BuildResult::Unchanged(pages) => ("unchanged", pages),
        BuildResult::Mailed(pages) => ("mailed", pages),
        BuildResult::NotMade => ("failed", 0),
        BuildResult::Draft => ("draft", 0),
    };
    json!({ "record": shown(&outcome.record), "result": result, "pages": pages })
}
