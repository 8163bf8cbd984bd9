//! In which forms a text may name an organization.
//!
//! | of the record | counts where it stands as |
//! | --- | --- |
//! | several words with a name among them (`Whitcomb & Lowry`) | whole words, capitals or not; with `and`, `&` or neither |
//! | several words of any text (`Golden Valley Medical Group`) | whole words, each with a capital; else for a person to look at |
//! | words of medicine and of companies alone, three or more (`Pain Management Center`) | whole words, each with a capital |
//! | the same, two with a company's among them (`Spine Center`) | whole words, each with a capital, for a person to look at |
//! | one word | as a name: see `protected` |
//! | an acronym in brackets, or the first letters of four words or more | a word in capitals; the latter for a person to look at |
//!
//! `Inc`, `A Medical Corporation` and the like at the end, `The` and `Law Offices of` in front may be left out, and so may words
//! for companies at the end where a name stays (`Sierra Mutual`; `Sedgwick` alone is for a person to look at); each name of `d/b/a`
//! counts. Words may be cut short as usual (`Ins. Co.`).

use super::clinical::is_clinical;
use super::ordinary::{Ordinary, how_ordinary};
use super::values::{Form, Protected, add, form_of_part, is_in};
use crate::record::Folded;

/// Adds all forms of an organization's name.
pub(super) fn of_organization(what: &str, organization: &str, all: &mut Vec<Protected>) {
    for name in names_of(organization) {
        let outside: Vec<&str> = name.split(['(', ')', '[', ']']).step_by(2).collect();
        let acronyms = name.split(['(', ')', '[', ']']).skip(1).step_by(2);
        for acronym in acronyms.filter(|acronym| acronym.trim().chars().count() > 2) {
            let form = match acronym.contains(char::is_whitespace) {
                true => Form::Organization { small: false },
                // `CPT` may be the party, or the procedure codes.
                false => Form::Acronym { certain: !is_in(acronym, OF_THE_FIELD) },
            };
            add(all, what, acronym, form);
        }
        of_one_name(what, &outside.join(" "), all);
    }
}

/// The names that an organization goes by.
fn names_of(organization: &str) -> Vec<&str> {
    const MARKS: [&str; 15] = [
        " d/b/a ",
        " dba ",
        " dba: ",
        " d.b.a. ",
        " doing business as ",
        " a/k/a ",
        " aka ",
        " also known as ",
        " f/k/a ",
        " fka ",
        " formerly known as ",
        " formerly ",
        " t/a ",
        " trading as ",
        " c/o ",
    ];
    let small = organization.to_ascii_lowercase();
    let mut names = Vec::new();
    let mut from = 0;
    let next = |from: usize| {
        let marks = MARKS.iter().filter_map(|mark| Some((from + small[from..].find(mark)?, mark.len())));
        // Of those that start at one place the longest.
        marks.min_by_key(|(at, length)| (*at, usize::MAX - length))
    };
    while let Some((at, length)) = next(from) {
        names.push(&organization[from..at]);
        from = at + length;
    }
    names.push(&organization[from..]);
    names
}

fn of_one_name(what: &str, name: &str, all: &mut Vec<Protected>) {
    let words: Vec<&str> = name.split([' ', ',', '/']).filter(|word| !word.is_empty()).collect();
    let words = without_legal_form(&words);
    add_words(what, words, all);
    if words.len() > MAX_WORDS {
        return;
    }
    // `The Hartford`, `Law Offices of Whitcomb & Lowry`.
    let mut behind = words;
    while let [first, rest @ ..] = behind
        && !rest.is_empty()
        && is_in(first, "the law office offices firm department division of dr")
        && (is_in(first, "the") || has_name(rest))
    {
        behind = rest;
    }
    if behind.len() < words.len() {
        add_words(what, behind, all);
    }
    // `Sierra Mutual` for `Sierra Mutual Insurance`.
    let mut short = behind;
    while let [rest @ .., last] = short
        && rest.len() > 1
        && (is_in(last, COMPANY_WORDS) || is_connective(last))
        && has_name(rest)
    {
        short = rest;
        add_words(what, short, all);
    }
    if let [first, rest @ ..] = behind
        && !rest.is_empty()
        && rest.iter().all(|word| is_in(word, COMPANY_WORDS) || is_connective(word))
        && is_no_word(first)
        && !is_in(first, REGIONS)
    {
        add(all, what, first, Form::Likely);
    }
    let initials: String = words
        .iter()
        .filter(|word| !is_connective(word))
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .collect();
    if initials.chars().count() > 3 && !is_in(&initials, OF_THE_FIELD) {
        add(all, what, &initials, Form::Acronym { certain: false });
    }
}

