//! The keywords that look into one type of value: objects, arrays, strings, numbers.

use super::compare::duplicates;
use super::draft::Draft;
use super::fault::{self, Fault, Kind};
use super::json::Json;
use super::number::{self, Decimal};
use super::validate::{Check, Path, Run};
use crate::value::{Str, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

impl<'s> Run<'_, 's> {
    pub(super) fn object(&mut self, check: &mut Check<'_, '_, 's>, entries: &BTreeMap<Str, Value>) {
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

    pub(super) fn array(&mut self, check: &mut Check<'_, '_, 's>, items: &[Value]) {
        if let Some(want) = count_of(check.keywords.min_items).filter(|want| items.len() < *want) {
            self.add(check, || fault::count("minItems", items.len(), want));
        }
        if let Some(want) = count_of(check.keywords.max_items).filter(|want| items.len() > *want) {
            self.add(check, || fault::count("maxItems", items.len(), want));
        }
        if check.keywords.unique_items
            && let Some((first, second)) = duplicates(items)
        {
            let [first, second] = [first, second].map(number::localized_count);
            self.add(check, || format!("items at {first} and {second} are equal"));
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

    pub(super) fn string(&mut self, check: &mut Check<'_, '_, 's>, text: &str) {
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
        if let Some(pattern) = check.keywords.pattern
            && !self.matches(pattern, text)
        {
            self.add(check, || {
                format!("{} does not match pattern {}", fault::quote(text), fault::quote(pattern))
            });
        }
    }

    pub(super) fn number(&mut self, check: &mut Check<'_, '_, 's>) {
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
fn entries_of<'s>(json: Option<&'s Json<'s>>) -> &'s [(Cow<'s, str>, Json<'s>)] {
    json.and_then(Json::as_object).unwrap_or_default()
}

fn missing<'n>(entries: &BTreeMap<Str, Value>, required: &'n [Json<'_>]) -> Vec<&'n str> {
    required.iter().filter_map(Json::as_str).filter(|name| !entries.contains_key(*name)).collect()
}
