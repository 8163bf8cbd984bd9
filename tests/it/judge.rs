//! Our own judge of a file: what PDF/UA-1, PDF/A-2a and the house ask and outside judges miss.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Complaints about a file; none where all is well.
pub fn judge(pdf: &[u8]) -> Vec<String> {
    let document = match Document::load_mem(pdf) {
        Ok(document) => document,
        Err(why) => return vec![format!("the file cannot be read: {why}")],
    };
    let mut complaints = Vec::new();
    let Ok(catalog) = document.catalog() else { return vec!["there is no catalog".into()] };
    judge_file(&document, catalog, pdf, &mut complaints);
    judge_metadata(&document, catalog, &mut complaints);
    let mut shown = Vec::new();
    for (index, page) in document.page_iter().enumerate() {
        shown.push(judge_page(&document, index, page, &mut complaints));
    }
    judge_structure(&document, catalog, &shown, &mut complaints);
    complaints
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
    ask(pdf.starts_with(b"%PDF-1.7\n%"), "the header is not that of PDF 1.7");
    ask(!document.trailer.has(b"Encrypt"), "the file is encrypted");
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
    ask(yes(entry(b"ViewerPreferences"), b"DisplayDocTitle"), "viewers do not show the title");
    ask(entry(b"PageLabels").is_some(), "pages have no labels");
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
    ask(three && icc, "the output intent has no colour profile");
}

