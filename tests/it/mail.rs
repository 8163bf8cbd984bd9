//! The mailed set: addressed copies, proof of service, and the print run of a day.

use std::fs;

use lopdf::Document;

use crate::project::{Project, real_office};

const CASE: &str = "CM14-0067214";
const PARTIES: [&str; 3] = ["employee", "requesting_physician", "claims_administrator"];

/// The sample that is complete for mailing, and an office that is no fiction.
fn project() -> Project {
    let project = Project::empty();
    let record = include_str!("../../data/CM14-0067214.yaml");
    project.write(&format!("data/{CASE}.yaml"), record);
    project.write("templates/office.yaml", &real_office());
    project
}

fn oracles() -> bool {
    let set = crate::oracles::asked();
    if !set {
        println!("skipped: set IMR_ORACLES=1 to ask outside judges");
    }
    set
}

fn ask(tool: &str, args: &[&str], project: &Project) -> String {
    let output = project.command(tool).args(args).output().unwrap_or_else(|why| panic!("{tool}: {why}"));
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{tool} {args:?}: {}", String::from_utf8_lossy(&said));
    String::from_utf8_lossy(&said).into_owned()
}

#[test]
fn every_party_gets_a_copy_addressed_to_them_and_to_nobody_else() {
    let project = project();
    let run = project.imr(&["build", "--edition", "mailed"]);
    assert_eq!(run.code, 0, "{run:?}");
    let addresses = ["250 SAMPLE ST APT 12", "800 DEMONSTRATION BLVD STE 200", "PO BOX 0000"];
    for (party, own) in PARTIES.iter().zip(addresses) {
        let copy = project.read(&format!("out/mailed/{CASE}/{party}.md"));
        // The unsigned copy of the proof names everyone.
        let (before_proof, proof) = copy.split_once("# PROOF OF SERVICE BY MAIL").expect("a proof");
        for address in addresses {
            assert_eq!(before_proof.contains(address), address == own, "{party}: {address}");
            assert!(proof.contains(address), "{party}: {address}");
        }
        assert!(copy.contains("# DOCUMENTS REVIEWED"), "{copy}");
        // Mailed 2014-08-06; 35 days on is 2014-09-10, a Wednesday.
        let may_appeal = *party != "requesting_physician";
        let last_day = "The Board must have it by **September 10, 2014**.";
        assert_eq!(copy.contains(last_day), may_appeal, "{copy}");
        assert!(copy.contains("**PARTIAL OVERTURN:**"), "{copy}");
    }
    let proof = project.read(&format!("out/mailed/{CASE}/proof-of-service.md"));
    assert!(addresses.iter().all(|address| proof.contains(address)), "{proof}");
    assert!(proof.contains("not a party"), "{proof}");
    // The determination has nothing of it.
    project.imr(&["build"]);
    let determination = project.read(&format!("out/{CASE}.md"));
    assert!(!determination.contains("Jamie") && !determination.contains("DOCUMENTS"), "{determination}");
    assert_eq!(project.imr(&["status", "--all"]).stdout.lines().count(), 5);
    let again = project.imr(&["build", "--edition", "mailed"]);
    assert!(again.stderr.contains("0 letters built, 1 unchanged"), "{again:?}");
    // Who is no party any more has no copy.
    project.replace(&format!("data/{CASE}.yaml"), "requesting_physician:", "representative:");
    let run = project.imr(&["build", "--edition", "mailed"]);
    assert!(run.code == 1 && run.stderr.contains("rule/missing-for-mailing"), "{run:?}");
}

