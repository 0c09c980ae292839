//! Literals: numbers and strings as minijinja writes them.

use super::Emitter;
use crate::golang::strconv::unquote;
use crate::gotmpl::Span;
use crate::value::Value;
use std::fmt::Write as _;

impl Emitter<'_> {
    pub(super) fn int(&mut self, int: i64) {
        // `-5|f` would be `-(5|f)`.
        let _ = if int < 0 { write!(self.out, "({int})") } else { write!(self.out, "{int}") };
    }

    pub(super) fn float(&mut self, float: f64) {
        let _ = if float.is_sign_negative() {
            write!(self.out, "({float:?})")
        } else {
            write!(self.out, "{float:?}")
        };
    }

    /// A complex number, which can be printed and no more.
    pub(super) fn complex(&mut self, real: f64, imaginary: f64) {
        let show = |part: f64| crate::golang::fmt::display(&Value::Float(part)).into_owned();
        let sign = if imaginary.is_sign_negative() { "" } else { "+" };
        let _ = write!(self.out, "\"({}{sign}{}i)\"|complex", show(real), show(imaginary));
    }

    /// A literal of the template: line breaks stay line breaks where they are written as such.
    pub(super) fn literal(&mut self, span: Span) {
        let literal = &self.source[span.range()];
        // The parser has read it before, so it can be read.
        let text = unquote(literal).unwrap_or_default();
        self.string_with(&text, literal.contains('\n'));
    }

    /// A string of the compiler's own.
    pub(super) fn string(&mut self, text: &str) {
        self.string_with(text, false);
    }

    fn string_with(&mut self, text: &str, keep_line_breaks: bool) {
        self.out.push('"');
        let mut rest = text;
        while let Some(at) = special(rest.as_bytes()) {
            let (plain, tail) = rest.split_at(at);
            self.out.push_str(plain);
            match tail.as_bytes().first() {
                Some(b'"') => self.out.push_str("\\\""),
                Some(b'\\') => self.out.push_str("\\\\"),
                Some(b'\n') if keep_line_breaks => {
                    self.out.push('\n');
                    self.out_line += 1;
                }
                Some(b'\n') => self.out.push_str("\\n"),
                Some(b'\r') => self.out.push_str("\\r"),
                Some(b'\t') => self.out.push_str("\\t"),
                Some(b) => {
                    let _ = write!(self.out, "\\x{b:02x}");
                }
                None => {}
            }
            rest = &tail[1..];
        }
        self.out.push_str(rest);
        self.out.push('"');
    }
}

/// The first byte that is not written as it is.
fn special(text: &[u8]) -> Option<usize> {
    let end = memchr::memchr3(b'"', b'\\', b'\n', text);
    let plain = &text[..end.unwrap_or(text.len())];
    // Other control characters are so rare that it pays to look at all bytes at once whether there is one.
    if plain.iter().fold(false, |found, byte| found | (*byte < b' ')) {
        return plain.iter().position(|byte| *byte < b' ');
    }
    end
}
