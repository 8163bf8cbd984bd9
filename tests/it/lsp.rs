//! `imr lsp` as an editor talks to it: findings while a document is typed, what is offered at a place, and messages that
//! no editor should send.

use std::fs;

use serde_json::{Value, json};

use crate::editor::Editor;
use crate::project::{Project, SEED, repository};

const RECORD: &str = "data/CM14-0012345.yaml";
const OTHER: &str = "data/CM14-0067214.yaml";

fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().filter_map(|shown| shown["code"].as_str()).collect()
}

/// The templates of the repository, in the project.
fn with_templates() -> Project {
    let project = Project::with_samples();
    for name in ["imr-2014.md", "imr-2016.md", "letter.yaml", "office.yaml"] {
        project.write(
            &format!("templates/{name}"),
            &fs::read_to_string(repository(&format!("templates/{name}"))).unwrap(),
        );
    }
    crate::project::copy_folder(&repository("templates/parts"), &project.path("templates/parts"));
    project
}

#[test]
fn what_check_finds_is_shown_of_what_is_typed_and_not_of_what_is_saved() {
    let project = Project::with_samples();
    let sound = project.read(RECORD);
    let mut editor = Editor::open(&project);
    editor.did_open(RECORD, &sound);
    assert_eq!(codes(&editor.diagnostics(RECORD, 1)), [""; 0]);
    // The same findings as on the command line, at the same places, though nothing is saved.
    let broken = sound
        .replace("decision_date: 2014-02-11", "decision_date: 2014-01-14")
        .replace("outcome: upheld", "outcome: uphelt")
        .replace("licensed_in:", "licenced_in:");
    editor.did_change(RECORD, 2, &broken);
    let shown = editor.diagnostics(RECORD, 2);
    project.write(RECORD, &broken);
    let found = project.imr(&["check", RECORD, "--message-format", "json"]);
    let found: Vec<Value> = found.stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(shown.len(), 3);
    for (shown, found) in shown.iter().zip(&found) {
        assert_eq!((&shown["code"], &shown["severity"]), (&found["code"], &json!(1)));
        let one_on = |value: &Value| value.as_u64().unwrap() + 1;
        assert_eq!(one_on(&shown["range"]["start"]["line"]), found["line"].as_u64().unwrap());
        assert_eq!(one_on(&shown["range"]["start"]["character"]), found["column"].as_u64().unwrap());
        assert!(shown["message"].as_str().unwrap().starts_with(found["message"].as_str().unwrap()));
    }
    assert!(shown[2]["relatedInformation"][0]["location"]["uri"].as_str().unwrap().ends_with(RECORD));
    editor.did_change(RECORD, 3, &sound);
    assert_eq!(editor.diagnostics(RECORD, 3).len(), 0);
}

#[test]
fn every_edition_that_the_record_is_ready_for_is_checked() {
    let project = Project::with_samples();
    let record = project.read(OTHER);
    let mut editor = Editor::open(&project);
    // A name that leaks concerns the public edition alone.
    editor.did_open(OTHER, &record.replace("redact: [Dr. Morgan Sample]", ""));
    assert!(codes(&editor.diagnostics(OTHER, 1)).contains(&"rule/leak"));
    // An envelope's window concerns the addressed copies alone.
    let long = record.replacen("    city: ", &format!("    city: {} ", "Very ".repeat(20)), 1);
    editor.did_change(OTHER, 2, &long);
    let shown = editor.diagnostics(OTHER, 2);
    assert!(codes(&shown).contains(&"layout/address"), "{shown:?}");
    // A case of another record.
    editor.did_change(OTHER, 3, &record.replace("CM14-0067214", SEED));
    assert!(codes(&editor.diagnostics(OTHER, 3)).contains(&"project/same-case-number"));
}

#[test]
fn only_the_last_of_many_changes_is_looked_at() {
    let project = Project::with_seed();
    let sound = project.read(RECORD);
    let mut editor = Editor::open(&project);
    editor.did_open(RECORD, &sound);
    for version in 2..200 {
        editor.did_change(RECORD, version, &format!("{sound}x{version}: y\n"));
    }
    editor.did_change(RECORD, 200, &sound);
    assert_eq!(editor.diagnostics(RECORD, 200).len(), 0);
    // Of 199 versions a few were looked at, in the pauses of a busy machine.
    let uri = editor.uri(RECORD);
    editor.ask("shutdown", Value::Null);
    let shown = editor.shown_before(&uri);
    assert!(shown < 20, "{shown} versions were shown");
}

