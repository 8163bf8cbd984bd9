//! Which paper of which letter an address means.

use super::html::{name_of, step};
use crate::letter::Edition;

/// Addresses that are of no letter.
pub const RESERVED: [&str; 6] = ["page.css", "page.js", "icon.svg", "events", "explain", "report"];

/// `/CM14-0067214`, `/CM14-0067214/public`, `/CM14-0067214/mailed/employee`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The letter's name in addresses, or its case number.
    pub name: String,
    pub edition: Edition,
    /// The file of one of several papers; none for the first.
    pub paper: Option<String>,
}

impl Address {
    pub fn of(name: &str) -> Address {
        Address { name: name.to_owned(), edition: Edition::Determination, paper: None }
    }

    /// The same letter in another edition.
    pub fn in_edition(&self, edition: Edition) -> Address {
        Address { edition, paper: None, ..self.clone() }
    }

    /// Another paper of the same edition.
    pub fn with_paper(&self, paper: &str) -> Address {
        Address { paper: Some(paper.to_owned()), ..self.clone() }
    }

    /// The address that a path begins with, and the steps that follow it.
    pub fn read<'a>(path: &'a [&'a str]) -> Option<(Address, &'a [&'a str])> {
        let (name, mut rest) = path.split_first()?;
        let mut address = Address::of(&name_of(name)?);
        if let Some((first, after)) = rest.split_first()
            && let Some(edition) = Edition::ALL.into_iter().find(|edition| edition.folder() == Some(*first))
        {
            (address.edition, rest) = (edition, after);
        }
        if let Some((first, after)) = rest.split_first()
            && address.edition.has_copies()
            && !["letter.pdf", "page"].contains(first)
        {
            (address.paper, rest) = (Some(name_of(first)?), after);
        }
        Some((address, rest))
    }

    pub fn path(&self) -> String {
        let mut path = format!("/{}", step(&self.name));
        for further in [self.edition.folder(), self.paper.as_deref()].into_iter().flatten() {
            path.push('/');
            path.push_str(&step(further));
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_read_back() {
        let letter = Address::of("CM14-0067214");
        let copy = letter.in_edition(Edition::Mailed).with_paper("employee");
        for (address, path) in [
            (letter.clone(), "/CM14-0067214"),
            (letter.in_edition(Edition::Public), "/CM14-0067214/public"),
            (letter.in_edition(Edition::Mailed), "/CM14-0067214/mailed"),
            (copy, "/CM14-0067214/mailed/employee"),
            (Address::of("a/b ?"), "/a%2Fb%20%3F"),
        ] {
            assert_eq!(address.path(), path);
            let with_file = format!("{path}/page/1.svg");
            let steps: Vec<&str> = with_file[1..].split('/').collect();
            assert_eq!(Address::read(&steps), Some((address, &["page", "1.svg"][..])));
        }
    }
}
