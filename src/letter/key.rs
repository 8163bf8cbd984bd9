//! What names a letter: its case, its edition, and which paper of that edition it is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::edition::Edition;
use super::part::Part;
use crate::record::CaseNumber;
use crate::units::Date;

/// The two files of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileType {
    Markdown,
    Pdf,
}

impl FileType {
    pub const ALL: [FileType; 2] = [FileType::Markdown, FileType::Pdf];

    pub fn ending(self) -> &'static str {
        match self {
            FileType::Markdown => "md",
            FileType::Pdf => "pdf",
        }
    }
}

/// The identity of a letter. Its text is the name of its files below the folder of letters, without their endings,
/// and the name of its row in the ledger; no other text is the name of a letter.
///
/// The order is that of the ledger: by case, then edition, then part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LetterKey {
    case: CaseNumber,
    edition: Edition,
    part: Part,
    version: Version,
}

/// Which of the letters of one name in a case is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Version {
    Current,
    /// One that was mailed on this day and corrected since.
    Corrected(Date),
    /// One on paper, mailed on this day, because its e-mail came back.
    Again(Date),
}

impl LetterKey {
    /// The letter of a case in an edition, or one of the edition's papers.
    pub fn new(case: CaseNumber, edition: Edition, part: Part) -> LetterKey {
        LetterKey { case, edition, part, version: Version::Current }
    }

    /// The first key of a case, in the order of keys.
    pub fn first_of(case: CaseNumber) -> LetterKey {
        LetterKey::new(case, Edition::Determination, Part::Whole)
    }

    /// What this letter is called once a correction stands in its place; `mailed` is the day it was mailed.
    #[must_use]
    pub fn corrected(&self, mailed: Date) -> LetterKey {
        LetterKey { version: Version::Corrected(mailed), ..self.clone() }
    }

    /// What this letter is called on paper where its e-mail came back; `mailed` is the day it is mailed.
    #[must_use]
    pub fn again(&self, mailed: Date) -> LetterKey {
        LetterKey { version: Version::Again(mailed), ..self.clone() }
    }

    /// The letter that stands in the place of a corrected one.
    #[must_use]
    pub fn current(&self) -> LetterKey {
        match self.version {
            Version::Corrected(_) => LetterKey { version: Version::Current, ..self.clone() },
            Version::Current | Version::Again(_) => self.clone(),
        }
    }

    pub fn case(&self) -> &CaseNumber {
        &self.case
    }

    pub fn edition(&self) -> Edition {
        self.edition
    }

    pub fn part(&self) -> Part {
        self.part
    }

    /// Whether it is what a build of the record makes: neither corrected nor mailed again.
    pub fn is_current(&self) -> bool {
        self.version == Version::Current
    }

    /// Whether a correction stands in its place.
    pub fn is_corrected(&self) -> bool {
        matches!(self.version, Version::Corrected(_))
    }

    /// The day on which it was mailed on paper, of one whose e-mail came back.
    pub fn mailed_again(&self) -> Option<Date> {
        match self.version {
            Version::Again(mailed) => Some(mailed),
            Version::Current | Version::Corrected(_) => None,
        }
    }

    /// The path of one of its files below the folder of letters, `/` between the names.
    pub fn file(&self, file: FileType) -> String {
        format!("{self}.{}", file.ending())
    }

    /// The path under which a file that was edited by hand is kept, the first from 1.
    pub fn edited_file(&self, number: usize, file: FileType) -> String {
        format!("{self}.edited-{number}.{}", file.ending())
    }

    /// The letter of which a file name below the folder of letters is a file that was edited and kept.
    pub fn of_edited_file(name: &str) -> Option<LetterKey> {
        let (name, ending) = name.rsplit_once('.')?;
        let file = FileType::ALL.into_iter().find(|file| file.ending() == ending)?;
        let (letter, number) = name.rsplit_once(".edited-")?;
        let (letter, number): (LetterKey, usize) = (letter.parse().ok()?, number.parse().ok()?);
        (letter.edited_file(number, file) == format!("{name}.{ending}")).then_some(letter)
    }
}

impl fmt::Display for LetterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(folder) = self.edition.folder() {
            write!(f, "{folder}/")?;
        }
        write!(f, "{}", self.case)?;
        if self.part != Part::Whole {
            write!(f, "/{}", self.part)?;
        }
        match self.version {
            Version::Current => Ok(()),
            Version::Corrected(mailed) => write!(f, ".mailed-{mailed}"),
            Version::Again(mailed) => write!(f, ".again-{mailed}"),
        }
    }
}

/// A text that no letter has for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotALetter;

impl fmt::Display for NotALetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no edition has a letter of this name")
    }
}

impl FromStr for LetterKey {
    type Err = NotALetter;

