//! Style file -> [`Style`]: every measurement of the page.

mod breaches;
mod check;
mod footer;
mod marks;
mod settings;
mod window;

use std::sync::{Arc, LazyLock};

use serde_json::Value;

use crate::diag::{Finding, Reported, Sink, Source, codes};
use crate::units::LanguageTag;
use crate::yaml::{Contract, for_editors, full_schema_of};

pub use footer::{FooterLine, FooterStyle};
pub use marks::{Mark, MarkLine, MarksStyle};
pub use settings::*;
pub use window::{FlatWindow, Window};

static CONTRACT: LazyLock<Contract<Style>> =
    LazyLock::new(|| Contract::new("the style", &[("language-tag", language_tag)]).in_either_spelling());

/// The JSON Schema of a style file.
pub fn schema() -> Value {
    for_editors(full_schema_of::<Style>())
}

/// Reads a style file.
///
/// # Errors
/// Whatever in it is not a style, each at its place.
pub fn read_style(source: &Arc<Source>, sink: &mut Sink) -> Result<Style, Reported> {
    let outline = CONTRACT.outline(source, sink)?;
    let style = CONTRACT.check(&outline, sink).value(sink)?;
    in_bounds(Style { outline, ..style }, sink)
}

/// Reads a style file that holds only what differs from another.
///
/// # Errors
/// Whatever in it is not of a style, or makes none with the other's settings, each at its place.
pub fn read_style_over(
    source: &Arc<Source>,
    under: &Arc<Source>,
    sink: &mut Sink,
) -> Result<Style, Reported> {
    let outline = CONTRACT.outline(source, sink)?;
    let style = CONTRACT.read_over(&outline, under, sink)?;
    let under = CONTRACT.outline(under, sink)?;
    in_bounds(Style { outline, under, ..style }, sink)
}

fn in_bounds(style: Style, sink: &mut Sink) -> Result<Style, Reported> {
    let mark = sink.mark();
    check::check(&style, sink);
    sink.unless_errors(mark, style)
}

fn language_tag(_: &str, typed: &str, _: &str) -> Result<(), Finding> {
    typed.parse::<LanguageTag>().map(drop).map_err(|_| {
        Finding::new(&codes::style::VALUE, format!("`{typed}` is not a language tag"))
            .hint("write a tag such as `es`")
    })
}
