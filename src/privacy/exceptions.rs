//! What has the form of an identifier and is none: doses, page numbers, dates, guidelines' addresses, levels of the spine.

use super::ordinary::{Ordinary, how_ordinary};
use super::values::is_one_of;

/// What was found, in small ASCII letters, and what stands around it.
pub(super) struct Around<'a> {
    pub before: &'a str,
    /// With its label.
    pub found: &'a str,
    /// Without.
    pub value: &'a str,
    pub after: &'a str,
    /// Whether the text is a list of guidelines and what else a decision cites.
    pub cites: bool,
}

impl<'a> Around<'a> {
    /// Whether the words before say that a number is to be called.
    fn is_near_a_call(&self) -> bool {
        const CALLS: [&str; 10] =
            ["call", "phone", "tel", "fax", "dial", "number", "cell", "contact", "reach", "mobile"];
        let near = self.before.len().saturating_sub(40);
        CALLS.iter().any(|word| self.before[near..].contains(word))
    }

    fn digits(&self) -> usize {
        self.value.bytes().filter(u8::is_ascii_digit).count()
    }

    fn word_before(&self) -> &'a str {
        let before = self.before.trim_end_matches([' ', '.', ':', '(']);
        before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()
    }

    fn word_after(&self) -> &'a str {
        let after = self.after.trim_start_matches([' ', '-', ')']);
        after.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()
    }
}

pub(super) fn never(_: &Around) -> bool {
    false
}

/// `300-3600 mg`, `Spine 2001;26:995-1003`, `sections 300-3600`.
pub(super) fn is_dose_or_pages(around: &Around) -> bool {
    const UNITS: &str = "mg mcg ug g gm gms gram grams ml cc l iu unit units meq mme med kcal cal calories cells ng pg dl mm cm \
                         ms hz lb lbs pounds steps words people patients subjects participants cases tablets dollars per";
    const RANGES: &str = "p pp pg pgs page pages range ranges from between section sections code codes cpt icd hcpcs vol volume dose doses dosage";
    let before = around.before.trim_end();
    let of_a_volume = before
        .strip_suffix([':', ',', ';'])
        .is_some_and(|before| before.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == ')'));
    let pages = || {
        let (first, last) = around.found.split_once('-')?;
        let (first, last) = (first.parse::<u32>().ok()?, last.parse::<u32>().ok()?);
        (last >= 1000 && last.checked_sub(first)? < 100).then_some(())
    };
    // `300-1200`, `220 230 1000`: numbers that end in zeros are measured, seldom dialed.
    let rounded = || {
        let groups: Vec<&str> = around.found.split(['-', ' ']).collect();
        let (last, others) = groups.split_last()?;
        let zeros = last.ends_with("00") && others.iter().all(|group| group.ends_with('0'));
        (zeros && !around.is_near_a_call()).then_some(())
    };
    rounded().is_some()
        || is_one_of(around.word_after(), UNITS)
        || is_one_of(around.word_before(), RANGES)
        || before.ends_with('$')
        || of_a_volume
        || pages().is_some()
}

/// Seven digits that nothing calls a telephone number may have another meaning.
pub(super) fn is_range_or_far_from_a_call(around: &Around) -> bool {
    !around.is_near_a_call() || is_dose_or_pages(around)
}

/// Whether what follows a label is a day, a year, or has fewer digits than such numbers have.
pub(super) fn is_date_or_short<const LEAST: usize>(around: &Around) -> bool {
    around.digits() < LEAST || is_date(around)
}

fn is_date(around: &Around) -> bool {
    let value = around.value;
    let is_year = |part: &str| {
        part.len() == 4 && (part.starts_with("19") || part.starts_with("20")) && part.parse::<u32>().is_ok()
    };
    let is_number = |part: &&str| (1..=2).contains(&part.len()) && part.parse::<u32>().is_ok();
    let parts: Vec<&str> = value.split(['/', '-', '.', ' ']).collect();
    let years = parts.iter().filter(|part| is_year(part)).count();
    let numbers = parts.iter().filter(|part| is_number(part)).count();
    let label = around.found[..around.found.len() - value.len()].trim_end();
    let marked = label.ends_with(['#', ':', '.', '='])
        || ["number", "num", "nbr", "no", "id"].iter().any(|mark| label.ends_with(mark));
    let slashes = value.matches('/').count() == 2;
    match parts.len() {
        1 => years == 1 && !marked,
        2 => years == 1 && parts[0].chars().all(|c| c.is_ascii_alphabetic()),
        3 => numbers + years == 3 && (years == 1 || slashes),
        _ => false,
    }
}

/// `Aetna Clinical Policy Bulletin number 0302`, `Medical Policy No. 7.01.82`.
pub(super) fn is_policy_of_payer(around: &Around) -> bool {
    const OF_PAYERS: &str = "medical clinical coverage payment reimbursement corporate pharmacy drug utilization bulletin guideline";
    is_date_or_short::<6>(around) || is_one_of(around.word_before(), OF_PAYERS)
}

