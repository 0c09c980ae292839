//! A JSON document as a schema needs it: borrowed from its text, numbers as they were written.

use crate::json;
use crate::value::{Entries, Str, Value, string_from_bytes};
use std::borrow::Cow;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json<'t> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, in the digits of the text.
    Number(&'t str),
    /// A string without its quotes and escapes.
    Str(Cow<'t, str>),
    /// An array.
    Array(Vec<Json<'t>>),
    /// An object in the order of its keys; of a repeated key the last value.
    Object(Vec<(Cow<'t, str>, Json<'t>)>),
}

impl<'t> Json<'t> {
    /// Reads a document.
    ///
    /// # Errors
    /// The text of Go's `json.Decoder` and of the library's own check for what follows the value.
    /// Source: jsonschema v6, loader.go, UnmarshalJSON.
    pub(super) fn parse(text: &'t str) -> Result<Json<'t>, String> {
        let mut reader = Reader { text, at: 0, depth: 0, too_deep: false };
        match reader.value() {
            Some(value) => {
                reader.skip_space();
                if reader.at == text.len() {
                    return Ok(value);
                }
                Err("invalid character after top-level value".to_owned())
            }
            None if reader.too_deep => Err("exceeded max depth".to_owned()),
            None => Err(fault(text)),
        }
    }

    /// The value at `key`, where this is an object that has it.
    pub(super) fn get(&self, key: &str) -> Option<&Json<'t>> {
        let entries = self.as_object()?;
        entries.binary_search_by(|(name, _)| (**name).cmp(key)).ok().map(|at| &entries[at].1)
    }

    /// The entries of an object.
    pub(super) fn as_object(&self) -> Option<&[(Cow<'t, str>, Json<'t>)]> {
        match self {
            Json::Object(entries) => Some(entries),
            _ => None,
        }
    }

    /// The elements of an array.
    pub(super) fn as_array(&self) -> Option<&[Json<'t>]> {
        match self {
            Json::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The text of a string.
    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Json::Str(text) => Some(text),
            _ => None,
        }
    }

    /// A boolean.
    pub(super) fn as_bool(&self) -> Option<bool> {
        match self {
            Json::Bool(b) => Some(*b),
            _ => None,
        }
    }

    /// Which value this is, for as long as it is not moved: schemas are compared by identity.
    pub(super) fn identity(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    /// The same as a value that can itself be validated.
    pub(super) fn to_value(&self) -> Value {
        match self {
            Json::Null => Value::Nil,
            Json::Bool(b) => Value::Bool(*b),
            Json::Number(text) => Value::Float(text.parse().unwrap_or(f64::NAN)),
            Json::Str(text) => Value::Str(Str::from(&**text)),
            Json::Array(items) => Value::from(items.iter().map(Json::to_value).collect::<Vec<_>>()),
            Json::Object(entries) => {
                let entries = entries.iter().map(|(key, value)| (Str::from(&**key), value.to_value()));
                Value::from(entries.collect::<Entries>())
            }
        }
    }
}

/// What is wrong with a text that is not JSON.
fn fault(text: &str) -> String {
    if text.trim().is_empty() {
        return "EOF".to_owned();
    }
    // Go's decoder reads a stream, and calls a text that stops too early unexpected. Whether it does shows when
    // a byte is put behind it that is never allowed: no fault, or one before that byte, is a fault of the text.
    let mut longer = text.to_owned();
    longer.push('\u{1}');
    match json::decode(&longer) {
        Err(fault) if text.contains('\u{1}') || !fault.starts_with("invalid character '\\x01'") => fault,
        _ => "unexpected EOF".to_owned(),
    }
}

/// Reads what is valid; the reason why something is not valid is left to [`json::decode`].
struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    too_deep: bool,
}

/// Deepest nesting of objects and arrays in a schema. Go reads 10,000 levels; the deepest known schema has 60.
pub(super) const MAX_NESTING: usize = 400;

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// The next byte that is not white space, which is consumed.
    fn next(&mut self) -> Option<u8> {
        self.skip_space();
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn value(&mut self) -> Option<Json<'t>> {
        match self.next()? {
            b'"' => self.string().map(Json::Str),
            b'{' => self.nest(Self::object),
            b'[' => self.nest(Self::array),
            b't' => self.literal("rue", Json::Bool(true)),
            b'f' => self.literal("alse", Json::Bool(false)),
            b'n' => self.literal("ull", Json::Null),
            b'-' | b'0'..=b'9' => self.number(),
            _ => None,
        }
    }

    fn nest(&mut self, parse: fn(&mut Self) -> Option<Json<'t>>) -> Option<Json<'t>> {
        if self.depth == MAX_NESTING {
            self.too_deep = true;
            return None;
        }
        self.depth += 1;
        let value = parse(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Option<Json<'t>> {
        let mut entries: Vec<(Cow<'t, str>, Json<'t>)> = Vec::new();
        let mut in_order = true;
        loop {
            match self.next()? {
                b'}' if entries.is_empty() => break,
                b'"' => {}
                _ => return None,
            }
            let key = self.string()?;
            if self.next()? != b':' {
                return None;
            }
            let value = self.value()?;
            in_order &= entries.last().is_none_or(|(last, _)| *last < key);
            entries.push((key, value));
            match self.next()? {
                b',' => {}
                b'}' => break,
                _ => return None,
            }
        }
        if !in_order {
            // The sort is stable, so the last of equal keys stays last, and is the one that is kept.
            entries.sort_by(|(a, _), (b, _)| a.cmp(b));
            entries.dedup_by(|later, earlier| {
                let same = later.0 == earlier.0;
                if same {
                    std::mem::swap(later, earlier);
                }
                same
            });
        }
        Some(Json::Object(entries))
    }

    fn array(&mut self) -> Option<Json<'t>> {
        let mut items = Vec::new();
        self.skip_space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Some(Json::Array(items));
        }
        loop {
            items.push(self.value()?);
            match self.next()? {
                b',' => {}
                b']' => return Some(Json::Array(items)),
                _ => return None,
            }
        }
    }

    fn literal(&mut self, rest: &str, value: Json<'t>) -> Option<Json<'t>> {
        let found = self.text.as_bytes().get(self.at..self.at + rest.len())?;
        self.at += rest.len();
        (found == rest.as_bytes()).then_some(value)
    }

    fn number(&mut self) -> Option<Json<'t>> {
        let bytes = self.text.as_bytes();
        let start = self.at - 1;
        let mut at = start + usize::from(bytes.get(start) == Some(&b'-'));
        let digits = |at: &mut usize| {
            let from = *at;
            while bytes.get(*at).is_some_and(u8::is_ascii_digit) {
                *at += 1;
            }
            *at > from
        };
        if bytes.get(at) == Some(&b'0') {
            at += 1;
        } else if !digits(&mut at) {
            return None;
        }
        if bytes.get(at) == Some(&b'.') {
            at += 1;
            if !digits(&mut at) {
                return None;
            }
        }
        if matches!(bytes.get(at), Some(b'e' | b'E')) {
            at += 1;
            at += usize::from(matches!(bytes.get(at), Some(b'+' | b'-')));
            if !digits(&mut at) {
                return None;
            }
        }
        self.at = at;
        self.text.get(start..at).map(Json::Number)
    }

    /// The rest of a string whose opening quote is consumed.
    fn string(&mut self) -> Option<Cow<'t, str>> {
        let rest = &self.text[self.at..];
        let end = memchr::memchr2(b'"', b'\\', rest.as_bytes())?;
        let plain = &rest[..end];
        if rest.as_bytes().get(end) == Some(&b'"') && !has_control(plain) {
            self.at += end + 1;
            return Some(Cow::Borrowed(plain));
        }
        self.escaped_string().map(Cow::Owned)
    }

    fn escaped_string(&mut self) -> Option<String> {
        let mut out = String::new();
        loop {
            let rest = &self.text[self.at..];
            let end = rest.bytes().position(|b| matches!(b, b'"' | b'\\' | 0..=0x1F))?;
            out.push_str(&rest[..end]);
            self.at += end + 1;
            match rest.as_bytes().get(end)? {
                b'"' => return Some(out),
                b'\\' => {
                    let c = self.peek()?;
                    self.at += 1;
                    match c {
                        b'"' | b'\\' | b'/' => out.push(char::from(c)),
                        b'b' => out.push('\u{8}'),
                        b'f' => out.push('\u{C}'),
                        b'n' => out.push('\n'),
                        b'r' => out.push('\r'),
                        b't' => out.push('\t'),
                        b'u' => out.push(self.unicode_escape()?),
                        _ => return None,
                    }
                }
                _ => return None,
            }
        }
    }

    /// The character of a `\u` escape; half a surrogate pair is the replacement character, as in Go.
    fn unicode_escape(&mut self) -> Option<char> {
        let high = self.hex()?;
        if (0xD800..0xDC00).contains(&high) && self.text[self.at..].starts_with("\\u") {
            let back = self.at;
            self.at += 2;
            let low = self.hex()?;
            if (0xDC00..0xE000).contains(&low) {
                return char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00));
            }
            self.at = back;
        }
        Some(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        u32::from_str_radix(digits, 16).ok()
    }
}

