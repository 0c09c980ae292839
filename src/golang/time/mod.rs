//! Go's `time`: moments, durations, and both as values that templates can call methods on.

pub mod civil;
mod duration;
mod inside;
mod layout;
mod parse;

use self::civil::{Civil, MONTHS, WEEKDAYS, absolute_days, days_of_unix, split_days, unix_of_days};
pub use self::duration::{Duration, parse_duration};
use super::named::{self, Named};
use super::zoneinfo::Location;
use crate::value::{Object, Value};
use std::any::Any;
use std::borrow::Cow;
use std::sync::Arc;

/// A `time.Time`: a moment and the zone in which it is shown.
#[derive(Clone, Debug)]
pub struct Time {
    /// Seconds since the Unix epoch.
    unix: i64,
    /// Nanoseconds within the second.
    nanos: i64,
    location: Location,
    /// What Go's monotonic clock showed, in nanoseconds; only `now` sets it, and `String` prints it.
    monotonic: Option<i64>,
}

/// What the monotonic clock, which starts with the program, shows at every `now`: a fixed moment in Helm's
/// first second, so that the same clock and chart give the same text.
const MONOTONIC: i64 = 50_000_000;

const SECOND: i64 = 1_000_000_000;
const DAY: i64 = 86_400;

/// Seconds from the first of January of year 1, Go's zero time, to the Unix epoch.
const ZERO_TO_UNIX: i64 = 62_135_596_800;

impl Time {
    /// The moment that the clock shows, which is given as the time since the Unix epoch.
    /// Source: time/time.go, `Now`.
    pub fn now(since: std::time::Duration, location: Location) -> Time {
        let unix = i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
        let nanos = i64::from(since.subsec_nanos());
        Time { unix, nanos, location, monotonic: Some(MONOTONIC) }
    }

    /// So many seconds after the Unix epoch. Source: time/time.go, `Unix`.
    pub fn unix(seconds: i64, location: Location) -> Time {
        Time { unix: seconds, nanos: 0, location, monotonic: None }
    }

    /// Go's zero time, the beginning of year 1.
    pub fn zero() -> Time {
        Time::unix(-ZERO_TO_UNIX, Location::Utc)
    }

    /// The moment of a date and a time of day in a zone. Month, day and the time of day may lie outside their
    /// usual ranges. Source: time/time.go, `Date`.
    pub fn date(year: i64, month: i64, day: i64, clock: i64, nanos: i64, location: Location) -> Time {
        let month = month.wrapping_sub(1);
        let year = year.wrapping_add(month.div_euclid(12));
        let days = absolute_days(year, month.rem_euclid(12) + 1, day);
        let wall = unix_of_days(days).wrapping_add(clock);
        // The zone's offset is known for a moment, not for a wall clock: guess, and look again.
        let rule = location.lookup(wall);
        let mut unix = wall;
        if rule.offset != 0 {
            let guess = wall.wrapping_sub(rule.offset);
            let offset = if (rule.start..rule.end).contains(&guess) {
                rule.offset
            } else {
                location.lookup(guess).offset
            };
            unix = wall.wrapping_sub(offset);
        }
        Time { unix, nanos, location, monotonic: None }
    }

    /// Reads a time in the given layout; a time without a zone is one in `location`.
    /// Source: time/format.go, `ParseInLocation`.
    ///
    /// # Errors
    /// Go's text for a value that does not fit the layout.
    pub fn parse(layout: &str, value: &str, location: &Location) -> Result<Time, String> {
        parse::parse(layout, value, location)
    }

    /// The same moment in another zone. Source: time/time.go, `In`.
    #[must_use]
    pub fn in_location(&self, location: Location) -> Time {
        Time { location, monotonic: None, ..*self }
    }

    /// The time in the given layout. Source: time/format.go, `Format`.
    pub fn format(&self, layout: &str) -> String {
        layout::format(self, layout)
    }

    /// Seconds since the Unix epoch.
    pub fn unix_seconds(&self) -> i64 {
        self.unix
    }

    /// Nanoseconds within the second.
    pub fn nanosecond(&self) -> i64 {
        self.nanos
    }

