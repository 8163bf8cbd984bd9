//! Arguments as typed, then as meant; one file a command.
//!
//! People are here: what they typed, their terminal, their environment.
#![allow(clippy::disallowed_methods, reason = "this room is the one that reads the environment")]

mod args;
mod author_args;
mod build;
mod changes;
mod check;
mod check_templates;
mod clean;
mod commands;
mod completions;
mod context;
mod diff;
mod exit;
mod explain;
mod freeze;
mod help;
mod import;
mod import_letters;
mod import_tables;
mod init;
mod lsp;
mod mail;
mod man;
mod merge;
mod new;
mod pager;
mod pdf;
mod plan;
mod preview;
mod printed;
mod progress;
mod report;
mod report_args;
mod schema;
mod serve;
mod shard;
mod status;
mod stop;
mod styled;
mod templates;
mod terminal;
mod test;
mod told;
mod verify;
mod watch;

use std::process::ExitCode;

use clap::FromArgMatches;
use clap::error::ErrorKind;

use self::args::{Args, Command};
use self::context::Context;
use self::exit::{Exit, Failure};
use self::terminal::Terminal;
use crate::letter::Edition;

/// Runs the program on the arguments of this process.
pub fn run() -> ExitCode {
    completions::answer();
    let typed = commands::command().try_get_matches_from(args::as_meant(std::env::args_os()));
    let named = typed.as_ref().ok().and_then(|typed| typed.subcommand_name()).unwrap_or_default();
    let name = named.to_owned();
    let args = match typed.and_then(|typed| Args::from_arg_matches(&typed)) {
        Ok(args) => args,
        Err(error) => {
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Done };
            // Where even help cannot be printed, nothing else can be said either.
            let _ = error.print();
            if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
                help::say_how_to_begin();
            }
            return exit.into();
        }
    };
    let terminal = Terminal::new(args.message_format, args.color, args.quiet, args.allow.clone());
    let context = Context::new(&args.folders, terminal);
    let exit = run_command(&args.command, &context).unwrap_or_else(|failure| {
        context.terminal.report(&failure.findings);
        failure.exit
    });
    context.terminal.end(&name, exit);
    exit.into()
}

fn run_command(command: &Command, context: &Context) -> Result<Exit, Failure> {
    match command {
        Command::Build(args) => build::run(&args.make, args.edition, context),
        Command::Public(args) => build::run(args, Edition::Public, context),
        Command::Check(args) => check::run(args, context),
        Command::Pdf(args) => pdf::run(args, context),
        Command::Preview(args) => preview::run(args, context),
        Command::Status(args) => status::run(args, context),
        Command::Diff(args) => diff::run(args, context),
        Command::Watch(args) => watch::run(args, context),
        Command::Report(args) => report::run(args, context),
        Command::Freeze(args) => freeze::run(args, context),
        Command::Mail(args) => mail::run(args, context),
        Command::Verify(args) => verify::run(args, context),
        Command::Clean(args) => clean::run(args, context),
        Command::Merge(args) => merge::run(args, context),
        Command::Serve(args) => serve::run(args, context),
        Command::Explain(args) => explain::run(args, context),
        Command::Schema => schema::run(context),
        Command::New(args) => new::run(args, context),
        Command::Completions(args) => completions::run(args, &context.terminal),
        Command::Man(args) => man::run(args, &context.terminal),
        Command::Import(args) => import::run(args, context),
        Command::Test(args) => test::run(args, context),
        Command::Init(args) => init::run(args, context),
        Command::Templates(args) => templates::run(args, context),
        Command::Lsp(_) => lsp::run(context),
        Command::Help(args) => help::run(args, &context.terminal),
    }
}
