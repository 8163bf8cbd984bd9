//! Files that are wrong in one thing each: our judge must catch every one, or its praise is worth nothing.

use imr_letters::style::PdfVersion;
use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::fonts::load;
use crate::judge::judge;
use crate::pdf::{write, write_version};
use crate::sheet::letter;

type Mutation = fn(&mut Document);

/// Each with words that a complaint about it holds.
const MUTANTS: [(&str, &str, Mutation); 36] = [
    ("header cell without scope", "header cell", |pdf| drop(attribute(pdf, "TH").remove(b"Scope"))),
    ("cell without headers", "a cell has no header", |pdf| drop(attribute(pdf, "TD").remove(b"Headers"))),
    ("headers that are not there", "a cell has no header", |pdf| drop(element(pdf, "TH").remove(b"ID"))),
    ("cell that spans too little", "equally long", |pdf| {
        let spanning = |entry: &Dictionary| {
            entry.get(b"A").and_then(Object::as_dict).is_ok_and(|entry| entry.has(b"ColSpan"))
        };
        drop(find(pdf, spanning).get_mut(b"A").unwrap().as_dict_mut().unwrap().remove(b"ColSpan"));
    }),
    ("list that does not say how it counts", "how it counts", |pdf| {
        drop(attribute(pdf, "L").remove(b"ListNumbering"));
    }),
    ("width off by one", "widths", |pdf| {
        let font = find(pdf, |entry| entry.has(b"W"));
        let widths = font.get_mut(b"W").unwrap().as_array_mut().unwrap()[1].as_array_mut().unwrap();
        let width = widths[0].as_float().unwrap();
        widths[0] = (width + 1.0).into();
    }),
    ("entry of the ParentTree gone", "not in the ParentTree", |pdf| drop(owners(pdf).pop())),
    ("two entries of the ParentTree swapped", "not in the ParentTree", |pdf| owners(pdf).swap(0, 1)),
    ("keys of a tree out of order", "out of order", |pdf| {
        let names = find(pdf, |entry| entry.has(b"Names")).get_mut(b"Names").unwrap().as_array_mut().unwrap();
        names.rotate_left(2);
    }),
    ("identifier that leads to no cell", "identifiers", |pdf| {
        let names = find(pdf, |entry| entry.has(b"Names")).get_mut(b"Names").unwrap().as_array_mut().unwrap();
        names.truncate(names.len() - 2);
    }),
    ("page that is not counted", "counts them wrongly", |pdf| {
        find(pdf, |entry| entry.has(b"Kids")).set("Count", 0);
    }),
    ("page with another parent", "does not lead to its parent", |pdf| {
        find(pdf, |entry| entry.has(b"Contents")).set("Parent", (1, 0));
    }),
    ("heading level skipped", "comes after", |pdf| element(pdf, "H2").set("S", "H3")),
    ("bookmarks gone", "bookmarks", |pdf| drop(catalog(pdf).remove(b"Outlines"))),
    ("bookmarks counted wrongly", "counted wrongly", |pdf| {
        find(pdf, |entry| entry.has(b"First") && !entry.has(b"Title")).set("Count", 99);
    }),
    ("pages without labels", "labels", |pdf| drop(catalog(pdf).remove(b"PageLabels"))),
    ("stream that ends in a CR", "its line end", |pdf| {
        let stream = pdf.objects.values_mut().find_map(|object| object.as_stream_mut().ok()).unwrap();
        stream.set_content([&stream.content[..], b"\r"].concat());
    }),
    ("no language", "language", |pdf| drop(catalog(pdf).remove(b"Lang"))),
    ("not said to be tagged", "tagged", |pdf| drop(catalog(pdf).remove(b"MarkInfo"))),
    ("title not shown", "title", |pdf| drop(catalog(pdf).remove(b"ViewerPreferences"))),
    ("script on opening", "OpenAction", |pdf| {
        let action = Dictionary::from_iter([("S", Object::from("JavaScript")), ("JS", Object::from("app"))]);
        catalog(pdf).set("OpenAction", action);
    }),
    ("no output intent", "output intent", |pdf| drop(catalog(pdf).remove(b"OutputIntents"))),
    ("no PDF/UA identifier", "pdfuaid", |pdf| in_xmp(pdf, "<pdfuaid:part>1</pdfuaid:part>", "")),
    ("other level of PDF/A", "pdfaid", |pdf| {
        in_xmp(pdf, "conformance>A<", "conformance>B<");
    }),
    ("XMP with another title", "titles", |pdf| in_xmp(pdf, "Determination", "determination")),
    ("no Unicode map", "Unicode map", |pdf| {
        drop(find(pdf, |entry| entry.has(b"ToUnicode")).remove(b"ToUnicode"));
    }),
    ("bytes that lead to other glyphs", "collections", |pdf| {
        find(pdf, |entry| entry.has(b"CIDToGIDMap")).remove(b"CIDSystemInfo");
    }),
    ("no encoding", "which code is which glyph", |pdf| {
        drop(find(pdf, |entry| entry.has(b"ToUnicode")).remove(b"Encoding"));
    }),
    ("glyphs that are not told", "does not say which code", |pdf| {
        drop(find(pdf, |entry| entry.has(b"CIDToGIDMap")).remove(b"CIDToGIDMap"));
    }),
    ("font not embedded", "not embedded", |pdf| {
        drop(find(pdf, |entry| entry.has(b"FontFile2")).remove(b"FontFile2"));
    }),
    ("font without subset tag", "subset tag", |pdf| {
        find(pdf, |entry| entry.has(b"ToUnicode")).set("BaseFont", "LiberationSerif");
    }),
    ("MCIDs swapped", "order", |pdf| {
        in_content(pdf, |text| {
            text.replace("/MCID 0>>", "/MCID #>>")
                .replace("/MCID 1>>", "/MCID 0>>")
                .replace("/MCID #>>", "/MCID 1>>")
        })
    }),
    ("content that is nothing", "neither", |pdf| {
        in_content(pdf, |text| format!("{text}\n0 0 10 10 re\nf\n"));
    }),
    ("content in no element", "in no element", |pdf| {
        in_content(pdf, |text| format!("{text}\n/P <</MCID 999>> BDC\n0 0 1 1 re\nf\nEMC\n"));
    }),
    ("glyph without a shape", "leads to no glyph", |pdf| {
        in_content(pdf, |text| format!("{text}\n/Artifact BMC\nBT\n/F0 9 Tf\n<00> Tj\nET\nEMC\n"));
    }),
    ("page that does not lead to its content", "StructParents", |pdf| {
        drop(find(pdf, |entry| entry.has(b"StructParents")).remove(b"StructParents"));
    }),
];

