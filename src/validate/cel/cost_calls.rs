//! What calls of functions cost. An answer is the cost without that of the arguments, and the size of the result.
//!
//! Sources: k8s.io/apiserver, pkg/cel/library/cost.go; cel-go, ext/lists.go, ext/sets.go and checker/cost.go

use cel::common::ast::{Expr, LiteralValue, operators};

use super::cost::{CHARACTER, LIST, Node, Range, UNKNOWN};
use super::types::Type;

/// The cost of a character of a regular expression. Source: `RegexStringLengthCostFactor`
const PATTERN: f64 = 0.25;
/// The cost of asking for permissions.
const CHECK: u64 = 350_000;
/// Sources: `MaxFormatSize` and `MaxNameFormatRegexSize`
const FORMAT: u64 = 64;
const FORMAT_PATTERN: f64 = 128.0;

type Found = Option<(Range, Option<Range>)>;
/// The size of a value by where it comes from.
type Estimate<'f> = dyn Fn(&Node<'_>) -> Option<Range> + 'f;

fn sized(node: &Node<'_>, estimate: &Estimate<'_>) -> Range {
    node.size.or_else(|| estimate(node)).unwrap_or(UNKNOWN)
}

/// The integer that an argument is, or what stands for another one. Source: `nodeAsIntValue`
fn number(node: &Node<'_>, otherwise: u64) -> u64 {
    match node.expr.map(|e| &e.expr) {
        Some(Expr::Literal(LiteralValue::Int(i))) => u64::try_from(*i.inner()).unwrap_or(0),
        _ => otherwise,
    }
}

/// A call that makes a list. Source: `estimateAllocatingListCall`
fn making(factor: f64, size: Range) -> Found {
    Some((size.scaled(factor).plus(Range::fixed(1)).plus(Range::fixed(LIST)), Some(size)))
}

/// The costs that libraries give to overloads. Sources: ext/lists.go and ext/sets.go
pub(super) fn of_overload(
    overload: &str,
    target: Option<&Node<'_>>,
    args: &[Node<'_>],
    estimate: &Estimate<'_>,
) -> Found {
    let size = |node: &Node<'_>| sized(node, estimate);
    let squared = |node: &Node<'_>, factor: f64| making(factor, size(node).times(size(node)));
    match (overload, target, args) {
        ("list_slice", Some(target), [from, to]) => {
            let (from, to) = (number(from, 0), number(to, size(target).max));
            making(1.0, Range::fixed(to.wrapping_sub(from)))
        }
        ("list_flatten", Some(target), []) => making(1.0, size(target)),
        #[allow(clippy::cast_precision_loss, reason = "as in the source")]
        ("list_flatten_int", Some(target), [depth]) => making(number(depth, u64::MAX) as f64, size(target)),
        ("lists_range", None, [end]) => making(1.0, Range::fixed(number(end, u64::MAX))),
        ("list_reverse", Some(target), []) => making(1.0, size(target)),
        ("list_distinct", Some(target), []) => squared(target, 2.0),
        ("list_string_sort" | "list_bytes_sort", Some(target), []) => squared(target, 2.0 + CHARACTER),
        ("list_string_sortByAssociatedKeys" | "list_bytes_sortByAssociatedKeys", Some(_), [keys]) => {
            squared(keys, 2.0 + CHARACTER)
        }
        (sort, Some(target), []) if is_of_list(sort, "_sort") => squared(target, 2.0),
        (sort, Some(_), [keys]) if is_of_list(sort, "_sortByAssociatedKeys") => squared(keys, 2.0),
        ("list_sets_contains_list" | "list_sets_intersects_list", _, [a, b]) => {
            Some((size(a).times(size(b)).scaled(1.0).plus(Range::fixed(1)), None))
        }
        ("list_sets_equivalent_list", _, [a, b]) => {
            Some((size(a).times(size(b)).scaled(2.0).plus(Range::fixed(1)), None))
        }
        _ => None,
    }
}

fn is_of_list(overload: &str, end: &str) -> bool {
    overload.starts_with("list_") && overload.ends_with(end)
}

/// The items of a list, or what else a type is made of first. Source: `listElementNode`
fn element<'e>(list: &Node<'e>) -> Option<Node<'e>> {
    let ty = match &list.ty {
        Type::List(of) | Type::Of(Some(of)) | Type::Opaque(_, Some(of)) => (**of).clone(),
        Type::Map(both) => both.0.clone(),
        _ => return None,
    };
    let path = if list.path.is_empty() { list.path.clone() } else { list.path.copied_then("@items") };
    Some(Node { path, ty, expr: None, size: None })
}

