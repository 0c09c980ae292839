//! Source: Go, encoding/json/{scanner,decode}.go.
//!
//! Go first checks the whole text and then decodes it; here both happen in one pass, and what was decoded is
//! thrown away when a later byte is wrong.

use super::{ANY_LIST, ANY_MAP, MAX_DEPTH};
use crate::value::{Entries, Str, Value, may_hold_escapes, string_bytes, string_from_bytes};
use std::borrow::Cow;

/// What `json.Unmarshal` puts into an `interface{}`.
///
/// # Errors
/// Go's text: `invalid character 'x' looking for beginning of value`, `unexpected end of JSON input`, …
pub fn decode(text: &str) -> Result<Value, String> {
    let (value, error) = document(text)?;
    error.map_or(Ok(value), Err)
}

/// What `json.Unmarshal` puts into a `map[string]interface{}` that was empty ([`Value::Nil`] for `null`), and
/// the error that it returns: a number out of range is an error that leaves the rest of the map in place.
pub fn decode_map(text: &str) -> (Value, Option<String>) {
    match document(text) {
        // A number that is out of range has no value, but it is not a map in the first place.
        Ok((Value::Nil, Some(_))) => {
            (Value::from(Entries::new()), Some(wrong_type(&Value::Float(0.0), ANY_MAP)))
        }
        Ok((value @ (Value::Nil | Value::Map(_)), error)) => (value, error),
        Ok((other, _)) => (Value::from(Entries::new()), Some(wrong_type(&other, ANY_MAP))),
        Err(error) => (Value::from(Entries::new()), Some(error)),
    }
}

/// What `json.Unmarshal` puts into an `[]interface{}` ([`Value::Nil`] for `null`).
///
/// # Errors
/// Those of [`decode`], and `json: cannot unmarshal object into Go value of type []interface {}`.
pub fn decode_list(text: &str) -> Result<Value, String> {
    match document(text)? {
        (Value::Nil, Some(_)) => Err(wrong_type(&Value::Float(0.0), ANY_LIST)),
        (Value::List(_), Some(error)) => Err(error),
        (value @ (Value::Nil | Value::List(_)), _) => Ok(value),
        (other, _) => Err(wrong_type(&other, ANY_LIST)),
    }
}

/// The value with which the text begins and the offset behind it: what `Decoder.Decode` takes from a stream.
///
/// # Errors
/// Those of [`decode`].
pub fn decode_prefix(text: &str) -> Result<(Value, usize), String> {
    let mut decoder = Decoder { bytes: text.as_bytes(), at: 0, depth: 0, error: None };
    let value = decoder.value()?;
    decoder.error.map_or(Ok((value, decoder.at)), Err)
}

/// The error for a value that does not fit the Go type it is decoded into.
pub fn wrong_type(value: &Value, into: &str) -> String {
    let what = match value {
        Value::Bool(_) => "bool",
        Value::Str(_) => "string",
        Value::List(_) => "array",
        Value::Map(_) => "object",
        _ => "number",
    };
    format!("json: cannot unmarshal {what} into Go value of type {into}")
}

/// The `float64` that a JSON number stands for.
///
/// # Errors
/// Go's text for a number that is out of range.
pub fn decode_number(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        _ => Err(format!("json: cannot unmarshal number {text} into Go value of type float64")),
    }
}

/// The value, and the first fault that Go notes without stopping.
fn document(text: &str) -> Result<(Value, Option<String>), String> {
    let bytes: Cow<'_, [u8]> = string_bytes(text);
    let mut decoder = Decoder { bytes: &bytes, at: 0, depth: 0, error: None };
    let value = decoder.value()?;
    decoder.skip_space();
    match decoder.peek() {
        Some(c) => Err(invalid(c, "after top-level value")),
        None => Ok((value, decoder.error)),
    }
}

struct Decoder<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: usize,
    error: Option<String>,
}

const END: &str = "unexpected end of JSON input";

