//! Our own judge of a file: what PDF/UA-1 and PDF/A-2a, or in PDF 2.0 PDF/UA-2 and PDF/A-4, and the house ask and outside
//! judges miss.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::judge_page::judge_page;
use crate::judge_structure::{judge_structure, nodes};
use crate::judge_tree::{judge_labels, judge_page_tree};

/// Complaints about a file; none where all is well.
pub fn judge(pdf: &[u8]) -> Vec<String> {
    let document = match Document::load_mem(pdf) {
        Ok(document) => document,
        Err(why) => return vec![format!("the file cannot be read: {why}")],
    };
    let mut complaints = Vec::new();
    let Ok(catalog) = document.catalog() else { return vec!["there is no catalog".into()] };
    judge_file(&document, catalog, pdf, &mut complaints);
    judge_metadata(&document, catalog, is_2(pdf), &mut complaints);
    judge_page_tree(&document, catalog, &mut complaints);
    judge_labels(&document, catalog, &mut complaints);
    let mut shown = Vec::new();
    for (index, page) in document.page_iter().enumerate() {
        shown.push(judge_page(&document, index, page, &mut complaints));
    }
    judge_structure(&document, catalog, is_2(pdf), &shown, &mut complaints);
    complaints
}

/// Whether a file says that it is PDF 2.0.
fn is_2(pdf: &[u8]) -> bool {
    pdf.starts_with(b"%PDF-2.0\n%")
}

/// Type and own text of every element that shows something, in reading order.
pub fn element_texts(pdf: &[u8]) -> Vec<(String, String)> {
    let document = Document::load_mem(pdf).unwrap();
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let mut complaints = Vec::new();
    let shown: Vec<_> =
        pages.iter().enumerate().map(|(i, page)| judge_page(&document, i, *page, &mut complaints)).collect();
    let mut texts = Vec::new();
    for node in nodes(&document, document.catalog().unwrap(), &mut complaints) {
        let own = node.marked.iter().map(|(page, mcid)| {
            let page = pages.iter().position(|id| id == page).unwrap();
            shown[page].texts[mcid].as_str()
        });
        let text: String = own.collect();
        if !text.is_empty() {
            texts.push((node.kind.clone(), text));
        }
    }
    texts
}

fn judge_file(document: &Document, catalog: &Dictionary, pdf: &[u8], complaints: &mut Vec<String>) {
    let mut ask = |holds: bool, complaint: &str| {
        if !holds {
            complaints.push(complaint.into());
        }
    };
    ask(is_2(pdf) || pdf.starts_with(b"%PDF-1.7\n%"), "the header is not that of PDF 1.7 or 2.0");
    ask(!catalog.has(b"Version"), "the catalog has another version than the header");
    ask(!document.trailer.has(b"Encrypt"), "the file is encrypted");
    let line_ends = pdf.windows(11).any(|bytes| bytes == b"\r\nendstream");
    ask(!line_ends, "a stream ends in what reads as its line end");
    let id = document.trailer.get(b"ID").and_then(Object::as_array);
    ask(id.is_ok_and(|id| id.len() == 2), "there is no identifier");
    for key in [&b"OpenAction"[..], b"AA", b"Names", b"AcroForm", b"OCProperties", b"Collection"] {
        ask(!catalog.has(key), &format!("the catalog has {}", String::from_utf8_lossy(key)));
    }
    let forbidden = |entry: &Dictionary| entry.has(b"JS") || entry.has(b"AA") || entry.has(b"EF");
    let all = document.objects.values().filter_map(as_dictionary);
    ask(!all.clone().any(forbidden), "there is a script, an action or an attached file");
    let kinds: BTreeSet<&[u8]> = all.filter_map(|entry| entry.get(b"S").ok()?.as_name().ok()).collect();
    ask(!kinds.contains(&b"JavaScript"[..]), "there is a script");
    let language = text(catalog.get(b"Lang").ok());
    ask(language.is_some_and(|tag| tag.len() >= 2), "the catalog gives no language");
    let entry = |key: &[u8]| follow(document, catalog.get(key).ok()).and_then(|object| object.as_dict().ok());
    let yes = |of: Option<&Dictionary>, key: &[u8]| {
        of.and_then(|of| of.get(key).ok()).is_some_and(|value| *value == Object::Boolean(true))
    };
    ask(yes(entry(b"MarkInfo"), b"Marked"), "the file does not say that it is tagged");
    ask(!entry(b"MarkInfo").is_some_and(|mark| mark.has(b"Suspects")), "the tags are suspect");
    ask(yes(entry(b"ViewerPreferences"), b"DisplayDocTitle"), "viewers do not show the title");
    let intents = follow(document, catalog.get(b"OutputIntents").ok()).and_then(|list| list.as_array().ok());
    let intent =
        intents.and_then(|list| follow(document, list.first())).and_then(|first| first.as_dict().ok());
    let kind = intent.and_then(|intent| intent.get(b"S").ok()?.as_name().ok());
    ask(kind == Some(b"GTS_PDFA1"), "there is no output intent for PDF/A");
    let profile = intent.and_then(|intent| follow(document, intent.get(b"DestOutputProfile").ok()));
    let profile = profile.and_then(|profile| profile.as_stream().ok());
    let three = profile.and_then(|profile| profile.dict.get(b"N").ok()?.as_i64().ok()) == Some(3);
    let content = profile.and_then(|profile| profile.decompressed_content().ok());
    let icc = content.is_some_and(|content| content.get(36..40) == Some(b"acsp"));
    ask(three && icc, "the output intent has no color profile");
}

