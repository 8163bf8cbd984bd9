//! Templates are checked before any letter is: names, filters and parts that are not there.

use std::fmt::Write;

use imr_letters::assets::Assets;
use imr_letters::diag::{Sink, Source, render};
use imr_letters::template::{Template, Templates};

/// What compiling the templates says, one short line a finding.
fn check(files: &[(&str, &str)], expected: &[&str]) {
    let mut sink = Sink::new();
    let templates = files.iter().map(|&(name, text)| {
        Template::new(
            name.to_owned(),
            Source::new(name.replace("papers/w.md", "t/w.md").replace("parts/", "t/parts/"), text),
        )
    });
    let compiled = Templates::compile(templates.collect(), &mut sink)
        .and_then(|templates| templates.checked(&mut sink))
        .is_ok();
    let mut said = String::new();
    for finding in sink.findings() {
        said += &render::short(std::slice::from_ref(finding));
        for hint in &finding.hints {
            writeln!(said, "  {hint}").unwrap();
        }
    }
    assert_eq!(said.lines().collect::<Vec<_>>(), expected, "{files:?}");
    assert_eq!(compiled, expected.is_empty());
}

fn wording(text: &str, expected: &[&str]) {
    check(&[("papers/w.md", text)], expected);
}

#[test]
fn the_programs_own_templates_use_names_that_letters_have() {
    let files = Assets::embedded_files().iter().filter(|(path, _)| path.ends_with(".md"));
    let files: Vec<_> = files.map(|&(path, bytes)| (path, str::from_utf8(bytes).unwrap())).collect();
    assert!(files.len() > 10, "{}", files.len());
    check(&files, &[]);
}

#[test]
fn a_thousand_unknown_names_are_a_thousand_findings() {
    let text: String = (0..1000).map(|n| format!("{{{{ unknown_{n} }}}}\n")).collect();
    let source = Source::new("t/w.md", text);
    let sink = &mut Sink::new();
    let template = Template::new("w.md".to_owned(), source);
    assert!(Templates::compile(vec![template], sink).and_then(|templates| templates.checked(sink)).is_err());
    assert_eq!(sink.findings().len(), 1000);
    assert!(render::human(sink.findings(), false, Some(100)).contains("no record has `unknown_999`"));
}

#[test]
fn unknown_names() {
    wording(
        "x\n{{ decision_dat }}",
        &[
            "t/w.md:2:4: error[template/unknown-name]: no record has `decision_dat`",
            "  did you mean `decision_date`?",
        ],
    );
    wording(
        "{% for d in decisions %}{% if d.partial_authorisation and not d.outcom == \"x\" %}a{% endif %}{% endfor %}",
        &[
            "t/w.md:1:33: error[template/unknown-name]: `d` has no `partial_authorisation`",
            "  did you mean `partial_authorization`?",
            "t/w.md:1:65: error[template/unknown-name]: `d` has no `outcom`",
            "  did you mean `outcome`?",
        ],
    );
    wording(
        "{% for d in decisons %}{{ d.x }}{% endfor %}",
        &[
            "t/w.md:1:13: error[template/unknown-name]: no record has `decisons`",
            "  did you mean `decisions`?",
        ],
    );
    wording(
        "{% for d in decisions | reverse %}{{ d.partial_authorization.remaining }}{{ loop.indx }}{% endfor %}{{ d.treatment }}",
        &[
            "t/w.md:1:82: error[template/syntax]: Found invalid field of `loop`: indx. Only `index`, `index0`, `first`, `last` and `length` exist.",
        ],
    );
    wording(
        "{% set first = decisions | first %}{{ first.tretment }}",
        &[
            "t/w.md:1:45: error[template/unknown-name]: `first` has no `tretment`",
            "  did you mean `treatment`?",
        ],
    );
    wording(
        "{{ decisions[0][\"ratonale\"] }}{{ reviewer['x'] }}",
        &[
            "t/w.md:1:17: error[template/unknown-name]: `decisions` has no `ratonale`",
            "  did you mean `rationale`?",
            "t/w.md:1:43: error[template/unknown-name]: `reviewer` has no `x`",
            "  there are `licensed_in`, `specialties`",
        ],
    );
    wording(
        "{{ case_number.year }}{{ decisions.treatment }}",
        &[
            "t/w.md:1:16: error[template/unknown-name]: `case_number` is a text and has no `year`",
            "t/w.md:1:36: error[template/unknown-name]: `decisions` is a list: go through it with `{% for … in decisions %}` to reach `treatment`",
        ],
    );
    wording(
        "{{ __tera_context }}",
        &[
            "t/w.md:1:4: error[template/unknown-name]: no record has `__tera_context`",
            "  `imr templates names imr-2014` lists every name, and any other wording's",
        ],
    );
    wording(
        "{{ outcome if priorty == \"expedited\" else template }}",
        &["t/w.md:1:15: error[template/unknown-name]: no record has `priorty`", "  did you mean `priority`?"],
    );
    wording(
        "{{ [i.a for i in decisions if i.treatment] | length }}",
        &[
            "t/w.md:1:7: error[template/unknown-name]: `i` has no `a`",
            "  there are `claims_administrator_guideline`, `maximus_guideline`, `outcome`, `partial_authorization`, `rationale`, `treatment`",
        ],
    );
    wording(
        "{{ reviewer.specialties | join(sep=separator) }}",
        &[
            "t/w.md:1:36: error[template/unknown-name]: no record has `separator`",
            "  `imr templates names imr-2014` lists every name, and any other wording's",
        ],
    );
    wording(
        "{# {{ a }} #}{% raw %}{{ b }}{% endraw %}{{ c }}",
        &[
            "t/w.md:1:45: error[template/unknown-name]: no record has `c`",
            "  `imr templates names imr-2014` lists every name, and any other wording's",
        ],
    );
}

