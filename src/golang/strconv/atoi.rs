//! Text to booleans and integers. Source: strconv/atob.go, strconv/atoi.go.

use super::{Cause, NumError};

/// Reads a boolean. Source: strconv/atob.go, `ParseBool`.
///
/// # Errors
/// For anything but the twelve spellings that Go takes.
pub fn parse_bool(text: &str) -> Result<bool, NumError<bool>> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Ok(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Ok(false),
        _ => Err(NumError { value: false, func: "ParseBool", text: text.to_owned(), cause: Cause::Syntax }),
    }
}

/// Reads a decimal `int`. Source: strconv/atoi.go, `Atoi`.
///
/// # Errors
/// For what is no integer, and for one beyond 64 bits.
pub fn atoi(text: &str) -> Result<i64, NumError<i64>> {
    signed(text, 10).map_err(|(value, cause)| NumError { value, func: "Atoi", text: text.to_owned(), cause })
}

/// Reads an `int64` in the given base; base 0 takes the base from a prefix and allows underscores.
/// Source: strconv/atoi.go, `ParseInt` with 64 bits.
///
/// # Errors
/// For what is no integer, and for one beyond 64 bits.
pub fn parse_int(text: &str, base: u32) -> Result<i64, NumError<i64>> {
    signed(text, base).map_err(|(value, cause)| NumError {
        value,
        func: "ParseInt",
        text: text.to_owned(),
        cause,
    })
}

/// Reads a `uint64`, which has no sign, as [`parse_int`] does. Source: strconv/atoi.go, `ParseUint`.
///
/// # Errors
/// For what is no such integer, and for one beyond 64 bits.
pub fn parse_uint(text: &str, base: u32) -> Result<u64, NumError<u64>> {
    unsigned(text, base).map_err(|(value, cause)| NumError {
        value,
        func: "ParseUint",
        text: text.to_owned(),
        cause,
    })
}

fn signed(text: &str, base: u32) -> Result<i64, (i64, Cause)> {
    let (negative, body) = match text.as_bytes() {
        [b'-', ..] => (true, &text[1..]),
        [b'+', ..] => (false, &text[1..]),
        _ => (false, text),
    };
    let magnitude = match unsigned(body, base) {
        Ok(magnitude) | Err((magnitude, Cause::Range)) => magnitude,
        Err((_, cause)) => return Err((0, cause)),
    };
    if negative {
        0i64.checked_sub_unsigned(magnitude).ok_or((i64::MIN, Cause::Range))
    } else {
        i64::try_from(magnitude).map_err(|_| (i64::MAX, Cause::Range))
    }
}

fn unsigned(text: &str, base: u32) -> Result<u64, (u64, Cause)> {
    let syntax = (0, Cause::Syntax);
    let (radix, digits) = match (base, text.as_bytes()) {
        (_, []) => return Err(syntax),
        (2..=36, _) => (base, text),
        (0, [b'0', b'b' | b'B', _, ..]) => (2, &text[2..]),
        (0, [b'0', b'o' | b'O', _, ..]) => (8, &text[2..]),
        (0, [b'0', b'x' | b'X', _, ..]) => (16, &text[2..]),
        (0, [b'0', ..]) => (8, &text[1..]),
        (0, _) => (10, text),
        _ => return Err((0, Cause::Base(base))),
    };
    let mut value: u64 = 0;
    let mut underscores = false;
    for byte in digits.bytes() {
        if byte == b'_' && base == 0 {
            underscores = true;
            continue;
        }
        let digit = char::from(byte).to_digit(radix).ok_or(syntax)?;
        // As in Go, a number that is too large is reported before a fault that stands behind it.
        value = value
            .checked_mul(u64::from(radix))
            .and_then(|n| n.checked_add(u64::from(digit)))
            .ok_or((u64::MAX, Cause::Range))?;
    }
    if underscores && !underscores_ok(text.as_bytes()) {
        return Err(syntax);
    }
    Ok(value)
}

/// Whether every underscore stands between digits or behind the base prefix.
/// Source: strconv/atoi.go, `underscoreOK`.
pub(super) fn underscores_ok(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"-").or_else(|| text.strip_prefix(b"+")).unwrap_or(text);
    let prefixed = matches!(text, [b'0', b'b' | b'B' | b'o' | b'O' | b'x' | b'X', ..]);
    let hex = matches!(text, [b'0', b'x' | b'X', ..]);
    // What stood before: a digit (a base prefix counts as one), an underscore, or anything else.
    let mut last = if prefixed { b'0' } else { b'^' };
    for byte in &text[if prefixed { 2 } else { 0 }..] {
        let digit = byte.is_ascii_digit() || hex && byte.is_ascii_hexdigit();
        last = match (digit, *byte, last) {
            (true, ..) => b'0',
            (_, b'_', b'0') => b'_',
            (_, b'_', _) | (_, _, b'_') => return false,
            _ => b'!',
        };
    }
    last != b'_'
}
