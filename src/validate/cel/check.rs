//! The server's type check of an expression.
//!
//! Source: cel-go, checker/checker.go

use std::collections::HashMap;
use std::rc::Rc;

use cel::common::ast::{
    CallExpr, ComprehensionExpr, EntryExpr, Expr, IdedExpr, LiteralValue, SelectExpr, StructExpr, operators,
};

use super::scope::{Own, Scope};
use super::signatures::{self, Functions};
use super::types::{self, Mapping, Type};
use super::{Fault, Program, literals};

/// What an expression must evaluate to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want {
    Any,
    Bool,
    Text,
    TextOrNull,
}

/// An expression that the server would take, with the types of its parts.
pub(crate) struct Compiled {
    pub(super) program: Program,
    pub(super) ty: Type,
    pub(super) parts: Parts,
}

/// What the check finds for each part of an expression, by its number.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) types: HashMap<u64, Type>,
    /// The overloads that a call may mean.
    pub(super) overloads: HashMap<u64, Vec<&'static str>>,
}

/// Checks that an expression would compile. `own` are the variables that a policy declares.
///
/// # Errors
/// Why it would not, or why that cannot be told.
pub(crate) fn compile(text: &str, scope: Scope<'_>, own: &Own, want: Want) -> Result<Compiled, Fault> {
    let program = Program::read(text, matches!(scope, Scope::Device { .. }))?;
    let mut walk = Walk {
        scope,
        own,
        functions: signatures::all(),
        mapping: Mapping::default(),
        locals: Vec::new(),
        parts: Parts::default(),
        fault: None,
    };
    let found = walk.infer(&program.root);
    let Walk { mapping, mut parts, fault, .. } = walk;
    if let Some(fault) = fault {
        return Err(fault);
    }
    parts.types.values_mut().for_each(|ty| *ty = mapping.resolve(ty, true));
    let ty = mapping.resolve(&found, true);
    literals::check(&program.root, &parts)?;
    let (right, expected) = match want {
        Want::Any => (true, ""),
        Want::Bool => {
            (ty == Type::Bool || ty == Type::Dyn && matches!(scope, Scope::Device { .. }), "a boolean")
        }
        Want::Text => (ty == Type::Str, "a string"),
        Want::TextOrNull => (matches!(ty, Type::Str | Type::Null), "a string or null"),
    };
    if right {
        Ok(Compiled { program, ty, parts })
    } else {
        Err(Fault::Wrong(format!("the expression must give {expected}, but gives {ty}")))
    }
}

struct Walk<'s> {
    scope: Scope<'s>,
    own: &'s Own,
    functions: Rc<Functions>,
    mapping: Mapping,
    /// The variables of the loops around.
    locals: Vec<(String, Type)>,
    parts: Parts,
    /// The first fault.
    fault: Option<Fault>,
}

/// The names of types.
fn named_type(name: &str) -> Option<Type> {
    Some(match name {
        "list" => Type::list(Type::Dyn),
        "map" => Type::map(Type::Dyn, Type::Dyn),
        "null_type" => Type::Null,
        "type" => Type::Of(None),
        types::OPTIONAL => Type::optional(Type::Dyn),
        "google.protobuf.Duration" => Type::Duration,
        "google.protobuf.Timestamp" => Type::Timestamp,
        "bool" | "bytes" | "double" | "int" | "string" | "uint" | "net.IP" | "net.CIDR" => Type::read(name),
        _ => return None,
    })
}

