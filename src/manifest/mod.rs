//! From rendered files to manifests: what Helm does between its template engine and its standard output.
//!
//! Files are taken in the order of their names and cut into documents; of each document the head is read,
//! which tells its kind and whether it is a hook; plain manifests are put in the order of installation, hooks
//! after them. What is printed is each document's text as it was rendered.

pub mod hook;
pub mod order;
mod read;
pub mod show;
pub mod split;

use crate::diag::{Diagnostic, Place};
use crate::helm::Helm;
use crate::value::{FileText, Str};
use crate::yaml::{Parsed, YamlError};
use hook::{Hook, Role};
use std::ops::Range;

pub use read::{Crd, Document, Documents, beside};

/// What Helm adds to an error once it began to render, unless `--debug` was given.
/// Source: Helm 3, cmd/helm/template.go; the same in Helm 4.
pub const USE_DEBUG: &str = "Use --debug flag to render out invalid YAML";

/// What of a render is wanted.
#[derive(Clone, Debug, Default)]
pub struct Select {
    /// `--show-only`: shell patterns on paths inside the chart; none means everything.
    pub show_only: Vec<String>,
    /// `--include-crds`
    pub include_crds: bool,
    /// `--skip-tests`
    pub skip_tests: bool,
    /// `--no-hooks`
    pub no_hooks: bool,
    /// Whether the documents will be looked at: then [`Manifest::parsed`] keeps what was read of them.
    pub parsed: bool,
}

/// A file, named as Helm names it: the chart's name, then the path inside the chart.
#[derive(Clone, Debug)]
pub struct File {
    /// For example `mychart/templates/service.yaml` or `mychart/charts/db/crds/crd.yaml`.
    pub name: Str,
    /// What the template wrote, or what stands in a file under `crds/`.
    pub text: FileText,
}

/// All that is printed, in that order.
#[derive(Clone, Debug, Default)]
pub struct Manifests {
    /// Files under `crds/` first, then manifests in the order of installation, then hooks.
    pub items: Vec<Manifest>,
    /// Lines that Helm logs to stderr on the way.
    pub warnings: Vec<String>,
    selected: bool,
}

/// A document that is printed.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// The file that it comes from, as in the comment `# Source:`.
    pub source: Str,
    /// Kind and name; empty for [`Origin::Crd`], whose files Helm prints unread.
    pub head: Head,
    /// Where it comes from.
    pub origin: Origin,
    /// What was read of its text.
    pub known: Known,
    file: FileText,
    body: Range<usize>,
    header: Header,
}

/// What was read of the text of a manifest.
#[derive(Clone, Debug, Default)]
pub enum Known {
    /// Nothing that is kept.
    #[default]
    Nothing,
    /// The whole text, which is one document.
    Whole(Parsed),
    /// Each document of a file under `crds/`, which may have several.
    Parts(Vec<Option<Parsed>>),
}

/// What Helm knows of a manifest; empty where the document does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// `apiVersion`
    pub api_version: Str,
    /// `kind`
    pub kind: Str,
    /// `metadata.name`
    pub name: Str,
}

/// What a printed document was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A whole file under `crds/`, perhaps of several documents.
    Crd,
    /// A document that a template wrote.
    Template,
    /// A document that a template wrote and that is a hook.
    Hook(Hook),
}

/// Where the comment `# Source:` comes from.
#[derive(Clone, Debug)]
enum Header {
    /// It is written when the manifest is printed.
    Written,
    /// It stands before the body, from this offset of the text; so after `--show-only`.
    InText(usize),
}

