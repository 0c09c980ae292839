//! A schema of a definition, read once for all resources of the kind.
//!
//! Source: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/structural.go and
//! pkg/apiserver/validation/validation.go (`ConvertJSONSchemaPropsWithPostProcess`).

use std::sync::LazyLock;

use super::super::cel::{Fault, Program};
use super::super::node::{At, Data, Node};
use super::format::{self, Known};
use crate::golang::regexp::Regexp;

/// The types that a value may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Whatever it is.
    #[default]
    Any,
    Array,
    Boolean,
    Integer,
    IntOrString,
    Number,
    Object,
    String,
}

/// What a list is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum ListType {
    #[default]
    Atomic,
    Set,
    Map,
}

/// What keys without a property may hold.
#[derive(Default)]
pub(super) enum Additional {
    /// The schema says nothing of them.
    #[default]
    Unsaid,
    /// Anything, or nothing at all.
    Allowed(bool),
    Schema(Box<Schema>),
}

/// A rule in CEL.
pub(super) struct Rule {
    pub(super) text: String,
    /// The compiled rule, or why there is none.
    pub(super) program: Result<Program, Fault>,
    pub(super) message: String,
    pub(super) message_from: Option<Program>,
    /// The field that the rule is about.
    pub(super) field_path: String,
    /// Whether it compares with the old resource and is skipped for a new one.
    pub(super) needs_old: bool,
}

/// A schema. Most are a type and a description, so what few have stands apart.
#[derive(Default)]
pub(super) struct Schema {
    pub(super) kind: Kind,
    pub(super) nullable: bool,
    /// Whether a `null` that the schema does not take stays for the check, rather than go or become the default.
    pub(super) keeps_null: bool,
    pub(super) preserve: bool,
    pub(super) embedded: bool,
    /// In the order of their names.
    properties: Vec<(String, Schema)>,
    pub(super) additional: Additional,
    pub(super) items: Option<Box<Schema>>,
    pub(super) default: Option<Node<'static>>,
    pub(super) required: Vec<String>,
    more: Option<Box<More>>,
}

/// What few schemas have.
#[derive(Default)]
pub(super) struct More {
    pub(super) format: Option<Known>,
    /// The name of the format, known or not.
    pub(super) format_name: String,
    pub(super) maximum: Option<f64>,
    pub(super) exclusive_maximum: bool,
    pub(super) minimum: Option<f64>,
    pub(super) exclusive_minimum: bool,
    pub(super) multiple_of: Option<f64>,
    pub(super) max_length: Option<i64>,
    pub(super) min_length: Option<i64>,
    pub(super) pattern: Option<(String, Option<Regexp>)>,
    pub(super) max_items: Option<i64>,
    pub(super) min_items: Option<i64>,
    pub(super) max_properties: Option<i64>,
    pub(super) min_properties: Option<i64>,
    pub(super) enumeration: Vec<Node<'static>>,
    pub(super) all_of: Vec<Schema>,
    pub(super) any_of: Vec<Schema>,
    pub(super) one_of: Vec<Schema>,
    pub(super) not: Option<Box<Schema>>,
    pub(super) list_type: ListType,
    pub(super) map_keys: Vec<String>,
    pub(super) rules: Vec<Rule>,
}

/// What a schema has that says nothing more.
static NO_MORE: LazyLock<More> = LazyLock::new(More::default);

impl Schema {
    /// Reads a schema, in one pass over its keys: a large definition has tens of thousands of schemas.
    pub(super) fn new(at: At<'_>) -> Schema {
        let mut schema = Schema::default();
        let mut int_or_string = false;
        for (key, at) in at.entries() {
            match key {
                "type" => schema.kind = kind(at.str()),
                "x-kubernetes-int-or-string" => int_or_string = at.bool(),
                "nullable" => schema.nullable = at.bool(),
                "x-kubernetes-preserve-unknown-fields" => schema.preserve = at.bool(),
                "x-kubernetes-embedded-resource" => schema.embedded = at.bool(),
                "properties" => schema.properties = properties(at),
                "additionalProperties" => schema.additional = additional(at),
                "items" => schema.items = inner(at),
                "default" => schema.default = at.node().filter(|_| at.is_set()).map(Node::to_static),
                "required" => schema.required = strings(at),
                "description" | "title" | "example" | "externalDocs" => {}
                _ => schema.more.get_or_insert_default().read(key, at),
            }
        }
        if int_or_string {
            schema.kind = Kind::IntOrString;
        }
        schema
    }

    /// What few schemas have.
    pub(super) fn more(&self) -> &More {
        self.more.as_deref().unwrap_or(&NO_MORE)
    }

    /// The properties, in the order of their names.
    pub(super) fn properties(&self) -> impl Iterator<Item = (&str, &Schema)> {
        self.properties.iter().map(|(name, schema)| (name.as_str(), schema))
    }

    /// The schema of a property.
    pub(super) fn property(&self, name: &str) -> Option<&Schema> {
        let at = self.properties.binary_search_by(|(other, _)| other.as_str().cmp(name)).ok()?;
        self.properties.get(at).map(|(_, schema)| schema)
    }

