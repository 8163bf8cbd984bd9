//! The page in a real browser: a coordinator's ten minutes, by keyboard and mouse, in light and dark.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::golden::accepting;
use crate::project::{Project, repository};
use crate::served::Served;

const RECORD: &str = "data/CM14-0012345.yaml";

/// The accessibility checker, from the package that brings it.
pub fn axe() -> String {
    let find = "import importlib.util as u, pathlib; \
                print(pathlib.Path(u.find_spec('axe_playwright_python').origin).with_name('axe.min.js'))";
    let found = Command::new("python3").args(["-c", find]).output().expect("python3 runs");
    let path = String::from_utf8(found.stdout).expect("a path");
    fs::read_to_string(path.trim()).unwrap_or_else(|_| panic!("pip install --no-deps axe-playwright-python"))
}

/// Nothing that axe knows of WCAG 2.2 AA and of good practice is broken.
pub fn assert_accessible(browser: &Browser, axe: &str, what: &str) {
    browser.run(axe);
    let found = browser.run_promise(
        "const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
         return found.violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html + ' ' + node.failureSummary).join(' | '));",
    );
    assert_eq!(found, json!([]), "{what}");
}

fn text(browser: &Browser, selector: &str) -> String {
    let text = browser.run(&format!("return document.querySelector({selector:?}).innerText"));
    text.as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_letter_is_looked_at_edited_broken_and_mended() {
    let Some(browser) = Browser::start("light") else { return };
    let axe = axe();
    let project = Project::with_samples();
    assert_eq!(project.imr(&["build"]).code, 0);
    let served = Served::start(&project);
    browser.open(&served.url());
    assert_eq!(browser.run("return location.search"), "", "the token leaves the address bar");
    browser.wait_for("document.querySelectorAll('.badge.up-to-date').length === 5");
    assert_accessible(&browser, &axe, "the list");

    // The numbers of all letters, and of those that were decided in a year.
    browser.click("a[href='/report']");
    browser.wait_for("document.querySelectorAll('svg.bars').length === 3");
    assert_accessible(&browser, &axe, "the report");
    browser.run("document.querySelector('[name=from]').value = '2016-01-01'; document.querySelector('form button').click()");
    browser.wait_for("document.querySelector('main strong')?.innerText === '3 letters'");
    browser.open(&served.url());
    browser.wait_for("document.querySelectorAll('.badge.up-to-date').length === 5");

    // Search by number, state and outcome, and open the letter with Enter.
    browser.type_into("#number", "0012345");
    browser.wait_for("document.getElementById('shown').innerText === '1 of 5 letters'");
    browser.run("document.getElementById('outcome').value = 'overturned'; document.getElementById('search').dispatchEvent(new Event('input'))");
    assert_eq!(text(&browser, "#shown"), "0 of 5 letters");
    browser.run("document.getElementById('outcome').value = 'upheld'; document.getElementById('search').dispatchEvent(new Event('input'))");
    browser.type_into("#number", "\u{E007}");
    browser.wait_for(
        "location.pathname === '/CM14-0012345' && document.querySelectorAll('.page img').length === 2",
    );
    browser.wait_for("[...document.images].every((image) => image.complete && image.naturalWidth > 0)");
    assert_accessible(&browser, &axe, "pages");

    // A paragraph of the page leads to the record's lines, also by keyboard.
    browser.run("document.querySelector('a[data-field=clinical_summary]').focus()");
    browser.type_into("a[data-field=clinical_summary]", "\u{E007}");
    let chosen =
        browser.run("return [...document.querySelectorAll('.lines .chosen')].map((line) => line.innerText)");
    let chosen: Vec<&str> = chosen.as_array().expect("lines").iter().filter_map(Value::as_str).collect();
    assert_eq!(chosen.len(), 13, "{chosen:?}");
    assert!(chosen[0].contains("The patient is a 54 year-old") && chosen[12].contains("injection in 2010."));

    // A save shows by itself, and what it changed is marked. The page stays where it was.
    browser.run("document.getElementById('pages-scroll').scrollTop = 300");
    project.replace(RECORD, "an narrowed", "and narrowed");
    browser.wait_for("document.getElementById('record').innerText.includes('and narrowed')");
    browser.wait_for("document.querySelector('#facts .badge.changed')");
    assert_eq!(browser.run("return document.getElementById('pages-scroll').scrollTop"), 300);
    browser.click("#tab-changes");
    assert_eq!(text(&browser, "#changes del"), "an");
    assert_eq!(text(&browser, "#changes ins"), "and");
    assert_accessible(&browser, &axe, "changes");

    // Broken: the finding stands at its line, the last good pages are dimmed.
    browser.click("#tab-pages");
    project.replace(RECORD, "outcome: upheld", "outcome: uphelt");
    browser.wait_for("document.querySelector('.finding.error')");
    assert!(text(&browser, ".finding.error").contains("did you mean upheld?"));
    assert_eq!(text(&browser, ".lines mark.error"), "uphelt");
    browser.wait_for("document.querySelector('#pages.stale .page img')");
    browser.click(".finding a");
    assert!(text(&browser, ".lines .chosen").contains("uphelt"));
    assert_accessible(&browser, &axe, "a broken record");

    // Fixed.
    project.replace(RECORD, "outcome: uphelt", "outcome: upheld");
    browser.wait_for("!document.querySelector('.finding') && !document.querySelector('.stale')");
    browser.wait_for("document.getElementById('facts').innerText.includes('Upheld')");

    // Built: the letter in the folder is this one again.
    assert_eq!(project.imr(&["build"]).code, 0);
    browser.wait_for("document.querySelector('#facts .badge.up-to-date')");
    browser.wait_for("document.getElementById('changes').textContent.includes('The same as the letter in')");

    // Tabs by arrow keys, zoom, page by page.
    browser.type_into("#tab-pages", "\u{E014}");
    assert_eq!(browser.run("return document.activeElement.id"), "tab-reading");
    assert_accessible(&browser, &axe, "reading");
    browser.type_into("#tab-reading", "\u{E014}");
    assert!(text(&browser, "#markdown").contains("# CLINICAL CASE SUMMARY"));
    browser.click("#tab-pages");
    browser.type_into("#pages-scroll", "+");
    assert_eq!(text(&browser, "#zoom-fit"), "125 %");
    browser.click("#page-after");
    browser.wait_for("document.getElementById('page-now').innerText === 'Page 2 of 2'");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn a_template_refreshes_every_letter_and_its_mistake_is_shown() {
    let Some(browser) = Browser::start("dark") else { return };
    let project = Project::with_samples();
    crate::project::copy_folder(&repository("templates"), &project.path("templates"));
    let served = Served::start(&project);
    browser.open(&served.url());
    browser.wait_for("document.querySelectorAll('.badge.never-built').length === 5");
    assert_accessible(&browser, &axe(), "the list in the dark");
    browser.click("#letters a");
    browser.wait_for("document.querySelectorAll('.page img').length === 2");
    assert_accessible(&browser, &axe(), "a letter in the dark");
    let letter = browser.run("return location.pathname");
    browser.run("location = '/report?from=2014-01-01'");
    browser.wait_for("document.querySelectorAll('svg.bars').length === 3");
    assert_accessible(&browser, &axe(), "the report in the dark");
    let of_other_width = "[...document.querySelectorAll('svg.bars rect')].filter((bar) => \
                          Math.abs(bar.getBBox().width - bar.ownerSVGElement.clientWidth * parseFloat(bar.getAttribute('width')) / 100) > 0.5).length";
    assert_eq!(browser.run(&format!("return {of_other_width}")), 0, "bars are as wide as they say");
    browser.run(&format!("location = {letter}"));
    browser.wait_for("document.querySelectorAll('.page img').length === 2");
    project.replace("templates/parts/summary.md", "# CLINICAL CASE SUMMARY", "# SUMMARY OF THE CASE");
    browser.wait_for("document.getElementById('markdown').textContent.includes('# SUMMARY OF THE CASE')");
    project.replace("templates/parts/summary.md", "{{ clinical_summary }}", "{{ clinical_summary");
    browser.wait_for("document.querySelector('.finding.error')?.innerText.includes('parts/summary.md')");
    browser.wait_for("document.querySelector('#pages.stale')");
    assert_accessible(&browser, &axe(), "a broken template in the dark");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn a_hostile_record_runs_nothing() {
    let Some(browser) = Browser::start("light") else { return };
    let project = Project::with_seed();
    project.replace(RECORD, "The injury was primarily", crate::serve::HOSTILE);
    let served = Served::start(&project);
    browser.open(&served.url());
    browser.wait_for("document.querySelector('#letters a') && !document.querySelector('.badge.pending')");
    browser.click("#letters a");
    browser.wait_for("document.querySelectorAll('.page img').length === 2");
    assert_eq!(browser.run("return [...document.querySelectorAll('main script, main [onerror], main iframe, a[href^=javascript]')].length"), 0);
    assert_eq!(browser.run("return window.owned === undefined"), true);
    assert!(text(&browser, "#record").contains("<script>owned=1</script>"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// The README's picture: a warning, a paragraph and its lines. Fonts differ between machines, so it is only
/// taken again where that is asked for.
#[test]
fn the_readme_shows_the_page() {
    let Some(browser) = Browser::start("light") else { return };
    let project = Project::with_samples();
    assert_eq!(project.imr(&["build"]).code, 0);
    project.replace(RECORD, "priority: standard", "priority: expedited");
    browser.resize(1280, 700);
    let served = Served::start(&project);
    browser.open(&served.url());
    browser.wait_for("document.querySelector('#letters a') && !document.querySelector('.badge.pending')");
    browser.click("#letters a");
    browser.wait_for("document.querySelectorAll('.page img').length === 2");
    browser.wait_for("[...document.images].every((image) => image.complete && image.naturalWidth > 0)");
    browser.run("document.querySelector('a[data-field=clinical_summary]').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))");
    browser.run("document.getElementById('pages-scroll').scrollTop = 80; document.getElementById('record-scroll').scrollTop = 110");
    assert!(text(&browser, "#status").starts_with("clinical_summary, record lines"));
    // The lines take their color within a moment.
    browser.run_promise("await new Promise((next) => setTimeout(next, 500)); return true;");
    let picture = browser.picture();
    assert!(picture.starts_with(b"\x89PNG") && picture.len() < 200_000, "{} bytes", picture.len());
    if accepting() {
        fs::write(repository("tests/pictures/serve.png"), picture).expect("the picture is written");
    }
}

fn milliseconds() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock").as_secs_f64() * 1000.0
}

#[test]
#[ignore = "measures; `tests/README.md` has the command and the figures"]
fn measure_the_page() {
    let Some(browser) = Browser::start("light") else { return };
    let project = Project::with_samples();
    let seed = project.read(RECORD);
    for number in 0..1000 {
        let case = format!("CM15-{number:07}");
        project.write(&format!("data/{case}.yaml"), &seed.replace("CM14-0012345", &case));
    }
    let served = Served::start(&project);
    let start = milliseconds();
    browser.open(&served.url());
    browser.wait_for("document.querySelectorAll('.badge.never-built').length === 1005");
    eprintln!("1,005 letters looked at and listed: {:.0} ms", milliseconds() - start);
    let typing = browser.run_promise(
        "const times = [];
         for (const text of ['c', 'cm', 'cm1', 'cm15', 'cm15-0000999', '']) {
           const start = performance.now();
           document.getElementById('number').value = text;
           document.getElementById('search').dispatchEvent(new Event('input'));
           await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
           times.push(Math.round(performance.now() - start));
         }
         return times;",
    );
    eprintln!("a letter typed into the search to the next picture, ms: {typing}");
    for case in ["CM14-0012345", "CM16-0215096"] {
        browser.open(&format!("http://{}/{case}", served.host));
        browser.wait_for("[...document.images].every((image) => image.complete && image.naturalWidth > 0)");
        let record = format!("data/{case}.yaml");
        let mut times: Vec<f64> = Vec::new();
        for save in 0..20 {
            let mark = format!("saved {save} times.");
            let text =
                project.read(&record).replace("\n\ndecisions:", &format!("\n  Letter {mark}\n\ndecisions:"));
            let shown = thread::scope(|scope| {
                let wait = scope.spawn(|| {
                    browser.run_promise(&format!(
                        "while (!(document.getElementById('markdown').textContent.includes('{mark}')
                                  && document.querySelector('.page img').complete))
                           await new Promise((next) => requestAnimationFrame(next));
                         return Date.now();"
                    ))
                });
                thread::sleep(Duration::from_millis(400));
                let saved = milliseconds();
                project.write(&record, &text);
                wait.join().expect("it shows").as_f64().expect("a time") - saved
            });
            times.push(shown);
        }
        times.sort_by(f64::total_cmp);
        eprintln!("{case}: save to refreshed page, ms: median {:.0}, slowest {:.0}", times[10], times[19]);
    }
    for number in 0..200 {
        assert_eq!(served.get(&format!("/CM15-{number:07}")).status(), "200");
        assert_eq!(served.get(&format!("/CM15-{number:07}/page/1.svg")).status(), "200");
    }
    eprintln!("memory after 200 letters and their pictures: {}", served.memory());
}
