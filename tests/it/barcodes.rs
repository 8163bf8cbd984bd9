//! What machines read on the sheets of a print run: the Intelligent Mail barcode and the marks of sheets.

use imr_letters::barcode::MailPiece;
use lopdf::content::Content;
use lopdf::{Document, Object};

use crate::judge::judge;
use crate::project::{Project, real_office};

const CASE: &str = "CM14-0067214";
const RECORD: &str = "data/CM14-0067214.yaml";
const RUN: &str = "out/mail/2014-08-06";

/// The sample that is complete for mailing, from an office with a mailer identifier.
fn project() -> Project {
    let project = Project::empty();
    project.write(RECORD, include_str!("../../data/CM14-0067214.yaml"));
    let office = real_office();
    assert!(office.contains("# intelligent_mail:\n#   mailer"), "{office}");
    let office = office.replace("# intelligent_mail:", "intelligent_mail:");
    project.write("templates/office.yaml", &office.replace("\n#   ", "\n  "));
    project
}

fn with_marks(project: &Project, marks: &str) {
    project.write("templates/letter.yaml", &format!("marks:\n  {marks}\n"));
}

fn mail(project: &Project, date: &str) -> Vec<serde_json::Value> {
    let run = project.imr(&["mail", "--date", date]);
    assert_eq!(run.code, 0, "{run:?}");
    manifest(project, &format!("out/mail/{date}"))
}

fn manifest(project: &Project, folder: &str) -> Vec<serde_json::Value> {
    serde_json::from_str(&project.read(&format!("{folder}/manifest.json"))).expect("a list of envelopes")
}

/// The rectangles (left, bottom, width, height) in points that each page of a file draws as production aids.
pub fn aids(pdf: &[u8]) -> Vec<Vec<[f32; 4]>> {
    let document = Document::load_mem(pdf).expect("a PDF");
    let pages = document.get_pages();
    pages.values().map(|&page| aids_of(&document.get_page_content(page))).collect()
}

fn aids_of(content: &[u8]) -> Vec<[f32; 4]> {
    let (mut inside, mut found) = (false, Vec::new());
    for operation in Content::decode(content).expect("operations").operations {
        match operation.operator.as_str() {
            "BDC" => {
                let named = |key: &[u8]| {
                    let properties = operation.operands.get(1).and_then(|given| given.as_dict().ok())?;
                    properties.get(key).and_then(Object::as_name).ok()
                };
                inside = named(b"Type") == Some(b"Page");
            }
            "EMC" => inside = false,
            "re" if inside => {
                let number = |at: usize| operation.operands[at].as_float().expect("a number");
                found.push([number(0), number(1), number(2), number(3)]);
            }
            // What draws rectangles as paths: the first corner, then the others.
            "m" if inside => found.push([f32::MAX, f32::MAX, f32::MIN, f32::MIN]),
            _ => {}
        }
        if inside && matches!(operation.operator.as_str(), "m" | "l") {
            let (x, y) =
                (operation.operands[0].as_float().unwrap(), operation.operands[1].as_float().unwrap());
            let last = found.last_mut().expect("a path");
            *last = [last[0].min(x), last[1].min(y), last[2].max(x), last[3].max(y)];
        }
    }
    for [left, bottom, right, top] in &mut found {
        if *right > 100.0 || *top > 100.0 {
            (*right, *top) = (*right - *left, *top - *bottom);
        }
    }
    found
}

/// The letters of bars, by how far each reaches above and below the shortest.
fn read_bars(bars: &[[f32; 4]]) -> String {
    let shortest = bars.iter().min_by(|a, b| a[3].total_cmp(&b[3])).expect("a bar");
    let letter = |bar: &[f32; 4]| {
        let ascends = bar[1] + bar[3] > shortest[1] + shortest[3] + 1.0;
        let descends = bar[1] < shortest[1] - 1.0;
        match (ascends, descends) {
            (true, true) => 'F',
            (true, false) => 'A',
            (false, true) => 'D',
            (false, false) => 'T',
        }
    };
    bars.iter().map(letter).collect()
}

fn letters(digits: &str) -> String {
    let piece = MailPiece::new(&digits[..20], &digits[20..]).expect("a mail piece");
    piece.bars().iter().map(|bar| bar.letter()).collect()
}

