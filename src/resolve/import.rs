//! `import-values`: values that a subchart exports to its parent.
//!
//! Source: Helm, dependencies.go, `processDependencyImportValues`.

use super::coalesce::{Prefix, Tables, deep_copy};
use super::dependency::table;
use super::{ChartId, Graph};
use crate::chart::MAX_VALUES_DEPTH;
use crate::golang::fmt::sprintf;
use crate::golang::strconv::quote;
use crate::helm::Helm;
use crate::log::{Level, Log};
use crate::value::{Dict, Entries, Map, MapType, Str, Value};
use std::sync::Arc;

impl Graph {
    /// Settles the defaults of `chart` and its subcharts, the innermost first. Every chart that names its
    /// dependencies takes the defaults of its subcharts into its own on the way, imports or not.
    pub(super) fn process_import_values(&mut self, chart: ChartId, log: &mut Log) -> Result<(), String> {
        for child in self.dependencies(chart).to_vec() {
            self.process_import_values(child, log)?;
        }
        let Some(entries) = self.meta(chart).entries.clone() else { return Ok(()) };
        let values = self.merge_values(chart, log)?;
        // What is imported is still part of `values`: Helm merges through such pointers, so that an import
        // can change the subchart that it was taken from.
        let imported = Map::default();
        for entry in entries {
            let name = self.entries[entry].name.clone();
            let wanted = std::mem::take(&mut self.entries[entry].import_values);
            let mut done = Vec::new();
            for item in &wanted {
                let item = import(&name, item, &values, &imported, log);
                done.extend(item.map_err(|error| format!("import values of chart {name}: {error}"))?);
            }
            self.entries[entry].import_values = done;
        }
        let values = Value::Map(values);
        self.charts[chart].values = if imported.is_empty() {
            values
        } else {
            let copy = deep_copy(&values);
            if let Value::Map(copy) = &copy {
                SHARING.coalesce(copy, &imported, Prefix::NONE, log)?;
            }
            copy
        };
        Ok(())
    }
}

/// Imports what one item asks of the subchart `name`; the item as it stands in `.Chart.Dependencies` later.
/// An item of any other type is dropped, and so is one that was done already for another alias.
fn import(
    name: &str,
    item: &Value,
    values: &Map,
    imported: &Map,
    log: &mut Log,
) -> Result<Option<Value>, String> {
    let (child, parent) = match item {
        Value::Map(pair) if pair.typ == MapType::Any => {
            let text = |key: &str| sprintf("%v", &[pair.get(key).unwrap_or_default()]);
            (text("child"), text("parent"))
        }
        Value::Str(exported) => (format!("exports.{exported}"), ".".to_owned()),
        _ => return Ok(None),
    };
    match table(values, &format!("{name}.{child}")) {
        Ok(found) => {
            // An empty table is the one thing that is not shared. Source: Helm, `Values.AsMap`.
            let found = if found.is_empty() { Map::default() } else { found };
            let found = if parent == "." { found } else { nested(&parent, found) };
            SHARING.coalesce(imported, &found, Prefix::NONE, log)?;
            let mut left = MAX_ENTRIES;
            if !fits(&Value::Map(values.clone()), MAX_VALUES_DEPTH, &mut left) {
                return Err(format!(
                    "they hold themselves, or more than {MAX_ENTRIES} entries or {MAX_VALUES_DEPTH} levels"
                ));
            }
        }
        Err(key) => {
            missing(name, &format!("{} is not a table", quote(&key)), matches!(item, Value::Map(_)), log)
        }
    }
    let done = [("child", child), ("parent", parent)];
    let done: Entries = done.into_iter().map(|(key, text)| (Str::from(key), Value::from(text))).collect();
    Ok(Some(Value::Map(Arc::new(Dict::new(MapType::Strings, done)))))
}

/// Tables merged by reference, nulls kept.
const SHARING: Tables = Tables { merge: true, clean: false, copies: false };

/// Most entries of the values into which something is imported. Imports can make a table part of another one
/// many times over, or of itself; Helm then runs out of memory or hangs.
const MAX_ENTRIES: usize = 2_000_000;

/// Whether `value` has no more than `left` entries, which are used up, and is no deeper than `depth`.
fn fits(value: &Value, depth: usize, left: &mut usize) -> bool {
    let mut inner = |value: &Value| {
        let counted = left.checked_sub(1).map(|rest| *left = rest).is_some();
        counted && depth > 0 && fits(value, depth - 1, left)
    };
    match value {
        Value::Map(map) => map.snapshot().values().all(&mut inner),
        Value::List(list) => list.items.iter().all(&mut inner),
        _ => true,
    }
}

/// The table inside new ones, one for each name of the path. Source: Helm, `pathToMap`.
fn nested(path: &str, innermost: Map) -> Map {
    path.rsplit('.').fold(innermost, |inner, name| {
        Arc::new(Dict::new(MapType::Any, Entries::from([(Str::from(name), Value::Map(inner))])))
    })
}

