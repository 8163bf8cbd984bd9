//! `imr explain`: what a finding means, what the law says, how a record's last days to appeal were computed.

use std::fmt::Write;
use std::path::Path;

use super::args::ExplainArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use crate::diag::{Finding, Sink, codes, visible};
use crate::letter::{Appeal, appeals};
use crate::record::{check_mailed, parse_record};
use crate::units::Date;
use crate::{law, project};

pub fn run(args: &ExplainArgs, context: &Context) -> Result<Exit, Failure> {
    let name = args.what.as_str();
    let code = codes::find(name).map(|code| code.explain());
    let text = match code.or_else(|| law::explain(name)) {
        Some(text) => text,
        None if name.ends_with(".yaml") || name.ends_with(".yml") => last_days(Path::new(name))?,
        None => {
            let message = format!("there is no finding and no fact of the law named `{}`", visible(name));
            let names = law::names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            return Err(Finding::new(&codes::cli::NO_SUCH_CODE, message)
                .hint("the code of a finding stands in brackets after `error` or `warning`")
                .hint(format!("the facts of the law are {names}"))
                .hint("a record is named by its file, which ends in `.yaml`")
                .into());
        }
    };
    context.terminal.print(text.as_bytes())?;
    Ok(Exit::Done)
}

/// Every step to each party's last day, with its source.
fn last_days(file: &Path) -> Result<String, Failure> {
    let mut sink = Sink::new();
    let record = project::read_source(file, &mut sink).and_then(|source| parse_record(&source, &mut sink));
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
            None => "not aggrieved, so given no day [Labor Code 4610.6(h); 8 CCR 10575(a)]\n".to_owned(),
        };
        write!(text, "\n{kind}, {name}: {told}").expect("a String takes all");
    }
    Ok(text)
}

fn day(date: Date) -> &'static str {
    law::name_of_day(date.weekday())
}
