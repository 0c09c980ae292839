//! The few fields by which Helm sorts a manifest, read without building a tree.
//!
//! Helm decodes every document into a struct of four fields, which finds every fault of the text. One pass
//! over the events finds the same faults; only what is out of the ordinary (aliases, tags, keys in another
//! case, values of another type) takes the long way. Source: helm, release/v1/util/manifest.go, `SimpleHead`,
//! and `sigs.k8s.io/yaml`, which turns numbers into strings where a string is wanted.

use super::YamlError;
use super::decode::{self, JSON_CONTEXT};
use super::node::{self, Document, Kind, Node, Parsed, go_string, syntax_error};
use super::parser::{Event, Kind as EventKind, Parser};
use super::reader::{ReadFault, Source};
use super::resolve::{Scalar, resolve_plain};
use crate::json;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What Helm reads of a manifest. What is missing or null is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head<'t> {
    /// `apiVersion`
    pub api_version: Cow<'t, str>,
    /// `kind`
    pub kind: Cow<'t, str>,
    /// `metadata`, where there is one.
    pub metadata: Option<Metadata<'t>>,
}

/// What Helm reads of a manifest's `metadata`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata<'t> {
    /// `metadata.name`
    pub name: Cow<'t, str>,
    /// `metadata.annotations` in the order of the text; the last of several with one key counts.
    pub annotations: Vec<(Cow<'t, str>, Cow<'t, str>)>,
}

impl Head<'_> {
    /// `metadata.name`, empty where there is none.
    pub fn name(&self) -> &str {
        self.metadata.as_ref().map_or("", |metadata| &metadata.name)
    }

    /// The value of an annotation.
    pub fn annotation(&self, key: &str) -> Option<&str> {
        let annotations = &self.metadata.as_ref()?.annotations;
        annotations.iter().rev().find(|(name, _)| name == key).map(|(_, value)| &**value)
    }

    fn into_owned(self) -> Head<'static> {
        fn own(text: Cow<'_, str>) -> Cow<'static, str> {
            Cow::Owned(text.into_owned())
        }
        let metadata = self.metadata.map(|metadata| Metadata {
            name: own(metadata.name),
            annotations: metadata
                .annotations
                .into_iter()
                .map(|(key, value)| (own(key), own(value)))
                .collect(),
        });
        Head { api_version: own(self.api_version), kind: own(self.kind), metadata }
    }
}

/// Reads the head of the first document of a text. `go_type` is the Go name of Helm's struct, which is part
/// of some errors: `releaseutil.SimpleHead` in Helm 3, `util.SimpleHead` in Helm 4.
///
/// # Errors
/// What `yaml.Unmarshal` returns, for example `error converting YAML to JSON: yaml: line 3: mapping values are
/// not allowed in this context`.
pub fn head<'t>(text: &'t str, go_type: &str) -> Result<Head<'t>, YamlError> {
    let source = Source::new(text);
    match source.text {
        Cow::Borrowed(checked) => head_of(checked, &source, go_type),
        Cow::Owned(ref checked) => head_of(checked, &source, go_type).map(Head::into_owned),
    }
}

/// The first document of a text, for those who will look at it later. It is not kept if the text is not as it is read, or
/// is not YAML.
pub fn nodes(text: &str) -> Option<Parsed> {
    let source = Source::new(text);
    let checked = match source.text {
        Cow::Borrowed(checked) if checked.len() == text.len() => checked,
        _ => return None,
    };
    let document = node::Reader::new(checked, &source).ok()?.document().ok()?;
    Some(Parsed::new(document.unwrap_or_default()))
}

/// [`head`], and the whole document for those who will look at it again. It is not kept if the text is not as it is read.
///
/// # Errors
/// As [`head`].
pub fn head_and_nodes<'t>(text: &'t str, go_type: &str) -> Result<(Head<'t>, Option<Parsed>), YamlError> {
    let source = Source::new(text);
    let checked = match source.text {
        Cow::Borrowed(checked) if checked.len() == text.len() => checked,
        _ => return Ok((head(text, go_type)?, None)),
    };
    let document = node::Reader::new(checked, &source)?.document().map_err(YamlError::converting)?;
    let document = document.unwrap_or_default();
    let head = match scan_nodes(&document) {
        Some(head) => head,
        None => decode_head(document.root(), go_type)?.into_owned(),
    };
    Ok((head, Some(Parsed::new(document))))
}

