//! Custom resources: what their definitions say about them.
//!
//! # Steps
//! - **Decode:** apiVersion, kind and metadata have the types of every resource.
//! - **Prune:** [`tree`] finds unknown keys, removes the nulls that stand for nothing and fills in defaults.
//! - **Values:** [`value`] holds the result against the schema, [`lists`] looks for repeated items and for
//!   resources inside of the resource.
//! - **Rules:** [`rules`] evaluates the schema's expressions, if all else is right.
//!
//! Source: k8s.io/apiextensions-apiserver, pkg/apiserver/customresource_handler.go and
//! pkg/registry/customresource/strategy.go, for the order.

mod format;
mod lists;
mod rules;
mod schema;
mod tree;
mod value;

use std::sync::OnceLock;

pub(crate) use format::{is_go_duration, is_known_format};
pub(crate) use rules::NOT_CHECKED;

use super::check::Check;
use super::formats::DNS_SUBDOMAIN;
use super::node::{At, Data, Node};
use super::read::{self, Unreadable};
use super::report::{Finding, Severity};
use super::rules::meta;
use super::schema::{CUSTOM, Scope};
use super::suggest::closest;
use crate::yaml::Document;
use schema::Schema;

/// Definitions of custom resources.
#[derive(Default)]
pub struct Crds {
    definitions: Vec<Definition>,
}

/// One of them.
struct Definition {
    group: String,
    kind: String,
    scope: Scope,
    versions: Vec<Version>,
}

/// One version of a definition.
struct Version {
    name: String,
    served: bool,
    /// The schema as it is written.
    source: Node<'static>,
    /// The schema once it is needed.
    schema: OnceLock<Schema>,
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
pub(crate) struct VersionRef<'c>(&'c Version);

impl Crds {
    /// Adds the definitions of a text; other documents are passed over. A definition of a kind that is there already
    /// takes its place.
    ///
    /// # Errors
    /// The finding for a document that cannot be read.
    pub fn add(&mut self, text: &str) -> Result<(), Box<Finding>> {
        for (index, (line, document)) in super::documents(text).enumerate() {
            // Most documents of a render are none, and need not be read for that.
            if !document.contains("CustomResourceDefinition") {
                continue;
            }
            let unreadable = |fault: Unreadable| {
                Box::new(Finding {
                    document: index,
                    ..Finding::new(
                        "yaml",
                        String::new(),
                        fault.message,
                        (fault.place.0 + line, fault.place.1),
                    )
                })
            };
            for parsed in &read::parse(document).map_err(unreadable)? {
                if let Some(node) = read::tree(parsed).map_err(unreadable)? {
                    self.add_node(&node);
                }
            }
        }
        Ok(())
    }

    /// Adds the definitions of a document that is parsed already. One that cannot be read is passed over: checking
    /// it says why.
    pub fn add_parsed(&mut self, document: &Document<'_>) {
        if let Ok(Some(node)) = read::tree(document) {
            self.add_node(&node);
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.definitions.is_empty()
    }

    fn add_node(&mut self, node: &Node<'_>) {
        let at = At::new(node);
        if at.get("kind").str() == "List" {
            for item in at.get("items").items() {
                item.node().into_iter().for_each(|node| self.add_node(node));
            }
        }
        if at.get("kind").str() != "CustomResourceDefinition" {
            return;
        }
        let spec = at.get("spec");
        let version = |v: At<'_>| Version {
            name: v.get("name").str().to_owned(),
            served: v.get("served").bool(),
            source: v
                .get("schema")
                .get("openAPIV3Schema")
                .node()
                .map_or_else(|| Node { data: Data::Null, line: 1, column: 1 }, Node::to_static),
            schema: OnceLock::new(),
        };
        let definition = Definition {
            group: spec.get("group").str().to_owned(),
            kind: spec.get("names").get("kind").str().to_owned(),
            scope: if spec.get("scope").str() == "Cluster" { Scope::Cluster } else { Scope::Namespaced },
            versions: spec.get("versions").items().map(version).collect(),
        };
        self.definitions.retain(|d| d.group != definition.group || d.kind != definition.kind);
        self.definitions.push(definition);
    }

