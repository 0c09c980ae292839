//! Lists that are sets or maps, and resources inside of resources.
//!
//! Sources: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/listtype (`ValidateListSetsAndMaps`) and
//! pkg/apiserver/schema/objectmeta (`Validate`, `CoerceWithOptions`).

use super::super::formats;
use super::super::node::{Data, Node, quote};
use super::super::report::{Finding, Step};
use super::super::{schema as types, strict};
use super::schema::{Additional, ListType, Schema};
use super::tree::Path;
use super::value::{equal, mark};
use std::collections::BTreeMap;

const RULE: &str = "custom-resource";

/// Checks what stands below a value. `findings` get its faults in lists and in the resources inside of it.
pub(super) fn check(
    node: &Node<'_>,
    schema: &Schema,
    path: &Path<'_>,
    minor: u32,
    findings: &mut Vec<Finding>,
) {
    walk(node, schema, path, (minor, true), findings);
}

/// The same for the resources alone.
pub(super) fn resources(
    node: &Node<'_>,
    schema: &Schema,
    path: &Path<'_>,
    minor: u32,
    findings: &mut Vec<Finding>,
) {
    walk(node, schema, path, (minor, false), findings);
}

fn walk(
    node: &Node<'_>,
    schema: &Schema,
    path: &Path<'_>,
    (minor, lists): (u32, bool),
    findings: &mut Vec<Finding>,
) {
    match &node.data {
        Data::List(items) => {
            match schema.more().list_type {
                ListType::Set if lists => set(items, path, findings),
                ListType::Map if lists => map(items, &schema.more().map_keys, path, findings),
                _ => {}
            }
            if let Some(inner) = &schema.items {
                for (index, item) in items.iter().enumerate() {
                    walk(item, inner, &path.then(Step::Index(index)), (minor, lists), findings);
                }
            }
        }
        Data::Map(entries) => {
            if schema.embedded {
                resource(node, path, minor, findings);
            }
            for entry in entries {
                let key = entry.key.as_ref();
                match (schema.property(key), &schema.additional) {
                    (Some(inner), _) => {
                        walk(&entry.value, inner, &path.then(Step::Field(key)), (minor, lists), findings)
                    }
                    (None, Additional::Schema(inner)) => {
                        walk(&entry.value, inner, &path.then(Step::Key(key)), (minor, lists), findings);
                    }
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

fn duplicate(item: &Node<'_>, index: usize, path: &Path<'_>, what: &str, findings: &mut Vec<Finding>) {
    let message = format!("{what} stands twice in the list");
    findings.push(Finding::new(
        RULE,
        path.then(Step::Index(index)).render(),
        message,
        (item.line, item.column),
    ));
}

/// Of equal items the second is reported, and only that one. Each item is compared with those that have its mark only: a
/// list may be long.
fn repeats<T>(items: &[T], mark: impl Fn(&T) -> u64, same: impl Fn(&T, &T) -> bool) -> Vec<usize> {
    let mut groups: BTreeMap<u64, Vec<(usize, usize)>> = BTreeMap::new();
    let mut found = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let group = groups.entry(mark(item)).or_default();
        let known =
            group.iter_mut().find(|(first, _)| items.get(*first).is_some_and(|other| same(other, item)));
        match known {
            None => group.push((index, 1)),
            Some((_, count)) => {
                *count += 1;
                if *count == 2 {
                    found.push(index);
                }
            }
        }
    }
    found
}

/// Source: `validateListSet`
fn set(items: &[Node<'_>], path: &Path<'_>, findings: &mut Vec<Finding>) {
    for index in repeats(items, |item| mark([Some(item)]), equal) {
        if let Some(item) = items.get(index) {
            duplicate(item, index, path, &item.describe(), findings);
        }
    }
}

/// Source: `validateListMap`
fn map(items: &[Node<'_>], keys: &[String], path: &Path<'_>, findings: &mut Vec<Finding>) {
    let wrong = |item: &&Node<'_>| !matches!(item.data, Data::Map(_) | Data::Null);
    if let Some(index) = items.iter().position(|item| wrong(&item)) {
        let Some(item) = items.get(index) else { return };
        let message = format!("expected a mapping, but found {}", item.describe());
        findings.push(Finding::new(
            RULE,
            path.then(Step::Index(index)).render(),
            message,
            (item.line, item.column),
        ));
        return;
    }
    let same = |a: &Node<'_>, b: &Node<'_>| {
        keys.iter().all(|key| match (a.get(key), b.get(key)) {
            (None, None) => true,
            (Some(a), Some(b)) => equal(a, b),
            _ => false,
        })
    };
    let marked = |item: &Node<'_>| mark(keys.iter().map(|key| item.get(key)));
    for index in repeats(items, marked, same) {
        if let Some(item) = items.get(index) {
            duplicate(item, index, path, &format!("an item with this {}", keys.join(", ")), findings);
        }
    }
}

/// Source: `validateEmbeddedResource`
fn resource(node: &Node<'_>, path: &Path<'_>, minor: u32, findings: &mut Vec<Finding>) {
    let mut report = |key: &str, message: String| {
        let place = node.get(key).map_or((node.line, node.column), |n| (n.line, n.column));
        findings.push(Finding::new(RULE, path.then(Step::Field(key)).render(), message, place));
    };
    for key in ["apiVersion", "kind"] {
        match node.get(key) {
            None => report(key, "required: expected a name, but found nothing".to_owned()),
            Some(value) => match value.as_str() {
                None | Some("") => report(key, format!("expected a name, but found {}", value.describe())),
                Some(text) => {
                    let right = if key == "kind" {
                        formats::is_dns1035_label(&text.to_lowercase())
                    } else {
                        text.matches('/').count() <= 1
                    };
                    if !right {
                        report(key, format!("expected a name, but found {}", quote(text)));
                    }
                }
            },
        }
    }
    super::metadata(node, &path.render(), minor, findings);
}

/// Decodes metadata as every resource has them.
pub(super) fn decode(metadata: &Node<'_>, path: &str, minor: u32, findings: &mut Vec<Finding>) {
    strict::check_below(metadata, path, types::OBJECT_META, minor, findings);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn of_equal_items_the_second_is_named() {
        assert_eq!(repeats(&[1, 2, 1, 1, 3, 2], |item| u64::from(*item), |a: &u8, b| a == b), [2, 5]);
        // Equal marks prove nothing.
        assert_eq!(repeats(&[1, 2, 1], |_| 7, |a: &u8, b| a == b), [2]);
    }

    #[test]
    fn a_long_list_is_compared_once_an_item() {
        let compared = Cell::new(0);
        let same = |a: &u64, b: &u64| {
            compared.set(compared.get() + 1);
            a == b
        };
        let items: Vec<u64> = (0..100_000).chain(0..100_000).collect();
        assert_eq!(repeats(&items, |item| *item, same).len(), 100_000);
        assert_eq!(compared.get(), 100_000);
    }
}
