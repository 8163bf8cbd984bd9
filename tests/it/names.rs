//! Everyone's name: marks, right-to-left words and scripts that are shaped, printed and copied out as typed.

use std::borrow::Cow;
use std::path::Path;

use imr_letters::assets::{Assets, Override};
use imr_letters::diag::{Sink, Source};
use imr_letters::document::read_markdown;
use imr_letters::fonts::{Fonts, Shaping};
use imr_letters::layout::{GlyphRun, Pages, lay_out};
use imr_letters::pdf::{About, write_pdf};
use imr_letters::render::{pages_of_markdown, pdf_of_markdown};
use imr_letters::units::Pt;
use proptest::prelude::*;

use crate::fonts::{files, load};
use crate::judge::{element_texts, judge};
use crate::layout::assets;
use crate::pdf::{ask, ask_outside};

const FRONT: &str =
    "---\ntitle: Names\nlanguage: en-US\ndate: 2014-02-11\ncase_number: CM14-0012345\nstyle: letter\n---\n\n";

/// A letter of one paragraph.
fn paragraph(text: &str) -> Pages {
    let mut sink = Sink::new();
    let made = pages_of_markdown(&Source::new("letter.md", format!("{FRONT}{text}\n")), assets(), &mut sink);
    made.unwrap_or_else(|_| panic!("{text:?}: {:?}", sink.findings())).1
}

/// The runs of the text, in reading order.
fn runs(pages: &Pages) -> Vec<&GlyphRun> {
    pages.pages.iter().flat_map(|page| page.text_runs()).collect()
}

fn width(run: &GlyphRun) -> Pt {
    let face = assets().fonts.face(run.face);
    run.glyphs
        .iter()
        .map(|g| run.size.of_em(face.advance(g.id) + imr_letters::units::Em::per_mille(g.extra)))
        .sum()
}

fn texts_by_place(pages: &Pages) -> Vec<&str> {
    let mut runs = runs(pages);
    runs.sort_by_key(|run| run.at.x);
    runs.into_iter().map(|run| run.text.as_str()).collect()
}

#[test]
fn right_to_left_words_read_in_order_and_stand_from_the_right() {
    let pages = paragraph("Dr. יוסף כהן Ali (שרה 123) end");
    let read: Vec<&str> = runs(&pages).iter().map(|run| run.text.as_str()).collect();
    assert_eq!(read, ["Dr. ", "יוסף כהן", " Ali (", "שרה ", "123", ") end"]);
    assert_eq!(texts_by_place(&pages), ["Dr. ", "יוסף כהן", " Ali (", "123", "שרה ", ") end"]);
    let hebrew = runs(&pages)[1];
    let face = assets().fonts.face(hebrew.face);
    assert!(hebrew.right_to_left);
    assert_eq!(hebrew.glyphs.last().map(|glyph| glyph.id), face.glyph('י'));
}

#[test]
fn brackets_among_right_to_left_words_are_mirrored() {
    let pages = paragraph("אב (גד) הו");
    let [run] = runs(&pages)[..] else { panic!("{pages:?}") };
    let face = assets().fonts.face(run.face);
    let shown: Vec<u16> = run.glyphs.iter().map(|glyph| glyph.id).collect();
    let wanted: Vec<u16> = "וה (דג) בא".chars().map(|c| face.glyph(c).unwrap()).collect();
    assert_eq!((shown, run.text.as_str()), (wanted, "אב (גד) הו"));
}

#[test]
fn right_to_left_text_breaks_in_reading_order() {
    let words = "יוסף כהן שרה לוי ".repeat(20);
    let pages = paragraph(&words);
    let read: String = runs(&pages).iter().map(|run| run.text.as_str()).collect();
    assert_eq!(read, words.trim_end());
    let lines: Vec<_> =
        runs(&pages).iter().filter(|run| run.text.starts_with("יוסף")).map(|r| r.at.y).collect();
    assert!(lines.windows(2).all(|pair| pair[0] < pair[1]), "{lines:?}");
    // The space at a line's end stands on the right, outside the words.
    assert!(runs(&pages).iter().any(|run| run.text == " " && !run.right_to_left));
}

#[test]
fn a_decomposed_name_has_the_glyphs_of_the_composed_one() {
    let glyphs = |text: &str| -> Vec<u16> {
        runs(&paragraph(text)).iter().flat_map(|run| run.glyphs.iter().map(|glyph| glyph.id)).collect()
    };
    assert_eq!(glyphs("Nguye\u{302}\u{303}n Thi\u{323} A\u{301}nh"), glyphs("Nguyễn Thị Ánh"));
    // A mark that no letter is composed with stands over its letter and takes no room.
    let pages = paragraph("x\u{301}y");
    let plain = paragraph("xy");
    let all = |pages: &Pages| runs(pages).into_iter().map(width).sum::<Pt>();
    assert_eq!(all(&pages), all(&plain));
}