    /// Lets integers or strings be anything, has no defaults and drops no `null`, as the server does where it checks a
    /// default: a default must hold as it stands, without those below it.
    pub(super) fn loosen(&mut self) {
        self.default = None;
        self.keeps_null = true;
        if self.kind == Kind::IntOrString {
            self.kind = Kind::Any;
        }
        let additional = match &mut self.additional {
            Additional::Schema(schema) => Some(schema),
            _ => None,
        };
        let below = self.properties.iter_mut().map(|(_, schema)| schema);
        below
            .chain([self.items.as_mut(), additional].into_iter().flatten().map(Box::as_mut))
            .for_each(Schema::loosen);
        if let Some(more) = &mut self.more {
            let lists = [&mut more.all_of, &mut more.any_of, &mut more.one_of].into_iter().flatten();
            lists.chain(more.not.as_mut().map(Box::as_mut)).for_each(Schema::loosen);
        }
    }

    /// The schema of a key: its property's, or that of the additional ones. `None` where anything goes or nothing
    /// is known.
    pub(super) fn key(&self, key: &str) -> Option<&Schema> {
        self.property(key).or(match &self.additional {
            Additional::Schema(schema) => Some(schema),
            _ => None,
        })
    }
}

impl More {
    fn read(&mut self, key: &str, at: At<'_>) {
        match key {
            "format" => {
                self.format = format::known(at.str());
                at.str().clone_into(&mut self.format_name);
            }
            "maximum" => self.maximum = number(at),
            "exclusiveMaximum" => self.exclusive_maximum = at.bool(),
            "minimum" => self.minimum = number(at),
            "exclusiveMinimum" => self.exclusive_minimum = at.bool(),
            "multipleOf" => self.multiple_of = number(at),
            "maxLength" => self.max_length = at.opt_int(),
            "minLength" => self.min_length = at.opt_int(),
            "pattern" => {
                let text = at.opt_str().filter(|text| !text.is_empty());
                self.pattern = text.map(|text| (text.to_owned(), Regexp::new(text).ok()));
            }
            "maxItems" => self.max_items = at.opt_int(),
            "minItems" => self.min_items = at.opt_int(),
            "maxProperties" => self.max_properties = at.opt_int(),
            "minProperties" => self.min_properties = at.opt_int(),
            "enum" => {
                self.enumeration = at.items().filter_map(|item| item.node().map(Node::to_static)).collect();
            }
            "allOf" => self.all_of = at.items().map(Schema::new).collect(),
            "anyOf" => self.any_of = at.items().map(Schema::new).collect(),
            "oneOf" => self.one_of = at.items().map(Schema::new).collect(),
            "not" => self.not = inner(at),
            "x-kubernetes-list-type" => {
                self.list_type = match at.str() {
                    "set" => ListType::Set,
                    "map" => ListType::Map,
                    _ => ListType::Atomic,
                };
            }
            "x-kubernetes-list-map-keys" => self.map_keys = strings(at),
            "x-kubernetes-validations" => self.rules = at.items().map(rule).collect(),
            _ => {}
        }
    }
}

fn properties(at: At<'_>) -> Vec<(String, Schema)> {
    let mut properties: Vec<_> = at.entries().map(|(key, at)| (key.to_owned(), Schema::new(at))).collect();
    // Of a key that stands twice the last one counts.
    properties.reverse();
    properties.sort_by(|(a, _), (b, _)| a.cmp(b));
    properties.dedup_by(|(a, _), (b, _)| a == b);
    properties
}

fn additional(at: At<'_>) -> Additional {
    match at.node().map(|n| &n.data) {
        Some(Data::Bool(allowed)) => Additional::Allowed(*allowed),
        Some(Data::Map(_)) => Additional::Schema(Box::new(Schema::new(at))),
        _ => Additional::Unsaid,
    }
}

fn inner(at: At<'_>) -> Option<Box<Schema>> {
    at.is_set().then(|| Box::new(Schema::new(at)))
}

fn strings(at: At<'_>) -> Vec<String> {
    at.items().map(|item| item.str().to_owned()).collect()
}

fn kind(name: &str) -> Kind {
    match name {
        "array" => Kind::Array,
        "boolean" => Kind::Boolean,
        "integer" => Kind::Integer,
        "number" => Kind::Number,
        "object" => Kind::Object,
        "string" => Kind::String,
        _ => Kind::Any,
    }
}

fn number(at: At<'_>) -> Option<f64> {
    match at.node()?.data {
        #[allow(clippy::cast_precision_loss, reason = "the server holds these limits as doubles too")]
        Data::Int(i) => Some(i as f64),
        Data::Float(f) => Some(f),
        _ => None,
    }
}

fn rule(at: At<'_>) -> Rule {
    let text = at.get("rule").str();
    let program = Program::new(text);
    let old = program.as_ref().is_ok_and(|p| p.mentions("oldSelf")) && !at.get("optionalOldSelf").bool();
    Rule {
        text: text.to_owned(),
        program,
        message: at.get("message").str().to_owned(),
        message_from: at.get("messageExpression").opt_str().and_then(|text| Program::new(text).ok()),
        field_path: at.get("fieldPath").str().to_owned(),
        needs_old: old,
    }
}
