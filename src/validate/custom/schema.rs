//! A schema of a definition, read once for all resources of the kind.
//!
//! Source: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/structural.go and
//! pkg/apiserver/validation/validation.go (`ConvertJSONSchemaPropsWithPostProcess`).

use std::collections::BTreeMap;

use super::super::cel::Program;
use super::super::node::{At, Data, Node};
use super::format::{self, Known};
use crate::golang::regexp::Regexp;

/// The types that a value may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Whatever it is.
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
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ListType {
    Atomic,
    Set,
    Map,
}

/// What keys without a property may hold.
pub(super) enum Additional {
    /// The schema says nothing of them.
    Unsaid,
    /// Anything, or nothing at all.
    Allowed(bool),
    Schema(Box<Schema>),
}

/// A rule in CEL.
pub(super) struct Rule {
    pub(super) text: String,
    /// The compiled rule, or why there is none.
    pub(super) program: Result<Program, String>,
    pub(super) message: String,
    pub(super) message_from: Option<Program>,
    /// The field that the rule is about.
    pub(super) field_path: String,
    /// Whether it compares with the old resource and is skipped for a new one.
    pub(super) needs_old: bool,
}

/// A schema.
pub(super) struct Schema {
    pub(super) kind: Kind,
    pub(super) nullable: bool,
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
    pub(super) required: Vec<String>,
    pub(super) enumeration: Vec<Node<'static>>,
    pub(super) default: Option<Node<'static>>,
    pub(super) properties: BTreeMap<String, Schema>,
    pub(super) additional: Additional,
    pub(super) items: Option<Box<Schema>>,
    pub(super) all_of: Vec<Schema>,
    pub(super) any_of: Vec<Schema>,
    pub(super) one_of: Vec<Schema>,
    pub(super) not: Option<Box<Schema>>,
    pub(super) preserve: bool,
    pub(super) embedded: bool,
    pub(super) list_type: ListType,
    pub(super) map_keys: Vec<String>,
    pub(super) rules: Vec<Rule>,
}

impl Schema {
    /// Reads a schema.
    pub(super) fn new(at: At<'_>) -> Schema {
        let schemas = |key| at.get(key).items().map(Schema::new).collect::<Vec<_>>();
        let schema = |key| at.get(key).is_set().then(|| Box::new(Schema::new(at.get(key))));
        let strings = |key| at.get(key).items().map(|item| item.str().to_owned()).collect::<Vec<_>>();
        let more = at.get("additionalProperties");
        let pattern = at.get("pattern").str();
        Schema {
            kind: kind(at),
            nullable: at.get("nullable").bool(),
            format: format::known(at.get("format").str()),
            format_name: at.get("format").str().to_owned(),
            maximum: number(at.get("maximum")),
            exclusive_maximum: at.get("exclusiveMaximum").bool(),
            minimum: number(at.get("minimum")),
            exclusive_minimum: at.get("exclusiveMinimum").bool(),
            multiple_of: number(at.get("multipleOf")),
            max_length: at.get("maxLength").opt_int(),
            min_length: at.get("minLength").opt_int(),
            pattern: (!pattern.is_empty()).then(|| (pattern.to_owned(), Regexp::new(pattern).ok())),
            max_items: at.get("maxItems").opt_int(),
            min_items: at.get("minItems").opt_int(),
            max_properties: at.get("maxProperties").opt_int(),
            min_properties: at.get("minProperties").opt_int(),
            required: strings("required"),
            enumeration: at.get("enum").items().filter_map(|item| item.node().map(Node::to_static)).collect(),
            default: at.get("default").node().filter(|n| !matches!(n.data, Data::Null)).map(Node::to_static),
            properties: at.get("properties").entries().map(|(k, v)| (k.to_owned(), Schema::new(v))).collect(),
            additional: match more.node().map(|n| &n.data) {
                Some(Data::Bool(allowed)) => Additional::Allowed(*allowed),
                Some(Data::Map(_)) => Additional::Schema(Box::new(Schema::new(more))),
                _ => Additional::Unsaid,
            },
            items: schema("items"),
            all_of: schemas("allOf"),
            any_of: schemas("anyOf"),
            one_of: schemas("oneOf"),
            not: schema("not"),
            preserve: at.get("x-kubernetes-preserve-unknown-fields").bool(),
            embedded: at.get("x-kubernetes-embedded-resource").bool(),
            list_type: match at.get("x-kubernetes-list-type").str() {
                "set" => ListType::Set,
                "map" => ListType::Map,
                _ => ListType::Atomic,
            },
            map_keys: strings("x-kubernetes-list-map-keys"),
            rules: at.get("x-kubernetes-validations").items().map(rule).collect(),
        }
    }

    /// Lets integers or strings be anything, as the server does where it checks a default.
    pub(super) fn loosen(&mut self) {
        if self.kind == Kind::IntOrString {
            self.kind = Kind::Any;
        }
        let lists = [&mut self.all_of, &mut self.any_of, &mut self.one_of];
        let more = match &mut self.additional {
            Additional::Schema(schema) => Some(schema),
            _ => None,
        };
        let boxes = [self.items.as_mut(), self.not.as_mut(), more].into_iter().flatten().map(Box::as_mut);
        for schema in self.properties.values_mut().chain(lists.into_iter().flatten()).chain(boxes) {
            schema.loosen();
        }
    }

    /// The schema of a key: its property's, or that of the additional ones. `None` where anything goes or nothing
    /// is known.
    pub(super) fn key(&self, key: &str) -> Option<&Schema> {
        self.properties.get(key).or(match &self.additional {
            Additional::Schema(schema) => Some(schema),
            _ => None,
        })
    }
}

fn kind(at: At<'_>) -> Kind {
    if at.get("x-kubernetes-int-or-string").bool() {
        return Kind::IntOrString;
    }
    match at.get("type").str() {
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
