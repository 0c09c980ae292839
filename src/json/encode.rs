//! Source: Go, encoding/json/encode.go.

use super::{MAX_DEPTH, MAX_OUTPUT, TOO_LARGE};
use crate::golang::strconv::format_float;
use crate::value::{Value, may_hold_escapes, string_bytes, string_from_bytes};

/// What `json.Marshal` writes.
///
/// # Errors
/// `json: unsupported value: NaN` (and `+Inf`, `-Inf`); a value that holds itself.
pub fn encode(value: &Value) -> Result<String, String> {
    write(value, true, None)
}

/// What `json.MarshalIndent` writes with no prefix.
///
/// # Errors
/// As [`encode`].
pub fn encode_indent(value: &Value, indent: &str) -> Result<String, String> {
    write(value, true, Some(indent))
}

/// What a `json.Encoder` with `SetEscapeHTML(false)` writes, without its last newline (sprig's `toRawJson`).
///
/// # Errors
/// As [`encode`].
pub fn encode_raw(value: &Value) -> Result<String, String> {
    write(value, false, None)
}

fn write(value: &Value, escape_html: bool, indent: Option<&str>) -> Result<String, String> {
    let mut encoder = Encoder { out: String::new(), escape_html, indent, depth: 0, limit: MAX_OUTPUT };
    encoder.value(value)?;
    Ok(encoder.out)
}

struct Encoder<'a> {
    out: String,
    escape_html: bool,
    /// One level of indentation; `None` writes everything on one line.
    indent: Option<&'a str>,
    depth: usize,
    /// Bytes beyond which nothing more is begun.
    limit: usize,
}

impl Encoder<'_> {
    fn value(&mut self, value: &Value) -> Result<(), String> {
        if self.out.len() > self.limit {
            return Err(TOO_LARGE.to_owned());
        }
        match value {
            Value::Invalid | Value::Nil => self.out.push_str("null"),
            Value::Bool(b) => self.out.push_str(if *b { "true" } else { "false" }),
            Value::Int(n) | Value::Int64(n) => append_int(&mut self.out, *n),
            Value::Float(f) => append_float(&mut self.out, *f)?,
            Value::Str(text) => self.text(text)?,
            Value::List(list) if list.nil => self.out.push_str("null"),
            Value::List(list) => {
                self.enter(value)?;
                self.list(&list.items)?;
                self.depth -= 1;
            }
            Value::Map(map) if map.nil => self.out.push_str("null"),
            Value::Map(map) => {
                self.enter(value)?;
                let entries = map.snapshot();
                self.members(entries.iter().map(|(key, value)| (&**key, value)))?;
                self.depth -= 1;
            }
            Value::Object(object) => match object.json_members() {
                Some(members) => {
                    self.enter(value)?;
                    self.members(members.iter().map(|(key, value)| (*key, value)))?;
                    self.depth -= 1;
                }
                // What it stands for is on the same level.
                None => self.value(&object.to_json())?,
            },
        }
        Ok(())
    }

    /// Writes a text. A long one, of which every byte can become six, is measured first.
    fn text(&mut self, text: &str) -> Result<(), String> {
        let room = self.limit.saturating_sub(self.out.len());
        if text.len() > room / 6 {
            let six = |byte: &u8| {
                (*byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t' | 8 | 12))
                    || (self.escape_html && matches!(byte, b'<' | b'>' | b'&'))
            };
            if text.len() + 5 * text.as_bytes().iter().filter(|byte| six(byte)).count() > room {
                return Err(TOO_LARGE.to_owned());
            }
        }
        append_string(&mut self.out, text, self.escape_html);
        Ok(())
    }

    /// Goes one level down. Go walks any depth but remembers every pointer below the thousandth; one that it
    /// meets again is a cycle. Nothing but a cycle is that deep.
    fn enter(&mut self, value: &Value) -> Result<(), String> {
        if self.depth == MAX_DEPTH {
            let name = value.type_name();
            return Err(format!("json: unsupported value: encountered a cycle via {name}"));
        }
        self.depth += 1;
        Ok(())
    }

    fn list(&mut self, items: &[Value]) -> Result<(), String> {
        if items.is_empty() {
            self.out.push_str("[]");
            return Ok(());
        }
        for (i, item) in items.iter().enumerate() {
            self.out.push(if i == 0 { '[' } else { ',' });
            self.new_line(0);
            self.value(item)?;
        }
        self.new_line(1);
        self.out.push(']');
        Ok(())
    }

    fn members<'m>(&mut self, members: impl Iterator<Item = (&'m str, &'m Value)>) -> Result<(), String> {
        let mut empty = true;
        for (key, value) in members {
            self.out.push(if empty { '{' } else { ',' });
            empty = false;
            self.new_line(0);
            self.text(key)?;
            self.out.push_str(if self.indent.is_some() { ": " } else { ":" });
            self.value(value)?;
        }
        if empty {
            self.out.push('{');
        } else {
            self.new_line(1);
        }
        self.out.push('}');
        Ok(())
    }

    /// Starts a line `outdent` levels left of the current nesting, where lines are asked for.
    fn new_line(&mut self, outdent: usize) {
        if let Some(indent) = self.indent {
            self.out.push('\n');
            for _ in outdent..self.depth {
                self.out.push_str(indent);
            }
        }
    }
}

fn append_int(out: &mut String, n: i64) {
    use std::fmt::Write;
    // Writing into a string cannot fail.
    let _ = write!(out, "{n}");
}

