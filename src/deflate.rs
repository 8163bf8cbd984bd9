//! Bytes in zlib form (RFC 1950), as streams of a PDF have them (ISO 32000-1, 7.4.4).

use zlib_rs::{Deflate, DeflateConfig, DeflateFlush, Inflate, InflateFlush, Status};

/// The largest window: 32 KiB.
const WINDOW_BITS: u8 = 15;

/// How much time compressing may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// For what is compressed in every letter. Three levels more take a quarter longer for a hundredth in size.
    Quick,
    /// For what is compressed once a run.
    Best,
}

/// A compressor for any number of streams: its tables are larger than a letter and take longer to make than a
/// stream takes to compress.
pub struct Deflater {
    quick: Deflate,
    /// Made when it is first needed, which for most compressors is never.
    best: Option<Deflate>,
}

impl Effort {
    fn compressor(self) -> Deflate {
        let (level, mem_level) = match self {
            // Blocks of 4,096 matches and other bytes, which pages and tags of a letter do not fill. Room for larger
            // ones is cleared before and after each stream, used or not.
            Effort::Quick => (3, 6),
            Effort::Best => (9, 8),
        };
        let window_bits = WINDOW_BITS.into();
        Deflate::new_with_config(DeflateConfig { window_bits, mem_level, ..DeflateConfig::new(level) })
    }
}

impl Default for Deflater {
    fn default() -> Deflater {
        Deflater { quick: Effort::Quick.compressor(), best: None }
    }
}

impl Deflater {
    /// `content` in zlib form; what was compressed before does not change it.
    pub fn deflate(&mut self, content: &[u8], effort: Effort) -> Vec<u8> {
        let stream = match effort {
            Effort::Quick => &mut self.quick,
            Effort::Best => self.best.get_or_insert_with(|| effort.compressor()),
        };
        stream.reset();
        let mut out = vec![0; content.len() / 2 + 64];
        loop {
            let (read, written) = (stream.total_in() as usize, stream.total_out() as usize);
            match stream.compress(&content[read..], &mut out[written..], DeflateFlush::Finish) {
                Ok(Status::Ok | Status::BufError) => out.resize(out.len() + content.len() / 2 + 64, 0),
                // Compressing has no errors but those of a state that was used wrongly.
                Ok(Status::StreamEnd) | Err(_) => break,
            }
        }
        out.truncate(stream.total_out() as usize);
        out
    }
}

/// What a stream in zlib form holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inflated {
    /// Bytes, counted until there are more than were asked for.
    pub len: usize,
    /// Whether they are, by their first two, a stream in zlib form again.
    pub again: bool,
}

/// Counts what the stream in zlib form at the start of `content` holds, without keeping it; up to more than `most`.
pub fn inflated(content: &[u8], most: usize) -> Inflated {
    let mut stream = Inflate::new(true, WINDOW_BITS);
    let mut part = vec![0; 1 << 15];
    let mut inflated = Inflated { len: 0, again: false };
    while inflated.len <= most {
        let read = stream.total_in() as usize;
        let status = stream.decompress(&content[read..], &mut part, InflateFlush::NoFlush);
        let len = stream.total_out() as usize;
        if inflated.len == 0 && len >= 2 {
            inflated.again = part[0] & 0x0F == 8 && u16::from_be_bytes([part[0], part[1]]).is_multiple_of(31);
        }
        let stuck = len == inflated.len && stream.total_in() as usize == read;
        inflated.len = len;
        if stuck || !matches!(status, Ok(Status::Ok | Status::BufError)) {
            break;
        }
    }
    inflated
}

#[cfg(test)]
mod tests {
    use zlib_rs::{Inflate, InflateFlush};

    use super::{Deflater, Effort};

    #[test]
    fn what_goes_in_comes_out() {
        // The third does not get smaller, so that the first guess at its size is too small.
        let mixed: Vec<u8> = (0..70_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let mut used = Deflater::default();
        for content in [&b""[..], b"a letter", &mixed, &[b'x'; 100_000]] {
            for effort in [Effort::Quick, Effort::Best, Effort::Quick, Effort::Quick, Effort::Best] {
                let deflated = used.deflate(content, effort);
                assert_eq!(deflated, Deflater::default().deflate(content, effort), "what came before shows");
                let mut inflated = vec![0; content.len() + 1];
                let mut inflate = Inflate::new(true, super::WINDOW_BITS);
                inflate.decompress(&deflated, &mut inflated, InflateFlush::Finish).expect("zlib form");
                assert_eq!(&inflated[..inflate.total_out() as usize], content);
            }
        }
    }
}
