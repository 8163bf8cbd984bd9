//! YAML files other than records: typed values, and the place of what does not fit.

use imr_letters::diag::{Sink, Source, render};
use imr_letters::units::Pt;
use imr_letters::yaml::Contract;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields)]
struct Sheet {
    width: Pt,
    columns: Vec<Pt>,
    lines: u8,
    kerning: bool,
    bullet: String,
    title: Option<String>,
    foot: Foot,
}

#[derive(Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields)]
struct Foot {
    left: String,
}

const GOOD: &str =
    "width: 612\ncolumns: [66.6, 174]\nlines: 2\nkerning: false\nbullet: no\nfoot:\n  left: 00123\n";

fn read(text: &str) -> Result<Sheet, String> {
    let mut sink = Sink::new();
    let contract = Contract::<Sheet>::new("the sheet", &[]);
    contract.read(&Source::new("sheet.yaml", text), &mut sink).map_err(|_| render::short(sink.findings()))
}

#[test]
fn each_value_is_read_as_what_its_type_asks_for() {
    let sheet = read(GOOD).unwrap();
    assert_eq!(sheet.columns, [Pt::milli(66_600), Pt::whole(174)]);
    assert_eq!((sheet.lines, sheet.kerning, sheet.title), (2, false, None));
    assert_eq!((sheet.bullet.as_str(), sheet.foot.left.as_str()), ("no", "00123"));
}

#[test]
fn what_does_not_fit_has_its_place() {
    let found = read(&GOOD.replace("kerning", "kernign")).unwrap_err();
    assert!(found.contains("sheet.yaml:4:1: error[yaml/unknown-key]: `kernign`"), "{found}");
    let found = read(&GOOD.replace("lines: 2\n", "")).unwrap_err();
    assert!(found.contains("sheet.yaml:1:1: error[yaml/missing-key]: `lines` is missing"), "{found}");
    for (typed, place) in [("lines: many", "3:8"), ("lines: \"2\"", "3:8"), ("lines: 2.5", "3:8")] {
        let found = read(&GOOD.replace("lines: 2", typed)).unwrap_err();
        let expected = format!("sheet.yaml:{place}: error[yaml/wrong-type]: `lines` must be a whole number");
        assert!(found.contains(&expected), "{found}");
    }
    let found = read(&GOOD.replace("lines: 2", "lines: 300")).unwrap_err();
    assert!(found.contains("`lines` must be a whole number from 0 to 255, not `300`"), "{found}");
    let found = read(&GOOD.replace("66.6", "wide").replace("false", "no")).unwrap_err();
    assert!(
        found.contains("sheet.yaml:2:11: error[yaml/wrong-type]: `columns[1]` must be a number, not `wide`")
    );
    assert!(found.contains("sheet.yaml:4:10: error[yaml/wrong-type]: `kerning` must be `true` or `false`"));
    let found = read(&GOOD.replace("[66.6, 174]", "66.6")).unwrap_err();
    assert!(found.contains("sheet.yaml:2:10: error[yaml/wrong-type]: `columns` must be a list"), "{found}");
    let found = read(&GOOD.replace("bullet: no", "bullet:")).unwrap_err();
    assert!(found.contains("sheet.yaml:5:1: error[yaml/wrong-type]: `bullet` is empty"), "{found}");
}
