//! The values of a resource against its schema.
//!
//! Sources: k8s.io/kube-openapi, pkg/validation/validate; k8s.io/apiextensions-apiserver,
//! pkg/apiserver/validation/validation.go (`kubeOpenAPIResultToFieldErrors`): a schema out of several is reported
//! at the resource as a whole.

use super::super::node::{At, Data, Entry, Node, json_number, quote};
use super::super::report::{Finding, Step};
use super::format::Known;
use super::schema::{Additional, Kind, Schema};
use super::tree::{Path, ROOT};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

const RULE: &str = "custom-resource";

/// What a value is found to be.
#[derive(Default)]
struct Outcome {
    findings: Vec<Finding>,
    /// How many tests a value has passed: of several schemas the one with most is told about.
    passed: u32,
    /// The minor of the target, which decides what formats there are.
    minor: u32,
}

impl Outcome {
    fn format(&self, schema: &Schema) -> Option<Known> {
        schema.more().format.filter(|format| format.since <= self.minor)
    }
}

/// Checks a resource.
pub(super) fn check(node: &Node<'_>, schema: &Schema, minor: u32, findings: &mut Vec<Finding>) {
    let mut outcome = Outcome { minor, ..Outcome::default() };
    value(node, schema, &ROOT, (node.line, node.column), &mut outcome);
    findings.append(&mut outcome.findings);
}

fn value(node: &Node<'_>, schema: &Schema, path: &Path<'_>, place: (u32, u32), out: &mut Outcome) {
    if matches!(node.data, Data::Null) {
        typed(node, schema, path, place, out);
        enumeration(node, schema, path, place, out);
        return;
    }
    if schema.kind != Kind::Any || out.format(schema).is_some() {
        typed(node, schema, path, place, out);
        out.passed += 1;
    }
    combined(node, schema, path, place, out);
    out.passed += 1;
    match &node.data {
        Data::Str(text) => string(text, schema, path, place, out),
        Data::Int(_) | Data::Float(_) => {
            number(node, schema, path, place, out);
            out.passed += 1;
        }
        Data::List(items) => {
            if let Some(inner) = &schema.items {
                for (index, item) in items.iter().enumerate() {
                    value(item, inner, &path.then(Step::Index(index)), (item.line, item.column), out);
                }
            }
            amount(
                "items",
                items.len(),
                (schema.more().min_items, schema.more().max_items),
                path,
                place,
                out,
            );
            out.passed += 2;
        }
        _ => {}
    }
    enumeration(node, schema, path, place, out);
    out.passed += 1;
    if let Data::Map(_) = node.data {
        object(node, schema, path, place, out);
        out.passed += 1;
    }
    out.passed += 1;
}

fn report(out: &mut Outcome, path: &Path<'_>, place: (u32, u32), message: String) {
    out.findings.push(Finding::new(RULE, path.render(), message, place));
}

/// Source: `typeValidator.Validate`
fn typed(node: &Node<'_>, schema: &Schema, path: &Path<'_>, place: (u32, u32), out: &mut Outcome) {
    let is_int = node.as_int().is_some();
    let numeric = matches!(schema.kind, Kind::Integer | Kind::Number | Kind::IntOrString);
    let right = match (&node.data, schema.kind) {
        (_, Kind::Any) => true,
        (Data::Null, _) => schema.nullable,
        // A string or a list with a format is only checked for the format.
        (Data::Str(_) | Data::List(_), _) if out.format(schema).is_some() && !numeric => true,
        (Data::List(_), kind) => kind == Kind::Array,
        (Data::Map(_), kind) => kind == Kind::Object,
        (Data::Bool(_), kind) => kind == Kind::Boolean,
        (Data::Str(_), kind) => matches!(kind, Kind::String | Kind::IntOrString),
        (Data::Int(_) | Data::Float(_), Kind::Number) => true,
        (Data::Int(_) | Data::Float(_), kind) => matches!(kind, Kind::Integer | Kind::IntOrString) && is_int,
    };
    if right {
        out.passed += 1;
        return;
    }
    let expected = match schema.kind {
        Kind::Any => "a value",
        Kind::Array => "a list",
        Kind::Boolean => "true or false",
        Kind::Integer => "an integer",
        Kind::IntOrString => "an integer or a string",
        Kind::Number => "a number",
        Kind::Object => "a mapping",
        Kind::String => "a string",
    };
    report(out, path, place, format!("expected {expected}, but found {}", node.describe()));
}

