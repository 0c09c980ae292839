//! Text to floating-point numbers. Source: strconv/atof.go.

use super::atoi::underscores_ok;
use super::{Cause, MANTISSA_BITS, MIN_EXPONENT, NumError};

/// Reads a `float64`, decimal or hexadecimal, with underscores between digits, or `inf`, `infinity`, `nan`.
/// Source: strconv/atof.go, `ParseFloat`.
///
/// # Errors
/// For what is no number, and for one that rounds to infinity.
pub fn parse_float(text: &str) -> Result<f64, NumError<f64>> {
    float(text).map_err(|(value, cause)| NumError { value, func: "ParseFloat", text: text.to_owned(), cause })
}

fn float(text: &str) -> Result<f64, (f64, Cause)> {
    let syntax = (0.0, Cause::Syntax);
    let (negative, body) = match text.as_bytes() {
        [b'-', ..] => (true, &text[1..]),
        [b'+', ..] => (false, &text[1..]),
        _ => (false, text),
    };
    let sign = |value: f64| if negative { -value } else { value };
    if body.eq_ignore_ascii_case("inf") || body.eq_ignore_ascii_case("infinity") {
        return Ok(sign(f64::INFINITY));
    }
    if text.eq_ignore_ascii_case("nan") {
        return Ok(f64::NAN);
    }
    let hex = matches!(body.as_bytes(), [b'0', b'x' | b'X', _, ..]);
    let digits = if hex { &body[2..] } else { body };
    let number = Parts::read(digits, hex).ok_or(syntax)?;
    let underscored = text.contains('_');
    if underscored && !underscores_ok(text.as_bytes()) {
        return Err(syntax);
    }
    let value = if hex {
        number.hex_value()
    } else if underscored {
        digits.replace('_', "").parse().map_err(|_| syntax)?
    } else {
        digits.parse().map_err(|_| syntax)?
    };
    if value == f64::INFINITY {
        return Err((sign(value), Cause::Range));
    }
    Ok(sign(value))
}

/// The parts of a floating-point literal without its sign and prefix.
struct Parts<'a> {
    integer: &'a str,
    fraction: &'a str,
    exponent: i32,
}

impl<'a> Parts<'a> {
    fn read(text: &'a str, hex: bool) -> Option<Parts<'a>> {
        let (mantissa, exponent) = match text.find(if hex { ['p', 'P'] } else { ['e', 'E'] }) {
            Some(at) => (&text[..at], Some(&text[at + 1..])),
            None => (text, None),
        };
        let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let is_digit = |byte: u8| byte.is_ascii_digit() || hex && byte.is_ascii_hexdigit();
        let all = |part: &str| part.bytes().all(|byte| byte == b'_' || is_digit(byte));
        if !all(integer) || !all(fraction) || !mantissa.bytes().any(is_digit) {
            return None;
        }
        let exponent = match exponent {
            Some(text) => Parts::exponent(text)?,
            // A hexadecimal float is none without its exponent.
            None if hex => return None,
            None => 0,
        };
        Some(Parts { integer, fraction, exponent })
    }

    fn exponent(text: &str) -> Option<i32> {
        let (negative, digits) = match text.as_bytes() {
            [b'-', ..] => (true, &text[1..]),
            [b'+', ..] => (false, &text[1..]),
            _ => (false, text),
        };
        if !digits.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let mut value = 0;
        for byte in digits.bytes().filter(|byte| *byte != b'_') {
            if !byte.is_ascii_digit() {
                return None;
            }
            // Beyond this every number is zero or infinite; it only has to stay far away.
            if value < 10_000 {
                value = value * 10 + i32::from(byte - b'0');
            }
        }
        Some(if negative { -value } else { value })
    }

    /// The magnitude of a hexadecimal literal, rounded to even. Source: strconv/atof.go, `atofHex`.
    fn hex_value(&self) -> f64 {
        let digits = |part: &'a str| part.bytes().filter_map(|byte| char::from(byte).to_digit(16));
        let mut exponent = i64::from(self.exponent);
        for _ in digits(self.fraction) {
            exponent -= 4;
        }
        // As many digits as fit; of the others it only matters whether any is not zero.
        let (mut mantissa, mut sticky) = (0u64, 0u32);
        for digit in digits(self.integer).chain(digits(self.fraction)) {
            if mantissa >> 60 == 0 {
                mantissa = mantissa << 4 | u64::from(digit);
            } else {
                sticky |= digit;
                exponent += 4;
            }
        }
        if mantissa == 0 {
            return 0.0;
        }
        let leading = mantissa.leading_zeros();
        // The value is 1.xxx · 2^scale; below the normal range the scale stays and the mantissa loses bits.
        let normal = exponent + 63 - i64::from(leading);
        let scale = normal.max(MIN_EXPONENT);
        let lost = i64::from(63 - MANTISSA_BITS) + scale - normal;
        if normal > -MIN_EXPONENT + 1 {
            return f64::INFINITY;
        }
        if lost > 64 {
            return 0.0;
        }
        let wide = u128::from(mantissa << leading) << 64 | u128::from(sticky);
        let kept = u64::try_from(wide >> 64 >> lost).unwrap_or(0);
        let rest = wide << (64 - lost);
        let half = 1u128 << 127;
        let rounded = kept + u64::from(rest > half || rest == half && kept & 1 == 1);
        // A carry out of the mantissa adds one to the exponent by itself.
        f64::from_bits(((scale - MIN_EXPONENT).unsigned_abs() << MANTISSA_BITS) + rounded)
    }
}
