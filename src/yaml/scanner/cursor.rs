//! What the scanner sees of the text, and how it moves through it.

use super::{Fault, Mark, Result, Scanner};
use std::borrow::Cow;

/// Bit of [`CLASS`]: a blank, or the first byte of a line break.
pub(super) const STOP: u8 = 1;
/// Bit of [`CLASS`]: `,`, `?`, `[`, `]`, `{`, `}`, which end a plain scalar in a flow collection.
pub(super) const FLOW: u8 = 2;
/// Bit of [`CLASS`]: `:`.
pub(super) const COLON: u8 = 4;
/// Bit of [`CLASS`]: the first byte of a line break.
pub(super) const BREAK: u8 = 8;
/// Bit of [`CLASS`]: `"`, `'` and `\`.
pub(super) const QUOTE: u8 = 16;

/// What a byte may mean inside of a scalar.
pub(super) const CLASS: [u8; 256] = {
    let mut table = [0; 256];
    table[b' ' as usize] = STOP;
    table[b'\t' as usize] = STOP;
    table[b'\r' as usize] = STOP | BREAK;
    table[b'\n' as usize] = STOP | BREAK;
    table[0xC2] = STOP | BREAK;
    table[0xE2] = STOP | BREAK;
    table[b':' as usize] = COLON;
    table[b'"' as usize] = QUOTE;
    table[b'\'' as usize] = QUOTE;
    table[b'\\' as usize] = QUOTE;
    let mut i = 0;
    while i < 6 {
        table[b",?[]{}"[i] as usize] = FLOW;
        i += 1;
    }
    table
};

pub(super) fn class(byte: u8) -> u8 {
    CLASS[usize::from(byte)]
}

/// Characters in a piece of text.
pub(super) fn chars(bytes: &[u8]) -> usize {
    if bytes.is_ascii() {
        return bytes.len();
    }
    bytes.iter().map(|b| usize::from(*b & 0xC0 != 0x80)).sum()
}

/// Longest line of which the columns are told apart; far beyond what any file holds.
pub(super) fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

pub(super) fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

/// Letters, digits, `_` and `-`.
pub(super) fn is_alpha(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

impl Scanner<'_> {
    /// Says that the next `count` characters are about to be looked at. Source: `yaml_parser_update_buffer`.
    #[inline]
    pub(super) fn need(&self, count: usize) -> Result<()> {
        self.need_at(self.mark.pos, count)
    }

    #[inline]
    pub(super) fn need_at(&self, pos: usize, count: usize) -> Result<()> {
        // Most texts have no fault, and then the guard is out of reach.
        if pos + 4 * count <= self.guard { Ok(()) } else { self.need_slowly(pos, count) }
    }

    #[cold]
    pub(super) fn need_slowly(&self, pos: usize, count: usize) -> Result<()> {
        let Some(fault) = self.fault else { return Ok(()) };
        let in_window = self.bytes.get(pos..fault.guard).map_or(0, chars);
        if in_window >= count {
            return Ok(());
        }
        // The text ends where the character stands that is not allowed.
        let line = self.bytes.iter().filter(|b| **b == b'\n').count();
        let start = self.text.rfind('\n').map_or(0, |end| end + 1);
        let column = small(chars(&self.bytes[start..]));
        let place = Mark { pos: self.bytes.len(), line: small(line), column };
        Err(Box::new(Fault { problem: Cow::Borrowed(fault.problem), mark: None, place, scanner: false }))
    }

    /// The byte `offset` bytes ahead, NUL behind the end.
    pub(super) fn at(&self, offset: usize) -> u8 {
        self.bytes.get(self.mark.pos + offset).copied().unwrap_or(0)
    }

    pub(super) fn is_end(&self) -> bool {
        self.mark.pos >= self.bytes.len()
    }

    /// The line break at an absolute offset: its width, and what it becomes inside of a scalar.
    pub(super) fn break_at(&self, pos: usize) -> Option<(usize, char)> {
        match *self.bytes.get(pos)? {
            b'\n' => Some((1, '\n')),
            b'\r' if self.bytes.get(pos + 1) == Some(&b'\n') => Some((2, '\n')),
            b'\r' => Some((1, '\n')),
            0xC2 if self.bytes.get(pos + 1) == Some(&0x85) => Some((2, '\n')),
            0xE2 => match self.bytes.get(pos + 1..pos + 3)? {
                [0x80, 0xA8] => Some((3, '\u{2028}')),
                [0x80, 0xA9] => Some((3, '\u{2029}')),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn is_break(&self, offset: usize) -> bool {
        class(self.at(offset)) & BREAK != 0 && self.break_at(self.mark.pos + offset).is_some()
    }

    /// A blank, a line break or the end.
    pub(super) fn is_blankz(&self, offset: usize) -> bool {
        let pos = self.mark.pos + offset;
        match self.bytes.get(pos) {
            None => true,
            Some(&byte) => is_blank(byte) || (class(byte) & BREAK != 0 && self.break_at(pos).is_some()),
        }
    }

    /// Skips one character that is not a line break.
    pub(super) fn skip(&mut self) {
        self.mark.column += 1;
        self.mark.pos += match self.at(0) {
            0..=0x7F => 1,
            0x80..=0xDF => 2,
            0xE0..=0xEF => 3,
            _ => 4,
        };
    }

    /// Skips to an offset in the same line.
    pub(super) fn skip_to(&mut self, pos: usize) {
        let columns = small(chars(&self.bytes[self.mark.pos..pos]));
        self.mark.column = self.mark.column.saturating_add(columns);
        self.mark.pos = pos;
    }

    /// Skips a line break, if there is one, and says what it becomes inside of a scalar. Source: `read_line`.
    pub(super) fn read_line(&mut self) -> Option<char> {
        let (width, becomes) = self.break_at(self.mark.pos)?;
        self.mark.pos += width;
        self.mark.line += 1;
        self.mark.column = 0;
        Some(becomes)
    }

    /// The end of the line that the scanner is in.
    pub(super) fn line_end(&self) -> usize {
        let mut pos = self.mark.pos;
        let rest = self.bytes.get(pos..).unwrap_or_default();
        let line = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        // The other line breaks are not ASCII.
        if rest.get(..line).is_some_and(<[u8]>::is_ascii) {
            return pos + line;
        }
        while let Some(&byte) = self.bytes.get(pos) {
            if class(byte) & BREAK != 0 && self.break_at(pos).is_some() {
                break;
            }
            pos += 1;
        }
        pos
    }

    pub(super) fn skip_blanks(&mut self) -> Result<()> {
        self.need(1)?;
        while is_blank(self.at(0)) {
            self.skip();
            self.need(1)?;
        }
        Ok(())
    }

    pub(super) fn skip_comment(&mut self) -> Result<()> {
        if self.at(0) == b'#' {
            let end = self.line_end();
            self.skip_to(end);
            self.need(1)?;
        }
        Ok(())
    }
}
