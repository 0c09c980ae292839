//! The escapers of `text/template`: HTML, JavaScript and URL queries.

use super::strconv::decode_rune;
use super::unicode::is_print;
use crate::value::{string_bytes, string_from_bytes};
use std::borrow::Cow;
use std::fmt::Write;

/// The text with the characters escaped that mean something in HTML.
/// Source: text/template/funcs.go, `HTMLEscapeString`.
pub fn html(text: &str) -> Cow<'_, str> {
    if !text.contains(['\'', '"', '&', '<', '>', '\0']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '"' => out.push_str("&#34;"),
            '\'' => out.push_str("&#39;"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\0' => out.push(char::REPLACEMENT_CHARACTER),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The text for the inside of a JavaScript string. Source: text/template/funcs.go, `JSEscapeString`.
pub fn js(text: &str) -> Cow<'_, str> {
    let is_special =
        |c: char| matches!(c, '\\' | '\'' | '"' | '<' | '>' | '&' | '=' | '\0'..' ') || !c.is_ascii();
    if !text.contains(is_special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let bytes = string_bytes(text);
    let mut rest = &*bytes;
    while let [first, ..] = rest {
        let (rune, size) = decode_rune(rest);
        rest = &rest[size..];
        // A byte that is part of no character stays as it is.
        let Some(c) = rune else {
            out.push_str(&string_from_bytes(&[*first]));
            continue;
        };
        // Writing to a string cannot fail.
        let _ = match c {
            '\\' | '\'' | '"' => {
                out.push('\\');
                out.push(c);
                Ok(())
            }
            '<' | '>' | '&' | '=' | '\0'..' ' => write!(out, "\\u{:04X}", u32::from(c)),
            '\u{80}'.. if !is_print(c) => write!(out, "\\u{:04X}", u32::from(c)),
            _ => {
                out.push(c);
                Ok(())
            }
        };
    }
    Cow::Owned(out)
}

/// The text for a URL's query: letters, digits and `-_.~` stay, a space becomes `+`.
/// Source: net/url, `QueryEscape`.
pub fn url_query(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for byte in string_bytes(text).iter() {
        match byte {
            b' ' => out.push('+'),
            byte if is_plain(*byte) => out.push(char::from(*byte)),
            // Writing to a string cannot fail.
            byte => drop(write!(out, "%{byte:02X}")),
        }
    }
    Cow::Owned(out)
}
