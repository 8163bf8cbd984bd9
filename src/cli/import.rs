//! `imr import`: records from what others keep, tables and letters.

use std::path::PathBuf;

use super::args::ImportArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::{import_letters, import_tables};

pub fn run(args: &ImportArgs, context: &Context) -> Result<Exit, Failure> {
    let is_table = |file: &&PathBuf| file.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"));
    let (tables, letters): (Vec<&PathBuf>, Vec<&PathBuf>) = args.files.iter().partition(is_table);
    let owned = |files: Vec<&PathBuf>| files.into_iter().cloned().collect::<Vec<_>>();
    let mut exit = Exit::Done;
    if !tables.is_empty() {
        exit = import_tables::run(&owned(tables), context)?;
    }
    if !letters.is_empty() {
        exit = exit.max(import_letters::run(&owned(letters), args.template.as_deref(), context)?);
    }
    Ok(exit)
}
