//! From a pattern to its tree. Source: Go, regexp/syntax/parse.go with the flags `Perl`.
//!
//! What is an error, which one comes first and what part of the pattern it quotes are Go's; the tree is our
//! own, as Go's rewriting of alternatives changes no match.

use super::Error;
use super::class::{Class, MAX_RUNE, Ranges, Rune, perl_group, posix_group};
use crate::golang::letter;
use crate::value::string_bytes;
use std::borrow::Cow;
use std::sync::Arc;

/// A part of a pattern.
#[derive(Debug)]
pub(super) enum Node {
    /// The empty string.
    Empty,
    /// One character.
    Char(Rune),
    /// One character of a set.
    Class(Arc<Class>),
    /// Any character.
    Any,
    /// Any character but a line break.
    AnyNotNewline,
    /// A condition on the place.
    Look(Look),
    /// A group that is remembered under its number.
    Capture(usize, Box<Node>),
    /// `min` to `max` times, as often as possible if `greedy`.
    Repeat { node: Box<Node>, min: u32, max: Option<u32>, greedy: bool },
    /// One after another.
    Concat(Vec<Node>),
    /// The first of these that lets the rest match.
    Alternate(Vec<Node>),
}

/// A condition on a place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    BeginLine,
    EndLine,
    BeginText,
    EndText,
    WordBoundary,
    NoWordBoundary,
}

/// The deepest nesting of a pattern. Source: `maxHeight`.
pub(super) const MAX_HEIGHT: u32 = 1000;

/// The most instructions into which a pattern may compile: 128 MB in Go. Source: `maxSize`.
pub(super) const MAX_SIZE: u64 = (128 << 20) / 40;

/// The most bounds of ranges that all sets of a pattern may have. Source: `maxRunes`.
const MAX_BOUNDS: usize = (128 << 20) / 4;

/// Bytes of a pattern. Go has no such bound; one that is longer and has no more instructions is nothing but groups that
/// are opened, and each of them takes a hundred bytes to read.
pub(super) const MAX_PATTERN: usize = 4 << 20;

/// The highest count in braces, also of nested ones multiplied. Source: `repeatIsValid`.
const MAX_REPEAT: u32 = 1000;

/// The tree of a pattern, and the name of each group (empty where it has none; the first is the whole match).
pub(super) fn parse(pattern: &str) -> Result<(Node, Vec<String>), Error> {
    parse_after(0, pattern)
}

/// [`parse`], with so many bounds of ranges before it.
fn parse_after(bounds: usize, pattern: &str) -> Result<(Node, Vec<String>), Error> {
    if pattern.len() > MAX_PATTERN {
        return Err(Error::new("expression too large", pattern));
    }
    let mut parser = Parser {
        pattern,
        flags: Flags::default(),
        frames: vec![Frame::default()],
        names: vec![String::new()],
        bounds,
    };
    let mut rest = pattern;
    // Where the repetition began that ended just before `rest`: a second one may not follow.
    let mut repetition = None;
    while let Some(c) = rest.chars().next() {
        let before = rest;
        let is_repetition;
        (rest, is_repetition) = parser.step(c, rest, repetition)?;
        repetition = is_repetition.then_some(before);
    }
    let Some(last) = parser.frames.pop().filter(|_| parser.frames.is_empty()) else {
        return Err(Error::new("missing closing )", pattern));
    };
    Ok((parser.alternate(last)?.node, parser.names))
}

/// What the letters in `(?ims-U)` say.
#[derive(Clone, Copy, Debug, Default)]
struct Flags {
    fold_case: bool,
    multi_line: bool,
    dot_newline: bool,
    ungreedy: bool,
}

/// An open group, or the whole pattern.
#[derive(Default)]
struct Frame {
    /// The flags to return to at the closing parenthesis.
    outer: Flags,
    /// The number, for a group that is remembered.
    capture: Option<usize>,
    /// The alternatives that were closed by a vertical bar.
    alternatives: Vec<Item>,
    /// The items of the alternative that is being read.
    items: Vec<Item>,
}

/// A node with what Go limits.
struct Item {
    node: Node,
    /// Instructions that Go would compile it to, about.
    size: u64,
    height: u32,
    /// The highest product of counts on a way down the tree.
    copies: u32,
}

