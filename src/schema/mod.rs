//! `values.schema.json`: whether the values of a chart and of its subcharts are what their schemas ask for.
//!
//! A schema is interpreted as it stands: no compiled form is built, since most of a schema is never applied
//! to the values of one run. What both Helms check before they validate anything is checked too, by a quick
//! look that all but a few schemas pass ([`quick`]), or else in full ([`store`]).
//!
//! # Steps
//! - **Read:** [`json`] reads the document.
//! - **Check the schema:** [`quick`] recognises the plain ones; [`store`] takes in all others, with what they
//!   refer to, and holds them against the metaschema of their [`draft`].
//! - **Check the values:** [`validate`] applies it, with the help of [`typed`]; [`fault`] words what is wrong.

mod compare;
mod draft;
mod fault;
mod format;
mod json;
mod keywords;
mod known;
mod number;
mod pattern;
mod quick;
mod shelf;
mod store;
mod typed;
mod url;
mod validate;

pub use known::known_keys;
pub use validate::{MAX_DEPTH, MAX_FAULTS, MAX_STEPS};

use crate::diag::Diagnostic;
use crate::golang::strconv;
use crate::helm::Helm;
use crate::stack;
use crate::value::Value;
use json::Json;
use shelf::{Document, Shelf};
use std::cell::{Cell, RefCell};
use store::Store;

/// A chart with the schema that its values are to meet.
pub struct Chart<'c> {
    /// The name under which Helm reports it and under which its parent's values hold its own.
    pub name: &'c str,
    /// The bytes of `values.schema.json`, if it has one.
    pub schema: Option<&'c [u8]>,
    /// Finds another file of the chart by its path inside the chart.
    pub file: &'c dyn Fn(&str) -> Option<Vec<u8>>,
    /// The subcharts that take part in the release.
    pub subcharts: Vec<Chart<'c>>,
}

/// Checks the coalesced `values` of a chart and of all its subcharts. Returns the lines that Helm logs on the
/// way.
///
/// # Errors
/// `values don't meet the specifications of the schema(s) in the following chart(s):` and below it what is
/// wrong, chart by chart; also where a schema itself is wrong.
///
/// Source: Helm 3, pkg/chartutil/{values,jsonschema}.go; Helm 4, pkg/chart/common/util/{values,jsonschema}.go.
pub fn check(chart: &Chart<'_>, values: &Value, helm: Helm) -> Result<Vec<String>, Diagnostic> {
    let mut report = Report { helm, text: String::new(), warnings: Vec::new(), hints: Vec::new(), steps: 0 };
    report.chart(chart, values);
    if report.text.is_empty() {
        return Ok(report.warnings);
    }
    let head = "values don't meet the specifications of the schema(s) in the following chart(s):";
    let diagnostic = Diagnostic::new(format!("{head}\n{}", report.text));
    Err(report.hints.into_iter().fold(diagnostic, Diagnostic::hint))
}

struct Report {
    helm: Helm,
    text: String,
    warnings: Vec<String>,
    hints: Vec<String>,
    /// What the validations took so far.
    steps: usize,
}

impl Report {
    /// Source: ValidateAgainstSchema.
    fn chart(&mut self, chart: &Chart<'_>, values: &Value) {
        if let Some(schema) = chart.schema
            && let Err(fault) = self.single(chart, schema, values)
        {
            self.text.push_str(chart.name);
            self.text.push_str(":\n");
            self.text.push_str(&fault);
        }
        for subchart in &chart.subcharts {
            match values.get(subchart.name) {
                None | Some(Value::Nil) => {}
                Some(own @ Value::Map(_)) => self.chart(subchart, &own),
                Some(other) => {
                    let (name, typ) = (subchart.name, other.type_name());
                    self.text.push_str(&format!(
                        "{name}:\ninvalid type for values: expected object (map), got {typ}\n"
                    ));
                }
            }
        }
    }

