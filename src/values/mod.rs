//! The values that a user lays over a chart's defaults: files and `--set` in all its forms.
//!
//! Source: Helm, pkg/cli/values/options.go.

pub mod files;
pub mod leaves;
pub mod origin;
pub mod set;

use crate::chart::MAX_VALUES_DEPTH;
use crate::chart::values::{is_deeper, merge, parse};
use crate::diag::Diagnostic;
use crate::helm::Helm;
use crate::json;
use crate::value::{Entries, Map, Str, Value};
use crate::world::World;
use set::Form;
use std::fmt;
use std::sync::Arc;

/// What was typed, each list in the order of the command line.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// `-f`, `--values`: paths, or `-` for standard input.
    pub files: Vec<String>,
    /// `--set-json`
    pub set_json: Vec<String>,
    /// `--set`
    pub set: Vec<String>,
    /// `--set-string`
    pub set_string: Vec<String>,
    /// `--set-file`
    pub set_file: Vec<String>,
    /// `--set-literal`
    pub set_literal: Vec<String>,
}

/// The user's values and the texts they came from.
#[derive(Debug, Default)]
pub struct Gathered {
    /// All of them merged; shared with nobody yet.
    pub values: Map,
    /// The values files in the order in which they were merged, for findings that point into them.
    pub sources: Vec<Source>,
}

/// A step of the path of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'p> {
    /// Into a map.
    Key(&'p str),
    /// Into a list, from 0.
    Index(usize),
}

impl fmt::Display for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Key(key) => write!(f, ".{key}"),
            Step::Index(index) => write!(f, "[{index}]"),
        }
    }
}

/// A values file as it was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as it was typed.
    pub name: Str,
    /// The contents.
    pub text: Str,
}

/// Reads and merges everything, the later and the more special winning: files, then `--set-json`, `--set`,
/// `--set-string`, `--set-file`, `--set-literal`. Fails in Helm's words.
pub fn gather(overrides: &Overrides, helm: Helm, world: &dyn World) -> Result<Gathered, Diagnostic> {
    let mut base = Value::from(Entries::new());
    let mut sources = Vec::new();
    for path in &overrides.files {
        let text = files::read(path, world)?;
        let parsed = parse(&text, path, helm);
        let values = parsed.map_err(|error| error.context(format_args!("failed to parse {path}")))?;
        base = merge(&base, &values);
        sources.push(Source { name: path.as_str().into(), text });
    }
    let room = set::Room::default();
    for typed in &overrides.set_json {
        let object = typed.trim_matches(char::is_whitespace);
        if helm == Helm::V4 && object.starts_with('{') {
            let (values, error) = json::decode_map(object);
            if error.is_some() {
                return Err(Diagnostic::new(format!("failed parsing --set-json data JSON: {typed}")));
            }
            base = merge(&base, &values);
        } else {
            // Helm says nothing about the cause here.
            let set = set::parse_into(typed, &Form::Json, helm, &room, into(&base)?);
            set.map_err(|_| Diagnostic::new(format!("failed parsing --set-json data {typed}")))?;
        }
    }
    let read =
        |path: &str| files::read(path, world).map(Value::Str).map_err(|error| error.message().to_owned());
    let forms = [
        ("--set", Form::Typed, &overrides.set),
        ("--set-string", Form::Text, &overrides.set_string),
        ("--set-file", Form::File(&read), &overrides.set_file),
        ("--set-literal", Form::Literal, &overrides.set_literal),
    ];
    for (flag, form, all) in forms {
        for typed in all {
            set::parse_into(typed, &form, helm, &room, into(&base)?).map_err(|error| {
                Diagnostic::new(format!("failed parsing {flag} data: {error}"))
                    .hint(format!("in {flag} {typed}"))
            })?;
        }
    }
    if is_deeper(&base, MAX_VALUES_DEPTH) {
        return Err(Diagnostic::new(format!("values are nested deeper than {MAX_VALUES_DEPTH} levels")));
    }
    Ok(Gathered { values: Arc::clone(into(&base)?), sources })
}

/// The map into which the flags write. It is always one; the error only spares a panic.
fn into(base: &Value) -> Result<&Map, Diagnostic> {
    base.as_map().ok_or_else(|| Diagnostic::new("values are not a table"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::files::tests::Files;

    fn gathered(overrides: &Overrides, helm: Helm) -> Result<String, String> {
        let world = Files(vec![
            ("a.yaml", "a: {b: 1, c: [x]}\nm: null\n"),
            ("b.yaml", "a: {b: 2, d: true}\nm: {x: 1}\n---\ne: 5\n"),
            ("cert.pem", "line 1\nline 2\n"),
        ]);
        match gather(overrides, helm, &world) {
            Ok(gathered) => Ok(crate::golang::fmt::sprintf("%v", &[Value::Map(gathered.values)])),
            Err(error) => Err(error.message().to_owned()),
        }
    }

    fn strings(items: &[&str]) -> Vec<String> {
        items.iter().map(|item| (*item).to_owned()).collect()
    }

    // Expectations: `{{ .Values }}` of an empty chart with Helm 3.22.0 and 4.3.1.
    #[test]
    fn the_more_special_wins() {
        let overrides = Overrides {
            files: strings(&["a.yaml", "b.yaml"]),
            set_json: strings(&["j={\"x\":[1,null]},k=2"]),
            set: strings(&["a.b=3,s=1"]),
            set_string: strings(&["s=2"]),
            set_file: strings(&["f=cert.pem"]),
            set_literal: strings(&["l=a,b=\\{c}"]),
        };
        let v4 = "map[a:map[b:3 c:[x] d:true] e:5 f:line 1\nline 2\n j:map[x:[1 <nil>]] k:2 l:a,b=\\{c} m:map[x:1] s:2]";
        assert_eq!(gathered(&overrides, Helm::V4).unwrap(), v4);
        // Helm 3 reads the first document of a file only.
        assert_eq!(gathered(&overrides, Helm::V3).unwrap(), v4.replace(" e:5", ""));
    }

    #[test]
    fn faults_are_told_as_in_helm() {
        let fault = |change: fn(&mut Overrides)| {
            let mut overrides = Overrides::default();
            change(&mut overrides);
            (gathered(&overrides, Helm::V3).unwrap_err(), gathered(&overrides, Helm::V4).unwrap_err())
        };
        let both = |text: &str| (text.to_owned(), text.to_owned());
        assert_eq!(
            fault(|o| o.files = strings(&["no.yaml"])),
            both("open no.yaml: no such file or directory")
        );
        assert_eq!(
            fault(|o| o.set = strings(&["a"])),
            both("failed parsing --set data: key \"a\" has no value")
        );
        assert_eq!(fault(|o| o.set_json = strings(&["a={"])), both("failed parsing --set-json data a={"));
        assert_eq!(
            fault(|o| o.set_json = strings(&[" {\"a\":} "])),
            (
                "failed parsing --set-json data  {\"a\":} ".to_owned(),
                "failed parsing --set-json data JSON:  {\"a\":} ".to_owned()
            )
        );
        assert_eq!(
            fault(|o| o.set_file = strings(&["a=no.pem"])),
            both("failed parsing --set-file data: open no.pem: no such file or directory")
        );
    }
}
