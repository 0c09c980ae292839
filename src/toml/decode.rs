//! Source: github.com/BurntSushi/toml, lex.go and parse.go.
//!
//! Lexer and parser are one here. Where the original looks at the text only once the parser asks for the
//! next item, so does this, since that decides which of two faults is reported.

use super::{MAX_DEPTH, dotted_key, is_bare_key_char};
use crate::golang::letter::is_letter;
use crate::golang::strconv::{Cause, Charset, decode_rune, parse_float, parse_int, quote, quote_rune};
use crate::golang::time::Time;
use crate::golang::zoneinfo::Location;
use crate::json::replace_invalid;
use crate::value::{Dict, ElemType, Entries, Map, MapType, Slice, Value, string_bytes, string_from_bytes};
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

    // ---- Strings.

    fn basic_string(&mut self) -> Parsed<String> {
        loop {
            match self.next()? {
                END => return self.fail_here("unexpected EOF; expected '\"'"),
                c if is_new_line(c) => return self.fail_before("strings cannot contain newlines"),
                '\\' => self.escape()?,
                '"' => break,
                _ => {}
            }
        }
        let text = self.current()[..self.current().len() - 1].to_vec();
        self.ignore();
        self.unescape(&text)
    }

    fn raw_string(&mut self) -> Parsed<String> {
        loop {
            match self.next()? {
                END => return self.fail_here("unexpected EOF; expected \"'\""),
                c if is_new_line(c) => return self.fail_before("strings cannot contain newlines"),
                '\'' => break,
                _ => {}
            }
        }
        let text = string_from_bytes(&self.current()[..self.current().len() - 1]).into_owned();
        self.ignore();
        Ok(text)
    }

    fn multiline_string(&mut self) -> Parsed<String> {
        loop {
            match self.next()? {
                END => return self.fail_here("unexpected EOF; expected '\"\"\"'"),
                '\\' => {
                    if !is_new_line(self.next()?) {
                        self.backup();
                        self.escape()?;
                    }
                }
                '"' => {
                    if self.closes_multiline('"')? {
                        break;
                    }
                }
                _ => {}
            }
        }
        let text = self.current()[..self.current().len() - 3].to_vec();
        self.ignore();
        let text = without_escaped_newlines(without_first_newline(&text));
        self.unescape(&text)
    }

    fn multiline_raw_string(&mut self) -> Parsed<String> {
        loop {
            match self.next()? {
                END => return self.fail_here("unexpected EOF; expected \"'''\""),
                '\'' => {
                    if self.closes_multiline('\'')? {
                        break;
                    }
                }
                _ => {}
            }
        }
        let text = self.current()[..self.current().len() - 3].to_vec();
        self.ignore();
        Ok(string_from_bytes(without_first_newline(&text)).into_owned())
    }

    /// Whether the quote that was read, with those that follow, ends the string. Up to two quotes may stand
    /// before the three that do.
    fn closes_multiline(&mut self, mark: char) -> Parsed<bool> {
        if !self.accept(mark)? {
            return Ok(false);
        }
        if !self.accept(mark)? {
            self.backup();
            return Ok(false);
        }
        if self.peek()? != mark {
            return Ok(true);
        }
        let (five, escaped): (&[u8], &[u8]) = match mark {
            '"' => (b"\"\"\"\"\"", b"\\\"\"\"\"\""),
            _ => (b"'''''", b""),
        };
        let is_escaped = !escaped.is_empty() && self.current().ends_with(escaped);
        if self.current().ends_with(five) && !is_escaped {
            return match mark {
                '"' => self.fail_here("unexpected '\"\"\"\"\"\"'"),
                _ => self.fail_here("unexpected \"''''''\""),
            };
        }
        self.backup();
        self.backup();
        Ok(false)
    }

    /// Checks an escape whose `\` was read.
    fn escape(&mut self) -> Parsed<()> {
        let (digits, name, letter) = match self.next()? {
            'e' | 'b' | 't' | 'n' | 'f' | 'r' | '"' | ' ' | '\t' | '\\' => return Ok(()),
            'x' => (2, "two", 'x'),
            'u' => (4, "four", 'u'),
            'U' => (8, "eight", 'U'),
            c => {
                let problem = format!("invalid escape in string '\\{c}'");
                return if self.at_end { self.fail_before(problem) } else { self.fail(problem) };
            }
        };
        for _ in 0..digits {
            if !self.next()?.is_ascii_hexdigit() {
                let found = quote(&self.current_text());
                return self.fail_here(format!(
                    "expected {name} hexadecimal digits after '\\{letter}', but got {found} instead"
                ));
            }
        }
        Ok(())
    }

    /// Source: `replaceEscapes`.
    fn unescape(&self, text: &[u8]) -> Parsed<String> {
        if !text.contains(&b'\\') {
            return Ok(string_from_bytes(text).into_owned());
        }
        let text = replace_invalid(text);
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(at) = rest.find('\\') {
            out.push_str(&rest[..at]);
            let letter = rest[at + 1..].chars().next().unwrap_or(END);
            let digits = match letter {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                _ => 0,
            };
            match letter {
                'b' => out.push('\x08'),
                't' => out.push('\t'),
                'n' => out.push('\n'),
                'f' => out.push('\x0C'),
                'r' => out.push('\r'),
                'e' => out.push('\x1B'),
                '"' | '\\' => out.push(letter),
                'x' | 'u' | 'U' => {
                    let hex = rest.get(at + 2..at + 2 + digits).unwrap_or_default();
                    let code = u32::from_str_radix(hex, 16).ok();
                    let Some(c) = code.and_then(char::from_u32) else {
                        return self.fail(format!("Escaped character '\\u{hex}' is not valid UTF-8."));
                    };
                    out.push_str(&string_from_bytes(c.encode_utf8(&mut [0; 4]).as_bytes()));
                }
                _ => return self.fail(format!("invalid escape: '\\{letter}'")),
            }
            rest = rest.get(at + 1 + letter.len_utf8() + digits..).unwrap_or_default();
        }
        out.push_str(rest);
        Ok(out)
    }

    // ---- Numbers and times.

    fn number_or_date(&mut self) -> Parsed<Value> {
        if self.next()? == '0' {
            let c = self.next()?;
            let (name, digit): (&str, fn(char) -> bool) = match c {
                '0'..='9' => return self.number(),
                '_' => return self.decimal(),
                '.' | 'e' | 'E' => return self.float_rest(),
                'b' => ("a binary", |c| matches!(c, '0' | '1')),
                'o' => ("an octal", |c| matches!(c, '0'..='7')),
                'x' => ("a hexadecimal", |c| c.is_ascii_hexdigit()),
                _ => {
                    self.backup();
                    return self.integer();
                }
            };
            let first = self.peek()?;
            if !digit(first) {
                let found = self.current_text();
                return self.fail_here(format!("not {name} number: '{found}{first}'"));
            }
            loop {
                let c = self.next()?;
                if !digit(c) && c != '_' {
                    self.backup();
                    return self.integer();
                }
            }
        }
        self.number()
    }

    /// After the first digits of an integer, a float or a time.
    fn number(&mut self) -> Parsed<Value> {
        loop {
            match self.next()? {
                '0'..='9' => {}
                '-' | ':' => return self.datetime(),
                '_' => return self.decimal(),
                '.' | 'e' | 'E' => return self.float_rest(),
                _ => {
                    self.backup();
                    return self.integer();
                }
            }
        }
    }

    fn decimal(&mut self) -> Parsed<Value> {
        loop {
            match self.next()? {
                '0'..='9' | '_' => {}
                '.' | 'e' | 'E' => return self.float_rest(),
                _ => {
                    self.backup();
                    return self.integer();
                }
            }
        }
    }

    /// After the sign of a number.
    fn signed_number(&mut self) -> Parsed<Value> {
        let c = self.next()?;
        match c {
            'i' | 'n' => {
                let (second, third) = if c == 'i' { ('n', 'f') } else { ('a', 'n') };
                if !self.accept(second)? || !self.accept(third)? {
                    let found = self.current_text();
                    return self.fail_here(format!("invalid float: '{found}'"));
                }
                return self.float();
            }
            '0' => {
                let base = self.peek()?;
                if matches!(base, 'b' | 'o' | 'x') {
                    let found = self.current_text();
                    return self
                        .fail_here(format!("cannot use sign with non-decimal numbers: '{found}{base}'"));
                }
            }
            '.' => return self.fail_here("floats must start with a digit, not '.'"),
            _ => {}
        }
        if c.is_ascii_digit() {
            return self.decimal();
        }
        self.fail_here(format!("expected a digit but got {}", quoted(c)))
    }

    fn float_rest(&mut self) -> Parsed<Value> {
        while matches!(self.next()?, '0'..='9' | '_' | '.' | '-' | '+' | 'e' | 'E') {}
        self.backup();
        self.float()
    }

    /// Takes the text of the current item.
    fn take_text(&mut self) -> String {
        let text = self.current_text();
        self.ignore();
        text
    }

    fn integer(&mut self) -> Parsed<Value> {
        let text = self.take_text();
        let shown = quote(&text);
        if !underscores_ok(&text) {
            return self.fail(format!("Invalid integer {shown}: underscores must be surrounded by digits"));
        }
        if has_leading_zero(&text) {
            return self.fail(format!("Invalid integer {shown}: cannot have leading zeroes"));
        }
        match parse_int(&text, 0) {
            Ok(n) => Ok(Value::Int64(n)),
            Err(_) => self.fail(format!("{text} is out of range for int64")),
        }
    }

    fn float(&mut self) -> Parsed<Value> {
        let text = self.take_text();
        let shown = quote(&text);
        let parts = || text.split(['.', 'e', 'E']).filter(|part| !part.is_empty());
        if !parts().all(underscores_ok) {
            return self.fail(format!("Invalid float {shown}: underscores must be surrounded by digits"));
        }
        if parts().next().is_some_and(has_leading_zero) {
            return self.fail(format!("Invalid float {shown}: cannot have leading zeroes"));
        }
        let mut after_period = false;
        for c in text.chars().chain([END]) {
            if after_period && !c.is_ascii_digit() {
                return self
                    .fail(format!("Invalid float {shown}: '.' must be followed by one or more digits"));
            }
            after_period = c == '.';
        }
        match text.replace('_', "").as_str() {
            "+nan" | "nan" => Ok(Value::Float(f64::NAN)),
            "-nan" => Ok(Value::Float(-f64::NAN)),
            plain => match parse_float(plain) {
                Ok(f) => Ok(Value::Float(f)),
                Err(error) if error.cause == Cause::Range => {
                    self.fail(format!("{text} is out of range for float64"))
                }
                Err(_) => self.fail(format!("Invalid float value: {shown}")),
            },
        }
    }

    fn datetime(&mut self) -> Parsed<Value> {
        while matches!(self.next()?, '0'..='9' | '-' | ':' | 'T' | 't' | ' ' | '.' | 'Z' | 'z' | '+') {}
        self.backup();
        let text = self.take_text();
        let text = text.trim().replace('z', "Z").replace(['t', ' '], "T");
        let local = Location::local(self.world);
        let now = i64::try_from(self.world.now().as_secs()).unwrap_or(i64::MAX);
        let offset = local.lookup(now).offset;
        for (layout, zone) in LAYOUTS {
            let location = match zone {
                Some(name) => Location::Fixed((*name).into(), offset),
                None => local.clone(),
            };
            if let Ok(time) = Time::parse(layout, &text, &location) {
                if misses_leading_zero(&text, layout) {
                    break;
                }
                return Ok(Value::from(time));
            }
        }
        self.fail(format!("invalid datetime: {}", quote(&text)))
    }

    // ---- The tree.

    /// Notes whether a key of the current context is an array. An empty key is taken for the context itself.
    fn set_type(&mut self, key: &str, array: bool) {
        let mut parts: Vec<&str> = self.context.iter().map(String::as_str).collect();
        if !key.is_empty() || parts.is_empty() {
            parts.push(key);
        }
        let name = dotted_key(&parts);
        if array {
            self.arrays.insert(name);
        } else {
            self.arrays.remove(&name);
        }
    }

    fn add_implicit_context(&mut self, part: String) -> Parsed<()> {
        let mut key = self.context.clone();
        key.push(part);
        self.implicits.insert(dotted_key(&key));
        self.add_context(&key, false)
    }

    /// Enters a table, and makes those on the way to it.
    fn add_context(&mut self, key: &[String], array: bool) -> Parsed<()> {
        let Some((last, parents)) = key.split_last() else { return Ok(()) };
        let mut hash = self.mapping.clone();
        let mut path: Vec<String> = Vec::with_capacity(key.len());
        for part in parents {
            path.push(part.clone());
            let inner = hash.get(part).unwrap_or_else(|| {
                let fresh = Value::Map(table());
                self.implicits.insert(dotted_key(&path));
                hash.insert(part.as_str(), fresh.clone());
                fresh
            });
            match innermost(&inner) {
                Some(map) => hash = map,
                None => {
                    return self
                        .fail_key(format!("Key '{}' was already created as a hash.", dotted_key(&path)));
                }
            }
        }
        self.context = path;
        if array {
            let tables = match hash.get(last) {
                None => Vec::new(),
                Some(Value::List(list)) if list.elem == ElemType::Map => list.items.clone(),
                Some(_) => {
                    return self.fail_key(format!(
                        "Key '{}' was already created and cannot be used as an array.",
                        dotted_key(key)
                    ));
                }
            };
            let items = tables.into_iter().chain([Value::Map(table())]).collect();
            hash.insert(last.as_str(), Value::List(Arc::new(Slice::new(ElemType::Map, items))));
        } else {
            self.set_value(last, Value::Map(table()))?;
        }
        self.context.push(last.clone());
        Ok(())
    }

    fn set_value(&mut self, key: &str, value: Value) -> Parsed<()> {
        let mut hash = self.mapping.clone();
        let mut path: Vec<&str> = Vec::with_capacity(self.context.len() + 1);
        for part in &self.context {
            path.push(part);
            match hash.get(part).as_ref().and_then(innermost) {
                Some(map) => hash = map,
                None => {
                    return self.fail_key(format!("Key '{}' has already been defined.", dotted_key(&path)));
                }
            }
        }
        path.push(key);
        let name = dotted_key(&path);
        if hash.contains_key(key) {
            // What was only implied may be defined once; an array that tables were put into is replaced by
            // itself.
            if !self.implicits.remove(&name) {
                return self.fail_key(format!("Key '{name}' has already been defined."));
            }
            if self.arrays.contains(&name) {
                hash.insert(key, value);
            }
            return Ok(());
        }
        hash.insert(key, value);
        Ok(())
    }
}

