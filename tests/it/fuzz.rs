//! Input of every shape, made from fixed seeds: no panic, no hang, and what is written reads as it was.
//!
//! The targets below fuzz/ are the same with a fuzzer's own input, for as long as one likes.

use crate::support::{packed, root};
use openclaw_render::golang::base64;
use openclaw_render::golang::equal::deep_equal;
use openclaw_render::helm::Helm;
use openclaw_render::render;
use openclaw_render::scope::TemplateSource;
use openclaw_render::value::{Map, Value};
use openclaw_render::values::Overrides;
use openclaw_render::yaml;
use std::io;

#[path = "../../fuzz/src/lib.rs"]
#[allow(unreachable_pub, reason = "it is a crate of its own for the targets")]
mod holds;

/// A stream of numbers that is the same in every run: Steele and Vigna's SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).unwrap()
    }

    fn pick<'t>(&mut self, items: &[&'t str]) -> &'t str {
        items[self.below(items.len())]
    }

    fn soup(&mut self, words: &[&str], most: usize) -> String {
        (0..=self.below(most)).map(|_| self.pick(words)).collect()
    }

    /// The text with a few parts taken out, doubled, moved, or replaced by a word.
    fn mutated(&mut self, text: &str, words: &[&str]) -> String {
        let mut text = text.to_owned();
        for _ in 0..=self.below(4) {
            let place = |random: &mut Random, text: &str| {
                let at = random.below(text.len() + 1);
                (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap()
            };
            let (a, b) = (place(self, &text), place(self, &text));
            let (from, to) = (a.min(b), a.max(b));
            // Mostly small parts: a text without its middle is soon no template at all.
            let to = if self.below(4) > 0 { to.min(from + 12) } else { to };
            let to = (from..=to).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            let part = text[from..to].to_owned();
            match self.below(4) {
                0 => text.replace_range(from..to, ""),
                1 => text.insert_str(from, &part),
                2 => text.replace_range(from..to, self.pick(words)),
                _ => {
                    let at = place(self, &text);
                    text.insert_str(at, &part);
                }
            }
            if text.len() > 1 << 16 {
                break;
            }
        }
        text
    }
}

const TEMPLATE: &[&str] = &[
    "{{",
    "}}",
    "{{-",
    "-}}",
    "{{/*",
    "*/}}",
    "{{ ",
    " }}",
    "(",
    ")",
    "|",
    " | ",
    ",",
    ":=",
    "=",
    ".",
    "$",
    "$x",
    "$y",
    ".Values",
    ".a.b",
    "\"",
    "\"a\"",
    "`",
    "`r`",
    "'",
    "'x'",
    "\\",
    "1",
    "-1",
    "0x1F",
    "1e3",
    "1_0",
    "1i",
    "nil",
    "true",
    " ",
    " ",
    "\n",
    "\t",
    "if ",
    "else",
    "else if ",
    "end",
    "{{end}}",
    "range ",
    "with ",
    "define \"d\"",
    "template \"d\" .",
    "block \"d\" .",
    "break",
    "continue",
    "include \"d\" .",
    "tpl \"{{ . }}\" .",
    "printf \"%v\" ",
    "quote ",
    "and ",
    "or ",
    "not ",
    "eq ",
    "index ",
    "len ",
    "dict ",
    "list ",
    "default ",
    "toYaml ",
    "nope ",
    "ż",
    "\u{10FFFF}",
    "\0",
    "{%",
    "{#",
    "#}",
    "x",
];

#[test]
fn templates() {
    let mut random = Random(1);
    let charts: Vec<String> = ["_helpers.tpl", "deployment.yaml", "NOTES.txt", "ingress.yaml"]
        .iter()
        .map(|name| std::fs::read_to_string(root().join("chart/templates").join(name)).unwrap())
        .collect();
    let (mut compiled, mut rendered) = (0, 0);
    for round in 0..1200 {
        let text = match round % 3 {
            0 => random.soup(TEMPLATE, 40),
            1 => format!("{{{{ {} }}}}", random.soup(TEMPLATE, 8)),
            _ => {
                let text = &charts[random.below(charts.len())];
                random.mutated(text, TEMPLATE)
            }
        };
        let source = TemplateSource {
            name: "fuzz".into(),
            text: text.as_str().into(),
            base_path: "".into(),
            scope: Map::default(),
            builtin: false,
        };
        let helm = if round % 2 == 0 { Helm::V3 } else { Helm::V4 };
        compiled += usize::from(render::program_text(&source, helm).is_ok());
        rendered += usize::from(holds::template(&text, helm));
    }
    // That the texts are neither all wrong nor all right.
    assert!(compiled > 100 && rendered > 50 && rendered < 1000, "{compiled} compiled, {rendered} rendered");
}

const SET: &[&str] = &[
    "a", "b", "ab", ".", ".", "=", "=", ",", "{", "}", "[", "]", "[0]", "[1]", "[65536]", "[-1]", "\\",
    "\\,", "\"", "null", "true", "1", "0x1", "1e3", " ", "ż", "\0",
];

