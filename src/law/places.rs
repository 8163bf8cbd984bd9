//! Where a party is served: states, territories and countries.

/// Where an address is, as the time to appeal tells places apart (8 CCR 10605(a)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    California,
    /// Another state or a territory of the United States.
    UnitedStates,
    /// Outside the United States.
    Abroad,
}

/// The states, the District of Columbia and the territories (USPS Publication 28, appendix B), then the places
/// and the military posts that the Postal Service serves like them. Of those the law does not say whether they
/// are in the United States, so the shorter of the two times is theirs.
#[rustfmt::skip]
static STATES: [(&str, &str); 62] = [
    ("AL", "Alabama"),
    ("AK", "Alaska"),
    ("AZ", "Arizona"),
    ("AR", "Arkansas"),
    ("CA", "California"),
    ("CO", "Colorado"),
    ("CT", "Connecticut"),
    ("DE", "Delaware"),
    ("DC", "District of Columbia"),
    ("FL", "Florida"),
    ("GA", "Georgia"),
    ("HI", "Hawaii"),
    ("ID", "Idaho"),
    ("IL", "Illinois"),
    ("IN", "Indiana"),
    ("IA", "Iowa"),
    ("KS", "Kansas"),
    ("KY", "Kentucky"),
    ("LA", "Louisiana"),
    ("ME", "Maine"),
    ("MD", "Maryland"),
    ("MA", "Massachusetts"),
    ("MI", "Michigan"),
    ("MN", "Minnesota"),
    ("MS", "Mississippi"),
    ("MO", "Missouri"),
    ("MT", "Montana"),
    ("NE", "Nebraska"),
    ("NV", "Nevada"),
    ("NH", "New Hampshire"),
    ("NJ", "New Jersey"),
    ("NM", "New Mexico"),
    ("NY", "New York"),
    ("NC", "North Carolina"),
    ("ND", "North Dakota"),
    ("OH", "Ohio"),
    ("OK", "Oklahoma"),
    ("OR", "Oregon"),
    ("PA", "Pennsylvania"),
    ("RI", "Rhode Island"),
    ("SC", "South Carolina"),
    ("SD", "South Dakota"),
    ("TN", "Tennessee"),
    ("TX", "Texas"),
    ("UT", "Utah"),
    ("VT", "Vermont"),
    ("VA", "Virginia"),
    ("WA", "Washington"),
    ("WV", "West Virginia"),
    ("WI", "Wisconsin"),
    ("WY", "Wyoming"),
    ("AS", "American Samoa"),
    ("GU", "Guam"),
    ("MP", "Northern Mariana Islands"),
    ("PR", "Puerto Rico"),
    ("VI", "Virgin Islands"),
    ("FM", "Federated States of Micronesia"),
    ("MH", "Marshall Islands"),
    ("PW", "Palau"),
    ("AA", "Armed Forces Americas"),
    ("AE", "Armed Forces Europe"),
    ("AP", "Armed Forces Pacific"),
];

/// The United States, and other names of their territories.
#[rustfmt::skip]
static UNITED_STATES: [&str; 5] = [
    "United States", "United States of America", "US Virgin Islands", "U.S. Virgin Islands",
    "Commonwealth of Puerto Rico",
];

