//! Which subcharts live, and what values every chart ends up with.
//!
//! Helm does this in three passes over a tree of pointers that it changes as it goes: subcharts are enabled,
//! renamed and dropped ([`dependency`]), values are carried from child to parent ([`import`]), and the user's
//! values are laid over the defaults of all charts ([`coalesce`]). Its oddities come from what those pointers
//! share, so the passes here work on the same graph ([`Graph`]), with indexes for pointers.
//! Source: Helm 3, pkg/chartutil; Helm 4, pkg/chart/v2/util and pkg/chart/common/util.

pub mod coalesce;
pub mod dependency;
pub mod import;

use crate::chart::metadata::{Dependency, Metadata};
use crate::chart::{Chart, Contents};
use crate::diag::Diagnostic;
use crate::helm::Helm;
use crate::log::{Level, Log};
use crate::value::{Dict, Map, MapType, Str, Value};
use std::sync::Arc;

/// A chart whose subcharts and values are settled.
#[derive(Debug)]
pub struct Resolved {
    /// The chart that was asked for.
    pub chart: ResolvedChart,
    /// Its values, of Helm's named map type; those of a subchart lie in it under the subchart's name.
    pub values: Map,
}

/// A chart that takes part.
#[derive(Debug)]
pub struct ResolvedChart {
    /// Where its files are.
    pub chart: Arc<Chart>,
    /// `Chart.yaml` under the name that the parent gave it, without the dependencies that were dropped.
    pub metadata: Metadata,
    /// The path of names from the outermost chart: `mychart/charts/sub`. Source: Helm, `ChartFullPath`.
    pub path: Str,
    /// Whether this is the chart that was asked for.
    pub is_root: bool,
    /// The subcharts that take part, in Helm's order.
    pub dependencies: Vec<ResolvedChart>,
}

/// A custom resource definition that a chart ships in `crds/`.
#[derive(Clone, Debug)]
pub struct Crd {
    /// The path inside its chart: `crds/x.yaml`.
    pub name: Str,
    /// The path from the outermost chart: `mychart/charts/sub/crds/x.yaml`.
    pub filename: String,
    /// The contents, which may not have been read yet.
    pub data: Contents,
}

/// Settles subcharts and values. What Helm would print on the way goes to `log`, which also says whose rules.
///
/// Fails in Helm's words: for a library chart, for dependencies that are missing, and where a value stands
/// in the place of a subchart's table.
pub fn resolve(chart: &Arc<Chart>, user: &Map, log: &mut Log) -> Result<Resolved, Diagnostic> {
    check_installable(chart, log)?;
    let mut graph = Graph::default();
    let root = graph.add(chart, None);
    let processed =
        graph.process_enabled(root, user, "", log).and_then(|()| graph.process_import_values(root, log));
    if let Err(error) = processed {
        if log.helm() == Helm::V3 {
            return Err(Diagnostic::new(error));
        }
        let context = "chart dependencies processing failed";
        log.structured(Level::Error, context, &[("error", &error)]);
        return Err(Diagnostic::new(error).context(context));
    }
    let values = graph.coalesce_values(root, Some(user), log).map_err(Diagnostic::new)?;
    Ok(Resolved { chart: graph.resolved(root), values: Dict::with_type(&values, MapType::Values) })
}

