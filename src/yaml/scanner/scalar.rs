//! Scalars: plain ones, quoted ones and blocks.

use super::cursor::{BREAK, COLON, FLOW, QUOTE, STOP, class, is_blank, small};
use super::{Result, Scanner, Style, Tok, Token};
use std::borrow::Cow;

impl<'t> Scanner<'t> {
    pub(super) fn scan_block_scalar(&mut self, literal: bool) -> Result<Token<'t>> {
        let start = self.mark;
        self.skip();
        self.need(1)?;
        let mut keep = None;
        let mut increment = 0;
        for _ in 0..2 {
            match self.at(0) {
                sign @ (b'+' | b'-') if keep.is_none() => keep = Some(sign == b'+'),
                b'0' if increment == 0 => {
                    return self.fault("found an indentation indicator equal to 0");
                }
                digit @ b'1'..=b'9' if increment == 0 => increment = i32::from(digit - b'0'),
                _ => break,
            }
            self.skip();
            self.need(1)?;
        }
        self.scan_line_rest()?;

        // The column of the text, 0 as long as it is not known.
        let mut indent = if increment > 0 { self.indent.max(0) + increment } else { 0 };
        let mut end = self.mark.pos;
        let mut out = String::new();
        let mut breaks = String::new();
        self.scan_block_scalar_breaks(&mut indent, &mut breaks, &mut end)?;
        self.need(1)?;
        let mut leading_break = None;
        let mut leading_blank = false;
        while self.mark.column as i32 == indent && !self.is_end() {
            let trailing_blank = is_blank(self.at(0));
            if !literal && !leading_blank && !trailing_blank && leading_break == Some('\n') {
                if breaks.is_empty() {
                    out.push(' ');
                }
            } else {
                out.extend(leading_break);
            }
            out.push_str(&breaks);
            breaks.clear();
            leading_blank = trailing_blank;
            let line_end = self.line_end();
            out.push_str(&self.text[self.mark.pos..line_end]);
            self.skip_to(line_end);
            self.need(2)?;
            leading_break = self.read_line();
            self.scan_block_scalar_breaks(&mut indent, &mut breaks, &mut end)?;
        }
        if keep != Some(false) {
            out.extend(leading_break);
        }
        if keep == Some(true) {
            out.push_str(&breaks);
        }
        let style = if literal { Style::Literal } else { Style::Folded };
        Ok(Token { style, end, value: Cow::Owned(out), ..self.token(Tok::Scalar, start) })
    }

    /// Eats indentation and empty lines, and finds out the indentation where it is not known yet.
    fn scan_block_scalar_breaks(
        &mut self,
        indent: &mut i32,
        breaks: &mut String,
        end: &mut usize,
    ) -> Result<()> {
        *end = self.mark.pos;
        let mut max_indent = 0;
        loop {
            self.need(1)?;
            let room = match *indent {
                0 => usize::MAX,
                indent => usize::try_from(indent - self.mark.column as i32).unwrap_or(0),
            };
            let mut spaces = 0;
            while spaces < room && self.at(spaces) == b' ' {
                spaces += 1;
            }
            self.mark.pos += spaces;
            self.mark.column += small(spaces);
            self.need(1)?;
            max_indent = max_indent.max(self.mark.column as i32);
            if (*indent == 0 || (self.mark.column as i32) < *indent) && self.at(0) == b'\t' {
                return self.fault("found a tab character where an indentation space is expected");
            }
            if !self.is_break(0) {
                break;
            }
            self.need(2)?;
            breaks.extend(self.read_line());
            *end = self.mark.pos;
        }
        if *indent == 0 {
            *indent = max_indent.max(self.indent + 1).max(1);
        }
        Ok(())
    }

    pub(super) fn scan_flow_scalar(&mut self, single: bool) -> Result<Token<'t>> {
        let start = self.mark;
        let style = if single { Style::SingleQuoted } else { Style::DoubleQuoted };
        self.skip();
        if let Some(value) = self.scan_simple_flow_scalar(single)? {
            return Ok(Token { style, value: Cow::Borrowed(value), ..self.token(Tok::Scalar, start) });
        }
        let mut out = String::new();
        let mut whitespace = String::new();
        let mut leading_break = None;
        let mut breaks = String::new();
        loop {
            self.need(4)?;
            if self.mark.column == 0 && (self.is_document_indicator(b'-') || self.is_document_indicator(b'.'))
            {
                return self.fault("found unexpected document indicator");
            }
            if self.is_end() {
                return self.fault_of(start, "found unexpected end of stream");
            }
            let mut leading_blanks = self.scan_flow_scalar_text(single, &mut out)?;
            self.need(1)?;
            if self.at(0) == if single { b'\'' } else { b'"' } {
                break;
            }
            loop {
                if is_blank(self.at(0)) {
                    if !leading_blanks {
                        whitespace.push(char::from(self.at(0)));
                    }
                    self.skip();
                } else if self.is_break(0) {
                    self.need(2)?;
                    if leading_blanks {
                        breaks.extend(self.read_line());
                    } else {
                        whitespace.clear();
                        leading_break = self.read_line();
                        leading_blanks = true;
                    }
                } else {
                    break;
                }
                self.need(1)?;
            }
            if leading_blanks {
                fold(&mut out, leading_break, &breaks);
                breaks.clear();
                leading_break = None;
            } else {
                out.push_str(&whitespace);
                whitespace.clear();
            }
        }
        self.skip();
        Ok(Token { style, value: Cow::Owned(out), ..self.token(Tok::Scalar, start) })
    }

    /// The text up to the closing quote, where it is in the same line and stands for itself.
    fn scan_simple_flow_scalar(&mut self, single: bool) -> Result<Option<&'t str>> {
        let from = self.mark.pos;
        let quote = if single { b'\'' } else { b'"' };
        let mut pos = from;
        while let Some(&byte) = self.bytes.get(pos) {
            let class = class(byte);
            if class & (BREAK | QUOTE) != 0 {
                if byte == quote {
                    if single && self.bytes.get(pos + 1) == Some(&quote) {
                        return Ok(None);
                    }
                    self.need(4)?;
                    self.skip_to(pos);
                    self.need(1)?;
                    self.skip();
                    return Ok(Some(&self.text[from..pos]));
                }
                if (byte == b'\\' && !single) || (class & BREAK != 0 && self.break_at(pos).is_some()) {
                    return Ok(None);
                }
            }
            pos += 1;
        }
        Ok(None)
    }

    /// Consumes characters that are not blank, up to the closing quote; says whether it stopped behind an
    /// escaped line break.
    fn scan_flow_scalar_text(&mut self, single: bool, out: &mut String) -> Result<bool> {
        loop {
            let from = self.mark.pos;
            let mut pos = from;
            while let Some(&byte) = self.bytes.get(pos) {
                let class = class(byte);
                if class & QUOTE != 0
                    || is_blank(byte)
                    || (class & BREAK != 0 && self.break_at(pos).is_some())
                {
                    break;
                }
                pos += 1;
            }
            out.push_str(&self.text[from..pos]);
            self.skip_to(pos);
            self.need(2)?;
            match (self.at(0), single) {
                _ if self.is_blankz(0) => return Ok(false),
                (b'\'', true) if self.at(1) == b'\'' => {
                    out.push('\'');
                    self.skip();
                    self.skip();
                }
                (b'\'', true) | (b'"', false) => return Ok(false),
                (b'\\', false) if self.is_break(1) => {
                    self.need(3)?;
                    self.skip();
                    self.read_line();
                    return Ok(true);
                }
                (b'\\', false) => self.scan_escape(out)?,
                (other, _) => {
                    out.push(char::from(other));
                    self.skip();
                }
            }
            self.need(2)?;
        }
    }

    fn scan_escape(&mut self, out: &mut String) -> Result<()> {
        let digits = match self.at(1) {
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            simple => {
                out.push(match simple {
                    b'0' => '\0',
                    b'a' => '\x07',
                    b'b' => '\x08',
                    b't' | b'\t' => '\t',
                    b'n' => '\n',
                    b'v' => '\x0B',
                    b'f' => '\x0C',
                    b'r' => '\r',
                    b'e' => '\x1B',
                    b' ' => ' ',
                    b'"' => '"',
                    b'\'' => '\'',
                    b'\\' => '\\',
                    b'N' => '\u{85}',
                    b'_' => '\u{A0}',
                    b'L' => '\u{2028}',
                    b'P' => '\u{2029}',
                    _ => return self.fault("found unknown escape character"),
                });
                0
            }
        };
        self.skip();
        self.skip();
        if digits == 0 {
            return Ok(());
        }
        self.need(digits)?;
        let mut value: u32 = 0;
        for k in 0..digits {
            let Some(digit) = char::from(self.at(k)).to_digit(16) else {
                return self.fault("did not find expected hexdecimal number");
            };
            value = value.wrapping_shl(4) | digit;
        }
        let Some(c) = char::from_u32(value) else {
            return self.fault("found invalid Unicode character escape code");
        };
        out.push(c);
        self.mark.pos += digits;
        self.mark.column += small(digits);
        Ok(())
    }

    pub(super) fn scan_plain_scalar(&mut self) -> Result<Token<'t>> {
        let start = self.mark;
        let indent = self.indent + 1;
        let end_bits = if self.flow_level > 0 { STOP | COLON | FLOW } else { STOP | COLON };
        // Lines that are joined already, and the part of the current line that is not.
        let mut joined = String::new();
        let (mut from, mut end) = (start.pos, start.pos);
        let mut leading_blanks = false;
        let mut leading_break = None;
        let mut breaks = String::new();
        loop {
            self.need(4)?;
            if self.mark.column == 0 && (self.is_document_indicator(b'-') || self.is_document_indicator(b'.'))
            {
                break;
            }
            if self.at(0) == b'#' {
                break;
            }
            let run = self.mark.pos;
            let text_end = self.plain_run(end_bits)?;
            if text_end > run {
                if leading_blanks {
                    joined.push_str(&self.text[from..end]);
                    fold(&mut joined, leading_break, &breaks);
                    breaks.clear();
                    from = run;
                    leading_blanks = false;
                }
                end = text_end;
                self.skip_to(end);
                self.need(2)?;
            }
            if !is_blank(self.at(0)) && !self.is_break(0) {
                break;
            }
            self.need(1)?;
            loop {
                let spaces = self.bytes[self.mark.pos..].iter().take_while(|b| **b == b' ').count();
                if spaces > 0 {
                    self.mark.pos += spaces;
                    self.mark.column += small(spaces);
                } else if self.at(0) == b'\t' {
                    if leading_blanks && (self.mark.column as i32) < indent {
                        return self.fault("found a tab character that violates indentation");
                    }
                    self.mark.pos += 1;
                    self.mark.column += 1;
                } else if self.is_break(0) {
                    self.need(2)?;
                    if leading_blanks {
                        breaks.extend(self.read_line());
                    } else {
                        leading_break = self.read_line();
                        leading_blanks = true;
                    }
                } else {
                    break;
                }
                self.need(1)?;
            }
            if self.flow_level == 0 && (self.mark.column as i32) < indent {
                break;
            }
        }
        let rest = &self.text[from..end];
        let value = if from == start.pos {
            Cow::Borrowed(rest)
        } else {
            joined.push_str(rest);
            Cow::Owned(joined)
        };
        if leading_blanks {
            self.simple_key_allowed = true;
        }
        Ok(Token { end, value, ..self.token(Tok::Scalar, start) })
    }
}