#[test]
fn columns_are_counted_as_editors_count_them() {
    let project = Project::with_seed();
    let text = project
        .read(RECORD)
        .replace("clinical_summary: |\n", "clinical_summary: |\n  😀😀 Dr. 王 was seen.\n");
    for text in [text.clone(), text.replace('\n', "\r\n")] {
        let mut editor = Editor::open(&project);
        editor.did_open(RECORD, &text);
        let shown = editor.diagnostics(RECORD, 1);
        let missing = shown.iter().find(|shown| shown["code"] == "layout/missing-glyph").expect("a finding");
        // Two units for each of the characters before it that are outside of Unicode's first plane.
        assert_eq!(missing["range"]["start"]["character"], 11, "{missing}");
        assert_eq!(missing["range"]["end"]["character"], 12, "{missing}");
    }
}

#[test]
fn a_template_is_proven_as_it_is_typed_and_its_records_are_looked_at_again() {
    let project = with_templates();
    let part = "templates/parts/summary.md";
    let sound = project.read(part);
    let mut editor = Editor::open(&project);
    let record = project.read(RECORD);
    editor.did_open(RECORD, &record);
    assert_eq!(editor.diagnostics(RECORD, 1).len(), 0);
    editor.did_open(part, &sound);
    let broken = sound.replace("# CLINICAL", "# *CLINICAL");
    editor.did_change(part, 2, &broken);
    let shown = editor.diagnostics(part, 2);
    assert_eq!(codes(&shown), ["document/marks"], "{shown:?}");
    let line = broken.lines().position(|line| line.contains("*CLINICAL")).unwrap();
    assert_eq!(shown[0]["range"]["start"]["line"], line);
    assert!(!project.read(part).contains("*CLINICAL"), "nothing was saved");
    // The record's own letter shows it too.
    let uri = editor.uri(RECORD);
    let shown = editor
        .wait(|message| message["params"]["uri"] == uri && message["params"]["diagnostics"] != json!([]));
    assert!(shown.to_string().contains("document/marks"), "{shown}");
    // A name that there is not keeps every letter from being built, and every record says so.
    editor.did_change(part, 3, &format!("{sound}{{{{ decision_dat }}}}\n"));
    let shown = editor.diagnostics(part, 3);
    assert!(codes(&shown).contains(&"template/unknown-name"), "{shown:?}");
    let shown = editor.wait(|message| {
        message["params"]["uri"] == uri && message.to_string().contains("template/unknown-name")
    });
    assert_eq!(shown["params"]["diagnostics"][0]["range"]["start"]["line"], 0);
}

#[test]
fn styles_and_the_office_are_checked_too() {
    let project = with_templates();
    let mut editor = Editor::open(&project);
    let style = project.read("templates/letter.yaml");
    editor.did_open("templates/letter.yaml", &style.replacen("width:", "widht:", 1));
    let shown = editor.diagnostics("templates/letter.yaml", 1);
    assert!(codes(&shown).contains(&"yaml/unknown-key"), "{shown:?}");
    let office = project.read("templates/office.yaml");
    editor.did_open("templates/office.yaml", &office.replacen("telephone:", "telefone:", 1));
    let shown = editor.diagnostics("templates/office.yaml", 1);
    assert!(codes(&shown).contains(&"yaml/unknown-key"), "{shown:?}");
    let at = editor.at("templates/office.yaml", &office, "letterhead", 2);
    let hover = editor.ask("textDocument/hover", at);
    assert!(hover["contents"]["value"].as_str().unwrap().contains("lines of the letterhead"), "{hover}");
}

