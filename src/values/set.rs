//! The language of `--set`: `a.b=1,c={x,y},d[0].e=z`.
//!
//! One reader serves all forms: they share keys, indexes and their oddities and differ in what stands after
//! the `=`. Source: Helm, pkg/strvals/parser.go and literal_parser.go.

use crate::golang::strconv::{self, Charset, quote};
use crate::helm::Helm;
use crate::json;
use crate::value::{Map, Str, Value};
use std::borrow::Cow;
use std::cell::Cell;

/// What stands after the `=`.
pub enum Form<'a> {
    /// `--set`: a boolean, an integer or `null` where it looks like one, otherwise text.
    Typed,
    /// `--set-string`: always text.
    Text,
    /// `--set-file`: a path that the given function reads.
    File(&'a dyn Fn(&str) -> Result<Value, String>),
    /// `--set-json`: JSON.
    Json,
    /// `--set-literal`: everything to the end, without escapes.
    Literal,
}

/// Largest index in a list. Source: Helm, `MaxIndex`.
pub const MAX_INDEX: i64 = 65536;

/// Most dots in one key. Source: Helm, `MaxNestedNameLevel`.
pub const MAX_NESTED_NAME_LEVEL: usize = 30;

/// Most indexes in one key. Helm has no bound and ends on its stack.
const MAX_NESTED_LISTS: usize = 500;

/// Items of lists that all flags of a run may read and write: each `a[65536]=x` is a list of as many. Helm has no bound.
pub const MAX_LISTED: usize = 1 << 22;

/// What is left of [`MAX_LISTED`].
pub struct Room(Cell<usize>);

impl Default for Room {
    fn default() -> Room {
        Room(Cell::new(MAX_LISTED))
    }
}

impl Room {
    fn take(&self, items: usize) -> Result<(), String> {
        let left = self.0.get().checked_sub(items);
        self.0.set(left.unwrap_or(0));
        let message = || format!("lists of more than {MAX_LISTED} items in all");
        left.map(drop).ok_or_else(message)
    }
}

/// Reads `typed` and sets what it says in `dest`, which may be half done when an error is returned.
/// The error is Helm's, without the name of the flag.
pub fn parse_into(typed: &str, form: &Form<'_>, helm: Helm, room: &Room, dest: &Map) -> Result<(), String> {
    let mut parser = Parser { rest: typed, form, helm, room };
    loop {
        match parser.key(dest, 0, 0) {
            Ok(()) => {}
            Err(Stop::End) => return Ok(()),
            Err(Stop::Fault(sentence)) => return Err(sentence),
        }
    }
}

/// Why a key was not read to the end.
enum Stop {
    /// The text ended: Go's `io.EOF`, which the outermost loop takes for success.
    End,
    Fault(String),
}

fn fault<T>(sentence: impl Into<String>) -> Result<T, Stop> {
    Err(Stop::Fault(sentence.into()))
}

struct Parser<'t> {
    rest: &'t str,
    form: &'t Form<'t>,
    helm: Helm,
    room: &'t Room,
}

impl<'t> Parser<'t> {
    /// Reads one `key=value` into `data`; `dots` and `lists` count the levels above.
    fn key(&mut self, data: &Map, dots: usize, lists: usize) -> Result<(), Stop> {
        let stops: &[char] = if self.is_literal() { &['=', '[', '.'] } else { &['=', '[', ',', '.'] };
        let (key, last) = self.until(stops);
        match last {
            None if key.is_empty() => Err(Stop::End),
            None => fault(format!("key {} has no value", quote(&key))),
            Some('[') => {
                let index = self.index()?;
                let mut list = match data.get(&key) {
                    None => Vec::new(),
                    Some(found) => self.as_list(&found).map_err(in_key)?,
                };
                let result = self.item(&mut list, index, dots, lists + 1).map_err(|stop| match stop {
                    ItemStop::Stop(stop) => stop,
                    ItemStop::Panic(sentence) => in_key(sentence),
                });
                // A conversion that fails in Go leaves the function before the list is put back; the error
                // ends everything anyway.
                set(data, &key, Value::from(list));
                result
            }
            Some('=') => self.value(data, &key),
            Some(',') => {
                set(data, &key, Value::from(""));
                fault(format!("key {} has no value (cannot end with ,)", quote(&key)))
            }
            Some(_) => {
                let dots = dots + 1;
                if dots > MAX_NESTED_NAME_LEVEL {
                    return fault(format!(
                        "value name nested level is greater than maximum supported nested level of {MAX_NESTED_NAME_LEVEL}"
                    ));
                }
                let inner = match data.get(&key) {
                    None => Map::default(),
                    Some(Value::Map(map)) => map,
                    Some(other) => return Err(in_key(conversion(&other, "map[string]interface {}"))),
                };
                let result = self.key(&inner, dots, lists);
                if result.is_ok() && inner.is_empty() {
                    return fault(format!("key map {} has no value", quote(&key)));
                }
                if !inner.is_empty() {
                    set(data, &key, Value::Map(inner));
                }
                result
            }
        }
    }

