//! The vocabulary of templates: every function that sprig, Helm and Go's `text/template` bring, as plain
//! functions from values to a value.
//!
//! Each file holds one family under its name in sprig and ends in a table with one line per function. A
//! function sees arguments that were already checked against its parameter types (the engine raises Go's
//! `wrong type for value; expected string; got int` itself), so a parameter of type [`Type::Str`] is a
//! [`Value::Str`]. `include`, `tpl`, `required`, `fail` and `lookup` need the engine and live in `render`.

pub mod args;
pub mod builtin;
pub mod case;
pub mod cast;
pub mod chance;
pub mod crypto;
pub mod date;
pub mod decimal;
pub mod defaults;
pub mod dict;
pub mod duration;
pub mod helm;
pub mod list;
pub mod merge;
pub mod numeric;
pub mod path;
pub mod random;
pub mod reflect;
pub mod regex;
pub mod semver;
pub mod strings;
pub mod url;

use self::chance::Chance;
use crate::helm::Helm;
use crate::value::Value;
use crate::world::World;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The type of a parameter, as far as Go's `text/template` checks it before a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// `interface {}`: anything; no value at all arrives as [`Value::Nil`].
    Any,
    /// `reflect.Value`, as the built-in functions take: anything, and literals keep their natural type.
    Reflect,
    /// `string`
    Str,
    /// `bool`
    Bool,
    /// `int`
    Int,
    /// `int64`
    Int64,
    /// `float64`
    Float,
    /// `map[string]interface {}`
    Map,
    /// `[]interface {}`
    List,
    /// `[]string`
    Strings,
    /// `time.Time`
    Time,
    /// Any other Go type, spelled as Go prints it.
    Named(&'static str),
}

impl Type {
    /// The type as Go's messages name it.
    pub const fn name(self) -> &'static str {
        match self {
            Type::Any => "interface {}",
            Type::Reflect => "reflect.Value",
            Type::Str => "string",
            Type::Bool => "bool",
            Type::Int => "int",
            Type::Int64 => "int64",
            Type::Float => "float64",
            Type::Map => "map[string]interface {}",
            Type::List => "[]interface {}",
            Type::Strings => "[]string",
            Type::Time => "time.Time",
            Type::Named(name) => name,
        }
    }
}

/// Which Helms know a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// Helm 3 and Helm 4.
    Both,
    /// Helm 4 only.
    Helm4,
}

/// The body of a function. The error is Go's text without the `error calling NAME: ` that the engine adds.
pub type Run = fn(&Env, &[Value]) -> Result<Value, String>;

/// A line of a function table.
#[derive(Clone, Copy, Debug)]
pub struct Func {
    /// The name in a template.
    pub name: &'static str,
    /// The types of the fixed parameters.
    pub params: &'static [Type],
    /// The type of the parameters that may follow, for a variadic function.
    pub rest: Option<Type>,
    /// Which Helms know it.
    pub since: Since,
    /// Sixteenths of a step that it takes for every byte of text that it is given or returns.
    pub pace: u64,
    /// What it does.
    pub run: Run,
}

impl Func {
    /// The function with another pace than [`cost::QUICK`].
    #[must_use]
    pub const fn at(self, pace: u64) -> Func {
        Func { pace, ..self }
    }
}

/// A function with a fixed number of parameters.
pub const fn func(name: &'static str, params: &'static [Type], run: Run) -> Func {
    Func { name, params, rest: None, since: Since::Both, pace: cost::QUICK, run }
}

/// A function that takes any number of further arguments of type `rest`.
pub const fn variadic(name: &'static str, params: &'static [Type], rest: Type, run: Run) -> Func {
    Func { name, params, rest: Some(rest), since: Since::Both, pace: cost::QUICK, run }
}

/// What a function may ask for besides its arguments.
pub struct Env {
    /// The Helm that is spoken.
    pub helm: Helm,
    /// Clock and randomness.
    pub world: Arc<dyn World>,
    /// Where random draws come from, and which calls made some.
    pub chance: Chance,
    /// Regular expressions that templates have used.
    pub regexes: regex::RegexCache,
    budget: AtomicU64,
    steps: AtomicU64,
}

