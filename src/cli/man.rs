//! `imr man`: the manual page, made from the same text as `--help`.

use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::ManArgs;
use super::commands::{COMMANDS, Entry, Work, command, entry};
use super::exit::{EXIT_CODES, Exit, Failure};
use super::terminal::Terminal;
use crate::diag::{Finding, codes, visible};

/// What the program reads and writes, in every page.
const FILES: &[(&str, &str)] = &[
    ("data/*.yaml", "the case records; --data names another folder"),
    ("templates/", "files that replace built-in templates, style, office and fonts, where there are any"),
    ("out/", "the letters, as Markdown and PDF; --out names another folder"),
    ("out/ledger.jsonl", "what each letter was built from, by which builds and checks know it"),
    ("out/mailed.jsonl", "the letters that were mailed; never delete it"),
    ("out/mailed/", "addressed copies and proofs of service"),
    ("out/mail/", "print runs, a folder a day"),
    ("out/public/", "public editions, index.csv and index.json"),
];

pub fn run(args: &ManArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let page = match &args.command {
        None => page(command(), None),
        Some(name) => {
            let mut imr = command();
            imr.build();
            let (Some(found), Some(entry)) = (imr.find_subcommand(name).cloned(), entry(name)) else {
                let message = format!("imr has no command `{}`", visible(name));
                let finding = Finding::new(&codes::cli::NO_SUCH_COMMAND, message);
                return Err(finding.hint("`imr --help` lists them").into());
            };
            page(found.version(env!("CARGO_PKG_VERSION")), Some(entry))
        }
    };
    let page = page.map_err(|error| {
        let message = format!("cannot make the manual page: {error}");
        Finding::new(&codes::cli::NO_MANUAL_PAGE, message)
    })?;
    terminal.print(&page)?;
    Ok(Exit::Done)
}

/// The page of a command, or of the program where there is none.
fn page(of: clap::Command, entry: Option<&Entry>) -> std::io::Result<Vec<u8>> {
    let commands = of.clone();
    let man = Man::new(of).source(concat!("imr ", env!("CARGO_PKG_VERSION"))).manual("imr");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    let mut rest = Roff::new();
    match entry {
        None => list_commands(&commands, &mut rest),
        Some(_) if commands.has_subcommands() => man.render_subcommands_section(&mut page)?,
        Some(_) => {}
    }
    section("FILES", FILES, &mut rest);
    section("EXIT STATUS", &EXIT_CODES, &mut rest);
    match entry {
        Some(entry) => section("EXAMPLES", entry.examples, &mut rest),
        None => {
            let first = COMMANDS.iter().filter_map(|entry| entry.examples.first().copied());
            section("EXAMPLES", &first.collect::<Vec<_>>(), &mut rest);
        }
    }
    rest.to_writer(&mut page)?;
    man.render_version_section(&mut page)?;
    Ok(page)
}

fn list_commands(imr: &clap::Command, page: &mut Roff) {
    page.control("SH", ["COMMANDS"]);
    for work in Work::ALL {
        page.control("SS", [work.heading()]);
        for Entry { name, .. } in COMMANDS.iter().filter(|entry| entry.work == work) {
            let about = imr.find_subcommand(name).and_then(|command| command.get_about());
            page.control("TP", []);
            page.text([bold(format!("imr-{name}(1)"))]);
            page.text([roman(about.map(ToString::to_string).unwrap_or_default())]);
        }
    }
}

fn section(heading: &str, rows: &[(&str, &str)], page: &mut Roff) {
    page.control("SH", [heading]);
    for (what, meaning) in rows {
        page.control("TP", []);
        page.text([bold(*what)]);
        page.text([roman(*meaning)]);
    }
}