fn missing(name: &str, error: &str, by_pair: bool, log: &mut Log) {
    match (log.helm(), by_pair) {
        (Helm::V3, true) => {
            let text = format!("Warning: ImportValues missing table from chart {name}: {error}");
            log.printf("dependencies.go:270", &text);
        }
        (Helm::V3, false) => {
            log.printf("dependencies.go:287", &format!("Warning: ImportValues missing table: {error}"));
        }
        (Helm::V4, true) => {
            let attributes = [("chart", name), ("error", error)];
            log.structured(Level::Warn, "ImportValues missing table from chart", &attributes);
        }
        (Helm::V4, false) => log.structured(Level::Warn, "ImportValues missing table", &[("error", error)]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{resolved, shown};
    use super::*;

    // Expectations: Helm 3.22.0 and 4.3.1.
    #[test]
    fn exports_and_pairs_are_imported() {
        let files = [
            (
                "Chart.yaml",
                "{apiVersion: v2, name: top, version: 1.0.0, dependencies: [{name: sub, version: 1.0.0, \
                 import-values: [e, nope, {child: data, parent: imp.deep}, {child: no.such, parent: .}]}]}",
            ),
            ("values.yaml", "mine: top\nimp: {deep: {k: top}}\n"),
            ("charts/sub/Chart.yaml", "{apiVersion: v2, name: sub, version: 1.0.0}"),
            (
                "charts/sub/values.yaml",
                "exports: {e: {mine: sub, theirs: sub, nil: null}}\ndata: {k: sub, l: sub}\n",
            ),
        ];
        assert_eq!(
            shown(&files, "", Helm::V3).0,
            "map[imp:map[deep:map[k:top l:sub]] mine:top nil:<nil> sub:map[data:map[k:sub l:sub] \
             exports:map[e:map[mine:sub nil:<nil> theirs:sub]] global:map[]] theirs:sub]"
        );
        assert_eq!(
            shown(&files, "", Helm::V4).0,
            "map[imp:map[deep:map[k:top l:sub]] mine:top sub:map[data:map[k:sub l:sub] \
             exports:map[e:map[mine:sub theirs:sub]] global:map[]] theirs:sub]"
        );
        assert_eq!(
            resolved(&files, "", Helm::V3).unwrap().1.lines,
            [
                "dependencies.go:287: Warning: ImportValues missing table: \"nope\" is not a table",
                "dependencies.go:270: Warning: ImportValues missing table from chart sub: \"no\" is not a table",
            ]
        );
        assert_eq!(
            resolved(&files, "", Helm::V4).unwrap().1.lines,
            [
                "level=WARN msg=\"ImportValues missing table\" error=\"\\\"nope\\\" is not a table\"",
                "level=WARN msg=\"ImportValues missing table from chart\" chart=sub error=\"\\\"no\\\" is not a table\"",
            ]
        );
        let (resolved, _) = resolved(&files, "", Helm::V4).unwrap();
        let items = resolved.chart.metadata.dependencies.unwrap()[0].import_values.clone();
        assert_eq!(sprintf("%v", &items[..1]), "map[child:exports.e parent:.]");
    }

    /// Imports may share tables; they may not make a table a part of itself, on which Helm hangs.
    #[test]
    fn an_import_into_itself_ends_in_an_error() {
        let files = [
            (
                "Chart.yaml",
                "{apiVersion: v2, name: top, version: 1.0.0, dependencies: [{name: sub, version: 1.0.0, \
                 import-values: [{child: a, parent: x}, {child: a.b, parent: x.b.c}, {child: a, parent: x.b.d}]}]}",
            ),
            ("charts/sub/Chart.yaml", "{apiVersion: v2, name: sub, version: 1.0.0}"),
            ("charts/sub/values.yaml", "a: {b: {k: 1}}\n"),
        ];
        for helm in [Helm::V3, Helm::V4] {
            let error = resolved(&files, "", helm).map(|_| ()).unwrap_err();
            assert!(error.contains("import values of chart sub: they hold themselves"), "{error}");
        }
    }

    #[test]
    fn the_number_of_entries_is_bounded() {
        let list = Value::from(vec![Value::Nil; 3]);
        assert!(fits(&list, 1, &mut 3) && !fits(&list, 1, &mut 2) && !fits(&list, 0, &mut 3));
    }

    #[test]
    fn imported_values_have_a_most_of_entries() {
        let value = Value::from([("a", Value::from(vec![Value::Int(1), Value::Int(2)]))]);
        // The list and its two elements.
        assert!(fits(&value, 2, &mut 3));
        assert!(!fits(&value, 2, &mut 2));
        assert!(!fits(&value, 1, &mut 3));
    }
}