/// Whether a value is an array, and not one of tables.
fn is_array(value: &Value) -> bool {
    matches!(value, Value::List(list) if list.elem == ElemType::Any)
}

/// A table, or the last one of an array of tables.
fn innermost(value: &Value) -> Option<Map> {
    match value {
        Value::Map(map) => Some(map.clone()),
        Value::List(list) if list.elem == ElemType::Map => list.items.last()?.as_map().cloned(),
        _ => None,
    }
}

/// The forms of times, and the zones of those that have none. Source: parse.go, `dtTypes`.
const LAYOUTS: &[(&str, Option<&str>)] = &[
    ("2006-01-02T15:04:05.999999999Z07:00", None),
    ("2006-01-02T15:04:05.999999999", Some(LOCAL_DATETIME)),
    ("2006-01-02", Some(LOCAL_DATE)),
    ("15:04:05.999999999", Some(LOCAL_TIME)),
    ("2006-01-02T15:04Z07:00", None),
    ("2006-01-02T15:04", Some(LOCAL_DATETIME)),
    ("15:04", Some(LOCAL_TIME)),
];

/// Whether a number of a time has less digits than its layout, which Go lets pass.
fn misses_leading_zero(text: &str, layout: &str) -> bool {
    for (wanted, found) in layout.bytes().zip(text.bytes()) {
        if matches!(wanted, b'.' | b'Z') {
            return false;
        }
        if !wanted.is_ascii_digit() && found != wanted {
            return true;
        }
    }
    false
}

