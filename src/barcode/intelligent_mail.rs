//! The Intelligent Mail barcode: a number of 20 digits and a routing code -> 65 bars (USPS-B-3200, revision E).

use std::sync::LazyLock;

/// One of the four bars. All have the middle part, the tracker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    Full,
    Ascender,
    Descender,
    Tracker,
}

impl Bar {
    pub fn ascends(self) -> bool {
        matches!(self, Bar::Full | Bar::Ascender)
    }

    pub fn descends(self) -> bool {
        matches!(self, Bar::Full | Bar::Descender)
    }

    /// As the specification writes it: F, A, D or T.
    pub fn letter(self) -> char {
        match self {
            Bar::Full => 'F',
            Bar::Ascender => 'A',
            Bar::Descender => 'D',
            Bar::Tracker => 'T',
        }
    }
}

/// What the barcode of one mail piece says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailPiece {
    /// Barcode identifier, service type, mailer and serial number.
    tracking: String,
    routing: String,
}

impl MailPiece {
    pub const BARS: usize = 65;

    /// A tracking code of 20 digits, the second of them 0 to 4, and a routing code: the ZIP code and what follows it, of
    /// 5, 9 or 11 digits, or of none. None for anything else.
    pub fn new(tracking: &str, routing: &str) -> Option<MailPiece> {
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let fits = digits(tracking)
            && digits(routing)
            && tracking.len() == 20
            && tracking.as_bytes()[1] <= b'4'
            && matches!(routing.len(), 0 | 5 | 9 | 11);
        fits.then(|| MailPiece { tracking: tracking.to_owned(), routing: routing.to_owned() })
    }

    /// All of its digits, the tracking code first, as they are printed for people and kept in lists.
    pub fn digits(&self) -> String {
        format!("{}{}", self.tracking, self.routing)
    }

    /// Its bars from left to right.
    pub fn bars(&self) -> [Bar; MailPiece::BARS] {
        let number = self.number();
        let check = check_sequence(number);
        let characters = characters(codewords(number, check), check);
        let is_set = |bar: usize| {
            let at = PLACES.iter().position(|&place| usize::from(place) == bar + 1);
            at.is_some_and(|at| characters[at / 13] >> (at % 13) & 1 == 1)
        };
        std::array::from_fn(|bar| match (is_set(bar), is_set(bar + MailPiece::BARS)) {
            (true, true) => Bar::Full,
            (false, true) => Bar::Ascender,
            (true, false) => Bar::Descender,
            (false, false) => Bar::Tracker,
        })
    }

    /// Step 1: the routing code, with one more than the codes of fewer digits come to, then the tracking code.
    fn number(&self) -> u128 {
        let routing = self.routing.bytes().fold(0, |number, digit| number * 10 + u128::from(digit - b'0'));
        let fewer = match self.routing.len() {
            0 => 0,
            5 => 1,
            9 => 100_001,
            _ => 1_000_100_001,
        };
        let mut number = routing + fewer;
        for (place, digit) in self.tracking.bytes().enumerate() {
            // The second digit is 0 to 4.
            let base = if place == 1 { 5 } else { 10 };
            number = number * base + u128::from(digit - b'0');
        }
        number
    }
}

/// Step 2: the check sequence of 11 bits over the 102 bits of the number.
fn check_sequence(number: u128) -> u16 {
    const POLYNOMIAL: u16 = 0x0F35;
    (0..102).rev().fold(0x07FF, |check: u16, bit| {
        let data = (number >> bit & 1) as u16;
        let shifted = if check >> 10 ^ data == 1 { check << 1 ^ POLYNOMIAL } else { check << 1 };
        shifted & 0x07FF
    })
}

/// Steps 3 and 4: ten codewords, the last to base 636 and doubled, the others to base 1365; the first tells the
/// highest bit of the check sequence.
fn codewords(number: u128, check: u16) -> [u16; 10] {
    let mut codewords = [0; 10];
    let mut rest = number;
    for (place, codeword) in codewords.iter_mut().enumerate().rev() {
        let base = if place == 9 { 636 } else { 1365 };
        *codeword = (rest % base) as u16;
        rest /= base;
    }
    codewords[9] *= 2;
    codewords[0] += if check >> 10 == 1 { 659 } else { 0 };
    codewords
}

