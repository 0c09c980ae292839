//! `.Files`: the files of a chart that are neither templates nor values.
//!
//! Source: Helm, pkg/engine/files.go; the patterns of `Glob` are those of github.com/gobwas/glob.

use crate::chart::path::base;
use crate::chart::{Contents, File};
use crate::golang::{base64, named};
use crate::value::{Dict, Entries, MapType, Object, Str, Value, string_from_bytes};
use crate::yaml;
use std::any::Any;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A map from path to contents.
#[derive(Clone, Debug, Default)]
pub struct Files(Arc<BTreeMap<Str, Contents>>);

/// Bytes of a file that a template gets as bytes, each of which can become a value of its own. Helm 3 takes no file of
/// more than 5 MiB.
const MAX_BYTES: usize = 32 << 20;

/// A `[]byte`.
#[derive(Clone, Debug)]
pub struct Bytes(pub Contents);

impl Files {
    /// The files by their names; of two with one name the later one.
    pub fn new(files: &[File]) -> Files {
        Files(Arc::new(files.iter().map(|file| (file.name.clone(), file.data.clone())).collect()))
    }

    fn bytes(&self, name: &str) -> Bytes {
        Bytes(self.0.get(name).cloned().unwrap_or_default())
    }

    /// The files that match; all of them where the pattern is broken, as in Helm.
    fn glob(&self, pattern: &str) -> Files {
        let Some(glob) = Glob::compile(pattern) else { return self.clone() };
        let matching = self.0.iter().filter(|(name, _)| glob.matches(name));
        Files(Arc::new(matching.map(|(name, data)| (name.clone(), data.clone())).collect()))
    }

    /// YAML of the files by their names without folders; of two with one name the later path wins (in Helm
    /// either may).
    fn to_yaml(&self, text: impl Fn(&[u8]) -> Value) -> Value {
        let entries: Entries =
            self.0.iter().map(|(name, data)| (Str::from(base(name)), text(data))).collect();
        let map = Value::Map(Arc::new(Dict::new(MapType::Strings, entries)));
        let yaml = yaml::to_yaml(&map).unwrap_or_default();
        Value::from(yaml.strip_suffix('\n').unwrap_or(&yaml))
    }

    fn lines(&self, name: &str) -> Value {
        match self.0.get(name) {
            Some(data) if !data.is_empty() => {
                let data = data.strip_suffix(b"\n").unwrap_or(data);
                Value::strings(data.split(|b| *b == b'\n').map(|line| Str::from(string_from_bytes(line))))
            }
            _ => Value::strings(Vec::<Str>::new()),
        }
    }
}

