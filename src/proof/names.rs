//! The names that a wording may use, each with what an invented letter has for it.

use std::collections::HashSet;

use serde_json::Value;

use super::letters::invented_records;
use crate::assets::Assets;
use crate::diag::Sink;
use crate::letter::{Edition, Letter, Paper, compose};
use crate::render::read_record;

/// Every name of a wording's letters as a template writes it, with a value, in the order of the contract. Of a list the
/// names are those of its first entry. None where there is no such wording.
pub fn sample_names(wording: &str, assets: &Assets) -> Option<Vec<(String, String)>> {
    let mut names: Vec<(String, String)> = Vec::new();
    let mut known = HashSet::new();
    let wording = format!("{wording}.yaml");
    for record in invented_records(assets).iter().filter(|record| record.name() == wording) {
        let mut sink = Sink::new();
        let Ok(read) = read_record(record, assets, &mut sink) else { continue };
        for paper in
            Paper::all_of(&read, Edition::Mailed).into_iter().filter(|paper| paper.template.is_none())
        {
            let letter: Letter = compose(&read, &paper, &assets.office, assets.summaries(&read.template));
            let value = serde_json::to_value(&letter).ok()?;
            put(&value, String::new(), &mut known, &mut names);
        }
    }
    // What another letter had beside a name stands beside it.
    let first_of = |path: &str| path.split(['.', '[']).next().unwrap_or_default().to_owned();
    let mut order: Vec<String> = Vec::new();
    for (name, _) in &names {
        let first = first_of(name);
        if !order.contains(&first) {
            order.push(first);
        }
    }
    names.sort_by_key(|(name, _)| order.iter().position(|first| *first == first_of(name)));
    (!names.is_empty()).then_some(names)
}

fn put(value: &Value, path: String, known: &mut HashSet<String>, names: &mut Vec<(String, String)>) {
    let shown = match value {
        Value::Object(map) => {
            for (key, value) in map {
                let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                put(value, below, known, names);
            }
            return;
        }
        Value::Array(values) => {
            values.iter().for_each(|value| put(value, format!("{path}[0]"), known, names));
            return;
        }
        Value::Null => return,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if known.insert(path.clone()) {
        names.push((path, shown));
    }
}
