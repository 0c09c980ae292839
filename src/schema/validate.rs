//! Holds a value against a schema.
//!
//! The keywords are looked at in the library's order, so that faults come in its order too; where Go walks a
//! map in random order, we walk it in the order of keys.
//!
//! Source: jsonschema v6, validator.go.

use super::compare::{Type, equals_json};
use super::draft::Draft;
use super::fault::{self, Fault, Kind};
use super::format;
use super::json::Json;
use super::keywords::Keywords;
use super::number;
use super::pattern::Patterns;
use super::store::{Spot, Store};
use super::url;
use crate::value::{Str, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Deepest nesting of schemas that are applied inside each other, references included. A values file of real
/// life with a schema of real life stays below 100.
pub const MAX_DEPTH: usize = 256;

/// Most schemas that are applied to the values of a chart and its subcharts; so much work of a pattern, [`SEARCH`], counts
/// as one. The largest known schema applies 60,000.
pub const MAX_STEPS: usize = 5_000_000;

/// Steps of a search for a pattern that take as long as a schema does.
const SEARCH: u64 = 32;

/// Most faults that are collected before the validation gives up.
pub const MAX_FAULTS: usize = 100_000;

/// Holds `value` against the schema at `spot`, `steps` being behind it.
///
/// # Errors
/// The whole message, whose first line names the schema; or that a bound was exceeded.
pub(super) fn validate<'s>(
    store: &Store<'s>,
    spot: Spot<'s>,
    value: &Value,
    steps: &mut usize,
) -> Result<(), String> {
    let mut run = Run { steps: *steps, ..Run::new(store, None) };
    let verdict = run.whole(spot, value);
    *steps = run.steps;
    verdict
}

/// Holds a schema, as a value, against its metaschema; `within` is the root that it belongs to and the pointer
/// to it, by which parts that follow another draft are known.
///
/// # Errors
/// As [`validate`].
pub(super) fn against_metaschema<'s>(
    store: &Store<'s>,
    meta: Spot<'s>,
    within: (usize, &str),
    value: &Value,
) -> Result<(), String> {
    let drafts = store.drafts_within(within.0);
    let own = store.draft(meta);
    let mixed = drafts.values().any(|draft| *draft != own).then_some(drafts);
    let mut run = Run::new(store, Some(Meta { spot: meta, drafts: mixed.unwrap_or_default() }));
    run.whole(meta, value)
}

pub(super) struct Run<'r, 's> {
    pub(super) store: &'r Store<'s>,
    /// Set while a schema is validated; formats are asserted then, whatever the draft.
    meta: Option<Meta<'r, 's>>,
    patterns: Patterns<'s>,
    targets: HashMap<usize, Option<Spot<'s>>>,
    depth: usize,
    steps: usize,
    faults: usize,
    exceeded: Option<&'static str>,
}

struct Meta<'r, 's> {
    spot: Spot<'s>,
    /// The drafts of the resources in the schema under test, by pointer, where they are not all the same.
    drafts: BTreeMap<&'r str, Draft>,
}

/// A schema that is being applied, and those around it.
#[derive(Clone, Copy)]
pub(super) struct Scope<'f, 's> {
    pub(super) spot: Spot<'s>,
    /// The keyword by which it was reached, where it does not stand inside the schema before it.
    keyword: &'static str,
    /// The nesting of the value; scopes of the same nesting are applied to the same value.
    level: usize,
    parent: Option<&'f Scope<'f, 's>>,
}

/// Where the value stands.
#[derive(Clone, Copy)]
pub(super) enum Path<'p> {
    Root,
    Key(&'p Path<'p>, &'p str),
    Index(&'p Path<'p>, usize),
}

/// What is being held against a schema.
#[derive(Clone, Copy)]
pub(super) struct Subject<'p> {
    pub(super) value: &'p Value,
    pub(super) path: Path<'p>,
    /// Whether only the verdict is wanted and not the reasons.
    pub(super) quiet: bool,
}

/// The parts of a value that no schema has evaluated; only kept where `unevaluated…` asks for it.
#[derive(Default)]
pub(super) struct Unevaluated {
    pub(super) properties: BTreeSet<Str>,
    pub(super) items: BTreeSet<usize>,
}

pub(super) type Verdict = Result<Unevaluated, Box<Fault>>;

