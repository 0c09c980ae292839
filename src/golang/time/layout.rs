//! Go's time layouts: what `Time.Format`, `time.Parse` and `time.ParseDuration` read and write.
//!
//! A layout shows how one certain moment looks: `Mon Jan 2 15:04:05 MST 2006`.

use super::Time;
use super::civil::{MONTHS, WEEKDAYS};

/// The time in the given layout. Source: time/format.go, `appendFormat`.
pub(super) fn format(time: &Time, layout: &str) -> String {
    let date = time.civil();
    let rule = time.location().lookup(time.unix_seconds());
    let hour12 = (date.hour + 11) % 12 + 1;
    let mut out = String::with_capacity(layout.len() + 10);
    let mut rest = layout;
    while let Some((at, element, end)) = next_element(rest.as_bytes()) {
        // Elements are ASCII, so they end where characters do.
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(end..).unwrap_or_default();
        match element {
            Element::Year => push_number(&mut out, date.year.abs() % 100, 2),
            Element::LongYear => push_number(&mut out, date.year, 4),
            Element::Month => out.push_str(&MONTHS[date.month_index()][..3]),
            Element::LongMonth => out.push_str(MONTHS[date.month_index()]),
            Element::NumMonth => push_number(&mut out, date.month, 0),
            Element::ZeroMonth => push_number(&mut out, date.month, 2),
            Element::WeekDay => out.push_str(&WEEKDAYS[date.weekday_index()][..3]),
            Element::LongWeekDay => out.push_str(WEEKDAYS[date.weekday_index()]),
            Element::Day => push_number(&mut out, date.day, 0),
            Element::UnderDay => push_padded(&mut out, date.day, 2),
            Element::ZeroDay => push_number(&mut out, date.day, 2),
            Element::UnderYearDay => push_padded(&mut out, date.year_day, 3),
            Element::ZeroYearDay => push_number(&mut out, date.year_day, 3),
            Element::Hour => push_number(&mut out, date.hour, 2),
            Element::Hour12 => push_number(&mut out, hour12, 0),
            Element::ZeroHour12 => push_number(&mut out, hour12, 2),
            Element::Minute => push_number(&mut out, date.minute, 0),
            Element::ZeroMinute => push_number(&mut out, date.minute, 2),
            Element::Second => push_number(&mut out, date.second, 0),
            Element::ZeroSecond => push_number(&mut out, date.second, 2),
            Element::UpperHalf => out.push_str(if date.hour >= 12 { "PM" } else { "AM" }),
            Element::LowerHalf => out.push_str(if date.hour >= 12 { "pm" } else { "am" }),
            Element::ZoneName if !rule.name.is_empty() => out.push_str(rule.name),
            Element::ZoneName => push_offset(&mut out, rule.offset, ZoneParts::Minutes, false),
            Element::Offset { iso: true, .. } if rule.offset == 0 => out.push('Z'),
            Element::Offset { parts, colon, .. } => push_offset(&mut out, rule.offset, parts, colon),
            Element::Fraction { digits, trim, comma } => {
                push_fraction(&mut out, time.nanosecond(), digits, trim, if comma { ',' } else { '.' });
            }
        }
    }
    out.push_str(rest);
    out
}

/// A part of a layout that stands for a part of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// `06`
    Year,
    /// `2006`
    LongYear,
    /// `Jan`
    Month,
    /// `January`
    LongMonth,
    /// `1`
    NumMonth,
    /// `01`
    ZeroMonth,
    /// `Mon`
    WeekDay,
    /// `Monday`
    LongWeekDay,
    /// `2`
    Day,
    /// `_2`
    UnderDay,
    /// `02`
    ZeroDay,
    /// `__2`
    UnderYearDay,
    /// `002`
    ZeroYearDay,
    /// `15`
    Hour,
    /// `3`
    Hour12,
    /// `03`
    ZeroHour12,
    /// `4`
    Minute,
    /// `04`
    ZeroMinute,
    /// `5`
    Second,
    /// `05`
    ZeroSecond,
    /// `PM`
    UpperHalf,
    /// `pm`
    LowerHalf,
    /// `MST`
    ZoneName,
    /// `-0700` and its relatives; with `iso`, which is spelled `Z`, UTC is `Z`.
    Offset { iso: bool, parts: ZoneParts, colon: bool },
    /// `.000` or, without trailing zeros, `.999`
    Fraction { digits: usize, trim: bool, comma: bool },
}

/// How much of a zone's offset is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ZoneParts {
    Hours,
    Minutes,
    Seconds,
}

/// What follows `-` or `Z`, the first that fits.
const OFFSETS: &[(&[u8], ZoneParts, bool)] = &[
    (b"070000", ZoneParts::Seconds, false),
    (b"07:00:00", ZoneParts::Seconds, true),
    (b"0700", ZoneParts::Minutes, false),
    (b"07:00", ZoneParts::Minutes, true),
    (b"07", ZoneParts::Hours, false),
];

