//! Subcharts are enabled, renamed and dropped: conditions, tags, aliases.
//!
//! Source: Helm, dependencies.go, `processDependencyEnabled`.

use super::{ChartId, Graph};
use crate::helm::Helm;
use crate::log::{Level, Log};
use crate::semver::{Constraint, Version};
use crate::value::{Map, Str, Value};
use std::collections::BTreeSet;

impl Graph {
    /// Settles the subcharts of `chart` and of those that stay. `values` are the user's for the outermost
    /// chart and, further down, everything coalesced so far: Helm hands the *outermost* values down and
    /// finds its way in them by `path`, which ends in a dot.
    pub(super) fn process_enabled(
        &mut self,
        chart: ChartId,
        values: &Map,
        path: &str,
        log: &mut Log,
    ) -> Result<(), String> {
        let Some(entries) = self.meta(chart).entries.clone() else { return Ok(()) };
        let mut dependencies: Vec<ChartId> = Vec::new();
        for existing in self.dependencies(chart) {
            if !entries.iter().any(|entry| self.is_meant(*entry, *existing)) {
                dependencies.push(*existing);
            }
        }
        for &entry in &entries {
            if let Some(copy) = self.alias(chart, entry, log.helm()) {
                dependencies.push(copy);
            }
            let entry = &mut self.entries[entry];
            if !entry.alias.is_empty() {
                entry.name = entry.alias.clone();
            }
        }
        self.set_dependencies(chart, dependencies);

        for &entry in &entries {
            self.entries[entry].enabled = true;
        }
        let coalesced = self.coalesce_values(chart, Some(values), log)?;
        self.process_tags(&entries, &coalesced, log);
        self.process_conditions(&entries, &coalesced, path, log);

        let dropped: BTreeSet<Str> = entries
            .iter()
            .map(|e| &self.entries[*e])
            .filter(|e| !e.enabled)
            .map(|e| e.name.clone())
            .collect();
        let stays = |id: &ChartId| !dropped.contains(self.name(*id));
        let kept: Vec<ChartId> = self.dependencies(chart).iter().copied().filter(stays).collect();
        let stays = |entry: &usize| !dropped.contains(&self.entries[*entry].name);
        let kept_entries: Vec<usize> = entries.iter().copied().filter(stays).collect();
        for &child in &kept {
            let below = format!("{path}{}.", self.name(child));
            self.process_enabled(child, &coalesced, &below, log)?;
        }
        // Helm appends to a nil slice here, so a list of which nothing stays is nil afterwards.
        self.meta_mut(chart).entries = (!kept_entries.is_empty()).then_some(kept_entries);
        self.set_dependencies(chart, kept);
        Ok(())
    }

    /// Whether the dependency entry means this chart.
    fn is_meant(&self, entry: usize, chart: ChartId) -> bool {
        let entry = &self.entries[entry];
        let metadata = &self.meta(chart).metadata;
        metadata.name == entry.name && is_compatible_range(&entry.version, &metadata.version)
    }

    /// A copy of the chart that the entry means, under its alias if it has one. Helm 3 copies only the chart
    /// itself: two aliases of one chart share their subcharts and their dependency entries, so that what
    /// happens to one shows in the other. Helm 4 copies one level more. Source: Helm, `getAliasDependency`.
    fn alias(&mut self, chart: ChartId, entry: usize, helm: Helm) -> Option<ChartId> {
        let found = self.dependencies(chart).iter().copied().find(|child| self.is_meant(entry, *child))?;
        let copy = self.copy(found);
        let mut meta = self.meta(found).clone();
        if helm == Helm::V4 {
            for entry in meta.entries.iter_mut().flatten() {
                self.entries.push(self.entries[*entry].clone());
                *entry = self.entries.len() - 1;
            }
            let children = self.dependencies(found).to_vec();
            let children = children.into_iter().map(|child| self.copy(child)).collect();
            self.set_dependencies(copy, children);
        }
        let alias = &self.entries[entry].alias;
        if !alias.is_empty() {
            meta.metadata.name = alias.clone();
        }
        self.charts[copy].meta = self.metas.len();
        self.metas.push(meta);
        Some(copy)
    }

