//! Objects -> the bytes of the file: object streams, a compressed cross-reference stream, an identifier.
//!
//! pdf-writer writes every object. It has no object streams, without which a letter is half as large again, so that
//! they and the cross-reference stream that knows of them are put together here.

use std::borrow::Cow;

use pdf_writer::{Chunk, Filter, Name, Obj, Ref, Settings, Str, Stream};
use sha2::{Digest, Sha256};

use crate::deflate::{Deflater, Effort};
use crate::style::PdfVersion;

/// The most objects of one object stream: a letter has one, and a reader who wants one page of a print run does
/// not unpack all of them.
const MOST_INSIDE: u16 = 4_096;

/// The first bytes of a file; the comment's high bytes say that it is binary (ISO 19005-2 and 19005-4, 6.1.2).
fn header(version: PdfVersion) -> &'static [u8] {
    match version {
        PdfVersion::V1_7 => b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n",
        PdfVersion::V2_0 => b"%PDF-2.0\n%\xE2\xE3\xCF\xD3\n",
    }
}

const COMPACT: Settings = Settings { pretty: false };

/// Where an object stands (ISO 32000-1, 7.5.8.3).
#[derive(Clone, Copy)]
enum Entry {
    Free,
    At(usize),
    /// In the object stream that is the `container`th of the file.
    Inside {
        container: usize,
        index: u16,
    },
}

/// How files begin that have the same first objects.
pub(super) struct Start {
    header: &'static [u8],
    streams: Chunk,
    entries: Vec<Entry>,
    containers: Vec<Ref>,
    hash: Sha256,
}

/// The file as far as it is written.
pub(super) struct File {
    header: &'static [u8],
    /// What stands in the file itself: streams.
    streams: Chunk,
    entries: Vec<Entry>,
    /// The hash of the first bytes, and how many those are.
    hash: Sha256,
    hashed: usize,
    /// The objects of the object stream in hand, and where each of them begins.
    inside: Chunk,
    begins: Vec<(Ref, usize)>,
    /// The object streams that are written.
    containers: Vec<Ref>,
    pub deflater: Deflater,
}

impl File {
    pub fn new(version: PdfVersion, deflater: Deflater) -> File {
        let header = header(version);
        let streams = Chunk::with_settings_and_capacity(COMPACT, 0);
        let hash = Sha256::new().chain_update(header);
        let start = Start { header, streams, entries: vec![Entry::Free], containers: Vec::new(), hash };
        File::after(&start, 0, deflater)
    }

    /// A file that starts like others; `room` bytes are likely to follow.
    pub fn after(start: &Start, room: usize, deflater: Deflater) -> File {
        let mut streams = Chunk::with_settings_and_capacity(COMPACT, start.streams.len() + room);
        streams.extend(&start.streams);
        File {
            header: start.header,
            hash: start.hash.clone(),
            hashed: streams.len(),
            streams,
            entries: start.entries.clone(),
            inside: Chunk::with_settings_and_capacity(COMPACT, 16 << 10),
            begins: Vec::new(),
            containers: start.containers.clone(),
            deflater,
        }
    }

    /// What was written, as the start of other files, and the compressor for them.
    pub fn into_start(mut self) -> (Start, Deflater) {
        self.close_container(Effort::Best);
        let hash = self.hash_so_far();
        let File { header, streams, entries, containers, deflater, .. } = self;
        (Start { header, streams, entries, containers, hash }, deflater)
    }

    fn hash_so_far(&self) -> Sha256 {
        self.hash.clone().chain_update(&self.streams.as_bytes()[self.hashed..])
    }

    /// The number of an object that is written later.
    pub fn reserve(&mut self) -> Ref {
        self.entries.push(Entry::Free);
        reference(self.entries.len() - 1)
    }

