//! Expressions of CEL against what a kube-apiserver said of them: `tests/cel/recorded.txt`, which `record_cel.py` writes.

use openclaw_render::validate::{Options, Severity, check_text};
use std::collections::BTreeMap;

/// A block of the record.
#[derive(Default)]
struct Block {
    schema: String,
    values: Vec<String>,
    /// What the server said, and the expression.
    cases: Vec<(String, String)>,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    for line in text.lines() {
        if let Some(schema) = line.strip_prefix("schema ") {
            found.push(Block { schema: schema.to_owned(), ..Block::default() });
        } else if let Some(block) = found.last_mut() {
            match (line.strip_prefix("value "), line.split_once('\t')) {
                (Some(value), _) => block.values.push(value.to_owned()),
                (None, Some((said, expression))) => {
                    block.cases.push((said.to_owned(), expression.to_owned()));
                }
                (None, None) => {}
            }
        }
    }
    found
}

/// A text of YAML in double quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\t', "\\t"))
}

/// A definition with a field for each expression.
fn definition(schema: &str, expressions: &[(usize, &str)]) -> String {
    let schema = schema.strip_suffix('}').unwrap();
    let mut text = "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: as.x.example.org}\nspec:\n  \
         group: x.example.org\n  scope: Namespaced\n  names: {plural: as, singular: a, kind: A, listKind: AList}\n  versions:\n  \
         - name: v1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema:\n        type: object\n        \
         properties:\n          spec:\n            type: object\n            properties:\n"
        .to_owned();
    for (index, expression) in expressions {
        let rule = match expression.strip_prefix("= ") {
            Some(text) => format!("{{rule: 'false', message: NONE, messageExpression: {}}}", quoted(text)),
            None => format!("{{rule: {}, message: 'FALSE'}}", quoted(expression)),
        };
        text.push_str(&format!(
            "              f{index}: {schema}, \"x-kubernetes-validations\": [{rule}]}}\n"
        ));
    }
    text
}

/// The number of the field that a finding is about.
fn field(path: &str) -> Option<usize> {
    path.split(['.', '[', ']']).find_map(|part| part.strip_prefix('f')?.parse().ok())
}

/// What we say of expressions, in the words of the record; `?` where one is not checked.
fn said(schema: &str, values: &[String], expressions: &[(usize, &str)]) -> BTreeMap<usize, String> {
    let options = Options { minor: 35, ..Options::default() };
    let mut answers: BTreeMap<usize, String> = BTreeMap::new();
    for finding in check_text(&definition(schema, expressions), &options).findings {
        let Some(index) = field(&finding.path) else { continue };
        let answer = match finding.severity {
            Severity::Error if finding.message.contains("may cost") => "cost",
            Severity::Error => "refused",
            _ => "?",
        };
        answers.insert(index, answer.to_owned());
    }
    let left: Vec<(usize, &str)> =
        expressions.iter().filter(|(index, _)| !answers.contains_key(index)).copied().collect();
    for value in values {
        let fields: String = left.iter().map(|(index, _)| format!("  f{index}: {value}\n")).collect();
        let resource =
            format!("apiVersion: x.example.org/v1\nkind: A\nmetadata: {{name: x}}\nspec:\n{fields}");
        let both = format!("{}---\n{resource}", definition(schema, &left));
        let mut found: BTreeMap<usize, String> = left.iter().map(|(i, _)| (*i, "true".to_owned())).collect();
        for finding in check_text(&both, &options).findings {
            let Some(index) = field(&finding.path).filter(|_| !finding.path.contains("versions")) else {
                continue;
            };
            let shown = left.iter().any(|(i, e)| *i == index && e.starts_with("= "));
            let text = finding.message.replace('\\', "\\\\").replace('"', "\\\"");
            let answer = match finding.message.as_str() {
                _ if finding.severity != Severity::Error => "?".to_owned(),
                "FALSE" => "false".to_owned(),
                message if message == "NONE" || message.contains("cannot be evaluated") => "error".to_owned(),
                _ if shown => format!("\"{text}\""),
                message => message.to_owned(),
            };
            found.insert(index, answer);
        }
        for (index, answer) in found {
            let whole = answers.entry(index).or_default();
            if !whole.is_empty() {
                whole.push(' ');
            }
            whole.push_str(&answer);
        }
    }
    answers
}

/// How many expressions are asked about at once.
const AT_ONCE: usize = 40;

#[test]
fn expressions_are_what_the_server_says() {
    let record = include_str!("../cel/recorded.txt");
    let (mut same, mut unchecked, mut other) = (0, Vec::<String>::new(), Vec::<String>::new());
    for block in blocks(record) {
        let numbered: Vec<(usize, &str)> = block.cases.iter().map(|(_, e)| e.as_str()).enumerate().collect();
        let mut found = BTreeMap::new();
        for part in numbered.chunks(AT_ONCE) {
            found.extend(said(&block.schema, &block.values, part));
        }
        for (index, (want, expression)) in block.cases.iter().enumerate() {
            match found.get(&index).map_or("nothing", String::as_str) {
                found if found == want => same += 1,
                found if found.contains('?') => unchecked.push(format!("{expression}: {want}, but {found}")),
                found => other.push(format!("{expression}: {want}, but {found}")),
            }
        }
    }
    assert!(other.is_empty(), "{} are the same, {} others:\n{}", same, other.len(), other.join("\n"));
    // The types of protocol buffers are not known here, nor which time zones the server's machine does not have.
    let known = [
        "google.protobuf.Int32Value{value: 7} == self: true false false false, but ?",
        "self.t.getHours('Nowhere/Land') == 1: error error error, but ? ? error",
    ];
    assert_eq!(unchecked, known);
}
