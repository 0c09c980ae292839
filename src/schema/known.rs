//! The keys that a schema has a word for: what a misspelt one was probably meant to be.

use super::json::{Json, text_of};

/// References that are followed from one place.
const MAX_REFERENCES: usize = 16;

/// Names of the properties that `schema` lists for the value at `pointer` (RFC 6901). Only the plain ways are walked:
/// `properties`, `items`, `additionalProperties` and references inside the document. It is for a hint: where the way
/// is another, nothing is found.
pub fn known_keys(schema: &[u8], pointer: &str) -> Vec<String> {
    let text = text_of(schema);
    let Ok(root) = Json::parse(&text) else { return Vec::new() };
    let mut here = Some(&root);
    for step in steps(pointer) {
        here = here.and_then(|schema| below(&root, schema, &step));
    }
    let listed = here.and_then(|schema| has(&root, schema, "properties")).and_then(Json::as_object);
    listed.unwrap_or_default().iter().map(|(name, _)| name.to_string()).collect()
}

fn steps(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~"))
}

/// The schema of an entry of a map or of a list.
fn below<'s, 't>(root: &'s Json<'t>, schema: &'s Json<'t>, step: &str) -> Option<&'s Json<'t>> {
    let property = has(root, schema, "properties").and_then(|properties| properties.get(step));
    let entry = || {
        let word = if step.bytes().all(|b| b.is_ascii_digit()) { "items" } else { "additionalProperties" };
        has(root, schema, word)
    };
    property.or_else(entry)
}

/// A keyword of a schema, or of the one that it refers to.
fn has<'s, 't>(root: &'s Json<'t>, mut schema: &'s Json<'t>, keyword: &str) -> Option<&'s Json<'t>> {
    for _ in 0..MAX_REFERENCES {
        if let Some(found) = schema.get(keyword) {
            return Some(found);
        }
        let pointer = schema.get("$ref")?.as_str()?.strip_prefix('#')?;
        schema = steps(pointer).try_fold(root, |at, step| at.get(&step))?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &str = r##"{
        "properties": {
            "a/b": {"properties": {"deep": true}},
            "list": {"type": "array", "items": {"$ref": "#/$defs/item"}},
            "map": {"additionalProperties": {"$ref": "#/$defs/item"}},
            "loop": {"$ref": "#/properties/loop"}
        },
        "$defs": {"item": {"$ref": "#/$defs/real"}, "real": {"properties": {"host": {}, "port": {}}}}
    }"##;

    #[test]
    fn every_plain_way_is_walked() {
        let keys = |pointer| known_keys(SCHEMA.as_bytes(), pointer).join(" ");
        for (pointer, want) in [
            ("", "a/b list loop map"),
            ("/a~1b", "deep"),
            ("/list/0", "host port"),
            ("/map/any", "host port"),
            ("/loop", ""),
            ("/none/at/all", ""),
        ] {
            assert_eq!(keys(pointer), want, "{pointer}");
        }
        assert!(known_keys(b"{", "").is_empty());
    }

    #[test]
    fn references_are_followed_so_far() {
        let keys = |references: usize| {
            let link = |n: usize| format!(r##""d{n}": {{"$ref": "#/$defs/d{}"}}, "##, n + 1);
            let links: String = (1..references).map(link).collect();
            let last = format!(r##""d{references}": {{"properties": {{"found": {{}}}}}}"##);
            known_keys(format!(r##"{{"$ref": "#/$defs/d1", "$defs": {{{links}{last}}}}}"##).as_bytes(), "")
        };
        assert_eq!(keys(MAX_REFERENCES - 1), ["found"]);
        assert!(keys(MAX_REFERENCES).is_empty());
    }
}