/// What Helm checks between loading a chart and rendering it. Source: Helm, cmd/helm/install.go, `runInstall`.
fn check_installable(chart: &Chart, log: &mut Log) -> Result<(), Diagnostic> {
    let metadata = &chart.metadata;
    if !matches!(&*metadata.chart_type, "" | "application") {
        return Err(Diagnostic::new(format!("{} charts are not installable", metadata.chart_type)));
    }
    if metadata.deprecated {
        match log.helm() {
            Helm::V3 => log.lines.push("WARNING: This chart is deprecated".to_owned()),
            Helm::V4 => log.structured(Level::Warn, "this chart is deprecated", &[]),
        }
    }
    let is_missing = |name: &Str| !chart.dependencies.iter().any(|dependency| dependency.name() == name);
    let names = metadata.dependencies.iter().flatten().map(|dependency| &dependency.name);
    let missing: Vec<&str> = names.filter(|name| is_missing(name)).map(|name| &**name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let context = match log.helm() {
        Helm::V3 => {
            "An error occurred while checking for chart dependencies. \
             You may need to run `helm dependency build` to fetch missing dependencies"
        }
        Helm::V4 => {
            "an error occurred while checking for chart dependencies. \
             You may need to run 'helm dependency build' to fetch missing dependencies"
        }
    };
    let missing = missing.join(", ");
    Err(Diagnostic::new(format!("found in Chart.yaml, but missing in charts/ directory: {missing}"))
        .context(context))
}

impl Resolved {
    /// The files below `crds/` of all charts that take part, parents first. Source: Helm, `CRDObjects`.
    pub fn crds(&self) -> Vec<Crd> {
        let mut crds = Vec::new();
        self.chart.add_crds(&mut crds);
        crds
    }
}

impl ResolvedChart {
    fn add_crds(&self, crds: &mut Vec<Crd>) {
        let is_manifest = |name: &str| {
            let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
            ["yaml", "yml", "json"].iter().any(|known| extension.eq_ignore_ascii_case(known))
        };
        for file in &self.chart.files {
            if file.name.starts_with("crds/") && is_manifest(&file.name) {
                let filename = format!("{}/{}", self.path, file.name);
                crds.push(Crd { name: file.name.clone(), filename, data: file.data.clone() });
            }
        }
        self.dependencies.iter().for_each(|dependency| dependency.add_crds(crds));
    }
}

/// The charts while Helm rearranges them. A chart, its metadata and its dependency entries are separate
/// things in Go, each behind a pointer that copies of a chart may share.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    charts: Vec<Node>,
    metas: Vec<Meta>,
    entries: Vec<Dependency>,
}

/// A `*chart.Chart`.
pub(crate) type ChartId = usize;

#[derive(Clone, Debug)]
struct Node {
    source: Arc<Chart>,
    /// Index of the metadata, which copies may share.
    meta: usize,
    /// The defaults, replaced once values are imported.
    values: Value,
    parent: Option<ChartId>,
    dependencies: Vec<ChartId>,
}

/// A `*chart.Metadata`.
#[derive(Clone, Debug)]
struct Meta {
    metadata: Metadata,
    /// Indexes of the dependency entries; the list in `metadata` is not used meanwhile.
    entries: Option<Vec<usize>>,
}

impl Graph {
    /// Adds a chart with all its subcharts.
    pub(crate) fn add(&mut self, chart: &Arc<Chart>, parent: Option<ChartId>) -> ChartId {
        let mut metadata = chart.metadata.clone();
        let entries = metadata.dependencies.take().map(|dependencies| {
            let first = self.entries.len();
            self.entries.extend(dependencies);
            (first..self.entries.len()).collect()
        });
        let meta = self.metas.len();
        self.metas.push(Meta { metadata, entries });
        let id = self.charts.len();
        let values = chart.values.clone();
        self.charts.push(Node { source: chart.clone(), meta, values, parent, dependencies: Vec::new() });
        let dependencies = chart.dependencies.iter().map(|child| self.add(child, Some(id))).collect();
        self.charts[id].dependencies = dependencies;
        id
    }

    /// A shallow copy: `out := *c`.
    fn copy(&mut self, chart: ChartId) -> ChartId {
        let copy = self.charts[chart].clone();
        self.charts.push(copy);
        self.charts.len() - 1
    }

    /// Makes `dependencies` the subcharts of `chart` and it their parent. Source: Helm, `SetDependencies`.
    fn set_dependencies(&mut self, chart: ChartId, dependencies: Vec<ChartId>) {
        for dependency in &dependencies {
            self.charts[*dependency].parent = Some(chart);
        }
        self.charts[chart].dependencies = dependencies;
    }

    fn name(&self, chart: ChartId) -> &Str {
        &self.meta(chart).metadata.name
    }

    fn meta(&self, chart: ChartId) -> &Meta {
        &self.metas[self.charts[chart].meta]
    }

    fn meta_mut(&mut self, chart: ChartId) -> &mut Meta {
        let meta = self.charts[chart].meta;
        &mut self.metas[meta]
    }

    fn dependencies(&self, chart: ChartId) -> &[ChartId] {
        &self.charts[chart].dependencies
    }

    fn full_path(&self, chart: ChartId) -> String {
        match self.charts[chart].parent {
            None => self.name(chart).to_string(),
            Some(parent) => format!("{}/charts/{}", self.full_path(parent), self.name(chart)),
        }
    }

