//! Letters read back into records: from PDF, from Markdown and from text, each compared with its letter.

use std::fs;
use std::sync::LazyLock;

use imr_letters::assets::{Assets, Override};
use imr_letters::diag::{Finding, Sink, Source};
use imr_letters::import::{Imported, Importer, Verdict};
use imr_letters::layout::{GlyphRun, Pages};
use imr_letters::letter::Edition;
use imr_letters::record::parse_record;
use imr_letters::render::{Stages, read_record, stages};
use imr_letters::units::Pt;
use proptest::prelude::*;
use serde_json::Value;

use crate::import_foreign::pdf_of;
use crate::layout::assets;
use crate::project::{Project, SEED, repository};
use crate::published::{contract, published};

pub fn letter_of(record: &str, assets: &Assets) -> Stages {
    let mut sink = Sink::new();
    let source = Source::new("record.yaml", record);
    let record = read_record(&source, assets, &mut sink);
    let made = record.and_then(|record| stages(&record, Edition::Determination, assets, &mut sink));
    made.unwrap_or_else(|_| panic!("{:#?}\n{}", sink.findings(), source.text())).remove(0)
}

/// The lines of the pages as text: an empty line where more than a line's height is left, a form feed between pages.
pub fn as_text(pages: &Pages) -> String {
    let mut text = String::new();
    for (number, page) in pages.pages.iter().enumerate() {
        let mut runs: Vec<_> = page.text_runs().collect();
        runs.sort_by_key(|run| (run.at.y, run.at.x));
        text.push_str(if number > 0 { "\n\u{C}" } else { "" });
        let mut last: Option<&GlyphRun> = None;
        for run in runs {
            match last {
                Some(last) if last.at.y == run.at.y => {
                    let touches = last.at.x + last.width(&assets().fonts) + Pt::whole(1) > run.at.x;
                    text.push_str(if touches { "" } else { "  " });
                }
                Some(last) => {
                    text.push_str(if run.at.y - last.at.y > Pt::whole(15) { "\n\n" } else { "\n" });
                }
                None => {}
            }
            text.push_str(&run.text);
            last = Some(run);
        }
    }
    text
}

/// What is learned of the wordings is learned once.
pub static IMPORTER: LazyLock<Importer<'static>> = LazyLock::new(|| importer(assets()));

fn importer(assets: &Assets) -> Importer<'_> {
    Importer::new(assets, None, &mut Sink::new()).unwrap_or_else(|_| panic!("no importer"))
}

pub fn import(name: &str, bytes: &[u8]) -> Result<Imported, Vec<Finding>> {
    import_by(&IMPORTER, name, bytes)
}

pub fn import_by(importer: &Importer<'_>, name: &str, bytes: &[u8]) -> Result<Imported, Vec<Finding>> {
    let mut sink = Sink::new();
    importer.import(name, bytes, &mut sink).map_err(|_| sink.into_findings())
}

/// What a record says, however it is typed.
pub fn said(record: &str) -> Value {
    let mut sink = Sink::new();
    let record = parse_record(&Source::new("record.yaml", record), &mut sink);
    serde_json::to_value(record.unwrap_or_else(|_| panic!("{:#?}", sink.findings()))).unwrap()
}

/// A letter comes back as its record, from everything that it can be read from.
fn comes_back(record: &str, assets: &Assets, importer: &Importer<'_>) {
    let letter = letter_of(record, assets);
    let text = as_text(&letter.pages);
    let files = [
        ("letter.pdf", letter.pdf.as_slice()),
        ("letter.md", letter.markdown.text().as_bytes()),
        ("letter.txt", text.as_bytes()),
    ];
    for (name, bytes) in files {
        let imported = import_by(importer, name, bytes)
            .unwrap_or_else(|found| panic!("{name}: {found:#?}\n{}\n{text}", letter.markdown.text()));
        let lines = (name != "letter.md").then_some(true);
        let shown = || format!("{name}\n{}\n{text}", imported.record);
        // Where a paragraph may have ended with a page, text does not tell; a PDF of this program does.
        let in_doubt = imported.record.contains("a paragraph may end");
        assert!(!in_doubt || name == "letter.txt", "{}", shown());
        match &imported.verdict {
            Some(Verdict::Same { lines: same }) => assert!(*same == lines || in_doubt, "{}", shown()),
            verdict => panic!("{verdict:?}\n{}", shown()),
        }
        assert_eq!(imported.blanks, 0, "{}", shown());
        let without_paragraphs = |said: Value| said.to_string().replace("\\n\\n", " ").replace("\\n", " ");
        let (back, from) = (said(&imported.record), said(record));
        if in_doubt {
            assert_eq!(without_paragraphs(back), without_paragraphs(from), "{}", shown());
        } else {
            assert_eq!(back, from, "{}", shown());
        }
    }
}

