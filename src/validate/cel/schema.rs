//! What a schema declares for the rules in it: types, and how large values may become.
//!
//! Source: k8s.io/apiserver, pkg/cel/common/schemas.go and pkg/cel/types.go

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::super::node::{At, Data};
use super::escape;
use super::types::Type;

/// The largest request. Source: `MaxRequestSizeBytes`
const MAX_REQUEST: i64 = 3 * 1024 * 1024;
/// Source: pkg/cel/limits.go
const MAX_TIME: i64 = 32;
const DATE: i64 = 12;
const MIN_TIME: i64 = 21;
const MIN_DURATION: i64 = 3;

/// What a schema says of its values.
pub(super) struct Decl {
    pub(super) kind: DeclKind,
    /// The most characters, items or keys.
    pub(super) most: i64,
    /// The fewest bytes that a value takes in JSON.
    pub(super) least: i64,
    pub(super) ty: Type,
}

/// What is below a schema.
pub(super) enum DeclKind {
    Plain,
    List(Rc<Decl>),
    Map(Rc<Decl>),
    /// A map whose keys have at most so many characters; `open` if a field that it does not have is like the others.
    Bounded {
        of: Rc<Decl>,
        key: u64,
        open: bool,
    },
    Object(HashMap<String, Rc<Decl>>),
}

/// A schema with rules, as its expressions see it.
pub(crate) struct Declared {
    pub(super) root: Rc<Decl>,
    objects: Rc<Objects>,
}

/// The objects by the names of their types.
type Objects = HashMap<Rc<str>, Rc<Decl>>;

impl Declared {
    /// Reads a schema; `root` says that it is that of a resource. `None` if expressions cannot see its values.
    pub(crate) fn new(at: At<'_>, root: bool) -> Option<Declared> {
        let mut objects = HashMap::new();
        let root = read(at, root, "self", &mut objects)?;
        Some(Declared { root, objects: Rc::new(objects) })
    }

    pub(super) fn ty(&self) -> Type {
        self.root.ty.clone()
    }

    pub(super) fn field(&self, object: &str, field: &str) -> Option<Type> {
        match &self.objects.get(object)?.kind {
            DeclKind::Object(fields) => fields.get(field).map(|decl| decl.ty.clone()),
            _ => None,
        }
    }

    /// That of a property.
    pub(crate) fn property(&self, key: &str) -> Option<Declared> {
        match &self.root.kind {
            DeclKind::Object(fields) => fields.get(&*escape(key)?).map(|decl| self.below(decl)),
            _ => None,
        }
    }

    /// That of the items, or of the values of a map.
    pub(crate) fn element(&self) -> Option<Declared> {
        match &self.root.kind {
            DeclKind::List(of) | DeclKind::Map(of) => Some(self.below(of)),
            _ => None,
        }
    }

    fn below(&self, decl: &Rc<Decl>) -> Declared {
        Declared { root: Rc::clone(decl), objects: Rc::clone(&self.objects) }
    }

    /// How often a value of this schema may be in a request if nothing else says so. Source: `maxCardinality`
    pub(crate) fn cardinality(&self) -> u64 {
        u64::try_from(MAX_REQUEST / (self.root.least + 1)).unwrap_or(0)
    }
}

/// A device, and how large what it holds may be; the types are those of the scope.
/// Source: k8s.io/dynamic-resource-allocation, cel/compile.go
pub(super) fn device() -> Decl {
    const VALUE: i64 = 64;
    const DRIVER: i64 = 63;
    const DOMAIN: u64 = 63;
    const ID: u64 = 32;
    /// Attributes and capacities of one device.
    const MOST: i64 = 32;
    let sized = |most| plain(Type::Dyn, most, 1);
    let map = |of, key, open| {
        Rc::new(Decl { kind: DeclKind::Bounded { of, key, open }, most: MOST, least: 2, ty: Type::Dyn })
    };
    let fields = [
        ("driver", sized(DRIVER)),
        ("attributes", map(map(sized(VALUE), ID, true), DOMAIN, false)),
        ("capacity", map(map(sized(0), ID, false), DOMAIN, false)),
        ("allowMultipleAllocations", sized(1)),
    ];
    let fields = fields.into_iter().map(|(name, decl)| (name.to_owned(), decl)).collect();
    Decl { kind: DeclKind::Object(fields), most: 0, least: 2, ty: Type::Dyn }
}

fn plain(ty: Type, most: i64, least: i64) -> Rc<Decl> {
    Rc::new(Decl { kind: DeclKind::Plain, most, least, ty })
}

/// How many elements a bound allows, by default as many as a request holds.
fn bound(at: At<'_>, least: i64) -> i64 {
    at.opt_int().map_or((MAX_REQUEST - 2) / least, |most| most.max(0))
}

