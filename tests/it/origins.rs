//! Places carried from the record's fields to the Markdown of its letter.

use std::fs;
use std::sync::Arc;

use imr_letters::diag::{Sink, Source};
use imr_letters::letter::Edition;
use imr_letters::render::{Stages, read_record, stages};
use imr_letters::template::{Origin, Template, Templates};

use crate::layout::assets;
use crate::letters::{cases, data};
use crate::printed::one_space;

fn record(case: &str) -> Arc<Source> {
    let name = format!("{case}.yaml");
    Source::new(&name, fs::read_to_string(data().join(&name)).unwrap())
}

fn made(record: &Arc<Source>) -> Stages {
    read_record(record, assets(), &mut Sink::new())
        .and_then(|record| stages(&record, Edition::Determination, assets(), &mut Sink::new()))
        .map(|mut made| made.remove(0))
        .unwrap_or_else(|_| panic!("{} is a good record", record.name()))
}

/// The Markdown of an origin without what escaping added.
fn shown(origin: &Origin, markdown: &str) -> String {
    markdown[origin.at.range()].replace('\\', "")
}

#[test]
fn every_stretch_of_case_text_knows_its_field() {
    for case in cases() {
        let record = record(&case);
        let made = made(&record);
        let origins = assets().templates.origins(&made.letter.record.template, &made.letter);
        let outline = &made.record.outline;
        assert!(origins.len() > 12, "{case}: {origins:?}");
        for origin in &origins {
            let text = shown(origin, made.markdown.text());
            assert_eq!(text, origin.text[origin.part.clone()].replace('\\', ""), "{case}");
            for field in &origin.fields {
                assert!(outline.get(field).is_some(), "{case}: {field} is in no record");
            }
            let [field] = &origin.fields[..] else { continue };
            let typed = outline.part(field, &origin.text, &origin.part);
            let typed = one_space(&record.text()[typed.span.range()]);
            // Dates and choices are printed in another form than they are typed in.
            if text.len() > 12 {
                assert_eq!(typed, one_space(&text), "{case}: {field}");
            } else {
                assert!(!typed.is_empty() && typed.len() < 80, "{case}: {field}: {typed}");
            }
        }
    }
}

/// Of a text of many lines each has a place, and all share the text: together they take room as the text does. Looked for
/// at once, each is where it is when it is looked for alone.
#[test]
fn stretches_of_one_text_share_it_and_are_found_in_one_pass() {
    let mut several = 0;
    for case in cases() {
        let record = record(&case);
        let made = made(&record);
        let origins = assets().templates.origins(&made.letter.record.template, &made.letter);
        let outline = &made.record.outline;
        for of_text in origins.chunk_by(|a, b| Arc::ptr_eq(&a.text, &b.text)) {
            several += usize::from(of_text.len() > 1);
            let [Origin { fields, text, .. }, ..] = of_text else { unreachable!("no chunk is empty") };
            assert!(of_text.iter().all(|origin| origin.fields == *fields), "{case}: {fields:?}");
            let parts: Vec<_> = of_text.iter().map(|origin| origin.part.clone()).collect();
            for field in fields {
                let alone = parts.iter().map(|part| outline.part(field, text, part).span);
                let together = outline.parts(field, text, &parts).into_iter().map(|place| place.span);
                assert!(alone.eq(together), "{case}: {field}");
            }
        }
    }
    assert!(several > 3, "there are texts of several paragraphs");
}

#[test]
fn choices_belong_to_the_item_they_stand_in() {
    let record = record("CM16-0215096");
    let made = made(&record);
    let outline = &made.record.outline;
    let outcomes: Vec<(String, String)> = assets()
        .templates
        .origins(&made.letter.record.template, &made.letter)
        .into_iter()
        .filter(|origin| origin.fields.iter().any(|field| field.ends_with("/outcome")))
        .map(|origin| (origin.fields.concat(), origin.text.to_string()))
        .collect();
    let expected: Vec<(String, String)> = (0..made.letter.record.decisions.len())
        .map(|number| {
            let field = format!("decisions/{number}/outcome");
            let typed = &record.text()[outline.get(&field).unwrap().span.range()];
            (field, typed[..1].to_uppercase() + &typed[1..])
        })
        .collect();
    assert_eq!(outcomes, expected);
}

#[test]
fn a_template_that_decides_by_a_text_claims_nothing() {
    let template =
        "{% if case_number == \"CM14-0012345\" %}{{ priority }}{% endif %} {{ clinical_summary }}\n";
    let source = Source::new("imr-2014.md", template);
    let templates =
        Templates::compile(vec![Template::new(source.name().to_owned(), source)], &mut Sink::new()).unwrap();
    let letter = made(&record("CM14-0012345")).letter;
    assert_eq!(templates.origins(&letter.record.template, &letter), []);
}