#[test]
fn an_organization_may_take_two_lines_of_the_window_and_is_else_said_once_with_its_line() {
    let project = project();
    let record = project.read(&format!("data/{CASE}.yaml"));
    let with = |organization: &str| {
        let line = "organization: Example Mutual Insurance";
        assert!(record.contains(line));
        project.write(&format!("data/{CASE}.yaml"), &record.replace(line, organization));
        project.imr(&["build", "--edition", "mailed"])
    };
    for organization in [
        "State Compensation Insurance Fund",
        "Sedgwick Claims Management Services, Inc.",
        "Travelers Property Casualty Company of America",
    ] {
        let run = with(&format!("organization: {organization}"));
        assert_eq!(run.code, 0, "{run:?}");
        let copy = project.read(&format!("out/mailed/{CASE}/claims_administrator.md"));
        let envelope = organization.to_uppercase().replace([',', '.'], "");
        assert!(copy.contains(&format!("> CLAIMS DEPARTMENT\\\n> {envelope}\\\n> PO BOX")), "{copy}");
    }
    let long = "The Incorporated Association of Self-Insured Manufacturers of Northern California and Nevada";
    let run = with(&format!("organization: {long}"));
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(run.stderr.matches("error[layout/address]").count(), 1, "{run:?}");
    assert!(run.stderr.contains("claims administrator Claims Department: the address line"), "{run:?}");
    assert!(run.stderr.contains(&format!("data/{CASE}.yaml:119:17")), "{run:?}");
    assert!(run.stderr.contains("characters too long for the envelope's window"), "{run:?}");
    assert!(run.stderr.contains("`envelope_organization:`"), "{run:?}");
    let run = with(&format!("organization: {long}\n  envelope_organization: Self-Insured Manufacturers"));
    assert_eq!(run.code, 0, "{run:?}");
    let copy = project.read(&format!("out/mailed/{CASE}/claims_administrator.md"));
    assert!(copy.contains("> SELF-INSURED MANUFACTURERS\\") && copy.contains(long), "{copy}");
}

#[test]
fn a_made_up_office_is_a_warning_in_every_addressed_edition_whatever_it_says() {
    let project = project();
    let record = format!("data/{CASE}.yaml");
    let warned = |project: &Project| {
        let run = project.imr(&["check", "--edition", "mailed", &record]);
        assert_eq!(run.code, 0, "{run:?}");
        run.stderr.contains("warning[assets/made-up-office]").then_some(run.stderr)
    };
    assert!(warned(&project).is_none());
    let sample = include_str!("../../templates/office.yaml");
    project.write("templates/office.yaml", sample);
    assert!(warned(&project).unwrap().contains("it says `fictional: true`"));
    project.write("templates/office.yaml", &sample.replace("fictional: true", "fictional: false"));
    let said = warned(&project).unwrap();
    assert!(said.contains("`letterhead`, `telephone`") && said.contains("`server.name`"), "{said}");
    let one_left = real_office().replace("(415) 555-0199", "(000) 555-0199");
    project.write("templates/office.yaml", &one_left);
    let said = warned(&project).unwrap();
    assert!(said.contains("made up: `information_and_assistance.telephone` is still the sample's"), "{said}");
    let run = project.imr(&["mail", "--date", "2014-08-06"]);
    assert!(run.code == 1 && run.stderr.contains("error[project/office]"), "{run:?}");
}

#[test]
fn a_language_without_a_page_is_a_warning_that_names_the_template_to_add() {
    let project = project();
    let record = format!("data/{CASE}.yaml");
    project.replace(&record, "language: es", "language: vi");
    let run = project.imr(&["build", "--edition", "mailed"]);
    assert!(run.code == 0 && run.stderr.contains("warning[template/no-summary]"), "{run:?}");
    assert!(run.stderr.contains("add `templates/parts/plain-vi.md`"), "{run:?}");
    assert!(!project.read(&format!("out/mailed/{CASE}/employee.md")).contains("first_language"));
    // Added, it comes first, for every region of the language.
    project.write("templates/parts/plain-vi.md", "# THÔNG BÁO\n\nTóm tắt.\n\n---\n");
    project.replace(&record, "language: vi", "language: vi-VN");
    let run = project.imr(&["build", "--edition", "mailed"]);
    assert!(run.code == 0 && !run.stderr.contains("warning["), "{run:?}");
    let copy = project.read(&format!("out/mailed/{CASE}/employee.md"));
    assert!(copy.contains("first_language: \"vi\"\n---\n\n# THÔNG BÁO"), "{copy}");
    // English is the letter's own language.
    project.replace(&record, "language: vi-VN", "language: en-US");
    assert!(!project.imr(&["build", "--edition", "mailed"]).stderr.contains("warning["));
}

#[test]
fn a_worker_who_asked_for_spanish_gets_a_summary_first_and_in_spanish() {
    let project = project();
    project.imr(&["build", "--edition", "mailed"]);
    let copy = project.read(&format!("out/mailed/{CASE}/employee.md"));
    assert!(copy.contains("first_language: \"es\"\n"), "{copy}");
    // The first page is the one that the window shows.
    assert_eq!(copy.matches("> JAMIE EXAMPLE").count(), 2);
    assert!(copy.find("# AVISO").unwrap() < copy.find("# INDEPENDENT").unwrap());
    assert!(!project.read(&format!("out/mailed/{CASE}/claims_administrator.md")).contains("AVISO"));
    let pdf = Document::load(project.path(&format!("out/mailed/{CASE}/employee.pdf"))).unwrap();
    let spanish = pdf.objects.values().filter_map(|object| object.as_dict().ok()).filter(|entry| {
        entry.get(b"Lang").and_then(lopdf::Object::as_str).is_ok_and(|tag| tag.ends_with(b"es"))
    });
    assert!(spanish.count() > 3, "elements of the first page are tagged as Spanish");
}