struct Parser<'p> {
    pattern: &'p str,
    flags: Flags,
    /// Never empty while characters are read.
    frames: Vec<Frame>,
    names: Vec<String>,
    bounds: usize,
}

impl<'p> Parser<'p> {
    /// Reads one item, which begins with `c`; gives what follows it and whether it was a repetition.
    fn step(
        &mut self,
        c: char,
        text: &'p str,
        repetition: Option<&'p str>,
    ) -> Result<(&'p str, bool), Error> {
        let after = &text[c.len_utf8()..];
        match c {
            '(' if after.starts_with('?') => return Ok((self.parse_perl_flags(text)?, false)),
            '(' => self.open(true, String::new()),
            '|' => {
                if let Some(mut frame) = self.frames.pop() {
                    let items = std::mem::take(&mut frame.items);
                    frame.alternatives.push(self.concat(items)?);
                    self.frames.push(frame);
                }
            }
            ')' => self.close()?,
            '^' => {
                self.push(Node::Look(if self.flags.multi_line { Look::BeginLine } else { Look::BeginText }))?
            }
            '$' => {
                self.push(Node::Look(if self.flags.multi_line { Look::EndLine } else { Look::EndText }))?
            }
            '.' => self.push(if self.flags.dot_newline { Node::Any } else { Node::AnyNotNewline })?,
            '[' => return Ok((self.parse_class(text)?, false)),
            '*' => return self.repeat((0, None), text, after, repetition),
            '+' => return self.repeat((1, None), text, after, repetition),
            '?' => return self.repeat((0, Some(1)), text, after, repetition),
            '{' => match parse_repeat(text) {
                None => self.literal(c.into())?,
                Some((bounds, after)) => {
                    let bounds =
                        bounds.ok_or_else(|| Error::new("invalid repeat count", consumed(text, after)))?;
                    return self.repeat(bounds, text, after, repetition);
                }
            },
            '\\' => return Ok((self.parse_backslash(text)?, false)),
            _ => {
                next_rune(text)?;
                self.literal(c.into())?;
            }
        }
        Ok((after, false))
    }

    fn open(&mut self, remembered: bool, name: String) {
        let capture = remembered.then(|| {
            self.names.push(name);
            self.names.len() - 1
        });
        self.frames.push(Frame { outer: self.flags, capture, ..Frame::default() });
    }

    fn close(&mut self) -> Result<(), Error> {
        let Some(frame) = self.frames.pop().filter(|_| !self.frames.is_empty()) else {
            return Err(Error::new("unexpected )", self.pattern));
        };
        self.flags = frame.outer;
        let capture = frame.capture;
        let mut item = self.alternate(frame)?;
        if let Some(number) = capture {
            item.node = Node::Capture(number, Box::new(item.node));
            item.size += 2;
            item.height += 1;
        }
        self.push_item(item)
    }

    /// What the alternatives of a group, the last one still open, come to.
    fn alternate(&self, mut frame: Frame) -> Result<Item, Error> {
        let last = self.concat(frame.items)?;
        if frame.alternatives.is_empty() {
            return Ok(last);
        }
        frame.alternatives.push(last);
        let bars = frame.alternatives.len() as u64 - 1;
        let mut item = gather(frame.alternatives, Node::Alternate);
        item.size += bars;
        self.checked(item)
    }

    fn concat(&self, mut items: Vec<Item>) -> Result<Item, Error> {
        match items.pop() {
            None => Ok(Item::leaf(Node::Empty)),
            Some(only) if items.is_empty() => Ok(only),
            Some(last) => {
                items.push(last);
                self.checked(gather(items, Node::Concat))
            }
        }
    }

    fn push(&mut self, node: Node) -> Result<(), Error> {
        self.push_item(Item::leaf(node))
    }

    fn push_item(&mut self, item: Item) -> Result<(), Error> {
        let item = self.checked(item)?;
        if let Some(frame) = self.frames.last_mut() {
            frame.items.push(item);
        }
        Ok(())
    }

