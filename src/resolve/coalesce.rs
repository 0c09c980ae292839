//! Values laid over values: what is typed over the defaults, a parent's over its subcharts', globals downward.
//!
//! Helm *coalesces*, which lets a null remove a key, or *merges*, which keeps the null for a later pass; and
//! the two Helms differ in which nulls survive. Maps are changed in place where Helm does so, because a map
//! inside `global` stays shared between a parent and its subcharts, and templates can write into it.
//! Source: Helm 3, pkg/chartutil/coalesce.go; Helm 4, pkg/chart/common/util/coalesce.go.

use super::{ChartId, Graph};
use crate::chart::{MAX_CHART_DEPTH, MAX_VALUES_DEPTH};
use crate::golang::fmt::sprintf;
use crate::golang::strconv::quote;
use crate::helm::Helm;
use crate::log::Log;
use crate::value::{Dict, Entries, Map, Slice, Str, Value};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The key of the values that all charts see.
const GLOBAL: &str = "global";

impl Graph {
    /// The values of `chart` with `values` laid over the defaults of it and its subcharts; nothing that is
    /// given is changed. Source: Helm, `CoalesceValues`.
    pub(super) fn coalesce_values(
        &self,
        chart: ChartId,
        values: Option<&Map>,
        log: &mut Log,
    ) -> Result<Map, String> {
        let dest = values.map_or_else(Map::default, deep_copy_map);
        self.coalesce(chart, &dest, Prefix::NONE, false, log)?;
        Ok(dest)
    }

    /// The defaults of `chart` and its subcharts with the nulls in them. Source: Helm, `MergeValues`.
    pub(super) fn merge_values(&self, chart: ChartId, log: &mut Log) -> Result<Map, String> {
        let dest = Map::default();
        self.coalesce(chart, &dest, Prefix::NONE, true, log)?;
        Ok(dest)
    }

    fn coalesce(
        &self,
        chart: ChartId,
        dest: &Map,
        prefix: Prefix<'_>,
        merge: bool,
        log: &mut Log,
    ) -> Result<(), String> {
        let prefix = prefix.then(self.name(chart));
        self.coalesce_defaults(chart, dest, prefix, merge, log)?;
        for &child in self.dependencies(chart) {
            let name = self.name(child);
            let below = match dest.get(name) {
                None => {
                    let below = Map::default();
                    dest.insert(name.clone(), Value::Map(below.clone()));
                    below
                }
                Some(Value::Map(below)) => below,
                Some(other) => {
                    return Err(sprintf("type mismatch on %s: %t", &[Value::Str(name.clone()), other]));
                }
            };
            coalesce_globals(&below, dest, prefix, log)?;
            self.coalesce(child, &below, prefix, merge, log)?;
        }
        Ok(())
    }

    /// Lays `dest` over the defaults of one chart. Source: Helm, `coalesceValues`.
    fn coalesce_defaults(
        &self,
        chart: ChartId,
        dest: &Map,
        prefix: Prefix<'_>,
        merge: bool,
        log: &mut Log,
    ) -> Result<(), String> {
        let Value::Map(defaults) = &self.charts[chart].values else { return Ok(()) };
        for (key, default) in defaults.snapshot().iter() {
            match dest.get(key) {
                // A null takes away the default and itself.
                Some(Value::Nil) if !merge => {
                    dest.remove(key);
                }
                Some(Value::Map(dest)) => match default {
                    Value::Map(default) => {
                        // The table of a subchart is merged: its nulls have work to do when its turn comes.
                        let is_child = self.dependencies(chart).iter().any(|child| self.name(*child) == key);
                        let merge = merge || is_child;
                        let clean = !merge && log.helm() == Helm::V4;
                        let tables = Tables { merge, clean, copies: true };
                        tables.coalesce(&dest, default, prefix.then(key), log)?;
                    }
                    Value::Nil => {}
                    _ => {
                        let text = format!("warning: skipped value for {}: Not a table.", prefix.then(key));
                        log.printf("coalesce.go:237", &text);
                    }
                },
                Some(_) => {}
                None if !merge && log.helm() == Helm::V4 => {
                    if !default.is_nil() {
                        dest.insert(key.clone(), deep_copy_clean(default));
                    }
                }
                None => dest.insert(key.clone(), deep_copy(default)),
            }
        }
        Ok(())
    }
}

