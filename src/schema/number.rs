//! Numbers as decimals, so that a comparison is exact: Go's library reads every number, the shortest digits
//! of a `float64` included, into a `big.Rat`.

use crate::value::Value;
use std::cmp::Ordering;

/// `±0.d₁d₂d₃… × 10^exponent`, without leading or trailing zeros; zero has no digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    /// The number in JSON's or Go's notation; `None` for anything else, as infinity.
    pub(super) fn parse(text: &str) -> Option<Decimal> {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, power) = match rest.find(['e', 'E']) {
            Some(at) => (&rest[..at], rest[at + 1..].parse::<i64>().ok()?),
            None => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = || whole.bytes().chain(fraction.bytes());
        if whole.is_empty() && fraction.is_empty() || !all().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let zeros = all().take_while(|b| *b == b'0').count();
        let mut digits: Vec<u8> = all().skip(zeros).map(|b| b - b'0').collect();
        while digits.last() == Some(&0) {
            digits.pop();
        }
        if digits.is_empty() {
            return Some(Decimal { negative: false, digits, exponent: 0 });
        }
        let point = i64::try_from(whole.len()).ok()?.checked_sub(i64::try_from(zeros).ok()?)?;
        Some(Decimal { negative, digits, exponent: power.checked_add(point)? })
    }

    /// The number that a value holds.
    pub(super) fn of(value: &Value) -> Option<Decimal> {
        match value {
            Value::Int(n) | Value::Int64(n) => Decimal::parse(&n.to_string()),
            Value::Float(f) if f.is_finite() => Decimal::parse(&format!("{f:e}")),
            _ => None,
        }
    }

    /// Whether it is a whole number.
    pub(super) fn is_integer(&self) -> bool {
        usize::try_from(self.exponent).map_or(self.digits.is_empty(), |places| places >= self.digits.len())
    }

    /// The nearest `float64`.
    pub(super) fn to_f64(&self) -> f64 {
        let digits: String = self.digits.iter().map(|digit| char::from(b'0' + digit)).collect();
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}0.{digits}0e{}", self.exponent).parse().unwrap_or(f64::NAN)
    }

    /// Whether `self / divisor` is a whole number; no number is a multiple of zero.
    pub(super) fn is_multiple_of(&self, divisor: &Decimal) -> bool {
        if self.digits.is_empty() {
            return !divisor.digits.is_empty();
        }
        // With both numbers as integers times a power of ten: a·10ˣ is to be a multiple of b·10ʸ.
        let power = |n: &Decimal| n.exponent - i64::try_from(n.digits.len()).unwrap_or(i64::MAX);
        let Ok(shift) = u64::try_from(power(self) - power(divisor)) else {
            // a does not end in zero, so it is no multiple of a power of ten.
            return false;
        };
        if divisor.digits.is_empty() || shift > MAX_SHIFT {
            return false;
        }
        // Long division by repeated subtraction, digit by digit; only the remainder is kept.
        let zeros = std::iter::repeat_n(0, usize::try_from(shift).unwrap_or(0));
        let mut rest: Vec<u8> = Vec::new();
        for digit in self.digits.iter().copied().chain(zeros) {
            if !(rest.is_empty() && digit == 0) {
                rest.push(digit);
            }
            while at_least(&rest, &divisor.digits) {
                subtract(&mut rest, &divisor.digits);
            }
        }
        rest.is_empty()
    }
}

/// Largest quotient of powers of ten that is divided out; a `float64` needs no more than 650.
const MAX_SHIFT: u64 = 4096;

/// Whether one number without leading zeros is at least another.
fn at_least(a: &[u8], b: &[u8]) -> bool {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b)) != Ordering::Less
}

