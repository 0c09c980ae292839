//! `time.Duration`. Source: time/time.go, time/format.go.

use super::layout::quote;
use super::{Arg, SECOND, checked, duration_arg};
use crate::value::{Object, Value, string_bytes};
use std::any::Any;
use std::borrow::Cow;
use std::sync::Arc;

/// A `time.Duration`, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duration(pub i64);

impl Duration {
    /// The duration in seconds. Source: time/time.go, `Seconds`.
    pub fn seconds(self) -> f64 {
        (self.0 / SECOND) as f64 + (self.0 % SECOND) as f64 / 1e9
    }

    /// The duration in minutes. Source: time/time.go, `Minutes`.
    pub fn minutes(self) -> f64 {
        (self.0 / (60 * SECOND)) as f64 + (self.0 % (60 * SECOND)) as f64 / 60e9
    }

    /// The duration in hours. Source: time/time.go, `Hours`.
    pub fn hours(self) -> f64 {
        (self.0 / (3600 * SECOND)) as f64 + (self.0 % (3600 * SECOND)) as f64 / 3600e9
    }

    /// The nearest multiple of `step`, halves away from zero, as far as a duration reaches; unchanged where
    /// `step` is not positive. Source: time/time.go, `Round`.
    #[must_use]
    pub fn round(self, step: Duration) -> Duration {
        if step.0 <= 0 {
            return self;
        }
        let rest = (self.0 % step.0).unsigned_abs();
        let down = self.0 - self.0 % step.0;
        if rest + rest < step.0.unsigned_abs() {
            Duration(down)
        } else if self.0 < 0 {
            Duration(down.checked_sub(step.0).unwrap_or(i64::MIN))
        } else {
            Duration(down.checked_add(step.0).unwrap_or(i64::MAX))
        }
    }

    /// The next multiple of `step` towards zero; unchanged where `step` is not positive.
    /// Source: time/time.go, `Truncate`.
    #[must_use]
    pub fn truncate(self, step: Duration) -> Duration {
        if step.0 <= 0 { self } else { Duration(self.0 - self.0 % step.0) }
    }
}

/// `1h15m30.918s`. Source: time/time.go, `Duration.String`.
impl std::fmt::Display for Duration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let total = self.0.unsigned_abs();
        if self.0 < 0 {
            f.write_str("-")?;
        }
        // The number with its fraction of so many digits, without trailing zeros.
        let fraction = |number: u64, digits: usize| {
            let unit = 10u64.pow(digits as u32);
            let text = format!("{}.{:0digits$}", number / unit, number % unit);
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        };
        match total {
            0 => f.write_str("0s"),
            1..1_000 => write!(f, "{total}ns"),
            1_000..1_000_000 => write!(f, "{}µs", fraction(total, 3)),
            1_000_000..1_000_000_000 => write!(f, "{}ms", fraction(total, 6)),
            _ => {
                let minutes = total / 60_000_000_000;
                if minutes >= 60 {
                    write!(f, "{}h", minutes / 60)?;
                }
                if minutes > 0 {
                    write!(f, "{}m", minutes % 60)?;
                }
                write!(f, "{}s", fraction(total % 60_000_000_000, 9))
            }
        }
    }
}
impl From<Duration> for Value {
    fn from(duration: Duration) -> Value {
        Value::Object(Arc::new(duration))
    }
}

impl Object for Duration {
    fn type_name(&self) -> Cow<'_, str> {
        Cow::Borrowed("time.Duration")
    }

    fn kind(&self) -> &'static str {
        "int64"
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn is_true(&self) -> bool {
        self.0 != 0
    }

    fn params(&self, name: &str) -> Option<&'static [&'static str]> {
        DURATION_METHODS.iter().find(|(own, ..)| *own == name).map(|(_, types, _)| super::names(types))
    }

    fn method(&self, name: &str, args: &[Value]) -> Option<Result<Value, String>> {
        let (_, types, run) = DURATION_METHODS.iter().find(|(own, ..)| *own == name)?;
        Some(checked(name, args, types).map(|()| run(*self, args)))
    }

    fn to_json(&self) -> Value {
        Value::Int64(self.0)
    }

    fn stringer(&self) -> Option<String> {
        Some(self.to_string())
    }

    fn underlying(&self) -> Option<Value> {
        Some(Value::Int64(self.0))
    }
}

type DurationMethod = (&'static str, &'static [Arg], fn(Duration, &[Value]) -> Value);

