//! The functions of the server's CEL with the types that they take and give.
//!
//! Sources: k8s.io/apiserver, pkg/cel/environment/base.go and pkg/cel/library; cel-go, common/stdlib and ext
//! (`strings`, `sets`, `lists`, `optional types`).

use self::Kind::{
    Any, Bool, Bytes, Cidr, Double, Dur, Elem, Fmt, Int, Ip, List, Map, Opt, OptElem, OptList, Qty, Same,
    Semver, Str, Strs, Time, Type, Uint, Url, Value,
};

/// A type in a signature, or what a result is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Any,
    Bool,
    Int,
    Uint,
    Double,
    Str,
    Bytes,
    /// A duration.
    Dur,
    /// A timestamp.
    Time,
    List,
    Map,
    /// A list of strings.
    Strs,
    /// A type.
    Type,
    Url,
    Ip,
    Cidr,
    /// A quantity.
    Qty,
    Semver,
    /// A format of strings.
    Fmt,
    /// An optional value.
    Opt,
    /// As a result: what the list in front of the function holds, optional or not.
    Elem,
    OptElem,
    /// As a result: an optional list of strings.
    OptList,
    /// As a result: the type of what stands in front of the function.
    Same,
    /// As a result: what the optional value in front of the function holds. As an argument: something of that type.
    Value,
}

/// A signature: the name, what stands in front of it if it is a method, what it takes, what it gives.
pub(super) type Signature = (&'static str, Option<Kind>, &'static [Kind], Kind);

const fn global(name: &'static str, takes: &'static [Kind], gives: Kind) -> Signature {
    (name, None, takes, gives)
}

const fn method(of: Kind, name: &'static str, takes: &'static [Kind], gives: Kind) -> Signature {
    (name, Some(of), takes, gives)
}