#[test]
fn a_pointed_word_copies_out_as_it_was_typed() {
    let text = "Dr. שָׁלוֹם, 100\u{a0}% x\u{301} (כהן) Ali";
    let mut sink = Sink::new();
    let source = Source::new("letter.md", format!("{FRONT}{text}\n"));
    let pdf = pdf_of_markdown(&source, assets(), &mut sink).unwrap();
    assert_eq!(judge(&pdf), [""; 0]);
    assert_eq!(element_texts(&pdf)[0].1, text);
}

fn refusal(text: &str) -> (String, String) {
    let mut sink = Sink::new();
    let source = Source::new("letter.md", format!("{FRONT}{text}\n"));
    let document = read_markdown(&source, &mut sink).unwrap();
    let style = assets().style("letter").unwrap();
    assert!(lay_out(&document, style, &assets().fonts, None, &mut sink).is_err());
    assert_eq!(sink.findings().len(), 1, "{:?}", sink.findings());
    let finding = &sink.findings()[0];
    (format!("{}: {}", finding.code.name, finding.message), finding.hints.concat())
}

#[test]
fn a_missing_script_is_named_once_with_the_way_to_get_it() {
    let (message, hint) = refusal("The patient 王小明 (王小明) was seen.");
    assert_eq!(
        message,
        "layout/missing-glyph: no font has the character `王` (U+738B CJK UNIFIED IDEOGRAPH-738B), script Han; nor 5 more here"
    );

    for words in [
        "apt-get install fonts-noto-cjk",
        "NotoSerifCJK-Regular.ttc templates/fonts/",
        "`templates/letter.yaml`",
    ] {
        assert!(hint.contains(words), "{hint}");
    }
    assert!(refusal("Name: 𞄀𞄩𞄴").0.contains("script Nyiakeng Puachue Hmong"));
    assert!(refusal("Smile \u{1F600}").0.ends_with("(U+1F600 GRINNING FACE)"));
    let (first, _) = refusal("王Smith, or 王 Smith");
    assert!(first.starts_with("layout/missing-glyph") && first.ends_with("nor one more here"), "{first}");
}

#[test]
fn more_marks_than_can_be_printed_are_refused() {
    let (message, _) = refusal(&format!("Zoe{}", "\u{301}".repeat(200)));
    assert_eq!(message, "layout/too-many-marks: the letter `e` has more marks than can be printed");
}

/// A collection of the same face twice.
fn collection(font: &[u8]) -> Vec<u8> {
    let head = 20_u32;
    let mut ttc = [b"ttcf".as_slice(), &[0, 1, 0, 0], &2_u32.to_be_bytes(), &head.to_be_bytes()].concat();
    ttc.extend(head.to_be_bytes());
    let mut font = font.to_vec();
    let tables = usize::from(u16::from_be_bytes([font[4], font[5]]));
    for at in (0..tables).map(|table| 12 + 16 * table + 8) {
        let offset = u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) + head;
        font[at..at + 4].copy_from_slice(&offset.to_be_bytes());
    }
    ttc.extend(font);
    ttc
}

#[test]
fn a_face_of_a_collection_is_named_by_its_number() {
    let (_, bytes) = files().into_iter().find(|(name, _)| name == "LiberationSerif-Regular.ttf").unwrap();
    let fonts = Fonts::load(vec![("Two.ttc".into(), Cow::Owned(collection(&bytes)))]).unwrap();
    assert_eq!(fonts.len(), 2);
    let single = load();
    let single = single.face(single.by_file("LiberationSerif-Regular.ttf").unwrap());
    let used = ['ש', 'é'].map(|c| single.glyph(c).unwrap());
    for name in ["Two.ttc", "Two.ttc#1"] {
        let face = fonts.face(fonts.by_file(name).unwrap());
        let how = Shaping { script: *b"Hebr", right_to_left: true, kerning_and_ligatures: true };
        assert_eq!(face.shape("שָׁלוֹם", how), single.shape("שָׁלוֹם", how));
        assert_eq!(face.subset(&used).unwrap().program, single.subset(&used).unwrap().program);
    }
    assert!(fonts.by_file("Two.ttc#2").is_none());
}

