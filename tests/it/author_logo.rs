//! The logo of `office.yaml`: pixels and shapes, where it stands, what is refused, and that letters are known by it.

use lopdf::{Dictionary, Document, Object};
use png::{BitDepth, ColorType};

use crate::judge::judge;
use crate::project::{Project, real_office};

pub const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 100\">\
  <title>ours</title><g fill=\"#003366\"><rect width=\"100\" height=\"100\"/>\
  <circle cx=\"150\" cy=\"50\" r=\"40\" stroke=\"red\" stroke-width=\"4\"/></g></svg>";

/// A PNG of so many pixels.
fn png(color: ColorType, depth: BitDepth, width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    let size =
        width as usize * height as usize * color.samples() * if depth == BitDepth::Sixteen { 2 } else { 1 };
    let samples: Vec<u8> = (0..size).map(|at| (at % 251) as u8).collect();
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&samples).expect("pixels");
    writer.finish().expect("an end");
    bytes
}

fn put(project: &Project, name: &str, bytes: &[u8]) {
    std::fs::write(project.path(&format!("templates/{name}")), bytes).expect("a picture");
}

/// A project whose office has a logo.
pub fn with(name: &str, bytes: &[u8], more: &str) -> Project {
    let project = Project::with_samples();
    let logo = format!("logo:\n  file: {name}\n  alternative_text: Sierra Review\n  height: 36\n{more}");
    project.write("templates/office.yaml", &(real_office() + &logo));
    put(&project, name, bytes);
    project
}

const COPY: &str = "out/mailed/CM14-0067214/employee.pdf";