/// All signatures of the functions whose types are known.
#[rustfmt::skip]
pub(super) const SIGNATURES: &[Signature] = &[
    // Conversions.
    global("bool", &[Bool], Bool), global("bool", &[Str], Bool),
    global("bytes", &[Bytes], Bytes), global("bytes", &[Str], Bytes),
    global("double", &[Double], Double), global("double", &[Int], Double), global("double", &[Uint], Double),
    global("double", &[Str], Double),
    global("duration", &[Dur], Dur), global("duration", &[Int], Dur), global("duration", &[Str], Dur),
    global("dyn", &[Any], Any),
    global("int", &[Int], Int), global("int", &[Uint], Int), global("int", &[Double], Int), global("int", &[Str], Int),
    global("int", &[Time], Int), global("int", &[Dur], Int),
    global("string", &[Str], Str), global("string", &[Bool], Str), global("string", &[Int], Str),
    global("string", &[Uint], Str), global("string", &[Double], Str), global("string", &[Bytes], Str),
    global("string", &[Time], Str), global("string", &[Dur], Str), global("string", &[Ip], Str),
    global("string", &[Cidr], Str),
    global("timestamp", &[Time], Time), global("timestamp", &[Int], Time), global("timestamp", &[Str], Time),
    global("type", &[Any], Type),
    global("uint", &[Uint], Uint), global("uint", &[Int], Uint), global("uint", &[Double], Uint),
    global("uint", &[Str], Uint),
    // Sizes.
    global("size", &[Str], Int), global("size", &[Bytes], Int), global("size", &[List], Int), global("size", &[Map], Int),
    method(Str, "size", &[], Int), method(Bytes, "size", &[], Int), method(List, "size", &[], Int),
    method(Map, "size", &[], Int),
    // Strings.
    method(Str, "charAt", &[Int], Str), method(Str, "contains", &[Str], Bool), method(Str, "endsWith", &[Str], Bool),
    method(Str, "find", &[Str], Str), method(Str, "findAll", &[Str], Strs), method(Str, "findAll", &[Str, Int], Strs),
    method(Str, "format", &[List], Str),
    method(Str, "indexOf", &[Str], Int), method(Str, "indexOf", &[Str, Int], Int),
    method(Str, "lastIndexOf", &[Str], Int), method(Str, "lastIndexOf", &[Str, Int], Int),
    method(List, "indexOf", &[Any], Int), method(List, "lastIndexOf", &[Any], Int),
    method(Strs, "join", &[], Str), method(Strs, "join", &[Str], Str),
    method(Str, "lowerAscii", &[], Str), method(Str, "upperAscii", &[], Str), method(Str, "trim", &[], Str),
    method(Str, "matches", &[Str], Bool), global("matches", &[Str, Str], Bool),
    method(Str, "replace", &[Str, Str], Str), method(Str, "replace", &[Str, Str, Int], Str),
    method(Str, "split", &[Str], Strs), method(Str, "split", &[Str, Int], Strs),
    method(Str, "startsWith", &[Str], Bool),
    method(Str, "substring", &[Int], Str), method(Str, "substring", &[Int, Int], Str),
    global("strings.quote", &[Str], Str), global("jsonpatch.escapeKey", &[Str], Str),
    // Times.
    method(Time, "getDate", &[], Int), method(Time, "getDate", &[Str], Int),
    method(Time, "getDayOfMonth", &[], Int), method(Time, "getDayOfMonth", &[Str], Int),
    method(Time, "getDayOfWeek", &[], Int), method(Time, "getDayOfWeek", &[Str], Int),
    method(Time, "getDayOfYear", &[], Int), method(Time, "getDayOfYear", &[Str], Int),
    method(Time, "getFullYear", &[], Int), method(Time, "getFullYear", &[Str], Int),
    method(Time, "getMonth", &[], Int), method(Time, "getMonth", &[Str], Int),
    method(Time, "getHours", &[], Int), method(Time, "getHours", &[Str], Int), method(Dur, "getHours", &[], Int),
    method(Time, "getMinutes", &[], Int), method(Time, "getMinutes", &[Str], Int), method(Dur, "getMinutes", &[], Int),
    method(Time, "getSeconds", &[], Int), method(Time, "getSeconds", &[Str], Int), method(Dur, "getSeconds", &[], Int),
    method(Time, "getMilliseconds", &[], Int), method(Time, "getMilliseconds", &[Str], Int),
    method(Dur, "getMilliseconds", &[], Int),
    // Lists and sets.
    method(List, "distinct", &[], Same), method(List, "sort", &[], Same), method(List, "reverse", &[], Same),
    method(List, "first", &[], OptElem), method(List, "last", &[], OptElem),
    method(List, "flatten", &[], List), method(List, "flatten", &[Int], List),
    method(List, "isSorted", &[], Bool), method(List, "max", &[], Elem), method(List, "min", &[], Elem),
    method(List, "slice", &[Int, Int], Same), method(List, "sum", &[], Elem), global("lists.range", &[Int], List),
    global("sets.contains", &[List, List], Bool), global("sets.equivalent", &[List, List], Bool),
    global("sets.intersects", &[List, List], Bool),
    // Addresses.
    global("url", &[Str], Url), global("isURL", &[Str], Bool),
    method(Url, "getEscapedPath", &[], Str), method(Url, "getHost", &[], Str), method(Url, "getHostname", &[], Str),
    method(Url, "getPort", &[], Str), method(Url, "getQuery", &[], Map), method(Url, "getScheme", &[], Str),
    global("ip", &[Str], Ip), global("isIP", &[Str], Bool), global("ip.isCanonical", &[Str], Bool),
    method(Ip, "family", &[], Int), method(Ip, "isGlobalUnicast", &[], Bool),
    method(Ip, "isLinkLocalMulticast", &[], Bool), method(Ip, "isLinkLocalUnicast", &[], Bool),
    method(Ip, "isLoopback", &[], Bool), method(Ip, "isUnspecified", &[], Bool),
    global("cidr", &[Str], Cidr), global("isCIDR", &[Str], Bool),
    method(Cidr, "containsCIDR", &[Str], Bool), method(Cidr, "containsCIDR", &[Cidr], Bool),
    method(Cidr, "containsIP", &[Str], Bool), method(Cidr, "containsIP", &[Ip], Bool),
    method(Cidr, "ip", &[], Ip), method(Cidr, "masked", &[], Cidr), method(Cidr, "prefixLength", &[], Int),
    // Quantities and versions.
    global("quantity", &[Str], Qty), global("isQuantity", &[Str], Bool),
    method(Qty, "add", &[Qty], Qty), method(Qty, "add", &[Int], Qty),
    method(Qty, "sub", &[Qty], Qty), method(Qty, "sub", &[Int], Qty),
    method(Qty, "asApproximateFloat", &[], Double), method(Qty, "asInteger", &[], Int),
    method(Qty, "isInteger", &[], Bool), method(Qty, "sign", &[], Int),
    method(Qty, "compareTo", &[Qty], Int), method(Qty, "isGreaterThan", &[Qty], Bool),
    method(Qty, "isLessThan", &[Qty], Bool),
    global("semver", &[Str], Semver), global("semver", &[Str, Bool], Semver),
    global("isSemver", &[Str], Bool), global("isSemver", &[Str, Bool], Bool),
    method(Semver, "major", &[], Int), method(Semver, "minor", &[], Int), method(Semver, "patch", &[], Int),
    method(Semver, "compareTo", &[Semver], Int), method(Semver, "isGreaterThan", &[Semver], Bool),
    method(Semver, "isLessThan", &[Semver], Bool),
    // Formats.
    global("format.dns1035Label", &[], Fmt), global("format.dns1035LabelPrefix", &[], Fmt),
    global("format.dns1123Label", &[], Fmt), global("format.dns1123LabelPrefix", &[], Fmt),
    global("format.dns1123Subdomain", &[], Fmt), global("format.dns1123SubdomainPrefix", &[], Fmt),
    global("format.labelValue", &[], Fmt), global("format.qualifiedName", &[], Fmt),
    global("format.uri", &[], Fmt), global("format.uuid", &[], Fmt), global("format.byte", &[], Fmt),
    global("format.date", &[], Fmt), global("format.datetime", &[], Fmt),
    global("format.named", &[Str], Opt), method(Fmt, "validate", &[Str], OptList),
    // Optional values.
    global("optional.none", &[], Opt), global("optional.of", &[Any], Opt), global("optional.ofNonZeroValue", &[Any], Opt),
    method(Opt, "hasValue", &[], Bool), method(Opt, "or", &[Opt], Same), method(Opt, "orValue", &[Value], Value),
    method(Opt, "value", &[], Value),
];

/// Functions whose types are not told apart here, such as those of the authorizer and what the parser makes of macros.
pub(super) const UNTYPED: &[&str] = &[
    "all",
    "allowed",
    "check",
    "denied",
    "error",
    "errored",
    "exists",
    "existsOne",
    "exists_one",
    "fieldSelector",
    "group",
    "labelSelector",
    "name",
    "namespace",
    "optional.unwrap",
    "path",
    "range",
    "reason",
    "resource",
    "serviceAccount",
    "subresource",
    "unwrapOpt",
];

/// Untyped functions that give a boolean.
pub(super) const BOOLS: &[&str] =
    &["all", "allowed", "denied", "errored", "exists", "existsOne", "exists_one"];

/// Whether there is a function of this name.
pub(super) fn is_known(name: &str) -> bool {
    UNTYPED.contains(&name) || SIGNATURES.iter().any(|(n, ..)| *n == name)
}
