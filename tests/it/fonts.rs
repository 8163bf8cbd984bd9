//! Faces measure as their files say, give the same subset whatever ran before, and refuse broken files.

use std::borrow::Cow;
use std::collections::BTreeSet;

use imr_letters::deflate::Deflater;
use imr_letters::fonts::{Face, Fonts, Outlines, Shaping};
use imr_letters::units::Em;

/// The eight font files of the repository, by name.
pub fn files() -> Vec<(String, Cow<'static, [u8]>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/fonts");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".ttf"))
        .collect();
    names.sort();
    let read = |name: String| {
        let bytes = std::fs::read(format!("{folder}/{name}")).unwrap();
        (name, Cow::Owned(bytes))
    };
    names.into_iter().map(read).collect()
}

pub fn load() -> Fonts {
    Fonts::load(files()).unwrap()
}

fn face<'a>(fonts: &'a Fonts, name: &str) -> &'a Face {
    fonts.face(fonts.by_file(name).unwrap())
}

fn glyphs(face: &Face, text: &str) -> BTreeSet<u16> {
    text.chars().map(|character| face.glyph(character).unwrap()).collect()
}

#[test]
fn faces_have_the_advances_of_times_and_arial() {
    let fonts = load();
    for (file, widths) in [
        ("LiberationSerif-Regular.ttf", [1479, 512, 1024, 682, 1155]),
        ("LiberationSerif-Bold.ttf", [1479, 512, 1024, 682, 1167]),
        ("LiberationSans-Regular.ttf", [1366, 569, 1139, 682, 1196]),
        ("LiberationSans-Bold.ttf", [1479, 569, 1139, 682, 1196]),
    ] {
        let face = face(&fonts, file);
        let advances = ['A', ' ', '5', '-', '+'].map(|c| face.advance(face.glyph(c).unwrap()));
        assert_eq!(advances, widths.map(|units| Em::of_units(units, 2048).unwrap()), "{file}");
    }
}

#[test]
fn faces_describe_themselves() {
    let fonts = load();
    let serif = face(&fonts, "LiberationSerif-Regular.ttf");
    assert_eq!(serif.postscript_name(), "LiberationSerif");
    assert_eq!(serif.outlines(), Outlines::TrueType);
    let metrics = serif.metrics();
    assert_eq!((metrics.ascent, metrics.descent, metrics.weight), (891, -216, 400));
    assert!(metrics.serif && !metrics.italic && !metrics.fixed_pitch);
    let italic = face(&fonts, "LiberationSans-BoldItalic.ttf").metrics();
    assert!(italic.italic && !italic.serif && italic.italic_angle < -5000 && italic.weight == 700);
}

#[test]
fn a_character_beyond_the_face_has_no_glyph() {
    let fonts = load();
    let serif = face(&fonts, "LiberationSerif-Regular.ttf");
    for character in ['\u{1}', '中', '\u{10FFFF}', '\u{378}'] {
        assert_eq!(serif.glyph(character), None, "{character:?}");
    }
    for character in ['é', 'ế', 'Ж', 'Ω', '’', '§'] {
        assert!(serif.glyph(character).is_some(), "{character:?}");
    }
}

#[test]
fn the_low_table_agrees_with_the_map_of_the_file() {
    use read_fonts::TableProvider;
    for (name, bytes) in files() {
        let font = read_fonts::FontRef::new(&bytes).unwrap();
        let cmap = font.cmap().unwrap();
        let fonts = Fonts::load(vec![(name.clone(), bytes.clone())]).unwrap();
        let face = face(&fonts, &name);
        for character in (0x20..0x3000).filter_map(char::from_u32) {
            let mapped = cmap
                .best_subtable()
                .unwrap()
                .2
                .map_codepoint(character)
                .map(|id| id.to_u32() as u16)
                .filter(|&id| id != 0);
            assert_eq!(face.glyph(character), mapped, "{name}: {character:?}");
        }
    }
}

#[test]
fn a_subset_has_places_for_ascii_and_what_is_used() {
    let fonts = load();
    let serif = face(&fonts, "LiberationSerif-Regular.ttf");
    let subset = serif.subset(&glyphs(serif, "Garcíaế")).unwrap();
    for (index, character) in (' '..='~').enumerate() {
        assert_eq!(subset.glyph(serif.glyph(character).unwrap()), Some(index as u16 + 1));
    }
    for character in "íế".chars() {
        let old = serif.glyph(character).unwrap();
        assert_eq!(subset.widths[usize::from(subset.glyph(old).unwrap())], serif.advance(old));
    }
    assert_eq!(subset.glyph(serif.glyph('Ж').unwrap()), None);
    assert!(subset.name.ends_with("+LiberationSerif") && subset.name.len() == 6 + 1 + 15, "{}", subset.name);
}

#[test]
fn a_subset_carries_no_instructions_and_stays_small() {
    let fonts = load();
    for (name, _) in files().into_iter().filter(|(name, _)| name.starts_with("Liberation")) {
        let face = face(&fonts, &name);
        let subset = face.subset(&glyphs(face, "The labels (23) of a Case/Judge.")).unwrap();
        let font = read_fonts::FontRef::new(&subset.program).unwrap();
        let tables: Vec<String> =
            font.table_directory().table_records().iter().map(|record| record.tag().to_string()).collect();
        assert_eq!(tables, ["glyf", "head", "hhea", "hmtx", "loca", "maxp"], "{name}");
        let deflated = subset.deflated(&mut Deflater::default()).len();
        assert!(deflated < 6_000, "{name}: {deflated} bytes");
    }
}