    /// Source: ValidateAgainstSingleSchema.
    fn single(&mut self, chart: &Chart<'_>, schema: &[u8], values: &Value) -> Result<(), String> {
        if schema.len() > MAX_SIZE {
            return Err(TOO_LARGE.to_owned());
        }
        let text = json::text_of(schema);
        let root = [Document { url: ROOT.to_owned(), json: Json::parse(&text)? }];
        if let Some(plain) = quick::recognise(&root[0].json) {
            let id = url::join(ROOT, &plain.id).map_or_else(|_| ROOT.to_owned(), |id| id.url);
            let (store, spot) = Store::plain(&root[0], id, plain.draft);
            let verdict = validate::validate(&store, spot, values, &mut self.steps);
            drop(store);
            stack::leave(root);
            return finish(verdict);
        }
        let (texts, documents) = (Shelf::new(MAX_DOCUMENTS), Shelf::new(MAX_DOCUMENTS));
        for (url, text) in draft::metaschemas() {
            documents.put(Document { url, json: Json::parse(text)? });
        }
        for document in root {
            documents.put(document);
        }
        let (report, size) = (RefCell::new(self), Cell::new(schema.len()));
        let load = |address: &str| {
            let text = report.borrow_mut().load(chart, address)?;
            size.set(size.get() + text.len());
            if documents.is_full() {
                return Err(loading(address, "too many documents"));
            }
            if size.get() > MAX_SIZE {
                return Err(TOO_LARGE.to_owned());
            }
            let text: Option<&String> = texts.put(text);
            let json =
                Json::parse(text.map_or("", String::as_str)).map_err(|fault| loading(address, &fault))?;
            Ok(Document { url: address.to_owned(), json })
        };
        let mut store = Store::new(&documents, &load);
        let spot = store.compile(ROOT)?;
        let mut steps = report.borrow().steps;
        let verdict = validate::validate(&store, spot, values, &mut steps);
        report.borrow_mut().steps = steps;
        finish(verdict)
    }

    /// The text of a document that a schema refers to. Only files of the chart are read: Helm looks for
    /// `file:` references, which relative ones are too, from the root of the file system, and fetches others.
    fn load(&mut self, chart: &Chart<'_>, address: &str) -> Result<String, String> {
        if let Some(text) = draft::metaschema(address) {
            return Ok(text.to_owned());
        }
        match url::scheme(address).0 {
            Some("file") => {
                let path = url::unescape(url::path(address))?;
                match (chart.file)(path.trim_start_matches('/')) {
                    Some(bytes) => Ok(json::text_of(&bytes).into_owned()),
                    // Helm's words where the host has no such file. Whether it has one does not matter here.
                    None => {
                        self.hint(
                            "a schema may only refer to files of its chart, by their path from values.schema.json",
                        );
                        Err(loading(address, &format!("open {path}: no such file or directory")))
                    }
                }
            }
            Some("http" | "https") => {
                self.hint(
                    "put the document beside values.schema.json and refer to it by its path in the chart",
                );
                self.hint("or pass --skip-schema-validation");
                Err(loading(address, "nothing is fetched from the network"))
            }
            Some("urn") => {
                self.warnings.push(match self.helm {
                    Helm::V3 => format!(
                        "jsonschema.go:192: WARNING: unresolved URN reference ignored; using permissive schema: {address}"
                    ),
                    Helm::V4 => format!(
                        "level=WARN msg=\"unresolved URN reference ignored; using permissive schema\" urn={address}"
                    ),
                });
                Ok("true".to_owned())
            }
            _ => {
                let escaped = strconv::quote(&url::escape(address));
                Err(loading(address, &format!("no URLLoader registered for {escaped}")))
            }
        }
    }

    fn hint(&mut self, hint: &str) {
        if !self.hints.iter().any(|known| known == hint) {
            self.hints.push(hint.to_owned());
        }
    }
}

/// The address that Helm gives to the schema of every chart.
const ROOT: &str = "file:///values.schema.json";

/// Most documents that one schema may bring together, the metaschemas included.
const MAX_DOCUMENTS: usize = 64;

/// Bytes of the documents that one schema may bring together; parsed, they take a dozen times as much. A large schema
/// has one of them.
const MAX_SIZE: usize = 32 << 20;

const TOO_LARGE: &str = "unable to validate schema: its documents are too large";

fn loading(address: &str, fault: &str) -> String {
    format!("failing loading {}: {fault}", strconv::quote(address))
}

