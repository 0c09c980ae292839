//! From tokens to events: libyaml's state machine as go-yaml has it.
//!
//! Source: go.yaml.in/yaml/v2, parserc.go.

use super::reader::ReadFault;
use super::scanner::{Entry, Fault, Item, Mark, Scanner, Style, Text, Tok, Value};
use std::borrow::Cow;

/// What an event says.
#[derive(Debug)]
pub(super) enum Kind<'t> {
    StreamStart,
    StreamEnd,
    DocumentStart,
    DocumentEnd,
    /// `*name`
    Alias(&'t str),
    /// A scalar; `implicit` where its type hangs on its text.
    Scalar {
        value: Cow<'t, str>,
        style: Style,
        implicit: bool,
    },
    SequenceStart,
    SequenceEnd,
    MappingStart,
    MappingEnd,
}

/// An event.
#[derive(Debug)]
pub(super) struct Event<'t> {
    pub(super) kind: Kind<'t>,
    pub(super) start: Mark,
    /// Offset of the end of what was written.
    pub(super) end: usize,
    /// Anchor and tag, where there is one of them.
    pub(super) properties: Option<Box<Properties<'t>>>,
}

/// What may stand before a node.
#[derive(Debug, Default)]
pub(super) struct Properties<'t> {
    /// `&name`
    pub(super) anchor: Option<&'t str>,
    /// The tag in its long form.
    pub(super) tag: Option<String>,
}

type Result<T> = std::result::Result<T, Box<Fault>>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    StreamStart,
    ImplicitDocumentStart,
    DocumentStart,
    DocumentContent,
    DocumentEnd,
    BlockNode,
    BlockSequenceEntry,
    IndentlessSequenceEntry,
    BlockMappingKey,
    BlockMappingValue,
    /// The value was read with its key.
    BlockMappingKnownValue,
    FlowSequenceFirstEntry,
    FlowSequenceEntry,
    FlowSequenceEntryMappingKey,
    FlowSequenceEntryMappingValue,
    FlowSequenceEntryMappingEnd,
    FlowMappingFirstKey,
    FlowMappingKey,
    FlowMappingValue,
    FlowMappingEmptyValue,
    End,
}

/// Turns text into events on demand.
pub(super) struct Parser<'t> {
    scanner: Scanner<'t>,
    state: State,
    states: Vec<State>,
    /// Whether the current state was entered by the token that opens its collection, not yet taken.
    first: bool,
    /// The value that was read with its key.
    known: Option<Value<'t>>,
    /// Handles and prefixes of the current document.
    tag_directives: Vec<(Cow<'t, str>, String)>,
}