/// Makes manifests of the documents that [`beside`] read.
///
/// # Errors
/// `YAML parse error on FILE: …` for the first document, by file name, that is not YAML or whose head has
/// values of the wrong type, and `could not find template … in chart` for `--show-only`.
///
/// Source: Helm 3, pkg/action/action.go, renderResources, and cmd/helm/template.go; the same in Helm 4.
pub fn assemble(documents: Documents, select: &Select, helm: Helm) -> Result<Manifests, Diagnostic> {
    let Documents { rendered: mut documents, crds } = documents;
    documents.sort_by(|a, b| a.file.name.cmp(&b.file.name));
    let (mut plain, mut hooks, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
    for Document { file, body, read } in documents {
        let read = read.map_err(|fault| parse_error(&file, &fault).note(USE_DEBUG))?;
        let (list, origin) = match read.role {
            Role::Plain => (&mut plain, Origin::Template),
            Role::Hook(hook) => (&mut hooks, Origin::Hook(hook)),
            Role::Unknown(line) => {
                warnings.push(line);
                continue;
            }
        };
        list.push(Manifest {
            source: file.name,
            head: read.head,
            origin,
            known: read.parsed.map_or(Known::Nothing, Known::Whole),
            file: file.text,
            body,
            header: Header::Written,
        });
    }
    let mut items: Vec<Manifest> = Vec::new();
    items.extend(crds.into_iter().map(|(file, parts)| Manifest {
        source: file.name,
        head: Head::default(),
        origin: Origin::Crd,
        known: Known::Parts(parts),
        body: 0..file.text.len(),
        file: file.text,
        header: Header::Written,
    }));
    items.extend(sorted(plain, helm));
    if !select.no_hooks {
        hooks.retain(|hook| !(select.skip_tests && hook.is_test()));
        items.extend(sorted(hooks, helm));
    }
    let selected = !select.show_only.is_empty();
    if selected {
        items = show::show(&items, &select.show_only, helm)?;
    }
    Ok(Manifests { items, warnings, selected })
}

/// The rendered files as they are, for `--debug` when one of them does not parse. Helm takes them in any order.
/// Source: Helm 3, pkg/action/action.go, renderResources; the same in Helm 4.
pub fn unread(files: &[File]) -> String {
    let shown = files.iter().filter(|file| !read::is_left_out(&file.name) && !file.text.trim().is_empty());
    shown.map(|file| format!("---\n# Source: {}\n{}\n", file.name, file.text)).collect()
}

impl Manifests {
    /// Exactly what `helm template` writes to its standard output.
    pub fn text(&self) -> String {
        self.pieces().concat()
    }

    /// The pieces of [`Manifests::text`]: definitions of custom resources are megabytes, and need not be copied to be
    /// printed.
    pub fn pieces(&self) -> Vec<&str> {
        let mut pieces = Vec::with_capacity(self.items.len() * Manifest::PIECES + 1);
        if self.selected {
            self.items.iter().for_each(|item| pieces.extend(item.pieces()));
        } else {
            print(&self.items, &mut pieces);
        }
        pieces
    }

    /// What Helm 3 sends through a post-renderer: all but the hooks.
    /// Source: Helm 3, pkg/action/action.go, renderResources.
    pub fn to_post_render(&self) -> String {
        let mut text = String::new();
        self.items.iter().filter(|item| item.hook().is_none()).for_each(|item| item.print(&mut text));
        text
    }

    /// What is printed once a post-renderer gave `text` back.
    ///
    /// # Errors
    /// Where nothing of it matches a pattern of `--show-only`, which is only looked at now.
    ///
    /// Source: Helm 3, cmd/helm/template.go, newTemplateCmd.
    pub fn post_rendered(&self, text: &str, show_only: &[String], helm: Helm) -> Result<String, Diagnostic> {
        let mut printed = format!("{}\n", text.trim());
        self.items.iter().filter(|item| item.hook().is_some()).for_each(|item| item.print(&mut printed));
        if show_only.is_empty() { Ok(printed) } else { show::show_text(&printed, show_only, helm) }
    }

    /// What `--output-dir` writes: every file once, in the order of its first document, and below it the name
    /// of each write in order, one for each document, as Helm reports them with `wrote …` before an empty line.
    ///
    /// Helm appends hooks to a file that an earlier run left in the folder; here a file is only ever what one
    /// run wrote.
    ///
    /// Source: renderResources and newTemplateCmd, writeToFile; CRDs go above the folder of `--release-name`.
    pub fn files(&self, dir: &str, release: Option<&str>) -> (Vec<File>, Vec<Str>) {
        let below = release.map_or_else(|| dir.to_owned(), |release| join(dir, release));
        let mut files: Vec<(Str, String)> = Vec::new();
        let mut places = std::collections::BTreeMap::new();
        let mut writes = Vec::new();
        for item in &self.items {
            let parent = if item.origin == Origin::Crd { dir } else { &below };
            let path = Str::from(format!("{parent}/{}", item.source));
            let place = *places.entry(path.clone()).or_insert(files.len());
            if place == files.len() {
                files.push((path.clone(), String::new()));
            }
            if let Some((_, text)) = files.get_mut(place) {
                item.print(text);
            }
            writes.push(path);
        }
        (files.into_iter().map(|(name, text)| File { name, text: text.into() }).collect(), writes)
    }
}

impl Manifest {
    /// The document, as it was rendered.
    pub fn text(&self) -> &str {
        &self.file[self.body.clone()]
    }

    /// The whole file out of which [`Manifest::text`] is cut, and where: for line numbers.
    pub fn file(&self) -> (&str, Range<usize>) {
        (&self.file, self.body.clone())
    }

    /// What its hook annotations say, where it is a hook.
    pub fn hook(&self) -> Option<&Hook> {
        match &self.origin {
            Origin::Hook(hook) => Some(hook),
            Origin::Crd | Origin::Template => None,
        }
    }

    fn is_test(&self) -> bool {
        self.hook().is_some_and(Hook::is_test)
    }

    /// How many pieces [`Manifest::pieces`] has.
    const PIECES: usize = 6;

    fn pieces(&self) -> [&str; Manifest::PIECES] {
        match self.header {
            Header::Written => ["---\n", "# Source: ", &self.source, "\n", self.text(), "\n"],
            Header::InText(start) => ["---\n", &self.file[start..self.body.end], "\n", "", "", ""],
        }
    }

    fn print(&self, out: &mut String) {
        out.extend(self.pieces());
    }
}

/// Prints all items; returns where each of them ends, in bytes.
///
/// Helm trims the text of everything but the hooks and ends it with one line break: a chart without manifests
/// prints an empty line, and the blank lines that Helm 4 leaves after a document are missing after the last.
fn print<'m>(items: &'m [Manifest], out: &mut Vec<&'m str>) -> Vec<usize> {
    let mut ends = Vec::with_capacity(items.len());
    let mut end = 0;
    let add = |item: &'m Manifest, out: &mut Vec<&'m str>, end: &mut usize| {
        let pieces = item.pieces();
        *end += pieces.iter().map(|piece| piece.len()).sum::<usize>();
        out.extend(pieces);
    };
    let hooks = items.partition_point(|item| item.hook().is_none());
    let (plain, hooks) = items.split_at(hooks);
    for item in plain {
        add(item, out, &mut end);
        ends.push(end);
    }
    while let Some(last) = out.pop() {
        let kept = last.trim_end();
        end -= last.len() - kept.len();
        if !kept.is_empty() {
            out.push(kept);
            break;
        }
    }
    out.push("\n");
    end += 1;
    if let Some(last) = ends.last_mut() {
        *last = end;
    }
    for item in hooks {
        add(item, out, &mut end);
        ends.push(end);
    }
    ends
}

