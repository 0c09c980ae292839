//! The definitions of custom resources that are at hand.

use super::super::node::{At, Data, Node};
use super::super::read::{self, Unreadable};
use super::super::report::Finding;
use super::super::schema::Scope;
use super::super::suggest::closest;
use super::scale::Scale;
use super::schema::Schema;
use crate::sync::lock;
use crate::yaml::Document;
use std::sync::{Mutex, OnceLock};

/// Definitions of custom resources.
#[derive(Default)]
pub struct Crds<'c> {
    definitions: Vec<Definition<'c>>,
    unread: Vec<Unread<'c>>,
    /// Groups of which no definition is at hand.
    missing: Mutex<Vec<String>>,
}

/// A text that is read once a kind is asked for whose name stands in it.
struct Unread<'c> {
    text: &'c str,
    definitions: OnceLock<Vec<Definition<'static>>>,
}

/// One of them.
struct Definition<'c> {
    group: String,
    kind: String,
    scope: Scope,
    versions: Vec<Version<'c>>,
}

/// One version of a definition.
struct Version<'c> {
    name: String,
    served: bool,
    /// Whether the status is a resource of its own.
    status: bool,
    /// What the subresource scale reads, if there is one.
    scale: Option<Scale>,
    /// The schema as it is written.
    source: Source<'c>,
    /// The schema once it is needed.
    schema: OnceLock<Schema>,
}

/// Where a schema is written.
enum Source<'c> {
    Nowhere,
    Tree(&'c Node<'c>),
    Copy(Node<'static>),
}

/// What is known of a kind.
pub(crate) enum Found<'c> {
    /// Nothing.
    Nothing,
    /// Its definition and the version that is asked for.
    Version(Scope, VersionRef<'c>),
    /// Other versions or spellings: the key that is wrong, the sentence, the hint.
    Wrong(&'static str, String, Option<String>),
}

/// A version that a server serves.
#[derive(Clone, Copy)]
pub(crate) struct VersionRef<'c>(&'c Version<'c>);

impl VersionRef<'_> {
    /// Whether the status is a resource of its own, which a new object cannot bring along.
    pub(super) fn has_status(&self) -> bool {
        self.0.status
    }

    /// What the subresource scale reads, if there is one.
    pub(super) fn scale(&self) -> Option<&Scale> {
        self.0.scale.as_ref()
    }

    /// Its schema, which is read when it is first asked for.
    pub(super) fn schema(&self) -> &Schema {
        const NOTHING: &Node<'static> = &Node { data: Data::Null, line: 1, column: 1 };
        let source = match &self.0.source {
            Source::Nowhere => NOTHING,
            Source::Tree(node) => node,
            Source::Copy(node) => node,
        };
        self.0.schema.get_or_init(|| Schema::new(At::new(source)))
    }
}

impl<'c> Crds<'c> {
    /// Adds the definitions of a text; other documents are passed over. A definition of a kind that is there already
    /// takes its place.
    ///
    /// # Errors
    /// The finding for a document that cannot be read.
    pub fn add(&mut self, text: &str) -> Result<(), Box<Finding>> {
        read_text(text, &mut self.definitions)
    }

    /// Adds a text that is only read if it may define a kind that is asked for and that is not defined elsewhere. What
    /// of it cannot be read is passed over.
    pub fn add_unread(&mut self, text: &'c str) {
        self.unread.push(Unread { text, definitions: OnceLock::new() });
    }

    /// Adds the definitions of a document that is parsed already. One that cannot be read is passed over: checking
    /// it says why.
    pub fn add_parsed(&mut self, document: &Document<'_>) {
        if let Ok(Some(node)) = read::tree(document) {
            collect(&node, &copied, &mut self.definitions);
        }
    }

    /// Adds the definitions of a document's tree.
    pub(crate) fn add_tree(&mut self, node: &'c Node<'c>) {
        collect(node, &|at| at.node().map_or(Source::Nowhere, Source::Tree), &mut self.definitions);
    }

    /// Adds the definitions of others. One of a kind that is there already takes its place.
    pub fn append(&mut self, other: Crds<'c>) {
        for definition in other.definitions {
            insert(definition, &mut self.definitions);
        }
        self.unread.extend(other.unread);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.definitions.is_empty() && self.unread.is_empty()
    }