#[test]
fn set_flags() {
    let mut random = Random(2);
    let mut read = 0;
    for round in 0..4000 {
        let text = random.soup(SET, 14);
        let mut overrides = Overrides::default();
        match round % 4 {
            0 => overrides.set = vec![text.clone(), random.soup(SET, 6)],
            1 => overrides.set_string = vec![text],
            2 => overrides.set_json = vec![text],
            _ => overrides.set_literal = vec![text],
        }
        let helm = if round % 3 == 0 { Helm::V3 } else { Helm::V4 };
        read += usize::from(holds::set_flags(&overrides, helm));
    }
    assert!(read > 200 && read < 3800, "{read} were read");
}

const YAML: &[&str] = &[
    "a",
    "b",
    "key",
    ": ",
    ":",
    "- ",
    "-",
    "\n",
    "\n  ",
    "\n    ",
    "\n",
    " ",
    "  ",
    "\t",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "\"",
    "'",
    "|\n",
    ">\n",
    "|-\n",
    ">+\n",
    "|2\n",
    "&a ",
    "*a",
    "!!str ",
    "!!binary ",
    "!!int ",
    "!",
    "<<: ",
    "? ",
    "#",
    " # c",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "null",
    "~",
    "true",
    "yes",
    "1",
    "-1.5",
    "0x1F",
    "0o7",
    "1e3",
    ".inf",
    ".nan",
    "1_000",
    "12:30",
    "2001-01-01",
    "é",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\\",
    "\\x41",
    "\\u0000",
    "\0",
    "@",
    "`",
    "%",
];

#[test]
fn yaml_texts() {
    let mut random = Random(3);
    let values = std::fs::read_to_string(root().join("chart/values.yaml")).unwrap();
    let part: String = values.lines().take(120).map(|line| format!("{line}\n")).collect();
    let mut read = 0;
    for round in 0..3000 {
        let text = if round % 3 == 0 { random.mutated(&part, YAML) } else { random.soup(YAML, 24) };
        read += usize::from(holds::yaml_text(&text));
    }
    assert!(read > 300 && read < 2900, "{read} were read");
}

/// A value of any shape.
fn value(random: &mut Random, depth: usize) -> Value {
    const TEXTS: &[&str] = &[
        "",
        "a",
        "a b",
        " a",
        "a: b",
        "- a",
        "null",
        "true",
        "1",
        "1e3",
        "0x1",
        "a\nb\n",
        "a\n\n",
        "\n",
        "#",
        "é",
        "\u{1F600}",
        "\t",
        "'",
        "\"",
        "~",
        "!",
        "&a",
        "=",
        "<<",
    ];
    match random.below(if depth == 0 { 5 } else { 8 }) {
        0 => Value::Nil,
        1 => Value::Bool(random.below(2) == 0),
        2 => Value::Float(i32::from(random.next() as u16).into()),
        3 | 4 => Value::from(random.soup(TEXTS, 2)),
        5 => (0..random.below(4)).map(|_| value(random, depth - 1)).collect::<Vec<_>>().into(),
        _ => table(random, depth - 1),
    }
}

fn table(random: &mut Random, depth: usize) -> Value {
    const KEYS: &[&str] = &["a", "b", "c", "sub", "global", "enabled", "x.y", ""];
    let map = Map::default();
    for _ in 0..random.below(5) {
        map.insert(random.pick(KEYS), value(random, depth));
    }
    Value::Map(map)
}

#[test]
fn values_as_yaml() {
    let mut random = Random(4);
    for _ in 0..1500 {
        let value = value(&mut random, 4);
        holds::yaml_value(&value, "a value");
    }
}

#[test]
fn values_of_charts_and_users() {
    let mut random = Random(5);
    for round in 0..600 {
        let helm = if round % 2 == 0 { Helm::V3 } else { Helm::V4 };
        let written = |value: Value| yaml::to_yaml(&value).unwrap();
        let imports = random.pick(&["", ", import-values: [a]", ", import-values: [{child: a, parent: b}]"]);
        let rest = random.pick(&["", ", condition: sub.enabled", ", alias: other", ", tags: [a]"]);
        let metadata = format!("dependencies: [{{name: sub, version: 0.1.0{imports}{rest}}}]\n");
        let (own, below) = (written(table(&mut random, 3)), written(table(&mut random, 3)));
        let user = table(&mut random, 3);
        let shown = yaml::to_yaml(&user).unwrap();
        let user = user.as_map().unwrap();
        let Some(resolved) = holds::values(&metadata, &own, &below, user, helm) else { continue };
        // What the user sets beside the tables of subcharts is what templates see.
        for (key, value) in user.snapshot().iter() {
            let scalar = !matches!(value, Value::Map(_) | Value::Nil);
            if scalar && !["sub", "other", "global", "tags"].contains(&&**key) {
                let seen = resolved.get(key);
                assert!(
                    seen.as_ref().is_some_and(|seen| deep_equal(seen, value)),
                    "{key} of {shown}: {seen:?}"
                );
            }
        }
    }
}

