//! The rules in CEL that the schemas of definitions have: they must compile, and must not cost too much.
//!
//! Source: k8s.io/apiextensions-apiserver, pkg/apis/apiextensions/validation, validation.go and cel_validation.go

use super::super::cel::{self, Compiled, Declared, Own, Program, Scope, Want};
use super::super::check::Check;
use super::super::node::{At, Data};
use super::structural::SCHEMA;
use std::collections::HashSet;

/// The most that one expression may cost. Source: `StaticEstimatedCostLimit`
const MAX_COST: u64 = 10_000_000;
/// The most that all expressions of a schema may cost. Source: `StaticEstimatedCRDCostLimit`
const MAX_TOTAL: u64 = 100_000_000;
/// How to make an expression cheaper.
const CHEAPER: &str = "bound lists, maps and strings with maxItems, maxProperties and maxLength";

/// What is known of the schemas around one.
#[derive(Clone, Copy)]
struct Around<'d> {
    /// What the schema declares, if a schema around it has rules.
    declared: Option<&'d Declared>,
    root: bool,
    /// Whether old values cannot be told from new ones here.
    no_old: bool,
    /// How often a value may be there, if the schemas around say so. Source: `MaxCardinality`
    count: Option<u64>,
    /// The schemas that have rules in them, by [`address`].
    ruled: &'d HashSet<usize>,
}

/// Checks the expressions of a schema that has no other fault.
pub(super) fn rules_in_cel<'a>(cx: &mut Check<'a>, schema: At<'a>) {
    // Few schemas have rules, and those in few places.
    let mut ruled = HashSet::new();
    if !find_rules(schema, &mut ruled) {
        return;
    }
    let mut total = 0;
    let around = Around { declared: None, root: true, no_old: false, count: Some(1), ruled: &ruled };
    expressions(cx, schema, around, &mut total);
    if total > MAX_TOTAL {
        let times = factor(total, MAX_TOTAL);
        cx.error(
            SCHEMA,
            schema,
            format!("the rules may cost {times} times what the server allows for all of a schema: {CHEAPER}"),
        );
    }
}

/// How many times the limit a cost is. Source: `getCostErrorMessage`
pub(super) fn factor(cost: u64, limit: u64) -> String {
    #[allow(clippy::cast_precision_loss, reason = "for a message")]
    let times = cost as f64 / limit as f64;
    if times > 100.0 { "more than 100".to_owned() } else { format!("{times:.1}") }
}

/// Notes every schema that has rules, or one below it that has; whether this one does.
fn find_rules(at: At<'_>, ruled: &mut HashSet<usize>) -> bool {
    let mut found = at.get("x-kubernetes-validations").is_set();
    for schema in below(at) {
        found |= find_rules(schema, ruled);
    }
    if found {
        ruled.extend(address(at));
    }
    found
}

/// The schemas that stand in a schema.
fn below<'a>(at: At<'a>) -> impl Iterator<Item = At<'a>> {
    let inner = [at.get("items"), at.get("additionalProperties")].into_iter().filter(|at| is_schema(*at));
    inner.chain(at.get("properties").entries().map(|(_, property)| property))
}

fn is_schema(at: At<'_>) -> bool {
    matches!(at.node().map(|n| &n.data), Some(Data::Map(_)))
}

/// Which node it is, for as long as the document is not moved.
fn address(at: At<'_>) -> Option<usize> {
    at.node().map(|node| std::ptr::from_ref(node).addr())
}