#[test]
fn known_names() {
    for text in [
        "{% for d in decisions %}{{ loop.index }}{{ d.treatment | upper }}{% if d.partial_authorization %}{{ d.partial_authorization.requested }}{% endif %}{% endfor %}",
        "{% set a = 'x' %}{{ a }}{% set b %}{{ a }}{% endset %}{{ b }}",
        "{{ decisions[0].treatment }}{{ decisions[0]['treatment'] }}",
        "{{ [i.treatment for i in decisions if i.rationale] | join(sep=', ') }}",
        "{% if priority is defined and not (outcome is undefined) and 'x' not in template %}a{% endif %}",
        "{% for k, v in reviewer %}{{ k }}{{ v.anything }}{% endfor %}",
        "{%- set n = decisions | length -%}{{ n + 1 }}{{- n -}}",
        "{% set_global z = 1 %}{% for d in decisions %}{% set_global z = d.treatment %}{% endfor %}{{ z }}",
        "{% filter upper %}{{ case_number }}{% endfilter %}",
        "{% component tag(of: string, end='') %}{{ of }}{{ end }}{% endcomponent tag %}{{ <tag of={case_number} /> }}",
    ] {
        wording(text, &[]);
    }
}

#[test]
fn parts_see_what_the_wording_set() {
    check(
        &[
            (
                "papers/w.md",
                "{% set a = 1 %}{% for d in decisions %}{% include \"parts/p.md\" %}{% endfor %}",
            ),
            ("parts/p.md", "{{ a }}{{ d.treatment }}{{ b }}"),
        ],
        &[
            "t/parts/p.md:1:28: error[template/unknown-name]: no record has `b`",
            "  `imr templates names imr-2014` lists every name, and any other wording's",
        ],
    );
    check(
        &[("papers/w.md", "{% include \"parts/p.md\" %}{{ a }}"), ("parts/p.md", "{% set a = 1 %}")],
        &[
            "t/w.md:1:30: error[template/unknown-name]: no record has `a`",
            "  `imr templates names imr-2014` lists every name, and any other wording's",
        ],
    );
}

#[test]
fn filters_tests_functions_and_parts_that_are_not_there() {
    wording(
        "a\n{{ decision_date | us_dat }}",
        &["t/w.md:2:20: error[template/syntax]: Unknown filter `us_dat`", "  did you mean `us_date`?"],
    );
    wording(
        "a\n{% if decision_date is dated %}x{% endif %}",
        &[
            "t/w.md:2:24: error[template/syntax]: Unknown test `dated`",
            "  `imr help templates` lists what there is",
        ],
    );
    wording(
        "a\n{{ today() }}",
        &[
            "t/w.md:2:4: error[template/syntax]: Unknown function `today`",
            "  `imr help templates` lists what there is",
        ],
    );
    wording(
        "a\n{% include \"parts/sumary.md\" %}",
        &[
            "t/w.md:2:12: error[template/syntax]: Unknown template `parts/sumary.md`",
            "  `imr help templates` lists what there is",
        ],
    );
    wording(
        "a\n{{ decision_date",
        &[
            "t/w.md:2:1: error[template/syntax]: `{{` is opened here and closed nowhere",
            "  write `}}` where it ends",
        ],
    );
    wording(
        "a\n{{ rationale | upper }}",
        &[
            "t/w.md:2:4: error[template/unknown-name]: no record has `rationale`",
            "  `imr templates names imr-2014` lists every name, and any other wording's",
        ],
    );
}