/// `a -= b` for `a >= b`, leaving no leading zeros.
fn subtract(a: &mut Vec<u8>, b: &[u8]) {
    let offset = a.len() - b.len();
    let mut borrow = 0;
    for at in (0..a.len()).rev() {
        let minus = borrow + at.checked_sub(offset).map_or(0, |at| b[at]);
        borrow = u8::from(a[at] < minus);
        a[at] = a[at] + 10 * borrow - minus;
    }
    let zeros = a.iter().take_while(|digit| **digit == 0).count();
    a.drain(..zeros);
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        let sign = |n: &Decimal| match (n.digits.is_empty(), n.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let size = || self.exponent.cmp(&other.exponent).then_with(|| self.digits.cmp(&other.digits));
        sign(self).cmp(&sign(other)).then_with(|| if self.negative { size().reverse() } else { size() })
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Whether a value is a whole number; without digits for the common case.
pub(super) fn is_integer(value: &Value) -> bool {
    match value {
        Value::Int(_) | Value::Int64(_) => true,
        Value::Float(f) => f.is_finite() && f.fract() == 0.0,
        _ => false,
    }
}

/// A number as `golang.org/x/text/message` prints it in English with `%v`: groups of three digits below a
/// million, a power of ten above and for small fractions.
pub(super) fn localized(number: f64) -> String {
    let scientific = format!("{number:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if number == 0.0 {
        return "0".to_owned();
    }
    // The bounds at which Go's %g changes to an exponent, where the digits are the fewest that tell the number.
    if !(-4..6).contains(&exponent) {
        let raised: String = format!("{:02}", exponent.abs()).chars().map(superscript).collect();
        let sign = if exponent < 0 { "⁻" } else { "" };
        return format!("{mantissa}×10{sign}{raised}");
    }
    let plain = number.abs().to_string();
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(w, f)| (w, Some(f)));
    let sign = if number < 0.0 { "-" } else { "" };
    let fraction = fraction.map(|digits| format!(".{digits}")).unwrap_or_default();
    format!("{sign}{}{fraction}", grouped(whole))
}

/// An integer as the same package prints it with `%d`.
pub(super) fn localized_count(count: usize) -> String {
    grouped(&count.to_string())
}

fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn superscript(digit: char) -> char {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    digit.to_digit(10).and_then(|n| DIGITS.get(n as usize)).copied().unwrap_or(digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn decimals_compare_by_value() {
        let ascending =
            ["-1e3", "-10.5", "-10", "-0.1", "0", "1e-9", "0.1", "1", "10", "10.25", "11", "1e300"];
        for (a, x) in ascending.iter().enumerate() {
            for (b, y) in ascending.iter().enumerate() {
                assert_eq!(decimal(x).cmp(&decimal(y)), a.cmp(&b), "{x} {y}");
            }
        }
        assert_eq!(decimal("1.0"), decimal("100e-2"));
        assert_eq!(Decimal::of(&Value::Float(0.1)), Some(decimal("0.1")));
        assert_eq!(Decimal::of(&Value::Float(f64::INFINITY)), None);
        assert!(decimal("1e3").is_integer() && !decimal("1.5").is_integer() && decimal("0").is_integer());
    }

    #[test]
    fn multiples_are_exact() {
        let cases = [
            ("0.3", "0.1", true),
            ("4.5", "1.5", true),
            ("1e100", "7", false),
            ("7e100", "7", true),
            ("10", "3", false),
            ("0", "3", true),
            ("-9", "3", true),
            ("0.75", "0.5", false),
            ("1", "0.01", true),
            ("5", "10", false),
            ("12345678901234567890123", "3", true),
        ];
        let (edge, past) = (format!("1e{MAX_SHIFT}"), format!("1e{}", MAX_SHIFT + 1));
        let cases = cases.into_iter().chain([(edge.as_str(), "1", true), (past.as_str(), "1", false)]);
        for (number, divisor, expected) in cases {
            assert_eq!(decimal(number).is_multiple_of(&decimal(divisor)), expected, "{number} / {divisor}");
        }
    }

    /// What `message.NewPrinter(language.English).Sprintf("%v", f)` returns.
    #[test]
    fn numbers_are_printed_in_english() {
        let cases = [
            (0.0, "0"),
            (-1.0, "-1"),
            (1.5, "1.5"),
            (1234.0, "1,234"),
            (-12345.678, "-12,345.678"),
            (999_999.0, "999,999"),
            (1e6, "1×10⁰⁶"),
            (123_456_789.0, "1.23456789×10⁰⁸"),
            (1e15, "1×10¹⁵"),
            (1.5e21, "1.5×10²¹"),
            (1e100, "1×10¹⁰⁰"),
            (0.0001, "0.0001"),
            (0.00001, "1×10⁻⁰⁵"),
            (0.000012345, "1.2345×10⁻⁰⁵"),
            (5e-324, "5×10⁻³²⁴"),
            (0.30000000000000004, "0.30000000000000004"),
            (65535.0, "65,535"),
            (0.001234567, "0.001234567"),
        ];
        for (number, expected) in cases {
            assert_eq!(localized(number), expected);
        }
        assert_eq!([0, 999, 1000, 1_234_567].map(localized_count), ["0", "999", "1,000", "1,234,567"]);
    }
}
