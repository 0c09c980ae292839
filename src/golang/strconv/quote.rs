//! Strings and characters to and from Go literals. Source: strconv/quote.go.

use crate::golang::unicode::is_print;
use crate::value::{string_bytes, string_from_bytes};
use std::borrow::Cow;
use std::fmt::{self, Write};

/// The string as a Go literal in double quotes. Source: strconv/quote.go, `Quote`.
pub fn quote(text: &str) -> String {
    quote_bytes(&string_bytes(text), Charset::Printable)
}

/// The string as a Go literal in double quotes that holds nothing but ASCII.
/// Source: strconv/quote.go, `QuoteToASCII`.
pub fn quote_to_ascii(text: &str) -> String {
    quote_bytes(&string_bytes(text), Charset::Ascii)
}

/// The character as a Go literal in single quotes. Source: strconv/quote.go, `QuoteRune`, `QuoteRuneToASCII`.
pub fn quote_rune(c: char, charset: Charset) -> String {
    let mut out = String::from("'");
    push_escaped(&mut out, c, '\'', charset);
    out.push('\'');
    out
}

/// Which characters stand for themselves in a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// All that Go calls printable.
    Printable,
    /// The printable ones of ASCII.
    Ascii,
}

/// As [`quote`] and [`quote_to_ascii`], for the bytes of a string.
pub fn quote_bytes(bytes: &[u8], charset: Charset) -> String {
    let mut out = String::with_capacity(bytes.len() + 2);
    out.push('"');
    let mut rest = bytes;
    loop {
        // Runs of plain characters, which is nearly all that is ever quoted, go over as they are.
        let plain = |byte: &u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
        let len = rest.iter().position(|byte| !plain(byte)).unwrap_or(rest.len());
        let (run, tail) = rest.split_at(len);
        out.push_str(std::str::from_utf8(run).unwrap_or_default());
        rest = tail;
        let Some(first) = rest.first() else { break };
        let (rune, size) = decode_rune(rest);
        match rune {
            Some(c) => push_escaped(&mut out, c, '"', charset),
            None => push_hex(&mut out, "\\x", u32::from(*first), 2),
        }
        rest = &rest[size..];
    }
    out.push('"');
    out
}

fn push_escaped(out: &mut String, c: char, quote: char, charset: Charset) {
    if c == quote || c == '\\' {
        out.push('\\');
        out.push(c);
    } else if is_print(c) && (c.is_ascii() || charset == Charset::Printable) {
        out.push(c);
    } else {
        match c {
            '\u{07}' => out.push_str("\\a"),
            '\u{08}' => out.push_str("\\b"),
            '\u{0C}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{0B}' => out.push_str("\\v"),
            '\0'..' ' | '\u{7F}' => push_hex(out, "\\x", u32::from(c), 2),
            '\u{80}'..='\u{FFFF}' => push_hex(out, "\\u", u32::from(c), 4),
            _ => push_hex(out, "\\U", u32::from(c), 8),
        }
    }
}

fn push_hex(out: &mut String, prefix: &str, code: u32, digits: usize) {
    out.push_str(prefix);
    // Writing to a string cannot fail.
    let _ = write!(out, "{code:0digits$x}");
}

/// Whether the string can stand between back quotes: one line, no control character but the tab, no byte
/// order mark, no back quote. Source: strconv/quote.go, `CanBackquote`.
pub fn can_backquote(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| {
        !text.contains(|c| c != '\t' && matches!(c, '\0'..' ' | '`' | '\u{7F}' | '\u{FEFF}'))
    })
}

/// The first character of `bytes` and the number of bytes it takes; `None` and 1 where they do not begin with
/// a whole character. `bytes` may not be empty. Source: unicode/utf8, `DecodeRune`.
pub fn decode_rune(bytes: &[u8]) -> (Option<char>, usize) {
    let size = match bytes.first() {
        Some(byte @ 0..=0x7F) => return (Some(char::from(*byte)), 1),
        None => 1,
        Some(0xC0..=0xDF) => 2,
        Some(0xE0..=0xEF) => 3,
        Some(_) => 4,
    };
    let text = bytes.get(..size).and_then(|start| std::str::from_utf8(start).ok());
    match text.and_then(|text| text.chars().next()) {
        Some(c) => (Some(c), size),
        None => (None, 1),
    }
}

/// That a literal is not one; Go's `strconv.ErrSyntax`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxError;

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("invalid syntax")
    }
}