fn copy(project: &Project) -> Vec<u8> {
    let run = project.imr(&["build", "--edition", "mailed", "CM14-0067214"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    std::fs::read(project.path(COPY)).expect("a copy")
}

/// The figures of a file, and its image and form dictionaries.
fn figures(document: &Document) -> (Vec<Dictionary>, Vec<Dictionary>) {
    let entries = document.objects.values().filter_map(|object| match object {
        Object::Stream(stream) => Some(stream.dict.clone()),
        _ => object.as_dict().ok().cloned(),
    });
    let entries: Vec<Dictionary> = entries.collect();
    let is = |entry: &Dictionary, key: &[u8], name: &[u8]| {
        entry.get(key).and_then(Object::as_name).ok() == Some(name)
    };
    let figures = entries.iter().filter(|entry| is(entry, b"S", b"Figure")).cloned().collect();
    (figures, entries.into_iter().filter(|entry| is(entry, b"Type", b"XObject")).collect())
}

#[test]
fn a_logo_is_a_figure_and_moves_nothing() {
    let plain = Project::with_samples();
    plain.write("templates/office.yaml", &real_office());
    copy(&plain);
    let before = plain.read("out/mailed/CM14-0067214/employee.md");
    for (name, bytes) in [
        ("logo.png", png(ColorType::Rgba, BitDepth::Eight, 80, 40)),
        ("our-mark.png", png(ColorType::Grayscale, BitDepth::Eight, 80, 40)),
        ("logo.svg", SVG.as_bytes().to_vec()),
    ] {
        let project = with(name, &bytes, "");
        for version in ["1.7", "2.0"] {
            project.write("templates/letter.yaml", &format!("pdf: \"{version}\"\n"));
            let pdf = copy(&project);
            assert_eq!(judge(&pdf), [""; 0], "{name} {version}");
            let mut document = Document::load_mem(&pdf).expect("a PDF");
            let (found, pictures) = figures(&document);
            // On the page in Spanish and on the cover.
            assert_eq!(found.len(), 2, "{name}");
            assert!(!pictures.is_empty() && pictures.iter().all(|entry| !entry.has(b"Interpolate")));
            let attributes = found[0].get(b"A").and_then(Object::as_dict).expect("attributes");
            let bbox: Vec<f32> = attributes
                .get(b"BBox")
                .and_then(Object::as_array)
                .expect("a box")
                .iter()
                .map(|side| side.as_float().expect("a number"))
                .collect();
            assert_eq!(bbox, [72.0, 727.2, 144.0, 763.2], "{name}");
            // The judge misses neither the text nor the place.
            for key in [&b"Alt"[..], b"A"] {
                let ids: Vec<_> = document.objects.keys().copied().collect();
                for id in ids {
                    if let Ok(entry) = document.get_dictionary_mut(id)
                        && entry.get(b"S").and_then(Object::as_name).is_ok_and(|kind| kind == b"Figure")
                    {
                        entry.remove(key);
                    }
                }
                let mut bytes = Vec::new();
                document.save_to(&mut bytes).expect("saved");
                assert!(judge(&bytes).iter().any(|complaint| complaint.contains("a figure")), "{key:?}");
                document = Document::load_mem(&pdf).expect("a PDF");
            }
        }
        let markdown = project.read("out/mailed/CM14-0067214/employee.md");
        assert_eq!(markdown.replace("![Sierra Review](logo)\n\n", ""), before, "{name}");
        // No other edition has one.
        let run = project.imr(&["public", "CM14-0067214"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(!project.read("out/public/CM14-0067214.md").contains("logo"));
    }
}

/// The box of the first figure of a file.
fn bbox(pdf: &[u8]) -> Vec<f32> {
    let (found, _) = figures(&Document::load_mem(pdf).expect("a PDF"));
    let attributes = found[0].get(b"A").and_then(Object::as_dict).expect("attributes");
    let sides = attributes.get(b"BBox").and_then(Object::as_array).expect("a box");
    sides.iter().map(|side| side.as_float().expect("a number")).collect()
}

#[test]
fn a_copy_in_large_print_has_the_logo_beside_its_first_line() {
    let large = |project: &Project| {
        project.replace("data/CM14-0067214.yaml", "employee:\n", "employee:\n  format: large_print\n");
    };
    for (wide, height, expected) in [
        // As high as the office says, where the box has room; else as large as fits.
        (80, 36, [468.0, 738.0, 540.0, 774.0]),
        (80, 44, [468.0, 738.0, 540.0, 774.0]),
        (320, 36, [396.0, 756.0, 540.0, 774.0]),
        (40, 12, [528.0, 762.0, 540.0, 774.0]),
    ] {
        let project = with("logo.png", &png(ColorType::Rgb, BitDepth::Eight, wide, 40), "");
        project.replace("templates/office.yaml", "height: 36", &format!("height: {height}"));
        large(&project);
        let pdf = copy(&project);
        assert_eq!(judge(&pdf), [""; 0]);
        assert_eq!(bbox(&pdf), expected, "{wide} {height}");
    }
    // Text in its way is refused, with the width that leaves room for it.
    let project = with("logo.png", &png(ColorType::Rgb, BitDepth::Eight, 160, 40), "");
    large(&project);
    project.replace(
        "templates/office.yaml",
        "  - Sierra Review Organization",
        "  - Sierra Organization for Medical Reviews, Inc.",
    );
    let run = project.imr(&["build", "--edition", "mailed", "CM14-0067214"]);
    let said = "the logo and `Sierra Organization for Medical Reviews, Inc.` beside it are ";
    assert!(run.code == 1 && run.stderr.contains(said), "{}", run.stderr);
    let (_, advised) = run.stderr.split_once("`logo_box: {width: ").expect("advice");
    let (width, _) = advised.split_once('}').expect("a width");
    project.write("templates/large_print.yaml", &format!("logo_box: {{width: {width}}}\n"));
    let boxed = bbox(&copy(&project));
    assert_eq!(boxed[2] - boxed[0], width.parse::<f32>().expect("a number"));
    for (written, said) in [("width: 5", "must be 6 to 468"), ("height: 900", "must be 6 to 792")] {
        project.write("templates/large_print.yaml", &format!("logo_box: {{{written}}}\n"));
        let run = project.imr(&["check"]);
        assert!(run.code == 1 && run.stderr.contains(said), "{}", run.stderr);
    }
}

#[test]
fn an_edited_logo_makes_a_letter_stale_and_a_mailed_one_is_built_again_with_its_own() {
    let project = with("logo.svg", SVG.as_bytes(), "");
    let first = copy(&project);
    assert_eq!(copy(&project), first);
    put(&project, "logo.svg", SVG.replace("#003366", "#336600").as_bytes());
    let second = copy(&project);
    assert_ne!(second, first);
    for args in [&["build"][..], &["public"], &["mail", "--date", "2014-08-06"]] {
        let run = project.imr(args);
        assert_eq!(run.code, 0, "{run:?}");
    }
    put(&project, "logo.svg", SVG.as_bytes());
    let run = project.imr(&["verify", "--rebuild"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(std::fs::read(project.path(COPY)).expect("a copy"), second);
}

#[test]
fn a_picture_that_would_not_be_printed_as_it_is_is_refused() {
    let good = png(ColorType::Rgb, BitDepth::Eight, 80, 40);
    let svg = |inside: &str| SVG.replace("<title>ours</title>", inside).into_bytes();
    for (name, bytes, said) in [
        ("logo.png", b"\xFF\xD8\xFF\xE0".to_vec(), "the file is a JPEG"),
        ("logo.png", Vec::new(), "the file is no PNG"),
        ("logo.png", good[..good.len() / 2].to_vec(), "the PNG cannot be read"),
        ("logo.png", png(ColorType::Rgb, BitDepth::Sixteen, 80, 40), "16 bits to a color"),
        ("logo.png", png(ColorType::Grayscale, BitDepth::Eight, 5_200, 10), "5200 by 10 pixels"),
        ("logo.png", png(ColorType::Rgb, BitDepth::Eight, 900, 20), "points wide"),
        ("logo.svg", good.clone(), "the file is a PNG"),
        ("logo.svg", b"<html/>".to_vec(), "the file is no SVG"),
        ("logo.svg", svg("<text>x</text>"), "line 1 of the SVG has `<text>`"),
        ("logo.svg", svg("<image href=\"x.png\"/>"), "has `<image>`"),
        ("logo.svg", svg("<rect width=\"9\" height=\"9\" opacity=\"0.5\"/>"), "see-through"),
        ("logo.svg", svg("<use href=\"other.svg#a\"/>"), "not in the file"),
        ("logo.svg", vec![b' '; 1_000_001], "1000001 bytes"),
    ] {
        let project = with(name, &bytes, "");
        let run = project.imr(&["build", "--edition", "mailed", "CM14-0067214"]);
        assert_eq!(run.code, 1, "{said}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
        assert!(run.stderr.starts_with("error[assets/logo]") || said == "points wide", "{}", run.stderr);
    }
    for (from, to, said) in [
        ("file: logo.png", "file: lago.png", "the logo `lago.png` is no picture in `templates/`"),
        (
            "alternative_text: Sierra Review",
            "alternative_text: Sierra [x]",
            "is not one line without brackets",
        ),
        ("height: 36", "height: 2", "nothing of it would be seen"),
        ("height: 36", "height: 60", "has room for"),
    ] {
        let project = with("logo.png", &good, "");
        project.replace("templates/office.yaml", from, to);
        let run = project.imr(&["build", "--edition", "mailed", "CM14-0067214"]);
        assert_eq!(run.code, 1, "{said}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
    // A picture that is not named has no use; one where no copy is, tells whose a letter is.
    let project = with("logo.png", &good, "");
    put(&project, "old-logo.png", &good);
    let run = project.imr(&["build"]);
    assert!(
        run.code == 1
            && run.stderr.contains("`templates/old-logo.png` is a picture, and the office names no logo of"),
        "{}",
        run.stderr
    );
    std::fs::remove_file(project.path("templates/old-logo.png")).expect("removed");
    let wording = "{% extends \"builtin/imr-2014.md\" %}\n{% block case_table %}![Ours](logo)\n\n{{ super() }}{% endblock %}\n";
    project.write("templates/imr-2014.md", wording);
    let run = project.imr(&["public"]);
    assert!(run.code == 1 && run.stderr.starts_with("error[layout/picture]"), "{}", run.stderr);
    assert!(run.stderr.contains("no addressed copy"), "{}", run.stderr);
}