/// Of a file of PDF 2.0.
const MUTANTS_2: [(&str, &str, Mutation); 13] = [
    ("element of no namespace", "namespace", |pdf| drop(element(pdf, "P").remove(b"NS"))),
    ("namespace that is not listed", "namespace", |pdf| {
        drop(find(pdf, |entry| entry.has(b"Namespaces")).remove(b"Namespaces"));
    }),
    ("namespace of another name", "namespace", |pdf| {
        let is_namespace = |entry: &Dictionary| entry.has_type(b"Namespace");
        find(pdf, is_namespace).set("NS", Object::string_literal("https://www.iso.org/pdf2/ssn"));
    }),
    ("bookmark that leads to a page only", "lead to its heading", |pdf| {
        let action = find(pdf, |entry| entry.has(b"A") && entry.has(b"Title")).get_mut(b"A").unwrap();
        drop(action.as_dict_mut().unwrap().remove(b"SD"));
    }),
    ("bookmark that leads to a paragraph", "lead to its heading", |pdf| {
        let of = |object: &Object| {
            let entry = object.as_dict().ok()?;
            entry.get(b"S").and_then(Object::as_name).ok().filter(|_| entry.has(b"P")).map(<[u8]>::to_vec)
        };
        let kinds = pdf.objects.iter().filter(|(_, object)| of(object).as_deref() == Some(b"P"));
        let paragraph = *kinds.map(|(id, _)| id).next().unwrap();
        let action = find(pdf, |entry| entry.has(b"A") && entry.has(b"Title")).get_mut(b"A").unwrap();
        let target = action.as_dict_mut().unwrap().get_mut(b"SD").unwrap().as_array_mut().unwrap();
        target[0] = paragraph.into();
    }),
    ("bookmark without a page for older viewers", "leads nowhere", |pdf| {
        let action = find(pdf, |entry| entry.has(b"A") && entry.has(b"Title")).get_mut(b"A").unwrap();
        drop(action.as_dict_mut().unwrap().remove(b"D"));
    }),
    ("Info dictionary", "Info", |pdf| {
        let info = pdf.add_object(Dictionary::from_iter([("Title", Object::string_literal("T"))]));
        pdf.trailer.set("Info", info);
    }),
    ("older part of PDF/A", "pdfaid:part", |pdf| in_xmp(pdf, "<pdfaid:part>4<", "<pdfaid:part>2<")),
    ("level of PDF/A", "pdfaid:conformance", |pdf| {
        in_xmp(pdf, "<pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance><pdfaid:part>");
    }),
    ("no revision of PDF/A", "pdfaid:rev", |pdf| in_xmp(pdf, "<pdfaid:rev>2020</pdfaid:rev>", "")),
    ("no revision of PDF/UA", "pdfuaid:rev", |pdf| in_xmp(pdf, "<pdfuaid:rev>2024</pdfuaid:rev>", "")),
    ("no title in the XMP", "title", |pdf| in_xmp(pdf, "dc:title", "dc:subject")),
    ("another version in the catalog", "version", |pdf| catalog(pdf).set("Version", "1.7")),
];