/// The costs that the server gives to functions. Source: `CostEstimator.EstimateCallCost`
pub(super) fn of_function(
    name: &str,
    overload: &str,
    target: Option<&Node<'_>>,
    args: &[Node<'_>],
    estimate: &Estimate<'_>,
) -> Found {
    let size = |node: &Node<'_>| sized(node, estimate);
    let plain = |cost: Range| Some((cost, None));
    let one = || plain(Range::fixed(1));
    match (name, target, args) {
        ("check", _, _) => plain(Range::fixed(CHECK)),
        ("serviceAccount" | "path" | "group" | "resource" | "subresource" | "namespace" | "name", _, _)
        | ("allowed" | "reason" | "error" | "errored" | "format.named", _, _)
        | ("masked" | "prefixLength" | "family" | "isUnspecified" | "isLoopback", _, _)
        | ("isLinkLocalMulticast" | "isLinkLocalUnicast" | "isGlobalUnicast", _, _)
        | (
            "sign" | "asInteger" | "isInteger" | "asApproximateFloat" | "isGreaterThan" | "isLessThan",
            _,
            _,
        )
        | ("compareTo" | "add" | "sub" | "major" | "minor" | "patch", _, _)
        | ("getScheme" | "getHostname" | "getHost" | "getPort" | "getEscapedPath" | "getQuery", _, _) => {
            one()
        }
        ("fieldSelector" | "labelSelector", _, [text]) => {
            let length = size(text);
            // Half a requirement for each character, which is a list and an object. Source: `selectorCostEstimate`
            let requirements = length.scaled(0.5).scaled(50.0);
            plain(Range::fixed(LIST).plus(length.scaled(CHARACTER)).plus(requirements))
        }
        ("isSorted" | "sum" | "max" | "min" | "indexOf" | "lastIndexOf", Some(target), _) => {
            let Some(item) = element(target) else { return plain(size(target).scaled(CHARACTER)) };
            let mut each = Range::fixed(1);
            if matches!(item.ty, Type::Str | Type::Bytes) {
                each = each.plus(size(&item).scaled(CHARACTER));
            }
            plain(size(target).times(each))
        }
        ("url" | "jsonpatch.escapeKey", _, [text]) => Some((size(text).scaled(CHARACTER), Some(size(text)))),
        ("lowerAscii" | "upperAscii" | "substring" | "trim", Some(text), _) => {
            Some((size(text).scaled(CHARACTER), Some(size(text))))
        }
        ("replace", Some(text), [old, new, ..]) => {
            Some((size(text).scaled(2.0 * CHARACTER), Some(replaced(size(text), size(old), size(new)))))
        }
        ("split", Some(text), _) => {
            let max = match args.get(1).and_then(|node| node.expr).map(|e| &e.expr) {
                Some(Expr::Literal(LiteralValue::Int(i))) => i.inner().cast_unsigned(),
                _ => size(text).max,
            };
            Some((size(text).scaled(2.0 * CHARACTER), Some(Range { min: 0, max })))
        }
        ("join", Some(list), _) => {
            let count = size(list);
            let mut whole = element(list).map_or(Range::fixed(0), |item| count.times(size(&item)));
            if let Some(separator) = args.first() {
                let between = Range { min: count.min.saturating_sub(1), max: count.max.saturating_sub(1) };
                whole = whole.plus(size(separator).times(between));
            }
            Some((whole.scaled(CHARACTER), Some(whole)))
        }
        ("find" | "findAll", Some(text), [pattern, ..]) => {
            let length = size(text).plus(Range::fixed(1)).scaled(CHARACTER);
            let cost = length.times(size(pattern).scaled(PATTERN));
            Some((cost, Some(Range { min: 0, max: size(text).max })))
        }
        ("ip", _, _) if overload == "cidr_ip" => one(),
        (
            "cidr" | "isIP" | "isCIDR" | "ip" | "quantity" | "isQuantity" | "semver" | "isSemver",
            _,
            [text, ..],
        ) => plain(size(text).scaled(CHARACTER)),
        ("ip.isCanonical", _, [text, ..]) => plain(size(text).scaled(2.0 * CHARACTER)),
        ("containsIP" | "containsCIDR", _, [other, ..]) => {
            let address = Range { min: 4, max: 16 };
            let mut cost = address.plus(address).scaled(CHARACTER);
            if name == "containsCIDR" {
                cost = cost.plus(address.scaled(CHARACTER)).plus(Range::fixed(1));
            }
            if matches!(overload, "cidr_contains_ip_string" | "cidr_contains_cidr_string") {
                cost = cost.plus(size(other).scaled(CHARACTER));
            }
            plain(cost)
        }
        ("validate", _, [text, ..]) => plain(size(text).scaled(CHARACTER).scaled(FORMAT_PATTERN * PATTERN)),
        (operators::EQUALS, _, [a, b]) => equality(a, b),
        _ => None,
    }
}

/// The size of a text in which something was replaced.
fn replaced(text: Range, old: Range, new: Range) -> Range {
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "as in the source"
    )]
    let parts = |whole: u64, by: u64| (whole as f64 / by as f64).ceil() as u64;
    // How often something is put in at one end of the ranges, and what of the text is left.
    let end = |text: u64, old: u64, is_kept: bool| match old {
        0 => (text.saturating_add(1), text),
        _ if is_kept => (0, text),
        _ => (parts(text, old), 0),
    };
    let most = end(text.max, old.min, new.max <= old.min);
    let least = end(text.min, old.max, old.max <= new.min);
    let (count, kept) = (Range { min: least.0, max: most.0 }, Range { min: least.1, max: most.1 });
    count.times(new).plus(kept)
}

