//! The OpenClaw chart, as the program carries it: the files of `chart/`, nothing more.

use super::{Chart, from_files};
use crate::diag::Diagnostic;
use crate::log::Log;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../chart/", $name)))),*]
    };
}

/// The files that Helm would load from `chart/`, by their paths there. A test compares the list with the folder.
pub const FILES: &[(&str, &[u8])] = files![
    "Chart.yaml",
    "files/init-config.sh",
    "files/init-state-rootless.sh",
    "files/init-state.sh",
    "templates/NOTES.txt",
    "templates/_container.tpl",
    "templates/_helpers.tpl",
    "templates/_pvc.tpl",
    "templates/_validate.tpl",
    "templates/configmap.yaml",
    "templates/deployment.yaml",
    "templates/extraobjects.yaml",
    "templates/ingress.yaml",
    "templates/pvc-config.yaml",
    "templates/pvc-workspace.yaml",
    "templates/secret.yaml",
    "templates/service.yaml",
    "templates/serviceaccount.yaml",
    "values.schema.json",
    "values.yaml",
];

/// The built-in chart.
///
/// # Errors
/// None for the chart that ships; the type is that of [`from_files`].
pub fn load(log: &mut Log) -> Result<Chart, Diagnostic> {
    from_files(FILES.iter().copied(), log)
}