/// Countries by the names of the Postal Service's list (International Mail Manual, Individual Country
/// Listings), and by others in use.
#[rustfmt::skip]
static COUNTRIES: [&str; 257] = [
    "Afghanistan", "Albania", "Algeria", "Andorra", "Angola", "Anguilla", "Antigua and Barbuda", "Argentina",
    "Armenia", "Aruba", "Australia", "Austria", "Azerbaijan", "Bahamas", "Bahrain", "Bangladesh", "Barbados",
    "Belarus", "Belgium", "Belize", "Benin", "Bermuda", "Bhutan", "Bolivia", "Bonaire", "Bosnia-Herzegovina",
    "Bosnia and Herzegovina", "Botswana", "Brazil", "British Virgin Islands", "Brunei", "Brunei Darussalam",
    "Bulgaria", "Burkina Faso", "Burma", "Burundi", "Cambodia", "Cameroon", "Canada", "Cape Verde",
    "Cayman Islands", "Central African Republic", "Chad", "Chile", "China", "Colombia", "Comoros",
    "Congo, Democratic Republic of the", "Congo, Republic of the", "Democratic Republic of the Congo",
    "Republic of the Congo", "Costa Rica", "Cote d'Ivoire", "Côte d'Ivoire", "Ivory Coast", "Croatia", "Cuba",
    "Curacao", "Curaçao", "Cyprus", "Czech Republic", "Czechia", "Denmark", "Djibouti", "Dominica",
    "Dominican Republic", "East Timor", "Timor-Leste", "Ecuador", "Egypt", "El Salvador", "England",
    "Equatorial Guinea", "Eritrea", "Estonia", "Eswatini", "Swaziland", "Ethiopia", "Falkland Islands",
    "Faroe Islands", "Fiji", "Finland", "France", "French Guiana", "French Polynesia", "Gabon", "Gambia",
    "Georgia, Republic of", "Republic of Georgia", "Germany", "Ghana", "Gibraltar", "Great Britain",
    "Great Britain and Northern Ireland", "United Kingdom",
    "United Kingdom of Great Britain and Northern Ireland", "Greece", "Greenland", "Grenada", "Guadeloupe",
    "Guatemala", "Guernsey", "Guinea", "Guinea-Bissau", "Guyana", "Haiti", "Honduras", "Hong Kong", "Hungary",
    "Iceland", "India", "Indonesia", "Iran", "Iraq", "Ireland", "Isle of Man", "Israel", "Italy", "Jamaica",
    "Japan", "Jersey", "Jordan", "Kazakhstan", "Kenya", "Kiribati", "Korea, Democratic People's Republic of",
    "Korea, Republic of", "Republic of Korea", "South Korea", "North Korea", "Kosovo", "Kuwait", "Kyrgyzstan",
    "Laos", "Latvia", "Lebanon", "Lesotho", "Liberia", "Libya", "Liechtenstein", "Lithuania", "Luxembourg",
    "Macao", "Macau", "Macedonia", "North Macedonia", "Madagascar", "Malawi", "Malaysia", "Maldives", "Mali",
    "Malta", "Martinique", "Mauritania", "Mauritius", "Mayotte", "Mexico", "México", "Moldova", "Monaco",
    "Mongolia", "Montenegro", "Montserrat", "Morocco", "Mozambique", "Myanmar", "Namibia", "Nauru", "Nepal",
    "Netherlands", "The Netherlands", "New Caledonia", "New Zealand", "Nicaragua", "Niger", "Nigeria",
    "Northern Ireland", "Norway", "Oman", "Pakistan", "Palestine", "Panama", "Papua New Guinea", "Paraguay",
    "Peru", "Philippines", "Pitcairn Island", "Poland", "Portugal", "Qatar", "Reunion", "Réunion", "Romania",
    "Russia", "Russian Federation", "Rwanda", "Saint Helena", "Saint Kitts and Nevis", "Saint Lucia",
    "Saint Martin", "Saint Pierre and Miquelon", "Saint Vincent and the Grenadines", "Samoa", "San Marino",
    "Sao Tome and Principe", "São Tomé and Príncipe", "Saudi Arabia", "Scotland", "Senegal", "Serbia",
    "Seychelles", "Sierra Leone", "Singapore", "Sint Maarten", "Slovak Republic", "Slovakia", "Slovenia",
    "Solomon Islands", "Somalia", "South Africa", "South Sudan", "Spain", "Sri Lanka", "Sudan", "Suriname",
    "Sweden", "Switzerland", "Syria", "Taiwan", "Tajikistan", "Tanzania", "Thailand", "Togo", "Tonga",
    "Trinidad and Tobago", "Tunisia", "Turkey", "Türkiye", "Turkmenistan", "Turks and Caicos Islands",
    "Tuvalu", "Uganda", "Ukraine", "United Arab Emirates", "Uruguay", "Uzbekistan", "Vanuatu", "Vatican City",
    "Venezuela", "Vietnam", "Viet Nam", "Wales", "Wallis and Futuna Islands", "Western Samoa", "Yemen",
    "Zambia", "Zimbabwe",
];

/// The place of a state or territory by its two letters, and its name; none where there is no such one.
pub fn state(letters: &str) -> Option<(Place, &'static str)> {
    let (_, name) = STATES.iter().find(|(known, _)| *known == letters)?;
    Some((if letters == "CA" { Place::California } else { Place::UnitedStates }, name))
}

/// Whether a text is a state or territory, spelled out or as its two letters.
pub fn is_state(text: &str) -> bool {
    let capital = ["Washington DC", "Washington, DC", "Washington, D.C.", "D.C."];
    STATES.iter().any(|(letters, name)| *letters == text || name.eq_ignore_ascii_case(text))
        || capital.contains(&text)
}

/// The names of states and territories.
pub fn state_names() -> impl Iterator<Item = &'static str> {
    STATES.iter().map(|(_, name)| *name)
}

/// The names of countries, and those of the United States and their parts.
pub fn country_names() -> impl Iterator<Item = &'static str> {
    COUNTRIES.iter().chain(&UNITED_STATES).copied().chain(state_names())
}

/// What a text is as the country of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Country {
    Abroad,
    /// The United States, or a part of them that has an address with a state.
    UnitedStates,
    Unknown,
}

/// What a text is as the country of an address; case does not matter.
pub fn country(text: &str) -> Country {
    let same = |name: &&str| name.to_lowercase() == text.to_lowercase();
    if COUNTRIES.iter().any(same) {
        Country::Abroad
    } else if UNITED_STATES.iter().any(same) || STATES.iter().any(|(_, name)| same(name)) {
        Country::UnitedStates
    } else {
        Country::Unknown
    }
}
