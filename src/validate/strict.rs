//! Strict decoding: every key must be one that the type has, and every value of the type that the key wants.
//!
//! The server decodes YAML to JSON and JSON to Go, and stops at the first wrong type. Here the tree is walked
//! along the tables, so that all faults of a document are found in one pass, each with its full path.
//! Sources: sigs.k8s.io/json (`UnmarshalStrict`), Go's encoding/json (`null` is the zero value, a number fits
//! an integer when JSON writes it without a point), the `UnmarshalJSON` methods of k8s.io/apimachinery.

use super::formats;
use super::node::{Data, Entry, Node, json_number, quote, repeated};
use super::quantity;
use super::report::{Finding, Severity, Step};
use super::schema::{self, Minors, Ty, Type};
use super::suggest::closest;
use crate::golang::strconv;

/// The no-break space, which looks like one and is no indentation.
const NO_BREAK: char = '\u{a0}';

/// Checks a document against its type. `number` is the minor of the target; `required` asks for the keys that
/// the type marks as required, which the server itself leaves to the rules of the kind.
pub(crate) fn check(
    node: &Node<'_>,
    typ: &'static Type,
    number: u32,
    required: bool,
    findings: &mut Vec<Finding>,
) {
    check_at(node, Step::Root, typ, number, required, findings);
}

/// Checks a value inside of a document against its type. `path` is where it stands.
pub(crate) fn check_below(
    node: &Node<'_>,
    path: &str,
    typ: &'static Type,
    number: u32,
    findings: &mut Vec<Finding>,
) {
    check_at(node, Step::Raw(path), typ, number, false, findings);
}

fn check_at(
    node: &Node<'_>,
    step: Step<'_>,
    typ: &'static Type,
    number: u32,
    required: bool,
    findings: &mut Vec<Finding>,
) {
    let typ = Ty::Struct(typ);
    let root = Path { parent: None, step, typ: &typ };
    let mut walk = Walk { minor: schema::minor_bit(number), number, required, lenient: false, findings };
    if matches!(node.data, Data::Map(_) | Data::Null) {
        walk.value(node, &root, (node.line, node.column));
    } else {
        walk.wrong(node, &root, (node.line, node.column));
    }
}

/// How a hint begins that lists the keys that there are.
pub(super) const KNOWN: &str = "the keys here: ";

/// So many keys are listed at most: who has to read more looks them up.
const MAX_KNOWN: usize = 12;

/// What the walk needs to know and what it has found.
struct Walk<'f> {
    /// The minor of the target, as a bit.
    minor: Minors,
    /// The minor of the target, as a number.
    number: u32,
    /// Whether missing keys are asked for.
    required: bool,
    /// Whether unknown keys are dropped rather than refused: the two-faced types of schemas decode what is in
    /// them in Go's own way.
    lenient: bool,
    findings: &'f mut Vec<Finding>,
}

/// The way from the root to a value and the type that is wanted there: a list on the stack.
#[derive(Clone, Copy)]
struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    step: Step<'p>,
    typ: &'p Ty,
}