/// The serial numbers of a run's pieces.
fn serials(project: &Project, run: &str) -> Vec<String> {
    let copies = manifest(project, &format!("out/mail/{run}"));
    copies.iter().map(|copy| copy["intelligent_mail"].as_str().unwrap()[11..20].to_owned()).collect()
}

fn also(project: &Project, number: &str, day: &str) {
    let text = include_str!("../../data/CM14-0067214.yaml")
        .replace(CASE, number)
        .replace("mailed_date: 2014-08-06", &format!("mailed_date: {day}"));
    project.write(&format!("data/{number}.yaml"), &text);
}

/// No piece has the number of one that was mailed up to 45 days before (USPS-B-3200, 2.2.4).
#[test]
fn a_serial_number_comes_again_on_the_46th_day_and_not_before() {
    let first = ["000000000", "000000001", "000000002"];
    let next = ["000000003", "000000004", "000000005"];
    for (day, run, expected) in [
        // Two runs on one day.
        ("2014-08-11", "2014-08-11.2", next),
        // 44, 45 and 46 days on.
        ("2014-09-24", "2014-09-24", next),
        ("2014-09-25", "2014-09-25", next),
        ("2014-09-26", "2014-09-26", first),
    ] {
        let project = project();
        std::fs::remove_file(project.path(RECORD)).unwrap();
        for (number, day) in [("CM14-0067215", "2014-08-11"), ("CM14-0067216", day)] {
            also(&project, number, day);
            let run = project.imr(&["mail", "--date", day]);
            assert_eq!(run.code, 0, "{run:?}");
        }
        assert_eq!(serials(&project, "2014-08-11"), first);
        assert_eq!(serials(&project, run), expected, "{day}");
    }
}

/// A number that a killed run was about to give is given once, by it or by another.
#[test]
fn a_killed_run_gives_no_serial_number_twice() {
    let project = project();
    let numbers: Vec<String> = (1..=6).map(|number| format!("CM14-006720{number}")).collect();
    std::fs::remove_file(project.path(RECORD)).unwrap();
    for (number, wait) in numbers.iter().zip([5, 40, 90, 160, 260, 400]) {
        also(&project, number, "2014-08-06");
        let mut command = project.command(env!("CARGO_BIN_EXE_imr"));
        command.args(["mail", "--date", "2014-08-06", &format!("data/{number}.yaml")]);
        let mut run = command
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("imr runs");
        std::thread::sleep(std::time::Duration::from_millis(wait));
        // It may be done by then.
        let _ = run.kill();
        run.wait().unwrap();
    }
    for number in &numbers {
        let run = project.imr(&["mail", "--date", "2014-08-06", &format!("data/{number}.yaml")]);
        assert!(run.code == 0 || run.stderr.contains("was mailed on 2014-08-06 already"), "{run:?}");
    }
    let runs = project.names("out/mail");
    let mut given: Vec<String> = runs.iter().flat_map(|run| serials(&project, run)).collect();
    assert_eq!(given.len(), numbers.len() * 3, "{runs:?}");
    given.sort();
    given.dedup();
    assert_eq!(given.len(), numbers.len() * 3, "a number was given twice");
    // Nor is the number of a run.
    assert_eq!(runs.len(), numbers.len(), "{runs:?}");
    assert_eq!(project.imr(&["verify"]).code, 0);
}

