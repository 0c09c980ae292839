//! Writes the tables of kinds, fields and minors that `validate` and `output` read, from the sources of the
//! `k8s-openapi` crate, which holds one module for each Kubernetes minor.
//!
//! ```console
//! cargo run --example kubernetes_tables -- ~/.cargo/registry/src/*/k8s-openapi-0.29.0
//! ```
//!
//! Every minor is read, and a type, field or kind remembers in which of them it exists. Written are
//! `src/validate/schema/table.rs` (all minors) and `src/validate/kinds.rs` (the newest minor only, which is
//! the one that is compiled in).

#![allow(clippy::disallowed_methods, reason = "a generator reads the sources that it is given")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The minors that the crate ships, oldest first; the bit of a minor is its index here.
const MINORS: [u32; 5] = [33, 34, 35, 36, 37];

/// A struct of the API: its fields by their name in JSON.
#[derive(Default)]
struct Struct {
    definition: String,
    minors: u8,
    fields: BTreeMap<String, Field>,
}

struct Field {
    typ: String,
    required: u8,
    minors: u8,
}

/// A kind that can stand at the top of a document.
struct Kind {
    path: String,
    scope: &'static str,
    minors: u8,
}

#[derive(Default)]
struct Tables {
    /// By Rust path below the minor's module, for example `api::core::v1::Pod`.
    structs: BTreeMap<String, Struct>,
    /// By apiVersion and kind.
    kinds: BTreeMap<(String, String), Kind>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let source = std::env::args().nth(1).ok_or("usage: kubernetes_tables FOLDER_OF_K8S_OPENAPI")?;
    let source = Path::new(&source).join("src");
    let mut tables = Tables::default();
    for (bit, minor) in MINORS.iter().enumerate() {
        let root = source.join(format!("v1_{minor}"));
        for file in rust_files(&root)? {
            read_file(&mut tables, &root, &file, 1 << bit)?;
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/validate");
    fs::write(root.join("schema/table.rs"), write_table(&tables)?)?;
    fs::write(root.join("kinds.rs"), write_kinds(&tables)?)?;
    Ok(())
}

fn rust_files(dir: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Reads one file of the crate. Its form is regular because it is generated: one definition a file, the
/// struct, then the names of its fields in `"jsonName" => Field::Key_rust_name`.
fn read_file(tables: &mut Tables, root: &Path, file: &Path, minor: u8) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(file)?;
    let Some(definition) = text.strip_prefix("// Generated from definition ").and_then(|t| t.lines().next())
    else {
        return Ok(());
    };
    // An object without fields has an empty body, or is a wrapped JSON value; three of those are really free.
    let Some(rest) = between(&text, "\npub struct ", "\n") else { return Ok(()) };
    let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    if rest.contains('<') || matches!(name.as_str(), "JSON" | "FieldsV1" | "RawExtension") {
        return Ok(());
    }
    let module: Vec<&str> = file
        .strip_prefix(root)?
        .parent()
        .into_iter()
        .flat_map(Path::components)
        .filter_map(|c| c.as_os_str().to_str())
        .collect();
    let path = format!("{}::{name}", module.join("::"));
    let body = between(&text, &format!("\npub struct {name} {{\n"), "\n}\n").unwrap_or_default();
    let rust_types: BTreeMap<&str, &str> = body
        .lines()
        .filter_map(|line| line.strip_prefix("    pub ")?.strip_suffix(',')?.split_once(": "))
        .collect();
    let required: BTreeSet<&str> = text
        .rsplit_once("\n            \"required\": [")
        .and_then(|(_, rest)| rest.split_once(']'))
        .map(|(list, _)| list.split(',').map(|item| item.trim().trim_matches('"')).collect())
        .unwrap_or_default();

    let entry = tables.structs.entry(path.clone()).or_default();
    entry.definition = definition.to_owned();
    entry.minors |= minor;
    for line in text.lines() {
        let Some((json, rust)) = line.trim().split_once(" => Field::Key_") else { continue };
        let (json, rust) = (json.trim_matches('"'), rust.trim_end_matches(','));
        // `apiVersion` and `kind` of a top-level type are checked constants, not members of the struct.
        let typ = match rust_types.get(rust) {
            Some(typ) => rust_type(typ)?,
            None if matches!(rust, "api_version" | "kind") => "STR".to_owned(),
            None => return Err(format!("{}: no type for {rust}", file.display()).into()),
        };
        let field = entry.fields.entry(json.to_owned()).or_insert_with(|| Field {
            typ: typ.clone(),
            required: 0,
            minors: 0,
        });
        // The newest minor decides where a type has changed (a change that is not compatible on the wire
        // would be a new version of the API).
        field.typ = typ;
        field.minors |= minor;
        if required.contains(json) {
            field.required |= minor;
        }
    }
    if let Some(resource) = between(&text, &format!("\nimpl crate::Resource for {name} {{\n"), "\n}\n") {
        let constant = |key: &str| between(resource, &format!("const {key}: &'static str = \""), "\";");
        let scope = match between(resource, "type Scope = crate::", ";") {
            Some("ClusterResourceScope") => "Cluster",
            Some("NamespaceResourceScope") => "Namespaced",
            _ => return Ok(()),
        };
        // A resource without a path of its own is part of another.
        let (Some(version), Some(kind), Some(_)) = (
            constant("API_VERSION"),
            constant("KIND"),
            constant("URL_PATH_SEGMENT").filter(|p| !p.is_empty()),
        ) else {
            return Ok(());
        };
        tables
            .kinds
            .entry((version.to_owned(), kind.to_owned()))
            .or_insert_with(|| Kind { path, scope, minors: 0 })
            .minors |= minor;
    }
    Ok(())
}

/// The table's word for a Rust type of the crate.
fn rust_type(typ: &str) -> Result<String, Box<dyn Error>> {
    let typ = typ.trim();
    for (wrapper, ours) in [
        ("Option<", None),
        ("std::boxed::Box<", None),
        ("std::vec::Vec<", Some("LIST")),
        ("std::collections::BTreeMap<std::string::String, ", Some("MAP")),
    ] {
        if let Some(inner) = typ.strip_prefix(wrapper).and_then(|t| t.strip_suffix('>')) {
            let inner = rust_type(inner)?;
            return Ok(match ours {
                None => inner,
                Some("LIST") => format!("L(&{inner})"),
                Some(_) => format!("M(&{inner})"),
            });
        }
    }
    Ok(match typ.rsplit("::").next().unwrap_or(typ) {
        "bool" => "BOOL".to_owned(),
        "i32" => "I32".to_owned(),
        "i64" => "I64".to_owned(),
        "f64" => "F64".to_owned(),
        "String" => "STR".to_owned(),
        "ByteString" => "BYTES".to_owned(),
        "Time" => "TIME".to_owned(),
        "MicroTime" => "MICRO_TIME".to_owned(),
        "Quantity" => "QUANTITY".to_owned(),
        "IntOrString" => "INT_OR_STRING".to_owned(),
        "JSON" | "FieldsV1" | "RawExtension" => "ANY".to_owned(),
        "JSONSchemaPropsOrBool" => "SCHEMA_OR_BOOL".to_owned(),
        "JSONSchemaPropsOrArray" => "SCHEMA_OR_LIST".to_owned(),
        "JSONSchemaPropsOrStringArray" => "SCHEMA_OR_STRINGS".to_owned(),
        _ => match typ.strip_prefix("crate::") {
            Some(path) => format!("T(&{})", constant_name(path)),
            None => return Err(format!("unknown type {typ}").into()),
        },
    })
}

/// `api::core::v1::PodSpec` as the name of a static: `CORE_V1_POD_SPEC`.
fn constant_name(path: &str) -> String {
    let segments: Vec<&str> = path.split("::").collect();
    let mut out = String::new();
    for segment in segments.iter().skip(segments.len().saturating_sub(3)) {
        if !out.is_empty() {
            out.push('_');
        }
        let chars: Vec<char> = segment.chars().collect();
        for (i, c) in chars.iter().enumerate() {
            let lower_before = i > 0 && !chars.get(i - 1).is_some_and(|p| p.is_uppercase());
            let lower_after = chars.get(i + 1).is_some_and(|n| n.is_lowercase());
            if c.is_uppercase() && i > 0 && (lower_before || lower_after) && !out.ends_with('_') {
                out.push('_');
            }
            out.extend(c.to_uppercase());
        }
    }
    out
}

/// The types that the kinds reach.
fn reachable(tables: &Tables) -> BTreeSet<&str> {
    let by_constant: BTreeMap<String, &str> =
        tables.structs.keys().map(|path| (constant_name(path), path.as_str())).collect();
    let mut seen = BTreeSet::new();
    let mut todo: Vec<&str> = tables.kinds.values().map(|kind| kind.path.as_str()).collect();
    todo.extend(tables.structs.keys().map(String::as_str).filter(|path| path.ends_with("::JSONSchemaProps")));
    while let Some(path) = todo.pop() {
        if !seen.insert(path) {
            continue;
        }
        for field in tables.structs.get(path).into_iter().flat_map(|s| s.fields.values()) {
            if let Some(name) = between(&field.typ, "T(&", ")") {
                todo.extend(by_constant.get(name).copied());
            }
        }
    }
    seen
}

const HEADER: &str =
    "// Written by examples/kubernetes_tables.rs from the sources of k8s-openapi; do not edit.\n\n";

fn write_table(tables: &Tables) -> Result<String, Box<dyn Error>> {
    let mut out = String::from(HEADER);
    out.push_str("//! The kinds of the Kubernetes API and the fields of their types, by minor.\n\n");
    out.push_str("use super::Scope::{Cluster, Namespaced};\n");
    out.push_str("use super::Ty::{List as L, Map as M, Struct as T};\n");
    out.push_str("use super::{\n    ANY, BOOL, BYTES, F64, I32, I64, INT_OR_STRING, Kind, MICRO_TIME, QUANTITY, SCHEMA_OR_BOOL,\n");
    out.push_str("    SCHEMA_OR_LIST, SCHEMA_OR_STRINGS, STR, TIME, Type, f,\n};\n\n");
    writeln!(
        out,
        "/// The oldest minor of the table; bit 0 of every set of minors.\npub(crate) const FIRST_MINOR: u32 = {};",
        MINORS[0]
    )?;
    writeln!(
        out,
        "/// How many minors the table holds.\npub(crate) const MINOR_COUNT: u32 = {};\n",
        MINORS.len()
    )?;
    out.push_str("/// Every kind, in the order of apiVersion and kind.\n#[rustfmt::skip]\npub(crate) static KINDS: &[Kind] = &[\n");
    for ((version, kind), entry) in &tables.kinds {
        writeln!(
            out,
            "    Kind {{ api_version: {version:?}, kind: {kind:?}, scope: {}, minors: {:#07b}, typ: &{} }},",
            entry.scope,
            entry.minors,
            constant_name(&entry.path),
        )?;
    }
    out.push_str("];\n");
    for path in reachable(tables) {
        let Some(entry) = tables.structs.get(path) else { continue };
        writeln!(
            out,
            "\n#[rustfmt::skip]\npub(crate) static {}: Type = Type {{ name: {:?}, fields: &[",
            constant_name(path),
            short(&entry.definition)
        )?;
        for (name, field) in &entry.fields {
            writeln!(out, "    f({name:?}, {}, {:#07b}, {:#07b}),", field.typ, field.required, field.minors)?;
        }
        out.push_str("] };\n");
    }
    Ok(out)
}

/// The last part of a definition's name: `io.k8s.api.core.v1.PodSpec` is `PodSpec`.
fn short(definition: &str) -> &str {
    definition.rsplit('.').next().unwrap_or(definition)
}

fn write_kinds(tables: &Tables) -> Result<String, Box<dyn Error>> {
    let newest = 1u8 << (MINORS.len() - 1);
    let mut out = String::from(HEADER);
    out.push_str(
        "//! The types of `k8s-openapi` by apiVersion and kind: the only list of them in the program.\n\n",
    );
    out.push_str("use k8s_openapi as k;\n\nuse super::typed::{Typed, typed};\n\n");
    out.push_str("/// Every stable kind of the newest minor, in the order of apiVersion and kind.\n#[rustfmt::skip]\npub(crate) static TYPED: &[Typed] = &[\n");
    for ((version, kind), entry) in &tables.kinds {
        // What a server does not serve unless it is told to need not be written in canonical form either.
        let stable = !version.contains("alpha") && !version.contains("beta");
        if stable && entry.minors & newest != 0 {
            writeln!(out, "    typed::<k::{}>({version:?}, {kind:?}),", entry.path)?;
        }
    }
    out.push_str("];\n");
    Ok(out)
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    rest.split_once(end).map(|(inner, _)| inner)
}
