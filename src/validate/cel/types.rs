//! What the server's type check of an expression would refuse.

use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, IdedExpr, LiteralValue, operators};

use super::super::node::At;
use super::{Fault, Program, entry, escape};
use crate::golang::regexp::Regexp;

/// Where an expression stands, which decides what variables it has.
#[derive(Clone, Copy)]
pub(crate) enum Scope<'s> {
    /// In an admission policy or a webhook's conditions.
    Admission { params: bool, authorizer: bool },
    /// In a mutation of an admission policy.
    Patch { params: bool },
    /// In a selector of devices.
    Device,
    /// In a schema; the cursor is at it.
    Schema { at: At<'s>, root: bool },
}

/// What an expression must evaluate to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want {
    Any,
    Bool,
    Text,
    TextOrNull,
}

/// The type of an expression as far as it is known.
#[derive(Clone)]
enum Ty<'s> {
    /// Anything.
    Dyn,
    Null,
    Bool,
    Int,
    Uint,
    Double,
    Str,
    Bytes,
    Duration,
    Timestamp,
    List(Box<Ty<'s>>),
    /// With strings as keys.
    Map(Box<Ty<'s>>),
    /// An object of a schema.
    Object {
        at: At<'s>,
        root: bool,
    },
    /// An object with known fields.
    Named(&'static [(&'static str, Field)]),
    /// The variables of a policy.
    Variables,
}

/// The type of a field of what a request holds.
#[derive(Clone, Copy)]
enum Field {
    Bool,
    Dyn,
    Strings,
    Str,
    Named(&'static [(&'static str, Field)]),
}

const KIND: &[(&str, Field)] = &[("group", Field::Str), ("version", Field::Str), ("kind", Field::Str)];
const RESOURCE: &[(&str, Field)] =
    &[("group", Field::Str), ("version", Field::Str), ("resource", Field::Str)];
const USER: &[(&str, Field)] =
    &[("username", Field::Str), ("uid", Field::Str), ("groups", Field::Strings), ("extra", Field::Dyn)];

/// Source: `BuildRequestType`
const REQUEST: &[(&str, Field)] = &[
    ("kind", Field::Named(KIND)),
    ("resource", Field::Named(RESOURCE)),
    ("subResource", Field::Str),
    ("requestKind", Field::Named(KIND)),
    ("requestResource", Field::Named(RESOURCE)),
    ("requestSubResource", Field::Str),
    ("name", Field::Str),
    ("namespace", Field::Str),
    ("operation", Field::Str),
    ("userInfo", Field::Named(USER)),
    ("dryRun", Field::Bool),
    ("options", Field::Dyn),
];

/// Source: k8s.io/dynamic-resource-allocation, cel/compile.go
const DEVICE: &[(&str, Field)] = &[
    ("driver", Field::Str),
    ("attributes", Field::Dyn),
    ("capacity", Field::Dyn),
    ("allowMultipleAllocations", Field::Bool),
];

/// Source: `BuildNamespaceType`
const NAMESPACE: &[(&str, Field)] = &[("metadata", Field::Dyn), ("spec", Field::Dyn), ("status", Field::Dyn)];