/// The equality of values that only functions look into.
fn equality(a: &Node<'_>, b: &Node<'_>) -> Found {
    let name = match (&a.ty, &b.ty) {
        (Type::Object(a), Type::Object(b)) | (Type::Opaque(a, None), Type::Opaque(b, None)) if a == b => a,
        _ => return None,
    };
    let cost = match &**name {
        "net.IP" | "net.CIDR" | "kubernetes.Quantity" | "kubernetes.Semver" => Range::fixed(1),
        "kubernetes.NamedFormat" => Range { min: 1, max: FORMAT }.scaled(CHARACTER),
        "kubernetes.URL" => {
            let max = b.size.map_or(1, |size| size.max);
            Range { min: 1, max }.scaled(CHARACTER)
        }
        name if name.starts_with("kubernetes.authorization.") => Range::fixed(1),
        _ => return None,
    };
    Some((cost, None))
}

/// The costs of the functions of the language. Source: checker/cost.go, `functionCost`
pub(super) fn of_standard(
    overload: &str,
    target: Option<&Node<'_>>,
    args: &[Node<'_>],
) -> (Range, Option<Range>) {
    let size = |node: &Node<'_>| node.size.unwrap_or(UNKNOWN);
    match (overload, target, args) {
        ("string_format", Some(text), _) => (size(text).scaled(CHARACTER), None),
        ("string_to_bytes", _, [text]) => {
            let Range { min, max } = size(text);
            // A multiplication of Go's, which goes round.
            (size(text).scaled(CHARACTER), Some(Range { min, max: max.wrapping_mul(4) }))
        }
        ("bytes_to_string", _, [bytes]) => {
            let Range { min, max } = size(bytes);
            (size(bytes).scaled(CHARACTER), Some(Range { min: min / 4, max }))
        }
        ("strings_quote", _, [text]) => {
            let Range { min, max } = size(text);
            let quoted = Range { min: min.wrapping_add(2), max: max.wrapping_mul(2).wrapping_add(2) };
            (size(text).scaled(CHARACTER), Some(quoted))
        }
        ("starts_with_string" | "ends_with_string", _, [part]) => (size(part).scaled(CHARACTER), None),
        ("in_list", _, [_, list]) => (size(list).scaled(1.0), None),
        ("matches_string", Some(text), [pattern]) => {
            let length = size(text).plus(Range::fixed(1)).scaled(CHARACTER);
            (length.times(size(pattern).scaled(PATTERN)), None)
        }
        ("contains_string", Some(text), [part]) => {
            (size(text).scaled(CHARACTER).times(size(part).scaled(CHARACTER)), None)
        }
        (
            "less_string"
            | "greater_string"
            | "less_equals_string"
            | "greater_equals_string"
            | "less_bytes"
            | "greater_bytes"
            | "less_equals_bytes"
            | "greater_equals_bytes"
            | "equals"
            | "not_equals",
            _,
            [a, b],
        ) => {
            let max = size(a).max.min(size(b).max);
            (Range { min: u64::from(max > 0), max }.scaled(CHARACTER), None)
        }
        _ => (Range::fixed(1), None),
    }
}