#[test]
fn the_samples_come_back() {
    for entry in fs::read_dir(repository("data")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "yaml") {
            comes_back(&fs::read_to_string(path).unwrap(), assets(), &IMPORTER);
        }
    }
}

fn word() -> impl Strategy<Value = String> {
    let words = [
        "the",
        "pain",
        "of",
        "worker",
        "10/325",
        "mg,",
        "and/or",
        "electro-diagnostic",
        "(ODG)",
        "3.5",
        "L5-S1",
        "11-24-2016",
        "\"rated\"",
        "*",
        "_x_",
        "#60",
        "Section(s):",
        "50%",
        "<b>",
        "a|b",
        "don’t",
        "é",
        "μg",
        "office",
        "±2",
        "well-",
        "2016.",
        "CLINICAL",
        "Lumbar",
        "Dr.",
        "—",
        "[x]",
        "\\",
        "`",
        "is:",
        "Upheld",
    ];
    proptest::sample::select(words.to_vec()).prop_map(str::to_owned)
}

fn sentence(most: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(word(), 1..most).prop_map(|words| format!("The {}.", words.join(" ")))
}

/// A text of paragraphs and lists, as a record's lines.
fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    let list = proptest::collection::vec(sentence(20), 2..4)
        .prop_map(|items| items.iter().map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n"));
    let numbered = proptest::collection::vec(sentence(20), 2..4).prop_map(|items| {
        let items = items.iter().enumerate().map(|(number, item)| format!("{}. {item}", number + 1));
        items.collect::<Vec<_>>().join("\n")
    });
    let block = prop_oneof![5 => sentence(120), 1 => list, 1 => numbered];
    (sentence(40), proptest::collection::vec(block, 0..3)).prop_map(|(first, more)| {
        let mut blocks = vec![first];
        for block in more {
            // Two lists that follow each other are told apart by a sentence.
            let is_list = |text: &String| text.starts_with(['-', '1']);
            if is_list(&block) && blocks.last().is_some_and(is_list) {
                blocks.push("Then:".into());
            }
            blocks.push(block);
        }
        if blocks.last().is_some_and(|last| last.starts_with(['-', '1'])) {
            blocks.push("The end.".into());
        }
        blocks
    })
}

/// A record whose texts of paragraphs stand as people type them: quoted, the line ends of a list would be lost.
fn as_yaml(mut record: Value) -> String {
    let mut texts = vec![record["clinical_summary"].take()];
    for decision in record["decisions"].as_array_mut().unwrap() {
        texts.push(decision["rationale"].take());
    }
    let mut texts = texts.into_iter();
    let mut block = |indent: &str| {
        let text = texts.next().unwrap();
        let lines = text.as_str().unwrap().split('\n').map(|line| match line {
            "" => "\n".to_owned(),
            line => format!("{indent}  {line}\n"),
        });
        format!("|\n{}", lines.collect::<String>())
    };
    let mut yaml = String::new();
    for (key, value) in record.as_object().unwrap() {
        match key.as_str() {
            "clinical_summary" => yaml.push_str(&format!("{key}: {}", block(""))),
            "decisions" => {
                yaml.push_str("decisions:\n");
                for decision in value.as_array().unwrap() {
                    for (number, (key, value)) in decision.as_object().unwrap().iter().enumerate() {
                        yaml.push_str(if number == 0 { "  - " } else { "    " });
                        let value = if key == "rationale" { block("    ") } else { format!("{value}\n") };
                        yaml.push_str(&format!("{key}: {value}"));
                    }
                }
            }
            _ => yaml.push_str(&format!("{key}: {value}\n")),
        }
    }
    yaml
}

