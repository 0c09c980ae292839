//! Strings.

use super::{END, Parsed, Parser, is_new_line};
use crate::golang::strconv::quote;
use crate::json::replace_invalid;
use crate::value::string_from_bytes;

impl Parser<'_> {
    pub(super) fn basic_string(&mut self) -> Parsed<String> {
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

    pub(super) fn raw_string(&mut self) -> Parsed<String> {
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

    pub(super) fn multiline_string(&mut self) -> Parsed<String> {
        loop {
            match self.next()? {
                END => return self.fail_here("unexpected EOF; expected '\"\"\"'"),
                // A backslash at the end of a line escapes the line break.
                '\\' if !is_new_line(self.next()?) => {
                    self.backup();
                    self.escape()?;
                }
                '"' if self.closes_multiline('"')? => break,
                _ => {}
            }
        }
        let text = self.current()[..self.current().len() - 3].to_vec();
        self.ignore();
        let text = without_escaped_newlines(without_first_newline(&text));
        self.unescape(&text)
    }

    pub(super) fn multiline_raw_string(&mut self) -> Parsed<String> {
        loop {
            match self.next()? {
                END => return self.fail_here("unexpected EOF; expected \"'''\""),
                '\'' if self.closes_multiline('\'')? => break,
                _ => {}
            }
        }
        let text = self.current()[..self.current().len() - 3].to_vec();
        self.ignore();
        Ok(string_from_bytes(without_first_newline(&text)).into_owned())
    }

    /// Whether the quote that was read, with those that follow, ends the string. Up to two quotes may stand
    /// before the three that do.
    pub(super) fn closes_multiline(&mut self, mark: char) -> Parsed<bool> {
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
    pub(super) fn escape(&mut self) -> Parsed<()> {
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
    pub(super) fn unescape(&self, text: &[u8]) -> Parsed<String> {
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
