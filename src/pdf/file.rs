//! Objects -> the bytes of the file: object streams, a compressed cross-reference stream, an identifier.
//!
//! Objects are written as they come; lopdf's own writer holds them all, copies each and writes it twice, and
//! leaves the cross-reference stream uncompressed.

use sha2::{Digest, Sha256};

use super::object::{Entry, Value};
use super::syntax;
use crate::deflate::{Deflater, Effort};

/// The most objects of one object stream: a letter has one, and a reader who wants one page of a run does not
/// unpack all of them.
const MOST_INSIDE: u16 = 4_096;

/// The number of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Id(u32);

impl Id {
    /// Writes a reference to the object.
    pub fn write(self, out: &mut String) {
        syntax::reference(out, self.0);
    }
}

/// Where an object stands (ISO 32000-1, 7.5.8.3).
#[derive(Clone, Copy)]
enum Stands {
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
    out: Vec<u8>,
    entries: Vec<Stands>,
    containers: Vec<Id>,
    hash: Sha256,
}

/// The file as far as it is written.
pub(super) struct File {
    /// The streams.
    out: Vec<u8>,
    entries: Vec<Stands>,
    /// The hash of the first bytes, and how many those are.
    hash: Sha256,
    hashed: usize,
    /// The object stream in hand: its objects, its head, their number.
    bodies: String,
    places: String,
    inside: u16,
    /// The object streams that are written.
    containers: Vec<Id>,
    pub deflater: Deflater,
}