fn judge_metadata(document: &Document, catalog: &Dictionary, complaints: &mut Vec<String>) {
    let stream = follow(document, catalog.get(b"Metadata").ok()).and_then(|stream| stream.as_stream().ok());
    let Some(stream) = stream else { return complaints.push("there is no XMP".into()) };
    if stream.dict.has(b"Filter") {
        complaints.push("the XMP is compressed".into());
    }
    let xmp = String::from_utf8_lossy(&stream.content).into_owned();
    for (tag, wanted) in [("pdfaid:part", "2"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")] {
        if inside(&xmp, tag) != Some(wanted) {
            complaints.push(format!("the XMP does not say {tag} {wanted}"));
        }
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

/// What a page shows under each MCID.
#[derive(Default)]
struct Shown {
    texts: BTreeMap<i64, String>,
    /// The MCIDs as they were drawn.
    order: Vec<i64>,
}

impl Shown {
    fn add(&mut self, mcid: Option<i64>, text: &str) {
        if let Some(mcid) = mcid {
            self.texts.entry(mcid).or_default().push_str(text);
        }
    }
}

/// A font as the content stream uses it.
struct Font {
    texts: BTreeMap<u16, String>,
    codes: u16,
}

fn judge_page(document: &Document, index: usize, page: ObjectId, complaints: &mut Vec<String>) -> Shown {
    let number = index + 1;
    let mut complain = |what: String| complaints.push(format!("page {number}: {what}"));
    let Ok(entry) = document.get_dictionary(page) else { return Shown::default() };
    if entry.get(b"StructParents").and_then(Object::as_i64).ok() != Some(index as i64) {
        complain("StructParents does not lead to its content".into());
    }
    if entry.get(b"Tabs").and_then(Object::as_name).ok() != Some(b"S") {
        complain("the tab order does not follow the structure".into());
    }
    let mut fonts = BTreeMap::new();
    let resources = follow(document, entry.get(b"Resources").ok()).and_then(|entry| entry.as_dict().ok());
    let list = resources.and_then(|entry| follow(document, entry.get(b"Font").ok())?.as_dict().ok());
    for (name, font) in list.into_iter().flatten() {
        match follow(document, Some(font)).and_then(|font| font.as_dict().ok()) {
            Some(font) => drop(fonts.insert(name.clone(), judge_font(document, font, &mut complain))),
            None => complain("a font is missing".into()),
        }
    }
    let content = document.get_page_content(page);
    let Ok(content) = Content::decode(&content) else {
        complain("its content cannot be read".into());
        return Shown::default();
    };
    show(&content.operations, &fonts, &mut complain)
}

/// Where the content stream stands: in marked content with or without an MCID, or in an artifact.
enum Mark {
    Content(i64),
    Artifact,
    ActualText,
    /// Each string reads from its last glyph to its first.
    Reversed,
}

fn show(
    operations: &[Operation],
    fonts: &BTreeMap<Vec<u8>, Font>,
    complain: &mut dyn FnMut(String),
) -> Shown {
    let mut shown = Shown::default();
    let (mut marks, mut font): (Vec<Mark>, Option<&Font>) = (Vec::new(), None);
    for Operation { operator, operands } in operations {
        let properties = operands.get(1).and_then(|entry| entry.as_dict().ok());
        let property = |key: &[u8]| properties.and_then(|entry| entry.get(key).ok());
        let mcid = marks.iter().find_map(|mark| match mark {
            Mark::Content(mcid) => Some(*mcid),
            _ => None,
        });
        let artifact = marks.iter().any(|mark| matches!(mark, Mark::Artifact));
        match operator.as_str() {
            "BDC" | "BMC" => {
                let tag = operands.first().and_then(|tag| tag.as_name().ok());
                if let Some(id) = property(b"MCID").and_then(|id| id.as_i64().ok()) {
                    if mcid.is_some() || artifact {
                        complain("marked contents stand in each other".into());
                    }
                    if shown.texts.insert(id, String::new()).is_some() {
                        complain(format!("MCID {id} is there twice"));
                    }
                    shown.order.push(id);
                    marks.push(Mark::Content(id));
                } else if tag == Some(b"Artifact") {
                    if mcid.is_some() {
                        complain("an artifact stands in an element".into());
                    }
                    marks.push(Mark::Artifact);
                } else if tag == Some(b"ReversedChars") {
                    marks.push(Mark::Reversed);
                } else {
                    shown.add(mcid, &text(property(b"ActualText")).unwrap_or_default());
                    marks.push(Mark::ActualText);
                }
            }
            "EMC" => drop(marks.pop()),
            "Tf" => font = operands.first().and_then(|name| fonts.get(name.as_name().ok()?)),
            "Tj" | "TJ" | "f" | "S" | "B" | "Do" | "sh" if mcid.is_none() && !artifact => {
                complain("something is neither in an element nor an artifact".into());
            }
            _ => {}
        }
        if !matches!(operator.as_str(), "Tj" | "TJ") {
            continue;
        }
        let Some(font) = font else {
            complain("text is shown in no font".into());
            continue;
        };
        let actual = marks.iter().any(|mark| matches!(mark, Mark::ActualText));
        let mut codes = codes(operands);
        if marks.iter().any(|mark| matches!(mark, Mark::Reversed)) {
            codes.reverse();
        }
        for code in codes {
            if code == 0 || code >= font.codes {
                complain(format!("glyph {code} is shown"));
            }
            match font.texts.get(&code) {
                _ if actual => {}
                Some(text) => shown.add(mcid, text),
                None => complain(format!("glyph {code} has no text")),
            }
        }
    }
    shown
}

fn codes(operands: &[Object]) -> Vec<u16> {
    let mut codes = Vec::new();
    for operand in operands {
        match operand {
            Object::String(bytes, _) => {
                codes.extend(bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])));
            }
            Object::Array(parts) => codes.extend(self::codes(parts)),
            _ => {}
        }
    }
    codes
}