impl<'r, 's> Run<'r, 's> {
    fn new(store: &'r Store<'s>, meta: Option<Meta<'r, 's>>) -> Run<'r, 's> {
        Run {
            store,
            meta,
            patterns: Patterns::default(),
            targets: HashMap::new(),
            depth: 0,
            steps: 0,
            faults: 0,
            exceeded: None,
        }
    }

    fn whole(&mut self, spot: Spot<'s>, value: &Value) -> Result<(), String> {
        let fault = self.fault_of(spot, value);
        if let Some(bound) = self.exceeded {
            return Err(bound.to_owned());
        }
        fault.map_or(Ok(()), |fault| Err(fault.message()))
    }

    /// The fault of a value at the root, below a head that names the schema.
    pub(super) fn fault_of(&mut self, spot: Spot<'s>, value: &Value) -> Option<Fault> {
        let scope = Scope { spot, keyword: "", level: 0, parent: None };
        let subject = Subject { value, path: Path::Root, quiet: false };
        let fault = self.apply(&scope, subject, false).err()?;
        let causes = match *fault {
            Fault { kind: Kind::Group, causes, .. } => causes,
            single => vec![single],
        };
        Some(Fault { at: String::new(), kind: Kind::Schema(self.store.location(spot)), causes })
    }

    /// Holds the subject against the innermost schema of `scope`, within the bounds.
    fn apply(&mut self, scope: &Scope<'_, 's>, subject: Subject<'_>, caller_needs: bool) -> Verdict {
        self.steps += 1;
        if self.depth == MAX_DEPTH {
            self.exceeded = Some("unable to validate schema: schemas are nested too deeply");
        } else if self.steps > MAX_STEPS {
            self.exceeded = Some("unable to validate schema: too many schemas to apply");
        } else if self.faults > MAX_FAULTS {
            self.exceeded = Some("unable to validate schema: too many faults");
        }
        if self.exceeded.is_some() {
            return Err(Box::default());
        }
        self.depth += 1;
        let verdict = self.apply_one(scope, subject, caller_needs);
        self.depth -= 1;
        verdict
    }

    fn apply_one(&mut self, scope: &Scope<'_, 's>, subject: Subject<'_>, caller_needs: bool) -> Verdict {
        let (spot, value) = (scope.spot, subject.value);
        let object = match spot.node {
            Json::Bool(false) => return Err(self.fault(subject, || "false schema".to_owned())),
            Json::Object(object) => &**object,
            _ => &[],
        };
        let draft = self.store.draft(spot);
        let keywords = Keywords::read(object, draft);
        let mut check = Check {
            left: Unevaluated::before(value, &keywords, draft, caller_needs),
            scope,
            subject,
            keywords,
            draft,
            faults: Vec::new(),
        };
        if object.is_empty() {
            return Ok(check.left);
        }
        if let Some(other) = cycle(scope) {
            let (here, there) = (self.trail(scope), self.trail(other));
            let target = crate::golang::strconv::quote(&self.store.location(spot));
            let text = format!("both {here} and {there} resolve to {target} causing reference cycle");
            return Err(self.fault(subject, || text));
        }
        self.scalar_keywords(&check)?;
        if let Some(reference) = check.keywords.reference {
            let target = self.target(spot, reference);
            let verdict = self.reference(&mut check, target, "$ref");
            if draft < Draft::V2019 {
                return verdict.map(|_| check.left);
            }
            check.take(verdict);
        }
        match value {
            Value::Map(map) => self.object(&mut check, &map.snapshot()),
            Value::List(list) => self.array(&mut check, &list.items),
            Value::Str(text) => self.string(&mut check, text),
            Value::Int(_) | Value::Int64(_) | Value::Float(_) => self.number(&mut check),
            _ => {}
        }
        if check.faults.is_empty() || !subject.quiet {
            self.dynamic_references(&mut check);
            self.conditions(&mut check);
            self.unevaluated(&mut check);
        }
        let mut faults = check.faults;
        match faults.len() {
            0 => Ok(check.left),
            1 => Err(Box::new(faults.remove(0))),
            _ => {
                let mut group = self.bare_fault(subject, Kind::Group);
                group.causes = faults;
                Err(Box::new(group))
            }
        }
    }

