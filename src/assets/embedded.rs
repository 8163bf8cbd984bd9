//! The files that the program carries.

macro_rules! embedded {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_bytes!(concat!("../../templates/", $path)))),*]
    };
}

/// The files that the program carries, by their path below `templates/`.
pub(super) static EMBEDDED: &[(&str, &[u8])] = embedded![
    "contract.yaml",
    "fonts/LiberationSans-Bold.ttf",
    "fonts/LiberationSans-BoldItalic.ttf",
    "fonts/LiberationSans-Italic.ttf",
    "fonts/LiberationSans-Regular.ttf",
    "fonts/LiberationSerif-Bold.ttf",
    "fonts/LiberationSerif-BoldItalic.ttf",
    "fonts/LiberationSerif-Italic.ttf",
    "fonts/LiberationSerif-Regular.ttf",
    "fonts/Symbols-Regular.ttf",
    "imr-2014.md",
    "imr-2016.md",
    "large_print.yaml",
    "letter.yaml",
    "office.yaml",
    "papers/job-ticket.md",
    "papers/proof-of-service.md",
    "parts/appeal.md",
    "parts/case-table.md",
    "parts/correction.md",
    "parts/cover.md",
    "parts/decisions.md",
    "parts/documents.md",
    "parts/front-matter.md",
    "parts/letterhead.md",
    "parts/plain-es.md",
    "parts/plain-language.md",
    "parts/proof-of-service-text.md",
    "parts/proof-of-service-title.md",
    "parts/proof-of-service.md",
    "parts/summary.md",
    "parts/title.md",
    "parts/unbroken.md",
];