/// Any text of characters that the letter's own face has, marks and right-to-left letters among them.
fn covered() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[a-zA-Z]{1,9}",
        4 => "[א-ת]{1,7}",
        2 => "([אבשת][\u{5B0}-\u{5BC}\u{5C1}\u{5C2}]{0,3}){1,4}",
        2 => "([a-zA-Z][\u{300}-\u{303}\u{309}\u{31B}\u{323}]{0,3}){1,5}",
        2 => "[0-9]{1,4}([.,:/-][0-9]{1,3})?",
        2 => "[Α-ΡΣ-Ωα-ω]{1,6}|[А-Яа-я]{1,6}",
        2 => "[(«“][א-תa-z]{1,4}[)»”][,.]?",
        1 => "[א-ת]{40,90}|[a-z]{40,120}",
        1 => "[א-ת]{1,4}-[א-תa-z]{1,4}/[0-9]",
    ];
    prop::collection::vec(word, 1..60).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::oracles::cases(60), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_character_is_printed_once_and_read_in_order(text in covered()) {
        // Words at the start that would make it a list or a heading are another test's.
        let text = format!("Name {text}");
        let source = Source::new("letter.md", format!("{FRONT}{text}\n"));
        let mut sink = Sink::new();
        let (document, pages) = pages_of_markdown(&source, assets(), &mut sink).unwrap();
        let mut read = String::new();
        let mut lines: Vec<(Pt, Vec<(Pt, Pt)>)> = Vec::new();
        for run in runs(&pages) {
            let clusters: usize = run.glyphs.iter().map(|glyph| usize::from(glyph.text_len)).sum();
            prop_assert_eq!(clusters, run.text.len());
            read.push_str(&run.text);
            let extent = (run.at.x, width(run));
            match lines.last_mut() {
                Some((y, extents)) if *y == run.at.y => extents.push(extent),
                _ => lines.push((run.at.y, vec![extent])),
            }
        }
        prop_assert_eq!(&read, &text);
        // The runs of a line stand side by side, without gaps, from the margin on.
        for (_, mut extents) in lines {
            extents.sort();
            let mut x = Pt::whole(72);
            for (at, width) in extents {
                prop_assert_eq!(at, x);
                x += width;
            }
        }
        let about = About { title: document.about.title, language: document.about.language.to_string(), date: document.about.date, version: Default::default() };
        let pdf = write_pdf(&pages, &assets().fonts, &assets().pdf_cache, &about, &mut sink).unwrap();
        prop_assert_eq!(judge(&pdf), Vec::<String>::new());
        prop_assert_eq!(&element_texts(&pdf)[0].1, &text);
    }
}

/// Names of patients, and the file of fonts-noto-core or fonts-noto-cjk that has them; none where the letter's own
/// face has. Poppler puts right-to-left words in order again, so those come out as typed too.
const NAMES: [(&str, Option<&str>); 24] = [
    ("Nguyễn Thị Ánh Tuyết, Đặng Hữu Phước", None),
    ("Жанна Шевченко, Қайрат", None),
    ("Ελένη Παπαδοπούλου", None),
    ("Paj Ntaub Vaj", None),
    ("יוסף כהן", None),
    ("王小明", Some("NotoSerifCJK-Regular.ttc#2")),
    ("陳美玲", Some("NotoSerifCJK-Regular.ttc#2")),
    ("山田太郎 さくら タナカ", Some("NotoSerifCJK-Regular.ttc#2")),
    ("김민수", Some("NotoSerifCJK-Regular.ttc#2")),
    ("محمد حسن", Some("NotoNaskhArabic-Regular.ttf")),
    ("فاطمة", Some("NotoNaskhArabic-Regular.ttf")),
    ("Արմեն Սարգսյան", Some("NotoSerifArmenian-Regular.ttf")),
    ("สมชาย ใจดี", Some("NotoSerifThai-Regular.ttf")),
    ("กำธร", Some("NotoSerifThai-Regular.ttf")),
    ("प्रिया शर्मा किरण", Some("NotoSerifDevanagari-Regular.ttf")),
    ("ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", Some("NotoSerifGurmukhi-Regular.ttf")),
    ("𖬌𖬣𖬵", Some("NotoSansPahawhHmong-Regular.ttf")),
    ("𞄀𞄩𞄴", Some("NotoSerifNyiakengPuachueHmong-Regular.ttf")),
    ("ສົມພອນ", Some("NotoSerifLao-Regular.ttf")),
    ("អេងខា", Some("NotoSerifKhmer-Regular.ttf")),
    ("အောင်ဆန်း", Some("NotoSerifMyanmar-Regular.ttf")),
    ("மீனாட்சி", Some("NotoSerifTamil-Regular.ttf")),
    ("გიორგი", Some("NotoSerifGeorgian-Regular.ttf")),
    ("አበበ", Some("NotoSerifEthiopic-Regular.ttf")),
];

/// Texts that Poppler's guess at directions and gaps does not give back as typed; our judge reads them.
const MIXED: [&str; 6] = [
    "អេងលី",
    "Dr. محمد Ali (محمد ١٢٣)",
    "عبد الله بن علاء 123 (الحسن).",
    "علی‌رضا (می‌خواهم)",
    "Nguye\u{302}\u{303}n Thi\u{323} and שָׁלוֹם בְּרֵאשִׁית",
    "Dr. יוסף כהן (שרה), 王小明（王）and प्रिया.",
];

