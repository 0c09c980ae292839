//! Lists. Source: sprig, list.go, and the ranges of numeric.go.
//!
//! Every function takes a slice of any element type and gives back an `[]interface {}`, but for `slice`,
//! which keeps the type. A function and its `must` twin differ only in how Go raises the error.

use super::Type::{Any, Int};
use super::defaults::is_empty;
use super::{Env, Func, args, cast, func, variadic};
use crate::golang::equal::deep_equal_counted;
use crate::golang::named;
use crate::value::{ElemType, Slice, Value};
use std::borrow::Cow;

/// The functions of this family.
pub const TABLE: &[Func] = &[
    func("append", &[Any, Any], push),
    func("chunk", &[Int, Any], chunk),
    func("compact", &[Any], compact),
    variadic("concat", &[], Any, concat),
    func("first", &[Any], first),
    func("has", &[Any, Any], has),
    func("initial", &[Any], initial),
    func("last", &[Any], last),
    variadic("list", &[], Any, |_, args| Ok(args.to_vec().into())),
    func("mustAppend", &[Any, Any], push),
    func("mustChunk", &[Int, Any], chunk),
    func("mustCompact", &[Any], compact),
    func("mustFirst", &[Any], first),
    func("mustHas", &[Any, Any], has),
    func("mustInitial", &[Any], initial),
    func("mustLast", &[Any], last),
    func("mustPrepend", &[Any, Any], prepend),
    func("mustPush", &[Any, Any], push),
    func("mustRest", &[Any], rest),
    func("mustReverse", &[Any], reverse),
    variadic("mustSlice", &[Any], Any, slice),
    func("mustUniq", &[Any], uniq),
    variadic("mustWithout", &[Any], Any, without),
    func("prepend", &[Any, Any], prepend),
    func("push", &[Any, Any], push),
    func("rest", &[Any], rest),
    func("reverse", &[Any], reverse),
    variadic("seq", &[], Int, seq),
    variadic("slice", &[Any], Any, slice),
    variadic("tuple", &[], Any, |_, args| Ok(args.to_vec().into())),
    func("uniq", &[Any], uniq),
    func("until", &[Int], until),
    func("untilStep", &[Int, Int, Int], until_step),
    variadic("without", &[Any], Any, without),
];

/// What Go says when a function asks for the type of nil.
pub(super) const NIL_POINTER: &str = "runtime error: invalid memory address or nil pointer dereference";

/// The most numbers that one range may hold; `until` of a million takes Helm itself a second to print.
pub const MAX_RANGE: u64 = 1 << 24;

/// The elements of a slice of whatever type, also of a named one. `None` for everything else.
pub(super) fn elements(value: &Value) -> Option<Cow<'_, [Value]>> {
    match value {
        Value::List(list) => Some(Cow::Borrowed(&list.items)),
        Value::Object(object) if matches!(object.kind(), "slice" | "array") => match object.underlying() {
            Some(Value::List(list)) => Some(Cow::Owned(list.items.clone())),
            _ => Some(Cow::Borrowed(&[])),
        },
        _ => None,
    }
}

/// The elements of the list at `index`, or the error that begins with `complaint` and ends in the kind found.
fn list<'v>(args: &'v [Value], index: usize, complaint: &str) -> Result<Cow<'v, [Value]>, String> {
    let value = args.get(index).filter(|value| !value.is_nil()).ok_or(NIL_POINTER)?;
    elements(value).ok_or_else(|| format!("{complaint} {}", value.kind()))
}

fn push(_: &Env, args: &[Value]) -> Result<Value, String> {
    let items = list(args, 0, "Cannot push on type")?;
    let mut out = Vec::with_capacity(items.len() + 1);
    out.extend_from_slice(&items);
    out.push(args::any(args, 1));
    Ok(out.into())
}

fn prepend(_: &Env, args: &[Value]) -> Result<Value, String> {
    let items = list(args, 0, "Cannot prepend on type")?;
    let mut out = Vec::with_capacity(items.len() + 1);
    out.push(args::any(args, 1));
    out.extend_from_slice(&items);
    Ok(out.into())
}

fn first(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(list(args, 0, "Cannot find first on type")?.first().cloned().unwrap_or_default())
}

fn last(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(list(args, 0, "Cannot find last on type")?.last().cloned().unwrap_or_default())
}

/// All but the first element; of an empty list the nil slice.
fn rest(_: &Env, args: &[Value]) -> Result<Value, String> {
    let items = list(args, 0, "Cannot find rest on type")?;
    Ok(items.split_first().map_or_else(|| Slice::nil(ElemType::Any).into(), |(_, rest)| rest.to_vec().into()))
}