#[test]
fn a_field_says_its_meaning_its_choices_and_its_rules() {
    let project = Project::with_seed();
    let record = project.read(RECORD);
    let mut editor = Editor::open(&project);
    editor.did_open(RECORD, &record);
    for (word, expected) in [
        (
            "decision_date",
            &["When the review was decided.", "a date, YYYY-MM-DD", "`rule/decision-weekend`"][..],
        ),
        ("priority: ", &["How fast the review must be decided", "- `expedited`: Decided within 3 days"]),
        ("licensed_in", &["The states that licensed the reviewer", "`rule/state"]),
        ("outcome: upheld", &["What became of the UR denial", "- `upheld`: The UR denial stands"]),
    ] {
        let at = editor.at(RECORD, &record, word, 3);
        let hover = editor.ask("textDocument/hover", at);
        let text = hover["contents"]["value"].as_str().unwrap_or_default();
        for expected in expected {
            assert!(text.contains(expected), "{word}: {text}");
        }
    }
    // Every field of the contract says what it means, also while the text is broken.
    let broken = format!("{record}employee:\n  address:\n    zip: 9\n  : [\n");
    editor.did_change(RECORD, 2, &broken);
    let at = editor.at(RECORD, &broken, "    zip", 5);
    let hover = editor.ask("textDocument/hover", at);
    assert!(hover.to_string().contains("five digits, or ZIP+4"), "{hover}");
    let at = editor.at(RECORD, &format!("{broken}\n"), "# ", 0);
    assert_eq!(editor.ask("textDocument/hover", at), Value::Null);
}

fn labels(items: &Value) -> Vec<&str> {
    items.as_array().into_iter().flatten().filter_map(|item| item["label"].as_str()).collect()
}

#[test]
fn keys_choices_and_case_numbers_are_completed() {
    let project = Project::with_samples();
    let mut editor = Editor::open(&project);
    let new = "data/CM16-0300001.yaml";
    let text = "case_number: \ntemplate: \npriority: exp\nreviewer:\n  lic\ndecisions:\n  - treatment: X\n    out\n    outcome: \nemployee:\n  address:\n    \n";
    editor.did_open(new, text);
    editor.diagnostics(new, 1);
    for (at, expected) in [
        ("case_number: ", &["CM16-0300001"][..]),
        ("template: ", &["imr-2014", "imr-2016"]),
        ("priority: exp", &["standard", "expedited"]),
        ("  lic", &["specialties", "licensed_in"]),
        ("    outcome: ", &["upheld", "overturned"]),
        ("  address:\n    ", &["street", "city", "state", "zip", "delivery_point", "country"]),
    ] {
        let place = editor.at(new, text, at, at.chars().count());
        let items = editor.ask("textDocument/completion", place);
        assert_eq!(labels(&items), expected, "{at:?}");
    }
    let place = editor.at(new, text, "    out\n", 7);
    let items = editor.ask("textDocument/completion", place);
    let offered = labels(&items);
    assert!(offered.contains(&"rationale") && !offered.contains(&"treatment"), "{offered:?}");
    // What is typed is replaced, not doubled.
    let range = &items[0]["textEdit"]["range"];
    assert_eq!((&range["start"]["character"], &range["end"]["character"]), (&json!(4), &json!(7)));
    // A case number in a text is one of the project's.
    let text = "clinical_summary: |\n  As in cm14-00\n";
    editor.did_change(new, 2, text);
    let place = editor.at(new, text, "cm14-00", 7);
    let items = editor.ask("textDocument/completion", place);
    assert_eq!(labels(&items), ["CM14-0012345", "CM14-0067214"]);
}

#[test]
fn names_filters_and_parts_of_templates_are_completed() {
    let project = with_templates();
    let mut editor = Editor::open(&project);
    let part = "templates/parts/summary.md";
    editor.did_open(RECORD, &project.read(RECORD));
    editor.diagnostics(RECORD, 1);
    editor.did_open(part, &project.read(part));
    for (typed, expected) in [
        ("{{ deci", "decision_date"),
        ("{% for item in decisions %}{{ item.", "rationale"),
        ("{{ decision_date | ", "us_date"),
        ("{% include \"", "parts/cover.md"),
        ("{% if mailed.recipient.", "name"),
    ] {
        editor.did_change(part, 2, typed);
        let place = editor.at(part, typed, typed, typed.len());
        let items = editor.ask("textDocument/completion", place);
        assert!(labels(&items).contains(&expected), "{typed}: {:?}", labels(&items));
    }
    editor.did_change(part, 3, "{{ x }} words ");
    let place = editor.at(part, "{{ x }} words ", "words ", 6);
    assert_eq!(labels(&editor.ask("textDocument/completion", place)), [""; 0]);
}

