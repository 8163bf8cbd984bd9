//! What a record says that may not be published, and in which form it counts as said.
//!
//! | of the record | counts where it stands as |
//! | --- | --- |
//! | a name as typed, first and last name, last and first | whole words, capitals or not |
//! | a given or family name of three letters or more | a word with a capital |
//! | one that is also an English word (`Park`, `Will`) | a word with a capital inside a sentence, or after a title |
//! | one of two letters, or that is also a month (`Ng`, `May`) | a word after a title: `Mr. Ng` |
//! | one that also names a clinical sign (`Hawkins`) | a word with a capital, unless `test`, `sign` and the like follow |
//! | claim number, ZIP+4 | its letters and digits, punctuation or not |
//! | street line | its number and street name; a unit alone is nobody's |
//! | city and ZIP | both, with or without the state |
//! | organization | whole words with a capital, without `Inc` and the like; one word alone as a name |
//!
//! Five digits alone are no ZIP, since most procedures have a number of five digits. The name of a department
//! or company has no parts: `Claims` and `Insurance` stand in every letter.

use super::folded::Folded;
use super::types::{Address, CaseRecord, Party};

/// A protected value.
pub(super) struct Protected {
    /// What it is, in the words of a finding.
    pub what: String,
    /// Its letters and digits, folded.
    pub compact: Vec<char>,
    pub form: Form,
}

/// In which form a value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Whole words, capitals or not: nothing else is meant by it.
    Whole,
    /// Whole words, the first with a capital.
    Organization,
    /// A word with a capital.
    Name,
    /// The same, where no test or sign is meant.
    NameOfSign,
    /// A word with a capital that no sentence or heading asks for.
    CommonWord,
    /// A word after a title.
    Titled,
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
    all
}

fn add(all: &mut Vec<Protected>, what: impl Into<String>, text: &str, form: Form) {
    let compact = Folded::new(text).compact();
    if compact.len() > 1 {
        all.push(Protected { what: what.into(), compact, form });
    }
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
    let words: Vec<&str> = name.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    if words.iter().any(|word| is_in(word, COMPANY_WORDS)) {
        return of_organization(&what, name, all);
    }
    let words: Vec<&str> = words
        .into_iter()
        .enumerate()
        .filter(|(at, word)| !is_credential(*at, word))
        .map(|(_, word)| word)
        .collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    if words.len() > 1 {
        add(all, &what, &words.concat(), Form::Whole);
        if words.len() > 2 {
            add(all, &what, &format!("{first}{last}"), Form::Whole);
        }
        add(all, &what, &format!("{last}{first}"), Form::Whole);
    }
    for word in &words {
        let part = format!("part of {what}");
        add(all, &part, word, form_of_part(word));
        if word.contains('-') {
            word.split('-').for_each(|half| add(all, &part, half, form_of_part(half)));
        }
    }
}

fn form_of_part(word: &str) -> Form {
    if Folded::new(word).compact().len() < 3 || is_in(word, PARTICLES) || is_in(word, MONTHS) {
        Form::Titled
    } else if is_in(word, COMMON_WORDS) {
        Form::CommonWord
    } else if is_in(word, SIGNS) {
        Form::NameOfSign
    } else {
        Form::Name
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

/// A title or a degree beside a name. `Do` is a family name, `DO` behind a name a degree.
fn is_credential(at: usize, word: &str) -> bool {
    let typed_as_degree = word.contains('.') || !word.contains(char::is_lowercase);
    is_in(word, TITLES)
        || is_in(word, "jr sr iii phd pharmd esq dds dmd dpm psyd lac msw")
        || (at > 0 && typed_as_degree && is_in(word, "md do dc pa np rn pt ma ms ii iv od"))
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

/// Names that are words of such letters, or of English.
const COMMON_WORDS: &str = "
    amber arms art autumn back bail baker ball banks battle bean bell berry best bill bishop black bond bone
    bones booth branch brook brooks brown bush camp case cash chance chase child christian church clay cliff
    cook crystal cross curry dale dawn day dean dick drew early east english fair faith field fields fisher
    flood foot forest fox frank french gates gene german glass gold golden good grace grant gray green grey
    guy hall hand harden head heard heather high hill holder holiday hope house hunter iris ivy jack joint joy
    keen king knight lake lance lane law leg lily little long love low major mark marks marsh mason means
    mercy miles miller mills moody moon noble north nurse olive pack page pain park parks pat pearl penny piper
    plant pope post potter power powers price quick ray read rice rich ring ringer rivers rob rock root rose ruby
    rush rusty sandy savage section self sharp shields short silver singer skinner small snow south spring star
    stark stone storm street strong sue summer summers sunny swift temple trial victor violet wade walker wall
    walls ward ware waters weaver week weeks wells west white will wills winter winters wise wood woods worth
    york young";

/// Names of people that name tests, signs and scales.
const SIGNS: &str = "
    adson allen apley babinski baker beck beighton carnett cobb cozen drawer epworth faber finkelstein froment
    gaenslen hamilton hawkins hill hoffman hoffmann homan jackson jobe kellgren kemp kennedy lachman lasegue
    lawrence lhermitte mcgill mckenzie mcmurray milgram minor morton murphy neer obrien oswestry patrick phalen
    roland romberg sachs schmorl schober sorensen speed spurling tinel thomas thompson tylenol valsalva waddell
    watson yeoman yergason zung";
