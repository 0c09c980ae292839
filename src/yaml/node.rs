//! From events to a tree of nodes that remember where they stand.
//!
//! The nodes of a document lie in one list in the order of the text, each with the index behind its last
//! descendant, so that a walk is a scan and a tree of any depth is built and dropped without recursion.
//! Source: go.yaml.in/yaml/v2, decode.go, `parser`.

use super::YamlError;
use super::parser::{Event, Kind as EventKind, Parser};
use super::reader::Source;
use super::resolve::{self, Scalar};
use super::scanner::{Fault, Mark, Style};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// One document of a stream.
#[derive(Clone, Debug, Default)]
pub struct Document<'t> {
    text: &'t str,
    nodes: Arc<Nodes>,
}

/// A document without its text, to be kept beside it.
#[derive(Clone, Debug)]
pub struct Parsed(Arc<Nodes>);

/// The nodes of a document.
#[derive(Debug, Default)]
struct Nodes {
    entries: Vec<Entry>,
    tags: Vec<String>,
    /// What stands in no one piece in the text.
    made: Vec<Box<str>>,
}

/// The kind of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A scalar.
    Scalar,
    /// A sequence.
    Sequence,
    /// A mapping.
    Mapping,
    /// `*name`; see [`Node::target`].
    Alias,
}

/// A node of a [`Document`].
#[derive(Clone, Copy, Debug)]
pub struct Node<'d> {
    text: &'d str,
    nodes: &'d Nodes,
    index: usize,
}

#[derive(Clone, Debug)]
struct Entry {
    kind: Kind,
    style: Style,
    implicit: bool,
    /// Index into the tags of the document plus one, 0 for none.
    tag: u32,
    line: u32,
    column: u32,
    start: u32,
    end: u32,
    /// The index behind the last descendant.
    next: u32,
    /// The node that an alias stands for.
    target: u32,
    /// The text of a scalar, the name of an alias.
    value: Piece,
}

/// A text, without the lifetime of what it is a part of.
#[derive(Clone, Copy, Debug)]
enum Piece {
    /// Bytes of the document's text.
    Cut(u32, u32),
    /// One of those that were made.
    Made(u32),
}

/// Texts are limited to what these numbers can count; see [`Reader::new`].
fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl<'t> Document<'t> {
    /// The root node; `None` for a stream without any document.
    pub fn root(&self) -> Option<Node<'_>> {
        self.all().next()
    }

    /// All nodes in the order of the text.
    pub(super) fn all(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.nodes.entries.len()).map(|index| Node { text: self.text, nodes: &self.nodes, index })
    }

    /// The text of a node, for as long as the document's own.
    pub(super) fn text_of(&self, node: Node<'_>) -> Cow<'t, str> {
        match node.entry().value {
            Piece::Cut(start, end) => Cow::Borrowed(cut(self.text, start, end)),
            Piece::Made(_) => Cow::Owned(node.text().to_owned()),
        }
    }

    /// Bytes of the text up to the end of the document.
    pub fn text_len(&self) -> usize {
        self.root().map_or(0, |root| root.span().end)
    }

    /// A document that does not borrow from its text.
    pub fn into_owned(self) -> Document<'static> {
        let mut made = Vec::with_capacity(self.nodes.entries.len());
        let entries = self.all().map(|node| {
            made.push(node.text().into());
            Entry { value: Piece::Made(small(made.len() - 1)), ..node.entry().clone() }
        });
        let entries = entries.collect();
        Document { text: "", nodes: Arc::new(Nodes { entries, tags: self.nodes.tags.clone(), made }) }
    }
}

impl Parsed {
    /// Keeps a document.
    pub fn new(document: Document<'_>) -> Parsed {
        Parsed(document.nodes)
    }

    /// The document again; `text` is the one that it was read from.
    pub fn document<'t>(&self, text: &'t str) -> Document<'t> {
        Document { text, nodes: Arc::clone(&self.0) }
    }
}

fn cut(text: &str, start: u32, end: u32) -> &str {
    text.get(start as usize..end as usize).unwrap_or_default()
}

