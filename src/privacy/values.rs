//! A protected value, and in which form it counts as said.

use super::ordinary::{Ordinary, how_ordinary};
use crate::record::{Folded, is_without_case};

/// A protected value.
pub(super) struct Protected {
    /// What it is, in the words of a finding.
    pub what: String,
    /// Its letters and digits, folded.
    pub compact: Vec<char>,
    pub form: Form,
    /// Of a part of a person's name: the first letters of the others, by which `F. Last` and `First L.` are told.
    pub initials: Vec<char>,
}

/// In which form a value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Whole words, capitals or not: nothing else is meant by it.
    Whole,
    /// Whole words: certain where each has a capital, else for a person to look at where the name is rare enough.
    Organization { small: bool },
    /// A word, capitals or not.
    Name,
    /// A word that few texts use.
    SeldomWord,
    /// The same, where no test or sign is meant.
    NameOfSign,
    /// A word that any text may use.
    CommonWord,
    /// Whole words, each with a capital.
    CompanyWords { certain: bool },
    /// A word in capitals; certain where the record gives it.
    Acronym { certain: bool },
    /// Letters and digits that stand between no others, or after letters only.
    Number,
    /// Number and name of a street, where it is not `day 1 back`.
    Street,
    /// What may be another's, with a capital: a street without its number, the one telling word of a firm's name.
    Likely,
    /// A word so short, or so common at the start of a date or a name, that what is beside it must tell.
    ShortWord,
}

/// Adds a value in each way to spell it.
pub(super) fn add(all: &mut Vec<Protected>, what: impl Into<String>, text: &str, form: Form) {
    let compact = Folded::new(text).compact();
    let what = what.into();
    for compact in [respelled(text), Some(compact)].into_iter().flatten() {
        if compact.len() > 1 {
            all.push(Protected { what: what.clone(), compact, form, initials: Vec::new() });
        }
    }
}

/// The other way to write a name with umlauts: `Müller` as `Mueller`, `Mueller` as `Muller`.
fn respelled(text: &str) -> Option<Vec<char>> {
    let expanded: String = text
        .chars()
        .flat_map(|c| match c {
            'ä' | 'Ä' => vec!['a', 'e'],
            'ö' | 'Ö' | 'ø' | 'Ø' => vec!['o', 'e'],
            'ü' | 'Ü' => vec!['u', 'e'],
            'å' | 'Å' => vec!['a', 'a'],
            c => vec![c],
        })
        .collect();
    let other = if expanded == text {
        let small = text.to_lowercase();
        small.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    } else {
        expanded
    };
    let (other, own) = (Folded::new(&other).compact(), Folded::new(text).compact());
    (other != own && other.len() > 3).then_some(other)
}

/// How a word counts that is a name.
pub(super) fn form_of_part(word: &str) -> Form {
    let plain: String = Folded::new(word).compact().into_iter().collect();
    if plain.chars().any(is_without_case) {
        return Form::Name;
    }
    if plain.len() < 3 || is_in(word, PARTICLES) || is_in(word, MONTHS) {
        return Form::ShortWord;
    }
    if is_in(word, CALLINGS) {
        return Form::SeldomWord;
    }
    if is_in(word, COMMON_WORDS) {
        return Form::CommonWord;
    }
    if is_in(word, SIGNS) {
        return Form::NameOfSign;
    }
    match how_ordinary(&plain) {
        Ordinary::Frequent => Form::CommonWord,
        Ordinary::Seldom => Form::SeldomWord,
        Ordinary::No => Form::Name,
    }
}

/// Whether a folded word is one of a list.
pub(super) fn is_one_of(word: &str, list: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// Whether a word, its case and punctuation aside, is one of a list.
pub(super) fn is_in(word: &str, list: &str) -> bool {
    let plain: String = Folded::new(word).compact().into_iter().collect();
    is_one_of(&plain, list)
}

pub(super) const TITLES: &str = "mr mrs ms miss mx dr doctor prof professor atty attorney";

pub(super) const PARTICLES: &str = "van von der den del dela della des las los the and bin ibn san santa dos";

const MONTHS: &str = "april may june august";

/// Names that are callings and other words which letters about treatment have no use for.
pub(super) const CALLINGS: &str = "
    smith miller fisher weaver mason fuller bishop hunter knight king wade graves cummings manning porter cook
    farmer carter turner cooper fletcher tucker carver sawyer shepherd";

/// Names that are words of such letters, or of English.
pub(super) const COMMON_WORDS: &str = "
    amber arms art autumn back bail baker ball banks battle bean bell berry best bill black bond bone bones
    booth branch brook brooks brown bush camp case cash chance chase child christian church clay cliff crystal
    cross curry dale dawn day dean dick drew early east english fair faith field fields flood foot forest fox
    frank french gates gene german glass gold golden good grace grant gray green grey guy hall hand harden
    head heard heather high hill holder holiday hope house iris ivy jack joint joy keen lake lance lane law
    leg lily little long love low major mark marks marsh means mercy miles mills moody moon noble north nurse
    olive pack page pain park parks pat pearl penny piper plant pope post potter power powers price quick ray
    read rice rich ring ringer rivers rob rock root rose ruby rush rusty sandy savage section self sharp
    shields short silver singer skinner small snow south spring star stark stone storm street strong sue
    summer summers sunny swift temple trial victor violet walker wall walls ward ware waters week weeks wells
    west white will wills winter winters wise wood woods worth york young";

/// Names of people that name tests, signs and scales.
pub(super) const SIGNS: &str = "
    adson allen apley babinski baker beck beighton carnett cobb cozen drawer epworth faber finkelstein froment
    gaenslen hamilton hawkins hill hoffman hoffmann homan jackson jobe kellgren kemp kennedy lachman lasegue
    lawrence lhermitte mcgill mckenzie mcmurray milgram minor morton murphy neer obrien oswestry patrick phalen
    roland romberg sachs schmorl schober sorensen speed spurling tinel thomas thompson tylenol valsalva waddell
    watson yeoman yergason zung";