/// The functions of the server by what they return.
const BOOLS: &[&str] = &[
    "allowed",
    "all",
    "bool",
    "contains",
    "containsCIDR",
    "containsIP",
    "denied",
    "endsWith",
    "errored",
    "exists",
    "exists_one",
    "existsOne",
    "hasValue",
    "ip.isCanonical",
    "isCIDR",
    "isGlobalUnicast",
    "isGreaterThan",
    "isIP",
    "isInteger",
    "isLessThan",
    "isLinkLocalMulticast",
    "isLinkLocalUnicast",
    "isLoopback",
    "isQuantity",
    "isSemver",
    "isSorted",
    "isURL",
    "isUnspecified",
    "matches",
    "sets.contains",
    "sets.equivalent",
    "sets.intersects",
    "startsWith",
];
const INTS: &[&str] = &[
    "asInteger",
    "compareTo",
    "family",
    "getDate",
    "getDayOfMonth",
    "getDayOfWeek",
    "getDayOfYear",
    "getFullYear",
    "getHours",
    "getMilliseconds",
    "getMinutes",
    "getMonth",
    "getSeconds",
    "indexOf",
    "int",
    "lastIndexOf",
    "major",
    "minor",
    "patch",
    "prefixLength",
    "sign",
    "size",
];
const STRINGS: &[&str] = &[
    "charAt",
    "error",
    "find",
    "format",
    "getEscapedPath",
    "getHost",
    "getHostname",
    "getPort",
    "getScheme",
    "join",
    "jsonpatch.escapeKey",
    "lowerAscii",
    "reason",
    "replace",
    "string",
    "strings.quote",
    "substring",
    "trim",
    "upperAscii",
];
const OTHERS: &[&str] = &[
    "add",
    "asApproximateFloat",
    "bytes",
    "check",
    "cidr",
    "distinct",
    "double",
    "duration",
    "dyn",
    "fieldSelector",
    "findAll",
    "first",
    "flatten",
    "format.dns1035Label",
    "format.dns1035LabelPrefix",
    "format.dns1123Label",
    "format.dns1123LabelPrefix",
    "format.dns1123Subdomain",
    "format.dns1123SubdomainPrefix",
    "format.labelValue",
    "format.qualifiedName",
    "format.named",
    "format.uri",
    "format.uuid",
    "format.byte",
    "format.date",
    "format.datetime",
    "getQuery",
    "group",
    "ip",
    "labelSelector",
    "last",
    "lists.range",
    "masked",
    "max",
    "min",
    "name",
    "namespace",
    "optional.none",
    "optional.of",
    "optional.ofNonZeroValue",
    "optional.unwrap",
    "or",
    "orValue",
    "path",
    "quantity",
    "range",
    "resource",
    "reverse",
    "semver",
    "serviceAccount",
    "slice",
    "sort",
    "split",
    "sub",
    "subresource",
    "sum",
    "timestamp",
    "type",
    "uint",
    "unwrapOpt",
    "url",
    "validate",
    "value",
];
/// Macros that the parser leaves as they are: names in their arguments are no variables of the expression.
const MACROS: &[&str] = &[
    "all",
    "exists",
    "existsOne",
    "optFlatMap",
    "optMap",
    "sortBy",
    "transformList",
    "transformMap",
    "transformMapEntry",
];
/// Functions of strings only.
const OF_STRINGS: &[&str] = &[
    "charAt",
    "endsWith",
    "find",
    "findAll",
    "lowerAscii",
    "matches",
    "replace",
    "split",
    "startsWith",
    "substring",
    "trim",
    "upperAscii",
];
/// The names of types.
const TYPES: &[&str] = &[
    "bool",
    "bytes",
    "double",
    "duration",
    "dyn",
    "int",
    "list",
    "map",
    "null_type",
    "string",
    "timestamp",
    "type",
    "uint",
];

/// Checks that an expression would compile. `own` are the variables that a policy declares.
///
/// # Errors
/// Why it would not, or why that cannot be told.
pub(crate) fn compile(text: &str, scope: Scope<'_>, own: &[&str], want: Want) -> Result<(), Fault> {
    let program = Program::new(text)
        .map_err(|fault| Fault::Wrong(format!("the expression cannot be read: {fault}")))?;
    let mut walk = Walk { scope, own, local: Vec::new(), fault: None };
    let found = walk.infer(&program.root);
    if let Some(fault) = walk.fault {
        return Err(fault);
    }
    let (right, expected) = match want {
        Want::Any => (true, ""),
        Want::Bool => (matches!(found, Ty::Dyn | Ty::Bool), "a boolean"),
        Want::Text => (matches!(found, Ty::Dyn | Ty::Str), "a string"),
        Want::TextOrNull => (matches!(found, Ty::Dyn | Ty::Str | Ty::Null), "a string or null"),
    };
    if right {
        Ok(())
    } else {
        Err(Fault::Wrong(format!("the expression must give {expected}, but gives {}", found.name())))
    }
}