impl<'a> Decoder<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next byte, where Go's scanner sees a blank behind the end of the text.
    fn peek_or_blank(&self) -> u8 {
        self.peek().unwrap_or(b' ')
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// The next byte that is not white space, which is consumed.
    fn next(&mut self) -> Result<u8, String> {
        self.skip_space();
        let byte = self.peek().ok_or(END)?;
        self.at += 1;
        Ok(byte)
    }

    fn value(&mut self) -> Result<Value, String> {
        let start = self.next()?;
        match start {
            b'{' => self.nest(Self::object),
            b'[' => self.nest(Self::array),
            b'"' => Ok(Value::Str(self.string()?)),
            b't' => self.literal("true", Value::Bool(true)),
            b'f' => self.literal("false", Value::Bool(false)),
            b'n' => self.literal("null", Value::Nil),
            b'-' | b'0'..=b'9' => self.number(start),
            c => Err(invalid(c, "looking for beginning of value")),
        }
    }

    fn nest(&mut self, parse: fn(&mut Self) -> Result<Value, String>) -> Result<Value, String> {
        if self.depth == MAX_DEPTH {
            return Err("exceeded max depth".to_owned());
        }
        self.depth += 1;
        let value = parse(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Result<Value, String> {
        let mut entries = Entries::new();
        let mut first = true;
        loop {
            match self.next()? {
                b'}' if first => break,
                b'"' => {}
                c => return Err(invalid(c, "looking for beginning of object key string")),
            }
            first = false;
            let key = self.string()?;
            match self.next()? {
                b':' => {}
                c => return Err(invalid(c, "after object key")),
            }
            let value = self.value()?;
            entries.insert(key, value);
            match self.next()? {
                b',' => {}
                b'}' => break,
                c => return Err(invalid(c, "after object key:value pair")),
            }
        }
        Ok(Value::from(entries))
    }

    fn array(&mut self) -> Result<Value, String> {
        let mut items = Vec::new();
        self.skip_space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::from(items));
        }
        loop {
            items.push(self.value()?);
            match self.next()? {
                b',' => {}
                b']' => return Ok(Value::from(items)),
                c => return Err(invalid(c, "after array element")),
            }
        }
    }

    fn literal(&mut self, word: &str, value: Value) -> Result<Value, String> {
        for expected in word.bytes().skip(1) {
            let found = self.peek_or_blank();
            if found != expected {
                let context = format!("in literal {word} (expecting {})", quote(expected));
                return Err(invalid(found, &context));
            }
            self.at += 1;
        }
        Ok(value)
    }

    fn number(&mut self, first: u8) -> Result<Value, String> {
        let start = self.at - 1;
        let mut lead = first;
        if first == b'-' {
            lead = self.peek_or_blank();
            if !lead.is_ascii_digit() {
                return Err(invalid(lead, "in numeric literal"));
            }
            self.at += 1;
        }
        if lead != b'0' {
            self.digits();
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.some_digits("after decimal point in numeric literal")?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.some_digits("in exponent of numeric literal")?;
        }
        let text = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
        match decode_number(text) {
            Ok(number) => Ok(Value::Float(number)),
            Err(error) => {
                self.error.get_or_insert(error);
                Ok(Value::Nil)
            }
        }
    }

    fn digits(&mut self) {
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
    }

    fn some_digits(&mut self, context: &str) -> Result<(), String> {
        match self.peek_or_blank() {
            b'0'..=b'9' => {
                self.digits();
                Ok(())
            }
            c => Err(invalid(c, context)),
        }
    }

    /// The rest of a string whose opening quote is consumed.
    fn string(&mut self) -> Result<Str, String> {
        let start = self.at;
        while !matches!(self.peek_or_blank(), b'"' | b'\\' | 0..=0x1F) && self.at < self.bytes.len() {
            self.at += 1;
        }
        let plain = &self.bytes[start..self.at];
        if self.peek() == Some(b'"') {
            self.at += 1;
            return Ok(match std::str::from_utf8(plain) {
                Ok(text) => shared(text),
                Err(_) => shared(&replace_invalid(plain)),
            });
        }
        let mut out = plain.to_vec();
        loop {
            let c = self.peek().ok_or(END)?;
            self.at += 1;
            match c {
                b'"' => return Ok(shared(&replace_invalid(&out))),
                b'\\' => self.escape(&mut out)?,
                0..=0x1F => return Err(invalid(c, "in string literal")),
                _ => out.push(c),
            }
        }
    }

    fn escape(&mut self, out: &mut Vec<u8>) -> Result<(), String> {
        let c = self.peek_or_blank();
        let plain = match c {
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'\\' | b'/' | b'"' => c,
            b'u' => {
                self.at += 1;
                let mut unit = self.hex4()?;
                // A high surrogate joins the low one that follows it; alone, either is U+FFFD.
                if (0xD800..0xDC00).contains(&unit) && self.bytes[self.at..].starts_with(b"\\u") {
                    let back = self.at;
                    self.at += 2;
                    let low = self.hex4()?;
                    if (0xDC00..0xE000).contains(&low) {
                        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                    } else {
                        self.at = back;
                    }
                }
                let c = char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER);
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                return Ok(());
            }
            _ => return Err(invalid(c, "in string escape code")),
        };
        self.at += 1;
        out.push(plain);
        Ok(())
    }

    fn hex4(&mut self) -> Result<u32, String> {
        let mut unit = 0;
        for _ in 0..4 {
            let c = self.peek_or_blank();
            let digit = char::from(c).to_digit(16);
            unit = unit * 16 + digit.ok_or_else(|| invalid(c, "in \\u hexadecimal character escape"))?;
            self.at += 1;
        }
        Ok(unit)
    }
}