    fn push_class(&mut self, ranges: Ranges) -> Result<(), Error> {
        let class = ranges.into_class();
        self.bounds += class.bounds();
        if self.bounds > MAX_BOUNDS {
            return Err(Error::new("expression too large", self.pattern));
        }
        self.push(Node::Class(Arc::new(class)))
    }

    fn checked(&self, item: Item) -> Result<Item, Error> {
        if item.size > MAX_SIZE {
            return Err(Error::new("expression too large", self.pattern));
        }
        if item.height > MAX_HEIGHT {
            return Err(Error::new("expression nests too deeply", self.pattern));
        }
        Ok(item)
    }

    fn literal(&mut self, rune: Rune) -> Result<(), Error> {
        if !self.flags.fold_case {
            return self.push(Node::Char(rune));
        }
        let class = Ranges::of(&[(rune, rune)]).folded().into_class();
        // A character without case stays what it is.
        self.push(if class.bounds() == 2 { Node::Char(rune) } else { Node::Class(Arc::new(class)) })
    }

    /// Repeats the item before; `text` begins with the sign and `after` follows it.
    fn repeat(
        &mut self,
        (min, max): (u32, Option<u32>),
        text: &'p str,
        after: &'p str,
        repetition: Option<&'p str>,
    ) -> Result<(&'p str, bool), Error> {
        let lazy = after.strip_prefix('?');
        let after = lazy.unwrap_or(after);
        if let Some(first) = repetition {
            return Err(Error::new("invalid nested repetition operator", consumed(first, after)));
        }
        let item = self.frames.last_mut().and_then(|frame| frame.items.pop());
        let Some(item) = item else {
            return Err(Error::new("missing argument to repetition operator", consumed(text, after)));
        };
        let copies = max.unwrap_or(min).max(1);
        let size = match max {
            // Star and plus cost one or two instructions around the body.
            None => u64::from(min.max(1)) * item.size + if min == 0 { 2 } else { 1 },
            Some(max) => u64::from(max) * item.size + u64::from(max - min),
        };
        let item = Item {
            size: size.max(1),
            height: item.height + 1,
            copies: if max == Some(0) { 1 } else { item.copies.saturating_mul(copies) },
            node: Node::repeat(item.node, min, max, self.flags.ungreedy == lazy.is_some()),
        };
        let item = self.checked(item)?;
        if copies > 1 && item.copies > MAX_REPEAT {
            return Err(Error::new("invalid repeat count", consumed(text, after)));
        }
        self.push_item(item)?;
        Ok((after, true))
    }

    /// Reads `(?flags)`, `(?flags:` or `(?P<name>`. Source: `parsePerlFlags`.
    fn parse_perl_flags(&mut self, text: &'p str) -> Result<&'p str, Error> {
        let named = ["(?P<", "(?<"].into_iter().find_map(|start| text.strip_prefix(start));
        if let Some(named) = named.filter(|named| !named.is_empty()) {
            let Some((name, after)) = named.split_once('>') else {
                check_utf8(text)?;
                return Err(Error::new("invalid named capture", text));
            };
            check_utf8(name)?;
            if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                return Err(Error::new("invalid named capture", consumed(text, after)));
            }
            self.open(true, name.to_owned());
            return Ok(after);
        }
        let mut rest = &text[2..];
        let mut flags = self.flags;
        let mut value = true;
        let mut any_since_sign = false;
        while !rest.is_empty() {
            let (c, after) = next_rune(rest)?;
            rest = after;
            let flag = match c {
                'i' => &mut flags.fold_case,
                'm' => &mut flags.multi_line,
                's' => &mut flags.dot_newline,
                'U' => &mut flags.ungreedy,
                '-' if value => {
                    value = false;
                    any_since_sign = false;
                    continue;
                }
                ':' | ')' if value || any_since_sign => {
                    if c == ':' {
                        self.open(false, String::new());
                    }
                    self.flags = flags;
                    return Ok(rest);
                }
                _ => break,
            };
            *flag = value;
            any_since_sign = true;
        }
        Err(Error::new("invalid or unsupported Perl syntax", consumed(text, rest)))
    }

