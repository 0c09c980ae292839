//! The macros that the parser leaves as calls: loops over keys and values, `sortBy`, and those of optional values;
//! and the names of functions and types that have a point in them.
//!
//! Each macro becomes what cel-go makes of it, because the cost of an expression is that of its expansion.
//!
//! Sources: cel-go, ext/comprehensions.go, ext/lists.go, cel/library.go and checker/checker.go

use cel::common::ast::{
    CallExpr, ComprehensionExpr, EntryExpr, Expr, IdedExpr, ListExpr, LiteralValue, MapExpr, operators,
};

use super::{Fault, signatures};

/// The name of the accumulator; no variable of an expression can have it.
pub(super) const RESULT: &str = "@result";
/// What `sortBy` sorts.
const SORTED: &str = "@__sortBy_input__";
/// The function that adds entries to a map.
pub(super) const INSERT: &str = "cel.@mapInsert";
/// The function that sorts a list by a second one.
pub(super) const SORT_BY: &str = "@sortByAssociatedKeys";

/// Replaces the macros of an expression from the inside out, and numbers its parts anew.
///
/// `bind` says that there is `cel.bind`.
///
/// # Errors
/// What is wrong with the arguments of a macro, or that the expression becomes too large.
pub(super) fn expand(at: IdedExpr, bind: bool) -> Result<IdedExpr, Fault> {
    let mut expanded = replace(at, bind)?;
    let mut next = 0;
    number(&mut expanded, &mut next);
    Ok(expanded)
}

/// The most parts of what `optMap` is called on, which stands twice in what becomes of it.
const MAX_COPIED: usize = 10_000;

fn replace(mut at: IdedExpr, bind: bool) -> Result<IdedExpr, Fault> {
    each_child(&mut at, &mut |child| {
        let taken = std::mem::take(child);
        *child = replace(taken, bind)?;
        Ok(())
    })?;
    match at.expr {
        Expr::Call(call) if call.target.is_some() => one(call, bind),
        Expr::Select(select) if !select.test => {
            let name = path(&select.operand).map(|path| format!("{path}.{}", select.field));
            Ok(match name.filter(|name| TYPES.contains(&name.as_str())) {
                Some(name) => ident(&name),
                None => node(Expr::Select(select)),
            })
        }
        _ => Ok(at),
    }
}

/// The types whose names have a point in them.
const TYPES: &[&str] = &["net.IP", "net.CIDR", "google.protobuf.Timestamp", "google.protobuf.Duration"];

/// The name that an expression may be: `a.b.c`.
fn path(at: &IdedExpr) -> Option<String> {
    match &at.expr {
        Expr::Ident(name) => Some(name.clone()),
        Expr::Select(select) if !select.test => Some(format!("{}.{}", path(&select.operand)?, select.field)),
        _ => None,
    }
}

fn number(at: &mut IdedExpr, next: &mut u64) {
    *next += 1;
    at.id = *next;
    // No child is wrong here.
    let _ = each_child(at, &mut |child| {
        number(child, next);
        Ok(())
    });
}

/// Calls a function for each expression that stands directly in another one.
pub(super) fn each_child(
    at: &mut IdedExpr,
    with: &mut dyn FnMut(&mut IdedExpr) -> Result<(), Fault>,
) -> Result<(), Fault> {
    match &mut at.expr {
        Expr::Unspecified | Expr::Literal(_) | Expr::Ident(_) => Ok(()),
        Expr::Call(call) => {
            call.target.as_deref_mut().into_iter().chain(&mut call.args).try_for_each(&mut *with)
        }
        Expr::List(list) => list.elements.iter_mut().try_for_each(with),
        Expr::Select(select) => with(&mut select.operand),
        Expr::Map(MapExpr { entries }) => {
            entries.iter_mut().try_for_each(|entry| each_of_entry(&mut entry.expr, with))
        }
        Expr::Struct(new) => {
            new.entries.iter_mut().try_for_each(|entry| each_of_entry(&mut entry.expr, with))
        }
        Expr::Comprehension(c) => {
            [&mut c.iter_range, &mut c.accu_init, &mut c.loop_cond, &mut c.loop_step, &mut c.result]
                .into_iter()
                .try_for_each(with)
        }
    }
}

