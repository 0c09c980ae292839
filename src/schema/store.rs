//! The documents that make up a schema: which parts of them have addresses of their own, what a reference
//! leads to, and whether all of it is a schema at all.
//!
//! Source: jsonschema v6, roots.go, root.go, compiler.go and objcompiler.go.

use super::draft::{Draft, Place};
use super::json::Json;
use super::keywords::Keywords;
use super::pattern;
use super::shelf::{Document, Load, Shelf};
use super::url;
use super::validate;
use crate::golang::strconv;
use std::collections::{BTreeMap, BTreeSet};

/// All documents that are known, and those of them that were taken in.
pub(super) struct Store<'s> {
    documents: Documents<'s>,
    roots: Vec<Root<'s>>,
}

/// What documents there are.
#[derive(Clone, Copy)]
enum Documents<'s> {
    /// One that needs no other.
    One,
    /// Those that are there, and how to get another one.
    Shelf(&'s Shelf<Document<'s>>, &'s Load<'s>),
}

/// A document that was taken in.
#[derive(Clone, Debug)]
pub(super) struct Root<'s> {
    url: &'s str,
    json: &'s Json<'s>,
    /// The parts with an address of their own; the first is the whole document.
    resources: Vec<Resource<'s>>,
    /// The resource that begins at a value; may be empty where there is only the first.
    by_node: BTreeMap<usize, usize>,
    /// The values that were found to be schemas.
    schemas: BTreeSet<usize>,
}

#[derive(Clone, Debug)]
struct Resource<'s> {
    pointer: String,
    node: &'s Json<'s>,
    id: String,
    draft: Draft,
    anchors: BTreeMap<String, Anchor>,
}

#[derive(Clone, Debug)]
struct Anchor {
    pointer: String,
    dynamic: bool,
}

/// A schema, and the resource that it is part of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'s> {
    /// The value that is the schema.
    pub(super) node: &'s Json<'s>,
    root: usize,
    resource: usize,
}

/// Why a schema cannot be used yet, or ever.
#[derive(Debug, PartialEq, Eq)]
enum Stop {
    /// The document at this address has to be taken in first.
    Needs(String),
    /// The schema is wrong.
    Wrong(String),
}

fn wrong<T>(text: String) -> Result<T, Stop> {
    Err(Stop::Wrong(text))
}