/// The handles that every document knows.
const DEFAULT_TAG_DIRECTIVES: [(&str, &str); 2] = [("!", "!"), ("!!", "tag:yaml.org,2002:")];

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str, fault: Option<ReadFault>) -> Parser<'t> {
        Parser {
            scanner: Scanner::new(text, fault),
            state: State::StreamStart,
            states: Vec::new(),
            first: false,
            known: None,
            tag_directives: Vec::new(),
        }
    }

    /// The next event; [`Kind::StreamEnd`] again and again at the end.
    pub(super) fn next(&mut self) -> Result<Event<'t>> {
        match self.state {
            State::StreamStart => self.parse_stream_start(),
            State::ImplicitDocumentStart => self.parse_document_start(true),
            State::DocumentStart => self.parse_document_start(false),
            State::DocumentContent => self.parse_document_content(),
            State::DocumentEnd => self.parse_document_end(),
            State::BlockNode => self.parse_node(true, false),
            State::BlockSequenceEntry => self.parse_block_sequence_entry(),
            State::IndentlessSequenceEntry => self.parse_indentless_sequence_entry(),
            State::BlockMappingKey => self.parse_block_mapping_key(),
            State::BlockMappingValue => self.parse_block_mapping_value(),
            State::BlockMappingKnownValue => {
                self.state = State::BlockMappingKey;
                match self.known.take() {
                    Some(value) => Ok(self.plain_value(value)),
                    None => self.parse_block_mapping_key(),
                }
            }
            State::FlowSequenceFirstEntry => self.parse_flow_sequence_entry(true),
            State::FlowSequenceEntry => self.parse_flow_sequence_entry(false),
            State::FlowSequenceEntryMappingKey => self.parse_flow_sequence_entry_mapping_key(),
            State::FlowSequenceEntryMappingValue => self.parse_flow_sequence_entry_mapping_value(),
            State::FlowSequenceEntryMappingEnd => self.parse_flow_sequence_entry_mapping_end(),
            State::FlowMappingFirstKey => self.parse_flow_mapping_key(true),
            State::FlowMappingKey => self.parse_flow_mapping_key(false),
            State::FlowMappingValue => self.parse_flow_mapping_value(false),
            State::FlowMappingEmptyValue => self.parse_flow_mapping_value(true),
            State::End => {
                self.scanner.peek()?;
                Ok(event(Kind::StreamEnd, self.scanner.start(), self.scanner.end()))
            }
        }
    }

    /// Whether the value of the key that came last was read with it.
    #[cfg(test)]
    pub(super) fn knows_the_value(&self) -> bool {
        matches!(self.known, Some(Value::Scalar(_)))
    }

    fn pop_state(&mut self) {
        self.state = self.states.pop().unwrap_or(State::End);
    }

    /// Takes the token that opens a collection, if it was not taken yet.
    #[inline]
    fn take_opening(&mut self) -> Result<()> {
        if std::mem::take(&mut self.first) {
            self.scanner.peek()?;
            self.scanner.skip_token();
        }
        Ok(())
    }

    /// Takes the token that was peeked at for an event of its own.
    fn take_event(&mut self, kind: Kind<'t>) -> Event<'t> {
        let event = event(kind, self.scanner.start(), self.scanner.end());
        self.scanner.skip_token();
        event
    }

    /// An empty scalar before the token that was peeked at.
    fn empty_scalar_here(&self) -> Event<'t> {
        empty_scalar(self.scanner.start())
    }

    fn parse_stream_start(&mut self) -> Result<Event<'t>> {
        self.scanner.peek()?;
        self.state = State::ImplicitDocumentStart;
        Ok(self.take_event(Kind::StreamStart))
    }

    fn parse_document_start(&mut self, implicit: bool) -> Result<Event<'t>> {
        let mut kind = self.scanner.peek()?;
        while kind == Tok::DocumentEnd && !implicit {
            self.scanner.skip_token();
            kind = self.scanner.peek()?;
        }
        let start = self.scanner.start();
        match kind {
            Tok::StreamEnd => {
                self.state = State::End;
                Ok(self.take_event(Kind::StreamEnd))
            }
            Tok::VersionDirective | Tok::TagDirective | Tok::DocumentStart => {
                self.parse_explicit_start(start)
            }
            _ if implicit => {
                self.process_directives()?;
                self.states.push(State::DocumentEnd);
                self.state = State::BlockNode;
                Ok(event(Kind::DocumentStart, start, start.pos))
            }
            _ => self.parse_explicit_start(start),
        }
    }

    fn parse_explicit_start(&mut self, start: Mark) -> Result<Event<'t>> {
        self.process_directives()?;
        if self.scanner.peek()? != Tok::DocumentStart {
            return fault("did not find expected <document start>", self.scanner.start());
        }
        self.states.push(State::DocumentEnd);
        self.state = State::DocumentContent;
        Ok(Event { start, ..self.take_event(Kind::DocumentStart) })
    }

    fn parse_document_content(&mut self) -> Result<Event<'t>> {
        match self.scanner.peek()? {
            Tok::VersionDirective
            | Tok::TagDirective
            | Tok::DocumentStart
            | Tok::DocumentEnd
            | Tok::StreamEnd => {
                self.pop_state();
                Ok(self.empty_scalar_here())
            }
            _ => self.parse_node(true, false),
        }
    }

    fn parse_document_end(&mut self) -> Result<Event<'t>> {
        let kind = self.scanner.peek()?;
        self.tag_directives.clear();
        self.state = State::DocumentStart;
        if kind == Tok::DocumentEnd {
            return Ok(self.take_event(Kind::DocumentEnd));
        }
        let start = self.scanner.start();
        Ok(event(Kind::DocumentEnd, start, start.pos))
    }

    fn parse_node(&mut self, block: bool, indentless_sequence: bool) -> Result<Event<'t>> {
        let mut kind = self.scanner.peek()?;
        let start = self.scanner.start();
        let mut end = self.scanner.end();
        let mut properties = None;
        match kind {
            Tok::Scalar => return Ok(self.scalar(start, None)),
            Tok::Alias => {
                self.pop_state();
                let name = borrowed(self.scanner.take().0);
                return Ok(event(Kind::Alias(name), start, end));
            }
            Tok::Anchor | Tok::Tag => {
                properties = Some(self.parse_properties(&mut end)?);
                kind = self.scanner.peek()?;
            }
            _ => {}
        }
        let kind = match kind {
            Tok::BlockEntry if indentless_sequence => {
                self.state = State::IndentlessSequenceEntry;
                Kind::SequenceStart
            }
            Tok::Scalar => return Ok(self.scalar(start, properties)),
            Tok::FlowSequenceStart => {
                self.state = State::FlowSequenceFirstEntry;
                Kind::SequenceStart
            }
            Tok::FlowMappingStart => {
                self.state = State::FlowMappingFirstKey;
                Kind::MappingStart
            }
            Tok::BlockSequenceStart if block => {
                self.state = State::BlockSequenceEntry;
                self.first = true;
                Kind::SequenceStart
            }
            Tok::BlockMappingStart if block => {
                self.state = State::BlockMappingKey;
                self.first = true;
                Kind::MappingStart
            }
            _ => match properties {
                Some(properties) => {
                    self.pop_state();
                    // An empty scalar with a tag has the type that the tag says.
                    let implicit = properties.tag.is_none();
                    let kind = Kind::Scalar { value: Cow::Borrowed(""), style: Style::Plain, implicit };
                    return Ok(Event { kind, start, end, properties: Some(properties) });
                }
                None => return fault("did not find expected node content", self.scanner.start()),
            },
        };
        let end = end.max(self.scanner.end());
        Ok(Event { kind, start, end, properties })
    }

    /// An anchor and a tag in either order, or one of them.
    fn parse_properties(&mut self, end: &mut usize) -> Result<Box<Properties<'t>>> {
        let mut properties = Box::<Properties<'t>>::default();
        let mut tag = None;
        for _ in 0..2 {
            match self.scanner.peek()? {
                Tok::Anchor if properties.anchor.is_none() => {
                    *end = self.scanner.end();
                    properties.anchor = Some(borrowed(self.scanner.take().0));
                }
                Tok::Tag if tag.is_none() => {
                    *end = self.scanner.end();
                    let mark = self.scanner.start();
                    let handle = self.scanner.take().0;
                    tag = Some((handle, self.scanner.take_suffix(), mark));
                }
                _ => break,
            }
        }
        // A handle is only looked up once the token behind the properties is known.
        self.scanner.peek()?;
        if let Some((handle, suffix, mark)) = tag {
            properties.tag = Some(self.resolve_tag(&handle, suffix, mark)?);
        }
        Ok(properties)
    }

    fn resolve_tag(&self, handle: &str, suffix: String, mark: Mark) -> Result<String> {
        if handle.is_empty() {
            return Ok(suffix);
        }
        match self.tag_directives.iter().find(|(known, _)| known == handle) {
            Some((_, prefix)) if !(prefix.is_empty() && suffix.is_empty()) => Ok(format!("{prefix}{suffix}")),
            _ => fault("found undefined tag handle", mark),
        }
    }

    /// The event for the scalar that was peeked at.
    fn scalar(&mut self, start: Mark, properties: Option<Box<Properties<'t>>>) -> Event<'t> {
        self.pop_state();
        let end = self.scanner.end();
        let (value, style) = self.scanner.take();
        let tag = properties.as_ref().and_then(|properties| properties.tag.as_deref());
        // The tag `!` counts as none here.
        let implicit = tag.map_or(style == Style::Plain, |tag| tag == "!");
        Event { kind: Kind::Scalar { value, style, implicit }, start, end, properties }
    }

    fn parse_block_sequence_entry(&mut self) -> Result<Event<'t>> {
        if !self.first
            && let Some(item) = self.scanner.item(false)
        {
            return Ok(self.plain_item(item, State::BlockSequenceEntry));
        }
        self.take_opening()?;
        match self.scanner.peek()? {
            Tok::BlockEntry => {
                let mark = after(self.scanner.start());
                self.scanner.skip_token();
                match self.scanner.peek()? {
                    Tok::BlockEntry | Tok::BlockEnd => Ok(empty_scalar(mark)),
                    _ => {
                        self.states.push(State::BlockSequenceEntry);
                        self.parse_node(true, false)
                    }
                }
            }
            Tok::BlockEnd => {
                self.pop_state();
                Ok(self.take_event(Kind::SequenceEnd))
            }
            _ => fault("did not find expected '-' indicator", self.scanner.start()),
        }
    }

    /// An item or the end of a block sequence, which is in this state before each.
    fn plain_item(&mut self, item: Item<'t>, state: State) -> Event<'t> {
        match item {
            Item::End(mark) => self.plain_end(Kind::SequenceEnd, mark),
            Item::Value(value) => {
                self.state = state;
                self.plain_value(value)
            }
        }
    }

    /// A value in a block collection, which is in its state for what comes behind it.
    fn plain_value(&mut self, value: Value<'t>) -> Event<'t> {
        let (kind, start, end, state) = match value {
            Value::Scalar(text) => return plain_event(text),
            Value::Unknown => return self.empty_scalar_here(),
            Value::Mapping(start) => (Kind::MappingStart, start, start.pos, State::BlockMappingKey),
            Value::Sequence { start, indentless: true } => {
                (Kind::SequenceStart, start, start.pos + 1, State::IndentlessSequenceEntry)
            }
            Value::Sequence { start, indentless: false } => {
                (Kind::SequenceStart, start, start.pos, State::BlockSequenceEntry)
            }
        };
        self.states.push(self.state);
        self.state = state;
        event(kind, start, end)
    }

    /// The end of a block collection in front of something else.
    fn plain_end(&mut self, kind: Kind<'t>, mark: Mark) -> Event<'t> {
        self.pop_state();
        event(kind, mark, mark.pos)
    }

    fn parse_indentless_sequence_entry(&mut self) -> Result<Event<'t>> {
        if let Some(item) = self.scanner.item(true) {
            return Ok(self.plain_item(item, State::IndentlessSequenceEntry));
        }
        let kind = self.scanner.peek()?;
        let start = self.scanner.start();
        if kind == Tok::BlockEntry {
            self.scanner.skip_token();
            return match self.scanner.peek()? {
                Tok::BlockEntry | Tok::Key | Tok::Value | Tok::BlockEnd => Ok(empty_scalar(after(start))),
                _ => {
                    self.states.push(State::IndentlessSequenceEntry);
                    self.parse_node(true, false)
                }
            };
        }
        self.pop_state();
        Ok(event(Kind::SequenceEnd, start, start.pos))
    }

    fn parse_block_mapping_key(&mut self) -> Result<Event<'t>> {
        if !self.first
            && let Some(entry) = self.scanner.entry()
        {
            return Ok(match entry {
                Entry::End(mark) => self.plain_end(Kind::MappingEnd, mark),
                Entry::Key(key, value) => {
                    self.state = match value {
                        Value::Unknown => State::BlockMappingValue,
                        _ => State::BlockMappingKnownValue,
                    };
                    self.known = Some(value);
                    plain_event(key)
                }
            });
        }
        self.take_opening()?;
        match self.scanner.peek()? {
            Tok::Key => {
                let start = self.scanner.start();
                self.scanner.skip_token();
                match self.scanner.peek()? {
                    Tok::Key | Tok::Value | Tok::BlockEnd => {
                        self.state = State::BlockMappingValue;
                        Ok(empty_scalar(start))
                    }
                    _ => {
                        self.states.push(State::BlockMappingValue);
                        self.parse_node(true, true)
                    }
                }
            }
            Tok::BlockEnd => {
                self.pop_state();
                Ok(self.take_event(Kind::MappingEnd))
            }
            _ => fault("did not find expected key", self.scanner.start()),
        }
    }

    fn parse_block_mapping_value(&mut self) -> Result<Event<'t>> {
        let kind = self.scanner.peek()?;
        let start = self.scanner.start();
        self.state = State::BlockMappingKey;
        if kind != Tok::Value {
            return Ok(empty_scalar(start));
        }
        self.scanner.skip_token();
        match self.scanner.peek()? {
            Tok::Key | Tok::Value | Tok::BlockEnd => Ok(empty_scalar(after(start))),
            _ => {
                self.states.push(State::BlockMappingKey);
                self.parse_node(true, true)
            }
        }
    }

    fn parse_flow_sequence_entry(&mut self, first: bool) -> Result<Event<'t>> {
        if first {
            self.scanner.peek()?;
            self.scanner.skip_token();
        }
        let mut kind = self.scanner.peek()?;
        if kind != Tok::FlowSequenceEnd {
            if !first {
                if kind != Tok::FlowEntry {
                    return fault("did not find expected ',' or ']'", self.scanner.start());
                }
                self.scanner.skip_token();
                kind = self.scanner.peek()?;
            }
            if kind == Tok::Key {
                self.state = State::FlowSequenceEntryMappingKey;
                return Ok(self.take_event(Kind::MappingStart));
            }
            if kind != Tok::FlowSequenceEnd {
                self.states.push(State::FlowSequenceEntry);
                return self.parse_node(false, false);
            }
        }
        self.pop_state();
        Ok(self.take_event(Kind::SequenceEnd))
    }

    fn parse_flow_sequence_entry_mapping_key(&mut self) -> Result<Event<'t>> {
        let kind = self.scanner.peek()?;
        if !matches!(kind, Tok::Value | Tok::FlowEntry | Tok::FlowSequenceEnd) {
            self.states.push(State::FlowSequenceEntryMappingValue);
            return self.parse_node(false, false);
        }
        // go-yaml drops the token here, so that `[? : x]` has the key null and no value.
        let event = self.empty_scalar_here();
        self.scanner.skip_token();
        self.state = State::FlowSequenceEntryMappingValue;
        Ok(event)
    }

    fn parse_flow_sequence_entry_mapping_value(&mut self) -> Result<Event<'t>> {
        let kind = self.scanner.peek()?;
        let event = self.empty_scalar_here();
        if kind == Tok::Value {
            self.scanner.skip_token();
            if !matches!(self.scanner.peek()?, Tok::FlowEntry | Tok::FlowSequenceEnd) {
                self.states.push(State::FlowSequenceEntryMappingEnd);
                return self.parse_node(false, false);
            }
        }
        self.state = State::FlowSequenceEntryMappingEnd;
        Ok(event)
    }

    fn parse_flow_sequence_entry_mapping_end(&mut self) -> Result<Event<'t>> {
        self.scanner.peek()?;
        let start = self.scanner.start();
        self.state = State::FlowSequenceEntry;
        Ok(event(Kind::MappingEnd, start, start.pos))
    }

    fn parse_flow_mapping_key(&mut self, first: bool) -> Result<Event<'t>> {
        if first {
            self.scanner.peek()?;
            self.scanner.skip_token();
        }
        let mut kind = self.scanner.peek()?;
        if kind != Tok::FlowMappingEnd {
            if !first {
                if kind != Tok::FlowEntry {
                    return fault("did not find expected ',' or '}'", self.scanner.start());
                }
                self.scanner.skip_token();
                kind = self.scanner.peek()?;
            }
            if kind == Tok::Key {
                self.scanner.skip_token();
                if !matches!(self.scanner.peek()?, Tok::Value | Tok::FlowEntry | Tok::FlowMappingEnd) {
                    self.states.push(State::FlowMappingValue);
                    return self.parse_node(false, false);
                }
                self.state = State::FlowMappingValue;
                return Ok(self.empty_scalar_here());
            }
            if kind != Tok::FlowMappingEnd {
                self.states.push(State::FlowMappingEmptyValue);
                return self.parse_node(false, false);
            }
        }
        self.pop_state();
        Ok(self.take_event(Kind::MappingEnd))
    }

    fn parse_flow_mapping_value(&mut self, empty: bool) -> Result<Event<'t>> {
        let kind = self.scanner.peek()?;
        self.state = State::FlowMappingKey;
        if !empty && kind == Tok::Value {
            self.scanner.skip_token();
            if !matches!(self.scanner.peek()?, Tok::FlowEntry | Tok::FlowMappingEnd) {
                self.states.push(State::FlowMappingKey);
                return self.parse_node(false, false);
            }
        }
        Ok(self.empty_scalar_here())
    }

    fn process_directives(&mut self) -> Result<()> {
        let mut version_seen = false;
        loop {
            match self.scanner.peek()? {
                Tok::VersionDirective => {
                    let mark = self.scanner.start();
                    if version_seen {
                        return fault("found duplicate %YAML directive", mark);
                    }
                    let version = self.scanner.take().0;
                    let (major, minor) = version.split_once('.').unwrap_or_default();
                    if major.parse() != Ok(1) || minor.parse() != Ok(1) {
                        return fault("found incompatible YAML document", mark);
                    }
                    version_seen = true;
                }
                Tok::TagDirective => {
                    let mark = self.scanner.start();
                    let handle = self.scanner.take().0;
                    if self.tag_directives.iter().any(|(known, _)| *known == handle) {
                        return fault("found duplicate %TAG directive", mark);
                    }
                    let prefix = self.scanner.take_suffix();
                    self.tag_directives.push((handle, prefix));
                }
                _ => break,
            }
        }
        for (handle, prefix) in DEFAULT_TAG_DIRECTIVES {
            if !self.tag_directives.iter().any(|(known, _)| known == handle) {
                self.tag_directives.push((Cow::Borrowed(handle), prefix.to_owned()));
            }
        }
        Ok(())
    }
}