impl Object for Files {
    fn type_name(&self) -> Cow<'_, str> {
        Cow::Borrowed("engine.files")
    }

    fn kind(&self) -> &'static str {
        "map"
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn is_true(&self) -> bool {
        !self.0.is_empty()
    }

    fn field(&self, name: &str) -> Option<Value> {
        // A map that lacks the key has its zero value.
        Some(Value::Object(Arc::new(Bytes(self.0.get(name).cloned().unwrap_or_default()))))
    }

    fn params(&self, name: &str) -> Option<&'static [&'static str]> {
        match name {
            "Get" | "GetBytes" | "Glob" | "Lines" => Some(&["string"]),
            "AsConfig" | "AsSecrets" => Some(&[]),
            _ => None,
        }
    }

    fn work(&self, name: &str, args: &[Value]) -> usize {
        match (name, args) {
            // Each state of the pattern may look at each letter of each name.
            ("Glob", [Value::Str(pattern)]) => {
                let names = self.0.keys().map(|name| name.len() + 1).sum::<usize>();
                names.saturating_mul(pattern.len() + 1)
            }
            // To write YAML takes some ten times as long as to copy it.
            ("AsConfig" | "AsSecrets", _) => {
                self.0.values().map(|data| data.len()).sum::<usize>().saturating_mul(10)
            }
            _ => 0,
        }
    }

    fn method(&self, name: &str, args: &[Value]) -> Option<Result<Value, String>> {
        let text = |data: &[u8]| Value::from(&*string_from_bytes(data));
        Some(Ok(match (name, args) {
            ("Get", [Value::Str(path)]) => Value::Str((&self.bytes(path).0.text()).into()),
            ("GetBytes", [Value::Str(path)]) => match self.bytes(path) {
                bytes if bytes.0.len() > MAX_BYTES => {
                    return Some(Err(format!("{path} has more than {} MiB", MAX_BYTES >> 20)));
                }
                bytes => Value::Object(Arc::new(bytes)),
            },
            ("Glob", [Value::Str(pattern)]) => Value::Object(Arc::new(self.glob(pattern))),
            ("Lines", [Value::Str(path)]) => self.lines(path),
            ("AsConfig", []) => self.to_yaml(text),
            ("AsSecrets", []) => self.to_yaml(|data| Value::from(base64::encode(data))),
            _ => return None,
        }))
    }

    fn to_json(&self) -> Value {
        let entries = self.0.iter().map(|(name, data)| (name.clone(), Value::from(base64::encode(data))));
        Value::from(entries.collect::<Entries>())
    }

    fn length(&self) -> Option<usize> {
        Some(self.0.len())
    }

    fn underlying(&self) -> Option<Value> {
        let bytes = |data: &Contents| Value::Object(Arc::new(Bytes(data.clone())));
        Some(Value::from(self.0.iter().map(|(name, data)| (name.clone(), bytes(data))).collect::<Entries>()))
    }
}

impl Object for Bytes {
    fn type_name(&self) -> Cow<'_, str> {
        Cow::Borrowed("[]uint8")
    }

    fn kind(&self) -> &'static str {
        "slice"
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn is_true(&self) -> bool {
        !self.0.is_empty()
    }

    fn to_json(&self) -> Value {
        Value::from(base64::encode(&self.0))
    }

    fn length(&self) -> Option<usize> {
        Some(self.0.len())
    }

    fn underlying(&self) -> Option<Value> {
        Some(Value::from(self.0.iter().map(|byte| named::uint8(*byte)).collect::<Vec<_>>()))
    }
}

/// A pattern: `*` within a folder, `**` across folders, `?`, `[abc]`, `[!a-z]`, `{a,b}`, `\` before a character.
///
/// The states of a machine that is run over a name with all its states at once, so that no pattern can take
/// long. Source: gobwas/glob, syntax/lexer and syntax/ast.
#[derive(Debug)]
struct Glob {
    states: Vec<State>,
}

#[derive(Debug)]
enum State {
    /// Takes one character and goes on to the next state.
    One(Chars),
    /// Stays here with any character (that is no slash, unless `across`), and goes on without one.
    Any { across: bool },
    /// Goes on to each of these without a character.
    Split(Vec<usize>),
    /// The whole pattern is used up.
    End,
}

#[derive(Debug)]
enum Chars {
    Literal(char),
    /// `?`
    Single,
    List {
        chars: Vec<char>,
        not: bool,
    },
    Range {
        lo: char,
        hi: char,
        not: bool,
    },
}

impl Chars {
    fn has(&self, c: char) -> bool {
        match self {
            Chars::Literal(literal) => *literal == c,
            Chars::Single => c != '/',
            Chars::List { chars, not } => chars.contains(&c) != *not,
            Chars::Range { lo, hi, not } => (*lo <= c && c <= *hi) != *not,
        }
    }
}

