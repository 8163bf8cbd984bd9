//! The commands by the work they are for, each with its examples. Help, manual pages and their tests read this list:
//! a new command is one entry here beside its arguments.

use std::fmt::Write;
use std::sync::LazyLock;

use clap::CommandFactory;
use clap::builder::Styles;

use super::args::Args;
use super::exit::EXIT_CODES;
use crate::assets::Assets;

/// What a command is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    Write,
    Look,
    Build,
    Mail,
    Publish,
    Keep,
    Help,
}

impl Work {
    /// In the order in which a letter meets them.
    pub const ALL: [Work; 7] =
        [Work::Write, Work::Look, Work::Build, Work::Mail, Work::Publish, Work::Keep, Work::Help];

    pub fn heading(self) -> &'static str {
        match self {
            Work::Write => "Write records and templates",
            Work::Look => "Look at letters",
            Work::Build => "Build letters",
            Work::Mail => "Mail them",
            Work::Publish => "Publish them",
            Work::Keep => "Keep the folder of letters in order",
            Work::Help => "Get help",
        }
    }
}

/// What help says of a command besides its arguments.
pub struct Entry {
    pub name: &'static str,
    pub work: Work,
    /// What is typed, and what that does.
    pub examples: &'static [(&'static str, &'static str)],
}