    /// The keywords whose failure ends the check of a value: one of these is one fault.
    fn scalar_keywords(&mut self, check: &Check<'_, '_, 's>) -> Result<(), Box<Fault>> {
        let Check { subject, keywords, .. } = check;
        let value = subject.value;
        let Some(got) = Type::of(value) else {
            return Err(self.fault(*subject, || format!("invalid jsonType {}", value.type_name())));
        };
        if let Some(types) = keywords.types {
            let wanted = Type::set(types);
            let integer =
                || got == Type::Number && wanted.contains(&Type::Integer) && number::is_integer(value);
            if !wanted.is_empty() && !wanted.contains(&got) && !integer() {
                return Err(self.fault(*subject, || {
                    let names = Type::ALL.iter().filter(|typ| wanted.contains(typ)).map(|typ| typ.name());
                    format!("got {}, want {}", got.name(), names.collect::<Vec<_>>().join(" or "))
                }));
            }
        }
        if let Some(constant) = keywords.constant.filter(|constant| !equals_json(value, constant)) {
            return Err(self.fault(*subject, || fault::constant(constant)));
        }
        if let Some(allowed) = keywords.enumeration
            && !allowed.iter().any(|allowed| equals_json(value, allowed))
        {
            return Err(self.fault(*subject, || fault::enumeration(allowed)));
        }
        if let (Some(name), Value::Str(text)) = (keywords.format, value)
            && (check.draft < Draft::V2019 || self.meta.is_some())
            && let Err(reason) = format::check(name, text)
        {
            let sentence = || format!("{} is not valid {name}: {reason}", fault::quote(text));
            return Err(self.fault(*subject, sentence));
        }
        Ok(())
    }

    fn conditions(&mut self, check: &mut Check<'_, '_, 's>) {
        if let Some(schema) = check.keywords.not
            && self.same_value(check, schema, true).is_ok()
        {
            self.add(check, || "'not' failed".to_owned());
        }
        if let Some(schemas) = check.keywords.all_of {
            let mut faults = Vec::new();
            for schema in schemas {
                if let Err(fault) = self.same_value(check, schema, false) {
                    faults.push(*fault);
                    if check.subject.quiet {
                        break;
                    }
                }
            }
            if !faults.is_empty() {
                self.add_with(check, faults, || "'allOf' failed".to_owned());
            }
        }
        if let Some(schemas) = check.keywords.any_of.filter(|schemas| !schemas.is_empty()) {
            let (mut matched, mut faults) = (false, Vec::new());
            for schema in schemas {
                match self.same_value(check, schema, false) {
                    Err(fault) => faults.push(*fault),
                    Ok(_) => {
                        matched = true;
                        // What is evaluated by the others counts too, where someone asks.
                        if check.left.is_empty() {
                            break;
                        }
                    }
                }
            }
            if !matched {
                self.add_with(check, faults, || "'anyOf' failed".to_owned());
            }
        }
        if let Some(schemas) = check.keywords.one_of.filter(|schemas| !schemas.is_empty()) {
            self.one_of(check, schemas);
        }
        if let Some(condition) = check.keywords.condition {
            let holds = self.same_value(check, condition, true).is_ok();
            if let Some(schema) = if holds { check.keywords.then } else { check.keywords.otherwise } {
                let verdict = self.same_value(check, schema, false);
                check.take(verdict);
            }
        }
    }