fn each_of_entry(
    entry: &mut EntryExpr,
    with: &mut dyn FnMut(&mut IdedExpr) -> Result<(), Fault>,
) -> Result<(), Fault> {
    match entry {
        EntryExpr::StructField(field) => with(&mut field.value),
        EntryExpr::MapEntry(entry) => {
            with(&mut entry.key)?;
            with(&mut entry.value)
        }
    }
}

/// A call on something: a macro, a function with a namespace, or just that.
fn one(call: CallExpr, bound: bool) -> Result<IdedExpr, Fault> {
    let CallExpr { func_name: name, target, args } = call;
    let Some(target) = target else { return Ok(function(&name, args)) };
    match (name.as_str(), args.len()) {
        ("all" | "exists" | "existsOne" | "exists_one", 3)
        | ("transformList" | "transformMap" | "transformMapEntry", 3 | 4) => pairs(&name, *target, args),
        ("sortBy", 2) => sort_by(*target, args),
        ("bind", 3) if bound && matches!(&target.expr, Expr::Ident(space) if space == "cel") => {
            let [name, value, within] = <[IdedExpr; 3]>::try_from(args).unwrap_or_default();
            Ok(bind(&variable(&name, "cel.bind")?, value, within))
        }
        ("optMap" | "optFlatMap", 2) => opt_map(*target, args, &name),
        _ => {
            let full = path(&target).map(|path| format!("{}.{name}", path.trim_start_matches('.')));
            match full.filter(|full| signatures::is_function(full)) {
                Some(full) => Ok(function(&full, args)),
                None => Ok(method(*target, &name, args)),
            }
        }
    }
}

/// A loop with two variables.
fn pairs(name: &str, target: IdedExpr, args: Vec<IdedExpr>) -> Result<IdedExpr, Fault> {
    let mut args = args.into_iter();
    let (key, value) = (args.next().unwrap_or_default(), args.next().unwrap_or_default());
    let (key, value) = (variable(&key, name)?, variable(&value, name)?);
    if key == value {
        return Err(wrong(format!("both variables of {name} have the name {key}")));
    }
    if let Some(taken) = [&key, &value].into_iter().find(|name| *name == "__result__" || *name == RESULT) {
        return Err(wrong(format!("{taken} cannot be the name of a variable")));
    }
    let last = args.next_back().unwrap_or_default();
    let filter = args.next();
    let result = || ident(RESULT);
    let yes = || literal(LiteralValue::Boolean(true.into()));
    let (init, condition, step) = match name {
        "all" => (
            yes(),
            function(operators::NOT_STRICTLY_FALSE, vec![result()]),
            function(operators::LOGICAL_AND, vec![result(), last]),
        ),
        "exists" => {
            let not = function(operators::LOGICAL_NOT, vec![result()]);
            (
                literal(LiteralValue::Boolean(false.into())),
                function(operators::NOT_STRICTLY_FALSE, vec![not]),
                function(operators::LOGICAL_OR, vec![result(), last]),
            )
        }
        "existsOne" | "exists_one" => {
            let more = function(operators::ADD, vec![result(), int(1)]);
            (int(0), yes(), function(operators::CONDITIONAL, vec![last, more, result()]))
        }
        "transformList" => {
            let item = node(Expr::List(ListExpr::new(vec![last])));
            (none(), yes(), function(operators::ADD, vec![result(), item]))
        }
        _ => {
            let entry = if name == "transformMap" { vec![ident(&key), last] } else { vec![last] };
            let step = function(INSERT, std::iter::once(result()).chain(entry).collect());
            (node(Expr::Map(MapExpr { entries: Vec::new() })), yes(), step)
        }
    };
    let step = match filter {
        Some(filter) => function(operators::CONDITIONAL, vec![filter, step, result()]),
        None => step,
    };
    let one = matches!(name, "existsOne" | "exists_one");
    let end = if one { function(operators::EQUALS, vec![result(), int(1)]) } else { result() };
    Ok(fold(ComprehensionExpr {
        iter_range: target,
        iter_var: key,
        iter_var2: Some(value),
        accu_var: RESULT.to_owned(),
        accu_init: init,
        loop_cond: condition,
        loop_step: step,
        result: end,
    }))
}

