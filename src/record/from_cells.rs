//! A record from the cells of a table, a field in a column: `decisions.1.treatment` is the treatment of the first item.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use super::record_contract::RecordContract;
use crate::yaml;

/// A column of a table: the field that its cells are of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    steps: Vec<Step>,
    is_number: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(String),
    /// An entry of a list, counted from 1.
    Entry(usize),
}

/// Why a column is none of a record: what is wrong, and what to do.
pub type NoColumn = (String, Option<String>);

impl Column {
    /// The column of a name.
    ///
    /// # Errors
    /// Where the contract has no such field, or the field holds others and no text.
    pub fn of(contract: &RecordContract, name: &str) -> Result<Column, NoColumn> {
        let root = contract.schema();
        let mut shapes = vec![&root];
        let mut steps = Vec::new();
        let mut above = String::new();
        for part in name.split('.') {
            shapes = shapes.into_iter().flat_map(|shape| choices(shape, &root)).collect();
            let keys = || shapes.iter().filter_map(|shape| shape["properties"].as_object());
            let entry = part.parse::<usize>().ok().filter(|number| *number > 0);
            let below: Vec<&Value> = match entry {
                Some(_) => shapes.iter().filter_map(|shape| shape.get("items")).collect(),
                None => keys().filter_map(|keys| keys.get(part)).collect(),
            };
            if below.is_empty() {
                let is_list = shapes.iter().any(|shape| shape.get("items").is_some());
                let near = yaml::nearest(part, keys().flat_map(|keys| keys.keys().map(String::as_str)));
                let hint = match near {
                    _ if is_list => Some(format!("name the entry by its number: `{above}.1`")),
                    Some(near) => Some(format!("did you mean `{}`?", joined(&above, near))),
                    None => None,
                };
                return Err((format!("`{name}` is no field of a record"), hint));
            }
            steps.push(entry.map_or_else(|| Step::Key(part.to_owned()), Step::Entry));
            above = joined(&above, part);
            shapes = below;
        }
        shapes = shapes.into_iter().flat_map(|shape| choices(shape, &root)).collect();
        if shapes.iter().all(|shape| shape.get("items").is_some() || shape.get("properties").is_some()) {
            let below = shapes.iter().find_map(|shape| shape["properties"].as_object()?.keys().next());
            let example = below.map_or("1".to_owned(), Clone::clone);
            let message = format!("`{name}` holds other fields, and no text of its own");
            return Err((message, Some(format!("name what is meant: `{name}.{example}`"))));
        }
        let is_number = shapes.iter().all(|shape| shape["type"] == "number");
        Ok(Column { name: name.to_owned(), steps, is_number })
    }

    /// The value of a cell; what is no number stays a text, of which the contract says so.
    fn typed(&self, cell: String) -> Grown {
        match cell.parse::<Number>() {
            Ok(number) if self.is_number && number.to_string() == cell => Grown::Number(number),
            _ => Grown::Text(cell),
        }
    }

    /// Whether one of two columns is of a field inside the other's.
    pub fn overlaps(&self, other: &Column) -> bool {
        self.steps.starts_with(&other.steps) || other.steps.starts_with(&self.steps)
    }
}

fn joined(above: &str, name: &str) -> String {
    if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") }
}

/// What a value may be, references followed.
fn choices<'a>(shape: &'a Value, root: &'a Value) -> Vec<&'a Value> {
    if let Some(to) = shape["$ref"].as_str().and_then(|to| root.pointer(to.trim_start_matches('#'))) {
        return choices(to, root);
    }
    match shape["anyOf"].as_array() {
        Some(any) => any.iter().flat_map(|shape| choices(shape, root)).collect(),
        None => vec![shape],
    }
}

/// A record as it grows from cells.
#[derive(Clone)]
enum Grown {
    Text(String),
    Number(Number),
    Map(Vec<(String, Grown)>),
    List(BTreeMap<usize, Grown>),
}

/// The text of a record that holds these cells, each in its field; empty cells are no fields.
///
/// # Errors
/// Where an entry of a list is left out before another.
pub fn record_from_cells<'a>(
    cells: impl IntoIterator<Item = (&'a Column, &'a str)>,
) -> Result<String, String> {
    let mut record = Grown::Map(Vec::new());
    for (column, cell) in cells {
        // A spreadsheet ends lines inside a cell as its system does.
        let cell = cell.trim().replace("\r\n", "\n");
        if !cell.is_empty() {
            grow(&mut record, &column.steps, &column.typed(cell));
        }
    }
    let value = value(record, "")?;
    let text = yaml::to_text(&value).ok_or("its texts cannot be written as YAML")?;
    Ok(format!("# yaml-language-server: $schema={}\n\n{text}", super::SCHEMA_FILE))
}

fn grow(at: &mut Grown, steps: &[Step], cell: &Grown) {
    let new = |rest: &[Step]| match rest.first() {
        None => cell.clone(),
        Some(Step::Key(_)) => Grown::Map(Vec::new()),
        Some(Step::Entry(_)) => Grown::List(BTreeMap::new()),
    };
    let Some((step, rest)) = steps.split_first() else { return };
    let below = match (at, step) {
        (Grown::Map(fields), Step::Key(key)) => {
            let place = fields.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
                fields.push((key.clone(), new(rest)));
                fields.len() - 1
            });
            &mut fields[place].1
        }
        (Grown::List(entries), Step::Entry(number)) => entries.entry(*number).or_insert_with(|| new(rest)),
        // Columns that overlap are refused before.
        _ => return,
    };
    grow(below, rest, cell);
}

fn value(grown: Grown, path: &str) -> Result<Value, String> {
    Ok(match grown {
        Grown::Text(text) => Value::String(text),
        Grown::Number(number) => Value::Number(number),
        Grown::Map(fields) => {
            let fields = fields.into_iter().map(|(key, field)| {
                let below = joined(path, &key);
                Ok((key, value(field, &below)?))
            });
            Value::Object(fields.collect::<Result<Map<_, _>, String>>()?)
        }
        Grown::List(entries) => {
            let numbers: Vec<usize> = entries.keys().copied().collect();
            if let Some((due, there)) = (1..).zip(numbers).find(|(due, there)| due != there) {
                return Err(format!("`{path}.{due}` is empty, and `{path}.{there}` is not"));
            }
            let entries =
                entries.into_iter().map(|(number, entry)| value(entry, &format!("{path}.{number}")));
            Value::Array(entries.collect::<Result<_, String>>()?)
        }
    })
}