/// The words of a name before `Inc` and `A Medical Corporation`.
fn without_legal_form<'a, 'b>(words: &'a [&'b str]) -> &'a [&'b str] {
    let mut words = words;
    while let [rest @ .., last] = words
        && !rest.is_empty()
    {
        let article = words.iter().rposition(|word| is_in(word, "a an"));
        let kind =
            article.filter(|at| *at > 0 && words[at + 1..].iter().all(|word| is_in(word, KINDS_OF_COMPANY)));
        words = match kind {
            Some(at) => &words[..at],
            None if is_in(last, LEGAL_FORMS) => rest,
            None => break,
        };
    }
    words
}

fn is_connective(word: &str) -> bool {
    is_in(word, "and of the for") || !word.contains(char::is_alphanumeric)
}

/// Whether one of the words is no word of any text.
fn has_name(words: &[&str]) -> bool {
    words.iter().any(|word| {
        let plain = plain(word);
        plain.len() > 2 && is_own(word) && how_ordinary(&plain) != Ordinary::Frequent
    })
}

/// Whether a word is neither of medicine nor of companies.
fn is_own(word: &str) -> bool {
    !is_connective(word) && !is_in(word, COMPANY_WORDS) && !is_clinical(&plain(word))
}

fn plain(word: &str) -> String {
    Folded::new(word).compact().into_iter().collect()
}

fn add_words(what: &str, words: &[&str], all: &mut Vec<Protected>) {
    let telling: Vec<&&str> = words.iter().filter(|word| !is_connective(word)).collect();
    let own = || telling.iter().filter(|word| is_own(word));
    let form = match telling.as_slice() {
        [] => return,
        [word] if !is_own(word) => return,
        [word] if words.len() == 1 => form_of_part(word),
        [_] => Form::Organization { small: false },
        several if own().next().is_none() => match several.len() {
            // `Claims Department` and `Physical Therapy` are nobody's.
            2 if several.iter().all(|word| is_in(word, COMPANY_WORDS))
                || several.iter().all(|word| is_clinical(&plain(word))) =>
            {
                return;
            }
            2 => Form::CompanyWords { certain: false },
            _ => Form::CompanyWords { certain: true },
        },
        _ if words.iter().any(|word| is_no_word(word)) => Form::Whole,
        _ => {
            let seldom = own().any(|word| how_ordinary(&plain(word)) != Ordinary::Frequent);
            Form::Organization { small: seldom || words.len() > 2 }
        }
    };
    for words in spellings(words) {
        add(all, what, &words.concat(), form);
    }
}

/// The ways to write a name: `&` is `and`, or left out; words are cut short or written in full.
fn spellings<'a>(words: &[&'a str]) -> Vec<Vec<&'a str>> {
    if words.len() > MAX_WORDS {
        return vec![words.to_vec()];
    }
    let mut ways: Vec<Vec<&str>> = vec![Vec::new()];
    for word in words {
        let is_and = word.eq_ignore_ascii_case("and") || matches!(*word, "&" | "+");
        let word_alone = plain(word);
        let same = CUT_SHORT
            .iter()
            .filter(|same| same.contains(&&*word_alone))
            .flat_map(|same| same.iter().copied());
        let others: Vec<&str> = match is_and && words.len() > 2 {
            true => vec!["and", ""],
            false => std::iter::once(*word).chain(same.filter(|other| *other != word_alone)).collect(),
        };
        // Of a name of many such words each is written like the others.
        let most = if ways.len() > MAX_SPELLINGS { 1 } else { others.len() };
        let longer = |way: &Vec<&'a str>, other: &&'a str| [way.as_slice(), &[*other]].concat();
        ways =
            ways.iter().flat_map(|way| others[..most].iter().map(move |other| longer(way, other))).collect();
    }
    ways
}

const MAX_SPELLINGS: usize = 24;