impl File {
    pub fn new(deflater: Deflater) -> File {
        let mut out = Vec::new();
        // The comment's high bytes say that the file is binary (ISO 19005-2, 6.1.2).
        out.extend(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
        let hash = Sha256::new().chain_update(&out);
        File::after(&Start { out, entries: vec![Stands::Free], containers: Vec::new(), hash }, 0, deflater)
    }

    /// A file that starts like others; `room` bytes are likely to follow.
    pub fn after(start: &Start, room: usize, deflater: Deflater) -> File {
        let mut out = Vec::with_capacity(start.out.len() + room);
        out.extend(&start.out);
        File {
            hash: start.hash.clone(),
            hashed: out.len(),
            out,
            entries: start.entries.clone(),
            bodies: String::with_capacity(16 << 10),
            places: String::new(),
            inside: 0,
            containers: start.containers.clone(),
            deflater,
        }
    }

    /// What was written, as the start of other files, and the compressor for them.
    pub fn into_start(mut self) -> (Start, Deflater) {
        self.close_container(Effort::Best);
        let hash = self.hash_so_far();
        let File { out, entries, containers, deflater, .. } = self;
        (Start { out, entries, containers, hash }, deflater)
    }

    fn hash_so_far(&self) -> Sha256 {
        self.hash.clone().chain_update(&self.out[self.hashed..])
    }

    /// An object that is written later.
    pub fn reserve(&mut self) -> Id {
        self.entries.push(Stands::Free);
        Id(self.entries.len() as u32 - 1)
    }

    pub fn add(&mut self, object: &[Entry<'_>]) -> Id {
        let id = self.reserve();
        self.set(id, object);
        id
    }

    pub fn set(&mut self, id: Id, object: &[Entry<'_>]) {
        self.write(id, |out| syntax::dictionary(out, object));
    }

    /// Writes an object that is no stream.
    pub fn write(&mut self, id: Id, object: impl FnOnce(&mut String)) {
        if self.inside == MOST_INSIDE {
            self.close_container(Effort::Quick);
        }
        self.entries[id.0 as usize] = Stands::Inside { container: self.containers.len(), index: self.inside };
        self.inside += 1;
        syntax::integer(&mut self.places, id.0.into());
        self.places.push(' ');
        syntax::integer(&mut self.places, self.bodies.len() as i64);
        self.places.push(' ');
        object(&mut self.bodies);
        self.bodies.push('\n');
    }

    /// Adds a stream and compresses it.
    pub fn add_stream(&mut self, entries: &[Entry<'_>], content: &[u8], effort: Effort) -> Id {
        let content = self.deflater.deflate(content, effort);
        self.write_stream(entries, &[("Filter", Value::Name("FlateDecode"))], &content)
    }

    /// Adds a stream as it is.
    pub fn add_raw_stream(&mut self, entries: &[Entry<'_>], content: &[u8]) -> Id {
        self.write_stream(entries, &[], content)
    }

    fn write_stream(&mut self, entries: &[Entry<'_>], filter: &[Entry<'_>], content: &[u8]) -> Id {
        let id = self.reserve();
        self.entries[id.0 as usize] = Stands::At(self.out.len());
        let mut head = String::with_capacity(128);
        syntax::integer(&mut head, id.0.into());
        head.push_str(" 0 obj\n<<");
        syntax::entries(&mut head, entries);
        syntax::entries(&mut head, filter);
        head.push_str("/Length ");
        syntax::integer(&mut head, content.len() as i64);
        head.push_str(">>\nstream\n");
        self.out.extend(head.into_bytes());
        self.out.extend(content);
        self.out.extend(b"\nendstream\nendobj\n");
        id
    }

    /// Writes the object stream in hand.
    fn close_container(&mut self, effort: Effort) {
        let mut objects = std::mem::take(&mut self.places);
        let first = objects.len() as i64;
        objects.push_str(&self.bodies);
        self.bodies.clear();
        let number = std::mem::take(&mut self.inside);
        let entries = [
            ("Type", Value::Name("ObjStm")),
            ("N", Value::Integer(number.into())),
            ("First", Value::Integer(first)),
        ];
        let container = self.add_stream(&entries, objects.as_bytes(), effort);
        self.containers.push(container);
    }

    /// The whole file, and the compressor for the next one.
    pub fn finish(mut self, root: Id, info: Id) -> (Vec<u8>, Deflater) {
        self.close_container(Effort::Quick);
        let start = self.out.len();
        // The identifier is that of the content, so that the same letter is the same file (ISO 32000-1, 14.4).
        let hash = self.hash_so_far().finalize()[..16].to_vec();
        // The table is a stream itself and has a place in it.
        self.entries.push(Stands::At(start));
        let (table, width) = table_of(&self.entries, &self.containers, start);
        let size = self.entries.len() as i64;
        self.entries.pop();
        let trailer = [
            ("Type", Value::Name("XRef")),
            ("Size", Value::Integer(size)),
            ("Root", root.into()),
            ("Info", info.into()),
            ("ID", Value::Array(&[Value::Bytes(&hash), Value::Bytes(&hash)])),
            ("W", Value::Array(&[Value::Integer(1), Value::Integer(width), Value::Integer(2)])),
        ];
        self.add_stream(&trailer, &table, Effort::Quick);
        self.out.extend(format!("startxref\n{start}\n%%EOF\n").into_bytes());
        (self.out, self.deflater)
    }
}

/// The cross-reference entries, and how many bytes their middle field takes.
fn table_of(entries: &[Stands], containers: &[Id], largest: usize) -> (Vec<u8>, i64) {
    // It holds offsets, of which that of the table is the largest, and numbers of objects.
    let largest = largest.max(entries.len());
    let width = (1..8).find(|&width| largest >> (8 * width) == 0).unwrap_or(8);
    let mut table = Vec::with_capacity(entries.len() * (width + 3));
    for entry in entries {
        let (kind, middle, end) = match *entry {
            // Free for good: never to be used again.
            Stands::Free => (0, 0, u16::MAX),
            Stands::At(offset) => (1, offset as u64, 0),
            Stands::Inside { container, index } => (2, u64::from(containers[container].0), index),
        };
        table.push(kind);
        table.extend(&middle.to_be_bytes()[8 - width..]);
        table.extend(end.to_be_bytes());
    }
    (table, width as i64)
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, Object};

    use super::{File, MOST_INSIDE};
    use crate::deflate::Deflater;
    use crate::pdf::object::Value;

    #[test]
    fn a_file_of_more_objects_than_two_bytes_count_has_every_one_of_them() {
        let mut file = File::new(Deflater::default());
        let number = i64::from(u16::MAX) + i64::from(MOST_INSIDE) + 2;
        let ids: Vec<_> = (0..number).map(|at| file.add(&[("At", Value::Integer(at))])).collect();
        let root = file.add(&[("Type", Value::Name("Catalog")), ("Last", ids[ids.len() - 1].into())]);
        let info = file.add(&[]);
        let (written, _) = file.finish(root, info);

        let read = Document::load_mem(&written).expect("a file that can be read");
        assert!(read.catalog().is_ok(), "the catalog is found");
        for (at, id) in (0..number).zip(ids) {
            let object = read.get_object((id.0, 0)).and_then(Object::as_dict).expect("an object");
            assert_eq!(object.get(b"At").and_then(Object::as_i64).ok(), Some(at));
        }
    }
}