    fn one_of(&mut self, check: &mut Check<'_, '_, 's>, schemas: &'s [Json<'s>]) {
        let (mut matched, mut faults) = (None, Vec::new());
        for (index, schema) in schemas.iter().enumerate() {
            match (self.same_value(check, schema, matched.is_some()), matched) {
                (Err(fault), None) => faults.push(*fault),
                (Err(_), Some(_)) => {}
                (Ok(_), None) => matched = Some(index),
                (Ok(_), Some(first)) => {
                    let [first, second] = [first, index].map(number::localized_count);
                    self.add(check, || format!("'oneOf' failed, subschemas {first}, {second} matched"));
                    break;
                }
            }
        }
        if matched.is_none() {
            self.add_with(check, faults, || "'oneOf' failed, none matched".to_owned());
        }
    }

    fn unevaluated(&mut self, check: &mut Check<'_, '_, 's>) {
        if let (Some(schema), Value::Map(map)) = (check.keywords.unevaluated_properties, check.subject.value)
        {
            let entries = map.snapshot();
            for name in std::mem::take(&mut check.left.properties) {
                if let Some(value) = entries.get(&name) {
                    let path = check.subject.path;
                    self.part(check, schema, value, Path::Key(&path, &name));
                }
            }
        }
        if let (Some(schema), Value::List(list)) = (check.keywords.unevaluated_items, check.subject.value) {
            for index in std::mem::take(&mut check.left.items) {
                if let Some(item) = list.items.get(index) {
                    self.item(check, schema, item, index);
                }
            }
        }
    }

    /// `$recursiveRef` and `$dynamicRef`, which lead to the outermost schema that agrees to be extended.
    fn dynamic_references(&mut self, check: &mut Check<'_, '_, 's>) {
        let innermost = check.scope;
        let outwards = || std::iter::successors(Some(innermost), |scope| scope.parent);
        if let Some(reference) = check.keywords.recursive_ref {
            let mut target = self.target(check.scope.spot, reference);
            let recursive = |spot: Spot<'s>| spot.node.get("$recursiveAnchor") == Some(&Json::Bool(true));
            if target.is_some_and(recursive) {
                let extended = outwards().filter(|scope| recursive(self.store.resource_spot(scope.spot)));
                target = extended.last().map(|scope| scope.spot).or(target);
            }
            let verdict = self.reference(check, target, "$recursiveRef");
            check.take(verdict);
        }
        if let Some(reference) = check.keywords.dynamic_ref {
            let mut target = self.target(check.scope.spot, reference);
            let text = reference.as_str().unwrap_or_default();
            let anchor = url::unescape(url::split(text).1).unwrap_or_default();
            let has_anchor = |spot: Spot<'s>| {
                !anchor.is_empty() && spot.node.get("$dynamicAnchor").and_then(Json::as_str) == Some(&anchor)
            };
            if target.is_some_and(has_anchor) {
                let extended = outwards().filter_map(|scope| self.store.dynamic_anchor(scope.spot, &anchor));
                target = extended.last().or(target);
            }
            let verdict = self.reference(check, target, "$dynamicRef");
            check.take(verdict);
        }
    }

    /// Holds the same value against the schema that a keyword refers to.
    fn reference(
        &mut self,
        check: &mut Check<'_, '_, 's>,
        target: Option<Spot<'s>>,
        keyword: &'static str,
    ) -> Result<(), Box<Fault>> {
        let Some(target) = target else { return Ok(()) };
        self.apply_to_same(check, target, keyword, false).map_err(|fault| {
            let mut outer = self.bare_fault(check.subject, Kind::Reference);
            match *fault {
                Fault { kind: Kind::Group, causes, .. } => outer.causes = causes,
                single => outer.causes.push(single),
            }
            Box::new(outer)
        })
    }