fn head_of<'t>(text: &'t str, source: &Source<'_>, go_type: &str) -> Result<Head<'t>, YamlError> {
    if let Some(head) = scan(text, source.fault).map_err(YamlError::converting)? {
        return Ok(head);
    }
    let doc = node::Reader::new(text, source)?.document().map_err(YamlError::converting)?.unwrap_or_default();
    decode_head(doc.root(), go_type).map(Head::into_owned)
}

/// The field that a key names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    ApiVersion,
    Kind,
    Metadata,
    Name,
    Annotations,
}

const ROOT_FIELDS: &[(&str, Field)] =
    &[("apiVersion", Field::ApiVersion), ("kind", Field::Kind), ("metadata", Field::Metadata)];
const METADATA_FIELDS: &[(&str, Field)] = &[("name", Field::Name), ("annotations", Field::Annotations)];

/// A collection that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Sequence,
    /// A mapping before a key.
    Key,
    /// A mapping before the value of a key.
    Value(Option<Field>),
}

/// The quick way over nodes; `None` where it does not lead to the end.
fn scan_nodes<'t>(document: &Document<'t>) -> Option<Head<'t>> {
    let mut scan = Scan::default();
    let mut ends: Vec<usize> = Vec::with_capacity(16);
    for node in document.all() {
        while ends.pop_if(|end| *end == node.index()).is_some() {
            scan.end().then_some(())?;
        }
        let ordinary = match node.kind() {
            _ if node.tag().is_some() => false,
            Kind::Alias => false,
            Kind::Scalar => scan.scalar(document.text_of(node), node.is_implicit()),
            Kind::Sequence => scan.start(Open::Sequence),
            Kind::Mapping => scan.start(Open::Key),
        };
        if matches!(node.kind(), Kind::Sequence | Kind::Mapping) {
            ends.push(node.end());
        }
        ordinary.then_some(())?;
    }
    ends.into_iter().all(|_| scan.end()).then_some(scan.head)
}

/// The quick way; `None` where it does not lead to the end.
fn scan<'t>(text: &'t str, fault: Option<ReadFault>) -> Result<Option<Head<'t>>, YamlError> {
    let mut parser = Parser::new(text, fault);
    let mut scan = Scan::default();
    loop {
        let event = parser.next().map_err(|fault| syntax_error(&fault))?;
        let Event { kind, properties: None, .. } = event else { return Ok(None) };
        let ordinary = match kind {
            EventKind::StreamStart | EventKind::DocumentStart => true,
            EventKind::StreamEnd | EventKind::DocumentEnd => return Ok(Some(scan.head)),
            EventKind::Alias(_) => false,
            EventKind::SequenceStart => scan.start(Open::Sequence),
            EventKind::MappingStart => scan.start(Open::Key),
            EventKind::SequenceEnd | EventKind::MappingEnd => scan.end(),
            EventKind::Scalar { value, implicit, .. } => scan.scalar(value, implicit),
        };
        if !ordinary {
            return Ok(None);
        }
    }
}

/// What the scan knows; its methods say whether what they met is ordinary.
#[derive(Default)]
struct Scan<'t> {
    head: Head<'t>,
    open: Vec<Open>,
    /// The annotation whose value comes next.
    annotation: Option<Cow<'t, str>>,
}

