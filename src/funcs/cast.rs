//! From any value to a number or a string, by the rules of the library that sprig casts with.
//!
//! A cast never fails: what cannot be converted is zero. Source: github.com/spf13/cast v1.7.0, caste.go.

use crate::golang::{fmt, strconv};
use crate::value::{Str, Value, string_from_bytes};
use std::borrow::Cow;

/// The value as an `int64`. Source: cast, `ToInt64`.
///
/// A float is cut towards zero, a string is read as a Go integer literal (`0x1F`, `0o17`, `017`, `1_000`),
/// with a fraction of zeros forgiven (`"3.00"`).
pub fn to_int64(value: &Value) -> i64 {
    match value {
        Value::Int(n) | Value::Int64(n) => *n,
        Value::Float(f) => float_to_int64(*f),
        Value::Bool(b) => i64::from(*b),
        Value::Str(text) => strconv::parse_int(trim_zero_decimal(text), 0).unwrap_or(0),
        Value::Object(object) => match (object.type_name().as_ref(), object.underlying()) {
            // Go switches on the exact type, so a named integer such as `time.Duration` is not one.
            (typ, Some(Value::Int(n) | Value::Int64(n))) if casts_to_int(typ) => n,
            (typ, Some(Value::Float(f))) if casts_to_int(typ) => float_to_int64(f),
            _ => 0,
        },
        Value::Invalid | Value::Nil | Value::List(_) | Value::Map(_) => 0,
    }
}

/// The value as an `int`, which is 64 bits wide wherever Helm runs. Source: cast, `ToInt`.
pub fn to_int(value: &Value) -> i64 {
    to_int64(value)
}

/// The value as a `float64`. Source: cast, `ToFloat64`.
pub fn to_float64(value: &Value) -> f64 {
    match value {
        Value::Int(n) | Value::Int64(n) => *n as f64,
        Value::Float(f) => *f,
        Value::Bool(b) => f64::from(u8::from(*b)),
        Value::Str(text) => strconv::parse_float(text).unwrap_or(0.0),
        Value::Object(object) => match (object.type_name().as_ref(), object.underlying()) {
            (typ, Some(Value::Int(n) | Value::Int64(n))) if casts_to_int(typ) => n as f64,
            (typ, Some(Value::Float(f))) if casts_to_int(typ) => f,
            _ => 0.0,
        },
        Value::Invalid | Value::Nil | Value::List(_) | Value::Map(_) => 0.0,
    }
}

/// The value as a string: itself, the text of a `[]byte`, what its `String` or `Error` method says, or else
/// what `%v` prints. Source: sprig, strings.go, `strval`.
pub fn strval(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Str(text) => Cow::Borrowed(text),
        Value::Object(object) => {
            if let Some(bytes) = bytes_of(value) {
                return Cow::Owned(string_from_bytes(&bytes).into_owned());
            }
            Cow::Owned(object.stringer().unwrap_or_else(|| printed(value)))
        }
        _ => Cow::Owned(printed(value)),
    }
}

fn printed(value: &Value) -> String {
    fmt::sprint(std::slice::from_ref(value))
}

/// [`strval`] as a shared string: a string is not copied.
pub fn strval_shared(value: &Value) -> Str {
    match value {
        Value::Str(text) => text.clone(),
        _ => strval(value).into(),
    }
}

/// The bytes of a `[]byte`; sprig's `strval` takes only that very type.
fn bytes_of(value: &Value) -> Option<Vec<u8>> {
    let Value::Object(object) = value else { return None };
    if object.type_name() != "[]uint8" {
        return None;
    }
    let Some(Value::List(list)) = object.underlying() else { return None };
    list.items.iter().map(|item| u8::try_from(to_int64(item)).ok()).collect()
}

/// The types that cast knows by name, beside those that [`Value`] keeps apart itself.
fn casts_to_int(type_name: &str) -> bool {
    matches!(
        type_name,
        "int32"
            | "int16"
            | "int8"
            | "uint"
            | "uint64"
            | "uint32"
            | "uint16"
            | "uint8"
            | "float32"
            | "time.Month"
            | "time.Weekday"
    )
}

/// Go's conversion from `float64` to `int64` on amd64: a value that does not fit, and NaN, give the smallest
/// integer.
pub fn float_to_int64(f: f64) -> i64 {
    // -2^63 and 2^63 are exact as floats; the upper one is already too large.
    if (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&f) { f as i64 } else { i64::MIN }
}

/// Cuts `.000` off the end. Source: cast, `trimZeroDecimal`.
fn trim_zero_decimal(text: &str) -> &str {
    let digits = text.trim_end_matches('0');
    match digits.strip_suffix('.') {
        Some(whole) if digits.len() < text.len() => whole,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Expectations: `int64` and `float64` of Helm 4.3.1.
    #[test]
    fn strings_are_read_as_go_literals() {
        let cases = [
            ("12", 12),
            ("-12", -12),
            ("+7", 7),
            ("0x1F", 31),
            ("0o17", 15),
            ("017", 15),
            ("08", 0),
            ("0b11", 3),
            ("1_000", 1000),
            ("0x_1", 1),
            ("1__0", 0),
            ("_1", 0),
            ("1_", 0),
            ("3.00", 3),
            ("3.", 0),
            ("3.50", 0),
            ("", 0),
            ("0x", 0),
            (" 1", 0),
            ("9223372036854775807", i64::MAX),
            ("-9223372036854775808", i64::MIN),
            ("9223372036854775808", 0),
        ];
        for (text, number) in cases {
            assert_eq!(to_int64(&Value::from(text)), number, "{text:?}");
        }
    }

    #[test]
    fn floats_are_read_as_go_literals() {
        let cases = [
            ("1.5", 1.5),
            ("1e3", 1000.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("1_000", 1000.0),
            ("1e400", 0.0),
            ("+Inf", f64::INFINITY),
            ("-infinity", f64::NEG_INFINITY),
            ("infin", 0.0),
            ("-nan", 0.0),
            ("0x1p-2", 0.25),
            ("0x_1p-2", 0.25),
            ("0x1.8p1", 3.0),
            ("0x1", 0.0),
            ("-0x.8p0", -0.5),
            ("0x1p-1074", 5e-324),
            ("0x1.8p-1074", 1e-323),
            ("0x1p-1075", 0.0),
            ("0x1.fffffffffffffp1023", f64::MAX),
            ("0x1p1024", 0.0),
            ("0x1.00000000000008p0", 1.0),
            ("0x1.000000000000080000000000001p0", 1.0000000000000002),
            ("1e", 0.0),
            ("", 0.0),
            (".", 0.0),
        ];
        for (text, number) in cases {
            assert_eq!(to_float64(&Value::from(text)), number, "{text:?}");
        }
        assert!(to_float64(&Value::from("NaN")).is_nan());
    }

    #[test]
    fn floats_that_do_not_fit_give_the_smallest_integer() {
        for f in [1e30, -1e30, f64::NAN, f64::INFINITY, 9_223_372_036_854_775_808.0] {
            assert_eq!(float_to_int64(f), i64::MIN);
        }
        assert_eq!(float_to_int64(-1.9), -1);
        assert_eq!(float_to_int64(9_007_199_254_740_993.0), 9_007_199_254_740_992);
    }
}
