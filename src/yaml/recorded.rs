//! Compares thousands of answers that go-yaml wrote, in `tests/yaml/`, with ours, and tries every bound.

use super::node::{MAX_TEXT, check_size};
use super::{
    Document, Kind, Node, Scalar, Style, head, head_and_nodes, parse, parse_bytes, parse_document,
    parse_nodes, to_yaml, to_yaml_pretty,
};
use crate::golang::recorded::{check, quoted, unquoted};
use crate::json::{self, MAX_DEPTH};
use crate::value::{Entries, Value};

fn shown(answer: Result<String, String>) -> String {
    answer.map_or_else(|error| format!("!{}", quoted(&error)), |text| quoted(&text))
}

#[test]
fn reading() {
    check(include_str!("../../tests/yaml/read.txt"), |fields| {
        let value = parse(&unquoted(fields[1])).map_err(|error| error.to_string());
        shown(value.and_then(|value| json::encode(&value)))
    });
}

#[test]
fn heads() {
    check(include_str!("../../tests/yaml/head.txt"), |fields| {
        let text = unquoted(fields[1]);
        shown(head(&text, "main.SimpleHead").map_err(|error| error.to_string()).map(|head| {
            let mut json = String::from("{\"apiVersion\":");
            json::append_string(&mut json, &head.api_version, true);
            if !head.kind.is_empty() {
                json.push_str(",\"kind\":");
                json::append_string(&mut json, &head.kind, true);
            }
            if let Some(metadata) = head.metadata {
                json.push_str(",\"metadata\":{\"name\":");
                json::append_string(&mut json, &metadata.name, true);
                let annotations = metadata.annotations.iter();
                let annotations: Entries =
                    annotations.map(|(key, value)| ((**key).into(), (**value).into())).collect();
                let value = if annotations.is_empty() { Value::Nil } else { annotations.into() };
                json.push_str(&format!(",\"annotations\":{}}}", json::encode(&value).unwrap()));
            }
            json + "}"
        }))
    });
}

/// The nodes that are kept are those of a second reading, and the head that is read from them is the same.
#[test]
fn what_is_kept_is_what_would_be_read_again() {
    let seen = |node: Node<'_>| {
        (
            node.kind(),
            node.text().to_owned(),
            node.tag().map(str::to_owned),
            node.line(),
            node.column(),
            node.span(),
        )
    };
    let recorded = [include_str!("../../tests/yaml/head.txt"), include_str!("../../tests/yaml/read.txt")];
    let kept = std::cell::Cell::new(0);
    check(&recorded.concat(), |fields| {
        let text = unquoted(fields[1]);
        let both = head_and_nodes(&text, "x");
        assert_eq!(both.as_ref().map(|(head, _)| head), head(&text, "x").as_ref(), "{text}");
        if let Ok((_, Some(parsed))) = both {
            let nodes = |document: &Document<'_>| document.all().map(seen).collect::<Vec<_>>();
            assert_eq!(nodes(&parsed.document(&text)), nodes(&parse_document(&text).unwrap()), "{text}");
            kept.set(kept.get() + 1);
        }
        fields.last().map_or_else(String::new, |answer| (*answer).to_owned())
    });
    assert!(kept.get() > 400, "{kept:?}");
}

#[test]
fn writing() {
    check(include_str!("../../tests/yaml/write.txt"), |fields| {
        let value = json::decode(&unquoted(fields[1])).unwrap();
        shown(if fields[0] == "pretty" { to_yaml_pretty(&value) } else { to_yaml(&value) })
    });
}

// The sentences of this and the next three tests were written by sigs.k8s.io/yaml v1.6.0.
#[test]
fn the_scanner_bounds_nesting() {
    let error = |text: &str| parse(text).unwrap_err().to_string();
    let too_deep = "error unmarshaling JSON: while decoding JSON: exceeded max depth";
    assert_eq!(
        error(&"[".repeat(10_001)),
        "error converting YAML to JSON: yaml: exceeded max depth of 10000"
    );
    assert_eq!(error(&("[".repeat(10_000) + &"]".repeat(10_000))), too_deep);
    let steps = |depth: usize| -> String { (0..depth).map(|n| " ".repeat(n) + "a:\n").collect() };
    assert_eq!(
        error(&steps(10_001)),
        "error converting YAML to JSON: yaml: line 10001: exceeded max depth of 10000"
    );
    assert_eq!(error(&steps(10_000)), too_deep);
    assert_eq!(
        error(&"- ".repeat(10_001)),
        "error converting YAML to JSON: yaml: exceeded max depth of 10000"
    );
}

// go-yaml reads ten times as deep.
#[test]
fn values_are_bounded_in_depth() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(parse(&nested(MAX_DEPTH)).is_ok());
    assert!(parse(&nested(MAX_DEPTH + 1)).is_err());
    assert!(head(&format!("a: {}", nested(MAX_DEPTH - 1)), "x").is_ok());
    assert!(head(&format!("a: {}", nested(MAX_DEPTH)), "x").is_err());
    let value = (0..MAX_DEPTH).fold(Value::Nil, |value, _| vec![value].into());
    assert!(to_yaml(&value).is_ok() && to_yaml_pretty(&value).is_ok());
    let deeper = Value::from(vec![value]);
    assert!(to_yaml(&deeper).is_err() && to_yaml_pretty(&deeper).is_err());
}