/// The assets with the fonts of Debian, as the README sets it up.
fn kit_with_noto() -> Assets {
    let mut named: Vec<&str> = NAMES.iter().filter_map(|(_, file)| *file).collect();
    named.dedup();
    let style = include_str!("../../templates/letter.yaml");
    let list: String = named.iter().map(|file| format!("\n  - {file}")).collect();
    let style = style.replace("fallback:\n", &format!("fallback:{list}\n"));
    let own = |path: String, bytes| Override { shown: format!("templates/{path}"), path, bytes };
    let mut overrides = vec![own("letter.yaml".to_owned(), style.into_bytes())];
    for name in named {
        let file = name.split('#').next().unwrap();
        let (package, folder) = match file.ends_with(".ttc") {
            true => ("fonts-noto-cjk", "opentype"),
            false => ("fonts-noto-core", "truetype"),
        };
        let path = Path::new("/usr/share/fonts").join(folder).join("noto").join(file);
        let bytes = std::fs::read(&path)
            .unwrap_or_else(|why| panic!("{}: {why}; run `apt-get install {package}`", path.display()));
        overrides.push(own(format!("fonts/{file}"), bytes));
    }
    let mut sink = Sink::new();
    Assets::assemble(overrides, &mut sink).unwrap_or_else(|_| panic!("{:?}", sink.findings()))
}

#[test]
fn scripts_without_spaces_break_between_words_and_letters() {
    if !crate::oracles::asked() {
        println!(
            "skipped: set IMR_ORACLES=1 to break lines with the fonts of fonts-noto-core and fonts-noto-cjk"
        );
        return;
    }
    let assets = kit_with_noto();
    for text in ["王小明「陳美玲」。", "สวัสดีประเทศไทย", "山田太郎、"]
    {
        let source = Source::new("letter.md", format!("{FRONT}{}\n", text.repeat(16)));
        let (_, pages) = pages_of_markdown(&source, &assets, &mut Sink::new()).unwrap();
        let lines: Vec<&str> = runs(&pages).iter().map(|run| run.text.as_str()).collect();
        assert!(lines.len() > 1, "{lines:?}");
        assert_eq!(lines.concat(), text.repeat(16));
        for line in lines {
            // No line starts with closing punctuation; Thai ones start with a word.
            assert!(!line.starts_with(['」', '。', '、']), "{line}");
            let thai = ["สวัสดี", "ประเทศ", "ไทย"].iter().any(|word| line.starts_with(word));
            assert!(thai || !line.contains("ไทย"), "{line}");
        }
    }
}

#[test]
fn a_page_of_names_in_all_scripts_copies_out_as_typed() {
    if !crate::oracles::asked() {
        println!(
            "skipped: set IMR_ORACLES=1 to print names with the fonts of fonts-noto-core and fonts-noto-cjk"
        );
        return;
    }
    let assets = kit_with_noto();
    let mut markdown = format!("{FRONT}# EVERYONE’S NAME\n\n");
    let names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).chain(MIXED).collect();
    for name in &names {
        markdown += &format!("{name}\n\n");
    }
    markdown += "| **Employee:** | محمد حسن | **王小明:** | สมชาย |\n| --- | --- | --- | --- |\n";
    let mut sink = Sink::new();
    let source = Source::new("names.md", markdown);
    let (document, pages) = pages_of_markdown(&source, &assets, &mut sink).unwrap();
    let about = About {
        version: Default::default(),
        title: "Final Determination Letter, Case CM00-0000001 <R&D>".into(),
        language: document.about.language.to_string(),
        date: document.about.date,
    };
    let pdf = write_pdf(&pages, &assets.fonts, &assets.pdf_cache, &about, &mut sink).unwrap();
    assert_eq!(judge(&pdf), [""; 0]);
    let texts: Vec<String> = element_texts(&pdf).into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts[1..=names.len()], names);
    assert_eq!(texts[names.len() + 1..], ["Employee:", "محمد حسن", "王小明:", "สมชาย"]);

    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("names.pdf"), &pdf).unwrap();
    ask_outside(&folder.path().join("names.pdf"), &pages);
    let copied = ask("pdftotext", &["names.pdf", "-"], folder.path());
    // Poppler says where it turned the direction and where a page ends.
    let copied = copied.replace(['\u{202A}', '\u{202B}', '\u{202C}', '\u{C}'], "");
    for (name, _) in NAMES {
        assert!(copied.lines().any(|line| line == name), "{name} is not in {copied}");
    }
}