/// A document after an action.
fn applied(text: &str, action: &Value, uri: &str) -> String {
    let edits = action["edit"]["changes"][uri].as_array().expect("edits");
    assert_eq!(edits.len(), 1);
    let byte = |position: &Value| {
        let (line, character) = (position["line"].as_u64().unwrap(), position["character"].as_u64().unwrap());
        let start: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum();
        let units: Vec<u16> = text[start..].encode_utf16().take(character as usize).collect();
        start + String::from_utf16(&units).unwrap().len()
    };
    let range = &edits[0]["range"];
    let mut text = text.to_owned();
    text.replace_range(byte(&range["start"])..byte(&range["end"]), edits[0]["newText"].as_str().unwrap());
    text
}

#[test]
fn what_has_one_right_answer_is_offered_as_check_writes_it() {
    let project = Project::with_seed();
    let sound = project.read(RECORD);
    let broken = sound
        .replace("decision_date: 2014-02-11", "decision_date: Feb 11, 2014")
        .replace("licensed_in:", "licenced_in:")
        .replace("outcome: upheld", "outcome: approved");
    let mut editor = Editor::open(&project);
    editor.did_open(RECORD, &broken);
    let uri = editor.uri(RECORD);
    let asked = |editor: &Editor<'_>, at: &str, only: Value| {
        let place = editor.at(RECORD, &broken, at, 1)["position"].clone();
        json!({
            "textDocument": { "uri": uri },
            "range": { "start": place, "end": place },
            "context": { "diagnostics": [], "only": only },
        })
    };
    let params = asked(&editor, "Feb 11", json!(["quickfix"]));
    let actions = editor.ask("textDocument/codeAction", params);
    assert_eq!(actions.as_array().unwrap().len(), 1, "{actions}");
    assert_eq!(actions[0]["title"], "Change to `2014-02-11`");
    assert_eq!(applied(&broken, &actions[0], &uri), broken.replace("Feb 11, 2014", "2014-02-11"));
    // Two answers are as many as none.
    let params = asked(&editor, "approved", json!(["quickfix"]));
    assert_eq!(editor.ask("textDocument/codeAction", params), json!([]));
    // All at once is what `imr check --fix` writes.
    let params = asked(&editor, "Feb 11", json!(["source.fixAll"]));
    let actions = editor.ask("textDocument/codeAction", params);
    project.write(RECORD, &broken);
    project.imr(&["check", RECORD, "--fix"]);
    assert_eq!(applied(&broken, &actions[0], &uri), project.read(RECORD));
}

#[test]
fn fields_lead_to_the_templates_that_print_them_and_back() {
    let project = with_templates();
    let mut editor = Editor::open(&project);
    let record = project.read(RECORD);
    editor.did_open(RECORD, &record);
    editor.diagnostics(RECORD, 1);
    let at = editor.at(RECORD, &record, "date_of_injury", 2);
    let places = editor.ask("textDocument/definition", at);
    let place = &places[0];
    assert!(place["uri"].as_str().unwrap().contains("/templates/parts/"), "{places}");
    // Back from there, to the same field of the open record.
    let name = place["uri"].as_str().unwrap().rsplit("/templates/").next().unwrap();
    let template = format!("templates/{name}");
    editor.did_open(&template, &project.read(&template));
    let at = json!({ "textDocument": { "uri": place["uri"] }, "position": place["range"]["start"] });
    let hover = editor.ask("textDocument/hover", at.clone());
    assert!(hover.to_string().contains("When the employee was injured."), "{hover}");
    let back = editor.ask("textDocument/definition", at);
    let line = record.lines().position(|line| line.starts_with("date_of_injury")).unwrap();
    assert_eq!(back[0]["uri"], editor.uri(RECORD));
    assert_eq!(back[0]["range"]["start"]["line"], line);
    // A field of a list's items, by the name of a loop.
    let at = editor.at(RECORD, &record, "treatment:", 2);
    let places = editor.ask("textDocument/definition", at);
    assert!(places.to_string().contains("/templates/parts/decisions.md"), "{places}");
}

