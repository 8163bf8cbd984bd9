//! E-mails that come back: noted once, kept whatever is lost, and the copy mailed on paper with a proof of its own.

use std::fs;

use crate::email::{CASE, DAY, by_email, project, record};
use crate::project::{Project, Run};

/// The day of the next run.
const NEXT: &str = "2024-08-13";

/// A case of which two copies were e-mailed.
pub fn emailed() -> Project {
    let project = project(&by_email(&record(), &["Jamie Example", "Claims Department"]));
    let run = project.imr(&["mail", "--date", DAY]);
    assert_eq!(run.code, 0, "{run:?}");
    project
}

fn bounced(project: &Project, party: &str) -> Run {
    project.imr(&["mail", "--bounced", CASE, party])
}

fn manifest(project: &Project, day: &str) -> Vec<serde_json::Value> {
    serde_json::from_str(&project.read(&format!("out/mail/{day}/manifest.json"))).unwrap()
}

#[test]
fn what_came_back_goes_out_on_paper_in_the_next_run() {
    let project = emailed();
    let before = fs::read(project.path(&format!("out/mailed/{CASE}/employee.pdf"))).unwrap();
    let run = bounced(&project, "employee");
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("came back; the next print run has the copy on paper"), "{run:?}");
    let plan = project.imr(&["mail", "--plan"]);
    assert!(plan.stdout.contains("mailed; 1 e-mail came back, for the next run"), "{plan:?}");
    let status = project.imr(&["status"]);
    assert!(status.stdout.contains("; e-mail (came back)"), "{status:?}");
    // A build changes nothing of it.
    assert_eq!(project.imr(&["build", "--edition", "mailed"]).code, 0);
    // A run of an earlier day does not have it, the next has it and no other of the case.
    let early = project.imr(&["mail", "--date", "2024-08-05"]);
    assert!(early.code == 1 && early.stderr.contains("no record gives"), "{early:?}");
    let run = project.imr(&["mail", "--date", NEXT]);
    assert_eq!(run.code, 0, "{run:?}");
    let copies = manifest(&project, NEXT);
    assert_eq!(copies.len(), 1, "{copies:?}");
    assert_eq!((&copies[0]["copy"], &copies[0]["delivery"]), (&"employee".into(), &"mail".into()));
    assert_eq!(copies[0]["file"], format!("mailed/{CASE}/employee.again-{NEXT}.pdf"));
    assert!(!project.path(&format!("out/mail/{NEXT}/email")).exists());
    // The copy says so, and its last day runs from its mailing; what was e-mailed stays.
    let copy = project.read(&format!("out/mailed/{CASE}/employee.again-{NEXT}.md"));
    for said in [
        "> JAMIE EXAMPLE",
        "August 13, 2024",
        "**We mail you this letter again.** We sent it to you by e-mail on August 6, 2024.",
        "**Le enviamos esta carta otra vez, por correo.**",
        "**September 17, 2024**",
        "Claims Department, Example Mutual Insurance",
        "# PROOF OF SERVICE BY MAIL\n",
        "sent to each of them by e-mail on August 6, 2024. The message came back",
    ] {
        assert!(copy.contains(said), "{said}: {copy}");
    }
    let proof = project.read(&format!("out/mailed/{CASE}/proof-of-service.again-{NEXT}.md"));
    assert!(proof.contains("JAMIE EXAMPLE") && !proof.contains("CLAIMS DEPARTMENT"), "{proof}");
    assert_eq!(fs::read(project.path(&format!("out/mailed/{CASE}/employee.pdf"))).unwrap(), before);
    let register = project.read("out/mailed.jsonl");
    let of = |name: &str| {
        register.lines().find(|line| line.contains(&format!("\"mailed/{CASE}/{name}\""))).unwrap()
    };
    let email = of("employee");
    assert!(email.contains("\"mailed\":\"2024-08-06\"") && email.contains("\"came_back\":true"), "{email}");
    assert!(email.contains("\"email\":\"jamie@mail.example.org\""), "{email}");
    let paper = of(&format!("employee.again-{NEXT}"));
    assert!(
        paper.contains("\"mailed\":\"2024-08-13\"") && paper.contains("\"emailed\":\"2024-08-06\""),
        "{paper}"
    );
    // Once only.
    let again = project.imr(&["mail", "--date", "2024-08-14"]);
    assert!(again.code == 1 && project.names("out/mail") == [DAY, NEXT], "{again:?}");
    let verified = project.imr(&["verify", "--rebuild"]);
    assert_eq!(verified.code, 0, "{verified:?}");
    // The other goes out later, in a run with new cases, and a correction keeps all of it.
    assert_eq!(bounced(&project, "claims_administrator").code, 0);
    let run = project.imr(&["mail", "--date", NEXT]);
    assert!(run.stderr.contains("goes into a run of the next day"), "{run:?}");
    let new =
        record().replace(CASE, "CM24-0067215").replace("mailed_date: 2024-08-06", "mailed_date: 2024-08-14");
    project.write("data/CM24-0067215.yaml", &new);
    let run = project.imr(&["mail", "--date", "2024-08-14"]);
    assert!(run.code == 0 && run.stderr.contains("2 cases, 4 envelopes"), "{run:?}");
    let kept = project.read("out/mailed.jsonl");
    let corrected = project
        .read(&format!("data/{CASE}.yaml"))
        .replace("mailed_date: 2024-08-06", "mailed_date: 2024-08-20")
        + "\nreplaces:\n  mailed_date: 2024-08-06\n  reason: The date of injury was misstated.\n";
    project.write(
        &format!("data/{CASE}.yaml"),
        &corrected
            .replace("date_of_injury: 2022-08-20", "date_of_injury: 2022-08-19")
            .replace("8/20/2022", "8/19/2022"),
    );
    let run = project.imr(&["mail", "--date", "2024-08-20"]);
    assert_eq!(run.code, 0, "{run:?}");
    let register = project.read("out/mailed.jsonl");
    for line in kept.lines().filter(|line| line.contains(".again-")) {
        assert!(register.contains(line), "{line}");
    }
    assert!(register.contains(&format!("\"mailed/{CASE}/employee.mailed-{DAY}\"")), "{register}");
    let verified = project.imr(&["verify"]);
    assert_eq!(verified.code, 0, "{verified:?}");
}

