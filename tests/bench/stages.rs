//! The stages of a letter, each alone and all together; `cargo bench`.

#![allow(clippy::disallowed_methods, reason = "a benchmark reads the sample records")]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use imr_letters::assets::Assets;
use imr_letters::diag::{Sink, Source};
use imr_letters::layout::{Artifact, Pages, Tag};
use imr_letters::letter::Edition;
use imr_letters::pdf::{About, write_pdf};
use imr_letters::record::parse_record;
use imr_letters::render::{letters, letters_markdown, pages_of_markdown, read_record};

fn record(case: &str) -> Arc<Source> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(format!("{case}.yaml"));
    Source::new(case, std::fs::read_to_string(path).expect("the sample record is there"))
}

/// The same drawing with nothing but the document in its structure: what tags cost is the difference.
fn untagged(pages: &Pages) -> Pages {
    let mut pages = pages.clone();
    pages.elements.truncate(1);
    for item in pages.pages.iter_mut().flat_map(|page| &mut page.items) {
        item.tag = Tag::Artifact(Artifact::Layout);
    }
    pages
}

fn stages(criterion: &mut Criterion) {
    let sink = &mut Sink::new();
    criterion.bench_function("assets", |b| b.iter(|| black_box(Assets::assemble(Vec::new(), sink).is_ok())));
    let assets = Assets::assemble(Vec::new(), sink).unwrap_or_else(|_| panic!("{:?}", sink.findings()));
    for (name, case) in [("seed", "CM14-0012345"), ("long", "CM16-0215096")] {
        let record = record(case);
        let mut group = criterion.benchmark_group(name);
        group.bench_function("reading and checking the record", |b| {
            b.iter(|| black_box(parse_record(&record, &mut Sink::new()).is_ok()));
        });
        group.bench_function("record to Markdown", |b| {
            b.iter(|| {
                let record = read_record(&record, &assets, &mut Sink::new()).expect("the sample is a record");
                black_box(
                    letters_markdown(&record, Edition::Determination, &assets, &mut Sink::new()).is_ok(),
                )
            });
        });
        let read = read_record(&record, &assets, sink).expect("the sample is a record");
        let markdown = letters_markdown(&read, Edition::Determination, &assets, sink)
            .expect("the sample makes a letter")
            .remove(0);
        group.bench_function("Markdown to pages", |b| {
            b.iter(|| black_box(pages_of_markdown(&markdown, &assets, &mut Sink::new()).is_ok()));
        });
        let (document, pages) = pages_of_markdown(&markdown, &assets, sink).expect("the sample makes pages");
        let about = About {
            version: Default::default(),
            title: document.about.title,
            language: document.about.language.to_string(),
            date: document.about.date,
        };
        group.bench_function("pages to PDF", |b| {
            b.iter(|| {
                black_box(
                    write_pdf(&pages, &assets.fonts, &assets.pdf_cache, &about, &mut Sink::new()).is_ok(),
                )
            });
        });
        let untagged = untagged(&pages);
        group.bench_function("the same pages without tags", |b| {
            b.iter(|| {
                black_box(
                    write_pdf(&untagged, &assets.fonts, &assets.pdf_cache, &about, &mut Sink::new()).is_ok(),
                )
            });
        });
        group.bench_function("the whole letter", |b| {
            b.iter(|| {
                let record = read_record(&record, &assets, &mut Sink::new()).expect("the sample is a record");
                black_box(letters(&record, Edition::Determination, &assets, &mut Sink::new()).is_ok())
            });
        });
        group.finish();
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