fn judge_font(document: &Document, font: &Dictionary, complain: &mut dyn FnMut(String)) -> Font {
    let entry =
        |of: &'_ Dictionary, key: &[u8]| -> Option<Object> { follow(document, of.get(key).ok()).cloned() };
    let name = font.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
    let name = String::from_utf8_lossy(name).into_owned();
    let tagged = name.split_once('+').is_some_and(|(tag, rest)| {
        tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()) && !rest.is_empty()
    });
    if !tagged {
        complain(format!("the font {name} has no subset tag"));
    }
    let map = entry(font, b"ToUnicode").and_then(|map| map.as_stream().ok()?.decompressed_content().ok());
    let texts = map.map(|map| unicode_map(&String::from_utf8_lossy(&map))).unwrap_or_default();
    if texts.is_empty() {
        complain(format!("the font {name} has no Unicode map"));
    }
    let inner = entry(font, b"DescendantFonts")
        .and_then(|list| follow(document, list.as_array().ok()?.first())?.as_dict().ok().cloned());
    let descriptor =
        inner.as_ref().and_then(|inner| entry(inner, b"FontDescriptor")?.as_dict().ok().cloned());
    let truetype =
        inner.as_ref().is_some_and(|inner| inner.get(b"Subtype").ok() == Some(&Object::from("CIDFontType2")));
    let key: &[u8] = if truetype { b"FontFile2" } else { b"FontFile3" };
    let file = descriptor.and_then(|descriptor| entry(&descriptor, key));
    let program = file.and_then(|file| file.as_stream().ok()?.decompressed_content().ok());
    let Some((inner, program)) = inner.zip(program) else {
        complain(format!("the font {name} is not embedded"));
        return Font { texts, codes: u16::MAX };
    };
    if truetype && inner.get(b"CIDToGIDMap").and_then(Object::as_name).ok() != Some(b"Identity") {
        complain(format!("the font {name} does not say which code is which glyph"));
    }
    let widths = entry(&inner, b"W").and_then(|widths| {
        let widths = widths.as_array().ok()?;
        (widths.first()?.as_i64().ok()? == 0).then(|| widths.get(1)?.as_array().ok().cloned())?
    });
    let widths: Vec<i64> =
        widths.unwrap_or_default().iter().filter_map(|width| width.as_i64().ok()).collect();
    let advances = advances(&program).unwrap_or_default();
    // Parts of composite glyphs come last, are never shown and need no width.
    if widths.is_empty() || !advances.starts_with(&widths) {
        complain(format!("the widths of {name} are not those of its glyphs"));
    }
    Font { texts, codes: widths.len() as u16 }
}

/// The advances of a font program, TrueType or CFF alone, in thousandths of its em, rounded.
fn advances(program: &[u8]) -> Option<Vec<i64>> {
    let font = read_fonts::model::Font::new(program.to_vec(), 0)?;
    let (em, metrics) = (f64::from(font.units_per_em()), font.glyph_metrics());
    let advance = |glyph: u32| (f64::from(metrics.h_advance(glyph.into())) * 1000.0 / em).round() as i64;
    Some((0..font.num_glyphs()).map(advance).collect())
}

/// A map of the kind our writer makes: ranges of two codes and a text.
fn unicode_map(map: &str) -> BTreeMap<u16, String> {
    let mut texts = BTreeMap::new();
    for line in map.lines() {
        let fields: Vec<&str> = line.split_whitespace().map(|field| field.trim_matches(['<', '>'])).collect();
        let [first, last, text] = fields[..] else { continue };
        let (Ok(first), Ok(last)) = (u16::from_str_radix(first, 16), u16::from_str_radix(last, 16)) else {
            continue;
        };
        let digits = text.as_bytes().chunks(4).map(|unit| std::str::from_utf8(unit).unwrap_or_default());
        let units: Vec<u16> = digits.filter_map(|unit| u16::from_str_radix(unit, 16).ok()).collect();
        for code in first..=last {
            let mut units = units.clone();
            *units.last_mut().unwrap() += code - first;
            texts.insert(code, String::from_utf16_lossy(&units));
        }
    }
    texts
}

/// An element of the structure with the content that is its own.
struct Node {
    id: ObjectId,
    kind: String,
    parent: Option<usize>,
    entry: Dictionary,
    marked: Vec<(ObjectId, i64)>,
}

