//! What every template finds under its dot: `.Values`, `.Chart`, `.Files`, `.Release` and the rest.
//!
//! All templates of a chart see the *same* map, the map of a subchart is also its parent's `.Subcharts.NAME`,
//! and its `.Values` is the very table in the parent's `.Values`: templates change these maps, and Helm's
//! charts count on seeing each other's changes. Source: Helm, pkg/engine/engine.go, `recAllTpls`.

pub mod capabilities;
pub mod files;
pub mod metadata;

use crate::chart::Chart;
use crate::chart::path::{base, path_clean};
use crate::diag::Diagnostic;
use crate::helm::Helm;
use crate::resolve::dependency::{is_compatible_range, table};
use crate::resolve::{Resolved, ResolvedChart};
use crate::value::{Dict, FileText, Map, MapType, Str, Value};
use capabilities::Capabilities;
use files::Files;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A template and what it sees.
#[derive(Clone, Debug)]
pub struct TemplateSource {
    /// The name under which Helm knows it: `mychart/charts/sub/templates/x.yaml`.
    pub name: Str,
    /// The text.
    pub text: FileText,
    /// `.Template.BasePath`
    pub base_path: Str,
    /// The dot, shared by all templates of the chart, without `.Template`, which Helm sets before each one.
    pub scope: Map,
    /// Whether it is a template of the built-in chart, whose programs were compiled before.
    pub builtin: bool,
}

/// What is said about the release: `.Release`.
#[derive(Clone, Debug)]
pub struct Release {
    /// `.Release.Name`
    pub name: Str,
    /// `.Release.Namespace`
    pub namespace: Str,
    /// `.Release.IsUpgrade`; `.Release.IsInstall` is its opposite.
    pub is_upgrade: bool,
}

/// The templates of all charts that take part, by name. Source: Helm, `allTemplates`.
pub fn templates(
    resolved: &Resolved,
    release: &Release,
    capabilities: &Arc<Capabilities>,
    helm: Helm,
) -> Vec<TemplateSource> {
    let release = Value::from([
        ("Name", Value::Str(release.name.clone())),
        ("Namespace", Value::Str(release.namespace.clone())),
        ("IsUpgrade", Value::Bool(release.is_upgrade)),
        ("IsInstall", Value::Bool(!release.is_upgrade)),
        ("Revision", Value::Int(1)),
        ("Service", Value::from("Helm")),
    ]);
    let capabilities = Value::Object(capabilities.clone());
    let mut scopes = Scopes { helm, release, capabilities, templates: BTreeMap::new() };
    scopes.chart(&resolved.chart, Value::Map(resolved.values.clone()));
    scopes.templates.into_values().collect()
}

/// The templates of a chart and all its subcharts, under the names that they have unless an alias gives another one, and
/// whether they take part or not.
pub fn likely_templates(chart: &Chart) -> Vec<(Str, FileText)> {
    let mut templates = Vec::new();
    add_likely(chart, chart.name(), &mut templates);
    templates
}

fn add_likely(chart: &Chart, path: &str, into: &mut Vec<(Str, FileText)>) {
    into.extend(chart.templates.iter().map(|file| (join(path, &file.name).into(), file.text())));
    for child in &chart.dependencies {
        add_likely(child, &format!("{path}/charts/{}", child.name()), into);
    }
}

/// Refuses a chart that asks for another Kubernetes. Helm checks this after the values' schema.
/// Source: Helm, pkg/action/action.go, `renderResources`.
pub fn check_kube_version(
    resolved: &Resolved,
    capabilities: &Capabilities,
    helm: Helm,
) -> Result<(), Diagnostic> {
    let wanted = &resolved.chart.metadata.kube_version;
    let version = &capabilities.kube_version;
    if wanted.is_empty() || is_compatible_range(wanted, &version.normalized) {
        return Ok(());
    }
    let version = match helm {
        Helm::V3 => &version.normalized,
        Helm::V4 => &version.version,
    };
    Err(Diagnostic::new(format!(
        "chart requires kubeVersion: {wanted} which is incompatible with Kubernetes {version}"
    ))
    .hint("choose another version with --kube-version"))
}

