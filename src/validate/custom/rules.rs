//! The rules in CEL that a schema has for its values.
//!
//! Source: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/cel/validation.go

use std::borrow::Cow;
use std::rc::Rc;

use super::super::cel::{Fault, Key, List, ListKind, Map, Output, Value, escape, parse_timestamp};
use super::super::node::{At, Data, Node};
use super::super::report::{Finding, Severity, Step};
use super::super::rules::meta;
use super::schema::{Additional, Kind, ListType, Rule, Schema};
use super::tree::Path;
use crate::golang::base64;
use crate::golang::time::{Time, parse_duration};
use crate::golang::zoneinfo::Location;

const RULE: &str = "custom-resource-rule";
/// The longest message of an expression, in bytes. Source: `MaxEvaluatedMessageExpressionSizeBytes`
const MAX_MESSAGE: usize = 5 * 1024;
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
        let value = input(node, Some(schema), root);
        for rule in schema.more().rules.iter().filter(|rule| !rule.needs_old) {
            let finding = match &value {
                Ok(value) => one(rule, value, path, place),
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

fn one(rule: &Rule, value: &Value, path: &Path<'_>, place: (u32, u32)) -> Option<Finding> {
    let program = match &rule.program {
        Ok(program) => program,
        Err(Fault::Wrong(why) | Fault::Unchecked(why)) => return Some(unchecked(rule, path, place, why)),
    };
    match program.run(value) {
        Ok(Output::Bool(true)) => return None,
        Ok(Output::Bool(false)) => {}
        Ok(_) => return Some(unchecked(rule, path, place, "it gives no boolean")),
        Err(Fault::Unchecked(why)) => return Some(unchecked(rule, path, place, &why)),
        Err(Fault::Wrong(why)) => {
            let message = format!("the rule {} cannot be evaluated: {why}", rule.text.trim());
            return Some(Finding::new(RULE, path.render(), message, place));
        }
    }
    let from_expression = rule.message_from.as_ref().and_then(|program| match program.run(value) {
        Ok(Output::Str(text)) => Some(text.trim().to_owned())
            .filter(|text| !text.is_empty() && text.len() <= MAX_MESSAGE && !text.contains('\n')),
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
fn name_head(node: &Node<'_>, map: &mut Map) {
    let Some(metadata) = node.get("metadata") else { return };
    let name = meta::final_name(At::new(metadata));
    if !name.is_empty()
        && metadata.get("name").is_none()
        && let Some(Value::Map(head)) = map.entries.get_mut(&key("metadata"))
    {
        let mut named = Map::clone(head);
        named.entries.insert(key("name"), Value::Str(name.as_str().into()));
        *head = Rc::new(named);
    }
}

fn key(name: &str) -> Key {
    Key::Str(name.into())
}

/// A value as expressions see it. Source: k8s.io/apiserver, pkg/cel/common/valuesunstructured.go
fn input(node: &Node<'_>, schema: Option<&Schema>, root: bool) -> Result<Value, String> {
    let kind = schema.map_or(Kind::Any, |s| s.kind);
    Ok(match &node.data {
        Data::Null => Value::Null,
        Data::Bool(b) => Value::Bool(*b),
        #[allow(clippy::cast_precision_loss, reason = "a number of a schema is a double to the server too")]
        Data::Int(i) if kind == Kind::Number => Value::Double(*i as f64),
        Data::Int(i) => Value::Int(*i),
        Data::Float(f) => match node.as_int() {
            Some(i) if kind != Kind::Number => Value::Int(i),
            _ => Value::Double(*f),
        },
        Data::Str(text) if kind != Kind::String => Value::Str(text.as_ref().into()),
        Data::Str(text) => match schema.map_or("", |s| s.more().format_name.as_str()) {
            "byte" => Value::Bytes(base64::decode(text.as_bytes())?.into()),
            "duration" => Value::Duration(parse_duration(text)?.0),
            "date" => Value::Timestamp(Rc::new(Time::parse("2006-01-02", text, &Location::Utc)?)),
            "date-time" => match parse_timestamp(text) {
                Ok(time) => Value::Timestamp(Rc::new(time)),
                Err(Fault::Wrong(why) | Fault::Unchecked(why)) => return Err(why),
            },
            _ => Value::Str(text.as_ref().into()),
        },
        Data::List(items) => {
            let inner = schema.and_then(|s| s.items.as_deref());
            let items = items.iter().map(|item| input(item, inner, false)).collect::<Result<_, _>>()?;
            let kind = match schema.map(|s| s.more()) {
                Some(more) if matches!(more.list_type, ListType::Set) => ListKind::Set,
                Some(more) if matches!(more.list_type, ListType::Map) => ListKind::Map(
                    more.map_keys
                        .iter()
                        .map(|k| escape(k).map_or_else(|| k.clone(), Cow::into_owned))
                        .collect(),
                ),
                _ => ListKind::Atomic,
            };
            Value::List(Rc::new(List { items, kind }))
        }
        Data::Map(entries) => {
            let mut map = Map { object: true, ..Map::default() };
            for entry in entries {
                let name = entry.key.as_ref();
                let property = schema.and_then(|s| s.property(name));
                let head = (root || schema.is_some_and(|s| s.embedded))
                    && matches!(name, "apiVersion" | "kind" | "metadata");
                let shown = match (property.is_some() || head, schema.map(|s| &s.additional)) {
                    // Nothing is the same as a field that is not there.
                    (true, _) if matches!(entry.value.data, Data::Null) => continue,
                    (true, _) => match escape(name) {
                        Some(name) => name,
                        None => continue,
                    },
                    _ => name.into(),
                };
                let inner = property.or_else(|| schema.and_then(|s| s.key(name)));
                map.entries.insert(key(&shown), input(&entry.value, inner, false)?);
            }
            if root {
                name_head(node, &mut map);
            }
            Value::Map(Rc::new(map))
        }
    })
}
