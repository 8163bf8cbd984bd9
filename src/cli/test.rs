//! `imr test`: sample records against the letters that are expected of them.

use std::path::PathBuf;

use super::author_args::TestArgs;
use super::context::Context;
use super::diff::compare_letters;
use super::exit::{Exit, Failure};
use super::stop::on_signal;
use super::terminal::count;
use crate::diag::{Finding, Sink, codes};
use crate::letter::LetterKey;
use crate::project::{
    self, BuildResult, DataFolder, Folders, LetterState, Task, find_records, make_letters, remove_letters,
    shown, without_record,
};

pub fn run(args: &TestArgs, context: &Context) -> Result<Exit, Failure> {
    let folders = Folders {
        data: args.samples.clone(),
        out: args.expected.clone(),
        templates: context.folders.templates.clone(),
    };
    let context = Context { folders, terminal: context.terminal.clone() };
    let records = find_records(&context.folders.data).map_err(|_| {
        let message = format!("`{}` holds no sample record", shown(&context.folders.data));
        Finding::new(&codes::project::NO_RECORDS, message)
            .hint("put records there that show what your letters must say, then `imr test --accept`")
    })?;
    if args.accept { accept(&records, &context) } else { compare(&records, &context) }
}

fn compare(records: &[PathBuf], context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let compared = compare_letters(records, None, context)?;
    let known = context.known()?;
    let gone = without_record(records, &DataFolder::new(&context.folders.data), &known);
    let gone: Vec<_> = gone.iter().filter(|standing| standing.state == LetterState::Orphan).collect();
    let differ = compared.changes.letters();
    let mut shown = compared.changes.shown(false, terminal.styles_output());
    for standing in &gone {
        shown.push_str(&format!("{}: expected, and its sample record is gone\n", standing.letter));
    }
    terminal.print(shown.as_bytes())?;
    terminal.summary(&format!(
        "{} of {} as expected",
        compared.letters - differ,
        count(compared.letters + gone.len(), "letter")
    ));
    if differ + gone.len() == 0 {
        return Ok(compared.exit);
    }
    terminal.summary("where the letters are right and what was expected is not: `imr test --accept`");
    Ok(compared.exit.max(Exit::Letters))
}

/// Makes the letters of all samples what is expected of them.
fn accept(records: &[PathBuf], context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let assets = context.assets()?;
    let outputs = context.outputs()?;
    let (mut exit, mut accepted) = (Exit::Done, 0);
    let task = Task::Build { outputs: &outputs, force: true };
    make_letters(records, &folders.data, &assets, None, task, on_signal(), |outcome| {
        terminal.report(&outcome.findings);
        exit = exit.max(Exit::after(&outcome.findings));
        accepted += usize::from(matches!(outcome.result, BuildResult::Built(_)));
    });
    let gone = without_record(records, &DataFolder::new(&folders.data), &outputs.known).into_iter();
    let gone: Vec<LetterKey> = gone
        .filter(|standing| standing.state == LetterState::Orphan)
        .filter_map(|standing| standing.key)
        .collect();
    let mut sink = Sink::new();
    let removed = remove_letters(&gone, &outputs, &mut sink);
    terminal.report(sink.findings());
    outputs.close()?;
    let removed = removed?.len();
    terminal.summary(&format!(
        "the letters of {} are accepted into `{}`, {removed} removed",
        count(accepted, "record"),
        project::shown(&folders.out)
    ));
    Ok(exit.max(Exit::after(sink.findings())))
}