#[test]
fn each_address_of_a_run_has_its_barcode_within_the_tolerances() {
    let project = project();
    project.replace(
        RECORD,
        "state: CA\n    zip: 95800-0000",
        "state: CA\n    zip: 95800-0000\n    delivery_point: 07",
    );
    let envelopes = mail(&project, "2014-08-06");
    let pdf = std::fs::read(project.path(&format!("{RUN}/run.pdf"))).unwrap();
    assert_eq!(judge(&pdf), [""; 0]);
    let pages = aids(&pdf);
    let expected = ["0030012345600000000093700", "0030012345600000000193700", "0030012345600000000295800"];
    let last = ["0000", "0000", "000007"];
    let mut firsts = Vec::new();
    for (envelope, (start, end)) in envelopes.iter().zip(expected.into_iter().zip(last)) {
        let digits = envelope["intelligent_mail"].as_str().expect("digits");
        assert_eq!(digits, format!("{start}{end}"));
        let first = envelope["first_page"].as_u64().unwrap() as usize - 1;
        firsts.push(first);
        let bars = &pages[first];
        assert_eq!(bars.len(), 65);
        assert_eq!(read_bars(bars), letters(digits));
        // USPS-B-3200, 3.1, in inches.
        let inch = |points: f32| points / 72.0;
        for pair in bars.windows(2) {
            let pitch = 1.0 / inch(pair[1][0] - pair[0][0]);
            assert!((20.0..=24.0).contains(&pitch), "{pitch} bars to the inch");
        }
        for bar in bars {
            assert!((0.015..=0.025).contains(&inch(bar[2])), "{bar:?}");
            let height = inch(bar[3]);
            let kinds = [0.039..=0.057, 0.082..=0.111, 0.125..=0.165];
            assert!(kinds.iter().any(|kind| kind.contains(&height)), "{height}");
        }
        let (left, right) = (bars[0][0], bars[64][0] + bars[64][2]);
        assert!((2.667..=3.225).contains(&inch(right - left)), "{}", inch(right - left));
        let lowest = bars.iter().map(|bar| bar[1]).fold(f32::MAX, f32::min);
        // The window at each end of the way that the sheet slides in its envelope.
        let (window_left, window_right, window_bottom) = (63.0, 63.0 + 324.0 - 72.0, 792.0 - (285.0 - 36.0));
        assert!(left >= window_left + 9.0 && right <= window_right - 9.0, "{left} {right}");
        assert!(lowest >= window_bottom + 2.016, "{lowest}");
    }
    for (number, page) in pages.iter().enumerate() {
        assert!(page.is_empty() || firsts.contains(&number), "page {number} has something");
    }
    // The copy in the file of the case has none: serial numbers are of the run.
    let copy = std::fs::read(project.path(&format!("out/mailed/{CASE}/employee.pdf"))).unwrap();
    assert!(aids(&copy).iter().all(Vec::is_empty));
    let verified = project.imr(&["verify", "--rebuild"]);
    assert_eq!(verified.code, 0, "{verified:?}");
}

#[test]
fn a_serial_number_comes_once_in_45_days() {
    let project = project();
    let record = project.read(RECORD);
    let office = project.read("templates/office.yaml");
    project.write("templates/office.yaml", &office.replace("\"123456\"", "987654321"));
    let other = |number: &str, day: &str| {
        let text =
            record.replace(CASE, number).replace("mailed_date: 2014-08-06", &format!("mailed_date: {day}"));
        project.write(&format!("data/{number}.yaml"), &text);
    };
    let serials = |envelopes: Vec<serde_json::Value>| -> Vec<String> {
        let digits =
            |envelope: &serde_json::Value| envelope["intelligent_mail"].as_str().unwrap()[14..20].to_owned();
        envelopes.iter().map(digits).collect()
    };
    assert_eq!(serials(mail(&project, "2014-08-06")), ["000000", "000001", "000002"]);
    other("CM14-0067215", "2014-08-07");
    assert_eq!(serials(mail(&project, "2014-08-07")), ["000003", "000004", "000005"]);
    // The ledger is lost; the register remembers, and then the manifests.
    std::fs::remove_file(project.path("out/ledger.jsonl")).unwrap();
    other("CM14-0067216", "2014-09-19");
    assert_eq!(serials(mail(&project, "2014-09-19")), ["000006", "000007", "000008"]);
    // 45 days after the last of them is over, the numbers begin again.
    other("CM14-0067217", "2014-11-04");
    assert_eq!(serials(mail(&project, "2014-11-04")), ["000000", "000001", "000002"]);
    assert_eq!(project.imr(&["verify"]).code, 0);
}

