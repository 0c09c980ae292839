//! Custom resources: what their definitions say about them.
//!
//! # Steps
//! - **Decode:** apiVersion, kind and metadata have the types of every resource.
//! - **Prune:** [`tree`] finds unknown keys, removes the nulls that stand for nothing and fills in defaults.
//! - **Values:** [`value`] holds the result against the schema, [`lists`] looks for repeated items and for
//!   resources inside of the resource, [`scale`] at the numbers of replicas.
//! - **Rules:** [`rules`] evaluates the schema's expressions, if all else is right.
//!
//! Source: k8s.io/apiextensions-apiserver, pkg/apiserver/customresource_handler.go and
//! pkg/registry/customresource/strategy.go, for the order.

mod definitions;
mod format;
mod lists;
mod rules;
mod scale;
mod schema;
mod tree;
mod value;

pub use definitions::Crds;
pub(crate) use definitions::{Found, VersionRef};
pub(crate) use format::{has_format, is_known_format};
pub(crate) use rules::NOT_CHECKED;

use super::check::{self, Check};
use super::formats::DNS_SUBDOMAIN;
use super::node::{At, Data, Node};
use super::report::{Finding, Severity};
use super::rules::meta;
use super::schema::{CUSTOM, Scope};
use schema::Schema;

/// Checks a resource.
pub(crate) fn check<'n>(
    node: &'n Node<'n>,
    scope: Scope,
    version: VersionRef<'_>,
    minor: u32,
    findings: &mut Vec<Finding>,
) {
    let before = findings.len();
    let schema = version.schema();
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
    let mut tree = tree::prepare(node, Some(schema), &tree::ROOT, true, findings);
    // Source: `PrepareForCreate` of customResourceStrategy.
    if let (true, Data::Map(entries)) = (version.has_status(), &mut tree.data) {
        entries.retain(|e| e.key != "status");
    }
    let decoded = findings.len();
    head_rules(node, scope, minor, findings);
    value::check(&tree, schema, minor, findings);
    lists::check(&tree, schema, &tree::ROOT, minor, findings);
    if let Some(scale) = version.scale() {
        scale.check(&tree, findings);
    }
    check::drop_followers(findings, decoded);
    if !findings.iter().skip(before).any(|f| f.severity == Severity::Error) {
        rules::check(&tree, schema, &tree::ROOT, (node.line, node.column), true, findings);
    }
}

/// Where the schema of a default stands.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Stands {
    /// It is that of the resource itself.
    AtRoot,
    /// In the metadata of a resource inside of another one: what is unknown there is dropped without a word.
    InMetadata,
    /// Anywhere else.
    Elsewhere,
}

/// What is wrong with the default of a schema, by its own restrictions; paths begin at the default.
///
/// Source: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/defaulting/validation.go, `validate`.
pub(crate) fn default_faults(at: At<'_>, default: At<'_>, stands: Stands, minor: u32) -> Vec<Finding> {
    let Some(node) = default.node() else { return Vec::new() };
    let mut schema = Schema::new(at);
    schema.loosen();
    schema.embedded |= stands == Stands::AtRoot;
    let mut unknown = Vec::new();
    let tree = tree::prepare(node, Some(&schema), &tree::ROOT, false, &mut unknown);
    let mut faults = Vec::new();
    if let Some(first) = unknown.into_iter().next().filter(|_| stands != Stands::InMetadata) {
        let message = format!("the default has the unknown key {}", first.path);
        faults.push(Finding { path: String::new(), message, ..first });
    }
    let before = faults.len();
    lists::resources(&tree, &schema, &tree::ROOT, minor, &mut faults);
    // Unknown keys of metadata are dropped without a word.
    let mut known: Vec<Finding> = faults.drain(before..).filter(|f| f.rule != "unknown-key").collect();
    for fault in known.iter_mut().filter(|f| f.rule == "wrong-type") {
        // Metadata that cannot be decoded are named as a whole. Source: objectmeta, `coerce`.
        if let Some((resource, _)) = fault.path.rsplit_once("metadata.") {
            fault.path = format!("{resource}metadata");
        }
    }
    faults.extend(known);
    if faults.len() == before {
        value::check(&tree, &schema, minor, &mut faults);
    }
    if faults.is_empty() {
        rules::check(&tree, &schema, &tree::ROOT, (node.line, node.column), false, &mut faults);
    }
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
