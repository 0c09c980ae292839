//! The versions of JSON Schema, and what each of them knows.

/// A version of the specification, in order of age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Draft {
    /// draft-04
    V4,
    /// draft-06
    V6,
    /// draft-07
    V7,
    /// 2019-09
    V2019,
    /// 2020-12, which is assumed where a schema does not say.
    V2020,
}

impl Draft {
    /// The draft that the value of `$schema` names. Source: jsonschema v6, draft.go, draftFromURL.
    pub(super) fn from_url(url: &str) -> Option<Draft> {
        let (url, fragment) = url.split_once('#').unwrap_or((url, ""));
        if !fragment.is_empty() {
            return None;
        }
        let address = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://")).unwrap_or(url);
        match address {
            "json-schema.org/schema" | "json-schema.org/draft/2020-12/schema" => Some(Draft::V2020),
            "json-schema.org/draft/2019-09/schema" => Some(Draft::V2019),
            "json-schema.org/draft-07/schema" => Some(Draft::V7),
            "json-schema.org/draft-06/schema" => Some(Draft::V6),
            "json-schema.org/draft-04/schema" => Some(Draft::V4),
            _ => None,
        }
    }

    /// The address of its metaschema.
    pub(super) fn url(self) -> &'static str {
        match self {
            Draft::V4 => "http://json-schema.org/draft-04/schema",
            Draft::V6 => "http://json-schema.org/draft-06/schema",
            Draft::V7 => "http://json-schema.org/draft-07/schema",
            Draft::V2019 => "https://json-schema.org/draft/2019-09/schema",
            Draft::V2020 => "https://json-schema.org/draft/2020-12/schema",
        }
    }

    /// The keyword that gives a schema its address.
    pub(super) fn id(self) -> &'static str {
        if self == Draft::V4 { "id" } else { "$id" }
    }

    /// Whether schemas stand in the value of `keyword`, and how.
    pub(super) fn subschemas(self, keyword: &str) -> Option<Place> {
        let known = SUBSCHEMAS.iter().find(|(name, since, _)| *name == keyword && *since <= self);
        known.map(|(_, _, place)| *place)
    }
}

/// Where the schemas stand in the value of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The value is one.
    One,
    /// The value is an array of them.
    List,
    /// The value is one, or an array of them.
    OneOrList,
    /// The value is an object of them.
    Map,
}

/// Source: jsonschema v6, draft.go, the field `subschemas` of each draft.
const SUBSCHEMAS: &[(&str, Draft, Place)] = &[
    ("$defs", Draft::V2019, Place::Map),
    ("additionalItems", Draft::V4, Place::One),
    ("additionalProperties", Draft::V4, Place::One),
    ("allOf", Draft::V4, Place::List),
    ("anyOf", Draft::V4, Place::List),
    ("contains", Draft::V6, Place::One),
    ("contentSchema", Draft::V2019, Place::One),
    ("definitions", Draft::V4, Place::Map),
    ("dependencies", Draft::V4, Place::Map),
    ("dependentSchemas", Draft::V2019, Place::Map),
    ("else", Draft::V7, Place::One),
    ("if", Draft::V7, Place::One),
    ("items", Draft::V4, Place::OneOrList),
    ("not", Draft::V4, Place::One),
    ("oneOf", Draft::V4, Place::List),
    ("patternProperties", Draft::V4, Place::Map),
    ("prefixItems", Draft::V2020, Place::List),
    ("properties", Draft::V4, Place::Map),
    ("propertyNames", Draft::V6, Place::One),
    ("then", Draft::V7, Place::One),
    ("unevaluatedItems", Draft::V2019, Place::One),
    ("unevaluatedProperties", Draft::V2019, Place::One),
];

/// The document of json-schema.org at an address, whichever scheme it is asked for with.
/// Source: jsonschema v6, loader.go, openMeta.
pub(super) fn metaschema(url: &str) -> Option<&'static str> {
    let site = ["http://json-schema.org/", "https://json-schema.org/"];
    let path = site.iter().find_map(|site| url.strip_prefix(site))?;
    let path = if path == "schema" { "draft/2020-12/schema" } else { path };
    METASCHEMAS.iter().find(|(name, _)| *name == path).map(|(_, text)| *text)
}

const METASCHEMAS: &[(&str, &str)] = &[
    ("draft-04/schema", include_str!("meta/draft-04.json")),
    ("draft-06/schema", include_str!("meta/draft-06.json")),
    ("draft-07/schema", include_str!("meta/draft-07.json")),
    ("draft/2019-09/meta/applicator", include_str!("meta/2019-09/applicator.json")),
    ("draft/2019-09/meta/content", include_str!("meta/2019-09/content.json")),
    ("draft/2019-09/meta/core", include_str!("meta/2019-09/core.json")),
    ("draft/2019-09/meta/format", include_str!("meta/2019-09/format.json")),
    ("draft/2019-09/meta/meta-data", include_str!("meta/2019-09/meta-data.json")),
    ("draft/2019-09/meta/validation", include_str!("meta/2019-09/validation.json")),
    ("draft/2019-09/schema", include_str!("meta/2019-09/schema.json")),
    ("draft/2020-12/meta/applicator", include_str!("meta/2020-12/applicator.json")),
    ("draft/2020-12/meta/content", include_str!("meta/2020-12/content.json")),
    ("draft/2020-12/meta/core", include_str!("meta/2020-12/core.json")),
    ("draft/2020-12/meta/format-annotation", include_str!("meta/2020-12/format-annotation.json")),
    ("draft/2020-12/meta/format-assertion", include_str!("meta/2020-12/format-assertion.json")),
    ("draft/2020-12/meta/meta-data", include_str!("meta/2020-12/meta-data.json")),
    ("draft/2020-12/meta/unevaluated", include_str!("meta/2020-12/unevaluated.json")),
    ("draft/2020-12/meta/validation", include_str!("meta/2020-12/validation.json")),
    ("draft/2020-12/schema", include_str!("meta/2020-12/schema.json")),
];

/// Every document of json-schema.org with its address.
pub(super) fn metaschemas() -> impl Iterator<Item = (String, &'static str)> {
    let drafts = [Draft::V4, Draft::V6, Draft::V7, Draft::V2019, Draft::V2020];
    METASCHEMAS.iter().map(move |(path, text)| {
        let official = drafts.iter().map(|draft| draft.url()).find(|url| url.ends_with(path));
        let https = || format!("https://json-schema.org/{path}");
        (official.map_or_else(https, str::to_owned), *text)
    })
}
