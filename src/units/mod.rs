//! Lengths on a page, dates, and language tags.
//!
//! A length is a whole number of small parts of a point (72 points make an inch), so that the advances of faces of
//! 1,000 and of 2,048 units to the em are exact, as are their sums; pages compare equal, and no float crosses a room.

mod language;

use std::borrow::Cow;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

pub use language::{LanguageTag, NoLanguageTag};

// Days of the calendar.
pub use jiff::civil::{Date, Weekday, date};

/// The months by their English names.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The day so many days after another.
///
/// # Panics
/// At the end of the calendar, in the year 9999.
pub fn days_after(day: Date, days: i64) -> Date {
    checked_days_after(day, days).expect("the calendar goes on")
}

/// The day so many days after another; none beyond the end of the calendar, in the year 9999.
pub fn checked_days_after(day: Date, days: i64) -> Option<Date> {
    day.checked_add(jiff::Span::new().days(days)).ok()
}

/// Parts of a thousandth of a point: 1,000 and 2,048 both go into 256,000 thousands.
const PARTS: i64 = 256_000;

/// A length on a page. Arithmetic beyond 36 billion points panics; nothing wraps around.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pt(i64);

impl Pt {
    pub const ZERO: Pt = Pt(0);

    /// A length of `thousandths` of a point.
    pub const fn milli(thousandths: i32) -> Pt {
        Pt(thousandths as i64 * PARTS)
    }

    /// A length of whole points.
    pub const fn whole(points: i32) -> Pt {
        Pt(points as i64 * 1000 * PARTS)
    }

    /// The length in thousandths of a point, to the nearest, halves away from zero.
    ///
    /// # Panics
    /// Beyond 2,147,483 points, which no page has.
    pub fn to_milli(self) -> i32 {
        i32::try_from(self.rounded_milli()).expect(TOO_LONG)
    }

    const fn rounded_milli(self) -> i64 {
        let half = if self.0 < 0 { -PARTS / 2 } else { PARTS / 2 };
        self.0.saturating_add(half) / PARTS
    }

    /// The length in points, for writers whose numbers are floats.
    pub fn to_f32(self) -> f32 {
        (self.0 as f64 / (1000 * PARTS) as f64) as f32
    }

    /// The nearest length of whole thousandths to `points`; none where it is not finite or beyond 2,000,000 points.
    pub fn from_points(points: f64) -> Option<Pt> {
        let milli = (points * 1000.0).round();
        (milli.is_finite() && milli.abs() <= MAX_POINTS * 1000.0).then_some(Pt::milli(milli as i32))
    }

    /// This length times `per_mille` thousandths. Exact where this length is of whole thousandths.
    pub fn per_mille(self, per_mille: i32) -> Pt {
        self.scaled(per_mille.into(), 1000)
    }

    /// The advance, at this size of type, of `em`. Exact where the size is of whole thousandths.
    pub fn of_em(self, em: Em) -> Pt {
        self.scaled(em.0.into(), EM_PARTS)
    }

    /// To the nearest, halves away from zero.
    fn scaled(self, times: i64, by: i64) -> Pt {
        let half = if (self.0 < 0) == (times < 0) { by / 2 } else { -by / 2 };
        // Every glyph comes through here, and dividing 128 bits takes many times as long.
        if let Some(rounded) = self.0.checked_mul(times).and_then(|product| product.checked_add(half)) {
            return Pt(rounded / by);
        }
        let product = i128::from(self.0) * i128::from(times);
        Pt(i64::try_from((product + i128::from(half)) / i128::from(by)).expect(TOO_LONG))
    }
}

const TOO_LONG: &str = "no length goes beyond 36 billion points";

/// Parts of an em, in which faces of 1,000 and of 2,048 units to the em measure in whole numbers.
const EM_PARTS: i64 = 256_000;

/// A length relative to the size of type, which is one em.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Em(i32);

impl Em {
    pub const ZERO: Em = Em(0);

    /// So many thousandths of the size.
    pub const fn per_mille(thousandths: i16) -> Em {
        Em(thousandths as i32 * (EM_PARTS / 1000) as i32)
    }

    /// `units` of a face that has `per_em` of them in an em, to the nearest part; none beyond 8,000 em.
    pub fn of_units(units: i32, per_em: i32) -> Option<Em> {
        let product = i64::from(units) * EM_PARTS * 2;
        let half = i64::from(if units < 0 { -per_em } else { per_em });
        i32::try_from((product + half) / (2 * i64::from(per_em))).ok().map(Em)
    }

    /// In thousandths of the size, as a PDF gives widths.
    pub fn to_per_mille(self) -> f32 {
        (f64::from(self.0) * 1000.0 / EM_PARTS as f64) as f32
    }

    /// In whole parts of an em, 256,000 of them.
    pub const fn parts(self) -> i32 {
        self.0
    }
}

