//! From values to YAML, as `toYaml` prints them: what `sigs.k8s.io/yaml` makes of a value is written as JSON,
//! read back by go-yaml v2, and written by its emitter.
//!
//! Source: go.yaml.in/yaml/v2, encode.go, sorter.go and emitterc.go (libyaml's emitter).

mod shape;
mod sorter;

use self::shape::{
    BLANK, BREAK, QUOTE, Shape, classes, is_base60_float, is_break, is_irregular, is_printable,
};
use self::sorter::in_natural_order;
use super::decode;
use super::node;
use super::reader::Source;
use super::resolve::is_plain_string;
use crate::golang::base64;
use crate::golang::strconv::format_float;
use crate::golang::time::{Duration, Time};
use crate::json;
use crate::value::{Object, Str, Value, may_hold_escapes, string_bytes};
use std::borrow::Cow;

/// What `yaml.Marshal` writes, with its last newline.
///
/// # Errors
/// What `yaml.Marshal` returns: NaN and infinities, values that hold themselves, and strings with characters
/// that YAML does not allow, since the JSON in between is read as YAML.
pub fn to_yaml(value: &Value) -> Result<String, String> {
    let mut emitter = Emitter::new();
    match emitter.document(value) {
        Ok(()) => Ok(emitter.out),
        Err(Halt::Error(error)) => Err(error),
        Err(Halt::Irregular) => to_yaml_through_json(value),
    }
}

/// What a `yaml.Encoder` of go-yaml v3 with an indentation of 2 writes: lines are never broken, sequences stand
/// to the right of their keys, and numbers are written as their Go type is, with no JSON in between.
///
/// # Errors
/// For a value that holds itself.
pub fn to_yaml_pretty(value: &Value) -> Result<String, String> {
    let mut emitter = Emitter::new();
    emitter.pretty = true;
    emitter.checked = true;
    match emitter.document(value) {
        Ok(()) => Ok(emitter.out),
        Err(Halt::Error(error)) => Err(error),
        Err(Halt::Irregular) => Ok(String::new()),
    }
}

/// The long way, for strings that JSON and YAML read differently.
fn to_yaml_through_json(value: &Value) -> Result<String, String> {
    let text = marshal_json(value)?;
    let source = Source::new(&text);
    let mut reader = node::Reader::new(&source.text, &source).map_err(|error| error.to_string())?;
    let doc = reader.document().map_err(|error| error.to_string())?.unwrap_or_default();
    let value = decode::decode_exact(&doc).map_err(|error| error.to_string())?;
    let mut emitter = Emitter::new();
    emitter.checked = true;
    match emitter.document(&value) {
        Ok(()) => Ok(emitter.out),
        Err(Halt::Error(error)) => Err(error),
        Err(Halt::Irregular) => Err("yaml: control characters are not allowed".to_owned()),
    }
}

fn marshal_json(value: &Value) -> Result<String, String> {
    json::encode(value).map_err(|error| match &*error {
        json::TOO_LARGE => error,
        _ => format!("error marshaling into JSON: {error}"),
    })
}

/// Why the emitter stopped.
enum Halt {
    Error(String),
    /// A string does not survive the way through JSON as it is.
    Irregular,
}

/// Column behind which a line is broken at the next blank (`best_width`).
const WIDTH: usize = 80;

/// Columns of one level of indentation (`best_indent`).
const INDENT: isize = 2;

/// The tag of a string that is not UTF-8.
const BINARY: &str = "!!binary";

/// Longest key, in bytes, that is written without a `?`.
const SIMPLE_KEY: usize = 128;

/// Longest key, in bytes, of which no escaping makes a JSON string that go-yaml does not take for a key.
const REGULAR_KEY: usize = 1000 / 6;

struct Emitter {
    out: String,
    /// Characters in the current line.
    column: usize,
    /// Column of the current collection, -1 outside of any.
    indent: isize,
    /// Whether the last character was a blank, and whether there is only indentation in the line.
    whitespace: bool,
    indention: bool,
    depth: usize,
    /// Whether all strings are known to be regular.
    checked: bool,
    /// Whether this is go-yaml v3.
    pretty: bool,
    /// Bytes beyond which nothing more is begun.
    limit: usize,
}

/// Where a node stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    Root,
    Item,
    SimpleKey,
    /// A value of a mapping, or a key behind a `?`.
    Mapping,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
}