/// The manifests in the order of installation.
fn sorted(manifests: Vec<Manifest>, helm: Helm) -> impl Iterator<Item = Manifest> {
    let mut order: Vec<usize> = (0..manifests.len()).collect();
    let ranks: Vec<_> = manifests.iter().map(|item| order::rank(&item.head.kind, helm)).collect();
    order.sort_by_key(|index| ranks[*index]);
    drop(ranks);
    let mut slots: Vec<Option<Manifest>> = manifests.into_iter().map(Some).collect();
    order.into_iter().filter_map(move |index| slots.get_mut(index).and_then(Option::take))
}

fn parse_error(file: &File, fault: &YamlError) -> Diagnostic {
    let place = Place { file: file.name.clone(), line: 0, column: 0, excerpt: None };
    Diagnostic::new(format!("YAML parse error on {}: {fault}", file.name)).at(place)
}

/// Go's `filepath.Join` as far as a folder and a release's name need it: the folder is cleaned.
fn join(dir: &str, name: &str) -> String {
    let mut path = std::path::PathBuf::new();
    for part in std::path::Path::new(dir).components() {
        use std::path::Component;
        match part {
            Component::ParentDir if matches!(path.components().next_back(), Some(Component::Normal(_))) => {
                path.pop();
            }
            Component::ParentDir if path.has_root() => {}
            Component::CurDir => {}
            part => path.push(part),
        }
    }
    path.push(name);
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Contents;
    use crate::json::decode;
    use crate::value::Value;

    fn files(case: &Value, key: &str, folder: &str) -> Vec<File> {
        let Some(files) = case.get(key) else { return Vec::new() };
        let files = files.as_map().unwrap().snapshot();
        let file = |(name, text): (&Str, &Value)| File {
            name: format!("c/{folder}/{name}").into(),
            text: text.as_str().unwrap().into(),
        };
        files.iter().map(file).collect()
    }

    fn documents(files: Vec<File>, crds: Vec<File>, select: &Select, helm: Helm) -> Documents {
        let crds = crds.into_iter().map(|file| (file.name, Contents::Text(file.text))).collect();
        beside(crds, select, helm, |hand_on| files.into_iter().for_each(hand_on)).1
    }

    fn select(case: &Value) -> Select {
        let mut select = Select::default();
        let flags = case.get("flags").unwrap_or_default();
        let mut flags = flags.as_list().unwrap_or_default().iter().filter_map(Value::as_str);
        while let Some(flag) = flags.next() {
            match flag {
                "--include-crds" => select.include_crds = true,
                "--skip-tests" => select.skip_tests = true,
                "--no-hooks" => select.no_hooks = true,
                "-s" => select.show_only.extend(flags.next().map(str::to_owned)),
                other => panic!("{other}"),
            }
        }
        select
    }

    /// Odd separators, comments, hooks of all sorts, unknown kinds, definitions, patterns, and what is no YAML.
    #[test]
    fn documents_are_printed_as_both_helms_print_them() {
        for line in include_str!("../../tests/manifest/documents.jsonl").lines() {
            let case = decode(line).unwrap();
            for (helm, major) in [(Helm::V3, "3"), (Helm::V4, "4")] {
                let expected = case.get(major).unwrap();
                let [Value::Float(status), stdout, stderr] = expected.as_list().unwrap() else {
                    panic!("{line}")
                };
                let stderr =
                    stderr.as_str().unwrap().replace("\n\nUse --debug flag to render out invalid YAML", "");
                let crds = files(&case, "crds", "crds");
                let select = select(&case);
                let rendered = documents(files(&case, "files", "templates"), crds, &select, helm);
                match assemble(rendered, &select, helm) {
                    Ok(manifests) => {
                        assert_eq!(manifests.text(), stdout.as_str().unwrap(), "Helm {major}: {line}");
                        let logged: String =
                            manifests.warnings.iter().map(|line| format!("{line}\n")).collect();
                        assert_eq!((0.0, logged), (*status, stderr), "Helm {major}: {line}");
                    }
                    Err(fault) => {
                        let said = format!("Error: {}\n", fault.message());
                        assert!(*status == 1.0 && stderr.ends_with(&said), "Helm {major}: {said} {line}");
                    }
                }
            }
        }
    }

    fn assembled(select: &Select) -> Manifests {
        let file = |name: &str, text: &str| File { name: name.into(), text: text.into() };
        let hook = "kind: Job\nmetadata: {annotations: {helm.sh/hook: pre-install}}\n";
        let rendered = vec![
            file("c/templates/a.yaml", &format!("kind: A\n---\n{hook}---\nkind: B\n")),
            file("c/charts/s/templates/b.yaml", "kind: C\n"),
        ];
        let crds = vec![file("c/crds/d.yaml", "kind: D\n")];
        assemble(documents(rendered, crds, select, Helm::V3), select, Helm::V3).unwrap()
    }

    /// The names of the writes and the contents are those of Helm 3.22.0 in an empty folder.
    #[test]
    fn files_are_written_below_a_folder() {
        let manifests = assembled(&Select { include_crds: true, ..Select::default() });
        let (files, writes) = manifests.files("out", Some("r"));
        let contents: Vec<(&str, &str)> = files.iter().map(|file| (&*file.name, &*file.text)).collect();
        let hook = "kind: Job\nmetadata: {annotations: {helm.sh/hook: pre-install}}\n";
        let a = "---\n# Source: c/templates/a.yaml\n";
        let expected = [
            ("out/c/crds/d.yaml", "---\n# Source: c/crds/d.yaml\nkind: D\n\n".to_owned()),
            ("out/r/c/templates/a.yaml", format!("{a}kind: A\n{a}kind: B\n{a}{hook}")),
            (
                "out/r/c/charts/s/templates/b.yaml",
                "---\n# Source: c/charts/s/templates/b.yaml\nkind: C\n".to_owned(),
            ),
        ];
        assert_eq!(contents, expected.each_ref().map(|(name, text)| (*name, text.as_str())));
        let [crd, a, b] = expected.map(|(name, _)| name);
        assert_eq!(writes.iter().map(|name| &**name).collect::<Vec<_>>(), [crd, a, a, b, a]);
    }

    #[test]
    fn a_shown_manifest_keeps_what_is_known_of_it() {
        let manifests =
            assembled(&Select { show_only: vec!["templates/a.yaml".into()], ..Select::default() });
        let known: Vec<(&str, &str, bool)> = manifests
            .items
            .iter()
            .map(|item| (&*item.source, &*item.head.kind, item.hook().is_some()))
            .collect();
        let source = "c/templates/a.yaml";
        assert_eq!(known, [(source, "A", false), (source, "B", false), (source, "Job", true)]);
        assert_eq!(manifests.items[0].text(), "kind: A");
    }
}