/// Hands the globals of a chart (`source`) down to a subchart (`dest`), where the chart's win. A table of the
/// globals is copied for the subchart, but the tables *in* it are shared from then on.
/// Source: Helm, `coalesceGlobals`.
fn coalesce_globals(dest: &Map, source: &Map, prefix: Prefix<'_>, log: &mut Log) -> Result<(), String> {
    let globals = |map: &Map| match map.get(GLOBAL) {
        None => Some(Map::default()),
        Some(Value::Map(globals)) => Some(globals),
        Some(_) => None,
    };
    let Some(dest_globals) = globals(dest) else {
        let text = "warning: skipping globals because destination global is not a table.";
        log.printf("coalesce.go:138", text);
        return Ok(());
    };
    let Some(source_globals) = globals(source) else {
        log.printf("coalesce.go:145", "warning: skipping globals because source global is not a table.");
        return Ok(());
    };
    for (key, value) in source_globals.snapshot().iter() {
        let value = match (value, dest_globals.get(key)) {
            (Value::Map(table), before) => {
                let copy = Arc::new(table.shallow_copy());
                match before {
                    None => {}
                    Some(Value::Map(before)) => {
                        // Merged whatever the pass does: the subchart's own pass removes the nulls.
                        let tables = Tables { merge: true, clean: false, copies: false };
                        tables.coalesce(&copy, &before, prefix.then(key), log)?;
                    }
                    Some(_) => {
                        let key = quote(key);
                        let text = format!("Conflict: cannot merge map onto non-map for {key}. Skipping.");
                        log.printf("coalesce.go:161", &text);
                        continue;
                    }
                }
                Value::Map(copy)
            }
            (_, Some(Value::Map(_))) => {
                log.printf("coalesce.go:175", &format!("key {key} is table. Skipping"));
                continue;
            }
            (value, _) => value.clone(),
        };
        dest_globals.insert(key.clone(), value);
    }
    dest.insert(GLOBAL, Value::Map(dest_globals));
    Ok(())
}

/// How two tables become one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tables {
    /// Keep nulls that would otherwise remove a key.
    pub(super) merge: bool,
    /// Leave out the nulls of the source, as Helm 4 does with a chart's defaults.
    pub(super) clean: bool,
    /// Take copies of what the source has; otherwise its tables themselves, and leave Helm's marks in it.
    pub(super) copies: bool,
}

impl Tables {
    /// Adds to `dest` what only `source` has. Fails only where a table holds itself, which imports can bring
    /// about and on which Helm hangs. Source: Helm, `coalesceTablesFullKey`.
    pub(super) fn coalesce(
        self,
        dest: &Map,
        source: &Map,
        prefix: Prefix<'_>,
        log: &mut Log,
    ) -> Result<(), String> {
        if prefix.depth > MAX_VALUES_DEPTH + MAX_CHART_DEPTH {
            return Err(format!("values are nested deeper than {MAX_VALUES_DEPTH} levels"));
        }
        for (key, value) in source.snapshot().iter() {
            match (dest.get(key), value) {
                (None, Value::Nil) if self.clean => {}
                (None, value) => dest.insert(key.clone(), self.taken(value).into_owned()),
                (Some(Value::Nil), value) => {
                    // A null over a default removes the key; one without a default stays.
                    if !self.merge && !value.is_nil() {
                        dest.remove(key);
                    }
                }
                (Some(Value::Map(dest)), Value::Map(source)) => {
                    self.coalesce(&dest, source, prefix.then(key), log)?;
                }
                (Some(_), Value::Map(_)) => {
                    let (key, value) = (prefix.then(key), sprintf("%v", &[self.taken(value).into_owned()]));
                    let text = format!("warning: cannot overwrite table with non table for {key} ({value})");
                    log.printf("coalesce.go:316", &text);
                }
                (Some(Value::Map(_)), value) if !value.is_nil() => {
                    let (key, value) = (prefix.then(key), sprintf("%v", std::slice::from_ref(value)));
                    let text = format!(
                        "warning: destination for {key} is a table. Ignoring non-table value ({value})"
                    );
                    log.printf("coalesce.go:319", &text);
                }
                (Some(_), _) => {}
            }
        }
        if !self.copies {
            // Helm writes the nulls of the one into the other before it starts.
            for (key, value) in dest.snapshot().iter() {
                if value.is_nil() {
                    source.insert(key.clone(), Value::Nil);
                }
            }
        }
        Ok(())
    }