impl Emitter {
    fn new() -> Emitter {
        Emitter {
            out: String::new(),
            column: 0,
            indent: -1,
            whitespace: true,
            indention: true,
            depth: 0,
            checked: false,
            pretty: false,
            limit: json::MAX_OUTPUT,
        }
    }

    fn document(&mut self, value: &Value) -> Result<(), Halt> {
        self.node(value, Context::Root)?;
        self.write_indent();
        Ok(())
    }

    fn node(&mut self, value: &Value, context: Context) -> Result<(), Halt> {
        if self.out.len() > self.limit {
            return Err(Halt::Error(json::TOO_LARGE.to_owned()));
        }
        match value {
            Value::Invalid | Value::Nil => self.plain("null"),
            Value::Bool(b) => self.plain(if *b { "true" } else { "false" }),
            Value::Int(n) | Value::Int64(n) => self.plain(&n.to_string()),
            Value::Float(f) => self.float(*f)?,
            Value::Str(text) => self.string(text, context)?,
            // JSON writes Go's nil slice so.
            Value::List(list) if list.nil && !self.pretty => self.plain("null"),
            Value::Map(map) if map.nil && !self.pretty => self.plain("null"),
            Value::List(list) if list.items.is_empty() => self.plain("[]"),
            Value::Map(map) if map.is_empty() => self.plain("{}"),
            Value::List(list) => {
                self.enter(value)?;
                self.sequence(&list.items, context)?;
                self.depth -= 1;
            }
            Value::Map(map) => {
                self.enter(value)?;
                let entries = map.snapshot();
                self.mapping(&in_natural_order(&entries, self.pretty))?;
                self.depth -= 1;
            }
            Value::Object(object) => {
                self.enter(value)?;
                if self.pretty {
                    self.object(&**object, context)?;
                } else {
                    self.node(&object.to_json(), context)?;
                }
                self.depth -= 1;
            }
        }
        Ok(())
    }

    /// Goes one level down, as the JSON in between does.
    fn enter(&mut self, value: &Value) -> Result<(), Halt> {
        if self.depth == json::MAX_DEPTH {
            return Err(Halt::Error(format!(
                "error marshaling into JSON: json: unsupported value: encountered a cycle via {}",
                value.type_name()
            )));
        }
        self.depth += 1;
        Ok(())
    }

    /// Writes what has a Go type of its own without the help of JSON. Source: go-yaml v3, encode.go, `marshal`.
    fn object(&mut self, object: &dyn Object, context: Context) -> Result<(), Halt> {
        if let Some(time) = object.as_any().downcast_ref::<Time>() {
            self.plain(&time.format("2006-01-02T15:04:05.999999999Z07:00"));
            return Ok(());
        }
        if object.as_any().is::<Duration>() {
            return self.string(&object.stringer().unwrap_or_default(), context);
        }
        if let Some(text) = object.text() {
            return self.node(&text.into(), context);
        }
        if let Some(under) = object.underlying() {
            return self.node(&under, context);
        }
        // Fields keep their order; their names are written small.
        let fields: Vec<(Str, Value)> =
            object.exported().into_iter().map(|(name, value)| (name.to_lowercase().into(), value)).collect();
        if fields.is_empty() {
            self.plain("{}");
            return Ok(());
        }
        let entries: Vec<(&Str, &Value)> = fields.iter().map(|(name, value)| (name, value)).collect();
        self.mapping(&entries)
    }

    /// Indents by one level. Source: `yaml_emitter_increase_indent`.
    fn increase_indent(&mut self, indentless: bool) -> isize {
        let outer = self.indent;
        if outer < 0 {
            self.indent = 0;
        } else if !indentless {
            self.indent += INDENT;
        }
        outer
    }

    fn sequence(&mut self, items: &[Value], context: Context) -> Result<(), Halt> {
        // A sequence that follows its key stands in the column of the key.
        let outer = self.increase_indent(context == Context::Mapping && !self.indention && !self.pretty);
        for item in items {
            self.write_indent();
            self.write_indicator("-", true, true);
            self.node(item, Context::Item)?;
        }
        self.indent = outer;
        Ok(())
    }

