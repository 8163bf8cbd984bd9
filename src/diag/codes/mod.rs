//! Every code a finding can have, with its severity, its exit class and what `imr explain` says of it. One file
//! a room: a new code is a new static of its room, listed in the room's table, and named wherever it is found.

pub mod assets;
pub mod barcode;
pub mod cli;
pub mod document;
pub mod import;
pub mod layout;
pub mod lsp;
pub mod pdf;
pub mod project;
pub mod record;
pub mod rule;
pub mod serve;
pub mod style;
pub mod template;
pub mod yaml;

use super::Code;

/// A table for each room that makes findings.
static TABLES: &[&[&Code]] = &[
    yaml::CODES,
    record::CODES,
    rule::CODES,
    template::CODES,
    document::CODES,
    style::CODES,
    layout::CODES,
    barcode::CODES,
    pdf::CODES,
    assets::CODES,
    project::CODES,
    project::MAIL_CODES,
    import::CODES,
    serve::CODES,
    lsp::CODES,
    cli::CODES,
];

/// Every code, room by room.
pub fn all() -> impl Iterator<Item = &'static Code> {
    TABLES.iter().copied().flatten().copied()
}

/// The code of a name.
pub fn find(name: &str) -> Option<&'static Code> {
    all().find(|code| code.name == name)
}
