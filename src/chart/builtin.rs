//! The OpenClaw chart, as the program carries it: the files of `chart/`, nothing more.

use super::{Chart, Contents, File, of_files};
use crate::diag::Diagnostic;
use crate::log::Log;
use crate::value::{FileText, Str, Value};

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../chart/", $name)))),*]
    };
}

/// The files that Helm would load from `chart/`, by their paths there. A test compares the list with the folder.
pub const FILES: &[(&str, &str)] = files![
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

/// The text of its defaults.
pub(super) const VALUES_TEXT: &str = include_str!("../../chart/values.yaml");

mod values {
    use crate::json::tree::{Json, List};
    use std::borrow::Cow;

    // What `build.rs` reads in that text.
    include!(concat!(env!("OUT_DIR"), "/values.rs"));
}

/// What is in [`VALUES_TEXT`]. A render of the built-in chart need not read it again.
pub(super) fn values() -> Value {
    values::VALUES.to_value()
}

/// The built-in chart.
///
/// # Errors
/// None for the chart that ships; the type is that of [`from_files`](super::from_files).
pub fn load(log: &mut Log) -> Result<Chart, Diagnostic> {
    let file = |(name, text): &(&str, &'static str)| File {
        name: Str::from(*name),
        data: Contents::Text(FileText::Known(text)),
    };
    of_files(FILES.iter().map(file).collect(), log)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::values;
    use crate::golang::fmt::sprintf;

    #[test]
    fn the_values_in_the_program_are_what_their_text_says() {
        let read = values::parse_map(VALUES_TEXT, "values.yaml").unwrap();
        assert_eq!(sprintf("%#v", &[super::values()]), sprintf("%#v", &[read]));
    }
}
