//! The JSON of schemas: numbers as they were written, faults in Go's words.

use crate::json;
pub(super) use crate::json::tree::Json;
use crate::json::tree::Unread;
use crate::value::string_from_bytes;
use std::borrow::Cow;

/// The schema of the built-in chart.
const BUILTIN: &str = include_str!("../../chart/values.schema.json");

// `build.rs` writes what is in it.
mod builtin {
    use crate::json::tree::{Json, List};
    use std::borrow::Cow;

    include!(concat!(env!("OUT_DIR"), "/schema.rs"));
}

impl<'t> Json<'t> {
    /// Reads a document.
    ///
    /// # Errors
    /// The text of Go's `json.Decoder` and of the library's own check for what follows the value.
    /// Source: jsonschema v6, loader.go, UnmarshalJSON.
    pub(super) fn parse(text: &'t str) -> Result<Json<'t>, String> {
        if text == BUILTIN {
            return Ok(builtin::SCHEMA.clone());
        }
        Json::read(text).map_err(|unread| match unread {
            Unread::Trailing => "invalid character after top-level value".to_owned(),
            Unread::TooDeep => "exceeded max depth".to_owned(),
            Unread::Wrong => fault(text),
        })
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
    use super::super::quick;
    use super::*;
    use crate::json::tree::{List, MAX_NESTING};

    #[test]
    fn a_document_is_read_as_go_reads_it() {
        let text =
            r#" {"b": [1.50, -0, 1e3, "x\n\u00e9\ud83d\ude00\ud800!"], "a": null, "b2": {"k": 1, "k": 2}} "#;
        let json = Json::parse(text).unwrap();
        assert_eq!(json.as_object().unwrap()[0].0, "a");
        let items = json.get("b").unwrap().as_array().unwrap();
        assert_eq!(items[..3], [Json::Number("1.50"), Json::Number("-0"), Json::Number("1e3")]);
        assert_eq!(items[3].as_str(), Some("x\né😀\u{FFFD}!"));
        assert_eq!(json.get("b2"), Some(&Json::Object(List::Read(vec![("k".into(), Json::Number("2"))]))));
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
    fn the_schema_in_the_program_is_what_its_text_says() {
        assert_eq!(Json::parse(BUILTIN), Ok(Json::read(BUILTIN).unwrap()));
        assert!(matches!(Json::parse(BUILTIN), Ok(Json::Object(List::Known(_)))));
        assert!(quick::recognise(&Json::read(BUILTIN).unwrap()).is_some(), "it is no plain schema any more");
    }

    #[test]
    fn nesting_has_a_bound() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(Json::parse(&nested(MAX_NESTING)).is_ok());
        assert_eq!(Json::parse(&nested(MAX_NESTING + 1)), Err("exceeded max depth".to_owned()));
    }
}