    /// Looks a kind up.
    pub(crate) fn find(&self, api_version: &str, kind: &str) -> Found<'_> {
        let (group, version) = api_version.split_once('/').unwrap_or((api_version, ""));
        let of_group = self.definitions.iter().filter(|d| d.group == group);
        if let Some(definition) = of_group.clone().find(|d| d.kind == kind) {
            let mut served = definition.versions.iter().filter(|v| v.served);
            if let Some(found) = served.clone().find(|v| v.name == version) {
                return Found::Version(definition.scope, VersionRef(found));
            }
            let hint = served.next_back().map(|v| format!("use {group}/{}", v.name));
            let message = format!("the definition of {kind} does not serve version {version:?}");
            return Found::Wrong("apiVersion", message, hint);
        }
        if of_group.clone().next().is_none() {
            return Found::Nothing;
        }
        let hint =
            closest(kind, of_group.map(|d| d.kind.as_str())).map(|near| format!("did you mean {near}?"));
        Found::Wrong(
            "kind",
            format!("none of the definitions of the group {group} is for the kind {kind}"),
            hint,
        )
    }
}

/// Checks a resource.
pub(crate) fn check<'n>(
    node: &'n Node<'n>,
    scope: Scope,
    version: VersionRef<'_>,
    minor: u32,
    findings: &mut Vec<Finding>,
) {
    let before = findings.len();
    let schema = version.0.schema.get_or_init(|| Schema::new(At::new(&version.0.source)));
    let head = At::new(node);
    for key in ["apiVersion", "kind"] {
        if let Some(value) = head.get(key).node().filter(|n| n.as_str().is_none()) {
            findings.push(Finding::new(
                "wrong-type",
                key.to_owned(),
                format!("expected a string, but found {}", value.describe()),
                (value.line, value.column),
            ));
        }
    }
    if let Some(metadata) = head.get("metadata").node() {
        lists::decode(metadata, "metadata", minor, findings);
    }
    let tree = tree::prepare(node, Some(schema), &tree::ROOT, true, findings);
    head_rules(node, scope, minor, findings);
    value::check(&tree, schema, minor, findings);
    lists::check(&tree, schema, &tree::ROOT, minor, findings);
    if !findings.iter().skip(before).any(|f| f.severity == Severity::Error) {
        rules::check(&tree, schema, &tree::ROOT, (node.line, node.column), true, findings);
    }
}

/// What is wrong with the default of a schema, by its own restrictions; paths begin at the default.
pub(crate) fn default_faults(at: At<'_>, default: At<'_>, minor: u32) -> Vec<Finding> {
    let Some(node) = default.node() else { return Vec::new() };
    let mut schema = Schema::new(at);
    schema.loosen();
    let mut unknown = Vec::new();
    let tree = tree::prepare(node, Some(&schema), &tree::ROOT, false, &mut unknown);
    let mut faults = Vec::new();
    if let Some(first) = unknown.into_iter().next() {
        let message = format!("the default has the unknown key {}", first.path);
        faults.push(Finding { path: String::new(), message, ..first });
    }
    value::check(&tree, &schema, minor, &mut faults);
    faults.retain(|f| f.severity == Severity::Error);
    faults
}

/// The rules for the metadata of a resource.
fn head_rules(node: &Node<'_>, scope: Scope, minor: u32, findings: &mut Vec<Finding>) {
    meta::object(&mut Check::new(node, Some(&CUSTOM), minor, findings), scope, &DNS_SUBDOMAIN);
}

/// The metadata of a resource inside of another one.
fn metadata(node: &Node<'_>, path: &str, minor: u32, findings: &mut Vec<Finding>) {
    let Some(metadata) = node.get("metadata") else { return };
    let before = findings.len();
    lists::decode(metadata, &format!("{path}.metadata"), minor, findings);
    if findings.len() > before {
        return;
    }
    let mut cx = Check::new(node, Some(&CUSTOM), minor, findings).below(path);
    let metadata = cx.root().get("metadata");
    if !meta::final_name(metadata).is_empty() {
        meta::object_name(&mut cx, metadata, &meta::PATH_SEGMENT);
    }
    meta::common(&mut cx, metadata, Scope::Namespaced);
}
