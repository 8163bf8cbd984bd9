//! The forms of what identifies a person whoever it is: a row for each, over a text in small ASCII letters.
//!
//! Of the eighteen kinds of 45 CFR 164.514(b)(2) these are the ones that can be told without the record; `safe_harbor.md`
//! says of each kind what is done. Upper-case words in a form stand for the parts in [`PARTS`].

use std::sync::OnceLock;

use regex::Regex;

use super::exceptions::{
    Around, is_date_or_short, is_dose_or_pages, is_group_or_range, is_in_citation, is_outline_number,
    is_own_case_number, is_policy_of_payer, is_range_or_far_from_a_call, is_spine_level, is_word_or_level,
    never,
};

/// A form of an identifier.
pub(super) struct Kind {
    /// What it is, in the words of a finding.
    pub what: &'static str,
    /// Its label and what identifies; in a group where both are there, so that to redact that group is enough.
    pub form: &'static str,
    /// Words one of which stands in every match, so that most texts need no search; none where a digit is enough.
    pub words: &'static [&'static str],
    /// Whether nothing else can be meant; else a person has to look.
    pub certain: bool,
    /// Whether a letter may stand right before it: `Fax559-555-0142`.
    pub after_letters: bool,
    /// What has the form and is something else.
    pub unless: fn(&Around) -> bool,
    regex: OnceLock<Regex>,
}

impl Kind {
    const fn new(what: &'static str, words: &'static [&'static str], form: &'static str) -> Kind {
        Kind { what, form, words, certain: true, after_letters: false, unless: never, regex: OnceLock::new() }
    }

    const fn unless(mut self, unless: fn(&Around) -> bool) -> Kind {
        self.unless = unless;
        self
    }

    const fn doubtful(mut self) -> Kind {
        self.certain = false;
        self
    }

    const fn after_letters(mut self) -> Kind {
        self.after_letters = true;
        self
    }

    /// The form, made when it is needed first.
    pub fn regex(&self) -> &Regex {
        self.regex.get_or_init(|| {
            let mut form = self.form.to_owned();
            for (name, part) in PARTS {
                form = form.replace(name, part);
            }
            Regex::new(&format!("(?-u){form}")).expect("the forms are tested")
        })
    }
}

/// Parts of forms; a part may hold those after it.
const PARTS: &[(&str, &str)] = &[
    // A day, or a month of a year. A year alone identifies nobody.
    (
        "DATE",
        r"((?:MONTH\.?,? (?:of )?[0-9]{4}|[0-9]{1,2}(?:[-/.]| - | / | )[0-9]{1,2}(?:[-/.]| - | / | )(?:[0-9]{4}|[0-9]{2})|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|MONTH\.?[- ]?[0-9]{1,2}(?:st|nd|rd|th)?(?:,? ?-?[0-9]{4}| ?'[0-9]{2})?|[0-9]{1,2}(?:st|nd|rd|th)?(?: of)?[- ]?MONTH\.?(?:,?[- ]?[0-9]{2,4})?|[0-9]{1,2}/[0-9]{4}|[0-9]{8}|[0-9]{6})\b)",
    ),
    (
        "MONTH",
        r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)",
    ),
    ("BIRTH", r"(?:d\.? ?o\.? ?b\b\.?|d/o/b|date of birth|birth[- ]?date|birth[- ]?day|b-?day|born)"),
    ("EXTENSION", r"(?:[ ,;(]{0,2}(?:x|ext|extension|ex)[ .:#]{0,2}[0-9]{1,6})?"),
    ("CALL", r"(?:telephone|phone|tel|ph|fax|facsimile|cell|mobile|pager|call|called|reached at|contact)"),
    // A label says that a number follows: `number`, `no.`, `ID #`.
    (
        "MARK",
        r"(?:[ .]{0,2}(?:(?:numbers?|num|nbr|no|nr|id|i\.d|identification|identifier|registration)\b\.?|#)){1,3}LINK",
    ),
    // What may stand between a label and its number.
    (
        "LINK",
        r"(?:(?: ?[(:,])? ?(?:is|are|was|of|as|ending(?: in| with)?|ends (?:in|with)|listed as))?[ :.#=(-]{0,4}",
    ),
    // A number as offices give them: letters and digits, in groups or not.
    (
        "VALUE",
        r"((?:[a-z]{0,5}[- ]?[0-9]{1,4}(?:[- ][0-9]{2,4}){1,4}|[a-z]{1,2} [0-9]{4,12}|[a-z0-9][-a-z0-9./]{1,24}[a-z0-9])\b)",
    ),
    ("HOST", r"[a-z0-9-]{1,63}"),
    ("OLD", r"(9[0-9]|1[0-2][0-9])"),
];

