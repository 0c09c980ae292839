//! Holds a value against a schema.
//!
//! The keywords are looked at in the library's order, so that faults come in its order too; where Go walks a
//! map in random order, we walk it in the order of keys.
//!
//! Source: jsonschema v6, validator.go.

use super::draft::Draft;
use super::fault::{self, Fault, Kind};
use super::format;
use super::json::Json;
use super::keywords::Keywords;
use super::number::{self, Decimal};
use super::pattern::Patterns;
use super::store::{Spot, Store};
use super::url;
use crate::value::{Str, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Deepest nesting of schemas that are applied inside each other, references included. A values file of real
/// life with a schema of real life stays below 100.
pub const MAX_DEPTH: usize = 500;

/// Most schemas that are applied in one validation. The largest known schema applies 60,000.
pub const MAX_STEPS: usize = 5_000_000;

/// Most faults that are collected before the validation gives up.
pub const MAX_FAULTS: usize = 100_000;

/// Holds `value` against the schema at `spot`.
///
/// # Errors
/// The whole message, whose first line names the schema; or that a bound was exceeded.
pub(super) fn validate(store: &Store<'_>, spot: Spot<'_>, value: &Value) -> Result<(), String> {
    let mut run = Run::new(store, None);
    run.whole(spot, value)
}

/// Holds a schema, as a value, against its metaschema; `within` is the root that it belongs to and the pointer
/// to it, by which parts that follow another draft are known.
///
/// # Errors
/// As [`validate`].
pub(super) fn against_metaschema(
    store: &Store<'_>,
    meta: Spot<'_>,
    within: (usize, &str),
    value: &Value,
) -> Result<(), String> {
    let drafts = store.drafts_within(within.0);
    let own = store.draft(meta);
    let mixed = drafts.values().any(|draft| *draft != own).then_some(drafts);
    let mut run = Run::new(store, Some(Meta { spot: meta, drafts: mixed.unwrap_or_default() }));
    run.whole(meta, value)
}

struct Run<'r, 's> {
    store: &'r Store<'s>,
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
struct Scope<'f, 's> {
    spot: Spot<'s>,
    /// The keyword by which it was reached, where it does not stand inside the schema before it.
    keyword: &'static str,
    /// The nesting of the value; scopes of the same nesting are applied to the same value.
    level: usize,
    parent: Option<&'f Scope<'f, 's>>,
}

/// Where the value stands.
#[derive(Clone, Copy)]
enum Path<'p> {
    Root,
    Key(&'p Path<'p>, &'p str),
    Index(&'p Path<'p>, usize),
}

/// What is being held against a schema.
#[derive(Clone, Copy)]
struct Subject<'p> {
    value: &'p Value,
    path: Path<'p>,
    /// Whether only the verdict is wanted and not the reasons.
    quiet: bool,
}

/// The parts of a value that no schema has evaluated; only kept where `unevaluated…` asks for it.
#[derive(Default)]
struct Unevaluated {
    properties: BTreeSet<Str>,
    items: BTreeSet<usize>,
}

type Verdict = Result<Unevaluated, Box<Fault>>;

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
    fn fault_of(&mut self, spot: Spot<'s>, value: &Value) -> Option<Fault> {
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
            Json::Object(object) => object.as_slice(),
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
        if let Some(constant) = keywords.constant {
            if !equals_json(value, constant) {
                return Err(self.fault(*subject, || fault::constant(constant)));
            }
        }
        if let Some(allowed) = keywords.enumeration {
            if !allowed.iter().any(|allowed| equals_json(value, allowed)) {
                return Err(self.fault(*subject, || fault::enumeration(allowed)));
            }
        }
        if let (Some(name), Value::Str(text)) = (keywords.format, value) {
            if check.draft < Draft::V2019 || self.meta.is_some() {
                if let Err(reason) = format::check(name, text) {
                    return Err(self.fault(*subject, || {
                        format!("{} is not valid {name}: {reason}", fault::quote(text))
                    }));
                }
            }
        }
        Ok(())
    }

    fn object(&mut self, check: &mut Check<'_, '_, 's>, entries: &BTreeMap<Str, Value>) {
        let subject = check.subject;
        if let Some(want) = count_of(check.keywords.min_properties).filter(|want| entries.len() < *want) {
            self.add(check, || fault::count("minProperties", entries.len(), want));
        }
        if let Some(want) = count_of(check.keywords.max_properties).filter(|want| entries.len() > *want) {
            self.add(check, || fault::count("maxProperties", entries.len(), want));
        }
        if let Some(required) = check.keywords.required {
            let missing = missing(entries, required);
            if !missing.is_empty() {
                self.add(check, || fault::required(&missing));
            }
        }
        if subject.quiet && !check.faults.is_empty() {
            return;
        }
        for (name, needs) in entries_of(check.keywords.dependencies) {
            if entries.contains_key(&**name) {
                self.dependency(check, entries, name, needs);
            }
        }
        self.properties(check, entries);
        if let Some(names) = check.keywords.property_names {
            for name in entries.keys() {
                self.property_name(check, names, name);
            }
        }
        for (name, schema) in entries_of(check.keywords.dependent_schemas) {
            if entries.contains_key(&**name) {
                let verdict = self.same_value(check, schema, false);
                check.take(verdict);
            }
        }
        for (name, needs) in entries_of(check.keywords.dependent_required) {
            if entries.contains_key(&**name) {
                self.dependency(check, entries, name, needs);
            }
        }
    }

    fn dependency(
        &mut self,
        check: &mut Check<'_, '_, 's>,
        entries: &BTreeMap<Str, Value>,
        name: &str,
        needs: &'s Json<'s>,
    ) {
        match needs {
            Json::Array(required) => {
                let missing = missing(entries, required);
                if !missing.is_empty() {
                    self.add(check, || fault::dependency(name, &missing));
                }
            }
            schema => {
                let verdict = self.same_value(check, schema, false);
                check.take(verdict);
            }
        }
    }

    fn properties(&mut self, check: &mut Check<'_, '_, 's>, entries: &BTreeMap<Str, Value>) {
        let properties = check.keywords.properties;
        let by_pattern = check.keywords.pattern_properties;
        let additional = check.keywords.additional_properties;
        if properties.is_none() && by_pattern.is_none() && additional.is_none() {
            return;
        }
        let mut not_allowed: Vec<&str> = Vec::new();
        for (name, value) in entries {
            if check.subject.quiet && !check.faults.is_empty() {
                return;
            }
            let path = check.subject.path;
            let path = Path::Key(&path, name);
            let mut evaluated = false;
            if let Some(schema) = properties.and_then(|properties| properties.get(name)) {
                evaluated = true;
                self.part(check, schema, value, path);
            }
            for (regex, schema) in entries_of(by_pattern) {
                if self.matches(regex, name) {
                    evaluated = true;
                    self.part(check, schema, value, path);
                }
            }
            if !evaluated {
                match additional {
                    Some(Json::Bool(true)) => evaluated = true,
                    Some(Json::Bool(false)) => {
                        evaluated = true;
                        not_allowed.push(name);
                    }
                    Some(schema) => {
                        evaluated = true;
                        self.part(check, schema, value, path);
                    }
                    None => {}
                }
            }
            if evaluated {
                check.left.properties.remove(name);
            }
        }
        if !not_allowed.is_empty() {
            self.add(check, || fault::additional_properties(&not_allowed));
        }
    }

    /// A name is validated as a value of its own: the faults below its head do not say where the object stands.
    fn property_name(&mut self, check: &mut Check<'_, '_, 's>, schema: &'s Json<'s>, name: &Str) {
        let spot = self.store.child(check.scope.spot, schema);
        if let Some(fault) = self.fault_of(spot, &Value::Str(name.clone())) {
            let kind = Kind::Text(format!("invalid propertyName {}", fault::quote(name)));
            check.faults.push(Fault { at: check.subject.path.pointer(), kind, ..fault });
        }
    }

    fn array(&mut self, check: &mut Check<'_, '_, 's>, items: &[Value]) {
        if let Some(want) = count_of(check.keywords.min_items).filter(|want| items.len() < *want) {
            self.add(check, || fault::count("minItems", items.len(), want));
        }
        if let Some(want) = count_of(check.keywords.max_items).filter(|want| items.len() > *want) {
            self.add(check, || fault::count("maxItems", items.len(), want));
        }
        if check.keywords.unique_items {
            if let Some((first, second)) = duplicates(items) {
                self.add(check, || {
                    let [first, second] = [first, second].map(number::localized_count);
                    format!("items at {first} and {second} are equal")
                });
            }
        }
        if check.draft < Draft::V2020 {
            self.items_before_2020(check, items);
        } else {
            let prefix = check.keywords.prefix_items.unwrap_or_default();
            for (index, (schema, item)) in prefix.iter().zip(items).enumerate() {
                self.item(check, schema, item, index);
            }
            if let Some(schema) = check.keywords.items {
                for (index, item) in items.iter().enumerate().skip(prefix.len()) {
                    self.item(check, schema, item, index);
                }
            }
        }
        if let Some(schema) = check.keywords.contains {
            self.contains(check, schema, items);
        }
    }

    fn items_before_2020(&mut self, check: &mut Check<'_, '_, 's>, items: &[Value]) {
        let schemas = match check.keywords.items {
            None => return,
            Some(Json::Array(schemas)) => schemas,
            Some(schema) => {
                for (index, item) in items.iter().enumerate() {
                    self.item(check, schema, item, index);
                }
                return;
            }
        };
        for (index, (schema, item)) in schemas.iter().zip(items).enumerate() {
            self.item(check, schema, item, index);
        }
        let rest = items.get(schemas.len()..).unwrap_or_default();
        match check.keywords.additional_items {
            None | Some(Json::Bool(true)) => {}
            Some(Json::Bool(false)) => {
                if !rest.is_empty() {
                    let count = number::localized_count(rest.len());
                    self.add(check, || format!("last {count} additionalItem(s) not allowed"));
                }
            }
            Some(schema) => {
                for (index, item) in items.iter().enumerate().skip(schemas.len()) {
                    self.item(check, schema, item, index);
                }
            }
        }
    }

    fn contains(&mut self, check: &mut Check<'_, '_, 's>, schema: &'s Json<'s>, items: &[Value]) {
        let (mut matched, mut faults) = (Vec::new(), Vec::new());
        for (index, item) in items.iter().enumerate() {
            let path = check.subject.path;
            match self.other_value(check, schema, item, Path::Index(&path, index)) {
                Ok(_) => {
                    matched.push(index);
                    if check.draft >= Draft::V2020 {
                        check.left.items.remove(&index);
                    }
                }
                Err(fault) => faults.push(*fault),
            }
        }
        match count_of(check.keywords.min_contains) {
            Some(want) if matched.len() < want => {
                self.add_with(check, faults, || fault::contains("min", want, &matched));
            }
            None if matched.is_empty() => {
                self.add_with(check, faults, || "no items match contains schema".to_owned());
            }
            _ => {}
        }
        if let Some(want) = count_of(check.keywords.max_contains).filter(|want| matched.len() > *want) {
            self.add(check, || fault::contains("max", want, &matched));
        }
    }

    fn string(&mut self, check: &mut Check<'_, '_, 's>, text: &str) {
        let (min, max) = (count_of(check.keywords.min_length), count_of(check.keywords.max_length));
        if min.is_some() || max.is_some() {
            let length = text.chars().count();
            if let Some(want) = min.filter(|want| length < *want) {
                self.add(check, || fault::count("minLength", length, want));
            }
            if let Some(want) = max.filter(|want| length > *want) {
                self.add(check, || fault::count("maxLength", length, want));
            }
        }
        if let Some(pattern) = check.keywords.pattern {
            if !self.matches(pattern, text) {
                let quoted = || (fault::quote(text), fault::quote(pattern));
                self.add(check, || {
                    let (text, pattern) = quoted();
                    format!("{text} does not match pattern {pattern}")
                });
            }
        }
    }

    fn number(&mut self, check: &mut Check<'_, '_, 's>) {
        type Holds = fn(&Decimal, &Decimal) -> bool;
        let keywords = &check.keywords;
        let bounds: [(&str, Option<&'s Json<'s>>, Holds); 5] = [
            ("minimum", keywords.minimum, |got, want| got >= want),
            ("maximum", keywords.maximum, |got, want| got <= want),
            ("exclusiveMinimum", keywords.exclusive_minimum, |got, want| got > want),
            ("exclusiveMaximum", keywords.exclusive_maximum, |got, want| got < want),
            ("multipleOf", keywords.multiple_of, Decimal::is_multiple_of),
        ];
        if bounds.iter().all(|(_, want, _)| want.is_none()) {
            return;
        }
        let Some(got) = Decimal::of(check.subject.value) else { return };
        for (keyword, want, holds) in bounds {
            let Some(Json::Number(want)) = want else { continue };
            if let Some(want) = Decimal::parse(want).filter(|want| !holds(&got, want)) {
                self.add(check, || fault::bound(keyword, &got, &want));
            }
        }
    }

    fn conditions(&mut self, check: &mut Check<'_, '_, 's>) {
        if let Some(schema) = check.keywords.not {
            if self.same_value(check, schema, true).is_ok() {
                self.add(check, || "'not' failed".to_owned());
            }
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
    fn same_value(
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
    fn other_value(
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
        if let Some(meta) = &mut self.meta {
            if !meta.drafts.is_empty() && spot.node.identity() == meta.spot.node.identity() {
                let draft = meta.drafts.get(subject.path.pointer().as_str());
                if let Some(other) = draft.and_then(|draft| self.store.metaschema(*draft)) {
                    meta.spot = other;
                    scope.spot = other;
                }
            }
        }
        let verdict = self.apply(&scope, subject, caller_needs);
        if let (Some(meta), Some(outer)) = (&mut self.meta, outer) {
            meta.spot = outer;
        }
        verdict
    }

    fn part(&mut self, check: &mut Check<'_, '_, 's>, schema: &'s Json<'s>, value: &Value, path: Path<'_>) {
        if let Err(fault) = self.other_value(check, schema, value, path) {
            check.faults.push(*fault);
        }
    }

    fn item(&mut self, check: &mut Check<'_, '_, 's>, schema: &'s Json<'s>, item: &Value, index: usize) {
        let path = check.subject.path;
        self.part(check, schema, item, Path::Index(&path, index));
    }

    fn matches(&mut self, regex: &'s str, text: &str) -> bool {
        self.patterns.matches(regex, text).unwrap_or_else(|_| {
            self.exceeded = Some("unable to validate schema: a pattern takes too long to match");
            false
        })
    }

    fn bare_fault(&mut self, subject: Subject<'_>, kind: Kind) -> Fault {
        if subject.quiet {
            return Fault::default();
        }
        self.faults += 1;
        Fault { at: subject.path.pointer(), kind, causes: Vec::new() }
    }

    fn fault(&mut self, subject: Subject<'_>, text: impl FnOnce() -> String) -> Box<Fault> {
        let kind = if subject.quiet { Kind::Group } else { Kind::Text(text()) };
        Box::new(self.bare_fault(subject, kind))
    }

    fn add(&mut self, check: &mut Check<'_, '_, 's>, text: impl FnOnce() -> String) {
        self.add_with(check, Vec::new(), text);
    }

    fn add_with(&mut self, check: &mut Check<'_, '_, 's>, causes: Vec<Fault>, text: impl FnOnce() -> String) {
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
struct Check<'c, 'f, 's> {
    scope: &'c Scope<'f, 's>,
    subject: Subject<'c>,
    keywords: Keywords<'s>,
    draft: Draft,
    faults: Vec<Fault>,
    left: Unevaluated,
}

impl Check<'_, '_, '_> {
    fn take<T>(&mut self, verdict: Result<T, Box<Fault>>) {
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
    fn pointer(&self) -> String {
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

/// The types of JSON, in the order in which a message lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Null,
    Boolean,
    Number,
    Integer,
    String,
    Array,
    Object,
}

impl Type {
    const ALL: [Type; 7] =
        [Type::Null, Type::Boolean, Type::Number, Type::Integer, Type::String, Type::Array, Type::Object];

    fn of(value: &Value) -> Option<Type> {
        match value {
            Value::Invalid | Value::Nil => Some(Type::Null),
            Value::Bool(_) => Some(Type::Boolean),
            Value::Float(f) if !f.is_finite() => None,
            Value::Int(_) | Value::Int64(_) | Value::Float(_) => Some(Type::Number),
            Value::Str(_) => Some(Type::String),
            Value::List(_) => Some(Type::Array),
            Value::Map(_) => Some(Type::Object),
            Value::Object(_) => None,
        }
    }

    fn set(types: &Json<'_>) -> Vec<Type> {
        let one = std::slice::from_ref(types);
        let names = types.as_array().unwrap_or(one).iter().filter_map(Json::as_str);
        names.filter_map(|name| Type::ALL.into_iter().find(|typ| typ.name() == name)).collect()
    }

    fn name(self) -> &'static str {
        match self {
            Type::Null => "null",
            Type::Boolean => "boolean",
            Type::Number => "number",
            Type::Integer => "integer",
            Type::String => "string",
            Type::Array => "array",
            Type::Object => "object",
        }
    }
}

/// The value of a keyword that counts; what is no such number bounds nothing.
fn count_of(json: Option<&Json<'_>>) -> Option<usize> {
    let Json::Number(text) = json? else { return None };
    if let Ok(count) = text.parse() {
        return Some(count);
    }
    let number = Decimal::parse(text).filter(Decimal::is_integer)?.to_f64();
    // A bound beyond every length is as good as the largest one.
    (number >= 0.0).then(|| {
        if number < 1e15 { format!("{number:.0}").parse().unwrap_or(usize::MAX) } else { usize::MAX }
    })
}

/// The entries of a keyword whose value is an object.
fn entries_of<'s>(json: Option<&'s Json<'s>>) -> &'s [(std::borrow::Cow<'s, str>, Json<'s>)] {
    json.and_then(Json::as_object).unwrap_or_default()
}

fn missing<'n>(entries: &BTreeMap<Str, Value>, required: &'n [Json<'_>]) -> Vec<&'n str> {
    required.iter().filter_map(Json::as_str).filter(|name| !entries.contains_key(*name)).collect()
}

fn equals_json(value: &Value, json: &Json<'_>) -> bool {
    match (value, json) {
        (Value::Nil | Value::Invalid, Json::Null) => true,
        (Value::Bool(a), Json::Bool(b)) => a == b,
        (Value::Str(a), Json::Str(b)) => **a == **b,
        (Value::Int(_) | Value::Int64(_) | Value::Float(_), Json::Number(text)) => {
            Decimal::of(value).is_some_and(|number| Decimal::parse(text) == Some(number))
        }
        (Value::List(list), Json::Array(items)) => {
            list.items.len() == items.len() && list.items.iter().zip(items).all(|(a, b)| equals_json(a, b))
        }
        (Value::Map(map), Json::Object(entries)) => {
            let map = map.snapshot();
            map.len() == entries.len()
                && entries
                    .iter()
                    .all(|(key, json)| map.get(&**key).is_some_and(|value| equals_json(value, json)))
        }
        _ => false,
    }
}

/// A value in a form in which equal values are equal and all values have an order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Comparable {
    Null,
    Bool(bool),
    Number(Option<Decimal>),
    Str(Str),
    List(Vec<Comparable>),
    Map(Vec<(Str, Comparable)>),
    /// Not comparable to anything, itself included: told apart by its place.
    Other(usize),
}

impl Comparable {
    fn of(value: &Value) -> Comparable {
        match value {
            Value::Invalid | Value::Nil => Comparable::Null,
            Value::Bool(b) => Comparable::Bool(*b),
            Value::Int(_) | Value::Int64(_) | Value::Float(_) => Comparable::Number(Decimal::of(value)),
            Value::Str(text) => Comparable::Str(text.clone()),
            Value::List(list) => Comparable::List(list.items.iter().map(Comparable::of).collect()),
            Value::Map(map) => Comparable::Map(
                map.snapshot().iter().map(|(key, value)| (key.clone(), Comparable::of(value))).collect(),
            ),
            Value::Object(object) => Comparable::Other(Arc::as_ptr(object).addr()),
        }
    }
}

/// The first item that equals an earlier one, and that earlier one. Source: util.go, duplicates.
fn duplicates(items: &[Value]) -> Option<(usize, usize)> {
    let mut seen = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        if let Some(first) = seen.insert(Comparable::of(item), index) {
            return Some((first, index));
        }
    }
    None
}
