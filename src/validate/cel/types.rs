//! What the server's type check of an expression would refuse.

use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, IdedExpr, LiteralValue, operators};

use super::super::node::At;
use super::functions::{self, Kind, SIGNATURES};
use super::ty::{DEVICE, Field, OLD_DEVICE, REQUEST, Ty};
use super::{Fault, Program, entry, escape};
use crate::golang::regexp::Regexp;

/// Where an expression stands, which decides what variables it has.
#[derive(Clone, Copy)]
pub(crate) enum Scope<'s> {
    /// In an admission policy or a webhook's conditions.
    Admission { params: bool, authorizer: bool },
    /// In a mutation of an admission policy.
    Patch { params: bool },
    /// In a selector of devices; `shared` where the gate DRAConsumableCapacity is open.
    Device { shared: bool },
    /// In a schema; the cursor is at it. `optional` is whether the old value may be missing.
    Schema { at: At<'s>, root: bool, optional: bool },
}

/// What an expression must evaluate to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want {
    Any,
    Bool,
    Text,
    TextOrNull,
}

/// A variable of a policy and its type.
#[derive(Clone, Copy)]
pub(crate) struct Variable<'v> {
    pub(crate) name: &'v str,
    kind: Kind,
}

impl<'v> Variable<'v> {
    /// A variable of which nothing more is known.
    pub(crate) fn any(name: &'v str) -> Variable<'v> {
        Variable { name, kind: Kind::Any }
    }
}

/// Source: `BuildNamespaceType`
const NAMESPACE: &[(&str, Field)] = &[("metadata", Field::Dyn), ("spec", Field::Dyn), ("status", Field::Dyn)];

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

/// Checks that an expression would compile, and makes a variable of this name of it. `own` are the variables that a
/// policy declares.
///
/// # Errors
/// Why it would not, or why that cannot be told.
pub(crate) fn declare<'v>(
    name: &'v str,
    text: &str,
    scope: Scope<'_>,
    own: &[Variable<'_>],
) -> Result<Variable<'v>, Fault> {
    checked(text, scope, own, Want::Any).map(|kind| Variable { name, kind })
}

/// Checks that an expression would compile. `own` are the variables that a policy declares.
///
/// # Errors
/// Why it would not, or why that cannot be told.
pub(crate) fn compile(text: &str, scope: Scope<'_>, own: &[Variable<'_>], want: Want) -> Result<(), Fault> {
    checked(text, scope, own, want).map(|_| ())
}

fn checked(text: &str, scope: Scope<'_>, own: &[Variable<'_>], want: Want) -> Result<Kind, Fault> {
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
        Ok(found.kind())
    } else {
        Err(Fault::Wrong(format!("the expression must give {expected}, but gives {}", found.name())))
    }
}