pub(super) const PHONE: &str = "what looks like a phone number";
const SOCIAL_SECURITY: &str = "what looks like a social security number";
pub(super) const MAIL: &str = "what looks like an e-mail address";
pub(super) const WEB: &str = "a web address";
const ACCOUNT_ON_THE_WEB: &str = "the name of someone's account on the web";
const BIRTH: &str = "a date of birth";
const MEDICAL_RECORD: &str = "the number of a medical record";
const MEMBER: &str = "the number of a member of a health plan";
const ACCOUNT: &str = "the number of an account";
const LICENSE: &str = "the number of a license or certificate";
const VEHICLE: &str = "the number of a vehicle";
const DEVICE: &str = "the number of a device";
const NETWORK_ADDRESS: &str = "the address of a computer";
const AGE: &str = "an age over 89";
const CASE: &str = "the number of a case or claim";
const OTHER: &str = "a number that may identify someone";

pub(super) static KINDS: [Kind; 52] = [
    Kind::new(
        PHONE,
        &[],
        r"(?:\+?1(?:[-./]| - | )?)?(?:\([0-9]{3}\)(?:[-./]| - | )?|[0-9]{3}(?:-| - ))[0-9]{3}(?:-|\.| - | )[0-9]{4}EXTENSION",
    )
    .after_letters(),
    Kind::new(
        PHONE,
        &[],
        r"(?:\+?1(?:[-./]| - | )?)?[2-9][0-9]{2}(?:[-./]| / |\. | )[2-9][0-9]{2}(?:[-./]| / | - |\. | )[0-9]{4}EXTENSION",
    )
    .after_letters()
    .unless(is_dose_or_pages),
    Kind::new(PHONE, &[], r"(?:\+?1[-./ ]?)?(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[-.]?)[2-9][0-9]{6}EXTENSION"),
    Kind::new(PHONE, &["+"], r"\+[1-9](?:[-. ()]{0,2}[0-9]){8,14}"),
    Kind::new(PHONE, &["1-8"], r"1-8[0-9]{2}-[a-z0-9]{3}-?[a-z0-9]{4}"),
    Kind::new(
        PHONE,
        &["phone", "tel", "ph", "fax", "facsimile", "cell", "mobile", "pager", "call", "reached", "contact"],
        r"CALL(?:MARK|[ :.#]{0,3}(?:at )?)((?:(?:\+?1[-. ]?)?[0-9]{3}[-. ]?)?[2-9][0-9]{2}[-. ]?[0-9]{4}EXTENSION)",
    )
    .unless(is_date_or_short::<7>),
    Kind::new(PHONE, &["-"], r"[2-9][0-9]{2}-[0-9]{4}EXTENSION").unless(is_range_or_far_from_a_call),
    Kind::new(PHONE, &["-"], r"[2-9][0-9]{2}-[0-9]{4}EXTENSION").doubtful().unless(is_dose_or_pages),
    Kind::new(SOCIAL_SECURITY, &[], r"[0-9]{3}(?:-| - |\.| )[0-9]{2}(?:-| - |\.| )[0-9]{4}"),
    Kind::new(
        SOCIAL_SECURITY,
        &["ss", "s.s", "soc", "social"],
        r"(?:ssn|ss ?#|ss no|s\.s\.(?:n\.?)?|soc(?:ial)?\.? ?sec(?:urity)?\.?MARK|last (?:four|4)(?: digits)?(?: of)?(?: the| his| her)? social(?: security)?)(?:MARK|LINK)(?:last (?:four|4)(?: digits)?LINK)?((?:[x*?#]{1,5}[-. ]?){0,3}[0-9][-. 0-9]{2,10}[0-9])",
    ),
    Kind::new(
        SOCIAL_SECURITY,
        &["soc"],
        r"soc(?:ial)?\.? ?sec(?:urity)?\.?[ :#=]{1,3}([0-9]{3}[-. ]?[0-9]{2}[-. ]?[0-9]{4})",
    ),
    Kind::new(SOCIAL_SECURITY, &["x", "*"], r"(?:x{3}|\*{3})[-. ](?:x{2}|\*{2})[-. ][0-9]{4}"),
    Kind::new(SOCIAL_SECURITY, &[], r"[0-9]{9}"),
    Kind::new(
        MAIL,
        &["@"],
        r"[a-z0-9._%+'-]{1,64}@HOST(?:\.HOST){0,5}\.[a-z]{2,24}",
    ),
    Kind::new(
        MAIL,
        &["@"],
        r"[a-z0-9._%+'-]{1,64} ?@ ?HOST(?:\.HOST){0,5}\.(?:com|org|net|edu|gov|us|info|biz)",
    ),
    Kind::new(
        MAIL,
        &["at"],
        r"[a-z0-9._%+'-]{1,64} ?[(<{\[] ?at ?[)>}\]] ?HOST(?:(?:\.| ?[(<{\[] ?dot ?[)>}\]] ?| dot )HOST){0,4}(?:\.| ?[(<{\[] ?dot ?[)>}\]] ?| dot )[a-z]{2,24}",
    ),
    Kind::new(
        MAIL,
        &[" dot "],
        r"[a-z0-9._%+'-]{1,64} at HOST(?: dot HOST){0,3} dot (?:com|org|net|edu|gov|us|info|biz)",
    ),
    Kind::new(
        ACCOUNT_ON_THE_WEB,
        &["."],
        r"(?:https?://)?(?:[a-z]{1,10}\.)?(?:(?:facebook|fb|instagram|twitter|x|tiktok|pinterest|snapchat|myspace|threads|nextdoor|venmo|gofundme|caringbridge|tumblr|strava)\.(?:com|net|org)/[!-~]{1,200}|linkedin\.com/in/[!-~]{1,200}|youtu\.be/[!-~]{1,200}|youtube\.com/(?:user/|channel/|c/|@)[!-~]{1,200}|(?:t|wa|telegram)\.me/[!-~]{1,200}|reddit\.com/u(?:ser)?/[!-~]{1,200})",
    ),
    Kind::new(
        ACCOUNT_ON_THE_WEB,
        &["/~"],
        r"(?:https?://|www\.)[!-}]{1,200}/~[!-~]{1,200}",
    ),
    Kind::new(WEB, &["://", "www."], r"(?:https?://|ftp://|www\.)[!-~]{3,300}")
        .doubtful()
        .unless(is_in_citation),
    Kind::new(
        WEB,
        &[".com", ".org", ".net", ".biz"],
        r"HOST(?:\.HOST){0,4}\.(?:com|org|net|biz)(?:/[!-~]{0,200})?",
    )
    .doubtful()
    .unless(is_in_citation),
    Kind::new(ACCOUNT_ON_THE_WEB, &["@"], r"@[a-z][a-z0-9.]{0,29}[0-9_][a-z0-9_.]{0,30}[a-z0-9_]")
        .unless(is_spine_level),
    Kind::new(ACCOUNT_ON_THE_WEB, &["@"], r"@[a-z][a-z.]{4,30}").doubtful().unless(is_word_or_level),
    Kind::new(
        ACCOUNT_ON_THE_WEB,
        &["user", "screen name", "handle", "account", "profile", "skype"],
        r"(?:(?:twitter|instagram|facebook|snapchat|tiktok|skype|venmo|whatsapp|telegram|linkedin)(?: (?:handle|account|name|id|user(?: ?name)?|profile))?|user ?(?:name|id)|screen ?name)(?:: ?| is | = ?)(@?[a-z0-9._-]{0,30}[0-9_.-][a-z0-9._-]{0,30}[a-z0-9_])",
    ),
    Kind::new(
        BIRTH,
        &[],
        r"BIRTH(?:[ ,:;#()=-]{1,3}(?:is|was|of|as|on|in|the|listed|given|recorded|patient|employee|mm/dd/yyyy)){0,3}[ ,:;#()=-]{0,4}DATE",
    ),
    Kind::new(BIRTH, &["dob", "d.o.b", "birth"], r"DATE ?[(\[] ?(?:dob|d\.o\.b\.?|date of birth|birth ?date)"),
    Kind::new(
        MEDICAL_RECORD,
        &["mr", "m.r.", "med", "chart", "patient", "pt"],
        r"(?:mrn\b|m\.r\.n\b\.?|mr ?(?:#|no\b\.?|number)|med(?:ical)?\.? ?rec(?:ord)?s?\.?MARK|chartMARK|(?:patient|pt)\.?MARK|mrnMARK)LINKVALUE",
    )
    .unless(is_date_or_short::<4>),
    Kind::new(
        MEMBER,
        &["member", "subscriber", "beneficiary", "enrollee", "health", "insurance", "group", "policy", "medi"],
        r"(?:member|subscriber|beneficiary|enrollee|policyholder|health ?(?:plan|insurance)|insurance|insured|group|medicare|medicaid|medi-cal)MARKVALUE",
    )
    .unless(is_date_or_short::<4>),
    Kind::new(MEMBER, &["hicn", "mbi", "medicare", "medi-cal"], r"(?:hicn|mbi|medicare|medi-cal) ?[:#] ?VALUE")
        .unless(is_date_or_short::<5>),
    Kind::new(MEMBER, &["polic"], r"policyMARKVALUE").unless(is_policy_of_payer),
    Kind::new(MEMBER, &[], r"[1-9][a-z][a-z0-9][0-9]-?[a-z][a-z0-9][0-9]-?[a-z]{2}[0-9]{2}"),
    Kind::new(
        ACCOUNT,
        &["account", "acct", "a/c", "bank", "card", "routing", "invoice", "iban", "tax", "ein", "tin", "employer"],
        r"(?:(?:account|acct|a/c|bank|card|routing|invoice|tax|tax payer|taxpayer|employer)\.?MARK|(?:account|acct|iban|ein|itin)\.? ?[:#] ?|acct\.? ?)VALUE|account ([0-9]{8,17})",
    )
    .unless(is_date_or_short::<4>),
    Kind::new(ACCOUNT, &[], r"(?:[3-6][0-9]{3}(?:[- ]?[0-9]{4}){3}|3[47][0-9]{2}[- ]?[0-9]{6}[- ]?[0-9]{5})"),
    Kind::new(
        LICENSE,
        &["lic", "certificat", "cert", "passport", "cdl", "dl", "permit", "credential", "green card"],
        r"(?:(?:licen[sc]e|licensure|lic|certificate|certification|cert|passport|permit|credential|visa)\.?MARK|lic\.[ :#]{1,2}|(?:cdl|dl|licen[sc]e) ?[:#] ?)VALUE",
    )
    .unless(is_date_or_short::<4>),
    Kind::new(
        LICENSE,
        &["license", "licence"],
        r"(?:driver'?s?'?|medical|nursing|state|physician'?s?|california|ca|operator'?s?|rn|lvn|np|pa|pt|ot|dc|md|do|dpm|lac|nurse'?s?|professional|contractor'?s?) licen[sc]eLINK([a-z]{0,3}[- ]?[0-9]{4,12}[a-z]?)",
    )
    .unless(is_date_or_short::<4>),
    Kind::new(LICENSE, &["dea", "d.e.a"], r"(?:dea\b|d\.e\.a\b\.?)(?:MARK|LINK)([a-z][a-z0-9]?[- ]?[0-9]{7})"),
    Kind::new(
        LICENSE,
        &["npi", "n.p.i", "provider", "upin"],
        r"(?:(?:npi|national provider(?: identifier)?|provider|upin)\b|n\.p\.i\b\.?)(?:MARK|LINK)([0-9](?:[- ]?[0-9]){9})",
    ),
    Kind::new(
        VEHICLE,
        &["plate", "tag"],
        r"(?:(?:licen[sc]e|lic\.?|vehicle|registration|number|car|truck|van|dmv) ?(?:plates?|tags?)\b(?:MARK|LINK)((?:[0-9][a-z]{3}[ -]?[0-9]{3}|[a-z0-9]{2,4}[ -]?[0-9]{2,5}|[0-9]{2,4}[ -]?[a-z]{2,4}|[a-z0-9]{2,6}[0-9][a-z0-9]{2,6})\b)|plates?(?: ?#| no\b\.?| number)LINK([0-9][a-z]{2,4}[ -]?[0-9]{2,4}|[0-9][a-z][0-9]{5}|[a-z]{2,4}[ -]?[0-9]{3,5}|[0-9]{3}-?[a-z]{3}))",
    )
    .unless(is_date_or_short::<1>),
    Kind::new(VEHICLE, &["vin", "vehicle"], r"(?:vin|vehicle identification)\b(?:MARK|LINK)VALUE")
        .unless(is_date_or_short::<4>),
    Kind::new(VEHICLE, &[], r"[a-hj-npr-z0-9]{8}[0-9x][a-hj-npr-z0-9]{3}[0-9]{5}"),
    Kind::new(
        DEVICE,
        &["serial", "s/n", "sn", "device", "udi", "imei", "implant"],
        r"(?:(?:serial|device|implant|udi|imei)MARK|(?:serial|s/n|sn|udi|imei)\.? ?[:#] ?)VALUE",
    )
    .unless(is_date_or_short::<4>),
    Kind::new(DEVICE, &["s/n", "imei", "udi"], r"(?:s/n|imei|udi) VALUE").unless(is_date_or_short::<4>),
    Kind::new(DEVICE, &[":"], r"[0-9a-f]{2}(?:(?::[0-9a-f]{2}){5})"),
    Kind::new(
        NETWORK_ADDRESS,
        &["."],
        r"(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(?:\.(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}",
    )
    .unless(is_outline_number),
    Kind::new(
        NETWORK_ADDRESS,
        &[":"],
        r"(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})",
    ),
    Kind::new(
        AGE,
        &["y"],
        r"OLD[- ]{0,3}(?:years?|yrs?\.?|y\.?)(?:[-/. ]{0,3}(?:olds?|of[- ]age|o\b\.?)|[-/.]?o\.?[mf]\b|[- ](?:male|female|man|woman|gentleman|lady))",
    )
    .unless(is_group_or_range),
    Kind::new(AGE, &["age"], r"(?:age|aged)(?: of| is| was| at)?[ :=]{1,3}OLD").unless(is_group_or_range),
    Kind::new(
        AGE,
        &["ninet", "hundred", "birthday"],
        r"(?:(?:ninety|(?:one|a) hundred)(?:[- ](?:and[- ])?[a-z]{3,9})?[- ]years?[- ](?:olds?|of age)|aged? (?:of )?ninety(?:[- ][a-z]{3,5})?|(?:OLD(?:st|nd|rd|th)|ninetieth|ninety-[a-z]{5,7}) birthday)",
    )
    .unless(is_group_or_range),
    Kind::new(
        CASE,
        &["adj", "wcab", "eams"],
        r"(?:(adj[ :.#-]{0,3}[0-9]{6,10})|adjMARK([0-9]{6,10})|(?:wcab|w\.c\.a\.b\.|eams)(?: case| file)?(?:MARK|LINK)([a-z]{0,4}[- ]?[0-9]{5,10}))",
    ),
    Kind::new(
        CASE,
        &[],
        r"(?:ahm|ana|bak|bgn|eur|fre|gol|gro|lao|lbo|mdr|mon|oak|oxn|pas|pom|rdg|riv|sac|sal|sba|sbr|sdo|sfo|sjo|sro|stk|vno)[ -]?[0-9]{6,7}",
    ),
    Kind::new(CASE, &["claim"], r"claims?MARKVALUE").unless(is_date_or_short::<4>),
    Kind::new(
        OTHER,
        &["id", "reference", "authorization", "accession", "order", "file", "case", "tracking", "referral"],
        r"(?:reference|authorization|auth|accession|order|file|case|tracking|referral|confirmation|employee|badge|student|id)(?:MARK|\.? ?[:#] ?)VALUE",
    )
    .doubtful()
    .unless(is_own_case_number),
];
