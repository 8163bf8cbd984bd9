//! Lengths on a page, dates, and language tags.
//!
//! A length is a whole number of thousandths of a point (72 points make an inch), so sums are exact,
//! pages compare equal, and no float crosses a room.

mod language;

use std::borrow::Cow;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

pub use language::{LanguageTag, NoLanguageTag};

// Days of the calendar.
pub use jiff::civil::{Date, Weekday, date};

/// The day so many days after another.
///
/// # Panics
/// At the end of the calendar, in the year 9999.
pub fn days_after(day: Date, days: i64) -> Date {
    day.checked_add(jiff::Span::new().days(days)).expect("the calendar goes on")
}

/// A length in thousandths of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pt(i32);

impl Pt {
    pub const ZERO: Pt = Pt(0);

    /// A length of `thousandths` of a point.
    pub const fn milli(thousandths: i32) -> Pt {
        Pt(thousandths)
    }

    /// A length of whole points.
    pub const fn whole(points: i32) -> Pt {
        Pt(points * 1000)
    }

    /// The length in thousandths of a point.
    pub const fn to_milli(self) -> i32 {
        self.0
    }

    /// The length in points, for writers whose numbers are floats.
    pub fn to_f32(self) -> f32 {
        self.0 as f32 / 1000.0
    }

    /// The nearest length to `points`; none where it is not finite or beyond 2,000,000 points.
    pub fn from_points(points: f64) -> Option<Pt> {
        let milli = (points * 1000.0).round();
        (milli.is_finite() && milli.abs() <= MAX_POINTS * 1000.0).then_some(Pt(milli as i32))
    }

    /// This length times `per_mille` thousandths: the advance of a glyph at this font size.
    /// Exact where the product is a whole number of thousandths, else cut off toward zero.
    pub const fn per_mille(self, per_mille: i32) -> Pt {
        Pt((self.0 as i64 * per_mille as i64 / 1000) as i32)
    }
}

impl fmt::Display for Pt {
    /// Points with as many decimals as needed: `13.8`, `612`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
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
        Pt(self.0 + other.0)
    }
}
impl Sub for Pt {
    type Output = Pt;
    fn sub(self, other: Pt) -> Pt {
        Pt(self.0 - other.0)
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
        Pt(-self.0)
    }
}
impl Mul<i32> for Pt {
    type Output = Pt;
    fn mul(self, times: i32) -> Pt {
        Pt(self.0 * times)
    }
}
impl Div<i32> for Pt {
    type Output = Pt;
    fn div(self, by: i32) -> Pt {
        Pt(self.0 / by)
    }
}
impl AddAssign for Pt {
    fn add_assign(&mut self, other: Pt) {
        self.0 += other.0;
    }
}
impl SubAssign for Pt {
    fn sub_assign(&mut self, other: Pt) {
        self.0 -= other.0;
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

/// A rectangle by its top left corner and size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    pub at: Point,
    pub size: Size,
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