struct Walk<'s, 'e> {
    scope: Scope<'s>,
    own: &'e [&'e str],
    /// The variables of the loops around.
    local: Vec<(String, Ty<'s>)>,
    /// The first fault.
    fault: Option<Fault>,
}

impl<'s> Ty<'s> {
    /// The type of the values of a schema. Source: `SchemaDeclType`.
    fn of(at: At<'s>, root: bool) -> Option<Ty<'s>> {
        if at.get("x-kubernetes-int-or-string").bool() {
            return Some(Ty::Dyn);
        }
        let more = at.get("additionalProperties");
        Some(match at.get("type").str() {
            "array" => Ty::List(Box::new(Ty::of(
                at.get("items"),
                at.get("items").get("x-kubernetes-embedded-resource").bool(),
            )?)),
            "object" if more.is_set() && more.opt_bool().is_none() => Ty::Map(Box::new(Ty::of(more, false)?)),
            "object" => Ty::Object { at, root },
            "string" => match at.get("format").str() {
                "byte" => Ty::Bytes,
                "duration" => Ty::Duration,
                "date" | "date-time" => Ty::Timestamp,
                _ => Ty::Str,
            },
            "boolean" => Ty::Bool,
            "number" => Ty::Double,
            "integer" => Ty::Int,
            _ => return None,
        })
    }

    fn name(&self) -> &'static str {
        match self {
            Ty::Dyn => "anything",
            Ty::Null => "null",
            Ty::Bool => "a boolean",
            Ty::Int => "an integer",
            Ty::Uint => "an unsigned integer",
            Ty::Double => "a double",
            Ty::Str => "a string",
            Ty::Bytes => "bytes",
            Ty::Duration => "a duration",
            Ty::Timestamp => "a timestamp",
            Ty::List(_) => "a list",
            Ty::Map(_) => "a map",
            Ty::Object { .. } | Ty::Named(_) | Ty::Variables => "an object",
        }
    }

    fn is_number(&self) -> bool {
        matches!(self, Ty::Int | Ty::Uint | Ty::Double)
    }