/// An open `{`: where its split stands, where its alternatives begin, where those that ended wait to go on.
struct Terms {
    split: usize,
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Glob {
    /// The machine for a pattern; nothing where the pattern is broken.
    fn compile(pattern: &str) -> Option<Glob> {
        let mut states = Vec::new();
        let mut open: Vec<Terms> = Vec::new();
        let mut chars = pattern.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                // The library takes these two for the end of the text and for a text that is not UTF-8.
                '\0' => break,
                '\u{FFFD}' => return None,
                '{' => {
                    open.push(Terms {
                        split: states.len(),
                        starts: vec![states.len() + 1],
                        ends: Vec::new(),
                    });
                    states.push(State::Split(Vec::new()));
                }
                ',' if !open.is_empty() => {
                    let terms = open.last_mut()?;
                    terms.ends.push(states.len());
                    states.push(State::Split(Vec::new()));
                    terms.starts.push(states.len());
                }
                '}' if !open.is_empty() => close(open.pop()?, &mut states),
                '[' => states.push(State::One(class(&mut chars)?)),
                '?' => states.push(State::One(Chars::Single)),
                '*' => {
                    let across = chars.next_if_eq(&'*').is_some();
                    states.push(State::Any { across });
                }
                // A backslash at the very end says nothing.
                '\\' => {
                    if let Some(c) = chars.next() {
                        states.push(State::One(Chars::Literal(c)));
                    }
                }
                c => states.push(State::One(Chars::Literal(c))),
            }
        }
        // What was not closed ends with the text.
        while let Some(terms) = open.pop() {
            close(terms, &mut states);
        }
        states.push(State::End);
        Some(Glob { states })
    }

    fn matches(&self, name: &str) -> bool {
        let mut now = vec![false; self.states.len()];
        self.enter(0, &mut now);
        for c in name.chars() {
            let mut next = vec![false; self.states.len()];
            for (at, state) in self.states.iter().enumerate().filter(|(at, _)| now[*at]) {
                match state {
                    State::One(chars) if chars.has(c) => self.enter(at + 1, &mut next),
                    State::Any { across } if *across || c != '/' => self.enter(at, &mut next),
                    _ => {}
                }
            }
            now = next;
        }
        now.last() == Some(&true)
    }

    /// Marks a state and all that it reaches without a character.
    fn enter(&self, at: usize, marked: &mut [bool]) {
        let mut todo = vec![at];
        while let Some(at) = todo.pop() {
            if marked[at] {
                continue;
            }
            marked[at] = true;
            match &self.states[at] {
                State::Any { .. } => todo.push(at + 1),
                State::Split(targets) => todo.extend(targets),
                State::One(_) | State::End => {}
            }
        }
    }
}

/// Wires the alternatives of a `{` once its end is known.
fn close(terms: Terms, states: &mut [State]) {
    let after = states.len();
    states[terms.split] = State::Split(terms.starts);
    for end in terms.ends {
        states[end] = State::Split(vec![after]);
    }
}