impl<'t> Scan<'t> {
    fn metadata(&mut self) -> &mut Metadata<'t> {
        self.head.metadata.get_or_insert_default()
    }

    /// Whether the innermost open collection is the value of these fields.
    fn is_inside(&self, path: &[Field]) -> bool {
        self.open.len() == path.len() + 1
            && self.open.iter().zip(path).all(|(open, field)| *open == Open::Value(Some(*field)))
    }

    fn start(&mut self, collection: Open) -> bool {
        let mapping = collection == Open::Key;
        let field = match self.open.last() {
            None if mapping => None,
            None | Some(Open::Key) => return false,
            Some(Open::Sequence) => None,
            Some(Open::Value(field)) => *field,
        };
        match field {
            None if self.annotation.is_some() => return false,
            None => {}
            Some(Field::Metadata) if mapping => self.head.metadata = Some(Metadata::default()),
            Some(Field::Annotations) if mapping => self.metadata().annotations.clear(),
            Some(_) => return false,
        }
        self.open.push(collection);
        self.open.len() <= json::MAX_DEPTH
    }

    fn end(&mut self) -> bool {
        let ordinary = self.open.pop().is_some();
        self.close_value();
        ordinary
    }

    fn scalar(&mut self, value: Cow<'t, str>, implicit: bool) -> bool {
        match self.open.last().copied() {
            None => false,
            Some(Open::Key) => self.key(value, implicit),
            Some(Open::Sequence) => !(implicit && is_infinite(&value)),
            Some(Open::Value(field)) => {
                let ordinary = self.value(field, value, implicit);
                self.close_value();
                ordinary
            }
        }
    }

    /// The mapping to which a value belonged awaits its next key.
    fn close_value(&mut self) {
        if let Some(open @ Open::Value(_)) = self.open.last_mut() {
            *open = Open::Key;
        }
    }

    fn key(&mut self, key: Cow<'t, str>, implicit: bool) -> bool {
        // A key that is null or beyond int64 is an error, and `<<` merges.
        if implicit && (key == "<<" || matches!(resolve_plain(&key), Scalar::Null | Scalar::Uint(_))) {
            return false;
        }
        let fields = if self.open.len() == 1 {
            ROOT_FIELDS
        } else if self.is_inside(&[Field::Metadata]) {
            METADATA_FIELDS
        } else {
            &[]
        };
        let field = fields.iter().find(|(name, _)| *name == key).map(|(_, field)| *field);
        if field.is_none() && fields.iter().any(|(name, _)| is_folded(&key, name)) {
            return false;
        }
        if self.is_inside(&[Field::Metadata, Field::Annotations]) {
            self.annotation = Some(key_text(key, implicit));
        }
        if let Some(open) = self.open.last_mut() {
            *open = Open::Value(field);
        }
        true
    }

    fn value(&mut self, field: Option<Field>, value: Cow<'t, str>, implicit: bool) -> bool {
        let wanted = !matches!(field, None | Some(Field::Metadata | Field::Annotations));
        if let Some(key) = self.annotation.take() {
            let value = string_of(value, implicit);
            self.metadata().annotations.push((key, value));
        } else if wanted {
            let value = string_of(value, implicit);
            match field {
                Some(Field::ApiVersion) => self.head.api_version = value,
                Some(Field::Kind) => self.head.kind = value,
                _ => self.metadata().name = value,
            }
        } else if field.is_some() {
            if !(implicit && resolve_plain(&value) == Scalar::Null) {
                return false;
            }
            match field {
                Some(Field::Metadata) => self.head.metadata = None,
                _ => self.metadata().annotations.clear(),
            }
        } else {
            return !(implicit && is_infinite(&value));
        }
        true
    }
}

/// Whether a plain scalar is a number that JSON cannot write.
fn is_infinite(text: &str) -> bool {
    text.starts_with(['.', '+', '-']) && matches!(resolve_plain(text), Scalar::Float(f) if !f.is_finite())
}

