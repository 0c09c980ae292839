//! What a scalar's text stands for: YAML 1.1 as go-yaml understands it.
//!
//! `yes`, `on` and `y` are true, `0o17`, `017` and `0b1111` are fifteen, `1_000` is a thousand, and times and
//! numbers in base 60 stay strings. Source: go.yaml.in/yaml/v2, resolve.go.

use crate::golang::strconv::{parse_float, parse_int, parse_uint};
use std::borrow::Cow;

/// A scalar as go-yaml decodes it into an `interface{}`.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar<'t> {
    /// `nil`
    Null,
    /// `bool`
    Bool(bool),
    /// `int`
    Int(i64),
    /// `uint64`, for integers beyond `int`.
    Uint(u64),
    /// `float64`
    Float(f64),
    /// `string`
    Str(Cow<'t, str>),
}

pub(super) const BOOL_TAG: &str = "tag:yaml.org,2002:bool";
pub(super) const INT_TAG: &str = "tag:yaml.org,2002:int";
pub(super) const FLOAT_TAG: &str = "tag:yaml.org,2002:float";
pub(super) const NULL_TAG: &str = "tag:yaml.org,2002:null";
pub(super) const STR_TAG: &str = "tag:yaml.org,2002:str";
pub(super) const TIMESTAMP_TAG: &str = "tag:yaml.org,2002:timestamp";
pub(super) const BINARY_TAG: &str = "tag:yaml.org,2002:binary";
pub(super) const MERGE_TAG: &str = "tag:yaml.org,2002:merge";
const TAG_PREFIX: &str = "tag:yaml.org,2002:";

/// What the text of a plain scalar without a tag stands for.
pub fn resolve_plain(text: &str) -> Scalar<'_> {
    resolve_untagged(text).1
}

/// Whether the text would be read back as the string that it is, if it were written without quotes.
pub(super) fn is_plain_string(text: &str) -> bool {
    resolve_untagged(text).0 == STR_TAG
}

/// What a scalar with an explicit tag stands for.
///
/// # Errors
/// ``cannot decode !!str `x` as a !!int`` and the like, without go-yaml's prefix.
pub(super) fn resolve_tagged<'t>(tag: &str, text: &'t str) -> Result<Scalar<'t>, String> {
    let found = match tag {
        NULL_TAG | BOOL_TAG | INT_TAG | FLOAT_TAG => resolve_timeless(text),
        TIMESTAMP_TAG => resolve_untagged(text),
        _ => return Ok(Scalar::Str(Cow::Borrowed(text))),
    };
    match found {
        (found, scalar) if found == tag => Ok(scalar),
        (_, Scalar::Int(n)) if tag == FLOAT_TAG => Ok(Scalar::Float(n as f64)),
        (found, _) => Err(format!("cannot decode {} `{text}` as a {}", short_tag(found), short_tag(tag))),
    }
}

fn short_tag(tag: &str) -> Cow<'_, str> {
    match tag.strip_prefix(TAG_PREFIX) {
        Some(name) => Cow::Owned(format!("!!{name}")),
        None => Cow::Borrowed(tag),
    }
}

type Tagged<'t> = (&'static str, Scalar<'t>);

fn string(text: &str) -> Tagged<'_> {
    (STR_TAG, Scalar::Str(Cow::Borrowed(text)))
}

fn resolve_untagged(text: &str) -> Tagged<'_> {
    // Times stay strings, but strings that have a tag of their own, which matters when they are written.
    if text.as_bytes().get(4) == Some(&b'-') && is_timestamp(text) {
        return (TIMESTAMP_TAG, Scalar::Str(Cow::Borrowed(text)));
    }
    resolve_timeless(text)
}

/// Everything but timestamps. The first character tells what a text can be.
fn resolve_timeless(text: &str) -> Tagged<'_> {
    match text.as_bytes().first() {
        None => (NULL_TAG, Scalar::Null),
        Some(b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' | b'~') => word(text),
        Some(b'.') => match text {
            ".nan" | ".NaN" | ".NAN" => float(f64::NAN),
            ".inf" | ".Inf" | ".INF" => float(f64::INFINITY),
            _ => parse_float(text).map_or_else(|_| string(text), float),
        },
        Some(b'0'..=b'9') => number(text),
        Some(b'+' | b'-') => match &text[1..] {
            ".inf" | ".Inf" | ".INF" => {
                float(if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY })
            }
            _ => number(text),
        },
        Some(_) => string(text),
    }
}

fn float<'t>(f: f64) -> Tagged<'t> {
    (FLOAT_TAG, Scalar::Float(f))
}

fn word(text: &str) -> Tagged<'_> {
    match text {
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            (BOOL_TAG, Scalar::Bool(true))
        }
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            (BOOL_TAG, Scalar::Bool(false))
        }
        "~" | "null" | "Null" | "NULL" => (NULL_TAG, Scalar::Null),
        _ => string(text),
    }
}

