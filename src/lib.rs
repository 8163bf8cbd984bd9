//! A small compiler for Final Determination letters: record -> letter -> Markdown -> pages -> PDF.
//!
//! `src/README.md` says which room may use which, and what holds in all of them.

pub mod assets;
pub mod barcode;
pub mod cli;
pub mod deflate;
pub mod diag;
pub mod document;
pub mod fonts;
pub mod import;
pub mod law;
pub mod layout;
pub mod letter;
pub mod lsp;
pub mod pdf;
pub mod picture;
pub mod privacy;
pub mod project;
pub mod proof;
pub mod record;
pub mod render;
pub mod report;
pub mod serve;
pub mod style;
pub mod template;
pub mod units;
pub mod yaml;
