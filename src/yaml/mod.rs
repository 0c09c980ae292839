//! YAML as Helm has it: what `sigs.k8s.io/yaml` reads and writes over go-yaml v2, byte for byte and error for
//! error. This module knows nothing of Kubernetes.
//!
//! Reading goes [`reader`] → [`scanner`] → [`parser`] → [`node`] → [`decode`]; writing is [`emit`].

mod decode;
mod emit;
mod head;
mod node;
mod parser;
mod parts;
mod reader;
#[cfg(test)]
mod recorded;
mod resolve;
mod scanner;

pub use emit::{to_yaml, to_yaml_pretty};
pub use head::{Head, Metadata, head, head_and_nodes, nodes};
pub use node::{Document, Kind, Node, Parsed};
pub use parts::parts;
pub use resolve::{Scalar, resolve_plain};
pub use scanner::Style;

use crate::json;
use crate::value::Value;
use reader::Source;
use std::borrow::Cow;
use std::fmt;

/// Why a text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlError {
    message: String,
    /// Line and column from 1; 0 where the place is not known.
    place: (usize, usize),
}

impl YamlError {
    pub(crate) fn new(message: String) -> YamlError {
        YamlError { message, place: (0, 0) }
    }

    pub(crate) fn at(message: String, line: usize, column: usize) -> YamlError {
        YamlError { message, place: (line, column) }
    }

    /// The whole sentence, as Helm prints it.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The true line of the fault, from 1 (the one in the sentence may be one off, as in go-yaml); 0 where
    /// it is not known.
    pub fn line(&self) -> usize {
        self.place.0
    }

    /// The column of the fault in characters, from 1; 0 where it is not known.
    pub fn column(&self) -> usize {
        self.place.1
    }

    /// Puts the words of `sigs.k8s.io/yaml` before those of go-yaml.
    fn converting(mut self) -> YamlError {
        if !self.message.starts_with(decode::JSON_CONTEXT) {
            self.message.insert_str(0, "error converting YAML to JSON: ");
        }
        self
    }
}

impl fmt::Display for YamlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for YamlError {}

/// What `yaml.Unmarshal` of `sigs.k8s.io/yaml` puts into an `interface{}`: the first document of the text.
/// Every number is a float, the last of several equal keys wins, and an empty text is nil.
///
/// # Errors
/// `error converting YAML to JSON: yaml: line 3: mapping values are not allowed in this context` and the like.
pub fn parse(text: &str) -> Result<Value, YamlError> {
    value(Source::new(text))
}

/// [`parse`] with the integers of the text as [`Value::Int`], for those who make texts of them.
///
/// # Errors
/// As [`parse`].
pub fn parse_exact(text: &str) -> Result<Value, YamlError> {
    decode::decode_exact(&parse_document(text)?).map_err(YamlError::converting)
}

/// [`parse`] for the bytes of a file.
///
/// # Errors
/// As [`parse`].
pub fn parse_bytes(bytes: &[u8]) -> Result<Value, YamlError> {
    value(Source::of_bytes(bytes))
}

/// What `yaml.Unmarshal` puts into a map whose Go type is spelled `go_type`: a map, or nil for an empty text
/// and for `null`.
///
/// # Errors
/// As [`parse`], and where the text is something else than a map.
pub fn parse_map(text: &str, go_type: &str) -> Result<Value, YamlError> {
    match parse(text)? {
        value @ (Value::Map(_) | Value::Nil) => Ok(value),
        other => Err(wrong_type(&other, go_type)),
    }
}

/// What `yaml.Unmarshal` puts into an `[]interface{}`: a list, or nil for an empty text and for `null`.
///
/// # Errors
/// As [`parse`], and where the text is something else than a list.
pub fn parse_list(text: &str) -> Result<Value, YamlError> {
    match parse(text)? {
        value @ (Value::List(_) | Value::Nil) => Ok(value),
        other => Err(wrong_type(&other, json::ANY_LIST)),
    }
}

fn wrong_type(value: &Value, go_type: &str) -> YamlError {
    YamlError::new(format!("{}{}", decode::JSON_CONTEXT, json::wrong_type(value, go_type)))
}

fn value(source: Source<'_>) -> Result<Value, YamlError> {
    let doc = node::Reader::new(&source.text, &source)?.document().map_err(YamlError::converting)?;
    doc.map_or(Ok(Value::Nil), |doc| decode::decode(&doc)).map_err(YamlError::converting)
}

/// The first document of a text as nodes that know their places; an empty document for an empty text.
///
/// # Errors
/// Syntax errors as [`parse`] reports them.
pub fn parse_document(text: &str) -> Result<Document<'_>, YamlError> {
    let mut docs = documents(text, 1)?;
    Ok(docs.pop().unwrap_or_default())
}

/// All documents of a text as nodes that know their places.
///
/// # Errors
/// Syntax errors as [`parse`] reports them.
pub fn parse_nodes(text: &str) -> Result<Vec<Document<'_>>, YamlError> {
    documents(text, usize::MAX)
}

fn documents(text: &str, limit: usize) -> Result<Vec<Document<'_>>, YamlError> {
    let source = Source::new(text);
    match source.text {
        Cow::Borrowed(checked) => read_documents(checked, &source, limit),
        Cow::Owned(ref checked) => {
            let docs = read_documents(checked, &source, limit)?;
            Ok(docs.into_iter().map(Document::into_owned).collect())
        }
    }
}

fn read_documents<'t>(
    text: &'t str,
    source: &Source<'_>,
    limit: usize,
) -> Result<Vec<Document<'t>>, YamlError> {
    let mut reader = node::Reader::new(text, source).map_err(YamlError::converting)?;
    let mut docs = Vec::new();
    while docs.len() < limit {
        match reader.document().map_err(YamlError::converting)? {
            Some(doc) => docs.push(doc),
            None => break,
        }
    }
    Ok(docs)
}

/// The value of a document that was read as nodes; as [`parse`] would have it.
///
/// # Errors
/// As [`parse`].
pub fn decode_document(doc: &Document<'_>) -> Result<Value, YamlError> {
    decode::decode(doc).map_err(YamlError::converting)
}