impl Walk<'_> {
    fn value(&mut self, node: &Node<'_>, path: &Path<'_>, place: (u32, u32)) {
        // `null` is the zero value of every type.
        if matches!(node.data, Data::Null) {
            return;
        }
        let below = |typ| Path { typ, ..*path };
        let right = match (path.typ, &node.data) {
            (Ty::Any, _)
            | (Ty::Bool | Ty::SchemaOrBool, Data::Bool(_))
            | (Ty::Str | Ty::IntOrString, Data::Str(_))
            | (Ty::F64, Data::Int(_) | Data::Float(_))
            | (Ty::Quantity, Data::Int(_)) => true,
            (Ty::I64, Data::Int(_) | Data::Float(_)) => node.as_int().is_some(),
            (Ty::I32 | Ty::IntOrString, Data::Int(_) | Data::Float(_)) => {
                node.as_int().is_some_and(|i| i32::try_from(i).is_ok())
            }
            (Ty::Bytes, Data::Str(s)) => formats::is_base64(s),
            // Go takes the bytes one by one, too. Source: encoding/json, `decodeState.array`.
            (Ty::Bytes, Data::List(items)) => items.iter().all(is_byte),
            (Ty::Time, Data::Str(s)) => formats::is_rfc3339(s),
            (Ty::MicroTime, Data::Str(s)) => formats::is_rfc3339_micro(s),
            (Ty::Quantity, Data::Str(s)) => quantity::parse(s).is_some(),
            (Ty::Quantity, Data::Float(f)) => quantity::parse(&json_number(*f)).is_some(),
            (Ty::List(typ), Data::List(items)) => {
                for (index, child) in items.iter().enumerate() {
                    let here = Path { parent: Some(path), step: Step::Index(index), typ };
                    self.value(child, &here, (child.line, child.column));
                }
                true
            }
            (Ty::Map(typ), Data::Map(entries)) => {
                self.duplicates(entries, path);
                for entry in entries {
                    let here = Path { parent: Some(path), step: Step::Key(&entry.key), typ };
                    self.value(&entry.value, &here, (entry.line, entry.column));
                }
                true
            }
            (Ty::Struct(typ), Data::Map(entries)) => {
                self.structure(node, entries, typ, path);
                true
            }
            (Ty::SchemaOrBool | Ty::SchemaOrList | Ty::SchemaOrStrings, Data::Map(_)) => {
                self.leniently(node, &below(&schema::JSON_SCHEMA_PROPS), place);
                true
            }
            (Ty::SchemaOrList, Data::List(_)) => {
                self.leniently(node, &below(&Ty::List(&schema::JSON_SCHEMA_PROPS)), place);
                true
            }
            (Ty::SchemaOrStrings, Data::List(_)) => {
                self.value(node, &below(&Ty::List(&Ty::Str)), place);
                true
            }
            // What is neither a mapping nor a list is passed over. Source: `JSONSchemaPropsOrArray.UnmarshalJSON`.
            (Ty::SchemaOrList | Ty::SchemaOrStrings, _) => true,
            _ => false,
        };
        if !right {
            self.wrong(node, path, place);
        }
    }

    fn leniently(&mut self, node: &Node<'_>, path: &Path<'_>, place: (u32, u32)) {
        let before = std::mem::replace(&mut self.lenient, true);
        self.value(node, path, place);
        self.lenient = before;
    }

    fn structure(&mut self, node: &Node<'_>, entries: &[Entry<'_>], typ: &'static Type, path: &Path<'_>) {
        self.duplicates(entries, path);
        for entry in entries {
            let field = typ.field(&entry.key);
            match field {
                Some(field) if field.minors & self.minor != 0 => {
                    let here = Path { parent: Some(path), step: Step::Field(&entry.key), typ: &field.typ };
                    self.value(&entry.value, &here, (entry.line, entry.column));
                }
                _ => self.unknown(entry, typ, field.map(|f| f.minors), path),
            }
        }
        if !self.required {
            return;
        }
        for field in typ.fields.iter().filter(|f| f.required & self.minor != 0) {
            if !entries.iter().any(|e| e.key == field.name) {
                let here = Path { parent: Some(path), step: Step::Field(field.name), typ: &field.typ };
                self.findings.push(Finding {
                    hint: None,
                    ..Finding::new(
                        "missing-key",
                        here.render(),
                        format!("required, but missing: expected {}", expected(&field.typ)),
                        (node.line, node.column),
                    )
                });
            }
        }
    }

    fn duplicates(&mut self, entries: &[Entry<'_>], path: &Path<'_>) {
        for (first, entry) in repeated(entries) {
            let here = Path { parent: Some(path), step: Step::Field(&entry.key), typ: path.typ };
            let (severity, hint) = first.twice(entry.line);
            self.findings.push(Finding {
                hint: Some(hint),
                severity,
                ..Finding::new(
                    "duplicate-key",
                    here.render(),
                    format!("the key {} stands twice in one mapping", quote(&entry.key)),
                    (entry.line, entry.column),
                )
            });
        }
    }

    fn unknown(&mut self, entry: &Entry<'_>, typ: &'static Type, minors: Option<Minors>, around: &Path<'_>) {
        let (message, hint, meant) = match minors {
            Some(minors) => {
                let since = schema::FIRST_MINOR + minors.trailing_zeros();
                let message = format!("the key {} is not in Kubernetes 1.{}", quote(&entry.key), self.number);
                let hint = if minors > self.minor {
                    format!("it is new in Kubernetes 1.{since}: remove it, or raise --kube-version")
                } else {
                    "later versions removed it".to_owned()
                };
                (message, Some(hint), None)
            }
            None => {
                let (hint, meant) = elsewhere(&entry.key, typ, around).unzip();
                let hint = hint.or_else(|| self.known(typ));
                (format!("unknown key {} in {}", quote(&entry.key), typ.name), hint, meant)
            }
        };
        // The server puts the path in quotes, as Go writes them.
        let quoted = strconv::quote(&entry.key);
        let key = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(&entry.key);
        let here = Path { parent: Some(around), step: Step::Field(key), typ: around.typ };
        let place = (entry.line, entry.column);
        let severity = if self.lenient { Severity::Warning } else { Severity::Error };
        self.findings.push(Finding {
            severity,
            hint,
            meant,
            ..Finding::new("unknown-key", here.render(), message, place)
        });
    }

    /// The keys of a struct, if they are few.
    fn known(&self, typ: &Type) -> Option<String> {
        let keys: Vec<&str> = typ
            .fields
            .iter()
            .filter(|field| field.minors & self.minor != 0)
            .map(|field| field.name)
            .collect();
        (1..=MAX_KNOWN).contains(&keys.len()).then(|| format!("{KNOWN}{}", keys.join(", ")))
    }

    fn wrong(&mut self, node: &Node<'_>, path: &Path<'_>, place: (u32, u32)) {
        let hint = match (path.typ, &node.data) {
            (Ty::Str, Data::Bool(_)) => {
                Some("put it in quotes; y, yes, on, n, no and off are booleans in YAML too".to_owned())
            }
            (Ty::Str, Data::Int(_) | Data::Float(_)) => Some("put it in quotes".to_owned()),
            (Ty::I32 | Ty::I64, Data::Str(s)) if s.parse::<i64>().is_ok() => {
                Some("remove the quotes".to_owned())
            }
            (Ty::Bool, Data::Str(s)) if matches!(s.as_ref(), "true" | "false") => {
                Some("remove the quotes".to_owned())
            }
            (Ty::List(_), Data::Map(_)) => Some("begin each item with \"- \"".to_owned()),
            (Ty::Struct(_) | Ty::Map(_), Data::List(_)) => Some("remove the dashes".to_owned()),
            (Ty::Struct(inner), Data::Str(s)) if s.contains(':') && !inner.fields.is_empty() => {
                Some("put a blank after the colon, or a line break".to_owned())
            }
            (Ty::Quantity, Data::Str(s)) => quantity_hint(s),
            _ => None,
        };
        let message = format!("expected {}, but found {}", expected(path.typ), node.describe());
        let served = Some(path.decoder()).filter(|words| *words != path.render());
        self.findings.push(Finding {
            hint,
            served,
            ..Finding::new("wrong-type", path.render(), message, place)
        });
    }
}

