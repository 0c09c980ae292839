//! The keywords of one schema, picked out of its object in a single pass.

use super::draft::Draft;
use super::json::Json;

/// What of an object the draft knows as keywords. A field holds the value as it stands in the schema; that it
/// has the right type was checked before.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "each field is the keyword of its name")]
pub(super) struct Keywords<'s> {
    pub(super) additional_items: Option<&'s Json<'s>>,
    pub(super) additional_properties: Option<&'s Json<'s>>,
    pub(super) all_of: Option<&'s [Json<'s>]>,
    pub(super) any_of: Option<&'s [Json<'s>]>,
    pub(super) constant: Option<&'s Json<'s>>,
    pub(super) contains: Option<&'s Json<'s>>,
    pub(super) dependencies: Option<&'s Json<'s>>,
    pub(super) dependent_required: Option<&'s Json<'s>>,
    pub(super) dependent_schemas: Option<&'s Json<'s>>,
    pub(super) dynamic_ref: Option<&'s Json<'s>>,
    pub(super) otherwise: Option<&'s Json<'s>>,
    pub(super) enumeration: Option<&'s [Json<'s>]>,
    pub(super) exclusive_maximum: Option<&'s Json<'s>>,
    pub(super) exclusive_minimum: Option<&'s Json<'s>>,
    pub(super) format: Option<&'s str>,
    pub(super) condition: Option<&'s Json<'s>>,
    pub(super) items: Option<&'s Json<'s>>,
    pub(super) max_contains: Option<&'s Json<'s>>,
    pub(super) max_items: Option<&'s Json<'s>>,
    pub(super) max_length: Option<&'s Json<'s>>,
    pub(super) max_properties: Option<&'s Json<'s>>,
    pub(super) maximum: Option<&'s Json<'s>>,
    pub(super) min_contains: Option<&'s Json<'s>>,
    pub(super) min_items: Option<&'s Json<'s>>,
    pub(super) min_length: Option<&'s Json<'s>>,
    pub(super) min_properties: Option<&'s Json<'s>>,
    pub(super) minimum: Option<&'s Json<'s>>,
    pub(super) multiple_of: Option<&'s Json<'s>>,
    pub(super) not: Option<&'s Json<'s>>,
    pub(super) one_of: Option<&'s [Json<'s>]>,
    pub(super) pattern: Option<&'s str>,
    pub(super) pattern_properties: Option<&'s Json<'s>>,
    pub(super) prefix_items: Option<&'s [Json<'s>]>,
    pub(super) properties: Option<&'s Json<'s>>,
    pub(super) property_names: Option<&'s Json<'s>>,
    pub(super) recursive_ref: Option<&'s Json<'s>>,
    pub(super) reference: Option<&'s Json<'s>>,
    pub(super) required: Option<&'s [Json<'s>]>,
    pub(super) then: Option<&'s Json<'s>>,
    pub(super) types: Option<&'s Json<'s>>,
    pub(super) unevaluated_items: Option<&'s Json<'s>>,
    pub(super) unevaluated_properties: Option<&'s Json<'s>>,
    pub(super) unique_items: bool,
}