/// Every command, in the order of `imr --help`.
pub const COMMANDS: &[Entry] = &[
    Entry {
        name: "init",
        work: Work::Write,
        examples: &[
            ("imr init", "a project in this folder, with a sample record"),
            ("imr init letters", "the same in a new folder"),
        ],
    },
    Entry {
        name: "new",
        work: Work::Write,
        examples: &[
            ("imr new CM16-0300001", "data/CM16-0300001.yaml, to be filled in"),
            ("imr new CM14-0300002 --template imr-2014", "a record for the wording of 2014"),
        ],
    },
    Entry {
        name: "import",
        work: Work::Write,
        examples: &[
            ("imr import letters", "a record for every letter of a folder"),
            ("imr import CM16-0213037.pdf --template imr-2016", "one letter, whose wording is known"),
            ("imr import letters --data imported", "records in a folder of their own"),
            ("imr import cases.csv", "a record from each row of a table"),
        ],
    },
    Entry {
        name: "check",
        work: Work::Write,
        examples: &[
            ("imr check", "every record of the data folder"),
            ("imr check data/2014 CM14-0067214", "a folder of records, and one by its case number"),
            ("imr check CM14-0067214 --edition mailed", "what a record lacks for mailing"),
            ("imr check --diff", "what `--fix` would change"),
            ("imr check --fix", "answer what has exactly one right answer, then check"),
            ("imr check --templates", "the templates, with invented letters that take every branch"),
            ("imr check --deny warnings --message-format short", "for a commit hook"),
        ],
    },
    Entry {
        name: "explain",
        work: Work::Write,
        examples: &[
            ("imr explain", "every code, and every fact of the law"),
            ("imr explain rule/date-order", "what a finding means, with its source"),
            ("imr explain days_to_appeal", "what the law says"),
            ("imr explain CM14-0067214", "how each party's last day to appeal was computed"),
        ],
    },
    Entry {
        name: "templates",
        work: Work::Write,
        examples: &[
            ("imr templates", "the files that letters are built from"),
            ("imr templates copy parts/summary.md", "your own copy of one, to be changed"),
            ("imr templates names imr-2014", "every name that the wording may use, with a value"),
            ("imr templates diff", "what you changed, and what a newer program changed"),
        ],
    },
    Entry {
        name: "test",
        work: Work::Write,
        examples: &[
            ("imr test", "the letters of `samples` against those in `expected`"),
            ("imr test --accept", "what they are now is expected from now on"),
        ],
    },
    Entry {
        name: "schema",
        work: Work::Write,
        examples: &[("imr schema > case-record.json", "the schema for an editor or another program")],
    },
    Entry {
        name: "lsp",
        work: Work::Write,
        examples: &[("imr lsp", "what an editor starts, in the folder of a project")],
    },
    Entry {
        name: "preview",
        work: Work::Look,
        examples: &[
            ("imr preview CM14-0067214", "the letter, before it is built"),
            ("imr preview CM14-0067214 --pages", "line by line, as the pages have it"),
            ("imr preview CM14-0067214 --watch", "again after every save"),
        ],
    },
    Entry {
        name: "serve",
        work: Work::Look,
        examples: &[
            ("imr serve --open", "all letters, in the browser"),
            ("imr serve CM14-0067214", "the address of one letter's page"),
        ],
    },
    Entry {
        name: "status",
        work: Work::Look,
        examples: &[
            ("imr status", "how the letters stand"),
            ("imr status CM14-0067214", "how the letters of one case stand"),
        ],
    },
    Entry {
        name: "diff",
        work: Work::Look,
        examples: &[
            ("imr diff", "what a build would change, each change once"),
            ("imr diff --each", "the changes of every letter"),
            ("imr diff CM14-0067214 --edition mailed", "the same for the addressed copies of one case"),
        ],
    },
    Entry {
        name: "build",
        work: Work::Build,
        examples: &[
            ("imr build", "every letter whose record or template changed"),
            ("imr build CM14-0067214", "one letter, by its case number"),
            ("imr build data/CM14-0067214.yaml data/2016", "by its record, and all of a folder"),
            ("imr build --edition mailed", "the addressed copies, with their proofs of service"),
            ("imr --out part-3 build --shard 3/20", "the third of twenty parts, in a folder of its own"),
        ],
    },
    Entry {
        name: "watch",
        work: Work::Build,
        examples: &[
            ("imr watch", "build again after every save"),
            ("imr watch CM14-0067214", "one letter only"),
        ],
    },
    Entry {
        name: "pdf",
        work: Work::Build,
        examples: &[
            ("imr pdf edited.md", "edited.pdf, from a letter edited by hand"),
            ("imr pdf edited.md -o -", "the PDF to standard output"),
        ],
    },
    Entry {
        name: "merge",
        work: Work::Build,
        examples: &[("imr merge part-1 part-2", "what two parts of a job array built, into `out`")],
    },
    Entry {
        name: "mail",
        work: Work::Mail,
        examples: &[
            ("imr mail --date 2014-08-06", "the print run of all records with that `mailed_date`"),
            ("imr mail --date 2014-08-06 CM14-0067214", "of one case"),
            ("imr mail --plan", "what is ready for each day, and what the rest lacks"),
            ("imr mail --bounced CM24-0067214 employee", "the e-mail to the employee came back"),
        ],
    },
    Entry {
        name: "freeze",
        work: Work::Mail,
        examples: &[("imr freeze CM14-0067214", "the letter was mailed and does not change any more")],
    },
    Entry {
        name: "public",
        work: Work::Publish,
        examples: &[("imr public", "the public edition of every letter, with the index")],
    },
    Entry {
        name: "verify",
        work: Work::Keep,
        examples: &[
            ("imr verify", "compare every file with the ledger"),
            ("imr verify --rebuild", "build every letter again in memory and compare the bytes"),
        ],
    },
    Entry {
        name: "clean",
        work: Work::Keep,
        examples: &[("imr clean --orphans", "remove letters whose record is gone")],
    },
    Entry {
        name: "report",
        work: Work::Keep,
        examples: &[
            ("imr report", "the numbers of all letters"),
            ("imr report --from 2014-01-01 --to 2014-12-31", "of what was decided in 2014"),
            ("imr report --csv > report.csv", "for a spreadsheet"),
        ],
    },
    Entry {
        name: "help",
        work: Work::Help,
        examples: &[
            ("imr help build", "the help of a command"),
            ("imr help templates", "the guide to changing letters"),
        ],
    },
    Entry {
        name: "man",
        work: Work::Help,
        examples: &[("imr man build | man -l -", "the manual page of a command, on the screen")],
    },
    Entry {
        name: "completions",
        work: Work::Help,
        examples: &[
            ("imr completions bash > ~/.local/share/bash-completion/completions/imr", "for bash"),
            ("imr completions fish > ~/.config/fish/completions/imr.fish", "for fish"),
        ],
    },
];

/// The entry of a command.
pub fn entry(name: &str) -> Option<&'static Entry> {
    COMMANDS.iter().find(|entry| entry.name == name)
}