/// The elements in reading order.
fn nodes(document: &Document, catalog: &Dictionary, complaints: &mut Vec<String>) -> Vec<Node> {
    let mut nodes = Vec::new();
    let Some(Object::Reference(root)) = catalog.get(b"StructTreeRoot").ok() else { return nodes };
    let Ok(tree) = document.get_dictionary(*root) else { return nodes };
    let mut open: Vec<(ObjectId, ObjectId, Option<usize>)> = Vec::new();
    let first = follow(document, tree.get(b"K").ok());
    for kid in first.and_then(|kids| kids.as_array().ok()).into_iter().flatten().rev() {
        open.extend(kid.as_reference().map(|id| (id, *root, None)));
    }
    while let Some((id, above, parent)) = open.pop() {
        let Ok(entry) = document.get_dictionary(id) else {
            complaints.push("an element is missing".into());
            continue;
        };
        if entry.get(b"P").and_then(Object::as_reference).ok() != Some(above) {
            complaints.push("an element does not lead to its parent".into());
        }
        let kind = entry.get(b"S").and_then(Object::as_name).unwrap_or_default();
        let page = entry.get(b"Pg").and_then(Object::as_reference).ok();
        let kids = match entry.get(b"K").ok() {
            Some(Object::Array(kids)) => kids.clone(),
            Some(kid) => vec![kid.clone()],
            None => Vec::new(),
        };
        let (mut marked, mut below) = (Vec::new(), Vec::new());
        for kid in &kids {
            match kid {
                Object::Integer(mcid) => marked.extend(page.map(|page| (page, *mcid))),
                Object::Reference(child) => below.push((*child, id, Some(nodes.len()))),
                Object::Dictionary(reference) => {
                    let page = reference.get(b"Pg").and_then(Object::as_reference);
                    let mcid = reference.get(b"MCID").and_then(Object::as_i64);
                    marked.extend(page.ok().zip(mcid.ok()));
                }
                _ => complaints.push("an element holds something else".into()),
            }
        }
        open.extend(below.into_iter().rev());
        let kind = String::from_utf8_lossy(kind).into_owned();
        nodes.push(Node { id, kind, parent, entry: entry.clone(), marked });
    }
    nodes
}

fn judge_structure(document: &Document, catalog: &Dictionary, shown: &[Shown], complaints: &mut Vec<String>) {
    let nodes = nodes(document, catalog, complaints);
    if nodes.first().is_none_or(|node| node.kind != "Document" || node.parent.is_some()) {
        complaints.push("the structure has no document at its root".into());
    }
    judge_parents(document, catalog, &nodes, shown, complaints);
    judge_kinds(&nodes, complaints);
    judge_tables(&nodes, complaints);
    judge_outline(document, catalog, &nodes, complaints);
}