/// Reads a class after its `[`: either one range or a list, not both. Source: lexer.go, `fetchRange`.
fn class(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<Chars> {
    let not = chars.next_if_eq(&'!').is_some();
    let first = chars.next()?;
    if chars.next_if_eq(&'-').is_some() {
        let hi = chars.next()?;
        return (chars.next()? == ']' && first <= hi).then_some(Chars::Range { lo: first, hi, not });
    }
    let mut list = Vec::new();
    let mut c = first;
    loop {
        match c {
            ']' => return (!list.is_empty()).then_some(Chars::List { chars: list, not }),
            '\\' => list.push(chars.next()?),
            c => list.push(c),
        }
        c = chars.next()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golang::fmt::sprintf;

    fn files() -> Files {
        let file = |name: &str, data: &[u8]| File::new(name, data);
        Files::new(&[
            file("conf/a.yaml", b"x: 1\n"),
            file("conf/b.ini", b"k=v\nl=w\n"),
            file("conf/deep/c.yaml", b"y"),
            file("bin", b"\xFF\x00"),
        ])
    }

    fn call(files: &Files, name: &str, args: &[&str]) -> Value {
        let args: Vec<Value> = args.iter().map(|arg| Value::from(*arg)).collect();
        files.method(name, &args).unwrap().unwrap()
    }

    // Expectations: Helm 4.3.1.
    #[test]
    fn methods_are_those_of_helm() {
        let files = files();
        assert_eq!(call(&files, "Get", &["conf/a.yaml"]).as_str(), Some("x: 1\n"));
        assert_eq!(call(&files, "Get", &["none"]).as_str(), Some(""));
        assert_eq!(sprintf("%v", &[call(&files, "GetBytes", &["bin"])]), "[255 0]");
        assert_eq!(sprintf("%v", &[call(&files, "Lines", &["conf/b.ini"])]), "[k=v l=w]");
        assert_eq!(call(&files, "Lines", &["none"]).as_list().map(<[_]>::len), Some(0));
        let glob = call(&files, "Glob", &["conf/*.yaml"]);
        let glob = glob.as_object::<Files>().unwrap();
        assert_eq!(call(glob, "AsConfig", &[]).as_str(), Some("a.yaml: |\n  x: 1"));
        assert_eq!(call(glob, "AsSecrets", &[]).as_str(), Some("a.yaml: eDogMQo="));
        assert!(files.method("Nope", &[]).is_none());
        assert!(!call(&files, "Glob", &["no/*"]).is_true());
        assert_eq!(call(&Files::default(), "AsConfig", &[]).as_str(), Some("{}"));
    }

    // Expectations: Helm 4.3.1.
    #[test]
    fn files_and_bytes_are_written_as_what_they_hold() {
        let files: Value =
            Value::Object(Arc::new(Files::new(&[File::new("a", b"x\n"), File::new("b", b"")])));
        let held = Value::from([("f", files.clone())]);
        let json = crate::json::encode_indent(&held, "  ").unwrap();
        assert_eq!(json, "{\n  \"f\": {\n    \"a\": \"eAo=\",\n    \"b\": \"\"\n  }\n}");
        assert_eq!(crate::toml::encode(&held).unwrap(), "[f]\n  a = [120, 10]\n  b = []\n");
        assert_eq!(
            sprintf("%d", std::slice::from_ref(&files)),
            "map[%!d(string=a):[120 10] %!d(string=b):[]]"
        );
        let bytes = Files::new(&[File::new("a", b"x")]).bytes("a").underlying().unwrap();
        assert_eq!(sprintf("%T", &[bytes.as_list().unwrap()[0].clone()]), "uint8");
    }

    // Expectations: github.com/gobwas/glob 0.2.3 with the separator `/`.
    #[test]
    fn patterns_match_as_in_the_library() {
        let cases = [
            ("*.yaml", "a.yaml", true),
            ("*.yaml", "conf/a.yaml", false),
            ("**.yaml", "conf/deep/a.yaml", true),
            ("conf/**", "conf/deep/a.yaml", true),
            ("conf/**", "conf", false),
            ("conf/**/a.yaml", "conf/a.yaml", false),
            ("conf/?.ini", "conf/b.ini", true),
            ("a?c", "a/c", false),
            ("*.{sh,sql,sql.gz}", "x.sql.gz", true),
            ("*.{sh,sql}", "x.gz", false),
            ("{a,b}/*", "b/x", true),
            ("{a/{b,c},d}", "a/c", true),
            ("[ab].txt", "b.txt", true),
            ("[!ab].txt", "b.txt", false),
            ("config-[0-9].ini", "config-7.ini", true),
            ("a\\*b", "a*b", true),
            ("a\\*b", "axb", false),
            ("a,b", "a,b", true),
            ("a}b", "a}b", true),
            ("{a,b", "b", true),
            ("", "", true),
        ];
        for (pattern, name, expected) in cases {
            assert_eq!(Glob::compile(pattern).unwrap().matches(name), expected, "{pattern} {name}");
        }
        // Two ranges in one class are more than the library reads; Helm then takes all files.
        for broken in ["[a-zA-Z]", "[", "[]", "[b-a]", "[a", "[!]"] {
            assert!(Glob::compile(broken).is_none(), "{broken}");
        }
        assert_eq!(call(&files(), "Glob", &["[a-zA-Z]"]).as_object::<Files>().unwrap().0.len(), 4);
    }

    #[test]
    fn a_hostile_pattern_takes_no_time() {
        let glob = Glob::compile(&"*a".repeat(200)).unwrap();
        assert!(!glob.matches(&"a".repeat(199)));
        assert!(Glob::compile(&"{".repeat(10_000)).is_some());
    }
}