/// Source: `stringValidator.Validate`
fn string(text: &str, schema: &Schema, path: &Path<'_>, place: (u32, u32), out: &mut Outcome) {
    let length = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    if let Some(most) = schema.more().max_length.filter(|most| length > *most) {
        report(
            out,
            path,
            place,
            format!("expected at most {}, but found {length}", counted(most, "characters")),
        );
    } else if let Some(least) = schema.more().min_length.filter(|least| length < *least) {
        report(
            out,
            path,
            place,
            format!("expected at least {}, but found {length}", counted(least, "characters")),
        );
    } else if let Some((pattern, Some(regexp))) = &schema.more().pattern
        && regexp.is_match(text) == Ok(false)
    {
        report(
            out,
            path,
            place,
            format!("expected a string that matches {pattern}, but found {}", quote(text)),
        );
    }
    out.passed += 1;
    if let Some(format) = out.format(schema) {
        if !format.holds(text) {
            let name = &schema.more().format_name;
            report(
                out,
                path,
                place,
                format!("expected a string of the format {name}, but found {}", quote(text)),
            );
        }
        out.passed += 1;
    }
}

/// Source: `numberValidator.Validate`. To an integer its limits are integers too.
fn number(node: &Node<'_>, schema: &Schema, path: &Path<'_>, place: (u32, u32), out: &mut Outcome) {
    #[allow(clippy::cast_precision_loss, reason = "only compared with limits, which are doubles")]
    let (value, whole) = match (node.as_int(), &node.data) {
        (Some(i), _) => (i as f64, true),
        (None, Data::Float(f)) => (*f, false),
        _ => return,
    };
    let limit = |limit: f64| if whole { limit.trunc() } else { limit };
    if let Some(factor) = schema.more().multiple_of.map(limit) {
        if !is_multiple(node, value, factor) {
            report(
                out,
                path,
                place,
                format!("expected a multiple of {}, but found {}", json_number(factor), node.describe()),
            );
        }
    }
    if let Some(most) = schema.more().maximum.map(limit) {
        let exclusive = schema.more().exclusive_maximum;
        if value > most || exclusive && value >= most {
            let bound = if exclusive { "less than" } else { "at most" };
            report(
                out,
                path,
                place,
                format!("expected {bound} {}, but found {}", json_number(most), node.describe()),
            );
        }
    }
    if let Some(least) = schema.more().minimum.map(limit) {
        let exclusive = schema.more().exclusive_minimum;
        if value < least || exclusive && value <= least {
            let bound = if exclusive { "more than" } else { "at least" };
            report(
                out,
                path,
                place,
                format!("expected {bound} {}, but found {}", json_number(least), node.describe()),
            );
        }
    }
    out.passed += 1;
}

/// Source: `MultipleOfNativeType` of k8s.io/kube-openapi
fn is_multiple(node: &Node<'_>, value: f64, factor: f64) -> bool {
    if factor <= 0.0 {
        return false;
    }
    match node.as_int() {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "what Go does: the limits of an integer are integers"
        )]
        Some(number) => number.checked_rem(factor as i64).unwrap_or_default() == 0,
        None => is_integer(if factor < 1.0 { 1.0 / factor * value } else { value / factor }),
    }
}

/// Whether a quotient is a whole number, or hardly above one; hardly below one is not enough.
/// Source: `IsFloat64AJSONInteger` of github.com/go-openapi/swag 0.23
fn is_integer(quotient: f64) -> bool {
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    const EPSILON: f64 = 1e-9;
    let whole = quotient.trunc();
    let above = quotient > 0.0 && whole > 0.0 && (quotient - whole) / (quotient + whole) < EPSILON;
    quotient.abs() <= LARGEST && (quotient == whole || above)
}

fn amount(
    what: &str,
    length: usize,
    (least, most): (Option<i64>, Option<i64>),
    path: &Path<'_>,
    place: (u32, u32),
    out: &mut Outcome,
) {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    if let Some(least) = least.filter(|least| length < *least) {
        report(out, path, place, format!("expected at least {}, but found {length}", counted(least, what)));
    }
    if let Some(most) = most.filter(|most| length > *most) {
        report(out, path, place, format!("expected at most {}, but found {length}", counted(most, what)));
    }
}

