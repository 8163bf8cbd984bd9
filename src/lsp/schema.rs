//! What the schema of a kind of file says of the field at a path.

use serde_json::Value;

use crate::diag::{Code, codes};

/// A field of a schema.
pub struct Field<'a> {
    pub name: &'a str,
    /// Whether its map needs it.
    pub needed: bool,
    /// The property as its map states it.
    stated: &'a Value,
    /// What that refers to.
    part: &'a Value,
}

/// The fields of the map at the end of a path of keys; none where there is no map. Lists are gone through.
pub fn fields_at<'a>(schema: &'a Value, path: &[String]) -> Vec<Field<'a>> {
    let mut part = map_in(schema, schema);
    for key in path {
        let below = part.and_then(|part| part["properties"].get(key));
        part = below.and_then(|below| map_in(below, schema));
    }
    let Some(part) = part else { return Vec::new() };
    let needed =
        |name: &str| part["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
    let properties = part["properties"].as_object().into_iter().flatten();
    properties
        .map(|(name, stated)| Field { name, needed: needed(name), stated, part: resolved(stated, schema) })
        .collect()
}

/// The field at the end of a path of keys.
pub fn field_at<'a>(schema: &'a Value, path: &[String]) -> Option<Field<'a>> {
    let (last, above) = path.split_last()?;
    fields_at(schema, above).into_iter().find(|field| field.name == last)
}

fn resolved<'a>(part: &'a Value, root: &'a Value) -> &'a Value {
    let target = part["$ref"].as_str().and_then(|to| root.pointer(to.strip_prefix('#')?));
    target.map_or(part, |target| resolved(target, root))
}

/// The map that a part of a schema is, or that its items are, or one of several things that it may be.
fn map_in<'a>(part: &'a Value, root: &'a Value) -> Option<&'a Value> {
    let part = resolved(part, root);
    if part["properties"].is_object() {
        return Some(part);
    }
    if part["items"].is_object() {
        return map_in(&part["items"], root);
    }
    part["anyOf"].as_array()?.iter().find_map(|choice| map_in(choice, root))
}

impl Field<'_> {
    fn says(&self, keyword: &str) -> &Value {
        let stated = &self.stated[keyword];
        if stated.is_null() { &self.part[keyword] } else { stated }
    }

    /// What it means, in one paragraph.
    pub fn meaning(&self) -> String {
        self.says("description").as_str().unwrap_or_default().replace('\n', " ")
    }

    /// The only texts that it may be, each with its meaning; none where any will do.
    pub fn choices(&self) -> Vec<(&str, &str)> {
        if self.says("type") == "boolean" {
            return vec![("true", ""), ("false", "")];
        }
        let described = self.says("oneOf").as_array().into_iter().flatten();
        let described = described.filter_map(|choice| {
            Some((choice["const"].as_str()?, choice["description"].as_str().unwrap_or_default()))
        });
        let listed = self.says("enum").as_array().into_iter().flatten().filter_map(Value::as_str);
        let only = self.says("const").as_str();
        described.chain(listed.chain(only).map(|choice| (choice, ""))).collect()
    }

    /// Whether its value is a list or a map, which stands on the lines below its name.
    pub fn is_block(&self) -> bool {
        self.part["items"].is_object() || self.part["properties"].is_object()
    }

    /// What must be written, in a few words.
    fn form(&self) -> String {
        let bound = |keyword: &str| self.says(keyword).as_f64();
        let kind = match self.says("type") {
            Value::String(kind) => kind.as_str(),
            _ => "",
        };
        match (self.says("format").as_str(), kind) {
            (Some("date"), _) => "a date, YYYY-MM-DD".to_owned(),
            (_, "array") => "a list".to_owned(),
            (_, "object") => "a map of fields".to_owned(),
            (_, "boolean") => "`true` or `false`".to_owned(),
            (_, "number" | "integer") => match (bound("minimum"), bound("maximum")) {
                (Some(low), Some(high)) => format!("a number from {low} to {high}"),
                _ => "a number".to_owned(),
            },
            _ => String::new(),
        }
    }

    /// Its meaning, form, choices, examples and the rules that name it, as Markdown.
    pub fn described(&self) -> String {
        let needed = if self.needed { "needed" } else { "may be left out" };
        let form = self.form();
        let form = if form.is_empty() { form } else { format!(", {form}") };
        let mut text = format!("**{}**: {needed}{form}\n", self.name);
        let mut add = |paragraph: String| {
            text.push('\n');
            text.push_str(&paragraph);
            text.push('\n');
        };
        if !self.meaning().is_empty() {
            add(self.meaning());
        }
        let choices = self.choices();
        if choices.iter().any(|(_, meaning)| !meaning.is_empty()) {
            let lines = choices.iter().map(|(choice, meaning)| format!("- `{choice}`: {meaning}\n"));
            add(lines.collect::<String>().trim_end().to_owned());
        }
        if let Some(example) = self.says("examples").as_array().and_then(|examples| examples.first()) {
            let example = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
            add(format!("Example: `{example}`"));
        }
        let rules = rules_of(self.name);
        if !rules.is_empty() {
            add(rules.trim_end().to_owned());
        }
        text
    }
}

/// The rules whose examples hold a field, with the law or the reason of each.
fn rules_of(name: &str) -> String {
    let line = format!("{name}:");
    let holds =
        |example: &str| example.lines().any(|typed| typed.trim_start_matches([' ', '-']).starts_with(&line));
    let rules =
        codes::all().filter(|code| code.name.starts_with("rule/") && (holds(code.bad) || holds(code.good)));
    let line = |code: &Code| {
        let why = code.why.first().map(|ground| format!(" {}: {}", ground.heading(), ground.text()));
        format!("- `{}`: {}{}\n", code.name, code.rule, why.unwrap_or_default())
    };
    rules.map(line).collect()
}
