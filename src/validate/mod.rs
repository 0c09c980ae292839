//! Would the API server refuse it? Every document is decoded strictly against the tables of its kind, then
//! the rules that the server checks beyond the types are applied.
//!
//! # Steps
//! - **Read:** [`read`] makes a tree of the text, with places and with scalars as YAML 1.1 reads them.
//! - **Kind:** [`served`] decides what the target's minor makes of apiVersion and kind.
//! - **Types:** [`strict`] walks the tree along the [`schema`] and finds unknown, duplicate and missing keys
//!   and wrong types, all of them at once.
//! - **Rules:** [`rules`] holds what the server checks after decoding, one file for each subject.
//! - **Custom resources:** [`custom`] holds them against their definitions, [`cel`] evaluates expressions.
//!
//! A kind that nothing is known about is *skipped*: counted, and never called valid.

mod batch;
mod cel;
mod check;
mod cron;
mod custom;
mod formats;
mod ip;
mod kinds;
mod node;
mod quantity;
pub(crate) mod read;
mod report;
mod rules;
pub(crate) mod schema;
mod served;
mod strict;
mod suggest;
mod typed;

pub use batch::{Seen, Text, check_text, check_texts, read_parts};
pub(crate) use check::Check;
pub use custom::Crds;
pub(crate) use custom::NOT_CHECKED;
pub(crate) use node::{At, Data, Node};
pub use report::{Counts, Finding, Origin, Report, Severity};
pub(crate) use served::group;
pub(crate) use suggest::closest;

use crate::value::{Entries, Value};
use crate::yaml::{self, Document};
use custom::Found;
use served::Served;

/// The minor for which manifests are checked where none is named: the newest of the tables.
pub const DEFAULT_MINOR: u32 = schema::FIRST_MINOR + schema::MINOR_COUNT - 1;

/// The minor of the tables that is nearest to a target.
pub fn nearest_minor(minor: u32) -> u32 {
    minor.clamp(schema::FIRST_MINOR, DEFAULT_MINOR)
}

/// What the verdict hangs on besides the text.
#[derive(Clone, Copy)]
pub struct Options<'c> {
    /// The minor of the target: 35 for Kubernetes 1.35. A minor that the tables do not hold takes the nearest.
    pub minor: u32,
    /// Whether a custom resource without a definition is an error rather than skipped.
    pub missing_crd: bool,
    /// Whether the server gives services addresses of IPv6 too; it does not unless it is set up so.
    pub dual_stack: bool,
    /// The definitions of custom resources that are at hand.
    pub crds: Option<&'c Crds<'c>>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options { minor: DEFAULT_MINOR, missing_crd: false, dual_stack: false, crds: None }
    }
}

/// The rule that warns of kinds that a server still serves.
pub(crate) const DEPRECATED: &str = "deprecated-api";

/// How deep lists may stand within lists before their items are taken as they are.
pub(crate) const MAX_LISTS: usize = 8;

/// The documents of a text in their canonical form: decoded into the types of the API and encoded again. A kind
/// without a type, a document that does not fit its type and one that would lose a key stay as they are; empty
/// documents are left out.
///
/// # Errors
/// The finding for a text that cannot be read.
pub fn canonical(text: &str) -> Result<Vec<Value>, Box<Finding>> {
    let mut values = Vec::new();
    for (index, (line, document)) in yaml::parts(text).enumerate() {
        let unreadable =
            |fault: read::Unreadable| Box::new(Finding { document: index, ..fault.finding(line) });
        let document = read::parse(document).map_err(unreadable)?;
        let node = read::tree(&document).map_err(unreadable)?;
        values.extend(node.filter(|n| !matches!(n.data, Data::Null)).map(|node| canonical_node(&node)));
    }
    Ok(values)
}

fn canonical_node(node: &Node<'_>) -> Value {
    match typed::reencode_node(node) {
        Some(Ok(value)) if keeps_keys(node, &value) => value,
        _ => plain(node),
    }
}

/// Whether every key with a value is still there. The types are those of the newest minor: an older field would
/// be dropped without a word.
fn keeps_keys(node: &Node<'_>, value: &Value) -> bool {
    match (&node.data, value) {
        (Data::Map(entries), Value::Map(map)) => entries.iter().all(|entry| {
            let empty = match &entry.value.data {
                Data::Null => true,
                Data::List(items) => items.is_empty(),
                Data::Map(entries) => entries.is_empty(),
                _ => false,
            };
            map.get(&entry.key).map_or(empty, |value| keeps_keys(&entry.value, &value))
        }),
        (Data::List(items), Value::List(list)) => {
            items.iter().zip(&list.items).all(|(n, v)| keeps_keys(n, v))
        }
        (Data::Map(_) | Data::List(_), _) => false,
        _ => true,
    }
}