/// Where an unknown key may have been meant to stand: another spelling here, the very key in a struct
/// around, or the very key in a struct one level below. The hint and the path.
fn elsewhere(key: &str, typ: &'static Type, here: &Path<'_>) -> Option<(String, String)> {
    let below = |path: &Path<'_>, name: &str| {
        Path { parent: Some(path), step: Step::Field(name), typ: path.typ }.render()
    };
    if key.contains(NO_BREAK) {
        // As an indentation it is none: what was meant to stand inside of the mapping before stands beside it.
        let clean = key.trim();
        let inside =
            typ.fields.iter().find(|field| matches!(field.typ, Ty::Struct(t) if t.field(clean).is_some()));
        let meant = match inside {
            Some(field) if typ.field(clean).is_none() => format!("{}.{clean}", below(here, field.name)),
            _ => below(here, clean),
        };
        return Some(("the key has a no-break space in it: write a blank".to_owned(), meant));
    }
    if let Some(name) = closest(key, typ.fields.iter().map(|f| f.name)) {
        return Some((format!("did you mean {name}?"), below(here, name)));
    }
    let mut outer = here.parent;
    while let Some(path) = outer {
        if matches!(path.typ, Ty::Struct(typ) if typ.field(key).is_some()) {
            let place = path.render();
            let place = if place.is_empty() {
                "at the top of the document".to_owned()
            } else {
                format!("in {place}")
            };
            return Some((format!("{key} belongs {place}: check the indentation"), below(path, key)));
        }
        outer = path.parent;
    }
    typ.fields.iter().find_map(|field| match field.typ {
        Ty::Struct(inner) if inner.field(key).is_some() && !matches!(field.name, "metadata" | "status") => {
            let meant = format!("{}.{key}", below(here, field.name));
            Some((format!("{key} belongs in {}", field.name), meant))
        }
        _ => None,
    })
}

/// Whether a number is one of a byte; `null` leaves it 0.
fn is_byte(node: &Node<'_>) -> bool {
    matches!(node.data, Data::Null) || node.as_int().is_some_and(|i| u8::try_from(i).is_ok())
}