#[test]
fn what_has_no_barcode_or_no_place_for_it_is_an_error_and_nothing_is_mailed() {
    for (file, from, to, said) in [
        (RECORD, "zip: 95800-0000", "zip: 95800", format!("{RECORD}:124:10: error[barcode/zip]")),
        (
            RECORD,
            "street: [250 Sample St, APT 12]",
            "street: [Care Of Somebody Else, Building Of The Firm, 250 Sample St, APT 12]",
            "error[barcode/room]".to_owned(),
        ),
        ("templates/office.yaml", "\"123456\"", "\"923456\"", "error[barcode/mailer]".to_owned()),
        ("templates/office.yaml", "\"123456\"", "12345", "error[barcode/mailer]".to_owned()),
        ("templates/office.yaml", "\"123456\"", "123456789", "error[barcode/mailer]".to_owned()),
        ("templates/office.yaml", "\"123456\"", "", "templates/office.yaml".to_owned()),
        (
            "templates/office.yaml",
            "  mailer_identifier: \"123456\"\n",
            "",
            "templates/office.yaml".to_owned(),
        ),
        ("templates/office.yaml", "\"300\"", "30", "error[barcode/mailer]".to_owned()),
        (
            RECORD,
            "zip: 95800-0000",
            "zip: 95800-0000\n    delivery_point: 7",
            "error[record/bad-zip]".to_owned(),
        ),
    ] {
        let project = project();
        project.replace(file, from, to);
        let run = project.imr(&["--message-format", "short", "mail", "--date", "2014-08-06"]);
        assert_eq!(run.code, 1, "{to}: {run:?}");
        let line =
            run.stderr.lines().find(|line| line.contains(&said)).unwrap_or_else(|| panic!("{said}: {run:?}"));
        assert!(line.starts_with(file), "{line}");
        assert!(project.names("out/mail").is_empty() && project.names("out/mailed").is_empty(), "{to}");
    }
    // Abroad the post has barcodes of its own.
    let project = project();
    project.replace(
        RECORD,
        "city: Fresno\n    state: CA\n    zip: 93700-0000\n  language",
        "city: Toronto ON M5V 2T6\n    country: Canada\n  language",
    );
    let envelopes = mail(&project, "2014-08-06");
    assert_eq!(envelopes[0]["intelligent_mail"], serde_json::Value::Null);
    assert!(envelopes[1]["intelligent_mail"].is_string());
}

#[test]
fn each_sheet_has_its_mark_and_no_back() {
    for print in ["data_matrix", "omr"] {
        let project = project();
        with_marks(&project, &format!("print: {print}"));
        let envelopes = mail(&project, "2014-08-06");
        let pdf = std::fs::read(project.path(&format!("{RUN}/run.pdf"))).unwrap();
        assert_eq!(judge(&pdf), [""; 0]);
        let pages = aids(&pdf);
        let mut sheet_of_run = 0_usize;
        for (number, envelope) in envelopes.iter().enumerate() {
            let marks = envelope["marks"].as_array().unwrap();
            let sheets = envelope["sheets"].as_u64().unwrap() as usize;
            assert_eq!(marks.len(), sheets);
            let first = envelope["first_page"].as_u64().unwrap() as usize - 1;
            for (sheet, mark) in marks.iter().enumerate() {
                let mark = mark.as_str().unwrap();
                let (front, back) = (&pages[first + sheet * 2], &pages[first + sheet * 2 + 1]);
                assert!(back.is_empty(), "a back has a mark");
                let in_margin: Vec<_> = front.iter().filter(|rect| rect[0] < 60.0).collect();
                if print == "omr" {
                    let said: Vec<&str> = mark.split(' ').collect();
                    assert_eq!(said.len(), in_margin.len(), "{mark}");
                    assert_eq!(said.len() % 2, 0, "parity: {mark}");
                    assert_eq!(said.contains(&"end_of_set"), sheet + 1 == sheets, "{mark}");
                    for (name, bit) in [("sequence_1", 1), ("sequence_2", 2), ("sequence_4", 4)] {
                        assert_eq!(said.contains(&name), sheet_of_run & bit != 0, "{mark}");
                    }
                } else {
                    let expected = format!("2014080601{:06}{:02}{sheets:02}", number + 1, sheet + 1);
                    assert_eq!(mark, expected);
                    assert!(in_margin.len() > 100, "{}", in_margin.len());
                }
                sheet_of_run += 1;
            }
        }
        let csv = project.read(&format!("{RUN}/manifest.csv"));
        assert!(csv.contains(envelopes[0]["marks"][0].as_str().unwrap()), "{csv}");
    }
}

