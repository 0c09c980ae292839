//! Evaluation of an expression.
//!
//! A failure is a value until it reaches something that must have one: the other side of `||` or `&&` may decide.
//! Source: cel-go, interpreter/interpretable.go and attributes.go

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use cel::common::ast::{
    CallExpr, ComprehensionExpr, EntryExpr, Expr, IdedExpr, ListExpr, LiteralValue, MapExpr, operators,
};

use super::library;
use super::types::OPTIONAL;
use super::value::{Answer, Key, Map, Value, unfit, unknown, wrong};
use super::{Fault, Program};

/// The most parts of an expression that are evaluated. The server gives up at a cost of 1,000,000, of which each part
/// but a literal has at least one; what comes near to that is left to it.
const MAX_STEPS: u64 = 200_000;

/// What an expression gives.
pub(crate) enum Output {
    Bool(bool),
    Str(String),
    Other,
}

impl Program {
    /// Evaluates the expression for a value of `self`.
    ///
    /// # Errors
    /// Why that does not work: the server gives up for the same reason, or it knows what is unknown here.
    pub(crate) fn run(&self, this: &Value) -> Result<Output, Fault> {
        let (first, looped) = self.evaluate(this, false);
        let first = output(first?)?;
        if !looped {
            return Ok(first);
        }
        // The server goes through maps in any order. What both orders agree on is taken for what all agree on.
        let second = output(self.evaluate(this, true).0.map_err(|_| order_counts())?)?;
        match (&first, &second) {
            (Output::Bool(a), Output::Bool(b)) if a != b => Err(order_counts()),
            (Output::Str(a), Output::Str(b)) if a != b => Err(order_counts()),
            _ => Ok(first),
        }
    }

    /// The value of the expression, and whether it went through a map that has more than one key.
    fn evaluate(&self, this: &Value, backwards: bool) -> (Answer, bool) {
        let mut run = Run {
            // A rule that needs the old value is not evaluated for a new one.
            locals: vec![("self", Ok(this.clone())), ("oldSelf", Ok(Value::Optional(None)))],
            steps: 0,
            backwards,
            looped: Cell::new(false),
        };
        let answer = run.value(&self.root);
        (answer, run.looped.get())
    }
}

fn order_counts() -> Fault {
    unknown("the answer depends on the order of the keys of a map")
}

fn output(value: Value) -> Result<Output, Fault> {
    match value {
        Value::Bool(b) => Ok(Output::Bool(b)),
        Value::Str(s) => Ok(Output::Str(s.to_string())),
        Value::Unsaid => Err(unknown("the words of the server are not known here")),
        _ => Ok(Output::Other),
    }
}

struct Run<'e> {
    /// The variables, the innermost last.
    locals: Vec<(&'e str, Answer)>,
    steps: u64,
    /// Whether maps are gone through from their end.
    backwards: bool,
    looped: Cell<bool>,
}

