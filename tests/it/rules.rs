//! The rules of tables in three renderers: whole and dark at every resolution, on gray cells too.

use std::fs;
use std::path::Path;
use std::process::Command;

use imr_letters::layout::ItemKind;
use imr_letters::render::pages_of_markdown;

use crate::layout::assets;
use crate::letters::{SEED, made};

/// An image of grays, as a PGM file holds it.
struct Image {
    width: usize,
    height: usize,
    grays: Vec<u8>,
}

impl Image {
    fn read(path: &Path) -> Image {
        let bytes = fs::read(path).unwrap();
        let mut fields = Vec::new();
        let mut at = 0;
        while fields.len() < 4 {
            let end = at + bytes[at..].iter().position(u8::is_ascii_whitespace).unwrap();
            if bytes[at] == b'#' {
                at += bytes[at..].iter().position(|byte| *byte == b'\n').unwrap() + 1;
                continue;
            }
            fields.push(String::from_utf8(bytes[at..end].to_vec()).unwrap());
            at = end + 1;
        }
        assert_eq!(fields[0], "P5", "{}", path.display());
        let (width, height) = (fields[1].parse().unwrap(), fields[2].parse().unwrap());
        Image { width, height, grays: bytes[at..].to_vec() }
    }

    /// The darkest gray within a pixel of a place, in points.
    fn darkest(&self, x: f32, y: f32, dpi: f32) -> u8 {
        let (x, y) = ((x * dpi / 72.0) as usize, (y * dpi / 72.0) as usize);
        let near = |at: usize, most: usize| at.saturating_sub(1)..(at + 2).min(most);
        let rows = near(y, self.height);
        rows.flat_map(|row| near(x, self.width).map(move |column| row * self.width + column))
            .map(|at| self.grays[at])
            .min()
            .unwrap()
    }
}

fn run(program: &str, args: &[&str]) {
    let output = Command::new(program).args(args).output().unwrap_or_else(|why| panic!("{program}: {why}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
}

const PDFIUM: &str = "import sys, pypdfium2
page = pypdfium2.PdfDocument(sys.argv[1])[0]
page.render(scale=float(sys.argv[2]) / 72).to_pil().convert('L').save(sys.argv[3])
";

#[test]
fn rules_of_tables_are_whole_in_three_renderers() {
    if !crate::oracles::asked() {
        println!("skipped: set IMR_ORACLES=1 to ask outside judges");
        return;
    }
    let made = made(SEED);
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let pdf = path("seed.pdf");
    fs::write(&pdf, &made.pdf).unwrap();
    let mut sink = imr_letters::diag::Sink::new();
    let (_, pages) = pages_of_markdown(&made.markdown, assets(), &mut sink).unwrap();
    let rules: Vec<_> = pages.pages[0]
        .items
        .iter()
        .filter_map(|item| match &item.kind {
            ItemKind::Fill { rect, gray: 0 } => Some(*rect),
            _ => None,
        })
        .collect();
    assert!(rules.len() > 8, "{} rules", rules.len());
    for dpi in ["72", "96", "150", "600"] {
        run("pdftoppm", &["-gray", "-r", dpi, "-f", "1", "-l", "1", "-singlefile", &pdf, &path("poppler")]);
        run("mutool", &["draw", "-q", "-F", "pgm", "-r", dpi, "-o", &path("mupdf.pgm"), &pdf, "1"]);
        run("python3", &["-c", PDFIUM, &pdf, dpi, &path("pdfium.pgm")]);
        for renderer in ["poppler", "mupdf", "pdfium"] {
            let image = Image::read(Path::new(&path(&format!("{renderer}.pgm"))));
            for rect in &rules {
                let (x, y) = (rect.at.x.to_f32(), rect.at.y.to_f32());
                let (width, height) = (rect.size.width.to_f32(), rect.size.height.to_f32());
                let steps = 40;
                for step in 0..=steps {
                    let part = step as f32 / steps as f32;
                    let at = if width > height {
                        (x + width * part, y + height / 2.0)
                    } else {
                        (x + width / 2.0, y + height * part)
                    };
                    let gray = image.darkest(at.0, at.1, dpi.parse().unwrap());
                    // The gray of a cell is 224: a rule is well darker.
                    assert!(gray < 170, "{renderer} at {dpi} dpi: {gray} at {at:?} of {rect:?}");
                }
            }
        }
    }
}