impl<'d> Node<'d> {
    fn entry(self) -> &'d Entry {
        &self.nodes.entries[self.index]
    }

    /// The kind of the node.
    pub fn kind(self) -> Kind {
        self.entry().kind
    }

    /// The line in which it starts, from 1.
    pub fn line(self) -> usize {
        self.entry().line as usize + 1
    }

    /// The column in which it starts, in characters, from 1.
    pub fn column(self) -> usize {
        self.entry().column as usize + 1
    }

    /// The bytes of the text that it takes up, with anchor, tag and quotes.
    pub fn span(self) -> Range<usize> {
        self.entry().start as usize..self.entry().end as usize
    }

    /// The text of a scalar, quotes and escapes resolved; the name of an alias.
    pub fn text(self) -> &'d str {
        match self.entry().value {
            Piece::Cut(start, end) => cut(self.text, start, end),
            Piece::Made(index) => self.nodes.made.get(index as usize).map_or("", |text| text),
        }
    }

    /// How a scalar is written.
    pub fn style(self) -> Style {
        self.entry().style
    }

    /// The explicit tag in its long form.
    pub fn tag(self) -> Option<&'d str> {
        let index = (self.entry().tag as usize).checked_sub(1)?;
        self.nodes.tags.get(index).map(String::as_str)
    }

    /// The node itself, or what it is an alias of.
    pub fn target(self) -> Node<'d> {
        match self.kind() {
            Kind::Alias => Node { index: self.entry().target as usize, ..self },
            _ => self,
        }
    }

    /// The node's place in its document, which is the same for no two nodes.
    pub(super) fn index(self) -> usize {
        self.index
    }

    /// The index behind its last descendant.
    pub(super) fn end(self) -> usize {
        self.entry().next as usize
    }

    /// The items of a sequence; the keys and values of a mapping in turn.
    pub fn children(self) -> impl Iterator<Item = Node<'d>> + Clone {
        let end = self.entry().next as usize;
        let first = Some(self.index + 1).filter(|index| *index < end);
        let node = move |index: usize| Node { index, ..self };
        std::iter::successors(first, move |index| {
            Some(node(*index).entry().next as usize).filter(|next| *next < end)
        })
        .map(node)
    }

    /// The keys and values of a mapping in the order of the text, repeated keys included.
    pub fn entries(self) -> impl Iterator<Item = (Node<'d>, Node<'d>)> + Clone {
        let mut children = self.children();
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    /// Whether the type of a scalar hangs on its text: it is plain and has no tag.
    pub fn is_implicit(self) -> bool {
        self.entry().implicit
    }

    /// Whether a key merges its value into the mapping.
    pub fn is_merge(self) -> bool {
        self.kind() == Kind::Scalar
            && self.text() == "<<"
            && (self.is_implicit() || self.tag() == Some(resolve::MERGE_TAG))
    }

    /// What a scalar stands for.
    ///
    /// # Errors
    /// For a text that does not fit its tag, in go-yaml's words.
    pub fn scalar(self) -> Result<Scalar<'d>, YamlError> {
        let text = self.text();
        let found = match self.tag() {
            None if self.is_implicit() => return Ok(resolve::resolve_plain(text)),
            None => return Ok(Scalar::Str(Cow::Borrowed(text))),
            Some(resolve::BINARY_TAG) => binary(text),
            Some(tag) => resolve::resolve_tagged(tag, text),
        };
        found.map_err(|problem| YamlError::at(format!("yaml: {problem}"), self.line(), self.column()))
    }

    /// The string that `sigs.k8s.io/yaml` makes of a scalar where a Go `string` is wanted, so that
    /// `appVersion: 1.10` is `1.1`; `None` for null.
    ///
    /// # Errors
    /// As [`Node::scalar`].
    pub fn go_string(self) -> Result<Option<Cow<'d, str>>, YamlError> {
        Ok(go_string(self.target().scalar()?))
    }
}

/// What `sigs.k8s.io/yaml` makes of a scalar where a string is wanted. Source: `convertToJSONableObject`.
pub(super) fn go_string(scalar: Scalar<'_>) -> Option<Cow<'_, str>> {
    Some(match scalar {
        Scalar::Null => return None,
        Scalar::Bool(b) => Cow::Borrowed(if b { "true" } else { "false" }),
        Scalar::Int(n) => Cow::Owned(n.to_string()),
        Scalar::Uint(n) => Cow::Owned(n.to_string()),
        Scalar::Float(f) => Cow::Owned(super::decode::format_float32(f)),
        Scalar::Str(text) => text,
    })
}

/// The text for which base64 stands, with U+FFFD for what is not UTF-8, as it is once JSON has been between.
fn binary(text: &str) -> Result<Scalar<'_>, String> {
    let bytes = crate::golang::base64::decode(text.as_bytes())
        .map_err(|_| "!!binary value contains invalid base64 data".to_owned())?;
    Ok(Scalar::Str(Cow::Owned(crate::json::replace_invalid(&bytes))))
}

/// Reads one document after the other.
pub(super) struct Reader<'t> {
    text: &'t str,
    parser: Parser<'t>,
    peeked: Option<Event<'t>>,
    capacity: usize,
}

/// Longest text that is read, in bytes: positions are kept in 32 bits.
pub(super) const MAX_TEXT: usize = u32::MAX as usize - 1;