impl Scanner<'_> {
    /// The end of the plain text that starts here: as many words as stand in the line, up to what may end
    /// the scalar. `end_bits` are the classes of what may.
    pub(super) fn plain_run(&self, end_bits: u8) -> Result<usize> {
        let mut end = self.mark.pos;
        let mut pos = end;
        loop {
            let word = pos;
            while let Some(&byte) = self.bytes.get(pos) {
                if class(byte) & end_bits != 0 && self.ends_plain(pos, byte) {
                    break;
                }
                pos += 1;
            }
            if pos == word {
                return Ok(end);
            }
            end = pos;
            while self.bytes.get(pos).is_some_and(|b| is_blank(*b)) {
                pos += 1;
            }
            if pos == end || self.bytes.get(pos) == Some(&b'#') {
                return Ok(end);
            }
            self.need_at(pos, 4)?;
        }
    }

    /// Whether a byte of a suspicious class ends a plain scalar.
    #[inline]
    fn ends_plain(&self, pos: usize, byte: u8) -> bool {
        match byte {
            b':' => self.is_blankz(pos + 1 - self.mark.pos),
            0xC2 | 0xE2 => self.break_at(pos).is_some(),
            _ => true,
        }
    }
}

/// Joins two lines of a scalar: a single line break becomes a blank, of more the first one is dropped.
fn fold(out: &mut String, leading_break: Option<char>, breaks: &str) {
    if leading_break == Some('\n') {
        out.push_str(if breaks.is_empty() { " " } else { breaks });
    } else {
        out.extend(leading_break);
        out.push_str(breaks);
    }
}
