//! Source: github.com/BurntSushi/toml, lex.go and parse.go.
//!
//! Lexer and parser are one here. Where the original looks at the text only once the parser asks for the
//! next item, so does this, since that decides which of two faults is reported.

mod number;
mod string;
mod tree;

use self::tree::is_array;
use super::{MAX_DEPTH, dotted_key, is_bare_key_char};
use crate::golang::letter::is_letter;
use crate::golang::strconv::{Charset, decode_rune, quote, quote_rune};
use crate::value::{Dict, Entries, Map, MapType, Value, string_bytes, string_from_bytes};
use crate::world::World;
use std::collections::HashSet;
use std::sync::Arc;

/// Names of the zones of times without one.
pub(super) const LOCAL_DATETIME: &str = "datetime-local";
pub(super) const LOCAL_DATE: &str = "date-local";
pub(super) const LOCAL_TIME: &str = "time-local";

/// What `toml.Unmarshal` puts into a map that was empty. The world is asked for the local time zone.
///
/// # Errors
/// `toml: line 3 (last key "a.b"): expected value but found '\n' instead` and the like.
pub fn decode(text: &str, world: &dyn World) -> Result<Map, String> {
    let bytes = string_bytes(text);
    let input = match &*bytes {
        [0xFF, 0xFE, rest @ ..] | [0xFE, 0xFF, rest @ ..] | [0xEF, 0xBB, 0xBF, rest @ ..] => rest,
        all => all,
    };
    // The zero bytes of UTF-16 are met early.
    const LOOK_AT: usize = 6;
    if input.iter().take(LOOK_AT).any(|b| *b == 0) {
        return Err(
            "toml: line 1: files cannot contain NULL bytes; probably using UTF-16; TOML files must be \
                    UTF-8"
                .to_owned(),
        );
    }
    let mut parser = Parser {
        input,
        pos: 0,
        start: 0,
        line: 1,
        at_end: false,
        line_of_key: 0,
        depth: 0,
        context: Vec::new(),
        current_key: String::new(),
        mapping: table(),
        implicits: HashSet::new(),
        arrays: HashSet::new(),
        world,
    };
    parser.document().map_err(|fault| fault.0)?;
    Ok(parser.mapping)
}

/// The finished sentence.
struct Fault(String);

type Parsed<T> = Result<T, Fault>;

fn table() -> Map {
    Arc::new(Dict::new(MapType::Any, Entries::new()))
}

struct Parser<'a> {
    input: &'a [u8],
    pos: usize,
    /// Where the current item starts.
    start: usize,
    line: usize,
    /// Whether the last character asked for was behind the end.
    at_end: bool,
    /// The line of the key that was read last.
    line_of_key: usize,
    depth: usize,
    /// The table in scope.
    context: Vec<String>,
    current_key: String,
    mapping: Map,
    /// Tables that were only named on the way to others.
    implicits: HashSet<String>,
    /// Keys of arrays.
    arrays: HashSet<String>,
    world: &'a dyn World,
}

/// The character that stands for the end.
const END: char = '\0';

fn is_whitespace(c: char) -> bool {
    c == '\t' || c == ' '
}

fn is_new_line(c: char) -> bool {
    c == '\n' || c == '\r'
}

fn or_end(c: char) -> String {
    if c == END { "end of file".to_owned() } else { format!("'{c}'") }
}

fn quoted(c: char) -> String {
    quote_rune(c, Charset::Printable)
}