/// The next element of a layout: where it begins, what it is, where it ends.
/// Source: time/format.go, `nextStdChunk`.
pub(super) fn next_element(layout: &[u8]) -> Option<(usize, Element, usize)> {
    let word = |rest: &[u8]| !rest.first().is_some_and(u8::is_ascii_lowercase);
    for at in 0..layout.len() {
        let (element, len) = match &layout[at..] {
            [b'J', b'a', b'n', b'u', b'a', b'r', b'y', ..] => (Element::LongMonth, 7),
            [b'J', b'a', b'n', rest @ ..] if word(rest) => (Element::Month, 3),
            [b'M', b'o', b'n', b'd', b'a', b'y', ..] => (Element::LongWeekDay, 6),
            [b'M', b'o', b'n', rest @ ..] if word(rest) => (Element::WeekDay, 3),
            [b'M', b'S', b'T', ..] => (Element::ZoneName, 3),
            [b'0', b'1', ..] => (Element::ZeroMonth, 2),
            [b'0', b'2', ..] => (Element::ZeroDay, 2),
            [b'0', b'3', ..] => (Element::ZeroHour12, 2),
            [b'0', b'4', ..] => (Element::ZeroMinute, 2),
            [b'0', b'5', ..] => (Element::ZeroSecond, 2),
            [b'0', b'6', ..] => (Element::Year, 2),
            [b'0', b'0', b'2', ..] => (Element::ZeroYearDay, 3),
            [b'1', b'5', ..] => (Element::Hour, 2),
            [b'1', ..] => (Element::NumMonth, 1),
            [b'2', b'0', b'0', b'6', ..] => (Element::LongYear, 4),
            [b'2', ..] => (Element::Day, 1),
            // The underscore before a year is one.
            [b'_', b'2', b'0', b'0', b'6', ..] => return Some((at + 1, Element::LongYear, at + 5)),
            [b'_', b'2', ..] => (Element::UnderDay, 2),
            [b'_', b'_', b'2', ..] => (Element::UnderYearDay, 3),
            [b'3', ..] => (Element::Hour12, 1),
            [b'4', ..] => (Element::Minute, 1),
            [b'5', ..] => (Element::Second, 1),
            [b'P', b'M', ..] => (Element::UpperHalf, 2),
            [b'p', b'm', ..] => (Element::LowerHalf, 2),
            [sign @ (b'-' | b'Z'), rest @ ..] => {
                match OFFSETS.iter().find(|(spelling, ..)| rest.starts_with(spelling)) {
                    Some(&(spelling, parts, colon)) => {
                        (Element::Offset { iso: *sign == b'Z', parts, colon }, 1 + spelling.len())
                    }
                    None => continue,
                }
            }
            [point @ (b'.' | b','), digit @ (b'0' | b'9'), rest @ ..] => {
                let digits = 1 + rest.iter().take_while(|byte| *byte == digit).count();
                // More digits of another kind, and it is no fraction of a second.
                if layout.get(at + 1 + digits).is_some_and(u8::is_ascii_digit) {
                    continue;
                }
                // Go keeps the number of digits in twelve bits.
                let kept = digits & 0xFFF;
                (Element::Fraction { digits: kept, trim: *digit == b'9', comma: *point == b',' }, 1 + digits)
            }
            _ => continue,
        };
        return Some((at, element, at + len));
    }
    None
}

/// A number with leading zeros to the given width, which does not count the sign.
fn push_number(out: &mut String, number: i64, width: usize) {
    if number < 0 {
        out.push('-');
    }
    let digits = number.unsigned_abs();
    match (width, digits) {
        (2, 0..=99) => {
            out.push(char::from(b'0' + (digits / 10) as u8));
            out.push(char::from(b'0' + (digits % 10) as u8));
        }
        _ => out.push_str(&format!("{digits:0width$}")),
    }
}

/// A number with leading spaces to the given width.
fn push_padded(out: &mut String, number: i64, width: usize) {
    out.push_str(&format!("{number:width$}"));
}

fn push_offset(out: &mut String, offset: i64, parts: ZoneParts, colon: bool) {
    let minutes = offset / 60;
    // An offset of less than a minute to the west is shown as Go does: with a plus, and negative seconds.
    let seconds = if minutes < 0 { -offset % 60 } else { offset % 60 };
    out.push(if minutes < 0 { '-' } else { '+' });
    push_number(out, minutes.abs() / 60, 2);
    if colon {
        out.push(':');
    }
    if parts != ZoneParts::Hours {
        push_number(out, minutes.abs() % 60, 2);
    }
    if parts == ZoneParts::Seconds {
        if colon {
            out.push(':');
        }
        push_number(out, seconds, 2);
    }
}

fn push_fraction(out: &mut String, nanos: i64, digits: usize, trim: bool, point: char) {
    if trim && (digits == 0 || nanos == 0) {
        return;
    }
    let text = format!("{nanos:09}");
    let text = &text[..digits.min(9)];
    let text = if trim { text.trim_end_matches('0') } else { text };
    if !(trim && text.is_empty()) {
        out.push(point);
        out.push_str(text);
    }
}

/// The text in quotes as Go's `time` writes it: what is not ASCII in hexadecimal.
/// Source: time/format.go, `quote`.
pub(super) fn quote(text: &[u8]) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for byte in text {
        match byte {
            b'"' | b'\\' => {
                out.push('\\');
                out.push(char::from(*byte));
            }
            b' '..=0x7F => out.push(char::from(*byte)),
            _ => out.push_str(&format!("\\x{byte:02x}")),
        }
    }
    out.push('"');
    out
}
