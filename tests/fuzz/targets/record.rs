//! Any bytes as a record: findings or a record whose letter can be made, never a panic.
#![no_main]

use std::sync::LazyLock;

use imr_letters::diag::{Severity, Sink, render};
use imr_letters::assets::Assets;
use imr_letters::record::parse_record;
use imr_letters::letter::Edition;
use imr_letters::render::letters_markdown;
use imr_letters::yaml::source_from_bytes;
use libfuzzer_sys::fuzz_target;

static ASSETS: LazyLock<Assets> =
    LazyLock::new(|| Assets::assemble(Vec::new(), &mut Sink::new()).ok().expect("the assets are sound"));

fuzz_target!(|bytes: &[u8]| {
    let mut sink = Sink::new();
    let Ok(source) = source_from_bytes("data/any.yaml", bytes, &mut sink) else { return };
    let read = parse_record(&source, &mut sink).is_ok();
    let error = sink.findings().iter().any(|finding| finding.severity() == Severity::Error);
    assert_eq!(read, !error, "a record is read just where there is no error");
    let _ = render::human(sink.findings(), false, 100);
    let _ = render::json(sink.findings());
    if read {
        let _ = letters_markdown(&source, Edition::Determination, &ASSETS, &mut sink);
    }
});
