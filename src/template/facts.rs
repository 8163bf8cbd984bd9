//! What the letters of a wording have to print, by the contracts of their records.

use super::fill::Templates;
use super::names::Names;
use super::tags::{Kind, tags};
use crate::letter::Letter;
use crate::record::{Contracts, RecordContract};

impl Templates {
    /// The same for records of these contracts.
    #[must_use]
    pub fn for_records_of(mut self, contracts: &Contracts) -> Templates {
        let names = |contract: &RecordContract| Names::of(&Letter::schema(contract));
        let own = contracts.of_wordings().map(|(wording, contract)| (wording.clone(), names(contract)));
        self.names_of_wordings = own.collect();
        self.contracts = contracts.clone();
        self
    }

    /// What records must hold.
    pub fn contracts(&self) -> &Contracts {
        &self.contracts
    }

    /// Whether a wording's own templates ask for a fact by this name.
    pub fn asks_for(&self, wording: &str, fact: &str) -> bool {
        let used = self.used_by(wording);
        let used = self.templates.iter().filter(|template| used.contains(template.name.as_str()));
        used.flat_map(|template| tags(template.text())).any(|tag| {
            let names = tag.tokens.iter().map(|token| token.kind == Kind::Name(fact));
            let below =
                std::iter::once(false).chain(tag.tokens.iter().map(|token| token.kind == Kind::Sign('.')));
            names.zip(below).any(|(named, below)| named && !below)
        })
    }

    /// Whether a wording prints a field, by the keys that lead to it with full stops between them.
    pub fn prints(&self, wording: &str, field: &str) -> bool {
        self.printed.get(wording).is_some_and(|fields| fields.contains(field))
    }

    /// The names that a letter of a wording has.
    pub(super) fn names_of(&self, wording: &str) -> &Names {
        self.names_of_wordings.get(wording).unwrap_or_else(|| {
            self.letter_names.get_or_init(|| Names::of(&Letter::schema(self.contracts.of_wording(wording))))
        })
    }
}