    /// The zone in which the time is shown.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// The time later by `duration`. Source: time/time.go, `Add`.
    #[must_use]
    pub fn add(&self, duration: Duration) -> Time {
        let nanos = self.nanos + duration.0 % SECOND;
        let unix = self.unix.saturating_add(duration.0 / SECOND + nanos.div_euclid(SECOND));
        let monotonic = self.monotonic.and_then(|clock| clock.checked_add(duration.0));
        Time { unix, nanos: nanos.rem_euclid(SECOND), location: self.location.clone(), monotonic }
    }

    /// The time later by so many seconds.
    #[must_use]
    pub fn add_seconds(&self, seconds: i64) -> Time {
        Time { unix: self.unix.saturating_add(seconds), location: self.location.clone(), ..*self }
    }

    /// How much later this is than `earlier`, as far as a duration reaches. Source: time/time.go, `Sub`.
    pub fn sub(&self, earlier: &Time) -> Duration {
        let nanos = self.total_nanos() - earlier.total_nanos();
        Duration(i64::try_from(nanos).unwrap_or(if nanos < 0 { i64::MIN } else { i64::MAX }))
    }

    /// The time so many years, months and days later. Source: time/time.go, `AddDate`.
    #[must_use]
    pub fn add_date(&self, years: i64, months: i64, days: i64) -> Time {
        let date = self.civil();
        let clock = (date.hour * 60 + date.minute) * 60 + date.second;
        Time::date(
            date.year.wrapping_add(years),
            date.month.wrapping_add(months),
            date.day.wrapping_add(days),
            clock,
            self.nanos,
            self.location.clone(),
        )
    }

    /// Whether the two are the same value of the struct, as Go's `==` sees it: an equal moment in another zone
    /// is not.
    pub fn is_identical(&self, other: &Time) -> bool {
        self.total_nanos() == other.total_nanos()
            && self.location == other.location
            && self.monotonic == other.monotonic
    }

    /// What a calendar and a clock in the zone show.
    pub fn civil(&self) -> Civil {
        let shown = self.unix.wrapping_add(self.location.lookup(self.unix).offset);
        let days = days_of_unix(shown);
        let (year, month, day, year_day) = split_days(days);
        let second = shown.wrapping_sub(unix_of_days(days));
        Civil {
            year,
            month,
            day,
            year_day,
            // The absolute epoch, a first of March, was a Wednesday.
            weekday: ((days + 3) % 7) as i64,
            hour: second / 3600,
            minute: second / 60 % 60,
            second: second % 60,
        }
    }

    fn total_nanos(&self) -> i128 {
        i128::from(self.unix) * i128::from(SECOND) + i128::from(self.nanos)
    }

    fn is_zero(&self) -> bool {
        self.unix == -ZERO_TO_UNIX && self.nanos == 0
    }

    /// The last multiple of `step` since the zero time, and what is left. Source: time/time.go, `div`.
    fn truncate(&self, step: i64) -> (Time, i64) {
        let since_zero = self.total_nanos() + i128::from(ZERO_TO_UNIX) * i128::from(SECOND);
        let rest = i64::try_from(since_zero.rem_euclid(i128::from(step))).unwrap_or(0);
        (self.in_location(self.location.clone()).add(Duration(-rest)), rest)
    }

    /// What `String` returns. Source: time/format.go, `String`.
    fn text(&self) -> String {
        let mut text = self.format("2006-01-02 15:04:05.999999999 -0700 MST");
        if let Some(clock) = self.monotonic {
            let sign = if clock < 0 { '-' } else { '+' };
            let clock = clock.unsigned_abs();
            text.push_str(&format!(
                " m={sign}{}.{:09}",
                clock / SECOND.unsigned_abs(),
                clock % SECOND.unsigned_abs()
            ));
        }
        text
    }