impl Add for Em {
    type Output = Em;
    fn add(self, other: Em) -> Em {
        Em(self.0.checked_add(other.0).expect(TOO_LONG))
    }
}
impl Sub for Em {
    type Output = Em;
    fn sub(self, other: Em) -> Em {
        Em(self.0.checked_sub(other.0).expect(TOO_LONG))
    }
}
impl Sum for Em {
    fn sum<I: Iterator<Item = Em>>(lengths: I) -> Em {
        lengths.fold(Em::ZERO, Add::add)
    }
}

impl fmt::Display for Pt {
    /// Points with up to three decimals, as many as needed: `13.8`, `612`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let milli = self.rounded_milli();
        let sign = if milli < 0 { "-" } else { "" };
        let (whole, part) = (milli.unsigned_abs() / 1000, milli.unsigned_abs() % 1000);
        if part == 0 {
            return write!(f, "{sign}{whole}");
        }
        let digits = format!("{part:03}");
        write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

impl Add for Pt {
    type Output = Pt;
    fn add(self, other: Pt) -> Pt {
        Pt(self.0.checked_add(other.0).expect(TOO_LONG))
    }
}
impl Sub for Pt {
    type Output = Pt;
    fn sub(self, other: Pt) -> Pt {
        Pt(self.0.checked_sub(other.0).expect(TOO_LONG))
    }
}
impl Pt {
    /// How many times another length goes into this one, whole times only.
    pub fn whole_times(self, other: Pt) -> usize {
        if self.0 < 0 || other.0 <= 0 { 0 } else { (self.0 / other.0) as usize }
    }
}

impl Neg for Pt {
    type Output = Pt;
    fn neg(self) -> Pt {
        Pt::ZERO - self
    }
}
impl Mul<i32> for Pt {
    type Output = Pt;
    fn mul(self, times: i32) -> Pt {
        Pt(self.0.checked_mul(times.into()).expect(TOO_LONG))
    }
}
impl Div<i32> for Pt {
    type Output = Pt;
    fn div(self, by: i32) -> Pt {
        Pt(self.0 / i64::from(by))
    }
}
impl AddAssign for Pt {
    fn add_assign(&mut self, other: Pt) {
        *self = *self + other;
    }
}
impl SubAssign for Pt {
    fn sub_assign(&mut self, other: Pt) {
        *self = *self - other;
    }
}
impl Sum for Pt {
    fn sum<I: Iterator<Item = Pt>>(lengths: I) -> Pt {
        lengths.fold(Pt::ZERO, Add::add)
    }
}

/// A place on a page, from its top left corner; y grows downward.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    pub x: Pt,
    pub y: Pt,
}

/// A width and a height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    pub width: Pt,
    pub height: Pt,
}

impl Size {
    /// The same shape, as large as it is where that fits into another, else as large as fits.
    pub fn fitted(self, most: Size) -> Size {
        if self.width <= most.width && self.height <= most.height {
            return self;
        }
        let height = self.height.scaled(most.width.0, self.width.0);
        if height <= most.height {
            return Size { width: most.width, height };
        }
        Size { width: self.width.scaled(most.height.0, self.height.0), height: most.height }
    }
}

/// A rectangle by its top left corner and size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    pub at: Point,
    pub size: Size,
}

impl Rect {
    /// Smaller by so much at each side edge, and at the upper and the lower; by less than nothing it is larger.
    #[must_use]
    pub fn inset(self, x: Pt, y: Pt) -> Rect {
        let at = Point { x: self.at.x + x, y: self.at.y + y };
        Rect { at, size: Size { width: self.size.width - x * 2, height: self.size.height - y * 2 } }
    }

    /// Whether the two have a part of the page in common.
    pub fn overlaps(self, other: Rect) -> bool {
        let (one, two) = (self.end(), other.end());
        self.at.x < two.x && other.at.x < one.x && self.at.y < two.y && other.at.y < one.y
    }

    /// Whether no part of it is outside of another.
    pub fn is_inside(self, other: Rect) -> bool {
        let (one, two) = (self.end(), other.end());
        self.at.x >= other.at.x && self.at.y >= other.at.y && one.x <= two.x && one.y <= two.y
    }

    /// Its lower right corner.
    fn end(self) -> Point {
        Point { x: self.at.x + self.size.width, y: self.at.y + self.size.height }
    }
}

/// Points beyond which no length goes, in either direction.
const MAX_POINTS: f64 = 2_000_000.0;

impl<'de> serde::Deserialize<'de> for Pt {
    /// Points as a number: `13.8`.
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Pt, D::Error> {
        let points = f64::deserialize(from)?;
        Pt::from_points(points)
            .ok_or_else(|| serde::de::Error::custom(format!("{points} points is too large a length")))
    }
}

impl schemars::JsonSchema for Pt {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Points".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": -MAX_POINTS, "maximum": MAX_POINTS })
    }
}
