//! What the law says: the cases' own dates, a second calendar, and a source for every value.

use imr_letters::law::{
    self, BOARD, KNOWN_THROUGH, LATER_NUMBERS, NUMBERS, POST, Place, Service, Side, aggrieved,
};
use imr_letters::units::{Date, date, days_after};

use crate::project::Project;

fn last_day(mailed: &str, place: Place) -> String {
    let deadline = law::last_day_to_appeal(mailed.parse().unwrap(), place).unwrap();
    assert!(deadline.steps.iter().all(|step| !step.source.is_empty()), "{deadline:?}");
    assert_eq!(deadline.steps.last().map(|step| step.day), Some(deadline.last_day));
    deadline.last_day.to_string()
}

const CA: Place = Place::California;
const NV: Place = Place::UnitedStates;

#[test]
fn matute_five_days_for_a_party_in_california() {
    assert_eq!(last_day("2014-11-06", CA), "2014-12-11");
}

/// Of 35 days from mailing; before 2022 the Board's rules knew no service by e-mail.
#[test]
fn aguilar_five_days_for_service_by_e_mail() {
    let last_day = |day: &str| law::last_day_to_appeal(day.parse().unwrap(), Service::Email);
    assert_eq!(last_day("2024-05-15").unwrap().last_day.to_string(), "2024-06-19");
    assert_eq!(last_day("2022-01-03").unwrap().last_day.to_string(), "2022-02-07");
    assert!(last_day("2021-12-30").is_err());
}

#[test]
fn rule_10605_ten_days_for_a_party_in_another_state() {
    assert_eq!(last_day("2014-02-13", NV), "2014-03-25");
}

#[test]
fn rule_10600_a_last_day_on_a_saturday_moves() {
    assert_eq!(last_day("2014-02-10", NV), "2014-03-24");
}

#[test]
fn vanlandingham_the_board_is_open_on_columbus_day() {
    assert_eq!(last_day("2014-09-08", CA), "2014-10-13");
}

#[test]
fn bernard_the_board_is_open_when_only_courts_are_closed() {
    assert_eq!(last_day("2024-05-15", CA), "2024-06-19");
    assert_eq!(last_day("2014-01-08", CA), "2014-02-12");
}

#[test]
fn government_code_19853_the_day_after_thanksgiving_is_closed() {
    assert_eq!(last_day("2014-10-24", CA), "2014-12-01");
}

#[test]
fn trigueros_the_sender_s_place_does_not_matter() {
    // The computation does not take it; nor does the letter of an office in New York.
    assert_eq!(last_day("2014-02-13", CA), "2014-03-20");
    let project = Project::empty();
    project.write("data/CM14-0067214.yaml", include_str!("../../data/CM14-0067214.yaml"));
    let office = include_str!("../../templates/office.yaml");
    project.write("templates/office.yaml", &office.replace("state: CA", "state: NY"));
    project.replace("data/CM14-0067214.yaml", "mailed_date: 2014-08-06", "mailed_date: 2014-08-07");
    let run = project.imr(&["explain", "data/CM14-0067214.yaml"]);
    assert!(run.stdout.contains("the last day to appeal is 2014-09-11, a Thursday"), "{run:?}");
}

#[test]
fn rule_10605_twenty_days_for_a_party_abroad() {
    assert_eq!(last_day("2014-02-13", Place::Abroad), "2014-04-04");
}

#[test]
fn an_address_abroad_is_set_as_its_post_wants_it_and_gets_its_twenty_days() {
    let project = Project::empty();
    let record = include_str!("../../data/CM14-0067214.yaml");
    let abroad = "representative:\n  name: Zoë Łuk\n  address: { street: [12 rue de l'Église], city: Montréal QC H2Y 1C6, country: Canada }\n";
    project.write("data/CM14-0067214.yaml", &format!("{}\n{abroad}", record.trim_end()));
    assert_eq!(project.imr(&["build", "--edition", "mailed"]).code, 0);
    let copy = project.read("out/mailed/CM14-0067214/representative.md");
    let address = "> ZOË ŁUK\\\n> 12 rue de l'Église\\\n> Montréal QC H2Y 1C6\\\n> CANADA\n";
    assert!(copy.contains(address), "{copy}");
    // Mailed 2014-08-06; 50 days on is a Thursday.
    assert!(copy.contains("by **September 25, 2014**"), "{copy}");
    let said = project.imr(&["explain", "data/CM14-0067214.yaml"]).stdout;
    assert!(said.contains("2014-09-25  20 days more: served abroad [8 CCR 10507(a)(3)]"), "{said}");
}

#[test]
fn rule_10605_replaced_10507_and_kept_the_days() {
    for (mailed, source) in [("2019-12-31", "8 CCR 10507(a)(1)"), ("2020-01-02", "8 CCR 10605(a)(1)")] {
        let steps = law::last_day_to_appeal(mailed.parse().unwrap(), CA).unwrap().steps;
        assert_eq!(steps[1].source, source);
    }
}