/// More words than any organization's name has; such a text is looked for as it is typed.
const MAX_WORDS: usize = 24;

/// Whether a word is in no list of English words.
fn is_no_word(word: &str) -> bool {
    let plain = plain(word);
    plain.len() > 3 && is_own(word) && how_ordinary(&plain) == Ordinary::No
}

const LEGAL_FORMS: &str =
    "inc incorporated llc llp lllp lp ltd limited corp corporation co company pc apc pa plc pllc plp na nfp";

/// Words of `A Professional Law Corporation`.
const KINDS_OF_COMPANY: &str = "
    professional medical law legal dental nursing chiropractic psychological podiatric optometric california delaware nevada
    nonprofit non-profit public benefit mutual limited liability general corporation corp partnership association company
    practice inc group";

/// Abbreviations of the field, which mean no company.
const OF_THE_FIELD: &str = "
    acoem ade adl adls ame aoe ama aaos bmi cbc ces cfr coe cpt crp crps ct cta cts cwci dea dir djd dme dob dod doi dos dvt dwc
    dwcc eeg ekg ecg emg emr esi esr eswt fce fda fda gad gerd hcpcs hep hiv icd ice imr ims iud jama lbp lcl lso mcl mdd mbi med
    meds mme mmi mri mtus nad ncs ncv ndc nejm nsaid nsaids odg omt oral orif osha ostc pcl pcp pdmp phq piva pmr ppd ppi pqme prn prp
    ptp ptsd qme rfa rom rsd rtw scs slap slr snri ssi ssri tens tfl tfcc tha tka tmj ttd uds uri usa usp uti vas wbc wcab";

/// Words of regions, which stand in every letter.
const REGIONS: &str = "
    american america california californian national pacific western eastern northern southern central united states us usa
    nevada oregon arizona texas florida york francisco angeles diego sacramento stanford federal european british canadian
    mexican maximus medicare spanish english";

/// Words that are usually cut short, each with its other forms.
const CUT_SHORT: &[&[&str]] = &[
    &["administration", "admin"],
    &["administrators", "admin"],
    &["america", "amer"],
    &["american", "amer", "am"],
    &["associates", "assoc", "assocs"],
    &["association", "assn", "assoc"],
    &["brothers", "bros"],
    &["california", "calif", "ca"],
    &["casualty", "cas"],
    &["center", "centre", "ctr", "cntr"],
    &["chiropractic", "chiro"],
    &["clinic", "clin"],
    &["company", "co"],
    &["compensation", "comp"],
    &["construction", "constr"],
    &["corporation", "corp"],
    &["county", "cnty", "co"],
    &["department", "dept"],
    &["district", "dist"],
    &["division", "div"],
    &["first", "1st"],
    &["group", "grp"],
    &["hospital", "hosp"],
    &["indemnity", "indem"],
    &["institute", "inst"],
    &["insurance", "ins"],
    &["international", "intl"],
    &["laboratory", "lab"],
    &["management", "mgmt", "mgt"],
    &["manufacturing", "mfg"],
    &["medical", "med"],
    &["medicine", "med"],
    &["mount", "mt"],
    &["mutual", "mut"],
    &["national", "natl", "nat"],
    &["northern", "no"],
    &["occupational", "occ"],
    &["orthopaedic", "orthopedic", "ortho"],
    &["orthopaedics", "orthopedics", "ortho"],
    &["physical", "phys"],
    &["professional", "prof"],
    &["rehabilitation", "rehab"],
    &["saint", "st"],
    &["school", "sch"],
    &["service", "svc"],
    &["services", "svcs", "svc", "serv"],
    &["southern", "so"],
    &["surgery", "surg"],
    &["system", "sys"],
    &["systems", "sys"],
    &["university", "univ"],
];

/// Words of the names of companies and departments, which stand in every letter.
pub(super) const COMPANY_WORDS: &str = "
    account accounts adjuster administration administrator administrators agency associates association attn
    authority bill billing center centre claims claim clinic company compensation corporation county court
    department dept district division firm fund group health hospital inc incorporated indemnity insurance
    institute law llc llp ltd management medical mutual office offices orthopaedic orthopedic orthopedics
    program review risk school service services solutions state system systems unit university utilization
    workers";
