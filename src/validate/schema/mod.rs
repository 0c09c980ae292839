//! The types of the Kubernetes API as constant tables: what keys a mapping may have, of what type, and since
//! which minor.
//!
//! The tables are generated from the sources of `k8s-openapi` (`examples/kubernetes_tables.rs`), all five
//! minors of it, because the crate itself holds one minor a build, decodes unknown keys and missing ones
//! without a word, and stops at the first wrong type. A test decodes with the crate's own types whatever the
//! tables call valid.

mod table;

pub(crate) use table::{FIRST_MINOR, KINDS, MINOR_COUNT};

use Ty::Struct;
pub(crate) use Ty::{
    Any as ANY, Bool as BOOL, Bytes as BYTES, F64, I32, I64, IntOrString as INT_OR_STRING,
    MicroTime as MICRO_TIME, Quantity as QUANTITY, SchemaOrBool as SCHEMA_OR_BOOL,
    SchemaOrList as SCHEMA_OR_LIST, SchemaOrStrings as SCHEMA_OR_STRINGS, Str as STR, Time as TIME,
};

/// The type of a value, as Go decodes it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ty {
    /// `bool`
    Bool,
    /// `int32`
    I32,
    /// `int64`
    I64,
    /// `float64`
    F64,
    /// `string` and the types that are one.
    Str,
    /// `[]byte`: base64.
    Bytes,
    /// `metav1.Time`: RFC 3339.
    Time,
    /// `metav1.MicroTime`: RFC 3339 with microseconds.
    MicroTime,
    /// `resource.Quantity`
    Quantity,
    /// `intstr.IntOrString`
    IntOrString,
    /// Anything: raw extensions and JSON values.
    Any,
    /// A list of one type.
    List(&'static Ty),
    /// A mapping with free keys and values of one type.
    Map(&'static Ty),
    /// A mapping whose keys are fields.
    Struct(&'static Type),
    /// A schema of a CRD, or a boolean.
    SchemaOrBool,
    /// A schema of a CRD, or a list of them.
    SchemaOrList,
    /// A schema of a CRD, or a list of strings.
    SchemaOrStrings,
}

/// A struct of the API.
#[derive(Debug)]
pub(crate) struct Type {
    /// Its name in Go.
    pub(crate) name: &'static str,
    /// Its fields in the order of their names.
    pub(crate) fields: &'static [Field],
}

/// A field of a struct.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its key in JSON.
    pub(crate) name: &'static str,
    /// The type of its value.
    pub(crate) typ: Ty,
    /// The minors that demand it.
    pub(crate) required: Minors,
    /// The minors that know it.
    pub(crate) minors: Minors,
}

/// A set of minors; bit 0 is [`FIRST_MINOR`].
pub(crate) type Minors = u8;

/// Whether objects of a kind live in a namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// In none.
    Cluster,
    /// In one.
    Namespaced,
}

/// A kind of a version of a group.
#[derive(Debug)]
pub(crate) struct Kind {
    /// The group and version as a manifest writes them.
    pub(crate) api_version: &'static str,
    /// The kind.
    pub(crate) kind: &'static str,
    /// Where its objects live.
    pub(crate) scope: Scope,
    /// The minors that have it.
    pub(crate) minors: Minors,
    /// The type of its documents.
    pub(crate) typ: &'static Type,
}

/// A line of the table.
const fn f(name: &'static str, typ: Ty, required: Minors, minors: Minors) -> Field {
    Field { name, typ, required, minors }
}

impl Type {
    /// The field of that name, in whatever minor.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        let index = self.fields.binary_search_by(|f| f.name.cmp(name)).ok()?;
        self.fields.get(index)
    }
}

/// The kind of that name, in whatever minor.
pub(crate) fn kind(api_version: &str, kind: &str) -> Option<&'static Kind> {
    let index = KINDS.binary_search_by(|k| (k.api_version, k.kind).cmp(&(api_version, kind))).ok()?;
    KINDS.get(index)
}

/// The schema type of CRDs, which stands for itself below the two-faced types.
pub(crate) static JSON_SCHEMA_PROPS: Ty = Ty::Struct(&table::APIEXTENSIONS_V1_JSON_SCHEMA_PROPS);

/// The metadata of every resource.
pub(crate) static OBJECT_META: &Type = &table::META_V1_OBJECT_META;

/// What every custom resource has.
pub(crate) static CUSTOM: Type = Type {
    name: "CustomResource",
    fields: &[
        f("apiVersion", STR, 0, Minors::MAX),
        f("kind", STR, 0, Minors::MAX),
        f("metadata", Struct(&table::META_V1_OBJECT_META), 0, Minors::MAX),
    ],
};

/// The bit of a minor; a minor out of the table's range takes the nearest.
pub(crate) fn minor_bit(minor: u32) -> Minors {
    1 << minor.clamp(FIRST_MINOR, FIRST_MINOR + MINOR_COUNT - 1).saturating_sub(FIRST_MINOR)
}