pub fn record() -> impl Strategy<Value = String> {
    let item = (sentence(12), any::<bool>(), 0..3u8, paragraphs(), sentence(20), sentence(20), sentence(8));
    let names = || {
        proptest::collection::vec(proptest::sample::select(vec!["Pain Medicine", "Texas", "Urology"]), 1..4)
    };
    (any::<(bool, bool, bool)>(), names(), names(), paragraphs(), proptest::collection::vec(item, 1..5))
        .prop_map(|((of_2014, expedited, corrects), specialties, states, summary, items)| {
            let decisions: Vec<Value> = items
                .into_iter()
                .map(|(treatment, upheld, partial, rationale, theirs, ours, authorized)| {
                    let mut item = serde_json::json!({
                        "treatment": treatment.trim_end_matches('.'),
                        "outcome": if upheld { "upheld" } else { "overturned" },
                        "claims_administrator_guideline": theirs,
                        "maximus_guideline": ours,
                        "rationale": rationale.join("\n\n"),
                    });
                    if partial > 0 {
                        item["partial_authorization"] = serde_json::json!({
                            "requested": authorized.trim_end_matches('.').replace("The", "All"),
                            "authorized": authorized.trim_end_matches('.'),
                            "eligible": if partial == 1 { "remaining" } else { "original" },
                        });
                    }
                    item
                })
                .collect();
            let mut record = serde_json::json!({
                "case_number": "CM16-0123456",
                "template": if of_2014 { "imr-2014" } else { "imr-2016" },
                "priority": if expedited { "expedited" } else { "standard" },
                "date_of_injury": "2015-02-03",
                "ur_denial_date": "2016-03-04",
                "application_received": "2016-03-09",
                "date_assigned": "2016-03-15",
                "decision_date": "2016-04-01",
                "reviewer": { "specialties": specialties, "licensed_in": states },
                "clinical_summary": summary.join("\n\n"),
                "decisions": decisions,
            });
            if corrects {
                record["replaces"] =
                    serde_json::json!({ "mailed_date": "2016-03-31", "reason": "A date was misstated." });
            }
            as_yaml(record)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::oracles::or_more(12), max_shrink_iters: 60, ..ProptestConfig::default() })]

    /// As the same record from each; in what text does not tell, with the same words.
    #[test]
    fn every_letter_comes_back(record in record()) {
        comes_back(&record, assets(), &IMPORTER);
    }
}

/// A page ends in doubt after an item of a list, and the next page begins with what leads to another list: its items are
/// none of the first one, so that the record can be read.
#[test]
fn a_list_behind_a_page_end_in_doubt_is_a_list_of_its_own() {
    let seed = fs::read_to_string(repository(&format!("data/{SEED}.yaml"))).unwrap();
    let (before, rest) = seed.split_once("clinical_summary: |\n").unwrap();
    let (_, after) = rest.split_once("\n\n").unwrap();
    for [first, second, other, another] in
        [["1.", "2.", "-", "-"], ["-", "-", "1.", "2."], ["1.", "2.", "1.", "2."]]
    {
        let list = format!(
            "Asked for:\n\n  {first} MRI\n  {second} Physical therapy, twice a week for six weeks in all, for the \
             neck and the lower back\n\n  Then:\n\n  {other} EMG\n  {another} NCS\n\n  The end."
        );
        let record = format!("{before}clinical_summary: |\n  {list}\n\n{after}");
        let text = as_text(&letter_of(&record, assets()).pages);
        let turned = text.replacen("back\n\nThen:", "back.\n\u{C}Then:", 1);
        assert_ne!(turned, text);
        let imported = import("letter.txt", turned.as_bytes()).unwrap();
        assert!(imported.record.contains("a paragraph may end with page 1"), "{}", imported.record);
        assert!(matches!(imported.verdict, Some(Verdict::Same { .. })), "{}", imported.record);
    }
}

/// The seed as text has no case table: what it does not tell is blank, all else builds its lines.
#[test]
fn the_seed_comes_back_from_its_lines() {
    let seed = fs::read_to_string(repository(&format!("data/{SEED}.yaml"))).unwrap();
    let text = as_text(&letter_of(&seed, assets()).pages);
    let body = &text[text.find("HOW THE IMR").unwrap()..];
    let imported = import("seed.txt", body.as_bytes()).unwrap();
    assert_eq!(imported.verdict, Some(Verdict::Same { lines: Some(true) }));
    assert_eq!((imported.case_number, imported.blanks), (None, 7));
    let whole = seed_table(&imported.record);
    assert_eq!(said(&whole), said(&seed));
}