    /// Whether two types may stand on both sides of an equality.
    fn fits(&self, other: &Ty<'_>) -> bool {
        match (self, other) {
            (Ty::Dyn | Ty::Null, _) | (_, Ty::Dyn | Ty::Null) => true,
            (Ty::List(a), Ty::List(b)) | (Ty::Map(a), Ty::Map(b)) => a.fits(b),
            (Ty::Object { .. } | Ty::Map(_), Ty::Map(_) | Ty::Object { .. }) => true,
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }
}

impl<'s> Walk<'s, '_> {
    fn wrong(&mut self, message: String) -> Ty<'s> {
        self.fault.get_or_insert(Fault::Wrong(message));
        Ty::Dyn
    }

    fn unchecked(&mut self, message: String) -> Ty<'s> {
        self.fault.get_or_insert(Fault::Unchecked(message));
        Ty::Dyn
    }

    fn infer(&mut self, at: &IdedExpr) -> Ty<'s> {
        match &at.expr {
            Expr::Unspecified => Ty::Dyn,
            Expr::Literal(literal) => match literal {
                LiteralValue::Boolean(_) => Ty::Bool,
                LiteralValue::Bytes(_) => Ty::Bytes,
                LiteralValue::Double(_) => Ty::Double,
                LiteralValue::Int(_) => Ty::Int,
                LiteralValue::Null => Ty::Null,
                LiteralValue::String(_) => Ty::Str,
                LiteralValue::UInt(_) => Ty::Uint,
            },
            Expr::Ident(name) => self.ident(name),
            Expr::Select(select) => {
                let operand = self.infer(&select.operand);
                let field = self.field(&operand, &select.field);
                if select.test { Ty::Bool } else { field }
            }
            Expr::Call(call) => self.call(call),
            Expr::List(list) => {
                let mut types = list.elements.iter().map(|e| self.infer(e)).collect::<Vec<_>>().into_iter();
                let first = types.next().unwrap_or(Ty::Dyn);
                if types.all(|t| t.fits(&first)) {
                    Ty::List(Box::new(first))
                } else {
                    self.wrong("the items of a list must be of one type".to_owned())
                }
            }
            Expr::Map(map) => {
                for part in map.entries.iter().flat_map(|e| entry(&e.expr)) {
                    self.infer(part);
                }
                Ty::Map(Box::new(Ty::Dyn))
            }
            Expr::Struct(new) => {
                for part in new.entries.iter().flat_map(|e| entry(&e.expr)) {
                    self.infer(part);
                }
                let name = new.type_name.as_str();
                match self.scope {
                    Scope::Patch { .. }
                        if name == "JSONPatch" || name == "Object" || name.starts_with("Object.") =>
                    {
                        Ty::Dyn
                    }
                    _ => self.wrong(format!("there is no type {name}")),
                }
            }
            Expr::Comprehension(c) => self.comprehension(c),
        }
    }

    fn ident(&mut self, name: &str) -> Ty<'s> {
        let plain = name.trim_start_matches('.');
        if let Some((_, ty)) = self.local.iter().rev().find(|(local, _)| local == plain) {
            return ty.clone();
        }
        let (params, authorizer) = match self.scope {
            Scope::Schema { at, root } => {
                return match plain {
                    "self" | "oldSelf" => Ty::of(at, root).unwrap_or(Ty::Dyn),
                    _ if TYPES.contains(&plain) => Ty::Dyn,
                    _ => self.wrong(format!("there is no variable {plain}")),
                };
            }
            Scope::Device => {
                return match plain {
                    "device" => Ty::Named(DEVICE),
                    _ if TYPES.contains(&plain) => Ty::Dyn,
                    _ => self.wrong(format!("there is no variable {plain}")),
                };
            }
            Scope::Admission { params, authorizer } => (params, authorizer),
            Scope::Patch { params } => (params, true),
        };
        match plain {
            "object" | "oldObject" => Ty::Dyn,
            "request" => Ty::Named(REQUEST),
            "namespaceObject" => Ty::Named(NAMESPACE),
            "variables" => Ty::Variables,
            "params" if params => Ty::Dyn,
            "authorizer" if authorizer => Ty::Dyn,
            _ if TYPES.contains(&plain) => Ty::Dyn,
            _ => self.wrong(format!("there is no variable {plain}")),
        }
    }

    /// The type of a field.
    fn field(&mut self, of: &Ty<'s>, name: &str) -> Ty<'s> {
        match of {
            Ty::Dyn | Ty::Duration | Ty::Timestamp => Ty::Dyn,
            Ty::Map(value) => (**value).clone(),
            Ty::Object { at, root } => {
                if *root && matches!(name, "apiVersion" | "kind") {
                    return Ty::Str;
                }
                if *root && name == "metadata" {
                    return Ty::Named(&[("name", Field::Str), ("generateName", Field::Str)]);
                }
                let property =
                    at.get("properties").entries().find(|(key, _)| escape(key).as_deref() == Some(name));
                match property.and_then(|(_, p)| Ty::of(p, p.get("x-kubernetes-embedded-resource").bool())) {
                    Some(ty) => ty,
                    None => self.wrong(format!("the schema has no field {name} here")),
                }
            }
            Ty::Named(fields) => match fields.iter().find(|(n, _)| *n == name).map(|(_, field)| *field) {
                Some(Field::Bool) => Ty::Bool,
                Some(Field::Dyn) => Ty::Dyn,
                Some(Field::Str) => Ty::Str,
                Some(Field::Strings) => Ty::List(Box::new(Ty::Str)),
                Some(Field::Named(fields)) => Ty::Named(fields),
                None => self.wrong(format!("there is no field {name} here")),
            },
            Ty::Variables if self.own.contains(&name) => Ty::Dyn,
            Ty::Variables => self.wrong(format!("there is no variable {name} before this one")),
            other => {
                let message = format!("{} has no field {name}", other.name());
                self.wrong(message)
            }
        }
    }

    fn call(&mut self, call: &CallExpr) -> Ty<'s> {
        let name = call.func_name.as_str();
        if let (operators::OPT_SELECT, [operand, _]) = (name, call.args.as_slice()) {
            self.infer(operand);
            return Ty::Dyn;
        }
        // Functions with a namespace look like methods of a variable.
        let namespace = match call.target.as_deref().map(|t| &t.expr) {
            Some(Expr::Ident(space)) if !self.local.iter().any(|(n, _)| n == space) => {
                Some(format!("{space}.{name}"))
            }
            _ => None,
        };
        let known = |name: &str| [BOOLS, INTS, STRINGS, OTHERS].iter().any(|list| list.contains(&name));
        let qualified = namespace.filter(|n| known(n));
        let full = qualified.as_deref().unwrap_or(name);
        let target = match &call.target {
            Some(target) if qualified.is_none() => Some(self.infer(target)),
            _ => None,
        };
        if MACROS.contains(&name)
            && call.args.iter().any(|a| matches!(a.expr, Expr::Ident(_)))
            && call.args.len() > 1
        {
            return Ty::Dyn;
        }
        let args: Vec<Ty<'s>> = call.args.iter().map(|arg| self.argument(name, arg)).collect();
        if let Some(ty) = self.operator(name, &args) {
            return ty;
        }
        if !known(full) {
            return self.wrong(format!("there is no function {full}"));
        }
        let target_type = target.clone();
        if let Some(target) = target.filter(|_| OF_STRINGS.contains(&name))
            && !matches!(target, Ty::Dyn | Ty::Str)
        {
            return self.wrong(format!("{name} is a function of strings, not of {}", target.name()));
        }
        if name == "reverse" && matches!(target_type, Some(Ty::Str)) {
            return self.wrong("reverse is a function of lists, not of a string".to_owned());
        }
        self.literal(call);
        match full {
            "duration" => Ty::Duration,
            "timestamp" => Ty::Timestamp,
            "double" => Ty::Double,
            "uint" => Ty::Uint,
            "bytes" => Ty::Bytes,
            "split" | "findAll" => Ty::List(Box::new(Ty::Str)),
            _ if BOOLS.contains(&full) => Ty::Bool,
            _ if INTS.contains(&full) => Ty::Int,
            _ if STRINGS.contains(&full) && full != "error" => Ty::Str,
            _ => Ty::Dyn,
        }
    }

    /// The type of an argument: what `format` puts into a text may be of several types.
    /// Source: `ValidateHomogeneousAggregateLiterals`, which passes over the list for `string.format`.
    fn argument(&mut self, function: &str, arg: &IdedExpr) -> Ty<'s> {
        let Expr::List(list) = &arg.expr else { return self.infer(arg) };
        if function != "format" {
            return self.infer(arg);
        }
        for element in &list.elements {
            self.infer(element);
        }
        Ty::List(Box::new(Ty::Dyn))
    }

    /// Literals that the server checks when it compiles. Source: `cel.ValidateRegexLiterals` and its kin.
    fn literal(&mut self, call: &CallExpr) {
        let Some(Expr::Literal(LiteralValue::String(text))) = call.args.last().map(|a| &a.expr) else {
            return;
        };
        match call.func_name.as_str() {
            "matches" => {
                if let Err(fault) = Regexp::new(text.inner()) {
                    self.wrong(format!(
                        "expected a regular expression, but {:?} is none: {fault}",
                        text.inner()
                    ));
                }
            }
            "duration" if !super::super::custom::is_go_duration(text.inner()) => {
                self.wrong(format!("expected a duration, but {:?} is none", text.inner()));
            }
            _ => {}
        }
    }

    /// The type of an operator's result; `None` for a function.
    fn operator(&mut self, name: &str, args: &[Ty<'s>]) -> Option<Ty<'s>> {
        let ordered = |a: &Ty<'s>, b: &Ty<'s>| {
            matches!((a, b), (Ty::Dyn, _) | (_, Ty::Dyn))
                || a.is_number() && b.is_number()
                || matches!(a, Ty::Bool | Ty::Str | Ty::Bytes | Ty::Duration | Ty::Timestamp)
                    && std::mem::discriminant(a) == std::mem::discriminant(b)
        };
        let logical = |a: &Ty<'s>| matches!(a, Ty::Dyn | Ty::Bool);
        let time = |a: &Ty<'s>| matches!(a, Ty::Duration | Ty::Timestamp);
        let (right, result) = match (name, args) {
            (operators::LOGICAL_AND | operators::LOGICAL_OR, args) => (args.iter().all(logical), Ty::Bool),
            (operators::LOGICAL_NOT | operators::NOT_STRICTLY_FALSE, [a]) => (logical(a), Ty::Bool),
            (operators::CONDITIONAL, [test, a, b]) => {
                (logical(test) && a.fits(b), if matches!(a, Ty::Null) { b.clone() } else { a.clone() })
            }
            (operators::EQUALS | operators::NOT_EQUALS, [a, b]) => (a.fits(b), Ty::Bool),
            (
                operators::LESS | operators::LESS_EQUALS | operators::GREATER | operators::GREATER_EQUALS,
                [a, b],
            ) => (ordered(a, b), Ty::Bool),
            (operators::IN, [a, b]) => match b {
                Ty::List(item) => (a.fits(item), Ty::Bool),
                _ => (matches!(b, Ty::Dyn | Ty::Map(_)), Ty::Bool),
            },
            (operators::ADD | operators::SUBSTRACT, [a, b]) if time(a) || time(b) => (true, Ty::Dyn),
            (operators::ADD, [a, b]) => (
                a.fits(b) && !matches!(a, Ty::Bool | Ty::Map(_) | Ty::Object { .. }),
                if matches!(a, Ty::Dyn) { b.clone() } else { a.clone() },
            ),
            (operators::SUBSTRACT | operators::MULTIPLY | operators::DIVIDE | operators::MODULO, [a, b]) => (
                a.fits(b) && [a, b].iter().all(|t| t.is_number() || matches!(t, Ty::Dyn)),
                if matches!(a, Ty::Dyn) { b.clone() } else { a.clone() },
            ),
            (operators::NEGATE, [a]) => (a.is_number() || matches!(a, Ty::Dyn), a.clone()),
            (operators::INDEX, [a, index]) => match a {
                Ty::List(item) => (matches!(index, Ty::Dyn) || index.is_number(), (**item).clone()),
                Ty::Map(value) => (matches!(index, Ty::Dyn | Ty::Str), (**value).clone()),
                _ => (matches!(a, Ty::Dyn), Ty::Dyn),
            },
            (operators::OPT_INDEX, _) => (true, Ty::Dyn),
            _ => return None,
        };
        if right {
            return Some(result);
        }
        let types: Vec<&str> = args.iter().map(Ty::name).collect();
        let sign: String = name.chars().filter(|c| *c != '_' && *c != '@').collect();
        Some(self.wrong(format!("{sign} does not work for {}", types.join(" and "))))
    }

    fn comprehension(&mut self, c: &ComprehensionExpr) -> Ty<'s> {
        let range = self.infer(&c.iter_range);
        let item = match &range {
            Ty::List(item) => (**item).clone(),
            Ty::Map(_) | Ty::Object { .. } => Ty::Str,
            Ty::Dyn => Ty::Dyn,
            other => {
                let message = format!("there are no items in {}", other.name());
                return self.wrong(message);
            }
        };
        let accumulator = match self.infer(&c.accu_init) {
            Ty::List(_) => Ty::Dyn,
            other => other,
        };
        let before = self.local.len();
        if c.iter_var2.is_some() {
            return self.unchecked("loops with two variables are not known here".to_owned());
        }
        self.local.push((c.iter_var.clone(), item));
        self.local.push((c.accu_var.clone(), accumulator));
        self.infer(&c.loop_cond);
        self.infer(&c.loop_step);
        let result = self.infer(&c.result);
        self.local.truncate(before);
        result
    }
}
