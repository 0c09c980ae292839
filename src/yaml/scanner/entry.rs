//! The quick way over most lines of a manifest: keys, values and items of block collections.
//!
//! What the scanner makes of such a line goes through a queue of four tokens and more, because a key is only known by the
//! `:` behind it. Here the line is looked at as a whole. Whatever is not of the plainest form is left to the scanner, which is
//! then where it would be without this.

use super::{MAX_NESTING, MAX_SIMPLE_KEY, Mark, Scanner, Style, Tok, Token, small};
use std::borrow::Cow;

/// What comes next in a block mapping.
pub(in crate::yaml) enum Entry<'t> {
    /// A key and what stands behind it.
    Key(Text<'t>, Value<'t>),
    /// The end of the mapping, in front of what stands there.
    End(Mark),
}

/// What comes next in a block sequence.
pub(in crate::yaml) enum Item<'t> {
    /// An item.
    Value(Value<'t>),
    /// The end of the sequence, in front of what stands there.
    End(Mark),
}

/// What stands behind a key or a `-`.
pub(in crate::yaml) enum Value<'t> {
    /// A scalar.
    Scalar(Text<'t>),
    /// A block mapping begins, with a key.
    Mapping(Mark),
    /// A block sequence begins, with its first `-`.
    Sequence {
        /// That `-`.
        start: Mark,
        /// Whether it stands below the key, and not further in.
        indentless: bool,
    },
    /// The next token will tell; the first is the `:` of the key.
    Unknown,
}

/// A scalar as it stands in the text.
pub(in crate::yaml) struct Text<'t> {
    pub(in crate::yaml) text: &'t str,
    pub(in crate::yaml) style: Style,
    pub(in crate::yaml) start: Mark,
    /// Offset of its end.
    pub(in crate::yaml) end: usize,
}

/// Bit of [`CLASS`]: what a key is made of.
const WORD: u8 = 1;
/// Bit of [`CLASS`]: what a key or a plain value begins with.
const FIRST: u8 = 2;
/// Bit of [`CLASS`]: what never ends a plain value.
const PLAIN: u8 = 4;
/// Bit of [`CLASS`]: what may stand in quotes as it is.
const QUOTED: u8 = 8;

const CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = b' ';
    while byte <= b'~' {
        table[byte as usize] = QUOTED;
        if !matches!(byte, b' ' | b':' | b'#') {
            table[byte as usize] |= PLAIN;
        }
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'/' | b'_') {
            table[byte as usize] |= FIRST | WORD;
        }
        byte += 1;
    }
    table[b'-' as usize] |= WORD;
    table[b'\\' as usize] &= !QUOTED;
    table[b'"' as usize] &= !QUOTED;
    table[b'\'' as usize] &= !QUOTED;
    table
};

fn is(byte: u8, class: u8) -> bool {
    CLASS[usize::from(byte)] & class != 0
}

