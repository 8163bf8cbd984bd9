//! Every example of `templates/README.md` gives what stands beside it.

use imr_letters::diag::{Sink, Source};
use imr_letters::letter::{Edition, Letter, Paper, compose};
use imr_letters::record::{parse_record, standard};
use imr_letters::template::{Template, Templates};

use crate::layout::assets;

/// The rows of the tables headed "in a template": what is written, and what it gives.
fn examples(readme: &str) -> Vec<(String, String)> {
    let mut examples = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        inside = line.starts_with("| in a template |") || (inside && line.starts_with('|'));
        let row = line.replace("\\|", "\u{1}");
        let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
        if let ([written, gives], true) = (&cells[..], inside && line.contains('`')) {
            let written = written.trim_matches('`').replace('\u{1}', "|");
            examples.push((written, gives.replace('\u{1}', "|")));
        }
    }
    examples
}

#[test]
fn examples_give_what_stands_beside_them() {
    let root = env!("CARGO_MANIFEST_DIR");
    let readme = std::fs::read_to_string(format!("{root}/templates/README.md")).unwrap();
    let record = std::fs::read_to_string(format!("{root}/data/CM14-0012345.yaml")).unwrap();
    let sink = &mut Sink::new();
    let record = parse_record(&Source::new("data/CM14-0012345.yaml", record), sink).unwrap();
    let letter = compose(
        &record,
        &Paper::all_of(&record, Edition::Determination)[0],
        &assets().office,
        assets().summaries(&record.template),
    );
    let examples = examples(&readme);
    assert!(examples.len() >= 22, "only {} examples were found", examples.len());
    for (written, gives) in examples {
        let template = Template::new("papers/example.md", Source::new("example", written.as_str()));
        let filled = Templates::compile(vec![template], sink)
            .and_then(|templates| templates.fill("papers/example", &letter, sink))
            .unwrap_or_else(|_| panic!("{written}: {:?}", sink.findings()));
        assert_eq!(filled.text().trim(), gives, "{written}");
    }
}

#[test]
fn every_name_of_a_letter_has_an_example() {
    let readme = include_str!("../../templates/README.md");
    let schema = Letter::schema(&standard());
    let mut missing = Vec::new();
    let mut open = vec![&schema];
    while let Some(value) = open.pop() {
        for (name, value) in value["properties"].as_object().into_iter().flatten() {
            if !readme.contains(name.as_str()) {
                missing.push(name.clone());
            }
            open.push(value);
        }
        open.extend(value["$defs"].as_object().into_iter().flat_map(|defs| defs.values()));
    }
    assert!(missing.is_empty(), "templates/README.md does not name {missing:?}");
}
