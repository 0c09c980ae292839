//! What an expression may cost at most, in the units of the server, which refuses what may cost too much.
//!
//! The estimate follows cel-go step by step, oddities included, because a cost is either the server's or of no use.
//! Sources: cel-go, checker/cost.go, and k8s.io/apiextensions-apiserver, pkg/apiserver/schema/cel/compilation.go

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use cel::common::ast::{
    CallExpr, ComprehensionExpr, EntryExpr, Expr, IdedExpr, LiteralValue, MapExpr, SelectExpr,
};

use super::Compiled;
use super::check::Parts;
use super::cost_calls;
use super::macros::RESULT;
use super::schema::{Decl, DeclKind, Declared};
use super::types::{OPTIONAL, Type};

/// The cost of what makes a list, a map, or an object. Source: common/cost.go
pub(super) const LIST: u64 = 10;
const MAP: u64 = 30;
const OBJECT: u64 = 40;
/// The cost of one character of a string.
pub(super) const CHARACTER: f64 = 0.1;

/// A cost, or a size, from its least to its most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range {
    pub(super) min: u64,
    pub(super) max: u64,
}

/// Any size.
pub(super) const UNKNOWN: Range = Range { min: 0, max: u64::MAX };
/// What starts a union.
const NOTHING: Range = Range { min: u64::MAX, max: 0 };

impl Range {
    pub(super) fn fixed(value: u64) -> Range {
        Range { min: value, max: value }
    }

    pub(super) fn plus(self, other: Range) -> Range {
        Range { min: self.min.saturating_add(other.min), max: self.max.saturating_add(other.max) }
    }

    pub(super) fn times(self, other: Range) -> Range {
        Range { min: self.min.saturating_mul(other.min), max: self.max.saturating_mul(other.max) }
    }

    pub(super) fn scaled(self, factor: f64) -> Range {
        Range { min: scaled(self.min, factor), max: scaled(self.max, factor) }
    }

    pub(super) fn union(self, other: Range) -> Range {
        Range { min: self.min.min(other.min), max: self.max.max(other.max) }
    }
}

/// Source: `multiplyByCostFactor`
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "as in the source; a cast saturates"
)]
pub(super) fn scaled(value: u64, factor: f64) -> u64 {
    let number = value as f64;
    if number > 0.0 && factor > 0.0 && number > u64::MAX as f64 / factor {
        return u64::MAX;
    }
    (number * factor).ceil() as u64
}

/// Where a value comes from: a variable, and the fields and items on the way from it.
///
/// It is a slice of Go's: one that grows may share what it grows from, and write over what another one wrote there.
#[derive(Clone, Default)]
pub(super) struct Path {
    shared: Rc<RefCell<Vec<Rc<str>>>>,
    length: usize,
    capacity: usize,
}

impl Path {
    fn one(name: &str) -> Path {
        Path { shared: Rc::new(RefCell::new(vec![name.into()])), length: 1, capacity: 1 }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    fn parts(&self) -> Vec<Rc<str>> {
        self.shared.borrow().iter().take(self.length).cloned().collect()
    }

    /// Source: Go's `append`
    fn then(&self, name: &str) -> Path {
        let (length, mut capacity) = (self.length + 1, self.capacity);
        if length <= capacity {
            let mut shared = self.shared.borrow_mut();
            match shared.get_mut(self.length) {
                Some(slot) => *slot = name.into(),
                None => shared.push(name.into()),
            }
            return Path { shared: Rc::clone(&self.shared), length, capacity };
        }
        capacity = (capacity * 2).max(1);
        let mut parts = self.parts();
        parts.push(name.into());
        Path { shared: Rc::new(RefCell::new(parts)), length, capacity }
    }

    /// One with a part more, which shares nothing.
    pub(super) fn copied_then(&self, name: &str) -> Path {
        let mut parts = self.parts();
        parts.push(name.into());
        Path { length: parts.len(), capacity: parts.len(), shared: Rc::new(RefCell::new(parts)) }
    }
}

/// The sizes of the keys and values of a list or a map.
#[derive(Clone, Copy)]
struct Entry {
    list: bool,
    key: Range,
    value: Range,
}

fn union(a: Option<Entry>, b: Option<Entry>) -> Option<Entry> {
    let (a, b) = (a?, b?);
    Some(Entry { list: a.list, key: a.key.union(b.key), value: a.value.union(b.value) })
}

/// A variable of an expression.
#[derive(Clone)]
struct Local {
    path: Path,
    size: Option<Range>,
    entry: Option<Entry>,
}

/// A part of an expression, as the costs of functions see it. Source: `AstNode`
pub(super) struct Node<'e> {
    pub(super) path: Path,
    pub(super) ty: Type,
    pub(super) expr: Option<&'e IdedExpr>,
    pub(super) size: Option<Range>,
}

