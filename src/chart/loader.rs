//! From a list of files to a chart: which file is what, what has to hold, which charts lie inside.
//!
//! Source: Helm 3, pkg/chart/loader/load.go; Helm 4, pkg/chart/v2/loader/load.go.

use super::archive::{self, ArchiveError};
use super::metadata::Metadata;
use super::{Chart, File, MAX_CHART_DEPTH, MAX_TOTAL_SIZE, values};
use crate::diag::{Diagnostic, Place};
use crate::helm::Helm;
use crate::helpers;
use crate::log::Log;
use crate::value::Value;
use crate::yaml;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// What is carried through a chart and its subcharts while they are loaded.
pub(super) struct Loader<'a> {
    pub(super) log: &'a mut Log,
    /// Bytes that may still be unpacked.
    pub(super) remaining: u64,
}

/// Bytes of values and packed charts below `charts/` from which on it pays to load subcharts on all cores.
const SIDE_BY_SIDE: usize = 64 << 10;

/// A name in `charts/`, and what stands under it.
type Folder = (String, Vec<File>);

/// A subchart that was loaded beside others.
struct Loaded {
    chart: Result<Chart, Diagnostic>,
    /// What Helm would have said.
    lines: Vec<String>,
    /// Bytes that were unpacked.
    size: u64,
}

