//! Moments and durations.
//!
//! Sources: cel-go, common/types/timestamp.go, duration.go and overflow.go

use std::rc::Rc;

use cel::common::ast::operators;

use super::super::Fault;
use super::super::value::{Answer, Value, unknown, wrong};
use super::Found;
use crate::golang::strconv::atoi;
use crate::golang::time::{Duration, Time, parse_duration as parse_go_duration};
use crate::golang::zoneinfo::Location;

/// The seconds of the first moment of year 1 and of the last one of year 9999.
const RANGE: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;
const SECOND: i64 = 1_000_000_000;

pub(super) fn call(name: &str, _: bool, args: &[Value]) -> Found {
    Some(match (name, args) {
        ("duration", [Value::Duration(d)]) => Ok(Value::Duration(*d)),
        // It is declared and has nothing behind it.
        ("duration", [Value::Int(_)]) => Err(wrong("duration does not take an integer")),
        ("duration", [Value::Str(text)]) => parse_duration(text).map(Value::Duration),
        ("timestamp", [Value::Timestamp(time)]) => Ok(Value::Timestamp(time.clone())),
        ("timestamp", [Value::Int(seconds)]) => at(Time::unix(*seconds, Location::Utc)),
        ("timestamp", [Value::Str(text)]) => parse_timestamp(text).map(|t| Value::Timestamp(Rc::new(t))),
        (operators::ADD, [Value::Duration(a), Value::Duration(b)]) => {
            a.checked_add(*b).map(Value::Duration).ok_or_else(too_large)
        }
        (operators::SUBSTRACT, [Value::Duration(a), Value::Duration(b)]) => {
            a.checked_sub(*b).map(Value::Duration).ok_or_else(too_large)
        }
        (operators::ADD, [Value::Timestamp(time), Value::Duration(d)])
        | (operators::ADD, [Value::Duration(d), Value::Timestamp(time)]) => at(time.add(Duration(*d))),
        (operators::SUBSTRACT, [Value::Timestamp(time), Value::Duration(d)]) => {
            d.checked_neg().ok_or_else(too_large).and_then(|d| at(time.add(Duration(d))))
        }
        (operators::SUBSTRACT, [Value::Timestamp(a), Value::Timestamp(b)]) => between(a, b),
        (_, [Value::Timestamp(time)]) => return getter(name, &time.in_location(Location::Utc)),
        (_, [Value::Timestamp(time), Value::Str(zone)]) => {
            let location = match zone_of(zone) {
                Ok(location) => location,
                Err(fault) => return Some(Err(fault)),
            };
            return getter(name, &time.in_location(location));
        }
        ("getHours", [Value::Duration(d)]) => Ok(Value::Int(d / (3600 * SECOND))),
        ("getMinutes", [Value::Duration(d)]) => Ok(Value::Int(d / (60 * SECOND))),
        ("getSeconds", [Value::Duration(d)]) => Ok(Value::Int(d / SECOND)),
        ("getMilliseconds", [Value::Duration(d)]) => Ok(Value::Int(d / 1_000_000)),
        _ => return None,
    })
}

fn too_large() -> Fault {
    wrong("a number becomes too large")
}

/// A moment, if it is one that the server has.
fn at(time: Time) -> Answer {
    if RANGE.contains(&time.unix_seconds()) {
        Ok(Value::Timestamp(Rc::new(time)))
    } else {
        Err(wrong("a time is out of range"))
    }
}

/// Source: `subtractTimeChecked`
fn between(a: &Time, b: &Time) -> Answer {
    let seconds = a.unix_seconds().checked_sub(b.unix_seconds());
    let nanos = seconds.and_then(|s| s.checked_mul(SECOND));
    nanos
        .and_then(|n| n.checked_add(a.nanosecond() - b.nanosecond()))
        .map(Value::Duration)
        .ok_or_else(too_large)
}

/// What a duration is written as. Source: `time.ParseDuration`
fn parse_duration(text: &str) -> Result<i64, Fault> {
    parse_go_duration(text).map(|d| d.0).map_err(|_| wrong(format!("duration does not take {text:?}")))
}

/// What a moment is written as. Source: `String.ConvertToType`
///
/// # Errors
/// What is wrong with it.
pub(crate) fn parse_timestamp(text: &str) -> Result<Time, Fault> {
    let time = Time::parse("2006-01-02T15:04:05Z07:00", text, &Location::Utc);
    match time {
        Ok(time) if RANGE.contains(&time.unix_seconds()) => Ok(time),
        _ => Err(wrong(format!("timestamp does not take {text:?}"))),
    }
}

/// A zone by its name or its offset. Source: `timeZone`
fn zone_of(name: &str) -> Result<Location, Fault> {
    let Some((hours, minutes)) = name.split_once(':') else {
        let zone = if name == "Local" { None } else { Location::named(name) };
        return zone.ok_or_else(|| unknown(format!("the time zone {name:?} is not known here")));
    };
    let number = |text: &str| atoi(text).map_err(|_| wrong(format!("{name:?} is no time zone")));
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let offset = hours
        .checked_mul(60)
        .and_then(|h| if name.starts_with('-') { h.checked_sub(minutes) } else { h.checked_add(minutes) });
    let seconds = offset.and_then(|o| o.checked_mul(60)).filter(|s| s.abs() < 1_000_000);
    let seconds = seconds.ok_or_else(|| unknown("the offset of a time zone is too large"))?;
    Ok(Location::Fixed("".into(), seconds))
}

/// What calendar and clock show.
fn getter(name: &str, time: &Time) -> Found {
    let civil = time.civil();
    Some(Ok(Value::Int(match name {
        "getFullYear" => civil.year,
        "getMonth" => civil.month - 1,
        "getDayOfYear" => civil.year_day - 1,
        "getDate" => civil.day,
        "getDayOfMonth" => civil.day - 1,
        "getDayOfWeek" => civil.weekday,
        "getHours" => civil.hour,
        "getMinutes" => civil.minute,
        "getSeconds" => civil.second,
        "getMilliseconds" => time.nanosecond() / 1_000_000,
        _ => return None,
    })))
}