    /// Where a reference leads; remembered, since a schema is applied to many values.
    fn target(&mut self, from: Spot<'s>, reference: &'s Json<'s>) -> Option<Spot<'s>> {
        let store = self.store;
        *self
            .targets
            .entry(reference.identity())
            .or_insert_with(|| reference.as_str().and_then(|reference| store.follow(from, reference)))
    }

    /// Holds the same value against a schema inside this one; what that one evaluates is evaluated here too.
    pub(super) fn same_value(
        &mut self,
        check: &mut Check<'_, '_, 's>,
        schema: &'s Json<'s>,
        quiet: bool,
    ) -> Result<(), Box<Fault>> {
        let spot = self.store.child(check.scope.spot, schema);
        self.apply_to_same(check, spot, "", quiet)
    }

    fn apply_to_same(
        &mut self,
        check: &mut Check<'_, '_, 's>,
        spot: Spot<'s>,
        keyword: &'static str,
        quiet: bool,
    ) -> Result<(), Box<Fault>> {
        let subject = Subject { quiet: check.subject.quiet || quiet, ..check.subject };
        let left = self.apply_inside(check.scope, spot, keyword, 0, subject, !check.left.is_empty())?;
        check.left.keep_only(&left);
        Ok(())
    }

    /// Holds a part of the value against a schema.
    pub(super) fn other_value(
        &mut self,
        check: &Check<'_, '_, 's>,
        schema: &'s Json<'s>,
        value: &Value,
        path: Path<'_>,
    ) -> Verdict {
        let spot = self.store.child(check.scope.spot, schema);
        let subject = Subject { value, path, quiet: check.subject.quiet };
        self.apply_inside(check.scope, spot, "", 1, subject, false)
    }

    /// Applies a schema inside another. While a schema is validated, a part of it that follows another draft
    /// is held against the metaschema of that draft instead. Source: handleMeta.
    fn apply_inside(
        &mut self,
        parent: &Scope<'_, 's>,
        spot: Spot<'s>,
        keyword: &'static str,
        deeper: usize,
        subject: Subject<'_>,
        caller_needs: bool,
    ) -> Verdict {
        let mut scope = Scope { spot, keyword, level: parent.level + deeper, parent: Some(parent) };
        let outer = self.meta.as_ref().map(|meta| meta.spot);
        if let Some(meta) = &mut self.meta
            && !meta.drafts.is_empty()
            && spot.node.identity() == meta.spot.node.identity()
            && let Some(draft) = meta.drafts.get(subject.path.pointer().as_str())
            && let Some(other) = self.store.metaschema(*draft)
        {
            meta.spot = other;
            scope.spot = other;
        }
        let verdict = self.apply(&scope, subject, caller_needs);
        if let (Some(meta), Some(outer)) = (&mut self.meta, outer) {
            meta.spot = outer;
        }
        verdict
    }

    pub(super) fn part(
        &mut self,
        check: &mut Check<'_, '_, 's>,
        schema: &'s Json<'s>,
        value: &Value,
        path: Path<'_>,
    ) {
        if let Err(fault) = self.other_value(check, schema, value, path) {
            check.faults.push(*fault);
        }
    }

    pub(super) fn item(
        &mut self,
        check: &mut Check<'_, '_, 's>,
        schema: &'s Json<'s>,
        item: &Value,
        index: usize,
    ) {
        let path = check.subject.path;
        self.part(check, schema, item, Path::Index(&path, index));
    }

    pub(super) fn matches(&mut self, regex: &'s str, text: &str) -> bool {
        if self.steps > MAX_STEPS {
            self.exceeded = Some("unable to validate schema: patterns take too long to match");
            return false;
        }
        let (found, steps) = self.patterns.matches(regex, text);
        self.steps = self.steps.saturating_add(usize::try_from(steps / SEARCH).unwrap_or(usize::MAX));
        found.unwrap_or_else(|_| {
            self.exceeded = Some("unable to validate schema: a pattern takes too long to match");
            false
        })
    }

    pub(super) fn bare_fault(&mut self, subject: Subject<'_>, kind: Kind) -> Fault {
        if subject.quiet {
            return Fault::default();
        }
        self.faults += 1;
        Fault { at: subject.path.pointer(), kind, causes: Vec::new() }
    }

    pub(super) fn fault(&mut self, subject: Subject<'_>, text: impl FnOnce() -> String) -> Box<Fault> {
        let kind = if subject.quiet { Kind::Group } else { Kind::Text(text()) };
        Box::new(self.bare_fault(subject, kind))
    }

    pub(super) fn add(&mut self, check: &mut Check<'_, '_, 's>, text: impl FnOnce() -> String) {
        self.add_with(check, Vec::new(), text);
    }

    pub(super) fn add_with(
        &mut self,
        check: &mut Check<'_, '_, 's>,
        causes: Vec<Fault>,
        text: impl FnOnce() -> String,
    ) {
        let fault = self.fault(check.subject, text);
        check.faults.push(Fault { causes, ..*fault });
    }

    /// The keywords that lead from the outermost schema to that of a scope. Source: (*scope).kwLoc.
    fn trail(&self, scope: &Scope<'_, 's>) -> String {
        let mut trail = String::new();
        let mut scope = scope;
        while let Some(parent) = scope.parent {
            let step = if scope.keyword.is_empty() {
                let (here, above) = (self.store.location(scope.spot), self.store.location(parent.spot));
                here.get(above.len()..).unwrap_or_default().to_owned()
            } else {
                format!("/{}", scope.keyword)
            };
            trail.insert_str(0, &step);
            scope = parent;
        }
        trail
    }
}

/// One schema and one value, while they are held against each other.
pub(super) struct Check<'c, 'f, 's> {
    pub(super) scope: &'c Scope<'f, 's>,
    pub(super) subject: Subject<'c>,
    pub(super) keywords: Keywords<'s>,
    pub(super) draft: Draft,
    pub(super) faults: Vec<Fault>,
    pub(super) left: Unevaluated,
}