/// Step 5: characters of 13 bits; a bit of the check sequence that is set turns all bits of its character.
fn characters(codewords: [u16; 10], check: u16) -> [u16; 10] {
    static FIVE: LazyLock<Vec<u16>> = LazyLock::new(|| characters_of(5));
    static TWO: LazyLock<Vec<u16>> = LazyLock::new(|| characters_of(2));
    std::array::from_fn(|place| {
        let codeword = usize::from(codewords[place]);
        let character = FIVE.get(codeword).copied().unwrap_or_else(|| TWO[codeword - FIVE.len()]);
        if check >> place & 1 == 1 { character ^ 0x1FFF } else { character }
    })
}

/// The characters of 13 bits with so many set, in the order of appendix D: each with its mirror image after it, those
/// that are their own at the end, from the last to the first.
fn characters_of(set: u32) -> Vec<u16> {
    let mirrored = |character: u16| character.reverse_bits() >> 3;
    let all = || (0..1 << 13).filter(|character: &u16| character.count_ones() == set);
    let pairs = all().filter(|&character| character < mirrored(character));
    let own = all().filter(|&character| character == mirrored(character));
    let pairs = pairs.flat_map(|character| [character, mirrored(character)]);
    pairs.chain(own.collect::<Vec<_>>().into_iter().rev()).collect()
}

/// Step 6: of each bit of the ten characters, from the lowest, the bar that it is drawn in: 1 to 65 descend, 66 to 130
/// ascend (appendix D, table IV).
const PLACES: [u8; 2 * MailPiece::BARS] = [
    67, 6, 78, 16, 86, 95, 34, 40, 45, 113, 117, 121, 62, 87, 18, 104, 41, 76, 57, 119, 115, 72, 97, 2, 127,
    26, 105, 35, 122, 52, 114, 7, 24, 82, 68, 63, 94, 44, 77, 112, 70, 100, 39, 30, 107, 15, 125, 85, 10, 65,
    54, 88, 20, 106, 46, 66, 8, 116, 29, 61, 99, 80, 90, 37, 123, 51, 25, 84, 129, 56, 4, 109, 96, 28, 36,
    47, 11, 71, 33, 102, 21, 9, 17, 49, 124, 79, 64, 91, 42, 69, 53, 60, 14, 1, 27, 103, 126, 75, 89, 50,
    120, 19, 32, 110, 92, 111, 130, 59, 31, 12, 81, 43, 55, 5, 74, 22, 101, 128, 58, 118, 48, 108, 38, 98,
    93, 23, 83, 13, 73, 3,
];

#[cfg(test)]
mod tests {
    use super::{MailPiece, characters_of};

    #[test]
    fn the_published_examples_have_their_bars() {
        for (routing, bars) in [
            ("", "ATTFATTDTTADTAATTDTDTATTDAFDDFADFDFTFFFFFTATFAAAATDFFTDAADFTFDTDT"),
            ("01234", "DTTAFADDTTFTDTFTFDTDDADADAFADFATDDFTAAAFDTTADFAAATDFDTDFADDDTDFFT"),
            ("012345678", "ADFTTAFDTTTTFATTADTAAATFTFTATDAAAFDDADATATDTDTTDFDTDATADADTDFFTFA"),
            ("01234567891", "AADTFFDFTDADTAADAATFDTDDAAADDTDTTDAFADADDDTFFFDDTTTADFAAADFTDAADA"),
        ] {
            let piece = MailPiece::new("01234567094987654321", routing).unwrap();
            let read: String = piece.bars().iter().map(|bar| bar.letter()).collect();
            assert_eq!(read, bars);
        }
    }

    #[test]
    fn each_codeword_has_one_character() {
        assert_eq!((characters_of(5).len(), characters_of(2).len()), (1287, 78));
        let mut all = [characters_of(5), characters_of(2)].concat();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 1365);
    }

    #[test]
    fn what_is_no_mail_piece_is_refused() {
        let tracking = "01234567094987654321";
        for (tracking, routing) in [
            ("0123456709498765432", ""),
            ("012345670949876543210", ""),
            ("05234567094987654321", ""),
            ("0123456709498765432x", ""),
            (tracking, "1"),
            (tracking, "1234-5678"),
            (tracking, "0123456789"),
            (tracking, "012345678912"),
        ] {
            assert_eq!(MailPiece::new(tracking, routing), None, "{tracking} {routing}");
        }
    }
}