/// A node as a plain value.
fn plain(node: &Node<'_>) -> Value {
    match &node.data {
        Data::Null => Value::Nil,
        Data::Bool(b) => Value::Bool(*b),
        Data::Int(i) => Value::Int64(*i),
        Data::Float(f) => node.as_int().map_or(Value::Float(*f), Value::Int64),
        Data::Str(s) => Value::Str(s.as_ref().into()),
        Data::List(items) => Value::from(items.iter().map(plain).collect::<Vec<_>>()),
        Data::Map(entries) => {
            Value::from(entries.iter().map(|e| (e.key.as_ref().into(), plain(&e.value))).collect::<Entries>())
        }
    }
}

/// Checks a document that is parsed already; lines count as in the text that it was parsed from.
pub fn check_parsed(document: &Document<'_>, options: &Options<'_>, report: &mut Report) {
    match read::tree(document) {
        Ok(Some(node)) => check_node(&node, options, report, 0),
        Ok(None) => {}
        Err(fault) => refuse_unreadable(fault, report),
    }
}

fn refuse_unreadable(fault: read::Unreadable, report: &mut Report) {
    report.counts.invalid += 1;
    report.findings.push(fault.finding(0));
}

fn check_node(node: &Node<'_>, options: &Options<'_>, report: &mut Report, depth: usize) {
    let at = At::new(node);
    let kind = at.get("kind").str();
    let api_version = at.get("apiVersion").str();
    match &node.data {
        Data::Null => return,
        Data::Map(_) if kind.ends_with("List") && depth < MAX_LISTS => {
            if let Some(Data::List(items)) = at.get("items").node().map(|n| &n.data) {
                for item in items {
                    check_node(item, options, report, depth + 1);
                }
                return;
            }
        }
        _ => {}
    }
    let before = report.findings.len();
    let mut findings = Vec::new();
    let skipped = check_object(at, node, api_version, kind, options, &mut findings);
    // Families are given out once the document is decoded and its addresses are right by themselves.
    let wrong = |f: &Finding| {
        f.severity == Severity::Error
            && matches!(f.rule, "wrong-type" | "unknown-key" | "duplicate-key" | rules::service::CLUSTER_IPS)
    };
    if options.dual_stack || findings.iter().any(wrong) {
        findings.retain(|f| f.rule != rules::service::IP_FAMILIES);
    }
    findings.sort_by_key(|f| (f.line, f.column));
    report.findings.append(&mut findings);
    report.counts.not_checked += findings_not_checked(report, before);
    let refused = report.findings.iter().skip(before).any(|f| f.severity == Severity::Error);
    if refused {
        report.counts.invalid += 1;
    } else if skipped {
        report.counts.skipped += 1;
        report.skipped.push(format!("{api_version} {kind}"));
    } else {
        report.counts.valid += 1;
    }
}

/// How many expressions could not be checked.
fn findings_not_checked(report: &Report, from: usize) -> usize {
    report.findings.iter().skip(from).filter(|f| f.rule == custom::NOT_CHECKED).count()
}

/// Checks an object; says whether it was skipped.
fn check_object(
    at: At<'_>,
    node: &Node<'_>,
    api_version: &str,
    kind: &str,
    options: &Options<'_>,
    findings: &mut Vec<Finding>,
) -> bool {
    let report = |severity: Severity, rule, key: &'static str, message: String, hint: Option<String>| {
        let place = at.get(key).node().map_or((node.line, node.column), |n| (n.line, n.column));
        Finding { severity, hint, ..Finding::new(rule, key.to_owned(), message, place) }
    };
    let refuse = |key: &'static str, message: String, hint: Option<String>| {
        report(Severity::Error, "unknown-kind", key, message, hint)
    };
    let deprecated = |(message, hint): (String, String)| {
        report(Severity::Warning, DEPRECATED, "apiVersion", message, Some(hint))
    };
    if !matches!(node.data, Data::Map(_)) {
        findings.push(Finding::new(
            "wrong-type",
            String::new(),
            format!("expected a mapping with apiVersion and kind, but found {}", node.describe()),
            (node.line, node.column),
        ));
        return false;
    }
    for (key, value, what) in [
        ("apiVersion", api_version, "a version, such as v1 or apps/v1"),
        ("kind", kind, "the name of a kind, such as Deployment"),
    ] {
        if value.is_empty() {
            let found = at.get(key).node().map_or_else(|| "nothing".to_owned(), Node::describe);
            findings.push(refuse(key, format!("required: expected {what}, but found {found}"), None));
            return false;
        }
    }
    match served::lookup(api_version, kind, options.minor) {
        Served::Known(kind) => {
            findings.extend(served::deprecated(kind.api_version, kind.kind, options.minor).map(deprecated));
            strict::check(node, kind.typ, options.minor, !rules::has_rules(kind), findings);
            rules::check(node, kind, options.minor, findings);
            false
        }
        Served::Refused { key, message, hint } => {
            findings.push(refuse(key, message, hint));
            false
        }
        Served::Old { message, hint } => {
            findings.push(deprecated((message, hint)));
            true
        }
        Served::Custom => {
            match options.crds.map_or(Found::Nothing, |crds| crds.find(api_version, kind)) {
                Found::Version(scope, version) => {
                    custom::check(node, scope, version, options.minor, findings);
                    return false;
                }
                Found::Wrong(key, message, hint) => {
                    findings.push(refuse(key, message, hint));
                    return false;
                }
                Found::Nothing => {}
            }
            if options.missing_crd {
                findings.push(refuse(
                    "kind",
                    format!("no CustomResourceDefinition of kind {kind} in version {api_version} is at hand"),
                    Some("name its file with --crds".to_owned()),
                ));
            }
            true
        }
    }
}