    /// The tree that came out.
    fn resolved(&self, chart: ChartId) -> ResolvedChart {
        let node = &self.charts[chart];
        let Meta { metadata, entries } = self.meta(chart);
        let entry = |entry: &usize| self.entries[*entry].clone();
        let dependencies = entries.as_ref().map(|entries| entries.iter().map(entry).collect());
        ResolvedChart {
            chart: node.source.clone(),
            metadata: Metadata { dependencies, ..metadata.clone() },
            path: self.full_path(chart).into(),
            is_root: node.parent.is_none(),
            dependencies: node.dependencies.iter().map(|child| self.resolved(*child)).collect(),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::chart::from_files;
    use crate::golang::fmt::sprintf;

    /// A chart made of texts.
    pub(crate) fn chart(files: &[(&str, &str)], helm: Helm) -> Arc<Chart> {
        let files = files.iter().copied();
        Arc::new(from_files(files, &mut Log::new(helm)).unwrap())
    }

    /// What a chart and the user's values come to.
    pub(crate) fn resolved(
        files: &[(&str, &str)],
        user: &str,
        helm: Helm,
    ) -> Result<(Resolved, Log), String> {
        let mut log = Log::new(helm);
        let user = crate::chart::values::parse(user, "user.yaml", helm).unwrap();
        let user = user.as_map().cloned().unwrap_or_default();
        let resolved =
            resolve(&chart(files, helm), &user, &mut log).map_err(|error| error.message().to_owned())?;
        Ok((resolved, log))
    }

    /// The values as Go prints them, and the paths of the charts.
    pub(crate) fn shown(files: &[(&str, &str)], user: &str, helm: Helm) -> (String, Vec<String>) {
        fn paths(chart: &ResolvedChart, into: &mut Vec<String>) {
            into.push(chart.path.to_string());
            chart.dependencies.iter().for_each(|child| paths(child, into));
        }
        let (resolved, _) = resolved(files, user, helm).unwrap();
        let mut charts = Vec::new();
        paths(&resolved.chart, &mut charts);
        (sprintf("%v", &[Value::Map(resolved.values)]), charts)
    }

    // Expectations: the sentences of Helm 3.22.0 and 4.3.1 for such charts.
    #[test]
    fn what_cannot_be_installed_is_told() {
        let both = |chart: &str| {
            let files = [("Chart.yaml", chart)];
            let [v3, v4] =
                [Helm::V3, Helm::V4].map(|helm| resolved(&files, "", helm).map(|(_, log)| log.lines));
            (v3, v4)
        };
        let (v3, v4) = both("{apiVersion: v2, name: x, version: 1.0.0, type: library}");
        assert_eq!(v3.unwrap_err(), "library charts are not installable");
        assert_eq!(v4.unwrap_err(), "library charts are not installable");
        let (v3, v4) = both("{apiVersion: v2, name: x, version: 1.0.0, deprecated: true}");
        assert_eq!(v3.unwrap(), ["WARNING: This chart is deprecated"]);
        assert_eq!(v4.unwrap(), ["level=WARN msg=\"this chart is deprecated\""]);
        let (v3, v4) =
            both("{apiVersion: v2, name: x, version: 1.0.0, dependencies: [{name: q}, {name: z}]}");
        assert_eq!(
            v3.unwrap_err(),
            "An error occurred while checking for chart dependencies. You may need to run `helm dependency build` \
             to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: q, z"
        );
        assert_eq!(
            v4.unwrap_err(),
            "an error occurred while checking for chart dependencies. You may need to run 'helm dependency build' \
             to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: q, z"
        );
    }

    #[test]
    fn crds_come_with_their_path() {
        let files = [
            ("Chart.yaml", "{apiVersion: v2, name: top, version: 1.0.0}"),
            ("crds/b.yaml", "b"),
            ("crds/readme.md", "no"),
            ("charts/sub/Chart.yaml", "{apiVersion: v2, name: sub, version: 1.0.0}"),
            ("charts/sub/crds/deep/a.YML", "a"),
        ];
        let (resolved, _) = resolved(&files, "", Helm::V4).unwrap();
        let names: Vec<_> = resolved.crds().into_iter().map(|crd| (crd.filename, crd.data.text())).collect();
        assert_eq!(
            names,
            [
                ("top/crds/b.yaml".to_owned(), "b".into()),
                ("top/charts/sub/crds/deep/a.YML".to_owned(), "a".into())
            ]
        );
    }
}