impl Walk<'_> {
    fn wrong(&mut self, message: String) -> Type {
        self.fault.get_or_insert(Fault::Wrong(message));
        Type::Error
    }

    fn unchecked(&mut self, message: String) -> Type {
        self.fault.get_or_insert(Fault::Unchecked(message));
        Type::Error
    }

    fn infer(&mut self, at: &IdedExpr) -> Type {
        let ty = match &at.expr {
            Expr::Unspecified => Type::Error,
            Expr::Literal(literal) => match literal {
                LiteralValue::Boolean(_) => Type::Bool,
                LiteralValue::Bytes(_) => Type::Bytes,
                LiteralValue::Double(_) => Type::Double,
                LiteralValue::Int(_) => Type::Int,
                LiteralValue::Null => Type::Null,
                LiteralValue::String(_) => Type::Str,
                LiteralValue::UInt(_) => Type::Uint,
            },
            Expr::Ident(name) => self.ident(name),
            Expr::Select(select) => self.select(select),
            Expr::Call(call) => self.call(at.id, call),
            Expr::List(list) => {
                let mut item: Option<Type> = None;
                for (index, element) in list.elements.iter().enumerate() {
                    let ty = self.infer(element);
                    let ty = if list.optional_indices.contains(&index) { self.unwrapped(&ty) } else { ty };
                    item = Some(self.joined(item, ty));
                }
                Type::list(item.unwrap_or_else(|| self.mapping.fresh()))
            }
            Expr::Map(map) => {
                let (mut key, mut value): (Option<Type>, Option<Type>) = (None, None);
                for entry in &map.entries {
                    let EntryExpr::MapEntry(entry) = &entry.expr else { continue };
                    let ty = self.infer(&entry.key);
                    key = Some(self.joined(key, ty));
                    let ty = self.infer(&entry.value);
                    let ty = if entry.optional { self.unwrapped(&ty) } else { ty };
                    value = Some(self.joined(value, ty));
                }
                let key = key.unwrap_or_else(|| self.mapping.fresh());
                Type::map(key, value.unwrap_or_else(|| self.mapping.fresh()))
            }
            Expr::Struct(new) => self.object(new),
            Expr::Comprehension(c) => self.comprehension(c),
        };
        self.parts.types.insert(at.id, ty.clone());
        ty
    }

    /// The type of what all of these have in common; that all are alike is looked at later. Source: `joinTypes`
    fn joined(&mut self, before: Option<Type>, ty: Type) -> Type {
        match before {
            Some(before) => self.mapping.join(&before, &ty).unwrap_or(Type::Dyn),
            None => ty,
        }
    }

    /// What an optional value of that type holds.
    fn unwrapped(&mut self, ty: &Type) -> Type {
        match ty.unwrapped() {
            Some(inner) => inner.clone(),
            None if *ty == Type::Dyn => Type::Dyn,
            None => self.wrong(format!("{ty} is no optional value")),
        }
    }

    fn ident(&mut self, name: &str) -> Type {
        let plain = name.trim_start_matches('.');
        let local = self.locals.iter().rev().find(|(local, _)| local == plain).map(|(_, ty)| ty.clone());
        if let Some(ty) = local.or_else(|| self.scope.variable(plain)) {
            return ty;
        }
        match named_type(plain) {
            Some(ty) => Type::type_of(ty),
            None => self.wrong(format!("there is no variable {plain}")),
        }
    }

    fn select(&mut self, select: &SelectExpr) -> Type {
        if let (Expr::Ident(name), false) = (&select.operand.expr, select.test) {
            if let Some(ty) = self.scope.variable(&format!("{name}.{}", select.field)) {
                return ty;
            }
            if name == "google"
                && self.scope.variable(name).is_none()
                && self.locals.iter().all(|(n, _)| n != name)
            {
                return self.unchecked("the types of protocol buffers are not known here".to_owned());
            }
        }
        let operand = self.infer(&select.operand);
        let ty = self.field(&operand, &select.field, false);
        if select.test { Type::Bool } else { ty }
    }

    /// The type of a field. Source: `checkSelectField`
    fn field(&mut self, of: &Type, name: &str, optional: bool) -> Type {
        let of = self.mapping.resolve(of, false);
        let (inner, wrapped) = match of.unwrapped() {
            Some(inner) => (inner.clone(), true),
            None => (of.clone(), optional),
        };
        let ty = match &inner {
            Type::Map(both) => both.1.clone(),
            Type::Object(object) => match self.scope.field(self.own, object, name) {
                Some(ty) => ty,
                None => {
                    let message = match self.scope {
                        Scope::Schema { .. } if object.starts_with("self") => {
                            format!("the schema has no field {name} here")
                        }
                        _ if &**object == super::scope::VARIABLES => {
                            format!("there is no variable {name} before this one")
                        }
                        _ => format!("there is no field {name} here"),
                    };
                    self.wrong(message)
                }
            },
            Type::Param(_) => {
                self.mapping.assign(&[Type::Dyn], std::slice::from_ref(&inner));
                Type::Dyn
            }
            ty if ty.is_dyn_or_error() => Type::Dyn,
            other => {
                self.wrong(format!("{other} has no field {name}"));
                Type::Dyn
            }
        };
        if wrapped { Type::optional(ty) } else { ty }
    }

    fn call(&mut self, id: u64, call: &CallExpr) -> Type {
        let name = call.func_name.as_str();
        if let (operators::OPT_SELECT, [operand, field]) = (name, call.args.as_slice()) {
            let Expr::Literal(LiteralValue::String(text)) = &field.expr else {
                return self.wrong("the name of a field must be a plain name".to_owned());
            };
            let operand = self.infer(operand);
            self.parts.overloads.insert(id, vec!["select_optional_field"]);
            return self.field(&operand, text.inner(), true);
        }
        // A name that is unknown is the fault to tell, not what follows from it in the arguments.
        if let Some(Expr::Ident(variable)) = call.target.as_deref().map(|t| &t.expr) {
            self.ident(variable);
        }
        let mut args: Vec<Type> = Vec::new();
        let mut given: Vec<Type> = call.args.iter().map(|arg| self.infer(arg)).collect();
        if let Some(target) = &call.target {
            args.push(self.infer(target));
        }
        args.append(&mut given);
        if matches!(name, operators::LOGICAL_AND | operators::LOGICAL_OR) {
            let overload = if name == operators::LOGICAL_AND { "logical_and" } else { "logical_or" };
            self.parts.overloads.insert(id, vec![overload]);
            let fits = args.iter().all(|arg| self.mapping.assign(std::slice::from_ref(arg), &[Type::Bool]));
            return if fits { Type::Bool } else { self.unfit(name, &args, false) };
        }
        self.resolve(id, name, &args, call.target.is_some())
    }

    /// The type of a call. Source: `resolveOverload`
    fn resolve(&mut self, id: u64, name: &str, args: &[Type], member: bool) -> Type {
        let functions = Rc::clone(&self.functions);
        let Some(overloads) = functions.get(name) else {
            return self.wrong(format!("there is no function {name}"));
        };
        if name == "jsonpatch.escapeKey" && !matches!(self.scope, Scope::Patch { .. }) {
            return self.wrong(format!("there is no function {name}"));
        }
        let mut result: Option<Type> = None;
        let mut matched = Vec::new();
        for overload in overloads.iter().filter(|o| o.member == member) {
            let (wanted, gives) = if overload.generic {
                let first = self.mapping.fresh_block();
                let wanted = overload.args.iter().map(|arg| arg.instance(first)).collect();
                (wanted, overload.result.instance(first))
            } else {
                (overload.args.clone(), overload.result.clone())
            };
            if !self.mapping.assign(args, &wanted) {
                continue;
            }
            matched.push(overload.id);
            let gives = self.mapping.resolve(&gives, false);
            result = Some(match result {
                None => gives,
                Some(before) if before == Type::Dyn || before == gives => before,
                Some(_) => Type::Dyn,
            });
        }
        self.parts.overloads.insert(id, matched);
        match result {
            Some(ty) => ty,
            None => self.unfit(name, args, member),
        }
    }

    fn unfit(&mut self, name: &str, args: &[Type], member: bool) -> Type {
        if args.contains(&Type::Error) {
            return Type::Error;
        }
        let sign: String =
            name.chars().filter(|c| !matches!(c, '_' | '@' | '?') || name == "_?_:_").collect();
        let operator = !name.starts_with(|c: char| c.is_ascii_alphabetic());
        let sign = if name == "_?_:_" { "?:".to_owned() } else { sign };
        let types: Vec<String> = args.iter().map(|arg| self.mapping.resolve(arg, true).to_string()).collect();
        let message = match (operator, types.split_first()) {
            (false, Some((target, rest))) if member => {
                let with =
                    if rest.is_empty() { String::new() } else { format!(" with {}", rest.join(" and ")) };
                format!("{name} is not a function of {target}{with}")
            }
            (false, _) => format!("{name} does not take {}", types.join(" and ")),
            _ => format!("{sign} does not work for {}", types.join(" and ")),
        };
        self.wrong(message)
    }

    fn object(&mut self, new: &StructExpr) -> Type {
        for entry in &new.entries {
            if let EntryExpr::StructField(field) = &entry.expr {
                self.infer(&field.value);
            }
        }
        let name = new.type_name.as_str();
        if self.scope.makes(name) {
            return Type::Dyn;
        }
        if name.trim_start_matches('.').starts_with("google.") {
            return self.unchecked("the types of protocol buffers are not known here".to_owned());
        }
        self.wrong(format!("there is no type {name}"))
    }

    /// Source: `checkComprehension`
    fn comprehension(&mut self, c: &ComprehensionExpr) -> Type {
        let range = self.infer(&c.iter_range);
        let start = self.infer(&c.accu_init);
        let range = self.mapping.resolve(&range, false);
        let (first, second) = match &range {
            Type::List(item) if c.iter_var2.is_some() => (Type::Int, (**item).clone()),
            Type::List(item) => ((**item).clone(), Type::Dyn),
            Type::Map(both) => (both.0.clone(), both.1.clone()),
            // The server gives attributes the type `any`, which has no items where `dyn` may have some.
            Type::Dyn if matches!(self.scope, Scope::Device { .. }) && is_of_device(&c.iter_range) => {
                self.wrong("an attribute of a device has no items: write dyn(…) around it".to_owned());
                (Type::Error, Type::Error)
            }
            Type::Dyn | Type::Error => (Type::Dyn, Type::Dyn),
            Type::Param(_) => {
                self.mapping.assign(&[Type::Dyn], std::slice::from_ref(&range));
                (Type::Dyn, Type::Dyn)
            }
            other => {
                self.wrong(format!("there are no items in {other}"));
                (Type::Error, Type::Error)
            }
        };
        let depth = self.locals.len();
        self.locals.push((c.accu_var.clone(), start.clone()));
        self.locals.push((c.iter_var.clone(), first));
        if let Some(name) = &c.iter_var2 {
            self.locals.push((name.clone(), second));
        }
        for (part, wanted) in [(&c.loop_cond, Type::Bool), (&c.loop_step, start)] {
            let found = self.infer(part);
            if !self.mapping.assign(&[wanted], std::slice::from_ref(&found)) {
                let found = self.mapping.resolve(&found, true);
                self.wrong(format!("{found} does not fit into a loop"));
            }
        }
        self.locals.truncate(depth + 1);
        let result = self.infer(&c.result);
        self.locals.truncate(depth);
        self.mapping.resolve(&result, false)
    }
}

/// Whether a value is read from the device itself.
fn is_of_device(at: &IdedExpr) -> bool {
    match &at.expr {
        Expr::Ident(name) => name == "device",
        Expr::Select(select) => is_of_device(&select.operand),
        Expr::Call(call) if call.func_name == operators::INDEX => call.args.first().is_some_and(is_of_device),
        _ => false,
    }
}
