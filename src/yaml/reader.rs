//! From bytes to checked text: byte order marks, UTF-16, and the characters that YAML does not allow.
//!
//! go-yaml reads its input through a window of 512 bytes, so a forbidden character is only noticed when the
//! window that holds it is filled: a syntax error before that wins, and a first document that ends before
//! that is read without any error. [`Source`] therefore does not refuse such a text; it says how far a
//! scanner may look. Source: go.yaml.in/yaml/v2, readerc.go.

use crate::value::string_bytes;
use std::borrow::Cow;

/// Bytes that go-yaml reads at a time (`input_raw_buffer_size`).
pub(super) const WINDOW: usize = 512;

/// A text that is ready to be scanned.
pub(super) struct Source<'t> {
    /// The text up to the first character that is not allowed.
    pub(super) text: Cow<'t, str>,
    /// What is wrong with the rest, if there is a rest.
    pub(super) fault: Option<ReadFault>,
}

/// Why a text cannot be read to its end.
#[derive(Clone, Copy)]
pub(super) struct ReadFault {
    /// Looking at this offset or beyond it raises the fault.
    pub(super) guard: usize,
    /// go-yaml's words for it.
    pub(super) problem: &'static str,
}

const CONTROL: &str = "control characters are not allowed";

impl<'t> Source<'t> {
    /// Takes a Go string, which may hold escaped bytes.
    pub(super) fn new(text: &'t str) -> Source<'t> {
        match string_bytes(text) {
            Cow::Borrowed(_) => Source::of_text(Cow::Borrowed(text)),
            Cow::Owned(bytes) => Source::of_bytes(&bytes).into_owned(),
        }
    }

    /// Takes the bytes of a file.
    pub(super) fn of_bytes(bytes: &'t [u8]) -> Source<'t> {
        match bytes {
            [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
            [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
            _ => match std::str::from_utf8(bytes) {
                Ok(text) => Source::of_text(Cow::Borrowed(text)),
                Err(error) => {
                    let valid = error.valid_up_to();
                    let text = std::str::from_utf8(&bytes[..valid]).unwrap_or_default();
                    // A control character may come before the bytes that are not UTF-8.
                    let source = Source::of_text(Cow::Borrowed(text));
                    if source.fault.is_some() {
                        return source;
                    }
                    let width = width_of(bytes[valid]);
                    let guard = window_start(text, valid, width, bytes.len());
                    source.with_fault(guard, utf8_problem(&bytes[valid..]))
                }
            },
        }
    }

    fn of_text(text: Cow<'t, str>) -> Source<'t> {
        let forbidden = find_forbidden(&text);
        let Some(at) = forbidden else {
            return Source { text, fault: None }.without_mark();
        };
        let guard = window_start(&text, at, width_of(text.as_bytes()[at]), text.len());
        let text = match text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[..at]),
            Cow::Owned(mut text) => {
                text.truncate(at);
                Cow::Owned(text)
            }
        };
        Source { text, fault: None }.with_fault(guard, CONTROL)
    }

    fn with_fault(self, guard: usize, problem: &'static str) -> Source<'t> {
        Source { fault: Some(ReadFault { guard, problem }), ..self }.without_mark()
    }

    /// Drops the UTF-8 byte order mark, if the text starts with one.
    fn without_mark(self) -> Source<'t> {
        const MARK: char = '\u{FEFF}';
        if !self.text.starts_with(MARK) {
            return self;
        }
        let width = MARK.len_utf8();
        let text = match self.text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[width..]),
            Cow::Owned(text) => Cow::Owned(text[width..].to_owned()),
        };
        let fault = self.fault.map(|f| ReadFault { guard: f.guard.saturating_sub(width), ..f });
        Source { text, fault }
    }

    fn into_owned(self) -> Source<'static> {
        Source { text: Cow::Owned(self.text.into_owned()), fault: self.fault }
    }
}

