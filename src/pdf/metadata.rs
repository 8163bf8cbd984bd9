//! What the file says of itself: document information, the same as XMP, and the meaning of its colours.

use super::About;
use super::file::{File, Id};
use super::object::{Entry, Value};
use crate::deflate::Effort;

/// The sRGB colour space; its licence is beside it.
const SRGB: &[u8] = include_bytes!("srgb.icc");

/// The program that makes the file.
const PRODUCER: &str = concat!("imr ", env!("CARGO_PKG_VERSION"));

/// Adds the document information; it says what [`add_xmp`] says (ISO 19005-2, 6.6.3) and names no person.
pub(super) fn add_info(about: &About, file: &mut File) -> Id {
    let date = format!("D:{}000000Z", about.date.replace('-', ""));
    file.add(&[
        ("Title", Value::Text(&clean(&about.title))),
        ("Producer", Value::Text(PRODUCER)),
        ("CreationDate", Value::Text(&date)),
        ("ModDate", Value::Text(&date)),
    ])
}

/// The XMP packet (ISO 19005-2, 6.6.2), not compressed, so that it can be found without reading the file.
///
/// `pdfuaid` is no schema that PDF/A knows, so the packet describes it.
pub(super) fn add_xmp(about: &About, file: &mut File) -> Id {
    let (title, language) = (escaped(&clean(&about.title)), escaped(&about.language));
    let date = format!("{}T00:00:00Z", about.date);
    let packet = format!(
        r#"<?xpacket begin="{mark}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"#,
        mark = '\u{FEFF}',
    );
    let entries = [("Type", Value::Name("Metadata")), ("Subtype", Value::Name("XML"))];
    file.add_raw_stream(&entries, packet.as_bytes())
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

/// Text inside an XML element.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Adds the colour profile.
pub(super) fn add_profile(file: &mut File) -> Id {
    file.add_stream(&[("N", Value::Integer(3))], SRGB, Effort::Best)
}

/// Greys are meant as those of sRGB (ISO 19005-2, 6.2.3).
pub(super) fn output_intent(profile: Id) -> [Entry<'static>; 5] {
    [
        ("Type", Value::Name("OutputIntent")),
        ("S", Value::Name("GTS_PDFA1")),
        ("OutputConditionIdentifier", Value::Text("sRGB")),
        ("Info", Value::Text("sRGB IEC61966-2.1")),
        ("DestOutputProfile", profile.into()),
    ]
}
