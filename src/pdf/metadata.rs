//! What the file says of itself: document information, the same as XMP, and the meaning of its colors.

use pdf_writer::types::OutputIntentSubtype;
use pdf_writer::writers::{Catalog, DocumentInfo};
use pdf_writer::{Date, Name, Ref, TextStr};
use xmp_writer::{DateTime, LangId, Timezone, XmpWriter};

use super::about::About;
use super::file::File;
use crate::deflate::Effort;
use crate::style::PdfVersion;

/// The sRGB color space; its license is beside it.
const SRGB: &[u8] = include_bytes!("srgb.icc");

/// The program that makes the file.
const PRODUCER: &str = concat!("imr ", env!("CARGO_PKG_VERSION"));

/// Whether a file is a PDF of this program, of any version.
pub fn is_own_pdf(file: &[u8]) -> bool {
    const MARK: &[u8] = b"<pdf:Producer>imr ";
    file.starts_with(b"%PDF-") && file.windows(MARK.len()).any(|bytes| bytes == MARK)
}

/// Adds the document information, which a file of PDF 2.0 does not have (ISO 19005-4, 6.1.3); it says what [`add_xmp`]
/// says (ISO 19005-2, 6.6.3) and names no person.
pub(super) fn add_info(about: &About, file: &mut File) -> Ref {
    let (year, month, day) = day_of(about);
    // Midnight of the letter's day in UTC.
    let date = Date::new(year).month(month).day(day).hour(0).minute(0).second(0).utc_offset_hour(0);
    let id = file.reserve();
    let mut info = file.object(id).start::<DocumentInfo<'_>>();
    info.title(TextStr(&clean(&about.title))).producer(TextStr(PRODUCER));
    info.creation_date(date).modified_date(date);
    drop(info);
    id
}

/// The XMP packet (ISO 19005-2, 6.6.2), not compressed, so that it can be found without reading the file.
pub(super) fn add_xmp(about: &About, file: &mut File) -> Ref {
    let (year, month, day) = day_of(about);
    let date = DateTime::new(year, month, day, 0, 0, 0, Timezone::Utc);
    let title = clean(&about.title);
    let mut xmp = XmpWriter::new();
    match about.version {
        PdfVersion::V1_7 => xmp.pdfa_part(2).pdfa_conformance("A").pdfua_part(1),
        // The years of ISO 19005-4 and ISO 14289-2; PDF/A-4 has no levels.
        PdfVersion::V2_0 => xmp.pdfa_part(4).pdfa_rev(2020).pdfua_part(2).pdfua_rev(2024),
    };
    xmp.format("application/pdf").title([(None, title.as_str())]).language([LangId(&about.language)]);
    xmp.create_date(date).modify_date(date).producer(PRODUCER);
    if about.version == PdfVersion::V1_7 {
        // PDF/A-2 does not know the schema of the PDF/UA identifier, so that the packet describes it.
        xmp.extension_schemas().pdfua_id().properties().describe_part();
    }
    let packet = xmp.finish(None);
    file.add_stored_stream(packet.as_bytes(), |stream| {
        stream.pair(Name(b"Type"), Name(b"Metadata")).pair(Name(b"Subtype"), Name(b"XML"));
    })
}

/// Year, month and day of a date that was checked.
fn day_of(about: &About) -> (u16, u8, u8) {
    let mut parts = about.date.split('-').map(|part| part.parse::<u16>().unwrap_or_default());
    let mut next = || parts.next().unwrap_or_default();
    (next(), next() as u8, next() as u8)
}

/// A title on one line, of characters that XML 1.0 can hold; others become U+FFFD.
fn clean(title: &str) -> String {
    let clean = |character: char| match character {
        '\t' | '\n' | '\r' => ' ',
        '\0'..' ' | '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
        _ => character,
    };
    title.chars().map(clean).collect()
}

/// Adds the color profile.
pub(super) fn add_profile(file: &mut File) -> Ref {
    file.add_stream(SRGB, Effort::Best, |stream| {
        stream.pair(Name(b"N"), 3);
    })
}

/// Grays are meant as those of sRGB (ISO 19005-2, 6.2.3).
pub(super) fn set_output_intent(catalog: &mut Catalog<'_>, profile: Ref) {
    let mut intents = catalog.output_intents();
    let mut intent = intents.push();
    intent.subtype(OutputIntentSubtype::PDFA).output_condition_identifier(TextStr("sRGB"));
    intent.info(TextStr("sRGB IEC61966-2.1")).dest_output_profile(profile);
}