/// Helm cuts off the first line, which names its own address of the schema, and ends with a line break.
fn finish(verdict: Result<(), String>) -> Result<(), String> {
    verdict.map_err(|fault| {
        let head = format!("jsonschema validation failed with '{ROOT}#'\n");
        format!("{}\n", fault.strip_prefix(&head).unwrap_or(&fault))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::decode;

    fn fault(schema: &str, values: &Value, file: &dyn Fn(&str) -> Option<Vec<u8>>) -> String {
        let chart = Chart { name: "c", schema: Some(schema.as_bytes()), file, subcharts: Vec::new() };
        match check(&chart, values, Helm::V4) {
            Ok(_) => String::new(),
            Err(fault) => fault.message().split_once("c:\n").unwrap().1.to_owned(),
        }
    }

    fn simple(schema: &str, values: &str) -> String {
        fault(schema, &decode(values).unwrap(), &|_| None)
    }

    /// Every keyword in every draft, and schemas that are wrong: what both Helms say.
    #[test]
    fn faults_are_worded_as_helm_words_them() {
        for line in include_str!("../../tests/schema/faults.jsonl").lines() {
            let case = decode(line).unwrap();
            let schema = case.get("schema").unwrap();
            let schema = schema.as_str().unwrap();
            let values = case.get("values").unwrap();
            let expected = case.get("fault").unwrap();
            assert_eq!(fault(schema, &values, &|_| None), expected.as_str().unwrap(), "{line}");
        }
    }

    /// Helm 4.3.1: the head, each chart by its name, and what it says of values that are no map.
    #[test]
    fn subcharts_are_checked_with_their_own_schemas() {
        let schema: &[u8] = br#"{"required": ["x"]}"#;
        let sub = |name, subcharts| Chart { name, schema: Some(schema), file: &|_| None, subcharts };
        let chart = sub(
            "top",
            vec![sub("a", vec![sub("deep", Vec::new())]), sub("b", Vec::new()), sub("n", Vec::new())],
        );
        let values = decode(r#"{"x": 1, "a": {"deep": {}}, "b": [1], "n": null}"#).unwrap();
        let expected = "values don't meet the specifications of the schema(s) in the following chart(s):\n\
            a:\n- at '': missing property 'x'\n\
            deep:\n- at '': missing property 'x'\n\
            b:\ninvalid type for values: expected object (map), got []interface {}\n";
        assert_eq!(check(&chart, &values, Helm::V4).unwrap_err().message(), expected);
    }

    #[test]
    fn references_lead_to_files_of_the_chart_and_nowhere_else() {
        let files = |path: &str| {
            (path == "schemas/port.json").then(|| br#"{"$defs": {"p": {"maximum": 10}}}"#.to_vec())
        };
        let values = decode(r#"{"port": 11}"#).unwrap();
        let refers = |to: &str| format!(r#"{{"properties": {{"port": {{"$ref": "{to}"}}}}}}"#);
        let expected = "- at '/port': maximum: got 11, want 10\n";
        assert_eq!(fault(&refers("schemas/port.json#/$defs/p"), &values, &files), expected);
        assert_eq!(fault(&refers("file:///schemas/port.json#/$defs/p"), &values, &files), expected);
        assert_eq!(
            fault(&refers("/etc/passwd"), &values, &files),
            "failing loading \"file:///etc/passwd\": open /etc/passwd: no such file or directory"
        );
        assert_eq!(
            fault(&refers("https://example.com/port.json"), &values, &files),
            "failing loading \"https://example.com/port.json\": nothing is fetched from the network"
        );
    }

    /// The lines of Helm 3.22.0 and 4.3.1.
    #[test]
    fn names_that_nobody_resolves_allow_everything() {
        let schema = br#"{"properties": {"a": {"$ref": "urn:x:y"}}}"#;
        let chart = Chart { name: "c", schema: Some(schema), file: &|_| None, subcharts: Vec::new() };
        let logged = |helm| check(&chart, &decode(r#"{"a": 1}"#).unwrap(), helm).unwrap();
        let text = "unresolved URN reference ignored; using permissive schema";
        assert_eq!(logged(Helm::V3), [format!("jsonschema.go:192: WARNING: {text}: urn:x:y")]);
        assert_eq!(logged(Helm::V4), [format!("level=WARN msg=\"{text}\" urn=urn:x:y")]);
    }

    #[test]
    fn depth_has_a_bound() {
        let mut schema = String::from(r#"{"type": "string"}"#);
        for _ in 0..MAX_DEPTH {
            schema = format!(r#"{{"not": {schema}}}"#);
        }
        assert!(simple(&schema, "{}").contains("unable to validate schema: schemas are nested too deeply"));
        // A chain of references is as deep as it is long, wherever its links stand.
        let chain = |at: &str, links: usize| {
            let link = |n: usize| format!(r##""d{n}": {{"$ref": "#/{at}/d{}"}}"##, n + 1);
            let links = (0..links).map(link).chain([format!(r#""d{links}": {{}}"#)]).collect::<Vec<_>>();
            format!(r##"{{"$ref": "#/{at}/d0", "{at}": {{{}}}}}"##, links.join(","))
        };
        for at in ["$defs", "elsewhere"] {
            assert_eq!(simple(&chain(at, MAX_DEPTH - 2), "{}"), "");
            assert!(simple(&chain(at, 100_000), "{}").contains("nested too deeply"));
        }
    }

    #[test]
    fn the_most_schemas_that_are_applied() {
        // One for the root, `extra` beside it, one for each item, 999 for each item.
        let schema = |extra: usize| {
            let all = |count: usize| vec!["{}"; count].join(",");
            format!(r#"{{"allOf": [{}], "items": {{"allOf": [{}]}}}}"#, all(extra), all(999))
        };
        let items = Value::from((0..4999).map(Value::Int).collect::<Vec<_>>());
        assert_eq!(1 + 999 + 4999 * 1000, MAX_STEPS);
        assert_eq!(fault(&schema(999), &items, &|_| None), "");
        let words = "unable to validate schema: too many schemas to apply";
        assert!(fault(&schema(1000), &items, &|_| None).contains(words));
        // A chart and its subcharts have these many together: one has all but two.
        let own = Value::from([("items", items)]);
        let values = Value::from([("a", own), ("b", decode("{}").unwrap())]);
        let checked = |extra: usize| {
            let all = format!(r#"{{"properties": {{"items": {}}}}}"#, schema(extra));
            let sub = |name, schema| Chart { name, schema, file: &|_| None, subcharts: Vec::new() };
            let two: &[u8] = br#"{"allOf": [{}]}"#;
            let subcharts = vec![sub("a", Some(all.as_bytes())), sub("b", Some(two))];
            check(&Chart { subcharts, ..sub("c", None) }, &values, Helm::V4).map(drop)
        };
        assert!(checked(996).is_ok());
        assert!(checked(997).unwrap_err().message().contains(words));
    }

    #[test]
    fn nesting_of_a_schema_is_bounded_by_that_of_json() {
        let nested = |levels: usize| {
            format!("{}{}", r#"{"not": "#.repeat(levels), r#"{"$anchor": "a"}"#) + &"}".repeat(levels)
        };
        assert!(simple(&nested(crate::json::tree::MAX_NESTING - 1), "{}").contains("nested too deeply"));
        assert_eq!(simple(&nested(crate::json::tree::MAX_NESTING), "{}"), "exceeded max depth");
    }

    #[test]
    fn work_has_a_bound() {
        // Every level is applied twice as often as the one before.
        let twice = |n: usize| {
            let next = n + 1;
            format!(
                r##""d{n}": {{"anyOf": [{{"$ref": "#/$defs/d{next}"}}, {{"$ref": "#/$defs/d{next}"}}]}}"##
            )
        };
        let levels: Vec<String> = (0..40).map(twice).collect();
        let schema =
            format!(r##"{{"$ref": "#/$defs/d0", "$defs": {{{}, "d40": false}}}}"##, levels.join(","));
        assert!(simple(&schema, "{}").contains("unable to validate schema: too many"));
    }

    #[test]
    fn a_schema_brings_together_only_so_many_documents() {
        let brought = |count: usize| {
            let file = |path: &str| {
                let number: usize = path.strip_suffix(".json")?.parse().ok()?;
                let next = format!("{{\"$ref\": \"{}.json\"}}", number + 1);
                Some(if number < count { next } else { "{}".to_owned() }.into_bytes())
            };
            fault(r#"{"$ref": "1.json"}"#, &decode("{}").unwrap(), &file)
        };
        let free = MAX_DOCUMENTS - 1 - draft::metaschemas().count();
        assert_eq!(brought(free), "");
        let last = format!("file:///{}.json", free + 1);
        assert_eq!(brought(free + 1), loading(&last, "too many documents"));
    }

    #[test]
    fn the_documents_of_a_schema_have_a_largest_size() {
        let blank = |size: usize| format!("{{}}{}", " ".repeat(size - 2));
        assert_eq!(simple(&blank(MAX_SIZE), "{}"), "");
        assert_eq!(simple(&blank(MAX_SIZE + 1), "{}"), TOO_LARGE);
        let root = r#"{"allOf": [{"$ref": "a.json"}, {"$ref": "b.json"}]}"#;
        let two = |size: usize| {
            let file = |path: &str| match path {
                "a.json" => Some(blank(size).into_bytes()),
                _ => Some(b"true".to_vec()),
            };
            fault(root, &decode("{}").unwrap(), &file)
        };
        let most = MAX_SIZE - root.len() - "true".len();
        assert_eq!(two(most), "");
        assert_eq!(two(most + 1), TOO_LARGE);
    }
}
