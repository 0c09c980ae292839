//! A JSON document as a tree that borrows from its text. `build.rs` makes such trees of the built-in chart's
//! schema and values, as expressions.

use std::borrow::Cow;
use std::ops::Deref;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json<'t> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, in the digits of the text.
    Number(&'t str),
    /// A string without its quotes and escapes.
    Str(Cow<'t, str>),
    /// An array.
    Array(List<'t, Json<'t>>),
    /// An object in the order of its keys; of a repeated key the last value.
    Object(List<'t, (Cow<'t, str>, Json<'t>)>),
}

/// A list that was read, or that stands in the program.
#[derive(Clone, Debug)]
pub(crate) enum List<'t, T> {
    /// Read from a text.
    Read(Vec<T>),
    /// Known before.
    Known(&'t [T]),
}

impl<T> Deref for List<'_, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            List::Read(items) => items,
            List::Known(items) => items,
        }
    }
}

impl<T: PartialEq> PartialEq for List<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

/// Why a text was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It is nested deeper than [`MAX_NESTING`].
    TooDeep,
    /// Something stands behind the value.
    Trailing,
    /// It is not JSON.
    Wrong,
}

impl<'t> Json<'t> {
    /// Reads a document.
    pub(crate) fn read(text: &'t str) -> Result<Json<'t>, Unread> {
        let mut reader = Reader { text, at: 0, depth: 0, too_deep: false };
        match reader.value() {
            Some(value) => {
                reader.skip_space();
                if reader.at == text.len() { Ok(value) } else { Err(Unread::Trailing) }
            }
            None if reader.too_deep => Err(Unread::TooDeep),
            None => Err(Unread::Wrong),
        }
    }
}

/// Reads what is valid.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    too_deep: bool,
}

/// Deepest nesting of objects and arrays in a schema. Go reads 10,000 levels; the deepest known schema has 60.
pub(crate) const MAX_NESTING: usize = 400;

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
        Some(Json::Object(List::Read(entries)))
    }

    fn array(&mut self) -> Option<Json<'t>> {
        let mut items = Vec::new();
        self.skip_space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Some(Json::Array(List::Read(items)));
        }
        loop {
            items.push(self.value()?);
            match self.next()? {
                b',' => {}
                b']' => return Some(Json::Array(List::Read(items))),
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