fn seed_table(record: &str) -> String {
    let values = [
        ("case_number:", "CM14-0012345"),
        ("priority:", "standard"),
        ("date_of_injury:", "2008-09-01"),
        ("ur_denial_date:", "2013-12-12"),
        ("application_received:", "2014-01-06"),
        ("date_assigned:", "2014-01-21"),
        ("decision_date:", "2014-02-11"),
    ];
    let line = |line: &str| {
        let value = values.iter().find(|(key, _)| line.starts_with(key) && line.contains("# BLANK"));
        value.map_or(line.to_owned(), |(key, value)| format!("{key} {value}")) + "\n"
    };
    record.lines().map(line).collect()
}

/// The seed's own file, where it is beside the project.
#[test]
fn the_printed_seed_builds_its_lines() {
    let Some(text) = ["../shared", "../../shared"].iter().find_map(|shared| {
        fs::read_to_string(repository(&format!("{shared}/reference/seed-letter.txt"))).ok()
    }) else {
        eprintln!("skipped: the seed's lines are not beside the project");
        return;
    };
    let imported = import("seed-letter.txt", text.as_bytes()).unwrap();
    assert_eq!(imported.verdict, Some(Verdict::Same { lines: Some(true) }));
    let built = as_text(&letter_of(&seed_table(&imported.record), assets()).pages);
    let lines = |text: &str| -> Vec<String> {
        let lines = text.lines().map(crate::printed::one_space);
        lines.map(|line| line.replace('\u{C}', "")).filter(|line| !line.is_empty()).collect()
    };
    let (built, printed) = (lines(&built), lines(&text));
    assert_eq!(printed.len(), 48);
    assert!(built.ends_with(&printed), "{built:#?}");
}

#[test]
fn published_letters_come_back_from_their_lines() {
    for file in published().unwrap_or_default() {
        let letter: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let mut text = String::new();
        for (number, page) in letter["printed_lines"].as_array().unwrap().iter().enumerate() {
            text.push_str(if number > 0 { "\u{C}" } else { "" });
            let mut last = 0.0;
            for line in page.as_array().unwrap() {
                let y = line[0].as_f64().unwrap();
                text.push_str(if y - last > 16.0 { "\n" } else { "" });
                text.push_str(line[2].as_str().unwrap());
                text.push('\n');
                last = y;
            }
        }
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let imported = import(&name, text.as_bytes()).unwrap_or_else(|found| panic!("{found:#?}"));
        assert_eq!(imported.verdict, Some(Verdict::Same { lines: Some(true) }), "{name}");
        // Of two spaces where a line ends, the lines tell nothing.
        let said = |record: &str| crate::printed::one_space(&said(record).to_string());
        let theirs = said(&serde_json::to_string(&contract(&letter["record"])).unwrap());
        assert_eq!(said(&imported.record), theirs, "{name}\n{}", imported.record);
    }
}

/// Labels within a text, where a line starts with one, are the text's where they are not bold.
#[test]
fn labels_are_told_by_their_type() {
    let seed = fs::read_to_string(repository(&format!("data/{SEED}.yaml"))).unwrap();
    let record = seed.replace(
        "Therefore, the request",
        "Then this was written.\n\nDecision rationale: see above.\n\nMAXIMUS guideline: none. Therefore, the request"
            .replace("\n\n", "\n\n      ")
            .as_str(),
    );
    assert!(record.contains("see above"));
    let letter = letter_of(&record, assets());
    for (name, bytes) in [("a.pdf", letter.pdf.as_slice()), ("a.md", letter.markdown.text().as_bytes())] {
        let imported = import(name, bytes).unwrap_or_else(|found| panic!("{name} {found:#?}"));
        assert_eq!(said(&imported.record), said(&record), "{name}");
    }
}

