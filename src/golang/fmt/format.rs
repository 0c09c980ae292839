//! Prints strings and numbers in a field of a given width. Source: fmt/format.go.

use super::{MAX_OUTPUT, Printer};
use crate::golang::strconv::{self, Charset, decode_rune};
use crate::golang::unicode::is_print;
use crate::value::{Value, string_from_bytes};

impl Printer {
    /// Bytes in a field of the wanted width. Source: fmt/format.go, `pad`.
    pub(super) fn pad(&mut self, bytes: &[u8]) {
        let missing = match self.width {
            None | Some(0) => 0,
            Some(width) => width.saturating_sub(rune_count(bytes)),
        };
        if !self.flags.minus {
            self.push_padding(missing);
        }
        self.out.extend_from_slice(bytes);
        if self.flags.minus {
            self.push_padding(missing);
        }
    }

    /// As [`Printer::pad`], for what is never padded with zeros.
    fn pad_with_spaces(&mut self, bytes: &[u8]) {
        let zero = std::mem::take(&mut self.flags.zero);
        self.pad(bytes);
        self.flags.zero = zero;
    }

    fn push_padding(&mut self, len: usize) {
        if len > MAX_OUTPUT.saturating_sub(self.out.len()) {
            self.overflow_output();
            return;
        }
        // Only the left side is ever filled with zeros.
        let filler = if self.flags.zero && !self.flags.minus { b'0' } else { b' ' };
        let block = [filler; 64];
        let mut left = len;
        while left > 0 {
            let part = left.min(block.len());
            self.out.extend_from_slice(&block[..part]);
            left -= part;
        }
    }

    pub(super) fn overflow_output(&mut self) {
        self.overflow.get_or_insert("a value is too large to be printed");
    }

    /// A string or what stands for one. `value` is what a bad verb shows; nil stands for the text itself.
    pub(super) fn string(&mut self, text: &[u8], verb: char, value: &Value) {
        match verb {
            'v' if self.flags.sharp_v => self.quoted(text),
            'v' | 's' => {
                let text = self.truncated(text);
                self.pad(text);
            }
            'x' | 'X' => self.hex(text, verb),
            'q' => self.quoted(text),
            _ if value.is_nil() => self.bad_verb(verb, &Value::from(&*string_from_bytes(text))),
            _ => self.bad_verb(verb, value),
        }
    }

