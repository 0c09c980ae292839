//! Source: github.com/BurntSushi/toml, encode.go.

use super::{MAX_DEPTH, dotted_key, quote, quoted_key};
use crate::golang::strconv::format_float;
use crate::golang::time::{Duration, Time};
use crate::json::{MAX_OUTPUT, TOO_LARGE};
use crate::value::{Object, Value};

/// What `toml.Encoder` writes with its default indentation of two blanks.
///
/// # Errors
/// `toml: cannot encode array with nil element` and the like.
pub fn encode(value: &Value) -> Result<String, String> {
    let mut encoder = Encoder::new(MAX_OUTPUT);
    if value.is_nil() {
        return Err("reflect: call of reflect.Value.Type on zero Value".to_owned());
    }
    encoder.encode(value)?;
    Ok(encoder.out)
}

struct Encoder {
    out: String,
    /// Where in the tree the encoder is.
    key: Vec<String>,
    depth: usize,
    /// Bytes beyond which nothing more is begun, and elements that may still be looked at.
    limit: usize,
    left: usize,
}

/// How a value is written. Source: `tomlTypeOfGo`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// On one line.
    Plain,
    /// As a table of its own.
    Table,
    /// As an array of tables.
    Tables,
    /// Not at all.
    Nil,
}

/// `left` is what remains of the elements that may be looked at: a list may stand in many places, and is looked at in
/// each before anything is written.
fn shape(value: &Value, depth: usize, left: &mut usize) -> Result<Shape, String> {
    *left = left.checked_sub(1).ok_or(TOO_LARGE)?;
    if depth == MAX_DEPTH {
        return Err(format!("toml: arrays are nested deeper than {MAX_DEPTH} levels"));
    }
    Ok(match value {
        Value::Nil | Value::Invalid => Shape::Nil,
        Value::Map(map) if map.nil => Shape::Nil,
        Value::Map(_) => Shape::Table,
        Value::Object(object) if is_plain(&**object) => Shape::Plain,
        Value::Object(object) => match object.underlying() {
            Some(under) => shape(&under, depth + 1, left)?,
            None => Shape::Table,
        },
        Value::List(list) if list.nil => Shape::Nil,
        Value::List(list) => {
            let mut tables = !list.items.is_empty();
            for item in &list.items {
                match shape(item, depth + 1, left)? {
                    Shape::Nil => return Err("toml: cannot encode array with nil element".to_owned()),
                    Shape::Table => {}
                    _ => tables = false,
                }
            }
            if tables { Shape::Tables } else { Shape::Plain }
        }
        _ => Shape::Plain,
    })
}

fn is_plain(object: &dyn Object) -> bool {
    object.as_any().is::<Time>() || object.as_any().is::<Duration>() || object.text().is_some()
}

impl Encoder {
    fn new(limit: usize) -> Encoder {
        Encoder { out: String::new(), key: Vec::new(), depth: 0, limit, left: limit }
    }

    fn encode(&mut self, value: &Value) -> Result<(), String> {
        match shape(value, 0, &mut self.left)? {
            Shape::Nil => Ok(()),
            Shape::Plain => self.key_value(value),
            Shape::Table => {
                // Tables of the top level stand apart from what is before them.
                if self.key.len() == 1 {
                    self.new_line();
                }
                if !self.key.is_empty() {
                    self.header("[", "]");
                }
                self.table(value)
            }
            Shape::Tables => {
                if self.key.is_empty() {
                    return Err("toml: top-level values must be Go maps or structs".to_owned());
                }
                for item in value.as_list().unwrap_or_default() {
                    self.new_line();
                    self.header("[[", "]]");
                    self.table(item)?;
                }
                Ok(())
            }
        }
    }

