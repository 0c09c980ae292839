//! Programs as minijinja reads them: line N of the program is line N of the template.

use super::write::Writer;
use crate::golang::strconv::unquote;
use crate::gotmpl::Span;
use std::fmt::Write as _;

/// A program's text.
pub(super) struct Text<'a> {
    source: &'a str,
    pub(super) out: String,
    out_line: usize,
    /// The last position whose line was counted, and that line.
    counted: (usize, usize),
}

impl Text<'_> {
    fn line_of(&self, pos: u32) -> usize {
        let (at, line) = self.counted;
        let between = self.source.as_bytes().get(at..pos as usize).unwrap_or_default();
        line + line_breaks(between)
    }

    /// A string; line breaks may stay line breaks.
    fn quoted(&mut self, text: &str, keep_line_breaks: bool) {
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

    fn open(&mut self, tag: &str, pos: Option<u32>) {
        self.out.push_str(tag);
        if let Some(pos) = pos {
            self.line_up(pos);
        }
        self.out.push(' ');
    }

    fn close(&mut self) {
        self.out.push_str(" %}");
    }
}

impl<'a> Writer<'a> for Text<'a> {
    fn new(source: &'a str) -> Self {
        Text { source, out: String::with_capacity(256), out_line: 1, counted: (0, 1) }
    }

    fn line_up(&mut self, pos: u32) {
        let (at, line) = self.counted;
        let pos = pos as usize;
        if pos > at {
            let between = &self.source.as_bytes()[at..pos.min(self.source.len())];
            self.counted = (pos, line + line_breaks(between));
        }
        while self.out_line < self.counted.1 {
            self.out.push('\n');
            self.out_line += 1;
        }
    }

    fn line_up_tags(&mut self, pos: u32) {
        if self.line_of(pos) > self.out_line {
            self.out.push_str("{#");
            self.line_up(pos);
            self.out.push_str("#}");
        }
    }

    fn raw(&mut self, span: Span) {
        let text = &self.source[span.range()];
        if self.counted.0 < span.start as usize {
            // Line breaks that a trim marker removed from the output stay in the program, in a comment.
            self.line_up_tags(span.start);
        }
        let mut rest = text;
        while let Some(at) = memchr::memchr(b'{', rest.as_bytes()) {
            let (before, brace) = rest.split_at(at);
            self.out.push_str(before);
            // A brace that would open a tag, or meet our own next tag, is printed by a tag.
            if matches!(brace.as_bytes().get(1), None | Some(b'{' | b'%' | b'#')) {
                self.out.push_str("{{ '{' }}");
            } else {
                self.out.push('{');
            }
            rest = &brace[1..];
        }
        self.out.push_str(rest);
        self.out_line += line_breaks(text.as_bytes());
    }

    fn start_print(&mut self, pos: Option<u32>) {
        self.open("{{", pos);
    }

    fn end_print(&mut self) {
        self.out.push_str(" }}");
    }

    fn start_set(&mut self, target: &str, pos: Option<u32>) {
        self.open("{% set", pos);
        self.out.push_str(target);
        self.out.push_str(" = ");
    }

    fn end_set(&mut self, _: &str) {
        self.close();
    }

    fn start_put(&mut self, target: &str) {
        let _ = write!(self.out, "{{% do {target}.put(");
    }

    fn end_put(&mut self) {
        self.out.push(')');
        self.close();
    }

    fn start_if(&mut self, pos: Option<u32>, elif: bool) {
        self.open(if elif { "{% elif" } else { "{% if" }, pos);
    }

    fn end_condition(&mut self, _: bool) {
        self.close();
    }

    fn otherwise(&mut self) {
        self.out.push_str("{% else %}");
    }

    fn end_if(&mut self) {
        self.out.push_str("{% endif %}");
    }

    fn start_for(&mut self, (first, second): (&str, Option<&str>), pos: Option<u32>) {
        self.open("{% for", pos);
        self.out.push_str(first);
        if let Some(second) = second {
            self.out.push_str(", ");
            self.out.push_str(second);
        }
        self.out.push_str(" in ");
    }

    fn end_head(&mut self, _: (&str, Option<&str>)) {
        self.close();
    }

    fn for_else(&mut self) {
        self.out.push_str("{% else %}");
    }

    fn end_for(&mut self, _: bool) {
        self.out.push_str("{% endfor %}");
    }

    fn break_loop(&mut self) {
        self.out.push_str("{% break %}");
    }

    fn continue_loop(&mut self) {
        self.out.push_str("{% continue %}");
    }

    fn load(&mut self, name: &str) {
        self.out.push_str(name);
    }

    fn held(&mut self) {
        self.out.push_str(".v");
    }

    fn none(&mut self) {
        self.out.push_str("none");
    }

    fn bool(&mut self, value: bool) {
        self.out.push_str(if value { "true" } else { "false" });
    }

    fn int(&mut self, value: i64) {
        // `-5|f` would be `-(5|f)`.
        let _ = if value < 0 { write!(self.out, "({value})") } else { write!(self.out, "{value}") };
    }

    fn float(&mut self, value: f64) {
        let _ = if value.is_sign_negative() {
            write!(self.out, "({value:?})")
        } else {
            write!(self.out, "{value:?}")
        };
    }

    fn str(&mut self, text: &str) {
        self.quoted(text, false);
    }

    fn literal(&mut self, literal: &'a str) {
        // The parser has read it before, so it can be read. What is written with line breaks keeps them.
        self.quoted(&unquote(literal).unwrap_or_default(), literal.contains('\n'));
    }

    fn start_call(&mut self, name: &str, _: u32) {
        self.out.push_str(name);
        self.out.push('(');
    }

    fn separate(&mut self) {
        self.out.push(',');
    }

    fn end_call(&mut self, _: usize) {
        self.out.push(')');
    }

    fn start_filter(&mut self, name: &str, _: u32) {
        self.out.push('|');
        self.out.push_str(name);
        self.out.push('(');
    }

    fn end_filter(&mut self, _: usize) {
        self.out.push(')');
    }

    fn filter(&mut self, name: &str, _: u32) {
        self.out.push('|');
        self.out.push_str(name);
    }

    fn fields(&mut self, path: &str, interface: bool) {
        self.out.push_str(if interface { "|ati(\"" } else { "|at(\"" });
        // Names are words: nothing in them is to be escaped.
        for (i, name) in path.split('.').enumerate() {
            self.out.push_str(if i > 0 { "\",\"" } else { "" });
            self.out.push_str(name);
        }
        self.out.push_str("\")");
    }

    fn start_not(&mut self) {
        self.out.push_str("(not ");
    }

    fn end_not(&mut self) {
        self.out.push(')');
    }

    fn start_logic(&mut self) {
        self.out.push('(');
    }

    fn operator(&mut self, and: bool) {
        self.out.push_str(if and { " and " } else { " or " });
    }

    fn end_logic(&mut self) {
        self.out.push(')');
    }

    fn mark(&mut self, _: u32) -> usize {
        self.out.len()
    }
}

/// How many lines end in a text. Most are short, and then a vector search is more trouble than it saves.
fn line_breaks(text: &[u8]) -> usize {
    const SHORT: usize = 64;
    if text.len() < SHORT {
        text.iter().filter(|byte| **byte == b'\n').count()
    } else {
        memchr::memchr_iter(b'\n', text).count()
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
