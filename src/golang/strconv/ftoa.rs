//! Floating-point numbers to text. Source: strconv/ftoa.go.

use super::{MANTISSA_BITS, MIN_EXPONENT};
use std::fmt::Write;

/// The number as text. `format` is one of `b e E f g G x X`; without a precision as many digits as it takes to
/// read the same number back. Source: strconv/ftoa.go, `FormatFloat` with 64 bits.
pub fn format_float(number: f64, format: char, precision: Option<usize>) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    // Most numbers in a values file are small integers, which print as such.
    if precision.is_none()
        && format == 'g'
        && number.abs() < 1e6
        && (number as i64) as f64 == number
        && number != 0.0
    {
        return (number as i64).to_string();
    }
    let mut out = String::with_capacity(24);
    if number.is_sign_negative() {
        out.push('-');
    }
    let magnitude = number.abs();
    match format {
        'b' => push_binary(&mut out, magnitude),
        'x' | 'X' => push_hexadecimal(&mut out, magnitude, format, precision),
        'e' | 'E' => {
            let decimal =
                Decimal::new(magnitude, precision.map(|digits| Cut::Significant(digits.saturating_add(1))));
            let precision = precision.unwrap_or(decimal.digits.len().saturating_sub(1));
            decimal.push_exponential(&mut out, precision, format);
        }
        'f' | 'F' => {
            let decimal = Decimal::new(magnitude, precision.map(Cut::Fraction));
            let precision = precision.unwrap_or_else(|| decimal.fraction_len());
            decimal.push_plain(&mut out, precision);
        }
        'g' | 'G' => {
            let significant = precision.map(|digits| digits.max(1));
            let decimal = Decimal::new(magnitude, significant.map(Cut::Significant));
            let len = decimal.digits.len();
            // The exponent from which on it is written: six, or the precision that was asked for.
            let mut threshold = significant.unwrap_or(6);
            if significant.is_some_and(|digits| digits > len) && len as i64 >= decimal.point {
                threshold = len;
            }
            let exponent = decimal.point - 1;
            if exponent < -4 || exponent >= threshold as i64 {
                let precision = significant.unwrap_or(len).min(len);
                decimal.push_exponential(
                    &mut out,
                    precision.saturating_sub(1),
                    if format == 'g' { 'e' } else { 'E' },
                );
            } else {
                decimal.push_plain(&mut out, decimal.fraction_len());
            }
        }
        _ => {
            out.push('%');
            out.push(format);
        }
    }
    out
}

/// Where the digits of a decimal end.
#[derive(Clone, Copy)]
enum Cut {
    /// After so many significant digits.
    Significant(usize),
    /// After so many digits behind the point.
    Fraction(usize),
}

/// The decimal digits of a number: 0.d₁d₂d₃… · 10^point, without trailing zeros.
struct Decimal {
    digits: String,
    point: i64,
}

/// A `float64` has no more decimal digits than this, before or behind the point; further ones are zeros.
const MAX_DIGITS: usize = 1100;

impl Decimal {
    fn new(magnitude: f64, cut: Option<Cut>) -> Decimal {
        if magnitude == 0.0 {
            return Decimal { digits: String::new(), point: 1 };
        }
        let text = match cut {
            None => shortest(magnitude),
            Some(Cut::Significant(digits)) => {
                format!("{magnitude:.*e}", digits.saturating_sub(1).min(MAX_DIGITS))
            }
            Some(Cut::Fraction(digits)) => format!("{magnitude:.*}", digits.min(MAX_DIGITS)),
        };
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits = String::with_capacity(mantissa.len());
        digits.push_str(integer);
        digits.push_str(fraction);
        let point = integer.len() as i64 + exponent.parse().unwrap_or(0);
        digits.truncate(digits.trim_end_matches('0').len());
        let zeros = digits.len() - digits.trim_start_matches('0').len();
        digits.drain(..zeros);
        let point = if digits.is_empty() { 0 } else { point - zeros as i64 };
        Decimal { digits, point }
    }

    /// How many digits stand behind the point.
    fn fraction_len(&self) -> usize {
        usize::try_from(self.digits.len() as i64 - self.point).unwrap_or(0)
    }

    /// `d.ddde±dd`
    fn push_exponential(&self, out: &mut String, precision: usize, e: char) {
        let (first, rest) = self.digits.split_at_checked(1).unwrap_or(("0", ""));
        out.push_str(first);
        if precision > 0 {
            out.push('.');
            out.push_str(rest);
            out.extend(std::iter::repeat_n('0', precision.saturating_sub(rest.len())));
        }
        let exponent = if self.digits.is_empty() { 0 } else { self.point - 1 };
        let sign = if exponent < 0 { '-' } else { '+' };
        let _ = write!(out, "{e}{sign}{:02}", exponent.abs());
    }

