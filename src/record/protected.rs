//! What a record says that may not be published, and in which form it counts as said.
//!
//! | of the record | counts where it stands as |
//! | --- | --- |
//! | a name as typed, first and last name, last and first | whole words, capitals or not |
//! | a given or family name that is no English word (`Rivera`) | a word, capitals or not |
//! | one that few texts use as a word (`Cannon`) | a word with a capital inside a sentence; else for a person to look at |
//! | one that is also an English word (`Park`, `Will`) | a word beside a title, an initial or the other name; with a capital for a person to look at |
//! | one of two letters, or that is also a month (`Ng`, `May`) | the same |
//! | one that also names a clinical sign (`Hawkins`) | a word with a capital, unless `test`, `sign` and the like follow |
//! | claim number, ZIP+4 | its letters and digits, punctuation or not |
//! | street line | its number and street name; a unit alone is nobody's |
//! | an own field that is not published, with a digit and five signs | its letters and digits |
//! | city and ZIP | both, with or without the state |
//! | organization | whole words with a capital, without `Inc` and the like; one word alone as a name |
//!
//! Five digits alone are no ZIP, since most procedures have a number of five digits. The name of a department
//! or company has no parts: `Claims` and `Insurance` stand in every letter. In scripts without capitals every word counts
//! as one with a capital.

use super::folded::{Folded, is_without_case};
use super::ordinary::{Ordinary, how_ordinary};
use super::own_fields::EXTRA;
use super::types::{Address, CaseRecord, Party};

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
    /// Whole words, the first with a capital.
    Organization,
    /// A word, capitals or not.
    Name,
    /// A word that few texts use.
    SeldomWord,
    /// The same, where no test or sign is meant.
    NameOfSign,
    /// A word that any text may use.
    CommonWord,
    /// A word so short, or so common at the start of a date or a name, that what is beside it must tell.
    ShortWord,
}

/// All of a record.
pub(super) fn of_record(record: &CaseRecord) -> Vec<Protected> {
    let mut all = Vec::new();
    let parties = [
        ("employee", &record.employee),
        ("representative", &record.representative),
        ("requesting physician", &record.requesting_physician),
        ("claims administrator", &record.claims_administrator),
    ];
    let parties = parties.into_iter().filter_map(|(who, party)| Some((who, party.as_ref()?)));
    for (who, party) in parties.chain(record.copies.iter().map(|party| ("recipient of a copy", party))) {
        of_party(who, party, &mut all);
    }
    if let Some(number) = &record.claim_number {
        add(&mut all, "the claim number", number, Form::Whole);
    }
    of_own_fields(record, &mut all);
    all
}

/// Numbers and codes of the organization's own fields that may not be published; words of theirs may stand in any text.
fn of_own_fields(record: &CaseRecord, all: &mut Vec<Protected>) {
    for (name, text) in record.extra.unpublished(record.contract.own_fields()) {
        let signs = text.chars().filter(|c| c.is_alphanumeric()).count();
        if signs >= 5 && text.contains(|c: char| c.is_ascii_digit()) {
            add(all, format!("`{EXTRA}.{name}`"), text, Form::Whole);
        }
    }
}