/// The number of the review itself, of which the letter says that it is one; and what is too short to identify anyone.
pub(super) fn is_own_case_number(around: &Around) -> bool {
    around.value.starts_with("cm") || is_date_or_short::<5>(around)
}

/// Numbers of sections, `8.14.3.2`, where nothing says that a computer is meant.
pub(super) fn is_outline_number(around: &Around) -> bool {
    const OF_TEXTS: &str = "policy section sections chapter guideline bulletin version rule number no item";
    let is_labeled = is_one_of(around.word_before(), "ip ipv4 address addresses host");
    let is_short = around.found.len() < 9 || is_one_of(around.word_before(), OF_TEXTS);
    let has_leading_zero = around.found.split('.').any(|part| part.len() > 1 && part.starts_with('0'));
    has_leading_zero || (is_short && !is_labeled)
}

fn is_after_name(around: &Around) -> bool {
    around.before.ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// `@L4L5`, `@q8hrs`, or the host of a mail address.
pub(super) fn is_spine_level(around: &Around) -> bool {
    let name = around.found.trim_start_matches('@');
    let mut levels = name.split_inclusive(|c: char| c.is_ascii_digit());
    let level = |part: &str| part.trim_end_matches(|c: char| c.is_ascii_digit()).len() <= 1;
    name.len() < 6 || levels.all(level) || is_after_name(around)
}

/// `@bedtime`: a word of any text, or the host of a mail address.
pub(super) fn is_word_or_level(around: &Around) -> bool {
    let name = around.found.trim_start_matches('@').trim_end_matches('.');
    is_after_name(around) || name.len() < 6 || name.split('.').any(|word| how_ordinary(word) != Ordinary::No)
}

/// Addresses of guidelines, of what they are based on and of offices of the government, which published letters cite.
pub(super) fn is_in_citation(around: &Around) -> bool {
    const HOSTS: [&str; 34] = [
        "odg-twc",
        "odgtwc",
        "worklossdata",
        "acoem",
        "mdguidelines",
        "nih",
        "pubmed",
        "ncbi",
        "medscape",
        "webmd",
        "drugs",
        "rxlist",
        "mayoclinic",
        "uptodate",
        "wikipedia",
        "cochrane",
        "aaos",
        "wiley",
        "springer",
        "sciencedirect",
        "elsevier",
        "nejm",
        "jamanetwork",
        "bmj",
        "jbjs",
        "lww",
        "physio-pedia",
        "aetna",
        "cigna",
        "anthem",
        "uhcprovider",
        "spine",
        "asam",
        "guidelines",
    ];
    const CITED: [&str; 12] = [
        "available",
        "retrieved",
        "accessed",
        "citation",
        "cited",
        "reference",
        "source",
        "guideline",
        "journal",
        "article",
        "study",
        "evidence",
    ];
    let host = around.found.split("://").last().unwrap_or_default();
    let host = host.split('/').next().unwrap_or_default().trim_end_matches('.');
    let mut parts = host.split('.').rev();
    let of_an_office =
        parts.next().is_some_and(|top| is_one_of(top, "gov mil edu")) || host.contains(".ca.us");
    let near = around.before.len().saturating_sub(80);
    let said_before = &around.before[near..];
    around.cites
        || of_an_office
        || is_after_name(around)
        || around.before.ends_with(['@', '/', '.', '-'])
        || host.split('.').any(|part| HOSTS.iter().any(|known| part.starts_with(known)))
        || CITED.iter().any(|word| said_before.contains(word))
}

/// All who are 90 or older are one group (45 CFR 164.514(b)(2)(i)(C)), and `18 to 90 years old` is said of a study.
pub(super) fn is_group_or_range(around: &Around) -> bool {
    const GROUPS: [&str; 9] = [
        "or older",
        "or over",
        "or above",
        "or more",
        "and older",
        "and over",
        "and above",
        "years or",
        "years and",
    ];
    const LIMITS: &str = "over above than under below beyond until exceeding reach reaching approximately";
    const OTHER_UNITS: &str =
        "day days week weeks month months degree degrees percent percentile mg minute minutes";
    let before = around.before.trim_end();
    let after = around.after.trim_start();
    let range = ["to", "and", "through", "-", "--"].iter().any(|word| {
        before.strip_suffix(word).is_some_and(|rest| rest.trim_end().ends_with(|c: char| c.is_ascii_digit()))
    });
    range
        || before.ends_with(['<', '>', '='])
        || before.ends_with("?")
        || is_one_of(around.word_before(), LIMITS)
        || ["the", "an"].iter().any(|article| {
            let word = |text: &str| text.trim_end().rsplit(' ').next().unwrap_or_default().to_owned();
            before.strip_suffix(article).is_some_and(|rest| is_one_of(&word(rest), LIMITS))
        })
        || after.starts_with(['+', '%'])
        || GROUPS.iter().any(|group| after.starts_with(group))
        || is_one_of(around.word_after(), OTHER_UNITS)
}