impl Loader<'_> {
    /// Sorts the files of one chart. `place` is the path of the chart inside the outermost one, with a slash
    /// at its end, for excerpts. Source: Helm, `LoadFiles`.
    pub(super) fn chart(&mut self, files: Vec<File>, place: &str, depth: usize) -> Result<Chart, Diagnostic> {
        let size: u64 = files.iter().map(|file| file.data.size()).sum();
        self.remaining = self.remaining.checked_sub(size).ok_or_else(|| {
            Diagnostic::new(format!(
                "the chart and the charts packed in it are larger than {MAX_TOTAL_SIZE} bytes"
            ))
        })?;
        let mut chart = Chart::default();
        for file in files.iter().filter(|file| &*file.name == "Chart.yaml") {
            decode_metadata(&mut chart.metadata, file, place, self.log.helm(), depth == 0)?;
            if chart.metadata.api_version.is_empty() {
                chart.metadata.api_version = "v1".into();
            }
        }
        let folders = folders(&files);
        if depth == 0 && size_to_parse(&folders) >= SIDE_BY_SIDE {
            return self.side_by_side(chart, files, &folders, place);
        }
        self.own(&mut chart, files, place, depth)?;
        for (folder, files) in &folders {
            let subchart = self.subchart(folder, files, &chart.metadata.name, place, depth)?;
            chart.dependencies.push(Arc::new(subchart));
        }
        Ok(chart)
    }

    /// Reads the outermost chart's own files while others load its subcharts, the last one first. What they find is told
    /// in order.
    fn side_by_side(
        &mut self,
        mut chart: Chart,
        files: Vec<File>,
        folders: &[Folder],
        place: &str,
    ) -> Result<Chart, Diagnostic> {
        let (helm, remaining, parent) = (self.log.helm(), self.remaining, chart.metadata.name.clone());
        let slots: Vec<(&Folder, OnceLock<Loaded>)> =
            folders.iter().rev().map(|folder| (folder, OnceLock::new())).collect();
        let load = |((folder, files), slot): &(&Folder, OnceLock<Loaded>)| {
            slot.get_or_init(|| {
                let mut log = Log::new(helm);
                let mut loader = Loader { log: &mut log, remaining };
                let chart = loader.subchart(folder, files, &parent, place, 0);
                let size = remaining - loader.remaining;
                Loaded { chart, lines: log.lines, size }
            });
        };
        helpers::beside(&slots, load, || {
            self.own(&mut chart, files, place, 0)?;
            slots.iter().rev().for_each(load);
            Ok::<_, Diagnostic>(())
        })?;
        for ((folder, files), slot) in slots.into_iter().rev() {
            let subchart = match slot.into_inner() {
                Some(loaded) if loaded.size <= self.remaining => {
                    self.remaining -= loaded.size;
                    self.log.lines.extend(loaded.lines);
                    loaded.chart?
                }
                // One that is too large beside the others says so itself.
                _ => self.subchart(folder, files, &parent, place, 0)?,
            };
            chart.dependencies.push(Arc::new(subchart));
        }
        Ok(chart)
    }

    /// Sorts the files that belong to no subchart, and checks the metadata.
    fn own(
        &mut self,
        chart: &mut Chart,
        files: Vec<File>,
        place: &str,
        depth: usize,
    ) -> Result<(), Diagnostic> {
        let helm = self.log.helm();
        let mut found = false;
        for file in &files {
            let is_v1 = &*chart.metadata.api_version == "v1";
            match &*file.name {
                "Chart.yaml" => found = true,
                "Chart.lock" | "requirements.lock" => {
                    chart.lock = document(file, place)?;
                    if &*file.name == "requirements.lock" {
                        if is_v1 {
                            chart.files.push(file.clone());
                        } else {
                            self.log.printf("load.go:138", LOCK_MOVED);
                        }
                    }
                }
                "values.yaml" => chart.values = default_values(file, place, helm)?,
                "values.schema.json" => chart.schema = Some(file.clone()),
                "requirements.yaml" => {
                    found = true;
                    if !is_v1 {
                        self.log.printf("load.go:120", DEPENDENCIES_MOVED);
                    }
                    decode_metadata(&mut chart.metadata, file, place, helm, false)?;
                    if is_v1 {
                        chart.files.push(file.clone());
                    }
                }
                name if name.starts_with("templates/") => chart.templates.push(file.clone()),
                name if name.starts_with("charts/") && !name.ends_with(".prov") => {}
                _ => chart.files.push(file.clone()),
            }
        }
        chart.raw = files;
        if !found {
            return Err(Diagnostic::new("Chart.yaml file is missing"));
        }
        chart.metadata.validate().map_err(Diagnostic::new)?;
        if helm == Helm::V4 && depth == 0 {
            // Helm 4 has begun on a third version of the format, which it loads and then does not install.
            match &*chart.metadata.api_version {
                "v1" | "v2" => {}
                "v3" => return Err(Diagnostic::new("invalid chart apiVersion")),
                _ => return Err(Diagnostic::new("unsupported chart version")),
            }
        }
        Ok(())
    }

    /// Loads what stands under one name in `charts/`.
    fn subchart(
        &mut self,
        folder: &str,
        files: &[File],
        parent: &str,
        place: &str,
        depth: usize,
    ) -> Result<Chart, Diagnostic> {
        if depth >= MAX_CHART_DEPTH {
            return Err(Diagnostic::new(format!("charts are nested deeper than {MAX_CHART_DEPTH} levels")));
        }
        let place = format!("{place}charts/{folder}/");
        let files = if folder.ends_with(".tgz") {
            match files.first() {
                Some(file) if &*file.name == folder => {
                    archive::files(&file.data, self.log.helm()).map_err(|error| match error {
                        ArchiveError::Header => Diagnostic::new("gzip: invalid header"),
                        ArchiveError::Other(cause) => Diagnostic::new(cause),
                    })
                }
                other => {
                    let name = other.map_or("", |file| &*file.name);
                    return Err(Diagnostic::new(format!(
                        "error unpacking subchart tar in {parent}: expected {folder}, got {name}"
                    )));
                }
            }
        } else {
            // A file that lies in charts/ itself belongs to no chart.
            let inner = |file: &File| {
                let (_, name) = file.name.split_once('/')?;
                Some(File { name: name.into(), data: file.data.clone() })
            };
            Ok(files.iter().filter_map(inner).collect())
        };
        files
            .and_then(|files| self.chart(files, &place, depth + 1))
            .map_err(|error| error.context(format_args!("error unpacking subchart {folder} in {parent}")))
    }
}

/// What stands in `charts/` but signatures of packed charts, by the first name there.
fn folders(files: &[File]) -> Vec<Folder> {
    let mut folders: BTreeMap<String, Vec<File>> = BTreeMap::new();
    for file in files.iter().filter(|file| !file.name.ends_with(".prov")) {
        let Some(inner) = file.name.strip_prefix("charts/") else { continue };
        let folder = inner.split('/').next().unwrap_or(inner);
        // Helm's own convention: such names are notes of the author, not charts.
        if !folder.starts_with(['_', '.']) {
            let file = File { name: inner.into(), data: file.data.clone() };
            folders.entry(folder.to_owned()).or_default().push(file);
        }
    }
    folders.into_iter().collect()
}