#[test]
fn packed_charts() {
    let mut random = Random(6);
    let inner = packed(&[
        ("d/Chart.yaml", b"apiVersion: v2\nname: d\nversion: 0.1.0\n"),
        ("d/values.yaml", b"a: 1\n"),
    ]);
    let whole = packed(&[
        ("c/Chart.yaml", b"apiVersion: v2\nname: c\nversion: 0.1.0\n"),
        ("c/values.yaml", b"a: 1\n"),
        ("c/templates/x.yaml", b"a: {{ .Values.a }}\n"),
        ("c/charts/d.tgz", &inner),
    ]);
    let mut tar = Vec::new();
    io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&whole[..]), &mut tar).unwrap();
    let mut read = 0;
    for round in 0..1200 {
        // Inside of the packing, where the headers are, and outside of it.
        let mut bytes = if round % 2 == 0 { tar.clone() } else { whole.clone() };
        for _ in 0..=random.below(3) {
            let at = random.below(bytes.len());
            match random.below(5) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, random.next() as u8),
                2 => bytes.extend_from_within(at..),
                _ => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = random.pick(&["0", "7", "/", ".", "\0", "x", "\\", "\u{7f}"]).as_bytes()[0];
                    }
                }
            }
        }
        let bytes = if round % 2 == 0 { crate::support::gzipped(&bytes) } else { bytes };
        let helm = if round % 4 < 2 { Helm::V3 } else { Helm::V4 };
        read += usize::from(holds::archive(bytes, helm));
    }
    assert!(read > 20 && read < 1100, "{read} were read");
}

/// The requests that a server was asked about, which it took: their texts, and the bytes in them.
fn requests() -> Vec<(Vec<u8>, Vec<u8>)> {
    let asked = std::fs::read_to_string(root().join("tests/verdicts/faults.tsv")).unwrap();
    let mut requests = Vec::new();
    for line in asked.lines().filter(|line| line.contains("\"CertificateSigningRequest\"")) {
        let Some((_, rest)) = line.split_once("\"request\":\"") else { continue };
        let text = base64::decode(rest.split('"').next().unwrap().as_bytes()).unwrap();
        let lines = String::from_utf8_lossy(&text).replace('\r', "");
        let body = lines.split("REQUEST-----\n").nth(1).unwrap_or_default();
        let body = body.split("-----").next().unwrap_or_default().replace('\n', "");
        if let Ok(bytes) = base64::decode(body.as_bytes())
            && !bytes.is_empty()
            && holds::request(&text)
        {
            requests.push((text, bytes));
        }
    }
    requests
}

#[test]
fn requests_for_certificates() {
    let mut random = Random(7);
    let requests = requests();
    assert!(requests.len() > 20, "{} requests", requests.len());
    let (mut read, mut refused) = (0, 0);
    for round in 0..2000 {
        let (text, whole) = &requests[random.below(requests.len())];
        // Inside of the armour, where the lengths are, and outside of it.
        let mut bytes = if round % 4 > 0 { whole.clone() } else { text.clone() };
        for _ in 0..=random.below(2) {
            let at = random.below(bytes.len());
            match random.below(8) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, random.next() as u8),
                2 => bytes.extend_from_within(at..),
                3 => bytes[at] = [0, 0x7F, 0x80, 0x84, 0xFF][random.below(5)],
                _ => bytes[at] ^= 1 << random.below(8),
            }
            if bytes.is_empty() {
                break;
            }
        }
        let is_one = holds::request(&if round % 4 > 0 { holds::armored(&bytes) } else { bytes });
        read += usize::from(is_one);
        refused += usize::from(!is_one);
    }
    assert!(read > 20 && refused > 1000, "{read} were read, {refused} refused");
}

/// Where the content of the DER element at this place begins and ends.
fn content(der: &[u8], at: usize) -> std::ops::Range<usize> {
    let length = |bytes: &[u8]| bytes.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
    let (start, length) = match usize::from(der[at + 1]) {
        long @ 0x81.. => (at + long - 0x7E, length(&der[at + 2..at + long - 0x7E])),
        short => (at + 2, short),
    };
    start..start + length
}

#[test]
fn a_request_that_was_changed_after_it_was_signed_is_none() {
    let mut tried = 0;
    for (_, whole) in requests() {
        let with = |at: usize, bit: usize| {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << bit;
            holds::request(&holds::armored(&bytes))
        };
        // Signatures of kinds that are not checked may be anything.
        if with(whole.len() - 1, 0) {
            continue;
        }
        for at in content(&whole, content(&whole, 0).start) {
            assert!(!with(at, at % 8), "bit {} of byte {at} of {}", at % 8, base64::encode(&whole));
            tried += 1;
        }
    }
    assert!(tried > 3000, "{tried} bytes");
}