/// All but the last element; of an empty list the nil slice.
fn initial(_: &Env, args: &[Value]) -> Result<Value, String> {
    let items = list(args, 0, "Cannot find initial on type")?;
    Ok(items.split_last().map_or_else(|| Slice::nil(ElemType::Any).into(), |(_, rest)| rest.to_vec().into()))
}

fn reverse(_: &Env, args: &[Value]) -> Result<Value, String> {
    let items = list(args, 0, "Cannot find reverse on type")?;
    Ok(items.iter().rev().cloned().collect::<Vec<_>>().into())
}

/// Drops the elements that are empty.
fn compact(env: &Env, args: &[Value]) -> Result<Value, String> {
    let items = list(args, 0, "Cannot compact on type")?;
    env.step(items.len() as u64)?;
    Ok(items.iter().filter(|item| !is_empty(item)).cloned().collect::<Vec<_>>().into())
}

/// Keeps the first of equal elements.
fn uniq(env: &Env, args: &[Value]) -> Result<Value, String> {
    let items = list(args, 0, "Cannot find uniq on type")?;
    let mut out: Vec<Value> = Vec::new();
    for item in items.iter() {
        charge_comparisons(env, out.len())?;
        if !contains(env, &out, item)? {
            out.push(item.clone());
        }
    }
    Ok(out.into())
}

/// Drops the elements that equal one of the further arguments.
fn without(env: &Env, args: &[Value]) -> Result<Value, String> {
    let items = list(args, 0, "Cannot find without on type")?;
    let unwanted = args::rest(args, 1);
    charge_comparisons(env, items.len().saturating_mul(unwanted.len()))?;
    let mut out: Vec<Value> = Vec::new();
    for item in items.iter() {
        if !contains(env, unwanted, item)? {
            out.push(item.clone());
        }
    }
    Ok(out.into())
}

/// Whether the second argument, a list or nil, holds the first.
fn has(env: &Env, args: &[Value]) -> Result<Value, String> {
    if args.get(1).is_none_or(Value::is_nil) {
        return Ok(false.into());
    }
    let items = list(args, 1, "Cannot find has on type")?;
    charge_comparisons(env, items.len())?;
    Ok(contains(env, &items, &args::any(args, 0))?.into())
}

fn contains(env: &Env, haystack: &[Value], needle: &Value) -> Result<bool, String> {
    let mut steps = 0;
    let found = contains_counted(haystack, needle, &mut steps);
    env.step(steps)?;
    Ok(found)
}

/// Whether the list holds the value; adds to `steps` what the general comparison took.
fn contains_counted(haystack: &[Value], needle: &Value, steps: &mut u64) -> bool {
    match needle {
        // By far the most frequent case, decided without the general comparison.
        Value::Str(needle) => haystack.iter().any(|item| item.as_str() == Some(needle)),
        _ => haystack.iter().any(|item| deep_equal_counted(needle, item, steps)),
    }
}

/// Comparing everything with everything costs time and builds nothing.
fn charge_comparisons(env: &Env, count: usize) -> Result<(), String> {
    env.step(count as u64)
}

/// `slice LIST FROM TO`. Source: sprig, `mustSlice`, which takes the place of Go's built-in `slice`.
fn slice(_: &Env, args: &[Value]) -> Result<Value, String> {
    let items = list(args, 0, "list should be type of slice or array but")?;
    if items.is_empty() {
        return Ok(Value::Nil);
    }
    let from = args.get(1).map_or(0, cast::to_int);
    let to = args.get(2).map_or(items.len() as i64, cast::to_int);
    let part = usize::try_from(from).ok().zip(usize::try_from(to).ok());
    let part = part.and_then(|(from, to)| items.get(from..to));
    let part = part.ok_or("reflect.Value.Slice: slice index out of bounds")?;
    let elem = match args.first() {
        Some(Value::List(list)) => list.elem,
        Some(Value::Object(object)) if object.type_name() == "[]uint8" => {
            return Ok(named::bytes(part.to_vec()));
        }
        _ => ElemType::Any,
    };
    Ok(Slice::new(elem, part.to_vec()).into())
}

