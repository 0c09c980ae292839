//! The rules in CEL that a schema has for its values.
//!
//! Source: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/cel/validation.go

use cel::Value;

use super::super::cel::{Fault, Input, Output, Program, escape, nanoseconds};
use super::super::node::{At, Data, Node};
use super::super::report::{Finding, Severity, Step};
use super::super::rules::meta;
use super::schema::{Additional, Kind, ListType, Rule, Schema};
use super::tree::Path;
use crate::golang::base64;

const RULE: &str = "custom-resource-rule";
/// The name of the finding for what could not be checked.
pub(crate) const NOT_CHECKED: &str = "not-checked";

/// Evaluates the rules of a schema and of those below it.
pub(super) fn check(
    node: &Node<'_>,
    schema: &Schema,
    path: &Path<'_>,
    place: (u32, u32),
    root: bool,
    findings: &mut Vec<Finding>,
) {
    if matches!(node.data, Data::Null) {
        return;
    }
    if !schema.more().rules.is_empty() {
        let mut times = false;
        let value = input(node, Some(schema), root, &mut times).map(Value::from);
        let unordered = is_unordered(node, schema);
        for rule in schema.more().rules.iter().filter(|rule| !rule.needs_old) {
            let compares = unordered && rule.program.as_ref().is_ok_and(Program::compares_lists);
            let finding = match &value {
                Ok(_) if compares => Some(unchecked(
                    rule,
                    path,
                    place,
                    "it compares lists, and there are some without an order",
                )),
                Ok(value) => one(rule, (value, times), path, place),
                Err(why) => Some(unchecked(rule, path, place, why)),
            };
            findings.extend(finding);
        }
    }
    match &node.data {
        Data::List(items) => {
            for (index, item) in items.iter().enumerate() {
                if let Some(inner) = &schema.items {
                    check(
                        item,
                        inner,
                        &path.then(Step::Index(index)),
                        (item.line, item.column),
                        false,
                        findings,
                    );
                }
            }
        }
        Data::Map(entries) => {
            for entry in entries {
                let (key, place) = (entry.key.as_ref(), (entry.line, entry.column));
                match (schema.property(key), &schema.additional) {
                    (Some(inner), _) => {
                        check(&entry.value, inner, &path.then(Step::Field(key)), place, false, findings)
                    }
                    (None, Additional::Schema(inner)) => {
                        check(&entry.value, inner, &path.then(Step::Key(key)), place, false, findings);
                    }
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// Whether there is a set or a map in form of a list in a value: the server compares them whatever the order.
fn is_unordered(node: &Node<'_>, schema: &Schema) -> bool {
    match &node.data {
        Data::List(items) => {
            !matches!(schema.more().list_type, ListType::Atomic)
                || schema.items.as_ref().is_some_and(|inner| items.iter().any(|i| is_unordered(i, inner)))
        }
        Data::Map(entries) => entries.iter().any(|entry| {
            let inner = schema.property(&entry.key).or_else(|| schema.key(&entry.key));
            inner.is_some_and(|inner| is_unordered(&entry.value, inner))
        }),
        _ => false,
    }
}

fn one(rule: &Rule, (value, times): (&Value, bool), path: &Path<'_>, place: (u32, u32)) -> Option<Finding> {
    let program = match &rule.program {
        Ok(program) => program,
        Err(why) => return Some(unchecked(rule, path, place, why)),
    };
    match program.run(value, times) {
        Ok(Output::Bool(true)) => return None,
        Ok(Output::Bool(false)) => {}
        Ok(_) => return Some(unchecked(rule, path, place, "it gives no boolean")),
        Err(Fault::Unchecked(why)) => return Some(unchecked(rule, path, place, &why)),
        Err(Fault::Wrong(why)) => {
            let message = format!("the rule {} cannot be evaluated: {why}", rule.text.trim());
            return Some(Finding::new(RULE, path.render(), message, place));
        }
    }
    let from_expression = rule.message_from.as_ref().and_then(|program| match program.run(value, times) {
        Ok(Output::Str(text)) if !text.trim().is_empty() && !text.contains('\n') => Some(text),
        _ => None,
    });
    let message = from_expression
        .or_else(|| (!rule.message.is_empty()).then(|| rule.message.trim().to_owned()))
        .unwrap_or_else(|| format!("the rule does not hold: {}", rule.text.trim()));
    let field = field(&rule.field_path);
    Some(Finding::new(RULE, path.then(Step::Raw(&field)).render(), message, place))
}

/// A path as the server writes it: `.spec.items['a.b']` of a rule is `.spec.items[a.b]`.
fn field(path: &str) -> String {
    path.replace("['", "[").replace("']", "]")
}

fn unchecked(rule: &Rule, path: &Path<'_>, place: (u32, u32), why: &str) -> Finding {
    let message = format!("the rule {} could not be checked: {why}", rule.text.trim());
    Finding { severity: Severity::Info, ..Finding::new(NOT_CHECKED, path.render(), message, place) }
}

/// The name that the server makes of a prefix is there when the rules are evaluated.
fn name_head(node: &Node<'_>, map: &mut [(String, Input)]) {
    let Some(metadata) = node.get("metadata") else { return };
    let name = meta::final_name(At::new(metadata));
    for (key, value) in map {
        if key == "metadata"
            && !name.is_empty()
            && metadata.get("name").is_none()
            && let Input::Map(entries) = value
        {
            entries.push(("name".to_owned(), Input::Str(name.clone())));
        }
    }
}

/// A value as expressions see it. `times` becomes true if there are moments or durations in it.
fn input(node: &Node<'_>, schema: Option<&Schema>, root: bool, times: &mut bool) -> Result<Input, String> {
    let kind = schema.map_or(Kind::Any, |s| s.kind);
    Ok(match &node.data {
        Data::Null => Input::Null,
        Data::Bool(b) => Input::Bool(*b),
        #[allow(clippy::cast_precision_loss, reason = "a number of a schema is a double to the server too")]
        Data::Int(i) if kind == Kind::Number => Input::Double(*i as f64),
        Data::Int(i) => Input::Int(*i),
        Data::Float(f) => match node.as_int() {
            Some(i) if kind != Kind::Number => Input::Int(i),
            _ => Input::Double(*f),
        },
        Data::Str(text) => match schema.map_or("", |s| s.more().format_name.as_str()) {
            "byte" => Input::Bytes(base64::decode(text.as_bytes())?),
            format @ ("duration" | "date" | "date-time") => {
                *times = true;
                Input::Int(nanoseconds(format, text)?)
            }
            _ => Input::Str(text.to_string()),
        },
        Data::List(items) => {
            let inner = schema.and_then(|s| s.items.as_deref());
            Input::List(items.iter().map(|item| input(item, inner, false, times)).collect::<Result<_, _>>()?)
        }
        Data::Map(entries) => {
            let mut map = Vec::with_capacity(entries.len());
            for entry in entries {
                let key = entry.key.as_ref();
                let property = schema.and_then(|s| s.property(key));
                let head = (root || schema.is_some_and(|s| s.embedded))
                    && matches!(key, "apiVersion" | "kind" | "metadata");
                let name = match (property.is_some() || head, schema.map(|s| &s.additional)) {
                    (true, _) => match escape(key) {
                        Some(name) => name,
                        None => continue,
                    },
                    _ => key.to_owned(),
                };
                let inner = property.or_else(|| schema.and_then(|s| s.key(key)));
                map.push((name, input(&entry.value, inner, false, times)?));
            }
            if root {
                name_head(node, &mut map);
            }
            Input::Map(map)
        }
    })
}