impl<'s> Store<'s> {
    /// A store that has taken in nothing yet.
    pub(super) fn new(documents: &'s Shelf<Document<'s>>, load: &'s Load<'s>) -> Store<'s> {
        Store { documents: Documents::Shelf(documents, load), roots: Vec::new() }
    }

    /// A store of one document without addresses inside it, which is known to be a schema.
    pub(super) fn plain(document: &'s Document<'s>, id: String, draft: Draft) -> (Store<'s>, Spot<'s>) {
        let whole = Resource {
            pointer: String::new(),
            node: &document.json,
            id,
            draft,
            anchors: BTreeMap::default(),
        };
        let root = Root {
            url: &document.url,
            json: &document.json,
            resources: vec![whole],
            by_node: BTreeMap::new(),
            schemas: BTreeSet::new(),
        };
        let store = Store { documents: Documents::One, roots: vec![root] };
        (store, Spot { node: &document.json, root: 0, resource: 0 })
    }

    /// Takes in the document at `address` and everything that it refers to.
    ///
    /// # Errors
    /// What is wrong with the schema, or why a document is missing.
    pub(super) fn compile(&mut self, address: &str) -> Result<Spot<'s>, String> {
        self.compiled(address).map_err(|stop| match stop {
            Stop::Needs(address) => format!("{address} is not there"),
            Stop::Wrong(fault) => fault,
        })
    }

    fn compiled(&mut self, address: &str) -> Result<Spot<'s>, Stop> {
        let root = self.take_in(address)?;
        let start = self.locate(root, "")?;
        let mut queue = vec![start];
        let mut seen = BTreeSet::new();
        let mut next = 0;
        while let Some(spot) = queue.get(next).copied() {
            next += 1;
            if seen.insert(spot.node.identity()) {
                self.compile_one(spot, &mut queue)?;
            }
        }
        Ok(start)
    }

    /// The draft of a schema.
    pub(super) fn draft(&self, spot: Spot<'s>) -> Draft {
        self.resource(spot).draft
    }

    /// A schema inside another one.
    pub(super) fn child(&self, parent: Spot<'s>, node: &'s Json<'s>) -> Spot<'s> {
        let by_node = &self.roots[parent.root].by_node;
        if by_node.is_empty() {
            return Spot { node, ..parent };
        }
        Spot { node, resource: by_node.get(&node.identity()).copied().unwrap_or(parent.resource), ..parent }
    }

    /// The schema that a reference leads to; `None` where [`Store::compile`] would have failed.
    pub(super) fn follow(&self, from: Spot<'s>, reference: &str) -> Option<Spot<'s>> {
        let (root, pointer) = self.resolve(from, reference).ok()?;
        self.locate(root, &pointer).ok()
    }

    /// The schema that is the whole resource of a schema.
    pub(super) fn resource_spot(&self, spot: Spot<'s>) -> Spot<'s> {
        Spot { node: self.resource(spot).node, ..spot }
    }

    /// The schema with a dynamic anchor in the resource of a schema.
    pub(super) fn dynamic_anchor(&self, spot: Spot<'s>, name: &str) -> Option<Spot<'s>> {
        let resource = self.resource(spot);
        if resource.draft < Draft::V2020 {
            return None;
        }
        let anchor = resource.anchors.get(name).filter(|anchor| anchor.dynamic)?;
        self.locate(spot.root, &anchor.pointer).ok()
    }

    /// The address of a schema as a person reads it: the document and a pointer. Slow: it searches.
    pub(super) fn location(&self, spot: Spot<'s>) -> String {
        let root = &self.roots[spot.root];
        let pointer = find(root.json, spot.node.identity()).unwrap_or_default();
        format!("{}#{}", root.url, url::escape_pointer(&pointer))
    }

    /// Where the metaschema of a draft stands, which must have been compiled.
    pub(super) fn metaschema(&self, draft: Draft) -> Option<Spot<'s>> {
        let root = self.roots.iter().position(|root| root.url == draft.url())?;
        self.locate(root, "").ok()
    }

    /// The drafts of the resources inside a document, by the pointer to each.
    pub(super) fn drafts_within(&self, root: usize) -> BTreeMap<&str, Draft> {
        self.roots[root]
            .resources
            .iter()
            .map(|resource| (resource.pointer.as_str(), resource.draft))
            .collect()
    }

    fn resource(&self, spot: Spot<'s>) -> &Resource<'s> {
        &self.roots[spot.root].resources[spot.resource]
    }

    /// The index of the root at `address`, taken in if it was not yet.
    fn take_in(&mut self, address: &str) -> Result<usize, Stop> {
        if let Some(index) = self.roots.iter().position(|root| root.url == address) {
            return Ok(index);
        }
        let document = self.document(address)?;
        let mut root = Root {
            url: &document.url,
            json: &document.json,
            resources: Vec::new(),
            by_node: BTreeMap::new(),
            schemas: BTreeSet::new(),
        };
        self.collect(&mut root, &document.json, &document.url, "", Draft::V2020)?;
        self.roots.push(root);
        let index = self.roots.len() - 1;
        let official = ["http://json-schema.org/", "https://json-schema.org/"];
        if !official.iter().any(|prefix| address.starts_with(prefix)) {
            self.check_against_metaschema(index, "")?;
        }
        Ok(index)
    }

    fn document(&self, address: &str) -> Result<&'s Document<'s>, Stop> {
        let Documents::Shelf(shelf, load) = self.documents else {
            return Err(Stop::Needs(address.to_owned()));
        };
        if let Some(found) = shelf.iter().find(|document| document.url == address) {
            return Ok(found);
        }
        let document = load(address).map_err(Stop::Wrong)?;
        shelf.put(document).ok_or_else(|| Stop::Needs(address.to_owned()))
    }

    /// Finds the resources and anchors in a schema and all schemas inside it. Source: collectResources.
    fn collect(
        &self,
        root: &mut Root<'s>,
        node: &'s Json<'s>,
        base: &str,
        pointer: &str,
        fallback: Draft,
    ) -> Result<(), Stop> {
        if !root.schemas.insert(node.identity()) {
            return Ok(());
        }
        let anchors = BTreeMap::default;
        let Some(object) = node.as_object() else {
            if pointer.is_empty() {
                let (pointer, id) = (String::new(), base.to_owned());
                root.resources.push(Resource { pointer, node, id, draft: fallback, anchors: anchors() });
            }
            return Ok(());
        };
        let mut says = node.get("$schema").and_then(Json::as_str).is_some();
        let mut draft = self.draft_of(root.url, node, pointer, fallback)?;
        let mut id = id_of(node, draft);
        if id.is_empty() && !pointer.is_empty() {
            draft = fallback;
            says = false;
            id = id_of(node, draft);
        }
        let mut base = base.to_owned();
        if !id.is_empty() {
            let joined = url::join(&base, id).map_err(|_| {
                Stop::Wrong(format!("error in parsing id at {}", strconv::quote(&place(root.url, pointer))))
            })?;
            base = joined.url;
        }
        if !id.is_empty() || pointer.is_empty() {
            match root.resources.iter().find(|resource| resource.id == base) {
                Some(other) if other.pointer != pointer => {
                    let quoted = [&base, root.url, pointer, &other.pointer].map(strconv::quote);
                    let [id, document, here, there] = quoted;
                    return wrong(format!("duplicate id {id} in {document} at {here} and {there}"));
                }
                Some(_) => {}
                None => {
                    let (id, own) = (base.clone(), if says { draft } else { fallback });
                    let resource =
                        Resource { pointer: pointer.to_owned(), node, id, draft: own, anchors: anchors() };
                    root.by_node.insert(node.identity(), root.resources.len());
                    root.resources.push(resource);
                }
            }
        }
        let (document, owner) = (root.url, root.resources.iter_mut().find(|resource| resource.id == base));
        let Some(owner) = owner else { return Ok(()) };
        collect_anchors(document, owner, node, pointer)?;
        let own = owner.draft;
        for (keyword, value) in object {
            let Some(place) = draft.subschemas(keyword) else { continue };
            let pointer = format!("{pointer}/{}", url::escape_token(keyword));
            match (place, value) {
                (Place::List | Place::OneOrList, Json::Array(items)) => {
                    for (index, item) in items.iter().enumerate() {
                        self.collect(root, item, &base, &format!("{pointer}/{index}"), own)?;
                    }
                }
                (Place::List, _) => {}
                (Place::Map, Json::Object(entries)) => {
                    for (key, entry) in entries.iter() {
                        self.collect(
                            root,
                            entry,
                            &base,
                            &format!("{pointer}/{}", url::escape_token(key)),
                            own,
                        )?;
                    }
                }
                (Place::Map, _) => {}
                (Place::One | Place::OneOrList, value) => self.collect(root, value, &base, &pointer, own)?,
            }
        }
        Ok(())
    }

    /// The draft that a schema asks for, through metaschemas of its own if need be. Source: getDraft.
    fn draft_of(
        &self,
        document: &str,
        node: &Json<'_>,
        pointer: &str,
        fallback: Draft,
    ) -> Result<Draft, Stop> {
        let mut cycle = BTreeSet::new();
        let (mut node, mut at) = (node, place(document, pointer));
        let mut document = document.to_owned();
        loop {
            let Some(schema) = node.get("$schema").and_then(Json::as_str) else { return Ok(fallback) };
            if let Some(draft) = Draft::from_url(schema) {
                return Ok(draft);
            }
            let (address, _) = url::split(schema);
            if let Err(fault) = url::check(address) {
                return wrong(format!("invalid $schema in {}: {fault}", strconv::quote(&at)));
            }
            if at == place(&document, "") && address == document {
                return wrong(format!("draft {} is not supported", strconv::quote(address)));
            }
            if !cycle.insert(address.to_owned()) {
                return wrong(format!("cycle in resolving $schema in {}", strconv::quote(address)));
            }
            node = &self.document(address)?.json;
            at = place(address, "");
            document = address.to_owned();
        }
    }

    /// Fails where what stands at `pointer` is no schema. Source: (*roots).validate.
    fn check_against_metaschema(&mut self, root: usize, pointer: &str) -> Result<(), Stop> {
        let spot = self.locate(root, pointer)?;
        // Every draft that is used inside is compiled first; the metaschemas are sound, and all at hand.
        let drafts: BTreeSet<Draft> =
            self.roots[root].resources.iter().map(|resource| resource.draft).collect();
        for draft in drafts {
            self.compiled(draft.url())?;
        }
        let Some(meta) = self.metaschema(self.draft(spot)) else { return Ok(()) };
        let within = (root, pointer);
        match validate::against_metaschema(self, meta, within, &spot.node.to_value()) {
            Ok(()) => Ok(()),
            Err(fault) => {
                let at = strconv::quote(&place(self.roots[root].url, pointer));
                wrong(format!("{at} is not valid against metaschema: {fault}"))
            }
        }
    }

    /// Checks one schema and queues those that it needs. Source: objcompiler.go.
    fn compile_one(&mut self, spot: Spot<'s>, queue: &mut Vec<Spot<'s>>) -> Result<(), Stop> {
        self.ensure_schema(spot)?;
        let Some(object) = spot.node.as_object() else { return Ok(()) };
        let draft = self.draft(spot);
        let keywords = Keywords::read(object, draft);
        for reference in
            [keywords.reference, keywords.recursive_ref, keywords.dynamic_ref].into_iter().flatten()
        {
            if let Some(reference) = reference.as_str() {
                queue.push(self.target(spot, reference)?);
            }
        }
        let alone = draft < Draft::V2019 && keywords.reference.is_some();
        let bad_regex = |store: &Self, keyword: &str, regex: &str, fault: String| {
            let at = format!("{}/{keyword}", store.location(spot));
            Stop::Wrong(format!(
                "invalid regex {} at {}: {fault}",
                strconv::quote(regex),
                strconv::quote(&at)
            ))
        };
        if let Some(Json::Object(entries)) = keywords.pattern_properties {
            for (regex, _) in entries.iter() {
                pattern::check(regex).map_err(|fault| bad_regex(self, "patternProperties", regex, fault))?;
            }
        }
        if let Some(regex) = keywords.pattern {
            pattern::check(regex).map_err(|fault| bad_regex(self, "pattern", regex, fault))?;
        }
        for (keyword, value) in object {
            // Definitions are compiled when something refers to them, and other keywords never where a keyword
            // beside them leaves them without effect.
            let idle = match &**keyword {
                // Beside a reference older drafts ignore everything, of which the library only knows draft-04.
                "contains" | "propertyNames" | "if" => false,
                _ if alone => !matches!(&**keyword, "then" | "else"),
                "definitions" | "$defs" | "contentSchema" => true,
                "then" => matches!(spot.node.get("if"), None | Some(Json::Bool(false))),
                "else" => matches!(spot.node.get("if"), None | Some(Json::Bool(true))),
                "additionalItems" => !matches!(keywords.items, Some(Json::Array(_))),
                _ => false,
            };
            if idle {
                continue;
            }
            match (draft.subschemas(keyword), value) {
                (Some(Place::Map), Json::Object(entries)) => {
                    let schemas = entries.iter().filter(|(_, entry)| entry.as_array().is_none());
                    queue.extend(schemas.map(|(_, entry)| self.child(spot, entry)));
                }
                (Some(Place::List | Place::OneOrList), Json::Array(items)) => {
                    queue.extend(items.iter().map(|item| self.child(spot, item)));
                }
                (Some(Place::One | Place::OneOrList), value) => queue.push(self.child(spot, value)),
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes in a schema that stands where a draft expects none. Source: ensureSubschema.
    fn ensure_schema(&mut self, spot: Spot<'s>) -> Result<(), Stop> {
        if self.roots[spot.root].schemas.contains(&spot.node.identity()) {
            return Ok(());
        }
        let mut root = self.roots[spot.root].clone();
        let pointer = find(root.json, spot.node.identity()).unwrap_or_default();
        let resource = self.resource(spot);
        let (base, draft) = (resource.id.clone(), resource.draft);
        self.collect(&mut root, spot.node, &base, &pointer, draft)?;
        self.roots[spot.root] = root;
        self.check_against_metaschema(spot.root, &pointer)
    }

    /// As [`Store::follow`], taking in the document if that is needed.
    fn target(&mut self, from: Spot<'s>, reference: &str) -> Result<Spot<'s>, Stop> {
        loop {
            match self.resolve(from, reference) {
                Ok((root, pointer)) => return self.locate(root, &pointer),
                Err(Stop::Needs(address)) => self.take_in(&address).map(drop)?,
                Err(stop) => return Err(stop),
            }
        }
    }

    /// The root and the pointer in it that a reference means. Source: enqueueRef and (*root).resolve.
    fn resolve(&self, from: Spot<'s>, reference: &str) -> Result<(usize, String), Stop> {
        let resource = self.resource(from);
        let here = &self.roots[from.root];
        // A pointer without escapes, as nearly all references are, needs no address to be joined.
        if let Some(pointer) = reference.strip_prefix('#').filter(|pointer| !pointer.contains('%'))
            && (pointer.is_empty() || pointer.starts_with('/'))
        {
            return Ok((from.root, format!("{}{pointer}", resource.pointer)));
        }
        let target = url::join(&resource.id, reference).map_err(Stop::Wrong)?;
        let (root, resource) = if target.url == here.url {
            (from.root, here.resources.first())
        } else if let Some(inner) = here.resources.iter().find(|resource| resource.id == target.url) {
            (from.root, Some(inner))
        } else {
            let other = self.roots.iter().position(|root| root.url == target.url);
            let other = other.ok_or_else(|| Stop::Needs(target.url.clone()))?;
            (other, self.roots[other].resources.first())
        };
        let Some(resource) = resource else { return wrong("schema without resources".to_owned()) };
        if target.fragment.is_empty() || target.fragment.starts_with('/') {
            return Ok((root, format!("{}{}", resource.pointer, target.fragment)));
        }
        match resource.anchors.get(&target.fragment) {
            Some(anchor) => Ok((root, anchor.pointer.clone())),
            None => {
                let reference = format!("{}#{}", resource.id, url::escape_pointer(&target.fragment));
                let document = strconv::quote(self.roots[root].url);
                wrong(format!("anchor in {} not found in schema {document}", strconv::quote(&reference)))
            }
        }
    }

    /// The value at a pointer, and the innermost resource around it. Source: (*urlPtr).lookup.
    fn locate(&self, root: usize, pointer: &str) -> Result<Spot<'s>, Stop> {
        let here = &self.roots[root];
        let mut spot = Spot { node: here.json, root, resource: 0 };
        for token in pointer.split('/').skip(1) {
            let address = || strconv::quote(&place(here.url, pointer));
            let Some(token) = url::unescape_token(token) else {
                return wrong(format!("invalid json-pointer {}", address()));
            };
            let child = match spot.node {
                Json::Object(_) => spot.node.get(&token),
                Json::Array(items) => token.parse().ok().and_then(|index: usize| items.get(index)),
                _ => None,
            };
            match child {
                Some(child) => spot = self.child(spot, child),
                None => return wrong(format!("json-pointer in {} not found", address())),
            }
        }
        Ok(spot)
    }
}

/// The address of a pointer in a document.
fn place(document: &str, pointer: &str) -> String {
    format!("{document}#{}", url::escape_pointer(pointer))
}

/// The address that a schema gives itself, without fragment. Source: (*Draft).getID.
fn id_of<'j>(node: &'j Json<'_>, draft: Draft) -> &'j str {
    if draft < Draft::V2019 && node.get("$ref").is_some() {
        return "";
    }
    node.get(draft.id()).and_then(Json::as_str).map_or("", |id| url::split(id).0)
}

/// Source: (*root).collectAnchors.
fn collect_anchors(
    document: &str,
    resource: &mut Resource<'_>,
    node: &Json<'_>,
    pointer: &str,
) -> Result<(), Stop> {
    let mut add = |name: &str, dynamic: bool| {
        match resource.anchors.get_mut(name) {
            Some(anchor) if anchor.pointer == pointer => anchor.dynamic |= dynamic,
            Some(anchor) => {
                let [name, document, there, here] =
                    [name, document, &anchor.pointer, pointer].map(strconv::quote);
                return wrong(format!("duplicate anchor {name} in {document} at {there} and {here}"));
            }
            None => {
                let anchor = Anchor { pointer: pointer.to_owned(), dynamic };
                resource.anchors.insert(name.to_owned(), anchor);
            }
        }
        Ok(())
    };
    let text = |keyword: &str| node.get(keyword).and_then(Json::as_str);
    if resource.draft < Draft::V2019 {
        if node.get("$ref").is_some() {
            return Ok(());
        }
        let Some(id) = text(resource.draft.id()) else { return Ok(()) };
        let Ok(fragment) = url::unescape(url::split(id).1) else {
            return wrong(format!(
                "error in parsing anchor at {}",
                strconv::quote(&place(document, pointer))
            ));
        };
        if !fragment.is_empty() && !fragment.starts_with('/') {
            add(&fragment, false)?;
        }
        return Ok(());
    }
    if let Some(name) = text("$anchor") {
        add(name, false)?;
    }
    if let Some(name) = text("$dynamicAnchor").filter(|_| resource.draft >= Draft::V2020) {
        add(name, true)?;
    }
    Ok(())
}

/// The pointer to a value inside another.
fn find(json: &Json<'_>, identity: usize) -> Option<String> {
    if json.identity() == identity {
        return Some(String::new());
    }
    match json {
        Json::Array(items) => items
            .iter()
            .enumerate()
            .find_map(|(index, item)| Some(format!("/{index}{}", find(item, identity)?))),
        Json::Object(entries) => entries
            .iter()
            .find_map(|(key, entry)| Some(format!("/{}{}", url::escape_token(key), find(entry, identity)?))),
        _ => None,
    }
}