fn has_leading_zero(text: &str) -> bool {
    match text.as_bytes() {
        [b'0', second, ..] => !matches!(second, b'b' | b'o' | b'x'),
        [b'-' | b'+', b'0', _, ..] => true,
        _ => false,
    }
}

/// Whether every underscore stands between digits.
fn underscores_ok(text: &str) -> bool {
    if matches!(text, "nan" | "+nan" | "-nan" | "inf" | "-inf" | "+inf") {
        return true;
    }
    let mut accept = false;
    for c in text.chars() {
        if c == '_' && !accept {
            return false;
        }
        accept = c.is_ascii_hexdigit();
    }
    accept
}

fn without_first_newline(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\n").or_else(|| text.strip_prefix(b"\r\n")).unwrap_or(text)
}

/// Removes every line-ending backslash with all white space behind it. Source: `stripEscapedNewlines`.
fn without_escaped_newlines(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        if byte == b'\\' {
            if text.get(at + 1) == Some(&b'\\') {
                out.extend_from_slice(b"\\\\");
                at += 2;
                continue;
            }
            let blank = |b: &&u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n');
            let blanks = text[at + 1..].iter().take_while(blank).count();
            if text[at + 1..at + 1 + blanks].contains(&b'\n') {
                at += 1 + blanks;
                continue;
            }
        }
        out.push(byte);
        at += 1;
    }
    out
}