/// `1 item`, `2 items`.
fn counted(number: i64, what: &str) -> String {
    let what = if number == 1 { what.strip_suffix('s').unwrap_or(what) } else { what };
    format!("{number} {what}")
}

/// Source: `basicCommonValidator.Validate`
fn enumeration(node: &Node<'_>, schema: &Schema, path: &Path<'_>, place: (u32, u32), out: &mut Outcome) {
    if schema.more().enumeration.is_empty()
        || schema.more().enumeration.iter().any(|value| equal(node, value))
    {
        return;
    }
    let words: Vec<String> = schema.more().enumeration.iter().map(shown).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let alternatives = super::super::check::alternatives(&words);
    let hint = node
        .as_str()
        .and_then(|text| super::super::suggest::closest(text, words.iter().copied()))
        .map(|word| format!("did you mean {word}?"));
    let message = format!("expected {alternatives}, but found {}", node.describe());
    out.findings.push(Finding { hint, ..Finding::new(RULE, path.render(), message, place) });
}

/// A value of an enumeration in the words of a message.
fn shown(node: &Node<'_>) -> String {
    match &node.data {
        Data::Str(s) => s.to_string(),
        Data::Bool(b) => b.to_string(),
        Data::Int(i) => i.to_string(),
        Data::Float(f) => json_number(*f),
        _ => node.describe(),
    }
}

/// Whether two values are the same to JSON.
pub(super) fn equal(a: &Node<'_>, b: &Node<'_>) -> bool {
    match (&a.data, &b.data) {
        (Data::Null, Data::Null) => true,
        (Data::Bool(a), Data::Bool(b)) => a == b,
        (Data::Str(a), Data::Str(b)) => a == b,
        (Data::List(a), Data::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b)),
        (Data::Map(x), Data::Map(y)) => {
            x.len() == y.len() && x.iter().all(|e| b.get(&e.key).is_some_and(|v| equal(&e.value, v)))
        }
        (Data::Int(_) | Data::Float(_), Data::Int(_) | Data::Float(_)) => match (a.as_int(), b.as_int()) {
            (None, None) => matches!((&a.data, &b.data), (Data::Float(a), Data::Float(b)) if a == b),
            (a, b) => a == b,
        },
        _ => false,
    }
}

/// A number that is the same for equal values, in the sense of [`equal`], and hardly ever for others.
pub(super) fn mark<'n>(values: impl IntoIterator<Item = Option<&'n Node<'n>>>) -> u64 {
    let mut hasher = DefaultHasher::new();
    values.into_iter().for_each(|value| value.map(marked).hash(&mut hasher));
    hasher.finish()
}

fn marked(node: &Node<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    match &node.data {
        Data::Null => {}
        Data::Bool(b) => b.hash(&mut hasher),
        Data::Str(text) => text.hash(&mut hasher),
        Data::List(items) => items.iter().for_each(|item| marked(item).hash(&mut hasher)),
        // The order of keys does not count.
        Data::Map(entries) => {
            let entry = |entry: &Entry<'_>| {
                let mut hasher = DefaultHasher::new();
                (&entry.key, marked(&entry.value)).hash(&mut hasher);
                hasher.finish()
            };
            entries.iter().map(entry).fold(0, u64::wrapping_add).hash(&mut hasher);
        }
        Data::Int(_) | Data::Float(_) => match (node.as_int(), &node.data) {
            (None, Data::Float(f)) => f.to_bits().hash(&mut hasher),
            (int, _) => int.hash(&mut hasher),
        },
    }
    hasher.finish()
}

