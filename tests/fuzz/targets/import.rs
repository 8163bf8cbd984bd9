//! Any bytes as a letter: findings or a record, never a panic, and in bounded time.
#![no_main]

use std::sync::LazyLock;

use imr_letters::assets::Assets;
use imr_letters::diag::{Sink, render};
use imr_letters::import::Importer;
use libfuzzer_sys::fuzz_target;

static ASSETS: LazyLock<Assets> =
    LazyLock::new(|| Assets::assemble(Vec::new(), &mut Sink::new()).ok().expect("the assets are sound"));
static IMPORTER: LazyLock<Importer<'static>> = LazyLock::new(|| {
    Importer::new(&ASSETS, None, &mut Sink::new()).ok().expect("all wordings are there")
});

fuzz_target!(|bytes: &[u8]| {
    let mut sink = Sink::new();
    let imported = IMPORTER.import("any.pdf", bytes, &mut sink);
    assert!(imported.is_ok() || !sink.findings().is_empty(), "what is refused says why");
    let _ = render::human(sink.findings(), false, 100);
});