pub(super) struct Coster<'e> {
    parts: &'e Parts,
    root: &'e Decl,
    paths: HashMap<u64, Path>,
    locals: HashMap<&'e str, Vec<Local>>,
    sizes: HashMap<u64, Range>,
    entries: HashMap<u64, Entry>,
}

impl Compiled {
    /// The most that the expression may cost for one value. Source: `EstimateCost`
    pub(crate) fn cost(&self, declared: &Declared) -> u64 {
        self.cost_of(&declared.root)
    }

    /// The most that an expression about a device may cost.
    pub(crate) fn device_cost(&self) -> u64 {
        self.cost_of(&super::schema::device())
    }

    fn cost_of(&self, root: &Decl) -> u64 {
        let mut coster = Coster {
            parts: &self.parts,
            root,
            paths: HashMap::new(),
            locals: HashMap::new(),
            sizes: HashMap::new(),
            entries: HashMap::new(),
        };
        coster.cost(&self.program.root).max
    }
}

impl<'e> Coster<'e> {
    fn cost(&mut self, at: &'e IdedExpr) -> Range {
        match &at.expr {
            Expr::Unspecified | Expr::Literal(_) => Range::fixed(0),
            Expr::Ident(name) => {
                let local = self.local(name).map(|local| local.path.clone());
                self.paths.insert(at.id, local.unwrap_or_else(|| Path::one(name)));
                Range::fixed(1)
            }
            Expr::Select(select) => self.select(at, select),
            Expr::Call(call) => self.call(at, call),
            Expr::List(list) => {
                let mut sum = Range::fixed(0);
                let mut item = NOTHING;
                if list.elements.is_empty() {
                    item.min = 0;
                }
                for element in &list.elements {
                    sum = sum.plus(self.cost(element));
                    item = item.union(self.size_or_unknown(element));
                }
                self.entries.insert(at.id, Entry { list: true, key: Range::fixed(1), value: item });
                sum.plus(Range::fixed(LIST))
            }
            Expr::Map(map) => self.map(at, map),
            Expr::Struct(new) => {
                let mut sum = Range::fixed(0);
                for entry in &new.entries {
                    if let EntryExpr::StructField(field) = &entry.expr {
                        sum = sum.plus(self.cost(&field.value));
                    }
                }
                sum.plus(Range::fixed(OBJECT))
            }
            Expr::Comprehension(c) if is_bind(c) => {
                let sum = self.cost(&c.iter_range).plus(self.cost(&c.accu_init));
                self.push_value(&c.accu_var, &c.accu_init);
                let sum = sum.plus(self.cost(&c.result));
                self.pop(&c.accu_var);
                self.copy(at.id, &c.result);
                sum
            }
            Expr::Comprehension(c) => self.comprehension(at, c),
        }
    }

    fn select(&mut self, at: &'e IdedExpr, select: &'e SelectExpr) -> Range {
        let mut sum = self.cost(&select.operand);
        // A test costs nothing but what it tests.
        if select.test {
            return sum;
        }
        if matches!(self.ty(&select.operand), Type::Map(_) | Type::Object(_)) {
            sum = sum.plus(Range::fixed(1));
        }
        let path = self.path(&select.operand).then(&select.field);
        self.paths.insert(at.id, path);
        sum
    }

