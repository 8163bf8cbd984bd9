//! What may be typed by whoever sets up a project and writes its letters.

use std::path::PathBuf;

use clap::{Args as ArgGroup, Subcommand, ValueHint};

#[derive(Debug, ArgGroup)]
pub struct InitArgs {
    /// The folder of the project
    #[arg(value_name = "FOLDER", default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
}

#[derive(Debug, ArgGroup)]
pub struct TemplatesArgs {
    #[command(subcommand)]
    pub what: Option<TemplatesCommand>,
}

#[derive(Debug, Subcommand)]
pub enum TemplatesCommand {
    /// Print a file: yours where you have one, else the built-in one
    Show(ShowArgs),
    /// Copy built-in files into your templates folder, to be changed there
    Copy(CopyArgs),
    /// Show what you changed in files that replace built-in ones, and what a newer program changed in those since you
    /// copied them; exit code 1 where anything differs
    Diff(TemplatesDiffArgs),
    /// Print every name that a wording may use, with the value of an invented letter; `mailed.…` is of addressed copies only
    Names(NamesArgs),
}

#[derive(Debug, ArgGroup)]
pub struct ShowArgs {
    /// The file, by its path in `imr templates`
    #[arg(value_name = "PATH")]
    pub path: String,
}

#[derive(Debug, ArgGroup)]
pub struct CopyArgs {
    /// The files, by their paths in `imr templates`
    #[arg(value_name = "PATH", required_unless_present = "all", conflicts_with = "all")]
    pub paths: Vec<String>,
    /// Copy every file that you have none of
    #[arg(long)]
    pub all: bool,
}

#[derive(Debug, ArgGroup)]
pub struct TemplatesDiffArgs {
    /// Files of yours; without any, all
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
}

#[derive(Debug, ArgGroup)]
pub struct NamesArgs {
    /// The wording, as records name it
    #[arg(value_name = "WORDING")]
    pub wording: String,
}

#[derive(Debug, ArgGroup)]
pub struct TestArgs {
    /// Make the letters of the samples what is expected of them
    #[arg(long)]
    pub accept: bool,
    /// Folder of the sample records
    #[arg(long, value_name = "FOLDER", default_value = "samples", value_hint = ValueHint::DirPath)]
    pub samples: PathBuf,
    /// Folder of the letters that are expected
    #[arg(long, value_name = "FOLDER", default_value = "expected", value_hint = ValueHint::DirPath)]
    pub expected: PathBuf,
}