fn event<'t>(kind: Kind<'t>, start: Mark, end: usize) -> Event<'t> {
    Event { kind, start, end, properties: None }
}

/// A scalar that stands for itself.
fn plain_event(scalar: Text<'_>) -> Event<'_> {
    let Text { text, style, start, end } = scalar;
    let kind = Kind::Scalar { value: Cow::Borrowed(text), style, implicit: style == Style::Plain };
    event(kind, start, end)
}

fn empty_scalar<'t>(mark: Mark) -> Event<'t> {
    let kind = Kind::Scalar { value: Cow::Borrowed(""), style: Style::Plain, implicit: true };
    event(kind, mark, mark.pos)
}

/// The place behind an indicator of one character.
fn after(mark: Mark) -> Mark {
    Mark { pos: mark.pos + 1, column: mark.column + 1, ..mark }
}

/// Names of anchors and aliases are always borrowed from the text.
fn borrowed(name: Cow<'_, str>) -> &str {
    match name {
        Cow::Borrowed(name) => name,
        Cow::Owned(_) => "",
    }
}

#[cold]
fn fault<T>(problem: &'static str, mark: Mark) -> Result<T> {
    Err(Box::new(Fault { problem: Cow::Borrowed(problem), mark: Some(mark), place: mark, scanner: false }))
}