/// The first line, from 0, of the record that begins so.
fn line_of(project: &Project, begins: &str) -> usize {
    project
        .read(&format!("data/{CASE}.yaml"))
        .lines()
        .position(|line| line.starts_with(begins))
        .expect(begins)
}

#[test]
fn only_an_e_mail_can_come_back_and_only_once() {
    let project = emailed();
    let before = (project.read("out/ledger.jsonl"), project.read("out/mailed.jsonl"));
    let refused = |args: [&str; 2], said: &str| {
        let run = project.imr(&["--message-format", "short", "mail", "--bounced", args[0], args[1]]);
        assert!(run.code == 1 && run.stderr.contains("error[project/bounce]"), "{run:?}");
        assert!(run.stderr.contains(said), "{said}: {run:?}");
        run
    };
    refused(["CM24-0099999", "employee"], "nothing of `CM24-0099999` was mailed");
    refused(["../x", "employee"], "was mailed");
    // At the record of the case, where there is one.
    let at_number = format!("data/{CASE}.yaml:{}:", 1 + line_of(&project, "case_number:"));
    for (party, said) in [
        ("employe", "no copy of CM24-0067214 was mailed to `employe`"),
        ("copy-1", "no copy of"),
        ("proof-of-service", "no copy of"),
    ] {
        let run = refused([CASE, party], said);
        assert!(run.stderr.starts_with(&at_number), "{run:?}");
    }
    let run = refused([CASE, "requesting_physician"], "mailed on paper on 2024-08-06");
    let record = project.read(&format!("data/{CASE}.yaml"));
    let line = 1 + line_of(&project, "requesting_physician:");
    assert!(
        run.stderr.starts_with(&format!("data/{CASE}.yaml:{}:", line + 1))
            || run.stderr.starts_with(&format!("data/{CASE}.yaml:{line}:")),
        "{run:?}"
    );
    assert_eq!((project.read("out/ledger.jsonl"), project.read("out/mailed.jsonl")), before);
    assert_eq!(bounced(&project, "employee").code, 0);
    let noted = (project.read("out/ledger.jsonl"), project.read("out/mailed.jsonl"));
    refused([CASE, "employee"], "noted already");
    assert_eq!((project.read("out/ledger.jsonl"), project.read("out/mailed.jsonl")), noted);
    for args in [&["mail", "--bounced", CASE][..], &["mail", "--bounced", CASE, "employee", "--date", DAY]] {
        assert_eq!(project.imr(args).code, 2);
    }
    // In a folder in which nothing was mailed nothing is made.
    let empty = Project::empty();
    empty.write(&format!("data/{CASE}.yaml"), &record);
    let run = bounced(&empty, "employee");
    assert!(run.code == 1 && run.stderr.contains(&format!("nothing of `{CASE}` was mailed")), "{run:?}");
    assert!(run.stderr.contains(&format!("--> data/{CASE}.yaml:")), "{run:?}");
    assert!(!empty.path("out").exists());
}

/// A ledger or register from before it does not hide that an e-mail came back.
#[test]
fn that_an_e_mail_came_back_stays_noted() {
    let project = emailed();
    let old = [
        ("out/ledger.jsonl", project.read("out/ledger.jsonl")),
        ("out/mailed.jsonl", project.read("out/mailed.jsonl")),
    ];
    assert_eq!(bounced(&project, "employee").code, 0);
    for (name, text) in &old {
        let now = project.read(name);
        project.write(name, text);
        let plan = project.imr(&["mail", "--plan"]);
        assert!(plan.stdout.contains("1 e-mail came back"), "{name}: {plan:?}");
        project.write(name, &now);
        fs::remove_file(project.path(name)).unwrap();
        let plan = project.imr(&["mail", "--plan"]);
        assert!(plan.stdout.contains("1 e-mail came back"), "{name}: {plan:?}");
        project.write(name, &now);
    }
    // Nor does a record that says something else, or is gone.
    let record = project.read(&format!("data/{CASE}.yaml"));
    project.write(&format!("data/{CASE}.yaml"), &record.replace("Jamie Example", "Jamie Sample"));
    let run = project.imr(&["mail", "--date", NEXT]);
    assert!(run.code == 1 && project.names("out/mail") == [DAY], "{run:?}");
    fs::remove_file(project.path(&format!("data/{CASE}.yaml"))).unwrap();
    project.write(
        "data/CM24-0067215.yaml",
        &crate::email::record().replace(CASE, "CM24-0067215").replace(DAY, NEXT),
    );
    let run = project.imr(&["mail", "--date", NEXT]);
    assert!(run.code == 1 && run.stderr.contains("no record makes its copy"), "{run:?}");
    assert_eq!(project.names("out/mail"), [DAY]);
    project.write(&format!("data/{CASE}.yaml"), &record);
    let run = project.imr(&["mail", "--date", NEXT]);
    assert!(run.code == 0 && run.stderr.contains("2 cases, 4 envelopes"), "{run:?}");
}