fn add(all: &mut Vec<Protected>, what: impl Into<String>, text: &str, form: Form) {
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

fn of_party(who: &str, party: &Party, all: &mut Vec<Protected>) {
    of_name(who, &party.name, all);
    if let Some(organization) = &party.organization {
        of_organization(&format!("the organization of the {who}"), organization, all);
    }
    of_address(who, &party.address, all);
}

fn of_name(who: &str, name: &str, all: &mut Vec<Protected>) {
    let what = format!("the name of the {who}");
    // `Jordan "Jo" Example` and `Jordan Example aka Jo Sample` are called by either name.
    for name in names_of(name) {
        of_one_name(&what, &name, all);
    }
}

/// The names that someone is called by.
fn names_of(name: &str) -> Vec<String> {
    const MARKS: [&str; 7] =
        [" a/k/a ", " aka ", " a.k.a. ", " also known as ", " formerly ", " nee ", " née "];
    let small = name.to_ascii_lowercase();
    let mut names: Vec<&str> = Vec::new();
    let mut from = 0;
    let next = |from: usize| {
        MARKS.iter().filter_map(|mark| Some((from + small[from..].find(mark)?, mark.len()))).min()
    };
    while let Some((at, length)) = next(from) {
        names.push(&name[from..at]);
        from = at + length;
    }
    names.push(&name[from..]);
    let nicknames = name.split(['"', '“', '”', '(', ')']).skip(1).step_by(2).map(str::to_owned);
    let mut plain = Vec::new();
    for name in names {
        let without: Vec<&str> = name.split(['"', '“', '”', '(', ')']).step_by(2).collect();
        plain.push(without.join(" "));
    }
    plain.extend(nicknames.filter(|name| name.chars().count() > 2));
    plain
}

fn of_one_name(what: &str, name: &str, all: &mut Vec<Protected>) {
    let words: Vec<&str> = name.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let company_words = words.iter().filter(|word| is_in(word, COMPANY_WORDS)).count();
    // One such word may be a name: `Bill Rivera`, `John Law`.
    if company_words > 1 || (company_words == 1 && words.len() == 1) {
        return of_organization(what, name, all);
    }
    let count = words.len();
    let words: Vec<&str> = words
        .into_iter()
        .enumerate()
        .filter(|(at, word)| !is_credential(*at, count, word))
        .map(|(_, word)| word)
        .collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    if words.len() > 1 {
        add(all, what, &words.concat(), Form::Whole);
        if words.len() > 2 {
            add(all, what, &format!("{first}{last}"), Form::Whole);
        }
        add(all, what, &format!("{last}{first}"), Form::Whole);
    }
    let part = format!("part of {what}");
    // `de la Cruz` is one name.
    let family = words.iter().rposition(|word| !is_in(word, PARTICLES)).unwrap_or(0);
    let particles = words[..family].iter().rev().take_while(|word| is_in(word, PARTICLES)).count();
    if particles > 0 {
        add(all, &part, &words[family - particles..].concat(), Form::Whole);
    }
    for (at, word) in words.iter().enumerate() {
        let initials: Vec<char> = words
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .filter_map(|(_, other)| Folded::new(other).compact().first().copied())
            .collect();
        let before = all.len();
        add(all, &part, word, form_of_part(word));
        if word.contains('-') {
            word.split('-').for_each(|half| add(all, &part, half, form_of_part(half)));
        }
        all[before..].iter_mut().for_each(|added| added.initials.clone_from(&initials));
    }
}

fn form_of_part(word: &str) -> Form {
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

fn of_organization(what: &str, organization: &str, all: &mut Vec<Protected>) {
    let mut words: Vec<&str> = organization.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && words.last().is_some_and(|word| is_in(word, LEGAL_FORMS)) {
        words.pop();
    }
    let form = match words.as_slice() {
        [word] if is_in(word, COMPANY_WORDS) => return,
        [word] => form_of_part(word),
        _ => Form::Organization,
    };
    // `Claims Department` is nobody's.
    if !words.iter().all(|word| is_in(word, COMPANY_WORDS)) {
        add(all, what, &words.concat(), form);
    }
}

fn of_address(who: &str, address: &Address, all: &mut Vec<Protected>) {
    let what = format!("the address of the {who}");
    for line in &address.street {
        let words: Vec<&str> = line.split([' ', ',', '.']).filter(|word| !word.is_empty()).collect();
        let Some(first) = words.first().filter(|word| !is_in(word, UNITS) && !word.starts_with('#')) else {
            continue;
        };
        // What kind of street it is may be written in many ways; number and name say enough.
        let known = if first.starts_with(|c: char| c.is_ascii_digit()) {
            let name = words[1..].iter().position(|word| !is_in(word, DIRECTIONS));
            &words[..name.map_or(words.len(), |name| name + 2)]
        } else {
            &words[..]
        };
        if known.len() > 1 {
            add(all, &what, &known.concat(), Form::Whole);
        }
    }
    let (Some(state), Some(zip)) = (&address.state, &address.zip) else { return };
    let (city, state, zip) = (&*address.city, &**state, &**zip);
    let five = zip.split('-').next().unwrap_or_default();
    for zip in [zip, five] {
        add(all, &what, &format!("{city}{zip}"), Form::Whole);
        add(all, &what, &format!("{city}{state}{zip}"), Form::Whole);
        if state == "CA" {
            add(all, &what, &format!("{city}California{zip}"), Form::Whole);
        }
    }
    if zip != five {
        add(all, &what, zip, Form::Whole);
    }
}

/// Whether a word, its case and punctuation aside, is one of a list.
pub(super) fn is_in(word: &str, list: &str) -> bool {
    let plain: String = Folded::new(word).compact().into_iter().collect();
    list.split_ascii_whitespace().any(|known| known == plain)
}

/// A title before a name, or a degree behind one of two words at least. `Do` is a family name, `DO` behind a name a
/// degree; of `Van Do` and `Xiong PA` it is the name.
fn is_credential(at: usize, count: usize, word: &str) -> bool {
    let typed_as_degree = word.contains('.') || !word.contains(char::is_lowercase);
    (at == 0 && count > 1 && is_in(word, TITLES))
        || (at > 0 && is_in(word, "jr sr iii phd pharmd esq dds dmd dpm psyd lac msw"))
        || (at > 1 && typed_as_degree && is_in(word, "md do dc pa np rn pt ma ms ii iv od"))
}

pub(super) const TITLES: &str = "mr mrs ms miss mx dr doctor prof professor atty attorney";

const PARTICLES: &str = "van von der den del dela della des las los the and bin ibn san santa dos";

const LEGAL_FORMS: &str = "inc incorporated llc llp lp ltd corp corporation co company pc apc plc";

const UNITS: &str =
    "apt apartment ste suite unit rm room fl floor bldg building lot dept department spc trlr";

const DIRECTIONS: &str = "n s e w ne nw se sw north south east west";

const MONTHS: &str = "april may june august";

const COMPANY_WORDS: &str = "
    account accounts adjuster administration administrator administrators agency associates association attn
    authority bill billing center centre claims claim clinic company compensation corporation county court
    department dept district division firm fund group health hospital inc incorporated indemnity insurance
    institute law llc llp ltd management medical mutual office offices orthopaedic orthopedic orthopedics
    program review risk school service services solutions state system systems unit university utilization
    workers";

/// Names that are callings and other words which letters about treatment have no use for.
const CALLINGS: &str = "
    smith miller fisher weaver mason fuller bishop hunter knight king wade graves cummings manning porter cook
    farmer carter turner cooper fletcher tucker carver sawyer shepherd";

/// Names that are words of such letters, or of English.
const COMMON_WORDS: &str = "
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
const SIGNS: &str = "
    adson allen apley babinski baker beck beighton carnett cobb cozen drawer epworth faber finkelstein froment
    gaenslen hamilton hawkins hill hoffman hoffmann homan jackson jobe kellgren kemp kennedy lachman lasegue
    lawrence lhermitte mcgill mckenzie mcmurray milgram minor morton murphy neer obrien oswestry patrick phalen
    roland romberg sachs schmorl schober sorensen speed spurling tinel thomas thompson tylenol valsalva waddell
    watson yeoman yergason zung";