impl<'t> Scanner<'t> {
    /// What comes next in the innermost block mapping, if its line is a plain one.
    pub(in crate::yaml) fn entry(&mut self) -> Option<Entry<'t>> {
        let start = self.quiet()?;
        if self.is_behind(start) {
            self.leave(start);
            return Some(Entry::End(start));
        }
        if start.column as i32 != self.indent {
            return None;
        }
        let key = self.key(start)?;
        let colon = Mark { pos: key.end, column: start.column + small(key.end - start.pos), ..start };
        let after = Mark { pos: colon.pos + 1, column: colon.column + 1, ..colon };
        let value = match self.byte(after.pos) {
            b' ' => self.scalar(after, false),
            b'\n' => self.collection(after),
            _ => return None,
        };
        if let Some(value) = value {
            // The key, its text and its `:`.
            self.tokens_parsed += 3;
            return Some(Entry::Key(key, value));
        }
        self.mark = after;
        self.tokens_parsed += 2;
        self.simple_key_allowed = false;
        let value = Cow::Borrowed("");
        self.tokens.push_back(Token {
            kind: Tok::Value,
            style: Style::Plain,
            start: colon,
            end: after.pos,
            value,
        });
        Some(Entry::Key(key, Value::Unknown))
    }

    /// What comes next in the innermost block sequence, if its line is a plain one.
    pub(in crate::yaml) fn item(&mut self, indentless: bool) -> Option<Item<'t>> {
        let start = self.quiet()?;
        if self.is_behind(start)
            || (indentless && start.column as i32 == self.indent && self.key(start).is_some())
        {
            if !indentless {
                self.leave(start);
            }
            return Some(Item::End(start));
        }
        let is_item = self.byte(start.pos) == b'-' && self.byte(start.pos + 1) == b' ';
        if !is_item || start.column as i32 != self.indent {
            return None;
        }
        let after = Mark { pos: start.pos + 1, column: start.column + 1, ..start };
        let inside = self.blanks(after);
        let value = match self.key(inside) {
            Some(key) if matches!(self.byte(key.end + 1), b' ' | b'\n') => {
                self.enter(inside).then_some(Value::Mapping(inside))
            }
            Some(_) => None,
            None => self.scalar(after, true),
        }?;
        // The `-`.
        self.tokens_parsed += 1;
        Some(Item::Value(value))
    }

    /// Where the next token begins, if nothing else waits to be taken and a key may stand there.
    fn quiet(&self) -> Option<Mark> {
        let is_waiting = !self.tokens.is_empty() || self.flow_level > 0;
        if is_waiting || self.fault.is_some() || self.marked > 0 || self.simple_keys.last()?.possible {
            return None;
        }
        let (mark, begun) = self.next_line(self.mark);
        (begun || self.simple_key_allowed).then_some(mark)
    }

    /// Whether the innermost collection ends in front of that place, at which something plain stands.
    fn is_behind(&self, start: Mark) -> bool {
        let byte = self.byte(start.pos);
        let is_item = byte == b'-' && self.byte(start.pos + 1) == b' ';
        (start.column as i32) < self.indent && ((is(byte, FIRST) && byte != b'.') || is_item)
    }

    /// Leaves the innermost collection. Source: `yaml_parser_unroll_indent`.
    fn leave(&mut self, start: Mark) {
        self.mark = start;
        self.simple_key_allowed = true;
        self.tokens_parsed += 1;
        self.indent = self.indents.pop().unwrap_or(-1);
    }

    /// Enters a collection that begins there. Source: `yaml_parser_roll_indent`.
    fn enter(&mut self, start: Mark) -> bool {
        let column = start.column as i32;
        if self.indent >= column || self.indents.len() >= MAX_NESTING {
            return false;
        }
        self.indents.push(self.indent);
        self.indent = column;
        self.mark = start;
        self.simple_key_allowed = true;
        self.tokens_parsed += 1;
        true
    }

    /// A scalar of one line, behind blanks. One that begins a line (`alone`) must also end it, or it could be a key.
    fn scalar(&mut self, after: Mark, alone: bool) -> Option<Value<'t>> {
        let start = self.blanks(after);
        let (value, mark) = match self.byte(start.pos) {
            b'"' | b'\'' => self.quoted(start, alone),
            byte if is(byte, FIRST) => self.plain(start),
            _ => None,
        }?;
        self.mark = mark;
        self.tokens_parsed += 1;
        // A plain scalar ends in front of the next line.
        self.simple_key_allowed = value.style == Style::Plain;
        Some(Value::Scalar(value))
    }

    /// A collection that begins in the line behind a key.
    fn collection(&mut self, after: Mark) -> Option<Value<'t>> {
        let (start, _) = self.next_line(after);
        if self.key(start).is_some_and(|key| matches!(self.byte(key.end + 1), b' ' | b'\n')) {
            return self.enter(start).then_some(Value::Mapping(start));
        }
        if self.byte(start.pos) != b'-' || self.byte(start.pos + 1) != b' ' {
            return None;
        }
        if start.column as i32 == self.indent {
            self.mark = start;
            self.simple_key_allowed = true;
            return Some(Value::Sequence { start, indentless: true });
        }
        self.enter(start).then_some(Value::Sequence { start, indentless: false })
    }

    fn blanks(&self, mark: Mark) -> Mark {
        let rest = self.bytes.get(mark.pos..).unwrap_or_default();
        let blanks = rest.iter().take_while(|byte| **byte == b' ').count();
        Mark { pos: mark.pos + blanks, column: mark.column + small(blanks), ..mark }
    }

    fn byte(&self, pos: usize) -> u8 {
        self.bytes.get(pos).copied().unwrap_or(0)
    }

    /// Passes spaces and ends of lines; says whether there was one.
    fn next_line(&self, mut mark: Mark) -> (Mark, bool) {
        let line = mark.line;
        loop {
            match self.bytes.get(mark.pos) {
                Some(b' ') => mark.column += 1,
                Some(b'\n') => {
                    mark.line += 1;
                    mark.column = 0;
                }
                _ => return (mark, mark.line > line),
            }
            mark.pos += 1;
        }
    }

    /// A word that has a `:` behind it.
    fn key(&self, start: Mark) -> Option<Text<'t>> {
        let rest = self.bytes.get(start.pos..)?;
        let length = rest.iter().take_while(|byte| is(**byte, WORD)).count();
        let first = *rest.first()?;
        let is_key = rest.get(length) == Some(&b':') && length <= MAX_SIMPLE_KEY as usize;
        // `...` could be the end of the document.
        if !is_key || !is(first, FIRST) || first == b'.' {
            return None;
        }
        let end = start.pos + length;
        Some(Text { text: &self.text[start.pos..end], style: Style::Plain, start, end })
    }

    /// A plain scalar of one line, and where the next one begins.
    fn plain(&self, start: Mark) -> Option<(Text<'t>, Mark)> {
        let mut pos = start.pos;
        let mut end = pos;
        loop {
            match self.bytes.get(pos)? {
                byte if is(*byte, PLAIN) => end = pos + 1,
                b' ' => {}
                b':' if !matches!(self.bytes.get(pos + 1)?, b' ' | b'\n' | b'\t' | b'\r' | 0x80..) => {
                    end = pos + 1
                }
                b'#' if pos == end => end = pos + 1,
                b'\n' => break,
                _ => return None,
            }
            pos += 1;
        }
        let line_end = Mark { pos, column: 0, ..start };
        let (next, _) = self.next_line(line_end);
        // A line further in goes on with the scalar, and what begins with other blanks is looked at closely.
        if next.column as i32 > self.indent || matches!(self.bytes.get(next.pos)?, b'\t' | b'\r' | 0x80..) {
            return None;
        }
        Some((Text { text: &self.text[start.pos..end], style: Style::Plain, start, end }, next))
    }

    /// A quoted scalar of one line that stands for itself, and where it ends.
    fn quoted(&self, start: Mark, alone: bool) -> Option<(Text<'t>, Mark)> {
        let quote = self.byte(start.pos);
        let from = start.pos + 1;
        let rest = self.bytes.get(from..)?;
        let other = if quote == b'"' { b'\'' } else { b'"' };
        let length = rest
            .iter()
            .take_while(|byte| is(**byte, QUOTED) || **byte == other || (**byte == b'\\' && quote == b'\''))
            .count();
        if rest.get(length) != Some(&quote) || (quote == b'\'' && rest.get(length + 1) == Some(&quote)) {
            return None;
        }
        let end = from + length + 1;
        let style = if quote == b'"' { Style::DoubleQuoted } else { Style::SingleQuoted };
        let after = Mark { pos: end, column: start.column + small(end - start.pos), ..start };
        if alone && self.byte(self.blanks(after).pos) != b'\n' {
            return None;
        }
        Some((Text { text: &self.text[from..end - 1], style, start, end }, after))
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "reads a chart for its texts")]
mod tests {
    use crate::yaml::parser::{Kind, Parser};
    use crate::yaml::reader::ReadFault;

