//! `imr new`: a record to fill in, and beside it the schema that editors complete it from.

use serde_json::json;

use super::args::NewArgs;
use super::context::Context;
use super::exit::{Exit, Failure};
use crate::diag::Sink;
use crate::project::{self, shown};
use crate::record;

pub fn run(args: &NewArgs, context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let mut sink = Sink::new();
    let assets = context.assets()?;
    let contract = assets.contracts().of_wording(&args.template);
    let Ok(skeleton) = record::skeleton(contract, &args.case_number, &args.template, &mut sink) else {
        return Err(Failure::usage(sink));
    };
    let path = folders.data.join(format!("{}.yaml", args.case_number));
    let schema = format!("{:#}\n", assets.contracts().schema());
    project::write_new(&path, skeleton.as_bytes())?;
    project::write_whole(&folders.data.join(record::SCHEMA_FILE), schema.as_bytes())?;
    terminal.result(json!({ "file": shown(&path) }));
    terminal.summary(&format!("wrote `{}`; fill in its blanks, then `imr check`", shown(&path)));
    Ok(Exit::Done)
}
