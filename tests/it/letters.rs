//! The sample letters, by the road users use: the pages as text with places, the PDFs by their hash.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use imr_letters::diag::{Sink, Source};
use imr_letters::letter::Edition;
use imr_letters::render::{Made, letters, pages_of_markdown, read_record};
use imr_letters::units::Pt;
use sha2::{Digest, Sha256};

use crate::golden::assert_golden;
use crate::layout::assets;
use crate::printed::{golden, lines, one_space};

pub const SEED: &str = "CM14-0012345";

pub fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

fn record(case: &str) -> Arc<Source> {
    let name = format!("{case}.yaml");
    Source::new(&name, fs::read_to_string(data().join(&name)).unwrap())
}

pub fn made(case: &str) -> Made {
    let mut sink = Sink::new();
    read_record(&record(case), assets(), &mut sink)
        .and_then(|record| letters(&record, Edition::Determination, assets(), &mut sink))
        .map(|mut made| made.remove(0))
        .unwrap_or_else(|_| panic!("{:?}", sink.findings()))
}

pub fn cases() -> Vec<String> {
    let mut cases: Vec<String> = fs::read_dir(data())
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".yaml")?.to_owned()))
        .collect();
    cases.sort();
    cases
}

#[test]
fn sample_letters_look_as_accepted() {
    let mut hashes = String::new();
    for case in cases() {
        let made = made(&case);
        let (_, pages) = pages_of_markdown(&made.markdown, assets(), &mut Sink::new()).unwrap();
        assert_golden(&format!("{case}.md"), made.markdown.text());
        assert_golden(&format!("{case}.pages.txt"), &golden(&pages, &assets().fonts));
        let hash: String = Sha256::digest(&made.pdf).iter().map(|byte| format!("{byte:02x}")).collect();
        hashes += &format!("{hash}  {case}.pdf\n");
    }
    assert_golden("sha256.txt", &hashes);
}

#[test]
fn the_seed_letter_comes_out_line_for_line() {
    let reference = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference/seed-letter.txt");
    let Ok(reference) = fs::read_to_string(reference) else {
        eprintln!("skipped: the seed letter is not beside the project");
        return;
    };
    let expected: Vec<Vec<String>> = reference
        .split('\u{c}')
        .map(|page| page.lines().map(one_space).filter(|line| !line.is_empty()).collect())
        .collect();
    let (_, pages) = pages_of_markdown(&made(SEED).markdown, assets(), &mut Sink::new()).unwrap();
    let mut printed: Vec<Vec<String>> = lines(&pages)
        .into_iter()
        .map(|page| page.into_iter().filter(|l| l.y < Pt::whole(722)).map(|l| l.text).collect())
        .collect();
    let heading = printed[0].iter().position(|line| *line == expected[0][0]).unwrap();
    printed[0].drain(..heading);
    assert_eq!(printed, expected);
}

#[test]
fn the_seed_letters_markdown_has_no_backslash() {
    assert!(!made(SEED).markdown.text().contains('\\'));
}

#[test]
fn letters_are_the_same_on_every_thread_and_in_every_order() {
    let alone: Vec<(String, Vec<u8>)> =
        cases().into_iter().map(|case| (case.clone(), made(&case).pdf)).collect();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let alone = &alone;
            scope.spawn(move || {
                for step in 0..alone.len() {
                    let (case, pdf) = &alone[(step * 3 + thread) % alone.len()];
                    assert!(made(case).pdf == *pdf, "{case} differs on thread {thread}");
                }
            });
        }
    });
}
