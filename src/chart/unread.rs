//! Files that are read when somebody asks what is in them. Nobody does for a third of the bytes of most charts: a README, a
//! list of changes, definitions in a render that does not print them.

use super::path::go_io_error;
use super::{Contents, File};
use crate::diag::Diagnostic;
use crate::world::World;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// Who reads such files, and what went wrong. A file that cannot be read after all is as good as empty for who asked for
/// it, so whoever loads a chart with this has to look for a [`fault`](Unread::fault) before anything is made of it.
pub struct Unread {
    world: Arc<dyn World>,
    fault: OnceLock<Diagnostic>,
}

impl Unread {
    /// With nothing wrong yet.
    pub fn new(world: &Arc<dyn World>) -> Arc<Unread> {
        Arc::new(Unread { world: Arc::clone(world), fault: OnceLock::new() })
    }

    /// Why a file could not be read, if there is one.
    pub fn fault(&self) -> Option<Diagnostic> {
        self.fault.get().cloned()
    }
}

impl fmt::Debug for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unread").field("fault", &self.fault).finish_non_exhaustive()
    }
}

/// A file that may not have been read yet.
#[derive(Debug)]
pub struct Later {
    pub(super) unread: Arc<Unread>,
    pub(super) path: PathBuf,
    /// Its path inside the chart.
    pub(super) name: String,
    /// The folder of the chart, for messages.
    pub(super) shown: PathBuf,
    /// Its bytes when the chart was loaded.
    pub(super) size: u64,
    /// What is in it.
    pub(super) contents: OnceLock<Contents>,
}

impl Later {
    pub(super) fn contents(&self) -> &Contents {
        self.contents.get_or_init(|| match self.unread.world.read(&self.path, self.size) {
            Ok(bytes) => File::new(&self.name, bytes).data,
            Err(error) => {
                let cause = go_io_error("open", &self.shown.join(&self.name), &error);
                let fault = Diagnostic::new(format!("error reading {}: {cause}", self.name));
                let _ = self.unread.fault.set(fault.hint("the file has changed since the chart was loaded"));
                Contents::default()
            }
        })
    }
}

/// Whether nobody may ask for what is in a file of a chart: it is none that decides what the chart is, and no template.
pub(super) fn may_wait(name: &str) -> bool {
    let mut name = name;
    while let Some(inner) = name.strip_prefix("charts/") {
        // What lies in charts/ itself may be a packed chart.
        let Some((_, inner)) = inner.split_once('/') else { return false };
        name = inner;
    }
    let decides = [
        "Chart.yaml",
        "Chart.lock",
        "values.yaml",
        "values.schema.json",
        "requirements.yaml",
        "requirements.lock",
    ];
    !name.starts_with("templates/") && !decides.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_chart_is_made_of_is_read_at_once() {
        for name in [
            "Chart.yaml",
            "values.yaml",
            "values.schema.json",
            "Chart.lock",
            "requirements.yaml",
            "requirements.lock",
            "templates/a.yaml",
            "templates/deep/_a.tpl",
            "charts/a/templates/a.yaml",
            "charts/a/charts/b/values.yaml",
            "charts/a-1.0.tgz",
            "charts/a/charts/b-1.0.tgz",
        ] {
            assert!(!may_wait(name), "{name}");
        }
        for name in [
            "README.md",
            "crds/a.yaml",
            "charts/a/crds/a.yaml",
            "files/templates/x",
            "charts/a/b/templates/x",
        ] {
            assert!(may_wait(name), "{name}");
        }
    }

    #[test]
    #[cfg(unix)]
    #[allow(clippy::disallowed_methods, reason = "writes the chart that it loads")]
    fn what_is_gone_when_it_is_asked_for_is_a_fault() {
        use crate::chart::{LoadOptions, load};
        use crate::helm::Helm;
        use crate::log::Log;
        use crate::world::System;
        use std::fs;

        let folder = std::env::temp_dir().join(format!("openclaw-render-unread-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("Chart.yaml"), "{apiVersion: v2, name: x, version: 1.0.0}").unwrap();
        fs::write(folder.join("here"), "\u{feff}a").unwrap();
        fs::write(folder.join("gone"), "b").unwrap();
        let world: Arc<dyn World> = Arc::new(System);
        let unread = Unread::new(&world);
        let options = LoadOptions { helm: Helm::V4, allow: &[], unread: Some(&unread) };
        let chart = load(&folder, &*world, &options, &mut Log::new(Helm::V4)).unwrap();
        fs::remove_file(folder.join("gone")).unwrap();
        assert_eq!(&*chart.file("here").unwrap().text(), "a");
        assert!(unread.fault().is_none());
        assert_eq!(&*chart.file("gone").unwrap().text(), "");
        let fault = unread.fault().unwrap();
        let path = folder.canonicalize().unwrap().join("gone");
        let sentence = format!("error reading gone: open {}: no such file or directory", path.display());
        assert_eq!(fault.message(), sentence);
        fs::remove_dir_all(&folder).unwrap();
    }
}