/// A wording of files only.
#[test]
fn a_new_wording_is_recognized() {
    let template = r#"{% set document_title = "Review" %}{% include "parts/front-matter.md" %}

{% include "parts/case-table.md" %}

# REVIEW OF A DENIAL

Decided on {{ decision_date | long_date }} by a reviewer who knows {{ reviewer.specialties | join(sep="; ") }} ({{ reviewer.licensed_in | join(sep="/") }}).

**What happened:** {{ clinical_summary }}

{% for decision in decisions %}
## **{{ loop.index }}. {{ decision.treatment }}**

{% if decision.outcome == "upheld" %}The denial stands.{% else %}The denial falls.{% endif %}
{% if decision.partial_authorization %}
Of {{ decision.partial_authorization.requested }}, {{ decision.partial_authorization.authorized }} was granted; {% if decision.partial_authorization.eligible == "original" %}all{% else %}the rest{% endif %} is decided.
{% endif %}
**They cite:** {{ decision.claims_administrator_guideline }}

**We cite:** {{ decision.maximus_guideline }}

**Why:** {{ decision.rationale }}
{% endfor %}
"#;
    let file = Override {
        path: "mine.md".into(),
        shown: "templates/mine.md".into(),
        bytes: template.as_bytes().to_vec(),
    };
    let mut sink = Sink::new();
    let assets = Assets::assemble(vec![file], &mut sink).unwrap_or_else(|_| panic!("{:#?}", sink.findings()));
    let importer = importer(&assets);
    for sample in ["CM14-0012345", "CM16-0104418", "CM16-0215096"] {
        let record = fs::read_to_string(repository(&format!("data/{sample}.yaml"))).unwrap();
        let (before, after) = record.split_once("template: ").unwrap();
        let record = format!("{before}template: mine\n{}", after.split_once('\n').unwrap().1);
        comes_back(&record, &assets, &importer);
    }
}

/// The code of the first finding.
fn refused(name: &str, bytes: &[u8]) -> &'static str {
    import(name, bytes).err().map_or("nothing", |found| found[0].code.name)
}

#[test]
fn what_is_no_letter_is_refused_for_what_it_is() {
    let seed = fs::read_to_string(repository(&format!("data/{SEED}.yaml"))).unwrap();
    let letter = letter_of(&seed, assets());
    let text = as_text(&letter.pages);
    assert_eq!(refused("a.pdf", &letter.pdf[..letter.pdf.len() / 2]), "import/truncated");
    assert_eq!(refused("a.pdf", b"%PDF-1.7\n%%EOF\n"), "import/damaged");
    assert_eq!(refused("a.pdf", &blank_pdf("", "")), "import/scanned");
    assert_eq!(refused("a.doc", &[0xD0, 0xCF, 0x11, 0xE0]), "import/not-a-letter");
    assert_eq!(refused("a.txt", b"Dear Sir or Madam,\n\nplease pay.\n"), "import/not-a-letter");
    assert_eq!(refused("a.txt", b" \n"), "import/not-a-letter");
    let invoice = blank_pdf(FONT, "BT /F 12 Tf 72 700 Td (Invoice) Tj ET");
    assert_eq!(refused("a.pdf", &invoice), "import/not-a-letter");
    let addressed = format!("Maria Example\n1 Main Street\n\u{C}{text}");
    assert_eq!(refused("a.txt", addressed.as_bytes()), "import/cover");
    let more = text.replace(
        "CLINICAL CASE SUMMARY",
        "Another paragraph, that no template has.\n\nCLINICAL CASE SUMMARY",
    );
    assert_eq!(refused("a.txt", more.as_bytes()), "import/unclaimed");
    let other = text.replace(":  Upheld", ":  Partly upheld");
    assert_ne!(other, text);
    assert_eq!(refused("a.txt", other.as_bytes()), "import/unclaimed");
}

const FONT: &str =
    "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >>";

/// A PDF of one page with these resources and content.
fn blank_pdf(resources: &str, content: &str) -> Vec<u8> {
    let entries = format!("/MediaBox [0 0 612 792] /Resources << {resources} >>");
    pdf_of(&entries, &[content.to_owned()])
}

#[test]
fn pdfs_that_cannot_be_read_say_why() {
    let text = "BT /F 12 Tf 72 700 Td <FF> Tj ET";
    let no_map = String::from_utf8(blank_pdf(FONT, text)).unwrap().replace("/WinAnsiEncoding", "/Unknown");
    let no_map = no_map.replace("/Type1", "/Type0").replace("/Helvetica", "/Helvetica /DescendantFonts []");
    assert!(["import/no-unicode", "import/scanned"].contains(&refused("a.pdf", no_map.as_bytes())));
    let locked = String::from_utf8(blank_pdf("", "")).unwrap().replace(
        "/Root 1 0 R",
        "/Root 1 0 R /ID [<01> <01>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <0000000000000000000000000000000000000000000000000000000000000000> /U <0000000000000000000000000000000000000000000000000000000000000000> >>",
    );
    assert_eq!(refused("a.pdf", locked.as_bytes()), "import/encrypted");
    let much = "0 0 m 1 1 l S\n".repeat(200_001);
    assert_eq!(refused("a.pdf", &blank_pdf("", &much)), "import/too-large");
}