    /// Begins an object in the object stream in hand.
    pub fn object(&mut self, id: Ref) -> Obj<'_> {
        if self.begins.len() == usize::from(MOST_INSIDE) {
            self.close_container(Effort::Quick);
        }
        let index = self.begins.len() as u16;
        self.entries[place(id)] = Entry::Inside { container: self.containers.len(), index };
        self.begins.push((id, self.inside.len()));
        self.inside.indirect(id)
    }

    /// Adds a compressed stream; `describe` writes what else its dictionary says.
    pub fn add_stream(
        &mut self,
        content: &[u8],
        effort: Effort,
        describe: impl FnOnce(&mut Stream<'_>),
    ) -> Ref {
        let deflated = self.deflater.deflate(content, effort);
        self.add_stored_stream(&deflated, |stream| {
            stream.filter(Filter::FlateDecode);
            describe(stream);
        })
    }

    /// Adds a stream whose bytes stand in the file as they are.
    pub fn add_stored_stream(&mut self, content: &[u8], describe: impl FnOnce(&mut Stream<'_>)) -> Ref {
        let id = self.reserve();
        self.entries[place(id)] = Entry::At(self.header.len() + self.streams.len());
        // A CR before the LF that follows reads as part of the line end, and the length as one too many (ISO 19005-2,
        // 6.1.7.1). Only zlib forms end in one, by chance, and what follows their end is ignored.
        let content =
            if content.ends_with(b"\r") { [content, b"\n"].concat().into() } else { Cow::from(content) };
        describe(&mut self.streams.stream(id, &content));
        id
    }

    /// Writes the object stream in hand (ISO 32000-1, 7.5.7).
    fn close_container(&mut self, effort: Effort) {
        let begins = std::mem::take(&mut self.begins);
        let inside = std::mem::replace(&mut self.inside, Chunk::with_settings_and_capacity(COMPACT, 0));
        let ends = begins.iter().skip(1).map(|&(_, begin)| begin).chain([inside.len()]);
        let (mut places, mut bodies) = (String::new(), Vec::with_capacity(inside.len()));
        for (&(id, begin), end) in begins.iter().zip(ends) {
            places.push_str(&format!("{} {} ", id.get(), bodies.len()));
            bodies.extend(body_of(&inside.as_bytes()[begin..end]));
        }
        let first = places.len() as i32;
        let objects = [places.as_bytes(), &bodies].concat();
        let container = self.add_stream(&objects, effort, |stream| {
            stream.pair(Name(b"Type"), Name(b"ObjStm"));
            stream.pair(Name(b"N"), begins.len() as i32).pair(Name(b"First"), first);
        });
        self.containers.push(container);
    }

    /// The whole file, and the compressor for the next one.
    pub fn finish(mut self, catalog: Ref, info: Option<Ref>) -> (Vec<u8>, Deflater) {
        self.close_container(Effort::Quick);
        // The identifier is that of the content, so that the same letter is the same file (ISO 32000-1, 14.4).
        let hash = self.hash_so_far().finalize();
        let start = self.header.len() + self.streams.len();
        // The table is a stream itself and has a place in it.
        self.entries.push(Entry::At(start));
        let (table, width) = table_of(&self.entries, &self.containers, start);
        let size = self.entries.len() as i32;
        self.entries.pop();
        self.add_stream(&table, Effort::Quick, |stream| {
            stream.pair(Name(b"Type"), Name(b"XRef"));
            stream.pair(Name(b"Size"), size).pair(Name(b"Root"), catalog);
            if let Some(info) = info {
                stream.pair(Name(b"Info"), info);
            }
            stream.insert(Name(b"ID")).array().items([Str(&hash[..16]); 2]);
            stream.insert(Name(b"W")).array().items([1, width, 2]);
        });
        let end = format!("startxref\n{start}\n%%EOF\n");
        ([self.header, self.streams.as_bytes(), end.as_bytes()].concat(), self.deflater)
    }
}

fn reference(place: usize) -> Ref {
    Ref::new(place as i32)
}

fn place(id: Ref) -> usize {
    id.get() as usize
}

/// An object without its number and its end, which it does not have in an object stream.
fn body_of(object: &[u8]) -> &[u8] {
    let start = object.iter().position(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let body = &object[start..];
    body.strip_suffix(b"endobj\n").unwrap_or(body)
}

/// The cross-reference entries, and how many bytes their middle field takes.
fn table_of(entries: &[Entry], containers: &[Ref], largest: usize) -> (Vec<u8>, i32) {
    // It holds offsets, of which that of the table is the largest, and numbers of objects.
    let largest = largest.max(entries.len());
    let width = (1..8).find(|&width| largest >> (8 * width) == 0).unwrap_or(8);
    let mut table = Vec::with_capacity(entries.len() * (width + 3));
    for entry in entries {
        let (kind, middle, end) = match *entry {
            // Free for good: never to be used again.
            Entry::Free => (0, 0, u16::MAX),
            Entry::At(offset) => (1, offset, 0),
            Entry::Inside { container, index } => (2, place(containers[container]), index),
        };
        table.push(kind);
        table.extend(&middle.to_be_bytes()[8 - width..]);
        table.extend(end.to_be_bytes());
    }
    (table, width as i32)
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, Object};
    use pdf_writer::Name;

    use super::{File, MOST_INSIDE};
    use crate::deflate::{Deflater, Effort};
    use crate::style::PdfVersion;

    #[test]
    fn no_stream_ends_in_what_reads_as_its_line_end() {
        let mut file = File::new(PdfVersion::V1_7, Deflater::default());
        // Its checksum, the end of its zlib form, is 13.
        let id = file.add_stream(&[12], Effort::Quick, |_| ());
        let catalog = file.reserve();
        file.object(catalog).dict().pair(Name(b"Type"), Name(b"Catalog"));
        let (written, _) = file.finish(catalog, None);
        assert!(!written.windows(11).any(|bytes| bytes == b"\r\nendstream"));
        let read = Document::load_mem(&written).expect("a file that can be read");
        let stream = read.get_object((id.get() as u32, 0)).and_then(Object::as_stream).expect("a stream");
        assert!(stream.content.ends_with(b"\r\n"));
        assert_eq!(stream.decompressed_content().expect("zlib form"), [12]);
    }

    #[test]
    fn a_file_of_more_objects_than_two_bytes_count_has_every_one_of_them() {
        let mut file = File::new(PdfVersion::V1_7, Deflater::default());
        let number = i32::from(u16::MAX) + i32::from(MOST_INSIDE) + 2;
        let ids: Vec<_> = (0..number)
            .map(|at| {
                let id = file.reserve();
                file.object(id).dict().pair(Name(b"At"), at);
                id
            })
            .collect();
        let catalog = file.reserve();
        file.object(catalog).dict().pair(Name(b"Type"), Name(b"Catalog"));
        let (written, _) = file.finish(catalog, None);

        let read = Document::load_mem(&written).expect("a file that can be read");
        assert!(read.catalog().is_ok(), "the catalog is found");
        for (at, id) in (0..i64::from(number)).zip(ids) {
            let object = read.get_object((id.get() as u32, 0)).and_then(Object::as_dict).expect("an object");
            assert_eq!(object.get(b"At").and_then(Object::as_i64).ok(), Some(at));
        }
    }
}
