//! What the law says, as dated values with their sources: numbers, calendars, places, and the last day to
//! appeal that is computed from them. No other room holds a number of the law.
//!
//! A value holds from a day on and, where it was replaced, until a day. A day for which no value or more than
//! one is known is an error ([`NotKnown`]), never a choice.

mod appeal;
mod calendar;
mod closures;
mod dated;
mod explain;
mod numbers;
mod places;

pub use appeal::{Deadline, Service, Side, Step, aggrieved, last_day_to_appeal};
pub use calendar::{Calendar, Closed, Closure, On, name_of_day};
pub use closures::{BOARD, POST};
pub use dated::{Dated, KNOWN_THROUGH, NotKnown, Number};
pub use explain::{explain, names};
pub use numbers::*;
pub use places::{Country, Place, country, country_names, is_state, state, state_names};
