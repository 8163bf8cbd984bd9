//! Whether checks with programs beside ours are asked for, and how much a run of the tests tries.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

/// `IMR_ORACLES=1`: checks with outside tools run, and fail where a tool is missing.
pub fn asked() -> bool {
    std::env::var_os("IMR_ORACLES").is_some_and(|value| value == "1")
}

/// How many cases a property test tries, or how long a text is whose time is looked at: all where outside tools are
/// asked for, as `.ci/run` does, and a quarter where somebody waits for `cargo test`.
pub fn cases(all: u32) -> u32 {
    if asked() { all } else { all / 4 }
}

/// A few cases in the suite, as many as `PROPTEST_CASES` says where somebody looks for more.
pub fn or_more(few: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(few)
}

/// What a validator of JSON Schema that is not ours complains of in each value; nothing where it is valid.
pub fn schema_errors(schema: &Value, values: &[&Value]) -> Vec<Vec<String>> {
    const JUDGE: &str = "import json, sys\n\
        from jsonschema import Draft202012Validator as Validator\n\
        schema, values = json.load(sys.stdin)\n\
        Validator.check_schema(schema)\n\
        judge = Validator(schema)\n\
        print(json.dumps([[error.message for error in judge.iter_errors(value)] for value in values]))";
    let mut python = Command::new("python3");
    let mut python =
        python.args(["-c", JUDGE]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("python3");
    let asked = serde_json::to_vec(&(schema, values)).expect("JSON");
    python.stdin.take().expect("a pipe").write_all(&asked).expect("python3 reads");
    let answer = python.wait_with_output().expect("python3 runs");
    assert!(answer.status.success(), "pip install jsonschema, or the schema is none");
    serde_json::from_slice(&answer.stdout).expect("JSON")
}
