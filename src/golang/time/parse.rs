//! Reads times by a layout. Source: time/format.go.

use super::Time;
use super::civil::{MONTHS, WEEKDAYS, days_in, is_leap};
use super::layout::{Element, ZoneParts, next_element, quote};
use crate::golang::zoneinfo::Location;
use crate::value::{string_bytes, string_from_bytes};

/// Why a value does not fit an element.
enum Misfit {
    /// It is not of that form.
    Bad,
    /// The part of that name is out of range.
    Range(&'static str),
}

type Fits<T> = Result<T, Misfit>;

/// What has been read of a time.
struct Reading {
    year: i64,
    month: Option<i64>,
    day: Option<i64>,
    year_day: Option<i64>,
    hour: i64,
    minute: i64,
    second: i64,
    nanos: i64,
    is_pm: Option<bool>,
    is_utc: bool,
    offset: Option<i64>,
    zone: String,
}

/// Reads a time in the given layout. Source: time/format.go, `parse`.
pub(super) fn parse(layout: &str, value: &str, location: &Location) -> Result<Time, String> {
    let (layout, value) = (&*string_bytes(layout), &*string_bytes(value));
    let fault = |message: String| format!("parsing time {}{message}", quote(value));
    let misfit = |element: &[u8], value_left: &[u8]| {
        let (layout, left, element) = (quote(layout), quote(value_left), quote(element));
        fault(format!(" as {layout}: cannot parse {left} as {element}"))
    };
    let mut reading = Reading {
        year: 0,
        month: None,
        day: None,
        year_day: None,
        hour: 0,
        minute: 0,
        second: 0,
        nanos: 0,
        is_pm: None,
        is_utc: false,
        offset: None,
        zone: String::new(),
    };
    let mut rest = layout;
    let mut left = value;
    loop {
        let next = next_element(rest);
        let prefix = next.map_or(rest, |(at, ..)| &rest[..at]);
        if !skip(&mut left, prefix) {
            return Err(misfit(prefix, left));
        }
        let Some((at, element, end)) = next else { break };
        let spelling = &rest[at..end];
        rest = &rest[end..];
        let before = left;
        match reading.take(element, &mut left, rest) {
            Ok(()) => {}
            Err(Misfit::Range(part)) => return Err(fault(format!(": {part} out of range"))),
            Err(Misfit::Bad) => return Err(misfit(spelling, before)),
        }
    }
    if !left.is_empty() {
        return Err(fault(format!(": extra text: {}", quote(left))));
    }
    reading.time(location).map_err(|part| fault(format!(": {part}")))
}

/// Takes literal text off the value; spaces stand for any number of spaces. Source: time/format.go, `skip`.
fn skip(value: &mut &[u8], prefix: &[u8]) -> bool {
    let mut prefix = prefix;
    while let [first, rest @ ..] = prefix {
        if *first == b' ' {
            if value.first().is_some_and(|byte| *byte != b' ') {
                return false;
            }
            prefix = without_spaces(prefix);
            *value = without_spaces(value);
            continue;
        }
        match value {
            [same, tail @ ..] if same == first => *value = tail,
            _ => return false,
        }
        prefix = rest;
    }
    true
}

fn without_spaces(text: &[u8]) -> &[u8] {
    let spaces = text.iter().take_while(|byte| **byte == b' ').count();
    &text[spaces..]
}

impl Reading {
    /// Takes one element off the value; `rest` is the layout behind it.
    fn take(&mut self, element: Element, value: &mut &[u8], rest: &[u8]) -> Fits<()> {
        match element {
            Element::Year => {
                let year = integer(take_bytes(value, 2)?).ok_or(Misfit::Bad)?;
                self.year = year + if year >= 69 { 1900 } else { 2000 };
            }
            Element::LongYear => {
                if !value.first().is_some_and(u8::is_ascii_digit) {
                    return Err(Misfit::Bad);
                }
                self.year = integer(take_bytes(value, 4)?).ok_or(Misfit::Bad)?;
            }
            Element::Month => self.month = Some(1 + take_name(value, &MONTHS, 3)?),
            Element::LongMonth => self.month = Some(1 + take_name(value, &MONTHS, usize::MAX)?),
            Element::NumMonth | Element::ZeroMonth => {
                let month = take_number(value, element == Element::ZeroMonth)?;
                self.month = Some(in_range(month, 1..=12, "month")?);
            }
            // The day of the week must be one, but may be the wrong one.
            Element::WeekDay => {
                take_name(value, &WEEKDAYS, 3)?;
            }
            Element::LongWeekDay => {
                take_name(value, &WEEKDAYS, usize::MAX)?;
            }
            Element::Day | Element::UnderDay | Element::ZeroDay => {
                if element == Element::UnderDay {
                    *value = value.strip_prefix(b" ").unwrap_or(value);
                }
                self.day = Some(take_number(value, element == Element::ZeroDay)?);
            }
            Element::UnderYearDay | Element::ZeroYearDay => {
                if element == Element::UnderYearDay {
                    *value = value.strip_prefix(b" ").unwrap_or(value);
                    *value = value.strip_prefix(b" ").unwrap_or(value);
                }
                self.year_day = Some(take_year_day(value, element == Element::ZeroYearDay)?);
            }
            Element::Hour => self.hour = in_range(take_number(value, false)?, 0..=23, "hour")?,
            Element::Hour12 | Element::ZeroHour12 => {
                let hour = take_number(value, element == Element::ZeroHour12)?;
                self.hour = in_range(hour, 0..=12, "hour")?;
            }
            Element::Minute | Element::ZeroMinute => {
                let minute = take_number(value, element == Element::ZeroMinute)?;
                self.minute = in_range(minute, 0..=59, "minute")?;
            }
            Element::Second | Element::ZeroSecond => {
                let second = take_number(value, element == Element::ZeroSecond)?;
                self.second = in_range(second, 0..=59, "second")?;
                // A fraction may follow even where the layout has none.
                let wanted = matches!(next_element(rest), Some((_, Element::Fraction { .. }, _)));
                if !wanted && has_fraction(value) {
                    let digits = value[1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                    self.nanos = nanoseconds(take_bytes(value, 1 + digits)?)?;
                }
            }
            Element::UpperHalf | Element::LowerHalf => {
                let half = take_bytes(value, 2)?;
                let (am, pm): (&[u8], &[u8]) =
                    if element == Element::UpperHalf { (b"AM", b"PM") } else { (b"am", b"pm") };
                if half != am && half != pm {
                    return Err(Misfit::Bad);
                }
                // As in Go, a later half of the day does not undo an earlier "PM".
                self.is_pm = Some(half == pm || self.is_pm == Some(true));
            }
            Element::Offset { iso: true, .. } if value.first() == Some(&b'Z') => {
                *value = &value[1..];
                self.is_utc = true;
            }
            Element::Offset { parts, colon, .. } => self.offset = Some(take_offset(value, parts, colon)?),
            Element::ZoneName => {
                if let Some(rest) = value.strip_prefix(b"UTC") {
                    *value = rest;
                    self.is_utc = true;
                } else {
                    let len = zone_name_len(value).ok_or(Misfit::Bad)?;
                    self.zone = string_from_bytes(take_bytes(value, len)?).into_owned();
                }
            }
            Element::Fraction { digits, trim: false, .. } => {
                self.nanos = nanoseconds(take_bytes(value, 1 + digits)?)?;
            }
            Element::Fraction { .. } => {
                if has_fraction(value) {
                    let digits = value[1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                    self.nanos = nanoseconds(take_bytes(value, 1 + digits)?)?;
                }
            }
        }
        Ok(())
    }

    /// The moment; an error says what about the whole is wrong.
    fn time(mut self, location: &Location) -> Result<Time, &'static str> {
        match self.is_pm {
            Some(true) if self.hour < 12 => self.hour += 12,
            Some(false) if self.hour == 12 => self.hour = 0,
            _ => {}
        }
        let (month, day) = match self.year_day {
            None => (self.month.unwrap_or(1), self.day.unwrap_or(1)),
            Some(year_day) => {
                if year_day < 1 || year_day > 365 + i64::from(is_leap(self.year)) {
                    return Err("day-of-year out of range");
                }
                let mut month = 1;
                let mut day = year_day;
                while day > days_in(month, self.year) {
                    day -= days_in(month, self.year);
                    month += 1;
                }
                if self.month.is_some_and(|given| given != month) {
                    return Err("day-of-year does not match month");
                }
                if self.day.is_some_and(|given| given != day) {
                    return Err("day-of-year does not match day");
                }
                (month, day)
            }
        };
        if day < 1 || day > days_in(month, self.year) {
            return Err("day out of range");
        }
        let clock = (self.hour * 60 + self.minute) * 60 + self.second;
        let at = |location: Location| Time::date(self.year, month, day, clock, self.nanos, location);
        if self.is_utc {
            return Ok(at(Location::Utc));
        }
        let wall = at(Location::Utc);
        let shifted = |offset: i64, location: Location| wall.add_seconds(-offset).in_location(location);
        // Go's parser marks "no offset" with −1.
        if let Some(offset) = self.offset.filter(|offset| *offset != -1) {
            let rule = location.lookup(wall.add_seconds(-offset).unix_seconds());
            let here = rule.offset == offset && (self.zone.is_empty() || rule.name == self.zone);
            let location = if here { location.clone() } else { Location::Fixed(self.zone.into(), offset) };
            return Ok(shifted(offset, location));
        }
        if !self.zone.is_empty() {
            if let Some(offset) = location.lookup_name(&self.zone, wall.unix_seconds()) {
                return Ok(shifted(offset, location.clone()));
            }
            // A name alone says nothing about the offset, but for GMT+3.
            let hours = self.zone.strip_prefix("GMT").and_then(|hours| integer(hours.as_bytes()));
            return Ok(wall.in_location(Location::Fixed(self.zone.into(), hours.unwrap_or(0) * 3600)));
        }
        Ok(at(location.clone()))
    }
}

fn take_bytes<'a>(value: &mut &'a [u8], len: usize) -> Fits<&'a [u8]> {
    let (taken, rest) = value.split_at_checked(len).ok_or(Misfit::Bad)?;
    *value = rest;
    Ok(taken)
}