    /// What `%#v` prints. Source: time/format.go, `GoString`.
    fn go_text(&self) -> String {
        let date = self.civil();
        let location = match &self.location {
            Location::Utc => "time.UTC".to_owned(),
            Location::Local(_) => "time.Local".to_owned(),
            location => format!("time.Location({})", layout::quote(location.name().as_bytes())),
        };
        let Civil { year, day, hour, minute, second, .. } = date;
        let month = MONTHS[date.month_index()];
        format!(
            "time.Date({year}, time.{month}, {day}, {hour}, {minute}, {second}, {}, {location})",
            self.nanos
        )
    }
}

impl From<Time> for Value {
    fn from(time: Time) -> Value {
        Value::Object(Arc::new(time))
    }
}

impl Object for Time {
    fn type_name(&self) -> Cow<'_, str> {
        Cow::Borrowed("time.Time")
    }

    fn kind(&self) -> &'static str {
        "struct"
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn params(&self, name: &str) -> Option<&'static [&'static str]> {
        let known = TIME_METHODS.iter().find(|(own, ..)| *own == name).map(|(_, types, _)| names(types));
        known.or_else(|| self.barred(name).map(|_| names(&[])))
    }

    /// The inside, which verbs for numbers print: `{0 63759684600 0xc000010000}`.
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let location = match &self.location {
            Location::Utc => named::nil_pointer("*time.Location"),
            location => Value::Object(Arc::new(location.clone())),
        };
        vec![
            ("wall", named::uint64(self.nanos.unsigned_abs())),
            ("ext", Value::Int64(self.unix.wrapping_add(ZERO_TO_UNIX))),
            ("loc", location),
        ]
    }

    fn barred(&self, name: &str) -> Option<String> {
        let second = |typ| {
            format!("invalid function signature for {name}: second return value should be error; is {typ}")
        };
        match name {
            "Clock" | "Date" => Some(format!("function {name} has 3 return values; should be 1 or 2")),
            "ISOWeek" | "Zone" => Some(second("int")),
            "ZoneBounds" => Some(second("time.Time")),
            _ => None,
        }
    }

    fn method(&self, name: &str, args: &[Value]) -> Option<Result<Value, String>> {
        let (_, types, run) = TIME_METHODS.iter().find(|(own, ..)| *own == name)?;
        Some(checked(name, args, types).and_then(|()| run(self, args)))
    }

    fn to_json(&self) -> Value {
        Value::from(self.format("2006-01-02T15:04:05.999999999Z07:00"))
    }

    fn stringer(&self) -> Option<String> {
        Some(self.text())
    }
}

/// The zone that `Location` returns and `In` takes.
impl Object for Location {
    fn type_name(&self) -> Cow<'_, str> {
        Cow::Borrowed("*time.Location")
    }

    fn kind(&self) -> &'static str {
        "ptr"
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn params(&self, name: &str) -> Option<&'static [&'static str]> {
        (name == "String").then_some(&[])
    }

    fn method(&self, name: &str, args: &[Value]) -> Option<Result<Value, String>> {
        (name == "String").then(|| checked(name, args, &[]).map(|()| Value::from(self.name())))
    }

    /// None of the fields is exported.
    fn copied(&self) -> Option<Value> {
        Some(Value::Object(Arc::new(Location::Empty)))
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        inside::fields(self)
    }

    fn stringer(&self) -> Option<String> {
        Some(self.name().to_owned())
    }
}

/// The types of arguments that methods take.
#[derive(Clone, Copy, Debug)]
enum Arg {
    Time,
    Duration,
    Location,
    Int,
    Str,
}

/// The types as Go spells them. Only `AddDate` takes more than one: three ints.
fn names(types: &[Arg]) -> &'static [&'static str] {
    match types {
        [] => &[],
        [Arg::Time] => &["time.Time"],
        [Arg::Duration] => &["time.Duration"],
        [Arg::Location] => &["*time.Location"],
        [Arg::Str] => &["string"],
        [Arg::Int] => &["int"],
        _ => &["int", "int", "int"],
    }
}

