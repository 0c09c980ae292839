//! From text to tokens: the scanner of libyaml as go-yaml has it, borrowed from the text wherever a token
//! stands in it verbatim.
//!
//! What is looked at first decides which of two faults is reported, so every function keeps the order of its
//! original. Source: go.yaml.in/yaml/v2, scannerc.go.

use super::reader::{ReadFault, WINDOW};
use std::borrow::Cow;
use std::collections::VecDeque;

/// A place in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes before it.
    pub(super) pos: usize,
    /// Lines before it.
    pub(super) line: u32,
    /// Characters before it in its line.
    pub(super) column: u32,
}

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tok {
    StreamStart,
    StreamEnd,
    VersionDirective,
    TagDirective,
    DocumentStart,
    DocumentEnd,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowSequenceEnd,
    FlowMappingStart,
    FlowMappingEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias,
    Anchor,
    Tag,
    Scalar,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    #[default]
    Plain,
    /// `'…'`
    SingleQuoted,
    /// `"…"`
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

/// A token.
#[derive(Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: Tok,
    pub(super) style: Style,
    pub(super) start: Mark,
    /// Offset of its end.
    pub(super) end: usize,
    /// The text of a scalar, the name of an anchor or alias, the handle of a tag or tag directive, the
    /// version of a version directive.
    pub(super) value: Cow<'t, str>,
}

/// Why a text is not YAML.
#[derive(Debug)]
pub(super) struct Fault {
    /// go-yaml's words.
    pub(super) problem: Cow<'static, str>,
    /// Where it was noticed; `None` for a fault of the reader.
    pub(super) mark: Option<Mark>,
    /// Whether the scanner noticed it: go-yaml counts its lines differently.
    pub(super) scanner: bool,
}

/// A fault is boxed, so that what is returned again and again stays small.
type Result<T> = std::result::Result<T, Box<Fault>>;

/// Deepest nesting of flow collections, and of block collections (`max_flow_level`, `max_indents`).
pub(super) const MAX_NESTING: usize = 10_000;

/// Characters within which the `:` of a key without `?` must follow.
const MAX_SIMPLE_KEY: u32 = 1024;

/// Digits of a number in a `%YAML` directive.
const MAX_VERSION_DIGITS: usize = 2;

/// A place where a key may have begun whose `:` is not seen yet.
#[derive(Clone, Copy, Default)]
struct SimpleKey {
    possible: bool,
    required: bool,
    token_number: usize,
    mark: Mark,
}

/// Turns text into tokens on demand.
pub(super) struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    mark: Mark,
    guard: usize,
    fault: Option<ReadFault>,
    /// Up to where go-yaml's first window reaches, if that starts with a byte order mark.
    marked: usize,
    started: bool,
    tokens: VecDeque<Token<'t>>,
    /// The suffixes of the queued tags and the prefixes of the queued tag directives.
    suffixes: VecDeque<String>,
    /// Whether the first token of the queue is final.
    token_available: bool,
    /// Tokens that left the queue.
    tokens_parsed: usize,
    /// Column of the current block collection, -1 outside of any.
    indent: i32,
    indents: Vec<i32>,
    flow_level: usize,
    simple_key_allowed: bool,
    simple_keys: Vec<SimpleKey>,
    /// Which token may become a key, and the index of its entry in `simple_keys`; ordered by token.
    simple_keys_by_tok: VecDeque<(usize, usize)>,
}

/// Bit of [`CLASS`]: a blank, or the first byte of a line break.
const STOP: u8 = 1;
/// Bit of [`CLASS`]: `,`, `?`, `[`, `]`, `{`, `}`, which end a plain scalar in a flow collection.
const FLOW: u8 = 2;
/// Bit of [`CLASS`]: `:`.
const COLON: u8 = 4;
/// Bit of [`CLASS`]: the first byte of a line break.
const BREAK: u8 = 8;
/// Bit of [`CLASS`]: `"`, `'` and `\`.
const QUOTE: u8 = 16;