/// The string that is made of a scalar where one is wanted; null is the empty one.
fn string_of(text: Cow<'_, str>, implicit: bool) -> Cow<'_, str> {
    if !implicit {
        return text;
    }
    let made = match resolve_plain(&text) {
        Scalar::Str(_) => None,
        other => Some(go_string(other).map(Cow::into_owned).unwrap_or_default()),
    };
    made.map_or(text, Cow::Owned)
}

/// The string that is made of a key.
fn key_text(key: Cow<'_, str>, implicit: bool) -> Cow<'_, str> {
    match string_of(key, implicit) {
        text if !implicit => text,
        text => match &*text {
            "+Inf" => Cow::Borrowed(".inf"),
            "-Inf" => Cow::Borrowed("-.inf"),
            "NaN" => Cow::Borrowed(".nan"),
            _ => text,
        },
    }
}

/// Whether Go's JSON takes a key for the name of a field: upper and lower case are one, and so are the
/// letters that Unicode folds to `k` and `s`. Source: Go, encoding/json/fold.go.
pub(super) fn is_folded(key: &str, name: &str) -> bool {
    let fold = |c: char| match c {
        '\u{212A}' => 'k',
        '\u{17F}' => 's',
        c => c.to_ascii_lowercase(),
    };
    key.chars().map(fold).eq(name.chars().map(fold))
}

/// The long way: all of the document is decoded, and the fields are looked up in its nodes.
fn decode_head(root: Option<Node<'_>>, go_type: &str) -> Result<Head<'static>, YamlError> {
    let mut long = Long { head: Head::default(), fault: None };
    if let Some(root) = root {
        decode::check_head(root).map_err(YamlError::converting)?;
        long.root(root, go_type);
    }
    match long.fault {
        Some(fault) => Err(fault),
        None => Ok(long.head),
    }
}

struct Long {
    head: Head<'static>,
    /// The first value of a wrong type.
    fault: Option<YamlError>,
}

/// How Go spells the type of `metadata`.
const METADATA_TYPE: &str =
    r#"struct { Name string "json:\"name\""; Annotations map[string]string "json:\"annotations\"" }"#;

impl Long {
    fn root(&mut self, root: Node<'_>, go_type: &str) {
        if root.kind() != Kind::Mapping {
            return self.expect_null(root, &format!("Go value of type {go_type}"));
        }
        for (key, value) in sorted_entries(root) {
            match ROOT_FIELDS.iter().find(|(name, _)| is_folded(&key, name)).map(|(_, field)| field) {
                Some(Field::ApiVersion) => {
                    if let Some(text) = self.string(value, "Go struct field SimpleHead.apiVersion") {
                        self.head.api_version = text;
                    }
                }
                Some(Field::Kind) => {
                    if let Some(text) = self.string(value, "Go struct field SimpleHead.kind") {
                        self.head.kind = text;
                    }
                }
                Some(_) => self.metadata(value),
                None => {}
            }
        }
    }

    fn metadata(&mut self, node: Node<'_>) {
        if node.kind() != Kind::Mapping {
            self.head.metadata = None;
            return self
                .expect_null(node, &format!("Go struct field SimpleHead.metadata of type {METADATA_TYPE}"));
        }
        let mut metadata = self.head.metadata.take().unwrap_or_default();
        for (key, value) in sorted_entries(node) {
            match METADATA_FIELDS.iter().find(|(name, _)| is_folded(&key, name)).map(|(_, field)| field) {
                Some(Field::Name) => {
                    if let Some(text) = self.string(value, "Go struct field .metadata.name") {
                        metadata.name = text;
                    }
                }
                Some(_) if value.kind() != Kind::Mapping => {
                    metadata.annotations.clear();
                    self.expect_null(
                        value,
                        "Go struct field .metadata.annotations of type map[string]string",
                    );
                }
                Some(_) => {
                    for (key, value) in sorted_entries(value) {
                        let text = self.string(value, "Go struct field .metadata.annotations");
                        metadata.annotations.push((Cow::Owned(key), text.unwrap_or_default()));
                    }
                }
                None => {}
            }
        }
        self.head.metadata = Some(metadata);
    }

    /// The string of a scalar; `None` for null, which changes nothing, and for what is no scalar.
    fn string(&mut self, node: Node<'_>, place: &str) -> Option<Cow<'static, str>> {
        if node.kind() != Kind::Scalar {
            self.wrong_type(node, &format!("{place} of type string"));
            return None;
        }
        let text = node.go_string().ok().flatten()?;
        Some(Cow::Owned(text.into_owned()))
    }

    fn expect_null(&mut self, node: Node<'_>, into: &str) {
        if !(node.kind() == Kind::Scalar && node.scalar() == Ok(Scalar::Null)) {
            self.wrong_type(node, into);
        }
    }

    fn wrong_type(&mut self, node: Node<'_>, into: &str) {
        let what = match node.kind() {
            Kind::Mapping => "object",
            Kind::Sequence => "array",
            _ => match node.scalar() {
                Ok(Scalar::Bool(_)) => "bool",
                Ok(Scalar::Str(_)) => "string",
                _ => "number",
            },
        };
        let error = || {
            let problem = format!("{JSON_CONTEXT}json: cannot unmarshal {what} into {into}");
            YamlError::at(problem, node.line(), node.column())
        };
        self.fault.get_or_insert_with(error);
    }
}

/// The entries of a mapping as JSON has them: merged, each key once, in the order of the keys.
fn sorted_entries(node: Node<'_>) -> BTreeMap<String, Node<'_>> {
    let mut entries = BTreeMap::new();
    collect_entries(node, 0, &mut entries);
    entries
}

fn collect_entries<'d>(node: Node<'d>, depth: usize, entries: &mut BTreeMap<String, Node<'d>>) {
    for (key, value) in node.entries() {
        if key.is_merge() {
            let value = value.target();
            let mut sources = match value.kind() {
                Kind::Sequence => value.children().map(Node::target).collect(),
                _ => vec![value],
            };
            sources.reverse();
            // The full decoding came first: nothing that merges itself or is nested deeper gets here.
            if depth < json::MAX_DEPTH {
                sources.into_iter().for_each(|source| collect_entries(source, depth + 1, entries));
            }
        } else if let Ok(Some(text)) = key.go_string() {
            entries.insert(key_text(text, true).into_owned(), value.target());
        }
    }
}
