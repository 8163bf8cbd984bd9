//! Any text as a letter's Markdown: findings or pages and a file, never a panic and never a lost word.
#![no_main]

use std::sync::LazyLock;

use imr_letters::diag::{Sink, Source};
use imr_letters::assets::Assets;
use imr_letters::render::{pages_of_markdown, pdf_of_markdown};
use libfuzzer_sys::fuzz_target;

static ASSETS: LazyLock<Assets> =
    LazyLock::new(|| Assets::assemble(Vec::new(), &mut Sink::new()).ok().expect("the assets are sound"));

const FRONT: &str = "---\ntitle: T\nlanguage: en-US\ndate: 2014-02-11\ncase_number: CM14-0012345\nstyle: letter\n---\n\n";

fuzz_target!(|text: &str| {
    let markdown = if text.starts_with("---") { text.to_owned() } else { format!("{FRONT}{text}") };
    let markdown = Source::new("any.md", markdown);
    let mut sink = Sink::new();
    if pages_of_markdown(&markdown, &ASSETS, &mut sink).is_ok() {
        let made = pdf_of_markdown(&markdown, &ASSETS, &mut sink);
        assert!(made.is_ok(), "what can be laid out can be written: {:?}", sink.findings());
    }
});