    fn as_list(&self, found: &Value) -> Result<Vec<Value>, String> {
        match found {
            Value::List(list) => self.room.take(list.items.len()).map(|()| list.items.clone()),
            other => Err(conversion(other, "[]interface {}")),
        }
    }

    fn set_index(&self, list: &mut Vec<Value>, index: i64, value: Value) -> Result<(), ItemStop> {
        let at = usize::try_from(index).ok().filter(|_| index <= MAX_INDEX).ok_or_else(|| {
            let words = "is greater than maximum supported index of";
            ItemStop::fault(format!("index of {index} {words} {MAX_INDEX}"))
        })?;
        if list.len() <= at {
            self.room.take(at + 1 - list.len()).map_err(ItemStop::fault)?;
            list.resize_with(at + 1, Value::default);
        }
        list[at] = value;
        Ok(())
    }

    /// Reads what stands after `key=`.
    fn value(&mut self, data: &Map, key: &str) -> Result<(), Stop> {
        match self.form {
            Form::Literal => {
                set(data, key, Value::from(std::mem::take(&mut self.rest)));
                Ok(())
            }
            Form::Json => {
                let value = self.json()?;
                set(data, key, value);
                Ok(())
            }
            _ => match self.list()? {
                Listed::List(items) => {
                    set(data, key, Value::from(items));
                    Ok(())
                }
                Listed::Nothing => {
                    set(data, key, Value::from(""));
                    Err(Stop::End)
                }
                Listed::Scalar => {
                    let text = self.until(&[',']).0;
                    let value = self.typed(&text)?;
                    set(data, key, value);
                    Ok(())
                }
            },
        }
    }

    /// Reads what stands after an index, into `list` at `index`.
    fn item(&mut self, list: &mut Vec<Value>, index: i64, dots: usize, lists: usize) -> Result<(), ItemStop> {
        if lists > MAX_NESTED_LISTS {
            return Err(ItemStop::fault(format!("lists are nested deeper than {MAX_NESTED_LISTS} levels")));
        }
        if index < 0 {
            return Err(ItemStop::fault(format!("negative {index} index not allowed")));
        }
        let (key, last) = self.until(&['[', '.', '=']);
        if !key.is_empty() {
            let runes: Vec<String> =
                key.chars().map(|c| strconv::quote_rune(c, Charset::Printable)).collect();
            return Err(ItemStop::fault(format!(
                "unexpected data at end of array index: [{}]",
                runes.join(" ")
            )));
        }
        let value = match last {
            None => return Err(Stop::End.into()),
            Some('=') => match self.form {
                Form::Literal => Value::from(std::mem::take(&mut self.rest)),
                Form::Json => self.json()?,
                _ => match self.list()? {
                    Listed::List(items) => Value::from(items),
                    Listed::Nothing => Value::from(""),
                    Listed::Scalar => {
                        let text = self.until(&[',']).0;
                        self.typed(&text)?
                    }
                },
            },
            Some('[') => {
                let next = self.index()?;
                let mut inner = match usize::try_from(index).ok().and_then(|at| list.get(at)) {
                    None | Some(Value::Nil) => Vec::new(),
                    Some(found) => self.as_list(found).map_err(ItemStop::Panic)?,
                };
                self.item(&mut inner, next, dots, lists + 1)?;
                Value::from(inner)
            }
            Some(_) => {
                let place = usize::try_from(index).ok().and_then(|at| list.get_mut(at));
                let inner = match place {
                    Some(Value::Map(map)) => map.clone(),
                    Some(other) => {
                        let map = Map::default();
                        *other = Value::Map(map.clone());
                        map
                    }
                    None => Map::default(),
                };
                self.key(&inner, dots, lists)?;
                Value::Map(inner)
            }
        };
        self.set_index(list, index, value)
    }

