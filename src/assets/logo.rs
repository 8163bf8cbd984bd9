//! The logo that the office names.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{OfficeFile, misplaced::unknown};
use crate::diag::{Finding, Sink, codes};
use crate::letter::Office;
use crate::picture::{Picture, read_picture};
use crate::style::LEAST_LOGO;

/// How findings name a file, and its bytes.
type Files = BTreeMap<String, (String, Cow<'static, [u8]>)>;

/// Reads the logo; none where the office has none. A picture that is not the logo is in its place by mistake, unless letters
/// were made beside it before.
pub(super) fn logo(
    office: &Office,
    place: &OfficeFile,
    mut pictures: Files,
    are_kept: bool,
    sink: &mut Sink,
) -> Option<Arc<Picture>> {
    let read = office.logo.as_ref().and_then(|logo| {
        let mut refuse = |setting: &str, why: String, hint: &str| {
            let finding = Finding::new(&codes::assets::LOGO, why).hint(hint);
            let at = place.place_of(&format!("logo/{setting}"));
            sink.report(match at {
                Some(at) => finding.at(at),
                None => finding,
            });
        };
        if logo.alternative_text.trim().is_empty() || logo.alternative_text.contains(|c: char| c.is_control() || c == '[' || c == ']') {
            let why = "the alternative text of the logo is not one line without brackets".to_owned();
            refuse("alternative_text", why, "write in one line what it says, such as the name of the office, without brackets");
        }
        if logo.height < LEAST_LOGO {
            let why = format!("the logo is {} points high, and nothing of it would be seen", logo.height);
            refuse("height", why, "write its height on paper in points, 72 to the inch, such as 36");
            return None;
        }
        let Some((shown, bytes)) = pictures.remove(&logo.file) else {
            let why = format!("the logo `{}` is no picture in `templates/`", logo.file.escape_default());
            refuse("file", why, "put a PNG or SVG beside `office.yaml`, its name in small letters, digits and hyphens, and write that name");
            return None;
        };
        read_picture(&logo.file, &bytes, logo.height)
            .map_err(|unfit| refuse("file", format!("`{shown}` cannot be the logo: {}", unfit.why), unfit.hint))
            .ok()
    });
    if !are_kept {
        for (path, (shown, _)) in &pictures {
            unknown(path, shown, sink);
        }
    }
    read.map(Arc::new)
}