/// Source: `SchemaDeclType`
fn read(at: At<'_>, root: bool, name: &str, objects: &mut Objects) -> Option<Rc<Decl>> {
    let embedded = |at: At<'_>| at.get("x-kubernetes-embedded-resource").bool();
    if at.get("x-kubernetes-int-or-string").bool() {
        return Some(plain(Type::Dyn, text_length(at), 1));
    }
    match at.get("type").str() {
        "array" => {
            let items = at.get("items");
            let of = read(items, embedded(items), &format!("{name}.@idx"), objects)?;
            let (most, ty) = (bound(at.get("maxItems"), of.least + 1), Type::list(of.ty.clone()));
            Some(Rc::new(Decl { kind: DeclKind::List(of), most, least: 2, ty }))
        }
        "object" if matches!(at.get("additionalProperties").node().map(|n| &n.data), Some(Data::Map(_))) => {
            let values = at.get("additionalProperties");
            let of = read(values, embedded(values), &format!("{name}.@elem"), objects)?;
            let most = bound(at.get("maxProperties"), of.least + 6);
            let ty = Type::map(Type::Str, of.ty.clone());
            Some(Rc::new(Decl { kind: DeclKind::Map(of), most, least: 2, ty }))
        }
        "object" => Some(object(at, root, name, objects)),
        "string" => Some(string(at)),
        "boolean" => Some(plain(Type::Bool, 0, 4)),
        "number" => Some(plain(Type::Double, 0, 1)),
        "integer" => Some(plain(Type::Int, 0, 1)),
        _ => None,
    }
}

/// The longest text that a schema allows. Source: `estimateMaxElementsFromMaxLength` and its kin
fn text_length(at: At<'_>) -> i64 {
    at.get("maxLength").opt_int().map_or(MAX_REQUEST - 2, |most| most.max(0).saturating_mul(4))
}

fn string(at: At<'_>) -> Rc<Decl> {
    match at.get("format").str() {
        "byte" => {
            let most = at.get("maxLength").opt_int().map_or(MAX_REQUEST - 2, |most| most.max(0));
            plain(Type::Bytes, most, 2)
        }
        "duration" => plain(Type::Duration, MAX_TIME, MIN_DURATION),
        "date" => plain(Type::Timestamp, DATE, DATE),
        "date-time" => plain(Type::Timestamp, MAX_TIME, MIN_TIME),
        _ => {
            let values = at.get("enum");
            let most = if at.get("maxLength").opt_int().is_none() && !values.is_empty() {
                let longest = values.items().map(|value| value.str().len()).max().unwrap_or(0);
                i64::try_from(longest).unwrap_or(i64::MAX)
            } else {
                text_length(at)
            };
            plain(Type::Str, most, 2)
        }
    }
}

fn object(at: At<'_>, root: bool, name: &str, objects: &mut Objects) -> Rc<Decl> {
    let mut fields: HashMap<String, Rc<Decl>> = HashMap::new();
    let mut least = 2i64;
    let meta = root && !has_meta(at);
    let required = |key: &str| at.get("required").items().any(|r| r.str() == key);
    let mut add = |key: &str, decl: Rc<Decl>, default: bool| {
        if required(key) && !default {
            least += i64::try_from(key.len()).unwrap_or(0) + decl.least + 4;
        }
        if let Some(name) = escape(key) {
            fields.entry(name.into_owned()).or_insert(decl);
        }
    };
    if meta {
        for key in ["kind", "apiVersion"] {
            add(key, plain(Type::Str, MAX_REQUEST - 2, 2), false);
        }
        let text = || plain(Type::Str, MAX_REQUEST - 2, 2);
        let head = HashMap::from([("name".to_owned(), text()), ("generateName".to_owned(), text())]);
        add("metadata", named(head, 2, &format!("{name}.metadata"), objects), false);
    }
    // Of a key that stands twice the last one counts.
    let mut properties: Vec<(&str, At<'_>)> = at.get("properties").entries().collect();
    properties.reverse();
    let mut seen = HashSet::with_capacity(properties.len());
    for (key, property) in &properties {
        let replaced = meta && matches!(*key, "kind" | "apiVersion" | "metadata");
        if replaced || !seen.insert(*key) {
            continue;
        }
        let below = format!("{name}.{}", escape(key).unwrap_or_default());
        let embedded = property.get("x-kubernetes-embedded-resource").bool();
        if let Some(decl) = read(*property, embedded, &below, objects) {
            add(key, decl, property.get("default").is_set());
        }
    }
    named(fields, least, name, objects)
}

fn named(fields: HashMap<String, Rc<Decl>>, least: i64, name: &str, objects: &mut Objects) -> Rc<Decl> {
    let name: Rc<str> = name.into();
    let ty = Type::Object(Rc::clone(&name));
    let decl = Rc::new(Decl { kind: DeclKind::Object(fields), most: 0, least, ty });
    objects.insert(name, Rc::clone(&decl));
    decl
}

/// Whether a schema declares the head of a resource itself. Source: `WithTypeAndObjectMeta`
fn has_meta(at: At<'_>) -> bool {
    let properties = at.get("properties");
    let is = |at: At<'_>, ty: &str| at.get("type").str() == ty;
    let metadata = properties.get("metadata");
    is(properties.get("kind"), "string")
        && is(properties.get("apiVersion"), "string")
        && is(metadata, "object")
        && is(metadata.get("properties").get("name"), "string")
        && is(metadata.get("properties").get("generateName"), "string")
}
