//! What every command begins with: the folders, the terminal, and what is read from the one before it is shown on the other.

use std::path::{Path, PathBuf};

use super::args::FolderArgs;
use super::exit::Failure;
use super::terminal::Terminal;
use crate::assets::Assets;
use crate::diag::{Finding, Sink, codes};
use crate::project::{self, Folders, Known, Outputs, shown};

#[derive(Clone)]
pub struct Context {
    pub folders: Folders,
    pub terminal: Terminal,
}

impl Context {
    pub fn new(typed: &FolderArgs, terminal: Terminal) -> Context {
        let usual = PathBuf::from("templates");
        let templates = match &typed.templates {
            Some(named) => Some(named.clone()),
            // The built-in templates serve a project that has none of its own.
            None => usual.symlink_metadata().is_ok().then_some(usual),
        };
        let folders = Folders { data: typed.data.clone(), templates, out: typed.out.clone() };
        Context { folders, terminal }
    }

    /// The templates, style and fonts that letters are built with.
    pub fn assets(&self) -> Result<Assets, Failure> {
        let mut sink = Sink::new();
        match project::read_assets(&self.folders, &mut sink) {
            Ok(assets) => {
                self.terminal.report(sink.findings());
                Ok(assets)
            }
            Err(_) => Err(sink.into()),
        }
    }

    /// The records that were named by case number, file or folder, each once; all of the data folder where none was.
    pub fn records(&self, named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
        if named.is_empty() {
            return Ok(project::find_records(&self.folders.data)?);
        }
        let (mut records, mut sink) = (Vec::new(), Sink::new());
        for typed in named {
            match project::named_records(typed, &self.folders.data) {
                Ok(of_this) => records.extend(of_this),
                Err(finding) => sink.report(finding),
            }
        }
        // Of a command with a slip in it, no part is done.
        if sink.findings().is_empty() { Ok(project::each_once(records)) } else { Err(sink.into()) }
    }

    /// The one record that was named.
    pub fn record(&self, named: &Path) -> Result<PathBuf, Failure> {
        let mut records = project::named_records(named, &self.folders.data)?;
        if records.len() > 1 {
            let message = format!("`{}` names {} records", shown(named), records.len());
            return Err(Finding::new(&codes::cli::ONE_RECORD, message)
                .hint("name one of them by its file")
                .into());
        }
        Ok(records.swap_remove(0))
    }

    /// The folder of letters, to be written to.
    pub fn outputs(&self) -> Result<Outputs, Failure> {
        let outputs = Outputs::open(&self.folders.out)?;
        self.terminal.report(&outputs.known.lost);
        self.terminal.report(outputs.recovered.as_slice());
        Ok(outputs)
    }

    /// What is known of the letters that were built.
    pub fn known(&self) -> Result<Known, Failure> {
        let known = Known::read(&self.folders.out)?;
        self.terminal.report(&known.lost);
        Ok(known)
    }
}