/// The methods of `time.Duration`.
const DURATION_METHODS: &[DurationMethod] = &[
    ("Abs", &[], |d, _| Duration(d.0.saturating_abs()).into()),
    ("Hours", &[], |d, _| Value::Float(d.hours())),
    ("Microseconds", &[], |d, _| Value::Int64(d.0 / 1_000)),
    ("Milliseconds", &[], |d, _| Value::Int64(d.0 / 1_000_000)),
    ("Minutes", &[], |d, _| Value::Float(d.minutes())),
    ("Nanoseconds", &[], |d, _| Value::Int64(d.0)),
    ("Round", &[Arg::Duration], |d, args| d.round(duration_arg(args)).into()),
    ("Seconds", &[], |d, _| Value::Float(d.seconds())),
    ("String", &[], |d, _| Value::from(d.to_string())),
    ("Truncate", &[Arg::Duration], |d, args| d.truncate(duration_arg(args)).into()),
];

/// The units of a duration, in nanoseconds; both Greek and micro sign are read.
const UNITS: &[(&[u8], u64)] = &[
    (b"ns", 1),
    (b"us", 1_000),
    ("µs".as_bytes(), 1_000),
    ("μs".as_bytes(), 1_000),
    (b"ms", 1_000_000),
    (b"s", 1_000_000_000),
    (b"m", 60_000_000_000),
    (b"h", 3_600_000_000_000),
];

/// Reads a duration such as `1h15m30.918s`. Source: time/format.go, `ParseDuration`.
///
/// # Errors
/// Go's text, which begins with `time: `.
pub fn parse_duration(text: &str) -> Result<Duration, String> {
    let whole = &*string_bytes(text);
    let fault = |message: &str| format!("time: {message} {}", quote(whole));
    let invalid = || fault("invalid duration");
    let (negative, mut rest) = match whole {
        [sign @ (b'-' | b'+'), rest @ ..] => (*sign == b'-', rest),
        _ => (false, whole),
    };
    if rest == b"0" {
        return Ok(Duration(0));
    }
    if rest.is_empty() {
        return Err(invalid());
    }
    // The magnitude may be one larger than the largest duration: the smallest one is negative.
    const LIMIT: u64 = 1 << 63;
    let within = |number: Option<u64>| number.filter(|number| *number <= LIMIT);
    let mut total = 0;
    while let [first, ..] = rest {
        if !matches!(first, b'.' | b'0'..=b'9') {
            return Err(invalid());
        }
        let digits = take_digits(&mut rest);
        let number = digits.iter().try_fold(0u64, |number, byte| {
            within(number.checked_mul(10).and_then(|number| number.checked_add(u64::from(byte - b'0'))))
        });
        let number = number.ok_or_else(invalid)?;
        let mut fraction: &[u8] = &[];
        if let [b'.', tail @ ..] = rest {
            rest = tail;
            fraction = take_digits(&mut rest);
        }
        if digits.is_empty() && fraction.is_empty() {
            return Err(invalid());
        }
        let unit_len = rest.iter().take_while(|byte| !matches!(byte, b'.' | b'0'..=b'9')).count();
        if unit_len == 0 {
            return Err(fault("missing unit in duration"));
        }
        let (unit, tail) = rest.split_at(unit_len);
        rest = tail;
        let Some((_, nanos)) = UNITS.iter().find(|(name, _)| *name == unit) else {
            return Err(fault(&format!("unknown unit {} in duration", quote(unit))));
        };
        let mut part = within(number.checked_mul(*nanos)).ok_or_else(invalid)?;
        let (numerator, scale) = leading_fraction(fraction);
        if numerator > 0 {
            part += (numerator as f64 * (*nanos as f64 / scale)) as u64;
        }
        total = within(within(Some(part)).and_then(|part| part.checked_add(total))).ok_or_else(invalid)?;
    }
    match 0i64.checked_sub_unsigned(total) {
        Some(duration) if negative => Ok(Duration(duration)),
        _ => i64::try_from(total).map(Duration).map_err(|_| invalid()),
    }
}

fn take_digits<'a>(text: &mut &'a [u8]) -> &'a [u8] {
    let len = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at(len);
    *text = rest;
    digits
}

/// The digits of a fraction as a number and the power of ten under it; digits that do not fit are dropped.
/// Source: time/format.go, `leadingFraction`.
fn leading_fraction(digits: &[u8]) -> (u64, f64) {
    let (mut number, mut scale) = (0u64, 1.0);
    for byte in digits {
        if number > (u64::MAX >> 1) / 10 {
            break;
        }
        let next = number * 10 + u64::from(byte - b'0');
        if next > 1 << 63 {
            break;
        }
        number = next;
        scale *= 10.0;
    }
    (number, scale)
}