fn judge_metadata(document: &Document, catalog: &Dictionary, is_2: bool, complaints: &mut Vec<String>) {
    let stream = follow(document, catalog.get(b"Metadata").ok()).and_then(|stream| stream.as_stream().ok());
    let Some(stream) = stream else { return complaints.push("there is no XMP".into()) };
    if stream.dict.has(b"Filter") {
        complaints.push("the XMP is compressed".into());
    }
    let xmp = String::from_utf8_lossy(&stream.content).into_owned();
    // PDF/A-4 has no levels, and the older parts no revision.
    let [part, level, revision] =
        if is_2 { [Some("4"), None, Some("2020")] } else { [Some("2"), Some("A"), None] };
    let [ua, ua_revision] = if is_2 { [Some("2"), Some("2024")] } else { [Some("1"), None] };
    for (tag, wanted) in [
        ("pdfaid:part", part),
        ("pdfaid:conformance", level),
        ("pdfaid:rev", revision),
        ("pdfuaid:part", ua),
        ("pdfuaid:rev", ua_revision),
    ] {
        if inside(&xmp, tag) != wanted {
            complaints.push(format!("the XMP does not say {tag} {wanted:?}"));
        }
    }
    if is_2 {
        return judge_no_info(document, &xmp, complaints);
    }
    let info = follow(document, document.trailer.get(b"Info").ok()).and_then(|info| info.as_dict().ok());
    let info = |key: &[u8]| text(info.and_then(|info| info.get(key).ok())).unwrap_or_default();
    let title = inside(&xmp, "dc:title").and_then(|title| inside_last(title, "rdf:li"));
    let plain = |xml: &str| xml.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    if title.map(plain).filter(|title| !title.is_empty()) != Some(info(b"Title")) {
        complaints.push("the titles of XMP and Info differ".into());
    }
    if inside(&xmp, "pdf:Producer").map(plain) != Some(info(b"Producer")) {
        complaints.push("the producers of XMP and Info differ".into());
    }
    for (tag, key) in [("xmp:CreateDate", &b"CreationDate"[..]), ("xmp:ModifyDate", b"ModDate")] {
        let digits: Option<String> =
            inside(&xmp, tag).map(|date| date.chars().filter(char::is_ascii_digit).collect());
        if digits.is_none_or(|digits| info(key) != format!("D:{digits}Z")) {
            complaints.push(format!("{tag} and Info differ"));
        }
    }
    if !info(b"Author").is_empty() || xmp.contains("dc:creator") {
        complaints.push("the file names a person".into());
    }
}

/// PDF 2.0 says all of itself in XMP (ISO 19005-4, 6.1.3 and 6.7).
fn judge_no_info(document: &Document, xmp: &str, complaints: &mut Vec<String>) {
    if document.trailer.has(b"Info") {
        complaints.push("there is an Info dictionary".into());
    }
    let title = inside(xmp, "dc:title").and_then(|title| inside_last(title, "rdf:li"));
    if title.is_none_or(|title| title.trim().is_empty()) {
        complaints.push("the XMP has no title".into());
    }
    for tag in ["pdf:Producer", "xmp:CreateDate", "xmp:ModifyDate"] {
        if inside(xmp, tag).is_none_or(str::is_empty) {
            complaints.push(format!("the XMP has no {tag}"));
        }
    }
    if xmp.contains("dc:creator") {
        complaints.push("the file names a person".into());
    }
    if xmp.contains("pdfaExtension") {
        complaints.push("the XMP describes schemas, which PDF/A-4 does not ask for".into());
    }
}

pub fn follow<'a>(document: &'a Document, object: Option<&'a Object>) -> Option<&'a Object> {
    document.dereference(object?).ok().map(|(_, object)| object)
}

fn as_dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(entry) => Some(entry),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// A text string, if it is one and not empty.
pub fn text(object: Option<&Object>) -> Option<String> {
    let bytes = object?.as_str().ok()?;
    let text = match bytes.strip_prefix(b"\xFE\xFF") {
        Some(units) => {
            let units: Vec<u16> = units
                .chunks(2)
                .map(|pair| u16::from_be_bytes([pair[0], *pair.get(1).unwrap_or(&0)]))
                .collect();
            String::from_utf16_lossy(&units)
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    };
    (!text.is_empty()).then_some(text)
}

/// What stands inside the first element of a name.
fn inside<'a>(xml: &'a str, tag: &str) -> Option<&'a str> {
    let (_, rest) = xml.split_once(&format!("<{tag}>"))?;
    Some(rest.split_once(&format!("</{tag}>"))?.0)
}

/// What stands inside the last element of a name, which may have attributes.
fn inside_last<'a>(xml: &'a str, tag: &str) -> Option<&'a str> {
    let (_, rest) = xml.rsplit_once(&format!("<{tag} "))?;
    Some(rest.split_once('>')?.1.split_once(&format!("</{tag}>"))?.0)
}