impl Parser<'_> {
    // ---- Characters.

    fn next(&mut self) -> Parsed<char> {
        let Some(&byte) = self.input.get(self.pos) else {
            self.at_end = true;
            return Ok(END);
        };
        if byte == b'\n' {
            self.line += 1;
        }
        let (c, width) = decode_rune(&self.input[self.pos..]);
        let Some(c) = c else {
            return self.fail(format!("invalid UTF-8 byte: 0x{byte:02x}"));
        };
        let lonely_return = c == '\r' && self.input.get(self.pos + 1) != Some(&b'\n');
        if lonely_return || (c.is_ascii_control() && !matches!(c, '\t' | '\r' | '\n')) {
            let code = u32::from(c);
            return self.fail(format!("TOML files cannot contain control characters: '0x{code:02x}'"));
        }
        self.pos += width;
        Ok(c)
    }

    /// Goes back before the character that was read last.
    fn backup(&mut self) {
        if std::mem::take(&mut self.at_end) {
            return;
        }
        loop {
            self.pos = self.pos.saturating_sub(1);
            match self.input.get(self.pos) {
                Some(0x80..=0xBF) if self.pos > 0 => {}
                Some(b'\n') => {
                    self.line -= 1;
                    return;
                }
                _ => return,
            }
        }
    }

    fn peek(&mut self) -> Parsed<char> {
        let c = self.next()?;
        self.backup();
        Ok(c)
    }

    fn accept(&mut self, wanted: char) -> Parsed<bool> {
        if self.next()? == wanted {
            return Ok(true);
        }
        self.backup();
        Ok(false)
    }

    fn skip(&mut self, skipped: fn(char) -> bool) -> Parsed<()> {
        while skipped(self.next()?) {}
        self.backup();
        self.ignore();
        Ok(())
    }

    fn ignore(&mut self) {
        self.start = self.pos;
    }

    /// The bytes of the current item.
    fn current(&self) -> &[u8] {
        self.input.get(self.start..self.pos).unwrap_or_default()
    }

    fn current_text(&self) -> String {
        string_from_bytes(self.current()).into_owned()
    }

    // ---- Faults.

    /// A fault in the current line.
    fn fail<T>(&self, problem: String) -> Parsed<T> {
        self.fail_in(self.line, problem)
    }

    /// A fault that is not shown behind the last line.
    fn fail_here<T>(&self, problem: impl Into<String>) -> Parsed<T> {
        let behind = self.at_end && self.pos > 0 && self.input.get(self.pos - 1) == Some(&b'\n');
        self.fail_in(self.line - usize::from(behind), problem.into())
    }

    /// A fault in the line that just ended.
    fn fail_before<T>(&self, problem: impl Into<String>) -> Parsed<T> {
        self.fail_in(self.line - 1, problem.into())
    }

    /// A fault of a key.
    fn fail_key<T>(&self, problem: String) -> Parsed<T> {
        self.fail_in(self.line_of_key, problem)
    }

    fn fail_in<T>(&self, line: usize, problem: String) -> Parsed<T> {
        let context = dotted_key(&self.context);
        let last = match (context.is_empty(), self.current_key.is_empty()) {
            (_, true) => context,
            (true, false) => self.current_key.clone(),
            (false, false) => format!("{context}.{}", self.current_key),
        };
        let key = if last.is_empty() { String::new() } else { format!(" (last key {})", quote(&last)) };
        Err(Fault(format!("toml: line {line}{key}: {problem}")))
    }

    // ---- The document.

    fn document(&mut self) -> Parsed<()> {
        loop {
            match self.next()? {
                c if is_whitespace(c) || is_new_line(c) => self.ignore(),
                '#' => self.comment()?,
                END => return Ok(()),
                '[' => {
                    self.table_header()?;
                    self.line_rest()?;
                }
                _ => {
                    self.backup();
                    self.key_value()?;
                    self.line_rest()?;
                }
            }
        }
    }

    /// Nothing but a comment may follow in the line. Source: `lexTopEnd`.
    fn line_rest(&mut self) -> Parsed<()> {
        loop {
            match self.next()? {
                '#' => return self.comment(),
                c if is_whitespace(c) => {}
                c if is_new_line(c) => {
                    self.ignore();
                    return Ok(());
                }
                END => {
                    self.backup();
                    return Ok(());
                }
                c => {
                    let problem = "expected a top-level item to end with a newline, comment, or EOF, but got";
                    return self.fail_here(format!("{problem} {} instead", quoted(c)));
                }
            }
        }
    }

    fn comment(&mut self) -> Parsed<()> {
        loop {
            let c = self.next()?;
            if is_new_line(c) || c == END {
                self.backup();
                self.ignore();
                return Ok(());
            }
        }
    }

    fn table_header(&mut self) -> Parsed<()> {
        let array = self.accept('[')?;
        let mut key: Vec<String> = Vec::new();
        loop {
            self.skip(is_whitespace)?;
            match self.peek()? {
                ']' | END => {
                    return self.fail_here("unexpected end of table name (table names cannot be empty)");
                }
                '.' => return self.fail_here("unexpected table separator (table names cannot be empty)"),
                _ => {}
            }
            let part = self.key_part()?;
            if key.is_empty() {
                self.line_of_key = self.line;
            }
            key.push(part);
            self.skip(is_whitespace)?;
            match self.next()? {
                '.' => self.ignore(),
                ']' => break,
                c => {
                    return self.fail_here(format!(
                        "expected '.' or ']' to end table name, but got {} instead",
                        quoted(c)
                    ));
                }
            }
        }
        if array {
            let c = self.next()?;
            if c != ']' {
                return self.fail_here(format!(
                    "expected end of table array name delimiter ']', but got {} instead",
                    quoted(c)
                ));
            }
        }
        self.add_context(&key, array)?;
        self.set_type("", false);
        Ok(())
    }

    /// One part of a key, in quotes or bare.
    fn key_part(&mut self) -> Parsed<String> {
        self.ignore();
        match self.next()? {
            '"' => {
                self.ignore();
                self.basic_string()
            }
            '\'' => {
                self.ignore();
                self.raw_string()
            }
            mut c => {
                while is_bare_key_char(c) {
                    c = self.next()?;
                }
                self.backup();
                Ok(self.current_text())
            }
        }
    }

    /// The parts of a key and the `=` behind them. Source: `lexKeyStart` to `lexKeyEnd`.
    fn key(&mut self) -> Parsed<Vec<String>> {
        self.skip(is_whitespace)?;
        match self.peek()? {
            '=' | END => return self.fail_here("unexpected '=': key name appears blank"),
            '.' => return self.fail_here("unexpected '.': keys cannot start with a '.'"),
            _ => {}
        }
        let mut key = Vec::new();
        loop {
            self.skip(is_whitespace)?;
            match self.peek()? {
                '=' | END => return self.fail_here("unexpected '='"),
                '.' => return self.fail_here("unexpected '.'"),
                _ => {}
            }
            let part = self.key_part()?;
            if key.is_empty() {
                self.line_of_key = self.line;
            }
            key.push(part);
            self.skip(is_whitespace)?;
            match self.next()? {
                '.' => self.ignore(),
                '=' => break,
                END => return self.fail_here("unexpected EOF; expected key separator '='"),
                c => {
                    let problem = format!("expected '.' or '=', but got {} instead", quoted(c));
                    return if c == '\n' { self.fail_before(problem) } else { self.fail_here(problem) };
                }
            }
        }
        self.ignore();
        Ok(key)
    }

    fn key_value(&mut self) -> Parsed<()> {
        let outer = self.context.clone();
        let mut key = self.key()?;
        self.current_key = key.pop().unwrap_or_default();
        for part in key {
            self.add_implicit_context(part)?;
        }
        let value = self.value(false)?;
        let name = self.current_key.clone();
        let array = is_array(&value);
        self.set_value(&name, value)?;
        self.set_type(&name, array);
        self.context = outer;
        self.current_key.clear();
        Ok(())
    }

    // ---- Values.

    fn value(&mut self, in_array: bool) -> Parsed<Value> {
        let c = loop {
            match self.next()? {
                c if is_whitespace(c) => self.ignore(),
                c => break c,
            }
        };
        match c {
            '0'..='9' => {
                self.backup();
                return self.number_or_date();
            }
            '[' => return self.nest(Self::array),
            '{' if in_array => return self.nest(|this| this.inline_table(true)),
            '{' => return self.nest(|this| this.inline_table(false)),
            '"' => {
                if self.accept('"')? {
                    if self.accept('"')? {
                        self.ignore();
                        return self.multiline_string().map(Value::from);
                    }
                    self.backup();
                }
                self.ignore();
                return self.basic_string().map(Value::from);
            }
            '\'' => {
                if self.accept('\'')? {
                    if self.accept('\'')? {
                        self.ignore();
                        return self.multiline_raw_string().map(Value::from);
                    }
                    self.backup();
                }
                self.ignore();
                return self.raw_string().map(Value::from);
            }
            '.' => return self.fail_here("floats must start with a digit, not '.'"),
            'i' | 'n' => {
                let word =
                    (self.accept('n')? && self.accept('f')?) || (self.accept('a')? && self.accept('n')?);
                if word {
                    return self.float();
                }
            }
            '-' | '+' => return self.signed_number(),
            _ => {}
        }
        if is_letter(c) {
            self.backup();
            return self.boolean();
        }
        match c {
            END => self.fail_here("unexpected EOF; expected value"),
            '\n' => self.fail_before(format!("expected value but found {} instead", quoted(c))),
            c => self.fail_here(format!("expected value but found {} instead", quoted(c))),
        }
    }

    fn nest(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<Value>) -> Parsed<Value> {
        if self.depth == MAX_DEPTH {
            return self.fail(format!("values are nested deeper than {MAX_DEPTH} levels"));
        }
        self.depth += 1;
        let value = parse(self);
        self.depth -= 1;
        value
    }

    fn boolean(&mut self) -> Parsed<Value> {
        let from = self.pos;
        while is_letter(self.next()?) {}
        self.backup();
        let word = string_from_bytes(self.input.get(from..self.pos).unwrap_or_default());
        match &*word {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            word => self.fail_here(format!("expected value but found {} instead", quote(word))),
        }
    }

    fn array(&mut self) -> Parsed<Value> {
        self.ignore();
        self.set_type(&self.current_key.clone(), true);
        let mut items = Vec::new();
        loop {
            // Before a value.
            match self.next()? {
                c if is_whitespace(c) || is_new_line(c) => {
                    self.ignore();
                    continue;
                }
                '#' => {
                    self.comment()?;
                    continue;
                }
                ',' => return self.fail_here("unexpected comma"),
                ']' => break,
                _ => self.backup(),
            }
            items.push(self.value(true)?);
            if !self.array_continues()? {
                break;
            }
        }
        self.ignore();
        Ok(Value::from(items))
    }

    /// Consumes the comma behind a value, or the end of the array.
    fn array_continues(&mut self) -> Parsed<bool> {
        loop {
            match self.next()? {
                c if is_whitespace(c) || is_new_line(c) => self.ignore(),
                '#' => self.comment()?,
                ',' => {
                    self.ignore();
                    return Ok(true);
                }
                ']' => return Ok(false),
                c => {
                    return self.fail_here(format!(
                        "expected a comma (',') or array terminator (']'), but got {}",
                        or_end(c)
                    ));
                }
            }
        }
    }

    fn inline_table(&mut self, in_array: bool) -> Parsed<Value> {
        self.ignore();
        let top = table();
        let outer_context = self.context.clone();
        let outer_key = std::mem::take(&mut self.current_key);
        self.context.push(outer_key.clone());
        let context = self.context.clone();
        self.implicits.insert(dotted_key(&context));
        self.add_context(&context, in_array)?;
        loop {
            match self.next()? {
                c if is_whitespace(c) || is_new_line(c) => {
                    self.ignore();
                    continue;
                }
                '#' => {
                    self.comment()?;
                    continue;
                }
                ',' => return self.fail_here("unexpected comma"),
                '}' => break,
                _ => self.backup(),
            }
            self.inline_entry(&top)?;
            self.context.clone_from(&context);
            if !self.inline_table_continues()? {
                break;
            }
        }
        self.ignore();
        self.context = outer_context;
        self.current_key = outer_key;
        Ok(Value::Map(top))
    }

    fn inline_entry(&mut self, top: &Map) -> Parsed<()> {
        let mut key = self.key()?;
        self.current_key = key.pop().unwrap_or_default();
        for part in &key {
            self.add_implicit_context(part.clone())?;
        }
        let value = self.value(false)?;
        let name = self.current_key.clone();
        self.set_value(&name, value.clone())?;
        self.set_type(&name, is_array(&value));
        let mut hash = top.clone();
        for part in key {
            let inner = hash.get(&part).unwrap_or_else(|| {
                let fresh = Value::Map(table());
                hash.insert(part, fresh.clone());
                fresh
            });
            match inner {
                Value::Map(map) => hash = map,
                _ => {
                    let shown = quote(&dotted_key(&self.context));
                    return self.fail_key(format!("{shown} is not a table"));
                }
            }
        }
        hash.insert(name, value);
        Ok(())
    }

    /// Consumes the comma behind an entry, or the end of the table.
    fn inline_table_continues(&mut self) -> Parsed<bool> {
        loop {
            match self.next()? {
                c if is_whitespace(c) || is_new_line(c) => self.ignore(),
                '#' => self.comment()?,
                ',' => {
                    self.ignore();
                    self.skip(is_whitespace)?;
                    if self.peek()? != '}' {
                        return Ok(true);
                    }
                }
                '}' => return Ok(false),
                c => {
                    return self.fail_here(format!(
                        "expected a comma or an inline table terminator '}}', but got {} instead",
                        or_end(c)
                    ));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golang::recorded::{NoWorld, check, quoted, unquoted};
    use crate::{json, toml, yaml};

    #[test]
    fn answers_are_those_of_the_library() {
        check(include_str!("../../../tests/yaml/toml.txt"), |fields| {
            let text = unquoted(fields[1]);
            let encoded = |value: &Value| toml::encode(value).unwrap_or_else(|error| error);
            let answer = match fields[0] {
                "tomldec" => decode(&text, &NoWorld)
                    .map(|map| json::encode(&Value::Map(map)).unwrap_or_else(|error| format!("JSON {error}")))
                    .map_err(|error| format!("{error}\n{{}}")),
                "tomlround" => decode(&text, &NoWorld).map(|map| encoded(&Value::Map(map))),
                "totoml" => Ok(encoded(&yaml::parse(&text).unwrap())),
                other => panic!("{other}"),
            };
            answer.map_or_else(|error| format!("!{}", quoted(&error)), |text| quoted(&text))
        });
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |depth: usize| format!("a = {}{}", "[".repeat(depth), "]".repeat(depth));
        let value = Value::Map(decode(&nested(MAX_DEPTH), &NoWorld).unwrap());
        assert!(decode(&nested(MAX_DEPTH + 1), &NoWorld).is_err());
        assert!(toml::encode(&value).is_err());
        assert!(decode(&"a=[".repeat(100_000), &NoWorld).is_err());
        let dotted = |parts: usize| "a.".repeat(parts - 1) + "a=1";
        assert!(decode(&dotted(MAX_DEPTH + 1), &NoWorld).is_ok());
        assert!(decode(&dotted(MAX_DEPTH + 2), &NoWorld).is_err());
        assert!(decode(&dotted(100_000), &NoWorld).is_err());
        let value = Value::Map(decode(&nested(MAX_DEPTH - 2), &NoWorld).unwrap());
        assert!(toml::encode(&value).is_ok());
    }
}