    /// All events, and the fault that ends them. A fault of the reader, here one that is never met, is a thing of which the
    /// quick way knows nothing, so with one the scanner goes its own way.
    fn events(text: &str, quick: bool) -> Vec<String> {
        let fault = (!quick).then_some(ReadFault { guard: usize::MAX, problem: "" });
        let mut parser = Parser::new(text, fault);
        let mut events = Vec::new();
        loop {
            match parser.next() {
                Ok(event) => {
                    events.push(format!("{event:?}"));
                    if matches!(event.kind, Kind::StreamEnd) {
                        return events;
                    }
                }
                Err(fault) => {
                    events.push(format!("{fault:?}"));
                    return events;
                }
            }
        }
    }

    const TEXT: &str = "\
apiVersion: v1
kind: \"Service\"
metadata:
  name: 'a'
  labels:
    app.kubernetes.io/name: x-y # why
    url: http://a.b/c#d
    time: 12:30:00

    empty:
    long: one
      two
  annotations: {a: b}
spec:
  ports:
  - name: http
    port: 80
    text: |-
      a: b
      c
  - name: it's
    quote: 'it''s'
    other: \"a\\n\"
  args:
    - --a=b
    - x y
    - \"z\"
    - k: v
      l:
      - 1
      - m
    - - n
  deep:
    er:
      still: yes
  empty:
  last: 1.5
---
- a: b
  c: d
- e
- f: g
";