#[test]
fn a_subset_does_not_depend_on_what_ran_before() {
    let alone = load();
    let serif = face(&alone, "LiberationSerif-Regular.ttf");
    let wanted = glyphs(serif, "Nguyễn’s");
    let expected = serif.subset(&wanted).unwrap();
    let shared = load();
    let busy = face(&shared, "LiberationSerif-Regular.ttf");
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (wanted, expected) = (&wanted, &expected);
            scope.spawn(move || {
                for other in 0..12 {
                    busy.subset(&BTreeSet::from([200 + thread * 20 + other])).unwrap();
                    let again = busy.subset(wanted).unwrap();
                    assert_eq!(again.program, expected.program);
                    assert_eq!(
                        again.deflated(&mut Deflater::default()),
                        expected.deflated(&mut Deflater::default())
                    );
                    assert_eq!(again.name, expected.name);
                }
            });
        }
    });
}

#[test]
fn letters_of_the_same_blocks_share_a_subset() {
    let fonts = load();
    let serif = face(&fonts, "LiberationSerif-Regular.ttf");
    let subset = |text: &str| serif.subset(&glyphs(serif, text)).unwrap();
    let size = |text: &str| subset(text).deflated(&mut Deflater::default()).len();
    assert!(std::sync::Arc::ptr_eq(&subset("Dear Sam, 12"), &subset("Upheld: 2016/10/13")));
    assert!(size("abc") + 1500 < size("Abc Big Juz 12 (%)"));
}

#[test]
fn an_accented_letter_brings_the_outlines_it_is_made_of() {
    use read_fonts::TableProvider;
    let fonts = load();
    let serif = face(&fonts, "LiberationSerif-Regular.ttf");
    let subset = serif.subset(&glyphs(serif, "Ž")).unwrap();
    let font = read_fonts::FontRef::new(&subset.program).unwrap();
    let (loca, glyf) = (font.loca(None).unwrap(), font.glyf().unwrap());
    let outline = |c: char| {
        let glyph = subset.glyph(serif.glyph(c).unwrap()).unwrap();
        loca.get_glyf(glyph.into(), &glyf).unwrap().is_some()
    };
    assert_eq!(['Ž', 'Z', 'a', 'J'].map(outline), [true, true, false, false]);
}

#[test]
fn a_glyph_that_the_face_lacks_is_refused() {
    let fonts = load();
    let serif = face(&fonts, "LiberationSerif-Regular.ttf");
    assert!(serif.subset(&BTreeSet::from([u16::MAX])).is_err());
    assert_eq!(serif.advance(u16::MAX), Em::ZERO);
}

#[test]
fn broken_files_are_refused_and_never_panic() {
    let (name, bytes) = files().into_iter().find(|(name, _)| name == "LiberationSerif-Regular.ttf").unwrap();
    let broken = |bytes: Vec<u8>| match Fonts::load(vec![(name.clone(), Cow::Owned(bytes))]) {
        Err((file, why)) => {
            assert!(file == name && !why.is_empty());
            true
        }
        Ok(fonts) => {
            let face = face(&fonts, &name);
            assert!((0..0x600).filter_map(char::from_u32).all(|c| face.glyph(c) != Some(0)));
            assert!((0..=u16::MAX).all(|glyph| face.advance(glyph) >= Em::ZERO));
            assert!(!face.postscript_name().is_empty() && face.metrics().weight >= 0);
            for (script, right_to_left, text) in
                [(*b"Latn", false, "fi x\u{301}"), (*b"Hebr", true, "שָׁלוֹם (א)")]
            {
                let shaped = face.shape(text, Shaping { script, right_to_left, kerning_and_ligatures: true });
                assert!(shaped.into_iter().flatten().all(|shaped| shaped.at < text.len()));
            }
            face.subset(&BTreeSet::from([3, 900, 2000])).is_err()
        }
    };
    assert!(broken(Vec::new()) && broken(b"not a font".to_vec()));
    for length in (0..bytes.len()).step_by(bytes.len() / 97) {
        broken(bytes[..length].to_vec());
    }
    // A simple generator of places and values; the same ones every time.
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for _ in 0..300 {
        let mut bytes = bytes.to_vec();
        for _ in 0..8 {
            // Half of the damage goes to the table directory and the first tables.
            let at = if next(2) == 0 { next(600) } else { next(bytes.len()) };
            bytes[at] = next(256) as u8;
        }
        broken(bytes);
    }
}

#[test]
fn a_font_whose_letters_are_empty_is_refused() {
    let (name, bytes) = files().into_iter().find(|(name, _)| name == "LiberationSans-Regular.ttf").unwrap();
    let letter = usize::from(face(&load(), &name).glyph('A').unwrap());
    let mut bytes = bytes.into_owned();
    let font = read_fonts::FontRef::new(&bytes).unwrap();
    let long = font.table_data(read_fonts::types::Tag::new(b"head")).unwrap().as_bytes()[51] == 1;
    let loca = font.table_data(read_fonts::types::Tag::new(b"loca")).unwrap();
    let at = loca.as_bytes().as_ptr() as usize - bytes.as_ptr() as usize;
    let width = if long { 4 } else { 2 };
    let next = at + (letter + 1) * width;
    // The letter begins where it ends.
    bytes.copy_within(next..next + width, at + letter * width);
    let why = Fonts::load(vec![(name, Cow::Owned(bytes))]).err().unwrap().1;
    assert!(why.contains("its letter `A` is empty"), "{why}");
}