/// The offset of the first character outside of what YAML 1.1 allows, where there is one.
pub(super) fn find_forbidden(text: &str) -> Option<usize> {
    /// Whether a byte is, or may start, a forbidden character.
    const fn suspect(b: u8) -> bool {
        (b < 0x20 && b != b'\t' && b != b'\n' && b != b'\r') | (b == 0x7F) | (b == 0xC2) | (b == 0xEF)
    }
    const CHUNK: usize = 64;
    let bytes = text.as_bytes();
    for (n, chunk) in bytes.chunks(CHUNK).enumerate() {
        // Without branches, so that the compiler can look at many bytes at once.
        if !chunk.iter().fold(false, |any, &b| any | suspect(b)) {
            continue;
        }
        for (i, &b) in chunk.iter().enumerate().filter(|(_, b)| suspect(**b)) {
            let at = n * CHUNK + i;
            let allowed = match (b, bytes.get(at + 1), bytes.get(at + 2)) {
                (0xC2, Some(&second), _) => second == 0x85 || second >= 0xA0,
                (0xEF, Some(&second), Some(&third)) => !(second == 0xBF && third >= 0xBE),
                _ => false,
            };
            if !allowed {
                return Some(at);
            }
        }
    }
    None
}

/// Where the window starts whose filling meets the character at `at`, which claims `width` bytes of a text of
/// `len` bytes. A character that is cut by the end of a window is read with the next one.
fn window_start(text: &str, at: usize, width: usize, len: usize) -> usize {
    let mut start = 0;
    loop {
        let end = (start + WINDOW).min(len);
        if at + width <= end {
            return start;
        }
        if end >= at {
            return at;
        }
        start = end;
        while !text.is_char_boundary(start) {
            start -= 1;
        }
    }
}

/// The bytes that a character claims to have that starts with `first`.
fn width_of(first: u8) -> usize {
    match first {
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF7 => 4,
        _ => 1,
    }
}

/// go-yaml's words for the sequence that `bytes` start with, which is not UTF-8.
fn utf8_problem(bytes: &[u8]) -> &'static str {
    let width = bytes.first().map_or(1, |first| width_of(*first));
    if width == 1 {
        return "invalid leading UTF-8 octet";
    }
    if bytes.len() < width {
        return "incomplete UTF-8 octet sequence";
    }
    if bytes[1..width].iter().any(|b| b & 0xC0 != 0x80) {
        return "invalid trailing UTF-8 octet";
    }
    match (bytes[0], bytes[1]) {
        (0xC0 | 0xC1, _) | (0xE0, ..0xA0) | (0xF0, ..0x90) => "invalid length of a UTF-8 sequence",
        _ => "invalid Unicode character",
    }
}

/// A text in UTF-16 after its byte order mark.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Source<'static> {
    let mut text = String::with_capacity(bytes.len());
    let mut window = (0, 0);
    let mut at = 2;
    let unit_at = |at: usize| bytes.get(at - 2..at).and_then(|pair| pair.try_into().ok()).map(unit);
    let problem = loop {
        if at - window.0 >= WINDOW {
            window = (at, text.len());
        }
        let Some(first) = unit_at(at) else {
            if at - 2 == bytes.len() {
                return Source { text: Cow::Owned(text), fault: None };
            }
            break "incomplete UTF-16 character";
        };
        let value = match first {
            0xDC00..=0xDFFF => break "unexpected low surrogate area",
            0xD800..=0xDBFF => {
                at += 2;
                match unit_at(at) {
                    None => break "incomplete UTF-16 surrogate pair",
                    Some(low @ 0xDC00..=0xDFFF) => {
                        0x10000 + ((u32::from(first) & 0x3FF) << 10) + (u32::from(low) & 0x3FF)
                    }
                    Some(_) => break "expected low surrogate area",
                }
            }
            _ => u32::from(first),
        };
        match char::from_u32(value) {
            Some(c) if find_forbidden(c.encode_utf8(&mut [0; 4])).is_none() => text.push(c),
            _ => break CONTROL,
        }
        at += 2;
    };
    Source { text: Cow::Owned(text), fault: Some(ReadFault { guard: window.1, problem }) }
}
