//! Pictures of the page on a telephone and on a desk, in light and dark, kept in `tests/pictures/page/`.

use std::fs;
use std::io::Cursor;

use crate::browser::Browser;
use crate::golden::accepting;
use crate::project::{Project, repository};
use crate::serve_browser::{assert_accessible, axe};
use crate::served::Served;

const SCREENS: [(&str, u32, u32); 2] = [("phone", 390, 844), ("desktop", 1280, 800)];

/// The fields that a picture is divided into, each way.
const FIELDS: usize = 12;

#[test]
fn the_page_looks_as_it_did_on_a_phone_and_on_a_desk_in_light_and_dark() {
    let project = Project::with_samples();
    if crate::oracles::asked() {
        assert_eq!(project.imr(&["build"]).code, 0);
    }
    let mut differ = Vec::new();
    for scheme in ["light", "dark"] {
        let Some(browser) = Browser::start(scheme) else { return };
        for (screen, width, height) in SCREENS {
            browser.screen(width, height);
            let served = Served::start(&project);
            browser.open(&served.url());
            browser.wait_for("document.querySelectorAll('.badge.up-to-date').length === 5");
            differ.extend(look(&browser, &format!("list-{screen}-{scheme}")));
            browser.run("location = document.querySelector('#letters a').href");
            browser.wait_for("document.querySelectorAll('.page img').length === 2");
            browser
                .wait_for("[...document.images].every((image) => image.complete && image.naturalWidth > 0)");
            differ.extend(look(&browser, &format!("letter-{screen}-{scheme}")));
            browser.run("location = '/report'");
            browser.wait_for("document.querySelectorAll('svg.bars').length === 3");
            differ.extend(look(&browser, &format!("report-{screen}-{scheme}")));
            assert_eq!(browser.complaints(), Vec::<String>::new(), "{screen} {scheme}");
        }
    }
    assert!(differ.is_empty(), "{differ:#?}\nLook at the pictures; IMR_ACCEPT=1 keeps them.");
}

/// One view: it fits its screen, everyone can use it, and it looks as in the picture that is kept.
fn look(browser: &Browser, view: &str) -> Option<String> {
    // A view comes in within a moment.
    browser.run_promise("await new Promise((next) => setTimeout(next, 400)); return true;");
    let over = browser.run("return document.scrollingElement.scrollWidth - innerWidth");
    assert!(over.as_i64().is_some_and(|over| over <= 0), "{view} is {over} pixels wider than its screen");
    assert_accessible(browser, &axe(), view);
    let picture = browser.picture();
    let path = repository(&format!("tests/pictures/page/{view}.png"));
    if accepting() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(&path, picture).expect("the picture is written");
        return None;
    }
    let kept = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (seen, kept) = (fields(&picture), fields(&kept));
    // Fonts differ between machines, so that letters do; what is light, dark, filled or empty does not.
    let far = |(one, other): (&f64, &f64)| (one - other).abs() > 24.0;
    let differ = seen.iter().zip(&kept).filter(|pair| far(*pair)).count();
    (differ > FIELDS * FIELDS / 20).then(|| format!("{view}: {differ} of {} fields", FIELDS * FIELDS))
}

/// The mean brightness of each field of a picture, 0 to 255.
fn fields(picture: &[u8]) -> Vec<f64> {
    let mut reader = png::Decoder::new(Cursor::new(picture)).read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let frame = reader.next_frame(&mut bytes).expect("its pixels");
    let (width, height, samples) = (frame.width as usize, frame.height as usize, frame.color_type.samples());
    let mut sums = vec![(0.0, 0.0); FIELDS * FIELDS];
    for (at, pixel) in bytes[..frame.buffer_size()].chunks_exact(samples).enumerate() {
        let field = at / width * FIELDS / height * FIELDS + at % width * FIELDS / width;
        let brightness = pixel[..3].iter().map(|part| f64::from(*part)).sum::<f64>() / 3.0;
        sums[field] = (sums[field].0 + brightness, sums[field].1 + 1.0);
    }
    sums.into_iter().map(|(sum, count)| sum / count).collect()
}