fn bookmarks(pdf: &std::path::Path) -> Vec<String> {
    let document = Document::load(pdf).unwrap();
    let titles = document.objects.values().filter_map(|object| {
        let entry = object.as_dict().ok().filter(|entry| entry.has(b"Dest"))?;
        crate::judge::text(entry.get(b"Title").ok())
    });
    titles.collect()
}

#[test]
fn a_print_run_is_all_or_nothing_and_freezes_what_it_mails() {
    let project = project();
    let second = project.read(&format!("data/{CASE}.yaml")).replace(CASE, "CM14-0067215");
    project.write("data/CM14-0067215.yaml", &second.replace("Jamie Example", "Kim Sample"));
    let run = project.imr(&["mail", "--date", "2014-08-06"]);
    assert_eq!(run.code, 0, "{run:?}");
    let folder = "out/mail/2014-08-06";
    assert_eq!(
        project.names(folder),
        ["SHA256SUMS", "mailed.jsonl", "manifest.csv", "manifest.json", "run.pdf", "ticket.md", "ticket.pdf"]
    );
    let manifest: serde_json::Value =
        serde_json::from_str(&project.read(&format!("{folder}/manifest.json"))).unwrap();
    let envelopes = manifest.as_array().unwrap();
    assert_eq!(envelopes.len(), 6);
    let pages = Document::load(project.path(&format!("{folder}/run.pdf"))).unwrap().get_pages().len() as u64;
    let mut next = 1;
    for envelope in envelopes {
        assert_eq!(envelope["first_page"].as_u64(), Some(next));
        assert_eq!(next % 2, 1, "every copy starts on a front side");
        next += envelope["sheets"].as_u64().unwrap() * 2;
        assert!(project.path(&format!("out/{}", envelope["file"].as_str().unwrap())).exists());
    }
    assert_eq!(pages, next - 1);
    let bookmark = format!("{CASE}, employee: JAMIE EXAMPLE");
    assert!(bookmarks(&project.path(&format!("{folder}/run.pdf"))).contains(&bookmark));
    assert!(project.read(&format!("{folder}/ticket.md")).contains("| **Envelopes:** | 6 |"));
    assert!(
        project
            .read(&format!("{folder}/manifest.csv"))
            .contains("KIM SAMPLE,250 SAMPLE ST APT 12 | FRESNO CA")
    );
    // Mailed is mailed.
    let status = project.imr(&["status", "--all"]).stdout;
    assert_eq!(status.matches("mailed 2014-08-06").count(), 10, "{status}");
    let again = project.imr(&["mail", "--date", "2014-08-06"]);
    assert!(again.code == 1 && again.stderr.contains("error[project/mail-run]: all 2 records"), "{again:?}");
    let again = project.imr(&["mail", "--date", "2014-08-06", &format!("data/{CASE}.yaml")]);
    assert!(again.stderr.contains(&format!("{CASE} was mailed on 2014-08-06 already")), "{again:?}");
    assert_eq!(project.names("out/mail"), ["2014-08-06"]);
    project.replace(&format!("data/{CASE}.yaml"), "outcome: upheld", "outcome: overturned");
    let changed = project.imr(&["build", "--edition", "mailed"]);
    assert!(changed.code == 1 && changed.stderr.contains("error[project/mailed]"), "{changed:?}");
}