#[test]
fn every_mutant_is_caught() {
    let fonts = load();
    let pages = letter(&fonts, "Ana", 1);
    caught(&write(&pages, &fonts), &MUTANTS);
    let pdf = write_version(&pages, PdfVersion::V2_0, &fonts);
    caught(&pdf, &MUTANTS_2);
    // What holds in both is judged in both, where it stands in the same words.
    let other = ["bookmarks gone", "no PDF/UA identifier", "other level of PDF/A", "XMP with another title"];
    let both: Vec<_> = MUTANTS.into_iter().filter(|(name, ..)| !other.contains(name)).collect();
    caught(&pdf, &both);
}

fn caught(pdf: &[u8], mutants: &[(&str, &str, Mutation)]) {
    let judged = |mutate: Mutation| {
        let mut document = Document::load_mem(pdf).unwrap();
        mutate(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        judge(&bytes)
    };
    assert_eq!(judged(|_| {}), [""; 0]);
    for (name, words, mutate) in mutants {
        let complaints = judged(*mutate);
        assert!(complaints.iter().any(|complaint| complaint.contains(*words)), "{name}: {complaints:?}");
    }
}

#[test]
fn a_file_cut_short_is_caught() {
    let fonts = load();
    let pdf = write(&letter(&fonts, "Ana", 1), &fonts);
    assert_ne!(judge(&pdf[..pdf.len() - 200]), [""; 0]);
}

fn catalog(pdf: &mut Document) -> &mut Dictionary {
    pdf.catalog_mut().unwrap()
}

/// The first dictionary that fits.
fn find(pdf: &mut Document, fits: impl Fn(&Dictionary) -> bool) -> &mut Dictionary {
    let dictionaries = pdf.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
    dictionaries.into_iter().find(|entry| fits(entry)).unwrap()
}

/// The elements of the first page's marked contents.
fn owners(pdf: &mut Document) -> &mut Vec<Object> {
    let first = pdf.page_iter().next().unwrap();
    let key = pdf.get_dictionary(first).unwrap().get(b"StructParents").unwrap().as_i64().unwrap();
    let root = pdf.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    let tree = pdf.get_dictionary(root).unwrap().get(b"ParentTree").unwrap().as_reference().unwrap();
    let numbers = pdf.get_dictionary(tree).unwrap().get(b"Nums").unwrap().as_array().unwrap();
    let at = numbers.iter().position(|entry| *entry == Object::Integer(key)).unwrap();
    let list = numbers[at + 1].as_reference().unwrap();
    pdf.get_object_mut(list).unwrap().as_array_mut().unwrap()
}

/// The last element of a type; of headings, the first, after which a skipped level shows.
fn element<'a>(pdf: &'a mut Document, kind: &str) -> &'a mut Dictionary {
    let fits = |entry: &Dictionary| {
        let is = entry.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == kind.as_bytes());
        is && entry.has(b"P")
    };
    let ids: Vec<ObjectId> = pdf
        .objects
        .iter()
        .filter(|(_, object)| object.as_dict().is_ok_and(fits))
        .map(|(id, _)| *id)
        .collect();
    let id = if kind.starts_with('H') { ids.first() } else { ids.last() };
    pdf.get_dictionary_mut(*id.unwrap()).unwrap()
}

fn attribute<'a>(pdf: &'a mut Document, kind: &str) -> &'a mut Dictionary {
    element(pdf, kind).get_mut(b"A").unwrap().as_dict_mut().unwrap()
}

fn in_xmp(pdf: &mut Document, from: &str, to: &str) {
    let id = pdf.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
    let stream = pdf.get_object_mut(id).unwrap().as_stream_mut().unwrap();
    let xmp = String::from_utf8(stream.content.clone()).unwrap();
    assert!(xmp.contains(from));
    stream.set_content(xmp.replace(from, to).into_bytes());
}

/// Changes the first page's content; a byte is a character, so that strings stay as they are.
fn in_content(pdf: &mut Document, change: impl Fn(String) -> String) {
    let page = pdf.page_iter().next().unwrap();
    let content: String = pdf.get_page_content(page).into_iter().map(char::from).collect();
    let changed = change(content.clone());
    assert_ne!(changed, content);
    pdf.change_page_content(page, changed.chars().map(|c| c as u8).collect()).unwrap();
}