    /// The first characters of a string, as many as the precision says.
    fn truncated<'a>(&self, text: &'a [u8]) -> &'a [u8] {
        let Some(precision) = self.precision else { return text };
        let mut rest = text;
        for _ in 0..precision {
            if rest.is_empty() {
                return text;
            }
            rest = &rest[decode_rune(rest).1..];
        }
        &text[..text.len() - rest.len()]
    }

    fn quoted(&mut self, text: &[u8]) {
        let text = self.truncated(text);
        if self.flags.sharp && strconv::can_backquote(text) {
            self.pad(&[b"`", text, b"`"].concat());
        } else {
            let charset = self.charset();
            self.pad(strconv::quote_bytes(text, charset).as_bytes());
        }
    }

    fn charset(&self) -> Charset {
        if self.flags.plus { Charset::Ascii } else { Charset::Printable }
    }

    /// The bytes in hexadecimal. Source: fmt/format.go, `fmtSbx`.
    fn hex(&mut self, bytes: &[u8], verb: char) {
        let bytes = &bytes[..bytes.len().min(self.precision.unwrap_or(usize::MAX))];
        let digits = if verb == 'X' { UPPER } else { LOWER };
        let prefix: &[u8] = match (self.flags.sharp, verb) {
            (false, _) => b"",
            (true, 'X') => b"0X",
            (true, _) => b"0x",
        };
        let mut text = Vec::with_capacity(2 * bytes.len());
        for (i, byte) in bytes.iter().enumerate() {
            if self.flags.space && i > 0 {
                text.push(b' ');
            }
            if i == 0 || self.flags.space {
                text.extend_from_slice(prefix);
            }
            text.push(digits[usize::from(byte >> 4)]);
            text.push(digits[usize::from(byte & 15)]);
        }
        self.pad(&text);
    }

    /// `0x1f`, whatever the flags say.
    pub(super) fn hex_literal(&mut self, n: u64) {
        let sharp = std::mem::replace(&mut self.flags.sharp, true);
        self.number(n, false, 16, 'v');
        self.flags.sharp = sharp;
    }

    /// An integer; an unsigned one is given by its bits. Source: fmt/print.go, `fmtInteger`.
    pub(super) fn integer(&mut self, n: i64, signed: bool, verb: char, value: &Value) {
        let bits = n as u64;
        match verb {
            'v' if self.flags.sharp_v && !signed => self.hex_literal(bits),
            'v' | 'd' => self.number(bits, signed, 10, verb),
            'b' => self.number(bits, signed, 2, verb),
            'o' | 'O' => self.number(bits, signed, 8, verb),
            'x' | 'X' => self.number(bits, signed, 16, verb),
            'c' => self.pad(character(bits).encode_utf8(&mut [0; 4]).as_bytes()),
            'q' => {
                let charset = self.charset();
                self.pad(strconv::quote_rune(character(bits), charset).as_bytes());
            }
            'U' => self.unicode(bits),
            _ => self.bad_verb(verb, value),
        }
    }

    /// Source: fmt/format.go, `fmtInteger`.
    pub(super) fn number(&mut self, bits: u64, signed: bool, base: u64, verb: char) {
        let negative = signed && (bits as i64) < 0;
        let magnitude = if negative { bits.wrapping_neg() } else { bits };
        let sign: &[u8] = match (negative, self.flags.plus, self.flags.space) {
            (true, ..) => b"-",
            (_, true, _) => b"+",
            (_, _, true) => b" ",
            _ => b"",
        };
        let min_digits = match (self.precision, self.width) {
            // A zero without any digit is nothing but padding.
            (Some(0), _) if magnitude == 0 => return self.pad_with_spaces(b""),
            (Some(precision), _) => precision,
            (None, Some(width)) if self.flags.zero && !self.flags.minus => width.saturating_sub(sign.len()),
            _ => 0,
        };
        let digits = if verb == 'X' { UPPER } else { LOWER };
        let mut buffer = [0; 64];
        let mut start = buffer.len();
        let mut rest = magnitude;
        loop {
            start -= 1;
            buffer[start] = digits[(rest % base) as usize];
            rest /= base;
            if rest == 0 {
                break;
            }
        }
        let text = &buffer[start..];
        let zeros = min_digits.saturating_sub(text.len());
        let prefix: &[u8] = match (base, self.flags.sharp) {
            (2, true) => b"0b",
            (8, true) if zeros == 0 && text.first() != Some(&b'0') => b"0",
            (16, true) if verb == 'X' => b"0X",
            (16, true) => b"0x",
            _ => b"",
        };
        let octal: &[u8] = if verb == 'O' { b"0o" } else { b"" };
        if sign.is_empty() && prefix.is_empty() && octal.is_empty() && zeros == 0 {
            return self.pad_with_spaces(text);
        }
        let mut whole = [sign, octal, prefix].concat();
        whole.resize(whole.len() + zeros, b'0');
        whole.extend_from_slice(text);
        self.pad_with_spaces(&whole);
    }

    /// `U+0078`, with the sharp flag `U+0078 'x'`. Source: fmt/format.go, `fmtUnicode`.
    fn unicode(&mut self, bits: u64) {
        let digits = self.precision.unwrap_or(0).max(4);
        let mut text = format!("{bits:X}");
        let zeros = digits.saturating_sub(text.len());
        text.insert_str(0, &"0".repeat(zeros));
        text.insert_str(0, "U+");
        let c =
            u32::try_from(bits).ok().and_then(char::from_u32).filter(|c| self.flags.sharp && is_print(*c));
        if let Some(c) = c {
            text.push_str(" '");
            text.push(c);
            text.push('\'');
        }
        self.pad_with_spaces(text.as_bytes());
    }

    /// A `float64`. Source: fmt/print.go, `fmtFloat`.
    pub(super) fn float(&mut self, number: f64, verb: char, value: &Value) {
        let (format, precision) = match verb {
            'v' => ('g', None),
            'b' | 'g' | 'G' | 'x' | 'X' => (verb, None),
            'f' | 'e' | 'E' => (verb, Some(6)),
            'F' => ('f', Some(6)),
            _ => return self.bad_verb(verb, value),
        };
        let precision = self.precision.or(precision);
        let mut text = strconv::format_float(number, format, precision);
        let unsigned = text.trim_start_matches(['+', '-']).len();
        let negative = text.starts_with('-');
        text.drain(..text.len() - unsigned);
        let sign = match (negative, self.flags.plus, self.flags.space) {
            (true, ..) => "-",
            (_, true, _) => "+",
            (_, _, true) => " ",
            // Infinity alone shows its sign always.
            _ if number.is_infinite() => "+",
            _ => "",
        };
        if !number.is_finite() {
            return self.pad_with_spaces(format!("{sign}{text}").as_bytes());
        }
        if self.flags.sharp && format != 'b' {
            keep_point(&mut text, format, precision);
        }
        let width = self.width.unwrap_or(0);
        let len = sign.len() + text.len();
        if self.flags.zero && !self.flags.minus && !sign.is_empty() && width > len {
            // The sign goes before the zeros.
            self.out.extend_from_slice(sign.as_bytes());
            self.push_padding(width - len);
            self.out.extend_from_slice(text.as_bytes());
        } else {
            text.insert_str(0, sign);
            self.pad(text.as_bytes());
        }
    }
}

const LOWER: &[u8; 16] = b"0123456789abcdef";
const UPPER: &[u8; 16] = b"0123456789ABCDEF";

/// What the sharp flag does to a number without its sign: it has a decimal point always, and `%g` keeps its
/// trailing zeros. Source: fmt/format.go, `fmtFloat`.
fn keep_point(text: &mut String, format: char, precision: Option<usize>) {
    let mut digits = match format {
        'g' | 'G' | 'x' => precision.unwrap_or(6),
        _ => 0,
    };
    let is_hex = matches!(format, 'x' | 'X');
    let is_tail = |c| matches!(c, 'p' | 'P') || !is_hex && matches!(c, 'e' | 'E');
    let tail = text.split_off(text.find(is_tail).unwrap_or(text.len()));
    let mut leading = true;
    for c in text.chars().filter(|c| *c != '.') {
        leading = leading && c == '0';
        if !leading {
            digits = digits.saturating_sub(1);
        }
    }
    if !text.contains('.') {
        if text == "0" {
            digits = digits.saturating_sub(1);
        }
        text.push('.');
    }
    text.extend(std::iter::repeat_n('0', digits));
    text.push_str(&tail);
}

/// The character of a code point; what is none becomes U+FFFD.
fn character(bits: u64) -> char {
    u32::try_from(bits).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The number of characters; each byte that is part of none counts as one.
fn rune_count(bytes: &[u8]) -> usize {
    if bytes.is_ascii() {
        return bytes.len();
    }
    let mut count = 0;
    let mut rest = bytes;
    while !rest.is_empty() {
        rest = &rest[decode_rune(rest).1..];
        count += 1;
    }
    count
}
