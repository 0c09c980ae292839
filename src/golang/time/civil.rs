//! The calendar: days to and from years, months and days, as far as 64 bits of seconds reach.

use super::DAY;

/// What a calendar and a clock show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// The year; 0 is the one before year 1.
    pub year: i64,
    /// 1 to 12
    pub month: i64,
    /// 1 to 31
    pub day: i64,
    /// 1 to 366
    pub year_day: i64,
    /// 0 is Sunday.
    pub weekday: i64,
    /// 0 to 23
    pub hour: i64,
    /// 0 to 59
    pub minute: i64,
    /// 0 to 59
    pub second: i64,
}

impl Civil {
    /// Where the month stands in [`MONTHS`].
    pub fn month_index(&self) -> usize {
        (self.month - 1).clamp(0, 11) as usize
    }

    /// Where the day stands in [`WEEKDAYS`].
    pub fn weekday_index(&self) -> usize {
        self.weekday.clamp(0, 6) as usize
    }
}

/// The English names of the months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The English names of the days of the week.
pub const WEEKDAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// Whether the year has a 29th of February.
pub fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The number of days of a month, 1 to 12.
pub fn days_in(month: i64, year: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The number of days of a year before the given month, 1 to 12.
pub fn days_before(month: i64, year: i64) -> i64 {
    (1..month).map(|month| days_in(month, year)).sum()
}

/// The year of a moment and the day in it, from 1, in UTC.
pub(in crate::golang) fn year_and_year_day(unix: i64) -> (i64, i64) {
    let (year, _, _, year_day) = split_days(days_of_unix(unix));
    (year, year_day)
}

// Go counts days from the first of March of a year that lies before every moment a 64-bit count of seconds can
// name; a year that begins in March has its leap day at its end. All of this wraps around, as in Go.

/// The year of that epoch, negated; a multiple of 400.
const ABSOLUTE_YEARS: u64 = 292_277_022_400;

/// Days from that epoch to the Unix epoch.
const ABSOLUTE_TO_UNIX: u64 = absolute_days(1970, 1, 1);

/// Source: time/time.go, `dateToAbsDays`.
pub(super) const fn absolute_days(year: i64, month: i64, day: i64) -> u64 {
    let before_march = month < 3;
    let month = if before_march { month + 12 } else { month };
    let year = (year as u64).wrapping_sub(before_march as u64).wrapping_add(ABSOLUTE_YEARS);
    let of_year = (153 * month - 457) / 5;
    let of_century = (1461 * (year % 100) / 4) as i64;
    let centuries = (year / 100).wrapping_mul(146_097) / 4;
    centuries.wrapping_add((of_century + of_year).wrapping_add(day).wrapping_sub(1) as u64)
}

pub(super) fn days_of_unix(unix: i64) -> u64 {
    const SHIFT: u64 = ABSOLUTE_TO_UNIX.wrapping_mul(DAY as u64);
    (unix as u64).wrapping_add(SHIFT) / DAY as u64
}

pub(super) fn unix_of_days(days: u64) -> i64 {
    days.wrapping_sub(ABSOLUTE_TO_UNIX).wrapping_mul(DAY as u64) as i64
}

/// Year, month, day of the month and day of the year. Source: time/time.go, `absDays.split`.
pub(super) fn split_days(days: u64) -> (i64, i64, i64, i64) {
    let (cycle, rest) = (days / 146_097, days % 146_097);
    let century = (rest / 36_524).min(3);
    let rest = rest - century * 36_524;
    let (leap, rest) = (rest / 1461, rest % 1461);
    let single = (rest / 365).min(3);
    let of_year = (rest - single * 365) as i64;
    let year = (cycle * 400 + century * 100 + leap * 4 + single).wrapping_sub(ABSOLUTE_YEARS) as i64;
    let month = (5 * of_year + 461) / 153;
    let day = of_year - (153 * month - 457) / 5 + 1;
    if month > 12 {
        (year + 1, month - 12, day, of_year - 305)
    } else {
        (year, month, day, of_year + 60 + i64::from(is_leap(year)))
    }
}
