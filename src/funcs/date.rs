//! sprig's dates. Source: sprig, date.go.
//!
//! `Local` is what `TZ` says, else UTC; see [`Location::local`].

use super::{Env, Func, Type, cost, func};
use crate::golang::strconv;
use crate::golang::time::{Duration, Time, parse_duration};
use crate::golang::zoneinfo::Location;
use crate::value::Value;

/// The functions of sprig's date.go.
pub const TABLE: &[Func] = &[
    func("ago", &[Type::Any], ago),
    func("date", &[Type::Str, Type::Any], date).at(cost::SYNTAX),
    func("dateInZone", &[Type::Str, Type::Any, Type::Str], date_in_zone).at(cost::SYNTAX),
    func("dateModify", &[Type::Str, Type::Time], date_modify).at(cost::SYNTAX),
    func("date_in_zone", &[Type::Str, Type::Any, Type::Str], date_in_zone).at(cost::SYNTAX),
    func("date_modify", &[Type::Str, Type::Time], date_modify).at(cost::SYNTAX),
    func("duration", &[Type::Any], duration).at(cost::SYNTAX),
    func("durationRound", &[Type::Any], duration_round).at(cost::SYNTAX),
    func("htmlDate", &[Type::Any], html_date),
    func("htmlDateInZone", &[Type::Any, Type::Str], html_date_in_zone),
    func("mustDateModify", &[Type::Str, Type::Time], must_date_modify).at(cost::SYNTAX),
    func("mustToDate", &[Type::Str, Type::Str], must_to_date).at(cost::SYNTAX),
    func("must_date_modify", &[Type::Str, Type::Time], must_date_modify).at(cost::SYNTAX),
    func("now", &[], now),
    func("toDate", &[Type::Str, Type::Str], to_date).at(cost::SYNTAX),
    func("unixEpoch", &[Type::Time], unix_epoch),
];

/// Layout of the value of a date field in HTML.
const HTML_DATE: &str = "2006-01-02";

fn now(env: &Env, _: &[Value]) -> Result<Value, String> {
    Ok(clock(env, "now").into())
}

/// The time of a call of the function `name`.
fn clock(env: &Env, name: &'static str) -> Time {
    Time::now(env.now(name), Location::local(&*env.world))
}

fn date(env: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(formatted(time(env, "date", &args[1]), Location::local(&*env.world), text(&args[0])))
}

fn date_in_zone(env: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(formatted(time(env, "dateInZone", &args[1]), zone(env, &args[2]), text(&args[0])))
}

fn html_date(env: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(formatted(time(env, "htmlDate", &args[0]), Location::local(&*env.world), HTML_DATE))
}

fn html_date_in_zone(env: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(formatted(time(env, "htmlDateInZone", &args[0]), zone(env, &args[1]), HTML_DATE))
}

fn formatted(time: Time, zone: Location, layout: &str) -> Value {
    Value::from(time.in_location(zone).format(layout))
}

/// A time, or an integer of seconds since the Unix epoch; anything else means now. Source: `dateInZone`.
fn time(env: &Env, name: &'static str, date: &Value) -> Time {
    match date {
        // A duration and its like have a type of their own, which Go's switch does not know.
        Value::Int(seconds) | Value::Int64(seconds) => Time::unix(*seconds, Location::local(&*env.world)),
        _ => date.as_object::<Time>().cloned().unwrap_or_else(|| clock(env, name)),
    }
}

