//! `imr init`: a project to begin with.

use super::author_args::InitArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use crate::project::{self, shown};

pub fn run(args: &InitArgs, context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let begun = project::init(&args.folder, folders)?;
    for file in &begun {
        terminal.summary(&match file.was_there {
            true => format!("`{}` is there already and stays as it is", file.file),
            false => format!("wrote `{}`: {}", file.file, file.what),
        });
    }
    let mut next = String::from("\nNext:\n");
    if args.folder.as_os_str() != "." {
        next.push_str(&format!("  cd {}\n", shown(&args.folder)));
    }
    next.push_str(
        "  imr build          # makes the letter of every record, in `out`\n\
         \x20 imr serve --open   # shows the letters in the browser, and again after every save\n\
         \x20 imr templates      # lists what the letters are made of; `imr help templates` says how to change them",
    );
    terminal.summary(&next);
    Ok(Exit::Done)
}
