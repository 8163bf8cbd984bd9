//! A letter's pages for the envelope that its sheets go into.

use crate::assets::Assets;
use crate::diag::{Reported, Sink};
use crate::document::Document;
use crate::layout::{Pages, lay_out};
use crate::style::Style;

/// Lays a letter out to be folded; one with an address that has more sheets than the office folds, for a flat.
///
/// # Errors
/// As [`lay_out`].
pub(super) fn for_its_envelope(
    document: &Document,
    style: &Style,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<Pages, Reported> {
    let lay =
        |style: &Style, sink: &mut Sink| lay_out(document, style, &assets.fonts, assets.logo.as_ref(), sink);
    let mut own = Sink::new();
    let folded = lay(style, &mut own);
    let is_too_thick =
        |pages: &Pages| pages.below_address.is_some() && pages.sheets() > assets.office.sheets_per_envelope;
    if folded.as_ref().is_ok_and(is_too_thick)
        && let Some(style) = style.for_flats()
    {
        // What was found of the folded pages is of none that are printed.
        return lay(&style, sink);
    }
    own.into_findings().into_iter().for_each(|finding| sink.report(finding));
    folded
}
