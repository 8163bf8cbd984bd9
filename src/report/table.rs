//! Rows of numbers under names: what every form of a report is made from.

use std::fmt;

use serde_json::{Map, Value as Json, json};

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Letters,
    Uphold,
    PartialOverturn,
    Overturn,
    Items,
    Upheld,
    Overturned,
    OverturnedPercent,
    Shortest,
    Median,
    Mean,
    Longest,
    Copies,
    Pages,
    Sheets,
    Records,
}

impl Column {
    pub const ALL: [Column; 16] = [
        Column::Letters,
        Column::Uphold,
        Column::PartialOverturn,
        Column::Overturn,
        Column::Items,
        Column::Upheld,
        Column::Overturned,
        Column::OverturnedPercent,
        Column::Shortest,
        Column::Median,
        Column::Mean,
        Column::Longest,
        Column::Copies,
        Column::Pages,
        Column::Sheets,
        Column::Records,
    ];

    /// What it is called in CSV and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Column::Letters => "letters",
            Column::Uphold => "uphold",
            Column::PartialOverturn => "partial_overturn",
            Column::Overturn => "overturn",
            Column::Items => "items",
            Column::Upheld => "upheld",
            Column::Overturned => "overturned",
            Column::OverturnedPercent => "overturned_percent",
            Column::Shortest => "shortest",
            Column::Median => "median",
            Column::Mean => "mean",
            Column::Longest => "longest",
            Column::Copies => "copies",
            Column::Pages => "pages",
            Column::Sheets => "sheets",
            Column::Records => "records",
        }
    }

    /// What people read above it.
    pub fn title(self) -> &'static str {
        match self {
            Column::Letters => "Letters",
            Column::Uphold => "Uphold",
            Column::PartialOverturn => "Partial overturn",
            Column::Overturn => "Overturn",
            Column::Items => "Items",
            Column::Upheld => "Upheld",
            Column::Overturned => "Overturned",
            Column::OverturnedPercent => "% overturned",
            Column::Shortest => "Shortest",
            Column::Median => "Median",
            Column::Mean => "Mean",
            Column::Longest => "Longest",
            Column::Copies => "Copies",
            Column::Pages => "Pages",
            Column::Sheets => "Sheets",
            Column::Records => "Records",
        }
    }
}

/// A number as it is shown, to a tenth where it is not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    Count(usize),
    Tenths(usize),
    /// There is nothing to compute it from.
    None,
}

impl Value {
    /// A quotient to the nearest tenth, halves up; nothing where there is nothing to divide by.
    pub fn ratio(of: usize, by: usize) -> Value {
        if by == 0 { Value::None } else { Value::Tenths((20 * of + by) / (2 * by)) }
    }

    /// How much it is; none of nothing.
    pub fn count(self) -> Option<usize> {
        match self {
            Value::Count(count) => Some(count),
            Value::Tenths(_) | Value::None => None,
        }
    }

    fn to_json(self) -> Json {
        match self {
            Value::Count(count) => json!(count),
            // The shortest form that reads back as this number of tenths.
            Value::Tenths(tenths) => json!(tenths as f64 / 10.0),
            Value::None => Json::Null,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Count(count) => write!(f, "{count}"),
            Value::Tenths(tenths) => write!(f, "{}.{}", tenths / 10, tenths % 10),
            Value::None => Ok(()),
        }
    }
}

/// A row of numbers, one for each column of its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub name: String,
    pub values: Vec<Value>,
}

impl Row {
    pub(super) fn new(name: impl Into<String>, values: impl Into<Vec<Value>>) -> Row {
        Row { name: name.into(), values: values.into() }
    }
}

/// Rows of the same columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is called in CSV and JSON.
    pub name: &'static str,
    pub title: &'static str,
    /// What to know about its numbers; may be empty.
    pub note: &'static str,
    /// What its rows are named by.
    pub key: &'static str,
    pub columns: &'static [Column],
    pub rows: Vec<Row>,
}

impl Table {
    /// The number of a row in a column, if the table has the column.
    pub fn value(&self, row: &Row, column: Column) -> Option<Value> {
        let at = self.columns.iter().position(|known| *known == column)?;
        row.values.get(at).copied()
    }

    pub(super) fn to_json(&self) -> Json {
        let rows = self.rows.iter().map(|row| {
            let mut object = Map::new();
            object.insert(self.key.to_owned(), json!(row.name));
            for (column, value) in self.columns.iter().zip(&row.values) {
                object.insert(column.name().to_owned(), value.to_json());
            }
            Json::Object(object)
        });
        Json::Array(rows.collect())
    }
}