    /// Random numbers that are the same each time: Marsaglia's xorshift.
    fn random(state: &mut u64, below: usize) -> usize {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        usize::try_from(*state % below as u64).unwrap_or_default()
    }

    #[test]
    fn the_quick_way_sees_what_the_scanner_sees() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let chart = std::fs::read_to_string(root.join("chart/values.yaml")).unwrap();
        for text in [TEXT, &chart] {
            assert_eq!(events(text, true), events(text, false));
        }
        let same = |text: &str| {
            let (mut quick, mut slow) = (events(text, true), events(text, false));
            assert_eq!(quick.last(), slow.last(), "{text}");
            // Who looks at the next token first meets its fault sooner.
            if slow.pop().is_some_and(|last| last.starts_with("Fault")) {
                quick.truncate(slow.len());
            } else {
                quick.pop();
            }
            assert_eq!(quick, slow, "{text}");
        };
        const PIECES: [&str; 30] = [
            " ", "  ", "\n", "\n\n", "\t", ":", ": ", "#", " #", "-", "- ", "'", "\"", "[", "]", "{", "}",
            "&a ", "*a", "!t ", "|", ">", "%", "---\n", "...\n", ",", "? ", "\r\n", "\u{e9}", "\u{2028}",
        ];
        let mut state = 88_172_645_463_325_252;
        for _ in 0..20_000 {
            let mut text = TEXT.to_owned();
            for _ in 0..=random(&mut state, 3) {
                let at = random(&mut state, text.len());
                let Some(at) = (at..=text.len()).find(|at| text.is_char_boundary(*at)) else { continue };
                let end = text[at..].chars().take(random(&mut state, 3)).map(char::len_utf8).sum::<usize>();
                text.replace_range(at..at + end, PIECES[random(&mut state, PIECES.len())]);
            }
            same(&text);
        }
    }

    #[test]
    fn the_quick_way_is_taken() {
        // The first key opens the mapping, and the last line has no next one.
        let mut parser = Parser::new("a: 1\nb: \"2\"\nc: 3\nd: 4\n", None);
        let mut quick = 0;
        while !matches!(parser.next().unwrap().kind, Kind::StreamEnd) {
            quick += usize::from(parser.knows_the_value());
        }
        assert_eq!(quick, 2);
    }
}
