//! `imr templates`: the files that letters are made with.

use super::author_args::{CopyArgs, TemplatesArgs, TemplatesCommand, TemplatesDiffArgs};
use super::context::Context;
use super::exit::{Exit, Failure};
use super::terminal::count;
use crate::assets::Assets;
use crate::diag::{Finding, Sink, codes, visible};
use crate::project::{self, ChangedBy, Origin, TemplateFile, shown};
use crate::proof::sample_names;

pub fn run(args: &TemplatesArgs, context: &Context) -> Result<Exit, Failure> {
    match &args.what {
        None => list(context),
        Some(TemplatesCommand::Show(args)) => show(&args.path, context),
        Some(TemplatesCommand::Copy(args)) => copy(args, context),
        Some(TemplatesCommand::Diff(args)) => diff(args, context),
        Some(TemplatesCommand::Names(args)) => names(&args.wording, context),
    }
}

fn list(context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let assets = context.assets()?;
    // Templates can be looked at before there is a record.
    let records = project::find_records(&folders.data).unwrap_or_default();
    let mut sink = Sink::new();
    let Ok(files) = project::template_files(folders, &records, &assets, &mut sink) else {
        return Err(sink.into());
    };
    let whose = |file: &TemplateFile| match file.origin {
        Origin::BuiltIn => "built-in",
        Origin::Same => "yours, same as built-in",
        Origin::Replaces => "yours",
        Origin::Behind => "yours; the built-in one has changed since you copied it",
        Origin::Added => "yours, new",
    };
    let widest = files.iter().map(|file| visible(&file.path).len()).max().unwrap_or_default();
    let mut shown = String::new();
    for file in &files {
        let used = count(file.records, "record");
        shown.push_str(&format!("{:widest$}  {used:>10}  {}\n", visible(&file.path), whose(file)));
    }
    terminal.print(shown.as_bytes())?;
    terminal.summary("`imr templates copy PATH` gives you one to change; `imr help templates` says how");
    Ok(Exit::Done)
}

fn show(path: &str, context: &Context) -> Result<Exit, Failure> {
    let bytes = project::template_bytes(&context.folders, path)?;
    if str::from_utf8(&bytes).is_err() {
        let message = format!("`{}` is not text", visible(path));
        return Err(Finding::new(&codes::cli::NO_TEXT, message)
            .hint(format!("`imr templates copy {}` gives you the file", visible(path)))
            .into());
    }
    context.terminal.print(&bytes)?;
    Ok(Exit::Done)
}

fn copy(args: &CopyArgs, context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    if args.all {
        let (mut copied, mut there) = (0, 0);
        for (path, _) in Assets::embedded_files() {
            match project::copy_template(folders, path) {
                Ok(_) => copied += 1,
                Err(finding) if finding.code == &codes::project::EXISTS => there += 1,
                Err(finding) => return Err(finding.into()),
            }
        }
        terminal.summary(&format!("copied {}; {there} were there already and stay", count(copied, "file")));
        return Ok(Exit::Done);
    }
    let mut exit = Exit::Done;
    for path in &args.paths {
        match project::copy_template(folders, path) {
            Ok(file) => terminal.summary(&format!("wrote `{}`, for you to change", shown(&file))),
            Err(finding) => {
                let findings = [finding];
                terminal.report(&findings);
                exit = exit.max(Exit::after(&findings));
            }
        }
    }
    Ok(exit)
}

fn diff(args: &TemplatesDiffArgs, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let mut sink = Sink::new();
    let Ok(changes) = project::template_changes(&context.folders, &args.paths, &mut sink) else {
        return Err(sink.into());
    };
    let mut shown = String::new();
    for change in &changes {
        shown.push_str(&match change.by {
            ChangedBy::Author => format!("{}: what you changed\n", change.path),
            ChangedBy::Program => {
                format!("{}: what this version of imr changed since you copied it\n", change.path)
            }
        });
        shown.push_str(&change.diff);
    }
    terminal.print(shown.as_bytes())?;
    let by = |by| changes.iter().filter(|change| change.by == by).count();
    terminal.summary(&format!(
        "{} changed by you, {} in the program since you copied them",
        count(by(ChangedBy::Author), "file"),
        by(ChangedBy::Program)
    ));
    Ok(if changes.is_empty() { Exit::Done } else { Exit::Letters })
}

fn names(wording: &str, context: &Context) -> Result<Exit, Failure> {
    let assets = context.assets()?;
    let wording = wording.strip_suffix(".md").unwrap_or(wording);
    let names = sample_names(wording, &assets).ok_or_else(|| {
        let known: Vec<_> = assets.templates.wordings().map(|name| format!("`{name}`")).collect();
        Finding::new(&codes::cli::NO_SUCH_WORDING, format!("there is no wording `{}`", visible(wording)))
            .hint(format!("there are {}", known.join(", ")))
    })?;
    let widest = names.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let lines = names.iter().map(|(name, value)| {
        let first = value.lines().next().unwrap_or_default();
        let more = if first.len() < value.trim_end().len() { " …" } else { "" };
        format!("{name:widest$}  {}{more}\n", visible(first))
    });
    context.terminal.print(lines.collect::<String>().as_bytes())?;
    Ok(Exit::Done)
}