#[test]
fn aliases_are_bounded_in_share() {
    let laughs = |levels: usize| {
        let level = |n: usize| format!("l{n}: &l{n} [{}]\n", vec![format!("*l{}", n - 1); 9].join(","));
        String::from("l0: &l0 [lol]\n") + &(1..levels).map(level).collect::<String>()
    };
    assert!(parse(&laughs(4)).is_ok());
    let error = "error converting YAML to JSON: yaml: document contains excessive aliasing";
    assert_eq!(parse(&laughs(9)).unwrap_err().message(), error);
    assert_eq!(head(&laughs(9), "x").unwrap_err().message(), error);
}

#[test]
fn a_name_is_found_through_many_merges() {
    for levels in [1, 16, 17, 60] {
        let level = |n: usize| format!("m{n}: &m{n} {{<<: *m{}}}\n", n - 1);
        let above: String = (1..=levels).map(level).collect();
        let text = format!("m0: &m0 {{name: deep}}\n{above}metadata: {{<<: *m{levels}}}\n");
        assert_eq!(head(&text, "x").unwrap().metadata.unwrap().name, "deep", "{levels}");
    }
}

#[test]
fn a_text_has_a_most_of_bytes() {
    assert!(check_size(MAX_TEXT).is_ok());
    assert!(check_size(MAX_TEXT + 1).unwrap_err().message().contains("is longer than 4294967294 bytes"));
}

#[test]
fn a_version_has_two_digits() {
    let error = |version: &str| parse(&format!("%YAML {version}\n---\na")).unwrap_err().message().to_owned();
    assert!(error("11.11").ends_with("found incompatible YAML document"));
    for version in ["111.1", "1.111"] {
        assert!(error(version).ends_with("found extremely long version number"), "{}", error(version));
    }
}

#[test]
fn a_key_is_short() {
    let key = |width: usize| "x".repeat(width) + ": y";
    assert!(parse(&key(1024)).is_ok());
    assert_eq!(
        parse(&key(1025)).unwrap_err().message(),
        "error converting YAML to JSON: yaml: mapping values are not allowed in this context"
    );
}

#[test]
fn nodes_know_their_places() {
    let text = "a: &x [1, 'b']\nż: {c: *x}\na: |\n  text\n---\n- !!str 5\n";
    let docs = parse_nodes(text).unwrap();
    let root = docs[0].root().unwrap();
    let entries: Vec<_> = root.entries().collect();
    assert_eq!((docs.len(), root.kind(), entries.len()), (2, Kind::Mapping, 3));
    let (key, list) = entries[0];
    assert_eq!((key.text(), key.line(), key.column(), key.span()), ("a", 1, 1, 0..1));
    assert_eq!((list.line(), list.column(), &text[list.span()]), (1, 4, "&x [1, 'b']"));
    let items: Vec<_> = list.children().map(|item| (item.text(), item.style(), item.column())).collect();
    assert_eq!(items, [("1", Style::Plain, 8), ("b", Style::SingleQuoted, 11)]);
    let (_, flow) = entries[1];
    let (_, alias) = flow.entries().next().unwrap();
    assert_eq!((alias.kind(), alias.line(), alias.column()), (Kind::Alias, 2, 8));
    assert_eq!(alias.target().line(), 1);
    assert_eq!((entries[2].1.text(), entries[2].1.line()), ("text\n", 3));
    let item = docs[1].root().unwrap().children().next().unwrap();
    assert_eq!(item.scalar(), Ok(Scalar::Str("5".into())));
    assert_eq!((item.line(), &text[item.span()]), (6, "!!str 5"));
}

#[test]
fn errors_know_their_places() {
    let place =
        |text: &str| parse(text).map(|_| ()).map_err(|error| (error.line(), error.column())).unwrap_err();
    assert_eq!(place("a: 1\nb: c: d"), (2, 5));
    assert_eq!(place("a:\n- b\nc"), (3, 1));
    assert_eq!(place("a: .inf"), (1, 4));
    assert_eq!(place("a: [b, *c]"), (1, 8));
    assert_eq!(place("a: 'b\nc: d\n"), (1, 4));
    assert_eq!(place("a: b\nc: é\u{1}"), (2, 5));
}

#[test]
fn texts_of_other_encodings_are_read() {
    let wide: Vec<u8> = "\u{FEFF}a: żółw 😀".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let value = parse_bytes(&wide).unwrap();
    assert_eq!(value.get("a").unwrap().as_str(), Some("żółw 😀"));
    assert!(parse_bytes(b"a: \xff").is_err());
    let text = crate::value::string_from_bytes(&wide).into_owned();
    assert_eq!(parse_document(&text).unwrap().root().unwrap().kind(), Kind::Mapping);
}

#[test]
fn nothing_is_too_odd_to_be_written() {
    let written = |text: &str| to_yaml(&Value::from(text));
    // Written by Helm 4.3.1's toYaml.
    assert_eq!(written("a\u{85}b").unwrap(), "a b\n");
    assert_eq!(written("\u{10FEFF}").unwrap(), "\"\u{FFFD}\"\n".replace('"', ""));
    assert!(written("\u{7F}").is_err());
    assert!(to_yaml(&Value::Float(f64::NAN)).is_err());
    assert_eq!(to_yaml_pretty(&Value::Float(f64::NAN)).unwrap(), ".nan\n");
}