/// Bytes that the templates of one render may build and print together. No public chart comes near: the largest
/// one known to us builds 60 MB, and what was printed can take twice its length while it grows.
pub const BUILD_BUDGET: u64 = 1 << 30;

/// Bytes of one text that a function makes. A file of a chart has at most 5 MiB in Helm 3.
pub const MAX_TEXT: usize = 128 << 20;

/// Items of one list that a function makes.
pub const MAX_ITEMS: usize = 1 << 24;

/// Texts that a function cuts one into, or makes of a list: each takes memory of its own.
pub const MAX_PARTS: usize = 1 << 22;

/// Bytes of a text that a function parses: a value takes more memory than the two or three bytes that it is written in.
pub const MAX_PARSED: usize = 32 << 20;

/// What the memory of values comes to in the budget, besides that of their texts and items.
pub mod size {
    /// A text.
    pub const TEXT: usize = 32;
    /// A list.
    pub const LIST: usize = 96;
    /// A map without its entries.
    pub const MAP: usize = 512;
    /// An entry of a map.
    pub const ENTRY: usize = 256;
    /// A byte of a text that is parsed.
    pub const PARSED: usize = 8;
}

/// Steps that one render may take: items that a `range` walks over, calls of functions and templates, and what is
/// slow on purpose, each by its [`cost`]. A chart of 100,000 documents takes a tenth of it; all of it lasts some ten
/// seconds.
pub const STEP_BUDGET: u64 = 1 << 29;

/// Costs in steps, by the time that things take; a step is some 20 ns.
pub mod cost {
    /// A call in a program, of whatever; and a function of the tables as much again.
    pub const CALL: u64 = 8;
    /// An entry of a map that is merged into another one.
    pub const MERGED: u64 = 40;
    /// An item that a `range` walks over, besides what stands in its body.
    pub const ITEM: u64 = 8;
    /// An instruction of a program. Those of a loop's body are paid for before its first turn, those outside of loops when
    /// a template runs again; both as if no `if` skipped any.
    pub const INSTRUCTION: u64 = 2;
    /// A step of a `tpl` text's program, which is linked for each run.
    pub const LINKED: u64 = 8;
    /// A run of a template, by `include`, `tpl` or `template`.
    pub const TEMPLATE: u64 = 64;
    /// Sixteenths of a step for a byte of text that is searched or copied.
    pub const QUICK: u64 = 2;
    /// Sixteenths of a step for a byte of text that is looked at letter by letter.
    pub const LETTERS: u64 = 8;
    /// Sixteenths of a step for a byte of text that is parsed or written as data.
    pub const SYNTAX: u64 = 32;
    /// A `tpl` text that is parsed and compiled, besides its bytes.
    pub const TEXT: u64 = 256;
    /// Sixteenths of a step for a byte of a template that is parsed and compiled.
    pub const PROGRAM: u64 = 128;
    /// Compiling a regular expression, besides what its size takes.
    pub const PATTERN: u64 = 512;
    /// A password hash, which is slow on purpose.
    pub const HASH: u64 = 1 << 22;
    /// An RSA key of 2,048 bits, for a certificate.
    pub const RSA_2048: u64 = 3 << 20;
    /// An RSA key of 4,096 bits, or the primes of a DSA key. Keys are charged less than their time, so that charts which
    /// make many fit in.
    pub const LARGE_KEY: u64 = 3 << 23;
}

impl Env {
    /// A fresh environment with the whole [`BUILD_BUDGET`].
    pub fn new(helm: Helm, world: Arc<dyn World>) -> Env {
        Env {
            helm,
            world,
            chance: Chance::default(),
            regexes: regex::RegexCache::default(),
            budget: AtomicU64::new(BUILD_BUDGET),
            steps: AtomicU64::new(STEP_BUDGET),
        }
    }