    /// `ddd.ddd`
    fn push_plain(&self, out: &mut String, precision: usize) {
        let whole = usize::try_from(self.point).unwrap_or(0);
        let (integer, fraction) = self.digits.split_at(whole.min(self.digits.len()));
        if whole == 0 || integer.is_empty() {
            out.push('0');
        } else {
            out.push_str(integer);
            out.extend(std::iter::repeat_n('0', whole - integer.len()));
        }
        if precision > 0 {
            out.push('.');
            let zeros = usize::try_from(-self.point).unwrap_or(0).min(precision);
            out.extend(std::iter::repeat_n('0', zeros));
            let fraction = &fraction[..fraction.len().min(precision - zeros)];
            out.push_str(fraction);
            out.extend(std::iter::repeat_n('0', precision - zeros - fraction.len()));
        }
    }
}

/// The number in the fewest digits that read back as the same, the nearest if there are several, the even one
/// if two are as near.
fn shortest(magnitude: f64) -> String {
    let text = format!("{magnitude:e}");
    // Rust takes the upper of two that are as near. That needs all the digits a float can have, and shows in an
    // odd last one.
    let digits = text.find('e').unwrap_or(text.len());
    if digits >= MIN_TIE_DIGITS && text.as_bytes()[digits - 1] % 2 == 1 {
        let even = format!("{magnitude:.*e}", digits - 2);
        if even.parse() == Ok(magnitude) {
            return even;
        }
    }
    text
}

/// Length, with the point, of the shortest number that can lie half-way between two others of its length and
/// still read back as either.
const MIN_TIE_DIGITS: usize = 16;

/// Mantissa and binary exponent, without the implicit bit's place taken into account: value = m · 2^e.
fn binary_parts(magnitude: f64) -> (u64, i64) {
    let bits = magnitude.to_bits();
    let fraction = bits & ((1 << MANTISSA_BITS) - 1);
    match (bits >> MANTISSA_BITS) as i64 {
        0 => (fraction, MIN_EXPONENT - i64::from(MANTISSA_BITS)),
        biased => (fraction | 1 << MANTISSA_BITS, MIN_EXPONENT - 1 + biased - i64::from(MANTISSA_BITS)),
    }
}

/// `ddddp±ddd`
fn push_binary(out: &mut String, magnitude: f64) {
    let (mantissa, exponent) = binary_parts(magnitude);
    let _ = write!(out, "{mantissa}p{exponent:+}");
}

/// `0x1.yyyyp±dd`. Source: strconv/ftoa.go, `fmtX`.
fn push_hexadecimal(out: &mut String, magnitude: f64, format: char, precision: Option<usize>) {
    let (mut mantissa, mut exponent) = binary_parts(magnitude);
    exponent = if mantissa == 0 { 0 } else { exponent + i64::from(MANTISSA_BITS) };
    // The leading one, if there is one, goes to bit 60.
    if mantissa != 0 {
        let shift = mantissa.leading_zeros() - 3;
        mantissa <<= shift;
        exponent -= i64::from(shift) - 8;
    }
    const FRACTION: u64 = (1 << 60) - 1;
    if let Some(shift @ 0..60) = precision.map(|digits| digits.saturating_mul(4)) {
        let extra = (mantissa << shift) & FRACTION;
        mantissa >>= 60 - shift;
        if extra | (mantissa & 1) > 1 << 59 {
            mantissa += 1;
        }
        mantissa <<= 60 - shift;
        if mantissa >> 61 != 0 {
            mantissa >>= 1;
            exponent += 1;
        }
    }
    let digit = |nibble: u64| {
        let c = char::from_digit((nibble & 15) as u32, 16).unwrap_or('0');
        if format == 'X' { c.to_ascii_uppercase() } else { c }
    };
    out.push('0');
    out.push(format);
    out.push(digit(mantissa >> 60));
    let mut fraction = mantissa & FRACTION;
    let mut left = precision.unwrap_or(usize::MAX);
    if left > 0 && (precision.is_some() || fraction != 0) {
        out.push('.');
        while left > 0 && (fraction != 0 || precision.is_some()) {
            out.push(digit(fraction >> 56));
            fraction = (fraction << 4) & FRACTION;
            left -= 1;
        }
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    let _ = write!(out, "{}{sign}{:02}", if format == 'X' { 'P' } else { 'p' }, exponent.abs());
}