/// The commands as clap knows them, with the help of this file.
pub fn command() -> clap::Command {
    let mut imr = Args::command();
    let list = grouped(&imr);
    imr = imr.version(VERSION).long_version(LONG_VERSION.as_str()).after_help(exit_codes()).help_template(
        format!(
            "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{list}{}\n{{options}}{{after-help}}",
            heading("Options")
        ),
    );
    for Entry { name, examples, .. } in COMMANDS {
        imr = imr.mut_subcommand(name, |command| {
            let mut text = heading("Examples") + "\n";
            for (line, does) in *examples {
                let _ = writeln!(text, "  {line}\n          {does}");
            }
            command.after_long_help(text.trim_end().to_owned())
        });
    }
    imr
}

/// Version and commit of the program.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (", env!("IMR_COMMIT"), ")");

/// The same, and the wordings that it carries.
static LONG_VERSION: LazyLock<String> = LazyLock::new(|| {
    let wordings: Vec<&str> = Assets::embedded_wordings().collect();
    let (version, commit) = (env!("CARGO_PKG_VERSION"), env!("IMR_COMMIT"));
    format!("{version}\ncommit {commit}\nwordings {}", wordings.join(", "))
});

/// The commands under the headings of their work.
fn grouped(imr: &clap::Command) -> String {
    let mut list = String::new();
    for work in Work::ALL {
        let _ = writeln!(list, "{}", heading(work.heading()));
        for Entry { name, .. } in COMMANDS.iter().filter(|entry| entry.work == work) {
            let about = imr.find_subcommand(name).and_then(|command| command.get_about());
            let about = about.map(ToString::to_string).unwrap_or_default();
            let styles = Styles::default();
            let literal = styles.get_literal();
            let _ = writeln!(list, "  {literal}{name}{literal:#}{:1$}{about}", "", NAMES - name.len());
        }
        list.push('\n');
    }
    list
}

fn exit_codes() -> String {
    let mut text = heading("Exit codes");
    for (code, meaning) in EXIT_CODES {
        let _ = write!(text, "\n  {code:>3}  {meaning}");
    }
    text
}

/// Columns for the names of commands and the gap after them.
const NAMES: usize = 13;

fn heading(text: &str) -> String {
    let styles = Styles::default();
    let style = styles.get_header();
    format!("{style}{text}:{style:#}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::ffi::OsString;

    use super::*;
    use crate::cli::args::as_meant;

    #[test]
    fn every_command_has_its_work_and_examples() {
        let imr = Args::command();
        let commands: BTreeSet<&str> = imr.get_subcommands().map(clap::Command::get_name).collect();
        let entries: BTreeSet<&str> = COMMANDS.iter().map(|entry| entry.name).collect();
        assert_eq!(commands, entries, "`COMMANDS` in src/cli/commands.rs has one entry for each command");
        assert_eq!(COMMANDS.len(), entries.len(), "no command stands in two groups");
        for entry in COMMANDS {
            assert!(!entry.examples.is_empty(), "{} needs an example", entry.name);
        }
    }

    #[test]
    fn examples_can_be_typed() {
        for entry in COMMANDS {
            for (line, _) in entry.examples {
                let typed = line.split(['|', '>']).next().unwrap_or_default();
                let words = as_meant(typed.split_whitespace().map(OsString::from));
                let parsed = command().try_get_matches_from(words);
                let parsed = parsed.unwrap_or_else(|error| panic!("{line}: {error}"));
                assert_eq!(parsed.subcommand_name(), Some(entry.name), "{line}");
            }
        }
    }

    /// One line a command, on the narrowest terminal in use.
    #[test]
    fn the_list_of_commands_fits_80_columns() {
        for line in grouped(&Args::command()).lines().map(without_styles) {
            assert!(
                line.chars().count() <= 80,
                "shorten the first paragraph of this command's help:\n{line}"
            );
        }
    }

    fn without_styles(line: &str) -> String {
        line.split("\x1b[")
            .enumerate()
            .map(|(at, part)| match (at, part.split_once('m')) {
                (0, _) | (_, None) => part,
                (_, Some((_, rest))) => rest,
            })
            .collect()
    }
}
