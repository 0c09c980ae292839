//! A chart as it lies on disk: loaded, checked and from then on never changed.
//!
//! [`load`] takes a folder ([`dir`]) or a packed chart ([`archive`]); both end in the same list of files,
//! which the loader sorts into metadata, templates, [`values`], subcharts and the rest as Helm does.
//! Source: Helm 3, pkg/chart/loader; Helm 4, pkg/chart/loader and pkg/chart/v2/loader.

pub mod archive;
pub mod builtin;
pub mod dir;
pub mod ignore;
mod loader;
pub mod metadata;
pub mod pack;
pub mod path;
pub mod unread;
pub mod values;

use crate::diag::Diagnostic;
use crate::helm::Helm;
use crate::log::Log;
use crate::value::{FileText, Str, Value, stands_for_itself, string_from_bytes};
use crate::world::{Kind, World};
use archive::ArchiveError;
use loader::Loader;
use metadata::Metadata;
use path::{absolute, go_io_error};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unread::{Later, Unread};

/// A chart with its subcharts.
#[derive(Debug, Default)]
pub struct Chart {
    /// `Chart.yaml`, cleaned and checked, with the dependencies of an old `requirements.yaml`.
    pub metadata: Metadata,
    /// Every file, those of the subcharts among them.
    pub raw: Vec<File>,
    /// What is below `templates/`, the notes and partials among them.
    pub templates: Vec<File>,
    /// What templates reach through `.Files`, the files below `crds/` among them.
    pub files: Vec<File>,
    /// The defaults of `values.yaml`; nil where there is no such file or nothing in it.
    pub values: Value,
    /// `values.schema.json`
    pub schema: Option<File>,
    /// `Chart.lock`; nil where there is none.
    pub lock: Value,
    /// The charts below `charts/`, in the order of their names there.
    pub dependencies: Vec<Arc<Chart>>,
}

/// A file of a chart.
#[derive(Clone, Debug)]
pub struct File {
    /// The path inside the chart, with `/`.
    pub name: Str,
    /// The contents without a leading byte order mark.
    pub data: Contents,
}

/// What is in a file: text, which nearly all files of charts are, is kept as the string that templates see, so that a
/// large chart stands in memory once.
#[derive(Clone, Debug)]
pub enum Contents {
    /// Text that stands for itself.
    Text(FileText),
    /// Anything else.
    Bytes(Arc<[u8]>),
    /// What may not have been read yet.
    Later(Arc<Later>),
}

impl Contents {
    /// The contents as a Go string.
    pub fn text(&self) -> FileText {
        match self {
            Contents::Text(text) => text.clone(),
            Contents::Bytes(bytes) => FileText::from(string_from_bytes(bytes).into_owned()),
            Contents::Later(file) => file.contents().text(),
        }
    }

    /// Bytes of the file, for which it need not be read.
    fn size(&self) -> u64 {
        match self {
            Contents::Later(file) => file.size,
            _ => self.len() as u64,
        }
    }
}

impl Default for Contents {
    fn default() -> Contents {
        Contents::Text(FileText::default())
    }
}

impl Deref for Contents {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Contents::Text(text) => text.as_bytes(),
            Contents::Bytes(bytes) => bytes,
            Contents::Later(file) => file.contents(),
        }
    }
}

impl From<Vec<u8>> for Contents {
    fn from(bytes: Vec<u8>) -> Contents {
        match String::from_utf8(bytes) {
            Ok(text) if stands_for_itself(&text) => Contents::Text(text.into()),
            Ok(text) => Contents::Bytes(text.into_bytes().into()),
            Err(error) => Contents::Bytes(error.into_bytes().into()),
        }
    }
}

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// How a chart is loaded.
#[derive(Clone, Copy, Debug, Default)]
pub struct LoadOptions<'a> {
    /// Whose rules, limits and sentences.
    pub helm: Helm,
    /// Folders outside of the chart into which its symbolic links may lead.
    pub allow: &'a [PathBuf],
    /// Who reads the files that are not read at once; without, there are none.
    pub unread: Option<&'a Arc<Unread>>,
}

/// Largest chart in bytes, unpacked. Source: Helm, `MaxDecompressedChartSize`.
pub const MAX_CHART_SIZE: u64 = 100 * 1024 * 1024;

/// Largest file of a chart in bytes, for Helm 3. Source: Helm, `MaxDecompressedFileSize`.
pub const MAX_FILE_SIZE: u64 = 5 * 1024 * 1024;

/// Bytes that a chart and all packed charts inside it may unpack to together. Helm counts each archive alone,
/// so that archives in archives could grow without end.
pub const MAX_TOTAL_SIZE: u64 = 4 * MAX_CHART_SIZE;

/// How deep charts may be nested.
pub const MAX_CHART_DEPTH: usize = 32;

/// How deep the tables of a values file may be nested; every walk over values leans on it.
pub const MAX_VALUES_DEPTH: usize = 1000;

