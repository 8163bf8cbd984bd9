//! Two people with the binary alone: one begins in an empty folder, the other changes a part that many records use.

use crate::project::{Project, Run, SEED, repository};

fn done(run: Run) -> Run {
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    run
}

#[test]
fn a_newcomer_comes_to_letters_of_their_own() {
    let project = Project::empty();
    assert!(project.imr(&[]).stderr.contains("`imr init`"));
    // What `imr init` says to type next is typed.
    let next = done(project.imr(&["init"])).stderr;
    assert!(next.contains("imr build") && next.contains("imr templates"), "{next}");
    done(project.imr(&["build"]));
    let record = "data/CM14-0067214.yaml";
    let letter = "out/CM14-0067214.md";
    let first = project.read(letter);

    // One sentence changed: found, copied, proven, looked at, built.
    assert!(done(project.imr(&["templates"])).stdout.contains("parts/summary.md "));
    assert!(done(project.imr(&["help", "templates"])).stdout.contains("# How to change a letter"));
    done(project.imr(&["templates", "copy", "parts/summary.md"]));
    project.replace(
        "templates/parts/summary.md",
        "including all medical records:",
        "including all of the medical records:",
    );
    done(project.imr(&["check", "--templates", "--deny", "warnings"]));
    let run = project.imr(&["diff"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("including all {+of the +}medical records:"), "{}", run.stdout);
    done(project.imr(&["build"]));
    assert_eq!(project.read(letter), first.replace("including all medical", "including all of the medical"));
    assert_eq!(
        project
            .imr(&["templates", "diff"])
            .stdout
            .matches("\n+{% block introduction %}The expert reviewer")
            .count(),
        1
    );

    // The same with a block: a file of two lines.
    std::fs::remove_file(project.path("templates/parts/summary.md")).expect("removed");
    project.write(
        "templates/imr-2014.md",
        "{% extends \"builtin/imr-2014.md\" %}\n{% block affiliation %}He/she knows nobody in this case.{% endblock %}\n",
    );
    let run = project.imr(&["diff"]);
    assert!(run.code == 1 && run.stdout.contains("{+knows+} [-affiliation-]{+nobody+}"), "{}", run.stdout);
    done(project.imr(&["build"]));
    let changed = project.read(letter);
    assert!(changed.contains(" He/she knows nobody in this case. The expert reviewer is"), "{changed}");
    std::fs::remove_file(project.path("templates/imr-2014.md")).expect("removed");

    // A field of one's own, declared, held by a record, and printed by a block.
    project.write(
        "templates/contract.yaml",
        "extra:\n  - name: plan_name\n    type: text\n    help: The plan.\n    published: true\n",
    );
    let plain = project.read(record);
    project.write(record, &format!("{plain}extra:\n  plan_name: Example Health Plan\n"));
    project.write(
        "templates/parts/summary.md",
        "{% extends \"builtin/parts/summary.md\" %}\n{% block introduction %}\
         {% if extra.plan_name %}The plan is {{ extra.plan_name }}. {% endif %}{{ super() }}{% endblock %}\n",
    );
    done(project.imr(&["check", "--templates", "--deny", "warnings"]));
    done(project.imr(&["build"]));
    let said = "\nThe plan is Example Health Plan. The expert reviewer developed";
    assert!(project.read(letter).contains(said), "{}", project.read(letter));
    assert!(done(project.imr(&["explain", "extra.plan_name"])).stdout.contains("The plan."));

    // An office of one's own, with a logo.
    let run = done(project.imr(&["check", "--edition", "mailed"]));
    assert!(run.stderr.contains("assets/made-up-office"), "{}", run.stderr);
    let office = project.read("templates/office.yaml");
    let own = office
        .replace("fictional: true", "fictional: false")
        .replace("Example", "Sierra")
        .replace("000", "415");
    // As high as the margin of the large print has room for.
    let logo = "logo:\n  file: logo.svg\n  alternative_text: Sierra Review\n  height: 36\n";
    project.write("templates/office.yaml", &format!("{own}{logo}"));
    project.write(
        "templates/logo.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 10\"><circle cx=\"5\" cy=\"5\" r=\"5\"/></svg>",
    );
    let run = done(project.imr(&["build", "--edition", "mailed"]));
    assert!(!run.stderr.contains("warning["), "{}", run.stderr);
    let copy = project.read("out/mailed/CM14-0067214/employee.md");
    assert!(copy.contains("Sierra Review Organization") && copy.contains("![Sierra Review](logo)"), "{copy}");

    // A wording of one's own, for decisions of a year.
    let built_in = done(project.imr(&["templates", "show", "imr-2014"])).stdout;
    let mine = format!("---\nvalid_from: 2014-01-01\nvalid_until: 2014-12-31\n---\n{built_in}\nCall us.\n");
    project.write("templates/mine.md", &mine);
    project.replace(record, "template: imr-2014", "template: mine");
    done(project.imr(&["check", "--templates"]));
    let run = done(project.imr(&["build"]));
    assert!(!run.stderr.contains("warning["), "{}", run.stderr);
    assert!(project.read(letter).ends_with("\nCall us.\n"), "{}", project.read(letter));
    assert!(
        done(project.imr(&["templates"]))
            .stdout
            .lines()
            .any(|line| line.starts_with("mine.md ") && line.contains("yours, new"))
    );
    assert!(done(project.imr(&["templates", "names", "mine"])).stdout.contains("mine\n"));

    // What the letters say now is what they must say from now on.
    std::fs::rename(project.path("data"), project.path("samples")).expect("renamed");
    done(project.imr(&["test", "--accept"]));
    done(project.imr(&["test"]));
}

#[test]
fn an_edit_of_a_part_that_many_records_use_is_one_change() {
    let project = Project::empty();
    let seed = std::fs::read_to_string(repository(&format!("data/{SEED}.yaml"))).expect("the seed");
    let records = 1_000;
    for number in 0..records {
        let case = format!("CM14-0000{number:03}");
        project.write(&format!("data/{case}.yaml"), &seed.replace(SEED, &case));
    }
    done(project.imr(&["build"]));
    done(project.imr(&["templates", "copy", "parts/summary.md"]));
    project.replace("templates/parts/summary.md", "including all medical", "including all of the medical");
    let run = project.imr(&["diff"]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.stdout,
        "1 change, the same in 1,000 letters: …a review of the case file, including all {+of the +}medical records:\n"
    );
}

#[test]
fn a_wording_says_for_which_decisions_it_is() {
    let project = Project::with_seed();
    let built_in = include_str!("../../templates/imr-2014.md");
    let wording =
        |front: &str| project.write("templates/imr-2014.md", &format!("---\n{front}---\n{built_in}"));
    let check = || project.imr(&["check", "--message-format", "short"]);
    for (front, warns) in [
        ("valid_from: 2014-02-11\nvalid_until: 2014-02-11\n", false),
        ("valid_from: 2014-02-12\n", true),
        ("valid_until: \"2014-02-10\" # the new form\n", true),
        ("valid_until: 2014-02-12\n", false),
    ] {
        wording(front);
        let run = check();
        assert_eq!(run.code, 0, "{front}{}", run.stderr);
        let warning = format!("data/{SEED}.yaml:14:16: warning[template/other-time]");
        assert_eq!(run.stderr.starts_with(&warning), warns, "{front}{}", run.stderr);
    }
    for (front, place) in
        [("valid_from: 2/1/2014\n", 2), ("\nvalid_from: 2014-02-12\nvalid_until: 2014-02-11\n", 3)]
    {
        wording(front);
        let run = check();
        assert_eq!(run.code, 1);
        let error = format!("templates/imr-2014.md:{place}:1: error[template/validity]");
        assert!(run.stderr.starts_with(&error), "{}", run.stderr);
    }
}