/// Every piece of content belongs to one element, and both ways agree.
fn judge_parents(
    document: &Document,
    catalog: &Dictionary,
    nodes: &[Node],
    shown: &[Shown],
    complaints: &mut Vec<String>,
) {
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let mut owners: BTreeMap<(usize, i64), ObjectId> = BTreeMap::new();
    for node in nodes {
        let mut last = None;
        for (page, mcid) in &node.marked {
            let Some(page) = pages.iter().position(|id| id == page) else {
                complaints.push("an element is on a page that is not there".into());
                continue;
            };
            if owners.insert((page, *mcid), node.id).is_some() {
                complaints.push(format!("MCID {mcid} of page {} is in two elements", page + 1));
            }
            if last.replace((page, *mcid)) > Some((page, *mcid)) {
                complaints.push(format!("an element of page {} is out of order", page + 1));
            }
        }
    }
    let root = catalog.get(b"StructTreeRoot").ok();
    let tree = follow(document, root).and_then(|root| root.as_dict().ok());
    let tree = tree.and_then(|root| follow(document, root.get(b"ParentTree").ok())?.as_dict().ok());
    let numbers = tree.and_then(|tree| tree.get(b"Nums").ok()?.as_array().ok()).cloned().unwrap_or_default();
    let mut listed: BTreeMap<(usize, i64), ObjectId> = BTreeMap::new();
    for pair in numbers.chunks(2) {
        let [Object::Integer(page), list] = pair else { continue };
        let list = follow(document, Some(list)).and_then(|list| list.as_array().ok());
        for (mcid, owner) in list.into_iter().flatten().enumerate() {
            listed.extend(owner.as_reference().map(|owner| ((*page as usize, mcid as i64), owner)));
        }
    }
    for (page, shown) in shown.iter().enumerate() {
        for mcid in shown.texts.keys() {
            let key = (page, *mcid);
            if !owners.contains_key(&key) {
                complaints.push(format!("MCID {mcid} of page {} is in no element", page + 1));
            }
            if listed.get(&key) != owners.get(&key) {
                complaints.push(format!("MCID {mcid} of page {} is not in the ParentTree", page + 1));
            }
        }
    }
    let there = |key: &(usize, i64)| shown.get(key.0).is_some_and(|shown| shown.texts.contains_key(&key.1));
    if !owners.keys().chain(listed.keys()).all(there) {
        complaints.push("an element holds content that is not there".into());
    }
    // Reading order is drawing order: read through, the structure goes over each page as it was drawn.
    let order = in_reading_order(document, nodes);
    for (page, shown) in pages.iter().zip(shown) {
        let read = order.iter().filter(|(of, _)| of == page).map(|(_, mcid)| mcid);
        if !read.eq(&shown.order) {
            complaints.push("the structure is not in the order of the pages".into());
        }
    }
}

/// Every piece of content as the structure reads it: what an element holds itself stands among its children.
fn in_reading_order(document: &Document, nodes: &[Node]) -> Vec<(ObjectId, i64)> {
    fn read(document: &Document, kid: &Object, page: Option<ObjectId>, order: &mut Vec<(ObjectId, i64)>) {
        let own = |entry: &Dictionary| entry.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        match kid {
            Object::Integer(mcid) => order.extend(page.map(|page| (page, *mcid))),
            Object::Array(kids) => kids.iter().for_each(|kid| read(document, kid, page, order)),
            Object::Dictionary(entry) => {
                let mcid = entry.get(b"MCID").and_then(Object::as_i64).ok();
                order.extend(own(entry).zip(mcid));
            }
            Object::Reference(id) => {
                if let Ok(entry) = document.get_dictionary(*id)
                    && let Ok(kids) = entry.get(b"K")
                {
                    read(document, kids, own(entry), order);
                }
            }
            _ => {}
        }
    }
    let mut order = Vec::new();
    if let Some(root) = nodes.first() {
        read(document, &Object::Reference(root.id), None, &mut order);
    }
    order
}

fn judge_kinds(nodes: &[Node], complaints: &mut Vec<String>) {
    let mut level = 0;
    for node in nodes {
        let above = node.parent.map_or("", |parent| nodes[parent].kind.as_str());
        let fits = match node.kind.as_str() {
            "Document" => above.is_empty(),
            "P" | "L" | "Table" | "Span" => !above.is_empty(),
            "TR" => above == "Table",
            "TH" | "TD" => above == "TR",
            "LI" => above == "L",
            "Lbl" | "LBody" => above == "LI",
            heading => match heading.strip_prefix('H').and_then(|level| level.parse::<u8>().ok()) {
                Some(next) => {
                    if next > level + 1 {
                        complaints.push(format!("H{next} comes after H{level}"));
                    }
                    level = next;
                    true
                }
                None => false,
            },
        };
        if !fits {
            complaints.push(format!("{} stands in {above}", node.kind));
        }
        let attributes = node.entry.get(b"A").and_then(Object::as_dict).ok();
        let attribute = |key: &[u8]| attributes.and_then(|entry| entry.get(key).ok()?.as_name().ok());
        if node.kind == "L" && attribute(b"ListNumbering").is_none() {
            complaints.push("a list does not say how it counts".into());
        }
        if node.kind == "TH" && !matches!(attribute(b"Scope"), Some(b"Row" | b"Column")) {
            complaints.push("a header cell does not say what it heads".into());
        }
    }
}