/// A string of the text, in which characters that look like escaped bytes are escaped themselves.
fn shared(text: &str) -> Str {
    match may_hold_escapes(text) {
        true => string_from_bytes(text.as_bytes()).into(),
        false => text.into(),
    }
}

/// The text with U+FFFD for every byte that is not part of a valid character, as Go's JSON has it.
pub fn replace_invalid(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    out
}

fn invalid(c: u8, context: &str) -> String {
    format!("invalid character {} {context}", quote(c))
}

/// A byte as Go's scanner quotes it: taken for the character of the same number.
fn quote(c: u8) -> String {
    match c {
        b'\'' => "'\\''".to_owned(),
        b'"' => "'\"'".to_owned(),
        b'\\' => "'\\\\'".to_owned(),
        0x07 => "'\\a'".to_owned(),
        0x08 => "'\\b'".to_owned(),
        0x0C => "'\\f'".to_owned(),
        b'\n' => "'\\n'".to_owned(),
        b'\r' => "'\\r'".to_owned(),
        b'\t' => "'\\t'".to_owned(),
        0x0B => "'\\v'".to_owned(),
        0..=0x1F | 0x7F => format!("'\\x{c:02x}'"),
        0x80..=0xA0 | 0xAD => format!("'\\u{c:04x}'"),
        _ => format!("'{}'", char::from(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golang::recorded::{check, quoted, unquoted};
    use crate::json::{encode, encode_indent, encode_raw};

    #[test]
    fn answers_are_those_of_go() {
        check(include_str!("../../tests/yaml/json.txt"), |fields| {
            let text = unquoted(fields[1]);
            let answer = match fields[0] {
                "jsondec" => decode(&text).and_then(|value| encode(&value)),
                "jsonpretty" => decode(&text).and_then(|value| encode_indent(&value, "  ")),
                "jsonraw" => decode(&text).and_then(|value| encode_raw(&value)),
                "jsonmap" => {
                    let (value, error) = decode_map(&text);
                    encode(&value).map(|map| format!("{map} {}", error.unwrap_or("<nil>".into())))
                }
                other => panic!("{other}"),
            };
            answer.map_or_else(|error| format!("!{}", quoted(&error)), |text| quoted(&text))
        });
    }

    // encoding/json gives this error beyond 10,000 levels.
    #[test]
    fn nesting_is_bounded() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(decode(&nested(MAX_DEPTH)).is_ok());
        assert_eq!(decode(&nested(MAX_DEPTH + 1)).unwrap_err(), "exceeded max depth");
        assert_eq!(decode(&"[".repeat(100_000)).unwrap_err(), "exceeded max depth");
    }
}