impl<'s> Keywords<'s> {
    /// Reads the keywords of `object`. Source: jsonschema v6, objcompiler.go.
    pub(super) fn read(object: &'s [(std::borrow::Cow<'s, str>, Json<'s>)], draft: Draft) -> Keywords<'s> {
        let mut k = Keywords::default();
        for (name, value) in object {
            let array = value.as_array();
            let at = Some(value);
            match &**name {
                "$dynamicRef" => k.dynamic_ref = at.filter(|_| draft >= Draft::V2020),
                "$recursiveRef" => k.recursive_ref = at.filter(|_| draft >= Draft::V2019),
                "$ref" if value.as_str().is_some() => k.reference = at,
                "additionalItems" => k.additional_items = at.filter(|_| draft < Draft::V2020),
                "additionalProperties" => k.additional_properties = at,
                "allOf" => k.all_of = array,
                "anyOf" => k.any_of = array,
                "const" => k.constant = at.filter(|_| draft >= Draft::V6),
                "contains" => k.contains = at.filter(|_| draft >= Draft::V6),
                "dependencies" => k.dependencies = at,
                "dependentRequired" => k.dependent_required = at.filter(|_| draft >= Draft::V2019),
                "dependentSchemas" => k.dependent_schemas = at.filter(|_| draft >= Draft::V2019),
                "else" => k.otherwise = at.filter(|_| draft >= Draft::V7),
                "enum" => k.enumeration = array,
                "exclusiveMaximum" => k.exclusive_maximum = at,
                "exclusiveMinimum" => k.exclusive_minimum = at,
                "format" => k.format = value.as_str(),
                "if" => k.condition = at.filter(|_| draft >= Draft::V7),
                "items" => k.items = at,
                "maxContains" => k.max_contains = at.filter(|_| draft >= Draft::V2019),
                "maxItems" => k.max_items = at,
                "maxLength" => k.max_length = at,
                "maxProperties" => k.max_properties = at,
                "maximum" => k.maximum = at,
                "minContains" => k.min_contains = at.filter(|_| draft >= Draft::V2019),
                "minItems" => k.min_items = at,
                "minLength" => k.min_length = at,
                "minProperties" => k.min_properties = at,
                "minimum" => k.minimum = at,
                "multipleOf" => k.multiple_of = at,
                "not" => k.not = at,
                "oneOf" => k.one_of = array,
                "pattern" => k.pattern = value.as_str(),
                "patternProperties" => k.pattern_properties = at,
                "prefixItems" => k.prefix_items = array.filter(|_| draft >= Draft::V2020),
                "properties" => k.properties = at,
                "propertyNames" => k.property_names = at.filter(|_| draft >= Draft::V6),
                "required" => k.required = array,
                "then" => k.then = at.filter(|_| draft >= Draft::V7),
                "type" => k.types = at,
                "unevaluatedItems" => k.unevaluated_items = at.filter(|_| draft >= Draft::V2019),
                "unevaluatedProperties" => k.unevaluated_properties = at.filter(|_| draft >= Draft::V2019),
                "uniqueItems" => k.unique_items = value.as_bool() == Some(true),
                _ => {}
            }
        }
        // A boolean turns the bound beside it into an exclusive one, as draft-04 writes it.
        k.exclusive_maximum = exclusive(k.exclusive_maximum, &mut k.maximum);
        k.exclusive_minimum = exclusive(k.exclusive_minimum, &mut k.minimum);
        if draft < Draft::V2019 && k.reference.is_some() {
            // Beside a reference these drafts ignore everything; the library forgets to ignore `const`.
            k = Keywords { reference: k.reference, constant: k.constant, ..Keywords::default() };
        }
        k
    }

    /// Whether no property can be left over for `unevaluatedProperties`.
    pub(super) fn evaluates_all_properties(&self) -> bool {
        self.additional_properties.is_some()
    }

    /// How many of the first items are evaluated here; `None` for all.
    pub(super) fn evaluated_items(&self, draft: Draft) -> Option<usize> {
        if draft >= Draft::V2020 {
            return self.items.is_none().then(|| self.prefix_items.map_or(0, <[_]>::len));
        }
        match self.items {
            Some(Json::Array(items)) => self.additional_items.is_none().then_some(items.len()),
            Some(_) => None,
            None => Some(0),
        }
    }
}

fn exclusive<'s>(own: Option<&'s Json<'s>>, inclusive: &mut Option<&'s Json<'s>>) -> Option<&'s Json<'s>> {
    match own {
        Some(Json::Bool(true)) => inclusive.take(),
        Some(Json::Bool(false)) => None,
        other => other,
    }
}