    /// Source: Helm, `processDependencyTags`.
    fn process_tags(&mut self, entries: &[usize], values: &Map, log: &mut Log) {
        let Ok(tags) = table(values, "tags") else { return };
        for &entry in entries {
            let entry = &mut self.entries[entry];
            let (mut on, mut off) = (false, false);
            for tag in &entry.tags {
                match tags.get(tag) {
                    None => {}
                    Some(Value::Bool(true)) => on = true,
                    Some(Value::Bool(false)) => off = true,
                    Some(_) => match log.helm() {
                        Helm::V3 => {
                            let text = format!(
                                "Warning: Tag '{tag}' for chart {} returned non-bool value",
                                entry.name
                            );
                            log.printf("dependencies.go:95", &text);
                        }
                        Helm::V4 => {
                            let attributes = [("tag", &**tag), ("chart", &*entry.name)];
                            log.structured(Level::Warn, "returned non-bool value", &attributes);
                        }
                    },
                }
            }
            entry.enabled = on || !off;
        }
    }

    /// The first path of a condition that leads to a boolean decides. Source: Helm,
    /// `processDependencyConditions`.
    fn process_conditions(&mut self, entries: &[usize], values: &Map, path: &str, log: &mut Log) {
        for &entry in entries {
            let entry = &mut self.entries[entry];
            for condition in entry.condition.trim().split(',').filter(|condition| !condition.is_empty()) {
                match path_value(values, &format!("{path}{condition}")) {
                    None => {}
                    Some(Value::Bool(enabled)) => {
                        entry.enabled = enabled;
                        break;
                    }
                    Some(_) => match log.helm() {
                        Helm::V3 => log.printf(
                            "dependencies.go:64",
                            &format!(
                                "Warning: Condition path '{condition}' for chart {} returned non-bool value",
                                entry.name
                            ),
                        ),
                        Helm::V4 => log.structured(
                            Level::Warn,
                            "returned non-bool value",
                            &[("path", condition), ("chart", &entry.name)],
                        ),
                    },
                }
            }
        }
    }
}

/// Whether the version satisfies the constraint; never where one of them cannot be read.
/// Source: Helm, pkg/chartutil/compatible.go.
pub fn is_compatible_range(constraint: &str, version: &str) -> bool {
    match (Constraint::parse(constraint), Version::parse(version)) {
        (Ok(constraint), Ok(version)) => constraint.check(&version),
        _ => false,
    }
}

/// The table at a path of dots, or the part of the path that is not one. Source: Helm, `Values.Table`.
pub(crate) fn table(values: &Map, path: &str) -> Result<Map, String> {
    let mut at = values.clone();
    for name in path.split('.') {
        match at.get(name) {
            Some(Value::Map(inner)) => at = inner,
            _ => return Err(name.to_owned()),
        }
    }
    Ok(at)
}