/// A type in the words of a message.
fn expected(typ: &Ty) -> &'static str {
    match typ {
        Ty::Bool => "true or false",
        Ty::I32 => "an integer of 32 bits",
        Ty::I64 => "an integer",
        Ty::F64 => "a number",
        Ty::Str => "a string",
        Ty::Bytes => "a string in base64",
        Ty::Time => "a time such as 2026-01-02T15:04:05Z",
        Ty::MicroTime => "a time such as 2026-01-02T15:04:05.000000Z",
        Ty::Quantity => "a quantity such as 500m or 1Gi",
        Ty::IntOrString => "an integer of 32 bits or a string",
        Ty::Any => "a value",
        Ty::List(_) => "a list",
        Ty::Map(_) | Ty::Struct(_) => "a mapping",
        Ty::SchemaOrBool => "a schema or a boolean",
        Ty::SchemaOrList => "a schema or a list of schemas",
        Ty::SchemaOrStrings => "a schema or a list of strings",
    }
}

/// Mends what people write for a quantity.
fn quantity_hint(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = text.split_at(digits);
    if number.is_empty() {
        return None;
    }
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "k" | "kb" => "k",
        "ki" | "kib" => "Ki",
        "mb" => "M",
        "mi" | "mib" => "Mi",
        "g" | "gb" => "G",
        "gi" | "gib" => "Gi",
        "t" | "tb" => "T",
        "ti" | "tib" => "Ti",
        "core" | "cores" | "cpu" => "",
        _ => return None,
    };
    Some(format!("did you mean {number}{unit}?"))
}

impl Path<'_> {
    /// The path as the server's rules write it.
    fn render(&self) -> String {
        let mut steps = Vec::new();
        let mut at = Some(self);
        while let Some(path) = at {
            steps.push(path.step);
            at = path.parent;
        }
        Step::render(steps.into_iter().rev())
    }

    /// The path as the server's decoder writes it: with the names of embedded structs, which have no key of their
    /// own, and without the keys of free mappings. The last key is kept where the server says what is around it.
    /// Source: Go's encoding/json, `decodeState.object` (`errorContext`).
    fn decoder(&self) -> String {
        let mut steps = Vec::new();
        let mut at = Some(self);
        while let Some(path) = at {
            let around = path.parent.map(|p| p.typ);
            match (path.step, around) {
                (Step::Key(_), _) if !steps.is_empty() || self.is_foreign() => {}
                (Step::Field(key), Some(Ty::Struct(typ))) => {
                    steps.push(path.step);
                    steps.extend(embedded(typ.name, key).iter().map(|name| Step::Field(name)));
                }
                _ => steps.push(path.step),
            }
            at = path.parent;
        }
        Step::render(steps.into_iter().rev())
    }

    /// Whether it is the metadata of a custom resource, which the server decodes apart from the rest.
    fn is_foreign(&self) -> bool {
        let mut root = self;
        while let Some(parent) = root.parent {
            root = parent;
        }
        matches!(root.step, Step::Raw(_))
            || matches!(root.typ, Ty::Struct(typ) if std::ptr::eq(*typ, &raw const schema::CUSTOM))
    }
}

/// The Go structs without a key of their own that a field stands in, from the inner to the outer one.
/// Source: the embedded fields of k8s.io/api.
fn embedded(typ: &str, key: &str) -> &'static [&'static str] {
    match (typ, key) {
        ("Volume", "name") => &[],
        ("Volume", _) => &["VolumeSource"],
        ("Probe", "exec" | "grpc" | "httpGet" | "tcpSocket") => &["ProbeHandler"],
        ("IngressRule", "http") => &["IngressRuleValue"],
        (
            "ConfigMapEnvSource"
            | "ConfigMapKeySelector"
            | "ConfigMapProjection"
            | "ConfigMapVolumeSource"
            | "SecretEnvSource"
            | "SecretKeySelector"
            | "SecretProjection",
            "name",
        ) => &["LocalObjectReference"],
        ("RuleWithOperations", "apiGroups" | "apiVersions" | "resources" | "scope") => &["Rule"],
        ("NamedRuleWithOperations", "apiGroups" | "apiVersions" | "resources" | "scope") => {
            &["Rule", "RuleWithOperations"]
        }
        ("NamedRuleWithOperations", "operations") => &["RuleWithOperations"],
        ("EphemeralContainer", "targetContainerName") => &[],
        ("EphemeralContainer", _) => &["EphemeralContainerCommon"],
        (
            "PersistentVolumeSpec",
            "accessModes"
            | "capacity"
            | "claimRef"
            | "mountOptions"
            | "nodeAffinity"
            | "persistentVolumeReclaimPolicy"
            | "storageClassName"
            | "volumeAttributesClassName"
            | "volumeMode",
        ) => &[],
        ("PersistentVolumeSpec", _) => &["PersistentVolumeSource"],
        (
            "DeviceAllocationConfiguration" | "DeviceClaimConfiguration" | "DeviceClassConfiguration",
            "opaque",
        ) => &["DeviceConfiguration"],
        _ => &[],
    }
}