pub(super) fn check_size(bytes: usize) -> Result<(), YamlError> {
    if bytes > MAX_TEXT {
        return Err(YamlError::new(format!("yaml: input is longer than {MAX_TEXT} bytes")));
    }
    Ok(())
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, source: &Source<'_>) -> Result<Reader<'t>, YamlError> {
        check_size(text.len())?;
        // Manifests have about one node for every dozen bytes; a guess too small costs a copy.
        let capacity = text.len() / 12 + 4;
        Ok(Reader { text, parser: Parser::new(text, source.fault), peeked: None, capacity })
    }

    fn next(&mut self) -> Result<Event<'t>, YamlError> {
        match self.peeked.take() {
            Some(event) => Ok(event),
            None => self.parser.next().map_err(|fault| syntax_error(&fault)),
        }
    }

    /// Where a text is: most are parts of the document's.
    fn piece(&self, value: Cow<'t, str>, doc: &mut Nodes) -> Piece {
        let part = match &value {
            Cow::Borrowed(part) => (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize),
            Cow::Owned(_) => None,
        };
        match part.map(|start| (start, start + value.len())) {
            Some((start, end)) if end <= self.text.len() => Piece::Cut(small(start), small(end)),
            _ => {
                doc.made.push(value.into());
                Piece::Made(small(doc.made.len() - 1))
            }
        }
    }

    /// The next document; `None` at the end of the stream.
    pub(super) fn document(&mut self) -> Result<Option<Document<'t>>, YamlError> {
        loop {
            match self.next()?.kind {
                EventKind::StreamStart => {}
                EventKind::StreamEnd => return Ok(None),
                _ => break,
            }
        }
        let mut doc = Nodes {
            entries: Vec::with_capacity(std::mem::take(&mut self.capacity)),
            tags: Vec::new(),
            made: Vec::new(),
        };
        let mut open: Vec<usize> = Vec::new();
        let mut anchors: HashMap<&'t str, usize> = HashMap::new();
        loop {
            let event = self.next()?;
            let index = doc.entries.len();
            let mut entry = Entry {
                kind: Kind::Scalar,
                style: Style::Plain,
                implicit: false,
                tag: 0,
                line: event.start.line,
                column: event.start.column,
                start: small(event.start.pos),
                end: small(event.end),
                next: small(index + 1),
                target: 0,
                value: Piece::Cut(0, 0),
            };
            if let Some(properties) = event.properties {
                if let Some(anchor) = properties.anchor {
                    anchors.insert(anchor, index);
                }
                if let Some(tag) = properties.tag {
                    doc.tags.push(tag);
                    entry.tag = small(doc.tags.len());
                }
            }
            match event.kind {
                EventKind::Scalar { value, style, implicit } => {
                    entry.style = style;
                    entry.implicit = implicit;
                    entry.value = self.piece(value, &mut doc);
                }
                EventKind::Alias(name) => {
                    let Some(&target) = anchors.get(name) else {
                        return Err(unknown_anchor(name, event.start));
                    };
                    entry.kind = Kind::Alias;
                    entry.target = small(target);
                    entry.value = self.piece(Cow::Borrowed(name), &mut doc);
                }
                EventKind::SequenceStart | EventKind::MappingStart => {
                    entry.kind = match event.kind {
                        EventKind::SequenceStart => Kind::Sequence,
                        _ => Kind::Mapping,
                    };
                    open.push(index);
                }
                EventKind::SequenceEnd | EventKind::MappingEnd => {
                    if let Some(node) = open.pop().and_then(|start| doc.entries.get_mut(start)) {
                        node.next = small(index);
                        node.end = node.end.max(entry.end);
                    }
                    continue;
                }
                EventKind::DocumentEnd => {
                    return Ok(Some(Document { text: self.text, nodes: Arc::new(doc) }));
                }
                EventKind::StreamStart | EventKind::StreamEnd | EventKind::DocumentStart => continue,
            }
            doc.entries.push(entry);
        }
    }
}

/// The error that go-yaml makes of a fault. Its lines are those of the parser, counted from 0 for faults of
/// the parser and from 1 for those of the scanner, and the first line is never named. Source: decode.go,
/// `fail`.
pub(super) fn syntax_error(fault: &Fault) -> YamlError {
    let Some(mark) = fault.mark else {
        return at_mark(format!("yaml: {}", fault.problem), fault.place);
    };
    let line = match (mark.line, fault.scanner) {
        (0, _) => String::new(),
        (line, true) => format!("line {}: ", line + 1),
        (line, false) => format!("line {line}: "),
    };
    at_mark(format!("yaml: {line}{}", fault.problem), fault.place)
}

fn unknown_anchor(name: &str, mark: Mark) -> YamlError {
    at_mark(format!("yaml: unknown anchor '{name}' referenced"), mark)
}

fn at_mark(message: String, mark: Mark) -> YamlError {
    YamlError::at(message, mark.line as usize + 1, mark.column as usize + 1)
}
