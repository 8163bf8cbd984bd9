//! `imr explain`: what a finding means, what the law says, how a record's last days to appeal were computed.

use std::fmt::Write;
use std::path::Path;

use super::args::ExplainArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use crate::assets::Assets;
use crate::diag::render::wrapped;
use crate::diag::{Finding, Sink, codes, visible};
use crate::law;
use crate::letter::{Appeal, appeals};
use crate::project::{RecordFile, typed_case_number};
use crate::record::{EXTRA, check_mailed, parse_record_of};
use crate::units::Date;
use crate::yaml::nearest;

/// The column at which the list of codes has their rules.
const RULES: usize = 42;

pub fn run(args: &ExplainArgs, context: &Context) -> Result<Exit, Failure> {
    let text = match args.what.as_deref() {
        Some(what) => explain(what, context)?,
        None => list(),
    };
    context.terminal.page_or_print(&fitted(&text, context.terminal.width()))?;
    Ok(Exit::Done)
}

/// Lines no wider than the terminal; examples, which are indented, stay as they are, and what runs on in a row of the list
/// stands under its rule.
fn fitted(text: &str, width: usize) -> String {
    let mut fitted = String::new();
    for line in text.lines() {
        let lines = match line {
            _ if line.starts_with("    ") => vec![line.to_owned()],
            _ if line.starts_with("  ") => wrapped(line, width, RULES),
            _ => wrapped(line, width, 0),
        };
        for line in lines {
            fitted.push_str(&line);
            fitted.push('\n');
        }
    }
    fitted
}

/// Every code with its rule, room by room, and every fact of the law.
fn list() -> String {
    let mut text = String::from("Findings, by code:\n");
    let mut room = "";
    for code in codes::all() {
        let of = code.name.split('/').next().unwrap_or_default();
        if of != room {
            room = of;
            text.push('\n');
        }
        writeln!(text, "  {:30} {:8} {}", code.name, code.severity.name(), code.rule)
            .expect("a String takes all");
    }
    text.push_str("\nFacts of the law:\n\n");
    for name in law::names() {
        writeln!(text, "  {name}").expect("a String takes all");
    }
    text
}

fn explain(what: &str, context: &Context) -> Result<String, Failure> {
    // Codes are copied with the brackets they stand in.
    let name = what.trim_start_matches('[').trim_end_matches(']');
    let code = codes::find(name).map(|code| code.explain());
    if let Some(text) = code.or_else(|| law::explain(name)) {
        return Ok(text);
    }
    if let Some(own) = name.strip_prefix(&format!("{EXTRA}.")) {
        return own_field(own, &context.assets()?);
    }
    let is_record = typed_case_number(Path::new(what)).is_some()
        || Path::new(what).extension().is_some_and(|end| end == "yaml" || end == "yml");
    if is_record {
        return last_days(&context.record(Path::new(what))?, &context.assets()?);
    }
    let message = format!("there is no finding and no fact of the law named `{}`", visible(name));
    let finding = Finding::new(&codes::cli::NO_SUCH_CODE, message);
    let known = codes::all().map(|code| code.name).chain(law::names());
    // Of a code, people remember the part after the stroke best.
    let ends = codes::all().map(|code| code.name).filter(|code| code.ends_with(&format!("/{name}")));
    let near: Vec<&str> = ends.collect();
    let finding = match near.first().copied().or_else(|| nearest(name, known)) {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None => finding,
    };
    Err(finding.hint("`imr explain` lists all of them").into())
}

/// What `templates/contract.yaml` says of a field.
fn own_field(name: &str, assets: &Assets) -> Result<String, Failure> {
    let fields = assets.contracts().usual().own_fields();
    let Some(field) = fields.iter().find(|field| field.name == name) else {
        let message = format!("`templates/contract.yaml` declares no field `{}`", visible(name));
        let finding = Finding::new(&codes::cli::NO_SUCH_CODE, message);
        let near = nearest(name, fields.iter().map(|field| field.name.as_str()));
        return Err(match near {
            Some(near) => finding.hint(format!("did you mean `{EXTRA}.{near}`?")),
            None => finding.hint("`imr help templates` says how to declare one"),
        }
        .into());
    };
    let mut text = format!("{EXTRA}.{name}: {}\n\n{}\n\n", field.kind.name(), field.help.trim());
    let published = match field.published {
        true => "The public edition may print it.",
        false => "The public edition has nothing of it.",
    };
    let mut line = |line: String| writeln!(text, "{line}").expect("a String takes all");
    line(published.to_owned());
    if !field.choices.is_empty() {
        line(format!("It is one of: {}.", field.choices.join(", ")));
    }
    if let Some(first) = &field.not_before {
        line(format!("It is not before {first}."));
    }
    if let Some(last) = &field.not_after {
        line(format!("It is not after {last}."));
    }
    line("A record holds it under `extra:`; `templates/contract.yaml` declares it.".to_owned());
    Ok(text)
}

/// Every step to each party's last day, with its source.
fn last_days(file: &Path, assets: &Assets) -> Result<String, Failure> {
    let mut sink = Sink::new();
    let record = RecordFile::read(file, &mut sink)
        .and_then(|file| parse_record_of(assets.contracts().of(&file.source), &file.source, &mut sink));
    let Ok(record) = record else { return Err(sink.into()) };
    let mut sink = Sink::new();
    check_mailed(&record, &mut sink);
    let (Some(mailed), Some(appeals)) = (record.mailed_date, appeals(&record)) else {
        return Err(sink.into());
    };
    let mut text = format!("{}, mailed {}, a {}\n", record.case_number.as_str(), mailed.0, day(mailed.0));
    for Appeal { kind, name, deadline } in &appeals {
        let kind = kind.replace('_', " ");
        let told = match deadline {
            Some(deadline) => {
                let last = deadline.last_day;
                let steps = deadline.steps.iter();
                let steps = steps.map(|step| format!("    {}  {} [{}]\n", step.day, step.what, step.source));
                format!("the last day to appeal is {last}, a {}\n{}", day(last), steps.collect::<String>())
            }
            None if !record.contract.needs().has_appeal() => {
                format!("no last day to appeal: the wording `{}` does without\n", record.template)
            }
            None => "not aggrieved, so given no day [Labor Code 4610.6(h); 8 CCR 10575(a)]\n".to_owned(),
        };
        write!(text, "\n{kind}, {name}: {told}").expect("a String takes all");
    }
    Ok(text)
}

fn day(date: Date) -> &'static str {
    law::name_of_day(date.weekday())
}