    fn mapping(&mut self, entries: &[(&Str, &Value)]) -> Result<(), Halt> {
        let outer = self.increase_indent(false);
        for &(key, value) in entries {
            if !self.checked && key.len() > REGULAR_KEY {
                return Err(Halt::Irregular);
            }
            let binary = self.binary(key);
            let key = binary.as_deref().map_or_else(|| self.characters(key), Cow::Borrowed);
            let shape = self.analyze(&key)?;
            self.write_indent();
            let tag = if binary.is_some() { BINARY } else { "" };
            if !shape.multiline && key.len() + tag.len() <= SIMPLE_KEY {
                self.write_tag(tag);
                self.string_of(&key, shape, Context::SimpleKey);
                self.write_indicator(":", false, false);
            } else {
                self.write_indicator("?", true, true);
                self.write_tag(tag);
                self.string_of(&key, shape, Context::Mapping);
                self.write_indent();
                self.write_indicator(":", true, true);
            }
            self.node(value, Context::Mapping)?;
        }
        self.indent = outer;
        Ok(())
    }

    fn float(&mut self, f: f64) -> Result<(), Halt> {
        if self.pretty {
            self.plain(&match format_float(f, 'g', None) {
                text if text == "+Inf" => ".inf".to_owned(),
                text if text == "-Inf" => "-.inf".to_owned(),
                text if text == "NaN" => ".nan".to_owned(),
                text => text,
            });
            return Ok(());
        }
        let mut text = String::new();
        json::append_float(&mut text, f)
            .map_err(|error| Halt::Error(format!("error marshaling into JSON: {error}")))?;
        // go-yaml takes a number without a point and an exponent for an integer where it fits one.
        if text == "-0" {
            self.plain("0");
        } else if text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok() {
            self.plain(&text);
        } else {
            self.plain(&format_float(f, 'g', None));
        }
        Ok(())
    }

    fn string(&mut self, text: &str, context: Context) -> Result<(), Halt> {
        if let Some(base64) = self.binary(text) {
            self.write_tag(BINARY);
            self.string_of(&base64, Shape::of(&base64), context);
            return Ok(());
        }
        let text = self.characters(text);
        if self.out.len() + self.length(&text) > self.limit {
            return Err(Halt::Error(json::TOO_LARGE.to_owned()));
        }
        let shape = self.analyze(&text)?;
        self.string_of(&text, shape, context);
        Ok(())
    }

    /// How long a text becomes if its lines stand below each other, each behind the indentation.
    fn length(&self, text: &str) -> usize {
        let indent = usize::try_from(self.indent).unwrap_or(0);
        // A short one need not be searched.
        if text.len().saturating_mul(indent + 1) <= self.limit - self.out.len().min(self.limit) {
            return text.len();
        }
        text.len().saturating_add(memchr::memchr_iter(b'\n', text.as_bytes()).count().saturating_mul(indent))
    }

    /// What is written of a string that is not UTF-8. Source: `encodeBase64`.
    fn binary(&self, text: &str) -> Option<String> {
        const LINE: usize = 70;
        if !self.pretty || !may_hold_escapes(text) {
            return None;
        }
        let bytes = string_bytes(text);
        if std::str::from_utf8(&bytes).is_ok() {
            return None;
        }
        let code = base64::encode(&bytes);
        if code.len() < LINE {
            return Some(code);
        }
        let lines =
            code.as_bytes().chunks(LINE).map(|line| String::from_utf8_lossy(line).into_owned() + "\n");
        Some(lines.collect())
    }

    fn write_tag(&mut self, tag: &str) {
        if !tag.is_empty() {
            self.plain(tag);
        }
    }