    /// Takes `bytes` from the budget. The engine charges for what functions return and templates print; a function
    /// calls this before it builds a result whose size is not bounded by that of its arguments (`repeat`, `until`,
    /// `indent`, …).
    ///
    /// # Errors
    /// When the budget is spent, and for more than [`MAX_TEXT`] at once.
    pub fn charge(&self, bytes: usize) -> Result<(), String> {
        if bytes > MAX_TEXT {
            return Err(format!("a text of more than {} MiB", MAX_TEXT >> 20));
        }
        self.build(bytes)
    }

    /// Takes the bytes of a list of `count` items from the budget; when to call it, [`Env::charge`] says.
    ///
    /// # Errors
    /// When the budget is spent, and for more than [`MAX_ITEMS`] at once.
    pub fn charge_items(&self, count: usize) -> Result<(), String> {
        if count > MAX_ITEMS {
            return Err(format!("a list of more than {MAX_ITEMS} items"));
        }
        self.build(count * size_of::<Value>())
    }

    /// Takes a list of `count` texts from the budget, before a function cuts them out of another text.
    ///
    /// # Errors
    /// When the budget is spent, and for more than [`MAX_PARTS`] at once.
    pub fn charge_parts(&self, count: usize) -> Result<(), String> {
        if count > MAX_PARTS {
            return Err(format!("a list of more than {MAX_PARTS} texts"));
        }
        self.build(count * (size::TEXT + size_of::<Value>()))
    }

    /// Takes the values from the budget that a text of so many bytes may be parsed to.
    ///
    /// # Errors
    /// When the budget is spent, and for more than [`MAX_PARSED`] at once.
    pub fn charge_parsed(&self, bytes: usize) -> Result<(), String> {
        if bytes > MAX_PARSED {
            return Err(format!("a text of more than {} MiB to be parsed", MAX_PARSED >> 20));
        }
        self.build(bytes * size::PARSED)
    }

    /// Takes a map of `count` entries from the budget.
    ///
    /// # Errors
    /// When the budget is spent.
    pub fn charge_map(&self, count: usize) -> Result<(), String> {
        self.build(size::MAP.saturating_add(count.saturating_mul(size::ENTRY)))
    }

    /// Takes the text of a loop's body from the budget, once for every item.
    ///
    /// # Errors
    /// When the budget is spent.
    pub fn charge_raw(&self, items: u64, bytes: usize) -> Result<(), String> {
        self.build(usize::try_from(items).unwrap_or(usize::MAX).saturating_mul(bytes))
    }

    fn build(&self, bytes: usize) -> Result<(), String> {
        match spend(&self.budget, bytes as u64) {
            true => Ok(()),
            false => Err(format!("templates may not build more than {} MiB", BUILD_BUDGET >> 20)),
        }
    }

    /// Takes `count` steps.
    ///
    /// # Errors
    /// When [`STEP_BUDGET`] is spent.
    pub fn step(&self, count: u64) -> Result<(), String> {
        match spend(&self.steps, count) {
            true => Ok(()),
            false => Err(format!("templates may not take more than {STEP_BUDGET} steps")),
        }
    }
}

/// Takes from an account what is there. Templates run one after the other, so that no more is needed than to read and
/// to write: this stands in the way of every call.
fn spend(account: &AtomicU64, cost: u64) -> bool {
    let left = account.load(Ordering::Relaxed).checked_sub(cost);
    account.store(left.unwrap_or(0), Ordering::Relaxed);
    left.is_some()
}

/// Every function of every family.
pub fn all() -> impl Iterator<Item = &'static Func> {
    TABLES.iter().flat_map(|table| table.iter())
}

/// The function of that name.
pub fn find(name: &str) -> Option<&'static Func> {
    INDEX[slot(name)?]
}

/// The number of the function of that name, below [`SLOTS`].
pub fn slot(name: &str) -> Option<usize> {
    let mut at = hash(name.as_bytes());
    while let Some(func) = INDEX[at] {
        if func.name == name {
            return Some(at);
        }
        at = (at + 1) % SLOTS;
    }
    None
}

/// Places of the index: some four for each function.
pub const SLOTS: usize = 1024;