    fn from_str(name: &str) -> Result<LetterKey, NotALetter> {
        let date = |date: &str| date.parse::<Date>().map_err(|_| NotALetter);
        let (letter, version) = match (name.rsplit_once(".mailed-"), name.rsplit_once(".again-")) {
            (Some((letter, day)), _) => (letter, Version::Corrected(date(day)?)),
            (None, Some((letter, day))) => (letter, Version::Again(date(day)?)),
            (None, None) => (name, Version::Current),
        };
        let steps: Vec<&str> = letter.split('/').collect();
        let edition = |folder| Edition::ALL.into_iter().find(|edition| edition.folder() == folder);
        let (edition, case, part) = match steps[..] {
            [case] => (edition(None), case, Some(Part::Whole)),
            [folder, case] => (edition(Some(folder)), case, Some(Part::Whole)),
            [folder, case, part] => (edition(Some(folder)), case, Part::of(part)),
            _ => return Err(NotALetter),
        };
        let (Some(edition), Some(part), Ok(case)) = (edition, part, CaseNumber::new(case)) else {
            return Err(NotALetter);
        };
        let key = LetterKey { case, edition, part, version };
        // One text for each letter: no other spelling of a number or a date.
        let known = (edition.has_copies() || key.mailed_again().is_none())
            && edition.has_copies() == (part != Part::Whole)
            && key.to_string() == name;
        if known { Ok(key) } else { Err(NotALetter) }
    }
}

impl Serialize for LetterKey {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for LetterKey {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<LetterKey, D::Error> {
        let name = String::deserialize(from)?;
        name.parse().map_err(|why| de::Error::custom(format!("`{name}`: {why}")))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::part::NAMED;
    use super::*;

    fn keys() -> impl Strategy<Value = LetterKey> {
        let part = prop_oneof![
            prop::sample::select(NAMED.map(|(part, _)| part).to_vec()),
            (1..50_u32).prop_map(Part::Copy)
        ];
        let date = (1990..2100_i16, 1..13_i8, 1..29_i8)
            .prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}").parse().expect("a date"));
        (
            0..100_u32,
            0..10_000_000_u32,
            prop::sample::select(Edition::ALL.to_vec()),
            part,
            prop_oneof![
                Just(Version::Current),
                date.clone().prop_map(Version::Corrected),
                date.prop_map(Version::Again)
            ],
        )
            .prop_map(|(year, number, edition, part, version)| LetterKey {
                case: CaseNumber::new(&format!("CM{year:02}-{number:07}")).expect("a case number"),
                edition,
                part: if edition.has_copies() { part } else { Part::Whole },
                version: match version {
                    Version::Again(_) if !edition.has_copies() => Version::Current,
                    version => version,
                },
            })
    }

    proptest! {
        #[test]
        fn a_letter_is_read_back_from_its_name(key in keys(), number in 1..1000_usize) {
            prop_assert_eq!(key.to_string().parse::<LetterKey>(), Ok(key.clone()));
            for file in FileType::ALL {
                let aside = key.edited_file(number, file);
                prop_assert_eq!(LetterKey::of_edited_file(&aside), Some(key.clone()));
            }
        }

        #[test]
        fn no_other_text_names_a_letter(key in keys(), at in 0..60_usize, with in "[./a-zM0-9~ -]{0,3}", cut in 0..3_usize) {
            let name = key.to_string();
            let at = at.min(name.len());
            let end = (at + cut).min(name.len());
            let other = format!("{}{with}{}", &name[..at], &name[end..]);
            if let Ok(read) = other.parse::<LetterKey>() {
                prop_assert_eq!(read.to_string(), other);
            }
        }
    }

    #[test]
    fn a_name_leads_nowhere_but_into_the_folder() {
        for name in [
            "",
            ".",
            "../CM14-0012345",
            "./CM14-0012345",
            "/CM14-0012345",
            "public/../CM14-0012345",
            "CM14-0012345/",
            "/tmp/CM14-0012345",
            "mailed/CM14-0012345",
            "mailed/CM14-0012345/",
            "mailed/CM14-0012345/../x",
            "x",
            "mailed/CM14-0012345/copy-0",
            "mailed/CM14-0012345/copy-01",
            "mailed/CM14-0012345/copy-+1",
            "CM14-0012345.md",
            "public/CM14-0012345/employee",
            "CM14-0012345.mailed-",
            "CM14-0012345.mailed-2014-2-5",
            "other/CM14-0012345",
            "mailed\\CM14-0012345\\employee",
            "CM14-0012345\0",
            "CM14-0012345.mailed-2014-02-05.mailed-2014-02-06",
            "CM14-0012345.again-2024-02-05",
            "mailed/CM14-0012345/employee.again-2024-2-5",
            "mailed/CM14-0012345/employee.again-2024-02-05.mailed-2024-02-06",
        ] {
            assert_eq!(name.parse::<LetterKey>(), Err(NotALetter), "{name:?}");
        }
    }
}