    fn taken(self, value: &Value) -> Cow<'_, Value> {
        match (self.copies, self.clean) {
            (false, _) => Cow::Borrowed(value),
            (true, false) => Cow::Owned(deep_copy(value)),
            (true, true) => Cow::Owned(deep_copy_clean(value)),
        }
    }
}

/// Where in the values we are, for warnings: names on the way down, written out only when one is due.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prefix<'a> {
    above: Option<&'a Prefix<'a>>,
    key: &'a str,
    depth: usize,
}

impl<'a> Prefix<'a> {
    /// The outermost place.
    pub(super) const NONE: Prefix<'static> = Prefix { above: None, key: "", depth: 0 };

    fn then(&'a self, key: &'a str) -> Prefix<'a> {
        Prefix { above: Some(self), key, depth: self.depth + 1 }
    }
}

impl fmt::Display for Prefix<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(above) = self.above.filter(|above| above.above.is_some() || !above.key.is_empty()) {
            write!(f, "{above}.")?;
        }
        f.write_str(self.key)
    }
}

/// A copy that shares no map with the original. Source: mitchellh/copystructure, `Copy`.
pub(super) fn deep_copy(value: &Value) -> Value {
    match value {
        Value::Map(map) => Value::Map(deep_copy_map(map)),
        Value::List(list) if list.items.iter().any(is_container) => {
            let items = list.items.iter().map(deep_copy).collect();
            Value::List(Arc::new(Slice { elem: list.elem, items, nil: list.nil }))
        }
        other => other.clone(),
    }
}

fn deep_copy_map(map: &Map) -> Map {
    let entries = map.snapshot();
    if !entries.values().any(is_container) {
        return Arc::new(map.shallow_copy());
    }
    let entries = entries.iter().map(|(key, value)| (key.clone(), deep_copy(value))).collect();
    Arc::new(Dict::new(map.typ, entries))
}

/// A copy without the nulls in tables; those in lists stay. Source: Helm 4, `cleanNilValues`.
fn deep_copy_clean(value: &Value) -> Value {
    let Value::Map(map) = value else { return deep_copy(value) };
    let entries = map.snapshot();
    if !entries.values().any(|value| value.is_nil() || is_container(value)) {
        return Value::Map(Arc::new(map.shallow_copy()));
    }
    let kept = entries.iter().filter(|(_, value)| !value.is_nil());
    let kept: Entries = kept.map(|(key, value)| (Str::clone(key), deep_copy_clean(value))).collect();
    Value::Map(Arc::new(Dict::new(map.typ, kept)))
}

