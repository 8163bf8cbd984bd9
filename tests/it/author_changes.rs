//! Files of the author's that hold only what differs from the program's own.

use crate::project::{Project, real_office};

const MADE: &str = "out/CM14-0012345.md";

fn built(project: &Project) -> String {
    let run = project.imr(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    project.read(MADE)
}

/// What building says with one file of the author's.
fn refused(path: &str, text: &str, says: &[&str]) {
    let project = Project::with_seed();
    project.write(path, text);
    let run = project.imr(&["build"]);
    assert_ne!(run.code, 0, "{text}");
    for says in says {
        assert!(run.stderr.contains(says), "{text}: {says}\n{}", run.stderr);
    }
}

#[test]
fn one_block_changes_one_sentence() {
    let project = Project::with_seed();
    let before = built(&project);
    let short = "{# ours #}{% extends \"builtin/imr-2014.md\" %}\n{% block affiliation %}He/she has no affiliation with anyone in this case.{% endblock %}\n";
    project.write("templates/imr-2014.md", short);
    let old = "He/she has no affiliation with the employer, employee, providers or the claims administrator.";
    let after = before.replace(old, "He/she has no affiliation with anyone in this case.");
    assert_ne!(after, before);
    assert_eq!(built(&project), after);
    let more = short.replace("He/she has no affiliation with anyone in this case.", "{{ super() }} None.");
    project.write("templates/imr-2014.md", &more);
    assert_eq!(built(&project), before.replace(old, &format!("{old} None.")));
    // Of another name, over the author's own.
    let third = "{% extends \"imr-2014.md\" %}{% block case_file %}We sent the file.{% endblock %}";
    project.write("templates/mine.md", third);
    project.replace("data/CM14-0012345.yaml", "template: imr-2014", "template: mine");
    let third = built(&project);
    assert!(third.contains(&format!("We sent the file. {old} None. The expert")), "{third}");
}

#[test]
fn a_part_changes_blocks_of_a_part() {
    let project = Project::with_seed();
    let first = built(&project);
    let old = "The expert reviewer developed the following clinical case summary based on a review of the case file, \
        including all medical records:";
    assert!(first.contains(old), "{first}");
    let part = "templates/parts/summary.md";
    for (block, now) in [
        (
            "{% block introduction %}A summary of {{ case_number }}:{% endblock %}",
            "A summary of CM14-0012345:".to_owned(),
        ),
        (
            "\n{# ours #}\n{%- block introduction -%}\n\n Our summary:\n\n{%- endblock -%}\n\n",
            "Our summary:".to_owned(),
        ),
        (
            "{% block introduction %}{% if priority == \"standard\" %}{{ super() }} {{super()}}{% endif %} More.{% endblock %}",
            format!("{old} {old} More."),
        ),
    ] {
        project.write(part, &format!("{{% extends \"builtin/parts/summary.md\" %}}{block}"));
        assert_eq!(built(&project), first.replace(old, &now), "{block}");
    }
    // A part of another name, which is extended itself; Windows line ends and a mark of the byte order.
    project.write(
        "templates/parts/ours.md",
        "\u{FEFF}{% extends \"builtin/parts/summary.md\" %}\r\n{% block introduction %}Ours. {{ super() }}{% endblock %}\r\n",
    );
    project.write(
        part,
        "{% extends \"parts/ours.md\" %}\n{% block introduction %}{{ super() }} Over it.{% endblock %}\n",
    );
    assert_eq!(built(&project), first.replace(old, &format!("Ours. {old} Over it.")));
    let run = project.imr(&["check", "--templates", "--deny", "warnings"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    std::fs::remove_file(project.path("templates/parts/ours.md")).expect("removed");
    // What the Markdown of such a block gets wrong is told at its line.
    project.write(
        part,
        "{% extends \"builtin/parts/summary.md\" %}\n{% block introduction %}One\n**two{% endblock %}\n",
    );
    let run = project.imr(&["check", "--templates"]);
    assert!(run.stderr.contains("--> templates/parts/summary.md:3:1\n"), "{}", run.stderr);
}

#[test]
fn a_letter_that_was_mailed_keeps_the_parts_that_its_parts_extend() {
    let project = Project::with_samples();
    project.write("templates/office.yaml", &real_office());
    project.write(
        "templates/parts/cover.md",
        "{% extends \"builtin/parts/cover.md\" %}\n{% block final %}This decision is final.{% endblock %}\n",
    );
    built(&project);
    let run = project.imr(&["mail", "--date", "2014-08-06"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    std::fs::remove_file(project.path("templates/parts/cover.md")).expect("removed");
    let run = project.imr(&["verify", "--rebuild"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn what_no_block_prints_is_an_error() {
    let short = "{% extends \"builtin/imr-2014.md\" %}\n";
    let outside = "templates/imr-2014.md:2:1\n";
    refused("templates/imr-2014.md", &format!("{short}Lost words."), &["this is in no block", outside]);
    refused(
        "templates/imr-2014.md",
        &format!("{short}{{{{ case_number }}}}"),
        &["this is in no block", outside],
    );
    refused(
        "templates/imr-2014.md",
        &format!("{short}{{% block credentals %}}x{{% endblock %}}"),
        &["has no block `credentals`", "did you mean `credentials`?"],
    );
    refused(
        "templates/imr-2014.md",
        &format!("{short}{{% block findings_of_fact %}}x{{% endblock %}}"),
        &["has no block `findings_of_fact`", "there are `", "`credentials`"],
    );
    refused("templates/imr-2014.md", "{% extends \"builtin/imr-2041.md\" %}", &["builtin/imr-2041.md"]);
    refused(
        "templates/imr-2014.md",
        &format!("{short}{{% block affiliation %}}{{{{ case_numbr }}}}{{% endblock %}}"),
        &["no record has `case_numbr`", "did you mean `case_number`"],
    );
    let part = "templates/parts/summary.md";
    let at = "templates/parts/summary.md:1:1\n";
    let extends = |name: &str, block: &str| {
        format!("{{% extends \"{name}\" %}}\n{{% block {block} %}}x {{{{ case_numbr }}}}{{% endblock %}}\n")
    };
    refused(part, &extends("builtin/imr-2014.md", "summary"), &["a part extends a part", at]);
    refused(part, &extends("parts/summary.md", "introduction"), &["this part extends itself", at]);
    refused(part, &extends("parts/sumary.md", "introduction"), &["did you mean `parts/summary.md`?", at]);
    refused(
        part,
        &extends("builtin/parts/summary.md", "introdction"),
        &["has no block `introdction`", "did you mean `introduction`?", "templates/parts/summary.md:2:1\n"],
    );
    refused(
        part,
        &extends("builtin/parts/summary.md", "introduction"),
        &["no record has `case_numbr`", "templates/parts/summary.md:2:30\n"],
    );
    refused(part, "{% extends \"builtin/parts/summary.md\" %}\nLost words.\n", &["this is in no block"]);
    // A block that leaves out what every letter must say.
    refused(
        "templates/imr-2014.md",
        &format!("{short}{{% block decisions %}}None.{{% endblock %}}"),
        &["which every letter must say"],
    );
}

#[test]
fn a_style_holds_only_what_differs() {
    let whole = Project::with_seed();
    let style = include_str!("../../templates/letter.yaml");
    let changed = style.replace("  size: 9\n", "  size: 11\n").replace("align: center", "align: left");
    whole.write("templates/letter.yaml", &changed.replace("header_gray: 0.878", "header_gray: 0.5"));
    built(&whole);
    let part = Project::with_seed();
    let only = "footer:\n  size: 11\nheading: {align: left}\ntable:\n  header_grey: 0.5\n";
    part.write("templates/letter.yaml", only);
    built(&part);
    let pdf = |project: &Project| std::fs::read(project.path("out/CM14-0012345.pdf")).unwrap();
    assert_eq!(pdf(&whole), pdf(&part));
    part.write("templates/letter.yaml", "heading:\n  align: centre\n");
    built(&part);
    assert_eq!(pdf(&part), {
        let usual = Project::with_seed();
        built(&usual);
        pdf(&usual)
    });
    // A further style, which a wording names.
    part.write("templates/letter.yaml", "footer:\n  size: 9\n");
    part.write("templates/mine.yaml", only);
    part.write(
        "templates/parts/front-matter.md",
        &include_str!("../../templates/parts/front-matter.md").replace("letter{%", "mine{%"),
    );
    built(&part);
    let sizes = |bytes: Vec<u8>| bytes.len();
    assert_eq!(sizes(pdf(&part)), sizes(pdf(&whole)));
}

#[test]
fn a_part_of_a_style_is_held_to_the_whole() {
    let letter = "templates/letter.yaml";
    refused(letter, "footer:\n  sise: 11\n", &["`sise` is not a field of footer", "did you mean `size`?"]);
    refused(letter, "footer:\n  size: large\n", &["`footer.size` must be a number", "letter.yaml:2:9\n"]);
    refused(letter, "footer:\n", &["`footer` is empty"]);
    refused(letter, "footer: 9\n", &["`footer` must be a map of fields"]);
    refused(
        letter,
        "page:\n  margin_left: -20\n",
        &["`page: margin_left` is -20 points", "letter.yaml:2:16\n"],
    );
    refused(
        letter,
        "page:\n  width: 300\n",
        &["with this `page: width`, `table: columns: 0: 1` is 545.4 points", "letter.yaml:2:10\n"],
    );
    refused(
        letter,
        "table:\n  header_gray: 0.5\n  header_grey: 0.6\n",
        &["`header_gray` is given twice", "in another spelling", "letter.yaml:3:3\n"],
    );
    refused(letter, "footer:\n  other_languages:\n    - language: fr\n      left: a\n", &["`right`"]);
    refused("templates/leter.yaml", "footer:\n  size: 11\n", &["name yours `templates/letter.yaml`"]);
}

#[test]
fn an_office_that_leaves_facts_out_mails_nothing() {
    let project = Project::empty();
    project.write("data/CM14-0067214.yaml", include_str!("../../data/CM14-0067214.yaml"));
    project.write("templates/office.yaml", "telephone: 4155550100\n");
    let run = project.imr(&["build", "--edition", "mailed"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(project.read("out/mailed/CM14-0067214/employee.md").contains("4155550100"));
    let mail = |office: &str| {
        project.write("templates/office.yaml", office);
        project.imr(&["build", "--edition", "mailed"]);
        project.imr(&["mail", "--date", "2014-08-06"])
    };
    let run = mail(&real_office().replace("  county: Sacramento\n", ""));
    assert_ne!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("`server.county` is still the sample's"), "{}", run.stderr);
    let run = mail(&real_office());
    assert_eq!(run.code, 0, "{}", run.stderr);
}