#[test]
fn section_4610_6_h_only_who_is_aggrieved_may_appeal() {
    for (upheld, overturned, employee, employer) in
        [(true, false, true, false), (false, true, false, true), (true, true, true, true)]
    {
        assert_eq!(aggrieved(Side::Employee, upheld, overturned), employee);
        assert_eq!(aggrieved(Side::Employer, upheld, overturned), employer);
    }
}

#[test]
fn a_day_for_which_the_law_is_not_known_is_an_error() {
    for day in [date(2012, 12, 31), date(1900, 1, 1), date(2031, 12, 20), date(2041, 2, 13), Date::MAX] {
        law::last_day_to_appeal(day, CA).unwrap_err();
    }
    law::last_day_to_appeal(date(2013, 1, 2), CA).unwrap();
    for place in [CA, NV, Place::Abroad] {
        law::last_day_to_appeal(date(2030, 12, 31), place).unwrap();
    }
}

#[test]
fn every_value_has_one_source_for_every_day() {
    let cites = |source: &str| {
        let kinds =
            ["CCR ", "Labor Code ", "Government Code ", "Code of Civil Procedure ", "U.S.C. ", "Manual "];
        kinds.iter().any(|kind| source.contains(kind)) && source.contains(|c: char| c.is_ascii_digit())
    };
    for number in NUMBERS {
        let mut day = date(2013, 1, 1);
        while day <= KNOWN_THROUGH {
            number.on(day).unwrap_or_else(|why| panic!("{why}"));
            day = day.tomorrow().unwrap();
        }
        for value in number.values {
            assert!(cites(value.source), "{}: `{}` is no source", number.name, value.source);
        }
    }
    for number in LATER_NUMBERS {
        number.on(KNOWN_THROUGH).unwrap_or_else(|why| panic!("{why}"));
        assert!(number.on(date(2013, 1, 1)).is_err(), "{} is among the others", number.name);
        for value in number.values {
            assert!(cites(value.source), "{}: `{}` is no source", number.name, value.source);
        }
    }
    for calendar in [&BOARD, &POST] {
        let weekdays = calendar.weekdays.iter().map(|closed| closed.source);
        for source in weekdays.chain(calendar.holidays.iter().map(|closed| closed.source)) {
            assert!(cites(source), "{}: `{source}` is no source", calendar.name);
        }
    }
}

/// Templates get the numbers of the law by name, so none stands in one as a figure.
#[test]
fn no_number_of_the_law_stands_in_a_template() {
    for (path, bytes) in imr_letters::assets::Assets::embedded_files() {
        let Some(text) = path.ends_with(".md").then(|| String::from_utf8_lossy(bytes)) else { continue };
        let words: Vec<&str> = text.split_whitespace().collect();
        for pair in words.windows(3) {
            let figure = pair[0].chars().all(|c| c.is_ascii_digit());
            let counts = |word: &str| word.starts_with("day") || word.starts_with("día");
            assert!(!(figure && (counts(pair[1]) || counts(pair[2]))), "{path}: {pair:?}");
        }
    }
}

#[test]
fn every_fact_of_the_law_explains_itself() {
    let project = Project::empty();
    for name in law::names() {
        let run = project.imr(&["explain", name]);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.stdout.starts_with(name), "{run:?}");
    }
    let run = project.imr(&["explain", "days_added_in_california"]);
    assert!(run.stdout.contains("5  since 2013-01-01 until 2019-12-31  8 CCR 10507(a)(1)"), "{run:?}");
    assert!(run.stdout.contains("5  since 2020-01-01  8 CCR 10605(a)(1)"), "{run:?}");
    project.write("data/CM14-0067214.yaml", include_str!("../../data/CM14-0067214.yaml"));
    let run = project.imr(&["explain", "data/CM14-0067214.yaml"]);
    assert!(run.stdout.contains("2014-09-05  30 days from mailing [Labor Code 4610.6(h)]"), "{run:?}");
    assert!(run.stdout.contains("requesting physician, Morgan Sample, MD: not aggrieved"), "{run:?}");
    project.replace("data/CM14-0067214.yaml", "mailed_date: 2014-08-06", "");
    let run = project.imr(&["explain", "data/CM14-0067214.yaml"]);
    assert!(run.code == 1 && run.stderr.contains("`mailed_date` is needed"), "{run:?}");
}

/// A calendar of its own: days are counted from 1970-01-01, a Thursday, and every closed day of a year is
/// written down by its date.
mod second {
    use std::collections::BTreeSet;

