//! Manifests in one canonical form: decoded into the types of the Kubernetes API and written again, so that
//! two renders that mean the same print the same.
//!
//! Keys stand in byte order, integers have no exponent, strings are quoted only where they must be, nulls and
//! comments are gone. A document of a kind that has no type is written as it was read.

use crate::diag::Diagnostic;
use crate::json;
use crate::validate;
use crate::value::Value;
use crate::yaml;

/// All documents of a text in YAML, each behind a `---`.
///
/// # Errors
/// For a text that is no YAML, or a value that YAML cannot hold.
pub fn yaml(text: &str) -> Result<String, Diagnostic> {
    let mut out = String::new();
    for value in documents(text)? {
        out.push_str("---\n");
        out.push_str(&yaml::to_yaml(&value).map_err(Diagnostic::new)?);
    }
    Ok(out)
}

/// All documents of a text in JSON, one a line.
///
/// # Errors
/// As [`yaml()`].
pub fn json(text: &str) -> Result<String, Diagnostic> {
    let mut out = String::new();
    for value in documents(text)? {
        out.push_str(&json::encode_raw(&value).map_err(Diagnostic::new)?);
        out.push('\n');
    }
    Ok(out)
}

fn documents(text: &str) -> Result<Vec<Value>, Diagnostic> {
    validate::canonical(text).map_err(|finding| {
        let place =
            crate::diag::Place::in_source("manifests", text, finding.line as usize, finding.column as usize);
        Diagnostic::new(finding.message).at(place)
    })
}