/// The string for which a Go literal in double, single or back quotes stands.
///
/// # Errors
/// Where the text is not exactly one literal. Source: strconv/quote.go, `Unquote`.
pub fn unquote(literal: &str) -> Result<Cow<'_, str>, SyntaxError> {
    let quote = match literal.as_bytes().first() {
        Some(quote @ (b'`' | b'"' | b'\'')) => char::from(*quote),
        _ => return Err(SyntaxError),
    };
    let body = literal[1..].strip_suffix(quote).ok_or(SyntaxError)?;
    match quote {
        '`' => match memchr::memchr2(b'`', b'\r', body.as_bytes()) {
            None => Ok(Cow::Borrowed(body)),
            Some(_) if body.contains('`') => Err(SyntaxError),
            // A carriage return is dropped from a raw string.
            Some(_) => Ok(Cow::Owned(body.replace('\r', ""))),
        },
        // Most literals are short words.
        '"' if body.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\') => {
            Ok(Cow::Borrowed(body))
        }
        '"' => {
            let bytes = unquote_bytes(&string_bytes(body))?;
            Ok(Cow::Owned(string_from_bytes(&bytes).into_owned()))
        }
        _ if body.is_empty() => Ok(Cow::Borrowed("")),
        _ => {
            let bytes = string_bytes(body);
            let mut out = Vec::with_capacity(4);
            match unquote_char(&bytes, b'\'') {
                Some((c, [])) if bytes[0] != b'\n' => c.push_to(&mut out),
                _ => return Err(SyntaxError),
            }
            Ok(Cow::Owned(string_from_bytes(&out).into_owned()))
        }
    }
}

fn unquote_bytes(body: &[u8]) -> Result<Vec<u8>, SyntaxError> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(first) = rest.first() {
        if *first == b'\n' {
            return Err(SyntaxError);
        }
        let (c, tail) = unquote_char(rest, b'"').ok_or(SyntaxError)?;
        c.push_to(&mut out);
        rest = tail;
    }
    Ok(out)
}

/// The character of a Go literal in single quotes, of which only the opening quote is checked: `Ok(None)`
/// where something else than the closing quote follows the character.
///
/// # Errors
/// Go's text where there is no character at all. Source: text/template/parse/node.go, `newNumber`.
pub fn unquote_char_literal(literal: &str) -> Result<Option<char>, String> {
    let bytes = string_bytes(literal);
    let (c, rest) = match &*bytes {
        [quote @ (b'\'' | b'"'), body @ ..] => unquote_char(body, *quote),
        _ => None,
    }
    .ok_or_else(|| SyntaxError.to_string())?;
    let c = match c {
        Unquoted::Char(c) => c,
        Unquoted::Byte(byte) => char::from(byte),
    };
    Ok((rest == b"'").then_some(c))
}

/// What one character of a literal stands for.
enum Unquoted {
    Char(char),
    /// A byte of its own, from `\x` or an octal escape.
    Byte(u8),
}

impl Unquoted {
    fn push_to(&self, out: &mut Vec<u8>) {
        match self {
            Unquoted::Char(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Unquoted::Byte(byte) => out.push(*byte),
        }
    }
}

/// Reads one character or escape of a literal and gives what follows it. `None` where Go says
/// `invalid syntax`. Source: strconv/quote.go, `UnquoteChar`.
fn unquote_char(text: &[u8], quote: u8) -> Option<(Unquoted, &[u8])> {
    let (escape, rest) = match text {
        [b'\\', escape, rest @ ..] => (*escape, rest),
        [] | [b'\\'] => return None,
        [first, ..] if *first == quote => return None,
        _ => {
            let (rune, size) = decode_rune(text);
            return Some((Unquoted::Char(rune.unwrap_or(char::REPLACEMENT_CHARACTER)), &text[size..]));
        }
    };
    let number = |digits: &[u8], radix| u32::from_str_radix(plain_digits(digits)?, radix).ok();
    let simple = |byte| Some((Unquoted::Byte(byte), rest));
    match escape {
        b'a' => simple(0x07),
        b'b' => simple(0x08),
        b'f' => simple(0x0C),
        b'n' => simple(b'\n'),
        b'r' => simple(b'\r'),
        b't' => simple(b'\t'),
        b'v' => simple(0x0B),
        b'\\' => simple(b'\\'),
        b'\'' | b'"' if escape == quote => simple(quote),
        b'x' => {
            let (digits, rest) = rest.split_at_checked(2)?;
            Some((Unquoted::Byte(u8::try_from(number(digits, 16)?).ok()?), rest))
        }
        b'u' | b'U' => {
            let (digits, rest) = rest.split_at_checked(if escape == b'u' { 4 } else { 8 })?;
            Some((Unquoted::Char(char::from_u32(number(digits, 16)?)?), rest))
        }
        b'0'..=b'7' => {
            let (digits, rest) = text[1..].split_at_checked(3)?;
            Some((Unquoted::Byte(u8::try_from(number(digits, 8)?).ok()?), rest))
        }
        _ => None,
    }
}

/// The digits as text, without the sign that `from_str_radix` would take.
fn plain_digits(digits: &[u8]) -> Option<&str> {
    std::str::from_utf8(digits).ok().filter(|text| !text.starts_with('+'))
}