#[test]
fn a_mark_that_cannot_stand_or_be_told_is_an_error_at_the_style() {
    for (marks, code) in [
        ("left: 100", "barcode/mark-place"),
        ("left: 2", "barcode/mark-place"),
        ("top: 200\n  left: 51", "barcode/mark-place"),
        ("top: 270", "barcode/mark-place"),
        ("top: 780", "barcode/mark-place"),
        // On the mark of the fold.
        ("top: 288\n  left: 12", "barcode/mark-place"),
        ("module: 0.2", "style/value"),
        ("lines: [start, start]", "style/value"),
        ("lines: [begin]", "yaml/"),
        ("print: qr", "yaml/"),
    ] {
        let project = project();
        let print = if marks.contains("print") { "" } else { "print: data_matrix\n  " };
        with_marks(&project, &format!("{print}{marks}"));
        let run = project.imr(&["--message-format", "short", "mail", "--date", "2014-08-06"]);
        let line =
            run.stderr.lines().find(|line| line.contains(code)).unwrap_or_else(|| panic!("{marks}: {run:?}"));
        assert!(line.starts_with("templates/letter.yaml:"), "{line}");
        assert!(project.names("out/mail").is_empty(), "{marks}");
    }
    // A style that a letter names has no marks of its own: a run has one kind.
    let project = project();
    project.write("templates/mine.yaml", "marks:\n  print: omr\n");
    let run = project.imr(&["check"]);
    assert!(run.stderr.contains("`marks:` is for a whole print run"), "{run:?}");
}

#[test]
fn a_copy_of_more_sheets_than_the_mark_holds_is_not_mailed() {
    let project = project();
    project.write("templates/letter.yaml", "marks:\n  print: data_matrix\ntext:\n  paragraph_gap: 600\n");
    let paragraphs = "  One more.\n\n".repeat(400);
    project.replace(RECORD, "clinical_summary: |\n", &format!("clinical_summary: |\n{paragraphs}"));
    let run = project.imr(&["--message-format", "short", "mail", "--date", "2014-08-06"]);
    let said = "error[barcode/mark-field]: the copy's last sheet has the number";
    assert!(run.code == 1 && run.stderr.contains(said), "{run:?}");
    assert!(project.names("out/mail").is_empty());
}

const READER: &str = "import sys, zxingcpp, PIL.Image
for path in sys.argv[1:]:
    found = zxingcpp.read_barcodes(PIL.Image.open(path), formats=zxingcpp.BarcodeFormat.DataMatrix)
    print(*[code.text for code in found])
";

/// An independent decoder reads each mark off the page as a printer of 300 dots to the inch makes it, and the bars.
#[test]
fn outside_readers_read_the_marks_and_bars_of_a_run() {
    if !crate::oracles::asked() {
        println!("skipped: set IMR_ORACLES=1 to ask poppler and zxing-cpp");
        return;
    }
    let project = project();
    with_marks(&project, "print: data_matrix");
    let envelopes = mail(&project, "2014-08-06");
    let render = |dpi: &str| {
        // The first pages are as good as all, and take less time.
        let args = ["-r", dpi, "-l", "6", "-gray", "-png", "run.pdf", &format!("page-{dpi}")];
        let mut poppler = project.command("pdftoppm");
        let rendered = poppler.args(args).current_dir(project.path(RUN)).output().expect("pdftoppm runs");
        assert!(rendered.status.success(), "{rendered:?}");
        let mut names = project.names(RUN);
        names.retain(|name| name.starts_with(&format!("page-{dpi}")));
        names
    };
    let mut expected = Vec::new();
    for envelope in &envelopes {
        for mark in envelope["marks"].as_array().unwrap() {
            expected.push(mark.as_str().unwrap().to_owned());
            expected.push(String::new());
        }
    }
    expected.truncate(6);
    for dpi in ["300", "600"] {
        let mut python = project.command("python");
        python.current_dir(project.path(RUN)).args(["-c", READER]).args(render(dpi));
        let output = python.output().expect("python runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let read: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
        assert_eq!(read, expected, "at {dpi} dots to the inch");
    }
}