    /// Reads an index up to its `]`.
    fn index(&mut self) -> Result<i64, Stop> {
        let (digits, last) = self.until(&[']']);
        if last.is_none() {
            // Helm 4 looks for the end of the text inside the wrapped error too, and so takes it for success.
            return match self.helm {
                Helm::V3 => fault("error parsing index: EOF"),
                Helm::V4 => Err(Stop::End),
            };
        }
        strconv::atoi(&digits).or_else(|error| fault(format!("error parsing index: {error}")))
    }

    /// Reads `{a,b}`, if that is what comes.
    fn list(&mut self) -> Result<Listed, Stop> {
        let Some(first) = self.rest.chars().next() else { return Ok(Listed::Nothing) };
        if first != '{' {
            return Ok(Listed::Scalar);
        }
        self.rest = &self.rest[1..];
        let mut items = Vec::new();
        loop {
            let (text, last) = self.until(&[',', '}']);
            if last.is_none() {
                return fault("list must terminate with '}'");
            }
            let closed = last == Some('}');
            if closed {
                self.rest = self.rest.strip_prefix(',').unwrap_or(self.rest);
            }
            items.push(self.typed(&text)?);
            if closed {
                return Ok(Listed::List(items));
            }
        }
    }

    /// Reads one JSON value, nothing at all being nil, and the blanks and the comma after it.
    fn json(&mut self) -> Result<Value, Stop> {
        if self.empty() {
            return Ok(Value::Nil);
        }
        let (value, end) = json::decode_prefix(self.rest).map_err(Stop::Fault)?;
        self.rest = &self.rest[end..];
        self.empty();
        Ok(value)
    }

    /// Skips blanks and a comma after them; whether the comma or the end came.
    fn empty(&mut self) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(',') {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => self.rest.is_empty(),
        }
    }

    fn typed(&self, text: &str) -> Result<Value, Stop> {
        match self.form {
            Form::Typed => Ok(typed_value(text)),
            Form::File(read) => read(text).map_err(Stop::Fault),
            _ => Ok(Value::from(text)),
        }
    }

    fn is_literal(&self) -> bool {
        matches!(self.form, Form::Literal)
    }

    /// The text up to the first of `stops`, which is taken too and returned; nothing where the text ended.
    /// A backslash takes the next character as it is, except in a literal.
    fn until(&mut self, stops: &[char]) -> (Cow<'t, str>, Option<char>) {
        let rest = self.rest;
        let escapes = !self.is_literal();
        let mut unescaped = String::new();
        let mut from = 0;
        let mut chars = rest.char_indices();
        while let Some((at, c)) = chars.next() {
            if stops.contains(&c) {
                self.rest = chars.as_str();
                return (joined(unescaped, &rest[from..at]), Some(c));
            }
            if escapes && c == '\\' {
                unescaped.push_str(&rest[from..at]);
                from = at + 1;
                chars.next();
            }
        }
        self.rest = "";
        (joined(unescaped, &rest[from..]), None)
    }
}

fn joined(before: String, rest: &str) -> Cow<'_, str> {
    if before.is_empty() { Cow::Borrowed(rest) } else { Cow::Owned(before + rest) }
}

/// What stands after an `=`.
enum Listed {
    List(Vec<Value>),
    Scalar,
    Nothing,
}

/// Why an item of a list was not read.
enum ItemStop {
    Stop(Stop),
    /// Where Go panics, to be caught by the innermost key.
    Panic(String),
}