fn is_container(value: &Value) -> bool {
    matches!(value, Value::Map(_) | Value::List(_))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{resolved, shown};
    use super::*;

    const TOP: (&str, &str) = ("Chart.yaml", "{apiVersion: v2, name: top, version: 1.0.0}");
    const SUB: (&str, &str) = ("charts/sub/Chart.yaml", "{apiVersion: v2, name: sub, version: 1.0.0}");

    // Expectations of all tests: `{{ .Values }}` with Helm 3.22.0 and 4.3.1.
    #[test]
    fn nulls_survive_differently() {
        let files = [
            TOP,
            SUB,
            ("values.yaml", "a: null\nb: {c: null, d: 1}\nsub: {k: null, t: {x: null}}\n"),
            ("charts/sub/values.yaml", "k: 472\nt: {x: 1, z: null}\nm: null\n"),
        ];
        let user = "b: {e: null, d: null}\nz: null\n";
        assert_eq!(
            shown(&files, user, Helm::V3).0,
            "map[a:<nil> b:map[c:<nil> e:<nil>] sub:map[global:map[] m:<nil> t:map[z:<nil>]] z:<nil>]"
        );
        assert_eq!(
            shown(&files, user, Helm::V4).0,
            "map[b:map[e:<nil>] sub:map[global:map[] k:472 t:map[x:1]] z:<nil>]"
        );
    }

    #[test]
    fn a_table_inside_a_global_table_is_shared() {
        let files = [
            TOP,
            SUB,
            ("values.yaml", "global: {a: {b: {x: 1}}, s: top}\n"),
            ("charts/sub/values.yaml", "global: {a: {b: {z: 2}, c: 3}, s: sub, t: sub}\n"),
        ];
        for helm in [Helm::V3, Helm::V4] {
            assert_eq!(
                shown(&files, "", helm).0,
                "map[global:map[a:map[b:map[x:1 z:2]] s:top] \
                 sub:map[global:map[a:map[b:map[x:1 z:2] c:3] s:top t:sub]]]"
            );
            let values = Value::Map(resolved(&files, "", helm).unwrap().0.values);
            let shared = |path: &[&str]| path.iter().fold(values.clone(), |at, key| at.get(key).unwrap());
            let (above, below) = (shared(&["global", "a", "b"]), shared(&["sub", "global", "a", "b"]));
            assert!(Arc::ptr_eq(above.as_map().unwrap(), below.as_map().unwrap()));
            let (above, below) = (shared(&["global", "a"]), shared(&["sub", "global", "a"]));
            assert!(!Arc::ptr_eq(above.as_map().unwrap(), below.as_map().unwrap()));
        }
    }

    #[test]
    fn warnings_are_those_of_helm() {
        let files = [TOP, ("values.yaml", "t: {a: {b: 1}, c: 2}\nu: 1\n")];
        let user = "t: {a: 1, c: {d: 1}}\nu: {x: 1}\n";
        assert_eq!(
            resolved(&files, user, Helm::V3).unwrap().1.lines,
            [
                "coalesce.go:316: warning: cannot overwrite table with non table for top.t.a (map[b:1])",
                "coalesce.go:319: warning: destination for top.t.c is a table. Ignoring non-table value (2)",
                "coalesce.go:237: warning: skipped value for top.u: Not a table.",
            ]
        );
        assert_eq!(
            resolved(&files, user, Helm::V4).unwrap().1.lines[2],
            "level=INFO msg=\"warning: skipped value for top.u: Not a table.\""
        );
        let files = [TOP, SUB, ("charts/sub/values.yaml", "global: 1\n")];
        let lines =
            resolved(&files, "global: {a: {x: 1}}\nsub: {global: {a: 1}}\n", Helm::V3).unwrap().1.lines;
        assert_eq!(
            lines,
            [
                "coalesce.go:161: Conflict: cannot merge map onto non-map for \"a\". Skipping.",
                "coalesce.go:237: warning: skipped value for top.sub.global: Not a table.",
            ]
        );
    }

    #[test]
    fn a_value_in_the_place_of_a_subchart_is_refused() {
        for helm in [Helm::V3, Helm::V4] {
            let error = resolved(&[TOP, SUB], "sub: text\n", helm).unwrap_err();
            assert_eq!(error, "type mismatch on sub: %!t(string=text)");
        }
        let top = (
            "Chart.yaml",
            "{apiVersion: v2, name: top, version: 1.0.0, dependencies: [{name: sub, version: '*'}]}",
        );
        assert_eq!(
            resolved(&[top, SUB], "sub: text\n", Helm::V4).unwrap_err(),
            "chart dependencies processing failed: type mismatch on sub: %!t(string=text)"
        );
    }

    #[test]
    fn nothing_of_the_chart_is_changed() {
        let files = [TOP, ("values.yaml", "a: {b: {c: 1}}\nl: [{x: 1}]\n")];
        let (resolved, _) = resolved(&files, "a: {b: {d: 2}}\n", Helm::V4).unwrap();
        let values = Value::Map(resolved.values.clone());
        values.get("l").unwrap().as_list().unwrap()[0].as_map().unwrap().insert("x", Value::Int(2));
        assert_eq!(sprintf("%v", &[values]), "map[a:map[b:map[c:1 d:2]] l:[map[x:2]]]");
        let defaults = resolved.chart.chart.values.clone();
        assert_eq!(sprintf("%v", &[defaults]), "map[a:map[b:map[c:1]] l:[map[x:1]]]");
    }
}