/// Every function by its name, in a table with open addressing that the compiler builds: a render of a small chart takes
/// a few milliseconds, and to build it at each start took a twentieth of one.
static INDEX: [Option<&Func>; SLOTS] = {
    let mut index: [Option<&Func>; SLOTS] = [None; SLOTS];
    let mut table = 0;
    while table < TABLES.len() {
        let mut i = 0;
        while i < TABLES[table].len() {
            let func = &TABLES[table][i];
            let mut at = hash(func.name.as_bytes());
            while let Some(other) = index[at]
                && !same(other.name.as_bytes(), func.name.as_bytes())
            {
                at = (at + 1) % SLOTS;
            }
            index[at] = Some(func);
            i += 1;
        }
        table += 1;
    }
    index
};

/// FNV-1a.
const fn hash(name: &[u8]) -> usize {
    let mut hash: u32 = 0x811c_9dc5;
    let mut i = 0;
    while i < name.len() {
        hash = (hash ^ name[i] as u32).wrapping_mul(0x0100_0193);
        i += 1;
    }
    (hash ^ (hash >> 16)) as usize % SLOTS
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

/// The tables; of two functions with one name the last one counts, as sprig's `slice` takes the place of Go's.
const TABLES: &[&[Func]] = &[
    builtin::TABLE,
    case::TABLE,
    crypto::TABLE,
    date::TABLE,
    defaults::TABLE,
    dict::TABLE,
    duration::TABLE,
    helm::TABLE,
    list::TABLE,
    numeric::TABLE,
    path::TABLE,
    random::TABLE,
    reflect::TABLE,
    regex::TABLE,
    semver::TABLE,
    strings::TABLE,
    url::TABLE,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::System;

    fn env() -> Env {
        Env::new(Helm::V4, Arc::new(System))
    }

    #[test]
    fn a_text_has_a_longest_length() {
        assert!(env().charge(MAX_TEXT).is_ok());
        assert_eq!(env().charge(MAX_TEXT + 1).unwrap_err(), "a text of more than 128 MiB");
    }

    #[test]
    fn a_list_has_a_most_of_items() {
        assert!(env().charge_items(MAX_ITEMS).is_ok());
        assert_eq!(env().charge_items(MAX_ITEMS + 1).unwrap_err(), "a list of more than 16777216 items");
    }

    #[test]
    fn a_render_builds_only_so_much() {
        let env = env();
        let calls = BUILD_BUDGET / MAX_TEXT as u64;
        assert!((0..calls).all(|_| env.charge(MAX_TEXT).is_ok()));
        assert_eq!(env.charge(1).unwrap_err(), "templates may not build more than 1024 MiB");
    }

    #[test]
    fn texts_that_are_cut_out_and_parsed_have_a_most() {
        assert!(env().charge_parts(MAX_PARTS).is_ok());
        assert_eq!(env().charge_parts(MAX_PARTS + 1).unwrap_err(), "a list of more than 4194304 texts");
        assert!(env().charge_parsed(MAX_PARSED).is_ok());
        let error = env().charge_parsed(MAX_PARSED + 1).unwrap_err();
        assert_eq!(error, "a text of more than 32 MiB to be parsed");
        let entries = (BUILD_BUDGET as usize - size::MAP) / size::ENTRY;
        assert!(env().charge_map(entries).is_ok() && env().charge_map(entries + 1).is_err());
    }

    #[test]
    fn a_render_takes_only_so_many_steps() {
        let env = env();
        assert!(env.step(STEP_BUDGET).is_ok());
        assert_eq!(env.step(1).unwrap_err(), "templates may not take more than 536870912 steps");
    }

    // What is slow on purpose may be asked for more often than any chart does.
    #[test]
    fn costs_leave_room() {
        assert_eq!(STEP_BUDGET / cost::HASH, 128);
        assert_eq!(STEP_BUDGET / cost::RSA_2048, 170);
        assert_eq!(STEP_BUDGET / cost::LARGE_KEY, 21);
    }
}