impl<'e> Run<'e> {
    fn value(&mut self, at: &'e IdedExpr) -> Answer {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return Err(unknown("it takes too many steps"));
        }
        match &at.expr {
            Expr::Unspecified => Err(unknown("an expression is missing")),
            Expr::Literal(literal) => Ok(constant(literal)),
            Expr::Ident(name) => self.ident(name),
            Expr::Select(select) => {
                let operand = self.value(&select.operand)?;
                let found = self.field(&operand, &select.field)?;
                match (found, select.test) {
                    (found, true) => Ok(Value::Bool(found.is_some())),
                    (Some(found), false) => Ok(found),
                    (None, false) => Err(wrong(format!("there is no key {}", select.field))),
                }
            }
            Expr::Call(call) => self.call(call),
            Expr::List(list) => self.list(list),
            Expr::Map(map) => self.map(map),
            Expr::Struct(_) => Err(unknown("objects that an expression makes are not known here")),
            Expr::Comprehension(c) => self.comprehension(c),
        }
    }

    fn ident(&mut self, name: &str) -> Answer {
        let plain = name.trim_start_matches('.');
        if let Some((_, answer)) = self.locals.iter().rev().find(|(local, _)| *local == plain) {
            return answer.clone();
        }
        match plain {
            "bool"
            | "bytes"
            | "double"
            | "int"
            | "list"
            | "map"
            | "null_type"
            | "string"
            | "type"
            | "uint"
            | "google.protobuf.Duration"
            | "google.protobuf.Timestamp"
            | "net.IP"
            | "net.CIDR"
            | OPTIONAL => Ok(Value::Type(plain.into())),
            _ => Err(unknown(format!("{plain} is not known here"))),
        }
    }

    /// The value of a field; of an optional value it is optional too. `None` where there is none.
    fn field(&mut self, of: &Value, name: &str) -> Result<Option<Value>, Fault> {
        match of {
            Value::Map(map) => {
                let found = map.entries.get(&Key::Str(name.into()));
                // A field whose name is a word of the language may be written as it is.
                let word = || format!("__{name}__").as_str().into();
                Ok(found.or_else(|| map.object.then(|| map.entries.get(&Key::Str(word())))?).cloned())
            }
            Value::Optional(None) => Ok(Some(Value::Optional(None))),
            Value::Optional(Some(inner)) => {
                let found = self.field(inner, name)?;
                Ok(Some(found.map_or(Value::Optional(None), Value::some)))
            }
            other => Err(unfit("a field", &[other])),
        }
    }

    fn list(&mut self, list: &'e ListExpr) -> Answer {
        let mut items = Vec::with_capacity(list.elements.len());
        for (index, element) in list.elements.iter().enumerate() {
            let value = self.value(element)?;
            if !list.optional_indices.contains(&index) {
                items.push(value);
                continue;
            }
            match value {
                Value::Optional(value) => items.extend(value.map(|v| (*v).clone())),
                other => return Err(unfit("an optional item", &[&other])),
            }
        }
        Ok(Value::list(items))
    }

    fn map(&mut self, map: &'e MapExpr) -> Answer {
        let mut entries = BTreeMap::new();
        for entry in &map.entries {
            let EntryExpr::MapEntry(entry) = &entry.expr else { continue };
            let key = self.value(&entry.key)?;
            let value = self.value(&entry.value)?;
            let value = match (entry.optional, value) {
                (false, value) => value,
                (true, Value::Optional(Some(value))) => (*value).clone(),
                (true, Value::Optional(None)) => continue,
                (true, other) => return Err(unfit("an optional entry", &[&other])),
            };
            let double = matches!(key, Value::Double(_));
            let key = key
                .key()
                .filter(|_| !double)
                .ok_or_else(|| unknown("a key of that type is not known here"))?;
            entries.insert(key, value);
        }
        Ok(Value::map(entries))
    }

    fn comprehension(&mut self, c: &'e ComprehensionExpr) -> Answer {
        let range = self.value(&c.iter_range)?;
        let start = self.value(&c.accu_init);
        let depth = self.locals.len();
        self.locals.push((&c.accu_var, start));
        let keyed = c.iter_var2.is_some();
        let pairs: Vec<(Value, Option<Value>)> = match &range {
            Value::List(list) => {
                let mut index = 0;
                let pair = |item: &Value| {
                    index += 1;
                    if keyed { (Value::Int(index - 1), Some(item.clone())) } else { (item.clone(), None) }
                };
                list.items.iter().map(pair).collect()
            }
            Value::Map(map) => {
                self.looped.set(self.looped.get() || map.entries.len() > 1);
                let pair = |(key, value): (&Key, &Value)| (Value::from(key), keyed.then(|| value.clone()));
                if self.backwards {
                    map.entries.iter().rev().map(pair).collect()
                } else {
                    map.entries.iter().map(pair).collect()
                }
            }
            other => return Err(unfit("a loop", &[other])),
        };
        for (first, second) in pairs {
            self.locals.truncate(depth + 1);
            self.locals.push((&c.iter_var, Ok(first)));
            if let (Some(name), Some(second)) = (&c.iter_var2, second) {
                self.locals.push((name, Ok(second)));
            }
            if matches!(self.value(&c.loop_cond), Ok(Value::Bool(false))) {
                break;
            }
            let step = self.value(&c.loop_step);
            if let Some((_, accumulator)) = self.locals.get_mut(depth) {
                *accumulator = step;
            }
        }
        self.locals.truncate(depth + 1);
        let result = self.value(&c.result);
        self.locals.truncate(depth);
        result
    }

    fn call(&mut self, call: &'e CallExpr) -> Answer {
        match (call.func_name.as_str(), call.args.as_slice()) {
            (operators::LOGICAL_OR, args) => return self.logical(args, true),
            (operators::LOGICAL_AND, args) => return self.logical(args, false),
            (operators::CONDITIONAL, [test, yes, no]) => {
                return match self.value(test)? {
                    Value::Bool(true) => self.value(yes),
                    Value::Bool(false) => self.value(no),
                    other => Err(unfit("?:", &[&other])),
                };
            }
            (operators::NOT_STRICTLY_FALSE, [test]) => {
                return Ok(Value::Bool(!matches!(self.value(test), Ok(Value::Bool(false)))));
            }
            (operators::OPT_SELECT, [operand, field]) => {
                let operand = self.value(operand)?;
                let Value::Str(field) = self.value(field)? else { return Err(unfit("a field", &[])) };
                return Ok(match (&operand, self.field(&operand, &field)?) {
                    (Value::Optional(_), found) => found.unwrap_or(Value::Optional(None)),
                    (_, found) => found.map_or(Value::Optional(None), Value::some),
                });
            }
            ("or" | "orValue", [other]) if let Some(target) = &call.target => {
                return match self.value(target)? {
                    Value::Optional(None) => self.value(other),
                    Value::Optional(Some(value)) if call.func_name == "orValue" => Ok((*value).clone()),
                    value => Ok(value),
                };
            }
            _ => {}
        }
        let mut args = Vec::with_capacity(call.args.len() + 1);
        for arg in call.target.as_deref().into_iter().chain(&call.args) {
            args.push(self.value(arg)?);
        }
        library::call(&call.func_name, call.target.is_some(), &args, &mut self.steps)
    }

    /// `||` and `&&`: what `decides` on any side is the answer, whatever the other side is.
    fn logical(&mut self, args: &'e [IdedExpr], decides: bool) -> Answer {
        let mut fault = None;
        for arg in args {
            match self.value(arg) {
                Ok(Value::Bool(b)) if b == decides => return Ok(Value::Bool(decides)),
                Ok(Value::Bool(_)) => {}
                Ok(other) => fault = keep(fault, unfit(if decides { "||" } else { "&&" }, &[&other])),
                Err(found) => fault = keep(fault, found),
            }
        }
        fault.map_or(Ok(Value::Bool(!decides)), Err)
    }
}

