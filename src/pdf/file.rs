//! Objects -> the bytes of the file: one object stream, a compressed cross-reference stream, an identifier.
//!
//! lopdf's own writer leaves the cross-reference stream uncompressed, copies every object and writes it
//! twice; for a letter that is a tenth of the file and half of the time of saving.

use std::io::Write;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};
use miniz_oxide::deflate::core::CompressorOxide;
use miniz_oxide::deflate::stream::deflate;
use miniz_oxide::{DataFormat, MZError, MZFlush, MZStatus};
use sha2::{Digest, Sha256};

use super::object::{array, bytes, dictionary, name};

/// Level 9 takes half as long again for a thousandth in size.
const LEVEL: u8 = 6;

/// The compressor of a file's streams: one for all of them, because its tables are larger than a letter and
/// take longer to make than the letter takes to compress.
pub(super) struct Deflater(Box<CompressorOxide>);

impl Deflater {
    pub fn new() -> Deflater {
        let mut compressor: Box<CompressorOxide> = Box::default();
        compressor.set_format_and_level(DataFormat::Zlib, LEVEL);
        Deflater(compressor)
    }

    /// A compressed stream.
    pub fn stream(&mut self, mut dictionary: Dictionary, content: &[u8]) -> Stream {
        self.0.reset();
        let mut out = vec![0; content.len() / 2 + 64];
        let (mut read, mut written) = (0, 0);
        loop {
            let done = deflate(&mut self.0, &content[read..], &mut out[written..], MZFlush::Finish);
            read += done.bytes_consumed;
            written += done.bytes_written;
            match done.status {
                Ok(MZStatus::Ok) | Err(MZError::Buf) => out.resize(out.len() + content.len() / 2 + 64, 0),
                // Compressing has no other errors but those of a state that was used wrongly.
                Ok(_) | Err(_) => break,
            }
        }
        out.truncate(written);
        dictionary.set("Filter", name("FlateDecode"));
        Stream::new(dictionary, out)
    }
}

/// Where an object stands (ISO 32000-1, 7.5.8.3).
#[derive(Clone, Copy)]
enum Entry {
    Free,
    At(usize),
    Inside { stream: u32, index: u16 },
}

/// The whole file.
pub(super) fn write(document: &Document, root: ObjectId, info: ObjectId, deflater: &mut Deflater) -> Vec<u8> {
    let streams: usize = document.objects.values().map(|object| stream_length(object) + 100).sum();
    // The comment's high bytes say that the file is binary (ISO 19005-2, 6.1.2).
    let mut out = Vec::with_capacity(streams + 8192);
    out.extend(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    let last = document.objects.keys().next_back().map_or(0, |id| id.0);
    let (container, table) = (last + 1, last + 2);
    let mut entries = vec![Entry::Free; table as usize + 1];
    let (mut places, mut bodies, mut inside) = (Vec::new(), Vec::new(), 0);
    for (&(id, _), object) in &document.objects {
        if let Object::Stream(stream) = object {
            entries[id as usize] = Entry::At(out.len());
            write_stream(&mut out, id, stream);
        } else {
            entries[id as usize] = Entry::Inside { stream: container, index: inside };
            inside += 1;
            write_all(&mut places, format_args!("{id} {} ", bodies.len()));
            write_object(&mut bodies, object);
            bodies.push(b'\n');
        }
    }
    let first = places.len() as i64;
    places.append(&mut bodies);
    let kind = ("Type", name("ObjStm"));
    let entry = dictionary([kind, ("N", i64::from(inside).into()), ("First", first.into())]);
    entries[container as usize] = Entry::At(out.len());
    write_stream(&mut out, container, &deflater.stream(entry, &places));

    let start = out.len();
    entries[table as usize] = Entry::At(start);
    // The identifier is that of the content, so that the same letter is the same file (ISO 32000-1, 14.4).
    let hash = Sha256::digest(&out)[..16].to_vec();
    let (entries, width) = table_of(&entries, start);
    let trailer = dictionary([
        ("Type", name("XRef")),
        ("Size", i64::from(table + 1).into()),
        ("Root", root.into()),
        ("Info", info.into()),
        ("ID", array([bytes(hash.clone()), bytes(hash)])),
        ("W", array([1.into(), width.into(), 2.into()])),
    ]);
    write_stream(&mut out, table, &deflater.stream(trailer, &entries));
    write_all(&mut out, format_args!("startxref\n{start}\n%%EOF\n"));
    out
}

/// The cross-reference entries, and how many bytes their middle field takes.
fn table_of(entries: &[Entry], largest: usize) -> (Vec<u8>, i64) {
    let width = (1..8).find(|&width| largest >> (8 * width) == 0).unwrap_or(8);
    let mut table = Vec::with_capacity(entries.len() * (width + 3));
    for entry in entries {
        let (kind, middle, end) = match *entry {
            // Free for good: never to be used again.
            Entry::Free => (0, 0, u16::MAX),
            Entry::At(offset) => (1, offset as u64, 0),
            Entry::Inside { stream, index } => (2, u64::from(stream), index),
        };
        table.push(kind);
        table.extend(&middle.to_be_bytes()[8 - width..]);
        table.extend(end.to_be_bytes());
    }
    (table, width as i64)
}

fn stream_length(object: &Object) -> usize {
    object.as_stream().map_or(0, |stream| stream.content.len())
}

fn write_stream(out: &mut Vec<u8>, id: u32, stream: &Stream) {
    write_all(out, format_args!("{id} 0 obj\n<<"));
    for (key, value) in stream.dict.iter().filter(|(key, _)| key.as_slice() != b"Length") {
        write_name(out, key);
        write_value(out, value);
    }
    write_all(out, format_args!("/Length {}>>\nstream\n", stream.content.len()));
    out.extend(&stream.content);
    out.extend(b"\nendstream\nendobj\n");
}

/// An object after a name or another object, from which it may need a space.
fn write_value(out: &mut Vec<u8>, object: &Object) {
    if !matches!(object, Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)) {
        out.push(b' ');
    }
    write_object(out, object);
}

fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        // A stream is an object of its own and never stands inside another.
        Object::Null | Object::Stream(_) => out.extend(b"null"),
        Object::Boolean(value) => write_all(out, format_args!("{value}")),
        Object::Integer(value) => write_all(out, format_args!("{value}")),
        Object::Real(value) => write_all(out, format_args!("{value}")),
        Object::Name(name) => write_name(out, name),
        Object::String(text, StringFormat::Literal) => write_literal(out, text),
        Object::String(text, StringFormat::Hexadecimal) => {
            out.push(b'<');
            text.iter().for_each(|byte| write_all(out, format_args!("{byte:02X}")));
            out.push(b'>');
        }
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index == 0 { write_object(out, item) } else { write_value(out, item) }
            }
            out.push(b']');
        }
        Object::Dictionary(entries) => {
            out.extend(b"<<");
            for (key, value) in entries {
                write_name(out, key);
                write_value(out, value);
            }
            out.extend(b">>");
        }
        Object::Reference((id, generation)) => write_all(out, format_args!("{id} {generation} R")),
    }
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            write_all(out, format_args!("#{byte:02X}"));
        }
    }
}

fn write_literal(out: &mut Vec<u8>, text: &[u8]) {
    out.push(b'(');
    for &byte in text {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
            // A line end in a string would be read as one line feed, whichever it was.
            b'\r' => out.extend(b"\\r"),
            b'\n' => out.extend(b"\\n"),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}

/// Writing to memory does not fail.
fn write_all(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}
