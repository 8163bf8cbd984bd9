//! Several letters of one case: one record, where they agree; and what stands in a folder beside letters.

use std::fs;

use imr_letters::diag::Sink;
use imr_letters::letter::Edition;
use imr_letters::render::stages;

use crate::author_wordings::other_letters;
use crate::import::said;
use crate::import_copies::{copies, read};
use crate::layout::assets;
use crate::project::{Project, SEED, mailed_samples, repository};

const MAILED: &str = "CM14-0067214";

fn sample() -> String {
    fs::read_to_string(repository(&format!("data/{MAILED}.yaml"))).unwrap()
}

/// Determinations and copies of a case are one record, which makes each of them again.
#[test]
fn the_folder_of_a_project_becomes_its_records() {
    let project = mailed_samples();
    assert_eq!(project.imr(&["public"]).code, 0);
    let run = project.imr(&["import", "out", "--data", "imported"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for shown in ["note[import/beside-letters]", "8 imported into 5 records: 8 word for word"] {
        assert!(run.stderr.contains(shown), "{shown} {}", run.stderr);
    }
    for name in project.names("imported").iter().filter(|name| name.starts_with("CM")) {
        let (back, from) = (project.read(&format!("imported/{name}")), project.read(&format!("data/{name}")));
        assert_eq!(said(&back), said(&from), "{name}");
    }
    let back = project.read(&format!("imported/{MAILED}.yaml"));
    assert!(
        back.contains("# Imported from CM14-0067214.md, claims_administrator.md, employee.md, "),
        "{back}"
    );
    let made = copies(&back);
    assert_eq!(made.len(), 3);
    for copy in made {
        let party = copy.paper.key.part();
        let mailed = copies(&project.read(&format!("data/{MAILED}.yaml")));
        let mailed = mailed.iter().find(|mailed| mailed.paper.key.part() == party).unwrap();
        assert_eq!(copy.markdown.text(), mailed.markdown.text(), "{party}");
    }
    // The public edition counts where it is all that there is.
    fs::remove_file(project.path(&format!("out/{SEED}.md"))).unwrap();
    fs::remove_file(project.path(&format!("out/{SEED}.pdf"))).unwrap();
    let run = project.imr(&["import", "out", "--data", "again"]);
    assert_eq!((run.code, project.names("again").len()), (0, 6), "{}", run.stderr);
}

/// What each paper is that is no letter, it says.
#[test]
fn papers_that_are_no_letter_say_what_they_are() {
    let project = mailed_samples();
    let run = project.names("out/mail").remove(0);
    let run = format!("out/mail/{run}/run.pdf");
    let proof = format!("out/mailed/{MAILED}/proof-of-service");
    let copy = project.read(&format!("out/mailed/{MAILED}/employee.md"));
    let (front, cover) = (
        &copy[..copy[4..].find("\n---\n").unwrap() + 9],
        copy.find("| **Case Number:** | CM14-0067214 | | |"),
    );
    assert!(copy.starts_with(front));
    project.write("cover.md", copy[..cover.unwrap()].trim_end().trim_end_matches("---"));
    for (file, code, says) in [
        (run.as_str(), "import/several-letters", "holds 3 letters"),
        (&format!("{proof}.pdf"), "import/cover", "is a proof of service"),
        (&format!("{proof}.md"), "import/cover", "is a proof of service"),
        ("cover.md", "import/cover", "is the cover page"),
    ] {
        let run = project.imr(&["import", file, "--data", "imported"]);
        let told = run.stderr.contains(&format!("error[{code}]")) && run.stderr.contains(says);
        assert!(run.code == 1 && told, "{file} {}", run.stderr);
    }
    assert!(!project.path("imported").exists());
}

/// Bullets and a label that a letter has in common with cover pages do not make it one.
#[test]
fn letters_of_another_form_are_no_cover_pages() {
    let project = other_letters();
    assert_eq!(project.imr(&["build"]).code, 0);
    let run = project.imr(&["import", "out", "--data", "imported"]);
    assert_eq!(run.stderr.matches("error[import/not-a-letter]").count(), 2, "{}", run.stderr);
    assert!(run.code == 1 && !project.path("imported").exists());
}

/// A record of letters that contradict each other is none; both are named, and what they say.
#[test]
fn letters_that_contradict_each_other_are_no_record() {
    let project = Project::with_seed();
    assert_eq!(project.imr(&["build"]).code, 0);
    let letter = project.read(&format!("out/{SEED}.md"));
    project.write("letters/a.md", &letter);
    for (from, to, field) in [
        ("02/11/2014", "02/12/2014", "decision_date"),
        ("Therefore, ", "Thus, ", "rationale"),
        ("is: Upheld", "is: Overturned", "outcome"),
        ("Standard", "Expedited", "priority"),
    ] {
        assert!(letter.contains(from) || field == "outcome", "{from}");
        let other = match field {
            "outcome" => letter.replacen("Upheld", "Overturned", 1),
            _ => letter.replacen(from, to, 1),
        };
        project.write("letters/b.md", &other);
        let run = project.imr(&["import", "letters", "--data", "imported"]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        for shown in ["error[import/contradicts]", "`letters/a.md` and `letters/b.md`", field, "0 imported"] {
            assert!(run.stderr.contains(shown), "{shown} {}", run.stderr);
        }
        assert!(!project.path("imported").exists(), "{field}");
    }
    // Another form of the same letter is the same.
    fs::copy(project.path(&format!("out/{SEED}.pdf")), project.path("letters/b.pdf")).unwrap();
    fs::remove_file(project.path("letters/b.md")).unwrap();
    let run = project.imr(&["import", "letters", "--data", "imported"]);
    assert!(
        run.stderr.contains("2 imported into 1 record: 2 word for word (1 line for line)"),
        "{}",
        run.stderr
    );
}

/// Of a letter and one that corrects it the record is that of the correction.
#[test]
fn a_letter_that_another_one_corrects_is_left_out() {
    let project = Project::empty();
    let sample = sample();
    let correction = sample.replace("mailed_date: 2014-08-06", "mailed_date: 2014-08-20").replace(
        "redact:",
        "replaces:\n  mailed_date: 2014-08-06\n  reason: The date of injury was misstated.\n\nredact:",
    );
    let correction = correction.replace("date_of_injury: 2012-08-20", "date_of_injury: 2012-08-21");
    for (name, record) in [("first", &sample), ("second", &correction)] {
        for copy in copies(record) {
            let path = format!("letters/{name}-{}.md", copy.paper.key.part());
            project.write(&path, copy.markdown.text());
        }
        let plain = stages(&read(record), Edition::Determination, assets(), &mut Sink::new());
        let plain = plain.unwrap_or_else(|_| panic!("{name}")).remove(0);
        project.write(&format!("letters/{name}.md"), plain.markdown.text());
    }
    let run = project.imr(&["import", "letters", "--data", "imported"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for shown in ["note[import/corrected-letter]", "4 imported into 1 record", "4 that others correct"] {
        assert!(run.stderr.contains(shown), "{shown} {}", run.stderr);
    }
    assert_eq!(said(&project.read(&format!("imported/{MAILED}.yaml"))), said(&correction));
}
