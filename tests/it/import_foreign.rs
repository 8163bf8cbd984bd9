//! Letters as other programs print them, read back: PDFs without tags and without fonts, spaces drawn or left out, words
//! in pieces, pages turned.

use std::fmt::Write;
use std::fs;
use std::time::{Duration, Instant};

use imr_letters::deflate::{Deflater, Effort};
use imr_letters::fonts::FaceId;
use imr_letters::import::Verdict;
use imr_letters::layout::{GlyphRun, ItemKind, Pages};

use crate::import::{as_text, import, letter_of, said as said_by};
use crate::layout::assets;
use crate::project::{SEED, repository};

/// How a program writes a letter.
struct Program {
    name: &'static str,
    /// What it calls the faces of [`FACES`].
    fonts: [&'static str; 4],
    draws_spaces: bool,
    /// So many characters are shown at a time.
    piece: usize,
    /// The sheet as its entries tell it.
    sheet: &'static str,
    /// How a page of Letter size is put on it.
    placed: &'static str,
}

const FACES: [&str; 4] = [
    "LiberationSerif-Regular.ttf",
    "LiberationSerif-Bold.ttf",
    "LiberationSans-Regular.ttf",
    "LiberationSans-Bold.ttf",
];
const STANDARD: [&str; 4] = ["Times-Roman", "Times-Bold", "Helvetica", "Helvetica-Bold"];
const LETTER: &str = "[0 0 612 792]";
const PROGRAMS: [Program; 7] = [
    Program {
        name: "whole lines",
        fonts: STANDARD,
        draws_spaces: true,
        piece: 500,
        sheet: LETTER,
        placed: "",
    },
    Program { name: "pieces", fonts: STANDARD, draws_spaces: true, piece: 7, sheet: LETTER, placed: "" },
    Program {
        name: "spaces left out",
        fonts: ["TimesNewRoman", "TimesNewRoman,Bold", "Arial", "Arial,Bold"],
        draws_spaces: false,
        piece: 500,
        sheet: LETTER,
        placed: "",
    },
    Program {
        name: "turned",
        fonts: STANDARD,
        draws_spaces: true,
        piece: 500,
        sheet: "[0 0 792 612] /Rotate 90",
        placed: "0 1 -1 0 792 0 cm\n",
    },
    Program {
        name: "on longer paper, which has another margin",
        fonts: STANDARD,
        draws_spaces: true,
        piece: 500,
        sheet: "[0 0 595 842]",
        placed: "1 0 0 1 0 45 cm\n",
    },
    Program {
        name: "cut to its edges",
        fonts: STANDARD,
        draws_spaces: true,
        piece: 500,
        sheet: "[0 0 700 860] /CropBox [40 30 652 822]",
        placed: "1 0 0 1 40 30 cm\n",
    },
    Program {
        name: "in larger units",
        fonts: STANDARD,
        draws_spaces: true,
        piece: 500,
        sheet: "[0 0 306 396] /UserUnit 2",
        placed: "0.5 0 0 0.5 0 0 cm\n",
    },
];

/// The samples as every program would write them, running lines at the foot of pages included.
#[test]
fn letters_of_other_programs_come_back() {
    let mut letters = 0;
    for entry in fs::read_dir(repository("data")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "yaml") {
            continue;
        }
        let record = fs::read_to_string(&path).unwrap();
        let letter = letter_of(&record, assets());
        for program in &PROGRAMS {
            let name = format!("{}, {}", path.display(), program.name);
            let pdf = printed_by(program, &letter.pages);
            let imported = import("letter.pdf", &pdf).unwrap_or_else(|found| panic!("{name}: {found:#?}"));
            assert_eq!(imported.verdict, Some(Verdict::Same { lines: Some(true) }), "{name}");
            let paragraphs = |said: serde_json::Value| match imported.record.contains("a paragraph may end") {
                true => said.to_string().replace("\\n\\n", " "),
                false => said.to_string(),
            };
            assert_eq!(paragraphs(said_by(&imported.record)), paragraphs(said_by(&record)), "{name}");
            letters += 1;
        }
    }
    assert!(letters >= 5 * PROGRAMS.len(), "{letters} letters");
}