/// Checks arguments as the template engine does before a call.
/// Source: text/template/exec.go, `evalCall`, `validateType`.
fn checked(name: &str, args: &[Value], types: &[Arg]) -> Result<(), String> {
    if args.len() != types.len() {
        return Err(format!("wrong number of args for {name}: want {} got {}", types.len(), args.len()));
    }
    for (arg, typ) in args.iter().zip(types) {
        let (fits, expected) = match typ {
            Arg::Time => (arg.as_object::<Time>().is_some(), "time.Time"),
            // A literal becomes whatever integer type is asked for.
            Arg::Duration => {
                (matches!(arg, Value::Int(_)) || arg.as_object::<Duration>().is_some(), "time.Duration")
            }
            // The engine makes a nil pointer of nil.
            Arg::Location => (arg.is_nil() || arg.as_object::<Location>().is_some(), "*time.Location"),
            Arg::Int => (matches!(arg, Value::Int(_)), "int"),
            Arg::Str => (matches!(arg, Value::Str(_)), "string"),
        };
        if !fits {
            return Err(match arg {
                Value::Nil | Value::Invalid => format!("invalid value; expected {expected}"),
                _ => format!("wrong type for value; expected {expected}; got {}", arg.type_name()),
            });
        }
    }
    Ok(())
}

fn duration_arg(args: &[Value]) -> Duration {
    match args.first() {
        Some(Value::Int(nanos)) => Duration(*nanos),
        Some(arg) => arg.as_object().copied().unwrap_or(Duration(0)),
        None => Duration(0),
    }
}

fn int_arg(args: &[Value], i: usize) -> i64 {
    match args.get(i) {
        Some(Value::Int(n)) => *n,
        _ => 0,
    }
}

type TimeMethod = (&'static str, &'static [Arg], fn(&Time, &[Value]) -> Result<Value, String>);

/// The methods of `time.Time` that a template can call and get something out of.
const TIME_METHODS: &[TimeMethod] = &[
    ("Add", &[Arg::Duration], |t, args| Ok(t.add(duration_arg(args)).into())),
    ("AddDate", &[Arg::Int, Arg::Int, Arg::Int], |t, args| {
        Ok(t.add_date(int_arg(args, 0), int_arg(args, 1), int_arg(args, 2)).into())
    }),
    ("After", &[Arg::Time], |t, args| compare(t, args).map(|order| Value::Bool(order.is_gt()))),
    ("Before", &[Arg::Time], |t, args| compare(t, args).map(|order| Value::Bool(order.is_lt()))),
    ("Compare", &[Arg::Time], |t, args| compare(t, args).map(|order| Value::Int(order as i64))),
    ("Day", &[], |t, _| Ok(Value::Int(t.civil().day))),
    ("Equal", &[Arg::Time], |t, args| compare(t, args).map(|order| Value::Bool(order.is_eq()))),
    ("Format", &[Arg::Str], |t, args| Ok(t.format(args[0].as_str().unwrap_or_default()).into())),
    ("GoString", &[], |t, _| Ok(t.go_text().into())),
    ("Hour", &[], |t, _| Ok(Value::Int(t.civil().hour))),
    ("In", &[Arg::Location], |t, args| match args[0].as_object::<Location>() {
        Some(location) => Ok(t.in_location(location.clone()).into()),
        None => Err("time: missing Location in call to Time.In".to_owned()),
    }),
    ("IsDST", &[], |t, _| Ok(Value::Bool(t.location.lookup(t.unix).is_dst))),
    ("IsZero", &[], |t, _| Ok(Value::Bool(t.is_zero()))),
    ("Location", &[], |t, _| Ok(Value::Object(Arc::new(t.location.clone())))),
    ("Local", &[], |t, _| match t.location {
        Location::Local(_) => Ok(t.in_location(t.location.clone()).into()),
        // A time does not know the machine.
        _ => Err("Local is only there for a time that is local already; use dateInZone".to_owned()),
    }),
    ("Minute", &[], |t, _| Ok(Value::Int(t.civil().minute))),
    ("Month", &[], |t, _| {
        let date = t.civil();
        let name = MONTHS[date.month_index()].to_owned();
        Ok(Named::with_string("time.Month", "int", Value::Int(date.month), name))
    }),
    ("Nanosecond", &[], |t, _| Ok(Value::Int(t.nanos))),
    ("Round", &[Arg::Duration], |t, args| Ok(t.rounded(duration_arg(args).0, true).into())),
    ("Second", &[], |t, _| Ok(Value::Int(t.civil().second))),
    ("String", &[], |t, _| Ok(t.text().into())),
    ("Sub", &[Arg::Time], |t, args| Ok(args[0].as_object().map_or(Duration(0), |u| t.sub(u)).into())),
    ("Truncate", &[Arg::Duration], |t, args| Ok(t.rounded(duration_arg(args).0, false).into())),
    ("UTC", &[], |t, _| Ok(t.in_location(Location::Utc).into())),
    ("Unix", &[], |t, _| Ok(Value::Int64(t.unix))),
    ("UnixMicro", &[], |t, _| Ok(Value::Int64(t.unix_in(1_000_000)))),
    ("UnixMilli", &[], |t, _| Ok(Value::Int64(t.unix_in(1_000)))),
    ("UnixNano", &[], |t, _| Ok(Value::Int64(t.unix_in(SECOND)))),
    ("Weekday", &[], |t, _| {
        let date = t.civil();
        let name = WEEKDAYS[date.weekday_index()].to_owned();
        Ok(Named::with_string("time.Weekday", "int", Value::Int(date.weekday), name))
    }),
    ("Year", &[], |t, _| Ok(Value::Int(t.civil().year))),
    ("YearDay", &[], |t, _| Ok(Value::Int(t.civil().year_day))),
];