#[test]
fn loops_and_parts_come_to_an_end() {
    let budget = |files: &[(String, String)]| {
        let files = files.iter().map(|(name, text)| Template::new(name.clone(), Source::new(name, text)));
        let sink = &mut Sink::new();
        let refused = Templates::compile(files.collect(), sink).and_then(|all| all.checked(sink)).is_err();
        refused && sink.findings().iter().all(|finding| finding.code.name == "template/budget")
    };
    let one = |text: &str| budget(&[("papers/w.md".to_owned(), text.to_owned())]);
    // Each part takes in the next one twice.
    let doubling = (0..40).map(|n| {
        let next = n + 1;
        let text =
            if n < 39 { format!("{{% include \"parts/p{next}.md\" %}}").repeat(2) } else { "x".to_owned() };
        (if n == 0 { "papers/w.md".to_owned() } else { format!("parts/p{n}.md") }, text)
    });
    assert!(budget(&doubling.collect::<Vec<_>>()));
    let loops = "{% for a in decisions %}{% for b in decisions %}{% for c in decisions %}{% for d in decisions %}\
                 {% endfor %}{% endfor %}{% endfor %}{% endfor %}";
    assert!(one(loops));
    assert!(one("{% for a in range(end=99999) %}{% for b in range(end=99999) %}{% endfor %}{% endfor %}"));
    assert!(one("{% set x = 'a' %}{% for a in decisions %}{% set_global x = x ~ x %}{% endfor %}{{ x }}"));
    let doubled: String = (0..40).map(|n| format!("{{% set x{} = x{n} ~ x{n} %}}", n + 1)).collect();
    assert!(one(&format!("{{% set x0 = 'a' %}}{doubled}{{{{ x40 }}}}")));
    let captured: String = (0..40)
        .map(|n| format!("{{% set x{} %}}{{{{ x{n} }}}}{{{{ x{n} }}}}{{% endset %}}", n + 1))
        .collect();
    assert!(one(&format!("{{% set x0 = 'a' %}}{captured}{{{{ x40 }}}}")));
    assert!(!one(
        "{% for a in decisions %}{% for b in decisions %}{{ b.treatment }}{% endfor %}{% endfor %}"
    ));
    assert!(!one(
        "{% set x = '' %}{% for a in decisions %}{% set_global x = x ~ a.treatment %}{% endfor %}{{ x }}"
    ));
}

#[test]
fn a_part_that_takes_itself_in_is_an_error_at_the_tag() {
    check(
        &[("papers/w.md", "{% include \"parts/a.md\" %}"), ("parts/a.md", "x\n{% include \"parts/a.md\" %}")],
        &[
            "t/parts/a.md:2:1: error[template/syntax]: this part takes itself in: `papers/w.md`, `parts/a.md`, `parts/a.md`",
            "  take it out of one of them",
        ],
    );
}

#[test]
fn a_list_is_never_printed_as_a_program_writes_it() {
    for (text, what) in [
        ("{{ decisions }}", "a list"),
        ("{{ reviewer }}", "several values under one name"),
        ("{% for d in decisions %}{{ d }}{% endfor %}", "several values under one name"),
        ("{{ reviewer.specialties | reverse }}", "a list"),
        ("{{ decisions | first }}", "several values under one name"),
    ] {
        let sink = &mut Sink::new();
        let template = Template::new("papers/w.md".to_owned(), Source::new("w.md", text));
        assert!(
            Templates::compile(vec![template], sink).and_then(|all| all.checked(sink)).is_err(),
            "{text}"
        );
        let said = render::short(sink.findings());
        assert!(said.contains(&format!("error[template/whole-list]: this prints {what}")), "{text}: {said}");
    }
}