/// Writes a float as JSON, like ES6: the shortest digits, with an exponent below 1e-6 and from 1e21 on.
///
/// # Errors
/// `json: unsupported value: NaN` and the like.
pub fn append_float(out: &mut String, f: f64) -> Result<(), String> {
    if f.is_nan() {
        return Err("json: unsupported value: NaN".to_owned());
    }
    if f.is_infinite() {
        return Err(format!("json: unsupported value: {}Inf", if f > 0.0 { '+' } else { '-' }));
    }
    let size = f.abs();
    if size != 0.0 && !(1e-6..1e21).contains(&size) {
        let text = format_float(f, 'e', None);
        // Go drops the zero of a negative exponent of one digit.
        match text.split_once("e-0") {
            Some((mantissa, exponent)) => {
                out.push_str(mantissa);
                out.push_str("e-");
                out.push_str(exponent);
            }
            None => out.push_str(&text),
        }
    } else if size < EXACT && f.trunc() == f && !(f == 0.0 && f.is_sign_negative()) {
        append_int(out, f as i64);
    } else {
        out.push_str(&format_float(f, 'f', None));
    }
    Ok(())
}

/// Below this, 2⁵³, every integral float prints as the integer that it is.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Writes a string as a JSON string. Bytes that are not UTF-8 become `\ufffd`, one for each.
pub fn append_string(out: &mut String, text: &str, escape_html: bool) {
    out.push('"');
    // The first byte of the characters that stand for bytes; see `value::string_bytes`.
    if may_hold_escapes(text) {
        for chunk in string_bytes(text).utf8_chunks() {
            append_escaped(out, &string_from_bytes(chunk.valid().as_bytes()), escape_html);
            for _ in chunk.invalid() {
                out.push_str("\\ufffd");
            }
        }
    } else {
        append_escaped(out, text, escape_html);
    }
    out.push('"');
}

/// What JSON writes for a byte that cannot stand for itself; the second field says that it is one of those
/// that only matter inside HTML.
const fn must_escape(byte: u8, escape_html: bool) -> bool {
    match byte {
        0..=0x1F | b'"' | b'\\' => true,
        b'<' | b'>' | b'&' => escape_html,
        // The first byte of U+2028 and U+2029, which JavaScript takes for line breaks.
        0xE2 => true,
        _ => false,
    }
}

fn append_escaped(out: &mut String, text: &str, escape_html: bool) {
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if !must_escape(byte, escape_html) {
            at += 1;
            continue;
        }
        let mut width = 1;
        let mut buffer = [b'\\', b'u', b'0', b'0', b'0', b'0'];
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            0x08 => "\\b",
            0x0C => "\\f",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0xE2 => {
                width = 3;
                match bytes.get(at + 1..at + 3) {
                    Some([0x80, 0xA8]) => "\\u2028",
                    Some([0x80, 0xA9]) => "\\u2029",
                    _ => {
                        at += width;
                        continue;
                    }
                }
            }
            _ => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                buffer[4] = HEX[usize::from(byte >> 4)];
                buffer[5] = HEX[usize::from(byte & 15)];
                std::str::from_utf8(&buffer).unwrap_or_default()
            }
        };
        out.push_str(&text[start..at]);
        out.push_str(escape);
        at += width;
        start = at;
    }
    out.push_str(&text[start..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_a_longest_length() {
        let written = |limit| {
            let mut encoder =
                Encoder { out: String::new(), escape_html: true, indent: None, depth: 0, limit };
            encoder.value(&Value::from(vec![Value::from("abc"), Value::Int(1)]))
        };
        // `["abc",` is written when the second item is begun.
        assert_eq!(written(7), Ok(()));
        assert_eq!(written(6), Err(TOO_LARGE.to_owned()));
    }

    #[test]
    fn a_text_is_measured_before_it_is_written() {
        let written = |text: &str, escape_html, limit| {
            let mut encoder = Encoder { out: String::new(), escape_html, indent: None, depth: 0, limit };
            encoder.value(&Value::from(text)).map(|()| encoder.out.len())
        };
        assert_eq!(written("<<\n\u{1}", true, 19), Ok(22));
        assert_eq!(written("<<\n\u{1}", true, 18), Err(TOO_LARGE.to_owned()));
        assert_eq!(written("<<\n\u{1}", false, 9), Ok(12));
        assert_eq!(written("<<\n\u{1}", false, 8), Err(TOO_LARGE.to_owned()));
    }

    // Written by Go 1.26.
    #[test]
    fn a_map_that_holds_itself_is_an_error() {
        let value = Value::from([("a", Value::Nil)]);
        value.as_map().unwrap().insert("a", value.clone());
        let error = "json: unsupported value: encountered a cycle via map[string]interface {}";
        assert_eq!(encode(&value).unwrap_err(), error);
        value.as_map().unwrap().remove("a");
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |depth: usize| (1..depth).fold(Value::from(Vec::new()), |value, _| vec![value].into());
        assert!(encode(&nested(MAX_DEPTH)).is_ok());
        assert!(encode(&nested(MAX_DEPTH + 1)).is_err());
    }

    // Written by Go 1.26.
    #[test]
    fn bytes_that_are_not_text_are_replaced() {
        let text = string_from_bytes(b"a\xff\xc3\xf4\x8f\xbb\x94").into_owned();
        assert_eq!(
            encode(&Value::from(text)).unwrap(),
            string_from_bytes(b"\"a\\ufffd\\ufffd\xf4\x8f\xbb\x94\"")
        );
    }
}