/// Loads the chart at `path`, a folder or a packed chart. What Helm would print on the way goes to `log`.
///
/// Fails in Helm's words. Where Helm would turn to a repository or a registry, this ends with the sentence
/// that Helm prints without a network, and a hint.
pub fn load(
    path: &Path,
    world: &dyn World,
    options: &LoadOptions<'_>,
    log: &mut Log,
) -> Result<Chart, Diagnostic> {
    let Ok(kind) = world.stat(path) else { return Err(not_found(path)) };
    let shown = absolute(path, world);
    let detects = options.helm == Helm::V4;
    let mut loader = Loader { log, remaining: MAX_TOTAL_SIZE };
    if kind == Kind::Dir {
        if detects {
            let name = shown.join("Chart.yaml");
            if let Err(error) = world.stat(&path.join("Chart.yaml")) {
                let cause = go_io_error("open", &name, &error);
                return Err(Diagnostic::new(format!(
                    "unable to detect chart at {}: {cause}",
                    name.display()
                )));
            }
        }
        let root = world.canonical(path).map_err(|e| Diagnostic::new(go_io_error("lstat", &shown, &e)))?;
        let files = dir::files(&root, &shown, world, options, loader.log)?;
        return loader.chart(files, "", 0);
    }
    let packed = world.read(path, MAX_CHART_SIZE);
    let packed = packed.map_err(|error| Diagnostic::new(go_io_error("open", &shown, &error)))?;
    let name = shown.to_string_lossy();
    archive::ensure_archive(&name, &packed).map_err(Diagnostic::new)?;
    let files = archive::files(&packed, options.helm).map_err(|error| match error {
        ArchiveError::Header => Diagnostic::new(format!(
            "file '{name}' does not appear to be a valid chart file (details: gzip: invalid header)"
        )),
        // Helm 4 reads the archive a first time to detect the kind of chart, and keeps the cause to itself.
        ArchiveError::Other(cause) if detects => {
            Diagnostic::new("unable to load chart archive").hint(format!("the cause: {cause}"))
        }
        ArchiveError::Other(cause) => Diagnostic::new(cause),
    })?;
    if detects && !files.iter().any(|file| &*file.name == "Chart.yaml") {
        return Err(Diagnostic::new("unable to detect chart version, no Chart.yaml found"));
    }
    loader.chart(files, "", 0)
}

/// Makes a chart of files that are in memory already, named by their paths inside the chart.
pub fn from_files<N: AsRef<str>, D: AsRef<[u8]>>(
    files: impl IntoIterator<Item = (N, D)>,
    log: &mut Log,
) -> Result<Chart, Diagnostic> {
    let file = |(name, data): (N, D)| File::new(name.as_ref(), data.as_ref());
    of_files(files.into_iter().map(file).collect(), log)
}

fn of_files(files: Vec<File>, log: &mut Log) -> Result<Chart, Diagnostic> {
    Loader { log, remaining: MAX_TOTAL_SIZE }.chart(files, "", 0)
}

impl Chart {
    /// The name in `Chart.yaml`.
    pub fn name(&self) -> &Str {
        &self.metadata.name
    }

    /// The file of that path inside the chart.
    pub fn file(&self, name: &str) -> Option<&File> {
        self.raw.iter().find(|file| &*file.name == name)
    }
}

impl File {
    /// A file; a byte order mark at its start is dropped.
    pub fn new(name: &str, data: impl Into<Vec<u8>>) -> File {
        let mut data = data.into();
        if data.starts_with(BYTE_ORDER_MARK) {
            data.drain(..BYTE_ORDER_MARK.len());
        }
        File { name: name.into(), data: data.into() }
    }

    /// The contents as a Go string.
    pub fn text(&self) -> FileText {
        self.data.text()
    }
}

/// The sentence for a chart that does not exist here. Source: Helm, `LocateChart`, without a network.
fn not_found(path: &Path) -> Diagnostic {
    let name = path.to_string_lossy();
    if path.is_absolute() || name.starts_with('.') {
        return Diagnostic::new(format!("path {} not found", crate::golang::strconv::quote(&name)));
    }
    let fetch = "charts are read from this machine only; fetch it first with `helm pull`";
    if name.contains("://") {
        return Diagnostic::new(format!("chart {name} is not on this machine")).hint(fetch);
    }
    match name.split_once('/') {
        Some((repository, _)) => Diagnostic::new(format!("repo {repository} not found")).hint(fetch),
        None => Diagnostic::new(format!(
            "non-absolute URLs should be in form of repo_name/path_to_chart, got: {name}"
        ))
        .hint(fetch),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Expectations: Helm 3.22.0 without a network.
    #[test]
    fn what_is_not_here_is_told_as_in_helm() {
        let told = |path: &str| not_found(Path::new(path)).message().to_owned();
        assert_eq!(told("./nonexist"), "path \"./nonexist\" not found");
        assert_eq!(told("/nonexist"), "path \"/nonexist\" not found");
        assert_eq!(
            told("nonexist"),
            "non-absolute URLs should be in form of repo_name/path_to_chart, got: nonexist"
        );
        assert_eq!(told("bitnami/redis"), "repo bitnami not found");
    }
}