#[test]
fn a_day_has_as_many_runs_as_it_takes_and_what_is_not_in_one_does_not_stop_it() {
    let project = project();
    let record = project.read(&format!("data/{CASE}.yaml"));
    let other = |number: &str, day: &str| {
        record.replace(CASE, number).replace("mailed_date: 2014-08-06", &format!("mailed_date: {day}"))
    };
    // Of another day, and not looked at further: whatever else is wrong with it.
    project.write("data/CM14-0067215.yaml", "case_number: CM14-0067215\nmailed_date: 2014-08-07\ncalled: [");
    project.write("data/CM14-0067216.yaml", &other("CM14-0067216", "").replace("mailed_date: ", ""));
    project.write("data/notes.yaml", "call: the clinic\n");
    project.write("data/list.yaml", "- [unclosed\n");
    assert_eq!(project.imr(&["new", "CM14-0067217"]).code, 0);
    // The same record named in two spellings is one record.
    let run = project.imr(&["mail", "--date", "2014-08-06", "--message-format", "short"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("2 records not mailed on 2014-08-06: `data/CM14-0067215.yaml` (2014-08-07), `data/CM14-0067216.yaml` (no `mailed_date`)"), "{run:?}");
    for passed_over in ["data/notes.yaml", "data/list.yaml", "data/CM14-0067217.yaml"] {
        let lines: Vec<&str> = run.stderr.lines().filter(|line| line.contains(passed_over)).collect();
        assert!(
            lines.len() == 1 && lines[0].contains("note[project/not-in-the-run]"),
            "{passed_over}: {run:?}"
        );
    }
    // What a build would have noted is what the run has noted.
    let rows = |folder: &str| {
        let ledger = project.read(&format!("{folder}/ledger.jsonl"));
        let rows = ledger.lines().filter(|line| line.contains(CASE)).map(|line| {
            let mut row: serde_json::Value = serde_json::from_str(line).unwrap();
            let row = row.as_object_mut().unwrap();
            row.retain(|key, _| {
                !["mailed", "statement_sha256", "made_with", "print_run"].contains(&key.as_str())
            });
            serde_json::to_string(row).unwrap()
        });
        rows.collect::<Vec<_>>()
    };
    let build =
        project.imr(&["--out", "built", "build", "--edition", "mailed", &format!("data/{CASE}.yaml")]);
    assert_eq!(build.code, 0, "{build:?}");
    assert_eq!(project.imr(&["--out", "built", "build", &format!("data/{CASE}.yaml")]).code, 0);
    assert_eq!(rows("out"), rows("built"));
    // Another record comes in the afternoon.
    project.write("data/CM14-0067218.yaml", &other("CM14-0067218", "2014-08-06"));
    let path = project.path("data/CM14-0067218.yaml");
    let run =
        project.imr(&["mail", "--date", "2014-08-06", "data/CM14-0067218.yaml", &path.to_string_lossy()]);
    assert!(run.code == 0 && run.stderr.contains("1 case, 3 envelopes"), "{run:?}");
    assert_eq!(project.names("out/mail"), ["2014-08-06", "2014-08-06.2"]);
    let folder = "out/mail/2014-08-06.2";
    assert!(project.read(&format!("{folder}/ticket.md")).contains("| **Run of the day:** | 2 |"));
    assert!(project.read(&format!("{folder}/manifest.csv")).contains("\n2014-08-06.2,CM14-0067218,"));
    let manifest = project.read(&format!("{folder}/manifest.json"));
    assert!(manifest.contains("\"run\": \"2014-08-06.2\"") && !manifest.contains(CASE), "{manifest}");
    let verified = project.imr(&["verify"]);
    assert_eq!(verified.code, 0, "{verified:?}");
}

#[test]
fn what_cannot_be_mailed_stops_the_whole_run() {
    let mails_nothing = |project: &Project, date: &str, code: &str| {
        let run = project.imr(&["mail", "--date", date]);
        assert!(run.code == 1 && run.stderr.contains(code), "{code}: {run:?}");
        assert!(!project.path("out/mail").exists() && !project.path("out/mailed").exists(), "{code}");
    };
    let project = project();
    mails_nothing(&project, "2014-08-07", "error[project/mail-run]: no record gives 2014-08-07");
    // It cannot be read, but says that it is mailed that day.
    project.write("data/CM14-0067215.yaml", "case_number: CM14-0067215\nmailed_date: 2014-08-06\n");
    mails_nothing(&project, "2014-08-06", "error[record/missing-field]");
    // Whichever day it gives: which of the two is right, nothing tells.
    let second = project.read(&format!("data/{CASE}.yaml"));
    for (day, rest) in [("2014-08-06", ""), ("2014-08-07", ""), ("2014-08-07", "called: [")] {
        let second = second.replace("mailed_date: 2014-08-06", &format!("mailed_date: {day}"));
        project.write("data/CM14-0067215.yaml", &format!("{second}{rest}"));
        mails_nothing(&project, "2014-08-06", "error[project/same-case-number]");
    }
    fs::remove_file(project.path("data/CM14-0067215.yaml")).unwrap();
    project.replace(
        &format!("data/{CASE}.yaml"),
        "street: [250 Sample St, APT 12]",
        "street: [250 Sample Street of a Very Long Name Without End Indeed]",
    );
    mails_nothing(&project, "2014-08-06", "error[layout/address]");
    fs::remove_dir_all(project.path("templates")).unwrap();
    mails_nothing(&project, "2014-08-06", "error[project/office]");
    let run = project.imr(&["mail", "--date", "2014-08-09"]);
    assert!(run.stderr.contains("warning[project/no-postal-day]"), "{run:?}");
    let run = project.imr(&["mail", "--date", "2014-08-06", &format!("data/{CASE}.yaml"), "--quiet"]);
    assert_eq!(run.code, 1);
}

#[test]
fn outside_judges_agree_on_every_paper() {
    if !oracles() {
        return;
    }
    let project = project();
    assert_eq!(project.imr(&["mail", "--date", "2014-08-06"]).code, 0);
    let mut papers: Vec<String> =
        PARTIES.iter().map(|party| format!("out/mailed/{CASE}/{party}.pdf")).collect();
    papers.push(format!("out/mailed/{CASE}/proof-of-service.pdf"));
    papers.extend(["run", "ticket"].map(|name| format!("out/mail/2014-08-06/{name}.pdf")));
    for paper in &papers {
        ask("qpdf", &["--check", paper], &project);
        let heard = ask("outloud", &["--quiet", "--fail-on", "error", paper], &project);
        assert!(heard.contains(" 0 error(s)"), "{paper}: {heard}");
        let complaints = crate::judge::judge(&fs::read(project.path(paper)).unwrap());
        assert_eq!(complaints, [""; 0], "{paper}");
    }
    // The window of the employee's first page, as an outside reader measures it.
    let boxes = ask("pdftotext", &["-bbox", "-l", "1", &papers[0], "-"], &project);
    let word = boxes.lines().find(|line| line.contains(">JAMIE<")).expect("the name");
    let number = |key: &str| -> f64 {
        let rest = &word[word.find(&format!("{key}=\"")).unwrap() + key.len() + 2..];
        rest[..rest.find('"').unwrap()].parse().unwrap()
    };
    assert!(number("xMin") >= 71.9 && number("yMin") > 186.0 && number("yMax") < 240.0, "{word}");
}

/// Flesch and Kincaid's grade: 0.39 words a sentence + 11.8 syllables a word - 15.59.
fn grade(text: &str) -> f64 {
    let words: Vec<&str> =
        text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
    let sentences = text.matches(['.', '!', '?']).count().max(1);
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    0.39 * words.len() as f64 / sentences as f64 + 11.8 * syllables as f64 / words.len() as f64 - 15.59
}

/// Groups of vowels, a silent e left out.
fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let vowel = |c: &char| "aeiouy".contains(*c);
    let mut groups = 0;
    for (at, c) in letters.iter().enumerate() {
        groups += usize::from(vowel(c) && (at == 0 || !vowel(&letters[at - 1])));
    }
    let silent = letters.ends_with(&['e']) && !letters.ends_with(&['l', 'e']) && groups > 1;
    (groups - usize::from(silent)).max(1)
}