    fn map(&mut self, at: &'e IdedExpr, map: &'e MapExpr) -> Range {
        let mut sum = Range::fixed(0);
        let (mut key, mut value) = (NOTHING, NOTHING);
        if map.entries.is_empty() {
            (key.min, value.min) = (0, 0);
        }
        for entry in &map.entries {
            let EntryExpr::MapEntry(entry) = &entry.expr else { continue };
            sum = sum.plus(self.cost(&entry.key)).plus(self.cost(&entry.value));
            key = key.union(self.size_or_unknown(&entry.key));
            value = value.union(self.size_or_unknown(&entry.value));
        }
        self.entries.insert(at.id, Entry { list: false, key, value });
        sum.plus(Range::fixed(MAP))
    }

    fn comprehension(&mut self, at: &'e IdedExpr, c: &'e ComprehensionExpr) -> Range {
        let mut sum = self.cost(&c.iter_range).plus(self.cost(&c.accu_init));
        self.push_value(&c.accu_var, &c.accu_init);
        match &c.iter_var2 {
            Some(second) => {
                self.push_iter(&c.iter_var, &c.iter_range, ["@indices", "@keys"], false);
                self.push_iter(second, &c.iter_range, ["@items", "@values"], true);
            }
            None => {
                let list = self.is_list(&c.iter_range);
                self.push_iter(&c.iter_var, &c.iter_range, ["@items", "@keys"], list);
            }
        }
        let condition = self.cost(&c.loop_cond);
        let step = self.cost(&c.loop_step);
        self.pop(&c.iter_var);
        if let Some(second) = &c.iter_var2 {
            self.pop(second);
        }
        sum = sum.plus(self.cost(&c.result));
        self.pop(&c.accu_var);
        let count = self.size_or_unknown(&c.iter_range);
        sum = sum.plus(count.times(step.plus(condition)));
        match &c.accu_init.expr {
            Expr::Literal(_) => {
                if let Some(size) = self.size(&c.accu_init) {
                    self.sizes.insert(at.id, size);
                }
            }
            Expr::List(_) | Expr::Map(_) => {
                self.sizes.insert(at.id, count);
                if let Some(entry) = self.entry(&c.loop_step) {
                    self.entries.insert(at.id, entry);
                }
            }
            _ => {}
        }
        sum
    }

    fn call(&mut self, at: &'e IdedExpr, call: &'e CallExpr) -> Range {
        if call.func_name == "dyn"
            && let Some(arg) = call.args.first()
        {
            let cost = self.cost(arg);
            self.copy(at.id, arg);
            return cost.plus(Range::fixed(1));
        }
        let (mut nodes, mut costs) = (Vec::new(), Vec::new());
        for arg in &call.args {
            costs.push(self.cost(arg));
            nodes.push(self.node(arg));
        }
        let parts = self.parts;
        let Some(overloads) = parts.overloads.get(&at.id).filter(|o| !o.is_empty()) else {
            return Range::fixed(0);
        };
        let mut sum = Range::fixed(0);
        let mut target = None;
        if let Some(expr) = &call.target {
            sum = self.cost(expr);
            target = Some(self.node(expr));
        }
        let (mut cost, mut result): (Range, Option<Range>) = (NOTHING, None);
        for overload in overloads {
            let (found, size) =
                self.function(at, (&call.func_name, overload), target.as_ref(), &nodes, &costs);
            cost = cost.union(found);
            if let Some(size) = size {
                result = Some(result.map_or(size, |before| before.union(size)));
            }
            if let (Some(of), Some(part)) = (call.args.first(), indexed(overload)) {
                result = self.entry(of).map(|entry| entry.value);
                let path = self.path(of).then(part);
                self.paths.insert(at.id, path);
            }
            if result.is_none() {
                result = self.size(at);
            }
        }
        if let Some(size) = result {
            self.sizes.insert(at.id, size);
        }
        sum.plus(cost)
    }