/// `list.sortBy(item, key)`
fn sort_by(target: IdedExpr, args: Vec<IdedExpr>) -> Result<IdedExpr, Fault> {
    if matches!(target.expr, Expr::Literal(_) | Expr::Map(_) | Expr::Struct(_)) {
        return Err(wrong("sortBy sorts lists only"));
    }
    let [item, key] = <[IdedExpr; 2]>::try_from(args).unwrap_or_default();
    let key = node(Expr::List(ListExpr::new(vec![key])));
    let keys = fold(ComprehensionExpr {
        iter_range: ident(SORTED),
        iter_var: variable(&item, "sortBy")?,
        iter_var2: None,
        accu_var: RESULT.to_owned(),
        accu_init: none(),
        loop_cond: literal(LiteralValue::Boolean(true.into())),
        loop_step: function(operators::ADD, vec![ident(RESULT), key]),
        result: ident(RESULT),
    });
    Ok(bind(SORTED, target, method(ident(SORTED), SORT_BY, vec![keys])))
}

/// `optional.optMap(value, expression)`, and `optFlatMap`, whose expression gives an optional value itself.
fn opt_map(target: IdedExpr, args: Vec<IdedExpr>, name: &str) -> Result<IdedExpr, Fault> {
    let [value, then] = <[IdedExpr; 2]>::try_from(args).unwrap_or_default();
    let value = variable(&value, name)?;
    if super::size(&target) > MAX_COPIED {
        return Err(Fault::Unchecked(format!("the expression becomes too large by {name}")));
    }
    let held = method(target.clone(), "value", Vec::new());
    let some = bind(&value, held, then);
    let some = if name == "optMap" { function("optional.of", vec![some]) } else { some };
    let test = method(target, "hasValue", Vec::new());
    Ok(function(operators::CONDITIONAL, vec![test, some, function("optional.none", Vec::new())]))
}

fn variable(at: &IdedExpr, macro_name: &str) -> Result<String, Fault> {
    match &at.expr {
        Expr::Ident(name) if !name.starts_with('.') => Ok(name.clone()),
        _ => Err(wrong(format!("a variable of {macro_name} must be a plain name"))),
    }
}

fn wrong(why: impl Into<String>) -> Fault {
    Fault::Wrong(why.into())
}

fn node(expr: Expr) -> IdedExpr {
    IdedExpr { id: 0, expr }
}

fn ident(name: &str) -> IdedExpr {
    node(Expr::Ident(name.to_owned()))
}

fn literal(value: LiteralValue) -> IdedExpr {
    node(Expr::Literal(value))
}

fn int(value: i64) -> IdedExpr {
    literal(LiteralValue::Int(value.into()))
}

fn none() -> IdedExpr {
    node(Expr::List(ListExpr::new(Vec::new())))
}

fn function(name: &str, args: Vec<IdedExpr>) -> IdedExpr {
    node(Expr::Call(CallExpr { func_name: name.to_owned(), target: None, args }))
}

fn method(target: IdedExpr, name: &str, args: Vec<IdedExpr>) -> IdedExpr {
    node(Expr::Call(CallExpr { func_name: name.to_owned(), target: Some(Box::new(target)), args }))
}

fn fold(fold: ComprehensionExpr) -> IdedExpr {
    node(Expr::Comprehension(Box::new(fold)))
}

/// An expression in which a name stands for a value: a loop over nothing, with the name as its accumulator.
fn bind(name: &str, value: IdedExpr, within: IdedExpr) -> IdedExpr {
    fold(ComprehensionExpr {
        iter_range: none(),
        iter_var: "#unused".to_owned(),
        iter_var2: None,
        accu_var: name.to_owned(),
        accu_init: value,
        loop_cond: literal(LiteralValue::Boolean(false.into())),
        loop_step: ident(name),
        result: within,
    })
}