#[test]
fn the_cover_can_be_read_in_the_eighth_grade() {
    let project = project();
    assert!(grade("The cat sat on the mat.") < 1.0);
    for outcome in ["upheld", "overturned", "mixed"] {
        let record = format!("data/{CASE}.yaml");
        project.write(&record, include_str!("../../data/CM14-0067214.yaml"));
        let other = if outcome == "upheld" { "overturned" } else { "upheld" };
        if outcome != "mixed" {
            project.replace(&record, &format!("outcome: {other}"), &format!("outcome: {outcome}"));
        }
        project.imr(&["build", "--edition", "mailed", "--force"]);
        for party in PARTIES {
            let copy = project.read(&format!("out/mailed/{CASE}/{party}.md"));
            let cover = &copy[copy.find("# INDEPENDENT").unwrap()..];
            let cover = &cover[..cover.find("\n---\n\n|").unwrap()];
            // The sentences of the template, names and tables aside.
            let sentences: String = cover
                .lines()
                .skip_while(|line| !line.starts_with("# WHAT WE DECIDED"))
                .filter(|line| line.ends_with(['.', ':']) && !line.contains("Copies to"))
                .map(|line| {
                    format!("{}\n", line.replace("**", "").trim_start_matches(['1', '2', '3', '4', '5', '.']))
                })
                .collect();
            let grade = grade(&sentences);
            assert!(grade <= 8.0, "{outcome}, {party}: grade {grade:.1}\n{sentences}");
            assert!(sentences.lines().count() > 3, "{sentences}");
        }
    }
}