impl Check<'_, '_, '_> {
    pub(super) fn take<T>(&mut self, verdict: Result<T, Box<Fault>>) {
        if let Err(fault) = verdict {
            self.faults.push(*fault);
        }
    }
}

impl Unevaluated {
    /// Everything that the schema does not evaluate as a whole, where it or its caller wants to know.
    /// Source: unevalFrom.
    fn before(value: &Value, keywords: &Keywords<'_>, draft: Draft, caller_needs: bool) -> Unevaluated {
        let mut left = Unevaluated::default();
        match value {
            Value::Map(map) => {
                let wanted = caller_needs || keywords.unevaluated_properties.is_some();
                if wanted && !keywords.evaluates_all_properties() {
                    left.properties = map.snapshot().keys().cloned().collect();
                }
            }
            Value::List(list) => {
                let wanted = caller_needs || keywords.unevaluated_items.is_some();
                if let Some(evaluated) = keywords.evaluated_items(draft).filter(|_| wanted) {
                    left.items = (evaluated..list.items.len()).collect();
                }
            }
            _ => {}
        }
        left
    }

    fn is_empty(&self) -> bool {
        self.properties.is_empty() && self.items.is_empty()
    }

    fn keep_only(&mut self, other: &Unevaluated) {
        if !self.properties.is_empty() {
            self.properties.retain(|name| other.properties.contains(name));
        }
        if !self.items.is_empty() {
            self.items.retain(|index| other.items.contains(index));
        }
    }
}

impl Path<'_> {
    pub(super) fn pointer(&self) -> String {
        match self {
            Path::Root => String::new(),
            Path::Key(parent, key) => format!("{}/{}", parent.pointer(), url::escape_token(key)),
            Path::Index(parent, index) => format!("{}/{index}", parent.pointer()),
        }
    }
}

/// An outer scope that applies the same schema to the same value. Source: (*scope).checkCycle.
fn cycle<'f, 's>(scope: &Scope<'f, 's>) -> Option<&'f Scope<'f, 's>> {
    std::iter::successors(scope.parent, |scope| scope.parent)
        .take_while(|other| other.level == scope.level)
        .find(|other| other.spot.node.identity() == scope.spot.node.identity())
}

#[cfg(test)]
mod tests {
    use super::super::draft;
    use super::super::json::Json;
    use super::super::shelf::{Document, Shelf};
    use super::*;

    /// What is said where so many steps and faults are behind it.
    fn said(steps: usize, faults: usize) -> Option<&'static str> {
        said_of(r#"{"properties": {"a": {"type": "string"}}}"#, "a", steps, faults)
    }

    fn said_of(text: &'static str, key: &str, steps: usize, faults: usize) -> Option<&'static str> {
        let documents = Shelf::new(64);
        for (url, text) in draft::metaschemas().chain([("file:///s".to_owned(), text)]) {
            documents.put(Document { url, json: Json::parse(text).unwrap() }).unwrap();
        }
        let load = |address: &str| Err(address.to_owned());
        let mut store = Store::new(&documents, &load);
        let Ok(spot) = store.compile("file:///s") else { panic!("not compiled") };
        let mut run = Run { steps, faults, ..Run::new(&store, None) };
        let _ = run.whole(spot, &Value::from([(key, Value::Int(1))]));
        run.exceeded
    }

    #[test]
    fn only_so_many_schemas_are_applied() {
        // The schema and that of the property.
        assert_eq!(said(MAX_STEPS - 2, 0), None);
        assert_eq!(said(MAX_STEPS - 1, 0), Some("unable to validate schema: too many schemas to apply"));
        // The first search takes more than there is room for.
        let patterns = r#"{"patternProperties": {"^b*c": {}, "^b*d": {}}}"#;
        let words = Some("unable to validate schema: patterns take too long to match");
        assert_eq!(said_of(patterns, "b", MAX_STEPS - 10, 0), None);
        assert_eq!(said_of(patterns, &"b".repeat(1000), MAX_STEPS - 10, 0), words);
        assert_eq!(said_of(patterns, &"b".repeat(1000), 0, 0), None);
        assert_eq!(said(0, MAX_FAULTS), None);
        assert_eq!(said(0, MAX_FAULTS + 1), Some("unable to validate schema: too many faults"));
    }
}