/// Bytes that take time to load: values, and packed charts.
fn size_to_parse(folders: &[Folder]) -> usize {
    let takes_time = |file: &&File| file.name.ends_with("/values.yaml") || file.name.ends_with(".tgz");
    folders.iter().flat_map(|(_, files)| files).filter(takes_time).map(|file| file.data.len()).sum()
}

const DEPENDENCIES_MOVED: &str = "Warning: Dependencies are handled in Chart.yaml since apiVersion \"v2\". \
     We recommend migrating dependencies to Chart.yaml.";
const LOCK_MOVED: &str = "Warning: Dependency locking is handled in Chart.lock since apiVersion \"v2\". \
     We recommend migrating to Chart.lock.";

fn decode_metadata(
    metadata: &mut Metadata,
    file: &File,
    place: &str,
    helm: Helm,
    is_root: bool,
) -> Result<(), Diagnostic> {
    let document = document(file, place)?;
    metadata.decode(&document, helm, is_root).map_err(|error| {
        Diagnostic::new(error).at(whole_file(file, place)).context(format_args!("cannot load {}", file.name))
    })
}

/// The first document of a file that Helm reads as YAML.
fn document(file: &File, place: &str) -> Result<Value, Diagnostic> {
    let text = file.text();
    yaml::parse_exact(&text)
        .map_err(|error| values::yaml_error(&error, &format!("{place}{}", file.name), &text))
        .map_err(|error| error.context(format_args!("cannot load {}", file.name)))
}

/// The defaults of a chart. Helm 4 merges all documents of the file, Helm 3 reads the first one only.
fn default_values(file: &File, place: &str, helm: Helm) -> Result<Value, Diagnostic> {
    let name = format!("{place}{}", file.name);
    values::parse(&file.text(), &name, helm)
        .map_err(|error| error.context(format_args!("cannot load {}", file.name)))
}

