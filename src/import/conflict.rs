//! What two letters of a case tell of one field.

/// What a field says in two letters that cannot be one record's.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Conflict {
    pub field: String,
    pub says: (String, String),
}

impl Conflict {
    pub fn new(field: &str, one: &str, other: &str) -> Conflict {
        Conflict { field: field.to_owned(), says: (one.to_owned(), other.to_owned()) }
    }
}

/// What two letters tell, of which each may not.
pub(super) fn agreed<T: Clone + PartialEq>(
    field: &str,
    one: &Option<T>,
    other: &Option<T>,
    shown: impl Fn(&T) -> String,
) -> Result<Option<T>, Conflict> {
    match (one, other) {
        (Some(a), Some(b)) if a != b => Err(Conflict::new(field, &shown(a), &shown(b))),
        (Some(told), _) | (None, Some(told)) => Ok(Some(told.clone())),
        (None, None) => Ok(None),
    }
}