/// Whether an object of this version and kind may be a custom resource, or hold one.
pub fn may_be_custom(api_version: &str, kind: &str) -> bool {
    kind.ends_with("List") || served::is_foreign(api_version)
}

/// Whether the text of a document may hold a definition of custom resources.
fn may_define(text: &str) -> bool {
    text.contains("CustomResourceDefinition")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(data: &str) -> Vec<(Severity, &'static str)> {
        let text = format!("apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\ndata: {data}\n");
        let report = check_text(&text, &Options::default());
        report.findings.iter().map(|finding| (finding.severity, finding.rule)).collect()
    }

    /// kubectl 1.35 with `--validate=strict` takes all of these but the last two.
    #[test]
    fn what_a_merge_brings_is_no_key_of_the_mapping() {
        assert_eq!(judged("{<<: {a: p}, b: q}"), []);
        assert_eq!(judged("{<<: {a: p}, a: q}"), [(Severity::Warning, "duplicate-key")]);
        assert_eq!(judged("{<<: [{a: p}, {a: 1}]}"), [(Severity::Warning, "duplicate-key")]);
        assert_eq!(judged("{<<: [{a: 1}, {a: p}]}").last(), Some(&(Severity::Error, "wrong-type")));
        assert_eq!(judged("{a: p, a: q}"), [(Severity::Error, "duplicate-key")]);
    }

    /// Expectations from a kube-apiserver 1.35.
    #[test]
    fn a_number_above_64_bits_with_a_sign_is_no_key() {
        assert_eq!(judged("{9223372036854775807: a}"), []);
        assert_eq!(judged("{9223372036854775808: a}"), [(Severity::Error, "yaml")]);
        assert_eq!(judged("{\"9223372036854775808\": a}"), []);
    }

    #[test]
    fn lists_are_looked_into_so_deep() {
        let nested = |lists: usize| {
            let object = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, foo: 1}".to_owned();
            let text = (0..lists)
                .fold(object, |inner, _| format!("{{apiVersion: v1, kind: List, items: [{inner}]}}"));
            let report = check_text(&text, &Options::default());
            report.findings.iter().map(|finding| finding.rule).collect::<Vec<_>>()
        };
        assert_eq!(nested(MAX_LISTS), ["unknown-key"]);
        assert_eq!(nested(MAX_LISTS + 1), ["unknown-kind"]);
    }

    #[test]
    fn nobody_reads_behind_the_end_of_a_document() {
        assert_eq!(judged("{}\n...\na: b: c"), []);
        assert_eq!(judged("{}\na: b: c"), [(Severity::Error, "yaml")]);
    }

    /// Expectations from a kube-apiserver 1.35, which takes the first document.
    #[test]
    fn directives_belong_to_the_document_after_them() {
        let parts = |text| yaml::parts(text).map(|(_, part)| part).collect::<Vec<_>>();
        assert_eq!(parts("%YAML 1.1\n---\na: 1\n"), ["%YAML 1.1\n---\na: 1\n"]);
        assert_eq!(parts("%YAML 1.1\n# c\n---\na: 1\n---\nb: 1\n").len(), 2);
        assert_eq!(parts("a: 1\n---\nb: 1\n").len(), 2);
        assert_eq!(parts("a: |\n  %x\n---\nb: 1\n").len(), 2);
    }
}