/// The value at a path of dots, unless it is a table. Source: Helm, `Values.PathValue`.
fn path_value(values: &Map, path: &str) -> Option<Value> {
    let found = match path.rsplit_once('.') {
        None => values.get(path),
        Some((tables, key)) => table(values, tables).ok()?.get(key),
    };
    found.filter(|value| !matches!(value, Value::Map(_)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{resolved, shown};
    use super::*;

    fn sub(path: &'static str, chart: &'static str) -> (&'static str, &'static str) {
        (path, chart)
    }

    // Expectations of all tests: Helm 3.22.0 and 4.3.1.
    #[test]
    fn conditions_and_tags_decide() {
        let files = [
            (
                "Chart.yaml",
                "{apiVersion: v2, name: top, version: 1.0.0, dependencies: [\
                 {name: a, version: 1.0.0, condition: 'a.off,a.on'}, {name: b, version: 1.0.0, tags: [front]}, \
                 {name: c, version: 1.0.0, tags: [front, back]}, \
                 {name: d, version: 1.0.0, condition: d.on, tags: [back, odd]}, \
                 {name: e, version: 2.0.0, condition: e.on}, {name: f, version: 1.0.0, condition: f.on}]}",
            ),
            (
                "values.yaml",
                "tags: {front: false, back: true, odd: 1}\na: {'on': false}\nd: {'on': false}\ne: {'on': false}\n\
                 f: {'on': 'yes please'}\n",
            ),
            sub("charts/a/Chart.yaml", "{apiVersion: v2, name: a, version: 1.0.0}"),
            sub("charts/b/Chart.yaml", "{apiVersion: v2, name: b, version: 1.0.0}"),
            sub("charts/c/Chart.yaml", "{apiVersion: v2, name: c, version: 1.0.0}"),
            sub("charts/d/Chart.yaml", "{apiVersion: v2, name: d, version: 1.0.0}"),
            sub("charts/e/Chart.yaml", "{apiVersion: v2, name: e, version: 1.0.0}"),
            sub("charts/f/Chart.yaml", "{apiVersion: v2, name: f, version: 1.0.0}"),
        ];
        let [(v3, log_v3), (v4, log_v4)] =
            [Helm::V3, Helm::V4].map(|helm| resolved(&files, "", helm).unwrap());
        for resolved in [v3, v4] {
            let names: Vec<&str> = resolved.chart.dependencies.iter().map(|c| &*c.metadata.name).collect();
            assert_eq!(names, ["c", "f"]);
            let names: Vec<_> = resolved
                .chart
                .metadata
                .dependencies
                .iter()
                .flatten()
                .map(|d| (&*d.name, d.enabled))
                .collect();
            assert_eq!(names, [("c", true), ("f", true)]);
        }
        assert_eq!(
            log_v3.lines,
            [
                "dependencies.go:95: Warning: Tag 'odd' for chart d returned non-bool value",
                "dependencies.go:64: Warning: Condition path 'f.on' for chart f returned non-bool value",
            ]
        );
        assert_eq!(
            log_v4.lines,
            [
                "level=WARN msg=\"returned non-bool value\" tag=odd chart=d",
                "level=WARN msg=\"returned non-bool value\" path=f.on chart=f",
            ]
        );
    }

    #[test]
    fn two_aliases_share_their_subcharts_in_helm_3() {
        let files = [
            (
                "Chart.yaml",
                "{apiVersion: v2, name: top, version: 1.0.0, dependencies: \
                 [{name: mid, version: 1.0.0, alias: one}, {name: mid, version: 1.0.0, alias: two}]}",
            ),
            sub("charts/mid/Chart.yaml", "{apiVersion: v2, name: mid, version: 1.0.0}"),
            sub("charts/mid/charts/leaf/Chart.yaml", "{apiVersion: v2, name: leaf, version: 1.0.0}"),
        ];
        assert_eq!(
            shown(&files, "", Helm::V3).1,
            [
                "top",
                "top/charts/one",
                "top/charts/mid/charts/leaf",
                "top/charts/two",
                "top/charts/mid/charts/leaf"
            ]
        );
        assert_eq!(
            shown(&files, "", Helm::V4).1,
            [
                "top",
                "top/charts/one",
                "top/charts/one/charts/leaf",
                "top/charts/two",
                "top/charts/two/charts/leaf"
            ]
        );
    }

    #[test]
    fn conditions_of_subcharts_are_found_from_the_outermost_values() {
        let files = [
            (
                "Chart.yaml",
                "{apiVersion: v2, name: top, version: 1.0.0, dependencies: [{name: mid, version: '*'}]}",
            ),
            sub(
                "charts/mid/Chart.yaml",
                "{apiVersion: v2, name: mid, version: 1.0.0, dependencies: \
                 [{name: leaf, version: '*', condition: leaf.enabled}]}",
            ),
            sub("charts/mid/charts/leaf/Chart.yaml", "{apiVersion: v2, name: leaf, version: 1.0.0}"),
        ];
        for helm in [Helm::V3, Helm::V4] {
            assert_eq!(shown(&files, "mid: {leaf: {enabled: false}}", helm).1, ["top", "top/charts/mid"]);
            assert_eq!(shown(&files, "leaf: {enabled: false}", helm).1.len(), 3);
        }
    }

    #[test]
    fn a_chart_without_dependencies_is_not_searched() {
        let files = [
            ("Chart.yaml", "{apiVersion: v2, name: top, version: 1.0.0}"),
            sub(
                "charts/mid/Chart.yaml",
                "{apiVersion: v2, name: mid, version: 1.0.0, dependencies: \
                 [{name: leaf, version: '*', condition: leaf.enabled}]}",
            ),
            sub("charts/mid/charts/leaf/Chart.yaml", "{apiVersion: v2, name: leaf, version: 1.0.0}"),
        ];
        assert_eq!(shown(&files, "mid: {leaf: {enabled: false}}", Helm::V4).1.len(), 3);
    }
}