/// What a byte may mean inside of a scalar.
const CLASS: [u8; 256] = {
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

fn class(byte: u8) -> u8 {
    CLASS[usize::from(byte)]
}

/// Characters in a piece of text.
fn chars(bytes: &[u8]) -> usize {
    bytes.iter().map(|b| usize::from(*b & 0xC0 != 0x80)).sum()
}

/// Longest line of which the columns are told apart; far beyond what any file holds.
fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

/// Letters, digits, `_` and `-`.
fn is_alpha(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str, fault: Option<ReadFault>) -> Scanner<'t> {
        Scanner {
            text,
            bytes: text.as_bytes(),
            mark: Mark::default(),
            guard: fault.map_or(usize::MAX, |fault| fault.guard),
            fault,
            marked: if text.starts_with('\u{FEFF}') { WINDOW - '\u{FEFF}'.len_utf8() } else { 0 },
            started: false,
            tokens: VecDeque::with_capacity(16),
            suffixes: VecDeque::new(),
            token_available: false,
            tokens_parsed: 0,
            indent: -1,
            indents: Vec::new(),
            flow_level: 0,
            simple_key_allowed: true,
            simple_keys: vec![SimpleKey::default()],
            simple_keys_by_tok: VecDeque::new(),
        }
    }

    /// The kind of the next token. Source: `peek_token`.
    #[inline]
    pub(super) fn peek(&mut self) -> Result<Tok> {
        if !self.token_available {
            self.fetch_more_tokens()?;
        }
        // Fetching ends with a token in the queue.
        Ok(self.tokens.front().map_or(Tok::StreamEnd, |token| token.kind))
    }

    /// Where the token stands that was peeked at.
    #[inline]
    pub(super) fn start(&self) -> Mark {
        self.tokens.front().map_or(self.mark, |token| token.start)
    }

    /// Where the token ends that was peeked at.
    #[inline]
    pub(super) fn end(&self) -> usize {
        self.tokens.front().map_or(self.mark.pos, |token| token.end)
    }

    /// Drops the token that was peeked at. Source: `skip_token`.
    #[inline]
    pub(super) fn skip_token(&mut self) {
        self.take();
    }

    /// Takes the text of the token that was peeked at, and how it is written.
    #[inline]
    pub(super) fn take(&mut self) -> (Cow<'t, str>, Style) {
        self.token_available = false;
        self.tokens_parsed += 1;
        self.tokens.pop_front().map(|token| (token.value, token.style)).unwrap_or_default()
    }

    /// The suffix of the tag, or the prefix of the tag directive, that was taken last.
    pub(super) fn take_suffix(&mut self) -> String {
        self.suffixes.pop_front().unwrap_or_default()
    }

    #[cold]
    fn fault<T>(&self, problem: impl Into<Cow<'static, str>>) -> Result<T> {
        Err(Box::new(Fault { problem: problem.into(), mark: Some(self.mark), scanner: true }))
    }

    /// Says that the next `count` characters are about to be looked at. Source: `yaml_parser_update_buffer`.
    #[inline]
    fn need(&self, count: usize) -> Result<()> {
        self.need_at(self.mark.pos, count)
    }

    #[inline]
    fn need_at(&self, pos: usize, count: usize) -> Result<()> {
        // Most texts have no fault, and then the guard is out of reach.
        if pos + 4 * count <= self.guard { Ok(()) } else { self.need_slowly(pos, count) }
    }

    #[cold]
    fn need_slowly(&self, pos: usize, count: usize) -> Result<()> {
        let Some(fault) = self.fault else { return Ok(()) };
        let in_window = self.bytes.get(pos..fault.guard).map_or(0, chars);
        if in_window >= count {
            return Ok(());
        }
        Err(Box::new(Fault { problem: Cow::Borrowed(fault.problem), mark: None, scanner: false }))
    }

    /// The byte `offset` bytes ahead, NUL behind the end.
    fn at(&self, offset: usize) -> u8 {
        self.bytes.get(self.mark.pos + offset).copied().unwrap_or(0)
    }

    fn is_end(&self) -> bool {
        self.mark.pos >= self.bytes.len()
    }

    /// The line break at an absolute offset: its width, and what it becomes inside of a scalar.
    fn break_at(&self, pos: usize) -> Option<(usize, char)> {
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

    fn is_break(&self, offset: usize) -> bool {
        class(self.at(offset)) & BREAK != 0 && self.break_at(self.mark.pos + offset).is_some()
    }

    /// A blank, a line break or the end.
    fn is_blankz(&self, offset: usize) -> bool {
        let pos = self.mark.pos + offset;
        match self.bytes.get(pos) {
            None => true,
            Some(&byte) => is_blank(byte) || (class(byte) & BREAK != 0 && self.break_at(pos).is_some()),
        }
    }

    /// Skips one character that is not a line break.
    fn skip(&mut self) {
        self.mark.column += 1;
        self.mark.pos += match self.at(0) {
            0..=0x7F => 1,
            0x80..=0xDF => 2,
            0xE0..=0xEF => 3,
            _ => 4,
        };
    }

    /// Skips to an offset in the same line.
    fn skip_to(&mut self, pos: usize) {
        let columns = small(chars(&self.bytes[self.mark.pos..pos]));
        self.mark.column = self.mark.column.saturating_add(columns);
        self.mark.pos = pos;
    }

    /// Skips a line break, if there is one, and says what it becomes inside of a scalar. Source: `read_line`.
    fn read_line(&mut self) -> Option<char> {
        let (width, becomes) = self.break_at(self.mark.pos)?;
        self.mark.pos += width;
        self.mark.line += 1;
        self.mark.column = 0;
        Some(becomes)
    }

    /// The end of the line that the scanner is in.
    fn line_end(&self) -> usize {
        let mut pos = self.mark.pos;
        while let Some(&byte) = self.bytes.get(pos) {
            if class(byte) & BREAK != 0 && self.break_at(pos).is_some() {
                break;
            }
            pos += 1;
        }
        pos
    }

    fn skip_blanks(&mut self) -> Result<()> {
        self.need(1)?;
        while is_blank(self.at(0)) {
            self.skip();
            self.need(1)?;
        }
        Ok(())
    }

    fn skip_comment(&mut self) -> Result<()> {
        if self.at(0) == b'#' {
            let end = self.line_end();
            self.skip_to(end);
            self.need(1)?;
        }
        Ok(())
    }

    fn token(&self, kind: Tok, start: Mark) -> Token<'t> {
        let value = Cow::Borrowed("");
        Token { kind, style: Style::Plain, start, end: self.mark.pos, value }
    }

    // ---- The queue of tokens.

    /// Fetches until the first token of the queue cannot become a key any more.
    fn fetch_more_tokens(&mut self) -> Result<()> {
        loop {
            if !self.tokens.is_empty() {
                while self.simple_keys_by_tok.front().is_some_and(|(token, _)| *token < self.tokens_parsed) {
                    self.simple_keys_by_tok.pop_front();
                }
                let head = self.simple_keys_by_tok.front();
                let Some(&(_, key)) = head.filter(|(token, _)| *token == self.tokens_parsed) else { break };
                if !self.simple_key_is_valid(key)? {
                    break;
                }
            }
            self.fetch_next_token()?;
        }
        self.token_available = true;
        Ok(())
    }

    /// Puts a token at a position of the queue that is counted from the first token of the stream, or at
    /// the end where that position has been passed. Source: `yaml_insert_token`.
    fn insert_token(&mut self, number: usize, token: Token<'t>) {
        match number.checked_sub(self.tokens_parsed).filter(|index| *index <= self.tokens.len()) {
            Some(index) => self.tokens.insert(index, token),
            None => self.tokens.push_back(token),
        }
    }

    fn fetch_next_token(&mut self) -> Result<()> {
        self.need(1)?;
        if !self.started {
            self.started = true;
            let token = self.token(Tok::StreamStart, self.mark);
            self.tokens.push_back(token);
            return Ok(());
        }
        self.scan_to_next_token()?;
        self.unroll_indent(self.mark.column as i32);
        self.need(4)?;
        if self.is_end() {
            return self.fetch_stream_end();
        }
        let byte = self.at(0);
        let in_flow = self.flow_level > 0;
        if self.mark.column == 0 {
            match byte {
                b'%' => return self.fetch_directive(),
                b'-' if self.is_document_indicator(b'-') => {
                    return self.fetch_document_indicator(Tok::DocumentStart);
                }
                b'.' if self.is_document_indicator(b'.') => {
                    return self.fetch_document_indicator(Tok::DocumentEnd);
                }
                _ => {}
            }
        }
        match byte {
            b'[' => self.fetch_flow_collection_start(Tok::FlowSequenceStart),
            b'{' => self.fetch_flow_collection_start(Tok::FlowMappingStart),
            b']' => self.fetch_flow_collection_end(Tok::FlowSequenceEnd),
            b'}' => self.fetch_flow_collection_end(Tok::FlowMappingEnd),
            b',' => self.fetch_flow_entry(),
            b'-' if self.is_blankz(1) => self.fetch_block_entry(),
            b'?' if in_flow || self.is_blankz(1) => self.fetch_key(),
            b':' if in_flow || self.is_blankz(1) => self.fetch_value(),
            b'*' => self.fetch_anchor(Tok::Alias),
            b'&' => self.fetch_anchor(Tok::Anchor),
            b'!' => self.fetch_tag(),
            b'|' if !in_flow => self.fetch_block_scalar(true),
            b'>' if !in_flow => self.fetch_block_scalar(false),
            b'\'' => self.fetch_flow_scalar(true),
            b'"' => self.fetch_flow_scalar(false),
            b' ' | b'\t' | b'#' | b'|' | b'>' | b'%' | b'@' | b'`' => {
                self.fault("found character that cannot start any token")
            }
            // Line breaks were eaten, and a `-`, `?` or `:` that stands here is followed by no blank.
            _ if in_flow || !self.simple_key_allowed => self.fetch_plain_scalar(),
            _ => self.fetch_plain_key(),
        }
    }

    /// `---` or `...` with nothing behind it.
    fn is_document_indicator(&self, byte: u8) -> bool {
        self.at(0) == byte && self.at(1) == byte && self.at(2) == byte && self.is_blankz(3)
    }

    // ---- Keys that are only recognised by the `:` behind them.

    fn simple_key_is_valid(&mut self, index: usize) -> Result<bool> {
        let Some(key) = self.simple_keys.get_mut(index).filter(|key| key.possible) else {
            return Ok(false);
        };
        // Within one line, a distance in characters is one of columns.
        if key.mark.line < self.mark.line || key.mark.column + MAX_SIMPLE_KEY < self.mark.column {
            if key.required {
                return self.fault("could not find expected ':'");
            }
            key.possible = false;
            return Ok(false);
        }
        Ok(true)
    }

    fn save_simple_key(&mut self) -> Result<()> {
        let required = self.flow_level == 0 && self.indent == self.mark.column as i32;
        if self.simple_key_allowed {
            let token_number = self.tokens_parsed + self.tokens.len();
            self.remove_simple_key()?;
            let index = self.simple_keys.len() - 1;
            self.simple_keys[index] = SimpleKey { possible: true, required, token_number, mark: self.mark };
            self.simple_keys_by_tok.push_back((token_number, index));
        }
        Ok(())
    }

    fn remove_simple_key(&mut self) -> Result<()> {
        let Some(key) = self.simple_keys.last_mut().filter(|key| key.possible) else { return Ok(()) };
        if key.required {
            return self.fault("could not find expected ':'");
        }
        key.possible = false;
        let token = key.token_number;
        self.forget_key_of(token);
        Ok(())
    }

    /// Source: go-yaml's `delete(parser.simple_keys_by_tok, …)`.
    fn forget_key_of(&mut self, token: usize) {
        if let Some(index) = self.simple_keys_by_tok.iter().rposition(|(number, _)| *number == token) {
            self.simple_keys_by_tok.remove(index);
        }
    }

    fn increase_flow_level(&mut self) -> Result<()> {
        let token_number = self.tokens_parsed + self.tokens.len();
        self.simple_keys.push(SimpleKey { token_number, mark: self.mark, ..SimpleKey::default() });
        self.flow_level += 1;
        if self.flow_level > MAX_NESTING {
            return self.fault(format!("exceeded max depth of {MAX_NESTING}"));
        }
        Ok(())
    }

    fn decrease_flow_level(&mut self) {
        if self.flow_level > 0 {
            self.flow_level -= 1;
            // The number of a level on which no key was saved is that of the bracket, which may be a key
            // of the level above; go-yaml forgets that one too, so that `[]: x` is an error.
            if let Some(key) = self.simple_keys.pop() {
                self.forget_key_of(key.token_number);
            }
        }
    }

    /// Opens a block collection, if `column` is to the right of the current one.
    fn roll_indent(&mut self, column: u32, number: Option<usize>, kind: Tok, mark: Mark) -> Result<()> {
        let column = column as i32;
        if self.flow_level > 0 || self.indent >= column {
            return Ok(());
        }
        self.indents.push(self.indent);
        self.indent = column;
        if self.indents.len() > MAX_NESTING {
            return self.fault(format!("exceeded max depth of {MAX_NESTING}"));
        }
        let mut token = self.token(kind, mark);
        token.end = mark.pos;
        self.insert_token(number.unwrap_or(usize::MAX), token);
        Ok(())
    }

    /// Closes the block collections to the right of `column`.
    #[inline]
    fn unroll_indent(&mut self, column: i32) {
        if self.indent > column && self.flow_level == 0 {
            self.close_collections(column);
        }
    }

    fn close_collections(&mut self, column: i32) {
        while self.indent > column {
            let token = self.token(Tok::BlockEnd, self.mark);
            self.tokens.push_back(token);
            self.indent = self.indents.pop().unwrap_or(-1);
        }
    }

    // ---- One function for each token.

    fn fetch_stream_end(&mut self) -> Result<()> {
        if self.mark.column != 0 {
            self.mark.column = 0;
            self.mark.line += 1;
        }
        self.unroll_indent(-1);
        self.remove_simple_key()?;
        self.simple_key_allowed = false;
        let token = self.token(Tok::StreamEnd, self.mark);
        self.tokens.push_back(token);
        Ok(())
    }

    fn fetch_directive(&mut self) -> Result<()> {
        self.unroll_indent(-1);
        self.remove_simple_key()?;
        self.simple_key_allowed = false;
        let token = self.scan_directive()?;
        self.tokens.push_back(token);
        Ok(())
    }

    fn fetch_document_indicator(&mut self, kind: Tok) -> Result<()> {
        self.unroll_indent(-1);
        self.remove_simple_key()?;
        self.simple_key_allowed = false;
        self.fetch_indicator(kind, 3);
        Ok(())
    }

    /// Consumes an indicator and queues its token.
    fn fetch_indicator(&mut self, kind: Tok, width: u8) {
        let start = self.mark;
        self.mark.pos += usize::from(width);
        self.mark.column += u32::from(width);
        let token = self.token(kind, start);
        self.tokens.push_back(token);
    }

    fn fetch_flow_collection_start(&mut self, kind: Tok) -> Result<()> {
        self.save_simple_key()?;
        self.increase_flow_level()?;
        self.simple_key_allowed = true;
        self.fetch_indicator(kind, 1);
        Ok(())
    }

    fn fetch_flow_collection_end(&mut self, kind: Tok) -> Result<()> {
        self.remove_simple_key()?;
        self.decrease_flow_level();
        self.simple_key_allowed = false;
        self.fetch_indicator(kind, 1);
        Ok(())
    }

    fn fetch_flow_entry(&mut self) -> Result<()> {
        self.remove_simple_key()?;
        self.simple_key_allowed = true;
        self.fetch_indicator(Tok::FlowEntry, 1);
        Ok(())
    }

    fn fetch_block_entry(&mut self) -> Result<()> {
        if self.flow_level == 0 {
            if !self.simple_key_allowed {
                return self.fault("block sequence entries are not allowed in this context");
            }
            self.roll_indent(self.mark.column, None, Tok::BlockSequenceStart, self.mark)?;
        }
        self.remove_simple_key()?;
        self.simple_key_allowed = true;
        self.fetch_indicator(Tok::BlockEntry, 1);
        Ok(())
    }

    fn fetch_key(&mut self) -> Result<()> {
        if self.flow_level == 0 {
            if !self.simple_key_allowed {
                return self.fault("mapping keys are not allowed in this context");
            }
            self.roll_indent(self.mark.column, None, Tok::BlockMappingStart, self.mark)?;
        }
        self.remove_simple_key()?;
        self.simple_key_allowed = self.flow_level == 0;
        self.fetch_indicator(Tok::Key, 1);
        Ok(())
    }

    fn fetch_value(&mut self) -> Result<()> {
        let index = self.simple_keys.len() - 1;
        if self.simple_key_is_valid(index)? {
            let key = self.simple_keys[index];
            let mut token = self.token(Tok::Key, key.mark);
            token.end = key.mark.pos;
            self.insert_token(key.token_number, token);
            self.roll_indent(key.mark.column, Some(key.token_number), Tok::BlockMappingStart, key.mark)?;
            self.simple_keys[index].possible = false;
            self.forget_key_of(key.token_number);
            self.simple_key_allowed = false;
        } else {
            if self.flow_level == 0 {
                if !self.simple_key_allowed {
                    return self.fault("mapping values are not allowed in this context");
                }
                self.roll_indent(self.mark.column, None, Tok::BlockMappingStart, self.mark)?;
            }
            self.simple_key_allowed = self.flow_level == 0;
        }
        self.fetch_indicator(Tok::Value, 1);
        Ok(())
    }

    fn fetch_anchor(&mut self, kind: Tok) -> Result<()> {
        self.save_simple_key()?;
        self.simple_key_allowed = false;
        let token = self.scan_anchor(kind)?;
        self.tokens.push_back(token);
        Ok(())
    }

    fn fetch_tag(&mut self) -> Result<()> {
        self.save_simple_key()?;
        self.simple_key_allowed = false;
        let token = self.scan_tag()?;
        self.tokens.push_back(token);
        Ok(())
    }

    fn fetch_block_scalar(&mut self, literal: bool) -> Result<()> {
        self.remove_simple_key()?;
        self.simple_key_allowed = true;
        let token = self.scan_block_scalar(literal)?;
        self.tokens.push_back(token);
        Ok(())
    }

    fn fetch_flow_scalar(&mut self, single: bool) -> Result<()> {
        self.save_simple_key()?;
        self.simple_key_allowed = false;
        let token = self.scan_flow_scalar(single)?;
        self.tokens.push_back(token);
        Ok(())
    }

    /// Fetches a plain scalar that may be a key, and with it the tokens around a key whose `:` follows in
    /// the same line: what saving the key and finding its `:` come to, without the way round.
    fn fetch_plain_key(&mut self) -> Result<()> {
        self.remove_simple_key()?;
        self.need(4)?;
        let end = self.plain_run(STOP | COLON)?;
        if self.bytes.get(end) != Some(&b':') || end - self.mark.pos > MAX_SIMPLE_KEY as usize {
            return self.fetch_plain_scalar();
        }
        let start = self.mark;
        self.skip_to(end);
        self.need(4)?;
        self.roll_indent(start.column, None, Tok::BlockMappingStart, start)?;
        let mut key = self.token(Tok::Key, start);
        key.end = start.pos;
        self.tokens.push_back(key);
        let value = Cow::Borrowed(&self.text[start.pos..end]);
        let scalar = Token { value, ..self.token(Tok::Scalar, start) };
        self.tokens.push_back(scalar);
        self.simple_key_allowed = false;
        self.fetch_indicator(Tok::Value, 1);
        Ok(())
    }

    fn fetch_plain_scalar(&mut self) -> Result<()> {
        self.save_simple_key()?;
        self.simple_key_allowed = false;
        let token = self.scan_plain_scalar()?;
        self.tokens.push_back(token);
        Ok(())
    }

    // ---- What tokens are made of.

    fn scan_to_next_token(&mut self) -> Result<()> {
        loop {
            self.need(1)?;
            // go-yaml asks whether its window starts with a byte order mark, not whether one stands here. A
            // second mark at the start of the text so costs the first characters of the lines that follow.
            if self.mark.column == 0 && self.mark.pos < self.marked && !self.is_end() {
                self.skip();
            }
            // Tabs may separate tokens, but not where they could be taken for indentation.
            let tabs = self.flow_level > 0 || !self.simple_key_allowed;
            let rest = &self.bytes[self.mark.pos..];
            let blanks = rest.iter().take_while(|b| **b == b' ' || (tabs && **b == b'\t')).count();
            self.mark.pos += blanks;
            self.mark.column += small(blanks);
            self.need(1)?;
            let next = self.at(0);
            if next == b'#' {
                self.skip_comment()?;
            } else if class(next) & BREAK == 0 {
                return Ok(());
            }
            if !self.is_break(0) {
                return Ok(());
            }
            self.need(2)?;
            self.read_line();
            if self.flow_level == 0 {
                self.simple_key_allowed = true;
            }
        }
    }

    fn scan_directive(&mut self) -> Result<Token<'t>> {
        let start = self.mark;
        self.skip();
        self.need(1)?;
        let from = self.mark.pos;
        while is_alpha(self.at(0)) {
            self.skip();
            self.need(1)?;
        }
        let name = &self.text[from..self.mark.pos];
        if name.is_empty() {
            return self.fault("could not find expected directive name");
        }
        if !self.is_blankz(0) {
            return self.fault("found unexpected non-alphabetical character");
        }
        let token = match name {
            "YAML" => {
                self.skip_blanks()?;
                let from = self.mark.pos;
                self.scan_version_number()?;
                if self.at(0) != b'.' {
                    return self.fault("did not find expected digit or '.' character");
                }
                self.skip();
                self.scan_version_number()?;
                let value = Cow::Borrowed(&self.text[from..self.mark.pos]);
                Token { value, ..self.token(Tok::VersionDirective, start) }
            }
            "TAG" => {
                self.skip_blanks()?;
                let handle = self.scan_tag_handle(true)?;
                self.need(1)?;
                if !is_blank(self.at(0)) {
                    return self.fault("did not find expected whitespace");
                }
                while is_blank(self.at(0)) {
                    self.skip();
                }
                let prefix = self.scan_tag_uri("")?;
                self.need(1)?;
                if !self.is_blankz(0) {
                    return self.fault("did not find expected whitespace or line break");
                }
                self.suffixes.push_back(prefix);
                Token { value: Cow::Borrowed(handle), ..self.token(Tok::TagDirective, start) }
            }
            _ => return self.fault("found unknown directive name"),
        };
        self.scan_line_rest()?;
        Ok(token)
    }

    /// Blanks, a comment and a line break, and nothing else.
    fn scan_line_rest(&mut self) -> Result<()> {
        self.skip_blanks()?;
        self.skip_comment()?;
        if !self.is_end() && !self.is_break(0) {
            return self.fault("did not find expected comment or line break");
        }
        if self.is_break(0) {
            self.need(2)?;
            self.read_line();
        }
        Ok(())
    }

    fn scan_version_number(&mut self) -> Result<()> {
        self.need(1)?;
        let mut length = 0;
        while self.at(0).is_ascii_digit() {
            length += 1;
            if length > MAX_VERSION_DIGITS {
                return self.fault("found extremely long version number");
            }
            self.skip();
            self.need(1)?;
        }
        if length == 0 {
            return self.fault("did not find expected version number");
        }
        Ok(())
    }

    fn scan_anchor(&mut self, kind: Tok) -> Result<Token<'t>> {
        let start = self.mark;
        self.skip();
        self.need(1)?;
        let from = self.mark.pos;
        while is_alpha(self.at(0)) {
            self.skip();
            self.need(1)?;
        }
        let name = &self.text[from..self.mark.pos];
        let ended =
            self.is_blankz(0) || matches!(self.at(0), b'?' | b':' | b',' | b']' | b'}' | b'%' | b'@' | b'`');
        if name.is_empty() || !ended {
            return self.fault("did not find expected alphabetic or numeric character");
        }
        Ok(Token { value: Cow::Borrowed(name), ..self.token(kind, start) })
    }

    fn scan_tag(&mut self) -> Result<Token<'t>> {
        let start = self.mark;
        self.need(2)?;
        let (handle, suffix): (&str, String);
        if self.at(1) == b'<' {
            self.skip();
            self.skip();
            handle = "";
            suffix = self.scan_tag_uri("")?;
            if self.at(0) != b'>' {
                return self.fault("did not find the expected '>'");
            }
            self.skip();
        } else {
            let head = self.scan_tag_handle(false)?;
            if head.len() > 1 && head.ends_with('!') {
                handle = head;
                suffix = self.scan_tag_uri("")?;
            } else {
                // It was no handle but the start of the suffix, unless it is the tag `!` alone.
                let rest = self.scan_tag_uri(head)?;
                (handle, suffix) = if rest.is_empty() { ("", "!".to_owned()) } else { ("!", rest) };
            }
        }
        self.need(1)?;
        if !self.is_blankz(0) {
            return self.fault("did not find expected whitespace or line break");
        }
        self.suffixes.push_back(suffix);
        Ok(Token { value: Cow::Borrowed(handle), ..self.token(Tok::Tag, start) })
    }

    fn scan_tag_handle(&mut self, directive: bool) -> Result<&'t str> {
        self.need(1)?;
        if self.at(0) != b'!' {
            return self.fault("did not find expected '!'");
        }
        let from = self.mark.pos;
        self.skip();
        self.need(1)?;
        while is_alpha(self.at(0)) {
            self.skip();
            self.need(1)?;
        }
        if self.at(0) == b'!' {
            self.skip();
        } else if directive && self.mark.pos - from > 1 {
            return self.fault("did not find expected '!'");
        }
        Ok(&self.text[from..self.mark.pos])
    }

    /// Scans the rest of a tag behind `head`, whose `!` is not part of it.
    fn scan_tag_uri(&mut self, head: &str) -> Result<String> {
        let mut uri = head.as_bytes().get(1..).unwrap_or_default().to_vec();
        let mut found = !head.is_empty();
        self.need(1)?;
        loop {
            match self.at(0) {
                b'%' => self.scan_uri_escapes(&mut uri)?,
                c if is_alpha(c) || b";/?:@&=+$,.!~*'()[]".contains(&c) => {
                    uri.push(c);
                    self.skip();
                }
                _ => break,
            }
            self.need(1)?;
            found = true;
        }
        if !found {
            return self.fault("did not find expected tag URI");
        }
        Ok(String::from_utf8_lossy(&uri).into_owned())
    }

    /// Scans the `%XX` of one character.
    fn scan_uri_escapes(&mut self, uri: &mut Vec<u8>) -> Result<()> {
        let mut left = None;
        while left != Some(0) {
            self.need(3)?;
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let octet = match (self.at(0), digit(self.at(1)), digit(self.at(2))) {
                (b'%', Some(high), Some(low)) => (high * 16 + low) as u8,
                _ => return self.fault("did not find URI escaped octet"),
            };
            left = match (left, octet) {
                (None, 0..=0x7F) => Some(0),
                (None, 0xC0..=0xDF) => Some(1),
                (None, 0xE0..=0xEF) => Some(2),
                (None, 0xF0..=0xF7) => Some(3),
                (None, _) => return self.fault("found an incorrect leading UTF-8 octet"),
                (Some(n), 0x80..=0xBF) => Some(n - 1),
                (Some(_), _) => return self.fault("found an incorrect trailing UTF-8 octet"),
            };
            uri.push(octet);
            self.mark.pos += 3;
            self.mark.column += 3;
        }
        Ok(())
    }

    fn scan_block_scalar(&mut self, literal: bool) -> Result<Token<'t>> {
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
            let rest = self.bytes[self.mark.pos..].iter().take(room);
            let spaces = rest.take_while(|b| **b == b' ').count();
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

    fn scan_flow_scalar(&mut self, single: bool) -> Result<Token<'t>> {
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
                return self.fault("found unexpected end of stream");
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

    fn scan_plain_scalar(&mut self) -> Result<Token<'t>> {
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
    fn plain_run(&self, end_bits: u8) -> Result<usize> {
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