/// What other programs make of our files, under `IMR_ORACLES=1`: fonts, tags and objects written anew.
#[test]
fn pdfs_rewritten_by_other_programs_come_back() {
    if !crate::oracles::asked() {
        println!("skipped: set IMR_ORACLES=1 to have PDFs rewritten by poppler, mupdf and qpdf");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let tools: [(&str, &[&str]); 3] = [
        ("pdftocairo", &["-pdf", "in.pdf", "out.pdf"]),
        ("mutool", &["clean", "-gg", "-z", "in.pdf", "out.pdf"]),
        ("qpdf", &["--object-streams=generate", "--linearize", "in.pdf", "out.pdf"]),
    ];
    for sample in [SEED, "CM16-0104418", "CM16-0215096"] {
        let record = fs::read_to_string(repository(&format!("data/{sample}.yaml"))).unwrap();
        fs::write(folder.path().join("in.pdf"), letter_of(&record, assets()).pdf).unwrap();
        for (tool, arguments) in tools {
            crate::pdf::ask(tool, arguments, folder.path());
            let pdf = fs::read(folder.path().join("out.pdf")).unwrap();
            let imported = import("out.pdf", &pdf).unwrap_or_else(|found| panic!("{tool}: {found:#?}"));
            assert_eq!(imported.verdict, Some(Verdict::Same { lines: Some(true) }), "{tool} {sample}");
            let one_space = |record: &str| said_by(record).to_string().replace("\\n\\n", " ");
            assert_eq!(one_space(&imported.record), one_space(&record), "{tool} {sample}");
        }
    }
}

/// Right-to-left words are drawn from their ends and read from their starts, numbers within them aside; which words are within
/// brackets the page does not tell.
#[test]
fn right_to_left_words_come_back() {
    let words = "She said שלום עולם יפה at 5, and פעם 12.5 ביום, שלוש to him. Therefore,";
    let record = seed().replacen("Therefore,", words, 1);
    let letter = letter_of(&record, assets());
    for (name, bytes) in [("a.pdf", letter.pdf.as_slice()), ("a.md", letter.markdown.text().as_bytes())] {
        let imported = import(name, bytes).unwrap_or_else(|found| panic!("{name} {found:#?}"));
        assert_eq!(said_by(&imported.record), said_by(&record), "{name}");
        assert!(matches!(imported.verdict, Some(Verdict::Same { .. })), "{name} {:?}", imported.verdict);
        assert_eq!(imported.looks, 0, "{name}");
    }
    let record = seed().replacen("Therefore,", "She said שלום (עולם יפה) twice. Therefore,", 1);
    let imported =
        import("a.pdf", &letter_of(&record, assets()).pdf).unwrap_or_else(|found| panic!("{found:#?}"));
    assert!(imported.looks > 0, "{}", imported.record);
}

/// A letter of which one page is a picture is not read without it.
#[test]
fn a_scanned_page_is_an_error() {
    let letter = letter_of(&seed(), assets());
    let picture = "q 612 0 0 792 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q".to_owned();
    let (entries, mut contents) = written_by(&PROGRAMS[0], &letter.pages);
    contents.push(picture);
    let found = import("letter.pdf", &pdf_of(&entries, &contents)).unwrap_err();
    assert_eq!(found[0].code.name, "import/scanned");
    assert!(found[0].message.contains(&format!("page {}", contents.len())), "{}", found[0].message);
}

/// A hundred kilobytes that unpack to more than any letter are refused before they are unpacked.
#[test]
fn a_pdf_that_unpacks_to_too_much_is_refused() {
    let sheet = pdf_of("/MediaBox [0 0 612 792] /Resources << >>", &[String::new()]);
    let mut deflater = Deflater::default();
    let spaces = deflater.deflate(&vec![b' '; 2 << 20], Effort::Quick);
    let twice = deflater.deflate(&[&[0x78, 0x9C][..], &vec![0; 2 << 20]].concat(), Effort::Quick);
    for (packed, times, code) in
        [(&spaces, 2, "import/scanned"), (&spaces, 33, "import/too-large"), (&twice, 1, "import/too-large")]
    {
        let mut file = sheet.clone();
        for number in 0..times {
            let (number, length) = (9 + number, packed.len());
            let head = format!("{number} 0 obj\n<< /Filter /FlateDecode /Length {length} >>\nstream\n");
            file.extend(head.bytes());
            file.extend(packed);
            file.extend(b"\nendstream\nendobj\n");
        }
        file.extend(b"%%EOF");
        assert_eq!(import("bomb.pdf", &file).unwrap_err()[0].code.name, code, "{times}");
    }
}

/// A file that was padded to the blocks of a tape or a disk is whole.
#[test]
fn blanks_behind_the_end_of_a_pdf_are_no_part_of_it() {
    let mut pdf = letter_of(&seed(), assets()).pdf;
    pdf.resize(pdf.len() + 9_000, 0);
    assert!(import("letter.pdf", &pdf).is_ok());
}

/// Sentences of the wording in other words: the fields are found all the same, and what differs is shown, word for word.
#[test]
fn sentences_in_other_words_are_differences() {
    let letter = letter_of(&seed(), assets());
    let text = letter.markdown.text();
    for (from, to, said, wording) in [
        (", and is licensed to", " and is licensed to", "Medicine", "Medicine,"),
        ("DECISIONS AND RATIONALES", "DECISIONS, AND RATIONALES", "DECISIONS,", "DECISIONS"),
        ("CLINICAL CASE SUMMARY", "CLINICAL SUMMARY", "", "CASE"),
        ("employer, employee, providers", "employer, , providers", ",", "employee,"),
        ("**MAXIMUS guideline:", "**Maximus Guidelines:", "Maximus Guidelines:", "MAXIMUS guideline:"),
        (
            "**Claims Administrator guideline:",
            "**Claims Administrator Guideline:",
            "Guideline:",
            "guideline:",
        ),
        (", including all medical records:", ":", "file:", "file, including all medical records:"),
    ] {
        assert!(text.contains(from), "{from}");
        let imported = import("letter.md", text.replacen(from, to, 1).as_bytes())
            .unwrap_or_else(|found| panic!("{from}: {found:#?}"));
        let Some(Verdict::Differs(difference)) = &imported.verdict else {
            panic!("{from}: {:?}\n{}", imported.verdict, imported.record)
        };
        assert_eq!((difference.letter.as_str(), difference.rebuilt.as_str()), (said, wording), "{from}");
        assert_eq!(said_by(&imported.record), said_by(&seed()), "{from}");
    }
}

/// What is like a sentence of the wording, but stands within a field, stays as it is.
#[test]
fn fields_keep_their_words() {
    let record = seed().replacen("Therefore,", "The expert reviewer is board certified. Therefore,", 1);
    let letter = letter_of(&record, assets());
    let text = letter.markdown.text().replacen("CLINICAL CASE SUMMARY", "CLINICAL SUMMARY", 1);
    let imported = import("letter.md", text.as_bytes()).unwrap_or_else(|found| panic!("{found:#?}"));
    assert_eq!(said_by(&imported.record), said_by(&record));
}

/// What the end of a line leaves in doubt is marked, and the letter has the same words.
#[test]
fn hyphens_at_line_ends_are_marked() {
    let text = as_text(&letter_of(&seed(), assets()).pages);
    for (ends, look, words) in [
        ("ment-\nion", "ment-|ion joined at a line end", "ment-ion"),
        ("ment- \nion", "ment-|ion kept apart at a line end", "ment- ion"),
    ] {
        let text = text.replacen("Therefore,", &format!("I {ends} that. Therefore,"), 1);
        let imported = import("letter.txt", text.as_bytes()).unwrap();
        assert!(matches!(imported.verdict, Some(Verdict::Same { .. })), "{:?}", imported.verdict);
        assert!(imported.record.contains(&format!("# LOOK: {look}\n")), "{}", imported.record);
        assert!(imported.record.contains(words), "{}", imported.record);
        assert_eq!(imported.looks, 1, "{}", imported.record);
    }
}

/// Files that were made to be slow are refused before anybody waits.
#[test]
fn hostile_texts_take_bounded_time() {
    let text = as_text(&letter_of(&seed(), assets()).pages);
    let (start, rest) = text.split_once("Decision rationale:").unwrap();
    let labels =
        "Decision rationale: was the original request. was authorized by the Claims Administrator.\n";
    let cut = "low-\nrisk\n";
    let started = Instant::now();
    for more in [labels.repeat(500), cut.repeat(1_000), "x ".repeat(20_000), "is: Upheld\n\n".repeat(1_000)] {
        let _ = import("hostile.txt", format!("{start}Decision rationale: {more}{rest}").as_bytes());
        let _ = import("hostile.txt", more.as_bytes());
    }
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}

fn seed() -> String {
    fs::read_to_string(repository(&format!("data/{SEED}.yaml"))).unwrap()
}

/// Uncompressed, with fonts that are not in the file.
pub fn as_other_programs_write(pages: &Pages) -> Vec<u8> {
    printed_by(&PROGRAMS[0], pages)
}

fn printed_by(program: &Program, pages: &Pages) -> Vec<u8> {
    let (entries, contents) = written_by(program, pages);
    pdf_of(&entries, &contents)
}

/// The entries and the contents of pages as a program writes them.
fn written_by(program: &Program, pages: &Pages) -> (String, Vec<String>) {
    let faces = FACES.map(|file| assets().fonts.by_file(file).unwrap());
    let mut fonts = String::new();
    for (number, name) in program.fonts.iter().enumerate() {
        let _ = write!(
            fonts,
            "/F{number} << /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >> "
        );
    }
    let contents: Vec<String> = pages
        .pages
        .iter()
        .map(|page| {
            let runs = page.items.iter().filter_map(|item| match &item.kind {
                ItemKind::Glyphs(run) => Some(run),
                ItemKind::Fill { .. } | ItemKind::Picture { .. } => None,
            });
            let shown: String = runs.map(|run| shown(program, run, &faces)).collect();
            format!("q {}{shown}Q", program.placed)
        })
        .collect();
    let sheet = program.sheet;
    (format!("/MediaBox {sheet} /Resources << /Font << {fonts} >> >>"), contents)
}

/// A run of glyphs, in pieces.
fn shown(program: &Program, run: &GlyphRun, faces: &[FaceId; 4]) -> String {
    let font = faces.iter().position(|face| *face == run.face).unwrap();
    let face = assets().fonts.face(run.face);
    let (size, mut x, y) = (run.size.to_f32(), run.at.x.to_f32(), 792.0 - run.at.y.to_f32());
    let advance = |c: char| face.advance(face.glyph(c).unwrap()).to_per_mille() / 1000.0;
    let mut out = String::new();
    let text: Vec<char> = run.text.chars().collect();
    for piece in text.chunks(program.piece) {
        let _ = write!(out, "BT /F{font} {size} Tf {x:.3} {y:.3} Td [<");
        for &c in piece {
            match c {
                ' ' if !program.draws_spaces => {
                    let _ = write!(out, "> {:.0} <", -1000.0 * advance(c));
                }
                c => {
                    let _ = write!(out, "{:02X}", windows_code(c));
                }
            }
            x += size * advance(c);
        }
        out.push_str(">] TJ ET\n");
    }
    out
}

/// The code of a character in WinAnsiEncoding.
fn windows_code(c: char) -> u8 {
    match c {
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        c => u8::try_from(u32::from(c)).unwrap_or_else(|_| panic!("no code for `{c}`")),
    }
}

/// A PDF of pages with these entries and contents.
pub fn pdf_of(entries: &str, contents: &[String]) -> Vec<u8> {
    let page = |number: usize| 3 + 2 * number;
    let kids: Vec<String> = (0..contents.len()).map(|number| format!("{} 0 R", page(number))).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), kids.len()),
    ];
    for (number, content) in contents.iter().enumerate() {
        let stream = page(number) + 1;
        objects.push(format!("<< /Type /Page /Parent 2 0 R {entries} /Contents {stream} 0 R >>"));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut file = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let table = file.len();
    let size = objects.len() + 1;
    let _ = write!(file, "xref\n0 {size}\n0000000000 65535 f \n");
    places.iter().for_each(|place| file.push_str(&format!("{place:010} 00000 n \n")));
    let _ = write!(file, "trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    file.into_bytes()
}

/// The sign of a symbol font means what the name of its font says; without that, it is refused with its place.
#[test]
fn signs_of_symbol_fonts_are_told_by_the_font() {
    let letter = letter_of(&seed(), assets());
    let (entries, contents) = written_by(&PROGRAMS[0], &letter.pages);
    let map = |sign: &str| {
        format!(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /S def /CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <B7> <{sign}> endbfchar endcmap CMapName currentdict /CMap defineresource pop end end"
        )
    };
    // The font says of its sign which it is; it stands by itself below the text of the last page.
    let with = |font: &str, sign: &str| {
        let map = map(sign);
        let fonts = format!(
            "/Font << /S << /Type /Font /Subtype /Type1 /BaseFont /{font} /ToUnicode {} 0 R >> ",
            3 + 2 * contents.len()
        );
        (entries.replacen("/Font << ", &fonts, 1), map)
    };
    let shown = "\nBT /S 12 Tf 300 200 Td <B7> Tj ET\n";
    for (font, sign, read) in [
        ("SymbolMT", "F0B7", Ok("•")),
        ("ABCDEF+SymbolMT", "F0B3", Ok("≥")),
        ("Wingdings-Regular", "F0FC", Ok("✓")),
        ("Wingdings-Regular", "F0B7", Err("U+F0B7")),
        ("Wingdings3", "F0A7", Err("U+F0A7")),
        ("TimesNewRoman", "F0B7", Err("U+F0B7")),
    ] {
        let (entries, map) = with(font, sign);
        let mut contents = contents.clone();
        let last = contents.len() - 1;
        contents[last].push_str(shown);
        let pdf = with_stream(&pdf_of(&entries, &contents), &map);
        match (import("letter.pdf", &pdf), read) {
            (Ok(imported), Ok(read)) => assert!(imported.record.contains(read), "{font} {sign}"),
            (Err(found), Err(code)) => {
                assert_eq!(found[0].code.name, "import/private-sign", "{font} {sign}");
                assert!(found[0].message.contains(code) && found[0].message.contains("page 2"), "{found:?}");
            }
            (got, _) => panic!("{font} {sign}: {got:?}"),
        }
    }
    let text = as_text(&letter.pages).replacen("Therefore,", "\u{F0A7} Therefore,", 1);
    let found = import("letter.txt", text.as_bytes()).unwrap_err();
    assert_eq!(found[0].code.name, "import/private-sign");
    assert!(found[0].message.contains("U+F0A7") && found[0].message.contains("line "), "{found:?}");
}

/// A PDF of [`pdf_of`] with a stream more, which has the next number.
fn with_stream(pdf: &[u8], content: &str) -> Vec<u8> {
    let text = String::from_utf8(pdf.to_vec()).unwrap();
    let number = text.matches(" 0 obj\n").count() + 1;
    let object =
        format!("{number} 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n", content.len());
    // The reader looks for the objects where the table does not lead to them.
    text.replacen("xref\n0 ", &format!("{object}xref\n0 "), 1).into_bytes()
}

/// Labels of the case table in other words: their dates are read, and the words are shown.
#[test]
fn labels_in_other_words_are_differences() {
    let text = letter_of(&seed(), assets()).markdown.text().to_owned();
    for (from, to) in [
        ("Date Assigned:", "Date of Assignment:"),
        ("UR Denial Date:", "Date of UR Denial:"),
        ("Decision Date:", "Date of Decision:"),
        ("Date of Injury:", "Injury Date:"),
    ] {
        assert!(text.contains(from), "{from}");
        let imported = import("letter.md", text.replacen(from, to, 1).as_bytes())
            .unwrap_or_else(|found| panic!("{from}: {found:#?}"));
        assert!(matches!(imported.verdict, Some(Verdict::Differs(_))), "{from}: {:?}", imported.verdict);
        assert_eq!(said_by(&imported.record), said_by(&seed()), "{from}");
    }
    // Which date this is, no label of the wording says.
    let other = text.replacen("Date Assigned:", "Date Reviewed:", 1);
    assert!(import("letter.md", other.as_bytes()).is_err());
}