struct Scopes {
    helm: Helm,
    release: Value,
    capabilities: Value,
    /// By name: of two templates with one name, which aliases in Helm 3 can bring about, the later one wins.
    templates: BTreeMap<Str, TemplateSource>,
}

impl Scopes {
    /// Adds the templates of a chart and its subcharts; the dot of the chart.
    fn chart(&mut self, chart: &ResolvedChart, values: Value) -> Map {
        let subcharts = Map::default();
        let scope: Map = Arc::new(Dict::new(
            MapType::Values,
            [
                ("Capabilities", self.capabilities.clone()),
                ("Chart", metadata::chart(&chart.metadata, chart.is_root, self.helm)),
                ("Files", Value::Object(Arc::new(Files::new(&chart.chart.files)))),
                ("Release", self.release.clone()),
                ("Subcharts", Value::Map(subcharts.clone())),
                ("Values", values),
            ]
            .into_iter()
            .map(|(key, value)| (Str::from(key), value))
            .collect(),
        ));
        for child in &chart.dependencies {
            // Helm looks the name up as a path, so that a name with a dot in it finds nothing.
            let values = table(&scope, &format!("Values.{}", child.metadata.name)).unwrap_or_default();
            let below = self.chart(child, Value::Map(Dict::with_type(&values, MapType::Values)));
            subcharts.insert(child.metadata.name.clone(), Value::Map(below));
        }
        let base_path = Str::from(join(&chart.path, "templates"));
        let is_library = chart.metadata.is_library();
        for file in &chart.chart.templates {
            if is_library && !base(&file.name).starts_with('_') {
                continue;
            }
            let name = Str::from(join(&chart.path, &file.name));
            let template = TemplateSource {
                name: name.clone(),
                text: file.text(),
                base_path: base_path.clone(),
                scope: scope.clone(),
                builtin: false,
            };
            self.templates.insert(name, template);
        }
        scope
    }
}