#[test]
fn of_a_letter_in_two_forms_one_is_read_and_the_other_named() {
    let project = Project::with_seed();
    assert_eq!(project.imr(&["build"]).code, 0);
    let run = project.imr(&["import", "out", "--data", "again"]);
    assert_eq!(run.code, 0, "{run:?}");
    let said = format!(
        "note[import/same-name]: `out/{SEED}.pdf` was not read, as `out/{SEED}.md` is of the same name"
    );
    assert!(run.stderr.contains(&said), "{run:?}");
    let run = project.imr(&["import", &format!("out/{SEED}.pdf"), "--data", "third"]);
    assert!(run.code == 0 && !run.stderr.contains("same-name"), "{run:?}");
}

#[test]
fn names_that_lead_nowhere_are_bad_usage() {
    let project = Project::with_seed();
    let run = project.imr(&["import", "data"]);
    assert!(run.stderr.contains("error[import/no-letters]"), "{}", run.stderr);
    project.write("a.txt", "x");
    let run = project.imr(&["import", "a.txt", "--template", "imr-2013"]);
    assert!(run.stderr.contains("error[import/no-such-wording]"), "{}", run.stderr);
    assert_eq!(run.code, 2);
}

/// A heading of the letter is not the template's: the record is there, and the words are shown.
#[test]
fn a_letter_that_differs_is_written_with_its_difference() {
    let project = Project::with_seed();
    assert_eq!(project.imr(&["build"]).code, 0);
    let letter = project.read(&format!("out/{SEED}.md"));
    let table = letter.find("| **Case Number:**").unwrap();
    let row = letter[table..].find("| **Decision Date:**").unwrap() + table;
    // The case number stands in the table once more, and is another one there.
    let other = format!("{}| **Decision Date:** | 02/30/2014 |{}", &letter[..row], {
        let rest = &letter[row..];
        &rest[rest.find(" **UR Denial").unwrap()..]
    });
    project.write("differs.md", &other);
    let run = project.imr(&["import", "differs.md", "--data", "imported"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[import/differs]"), "{}", run.stderr);
    assert!(run.stderr.contains("1 imported: 0 word for word (0 line for line), 1 differ"), "{}", run.stderr);
    let record = project.read(&format!("imported/{SEED}.yaml"));
    assert!(record.contains("# BLANK: the letter says 02/30/2014"), "{record}");
}

#[test]
fn words_that_differ_are_shown_and_the_record_is_written() {
    let project = Project::with_seed();
    assert_eq!(project.imr(&["build"]).code, 0);
    let letter = project.read(&format!("out/{SEED}.md"));
    project.write("letters/B.md", &letter.replace("02/11/2014", "11/02/2013"));
    project.write(&format!("letters/{SEED}.md"), &letter);
    fs::copy(project.path(&format!("out/{SEED}.pdf")), project.path(&format!("letters/{SEED}.pdf"))).unwrap();
    let run = project.imr(&["import", "letters", "--data", "imported"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    // Both are of one case, and one contradicts the other and itself.
    for code in ["error[import/not-compared]", "error[import/contradicts]"] {
        assert!(run.stderr.contains(code), "{code} {}", run.stderr);
    }
    assert!(run.stderr.contains("0 imported: 0 word for word"), "{}", run.stderr);
    let run = project.imr(&["import", &format!("letters/{SEED}.pdf")]);
    assert!(run.stderr.contains("error[import/record-exists]"), "{}", run.stderr);
    let run = project.imr(&["import", &format!("out/{SEED}.pdf"), "--data", "again"]);
    assert_eq!((run.code, project.names("again").len()), (0, 2), "{}", run.stderr);
    assert!(
        run.stderr.contains("1 imported: 1 word for word (1 line for line), 0 differ, 0 places to look at")
    );
    let run = project.imr(&["--data", "again", "check"]);
    assert!(run.stderr.contains("1 record checked: 0 errors, 0 warnings"), "{}", run.stderr);
}