/// One of the names, or so many letters of one, in either letter case. Source: time/format.go, `lookup`.
fn take_name(value: &mut &[u8], names: &[&str], letters: usize) -> Fits<i64> {
    for (i, name) in names.iter().enumerate() {
        let name = &name.as_bytes()[..letters.min(name.len())];
        if let Some((start, rest)) = value.split_at_checked(name.len())
            && start.eq_ignore_ascii_case(name)
        {
            *value = rest;
            return Ok(i as i64);
        }
    }
    Err(Misfit::Bad)
}

/// A number of one or two digits; `fixed` asks for two. Source: time/format.go, `getnum`.
fn take_number(value: &mut &[u8], fixed: bool) -> Fits<i64> {
    match value {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9', rest @ ..] => {
            let number = i64::from(tens - b'0') * 10 + i64::from(ones - b'0');
            *value = rest;
            Ok(number)
        }
        [ones @ b'0'..=b'9', rest @ ..] if !fixed => {
            let number = i64::from(ones - b'0');
            *value = rest;
            Ok(number)
        }
        _ => Err(Misfit::Bad),
    }
}

/// A number of up to three digits; `fixed` asks for three. Source: time/format.go, `getnum3`.
fn take_year_day(value: &mut &[u8], fixed: bool) -> Fits<i64> {
    let digits = value.iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 || fixed && digits != 3 {
        return Err(Misfit::Bad);
    }
    integer(take_bytes(value, digits)?).ok_or(Misfit::Bad)
}