/// All elements of all lists; the nil slice where there is none.
fn concat(env: &Env, args: &[Value]) -> Result<Value, String> {
    let lengths = args.iter().filter_map(Value::as_list).map(<[Value]>::len);
    env.charge_items(lengths.fold(0, usize::saturating_add))?;
    let mut out = Vec::new();
    for value in args {
        if value.is_nil() {
            return Err(NIL_POINTER.into());
        }
        match elements(value) {
            Some(items) => out.extend_from_slice(&items),
            None => return Err(format!("Cannot concat type {} as list", value.kind())),
        }
    }
    Ok(if out.is_empty() { Slice::nil(ElemType::Any).into() } else { out.into() })
}

/// Cuts a list into lists of `size` elements. Source: sprig, `mustChunk`.
///
/// Sizes below one follow sprig's arithmetic with floats: most of them ask Go for a slice of negative length.
fn chunk(env: &Env, args: &[Value]) -> Result<Value, String> {
    const BAD_LENGTH: &str = "runtime error: makeslice: len out of range";
    let items = list(args, 1, "Cannot chunk type")?;
    let size = args::int(args, 0);
    let chunks = if let Ok(size @ 1..) = usize::try_from(size) {
        env.charge_items(items.len())?;
        env.charge(items.len().div_ceil(size).saturating_mul(super::size::LIST))?;
        items.chunks(size).map(|chunk| chunk.to_vec().into()).collect()
    } else {
        let (length, size) = (items.len() as f64, size as f64);
        let count = ((length - 1.0) / size).floor() + 1.0;
        match count {
            0.0 => Vec::new(),
            1.0 if length % size != 0.0 => vec![items.to_vec().into()],
            _ => return Err(BAD_LENGTH.into()),
        }
    };
    Ok(Slice::new(ElemType::List, chunks).into())
}

/// The integers from 0 up to or down to an end, which is left out.
fn until(env: &Env, args: &[Value]) -> Result<Value, String> {
    let end = args::int(args, 0);
    range(env, 0, end, if end < 0 { -1 } else { 1 })
}

/// The integers from a start to an end, which is left out, by a step.
fn until_step(env: &Env, args: &[Value]) -> Result<Value, String> {
    range(env, args::int(args, 0), args::int(args, 1), args::int(args, 2))
}

fn range(env: &Env, start: i64, end: i64, step: i64) -> Result<Value, String> {
    let steps = Steps::new(start, end, step);
    env.charge_items(steps.bounded()?)?;
    Ok(Value::ints(steps))
}

/// `seq END`, `seq START END` and `seq START STEP END` with the end included, as words.
/// Source: sprig, numeric.go, `seq`.
fn seq(env: &Env, args: &[Value]) -> Result<Value, String> {
    let number = |index| args::int(args, index);
    let towards = |start, end| if end < start { -1 } else { 1 };
    let (start, end, step) = match args.len() {
        1 => (1, number(0), towards(1, number(0))),
        2 => (number(0), number(1), towards(number(0), number(1))),
        3 if number(2) < number(0) && number(1) > 0 => return Ok("".into()),
        3 => (number(0), number(2), number(1)),
        _ => return Ok("".into()),
    };
    let steps = Steps::new(start, end.wrapping_add(towards(start, end)), step);
    // None is longer than the longer of the two ends, and each has its blank.
    let longest = number_length(start).max(number_length(end)) + 1;
    env.charge(steps.bounded()?.saturating_mul(longest))?;
    let mut out = String::new();
    for number in steps {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&number.to_string());
    }
    Ok(out.into())
}

fn number_length(number: i64) -> usize {
    number.to_string().len()
}

/// The numbers of Go's `for i := next; i < end; i += step`, or `i > end` for a range that goes down.
/// Source: sprig, numeric.go, `untilStep`.
struct Steps {
    next: i64,
    step: i64,
    left: u64,
}

impl Steps {
    fn new(start: i64, end: i64, step: i64) -> Steps {
        // A step away from the end, or none, yields nothing.
        let runs = if end < start { step < 0 } else { step > 0 };
        let left = if runs { end.abs_diff(start).div_ceil(step.unsigned_abs()) } else { 0 };
        Steps { next: start, step, left }
    }

    /// How many there are, if that is not too many.
    fn bounded(&self) -> Result<usize, String> {
        match usize::try_from(self.left) {
            Ok(count) if self.left <= MAX_RANGE => Ok(count),
            _ => Err(format!("a range of {} numbers is longer than {MAX_RANGE}", self.left)),
        }
    }
}

