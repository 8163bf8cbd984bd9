//! Copies of too many sheets to be folded: laid out for a flat, in a print file of their own, and on the ticket.

use lopdf::Document;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::project::{Project, real_office};

const CASE: &str = "CM14-0067214";
const DAY: &str = "2014-08-06";
const RUN: &str = "out/mail/2014-08-06";

/// Two cases of three copies each: those of the first have 4, 3 and 3 sheets, those of the second more than six.
fn project() -> Project {
    let project = Project::empty();
    let record = include_str!("../../data/CM14-0067214.yaml");
    project.write(&format!("data/{CASE}.yaml"), record);
    let long = format!("clinical_summary: |\n{}", "  One more paragraph of the history.\n\n".repeat(300));
    project.write(
        "data/CM14-0067213.yaml",
        &record.replace(CASE, "CM14-0067213").replace("clinical_summary: |\n", &long),
    );
    project.write("templates/office.yaml", &real_office());
    project
}

fn manifest(project: &Project) -> Vec<Value> {
    serde_json::from_str(&project.read(&format!("{RUN}/manifest.json"))).expect("a list of copies")
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or_else(|| panic!("{value}"))).unwrap()
}

#[test]
fn copies_of_too_many_sheets_go_out_as_flats() {
    let project = project();
    project.write("templates/letter.yaml", "marks:\n  print: omr\n");
    let plan = project.imr(&["mail", "--plan"]);
    assert!(plan.stdout.contains("ready, 3 envelopes, 3 of them flats, "), "{plan:?}");
    assert!(plan.stdout.starts_with("2014-08-06: 2 cases ready (6 envelopes, 3 of them flats, "), "{plan:?}");
    let run = project.imr(&["mail", "--date", DAY]);
    assert!(run.code == 0 && run.stderr.contains("2 cases, 6 envelopes, 3 of them flats, "), "{run:?}");
    let copies = manifest(&project);
    let ticket = project.read(&format!("{RUN}/ticket.md"));
    let mut envelopes_of_run = Vec::new();
    for (envelope, file, case) in [("number_10", "run.pdf", CASE), ("flat", "flats.pdf", "CM14-0067213")] {
        let copies: Vec<&Value> = copies.iter().filter(|copy| copy["envelope"] == envelope).collect();
        assert_eq!(copies.len(), 3, "{envelope}");
        let (mut next_page, mut sheet_of_file) = (1, 0);
        for copy in &copies {
            assert_eq!((&copy["print_file"], &copy["case_number"]), (&file.into(), &case.into()));
            assert_eq!(number(&copy["sheets"]) > 6, envelope == "flat", "{copy}");
            // Pages, sheets and the sequence of an inserter have no gap in a file.
            assert_eq!(number(&copy["first_page"]), next_page);
            for mark in copy["marks"].as_array().unwrap() {
                for (name, bit) in [("sequence_1", 1), ("sequence_2", 2), ("sequence_4", 4)] {
                    assert_eq!(mark.as_str().unwrap().contains(name), sheet_of_file & bit != 0, "{mark}");
                }
                sheet_of_file += 1;
            }
            next_page += number(&copy["sheets"]) * 2;
        }
        let pdf = std::fs::read(project.path(&format!("{RUN}/{file}"))).unwrap();
        assert_eq!(crate::judge::judge(&pdf), [""; 0]);
        assert_eq!(Document::load_mem(&pdf).unwrap().get_pages().len(), next_page - 1);
        let digest: String = Sha256::digest(&pdf).iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(ticket.contains(&format!("SHA-256 of {file}: {digest}")), "{ticket}");
        assert!(ticket.contains(&format!("| All | 3 | {sheet_of_file} | Date and initials: ")), "{ticket}");
        envelopes_of_run.push(sheet_of_file);
    }
    assert!(
        ticket.contains(&format!("| All | 6 | {} |\n", envelopes_of_run.iter().sum::<usize>())),
        "{ticket}"
    );
    assert!(
        ticket.contains("| **Of them flats:** | 3 |") && ticket.contains("## **flats.pdf, 3 flats**"),
        "{ticket}"
    );
    let verified = project.imr(&["verify", "--rebuild"]);
    assert_eq!(verified.code, 0, "{verified:?}");
    std::fs::write(project.path(&format!("{RUN}/flats.pdf")), "another").unwrap();
    let verified = project.imr(&["verify"]);
    assert!(verified.code == 1 && verified.stderr.contains("flats.pdf"), "{verified:?}");
}