fn in_range(number: i64, range: std::ops::RangeInclusive<i64>, part: &'static str) -> Fits<i64> {
    if range.contains(&number) { Ok(number) } else { Err(Misfit::Range(part)) }
}

/// An integer with an optional sign. Source: time/format.go, `atoi`.
fn integer(text: &[u8]) -> Option<i64> {
    let digits = match text {
        [b'-' | b'+', digits @ ..] => digits,
        _ => text,
    };
    let mut number: i64 = 0;
    for byte in digits {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
    }
    Some(if text.first() == Some(&b'-') { -number } else { number })
}

fn has_fraction(value: &[u8]) -> bool {
    matches!(value, [b'.' | b',', b'0'..=b'9', ..])
}

/// A point and digits; those beyond nanoseconds are dropped. Source: time/format.go, `parseNanoseconds`.
fn nanoseconds(text: &[u8]) -> Fits<i64> {
    let [b'.' | b',', digits @ ..] = text else { return Err(Misfit::Bad) };
    let digits = &digits[..digits.len().min(9)];
    let number = integer(digits).ok_or(Misfit::Bad)?;
    if number < 0 {
        return Err(Misfit::Range("fractional second"));
    }
    Ok(number * 10i64.pow(9 - digits.len() as u32))
}

/// `±hh`, `±hhmm`, `±hh:mm:ss` and so on, in seconds.
fn take_offset(value: &mut &[u8], parts: ZoneParts, colon: bool) -> Fits<i64> {
    let len = match (parts, colon) {
        (ZoneParts::Hours, _) => 3,
        (ZoneParts::Minutes, false) => 5,
        (ZoneParts::Minutes, true) => 6,
        (ZoneParts::Seconds, false) => 7,
        (ZoneParts::Seconds, true) => 9,
    };
    let text = take_bytes(value, len)?;
    let step = if colon { 3 } else { 2 };
    if colon && text[1..].iter().skip(2).step_by(3).any(|byte| *byte != b':') {
        return Err(Misfit::Bad);
    }
    let mut numbers = [0; 3];
    let mut bad = false;
    for (number, mut digits) in numbers.iter_mut().zip(text[1..].chunks(step)) {
        match take_number(&mut digits, true) {
            Ok(read) => *number = read,
            Err(_) => {
                bad = true;
                break;
            }
        }
    }
    let [hours, minutes, seconds] = numbers;
    // A whole day, hour or minute more than there can be is let pass.
    // Of several faults Go names the last.
    in_range(seconds, 0..=60, "time zone offset second")?;
    in_range(minutes, 0..=60, "time zone offset minute")?;
    in_range(hours, 0..=24, "time zone offset hour")?;
    if bad || !matches!(text[0], b'+' | b'-') {
        return Err(Misfit::Bad);
    }
    let offset = (hours * 60 + minutes) * 60 + seconds;
    Ok(if text[0] == b'-' { -offset } else { offset })
}

/// The length of what looks like the abbreviation of a zone. Source: time/format.go, `parseTimeZone`.
fn zone_name_len(value: &[u8]) -> Option<usize> {
    if value.len() < 3 {
        return None;
    }
    if value.starts_with(b"ChST") || value.starts_with(b"MeST") {
        return Some(4);
    }
    if let Some(offset) = value.strip_prefix(b"GMT") {
        return Some(3 + signed_offset_len(offset));
    }
    if matches!(value[0], b'+' | b'-') {
        return Some(signed_offset_len(value)).filter(|len| *len > 0);
    }
    match value.iter().take(6).take_while(|byte| byte.is_ascii_uppercase()).count() {
        5 if value[4] == b'T' => Some(5),
        4 if value[3] == b'T' || value.starts_with(b"WITA") => Some(4),
        3 => Some(3),
        _ => None,
    }
}

/// The length of a sign and a number up to 23. Source: time/format.go, `parseSignedOffset`.
fn signed_offset_len(value: &[u8]) -> usize {
    let [b'+' | b'-', rest @ ..] = value else { return 0 };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match integer(&rest[..digits]) {
        Some(0..=23) if digits > 0 => 1 + digits,
        _ => 0,
    }
}
