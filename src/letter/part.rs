//! Which paper of an edition is meant.

use std::fmt;

/// A paper of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The one paper of an edition without copies.
    Whole,
    Employee,
    Representative,
    RequestingPhysician,
    ClaimsAdministrator,
    /// The copy of someone else, from 1 in the order of the record.
    Copy(u32),
    ProofOfService,
}

/// The parts of an addressed letter that it has once at most, each with its name.
pub(super) const NAMED: [(Part, &str); 5] = [
    (Part::Employee, "employee"),
    (Part::Representative, "representative"),
    (Part::RequestingPhysician, "requesting_physician"),
    (Part::ClaimsAdministrator, "claims_administrator"),
    (Part::ProofOfService, "proof-of-service"),
];

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Whole => Ok(()),
            Part::Copy(number) => write!(f, "copy-{number}"),
            named => {
                NAMED.iter().filter(|(part, _)| part == named).try_for_each(|(_, name)| f.write_str(name))
            }
        }
    }
}

impl Part {
    /// The part of a name.
    pub fn of(name: &str) -> Option<Part> {
        let named = NAMED.iter().find(|(_, known)| *known == name).map(|(part, _)| *part);
        named.or_else(|| {
            Some(Part::Copy(name.strip_prefix("copy-")?.parse().ok().filter(|&number| number > 0)?))
        })
    }
}