/// Rows are equally long, and every cell that shows something has a header that is there.
fn judge_tables(nodes: &[Node], complaints: &mut Vec<String>) {
    let attribute = |node: &Node, key: &[u8]| {
        node.entry.get(b"A").and_then(Object::as_dict).ok().and_then(|entry| entry.get(key).ok().cloned())
    };
    let ids: BTreeSet<Vec<u8>> = nodes
        .iter()
        .filter(|node| node.kind == "TH")
        .filter_map(|node| node.entry.get(b"ID").ok()?.as_str().ok().map(<[u8]>::to_vec))
        .collect();
    let mut widths: BTreeMap<usize, BTreeSet<i64>> = BTreeMap::new();
    for (row, node) in nodes.iter().enumerate().filter(|(_, node)| node.kind == "TR") {
        let cells = nodes.iter().filter(|cell| cell.parent == Some(row));
        let span = |cell: &Node| attribute(cell, b"ColSpan").and_then(|span| span.as_i64().ok()).unwrap_or(1);
        widths.entry(node.parent.unwrap_or_default()).or_default().insert(cells.map(span).sum());
    }
    if widths.values().any(|widths| widths.len() != 1) {
        complaints.push("the rows of a table are not equally long".into());
    }
    for cell in nodes.iter().filter(|node| node.kind == "TD" && !node.marked.is_empty()) {
        let headers = attribute(cell, b"Headers");
        let headers = headers.as_ref().and_then(|headers| headers.as_array().ok());
        let known = |header: &Object| header.as_str().is_ok_and(|id| ids.contains(id));
        if headers.is_none_or(|headers| headers.is_empty() || !headers.iter().all(known)) {
            complaints.push("a cell has no header".into());
        }
    }
}

/// As many bookmarks as headings, nested as they are, each leading to a page.
fn judge_outline(document: &Document, catalog: &Dictionary, nodes: &[Node], complaints: &mut Vec<String>) {
    let level = |node: &Node| node.kind.strip_prefix('H')?.parse::<usize>().ok();
    let headings: Vec<usize> = nodes.iter().filter_map(level).collect();
    let pages: BTreeSet<ObjectId> = document.page_iter().collect();
    let mut bookmarks = Vec::new();
    let outline = follow(document, catalog.get(b"Outlines").ok()).and_then(|outline| outline.as_dict().ok());
    let mut open: Vec<(Option<Object>, usize)> =
        outline.map(|outline| (outline.get(b"First").ok().cloned(), 1)).into_iter().collect();
    while let Some((entry, depth)) = open.pop() {
        let Some(entry) = follow(document, entry.as_ref()).and_then(|entry| entry.as_dict().ok()) else {
            continue;
        };
        bookmarks.push(depth);
        let target = entry.get(b"Dest").and_then(Object::as_array).ok();
        let page = target.and_then(|target| target.first()?.as_reference().ok());
        if page.is_none_or(|page| !pages.contains(&page)) || text(entry.get(b"Title").ok()).is_none() {
            complaints.push("a bookmark leads nowhere".into());
        }
        open.push((entry.get(b"Next").ok().cloned(), depth));
        open.push((entry.get(b"First").ok().cloned(), depth + 1));
    }
    if bookmarks != headings {
        complaints.push("the bookmarks are not the headings".into());
    }
}

fn follow<'a>(document: &'a Document, object: Option<&'a Object>) -> Option<&'a Object> {
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
fn text(object: Option<&Object>) -> Option<String> {
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