fn expressions<'a>(cx: &mut Check<'a>, at: At<'a>, around: Around<'_>, total: &mut u64) {
    if address(at).is_none_or(|address| !around.ruled.contains(&address)) {
        return;
    }
    let rules = at.get("x-kubernetes-validations");
    let root = around.root || at.get("x-kubernetes-embedded-resource").bool();
    let own = if around.declared.is_none() && rules.is_set() { Declared::new(at, root) } else { None };
    let declared = around.declared.or(own.as_ref());
    if !rules.is_empty() && declared.is_none() {
        cx.error(
            SCHEMA,
            rules,
            "expressions cannot see a value whose schema, or that of its items, names no type",
        );
    }
    for rule in rules.items() {
        if let Some(declared) = declared {
            one(cx, rule, declared, around.count, total);
        }
        old_value(cx, rule, around.no_old);
    }
    let (items, more) = (at.get("items"), at.get("additionalProperties"));
    let inner = Around { declared: None, root: false, count: times(at, around.count), ..around };
    if is_schema(items) {
        let element = declared.and_then(Declared::element);
        let no_old = around.no_old || at.get("x-kubernetes-list-type").str() != "map";
        expressions(cx, items, Around { declared: element.as_ref(), no_old, ..inner }, total);
    }
    if is_schema(more) {
        let element = declared.and_then(Declared::element);
        expressions(cx, more, Around { declared: element.as_ref(), ..inner }, total);
    }
    let no_old = around.no_old || at.get("x-kubernetes-map-type").str() == "atomic";
    for (key, property) in at.get("properties").entries() {
        let field = declared.and_then(|declared| declared.property(key));
        expressions(cx, property, Around { declared: field.as_ref(), no_old, ..inner }, total);
    }
}

/// How often what is below a schema may be there. Source: `extractMaxElements`
fn times(at: At<'_>, count: Option<u64>) -> Option<u64> {
    let bound = match at.get("type").str() {
        "object" if at.get("additionalProperties").is_set() => at.get("maxProperties"),
        "array" => at.get("maxItems"),
        _ => return count,
    };
    let bound = bound.opt_int().map(|most| u64::try_from(most).unwrap_or(0));
    count.zip(bound).map(|(count, bound)| count.saturating_mul(bound))
}

/// A rule and the expression of its message.
fn one<'a>(cx: &mut Check<'a>, rule: At<'a>, declared: &Declared, count: Option<u64>, total: &mut u64) {
    let scope = Scope::Schema { declared, optional: rule.get("optionalOldSelf").bool() };
    let (text, message) = (rule.get("rule"), rule.get("messageExpression"));
    let Some(compiled) = compile(cx, text, scope, Want::Bool) else { return };
    let count = count.unwrap_or_else(|| declared.cardinality());
    spend(cx, text, compiled.cost(declared).saturating_mul(count), total);
    if let Some(compiled) = compile(cx, message, scope, Want::Text) {
        spend(cx, message, compiled.cost(declared), total);
    }
}

fn compile<'a>(cx: &mut Check<'a>, at: At<'a>, scope: Scope<'_>, want: Want) -> Option<Compiled> {
    if at.str().trim().is_empty() {
        return None;
    }
    cel::compile(at.str(), scope, &Own::default(), want).map_err(|fault| cx.cel(SCHEMA, at, fault)).ok()
}

/// Adds a cost to that of the others, and finds fault with one that is too high.
fn spend<'a>(cx: &mut Check<'a>, at: At<'a>, cost: u64, total: &mut u64) {
    *total = total.saturating_add(cost);
    if cost > MAX_COST {
        let times = factor(cost, MAX_COST);
        cx.error(SCHEMA, at, format!("the rule may cost {times} times what the server allows: {CHEAPER}"));
    }
}

/// Rules about old values.
fn old_value<'a>(cx: &mut Check<'a>, rule: At<'a>, no_old: bool) {
    let (text, optional) = (rule.get("rule"), rule.get("optionalOldSelf"));
    let Ok(program) = Program::new(text.str()) else { return };
    match (program.mentions("oldSelf"), no_old, optional.is_set()) {
        (true, true, _) => cx.error(
            SCHEMA,
            text,
            "oldSelf cannot stand here: old items of an atomic list or map are not told from new ones",
        ),
        (false, _, true) => cx.error(SCHEMA, optional, "the rule does not use oldSelf"),
        _ => {}
    }
}