/// The first fault, but what is not known may have decided.
fn keep(first: Option<Fault>, second: Fault) -> Option<Fault> {
    match (first, second) {
        (Some(Fault::Wrong(_)), second @ Fault::Unchecked(_)) => Some(second),
        (Some(first), _) => Some(first),
        (None, second) => Some(second),
    }
}

/// The value of a literal.
pub(super) fn constant(literal: &LiteralValue) -> Value {
    match literal {
        LiteralValue::Boolean(b) => Value::Bool(*b.inner()),
        LiteralValue::Bytes(b) => Value::Bytes(b.inner().into()),
        LiteralValue::Double(f) => Value::Double(*f.inner()),
        LiteralValue::Int(i) => Value::Int(*i.inner()),
        LiteralValue::Null => Value::Null,
        LiteralValue::String(s) => Value::str(s.inner()),
        LiteralValue::UInt(u) => Value::Uint(*u.inner()),
    }
}

/// The value of an index, or of an optional one. Source: `refQualify`
pub(super) fn index(of: &Value, at: &Value) -> Result<Option<Value>, Fault> {
    match of {
        Value::List(list) => {
            let place = match at {
                Value::Int(i) => usize::try_from(*i).ok(),
                Value::Uint(u) => usize::try_from(*u).ok(),
                Value::Double(f) => match super::super::node::integral(*f) {
                    Some(i) => usize::try_from(i).ok(),
                    None => return Err(unfit("an index", &[at])),
                },
                other => return Err(unfit("an index", &[other])),
            };
            Ok(place.and_then(|place| list.items.get(place)).cloned())
        }
        Value::Map(map) => find(map, at),
        Value::Optional(None) => Ok(Some(Value::Optional(None))),
        Value::Optional(Some(inner)) => {
            Ok(Some(index(inner, at)?.map_or(Value::Optional(None), Value::some)))
        }
        other => Err(unfit("an index", &[other, at])),
    }
}

fn find(map: &Rc<Map>, at: &Value) -> Result<Option<Value>, Fault> {
    if map.object && !matches!(at, Value::Str(_)) {
        return Err(unfit("a key", &[at]));
    }
    match at.key() {
        Some(key) => Ok(map.get(&key).cloned()),
        None => Ok(None),
    }
}