    /// All definitions; of the texts that are not read yet only those that are wanted.
    fn wanted(&self, wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = &Definition<'_>> {
        let later = self.unread.iter().filter(move |u| u.definitions.get().is_some() || wanted(u.text));
        let later = later.flat_map(|u| {
            u.definitions.get_or_init(|| {
                let mut read = Vec::new();
                // The chart's own check says what is wrong with the text.
                let _ = read_text(u.text, &mut read);
                read
            })
        });
        self.definitions.iter().chain(later)
    }

    /// Looks a kind up.
    pub(crate) fn find(&self, api_version: &str, kind: &str) -> Found<'_> {
        let (group, version) = api_version.split_once('/').unwrap_or((api_version, ""));
        let missing = || lock(&self.missing);
        if missing().iter().any(|g| g == group) {
            return Found::Nothing;
        }
        let defined = self.wanted(|text| text.contains(kind)).find(|d| d.group == group && d.kind == kind);
        if let Some(definition) = defined {
            return definition.version(version);
        }
        let of_group = || self.wanted(|text| text.contains(group)).filter(|d| d.group == group);
        if of_group().next().is_none() {
            missing().push(group.to_owned());
            return Found::Nothing;
        }
        let hint =
            closest(kind, of_group().map(|d| d.kind.as_str())).map(|near| format!("did you mean {near}?"));
        Found::Wrong(
            "kind",
            format!("none of the definitions of the group {group} is for the kind {kind}"),
            hint,
        )
    }
}

impl Definition<'_> {
    fn version(&self, version: &str) -> Found<'_> {
        let mut served = self.versions.iter().filter(|v| v.served);
        if let Some(found) = served.clone().find(|v| v.name == version) {
            return Found::Version(self.scope, VersionRef(found));
        }
        let hint = served.next_back().map(|v| format!("use {}/{}", self.group, v.name));
        let message = format!("the definition of {} does not serve version {version:?}", self.kind);
        Found::Wrong("apiVersion", message, hint)
    }
}

/// Reads the definitions of a text.
fn read_text(text: &str, into: &mut Vec<Definition<'_>>) -> Result<(), Box<Finding>> {
    for (index, (line, document)) in crate::yaml::parts(text).enumerate() {
        // Most documents of a render are none, and need not be read for that.
        if !super::super::may_define(document) {
            continue;
        }
        let unreadable = |fault: Unreadable| Box::new(Finding { document: index, ..fault.finding(line) });
        let parsed = read::parse(document).map_err(unreadable)?;
        if let Some(node) = read::tree(&parsed).map_err(unreadable)? {
            collect(&node, &copied, into);
        }
    }
    Ok(())
}

fn copied<'c>(at: At<'_>) -> Source<'c> {
    at.node().map_or(Source::Nowhere, |node| Source::Copy(node.to_static()))
}

/// Finds the definitions of a document, which may be a list of them.
fn collect<'n, 'c>(
    node: &'n Node<'n>,
    source: &dyn Fn(At<'n>) -> Source<'c>,
    into: &mut Vec<Definition<'c>>,
) {
    let at = At::new(node);
    let kind = at.get("kind").str();
    if kind.ends_with("List") {
        for item in at.get("items").items() {
            item.node().into_iter().for_each(|node| collect(node, source, into));
        }
    }
    if kind != "CustomResourceDefinition" {
        return;
    }
    let spec = at.get("spec");
    let version = |v: At<'n>| Version {
        name: v.get("name").str().to_owned(),
        served: v.get("served").bool(),
        status: v.get("subresources").get("status").is_set(),
        scale: Scale::new(v.get("subresources").get("scale")),
        source: source(v.get("schema").get("openAPIV3Schema")),
        schema: OnceLock::new(),
    };
    let definition = Definition {
        group: spec.get("group").str().to_owned(),
        kind: spec.get("names").get("kind").str().to_owned(),
        scope: if spec.get("scope").str() == "Cluster" { Scope::Cluster } else { Scope::Namespaced },
        versions: spec.get("versions").items().map(version).collect(),
    };
    insert(definition, into);
}

fn insert<'c>(definition: Definition<'c>, into: &mut Vec<Definition<'c>>) {
    into.retain(|d| d.group != definition.group || d.kind != definition.kind);
    into.push(definition);
}