/// A zone that nobody knows is UTC.
fn zone(env: &Env, name: &Value) -> Location {
    Location::load(text(name), &*env.world).unwrap_or(Location::Utc)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A duration that cannot be read changes nothing.
fn date_modify(env: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(must_date_modify(env, args).unwrap_or_else(|_| args[1].clone()))
}

fn must_date_modify(_: &Env, args: &[Value]) -> Result<Value, String> {
    let duration = parse_duration(text(&args[0]))?;
    let date = args[1].as_object::<Time>().ok_or("invalid value; expected time.Time")?;
    Ok(date.add(duration).into())
}

/// The time since a date, in whole seconds.
fn ago(env: &Env, args: &[Value]) -> Result<Value, String> {
    let now = clock(env, "ago");
    let since = now.sub(&time(env, "ago", &args[0]));
    Ok(Value::from(since.round(Duration(SECOND)).to_string()))
}

const SECOND: i64 = 1_000_000_000;

/// So many seconds as `1h2m3s`; only a string and an `int64` count.
fn duration(_: &Env, args: &[Value]) -> Result<Value, String> {
    let seconds = match &args[0] {
        // sprig ignores the error, and so takes the value that comes beside it.
        Value::Str(text) => strconv::parse_int(text, 10).unwrap_or_else(|error| error.value),
        Value::Int64(seconds) => *seconds,
        _ => 0,
    };
    Ok(Value::from(Duration(seconds.wrapping_mul(SECOND)).to_string()))
}

/// A duration in its largest unit: a string is read as one, an `int64` counts nanoseconds, a time is one ago.
fn duration_round(env: &Env, args: &[Value]) -> Result<Value, String> {
    let duration = match &args[0] {
        Value::Str(text) => parse_duration(text).unwrap_or(Duration(0)),
        Value::Int64(nanos) => Duration(*nanos),
        other => other.as_object::<Time>().map_or(Duration(0), |date| clock(env, "durationRound").sub(date)),
    };
    let nanos = duration.0.unsigned_abs();
    let text = match ROUND_UNITS.iter().find(|(_, unit)| nanos > *unit) {
        Some((name, unit)) => format!("{}{name}", nanos / unit),
        None => "0s".to_owned(),
    };
    Ok(Value::from(text))
}

/// The units of [`duration_round`], in nanoseconds.
const ROUND_UNITS: &[(&str, u64)] = &[
    ("y", 365 * 24 * 3_600_000_000_000),
    ("mo", 30 * 24 * 3_600_000_000_000),
    ("d", 24 * 3_600_000_000_000),
    ("h", 3_600_000_000_000),
    ("m", 60_000_000_000),
    ("s", 1_000_000_000),
];

/// What cannot be read is Go's zero time.
fn to_date(env: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(must_to_date(env, args).unwrap_or_else(|_| Time::zero().into()))
}

fn must_to_date(env: &Env, args: &[Value]) -> Result<Value, String> {
    let local = Location::local(&*env.world);
    Ok(Time::parse(text(&args[0]), text(&args[1]), &local)?.into())
}

fn unix_epoch(_: &Env, args: &[Value]) -> Result<Value, String> {
    let date = args[0].as_object::<Time>().ok_or("invalid value; expected time.Time")?;
    Ok(Value::from(date.unix_seconds().to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::funcs::duration;
    use crate::golang::fmt::sprintf;
    use crate::golang::recorded::{NoWorld, check, quoted, values};
    use crate::helm::Helm;
    use std::sync::Arc;

    #[test]
    fn answers_are_those_of_helm() {
        let env = Env::new(Helm::V4, Arc::new(NoWorld));
        check(include_str!("../../tests/golang/date.txt"), |fields| {
            let func = TABLE.iter().chain(duration::TABLE).find(|func| func.name == fields[0]).unwrap();
            match (func.run)(&env, &values(fields[1])) {
                Ok(value) => quoted(&sprintf("%T %v", &[value.clone(), value])),
                Err(error) => format!("!{}", quoted(&error)),
            }
        });
    }

    // The clock of this world stands at 1,700,000,000.123456789 s. What Go does with it is read off its source.
    #[test]
    fn now_is_the_time_of_the_world() {
        let env = Env::new(Helm::V4, Arc::new(NoWorld));
        let call = |name: &str, args: &[Value]| {
            let func = TABLE.iter().find(|func| func.name == name).unwrap();
            sprintf("%v", &[(func.run)(&env, args).unwrap()])
        };
        assert_eq!(call("now", &[]), "2023-11-14 22:13:20.123456789 +0000 UTC m=+0.050000000");
        assert_eq!(call("date", &["2006".into(), Value::Nil]), "2023");
        assert_eq!(call("ago", &[Value::Int(1_699_996_395)]), "1h0m5s");
        assert_eq!(call("ago", &["x".into()]), "0s");
        assert_eq!(call("durationRound", &[Time::unix(1_600_000_000, Location::Utc).into()]), "3y");
    }
}