/// An office folds as many sheets as it says; each envelope of a run has a number of its own.
#[test]
fn the_office_says_how_many_sheets_are_folded() {
    let project = project();
    let office = |sheets: &str| {
        let line = "sheets_per_envelope: 6";
        let office = real_office();
        assert!(office.contains(line));
        project
            .write("templates/office.yaml", &office.replace(line, &format!("sheets_per_envelope: {sheets}")));
    };
    for sheets in ["0", "100", "many", "-1"] {
        office(sheets);
        let run = project.imr(&["--message-format", "short", "mail", "--date", DAY]);
        let refused = run
            .stderr
            .lines()
            .any(|line| line.starts_with("templates/office.yaml:") && line.contains("error["));
        assert!(run.code == 1 && refused, "{sheets}: {run:?}");
        assert!(project.names("out/mail").is_empty() && project.names("out/mailed").is_empty());
    }
    // What is left out is as it was.
    project.write("templates/office.yaml", &real_office().replace("sheets_per_envelope: 6\n", ""));
    assert!(project.imr(&["mail", "--plan"]).stdout.contains("(6 envelopes, 3 of them flats, "));
    office("3");
    project.write("templates/letter.yaml", "marks:\n  print: data_matrix\n");
    let run = project.imr(&["mail", "--date", DAY]);
    assert_eq!(run.code, 0, "{run:?}");
    let copies = manifest(&project);
    let mut numbers: Vec<(String, usize)> = Vec::new();
    for copy in &copies {
        let is_flat = number(&copy["sheets"]) > 3;
        assert_eq!(copy["envelope"], if is_flat { "flat" } else { "number_10" }, "{copy}");
        let mark = copy["marks"][0].as_str().unwrap();
        numbers.push((copy["print_file"].to_string(), mark[10..16].parse().unwrap()));
    }
    // First those of run.pdf, then those of flats.pdf.
    numbers.sort_by(|one, other| other.cmp(one));
    numbers.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    assert!(numbers.iter().map(|(_, number)| *number).eq(1..=6), "{numbers:?}");
}

/// A style of before flats, or of one who folds all, has no window for them.
#[test]
fn each_window_of_a_style_must_show_an_address() {
    let project = project();
    project.write("templates/letter.yaml", "flat_window:\n  width: 10\n");
    let run = project.imr(&["--message-format", "short", "mail", "--date", DAY]);
    assert!(
        run.code == 1 && run.stderr.contains("templates/letter.yaml:2:10: error[style/value]"),
        "{run:?}"
    );
    // The window of a flat is further to the left.
    project.write("templates/letter.yaml", "flat_window:\n  left: 60\nmarks:\n  print: data_matrix\n");
    let run = project.imr(&["--message-format", "short", "mail", "--date", DAY]);
    assert!(run.code == 1 && run.stderr.contains("error[barcode/mark-place]"), "{run:?}");
    assert!(project.names("out/mail").is_empty());
}

/// The bars stand in the window wherever the sheet slides, and the pages have no marks of folds.
#[test]
fn a_flat_has_its_address_and_bars_in_its_window_and_no_folds() {
    let project = project();
    let office = real_office().replace("# intelligent_mail:", "intelligent_mail:").replace("\n#   ", "\n  ");
    project.write("templates/office.yaml", &office);
    let run = project.imr(&["mail", "--date", DAY]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(manifest(&project).iter().all(|copy| copy["intelligent_mail"].is_string()));
    let pdf = std::fs::read(project.path(&format!("{RUN}/flats.pdf"))).unwrap();
    let bars = &crate::barcodes::aids(&pdf)[0];
    assert_eq!(bars.len(), 65);
    // Points from the bottom: the sheet's top edge is 792 above it.
    for [left, bottom, width, height] in bars {
        let (top, right) = (792.0 - bottom - height, left + width);
        assert!(*left >= 99.0 && right <= 378.0 - 9.0 && top >= 240.0 && 792.0 - bottom <= 312.0, "{bars:?}");
    }
    let copy = std::fs::read(project.path("out/mailed/CM14-0067213/employee.pdf")).unwrap();
    let lines_at_the_edge = |pdf: &[u8]| {
        let document = Document::load_mem(pdf).unwrap();
        let pages = document.get_pages();
        let content = document.get_page_content(pages[&1]);
        String::from_utf8_lossy(&content)
            .lines()
            .filter(|line| line.starts_with("9 ") && line.ends_with(" re"))
            .count()
    };
    assert_eq!(lines_at_the_edge(&copy), 0);
    let folded = std::fs::read(project.path(&format!("out/mailed/{CASE}/employee.pdf"))).unwrap();
    assert_eq!(lines_at_the_edge(&folded), 2);
}

/// A number that was given is not given again, also where the folder of its run is gone.
#[test]
fn the_number_of_a_run_is_kept_with_the_ledger() {
    let project = project();
    let mail = |case: &str| {
        let run = project.imr(&["mail", "--date", DAY, &format!("data/{case}.yaml")]);
        assert_eq!(run.code, 0, "{run:?}");
        project.names("out/mail")
    };
    assert_eq!(mail(CASE), [DAY]);
    std::fs::remove_dir_all(project.path(RUN)).unwrap();
    assert_eq!(mail("CM14-0067213"), ["2014-08-06.2"]);
    // A folder that somebody else made keeps its name as well, and none is too high to be refused.
    let record = project.read(&format!("data/{CASE}.yaml")).replace(CASE, "CM14-0067215");
    project.write("data/CM14-0067215.yaml", &record);
    let last = format!("out/mail/2014-08-06.{}", usize::MAX);
    std::fs::create_dir(project.path(&last)).unwrap();
    let run = project.imr(&["mail", "--date", DAY, "data/CM14-0067215.yaml"]);
    assert!(run.code == 1 && run.stderr.contains("no number is left for a run"), "{run:?}");
    std::fs::remove_dir(project.path(&last)).unwrap();
    std::fs::create_dir(project.path("out/mail/2014-08-06.7")).unwrap();
    assert_eq!(mail("CM14-0067215"), ["2014-08-06.2", "2014-08-06.7", "2014-08-06.8"]);
}