    fn new_line(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    fn indent(&mut self) {
        for _ in 1..self.key.len() {
            self.out.push_str("  ");
        }
    }

    fn header(&mut self, open: &str, close: &str) {
        self.indent();
        self.out.push_str(open);
        self.out.push_str(&dotted_key(&self.key));
        self.out.push_str(close);
        self.out.push('\n');
    }

    /// The entries of a table: first those on one line, then the tables in it.
    fn table(&mut self, value: &Value) -> Result<(), String> {
        if self.out.len() > self.limit {
            return Err(TOO_LARGE.to_owned());
        }
        if self.depth == MAX_DEPTH {
            return Err(format!("toml: tables are nested deeper than {MAX_DEPTH} levels"));
        }
        self.depth += 1;
        let (plain, tables) = split(value, &mut self.left)?;
        for (key, value) in plain.into_iter().chain(tables) {
            self.key.push(key);
            self.encode(&value)?;
            self.key.pop();
        }
        self.depth -= 1;
        Ok(())
    }

    fn key_value(&mut self, value: &Value) -> Result<(), String> {
        if let Some(last) = self.key.last().map(|last| quoted_key(last)) {
            self.indent();
            self.out.push_str(&last);
            self.out.push_str(" = ");
            self.element(value)?;
            self.out.push('\n');
            return Ok(());
        }
        self.element(value)
    }

    /// A value on one line. Source: `eElement`.
    fn element(&mut self, value: &Value) -> Result<(), String> {
        if self.out.len() > self.limit {
            return Err(TOO_LARGE.to_owned());
        }
        if self.depth == MAX_DEPTH {
            return Err(format!("toml: arrays are nested deeper than {MAX_DEPTH} levels"));
        }
        self.depth += 1;
        match value {
            // A nil inside of an array was refused before.
            Value::Nil | Value::Invalid => {}
            Value::Bool(b) => self.out.push_str(if *b { "true" } else { "false" }),
            Value::Int(n) | Value::Int64(n) => self.out.push_str(&n.to_string()),
            Value::Float(f) => self.float(*f),
            Value::Str(text) => self.out.push_str(&quote(text)),
            Value::List(list) => {
                self.out.push('[');
                for (i, item) in list.items.iter().enumerate() {
                    if i > 0 {
                        self.out.push_str(", ");
                    }
                    self.element(item)?;
                }
                self.out.push(']');
            }
            Value::Map(_) => self.inline_table(value)?,
            Value::Object(object) => match (object.as_any().downcast_ref(), object.as_any().downcast_ref()) {
                (Some(time), _) => self.time(time),
                (_, Some(Duration(_))) => self.out.push_str(&quote(&object.stringer().unwrap_or_default())),
                _ if let Some(text) = object.text() => self.out.push_str(&quote(&text)),
                _ => match object.underlying() {
                    Some(under) => self.element(&under)?,
                    None => self.inline_table(value)?,
                },
            },
        }
        self.depth -= 1;
        Ok(())
    }

    /// `{a = 1, b = 2}`, with the commas where the library puts them: it counts entries that are nil.
    fn inline_table(&mut self, value: &Value) -> Result<(), String> {
        let (plain, tables) = split(value, &mut self.left)?;
        self.out.push('{');
        for (entries, followed) in [(&plain, !tables.is_empty()), (&tables, false)] {
            for (i, (key, value)) in entries.iter().enumerate() {
                if value.is_nil() {
                    continue;
                }
                self.out.push_str(&quoted_key(key));
                self.out.push_str(" = ");
                self.element(value)?;
                if followed || i + 1 < entries.len() {
                    self.out.push_str(", ");
                }
            }
        }
        self.out.push('}');
        Ok(())
    }

    fn float(&mut self, f: f64) {
        if f.is_nan() {
            self.out.push_str(if f.is_sign_negative() { "-nan" } else { "nan" });
        } else if f.is_infinite() {
            self.out.push_str(if f < 0.0 { "-inf" } else { "inf" });
        } else {
            let text = format_float(f, 'g', None);
            self.out.push_str(&text);
            if !text.contains(['e', '.']) {
                self.out.push_str(".0");
            }
        }
    }

    /// A time in the form in which it was read.
    fn time(&mut self, time: &Time) {
        let layout = match time.location().name() {
            super::decode::LOCAL_DATETIME => "2006-01-02T15:04:05.999999999",
            super::decode::LOCAL_DATE => "2006-01-02",
            super::decode::LOCAL_TIME => "15:04:05.999999999",
            _ => {
                self.out.push_str(&time.format("2006-01-02T15:04:05.999999999Z07:00"));
                return;
            }
        };
        self.out.push_str(&time.in_location(crate::golang::zoneinfo::Location::Utc).format(layout));
    }
}

/// Entries of a table with their keys.
type Fields = Vec<(String, Value)>;

/// The entries of a map or struct: those that are written on one line, and the tables.
fn split(value: &Value, left: &mut usize) -> Result<(Fields, Fields), String> {
    let entries: Fields = match value {
        Value::Map(map) => {
            map.snapshot().iter().map(|(key, value)| (key.to_string(), value.clone())).collect()
        }
        // A map type of its own has entries, a struct fields.
        Value::Object(object) if let Some(under @ Value::Map(_)) = object.underlying() => {
            return split(&under, left);
        }
        Value::Object(object) => {
            object.flattened().into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
        }
        _ => Vec::new(),
    };
    let (mut plain, mut tables) = (Vec::new(), Vec::new());
    for (key, value) in entries {
        match shape(&value, 0, left)? {
            Shape::Table | Shape::Tables => tables.push((key, value)),
            _ => plain.push((key, value)),
        }
    }
    Ok((plain, tables))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_a_longest_length() {
        let written = |limit: usize, left: usize| {
            let mut encoder = Encoder { left, ..Encoder::new(limit) };
            encoder.encode(&Value::from([("a", Value::from(vec![Value::from("abc"), Value::Int(1)]))]))
        };
        // `a = ["abc", ` is written when the second item is begun.
        assert_eq!(written(12, 99), Ok(()));
        assert_eq!(written(11, 99), Err(TOO_LARGE.to_owned()));
        // The table, and the list and its two elements twice.
        assert_eq!(written(99, 7), Ok(()));
        assert_eq!(written(99, 6), Err(TOO_LARGE.to_owned()));
    }
}