/// Source: Go, path, `Join`.
fn join(folder: &str, name: &str) -> String {
    path_clean(&format!("{folder}/{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golang::fmt::sprintf;
    use crate::resolve::tests::resolved;

    fn scopes(files: &[(&str, &str)], helm: Helm) -> Vec<TemplateSource> {
        let (resolved, _) = resolved(files, "", helm).unwrap();
        let release = Release { name: "rel".into(), namespace: "ns".into(), is_upgrade: false };
        templates(&resolved, &release, &Arc::new(Capabilities::new(helm, None, &[]).unwrap()), helm)
    }

    const FILES: &[(&str, &str)] = &[
        ("Chart.yaml", "{apiVersion: v2, name: top, version: 1.0.0, appVersion: 1.10, keywords: [a, 2]}"),
        ("values.yaml", "sub: {k: 1}\n"),
        ("templates/a.yaml", "a"),
        ("templates/_h.tpl", "h"),
        ("notes.md", "n"),
        ("charts/sub/Chart.yaml", "{apiVersion: v2, name: sub, version: 1.0.0}"),
        ("charts/sub/templates/b.yaml", "b"),
        ("charts/dot/Chart.yaml", "{apiVersion: v2, name: d.o.t, version: 1.0.0}"),
        ("charts/dot/values.yaml", "k: 1\n"),
        ("charts/dot/templates/c.yaml", "c"),
        ("charts/lib/Chart.yaml", "{apiVersion: v2, name: lib, version: 1.0.0, type: library}"),
        ("charts/lib/templates/_l.tpl", "l"),
        ("charts/lib/templates/no.yaml", "no"),
    ];

    // Expectations of all tests: Helm 3.22.0 and 4.3.1.
    #[test]
    fn maps_are_shared_as_in_helm() {
        for helm in [Helm::V3, Helm::V4] {
            let all = scopes(FILES, helm);
            let names: Vec<&str> = all.iter().map(|template| &*template.name).collect();
            assert_eq!(
                names,
                [
                    "top/charts/d.o.t/templates/c.yaml",
                    "top/charts/lib/templates/_l.tpl",
                    "top/charts/sub/templates/b.yaml",
                    "top/templates/_h.tpl",
                    "top/templates/a.yaml"
                ]
            );
            let [dot, _, sub, partial, top] = &all[..] else { panic!() };
            assert!(Arc::ptr_eq(&partial.scope, &top.scope));
            assert_eq!((&*top.base_path, &*sub.base_path), ("top/templates", "top/charts/sub/templates"));
            // A change by a subchart's template is seen in the parent, both ways of getting there.
            let values = sub.scope.get("Values").unwrap();
            assert_eq!(values.as_map().unwrap().typ, MapType::Values);
            values.as_map().unwrap().insert("new", Value::Int(1));
            let top = Value::Map(top.scope.clone());
            assert_eq!(
                sprintf("%v", &[top.get("Values").unwrap().get("sub").unwrap()]),
                "map[global:map[] k:1 new:1]"
            );
            let below = top.get("Subcharts").unwrap().get("sub").unwrap();
            assert!(Arc::ptr_eq(below.as_map().unwrap(), &sub.scope));
            // The name of a chart is looked up as a path.
            assert_eq!(sprintf("%v", &[dot.scope.get("Values").unwrap()]), "map[]");
            assert_eq!(
                sprintf("%v", &[top.get("Release").unwrap()]),
                "map[IsInstall:true IsUpgrade:false Name:rel Namespace:ns Revision:1 Service:Helm]"
            );
        }
    }

    #[test]
    fn the_chart_is_a_struct_or_a_map() {
        let chart = |helm| scopes(FILES, helm)[4].scope.get("Chart").unwrap();
        let Value::Object(v3) = chart(Helm::V3) else { panic!() };
        assert_eq!(v3.type_name(), "struct { chart.Metadata; IsRoot bool }");
        assert_eq!(v3.field("AppVersion").unwrap().as_str(), Some("1.1"));
        assert!(v3.field("IsRoot").unwrap().is_true());
        assert_eq!(
            sprintf("%v", &[chart(Helm::V3)]),
            "{{top  [] 1.0.0  [a 2] []  v2   1.1 false map[]  [] } true}"
        );
        assert_eq!(
            sprintf("%v", &[v3.to_json()]),
            "map[IsRoot:true apiVersion:v2 appVersion:1.1 keywords:[a 2] name:top version:1.0.0]"
        );
        assert_eq!(
            sprintf("%v", &[chart(Helm::V4)]),
            "map[APIVersion:v2 Annotations:map[] AppVersion:1.1 Condition: Dependencies:[] Deprecated:false \
             Description: Home: Icon: IsRoot:true Keywords:[a 2] KubeVersion: Maintainers:[] Name:top Sources:[] \
             Tags: Type: Version:1.0.0]"
        );
    }

    #[test]
    fn the_kubernetes_version_is_checked() {
        let files =
            [("Chart.yaml", "{apiVersion: v2, name: top, version: 1.0.0, kubeVersion: '>=1.30.0-0'}")];
        let check = |typed: &str, helm| {
            let capabilities = Capabilities::new(helm, Some(typed), &[]).unwrap();
            check_kube_version(&resolved(&files, "", helm).unwrap().0, &capabilities, helm)
                .map_err(|error| error.message().to_owned())
        };
        let sentence = "chart requires kubeVersion: >=1.30.0-0 which is incompatible with Kubernetes";
        assert_eq!(check("1.30.0-gke.1", Helm::V3), Ok(()));
        assert_eq!(check("v1.29.9-gke.1", Helm::V3), Err(format!("{sentence} v1.29.9")));
        assert_eq!(check("v1.29.9-gke.1", Helm::V4), Err(format!("{sentence} v1.29.9-gke.1")));
    }
}