#[test]
fn a_record_has_a_way_to_its_page() {
    let project = Project::with_seed();
    let mut editor = Editor::open(&project);
    let record = project.read(RECORD);
    editor.did_open(RECORD, &record);
    let uri = editor.uri(RECORD);
    let lenses = editor.ask("textDocument/codeLens", json!({ "textDocument": { "uri": uri } }));
    let line = record.lines().position(|line| line.starts_with("case_number")).unwrap();
    assert_eq!(lenses[0]["range"]["start"]["line"], line);
    let command = &lenses[0]["command"];
    let address = editor.ask(
        "workspace/executeCommand",
        json!({ "command": command["command"], "arguments": command["arguments"] }),
    );
    let address = address.as_str().unwrap();
    assert!(
        address.starts_with("http://127.0.0.1:") && address.contains(&format!("/{SEED}?token=")),
        "{address}"
    );
    let told = editor.wait(|message| message["method"] == "window/showMessage");
    assert!(told["params"]["message"].as_str().unwrap().contains(address));
    let (host, path) = address["http://".len()..].split_once('/').unwrap();
    let mut page = std::net::TcpStream::connect(host).unwrap();
    std::io::Write::write_all(&mut page, format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes())
        .unwrap();
    let mut answer = String::new();
    std::io::Read::read_to_string(&mut page, &mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 303") && answer.contains(&format!("/{SEED}")), "{answer}");
}

#[test]
fn what_no_editor_should_send_is_answered_and_passed_over() {
    let project = Project::with_seed();
    let mut editor = Editor::start(&project);
    let code = |answer: &Value| answer["error"]["code"].as_i64().unwrap_or_default();
    assert_eq!(code(&editor.answer("textDocument/hover", json!({}))), -32002, "nothing before `initialize`");
    editor.tell("textDocument/didOpen", json!({}));
    editor.ask("initialize", json!({ "capabilities": null, "rootUri": null }));
    assert_eq!(code(&editor.answer("initialize", json!({}))), -32600);
    assert_eq!(code(&editor.answer("textDocument/no-such", json!({}))), -32601);
    for params in
        [json!(null), json!([]), json!({ "textDocument": 1 }), json!({ "textDocument": { "uri": "x" } })]
    {
        assert_eq!(code(&editor.answer("textDocument/hover", params)), -32602);
    }
    editor.send(b"Content-Length: 9\r\n\r\n{\"id\": 1,");
    assert_eq!(code(&editor.wait(|message| message["error"]["code"] == -32700)), -32700);
    editor.send(b"Content-Length: 2\r\n\r\n[]");
    assert_eq!(code(&editor.wait(|message| message["id"].is_null() && !message["error"].is_null())), -32600);
    editor.tell(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": "file:///x" }, "contentChanges": 7 }),
    );
    editor.wait(|message| message["method"] == "window/logMessage");
    // What is open in no file, not there, or nowhere near a project is of no concern, and a place far outside is none.
    for uri in ["untitled:1", "file://elsewhere/a", "nonsense", "file:///no/such/a.yaml"] {
        editor.tell("textDocument/didOpen", json!({ "textDocument": { "uri": uri, "text": "a: [" } }));
        let far =
            json!({ "textDocument": { "uri": uri }, "position": { "line": 4000000000_u32, "character": 9 } });
        assert_eq!(editor.ask("textDocument/hover", far), Value::Null);
    }
    let record = project.read(RECORD);
    editor.did_open(RECORD, &record);
    let far = json!({ "textDocument": { "uri": editor.uri(RECORD) }, "position": { "line": 4000000000_u32, "character": 4000000000_u32 } });
    for method in ["hover", "completion", "definition"] {
        editor.ask(&format!("textDocument/{method}"), far.clone());
    }
    assert_eq!(editor.diagnostics(RECORD, 1).len(), 0, "the session goes on");
}

#[test]
fn huge_and_hostile_documents_are_told_of_like_any_file() {
    let project = Project::with_seed();
    let mut editor = Editor::open(&project);
    editor.did_open(RECORD, &"a: b\n".repeat(2 << 20));
    assert_eq!(codes(&editor.diagnostics(RECORD, 1)), ["yaml/too-large"]);
    for (version, text) in (2..).zip([
        String::new(),
        "\0".to_owned(),
        "[".repeat(100_000),
        "a: ".repeat(100_000),
        "- ".repeat(100_000),
        "\u{feff}case_number: \"".to_owned(),
        "😀".repeat(200_000),
    ]) {
        editor.did_change(RECORD, version, &text);
        assert!(!editor.diagnostics(RECORD, version).is_empty(), "version {version}");
        let place = json!({ "textDocument": { "uri": editor.uri(RECORD) }, "position": { "line": 0, "character": 7 } });
        for method in ["hover", "completion", "definition"] {
            editor.ask(&format!("textDocument/{method}"), place.clone());
        }
    }
}

#[test]
fn a_session_ends_as_the_protocol_wants_it() {
    let project = Project::with_seed();
    let mut editor = Editor::open(&project);
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    let late = editor.answer("textDocument/hover", json!({}));
    assert_eq!(late["error"]["code"], -32600);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.end(), (0, String::new()));
    let mut editor = Editor::open(&project);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.end(), (1, String::new()), "`exit` without `shutdown`");
    let editor = Editor::open(&project);
    assert_eq!(editor.end(), (1, String::new()), "an editor that is gone");
    let mut editor = Editor::open(&project);
    editor.ask("shutdown", Value::Null);
    assert_eq!(editor.end().0, 0);
    let mut editor = Editor::start(&project);
    editor.send(b"hello\n");
    let (code, stderr) = editor.end();
    assert!(
        code == 2 && stderr.contains("error[lsp/protocol]") && stderr.contains("an editor starts"),
        "{stderr}"
    );
}

