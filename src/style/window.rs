//! The window of an envelope, and where on the sheet it lets an address be seen.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::units::{Point, Pt, Rect, Size};

/// Declares both windows, whose envelopes are measured alike: serde can either flatten one struct into another or refuse fields
/// that it does not know.
macro_rules! windows {
    ($($(#[$doc:meta])* $measured:ident,)*) => {
        /// An envelope with a window, and the sheet folded into it.
        #[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq)]
        #[serde(deny_unknown_fields)]
        pub struct Window {
            $($(#[$doc])* pub $measured: Pt,)*
            /// From the sheet's top edge to its first fold; the second halves the rest.
            pub fold: Pt,
            /// Whether the folds are marked at the sheet's left edge.
            pub fold_marks: bool,
            /// Of the address.
            pub size: Pt,
            /// Baseline to baseline.
            pub leading: Pt,
        }

        /// An envelope with a window in which a sheet lies unfolded.
        #[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq)]
        #[serde(deny_unknown_fields)]
        pub struct FlatWindow {
            $($(#[$doc])* pub $measured: Pt,)*
        }

        impl FlatWindow {
            /// With the address set as in the window of folded sheets.
            pub fn with_address_of(&self, folded: &Window, page: Size) -> Window {
                Window {
                    $($measured: self.$measured,)*
                    fold: page.height,
                    fold_marks: false,
                    size: folded.size,
                    leading: folded.leading,
                }
            }
        }
    };
}

windows! {
    envelope_width,
    envelope_height,
    /// From the envelope's left edge to the window.
    left,
    /// From the envelope's bottom edge to the window.
    bottom,
    width,
    height,
    /// Between the address and the window's edge, wherever the sheet slides.
    clearance,
}

impl Window {
    /// The part of a page that is seen in the window at one position or another of the sheet: nothing but
    /// the address stands there.
    pub fn seen(&self, page: Size) -> Rect {
        let (play_x, play_y) = self.play(page);
        let at = Point { x: self.left - play_x, y: self.fold - self.bottom - self.height };
        Rect { at, size: Size { width: self.width + play_x, height: self.height + play_y } }
    }

    /// The part of a page that is seen at every position of the sheet, without the clearance: the address
    /// stands in it.
    pub fn safe(&self, page: Size) -> Rect {
        self.always_seen(page).inset(self.clearance, self.clearance)
    }

    /// The part of a page that is seen at every position of the sheet.
    pub fn always_seen(&self, page: Size) -> Rect {
        let (play_x, play_y) = self.play(page);
        let at = Point { x: self.left, y: self.fold - self.bottom - self.height + play_y };
        Rect { at, size: Size { width: self.width - play_x, height: self.height - play_y } }
    }

    /// How far the folded sheet can slide in the envelope, to the right and up.
    fn play(&self, page: Size) -> (Pt, Pt) {
        (self.envelope_width - page.width, self.envelope_height - self.fold)
    }

    /// Heights of the folds; none of a sheet that lies in its envelope as it is.
    pub fn folds(&self, page: Size) -> Vec<Pt> {
        if self.is_for_unfolded(page) {
            return Vec::new();
        }
        vec![self.fold, self.fold + (page.height - self.fold) / 2]
    }

    /// Whether its first fold is at the sheet's end or beyond, so that there is none.
    pub fn is_for_unfolded(&self, page: Size) -> bool {
        self.fold >= page.height
    }
}
