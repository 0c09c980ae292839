//! What the characters of a string say about how it can be written.

use crate::value::may_hold_escapes;
use crate::yaml::reader::find_forbidden;

/// How a string may be written outside of flow collections. Source: `yaml_emitter_analyze_scalar`.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) multiline: bool,
    pub(super) plain_allowed: bool,
    pub(super) single_quoted_allowed: bool,
    pub(super) block_allowed: bool,
    /// What `block_allowed` is if tabs do not count.
    pub(super) tabs_aside: bool,
    /// Whether there is a `\n`.
    pub(super) newlines: bool,
    /// Whether there is a character that may not survive the way through JSON.
    pub(super) suspect: bool,
}

/// Bit of [`CLASS`]: not printable ASCII.
pub(super) const ODD: u8 = 1;
/// Bit of [`CLASS`]: the first byte of a line break.
pub(super) const BREAK: u8 = 2;
/// Bit of [`CLASS`]: what makes a scalar special at its start.
pub(super) const LEADING: u8 = 4;
/// Bit of [`CLASS`]: a blank.
pub(super) const BLANK: u8 = 8;
/// Bit of [`CLASS`]: `:`
pub(super) const COLON: u8 = 16;
/// Bit of [`CLASS`]: `#`
pub(super) const HASH: u8 = 32;
/// Bit of [`CLASS`]: `'`
pub(super) const QUOTE: u8 = 64;

pub(super) const CLASS: [u8; 256] = {
    let mut table = [ODD; 256];
    let mut b = 0x20;
    while b < 0x7F {
        table[b] = 0;
        b += 1;
    }
    let leading = b"#,[]{}&*!|>'\"%@`?:-";
    let mut i = 0;
    while i < leading.len() {
        table[leading[i] as usize] = LEADING;
        i += 1;
    }
    table[b' ' as usize] = BLANK;
    table[b'#' as usize] |= HASH;
    table[b':' as usize] |= COLON;
    table[b'\'' as usize] |= QUOTE;
    table[b'\n' as usize] |= BREAK;
    table[b'\r' as usize] |= BREAK;
    table[0xC2] |= BREAK;
    table[0xE2] |= BREAK;
    table
};

pub(super) fn class(byte: u8) -> u8 {
    CLASS[usize::from(byte)]
}

/// The classes of all bytes of a text.
pub(super) fn classes(text: &str) -> u8 {
    text.bytes().fold(0, |all, byte| all | class(byte))
}

pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What go-yaml writes as it is. It takes every character beyond the basic plane for unprintable.
pub(super) fn is_printable(c: char) -> bool {
    matches!(c, '\n' | ' '..='~' | '\u{A0}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}') && c != '\u{FEFF}'
}

impl Shape {
    pub(super) fn of(text: &str) -> Shape {
        let all = classes(text);
        if all & ODD != 0 {
            return Shape::of_odd(text);
        }
        let blank = |byte: Option<&u8>| byte.is_none_or(|b| *b == b' ');
        let bytes = text.as_bytes();
        let indicator = match bytes {
            [] => false,
            [b'?' | b':' | b'-', rest @ ..] if !blank(rest.first()) => bytes.starts_with(b"---"),
            [first, ..] => class(*first) & LEADING != 0 || bytes.starts_with(b"..."),
        };
        let inner = (all & COLON != 0 && (text.ends_with(':') || text.contains(": ")))
            || (all & (HASH | BLANK) == (HASH | BLANK) && text.contains(" #"));
        let trailing = bytes.last() == Some(&b' ');
        let edges = trailing || bytes.first() == Some(&b' ');
        Shape {
            multiline: false,
            plain_allowed: !(indicator || inner || edges),
            single_quoted_allowed: true,
            block_allowed: !text.is_empty() && !trailing,
            tabs_aside: false,
            newlines: false,
            suspect: false,
        }
    }

    /// The shape of a text with line breaks, control characters or characters beyond ASCII.
    fn of_odd(text: &str) -> Shape {
        let mut indicators = text.starts_with("---") || text.starts_with("...");
        let (mut multiline, mut newlines, mut suspect) = (false, false, false);
        let (mut special, mut tabs) = (false, false);
        let (mut break_space, mut space_break) = (false, false);
        let (mut after_space, mut after_break, mut after_blank) = (false, false, true);
        let is_blank = |c: char| c == ' ' || c == '\t';
        let mut chars = text.chars().peekable();
        let mut first = true;
        while let Some(c) = chars.next() {
            let before_blank = || chars.clone().next().is_none_or(is_blank);
            match c {
                '#' => indicators |= first || after_blank,
                ':' => indicators |= before_blank(),
                '?' | '-' => indicators |= first && before_blank(),
                ',' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`' => {
                    indicators |= first;
                }
                _ => {}
            }
            suspect |= matches!(c, '\x7F'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' | '\u{10_0000}'..);
            tabs |= c == '\t';
            special |= c != '\t' && !is_printable(c);
            let breaks = is_break(c);
            break_space |= c == ' ' && after_break;
            space_break |= breaks && after_space;
            multiline |= breaks;
            newlines |= c == '\n';
            (after_space, after_break) = (c == ' ', breaks);
            after_blank = is_blank(c) || breaks || c == '\0';
            first = false;
        }
        let edge = |c: char| c == ' ' || is_break(c);
        let edges = text.starts_with(edge) || text.ends_with(edge);
        let tabs_aside = !(text.ends_with(' ') || space_break || special);
        Shape {
            multiline,
            plain_allowed: !(edges
                || break_space
                || space_break
                || special
                || tabs
                || multiline
                || indicators),
            single_quoted_allowed: !(break_space || space_break || special || tabs),
            block_allowed: tabs_aside && !tabs,
            tabs_aside,
            newlines,
            suspect,
        }
    }
}

/// Whether a string is not what it was once it was written as JSON and read as YAML.
pub(super) fn is_irregular(text: &str) -> bool {
    text.contains('\u{85}') || may_hold_escapes(text) || find_forbidden(text).is_some()
}

/// Whether other parsers would read a number in base 60: `[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?`.
pub(super) fn is_base60_float(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let mut parts = unsigned.split(':');
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    let head = parts.next().unwrap_or_default();
    if !head.starts_with(|c: char| c.is_ascii_digit()) || !digits(head) {
        return false;
    }
    let mut groups = 0;
    while let Some(part) = parts.next() {
        groups += 1;
        let part = match part.split_once('.') {
            Some((part, fraction)) if parts.clone().next().is_none() && digits(fraction) => part,
            Some(_) => return false,
            None => part,
        };
        match part.as_bytes() {
            [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9'] => {}
            _ => return false,
        }
    }
    groups > 0
}