#[test]
fn findings_go_with_the_document() {
    let project = with_templates();
    let mut editor = Editor::open(&project);
    editor.did_open(RECORD, "case_number: x\n");
    assert!(!editor.diagnostics(RECORD, 1).is_empty());
    let uri = editor.uri(RECORD);
    editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    let cleared =
        editor.wait(|message| message["params"]["uri"] == uri && message["params"]["version"].is_null());
    assert_eq!(cleared["params"]["diagnostics"], json!([]));
    // A fault in a part that is not open is shown at its file, until it is gone.
    let (wording, part) = ("templates/imr-2014.md", "templates/parts/summary.md");
    let sound = project.read(part);
    project.write(part, &format!("{sound}{{{{ no_such_name }}}}\n"));
    editor.did_open(wording, &project.read(wording));
    let uri = editor.uri(part);
    let shown = editor.wait(|message| message["params"]["uri"] == uri);
    assert!(shown.to_string().contains("template/unknown-name"), "{shown}");
    project.write(part, &sound);
    editor.did_change(wording, 2, "{{ neither_this }}");
    let shown = editor.wait(|message| message["params"]["uri"] == uri);
    assert_eq!(shown["params"]["diagnostics"], json!([]));
}

/// What a real editor shows: Neovim, without a screen.
#[test]
fn neovim_shows_findings_meanings_fixes_and_ways() {
    if !crate::oracles::asked() {
        println!("skipped: set IMR_ORACLES=1 to start Neovim");
        return;
    }
    let project = with_templates();
    project.write(
        RECORD,
        &project.read(RECORD).replace("decision_date: 2014-02-11", "decision_date: Feb 11, 2014"),
    );
    let script = project.path("session.lua");
    fs::write(&script, include_str!("neovim.lua")).unwrap();
    let mut nvim = project.command("nvim");
    nvim.args(["--headless", "--clean", "-n", RECORD, "-c", "luafile session.lua"]);
    nvim.env("IMR", env!("CARGO_BIN_EXE_imr")).env("HOME", project.path("."));
    let output = nvim.output().expect("nvim is installed");
    let said =
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    for expected in [
        "shown: 1 at 14:16 record/bad-date",
        "hover: When the review was decided.",
        "offered: standard, expedited",
        "fixed: decision_date: 2014-02-11",
        "shown: none",
        "jumped: templates/parts/",
    ] {
        assert!(said.contains(expected), "{expected:?} is not in:\n{said}");
    }
}