impl Time {
    /// The moment as a count of parts of a second, which wraps around as in Go.
    fn unix_in(&self, parts: i64) -> i64 {
        self.unix.wrapping_mul(parts).wrapping_add(self.nanos / (SECOND / parts))
    }

    /// Source: time/time.go, `Round`, `Truncate`.
    fn rounded(&self, step: i64, nearest: bool) -> Time {
        if step <= 0 {
            return self.in_location(self.location.clone());
        }
        let (down, rest) = self.truncate(step);
        if nearest && rest >= step - rest { down.add(Duration(step)) } else { down }
    }
}

fn compare(time: &Time, args: &[Value]) -> Result<std::cmp::Ordering, String> {
    let other = args.first().and_then(Value::as_object::<Time>).ok_or("invalid value; expected time.Time")?;
    Ok(time.total_nanos().cmp(&other.total_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(time: &Time, name: &str, args: &[Value]) -> Result<String, String> {
        let value = time.method(name, args).ok_or("no such method")??;
        Ok(crate::golang::fmt::sprintf("%v", &[value]))
    }

    // What Go 1.26 says.
    #[test]
    fn methods_check_their_arguments() {
        let time = Time::unix(0, Location::Utc);
        assert_eq!(call(&time, "Year", &[]).as_deref(), Ok("1970"));
        assert_eq!(call(&time, "Month", &[]).as_deref(), Ok("January"));
        assert_eq!(
            call(&time, "Add", &[Value::Int(1_500_000_000)]).unwrap(),
            "1970-01-01 00:00:01.5 +0000 UTC"
        );
        assert_eq!(
            call(&time, "Add", &["1h".into()]).unwrap_err(),
            "wrong type for value; expected time.Duration; got string"
        );
        assert_eq!(call(&time, "Format", &[]).unwrap_err(), "wrong number of args for Format: want 1 got 0");
        assert_eq!(time.barred("Date").unwrap(), "function Date has 3 return values; should be 1 or 2");
        assert_eq!(call(&time, "Nope", &[]).unwrap_err(), "no such method");
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        for unix in [i64::MIN, i64::MAX] {
            let time = Time::unix(unix, Location::Utc);
            for name in ["String", "Year", "YearDay", "Weekday", "UnixNano"] {
                assert!(call(&time, name, &[]).is_ok());
            }
            let far = time.add(Duration(i64::MAX)).add_date(i64::MAX, i64::MIN, i64::MAX);
            assert!(call(&far, "Round", &[Value::Int(i64::MAX)]).is_ok());
        }
        assert_eq!(Time::zero().to_json().as_str(), Some("0001-01-01T00:00:00Z"));
    }
}