    /// The characters of a string. Once it is checked, all of its bytes are UTF-8, even the escaped ones.
    fn characters<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.checked && may_hold_escapes(text) {
            return Cow::Owned(String::from_utf8_lossy(&string_bytes(text)).into_owned());
        }
        Cow::Borrowed(text)
    }

    fn analyze(&self, text: &str) -> Result<Shape, Halt> {
        let mut shape = Shape::of(text);
        // go-yaml v3 writes tabs as they are, but only in blocks.
        shape.block_allowed |= self.pretty && shape.tabs_aside;
        if shape.suspect && !self.checked && is_irregular(text) {
            return Err(Halt::Irregular);
        }
        Ok(shape)
    }

    /// Writes a string in the style that suits it. Source: `stringv`, `yaml_emitter_select_scalar_style`.
    fn string_of(&mut self, text: &str, shape: Shape, context: Context) {
        let simple_key = context == Context::SimpleKey;
        let mut style = if shape.newlines {
            Style::Literal
        } else if is_plain_string(text) && !is_base60_float(text) {
            Style::Plain
        } else {
            Style::DoubleQuoted
        };
        if simple_key && shape.multiline {
            style = Style::DoubleQuoted;
        }
        if style == Style::Plain && (!shape.plain_allowed || (text.is_empty() && simple_key)) {
            style = Style::SingleQuoted;
        }
        if style == Style::SingleQuoted && !shape.single_quoted_allowed {
            style = Style::DoubleQuoted;
        }
        if style == Style::Literal && (!shape.block_allowed || simple_key) {
            style = Style::DoubleQuoted;
        }
        let outer = self.indent;
        self.indent = if outer < 0 { INDENT } else { outer + INDENT };
        match style {
            Style::Plain => self.write_plain(text, !simple_key),
            Style::SingleQuoted => self.write_single_quoted(text, !simple_key),
            Style::DoubleQuoted => self.write_double_quoted(text, !simple_key),
            Style::Literal => self.write_literal(text),
        }
        self.indent = outer;
    }

    // ---- What libyaml's emitter writes.

    /// The column behind which lines are broken.
    fn width(&self) -> usize {
        if self.pretty { usize::MAX } else { WIDTH }
    }

    fn put(&mut self, c: char) {
        self.out.push(c);
        self.column += 1;
    }

    fn put_break(&mut self) {
        self.out.push('\n');
        self.column = 0;
    }

    fn put_text(&mut self, text: &str) {
        self.out.push_str(text);
        self.column += if text.is_ascii() { text.len() } else { text.chars().count() };
    }

    fn write_indent(&mut self) {
        let indent = usize::try_from(self.indent).unwrap_or(0);
        if !self.indention || self.column > indent || (self.column == indent && !self.whitespace) {
            self.put_break();
        }
        const BLANKS: &str = "                                ";
        while self.column < indent {
            let count = (indent - self.column).min(BLANKS.len());
            self.out.push_str(&BLANKS[..count]);
            self.column += count;
        }
        self.whitespace = true;
        self.indention = true;
    }

    fn write_indicator(&mut self, indicator: &str, need_whitespace: bool, is_indention: bool) {
        if need_whitespace && !self.whitespace {
            self.put(' ');
        }
        self.put_text(indicator);
        self.whitespace = false;
        self.indention = self.indention && is_indention;
    }

    /// Writes a text that needs no quotes and no line breaks.
    fn plain(&mut self, text: &str) {
        if !self.whitespace {
            self.put(' ');
        }
        self.out.push_str(text);
        self.column += text.len();
        self.whitespace = false;
        self.indention = false;
    }

    fn write_plain(&mut self, text: &str, allow_breaks: bool) {
        if !self.whitespace {
            self.put(' ');
        }
        self.write_folded(text, allow_breaks, false);
        self.whitespace = false;
        self.indention = false;
    }

    fn write_single_quoted(&mut self, text: &str, allow_breaks: bool) {
        self.write_indicator("'", true, false);
        self.write_folded(text, allow_breaks, true);
        self.write_indicator("'", false, false);
        self.whitespace = false;
        self.indention = false;
    }

    /// Writes text that may be broken at its blanks.
    fn write_folded(&mut self, text: &str, allow_breaks: bool, quoted: bool) {
        let all = classes(text);
        let breakable = all & BLANK != 0 && allow_breaks && self.column + text.len() > self.width();
        if !breakable && all & BREAK == 0 && !(quoted && all & QUOTE != 0) {
            self.put_text(text);
            self.indention = false;
            return;
        }
        let (mut spaces, mut breaks) = (false, false);
        for (at, c) in text.char_indices() {
            if c == ' ' {
                let inside = at > 0 && at + 1 < text.len() && !text[at + 1..].starts_with(' ');
                if allow_breaks && !spaces && self.column > self.width() && inside {
                    self.write_indent();
                } else {
                    self.put(c);
                }
                spaces = true;
            } else if is_break(c) {
                if !breaks && c == '\n' {
                    self.put_break();
                }
                self.write_break(c);
                self.indention = true;
                breaks = true;
            } else {
                if breaks {
                    self.write_indent();
                }
                if quoted && c == '\'' {
                    self.put('\'');
                }
                self.put(c);
                self.indention = false;
                spaces = false;
                breaks = false;
            }
        }
    }

    fn write_break(&mut self, c: char) {
        self.out.push(c);
        self.column = 0;
    }

    fn write_double_quoted(&mut self, text: &str, allow_breaks: bool) {
        const MARK: char = '\u{FEFF}';
        self.write_indicator("\"", true, false);
        // go-yaml looks for the mark at the start of the string, whatever character it is at.
        let escape_all = text.starts_with(MARK);
        let mut spaces = false;
        for (at, c) in text.char_indices() {
            if escape_all || !is_printable(c) || is_break(c) || c == '"' || c == '\\' {
                self.write_escape(c);
                spaces = false;
            } else if c == ' ' {
                if allow_breaks && !spaces && self.column > self.width() && at > 0 && at + 1 < text.len() {
                    self.write_indent();
                    if text[at + 1..].starts_with(' ') {
                        self.put('\\');
                    }
                } else {
                    self.put(c);
                }
                spaces = true;
            } else {
                self.put(c);
                spaces = false;
            }
        }
        self.write_indicator("\"", false, false);
        self.whitespace = false;
        self.indention = false;
    }

    fn write_escape(&mut self, c: char) {
        let simple = match c {
            '\0' => '0',
            '\x07' => 'a',
            '\x08' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\x0B' => 'v',
            '\x0C' => 'f',
            '\r' => 'r',
            '\x1B' => 'e',
            '"' => '"',
            '\\' => '\\',
            '\u{85}' => 'N',
            '\u{A0}' => '_',
            '\u{2028}' => 'L',
            '\u{2029}' => 'P',
            _ => {
                let text = match u32::from(c) {
                    code @ ..=0xFF => format!("\\x{code:02X}"),
                    code @ ..=0xFFFF => format!("\\u{code:04X}"),
                    code => format!("\\U{code:08X}"),
                };
                self.put_text(&text);
                return;
            }
        };
        self.put('\\');
        self.put(simple);
    }

    fn write_literal(&mut self, text: &str) {
        self.write_indicator("|", true, false);
        if text.starts_with(|c| c == ' ' || is_break(c)) {
            self.write_indicator("2", false, false);
        }
        let mut ends = text.chars().rev().map(is_break);
        match (ends.next(), ends.next()) {
            (Some(true), Some(false)) => {}
            (Some(true), _) => self.write_indicator("+", false, false),
            _ => self.write_indicator("-", false, false),
        }
        self.put_break();
        self.indention = true;
        self.whitespace = true;
        let mut breaks = true;
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if is_break(c) {
                self.write_break(c);
                self.indention = true;
                breaks = true;
                rest = &rest[c.len_utf8()..];
            } else {
                if breaks {
                    self.write_indent();
                }
                let end = rest.find(is_break).unwrap_or(rest.len());
                self.put_text(&rest[..end]);
                self.indention = false;
                breaks = false;
                rest = &rest[end..];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_many_lines_is_as_long_as_its_indentation_makes_it() {
        let written = |limit| {
            let mut emitter = Emitter { limit, ..Emitter::new() };
            let mut value = Value::from("ab\n".repeat(10));
            for _ in 0..4 {
                value = Value::from([("a", value)]);
            }
            emitter
                .document(&value)
                .map_err(|halt| matches!(halt, Halt::Error(error) if error == json::TOO_LARGE))
        };
        let whole = "a:\n  a:\n    a:\n      a: |\n".len() + 10 * (8 + 3);
        assert_eq!(written(whole), Ok(()));
        assert_eq!(written(whole / 2), Err(true));
    }

    #[test]
    fn a_text_has_a_longest_length() {
        let written = |limit| {
            let mut emitter = Emitter { limit, ..Emitter::new() };
            let value = Value::from(vec![Value::from("abc"), Value::Int(1)]);
            emitter
                .document(&value)
                .map_err(|halt| matches!(halt, Halt::Error(error) if error == json::TOO_LARGE))
        };
        // `- abc`, a line break and `-` are written when the second item is begun.
        assert_eq!(written(7), Ok(()));
        assert_eq!(written(6), Err(true));
    }
}