    /// Reads what begins with a backslash outside of brackets.
    fn parse_backslash(&mut self, text: &'p str) -> Result<&'p str, Error> {
        let letter = text[1..].chars().next();
        let look = match letter {
            Some('A') => Some(Look::BeginText),
            Some('b') => Some(Look::WordBoundary),
            Some('B') => Some(Look::NoWordBoundary),
            Some('z') => Some(Look::EndText),
            Some('C') => return Err(Error::new("invalid escape sequence", &text[..2])),
            Some('Q') => {
                let (mut literal, after) = text[2..].split_once(r"\E").unwrap_or((&text[2..], ""));
                while !literal.is_empty() {
                    let (c, rest) = next_rune(literal)?;
                    self.literal(c.into())?;
                    literal = rest;
                }
                return Ok(after);
            }
            _ => None,
        };
        if let Some(look) = look {
            self.push(Node::Look(look))?;
            return Ok(&text[2..]);
        }
        let mut ranges = Ranges::default();
        if let Some(after) = self.parse_group(text, &mut ranges)? {
            self.push_class(ranges)?;
            return Ok(after);
        }
        let (rune, after) = parse_escape(text)?;
        self.literal(rune)?;
        Ok(after)
    }

    /// Reads `\pN`, `\p{Name}`, `\d`, `\s`, `\w` or an opposite of these, if there is one, into `ranges`.
    fn parse_group(&self, text: &'p str, ranges: &mut Ranges) -> Result<Option<&'p str>, Error> {
        let Some(letter) = text.strip_prefix('\\').and_then(|rest| rest.chars().next()) else {
            return Ok(None);
        };
        if matches!(letter, 'p' | 'P') {
            let after = self.parse_unicode_class(text, letter == 'P', ranges)?;
            return Ok(Some(after));
        }
        let Some(group) = perl_group(letter) else { return Ok(None) };
        ranges.append(&self.signed(Ranges::of(group), letter.is_ascii_uppercase()));
        Ok(Some(&text[2..]))
    }

    /// The set, or everything else, by the flags that hold.
    fn signed(&self, ranges: Ranges, negated: bool) -> Ranges {
        let ranges = if self.flags.fold_case { ranges.folded() } else { ranges };
        if negated { ranges.negated() } else { ranges }
    }

    fn parse_unicode_class(&self, text: &'p str, negated: bool, out: &mut Ranges) -> Result<&'p str, Error> {
        let name_at = &text[2..];
        let (c, mut after) = next_rune(name_at)?;
        let mut name = consumed(name_at, after);
        if c == '{' {
            let Some((inner, rest)) = name_at[1..].split_once('}') else {
                check_utf8(text)?;
                return Err(Error::new("invalid character class range", text));
            };
            check_utf8(inner)?;
            (name, after) = (inner, rest);
        }
        let (name, inverted) = name.strip_prefix('^').map_or((name, false), |name| (name, true));
        let table = letter::table(name);
        let table =
            table.ok_or_else(|| Error::new("invalid character class range", consumed(text, after)))?;
        out.append(&self.signed(Ranges::from(&table), negated != inverted));
        Ok(after)
    }

    /// Reads a set in brackets. Source: `parseClass`.
    fn parse_class(&mut self, text: &'p str) -> Result<&'p str, Error> {
        let inner = &text[1..];
        let negated = inner.starts_with('^');
        let mut rest = inner.strip_prefix('^').unwrap_or(inner);
        let mut ranges = Ranges::default();
        // A closing bracket is an ordinary character where it comes first.
        let mut first = true;
        while first || !rest.starts_with(']') {
            first = false;
            if let Some((name, after)) = rest.strip_prefix("[:").and_then(|name| name.split_once(":]")) {
                let (group, inverted) = name.strip_prefix('^').map_or((name, false), |name| (name, true));
                let group = posix_group(group);
                let group = group
                    .ok_or_else(|| Error::new("invalid character class range", consumed(rest, after)))?;
                ranges.append(&self.signed(Ranges::of(group), inverted));
                rest = after;
                continue;
            }
            if let Some(after) = self.parse_group(rest, &mut ranges)? {
                rest = after;
                continue;
            }
            let start = rest;
            let (low, after) = parse_class_char(rest, text)?;
            rest = after;
            let mut high = low;
            // A hyphen before the closing bracket stands for itself.
            if let Some(after) =
                rest.strip_prefix('-').filter(|after| !after.is_empty() && !after.starts_with(']'))
            {
                (high, rest) = parse_class_char(after, text)?;
                if high < low {
                    return Err(Error::new("invalid character class range", consumed(start, rest)));
                }
            }
            let range = Ranges::of(&[(low, high)]);
            ranges.append(&if self.flags.fold_case { range.folded() } else { range });
        }
        self.push_class(if negated { ranges.negated() } else { ranges })?;
        Ok(&rest[1..])
    }
}

impl Item {
    fn leaf(node: Node) -> Item {
        Item { node, size: 1, height: 1, copies: 1 }
    }
}

impl Node {
    /// The node repeated, in the simplest form. Source: Go, regexp/syntax/simplify.go.
    fn repeat(node: Node, min: u32, max: Option<u32>, greedy: bool) -> Node {
        match (&node, min, max) {
            (Node::Empty, ..) | (_, 0, Some(0)) => Node::Empty,
            (_, 1, Some(1)) => node,
            // Star, plus and question mark change nothing about their own kind.
            (
                Node::Repeat { min: inner_min, max: inner_max, greedy: inner_greedy, .. },
                ..=1,
                None | Some(1),
            ) if (*inner_min, *inner_max, *inner_greedy) == (min, max, greedy) => node,
            _ => Node::Repeat { node: Box::new(node), min, max, greedy },
        }
    }
}

/// The items under one node.
fn gather(items: Vec<Item>, make: fn(Vec<Node>) -> Node) -> Item {
    let size = items.iter().map(|item| item.size).sum();
    let height = items.iter().map(|item| item.height).max().unwrap_or(0) + 1;
    let copies = items.iter().map(|item| item.copies).max().unwrap_or(1);
    Item { node: make(items.into_iter().map(|item| item.node).collect()), size, height, copies }
}

/// The part of `text` before `after`, which is its end.
fn consumed<'p>(text: &'p str, after: &str) -> &'p str {
    text.get(..text.len().saturating_sub(after.len())).unwrap_or(text)
}

/// The first character and what follows it; a byte that is not part of one is an error. The end of the text
/// reads as Go's replacement character, which no syntax begins with.
fn next_rune(text: &str) -> Result<(char, &str), Error> {
    match text.chars().next() {
        Some(c) if is_lone_byte(c) => Err(Error::new("invalid UTF-8", text)),
        Some(c) => Ok((c, &text[c.len_utf8()..])),
        None => Ok((char::REPLACEMENT_CHARACTER, "")),
    }
}

fn check_utf8(text: &str) -> Result<(), Error> {
    match text.char_indices().find(|(_, c)| is_lone_byte(*c)) {
        Some((at, _)) => Err(Error::new("invalid UTF-8", &text[at..])),
        None => Ok(()),
    }
}

/// Whether the character stands for a byte of a string that is not UTF-8.
fn is_lone_byte(c: char) -> bool {
    c > '\u{100000}' && matches!(string_bytes(c.encode_utf8(&mut [0; 4])), Cow::Owned(_))
}

/// `{min}`, `{min,}` or `{min,max}`.
type Bounds = (u32, Option<u32>);

/// Reads a count in braces and gives what follows it. The outer `None` means that the brace is an ordinary
/// character, the inner one that the counts are too high or the wrong way round. Source: `parseRepeat`.
fn parse_repeat(text: &str) -> Option<(Option<Bounds>, &str)> {
    let (inner, after) = text.strip_prefix('{')?.split_once('}')?;
    let (min, max) = match inner.split_once(',') {
        None => (parse_count(inner)?, Some(parse_count(inner)?)),
        Some((min, "")) => (parse_count(min)?, None),
        Some((min, max)) => (parse_count(min)?, Some(parse_count(max)?)),
    };
    let valid = min <= MAX_REPEAT && max.is_none_or(|max| min <= max && max <= MAX_REPEAT);
    Some((valid.then_some((min, max)), after))
}

/// A decimal number without a leading zero; one that is too long is more than any limit.
fn parse_count(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let leads_with_zero = text.len() > 1 && text.starts_with('0');
    (is_number && !leads_with_zero).then(|| text.parse().unwrap_or(u32::MAX))
}

/// Reads a character of a set, which begins with `whole`.
fn parse_class_char<'p>(text: &'p str, whole: &str) -> Result<(Rune, &'p str), Error> {
    match text.chars().next() {
        None => Err(Error::new("missing closing ]", whole)),
        Some('\\') => parse_escape(text),
        Some(_) => next_rune(text).map(|(c, after)| (c.into(), after)),
    }
}

/// Reads an escape that stands for one character. Source: `parseEscape`.
fn parse_escape(text: &str) -> Result<(Rune, &str), Error> {
    let Some(escaped) = text.get(1..).filter(|escaped| !escaped.is_empty()) else {
        return Err(Error::new("trailing backslash at end of expression", ""));
    };
    let (c, rest) = next_rune(escaped)?;
    let invalid = |rest: &str| Err(Error::new("invalid escape sequence", consumed(text, rest)));
    let is_octal = |byte: Option<&u8>| byte.is_some_and(|byte| (b'0'..=b'7').contains(byte));
    match c {
        // A digit but zero would be a backreference, if it stood alone.
        '1'..='7' if !is_octal(rest.as_bytes().first()) => invalid(rest),
        '0'..='7' => {
            let more = rest.bytes().take(2).take_while(|byte| is_octal(Some(byte))).count();
            let digits = &escaped[..=more];
            Ok((Rune::from_str_radix(digits, 8).unwrap_or(0), &rest[more..]))
        }
        'x' => parse_hex(rest).or_else(|rest| rest.map_or_else(Err, invalid)),
        'a' => Ok((7, rest)),
        'f' => Ok((12, rest)),
        'n' => Ok((10, rest)),
        'r' => Ok((13, rest)),
        't' => Ok((9, rest)),
        'v' => Ok((11, rest)),
        _ if c.is_ascii() && !c.is_ascii_alphanumeric() => Ok((c.into(), rest)),
        _ => invalid(rest),
    }
}

/// Reads the digits after `\x`, two or any number in braces. The error is where the fault is noticed, or one
/// of its own.
fn parse_hex(text: &str) -> Result<(Rune, &str), Result<&str, Error>> {
    if text.is_empty() {
        return Err(Ok(text));
    }
    let (c, mut rest) = next_rune(text).map_err(Err)?;
    if c != '{' {
        let (second, rest) = next_rune(rest).map_err(Err)?;
        return match (c.to_digit(16), second.to_digit(16)) {
            (Some(high), Some(low)) => Ok((high * 16 + low, rest)),
            _ => Err(Ok(rest)),
        };
    }
    let mut rune = None;
    while !rest.is_empty() {
        let (c, after) = next_rune(rest).map_err(Err)?;
        rest = after;
        if c == '}' {
            return rune.map(|rune| (rune, rest)).ok_or(Ok(rest));
        }
        let digit = c.to_digit(16).ok_or(Ok(rest))?;
        let wider = rune.unwrap_or(0) * 16 + digit;
        if wider > MAX_RUNE {
            return Err(Ok(rest));
        }
        rune = Some(wider);
    }
    Err(Ok(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ranges_of_a_pattern_have_a_most_of_bounds() {
        let parsed = |before: usize| parse_after(before, "[ac][eg]").map(|_| ()).map_err(|e| e.to_string());
        assert_eq!(parsed(MAX_BOUNDS - 8), Ok(()));
        let fault = "error parsing regexp: expression too large: `[ac][eg]`".to_owned();
        assert_eq!(parsed(MAX_BOUNDS - 7), Err(fault));
    }

    #[test]
    fn a_pattern_has_a_longest_length() {
        let longest = "(?i)".repeat(MAX_PATTERN / 4);
        assert!(parse(&longest).is_ok());
        let fault = parse(&(longest + "a")).map(|_| ()).unwrap_err().to_string();
        assert!(fault.starts_with("error parsing regexp: expression too large: `(?i)(?i)"), "{:.99}", fault);
    }
}