fn whole_file(file: &File, place: &str) -> Place {
    Place { file: format!("{place}{}", file.name).into(), line: 0, column: 0, excerpt: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{MAX_VALUES_DEPTH, from_files};

    fn chart(files: &[(&str, &[u8])], helm: Helm) -> Result<(Chart, Vec<String>), String> {
        let files = files.iter().copied();
        let mut log = Log::new(helm);
        let chart = from_files(files, &mut log).map_err(|error| error.message().to_owned())?;
        Ok((chart, log.lines))
    }

    fn error(files: &[(&str, &[u8])], helm: Helm) -> String {
        chart(files, helm).map(|_| ()).unwrap_err()
    }

    const GOOD: &[u8] = b"{apiVersion: v2, name: x, version: 1.0.0}";

    // Expectations: the sentences of Helm 3.22.0 and 4.3.1 for such a Chart.yaml.
    #[test]
    fn a_bad_chart_yaml_is_told_in_the_words_of_helm() {
        let json =
            "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal";
        let field = |what: &str| format!("{json} {what}");
        let cases: &[(&str, String, String)] = &[
            ("", "validation: chart.metadata.name is required".into(), String::new()),
            ("name: x", "validation: chart.metadata.version is required".into(), String::new()),
            ("name: x\nversion: abc", "validation: chart.metadata.version \"abc\" is invalid".into(), String::new()),
            ("name: ..\nversion: 1", "validation: chart.metadata.name \"..\" is not allowed".into(), String::new()),
            ("name: ../x\nversion: 1", "validation: chart.metadata.name \"../x\" is invalid".into(), String::new()),
            (
                "name: x\nversion: 1\ntype: foo",
                "validation: chart.metadata.type must be application or library".into(),
                String::new(),
            ),
            (
                "name: x\nversion: 1\nmaintainers: [null]",
                "validation: maintainers must not contain empty or null nodes".into(),
                String::new(),
            ),
            (
                "name: x\nversion: 1\ndependencies: [null]",
                "validation: dependencies must not contain empty or null nodes".into(),
                String::new(),
            ),
            (
                "name: x\nversion: 1\ndependencies: [{name: q}, {name: r, alias: q}]",
                "validation: more than one dependency with name or alias \"q\"".into(),
                String::new(),
            ),
            (
                "name: x\nversion: 1\ndependencies: [{name: q, alias: a/b}]",
                "validation: dependency \"q\" has disallowed characters in the alias".into(),
                String::new(),
            ),
            (
                "name: x\n foo: bar",
                "cannot load Chart.yaml: error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context".into(),
                String::new(),
            ),
            (
                "- a",
                field("array into Go value of type chart.Metadata"),
                field("array into Go value of type loader.chartBase"),
            ),
            (
                "apiVersion: [1]",
                field("array into Go struct field Metadata.apiVersion of type string"),
                field("array into Go struct field chartBase.apiVersion of type string"),
            ),
            ("name: [x]", field("array into Go struct field Metadata.name of type string"), String::new()),
            ("keywords: [[1]]", field("array into Go struct field Metadata.keywords of type string"), String::new()),
            (
                "deprecated: \"yes\"",
                field("string into Go struct field Metadata.deprecated of type bool"),
                String::new(),
            ),
            (
                "annotations: [1]",
                field("array into Go struct field Metadata.annotations of type map[string]string"),
                String::new(),
            ),
            (
                "annotations: {a: [1]}",
                field("array into Go struct field Metadata.annotations of type string"),
                String::new(),
            ),
            (
                "maintainers: [{name: {a: 1}}]",
                field("object into Go struct field Maintainer.maintainers.name of type string"),
                String::new(),
            ),
            (
                "dependencies: foo",
                field("string into Go struct field Metadata.dependencies of type []*chart.Dependency"),
                field("string into Go struct field Metadata.dependencies of type []*v2.Dependency"),
            ),
            (
                "dependencies: [foo]",
                field("string into Go struct field Metadata.dependencies of type chart.Dependency"),
                field("string into Go struct field Metadata.dependencies of type v2.Dependency"),
            ),
            (
                "dependencies: [{name: q, tags: a}]",
                field("string into Go struct field Dependency.dependencies.tags of type []string"),
                String::new(),
            ),
            (
                "dependencies: [{name: q, enabled: 1}]",
                field("number into Go struct field Dependency.dependencies.enabled of type bool"),
                String::new(),
            ),
            // Of two faults the one whose key comes first is told.
            (
                "maintainers: [foo]\nkeywords: [[1]]",
                field("array into Go struct field Metadata.keywords of type string"),
                String::new(),
            ),
        ];
        for (text, v3, v4) in cases {
            let files: &[(&str, &[u8])] = &[("Chart.yaml", text.as_bytes())];
            assert_eq!(&error(files, Helm::V3), v3, "{text}");
            assert_eq!(&error(files, Helm::V4), if v4.is_empty() { v3 } else { v4 }, "{text}");
        }
        assert_eq!(error(&[("values.yaml", b"")], Helm::V3), "Chart.yaml file is missing");
        let v3: &[(&str, &[u8])] = &[("Chart.yaml", b"{apiVersion: v3, name: x, version: 1.0.0}")];
        assert!(chart(v3, Helm::V3).is_ok());
        assert_eq!(error(v3, Helm::V4), "invalid chart apiVersion");
        let v9: &[(&str, &[u8])] = &[("Chart.yaml", b"{apiVersion: v9, name: x, version: 1.0.0}")];
        assert_eq!(error(v9, Helm::V4), "unsupported chart version");
    }

    #[test]
    fn texts_are_made_of_what_stands_there() {
        let yaml = "NAME: \"a\\tb\\u0007\"\nversion: 1.10\nappVersion: 20240101\ndescription: true\nhome: 1e6\n\
                    keywords: [1, 2.50, null]\nannotations: {a: 0x10, b: null}\nicon: 2024-01-02\n";
        let (chart, _) = chart(&[("Chart.yaml", yaml.as_bytes())], Helm::V4).unwrap();
        let m = chart.metadata;
        assert_eq!([&*m.name, &*m.version, &*m.app_version], ["a b", "1.1", "20240101"]);
        assert_eq!([&*m.description, &*m.home, &*m.icon], ["true", "1e+06", "2024-01-02"]);
        assert_eq!(m.keywords.iter().map(|k| &**k).collect::<Vec<_>>(), ["1", "2.5", ""]);
        let annotations = m.annotations.unwrap();
        assert_eq!((annotations["a"].as_str(), annotations["b"].as_str()), (Some("16"), Some("")));
        assert_eq!(&*m.api_version, "v1");
    }

    #[test]
    fn files_are_sorted_as_in_helm() {
        let packed =
            archive::tests::pack(&[("any/Chart.yaml", b"{name: packed, version: 1.0.0}"), ("any/f", b"1")]);
        let files: &[(&str, &[u8])] = &[
            ("templates/NOTES.txt", b"n"),
            ("Chart.yaml", GOOD),
            (".helmignore", b""),
            ("crds/c.yaml", b"c"),
            ("values.schema.json", b"{}"),
            ("requirements.yaml", b"dependencies: [{name: dir, version: '*'}]"),
            ("charts/dir/Chart.yaml", b"{name: dir, version: 1.0.0}"),
            ("charts/dir/templates/a.yaml", b"\xEF\xBB\xBFa"),
            ("charts/_notes/Chart.yaml", b"not: [a chart"),
            ("charts/.hidden", b""),
            ("charts/packed.tgz", &packed),
            ("charts/packed.tgz.prov", b""),
        ];
        let (chart, log) = chart(files, Helm::V3).unwrap();
        let names =
            |files: &[File]| files.iter().map(|file| file.name.to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(names(&chart.templates), "templates/NOTES.txt");
        assert_eq!(names(&chart.files), ".helmignore crds/c.yaml charts/packed.tgz.prov");
        assert_eq!(chart.raw.len(), files.len());
        assert!(chart.schema.is_some() && chart.file("values.schema.json").is_some());
        assert_eq!(&*chart.metadata.dependencies.unwrap()[0].name, "dir");
        let subcharts: Vec<&str> = chart.dependencies.iter().map(|child| &**child.name()).collect();
        assert_eq!(subcharts, ["dir", "packed"]);
        assert_eq!(&*chart.dependencies[0].templates[0].text(), "a");
        assert_eq!(log, [format!("load.go:120: {DEPENDENCIES_MOVED}")]);
    }

    #[test]
    fn bad_subcharts_are_named() {
        let with = |name: &str, data: &[u8]| error(&[("Chart.yaml", GOOD), (name, data)], Helm::V3);
        assert_eq!(
            with("charts/README.md", b"hi"),
            "error unpacking subchart README.md in x: Chart.yaml file is missing"
        );
        assert_eq!(with("charts/a.tgz", b"hi\n"), "error unpacking subchart a.tgz in x: unexpected EOF");
        assert_eq!(
            with("charts/a.tgz", b"no archive"),
            "error unpacking subchart a.tgz in x: gzip: invalid header"
        );
        assert_eq!(
            with("charts/a.tgz/b", b"hi"),
            "error unpacking subchart tar in x: expected a.tgz, got a.tgz/b"
        );
        assert_eq!(
            with("charts/a/Chart.yaml", b"name: a"),
            "error unpacking subchart a in x: validation: chart.metadata.version is required"
        );
    }

    #[test]
    fn bounds_hold_at_their_edge() {
        let nested = |depth: usize| {
            let names: Vec<String> =
                (0..=depth).map(|n| format!("{}Chart.yaml", "charts/c/".repeat(n))).collect();
            let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), GOOD)).collect();
            chart(&files, Helm::V4).map(|_| ())
        };
        assert!(nested(MAX_CHART_DEPTH).is_ok());
        assert!(
            nested(MAX_CHART_DEPTH + 1).unwrap_err().ends_with("charts are nested deeper than 32 levels")
        );

        let values = |depth: usize| {
            let text = format!("a: {}1{}", "[".repeat(depth), "]".repeat(depth));
            chart(&[("Chart.yaml", GOOD), ("values.yaml", text.as_bytes())], Helm::V3).map(|_| ())
        };
        assert!(values(MAX_VALUES_DEPTH - 2).is_ok());
        assert!(values(MAX_VALUES_DEPTH + 1).is_err());

        let total = |remaining| {
            let files = vec![File::new("Chart.yaml", GOOD)];
            Loader { log: &mut Log::new(Helm::V4), remaining }.chart(files, "", 0).is_ok()
        };
        assert!(total(GOOD.len() as u64) && !total(GOOD.len() as u64 - 1));
    }

    #[test]
    fn a_chart_and_those_packed_in_it_have_a_largest_size() {
        let files = || vec![File::new("Chart.yaml", GOOD), File::new("x", [b'x'; 10])];
        let loaded = |remaining: u64| {
            let mut log = Log::new(Helm::V4);
            Loader { log: &mut log, remaining }.chart(files(), "", 0).map(|_| ()).map_err(|e| e.to_string())
        };
        let size = GOOD.len() as u64 + 10;
        assert_eq!(loaded(size), Ok(()));
        let words = "the chart and the charts packed in it are larger than 419430400 bytes";
        assert_eq!(loaded(size - 1), Err(words.to_owned()));
    }
}
