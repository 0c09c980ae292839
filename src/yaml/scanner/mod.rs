//! From text to tokens: the scanner of libyaml as go-yaml has it, borrowed from the text wherever a token
//! stands in it verbatim.
//!
//! What is looked at first decides which of two faults is reported, so every function keeps the order of its
//! original. Source: go.yaml.in/yaml/v2, scannerc.go.

mod cursor;
mod entry;
mod scalar;
mod tag;

use self::cursor::{BREAK, COLON, STOP, class, small};
pub(super) use self::entry::{Entry, Item, Text, Value};

use super::reader::{ReadFault, WINDOW};
use std::borrow::Cow;
use std::collections::VecDeque;

/// A place in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::yaml) struct Mark {
    /// Bytes before it.
    pub(in crate::yaml) pos: usize,
    /// Lines before it.
    pub(in crate::yaml) line: u32,
    /// Characters before it in its line.
    pub(in crate::yaml) column: u32,
}

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::yaml) enum Tok {
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
pub(in crate::yaml) struct Token<'t> {
    pub(in crate::yaml) kind: Tok,
    pub(in crate::yaml) style: Style,
    pub(in crate::yaml) start: Mark,
    /// Offset of its end.
    pub(in crate::yaml) end: usize,
    /// The text of a scalar, the name of an anchor or alias, the handle of a tag or tag directive, the
    /// version of a version directive.
    pub(in crate::yaml) value: Cow<'t, str>,
}

/// Why a text is not YAML.
#[derive(Debug)]
pub(in crate::yaml) struct Fault {
    /// go-yaml's words.
    pub(in crate::yaml) problem: Cow<'static, str>,
    /// Where it was noticed, which is what go-yaml reports; `None` for a fault of the reader.
    pub(in crate::yaml) mark: Option<Mark>,
    /// Where a person would look for it.
    pub(in crate::yaml) place: Mark,
    /// Whether the scanner noticed it: go-yaml counts its lines differently.
    pub(in crate::yaml) scanner: bool,
}

/// A fault is boxed, so that what is returned again and again stays small.
type Result<T> = std::result::Result<T, Box<Fault>>;

/// Deepest nesting of flow collections, and of block collections (`max_flow_level`, `max_indents`).
pub(in crate::yaml) const MAX_NESTING: usize = 10_000;

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
pub(in crate::yaml) struct Scanner<'t> {
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

impl<'t> Scanner<'t> {
    pub(in crate::yaml) fn new(text: &'t str, fault: Option<ReadFault>) -> Scanner<'t> {
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
    pub(in crate::yaml) fn peek(&mut self) -> Result<Tok> {
        if !self.token_available {
            self.fetch_more_tokens()?;
        }
        // Fetching ends with a token in the queue.
        Ok(self.tokens.front().map_or(Tok::StreamEnd, |token| token.kind))
    }

    /// Where the token stands that was peeked at.
    #[inline]
    pub(in crate::yaml) fn start(&self) -> Mark {
        self.tokens.front().map_or(self.mark, |token| token.start)
    }

    /// Where the token ends that was peeked at.
    #[inline]
    pub(in crate::yaml) fn end(&self) -> usize {
        self.tokens.front().map_or(self.mark.pos, |token| token.end)
    }

    /// Drops the token that was peeked at. Source: `skip_token`.
    #[inline]
    pub(in crate::yaml) fn skip_token(&mut self) {
        self.take();
    }

    /// Takes the text of the token that was peeked at, and how it is written.
    #[inline]
    pub(in crate::yaml) fn take(&mut self) -> (Cow<'t, str>, Style) {
        self.token_available = false;
        self.tokens_parsed += 1;
        self.tokens.pop_front().map(|token| (token.value, token.style)).unwrap_or_default()
    }

    /// The suffix of the tag, or the prefix of the tag directive, that was taken last.
    pub(in crate::yaml) fn take_suffix(&mut self) -> String {
        self.suffixes.pop_front().unwrap_or_default()
    }

    #[cold]
    fn fault<T>(&self, problem: impl Into<Cow<'static, str>>) -> Result<T> {
        self.fault_of(self.mark, problem)
    }

    /// A fault that is noticed here of something that starts at `place`.
    #[cold]
    fn fault_of<T>(&self, place: Mark, problem: impl Into<Cow<'static, str>>) -> Result<T> {
        Err(Box::new(Fault { problem: problem.into(), mark: Some(self.mark), place, scanner: true }))
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
                let place = key.mark;
                return self.fault_of(place, "could not find expected ':'");
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
            let place = key.mark;
            return self.fault_of(place, "could not find expected ':'");
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
}