struct Walk<'s, 'e> {
    scope: Scope<'s>,
    own: &'e [Variable<'e>],
    /// The variables of the loops around.
    local: Vec<(String, Ty<'s>)>,
    /// The first fault.
    fault: Option<Fault>,
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
                let parts: Vec<Ty<'s>> =
                    map.entries.iter().flat_map(|e| entry(&e.expr)).map(|part| self.infer(part)).collect();
                let keys: Vec<&Ty<'s>> = parts.iter().step_by(2).collect();
                let values: Vec<&Ty<'s>> = parts.iter().skip(1).step_by(2).collect();
                let alike = |list: &[&Ty<'s>]| list.windows(2).all(|w| matches!(w, [a, b] if a.fits(b)));
                if !alike(&keys) || !alike(&values) {
                    return self
                        .wrong("the keys of a map must be of one type, and so must its values".to_owned());
                }
                match keys.first() {
                    None => Ty::Map(Box::new(Ty::Dyn)),
                    Some(Ty::Str) => Ty::Map(Box::new(values.first().map_or(Ty::Dyn, |v| (*v).clone()))),
                    Some(_) => Ty::Dyn,
                }
            }
            Expr::Struct(new) => {
                for part in new.entries.iter().flat_map(|e| entry(&e.expr)) {
                    self.infer(part);
                }
                let name = new.type_name.as_str();
                if name.starts_with("google.protobuf.") {
                    return Ty::Dyn;
                }
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
            Scope::Schema { at, root, optional } => {
                let own = || Ty::of(at, root).unwrap_or(Ty::Dyn);
                return match plain {
                    "oldSelf" if optional => Ty::Optional(Box::new(own())),
                    "self" | "oldSelf" => own(),
                    _ if TYPES.contains(&plain) => Ty::Type,
                    _ => self.wrong(format!("there is no variable {plain}")),
                };
            }
            Scope::Device { shared } => {
                return match plain {
                    "device" => Ty::Named(if shared { DEVICE } else { OLD_DEVICE }),
                    _ if TYPES.contains(&plain) => Ty::Type,
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
            _ if TYPES.contains(&plain) => Ty::Type,
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
            Ty::Variables if self.own.iter().any(|v| v.name == name) => {
                let kind = self.own.iter().rev().find(|v| v.name == name).map_or(Kind::Any, |v| v.kind);
                Ty::from_kind(kind, None)
            }
            // A field of what is optional is optional too.
            Ty::Optional(inner) => match self.field(&inner.clone(), name) {
                Ty::Optional(field) => Ty::Optional(field),
                field => Ty::Optional(Box::new(field)),
            },
            Ty::Variables => self.wrong(format!("there is no variable {name} before this one")),
            other => {
                let message = format!("{} has no field {name}", other.name());
                self.wrong(message)
            }
        }
    }

    fn call(&mut self, call: &CallExpr) -> Ty<'s> {
        let name = call.func_name.as_str();
        if let (operators::OPT_SELECT, [operand, field]) = (name, call.args.as_slice()) {
            let operand = match self.infer(operand) {
                Ty::Optional(inner) => *inner,
                other => other,
            };
            let Expr::Literal(LiteralValue::String(field)) = &field.expr else { return Ty::Dyn };
            return match operand {
                Ty::Dyn => Ty::Optional(Box::new(Ty::Dyn)),
                operand => Ty::Optional(Box::new(self.field(&operand, field.inner()))),
            };
        }
        // Functions with a namespace look like methods of a variable.
        let namespace = match call.target.as_deref().map(|t| &t.expr) {
            Some(Expr::Ident(space)) if !self.local.iter().any(|(n, _)| n == space) => {
                Some(format!("{space}.{name}"))
            }
            _ => None,
        };
        let qualified = namespace.filter(|n| functions::is_known(n));
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
        if !functions::is_known(full) {
            return self.wrong(format!("there is no function {full}"));
        }
        self.literal(call);
        if functions::UNTYPED.contains(&full) {
            return if functions::BOOLS.contains(&full) { Ty::Bool } else { Ty::Dyn };
        }
        self.function(full, target.as_ref(), &args)
    }

    /// The type of a function's result by its signatures.
    fn function(&mut self, name: &str, target: Option<&Ty<'s>>, args: &[Ty<'s>]) -> Ty<'s> {
        let mut fitting = SIGNATURES.iter().filter(|(n, of, takes, _)| {
            *n == name
                && match (of, target) {
                    (Some(of), Some(target)) => target.is_a(*of, None),
                    (None, None) => true,
                    _ => false,
                }
                && takes.len() == args.len()
                && takes.iter().zip(args).all(|(kind, arg)| arg.is_a(*kind, target))
        });
        // Lists are added up, ordered and compared by what they hold.
        let item = match target {
            Some(Ty::List(item)) => Some(&**item),
            _ => None,
        };
        let held = match (name, item, args) {
            ("sum", Some(item), _) => item.is_number() || matches!(item, Ty::Dyn | Ty::Duration),
            ("min" | "max" | "isSorted" | "sort", Some(item), _) => {
                !matches!(item, Ty::List(_) | Ty::Map(_) | Ty::Object { .. } | Ty::Null)
            }
            ("indexOf" | "lastIndexOf", Some(item), [wanted]) => item.fits(wanted),
            (_, _, [a @ Ty::List(_), b @ Ty::List(_)]) => a.fits(b),
            _ => true,
        };
        let (first, second) = (fitting.next(), fitting.next());
        match (first, second) {
            (Some((.., gives)), _) if held => {
                // What is not known yet may be any of several.
                let several = second.is_some_and(|(.., other)| other != gives);
                if several { Ty::Dyn } else { Ty::from_kind(*gives, target) }
            }
            _ => {
                let mut types: Vec<&str> = target.into_iter().chain(args).map(Ty::name).collect();
                if types.is_empty() {
                    types.push("nothing");
                }
                self.wrong(format!("{name} does not work for {}", types.join(" and ")))
            }
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
            "matches" | "find" => {
                if let Err(fault) = Regexp::new(text.inner()) {
                    self.wrong(format!(
                        "expected a regular expression, but {:?} is none: {fault}",
                        text.inner()
                    ));
                }
            }
            "timestamp" if !super::super::formats::is_rfc3339(text.inner()) => {
                self.wrong(format!("expected a time, but {:?} is none", text.inner()));
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
                Ty::Map(_) => (matches!(a, Ty::Dyn | Ty::Str), Ty::Bool),
                _ => (matches!(b, Ty::Dyn), Ty::Bool),
            },
            (operators::ADD | operators::SUBSTRACT, [a, b]) if time(a) || time(b) => match (name, a, b) {
                (_, Ty::Dyn, _) | (_, _, Ty::Dyn) => (true, Ty::Dyn),
                (_, Ty::Duration, Ty::Duration) | (operators::SUBSTRACT, Ty::Timestamp, Ty::Timestamp) => {
                    (true, Ty::Duration)
                }
                (_, Ty::Timestamp, Ty::Duration) | (operators::ADD, Ty::Duration, Ty::Timestamp) => {
                    (true, Ty::Timestamp)
                }
                _ => (false, Ty::Dyn),
            },
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
            (operators::OPT_INDEX, _) => (true, Ty::Optional(Box::new(Ty::Dyn))),
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
            Ty::Map(_) => Ty::Str,
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
