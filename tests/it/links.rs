//! Links of templates: live on the screen, their address printed for paper.

use lopdf::Document;

use crate::judge::{element_texts, judge, text};
use crate::project::{Project, SEED};

const PART: &str = "templates/parts/summary.md";

/// A project whose letters end their summary in this.
fn with(written: &str) -> Project {
    let project = Project::with_seed();
    project.write(PART, &format!("{{{{ clinical_summary }}}}\n\n{written}\n"));
    project
}

fn letter(project: &Project) -> Vec<u8> {
    let run = project.imr(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    std::fs::read(project.path(&format!("out/{SEED}.pdf"))).expect("a letter")
}

/// Where the annotations of a file lead.
fn uris(pdf: &[u8]) -> Vec<String> {
    let document = Document::load_mem(pdf).expect("a PDF");
    let pages = document.page_iter().collect::<Vec<_>>().into_iter();
    let annotations = pages.flat_map(|page| document.get_page_annotations(page).expect("annotations"));
    let uri =
        |annotation: &lopdf::Dictionary| text(annotation.get(b"A").ok()?.as_dict().ok()?.get(b"URI").ok());
    annotations.filter_map(uri).collect()
}

#[test]
fn a_link_is_live_and_its_address_is_printed() {
    let project = with(
        "Read [our **rules**](https://example.org/rules).\n\nAsk <mailto:imr@example.org>.\n\nCall [us](tel:+1-000-555-0100).\n\n\
         - <https://example.org/a-long-address/that-goes-on/over-the-end/of-its-line/and-further/than-that/by-as-much-as/a-line-holds/or-more>",
    );
    for version in ["1.7", "2.0"] {
        project.write("templates/letter.yaml", &format!("pdf: \"{version}\"\n"));
        let pdf = letter(&project);
        assert_eq!(judge(&pdf), [""; 0], "{version}");
        let long = "https://example.org/a-long-address/that-goes-on/over-the-end/of-its-line/and-further/than-that/by-as-much-as/a-line-holds/or-more";
        let uris = uris(&pdf);
        let expected =
            ["https://example.org/rules", "mailto:imr@example.org", "tel:+1-000-555-0100", long, long];
        assert_eq!(uris, expected, "{version}");
        let texts: Vec<String> = element_texts(&pdf)
            .into_iter()
            .filter(|(kind, _)| kind == "Link")
            .map(|(_, text)| text)
            .collect();
        let expected =
            ["our rules (https://example.org/rules)", "mailto:imr@example.org", "us (+1-000-555-0100)", long];
        assert_eq!(texts, expected, "{version}");
    }
}

#[test]
fn a_record_holds_no_links() {
    let project = with("");
    let record = format!("data/{SEED}.yaml");
    let typed = "See [this](https://example.org/x) and <https://example.org/y>.";
    project.replace(&record, "clinical_summary: |\n", &format!("clinical_summary: |\n  {typed}\n"));
    let pdf = letter(&project);
    assert_eq!(uris(&pdf), [""; 0]);
    let texts: String = element_texts(&pdf).into_iter().map(|(_, text)| text).collect();
    assert!(texts.contains(typed), "{texts}");
}

#[test]
fn a_link_that_would_not_be_what_it_looks_like_is_refused() {
    for (written, said) in [
        ("[a](www.example.org)", "an address that begins with https://"),
        ("[a](javascript:alert)", "an address that begins with https://"),
        ("[a](https://example.org/é)", "in plain letters"),
        ("[a](https://)", "an address that begins with https://"),
        ("[a](https://example.org \"title\")", "without a title"),
        ("[](https://example.org)", "a link has no text"),
        ("# [a](https://example.org)", "put it into a paragraph or a list"),
        ("| [a](https://example.org) | b |\n| --- | --- |\n| c | d |", "put it into a paragraph or a list"),
        ("[{{ case_number }}](https://example.org)", "a link holds what a record says"),
        ("[a](https://example.org/{{ case_number }})", "a link holds what a record says"),
        ("![a](https://example.org/a.png)", "![what it shows](logo)"),
    ] {
        let project = with(written);
        let run = project.imr(&["build"]);
        assert_eq!(run.code, 1, "{written}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{written}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("--> {PART}:3:")), "{written}: {}", run.stderr);
        if said.contains("record") {
            assert!(run.stderr.starts_with("error[document/link]"), "{}", run.stderr);
        }
    }
}