    /// Days since 1970-01-01, from a table of the lengths of months.
    pub fn number(year: i64, month: i64, day: i64) -> i64 {
        let leap = |year: i64| i64::from(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
        let years: i64 = (1970..year).map(|year| 365 + leap(year)).sum();
        let lengths = [31, 28 + leap(year), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        years + lengths[..month as usize - 1].iter().sum::<i64>() + day - 1
    }

    /// 0 for Monday.
    pub fn weekday(number: i64) -> i64 {
        (number + 3).rem_euclid(7)
    }

    /// The first Monday (0) to Sunday (6) on or after a day of a year.
    fn on_or_after(year: i64, month: i64, day: i64, wanted: i64) -> i64 {
        let start = number(year, month, day);
        start + (wanted - weekday(start)).rem_euclid(7)
    }

    /// Weekdays on which state offices are closed in a year.
    pub fn board(year: i64) -> BTreeSet<i64> {
        let mut closed = BTreeSet::new();
        for (month, day) in [(1, 1), (3, 31), (7, 4), (11, 11), (12, 25)] {
            let at = number(year, month, day);
            closed.insert(at);
            if weekday(at) == 6 {
                closed.insert(at + 1);
            }
            if weekday(at) == 5 && month == 11 {
                closed.insert(at - 1);
            }
        }
        let thanksgiving = on_or_after(year, 11, 22, 3);
        closed.extend([
            on_or_after(year, 1, 15, 0),
            on_or_after(year, 2, 15, 0),
            on_or_after(year, 5, 25, 0),
            on_or_after(year, 9, 1, 0),
            thanksgiving,
            thanksgiving + 1,
        ]);
        closed
    }

    /// Weekdays on which the Postal Service takes no letters in a year.
    pub fn post(year: i64) -> BTreeSet<i64> {
        let mut closed = BTreeSet::new();
        let mut dated = vec![(1, 1), (7, 4), (11, 11), (12, 25)];
        if year >= 2022 {
            dated.push((6, 19));
        }
        for (month, day) in dated {
            let at = number(year, month, day);
            closed.insert(at);
            if weekday(at) == 6 {
                closed.insert(at + 1);
            }
        }
        closed.extend([
            on_or_after(year, 1, 15, 0),
            on_or_after(year, 2, 15, 0),
            on_or_after(year, 5, 25, 0),
            on_or_after(year, 9, 1, 0),
            on_or_after(year, 10, 8, 0),
            on_or_after(year, 11, 22, 3),
        ]);
        closed
    }
}

fn second_number(day: Date) -> i64 {
    second::number(day.year().into(), day.month().into(), day.day().into())
}

#[test]
fn a_second_calendar_agrees_on_every_closed_day() {
    let mut day = date(2013, 1, 1);
    while day <= KNOWN_THROUGH {
        let at = second_number(day);
        let year = i64::from(day.year());
        let weekend = second::weekday(at) >= 5;
        let closed = BOARD.closed(day).unwrap().is_some();
        assert_eq!(closed, weekend || second::board(year).contains(&at), "the Board on {day}");
        let closed = POST.closed(day).unwrap().is_some();
        let sunday = second::weekday(at) == 6;
        assert_eq!(closed, sunday || second::post(year).contains(&at), "the post on {day}");
        day = day.tomorrow().unwrap();
    }
}

#[test]
fn a_second_calendar_agrees_on_every_mailing_day_of_2013_to_2030() {
    let board: std::collections::BTreeSet<i64> = (2013..=2031).flat_map(second::board).collect();
    let mut compared = 0;
    for days in 0.. {
        let mailed = days_after(date(2013, 1, 1), days);
        if mailed > date(2030, 12, 31) {
            break;
        }
        for (place, added) in [(CA, 35), (NV, 40), (Place::Abroad, 50)] {
            let mut wanted = second_number(mailed) + added;
            while second::weekday(wanted) >= 5 || board.contains(&wanted) {
                wanted += 1;
            }
            let found = law::last_day_to_appeal(mailed, place).unwrap().last_day;
            assert_eq!(second_number(found), wanted, "mailed {mailed}, {place:?}: {found}");
            compared += 1;
        }
    }
    assert_eq!(compared, 6574 * 3);
}

#[test]
fn the_closures_of_2014_and_2018_by_their_dates() {
    // State holidays as the Department of Human Resources lists them.
    let closed = |year: i16| {
        let mut days = Vec::new();
        let mut day = date(year, 1, 1);
        while day.year() == year {
            if let Some(closed) = BOARD.closed(day).unwrap()
                && second::weekday(second_number(day)) < 5
            {
                days.push(format!("{:02}-{:02} {}", day.month(), day.day(), closed.name));
            }
            day = day.tomorrow().unwrap();
        }
        days
    };
    assert_eq!(
        closed(2014),
        [
            "01-01 New Year's Day",
            "01-20 Martin Luther King Jr. Day",
            "02-17 Presidents' Day",
            "03-31 Cesar Chavez Day",
            "05-26 Memorial Day",
            "07-04 Independence Day",
            "09-01 Labor Day",
            "11-11 Veterans Day",
            "11-27 Thanksgiving Day",
            "11-28 the day after Thanksgiving",
            "12-25 Christmas Day",
        ]
    );
    // On a Sunday the Monday after; on a Saturday only November 11 moves, to the Friday before.
    assert!(closed(2018).contains(&"11-12 Veterans Day".to_owned()));
    assert!(closed(2017).contains(&"11-10 Veterans Day".to_owned()));
    assert!(!closed(2020).iter().any(|day| day.starts_with("07")), "July 4 was a Saturday");
}
