//! `imr watch`: builds again after every save.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Duration;

use jiff::ZonedDateTime;

use super::args::{MakeArgs, WatchArgs};
use super::build;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::stop::on_signal;
use crate::project::{Changes, shown};

/// How soon Ctrl-C is heard.
const LOOK_UP: Duration = Duration::from_millis(100);

pub fn run(args: &WatchArgs, context: &Context) -> Result<Exit, Failure> {
    let mut context = context.clone();
    // A folder of templates that is created later counts from then on.
    let usual = Path::new("templates");
    let templates = context.folders.templates.as_deref().unwrap_or(usual);
    let mut changes = Changes::of(&[&context.folders.data, templates])?;
    let stop = on_signal();
    let build = MakeArgs { records: args.records.clone(), force: false, shard: None };
    // What is wrong is said; the last good letters stay, and the next save may fix it.
    let build = |context: &Context| {
        context.terminal.begin_again();
        match build::build(&build, args.edition, context, at_this_time) {
            Ok(_) => {}
            Err(failure) => context.terminal.report(&failure.findings),
        }
    };
    build(&context);
    context.terminal.summary(&format!("watching `{}`; Ctrl-C ends", shown(&context.folders.data)));
    while !stop.load(Ordering::Relaxed) {
        if changes.next(Some(LOOK_UP))?.is_some() {
            if context.folders.templates.is_none() && usual.is_dir() {
                context.folders.templates = Some(usual.to_owned());
            }
            build(&context);
        }
    }
    Ok(Exit::Stopped)
}

/// How many letters a line names.
const NAMED: usize = 5;

/// The time, and which letters were built: `14:03:22  CM14-0067214: `
fn at_this_time(built: &[String]) -> String {
    let time = ZonedDateTime::now().strftime("%H:%M:%S").to_string();
    match built {
        [] => format!("{time}  "),
        built if built.len() > NAMED => format!("{time}  {}, …: ", built[..NAMED].join(", ")),
        built => format!("{time}  {}: ", built.join(", ")),
    }
}