/// Whether a text has a character that JSON wants escaped; without branches, so that it is done in wide steps.
fn has_control(text: &str) -> bool {
    text.bytes().fold(false, |found, b| found | (b < 0x20))
}

/// The text of a document; bytes that are not UTF-8 become replacement characters, as Go's decoder makes them.
pub(super) fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(string_from_bytes(bytes).chars().map(replaced).collect()),
    }
}

/// The replacement character for one that stands for a byte; see [`string_from_bytes`].
fn replaced(c: char) -> char {
    if ('\u{10FE80}'..='\u{10FEFF}').contains(&c) { char::REPLACEMENT_CHARACTER } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_as_go_reads_it() {
        let text =
            r#" {"b": [1.50, -0, 1e3, "x\n\u00e9\ud83d\ude00\ud800!"], "a": null, "b2": {"k": 1, "k": 2}} "#;
        let json = Json::parse(text).unwrap();
        assert_eq!(json.as_object().unwrap()[0].0, "a");
        let items = json.get("b").unwrap().as_array().unwrap();
        assert_eq!(items[..3], [Json::Number("1.50"), Json::Number("-0"), Json::Number("1e3")]);
        assert_eq!(items[3].as_str(), Some("x\né😀\u{FFFD}!"));
        assert_eq!(json.get("b2"), Some(&Json::Object(vec![("k".into(), Json::Number("2"))])));
    }

    /// Messages of jsonschema v6, UnmarshalJSON.
    #[test]
    fn faults_are_told_in_go_s_words() {
        let cases = [
            ("", "EOF"),
            (" \n", "EOF"),
            ("{", "unexpected EOF"),
            ("{\"a\": tru", "unexpected EOF"),
            ("{} x", "invalid character after top-level value"),
            ("{} {}", "invalid character after top-level value"),
            ("{,}", "invalid character ',' looking for beginning of object key string"),
            ("{\"a\": 01}", "invalid character '1' after object key:value pair"),
            ("[1,]", "invalid character ']' looking for beginning of value"),
        ];
        for (text, message) in cases {
            assert_eq!(Json::parse(text), Err(message.to_owned()), "{text:?}");
        }
    }

    #[test]
    fn nesting_has_a_bound() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(Json::parse(&nested(MAX_NESTING)).is_ok());
        assert_eq!(Json::parse(&nested(MAX_NESTING + 1)), Err("exceeded max depth".to_owned()));
    }
}