    /// The cost of a call with its arguments, and the size of its result. Source: `functionCost`
    fn function(
        &mut self,
        at: &'e IdedExpr,
        (name, overload): (&str, &'static str),
        target: Option<&Node<'e>>,
        args: &[Node<'e>],
        costs: &[Range],
    ) -> (Range, Option<Range>) {
        let sum = costs.iter().fold(Range::fixed(0), |sum, cost| sum.plus(*cost));
        let size = |node: &Node<'_>| self.estimate(node);
        if let Some((cost, result)) = cost_calls::of_overload(overload, target, args, &size)
            .or_else(|| cost_calls::of_function(name, overload, target, args, &size))
        {
            return (cost.plus(sum), result);
        }
        let unknown = |node: &Node<'_>| node.size.unwrap_or(UNKNOWN);
        match (overload, args, costs) {
            ("logical_or" | "logical_and", _, [left, right]) => {
                (Range { min: left.min, max: left.plus(*right).max }, None)
            }
            ("conditional", [_, yes, no], [test, if_yes, if_no]) => {
                let size = unknown(yes).union(unknown(no));
                let entry =
                    yes.expr.zip(no.expr).and_then(|(yes, no)| union(self.entry(yes), self.entry(no)));
                if let Some(entry) = entry {
                    self.entries.insert(at.id, entry);
                }
                (test.plus(if_yes.union(*if_no)), Some(size))
            }
            ("add_string" | "add_bytes" | "add_list", [left, right], _) => {
                let size = unknown(left).plus(unknown(right));
                let both = left.expr.zip(right.expr);
                if let Some(entry) = both.and_then(|(a, b)| union(self.entry(a), self.entry(b))) {
                    self.entries.insert(at.id, entry);
                }
                let cost = if overload == "add_list" { Range::fixed(1) } else { size.scaled(CHARACTER) };
                (cost.plus(sum), Some(size))
            }
            _ => {
                let (cost, result) = cost_calls::of_standard(overload, target, args);
                (cost.plus(sum), result)
            }
        }
    }

    fn ty(&self, at: &IdedExpr) -> Type {
        self.parts.types.get(&at.id).cloned().unwrap_or(Type::Dyn)
    }

    fn local(&self, name: &str) -> Option<&Local> {
        self.locals.get(name).and_then(|stack| stack.last())
    }

    fn pop(&mut self, name: &'e str) {
        self.locals.entry(name).or_default().pop();
    }

    fn push_value(&mut self, name: &'e str, value: &'e IdedExpr) {
        let local = Local { path: self.path(value), entry: self.entry(value), size: self.size(value) };
        self.locals.entry(name).or_default().push(local);
    }

    /// Whether a loop goes over a list.
    fn is_list(&self, range: &IdedExpr) -> bool {
        match self.entry(range) {
            Some(entry) => entry.list,
            None => matches!(self.ty(range), Type::List(_)),
        }
    }

    /// A variable of a loop; the names are those of its place in a list and in a map.
    fn push_iter(&mut self, name: &'e str, range: &'e IdedExpr, [list, map]: [&str; 2], value: bool) {
        let size = self.entry(range).map(|entry| if value { entry.value } else { entry.key });
        let place = if self.is_list(range) { list } else { map };
        let path = self.path(range).then(place);
        self.locals.entry(name).or_default().push(Local { path, size, entry: None });
    }

    fn path(&self, at: &IdedExpr) -> Path {
        if let Expr::Ident(name) = &at.expr
            && let Some(local) = self.local(name)
        {
            return local.path.clone();
        }
        self.paths.get(&at.id).cloned().unwrap_or_default()
    }

    fn node(&mut self, at: &'e IdedExpr) -> Node<'e> {
        let path = self.path(at);
        let own = path.parts().first().is_some_and(|name| &**name == RESULT || &**name == "__result__");
        let path = if own { Path::default() } else { path };
        Node { path, ty: self.ty(at), expr: Some(at), size: self.size(at) }
    }

    /// The size of a value by where it comes from. Source: `sizeEstimator.EstimateSize`
    fn estimate(&self, node: &Node<'_>) -> Option<Range> {
        if node.path.is_empty() {
            return None;
        }
        let mut decl = self.root;
        for part in node.path.parts().iter().skip(1) {
            decl = match (&**part, &decl.kind) {
                ("@items" | "@values", DeclKind::List(of) | DeclKind::Map(of)) => of,
                ("@items" | "@values", DeclKind::Bounded { of, .. }) => of,
                ("@keys", DeclKind::Map(_)) => return keys(&node.path, 0),
                ("@keys", DeclKind::Bounded { key, .. }) => return keys(&node.path, *key),
                (_, DeclKind::Bounded { of, open: true, .. }) => of,
                ("@items" | "@values" | "@keys", _) => return None,
                (name, DeclKind::Object(fields)) => fields.get(name)?,
                _ => return None,
            };
        }
        Some(Range { min: 0, max: u64::try_from(decl.most).unwrap_or(u64::MAX) })
    }

    /// Source: `computeSize`
    fn size(&mut self, at: &'e IdedExpr) -> Option<Range> {
        if let Some(size) = self.sizes.get(&at.id) {
            return Some(*size);
        }
        let written = match &at.expr {
            Expr::Literal(LiteralValue::String(text)) => Some(text.inner().chars().count()),
            Expr::Literal(LiteralValue::Bytes(bytes)) => Some(bytes.inner().len()),
            Expr::Literal(_) => Some(1),
            Expr::List(list) => Some(list.elements.len()),
            Expr::Map(map) => Some(map.entries.len()),
            _ => None,
        };
        if let Some(size) = written {
            return Some(Range::fixed(size as u64));
        }
        let node = Node { path: self.path(at), ty: self.ty(at), expr: Some(at), size: None };
        if let Some(size) = self.estimate(&node) {
            self.sizes.insert(at.id, size);
            return Some(size);
        }
        if is_scalar(&node.ty) {
            return Some(Range::fixed(1));
        }
        match &at.expr {
            Expr::Ident(name) => self.local(name).and_then(|local| local.size),
            _ => None,
        }
    }

    fn size_or_unknown(&mut self, at: &'e IdedExpr) -> Range {
        self.size(at).unwrap_or(UNKNOWN)
    }

    /// Source: `computeEntrySize`
    fn entry(&self, at: &IdedExpr) -> Option<Entry> {
        if let Some(entry) = self.entries.get(&at.id) {
            return Some(*entry);
        }
        match &at.expr {
            Expr::Ident(name) => self.local(name).and_then(|local| local.entry),
            _ => None,
        }
    }

    /// Source: `copySizeEstimates`
    fn copy(&mut self, to: u64, from: &'e IdedExpr) {
        if let Some(size) = self.size(from) {
            self.sizes.insert(to, size);
        }
        if let Some(entry) = self.entry(from) {
            self.entries.insert(to, entry);
        }
    }
}

/// The size of the keys of a map, about which a schema says nothing; nothing is below them.
fn keys(path: &Path, max: u64) -> Option<Range> {
    path.parts().last().filter(|last| &***last == "@keys").map(|_| Range { min: 0, max })
}

/// What an overload of an index steps to.
fn indexed(overload: &str) -> Option<&'static str> {
    match overload {
        "index_list" => Some("@items"),
        "index_map" => Some("@values"),
        _ => None,
    }
}

/// Whether a loop only binds a name. Source: `isBind`
fn is_bind(c: &ComprehensionExpr) -> bool {
    matches!(&c.iter_range.expr, Expr::List(list) if list.elements.is_empty())
        && matches!(&c.loop_cond.expr, Expr::Literal(LiteralValue::Boolean(b)) if !b.inner())
        && c.accu_var != "__result__"
}

/// Source: `isScalar`
fn is_scalar(ty: &Type) -> bool {
    match ty {
        Type::Bool | Type::Double | Type::Duration | Type::Int | Type::Timestamp | Type::Uint => true,
        Type::Opaque(name, Some(inner)) => &**name == OPTIONAL && is_scalar(inner),
        _ => false,
    }
}
