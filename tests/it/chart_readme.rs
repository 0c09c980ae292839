//! The chart's three descriptions of its values agree: schema, values.yaml and the table in the README.
//!
//! The table is written from the schema: `OPENCLAW_RENDER_UPDATE=1 cargo test chart_readme`.

use openclaw_render::value::Value;
use openclaw_render::yaml::{self, Node};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const BEGIN: &str = "<!-- values:begin -->\n";
const END: &str = "<!-- values:end -->\n";

#[test]
fn the_table_in_the_readme_is_made_from_the_schema() {
    let schema = read("values.schema.json");
    let document = yaml::parse_document(&schema).unwrap();
    let mut table = "| Value | Default | Purpose |\n|---|---|---|\n".to_owned();
    for row in rows(&schema, document.root().unwrap()) {
        let default = row.default.map_or(String::new(), |default| format!("`{default}`"));
        let purpose = row.description.replace('|', "\\|");
        table.push_str(&format!("| `{}` | {} | {purpose} |\n", row.path, default.replace('|', "\\|")));
    }
    let readme = read("README.md");
    let (before, rest) = readme.split_once(BEGIN).expect("where the table begins");
    let (_, after) = rest.split_once(END).expect("where the table ends");
    let fresh = format!("{before}{BEGIN}{table}{END}{after}");
    if std::env::var_os("OPENCLAW_RENDER_UPDATE").is_some() {
        fs::write(chart("README.md"), fresh).unwrap();
    } else {
        assert!(
            readme == fresh,
            "chart/README.md is stale: run `OPENCLAW_RENDER_UPDATE=1 cargo test chart_readme`"
        );
    }
}

#[test]
fn the_schema_tells_the_defaults_of_values_yaml() {
    let schema = read("values.schema.json");
    let values = yaml::parse(&read("values.yaml")).unwrap();
    let document = yaml::parse_document(&schema).unwrap();
    for row in rows(&schema, document.root().unwrap()) {
        let Some(default) = row.default else { continue };
        let real = row.path.split('.').try_fold(values.clone(), |value, key| value.get(key));
        let real = real.unwrap_or_else(|| panic!("{} is not in values.yaml", row.path));
        assert_eq!(text(&real), text(&yaml::parse(default).unwrap()), "{}", row.path);
    }
}

#[test]
fn the_schema_describes_every_key() {
    let schema = read("values.schema.json");
    let document = yaml::parse_document(&schema).unwrap();
    let mut todo = vec![("#".to_owned(), document.root().unwrap())];
    while let Some((path, node)) = todo.pop() {
        for group in ["properties", "$defs"] {
            for (name, child) in get(node, group).into_iter().flat_map(Node::entries) {
                let path = format!("{path}/{}", name.text());
                assert!(
                    get(child, "description").or(get(child, "$ref")).is_some(),
                    "{path} has no description"
                );
                todo.push((path, child));
            }
        }
        for child in ["items", "additionalProperties"].into_iter().filter_map(|name| get(node, name)) {
            todo.push((path.clone(), child));
        }
    }
}

/// Every value is set in a case that both Helms were asked about and accepted.
#[test]
fn every_value_has_a_case() {
    let cases = chart("../tests/parity");
    let mut used = BTreeSet::new();
    for case in fs::read_dir(cases.join("cases")).unwrap().map(|case| case.unwrap().path()) {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("refused-") || name.starts_with("umbrella") {
            continue;
        }
        let command = fs::read_to_string(case.join("cmd")).unwrap();
        let words: Vec<&str> = command.lines().collect();
        for pair in words.windows(2) {
            match pair[0] {
                "--values" | "-f" => {
                    for file in pair[1].split(',') {
                        collect(
                            "",
                            &yaml::parse(&fs::read_to_string(cases.join(file)).unwrap()).unwrap(),
                            &mut used,
                        );
                    }
                }
                "--set-json" => json_paths(pair[1], &mut used),
                flag if flag.starts_with("--set") => used.extend(set_paths(pair[1])),
                _ => {}
            }
        }
    }
    let schema = read("values.schema.json");
    let document = yaml::parse_document(&schema).unwrap();
    let below = |path: &str, used: &str| {
        used.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let lost: Vec<String> = rows(&schema, document.root().unwrap())
        .into_iter()
        .map(|row| row.path)
        .filter(|path| !used.iter().any(|used| below(path, used)))
        .collect();
    assert!(lost.is_empty(), "no case sets {lost:?}");
}

/// The paths of the leaves of a value, lists as `[]`.
fn collect(path: &str, value: &Value, used: &mut BTreeSet<String>) {
    if let Some(map) = value.as_map() {
        for (key, value) in map.snapshot().iter() {
            collect(&if path.is_empty() { key.to_string() } else { format!("{path}.{key}") }, value, used);
        }
    } else if let Some(list) = value.as_list() {
        list.iter().for_each(|value| collect(&format!("{path}[]"), value, used));
    }
    used.insert(path.to_owned());
}

/// The paths of `--set-json`: a whole map, or one value.
fn json_paths(text: &str, used: &mut BTreeSet<String>) {
    let (path, json) = if text.starts_with('{') { ("", text) } else { text.split_once('=').unwrap() };
    collect(path, &openclaw_render::json::decode(json).unwrap(), used);
}

/// The paths of `--set`: what stands before each `=`, indexes left out.
fn set_paths(text: &str) -> Vec<String> {
    let names = text.split('=').map(|part| part.rsplit(',').next().unwrap());
    names
        .map(|name| {
            name.split('[')
                .map(|part| part.split_once(']').map_or(part, |(_, rest)| rest))
                .collect::<Vec<_>>()
                .join("[]")
        })
        .collect()
}

/// A line of the table.
struct Row<'t> {
    path: String,
    description: &'t str,
    /// As the schema writes it.
    default: Option<&'t str>,
}

/// Every value of the chart in the order of the schema: what has properties of its own is told by those.
fn rows<'t>(text: &'t str, root: Node<'t>) -> Vec<Row<'t>> {
    let mut rows = Vec::new();
    let mut todo = vec![(String::new(), root)];
    while let Some((path, node)) = todo.pop() {
        let nested = children(&path, node);
        if nested.is_empty() || get(node, "default").is_some() {
            let description = get(node, "description").map_or("", Node::text);
            let default = get(node, "default").map(|default| &text[default.span()]);
            rows.push(Row { path, description, default });
        }
        todo.extend(nested.into_iter().rev());
    }
    rows
}

/// The values inside a value, and inside the entries of a list.
fn children<'t>(path: &str, node: Node<'t>) -> Vec<(String, Node<'t>)> {
    let inside = |prefix: String, node: Node<'t>| {
        let properties = get(node, "properties").into_iter().flat_map(Node::entries);
        properties.map(|(name, child)| (format!("{prefix}{}", name.text()), child)).collect::<Vec<_>>()
    };
    let mut all = inside(if path.is_empty() { String::new() } else { format!("{path}.") }, node);
    all.extend(get(node, "items").map(|items| inside(format!("{path}[]."), items)).unwrap_or_default());
    all
}

fn get<'t>(node: Node<'t>, key: &str) -> Option<Node<'t>> {
    node.entries().find(|(name, _)| name.text() == key).map(|(_, child)| child)
}

fn text(value: &Value) -> String {
    openclaw_render::json::encode(value).unwrap()
}

fn chart(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("chart").join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(chart(name)).unwrap()
}