/// Source: `objectValidator.Validate`
fn object(node: &Node<'_>, schema: &Schema, path: &Path<'_>, place: (u32, u32), out: &mut Outcome) {
    let at = At::new(node);
    let Data::Map(entries) = &node.data else { return };
    amount("keys", at.len(), (schema.more().min_properties, schema.more().max_properties), path, place, out);
    for entry in entries {
        let here = path.then(Step::Field(&entry.key));
        match (schema.key(&entry.key), &schema.additional) {
            (Some(inner), _) => value(&entry.value, inner, &here, (entry.line, entry.column), out),
            (None, Additional::Allowed(false)) => {
                report(
                    out,
                    &here,
                    (entry.line, entry.column),
                    format!("the key {} is not allowed", quote(&entry.key)),
                );
            }
            _ => {}
        }
    }
    for key in schema.required.iter().filter(|key| node.get(key).is_none()) {
        let what = schema.property(key).map_or("a value", |s| match s.kind {
            Kind::Array => "a list",
            Kind::Object => "a mapping",
            Kind::Boolean => "true or false",
            Kind::Integer => "an integer",
            Kind::Number => "a number",
            Kind::String => "a string",
            Kind::Any | Kind::IntOrString => "a value",
        });
        let message = format!("required: expected {what}, but found nothing");
        report(out, &path.then(Step::Field(key)), place, message);
    }
}

/// Source: `schemaPropsValidator.Validate`
fn combined(node: &Node<'_>, schema: &Schema, path: &Path<'_>, place: (u32, u32), out: &mut Outcome) {
    let minor = out.minor;
    let try_out = |schema: &Schema| {
        let mut inner = Outcome { minor, ..Outcome::default() };
        value(node, schema, path, place, &mut inner);
        inner
    };
    // Such a fault is the whole resource's in the server's words: the message says where it is.
    let whole = |out: &mut Outcome, message: String| {
        let at = path.render();
        let message = if at.is_empty() { message } else { format!("{at}: {message}") };
        out.findings.push(Finding::new(RULE, String::new(), message, place));
    };
    let best = |tried: Vec<Outcome>, out: &mut Outcome| {
        // Of equals the first one counts.
        let best = tried.into_iter().rev().max_by_key(|o| o.passed);
        merge(out, best.unwrap_or_default());
    };
    if !schema.more().any_of.is_empty() {
        let mut tried: Vec<Outcome> = schema.more().any_of.iter().map(try_out).collect();
        match tried.iter().position(|o| o.findings.is_empty()) {
            Some(first) => merge(out, tried.swap_remove(first)),
            None => {
                whole(out, format!("expected one of {} alternatives (anyOf), but none holds", tried.len()));
                best(tried, out);
            }
        }
    }
    if !schema.more().one_of.is_empty() {
        let mut tried: Vec<Outcome> = schema.more().one_of.iter().map(try_out).collect();
        let right = tried.iter().filter(|o| o.findings.is_empty()).count();
        match right {
            0 => {
                whole(
                    out,
                    format!("expected exactly one of {} alternatives (oneOf), but none holds", tried.len()),
                );
                best(tried, out);
            }
            1 => {
                let first = tried.iter().position(|o| o.findings.is_empty()).unwrap_or_default();
                merge(out, tried.swap_remove(first));
            }
            _ => {
                let all = tried.len();
                whole(out, format!("expected exactly one of {all} alternatives (oneOf), but {right} hold"));
            }
        }
    }
    if !schema.more().all_of.is_empty() {
        let tried: Vec<Outcome> = schema.more().all_of.iter().map(try_out).collect();
        let right = tried.iter().filter(|o| o.findings.is_empty()).count();
        let all = tried.len();
        for inner in tried {
            merge(out, inner);
        }
        if right != all {
            whole(out, format!("expected all of {all} schemas to hold (allOf), but only {right} do"));
        }
    }
    if schema.more().not.as_deref().is_some_and(|not| try_out(not).findings.is_empty()) {
        whole(out, "the schema under \"not\" holds, but it must not".to_owned());
    }
    out.passed += 1;
}

fn merge(out: &mut Outcome, mut inner: Outcome) {
    out.findings.append(&mut inner.findings);
    out.passed += inner.passed;
}

#[cfg(test)]
mod tests {
    use super::is_integer;

    /// Expectations from a kube-apiserver 1.35, whose schema had `multipleOf: 0.01`.
    #[test]
    fn a_multiple_is_met_or_hardly_passed() {
        assert!(is_integer(1.0 / 0.01 * 0.28));
        assert!(!is_integer(1.0 / 0.01 * 0.29));
        assert!(!is_integer(1.0 / 0.01 * 0.555));
        assert!(is_integer(-3.0));
    }
}