impl From<Stop> for ItemStop {
    fn from(stop: Stop) -> ItemStop {
        ItemStop::Stop(stop)
    }
}

impl ItemStop {
    fn fault(sentence: String) -> ItemStop {
        ItemStop::Stop(Stop::Fault(sentence))
    }
}

fn in_key(sentence: String) -> Stop {
    Stop::Fault(format!("unable to parse key: {sentence}"))
}

/// Go's complaint about a type assertion that does not hold.
fn conversion(found: &Value, wanted: &str) -> String {
    let found = if found.is_nil() { "nil".into() } else { found.type_name() };
    format!("interface conversion: interface {{}} is {found}, not {wanted}")
}

/// An empty key is not set.
fn set(data: &Map, key: &str, value: Value) {
    if !key.is_empty() {
        data.insert(Str::from(key), value);
    }
}

/// The value that the text looks like. Source: Helm, `typedVal`.
fn typed_value(text: &str) -> Value {
    match text {
        "0" => return Value::Int64(0),
        _ if text.eq_ignore_ascii_case("true") => return Value::Bool(true),
        _ if text.eq_ignore_ascii_case("false") => return Value::Bool(false),
        _ if text.eq_ignore_ascii_case("null") => return Value::Nil,
        // A leading zero is kept: it may be an octal mode or a number that identifies something.
        _ if !text.starts_with('0') => {
            if let Ok(n) = text.parse() {
                return Value::Int64(n);
            }
        }
        _ => {}
    }
    Value::from(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(typed: &str, form: &Form<'_>, helm: Helm) -> Result<String, String> {
        let dest = Map::default();
        parse_into(typed, form, helm, &Room::default(), &dest)?;
        Ok(crate::golang::fmt::sprintf("%#v", &[Value::Map(dest)])
            .replace("map[string]interface {}", "map")
            .replace("[]interface {}", "list"))
    }

    // Expectations: Helm 4.3.1, pkg/strvals, printed with %#v.
    #[test]
    fn values_are_those_of_helm() {
        let cases = [
            ("a=1,b=x", "map{\"a\":1, \"b\":\"x\"}"),
            ("a=", "map{\"a\":\"\"}"),
            ("a=,b=1", "map{\"a\":\"\", \"b\":1}"),
            (
                "a=TRUE,b=False,c=Null,d=01,e=0,f=-5,g=+5,h=1.5,i=9223372036854775808",
                "map{\"a\":true, \"b\":false, \"c\":interface {}(nil), \"d\":\"01\", \"e\":0, \"f\":-5, \"g\":5, \"h\":\"1.5\", \"i\":\"9223372036854775808\"}",
            ),
            ("a.b.c=1,a.b.d=2", "map{\"a\":map{\"b\":map{\"c\":1, \"d\":2}}}"),
            ("a\\.b\\,c=x\\,y\\=z", "map{\"a.b,c\":\"x,y=z\"}"),
            (
                "a={x,1,true,null},b={}",
                "map{\"a\":list{\"x\", 1, true, interface {}(nil)}, \"b\":list{\"\"}}",
            ),
            ("a={x}b=1", "map{\"a\":list{\"x\"}, \"b\":1}"),
            ("a[0]=x,a[2]=y", "map{\"a\":list{\"x\", interface {}(nil), \"y\"}}"),
            ("a[1].b.c=x,a[0].b=y", "map{\"a\":list{map{\"b\":\"y\"}, map{\"b\":map{\"c\":\"x\"}}}}"),
            ("a[0][1]=x,a[0][0]=y", "map{\"a\":list{list{\"y\", \"x\"}}}"),
            ("a[0]={x,y}", "map{\"a\":list{list{\"x\", \"y\"}}}"),
            ("a[0].b=", "map{\"a\":list{}}"),
            ("a[0]", "map{\"a\":list{}}"),
            ("=x", "map{}"),
            ("", "map{}"),
            ("a=x\\", "map{\"a\":\"x\"}"),
            ("a[0", "map{}"),
        ];
        for (typed, expected) in cases {
            assert_eq!(parsed(typed, &Form::Typed, Helm::V4).as_deref(), Ok(expected), "{typed}");
        }
        assert_eq!(
            parsed("a=1,b={2}", &Form::Text, Helm::V3).unwrap(),
            "map{\"a\":\"1\", \"b\":list{\"2\"}}"
        );
        assert_eq!(
            parsed("a.b=x,y\\={1}.2", &Form::Literal, Helm::V3).unwrap(),
            "map{\"a\":map{\"b\":\"x,y\\\\={1}.2\"}}"
        );
        assert_eq!(
            parsed("a[0].b=1", &Form::Literal, Helm::V3).unwrap(),
            "map{\"a\":list{map{\"b\":\"1\"}}}"
        );
        assert_eq!(
            parsed("a=[1] ,b={\"x\":2},c=,d[0]=null", &Form::Json, Helm::V3).unwrap(),
            "map{\"a\":list{1}, \"b\":map{\"x\":2}, \"c\":interface {}(nil), \"d\":list{interface {}(nil)}}"
        );
    }

    // Expectations: Helm 3.22.0 and 4.3.1.
    #[test]
    fn faults_are_those_of_helm() {
        let deep = format!("{}a=1", "a.".repeat(MAX_NESTED_NAME_LEVEL + 1));
        let cases = [
            ("a", "key \"a\" has no value"),
            ("a,b=1", "key \"a\" has no value (cannot end with ,)"),
            ("a.=1", "key map \"a\" has no value"),
            (
                "a=1,a.b=2",
                "unable to parse key: interface conversion: interface {} is int64, not map[string]interface {}",
            ),
            (
                "a=null,a.b=2",
                "unable to parse key: interface conversion: interface {} is nil, not map[string]interface {}",
            ),
            (
                "a=x,a[0]=2",
                "unable to parse key: interface conversion: interface {} is string, not []interface {}",
            ),
            (
                "a[0]=x,a[0][0]=2",
                "unable to parse key: interface conversion: interface {} is string, not []interface {}",
            ),
            ("a[x]=1", "error parsing index: strconv.Atoi: parsing \"x\": invalid syntax"),
            ("a[-1]=1", "negative -1 index not allowed"),
            ("a[0]bc=1", "unexpected data at end of array index: ['b' 'c']"),
            ("a[65537]=1", "index of 65537 is greater than maximum supported index of 65536"),
            ("a={x", "list must terminate with '}'"),
            (&deep, "value name nested level is greater than maximum supported nested level of 30"),
        ];
        for (typed, expected) in cases {
            for helm in [Helm::V3, Helm::V4] {
                assert_eq!(parsed(typed, &Form::Typed, helm).unwrap_err(), expected, "{typed}");
            }
        }
        assert_eq!(parsed("a[0", &Form::Typed, Helm::V3).unwrap_err(), "error parsing index: EOF");
    }

    #[test]
    fn bounds_hold_at_their_edge() {
        let ok = |typed: &str| parsed(typed, &Form::Typed, Helm::V4).is_ok();
        assert!(ok(&format!("{}a=1", "a.".repeat(MAX_NESTED_NAME_LEVEL))));
        assert!(ok("a[65536]=1"));
        assert!(ok(&format!("a{}=1", "[0]".repeat(MAX_NESTED_LISTS))));
        assert!(!ok(&format!("a{}=1", "[0]".repeat(MAX_NESTED_LISTS + 1))));
        // 63 lists of 65,537 items and one of 65,473 are as many items.
        let many: String = (0..63).map(|key| format!("a{key}[65536]=1,")).collect();
        assert_eq!(63 * 65_537 + 65_473, MAX_LISTED);
        let read = |last: &str| {
            let (room, dest) = (Room::default(), Map::default());
            parse_into(&format!("{many}{last}"), &Form::Typed, Helm::V4, &room, &dest)
        };
        assert_eq!(read("b[65472]=1"), Ok(()));
        assert_eq!(read("b[65473]=1").unwrap_err(), "lists of more than 4194304 items in all");
    }
}