/// Longest decimal integer that surely fits.
const SAFE_DIGITS: usize = 18;

fn number(text: &str) -> Tagged<'_> {
    // Most numbers are short decimal integers.
    let bytes = text.as_bytes();
    if bytes.len() <= SAFE_DIGITS
        && bytes.iter().all(u8::is_ascii_digit)
        && (bytes[0] != b'0' || bytes.len() == 1)
    {
        let n = bytes.iter().fold(0, |n, digit| n * 10 + i64::from(digit - b'0'));
        return (INT_TAG, Scalar::Int(n));
    }
    let plain: Cow<'_, str> = match text.contains('_') {
        true => Cow::Owned(text.replace('_', "")),
        false => Cow::Borrowed(text),
    };
    if !plain.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.')) {
        return string(text);
    }
    if let Ok(n) = parse_int(&plain, 0) {
        return (INT_TAG, Scalar::Int(n));
    }
    if let Ok(n) = parse_uint(&plain, 0) {
        return (INT_TAG, Scalar::Uint(n));
    }
    if let Some(f) = decimal_float(&plain) {
        return float(f);
    }
    // go-yaml's own binary numbers, which may have a sign behind the prefix.
    let binary = match plain.strip_prefix("-0b") {
        Some(digits) => parse_int(&format!("-{digits}"), 2).ok().map(Scalar::Int),
        None => plain.strip_prefix("0b").and_then(|digits| {
            let unsigned = || parse_uint(digits, 2).ok().map(Scalar::Uint);
            parse_int(digits, 2).ok().map(Scalar::Int).or_else(unsigned)
        }),
    };
    if let Some(scalar) = binary {
        return (INT_TAG, scalar);
    }
    string(text)
}

/// A float of the form `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?` that is in range.
fn decimal_float(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let whole = digits(at);
    at += whole;
    if bytes.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        if whole == 0 && fraction == 0 {
            return None;
        }
        at += 1 + fraction;
    } else if whole == 0 {
        return None;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        at += 1;
        at += usize::from(matches!(bytes.get(at), Some(b'+' | b'-')));
        let exponent = digits(at);
        if exponent == 0 {
            return None;
        }
        at += exponent;
    }
    if at != bytes.len() {
        return None;
    }
    text.parse().ok().filter(|f: &f64| f.is_finite())
}

/// Whether a text is one of the four forms of time that go-yaml knows.
fn is_timestamp(text: &str) -> bool {
    time_of(text.as_bytes()).is_some()
}

/// `2006-1-2`, alone or followed by `T15:4:5.999999999Z07:00` (with either case of `T`) or by
/// `15:4:5.999999999` behind one blank. Source: `parseTimestamp` and Go's `time.Parse`.
fn time_of(text: &[u8]) -> Option<()> {
    let (year, rest) = text.split_at_checked(4)?;
    if !year.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let year = year.iter().fold(0, |n, b| n * 10 + u32::from(b - b'0'));
    let (month, rest) = one_or_two_digits(rest.strip_prefix(b"-")?)?;
    let (day, rest) = one_or_two_digits(rest.strip_prefix(b"-")?)?;
    let days = match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=days).contains(&day) {
        return None;
    }
    let (zoned, rest) = match rest {
        [] => return Some(()),
        [b'T' | b't', rest @ ..] => (true, rest),
        [b' ', rest @ ..] => (false, rest),
        _ => return None,
    };
    let (hour, rest) = one_or_two_digits(rest)?;
    let (minute, rest) = one_or_two_digits(rest.strip_prefix(b":")?)?;
    let (second, mut rest) = one_or_two_digits(rest.strip_prefix(b":")?)?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    if let [b'.' | b',', b'0'..=b'9', ..] = rest {
        let digits = rest[1..].iter().take_while(|b| b.is_ascii_digit()).count();
        rest = &rest[1 + digits..];
    }
    let ok = match rest {
        [] => !zoned,
        [b'Z'] => zoned,
        [b'+' | b'-', h1, h2, b':', m1, m2] => {
            let number = |a: &u8, b: &u8| {
                let both = a.is_ascii_digit() && b.is_ascii_digit();
                both.then(|| u32::from(a - b'0') * 10 + u32::from(b - b'0'))
            };
            // Go lets offsets of 24 hours and of 60 minutes pass.
            zoned && number(h1, h2)? <= 24 && number(m1, m2)? <= 60
        }
        _ => false,
    };
    ok.then_some(())
}

fn one_or_two_digits(text: &[u8]) -> Option<(u32, &[u8])> {
    match text {
        [a @ b'0'..=b'9', b @ b'0'..=b'9', rest @ ..] => {
            Some((u32::from(a - b'0') * 10 + u32::from(b - b'0'), rest))
        }
        [a @ b'0'..=b'9', rest @ ..] => Some((u32::from(a - b'0'), rest)),
        _ => None,
    }
}