impl Iterator for Steps {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        self.left = self.left.checked_sub(1)?;
        let number = self.next;
        self.next = number.wrapping_add(self.step);
        Some(number)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = usize::try_from(self.left).unwrap_or(usize::MAX);
        (left, Some(left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::funcs::args::testing::{call, int, list, shown, text};

    // Expectations: Helm 4.3.1.
    #[test]
    fn what_is_no_list_is_an_error() {
        assert_eq!(shown("first", &[text("abc")]), "error: Cannot find first on type string");
        assert_eq!(shown("mustSlice", &[int(5)]), "error: list should be type of slice or array but int");
        assert_eq!(shown("concat", &[list([]), text("a")]), "error: Cannot concat type string as list");
        for name in ["first", "push", "uniq", "concat", "compact"] {
            assert_eq!(shown(name, &[Value::Nil, int(1)]), format!("error: {NIL_POINTER}"));
        }
        assert_eq!(shown("has", &[int(1), Value::Nil]), "false");
    }

    #[test]
    fn nothing_is_the_nil_slice_in_three_places() {
        let is_nil = |name, args: &[Value]| matches!(call(name, args), Ok(Value::List(list)) if list.nil);
        assert!(is_nil("rest", &[list([])]) && is_nil("initial", &[list([])]));
        assert!(is_nil("concat", &[list([]), list([])]));
        assert!(
            !is_nil("rest", &[list([int(1)])]) && !is_nil("compact", &[list([])]) && !is_nil("list", &[])
        );
        assert!(matches!(call("slice", &[list([])]), Ok(Value::Nil)));
    }

    #[test]
    fn elements_are_equal_if_their_types_are() {
        let mixed = list([int(1), 1.0.into(), Value::Int64(1), text("1"), int(1)]);
        assert_eq!(shown("uniq", std::slice::from_ref(&mixed)), "[1 1 1 1]");
        assert_eq!(shown("without", &[mixed, int(1)]), "[1 1 1]");
    }

    #[test]
    fn slices_keep_their_type() {
        let letters = Value::strings(["a", "b", "c"]);
        let part = call("slice", &[letters.clone(), int(1), text("2")]).unwrap();
        assert_eq!(part.type_name(), "[]string");
        let error = "error: reflect.Value.Slice: slice index out of bounds";
        assert_eq!(shown("slice", &[letters.clone(), int(2), int(1)]), error);
        assert_eq!(shown("slice", &[letters, int(-1)]), error);
    }

    #[test]
    fn chunks_of_less_than_one() {
        let three = list([int(1), int(2), int(3)]);
        let error = "error: runtime error: makeslice: len out of range";
        assert_eq!(shown("chunk", &[int(2), three.clone()]), "[[1 2] [3]]");
        assert_eq!(shown("chunk", &[int(0), three.clone()]), error);
        assert_eq!(shown("chunk", &[int(-1), three.clone()]), error);
        assert_eq!(shown("chunk", &[int(-5), three]), "[]");
        assert_eq!(shown("chunk", &[int(-5), list([int(1)])]), "[[1]]");
        assert_eq!(shown("chunk", &[int(3), list([])]), "[]");
    }

    #[test]
    fn ranges_end_before_their_end_and_sequences_with_it() {
        let cases = [
            ("until", vec![-3], "[0 -1 -2]"),
            ("untilStep", vec![0, 10, 4], "[0 4 8]"),
            ("untilStep", vec![0, 10, 0], "[]"),
            ("untilStep", vec![10, 0, 3], "[]"),
            ("untilStep", vec![i64::MAX - 1, i64::MAX, 1], "[9223372036854775806]"),
            ("seq", vec![3], "1 2 3"),
            ("seq", vec![-1], "1 0 -1"),
            ("seq", vec![2, 2], "2"),
            ("seq", vec![0, 2, 5], "0 2 4"),
            ("seq", vec![5, -2, 0], "5 3 1"),
            ("seq", vec![5, 1, 0], ""),
            ("seq", vec![1, 2, 3, 4], ""),
        ];
        for (name, args, answer) in cases {
            assert_eq!(
                shown(name, &args.iter().copied().map(Value::Int).collect::<Vec<_>>()),
                answer,
                "{name} {args:?}"
            );
        }
    }

    #[test]
    fn a_range_has_an_end() {
        let most = i64::try_from(MAX_RANGE).unwrap();
        assert!(Steps::new(0, most, 1).bounded().is_ok());
        assert!(Steps::new(0, most + 1, 1).bounded().is_err());
        assert!(call("untilStep", &[int(i64::MIN), int(i64::MAX), int(1)]).is_err());
        assert!(call("seq", &[int(i64::MAX - 2)]).is_err());
    }
}
