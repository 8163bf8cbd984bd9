//! The template language, as letters speak it.

use tera::Tera;

use super::escape::{CASE_TEXT, END};
use super::filters;

/// The template language with our filters, in which whatever is printed is marked as case text.
pub(super) fn engine() -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([".md"]);
    tera.set_escape_fn(|text, to| write!(to, "{CASE_TEXT}{text}{END}"));
    filters::register(&mut tera);
    tera
}
