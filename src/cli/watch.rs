//! `imr watch`: builds again after every save.

use std::sync::atomic::Ordering;
use std::time::Duration;

use super::args::{MakeArgs, WatchArgs};
use super::build;
use super::exit::Exit;
use super::stop::on_signal;
use super::terminal::Terminal;
use crate::project::{Changes, Folders, shown};

/// How soon Ctrl-C is heard.
const LOOK_UP: Duration = Duration::from_millis(100);

pub fn run(args: &WatchArgs, folders: &Folders, terminal: &Terminal) -> Exit {
    let mut watched = vec![folders.data.as_path()];
    watched.extend(folders.templates.as_deref());
    // A folder of templates that is made later counts from then on.
    let usual = std::path::Path::new("templates");
    if folders.templates.is_none() {
        watched.push(usual);
    }
    let mut changes = match Changes::of(&watched) {
        Ok(changes) => changes,
        Err(finding) => return terminal.give_up(finding),
    };
    let stop = on_signal();
    let build = MakeArgs { records: args.records.clone(), force: false, shard: None };
    let mut folders = folders.clone();
    build::run(&build, args.edition.into(), &folders, terminal);
    terminal.summary(&format!("watching `{}`; Ctrl-C ends", shown(&folders.data)));
    while !stop.load(Ordering::Relaxed) {
        match changes.next(Some(LOOK_UP)) {
            Ok(Some(_)) => {
                if folders.templates.is_none() && usual.is_dir() {
                    folders.templates = Some(usual.to_owned());
                }
                // What is wrong was said; the last good letters stay, and the next save may mend it.
                build::run(&build, args.edition.into(), &folders, terminal);
            }
            Ok(None) => {}
            Err(finding) => return terminal.give_up(finding),
        }
    }
    Exit::Done
}
