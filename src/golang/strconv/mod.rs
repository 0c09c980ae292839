//! Go's `strconv`: strings to and from literals, numbers to and from text, with Go's own error texts.

mod atof;
mod atoi;
mod ftoa;
mod quote;

pub use self::atof::parse_float;
pub use self::atoi::{atoi, parse_bool, parse_int, parse_uint};
pub use self::ftoa::format_float;
pub use self::quote::{
    Charset, SyntaxError, can_backquote, decode_rune, quote, quote_bytes, quote_rune, quote_to_ascii,
    unquote, unquote_char_literal,
};
use std::fmt;

/// A number that could not be read. It prints as Go's `NumError`:
/// `strconv.Atoi: parsing "x": invalid syntax`.
#[derive(Clone, Debug, PartialEq)]
pub struct NumError<T> {
    /// What Go returns beside the error: zero, or the nearest number in range.
    pub value: T,
    /// The Go function.
    pub func: &'static str,
    /// The text that was read.
    pub text: String,
    /// What is wrong.
    pub cause: Cause,
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It does not look like one.
    Syntax,
    /// It is too large or too small for the type.
    Range,
    /// The base that was asked for does not exist.
    Base(u32),
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cause::Syntax => f.write_str("invalid syntax"),
            Cause::Range => f.write_str("value out of range"),
            Cause::Base(base) => write!(f, "invalid base {base}"),
        }
    }
}

impl<T> fmt::Display for NumError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "strconv.{}: parsing {}: {}", self.func, quote(&self.text), self.cause)
    }
}

impl<T: fmt::Debug> std::error::Error for NumError<T> {}

/// Bits of a `float64` behind its leading one.
const MANTISSA_BITS: u32 = 52;

/// Binary exponent of the smallest normal `float64`.
const MIN_EXPONENT: i64 = -1022;
#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::string_bytes;

    // The longest fraction has 1,074 digits.
    #[test]
    fn digits_end_somewhere_and_zeros_follow() {
        let all = format_float(5e-324, 'f', Some(1074));
        assert!(all.len() == 1076 && all.ends_with("65625"));
        for digits in [1099, 1100, 1101, 1200] {
            let zeros = "0".repeat(digits - 1074);
            assert_eq!(format_float(5e-324, 'f', Some(digits)), format!("{all}{zeros}"));
        }
        for digits in [1099, 1100, 1101] {
            let long = format_float(1.5, 'e', Some(digits));
            assert_eq!(long, format!("1.5{}e+00", "0".repeat(digits - 1)));
        }
    }

    // Expectations are what Go 1.26 printed; `golang::recorded` compares thousands more.

    #[test]
    fn literals_are_quoted_as_go_does() {
        assert_eq!(quote("a\"\\\n\u{7f}\u{a0}é\u{1F600}\u{10FEFF}"), r#""a\"\\\n\x7f\u00a0é😀\xff""#);
        assert_eq!(quote_to_ascii("é\u{1F600}"), r#""\u00e9\U0001f600""#);
        assert_eq!(quote_rune('\'', Charset::Printable), r"'\''");
        assert!(can_backquote("a\tb".as_bytes()) && !can_backquote(b"a`b") && !can_backquote(b"\xff"));
    }

    #[test]
    fn literals_are_read_as_go_does() {
        assert_eq!(unquote(r#""a\tb\x41\101\u00e9\U0001F600\"""#).as_deref(), Ok("a\tbAAé😀\""));
        assert_eq!(&*string_bytes(&unquote(r#""\xff\xe2\x82\xac""#).unwrap()), b"\xff\xe2\x82\xac");
        assert_eq!(unquote("`a\r\nb\\n`").as_deref(), Ok("a\nb\\n"));
        assert_eq!(unquote("'é'").as_deref(), Ok("é"));
        assert_eq!(unquote("''").as_deref(), Ok(""));
        for bad in [
            "",
            "\"",
            "'",
            "`",
            "\"a",
            "a",
            "é",
            "\"\\'\"",
            "\"a\nb\"",
            "'ab'",
            "\"\\x+1\"",
            "\"\\u+123\"",
            "\"\\400\"",
            "\"\\ud800\"",
            "\"a\"b\"",
            "`a`b`",
            "\"\\\"",
        ] {
            assert_eq!(unquote(bad), Err(SyntaxError), "{bad}");
        }
        assert_eq!(unquote_char_literal("'a'"), Ok(Some('a')));
        assert_eq!(unquote_char_literal(r"'\xff'"), Ok(Some('ÿ')));
        assert_eq!(unquote_char_literal("'ab'"), Ok(None));
        assert_eq!(unquote_char_literal("''"), Err("invalid syntax".to_owned()));
    }

    #[test]
    fn faults_in_numbers_read_like_go() {
        let text = |error: NumError<i64>| (error.value, error.to_string());
        assert_eq!(
            text(atoi("x").unwrap_err()),
            (0, r#"strconv.Atoi: parsing "x": invalid syntax"#.to_owned())
        );
        assert_eq!(
            text(parse_int("9223372036854775808", 10).unwrap_err()),
            (i64::MAX, r#"strconv.ParseInt: parsing "9223372036854775808": value out of range"#.to_owned())
        );
        assert_eq!(parse_int("-0x8000_0000_0000_0000", 0), Ok(i64::MIN));
        assert_eq!(
            parse_bool("yes").unwrap_err().to_string(),
            r#"strconv.ParseBool: parsing "yes": invalid syntax"#
        );
        assert_eq!(parse_float("1e309").unwrap_err().value, f64::INFINITY);
    }
}
